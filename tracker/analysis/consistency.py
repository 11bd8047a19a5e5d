"""Figures that contradict each other: chains that close with another sum, totals that shrink as they grow longer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from tracker.methods.levels import spanning_forest
from tracker.values import display
from tracker.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from tracker.methods.levels import Floats, Ints
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme

_NOISE = 1e-12  # of the size of the sums: what binary fractions add


def contradictions(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Chains of figures that close on themselves with another sum, beyond the rounding of what was stated (docs/methods.md §1)."""
    frame = observations.frame.iloc[rows]
    flows = np.flatnonzero(programme.flows()[frame["target"].cat.codes.to_numpy()])
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
        stated, added = (display.amount(each, unit, digits=4) for each in (float(values[longest]), float(values[longest]) - off))
        others = ", ".join(map(str, sorted(lines[chain[1:]].tolist())))
        said = f"{observations.periods[periods[longest]]} is {stated}, but lines {others} add up to {added}"
        text = f"{said}, {display.amount(abs(off), unit)} off and more than rounding"
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


def shrinking(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Totals that are smaller than one of fewer months from the same beginning: a year or a unit is probably wrong."""
    frame, series = observations.frame.iloc[rows], observations.series[rows]
    order = np.lexsort((frame["last"], frame["first"], series))
    order = order[(programme.flows()[frame["target"].cat.codes.to_numpy()] & (frame["qualifier"] == "").to_numpy())[order]]
    first, value = frame["first"].to_numpy()[order], frame["value"].to_numpy()[order]
    same = (series[order][1:] == series[order][:-1]) & (first[1:] == first[:-1])
    for at in np.flatnonzero(same & (value[1:] < value[:-1]) & (value[1:] > 0)):
        more, less = frame.iloc[order[at]], frame.iloc[order[at + 1]]
        unit = programme.targets[less["target"]].unit
        there = f"{display.amount(more['value'], unit)} of {more['period']} on line {more['line']}"
        said = f"{less['period']} is {display.amount(less['value'], unit)}, less than the {there}, which it includes"
        yield Problem(observations.file, int(less["line"]), said, warning=True)
