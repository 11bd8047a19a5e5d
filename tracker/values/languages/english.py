"""English: "4.97 bn USD", "Jan–Sep 2025", "by the end of 2030"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values.languages.forms import Language, Shape, deadline_shape, shape_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tracker.values.periods import Period

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUALIFIERS = {"": "", "about": "about", "over": "over", "under": "under"}
_QUARTER = 3


def _plural(number: Decimal) -> int:
    return 0 if abs(number) == 1 else 1


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


def _deadline(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return str(day.year)
        case Shape.MONTH:
            return f"{_month(day)} {day.year}"
        case _:
            return _day(day)


def _end_of(day: date) -> str:
    return _day(day) if deadline_shape(day) is Shape.DAY else f"the end of {_deadline(day)}"


ENGLISH = Language(
    code="en",
    name="English",
    tag="en-GB",
    decimal=".",
    group=",",
    percent="{number} %",
    points="pp",
    scales={6: "mn", 9: "bn", 12: "tn"},
    short_months=_MONTHS,
    plurals=2,
    plural=_plural,
    qualified=_qualified,
    long_day=_day,
    short_day=_day,
    long_period=_period,
    short_period=_period,
    within=_within,
    since=lambda span: f"since {_period(span)}",
    by=lambda day: f"by {_end_of(day)}",
    end_of=_end_of,
    short_deadline=_deadline,
    on=lambda day: f"on {_day(day)}",
    as_of=lambda day: f"as of {_day(day)}",
)
