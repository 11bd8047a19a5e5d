from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_sources import TODAY, declared, read, taken, told

import tracker
from tracker.imports.records import monthly_figures
from tracker.imports.records.monthly_figures import records_reader
from tracker.imports.run import read_sources
from tracker.model.imported import SourceReading
from tracker.values.problems import InvalidInput

REGISTER = """\
no,name,stage,launched,value_mn_usd,jobs_planned,jobs_created
1,Silk cluster,in operation,2023-03-14,120.5,900,850
2,Tile factory,in operation,2023-09-01,40,300,280
3,Textile park,in operation,2024-05-20,215.25,600,500
4,Car assembly,under construction,,310,1200,
5,Cold store,in operation,2026-11-10,12,60,45
"""
PROJECTS = "files: projects.csv, key: no, where: {stage: in operation}, period: launched, as_of: 2026-11-26"
DECLARATIONS = """\
id;date;partner;flow;hs;status;value
1;2026-08-03;UZ;IM;270900;final;100.10
2;2026-08-31;UZ;EX;270112;final;0.20
3;2026-08-31;UZ;EX;10;cancelled;5000
4;2026-09-01;UZ;TR;270900;final;7000
5;2026-10-02;UZ;IM;0101;provisional;3.333
6;2026-10-31;CN;IM;2709;final;1
7;2026-11-02;UZ;IM;2709;final;9
"""
CUSTOMS = "files: customs.csv, period: date, value: value, unit: USD, where: {status: [final, provisional]}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def of_register(text: str, *rules: str, source: str = PROJECTS, unit: str = "projects") -> SourceReading:
    Path("projects.csv").write_text(text, encoding="utf-8")
    return read(declared(source, *rules, kind="stock", unit=unit))


def of_customs(text: str, *rules: str, source: str = CUSTOMS) -> SourceReading:
    Path("customs.csv").write_text(text, encoding="utf-8")
    return read(declared(source, *rules))


def test_a_register_gives_running_totals_at_the_ends_of_months_and_on_its_own_day() -> None:
    reading = of_register(REGISTER, "value: count, unit: projects")
    assert taken(reading) == {"t0": [("2023-03-31", "1"), ("2023-09-30", "2"), ("2024-05-31", "3"), ("2026-11-26", "4")]}
    assert [each.note.partition(" (")[0] for each in reading.figures] == [
        "from projects: count of 1 record".replace("projects:", "s:"),
        *(f"from s: count of {number} records" for number in (2, 3, 4)),
    ]


def test_values_and_jobs_are_added_up_exactly_and_plans_are_not_counted() -> None:
    reading = of_register(REGISTER, "value: value_mn_usd, unit: mn USD", unit="USD")
    assert [value for _, value in taken(reading)["t0"]] == ["120.5", "160.5", "375.75", "387.75"]
    jobs = of_register(REGISTER, "value: jobs_created, unit: jobs", unit="jobs")
    assert [value for _, value in taken(jobs)["t0"]] == ["850", "1130", "1630", "1675"]


def test_where_only_the_stage_is_known_the_one_figure_is_that_of_the_day_of_the_register() -> None:
    source = PROJECTS.replace(", period: launched", "")
    assert taken(of_register(REGISTER, "value: count, unit: projects", source=source)) == {"t0": [("2026-11-26", "4")]}


def test_without_the_day_of_the_register_only_months_that_are_over_have_a_figure() -> None:
    source = PROJECTS.replace(", as_of: 2026-11-26", "")
    reading = of_register(REGISTER, "value: count, unit: projects", source=source)
    assert [period for period, _ in taken(reading)["t0"]] == ["2023-03-31", "2023-09-30", "2024-05-31"]
    assert [(str(each.period), each.reason) for each in reading.missing] == [("2026-11", "the month is not over")]


