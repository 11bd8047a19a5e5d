"""What a person must know on a day and a machine may ask: where each target stands, what changed, and whether some are so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.analysis.changes import find_changes
from tracker.reports.status import StatusTable, status_table
from tracker.words.change_wording import news

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.words.change_wording import News


@dataclass(frozen=True)
class Summary:
    """Where each target stands, and what changed since an earlier day (None: nobody asked)."""

    table: StatusTable
    since: date | None = None
    news: tuple[News, ...] | None = None


def summarised(
    programme: Programme, observations: Observations, as_of: date, since: date | None, reporter: str | None, ids: Collection[str]
) -> Summary:
    """Assess the targets on a day, and tell what changed since the end of an earlier one."""
    table = status_table(programme, observations, as_of, reporter, ids)
    if since is None:
        return Summary(table)
    told = news(find_changes(programme, observations, since, as_of, reporter, ids), programme)
    return Summary(table, since, tuple(told))
