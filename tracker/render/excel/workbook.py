"""The progress report as a workbook: a dashboard, figures as live formulas over the observations, native charts, and notes.

Which level is the latest, which lies around a deadline and which observations make it is fixed here; what they show is not: whoever
changes an observation sees every measure and every status follow. Nothing from the data is ever part of a formula.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from tracker.render.created import stamp
from tracker.render.excel import observations
from tracker.render.excel.charts import charts
from tracker.render.excel.dashboard import dashboard, places
from tracker.render.excel.figures import cut_off_cells, figures, lay_out
from tracker.render.excel.formulas import AS_OF, AT_RISK, NOW, ON_TRACK
from tracker.render.excel.notes import notes
from tracker.render.excel.planned_path import COLUMNS, Block, against_plan, block
from tracker.render.excel.report_sheet import story
from tracker.render.excel.sheet import FIRST, HEAD, KEYS, Cell, Grid, shown, write
from tracker.render.excel.sheet_names import quote_name
from tracker.render.excel.workings import Links, cells_of, rows_of, workings
from tracker.values import languages
from tracker.words.texts import workbook as texts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from tracker.render.excel.sheet import Formats
    from tracker.reports.progress_report import Report

_NAMES = {AS_OF: "B", NOW: "D", ON_TRACK: "F", AT_RISK: "H"}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},  # as wide in LibreOffice, whose Liberation Sans has its widths
}
_CHANGED = {"bg_color": "#FFEB9C"}


def workbook(report: Report, *, brief: bool = False) -> bytes:
    """Return the report as an XLSX file; the same report gives the same bytes.

    A ``brief`` one is the dashboard alone; the sheets that compute it are hidden. Raises TrackerError where a sheet would need more rows
    than a sheet has.
    """
    lines = observations.places(report)
    blocks = _blocks(report)
    rows = rows_of(report, _links(report, lines, blocks))
    layout = lay_out(report, rows)
    file = io.BytesIO()
    book = Workbook(file, _OPTIONS)
    book.set_properties({"title": shown(report.title), "created": stamp(report.as_of)})
    book.set_custom_property("Language", languages.current().code)
    book.set_calc_mode("auto")
    formats = _formats(book)
    dashboard(book, report, rows, places([each.trend for each in blocks]), formats, brief=brief)
    if not brief:
        figures(book, report, rows, layout, formats)
        charts(book, report, blocks, formats)
    observed = _write_named(book, replace(observations.observations(report), workings=brief), formats)
    _changes_marked(observed, sum(map(len, lines)), formats)
    if not brief:
        story(book, report, formats)
        write(book, notes(report), formats)
    inputs, cut_offs = ({}, []) if brief else (layout.inputs(rows), cut_off_cells())
    _write_named(book, workings(report, rows, inputs, cut_offs), formats)
    _write_named(book, observations.levels(report, lines), formats)
    paths = [row for each in blocks for row in each.rows]
    _write_named(book, _paths(paths), formats)
    for name, column in _NAMES.items():
        book.define_name(name, f"=Workings!${column}$2")
    book.close()
    return file.getvalue()


def _paths(rows: list[tuple[Cell, ...]]) -> Grid:
    """The sheet of paths."""
    return Grid(
        name="Paths",
        title=texts.SHEET_TITLES["paths"],
        about=(Cell(texts.SHEET_ABOUT["paths"]),),
        columns=COLUMNS,
        rows=rows,
        frozen=2,
        workings=True,
        headings=texts.PATHS_HEADS,
    )


def _write_named(book: Workbook, grid: Grid, formats: Formats) -> Worksheet:
    """Write a grid under a name by which a program finds it: the row of keys, the row of headings, and what follows."""
    last = xl_rowcol_to_cell(HEAD + max(1, len(grid.rows)), len(grid.columns) - 1, row_abs=True, col_abs=True)
    book.define_name(f"data_{grid.key or grid.name.lower()}", f"={quote_name(grid.name)}!$A${KEYS + 1}:{last}")
    return write(book, grid, formats)


def _formats(book: Workbook) -> Formats:
    """Each look once: the same properties are the same format."""
    known: dict[str, Format] = {}

    def of(**look: str | float) -> Format:
        key = json.dumps(look, sort_keys=True)
        if key not in known:
            known[key] = book.add_format(look)
        return known[key]

    return of


def _blocks(report: Report) -> list[Block]:
    """What is drawn of each target, one below the other on the sheet of paths."""
    blocks: list[Block] = []
    row, level = FIRST + 1, FIRST + 1
    for number, detail in enumerate(report.details):
        levels = [observations.level_cell(level + at) for at in range(len(detail.series))]
        blocks.append(block(detail, cells_of(number), levels, row))
        row, level = row + len(blocks[-1].rows), level + len(detail.series)
    return blocks


def _links(report: Report, lines: list[dict[int, int]], blocks: list[Block]) -> list[Links]:
    levels, series = observations.level_cells(report), observations.series_cells(report)
    return [
        Links(
            levels=levels[number],
            series=series[number],
            legs=against_plan(detail, blocks[number].legs, blocks[number].stops, cells_of(number)),
            unchanged=observations.unchanged(lines[number]),
        )
        for number, detail in enumerate(report.details)
    ]


def _changes_marked(sheet: Worksheet, count: int, formats: Formats) -> None:
    """An observation that somebody changed stands out."""
    now, then = observations.VALUE, observations.AS_REPORTED
    rule = {"type": "formula", "criteria": f"=${now}{FIRST + 1}<>${then}{FIRST + 1}", "format": formats(**_CHANGED)}
    sheet.conditional_format(f"{now}{FIRST + 1}:{now}{FIRST + max(1, count)}", rule)
