"""What an added figure changes, for the forms of target of which no column tells it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import HEADER

from tracker.render import text
from tracker.reports import addition

if TYPE_CHECKING:
    from conftest import Load

TODAY = date(2026, 11, 22)


def added(load: Load, declared: str, observed: str, **fields: str) -> str:
    programme, _, problems = load(f"targets:\n  t: {{{declared}}}\n", observed)
    assert problems == []
    raw = (HEADER + observed).encode()
    made = addition.checked(raw, "observations.csv", programme, {"target": "t", **fields}, TODAY, revise=False)
    return text.added(addition.compared(made, programme, TODAY), "observations.csv", TODAY, dry_run=True)


def test_a_figure_that_gives_no_level_is_named(load: Load) -> None:
    said = added(load, "kind: flow, unit: USD, target: 10, by: 2030", "t,2025,7,,,,,,,\n", period="2026-01/2026-09", value="1")
    assert said.splitlines()[-1] == (
        "The figure for January–September 2026 (line 3) is newer than the latest level and gives none: January–September 2025 is missing."
    )


def test_a_period_that_is_missed_is_told(load: Load) -> None:
    declared = "kind: flow, unit: USD, target: at least 10, every: year, from: 2024, by: 2027"
    said = added(load, declared, "t,2024,11,,,,,,,\n", period="2025", value="9")
    assert said.splitlines()[-1] == "The target of at least 10 USD was met in 1 of 2 years; missed in 2025: 9 USD."


def test_what_is_left_of_a_total_is_told(load: Load) -> None:
    said = added(load, "kind: cumulative, unit: USD, target: 50, from: 2024, by: 2029", "t,2024,10,,,,,,,\n", period="2025", value="20")
    assert said.splitlines()[-1] == "30 of 50 USD since January 2024; 20 USD left, 5 USD a year."


def test_an_event_is_added_as_yes_or_no(load: Load) -> None:
    programme, _, _ = load("targets:\n  t: {kind: event, by: 2027}\n", "")
    target = programme.targets["t"]
    assert [addition.written(each, target, beside=True) for each in ("yes", "No", "1")] == [{"value": "1"}, {"value": "0"}, {"value": "1"}]
    with pytest.raises(ValueError, match="neither yes nor no"):
        addition.written("2", target, beside=True)
    assert "Latest    not yet achieved  achieved  *" in added(
        load, "kind: event, by: 2027", "t,2025,0,,,,,,,\n", period="2026-03-01", value="1"
    )
