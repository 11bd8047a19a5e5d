from __future__ import annotations

from datetime import date

import pytest

from tracker.model.programme import Programme
from tracker.model.sources import Condition, Members, Publication
from tracker.storage import targets

SOURCE = "files: x.csv, period: year, value: value, unit: USD"


def read(
    source: str = SOURCE, figures: str = "{KZ: {source: s}}", target: str = "kind: flow, unit: bn USD, target: 10, by: 2030"
) -> tuple[Programme, list[str]]:
    text = f"sources:\n  s: {{{source}}}\ntargets:\n  t: {{{target}, figures: {figures}}}\n"
    programme, problems = targets.read(text.encode(), "data/targets.yaml")
    return programme, [f"{each.line}: {each.message}" for each in problems]


def test_a_source_and_its_rule_are_read() -> None:
    programme, problems = read(
        'files: [a.csv, "b*.csv"], encoding: Latin-1, header: 11, sheet: T 3, cumulative: true, scale: M, status: S, published: LAST UPDATE, '
        'period: year, value: value, unit: thousand USD, where: {a: x, b: [y, "27*"], c: "", d: 0}',
        "{KZ: {source: s, where: {e: f}, sum: {flow: [M, X]}, value: price, unit: USD}}",
    )
    assert problems == []
    source, (rule,) = programme.sources["s"], programme.rules
    assert (source.files, source.encoding, source.header, source.sheet) == (("a.csv", "b*.csv"), "latin-1", 11, "T 3")
    assert (source.folder, source.line, source.cumulative, source.scale, source.status) == ("data", 2, True, "M", "S")
    assert source.published == Publication(column="LAST UPDATE")
    assert source.where == (Condition("a", ("x",)), Condition("b", ("y",), ("27",)), Condition("c", ("",)), Condition("d", ("0",)))
    assert (rule.target, rule.reporter, rule.line, rule.sum, rule.value, rule.unit) == (
        "t",
        "KZ",
        4,
        Members("flow", ("M", "X")),
        "price",
        "USD",
    )
    assert (rule.target_unit, rule.target_power, rule.kind) == ("USD", 9, "flow")


def test_a_condition_admits_values_beginnings_and_the_empty_cell() -> None:
    condition = Condition("b", ("y", ""), ("27",))
    assert [condition.admits(each) for each in ("y", " y ", "", " ", "2709", "127", "x")] == [True, True, True, True, True, False, False]


@pytest.mark.parametrize(
    ("written", "publication"),
    [("2026-02", Publication(day=date(2026, 2, 28))), ("unknown", Publication(unknown=True)), ("updated", Publication(column="updated"))],
)
def test_the_day_of_publication_is_a_date_a_column_or_unknown(written: str, publication: Publication) -> None:
    assert read(f"{SOURCE}, published: {written}")[0].sources["s"].published == publication


def test_where_nobody_reports_one_rule_stands_alone() -> None:
    programme, problems = read(figures="{source: s}")
    assert (problems, programme.rules[0].reporter) == ([], "")


