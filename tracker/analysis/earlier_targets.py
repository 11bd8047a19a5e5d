"""Earlier targets for the same indicator and milestones on the way, as subjects of their own: each is judged at its own deadline."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.model.result import EarlierOutcome, MilestoneOutcome, Outcome
from tracker.values.input.stated_target import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tracker.analysis.reporters import Subject
    from tracker.model.programme import EarlierTarget, Target
    from tracker.model.result import TargetResult

# The status at its own deadline, in the words of one who stated it; whatever else is still open.
OUTCOMES = {"reached": "kept", "missed": "missed", "undetermined": "undetermined", "awaiting": "awaiting", "no_data": "no_data"}
OPEN = "open"


def earlier_subjects(target: Target, everyone: Sequence[Subject], as_of: date) -> list[list[Subject]]:
    """Return for each earlier target that was stated by then its subjects, one a reporter; none where its unit is another."""
    return [
        [replace(each, target=_as_stated(each.target, stated)) for each in everyone] if stated.unit == target.unit else []
        for _, stated in stated_by(target, as_of)
    ]


def earlier_outcomes(target: Target, results: Sequence[Sequence[TargetResult]], as_of: date) -> tuple[EarlierOutcome, ...]:
    """Return how each of those earlier targets ended; ``results`` are those of ``earlier_subjects``."""
    return tuple(
        EarlierOutcome(number, each, tuple(Outcome(OUTCOMES.get(result.status, OPEN), result) for result in ended))
        for (number, each), ended in zip(stated_by(target, as_of), results, strict=True)
    )


def milestone_subjects(subject: Subject) -> list[Subject]:
    """Return each milestone as if it had been the target."""
    target = subject.target
    return [replace(subject, target=_as_level(target, value, day)) for day, value in target.milestones]


def milestone_outcomes(target: Target, results: Sequence[TargetResult], as_of: date) -> Iterator[MilestoneOutcome]:
    """Return how each milestone ended; it is open until its day has passed, unless it has been reached."""
    for (day, value), result in zip(target.milestones, results, strict=True):
        due = day < as_of or result.status == "reached"
        yield MilestoneOutcome(value, day, Outcome(OUTCOMES.get(result.status, OPEN) if due else OPEN, result))


def stated_by(target: Target, as_of: date) -> list[tuple[int, EarlierTarget]]:
    """Return the earlier targets that were stated by a day, each with its place among all."""
    return [(number, each) for number, each in enumerate(target.history) if each.declared is None or each.declared.end <= as_of]


def _as_stated(target: Target, stated: EarlierTarget) -> Target:
    """The target as it was stated then."""
    return replace(
        target,
        form=stated.form,
        words=stated.words,
        every=None,
        direction=stated.direction,
        goal=stated.target,
        to=stated.to,
        change=math.nan,
        strict=stated.strict,
        slack=stated.slack,
        qualifier=stated.qualifier,
        deadline=stated.by,
        baseline_period=None,
        baseline_value=math.nan,
        milestones=(),
    )


def _as_level(target: Target, amount: float, deadline: date) -> Target:
    """The target as if a plain level by a day had been stated."""
    return replace(
        target,
        form=Form.LEVEL,
        words="",
        every=None,
        direction=target.direction or 1,
        goal=amount,
        to=math.nan,
        change=math.nan,
        strict=False,
        slack=0.0,
        qualifier=None,
        deadline=deadline,
        milestones=(),
    )
