"""Where many targets stand, each with the levels of its series: all that page one needs, in one computation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.analysis.assessment import examine
from tracker.analysis.attention import sort_by_attention
from tracker.analysis.reporters import find_subjects
from tracker.values.periods import MONTHS, instant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.model.result import TargetResult


class Standing(NamedTuple):
    """A target, where it stands, and the levels of its series: each a time in years (2024 ends at 2025.0) and an amount."""

    target: Target
    result: TargetResult
    levels: tuple[tuple[float, float], ...]


def find_standings(
    programme: Programme, observations: Observations, as_of: date, reporter: str | None = None, ids: Collection[str] = ()
) -> tuple[Standing, ...]:
    """Assess the targets on a day, all at once, in the order of the file."""
    subjects = find_subjects(programme, observations, reporter, ids)
    assessment = examine(programme, observations, as_of, subjects)
    lookup = assessment.references.lookup
    times, values = (lookup.levels.time / MONTHS).tolist(), lookup.levels.value.tolist()
    spans = zip(lookup.begin.tolist(), lookup.end.tolist(), strict=True)
    return tuple(
        Standing(subject.target, result, tuple(zip(times[begin:end], values[begin:end], strict=True)))
        for subject, result, (begin, end) in zip(subjects, assessment.results, spans, strict=True)
    )


def standing_of(detail: TargetDetail) -> Standing:
    """The same of a target that was looked at closely."""
    levels = tuple((instant(each.date) / MONTHS, each.value) for each in detail.series)
    return Standing(detail.target, detail.result, levels)


def sort_standings(standings: Iterable[Standing]) -> list[Standing]:
    """The standings with what needs attention first."""
    by_target = {(each.result.id, each.result.reporter): each for each in standings}
    return [by_target[row.id, row.reporter] for row in sort_by_attention(each.result for each in by_target.values())]
