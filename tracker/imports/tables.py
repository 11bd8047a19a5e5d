"""A table as any program saves it (CSV, workbook, a list in JSON) -> its header and its rows, each with its place.

Nothing is inferred: every cell is the text that was written, so ``030462`` keeps its zero and no date changes its month.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, islice
from typing import TYPE_CHECKING

from tracker.imports import json_lists
from tracker.imports.period_columns import column_periods, is_period
from tracker.storage import files
from tracker.storage.tabular import encodings, workbook
from tracker.storage.tabular.dialect import DELIMITERS, LONGEST_FIELD, is_workbook
from tracker.values.languages.translations import localized, translatable, translated, write_number
from tracker.values.printable import did_you_mean, one_of, printable, quoted
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tracker.imports.period_columns import PeriodColumn
    from tracker.model.sources import Source

MOST_COLUMNS = 16_384  # of a sheet in any spreadsheet
_SEARCHED = 100  # rows in which the header is looked for
_TELLING = 200  # columns that tell whether a row is a header of periods
_SHOWN = 24  # names of columns that a message lists
_ID_AND_NAME = re.compile(r"^([^\s:]+): ")
_NUMBER = re.compile(r"\s*[+-]?\d[\d\s.]*\s*")
_SDMX = ("STRUCTURE", "DATAFLOW")  # how the header of SDMX-CSV 2.x and 1.0 begins
_SEPARATOR = re.compile(r'"?sep=([,;\t])"?\s*', re.IGNORECASE)
_BROKEN = {
    "unexpected end of data": translatable("a quote is opened and never closed"),
    "field larger than field limit": translatable(
        "a field is longer than {most} characters; is a quote opened before it and never closed?"
    ),
}

Cells = list[str]
Placed = tuple[str, Cells]  # the place of a row in its file (its line, or its entry in JSON), and its cells


@dataclass(frozen=True)
class SourceTable:
    """A table that is being read: ``rows`` come one by one, each with as many cells as there are ``names``.

    ``where`` finds a column by its name; ``spans`` are the columns of periods, where these lie across. ``doubts`` says of single cells (or,
    with the column -1, of rows) why they cannot be used; ``delimiter`` is empty where the file is no text.
    """

    file: str
    digest: str
    names: tuple[str, ...]
    rows: Iterable[Placed]
    header: str
    problems: list[Problem]
    delimiter: str = ""
    spans: tuple[PeriodColumn, ...] = ()
    doubts: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def where(self, name: str) -> int:
        """The place of a column, which must be there."""
        return self.names.index(name)


@dataclass(frozen=True)
class _Raw:
    """A file as rows of texts, before its header is known."""

    rows: Iterator[Placed]
    delimiter: str = ""
    doubts: Mapping[tuple[str, int], str] = field(default_factory=dict)
    header: str | None = None  # where the file itself says that its first row is one
    rectangular: bool = True  # whether short rows are only rows whose last cells are empty


def open_table(path: Path, source: Source, needed: Collection[str], problems: list[Problem]) -> SourceTable:
    """Begin to read a table whose header has the columns that are ``needed``.

    InvalidInput where the file cannot be read, has no such header, or gives a needed column twice. What is wrong with single rows is
    noted in ``problems`` as they are read.
    """
    name = files.name_of(path)
    raw = files.read_bytes(path)
    found = _read(raw, name, source, needed)
    beginning = list(islice(found.rows, _SEARCHED))
    at = _header_at(beginning, source, needed, name, found.header)
    place, cells = beginning[at]
    if len(cells) > MOST_COLUMNS:
        said = localized(
            "the header has {number} columns, more than the {most} that are read",
            number=write_number(len(cells)),
            most=write_number(MOST_COLUMNS),
        )
        raise InvalidInput([Problem(name, _line(place), said)])
    names, labelled = _names(cells)
    _refuse_lacking(names, needed, name, place)
    spans = column_periods(names, needed, source) if source.across else ()
    if source.across and not spans:
        said = localized("none of its columns is a period; use `header:` to say which line has the periods")
        raise InvalidInput([Problem(name, _line(place), said)])
    rows = _fitting(beginning[at + 1 :], found, names, name, problems, source)
    rows = _unlabelled(rows, labelled) if labelled else rows
    return SourceTable(name, sha256(raw).hexdigest(), names, rows, place, problems, found.delimiter, spans, found.doubts)


def _read(raw: bytes, file: str, source: Source, needed: Collection[str]) -> _Raw:
    suffix = file.rpartition(".")[2].casefold()
    if is_workbook(file):
        sheet = workbook.read_plain(raw, file, source.sheet)
        doubts = {(str(line), column): said for (line, column), said in sheet.doubts.items()}
        return _Raw(((str(line), cells) for line, cells in sheet.rows), doubts=doubts)
    if suffix == "parquet":
        raise InvalidInput(
            [Problem(file, None, localized("is a Parquet file, which holds records; write `rows: records` under its source"))]
        )
    if raw.startswith(b"%PDF"):
        raise InvalidInput([Problem(file, None, localized("is a PDF, which is no table; ask for the figures as CSV or as a workbook"))])
    data = _as_utf8(raw, file, source.encoding)
    if suffix == "json" or data.lstrip()[:1] in {b"[", b"{"}:
        return _of_json(data.decode(), file)
    delimiter = _delimiter(data, needed)
    return _Raw(_csv_rows(data, delimiter, file), delimiter, rectangular=False)


def _as_utf8(raw: bytes, file: str, encoding: str | None) -> bytes:
    if encoding is None:
        try:
            return encodings.decoded(raw, file)[0]
        except encodings.UnknownEncoding as unknown:
            said = localized(
                "not UTF-8 (byte 0x{byte}), nor Windows-1251; write its encoding under its source, for a download of UN Comtrade "
                "`encoding: latin-1`",
                byte=f"{unknown.byte:02x}",
            )
            raise InvalidInput([each._replace(message=said) for each in unknown.problems]) from None
    try:
        data = raw.decode(encoding).encode()
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", raw[: error.start])) + 1
        said = localized(
            "is not {encoding} (byte 0x{byte}), which its source says; take `encoding` away or correct it",
            encoding=encoding,
            byte=f"{raw[error.start]:02x}",
        )
        raise InvalidInput([Problem(file, line, said)]) from None
    return encodings.decoded(data, file)[0]  # a NUL byte, or a file of another kind


def _of_json(text: str, file: str) -> _Raw:
    path, objects = json_lists.read_objects(text, file)
    names = list(dict.fromkeys(key for each in objects for key in each))
    if len(names) > MOST_COLUMNS:
        raise InvalidInput(
            [
                Problem(
                    file,
                    None,
                    localized(
                        "its objects have {number} keys, more than the {most} that are read",
                        number=write_number(len(names)),
                        most=write_number(MOST_COLUMNS),
                    ),
                )
            ]
        )
    shown = path.rpartition(".")[2]
    rows = ((f"{shown}[{number}]", [each.get(name, "") for name in names]) for number, each in enumerate(objects))
    return _Raw(iter([(shown, names), *rows]), header=shown)


def _csv_rows(data: bytes, delimiter: str, file: str) -> Iterator[Placed]:
    """The rows of a CSV text that are not blank, with the line on which each begins."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield str(begins), cells
            begins = reader.line_num + 1
    except csv.Error as error:
        found = next((said for what, said in _BROKEN.items() if what in str(error)), "")
        said = translated(found, most=write_number(LONGEST_FIELD)) if found else printable(str(error))
        raise InvalidInput([Problem(file, begins, localized("not readable as CSV: {reason}", reason=said))]) from None


