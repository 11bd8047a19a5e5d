"""What is legal but suspicious in the two files: warnings for ``tracker check``, each with its line."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis import consistency, suspicious_series
from tracker.analysis.assessment import assess
from tracker.analysis.missing_translations import find_missing_translations
from tracker.analysis.vintages import Figures, holding
from tracker.analysis.year_to_date import line_ranges, merge_periods, missing_periods
from tracker.model.observations import UNDATED
from tracker.values import display
from tracker.values.periods import instant
from tracker.values.printable import and_more, did_you_mean, join_all, join_evenly, quoted
from tracker.values.problems import Problem, WarningCode
from tracker.values.translations import localized, translatable, translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from tracker.methods.levels import Bools, Floats, Ints
    from tracker.model.observations import Observation, Observations, Texts
    from tracker.model.programme import Programme, Target
    from tracker.model.result import TargetResult

SLIP = 10.0  # a figure this many times its neighbours was probably written in another unit
JUMP = 2  # powers of ten: so large a step is suspicious even where the figures stay there
FAR = 1000.0  # times: figures so far from their target are probably in another unit
_MOST_IDS = 4
_FORMULA_SIGNS = ("=", "@", "+", "-", "＝", "＠", "＋", "－", "\t", "\r")
_FORMULA = re.compile(r"[=@＝＠\t\r]|[-+－＋](?!\s|[\d\s.,]*%?$)")  # a sign before a space or a mere number runs nothing


def suspicions(programme: Programme, observations: Observations, as_of: date, reporter: str | None = None) -> list[Problem]:
    """Return every warning about the two files, as of a day, with the targets by their own reporter or by another one.

    A warning that its target accepts carries the reason. A target that accepts what does not occur is warned about, unless
    another reporter was asked for, whose figures may well lack that fault.
    """
    rows = holding(observations, as_of)
    found = [
        *programme.warnings,
        *find_missing_translations(programme),
        *observations.warnings,
        *_find_formulas(observations),
        *_find_early_dates(observations, as_of),
        *_find_repeated(observations),
        *_find_unmatched_reporters(programme, observations),
        *_find_odd_goals(programme, observations, as_of, reporter),
        *_find_unused(programme, observations, as_of, reporter),
        *_find_slips(programme, observations, rows),
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


def _find_formulas(observations: Observations) -> Iterator[Problem]:
    """Texts that a spreadsheet would compute, or run, when it opens the file."""
    for name in ("status", "source", "note"):
        column: Texts = getattr(observations, name)
        suspect = np.array([word.startswith(_FORMULA_SIGNS) and bool(_FORMULA.match(word)) for word in column.words], dtype=bool)
        for at in np.flatnonzero(suspect[column.codes]) if suspect.any() else ():
            message = localized(
                "{column}: {given} begins like a formula, and a spreadsheet would run it on opening the file; begin it with a word",
                column=name,
                given=quoted(column[at]),
            )
            yield _about(observations, observations.row(at), message, WarningCode.FORMULA_TEXT)


def _find_early_dates(observations: Observations, as_of: date) -> Iterator[Problem]:
    ahead = observations.last > instant(as_of)
    early = (observations.published != UNDATED) & (observations.published < observations.known) & ~ahead
    for at in np.flatnonzero(ahead):
        row = observations.row(at)
        message = localized("the period {period} is in the future; the figure does not count before it has ended", period=row.period)
        yield _about(observations, row, message, WarningCode.FUTURE_PERIOD)
    for at in np.flatnonzero(early):
        row = observations.row(at)
        message = localized(
            "published on {published}, before its period {period} had ended; the figure does not count before that",
            published=row.published,
            period=row.period,
        )
        yield _about(observations, row, message, WarningCode.PUBLISHED_EARLY)


def _find_repeated(observations: Observations) -> Iterator[Problem]:
    order = observations.vintage
    columns = [observations.figure, observations.known, observations.published, observations.value]
    same = np.all([column[order][1:] == column[order][:-1] for column in columns], axis=0)
    for at in np.flatnonzero(same):
        message = localized("the same figure is already on line {line}", line=observations.line[order[at]])
        yield _about(observations, observations.row(order[at + 1]), message, WarningCode.REPEATED_FIGURE)


def _find_unmatched_reporters(programme: Programme, observations: Observations) -> Iterator[Problem]:
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
        about = _about(observations, min(subjects, key=lambda row: row.line), message, code)
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


def _find_odd_goals(programme: Programme, observations: Observations, as_of: date, reporter: str | None) -> Iterator[Problem]:
    """Baselines that leave no way to go, and figures of quite another size than their target."""
    for row in assess(programme, observations, as_of, reporter):
        target, line = programme.targets[row.id], programme.line("targets", row.id, "target")
        level, goal, start = (display.amount(each, row.unit, digits=6) for each in (row.latest, row.target, row.baseline))
        size = abs(row.latest / row.target) if row.target and row.latest is not None else 1.0
        if target.kind == "flow" and size > 0 and not 1 / FAR < size < FAR:
            message = localized(
                "the target of {target}, {goal}, differs widely in size from its latest figure, {level}; is a unit wrong?",
                target=quoted(target.id),
                goal=goal,
                level=level,
            )
            yield Problem(programme.file, line, message, WarningCode.TARGET_SIZE, target.id)
        way = _way(row, target)
        if way < 0:
            message = (
                localized(
                    "the increase of {target} to {goal} lies below its baseline of {start}; is one of them wrong?",
                    target=quoted(target.id),
                    goal=goal,
                    start=start,
                )
                if row.sign > 0
                else localized(
                    "the decrease of {target} to {goal} lies above its baseline of {start}; is one of them wrong?",
                    target=quoted(target.id),
                    goal=goal,
                    start=start,
                )
            )
            yield Problem(programme.file, line, message, WarningCode.BASELINE_BEYOND_TARGET, target.id)
        elif way == 0 and not target.strict:
            message = localized(
                "the baseline of {target} ({period}), {start}, already meets its target",
                target=quoted(target.id),
                period=row.baseline_period,
                start=start,
            )
            line = programme.line("targets", target.id, "baseline")
            yield Problem(programme.file, line, message, WarningCode.BASELINE_MEETS_TARGET, target.id)


def _way(row: TargetResult, target: Target) -> float:
    """How far the target lies ahead of its baseline, in the wanted direction; NaN where there is no such way.

    An event and a target that applies in each period have none, nor has a baseline inside a band. Where no direction is stated and the
    baseline lies beyond the target, that is an error of its own (``directions.undirected``).
    """
    if row.aim is None or row.baseline is None or row.direction is None or target.every or target.kind == "event":
        return math.nan
    way = (row.aim - row.baseline) * row.sign
    return math.nan if way < 0 and not target.direction_stated else way


def _find_unused(programme: Programme, observations: Observations, as_of: date, reporter: str | None) -> Iterator[Problem]:
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


def _find_slips(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Figures ten times, or a tenth of, those before and after them; for a flow, per month."""
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
        unit = row.measured_in
        message = (
            localized("{figure} is at least ten times the neighbouring figures; is the unit right?", figure=display.amount(row.value, unit))
            if up[at]
            else localized(
                "{figure} is at most a tenth of the neighbouring figures; is the unit right?", figure=display.amount(row.value, unit)
            )
        )
        yield _about(observations, row, message, WarningCode.UNIT_SLIP)


def _stands_out(before: Floats, after: Floats, has_before: Bools, has_after: Bools) -> Bools:
    return (has_before | has_after) & (~has_before | (before >= 1)) & (~has_after | (after >= 1))


def _about(observations: Observations, row: Observation, message: str, code: WarningCode) -> Problem:
    return Problem(observations.file, row.line, message, code, row.target)
