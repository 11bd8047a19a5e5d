"""observations.xlsx -> the same fields that its sheet would have as CSV; the row numbers are the lines.

What a cell holds counts, and not how many digits of it are shown. Formulas count with the result that was saved beside them.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.storage.tabular.dialect import TYPED, columns
from tracker.values.printable import quoted
from tracker.values.problems import InvalidInput, Problem, TrackerError
from tracker.values.spreadsheet import failed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.storage.tabular.dialect import Row

SHEET = "observations"
_SUFFIXES = {".xlsx", ".xlsm"}
_LARGEST = 1 << 30  # bytes of XML: about a million rows
_SEARCHED = 50
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')  # what a number format shows as it is, and its colours and languages
_SCALED = re.compile(r"[0#?],+(?![0#?,])")  # 0.0,, shows millions
_EXACT = 10**15  # below it every whole number has its own float


def named(file: str) -> bool:
    """Whether a file is a workbook by its name."""
    return Path(file).suffix.casefold() in _SUFFIXES


class Sheet(NamedTuple):
    """What a sheet says: its title, the line and the names of its header, folded, and the rows below."""

    title: str
    header: int
    names: list[str]
    rows: list[Row]


def read(raw: bytes, file: str, problems: list[Problem]) -> Sheet:
    """Read the sheet that is named ``observations``, else the first; InvalidInput where it cannot be read as a table."""
    if not raw.startswith(b"PK"):
        what = "is no Excel workbook, whatever its name says" if raw else "the file is empty"
        protected = "; it may be protected with a password, or an old .xls: save it anew as .xlsx" if raw[:1] == b"\xd0" else ""
        raise InvalidInput([Problem(file, None, what + protected)])
    try:
        title, rows = _opened(raw, file, problems)
    except (InvalidInput, TrackerError):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged workbook may raise anything
        raise InvalidInput([Problem(file, None, f"cannot be read as a workbook: {quoted(str(error))}; save it anew")]) from None
    header, names, below = _header(rows, file)
    return Sheet(title, header, names, list(_fitting(below, names, file, problems)))


def _opened(raw: bytes, file: str, problems: list[Problem]) -> tuple[str, list[Row]]:
    try:
        import openpyxl  # noqa: PLC0415 - only workbooks pay for it
    except ModuleNotFoundError:
        said = 'a workbook is read with openpyxl, which is not installed; in a clone: pip install ".[excel]"'
        raise TrackerError(f"{file}: {said}; or save the sheet as CSV UTF-8") from None
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(each.file_size for each in archive.infolist()) > _LARGEST:
            raise InvalidInput([Problem(file, None, "is larger than a workbook can be read; save the sheet as CSV UTF-8")])
        calculated = any(_formulas(archive, name) for name in archive.namelist())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl cannot keep when it writes: nothing is written
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheet = next((each for each in book.worksheets if each.title.casefold() == SHEET), book.worksheets[0])
        sheet.reset_dimensions()  # some programs write wrong ones
        rows = [(line, [_text(cell, line, file, problems) for cell in row]) for line, row in enumerate(sheet.iter_rows(), 1)]
        if calculated:
            formulas = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)[sheet.title]
            formulas.reset_dimensions()
            problems.extend(_unsaved(formulas, rows, file))
    return sheet.title, rows


def _formulas(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a part of a workbook may have formulas."""
    last = b""
    with archive.open(name) as part:
        while "worksheets/" in name and (chunk := part.read(1 << 20)):
            if b"<f" in last + chunk:
                return True
            last = chunk[-1:]
    return False


def _unsaved(sheet: Any, rows: list[Row], file: str) -> Iterator[Problem]:
    """Formulas without a result: a program that does not calculate has written them."""
    for (line, fields), row in zip(rows, sheet.iter_rows(), strict=False):
        for cell, text in zip(row, fields, strict=False):
            if not text and cell.data_type == "f":
                said = f"the formula in {cell.coordinate} has no saved result; open the workbook in a spreadsheet and save it"
                yield Problem(file, line, said)


def _text(cell: Any, line: int, file: str, problems: list[Problem]) -> str:
    """What a cell would be in a CSV file: dates in ISO (a month where only that is shown), numbers with all their digits."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    shown = _ASIDE.sub("", cell.number_format or "").casefold()
    if isinstance(value, (int, float)):
        if _SCALED.search(shown):
            said = f"{cell.coordinate} holds {_digits(value)} and shows it in thousands or millions; show the number as it is"
            problems.append(Problem(file, line, said))
        return f"{_digits(Decimal(repr(value)) * 100)}%" if "%" in shown else _digits(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return _day(value, shown) if type(value) is date else str(value)


def _digits(value: float | Decimal) -> str:
    return str(int(value)) if -_EXACT < value < _EXACT and value == int(value) else str(value)


def _day(day: date, shown: str) -> str:
    """A date as far as its format shows it: a month or a year where that is all, and where the date is its first day."""
    if "d" not in shown and "y" in shown and day.day == 1:
        return f"{day:%Y-%m}" if "m" in shown else f"{day:%Y}" if day.month == 1 else day.isoformat()
    return day.isoformat()


def _header(rows: list[Row], file: str) -> tuple[int, list[str], list[Row]]:
    """The line and the names of the header, which is the first row that is neither blank nor a comment, and the rows below it."""
    for place, (line, fields) in enumerate(rows):
        if any(map(str.strip, fields)) and not _comment(fields):
            below = rows[place + 1 :]
            return line, columns(fields, file, line, [fields for _, fields in below[:_SEARCHED]])[0], below
    raise InvalidInput([Problem(file, None, "the sheet is empty; its first row must be target, period, value, …")])


def _comment(fields: list[str]) -> bool:
    return fields[0].startswith("#") and not failed(fields[0])


def _fitting(rows: list[Row], names: list[str], file: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows that are neither blank nor comments, with as many fields as there are columns: a sheet ends a row with its last cell."""
    for line, fields in rows:
        rest = fields[len(names) :]
        if not any(map(str.strip, fields)) or (_comment(fields) and (names[0] in TYPED or not any(fields[1:]))):
            continue
        if any(map(str.strip, rest)):
            problems.append(Problem(file, line, f"{quoted(next(filter(str.strip, rest)))} stands outside the columns of the header"))
        elif _comment(fields):
            problems.append(Problem(file, line, f"{quoted(fields[0])} begins a comment or a row; take away the # where it is a row"))
        else:
            yield line, [*fields, *[""] * len(names)][: len(names)]
