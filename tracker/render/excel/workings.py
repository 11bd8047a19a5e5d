"""The sheet of workings: one row a target, every measure a formula over the levels, the status too; for programs, and for audits.

What people read stands on the dashboard and on the sheet of figures, which show what is computed here.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.result import MEASURES, Kind
from tracker.render.excel import formulas as live
from tracker.render.excel.chance import CHANCE_STEPS, chance_cells
from tracker.render.excel.sheet import FIRST, Cell, Column, Grid, amount, day, letters, same, time_of, years
from tracker.render.excel.stated_target import target_cells
from tracker.render.excel.status import status as status_formula
from tracker.values import languages
from tracker.values.display import ABSENT, numbers
from tracker.values.input.stated_target import Form
from tracker.words.chance_wording import show_outturn
from tracker.words.outlook import project_scale, round_projection
from tracker.words.status_columns import verdict_words
from tracker.words.texts import chances, formulas, summaries, workbook
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import TargetResult
    from tracker.reports.progress_report import Report

COLUMNS = (
    Column("id", "target"),
    Column("name", "target", wraps=True),
    Column("status", "target"),
    Column("reason", "target", wraps=True),
    Column("reporter", "stated"),
    Column("unit", "stated"),
    Column("direction", "stated"),
    Column("goal", "stated"),
    Column("target_words", "stated"),
    Column("target", "stated"),
    Column("target_to", "stated"),
    Column("target_qualifier", "stated"),
    Column("deadline", "stated"),
    Column("group", "stated", wraps=True),
    Column("owner", "stated", wraps=True),
    Column("baseline", "observed"),
    Column("baseline_period", "observed"),
    Column("baseline_date", "observed"),
    Column("latest", "observed"),
    Column("latest_period", "observed"),
    Column("latest_date", "observed"),
    Column("latest_qualifier", "observed"),
    Column("latest_basis", "observed"),
    Column("judged_periods", "observed"),
    Column("met_periods", "observed"),
    Column("missed_periods", "observed"),
    Column("gap", "way"),
    Column("share", "way"),
    Column("progress", "way"),
    Column("elapsed", "way"),
    Column("growth", "growth"),
    Column("growth_per_year", "growth"),
    Column("growth_1y", "growth"),
    Column("growth_all", "growth"),
    Column("planned_growth", "plan"),
    Column("planned_per_year", "plan"),
    Column("required_growth", "required"),
    Column("required_per_year", "required"),
    Column("acceleration", "required"),
    Column("expected_linear", "ahead"),
    Column("expected_compound", "ahead"),
    Column("ahead_months_linear", "ahead"),
    Column("ahead_months_compound", "ahead"),
    Column("landing_linear", "projected"),
    Column("landing_compound", "projected"),
    Column("outcome_linear", "projected"),
    Column("outcome_compound", "projected"),
    Column("eta_linear", "projected"),
    Column("eta_compound", "projected"),
    Column("probability", "chance"),
    Column("likely_low", "chance"),
    Column("likely_mid", "chance"),
    Column("likely_high", "chance"),
    Column("data_age_months", "data"),
    Column("stale", "data"),
    Column("months_left", "today"),
    Column("elapsed_today", "today"),
    Column("required_per_year_from_today", "today"),
    Column("ytd", "today"),
    Column("ytd_growth", "today"),
    Column("pace_growth", "pace"),
    Column("pace_per_year", "pace"),
    Column("from_end", "workings"),
    Column("to_end", "workings"),
    Column("change", "workings"),
    Column("slack", "workings"),
    Column("aim", "workings"),
    Column("d", "workings"),
    Column("tb", "workings"),
    Column("tl", "workings"),
    Column("tt", "workings"),
    Column("y", "workings"),
    Column("p", "workings"),
    Column("tp", "workings"),
    Column("e", "workings"),
    Column("te", "workings"),
    Column("before", "workings"),
    Column("after", "workings"),
    Column("arrival_linear", "workings"),
    Column("arrival_compound", "workings"),
    *(Column(key, "workings") for key in CHANCE_STEPS),
    Column("stale_after", "workings"),
    Column("projected_low", "workings"),
    Column("projected_high", "workings"),
    Column("projected_decimals", "workings"),
    Column("unit_of_one", "workings"),
    Column("reported_reason", "workings", wraps=True),
    Column("chart_title", "workings", wraps=True),
    Column("outturn_words", "workings"),
    Column("reported_outturn", "workings"),
    Column("unit_of_few", "workings"),
    Column("unit_of_part", "workings"),
)
FORMS = {"unit_of_few": Decimal(2), "unit_of_part": Decimal("1.5")}
"""Columns of languages in which a unit has more forms than those of one and of many, with a number that has that form."""
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

    ``levels`` are the cells of its levels by role and ``series`` those of all of them, the oldest first; ``legs`` are formulas by key,
    for a plan with milestones; ``unchanged`` holds while every observation is as it was reported.
    """

    levels: Mapping[str, str]
    series: Sequence[str]
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
    shares = (report.programme.cutoffs.on_track, report.programme.cutoffs.at_risk)
    first, second = (
        Cell(share, "share", f"={place}") if place else Cell(share, "share", look="input")
        for share, place in zip(shares, cut_offs or ("", ""), strict=True)
    )
    about = (
        Cell(workbook.WORKINGS_ABOUT["as_of"]),
        day(report.as_of),
        Cell(workbook.WORKINGS_ABOUT["now"]),
        years(report.as_of, "B2"),
        Cell(workbook.WORKINGS_ABOUT["on_track"]),
        first,
        Cell(workbook.WORKINGS_ABOUT["at_risk"]),
        second,
    )
    columns = tuple(column for column in COLUMNS if column.key not in FORMS or _has_more_forms())
    linked = [
        tuple(_linked(row.get(column.key, Cell()), elsewhere.get((at, column.key), "")) for column in columns)
        for at, row in enumerate(rows)
    ]
    return Grid(
        name="Workings",
        title=report.title or summaries.UNTITLED,
        about=about,
        columns=columns,
        rows=linked,
        frozen=3,
        workings=True,
        headings=headings(),
        groups=workbook.WORKINGS_GROUPS,
    )


