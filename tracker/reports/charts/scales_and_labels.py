"""What a chart of one target draws: the paths and the landing as points on a time axis, and the scale of its amounts.

The time axis counts years at their ends: the year 2024 ends at 2024, January-September 2025 at 2024.75.


The words on a chart, and where they stand.
"""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.reports.charts.theme import AT, HEIGHT, INK, PAPER, TARGET, WIDTH, points
from tracker.values.periods import MONTHS, instant
from tracker.words import sentences, target_prose
from tracker.words.columns import sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.target_detail import CloseUp

    Point = tuple[float, float]
    from tracker.reports.charts.theme import Spec
    from tracker.words.columns import Row

    Said = tuple[str, Point, Spec]  # words, their mark, and where they stand beside it


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


_LINE, _TOUCHING = 24, 8  # pixels: of a line of words beside its mark, and of a line that goes through the mark itself
_LETTER, _LONGEST, _MARK = 6.5, 380, 10  # pixels
_MOST = 1.4  # how much longer an axis may become for the sake of words


def latest(close: CloseUp, at: Point, across: Point, upright: Point) -> tuple[Said, float]:
    """The latest level in words beside its mark, where no way leads, and the end of the horizontal axis, which must have room for them.

    They stand to the right, and to the left where the pace leads back; ``across`` and ``upright`` are where the axes begin and end.
    """
    row, text = close.row, sentences.CHART_LABELS["latest"].format_map(target_prose.words(close.row))
    (begin, end), room = across, min(_LETTER * len(text), _LONGEST) + _MARK
    pixel = WIDTH / (end - begin)
    stretched = (at[0] * WIDTH - begin * room) / (WIDTH - room)
    space = (at[0] - begin) * pixel > room
    back = bool(close.to_come) and row["landing_linear"] is not None and (row["landing_linear"] - at[1]) * sign(row) < 0
    left = space and (back or ((end - at[0]) * pixel < room and (stretched - begin) > _MOST * (end - begin)))
    below = _below(row, at[1], *upright)
    place = {"align": "right", "dx": -6} if left else {"align": "left", "dx": 6}
    place |= {"dy": 10 if below else -10, "baseline": "top" if below else "bottom", "colour": INK}
    return (text, at, place), end if left else max(end, stretched)


def _below(row: Row, level: float, low: float, high: float) -> bool:
    """Whether words stand below their mark: where the ways lead upwards, unless the axis or the target would be in their way."""
    pixel = HEIGHT / (high - low)
    deep = (level - low) * pixel <= _LINE
    below = sign(row) > 0 and not deep
    apart = math.inf if row["target"] is None else (level - row["target"]) * pixel * (1 if below else -1)
    return not below and not deep if _TOUCHING < apart < _LINE else below


def goal(close: CloseUp, span: Point) -> Iterator[Said]:
    """The target in words, at the beginning, where no way has come to it yet."""
    if close.row["target"] is not None:
        said = sentences.CHART_LABELS["target" if close.row["deadline"] else "target_open"].format_map(target_prose.words(close.row))
        place = {"align": "left", "dx": 10, "dy": -9, "baseline": "middle", "weight": "bold", "colour": TARGET}
        yield said, (span[0], close.row["target"]), place


def words(said: list[Said], scale: float) -> Spec:
    """Words beside their marks, with an edge of the paper's colour around them, so that no line strikes them through."""
    plain = [{**points([at], scale)["values"][0], "weight": "normal", **place, "text": text} for text, at, place in said]
    values = [*({**each, "colour": PAPER, "edge": PAPER} for each in plain), *plain]
    placed = {key: {"expr": f"datum.{key}"} for key in ("align", "baseline", "dx", "dy")}
    return {
        "data": {"values": values},
        "mark": {
            "type": "text",
            "fontSize": 12,
            "strokeWidth": 4,
            "strokeJoin": "round",
            "limit": _LONGEST if any(_LETTER * len(text) > _LONGEST for text, _, _ in said) else 0,  # to limit them takes time
            "fontWeight": {"expr": "datum.weight"},
            **placed,
        },
        "encoding": {
            **AT,
            "text": {"field": "text"},
            "fill": {"field": "colour", "scale": None},
            "stroke": {"field": "edge", "scale": None},
        },
    }
