"""How a table is written down (delimiter, decimal mark, line ends), and its header: both are taken from its first lines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.observations import COLUMNS, REQUIRED
from tracker.storage.column_names import column_name
from tracker.storage.tabular.encodings import UTF8, Encoding
from tracker.values.input.spreadsheet import failed
from tracker.values.languages.translations import localized, translatable, translated, write_number
from tracker.values.printable import did_you_mean, one_of, printable, quoted
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

TYPED = ("target", "period", "value", "qualifier", "published")  # columns in which no entry can begin with #
Row = tuple[int, list[str]]
DELIMITERS = {",": translatable("a comma"), ";": translatable("a semicolon"), "\t": translatable("a tab")}
SEPARATED = {";": translatable("separated by a semicolon"), "\t": translatable("separated by a tab")}
LONGEST_FIELD = 1_000_000
_SEPARATOR = re.compile(r'"?sep=(?P<mark>[^\r\n])"?\s*', re.IGNORECASE)
_BLANK = re.compile(r"[\s,;]*")
_WORKBOOKS = (".xlsx", ".xlsm")
MOST_COLUMNS = 1000
SEARCHED = 50  # lines in which a misplaced header is looked for


@dataclass(frozen=True)
class Dialect:
    """How the observations are written down.

    ``decimal`` is "," where a comma marks the decimals, ``sheet`` the one of a workbook, ``header`` the line of the columns' names.
    """

    encoding: Encoding = UTF8
    delimiter: str = ","
    decimal: str = ""
    sheet: str | None = None
    header: int = 1

    def spoken(self) -> str:
        """What was assumed, where it is not UTF-8 with commas: ``Windows-1251, separated by a semicolon, decimal comma``."""
        if self.sheet is not None:
            return localized("workbook, sheet {sheet}", sheet=quoted(self.sheet))
        parts = [
            self.encoding.name if self.encoding.codec != "utf-8" else "",
            translated(SEPARATED[self.delimiter]) if self.delimiter in SEPARATED else "",
            localized("decimal comma") if self.decimal else "",
        ]
        return ", ".join(filter(None, parts))

    def named(self) -> dict[str, str | None]:
        """The same for programs: a workbook has a sheet, a text an encoding, a delimiter and a decimal mark."""
        if self.sheet is not None:
            return {"encoding": None, "delimiter": None, "decimal": None, "sheet": self.sheet}
        return {"encoding": self.encoding.name, "delimiter": self.delimiter, "decimal": self.decimal or ".", "sheet": None}


PLAIN = Dialect()


def is_workbook(file: str) -> bool:
    """Whether a file is a workbook by its name."""
    return Path(file).suffix.casefold() in _WORKBOOKS


class Header(NamedTuple):
    """The names of the columns, folded, and how many nameless ones follow; its delimiter and its own line; the line and byte below it."""

    names: list[str]
    spare: int
    delimiter: str
    stands: int
    line: int
    begins: int


class Lines:
    """The lines of a text for csv.reader, without the comments, which begin with ``#`` where a row may begin.

    ``begins`` is the line on which the present row began, ``following`` the one that comes next, ``size`` how many bytes have been read.
    Set ``fresh`` before each row.
    """

    def __init__(self, text: TextIO, number: int = 1) -> None:
        """Begin with the line of this number."""
        self._text, self.following = text, number
        self.begins, self.size, self.fresh = number, 0, True
        self.comments: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[str]:
        """It is its own iterator."""
        return self

    def __next__(self) -> str:
        """The next line, with its end."""
        for line in self._text:
            self.following += 1
            self.size += len(line) if line.isascii() else len(line.encode())
            if not self.fresh:
                return line
            self.begins = self.following - 1
            if line[0] != "#" or failed(line):
                self.fresh = False
                return line
            self.comments.append((self.begins, line))
        raise StopIteration


def header(data: bytes, file: str) -> Header:
    """Find the header of a table in UTF-8; InvalidInput where there is none, or where it lacks a column or gives one twice."""
    csv.field_size_limit(LONGEST_FIELD)
    lines = Lines(io.StringIO(_beginning(data), newline=""))
    delimiters: Sequence[str] = list(DELIMITERS)
    for line in lines:
        if separator := _SEPARATOR.fullmatch(line):
            delimiters = [separator["mark"]]
            if separator["mark"] not in DELIMITERS:
                raise InvalidInput(
                    [
                        Problem(
                            file,
                            lines.begins,
                            localized("sep={mark}; write {allowed}", mark=quoted(separator["mark"]), allowed=one_of(DELIMITERS)),
                        )
                    ]
                )
        elif not _BLANK.fullmatch(line):
            return _header(data, lines.begins, lines.size - len(line.encode()), delimiters, file)
        lines.fresh = True
    raise InvalidInput([Problem(file, None, localized("the file is empty; its first line must be {columns}", columns=",".join(COLUMNS)))])


def _beginning(data: bytes, begins: int = 0) -> str:
    """The lines from a place on, as far as a header can reach."""
    return data[begins : begins + LONGEST_FIELD].decode(errors="ignore")


def _header(data: bytes, line: int, begins: int, delimiters: Sequence[str], file: str) -> Header:
    """The header that begins here, by the delimiter that makes most of its names known ones, or, where none is, most fields."""
    text = _beginning(data, begins)
    first, *below = islice(io.StringIO(text, newline=""), SEARCHED)
    delimiter = max(delimiters, key=lambda each: _knows(first, each))
    lines = Lines(io.StringIO(text, newline=""), line)
    try:
        fields = next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InvalidInput(
            [Problem(file, line, localized("the header is not readable as CSV: {reason}", reason=printable(str(error))))]
        ) from None
    names, spare = columns(fields, file, line, [re.split('"?[,;\t]"?', each.strip(' "\r\n')) for each in below])
    return Header(names, spare, delimiter, line, lines.following, begins + lines.size)


def _knows(first: str, delimiter: str) -> tuple[int, int]:
    """How many names of a header a delimiter makes known ones; where it makes none, how many fields it makes."""
    fields = first.split(delimiter)
    known = sum(fold(name.strip(' "\r\n')) in COLUMNS for name in fields)
    return known, 0 if known else len(fields)


def fold(name: str) -> str:
    """A column's name as the tracker has it."""
    return column_name(name)


