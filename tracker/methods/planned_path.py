"""The planned path from the baseline over the milestones to the target, leg by leg (docs/methods.md §2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tracker.methods import measures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.values.arrays import Floats

Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Leg:
    """For each target one straight or evenly growing stretch: from a level at an instant to another one (instants in months)."""

    first: Floats
    start: Floats
    last: Floats
    end: Floats

    def expected(self, now: Floats) -> tuple[Floats, Floats]:
        """The level that the path shows at an instant: on the straight path, and on the one of constant growth."""
        gone = measures.elapsed(self.start, now, self.end)
        return measures.on_line(self.first, self.last, gone), measures.on_curve(self.first, self.last, gone)

    def ahead_months(self, level: Floats, now: Floats) -> tuple[Floats, Floats]:
        """How many months ahead of the two paths a level at an instant is; negative means behind."""
        forward = np.where(self.end > self.start, 1.0, np.nan)  # a plan that ends before it begins is none
        line = measures.reached_on_line(self.first, self.last, level) * forward
        curve = measures.reached_on_curve(self.first, self.last, level) * forward
        return measures.ahead_months(self.start, self.end, line, now), measures.ahead_months(self.start, self.end, curve, now)


def leg_at_time(whole: Leg, milestones: Sequence[Sequence[Point]], now: Floats) -> Leg:
    """Return the leg on which each path is at an instant; before the first and after the last leg that leg is drawn on."""
    return _chosen(whole, milestones, lambda _, end, at: bool(now[at] <= end[0]))


def leg_at_level(whole: Leg, milestones: Sequence[Sequence[Point]], level: Floats) -> Leg:
    """Return the first leg on which each path comes to a level; beyond the target the last leg is drawn on, below the start the first."""
    return _chosen(whole, milestones, lambda start, end, at: reaches(start[1], end[1], float(level[at])))


def reaches(start: float, end: float, level: float) -> bool:
    """Whether a leg has come to a level by its end; a level leg only to its own."""
    return (level - end) * (end - start) <= 0 if end != start else level == end


def _chosen(whole: Leg, milestones: Sequence[Sequence[Point]], found: Callable[[Point, Point, int], bool]) -> Leg:
    """Of each path with milestones the first leg that is found, or the last; a path without them is one leg."""
    leg = replace(whole, first=whole.first.copy(), start=whole.start.copy(), last=whole.last.copy(), end=whole.end.copy())
    for at, stops in enumerate(milestones):
        points = [(whole.start[at], whole.first[at]), *stops, (whole.end[at], whole.last[at])]
        if stops and not np.isnan(points).any():
            legs = list(pairwise([points[0], *(stop for stop in stops if points[0][0] < stop[0] < points[-1][0]), points[-1]]))
            start, end = next((each for each in legs if found(*each, at)), legs[-1])
            (leg.start[at], leg.first[at]), (leg.end[at], leg.last[at]) = start, end
    return leg
