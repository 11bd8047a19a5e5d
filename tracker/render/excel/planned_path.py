"""The sheet of paths: what each chart draws, by formulas; with milestones also what the measures against the plan are read from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.methods.measures import landing_linear, on_curve, on_line
from tracker.methods.planned_path import Leg, reaches
from tracker.render.excel.formulas import guarded
from tracker.render.excel.sheet import Cell, Column, amount, day, letters, time_of, years
from tracker.values.display import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import Level

    Rows = tuple[int, int]


COLUMNS = (
    Column("target"),
    Column("line"),
    Column("date"),
    Column("time"),
    Column("observed"),
    Column("linear"),
    Column("compound"),
    Column("unit"),
    Column("comes_to_latest"),
    Column("reached_linear"),
    Column("reached_compound"),
)
AT = letters(COLUMNS)


def ends(sheet: str, column: str, leg: Rows) -> tuple[str, str]:
    """The cells of a column at the two ends of a leg."""
    return f"{sheet}{AT[column]}{leg[0]}", f"{sheet}{AT[column]}{leg[1]}"


def along(shape: str, sheet: str, leg: Rows, at: str) -> str:
    """The level that a leg shows at a time."""
    (t0, t1), (y0, y1) = ends(sheet, "time", leg), ends(sheet, "linear", leg)
    gone = f"(({at}-{t0})/({t1}-{t0}))"
    if shape == "linear":
        return guarded([y0, y1, at], "", f"{y0}+({y1}-{y0})*{gone}")
    return guarded([y0, y1, at], f"AND({y0}>0,{y1}>0)", f"{y0}*({y1}/{y0})^{gone}")


def against_plan(detail: TargetDetail, legs: Sequence[Rows], stops: Sequence[date], cells: Mapping[str, str]) -> dict[str, str]:
    """The formulas of the measures against a plan with milestones, whose legs lie between the dates of its stops.

    Expected is what the leg shows on which the latest level is by its time; ahead is counted from where the plan comes to that level.
    """
    latest = detail.result.latest_date
    if len(legs) < 2 or latest is None:  # noqa: PLR2004 - a plan without milestones is one leg
        return {}
    leg = next((leg for leg, end in zip(legs, stops[1:], strict=True) if latest <= end), legs[-1])
    rows = legs[0][0], legs[-1][1]
    came = f"MATCH(1,{_range('comes_to_latest', *rows)},0)"
    found = {f"expected_{shape}": along(shape, "Paths!", leg, cells["tl"]) for shape in ("linear", "compound")}
    for shape in ("linear", "compound"):
        time = f"INDEX({_range(f'reached_{shape}', *rows)},{came})"
        found[f"ahead_months_{shape}"] = f'=IFERROR(12*({time}-{cells["tl"]}),"")'
    return {key: formula for key, formula in found.items() if key in detail.defined_measures}


def _range(key: str, first: int, last: int) -> str:
    return f"Paths!{AT[key]}{first}:{AT[key]}{last}"


OBSERVED, PLANNED, REQUIRED, PROJECTED, TARGET, OTHER_END = "observed", "planned", "required", "projected", "target", "other end"
MET, MISSED = "met", "missed"
TREND = "trend"
_MOST_SLOTS = 60  # of a trend
_LEAST_SLOTS = 8  # so that two figures are two columns, and not two halves of the cell
_QUARTERLY = 3.0  # years: a shorter plan is drawn by quarters


class Stop(NamedTuple):
    """A point that a path goes through: its date, its value, and its cell on another sheet (empty for a milestone)."""

    date: date
    value: float
    cell: str


@dataclass(frozen=True)
class Block:
    """The rows of one target, from the row ``start`` on.

    ``lines`` are the first and the last row of each line, ``legs`` those of the legs of the plan, ``stops`` the dates between legs.
    """

    start: int
    rows: list[tuple[Cell, ...]]
    lines: Mapping[str, tuple[int, int]]
    legs: Sequence[tuple[int, int]]
    stops: Sequence[date]

    def range(self, line: str, column: str) -> tuple[int, int, int, int]:
        """The cells of a line, counted from 0: first row, column, last row, column."""
        (first, last), at = self.lines[line], list(AT).index(column)
        return first - 1, at, last - 1, at

    @property
    def trend(self) -> str:
        """The range of the trend; empty where there is none."""
        if TREND not in self.lines:
            return ""
        first, last = self.lines[TREND]
        return _range("observed", first, last)


def stops_of(detail: TargetDetail, cells: Mapping[str, str]) -> list[Stop]:
    """The stops of the planned path, the first and the last of which are the baseline and the target of another sheet."""
    stops = [Stop(day, value, "") for day, value in detail.planned]
    if stops:
        stops[0] = stops[0]._replace(cell=f"Workings!{cells['b']}")
        stops[-1] = stops[-1]._replace(cell=f"Workings!{cells['t']}")
    return stops


def block(detail: TargetDetail, cells: Mapping[str, str], levels: Sequence[str], row: int) -> Block:
    """The rows of one target from a row on; ``levels`` are the cells of its levels."""
    drawn = _Drawn(detail, cells, row)
    if detail.target.every is None:
        drawn.observed(levels)
    drawn.trend(levels)
    stops = stops_of(detail, cells)
    legs = drawn.path(PLANNED, stops, _between(stops)) if stops else []
    latest, deadline = detail.level("latest"), detail.result.deadline
    if detail.required and latest and deadline:
        now, goal = (
            Stop(latest.date, latest.value, f"Workings!{cells['l']}"),
            Stop(deadline, detail.required[-1].linear, _nearest(detail, cells)),
        )
        drawn.path(REQUIRED, [now, goal], [each.date for each in detail.required])
    if latest and deadline and latest.date < deadline:
        drawn.projected(latest, deadline)
    drawn.periods(levels)
    drawn.target()
    return Block(row, drawn.rows, drawn.lines, legs, [stop.date for stop in stops])


def _nearest(detail: TargetDetail, cells: Mapping[str, str]) -> str:
    """The level that is still to be come to: the target, or of a band the edge that lies nearer to the latest level."""
    return f"Workings!{cells['l']}+Workings!{cells['gap']}" if detail.result.goal == "band" else f"Workings!{cells['t']}"


def binds_by_growth(detail: TargetDetail) -> bool:
    """Whether in each period a rate of growth is the target: then the rates are drawn, and not the levels."""
    return detail.target.every is not None and detail.result.target is None


def _between(stops: list[Stop]) -> list[date]:
    """The ends of the years between the ends of a path; of a short one those of the quarters."""
    return _ends_between(stops[0].date, stops[-1].date)


def _ends_between(first: date, last: date) -> list[date]:
    months = (3, 6, 9, 12) if time_of(last) - time_of(first) < _QUARTERLY else (12,)
    ends = (date(year, month, 31 if month in {3, 12} else 30) for year in range(first.year, last.year + 1) for month in months)
    return [end for end in ends if first < end < last]


def known(value: float) -> float | None:
    """A number, or nothing where it is undefined."""
    return None if math.isnan(value) else float(value)


class _Drawn:
    """The rows of one target as they come."""

    def __init__(self, detail: TargetDetail, cells: Mapping[str, str], first: int) -> None:
        self.detail, self.cells, self.first = detail, cells, first
        self.rows: list[tuple[Cell, ...]] = []
        self.lines: dict[str, tuple[int, int]] = {}

    @property
    def curved(self) -> bool:
        """Whether there are paths of constant growth: a total and a rank know none."""
        return "expected_compound" in self.detail.defined_measures

    @property
    def next(self) -> int:
        return self.first + len(self.rows)

    def add(self, line: str, when: date | None, **found: Cell) -> None:
        common = {
            "target": Cell(self.detail.result.id),
            "line": Cell(line),
            "date": day(when),
            "time": years(when, f"{AT['date']}{self.next}"),
            "unit": Cell(numbers.unit_name(self.detail.result.unit)),
        }
        self.lines[line] = (self.lines.get(line, (self.next, 0))[0], self.next)
        self.rows.append(tuple((common | found).get(column.key, Cell()) for column in COLUMNS))

    def observed(self, levels: Sequence[str]) -> None:
        for each, cell in zip(self.detail.series, levels, strict=True):
            self.add(OBSERVED, each.date, observed=amount(each.value, f"={cell}"))

    def trend(self, levels: Sequence[str]) -> None:
        """The levels in evenly spaced rows, empty where there is none: a line within a cell knows no dates."""
        series = self.detail.series
        if len(series) < 2 or self.detail.result.kind == "event":  # noqa: PLR2004 - one level is no trend
            return
        times = [time_of(each.date) for each in series]
        gaps = [after - before for before, after in pairwise(times)]
        step = max(min(gaps), (times[-1] - times[0]) / _MOST_SLOTS)
        at = {round((time - times[0]) / step): place for place, time in enumerate(times)}
        for slot in range(min(0, max(at) + 1 - _LEAST_SLOTS), max(at) + 1):
            place = at.get(slot)
            found = {} if place is None else {"observed": amount(series[place].value, f"={levels[place]}")}
            self.add(TREND, None if place is None else series[place].date, **found)

    def projected(self, latest: Level, deadline: date) -> None:
        """The level that the pace leads to on both paths, from the latest figure to the deadline."""
        row = self.detail.result
        if row.landing_linear is None or row.pace_per_year is None or row.goal == "recurring":
            return
        for when in (latest.date, *_ends_between(latest.date, deadline), deadline):
            years_on = time_of(when) - time_of(latest.date)
            level, on = f"Workings!{self.cells['l']}", f"({AT['time']}{self.next}-Workings!{self.cells['tl']})"
            amount_a_year, rate = (f"Workings!{self.cells[key]}" for key in ("pace_per_year", "pace_growth"))
            found = {
                "linear": amount(
                    landing_linear(latest.value, row.pace_per_year, years_on),
                    guarded([level, amount_a_year], "", f"{level}+{amount_a_year}*{on}"),
                )
            }
            if self.curved and row.pace_growth is not None:
                curve = guarded([level, rate], "", f"{level}*(1+{rate})^{on}")
                found["compound"] = amount(latest.value * (1 + row.pace_growth) ** years_on, curve)
            self.add(PROJECTED, when, **found)

    def periods(self, levels: Sequence[str]) -> None:
        """What each period of a recurring target came to, by whether that met it as it was judged when the workbook was made.

        Where that is a level of the series (a stock, or twelve months of a flow) the amount follows its cell.
        """
        by_date = {each.date: cell for each, cell in zip(self.detail.series, levels, strict=True)} if self._are_levels() else {}
        for each in sorted(self.detail.result.periods, key=lambda each: not each.met):  # a line is one run of rows
            if each.value is not None and each.met is not None:
                cell = by_date.get(each.period.end)
                came_to = amount(each.value, f"={cell}" if cell else "")
                self.add(MET if each.met else MISSED, each.period.end, linear=came_to._replace(kind="share") if self._rates() else came_to)

    def _rates(self) -> bool:
        return binds_by_growth(self.detail)

    def _are_levels(self) -> bool:
        """Whether what a period comes to is the level at its end."""
        target = self.detail.target
        return not self._rates() and (target.kind == "stock" or target.every == "year")

    def target(self) -> None:
        """The target at its deadline, and its other end; without a deadline, or where it applies all along, all along."""
        row = self.detail.result
        dates = self._target_dates()
        if self._rates():
            for when in dates:
                self.add(TARGET, when, linear=Cell(self.detail.target.change, "share", f"=Workings!{self.cells['change']}"))
        elif row.target is not None and row.goal != "event":
            ends = [(TARGET, row.target, "target")] + ([] if row.target_to is None else [(OTHER_END, row.target_to, "target_to")])
            for line, value, key in ends:
                for when in dates:
                    self.add(line, when, linear=amount(value, f"=Workings!{self.cells[key]}"))

    def _target_dates(self) -> list[date]:
        row, first = self.detail.result, self.detail.series[0].date if self.detail.series else None
        last = row.deadline or self.detail.as_of
        if row.periods:
            return [row.periods[0].period.start, row.periods[-1].period.end]
        across = row.deadline is None or row.goal in {"band", "recurring"}
        return ([first, last] if first and first < last else [last] if row.deadline else []) if across else [last]

    def path(self, line: str, stops: list[Stop], dates: list[date]) -> list[tuple[int, int]]:
        """A path through its stops, with points in between at these dates; the rows of its legs."""
        legs, start = [], self.next
        for before, after in pairwise(stops):
            inner = [each for each in dates if before.date < each < after.date]
            end = start + len(inner) + 1
            if before is stops[0]:
                self._stop(line, before, after, end)
            for when in inner:
                self._point(line, when, before, after, (start, end))
            reached = self._reached(before, after, (start, end), last=after is stops[-1]) if len(stops) > 2 else {}  # noqa: PLR2004 - milestones
            self._stop(line, after, before, start, **reached)
            legs.append((start, end))
            start = end
        return legs

    def _stop(self, line: str, stop: Stop, other: Stop, other_row: int, **reached: Cell) -> None:
        """An end of a leg; where it or the other end is not above zero no growth leads from one to the other."""
        linear = amount(stop.value, f"={stop.cell}") if stop.cell else amount(stop.value, look="input")
        here, there = (f"{AT['linear']}{row}" for row in (self.next, other_row))
        value = stop.value if min(stop.value, other.value) > 0 else None
        curve = amount(value, f'=IF(MIN({here},{there})>0,{here},"")') if self.curved else Cell()
        self.add(line, stop.date, linear=linear, compound=curve, **reached)

    def _point(self, line: str, when: date, before: Stop, after: Stop, leg: tuple[int, int]) -> None:
        start, end = time_of(before.date), time_of(after.date)
        gone = (time_of(when) - start) / (end - start)
        values = {"linear": on_line(before.value, after.value, gone)}
        values |= {"compound": on_curve(before.value, after.value, gone)} if self.curved else {}
        at = f"{AT['time']}{self.next}"
        self.add(line, when, **{shape: amount(known(value), along(shape, "", leg, at)) for shape, value in values.items()})

    def _reached(self, before: Stop, after: Stop, leg: tuple[int, int], *, last: bool) -> dict[str, Cell]:
        """Whether the plan has come to the latest level by the end of this leg (as ``paths``), and at which time on it."""
        if self.detail.result.latest is None:
            return {}
        (t0, t1), (y0, y1), level = ends("", "time", leg), ends("", "linear", leg), f"Workings!{self.cells['l']}"
        came = f"=IF(IF({y1}<>{y0},({level}-{y1})*({y1}-{y0})<=0,{level}={y1}),1,0)"
        line = guarded([level, y0, y1], f"{t1}>{t0}", f"{t0}+({t1}-{t0})*({level}-{y0})/({y1}-{y0})")
        positive = f"AND({t1}>{t0},{level}>0,{y0}>0,{y1}>0)"
        curve = guarded([level, y0, y1], positive, f"{t0}+({t1}-{t0})*LN({level}/{y0})/LN({y1}/{y0})")
        here = [np.array([each]) for each in (before.value, time_of(before.date), after.value, time_of(after.date))]
        by_line, by_curve = Leg(*here).ahead_months(np.array([self.detail.result.latest]), np.zeros(1))
        comes = reaches(before.value, after.value, self.detail.result.latest)
        return {
            "comes_to_latest": Cell(1, "whole") if last else Cell(int(comes), "whole", came),
            "reached_linear": Cell(known(by_line[0]), "years", line),
            **({"reached_compound": Cell(known(by_curve[0]), "years", curve)} if self.curved else {}),
        }
