"""Observations -> levels (docs/methods.md §1): the state of a stock, or the total of a flow over the twelve months that end there.

A stock is as it was last published; a flow is added up from figures whose periods may overlap (``overlapping_periods``). All series at
once, in numpy.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.methods.overlapping_periods import DIGITS, Forest, spanning_forest
from tracker.values.input.amount_spellings import significant
from tracker.values.periods import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.values.arrays import Bools, Floats, Ints

SAME = 1e-4  # months: far less than a day
WIDTH = 65536.0  # more months than the calendar of the tracker has


class Composition(NamedTuple):
    """A series whose levels are made of those of others at the same instants: their sum, or ``factor`` times the first by the second."""

    parts: tuple[int, ...]
    factor: float | None

    def combine(self, values: Sequence[Floats]) -> Floats:
        """Return what the values of the parts come to; NaN where one is not known, and where a ratio is by zero."""
        if self.factor is None:
            total = np.sum(values, axis=0)
            return np.where(total == np.rint(total), total, significant(total, DIGITS, np.max(np.abs(values), axis=0)))
        above, below = values
        with np.errstate(all="ignore"):
            return np.where(below == 0, np.nan, significant(self.factor * above / below, DIGITS))


@dataclass(frozen=True, eq=False)
class Levels:
    """Every known level, by series and time (in months), each in the unit of its target.

    ``row`` is the observation that states the level, -1 where it is derived; a derived level is the difference between the boundaries
    ``end`` and ``start`` of ``forest``, or made of the levels of other series (``compositions``), and then has no boundaries (-1).
    """

    series: Ints
    time: Floats
    value: Floats
    row: Ints
    end: Ints
    start: Ints
    forest: Forest
    compositions: Mapping[int, Composition] = field(default_factory=dict)

    @property
    def stated(self) -> Bools:
        """Which levels are an observation themselves and not a sum of several."""
        return self.row >= 0

    @property
    def composed(self) -> Bools:
        """Which levels are made of the levels of other series."""
        return (self.row < 0) & (self.end < 0)

    def adds_up(self, series: int) -> bool:
        """Whether the levels of a series are sums of observations, however deep: a ratio is none."""
        made = self.compositions.get(series)
        return made is None or (made.factor is None and all(map(self.adds_up, made.parts)))

    def find(self, series: Ints, time: Floats) -> Ints:
        """The place of the level of each series exactly at an instant; -1 where there is none."""
        keys, wanted = self.series * WIDTH + self.time, series * WIDTH + time
        place = np.searchsorted(keys, wanted - SAME)
        found: Ints = np.where(np.append(keys, np.inf)[place] <= wanted + SAME, place, -1)
        return found

    def span(self, place: int) -> tuple[float, float]:
        """The instants between which a derived level is a total."""
        return float(self.forest.time[self.start[place]]), float(self.forest.time[self.end[place]])

    def boundaries(self, series: int) -> Ints:
        """The instants at which figures of a series begin or end, in order; of one that is made of others, those that all of them have."""
        own: Ints = self.forest.time[self.forest.series == series]
        made = self.compositions.get(series)
        if made is None:
            return own
        shared = self.boundaries(made.parts[0])
        for part in made.parts[1:]:
            shared = shared[np.isin(shared, self.boundaries(part))]
        return np.sort(np.concatenate([own, shared[~np.isin(shared, own)]]))

    def total(self, series: Ints, first: Floats, last: Floats) -> Floats:
        """The total of each series between two instants; NaN where the observations do not give it."""
        low, high = self.forest.locate(series, first), self.forest.locate(series, last)
        known = (low >= 0) & (high >= 0)
        known[known] &= self.forest.tree[low[known]] == self.forest.tree[high[known]]
        found = np.full(len(series), np.nan)
        found[known] = self.forest.difference(low[known], high[known])
        for own, made in self.compositions.items():
            open_ = np.flatnonzero(np.isnan(found) & (series == own))
            if len(open_):
                parts = [self.total(np.full(len(open_), part), first[open_], last[open_]) for part in made.parts]
                found[open_] = made.combine(parts)
        return found

    def between(self, series: int, first: Floats, last: Floats) -> tuple[Ints, Ints, Ints]:
        """Return the observations behind totals of one series, as ``made_of``: the number of the total, the row, and +1 or -1."""
        places = np.full(len(first), series, dtype=np.int64)
        low, high = self.forest.locate(places, first), self.forest.locate(places, last)
        known = (low >= 0) & (high >= 0)
        known[known] &= self.forest.tree[low[known]] == self.forest.tree[high[known]]
        found = [(np.flatnonzero(known), *self.forest.between(low[known], high[known]))]
        made, open_ = self.compositions.get(series), np.flatnonzero(~known)
        for nth, part in enumerate(made.parts if made else ()):
            at, rows, signs = self.between(part, first[open_], last[open_])
            found.append((open_, at, rows, -signs if nth and made and made.factor is not None else signs))
        at, rows, signs = (
            np.concatenate(each) for each in zip(*((which[at], rows, signs) for which, at, rows, signs in found), strict=True)
        )
        return at, rows, signs

    def made_of(self, which: Ints) -> tuple[Ints, Ints, Ints]:
        """Return what some levels are made of: for each observation its place in ``which``, its row, and +1 or -1.

        The level grows with an observation of +1 and falls with one of -1, as with those of the second part of a ratio.
        """
        known = np.flatnonzero(which >= 0)
        composed = self.composed[which[known]]
        stated = known[self.row[which[known]] >= 0]
        derived = known[(self.row[which[known]] < 0) & ~composed]
        at, rows, signs = self.forest.between(self.start[which[derived]], self.end[which[derived]])
        places = np.concatenate([stated, derived[at]])
        rows = np.concatenate([self.row[which[stated]], rows])
        signs = np.concatenate([np.ones(len(stated), dtype=np.int64), signs])
        if composed.any():
            own = known[composed]
            at, more, pulls = self._made_of_parts(which[own])
            places, rows, signs = (np.concatenate(pair) for pair in ((places, own[at]), (rows, more), (signs, pulls)))
        order = np.lexsort((rows, places))
        return places[order], rows[order], signs[order]

    def _made_of_parts(self, which: Ints) -> tuple[Ints, Ints, Ints]:
        """As ``made_of``, of levels that are all composed; an observation that several parts have in common is listed once."""
        found: list[tuple[Ints, Ints, Ints]] = []
        for own in np.unique(self.series[which]).tolist():
            mine = np.flatnonzero(self.series[which] == own)
            made = self.compositions[own]
            for nth, part in enumerate(made.parts):
                at, rows, signs = self.made_of(self.find(np.full(len(mine), part), self.time[which[mine]]))
                found.append((mine[at], rows, -signs if nth and made.factor is not None else signs))
        at, rows, signs = (np.concatenate(parts) for parts in zip(*found, strict=True))
        once = np.unique(np.stack([at, rows]), axis=1, return_index=True)[1]
        return at[once], rows[once], signs[once]


def levels(series: Ints, first: Floats, last: Floats, value: Floats, flow: Bools, since: Floats | None = None) -> Levels:
    """Return every level that the observations give, whatever their order.

    One entry an observation that holds (no two of them for one figure): the series it belongs to, the instants between which its
    period lies, its value, and whether it is the total of a flow; for a stock only ``last`` and the value count. ``since`` is the
    instant from which a series is added up, NaN (or nothing) for one whose level is the total of the last twelve months.
    An observation that covers exactly that span is the level at its end, and wins over a derived one.
    """
    since = np.full(len(series), np.nan) if since is None else since
    stated = np.flatnonzero(~flow | np.where(np.isnan(since), last - first == MONTHS, first == since))
    edges = np.flatnonzero(flow)
    forest = spanning_forest(series[edges], first[edges].astype(np.int64), last[edges].astype(np.int64), value[edges], edges)
    end, start = _spans(forest, series[edges], since[edges])
    derived = forest.difference(start, end)
    all_series = np.concatenate([series[stated], forest.series[end]])
    all_times = np.concatenate([last[stated], forest.time[end].astype(float)])
    nothing = np.full(len(stated), -1, dtype=np.int64)
    order = np.lexsort((np.repeat([0, 1], [len(stated), len(end)]), all_times, all_series))
    s, t = all_series[order], all_times[order]
    order = order[np.append(True, (s[1:] != s[:-1]) | (t[1:] != t[:-1]))[: len(order)]]
    return Levels(
        series=all_series[order],
        time=all_times[order],
        value=np.concatenate([value[stated], derived])[order],
        row=np.concatenate([stated, np.full(len(end), -1, dtype=np.int64)])[order],
        end=np.concatenate([nothing, end])[order],
        start=np.concatenate([nothing, start])[order],
        forest=forest,
    )


def compose(known: Levels, compositions: Mapping[int, Composition]) -> Levels:
    """Add the levels that are made of those of other series at the same instants; parts come before what is made of them.

    A level that an observation states or that follows from the observations of the series itself stays: what is published counts.
    """
    known = replace(known, compositions=compositions)
    for storey in _storeys(compositions):
        known = _with_levels(known, storey, [_combined(known, series, compositions[series]) for series in storey])
    return known


def _storeys(compositions: Mapping[int, Composition]) -> list[list[int]]:
    """The series that are made of others, those together whose parts are known once the storeys before them are."""
    height: dict[int, int] = {}
    for series, made in compositions.items():
        height[series] = 1 + max(height.get(part, 0) for part in made.parts)
    return [[series for series, own in height.items() if own == each] for each in sorted(set(height.values()))]


def _combined(known: Levels, series: int, made: Composition) -> tuple[Floats, Floats]:
    """The instants and the values that the levels of its parts add to a series."""
    time = known.time[slice(*np.searchsorted(known.series, (made.parts[0], made.parts[0] + 1)))]
    places = [known.find(np.full(len(time), part), time) for part in made.parts]
    everywhere = np.all([place >= 0 for place in places], axis=0)
    value = np.full(len(time), np.nan)
    value[everywhere] = made.combine([known.value[place[everywhere]] for place in places])
    new = ~np.isnan(value) & (known.find(np.full(len(time), series), time) < 0)
    return time[new], value[new]


def _with_levels(known: Levels, series: Sequence[int], more: Sequence[tuple[Floats, Floats]]) -> Levels:
    """The levels with those of some series that are made of others among them: the instants and the values of each."""
    own = np.repeat(np.array(series, dtype=np.int64), [len(time) for time, _ in more])
    owner, nothing = np.concatenate([known.series, own]), np.full(len(own), -1, dtype=np.int64)
    when, value = (np.concatenate(columns) for columns in zip((known.time, known.value), *more, strict=True))
    order = np.lexsort((when, owner))
    row, end, start = (np.concatenate([column, nothing])[order] for column in (known.row, known.end, known.start))
    return replace(known, series=owner[order], time=when[order], value=value[order], row=row, end=end, start=start)


def _spans(forest: Forest, series: Ints, since: Floats) -> tuple[Ints, Ints]:
    """The pairs of boundaries of one tree whose difference is a level, the later one first: twelve months apart, or since the start."""
    if not len(forest.time):
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    own, place = np.unique(series, return_index=True)
    start = since[place][np.searchsorted(own, forest.series)]
    earlier = forest.locate(forest.series, np.where(np.isnan(start), forest.time - MONTHS, start))
    end = np.flatnonzero((earlier >= 0) & (forest.tree[earlier] == forest.tree) & ~(forest.time <= start))
    return end, earlier[end]
