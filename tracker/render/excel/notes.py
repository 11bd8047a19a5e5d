"""The sheet of notes: what the workbook is, how to read and recalculate it, what each column means, and each status as reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model.result import MEASURES
from tracker.render.excel.sheet import Cell, Column, Grid
from tracker.render.excel.sheet_names import name_sheet, name_sheets
from tracker.render.excel.workings import COLUMNS, LETTERS, headings
from tracker.values.display import dates, numbers
from tracker.words.explained_formulas import formula_of
from tracker.words.status_columns import verdict_words
from tracker.words.texts import formulas, workbook

if TYPE_CHECKING:
    from tracker.reports.progress_report import Report

NOTES = (
    Column("subject", width=34),
    Column("place", width=26),
    Column("text", wraps=True, width=90),
    Column("undefined", wraps=True, width=44, printed=False),
)


def notes(report: Report) -> Grid:
    """The sheet: how the workbook is read, how it was made, and what each figure means."""
    first = [*_reading(report), *_made(report)]
    return Grid(
        name=name_sheet("notes"),
        title=workbook.SHEET_TITLES["notes"],
        about=(Cell(workbook.SHEET_ABOUT["notes"]),),
        columns=NOTES,
        rows=[*first, *_columns()],
        headings=workbook.NOTES_HEADS,
        filtered=False,
        portrait=True,
        printed_rows=len(first),
    )


def _made(report: Report) -> list[tuple[Cell, ...]]:
    subjects = workbook.NOTE_SUBJECTS
    files = [_line(subjects["made_from"], file, f"SHA-256 {digest}…") for file, digest in report.origin.made_from]
    command = [_line(subjects["made_by"], "", report.origin.command)] if report.origin.command else []
    return [
        _line(subjects["as_of"], workbook.CELL_OF_SHEET.format(sheet=name_sheet("dashboard"), cell="A2"), dates.day(report.as_of)),
        *command,
        *files,
        _line(subjects["version"], "", report.origin.version),
    ]


def _reading(report: Report) -> list[tuple[Cell, ...]]:
    cut_offs = {
        "on_track": numbers.percent(report.programme.cutoffs.on_track),
        "at_risk": numbers.percent(report.programme.cutoffs.at_risk),
    }
    names = name_sheets()
    places = {
        "live": names["observations"],
        "fixed": "",
        "hidden": "Workings",
        "recalculate": "",
        "empty": "",
        "colours": "",
        "worded": "",
        "status": names["dashboard"],
        "cut_offs": workbook.CELLS_OF_SHEET.format(sheet=names["figures"], first="C2", second="C3"),
    }
    subjects, meanings = workbook.NOTE_SUBJECTS, workbook.STATUS_MEANINGS
    return [
        *(_line(subjects[key], place, workbook.WORKBOOK_NOTES[key].format_map(cut_offs | names)) for key, place in places.items()),
        *(_line(verdict_words(status), subjects["status"], meaning) for status, meaning in meanings.items()),
        _line(subjects["notation"], "", formulas.NOTATION),
    ]


def _columns() -> list[tuple[Cell, ...]]:
    rows, names = [], headings()
    for column in COLUMNS:
        formula = formula_of(column.key) if column.key in MEASURES else None
        text = formula.formula if formula else workbook.COLUMN_MEANINGS.get(column.key, "").format_map(name_sheets())
        if text:
            place = workbook.COLUMN_OF_SHEET.format(sheet="Workings", column=LETTERS[column.key])
            rows.append(_line(names[column.key], place, text, formula.undefined if formula else ""))
    return rows


def _line(subject: str, place: str, text: str, undefined: str = "") -> tuple[Cell, ...]:
    return Cell(subject), Cell(place), Cell(text), Cell(undefined)
