"""Figures that are newer than the latest level: what a flow came to since January, and what gives no level for want of another figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.model.result import UnusedFigure
from tracker.values.periods import MONTHS, whole_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.analysis.vintages import Figures
    from tracker.methods.levels import Levels
    from tracker.methods.reference_levels import LevelLookup
    from tracker.values.arrays import Floats, Ints
    from tracker.values.periods import Period

_SHORTLY = 1e-4  # months: far less than a day


class YearToDate(NamedTuple):
    """Of each series the total since January (NaN where none is known), the instants between which it lies, and that of a year before."""

    total: Floats
    first: Floats
    last: Floats
    before: Floats


def total_years_to_date(levels: Levels, series: Ints) -> YearToDate:
    """Return the latest total from January to an instant within a year that is not complete (docs/methods.md §2)."""
    owner, time = _boundaries(levels)
    january = np.floor(time / MONTHS) * MONTHS
    total = levels.total(owner, january, time.astype(float))
    complete = ~np.isnan(levels.total(owner, january, january + MONTHS))
    usable = np.flatnonzero(~np.isnan(total) & (time > january) & ~complete)
    place = _last_of_series(owner[usable], series)
    found = np.where(place >= 0, np.append(usable, -1)[place], -1)
    return YearToDate(
        total=_taken(total, found),
        first=_taken(january, found),
        last=_taken(time, found),
        before=levels.total(series, _taken(january, found) - MONTHS, _taken(time, found) - MONTHS),
    )


class Bounds(NamedTuple):
    """Of each total whether it is a bound, ``over`` or ``under``, else empty; and whether its growth on the year before rests on one."""

    qualifier: list[str]
    growth: list[bool]


def find_bounds(figures: Figures, series: Ints, to_date: YearToDate) -> Bounds:
    """Find which totals since January are bounds, because one of their figures is; one that is taken off bounds the other way."""
    marks = figures.marks()
    sides = np.select([marks == "over", marks == "under"], [1, -1], default=0)
    touched = set(figures.series[sides != 0].tolist())
    touched |= set(figures.levels.compositions) if touched else set()
    found = Bounds([""] * len(series), [False] * len(series))
    for n in np.flatnonzero(~np.isnan(to_date.total) & np.isin(series, list(touched))).tolist():
        first, last = np.array([to_date.first[n]]), np.array([to_date.last[n]])
        own = _bounding_sides(figures.levels, int(series[n]), first, last, sides)
        before = _bounding_sides(figures.levels, int(series[n]), first - MONTHS, last - MONTHS, sides)
        found.qualifier[n] = "over" if own == {1} else "under" if own == {-1} else ""
        found.growth[n] = bool(own or before)
    return found


def _bounding_sides(levels: Levels, series: int, first: Floats, last: Floats, sides: Ints) -> set[int]:
    _, rows, signs = levels.between(series, first, last)
    return set((sides[rows] * signs).tolist()) - {0}


def _boundaries(levels: Levels) -> tuple[Ints, Ints]:
    """The instants at which figures begin or end, by series and time; for a series made of others, those that all of its parts have."""
    forest, composed = levels.forest, [each for each, made in levels.compositions.items() if made.factor is None]
    if not composed:
        return forest.series, forest.time
    times = [levels.boundaries(each) for each in composed]
    own = ~np.isin(forest.series, composed)
    series = np.concatenate([forest.series[own], np.repeat(composed, list(map(len, times)))])
    time = np.concatenate([forest.time[own], *times])
    order = np.lexsort((time, series))
    return series[order], time[order]


def _last_of_series(sorted_series: Ints, series: Ints) -> Ints:
    """The place of the last entry of each series in a sorted column; -1 where there is none."""
    place = np.searchsorted(sorted_series, series, side="right") - 1
    return np.where((place >= 0) & (np.append(sorted_series, -1)[place] == series), place, -1)


def _taken(column: Floats | Ints, places: Ints) -> Floats:
    return np.append(column.astype(np.float64), np.nan)[places]


def find_unused_figures(figures: Figures, lookup: LevelLookup, latest: Ints) -> list[tuple[UnusedFigure, ...]]:
    """Return for each wanted series the observations that hold, end after its latest level, and give no level; with what is missing.

    For a series that is made of others, the observations of its parts are included.
    """
    last, found = figures.observations.last[figures.rows], dict[int, list[UnusedFigure]]()
    order = np.argsort(lookup.series, kind="stable")
    place = _last_of_series(lookup.series[order], figures.series)
    latest_of = np.nan_to_num(lookup.times(latest), nan=-np.inf)
    ends = np.append(latest_of[order], np.inf)
    for at in np.flatnonzero(last > ends[place] + _SHORTLY).tolist():
        series = int(figures.series[at])
        found.setdefault(series, []).append(_unused(figures, series, at))
    for series, end in dict(zip(lookup.series.tolist(), latest_of.tolist(), strict=True)).items():
        if series in figures.levels.compositions:
            mine = np.isin(figures.series, sorted(_with_parts(figures.levels, series))) & (last > end + _SHORTLY)
            found[series] = [_unused(figures, series, at) for at in np.flatnonzero(mine).tolist()]
    return [tuple(found.get(each, ())) for each in lookup.series.tolist()]


def _with_parts(levels: Levels, series: int) -> set[int]:
    made = levels.compositions.get(series)
    return {series}.union(*(_with_parts(levels, part) for part in made.parts)) if made else {series}


def _unused(figures: Figures, whole: int, at: int) -> UnusedFigure:
    """An observation that gives no level of ``whole``, which is its own series or one that is made of it."""
    row, own = int(figures.rows[at]), int(figures.series[at])
    period = figures.observations.periods[figures.observations.period[row]]
    missing = _missing(figures.levels, own, period.first, period.last)
    if own != whole and np.isnan(figures.levels.total(np.array([whole]), np.array([period.first]), np.array([period.last])))[0]:
        missing = (*missing, period)  # of another part
    return UnusedFigure(int(figures.observations.line[row]), period, missing)


def _missing(levels: Levels, series: int, first: float, last: float) -> tuple[Period, ...]:
    """The periods without which a figure gives no level: the twelve months before it begins, and its own months of the year before."""
    needed = ((first - MONTHS, first), (first - MONTHS, last - MONTHS))
    places = np.full(len(needed), series, dtype=np.int64)
    known = ~np.isnan(levels.total(places, *(np.array(ends) for ends in zip(*needed, strict=True))))
    return tuple(whole_months(*span) for span, there in zip(needed, known.tolist(), strict=True) if not there)


def missing_periods(unused: Sequence[UnusedFigure]) -> list[Period]:
    """What would make a level of these figures: before the first of them a whole year, and their own months of the year before."""
    first = min(unused, key=lambda each: (each.period.first, each.period.last))
    own = merge_periods(span for each in unused for span in each.missing if round(span.last - span.first) != MONTHS)
    return [*(span for span in first.missing if round(span.last - span.first) == MONTHS), *own]


def merge_periods(spans: Iterable[Period]) -> list[Period]:
    """Return periods in their order, those that touch or overlap as one: January to March and April are January to April."""
    merged: list[Period] = []
    for span in sorted(spans, key=lambda each: (each.first, each.last)):
        if merged and span.whole_months and merged[-1].whole_months and span.first <= merged[-1].last:
            merged[-1] = whole_months(merged[-1].first, max(merged[-1].last, span.last))
        else:
            merged.append(span)
    return merged


def line_ranges(lines: Iterable[int]) -> list[str]:
    """Return lines of a file in their order, those that follow one another as a range: ``16–19``."""
    ranges: list[tuple[int, int]] = []
    for line in sorted(lines):
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], line)
        else:
            ranges.append((line, line))
    return [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
