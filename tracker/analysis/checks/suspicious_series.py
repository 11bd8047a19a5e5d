"""Series that probably do not mean what they are read as: ten times their neighbours, shares of one, running totals, dates a year late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis.assessment import assess
from tracker.analysis.checks.suspicious_rows import warn_of
from tracker.model.observations import QUALIFIERS, distinct
from tracker.values.display import numbers
from tracker.values.languages.translations import localized
from tracker.values.periods import MONTHS
from tracker.values.printable import quoted
from tracker.values.problems import Problem, WarningCode
from tracker.values.units import is_percent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.model.result import TargetResult
    from tracker.values.arrays import Bools, Floats, Ints

_WHOLE = (12, 6, 3)  # months of the parts of a calendar year that hold smaller parts
_FRACTION = 5.0  # percent: no target of at least this much has figures that are all below one
_FEWEST = 3  # figures of a year that show whether they run on
_SLIP = 10.0  # a figure this many times its neighbours was probably written in another unit
_JUMP = 2  # powers of ten: so large a step is suspicious even where the figures stay there
_NO_WORD = QUALIFIERS.index("")


def find_larger_parts(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Figures of a flow that are larger than the year, half-year or quarter in which they lie, where none of the series is negative.

    Those that begin together with it are reported as totals that shrink (``consistency.find_shrinking_totals``).
    """
    rows = rows[programme.flows()[observations.target[rows]] & (observations.qualifier[rows] == _NO_WORD)]
    series, first, last = observations.series[rows], observations.first[rows], observations.last[rows]
    value = observations.value[rows]
    usable = ~np.isin(series, distinct(series[value < 0]))
    for months in _WHOLE:
        whole = usable & (last - first == months) & (first % months == 0)
        keys = _keys(series[whole], first[whole])
        order = np.argsort(keys, kind="stable")
        begins = first - first % months
        part = np.flatnonzero(usable & (last - first < months) & (last <= begins + months) & (first > begins))
        wanted = _keys(series[part], begins[part])
        found = np.searchsorted(keys[order], wanted)
        there = found < len(keys)
        part, at = part[there], np.flatnonzero(whole)[order[found[there]]] if len(keys) else part[there]
        match = (series[at] == series[part]) & (first[at] == begins[part]) & (value[part] > value[at])
        for small, large in zip(part[match].tolist(), at[match].tolist(), strict=True):
            less, more = observations.row(rows[small]), observations.row(rows[large])
            unit = less.measured_in
            message = localized(
                "{period} is {figure}, more than the whole of {other_period}, {other} on line {line}",
                period=less.period,
                figure=numbers.amount(less.value, unit, digits=4),
                other_period=more.period,
                other=numbers.amount(more.value, unit, digits=4),
                line=more.line,
            )
            yield warn_of(observations, observations.row(rows[small]), message, WarningCode.EXCEEDS_WHOLE)


def _keys(series: Ints, instant: Floats) -> Floats:
    return series * 1e6 + instant


