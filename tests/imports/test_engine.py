from __future__ import annotations

import csv
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from conftest import PYTHONPATH
from hypothesis import given
from hypothesis import strategies as st
from record_sources import declared, read, taken, told

from tracker.imports.records import engine, locked_files, monthly_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

CUSTOMS = "period: day, value: value, unit: USD, where: {status: [final, provisional]}"
ROWS = """
    (1, date '2026-08-03', 'UZ', 'IM', '270900', 'final', 100.1, true),
    (2, date '2026-08-31', 'UZ ', 'EX', '270112', 'final', 0.29, false),
    (3, date '2026-08-31', 'UZ', 'EX', '10', 'cancelled', 5000, true),
    (4, date '2026-09-01', 'UZ', 'TR', '270900', 'final', 7000, true),
    (5, date '2026-10-02', NULL, 'IM', '0101', 'provisional', 3.33, true),
    (6, date '2026-10-31', 'CN', 'IM', '2709', 'final', 1, true),
    (7, date '2026-11-02', 'UZ', 'IM', '2709', 'final', 9, true)"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, select: str) -> None:
    relation = duckdb.sql(select)
    assert relation is not None
    relation.write_parquet(path)


def customs(path: str = "a.parquet", replaced: str = "", by: str = "", rows: str = ROWS) -> None:
    """Write seven declarations; the selected columns may be replaced by others."""
    columns = "no, day, partner, flow, hs, status, value::double as value, valid"
    select = columns.replace(replaced, by)
    assert not replaced or select != columns
    write(path, f"select {select} from (values {rows}) as t(no, day, partner, flow, hs, status, value, valid)")  # noqa: S608 - the text of this test


def test_parquet_gives_the_total_of_each_month_that_is_over() -> None:
    customs()
    reading = read(
        declared(
            f"files: '*.parquet', {CUSTOMS}",
            "where: {partner: UZ, flow: [IM, EX]}",
            'where: {hs: "27*"}, value: count, unit: USD',
            'where: {partner: ""}',
            "where: {valid: false}",
            "where: {no: [1, 2]}",
            'where: {no: "1*"}',
        )
    )
    assert taken(reading) == {
        "t0": [("2026-08", "100.39")],
        "t1": [("2026-08", "2"), ("2026-09", "1"), ("2026-10", "1")],
        "t2": [("2026-10", "3.33")],
        "t3": [("2026-08", "0.29")],
        "t4": [("2026-08", "100.39")],
        "t5": [("2026-08", "100.1")],
    }
    first = reading.figures[0]
    assert first.origin == "*.parquet"
    assert first.note == f"from s: sum of value over 2 records (sha256 {first.digest})"
    assert [(each.rule.target, str(each.period)) for each in reading.missing] == [("t0", "2026-11"), ("t1", "2026-11")]


@pytest.mark.parametrize(
    "by",
    [
        "day::timestamp as day",
        "(day + interval 13 hour)::timestamp_ns as day",
        "strftime(day, '%Y%m')::int as day",
        "strftime(day, '%Y-M%m') as day",
        "strftime(day, '%d.%m.%Y 13:05:11') as day",
        "' ' || strftime(day, '%Y-%m-%d') || ' ' as day",
    ],
)
def test_a_period_is_a_date_a_time_a_number_or_a_text(by: str) -> None:
    customs(replaced="day,", by=f"{by},")
    programme = declared(f"files: a.parquet, {CUSTOMS}", "where: {partner: UZ, flow: [IM, EX]}")
    assert taken(read(programme)) == {"t0": [("2026-08", "100.39")]}


@pytest.mark.parametrize("zone", ["Asia/Almaty", "America/Los_Angeles"])
def test_a_time_with_a_zone_falls_into_its_day_in_utc_on_every_machine(zone: str) -> None:
    stamp = "(case no when 1 then '2026-08-31 23:30:00+00' else '2026-08-01 00:30:00+00' end)::timestamptz as day"
    customs(replaced="day,", by=f"{stamp},")
    declared(f"files: a.parquet, {CUSTOMS}", "where: {partner: UZ, flow: [IM, EX]}, value: count, unit: USD")
    Path("observations.csv").write_text("target,period,value,unit,reporter,published,source,note\n", encoding="utf-8")
    asked = "import tracker; print(*(each.period for each in tracker.import_('targets.yaml', dry_run=True).readings[0].figures))"
    environment = {**os.environ, "PYTHONPATH": PYTHONPATH, "TZ": zone}
    ended = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=False)
    assert ended.stdout == "2026-08\n", ended.stderr


@pytest.mark.parametrize("kind", ["decimal(18, 2)", "decimal(38, 4)", "varchar", "float", "float8"])
def test_an_amount_is_a_number_of_any_kind_or_a_text(kind: str) -> None:
    customs(replaced="value::double", by=f"value::{kind}")
    decimals = ", decimals: 2" if kind == "decimal(38, 4)" else ""
    programme = declared(f"files: a.parquet, {CUSTOMS}{decimals}", "where: {partner: UZ, flow: [IM, EX]}")
    assert taken(read(programme)) == {"t0": [("2026-08", "100.39")]}


def test_whole_numbers_are_added_up_as_they_are() -> None:
    customs(replaced="value::double", by="(value * 100)::ubigint")
    assert taken(read(declared(f"files: a.parquet, {CUSTOMS}", "where: {partner: UZ}")))["t0"][0] == ("2026-08", "10039")


def test_more_records_than_can_be_told_apart_in_memory_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked_files, "KEY_MEMORY", "40MB")
    write("a.parquet", "select range as no, date '2026-08-03' as day, 1 as value, 'final' as status from range(1000000)")
    assert told(read(declared(f"files: a.parquet, {CUSTOMS}, key: no", "where: {}"))) == [
        "a.parquet: there are too many records to tell them all apart in memory; leave `key` out, and check it where the records are kept"
    ]


def test_more_rules_than_one_pass_serves_give_each_its_figures() -> None:
    customs()
    count = 2 * engine.BATCH + 3
    reading = read(
        declared(f"files: a.parquet, {CUSTOMS}", *(["where: {partner: UZ, flow: [IM, EX]}", "where: {partner: CN}"] * count)[:count])
    )
    found = taken(reading)
    assert len(found) == count
    assert {tuple(each) for each in found.values()} == {(("2026-08", "100.39"),), (("2026-10", "1"),)}


def test_a_register_on_an_engine_gives_running_totals() -> None:
    customs()
    source = f"files: a.parquet, {CUSTOMS}, key: no, as_of: 2026-10-15"
    reading = read(declared(source, "where: {}", kind="stock"))
    assert taken(reading) == {"t0": [("2026-08-31", "100.39"), ("2026-09-30", "7100.39"), ("2026-10-15", "7103.72")]}
    assert reading.notices == ("t0 KZ: 2 records dated after 2026-10-15, not counted",)


@pytest.mark.parametrize(
    ("replaced", "by", "source", "rule", "message"),
    [
        ("value::double", "'x' || value", "", "where: {partner: UZ}", "a.parquet: t0 KZ: 4 records without an amount of at most 2 decimals in `value` (`x100.10`, `x0.29`, `x7000.00`); correct them, set `decimals`, or exclude such records with `where`"),
        ("value::double", "case when no = 7 then 'nan' else '1' end::double", "", "where: {partner: UZ}", "a.parquet: t0 KZ: 1 record without an amount of at most 2 decimals in `value` (`nan`); correct them, set `decimals`, or exclude such records with `where`"),
        ("value::double", "case when no = 7 then 'inf' else '1' end::double", "", "where: {partner: UZ}", "a.parquet: t0 KZ: 1 record without an amount of at most 2 decimals in `value` (`inf`); correct them, set `decimals`, or exclude such records with `where`"),
        ("value::double", "case when no = 7 then 1e17 else 1 end::double", "", "where: {partner: UZ}", "a.parquet: t0 KZ: 1 record without an amount of at most 2 decimals in `value` (`1e+17`); correct them, set `decimals`, or exclude such records with `where`"),
        ("value::double", "case when no = 7 then NULL else 1 end", "", "where: {partner: UZ}", "a.parquet: t0 KZ: 1 record without an amount of at most 0 decimals in `value` (empty); correct them, set `decimals`, or exclude such records with `where`"),
        ("value::double", "value / 8", "", "where: {partner: UZ}", "a.parquet: t0 KZ: 3 records without an amount of at most 2 decimals in `value` (`12.5125`, `0.03625`, `1.125`); correct them, set `decimals`, or exclude such records with `where`"),
        ("value::double", "[1]", "", "where: {partner: UZ}", "a.parquet: `value` holds no numbers (List(Int32)); name the column of the amounts as `value`"),
        ("day,", "[1] as day,", "", "where: {partner: UZ}", "a.parquet: `day` holds no dates and no texts (List(Int32)); name the column of the dates as `period`"),
        ("day,", "case when no < 7 then day end as day,", "", "where: {partner: UZ}", "a.parquet: `day`: the date is empty; fill it in, or exclude such records with `where` (1 record)"),
        ("day,", "case when no = 7 then '2026' else '2026-10' end as day,", "", "where: {partner: UZ}", "a.parquet: `day`: `2026` is longer than a month, and records are counted by month; exclude files and rows of longer periods (1 record)"),
        ("no,", "no,", "", "where: {partnr: UZ}", "a.parquet: it has no column `partnr`; it has `no`, `day`, `partner`, `flow`, `hs`, `status`, `value` or `valid`; did you mean `partner`?"),
        ("no,", "no,", "", "where: {no: UZ}", "a.parquet: where: `no` holds no texts (Int32), and `UZ` is none of its values"),
        ("no,", "no,", "", "where: {no: '01'}", "a.parquet: where: `no` holds no texts (Int32), and `01` is none of its values"),
        ("no,", "no,", "", "where: {valid: maybe}", "a.parquet: where: `valid` holds no texts (Boolean), and `maybe` is none of its values"),
        ("no,", "no,", "", "where: {value: '27*'}", "a.parquet: where: `value` holds no texts (Float64), which could begin with `27`"),
        ("no,", "no,", "", "where: {day: 2026-08-31}", "a.parquet: where: `day` holds neither texts nor numbers (Date), and is not compared with words"),
        ("no,", "no,", "", "where: {partner: KZ}", "targets.yaml:4: t0 KZ: no record of s has status `final` or `provisional` with partner `KZ`"),
        ("no,", "least(no, 6) as no,", ", key: no", "where: {partner: UZ}", "a.parquet: `6` stands in `no` 2 times, and identifies a record; exclude all but one of them with `where`"),
        ("no,", "nullif(no, 7) as no,", ", key: no", "where: {partner: UZ}", "a.parquet: 1 record without `no`, which identifies a record; is this row a total? exclude it with `where`, or fill it in"),
    ],
)  # fmt: skip
def test_records_that_cannot_be_counted_are_told(replaced: str, by: str, source: str, rule: str, message: str) -> None:
    customs(replaced=replaced if replaced != by else "", by=by if replaced != by else "")
    assert told(read(declared(f"files: a.parquet, {CUSTOMS}{source}", rule))) == [message]


def test_what_a_user_writes_is_a_value_and_never_a_query() -> None:
    customs(rows=ROWS.replace("'CN'", "'x'' OR 1=1; --'"))
    programme = declared(f"files: a.parquet, {CUSTOMS}", """where: {partner: "x' OR 1=1; --"}""", """where: {partner: "x' OR 1=1*"}""")
    assert taken(read(programme)) == {"t0": [("2026-10", "1")], "t1": [("2026-10", "1")]}


def test_sums_beyond_64_bits_are_exact() -> None:
    large = 11_258_999_068_426.23
    write("a.parquet", f"select date '2026-08-03' as day, {large}::double as value, 'final' as status from range(9001)")  # noqa: S608 - the text of this test
    assert taken(read(declared(f"files: a.parquet, {CUSTOMS}", "where: {}"))) == {"t0": [("2026-08", f"{9001 * Decimal(str(large))}")]}
    assert 9001 * large * 100 > 2**63


SPACES = [chr(each) for each in range(0x110000) if chr(each).isspace()]
AROUND = st.one_of(st.just(""), st.sampled_from(["\xa0", "\u3000", "\x1c", " ", "\n"]), st.text(st.sampled_from(SPACES), max_size=3))


@given(
    st.lists(
        st.tuples(st.dates(date(2025, 1, 1), date(2025, 3, 31)), st.decimals(-(10**12), 10**12, places=2), AROUND, AROUND),
        min_size=1,
        max_size=40,
    )
)
def test_rows_a_large_csv_file_and_parquet_give_the_same_figures(rows: Sequence[tuple[date, Decimal, str, str]]) -> None:
    lines = [f'{number},{day},{value},"{before}final{after}"\n' for number, (day, value, before, after) in enumerate(rows)]
    Path("a.csv").write_text("no,day,value,status\n" + "".join(lines), encoding="utf-8", newline="")
    duckdb.read_csv("a.csv", dtype={"no": "BIGINT", "day": "DATE", "value": "DOUBLE", "status": "VARCHAR"}).write_parquet("a.parquet")
    one = taken(read(declared(f"files: a.csv, {CUSTOMS}", "where: {}")))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(monthly_figures, "WHOLE", 0)
        assert taken(read(declared(f"files: a.csv, {CUSTOMS}", "where: {}"))) == one
    assert taken(read(declared(f"files: a.parquet, {CUSTOMS}", "where: {}"))) == one


def test_every_space_around_a_text_is_taken_off_on_every_way_in(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["X", *(form for space in SPACES for form in (f"{space}X", f"X{space}", f"{space}{space}X{space}", space))]
    lines = [f'{number},2026-08-03,1,final,"{text}","{text}{number}"\n' for number, text in enumerate(texts)]
    Path("a.csv").write_text("no,day,value,status,partner,key\n" + "".join(lines), encoding="utf-8", newline="")
    relation = duckdb.read_csv("a.csv", header=True, all_varchar=True, quotechar='"', delimiter=",", auto_detect=False, columns=dict.fromkeys(["no", "day", "value", "status", "partner", "key"], "VARCHAR"))  # fmt: skip
    relation.write_parquet("a.parquet")
    rules = ("where: {partner: X}", "where: {partner: 'X*'}", "where: {partner: ''}", "where: {key: 'X1*'}")
    expected = taken(read(declared(f"files: a.csv, {CUSTOMS}", *rules)))
    assert expected["t0"] == expected["t1"] == [("2026-08", str(3 * len(SPACES) + 1))]
    assert expected["t2"] == [("2026-08", str(len(SPACES)))]
    monkeypatch.setattr(monthly_figures, "WHOLE", 0)
    for source, tables in (
        ("files: a.csv", None),
        ("files: a.parquet", None),
        ("table: c", {"c": relation}),
        ("table: c", {"c": relation.df()}),
    ):
        assert taken(read(declared(f"{source}, {CUSTOMS}", *rules), tables)) == expected
        filtered = declared(f"{source}, {CUSTOMS.replace('status: [final, provisional]', 'partner: X')}", "where: {}")
        assert taken(read(filtered, tables))["t0"] == expected["t0"]


def as_large(monkeypatch: pytest.MonkeyPatch, content: bytes, name: str = "a.csv") -> None:
    """Write a file that is read as a large one is."""
    monkeypatch.setattr(monthly_figures, "WHOLE", 0)
    Path(name).write_bytes(content)


LINES = b'no;day;partner;status;value\n1;2026-08-03;UZ;final;1.5\n2;2026-08-04;;final;"2"\n'


def test_a_large_csv_file_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    as_large(monkeypatch, b"\xef\xbb\xbf" + LINES.replace(b"UZ", b"030462") + b'3;05.08.2026;"030462\n;""x""";final;4\n')
    programme = declared(f"files: a.csv, {CUSTOMS}", 'where: {partner: "030462"}', 'where: {partner: ""}', 'where: {partner: "0*"}')
    assert taken(read(programme)) == {"t0": [("2026-08", "1.5")], "t1": [("2026-08", "2")], "t2": [("2026-08", "5.5")]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (LINES + b"3;2026-08-05;UZ;final\n", "a.csv:4: 4 fields, and the header has 5 columns"),
        (LINES + b"3;2026-08-05;UZ;final;1;2\n", "a.csv:4: 6 fields, and the header has 5 columns"),
        (LINES + b'3;2026-08-05;"UZ;final;1\n4;2026-08-05;UZ;final;1\n', "a.csv:4: a quote is opened and never closed"),
        (LINES + b"3;2026-08-05;\xd2\xd1;final;1\n", "a.csv:4: not UTF-8; save the file as UTF-8"),
        (LINES + b"3;2026-08-05;\0;final;1\n", "a.csv:4: a NUL byte; is this UTF-16, or a damaged file? save it as UTF-8"),
        (LINES + b"3;2026-08-05;UZ;final;1,5\n", "a.csv: t0 KZ: 1 record without an amount of at most 2 decimals in `value` (`1,5`); correct them, set `decimals`, or exclude such records with `where`"),
        (b"no;day;;status;value\n", "a.csv:1: a column has no name, or the same one as another; give each its own"),
        (b"no;day;No;status;value\n", "a.csv:1: a column has no name, or the same one as another; give each its own"),
        (LINES.replace(b"\n", b"\r"), "a.csv: its lines end with a carriage return alone (CR), as on old Macs; save it with line feeds (LF or CRLF)"),
        (b"\xd2;day\n", "a.csv:1: not UTF-8; save the file as UTF-8"),
    ],
)  # fmt: skip
def test_a_large_csv_file_that_cannot_be_read_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch, content: bytes, message: str) -> None:
    as_large(monkeypatch, content)
    rule = "where: {}" if b"no;day;partner" not in content else "where: {partner: [UZ, '']}"
    assert told(read(declared(f"files: a.csv, {CUSTOMS}", rule))) == [message]


