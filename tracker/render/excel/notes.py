"""The sheet of notes: what the workbook is, how to read and recalculate it, what each column means, and the verdicts as reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.excel.sheet import Cell, Column, Grid
from tracker.render.excel.workings import COLUMNS, LETTERS
from tracker.values import display
from tracker.words import sentences
from tracker.words.columns import verdict_words
from tracker.words.explained_formulas import FORMULAS

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
    "measures, the statuses and the charts follow. Which figures hold on the as-of day, which level is the latest and which lie around a "
    "deadline was fixed when the workbook was made: new observations belong in the file, and a new report is made from it."
)
RECALCULATE = (
    "Excel recalculates by itself. LibreOffice shows the figures as the tracker computed them and recalculates what depends on a cell "
    "that is changed; to recalculate everything choose Data, Calculate, Recalculate Hard (Ctrl+Shift+F9)."
)
HIDDEN = (
    "Everything is computed on three hidden sheets: Workings (a row a target, a column a measure), Levels and Paths (what charts draw). "
    "To see them, right-click the tab of any sheet and choose Unhide. Programs find each table by its name: data_workings, data_levels, "
    "data_paths and data_observations begin with a row of keys and a row of headings."
)
FIXED = (
    "Recurring targets and events were judged when the workbook was made, period by period; their verdicts, the periods kept and missed, "
    "and the figures of the year to date do not follow a change."
)
EMPTY = "An undefined figure is an empty cell, never zero; the last column of this sheet says when that is so."
COLOURS = (
    "Blue: a figure that may be changed. Grey: an observation that does not count on the as-of day, or not for this target. "
    "Yellow: an observation that was changed since the report."
)
WORDED = (
    "about, over (more than) and under (almost, up to) are the words of the source. A bound that only equals the goal does not meet it."
)
VERDICTS = "The verdict carries the pace since the baseline to the deadline on two paths, the same amount and the same rate each year."
CUT_OFFS = (
    "On track from {on_track} of the way on every path, off track below {at_risk} on every path; "
    "the cut-offs stand at the top of the sheet Figures."
)
STATUS_MEANINGS = {
    "reached": "The level at or before the deadline meets the goal.",
    "on_track": "Both paths deliver enough.",
    "at_risk": "Between the two, or the paths disagree.",
    "off_track": "Both paths deliver too little, or the series moves away.",
    "missed": "The first level at or after the deadline falls short.",
    "undetermined": "The level at the deadline is a bound, or is not known while a later one meets the goal.",
    "awaiting": "The deadline has passed and its figure is not in.",
    "open": "No deadline was stated.",
    "no_pace": "Only the baseline is known.",
    "no_data": "No level is known on the as-of day.",
}
MEANINGS = {
    "status": "The verdict over the cells of this row; the sheet Notes has the rules.",
    "reporter": "Whose figures count.",
    "direction": "Whether an increase or a decrease is wanted.",
    "goal": "The form in which the goal was stated: a level, a range, a band, relative to the baseline, a growth a year and so on.",
    "target_words": "The words in which the goal was written.",
    "target": "The goal in its own unit: the nearer end of a range, the lower edge of a band, what a change on the baseline comes to.",
    "target_to": "The farther end of a range, or the upper edge of a band.",
    "judged_periods": "Of a goal that binds in each period: how many periods are on file.",
    "met_periods": "How many of them kept the goal.",
    "missed_periods": "How many of them fell short of it.",
    "from_end": "The lower end of a range, or the lower edge of a band.",
    "to_end": "The upper end of a range, or the upper edge of a band.",
    "change": "The factor of the baseline, the growth a year, or the percentage points, where the goal was stated so.",
    "slack": "Half a unit of the last digit that was stated: a level so near to a goal that is worded as about meets it.",
    "aim": "The level that the measures are counted to: of a range or a band the end that lies nearer to the baseline.",
    "deadline": "The last day of the period that was stated.",
    "group": "The group that the target is declared in.",
    "owner": "Who answers for the target.",
    "baseline": "The level that the goal is compared with: as declared, or the earliest.",
    "latest": "The last level known on the as-of day; it refers to the end of its period, not to that day.",
    "latest_basis": "stated: one observation; derived: a sum of several (sheet Levels).",
    "stale": "Whether the latest figure is older than the target allows.",
    "reason": "The reason of the verdict as reported; it gives way where the figures were changed.",
    "d": "+1 where an increase is wanted, -1 where a decrease is, empty where the baseline lies inside a band.",
    "tb": "The time of the baseline, in years: the year 2024 ends at 2025.",
    "tl": "The time that the latest level refers to.",
    "tt": "The time of the deadline.",
    "y": "The level exactly one year before the latest.",
    "e": "The first level of the series.",
    "te": "The time of the first level.",
    "before": "The level that can reach the goal: the latest at or before the deadline, or the latest where there is no deadline.",
    "after": "The level that can miss the goal: the first at or after the deadline.",
    "arrival_linear": "The time at which the same amount each year arrives at the goal.",
    "arrival_compound": "The time at which the same rate each year arrives at the goal.",
    "stale_after": "From which age on the data are stale.",
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
        _line("Worded", "", WORDED),
        _line("Verdicts", "Dashboard", VERDICTS),
        _line("Cut-offs", "Figures, B2 and B3", cut_offs),
        *(_line(verdict_words(status), "Verdict", STATUS_MEANINGS[status]) for status in STATUS_MEANINGS),
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
