"""The official methods against the tables that their owners, or others by their rules, have published."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from conftest import published

from tracker.methods.goals import StatedGoals
from tracker.methods.official_methods import FIGURES, NOT_ASSESSED, Case, destatis, escap, judge, open_sdg, un_progress_chart, wri
from tracker.words.english.formulas import METHOD_RULES, METHOD_SOURCES
from tracker.words.explained_formulas import method_reason

WAY = {"increase": 1.0, "decrease": -1.0}


def of(base: float, latest: float, target: float, direction: str, gone: float, left: float, changes: tuple[float, ...] = ()) -> Case:
    return Case(base, latest, target, WAY[direction], gone, left, changes, met=met(latest, target, WAY[direction]))


def met(latest: float, target: float, direction: float) -> bool:
    """Whether a plain level meets its target, by the rule of the status."""
    one = np.array([target])
    stated = StatedGoals(np.array(["level"]), one, one * np.nan, one * np.nan, np.array([direction]), np.array([False]), one * 0)
    return bool(stated.resolve(one * np.nan, one * np.nan, one * np.nan).meets(np.array([latest]), np.array([""]))[0])


def dated(case: dict[str, str]) -> Case:
    base_year, year, target_year = (float(case[key]) for key in ("base_year", "current_year", "target_year"))
    base, latest, target = (float(case[key]) for key in ("base_value", "current_value", "target"))
    return of(base, latest, target, case["direction"], year - base_year, target_year - year)


STATCAN = {
    "on_track": "substantial_progress",
    "acceleration_needed": "moderate_progress",
    "limited": "limited_progress",
    "deterioration": "deterioration",
    "met": "target_achieved",
    NOT_ASSESSED: "not_available",
}


@pytest.mark.parametrize("case", [each for each in published("statcan_cif_progress.csv") if each["target"]], ids=lambda case: case["id"])
def test_open_sdg_as_statistics_canada_publishes_it(case: dict[str, str]) -> None:
    said = open_sdg(dated(case))
    assert STATCAN[said.status] == case["exp_status"]
    expected = float(case["exp_progress_value"]) if case["exp_progress_value"] else math.nan
    assert said.figure == pytest.approx(expected, abs=float(case["tol_abs"]), nan_ok=True)


EUSTAT = {
    "on_track": "significant_progress",
    "acceleration_needed": "moderate_progress",
    "limited": "moderate_deterioration",  # their word for the band from 0 to 0.60
    "deterioration": "significant_deterioration",
    "met": "significant_progress",
}


@pytest.mark.parametrize("case", [each for each in published("eustat_eurostat_style.csv") if each["target"]], ids=lambda case: case["id"])
def test_open_sdg_with_eurostats_bands_as_the_basque_office_publishes_it(case: dict[str, str]) -> None:
    said = open_sdg(dated(case))
    assert EUSTAT[said.status] == case["exp_status"]
    expected = float(case["exp_progress_value"]) if case["exp_progress_value"] else math.nan
    assert said.figure == pytest.approx(expected, abs=float(case["tol_abs"]), nan_ok=True)


UN = {"on_track": "3", "fair": "2", "stagnation_or_regression": "1"}


@pytest.mark.parametrize("case", [each for each in published("un_progress_chart.csv") if each["target"]], ids=lambda case: case["id"])
def test_the_rule_of_the_un_progress_chart(case: dict[str, str]) -> None:
    gone, left = (float(case[end]) - float(case[begin]) for begin, end in (("base_year", "latest_year"), ("latest_year", "target_year")))
    base, latest, target = (float(case[key]) for key in ("base", "latest", "target"))
    said = un_progress_chart(of(base, latest, target, case["direction"], gone, left))
    assert said.figure == pytest.approx(float(case["exp_ratio"]), abs=float(case["tol_abs"]))
    assert UN[said.status] == case["exp_score"]


WEATHER = {"sun": "sun", "cloud": "slight_cloud", "overcast": "cloud", "thunderstorm": "thunderstorm"}


@pytest.mark.parametrize("case", published("destatis_weather.csv"), ids=lambda case: case["id"])
def test_german_weather(case: dict[str, str]) -> None:
    values = [float(each) for each in case["values_old_to_new"].split(";")]
    changes = tuple(later - earlier for earlier, later in pairwise(values))
    left = float(case["target_year"]) - float(case["last_year"])
    said = destatis(of(values[0], values[-1], float(case["target"]), case["direction"], 5, left, changes))
    assert said.figure == pytest.approx(float(case["exp_miss_share_of_remaining_gap"]), abs=1e-9)
    assert WEATHER[said.status] == case["exp_symbol"]


# A target with bounds on both sides is outside this project.
TWO_SIDED = {"escap-5"}


@pytest.mark.parametrize("case", published("escap_current_status.csv"), ids=lambda case: case["id"])
def test_escap_current_status(case: dict[str, str]) -> None:
    if case["id"] in TWO_SIDED:
        assert case["kind"] == "parity"
        return
    base, latest, target = (float(case[key]) for key in ("base", "latest", "target"))
    said = escap(of(base, latest, target, case["kind"], 5, 5))
    assert said.figure == pytest.approx(float(case["exp_cs"]), abs=float(case["tol_abs"]))
    assert said.status == ("reached" if said.figure >= 10 else "regressed" if said.figure < 0 else "progressing")


@pytest.mark.parametrize(
    ("changes", "factor", "status"),
    [
        ((1.0,) * 5, 1.0, "on_track"),
        ((0.8,) * 5, 1.25, "off_track"),
        ((9.0, 0.5, 0.5, 0.5, 0.5, 0.5), 2.0, "well_off_track"),
        ((1.0,) * 4, 1.0, "on_track"),
        ((-1.0,) * 5, -1.0, "wrong_direction"),
        ((0.0,) * 5, math.nan, NOT_ASSESSED),
        ((1.0,) * 3, math.nan, NOT_ASSESSED),
    ],
)
def test_wri_acceleration_factor(changes: tuple[float, ...], factor: float, status: str) -> None:
    said = wri(of(0, 5, 10, "increase", 5, 5, changes))
    assert said.figure == pytest.approx(factor, nan_ok=True)
    assert said.status == status


def test_wri_on_a_target_that_is_met() -> None:
    assert wri(of(0, 11, 10, "increase", 5, 5, (1.0,) * 5)).status == "met"


@pytest.mark.parametrize(
    "case",
    [
        of(4, 4, 10, "increase", 0, 5),
        of(0, 5, 10, "increase", 5, 5),
        of(4, 5, 10, "increase", 5, math.nan),
    ],
)
def test_what_cannot_be_judged_says_why(case: Case) -> None:
    for name in ("open_sdg", "un_progress_chart", "destatis", "wri"):
        said = judge(case)[name]
        assert (said.status, method_reason(said, case).endswith(".")) == (NOT_ASSESSED, True)


def test_growth_between_negative_levels() -> None:
    # from -10 to -8 in 5 years, wanted -5 in 10: the level rises while its size falls
    said = open_sdg(of(-10, -8, -5, "increase", 5, 5))
    assert said.figure == pytest.approx(-((8 / 10) ** (1 / 5) - 1) / abs((5 / 10) ** (1 / 10) - 1))


def test_every_method_names_its_rule_and_source() -> None:
    assert list(METHOD_RULES) == list(METHOD_SOURCES) == ["open_sdg", "un_progress_chart", "destatis", "escap", "wri"]
    assert all(METHOD_RULES[name] and METHOD_SOURCES[name] and FIGURES[name] for name in METHOD_RULES)