def _has_more_forms() -> bool:
    return languages.current().plurals > 2  # noqa: PLR2004 - those of one and of many


def headings() -> dict[str, str]:
    """The heading of each column, by its key."""
    return {**workbook.WORKINGS_HEADS, **formulas.MEASURE_HEADINGS, **chances.CHANCE_CELLS}


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
    found |= _workings(detail, links, cells) | target_cells(detail, cells) | chance_cells(detail, links.series, cells)
    found["stale"] = _stale(detail, cells)
    found["status"] = Cell(status, formula=status_formula(detail, cells))
    as_reported = f"AND({cells['status']}={live.text(status)},{links.unchanged})"
    unless = f"=IF({as_reported},{cells['reported_reason']},{live.text(workbook.CHANGED_SINCE)})"
    found["reason"] = Cell(reason(row), formula=unless)
    outturn = show_outturn(row)
    while_so = f"=IF({links.unchanged},{cells['reported_outturn']},{live.text(ABSENT)})"
    title = Cell(chart_title(row), formula=f'={cells["status"]}&"{_TITLE}"&{cells["name"]}')
    return found | {
        "unit": Cell(numbers.unit_name(row.unit)),
        "reported_reason": Cell(reason(row)),
        "chart_title": title,
        "outturn_words": Cell(outturn, formula=while_so if outturn != ABSENT else ""),
        "reported_outturn": Cell(outturn),
        "unit_of_one": Cell(numbers.unit_words(row.unit, Decimal(1))),
        **{key: Cell(numbers.unit_words(row.unit, number)) for key, number in FORMS.items() if _has_more_forms()},
    }


def _stale(detail: TargetDetail, cells: Mapping[str, str]) -> Cell:
    """Whether the latest figure is out of date, which it never is once the target is decided for good (``results``)."""
    can_be_settled = detail.target.kind == "event" or detail.level("at_or_after_deadline") is not None
    words = {"out_of_date": workbook.OUT_OF_DATE, "reached": verdict_words("reached"), "missed": verdict_words("missed")}
    formula = live.live(
        "stale_unless_decided" if can_be_settled else "stale", {**cells, **{key: live.text(word) for key, word in words.items()}}
    )
    return Cell(workbook.OUT_OF_DATE if detail.result.stale else None, formula=formula)


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
