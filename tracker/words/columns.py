"""Which columns a table shows, in what order: each has its key in the contract, a heading, and what it shows of a row.

The gap in words: what is missing, and how it is worded where a level or a target is a bound.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from tracker.values import display, periods
from tracker.words import sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Row = dict[str, Any]
    from collections.abc import Mapping


@dataclass(frozen=True)
class Table:
    """A report as data: one row a target, each a dict of raw values under the keys of the contract (None where undefined)."""

    title: str
    as_of: date
    rows: list[Row]


@dataclass(frozen=True)
class Column:
    """One column for people: the key that it belongs to, its heading, and the words for one row."""

    key: str
    heading: str
    shown: Callable[[Row], str]


def records(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of an assessment with plain values: dates in ISO, None for what is undefined."""
    columns = [_plain(frame[key]) for key in frame.columns]
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def _plain(column: pd.Series[Any]) -> list[Any]:
    kind = column.dtype.kind
    if kind == "M":
        days = column.to_numpy(dtype="datetime64[D]")
        return [
            None if missing else day for day, missing in zip(np.datetime_as_string(days).tolist(), np.isnat(days).tolist(), strict=True)
        ]
    values = column.tolist()
    return values if kind == "b" else [None if value != value else value for value in values]  # noqa: PLR0124 - NaN alone differs from itself


def nan(value: float | None) -> float:
    """Return a number for ``cells``, NaN where it is undefined."""
    return float("nan") if value is None else value


def sign(row: Mapping[str, Any]) -> int:
    """Which way is forward: 1 where more of the indicator is wanted, -1 where less."""
    return 1 if row["direction"] == "increase" else -1


def gap(row: Mapping[str, Any]) -> str:
    """What is missing; a margin above the target is no gap."""
    if row["gap"] is None or only_equals(row):
        return display.ABSENT
    reached = row["gap"] * sign(row) <= 0
    return sentences.NO_GAP if reached else _GAPS[_gap_worded(row)] + display.difference(abs(row["gap"]), row["unit"])


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


def named(row: Row) -> str:
    """A target by its name, with whose figures count, where that is known."""
    return f"{row['name']} ({row['reporter']})" if row["reporter"] else str(row["name"])


def period(text: str | None) -> str:
    """A period of the contract in words."""
    return display.period(periods.parse(text)) if text else display.ABSENT


def until(day: str | None) -> str:
    """A day of the contract as the end of something: ``2030`` for the last day of that year."""
    return display.deadline(date.fromisoformat(day)) if day else display.ABSENT


def told(day: str | None) -> str:
    """A day of the contract in words."""
    return display.day(date.fromisoformat(day)) if day else display.ABSENT


def needed(value: float | None, row: Row, *, whole: bool) -> str:
    """A level that is needed, rounded so that it is never too little: up for an increase, to a whole number where things are counted."""
    if value is None:
        return display.ABSENT
    forward = sign(row)
    return display.enough(forward * math.ceil(forward * value - 1e-9) if whole else value, row["unit"], forward)


def _marked(qualifier: str, said: str) -> str:
    """An amount with a sign for the word before it, where there is one."""
    return {"about": "~", "over": ">", "under": "<"}.get(qualifier, "") + said.removeprefix(f"{qualifier} ")


def _latest(row: Row) -> str:
    qualifier = row["latest_qualifier"] or ""
    return _marked(qualifier, display.level(nan(row["latest"]), row["unit"], sign(row), row["target"], qualifier))


def _target(row: Row) -> str:
    qualifier = row["target_qualifier"] or ""
    return _marked(qualifier, display.target(nan(row["target"]), row["unit"], qualifier))


def _deadline(row: Row) -> str:
    return f"by {display.deadline(date.fromisoformat(row['deadline']))}" if row["deadline"] else "no deadline"


def _period(row: Row) -> str:
    return display.period(periods.parse(row["latest_period"])) if row["latest_period"] else display.ABSENT


def _progress(row: Row) -> str:
    if row["latest_date"] == row["baseline_date"]:
        return display.ABSENT  # only the baseline is known
    return "<100 %" if only_equals(row) else display.share(nan(row["progress"]))


def required(row: Row, shown: str) -> str:
    """What is required from the latest figure on; nothing once the target is met or its deadline has passed."""
    return display.ABSENT if met(row) or row["status"] == "awaiting" else shown


def met(row: Row) -> bool:
    """Whether the latest figure meets the target: nothing is missing, and nothing is needed."""
    return gap(row) == sentences.NO_GAP


def _growth(row: Row) -> str:
    if row["growth"] is None or display.is_percent(row["unit"]):  # the growth of a percentage would be taken for percentage points
        return display.difference(nan(row["growth_per_year"]), row["unit"])
    return display.percent(row["growth"])


def _required(row: Row) -> str:
    if display.is_percent(row["unit"]):
        return display.difference(nan(row["required_per_year"]), row["unit"])
    return display.percent(nan(row["required_growth"]))


STATUS = {
    column.key: column
    for column in (
        Column("status", "Verdict", lambda row: sentences.STATUS_WORDS[row["status"]]),
        Column("latest", "Latest", _latest),
        Column("latest_period", "Period", _period),
        Column("target", "Goal", _target),
        Column("deadline", "Deadline", _deadline),
        Column("progress", "Way gone", _progress),
        Column("elapsed", "Time gone", lambda row: display.part(nan(row["elapsed"]))),
        Column("gap", "Gap", gap),
        Column("required_per_year", "A year", lambda row: required(row, display.amount(nan(row["required_per_year"])))),
        Column("growth", "Growth", _growth),
        Column("required_growth", "Needed", lambda row: required(row, _required(row))),
    )
}
SYMBOLS = {
    "no_data": "·",
    "reached": "✔",
    "missed": "✖",
    "undetermined": "?",
    "awaiting": "…",
    "open": "○",
    "no_pace": "○",
    "on_track": "▲",
    "at_risk": "◆",
    "off_track": "▼",
}
"""Beside the word, so that a verdict is never told by colour alone."""


TONES = {
    **dict.fromkeys(("reached", "on_track"), "good"),
    "at_risk": "warn",
    **dict.fromkeys(("off_track", "missed"), "bad"),
    **dict.fromkeys(("no_data", "undetermined", "awaiting", "open", "no_pace"), "open"),
}
"""The traffic light of each verdict; where nothing can be judged it is off."""


def verdict_words(status: str) -> str:
    """A verdict as its symbol and its word."""
    return f"{SYMBOLS[status]} {sentences.STATUS_WORDS[status]}"


def age(months: float | None) -> str:
    """The age of a figure in whole months that have passed."""
    return "" if months is None else f"{math.floor(months)}"


def stale(row: Row) -> list[str]:
    """That the latest figure is old, where it is."""
    return [sentences.STALE.format(age=age(row["data_age_months"]))] if row["stale"] else []


def notes(row: Row) -> str:
    """What must be said below a table: the reason where a target is not on track, and that data are stale."""
    return " ".join([*([] if row["status"] in {"on_track", "reached"} else [row["reason"]]), *stale(row)])
