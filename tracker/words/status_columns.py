"""Which columns a table shows, in what order: each has its key in the contract, a heading, and what it shows of a result."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.values import languages
from tracker.values.display import ABSENT, dates, numbers
from tracker.values.units import is_percent
from tracker.words import chance_wording, target_wording, timeliness_wording
from tracker.words.filling import fill
from tracker.words.texts import headings, timeliness, verdicts
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.model.result import TargetResult


@dataclass(frozen=True)
class Column:
    """One column for people: the key that it belongs to, and the words for one result."""

    key: str
    shown: Callable[[TargetResult], str]
    narrow: Callable[[TargetResult], str] | None = None

    @property
    def heading(self) -> str:
        """What stands above it."""
        return headings.STATUS_HEADS[self.key]

    def shortened(self, row: TargetResult) -> str:
        """The words where there is little room."""
        return (self.narrow or self.shown)(row)


def gap(row: TargetResult) -> str:
    """What is missing; a margin above the target is no gap, and how much a bound that only equals the target misses is not known."""
    if row.gap is None or row.only_equals:
        return ABSENT
    if row.kind == "event" or row.goal == "recurring":  # of one, yes or no; of the other, what one period lacks is no gap to a target
        return ABSENT
    return headings.NO_GAP if row.met else _GAPS[_gap_qualifier(row)] + target_wording.say_gap(row)


_GAPS = {"about": "~", "over": ">", "under": "<", "": ""}
_TURNED = {"over": "under", "under": "over"}


def _gap_qualifier(row: TargetResult) -> str:
    """How the gap is to be worded: to a target of "over 10" more than the gap is missing, from a level of "over 4" less than it."""
    level, goal = row.latest_qualifier or "", row.target_qualifier or ""
    level, goal = (_TURNED.get(level, level), goal) if row.sign > 0 else (level, _TURNED.get(goal, goal))
    return level or goal if not (level and goal) or level == goal else "about"


def name_with_reporter(row: TargetResult) -> str:
    """A target by its name, with whose figures count, where that is known."""
    return f"{row.name} ({languages.reporter_name(row.reporter)})" if row.reporter else row.name


def format_required(value: float | None, row: TargetResult, *, whole: bool, finest: int | None = None) -> str:
    """A level that is required, rounded so that it is never too little: up for an increase, to a whole number where things are counted.

    It is no more exact than the ``finest`` decimal place, which is that of the figures it follows.
    """
    if value is None:
        return ABSENT
    forward = row.sign
    return numbers.enough(forward * math.ceil(forward * value - 1e-9) if whole else value, row.unit, forward, finest)


def _latest(row: TargetResult) -> str:
    return target_wording.say_latest(row, short=True)


def _latest_period(row: TargetResult) -> str:
    """The period of the latest level; of a running total its end alone, because its start stays the same."""
    if row.goal != "total" or row.latest_date is None:
        return dates.short_period(target_wording.latest_period(row))
    return dates.until(row.latest_date)


def _progress(row: TargetResult) -> str:
    if row.only_baseline:
        return ABSENT
    return numbers.less_than_all() if row.only_equals else numbers.share(row.progress)


def required(row: TargetResult, shown: str) -> str:
    """What is required from the latest figure on; nothing once the target is met or its deadline has passed, or where it is not known."""
    return ABSENT if row.met or row.only_equals or row.status == "awaiting" else shown


def _growth(row: TargetResult) -> str:
    if row.growth is None or is_percent(row.unit):  # the growth of a percentage would be taken for percentage points
        return target_wording.say_change(row, row.growth_per_year)
    return numbers.percent(row.growth)


def _required(row: TargetResult) -> str:
    if is_percent(row.unit) or row.kind in {"cumulative", "rank"}:  # a running total and a place have no rate
        return target_wording.say_change(row, row.required_per_year, enough=True)
    return numbers.percent(row.required_growth)


def _required_amount(row: TargetResult) -> str:
    """As an amount, without the unit that stands in the line above."""
    if row.counts_things:
        return numbers.counted(row.required_per_year, "", enough=True)
    if is_percent(row.unit):
        return target_wording.say_change(row, row.required_per_year, enough=True)
    return numbers.amount(row.required_per_year)


def _required_rate(row: TargetResult) -> str:
    """As ``_required``, but nothing where the amount stands in the column beside it."""
    return _required(row) if is_percent(row.unit) else numbers.percent(row.required_growth)


STATUS = {
    column.key: column
    for column in (
        Column("status", lambda row: verdicts.STATUS_WORDS[row.status]),
        Column("latest", _latest),
        Column("latest_period", lambda row: dates.short_period(target_wording.latest_period(row)), _latest_period),
        Column("target", target_wording.tell_target, target_wording.shorten_target),
        Column("deadline", target_wording.say_deadline, target_wording.shorten_deadline),
        Column("progress", _progress),
        Column("elapsed", lambda row: numbers.part(row.elapsed)),
        Column("gap", gap),
        Column("required_per_year", lambda row: required(row, _required_amount(row))),
        Column("growth", _growth, lambda row: numbers.counted(row.growth_per_year, "") if row.kind == "rank" else _growth(row)),
        Column("required_growth", lambda row: required(row, _required(row)), lambda row: required(row, _required_rate(row))),
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
"""Beside the word, so that a status is never told by colour alone."""


TONES = {
    **dict.fromkeys(("reached", "on_track"), "good"),
    "at_risk": "warn",
    **dict.fromkeys(("off_track", "missed"), "bad"),
    **dict.fromkeys(("no_data", "undetermined", "awaiting", "open", "no_pace"), "open"),
}
"""The traffic light of each status; where nothing can be assessed it is off."""


def verdict_words(status: str) -> str:
    """A status as its symbol and its word."""
    return f"{SYMBOLS[status]} {verdicts.STATUS_WORDS[status]}"


def age(months: float | None) -> str:
    """The age of a figure in whole months that have passed: ``1 month``, ``20 months``."""
    return "" if months is None else timeliness_wording.count_months(months)


def stale(row: TargetResult) -> list[str]:
    """That the latest figure is old, where it is."""
    return [fill(timeliness.STALE, {"age": age(row.data_age_months)})] if row.stale else []


def notes(row: TargetResult) -> str:
    """What must be said below a table: the reason and the chance where a target is not on track, and what is wrong with its data."""
    said = [] if row.status in {"on_track", "reached"} else [reason(row), *chance_wording.tell_chance_briefly(row)]
    return " ".join([*said, *stale(row), *timeliness_wording.unused_figures(row)])
