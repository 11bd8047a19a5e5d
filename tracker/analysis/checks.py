"""What is legal but suspicious in the two files: warnings for ``tracker check``, each with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis import consistency
from tracker.analysis.assessment import assess
from tracker.analysis.vintages import holding
from tracker.analysis.year_to_date import line_ranges, merge_periods, missing_periods
from tracker.model.observations import UNDATED
from tracker.values import display
from tracker.values.periods import instant
from tracker.values.printable import did_you_mean, quoted
from tracker.values.problems import Problem
from tracker.values.stated_target import states_direction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.methods.levels import Bools, Floats, Ints
    from tracker.model.observations import Observation, Observations
    from tracker.model.programme import Programme
    from tracker.model.result import TargetResult

SLIP = 10.0  # a figure so many times its neighbours was probably written in another unit
JUMP = 2  # powers of ten: so large a step is suspicious even where the figures stay there
FAR = 1000.0  # times: figures so far from their target are probably in another unit


def suspicions(programme: Programme, observations: Observations, as_of: date, reporter: str | None = None) -> list[Problem]:
    """Return every warning about the two files, as of a day, with the targets by their own reporter or by another one."""
    rows = holding(observations, as_of)
    return [
        *programme.warnings,
        *observations.warnings,
        *_dates(observations, as_of),
        *_repeated(observations),
        *_reporters(programme, observations),
        *_goals(programme, observations, as_of, reporter),
        *_unused(programme, observations, as_of, reporter),
        *_slips(programme, observations, rows),
        *consistency.contradictions(programme, observations, rows),
        *consistency.shrinking(programme, observations, rows),
    ]


def _dates(observations: Observations, as_of: date) -> Iterator[Problem]:
    ahead = observations.last > instant(as_of)
    early = (observations.published != UNDATED) & (observations.published < observations.known) & ~ahead
    for at in np.flatnonzero(ahead):
        row = observations.row(at)
        yield _about(observations, row, f"the period {row.period} is in the future; the figure does not count before it has ended")
    for at in np.flatnonzero(early):
        row = observations.row(at)
        said = f"published on {row.published}, before its period {row.period} had ended"
        yield _about(observations, row, f"{said}; the figure does not count before that")


def _repeated(observations: Observations) -> Iterator[Problem]:
    order = observations.vintage
    columns = [observations.figure, observations.known, observations.published, observations.value]
    same = np.all([column[order][1:] == column[order][:-1] for column in columns], axis=0)
    for at in np.flatnonzero(same):
        said = f"the same figure stands on line {observations.line[order[at]]} already"
        yield _about(observations, observations.row(order[at + 1]), said)


def _reporters(programme: Programme, observations: Observations) -> Iterator[Problem]:
    """Reporters that no target asks for, and targets whose reporter has said nothing while others have."""
    present = {number: list(names) for number, names in observations.series_by_target().items()}
    asked = {target.reporter or present.get(number, [""])[0] for number, target in enumerate(programme.targets.values())}
    reporters, first, count = np.unique(observations.reporter, return_index=True, return_counts=True)
    for number, row, rows in zip(reporters.tolist(), first, count.tolist(), strict=True):
        reporter = observations.reporters[number]
        if reporter not in asked:
            hint = did_you_mean(reporter, asked - {""}) if reporter else ""
            who = f"the reporter {quoted(reporter)}" if reporter else "figures that name no reporter"
            yield _about(observations, observations.row(row), f"no target asks for {who} (rows: {rows}){hint}")
    for number, target in enumerate(programme.targets.values()):
        others = present.get(number, [])
        if target.reporter and others and target.reporter not in others:
            said = f"{quoted(target.id)} counts the figures of {quoted(target.reporter)}, and there are only {_named(others)}"
            yield Problem(programme.file, programme.line("targets", target.id, "reporter"), said, warning=True)


def _named(reporters: list[str]) -> str:
    return " and ".join(f"those of {quoted(name)}" if name else "some that name no reporter" for name in reporters)


def _goals(programme: Programme, observations: Observations, as_of: date, reporter: str | None) -> Iterator[Problem]:
    """Baselines from which there is no way to go, and figures of quite another size than their target."""
    for row in assess(programme, observations, as_of, reporter):
        target, line = programme.targets[row.id], programme.line("targets", row.id, "target")
        level, goal, start = (display.amount(each, row.unit, digits=6) for each in (row.latest, row.target, row.baseline))
        size = abs(row.latest / row.target) if row.target and row.latest is not None else 1.0
        if target.kind == "flow" and size > 0 and not 1 / FAR < size < FAR:
            said = f"the target of {quoted(target.id)}, {goal}, is of quite another size than its latest figure, {level}; is a unit wrong?"
            yield Problem(programme.file, line, said, warning=True)
        if row.aim is None or row.baseline is None or row.goal in {"recurring", "event"}:
            continue
        way = (row.aim - row.baseline) * row.sign
        if way < 0 and not states_direction(row.target_words, target.qualifier):
            turned, side = ("decrease", "below") if target.direction > 0 else ("increase", "above")
            said = f"the {row.direction} of {quoted(target.id)} to {goal} lies {side} its baseline of {start}; `direction: {turned}`?"
            yield Problem(programme.file, line, said, warning=True)
        elif way <= 0:
            said = f"the baseline of {quoted(target.id)} ({row.baseline_period}), {start}, already meets its target"
            yield Problem(programme.file, programme.line("targets", target.id, "baseline"), said, warning=True)


def _unused(programme: Programme, observations: Observations, as_of: date, reporter: str | None) -> Iterator[Problem]:
    """Figures that are newer than the latest level of their target and give none, with what is missing for one: one warning a target."""
    for row in assess(programme, observations, as_of, reporter):
        if row.newer_unused:
            template = _GIVE_NONE[len(row.newer_unused) == 1, row.latest is not None]
            said = template.format(
                target=quoted(row.id),
                periods=", ".join(map(str, merge_periods(each.period for each in row.newer_unused))),
                lines=", ".join(line_ranges(each.line for each in row.newer_unused)),
                missing="not all since its start are there" if row.kind == "cumulative" else f"missing: {_missing(row)}",
            )
            yield Problem(observations.file, row.newer_unused[-1].line, said, warning=True)


_GIVE_NONE = {
    (True, True): "the figure of {target} for {periods} (line {lines}) is newer than its latest level and gives none; {missing}",
    (False, True): "the figures of {target} for {periods} (lines {lines}) are newer than its latest level and give none; {missing}",
    (True, False): "the figure of {target} for {periods} (line {lines}) gives no level; {missing}",
    (False, False): "the figures of {target} for {periods} (lines {lines}) give no level; {missing}",
}
"""By whether it is one figure, and whether there is a level at all."""


def _missing(row: TargetResult) -> str:
    return ", ".join(map(str, missing_periods(row.newer_unused)))


def _slips(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Figures ten times, or a tenth of, those before and after them; of a flow, per month."""
    series, flow = observations.series[rows], programme.flows()[observations.target[rows]]
    months = np.where(flow, observations.last[rows] - observations.first[rows], 1.0)
    size = np.abs(observations.value[rows]) / months
    joined = (series[1:] == series[:-1]) & (size[1:] > 0) & (size[:-1] > 0)
    step = np.zeros(len(rows) + 1)  # the order of magnitude between each figure and the one before, 0 where there is none
    step[1:-1][joined] = np.log(size[1:][joined] / size[:-1][joined]) / np.log(SLIP)
    before, after = step[:-1], -step[1:]
    has_before, has_after = np.append(False, joined), np.append(joined, False)
    up, down = _stands_out(before, after, has_before, has_after), _stands_out(-before, -after, has_before, has_after)
    alone = has_before ^ has_after
    near_slip = np.append(False, (up | down)[:-1] & ~alone[:-1]) | np.append((up | down)[1:] & ~alone[1:], False)
    # a series may begin small, and of two figures the later one is named
    small_start = has_after & ~has_before & (down | np.append(~has_after[1:], True))
    odd = (up | down) & ~(alone & near_slip) & ~small_start
    back = np.append(False, odd[:-1])  # the step away from a slip
    high, low = (has_before & (way >= JUMP) & ~back & ~np.append(odd[1:], False) for way in (before, -before))
    up, odd = up | high, odd | high | low
    for at in np.flatnonzero(odd):
        row = observations.row(rows[at])
        unit = programme.targets[row.target].unit
        times, beyond = ("ten times", "more") if up[at] else ("a tenth of", "less")
        said = f"{display.amount(row.value, unit)} is {times} the figures beside it or {beyond}; is the unit right?"
        yield _about(observations, row, said)


def _stands_out(before: Floats, after: Floats, has_before: Bools, has_after: Bools) -> Bools:
    return (has_before | has_after) & (~has_before | (before >= 1)) & (~has_after | (after >= 1))


def _about(observations: Observations, row: Observation, said: str) -> Problem:
    return Problem(observations.file, row.line, said, warning=True)
