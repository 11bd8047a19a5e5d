"""Targets that bind in each period: one missed period is a miss, whatever comes before or after it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from conftest import Assess, Load, one
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.assessment import assess
from tracker.methods.recurring import JudgedPeriods
from tracker.methods.verdict import STATUS_OF
from tracker.words.verdict_reasons import missed_periods, reason

NAN = np.nan
VALUES = st.lists(st.sampled_from([NAN, 90.0, 100.0, 110.0]), min_size=1, max_size=8)
AS_OF = st.integers(0, 120).map(float)


def judged(values: list[float], target: float = 100) -> JudgedPeriods:
    known = np.array(values, dtype=np.float64)
    ends = np.array([12.0 * nth for nth in range(1, len(values) + 1)], dtype=np.float64)
    return JudgedPeriods(
        ends, known, np.full(len(values), "", dtype="<U5"), known >= target, known < target, [np.array([], dtype=np.int64)] * len(values)
    )


def status(values: list[float], as_of: float = 1000.0, *, observed: bool = True) -> str:
    return STATUS_OF[judged(values).case(as_of, len(values) * 12.0, observed=observed)]


@given(VALUES, VALUES, AS_OF)
def test_one_missed_period_is_a_miss_whatever_comes_before_or_after(before: list[float], after: list[float], as_of: float) -> None:
    assert status([*before, 90.0, *after], as_of) == "missed"


@given(VALUES, AS_OF)
def test_only_what_was_kept_in_every_period_is_reached(values: list[float], as_of: float) -> None:
    assert (status(values, as_of) == "reached") == all(value >= 100 for value in values)


@pytest.mark.parametrize(
    ("values", "as_of", "said"),
    [
        ([110, 110, 110], 40, "reached"),
        ([110, 110, NAN], 30, "on_track"),
        ([110, NAN, NAN], 40, "undetermined"),
        ([110, 110, NAN], 40, "awaiting"),
        ([NAN, 110, 110], 40, "undetermined"),
        ([NAN, 110, NAN], 30, "on_track"),
        ([NAN, 90, NAN], 30, "missed"),
        ([NAN, NAN, NAN], 30, "no_pace"),
        ([NAN, NAN, NAN], 40, "awaiting"),
    ],
)
def test_the_status_of_what_binds_in_each_period(values: list[float], as_of: float, said: str) -> None:
    assert status(values, as_of) == said


def test_nothing_observed_is_no_data() -> None:
    assert status([NAN, NAN], 10, observed=False) == "no_data"


def periods_of(row: dict[str, object]) -> tuple[object, object, object, object]:
    return row["status"], row["judged_periods"], row["met_periods"], row["missed_periods"]


YEARLY = {"target": "at least 100", "every": "year", "from": 2022, "by": 2025}


def test_the_total_of_each_year_counts_and_not_the_last_twelve_months(assessed: Assess) -> None:
    rows = "t,2022,101,,,,,,,\nt,2023,104,,,,,,,\nt,2024,105,,,,,,,\nt,2024-01/2024-06,60,,,,,,,\nt,2025-01/2025-06,10,,,,,,,\n"
    (row,) = assessed(one("flow", "t", **YEARLY), rows, as_of="2025-09-01")
    assert periods_of(row) == ("on_track", 3, 3, 0)


def test_a_year_from_its_quarters(assessed: Assess) -> None:
    rows = "".join(f"t,2022-Q{quarter},25.5,,,,,,,\n" for quarter in (1, 2, 3, 4))
    (row,) = assessed(one("flow", "t", **YEARLY), rows, as_of="2023-03-01")
    assert periods_of(row) == ("on_track", 1, 1, 0)


def test_each_quarter_of_a_flow_and_each_month_of_a_stock(assessed: Assess) -> None:
    quarters = "t,2025-Q1,30,,,,,,,\nt,2025-Q2,24,,,,,,,\n"
    (row,) = assessed(one("flow", "t", target="at least 25", every="quarter", by=2025), quarters, as_of="2025-09-01")
    assert periods_of(row) == ("missed", 2, 1, 1)
    months = "t,2025-01,30,,,,,,,\nt,2025-02,26,,,,,,,\n"
    (row,) = assessed(one("stock", "jobs", target="at least 25", every="month", by=2025), months, as_of="2025-04-01")
    assert periods_of(row) == ("on_track", 2, 2, 0)


def test_growth_in_each_year(assessed: Assess) -> None:
    rows = "t,2022,100,,,,,,,\nt,2023,107,,,,,,,\nt,2024,113.42,,,,,,,\n"
    (row,) = assessed(one("flow", "t", target="+6 % a year", every="year", baseline=2022, by=2025), rows, as_of="2025-09-01")
    assert periods_of(row) == ("on_track", 2, 2, 0)  # 7 % and exactly 6 %
    (row,) = assessed(one("flow", "t", target="+7 % a year", every="year", baseline=2022, by=2025), rows, as_of="2025-09-01")
    assert periods_of(row) == ("missed", 2, 1, 1)


def test_a_band_in_each_year(assessed: Assess) -> None:
    rows = "t,2022,20.3,,,,,,,\nt,2023,9.8,,,,,,,\nt,2024,5.9,,,,,,,\n"
    (row,) = assessed(one("stock", '"%"', target="within 4-6", every="year", **{"from": 2024}, by=2026), rows, as_of="2025-09-01")
    assert periods_of(row) == ("on_track", 1, 1, 0)
    (row,) = assessed(one("stock", '"%"', target="within 4-6", every="year", **{"from": 2023}, by=2026), rows, as_of="2025-09-01")
    assert periods_of(row) == ("missed", 2, 1, 1)


@pytest.mark.parametrize(
    ("target", "figure", "qualifier", "met", "status"),
    [
        ("more than 3", 3, "over", True, "reached"),
        ("more than 3", 3, "", False, "missed"),
        ("at least 3", 3, "under", False, "missed"),  # almost 3 is not 3
        ("at least 3", 2.9, "over", None, "undetermined"),
        ("at most 3", 3.1, "under", None, "undetermined"),
        ("within 4-6", 6, "over", False, "missed"),
        ("within 4-6", 6, "about", True, "reached"),
    ],
)
@pytest.mark.parametrize("kind", ["stock", "flow"])
def test_a_bound_counts_in_a_period_as_it_does_in_a_level(
    load: Load, kind: str, target: str, figure: float, qualifier: str, met: bool | None, status: str
) -> None:
    programme, figures, problems = load(
        one(kind, target=target, every="year", by=2024, **{"from": 2024}), f"t,2024,{figure},USD,{qualifier},,,,,\n"
    )
    assert problems == []
    (result,) = assess(programme, figures, date(2026, 1, 1))
    assert [(each.met, each.qualifier) for each in result.periods] == [(met, qualifier or None)]
    assert (result.status, result.judged_periods) == (status, 0 if met is None else 1)


def test_a_total_of_parts_is_a_bound_where_a_part_is(load: Load) -> None:
    parts = "a,2024,2,USD,over,,,,,\nb,2024,3,USD,,,,,,\n"
    made = "targets:\n  t: {kind: flow, unit: USD, target: at least 6, every: year, from: 2024, by: 2024, sum: [a, b]}\n"
    programme, figures, problems = load(f"{made}series: {{a: {{kind: flow, unit: USD}}, b: {{kind: flow, unit: USD}}}}\n", parts)
    assert problems == []
    (result,) = assess(programme, figures, date(2026, 1, 1))
    assert [(each.value, each.qualifier, each.met) for each in result.periods] == [(5.0, "over", None)]
    assert reason(result).startswith("It is not known whether the target of at least 6 USD was met in 2024.")


def test_a_rate_that_was_missed_is_never_rounded_to_one_that_was_not(load: Load) -> None:
    programme, figures, _ = load(
        one(target="+6 % a year", every="year", baseline=2023, by=2024), "t,2023,100,USD,,,,,,\nt,2024,105.96,USD,,,,,,\n"
    )
    assert missed_periods(assess(programme, figures, date(2026, 1, 1))[0]) == "2024 (5.9 %)"
