"""A sheet of a workbook as data: a grid of typed cells; nothing here knows what the cells mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from tracker.periods import MONTHS, instant
from tracker.problems import printable

if TYPE_CHECKING:
    Value = str | float | date | None

FIRST_DAY = date(1900, 3, 1)  # earlier ones are other numbers in Excel than elsewhere, or none at all
MOST_TEXT = 32_767  # UTF-16 units, the limit of a cell
HEAD, KEYS, FIRST = 3, 4, 5  # rows, counted from 0: the headings, the machine keys below them, the first of the data
_EPOCH = date(1899, 12, 30)


class Cell(NamedTuple):
    """A value with its kind (a key of ``xlsx_sheet.NUMBERS``), its formula where it is computed, and its look.

    ``value`` is what the tracker says; beside a formula it is what viewers show that do not calculate. ``look`` is ``input`` for a number
    that a reader may change, ``muted`` for what does not count, else empty.
    """

    value: Value = None
    kind: str = "text"
    formula: str = ""
    look: str = ""


class Column(NamedTuple):
    """A column: its key for machines, its heading for people, its group, whether its texts wrap, and its width where it is fixed."""

    key: str
    heading: str
    group: str = ""
    wraps: bool = False
    width: float = 0


@dataclass(frozen=True)
class Grid:
    """A sheet: its fixed name, its title, a line about it, its columns and rows; ``frozen`` columns stay in sight."""

    name: str
    title: str
    about: tuple[Cell, ...]
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    frozen: int = 1
    pages_wide: int = 1
    filtered: bool = True


def amount(value: float | None, formula: str = "", look: str = "") -> Cell:
    """An amount in its own unit, with as many decimals as its size asks for."""
    whole = value is None or value == round(value) or abs(value) >= 1e6  # noqa: PLR2004 - of a million fractions say nothing
    kind = "amount" if whole else "fraction" if abs(value or 0) >= 0.01 else "small"  # noqa: PLR2004 - what two decimals show
    return Cell(value, kind, formula, look)


def day(text: str | None, formula: str = "", look: str = "") -> Cell:
    """A date, from its ISO form; one that Excel does not know stays text, and is then no formula."""
    when = None if text is None else date.fromisoformat(text)
    known = when is None or when >= FIRST_DAY
    return Cell(when if known else text, "date", formula if known else "", look)


def time_of(text: str) -> float:
    """The time of a date in years, on the boundary that closes the day: the end of 2024 is 2025 (METHODS, notation)."""
    return instant(date.fromisoformat(text)) / MONTHS


def years(text: str | None, cell: str) -> Cell:
    """The time in years of the date in a cell; nothing without one."""
    if text is None:
        return Cell()
    formula = f"=YEAR({cell})+(MONTH({cell})-1+DAY({cell})/DAY(EOMONTH({cell},0)))/12"
    return Cell(time_of(text), "years", formula if date.fromisoformat(text) >= FIRST_DAY else "")


def letters(columns: tuple[Column, ...]) -> dict[str, str]:
    """The letter of each column, by its key."""
    return {column.key: str(xl_col_to_name(at)) for at, column in enumerate(columns)}


def shown(text: str) -> str:
    """A text that a cell can hold: nothing invisible in it, and not too long."""
    text = printable(text)
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * MOST_TEXT else units[: 2 * (MOST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def serial(value: Value) -> str | float:
    """What a file holds of a value: dates are days since the end of 1899, nothing is an empty text."""
    if isinstance(value, date):
        return float((value - _EPOCH).days)
    return "" if value is None else shown(value) if isinstance(value, str) else value
