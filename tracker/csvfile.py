"""observations.csv -> the fields as they were written, with the line of each row.

Two readers that give the same table: pandas, which is fast and lenient, and the strict ``csv`` module, which is slow and names the line.
pandas has the first word; wherever its leniency could have misread a field, the strict one reads again, and its word counts.
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

from tracker import amounts, textfile
from tracker.problems import InvalidInput, Problem, did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REQUIRED = ("target", "period", "value")
WORDS = ("target", "period", "unit", "qualifier", "reporter", "status", "published")
COLUMNS = (*REQUIRED, "unit", "qualifier", "reporter", "status", "published", "source", "note")
DELIMITER = ","
_LONGEST_FIELD = 1_000_000
# Quotes that strict CSV refuses and pandas drops: text behind an empty quoted field (""5), or behind a quote that closes one ("x"y).
_STRAY_QUOTE = re.compile(rb'"(?:(?<![^,\r\n]")"(?:"")*|(?<=[^,\r\n"]")(?:"")*)(?=[^,\r\n"])')


@dataclass(frozen=True)
class Table:
    """The rows of a file: ``frame`` holds ``value`` (a finite number) and every other column as text; its index is the lines."""

    file: str
    frame: pd.DataFrame
    problems: tuple[Problem, ...]


def parse(raw: bytes, file: str) -> Table:
    """Read the bytes of a CSV file; InvalidInput where it has no usable header or cannot be cut into rows at all."""
    names = header(raw, file)
    frame = read_fast(raw, names)
    return Table(file, frame, ()) if frame is not None else read_strictly(textfile.decode(raw, file), names, file)


def _beginning(raw: bytes) -> bytes:
    """The first lines, without cutting a letter in two."""
    end = raw.rfind(b"\n", 0, _LONGEST_FIELD)
    return raw if end < 0 else raw[:end]


def header(raw: bytes, file: str) -> list[str]:
    """The names of the columns, folded to the ones the tracker knows; InvalidInput where one is missing or given twice."""
    text = textfile.decode(_beginning(raw), file)
    if not text or text.isspace():
        raise InvalidInput([Problem(file, None, f"the file is empty; its first line must be {','.join(COLUMNS)}")])
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        first = next(csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITER, strict=True), [])
    except csv.Error as error:
        raise InvalidInput([Problem(file, 1, f"the header is not readable as CSV: {error}")]) from None
    if not any(name.strip() for name in first):
        raise InvalidInput([Problem(file, 1, f"the first line is blank; it must be {','.join(COLUMNS)}")])
    names = [name.strip().casefold() for name in first]
    problems = [
        Problem(file, 1, f"the column {quoted(name)} is given twice") for name in dict.fromkeys(names) if name and names.count(name) > 1
    ]
    unknown = [name for name in names if name not in COLUMNS]
    problems += [
        Problem(file, 1, f"the column {quoted(name)} is missing{did_you_mean(name, unknown)}; the header has {one_of(first)}")
        for name in REQUIRED
        if name not in names
    ]
    if problems:
        raise InvalidInput(problems)
    return names


def read_fast(raw: bytes, names: list[str]) -> pd.DataFrame | None:
    """The table as pandas reads it, or None where that may not be what was written."""
    if any("\n" in name or "\r" in name for name in names):
        return None
    if b"\0" in raw or (b"\r" in raw and raw.count(b"\r") != raw.count(b"\r\n")) or _STRAY_QUOTE.search(raw):
        return None
    types = {name: "category" if name in WORDS else "str" for name in names if name != "value"}
    # A row of words in place of the header keeps pandas from reading a column of years, all of them digits, as numbers (02024 as 2024).
    words = DELIMITER.join("0" if name == "value" else name if name in WORDS else "" for name in names)
    body = io.BufferedReader(textfile.Joined(words.encode(), memoryview(raw)[max(raw.find(b"\n"), 0) :]), 1 << 20)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            warnings.simplefilter("error", pd.errors.DtypeWarning)
            frame = pd.read_csv(body, names=names, header=None, dtype=types, keep_default_na=False, na_values=[], index_col=False)
    except (ValueError, pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.DtypeWarning):
        return None
    if len(frame) < 2 or frame["value"].dtype.kind not in "iuf" or not _same_shape(raw, frame):  # noqa: PLR2004 - the words and a row
        return None
    frame["value"] = frame["value"].astype(float)
    if not (np.abs(frame["value"]) <= amounts.LARGEST).all() or "" in frame["target"].cat.categories:
        return None
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return frame.iloc[1:]


def _same_shape(raw: bytes, frame: pd.DataFrame) -> bool:
    """Whether each row stands on one line and has every field: pandas fills up a short row without a word."""
    lines = raw.count(b"\n") + (not raw.endswith(b"\n"))
    inside = sum(_delimiters(frame[name]) for name in frame if name != "value") if b'"' in raw else 0
    return lines == len(frame) and raw.count(DELIMITER.encode()) - inside == (len(frame.columns) - 1) * lines


def _delimiters(column: pd.Series[Any]) -> int:
    """How many delimiters stand inside the fields of a column."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        counts = np.array([word.count(DELIMITER) for word in column.cat.categories], dtype=np.int64)
        return int(counts[column.cat.codes.to_numpy()].sum())
    return "".join(column.to_numpy(dtype=object)).count(DELIMITER)


