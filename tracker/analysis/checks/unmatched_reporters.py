"""Reporters whose figures no target counts, and targets of whose reporter there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis.checks.suspicious_rows import warn_of
from tracker.values.printable import and_more, did_you_mean, join_all, join_evenly, quoted
from tracker.values.problems import Problem, WarningCode
from tracker.values.translations import localized

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme

_MOST_IDS = 4


def find_unmatched_reporters(programme: Programme, observations: Observations) -> Iterator[Problem]:
    """Reporters that no target asks for, and targets whose reporter has no figures."""
    present = {number: list(names) for number, names in observations.series_by_target().items()}
    asked = {target.reporter or present.get(number, [""])[0] for number, target in enumerate(programme.targets.values())}
    asked |= {rule.reporter for rule in programme.rules}  # whose figures are imported is meant
    hints = {name: did_you_mean(name, asked - {""}) if name else "" for name in observations.reporters if name not in asked}
    yield from _find_unknown_reporters(programme, observations, hints)
    for number, target in enumerate(programme.targets.values()):
        others = present.get(number, [])
        if target.reporter and others and target.reporter not in others:
            message = localized(
                "{target} counts the figures of {reporter}, and there are only {others}",
                target=quoted(target.id),
                reporter=quoted(target.reporter),
                others=_named(others),
            )
            line = programme.line("targets", target.id, "reporter")
            yield Problem(programme.file, line, message, WarningCode.MISSING_REPORTER, target.id)


def _find_unknown_reporters(programme: Programme, observations: Observations, hints: Mapping[str, str]) -> Iterator[Problem]:
    """Each of these reporters once, with all targets that he reports on; but alone each target that accepts him."""
    code = WarningCode.UNKNOWN_REPORTER
    _, first, count = np.unique(observations.series, return_index=True, return_counts=True)
    found: dict[tuple[str, str], dict[int, int]] = {}  # the number of rows of each series, by its first row
    for place, rows in zip(first.tolist(), count.tolist(), strict=True):
        row = observations.row(place)
        target = programme.targets.get(row.target)
        if row.reporter in hints:
            accepting = row.target if target and code in target.accept else ""
            found.setdefault((row.reporter, accepting), {})[place] = rows
    for (reporter, _), series in found.items():
        subjects = [observations.row(place) for place in series]
        message = _say_unused(reporter, sum(series.values()), [row.target for row in subjects]) + hints[reporter]
        about = warn_of(observations, min(subjects, key=lambda row: row.line), message, code)
        yield about._replace(target="") if len(subjects) > 1 else about


def _say_unused(reporter: str, rows: int, targets: list[str]) -> str:
    ids = _list_ids(targets)
    if reporter and len(targets) > 1:
        return localized(
            "no target uses the figures of {reporter} (rows: {rows}, of {targets})", reporter=quoted(reporter), rows=rows, targets=ids
        )
    if reporter:
        return localized("no target uses the figures of {reporter} (rows: {rows})", reporter=quoted(reporter), rows=rows)
    if len(targets) > 1:
        return localized("no target uses the figures without a reporter (rows: {rows}, of {targets})", rows=rows, targets=ids)
    return localized("no target uses the figures without a reporter (rows: {rows})", rows=rows)


def _list_ids(ids: list[str]) -> str:
    """The first few ids: `` `a`, `b` and `c` ``, `` `a`, `b`, `c`, `d` and 196 more ``."""
    listed = [quoted(each) for each in ids[:_MOST_IDS]]
    return and_more(listed, len(ids) - _MOST_IDS) if len(ids) > _MOST_IDS else join_all(listed)


def _named(reporters: list[str]) -> str:
    return join_evenly(
        localized("those of {reporter}", reporter=quoted(name)) if name else localized("some that name no reporter") for name in reporters
    )
