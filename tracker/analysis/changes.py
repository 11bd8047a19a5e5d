"""What changed between two days: the same computation as of both, compared; nothing is remembered from an earlier run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.analysis.assessment import assess
from tracker.analysis.vintages import holding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from tracker.model.observations import Observation, Observations
    from tracker.model.programme import Programme
    from tracker.model.result import TargetResult

COMPARED = ("status", "latest", "latest_period", "progress", "gap", "growth", "required_growth", "stale")


class NewFigure(NamedTuple):
    """An observation that became known, and the one that held before: None for a period that had none."""

    figure: Observation
    before: Observation | None


class MovedTarget(NamedTuple):
    """A target that stands otherwise, then (None: it was not known) and now."""

    before: TargetResult | None
    after: TargetResult

    def moved(self, key: str) -> bool:
        """Whether a key of the contract is another one."""
        return self.before is None or getattr(self.before, key) != getattr(self.after, key)


class DueTarget(NamedTuple):
    """A target with a deadline that lies ahead or has passed meanwhile."""

    target: str
    deadline: date
    passed: bool


@dataclass(frozen=True)
class Changes:
    """What changed from the end of one day to the end of another.

    ``figures`` are the observations that became known, ``targets`` those that stand otherwise, ``stated`` the ids of the targets that
    were stated meanwhile (they are not compared), ``due`` those with a deadline that lay ahead on the earlier day.
    """

    since: date
    as_of: date
    figures: tuple[NewFigure, ...]
    targets: tuple[MovedTarget, ...]
    stated: tuple[str, ...]
    due: tuple[DueTarget, ...]


def find_changes(
    programme: Programme, observations: Observations, since: date, as_of: date, reporter: str | None = None, ids: Collection[str] = ()
) -> Changes:
    """Compare two days, of which ``since`` is not the later one; figures of every reporter are told, statuses of those who count."""
    before, after = (assess(programme, observations, day, reporter, ids) for day in (since, as_of))
    asked = [target for target in programme.targets.values() if not ids or target.id in ids]
    stated = tuple(target.id for target in asked if target.declared and since < target.declared.end <= as_of)
    return Changes(
        since=since,
        as_of=as_of,
        figures=tuple(each for each in _new_figures(observations, since, as_of) if not ids or each.figure.target in ids),
        targets=tuple(each for each in _moved_targets(before, after) if each.after.id not in stated),
        stated=stated,
        due=tuple(
            DueTarget(target.id, target.deadline, target.deadline < as_of)
            for target in asked
            if target.deadline and target.deadline >= since
        ),
    )


def _new_figures(observations: Observations, since: date, as_of: date) -> Iterator[NewFigure]:
    """The figures that hold on the later day and did not on the earlier one, in the order of the file."""
    then = holding(observations, since)
    held = dict(zip(observations.figure[then].tolist(), then.tolist(), strict=True))
    for row in sorted(set(holding(observations, as_of).tolist()) - set(then.tolist())):
        old = held.get(int(observations.figure[row]))
        yield NewFigure(observations.row(row), None if old is None else observations.row(old))


def _moved_targets(before: Sequence[TargetResult], after: Sequence[TargetResult]) -> Iterator[MovedTarget]:
    then = {(result.id, result.reporter): result for result in before}
    for result in after:
        moved = MovedTarget(then.get((result.id, result.reporter)), result)
        if any(map(moved.moved, COMPARED)):
            yield moved
