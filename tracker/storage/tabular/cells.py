"""One cell of a workbook -> the text that it would be in a CSV file, as far as its number format and its superscripts say.

What a cell holds counts, and not how many digits of it are shown; but the unit, the scale or the percent sign that it shows beside its
number is part of the figure, and a superscript after it is not.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tracker.values import currencies
from tracker.values.input.amount_spellings import parse_amount, split_scale
from tracker.values.input.input_words import folded
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted
from tracker.values.units import is_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    Value = str | bool | float | date | time | timedelta | Sequence[object] | None  # a sequence: the parts of a text in several fonts

_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # what a number format shows as it is, and its colours and languages
_SCALED = re.compile(r"[0#?],+(?![0#?,])")  # 0.0,, shows millions
_TOKEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|.', re.DOTALL)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]|[0#?.,%/@ ]|general|e[+-]', re.IGNORECASE)
_LOCAL_CURRENCY = {5, 6, 7, 8, 42, 44}  # number formats that show the currency of the computer on which they are opened
_CONDITION = re.compile(r"\[[<>=]")
_SIGNS = " \u00a0\u202f()+-\u2212\u2013"
_POWER_OF_TEN = re.compile(r"(?:^|[^\d.,])10\s*$")
_EXACT = 10**15  # below it every whole number has its own float
_RAISED = {"superscript", "subscript"}
_NAMED = {"target", "period", "reporter", "qualifier", "published"}  # columns of names, to which no footnote belongs


class Cell(NamedTuple):
    """A cell as openpyxl has it: its place, its value, and its number format with the number of that format."""

    place: str
    value: Value
    format: str
    format_id: int


def text_of(cell: Cell, column: str, problem: Callable[[str], None]) -> str:
    """What a cell would be in a CSV file: dates in ISO (a month where only that is shown), numbers with all their digits."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, (list, tuple)):
        plain, raised = runs(value)
        return plain if column in _NAMED else plain + raised
    if isinstance(value, bool):
        return str(value).upper()
    shown = _without_words(cell.format)
    if isinstance(value, (int, float)):
        if _SCALED.search(shown):
            problem(
                localized(
                    "{cell} holds {number} and shows it in thousands or millions; show the number as it is",
                    cell=cell.place,
                    number=digits(value),
                )
            )
        return _with_words(cell, value) if column == "period" else digits(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return _day(value, shown) if type(value) is date else str(value)


def figure(cell: Cell, unit: str | None, problem: Callable[[str], None], warn: Callable[[str], None]) -> str:
    """What a cell of the column ``value`` shows; ``unit`` is the text of the column beside it, None where there is none.

    A cell that shows a unit or a scale which that column does not have is a problem.
    """
    value = cell.value
    if isinstance(value, (list, tuple)):
        return _without_footnote(cell.place, value, problem, warn)
    text = text_of(cell, "value", problem)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return text
    if "%" in _without_words(_section(cell.format, value)):
        hundredfold = digits(Decimal(repr(value)) * 100)
        own = split_scale(unit or "")[1]
        if not own:
            return f"{hundredfold}%"
        if not is_percent(own):
            problem(
                localized(
                    "{cell} shows {hundredfold}%, and the column `unit` says {unit}; correct the one that is wrong",
                    cell=cell.place,
                    hundredfold=hundredfold,
                    unit=quoted(own),
                )
            )
        return hundredfold
    if not _SCALED.search(_without_words(cell.format)) and (message := _disagreement(cell, value, unit)):
        problem(message)
    return text


def shows_percent(cell: Cell) -> bool:
    """Whether a cell holds a number and shows it as a percentage."""
    value = cell.value
    return isinstance(value, (int, float)) and not isinstance(value, bool) and "%" in _without_words(_section(cell.format, value))


def runs(value: Sequence[object]) -> tuple[str, str]:
    """The text of a cell in several fonts: what is on the line, and what is raised above it or lowered below it."""
    plain: list[str] = []
    raised: list[str] = []
    for run in value:
        font = getattr(run, "font", None)
        (raised if getattr(font, "vertAlign", None) in _RAISED else plain).append(str(run))
    return "".join(plain), "".join(raised)


def _without_footnote(place: str, value: Sequence[object], problem: Callable[[str], None], warn: Callable[[str], None]) -> str:
    plain, raised = runs(value)
    if not raised.strip():
        return plain + raised
    try:
        parse_amount(plain)
        power_of_ten = bool(_POWER_OF_TEN.search(plain))
    except ValueError:
        power_of_ten = True
    if power_of_ten:
        problem(
            localized(
                "{cell} shows {plain} with {raised} raised or lowered; write the number alone, and a footnote in `note`",
                cell=place,
                plain=quoted(plain),
                raised=quoted(raised),
            )
        )
    else:
        warn(
            localized(
                "{cell} shows {plain} with {raised} raised or lowered, which was taken for a footnote",
                cell=place,
                plain=quoted(plain),
                raised=quoted(raised),
            )
        )
    return plain


def _section(shown: str, value: float) -> str:
    """The part of a number format that shows this number: those for positive, negative and zero are separated by semicolons."""
    sections = _sections(shown)
    nth = 1 if value < 0 else 2 if value == 0 else 0
    return sections[nth if nth < len(sections) else 0]


@lru_cache(maxsize=1024)
def _sections(shown: str) -> list[str]:
    sections = [""]
    for part in _TOKEN.findall(shown):
        if part == ";":
            sections.append("")
        else:
            sections[-1] += part
    return sections


@lru_cache(maxsize=1024)
def _without_words(shown: str) -> str:
    return _ASIDE.sub("", shown).casefold()


@lru_cache(maxsize=1024)
def _words(section: str) -> tuple[str, str]:
    """What a number format shows before the number and after it: the words of ``[$₸-43F] #,##0" bn"`` are ₸ and bn."""
    before: list[str] = []
    behind: list[str] = []
    at, seen = 0, False
    for found in _LITERAL.finditer(section):
        (behind if seen else before).append(section[at : found.start()])
        at = found.end()
        seen = seen or found[0] in "0#?" or found[0].casefold() == "general"
        (behind if seen else before).extend(filter(None, found.groups()))
    (behind if seen else before).append(section[at:])
    return "".join(before).strip(_SIGNS), "".join(behind).strip(_SIGNS)


def _with_words(cell: Cell, value: float) -> str:
    before, behind = _words(_section(cell.format, value))
    return " ".join(filter(None, (before, digits(value), behind)))


def _disagreement(cell: Cell, value: float, unit: str | None) -> str:
    """Why what a cell shows beside its number contradicts the column ``unit``; empty where both agree."""
    section = cell.format if _CONDITION.search(cell.format) else _section(cell.format, value)
    if not section.strip() and cell.format.strip():
        return localized(
            "{cell} holds {number} and its number format shows nothing of it; show the number, or empty the cell",
            cell=cell.place,
            number=digits(value),
        )
    words = " ".join(filter(None, _words(section)))
    return "" if not words or _agree(cell, words, unit or "") else _tell_disagreement(cell.place, digits(value), words, unit)


def _agree(cell: Cell, words: str, unit: str) -> bool:
    """Whether the words beside a number say the unit and the scale of the column, or nothing that counts."""
    power, own = split_scale(unit)
    shown_power, shown = split_scale(words)
    if cell.format_id in _LOCAL_CURRENCY and own:
        return True  # it shows the currency of the computer on which the workbook is opened
    same = not shown or folded(own) in {folded(shown), currencies.WORDS.get(folded(shown), "").casefold()}
    return same and shown_power in {None, power}


def _tell_disagreement(cell: str, number: str, words: str, unit: str | None) -> str:
    """What is wrong with the words beside a number; ``unit`` is None where there is no such column."""
    if unit is None:
        return localized(
            "{cell} holds {number} and shows {words} beside it, and there is no column `unit`; write the unit in the column `unit`,"
            " and the number without words",
            cell=cell,
            number=number,
            words=quoted(words),
        )
    power, own = split_scale(unit)
    if own or power:
        return localized(
            "{cell} holds {number} and shows {words} beside it, and the column `unit` says {unit}; write the unit in the column "
            "`unit`, and the number without words",
            cell=cell,
            number=number,
            words=quoted(words),
            unit=quoted(unit.strip()),
        )
    return localized(
        "{cell} holds {number} and shows {words} beside it, and its unit is empty; write the unit in the column `unit`, and the"
        " number without words",
        cell=cell,
        number=number,
        words=quoted(words),
    )


def digits(value: float | Decimal) -> str:
    """A number with all its digits, a whole one without a point."""
    return str(int(value)) if -_EXACT < value < _EXACT and value == int(value) else str(value)


def _day(day: date, shown: str) -> str:
    """A date as far as its format shows it: a month or a year where that is all, and where the date is its first or its last day."""
    if "d" in shown or "y" not in shown:
        return day.isoformat()
    if "m" in shown:
        return f"{day:%Y-%m}" if day.day in {1, monthrange(day.year, day.month)[1]} else day.isoformat()
    return f"{day:%Y}" if (day.month, day.day) in {(1, 1), (12, 31)} else day.isoformat()
