from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from conftest import ROOT, Load, one
from faults import broken
from hypothesis import event, given, settings
from hypothesis import strategies as st
from strategies import worlds

from tracker.analysis.vintages import holding
from tracker.model.observations import Observations
from tracker.model.programme import Programme
from tracker.storage import observations, targets
from tracker.storage.observations import unchosen
from tracker.storage.tabular import csv as csv_table
from tracker.values.input.amount_spellings import scaled
from tracker.values.problems import MOST_LISTED, InvalidInput, Problem

TWO = "targets:\n  t: {kind: flow, unit: USD, target: 10 bn}\n  s: {kind: stock, unit: jobs, target: 10}\n"


def read_rows(load: Load, observed: str, declared: str = TWO) -> list[dict[str, Any]]:
    _, figures, problems = load(declared, observed)
    assert problems == []
    return [{str(name): cell for name, cell in row.items()} for row in figures.to_frame().to_dict("records")]


def said(load: Load, observed: str, declared: str = TWO) -> str:
    return "\n".join(map(str, load(declared, observed)[2]))


def values(load: Load, observed: str, as_of: str) -> dict[str, float]:
    _, figures, problems = load(TWO, observed)
    assert problems == []
    held = [figures.row(at) for at in holding(figures, date.fromisoformat(as_of))]
    return {str(each.period): each.value for each in held}


@pytest.mark.parametrize("unit", ["bn USD", "USD bn", "млрд USD", "bn"])
def test_values_in_the_targets_own_unit(load: Load, unit: str) -> None:
    assert read_rows(load, f"t,2024,4.97,{unit},,,,,,\n")[0]["value"] == 4970000000.0


def test_the_fields_of_a_row(load: Load) -> None:
    row = read_rows(load, "t,2024-A1,4.2,bn USD,more than,UZ,provisional,2025-01,https://x,n\n")[0]
    assert {key: str(row[key]) for key in ("line", "target", "period", "qualifier", "reporter", "status", "source", "note")} == {
        "line": "2",
        "target": "t",
        "period": "2024",
        "qualifier": "over",
        "reporter": "UZ",
        "status": "provisional",
        "source": "https://x",
        "note": "n",
    }
    assert (f"{row['published']:%Y-%m-%d}", row["first"], row["last"]) == ("2025-01-31", 24288.0, 24300.0)


def test_optional_columns_may_be_missing(load: Load) -> None:
    assert read_rows(load, "target,period,value\nt,2024,5\n")[0]["value"] == 5.0


@pytest.mark.parametrize(
    ("observed", "problem"),
    [
        (
            "turnovr,2024,5,USD,,,,,,\n",
            "observations.csv:2: target: `turnovr` is not declared in the targets file, which has `turnover` or `s`; did you mean `turnover`?",
        ),
        (
            "turnover,2024,5,EUR,,,,,,\n",
            "observations.csv:2: unit: the unit `EUR` is not that of the target; write USD, thousand USD, mn USD or bn USD",
        ),
        ("turnover,2024,5,5,USD,,,,,\n", "observations.csv:2: unit: the unit `5` is not that of the target"),
        ("turnover,2024,1e29,tn USD,,,,,,\n", "observations.csv:2: value: implausibly large"),
        (
            "turnover,Jan-24,5,USD,,,,,,\n",
            "observations.csv:2: period: `Jan-24` is not a period: it may be the month 2024-01 or a day without its year",
        ),
        ("turnover,2024-09-30,5,USD,,,,,,\n", "observations.csv:2: period: `2024-09-30` is not made of whole months"),
        ("turnover,2020-W53,5,USD,,,,,,\n", "is not made of whole months, as the total of a flow must be"),
        ("turnover,2024,5,USD,circa,,,,,\n", "observations.csv:2: qualifier: `circa` is not known; write `about`, `over`, `under`"),
        ("turnover,2024,5,USD,,7,,,,\n", "observations.csv:2: reporter: `7` cannot be a reporter"),
        ("turnover,2024,5,USD,,all,,,,\n", "observations.csv:2: reporter: `all` cannot be a reporter"),
        ("turnover,2024,5,USD,,,,soon,,\n", "observations.csv:2: published: `soon` is not a period"),
        (
            "target,period,value,note,unit\nturnover,2024,5,5,USD\n",
            "observations.csv:2: note: a number stands in the column after the value; if it is the rest of a decimal comma",
        ),
        ("target,period,value,reporter,unit\nturnover,2024,5,5,USD\n", "observations.csv:2: reporter: `5` cannot be a reporter"),
        ("target,period,value,published,unit\nturnover,2024,5,5,USD\n", "observations.csv:2: published: `5` is not a period"),
        (
            "target,period,value,status,unit\nturnover,2024,5,5,USD\n",
            "observations.csv:2: status: a number stands in the column after the value",
        ),
    ],
)
def test_what_is_refused_with_its_line(load: Load, observed: str, problem: str) -> None:
    assert problem in said(load, observed, TWO.replace("  t:", "  turnover:"))


