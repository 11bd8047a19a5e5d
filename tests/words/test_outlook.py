"""What a pace leads to, and what must change."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from results import result

from tracker.values.display import numbers
from tracker.values.periods import parse
from tracker.words.outlook import project_outcome, require_change

BEHIND = {"status": "at_risk", "deadline": date(2030, 12, 31), "latest_period": parse("2025"), "required_per_year": 1.0}


@pytest.mark.parametrize(
    ("low", "high", "unit", "direction", "target", "said"),
    [
        (8.32e9, 10.252e9, "USD", 1, 10e9, "8.3–10.3 bn USD"),
        (39.6e9, 44.4e9, "USD", 1, 48e9, "40–44 bn USD"),
        (9.97, 9.98, "t", 1, 10.0, "9.97–9.98 t"),
        (12, 12, "projects", 1, 78.0, "12 projects"),
        (0, 0, "USD", 1, 5.0, "0 USD"),
        (-3.2, 1.4, "%", -1, 0.0, "−3.2 to 1.4 %"),
        (97.12, 97.43, "%", 1, 98.0, "97.1–97.4 %"),
        (4.96, 4.96, "%", 1, 5.0, "4.96 %"),
        (9.9999999, 9.9999999, "t", 1, 10.0, "9.99999 t"),
        (5.0000001, 5.0000001, "%", -1, 5.0, "5.00001 %"),
        (1_234_567, 23_456_789, "t", -1, 1e6, "1.2–23.5 mn t"),
    ],
)
def test_a_range_is_as_brief_as_is_honest(low: float, high: float, unit: str, direction: int, target: float, said: str) -> None:
    assert numbers.span(low, high, unit, direction, target) == said


@given(st.floats(0.01, 1e13), st.floats(0.01, 1e13), st.sampled_from([1, -1]))
def test_what_does_not_come_to_its_target_never_looks_as_if_it_did(value: float, target: float, direction: int) -> None:
    shown = numbers.span(value, value, "", direction, target)
    number, _, scale = shown.partition(" ")
    read = float(number.replace(",", "")) * {"": 1, "mn": 1e6, "bn": 1e9, "tn": 1e12}[scale]
    if direction * (target - value) > 1e-9 * target:
        assert direction * (target - read) > 0


def test_the_outcome_is_the_range_of_both_paths_and_a_dash_where_there_is_none() -> None:
    assert project_outcome(result(landing_linear=8.0, landing_compound=9.0)) == "8.0–9.0 USD"
    assert project_outcome(result(landing_linear=8.0)) == "8 USD"
    assert project_outcome(result()) == "–"
    assert project_outcome(result(kind="rank", unit="", direction="decrease", landing_linear=52.3, landing_compound=None)) == "rank 53"
    assert project_outcome(result(goal="recurring", landing_linear=8.0)) == "–"


@pytest.mark.parametrize(
    ("pace", "required", "said"),
    [
        (0.088, 0.115, "Growth must rise from 8.8 % to 11.5 % a year."),
        (0.156, 0.150, "Growth of 15.0 % a year is required; it has been 15.6 %."),
        (0.0, 0.479, "Growth of 47.9 % a year is required; there has been none."),
        (-0.02, 0.05, "A decline of 2.0 % a year must turn into growth of 5.0 % a year."),
        (-0.03, -0.07, "The decline must quicken from 3.0 % to 7.0 % a year."),
        (0.02, -0.05, "Growth of 2.0 % a year must turn into a decline of 5.0 % a year."),
    ],
)
def test_growth_that_must_change(pace: float, required: float, said: str) -> None:
    row = BEHIND | {"pace_growth": pace, "required_growth": required, "pace_per_year": pace, "required_per_year": required}
    assert require_change(result(**row)) == [said]


def test_a_percentage_changes_by_points() -> None:
    row = BEHIND | {"unit": "%", "pace_growth": 0.1, "required_growth": 0.2, "pace_per_year": 0.4, "required_per_year": 1.2}
    assert require_change(result(**row)) == ["The yearly increase must rise from 0.4 pp to 1.2 pp."]


def test_with_less_than_a_year_left_nothing_is_said_of_a_year() -> None:
    row = BEHIND | {"latest_period": parse("2030-03"), "gap": 1.5, "pace_growth": 0.1, "required_growth": 0.9, "pace_per_year": 1.0}
    assert require_change(result(**row)) == ["An increase of 1.5 USD is required by the end of 2030."]


@pytest.mark.parametrize("status", ["on_track", "reached", "missed", "open", "no_pace"])
def test_nothing_is_required_of_what_is_not_behind(status: str) -> None:
    assert require_change(result(**BEHIND | {"status": status, "pace_growth": 0.1, "required_growth": 0.2})) == []
