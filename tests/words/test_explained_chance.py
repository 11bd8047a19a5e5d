from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from conftest import Load, one

from tracker.analysis.target_detail import TargetDetail, detail_target
from tracker.words.explained_chance import chance_sentences, chance_steps

TURNOVER = "t,2018,3,bn USD,about,,,,,\nt,2020,3,bn USD,,,,,,\nt,2022,4.6,bn USD,,,,,,\nt,2023,4.39,bn USD,,,,,,\nt,2024,4.3,bn USD,,,,,,\nt,2025,4.97,bn USD,,,,,,\n"


def detailed(load: Load, declared: str, observed: str) -> TargetDetail:
    programme, observations, problems = load(
        declared, "target,period,value,unit,qualifier,reporter,status,published,source,note\n" + observed
    )
    assert problems == []
    return detail_target(programme, observations, date(2026, 11, 22), "t")


def steps(load: Load, observed: str = TURNOVER, **fields: Any) -> dict[str, tuple[str, str]]:
    """What each step says with its numbers, and what it comes to."""
    detail = detailed(load, one(**{"target": "10 bn", "by": 2030} | fields), observed)
    return {each.name: (each.filled, each.result) for each in chance_steps(detail)}


def test_every_step_with_its_numbers(load: Load) -> None:
    assert steps(load) == {
        "levels that count": ("one a year, since 2018", "6"),
        "compared with": ("", "flows of money and people"),
        "usual growth": ("a constant of the class", "0.055"),
        "years of the levels": ("", "7"),
        "growth of the series": ("= 0.5048 / 7", "0.0721"),
        "spread a year": ("s0 = 0.17, ν0 = 3", "0.1446"),
        "weight of its growth": ("= 0.015² / (0.015² + 0.1446² / 7)", "0.0701"),
        "expected growth": ("= 0.055 + 0.0701 × (0.0721 − 0.055)", "0.0562"),
        "years ahead": ("", "5"),
        "spread by then": ("= √(0.1446² × 5 + 5² × 0.015² × (1 − 0.0701))", "0.3312"),
        "degrees of freedom": ("= 3 + 5", "8"),
        "80 of 100": ("= 0.281 ∓ 0.3312 × 1.3964", "4.1–10.5 bn USD"),
        "distance to go": ("", "0.6992"),
        "chance": ("= F((0.281 − 0.6992) / 0.3312)", "0.121: about 1 in 10"),
    }


def test_a_decrease_and_what_is_declared(load: Load) -> None:
    said = steps(load, target="at most 3 bn", forecast="{class: other, usual_growth: -2 %}")
    assert said["compared with"] == ("", "other indicators")
    assert said["usual growth"] == ("as declared", "−0.0202")
    assert said["chance"][0].startswith("= F(−(")
    assert said["expected growth"][0].endswith("+ 0.0202)")


def test_a_band_has_no_one_distance(load: Load) -> None:
    said = steps(load, target="within 6 bn - 8 bn")
    assert "distance to go" not in said
    assert said["chance"][0] == "= F((0.476 − 0.281) / 0.3312) − F((0.1883 − 0.281) / 0.3312)"  # ln(8 / 4.97), ln(6 / 4.97)


def test_an_open_edge_of_a_band_needs_no_distribution(load: Load) -> None:
    figures = "".join(f"t,{year},{level},%,,,,,,\n" for year, level in ((2022, 96), (2023, 97), (2024, 98), (2025, 98.5)))
    filled = steps(load, figures, kind="stock", unit='"%"', target="within 95-100 %")["chance"][0]
    assert filled.startswith("= 1 − F((")


def test_what_must_be_known_beside_the_steps(load: Load) -> None:
    scale, *seen, unknown = chance_sentences(detailed(load, one(target="10 bn", by=2030), TURNOVER))
    assert scale == "Growth is counted on logarithms; F is Student’s t. Constants 2026-11."
    assert seen[0].startswith("As fast as is required")
    assert "no contracts and no new policy" in unknown
    percentages = "t,2024,40,%,,,,,,\nt,2025,42,%,,,,,,\n"
    odds = chance_sentences(detailed(load, one("stock", '"%"', target=50, by=2030), percentages))[0]
    assert odds.startswith("Growth is counted on the log odds")


@pytest.mark.parametrize("fields", [{"forecast": "off"}, {"by": 2040}])
def test_without_a_chance_there_is_the_reason(load: Load, fields: dict[str, Any]) -> None:
    detail = detailed(load, one(**{"target": "10 bn", "by": 2030} | fields), TURNOVER)
    assert chance_steps(detail) == []
    (said,) = chance_sentences(detail)
    assert said.startswith("Chance: none is given")


def test_the_levels_that_count_are_those_of_the_chance(load: Load) -> None:
    monthly = "".join(f"t,{2023 + n // 12}-{n % 12 + 1:02},{1 + n / 100},USD,,,,,,\n" for n in range(33))
    detail = detailed(load, one(target=50, by=2030), monthly)
    assert [str(detail.series[place].date) for place in detail.counted] == ["2023-12-31", "2024-12-31", "2025-09-30"]
    basis = detail.result.forecast.basis
    assert basis is not None
    assert basis.figures == len(detail.counted)
