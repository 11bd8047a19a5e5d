"""A result without files: where a test is about the words for one, and not about how it was found."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker.model.result import MEASURES, TargetResult

NOTHING_KNOWN: dict[str, Any] = {
    "as_of": date(2026, 11, 22),
    "id": "t",
    "name": "Trade",
    "kind": "flow",
    "unit": "USD",
    "direction": "increase",
    "reporter": None,
    "target": 10.0,
    "goal": "level",
    "target_to": None,
    "target_words": "10",
    "target_qualifier": None,
    "aim": 10.0,
    "deadline": None,
    "baseline": None,
    "baseline_qualifier": "",
    "baseline_period": None,
    "latest": None,
    "latest_period": None,
    "latest_qualifier": None,
    "latest_basis": None,
    "latest_published": None,
    "latest_rows": (),
    "status": "no_data",
    "case": "no_data",
    "stale": False,
    "met": False,
    "before": None,
    "after": None,
    "met_later": None,
    "on_track": 0.95,
    "periods": (),
    "pace_since": None,
    "ytd_period": None,
    "newer_unused": (),
    **dict.fromkeys((*MEASURES, "group", "owner")),
}


def result(**changes: Any) -> TargetResult:
    """A target of 10 USD without a deadline of which nothing is known, but for what is given."""
    return TargetResult(**NOTHING_KNOWN | changes)
