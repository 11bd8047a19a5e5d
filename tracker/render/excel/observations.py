"""The sheets of observations and of levels: what was observed, and what follows from it by formulas."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis.vintages import holding
from tracker.model.observations import EPOCH
from tracker.render.excel.sheet import FIRST, Cell, Column, Grid, amount, day, letters, years
from tracker.values import periods
from tracker.values.periods import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.analysis.target_detail import CloseUp
    from tracker.reports.progress_report import Report
    from tracker.words.columns import Row

OBSERVED = (
    Column("line", "Line in the file"),
    Column("target", "Target"),
    Column("reporter", "Reporter"),
    Column("period", "Period"),
    Column("end", "End of the period"),
    Column("value", "Value"),
    Column("unit", "Unit"),
    Column("qualifier", "Worded"),
    Column("status", "Status"),
    Column("published", "Published"),
    Column("holds", "On the as-of day"),
    Column("as_reported", "Value as reported"),
    Column("source", "Source"),
    Column("note", "Note"),
)
KNOWN = (
    Column("target", "Target"),
    Column("reporter", "Reporter"),
    Column("period", "Period"),
    Column("date", "End of the period"),
    Column("time", "Time in years"),
    Column("value", "Level"),
    Column("unit", "Unit"),
    Column("qualifier", "Worded"),
    Column("basis", "Level is"),
    Column("status", "Status"),
    Column("made_of", "Made of the lines"),
)
HOLDS, OTHER, REPLACED, NOT_YET = "holds", "holds, another reporter", "replaced by a later figure", "not known yet"
OBSERVED_ABOUT = (
    "Every observation of these targets, in the target's own unit. Change a blue value and all sheets follow; "
    "what is grey does not count on the as-of day, or not for this target."
)
LEVELS_ABOUT = (
    "The levels that follow from the observations: a flow is the total of the twelve months that end on the date, a stock its state then."
)
_DIGITS = 14  # of a sum, as in ``levels``
VALUE, AS_REPORTED = (letters(OBSERVED)[key] for key in ("value", "as_reported"))
_LEVEL_AT = letters(KNOWN)


def observations(report: Report) -> Grid:
    """The sheet of observations; a target's rows stand together."""
    rows = [row for close in report.closeups for row in _observed(close)]
    return Grid("Observations", "Observations", (Cell(OBSERVED_ABOUT),), OBSERVED, rows, frozen=2, pages_wide=2)


def _observed(close: CloseUp) -> Iterable[tuple[Cell, ...]]:
    holds = _standing(close)
    for line, each in close.cited.items():
        standing = holds[line]
        look = "" if standing == HOLDS else "muted"
        end = periods.parse(each["period"]).end.isoformat()
        texts = {key: Cell(each[key], look=look) for key in ("reporter", "period", "qualifier", "status", "source", "note")}
        found = texts | {
            "line": Cell(line, "whole", look=look),
            "target": Cell(close.row["id"], look=look),
            "end": day(end, look=look),
            "value": amount(each["value"], look=look or "input"),
            "unit": Cell(close.row["unit"], look=look),
            "published": day(each["published"], look=look),
            "holds": Cell(standing, look=look),
            "as_reported": amount(each["value"], look="muted"),
        }
        yield tuple(found[column.key] for column in OBSERVED)


def _standing(close: CloseUp) -> dict[int, str]:
    """Of each line whether its figure holds on the as-of day, and counts."""
    observed = close.observations
    mine = np.array(observed.reporters)[observed.reporter] == (close.row["reporter"] or "")
    held = np.isin(np.arange(len(observed)), holding(observed, close.as_of))
    known = observed.known <= close.as_of.toordinal() - EPOCH
    words = np.select([held & mine, held, known], [HOLDS, OTHER, REPLACED], default=NOT_YET)
    return dict(zip(observed.line.tolist(), words.tolist(), strict=True))


