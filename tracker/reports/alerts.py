"""What ``summary --fail-on`` asks: whether any target is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model.result import STATUSES

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.reports.summary import Summary

CONDITIONS = (*STATUSES, "stale", "changed")
"""The words of ``--fail-on``: each status, that a figure is out of date, and that anything changed."""


def holds(summary: Summary, conditions: Collection[str]) -> bool:
    """Whether any of the conditions holds of any target."""
    met = {row.status for row in summary.table.rows}
    met |= {"stale"} if any(row.stale for row in summary.table.rows) else set()
    met |= {"changed"} if summary.news else set()
    return not met.isdisjoint(conditions)