def read_strictly(text: str, names: list[str], file: str) -> Table:
    """The same table, read by the strict reader, with a problem for each row that cannot be used."""
    problems: list[Problem] = []
    rows = list(_good_rows(text, names, file, problems))
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(names) + 1)
    lines = pd.Index(columns[0], dtype=np.int64)
    frame = pd.concat([_column(name, column, lines) for name, column in zip(names, columns[1:], strict=True)], axis=1)
    return Table(file, frame, tuple(problems))


def _column(name: str, column: Sequence[Any], lines: pd.Index[int]) -> pd.Series[Any]:
    kind = "float64" if name == "value" else "str"
    series: pd.Series[Any] = pd.Series(column, index=lines, name=name, dtype=kind)
    return series.astype("category") if name in WORDS else series


def _good_rows(text: str, names: list[str], file: str, problems: list[Problem]) -> Iterator[list[Any]]:
    """Each row that can be used: its line, then its fields with the value as a number."""
    at = names.index("value")
    unit_at = names.index("unit") if "unit" in names else None
    for line, fields in _rows(text, file, problems):
        while len(fields) > len(names) and not fields[-1].strip():
            fields.pop()
        if len(fields) != len(names):
            problems.append(Problem(file, line, _ragged(fields, names)))
            continue
        try:
            fields[at], unit = _value(fields[at], "" if unit_at is None else fields[unit_at])
        except ValueError as wrong:
            problems.append(Problem(file, line, f"value: {wrong}"))
            continue
        if unit_at is not None:
            fields[unit_at] = unit
        elif unit:
            problems.append(Problem(file, line, f"value: {quoted(unit)} belongs in a column `unit`"))
            continue
        yield [line, *fields]


def _rows(text: str, file: str, problems: list[Problem]) -> Iterator[tuple[int, list[Any]]]:
    """Each row below the header that is not blank, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITER, strict=True)
    begins = 1
    try:
        for fields in reader:
            if begins > 1 and any(field.strip() for field in fields):
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error as error:
        what = "a quote is opened here and never closed" if "unexpected end" in str(error) else f"not readable as CSV: {error}"
        problems.append(Problem(file, begins, what))


def _ragged(fields: list[str], names: list[str]) -> str:
    said = f"{len(fields)} fields where the header has {len(names)}"
    at = names.index("value")
    if len(fields) > at + 1 and fields[at].strip().lstrip("+-").isdigit() and fields[at + 1].strip().isdigit():
        pair = f"{fields[at]},{fields[at + 1]}"
        return f'{said}; if {quoted(pair)} is a decimal comma, write {pair.replace(",", ".")} or "{pair}"'
    return f"{said}: {quoted(DELIMITER.join(fields))}"


def _value(written: str, unit: str) -> tuple[float, str]:
    """A written value and the unit beside it -> the number and the whole of its unit (``4,2 bn`` and ``USD``: 4.2, ``bn USD``)."""
    if not written.strip():
        raise ValueError("nothing is written here")
    amount = amounts.parse_amount(written)
    if amount.multiple:
        raise ValueError(f"{quoted(written)} is a multiple and not an observation")
    power, own = amounts.split_scale(unit)
    if (amount.power is not None and power is not None) or (amount.unit and own):
        raise ValueError(f"{quoted(written)} and the unit {quoted(unit)} both name a scale or a unit; keep one of them")
    scale = next((word for word, each in amounts.SCALES.items() if each == amount.power), "")
    return float(amounts.Amount(amount.digits).value()), " ".join(word for word in (scale, amount.unit, unit.strip()) if word)
