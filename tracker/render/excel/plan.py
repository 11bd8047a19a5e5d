"""The columns of the sheet of paths, and the formulas that read a plan leg by leg."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.excel.formulas import guarded
from tracker.render.excel.grid import Column, letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.closeup import CloseUp

    Leg = tuple[int, int]

COLUMNS = (
    Column("target", "Target"),
    Column("line", "Line"),
    Column("date", "Date"),
    Column("time", "Time in years"),
    Column("observed", "Observed"),
    Column("linear", "Same amount each year"),
    Column("compound", "Same rate each year"),
    Column("unit", "Unit"),
    Column("comes_to_latest", "The plan has come to the latest level"),
    Column("reached_linear", "Comes to it at, same amount"),
    Column("reached_compound", "Comes to it at, same rate"),
)
AT = letters(COLUMNS)


def ends(sheet: str, column: str, leg: Leg) -> tuple[str, str]:
    """The cells of a column at the two ends of a leg."""
    return f"{sheet}{AT[column]}{leg[0]}", f"{sheet}{AT[column]}{leg[1]}"


def along(shape: str, sheet: str, leg: Leg, at: str) -> str:
    """The level that a leg shows at a time."""
    (t0, t1), (y0, y1) = ends(sheet, "time", leg), ends(sheet, "linear", leg)
    gone = f"(({at}-{t0})/({t1}-{t0}))"
    if shape == "linear":
        return guarded([y0, y1, at], "", f"{y0}+({y1}-{y0})*{gone}")
    return guarded([y0, y1, at], f"AND({y0}>0,{y1}>0)", f"{y0}*({y1}/{y0})^{gone}")


def against_plan(close: CloseUp, legs: Sequence[Leg], stops: Sequence[str], cells: Mapping[str, str]) -> dict[str, str]:
    """The formulas of the measures against a plan with milestones, whose legs lie between the dates of its stops.

    Expected is what the leg shows on which the latest level is by its time; ahead is counted from where the plan comes to that level.
    """
    if len(legs) < 2 or close.row["latest_date"] is None:  # noqa: PLR2004 - a plan without milestones is one leg
        return {}
    leg = next((leg for leg, end in zip(legs, stops[1:], strict=True) if close.row["latest_date"] <= end), legs[-1])
    rows = legs[0][0], legs[-1][1]
    came = f"MATCH(1,{_range('comes_to_latest', *rows)},0)"
    found = {f"expected_{shape}": along(shape, "Paths!", leg, cells["tl"]) for shape in ("linear", "compound")}
    for shape in ("linear", "compound"):
        time = f"INDEX({_range(f'reached_{shape}', *rows)},{came})"
        found[f"ahead_months_{shape}"] = f'=IFERROR(12*({time}-{cells["tl"]}),"")'
    return found


def _range(key: str, first: int, last: int) -> str:
    return f"Paths!{AT[key]}{first}:{AT[key]}{last}"
