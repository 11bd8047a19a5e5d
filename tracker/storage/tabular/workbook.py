"""observations.xlsx -> the same fields that its sheet would have as CSV; the row numbers are the lines.

What a cell holds counts, and not how many digits of it are shown. Formulas count with the result that was saved beside them.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypedDict, TypeVar, cast

from tracker.model.observations import REQUIRED
from tracker.storage.tabular import archives, cells
from tracker.storage.tabular.cells import Cell
from tracker.storage.tabular.dialect import SEARCHED, TYPED, columns, fold
from tracker.values.input.spreadsheet import failed
from tracker.values.languages.translations import localized, write_number
from tracker.values.printable import did_you_mean, one_of, quoted
from tracker.values.problems import InvalidInput, Problem, TrackerError, WarningCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from typing import IO

    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet._reader import WorkSheetParser
    from openpyxl.worksheet.cell_range import CellRange

    from tracker.storage.tabular.cells import Value
    from tracker.storage.tabular.dialect import Row

    class _StoredSheet(ReadOnlyWorksheet):
        """A sheet of openpyxl with what it keeps to itself, without which there is no way to the rows as they are stored."""

        _shared_strings: list[str]

        def _get_source(self) -> IO[bytes]: ...

    class _Book(Protocol):
        """A workbook of openpyxl, as above."""

        data_only: bool
        epoch: datetime
        worksheets: list[_StoredSheet]
        _date_formats: set[int]
        _timedelta_formats: set[int]

        def __getitem__(self, title: str) -> _StoredSheet: ...

    class _StoredCell(TypedDict):
        """A cell as it is stored, and as openpyxl makes one of its own of it."""

        row: int
        column: int
        value: Value
        data_type: str
        style_id: int


SHEET = "observations"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384  # of a sheet in any spreadsheet
_UNHARMED = {"note", "source"}  # columns where merged cells do no harm to the rows
_ANYWHERE = -1  # the column of what is wrong somewhere in a row
Read = TypeVar("Read")
CellRow = tuple[int, dict[int, Cell]]  # its line, and its cells by their columns, the first of which is 0


class Sheet(NamedTuple):
    """What a sheet says: its title, the line and the names of its header, folded, and the rows below."""

    title: str
    header: int
    names: list[str]
    rows: list[Row]


@dataclass
class _Source:
    """A sheet that is being read: its rows come one by one, and what is merged in it is known after the last of them."""

    file: str
    sheet: _StoredSheet
    problems: list[Problem]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first and last row, first and last column

    def report(self, line: int, message: str, code: WarningCode | None = None, target: str = "") -> None:
        self.problems.append(Problem(self.file, line, message, code, target))


def read(raw: bytes, file: str, problems: list[Problem]) -> Sheet:
    """Read the sheet that is named ``observations``, else the first; InvalidInput where it cannot be read as a table."""

    def table(book: _Book, formulas: _Book | None) -> Sheet:
        sheet = next((each for each in book.worksheets if each.title.casefold() == SHEET), book.worksheets[0])
        source = _Source(file, sheet, problems)
        return _table(source, _rows(source, formulas[sheet.title] if formulas else None), book)

    return _opened(raw, file, table)


@dataclass(frozen=True)
class PlainSheet:
    """A sheet of somebody else as it is stored: its title, the line and the texts of each row, and why a cell cannot be used."""

    title: str
    rows: list[Row]
    doubts: dict[tuple[int, int], str]
    """By line and column, the first of which is 0."""


def read_plain(raw: bytes, file: str, title: str | None) -> PlainSheet:
    """Read the sheet of this title, or the only one; InvalidInput where there is none, or several and no title."""

    def rows(book: _Book, formulas: _Book | None) -> PlainSheet:
        sheet = _chosen_sheet(book, file, title)
        doubts: dict[tuple[int, int], str] = {}
        source = _Source(file, sheet, [])
        read = [(line, _plain(line, found, doubts)) for line, found in _rows(source, formulas[sheet.title] if formulas else None)]
        for problem in source.problems:  # formulas without a result: which cell it is stands in the message
            doubts[problem.line or 0, _ANYWHERE] = problem.message
        return PlainSheet(sheet.title, read, doubts)

    return _opened(raw, file, rows)


def _chosen_sheet(book: _Book, file: str, title: str | None) -> _StoredSheet:
    titles = [each.title for each in book.worksheets]
    for sheet in book.worksheets:
        if sheet.title == title or (title is None and len(titles) == 1):
            return sheet
    if title:
        said = localized("has no sheet {sheet}; it has {allowed}", sheet=quoted(title), allowed=one_of(titles)) + did_you_mean(
            title, titles
        )
    else:
        said = localized("has the sheets {allowed}; say which one with `sheet:`", allowed=one_of(titles))
    raise InvalidInput([Problem(file, None, said)])


def _plain(line: int, found: dict[int, Cell], doubts: dict[tuple[int, int], str]) -> list[str]:
    """The texts of a row; a number as far as its cell shows it as it is, with the words beside a year (``2024 год``)."""
    texts = [""] * (max(found, default=-1) + 1)
    for place, cell in found.items():

        def doubt(message: str, place: int = place) -> None:
            doubts[line, place] = message

        percent = cells.shows_percent(cell)
        texts[place] = cells.figure(cell, "", doubt, doubt) if percent else cells.text_of(cell, "period", doubt)
    return texts


def _opened(raw: bytes, file: str, use: Callable[[_Book, _Book | None], Read]) -> Read:
    """What is made of a workbook and, where it may have formulas, of the same with them; InvalidInput where it cannot be read."""
    if not raw.startswith(b"PK"):
        if raw[:1] == b"\xd0":
            what = localized(
                "is not an Excel workbook, whatever its name says; it may be protected with a password, or an old .xls: save it again "
                "as .xlsx"
            )
        else:
            what = localized("is not an Excel workbook, whatever its name says") if raw else localized("the file is empty")
        raise InvalidInput([Problem(file, None, what)])
    if what := archives.foreign(raw):
        raise InvalidInput([Problem(file, None, what)])
    try:
        return _with_books(raw, file, use)
    except (InvalidInput, TrackerError):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged workbook may raise anything
        raise InvalidInput(
            [Problem(file, None, localized("cannot be read as a workbook: {reason}; save it again", reason=quoted(str(error))))]
        ) from None


def _with_books(raw: bytes, file: str, use: Callable[[_Book, _Book | None], Read]) -> Read:
    try:
        import openpyxl  # noqa: PLC0415 - only workbooks pay for it
    except ModuleNotFoundError:
        raise TrackerError(
            localized(
                '{file}: a workbook is read with openpyxl, which is not installed; in a clone: pip install ".[excel]"; or save the '
                "sheet as CSV UTF-8",
                file=file,
            )
        ) from None
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if what := archives.too_large(archive, len(raw)):
            raise InvalidInput([Problem(file, None, what)])
        calculated = any(_formulas(archive, name) for name in archive.namelist())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl cannot keep when it writes: nothing is written
        book = cast("_Book", openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, rich_text=True))
        formulas = cast("_Book", openpyxl.load_workbook(io.BytesIO(raw), read_only=True)) if calculated else None
        return use(book, formulas)


def _formulas(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a part of a workbook may have formulas."""
    last = b""
    with archive.open(name) as part:
        while "worksheets/" in name and (chunk := part.read(1 << 20)):
            if b"<f" in last + chunk:
                return True
            last = chunk[-1:]
    return False


