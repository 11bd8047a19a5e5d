"""The sheet of notes: what the workbook is, how to read and recalculate it, what each column means, and each status as reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.excel.sheet import Cell, Column, Grid
from tracker.render.excel.workings import COLUMNS, LETTERS
from tracker.values import display
from tracker.words.columns import verdict_words
from tracker.words.explained_formulas import FORMULAS
from tracker.words.texts import sentences

if TYPE_CHECKING:
    from tracker.reports.progress_report import Report

NOTES = (
    Column("subject", "Subject", width=34),
    Column("place", "Where", width=26),
    Column("text", "What it says", wraps=True, width=90),
    Column("undefined", "Empty where", wraps=True, width=44, printed=False),
)
LIVE = (
    "Change a blue figure on the sheet Observations (or a blue target, baseline or cut-off on the sheet Figures) and the dashboard, the "
    "measures, the statuses and the charts follow. Which figures hold on the as-of date, which level is the latest and which lie around a "
    "deadline was fixed when the workbook was made: add new observations to the file and produce a new report from it."
)
RECALCULATE = (
    "Excel recalculates by itself. LibreOffice shows the figures as the tracker computed them and recalculates what depends on a changed "
    "cell; to recalculate everything choose Data, Calculate, Recalculate Hard (Ctrl+Shift+F9)."
)
HIDDEN = (
    "Everything is computed on three hidden sheets: Workings (a row a target, a column a measure), Levels and Paths (what charts draw). "
    "To see them, right-click the tab of any sheet and choose Unhide. Programs find each table by its name: data_workings, data_levels, "
    "data_paths and data_observations begin with a row of keys and a row of headings."
)
FIXED = (
    "Recurring targets and events were assessed period by period when the workbook was made; their status, the periods met and missed, "
    "and the figures of the year to date do not follow a change."
)
EMPTY = "An undefined figure is an empty cell, never zero; the last column of this sheet says when a figure is undefined."
COLOURS = (
    "Blue: a figure that may be changed. Grey: an observation that does not count on the as-of day, or not for this target. "
    "Yellow: an observation that was changed since the report."
)
WORDED = (
    "about, over (more than) and under (almost, up to) are the words of the source. A bound that only equals the target does not meet it."
)
STATUS_RULE = (
    "The status projects the pace since the baseline to the deadline in two ways: at a constant yearly change and at a constant growth "
    "rate."
)
CUT_OFFS = (
    "On track where every projection reaches {on_track} of the way, off track where every one stays below {at_risk}; "
    "the cut-offs are at the top of the sheet Figures."
)
STATUS_MEANINGS = {
    "reached": "The level at or before the deadline meets the target.",
    "on_track": "Both projections reach enough of the target.",
    "at_risk": "Between the two, or the two projections differ.",
    "off_track": "Both projections reach too little, or the series moves away from the target.",
    "missed": "The first level at or after the deadline does not meet the target.",
    "undetermined": "The level at the deadline is a bound, or is not known while a later one meets the target.",
    "awaiting": "The deadline has passed and the figure for it is not yet available.",
    "open": "No deadline was stated.",
    "no_pace": "Only the baseline is available.",
    "no_data": "No level is available on the as-of date.",
}
MEANINGS = {
    "status": "The status from the cells of this row; the rules are on the sheet Notes.",
    "reporter": "Whose figures count.",
    "direction": "Whether an increase or a decrease is intended.",
    "goal": "The form in which the target was stated: a level, a range, a band, relative to the baseline, growth a year and so on.",
    "target_words": "The words in which the target was stated.",
    "target": "The target in its own unit: the nearer end of a range, the lower edge of a band, or the result of a change on the baseline.",
    "target_to": "The further end of a range, or the upper edge of a band.",
    "judged_periods": "Of a target that applies in each period: how many periods are on record.",
    "met_periods": "How many of them met the target.",
    "missed_periods": "How many of them missed it.",
    "from_end": "The lower end of a range, or the lower edge of a band.",
    "to_end": "The upper end of a range, or the upper edge of a band.",
    "change": "The factor on the baseline, the growth a year or the percentage points, where the target was stated in this way.",
    "slack": "Half a unit of the last digit that was stated: a level this close meets a target worded as about.",
    "aim": "The level that the measures refer to: of a range or a band the end nearer to the baseline.",
    "deadline": "The last day of the period stated.",
    "group": "The group of the target.",
    "owner": "Who is responsible for the target.",
    "baseline": "The level from which progress is measured: as declared, or the earliest.",
    "latest": "The last level known on the as-of date; it refers to the end of its period, not to that day.",
    "latest_basis": "stated: one observation; derived: a sum of several (sheet Levels).",
    "stale": "Whether the latest figure is older than the target allows.",
    "reason": "The reason for the status as reported; it disappears where figures have been changed.",
    "d": "+1 where an increase is intended, -1 where a decrease is, empty where the baseline lies inside a band.",
    "tb": "The time of the baseline, in years: the year 2024 ends at 2025.",
    "tl": "The time that the latest level refers to.",
    "tt": "The time of the deadline.",
    "y": "The level exactly one year before the latest.",
    "e": "The first level of the series.",
    "te": "The time of the first level.",
    "before": "The level that can reach the target: the latest at or before the deadline, or the latest where there is no deadline.",
    "after": "The level that can miss the target: the first at or after the deadline.",
    "arrival_linear": "The time at which the target would be met at a constant yearly change.",
    "arrival_compound": "The time at which the target would be met at a constant growth rate.",
    "stale_after": "The age in months from which the data are out of date.",
}


def notes(report: Report) -> Grid:
    """The sheet: how the workbook is read, how it was made, and what each figure means."""
    first = [*_reading(report), *_made(report)]
    about = (Cell("What this workbook says, and how it was made. The meaning of each figure stands below; it is not printed."),)
    rows = [*first, *_columns()]
    return Grid("Notes", "Notes", about, NOTES, rows, filtered=False, portrait=True, printed_rows=len(first))


def _made(report: Report) -> list[tuple[Cell, ...]]:
    files = [_line("Made from", file, f"SHA-256 {digest}…") for file, digest in report.origin.made_from]
    command = [_line("Made by", "", report.origin.command)] if report.origin.command else []
    return [
        _line("As of", "Dashboard, A2", display.day(report.as_of)),
        *command,
        *files,
        _line("Version of the tracker", "", report.origin.version),
    ]


def _reading(report: Report) -> list[tuple[Cell, ...]]:
    cut_offs = CUT_OFFS.format(on_track=display.share(report.programme.on_track), at_risk=display.share(report.programme.at_risk))
    return [
        _line("Changing a figure", "Observations", LIVE),
        _line("What is fixed", "", FIXED),
        _line("How it is computed", "Workings", HIDDEN),
        _line("Recalculating", "", RECALCULATE),
        _line("Empty cells", "", EMPTY),
        _line("Colours", "", COLOURS),
        _line("Qualifiers", "", WORDED),
        _line("Status", "Dashboard", STATUS_RULE),
        _line("Cut-offs", "Figures, C2 and C3", cut_offs),
        *(_line(verdict_words(status), "Status", STATUS_MEANINGS[status]) for status in STATUS_MEANINGS),
        _line("Notation", "", sentences.NOTATION),
    ]


def _columns() -> list[tuple[Cell, ...]]:
    rows = []
    for column in COLUMNS:
        formula = FORMULAS.get(column.key)
        text = formula.formula if formula else MEANINGS.get(column.key, "")
        if text:
            place = f"Workings, column {LETTERS[column.key]}"
            rows.append(_line(column.heading, place, text, formula.undefined if formula else ""))
    return rows


def _line(subject: str, place: str, text: str, undefined: str = "") -> tuple[Cell, ...]:
    return Cell(subject), Cell(place), Cell(text), Cell(undefined)
