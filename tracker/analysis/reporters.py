"""Whose figures count: targets, each by the figures of one reporter, and what was stated about them as columns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tracker.methods.goals import StatedGoals
from tracker.methods.reference_levels import StatedColumns
from tracker.values.input.fields import EVERY_REPORTER
from tracker.values.periods import instant

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target


@dataclass(frozen=True)
class Subject:
    """A target by the figures of one reporter (an empty one where they name none); series -1 has no observation."""

    target: Target
    reporter: str
    series: int


def find_subjects(programme: Programme, observations: Observations, reporter: str | None, ids: Collection[str]) -> list[Subject]:
    """Return what is asked for: the targets in their order, by their own reporter, by the one given, or by each that there is."""
    series_of = observations.series_by_target()
    found = []
    for number, target in enumerate(programme.targets.values()):
        if not ids or target.id in ids:
            known = series_of.get(number, {})
            found += [Subject(target, name, known.get(name, -1)) for name in _reporters(target, known, reporter)]
    return found


def _reporters(target: Target, known: dict[str, int], asked: str | None) -> list[str]:
    own = target.reporter or (next(iter(known)) if len(known) == 1 else "")
    if asked != EVERY_REPORTER:
        return [asked or own]
    return sorted(known, key=lambda name: (name != own, name)) or [own]


def stated_columns(asked: Sequence[Subject]) -> StatedColumns:
    """Collect what was stated about each subject as columns."""
    targets = [each.target for each in asked]
    return StatedColumns(
        goals=StatedGoals(
            form=np.array([each.form for each in targets], dtype="<U8"),
            amount=np.array([each.goal for each in targets], dtype=np.float64),
            to=np.array([each.to for each in targets], dtype=np.float64),
            change=np.array([each.change for each in targets], dtype=np.float64),
            direction=np.array([each.direction for each in targets], dtype=np.float64),
            strict=np.array([each.strict for each in targets], dtype=bool),
            slack=np.array([each.slack for each in targets], dtype=np.float64),
        ),
        deadline=np.array([_instant(each.deadline) for each in targets], dtype=np.float64),
        baseline=np.array([each.baseline_value for each in targets], dtype=np.float64),
        baseline_time=np.array(
            [_instant(each.baseline_period.end if each.baseline_period else None) for each in targets], dtype=np.float64
        ),
        pace_years=np.array([each.pace_years for each in targets], dtype=np.float64),
        named=np.array([bool(each.reporter) for each in asked], dtype=bool),
        stale_after=np.array([each.stale_after for each in targets], dtype=np.float64),
    )


def _instant(day: date | None) -> float:
    return math.nan if day is None else instant(day)
