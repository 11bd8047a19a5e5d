"""Every measure and every verdict against METHODS.md read aloud: one target at a time, with plain numbers, slowly."""

from __future__ import annotations

import math
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import verdict
from tracker.assessment import assess
from tracker.observations import read
from tracker.schema import File
from tracker.tables import records
from tracker.targets import _programme


class Case(NamedTuple):
    """A target and the levels of its series at the ends of years."""

    direction: str
    target: float
    deadline: int | None
    baseline: int | None
    levels: dict[int, float]
    as_of: int


def reference(case: Case) -> dict[str, float | None]:
    """The measures of METHODS §2; None where undefined."""
    d = 1 if case.direction == "increase" else -1
    known = {year + 1.0: value for year, value in case.levels.items() if year <= case.as_of}
    t, t_t = case.target, None if case.deadline is None else case.deadline + 1.0
    out: dict[str, float | None] = {}
    t_l = max(known, default=None)
    level = None if t_l is None else known[t_l]
    t_b = min(known, default=None) if case.baseline is None else case.baseline + 1.0
    b = None if t_b is None else known.get(t_b)

    def put(key: str, value: float | None) -> None:
        out[key] = value if value is not None and math.isfinite(value) else None

    def rate(first: float | None, last: float | None, years: float | None) -> float | None:
        if None in (first, last, years) or first <= 0 or last <= 0 or years == 0:  # type: ignore[operator]
            return None
        return float((last / first) ** (1 / years) - 1)  # type: ignore[operator]

    def span(start: float | None, end: float | None) -> float | None:
        return None if start is None or end is None else end - start

    gone, left, planned = span(t_b, t_l), span(t_l, t_t), span(t_b, t_t)
    ahead = left if left is not None and left > 0 else None
    plan = planned if planned is not None and planned > 0 else None
    way = None if b is None or d * (t - b) <= 0 else t - b
    put("gap", None if level is None else t - level)
    put("share", None if level is None or t == 0 else level / t)
    put("progress", None if way is None or level is None else (level - b) / way)  # type: ignore[operator]
    put("elapsed", None if plan is None or gone is None else gone / plan)
    put("growth", rate(b, level, gone))
    amount = None if b is None or level is None or not gone else (level - b) / gone
    put("growth_per_year", amount)
    before = None if t_l is None else known.get(t_l - 1)
    put("growth_1y", None if not before else level / before - 1)  # type: ignore[operator]
    first = min(known, default=None)
    put("growth_all", rate(None if first is None else known[first], level, span(first, t_l)))
    put("planned_growth", rate(b, t, plan))
    put("planned_per_year", None if plan is None or b is None else (t - b) / plan)
    put("required_growth", rate(level, t, ahead))
    needed = None if ahead is None or level is None else (t - level) / ahead
    put("required_per_year", needed)
    put("acceleration", None if amount is None or needed is None or d * amount <= 0 else needed / amount)
    share = out["elapsed"]
    put("expected_linear", None if share is None or b is None else b + (t - b) * share)
    put("expected_compound", None if share is None or b is None or b <= 0 or t <= 0 else b * (t / b) ** share)
    plan_time = None if b is None or plan is None or t == b or level is None else (level - b) / (t - b) * plan
    put("ahead_months_linear", None if plan_time is None else 12 * (t_b + plan_time - t_l))  # type: ignore[operator]
    even = b is not None and level is not None and b > 0 and t > 0 and level > 0 and plan is not None and t != b
    put("ahead_months_compound", 12 * (t_b + math.log(level / b) / math.log(t / b) * plan - t_l) if even else None)  # type: ignore[operator]
    linear = None if amount is None or left is None else level + amount * left  # type: ignore[operator]
    compound = None
    if b is not None and level is not None and gone and left is not None and b > 0 and level > 0:
        compound = level * (level / b) ** (left / gone)
    put("landing_linear", linear)
    put("landing_compound", compound)
    put("outcome_linear", None if way is None or linear is None else (linear - b) / way)  # type: ignore[operator]
    put("outcome_compound", None if way is None or compound is None else (compound - b) / way)
    return out


def judged(case: Case, measured: dict[str, float | None]) -> str:
    """METHODS §3, first match wins."""
    d = 1 if case.direction == "increase" else -1
    known = {year: value for year, value in case.levels.items() if year <= case.as_of}
    if not known:
        return "no_data"

    def meets(value: float) -> bool:
        return d * (value - case.target) >= 0

    latest = max(known)
    before = [year for year in known if case.deadline is None or year <= case.deadline]
    after = [year for year in known if case.deadline is not None and year >= case.deadline]
    if before and meets(known[max(before)]):
        return "reached"
    if after:
        return "undetermined" if meets(known[min(after)]) else "missed"
    if case.deadline is None:
        return "open"
    if case.as_of > case.deadline:
        return "awaiting"
    start = min(known) if case.baseline is None else case.baseline
    if start not in known or latest <= start:
        return "no_pace"
    if meets(known[start]):
        return "off_track"
    outcomes = [each for each in (measured["outcome_linear"], measured["outcome_compound"]) if each is not None]
    if min(outcomes) >= 0.95 - 1e-12:
        return "on_track"
    return "off_track" if max(outcomes) < 0.60 - 1e-12 else "at_risk"


def computed(case: Case) -> dict[str, Any]:
    declared: dict[str, Any] = {"kind": "stock", "unit": "x", "target": repr(case.target), "direction": case.direction}
    declared |= {key: str(value) for key, value in (("by", case.deadline), ("baseline", case.baseline)) if value is not None}
    programme = _programme("t.yaml", None, File.model_validate({"targets": {"t": declared}}), frozenset())
    rows = "".join(f"t,{year},{value!r}\n" for year, value in case.levels.items())
    figures, problems = read(f"target,period,value\n{rows}".encode(), "o.csv", programme)
    assert problems == []
    return records(assess(programme, figures, date(case.as_of, 12, 31)))[0]


amounts = st.one_of(st.sampled_from([0.0, 1.0, 10.0, 50.0, 95.0, 100.0]), st.floats(-50, 500).map(lambda value: round(value, 1)))
cases = st.builds(
    Case,
    st.sampled_from(["increase", "decrease"]),
    amounts,
    st.one_of(st.none(), st.integers(2021, 2030)),
    st.one_of(st.none(), st.integers(2015, 2020)),
    st.dictionaries(st.integers(2015, 2029), amounts, max_size=8),
    st.integers(2018, 2030),
).filter(lambda case: case.deadline is None or not case.levels or case.deadline > min(case.levels))


@given(cases)
def test_the_same_measures_and_the_same_verdict(case: Case) -> None:
    row, expected = computed(case), reference(case)
    for key, value in expected.items():
        if value is None:
            assert row[key] is None, key
        else:
            assert row[key] == pytest.approx(value, rel=1e-9, abs=1e-9), key
    assert row["status"] == judged(case, expected)


def test_the_reference_reaches_every_status() -> None:
    rng = np.random.default_rng(7)
    seen = set()
    for _ in range(3000):
        years = rng.choice(np.arange(2015, 2030), size=rng.integers(0, 8), replace=False).tolist()
        levels = {int(year): float(rng.integers(1, 200)) for year in years}
        case = Case(
            "increase", 100.0, int(rng.integers(2021, 2031)) if rng.random() < 0.9 else None, None, levels, int(rng.integers(2018, 2031))
        )
        seen.add(judged(case, reference(case)))
    assert seen == set(verdict.STATUS_OF.values())
