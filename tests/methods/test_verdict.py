"""Every status of docs/methods.md §4, reached from the two files, with the reason that stands beside it."""

from __future__ import annotations

import pytest
from conftest import Assess, Results, one

from tracker.methods.verdict import STATUS_OF
from tracker.words.english.verdicts import REASONS, REASONS_OF_FORM, STATUS_WORDS
from tracker.words.status_columns import STATUS, SYMBOLS
from tracker.words.verdict_reasons import FIELDS

BASE = "t,2020,100,USD,,,,,,\n"
TO_2030 = one(target=200, by=2030, baseline=2020)


def verdict(assessed: Assess, declared: str, observed: str, as_of: str = "2026-11-22") -> tuple[str, str]:
    row = assessed(declared, observed, as_of)[0]
    return row["status"], row["reason"]


@pytest.mark.parametrize(
    ("declared", "observed", "status", "reason"),
    [
        (TO_2030, "", "no_data", "No figure is available as of 22 Nov 2026."),
        (
            one(target=200, by=2030, baseline="{period: 2020, value: 100}", pace="3 years"),
            "t,2025,150,USD,,,,,,\n",
            "no_pace",
            "No figure before the latest one (2025) is available from which a pace could be measured.",
        ),
        (TO_2030, BASE + "t,2025,201,USD,,,,,,\n", "reached", "The target of 200 USD has been met: 201 USD (2025)."),
        (TO_2030, BASE + "t,2025,200,USD,,,,,,\n", "reached", "The target of 200 USD has been met: 200 USD (2025)."),
        (one(target=200, baseline=2020), BASE + "t,2025,200,USD,,,,,,\n", "reached", "The target of 200 USD has been met: 200 USD (2025)."),
        (
            one(target=200, by=2024, baseline=2020),
            BASE + "t,2024,199,USD,,,,,,\n",
            "missed",
            "The target of 200 USD by the end of 2024 was missed: 199 USD (2024).",
        ),
        (
            one(target=200, by=2024, baseline=2020),
            BASE + "t,2025,199,USD,,,,,,\n",
            "missed",
            "The target of 200 USD by the end of 2024 was missed: 199 USD (2025).",
        ),
        (
            one(target=200, by=2024, baseline=2020),
            BASE + "t,2024,199,USD,,,,,,\nt,2025,230,USD,,,,,,\n",
            "missed",
            "The target of 200 USD by the end of 2024 was missed: 199 USD (2024). It was met later, in 2025.",
        ),
        (
            one(target=200, by=2024, baseline=2020),
            BASE + "t,2024,150,USD,over,,,,,\n",
            "undetermined",
            "It is not known whether the target of 200 USD was met by the end of 2024: the figure, over 150 USD (2024), is only a bound.",
        ),
        (
            one(target=200, by=2024, baseline=2020),
            BASE + "t,2025,230,USD,,,,,,\n",
            "undetermined",
            "It is not known whether the target of 200 USD was met by the end of 2024: the first figure since then, 230 USD (2025), meets it.",
        ),
        (
            one(target=200, by=2024, baseline=2020),
            BASE + "t,2023,150,USD,,,,,,\n",
            "awaiting",
            "The deadline, the end of 2024, has passed, and the figure for it is not yet available; the latest is 150 USD (2023).",
        ),
        (
            one(target=200, baseline=2020),
            BASE + "t,2025,150,USD,,,,,,\n",
            "open",
            "No deadline was stated; progress from 100 USD to 200 USD is 50.0 %.",
        ),
        (one(target=200), BASE, "open", "No deadline was stated; the latest figure is 100 USD (2020) against a target of 200 USD."),
        (TO_2030, BASE, "no_pace", "No figure after the baseline, 100 USD (2020), is available, so there is no pace to project."),
        (TO_2030, "t,2025,150,USD,,,,,,\n", "no_pace", "No figure is available for the baseline (2020), so there is no pace to project."),
        (
            one(target=200, by=2030, baseline="{period: 2025, value: 150}"),
            BASE,
            "no_pace",
            "The latest figure (2020) is older than the baseline (2025), so there is no pace to project.",
        ),
        (
            one(target="2x", by=2030, baseline=2019),
            BASE,
            "no_pace",
            "The target is stated relative to the baseline, and no figure is available for the baseline.",
        ),
        (
            TO_2030,
            BASE + "t,2025,148,USD,,,,,,\n",
            "on_track",
            (
                "At the pace since 2020, the projection for the end of 2030 is 196–219 USD, at least 96.0 % of the way to the target of 200 USD; "
                "from 95.0 % a target counts as on track."
            ),
        ),
        (
            TO_2030,
            BASE + "t,2025,120,USD,,,,,,\n",
            "off_track",
            "At the pace since 2020, the projection for the end of 2030 is 140–144 USD; the target is 200 USD.",
        ),
        (
            TO_2030,
            BASE + "t,2025,90,USD,,,,,,\n",
            "off_track",
            "Moving away from the target since 2020: 90 USD (2025) after 100 USD; the target is 200 USD by the end of 2030.",
        ),
        (
            one(target=90, by=2030, baseline=2020),
            BASE + "t,2025,80,USD,,,,,,\n",
            "off_track",
            "The baseline of 100 USD (2020) met the target of 90 USD; the latest figure, 80 USD (2025), does not.",
        ),
        (
            TO_2030,
            BASE + "t,2025,135,USD,,,,,,\n",
            "at_risk",
            "At the pace since 2020, the projection for the end of 2030 is 170–180 USD; the target is 200 USD.",
        ),
        (
            TO_2030,
            BASE + "t,2022,118,USD,,,,,,\n",
            "at_risk",
            "On track only if growth compounds: 228.8 USD by the end of 2030 at a constant growth rate (8.6 % a year), but only 190 USD at a constant yearly increase (9 USD); the target is 200 USD.",
        ),
    ],
)
def test_each_case(assessed: Assess, declared: str, observed: str, status: str, reason: str) -> None:
    assert verdict(assessed, declared, observed) == (status, reason)


