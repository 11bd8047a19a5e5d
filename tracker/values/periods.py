"""Reference periods: what people and SDMX write, the days it covers, and the instants between which it lies.

An instant is counted in months since the year 0, on the boundary between two days: the year 2024 lies between
24288.0 and 24300.0. Whole months stay whole numbers, so that nine-month figures are exact; a day within a month
counts as its share of that month (METHODS, notation).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.values.input import period_spellings, spreadsheet
from tracker.values.languages.translations import localized, translatable, translated
from tracker.values.printable import join_choices, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = 12
FLOW_FORMS = ("2024", "2024-S1", "2024-Q3", "2024-09", "2024-01/2024-09")
FORMS = (*FLOW_FORMS, "2024-09-30")
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2999


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days, both ends included."""

    start: date
    end: date

    @property
    def first(self) -> float:
        """The instant at which it begins, in months."""
        return _instant(self.start, self.start.day - 1)

    @property
    def last(self) -> float:
        """The instant at which it ends, in months."""
        return instant(self.end)

    @property
    def whole_months(self) -> bool:
        """Whether it begins and ends on month boundaries, as the total of a flow must."""
        return self.first.is_integer() and self.last.is_integer()

    def __str__(self) -> str:
        """Return the one spelling that the tracker writes for this span, which ``parse`` reads back."""
        if self.start == self.end:
            return self.start.isoformat()
        if not self.whole_months:
            return f"{self.start.isoformat()}/{self.end.isoformat()}"
        length, (year, month) = round(self.last - self.first), (self.start.year, self.start.month - 1)
        name = _CALENDAR.get(length)
        if name is not None and month % length == 0:
            return name.format(year=year, nth=month // length + 1)
        return f"{self.start:%Y-%m}/{self.end:%Y-%m}"


_CALENDAR = {12: "{year:04}", 6: "{year:04}-S{nth}", 3: "{year:04}-Q{nth}", 1: "{year:04}-{nth:02}"}


def instant(day: date) -> float:
    """The instant at which a day ends, in months: 2024-12-31 is 24300.0."""
    return _instant(day, day.day)


@lru_cache(maxsize=65536)
def _instant(day: date, days_gone: int) -> float:
    return day.year * MONTHS + day.month - 1 + days_gone / monthrange(day.year, day.month)[1]


def day_of(months: float) -> date:
    """Return the day that an instant belongs to; a boundary belongs to the day that it closes (24300.0 is 2024-12-31)."""
    whole, share = divmod(months - 1e-9, 1)  # the share of a day that this takes away is far below rounding
    year, month = divmod(int(whole), MONTHS)
    return date(year, month + 1, int(share * monthrange(year, month + 1)[1]) + 1)


def whole_months(first: float, last: float) -> Period:
    """Return the months between two instants on month boundaries."""
    return Period(_month_start(round(first)), _month_end(round(last) - 1))


@lru_cache(maxsize=65536)
def parse(text: str) -> Period:
    """Read a period in any of the accepted spellings.

    Years, half-years (``2024-S1``), thirds (``2024-T1``), quarters, months, ISO weeks, days, SDMX's ``2024-A1``,
    ``2024-M09`` and ``start/duration``, Comtrade's ``202409``, a date as a spreadsheet saves it (``31.12.2024``), words
    (``January–September 2025``, ``I квартал 2025 года``), and a range from the start of one period to the end of another. Raises
    ValueError, with a sentence for the user, on anything else, and with both readings for two years in a row (``2021/2022``).
    """
    text = text.strip()
    period_spellings.refuse_two_readings(text)
    period_spellings.refuse_derived_year(text)
    begin, slash, end = period_spellings.sdmx(spreadsheet.iso(text)).partition("/")
    if not slash:
        return _single(begin, text)
    if re.fullmatch(r"P\d{1,3}[YMWD]", end, re.ASCII):
        span = _lasting(_single(spreadsheet.iso(begin), text).start, int(end[1:-1]), end[-1], text)
    else:
        first, last = (_single(period_spellings.sdmx(spreadsheet.iso(each.strip())), text) for each in (begin, end))
        span = Period(first.start, last.end)
    if span.end < span.start:
        raise ValueError(localized("{given} ends before it begins", given=quoted(text)))
    if span.end.year > _LATEST_YEAR:
        raise ValueError(localized("{given} ends after {year}", given=quoted(text), year=_LATEST_YEAR))
    period_spellings.refuse_other_calendar(text, span.end.year)  # to which it may also last: 2399/P93M
    return span


def _single(part: str, text: str) -> Period:
    for pattern, build in _SPELLINGS:
        found = pattern.fullmatch(part)
        if found:
            numbers = [int(each) for each in found.groups()]
            if not _EARLIEST_YEAR <= numbers[0] <= _LATEST_YEAR:
                break
            period_spellings.refuse_other_calendar(text, numbers[0])
            try:
                return build(*numbers)
            except ValueError as wrong:
                raise ValueError(localized("{given} is not a period of the calendar: {reason}", given=quoted(text), reason=wrong)) from None
    raise ValueError(localized("{given} is not a period; write {forms}", given=quoted(text), forms=join_choices(FORMS)))


_PARTS = {
    6: translatable("a year has 2 half-years"),
    4: translatable("a year has 3 thirds"),
    3: translatable("a year has 4 quarters"),
    1: translatable("a year has 12 months"),
}


def _part(months: int) -> Callable[[int, int], Period]:
    """A builder for the nth part of a year that lasts so many months."""

    def build(year: int, nth: int) -> Period:
        if not 1 <= nth <= MONTHS // months:
            raise ValueError(translated(_PARTS[months]))
        first = year * MONTHS + (nth - 1) * months
        return Period(_month_start(first), _month_end(first + months - 1))

    return build


def _day(year: int, month: int, day: int) -> Period:
    first = _part(1)(year, month).start
    longest = _month_end(year * MONTHS + month - 1).day
    if not 1 <= day <= longest:
        raise ValueError(localized("{year}-{month} has {longest} days", year=year, month=f"{month:02}", longest=longest))
    return Period(first.replace(day=day), first.replace(day=day))


def _week(year: int, week: int) -> Period:
    weeks = date(year, 12, 28).isocalendar().week  # 28 December lies in the last week of its year
    if not 1 <= week <= weeks:
        raise ValueError(localized("{year} has {weeks} weeks", year=year, weeks=weeks))
    monday = date.fromisocalendar(year, week, 1)
    return Period(monday, monday + timedelta(days=6))


def _lasting(start: date, count: int, unit: str, text: str) -> Period:
    if not count:
        raise ValueError(localized("{given} lasts no time", given=quoted(text)))
    if unit in "WD":
        return Period(start, start + timedelta(days=count * (7 if unit == "W" else 1) - 1))
    if start.day != 1:
        raise ValueError(localized("{given} counts months from a day that is not the first of its month", given=quoted(text)))
    first = start.year * MONTHS + start.month - 1
    return Period(start, _month_end(first + count * (MONTHS if unit == "Y" else 1) - 1))


def _month_start(month: int) -> date:
    return date(month // MONTHS, month % MONTHS + 1, 1)


def _month_end(month: int) -> date:
    return _month_start(month + 1) - timedelta(days=1)


_SPELLINGS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), build)
    for pattern, build in (
        (r"(\d{4})(?:-A1)?", lambda year: _part(12)(year, 1)),
        (r"(\d{4})-S(\d)", _part(6)),
        (r"(\d{4})-T(\d)", _part(4)),
        (r"(\d{4})-Q(\d)", _part(3)),
        (r"(\d{4})-M?(\d\d)", _part(1)),
        (r"(\d{4})(\d\d)", _part(1)),
        (r"(\d{4})-W(\d\d)", _week),
        (r"(\d{4})-(\d\d)-(\d\d)", _day),
    )
)