def places(report: Report) -> list[dict[int, int]]:
    """For each target the rows of the sheet of observations, from 1, by the line in the file."""
    found, row = [], FIRST
    for close in report.closeups:
        found.append({line: row + at for at, line in enumerate(close.cited, 1)})
        row += len(close.cited)
    return found


def unchanged(lines: Mapping[int, int]) -> str:
    """A condition that holds while all observations of a target are as they were reported."""
    if not lines:
        return "TRUE"
    first, last = min(lines.values()), max(lines.values())
    now, then = (f"Observations!{column}{first}:{column}{last}" for column in (VALUE, AS_REPORTED))
    return f"SUMPRODUCT(--({now}<>{then}))=0"


def levels(report: Report, lines: list[dict[int, int]]) -> Grid:
    """The sheet of levels, each a sum of observations."""
    rows: list[tuple[Cell, ...]] = []
    for close, mine in zip(report.closeups, lines, strict=True):
        rows += [_level(close, each, mine, FIRST + len(rows) + at) for at, each in enumerate(close.series, 1)]
    return Grid("Levels", "Levels", (Cell(LEVELS_ABOUT),), KNOWN, rows, frozen=1)


def _level(close: CloseUp, each: Row, lines: Mapping[int, int], row: int) -> tuple[Cell, ...]:
    found = {key: Cell(each[key]) for key in ("period", "qualifier", "basis", "status")} | {
        "target": Cell(close.row["id"]),
        "reporter": Cell(close.row["reporter"]),
        "date": day(each["date"]),
        "time": years(each["date"], f"{_LEVEL_AT['date']}{row}"),
        "value": amount(each["value"], _sum(close, each["made_of"], lines)),
        "unit": Cell(close.row["unit"]),
        "made_of": Cell(_signed((f"line {part['line']}", part["sign"]) for part in each["made_of"])),
    }
    return tuple(found[column.key] for column in KNOWN)


def _sum(close: CloseUp, made_of: list[Row], lines: Mapping[int, int]) -> str:
    """The sum of the observations, without what binary fractions add to it: 4.2 + 3.4 - 2.9 is 4.7."""
    total = _signed(((f"Observations!{VALUE}{lines[part['line']]}", part["sign"]) for part in made_of), "+", "-")
    largest = max(abs(close.cited[part["line"]]["value"]) for part in made_of)
    if len(made_of) == 1 or not largest:
        return f"={total}"
    return f"=ROUND({total},{max(0, _DIGITS - 1 - math.floor(math.log10(largest)))})"


def _signed(parts: Iterable[tuple[str, int]], plus: str = " + ", minus: str = " − ") -> str:
    said = "".join(f"{plus if sign > 0 else minus}{word}" for word, sign in parts)
    return said.removeprefix(plus).strip()


def roles(close: CloseUp) -> dict[str, int]:
    """The levels that the assessment rests on, by role: their places in the series of the target."""
    basis, picks = close.basis, close.basis.figures.picks
    found = {
        "latest": basis.latest,
        "baseline": basis.base,
        "before": basis.before,
        "after": basis.after,
        "year_before": picks.at(picks.times(basis.latest) - MONTHS),
        "earliest": picks.earliest,
    }
    return {role: int(place[0] - picks.begin[0]) for role, place in found.items() if place[0] >= 0}


def level_cell(row: int) -> str:
    """The level in a row of the sheet of levels, from 1."""
    return f"Levels!{_LEVEL_AT['value']}{row}"


def level_cells(report: Report) -> list[dict[str, str]]:
    """For each target the cells of its levels by role; ``te`` is that of the time of the earliest."""
    found, row = [], FIRST + 1
    for close in report.closeups:
        mine = {role: level_cell(row + place) for role, place in roles(close).items()}
        found.append(mine | ({"te": f"Levels!{_LEVEL_AT['time']}{row}"} if close.series else {}))
        row += len(close.series)
    return found
