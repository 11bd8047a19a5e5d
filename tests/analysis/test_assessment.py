"""The whole computation: on the shipped files, and on what they do not show."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from conftest import ROOT, Assess, Load, one, records
from hypothesis import given
from hypothesis import strategies as st

import tracker
from tracker.analysis import assessment, results
from tracker.storage import observations, targets
from tracker.values.periods import day_of, instant

KEYS = [
    "id",
    "name",
    "kind",
    "unit",
    "direction",
    "reporter",
    "target",
    "target_qualifier",
    "deadline",
    "baseline",
    "baseline_period",
    "baseline_date",
    "latest",
    "latest_period",
    "latest_date",
    "latest_qualifier",
    "latest_basis",
    "latest_published",
    "latest_rows",
    "status",
    "reason",
    "stale",
    "gap",
    "share",
    "progress",
    "elapsed",
    "growth",
    "growth_per_year",
    "growth_1y",
    "growth_all",
    "planned_growth",
    "planned_per_year",
    "required_growth",
    "required_per_year",
    "acceleration",
    "expected_linear",
    "expected_compound",
    "ahead_months_linear",
    "ahead_months_compound",
    "landing_linear",
    "landing_compound",
    "outcome_linear",
    "outcome_compound",
    "eta_linear",
    "eta_compound",
    "data_age_months",
    "pace_growth",
    "pace_per_year",
    "months_left",
    "elapsed_today",
    "required_per_year_from_today",
    "ytd",
    "ytd_growth",
    "goal",
    "target_to",
    "target_words",
    "judged_periods",
    "met_periods",
    "missed_periods",
    "pace_since",
    "ytd_period",
    "newer_unused",
    "group",
    "owner",
    "probability",
    "probability_words",
    "probability_absent",
    "likely_low",
    "likely_mid",
    "likely_high",
    "outturn",
    "outturn_low",
    "outturn_high",
    "outturn_year",
    "outturn_probability",
    "outturn_bound",
    "outturn_probability_bound",
]


def shipped(as_of: str = "2026-11-22", reporter: str | None = None) -> list[dict[str, Any]]:
    programme, wrong = targets.load(ROOT / "targets.yaml")
    figures, problems, _ = observations.load(ROOT / "observations.csv", programme)
    assert wrong + problems == []
    return records(assessment.assess(programme, figures, date.fromisoformat(as_of), reporter))


def test_the_keys_of_the_contract_and_no_others() -> None:
    assert list(shipped()[0]) == KEYS


def test_where_the_turnover_stands() -> None:
    row = shipped()[0]
    b, latest, target = 4.3e9, 4.97e9, 10e9
    rate, amount = latest / b - 1, latest - b
    stated = {
        "baseline_period": "2024",
        "baseline_date": "2024-12-31",
        "latest_period": "2025",
        "latest_date": "2025-12-31",
        "latest_published": "2026-02-01",
        "latest_basis": "stated",
        "latest_rows": [25],
        "deadline": "2030-12-31",
        "status": "at_risk",
        "stale": False,
        "eta_linear": "2033-07-03",
        "eta_compound": "2030-10-30",
    }
    assert {key: row[key] for key in stated} == stated
    expected = {
        "latest": latest,
        "baseline": b,
        "gap": target - latest,
        "share": latest / target,
        "progress": (latest - b) / (target - b),
        "elapsed": 1 / 6,
        "growth": rate,
        "growth_per_year": amount,
        "growth_1y": rate,
        "growth_all": (latest / 3e9) ** (1 / 7) - 1,
        "planned_growth": (target / b) ** (1 / 6) - 1,
        "planned_per_year": (target - b) / 6,
        "required_growth": (target / latest) ** (1 / 5) - 1,
        "required_per_year": (target - latest) / 5,
        "acceleration": (target - latest) / 5 / amount,
        "expected_linear": b + (target - b) / 6,
        "expected_compound": b * (target / b) ** (1 / 6),
        "ahead_months_linear": 12 * (6 * (latest - b) / (target - b) - 1),
        "ahead_months_compound": 12 * (6 * np.log(latest / b) / np.log(target / b) - 1),
        "landing_linear": latest + 5 * amount,
        "landing_compound": latest * (1 + rate) ** 5,
        "outcome_linear": (latest + 5 * amount - b) / (target - b),
        "outcome_compound": (latest * (1 + rate) ** 5 - b) / (target - b),
        "data_age_months": 10 + 22 / 30,
    }
    assert {key: row[key] for key in expected} == pytest.approx(expected, rel=1e-11)
    assert (round(row["required_growth"], 3), round(row["growth_all"], 3)) == (0.150, 0.075)  # as the README of the figures says


def test_the_other_targets_that_ship() -> None:
    _, projects, investment, jobs = shipped()
    assert (projects["status"], projects["latest"], projects["gap"], projects["growth"], projects["stale"]) == (
        "off_track",
        12,
        66,
        0,
        True,
    )
    assert (investment["status"], investment["deadline"], investment["latest_qualifier"]) == ("open", None, "about")
    assert (jobs["status"], jobs["target_qualifier"], jobs["required_growth"]) == ("open", "over", None)


def test_any_past_day() -> None:
    assert [shipped(day)[0]["baseline"] for day in ("2025-06-30", "2025-12-01")] == [4.2e9, 4.3e9]
    row = shipped("2025-12-22")[0]
    assert (row["latest_period"], row["latest_basis"], row["latest_qualifier"]) == ("2024-09/2025-08", "derived", "over")
    assert row["latest"] == 4.3e9 + 3e9 - 2.6e9
    assert (row["latest_rows"], row["latest_published"]) == ([17, 21, 23], "2025-11-30")
    assert [each["status"] for each in shipped("2015-01-01")] == ["no_data"] * 4


def test_other_reporters() -> None:
    rows = [(row["id"], row["reporter"], row["latest"]) for row in shipped(reporter="all")]
    assert rows[:3] == [("turnover", "UZ", 4.97e9), ("turnover", "KZ", 4e9), ("projects", "KZ", 12)]
    kz = shipped(reporter="KZ")[0]
    assert (kz["status"], kz["latest_qualifier"]) == ("no_pace", "over")
    assert [row["status"] for row in shipped(reporter="UZ")] == ["at_risk", "no_data", "no_data", "no_data"]


def test_the_one_reporter_there_is_need_not_be_named(assessed: Assess) -> None:
    row = assessed(one(), "t,2024,1,USD,,UZ,,,,\n")[0]
    assert (row["reporter"], row["latest"]) == ("UZ", 1.0)
    assert assessed(one(), "t,2024,1,USD,,,,,,\n")[0]["reporter"] is None


def test_a_level_out_of_year_to_date_figures_with_its_rows(assessed: Assess) -> None:
    observed = "t,2025-01/2025-09,3.4,bn USD,,,,,,\nt,2024,4.2,bn USD,,,,,,\nt,2024-01/2024-09,2.9,bn USD,,,,,,\n"
    row = assessed(one(target="10 bn", by=2030), observed)[0]
    assert (row["latest"], row["latest_basis"], row["latest_rows"], row["latest_date"]) == (4.7e9, "derived", [2, 3, 4], "2025-09-30")
    assert (row["latest_period"], row["elapsed"]) == ("2024-10/2025-09", 0.75 / 6)


@pytest.mark.parametrize(
    ("year", "now", "then", "qualifier"),
    [
        ("", "", "", None),
        ("", "over", "", "over"),
        ("", "", "over", "under"),
        ("under", "", "", "under"),
        ("", "over", "over", "about"),
        ("about", "over", "", "about"),
        ("over", "over", "under", "over"),
    ],
)
def test_the_qualifier_of_a_derived_level(assessed: Assess, year: str, now: str, then: str, qualifier: str | None) -> None:
    observed = f"t,2024,4.2,USD,{year},,,,,\nt,2025-01/2025-09,3.4,USD,{now},,,,,\nt,2024-01/2024-09,2.9,USD,{then},,,,,\n"
    assert assessed(one(), observed)[0]["latest_qualifier"] == qualifier


def test_a_baseline_with_its_own_value(assessed: Assess) -> None:
    row = assessed(one(target=10, by=2030, baseline="{period: 2024, value: 4}"), "t,2024,5,USD,,,,,,\nt,2025,6,USD,,,,,,\n")[0]
    assert (row["baseline"], row["progress"]) == (4, (6 - 4) / (10 - 4))


def test_without_a_baseline_the_earliest_level(assessed: Assess) -> None:
    row = assessed(one(target=10, by=2030), "t,2024,5,USD,,,,,,\nt,2025,6,USD,,,,,,\nt,2020-Q1,9,USD,,,,,,\n")[0]
    assert (row["baseline"], row["baseline_period"]) == (5, "2024")


def test_a_multiple_of_the_baseline(assessed: Assess) -> None:
    row = assessed(one(target="2x", by=2030, baseline=2024), "t,2024,5,USD,,,,,,\nt,2025,6,USD,,,,,,\n")[0]
    assert (row["target"], row["gap"]) == (10, 4)


@pytest.mark.parametrize("milestones", ["{}", "{2025: 4.9}"])
def test_no_plan_leads_from_a_baseline_that_meets_the_target(assessed: Assess, milestones: str) -> None:
    declared = one("stock", target="at most 5", by=2030, baseline=2020, **({} if milestones == "{}" else {"milestones": milestones}))
    (row,) = assessed(declared, "t,2020,4.8,USD,,,,,,\nt,2024,6.2,USD,,,,,,\n")
    assert row["status"] == "off_track"
    keys = [f"{name}_{shape}" for name in ("expected", "ahead_months") for shape in ("linear", "compound")]
    assert {key: row[key] for key in ("progress", "planned_growth", "planned_per_year", *keys) if row[key] is not None} == {}
    assert row["required_per_year"] == pytest.approx(-0.2)


def test_milestones_bend_the_planned_path(assessed: Assess) -> None:
    declared = one(target=16, by=2030, baseline=2024, milestones="{2026: 8}")
    row = assessed(declared, "t,2024,4,USD,,,,,,\nt,2025,6,USD,,,,,,\n")[0]
    assert (row["expected_linear"], row["ahead_months_linear"]) == (4 + (8 - 4) / 2, 0)
    assert row["expected_compound"] == pytest.approx(4 * 2**0.5)
    assert row["planned_growth"] == pytest.approx((16 / 4) ** (1 / 6) - 1)
    row = assessed(declared, "t,2024,4,USD,,,,,,\nt,2025,12,USD,,,,,,\n")[0]
    assert row["ahead_months_linear"] == 12 * (2 + 4 * (12 - 8) / (16 - 8) - 1)
    row = assessed(declared, "t,2024,4,USD,,,,,,\nt,2025,3,USD,,,,,,\n")[0]
    assert row["ahead_months_linear"] == 12 * (-0.5 - 1)


def test_observations_after_the_deadline_do_not_ask_for_growth(assessed: Assess) -> None:
    row = assessed(one(target=10, by=2024, baseline=2020), "t,2020,4,USD,,,,,,\nt,2024,6,USD,,,,,,\nt,2025,7,USD,,,,,,\n")[0]
    assert (row["status"], row["required_growth"], row["required_per_year"]) == ("missed", None, None)
    assert row["latest"] == 7


def test_a_reached_target_has_a_margin_and_no_date(assessed: Assess) -> None:
    row = assessed(one(target=10, by=2030, baseline=2020), "t,2020,4,USD,,,,,,\nt,2025,12,USD,,,,,,\n")[0]
    assert (row["gap"], row["eta_linear"], row["eta_compound"]) == (-2, None, None)
    assert row["required_growth"] == pytest.approx((10 / 12) ** 0.2 - 1)


def test_some_targets_by_id(load: Load) -> None:
    programme, figures, _ = load(one() + "  u: {kind: flow, unit: USD, target: 1}\n", "")
    assert assessment.assess(programme, figures, date(2026, 1, 1), ids=["u"])[0].id == "u"


def test_no_targets_at_all(load: Load) -> None:
    load("targets: {}\n", "")
    frame = tracker.assess("targets.yaml", as_of="2026-01-01")
    assert (list(frame.columns), len(frame)) == (KEYS, 0)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_the_day_of_an_instant_in_columns_as_for_one(day: date) -> None:
    found = results._days(np.array([instant(day), np.nan]))  # noqa: SLF001 - it must agree with periods.day_of
    assert found == [day_of(instant(day)), None]


def test_without_a_deadline_nothing_is_required_and_nothing_lands(assessed: Assess) -> None:
    row = assessed(one(kind="stock", unit="projects", target=12, baseline=2020), "t,2020,12,projects,,,,,,\nt,2025,12,projects,,,,,,\n")[0]
    absent = "required_growth required_per_year landing_linear landing_compound outcome_linear outcome_compound planned_growth elapsed"
    assert {key: row[key] for key in absent.split()} == dict.fromkeys(absent.split())


@pytest.mark.parametrize("tenths", range(11, 35))
def test_a_multiple_is_met_by_what_equals_it_on_paper(assessed: Assess, tenths: int) -> None:
    declared = one(target=f"{tenths / 10}x", by=2025, baseline=2024)
    observed = f"t,2024,3,bn USD,,,,,,\nt,2025,{3 * tenths / 10:.1f},bn USD,,,,,,\n"
    assert assessed(declared, observed)[0]["status"] == "reached"
