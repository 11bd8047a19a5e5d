"""observations.csv -> the fields as they were written, with the line of each row.

Two readers that give the same table: pandas, which is fast and lenient, and the strict one of ``csvrows``, which is slow and names the
line. pandas has the first word; wherever its leniency could have misread a field, the strict one reads again, and its word counts.


The strict reader: rows one by one, each with its line, and a problem for each that cannot be cut into the header's fields.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tracker.storage.files import Joined
from tracker.storage.tabular import encodings, numbers, workbook
from tracker.storage.tabular.dialect import COLUMNS, DELIMITERS, LONGEST_FIELD, PLAIN, TYPED, WORDS, Dialect, Header, Lines, Row, header
from tracker.values import amounts
from tracker.values.printable import printable, quoted
from tracker.values.problems import Problem, ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


__all__ = ["COLUMNS", "WORDS", "Table", "parse"]

_BLOCK = 1 << 20  # bytes that are read strictly where something is wrong with one of them: a few thousand rows
# A field in quotes, from the quote at its beginning to the one behind which the next field or line begins.
_QUOTED = {mark: re.compile(rf'"(?<![^{mark}\n]")[^"\n]*(?:""[^"\n]*)*"(?=[{mark}\r\n]|\Z)'.encode()) for mark in DELIMITERS}
_OPENED = {mark: re.compile(rf'"(?<![^{mark}\n]")'.encode()) for mark in DELIMITERS}


@dataclass(frozen=True)
class Table:
    """The rows of a file: ``frame`` holds ``value`` (a finite number) and every other column as text; its index is the lines."""

    file: str
    frame: pd.DataFrame
    problems: tuple[Problem, ...]
    dialect: Dialect = PLAIN


def parse(raw: bytes, file: str) -> Table:
    """Read the bytes of a CSV file or a workbook; InvalidInput where it has no usable header or cannot be cut into rows at all."""
    if workbook.named(file):
        return _of_workbook(raw, file)
    data, encoding = encodings.decoded(raw, file)
    head = header(data, file)
    whole = read_fast(data[head.begins :], head, numeric=True) if head.delimiter == "," else None
    if whole is not None:
        return Table(file, _at(whole, head.line), (), Dialect(encoding, header=head.stands))
    problems: list[Problem] = []
    frame = _joined(list(_blocks(data, head, file, problems)))
    decimal = numbers.decimal_mark(frame["value"].cat.categories, head.delimiter)
    frame = numbers.numbers(frame, decimal, file, problems)
    return Table(file, frame, tuple(ordered(problems)), Dialect(encoding, head.delimiter, decimal, header=head.stands))


def _of_workbook(raw: bytes, file: str) -> Table:
    problems: list[Problem] = []
    sheet = workbook.read(raw, file, problems)
    frame = numbers.numbers(frame_of(sheet.names, sheet.rows), "", file, problems)
    return Table(file, frame, tuple(ordered(problems)), Dialect(sheet=sheet.title, header=sheet.header))


def names_of(raw: bytes, file: str) -> list[str]:
    """The names of the columns of a CSV file; InvalidInput as ``parse``."""
    return header(encodings.decoded(raw, file)[0], file).names


def read_strictly(data: bytes, head: Header, file: str, problems: list[Problem]) -> pd.DataFrame:
    """The table, all of it text, read by the strict reader alone."""
    rows = records(lines_from(data, head.begins, head.line), head, file, problems, len(data))
    return frame_of(head.names, fitting(rows, head, file, problems))


def _blocks(data: bytes, head: Header, file: str, problems: list[Problem]) -> Iterator[pd.DataFrame]:
    """The table in parts, all of it text; only those that pandas may misread are read strictly, so that one bad line costs little.

    Each begins where a row begins: below a block that pandas could read, because none of its rows is longer than a line; below
    another, where the strict reader has ended its last row.
    """
    begins, line = head.begins, head.line
    while begins < len(data):
        ends = data.find(b"\n", begins + _BLOCK) + 1 or len(data)
        block = data[begins:ends]
        frame = read_fast(block, head, numeric=False)
        if frame is not None:
            yield _at(frame, line)
            begins, line = ends, line + block.count(b"\n")
            continue
        lines = lines_from(data, begins, line)
        rows = records(lines, head, file, problems, len(block))
        yield frame_of(head.names, fitting(rows, head, file, problems))
        begins, line = begins + lines.size, lines.following
    yield frame_of(head.names, [])


def _at(frame: pd.DataFrame, line: int) -> pd.DataFrame:
    frame.index = pd.RangeIndex(line, line + len(frame))
    return frame


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The parts below each other, with one list of words a column."""
    for name in (*WORDS, "value"):
        if name in parts[0]:
            words = pd.api.types.union_categoricals([part[name] for part in parts]).categories
            for part in parts:
                part[name] = part[name].cat.set_categories(words)
    return pd.concat(parts)


