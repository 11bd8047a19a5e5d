from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tracker.imports.tables import open_table
from tracker.model.sources import Source
from tracker.values.problems import InvalidInput, Problem

COMTRADE = 'period,reporterISO,flowCode,primaryValue,isAggregate\r\n"2022","CHN","M","111397908371","true",\r\n"2022","CHN","X","116226631561","true",\r\n'


def table(
    tmp_path: Path, content: str | bytes, *needed: str, name: str = "t.csv", **source: object
) -> tuple[list[str], list[tuple[str, list[str]]], list[str]]:
    """The names, the rows and the problems of a file."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems: list[Problem] = []
    try:
        read = open_table(path, Source("s", 1, **source), needed, problems)  # type: ignore[arg-type]  # fields of a source
        rows = list(read.rows)
    except InvalidInput as invalid:
        return [], [], [each.message for each in invalid.problems]
    return list(read.names), rows, [f"{each.line}: {each.message}" for each in problems]


def test_a_comma_at_the_end_of_every_row_is_no_column_and_moves_none(tmp_path: Path) -> None:
    names, rows, problems = table(tmp_path, COMTRADE, "primaryValue")
    assert problems == []
    assert [place for place, _ in rows] == ["2", "3"]
    assert [cells[names.index("primaryValue")] for _, cells in rows] == ["111397908371", "116226631561"]


@pytest.mark.parametrize(
    ("text", "needed", "rows"),
    [
        ("a;b\n1;2,5\n", ("a", "b"), [("2", ["1", "2,5"])]),
        ("a\tb\n1\t2\n", ("a",), [("2", ["1", "2"])]),
        ("sep=;\na;b\n1;2\n", ("a",), [("3", ["1", "2"])]),
        ("\ufeffa,b\n030462,2\n", ("a",), [("2", ["030462", "2"])]),
        ("Bulletin of trade, for 2024\n\na,b\n1,2\n", ("a", "b"), [("4", ["1", "2"])]),
        ('a,b\n"1\n1",2\n3,4\n', ("a",), [("2", ["1\n1", "2"]), ("4", ["3", "4"])]),
        ("a,b\n1,2\nNotes\n3,4\n\n1) final, all of them, in full\n", ("a",), [("2", ["1", "2"]), ("4", ["3", "4"])]),
        ("a,\n1,2\n", ("a",), []),
    ],
    ids=["semicolons", "tabs", "sep", "mark", "preamble", "lines", "notes", "short-header"],
)
def test_a_table_is_read_as_it_is_written(tmp_path: Path, text: str, needed: tuple[str, ...], rows: list[tuple[str, list[str]]]) -> None:
    assert table(tmp_path, text, *needed)[1] == rows


def test_a_row_that_is_broken_or_cut_off_is_a_problem(tmp_path: Path) -> None:
    said = "fields where the header has 3; is the line broken, or the file cut off?"
    assert table(tmp_path, "a,b,c\nx,2024,1\ny,2,5,7\nz,2024,3\n", "a")[2] == [f"3: 4 {said}"]
    assert table(tmp_path, "a,b,c\nx,2024,1\nx,20", "a")[2] == [f"3: 2 {said}"]
    assert table(tmp_path, 'a,b\n1,"2\n', "a")[2] == ["not readable as CSV: a quote is opened and never closed"]


def test_the_header_is_the_line_that_is_said(tmp_path: Path) -> None:
    text = "a,b\nc,d\n1,2\n"
    assert table(tmp_path, text, "c", header=2)[0] == ["c", "d"]
    assert table(tmp_path, text, "c", header=9)[2] == ["nothing stands on this line, which `header:` names"]


def test_a_column_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    text = "partnerISO,flow,flow\nUZB,1,2\n"
    assert table(tmp_path, text, "partnerIso")[2] == [
        "it has no column `partnerIso`; it has `partnerISO`, `flow` or `flow`; did you mean `partnerISO`?"
    ]
    assert table(tmp_path, text, "flow")[2] == ["the column `flow` is given twice"]


def test_the_encoding_is_that_which_is_said_and_else_found_out(tmp_path: Path) -> None:
    text = "land,wert\nCôte d'Ivoire,1\n"
    said = "not UTF-8 (byte 0xf4), nor Windows-1251; write its encoding under its source, for a download of UN Comtrade `encoding: latin-1`"
    assert table(tmp_path, text.encode("latin-1"), "wert")[2] == [said]
    assert table(tmp_path, text.encode("latin-1"), "wert", encoding="latin-1")[1] == [("2", ["Côte d'Ivoire", "1"])]
    assert table(tmp_path, "страна,значение\nУзбекистан,1\n".encode("cp1251"), "значение")[1] == [("2", ["Узбекистан", "1"])]
    wrong = "is not utf-8 (byte 0xf4), which its source says; take `encoding` away or correct it"
    assert table(tmp_path, text.encode("latin-1"), "wert", encoding="utf-8")[2] == [wrong]


def test_labels_of_sdmx_are_read_by_their_ids(tmp_path: Path) -> None:
    text = "STRUCTURE[|];ACTION;DIM: Dimension;OBS_VALUE: Value\ndataflow;I;A: Value A;12,4\n"
    names, rows, _ = table(tmp_path, text, "DIM", "OBS_VALUE")
    assert names == ["STRUCTURE[|]", "ACTION", "DIM", "OBS_VALUE"]
    assert rows == [("2", ["dataflow", "I", "A", "12,4"])]


def test_periods_across_are_found_below_titles(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Trade in 2024 and 2025,,\n,,\nCountry,2024 год¹),2025 Feb,note\nUZ,1,2,x\n", encoding="utf-8")
    read = open_table(path, Source("s", 1, across=True), ["Country"], [])
    assert read.header == "3"
    assert [(each.heading, str(each.period)) for each in read.spans] == [("2024 год¹)", "2024"), ("2025 Feb", "2025-02")]
    path.write_text("Country,a\nUZ,1\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="none of its columns is a period"):
        open_table(path, Source("s", 1, across=True), ["Country"], [])


def sheet(tmp_path: Path, *sheets: tuple[str, list[list[object]]], formats: dict[str, str] | None = None) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        made = book.create_sheet(title)
        for row in rows:
            made.append(row)
        for cell, shown in (formats or {}).items():
            made[cell].number_format = shown
    path = tmp_path / "t.xlsx"
    book.save(path)
    return path


def test_a_sheet_of_a_workbook_is_a_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Table 3"], [], ["land", 2024, "2025 год"], ["UZ", 0.425, 4], [None, None, None, "note"]]
    path = sheet(tmp_path, ("Table 3", rows), ("Notes", [["x"]]), formats={"B4": "0.0%"})
    read = open_table(path, Source("s", 1, sheet="Table 3", across=True), ["land"], [])
    assert read.names == ("land", "2024", "2025 год")
    assert next(iter(read.rows)) == ("4", ["UZ", "42.500%", "4"])
    with pytest.raises(InvalidInput, match=r"has the sheets `Table 3` or `Notes`; say which one with `sheet:`"):
        open_table(path, Source("s", 1), ["land"], [])
    with pytest.raises(InvalidInput, match=r"has no sheet `table3`; it has `Table 3` or `Notes`; did you mean `Table 3`\?"):
        open_table(path, Source("s", 1, sheet="table3"), ["land"], [])


def test_a_formula_without_a_saved_result_is_a_doubt_about_its_row(tmp_path: Path) -> None:
    path = sheet(tmp_path, ("a", [["land", "value"], ["UZ", "=1+1"], ["KZ", 3]]))
    read = open_table(path, Source("s", 1), ["land"], [])
    assert read.doubts == {("2", -1): "the formula in B2 has no saved result; open the workbook in a spreadsheet and save it"}


# ---- hostile files


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "t.csv", "the file is empty"),
        (b"a,b\n1,\x002\n", "t.csv", "a NUL byte; is this UTF-16, or a damaged file? save it as UTF-8"),
        (
            b",".join(b"c%d" % each for each in range(1_000_000)) + b"\n1\n",
            "t.csv",
            "the header has 1,000,000 columns, more than the 16,384 that are read",
        ),
        (
            b"a," + b"x" * 1_000_001 + b"\n",
            "t.csv",
            "not readable as CSV: a field is longer than 1,000,000 characters; is a quote opened before it and never closed?",
        ),
        (bomb(), "t.xlsx", "would grow to"),
        (b"a,b\n1,2\n", "t.xlsx", "is not an Excel workbook, whatever its name says"),
        (b"PK\x03\x04", "t.csv", "is an Excel workbook (or another zip archive) and no text"),
        (b"\xd0\xcf\x11\xe0", "t.csv", "is an old or a protected Excel workbook and no text; save it there as .xlsx or as CSV UTF-8"),
        (b"PAR1", "t.parquet", "is a Parquet file, which holds records; write `rows: records` under its source"),
        (b"[" * 100_000, "t.json", "is nested too deep to be a table"),
        (b'{"a": 1}', "t.json", "holds no list of flat objects, which would be the rows of a table"),
        (b'[{"a": 1, "a": 2}]', "t.json", "an object gives `a` twice; which of them counts cannot be told"),
        (b'[{"a": 1, "a ": 2}]', "t.json", "an object gives `a` twice; which of them counts cannot be told"),
        (
            b"[{" + b",".join(b'"k%d": 1' % each for each in range(60_000)) + b', "k59999": 2}]',
            "t.json",
            "an object gives `k59999` twice; which of them counts cannot be told",
        ),
        (b'[{"a": NaN}]', "t.json", "`NaN` is not a number of JSON"),
        (b'[{"a": 1}', "t.json", "is not JSON: Expecting ',' delimiter"),
        (b'{"x": [{"a": 1}], "y": [{"a": 1}]}', "t.json", "holds several lists (`x` or `y`), and none of them is called `data`"),
        (
            b'{"data": {"dataSets": [], "structures": [{"a": 1}]}}',
            "t.json",
            "is SDMX-JSON, which is not a table; download the same data as SDMX-CSV (format=csv)",
        ),
        ("a\n".encode("utf-16"), "t.csv", "it has no column `needed`; it has `a`"),
    ],
    ids=range(19),
)
def test_a_hostile_file_ends_in_one_clear_line(tmp_path: Path, content: bytes, name: str, said: str) -> None:
    _, _, problems = table(tmp_path, content, "needed", name=name)
    assert len(problems) == 1
    assert problems[0].startswith(said)


def test_numbers_of_json_keep_the_digits_that_were_written(tmp_path: Path) -> None:
    text = '[{"metadata": [{"x": 1}], "data": [{"Code": "01", "2024-М12": 1234567890123.10, "ok": true, "no": null}]}]'
    names, rows, _ = table(tmp_path, text, "Code", name="t.json", across=True)
    assert names == ["Code", "2024-М12", "ok", "no"]
    assert rows == [("data[0]", ["01", "1234567890123.10", "true", ""])]


@pytest.mark.posix
def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "trade.csv").touch()
    with pytest.raises(InvalidInput, match=r"not found; did you mean `trade\.csv`\?"):
        open_table(tmp_path / "trad.csv", Source("s", 1), [], [])
    (tmp_path / "link.csv").symlink_to("nowhere")
    with pytest.raises(InvalidInput, match="is a link to `nowhere`, which does not exist"):
        open_table(tmp_path / "link.csv", Source("s", 1), [], [])
