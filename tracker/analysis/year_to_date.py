"""Figures that are newer than the latest level: what a flow came to since January, and what gives no level for want of another figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.methods.levels import YEAR
from tracker.model.result import UnusedFigure
from tracker.values.periods import whole_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.analysis.vintages import Figures
    from tracker.methods.levels import Floats, Ints, Levels
    from tracker.methods.reference_levels import LevelLookup
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
    forest = levels.forest
    january = np.floor(forest.time / YEAR) * YEAR
    total = levels.total(forest.series, january, forest.time.astype(float))
    complete = ~np.isnan(levels.total(forest.series, january, january + YEAR))
    usable = np.flatnonzero(~np.isnan(total) & (forest.time > january) & ~complete)
    place = _last_of_series(forest.series[usable], series)
    found = np.where(place >= 0, np.append(usable, -1)[place], -1)
    return YearToDate(
        total=_taken(total, found),
        first=_taken(january, found),
        last=_taken(forest.time, found),
        before=levels.total(series, _taken(january, found) - YEAR, _taken(forest.time, found) - YEAR),
    )


def _last_of_series(sorted_series: Ints, series: Ints) -> Ints:
    """The place of the last entry of each series in a sorted column; -1 where there is none."""
    place = np.searchsorted(sorted_series, series, side="right") - 1
    return np.where((place >= 0) & (np.append(sorted_series, -1)[place] == series), place, -1)


def _taken(column: Floats | Ints, places: Ints) -> Floats:
    return np.append(column.astype(np.float64), np.nan)[places]


def find_unused_figures(figures: Figures, lookup: LevelLookup, latest: Ints) -> list[tuple[UnusedFigure, ...]]:
    """Return for each wanted series the observations that hold, end after its latest level, and give no level; with what is missing."""
    observations, rows = figures.observations, figures.rows
    order = np.argsort(lookup.series, kind="stable")
    place = _last_of_series(lookup.series[order], figures.series)
    ends = np.append(np.nan_to_num(lookup.times(latest), nan=-np.inf)[order], np.inf)
    newer = observations.last[rows] > ends[place] + _SHORTLY
    by_series: dict[int, list[UnusedFigure]] = {}
    for at in np.flatnonzero(newer).tolist():
        row = int(rows[at])
        period = observations.periods[observations.period[row]]
        missing = _missing(figures.levels, int(figures.series[at]), period.first, period.last)
        by_series.setdefault(int(figures.series[at]), []).append(UnusedFigure(int(observations.line[row]), period, missing))
    return [tuple(by_series.get(each, ())) for each in lookup.series.tolist()]


def _missing(levels: Levels, series: int, first: float, last: float) -> tuple[Period, ...]:
    """The periods without which a figure gives no level: the twelve months before it begins, and its own months of the year before."""
    needed = ((first - YEAR, first), (first - YEAR, last - YEAR))
    places = np.full(len(needed), series, dtype=np.int64)
    known = ~np.isnan(levels.total(places, *(np.array(ends) for ends in zip(*needed, strict=True))))
    return tuple(whole_months(*span) for span, there in zip(needed, known.tolist(), strict=True) if not there)


def missing_periods(unused: Sequence[UnusedFigure]) -> list[Period]:
    """What would make a level of these figures: before the first of them a whole year, and their own months of the year before."""
    first = min(unused, key=lambda each: (each.period.first, each.period.last))
    own = merge_periods(span for each in unused for span in each.missing if round(span.last - span.first) != YEAR)
    return [*(span for span in first.missing if round(span.last - span.first) == YEAR), *own]


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
