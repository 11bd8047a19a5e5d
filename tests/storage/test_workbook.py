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
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import MAC_EPOCH
from tables import fields_of, rows_of
from test_cli import Run, run

from tracker.storage.tabular import archives
from tracker.storage.tabular import csv as csv_table
from tracker.values.problems import InvalidInput, TrackerError

__all__ = ["run"]  # the fixture

MIDNIGHT = datetime.combine(date(2024, 12, 31), time())
HEADER = ["Target", " period", "VALUE", "unit", "note"]


def saved(*rows: list[Any], title: str = "Sheet", formats: dict[str, str] | None = None) -> bytes:
    """A workbook with one sheet of these rows, and number formats by cell."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
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
        (["a", 2024, "#DIV/0!", "USD"], "value: `#DIV/0!` is an error of the spreadsheet; correct the formula there"),
        (["a", 2024, True, "USD"], "value: `TRUE` is not a number"),
        (["a", 2024, "1,234", "USD"], "value: `1,234` has two readings"),
        (["a", 2024, datetime.combine(date(2024, 5, 5), time()), "USD"], "value: `2024-05-05` is not a number"),
        (["a", 2024, None, "USD"], "value: no value is given"),
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
        (b"target,period,value\n", "o.xlsx: is not an Excel workbook, whatever its name says"),
        (b"\xd0\xcf\x11\xe0", "o.xlsx: is not an Excel workbook, whatever its name says; it may be protected with a password"),
        (b"PK\x03\x04garbage", "o.xlsx: cannot be read as a workbook"),
        (saved(), "o.xlsx: the sheet is empty; its first row must be target, period, value"),
        (saved(["Title"], ["target", "period", "value"]), "o.xlsx:1: this is not the header, which stands on line 2; remove line 1"),
        (saved(["target", "period"]), "o.xlsx:1: the column `value` is missing; the header has `target` or `period`"),
        (saved(["note", "target", "period", "value"], ["#1", "a", 2024, 5]), "o.xlsx:2: `#1` begins a comment or a row"),
    ],
)
def test_what_is_no_table(raw: bytes, problem: str) -> None:
    assert said(raw)[0].startswith(problem)


def test_a_workbook_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 1000)
    assert said(saved(HEADER)) == ["o.xlsx: is too large to be read as a workbook; save the sheet as CSV UTF-8"]


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


def footnoted(plain: str, raised: str) -> CellRichText:
    return CellRichText(plain, TextBlock(InlineFont(vertAlign="superscript"), raised))


def with_warnings(raw: bytes) -> tuple[list[list[object]], list[str]]:
    table = csv_table.parse(raw, "o.xlsx")
    return fields_of(table), [str(each) for each in table.problems]


def test_a_raised_footnote_is_no_part_of_the_number() -> None:
    raw = saved(
        ["target", "period", footnoted("value", "1")], ["share", 2023, footnoted("39.9", "5")], ["jobs", 2023, footnoted("4700", "1")]
    )
    assert with_warnings(raw) == (
        [["share", "2023", 39.9], ["jobs", "2023", 4700.0]],
        [
            "o.xlsx:2: warning: C2 shows `39.9` with `5` raised or lowered, which was taken for a footnote [footnote-mark]",
            "o.xlsx:3: warning: C3 shows `4700` with `1` raised or lowered, which was taken for a footnote [footnote-mark]",
        ],
    )


def test_a_raised_footnote_belongs_to_no_name_and_stays_in_a_text() -> None:
    raw = saved(HEADER, [footnoted("a", "1"), footnoted("2023", "2"), 5, footnoted("m", "2"), footnoted("CO", "2")])
    assert rows(raw) == [[2, "a", "2023", 5.0, "m2", "CO2"]]


@pytest.mark.parametrize("cell", [footnoted("10", "6"), footnoted("n", "1"), footnoted("3·10", "6")])
def test_a_raised_number_that_may_be_a_power_is_named(cell: CellRichText) -> None:
    assert "C2 shows" in said(saved(HEADER, ["a", 2023, cell]))[0]
    assert "raised or lowered; write the number alone, and a footnote in `note`" in said(saved(HEADER, ["a", 2023, cell]))[0]


@pytest.mark.parametrize(
    ("value", "shown", "unit", "problem"),
    [
        (4970, "#,##0 [$₸-43F]", "USD", "C2 holds 4970 and shows `₸` beside it, and the column `unit` says `USD`"),
        (4970, "#,##0 [$₸-43F]", None, "C2 holds 4970 and shows `₸` beside it, and its unit is empty"),
        (4970, '"€"#,##0', "USD", "C2 holds 4970 and shows `€` beside it, and the column `unit` says `USD`"),
        (39.9, '#,##0.0" тыс."', "USD", "C2 holds 39.9 and shows `тыс.` beside it, and the column `unit` says `USD`"),
        (39.9, "0.0\\ \\m\\l\\n", "USD", "C2 holds 39.9 and shows `mln` beside it"),
        (-5, '0;-0" bn"', "USD", "C2 holds -5 and shows `bn` beside it"),
        (5, '[>1000]0.0,"k";0', "USD", "C2 holds 5 and shows it in thousands or millions; show the number as it is"),
        (12.3, '0.0" (p)"', "USD", "C2 holds 12.3 and shows `p` beside it"),
        (0.25, "0.0%", "USD", "C2 shows 25%, and the column `unit` says `USD`; correct the one that is wrong"),
        (5, ";;;", "USD", "C2 holds 5 and its number format shows nothing of it; show the number, or empty the cell"),
    ],
)
def test_what_a_cell_shows_beside_its_number_is_named(value: float, shown: str, unit: str | None, problem: str) -> None:
    assert said(saved(HEADER, ["a", 2024, value, unit], formats={"C2": shown}))[0].startswith(f"o.xlsx:2: {problem}")


@pytest.mark.parametrize(
    ("value", "shown", "unit", "number"),
    [
        (4970, "#,##0 [$₸-43F]", "KZT", 4970),
        (4970, '"$"#,##0.00', "USD", 4970),
        (39.9, '0.0" тыс."', "thousand USD", 39.9),
        (5, '0" jobs"', "jobs", 5),
        (-5, "#,##0;(#,##0)", "USD", -5),
        (0, '#,##0;-#,##0;"-"', "USD", 0),
        (5, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "USD", 5),
        (5, "[Red]0.00E+00", "USD", 5),
        (0.25, "0.0%", "%", 25),
        (0.25, "0.0%", "процент", 25),
        (0.25, "0.0%", "% of GDP", 25),
        (4970, BUILTIN_FORMATS[44], "KZT", 4970),  # it shows the currency of the computer
    ],
)
def test_a_cell_that_shows_what_its_unit_says_is_read(value: float, shown: str, unit: str, number: float) -> None:
    assert rows(saved(HEADER, ["a", 2024, value, unit], formats={"C2": shown}))[0][3:5] == [number, unit]


def test_a_period_is_read_with_what_its_cell_shows() -> None:
    raw = saved(
        HEADER,
        ["a", 2024, 5],
        ["a", date(2024, 1, 31), 5],
        ["a", date(2024, 12, 31), 5],
        formats={"B2": '0" год"', "B3": "mmm yyyy", "B4": "yyyy"},
    )
    assert [row[2] for row in rows(raw)] == ["2024 год", "2024-01", "2024"]


def test_dates_counted_from_1904() -> None:
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    for row in (["target", "period", "value"], ["a", date(2023, 6, 30), 5]):
        book.worksheets[0].append(row)
    assert rows(raw_of(book)) == [[2, "a", "2023-06-30", 5.0]]


def test_merged_cells_are_named_and_what_they_take_away_is_not() -> None:
    book = openpyxl.Workbook()
    for row in (["#title"], HEADER, ["a", 2023, 5, "USD"], ["a", 2024, 6, "USD"], ["b", 2024, 7, "USD", "n"], ["b", 2025, 8, "USD", "n"]):
        book.worksheets[0].append(row)
    for span in ("A1:E1", "A3:A4", "D3:D4", "E5:E6"):
        book.worksheets[0].merge_cells(span)
    assert said(raw_of(book)) == [
        "o.xlsx:3: the cells A3:A4 are merged; unmerge them, and write what they say into each of them",
        "o.xlsx:3: the cells D3:D4 are merged; unmerge them, and write what they say into each of them",
    ]


def test_the_sheet_that_was_read_and_the_one_that_has_the_table_are_named() -> None:
    book = openpyxl.load_workbook(io.BytesIO(saved(["About this file"], title="Notes")))
    data = book.create_sheet("Data")
    for row in (["Trade"], ["target", "period", "value"], ["a", 2024, 5]):
        data.append(row)
    assert "o.xlsx: the sheet `Notes` was read, and the table begins on row 2 of the sheet `Data`; name that sheet `observations`" in said(
        raw_of(book)
    )
    del book["Data"]
    book.create_sheet("Empty")
    assert "o.xlsx: the sheet `Notes` was read, and no other sheet has a row with target, period, value" in said(raw_of(book))


def archive_of(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("file", ["o.xlsx", "o.ods", "o.csv"])
@pytest.mark.parametrize(
    ("parts", "what"),
    [
        (
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""},
            "is an OpenDocument spreadsheet (.ods), which cannot be read",
        ),
        ({"[Content_Types].xml": "", "xl/workbook.bin": ""}, "is a binary Excel workbook (.xlsb), which cannot be read"),
        ({"Index/Document.iwa": ""}, "is a Numbers spreadsheet or another document of iWork, which cannot be read"),
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "is a Word document (.docx), which cannot be read"),
        (
            {"[Content_Types].xml": "", "xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'},
            "is a Strict Open XML workbook, which cannot be read; save it in Excel as `Excel Workbook (.xlsx)`, without `Strict`",
        ),
        ({"a.txt": ""}, "is a zip archive and no workbook; unpack it"),
    ],
)
def test_other_archives_are_named_for_what_they_are(parts: dict[str, str], what: str, file: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        csv_table.parse(archive_of(**parts), file)
    assert str(refused.value).startswith(f"{file}: {what}")


def with_sheet(xml: str) -> bytes:
    """A workbook whose sheet is this text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(HEADER))) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            made.writestr(name, xml if "sheet1.xml" in name else archive.read(name))
    return out.getvalue()


