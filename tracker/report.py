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
class Report:
    """What a report tells.

    ``closeups`` are the targets in their order; ``changes`` what changed since an earlier day, where one was given; ``command`` makes the
    same report again, and ``made_from`` names each file that was read with the first digits of its SHA-256.
    """

    programme: Programme
    observations: Observations
    as_of: date
    closeups: tuple[CloseUp, ...]
    changes: Changes | None
    command: str
    made_from: tuple[tuple[str, str], ...]

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
    as_of: date,
    since: date | None = None,
    reporter: str | None = None,
    ids: Collection[str] = (),
    *,
    command: str = "",
    made_from: tuple[tuple[str, str], ...] = (),
    counted: Callable[[Iterable[str]], Iterable[str]] = lambda ids: ids,
) -> Report:
    """Look closely at each target that is asked for; ``counted`` may show somebody how far it has come."""
    asked = [each for each in programme.targets if not ids or each in ids]
    return Report(
        programme=programme,
        observations=observations,
        as_of=as_of,
        closeups=tuple(close_up(programme, observations, as_of, each, reporter) for each in counted(asked)),
        changes=None if since is None else changes(programme, observations, since, as_of, reporter, ids),
        command=command,
        made_from=made_from,
    )
