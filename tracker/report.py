"""A progress report as data: every target looked at closely, and what changed since an earlier day. Each format is made from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.changes import changes
from tracker.closeup import close_up

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from tracker.changes import Changes
    from tracker.closeup import CloseUp
    from tracker.observations import Observations
    from tracker.programme import Programme
    from tracker.tables import Row


@dataclass(frozen=True)
class Question:
    """What a report is asked for: the day, the earlier day to compare with, whose figures, and which targets (none: all)."""

    as_of: date
    since: date | None = None
    reporter: str | None = None
    ids: Collection[str] = ()


@dataclass(frozen=True)
class Origin:
    """How a report can be made again: the command, and each file that was read with the first digits of its SHA-256."""

    command: str = ""
    made_from: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Report:
    """What a report tells: the targets in their order, and what changed since an earlier day, where one was given."""

    programme: Programme
    observations: Observations
    as_of: date
    closeups: tuple[CloseUp, ...]
    changes: Changes | None
    origin: Origin

    @property
    def title(self) -> str:
        """The title of the programme."""
        return self.programme.title

    @property
    def rows(self) -> list[Row]:
        """The keys of the contract, one row a target."""
        return [each.row for each in self.closeups]


def compiled(
    programme: Programme,
    observations: Observations,
    asked: Question,
    origin: Origin,
    counted: Callable[[Iterable[str], int], Iterable[str]] = lambda ids, _: ids,
) -> Report:
    """Look closely at each target that is asked for; ``counted`` may show somebody how far it has come."""
    ids = [each for each in programme.targets if not asked.ids or each in asked.ids]
    moved = None if asked.since is None else changes(programme, observations, asked.since, asked.as_of, asked.reporter, asked.ids)
    return Report(
        programme=programme,
        observations=observations,
        as_of=asked.as_of,
        closeups=tuple(close_up(programme, observations, asked.as_of, each, asked.reporter) for each in counted(ids, len(ids))),
        changes=moved,
        origin=origin,
    )