@pytest.mark.parametrize(
    ("latest", "status"),
    [(40, "reached"), (39, "reached"), (57, "on_track"), (60, "at_risk"), (70, "off_track"), (85, "off_track")],
)
def test_where_a_decrease_is_wanted(assessed: Assess, latest: float, status: str) -> None:
    declared = one(target=40, by=2030, baseline=2020, direction="decrease")
    assert verdict(assessed, declared, f"t,2020,80,USD,,,,,,\nt,2025,{latest},USD,,,,,,\n")[0] == status


def test_a_decrease_may_do_better_with_the_same_amount_each_year(assessed: Assess) -> None:
    declared = one(target=10, by=2030, baseline=2020, direction="decrease")
    status, reason = verdict(assessed, declared, "t,2020,100,USD,,,,,,\nt,2025,56,USD,,,,,,\n")
    assert status == "at_risk"
    assert reason.startswith("On track only at a constant yearly decrease (8.8 USD): 12 USD by the end of 2030, but only")


@pytest.mark.parametrize(
    ("baseline", "latest", "status"), [(0, 50, "on_track"), (0, 20, "off_track"), (-100, 50, "on_track"), (-100, -100, "off_track")]
)
def test_zero_and_negative_baselines_are_judged_on_the_straight_path_alone(
    assessed: Assess, baseline: float, latest: float, status: str
) -> None:
    row = assessed(one(target=100, by=2030, baseline=2020), f"t,2020,{baseline},USD,,,,,,\nt,2025,{latest},USD,,,,,,\n")[0]
    assert (row["status"], row["growth"], row["outcome_compound"]) == (status, None, None)


@pytest.mark.parametrize(
    ("direction", "qualifier", "status"),
    [
        ("increase", "under", "missed"),
        ("increase", "over", "reached"),
        ("increase", "about", "reached"),
        ("decrease", "over", "missed"),
        ("decrease", "under", "reached"),
    ],
)
def test_almost_the_target_is_not_the_target(assessed: Assess, direction: str, qualifier: str, status: str) -> None:
    declared = one(
        target=100, by=2024, baseline="{period: 2020, value: " + ("50}" if direction == "increase" else "150}"), direction=direction
    )
    assert verdict(assessed, declared, f"t,2024,100,USD,{qualifier},,,,,\n")[0] == status


def test_a_bound_that_cannot_prove_a_miss_where_a_decrease_is_wanted(assessed: Assess) -> None:
    declared = one(target=100, by=2024, baseline="{period: 2020, value: 150}", direction="decrease")
    assert verdict(assessed, declared, "t,2024,120,USD,under,,,,,\n")[0] == "undetermined"
    assert verdict(assessed, declared, "t,2024,120,USD,over,,,,,\n")[0] == "missed"


@pytest.mark.parametrize(("latest", "status"), [(145, "on_track"), (144.9, "at_risk"), (125, "at_risk"), (124.9, "off_track")])
def test_cutoffs_can_be_declared_and_count_exactly(assessed: Assess, latest: float, status: str) -> None:
    declared = "verdict: {on_track: 0.9, at_risk: 0.5}\n" + one(kind="stock", target=100, by=2030, baseline="{period: 2020, value: 0}")
    assert verdict(assessed, declared, f"t,2025,{latest - 100},USD,,,,,,\n")[0] == status