def find_running_totals(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Months or quarters of a flow that rise through every year and fall with each new one: they are totals since January."""
    flow = programme.flows()[observations.target[rows]]
    for months in (1, 3):
        mine = rows[flow & (observations.last[rows] - observations.first[rows] == months)]
        series, first, value = observations.series[mine], observations.first[mine], observations.value[mine]
        follows = (series[1:] == series[:-1]) & (first[1:] == first[:-1] + months)
        new_year, rises = first[1:] % MONTHS == 0, value[1:] > value[:-1]
        present = distinct(series)
        place = np.searchsorted(present, series)

        def count(steps: Bools, place: Ints = place[1:], size: int = len(present)) -> Ints:
            return np.bincount(place[steps], minlength=size)

        turns, within = follows & new_year, follows & ~new_year
        odd = (count(turns) > 0) & (count(within) >= _FEWEST) & (count(within & ~rises) == 0)
        odd &= count(turns & (value[1:] >= value[:-1] / 2)) == 0
        for one in np.flatnonzero(odd).tolist():
            at = int(np.flatnonzero(turns & (place[1:] == one))[0])
            message = localized(
                "the figures of this series rise through each year and fall with the next; if they are totals since January, write "
                "their periods as 2024-01/2024-09"
            )
            yield warn_of(observations, observations.row(mine[at + 1]), message, WarningCode.RUNNING_TOTAL)


def find_january_dates(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Stocks dated 1 January: offices mean the end of the year before, and a deadline at its end passes without them."""
    january = (observations.last[rows] - observations.first[rows] < 1) & (observations.first[rows] % MONTHS == 0)
    mine = rows[january & ~programme.flows()[observations.target[rows]]]
    series = observations.series[mine]
    for each in distinct(series).tolist():
        of_series = mine[series == each]
        row = observations.row(of_series[0])
        if row.period.start.year > 1:
            message = localized(
                "dated {day}, the first day of a year (rows: {rows}); if it is the level at the end of the year before, write {year}",
                day=row.period.start,
                rows=len(of_series),
                year=row.period.start.year - 1,
            )
            yield warn_of(observations, observations.row(of_series[0]), message, WarningCode.JANUARY_DATE)


def find_fractions(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Shares of one (0.30) beside a target in percent (40 %)."""
    target_of, value = observations.target[rows], np.abs(observations.value[rows])
    targets = list(programme.targets.values())
    largest = np.zeros(len(programme.indicators))
    np.maximum.at(largest, target_of, value)
    for number in distinct(target_of[target_of < len(targets)]).tolist():
        target = targets[number]
        if is_percent(target.unit) and abs(target.goal) >= _FRACTION and 0 < largest[number] <= 1:
            goal = numbers.amount(target.goal, target.unit, digits=6)
            message = localized(
                "the figures of {target} are all below 1, and its target is {goal}; if they are shares, write them in percent",
                target=quoted(target.id),
                goal=goal,
            )
            yield warn_of(observations, observations.row(rows[int(np.argmax(target_of == number))]), message, WarningCode.SHARE_OF_ONE)


def find_crossed_breaks(
    programme: Programme, observations: Observations, rows: Ints, as_of: date, reporter: str | None = None
) -> Iterator[Problem]:
    """Breaks in a series between the baseline and the latest level of its target: the pace since then compares two definitions."""
    broken = observations.breaks()[rows]
    if not broken.any():
        return
    target_of, last = observations.target[rows], observations.last[rows]
    places = {each: place for place, each in enumerate(programme.targets)}
    reporters = {each: place for place, each in enumerate(observations.reporters)}
    for result in assess(programme, observations, as_of, reporter):
        if result.baseline_period is None or result.latest_period is None:
            continue
        mine = (target_of == places[result.id]) & (observations.reporter[rows] == reporters.get(result.reporter or "", -1))
        between = (last > result.baseline_period.last) & (last <= result.latest_period.last)
        for at in np.flatnonzero(mine & broken & between).tolist():
            before = np.flatnonzero(mine & (last < last[at]))
            if len(before):
                earlier = rows[before[int(np.argmax(last[before]))]]
                yield warn_of(
                    observations,
                    observations.row(rows[at]),
                    _describe_break(observations, int(rows[at]), int(earlier), result),
                    WarningCode.SERIES_BREAK,
                )


def _describe_break(observations: Observations, at: int, before: int, result: TargetResult) -> str:
    row, earlier = observations.row(at), observations.row(before)
    return localized(
        "a break in the series (status {status}) lies between {earlier_period} on line {line} and {period}; the progress and "
        "the pace since {baseline_period} compare two definitions",
        status=quoted(row.status.strip()),
        earlier_period=earlier.period,
        line=earlier.line,
        period=row.period,
        baseline_period=result.baseline_period,
    )


def find_slips(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Figures ten times, or a tenth of, those before and after them; for a flow, per month."""
    series, flow = observations.series[rows], programme.flows()[observations.target[rows]]
    months = np.where(flow, observations.last[rows] - observations.first[rows], 1.0)
    size = np.abs(observations.value[rows]) / months
    joined = (series[1:] == series[:-1]) & (size[1:] > 0) & (size[:-1] > 0)
    step = np.zeros(len(rows) + 1)  # the order of magnitude between each figure and the one before, 0 where there is none
    step[1:-1][joined] = np.log(size[1:][joined] / size[:-1][joined]) / np.log(_SLIP)
    before, after = step[:-1], -step[1:]
    has_before, has_after = np.append(False, joined), np.append(joined, False)
    up, down = _stands_out(before, after, has_before, has_after), _stands_out(-before, -after, has_before, has_after)
    alone = has_before ^ has_after
    near_slip = np.append(False, (up | down)[:-1] & ~alone[:-1]) | np.append((up | down)[1:] & ~alone[1:], False)
    # a series may begin small, and of two figures the later one is named
    small_start = has_after & ~has_before & (down | np.append(~has_after[1:], True))
    odd = (up | down) & ~(alone & near_slip) & ~small_start
    back = np.append(False, odd[:-1])  # the step away from a slip
    high, low = (has_before & (way >= _JUMP) & ~back & ~np.append(odd[1:], False) for way in (before, -before))
    up, odd = up | high, odd | high | low
    for at in np.flatnonzero(odd):
        row = observations.row(rows[at])
        unit = row.measured_in
        message = (
            localized("{figure} is at least ten times the neighbouring figures; is the unit right?", figure=numbers.amount(row.value, unit))
            if up[at]
            else localized(
                "{figure} is at most a tenth of the neighbouring figures; is the unit right?", figure=numbers.amount(row.value, unit)
            )
        )
        yield warn_of(observations, row, message, WarningCode.UNIT_SLIP)


def _stands_out(before: Floats, after: Floats, has_before: Bools, has_after: Bools) -> Bools:
    return (has_before | has_after) & (~has_before | (before >= 1)) & (~has_after | (after >= 1))
