"""The progress report as a workbook: figures as live formulas over the observations, native charts, and notes on how each is made.

Which level is the latest, which lies around a deadline and which observations make it is fixed here; what they show is not: whoever
changes an observation sees every measure and every status follow. Nothing from the data is ever part of a formula.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import xlsxwriter

from tracker.render.created import stamp
from tracker.render.excel import observations
from tracker.render.excel.charts import charts
from tracker.render.excel.figures import LETTERS, Links, cells_of, figures
from tracker.render.excel.formulas import AS_OF, AT_RISK, NOW, ON_TRACK
from tracker.render.excel.notes import notes, reason_cell
from tracker.render.excel.planned_path import ABOUT, COLUMNS, Block, against_plan, block
from tracker.render.excel.report_sheet import story
from tracker.render.excel.sheet import FIRST, Cell, Grid, shown, write
from tracker.words.columns import verdict_words

if TYPE_CHECKING:
    from tracker.render.excel.sheet import Formats
    from tracker.reports.progress_report import Report

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NAMES = {AS_OF: "B", NOW: "D", ON_TRACK: "F", AT_RISK: "H"}
_GOOD, _FAIR, _BAD, _OTHER = ("#C6EFCE", "#006100"), ("#FFEB9C", "#7F6000"), ("#FFC7CE", "#9C0006"), ("#E7E6E6", "#404040")
COLOURS = {"reached": _GOOD, "on_track": _GOOD, "at_risk": _FAIR, "off_track": _BAD, "missed": _BAD}
COLOURS |= dict.fromkeys(("undetermined", "awaiting", "open", "no_pace", "no_data"), _OTHER)
_SHARES = ("progress", "outcome_linear", "outcome_compound")
_CHANGED = {"bg_color": "#FFEB9C"}


def workbook(report: Report) -> bytes:
    """Return the report as an XLSX file; the same report gives the same bytes.

    Raises TrackerError where a sheet would need more rows than a sheet has.
    """
    lines = observations.places(report)
    blocks = _blocks(report)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties({"title": shown(report.title), "created": stamp(report.as_of)})
    book.set_calc_mode("auto")
    formats = _formats(book)
    _marked(write(book, figures(report, _links(report, lines, blocks)), formats), report, formats)
    charts(book, report, blocks, formats)
    story(book, report, formats)
    rows = [row for each in blocks for row in each.rows]
    write(book, Grid("Paths", "Paths", (Cell(ABOUT),), COLUMNS, rows, frozen=2), formats)
    write(book, observations.levels(report, lines), formats)
    _changes_marked(write(book, observations.observations(report), formats), sum(map(len, lines)), formats)
    write(book, notes(report), formats)
    for name, column in _NAMES.items():
        book.define_name(name, f"=Figures!${column}$2")
    book.close()
    return file.getvalue()


def _formats(book: Any) -> Formats:
    """Each look once: the same properties are the same format."""
    known: dict[str, Any] = {}

    def of(**look: Any) -> Any:
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
    levels = observations.level_cells(report)
    return [
        Links(
            levels=levels[number],
            legs=against_plan(detail, blocks[number].legs, blocks[number].stops, cells_of(number)),
            reason=reason_cell(number),
            unchanged=observations.unchanged(lines[number]),
        )
        for number, detail in enumerate(report.details)
    ]


def _marked(sheet: Any, report: Report, formats: Formats) -> None:
    """The statuses as traffic lights beside their words; and progress short of 100 % never looks like it."""
    last = FIRST + max(1, len(report.details))
    for status, (ground, ink) in COLOURS.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{verdict_words(status)}"', "format": formats(bg_color=ground, font_color=ink)}
        sheet.conditional_format(f"{LETTERS['status']}{FIRST + 1}:{LETTERS['status']}{last}", rule)
    for key in _SHARES:
        cell = f"{LETTERS[key]}{FIRST + 1}"
        nearly = f"=AND(ISNUMBER({cell}),{cell}<1,ROUND({cell},4)>=1)"
        rule = {"type": "formula", "criteria": nearly, "format": formats(num_format='"<"0%')}
        sheet.conditional_format(f"{cell}:{LETTERS[key]}{last}", rule)


def _changes_marked(sheet: Any, count: int, formats: Formats) -> None:
    """An observation that somebody changed stands out."""
    now, then = observations.VALUE, observations.AS_REPORTED
    rule = {"type": "formula", "criteria": f"=${now}{FIRST + 1}<>${then}{FIRST + 1}", "format": formats(**_CHANGED)}
    sheet.conditional_format(f"{now}{FIRST + 1}:{now}{FIRST + max(1, count)}", rule)
