"""What a chart of one target draws: its levels, its paths and the projection as points in time.

A time is counted in years at their ends: the year 2024 ends at 2024, January-September 2025 at 2024.75.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from tracker.methods import forecast
from tracker.values.display import numbers
from tracker.values.periods import MONTHS, instant
from tracker.words.texts import charts

if TYPE_CHECKING:
    from datetime import date

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.forecast import Basis

    Point = tuple[float, float]  # a time, and an amount in the target's own unit

STEPS = 24  # of a curve


def end_of(day: date) -> float:
    """A day as a time: the end of 2024 is 2024."""
    return instant(day) / MONTHS - 1


def planned_path(detail: TargetDetail) -> list[Point]:
    """The path from the baseline over the milestones to the target; empty where one of its ends is not known."""
    return [(end_of(day), value) for day, value in detail.planned]


def required_path(detail: TargetDetail) -> list[Point]:
    """What the end of each year must show from the latest level on, at a constant yearly change; empty where nothing is required."""
    if not detail.to_come or not detail.series:
        return []
    latest = detail.series[-1]
    return [(end_of(latest.date), latest.value), *((end_of(each.date), each.linear) for each in detail.to_come)]


def projection(detail: TargetDetail) -> list[tuple[float, float, float]]:
    """Where the pace leads from the latest level to the deadline: times, each with the level at a constant increase and at a constant rate.

    Empty once the deadline has passed, and where there is no pace. Where a constant rate is undefined both levels are the same. A number
    of things is nowhere below zero.
    """
    row = detail.result
    line_end, curve_end = row.landing_linear, row.landing_compound
    due = row.deadline is not None and row.deadline >= detail.as_of
    if not due or line_end is None or row.latest is None or row.latest_date is None or row.deadline is None:
        return []
    start, end, level = end_of(row.latest_date), end_of(row.deadline), row.latest
    least = 0.0 if row.counts_things else -math.inf
    points = []
    for step in range(STEPS + 1):
        share = step / STEPS
        line = max(least, level + (line_end - level) * share)
        points.append((start + (end - start) * share, line, line if curve_end is None else level * (curve_end / level) ** share))
    return points


def likely_fan(detail: TargetDetail) -> list[tuple[float, float, float]]:
    """Where the series will probably lie from the latest level to the deadline: times, each with the ends of the range of 80 in 100.

    Empty where there is no chance.
    """
    row, basis = detail.result, detail.result.forecast.basis
    if basis is None or row.latest is None or row.latest_date is None or row.deadline is None:
        return []
    start, end = end_of(row.latest_date), end_of(row.deadline)
    shares = np.linspace(0, 1, STEPS + 1)
    low, high = forecast.fan(row.latest, _drift_of(row.latest, basis), basis.years * shares)
    return list(zip((start + (end - start) * shares).tolist(), low.tolist(), high.tolist(), strict=True))


def _drift_of(latest: float, basis: Basis) -> forecast.Drift:
    """The drift that an assessment found, as the method has it."""
    odds, level = np.array([basis.odds]), np.array([latest])
    unsure = (basis.deviation**2 - basis.spread**2 * basis.years) / basis.years**2
    found = (basis.span, basis.own_growth, basis.usual_growth, basis.own_weight, basis.growth, basis.spread, basis.degrees, unsure)
    return forecast.Drift(odds, forecast.to_scale(level, odds), *(np.array([each]) for each in found))


def milestones(detail: TargetDetail) -> list[Point]:
    """The levels that are planned on the way."""
    return [(end_of(each.by), each.target) for each in detail.milestones]


def is_rank(detail: TargetDetail) -> bool:
    """Whether its levels are places, of which the first stands above."""
    return detail.result.kind == "rank"


def unit_words(detail: TargetDetail) -> str:
    """What the amounts of a chart are counted in."""
    return charts.CHART_PLACES if is_rank(detail) else numbers.unit_name(detail.result.unit)


def target_ends(detail: TargetDetail) -> list[float]:
    """The levels at which the target is drawn: the one that is stated and, of a range or a band, its other end."""
    return [each for each in (detail.result.target, detail.result.target_to) if each is not None]


def binding_ends(detail: TargetDetail) -> list[float]:
    """What applies in each period: an amount, the two edges of a band, or a rate of growth in percent; the lower one first."""
    if detail.result.target is None:
        return [detail.target.change * 100]
    return sorted(target_ends(detail))
