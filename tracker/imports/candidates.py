"""The cells of somebody else's tables that a rule leaves as figures: each with its period, its place and its whole row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tracker.imports.cell_values import day_of, power_of, split_flag
from tracker.imports.period_columns import has_footnote_mark, has_two_readings, read_period
from tracker.imports.tables import open_table, unnamed_column
from tracker.model.imported import Place, SourceFile
from tracker.model.programme import TOTALS
from tracker.model.sources import Condition
from tracker.values.languages.translations import localized
from tracker.values.printable import printable, quoted
from tracker.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from tracker.imports.period_columns import PeriodColumn
    from tracker.imports.tables import SourceTable
    from tracker.model.sources import FigureRule, Source
    from tracker.values.periods import Period

_AMOUNT = re.compile(r"\s*[+\-\u2212]?\d[\d\s.,]*\s*")
_FEW = 6  # headings that a notice names
MOST_KEPT = 1_000_000
"""Rows that rules may leave of all files of a source: more are no figures."""


class Candidate(NamedTuple):
    """A cell that a rule leaves as a figure of a period: its text, where it stands, and its whole row with the place of that."""

    period: Period
    text: str
    place: Place
    row: str
    cells: tuple[str, ...]
    names: tuple[str, ...]
    member: str
    scale: int
    status: str
    published: date | None
    doubt: str
    file_number: int
    delimiter: str


@dataclass
class Harvest:
    """What has been found so far in the files of a source."""

    source: Source
    declared_in: str
    rules: Sequence[FigureRule]
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    candidates: list[list[Candidate]] = field(default_factory=list)
    kept: int = 0


def needed_columns(source: Source, rules: Iterable[FigureRule]) -> list[str]:
    """The columns that a table must have, each once, in the order in which they are declared."""
    named = [each.column for each in source.where]
    for rule in rules:
        named += [each.column for each in rule.where]
        named += [rule.sum.column] if rule.sum else []
        named += [] if source.across or rule.value_column is None else [rule.value_column]
    own = (source.period, source.scale, source.status, source.published.column)
    return list(dict.fromkeys([*named, *filter(None, own)]))


def read_file(path: Path, number: int, harvest: Harvest) -> None:
    """Add what the rules leave of one file, the ``number``-th of its source; InvalidInput where it cannot be read as a table."""
    table = open_table(path, harvest.source, needed_columns(harvest.source, harvest.rules), harvest.problems)
    harvest.files.append(SourceFile(table.file, table.digest))
    _report_headings(table, harvest)
    tests = [_conditions(table, rule) for rule in harvest.rules]
    deleted = table.where("ACTION") if table.names[0].startswith("STRUCTURE") and "ACTION" in table.names else None
    for place, cells in table.rows:
        if deleted is not None and cells[deleted].strip() == "D":
            continue
        for rule, conditions, candidates in zip(harvest.rules, tests, harvest.candidates, strict=True):
            if all(condition.admits(cells[at]) for at, condition in conditions):
                found = list(_candidates(table, rule, place, cells, number, harvest))
                candidates.extend(found)
                harvest.kept += len(found)
        if harvest.kept > MOST_KEPT:
            return


def _report_headings(table: SourceTable, harvest: Harvest) -> None:
    """Columns that name a year and are no period: an error where they may be one of two, else worth knowing, as are dropped marks."""
    for column in table.spans:
        if column.problem and has_two_readings(column.heading):
            harvest.problems.append(Problem(table.file, line_of(table.header), column.problem))
        elif column.problem:
            harvest.notices.append(
                localized("{file}: the column {heading} is not a period and is left out", file=table.file, heading=quoted(column.heading))
            )
    if marked := [each.heading for each in table.spans if each.period and has_footnote_mark(each.heading)]:
        shown = ", ".join(map(quoted, marked[:_FEW])) + (", …" if len(marked) > _FEW else "")
        said = localized(
            "{file}: footnote marks are taken off the headings {headings}; do they mark provisional figures?",
            file=table.file,
            headings=shown,
        )
        harvest.notices.append(said)


def _conditions(table: SourceTable, rule: FigureRule) -> list[tuple[int, Condition]]:
    """What a row must hold, with the places of the columns; of a sum also that it belongs to one of the members."""
    members = [Condition(rule.sum.column, rule.sum.values)] if rule.sum else []
    return [(table.where(each.column), each) for each in (*rule.conditions, *members)]


def _candidates(table: SourceTable, rule: FigureRule, place: str, cells: list[str], number: int, harvest: Harvest) -> Iterator[Candidate]:
    """The cells of a row that are figures: one, or, where the periods lie across, one in each of their columns."""
    source = rule.source
    try:
        scale = power_of(cells[table.where(source.scale)]) if source.scale else 0
        published = day_of(cells[table.where(source.published.column)], source.published.column) if source.published.column else None
        spots = list(_spots(table, rule, cells))
    except ValueError as wrong:
        if sum(map(bool, map(str.strip, cells))) > 1:  # else it is a heading or a note
            harvest.problems.append(Problem(table.file, line_of(place), str(wrong)))
        return
    row, member = tuple(cells), cells[table.where(rule.sum.column)].strip() if rule.sum else ""
    status = printable(" ".join(cells[table.where(source.status)].split())) if source.status else ""
    for period, at, heading in spots:
        doubt = table.doubts.get((place, at), table.doubts.get((place, -1), "")) if table.doubts else ""
        where = Place(table.file, f"{place}[{heading}]" if heading else place)
        text, flag = split_flag(cells[at].strip())
        says = "; ".join(filter(None, (status, flag)))
        yield Candidate(period, text, where, place, row, table.names, member, scale, says, published, doubt, number, table.delimiter)


def _spots(table: SourceTable, rule: FigureRule, cells: list[str]) -> Iterator[tuple[Period, int, str]]:
    """The period, the column and, where it tells the period, the heading of each figure of a row."""
    source = rule.source
    if not source.across:
        text = cells[table.where(source.period or "")]
        try:
            period = read_period(text, cumulative=source.cumulative)
        except ValueError as wrong:
            raise ValueError(f"{source.period}: {wrong}") from None
        _refuse_parts_of_months(rule, period, text)
        yield period, table.where(rule.value_column or ""), ""
        return
    for column in table.spans:
        if column.period is not None and cells[column.place].strip():
            _refuse_parts_of_months(rule, column.period, column.heading)
            _refuse_shared_heading(table, column, cells)
            yield column.period, column.place, column.heading


def _refuse_shared_heading(table: SourceTable, column: PeriodColumn, cells: list[str]) -> None:
    """ValueError where the column behind a period has an amount and no heading: the heading stands over both."""
    following = column.place + 1
    unnamed = following < len(table.names) and table.names[following] == unnamed_column(following)
    if unnamed and _AMOUNT.fullmatch(cells[following]):
        raise ValueError(
            localized(
                "the heading {heading} stands over several columns; keep one column of each period, in a copy of the table with one "
                "line of headings",
                heading=quoted(column.heading),
            )
        )


def _refuse_parts_of_months(rule: FigureRule, period: Period, text: str) -> None:
    """ValueError where the total of a flow would not be of whole months."""
    if rule.kind in TOTALS and not period.whole_months:
        if period.start == period.end:
            month = f"{period.end:%Y-%m}"
            raise ValueError(
                localized(
                    "{given} is not made of whole months, as the total of a {kind} must be; if it stands for its month, write {month} "
                    "there, as text",
                    given=quoted(text.strip()),
                    kind=rule.kind,
                    month=month,
                )
            )
        raise ValueError(
            localized("{given} is not made of whole months, as the total of a {kind} must be", given=quoted(text.strip()), kind=rule.kind)
        )


def line_of(place: str) -> int | None:
    """The line that the place of a row is; None where it is an entry of a list."""
    return int(place) if place.isdigit() else None
