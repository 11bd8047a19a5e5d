"""Which targets need attention first: the order of page one, of the summary and of the status table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.model.result import URGENCY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.model.result import TargetResult

_JUDGED_AND_BEHIND = ("missed", "off_track", "at_risk")
_SETTLED = ("on_track", "reached")


def sort_by_attention(results: Iterable[TargetResult]) -> list[TargetResult]:
    """The results with what needs attention first; what is equal in all that counts keeps its order.

    Missed, off track and at risk come first, then what awaits a figure or has one that is out of date, then the rest by status. Within
    a status the smallest projected share of the target comes first, then the smallest progress; what has neither comes last.
    """
    return sorted(results, key=_attention)


def needs_attention(result: TargetResult) -> bool:
    """Whether somebody must act: the target is missed or behind, its figure is due, or the latest one is out of date."""
    return result.status in {*_JUDGED_AND_BEHIND, "awaiting"} or result.stale


def projected_share(result: TargetResult) -> float | None:
    """What would be delivered at this pace as a share of the distance to the target, on the worse path; None where none is defined."""
    outcomes = [each for each in (result.outcome_linear, result.outcome_compound) if each is not None]
    return min(outcomes, default=None)


def _attention(result: TargetResult) -> tuple[int, int, float, float]:
    """The sort key of one result: a smaller one comes first."""
    status = URGENCY.index(result.status)
    due = result.status == "awaiting" or (result.stale and result.status not in _SETTLED)
    group = 0 if result.status in _JUDGED_AND_BEHIND else 1 if due else 2
    share, progress = projected_share(result), result.progress
    return group, status, math.inf if share is None else share, math.inf if progress is None else progress
