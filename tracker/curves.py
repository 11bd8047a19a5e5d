"""What a chart of one target draws: the paths and the landing as points on a time axis, and the scale of its amounts.

The time axis counts years at their ends: the year 2024 ends at 2024, January-September 2025 at 2024.75.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.periods import MONTHS, instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.closeup import CloseUp

    Point = tuple[float, float]

STEPS = 24  # of a curve
_ROOM = 1.6  # a landing far beyond the target is cut off at so many times the rest of the picture


def end_of(day: str) -> float:
    """A day on the axis: the end of 2024 is 2024."""
    return instant(date.fromisoformat(day)) / MONTHS - 1


def paths(close: CloseUp) -> dict[str, list[Point]]:
    """The paths that are defined: ``linear`` and ``compound`` as planned, and what is ``needed`` from the latest level on."""
    row, known = close.row, {}
    if None not in {row["baseline"], row["target"], row["deadline"], row["planned_per_year"]}:
        start, end = (end_of(row["baseline_date"]), row["baseline"]), (end_of(row["deadline"]), row["target"])
        stops = [(end_of(day.isoformat()), value) for day, value in close.target.milestones]
        legs = [start, *(stop for stop in stops if start[0] < stop[0] < end[0]), end]
        known["linear"] = legs
        if all(value > 0 for _, value in legs):
            known["compound"] = list(_curved(legs))
    if close.to_come:
        start = (end_of(row["latest_date"]), row["latest"])
        known["needed"] = [start, *((end_of(each["date"]), each["linear"]) for each in close.to_come)]
    return known


def _curved(legs: list[Point]) -> Iterator[Point]:
    for (start, first), (end, last) in pairwise(legs):
        for step in range(STEPS + 1):
            yield start + (end - start) * step / STEPS, first * (last / first) ** (step / STEPS)


def landing(close: CloseUp) -> list[tuple[float, float, float]]:
    """Where the pace since the baseline leads, on both shapes, from the latest level to the deadline."""
    row = close.row
    if not close.to_come or row["landing_linear"] is None:
        return []
    start, end, level = end_of(row["latest_date"]), end_of(row["deadline"]), row["latest"]
    curve = row["landing_compound"]
    told = []
    for step in range(STEPS + 1):
        share = step / STEPS
        line = level + (row["landing_linear"] - level) * share
        told.append((start + (end - start) * share, line, line if curve is None else level * (curve / level) ** share))
    return told


def scale(values: list[float], unit: str) -> tuple[float, str]:
    """A power of ten that makes readable axis labels, and the unit with its scale word."""
    largest = max(map(abs, values))
    power, word = next(((power, word) for power, word in ((12, "tn"), (9, "bn"), (6, "mn")) if largest >= 10**power), (0, ""))
    return 10.0**power, f"{word} {unit}".strip()


def domain(values: list[float], landed: list[float]) -> tuple[float, float]:
    """The range of the vertical axis: zero, all values, and a landing as far as it does not dwarf them; never empty."""
    low, high = min(0.0, *values), max(0.0, *values)
    high = high if high > low else low + 1
    room = (high - low) * (_ROOM - 1)
    return max(min([low, *landed]), low - room), min(max([high, *landed]), high + room) + (high - low) * 0.06