def read_fast(rows: bytes, head: Header, *, numeric: bool) -> pd.DataFrame | None:
    """The rows below a header as pandas reads them, the values as numbers or as text; None where that may not be what was written."""
    if any("\n" in name or "\r" in name for name in head.names) or rows.startswith(b"#") or b"\n#" in rows:
        return None
    if (b"\r" in rows and rows.count(b"\r") != rows.count(b"\r\n")) or _stray_quotes(rows, head.delimiter):
        return None
    names = [*head.names, *(f"\n{number}" for number in range(head.spare))]
    frame = _read(rows, names, head.delimiter, numeric=numeric)
    if frame is None or not _same_shape(rows, frame, head.delimiter):
        return None
    frame = frame.iloc[1:]
    spare = names[len(head.names) :]
    if any((frame[name] != "").any() for name in spare) or not all(map(str.strip, frame["target"].cat.categories)):
        return None
    if numeric:
        if not len(frame) or frame["value"].dtype.kind not in "iuf" or not (np.abs(frame["value"]) <= amounts.LARGEST).all():
            return None
        frame = frame.assign(value=frame["value"].astype(float) + 0.0)
    return frame.drop(columns=spare) if spare else frame


def _stray_quotes(rows: bytes, delimiter: str) -> bool:
    """Whether there is a quote that strict CSV refuses and pandas drops: text behind a quote that closes a field ("x"y, ""5, "x,"y)."""
    return b'"' in rows and bool(_OPENED[delimiter].search(_QUOTED[delimiter].sub(b"", rows)))


def _read(rows: bytes, names: list[str], delimiter: str, *, numeric: bool) -> pd.DataFrame | None:
    distinct = WORDS if numeric else (*WORDS, "value")
    types = {name: "category" if name in distinct else "str" for name in names if name != "value" or not numeric}
    # A row of words above the others keeps pandas from reading a column of years, all of them digits, as numbers (02024 as 2024).
    words = delimiter.join(name if name in distinct else "0" if name == "value" else "" for name in names)
    body = io.BufferedReader(Joined(words.encode() + b"\n", memoryview(rows)), 1 << 20)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            warnings.simplefilter("error", pd.errors.DtypeWarning)
            return pd.read_csv(
                body, sep=delimiter, names=names, header=None, dtype=types, keep_default_na=False, na_values=[], index_col=False
            )
    except (ValueError, pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.DtypeWarning):
        return None


def _same_shape(rows: bytes, frame: pd.DataFrame, delimiter: str) -> bool:
    """Whether each row stands on one line and has every field: pandas fills up a short row without a word."""
    lines = rows.count(b"\n") + (not rows.endswith(b"\n"))
    inside = sum(_delimiters(frame[name], delimiter) for name in frame if frame[name].dtype.kind not in "iuf") if b'"' in rows else 0
    return lines == len(frame) - 1 and rows.count(delimiter.encode()) - inside == (len(frame.columns) - 1) * lines


def _delimiters(column: pd.Series[Any], delimiter: str) -> int:
    """How many delimiters stand inside the fields of a column."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        counts = np.array([word.count(delimiter) for word in column.cat.categories], dtype=np.int64)
        return int(counts[column.cat.codes.to_numpy()].sum())
    return "".join(column.to_numpy(dtype=object)).count(delimiter)


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