def test_a_header_that_is_no_csv_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    as_large(monkeypatch, b"no;day;" + b"x" * 200 + b"\n")
    usual = csv.field_size_limit(100)
    try:
        assert told(read(declared(f"files: a.csv, {CUSTOMS}", "where: {}"))) == [
            "a.csv:1: not readable as CSV: field larger than field limit (100)"
        ]
    finally:
        csv.field_size_limit(usual)


def test_large_csv_files_with_other_columns_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    as_large(monkeypatch, LINES)
    as_large(monkeypatch, LINES.replace(b"partner", b"country"), "b.csv")
    assert told(read(declared(f"files: '*.csv', {CUSTOMS}", "where: {}"))) == [
        "b.csv:1: its columns are not those of a.csv: `no`, `day`, `country`, `status`, `value`"
    ]


def test_a_large_csv_file_in_another_encoding_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    as_large(monkeypatch, LINES)
    assert told(read(declared(f"files: a.csv, encoding: latin-1, {CUSTOMS}", "where: {}"))) == [
        "a.csv: is larger than the 64 MiB that are read in latin-1; save it as UTF-8"
    ]


def test_a_file_with_another_type_or_without_a_column_is_told() -> None:
    customs("a.parquet", "value::double", "value::int")
    customs("b.parquet")
    customs("c.parquet", "partner,", "partner as country,")
    assert told(read(declared(f"files: '*.parquet', {CUSTOMS}", "where: {partner: UZ}"))) == [
        "b.parquet: `value` is DOUBLE here, and INTEGER in a.parquet",
        "c.parquet: `partner` is not there, and VARCHAR in a.parquet",
        "c.parquet: `value` is DOUBLE here, and INTEGER in a.parquet",
    ]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda _: b"", "b.parquet: is not a Parquet file"),
        (lambda _: b"no,day\n1,2\n", "b.parquet: is not a Parquet file"),
        (lambda raw: raw[:-20], "b.parquet: is not a complete Parquet file; was it copied or written to its end?"),
        (lambda raw: raw[:-8] + b"\xff\xff\xff\xffPAR1", "b.parquet: is not a complete Parquet file; was it copied or written to its end?"),
    ],
)
def test_a_file_that_is_no_parquet_is_told(spoil: object, message: str) -> None:
    customs("a.parquet")
    assert callable(spoil)
    Path("b.parquet").write_bytes(spoil(Path("a.parquet").read_bytes()))
    assert told(read(declared(f"files: '*.parquet', {CUSTOMS}", "where: {partner: UZ}"))) == [message]


