"""English: "4.97 bn USD", "Jan–Sep 2025", "by the end of 2030"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.values.languages.forms import Language, Shape, deadline_shape, shape_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tracker.values.periods import Period

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_QUALIFIERS = {
    "": "",
    "about": "about",
    "over": "over",
    "under": "under",
    "at_least": "at least",
    "at_most": "at most",
    "more_than": "more than",
    "below": "below",
}
_QUARTER = 3


def _plural(number: Decimal) -> int:
    return 0 if abs(number) == 1 else 1


_PLURALS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""))
_INVARIABLE = {"series", "species"}
_NOUN = re.compile(r"[a-z]{4,}(?=$| (?:of|per|in|a) )")  # a shorter unit is an abbreviation


def unit_of_one(unit: str) -> str:
    """The unit beside the number one: ``1 project``, ``1 company``; only an English plural in small letters is one."""
    return _NOUN.sub(lambda found: _singular(found[0]), unit, count=1)


def _singular(noun: str) -> str:
    if noun in _INVARIABLE:
        return noun
    ending, one = next((each for each in _PLURALS if noun.endswith(each[0])), ("", ""))
    return noun.removesuffix(ending) + one


def _qualified(qualifier: str, number: str, unit: str) -> str:
    return " ".join(filter(None, (_QUALIFIERS[qualifier], number, unit)))


def _day(day: date) -> str:
    return f"{day.day} {_month(day)} {day.year}"


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]


def _period(span: Period) -> str:
    start, end, year = _month(span.start), _month(span.end), span.end.year
    match shape_of(span):
        case Shape.DAY:
            return _day(span.start)
        case Shape.DAYS:
            return f"{_day(span.start)} – {_day(span.end)}"
        case Shape.MONTH:
            return f"{end} {year}"
        case Shape.QUARTER:
            return f"Q{span.end.month // _QUARTER} {year}"
        case Shape.YEAR:
            return str(year)
        case Shape.TRAILING:
            return f"year to {end} {year}"
        case Shape.MONTHS:
            return f"{start}–{end} {year}"
        case Shape.LONG:
            return f"{start} {span.start.year} – {end} {year}"


def _within(span: Period) -> str:
    match shape_of(span):
        case Shape.DAY:
            return f"on {_period(span)}"
        case Shape.TRAILING:
            return f"in the {_period(span)}"
        case _:
            return f"in {_period(span)}"


def _spelt(span: Period) -> str:
    """With the months in full: "January–September 2026"."""
    first, last = MONTH_NAMES[span.start.month - 1], f"{MONTH_NAMES[span.end.month - 1]} {span.end.year}"
    match shape_of(span):
        case Shape.MONTH:
            return last
        case Shape.QUARTER | Shape.MONTHS:
            return f"{first}–{last}"
        case _:
            return _period(span)


def _spelt_within(span: Period) -> str:
    return f"in {_spelt(span)}" if shape_of(span) in {Shape.MONTH, Shape.QUARTER, Shape.MONTHS} else _within(span)


def _from_to(start: date, end: date) -> str:
    return f"from {MONTH_NAMES[start.month - 1]} {start.year} to {_end_of(end)}"


def _year_to(day: date) -> str:
    return f"in {_deadline(day)}" if deadline_shape(day) is Shape.YEAR else f"in the year to {_deadline(day)}"


def _deadline(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return str(day.year)
        case Shape.MONTH:
            return f"{_month(day)} {day.year}"
        case _:
            return _day(day)


def _end_of(day: date) -> str:
    month = f"{MONTH_NAMES[day.month - 1]} {day.year}"
    match deadline_shape(day):
        case Shape.YEAR:
            return f"the end of {day.year}"
        case Shape.MONTH:
            return f"the end of {month}"
        case _:
            return f"{day.day} {month}"


ENGLISH = Language(
    code="en",
    name="English",
    tag="en-GB",
    reviewed=True,
    decimal=".",
    group=",",
    percent="{number} %",
    points="pp",
    scales={6: "mn", 9: "bn", 12: "tn"},
    long_months=MONTH_NAMES,
    short_months=_MONTHS,
    plurals=2,
    plural=_plural,
    unit_form=lambda number, scaled, _qualifier: 1 if scaled else _plural(number),
    unit_formula="",
    units={},
    one=unit_of_one,
    qualified=_qualified,
    apart=" to ",
    more_than="over {number}",
    less_than="under {number}",
    above="above {number}",
    below="below {number}",
    day_pattern="d mmm yyyy",
    month_pattern="mmm yyyy",
    long_day=_day,
    short_day=_day,
    long_period=_period,
    short_period=_period,
    within=_within,
    since=lambda span: f"since {_period(span)}",
    by=lambda day: f"by {_end_of(day)}",
    for_end=lambda day: f"for {_end_of(day)}",
    at_end=lambda day: f"{'on' if deadline_shape(day) is Shape.DAY else 'at'} {_end_of(day)}",
    until=lambda day: f"to {_deadline(day)}",
    from_to=_from_to,
    year_to=_year_to,
    spelt_period=_spelt,
    spelt_within=_spelt_within,
    spelt_since=lambda span: f"since {_spelt(span)}",
    end_of=_end_of,
    arrival=lambda day, near: f"in {MONTH_NAMES[day.month - 1]} {day.year}" if near else f"in {day.year}",
    short_deadline=_deadline,
    on=lambda day: f"on {_day(day)}",
    as_of=lambda day: f"as of {_day(day)}",
)
