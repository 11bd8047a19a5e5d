from __future__ import annotations

import math
import statistics
import time
from typing import Any

import numpy as np
import pytest
from conftest import published
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.methods import forecast as f
from tracker.values.arrays import Bools, Floats

CASES = published("forecast_probability.csv")


def known(*series: list[tuple[float, float]]) -> f.Known:
    """The known levels of some targets, each a list of times and levels."""
    begin = np.cumsum([0, *map(len, series)]).astype(np.int64)
    pairs = [pair for each in series for pair in each]
    return f.Known(begin, np.array([time for time, _ in pairs], dtype=float), np.array([level for _, level in pairs], dtype=float))


def column(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


def flags(*values: bool) -> Bools:
    return np.array(values, dtype=bool)


def drift_of(series: list[tuple[float, float]], *, flow: bool = True, percent: bool = False, direction: float = 1.0) -> f.Drift:
    usual = f.usual_growth(flags(flow), column(direction))
    return f.estimate(known(series), flags(percent), flags(flow), usual)


def stated(rows: list[dict[str, str]], key: str) -> Floats:
    return column(*(float(row[key]) for row in rows))


def worked_out(rows: list[dict[str, str]]) -> tuple[f.Drift, Floats, Floats, Floats]:
    """The drift of some cases as published, and the target, the years ahead and the direction of each."""
    levels = known(
        *(list(zip(map(float, row["years"].split()), map(float, row["levels"].split()), strict=True)) for row in rows),
    )
    direction = column(*(1.0 if row["direction"] == "increase" else -1.0 for row in rows))
    flow, percent = (flags(*(row[key] == value for row in rows)) for key, value in (("class", "flow"), ("percent", "1")))
    drift = f.estimate(levels, percent, flow, f.usual_growth(flow, direction))
    return drift, stated(rows, "target"), stated(rows, "deadline") - levels.last(levels.time), direction


def test_chances_and_ranges_as_published() -> None:
    drift, target, ahead, direction = worked_out(CASES)
    np.testing.assert_allclose(f.chance(drift, target, ahead, direction), stated(CASES, "probability"), rtol=0, atol=0.004)
    for key, found in zip(("likely_low", "likely_mid", "likely_high"), drift.likely(ahead), strict=True):
        np.testing.assert_allclose(found, stated(CASES, key), rtol=0.01)
    np.testing.assert_allclose(drift.weight, stated(CASES, "own_weight"), rtol=0, atol=1e-6)


def test_turnover_as_in_the_study() -> None:
    drift = drift_of([(2019, 3), (2021, 3), (2023, 4.6), (2024, 4.39), (2025, 4.3), (2026, 4.97)])
    ahead = column(5)
    assert f.chance(drift, column(10), ahead, column(1))[0] == pytest.approx(0.121, abs=5e-4)
    low, mid, high = (each[0] for each in drift.likely(ahead))
    assert (round(low, 2), round(mid, 2), round(high, 1)) == (4.14, 6.58, 10.5)
    assert drift.weight[0] == pytest.approx(0.07, abs=1e-3)
    assert drift.spread[0] == pytest.approx(0.145, abs=5e-4)
    assert drift.own[0] == pytest.approx(0.072, abs=5e-4)


def slowly(row: dict[str, str]) -> float:
    """docs/methods.md §6 with plain numbers, but for Student's t."""
    times, levels = ([float(each) for each in row[key].split()] for key in ("years", "levels"))
    target, ahead, d = float(row["target"]), float(row["deadline"]) - times[-1], 1 if row["direction"] == "increase" else -1
    percent, flow = row["percent"] == "1", row["class"] == "flow"

    def scale(y: float) -> float:
        return math.log((y + 0.5) / (100.5 - y)) if percent else math.log(y)

    m0, omega, s0, nu0 = (0.055 * d, 0.015, 0.17, 3.0) if flow else (0.010 if d > 0 else 0.0, 0.025, 0.05, 0.5)
    z = [scale(y) for y in levels]
    tau, k = times[-1] - times[0], len(z) - 1
    mu = (z[-1] - z[0]) / tau
    rss = sum((z[n + 1] - z[n]) ** 2 / (times[n + 1] - times[n]) for n in range(k)) - tau * mu**2
    q = s0**2 / (s0**2 + omega**2 * tau)
    s2 = (nu0 * s0**2 + rss + q * tau * (mu - m0) ** 2) / (nu0 + k)
    w = omega**2 / (omega**2 + s2 / tau)
    m = m0 + w * (mu - m0)
    t = d * (m * ahead - (scale(target) - z[-1])) / math.sqrt(s2 * ahead + ahead**2 * omega**2 * (1 - w))
    v = nu0 + k
    wallace = math.copysign((8 * v + 1) / (8 * v + 3) * math.sqrt(v * math.log(1 + t**2 / v)), t)
    return min(0.98, max(0.02, statistics.NormalDist().cdf(wallace)))


def test_columns_give_what_plain_numbers_give() -> None:
    drift, target, ahead, direction = worked_out(CASES)
    np.testing.assert_allclose(f.chance(drift, target, ahead, direction), [slowly(row) for row in CASES], rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("degrees", "t", "exact"), [(2, 1.0, 0.788675), (2, 3.0, 0.952267), (4, 1.0, 0.813050), (4, 2.5, 0.966617), (8, 1.397, 0.9)]
)
def test_wallaces_formula_is_close_to_students_t(degrees: float, t: float, exact: float) -> None:
    tolerance = 0.0025 if degrees < 4 else 0.0006
    assert f.student(column(t), column(degrees))[0] == pytest.approx(exact, abs=tolerance)
    assert f.student(column(-t), column(degrees))[0] == pytest.approx(1 - exact, abs=tolerance)


@given(st.floats(0.5, 40))
def test_nine_tenths_lie_below_the_upper_end(degrees: float) -> None:
    upper = f.student_upper(column(degrees))
    assert f.student(upper, column(degrees))[0] == pytest.approx(0.9, abs=1e-9)


LEVEL = st.floats(0.1, 1e6)
SERIES = st.lists(LEVEL, min_size=2, max_size=8).map(lambda levels: [(2000.0 + n, level) for n, level in enumerate(levels)])


@given(SERIES, LEVEL, LEVEL, st.floats(0.25, 10), st.booleans(), st.sampled_from([1.0, -1.0]))
def test_a_more_ambitious_target_is_never_likelier(
    series: Any, one: float, other: float, ahead: float, flow: bool, direction: float
) -> None:
    drift = drift_of(series, flow=flow, direction=direction)
    nearer, farther = (min(one, other), max(one, other)) if direction > 0 else (max(one, other), min(one, other))
    near, far = (f.chance(drift, column(target), column(ahead), column(direction))[0] for target in (nearer, farther))
    assert f.LEAST <= far <= near <= f.MOST


@given(SERIES, LEVEL, st.floats(0.25, 10), st.floats(1e-6, 1e9), st.booleans())
def test_the_unit_makes_no_difference(series: Any, target: float, ahead: float, factor: float, flow: bool) -> None:
    own, scaled = drift_of(series, flow=flow), drift_of([(time, level * factor) for time, level in series], flow=flow)
    chances = [
        f.chance(own, column(target), column(ahead), column(1))[0],
        f.chance(scaled, column(target * factor), column(ahead), column(1))[0],
    ]
    assert chances[0] == pytest.approx(chances[1], abs=1e-6)
    for here, there in zip(own.likely(column(ahead)), scaled.likely(column(ahead)), strict=True):
        assert there[0] == pytest.approx(here[0] * factor, rel=1e-6)


@given(SERIES, st.floats(0.25, 9), st.booleans())
def test_the_range_holds_its_middle_and_widens_with_time(series: Any, ahead: float, flow: bool) -> None:
    drift = drift_of(series, flow=flow)
    low, mid, high = (each[0] for each in drift.likely(column(ahead)))
    assert low < mid < high
    later_low, _, later_high = (each[0] for each in drift.likely(column(ahead + 1)))
    assert math.log(later_high / later_low) > math.log(high / low)


@given(SERIES, st.floats(0.25, 10))
def test_ten_of_a_hundred_futures_lie_beyond_each_end_of_the_range(series: Any, ahead: float) -> None:
    drift = drift_of(series)
    low, _, high = drift.likely(column(ahead))
    assume(np.isfinite(high[0]) and low[0] > 0)
    assert f.chance(drift, high, column(ahead), column(1))[0] == pytest.approx(0.1, abs=1e-6)
    assert f.chance(drift, low, column(ahead), column(-1))[0] == pytest.approx(0.1, abs=1e-6)
    assert f.chance_within(drift, low, high, column(ahead))[0] == pytest.approx(0.8, abs=1e-6)


@given(st.lists(st.floats(0, 100), min_size=2, max_size=6), st.floats(0.25, 10))
def test_a_percentage_stays_one(levels: list[float], ahead: float) -> None:
    drift = drift_of([(2000.0 + n, level) for n, level in enumerate(levels)], flow=False, percent=True)
    low, mid, high = (each[0] for each in drift.likely(column(ahead)))
    assert 0 <= low <= mid <= high <= 100


@given(SERIES)
def test_the_growth_that_is_expected_lies_between_the_own_and_the_usual_one(series: Any) -> None:
    drift = drift_of(series)
    assert 0 <= drift.weight[0] <= 1
    assert min(drift.own[0], drift.usual[0]) - 1e-12 <= drift.growth[0] <= max(drift.own[0], drift.usual[0]) + 1e-12


def test_what_is_not_known_gives_no_chance() -> None:
    levels = known([], [(2024, 3.0)], [(2023, 3.0), (2024, 0.0)], [(2023, 3.0), (2024, 4.0)])
    nothing, one = flags(*[False] * 4), column(*[1.0] * 4)
    drift = f.estimate(levels, nothing, nothing, f.usual_growth(nothing, one))
    assert np.isnan(f.chance(drift, one * 5, one, one)).tolist() == [True, True, True, False]
    assert np.isnan(drift.likely(one)[1]).tolist() == [True, True, True, False]
    assert levels.count.tolist() == [0, 1, 2, 2]
    assert levels.all(levels.level > 0).tolist() == [True, True, False, True]


def test_chances_are_kept_within_what_the_past_can_say() -> None:
    drift = drift_of([(2023, 3.0), (2024, 3.1)])
    chances = [f.chance(drift, column(target), column(1), column(1))[0] for target in (0.001, 1e9)]
    assert chances == [0.98, 0.02]


def test_ten_thousand_targets_take_less_than_a_tenth_of_a_second() -> None:
    rows = CASES * (10_000 // len(CASES))
    worked_out(rows)

    def took() -> float:
        began = time.process_time()
        drift, target, ahead, direction = prepared
        usual = f.usual_growth(flow, direction)
        found = f.estimate(levels, drift.percent, flow, usual)
        f.chance(found, target, ahead, direction)
        found.likely(ahead)
        return time.process_time() - began

    prepared = worked_out(rows)
    flow = flags(*(row["class"] == "flow" for row in rows))
    levels = known(*(list(zip(map(float, row["years"].split()), map(float, row["levels"].split()), strict=True)) for row in rows))
    assert min(took() for _ in range(5)) < 0.1


def year(months: float, total: float, share: float, trailing: float) -> f.YearSoFar:
    return f.YearSoFar(column(months), column(total), column(share), column(trailing))


SHARES = [case for case in published("ytd_outturn.csv") if case["exp_share"]]


@pytest.mark.parametrize("case", SHARES, ids=lambda case: case["id"])
def test_a_whole_year_of_months_would_be_their_share_alone(case: dict[str, str]) -> None:
    """As the months go by, the outturn leaves the trailing twelve months for what the mean share of those months says."""
    history = [pair.split(":")[1].split("/") for pair in case["history_year:ytd/full"].split(";")]
    share = statistics.fmean(float(part) / float(whole) for part, whole in history)
    total, months = float(case["ytd_now"]), float(case["months_elapsed"])
    assert total / share == pytest.approx(float(case["exp_share"]), rel=1e-12)
    drift = drift_of([(2023, 5.0), (2024, 5.5), (2025, 6.3)])
    gone, trailing = months / 12, 6.5
    expected = math.sqrt(gone) * math.log(total / share) + (1 - math.sqrt(gone)) * (math.log(trailing) + (1 - gone) * drift.growth[0])
    found = f.outturn(year(months, total, share, trailing), drift)
    assert found.middle[0] == pytest.approx(expected, rel=1e-12)
    assert found.deviation[0] == pytest.approx((1 - gone) * drift.spread[0], rel=1e-12)
    low, mid, high = (each[0] for each in found.likely())
    assert low < mid < high
    assert found.within(column(mid), column(math.inf))[0] == pytest.approx(0.5)
    assert found.within(column(low), column(high))[0] == pytest.approx(0.8)


def test_without_a_share_the_trailing_twelve_months_stay() -> None:
    found = f.outturn(year(9, 3.5, math.nan, 4.8), drift_of([(2023, 5.0), (2024, 5.5), (2025, 6.3)]))
    assert math.exp(found.middle[0]) == pytest.approx(4.8)
    unknown = f.outturn(year(9, 3.5, 0.7, math.nan), drift_of([(2023, 5.0), (2024, 5.5), (2025, 6.3)]))
    assert math.isnan(unknown.middle[0])