def test_a_damaged_parquet_file_ends_in_one_line() -> None:
    customs("a.parquet")
    raw = Path("a.parquet").read_bytes()
    programme = declared(f"files: a.parquet, {CUSTOMS}", "where: {partner: UZ}")
    refused = 0
    for at in range(4, len(raw) - 8, 25):
        Path("a.parquet").write_bytes(raw[:at] + bytes(255 - each for each in raw[at : at + 60]) + raw[at + 60 :])
        reading = read(programme)
        refused += bool(reading.problems)
        for each in reading.problems:
            assert each.file in {"a.parquet", "targets.yaml"}
            assert "\n" not in str(each)
    assert refused > len(raw) / 25 / 2


@pytest.mark.posix
def test_a_pipe_is_never_opened() -> None:
    customs("a.parquet")
    os.mkfifo("b.parquet")
    assert told(read(declared(f"files: '*.parquet', {CUSTOMS}", "where: {}"))) == [
        "b.parquet: is a pipe or a device, not a file; save the table as a file"
    ]


@pytest.mark.posix
def test_a_link_is_followed_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    customs("elsewhere/a.parquet")
    Path("b.parquet").symlink_to("elsewhere/a.parquet")
    assert taken(read(declared(f"files: b.parquet, {CUSTOMS}", "where: {partner: CN}"))) == {"t0": [("2026-10", "1")]}


