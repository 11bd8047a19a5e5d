"""Targets that bind in each period: every period up to the deadline is judged by itself (docs/methods.md §3).

For a flow the total of the period counts, for a stock the level at its end. Times are instants in months, amounts in the target's own unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.methods.reference_levels import LevelLookup

if TYPE_CHECKING:
    from tracker.methods.goals import Goals
    from tracker.methods.levels import Floats, Ints, Levels

MONTHS_OF = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True)
class JudgedPeriods:
    """The periods of one target, the oldest first: the end of each, what it came to (NaN: not on file), and whether it met the target."""

    end: Floats
    value: Floats
    met: np.ndarray[tuple[int], np.dtype[np.bool_]]

    @property
    def last_kept(self) -> bool:
        """Whether the last period that is on file met the target."""
        kept = self.met[~np.isnan(self.value)]
        return bool(len(kept) and kept[-1])

    def case(self, as_of: float, deadline: float, *, observed: bool) -> str:
        """The case of the status (``verdict.STATUS_OF``): one missed period is a miss, whatever comes after it."""
        known = ~np.isnan(self.value)
        if (known & ~self.met).any():
            return "missed_period"
        if not known.any():
            return "awaiting" if deadline < as_of and observed else "no_pace_recurring" if observed else "no_data"
        if known[-1]:
            return "reached_recurring" if known.all() else "undetermined_gap"
        if deadline < as_of:
            return "awaiting" if known[:-1].all() else "undetermined_gap"
        return "on_track_recurring"


class Recurrence(NamedTuple):
    """How periods are judged: how many months each lasts, whether its total counts, and whether its growth on a year before does."""

    months: int
    flow: bool
    growth: bool


def judge_periods(levels: Levels, series: int, goals: Goals, ends: Floats, each: Recurrence) -> JudgedPeriods:
    """Judge the periods of one series that end at these instants, against the one goal in ``goals``."""
    places = np.full(len(ends), series, dtype=np.int64)
    judged = value = _values(levels, places, ends, each)
    if each.growth:
        before = _values(levels, places, ends - MONTHS_OF["year"], each)
        with np.errstate(divide="ignore", invalid="ignore"):
            judged = np.where(before > 0, value / before - 1, np.nan)
    met = goals.take(np.zeros(len(ends), dtype=np.int64)).meets(judged, np.full(len(ends), "", dtype="<U5"))
    return JudgedPeriods(ends, judged, met & ~np.isnan(judged))


def _values(levels: Levels, series: Ints, ends: Floats, each: Recurrence) -> Floats:
    """What each period came to; NaN where that is not known."""
    return levels.total(series, ends - each.months, ends) if each.flow else _levels_at(levels, series, ends)


def _levels_at(levels: Levels, series: Ints, ends: Floats) -> Floats:
    lookup = LevelLookup.of(levels, series)
    return lookup.values(lookup.at(ends))