def test_a_project_that_opens_after_the_day_of_the_register_is_not_counted_and_is_told() -> None:
    reading = of_register(REGISTER.replace("2026-11-10", "2027-02-01"), "value: count, unit: projects")
    assert taken(reading)["t0"][-1] == ("2026-11-26", "3")
    assert reading.notices == ("t0 KZ: 1 record dated after 2026-11-26, not counted (projects.csv:6)",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2,Tile factory again,in operation,2025-01-01,1,1,1", "projects.csv:3: `2` stands in `no` again at projects.csv:7; exclude all but one of these records with `where`"),
        (",Total,in operation,,387.75,,1675", "projects.csv:7: `no` is empty, which identifies a record; is this row a total? exclude it with `where`, or fill it in"),
        ("6,Mill,in operation,,1,1,1", "projects.csv:7: launched: the date is empty; fill it in, or exclude such records with `where`"),
        ("6,Mill,in operation,2025,1,1,1", "projects.csv:7: launched: `2025` is longer than a month, and records are counted by month; exclude files and rows of longer periods"),
        ("6,Mill,in operation,soon,1,1,1", "projects.csv:7: launched: `soon` is not a period; write 2024, 2024-S1, 2024-Q3, 2024-09, 2024-01/2024-09 or 2024-09-30"),
        ("6,Mill,in operation,2025-01-01,,1,", "projects.csv:7: jobs_created: the value is empty; fill it in, or exclude such records with `where`"),
        ("6,Mill,in operation,2025-01-01,1,1,many", "projects.csv:7: jobs_created: `many` is not a number"),
        ("6,Mill,in operation,2025-01-01,1,1,NaN", "projects.csv:7: jobs_created: `NaN` is not a number"),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_counted_is_told_with_its_line(text: str, message: str) -> None:
    assert told(of_register(f"{REGISTER}{text}\n", "value: jobs_created, unit: jobs", unit="jobs")) == [message]


def test_a_record_that_no_rule_counts_may_be_incomplete() -> None:
    text = f"{REGISTER}6,Mill,in talks,soon,,,many\n"
    assert taken(of_register(text, "value: jobs_created, unit: jobs", unit="jobs"))["t0"][-1] == ("2026-11-26", "1675")


def test_a_record_as_large_as_all_others_is_told() -> None:
    reading = of_register(f"{REGISTER}6,All,in operation,2026-11-11,1,1,1675\n", "value: jobs_created, unit: jobs", unit="jobs")
    assert reading.notices == ("projects.csv:7: this record equals the sum of the other 4 of t0 KZ; is it their total?",)


@pytest.mark.parametrize(
    ("source", "rule", "message"),
    [
        (PROJECTS, "value: jobs_planned, unit: projects", "targets.yaml:4: t0 KZ: `jobs_planned` suggests plans rather than results; name the column with the results, or say in the id of the target that it is planned"),
        (PROJECTS.replace("launched", "planned_date"), "value: count, unit: projects", "targets.yaml:2: period: `planned_date` suggests planned dates; name the column with the dates on which it happened"),
        (PROJECTS.replace("key: no, ", ""), "value: count, unit: projects", "targets.yaml:4: t0 KZ: a record listed twice would be counted twice; name with `key` the columns that identify a record"),
        (PROJECTS.replace("2026-11-26", "2027-01-31"), "value: count, unit: projects", "targets.yaml:2: as_of: 2027-01-31 lies in the future; write the day to which the records refer"),
        (f"{PROJECTS}, published: launched", "value: count, unit: projects", "targets.yaml:2: published: a record has no day of publication of its own; write a day, or leave it out to use the day of the import"),
    ],
)  # fmt: skip
def test_what_nobody_means_is_refused(source: str, rule: str, message: str) -> None:
    assert told(of_register(REGISTER, rule, source=source)) == [message]


def test_a_word_that_stands_nowhere_is_told_with_those_that_do() -> None:
    reading = of_register(REGISTER, "value: count, unit: projects", source=PROJECTS.replace("in operation", "in operations"))
    assert told(reading) == [
        "targets.yaml:4: t0 KZ: no record of s has stage `in operations`; there is `in operation` or `under construction`; did you mean `in operation`?"
    ]


def test_a_column_that_is_not_there_is_told() -> None:
    assert told(of_register(REGISTER, "value: job_created, unit: jobs", unit="jobs")) == [
        "projects.csv:1: it has no column `job_created`; it has `no`, `name`, `stage`, `launched`, `value_mn_usd`, `jobs_planned` or `jobs_created`; did you mean `jobs_created`?"
    ]


def test_declarations_give_the_total_of_each_month_that_is_over() -> None:
    reading = of_customs(DECLARATIONS, "where: {partner: UZ, flow: [IM, EX]}", 'where: {partner: UZ, flow: [IM, EX], hs: "27*"}')
    assert taken(reading) == {"t0": [("2026-08", "100.3"), ("2026-10", "3.333")], "t1": [("2026-08", "100.3")]}
    assert [(each.rule.target, str(each.period)) for each in reading.missing] == [("t0", "2026-11"), ("t1", "2026-11")]
    assert reading.notices == ("t0 KZ: s has no records for 2026-09, and so no figure",)


def test_records_that_end_long_before_their_month_are_told() -> None:
    reading = of_customs(DECLARATIONS.replace("2026-10-31", "2026-10-17").replace("2026-11-02", "2026-08-02"), "where: {partner: UZ}")
    assert reading.notices == ("s: the records of 2026-10 end on day 17; is the month complete?",)


def test_more_decimals_than_were_declared_are_refused() -> None:
    assert told(of_customs(DECLARATIONS, "where: {partner: UZ}", source=f"{CUSTOMS}, decimals: 2")) == [
        "customs.csv:6: value: `3.333` has more than the 2 decimals that `decimals` says"
    ]


def test_a_time_behind_a_date_does_not_matter() -> None:
    text = DECLARATIONS.replace("2026-08-31;UZ", "31.08.2026 23:59:59;UZ").replace("2026-08-03", "2026-08-03T00:00")
    assert taken(of_customs(text, "where: {partner: UZ, flow: [IM, EX]}"))["t0"] == [("2026-08", "100.3"), ("2026-10", "3.333")]


def test_bulk_lines_of_a_year_beside_those_of_its_months_are_refused() -> None:
    lines = "DECLARANT,PRODUCT_NC,FLOW,PERIOD,VALUE_IN_EUROS\n"
    Path("full_v2_202401.dat").write_text(f"{lines}DE,03046200,1,202401,500\nDE,39XXXXXX,1,202401,70\n", encoding="utf-8")
    Path("full_v2_202402.dat").write_text(f"{lines}DE,03046200,1,202402,600\n", encoding="utf-8")
    source = "files: full_v2_*.dat, period: PERIOD, value: VALUE_IN_EUROS, unit: USD"
    assert taken(read(declared(source, "where: {FLOW: 1}", 'where: {PRODUCT_NC: "0304*"}'))) == {
        "t0": [("2024-01", "570"), ("2024-02", "600")],
        "t1": [("2024-01", "500"), ("2024-02", "600")],
    }
    Path("full_v2_202452.dat").write_text(f"{lines}DE,03046200,1,202452,1100\n", encoding="utf-8")
    (message,) = set(told(read(declared(source, "where: {FLOW: 1}"))))
    assert message.startswith("full_v2_202452.dat:2: PERIOD: `202452` is not a period")


def test_rates_and_places_in_a_ranking_are_no_sum() -> None:
    Path("customs.csv").write_text(DECLARATIONS, encoding="utf-8")
    source = CUSTOMS.replace("unit: USD", 'unit: "%"')
    assert told(read(declared(source, "where: {partner: UZ}", unit='"%"'))) == [
        "targets.yaml:4: t0 KZ: rates, shares and rankings are not sums or counts of records"
    ]


def test_a_table_that_was_not_handed_over_is_told() -> None:
    assert told(read(declared("table: customs, period: date, value: value, unit: USD", "where: {partner: UZ}"))) == [
        "targets.yaml:2: sources: s: the table `customs` is passed by a program; pass it to tracker.import_ in `tables`"
    ]


@pytest.mark.parametrize(
    ("source", "tables", "said"),
    [
        ("files: customs.csv", ["s"], "targets.yaml:2: sources: s: it reads `files`, so the frame in `tables` would be ignored; write `table` instead of `files`, or pass no frame"),
        ("files: customs.csv", ["customs"], "targets.yaml: `tables` has `customs`, which is the `table` of no source that figures use"),
        ("table: customs", ["customs", "custom"], "targets.yaml: `tables` has `custom`, which is the `table` of no source that figures use; did you mean `customs`?"),
        ("table: customs", ["customs", "s"], "targets.yaml: `tables` has `s`, which is the `table` of no source that figures use"),
    ],
)  # fmt: skip
def test_a_frame_that_no_source_reads_is_refused(source: str, tables: list[str], said: str) -> None:
    Path("customs.csv").write_text(DECLARATIONS, encoding="utf-8")
    frame = duckdb.read_csv("customs.csv", sep=";", dtype={"date": "DATE", "value": "DOUBLE"}).df()
    programme = declared(f"{source}, period: date, value: value, unit: USD, decimals: 3", "where: {partner: UZ}")
    with pytest.raises(InvalidInput) as refused:
        read_sources(programme.rules, programme.file, records_reader(TODAY, dict.fromkeys(tables, frame)))
    assert list(map(str, refused.value.problems)) == [said]


amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
days = st.dates(min_value=date(2025, 1, 1), max_value=date(2025, 6, 30))


@given(st.lists(st.tuples(days, amounts), min_size=1, max_size=60))
def test_a_flow_is_the_exact_sum_of_each_month_and_a_stock_that_of_all_before(rows: list[tuple[date, Decimal]]) -> None:
    text = "no,day,value\n" + "".join(f"{number},{day},{value}\n" for number, (day, value) in enumerate(rows))
    Path("x.csv").write_text(text, encoding="utf-8")
    source = "files: x.csv, key: no, period: day, value: value, unit: USD"
    flows = taken(read(declared(source, "where: {}")))["t0"]
    stocks = taken(read(declared(source, "where: {}", kind="stock")))["t0"]
    months = sorted({day.replace(day=1) for day, _ in rows})
    sums = [sum((value for day, value in rows if day.replace(day=1) == month), Decimal(0)) for month in months]
    assert [(period, Decimal(value)) for period, value in flows] == [
        (f"{month:%Y-%m}", each) for month, each in zip(months, sums, strict=True)
    ]
    assert [Decimal(value) for _, value in stocks] == [sum(sums[: number + 1], Decimal(0)) for number in range(len(sums))]


def test_what_needs_an_engine_says_how_to_install_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    monkeypatch.delitem(sys.modules, "tracker.imports.records.engine", raising=False)
    monkeypatch.delattr("tracker.imports.records.engine", raising=False)
    monkeypatch.setattr(monthly_figures, "WHOLE", 10)
    (message,) = told(of_customs(DECLARATIONS, "where: {partner: UZ}"))
    assert message == 'customs.csv: needs narwhals, which is not installed; in a clone: pip install ".[data]"'


def imported(text: str, as_of: str, today: date) -> list[tuple[str, str, str]]:
    """The rows that an import of a register adds: the period, the value, and the one that it revises."""
    Path("projects.csv").write_text(text, encoding="utf-8")
    declared(PROJECTS.replace("2026-11-26", as_of), "value: count, unit: projects", kind="stock", unit="projects")
    if not Path("observations.csv").exists():
        Path("observations.csv").write_text("target,period,value,unit,reporter,published,source,note\n", encoding="utf-8")
    found = tracker.import_("targets.yaml", today=today).found
    assert found.kept == ()
    return [(str(each.figure.period), f"{each.value:g}", "" if each.before is None else f"{each.before.value:g}") for each in found.changes]


def test_a_project_that_is_gone_revises_every_level_that_counted_it() -> None:
    assert imported(REGISTER, "2026-09-30", date(2026, 10, 1)) == [
        ("2023-03-31", "1", ""),
        ("2023-09-30", "2", ""),
        ("2024-05-31", "3", ""),
        ("2026-09-30", "3", ""),
    ]
    assert imported(REGISTER, "2026-10-20", date(2026, 10, 21)) == [("2026-10-20", "3", "")]
    assert imported(REGISTER, "2026-10-20", date(2026, 10, 22)) == []
    closed = REGISTER.replace("2,Tile factory,in operation", "2,Tile factory,closed")
    assert imported(closed, "2026-11-26", date(2026, 11, 27)) == [
        ("2023-09-30", "1", "2"),
        ("2024-05-31", "2", "3"),
        ("2026-09-30", "2", "3"),
        ("2026-10-20", "2", "3"),
        ("2026-11-26", "3", ""),
    ]
    assert imported(closed, "2026-11-26", date(2026, 11, 28)) == []
    alone = "".join(line for line in closed.splitlines(keepends=True) if not line.startswith("1,"))
    assert imported(alone, "2026-11-26", date(2026, 11, 29))[:2] == [("2023-03-31", "0", "1"), ("2023-09-30", "0", "1")]
