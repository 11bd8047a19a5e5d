"""The cells of ``status`` at a glance: a target in one line, in the longest wording for which there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.values import languages
from tracker.values.display import dates
from tracker.words.chance_wording import show_chance
from tracker.words.outlook import is_measured, project_outcome, say_lower_end
from tracker.words.status_columns import STATUS
from tracker.words.target_wording import (
    latest_period,
    period_length,
    say_deadline,
    say_latest,
    shorten_deadline,
    shorten_target,
    sign_target,
    without_unit,
)
from tracker.words.texts import glance, headings, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.model.result import TargetResult


@dataclass(frozen=True)
class GlanceColumn:
    """One column of the glance: its key, and the wordings of one result, the longest first."""

    key: str
    wordings: Callable[[TargetResult], tuple[str, ...]]
    numeric: bool = False

    @property
    def heading(self) -> str:
        """What stands above it."""
        return headings.GLANCE_HEADS[self.key]

    def shown(self, row: TargetResult) -> str:
        """The words where there is room."""
        return self.wordings(row)[0]


def label_reason(row: TargetResult, *, several: bool) -> str:
    """What stands before the reason: the whole name and the id, of ``several`` reporters with the one whose figures count."""
    return glance.GLANCE_REASON.format(
        name=row.name, subject=f"{row.id} · {languages.reporter_name(row.reporter)}" if several and row.reporter else row.id
    )


def _word_latest(row: TargetResult) -> tuple[str, ...]:
    """The latest level with its period; then the end of a long period alone, and then no unit, which the name often tells."""
    level, period = say_latest(row, short=True), latest_period(row)
    if period is None:
        return (level,)
    whole = STATUS["latest_period"].shortened(row)
    end = whole if period.start == period.end else dates.until(period.end)
    end = end if len(end) < len(whole) else whole
    said = [(level, whole), (level, end), (without_unit(level, row), end)]
    return tuple(glance.GLANCE_LATEST.format(level=level, period=period) for level, period in said)


def _word_target(row: TargetResult) -> tuple[str, ...]:
    """The target with its deadline; then without what it was counted from, then with signs for words, and then without its unit."""
    amount, deadline = shorten_target(row), say_deadline(row)
    brief = sign_target(row)
    if row.deadline is None:
        return glance.GLANCE_OPEN.format(target=amount, deadline=deadline), amount, brief, without_unit(brief, row)
    if row.goal == "recurring" and row.target is None:  # growth binds, and it is told a year already
        return (glance.GLANCE_TARGET.format(target=amount, deadline=dates.until(row.deadline)),)
    change = shorten_deadline(row)
    template = glance.GLANCE_TARGET if change == deadline else glance.GLANCE_CHANGE
    whole = template.format(target=amount, deadline=deadline, change=change)
    unitless = without_unit(brief, row)
    if row.goal == "recurring":
        bare = glance.GLANCE_EACH[period_length(row)].format(target=unitless)
        return whole, *(glance.GLANCE_TARGET.format(target=each, deadline=deadline) for each in (brief, unitless)), bare
    return whole, *(glance.GLANCE_TARGET.format(target=each, deadline=deadline) for each in (amount, brief, unitless))


def _word_outcome(row: TargetResult) -> tuple[str, ...]:
    """The projected outcome, then without its unit; of a range that reaches beyond all measure its lower end alone."""
    outcome = project_outcome(row)
    if is_measured(outcome, row):
        return outcome, without_unit(outcome, row)
    low = say_lower_end(row)
    return glance.GLANCE_FROM.format(low=low), glance.GLANCE_FROM.format(low=without_unit(low, row))


GLANCE = (
    GlanceColumn("latest", _word_latest),
    GlanceColumn("target", _word_target),
    GlanceColumn("progress", lambda row: (STATUS["progress"].shown(row),), numeric=True),
    GlanceColumn("projected", _word_outcome),
    GlanceColumn("chance", lambda row: (show_chance(row),)),
    GlanceColumn("status", lambda row: (verdicts.STATUS_WORDS[row.status],)),
)
"""The columns of the glance behind the name, in their order."""


def list_columns(rows: Sequence[TargetResult]) -> list[GlanceColumn]:
    """The columns for these rows: that of the chances only where there is one."""
    told = any(row.forecast.code is not None for row in rows)
    return [column for column in GLANCE if told or column.key != "chance"]
