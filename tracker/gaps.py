"""The gap in words: what is missing, and how it is worded where a level or a target is a bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker import cells, narrative

if TYPE_CHECKING:
    from collections.abc import Mapping


def sign(row: Mapping[str, Any]) -> int:
    """Which way is forward: 1 where more of the indicator is wanted, -1 where less."""
    return 1 if row["direction"] == "increase" else -1


def gap(row: Mapping[str, Any]) -> str:
    """What is missing; a margin above the target is no gap."""
    if row["gap"] is None or only_equals(row):
        return cells.ABSENT
    reached = row["gap"] * sign(row) <= 0
    return narrative.NO_GAP if reached else _GAPS[_gap_worded(row)] + cells.difference(abs(row["gap"]), row["unit"])


_GAPS = {"about": "~", "over": ">", "under": "<", "": ""}
_TURNED = {"over": "under", "under": "over"}


def _gap_worded(row: Mapping[str, Any]) -> str:
    """How the gap is to be worded: to a target of "over 10" more than the gap is missing, from a level of "over 4" less than it."""
    level, goal = row["latest_qualifier"] or "", row["target_qualifier"] or ""
    level, goal = (_TURNED.get(level, level), goal) if sign(row) > 0 else (level, _TURNED.get(goal, goal))
    return level or goal if not (level and goal) or level == goal else "about"


def only_equals(row: Mapping[str, Any]) -> bool:
    """Whether the latest figure is a bound that only equals the target: "almost 10" is not 10, and how much is missing is not said."""
    side = "under" if sign(row) > 0 else "over"
    return bool(row["gap"] == 0 and row["latest_qualifier"] == side)
