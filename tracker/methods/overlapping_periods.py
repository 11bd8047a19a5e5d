"""Which figures make a total where their periods overlap: a year, its quarters and months, and the figures since January.

Every flow observation is an edge between two month boundaries, and its value is the difference between them. Trees over these
boundaries give each a potential; the difference of two potentials of one tree is the total between the two boundaries. A union-find
with differences (Tarjan & van Leeuwen 1984) would find the same totals; growing trees breadth first also keeps the chains short, so
that a total can be explained. Of several ways to one boundary the longest period wins: a published year goes before its months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tracker.values.input.amount_spellings import significant

if TYPE_CHECKING:
    from tracker.values.arrays import Floats, Ints

DIGITS = 14  # of a sum of fractions: beyond them stands only what binary adds
_WHOLE = 2.0**53  # sums of whole numbers are exact up to here


@dataclass(frozen=True, eq=False)
class Forest:
    """For every month boundary of every series: how it hangs in its tree.

    ``up`` is the boundary above it (itself at a root), ``row`` the observation between the two and ``sign`` +1 where that
    observation ends here; ``depth`` counts the observations up to the root and ``tree`` names the root.
    """

    series: Ints
    time: Ints
    up: Ints
    row: Ints
    sign: Ints
    depth: Ints
    tree: Ints
    potential: Floats

    def between(self, low: Ints, high: Ints) -> tuple[Ints, Ints, Ints]:
        """Return the observations between pairs of boundaries of one tree: the number of the pair, the row, and its sign in the sum."""
        pair, low, high = np.arange(len(low)), low.copy(), high.copy()
        walks = [(pair[:0], pair[:0], pair[:0])]
        while len(pair):
            for side, other, sign in ((high, low, 1), (low, high, -1)):
                climbs = (side != other) & (self.depth[side] >= self.depth[other])
                walks.append((pair[climbs], self.row[side[climbs]], sign * self.sign[side[climbs]]))
                side[climbs] = self.up[side[climbs]]
            apart = high != low
            pair, low, high = pair[apart], low[apart], high[apart]
        at, rows, signs = (np.concatenate(parts) for parts in zip(*walks, strict=True))
        return at, rows, signs

    def locate(self, series: Ints, time: Floats) -> Ints:
        """The place of each boundary of a series at an instant; -1 where no observation begins or ends there."""
        if not len(self.time):
            return np.full(len(series), -1, dtype=np.int64)
        low, span = int(self.time.min()), int(np.ptp(self.time)) + 1
        inside = (time >= low) & (time < low + span) & (time == np.rint(time))
        keys, wanted = self.series * span + self.time - low, series * span + np.where(inside, time - low, 0).astype(np.int64)
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(inside & (keys[place] == wanted), place, -1)

    def difference(self, low: Ints, high: Ints) -> Floats:
        """The totals between pairs of boundaries of one tree, without what binary fractions add to them."""
        end, start = self.potential[high], self.potential[low]
        size = np.maximum(np.abs(end), np.abs(start))
        exact = (end == np.rint(end)) & (start == np.rint(start)) & (size < _WHOLE)
        return np.where(exact, end - start, significant(end - start, DIGITS, size))


def spanning_forest(series: Ints, first: Ints, last: Ints, value: Floats, row: Ints) -> Forest:
    """Grow a tree over each connected part of the month boundaries, breadth first from its best connected boundary.

    Breadth first keeps the chains short, and the best connected boundary is the January from which year-to-date figures count, so that
    a level reads "2024 + January-September 2025 - January-September 2024". Ties go to the later boundary and the longer period, so
    that the order of the rows never matters.
    """
    low = int(first.min()) if len(first) else 0
    span = int(last.max()) - low + 1 if len(last) else 1
    keys, ends = _numbered(np.concatenate([series * span + first - low, series * span + last - low]))
    count = len(keys)
    edges = _Edges.of(ends[: len(first)], ends[len(first) :], value, row, count)
    tree = np.full(count, -1, dtype=np.int64)
    forest = Forest(
        series=keys // span,
        time=keys % span + low,
        up=np.arange(count),
        row=np.full(count, -1, dtype=np.int64),
        sign=np.zeros(count, dtype=np.int64),
        depth=np.zeros(count, dtype=np.int64),
        tree=tree,
        potential=np.zeros(count),
    )
    waiting = np.lexsort((-forest.time, -np.diff(edges.begin), forest.series))
    while len(waiting):
        owner = forest.series[waiting]
        roots = waiting[np.append(True, owner[1:] != owner[:-1])]
        tree[roots] = roots
        _grow(forest, edges, roots)
        waiting = waiting[tree[waiting] < 0]
    return forest


def _numbered(keys: Ints) -> tuple[Ints, Ints]:
    """The distinct keys in order, and the number of each; by marking a table of all keys where that is not much larger."""
    size = int(keys.max(initial=-1)) + 1
    if size > 8 * len(keys):
        distinct, numbers = np.unique(keys, return_inverse=True)
        return distinct, numbers
    seen = np.zeros(size, dtype=bool)
    seen[keys] = True
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[keys]


@dataclass(frozen=True, eq=False)
class _Edges:
    """Every edge seen from both its ends, grouped by the boundary it leaves: those of boundary n are begin[n] to begin[n + 1].

    ``half`` numbers them: the first half leads forward in time, the second half leads back along the same ``value`` and ``row``.
    """

    begin: Ints
    to: Ints
    half: Ints
    value: Floats
    row: Ints

    @classmethod
    def of(cls, start: Ints, end: Ints, value: Floats, row: Ints, count: int) -> _Edges:
        leaves = np.concatenate([start, end])
        half = np.argsort(leaves, kind="stable")
        begin = np.concatenate([[0], np.cumsum(np.bincount(leaves, minlength=count))]).astype(np.int64)
        return cls(begin, np.concatenate([end, start])[half], half, value, row)


def _grow(forest: Forest, edges: _Edges, front: Ints) -> None:
    """Hang everything that the roots reach below them, one ring of boundaries after the other."""
    while len(front):
        degree = edges.begin[front + 1] - edges.begin[front]
        offset = np.cumsum(degree) - degree
        edge = np.repeat(edges.begin[front] - offset, degree) + np.arange(int(degree.sum()))
        above = np.repeat(front, degree)
        fresh = forest.tree[edges.to[edge]] < 0
        edge, above = edge[fresh], above[fresh]
        reached = edges.to[edge]
        # of several ways to one boundary the longest period wins, then the later boundary above it
        order = np.lexsort((-above, -np.abs(forest.time[above] - forest.time[reached]), reached))
        front, chosen = np.unique(reached[order], return_index=True)
        half, above = edges.half[edge[order][chosen]], above[order][chosen]
        number, sign = half % max(len(edges.row), 1), np.where(half < len(edges.row), 1, -1)
        forest.tree[front], forest.up[front] = forest.tree[above], above
        forest.row[front], forest.sign[front] = edges.row[number], sign
        forest.depth[front] = forest.depth[above] + 1
        forest.potential[front] = forest.potential[above] + sign * edges.value[number]