def test_every_problem_of_every_row_at_once(load: Load) -> None:
    problems = load(TWO, "x,2024,5,USD,,,,,,\nt,y,5,USD,,,,,,\nt,2024,z,USD,,,,,,\nt,2024,5,EUR,w,,,,,\nt,2024,5,USD,,,,,,\n")[2]
    assert sorted(each.line or 0 for each in problems) == [2, 3, 4, 5, 5]


def test_a_decimal_comma_in_every_row_under_any_header(load: Load) -> None:
    for width in range(3, 11):
        header = ",".join(["target", "period", "value", "unit", "qualifier", "reporter", "status", "published", "source", "note"][:width])
        problems = load(TWO, f"{header}\nt,2023,5,5,USD\nt,2024,6,5,USD\n")[2]
        assert {each.line for each in problems} == {2, 3}, header


def test_the_same_figure_on_the_same_day_with_another_value_is_an_error(load: Load) -> None:
    problem = "observations.csv:3: line 2 gives another figure for the same target, period, reporter and day of publication"
    assert problem in said(load, "t,2024,5,USD,,,,2025-01-21,,\nt,2024-A1,6,USD,,,,2025-01-21,,\n")
    assert said(load, "t,2024,5,USD,,,,,,\nt,2024,5,USD,,,,,,\n") == ""
    assert said(load, "t,2024,5,USD,,A,,,,\nt,2024,6,USD,,B,,,,\n") == ""


def test_the_vintage_of_a_day() -> None:
    programme, _ = targets.load(ROOT / "targets.yaml")
    figures, _, _ = observations.load(ROOT / "observations.csv", programme)

    def turnover_2024(day: str) -> list[float]:
        held = [figures.row(at) for at in holding(figures, date.fromisoformat(day))]
        return [each.value for each in held if (str(each.period), each.reporter) == ("2024", "UZ")]

    assert turnover_2024("2025-01-20") == []
    assert turnover_2024("2025-06-30") == [4.2e9]
    assert turnover_2024("2025-12-01") == [4.3e9]


def test_published_last_holds_whatever_the_order_of_the_rows(load: Load) -> None:
    observed = ["t,2024,3,USD,,,,2026-01-01,,\n", "t,2024,1,USD,,,,2025-01-15,,\n", "t,2024,2,USD,,,,2025-07,,\n"]
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        text = "".join(observed[n] for n in order)
        held = [values(load, text, day) for day in ("2025-01-14", "2025-01-15", "2025-07-30", "2025-07-31", "2026-01-01")]
        assert held == [{}, {"2024": 1.0}, {"2024": 1.0}, {"2024": 2.0}, {"2024": 3.0}]


def test_without_a_publication_known_from_the_end_of_the_period(load: Load) -> None:
    assert values(load, "t,2024-Q1,1,USD,,,,,,\n", "2024-03-30") == {}
    assert values(load, "t,2024-Q1,1,USD,,,,,,\n", "2024-03-31") == {"2024-Q1": 1.0}


def test_a_figure_published_before_its_period_has_ended_does_not_count_before_that(load: Load) -> None:
    text = "t,2062,9,USD,,,,2025-01-21,,\ns,2025,9,jobs,,,,2025-06-30,,\ns,2025,10,jobs,,,,2025-09-30,,\n"
    assert values(load, text, "2025-10-01") == {}
    assert values(load, text, "2025-12-31") == {"2025": 10.0}


def test_a_period_given_for_a_stock_is_the_level_at_its_end(load: Load) -> None:
    assert values(load, "s,2024,1,jobs,,,,2025-01-01,,\ns,2024-12-31,2,jobs,,,,2025-02-01,,\n", "2025-12-31") == {"2024-12-31": 2.0}
    assert values(load, "t,2024,1,USD,,,,2025-01-01,,\nt,2024-S2,2,USD,,,,2025-02-01,,\n", "2025-12-31") == {"2024": 1.0, "2024-S2": 2.0}


def test_several_reporters_and_none_chosen(load: Load) -> None:
    programme, figures, _ = load(
        one() + "  u: {kind: flow, unit: USD, target: 1, reporter: A}\n", "t,2024,1,USD,,A,,,,\nt,2024,1,USD,,,,,,\nu,2024,1,USD,,B,,,,\n"
    )
    assert [str(each) for each in unchosen(figures, programme)] == [
        "targets.yaml:2: `t` has figures by `A`, and others that name no reporter; state whose figures count with `reporter:` (or --reporter on the command line)"
    ]


def test_an_empty_file_of_observations(load: Load) -> None:
    assert read_rows(load, "") == []


