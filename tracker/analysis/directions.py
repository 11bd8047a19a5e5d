"""Targets whose words do not say which way is wanted, and whose baseline does not tell (docs/methods.md §3)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis.reporters import stated_columns, subjects
from tracker.analysis.vintages import Figures
from tracker.methods.reference_levels import ReferenceLevels
from tracker.values import display
from tracker.values.printable import quoted
from tracker.values.problems import Problem
from tracker.values.stated_target import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.reporters import Subject
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme


def find_undirected(programme: Programme, observations: Observations, reporter: str | None = None) -> Iterator[Problem]:
    """Yield an error for each target that says no direction while its baseline lies beyond it, or inside its range.

    Either reading of it turns a failure into a success: a rise from 9 % to "5 %" would be reached from the start.
    """
    undirected = [target.id for target in programme.targets.values() if not target.directed]
    if not undirected:
        return
    asked = subjects(programme, observations, reporter, undirected)
    figures = Figures.of(programme, observations, date.max, np.array([each.series for each in asked], dtype=np.int64), alone=True)
    baselines = ReferenceLevels.of(stated_columns(asked), figures.lookup, figures.marks()).baseline
    told = set[str]()
    for subject, baseline in zip(asked, baselines.tolist(), strict=True):
        said = _unclear(subject, baseline)
        if said and subject.target.id not in told:
            told.add(subject.target.id)
            yield Problem(programme.file, programme.line("targets", subject.target.id, "target"), said)


def _unclear(subject: Subject, baseline: float) -> str:
    """What is unclear about the direction of a target with this baseline (NaN where none is known); nothing where it is clear."""
    target = subject.target
    start, goal = (display.amount(each, target.unit, digits=6) for each in (baseline, target.goal))
    if target.form is Form.RANGE and target.goal <= baseline <= target.to:
        return (
            f"target: {quoted(target.words)} holds its baseline of {start}, so nothing says which way is wanted; "
            "add `direction: increase` or `direction: decrease`"
        )
    if target.form is Form.LEVEL and baseline > target.goal:
        return (
            f"target: the baseline of {quoted(target.id)}, {start}, lies above the target of {goal}, so nothing says which way is wanted; "
            "add `direction: decrease`, or `direction: increase` if it was met from the start"
        )
    return ""
