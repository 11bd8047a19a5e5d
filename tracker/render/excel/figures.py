"""The sheet of figures: one row a target, every measure a formula over the levels, the verdict too."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from tracker.methods import measures
from tracker.render.excel import formulas as live
from tracker.render.excel.sheet import FIRST, Cell, Column, Grid, amount, day, letters, time_of, years
from tracker.words.columns import sign, verdict_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.analysis.target_detail import CloseUp
    from tracker.reports.progress_report import Report
    from tracker.words.columns import Row

CHANGED = "The figures were changed after this report was made."
HINT = "Blue figures may be changed, here and on the sheet Observations; the others are formulas. The sheet Notes explains them."
_STATED, _OBSERVED, _WAY = "As it was stated", "What was observed", "How far"
_GROWTH, _PLAN, _NEEDED, _AHEAD = "Growth a year so far", "As planned", "Needed from the latest figure on", "Against the plan"
_LANDING, _DATA, _WORKINGS = "Where this pace leads", "The data", "Workings (METHODS, notation): times in years"
COLUMNS = (
    Column("id", "Id", "Target"),
    Column("name", "Name", "Target", wraps=True),
    Column("status", "Verdict", "Target"),
    Column("reason", "Reason", "Target", wraps=True),
    Column("reporter", "Reporter", _STATED),
    Column("unit", "Unit", _STATED),
    Column("direction", "Wanted", _STATED),
    Column("target", "Goal (T)", _STATED),
    Column("target_qualifier", "Goal is worded", _STATED),
    Column("deadline", "Deadline", _STATED),
    Column("baseline", "Baseline (B)", _OBSERVED),
    Column("baseline_period", "Baseline, period", _OBSERVED),
    Column("baseline_date", "Baseline, end of period", _OBSERVED),
    Column("latest", "Latest (L)", _OBSERVED),
    Column("latest_period", "Latest, period", _OBSERVED),
    Column("latest_date", "Latest, end of period", _OBSERVED),
    Column("latest_qualifier", "Latest is worded", _OBSERVED),
    Column("latest_basis", "Latest is", _OBSERVED),
    Column("gap", "Gap", _WAY),
    Column("share", "Share of the goal", _WAY),
    Column("progress", "Way gone", _WAY),
    Column("elapsed", "Time gone", _WAY),
    Column("growth", "Growth since the baseline", _GROWTH),
    Column("growth_per_year", "Amount a year since the baseline", _GROWTH),
    Column("growth_1y", "Growth over the last year", _GROWTH),
    Column("growth_all", "Growth over the whole series", _GROWTH),
    Column("planned_growth", "Planned growth", _PLAN),
    Column("planned_per_year", "Planned amount a year", _PLAN),
    Column("required_growth", "Growth needed a year", _NEEDED),
    Column("required_per_year", "Amount needed a year", _NEEDED),
    Column("acceleration", "Times the pace so far", _NEEDED),
    Column("expected_linear", "Expected by now, same amount", _AHEAD),
    Column("expected_compound", "Expected by now, same rate", _AHEAD),
    Column("ahead_months_linear", "Months ahead, same amount", _AHEAD),
    Column("ahead_months_compound", "Months ahead, same rate", _AHEAD),
    Column("landing_linear", "At the deadline, same amount", _LANDING),
    Column("landing_compound", "At the deadline, same rate", _LANDING),
    Column("outcome_linear", "Way gone by then, same amount", _LANDING),
    Column("outcome_compound", "Way gone by then, same rate", _LANDING),
    Column("eta_linear", "Would be reached on, same amount", _LANDING),
    Column("eta_compound", "Would be reached on, same rate", _LANDING),
    Column("data_age_months", "Age of the data, months", _DATA),
    Column("stale", "Stale", _DATA),
    Column("d", "Direction (d)", _WORKINGS),
    Column("tb", "tB", _WORKINGS),
    Column("tl", "tL", _WORKINGS),
    Column("tt", "tT", _WORKINGS),
    Column("y", "Level a year before", _WORKINGS),
    Column("e", "Earliest level (E)", _WORKINGS),
    Column("te", "tE", _WORKINGS),
    Column("before", "Level at or before the deadline", _WORKINGS),
    Column("after", "Level at or after the deadline", _WORKINGS),
    Column("arrival_linear", "Arrival, same amount", _WORKINGS),
    Column("arrival_compound", "Arrival, same rate", _WORKINGS),
    Column("stale_after", "Stale after, months", _WORKINGS),
)
SYMBOLS = {"b": "baseline", "l": "latest", "t": "target"}
_AMOUNTS = {"gap", "growth_per_year", "planned_per_year", "required_per_year"}
_AMOUNTS |= {f"{kind}_{shape}" for kind in ("expected", "landing") for shape in ("linear", "compound")}
_KINDS = {"acceleration": "times"} | dict.fromkeys(("ahead_months_linear", "ahead_months_compound", "data_age_months"), "months")
_STATED_TEXTS = ("id", "name", "reporter", "unit", "direction", "target_qualifier")
_TEXTS = (*_STATED_TEXTS, "baseline_period", "latest_period", "latest_qualifier", "latest_basis")
_ROLES = {"y": "year_before", "e": "earliest", "before": "before", "after": "after"}
_PACES = {
    "linear": (measures.years_to_go_linear, "growth_per_year"),
    "compound": (measures.years_to_go_compound, "growth"),
}
_DATES = {"eta_linear", "eta_compound"}
LETTERS = letters(COLUMNS)


class Links(NamedTuple):
    """What the row of a target refers to on other sheets.

    ``levels`` are the cells of its levels by role, ``roles`` those levels themselves; ``legs`` are formulas by key, for a plan with
    milestones; ``reason`` is the cell of its reason, and ``unchanged`` holds while every observation is as it was reported.
    """

    levels: Mapping[str, str]
    roles: Mapping[str, Row]
    legs: Mapping[str, str]
    reason: str
    unchanged: str


def cells_of(number: int) -> dict[str, str]:
    """The cells of a target, by key and by symbol; the targets count from 0."""
    mine = {key: f"{column}{FIRST + number + 1}" for key, column in LETTERS.items()}
    return mine | {symbol: mine[key] for symbol, key in SYMBOLS.items()}


def figures(report: Report, links: list[Links]) -> Grid:
    """The sheet: the day and the cut-offs above, then one row a target."""
    today = report.as_of.isoformat()
    about = (
        Cell("As of"),
        day(today),
        Cell("in years:"),
        years(today, "B2"),
        Cell("on track from"),
        Cell(report.programme.on_track, "share", look="input"),
        Cell("at risk from"),
        Cell(report.programme.at_risk, "share", look="input"),
        Cell(HINT),
    )
    rows = [_row(close, links[at], cells_of(at)) for at, close in enumerate(report.closeups)]
    return Grid("Figures", report.title or "Targets", about, COLUMNS, rows, frozen=3, pages_wide=6)


def _row(close: CloseUp, links: Links, cells: Mapping[str, str]) -> tuple[Cell, ...]:
    row, status = close.row, verdict_words(close.row["status"])
    found = {key: Cell(row[key]) for key in _TEXTS}
    found |= {key: day(row[key]) for key in ("deadline", "baseline_date", "latest_date")}
    found |= {"target": _target(close, cells), "baseline": _baseline(close, links), "latest": _level(links, "latest")}
    found |= {key: _measure(close, key, cells, links) for key in live.LIVE if key in row}
    found |= _workings(close, links, cells)
    found["stale"] = Cell("stale" if row["stale"] else None, formula=live.live("stale", cells))
    found["status"] = Cell(status, formula=live.status(close, cells, links.roles))
    unless = f'=IF(AND({cells["status"]}="{status}",{links.unchanged}),{links.reason},"{CHANGED}")'
    found["reason"] = Cell(row["reason"], formula=unless)
    return tuple(found[column.key] for column in COLUMNS)


def _target(close: CloseUp, cells: Mapping[str, str]) -> Cell:
    value, multiple = close.row["target"], close.target.multiple
    if multiple is None:
        return amount(value, look="input")
    return amount(value, live.guarded([cells["b"]], "", f"{multiple:.15g}*{cells['b']}"))


def _baseline(close: CloseUp, links: Links) -> Cell:
    own = not math.isnan(close.target.baseline_value)
    return amount(close.row["baseline"], look="input") if own else _level(links, "baseline")


def _level(links: Links, role: str) -> Cell:
    level = links.roles.get(role)
    return amount(level["value"], f"={links.levels[role]}") if level else Cell()


def _measure(close: CloseUp, key: str, cells: Mapping[str, str], links: Links) -> Cell:
    formula, value = links.legs.get(key) or live.live(key, cells), close.row[key]
    if key in _DATES:
        return day(value, formula)
    return amount(value, formula) if key in _AMOUNTS else Cell(value, _KINDS.get(key, "share"), formula)


def _workings(close: CloseUp, links: Links, cells: Mapping[str, str]) -> dict[str, Cell]:
    """The direction, the times, the levels that only some measures look at, and when each pace arrives."""
    row, first = close.row, links.roles.get("earliest")
    return {
        "d": Cell(sign(row), "whole", f'=IF({cells["direction"]}="increase",1,-1)'),
        "tb": years(row["baseline_date"], cells["baseline_date"]),
        "tl": years(row["latest_date"], cells["latest_date"]),
        "tt": years(row["deadline"], cells["deadline"]),
        "te": Cell(time_of(first["date"]), "years", f"={links.levels['te']}") if first else Cell(),
        **{key: _level(links, role) for key, role in _ROLES.items()},
        **{f"arrival_{shape}": _arrival(close, shape, cells) for shape in ("linear", "compound")},
        "stale_after": Cell(close.target.stale_after, "months", look="input"),
    }


def _arrival(close: CloseUp, shape: str, cells: Mapping[str, str]) -> Cell:
    row = close.row
    to_go, pace = _PACES[shape]
    known = row[f"eta_{shape}"] is not None
    value = time_of(row["latest_date"]) + to_go(row["latest"], row["target"], row[pace], sign(row)) if known else None
    return Cell(value, "years", live.live(f"arrival_{shape}", cells))
