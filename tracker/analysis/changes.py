"""What changed between two days: the same computation as of both, compared; nothing is remembered from an earlier run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.analysis.assessment import assess
from tracker.analysis.vintages import holding
from tracker.words.columns import records

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.words.columns import Row


@dataclass(frozen=True)
class Changes:
    """What changed from the end of one day to the end of another.

    ``figures`` are the observations that became known: those of periods that had none, and revisions, whose ``was`` is the figure that
    held before. ``targets`` has an entry for each target that stands otherwise, with the keys that moved as ``{"before", "after"}``, and
    the age of its latest figure.
    ``stated`` are the targets that were stated meanwhile (they are not compared), ``deadlines`` those with a deadline that lies ahead
    or has passed meanwhile.
    """

    since: date
    as_of: date
    figures: list[Row]
    targets: list[Row]
    stated: list[str]
    deadlines: list[Row]


COMPARED = ("status", "latest", "latest_period", "progress", "gap", "growth", "required_growth", "stale")


def changes(
    programme: Programme, observations: Observations, since: date, as_of: date, reporter: str | None = None, ids: Collection[str] = ()
) -> Changes:
    """Compare two days, of which ``since`` is not the later one; figures of every reporter are told, verdicts of those who count."""
    before, after = (records(assess(programme, observations, day, reporter, ids)) for day in (since, as_of))
    asked = [target for target in programme.targets.values() if not ids or target.id in ids]
    stated = [target.id for target in asked if target.declared and since < target.declared <= as_of]
    return Changes(
        since=since,
        as_of=as_of,
        figures=[each for each in _figures(observations, since, as_of) if not ids or each["target"] in ids],
        targets=[each for each in _moved(before, after) if each["target"] not in stated],
        stated=stated,
        deadlines=[
            {"target": target.id, "deadline": target.deadline.isoformat(), "passed": target.deadline < as_of}
            for target in asked
            if target.deadline and target.deadline >= since
        ],
    )


def _figures(observations: Observations, since: date, as_of: date) -> Iterator[Row]:
    """The figures that hold on the later day and did not on the earlier one, in the order of the file."""
    then = holding(observations, since)
    held = dict(zip(observations.figure[then].tolist(), then.tolist(), strict=True))
    for row in sorted(set(holding(observations, as_of).tolist()) - set(then.tolist())):
        figure = _told(observations, row)
        old = held.get(int(observations.figure[row]))
        yield figure | {"was": None if old is None else _told(observations, old)}


def _told(observations: Observations, row: int) -> Row:
    each = observations.row(row)
    return {
        "target": each.target,
        "line": each.line,
        "period": str(each.period),
        "value": each.value,
        "qualifier": each.qualifier or None,
        "reporter": each.reporter or None,
        "status": each.status or None,
        "published": each.published_as or None,
        "source": each.source or None,
    }


def _moved(before: list[Row], after: list[Row]) -> Iterator[Row]:
    """Each target that stands otherwise, with the keys of the contract that moved."""
    then = {(row["id"], row["reporter"]): row for row in before}
    for row in after:
        old = then.get((row["id"], row["reporter"]), {})
        moved = {key: {"before": old.get(key), "after": row[key]} for key in COMPARED if old.get(key) != row[key]}
        if moved:
            yield {"target": row["id"], "reporter": row["reporter"], "data_age_months": row["data_age_months"]} | moved
