"""What is legal but suspicious in the two files: warnings for ``tracker check``, each with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis import consistency
from tracker.analysis.assessment import assess
from tracker.analysis.vintages import holding
from tracker.model.observations import days
from tracker.storage.tabular import csv as csv_table
from tracker.values import display
from tracker.values.periods import instant
from tracker.values.printable import did_you_mean, quoted
from tracker.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd

    from tracker.methods.levels import Bools, Floats, Ints
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme

SLIP = 10.0  # a figure so many times its neighbours was probably written in another unit
JUMP = 2  # powers of ten: so large a step is suspicious even where the figures stay there
FAR = 1000.0  # times: figures so far from their target are probably in another unit
_FORMULA_SIGNS = ("=", "@", "+", "-", "＝", "＠", "＋", "－", "\t", "\r")
_FORMULA = re.compile(r"[=@＝＠\t\r]|[-+－＋](?!\s|[\d\s.,]*%?$)")  # a sign before a space or a mere number runs nothing


def suspicions(programme: Programme, observations: Observations, as_of: date, reporter: str | None = None) -> list[Problem]:
    """Return every warning about the two files, as of a day, with the targets by their own reporter or by another one."""
    rows = holding(observations, as_of)
    return [
        *(programme.document.cut if programme.document else ()),
        *_stray_columns(observations),
        *_lost_letters(observations),
        *_formulas(observations),
        *_dates(observations, as_of),
        *_repeated(observations),
        *_reporters(programme, observations),
        *_goals(programme, observations, as_of, reporter),
        *_slips(programme, observations, rows),
        *consistency.contradictions(programme, observations, rows),
        *consistency.shrinking(programme, observations, rows),
    ]


def _stray_columns(observations: Observations) -> Iterator[Problem]:
    """Columns that are ignored although their names are nearly those of columns that count."""
    missing = [name for name in csv_table.COLUMNS if name not in observations.columns]
    for name in observations.columns:
        hint = did_you_mean(name, missing) if name not in csv_table.COLUMNS else ""
        if hint:
            yield Problem(observations.file, observations.dialect.header, f"the column {quoted(name)} is ignored{hint}", warning=True)


def _lost_letters(observations: Observations) -> Iterator[Problem]:
    """Words of a file in a legacy encoding that a program wrote with ``?`` for letters that the encoding does not have (Ә, Қ, Ҳ)."""
    if observations.dialect.encoding.codec != "cp1251":
        return
    for name in ("status", "source", "note"):
        words = observations.frame[name].astype("str").str.extract(r"(\w*\?[\u0400-\u04ff][\w?]*)", expand=False).dropna()
        for line, word in zip(observations.frame["line"][words.index], words, strict=True):
            said = f"{name}: {quoted(word)}: letters that Windows-1251 does not have were lost when this was saved as `?`"
            yield Problem(observations.file, int(line), f"{said}; save it as UTF-8 from where they are still there", warning=True)


def _formulas(observations: Observations) -> Iterator[Problem]:
    """Texts that a spreadsheet would compute, or run, when it opens the file."""
    for name in ("status", "source", "note"):
        words = observations.frame[name].astype("str")
        words = words[words.str.startswith(_FORMULA_SIGNS)]
        for line, word in zip(observations.frame["line"][words.index], words, strict=True):
            if _FORMULA.match(word):
                said = f"{name}: {quoted(word)} begins as a formula does, and a spreadsheet that opens the file would run it"
                yield Problem(observations.file, int(line), f"{said}; begin it with a word", warning=True)


def _dates(observations: Observations, as_of: date) -> Iterator[Problem]:
    frame = observations.frame
    ahead = frame["last"].to_numpy() > instant(as_of)
    early = frame["published"].notna().to_numpy() & (days(frame["published"]) < days(frame["known"])) & ~ahead
    for _, row in frame[ahead].iterrows():
        yield _about(observations, row, f"the period {row['period']} is in the future; the figure does not count before it has ended")
    for _, row in frame[early].iterrows():
        said = f"published on {row['published']:%Y-%m-%d}, before its period {row['period']} had ended"
        yield _about(observations, row, f"{said}; the figure does not count before that")


def _repeated(observations: Observations) -> Iterator[Problem]:
    frame, order = observations.frame, observations.vintage
    columns = [observations.figure, days(frame["known"]), days(frame["published"]), frame["value"].to_numpy()]
    same = np.all([column[order][1:] == column[order][:-1] for column in columns], axis=0)
    for at in np.flatnonzero(same):
        row = frame.iloc[order[at + 1]]
        yield _about(observations, row, f"the same figure stands on line {frame['line'].iloc[order[at]]} already")


def _reporters(programme: Programme, observations: Observations) -> Iterator[Problem]:
    """Reporters that no target asks for, and targets whose reporter has said nothing while others have."""
    frame = observations.frame
    pairs = frame.groupby(["target", "reporter"], observed=True)["line"].agg(["min", "size"])
    present: dict[str, list[str]] = {}
    for target, reporter in pairs.index:
        present.setdefault(target, []).append(reporter)
    asked = {target.reporter or "".join(present.get(target.id, [""])[:1]) for target in programme.targets.values()}
    for reporter, lines in pairs.groupby("reporter", observed=True):
        if reporter not in asked:
            hint = did_you_mean(str(reporter), asked - {""}) if reporter else ""
            who = f"the reporter {quoted(str(reporter))}" if reporter else "figures that name no reporter"
            said = f"no target asks for {who} (rows: {lines['size'].sum()}){hint}"
            yield Problem(observations.file, int(lines["min"].min()), said, warning=True)
    for target in programme.targets.values():
        others = present.get(target.id, [])
        if target.reporter and others and target.reporter not in others:
            said = f"{quoted(target.id)} counts the figures of {quoted(target.reporter)}, and there are only {_named(others)}"
            yield Problem(programme.file, programme.line("targets", target.id, "reporter"), said, warning=True)


def _named(reporters: list[str]) -> str:
    return " and ".join(f"those of {quoted(name)}" if name else "some that name no reporter" for name in reporters)


def _goals(programme: Programme, observations: Observations, as_of: date, reporter: str | None) -> Iterator[Problem]:
    """Baselines from which there is no way to go, and figures of quite another size than their target."""
    for row in assess(programme, observations, as_of, reporter).to_dict("records"):
        target = programme.targets[row["id"]]
        size = abs(row["latest"] / row["target"]) if row["target"] else 1.0
        if target.kind == "flow" and size > 0 and not 1 / FAR < size < FAR:
            latest, goal = (display.amount(row[key], row["unit"], digits=6) for key in ("latest", "target"))
            said = f"the target of {quoted(target.id)}, {goal}, is of quite another size than its latest figure, {latest}; is a unit wrong?"
            yield Problem(programme.file, programme.line("targets", target.id, "target"), said, warning=True)
        way = (row["target"] - row["baseline"]) * target.direction
        goal, start = (display.amount(row[key], row["unit"], digits=6) for key in ("target", "baseline"))
        if way < 0:
            turned, side = ("decrease", "below") if target.direction > 0 else ("increase", "above")
            said = f"the {row['direction']} of {quoted(target.id)} to {goal} lies {side} its baseline of {start}; `direction: {turned}`?"
            yield Problem(programme.file, programme.line("targets", target.id, "target"), said, warning=True)
        elif way == 0:
            said = f"the baseline of {quoted(target.id)} ({row['baseline_period']}), {start}, already meets its target"
            yield Problem(programme.file, programme.line("targets", target.id, "baseline"), said, warning=True)


def _slips(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Figures ten times, or a tenth of, those before and after them; of a flow, per month."""
    frame, series = observations.frame.iloc[rows], observations.series[rows]
    flow = programme.flows()[frame["target"].cat.codes.to_numpy()]
    months = np.where(flow, frame["last"] - frame["first"], 1.0)
    size = np.abs(frame["value"].to_numpy()) / months
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
        row = frame.iloc[at]
        unit = programme.targets[row["target"]].unit
        times, beyond = ("ten times", "more") if up[at] else ("a tenth of", "less")
        said = f"{display.amount(row['value'], unit)} is {times} the figures beside it or {beyond}; is the unit right?"
        yield _about(observations, row, said)


def _stands_out(before: Floats, after: Floats, has_before: Bools, has_after: Bools) -> Bools:
    return (has_before | has_after) & (~has_before | (before >= 1)) & (~has_after | (after >= 1))


def _about(observations: Observations, row: pd.Series, said: str) -> Problem:
    return Problem(observations.file, int(row["line"]), said, warning=True)
