"""Targets that do not fit their figures: a baseline beyond the target or already there, figures of quite another size."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.analysis.assessment import assess
from tracker.values.display import numbers
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted
from tracker.values.problems import Problem, WarningCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.model.result import TargetResult

_FAR = 1000.0  # times: figures so far from their target are probably in another unit


def find_odd_goals(programme: Programme, observations: Observations, as_of: date, reporter: str | None) -> Iterator[Problem]:
    """Baselines that leave no way to go, and figures of quite another size than their target."""
    for row in assess(programme, observations, as_of, reporter):
        target, line = programme.targets[row.id], programme.line("targets", row.id, "target")
        size = abs(row.latest / row.target) if row.target and row.latest is not None else 1.0
        if target.kind == "flow" and size > 0 and not 1 / _FAR < size < _FAR:
            yield Problem(programme.file, line, _tell_size(row), WarningCode.TARGET_SIZE, target.id)
        way = _way(row, target)
        if way < 0:
            yield Problem(programme.file, line, _tell_beyond(row), WarningCode.BASELINE_BEYOND_TARGET, target.id)
        elif way == 0 and not target.strict:
            line = programme.line("targets", target.id, "baseline")
            yield Problem(programme.file, line, _tell_met(row), WarningCode.BASELINE_MEETS_TARGET, target.id)


def _tell_size(row: TargetResult) -> str:
    return localized(
        "the target of {target}, {goal}, differs widely in size from its latest figure, {level}; is a unit wrong?",
        target=quoted(row.id),
        goal=_amount(row, row.target),
        level=_amount(row, row.latest),
    )


def _tell_beyond(row: TargetResult) -> str:
    if row.sign > 0:
        return localized(
            "the increase of {target} to {goal} lies below its baseline of {start}; is one of them wrong?",
            target=quoted(row.id),
            goal=_amount(row, row.target),
            start=_amount(row, row.baseline),
        )
    return localized(
        "the decrease of {target} to {goal} lies above its baseline of {start}; is one of them wrong?",
        target=quoted(row.id),
        goal=_amount(row, row.target),
        start=_amount(row, row.baseline),
    )


def _tell_met(row: TargetResult) -> str:
    return localized(
        "the baseline of {target} ({period}), {start}, already meets its target",
        target=quoted(row.id),
        period=row.baseline_period,
        start=_amount(row, row.baseline),
    )


def _amount(row: TargetResult, value: float | None) -> str:
    return numbers.amount(value, row.unit, digits=6)


def _way(row: TargetResult, target: Target) -> float:
    """How far the target lies ahead of its baseline, in the wanted direction; NaN where there is no such way.

    An event and a target that applies in each period have none, nor has a baseline inside a band. Where no direction is stated and the
    baseline lies beyond the target, that is an error of its own (``undecided_targets``).
    """
    if row.aim is None or row.baseline is None or row.direction is None or target.every or target.kind == "event":
        return math.nan
    way = (row.aim - row.baseline) * row.sign
    return math.nan if way < 0 and not target.direction_stated else way