def test_a_series_has_figures_too() -> None:
    text = f"sources: {{s: {{{SOURCE}}}}}\ntargets: {{}}\nseries: {{a: {{kind: flow, unit: USD, figures: {{KZ: {{source: s}}}}}}}}\n"
    programme, problems = targets.read(text.encode(), "targets.yaml")
    assert (problems, programme.rules[0].target) == ([], "a")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("period: y, value: v, unit: USD", "2: `files` is missing: say where the table is"),
        (f"{SOURCE}, perod: x", "2: `perod` is not known here"),
        (f"{SOURCE}, header: 0", "2: header: `0` is not a whole number from 1 to 1,000"),
        (f"{SOURCE}, encoding: latin", "2: encoding: `latin` is not known; write `utf-8`, `latin-1`"),
        (f"{SOURCE}, rows: record", "2: rows: `record` is not known; write `figures` or `records`; did you mean `records`?"),
        (f"{SOURCE}, periods: down", "2: periods: `down` is not known; write `across`"),
        (f"{SOURCE}, periods: across", "2: period: where the periods are columns, no column holds the period; remove it"),
        (f"{SOURCE}, cumulative: maybe", "2: cumulative: `maybe` is not known; write `true` or `false`"),
        ("files: x.csv, value: v, unit: USD", "2: `period` is missing: name the column of the periods, or `periods: across`"),
        ("files: x.csv, value: v, unit: USD, rows: records", "2: `period` is missing: name the column of the dates, or the day"),
        (f"{SOURCE}, key: no", "2: key: this is for records; remove it, or write `rows: records`"),
        (f"{SOURCE}, rows: records, scale: x", "2: scale: this is for figures, each of which is a row; remove it"),
        (f"{SOURCE}, table: x", "2: table: "),
        (f"{SOURCE}, where: x", "2: where: this must be a mapping of columns and values, such as {flowCode: X}"),
        (f"{SOURCE}, where: {{a: []}}", '2: where: `a`: no value is given; write "" for an empty cell'),
        (f"{SOURCE}, where: {{a: [x, x]}}", "2: where: `a`: `x` is listed twice"),
        (f"{SOURCE}, where: {{a: '*'}}", "2: where: `a`: `*` admits every value; leave the column out"),
        (f"{SOURCE}, where: {{a: 'x*y'}}", "2: where: `a`: a `*` stands only at the end, as in 27*"),
        (f"{SOURCE}, where: {{a: {{b: c}}}}", "2: where: `a`: this must be one text or a list of texts"),
        ("files: x.csv, period: y, value: v", "4: `unit` is missing: say in which unit the amounts are, such as bn USD, here or in `s`"),
        ("files: x.csv, period: y, value: v, unit: EUR", "4: unit: the unit `EUR` is not that of the target"),
        ("files: x.csv, period: y, unit: USD", "4: `value` is missing; name the column of the amounts here or in the source"),
    ],
)
def test_a_source_that_cannot_be_used_is_told_with_its_line(source: str, said: str) -> None:
    problems = read(source)[1]
    assert any(each.startswith(said) for each in problems), problems


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("{KZ: {source: x}}", "4: source: `x` is not declared; write `s`"),
        ("{KZ: {wher: {a: b}}}", "4: `source` is missing"),
        ("{12: {source: s}}", "4: 12: `12` cannot be a reporter: write a code with letters, such as UZ"),
        ("{KZ: {source: s, sum: {a: [b]}}}", "4: sum: `a`: a sum has two members or more; put a single one into `where`"),
        ("{KZ: {source: s, sum: {a: [b, 'c*']}}}", "4: sum: `a`: each member of a sum is written in full"),
        ("{KZ: {source: s, sum: {a: [b, c], d: [e, f]}}}", "4: sum: write one column with its members, such as {flowCode: [M, X]}"),
        ("{KZ: {source: s, sum: {flowCode: [M, RM]}}}", "4: sum: `RM` is part of `M`, and adding both would count it twice"),
        (
            "{KZ: {source: s, sum: {partnerCode: [0, 398]}}}",
            "4: sum: `0` of `partnerCode` is itself a total, and adding it to its parts would count them twice",
        ),
        ("{KZ: {source: s, where: {a: b}, sum: {a: [b, c]}}}", "4: sum: `a` stands in `where` too; keep it in `sum`"),
    ],
)
def test_a_rule_that_cannot_be_used_is_told_with_its_line(figures: str, said: str) -> None:
    problems = read(figures=figures)[1]
    assert any(each.startswith(said) for each in problems), problems


def test_a_condition_stands_in_one_place() -> None:
    assert read(f"{SOURCE}, where: {{a: b}}", "{KZ: {source: s, where: {a: c}}}")[1] == [
        "4: where: `a` is asked for in `s` too; keep one of them"
    ]


@pytest.mark.parametrize(
    ("target", "source", "figures", "said"),
    [
        (
            "kind: event, by: 2030",
            SOURCE,
            "{KZ: {source: s}}",
            "figures: an event is recorded with `tracker add`, and not taken from a table; take them away",
        ),
        (
            "kind: stock, unit: USD, target: 1",
            f"{SOURCE}, cumulative: true",
            "{KZ: {source: s}}",
            "figures: the periods of `s` are cumulative, and a stock is not a total; remove one of them",
        ),
        (
            "kind: flow, unit: '%', target: 1",
            "files: x.csv, period: y, value: v, unit: '%'",
            "{KZ: {source: s, sum: {a: [b, c]}}}",
            "sum: rates, shares and places in a ranking are never added up; remove it",
        ),
        (
            "kind: flow, unit: USD, target: 1",
            f"{SOURCE}, rows: records",
            "{KZ: {source: s, sum: {a: [b, c]}}}",
            "sum: records are added up in any case; write the members as a list in `where`",
        ),
    ],
)
def test_what_the_kind_of_a_target_does_not_allow(target: str, source: str, figures: str, said: str) -> None:
    assert read(source, figures, target)[1] == [f"4: {said}"]


def test_a_rule_of_a_source_with_errors_is_not_reported_again() -> None:
    assert read(f"{SOURCE}, header: x")[1] == ["2: header: `x` is not a whole number from 1 to 1,000"]


@pytest.mark.parametrize("figures", ["{sorce: s}", "{where: {flow: X}}", "{KZ: s}"])
def test_a_rule_without_its_source_is_told_how_it_is_written(figures: str) -> None:
    assert read(figures=figures)[1] == ["4: figures: `source` is missing; name the source, as in {source: NAME} or {KZ: {source: NAME}}"]
