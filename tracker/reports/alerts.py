"""What ``summary --fail-on`` asks: whether any target is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model.result import STATUSES

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.reports.summary import Summary

CONDITIONS = (*STATUSES, "stale", "unlikely", "changed")
"""The words of ``--fail-on``: each status, a figure that is out of date, a chance below 1 in 5, and that anything changed."""


def holds(summary: Summary, conditions: Collection[str]) -> bool:
    """Whether any of the conditions holds of any target."""
    met = {row.status for row in summary.table.rows}
    met |= {"stale"} if any(row.stale for row in summary.table.rows) else set()
    met |= {"unlikely"} if any(row.forecast.unlikely for row in summary.table.rows) else set()
    met |= {"changed"} if summary.news else set()
    return not met.isdisjoint(conditions)
