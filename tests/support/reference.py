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


class Stated(NamedTuple):
    """A target as it was stated (docs/methods.md §3); ``direction`` 0 leaves it to the baseline."""

    form: str = "level"
    amount: float | None = None
    to: float | None = None
    change: float | None = None
    direction: int = 1
    strict: bool = False
    slack: float = 0.0


class Aim(NamedTuple):
    """What it comes to: the level that counts, which way leads there (None inside a band), and between what a level may lie."""

    target: float
    direction: int | None
    low: float
    high: float
    band: bool
    strict: bool


class Way(NamedTuple):
    """One target, and the levels of its series that are known: value and qualifier by time. Times are in months; None is not given."""

    stated: Stated
    deadline: float | None
    baseline_time: float | None
    baseline: float | None
    levels: dict[float, tuple[float, str]]
    as_of: float
    milestones: tuple[tuple[float, float], ...] = ()
    kind: str = "stock"
    pace: int | None = None


def aim(way: Way) -> Aim | None:
    """What a target comes to from its baseline; None where that is not known (docs/methods.md §3)."""
    stated, (start, b) = way.stated, start_of(way)
    if stated.form in {"range", "band"}:
        return span(stated, b)
    if stated.form == "level":
        target = stated.amount
    elif b is None or stated.change is None:
        target = None
    elif b <= 0 and stated.form != "points":
        target = None  # nothing is a multiple of it
    elif stated.form == "relative":
        target = digits(stated.change * b)
    elif stated.form == "points":
        target = digits(b + stated.change)
    else:
        target = None if start is None or way.deadline is None else power(b, 1 + stated.change, (way.deadline - start) / 12)
    if target is None:
        return None
    up = stated.direction > 0
    low, high = (digits(target - stated.slack), math.inf) if up else (-math.inf, digits(target + stated.slack))
    return Aim(target, stated.direction, low, high, band=False, strict=stated.strict)


def span(stated: Stated, b: float | None) -> Aim:
    """A range or a band: the end nearer to the baseline counts, of a range that holds the baseline the end that lies ahead."""
    low, high, band = stated.amount or 0.0, stated.to or 0.0, stated.form == "band"
    inside = b is not None and low <= b <= high
    above = b is not None and b > high
    direction: int | None = stated.direction or (-1 if above else 1)
    if band and inside:
        direction = None
    up = direction is None or direction > 0
    target = (high if up else low) if inside and not band else (low if up else high)
    if band:
        return Aim(target, direction, low, high, band, strict=False)
    return Aim(target, direction, target if up else -math.inf, math.inf if up else target, band, strict=False)


def digits(value: float) -> float:
    """The 15 digits of a stated figure."""
    return float(f"{value:.14e}")


def power(b: float, factor: float, years: float) -> float | None:
    """So many years of growth."""
    try:
        return digits(b * factor**years)
    except OverflowError:
        return None


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
    known, goal = {time / 12: value for time, (value, _) in way.levels.items()}, aim(way)
    t = None if goal is None or goal.direction is None else goal.target  # from inside a band no way leads anywhere
    t_l, first = max(known, default=None), min(known, default=None)
    level = None if t_l is None else known[t_l]
    start, b = start_of(way)
    t_b, t_t = (None if each is None else each / 12 for each in (start, way.deadline))
    today = way.as_of / 12

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
    put("gap", None if level is None or goal is None else distance(goal, level))
    put("share", None if level is None or not t else level / t)
    put("progress", way_gone(goal, b, level))
    put("elapsed", None if plan is None or gone is None else gone / plan)
    put("growth", rate(b, level, gone))
    put("growth_per_year", None if b is None or level is None or not gone else (level - b) / gone)
    before = None if t_l is None else known_at(way, t_l * 12 - 12)
    put("growth_1y", None if level is None or not before else level / before - 1)
    put("growth_all", rate(None if first is None else known[first], level, span(first, t_l)))
    to = plan_to(goal, b)
    put("planned_growth", rate(b, to, plan))
    put("planned_per_year", None if plan is None or b is None or to is None else (to - b) / plan)
    due = None if goal is None or level is None else level + distance(goal, level) if goal.band else goal.target
    put("required_growth", rate(level, due, ahead))
    needed = None if ahead is None or level is None or due is None else (due - level) / ahead
    put("required_per_year", needed)
    p_time, p = pace_from(way)
    paced = span(None if p_time is None else p_time / 12, t_l)
    pace = None if p is None or level is None or not paced else (level - p) / paced
    put("pace_growth", rate(p, level, paced))
    put("pace_per_year", pace)
    forward = None if goal is None else needed if goal.band else goal.direction
    put("acceleration", None if pace is None or needed is None or forward is None or forward * pace <= 0 else needed / pace)
    for shape, value in zip(("linear", "compound"), expected(way), strict=True):
        put(f"expected_{shape}", value)
    linear = None if pace is None or left is None or level is None else level + pace * left
    compound = None if not paced or left is None or not p or level is None or p <= 0 else curve(level, level * (level / p), left / paced)
    for shape, landing in (("linear", linear), ("compound", compound)):
        put(f"landing_{shape}", landing)
        put(f"outcome_{shape}", delivered(goal, b, landing))
    put("months_left", None if t_t is None else 12 * (t_t - today))
    put("elapsed_today", None if plan is None or t_b is None else min(1.0, max(0.0, (today - t_b) / plan)))
    still = None if t_t is None or t_t <= today else t_t - today
    put("required_per_year_from_today", None if still is None or level is None or due is None else (due - level) / still)
    return {key: None if undefined_for(way.kind, key) else value for key, value in out.items()}


