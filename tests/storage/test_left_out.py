"""Rows that hold no observation, and series whose periods have two readings."""

from __future__ import annotations

import pytest
from conftest import Load

TWO = "targets:\n  t: {kind: flow, unit: USD, target: 10 bn}\n  s: {kind: stock, unit: jobs, target: 10}\n"


@pytest.mark.parametrize("sign", ["..", ":", "-", "x", "n/a", "…"])
def test_one_missing_value_is_left_out_and_stops_no_answer(load: Load, sign: str) -> None:
    _, figures, problems = load(TWO, f"t,2023,5,USD,,,,,,\nt,2024,{sign},USD,,,,,,\n")
    assert problems == []
    assert figures.value.tolist() == [5.0]
    assert [str(each) for each in figures.warnings] == [
        f"observations.csv:3: warning: value: `{sign}` stands for a missing value; the row does not count [missing-value]"
    ]


@pytest.mark.parametrize("status", ["forecast", "F", "projection", "прогноз", "болжам", "prognoz"])
def test_a_forecast_is_no_observation(load: Load, status: str) -> None:
    _, figures, problems = load(TWO, f"t,2024,5,USD,,,,,,\nt,2025,6,USD,,,{status},,,\n")
    assert problems == []
    assert figures.line.tolist() == [2]
    assert [str(each) for each in figures.warnings] == [
        f"observations.csv:3: warning: status: `{status}` is not an observation; the row does not count [forecast-row]"
    ]


def test_every_other_status_counts(load: Load) -> None:
    _, figures, _ = load(TWO, "t,2023,5,USD,,,provisional,,,\nt,2024,6,USD,,,estimate,,,\nt,2025,6,USD,,,B,,,\n")
    assert (len(figures), figures.warnings) == (3, ())
    assert figures.breaks().tolist() == [False, False, True]


def test_flags_behind_figures_are_named_beside_a_unit_and_without_one(load: Load) -> None:
    said = "has a flag (provisional) behind the figure; write 12.3, and `p` in the column `status`"
    for table in (
        "t,2024,12.3 (p),USD,,,,,,\n",
        "t,2024,12.3 (p),,,,,,,\n",
        "t,2024,12.3p,USD,,,,,,\n",
        "target,period,value\nt,2024,12.3p\n",
    ):
        written = "12.3 (p)" if "(p)" in table else "12.3p"
        assert [str(each) for each in load(TWO, table)[2]] == [f"observations.csv:2: value: `{written}` {said}"]
    seconds = "targets:\n  t: {kind: stock, unit: s, target: 10}\n"
    assert load(seconds, "t,2024,12.3 s,,,,,,,\n")[1].value.tolist() == [12.3]


def test_noise_of_binary_arithmetic_is_taken_away_on_every_way_in(load: Load) -> None:
    declared = "targets:\n  t: {kind: stock, unit: km, target: 6.050000000000001, milestones: {2029: 19.300000000000004}, by: 2030}\n"
    programme, figures, _ = load(declared, "t,2024,6.050000000000001,,,,,,,\nt,2025,19.300000000000004 km,,,,,,,\n")
    assert figures.value.tolist() == [6.05, 19.3]
    assert (programme.targets["t"].goal, programme.targets["t"].milestones[0][1]) == (6.05, 19.3)


def test_months_that_are_rather_spans_of_years_are_refused_in_both_files(load: Load) -> None:
    _, _, problems = load(TWO, "s,2003-05,5,,,,,,,\ns,2006-08,6,,,,,,,\nt,2009-11,6,,,,,,,\n")
    assert [str(each) for each in problems] == [
        "observations.csv:2: period: `2003-05` has two readings: write 2003-M05 for the month, 2003-01/2005-12 for the years 2003 to 2005",
        "observations.csv:3: period: `2006-08` has two readings: write 2006-M08 for the month, 2006-01/2008-12 for the years 2006 to 2008",
    ]
    declared = "targets:\n  s: {kind: stock, unit: jobs, target: 10, baseline: 2003-05, by: 2009-11}\n"
    said = [str(each) for each in load(declared, "s,2010,5,,,,,,,\n")[2]]
    assert [each.partition(":2: ")[2].partition(":")[0] for each in said] == ["baseline", "by"]
    assert load(TWO, "s,2003-M05,5,,,,,,,\ns,2006-M08,6,,,,,,,\n")[2] == []


@pytest.mark.parametrize(("baseline", "said"), [("2020-01/2021-12", "lasts longer"), ("2020-Q1", "does not last so long")])
def test_a_baseline_that_is_no_year_is_said_to_be_longer_or_shorter(load: Load, baseline: str, said: str) -> None:
    declared = f"targets:\n  t: {{kind: flow, unit: USD, target: 10, by: 2030, baseline: {baseline}}}\n"
    assert f" {said}; write a year" in str(load(declared, "t,2024,5,,,,,,,\n")[2][0])


def test_a_flow_on_a_day_is_not_told_to_be_written_as_a_day(load: Load) -> None:
    assert str(load(TWO, "t,2024-09-30,5,USD,,,,,,\n")[2][0]).endswith("write 2024, 2024-S1, 2024-Q3, 2024-09 or 2024-01/2024-09")


def test_percent_beside_percent_is_read_in_any_table(load: Load) -> None:
    declared = "targets:\n  t: {kind: stock, unit: '%', target: 40}\n"
    assert load(declared, "t,2023,25%,%,,,,,,\nt,2024,30 %,процент,,,,,,\n")[1].value.tolist() == [25.0, 30.0]
