"""What is told of figures since the latest level, and of the time that is left."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import one

from tracker.analysis.assessment import assess
from tracker.analysis.target_detail import detail_target
from tracker.render import json as json_format
from tracker.render import markdown
from tracker.reports import audit_page, target_page
from tracker.values.display import dates
from tracker.values.periods import parse
from tracker.words import explained_formulas, target_prose
from tracker.words.status_columns import notes
from tracker.words.summary_wording import line
from tracker.words.timeliness_wording import time_left, unused_figures, year_to_date

if TYPE_CHECKING:
    from conftest import Load

    from tracker.model.result import TargetResult

TODAY = date(2026, 11, 22)


def assessed(load: Load, observed: str, as_of: date = TODAY, **fields: object) -> TargetResult:
    programme, observations, problems = load(one(**fields), observed)
    assert problems == []
    return assess(programme, observations, as_of)[0]


def figures(*rows: str) -> str:
    return "".join(f"t,{row},USD,,,,,,\n" for row in rows)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ("2025,4.7", "2025-01/2025-09,3.5", "2026-01/2026-09,3.9"),  # 3.9 / 3.5 - 1
            ["January–September 2026: 3.9 USD, 11.4 % more than in January–September 2025."],
        ),
        (("2025-01,4", "2026-01,3"), ["January 2026: 3 USD, 25.0 % less than in January 2025."]),
        (("2025-Q1,4", "2026-Q1,4"), ["January–March 2026: 4 USD, as much as in January–March 2025."]),
        (("2025,7", "2026-01/2026-09,1"), ["January–September 2026: 1 USD."]),
        (("2025,7",), []),
    ],
)
def test_the_year_to_date(load: Load, rows: tuple[str, ...], said: list[str]) -> None:
    assert year_to_date(assessed(load, figures(*rows), target=10, by=2030)) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ("2025,7", "2026-01/2026-09,1"),
            "The figure for January–September 2026 (line 3) is newer than the latest level and cannot be used yet: January–September 2025 is missing.",
        ),
        (
            ("2025,7", "2026-01,1", "2026-02,1", "2026-03,1"),
            "The figures for January–March 2026 (lines 3–5) are newer than the latest level and cannot be used yet: January–March 2025 is missing.",
        ),
        (
            ("2024,7", "2026-Q1,1", "2026-Q3,1"),
            (
                "The figures for January–March 2026 and July–September 2026 (lines 3–4) are newer than the latest level and cannot be used yet: "
                "2025, January–March 2025 and July–September 2025 are missing."
            ),
        ),
        (("2026-Q1,1",), "The figure for January–March 2026 (line 2) cannot be used yet: 2025 and January–March 2025 are missing."),
    ],
)
def test_a_figure_that_gives_no_level_is_named_with_its_line_and_what_is_missing(load: Load, rows: tuple[str, ...], said: str) -> None:
    row = assessed(load, figures(*rows), target=10, by=2030)
    assert unused_figures(row) == [said]
    assert (said in notes(row), said in line(row)) == (True, True)
    programme, observations, _ = load(one(target=10, by=2030), figures(*rows))
    assert said in markdown.document(target_page.target_page(detail_target(programme, observations, TODAY, "t"), "o.csv"))


def test_a_gap_in_what_a_total_adds_up(load: Load) -> None:
    declared = "targets:\n  t: {kind: cumulative, unit: USD, target: 150, from: 2024, by: 2029}\n"
    programme, observations, _ = load(declared, figures("2024,9", "2025-07/2025-12,9"))
    (row,) = assess(programme, observations, TODAY)
    assert unused_figures(row) == [
        "The figure for July–December 2025 (line 3) is newer than the latest level and cannot be used yet: the figures since January 2024 leave a gap."
    ]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (
            TODAY,
            [
                "As of 22 Nov 2026, the deadline is 49 months away and 34.3 % of the time has elapsed (20.0 % at the date of the latest figure)."
            ],
        ),
        (date(2025, 12, 31), ["As of 31 Dec 2025, the deadline is 60 months away and 20.0 % of the time has elapsed."]),
        (
            date(2030, 11, 30),
            [
                "As of 30 Nov 2030, the deadline is 1 month away and 98.7 % of the time has elapsed (20.0 % at the date of the latest figure)."
            ],
        ),
        (
            date(2030, 12, 30),
            [
                "As of 30 Dec 2030, the deadline is less than a month away and 99.9 % of the time has elapsed (20.0 % at the date of the latest figure)."
            ],
        ),
        (date(2031, 1, 1), []),
    ],
)
def test_the_time_that_is_left_on_the_day(load: Load, as_of: date, said: list[str]) -> None:
    baseline = "{period: 2024-09-30, value: 1}"  # the end of September 2024 to the end of 2030 are 75 months, of which 15 had gone by the end of 2025
    assert time_left(assessed(load, figures("2025,2"), as_of, kind="stock", target=10, by=2030, baseline=baseline)) == said


def test_what_is_needed_of_a_stock_from_today_on(load: Load) -> None:
    programme, observations, _ = load(one("stock", target=10, by=2030), figures("2024,1", "2025,2"))
    said = target_prose.today_paragraph(detail_target(programme, observations, date(2028, 12, 31), "t"))
    assert said.endswith("If nothing has changed since the latest figure, the required increase is now 4 USD a year.")  # (10 - 2) / 2
    programme, observations, _ = load(one("flow", target=10, by=2030), figures("2024,1", "2025,2"))
    assert "from now on" not in target_prose.today_paragraph(detail_target(programme, observations, date(2028, 12, 31), "t"))


def test_a_year_that_is_over_is_awaited_and_no_demand(load: Load) -> None:
    programme, observations, _ = load(one(target=10, by=2027), figures("2023,1", "2024,4"))
    detail = detail_target(programme, observations, TODAY, "t")
    assert [(each.date.year, each.linear, each.awaited) for each in detail.required] == [
        (2025, 6, True),
        (2026, 8, False),
        (2027, 10, False),
    ]
    (row,) = json.loads(json_format.detail("", detail))["targets"]
    assert [each["awaited"] for each in row["needed"]] == [True, False, False]
    page = markdown.document(target_page.target_page(detail, "o.csv"))
    assert "| 2025 | awaited |  |" in page
    assert "| 2026 | 8 USD |" in page


def test_the_page_of_a_recurring_target_has_its_periods(load: Load) -> None:
    declared = "targets:\n  t: {kind: flow, unit: USD, target: at least 100, every: year, from: 2022, by: 2027}\n"
    programme, observations, _ = load(declared, figures("2022,101", "2024,96.7"))
    detail = detail_target(programme, observations, TODAY, "t")
    for page in (target_page.target_page(detail, "o.csv"), audit_page.audit_page(detail, "o.csv")):
        (section,) = (each for each in page.sections if each.id == "periods")
        rows = [tuple(cell.text for cell in row) for block in section.blocks for row in block.rows]  # type: ignore[union-attr]
        assert rows == [
            ("2022", "101 USD", "met", "2"),
            ("2023", "–", "no figure", ""),
            ("2024", "96.7 USD", "missed", "3"),
            ("2025", "–", "awaited", ""),
            ("2026", "–", "to come", ""),
            ("2027", "–", "to come", ""),
        ]
    assert (detail.to_come, detail.break_even) == ((), {})
    assert {each.reason for each in detail.judgements.values()} == {"no_way"}


@pytest.mark.parametrize(
    ("declared", "rows", "formula"),
    [
        ("unit: Mt, target: -55 %, by: 2030, baseline: 1990", "t,1990,1000\n", ("factor × B", "0.45 × 1,000", "450 Mt")),
        (
            "unit: USD, target: +6 % a year, by: 2026, baseline: 2024",
            "t,2024,100\n",
            ("B × (1 + rate)^(tT − tB)", "100 × 1.06^2", "112.36 USD"),
        ),
        ("unit: '%', target: -2 pp, by: 2030, baseline: 2024", "t,2024,10\n", ("B + points", "10 − 2", "8 %")),
        (
            "unit: '%', target: 40-45, by: 2030, baseline: 2024",
            "t,2024,60\n",
            ("the end that is nearer to B", "of 40 and 45, from 60", "45 %"),
        ),
        (
            "unit: '%', target: within 4-6, by: 2030, baseline: 2024",
            "t,2024,9\n",
            ("the edge that is nearer to B", "of 4 and 6, from 9", "6 %"),
        ),
        (
            "unit: '%', target: within 4-6, by: 2030, baseline: 2024",
            "t,2024,5\n",
            ("no edge to reach: B lies within the band", "4 ≤ 5 ≤ 6", "–"),
        ),
        ("unit: USD, target: 10, by: 2030, baseline: 2024", "t,2024,5\n", None),
    ],
)
def test_how_a_target_follows_from_its_words(load: Load, declared: str, rows: str, formula: tuple[str, str, str] | None) -> None:
    programme, observations, problems = load(f"targets:\n  t: {{kind: stock, {declared}}}\n", f"target,period,value\n{rows}")
    assert problems == []
    assert explained_formulas.target_formula(detail_target(programme, observations, TODAY, "t")) == formula


def test_what_counts_as_about_the_target(load: Load) -> None:
    programme, observations, _ = load(one(target="about 1.7 bn", by=2030), figures("2024,1"))
    said = explained_formulas.about_formula(detail_target(programme, observations, TODAY, "t"))
    assert said == ("T − half a unit of its last digit", "1.7 bn − 50 mn", "1.65 bn USD")


def test_the_measures_of_a_total_and_of_an_event_say_why_they_are_undefined(load: Load) -> None:
    declared = "targets:\n  t: {kind: cumulative, unit: USD, target: 150, from: 2024, by: 2029}\n  e: {kind: event, by: 2027}\n"
    programme, observations, _ = load(declared, figures("2024,9", "2025,9") + "e,2025,0,,,,,,,\n")
    total, event = (
        {formula.key: said for formula, _, said in explained_formulas.fill_formulas(detail_target(programme, observations, TODAY, each))}
        for each in ("t", "e")
    )
    assert total["growth"] == total["landing_compound"] == "undefined: a running total has no growth rate"
    assert total["required_per_year"] == "33 USD"  # (150 - 18) / 4
    assert event["progress"] == "undefined: an event has no pace"
    assert "gap" not in event


@pytest.mark.parametrize(
    ("rows", "filled"),
    [
        (("2022,9", "2025,8"), "(6.3333 − 9) / (6 − 9)"),
        (("2022,9", "2025,7"), "1 − |3.6667 − 4| / |6 − 9|"),
        (("2022,9", "2025,7.5"), "1, because 4 ≤ 5 ≤ 6"),
        (("2022,5", "2025,6.5"), "0, because 9 lies outside 4 to 6 and B within"),
    ],
)
def test_the_outcome_of_a_band_has_its_own_formula(load: Load, rows: tuple[str, ...], filled: str) -> None:
    declared = "targets:\n  t: {kind: stock, unit: '%', target: within 4-6, by: 2030, baseline: 2022}\n"
    programme, observations, _ = load(declared, figures(*rows).replace("USD", "%"))
    detail = detail_target(programme, observations, TODAY, "t")
    (said,) = (numbers for formula, numbers, _ in explained_formulas.fill_formulas(detail) if formula.key == "outcome_linear")
    assert said == filled


def test_periods_within_a_sentence_spell_their_months() -> None:
    said = {each: dates.spelt_period(parse(each)) for each in ("2025", "2025-Q3", "2025-03", "2024-10/2025-09", "2025-03-20")}
    assert said == {
        "2025": "2025",
        "2025-Q3": "July–September 2025",
        "2025-03": "March 2025",
        "2024-10/2025-09": "year to Sep 2025",
        "2025-03-20": "20 Mar 2025",
    }