SHEET_XML = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
NAMES = '<row r="1">' + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("target", "period", "value")) + "</row>"


def test_cells_far_from_the_table_cost_nothing() -> None:
    far = "".join(f'<row r="{line}"><c r="XFD{line}"><v>1</v></c></row>' for line in range(2, 3000))
    found = said(with_sheet(SHEET_XML.format(NAMES + far)))
    assert found[0] == "o.xlsx:2: `1` stands outside the columns of the header"
    assert len(found) == 2998
    last = '<row r="1048576"><c t="inlineStr"><is><t>a</t></is></c><c><v>2024</v></c><c><v>5</v></c></row>'
    assert rows(with_sheet(SHEET_XML.format(NAMES + last))) == [[1048576, "a", "2024", 5.0]]


@pytest.mark.parametrize(
    ("cell", "where"),
    [('<row r="200000000"><c><v>1</v></c></row>', "row 200,000,000"), ('<row r="2"><c r="ZZZ2"><v>1</v></c></row>', "a cell of row 2")],
)
def test_a_row_or_a_column_that_no_sheet_has_is_refused(cell: str, where: str) -> None:
    assert said(with_sheet(SHEET_XML.format(NAMES + cell))) == [
        f"o.xlsx: {where} lies outside the 1,048,576 rows and 16,384 columns of a sheet; save the workbook again"
    ]


def test_an_archive_that_grows_too_much_is_not_unpacked() -> None:
    raw = with_sheet(SHEET_XML.format(NAMES + "<row/>" * 3_000_000))
    assert said(raw)[0].endswith("more than the 250 that are allowed; save it again")