RATES = {"growth", "growth_1y", "growth_all", "planned_growth", "required_growth", "pace_growth"}
COMPOUND = RATES | {"expected_compound", "ahead_months_compound", "landing_compound", "outcome_compound"}
KEPT = {"gap", "share", "elapsed", "months_left", "elapsed_today"}


def undefined_for(kind: str, key: str) -> bool:
    """A total and a rank have no rates, an event and what binds each period have no pace; of a total nothing is asked from today."""
    if key == "required_per_year_from_today" and kind in {"flow", "cumulative"}:
        return True
    if kind == "recurring" and key in {"gap", "share"}:
        return True
    return (kind in {"cumulative", "rank"} and key in COMPOUND) or (kind in {"event", "recurring"} and key not in KEPT)


def distance(goal: Aim, level: float) -> float:
    """What is missing: T - L; of a band the distance to its nearer edge, 0 inside."""
    if not goal.band:
        return goal.target - level
    return goal.low - level if level < goal.low else goal.high - level if level > goal.high else 0.0


def plan_to(goal: Aim | None, b: float | None) -> float | None:
    """The level that a plan leads to; none from where the target is met already, nor from inside a band."""
    if goal is None or b is None or goal.direction is None:
        return None
    return goal.target if goal.direction * (goal.target - b) > 0 else None


def way_gone(goal: Aim | None, b: float | None, level: float | None) -> float | None:
    """The share of the way that a level has gone; of a band, of the baseline's distance."""
    if goal is None or b is None or level is None:
        return None
    if goal.band:
        return None if distance(goal, b) == 0 else 1 - abs(distance(goal, level)) / abs(distance(goal, b))
    return None if goal.direction is None or goal.direction * (goal.target - b) <= 0 else (level - b) / (goal.target - b)


def delivered(goal: Aim | None, b: float | None, landing: float | None) -> float | None:
    """What a landing delivers; from inside a band, whether it stays there."""
    if goal is not None and goal.direction is None and landing is not None:
        return 1.0 if goal.low <= landing <= goal.high else 0.0
    return way_gone(goal, b, landing)


def pace_from(way: Way) -> tuple[float | None, float | None]:
    """The time and the level from which the pace is measured: the baseline, or the last level so many years before the latest."""
    if way.pace is None:
        return start_of(way)
    if not way.levels:
        return None, None
    old = [time for time in way.levels if time <= max(way.levels) - 12 * way.pace + 1e-6]
    time = max(old, default=min(way.levels))
    return time, way.levels[time][0]


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
    goal = aim(way)
    to = plan_to(goal, b)
    if start is None or b is None or to is None:
        return None, None
    if way.deadline is None or way.deadline <= start or not way.levels:
        return None, None
    stops = [stop for stop in way.milestones if start < stop[0] < way.deadline]
    legs, now = list(pairwise([(start, b), *stops, (way.deadline, to)])), max(way.levels)
    (begin, low), (end, high) = next((leg for leg in legs if now <= leg[1][0]), legs[-1])
    share = (now - begin) / (end - begin)
    return low + (high - low) * share, curve(low, high, share)


