"""The strict reader: rows one by one, each with its line, and a problem for each that cannot be cut into the header's fields."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tracker.dialect import DELIMITERS, LONGEST_FIELD, Header, Lines
from tracker.joined import Joined
from tracker.problems import Problem, printable, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WORDS = ("target", "period", "unit", "qualifier", "reporter", "status", "published")
TYPED = ("target", "period", "value", "qualifier", "published")  # columns in which no entry can begin with #

Row = tuple[int, list[str]]


def lines_from(data: bytes | memoryview, begins: int, number: int) -> Lines:
    """The lines from a place in UTF-8 text on, the first of which has this number."""
    return Lines(io.TextIOWrapper(io.BufferedReader(Joined(memoryview(data)[begins:])), encoding="utf-8", newline=""), number)


def records(lines: Lines, head: Header, file: str, problems: list[Problem], size: int) -> Iterator[Row]:
    """Each row that is not blank, with the line on which it begins, until so many bytes have been read."""
    reader = csv.reader(lines, delimiter=head.delimiter, strict=True)
    while lines.size < size:
        lines.fresh = True
        try:
            fields = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            problems.append(Problem(file, lines.begins, _unreadable(error)))
            reader = csv.reader(lines, delimiter=head.delimiter, strict=True)  # goes on below
            continue
        if any(map(str.strip, fields)):
            yield lines.begins, fields
    if head.names[0] not in TYPED:
        problems.extend(_doubtful(lines, head, file))


def _unreadable(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quote is opened here and never closed"
    if "field limit" in str(error):
        return f"a field of more than {LONGEST_FIELD:,} characters; is a quote opened here and never closed?"
    return f"not readable as CSV: {printable(str(error))}"


def _doubtful(lines: Lines, head: Header, file: str) -> Iterator[Problem]:
    """Comments that could be rows, because their first column may hold any text."""
    for number, comment in lines.comments:
        if comment.count(head.delimiter) >= len(head.names) - 1:
            said = f"{quoted(comment.rstrip())} is a comment or a row; put its first field in quotes where it is a row"
            yield Problem(file, number, f"{said}, else take it away")


def fitting(rows: Iterable[Row], head: Header, file: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows that have the header's fields; empty ones behind the last are dropped, as spreadsheets write them."""
    width = len(head.names)
    for line, fields in rows:
        while len(fields) > width and not fields[-1].strip():
            fields.pop()
        if len(fields) == width:
            yield line, fields
        else:
            problems.append(Problem(file, line, _ragged(fields, head)))


def _ragged(fields: list[str], head: Header) -> str:
    said = f"{len(fields)} fields where the header has {len(head.names)}"
    at = head.names.index("value")
    if head.delimiter != ",":
        return f"{said}, separated by {DELIMITERS[head.delimiter]}: {quoted(head.delimiter.join(fields))}"
    if len(fields) > at + 1 and fields[at].strip().lstrip("+-").isdigit() and fields[at + 1].strip().isdigit():
        pair = f"{fields[at]},{fields[at + 1]}"
        return f'{said}; if {quoted(pair)} is a decimal comma, write {printable(pair.replace(",", "."))} or "{printable(pair)}"'
    return f"{said}: {quoted(','.join(fields))}"


def frame_of(names: Sequence[str], rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as a table of text, whose index is their lines."""
    given = list(rows)
    columns: list[Sequence[Any]] = list(zip(*(fields for _, fields in given), strict=True)) or [()] * len(names)
    lines = pd.Index([line for line, _ in given], dtype=np.int64)
    return pd.concat([_column(name, column, lines) for name, column in zip(names, columns, strict=True)], axis=1)


def _column(name: str, column: Sequence[str], lines: pd.Index[int]) -> pd.Series[Any]:
    series: pd.Series[Any] = pd.Series(column, index=lines, name=name, dtype="str")
    return series.astype("category") if name in (*WORDS, "value") else series
