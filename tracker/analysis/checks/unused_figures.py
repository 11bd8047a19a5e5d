"""Figures that are newer than the latest level of their target and give none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.analysis.assessment import assess
from tracker.analysis.year_to_date import line_ranges, merge_periods, missing_periods
from tracker.values.languages.translations import localized, translatable, translated
from tracker.values.printable import quoted
from tracker.values.problems import Problem, WarningCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.model.result import TargetResult


def find_unused(programme: Programme, observations: Observations, as_of: date, reporter: str | None) -> Iterator[Problem]:
    """Figures that are newer than the latest level of their target and give none, with what is missing for one: one warning a target."""
    for row in assess(programme, observations, as_of, reporter):
        if row.newer_unused:
            template = _GIVE_NONE[len(row.newer_unused) == 1, row.latest is not None]
            message = translated(
                template,
                target=quoted(row.id),
                periods=", ".join(map(str, merge_periods(each.period for each in row.newer_unused))),
                lines=", ".join(line_ranges(each.line for each in row.newer_unused)),
                missing=localized("not all since its start are there")
                if row.kind == "cumulative"
                else localized("missing: {periods}", periods=_missing(row)),
            )
            yield Problem(observations.file, row.newer_unused[-1].line, message, WarningCode.UNUSED_FIGURE, row.id)


_GIVE_NONE = {
    (True, True): translatable(
        "the figure of {target} for {periods} (line {lines}) is newer than its latest level and cannot be used yet; {missing}"
    ),
    (False, True): translatable(
        "the figures of {target} for {periods} (lines {lines}) are newer than its latest level and cannot be used yet; {missing}"
    ),
    (True, False): translatable("the figure of {target} for {periods} (line {lines}) cannot be used yet; {missing}"),
    (False, False): translatable("the figures of {target} for {periods} (lines {lines}) cannot be used yet; {missing}"),
}
"""By whether it is one figure, and whether there is a level at all."""


def _missing(row: TargetResult) -> str:
    there = {each.period for each in row.newer_unused}
    return ", ".join(
        localized("{period} of another part", period=each) if each in there else str(each) for each in missing_periods(row.newer_unused)
    )