def _rows(source: _Source, formulas: _StoredSheet | None) -> Iterator[CellRow]:
    """The rows of a sheet that have cells, as long as their last cell that holds something; formulas without a result are reported."""
    parser = _parser(source.sheet)
    others = iter(_parser(formulas).parse()) if formulas is not None else None
    for line, found in parser.parse():
        if line > _LAST_ROW or any(each["column"] > _LAST_COLUMN for each in found):
            message = (
                localized(
                    "row {line} lies outside the {rows} rows and {columns} columns of a sheet; save the workbook again",
                    line=write_number(line),
                    rows=write_number(_LAST_ROW),
                    columns=write_number(_LAST_COLUMN),
                )
                if line > _LAST_ROW
                else localized(
                    "a cell of row {line} lies outside the {rows} rows and {columns} columns of a sheet; save the workbook again",
                    line=write_number(line),
                    rows=write_number(_LAST_ROW),
                    columns=write_number(_LAST_COLUMN),
                )
            )
            raise InvalidInput([Problem(source.file, None, message)])
        if others is not None:
            _report_unsaved(source, line, found, next(others)[1])
        yield line, _cells(source.sheet, found)
    source.merged = sorted((each.min_row, each.max_row, each.min_col, each.max_col) for each in _merged(parser))


def _parser(sheet: _StoredSheet) -> WorkSheetParser:
    """The rows of a sheet as they are stored in its part: openpyxl itself would fill in every row and column that is left out."""
    from openpyxl.worksheet._reader import WorkSheetParser  # noqa: PLC0415 - only workbooks pay for it

    book = cast("_Book", sheet.parent)
    return WorkSheetParser(
        sheet._get_source(),  # noqa: SLF001 - there is no other way to the rows as stored
        sheet._shared_strings,  # noqa: SLF001
        data_only=book.data_only,
        epoch=book.epoch,
        date_formats=book._date_formats,  # noqa: SLF001
        timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        rich_text=True,
    )


