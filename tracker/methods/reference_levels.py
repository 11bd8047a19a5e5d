"""Which level answers a question about a target: the latest, the one at its baseline, the first after its deadline.

What an assessment rests on: what was stated, and which levels it is compared with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tracker.methods.verdict import Point, meets
from tracker.values.amounts import significant

if TYPE_CHECKING:
    from tracker.analysis.reporters import Stated
    from tracker.analysis.vintages import Figures
    from tracker.methods.levels import Floats, Ints, Levels
    from tracker.methods.verdict import Words


_SAME = 1e-4  # months: far less than a day
_WIDTH = 65536.0  # more months than the calendar of the tracker has


@dataclass(frozen=True)
class Picks:
    """The levels of some series, one series a target; every answer is the place of a level in ``levels``, or -1 for none."""

    levels: Levels
    series: Ints
    begin: Ints
    end: Ints

    @classmethod
    def of(cls, levels: Levels, series: Ints) -> Picks:
        """Find the levels of each wanted series; -1 stands for a series that has no observation at all."""
        return cls(levels, series, np.searchsorted(levels.series, series, "left"), np.searchsorted(levels.series, series, "right"))

    @property
    def earliest(self) -> Ints:
        """The first level of each series."""
        return np.where(self.end > self.begin, self.begin, -1)

    @property
    def latest(self) -> Ints:
        """The last level of each series."""
        return np.where(self.end > self.begin, self.end - 1, -1)

    def at_or_before(self, time: Floats) -> Ints:
        """The last level at or before an instant."""
        place = np.searchsorted(self._keys, self.series * _WIDTH + time + _SAME, "right") - 1
        return np.where((place >= self.begin) & (place < self.end), place, -1)

    def at_or_after(self, time: Floats) -> Ints:
        """The first level at or after an instant; none where the instant is undefined."""
        place = np.searchsorted(self._keys, self.series * _WIDTH + time - _SAME, "left")
        return np.where((place >= self.begin) & (place < self.end) & ~np.isnan(time), place, -1)

    def at(self, time: Floats) -> Ints:
        """The level exactly at an instant."""
        place = self.at_or_after(time)
        return np.where(self.times(place) <= time + _SAME, place, -1)

    def first_meeting(self, target: Floats, direction: Floats, deadline: Floats, of_row: Words) -> Ints:
        """The first level after the deadline that meets the target; a stated one has the qualifier of its row."""
        order = np.argsort(self.series, kind="stable")
        place = np.minimum(np.searchsorted(self.series[order], self.levels.series), len(order) - 1)
        owner = order[place]
        late = np.flatnonzero((self.series[owner] == self.levels.series) & (self.levels.time > deadline[owner] + _SAME))
        marks = np.where(self.levels.stated[late], of_row[self.levels.row[late]], "") if len(of_row) else np.array([], dtype="<U5")
        met = late[meets(self.levels.value[late], marks, target[owner[late]], direction[owner[late]])][::-1]
        first = np.full(len(self.series), -1, dtype=np.int64)
        first[owner[met]] = met
        return first

    def values(self, place: Ints) -> Floats:
        """The levels themselves, NaN for none."""
        return _taken(self.levels.value, place)

    def times(self, place: Ints) -> Floats:
        """The instants of the levels, NaN for none."""
        return _taken(self.levels.time, place)

    def point(self, place: Ints, qualifiers: Words) -> Point:
        """The levels as the verdict wants them, each with the qualifier that its observations give it."""
        marks = np.append(qualifiers, "")[np.where(place >= 0, place, len(qualifiers))]
        return Point(self.values(place), self.times(place), marks)

    @property
    def _keys(self) -> Floats:
        return self.levels.series * _WIDTH + self.levels.time


def _taken(column: Floats, place: Ints) -> Floats:
    taken = np.full(len(place), np.nan)
    taken[place >= 0] = column[place[place >= 0]]
    return taken


def qualifiers(levels: Levels, which: Ints, of_row: Words) -> Words:
    """Return the qualifier of each level among ``which`` (in a column as long as all levels), from those of its observations.

    A bound that adds keeps its side and one that is taken off turns it; bounds of both sides leave only "about".
    """
    asked = np.zeros(len(levels.series), dtype=bool)
    asked[which[which >= 0]] = True
    which = np.flatnonzero(asked)
    at, rows, signs = levels.made_of(which)
    word = of_row[rows]
    sides = {"about": word == "about"}
    sides["over"] = (word == "over") & (signs > 0) | (word == "under") & (signs < 0)
    sides["under"] = (word == "under") & (signs > 0) | (word == "over") & (signs < 0)
    has = {side: np.bincount(at[found], minlength=len(which)) > 0 for side, found in sides.items()}
    both = has["about"] | (has["over"] & has["under"])
    result = np.full(len(levels.series), "", dtype="<U5")
    result[which] = np.select([both, has["over"], has["under"]], ["about", "over", "under"], default="")
    return result


@dataclass(frozen=True)
class Basis:
    """What was stated, and the places of the levels that it is compared with; one entry a subject, instants in months."""

    stated: Stated
    figures: Figures
    latest: Ints
    base: Ints
    baseline: Floats
    baseline_time: Floats
    target: Floats
    before: Ints
    after: Ints
    met_later: Ints

    @classmethod
    def of(cls, stated: Stated, figures: Figures) -> Basis:
        """Look the levels up: the latest, the baseline, those around the deadline."""
        picks = figures.picks
        own, no_deadline = np.isnan(stated.baseline_time), np.isnan(stated.deadline)
        base = np.where(own, picks.earliest, picks.at(stated.baseline_time))
        baseline = np.where(np.isnan(stated.baseline), picks.values(base), stated.baseline)
        target = np.where(np.isnan(stated.multiple), stated.goal, significant(stated.multiple * baseline, 15))
        return cls(
            stated=stated,
            figures=figures,
            latest=picks.latest,
            base=base,
            baseline=baseline,
            baseline_time=np.where(own, picks.times(base), stated.baseline_time),
            target=target,
            before=np.where(no_deadline, picks.latest, picks.at_or_before(np.where(no_deadline, 0, stated.deadline))),
            after=picks.at_or_after(stated.deadline),
            met_later=picks.first_meeting(target, stated.direction, stated.deadline, figures.marks()),
        )
