from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from conftest import published
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.methods import measures as m

NAN = math.nan


def number(text: str) -> float:
    return float(text) if text else NAN


def same(left: float, right: float, tolerance: float = 1e-9) -> bool:
    return (math.isnan(left) and math.isnan(right)) or abs(left - right) <= tolerance


@pytest.mark.parametrize("case", published("required_growth.csv"), ids=lambda case: case["id"])
def test_required_growth_as_published(case: dict[str, str]) -> None:
    years = m.still_ahead(float(case["deadline_year"]) - float(case["latest_year"]))
    latest, target = float(case["latest"]), float(case["target"])
    assert same(m.growth(latest, target, years), number(case["exp_required_cagr"]), 1e-12)
    assert same(m.per_year(latest, target, years), number(case["exp_required_abs_per_year"]), 1e-12)


SCORED = [case for case in published("statcan_cif_progress.csv") if case["exp_progress_value"]]


@pytest.mark.parametrize("case", SCORED, ids=lambda case: case["id"])
def test_growth_and_planned_growth_as_statistics_canada_publishes_them(case: dict[str, str]) -> None:
    base, latest = float(case["base_value"]), float(case["current_value"])
    base_year, year, target_year = (float(case[key]) for key in ("base_year", "current_year", "target_year"))
    way = 1 if case["direction"] == "increase" else -1
    published_as = way * m.growth(base, latest, year - base_year)  # what they publish for a series without a target
    if case["target"]:
        published_as /= abs(m.growth(base, float(case["target"]), target_year - base_year))
    assert published_as == pytest.approx(float(case["exp_progress_value"]), abs=float(case["tol_abs"]))


@pytest.mark.parametrize("case", published("method_disagreement.csv"), ids=lambda case: case["series"])
def test_paths_that_disagree_as_published(case: dict[str, str]) -> None:
    base, latest, target = (float(case[key]) for key in ("base", "latest", "target"))
    base_year, year, target_year = (float(case[key]) for key in ("base_year", "latest_year", "target_year"))
    way = 1.0 if case["direction"] == "increase" else -1.0
    gone, left = year - base_year, target_year - year
    ratio = way * m.growth(base, latest, gone) / abs(m.growth(base, target, gone + left))
    assert ratio == pytest.approx(float(case["cagr_ratio"]), abs=1e-9)
    assert m.elapsed(base_year, year, target_year) == pytest.approx(float(case["elapsed_share"]), abs=5e-7)
    assert m.per_year(base, latest, gone) == pytest.approx(float(case["avg_change_per_year_so_far"]), abs=5e-7)
    assert m.per_year(latest, target, m.still_ahead(left)) == pytest.approx(float(case["needed_change_per_year"]), abs=5e-7)
    landing = m.landing_compound(base, latest, gone, left)
    if case["why"] == "base_already_past_target":  # the naive share rises as the value gets worse: it is undefined here
        assert math.isnan(m.progress(base, latest, target, way))
        assert math.isnan(m.progress(base, landing, target, way))
    else:
        assert m.progress(base, latest, target, way) == pytest.approx(float(case["linear_share"]), abs=5e-7)
        assert m.progress(base, landing, target, way) == pytest.approx(float(case["un_ratio"]), abs=5e-7)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (m.gap(10.0, 4.97), 10 - 4.97),
        (m.share(4.97, 10.0), 4.97 / 10),
        (m.share(5.0, 0.0), NAN),
        (m.progress(4.2, 4.97, 10.0, 1.0), (4.97 - 4.2) / (10 - 4.2)),
        (m.progress(80.0, 60.0, 40.0, -1.0), (60 - 80) / (40 - 80)),
        (m.progress(10.0, 11.0, 10.0, 1.0), NAN),
        (m.progress(12.0, 11.0, 10.0, 1.0), NAN),
        (m.progress(-5.0, 0.0, 5.0, 1.0), 5 / 10),
        (m.elapsed(2024.0, 2025.0, 2030.0), 1 / 6),
        (m.elapsed(2024.0, 2025.0, NAN), NAN),
        (m.elapsed(2030.0, 2031.0, 2030.0), NAN),
        (m.growth(4.2, 4.97, 1.0), 4.97 / 4.2 - 1),
        (m.growth(4.97, 10.0, 5.0), (10 / 4.97) ** 0.2 - 1),
        (m.growth(0.0, 5.0, 1.0), NAN),
        (m.growth(5.0, -5.0, 1.0), NAN),
        (m.growth(4.2, 4.97, 0.0), NAN),
        (m.per_year(4.97, 10.0, 5.0), 5.03 / 5),
        (m.per_year(4.97, 10.0, 0.0), NAN),
        (m.still_ahead(0.0), NAN),
        (m.still_ahead(-1.0), NAN),
        (m.yearly(4.97, 4.2), 4.97 / 4.2 - 1),
        (m.yearly(4.97, 0.0), NAN),
        (m.acceleration(1.006, 0.77, 1.0), 1.006 / 0.77),
        (m.acceleration(1.0, 0.0, 1.0), NAN),
        (m.acceleration(1.0, -0.5, 1.0), NAN),
        (m.acceleration(-2.0, -0.5, -1.0), 4.0),
        (m.on_line(4.2, 10.0, 1 / 6), 4.2 + 5.8 / 6),
        (m.on_curve(4.2, 10.0, 1 / 6), 4.2 * (10 / 4.2) ** (1 / 6)),
        (m.on_curve(0.0, 10.0, 0.5), NAN),
        (m.reached_on_line(4.0, 10.0, 7.0), 0.5),
        (m.reached_on_line(4.0, 4.0, 7.0), NAN),
        (m.reached_on_curve(4.0, 16.0, 8.0), 0.5),
        (m.reached_on_curve(4.0, 16.0, 0.0), NAN),
        (m.ahead_months(0.0, 72.0, 0.25, 12.0), 18 - 12),
        (m.landing_linear(4.97, 0.77, 5.0), 4.97 + 0.77 * 5),
        (m.landing_compound(4.2, 4.97, 1.0, 5.0), 4.97 * (4.97 / 4.2) ** 5),
        (m.landing_compound(0.0, 4.97, 1.0, 5.0), NAN),
        (m.years_to_go_linear(4.97, 10.0, 0.77, 1.0), 5.03 / 0.77),
        (m.years_to_go_linear(4.97, 10.0, -0.77, 1.0), NAN),
        (m.years_to_go_linear(4.97, 10.0, 0.1, 1.0), NAN),
        (m.years_to_go_linear(12.0, 10.0, -1.0, 1.0), NAN),
        (m.years_to_go_linear(60.0, 40.0, -4.0, -1.0), 5.0),
        (m.years_to_go_compound(4.0, 16.0, 1.0, 1.0), 2.0),
        (m.years_to_go_compound(4.0, 16.0, -0.1, 1.0), NAN),
        (m.years_to_go_compound(4.0, 16.0, 0.0, 1.0), NAN),
        (m.years_to_go_compound(0.0, 16.0, 0.1, 1.0), NAN),
    ],
)
def test_each_measure_and_where_it_is_undefined(result: float, expected: float) -> None:
    assert isinstance(result, float)
    assert same(result, expected, 1e-12)


