from __future__ import annotations

from datetime import date

import pytest
from conftest import Load

from tracker.analysis.checks.run import find_suspicions

FLOW = "targets:\n  t: {kind: flow, unit: USD, target: 100, by: 2030}\n"
STOCK = "targets:\n  t: {kind: stock, unit: jobs, target: 100, by: 2030}\n"
PERCENT = "targets:\n  t: {kind: stock, unit: '%', target: 78, baseline: 2020, by: 2030}\n"


def warned(load: Load, declared: str, *rows: str) -> list[str]:
    programme, figures, problems = load(declared, "".join(f"t,{row}\n" for row in rows))
    assert problems == []
    return [str(each).removeprefix("observations.csv:") for each in find_suspicions(programme, figures, date(2026, 11, 22))]


def test_a_quarter_larger_than_its_year(load: Load) -> None:
    rows = ["2024,100,,,,,,,", "2024-Q2,120,,,,,,,", "2024-Q3,30,,,,,,,"]
    assert "3: warning: 2024-Q2 is 120 USD, more than the whole of 2024, 100 USD on line 2 [exceeds-whole]" in warned(load, FLOW, *rows)
    assert not any("2024-Q3" in said for said in warned(load, FLOW, *rows))
    assert not any("whole" in said for said in warned(load, FLOW, *rows, "2024-Q4,-50,,,,,,,"))  # a balance may be so


def test_a_month_larger_than_its_quarter(load: Load) -> None:
    assert "3: warning: 2024-05 is 31 USD, more than the whole of 2024-Q2, 30 USD on line 2 [exceeds-whole]" in warned(
        load, FLOW, "2024-Q2,30,,,,,,,", "2024-05,31,,,,,,,"
    )


def test_a_running_total_that_falls(load: Load) -> None:
    said = warned(load, FLOW, "2024-01/2024-03,50,,,,,,,", "2024-01/2024-06,40,,,,,,,")
    assert said[1:] == ["3: warning: 2024-S1 is 40 USD, less than the 50 USD of 2024-Q1 on line 2, which it includes [shrinking-total]"]


def test_months_that_are_totals_since_january(load: Load) -> None:
    running = [f"{year}-{month:02},{10 * month},,,,,,," for year in (2024, 2025) for month in range(1, 13)]
    assert [each for each in warned(load, FLOW, *running) if "totals since January" in each] == [
        (
            "14: warning: the figures of this series rise through each year and fall with the next; if they are totals since January, "
            "write their periods as 2024-01/2024-09 [running-total]"
        )
    ]
    plain = [f"{year}-{month:02},{10 + month % 3},,,,,,," for year in (2024, 2025) for month in range(1, 13)]
    assert not any("totals since January" in each for each in warned(load, FLOW, *plain))


def test_stocks_dated_the_first_day_of_the_next_year(load: Load) -> None:
    assert warned(load, STOCK, "2024-01-01,50,,,,,,,", "2025-01-01,60,,,,,,,") == [
        "2: warning: dated 2024-01-01, the first day of a year (rows: 2); if it is the level at the end of the year before, write 2023 [january-date]"
    ]
    assert warned(load, STOCK, "2023,50,,,,,,,", "2024-12-31,60,,,,,,,") == []


def test_shares_of_one_beside_a_target_in_percent(load: Load) -> None:
    said = (
        "2: warning: the figures of `t` are all below 1, and its target is 78 %; if they are shares, write them in percent [share-of-one]"
    )
    assert said in warned(load, PERCENT, "2020,0.717,,,,,,,", "2024,0.74,,,,,,,")
    assert not any("shares" in each for each in warned(load, PERCENT, "2020,0.9,,,,,,,", "2024,1.2,,,,,,,"))


@pytest.mark.parametrize("status", ["b", "B", "break", "Break in series"])
def test_a_break_that_a_comparison_crosses(load: Load, status: str) -> None:
    assert warned(load, PERCENT, "2020,71.7,,,,,,,", f"2021,73.1,,,,{status},,,", "2024,74.0,,,,,,,") == [
        (
            f"3: warning: a break in the series (status `{status}`) lies between 2020 on line 2 and 2021; "
            "the progress and the pace since 2020 compare two definitions [series-break]"
        )
    ]


def test_a_break_before_the_baseline_is_crossed_by_nothing(load: Load) -> None:
    assert warned(load, PERCENT, "2018,70,,,,,,,", "2020,71.7,,,,b,,,", "2024,74.0,,,,,,,") == []


def test_what_is_left_out_is_warned_of_by_check(load: Load) -> None:
    assert warned(load, STOCK, "2023,50,,,,,,,", "2024,..,,,,,,,", "2025,70,,,,forecast,,,") == [
        "3: warning: value: `..` stands for a missing value; the row does not count [missing-value]",
        "4: warning: status: `forecast` is not an observation; the row does not count [forecast-row]",
    ]