def test_a_name_that_duckdb_would_read_as_a_pattern_is_told() -> None:
    customs("a [1].parquet")
    assert told(read(declared(f"files: '*.parquet', {CUSTOMS}", "where: {}"))) == [
        "a [1].parquet: its name contains `[`, which DuckDB reads as a pattern; rename the file"
    ]


def test_parquet_beside_other_files_is_told() -> None:
    customs("a.parquet")
    Path("a.csv").write_bytes(LINES)
    assert told(read(declared(f"files: [a.parquet, a.csv], {CUSTOMS}", "where: {}"))) == [
        "a.csv: is not a Parquet file, but a.parquet is; declare them as two sources"
    ]


def test_a_file_that_changes_meanwhile_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    customs("a.parquet")
    digested = locked_files.digested

    def change(paths: Sequence[Path]) -> object:
        found = digested(paths)
        os.utime("a.parquet", (1, 1))
        return found

    monkeypatch.setattr(locked_files, "digested", change)
    assert told(read(declared(f"files: a.parquet, {CUSTOMS}", "where: {}"))) == [
        "a.parquet: another program is writing to it; try again when it has ended"
    ]


def test_duckdb_reaches_nothing_but_the_files_it_is_given(tmp_path: Path) -> None:
    customs("a.parquet")
    customs("b.parquet")
    with locked_files.open_parquet([Path("a.parquet")], [], keyed=False) as relation:
        assert len(relation.fetchall()) == 7
    connection = locked_files._locked([Path("a.parquet")], keyed=False)  # noqa: SLF001 - what a relation is made by
    for attempt in (
        f"SELECT * FROM read_parquet('{tmp_path}/b.parquet')",  # noqa: S608 - an attempt that must fail
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        f"COPY (SELECT 1) TO '{tmp_path}/c.csv'",
        f"ATTACH '{tmp_path}/d.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "SET memory_limit = '100GB'",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(attempt)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet", "b.parquet"]


