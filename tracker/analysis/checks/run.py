"""Every check of the two files, and the warnings that their target accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis.checks import consistency, suspicious_rows, suspicious_series, suspicious_targets, unmatched_reporters, unused_figures
from tracker.analysis.checks.missing_translations import find_missing_translations
from tracker.analysis.vintages import Figures, holding
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted
from tracker.values.problems import Problem, WarningCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme


def find_suspicions(programme: Programme, observations: Observations, as_of: date, reporter: str | None = None) -> list[Problem]:
    """Return every warning about the two files, as of a day, with the targets by their own reporter or by another one.

    A warning that its target accepts carries the reason. A target that accepts what does not occur is warned about, unless
    another reporter was asked for, whose figures may well lack that fault.
    """
    rows = holding(observations, as_of)
    found = [
        *programme.warnings,
        *find_missing_translations(programme),
        *observations.warnings,
        *suspicious_rows.find_formulas(observations),
        *suspicious_rows.find_early_dates(observations, as_of),
        *suspicious_rows.find_repeated(observations),
        *unmatched_reporters.find_unmatched_reporters(programme, observations),
        *suspicious_targets.find_odd_goals(programme, observations, as_of, reporter),
        *unused_figures.find_unused(programme, observations, as_of, reporter),
        *suspicious_series.find_slips(programme, observations, rows),
        *consistency.find_contradictions(programme, observations, rows),
        *consistency.find_unlike_parts(Figures.of(programme, observations, as_of, np.array([], dtype=np.int64))),
        *consistency.find_shrinking_totals(programme, observations, rows),
        *suspicious_series.find_larger_parts(programme, observations, rows),
        *suspicious_series.find_running_totals(programme, observations, rows),
        *suspicious_series.find_january_dates(programme, observations, rows),
        *suspicious_series.find_fractions(programme, observations, rows),
        *suspicious_series.find_crossed_breaks(programme, observations, rows, as_of, reporter),
    ]
    return [*_mark_accepted(programme, found), *([] if reporter else _find_absent(programme, found))]


def _mark_accepted(programme: Programme, found: list[Problem]) -> Iterator[Problem]:
    """The warnings, those that their target accepts with the reason."""
    for each in found:
        accept = programme.targets[each.target].accept if each.target in programme.targets else {}
        yield each._replace(accepted=accept.get(each.code or "", ""))


def _find_absent(programme: Programme, found: list[Problem]) -> Iterator[Problem]:
    """What a target accepts although it does not occur: left there, it would hide a new fault one day."""
    occurring = {(each.target, each.code) for each in found}
    for target in programme.targets.values():
        for code in target.accept:
            if (target.id, code) not in occurring:
                message = localized(
                    "{target} accepts the warning {code}, which no longer occurs; remove it from `accept`",
                    target=quoted(target.id),
                    code=quoted(code),
                )
                line = programme.line("targets", target.id, "accept", code)
                yield Problem(programme.file, line, message, WarningCode.ACCEPTED_ABSENT, target.id)
