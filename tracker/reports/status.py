"""What ``tracker status`` answers, as data: one result a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.analysis.assessment import assess
from tracker.analysis.attention import sort_by_attention

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.model.result import TargetResult


@dataclass(frozen=True)
class StatusTable:
    """The title of the programme, the day, and where each target stands."""

    title: str
    as_of: date
    rows: tuple[TargetResult, ...]

    @property
    def by_attention(self) -> list[TargetResult]:
        """The same rows with what needs attention first."""
        return sort_by_attention(self.rows)


def status_table(
    programme: Programme, observations: Observations, as_of: date, reporter: str | None = None, ids: Collection[str] = ()
) -> StatusTable:
    """Assess the targets on a day."""
    return StatusTable(programme.title, as_of, assess(programme, observations, as_of, reporter, ids))
