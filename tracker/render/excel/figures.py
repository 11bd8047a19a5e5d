"""The sheet of figures, for people: a column a target, a row a figure; what may be changed of a target is changed here.

Every other cell shows what the sheet of workings computes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from tracker.analysis.attention import sort_by_attention
from tracker.model.result import MEASURES, Kind
from tracker.render.excel import colours
from tracker.render.excel.sheet import FIRST, HEAD, Cell, count_lines, number_width, put, same, set_paper, show_forms, show_fractions, shown
from tracker.render.excel.sheet_names import name_sheet, name_sheets, refer_to
from tracker.render.excel.workings import cells_of, headings
from tracker.reports.charts import letter_widths
from tracker.values import languages
from tracker.values.display import cell_patterns, dates
from tracker.words import number_patterns, target_wording
from tracker.words.status_columns import STATUS
from tracker.words.texts import summaries, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import TargetResult
    from tracker.render.excel.sheet import Formats
    from tracker.reports.progress_report import Report

ROWS = {
    "": ("status", "owner", "group"),
    "target": ("unit", "reporter", "target_words", "target", "target_to", "from_end", "to_end", "change", "slack", "deadline"),
    "observed": (
        "baseline",
        "baseline_period",
        "latest",
        "latest_period",
        "latest_basis",
        "judged_periods",
        "met_periods",
        "missed_periods",
    ),
    "progress": ("gap", "share", "progress", "elapsed"),
    "growth": ("growth", "growth_per_year", "growth_1y"),
    "required": ("required_growth", "required_per_year", "acceleration"),
    "plan": ("expected_linear", "expected_compound", "ahead_months_linear", "ahead_months_compound"),
    "projected": ("landing_linear", "landing_compound", "outcome_linear", "outcome_compound", "eta_linear", "eta_compound"),
    "chance": ("probability", "likely_low", "likely_mid", "likely_high"),
    "time": ("months_left", "ytd", "ytd_growth", "data_age_months", "stale", "stale_after"),
}
"""The figures that people read by group, in their order; the workings hold some more."""
_CHANGES = {"gap", "growth_per_year", "required_per_year", "slack"}
_PERIODS: Mapping[str, Callable[[TargetResult], str]] = {
    "baseline_period": lambda row: dates.short_period(row.baseline_period),
    "latest_period": STATUS["latest_period"].shortened,
}
_NAMED: Mapping[str, Callable[[str], str]] = {
    "latest_basis": lambda basis: workbook.BASES[basis],
    "reporter": languages.reporter_name,
}
"""What the workings hold as a code, and people read as a word."""
_TARGETS = {"target", "target_to", "from_end", "to_end"}
_PATTERNS = {"months": '0.0;"−"0.0', "times": '0.00;"−"0.00'}
_LABEL, _WIDTH, _WIDEST = 43, 17, 22  # letters
_LINE, _SMALL_LINE, _HIGHEST = 13.5, 12, 409  # points
_A_PAGE = 10  # targets beside each other
_CUT_OFFS = {"on_track": 1, "at_risk": 2}  # rows


class FigureRow(NamedTuple):
    """A row of the sheet: the key of a figure, or the name of a group of them."""

    key: str
    group: str


@dataclass(frozen=True)
class Layout:
    """Where everything stands: the rows from ``FIRST`` on, and the targets by their numbers from the left."""

    places: tuple[FigureRow, ...]
    order: tuple[int, ...]

    def inputs(self, rows: list[Mapping[str, Cell]]) -> dict[tuple[int, str], str]:
        """The cell of each input, by the number of its target and its key."""
        return {
            (number, place.key): refer_to("figures", xl_rowcol_to_cell(row, column))
            for row, place in enumerate(self.places, FIRST)
            for column, number in enumerate(self.order, 1)
            if place.key and rows[number].get(place.key, Cell()).look == "input"
        }


def lay_out(report: Report, rows: list[Mapping[str, Cell]]) -> Layout:
    """What the sheet shows: every figure that any target has, and the targets with what needs attention first."""
    places = list[FigureRow]()
    for group, keys in ROWS.items():
        found = [FigureRow(key, group) for key in keys if any(row.get(key, Cell()).value is not None for row in rows)]
        places += [FigureRow("", group), *found] if group and found else found
    return Layout(tuple(places), order_by_attention(report))


def order_by_attention(report: Report) -> tuple[int, ...]:
    """The numbers of the targets, what needs attention first."""
    number = {row.id: at for at, row in enumerate(report.rows)}
    return tuple(number[row.id] for row in sort_by_attention(report.rows))


def cut_off_cells() -> list[str]:
    """The cells of the two cut-offs."""
    return [refer_to("figures", f"$C${row + 1}") for row in _CUT_OFFS.values()]


def figures(book: Workbook, report: Report, rows: list[Mapping[str, Cell]], layout: Layout, formats: Formats) -> None:
    """Write the sheet; its title stands right of the labels, which are printed again on every page."""
    sheet = book.add_worksheet(name_sheet("figures"))
    sheet.hide_gridlines(2)
    title = workbook.WORKBOOK["figures"].format(title=report.title or summaries.UNTITLED, as_of=dates.as_of(report.as_of))
    sheet.write_string(0, 1, shown(title), formats(bold=True, font_size=14, font_color=colours.INK))
    for (key, row), share in zip(_CUT_OFFS.items(), (report.programme.cutoffs.on_track, report.programme.cutoffs.at_risk), strict=True):
        sheet.write_string(row, 1, workbook.WORKBOOK[key], formats(font_color=colours.MUTED))
        put(sheet, row, 2, Cell(share, "share", look="input", pattern="0 %"), formats, align="left")
    sheet.write_string(1, 3, workbook.WORKBOOK["change"].format_map(name_sheets()), formats(font_color=colours.MUTED))
    table = [
        [_cell(report.details[number], place.key, rows[number].get(place.key, Cell()), number) for number in layout.order]
        for place in layout.places
    ]
    width = max([_WIDTH, *(min(_WIDEST, number_width(cell) + 1) for cells in table for cell in cells)])
    _head(sheet, report, layout, width, formats)
    amounts: list[tuple[str, Cell]] = []
    for at, (place, cells) in enumerate(zip(layout.places, table, strict=True), FIRST):
        _row(sheet, at, place, cells, width, formats)
        amounts += [(xl_rowcol_to_cell(at, column), cell) for column, cell in enumerate(cells, 1)]
    show_fractions(sheet, amounts, formats)
    show_forms(sheet, amounts, formats)
    _mark(sheet, layout, formats)
    sheet.freeze_panes(FIRST, 1)
    sheet.repeat_rows(HEAD)
    sheet.repeat_columns(0, 0)
    set_paper(sheet, wide=max(1, math.ceil(len(layout.order) / _A_PAGE)), tall=1)


def _head(sheet: Worksheet, report: Report, layout: Layout, width: int, formats: Formats) -> None:
    sheet.set_column(0, 0, max([_LABEL, *(_label_width(headings()[place.key]) for place in layout.places if place.key)]))
    sheet.set_column(1, max(1, len(layout.order)), width)
    look = formats(bold=True, text_wrap=True, valign="bottom", bg_color=colours.SHADE, bottom=1, bottom_color=colours.ACCENT, font_size=9)
    sheet.write_string(HEAD, 0, "", look)
    names = [shown(report.details[number].result.name) for number in layout.order]
    for column, name in enumerate(names, 1):
        sheet.write_string(HEAD, column, name, look)
    lines = max((count_lines(name, width) for name in names), default=1)
    sheet.set_row(HEAD, min(_HIGHEST, max(2, lines) * _SMALL_LINE))


def _label_width(label: str) -> int:
    """The width of a column for a label, whose letters are not as wide as figures."""
    return math.ceil(letter_widths.measure(label, 1.0) / letter_widths.measure("0", 1.0)) + 2


def _row(sheet: Worksheet, at: int, place: FigureRow, cells: list[Cell], width: int, formats: Formats) -> None:
    if not place.key:
        look = formats(bold=True, font_color=colours.ACCENT, bottom=1, bottom_color=colours.RULE)
        for column in range(len(cells) + 1):
            sheet.write(at, column, "" if column else workbook.WORKBOOK_GROUPS[place.group], look)
        return
    sheet.write_string(at, 0, headings()[place.key], formats(indent=1, valign="top"))
    lines = 1
    for column, cell in enumerate(cells, 1):
        text = cell.kind == "text"  # one unit above the other: numbers in a column are not compared with each other
        fit = {"text_wrap": True} if text else {"shrink": True}  # a long unit makes a number smaller, and no row of hashes
        put(sheet, at, column, cell, formats, align="left", valign="top", indent=0, **fit)
        lines = max(lines, count_lines(cell.value, width)) if isinstance(cell.value, str) and text else lines
    sheet.set_row(at, min(_HIGHEST, lines * _LINE))


def _cell(detail: TargetDetail, key: str, cell: Cell, number: int) -> Cell:
    """What a row shows of a target: an input itself, and of everything else what the workings hold."""
    if detail.result.kind == "event" and _is_amount(key, cell):  # a yes or no, which is no number to people
        return Cell(target_wording.say_latest(detail.result) if key == "latest" else None)
    if key in _NAMED and isinstance(cell.value, str):
        return cell._replace(value=_NAMED[key](cell.value))
    if key == "target_words" and cell.value and languages.current().code != "en":  # the words of the file are those of its language
        return Cell(target_wording.say_target(detail.result))
    if key in _PERIODS:
        return Cell(_PERIODS[key](detail.result) if cell.value else None)
    pattern = _pattern(detail, key, cell)
    patterned = cell._replace(pattern=pattern, forms=_forms(detail.result, key, pattern) if _is_amount(key, cell) else {})
    fixed = cell.kind == "text" and not cell.formula
    if cell.look == "input" or fixed or (cell.value is None and not cell.formula):
        return patterned
    return patterned._replace(formula=same(f"Workings!{cells_of(number)[key]}"))


def _pattern(detail: TargetDetail, key: str, cell: Cell) -> str:
    """The number format of a cell, of an amount with its unit; empty for a text."""
    result = detail.result
    if not isinstance(cell.value, int | float) or not _is_amount(key, cell):
        own = {"share": number_patterns.percent_pattern(2), "date": languages.current().day_pattern}
        return (own | _PATTERNS).get(cell.kind, "")
    if key in _CHANGES or key == "change":
        return number_patterns.change_pattern(result, cell.value)
    if key in _TARGETS:
        return number_patterns.target_pattern(result, cell.value)
    return number_patterns.level_pattern(result, cell.value, (result.latest_qualifier or "") if key == "latest" else "")


def _forms(result: TargetResult, key: str, pattern: str) -> Mapping[int, str]:
    return number_patterns.target_forms(result, pattern) if key in _TARGETS else cell_patterns.patterns_by_form(pattern, result.unit)


def _is_amount(key: str, cell: Cell) -> bool:
    return MEASURES.get(key) is Kind.AMOUNT if key in MEASURES else cell.kind in {"amount", "fraction", "small"}


def _mark(sheet: Worksheet, layout: Layout, formats: Formats) -> None:
    last = max(1, len(layout.order))
    for at, place in enumerate(layout.places, FIRST):
        first, cells = xl_rowcol_to_cell(at, 1), f"{xl_rowcol_to_cell(at, 1)}:{xl_rowcol_to_cell(at, last)}"
        if place.key == "status":
            colours.mark_statuses(sheet, cells, formats)
        if place.key in {"progress", "outcome_linear", "outcome_compound"}:
            colours.mark_nearly_complete(sheet, first, cells, 2, formats)
