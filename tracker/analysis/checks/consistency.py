"""Figures that contradict each other: chains that do not add up, wholes that differ from their parts, totals that shrink."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis.checks.suspicious_rows import warn_of
from tracker.methods.overlapping_periods import spanning_forest
from tracker.values.display import numbers
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted
from tracker.values.problems import WarningCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.analysis.vintages import Figures
    from tracker.methods.levels import Composition
    from tracker.model.observations import Observation, Observations
    from tracker.model.programme import Programme
    from tracker.values.arrays import Floats, Ints
    from tracker.values.problems import Problem

_NOISE = 1e-12  # of the size of the sums: what binary fractions add


def find_contradictions(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Figures that differ from what a chain of others adds up to, by more than the rounding of what was stated (docs/methods.md §1)."""
    rows = rows[programme.flows()[observations.target[rows]]]
    series, value = observations.series[rows], observations.value[rows]
    first, last = (ends[rows].astype(np.int64) for ends in (observations.first, observations.last))
    months = last - first
    forest = spanning_forest(series, first, last, value, np.arange(len(rows)))
    extra = np.setdiff1d(np.arange(len(rows)), forest.row)
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
    rounding, bounded = _rounding(observations, rows, months, members), observations.qualifier[rows] > 0
    wrong = np.abs(off) > np.bincount(pair, rounding[members], len(extra))
    wrong &= np.bincount(pair, bounded[members], len(extra)) == 0
    order = np.lexsort((-months[members], pair))  # the longest figure of a chain first
    chains = np.split(order, np.searchsorted(pair[order], np.arange(1, len(extra))))
    units = [each.unit for each in programme.indicators.values()]
    for at in np.flatnonzero(wrong):
        yield _sum_differs(observations, units, rows[members[chains[at]]], float(signs[chains[at]][0] * off[at]))


def _sum_differs(observations: Observations, units: Sequence[str], chain: Ints, off: float) -> Problem:
    """The longest figure of a chain of rows, which comes first, against the sum of the others; ``off`` is by how much it differs."""
    longest, unit = observations.row(chain[0]), units[observations.target[chain[0]]]
    stated, added = (numbers.amount(each, unit, digits=4) for each in (longest.value, longest.value - off))
    others = ", ".join(map(str, sorted(observations.line[chain[1:]].tolist())))
    message = localized(
        "{period} is {stated}, but lines {lines} add up to {sum}, a difference of {difference}, more than rounding explains",
        period=longest.period,
        stated=stated,
        lines=others,
        sum=added,
        difference=numbers.amount(abs(off), unit),
    )
    return warn_of(observations, longest, message, WarningCode.SUM_DIFFERS)


def find_unlike_parts(figures: Figures) -> Iterator[Problem]:
    """Published wholes that differ from what their parts come to by more than the rounding of both (docs/methods.md §1, series)."""
    observations, levels = figures.observations, figures.levels
    bounded = figures.marks() != ""
    for series, composition in levels.compositions.items():
        own = np.flatnonzero((levels.series == series) & levels.stated)
        places = [levels.find(np.full(len(own), part), levels.time[own]) for part in composition.parts]
        there = np.all([place >= 0 for place in places], axis=0)
        own, places = own[there], [place[there] for place in places]
        parts = [levels.made_of(place)[:2] for place in places]
        rounding = rounding_of(figures, np.concatenate([levels.row[own], *(rows for _, rows in parts)]))
        spreads = [np.bincount(at, rounding[rows], len(own)).astype(np.float64) for at, rows in parts]
        value, low, high = _between(composition, [levels.value[place] for place in places], spreads)
        half = rounding[levels.row[own]]
        off = ~((levels.value[own] + half >= low) & (levels.value[own] - half <= high)) & ~np.isnan(value) & ~bounded[levels.row[own]]
        for at, rows in parts:
            off &= np.bincount(at, bounded[rows], len(own)) == 0
        for n in np.flatnonzero(off).tolist():
            lines = observations.line[figures.rows[np.concatenate([rows[at == n] for at, rows in parts])]]
            whole = observations.row(figures.rows[levels.row[own[n]]])
            yield _unlike(observations, whole, float(value[n]), sorted(set(lines.tolist())))