def months_ahead(way: Way) -> Measures:
    """How far ahead of both paths the latest level is, on a path without milestones."""
    start, b = start_of(way)
    out: Measures = {"ahead_months_linear": None, "ahead_months_compound": None}
    goal = aim(way)
    t, t_t = plan_to(goal, b), way.deadline
    if start is None or b is None or t is None or t_t is None or t_t <= start or not way.levels:
        return out
    now = max(way.levels)
    level = way.levels[now][0]
    out["ahead_months_linear"] = start + (level - b) / (t - b) * (t_t - start) - now
    if min(b, t, level) > 0:
        out["ahead_months_compound"] = start + math.log(level / b) / math.log(t / b) * (t_t - start) - now
    return {key: None if undefined_for(way.kind, key) else value for key, value in out.items()}


def judged(way: Way, measured: Measures) -> str:
    """docs/methods.md §4, first match wins."""
    if not way.levels:
        return "no_data"
    (start, b), goal = start_of(way), aim(way)
    before = [time for time in way.levels if way.deadline is None or time <= way.deadline]
    after = [time for time in way.levels if way.deadline is not None and time >= way.deadline]
    if before and meets(goal, *way.levels[max(before)]):
        return "reached"
    if after and goal is None:
        return "no_pace"
    if after:
        level = way.levels[min(after)]
        return "undetermined" if meets(goal, *level) or may_meet(goal, *level) else "missed"
    if way.deadline is None:
        return "open"
    if way.as_of > way.deadline:
        return "awaiting"
    if goal is None or b is None or start is None or max(way.levels) <= start or way.kind == "event":
        return "no_pace"
    if goal.direction is not None and goal.direction * (b - goal.target) >= 0:
        return "off_track"
    return by_outcomes(measured)


def by_outcomes(measured: Measures) -> str:
    """The status by what the pace would deliver."""
    outcomes = [each for each in (measured["outcome_linear"], measured["outcome_compound"]) if each is not None]
    if not outcomes:
        return "no_pace"
    if min(outcomes) >= 0.95 - 1e-12:
        return "on_track"
    return "off_track" if max(outcomes) < 0.60 - 1e-12 else "at_risk"


def meets(goal: Aim | None, level: float, qualifier: str = "") -> bool:
    """Whether a level meets a target: strictly where it was stated so, and "almost 10" is not 10."""
    if goal is None:
        return False
    if level == goal.low and (qualifier == "under" or (goal.strict and qualifier != "over")):
        return False
    if level == goal.high and (qualifier == "over" or (goal.strict and qualifier != "under")):
        return False
    return goal.low <= level <= goal.high


def may_meet(goal: Aim | None, level: float, qualifier: str) -> bool:
    """Whether what falls short may still have met it, since it is only a bound: "more than 4" is anything above 4."""
    if goal is None:
        return False
    if not goal.band:
        return qualifier == ("over" if (goal.direction or 1) > 0 else "under")
    return qualifier == ("over" if level < goal.low else "under")


def periods(first: float, deadline: float, months: int) -> list[tuple[int, int]]:
    """The periods of the calendar that begin at or after an instant and end by the deadline."""
    begins = range(0, math.floor(deadline) + 1, months)
    return [(begin, begin + months) for begin in begins if begin >= first - 1e-9 and begin + months <= deadline + 1e-9]


def total_between(edges: Sequence[Edge], begin: int, end: int) -> float | None:
    """The total of a flow between two boundaries, by walking along its figures."""
    total, waiting = {begin: Fraction(0)}, deque([begin])
    while waiting:
        here = waiting.popleft()
        for first, last, value in edges:
            for near, there, step in ((first, last, 1), (last, first, -1)):
                if here == near and there not in total:
                    total[there] = total[here] + step * Fraction(value)
                    waiting.append(there)
    return float(total[end]) if end in total else None


def judged_periods(goal: Aim, values: Sequence[float | None], way: Way, *, observed: bool) -> str:
    """The status of what binds in each period, the oldest first: one missed period is a miss, whatever comes later."""
    over = way.deadline is not None and way.deadline < way.as_of
    if any(value is not None and not meets(goal, value) for value in values):
        return "missed"
    if not observed:
        return "no_data"
    if all(value is None for value in values):
        return "awaiting" if over else "no_pace"
    if values[-1] is not None:
        return "undetermined" if None in values else "reached"
    if not over:
        return "on_track"
    return "undetermined" if None in values[:-1] else "awaiting"
