"""The levels that a target is compared with: its baseline, the latest, those around its deadline.

Every answer is a place in ``Levels``, or -1 where there is no such level; one entry a target.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tracker.methods.levels import SAME, WIDTH
from tracker.methods.verdict import Point

if TYPE_CHECKING:
    from tracker.methods.goals import Goals, StatedGoals
    from tracker.methods.levels import Levels
    from tracker.methods.verdict import Words
    from tracker.values.arrays import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class LevelLookup:
    """The levels of some series, one series a target; every answer is the place of a level in ``levels``, or -1 for none."""

    levels: Levels
    series: Ints
    begin: Ints
    end: Ints

    @classmethod
    def of(cls, levels: Levels, series: Ints) -> LevelLookup:
        """Find the levels of each wanted series; -1 means a series without any observation."""
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
        place = np.searchsorted(self._keys, self.series * WIDTH + time + SAME, "right") - 1
        return np.where((place >= self.begin) & (place < self.end), place, -1)

    def at_or_after(self, time: Floats) -> Ints:
        """The first level at or after an instant; none where the instant is undefined."""
        place = np.searchsorted(self._keys, self.series * WIDTH + time - SAME, "left")
        return np.where((place >= self.begin) & (place < self.end) & ~np.isnan(time), place, -1)

    def at(self, time: Floats) -> Ints:
        """The level exactly at an instant."""
        place = self.at_or_after(time)
        return np.where(self.times(place) <= time + SAME, place, -1)

    def level_of(self, number: int, time: float) -> float:
        """The level of one of the series exactly at an instant; NaN where there is none."""
        begin, end = int(self.begin[number]), int(self.end[number])
        place = begin + int(np.searchsorted(self.levels.time[begin:end], time - SAME))
        return float(self.levels.value[place]) if place < end and self.levels.time[place] <= time + SAME else math.nan

    def first_meeting(self, goals: Goals, deadline: Floats, of_row: Words) -> Ints:
        """The first level after the deadline that meets the target, each with the qualifier that its observations give it."""
        count = self.end - self.begin
        owner = np.repeat(np.arange(len(count)), count)
        place = np.arange(len(owner)) + np.repeat(self.begin - (np.cumsum(count) - count), count)
        late = self.levels.time[place] > deadline[owner] + SAME
        owner, place = owner[late], place[late]
        marks = qualifiers(self.levels, place, of_row)[place] if len(place) else np.array([], dtype="<U5")
        met = np.flatnonzero(goals.take(owner).meets(self.levels.value[place], marks))[::-1]
        first = np.full(len(self.series), -1, dtype=np.int64)
        first[owner[met]] = place[met]
        return first

    def values(self, place: Ints) -> Floats:
        """The levels themselves, NaN for none."""
        return _taken(self.levels.value, place)

    def times(self, place: Ints) -> Floats:
        """The instants of the levels, NaN for none."""
        return _taken(self.levels.time, place)

    def point(self, place: Ints, qualifiers: Words) -> Point:
        """The levels as the status wants them, each with the qualifier that its observations give it."""
        marks = np.append(qualifiers, "")[np.where(place >= 0, place, len(qualifiers))]
        return Point(self.values(place), self.times(place), marks)

    @property
    def _keys(self) -> Floats:
        return self.levels.series * WIDTH + self.levels.time


def _taken(column: Floats, place: Ints) -> Floats:
    taken = np.full(len(place), np.nan)
    taken[place >= 0] = column[place[place >= 0]]
    return taken


def qualifiers(levels: Levels, which: Ints, of_row: Words) -> Words:
    """Return a column as long as all levels, with the qualifier of each level among ``which``, from those of its observations.

    A bound that is added keeps its side, one that is subtracted changes it; bounds on both sides leave only "about".
    """
    wanted = np.zeros(len(levels.series), dtype=bool)
    wanted[which[which >= 0]] = True
    which = np.flatnonzero(wanted)
    at, rows, signs = levels.made_of(which)
    result = np.full(len(levels.series), "", dtype="<U5")
    result[which] = joint_qualifiers(at, of_row[rows], signs, len(which))
    return result


def joint_qualifiers(at: Ints, word: Words, signs: Ints, count: int) -> Words:
    """Return the qualifier of each of so many sums, from those of their observations: the place of the sum, the word, and the sign."""
    sides = {"about": word == "about"}
    sides["over"] = (word == "over") & (signs > 0) | (word == "under") & (signs < 0)
    sides["under"] = (word == "under") & (signs > 0) | (word == "over") & (signs < 0)
    has = {side: np.bincount(at[found], minlength=count) > 0 for side, found in sides.items()}
    both = has["about"] | (has["over"] & has["under"])
    return np.select([both, has["over"], has["under"]], ["about", "over", "under"], default="").astype("<U5")


@dataclass(frozen=True, eq=False)
class StatedColumns:
    """What was stated, one entry a target; instants in months, NaN for what was not stated; ``named`` where a reporter is stated."""

    goals: StatedGoals
    deadline: Floats
    baseline: Floats
    baseline_time: Floats
    pace_years: Floats
    stale_after: Floats
    named: Bools


@dataclass(frozen=True, eq=False)
class ReferenceLevels:
    """What was stated, and the places of the levels that it is compared with; one entry a target, instants in months.

    ``pace`` is the place of the level from which the pace that is carried forward is measured, ``pace_base`` and ``pace_time`` that level
    and its instant (those of the baseline, where no pace was stated).
    """

    stated: StatedColumns
    lookup: LevelLookup
    latest: Ints
    base: Ints
    baseline: Floats
    baseline_time: Floats
    goals: Goals
    before: Ints
    after: Ints
    met_later: Ints
    pace: Ints
    pace_base: Floats
    pace_time: Floats

    @property
    def plan(self) -> Floats:
        """The level that a plan leads to from the baseline; none where the baseline meets it already, since no way is left to plan."""
        to_go = self.goals.direction * (self.goals.aim - self.baseline) > 0
        return np.where(to_go, self.goals.aim, np.nan)

    @classmethod
    def of(cls, stated: StatedColumns, lookup: LevelLookup, marks: Words) -> ReferenceLevels:
        """Look the levels up: the latest, the baseline, those around the deadline; ``marks`` are the qualifiers of the observations."""
        own, no_deadline = np.isnan(stated.baseline_time), np.isnan(stated.deadline)
        base = np.where(own, lookup.earliest, lookup.at(stated.baseline_time))
        baseline = np.where(np.isnan(stated.baseline), lookup.values(base), stated.baseline)
        baseline_time = np.where(own, lookup.times(base), stated.baseline_time)
        pace = lookup.at_or_before(lookup.times(lookup.latest) - 12 * np.nan_to_num(stated.pace_years))
        pace = np.where(pace >= 0, pace, lookup.earliest)
        goals = stated.goals.resolve(baseline, baseline_time, stated.deadline)
        return cls(
            stated=stated,
            lookup=lookup,
            latest=lookup.latest,
            base=base,
            baseline=baseline,
            baseline_time=baseline_time,
            goals=goals,
            before=np.where(no_deadline, lookup.latest, lookup.at_or_before(np.where(no_deadline, 0, stated.deadline))),
            after=lookup.at_or_after(stated.deadline),
            pace=np.where(np.isnan(stated.pace_years), base, pace),
            pace_base=np.where(np.isnan(stated.pace_years), baseline, lookup.values(pace)),
            pace_time=np.where(np.isnan(stated.pace_years), baseline_time, lookup.times(pace)),
            met_later=lookup.first_meeting(goals, stated.deadline, marks),
        )
