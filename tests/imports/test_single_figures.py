from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.imports.run import read_sources
from tracker.model.imported import ImportedFigure, SourceReading
from tracker.storage import targets
from tracker.values.problems import InvalidInput, Problem

LONG = """\
year,flow,partner,value,day
2023,M,KZ,10,2026-01-01
2023,X,KZ,30,2026-01-01
2023,M,World,100,2026-01-01
2023,X,World,300,2026-01-01
2024,M,KZ,11,2026-01-01
2024,X,KZ,,2026-01-01
2024,M,World,110,2026-01-01
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def readings(figures: str, table: str = LONG, kind: str = "flow", **source: str) -> tuple[SourceReading, ...]:
    """What the source ``s`` (t.csv, in USD) gives to the target ``t`` by these rules."""
    Path("t.csv").write_text(table, encoding="utf-8")
    fields = {"files": "t*.csv", "period": "year", "value": "value", "unit": "USD"} | source
    declared = "".join(f"    {name}: {text}\n" for name, text in fields.items() if text)
    goal = f"{{kind: {kind}, unit: USD, target: 50, by: 2030, figures: {figures}}}"
    Path("targets.yaml").write_text(f"sources:\n  s:\n{declared}targets:\n  t: {goal}\n", encoding="utf-8")
    programme, problems = targets.load(Path("targets.yaml"))
    if problems:
        raise InvalidInput(problems)
    return read_sources(programme.rules, programme.file)


def taken(figures: str, table: str = LONG, **source: str) -> list[tuple[str, str, str]]:
    """The period, the value and the place of each figure."""
    return [(str(each.period), f"{each.value:f}", each.origin) for each in found(figures, table, **source)]


def found(figures: str, table: str = LONG, **source: str) -> tuple[ImportedFigure, ...]:
    (reading,) = readings(figures, table, **source)
    return reading.figures


def refused(figures: str, table: str = LONG, **source: str) -> list[str]:
    with pytest.raises(InvalidInput) as invalid:
        readings(figures, table, **source)
    return list(map(str, invalid.value.problems))


def test_one_row_is_one_figure() -> None:
    assert taken("{KZ: {source: s, where: {flow: M, partner: KZ}}}") == [("2023", "10.0", "t.csv:2"), ("2024", "11.0", "t.csv:6")]
    assert taken("{KZ: {source: s, where: {flow: M, partner: World, year: '202*'}}}")[1] == ("2024", "110.0", "t.csv:8")


def test_members_that_are_named_are_added_up_where_all_of_them_are_there() -> None:
    (reading,) = readings("{KZ: {source: s, where: {partner: KZ}, sum: {flow: [X, M]}}}")
    assert [(str(each.period), each.value, each.origin, each.note) for each in reading.figures] == [
        ("2023", Decimal(40), "t.csv:3+2", f"from s: X + M (sha256 {reading.files[0].digest[:12]})")
    ]
    assert [(str(each.period), each.reason) for each in reading.missing] == [("2024", "the value is empty at t.csv:7")]
    (reading,) = readings("{KZ: {source: s, where: {partner: World}, sum: {flow: [X, M]}}}")
    assert [(str(each.period), each.reason) for each in reading.missing] == [("2024", "no row has flow `X`")]


def test_rows_that_are_left_are_told_with_what_to_write() -> None:
    assert refused("{source: s}") == [
        "t.csv: t: 4 rows (2, 3, 4, 5) are left for 2023, but a figure is one row: flow has `M` or `X`; partner has `KZ` or `World`; say which in `where`, as in {flow: M}, or add members by name with `sum: {flow: [...]}`; the same in 1 more period"
    ]
    assert refused("{KZ: {source: s, where: {flow: M}}}") == [
        "t.csv: t KZ: 2 rows (2, 4) are left for 2023, but a figure is one row: partner has `KZ` or `World`; `where: {partner: World}` is the total, or add members by name with `sum: {partner: [...]}`; the same in 1 more period"
    ]
    assert refused("{source: s}", "year,value\n2024,1\n2024,1\n") == [
        "t.csv: t: 2 rows (2, 3) are left for 2024, but a figure is one row; they differ only in the value: is the table there twice, or another one below or beside it? keep one of them"
    ]


def test_a_total_is_never_added_to_its_parts() -> None:
    assert refused("{source: s, where: {flow: M}, sum: {partner: [KZ, World]}}") == [
        "targets.yaml:8: sum: `World` of `partner` is itself a total, and adding it to its parts would count them twice"
    ]
    (reading,) = readings("{source: s, sum: {p: [A, B, Rest]}}", "year,p,value\n2024,A,1\n2024,B,2\n2024,Rest,3\n")
    assert reading.figures[0].value == 6
    assert reading.notices == (
        "t.csv:4: `Rest` is as much as the other members together; is it the total of the others, so that the sum counts them twice?",
    )


def test_the_member_of_a_sum_that_never_occurs_is_a_problem() -> None:
    assert refused("{source: s, where: {partner: KZ}, sum: {flow: [M, RM2]}}") == [
        "targets.yaml:8: t: no row of s that is asked for has flow `RM2`, so the sum would lack a part"
    ]


def test_a_rule_that_finds_nothing_names_the_value_that_is_not_there() -> None:
    assert refused("{source: s, where: {partner: KX, flow: M}}") == [
        "targets.yaml:8: t: no row of s has partner `KX`; there is `KZ` or `World`; did you mean `KZ`?"
    ]
    assert refused("{source: s, where: {year: 2025}}") == ["targets.yaml:8: t: no row of s has year `2025`; there is `2023` or `2024`"]
    table = "year,a,b,value\n2024,1,2,3\n2024,2,1,3\n"
    assert refused("{source: s, where: {a: 1, b: 1}}", table) == ["targets.yaml:8: t: no row of s has a `1`, b `1` at once"]


def test_an_annual_figure_of_a_stock_beside_its_last_month_is_no_second_figure() -> None:
    table = "year,value\n2024,5\n2024-12,6\n"
    assert [each[0] for each in taken("{source: s}", table)] == ["2024", "2024-12"]
    assert refused("{source: s}", table, kind="stock")[0].startswith("t.csv: t: 2 rows (2, 3) are left for 2024, but a figure is one row")


def test_downloads_that_repeat_a_figure_give_it_once_and_those_that_differ_are_told() -> None:
    Path("t2.csv").write_text("year,value,day\n2023,1,2026-02-01\n2024,2,2026-02-01\n", encoding="utf-8")
    assert taken("{source: s}", "year,value,day\n2023,1.0,2026-01-01\n") == [("2023", "1.0", "t2.csv:2"), ("2024", "2.0", "t2.csv:3")]
    other = "year,value,day\n2023,1.5,2026-01-01\n"
    assert refused("{source: s}", other) == [
        "t.csv: t2.csv:2 gives 1.0 for 2023, and t.csv:2 gives 1.5; name only the newest file under `files`, or say with `published:` which column tells when the figures became known"
    ]
    vintages = found("{source: s}", other, published="day")
    assert [(str(each.period), each.value, str(each.published)) for each in vintages] == [
        ("2023", Decimal("1.5"), "2026-01-01"),
        ("2023", Decimal(1), "2026-02-01"),
        ("2024", Decimal(2), "2026-02-01"),
    ]


def test_each_wrong_cell_is_told_with_its_line() -> None:
    table = "year,value\n2000/01,1\n202452,2\n2024,abc\n"
    assert refused("{source: s}", table) == [
        "t.csv:2: year: `2000/01` has two readings: write 2000-04/2001-03 (with its own months) for a fiscal or school year, 2000-01/2001-12 for both years",
        "t.csv:3: year: `202452` is not a period of the calendar: a year has 12 months",
    ]
    assert refused("{source: s}", "year,value\n2024,abc\n") == ["t.csv:2: value: `abc` is not a number"]


def test_a_scale_counts_only_where_it_is_said() -> None:
    table = "year,value,UNIT_MULT\n2024,257967,3\n2023,5,\n"
    assert [each[1] for each in taken("{source: s}", table)] == ["5.0", "257967.0"]
    assert [each.value for each in found("{source: s}", table, scale="UNIT_MULT")] == [5, 257967000]


def test_periods_across_with_cumulative_quarters_and_two_readings() -> None:
    table = "Partner,2024-Q1,2024-М06,2024Q3,I–IV,Growth 2024 to 2023\nKZ,1,2,,4,5\n"
    across = {"periods": "across", "period": "", "value": ""}
    (reading,) = readings("{source: s, where: {Partner: KZ}}", table, cumulative="true", **across)
    assert [(str(each.period), each.origin) for each in reading.figures] == [
        ("2024-Q1", "t.csv:2[2024-Q1]"),
        ("2024-S1", "t.csv:2[2024-М06]"),
    ]
    assert reading.notices == ("t.csv: the column `Growth 2024 to 2023` is not a period and is left out",)
    fiscal = "Partner,2024,2024/25\nKZ,1,2\n"
    assert refused("{source: s, where: {Partner: KZ}}", fiscal, **across)[0].startswith(
        "t.csv:1: `2024/25` has two readings: write 2024-04/2025-03"
    )


def test_footnote_marks_taken_off_the_headings_of_periods_are_told() -> None:
    across = {"periods": "across", "period": "", "value": ""}
    (reading,) = readings("{source: s}", "who,2023,2024 1),2025*\nKZ,1,2,3\n", **across)
    assert [str(each.period) for each in reading.figures] == ["2023", "2024", "2025"]
    assert reading.notices == ("t.csv: footnote marks are taken off the headings `2024 1)`, `2025*`; do they mark provisional figures?",)
    (plain,) = readings("{source: s}", "who,2023,2024\nKZ,1,2\n", **across)
    assert plain.notices == ()


def test_a_deletion_of_sdmx_is_no_row() -> None:
    table = "STRUCTURE,STRUCTURE_ID,ACTION,year,value\ndataflow,X,D,2024,1\ndataflow,X,I,2024,2\n"
    assert [each[1] for each in taken("{source: s}", table)] == ["2.0"]


def test_every_problem_of_every_source_is_listed_at_once() -> None:
    Path("t2.csv").write_text("year,price\n2023,1\n", encoding="utf-8")
    assert refused("{source: s}", "year,value\n2024,1,2,3\n2025,1\n") == [
        "t.csv:2: 4 fields where the header has 2; is the line broken, or the file cut off?",
        "t2.csv:1: it has no column `value`; it has `year` or `price`",
    ]


def test_a_table_of_more_rows_than_figures_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.imports.single_figures.MOST_KEPT", 3)
    assert refused("{source: s}") == [
        "targets.yaml:2: sources: s: more than 3 rows are left, and each figure is one row; say which in `where`"
    ]


def test_figures_are_in_the_units_and_days_of_their_source() -> None:
    (figure,) = found("{source: s, where: {partner: KZ, flow: X}}", published="2026-03", unit="thousand USD", status="partner")
    assert (figure.unit, str(figure.published), figure.status, figure.undated) == ("thousand USD", "2026-03-31", "KZ", False)
    (figure,) = found("{source: s, where: {partner: KZ, flow: X}, unit: mn USD}", published="unknown")
    assert (figure.unit, figure.published, figure.undated) == ("mn USD", None, True)


def test_annual_figures_beside_monthly_ones_are_told_unless_both_are_named() -> None:
    table = "freq,year,value\nA,2024,12\nM,2024-01,1\nM,2024-02,1\n"
    assert refused("{source: s}", table) == [
        "t.csv: t: figures of several frequencies are left (freq `A` or `M`; line 2 is of 2024, line 4 is of 2024-02); say which in `where`, or name them, as in {freq: [A, M]}, where both are meant"
    ]
    assert len(taken("{source: s, where: {freq: [A, M]}}", table)) == 3
    assert len(taken("{source: s}", table.replace("freq", "flag").replace("M,", "P,"))) == 3


def test_a_change_of_the_classification_is_told() -> None:
    table = "year,classificationCode,value\n2015,H4,1\n2016,H4,1\n2017,H5,1\n"
    (reading,) = readings("{source: s}", table)
    assert reading.notices == ("t.csv:4: classificationCode changes from `H4` to `H5` with 2017; is the series comparable?",)


def test_tables_side_by_side_are_told_apart_by_their_columns() -> None:
    table = "Country,2024,2025,2024\nKZ,1,2,3\n"
    assert refused("{source: s, where: {Country: KZ}}", table, periods="across", period="", value="") == [
        "t.csv: t: 2 rows (2[2024], 2[2024]) are left for 2024, but a figure is one row; they differ only in the value: is the table there twice, or another one below or beside it? keep one of them"
    ]


def test_an_empty_cell_is_written_in_quotes() -> None:
    table = "year,area,value\n2024,,5\n2024,KZ,3\n"
    assert refused("{source: s}", table) == [
        't.csv: t: 2 rows (2, 3) are left for 2024, but a figure is one row: area has `""` or `KZ`; the empty cell often is the total: `where: {area: ""}`, or add members by name with `sum: {area: [...]}`'
    ]
    assert taken("{source: s, where: {area: ''}}", table) == [("2024", "5.0", "t.csv:2")]


def test_several_units_are_never_one_series() -> None:
    table = "year,UNIT_MEASURE,value\n2023,USD,5\n2024,EUR,3\n"
    assert refused("{source: s}", table) == [
        "t.csv: t: figures in several units are left (UNIT_MEASURE `USD` or `EUR`; line 2, line 3); say which in `where`"
    ]
    assert len(taken("{source: s, where: {UNIT_MEASURE: USD}}", table)) == 1
    assert "several units" in refused("{source: s, where: {UNIT_MEASURE: [USD, EUR]}}", table)[0]


def test_a_multiplier_that_is_not_applied_is_told() -> None:
    table = "year,UNIT_MULT,value\n2023,,5\n2024,3,7\n"
    (reading,) = readings("{source: s}", table)
    assert reading.notices == (
        "t.csv:3: UNIT_MULT is `3` and was not applied; if the amounts are to be multiplied by it, write `scale: UNIT_MULT` under the source",
    )
    (reading,) = readings("{source: s}", table, scale="UNIT_MULT")
    assert reading.notices == ()


def test_notes_below_and_headings_between_are_no_figures() -> None:
    table = "year,value,flag\nGoods,,\n2024,5,\n,,\nNote: the figures are final,,\n"
    assert taken("{source: s}", table) == [("2024", "5.0", "t.csv:3")]


def test_the_total_of_a_flow_is_of_whole_months() -> None:
    said = (
        "`2024-09-30` is not made of whole months, as the total of a flow must be; if it stands for its month, write 2024-09 there, as text"
    )
    assert refused("{source: s}", "year,value\n2024-09-30,5\n") == [f"t.csv:2: {said}"]
    across = {"periods": "across", "period": "", "value": ""}
    assert refused("{source: s}", "who,2024-09-30\nKZ,5\n", **across) == [f"t.csv:2: {said}"]
    assert len(taken("{source: s}", "year,value\n2024-09-30,5\n", kind="stock")) == 1


HOSTILE = st.text(st.sampled_from('ab,;\t"\n\r=é\x1b\u202e0123456789-:{[').map(str), max_size=80)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from(["", "year,value\n", "year;value\n2024;5\n", '[{"year": "2024", "value": 5}', "year,value,2024\n"]),
    body=HOSTILE,
    across=st.booleans(),
)
def test_whatever_a_table_holds_it_is_read_or_refused(head: str, body: str, across: bool) -> None:
    options = {"periods": "across", "period": "", "value": ""} if across else {}
    problems: tuple[Problem, ...] = ()
    try:
        (reading,) = readings("{source: s}", head + body, **options)
        assert all(each.value.is_finite() for each in reading.figures)
    except InvalidInput as invalid:
        problems = invalid.problems
    assert all(str(each).isprintable() for each in problems)


def test_flags_behind_figures_become_their_status_and_footnote_marks_are_dropped() -> None:
    table = "year,value\n2022,5*\n2023,5.1 p\n2024,7 1)\n2025,8 (f)\n"
    assert [(f"{each.value:f}", each.status) for each in found("{source: s}", table)] == [
        ("5.0", ""),
        ("5.1", "provisional"),
        ("7.0", ""),
        ("8.0", "forecast"),
    ]
    assert refused("{source: s}", "year,value\n2024,7.31)\n") == [
        "t.csv:2: value: `7.31)` has a footnote mark, `1)`, behind the figure; write 7.3, and the footnote in `note`"
    ]


@pytest.mark.parametrize(
    ("column", "cell", "declared", "fits"),
    [
        ("UNIT_MEASURE", "EUR", "USD", False),
        ("UNIT_MEASURE", "USD", "mn USD", True),
        ("currency", "CNY", "USD", False),
        ("Unit", "thousand USD", "thousand USD", True),
        ("Unit", "thousand USD", "USD", False),
        ("currency", "ZAR", "USD", False),
        ("UNIT_MEASURE", "PT", "USD", True),
        ("UNIT_MEASURE", "ALL", "USD", True),
        ("other", "EUR", "USD", True),
    ],
)
def test_a_table_in_another_unit_is_refused(column: str, cell: str, declared: str, fits: bool) -> None:
    table = f"year,value,{column}\n2024,7,{cell}\n2025,8,{cell}\n"
    if fits:
        assert len(found("{source: s}", table, unit=declared)) == 2
    else:
        assert refused("{source: s}", table, unit=declared) == [
            f"t.csv: t: `unit:` says `{declared}`, and {column} says `{cell}` (line 2); correct `unit:`, or say in `where` which rows are meant"
        ]


def test_a_file_that_was_cut_off_is_refused() -> None:
    cut = "year,flow,value\n2023,M,10\n2024,M\n"
    assert refused("{source: s, where: {flow: M}}", cut) == [
        "t.csv:3: 2 fields where the header has 3; is the line broken, or the file cut off?"
    ]
    assert len(found("{source: s, where: {flow: M}}", cut.replace("2024,M", "Source:,the office"))) == 1


def test_what_no_file_can_be_called_is_told_apart_from_a_file_that_is_missing() -> None:
    for files, said in {
        "'-'": "`-` is standard input, which cannot be read a second time; save the table as a file",
        "https://example.org/t.csv": "`https://example.org/t.csv` is an address; download the table, and name the file",
        '"t\\0.csv"': "`t\\x00.csv` has a NUL character in it; write the name of a file",
    }.items():
        assert refused("{source: s}", files=files) == [f"targets.yaml:2: sources: s: {said}"]


def test_a_pdf_is_told_to_be_one() -> None:
    Path("u.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3")
    assert refused("{source: s}", files="u.pdf") == ["u.pdf: is a PDF, which is no table; ask for the figures as CSV or as a workbook"]


def test_a_label_over_several_rows_is_told_to_stand_in_the_first_only() -> None:
    table = "who,flow,year,value\nUZ,X,2024,1\n,M,2024,2\n"
    assert refused("{source: s, where: {who: UZ, flow: M}}", table) == [
        "targets.yaml:8: t: no row of s has who `UZ`, flow `M` at once; `who` is empty in other rows: does a label over several rows stand in the first of them only?"
    ]


def test_columns_of_one_period_are_one_figure_where_they_agree() -> None:
    across = {"periods": "across", "period": "", "value": "", "cumulative": "true"}
    assert taken("{source: s}", "who,2024-Q1,2024-Q4,2024\nUZ,1,4,4\n", **across) == [
        ("2024-Q1", "1.0", "t.csv:2[2024-Q1]"),
        ("2024", "4.0", "t.csv:2[2024]"),
    ]
    (said,) = refused("{source: s}", "who,2024-Q4,2024\nUZ,4,5\n", **across)
    assert said.startswith(
        "t.csv: t: 2 rows (2[2024-Q4], 2[2024]) are left for 2024, but a figure is one row; they differ only in the value"
    )


def test_a_heading_over_several_columns_is_refused() -> None:
    across = {"periods": "across", "period": "", "value": ""}
    two = "who,2025,,2024,,Growth\n,Turnover,Exports,Turnover,Exports,%\nUZ,30,20,29,19,5\n"
    assert refused("{source: s, where: {who: UZ}}", two, **across) == [
        "t.csv:3: the heading `2025` stands over several columns; keep one column of each period, in a copy of the table with one line of headings"
    ]
    assert refused("{source: s, where: {who: UZ}}", "who,2025,,2024,\n,T,X,T,X\nUZ,30,20,29,19\n", **across)[-1] == (
        "t.csv:3: 5 fields where the header has 4; does a heading stand over several columns, or is the line broken?"
    )
    flags = "who,2025,,2024,\nUZ,30,p,29,\n"
    assert taken("{source: s, where: {who: UZ}}", flags, **across) == [("2024", "29.0", "t.csv:2[2024]"), ("2025", "30.0", "t.csv:2[2025]")]