def test_the_deadline_itself_has_not_passed(assessed: Assess) -> None:
    declared, observed = one(target=200, by=2025, baseline=2020), BASE + "t,2024,190,USD,,,,,,\n"
    assert verdict(assessed, declared, observed, "2025-12-31")[0] == "on_track"
    assert verdict(assessed, declared, observed, "2026-01-01")[0] == "awaiting"


@pytest.mark.parametrize(("as_of", "stale"), [("2026-06-30", False), ("2026-07-01", True)])
def test_stale_is_a_flag_beside_the_status(assessed: Assess, as_of: str, stale: bool) -> None:
    row = assessed(one(target=200, by=2030), BASE.replace("2020", "2024"), as_of)[0]
    assert (row["status"], row["stale"]) == ("no_pace", stale)
    row = assessed(one(target=200, by=2030, stale_after=30), BASE.replace("2020", "2024"), as_of)[0]
    assert row["stale"] is False


@pytest.mark.parametrize(
    ("declared", "observed", "status", "stale"),
    [
        ("kind: event, by: 2020", "t,2019-03-01,yes,,,,,,,\n", "reached", False),
        ("kind: event", "t,2019-03-01,yes,,,,,,,\n", "reached", False),
        ("kind: event, by: 2030", "t,2019-03-01,no,,,,,,,\n", "no_pace", True),
        ("kind: event, by: 2020", "t,2021-03-01,no,,,,,,,\n", "missed", False),
        ("kind: flow, unit: USD, target: 90, by: 2020", BASE, "reached", False),
        ("kind: flow, unit: USD, target: 110, by: 2020", BASE, "missed", False),
        ("kind: flow, unit: USD, target: 90, by: 2021", BASE, "reached", True),  # the figure of 2021 could still undo it
        ("kind: flow, unit: USD, target: 90, by: 2030", BASE, "reached", True),
        ("kind: flow, unit: USD, target: 90", BASE, "reached", True),
        ("kind: flow, unit: USD, target: at least 90, every: year, by: 2020", BASE + "t,2019,100,USD,,,,,,\n", "reached", False),
        ("kind: flow, unit: USD, target: at least 90, every: year, by: 2030", BASE + "t,2019,80,USD,,,,,,\n", "missed", True),
    ],
)
def test_a_figure_is_not_out_of_date_where_no_newer_one_can_change_the_status(
    assessed: Assess, declared: str, observed: str, status: str, stale: bool
) -> None:
    row = assessed(f"targets:\n  t: {{{declared}}}\n", observed, "2026-11-22")[0]
    assert (row["status"], row["stale"]) == (status, stale)


def test_every_status_has_its_words() -> None:
    assert set(STATUS_OF) == set(REASONS)
    assert set(STATUS_OF.values()) == set(STATUS_WORDS) == set(SYMBOLS)
    templates = [*REASONS.values(), *(template for reasons in REASONS_OF_FORM.values() for template in reasons.values())]
    assert all(field in FIELDS for template in templates for field in template.replace("}", "{").split("{")[1::2])
    assert all(set(reasons) <= set(STATUS_OF) for reasons in REASONS_OF_FORM.values())


@pytest.mark.parametrize(
    ("declared", "observed", "status", "reason"),
    [
        (
            one(target=50, by=2030, baseline=2020, direction="decrease"),
            "t,2020,100,USD,,,,,,\nt,2025,90,USD,,,,,,\n",
            "off_track",
            "At the pace since 2020, the projection for the end of 2030 is 80–81 USD; the target is 50 USD.",
        ),
        (
            one(target=50, by=2030, baseline=2020, direction="decrease"),
            "t,2020,100,USD,,,,,,\nt,2025,70,USD,,,,,,\n",
            "on_track",
            "At the pace since 2020, the projection for the end of 2030 is 40–49 USD; the target is 50 USD.",
        ),
        (
            TO_2030,
            "t,2025-01/2025-09,3.5,USD,,,,,,\n",
            "no_data",
            "Figures are available as of 22 Nov 2026, but they do not cover twelve complete months.",
        ),
        (one(target=5, reporter="UZ"), "t,2025,3.5,USD,,,,,,\n", "no_data", "No figure from UZ is available as of 22 Nov 2026."),
        (
            one(target=10, by=2030, baseline="{period: 2024, value: 4.2}"),
            "t,2024,4.3,USD,,,,,,\n",
            "no_pace",
            "No figure after the baseline, 4.2 USD (2024), is available, so there is no pace to project.",
        ),
        (
            one(target="2x", baseline=2019),
            BASE,
            "open",
            "No deadline was stated; the latest figure is 100 USD (2020) against a target of 2x.",
        ),
        (
            one(target="2x", by=2024, baseline=2019),
            BASE,
            "awaiting",
            "The deadline, the end of 2024, has passed, and the figure for it is not yet available; the latest is 100 USD (2020).",
        ),
    ],
)
def test_reasons_say_what_is_so(assessed: Assess, declared: str, observed: str, status: str, reason: str) -> None:
    assert verdict(assessed, declared, observed) == (status, reason)