def columns(fields: Sequence[str], file: str, line: int, below: Iterable[Sequence[str]] = ()) -> tuple[list[str], int]:
    """The names of a header's columns, folded, and how many nameless ones follow them; InvalidInput where they cannot be used.

    ``below`` are the fields of the lines that follow, among which the true header is looked for.
    """
    given = [fold(name) for name in fields]
    while given and not given[-1]:
        given.pop()
    names = [name or f"column {number}" for number, name in enumerate(given, 1)]
    if len(names) > MOST_COLUMNS:
        message = localized(
            "the header has {number} columns, more than the {most} that are read; keep {columns}",
            number=write_number(len(names)),
            most=write_number(MOST_COLUMNS),
            columns=", ".join(COLUMNS),
        )
        raise InvalidInput([Problem(file, line, message)])
    problems = [
        Problem(file, line, localized("the column {column} is given twice", column=quoted(name)))
        for name, times in Counter(names).items()
        if times > 1
    ]
    lacking = [name for name in REQUIRED if name not in names]
    if lacking and (said := _find_header_below(below, line)):
        raise InvalidInput([Problem(file, line, said)])
    if lacking:
        from tracker.storage.tabular import other_shapes  # noqa: PLC0415 - only tables that cannot be used pay for it

        if shape := other_shapes.advice(fields, file):
            raise InvalidInput([Problem(file, line, shape)])
    unknown = [name for name in names if name not in COLUMNS]
    problems += [Problem(file, line, _say_missing(name, unknown, fields)) for name in lacking]
    if problems:
        raise InvalidInput(problems)
    return names, len(fields) - len(names)


def _find_header_below(below: Iterable[Sequence[str]], line: int) -> str:
    """That the header stands on one of the lines below, and which lines to remove; empty where it does not."""
    for number, other in enumerate(below, line + 1):
        if set(REQUIRED) <= {fold(name) for name in other}:
            if number == line + 1:
                return localized("this is not the header, which stands on line {number}; remove line {line}", number=number, line=line)
            return localized(
                "this is not the header, which stands on line {number}; remove lines {line} to {last}",
                number=number,
                line=line,
                last=number - 1,
            )
    return ""


def _say_missing(name: str, unknown: Sequence[str], fields: Sequence[str]) -> str:
    """That a column is missing, and what the header has: a name that is nearly the one, else all names."""
    hints = ((other, did_you_mean(other, [name])) for other in unknown)
    near, hint = next(((quoted(other), hint) for other, hint in hints if hint), (one_of(fields), ""))
    return localized("the column {column} is missing; the header has {near}", column=quoted(name), near=near) + hint
