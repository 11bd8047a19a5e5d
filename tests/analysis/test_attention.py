"""Which targets come first on page one."""

from __future__ import annotations

from datetime import date

import pytest
from results import result

from tracker.analysis.attention import needs_attention, projected_share, sort_by_attention


def ids(*results: object) -> list[str]:
    return [each.id for each in sort_by_attention(results)]  # type: ignore[arg-type]


def test_what_must_be_acted_on_comes_before_what_waits_and_that_before_the_rest() -> None:
    statuses = ["reached", "on_track", "open", "no_pace", "no_data", "undetermined", "awaiting", "at_risk", "off_track", "missed"]
    assert ids(*(result(id=status, status=status) for status in statuses)) == statuses[::-1]


def test_a_figure_that_is_out_of_date_comes_right_behind_what_is_at_risk() -> None:
    old = result(id="old", status="open", stale=True)
    assert ids(result(id="undetermined", status="undetermined"), old, result(id="risk", status="at_risk")) == [
        "risk",
        "old",
        "undetermined",
    ]
    assert ids(result(id="fine", status="on_track", stale=True), result(id="open", status="open")) == ["open", "fine"]


def test_within_a_status_the_smallest_projected_share_comes_first_and_then_the_smallest_progress() -> None:
    rows = [
        result(id="a", status="at_risk", outcome_linear=0.9, outcome_compound=0.8),
        result(id="b", status="at_risk", outcome_linear=0.7, outcome_compound=None),
        result(id="c", status="at_risk", progress=0.5),
        result(id="d", status="at_risk", progress=0.1),
        result(id="e", status="at_risk"),
    ]
    assert ids(*rows) == ["b", "a", "d", "c", "e"]


def test_equal_results_keep_their_order() -> None:
    assert ids(result(id="z"), result(id="a")) == ["z", "a"]


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({"status": "off_track"}, True),
        ({"status": "awaiting"}, True),
        ({"status": "on_track"}, False),
        ({"status": "on_track", "stale": True}, True),
        ({"status": "reached"}, False),
    ],
)
def test_what_needs_attention(changes: dict[str, object], needed: bool) -> None:
    assert needs_attention(result(**changes)) is needed


def test_the_projected_share_is_that_of_the_worse_path() -> None:
    assert projected_share(result(outcome_linear=0.7, outcome_compound=1.04, deadline=date(2030, 12, 31))) == 0.7
    assert projected_share(result()) is None
