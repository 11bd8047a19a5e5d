"""docs/methods.md read aloud, slowly: the edge rule by walking, every measure with plain numbers, the verdict line by line."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

Edge = tuple[int, int, float]
Measures = dict[str, float | None]


class Way(NamedTuple):
    """One target, and the levels of its series that are known: value and qualifier by time. Times are in months; None is not given."""

    direction: int
    target: float | None
    deadline: float | None
    baseline_time: float | None
    baseline: float | None
    levels: dict[float, tuple[float, str]]
    as_of: float
    milestones: tuple[tuple[float, float], ...] = ()


def totals(edges: Sequence[Edge]) -> dict[int, Fraction]:
    """The edge rule (docs/methods.md §1) for one series: walk from every boundary to all that it is joined with."""
    known: dict[int, Fraction] = {}
    for start in {edge[0] for edge in edges} | {edge[1] for edge in edges}:
        total, waiting = {start: Fraction(0)}, deque([start])
        while waiting:
            here = waiting.popleft()
            for first, last, value in edges:
                for near, there, step in ((first, last, 1), (last, first, -1)):
                    if here == near and there not in total:
                        total[there] = total[here] + step * Fraction(value)
                        waiting.append(there)
        if start + 12 in total:
            known[start + 12] = total[start + 12]
    return known


def start_of(way: Way) -> tuple[float | None, float | None]:
    """The time and the level of the baseline: as declared, else the earliest level."""
    time = min(way.levels, default=None) if way.baseline_time is None else way.baseline_time
    if way.baseline is not None or time not in way.levels:
        return time, way.baseline
    return time, way.levels[time][0]


def measures(way: Way) -> Measures:
    """The measures of docs/methods.md §2; None where undefined."""
    out: Measures = {}
    known, t = {time / 12: value for time, (value, _) in way.levels.items()}, way.target
    t_l, first = max(known, default=None), min(known, default=None)
    level = None if t_l is None else known[t_l]
    start, b = start_of(way)
    t_b, t_t = (None if each is None else each / 12 for each in (start, way.deadline))

    def put(key: str, value: float | None) -> None:
        out[key] = value if value is not None and math.isfinite(value) else None

    def rate(begin: float | None, end: float | None, years: float | None) -> float | None:
        grown = None if years is None or not years else curve(begin, end, 1 / years)
        return None if grown is None or not begin else grown / begin - 1

    def span(begin: float | None, end: float | None) -> float | None:
        return None if begin is None or end is None else end - begin

    gone, left, planned = span(t_b, t_l), span(t_l, t_t), span(t_b, t_t)
    ahead = left if left is not None and left > 0 else None
    plan = planned if planned is not None and planned > 0 else None
    way_to_go = None if b is None or t is None or way.direction * (t - b) <= 0 else t - b
    put("gap", None if level is None or t is None else t - level)
    put("share", None if level is None or not t else level / t)
    put("progress", None if way_to_go is None or level is None or b is None else (level - b) / way_to_go)
    put("elapsed", None if plan is None or gone is None else gone / plan)
    put("growth", rate(b, level, gone))
    amount = None if b is None or level is None or not gone else (level - b) / gone
    put("growth_per_year", amount)
    before = None if t_l is None else known_at(way, t_l * 12 - 12)
    put("growth_1y", None if level is None or not before else level / before - 1)
    put("growth_all", rate(None if first is None else known[first], level, span(first, t_l)))
    put("planned_growth", rate(b, t, plan))
    put("planned_per_year", None if plan is None or b is None or t is None else (t - b) / plan)
    put("required_growth", rate(level, t, ahead))
    needed = None if ahead is None or level is None or t is None else (t - level) / ahead
    put("required_per_year", needed)
    put("acceleration", None if amount is None or needed is None or way.direction * amount <= 0 else needed / amount)
    line, even = expected(way)
    put("expected_linear", line)
    put("expected_compound", even)
    linear = None if amount is None or left is None or level is None else level + amount * left
    compound = None if not gone or left is None or not b or level is None or b <= 0 else curve(level, level * (level / b), left / gone)
    put("landing_linear", linear)
    put("landing_compound", compound)
    put("outcome_linear", None if way_to_go is None or linear is None or b is None else (linear - b) / way_to_go)
    put("outcome_compound", None if way_to_go is None or compound is None or b is None else (compound - b) / way_to_go)
    return out


def known_at(way: Way, time: float) -> float | None:
    """The level at a time, which binary fractions of a day may miss by a hair."""
    return next((value for each, (value, _) in way.levels.items() if abs(each - time) < 1e-6), None)


def curve(begin: float | None, end: float | None, share: float) -> float | None:
    """The level at a share of the way from one to another at an even rate; None for a value <= 0, and beyond what a double holds."""
    if begin is None or end is None or begin <= 0 or end <= 0:
        return None
    try:
        return float(begin * (end / begin) ** share)
    except OverflowError:
        return None


def expected(way: Way) -> tuple[float | None, float | None]:
    """The planned path at the latest level's time: baseline, milestones, target, leg by leg; the last leg is drawn on."""
    start, b = start_of(way)
    if start is None or b is None or way.target is None or way.deadline is None or way.deadline <= start or not way.levels:
        return None, None
    stops = [stop for stop in way.milestones if start < stop[0] < way.deadline]
    legs, now = list(pairwise([(start, b), *stops, (way.deadline, way.target)])), max(way.levels)
    (begin, low), (end, high) = next((leg for leg in legs if now <= leg[1][0]), legs[-1])
    share = (now - begin) / (end - begin)
    return low + (high - low) * share, curve(low, high, share)


