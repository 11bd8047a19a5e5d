"""The sheet of workings: one row a target, every measure a formula over the levels, the status too; for programs, and for audits.

What people read stands on the dashboard and on the sheet of figures, which show what is computed here.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.result import MEASURES, Kind
from tracker.render.excel import formulas as live
from tracker.render.excel.sheet import FIRST, Cell, Column, Grid, amount, day, letters, same, time_of, years
from tracker.render.excel.stated_target import target_cells
from tracker.render.excel.status import status as status_formula
from tracker.values import display
from tracker.values.stated_target import Form
from tracker.words.columns import verdict_words
from tracker.words.explained_formulas import FORMULAS
from tracker.words.outlook import project_scale, round_projection
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import TargetResult
    from tracker.reports.progress_report import Report

CHANGED = "The figures were changed after this report was made."
_STATED, _OBSERVED, _WAY = "As it was stated", "Observed", "Progress"
_GROWTH, _PLAN, _REQUIRED, _AHEAD = "Growth a year so far", "As planned", "Required from the latest figure on", "Against the plan"
_PROJECTED, _DATA, _WORKINGS = "Projected at this pace", "The data", "Workings: times in years"
_TODAY, _PACE = "As of the day of the report", "The pace that is projected"


def _measured(key: str, group: str) -> Column:
    return Column(key, FORMULAS[key].heading, group)


COLUMNS = (
    Column("id", "Id", "Target"),
    Column("name", "Name", "Target", wraps=True),
    Column("status", "Status", "Target"),
    Column("reason", "Reason", "Target", wraps=True),
    Column("reporter", "Reporter", _STATED),
    Column("unit", "Unit", _STATED),
    Column("direction", "Direction", _STATED),
    Column("goal", "Form", _STATED),
    Column("target_words", "In its own words", _STATED),
    Column("target", "Target (T)", _STATED),
    Column("target_to", "Target, other end", _STATED),
    Column("target_qualifier", "Target, qualifier", _STATED),
    Column("deadline", "Deadline", _STATED),
    Column("group", "Group", _STATED, wraps=True),
    Column("owner", "Responsible", _STATED, wraps=True),
    Column("baseline", "Baseline (B)", _OBSERVED),
    Column("baseline_period", "Baseline, period", _OBSERVED),
    Column("baseline_date", "Baseline, end of period", _OBSERVED),
    Column("latest", "Latest (L)", _OBSERVED),
    Column("latest_period", "Latest, period", _OBSERVED),
    Column("latest_date", "Latest, end of period", _OBSERVED),
    Column("latest_qualifier", "Latest, qualifier", _OBSERVED),
    Column("latest_basis", "Latest, basis", _OBSERVED),
    Column("judged_periods", "Periods on record", _OBSERVED),
    Column("met_periods", "Periods met", _OBSERVED),
    Column("missed_periods", "Periods missed", _OBSERVED),
    _measured("gap", _WAY),
    _measured("share", _WAY),
    _measured("progress", _WAY),
    _measured("elapsed", _WAY),
    _measured("growth", _GROWTH),
    _measured("growth_per_year", _GROWTH),
    _measured("growth_1y", _GROWTH),
    _measured("growth_all", _GROWTH),
    _measured("planned_growth", _PLAN),
    _measured("planned_per_year", _PLAN),
    _measured("required_growth", _REQUIRED),
    _measured("required_per_year", _REQUIRED),
    _measured("acceleration", _REQUIRED),
    _measured("expected_linear", _AHEAD),
    _measured("expected_compound", _AHEAD),
    _measured("ahead_months_linear", _AHEAD),
    _measured("ahead_months_compound", _AHEAD),
    _measured("landing_linear", _PROJECTED),
    _measured("landing_compound", _PROJECTED),
    _measured("outcome_linear", _PROJECTED),
    _measured("outcome_compound", _PROJECTED),
    _measured("eta_linear", _PROJECTED),
    _measured("eta_compound", _PROJECTED),
    _measured("data_age_months", _DATA),
    Column("stale", "Out of date", _DATA),
    _measured("months_left", _TODAY),
    _measured("elapsed_today", _TODAY),
    _measured("required_per_year_from_today", _TODAY),
    _measured("ytd", _TODAY),
    _measured("ytd_growth", _TODAY),
    _measured("pace_growth", _PACE),
    _measured("pace_per_year", _PACE),
    Column("from_end", "Lower end or edge", _WORKINGS),
    Column("to_end", "Upper end or edge", _WORKINGS),
    Column("change", "Change on the baseline", _WORKINGS),
    Column("slack", "Tolerance of a target worded as about", _WORKINGS),
    Column("aim", "Target level used (T)", _WORKINGS),
    Column("d", "Direction (d)", _WORKINGS),
    Column("tb", "tB", _WORKINGS),
    Column("tl", "tL", _WORKINGS),
    Column("tt", "tT", _WORKINGS),
    Column("y", "Level a year earlier", _WORKINGS),
    Column("p", "Level from which the pace is measured (P)", _WORKINGS),
    Column("tp", "tP", _WORKINGS),
    Column("e", "Earliest level (E)", _WORKINGS),
    Column("te", "tE", _WORKINGS),
    Column("before", "Level at or before the deadline", _WORKINGS),
    Column("after", "Level at or after the deadline", _WORKINGS),
    Column("arrival_linear", "Arrival, same amount", _WORKINGS),
    Column("arrival_compound", "Arrival, same rate", _WORKINGS),
    Column("stale_after", "Out of date after, months", _WORKINGS),
    Column("projected_low", "Projected, lower end", _WORKINGS),
    Column("projected_high", "Projected, upper end", _WORKINGS),
    Column("projected_decimals", "Decimals of the projection", _WORKINGS),
    Column("unit_of_one", "Unit of one", _WORKINGS),
    Column("reported_reason", "Reason as reported", _WORKINGS, wraps=True),
    Column("chart_title", "Title of the chart", _WORKINGS, wraps=True),
)
SYMBOLS = {"b": "baseline", "l": "latest", "t": "aim"}
_KINDS = {Kind.FACTOR: "times", Kind.MONTHS: "months"}
_STATED_TEXTS = ("id", "name", "reporter", "unit", "goal", "target_words", "target_qualifier", "group", "owner")
_TEXTS = (*_STATED_TEXTS, "latest_qualifier", "latest_basis")
_COUNTS = ("judged_periods", "met_periods", "missed_periods")
_ROLES = {"y": "a_year_before", "e": "earliest", "before": "at_or_before_deadline", "after": "at_or_after_deadline"}
LETTERS = letters(COLUMNS)
_MORE_DECIMALS, _MILLION = 3, 999_999.5
_TITLE = " – "


class Links(NamedTuple):
    """What the row of a target refers to on other sheets.

    ``levels`` are the cells of its levels by role; ``legs`` are formulas by key, for a plan with milestones; ``unchanged`` holds while
    every observation is as it was reported.
    """

    levels: Mapping[str, str]
    legs: Mapping[str, str]
    unchanged: str


def cells_of(number: int) -> dict[str, str]:
    """The cells of a target, by key and by symbol; the targets count from 0."""
    mine = {key: f"{column}{FIRST + number + 1}" for key, column in LETTERS.items()}
    return mine | {symbol: mine[key] for symbol, key in SYMBOLS.items()}


def rows_of(report: Report, links: list[Links]) -> list[Mapping[str, Cell]]:
    """The cells of each target, by key; what may be changed is an input here, until ``workings`` puts it elsewhere."""
    return [_row(detail, links[at], cells_of(at)) for at, detail in enumerate(report.details)]


def workings(report: Report, rows: list[Mapping[str, Cell]], elsewhere: Mapping[tuple[int, str], str], cut_offs: Sequence[str]) -> Grid:
    """The sheet: the day and the cut-offs above, then one row a target.

    ``elsewhere`` are the cells of the sheet of figures on which an input of a target stands, by its number and key, and ``cut_offs``
    those of the two cut-offs (none: they stand here).
    """
    shares = (report.programme.on_track, report.programme.at_risk)
    first, second = (
        Cell(share, "share", f"={place}") if place else Cell(share, "share", look="input")
        for share, place in zip(shares, cut_offs or ("", ""), strict=True)
    )
    about = (
        Cell("As of"),
        day(report.as_of),
        Cell("in years:"),
        years(report.as_of, "B2"),
        Cell("on track from"),
        first,
        Cell("at risk from"),
        second,
    )
    linked = [
        tuple(_linked(row.get(column.key, Cell()), elsewhere.get((at, column.key), "")) for column in COLUMNS)
        for at, row in enumerate(rows)
    ]
    return Grid("Workings", report.title or "Targets", about, COLUMNS, linked, frozen=3, workings=True)


def _linked(cell: Cell, place: str) -> Cell:
    """A cell whose input stands elsewhere shows what stands there."""
    return cell._replace(formula=same(place), look="") if place and cell.look == "input" else cell


def _row(detail: TargetDetail, links: Links, cells: Mapping[str, str]) -> Mapping[str, Cell]:
    row, status = detail.result, verdict_words(detail.result.status)
    found = {key: Cell(getattr(row, key)) for key in _TEXTS}
    found |= {key: Cell(str(period) if (period := getattr(row, key)) else None) for key in ("baseline_period", "latest_period")}
    found |= {key: day(row.day(key)) for key in ("deadline", "baseline_date", "latest_date")}
    found |= {"baseline": _baseline(detail, links), "latest": _level(detail, links, "latest")}
    found |= {key: Cell(getattr(row, key), "whole") for key in _COUNTS}
    found |= {key: _measure(detail, key, cells, links) for key in MEASURES}
    found |= _workings(detail, links, cells) | target_cells(detail, cells)
    found["stale"] = Cell("out of date" if row.stale else None, formula=live.live("stale", cells))
    found["status"] = Cell(status, formula=status_formula(detail, cells))
    unless = f'=IF(AND({cells["status"]}="{status}",{links.unchanged}),{cells["reported_reason"]},"{CHANGED}")'
    found["reason"] = Cell(reason(row), formula=unless)
    title = Cell(chart_title(row), formula=f'={cells["status"]}&"{_TITLE}"&{cells["name"]}')
    return found | {"reported_reason": Cell(reason(row)), "chart_title": title, "unit_of_one": Cell(display.unit_of_one(row.unit))}


def chart_title(row: TargetResult) -> str:
    """The title of the chart of a target: its status and its name."""
    return f"{verdict_words(row.status)}{_TITLE}{row.name}"


def _baseline(detail: TargetDetail, links: Links) -> Cell:
    own = not math.isnan(detail.target.baseline_value)
    return amount(detail.result.baseline, look="input") if own else _level(detail, links, "baseline")


def _level(detail: TargetDetail, links: Links, role: str) -> Cell:
    level = detail.level(role)
    return amount(level.value, f"={links.levels[role]}") if level else Cell()


def _measure(detail: TargetDetail, key: str, cells: Mapping[str, str], links: Links) -> Cell:
    formula, kind = links.legs.get(key) or _formula(detail, key, cells), MEASURES[key]
    if kind is Kind.DATE:
        return day(detail.result.day(key), formula)
    value = detail.result.number(key)
    return amount(value, formula) if kind is Kind.AMOUNT else Cell(value, _KINDS.get(kind, "share"), formula)


def _formula(detail: TargetDetail, key: str, cells: Mapping[str, str]) -> str:
    """The formula of a measure; none where the kind of the target does not have it, or it is a figure by itself."""
    if key not in live.LIVE or key not in detail.defined_measures:
        return ""
    return live.live(key, cells, band=detail.target.form is Form.BAND)


def _workings(detail: TargetDetail, links: Links, cells: Mapping[str, str]) -> dict[str, Cell]:
    """The times, the levels that only some measures look at, and when each pace arrives."""
    row, first = detail.result, detail.level("earliest")
    return {
        "tb": years(row.baseline_date, cells["baseline_date"]),
        "tl": years(row.latest_date, cells["latest_date"]),
        "tt": years(row.deadline, cells["deadline"]),
        "te": Cell(time_of(first.date), "years", f"={links.levels['te']}") if first else Cell(),
        **{key: _level(detail, links, role) for key, role in _ROLES.items()},
        **_pace_base(detail, links, cells),
        **{f"arrival_{shape}": _arrival(detail, shape, cells) for shape in ("linear", "compound")},
        "stale_after": Cell(detail.target.stale_after, "months", look="input"),
        **_projection(detail, cells),
    }


def _projection(detail: TargetDetail, cells: Mapping[str, str]) -> dict[str, Cell]:
    """The two ends of the outcome at this pace, and how many decimals say it.

    They are as many as in the words of a report, and more where an end that does not come to the target would look as if it did.
    """
    row = detail.result
    ends = [each for each in (row.landing_linear, row.landing_compound) if each is not None]
    if not ends or row.goal in {"event", "recurring"}:
        return {}
    landings = f"{cells['landing_linear']},{cells['landing_compound']}"
    low, high = (
        amount(value, f'=IF(COUNT({landings})=0,"",{function}({landings}))') for function, value in (("MIN", min(ends)), ("MAX", max(ends)))
    )
    scale, decimals = project_scale(row)
    if row.kind == "rank":
        return {"projected_low": low, "projected_high": high, "projected_decimals": Cell(decimals, "whole")}
    if row.counts_things and max(map(abs, ends)) < _MILLION:
        return _whole_ends(row, decimals, cells)
    more = row.aim is not None and any(_looks_met(end, row.aim, row.sign, decimals - scale) for end in ends) and row.direction is not None
    shown = Cell(decimals + _MORE_DECIMALS * more, "whole", _decimals(cells, scale, decimals))
    return {"projected_low": low, "projected_high": high, "projected_decimals": shown}


def _whole_ends(row: TargetResult, decimals: int, cells: Mapping[str, str]) -> dict[str, Cell]:
    """Both ends as whole things: the nearest numbers, and the worse ones where these would come to the target."""
    landings = f"{cells['landing_linear']},{cells['landing_compound']}"
    ends, aim, direction = (f"MAX(0,MIN({landings}))", f"MAX(0,{landings})"), f"N({cells['aim']})", f'IF({cells["d"]}="",1,{cells["d"]})'
    near = [f"ROUND({end},{decimals})" for end in ends]
    met = ",".join(f"AND({direction}*({aim}-{end})>0,{direction}*({aim}-{said})<=0)" for end, said in zip(ends, near, strict=True))
    worse = f"AND(COUNT({cells['aim']})=1,OR({met}))"
    found = {"projected_decimals": Cell(decimals, "whole", f"=IF(COUNT({landings})=0,{decimals},IF({worse},0,{decimals}))")}
    for name, end, said, value in zip(("low", "high"), ends, near, round_projection(row), strict=True):
        down = f"IF({direction}<0,-INT(-{end}),INT({end}))"
        found[f"projected_{name}"] = amount(value, f'=IF(COUNT({landings})=0,"",IF({worse},{down},{said}))')
    return found


def _looks_met(end: float, aim: float, direction: int, places: int) -> bool:
    """Whether an outcome that does not come to the target is the same as it once both are rounded."""
    step = Decimal(1).scaleb(-places)
    return direction * (aim - end) > 0 and _round(aim, step) == _round(end, step)


def _round(value: float, step: Decimal) -> Decimal:
    return Decimal(repr(value)).quantize(step, ROUND_HALF_UP)


def _decimals(cells: Mapping[str, str], scale: int, decimals: int) -> str:
    aim, places = cells["aim"], decimals - scale
    looks_met = ",".join(
        f"AND({cells['d']}*({aim}-{end})>0,ROUND({aim},{places})=ROUND({end},{places}))"
        for end in (cells["projected_low"], cells["projected_high"])
    )
    return (
        f"=IF(COUNT({aim},{cells['d']},{cells['projected_low']})<3,{decimals},IF(OR({looks_met}),{decimals + _MORE_DECIMALS},{decimals}))"
    )


def _pace_base(detail: TargetDetail, links: Links, cells: Mapping[str, str]) -> dict[str, Cell]:
    """The level and the time from which the pace counts: those of the baseline, unless a number of years is stated."""
    result, level = detail.result, None if math.isnan(detail.target.pace_years) else detail.level("pace_base")
    if level is None:
        time = None if result.baseline_date is None else time_of(result.baseline_date)
        return {"p": amount(result.baseline, same(cells["baseline"])), "tp": Cell(time, "years", same(cells["tb"]))}
    return {"p": amount(level.value, f"={links.levels['pace_base']}"), "tp": Cell(time_of(level.date), "years")}


def _arrival(detail: TargetDetail, shape: str, cells: Mapping[str, str]) -> Cell:
    formula = live.live(f"arrival_{shape}", cells) if f"eta_{shape}" in detail.defined_measures else ""
    return Cell(detail.arrival(shape), "years", formula)