def _between(composition: Composition, values: list[Floats], spreads: list[Floats]) -> tuple[Floats, Floats, Floats]:
    """What the parts come to, and the least and the most that it can be, given how far each may be rounded."""
    if composition.factor is None:
        value, spread = composition.combine(values), np.sum(spreads, axis=0)
        noise = _NOISE * np.sum(np.abs(values), axis=0)
        return value, value - spread - noise, value + spread + noise
    (above, below), (more, less) = values, spreads
    corners = [composition.combine([above + up * more, below + down * less]) for up, down in product((-1, 1), repeat=2)]
    value = composition.combine(values)
    noise = _NOISE * np.abs(value)
    return value, np.min(corners, axis=0) - noise, np.max(corners, axis=0) + noise


def _unlike(observations: Observations, whole: Observation, value: float, lines: list[int]) -> Problem:
    stated, combined = (numbers.amount(each, whole.measured_in, digits=4) for each in (whole.value, value))
    message = localized(
        "{period} of {target} is {stated}, but its parts on lines {lines} give {combined}, a difference of {difference}, more "
        "than rounding explains; the published figure is used",
        period=whole.period,
        target=quoted(whole.target),
        stated=stated,
        lines=", ".join(map(str, lines)),
        combined=combined,
        difference=numbers.difference(abs(whole.value - value), whole.measured_in),
    )
    return warn_of(observations, whole, message, WarningCode.PARTS_DIFFER)


def rounding_of(figures: Figures, wanted: Ints) -> Floats:
    """How far rounding can have moved the rows that hold on a day; the ``wanted`` among them are certain to be answered."""
    observations, rows = figures.observations, figures.rows
    months = np.rint(observations.last[rows] - observations.first[rows]).astype(np.int64)
    return _rounding(observations, rows, months, wanted)


def _rounding(observations: Observations, rows: Ints, months: Ints, wanted: Ints) -> Floats:
    """How far rounding can have moved each of the wanted figures: half a unit of the last digit that was stated.

    The figures of one series, length and written unit are taken to be rounded alike: 1.0, whose zero a number does not keep, like the
    1.9 beside it.
    """
    digit, values = np.full(len(rows), np.inf), observations.value[rows]
    longest, unit = int(months.max(initial=0)) + 1, observations.unit
    alike = (observations.series[rows] * len(unit.words) + unit.codes[rows]) * longest + months
    kind = np.unique(alike, return_inverse=True)[1]
    for each in np.flatnonzero(np.isin(kind, kind[np.unique(wanted)])).tolist():
        exponent = Decimal(repr(float(values[each]))).normalize().as_tuple().exponent
        digit[each] = 10.0**exponent if isinstance(exponent, int) and values[each] else np.inf
    finest = np.full(int(kind.max(initial=0)) + 1, np.inf)
    np.minimum.at(finest, kind, digit)
    return 0.5 * finest[kind]


def find_shrinking_totals(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Totals that are smaller than one of fewer months with the same beginning: a year or a unit is probably wrong."""
    rows = rows[programme.flows()[observations.target[rows]] & (observations.qualifier[rows] == 0)]
    order = np.lexsort((observations.last[rows], observations.first[rows], observations.series[rows]))
    rows = rows[order]
    series, first, value = observations.series[rows], observations.first[rows], observations.value[rows]
    same = (series[1:] == series[:-1]) & (first[1:] == first[:-1])
    for at in np.flatnonzero(same & (value[1:] < value[:-1]) & (value[1:] > 0)):
        more, less = observations.row(rows[at]), observations.row(rows[at + 1])
        unit = less.measured_in
        message = localized(
            "{period} is {figure}, less than the {other} of {other_period} on line {line}, which it includes",
            period=less.period,
            figure=numbers.amount(less.value, unit),
            other=numbers.amount(more.value, unit),
            other_period=more.period,
            line=more.line,
        )
        yield warn_of(observations, less, message, WarningCode.SHRINKING_TOTAL)
