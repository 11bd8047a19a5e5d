"""A period, a day or a deadline as people read it, by itself or within a sentence (``values.languages`` has how)."""

from __future__ import annotations

from calendar import monthrange
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.values import languages
from tracker.values.display import ABSENT
from tracker.values.languages.forms import Shape, deadline_shape
from tracker.values.periods import Period

if TYPE_CHECKING:
    from datetime import date


def period(span: Period | None) -> str:
    """Return a period in words: ``2025``, ``Q3 2025``, ``Jan–Sep 2025``, ``year to Sep 2025``, ``20 Mar 2025``; a dash for none."""
    return ABSENT if span is None else _period(languages.current().code, span)


@lru_cache(maxsize=65536)
def _period(code: str, span: Period) -> str:
    return languages.LANGUAGES[code].long_period(span)


def short_period(span: Period | None) -> str:
    """Return a period for a table: ``20.03.2025`` where the words would be ``20 марта 2025 года``; a dash for none."""
    return ABSENT if span is None else languages.current().short_period(span)


def spelt_period(span: Period) -> str:
    """Return a period within a sentence, with the months in full: ``January–September 2026``."""
    return languages.current().spelt_period(span)


def spelt_within(span: Period) -> str:
    """Return the same as a time: ``in January–September 2026``."""
    return languages.current().spelt_within(span)


def since_month(when: date) -> str:
    """Return the month of a day as the beginning of a time: ``since January 2024``."""
    return languages.current().spelt_since(Period(when.replace(day=1), when.replace(day=monthrange(when.year, when.month)[1])))


def from_to(start: date, end: date) -> str:
    """Return the time from the month of a day to another day: ``from January 2024 to the end of 2025``."""
    return languages.current().from_to(start, end)


def within(span: Period | None) -> str:
    """Return a period as the time of an event: ``in 2025``, ``in the year to Sep 2025``, ``on 20 Mar 2025``."""
    return ABSENT if span is None else languages.current().within(span)


def day(when: date | None) -> str:
    """Return a day in words: ``20 Mar 2025``; a dash for none."""
    return ABSENT if when is None else languages.current().long_day(when)


def short_day(when: date | None) -> str:
    """Return a day for a table: ``20 Mar 2025`` or ``20.03.2025``; a dash for none."""
    return ABSENT if when is None else languages.current().short_day(when)


def deadline(when: date | None) -> str:
    """Return a deadline as it was probably said: ``2030`` for its last day, ``Jun 2030`` for that of a month, else the day."""
    return ABSENT if when is None else languages.current().short_deadline(when)


def deadline_end(when: date | None) -> str:
    """Return a deadline within a sentence: ``the end of 2030``, ``the end of June 2030``, or the day, ``15 September 2030``."""
    return ABSENT if when is None else languages.current().end_of(when)


def by_deadline(when: date | None) -> str:
    """Return a deadline with its preposition: ``by the end of 2030``, ``к концу 2030 года``."""
    return ABSENT if when is None else languages.current().by(when)


def for_deadline(when: date | None) -> str:
    """Return a deadline as what a projection is for: ``for the end of 2030``, ``на конец 2030 года``."""
    return ABSENT if when is None else languages.current().for_end(when)


def at_deadline(when: date | None) -> str:
    """Return a deadline as the moment of a total: ``at the end of 2030``, ``на конец 2030 года``."""
    return ABSENT if when is None else languages.current().at_end(when)


def until(when: date | None) -> str:
    """Return a deadline as the end of a time: ``to 2030``, ``по 2030 год``."""
    return ABSENT if when is None else languages.current().until(when)


def since(span: Period | None) -> str:
    """Return the beginning of a time: ``since 2024``, ``с 2024 года``."""
    return ABSENT if span is None else languages.current().since(span)


def since_deadline(when: date) -> str:
    """Return the beginning of a time that is known by its day: ``since 2021`` for the last day of that year."""
    match deadline_shape(when):
        case Shape.YEAR:
            return since(Period(when.replace(month=1, day=1), when))
        case Shape.MONTH:
            return since(Period(when.replace(day=1), when))
        case _:
            return since_day(when)


def since_day(when: date) -> str:
    """Return a day as the beginning of a time: ``since 20 Nov 2026``."""
    return since(Period(when, when))


def year_to(when: date) -> str:
    """Return the twelve months that end on a day, as the time of a change: ``in 2025``, ``in the year to Sep 2025``."""
    return languages.current().year_to(when)


def on_day(when: date | None) -> str:
    """Return a day as a time: ``on 20 Mar 2025``, ``20 марта 2025 года``."""
    return ABSENT if when is None else languages.current().on(when)


def as_of(when: date) -> str:
    """Return the day of an answer: ``as of 22 Nov 2026``, ``по состоянию на 22 ноября 2026 года``."""
    return languages.current().as_of(when)


def projected(when: date | None, as_of: date) -> str:
    """Return a day that a projection leads to, as exactly as it can be known: ``in May 2027`` within two years, ``in 2040`` after."""
    if when is None:
        return ABSENT
    near = abs(when.year - as_of.year) * _MONTHS + when.month - as_of.month <= _NEAR
    return languages.current().arrival(when, near)


_MONTHS = 12
_NEAR = 24  # months
