"""What a chart of one target draws: the paths and the landing as points on a time axis, the scale of its amounts, and its words.

The time axis counts years at their ends: the year 2024 ends at 2024, January-September 2025 at 2024.75.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.reports.charts.theme import AT, HEIGHT, INK, PAPER, TARGET, WIDTH, points
from tracker.values.periods import MONTHS, instant
from tracker.words import sentences, target_prose
from tracker.words.target_wording import name_amount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.analysis.target_detail import TargetDetail
    from tracker.reports.charts.theme import Point, Spec

    Said = tuple[str, Point, Spec]  # words, their mark, and where they stand beside it


STEPS = 24  # of a curve
_MOST_TICKS = 6
_ROOM = 1.6  # a landing far beyond the target is cut off at so many times the rest of the picture


def end_of(day: date) -> float:
    """A day on the axis: the end of 2024 is 2024."""
    return instant(day) / MONTHS - 1


def paths(detail: TargetDetail) -> dict[str, list[Point]]:
    """The paths that are defined: ``linear`` and ``compound`` as planned, and what is ``needed`` from the latest level on."""
    known: dict[str, list[Point]] = {}
    if detail.planned:
        legs = [(end_of(day), value) for day, value in detail.planned]
        known["linear"] = legs
        if "planned_growth" in detail.defined_measures and all(value > 0 for _, value in legs):
            known["compound"] = list(_curved(legs))
    latest = detail.series[-1] if detail.series else None
    if detail.to_come and latest:
        known["needed"] = [(end_of(latest.date), latest.value), *((end_of(each.date), each.linear) for each in detail.to_come)]
    return known


def _curved(legs: list[Point]) -> Iterator[Point]:
    for (start, first), (end, last) in pairwise(legs):
        for step in range(STEPS + 1):
            yield start + (end - start) * step / STEPS, first * (last / first) ** (step / STEPS)


def landing(detail: TargetDetail) -> list[tuple[float, float, float]]:
    """Where the pace since the baseline leads, on both shapes, from the latest level to the deadline."""
    row = detail.result
    line_end, curve_end = row.landing_linear, row.landing_compound
    if not detail.to_come or line_end is None or row.latest is None or row.latest_date is None or row.deadline is None:
        return []
    start, end, level = end_of(row.latest_date), end_of(row.deadline), row.latest
    points = []
    for step in range(STEPS + 1):
        share = step / STEPS
        line = level + (line_end - level) * share
        points.append((start + (end - start) * share, line, line if curve_end is None else level * (curve_end / level) ** share))
    return points


def is_rank(detail: TargetDetail) -> bool:
    """Whether its levels are places, of which the first stands above."""
    return detail.result.kind == "rank"


def unit_words(detail: TargetDetail) -> str:
    """What the amounts of a chart are counted in."""
    return sentences.CHART_LABELS["place"] if is_rank(detail) else detail.result.unit


def goal_words(detail: TargetDetail) -> str:
    """The target as it was stated: of a range or a band both ends, of a growth that applies in each period its own words."""
    return name_amount(detail.result)


def goal_ends(detail: TargetDetail) -> list[float]:
    """The levels at which the target is drawn: the one that is stated and, of a range or a band, its other end."""
    return [each for each in (detail.result.target, detail.result.target_to) if each is not None]


def scale(values: list[float], unit: str) -> tuple[float, str]:
    """A power of ten that makes readable axis labels, and the unit with its scale word."""
    largest = max(map(abs, values))
    power, word = next(((power, word) for power, word in ((12, "tn"), (9, "bn"), (6, "mn")) if largest >= 10**power), (0, ""))
    return 10.0**power, f"{word} {unit}".strip()


def places(values: list[float]) -> tuple[float, float]:
    """The range of an axis of places: from the first one to the last that is drawn, with some room on both sides."""
    last = max(2.0, *values)
    room = (last - 1) * 0.06
    return 1 - room, last + room


def place_ticks(last: float) -> list[int]:
    """The places that an axis names: the first one, then round numbers."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, *(10**power for power in range(3, 16))) if last / step <= _MOST_TICKS)
    return sorted({1, *range(step, int(last) + 1, step)})


def domain(values: list[float], landed: list[float]) -> tuple[float, float]:
    """The range of the vertical axis: zero, all values, and a landing as far as it does not dwarf them; never empty."""
    low, high = min(0.0, *values), max(0.0, *values)
    high = high if high > low else low + 1
    room = (high - low) * (_ROOM - 1)
    return max(min([low, *landed]), low - room), min(max([high, *landed]), high + room) + (high - low) * 0.06


_LINE, _TOUCHING = 24, 8  # pixels: of a line of words beside its mark, and of a line that goes through the mark itself
_LETTER, _LONGEST, _MARK = 6.5, 380, 10  # pixels
_MOST = 1.4  # how much longer an axis may become for the sake of words


def latest(detail: TargetDetail, at: Point, across: Point, upright: Point) -> tuple[Said, float]:
    """The latest level in words beside its mark, where no way leads, and the end of the horizontal axis, which must have room for them.

    They stand to the right, and to the left where the pace leads back; ``across`` and ``upright`` are where the axes begin and end.
    """
    row, text = detail.result, sentences.CHART_LABELS["latest"].format_map(target_prose.words(detail.result))
    (begin, end), room = across, min(_LETTER * len(text), _LONGEST) + _MARK
    pixel = WIDTH / (end - begin)
    stretched = (at[0] * WIDTH - begin * room) / (WIDTH - room)
    space = (at[0] - begin) * pixel > room
    back = bool(detail.to_come) and row.landing_linear is not None and (row.landing_linear - at[1]) * row.sign < 0
    left = space and (back or ((end - at[0]) * pixel < room and (stretched - begin) > _MOST * (end - begin)))
    turned = -1 if is_rank(detail) else 1  # of places the first stands above, and so the axis is turned
    low, high = sorted(turned * end for end in upright)
    below = _below(row.sign * turned, turned * at[1], [turned * end for end in goal_ends(detail)], (low, high))
    place = {"align": "right", "dx": -6} if left else {"align": "left", "dx": 6}
    place |= {"dy": 10 if below else -10, "baseline": "top" if below else "bottom", "colour": INK}
    return (text, at, place), end if left else max(end, stretched)


def _below(sign: int, level: float, goals: list[float], upright: Point) -> bool:
    """Whether words stand below their mark: where the ways lead upwards, unless the axis or the target would be in their way."""
    low, high = upright
    pixel = HEIGHT / (high - low)
    deep = (level - low) * pixel <= _LINE
    below = sign > 0 and not deep
    apart = [(level - goal) * pixel * (1 if below else -1) for goal in goals]
    return not below and not deep if any(_TOUCHING < each < _LINE for each in apart) else below


def goal(detail: TargetDetail, span: Point) -> Iterator[Said]:
    """The target in words, at the beginning, where no way has come to it yet; of a band above its upper edge."""
    ends = goal_ends(detail)
    if ends:
        fields = target_prose.words(detail.result) | {"target": goal_words(detail)}
        said = sentences.CHART_LABELS["target" if detail.result.deadline else "target_open"].format_map(fields)
        place = {"align": "left", "dx": 10, "dy": -9, "baseline": "middle", "weight": "bold", "colour": TARGET}
        yield said, (span[0], min(ends) if is_rank(detail) else max(ends) if detail.result.goal == "band" else ends[0]), place


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
