"""The sheets of observations and of levels: what was observed, and what follows from it by formulas."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.model.result import Use
from tracker.render.excel.sheet import FIRST, Cell, Column, Grid, amount, day, letters, years
from tracker.render.excel.sheet_names import name_sheet, refer_to
from tracker.values.display.numbers import unit_name
from tracker.values.languages import reporter_name
from tracker.values.units import is_percent
from tracker.words.texts import workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import Level, SignedLine
    from tracker.reports.progress_report import Report

OBSERVED = (
    Column("line"),
    Column("target"),
    Column("reporter"),
    Column("period"),
    Column("end", folded=True),
    Column("value"),
    Column("unit"),
    Column("qualifier"),
    Column("status"),
    Column("published"),
    Column("holds"),
    Column("as_reported", folded=True),
    Column("source", printed=False),
    Column("note", printed=False),
)
KNOWN = (
    Column("target"),
    Column("reporter"),
    Column("period"),
    Column("date"),
    Column("time"),
    Column("value"),
    Column("unit"),
    Column("qualifier"),
    Column("basis"),
    Column("status"),
    Column("made_of"),
)
_USES = {Use.HOLDS: "holds", Use.OTHER_REPORTER: "other_reporter", Use.REPLACED: "replaced", Use.NOT_YET_KNOWN: "not_yet_known"}
_MOST_DECIMALS = 6
_DIGITS = 14  # of a sum, as in ``levels``
VALUE, AS_REPORTED = (letters(OBSERVED)[key] for key in ("value", "as_reported"))
_LEVEL_AT = letters(KNOWN)


def observations(report: Report) -> Grid:
    """The sheet of observations; a target's rows stand together."""
    rows = [row for detail in report.details for row in _observed(detail)]
    return Grid(
        name=name_sheet("observations"),
        key="observations",
        title=workbook.SHEET_TITLES["observations"],
        about=(Cell(workbook.SHEET_ABOUT["observations"]),),
        columns=OBSERVED,
        rows=rows,
        frozen=2,
        portrait=True,
        headings=workbook.OBSERVATIONS_HEADS,
    )


def _observed(detail: TargetDetail) -> Iterable[tuple[Cell, ...]]:
    pattern = _pattern([row.value for row in detail.observation_at.values()])
    for line, row in detail.observation_at.items():
        use = detail.uses[line]
        look = "" if use is Use.HOLDS else "muted"
        texts = {key: getattr(row, key) for key in ("source", "note")} | {
            "period": str(row.period),
            "reporter": reporter_name(row.reporter),
        }
        texts |= {"qualifier": _say_qualifier(row.qualifier), "status": _say_status(row.status)}
        found = {key: Cell(text, look=look) for key, text in texts.items()} | {
            "line": Cell(line, "whole", look=look),
            "target": Cell(row.target, look=look),
            "end": day(row.period.end, look=look),
            "value": amount(row.value, look=look or "input")._replace(pattern=pattern),
            "unit": Cell(unit_name(row.measured_in), look=look),
            "published": day(row.published, look=look),
            "holds": Cell(workbook.OBSERVATION_USES[_USES[use]], look=look),
            "as_reported": amount(row.value, look="muted")._replace(pattern=pattern),
        }
        yield tuple(found[column.key] for column in OBSERVED)


def _say_qualifier(qualifier: str | None) -> str:
    return workbook.OBSERVATION_QUALIFIERS.get(qualifier or "", qualifier or "")


def _say_status(status: str | None) -> str:
    """The status of a figure: one of the tracker's own words in the language of the answer, any other as it was written."""
    return workbook.OBSERVATION_STATUSES.get(status or "", status or "")


def _pattern(values: list[float]) -> str:
    """One number format for all values of a series, with as many decimals as they have; none for what is too small for that."""
    decimals = max((-int(Decimal(repr(float(value))).normalize().as_tuple().exponent) for value in values), default=0)
    return "" if decimals > _MOST_DECIMALS else f"#,##0{'.' if decimals > 0 else ''}{'0' * decimals}"


def places(report: Report) -> list[dict[int, int]]:
    """For each target the rows of the sheet of observations, from 1, by the line in the file."""
    found, row = [], FIRST
    for detail in report.details:
        found.append({line: row + at for at, line in enumerate(detail.observation_at, 1)})
        row += len(detail.observation_at)
    return found


