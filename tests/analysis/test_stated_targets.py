"""Targets that governments and central banks stated, in their own words, with the figures that were published of them."""

from __future__ import annotations

import pytest
from conftest import Assess, published


@pytest.mark.parametrize("case", published("stated_targets.csv"), ids=lambda case: case["id"])
def test_a_target_as_it_was_stated(assessed: Assess, case: dict[str, str]) -> None:
    baseline = f"{{period: {case['baseline']}, value: {case['baseline_value']}}}"
    fields = f"kind: stock, unit: '{case['unit']}', target: '{case['target']}', by: {case['by']}, baseline: {baseline}"
    (row,) = assessed(f"targets:\n  t: {{{fields}}}\n", f"t,{case['period']},{case['value']},,,,,,,\n", as_of=case["as_of"])
    edge = max(row["target"], row["target_to"]) if row["target_to"] is not None else row["target"]
    assert edge == pytest.approx(float(case["exp_target"]), rel=1e-15)
    assert row["direction"] == case["exp_direction"]
    assert row["progress"] == pytest.approx(float(case["exp_way"]), rel=1e-12, abs=1e-12)
    assert (row["gap"] == 0 or row["progress"] >= 1) == (case["exp_met"] == "yes")
    assert row["status"] == (case["exp_status"] or row["status"])
