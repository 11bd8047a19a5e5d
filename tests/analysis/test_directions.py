"""A target that says no direction, and whose baseline does not tell: refused, because one of the readings is a success from the start."""

from __future__ import annotations

import pytest
from conftest import Assess, Load, one

from tracker.analysis.directions import find_undirected

AFTER_9 = "t,2022,9,,,,,,,\nt,2025,7,,,,,,,\n"
BEYOND = "so nothing says which way is wanted; add `direction: decrease`, or `direction: increase` if it was met from the start"


def told(load: Load, observed: str, **fields: object) -> list[str]:
    programme, figures, problems = load(one("stock", '"%"', by=2030, **fields), observed)
    assert problems == []
    return [str(each) for each in find_undirected(programme, figures)]


@pytest.mark.parametrize("baseline", [{}, {"baseline": 2022}, {"baseline": "{period: 2020, value: 9}"}])
def test_a_baseline_above_a_target_that_says_no_direction_is_an_error(load: Load, baseline: dict[str, object]) -> None:
    said = f"targets.yaml:5: target: the baseline of `t`, 9 %, lies above the target of 5 %, {BEYOND}"
    assert told(load, AFTER_9, target=5, **baseline) == [said]


def test_a_range_that_holds_its_baseline_needs_a_direction(load: Load) -> None:
    said = "targets.yaml:5: target: `5-12` holds its baseline of 9 %, so nothing says which way is wanted; "
    assert told(load, AFTER_9, target="5-12") == [f"{said}add `direction: increase` or `direction: decrease`"]


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "below 5"},
        {"target": "at least 5"},
        {"target": 5, "direction": "decrease"},
        {"target": 5, "direction": "increase"},
        {"target": 5, "qualifier": "under"},
        {"target": 9},
        {"target": 12},
        {"target": "40-45"},
        {"target": "4-6"},
        {"target": "within 8-10"},
        {"target": "5-12", "direction": "decrease"},
        {"target": "-2 pp", "baseline": 2022},
    ],
)
def test_what_says_its_direction_is_clear(load: Load, fields: dict[str, object]) -> None:
    assert told(load, AFTER_9, **fields) == []


def test_a_place_is_better_the_smaller_it_is(load: Load) -> None:
    programme, figures, _ = load("targets:\n  t: {kind: rank, target: 50, by: 2030}\n", "t,2022,80,,,,,,,\n")
    assert list(find_undirected(programme, figures)) == []


def test_the_latest_vintage_of_the_baseline_counts(load: Load) -> None:
    revised = "t,2022,9,,,,,2023-01-01,,\nt,2022,4,,,,,2024-01-01,,\nt,2025,7,,,,,,,\n"
    assert told(load, revised, target=5) == []


def test_unemployment_that_rises_above_below_five_is_never_reached(assessed: Assess) -> None:
    (row,) = assessed(one("stock", '"%"', target="below 5", by=2025, baseline=2022), "t,2022,4.9,,,,,,,\nt,2025,7,,,,,,,\n")
    assert (row["status"], row["direction"]) == ("missed", "decrease")


def test_what_binds_each_year_says_its_direction_too(load: Load) -> None:
    said = f"targets.yaml:5: target: the baseline of `t`, 9 %, lies above the target of 5 %, {BEYOND}"
    assert told(load, AFTER_9, target=5, every="year") == [said]
    assert told(load, AFTER_9, target="at least 5", every="year") == []
