"""Measures -> the status (docs/methods.md §4), and which case of it, so that the reason can be put into words.

Everything here is a column with one entry a target; times are in months, as in ``periods``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tracker.methods.goals import Goals
    from tracker.values.arrays import Bools, Floats

Words = npt.NDArray[np.str_]

_NOISE = 1e-12  # what binary fractions may add to an outcome of exactly 0.95
# Each case, which gives the reason, and the status that it belongs to.
STATUS_OF = {
    "no_data": "no_data",
    "no_data_from_reporter": "no_data",
    "no_data_incomplete": "no_data",
    "no_target": "no_pace",
    "reached": "reached",
    "missed": "missed",
    "missed_then_reached": "missed",
    "undetermined_bound": "undetermined",
    "undetermined_late": "undetermined",
    "awaiting": "awaiting",
    "open": "open",
    "open_no_way": "open",
    "no_pace": "no_pace",
    "no_pace_no_baseline": "no_pace",
    "no_pace_before_baseline": "no_pace",
    "no_pace_one_level": "no_pace",
    "on_track": "on_track",
    "on_track_short": "on_track",
    "on_track_recurring": "on_track",
    "reached_recurring": "reached",
    "missed_period": "missed",
    "undetermined_gap": "undetermined",
    "no_pace_recurring": "no_pace",
    "no_pace_event": "no_pace",
    "off_track_fell_back": "off_track",
    "off_track_away": "off_track",
    "off_track_leaves_band": "off_track",
    "off_track": "off_track",
    "at_risk_one_path": "at_risk",
    "at_risk_by_amount": "at_risk",
    "at_risk_by_rate": "at_risk",
    "at_risk": "at_risk",
}


@dataclass(frozen=True, eq=False)
class Point:
    """A level of each target that a status rests on; all NaN where there is none."""

    value: Floats
    time: Floats
    qualifier: Words

    @property
    def known(self) -> Bools:
        """Where there is such a level."""
        return ~np.isnan(self.value)


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that a status rests on.

    ``before`` is the latest level at or before the deadline (the latest of all, without one), ``after`` the first at or after it;
    ``met_later`` is when a level after the deadline first met the target; ``observed`` says where there is any figure, even if no level
    follows from it, and ``named`` where a target says whose figures count.
    """

    goals: Goals
    deadline: Floats
    as_of: Floats
    baseline: Point
    latest: Point
    before: Point
    after: Point
    met_later: Floats
    observed: Bools
    named: Bools
    outcome_linear: Floats
    outcome_compound: Floats
    on_track: float
    at_risk: float


def cases(e: Evidence) -> Words:
    """Return the case of each target, first match wins; ``STATUS_OF`` turns it into the status."""
    late = e.after.known
    target, direction = e.goals.target, e.goals.direction
    late_meets, proven = e.goals.meets(e.after.value, e.after.qualifier), e.goals.proves_miss(e.after.value, e.after.qualifier)
    no_deadline = np.isnan(e.deadline)
    no_baseline = np.isnan(e.baseline.value)
    no_way = no_baseline | ~(direction * (target - e.baseline.value) > 0) | (e.latest.time <= e.baseline.time)
    outcomes = np.stack([e.outcome_linear, e.outcome_compound])  # undefined where NaN
    worst, best = np.fmin.reduce(outcomes, initial=np.inf), np.fmax.reduce(outcomes, initial=-np.inf)
    branches = (
        ("no_data_incomplete", ~e.latest.known & e.observed),
        ("no_data_from_reporter", ~e.latest.known & e.named),
        ("no_data", ~e.latest.known),
        ("reached", e.before.known & e.goals.meets(e.before.value, e.before.qualifier)),
        ("no_target", late & np.isnan(target)),
        ("missed_then_reached", late & ~late_meets & proven & ~np.isnan(e.met_later)),
        ("missed", late & ~late_meets & proven),
        ("undetermined_bound", late & ~late_meets),
        ("undetermined_late", late),
        ("awaiting", e.deadline < e.as_of),
        ("open_no_way", no_deadline & no_way),
        ("open", no_deadline),
        ("no_target", np.isnan(target)),
        ("no_pace_no_baseline", no_baseline),
        ("no_pace", e.latest.time == e.baseline.time),
        ("no_pace_before_baseline", e.latest.time < e.baseline.time),
        ("off_track_fell_back", direction * (e.baseline.value - target) >= 0),
        ("no_pace_one_level", np.isnan(outcomes).all(axis=0)),
        ("off_track_leaves_band", np.isnan(direction) & (best <= _NOISE)),
        ("on_track", worst >= 1 - _NOISE),
        ("on_track_short", worst >= e.on_track - _NOISE),
        ("off_track_away", best <= _NOISE),
        ("off_track", best < e.at_risk - _NOISE),
        ("at_risk_one_path", np.isnan(outcomes).any(axis=0)),
        ("at_risk", (best < e.on_track - _NOISE) & (worst >= e.at_risk - _NOISE)),
        ("at_risk_by_amount", e.outcome_linear < e.outcome_compound),
    )
    return np.select([where for _, where in branches], [name for name, _ in branches], default="at_risk_by_rate")