def test_large_parquet_files_are_digested_by_their_footers(monkeypatch: pytest.MonkeyPatch) -> None:
    customs("a.parquet")
    (whole,) = locked_files.digested([Path("a.parquet")])
    monkeypatch.setattr(locked_files, "WHOLE", 0)
    (footer,) = locked_files.digested([Path("a.parquet")])
    customs("a.parquet", rows=ROWS.replace("100.1", "100.2"))
    (other,) = locked_files.digested([Path("a.parquet")])
    assert len({whole.digest, footer.digest, other.digest}) == 3
    assert {len(each.digest) for each in (whole, footer, other)} == {64}


def test_a_frame_of_duckdb_or_pandas_may_be_handed_over() -> None:
    customs("a.parquet")
    frame = duckdb.read_parquet("a.parquet")
    programme = declared(f"table: customs, {CUSTOMS}", "where: {partner: UZ, flow: [IM, EX]}")
    for handed in (frame, frame.df()):
        reading = read(programme, {"customs": handed})
        assert taken(reading) == {"t0": [("2026-08", "100.39")]}
        assert [(each.origin, each.note) for each in reading.figures] == [("table customs", "from s: sum of value over 2 records")]


def test_what_is_no_frame_is_told() -> None:
    programme = declared(f"table: customs, {CUSTOMS}", "where: {partner: UZ}")
    assert told(read(programme, {"customs": "a.parquet"})) == [
        "table customs: `str` is not a frame that can be read; pass one of Spark, Dask, Polars, Ibis, DuckDB or pandas"
    ]
