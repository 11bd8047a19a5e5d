"""Columns that are periods (``2024 Dec``, ``2025 год``, ``2024-М09``), with the marks of footnotes taken away."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker.values import periods
from tracker.values.input import period_spellings
from tracker.values.periods import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.model.sources import Source

_FOOTNOTES = re.compile(r"(?:\s*(?:\d{1,2}\)|\(\d{1,2}\)|[*†‡]+|[¹²³⁰-⁹]+\)?))+$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class PeriodColumn(NamedTuple):
    """A column that is a period: its place, how it is headed, and the period; or why that cannot be told."""

    place: int
    heading: str
    period: Period | None
    problem: str = ""


def read_period(text: str, *, cumulative: bool) -> Period:
    """A period as an office writes it; a cumulative one begins on 1 January. ValueError where it is none, or has two readings."""
    bare = _FOOTNOTES.sub("", text.strip())
    period = periods.parse(bare)
    if cumulative and period.start.year == period.end.year:
        return Period(date(period.start.year, 1, 1), period.end)
    return period


def has_footnote_mark(text: str) -> bool:
    """Whether a mark behind a period was taken away."""
    return bool(_FOOTNOTES.search(text.strip()))


def is_period(text: str) -> bool:
    """Whether a cell holds a period."""
    try:
        read_period(text, cumulative=False)
    except ValueError:
        return False
    return True


def column_periods(names: Sequence[str], needed: Collection[str], source: Source, *, strict: bool = True) -> tuple[PeriodColumn, ...]:
    """The columns that are periods, in their order; with ``strict`` also those that name a year and cannot be read."""
    found = []
    for place, name in enumerate(names):
        if name in needed or not any(map(str.isdigit, name)):
            continue
        try:
            found.append(PeriodColumn(place, name, read_period(name, cumulative=source.cumulative)))
        except ValueError as wrong:
            if strict and _YEAR.search(name):
                found.append(PeriodColumn(place, name, None, str(wrong)))
    return tuple(found) if any(each.period for each in found) else ()


def has_two_readings(text: str) -> bool:
    """Whether a heading is refused because it may mean two spans of time (``2000/01``)."""
    try:
        period_spellings.refuse_two_readings(_FOOTNOTES.sub("", text.strip()))
    except ValueError:
        return True
    return False
