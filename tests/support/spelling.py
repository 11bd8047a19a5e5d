"""How people write amounts, months and tables, and what the months are counted from."""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction

COLUMNS = ("target", "period", "value", "unit", "qualifier", "reporter", "status", "published", "source", "note")
SCALES = {0: ("",), 3: ("thousand", "тыс.", "k"), 6: ("mn", "million", "млн"), 9: ("bn", "млрд", "billion")}
QUALIFIERS = {"": ("",), "about": ("about",), "over": ("over", "more than"), "under": ("under", "almost", "up to")}


def table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    """A CSV file of these cells."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode()


def month_end(month: int) -> date:
    """The last day of a month that is counted from the year 0."""
    year, nth = divmod(month, 12)
    return date(year, nth + 1, monthrange(year, nth + 1)[1])


def instant(day: date) -> float:
    """When a day ends, in months from the year 0 (docs/methods.md, notation)."""
    return float(day.year * 12 + day.month - 1 + Fraction(day.day, monthrange(day.year, day.month)[1]))


def amount(value: int, power: int) -> str:
    """A whole number in decimal text, in units of a power of ten."""
    return format(Decimal(value).scaleb(-power).normalize(), "f")


def spellings(first: int, length: int) -> list[str]:
    """How people write so many months from one on."""
    (year, month), last = (first // 12, first % 12 + 1), first + length - 1
    ways = [f"{year}-{month:02}/{last // 12}-{last % 12 + 1:02}", f"{year}-{month:02}-01/P{length}M"]
    calendar = {12: ["{0}", "{0}-A1"], 6: ["{0}-S{1}"], 3: ["{0}-Q{1}"], 1: ["{0}-{1:02}", "{0}-M{1:02}"]}
    if length in calendar and (month - 1) % length == 0:
        ways += [way.format(year, (month - 1) // length + 1) for way in calendar[length]]
    return ways
