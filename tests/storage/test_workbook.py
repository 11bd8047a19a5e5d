"""A workbook as input reads as its sheet would as CSV."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT, one
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import fields_of, rows_of
from test_cli import Run, run

from tracker.storage.tabular import csv as csv_table
from tracker.storage.tabular import workbook
from tracker.values.problems import InvalidInput, TrackerError

__all__ = ["run"]  # the fixture

MIDNIGHT = datetime.combine(date(2024, 12, 31), time())
HEADER = ["Target", " period", "VALUE", "unit", "note"]


def saved(*rows: list[Any], title: str = "Sheet", formats: dict[str, str] | None = None) -> bytes:
    """A workbook with one sheet of these rows, and number formats by cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for place, shown in (formats or {}).items():
        sheet[place].number_format = shown
    return raw_of(book)


def raw_of(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(raw: bytes) -> list[list[object]]:
    table = csv_table.parse(raw, "o.xlsx")
    assert table.problems == ()
    return rows_of(table)


def said(raw: bytes) -> list[str]:
    try:
        return [str(each) for each in csv_table.parse(raw, "o.xlsx").problems]
    except InvalidInput as invalid:
        return [str(each) for each in invalid.problems]


def test_cells_of_every_kind() -> None:
    raw = saved(
        ["# figures of both sides"],
        [],
        HEADER,
        ["a", 2024, 4.97, "bn USD", None],
        ["a", "2024-01/2024-09", "1 234,5", "USD", "=x"[1:]],
        ["a", date(2024, 12, 31), 5, "USD", "n"],
        ["a", MIDNIGHT, 5, "USD", "n"],
        ["a", date(2024, 12, 1), 5, "USD", "n"],
        ["a", date(2024, 12, 2), 5, "USD", "n"],
        ["a", date(2024, 1, 1), 0.07, None, "n", None, "", None],
        [None, "", "  "],
        ["# remark", "x"],
        ["b", 2025.0, 1e-7],
        formats={"B8": "mmm-yy", "B9": "[$-419]mmm yy", "B10": "yyyy", "C10": "0.00%"},
    )
    assert rows(raw) == [
        [4, "a", "2024", 4.97, "bn USD", ""],
        [5, "a", "2024-01/2024-09", 1234.5, "USD", "x"],
        [6, "a", "2024-12-31", 5.0, "USD", "n"],
        [7, "a", "2024-12-31", 5.0, "USD", "n"],
        [8, "a", "2024-12", 5.0, "USD", "n"],
        [9, "a", "2024-12-02", 5.0, "USD", "n"],
        [10, "a", "2024", 7.0, "%", "n"],
        [13, "b", "2025", 1e-7, "", ""],
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["a", 2024, "#DIV/0!", "USD"], "value: `#DIV/0!` is an error of the spreadsheet; mend the formula there"),
        (["a", 2024, True, "USD"], "value: `TRUE` is not a number"),
        (["a", 2024, "1,234", "USD"], "value: `1,234` has two readings"),
        (["a", 2024, datetime.combine(date(2024, 5, 5), time()), "USD"], "value: `2024-05-05` is not a number"),
        (["a", 2024, None, "USD"], "value: nothing is written here"),
        (["a", 2024, "=A1*2", "USD"], "the formula in C2 has no saved result; open the workbook in a spreadsheet and save it"),
        (["a", 2024, 5, "USD", "n", "more"], "`more` stands outside the columns of the header"),
    ],
)
def test_what_is_refused_with_its_row(row: list[Any], problem: str) -> None:
    assert said(saved(HEADER, row))[0].startswith(f"o.xlsx:2: {problem}")


def test_a_formula_without_a_result_is_an_error_in_an_optional_column_too() -> None:
    assert said(saved([*HEADER, "published"], ["a", 2024, 5, "USD", "", "=TODAY()"])) == [
        "o.xlsx:2: the formula in F2 has no saved result; open the workbook in a spreadsheet and save it"
    ]


def test_a_number_shown_in_millions_is_refused() -> None:
    assert said(saved(HEADER, ["a", 2024, 4_200_000, "mn USD"], formats={"C2": '#,##0.0,,"m"'})) == [
        "o.xlsx:2: C2 holds 4200000 and shows it in thousands or millions; show the number as it is"
    ]
    assert rows(saved(HEADER, ["a", 2024, 4_200_000, "USD"], formats={"C2": "#,##0.00"}))[0][3] == 4_200_000.0


