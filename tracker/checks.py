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
from tracker.problems import Problem, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    import pandas as pd

    from tracker.levels import Bools, Floats, Ints
    from tracker.observations import Observations
    from tracker.programme import Programme

SLIP = 10.0  # a figure so many times its neighbours was probably written in another unit
JUMP = 2  # powers of ten: so large a step is suspicious even where the figures stay there
_NOISE = 1e-12  # of the size of the sums: what binary fractions add
FAR = 1000.0  # times: figures so far from their target are probably in another unit


def suspicions(programme: Programme, observations: Observations, as_of: date, reporter: str | None = None) -> list[Problem]:
    """Return every warning about the two files, as of a day, with the targets by their own reporter or by another one."""
    rows = holding(observations, as_of)
    return [
        *_stray_columns(observations),
        *_dates(observations, as_of),
        *_repeated(observations),
        *_reporters(programme, observations),
        *_goals(programme, observations, as_of, reporter),
        *_slips(programme, observations, rows),
        *_sums(programme, observations, rows),
        *_shrinking(programme, observations, rows),
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
            hint = did_you_mean(str(reporter), asked - {""}) if reporter else ""
            who = f"the reporter {quoted(str(reporter))}" if reporter else "figures that name no reporter"
            said = f"no target asks for {who} ({lines['size'].sum()} rows){hint}"
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
            latest, goal = (cells.amount(row[key], row["unit"], digits=6) for key in ("latest", "target"))
            said = f"the target of {quoted(target.id)}, {goal}, is of quite another size than its latest figure, {latest}; is a unit wrong?"
            yield Problem(programme.file, programme.line("targets", target.id, "target"), said, warning=True)
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
    odd = (up | down) & ~(alone & near_slip) & ~small_start
    back = np.append(False, odd[:-1])  # the step away from a slip
    high, low = (has_before & (way >= JUMP) & ~back & ~np.append(odd[1:], False) for way in (before, -before))
    up, odd = up | high, odd | high | low
    for at in np.flatnonzero(odd):
        row = frame.iloc[at]
        unit = programme.targets[row["target"]].unit
        times, beyond = ("ten times", "more") if up[at] else ("a tenth of", "less")
        said = f"{cells.amount(row['value'], unit)} is {times} the figures beside it or {beyond}; is the unit right?"
        yield _about(observations, row, said)


def _stands_out(before: Floats, after: Floats, has_before: Bools, has_after: Bools) -> Bools:
    return (has_before | has_after) & (~has_before | (before >= 1)) & (~has_after | (after >= 1))


def _flows(programme: Programme, frame: pd.DataFrame) -> Bools:
    return programme.flows()[frame["target"].cat.codes.to_numpy()]


def _sums(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Chains of figures that close on themselves with another sum, beyond the rounding of what was stated (METHODS §1)."""
    frame = observations.frame.iloc[rows]
    flows = np.flatnonzero(_flows(programme, frame))
    frame, series = frame.iloc[flows], observations.series[rows][flows]
    first, last = (frame[name].to_numpy().astype(np.int64) for name in ("first", "last"))
    value, months = frame["value"].to_numpy(), last - first
    forest = spanning_forest(series, first, last, value, np.arange(len(frame)))
    extra = np.setdiff1d(np.arange(len(frame)), forest.row)
    width = int(last.max(initial=0)) + 1
    keys = forest.series * width + forest.time
    low, high = (np.searchsorted(keys, series[extra] * width + ends[extra]) for ends in (first, last))
    off = value[extra] - (forest.potential[high] - forest.potential[low])
    odd = np.flatnonzero(np.abs(off) > _NOISE * np.maximum(np.abs(forest.potential[high]), np.abs(value[extra])))
    extra, off = extra[odd], off[odd]
    pair, members, signs = forest.between(low[odd], high[odd])
    # every chain with the figure that closes it
    pair, members = np.append(pair, np.arange(len(extra))), np.append(members, extra)
    signs = np.append(-signs, np.ones(len(extra), dtype=np.int64))
    rounding, bounded = _rounding(frame, months, members), (frame["qualifier"] != "").to_numpy()
    wrong = np.abs(off) > np.bincount(pair, rounding[members], len(extra))
    wrong &= np.bincount(pair, bounded[members], len(extra)) == 0
    order = np.lexsort((-months[members], pair))  # the longest figure of a chain first
    chains = np.split(order, np.searchsorted(pair[order], np.arange(1, len(extra))))
    told = _teller(programme, observations)
    for at in np.flatnonzero(wrong):
        yield told(rows[flows[members[chains[at]]]], float(signs[chains[at]][0] * off[at]))


def _teller(programme: Programme, observations: Observations) -> Callable[[Ints, float], Problem]:
    """Says of a chain of rows what its longest figure, the first, is against the sum of the others."""
    frame = observations.frame
    targets, periods = (frame[name].cat.codes.to_numpy() for name in ("target", "period"))
    lines, values, units = frame["line"].to_numpy(), frame["value"].to_numpy(), [each.unit for each in programme.targets.values()]

    def told(chain: Ints, off: float) -> Problem:
        longest, unit = chain[0], units[targets[chain[0]]]
        stated, added = (cells.amount(each, unit, digits=4) for each in (float(values[longest]), float(values[longest]) - off))
        others = ", ".join(map(str, sorted(lines[chain[1:]].tolist())))
        said = f"{observations.periods[periods[longest]]} is {stated}, but lines {others} add up to {added}"
        text = f"{said}, {cells.amount(abs(off), unit)} off and more than rounding"
        return Problem(observations.file, int(lines[longest]), text, warning=True)

    return told


def _rounding(frame: pd.DataFrame, months: Ints, wanted: Ints) -> Floats:
    """What rounding can have taken from each of the wanted figures, or given to it: half of the last digit that was stated.

    The figures of one series and length in one written unit are rounded alike: 1.0, of which a number keeps no zero, like the 1.9 beside
    it.
    """
    digit = np.full(len(frame), np.inf)
    values = frame["value"].to_numpy()
    alike = frame[["target", "reporter", "unit"]].assign(months=months).groupby(["target", "reporter", "unit", "months"], observed=True)
    kind = alike.ngroup().to_numpy()
    for each in np.flatnonzero(np.isin(kind, kind[np.unique(wanted)])).tolist():
        exponent = Decimal(repr(float(values[each]))).normalize().as_tuple().exponent
        digit[each] = 10.0**exponent if isinstance(exponent, int) and values[each] else np.inf
    finest = np.full(int(kind.max(initial=0)) + 1, np.inf)
    np.minimum.at(finest, kind, digit)
    return 0.5 * finest[kind]


def _shrinking(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Totals that are smaller than one of fewer months from the same beginning: a year or a unit is probably wrong."""
    frame, series = observations.frame.iloc[rows], observations.series[rows]
    order = np.lexsort((frame["last"], frame["first"], series))
    order = order[(_flows(programme, frame) & (frame["qualifier"] == "").to_numpy())[order]]
    first, value = frame["first"].to_numpy()[order], frame["value"].to_numpy()[order]
    same = (series[order][1:] == series[order][:-1]) & (first[1:] == first[:-1])
    for at in np.flatnonzero(same & (value[1:] < value[:-1]) & (value[1:] > 0)):
        more, less = frame.iloc[order[at]], frame.iloc[order[at + 1]]
        unit = programme.targets[less["target"]].unit
        there = f"{cells.amount(more['value'], unit)} of {more['period']} on line {more['line']}"
        yield _about(
            observations, less, f"{less['period']} is {cells.amount(less['value'], unit)}, less than the {there}, which it includes"
        )


def _about(observations: Observations, row: pd.Series, said: str) -> Problem:
    return Problem(observations.file, int(row["line"]), said, warning=True)