def _delimiter(data: bytes, needed: Collection[str]) -> str:
    """What separates the fields: what makes most of the needed columns stand in one row; in a tie, what makes most fields."""
    beginning = data[:LONGEST_FIELD].decode(errors="ignore")
    if said := _SEPARATOR.match(beginning):
        return said[1]
    lines = list(islice(io.StringIO(beginning, newline=""), _SEARCHED))

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            rows = [_names(cells)[0] for cells in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            return 0, 0
        return max((_hits(names, needed) for names in rows), default=0), max(map(len, rows), default=0)

    return max(DELIMITERS, key=fits)


def _hits(names: Collection[str], needed: Collection[str]) -> int:
    return sum(each in needed for each in names)


def _header_at(rows: Sequence[Placed], source: Source, needed: Collection[str], file: str, own: str | None) -> int:
    """Which of the first rows is the header: the one that is said, or the first with most of the needed columns, and with periods."""
    if not rows:
        raise InvalidInput([Problem(file, None, localized("the file is empty"))])
    if own is not None:
        return 0
    if source.header is not None:
        for number, (place, _) in enumerate(rows):
            if place == str(source.header):
                return number
        raise InvalidInput([Problem(file, source.header, localized("nothing stands on this line, which `header:` names"))])

    def fits(number: int) -> tuple[int, int]:
        names = _names(rows[number][1])[0]
        return _hits(names, needed), len(column_periods(names[:_TELLING], needed, source, strict=False)) if source.across else 0

    return max(range(len(rows)), key=fits)


def _names(cells: Cells) -> tuple[tuple[str, ...], frozenset[int]]:
    """The names of the columns, and which of them hold ids beside their names (``FREQ: Frequency``, as SDMX-CSV labels both).

    A column without a name is called by its number, the last ones left out: some programs end every row with a separator.
    """
    names = [" ".join(each.split()) for each in cells]
    while names and not names[-1]:
        names.pop()
    labelled = frozenset[int]()
    if names and names[0].startswith(_SDMX):
        labelled = frozenset(number for number, each in enumerate(names) if _ID_AND_NAME.match(each))
        names = [found[1] if (found := _ID_AND_NAME.match(each)) else each for each in names]
    return tuple(each or unnamed_column(at) for at, each in enumerate(names)), labelled


def unnamed_column(at: int) -> str:
    """What the column at a place (from 0) is called where its header is empty."""
    return f"column {at + 1}"


def _unlabelled(rows: Iterable[Placed], labelled: frozenset[int]) -> Iterator[Placed]:
    """The rows with the ids alone in the columns that hold ids and names (``A: Annual``)."""
    for place, cells in rows:
        yield place, [cell.partition(": ")[0] if number in labelled else cell for number, cell in enumerate(cells)]


def _refuse_lacking(names: Sequence[str], needed: Collection[str], file: str, place: str) -> None:
    lacking = [each for each in needed if each not in names]
    problems = [
        (
            localized("it has no column {column}", column=quoted(each))
            if number
            else localized("it has no column {column}; it has {columns}", column=quoted(each), columns=one_of(names, _SHOWN))
        )
        + did_you_mean(each, names)
        for number, each in enumerate(lacking)
    ]
    problems += [localized("the column {column} is given twice", column=quoted(each)) for each in needed if names.count(each) > 1]
    if problems:
        raise InvalidInput([Problem(file, _line(place), each) for each in problems])


def _line(place: str) -> int | None:
    return int(place) if place.isdigit() else None


def _fitting(
    beginning: Sequence[Placed], raw: _Raw, names: Sequence[str], file: str, problems: list[Problem], source: Source
) -> Iterator[Placed]:
    """The rows with as many cells as the header has names; empty cells behind the last are dropped.

    A row that is too long or, in a text, too short is a problem. No problem are headings and notes: rows of one cell, and below the
    table rows without numbers that begin otherwise than the last row of the table, and have no period in the column of periods.
    """
    width, dated = len(names), names.index(source.period) if source.period else None
    odd: list[tuple[str, Cells]] = []
    last = ""
    for place, cells in chain(beginning, raw.rows):
        given = len(cells)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) > width or (given < width and not raw.rectangular):
            if sum(map(bool, map(str.strip, cells))) > 1:
                odd.append((place, cells))
            continue
        problems += [_ragged(file, each, width, source) for each in odd]
        odd.clear()
        last = cells[0].strip()
        yield place, cells + [""] * (width - len(cells))
    problems += [_ragged(file, each, width, source) for each in odd if _belongs(each[1], last, dated)]


def _belongs(cells: Cells, last: str, dated: int | None) -> bool:
    """Whether an odd row below a table is one of its rows, as of a file that was cut off, and no note."""
    if dated is not None and dated < len(cells) and is_period(cells[dated]):
        return True
    return cells[0].strip() == last or any(map(_NUMBER.fullmatch, cells))


def _ragged(file: str, row: Placed, width: int, source: Source) -> Problem:
    place, cells = row
    wide = source.across and len(cells) > width
    said = (
        localized(
            "{number} fields where the header has {expected}; does a heading stand over several columns, or is the line broken?",
            number=len(cells),
            expected=width,
        )
        if wide
        else localized(
            "{number} fields where the header has {expected}; is the line broken, or the file cut off?", number=len(cells), expected=width
        )
    )
    return Problem(file, _line(place), said)
