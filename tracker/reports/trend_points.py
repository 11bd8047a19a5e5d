"""The series of a target as a line as large as a word, with its target and what its pace leads to."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.reports.document import Sparkline
from tracker.values.periods import MONTHS, instant
from tracker.words.outlook import has_ended
from tracker.words.page_one_wording import tell_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.analysis.standings import Standing

_MOST_LEVELS = 60  # more of them would be closer together than a line is wide


def draw_sparkline(standing: Standing) -> Sparkline | None:
    """Return the line of a target; None for an event, which is yes or no, and where no figure is known."""
    row = standing.result
    levels = _levels(standing)
    if not levels or row.kind == "event":
        return None
    recurring = row.goal == "recurring"
    return Sparkline(
        levels=tuple(levels),
        edges=_edges(standing),
        deadline=None if row.deadline is None or recurring else instant(row.deadline) / MONTHS,
        landings=() if recurring or has_ended(row) else row.projected or (),
        first_above=row.kind == "rank",
        alt=tell_line(row, levels),
    )


def _levels(standing: Standing) -> Sequence[tuple[float, float]]:
    """The last levels; of a target that binds in each period what each one came to, which may be a rate of growth."""
    if standing.result.goal != "recurring":
        return standing.levels[-_MOST_LEVELS:]
    periods = standing.result.periods
    return [(each.period.last / MONTHS, each.value) for each in periods if each.value is not None][-_MOST_LEVELS:]


def _edges(standing: Standing) -> tuple[float, ...]:
    """The amount of the target, or its two ends; where growth is what binds in each period, that rate."""
    row = standing.result
    if row.goal == "recurring" and row.target is None:
        return () if math.isnan(standing.target.change) else (standing.target.change,)
    if row.target_to is not None and row.target is not None:
        return tuple(sorted((row.target, row.target_to)))
    return () if row.target is None else (row.target,)