FORMULAS: list[tuple[Callable[..., Any], int]] = [
    (m.gap, 2),
    (m.share, 2),
    (m.progress, 4),
    (m.elapsed, 3),
    (m.growth, 3),
    (m.per_year, 3),
    (m.still_ahead, 1),
    (m.yearly, 2),
    (m.acceleration, 3),
    (m.on_line, 3),
    (m.on_curve, 3),
    (m.reached_on_line, 3),
    (m.reached_on_curve, 3),
    (m.ahead_months, 4),
    (m.landing_linear, 3),
    (m.landing_compound, 4),
    (m.years_to_go_linear, 4),
    (m.years_to_go_compound, 4),
]
# numpy's power of a vector may differ in the last bit from that of a number, of growth that of 1 + the rate
POWERS: set[Callable[..., Any]] = {m.growth, m.on_curve, m.landing_compound}
some = st.one_of(st.sampled_from([0.0, -1.0, 1.0, NAN, 1e300, -1e300]), st.floats(-1e9, 1e9))


@given(st.sampled_from(FORMULAS), st.data())
def test_the_same_on_a_number_and_on_a_column_and_never_infinite(formula: tuple[Callable[..., Any], int], data: st.DataObject) -> None:
    function, count = formula
    rows = data.draw(st.lists(st.tuples(*[some] * count), min_size=1, max_size=4))
    column = function(*[np.array(each) for each in zip(*rows, strict=True)])
    alone = [function(*row) for row in rows]
    if function in POWERS:
        assert column.tolist() == pytest.approx(alone, rel=4e-16, abs=4e-16 if function is m.growth else 0, nan_ok=True)
    else:
        assert [repr(each) for each in column.tolist()] == [repr(each) for each in alone]
    assert not np.isinf(column).any()


positive = st.floats(0.1, 1e12)


@given(positive, positive, st.floats(0.25, 50))
def test_growth_applied_for_its_years_lands_on_the_target(latest: float, target: float, years: float) -> None:
    assume(abs(math.log(target / latest)) / years < 20)
    assert latest * (1 + m.growth(latest, target, years)) ** years == pytest.approx(target, rel=1e-6)
    assert latest + m.per_year(latest, target, years) * years == pytest.approx(target, rel=1e-9, abs=latest * 1e-12)


@given(positive, positive, st.floats(0.1, 20), st.floats(0.1, 20))
def test_a_pace_that_lands_on_the_target_has_delivered_all_of_it(baseline: float, target: float, gone: float, left: float) -> None:
    assume(target > baseline * 1.01)
    assume(math.log(target / baseline) / gone < 20)
    latest = m.on_line(baseline, target, gone / (gone + left))
    landing = m.landing_linear(latest, m.per_year(baseline, latest, gone), left)
    assert m.progress(baseline, landing, target, 1.0) == pytest.approx(1, rel=1e-6)
    latest = m.on_curve(baseline, target, gone / (gone + left))
    assert m.landing_compound(baseline, latest, gone, left) == pytest.approx(target, rel=1e-6)


@given(st.sampled_from(FORMULAS), st.data())
def test_undefined_where_an_argument_is(formula: tuple[Callable[..., Any], int], data: st.DataObject) -> None:
    function, count = formula
    arguments = [data.draw(st.floats(0.5, 2)) for _ in range(count)]
    arguments[data.draw(st.integers(0, count - 1))] = NAN
    assert math.isnan(function(*arguments))