def test_almost_the_target_is_never_shown_as_all_of_the_way(results: Results) -> None:
    row = results(one(target="10 bn", by=2025, baseline="{period: 2020, value: 5 bn}"), "t,2025,10,bn USD,under,,,,,\n")[0]
    shown = [STATUS[key].shown(row) for key in ("latest", "progress", "gap", "status")]
    assert shown == ["<10 bn USD", "<100 %", "–", "missed"]


def test_shares_of_the_way_are_not_short_of_what_is_so_on_paper(results: Results) -> None:
    row = results(one(unit='"%"', target=5, by=2030, baseline=2020), "t,2020,4,%,,,,,,\nt,2023,4.3,%,,,,,,\n")[0]
    assert (STATUS["progress"].shown(row), STATUS["elapsed"].shown(row)) == ("30.0 %", "30.0 %")


def test_reached_late_names_the_first_time_after_the_deadline(assessed: Assess) -> None:
    observed = "t,2020,100,USD,,,,,,\nt,2022,210,USD,,,,,,\nt,2024,150,USD,,,,,,\nt,2025,190,USD,,,,,,\nt,2026,205,USD,,,,,,\nt,2027,220,USD,,,,,,\n"
    status, reason = verdict(assessed, one(target=200, by=2024, baseline=2020), observed, "2028-06-30")
    assert (status, reason.rpartition("in ")[2]) == ("missed", "2026.")


def test_a_stock_some_days_after_the_deadline_is_not_the_figure_for_it(assessed: Assess) -> None:
    declared = one(kind="stock", target=100, by=2024, baseline="{period: 2020, value: 10}")
    short, late = "t,2024-12-20,90,USD,,,,,,\n", "t,2025-01-10,105,USD,,,,,,\n"
    assert verdict(assessed, declared, short + late)[0] == "undetermined"
    assert verdict(assessed, declared, short + "t,2024-12-31,105,USD,,,,,,\n")[0] == "reached"


@pytest.mark.parametrize(("thirtieths", "status"), [(28.5, "on_track"), (28.4997, "at_risk"), (18.0, "at_risk"), (17.9997, "off_track")])
def test_an_outcome_of_exactly_a_cutoff_counts_as_such(assessed: Assess, thirtieths: float, status: str) -> None:
    # three years gone, six left: landing = 3 * latest, which binary fractions may miss by their last digit
    declared = one(kind="stock", target=30, by=2030, baseline="{period: 2021, value: 0}")
    assert verdict(assessed, declared, f"t,2024,{thirtieths / 3!r},USD,,,,,,\n", "2025-06-30")[0] == status


def test_at_risk_on_the_only_path_there_is(assessed: Assess) -> None:
    observed = "t,2020,-100,USD,,,,,,\nt,2025,-20,USD,,,,,,\n"
    assert verdict(assessed, one(target=100, by=2030, baseline=2020), observed) == (
        "at_risk",
        "At the pace since 2020, the projection for the end of 2030 is 60 USD; the target is 100 USD.",
    )


def test_almost_the_target_is_not_the_target_later_either(assessed: Assess) -> None:
    observed = "t,2020,100,USD,,,,,,\nt,2024,150,USD,,,,,,\nt,2025,200,USD,under,,,,,\n"
    reason = verdict(assessed, one(target=200, by=2024, baseline=2020), observed)[1]
    assert reason == "The target of 200 USD by the end of 2024 was missed: 150 USD (2024)."


def test_a_pace_that_cannot_be_measured_is_never_on_track(assessed: Assess) -> None:
    declared = one("stock", "jobs", target=100, by=2030, baseline="{period: 2020, value: 10}", pace="5 years")
    (row,) = assessed(declared, "t,2025,11,,,,,,,\n")
    assert (row["status"], row["outcome_linear"], row["outcome_compound"]) == ("no_pace", None, None)
    assert row["reason"].startswith("No figure before the latest one (2025) is available from which a pace could be measured.")
