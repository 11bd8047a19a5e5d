"""The period of which a figure comes next, as a series has been kept so far: what ``tracker add`` proposes."""

from __future__ import annotations

from datetime import date
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

from tracker.values.periods import MONTHS, Period, day_of, whole_months

if TYPE_CHECKING:
    from collections.abc import Sequence

_HALF_YEAR = 6
_IN_TURN = {1, 3, _HALF_YEAR}  # months: periods that are published one after the other, and also as the first total of a year


class _Span(NamedTuple):
    """Whole months, between two instants."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many months it has."""
        return self.last - self.first

    @property
    def begins(self) -> int:
        """The month of the year in which it begins, from 0."""
        return self.first % MONTHS


def next_period(periods: Sequence[Period], *, total: bool) -> Period | None:
    """Return the period that follows the newest of a series, whose periods come in the order of the file; None where none follows.

    ``total`` says that its figures are totals over their periods. After the total since January comes that of a month more (a quarter
    more, where the totals grow by quarters), up to the year; after a month or a quarter the next one; after a year the first part of the
    next year, where the year before has parts, else the next year. A level follows at the distance of the last two, where that is in
    whole months.
    """
    if not periods:
        return None
    newest = max(enumerate(periods), key=lambda each: (each[1].end, each[0]))[1]
    if newest.whole_months:
        spans = [_Span(round(each.first), round(each.last)) for each in periods if each.whole_months]
        return _months_after(_Span(round(newest.first), round(newest.last)), spans if total else [])
    return None if total or newest.start != newest.end else _day_after(newest, periods)


def _months_after(newest: _Span, spans: Sequence[_Span]) -> Period:
    """The months that follow; without spans to look at, as many as the newest has."""
    if not spans:
        return whole_months(newest.last, newest.last + newest.length)
    if newest.length == MONTHS:
        return _after_a_year(newest, spans)
    return _after_years(newest, spans) if newest.length > MONTHS else _after_a_part(newest, spans)


def _after_a_year(newest: _Span, spans: Sequence[_Span]) -> Period:
    """The first part of the next year, as long as that of the year before was; where it had none, the next year."""
    parts = [each.length for each in spans if each.first == newest.first and each.length < MONTHS]
    return whole_months(newest.last, newest.last + min(parts, default=MONTHS))


def _after_years(newest: _Span, spans: Sequence[_Span]) -> Period:
    """The total since the same start, as much longer as the newest is than the one before; where there is none, the next years."""
    before = [each.last for each in spans if each.first == newest.first and each.last < newest.last]
    if before:
        return whole_months(newest.first, 2 * newest.last - max(before))
    return whole_months(newest.last, newest.last + newest.length)


def _after_a_part(newest: _Span, spans: Sequence[_Span]) -> Period:
    """The next part of the year, or, where the totals of the series grow from the start of the year, the next longer total."""
    first, last = newest
    alike = [each for each in spans if each.begins == newest.begins]
    running = {each.length for each in alike if each.length < MONTHS}
    in_turn = any(each.length == newest.length and each.begins != newest.begins for each in spans)
    half_of_a_year = newest.length == _HALF_YEAR and any(each.length == MONTHS for each in alike)
    if in_turn or not (len(running) > 1 or newest.length not in _IN_TURN or half_of_a_year):
        return whole_months(last, last + newest.length)
    step = gcd(*running) if len(running) > 1 else _HALF_YEAR if half_of_a_year else 1
    return whole_months(first, min(last + step, first + MONTHS))


def _day_after(newest: Period, periods: Sequence[Period]) -> Period | None:
    """The day as many months after the newest as that lies after the one before: both end a month, or fall on the same day of one."""
    before = max((each for each in periods if each.end < newest.end), key=lambda each: each.end, default=None)
    if before is None:
        return None
    if before.last.is_integer() and newest.last.is_integer():
        day = day_of(2 * newest.last - before.last)
        return Period(day, day)
    if before.end.day != newest.end.day:
        return None
    months = 2 * _month(newest.end) - _month(before.end)
    try:
        day = date(months // MONTHS, months % MONTHS + 1, newest.end.day)
    except ValueError:  # 30 February
        return None
    return Period(day, day)


def _month(day: date) -> int:
    return day.year * MONTHS + day.month - 1
