"""What is legal but suspicious in the two files: warnings for ``tracker check``, each with its line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from tracker import cells, csvfile
from tracker.assessment import assess
from tracker.levels import spanning_forest
from tracker.observations import days, holding
from tracker.periods import instant
from tracker.problems import Problem, did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd

    from tracker.levels import Bools, Floats, Ints
    from tracker.observations import Observations
    from tracker.programme import Programme

SLIP = 10.0  # a figure so many times its neighbours was probably written in another unit


def suspicions(programme: Programme, observations: Observations, as_of: date) -> list[Problem]:
    """Return every warning about the two files, as of a day."""
    rows = holding(observations, as_of)
    return [
        *_stray_columns(observations),
        *_dates(observations, as_of),
        *_repeated(observations),
        *_reporters(programme, observations),
        *_goals(programme, observations, as_of),
        *_slips(programme, observations, rows),
        *_sums(programme, observations, rows),
    ]


def _stray_columns(observations: Observations) -> Iterator[Problem]:
    """Columns that are ignored although their names are nearly those of columns that count."""
    missing = [name for name in csvfile.COLUMNS if name not in observations.columns]
    for name in observations.columns:
        hint = did_you_mean(name, missing) if name not in csvfile.COLUMNS else ""
        if hint:
            yield Problem(observations.file, 1, f"the column {quoted(name)} is ignored{hint}", warning=True)


def _dates(observations: Observations, as_of: date) -> Iterator[Problem]:
    frame = observations.frame
    ahead = frame["last"].to_numpy() > instant(as_of)
    early = frame["published"].notna().to_numpy() & (days(frame["published"]) < days(frame["known"])) & ~ahead
    for _, row in frame[ahead].iterrows():
        yield _about(observations, row, f"the period {row['period']} is in the future; the figure does not count before it has ended")
    for _, row in frame[early].iterrows():
        said = (
            f"published on {row['published']:%Y-%m-%d}, before its period {row['period']} had ended; the figure does not count before that"
        )
        yield _about(observations, row, said)


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
            hint = did_you_mean(str(reporter), asked - {""})
            said = f"no target asks for the reporter {quoted(str(reporter))} ({lines['size'].sum()} rows){hint}"
            yield Problem(observations.file, int(lines["min"].min()), said, warning=True)
    for target in programme.targets.values():
        others = present.get(target.id, [])
        if target.reporter and others and target.reporter not in others:
            said = f"{quoted(target.id)} counts the figures of {quoted(target.reporter)}, and there are only those of {one_of(others)}"
            yield Problem(programme.file, programme.line("targets", target.id, "reporter"), said, warning=True)


def _goals(programme: Programme, observations: Observations, as_of: date) -> Iterator[Problem]:
    """Baselines from which there is no way to go."""
    for row in assess(programme, observations, as_of).to_dict("records"):
        target = programme.targets[row["id"]]
        way = (row["target"] - row["baseline"]) * target.direction
        goal, start = (cells.amount(row[key], row["unit"], digits=6) for key in ("target", "baseline"))
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
    flow = _flows(programme, frame)
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
    small_start = (
        has_after & ~has_before & (down | np.append(~has_after[1:], True))
    )  # a series may begin small; of two figures the later is named
    for at in np.flatnonzero((up | down) & ~(alone & near_slip) & ~small_start):
        row = frame.iloc[at]
        unit = programme.targets[row["target"]].unit
        times, beyond = ("ten times", "more") if up[at] else ("a tenth of", "less")
        said = f"{cells.amount(row['value'], unit)} is {times} the figures beside it or {beyond}; is the unit right?"
        yield _about(observations, row, said)


def _stands_out(before: Floats, after: Floats, has_before: Bools, has_after: Bools) -> Bools:
    return (has_before | has_after) & (~has_before | (before >= 1)) & (~has_after | (after >= 1))


def _flows(programme: Programme, frame: pd.DataFrame) -> Bools:
    kinds = np.array([target.kind == "flow" for target in programme.targets.values()] or [False])
    return np.asarray(kinds[frame["target"].cat.codes.to_numpy()], dtype=bool)


def _sums(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Chains of figures that close on themselves with another sum, beyond the rounding of what was stated (METHODS §1)."""
    frame = observations.frame.iloc[rows]
    flows = np.flatnonzero(_flows(programme, frame))
    frame, series = frame.iloc[flows], observations.series[rows][flows]
    first, last = (frame[name].to_numpy().astype(np.int64) for name in ("first", "last"))
    value, line = frame["value"].to_numpy(), frame["line"].to_numpy()
    forest = spanning_forest(series, first, last, value, np.arange(len(frame)))
    extra = np.setdiff1d(np.arange(len(frame)), forest.row)
    width = int(last.max(initial=0)) + 1
    keys = forest.series * width + forest.time
    low, high = (np.searchsorted(keys, series[extra] * width + ends[extra]) for ends in (first, last))
    off = value[extra] - (forest.potential[high] - forest.potential[low])
    pair, members, signs = forest.between(low, high)
    for at in np.flatnonzero(np.abs(off) > 0):
        chain = np.append(members[pair == at], extra[at])
        weight = np.append(-signs[pair == at], 1)
        if (frame["qualifier"].iloc[chain] != "").any() or abs(off[at]) <= _rounding(value[chain], (last - first)[chain]):
            continue
        longest = int(np.argmax(last[chain] - first[chain]))
        row, rest = frame.iloc[chain[longest]], sorted(line[np.delete(chain, longest)].tolist())
        unit = programme.targets[row["target"]].unit
        others = cells.amount(float(row["value"] - weight[longest] * off[at]), unit, digits=4)
        said = f"{row['period']} is {cells.amount(row['value'], unit, digits=4)}, but lines {', '.join(map(str, rest))} add up to {others}"
        yield _about(observations, row, f"{said}, {cells.amount(abs(off[at]), unit)} off and more than rounding")


def _rounding(values: Floats, months: Ints) -> float:
    """What rounding can take from a sum: half of the last digit of each figure.

    Figures of one length are rounded alike: 1.0, of which a number keeps no zero, like the 1.9 beside it.
    """
    finest: dict[int, float] = {}
    for value, length in zip(values.tolist(), months.tolist(), strict=True):
        exponent = Decimal(repr(value)).normalize().as_tuple().exponent
        unit = 10.0**exponent if isinstance(exponent, int) and value else np.inf
        finest[length] = min(unit, finest.get(length, np.inf))
    return sum(0.5 * finest[length] for length in months.tolist())


def _about(observations: Observations, row: pd.Series, said: str) -> Problem:
    return Problem(observations.file, int(row["line"]), said, warning=True)
