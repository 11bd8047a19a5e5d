"""Earlier promises of the same thing, each with its outcome at its own deadline."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.analysis import assessment
from tracker.analysis.reporters import Subject, subjects
from tracker.words.columns import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Promise, Target
    from tracker.words.columns import Row

# The verdict on a promise at its own deadline, in the words of one who made it; whatever else is still open.
OUTCOMES = {"reached": "kept", "missed": "missed", "undetermined": "undetermined", "awaiting": "awaiting", "no_data": "no_data"}
OPEN = "open"


def history(programme: Programme, observations: Observations, as_of: date, subject: Subject) -> Iterator[Row]:
    """Each earlier promise with its outcome at its own deadline, by every reporter."""
    known = subjects(programme, observations, "all", [subject.target.id])
    for number, promise in enumerate(subject.target.history):
        if promise.declared and promise.declared > as_of:
            continue
        told = {
            "number": number,
            "target": promise.target,
            "unit": promise.unit,
            "qualifier": promise.qualifier,
            "by": promise.by and promise.by.isoformat(),
            "declared": promise.declared and promise.declared.isoformat(),
            "declared_by": promise.declared_by,
            "source": promise.source,
            "quote": promise.quote,
            "note": promise.note,
        }
        yield told | {"outcomes": _outcomes(programme, observations, as_of, known, promise)}


def milestones(programme: Programme, observations: Observations, as_of: date, subject: Subject) -> Iterator[Row]:
    """Each level that was planned on the way, with its outcome at its own day, as if it had been the target."""
    for day, value in subject.target.milestones:
        asked = replace(subject, target=replace(subject.target, goal=value, multiple=None, qualifier=None, deadline=day, milestones=()))
        (row,) = records(assessment.examine(programme, observations, as_of, [asked])[0])
        outcome = OUTCOMES.get(row["status"], OPEN) if day < as_of or row["status"] == "reached" else OPEN
        yield {"target": value, "by": day.isoformat(), "outcome": outcome, "reason": row["reason"] if outcome != OPEN else ""}


def _outcomes(programme: Programme, observations: Observations, as_of: date, known: list[Subject], promise: Promise) -> list[Row]:
    if promise.unit != known[0].target.unit:
        return []
    asked = [replace(each, target=_promised(each.target, promise)) for each in known]
    rows = records(assessment.examine(programme, observations, as_of, asked)[0])
    return [{"reporter": row["reporter"], "outcome": OUTCOMES.get(row["status"], OPEN), "reason": row["reason"]} for row in rows]


def _promised(target: Target, promise: Promise) -> Target:
    """The target as it was promised then."""
    return replace(
        target,
        goal=promise.target,
        multiple=None,
        qualifier=promise.qualifier,
        deadline=promise.by,
        baseline_period=None,
        baseline_value=math.nan,
        milestones=(),
    )