@given(st.data())
@settings(max_examples=200)
def test_both_readers_give_the_same_observations_and_the_same_problems(data: st.DataObject) -> None:
    world = data.draw(worlds())
    declared, raw = world.declared.encode(), world.observed()
    if data.draw(st.booleans()):
        declared, raw = data.draw(broken(world))
    programme, _ = targets.read(declared, "t.yaml")
    small, large = (told(raw, programme, size) for size in (len(raw), -1))
    event("refused" if isinstance(small, list) else f"{len(small.problems[:1])} or more problems")
    if isinstance(small, list) or isinstance(large, list):
        assert small == large
        return
    assert (small.problems, small.dialect) == (large.problems, large.dialect)
    for column in fields(Observations):
        one, other = (getattr(each.observations, column.name) for each in (small, large))
        assert list(one) == list(other), column.name


def told(raw: bytes, programme: Programme, small: int) -> observations.Reading | list[Problem]:
    """What is read where files up to so many bytes are small, or why nothing could be."""
    with patch.object(csv_table, "SMALL", small):
        try:
            return observations.read(raw, "o.csv", programme)
        except InvalidInput as invalid:
            return list(invalid.problems)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.integers(0, 12))
def test_scaled_as_if_written_in_decimals(number: Decimal, power: int) -> None:
    assert scaled(np.array([float(number)]), np.array([power])).tolist() == [float(number.scaleb(power))]


@pytest.mark.parametrize(
    "observed",
    [
        "target,period,value,comment\nt,2023,4,39\n",
        "target,period,value,note\nt,2024,4,97 bn USD\n",
        "target,period,value,note\nt,2024,4,97e0\n",
        "target,period,value,source\nt,2024,4, 97 mn\n",
    ],
)
def test_the_rest_of_a_decimal_comma_in_any_column(load: Load, observed: str) -> None:
    assert "a number stands in the column after the value" in said(load, observed)


@pytest.mark.parametrize(
    "observed",
    [
        "target,period,value,note\nt,2024,4,3 ministries\n",
        "target,period,value,rank\nt,2024,4.5,3\n",
        "target,period,rank,value\nt,2024,3,4\n",
    ],
)
def test_what_is_no_rest_of_a_decimal_comma(load: Load, observed: str) -> None:
    assert said(load, observed) == ""


def test_the_same_figure_on_the_same_day_with_another_qualifier_is_an_error(load: Load) -> None:
    assert "line 2 gives another figure" in said(load, "t,2024,5,USD,,,,2025-01-21,,\nt,2024,5,USD,over,,,2025-01-21,,\n")


def test_of_thousands_of_unknown_targets_only_the_first_hundred_are_compared_with_all(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def hint(word: str, allowed: object) -> str:
        asked.append(word)
        return f"; near {len(str(allowed))}"

    monkeypatch.setattr(observations, "did_you_mean", hint)
    problems = load(TWO, "".join(f"other{n:04},2024,5,USD,,,,,,\n" for n in range(3000)))[2]
    assert (len(problems), len(asked)) == (3000, MOST_LISTED)


EVENT = "targets:\n  t: {kind: event, by: 2026}\n  n: {kind: stock, unit: jobs, target: 5}\n"


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("yes", 1),
        ("YES", 1),
        ("да", 1),
        ("Иә", 1),
        ("ha", 1),
        ("1", 1),
        ("no", 0),
        ("Нет", 0),
        ("жоқ", 0),
        ("yoʻq", 0),
        ("yo'q", 0),
        ("0", 0),
    ],
)
def test_an_event_is_yes_or_no_in_four_languages(load: Load, word: str, value: int) -> None:
    _, figures, problems = load(EVENT, f"t,2025-03-01,{word},,,,,,,\n")
    assert (problems, figures.value.tolist()) == ([], [value])


def test_an_event_is_no_other_number_and_a_number_is_no_event(load: Load) -> None:
    _, _, problems = load(EVENT, "t,2025-03-01,2,,,,,,,\nn,2025,yes,,,,,,,\nt,2025-04-01,maybe,,,,,,,\nn,2025,1,,,,,,,\n")
    assert sorted(map(str, problems)) == [
        "observations.csv:2: value: an event is yes or no; write yes from the day on which it came",
        "observations.csv:3: value: only an event is yes or no; write a number here",
        "observations.csv:4: value: `maybe` is not a number",
    ]


@pytest.mark.parametrize("value", ["2.5", "0", "-3"])
def test_a_place_is_a_whole_number_from_1_on(load: Load, value: str) -> None:
    _, figures, problems = load("targets:\n  r: {kind: rank, target: 50}\n", f"r,2024,69,,,,,,,\nr,2025,{value},,,,,,,\n")
    assert list(map(str, problems)) == ["observations.csv:3: value: this is not a place in a ranking; write a whole number from 1 on"]
    assert figures.value.tolist() == [69]


@pytest.mark.parametrize(("target", "figure"), [("{kind: rank, target: 50}", "69"), ("{kind: event, by: 2026}", "yes")])
def test_a_place_and_an_event_have_no_unit(load: Load, target: str, figure: str) -> None:
    _, _, problems = load(f"targets:\n  t: {target}\n", f"t,2025,{figure},places,,,,,,\n")
    assert list(map(str, problems)) == ["observations.csv:2: unit: `places` is a unit, and this target has none; remove it"]
