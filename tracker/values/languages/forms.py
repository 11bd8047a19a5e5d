"""What a language must know to write a value, and which of a few shapes a period has."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from decimal import Decimal

    from tracker.values.periods import Period

_YEAR = 12  # months
_QUARTER = 3


class Shape(StrEnum):
    """What a period looks like to a reader."""

    DAY = "day"
    DAYS = "days"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TRAILING = "trailing"  # twelve months that are no calendar year
    MONTHS = "months"  # of one year
    LONG = "long"  # months of several years


def shape_of(span: Period) -> Shape:
    """The shape of a period."""
    if span.start == span.end:
        return Shape.DAY
    if not span.whole_months:
        return Shape.DAYS
    months = round(span.last - span.first)
    if months == 1:
        return Shape.MONTH
    if months == _YEAR:
        return Shape.YEAR if span.start.month == 1 else Shape.TRAILING
    if months == _QUARTER and span.end.month % _QUARTER == 0:
        return Shape.QUARTER
    return Shape.MONTHS if span.start.year == span.end.year else Shape.LONG


def deadline_shape(day: date) -> Shape:
    """How a deadline was probably said: as a year for its last day, as a month for that of a month, else as the day."""
    if day.day != monthrange(day.year, day.month)[1]:
        return Shape.DAY
    return Shape.YEAR if day.month == _YEAR else Shape.MONTH


@dataclass(frozen=True, slots=True)
class Language:
    """The forms of one language.

    ``decimal`` and ``group`` are the marks of a number, ``percent`` the template of a percentage. ``scales`` are the words for powers
    of ten. ``qualified`` puts a word such as about or over to an amount, which is given as its qualifier, its number with the scale
    word, and its unit; those of a figure are about, over and under, those of a target also at_least, at_most, more_than and below.
    ``apart`` stands between two numbers of which one is negative; ``more_than``, ``less_than``, ``above`` and ``below`` are bounds of a
    number that is not shown itself.

    ``plural`` says which of the ``plurals`` forms of a noun stands with a number, and ``unit_form`` which form of a unit, behind a
    scale word or not and with a qualifier or without one. ``units`` are the words for units that are codes (USD), and ``one`` makes the
    unit of one thing from a unit whose forms nobody declared.

    ``unit_formula`` is ``plural`` as a formula of a spreadsheet over {n}, a number that is not negative; empty where the format of a
    number can tell the forms apart (one of 1, one of all others) or there is one form only. ``day_pattern`` and ``month_pattern`` are how
    a spreadsheet shows a day and a month.

    Days and periods come in two lengths, for prose and for tables. ``within`` is the time of an event ("in 2025"), ``since`` a
    beginning ("since 2024"), ``by`` a deadline ("by the end of 2030"), ``for_end`` what a projection is for ("for the end of 2030"),
    ``at_end`` the moment of a total ("at the end of 2030"), ``until`` how long something applies ("to 2030"), ``end_of`` a moment as a
    noun ("the end of 2030"), ``arrival`` the month or the year in which a projection arrives, ``on`` a day as a time ("on 20 March
    2025") and ``as_of`` the day of an answer. ``from_to`` is the time from the month of a day to the end of another one, and
    ``year_to`` the twelve months that end on a day, as the time of a change.

    ``spelt_period``, ``spelt_within`` and ``spelt_since`` are those of a sentence in which months are not abbreviated.
    """

    code: str
    name: str
    tag: str  # as BCP 47 has it, for documents
    reviewed: bool  # whether somebody whose language it is has read the texts
    decimal: str
    group: str
    percent: str
    points: str
    scales: Mapping[int, str]
    long_months: tuple[str, ...]
    short_months: tuple[str, ...]
    plurals: int
    plural: Callable[[Decimal], int]
    unit_form: Callable[[Decimal, bool, str], int]
    unit_formula: str
    units: Mapping[str, str]
    one: Callable[[str], str]
    qualified: Callable[[str, str, str], str]
    apart: str
    more_than: str
    less_than: str
    above: str
    below: str
    day_pattern: str
    month_pattern: str
    long_day: Callable[[date], str]
    short_day: Callable[[date], str]
    long_period: Callable[[Period], str]
    short_period: Callable[[Period], str]
    within: Callable[[Period], str]
    since: Callable[[Period], str]
    by: Callable[[date], str]
    for_end: Callable[[date], str]
    at_end: Callable[[date], str]
    until: Callable[[date], str]
    from_to: Callable[[date, date], str]
    year_to: Callable[[date], str]
    spelt_period: Callable[[Period], str]
    spelt_within: Callable[[Period], str]
    spelt_since: Callable[[Period], str]
    end_of: Callable[[date], str]
    arrival: Callable[[date, bool], str]
    short_deadline: Callable[[date], str]
    on: Callable[[date], str]
    as_of: Callable[[date], str]


SIGNS = {"": "{}", "about": "~{}", "over": ">{}", "under": "<{}"}
"""A qualifier before an amount where there is little room, in every language."""
ROMAN = ("", "I", "II", "III", "IV")


def join_unit(number: str, unit: str) -> str:
    """A number with its unit, in a language that writes no space before the sign of a percentage: ``42,5%``, ``5 жоба``."""
    return f"{number}{unit}" if unit.startswith("%") else f"{number} {unit}".rstrip()


def quarter_of(span: Period) -> str:
    """The number of a quarter as a Roman numeral."""
    return ROMAN[span.end.month // _QUARTER]
