"""What a target comes to, and which levels meet it: properties that hold for every form."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.methods.goals import Goals, StatedGoals
from tracker.values.input.stated_target import Form

NAN = np.nan
AMOUNTS = st.integers(-100, 100).map(float) | st.sampled_from([42.5, 0.1, 6.050000000000001])
MARKS = st.sampled_from(["", "about", "over", "under"])
WAYS = st.sampled_from([1.0, -1.0])


def stated(form: Form = Form.LEVEL, **given_: float) -> StatedGoals:
    """One target as it was stated; what is not given was not stated."""
    columns = {"amount": NAN, "to": NAN, "change": NAN, "direction": 0.0, "slack": 0.0} | given_
    strict = bool(columns.pop("strict", False))
    arrays = {name: np.array([value]) for name, value in columns.items()}
    return StatedGoals(form=np.array([form], dtype="<U8"), strict=np.array([strict]), **arrays)


def goals(form: Form = Form.LEVEL, baseline: float = NAN, years: float = NAN, **given_: float) -> Goals:
    start, end = np.array([0.0]), np.array([12 * years])
    return stated(form, **given_).resolve(np.array([baseline]), start, end)


def meets(of: Goals, level: float, mark: str = "") -> bool:
    return bool(of.meets(np.array([level]), np.array([mark], dtype="<U5"))[0])


def outcome(of: Goals, baseline: float, landing: float) -> float:
    return float(of.outcome(np.array([baseline]), np.array([landing]))[0])


def test_a_baseline_that_all_but_meets_a_band_has_no_progress_and_no_warning() -> None:
    of = goals(Form.RANGE, amount=0.0, to=1.0, direction=-1.0)
    assert np.isnan(of.progress(np.array([1 + 2**-52]), np.array([1e300])))


@given(AMOUNTS, AMOUNTS, MARKS, WAYS)
def test_what_meets_a_strict_target_meets_the_plain_one(amount: float, level: float, mark: str, way: float) -> None:
    strict = goals(amount=amount, direction=way, strict=True)
    plain = replace(strict, strict=np.array([False]))
    assert not meets(strict, level, mark) or meets(plain, level, mark)
    assert not meets(strict, amount)
    assert meets(plain, amount)


@given(AMOUNTS, st.floats(0, 5), AMOUNTS, MARKS, WAYS)
def test_what_meets_a_target_meets_about_as_much(amount: float, slack: float, level: float, mark: str, way: float) -> None:
    plain, about = goals(amount=amount, direction=way), goals(amount=amount, direction=way, slack=slack)
    assert not meets(plain, level, mark) or meets(about, level, mark) or mark in {"over", "under"}


@given(AMOUNTS, AMOUNTS, st.floats(0, 100), WAYS, st.booleans())
def test_more_of_what_is_wanted_never_misses(amount: float, level: float, more: float, way: float, strict: bool) -> None:
    one = goals(amount=amount, direction=way, strict=strict)
    assert not meets(one, level) or meets(one, level + way * more)


@given(AMOUNTS, st.floats(1, 50), st.floats(0, 0.4), st.floats(0, 0.4), AMOUNTS, MARKS)
def test_narrowing_a_band_never_turns_missed_into_reached(
    low: float, width: float, lower: float, upper: float, level: float, mark: str
) -> None:
    wide = goals(Form.BAND, baseline=200, amount=low, to=low + width)
    narrow = goals(Form.BAND, baseline=200, amount=low + lower * width, to=low + (1 - upper) * width)
    assert not meets(narrow, level, mark) or meets(wide, level, mark) or mark in {"over", "under"}
    assert not meets(narrow, level) or meets(wide, level)


@given(AMOUNTS, AMOUNTS, MARKS, WAYS)
def test_a_level_that_meets_a_target_needs_no_proof_of_a_miss(amount: float, level: float, mark: str, way: float) -> None:
    one = goals(amount=amount, direction=way)
    proven = bool(one.proves_miss(np.array([level]), np.array([mark], dtype="<U5"))[0])
    assert proven == (mark != ("over" if way > 0 else "under"))


@given(st.floats(0, 20), st.floats(4, 6))
def test_the_gap_of_a_band_is_the_way_to_its_nearer_edge(level: float, inside: float) -> None:
    band = goals(Form.BAND, baseline=9, amount=4, to=6)
    gap = float(band.gap(np.array([level]))[0])
    assert level + gap == pytest.approx(min(max(level, 4), 6))
    assert float(band.gap(np.array([inside]))[0]) == 0


@pytest.mark.parametrize(
    ("form", "baseline", "given_", "target", "other", "direction"),
    [
        (Form.RANGE, 30, {"amount": 40, "to": 45}, 40, 45, 1),
        (Form.RANGE, 60, {"amount": 40, "to": 45}, 45, 40, -1),
        (Form.RANGE, 42, {"amount": 40, "to": 45, "direction": 1}, 45, 40, 1),
        (Form.RANGE, 42, {"amount": 40, "to": 45, "direction": -1}, 40, 45, -1),
        (Form.BAND, 9, {"amount": 4, "to": 6}, 6, 4, -1),
        (Form.BAND, 1, {"amount": 4, "to": 6}, 4, 6, 1),
        (Form.BAND, 5, {"amount": 4, "to": 6}, 4, 6, NAN),
        (Form.BAND, 4, {"amount": 4, "to": 6}, 4, 6, NAN),
        (Form.RELATIVE, 1000, {"change": 0.45, "direction": -1}, 450, NAN, -1),
        (Form.RELATIVE, 4.2, {"change": 2, "direction": 1}, 8.4, NAN, 1),
        (Form.POINTS, 10, {"change": 5, "direction": 1}, 15, NAN, 1),
        (Form.POINTS, 0.1, {"change": 0.2, "direction": 1}, 0.3, NAN, 1),
        (Form.RELATIVE, NAN, {"change": 2, "direction": 1}, NAN, NAN, 1),
    ],
)
def test_what_a_target_comes_to(
    form: Form, baseline: float, given_: dict[str, float], target: float, other: float, direction: float
) -> None:
    one = goals(form, baseline=baseline, **given_)
    found = [float(column[0]) for column in (one.target, one.other, one.direction)]
    assert found == pytest.approx([target, other, direction], rel=1e-15, nan_ok=True)


def test_six_per_cent_a_year_compounds_from_the_baseline_to_the_deadline() -> None:
    one = goals(Form.GROWTH, baseline=10, years=10, change=0.06, direction=1)
    assert float(one.target[0]) == pytest.approx(10 * 1.06**10, rel=1e-14)


@pytest.mark.parametrize(
    ("level", "mark", "met"),
    [(15000, "", False), (15000, "over", True), (15001, "", True), (15001, "under", True), (15000, "about", False)],
)
def test_exactly_fifteen_thousand_is_not_more_than_fifteen_thousand(level: float, mark: str, met: bool) -> None:
    assert meets(goals(amount=15000, direction=1, strict=True), level, mark) is met


@pytest.mark.parametrize(("level", "met"), [(1.65, True), (1.6499, False), (1.7, True), (2.5, True)])
def test_about_is_met_by_what_rounds_to_it(level: float, met: bool) -> None:
    assert meets(goals(amount=1.7, direction=1, slack=0.05), level) is met


@pytest.mark.parametrize(
    ("level", "mark", "met"),
    [(4, "", True), (6, "", True), (6, "over", False), (4, "under", False), (6, "under", True), (3.9, "", False), (6.1, "", False)],
)
def test_a_band_is_met_between_its_edges(level: float, mark: str, met: bool) -> None:
    assert meets(goals(Form.BAND, baseline=9, amount=4, to=6), level, mark) is met


@pytest.mark.parametrize(
    ("baseline", "landing", "share"),
    [
        (9, 9, 0),
        (9, 7.5, 0.5),
        (9, 6, 1),
        (9, 5, 1),
        (9, 4, 1),
        (9, 2.5, 0.5),  # beyond the far edge as much is amiss as above the near one
        (9, 0, -1 / 3),
        (9, 12, -1),
        (5, 4.5, 1),
        (5, 6.5, 0),
        (1, 2.5, 0.5),
    ],
)
def test_the_outcome_of_a_band(baseline: float, landing: float, share: float) -> None:
    assert outcome(goals(Form.BAND, baseline=baseline, amount=4, to=6), baseline, landing) == pytest.approx(share)


@given(AMOUNTS, AMOUNTS, AMOUNTS, WAYS)
def test_a_landing_that_meets_a_one_sided_target_delivers_all_of_it(amount: float, baseline: float, landing: float, way: float) -> None:
    share = outcome(goals(amount=amount, direction=way), baseline, landing)
    assert np.isnan(share) or (share >= 1) == meets(goals(amount=amount, direction=way), landing)