def test_the_sheet_named_observations_or_the_first_and_hidden_rows_count() -> None:
    book = openpyxl.load_workbook(io.BytesIO(saved(["target", "period", "value"], ["a", 2024, 1])))
    assert rows(raw_of(book)) == [[2, "a", "2024", 1.0]]
    other = book.create_sheet("Observations")
    for row in (["target", "period", "value"], ["b", 2025, 2]):
        other.append(row)
    other.row_dimensions[2].hidden = True
    assert rows(raw_of(book)) == [[2, "b", "2025", 2.0]]
    assert csv_table.parse(raw_of(book), "o.xlsx").dialect.spoken() == "workbook, sheet `Observations`"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "o.xlsx: the file is empty"),
        (b"target,period,value\n", "o.xlsx: is no Excel workbook, whatever its name says"),
        (b"\xd0\xcf\x11\xe0", "o.xlsx: is no Excel workbook, whatever its name says; it may be protected with a password"),
        (b"PK\x03\x04garbage", "o.xlsx: cannot be read as a workbook"),
        (saved(), "o.xlsx: the sheet is empty; its first row must be target, period, value"),
        (saved(["Title"], ["target", "period", "value"]), "o.xlsx:1: this is not the header, which stands on line 2; take away line 1"),
        (saved(["target", "period"]), "o.xlsx:1: the column `value` is missing; the header has `target` or `period`"),
        (saved(["note", "target", "period", "value"], ["#1", "a", 2024, 5]), "o.xlsx:2: `#1` begins a comment or a row"),
    ],
)
def test_what_is_no_table(raw: bytes, problem: str) -> None:
    assert said(raw)[0].startswith(problem)


def test_a_workbook_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LARGEST", 1000)
    assert said(saved(HEADER)) == ["o.xlsx: is larger than a workbook can be read; save the sheet as CSV UTF-8"]


def test_a_torn_workbook_gives_a_message_wherever_it_is_torn() -> None:
    whole = saved(HEADER, ["a", 2024, 5, "USD", "n"])
    for length in range(4, len(whole), 97):
        assert said(whole[:length])[0].startswith("o.xlsx: ")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for name in archive.namelist():
            torn = io.BytesIO()
            with zipfile.ZipFile(torn, "w") as out:
                for each in archive.namelist():
                    out.writestr(each, archive.read(each)[: 60 if each == name else None])
            assert all(each.startswith("o.xlsx") for each in said(torn.getvalue()))


def test_without_openpyxl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(
        TrackerError, match=r'openpyxl, which is not installed; in a clone: pip install "\.\[excel\]"; or save the sheet as CSV'
    ):
        csv_table.parse(saved(HEADER), "o.xlsx")


def test_the_shipped_figures_as_a_workbook_give_the_same_answers(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    table = csv_table.parse((ROOT / "observations.csv").read_bytes(), "o.csv")
    given = [[cell or None for cell in row] for row in fields_of(table)]
    Path("figures.xlsx").write_bytes(saved(list(table.names), *given, title="observations"))
    shipped = ["--targets", str(ROOT / "targets.yaml"), "--as-of", "2026-11-22"]
    assert run("status", *shipped, "-d", "figures.xlsx") == run("status", *shipped)
    monkeypatch.setenv("TRACKER_OBSERVATIONS", "figures.xlsx")
    assert run("check", *shipped).out == (
        "figures.xlsx was read as: workbook, sheet `observations`\n4 targets, 34 observations: no problems\n"
    )
    assert (
        '"read_as": {"encoding": null, "delimiter": null, "decimal": null, "sheet": "observations"}'
        in run("check", *shipped, "-f", "json").out
    )


def test_nothing_is_added_to_a_workbook(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(one(), encoding="utf-8")
    Path("o.xlsx").write_bytes(saved(["target", "period", "value"]))
    before = Path("o.xlsx").read_bytes()
    code, out, err = run("add", "t", "2025", "5 USD", "-d", "o.xlsx")
    assert (code, out) == (2, "")
    assert err.startswith("o.xlsx: is a workbook, to which nothing can be added; type the row into it, or save its sheet as CSV UTF-8")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["o.xlsx", "targets.yaml"]
    assert Path("o.xlsx").read_bytes() == before


def test_openpyxl_is_imported_for_workbooks_alone() -> None:
    code = "import sys, tracker; tracker.load('targets.yaml'); sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


cells = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e12, 1e12),
    st.booleans(),
    st.sampled_from(["a", "2024", "#N/A", " x ", "1,5", "# c"]),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
)


@given(st.lists(st.lists(cells, max_size=6), max_size=5))
@settings(max_examples=100)
def test_any_sheet_gives_rows_or_problems_with_their_lines(table: list[list[Any]]) -> None:
    read = csv_table.parse(saved(["target", "period", "value", "note"], *table), "o.xlsx")
    lines = [*read.line.tolist(), *(each.line for each in read.problems)]
    assert all(line and 2 <= line <= len(table) + 1 for line in lines)


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b"]), st.integers(1900, 2100), st.floats(-1e12, 1e12).map(lambda number: float(f"{number:.15g}"))),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=100)
def test_numbers_of_a_workbook_are_read_to_the_last_digit_that_spreadsheets_keep(table: list[tuple[str, int, float]]) -> None:
    read = rows(saved(["target", "period", "value"], *map(list, table)))
    assert [(row[1], int(str(row[2])), row[3]) for row in read] == table
