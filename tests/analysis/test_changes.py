"""What changed between two days, from publication dates alone."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import ROOT, Load, one
from hypothesis import given
from hypothesis import strategies as st

import tracker
from tracker.analysis.changes import COMPARED, Changes, find_changes
from tracker.words.change_wording import News, news

SHIPPED = tracker.load(ROOT / "targets.yaml")
TWO = one(by=2030, baseline=2024, declared="2024-03-01", name="Trade")


def between(load: Load, observed: str, since: str, as_of: str, declared: str = TWO) -> tuple[Changes, list[News]]:
    programme, observations, problems = load(declared, observed)
    assert problems == []
    found = find_changes(programme, observations, date.fromisoformat(since), date.fromisoformat(as_of))
    return found, news(found, programme)


def test_what_the_record_says_of_a_year() -> None:
    found = find_changes(*SHIPPED, date(2025, 10, 30), date(2026, 11, 22))
    told = [(each.figure.line, each.before and each.before.line) for each in found.figures]
    assert told == [(21, 20), (24, None), (25, None), (30, None)]
    assert found.stated == ("investment", "jobs")
    assert [(each.target, each.passed) for each in found.due] == [("turnover", False), ("projects", False)]
    (turnover, projects) = found.targets
    assert turnover.before is not None
    assert (turnover.before.latest, turnover.after.latest) == (4.6e9, 4.97e9)
    assert projects.before is not None
    assert projects.after.data_age_months == pytest.approx(20.088, abs=0.001)
    assert (projects.after.id, projects.after.reporter, list(filter(projects.moved, COMPARED))) == ("projects", "KZ", ["stale"])
    assert (projects.before.stale, projects.after.stale) == (False, True)


def test_a_new_figure_a_revision_and_a_confirmation(load: Load) -> None:
    rows = "t,2024,4,USD,,UZ,provisional,2025-02-01,https://a,\nt,2024,4.5,USD,about,UZ,,2026-02-01,,\n"
    rows += "t,2023,3,USD,,UZ,provisional,2024-02-01,,\nt,2023,3,USD,,UZ,,2026-02-02,,\nt,2025,5,USD,,,,2026-02-03,,\n"
    _, told = between(load, rows.replace("5,USD,,,,", "5,USD,,KZ,,"), "2026-01-01", "2026-03-01", one(reporter="UZ", name="Trade", by=2030))
    assert [(each.kind, each.line, each.sentence) for each in told] == [
        ("revised", 3, "Trade: the figure for 2024 was revised from 4 USD to about 4.5 USD (published: 1 Feb 2026; figures of UZ)."),
        ("confirmed", 5, "Trade: the figure for 2023, 3 USD, was published again without a change (published: 2 Feb 2026; figures of UZ)."),
        ("new", 6, "Trade: a new figure for 2025, 5 USD (published: 3 Feb 2026; figures of KZ)."),
        ("progress", None, "Trade: progress is now 21.4 %; on 1 Jan 2026 it was 14.2 %."),
    ]


def test_a_verdict_that_turned_and_a_deadline_that_passed(load: Load) -> None:
    _, told = between(load, "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n", "2025-06-01", "2031-01-01")
    assert [each.sentence for each in told] == [
        "Trade: a new figure for 2025, 5 USD.",
        "Trade: the status changed from no pace to awaiting.",
        "Trade: the latest figure is now out of date; it is 60 months old.",
        "Trade: progress is now 16.6 %; on 1 Jun 2025 it was 0.0 %.",
        "Trade: the deadline, the end of 2030, has passed.",
    ]


def test_a_series_that_falls_behind_its_baseline_has_covered_nothing(load: Load) -> None:
    _, told = between(
        load, "t,2024,4,USD,,,,,2025-02-01,,\nt,2025,3,USD,,,,,2026-02-01,,\n".replace(",,,,,20", ",,,,20"), "2025-06-01", "2026-06-01"
    )
    assert (
        "Trade: the latest figure is further from the target than the baseline; progress is now −16.7 %; on 1 Jun 2025 it was 0.0 %."
        in [each.sentence for each in told]
    )


def test_a_target_that_was_not_stated_yet_is_not_compared(load: Load) -> None:
    found, told = between(load, "t,2024,4,USD,,,,,,\n", "2023-01-01", "2024-06-01")
    assert [each.sentence for each in told] == ["Trade was stated as a target on 1 Mar 2024."]
    assert found.targets == ()


def test_nothing_changes_while_only_time_passes(load: Load) -> None:
    found, told = between(load, "t,2024,4,USD,,,,,,\n", "2025-02-01", "2025-03-01")
    assert told == []
    assert [each.passed for each in found.due] == [False]


@given(days=st.lists(st.dates(date(2023, 1, 1), date(2027, 1, 1)), min_size=3, max_size=3).map(sorted))
def test_the_changes_of_two_stretches_are_those_of_both_together(days: list[date]) -> None:
    first, middle, last = days
    whole, parts = find_changes(*SHIPPED, first, last), [find_changes(*SHIPPED, first, middle), find_changes(*SHIPPED, middle, last)]
    lines = {each.figure.line for each in whole.figures}
    in_parts = [each.figure.line for part in parts for each in part.figures]
    assert lines <= set(in_parts)  # a figure that was replaced within the whole stretch is told only in its part
    assert len(in_parts) == len(set(in_parts))
    replaced = {each.before.line for each in parts[1].figures if each.before}
    assert set(in_parts) - lines <= replaced
    assert news(find_changes(*SHIPPED, last, last), SHIPPED[0]) == []