def _merged(parser: WorkSheetParser) -> Iterable[CellRange]:
    from openpyxl.worksheet.cell_range import CellRange  # noqa: PLC0415 - only workbooks pay for it

    return (CellRange(each.ref) for each in (parser.merged_cells.mergeCell if parser.merged_cells is not None else ()))


def _cells(sheet: _StoredSheet, found: list[_StoredCell]) -> dict[int, Cell]:
    """The cells of a row that hold something."""
    from openpyxl.cell.read_only import ReadOnlyCell  # noqa: PLC0415 - only workbooks pay for it

    held = ((each, ReadOnlyCell(sheet, **each)) for each in found if each["value"] is not None)
    return {
        each["column"] - 1: Cell(cell.coordinate, each["value"], cell.number_format or "", cell.style_array.numFmtId) for each, cell in held
    }


def _report_unsaved(source: _Source, line: int, found: list[_StoredCell], formulas: list[_StoredCell]) -> None:
    """Formulas without a result: a program that does not calculate has written them."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only workbooks pay for it

    for cell, formula in zip(found, formulas, strict=True):
        if cell["value"] is None and formula["data_type"] == "f":
            place = f"{get_column_letter(cell['column'])}{line}"
            source.report(
                line, localized("the formula in {place} has no saved result; open the workbook in a spreadsheet and save it", place=place)
            )


def _table(source: _Source, rows: Iterator[CellRow], book: _Book) -> Sheet:
    """The table of a sheet: its header, which is the first row that is neither blank nor a comment, and the rows below."""
    for line, found in rows:
        fields = _texts(found, partial(source.report, line))
        if any(map(str.strip, fields)) and not _comment(fields):
            following = list(islice(rows, SEARCHED))
            below = dict(_plain_texts(following))
            try:
                names = columns(fields, source.file, line, [below.get(each, []) for each in range(line + 1, line + 1 + SEARCHED)])[0]
            except InvalidInput as invalid:
                raise InvalidInput([*invalid.problems, *_other_sheets(source, book)]) from None
            given = list(_fitting(source, chain(following, rows), names))
            return Sheet(source.sheet.title, line, names, _without_merged(source, line, names, given))
    message = localized("the sheet is empty; its first row must be target, period, value, …")
    raise InvalidInput([Problem(source.file, None, message), *_other_sheets(source, book)])


def _other_sheets(source: _Source, book: _Book) -> list[Problem]:
    """Which sheet was read, where a workbook has several, and which one has the table."""
    others = [each for each in book.worksheets if each.title != source.sheet.title]
    if not others:
        return []
    for other in others:
        for line, fields in _plain_texts(islice(_rows(_Source(source.file, other, []), None), SEARCHED)):
            if set(REQUIRED) <= {fold(name) for name in fields}:
                return [
                    Problem(
                        source.file,
                        None,
                        localized(
                            "the sheet {sheet} was read, and the table begins on row {line} of the sheet {other}; name that sheet `{name}`",
                            sheet=quoted(source.sheet.title),
                            line=line,
                            other=quoted(other.title),
                            name=SHEET,
                        ),
                    )
                ]
    return [
        Problem(
            source.file,
            None,
            localized(
                "the sheet {sheet} was read, and no other sheet has a row with {columns}",
                sheet=quoted(source.sheet.title),
                columns=", ".join(REQUIRED),
            ),
        )
    ]


def _plain_texts(rows: Iterable[CellRow]) -> Iterator[Row]:
    """The rows as texts, only to look for a header in them: their problems are ignored."""
    for line, found in rows:
        yield line, _texts(found, lambda _: None)


def _texts(found: dict[int, Cell], problem: Callable[[str], None]) -> list[str]:
    """The texts of a row above the table or of its header, as far as it reaches."""
    texts = [""] * (max(found, default=-1) + 1)
    for place, cell in found.items():
        texts[place] = cells.text_of(cell, "target", problem)
    return texts


def _comment(fields: list[str]) -> bool:
    return fields[0].startswith("#") and not failed(fields[0])


def _fitting(source: _Source, rows: Iterable[CellRow], names: list[str]) -> Iterator[Row]:
    """The rows that are neither blank nor comments, with as many fields as there are columns: a sheet ends a row with its last cell."""
    for line, found in rows:
        fields = _fields(source, line, found, names)
        rest = (str(cell.value) for place, cell in found.items() if place >= len(names))
        outside = next(filter(str.strip, rest), None)
        if not (outside or any(map(str.strip, fields))) or (_comment(fields) and (names[0] in TYPED or not (outside or any(fields[1:])))):
            continue
        if outside:
            source.report(line, localized("{outside} stands outside the columns of the header", outside=quoted(outside)))
        elif _comment(fields):
            source.report(line, localized("{comment} begins a comment or a row; remove the # where it is a row", comment=quoted(fields[0])))
        else:
            yield line, fields


def _fields(source: _Source, line: int, found: dict[int, Cell], names: list[str]) -> list[str]:
    """The texts of a row below the header; that of the value says what its cell shows."""

    def problem(message: str) -> None:
        source.report(line, message)

    given = [(found.get(place), name) for place, name in enumerate(names)]
    fields = [cells.text_of(cell, name, problem) if cell and name != "value" else "" for cell, name in given]
    at = names.index("value")
    if cell := found.get(at):
        unit = fields[names.index("unit")] if "unit" in names else None
        target = fields[names.index("target")]
        fields[at] = cells.figure(cell, unit, problem, lambda message: source.report(line, message, WarningCode.FOOTNOTE_MARK, target))
    return fields


def _without_merged(source: _Source, header: int, names: list[str], rows: list[Row]) -> list[Row]:
    """The rows that lose nothing to merged cells: of cells that are merged, only the first holds their text."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only workbooks pay for it

    taken: list[tuple[int, int]] = []
    for top, bottom, left, right in source.merged:
        if bottom <= header or left > len(names) or set(names[left - 1 : right]) <= _UNHARMED:
            continue
        place = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        source.report(
            max(top, header + 1),
            localized("the cells {place} are merged; unmerge them, and write what they say into each of them", place=place),
        )
        taken.append((top if right > left else top + 1, bottom))
    return list(_outside(sorted(taken), rows))


def _outside(spans: list[tuple[int, int]], rows: list[Row]) -> Iterator[Row]:
    """The rows that lie in none of the spans; both are in order."""
    at, reached = 0, 0  # the last line of the spans that have begun
    for row in rows:
        while at < len(spans) and spans[at][0] <= row[0]:
            reached, at = max(reached, spans[at][1]), at + 1
        if row[0] > reached:
            yield row
