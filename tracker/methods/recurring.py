"""Targets that apply in each period: every period up to the deadline is judged by itself (docs/methods.md §3).

For a flow the total of the period counts, for a stock the level at its end. Times are instants in months, amounts in the target's own unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.methods.reference_levels import LevelLookup, joint_qualifiers

if TYPE_CHECKING:
    from tracker.methods.goals import Goals
    from tracker.methods.levels import Levels
    from tracker.methods.verdict import Words
    from tracker.values.arrays import Bools, Floats, Ints

MONTHS_OF = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True, eq=False)
class JudgedPeriods:
    """The periods of one target, the oldest first: the end of each, what it came to (NaN: not on file), and whether it met the target.

    A figure that is only a bound may show neither that a period was ``met`` nor that it was ``missed``. ``rows`` are the observations
    behind each.
    """

    end: Floats
    value: Floats
    qualifier: Words
    met: Bools
    missed: Bools
    rows: list[Ints]

    @property
    def last_kept(self) -> bool:
        """Whether the last period that is on file met the target."""
        kept = self.met[~np.isnan(self.value)]
        return bool(len(kept) and kept[-1])

    def case(self, as_of: float, deadline: float, *, observed: bool) -> str:
        """The case of the status (``verdict.STATUS_OF``): one missed period is a miss, whatever comes after it."""
        known = self.met | self.missed
        unclear = ~known & ~np.isnan(self.value)
        if self.missed.any():
            return "missed_period"
        if not known.any() and not (deadline < as_of and unclear.any()):
            return "awaiting" if deadline < as_of and observed else "no_pace_recurring" if observed else "no_data"
        if known[-1]:
            return "reached_recurring" if known.all() else "undetermined_gap"
        if deadline < as_of:
            return "awaiting" if known[:-1].all() and not unclear[-1] else "undetermined_gap"
        return "on_track_recurring"


class Recurrence(NamedTuple):
    """How periods are judged: how many months each lasts, whether its total counts, and whether its growth on a year before does."""

    months: int
    flow: bool
    growth: bool


def judge_periods(levels: Levels, series: int, goals: Goals, ends: Floats, each: Recurrence, marks: Words) -> JudgedPeriods:
    """Judge the periods of one series that end at these instants, against the one goal in ``goals``; ``marks`` qualify observations."""
    judged, made = _values(levels, series, ends, each)
    if each.growth:
        before, of_before = _values(levels, series, ends - MONTHS_OF["year"], each)
        with np.errstate(all="ignore"):
            judged = np.where(before > 0, judged / before - 1, np.nan)
        at, rows, signs = of_before
        made = tuple(np.concatenate(pair) for pair in zip(made, (at, rows, -signs), strict=True))
    at, rows, signs = made
    qualifier = joint_qualifiers(at, marks[rows], signs, len(ends))
    goal = goals.take(np.zeros(len(ends), dtype=np.int64))
    known = ~np.isnan(judged)
    met = known & goal.meets(judged, qualifier)
    missed = known & ~met & goal.proves_miss(judged, qualifier)
    return JudgedPeriods(ends, judged, qualifier, met, missed, [np.unique(rows[at == n]) for n in range(len(ends))])


def _values(levels: Levels, series: int, ends: Floats, each: Recurrence) -> tuple[Floats, tuple[Ints, ...]]:
    """What each period came to (NaN where that is not known), and the observations behind it, as ``Levels.made_of``."""
    places = np.full(len(ends), series, dtype=np.int64)
    if each.flow:
        return levels.total(places, ends - each.months, ends), levels.between(series, ends - each.months, ends)
    lookup = LevelLookup.of(levels, places)
    found = lookup.at(ends)
    return lookup.values(found), levels.made_of(found)
