"""The metrics of each form of a target; ``promtool`` reads the golden file too (tests/system/test_automation.py)."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from conftest import Results

from tracker.render.prometheus import prometheus
from tracker.reports.status import StatusTable

GOLDEN = Path(__file__).parent.parent / "golden" / "summary-forms.prom"
DECLARED = """
targets:
  band: {kind: stock, unit: "%", target: within 4-6, by: 2030, baseline: 2022}
  range: {kind: stock, unit: "%", target: 40-45, by: 2030, baseline: 2020}
  yearly: {kind: flow, unit: t, target: 100, every: year, from: 2022, by: 2026}
  growth: {kind: flow, unit: t, target: +6 % a year, every: year, by: 2026}
  total: {kind: cumulative, unit: USD, target: 150, from: 2024, by: 2029}
  rank: {kind: rank, target: 50, by: 2025, baseline: 2020}
  event: {kind: event, by: 2026}
"""
OBSERVED = """target,period,value
band,2022,9
band,2025,6.5
range,2020,60
range,2025,47
yearly,2022,101
yearly,2023,104
yearly,2024,96.7
growth,2022,100
growth,2023,110
total,2024,20
rank,2020,80
rank,2025,69
event,2026-03-01,1
"""


@pytest.fixture
def metrics(results: Results) -> str:
    return prometheus(StatusTable("", date(2026, 11, 22), results(DECLARED, OBSERVED)))


def samples(metrics: str, name: str) -> dict[str, float]:
    """The samples of a family by the id of their target."""
    return {found[1]: float(found[2]) for found in re.finditer(rf'^trade_target_{name}{{id="(\w+)"[^}}]*}} (\S+)$', metrics, re.MULTILINE)}


def test_both_ends_of_a_target(metrics: str) -> None:
    assert samples(metrics, "goal") == {"band": 4, "range": 45, "yearly": 100, "total": 150, "rank": 50, "event": 1}
    assert samples(metrics, "goal_to") == {"band": 6, "range": 40}
    assert samples(metrics, "gap")["band"] == -0.5


def test_the_periods_of_a_recurring_target(metrics: str) -> None:
    assert samples(metrics, "judged_periods") == {"yearly": 3, "growth": 1}
    assert samples(metrics, "met_periods") == {"yearly": 2, "growth": 1}
    assert samples(metrics, "missed_periods") == {"yearly": 1, "growth": 0}


def test_what_holds_on_the_day(metrics: str) -> None:
    left = samples(metrics, "months_left")
    assert left["band"] == pytest.approx(4 * 12 + 1 + 8 / 30)  # to the end of 2030, from 22 November 2026 on
    assert left["rank"] == pytest.approx(-(10 + 22 / 30))
    elapsed = samples(metrics, "elapsed_today_ratio")
    assert elapsed["range"] == pytest.approx((5 * 12 + 10 + 22 / 30) / (10 * 12))
    assert elapsed["rank"] == 1


def test_the_exact_text_of_each_form(metrics: str) -> None:
    if os.environ.get("TRACKER_GOLDEN") == "write":
        GOLDEN.write_text(metrics, encoding="utf-8")
    assert metrics == GOLDEN.read_text(encoding="utf-8")