def unchanged(lines: Mapping[int, int]) -> str:
    """A condition that holds while all observations of a target are as they were reported."""
    if not lines:
        return "TRUE"
    first, last = min(lines.values()), max(lines.values())
    now, then = (refer_to("observations", f"{column}{first}:{column}{last}") for column in (VALUE, AS_REPORTED))
    return f"SUMPRODUCT(--({now}<>{then}))=0"


def levels(report: Report, lines: list[dict[int, int]]) -> Grid:
    """The sheet of levels, each a sum of observations."""
    rows: list[tuple[Cell, ...]] = []
    for detail, mine in zip(report.details, lines, strict=True):
        rows += [_level(detail, each, mine, FIRST + len(rows) + at) for at, each in enumerate(detail.series, 1)]
    return Grid(
        name="Levels",
        title=workbook.SHEET_TITLES["levels"],
        about=(Cell(workbook.SHEET_ABOUT["levels"]),),
        columns=KNOWN,
        rows=rows,
        workings=True,
        headings=workbook.LEVELS_HEADS,
    )


def _level(detail: TargetDetail, level: Level, lines: Mapping[int, int], row: int) -> tuple[Cell, ...]:
    found = {
        "period": Cell(str(level.period)),
        "qualifier": Cell(level.qualifier),
        "basis": Cell(level.basis),
        "status": Cell(level.status),
        "target": Cell(detail.result.id),
        "reporter": Cell(detail.result.reporter),
        "date": day(level.date),
        "time": years(level.date, f"{_LEVEL_AT['date']}{row}"),
        "value": amount(level.value, _formula(detail, level, lines)),
        "unit": Cell(unit_name(detail.result.unit)),
        "made_of": Cell(_signed(_lines(level)) if level.adds_up else ", ".join(line for line, _ in _lines(level))),
    }
    return tuple(found[column.key] for column in KNOWN)


def _lines(level: Level) -> list[tuple[str, int]]:
    """What a level is made of: each line, and whether it is added or taken off."""
    return [(workbook.LINE_OF_FILE.format(line=part.line), part.sign) for part in level.made_of]


def _formula(detail: TargetDetail, level: Level, lines: Mapping[int, int]) -> str:
    """The sum of observations, or the ratio of two; of a ratio of sums there is only the number."""
    if level.adds_up:
        return _sum(detail, level.made_of, lines)
    made, row = detail.target.composition, {detail.observation_at[part.line].target: part.line for part in level.made_of}
    if made is None or not made.ratio or len(level.made_of) != len(row) or set(row) != set(made.parts):
        return ""
    above, below = (refer_to("observations", f"{VALUE}{lines[row[part]]}") for part in made.parts)
    return f"={'100*' if is_percent(detail.target.unit) else ''}{above}/{below}"


def _sum(detail: TargetDetail, made_of: Sequence[SignedLine], lines: Mapping[int, int]) -> str:
    """The sum of the observations, without what binary fractions add to it: 4.2 + 3.4 - 2.9 is 4.7."""
    total = _signed(((refer_to("observations", f"{VALUE}{lines[part.line]}"), part.sign) for part in made_of), "+", "-")
    largest = max(abs(detail.observation_at[part.line].value) for part in made_of)
    if len(made_of) == 1 or not largest:
        return f"={total}"
    return f"=ROUND({total},{max(0, _DIGITS - 1 - math.floor(math.log10(largest)))})"


def _signed(parts: Iterable[tuple[str, int]], plus: str = " + ", minus: str = " − ") -> str:
    said = "".join(f"{plus if sign > 0 else minus}{word}" for word, sign in parts)
    return said.removeprefix(plus).strip()


def level_cell(row: int) -> str:
    """The level in a row of the sheet of levels, from 1."""
    return f"Levels!{_LEVEL_AT['value']}{row}"


def series_cells(report: Report) -> list[list[str]]:
    """For each target the cells of all of its levels, the oldest first."""
    found, row = [], FIRST + 1
    for detail in report.details:
        found.append([level_cell(row + place) for place in range(len(detail.series))])
        row += len(detail.series)
    return found


def level_cells(report: Report) -> list[dict[str, str]]:
    """For each target the cells of its levels by role; ``te`` is that of the time of the earliest."""
    found, row = [], FIRST + 1
    for detail in report.details:
        mine = {role: level_cell(row + place) for role, place in detail.roles.items()}
        found.append(mine | ({"te": f"Levels!{_LEVEL_AT['time']}{row}"} if detail.series else {}))
        row += len(detail.series)
    return found