def months_ahead(way: Way) -> Measures:
    """How far ahead of both paths the latest level is, on a path without milestones."""
    start, b = start_of(way)
    out: Measures = {"ahead_months_linear": None, "ahead_months_compound": None}
    t, t_t = way.target, way.deadline
    if start is None or b is None or t is None or t_t is None or t_t <= start or t == b or not way.levels:
        return out
    now = max(way.levels)
    level = way.levels[now][0]
    out["ahead_months_linear"] = start + (level - b) / (t - b) * (t_t - start) - now
    if min(b, t, level) > 0:
        out["ahead_months_compound"] = start + math.log(level / b) / math.log(t / b) * (t_t - start) - now
    return out


def judged(way: Way, measured: Measures) -> str:
    """docs/methods.md §4, first match wins."""
    if not way.levels:
        return "no_data"
    start, b = start_of(way)
    before = [time for time in way.levels if way.deadline is None or time <= way.deadline]
    after = [time for time in way.levels if way.deadline is not None and time >= way.deadline]
    if before and meets(way, max(before)):
        return "reached"
    if after and way.target is None:
        return "no_pace"
    if after:
        bound = way.levels[min(after)][1] == ("over" if way.direction > 0 else "under")
        return "undetermined" if bound or meets(way, min(after)) else "missed"
    if way.deadline is None:
        return "open"
    if way.as_of > way.deadline:
        return "awaiting"
    if way.target is None or b is None or start is None or max(way.levels) <= start:
        return "no_pace"
    if way.direction * (b - way.target) >= 0:
        return "off_track"
    outcomes = [each for each in (measured["outcome_linear"], measured["outcome_compound"]) if each is not None]
    if min(outcomes) >= 0.95 - 1e-12:
        return "on_track"
    return "off_track" if max(outcomes) < 0.60 - 1e-12 else "at_risk"


def meets(way: Way, time: float) -> bool:
    """Whether the level at a time meets the target; "almost 10" is not 10."""
    level, qualifier = way.levels[time]
    if way.target is None or (level == way.target and qualifier == ("under" if way.direction > 0 else "over")):
        return False
    return way.direction * (level - way.target) >= 0
