"""Each form of target in its own words: in a sentence, in a cell with room, in a narrow column, and in every sentence about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tracker.analysis.assessment import assess
from tracker.analysis.target_detail import detail_target
from tracker.render.terminal import text
from tracker.reports.status import StatusTable
from tracker.words import target_prose
from tracker.words.status_columns import STATUS, notes
from tracker.words.summary_wording import line
from tracker.words.target_wording import say_deadline, say_target, shorten_deadline, shorten_target, sign_target, tell_target
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from conftest import Load

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import TargetResult

TODAY = date(2026, 11, 22)


def detail(load: Load, declared: str, *figures: str, as_of: date = TODAY) -> TargetDetail:
    """One target ``t``, declared in a line of YAML, and its figures as ``period,value``."""
    rows = "".join(f"t,{each},,,,,,,\n" for each in figures)
    programme, observations, problems = load(f"targets:\n  t: {{name: Goal, {declared}}}\n", rows)
    assert problems == []
    return detail_target(programme, observations, as_of, "t")


def told(load: Load, declared: str, *figures: str, as_of: date = TODAY) -> TargetResult:
    return detail(load, declared, *figures, as_of=as_of).result


@pytest.mark.parametrize(
    ("declared", "figures", "sentence", "full"),
    [
        ("kind: stock, unit: '%', target: at least 42.5 %, by: 2030", ("2020,40", "2025,41"), "at least 42.5 %", "at least 42.5 %"),
        ("kind: stock, unit: jobs, target: more than 15 thousand", ("2020,1", "2025,2"), "more than 15,000 jobs", "more than 15,000 jobs"),
        ("kind: stock, unit: '%', target: at most 5, by: 2030", ("2020,9", "2025,8"), "at most 5 %", "at most 5 %"),
        ("kind: stock, unit: '%', target: below 5, by: 2030", ("2020,9", "2025,8"), "below 5 %", "below 5 %"),
        ("kind: stock, unit: '%', target: 5, qualifier: under, by: 2030", ("2020,9", "2025,8"), "below 5 %", "below 5 %"),
        ("kind: flow, unit: bn USD, target: about 1.7, by: 2030", ("2020,1", "2025,1.2"), "about 1.7 bn USD", "about 1.7 bn USD"),
        ("kind: flow, unit: bn USD, target: 10, by: 2030", ("2020,1", "2025,1.2"), "10 bn USD", "10 bn USD"),
        ("kind: stock, unit: '%', target: 40-45, by: 2030", ("2020,30", "2025,36"), "40–45 %", "40–45 %"),
        ("kind: stock, unit: '%', target: within 4-6, by: 2030", ("2020,9", "2025,8"), "4–6 %", "within 4–6 %"),
        (
            "kind: flow, unit: bn USD, target: double, by: 2030, baseline: 2020",
            ("2020,4", "2025,6"),
            "8 bn USD (double 2020)",
            "double 2020: 8 bn USD (1.5 times so far)",
        ),
        (
            "kind: stock, unit: Mt, target: -55 %, by: 2030, baseline: 1990",
            ("1990,1000", "2024,620"),
            "450 Mt (−55 % on 1990)",
            "−55 % on 1990: 450 Mt (−38.0 % so far)",
        ),
        (  # 10 bn * 1.06 ** 10 is 17.908 bn, and never rounded down to what would not do
            "kind: flow, unit: bn USD, target: +6 % a year, by: 2030, baseline: 2020",
            ("2020,10", "2025,14"),
            "17.91 bn USD (+6 % a year)",
            "+6 % a year: 17.91 bn USD by 2030",
        ),
        (
            "kind: stock, unit: '%', target: +5 pp, by: 2030, baseline: 2020",
            ("2020,10", "2025,13"),
            "15 % (+5 pp on 2020)",
            "+5 pp on 2020: 15 %",
        ),
        (
            "kind: flow, unit: t, target: at least 100, every: year, from: 2022, by: 2027",
            ("2022,101", "2023,104"),
            "at least 100 t",
            "at least 100 t",
        ),
        ("kind: flow, unit: t, target: +6 % a year, every: year, by: 2027", ("2022,10", "2023,11"), "+6 % a year", "+6 % a year"),
        (  # a ceiling: 6 bn has met it, which "8 bn USD" would not say
            "kind: flow, unit: bn USD, target: at most 2x, by: 2030, baseline: 2020",
            ("2020,4", "2025,6"),
            "at most 8 bn USD (double 2020)",
            "double 2020: at most 8 bn USD (1.5 times so far)",
        ),
        (
            "kind: flow, unit: bn USD, target: at most 6 % a year, by: 2030, baseline: 2020",
            ("2020,10", "2025,14"),
            "at most 17.9 bn USD (+6 % a year)",
            "+6 % a year: at most 17.9 bn USD by 2030",
        ),
        (
            "kind: stock, unit: Mt, target: reduce to 450, by: 2030, baseline: 1990",
            ("1990,1000", "2024,620"),
            "450 Mt",
            "450 Mt",
        ),
        (
            "kind: stock, unit: Mt, target: сократить вдвое, by: 2030, baseline: 1990",
            ("1990,1000", "2024,620"),
            "500 Mt (half of 1990)",
            "half of 1990: 500 Mt (0.62 times so far)",
        ),
        (  # the words do not say which way, and the field does
            "kind: stock, unit: Mt, target: by at least 55 %, direction: decrease, by: 2030, baseline: 1990",
            ("1990,1000", "2024,620"),
            "at most 450 Mt (−55 % on 1990)",
            "−55 % on 1990: at most 450 Mt (−38.0 % so far)",
        ),
        (
            "kind: flow, unit: t, target: at most 6 % a year, every: year, by: 2027",
            ("2022,10", "2023,11"),
            "at most +6 % a year",
            "at most +6 % a year",
        ),
        (
            "kind: flow, unit: t, target: more than 6 % a year, every: year, by: 2027",
            ("2022,10", "2023,11"),
            "more than +6 % a year",
            "more than +6 % a year",
        ),
        ("kind: cumulative, unit: bn USD, target: 150, from: 2024, by: 2029", ("2024,20", "2025,24"), "150 bn USD", "150 bn USD"),
        ("kind: event, by: 2027", ("2025,0",), "achieved", "achieved"),
        ("kind: rank, target: 50, by: 2030", ("2020,80", "2025,69"), "rank 50", "rank 50"),
    ],
)
def test_each_form_in_its_own_words(load: Load, declared: str, figures: tuple[str, ...], sentence: str, full: str) -> None:
    row = told(load, declared, *figures)
    assert (say_target(row), tell_target(row), STATUS["target"].shown(row)) == (sentence, full, full)


@pytest.mark.parametrize(
    ("declared", "figures", "column"),
    [
        ("kind: stock, unit: jobs, target: more than 15 thousand", ("2020,1",), (">15,000 jobs", "no deadline")),
        ("kind: stock, unit: Mt, target: -55 %, by: 2030, baseline: 1990", ("1990,1000",), ("450 Mt", "−55 % by 2030")),
        ("kind: stock, unit: Mt, target: triple, baseline: 1990", ("1990,100",), ("300 Mt", "3x, no deadline")),
        ("kind: stock, unit: Mt, target: на 55 %, direction: decrease, baseline: 1990", ("1990,100",), ("45 Mt", "−55 %, no deadline")),
        ("kind: stock, unit: Mt, target: вдвое, direction: decrease, baseline: 1990", ("1990,100",), ("50 Mt", "0.5x, no deadline")),
        ("kind: stock, unit: Mt, target: вдвое, direction: increase, baseline: 1990", ("1990,100",), ("200 Mt", "2x, no deadline")),
        ("kind: flow, unit: t, target: at most 9, every: quarter, by: 2027", ("2025,1",), ("at most 9 t", "each quarter to 2027")),
    ],
)
def test_a_narrow_column_has_the_amount_and_below_it_the_change(
    load: Load, declared: str, figures: tuple[str, ...], column: tuple[str, str]
) -> None:
    row = told(load, declared, *figures)
    assert (shorten_target(row), shorten_deadline(row)) == column
    shown = text.status(StatusTable("", TODAY, (row,)))
    assert all(part in shown for part in column)


@pytest.mark.parametrize(
    ("declared", "signed"),
    [
        ("kind: stock, unit: jobs, target: more than 15 thousand", ">15,000 jobs"),
        ("kind: stock, unit: '%', target: at least 42.5", "≥42.5 %"),
        ("kind: flow, unit: t, target: at most 9, every: quarter, by: 2027", "≤9 t"),
        ("kind: stock, unit: '%', target: within 4-6", "4–6 %"),
        ("kind: stock, unit: jobs, target: 15 thousand", "15,000 jobs"),
        ("kind: event, by: 2027", "achieved"),
        ("kind: rank, target: 50, by: 2030", "rank 50"),
    ],
)
def test_where_there_is_little_room_a_sign_stands_for_each_word(load: Load, declared: str, signed: str) -> None:
    assert sign_target(told(load, declared, "2025,1")) == signed


def test_what_was_kept_and_missed(load: Load) -> None:
    declared = "kind: flow, unit: thousand t, target: at least 100, every: year, from: 2022, by: 2027"
    row = told(load, declared, "2022,101", "2023,104", "2024,96.7")
    assert reason(row) == "The target of at least 100,000 t was met in 2 of 3 years; missed in 2024 (96,700 t)."
    assert line(row).startswith(
        "Goal: 96,700 t (2024); the target of at least 100,000 t was met in 2 of 3 years; missed in 2024 (96,700 t);"
    )
    assert (say_deadline(row), STATUS["progress"].shown(row), STATUS["gap"].shown(row)) == ("each year to 2027", "–", "–")
    one_kept = told(load, declared, "2022,101")
    assert reason(one_kept) == "The target of at least 100,000 t was met in every year on record (1 of 1); it applies in each year to 2027."
    one_missed = told(load, declared, "2022,99")
    assert reason(one_missed) == "The target of at least 100,000 t was met in 0 of 1 year; missed in 2022 (99,000 t)."


def test_of_many_missed_periods_the_last_are_listed(load: Load) -> None:
    row = told(load, "kind: flow, unit: t, target: at least 9, every: month, by: 2025", *(f"2025-{month:02},1" for month in range(1, 9)))
    assert reason(row) == (
        "The target of at least 9 t was met in 0 of 8 months; "
        "missed in Apr 2025 (1 t), May 2025 (1 t), Jun 2025 (1 t), Jul 2025 (1 t), Aug 2025 (1 t) and 3 earlier months."
    )


def test_a_target_of_each_quarter_tells_the_quarter_and_not_the_twelve_months(load: Load) -> None:
    row = told(load, "kind: flow, unit: t, target: below 5, every: quarter, by: 2026", "2025-Q1,4", "2025-Q2,4.5", "2025-Q4,4.9")
    assert (STATUS["latest"].shown(row), STATUS["latest_period"].shown(row)) == ("4.9 t", "Q4 2025")
    assert (notes(row), row.newer_unused) == ("", ())


def test_growth_in_each_year_begins_a_year_after_the_first_figure(load: Load) -> None:
    row = told(load, "kind: flow, unit: t, target: +6 % a year, every: year, by: 2024", "2022,10", "2023,10.7", "2024,11.5")
    assert [str(each.period) for each in row.periods] == ["2023", "2024"]
    assert reason(row) == "The target of +6 % a year was met in every year to 2024 (2 of 2)."


def test_a_total_says_what_is_left_of_it(load: Load) -> None:
    found = detail(load, "kind: cumulative, unit: bn USD, target: 150, from: 2024, by: 2029", "2024,20", "2025,24")
    assert "44 bn of 150 bn USD since January 2024; 106 bn USD left, 26.5 bn USD a year required" in line(found.result)
    assert target_prose.target_paragraph(found) == (
        "Goal came to 44 bn USD from January 2024 to the end of 2025: 29.3 % of the target of 150 bn USD, "
        "when 33.3 % of the time to the end of 2029 had elapsed. That is 22 bn USD a year on average. "
        "What remains, 106 bn USD, requires 26.5 bn USD a year until the end of 2029. "
        "As much has not been added within any year: the most was 24 bn USD, in 2025."
    )


def test_the_first_year_of_a_total_is_one_of_its_years(load: Load) -> None:
    found = detail(load, "kind: cumulative, unit: bn USD, target: 40, from: 2022, by: 2027", "2022,9", "2023,4", "2024,3.5", "2025,3")
    assert target_prose.target_paragraph(found).endswith("As much has not been added within any year: the most was 9 bn USD, in 2022.")


def test_a_bound_that_proves_a_larger_change_leaves_open_what_has_been_recorded(load: Load) -> None:
    declared = "kind: flow, unit: bn USD, target: 10, by: 2030, baseline: 2023"
    exact, bound = (detail(load, declared, "2023,4.1", "2024,4.52", f"2025,5,,{word}") for word in ("", "over"))
    assert "Neither has been recorded: the fastest growth was 10.6 %, in 2025" in target_prose.target_paragraph(exact)
    assert "recorded" not in target_prose.target_paragraph(bound)
    less = detail(load, declared, "2023,4.1", "2024,4.52", "2025,4.7,,over")
    assert "Neither has been recorded: the fastest growth was 10.2 %, in 2024" in target_prose.target_paragraph(less)


@pytest.mark.parametrize(
    ("by", "figures", "as_of", "status", "said", "brief"),
    [
        (
            2027,
            ("2025,0",),
            TODAY,
            "no_pace",
            "Not yet achieved according to the latest report (2025); the deadline is the end of 2027.",
            "not yet achieved (2025), due by the end of 2027",
        ),
        (
            2027,
            ("2024,0", "2025,0"),
            TODAY,
            "no_pace",
            "Not yet achieved according to the latest report (2025); the deadline is the end of 2027.",
            "not yet achieved (2025), due by the end of 2027",
        ),
        (2027, ("2024,0", "2026-03-01,1"), TODAY, "reached", "Achieved (1 Mar 2026).", "achieved (1 Mar 2026)"),
        (
            2025,
            ("2025,0",),
            TODAY,
            "missed",
            "Not achieved by the deadline, the end of 2025, according to the report for 2025.",
            "not achieved by the deadline, the end of 2025",
        ),
        (
            2025,
            ("2025,0", "2026-03-01,1"),
            TODAY,
            "missed",
            "Not achieved by the deadline, the end of 2025, but later, on 1 Mar 2026.",
            "achieved (1 Mar 2026), after the deadline, the end of 2025",
        ),
        (
            2025,
            ("2024,0",),
            TODAY,
            "awaiting",
            "The deadline, the end of 2025, has passed, and no report is available for that day; the latest (2024) says: not yet achieved.",
            "not yet achieved (2024); no report is available for the deadline, the end of 2025",
        ),
        (
            2025,
            ("2024,0", "2026-03-01,1"),
            TODAY,
            "missed",
            "Not achieved by the deadline, the end of 2025, but later, on 1 Mar 2026.",
            "achieved (1 Mar 2026), after the deadline, the end of 2025",
        ),
        (  # some time in 2025
            "2025-06",
            ("2024,0", "2025,1"),
            TODAY,
            "undetermined",
            "Achieved (2025); whether by the deadline, the end of June 2025, is not known.",
            "achieved (2025); whether by the end of June 2025 is not known",
        ),
    ],
)
def test_an_event_is_yes_or_not_yet_and_has_no_amount(
    load: Load, by: int | str, figures: tuple[str, ...], as_of: date, status: str, said: str, brief: str
) -> None:
    found = detail(load, f"kind: event, by: {by}", *figures, as_of=as_of)
    row = found.result
    assert (row.status, reason(row)) == (status, said)
    assert line(row).startswith(f"Goal: {brief}")
    assert {STATUS[key].shown(row) for key in ("gap", "growth", "required_growth", "required_per_year", "progress")} == {"–"}
    assert found.to_come == ()


def test_a_rank_is_told_in_whole_places(load: Load) -> None:
    found = detail(load, "kind: rank, target: 50, by: 2030", "2020,80", "2025,69")
    row = found.result
    assert (STATUS["latest"].shown(row), STATUS["gap"].shown(row)) == ("rank 69", "19 places")
    assert reason(row) == "At the pace since 2020, the projection for the end of 2030 is rank 58; the target is rank 50."
    assert (
        "it has gained 2.2 places a year on average. From the latest figure on, meeting the target requires a gain of 3.8 places a year."
        in target_prose.target_paragraph(found)
    )
    assert STATUS["gap"].shown(told(load, "kind: rank, target: 50, by: 2030", "2020,80", "2025,51")) == "1 place"


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            ("2022,5", "2025,7"),
            "At the pace since 2022, the projection for the end of 2030 is 10–12 %, outside the target range of 4–6 %, in which the baseline lay.",
        ),
        (("2022,9", "2025,5.5"), "The figure lies within the target range of 4–6 %: 5.5 % (2025)."),
        (
            ("2022,2", "2025,8"),
            "At the pace since 2022, the projection for the end of 2030 is 18–81 %, outside the target range of 4–6 %.",
        ),
    ],
)
def test_a_band_is_left_or_held_and_never_increased(load: Load, figures: tuple[str, ...], said: str) -> None:
    found = detail(load, "kind: stock, unit: '%', target: within 4-6, by: 2030, baseline: 2022", *figures)
    assert reason(found.result) == said
    assert "increase" not in target_prose.target_paragraph(found) + target_prose.today_paragraph(found)


def test_beyond_a_band_the_nearer_edge_is_what_is_asked_for(load: Load) -> None:
    found = detail(load, "kind: stock, unit: '%', target: within 4-6, by: 2030, baseline: 2022", "2022,2", "2025,8")
    row = found.result
    assert (row.gap, row.acceleration) == (-2.0, None)
    assert row.required_per_year == pytest.approx((6 - 8) / 5)
    assert row.progress == 1 - 2 / 2  # as far from the band as the baseline was
    assert [round(each.linear, 9) for each in found.required][-1] == 6
    inside = told(load, "kind: stock, unit: '%', target: within 4-6, by: 2030, baseline: 2022", "2022,9", "2025,5.5")
    assert (inside.progress, inside.gap) == (1.0, 0.0)


def test_where_the_baseline_lies_in_the_band_nothing_leads_to_an_edge(load: Load) -> None:
    row = told(load, "kind: stock, unit: '%', target: within 4-6, by: 2030, baseline: 2022", "2022,5", "2025,7")
    assert (row.direction, row.aim, row.progress, row.planned_per_year, row.expected_linear, row.ahead_months_linear) == (None,) * 6
    assert row.required_per_year == pytest.approx((6 - 7) / 5)


def test_the_words_of_the_target_are_not_those_of_an_earlier_promise(load: Load) -> None:
    found = detail(load, "kind: stock, unit: t, target: at least 9, by: 2030, history: [{target: 5, by: 2024}]", "2020,1", "2024,4")
    (earlier,) = found.history
    assert reason(earlier.outcomes[0].result) == "The target of 5 t by the end of 2024 was missed: 4 t (2024)."
    stated = told(load, "kind: stock, unit: t, target: at least 5, by: 2024", "2020,1", "2024,4")
    assert reason(stated) == "The target of at least 5 t by the end of 2024 was missed: 4 t (2024)."


def test_a_pace_of_some_years_is_the_one_that_is_named(load: Load) -> None:
    declared = "kind: stock, unit: Mt, target: -55 %, by: 2030, baseline: 1990, pace: 5 years"
    found = detail(load, declared, "1990,1000", "2019,700", "2024,650")
    assert reason(found.result).startswith("At the pace since 2019, the projection for the end of 2030 is 590–595 Mt")
    assert "The projection continues the pace since 2019, −10 Mt a year." in target_prose.target_paragraph(found)


def test_without_any_figure_every_form_says_so(load: Load) -> None:
    for declared in (
        "kind: event, by: 2027",
        "kind: rank, target: 5, by: 2030",
        "kind: cumulative, unit: t, target: 9, from: 2024, by: 2029",
    ):
        programme, observations, _ = load(f"targets:\n  t: {{{declared}}}\n", "")
        (row,) = assess(programme, observations, TODAY)
        assert line(row) == "t: no figure is available."


@pytest.mark.parametrize(("word", "later"), [("", "2025-06"), ("under", None), ("over", "2025-06")])
def test_a_derived_level_that_is_a_bound_meets_a_target_late_only_as_its_figures_allow(load: Load, word: str, later: str | None) -> None:
    declared = "kind: flow, unit: USD, target: 10, by: 2024, baseline: 2022"
    row = told(load, declared, "2022,4", "2024,8", "2024-01/2024-06,4", f"2025-01/2025-06,6,,{word}")  # 8 + 6 - 4 in the year to June 2025
    assert (row.status, row.met_later and str(row.met_later.end)[:7]) == ("missed", later)
