"""Targets that apply in each year, quarter or month: which periods those are, and how each was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tracker.methods.goals import StatedGoals
from tracker.methods.recurring import MONTHS_OF, JudgedPeriods, Recurrence, judge_periods
from tracker.model.programme import TOTALS
from tracker.values.input.stated_target import Form
from tracker.values.periods import Period, instant

if TYPE_CHECKING:
    from datetime import date

    from tracker.analysis.reporters import Subject
    from tracker.analysis.vintages import Figures
    from tracker.methods.levels import Levels
    from tracker.model.programme import Target
    from tracker.values.arrays import Floats


def judge_obligation(figures: Figures, subject: Subject) -> JudgedPeriods:
    """Judge each period of a recurring target, which has a deadline, up to that deadline."""
    target = subject.target
    assert target.every is not None  # noqa: S101 - the subject is a recurring target
    assert target.deadline is not None  # noqa: S101 - its declaration says so
    months, flow = MONTHS_OF[target.every], target.kind in TOTALS
    ends = _ends(_begins(figures.levels, subject, flow=flow), instant(target.deadline), months)
    undefined = np.array([np.nan])
    goals = _stated_goal(target).resolve(undefined, undefined, undefined)
    recurrence = Recurrence(months, flow, target.form is Form.GROWTH)
    return judge_periods(figures.levels, subject.series, goals, ends, recurrence, figures.marks())


def demand_of_year(figures: Figures, subject: Subject, january: float, direction: float) -> tuple[float, float] | None:
    """The amounts between which a flow's total of the year that begins then must lie; None where nothing is asked of that year.

    Asked is what a target of each year says, or a milestone that is due when the year ends, ``direction`` of it being forward.
    """
    target, end = subject.target, january + MONTHS_OF["year"]
    if target.every == "year" and target.deadline:
        asked = _begins(figures.levels, subject, flow=True) <= january + 1e-9 and end <= instant(target.deadline) + 1e-9
        return _amounts_of_year(figures.levels, subject, january) if asked else None
    due = [value for day, value in target.milestones if not target.every and instant(day) == end]
    return _edges(due[0], direction) if due else None


def _amounts_of_year(levels: Levels, subject: Subject, january: float) -> tuple[float, float] | None:
    undefined = np.array([np.nan])
    goals = _stated_goal(subject.target).resolve(undefined, undefined, undefined)
    if subject.target.form is Form.BAND:
        return float(goals.low[0]), float(goals.high[0])
    amount, direction = float(goals.target[0]), float(goals.direction[0])
    if subject.target.form is not Form.GROWTH:
        return _edges(amount, direction)
    ends = np.array([january])
    before = float(levels.total(np.array([subject.series]), ends - MONTHS_OF["year"], ends)[0])
    return _edges(before * (1 + amount), direction) if before > 0 else None


def _edges(amount: float, direction: float) -> tuple[float, float] | None:
    return (amount, np.inf) if direction > 0 else (-np.inf, amount) if direction < 0 else None


def _begins(levels: Levels, subject: Subject, *, flow: bool) -> float:
    """The instant from which the target applies: as declared, else from the end of the baseline, else from the first figure.

    Growth counts from a year after the first figure, because there is none before.
    """
    target = subject.target
    if target.start:
        return _first(target.start)
    if target.baseline_period:
        return target.baseline_period.last
    times = levels.boundaries(subject.series) if flow else levels.time[levels.series == subject.series]
    if not len(times):
        return np.inf
    first = float(times[0]) if flow else float(times[0]) - MONTHS_OF[target.every or "year"]
    return first + MONTHS_OF["year"] if target.form is Form.GROWTH else first


def _first(day: date) -> float:
    return Period(day, day).first


def _ends(begin: float, deadline: float, months: int) -> Floats:
    """The ends of the calendar's periods of this many months that begin at or after an instant and end by the deadline."""
    first = np.ceil(begin / months - 1e-9) * months + months
    return np.arange(first, deadline + 1e-9, months, dtype=np.float64) if np.isfinite(begin) else np.array([])


def _stated_goal(target: Target) -> StatedGoals:
    """The target of one period: an amount, or the rate of growth itself."""
    rate = target.form is Form.GROWTH
    return StatedGoals(
        form=np.array([Form.LEVEL if rate else target.form], dtype="<U8"),
        amount=np.array([target.change if rate else target.goal]),
        to=np.array([target.to]),
        change=np.array([target.change]),
        direction=np.array([float(target.direction or 1)]),
        strict=np.array([target.strict]),
        slack=np.array([target.slack]),
    )
