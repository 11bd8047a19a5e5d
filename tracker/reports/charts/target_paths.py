"""What a chart of one target draws: its levels, its paths and the projection as points in time.

A time is counted in years at their ends: the year 2024 ends at 2024, January-September 2025 at 2024.75.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.values.periods import MONTHS, instant
from tracker.words import chart_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.analysis.target_detail import TargetDetail

    Point = tuple[float, float]  # a time, and an amount in the target's own unit

STEPS = 24  # of a curve


def end_of(day: date) -> float:
    """A day as a time: the end of 2024 is 2024."""
    return instant(day) / MONTHS - 1


def paths(detail: TargetDetail) -> dict[str, list[Point]]:
    """The paths that are defined: ``linear`` and ``compound`` as planned, and what is ``required`` from the latest level on."""
    known: dict[str, list[Point]] = {}
    if detail.planned:
        legs = [(end_of(day), value) for day, value in detail.planned]
        known["linear"] = legs
        if "planned_growth" in detail.defined_measures and all(value > 0 for _, value in legs):
            known["compound"] = list(_curved(legs))
    latest = detail.series[-1] if detail.series else None
    if detail.to_come and latest:
        known["required"] = [(end_of(latest.date), latest.value), *((end_of(each.date), each.linear) for each in detail.to_come)]
    return known


def _curved(legs: list[Point]) -> Iterator[Point]:
    for (start, first), (end, last) in pairwise(legs):
        for step in range(STEPS + 1):
            yield start + (end - start) * step / STEPS, first * (last / first) ** (step / STEPS)


def projection(detail: TargetDetail) -> list[tuple[float, float, float]]:
    """Where the pace leads from the latest level to the deadline: times, each with the level at a constant increase and at a constant rate.

    Empty once the deadline has passed, and where there is no pace. Where a constant rate is undefined both levels are the same.
    """
    row = detail.result
    line_end, curve_end = row.landing_linear, row.landing_compound
    due = row.deadline is not None and row.deadline >= detail.as_of
    if not due or line_end is None or row.latest is None or row.latest_date is None or row.deadline is None:
        return []
    start, end, level = end_of(row.latest_date), end_of(row.deadline), row.latest
    points = []
    for step in range(STEPS + 1):
        share = step / STEPS
        line = level + (line_end - level) * share
        points.append((start + (end - start) * share, line, line if curve_end is None else level * (curve_end / level) ** share))
    return points


def milestones(detail: TargetDetail) -> list[Point]:
    """The levels that are planned on the way."""
    return [(end_of(each.by), each.target) for each in detail.milestones]


def is_rank(detail: TargetDetail) -> bool:
    """Whether its levels are places, of which the first stands above."""
    return detail.result.kind == "rank"


def unit_words(detail: TargetDetail) -> str:
    """What the amounts of a chart are counted in."""
    return chart_words.PLACE if is_rank(detail) else detail.result.unit


def target_ends(detail: TargetDetail) -> list[float]:
    """The levels at which the target is drawn: the one that is stated and, of a range or a band, its other end."""
    return [each for each in (detail.result.target, detail.result.target_to) if each is not None]


def binding_ends(detail: TargetDetail) -> list[float]:
    """What applies in each period: an amount, the two edges of a band, or a rate of growth in per cent; the lower one first."""
    if detail.result.target is None:
        return [detail.target.change * 100]
    return sorted(target_ends(detail))
