"""By how much a figure would have to be revised to change the status."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tracker.methods import measures as m
from tracker.methods import verdict
from tracker.methods.goals import Goals
from tracker.values.periods import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.methods.goals import StatedGoals
    from tracker.values.arrays import Floats

FARTHEST = 10.0  # a figure that must be ten times as large is no revision any more
_STEPS = 2000
_HALVINGS = 60


@dataclass(frozen=True)
class Turn:
    """The value from which on the status is another one, its change against the figure as a share, and that status.

    ``exclusive`` says that the status is another one only beyond the value, and not at it.
    """

    value: float
    change: float
    status: str
    exclusive: bool


@dataclass(frozen=True)
class Pace:
    """The level from which the pace that is carried forward is measured, and its instant; ``by_rate`` where it is carried as a rate too."""

    level: float
    time: float
    by_rate: bool


@dataclass(frozen=True)
class Moves:
    """By how much one level moves with a revision of another one, where both are made of the same observation."""

    latest_with_baseline: float
    baseline_with_latest: float
    pace_with_baseline: float
    pace_with_latest: float


def turns(evidence: verdict.Evidence, stated: StatedGoals, pace: Pace, moves: Moves) -> dict[str, dict[str, Turn | None]]:
    """Return for the latest figure and for the baseline the nearest revision up and down that changes the status.

    ``evidence`` is about one target, which was stated as ``stated``. A revision moves what else is made of the same observation. None
    where no revision by less than ten times changes the status, or where the figure is absent or not above zero, for which "ten times"
    means nothing.
    """
    latest, baseline = float(evidence.latest.value[0]), float(evidence.baseline.value[0])

    def with_latest(values: Floats) -> list[str]:
        by = values - latest
        revised = _Revised(baseline + moves.baseline_with_latest * by, values, pace.level + moves.pace_with_latest * by)
        return _statuses(evidence, stated, pace, revised)

    def with_baseline(values: Floats) -> list[str]:
        by = values - baseline
        revised = _Revised(values, latest + moves.latest_with_baseline * by, pace.level + moves.pace_with_baseline * by)
        return _statuses(evidence, stated, pace, revised)

    return {"latest": _around(latest, with_latest), "baseline": _around(baseline, with_baseline)}


class _Revised(NamedTuple):
    baseline: Floats
    latest: Floats
    pace: Floats


def _around(value: float, statuses: Callable[[Floats], list[str]]) -> dict[str, Turn | None]:
    if not value > 0:
        return {"up": None, "down": None}
    factors = FARTHEST ** np.linspace(0, 1, _STEPS + 1)
    return {"up": _first_turn(value, value * factors, statuses), "down": _first_turn(value, value / factors, statuses)}


def _first_turn(value: float, values: Floats, statuses: Callable[[Floats], list[str]]) -> Turn | None:
    """The first of the values at which the status is not what it is at the first, found to the last digit by halving."""
    words = statuses(values)
    changed = next((at for at, word in enumerate(words) if word != words[0]), None)
    if changed is None:
        return None
    same, other = float(values[changed - 1]), float(values[changed])
    for _ in range(_HALVINGS):
        middle = (same + other) / 2
        same, other = (middle, other) if statuses(np.array([middle]))[0] == words[0] else (same, middle)
    status = statuses(np.array([other]))[0]
    turned = float(f"{other:.9g}")  # what the status allows for binary noise is no part of the answer
    return Turn(turned, turned / value - 1, status, statuses(np.array([turned]))[0] != status)


def _statuses(evidence: verdict.Evidence, stated: StatedGoals, pace: Pace, revised: _Revised) -> list[str]:
    """The statuses with other values in the place of the levels."""
    baseline, latest, pace_base = revised
    count = len(latest)
    e = _repeated(evidence, count)
    goals = stated.take(np.zeros(count, dtype=np.int64)).resolve(baseline, e.baseline.time, e.deadline)
    paced, left = (e.latest.time - pace.time) / MONTHS, (e.deadline - e.latest.time) / MONTHS
    linear = m.landing_linear(latest, m.per_year(pace_base, latest, paced), left)
    compound = m.landing_compound(pace_base, latest, paced, left) if pace.by_rate else np.full(count, np.nan)
    return [
        verdict.STATUS_OF[case]
        for case in verdict.cases(
            replace(
                e,
                goals=goals,
                baseline=replace(e.baseline, value=baseline),
                latest=replace(e.latest, value=latest),
                before=_revised(e.before, e.latest, latest),
                after=_revised(e.after, e.latest, latest),
                outcome_linear=goals.outcome(baseline, linear),
                outcome_compound=goals.outcome(baseline, compound),
            )
        ).tolist()
    ]


def _revised(point: verdict.Point, latest: verdict.Point, value: Floats) -> verdict.Point:
    """A level around the deadline, revised where it is the latest one."""
    return replace(point, value=value) if point.time[0] == latest.time[0] else point


def _repeated(evidence: verdict.Evidence, count: int) -> verdict.Evidence:
    def stretched(part: Any) -> Any:  # noqa: ANN401 - of the type that it is given
        if isinstance(part, verdict.Point):
            return verdict.Point(np.repeat(part.value[:1], count), np.repeat(part.time[:1], count), np.repeat(part.qualifier[:1], count))
        if isinstance(part, Goals):
            return part.take(np.zeros(count, dtype=np.int64))
        return np.repeat(part[:1], count) if isinstance(part, np.ndarray) else part

    return replace(evidence, **{name: stretched(part) for name, part in vars(evidence).items()})
