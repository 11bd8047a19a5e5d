"""The figures that hold on a day: their levels, and for each level where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tracker.methods.levels import Composition, Levels, compose, levels
from tracker.methods.reference_levels import LevelLookup, qualifiers
from tracker.model.observations import EPOCH, QUALIFIERS, UNDATED
from tracker.values.periods import whole_months
from tracker.values.units import is_percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tracker.methods.verdict import Words
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.values.arrays import Bools, Ints
    from tracker.values.periods import Period

    View = tuple[int, date]  # a series as it was known on a day


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a day.

    ``rows`` are the rows of ``observations`` that hold and ``series`` what they belong to; ``levels`` is what they give, and ``lookup``
    which of these belong to the wanted series. ``totals`` says which indicators are totals over periods.
    """

    observations: Observations
    rows: Ints
    series: Ints
    levels: Levels
    lookup: LevelLookup
    totals: Bools

    @classmethod
    def of(cls, programme: Programme, observations: Observations, as_of: date, series: Ints, *, alone: bool = False) -> Figures:
        """Take the vintages of the day and make levels of them; ``alone`` leaves out what the wanted series do not need."""
        rows = holding(observations, as_of)
        made = compositions(observations)
        if alone:
            rows = rows[np.isin(observations.series[rows], sorted(needed_series(set(series.tolist()), made)))]
        return cls._give_levels(programme, observations, rows, observations.series[rows], made, series)

    @classmethod
    def of_views(cls, programme: Programme, observations: Observations, wanted: Sequence[View]) -> Figures:
        """As ``of``, of each series on a day of its own: each view has a number, and is then treated as a series by itself."""
        views, made = number_views(wanted, compositions(observations))
        rows, own = holding_in_views(observations, list(views))
        return cls._give_levels(programme, observations, rows, own, made, np.array([views[each] for each in wanted], dtype=np.int64))

    @classmethod
    def _give_levels(
        cls, programme: Programme, observations: Observations, rows: Ints, own: Ints, made: Mapping[int, Composition], wanted: Ints
    ) -> Figures:
        """The levels that some rows give, each of which belongs to the series (or the view) in ``own``."""
        totals, since = programme.flows(), programme.starts()
        indicator = observations.target[rows]
        first, last, value = observations.first[rows], observations.last[rows], observations.value[rows]
        known = compose(levels(own, first, last, value, totals[indicator], since[indicator]), made)
        return cls(observations, rows, own, known, LevelLookup.of(known, wanted), totals)

    def periods(self, place: Ints) -> list[Period | None]:
        """The reference period of each level: that of its observation, or the months that a derived one covers."""
        if not len(self.levels.row):
            return [None] * len(place)
        spans, codes = self.observations.periods, self.observations.period[self.rows]
        place = self._first_parts(place)
        found = zip(place.tolist(), self.levels.row[place].tolist(), strict=True)
        return [None if at < 0 else spans[codes[row]] if row >= 0 else whole_months(*self.levels.span(at)) for at, row in found]

    def _first_parts(self, place: Ints) -> Ints:
        """The levels themselves, or those of their first parts where they are made of the levels of others at the same instant."""
        place = place.copy()
        while len(composed := np.flatnonzero((place >= 0) & self.levels.composed[place])):
            which = place[composed]
            first = [self.levels.compositions[series].parts[0] for series in self.levels.series[which].tolist()]
            place[composed] = self.levels.find(np.array(first, dtype=np.int64), self.levels.time[which])
        return place

    def basis(self, place: Ints) -> list[str | None]:
        """``stated`` where an observation is the level itself, ``derived`` where several make it."""
        stated = np.append(self.levels.stated, False)
        return [None if at < 0 else "stated" if own else "derived" for at, own in zip(place.tolist(), stated[place].tolist(), strict=True)]

    def lines(self, place: Ints) -> list[list[int]]:
        """The lines of the CSV file that each level was made from."""
        at, rows, _ = self.levels.made_of(place)
        lines = self.observations.line[self.rows[rows]]
        return [sorted(part.tolist()) for part in np.split(lines, np.searchsorted(at, np.arange(1, len(place))))][: len(place)]

    def published(self, place: Ints) -> Ints:
        """The day (since 1970) on which the last of its observations was published; NaT where none says."""
        at, rows, _ = self.levels.made_of(place)
        day = np.full(len(place), UNDATED)
        np.maximum.at(day, at, self.observations.published[self.rows[rows]])
        return day

    def qualifiers(self, *places: Ints) -> Words:
        """The qualifiers of some levels, in a column as long as all levels."""
        return qualifiers(self.levels, np.concatenate(places), self.marks())

    def marks(self) -> Words:
        """The qualifier of each observation that holds."""
        return np.array(QUALIFIERS)[self.observations.qualifier[self.rows]]


def needed_series(series: set[int], made: Mapping[int, Composition]) -> set[int]:
    """Return some series, and all that they are made of."""
    for whole, composition in reversed(list(made.items())):
        series = series | set(composition.parts) if whole in series else series
    return series


def number_views(wanted: Iterable[View], made: Mapping[int, Composition]) -> tuple[dict[View, int], dict[int, Composition]]:
    """Number the views that are wanted and those that they are made of; with what is made of what among them, parts first."""
    views: dict[View, int] = {}
    for each, day in wanted:
        for needed in needed_series({each}, made):
            views.setdefault((needed, day), len(views))
    order = {whole: place for place, whole in enumerate(made)}
    wholes = sorted((view for view in views if view[0] in made), key=lambda view: order[view[0]])
    return views, {
        views[whole, day]: Composition(tuple(views[part, day] for part in made[whole].parts), made[whole].factor) for whole, day in wholes
    }


def compositions(observations: Observations) -> dict[int, Composition]:
    """What is made of what, by series, parts first: each reporter's whole of the same reporter's parts."""
    reporters, units = len(observations.reporters), observations.units
    return {
        whole * reporters + each: Composition(
            tuple(part * reporters + each for part in parts), (100.0 if is_percent(units[whole]) else 1.0) if ratio else None
        )
        for whole, (parts, ratio) in observations.compositions.items()
        for each in range(reporters)
    }


def holding(observations: Observations, as_of: date) -> Ints:
    """Return the rows that hold on a day: of each figure the one published last, on or before that day (docs/methods.md §1, vintages).

    A figure is known from its publication, or from the end of its period where that is later or no publication is given.
    The rows come by series and period.
    """
    known = observations.known[observations.vintage]
    rows = observations.vintage[known <= as_of.toordinal() - EPOCH]
    figure = observations.figure[rows]
    last: Bools = np.append(figure[1:] != figure[:-1], True)[: len(rows)]
    return rows[last]


def holding_in_views(observations: Observations, views: Sequence[View]) -> tuple[Ints, Ints]:
    """Return the rows that hold of each series on its day, as ``holding``, and for each row the place of its view."""
    series = np.array([each for each, _ in views], dtype=np.int64)
    day = np.array([each.toordinal() - EPOCH for _, each in views], dtype=np.int64)
    own = observations.series[observations.vintage]
    begin = np.searchsorted(own, series, "left")
    count = np.searchsorted(own, series, "right") - begin
    view = np.repeat(np.arange(len(views)), count)
    rows = observations.vintage[np.arange(len(view)) + np.repeat(begin - (np.cumsum(count) - count), count)]
    known = observations.known[rows] <= day[view]
    rows, view = rows[known], view[known]
    figure = observations.figure[rows]
    last = np.append((figure[1:] != figure[:-1]) | (view[1:] != view[:-1]), True)[: len(rows)]
    return rows[last], view[last]
