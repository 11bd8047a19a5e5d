"""Series that were probably written in another way than they are read: as shares of one, as running totals, a year too late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tracker.analysis.assessment import assess
from tracker.values import display, periods
from tracker.values.periods import MONTHS
from tracker.values.printable import quoted
from tracker.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    import pandas as pd

    from tracker.methods.levels import Bools, Floats, Ints
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme

_WHOLE = (12, 6, 3)  # months of the parts of a calendar year that hold smaller parts
_FRACTION = 5.0  # percent: a target of at least so many is not beside figures that are all below one
_FEWEST = 3  # figures of a year that show whether they run on


def larger_parts(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Figures of a flow that are larger than the year, half-year or quarter in which they lie, where none of the series is negative.

    Those that begin with it are told as totals that shrink (``consistency.shrinking``).
    """
    rows = rows[programme.flows()[_targets(observations)[rows]] & (observations.frame["qualifier"].iloc[rows] == "").to_numpy()]
    frame, series = observations.frame.iloc[rows], observations.series[rows]
    first, last, value = (frame[name].to_numpy() for name in ("first", "last", "value"))
    negative = np.unique(series[value < 0])
    usable = ~np.isin(series, negative)
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
            unit = programme.targets[str(frame["target"].iloc[small])].unit
            of = f"{frame['period'].iloc[large]}, {display.amount(value[large], unit, digits=4)} on line {frame['line'].iloc[large]}"
            said = f"{frame['period'].iloc[small]} is {display.amount(value[small], unit, digits=4)}, more than the whole of {of}"
            yield _about(observations, frame.iloc[small], said)


def _keys(series: Ints, instant: Floats) -> Floats:
    return series * 1e6 + instant


def running_totals(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Months or quarters of a flow that rise through every year and fall with each new one: they are totals since January."""
    frame = observations.frame.iloc[rows]
    flow = programme.flows()[_targets(observations)[rows]]
    for months in (1, 3):
        mine = np.flatnonzero(flow & (frame["last"] - frame["first"] == months).to_numpy())
        series, first, value = observations.series[rows][mine], frame["first"].to_numpy()[mine], frame["value"].to_numpy()[mine]
        follows = (series[1:] == series[:-1]) & (first[1:] == first[:-1] + months)
        new_year, rises = first[1:] % MONTHS == 0, value[1:] > value[:-1]
        here, of = np.unique(series, return_inverse=True)

        def count(steps: Bools, of: Ints = of[1:], size: int = len(here)) -> Ints:
            return np.bincount(of[steps], minlength=size)

        turns, within = follows & new_year, follows & ~new_year
        odd = (count(turns) > 0) & (count(within) >= _FEWEST) & (count(within & ~rises) == 0)
        odd &= count(turns & (value[1:] >= value[:-1] / 2)) == 0
        for one in np.flatnonzero(odd).tolist():
            at = int(np.flatnonzero(turns & (of[1:] == one))[0])
            said = "the figures of this series rise through each year and fall with the next; if they are totals since January, "
            yield _about(observations, frame.iloc[mine[at + 1]], said + "write their periods as 2024-01/2024-09")


def next_year(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Stocks dated 1 January: offices mean the end of the year before, and a deadline at its end passes without them."""
    frame = observations.frame.iloc[rows]
    january = (frame["last"] - frame["first"] < 1).to_numpy() & (frame["first"] % MONTHS == 0).to_numpy()
    mine = np.flatnonzero(january & ~programme.flows()[_targets(observations)[rows]])
    _, firsts, times = np.unique(observations.series[rows][mine], return_index=True, return_counts=True)
    for at, count in zip(mine[firsts].tolist(), times.tolist(), strict=True):
        row = frame.iloc[at]
        day = observations.periods[int(_codes(frame["period"])[at])].start
        if day.year > 1:
            said = f"dated {day}, the first day of a year (rows: {count}); if it is the level at the end of the year before, "
            yield _about(observations, row, f"{said}write {day.year - 1}")


def fractions(programme: Programme, observations: Observations, rows: Ints) -> Iterator[Problem]:
    """Shares of one (0.30) beside a target in percent (40 %)."""
    frame, target_of = observations.frame.iloc[rows], _targets(observations)[rows]
    value = np.abs(frame["value"].to_numpy())
    targets = list(programme.targets.values())
    largest = np.zeros(len(targets))
    np.maximum.at(largest, target_of, value)
    for number, at in zip(*(each.tolist() for each in np.unique(target_of, return_index=True)), strict=True):
        target = targets[number]
        if display.is_percent(target.unit) and abs(target.goal) >= _FRACTION and 0 < largest[number] <= 1:
            row = frame.iloc[at]
            goal = display.amount(target.goal, target.unit, digits=6)
            said = (
                f"the figures of {quoted(target.id)} are all below 1, and its target is {goal}; if they are shares, write them in percent"
            )
            yield _about(observations, row, said)


def crossed_breaks(
    programme: Programme, observations: Observations, rows: Ints, as_of: date, reporter: str | None = None
) -> Iterator[Problem]:
    """Breaks in a series between the baseline and the latest level of its target: the pace since then compares two definitions."""
    broken = observations.breaks()[rows]
    if not broken.any():
        return
    frame, target_of = observations.frame.iloc[rows], _target_ids(observations, rows)
    with_breaks = set(target_of[broken].tolist())
    names = frame["reporter"].astype(str).to_numpy()
    for row in assess(programme, observations, as_of, reporter).to_dict("records"):
        begin, end = (_last(row[name]) for name in ("baseline_period", "latest_period"))
        if row["id"] not in with_breaks or begin is None or end is None:
            continue
        mine = (target_of == row["id"]) & (names == (row["reporter"] or ""))
        last = frame["last"].to_numpy()
        for at in np.flatnonzero(mine & broken & (last > begin) & (last <= end)).tolist():
            before = np.flatnonzero(mine & (last < last[at]))
            if len(before):
                yield _about(observations, frame.iloc[at], _crossed(frame, at, int(before[np.argmax(last[before])]), row))


def _target_ids(observations: Observations, rows: Ints) -> npt.NDArray[np.str_]:
    """The id of the target of each row."""
    return np.array(list(observations.frame["target"].cat.categories), dtype=str)[_targets(observations)[rows]]


def _crossed(frame: pd.DataFrame, at: int, before: int, row: Mapping[Any, Any]) -> str:
    earlier = f"{frame['period'].iloc[before]} on line {frame['line'].iloc[before]}"
    status = quoted(str(frame["status"].iloc[at]).strip())
    return (
        f"a break in the series (status {status}) lies between {earlier} and {frame['period'].iloc[at]}; "
        f"the progress and the pace since {row['baseline_period']} compare two definitions"
    )


def _last(text: object) -> float | None:
    return periods.parse(text).last if isinstance(text, str) and text else None


def _targets(observations: Observations) -> Ints:
    return _codes(observations.frame["target"])


def _codes(column: pd.Series) -> Ints:
    return column.cat.codes.to_numpy().astype(np.int64)


def _about(observations: Observations, row: pd.Series, said: str) -> Problem:
    return Problem(observations.file, int(row["line"]), said, warning=True)
