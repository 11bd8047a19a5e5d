"""Observations -> levels (METHODS §1): the state of a stock, or the total of a flow over the twelve months that end there.

Every flow observation is an edge between two month boundaries, and its value is the difference between them. ``forest`` gives every
boundary a potential; the difference of two potentials is the total between the two boundaries.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.amounts import significant
from tracker.forest import Floats, Forest, Ints, spanning_forest

Bools = npt.NDArray[np.bool_]

YEAR = 12
_DIGITS = 14  # of a sum of fractions: beyond them stands only what binary adds
_WHOLE = 2.0**53  # sums of whole numbers are exact up to here


@dataclass(frozen=True)
class Levels:
    """Every known level, by series and time (in months), each in the unit of its target.

    ``row`` is the observation that states the level, -1 where it is derived; a derived level is the difference between the boundaries
    ``end`` and ``start`` of ``forest``.
    """

    series: Ints
    time: Floats
    value: Floats
    row: Ints
    end: Ints
    start: Ints
    forest: Forest

    @property
    def stated(self) -> Bools:
        """Which levels are an observation themselves and not a sum of several."""
        return self.row >= 0

    def made_of(self, which: Ints) -> tuple[Ints, Ints, Ints]:
        """Return what some levels are made of: for each observation its place in ``which``, its row, and +1 if it adds or -1."""
        known = np.flatnonzero(which >= 0)
        stated = known[self.row[which[known]] >= 0]
        derived = known[self.row[which[known]] < 0]
        at, rows, signs = self.forest.between(self.start[which[derived]], self.end[which[derived]])
        places = np.concatenate([stated, derived[at]])
        rows = np.concatenate([self.row[which[stated]], rows])
        signs = np.concatenate([np.ones(len(stated), dtype=np.int64), signs])
        order = np.lexsort((rows, places))
        return places[order], rows[order], signs[order]


def levels(series: Ints, first: Floats, last: Floats, value: Floats, flow: Bools) -> Levels:
    """Return every level that the observations give, whatever their order.

    One entry an observation that holds (no two of them for one figure): the series it belongs to, the instants between which its
    period lies, its value, and whether it is the total of a flow; for a stock only ``last`` and the value count.
    An observation of exactly twelve months is the level at its end, and wins over a derived one.
    """
    stated = np.flatnonzero(~flow | (last - first == YEAR))
    edges = np.flatnonzero(flow)
    forest = spanning_forest(series[edges], first[edges].astype(np.int64), last[edges].astype(np.int64), value[edges], edges)
    end, start = _years_apart(forest)
    high, low = forest.potential[end], forest.potential[start]
    size = np.maximum(np.abs(high), np.abs(low))
    exact = (high == np.rint(high)) & (low == np.rint(low)) & (size < _WHOLE)
    derived = np.where(exact, high - low, significant(high - low, _DIGITS, size))
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


def _years_apart(forest: Forest) -> tuple[Ints, Ints]:
    """The pairs of boundaries of one tree that lie twelve months apart: the later ones, the earlier ones."""
    if not len(forest.time):
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    span = int(np.ptp(forest.time)) + YEAR + 1
    key = forest.series * span + forest.time - forest.time.min()
    earlier = np.searchsorted(key, key - YEAR)
    end = np.flatnonzero((key[earlier] == key - YEAR) & (forest.tree[earlier] == forest.tree) & (forest.time - YEAR >= forest.time.min()))
    return end, earlier[end]
