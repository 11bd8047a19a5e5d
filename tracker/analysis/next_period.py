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
    first, last = newest
    alike = {each for each in spans if each.begins == newest.begins}
    if newest.length == MONTHS:
        parts = [each.length for each in spans if each.length < MONTHS and first <= each.first and each.last <= last]
        begin = [each.length for each in alike if each.first == first and each.length < MONTHS]
        return whole_months(last, last + (min(begin) if parts and begin else MONTHS))
    running = {each.length for each in alike if each.length < MONTHS}
    in_turn = any(each.length == newest.length and each.begins != newest.begins for each in spans)
    yearly = any(each.length == MONTHS for each in alike)
    grows = len(running) > 1 or newest.length not in _IN_TURN or (yearly and newest.length == _HALF_YEAR)
    if not spans or in_turn or newest.length > MONTHS or not grows:
        return whole_months(last, last + newest.length)
    step = gcd(*running) if len(running) > 1 else _HALF_YEAR if newest.length == _HALF_YEAR else 1
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
