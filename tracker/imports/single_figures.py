"""Published figures in a table: of each rule, one row a period, or the named members of a sum, each of them once.

Nothing is ever added up that was not named. Where more than one row is left for a period, that is a problem, which names the columns in
which the rows differ.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.imports.cell_values import MissingValueError, amount_of, day_of, marks_of, power_of
from tracker.imports.matched_files import matched_files
from tracker.imports.period_columns import has_two_readings, read_period
from tracker.imports.tables import open_table
from tracker.model.programme import TOTALS
from tracker.model.sources import Condition, ImportedFigure, MissingFigure, Place, SourceFile, SourceReading, shown_digest
from tracker.storage.sources import is_total
from tracker.values.printable import did_you_mean, one_of, quoted
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tracker.imports.cell_values import Marks
    from tracker.imports.tables import Table
    from tracker.model.sources import FigureRule, Source
    from tracker.values.periods import Period

FREQUENCIES = frozenset({*"aqmswdhy", "annual", "yearly", "quarterly", "monthly", "year", "quarter", "month", "год", "квартал", "месяц"})
"""What columns of frequencies hold, in small letters."""
_FEW = 4  # lines and columns that a message names
_CODE = 12  # letters of a code at most: a longer value is a description
_CODES = ("code", "код")  # what the name of a column of codes says
_DISTINCT = 10_000  # values of a column that are kept for a hint
_MOST_KEPT = 1_000_000  # rows that rules may leave of all files: more are no figures


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
class _Harvest:
    """What has been found so far in the files of a source."""

    source: Source
    declared_in: str
    rules: Sequence[FigureRule]
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    candidates: list[list[Candidate]] = field(default_factory=list)
    kept: int = 0


class Found(NamedTuple):
    """One figure of a rule as it was found: its candidates, the rows of one period, or the reason why there is none."""

    period: Period
    parts: tuple[tuple[Candidate, Decimal], ...]
    missing: str


def read_figures(source: Source, rules: Sequence[FigureRule], declared_in: str) -> SourceReading:
    """Return the figures that the rules find in a source; with problems, where there are any, the figures are not to be used."""
    harvest = _Harvest(source, declared_in, rules, candidates=[[] for _ in rules])
    paths = matched_files(source, declared_in, harvest.problems)
    for number, path in enumerate(paths):
        try:
            _read_file(path, number, harvest)
        except InvalidInput as invalid:
            harvest.problems += invalid.problems
        if harvest.kept > _MOST_KEPT:
            said = f"sources: {source.name}: more than {_MOST_KEPT:,} rows are left, and each figure is one row; say which in `where`"
            harvest.problems.append(Problem(declared_in, source.line, said))
            break
    figures: list[ImportedFigure] = []
    missing: list[MissingFigure] = []
    if not harvest.problems:
        for rule, candidates in zip(rules, harvest.candidates, strict=True):
            if not candidates:
                harvest.problems.append(Problem(declared_in, rule.line, _nothing_found(rule, paths)))
                continue
            for found in _figures_of(rule, candidates, harvest):
                if found.missing:
                    missing.append(MissingFigure(rule, found.period, found.missing))
                else:
                    figures.append(_figure(rule, found, harvest.files))
    return SourceReading(
        source, tuple(harvest.files), tuple(figures), tuple(missing), tuple(dict.fromkeys(harvest.problems)), tuple(harvest.notices)
    )


def needed_columns(source: Source, rules: Iterable[FigureRule]) -> list[str]:
    """The columns that a table must have, each once, in the order in which they are declared."""
    named = [each.column for each in source.where]
    for rule in rules:
        named += [each.column for each in rule.where]
        named += [rule.sum.column] if rule.sum else []
        named += [] if source.across or rule.value_column is None else [rule.value_column]
    own = (source.period, source.scale, source.status, source.published.column)
    return list(dict.fromkeys([*named, *filter(None, own)]))


def _read_file(path: Path, number: int, harvest: _Harvest) -> None:
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
        if harvest.kept > _MOST_KEPT:
            return


def _report_headings(table: Table, harvest: _Harvest) -> None:
    """Columns that name a year and are no period: an error where they may be one of two, else worth knowing."""
    for column in table.spans:
        if column.problem and has_two_readings(column.heading):
            harvest.problems.append(Problem(table.file, _line(table.header), column.problem))
        elif column.problem:
            harvest.notices.append(f"{table.file}: the column {quoted(column.heading)} is no period and is left out")


def _conditions(table: Table, rule: FigureRule) -> list[tuple[int, Condition]]:
    """What a row must hold, with the places of the columns; of a sum also that it belongs to one of the members."""
    members = [Condition(rule.sum.column, rule.sum.values)] if rule.sum else []
    return [(table.where(each.column), each) for each in (*rule.conditions, *members)]


def _candidates(table: Table, rule: FigureRule, place: str, cells: list[str], number: int, harvest: _Harvest) -> Iterator[Candidate]:
    """The cells of a row that are figures: one, or, where the periods lie across, one in each of their columns."""
    source = rule.source
    try:
        scale = power_of(cells[table.where(source.scale)]) if source.scale else 0
        published = day_of(cells[table.where(source.published.column)], source.published.column) if source.published.column else None
        spots = list(_spots(table, rule, cells))
    except ValueError as wrong:
        harvest.problems.append(Problem(table.file, _line(place), str(wrong)))
        return
    row, member = tuple(cells), cells[table.where(rule.sum.column)].strip() if rule.sum else ""
    status = cells[table.where(source.status)].strip() if source.status else ""
    for period, at, heading in spots:
        doubt = table.doubts.get((place, at), table.doubts.get((place, -1), "")) if table.doubts else ""
        where = Place(table.file, f"{place}[{heading}]" if heading else place)
        yield Candidate(
            period, cells[at].strip(), where, place, row, table.names, member, scale, status, published, doubt, number, table.delimiter
        )


def _spots(table: Table, rule: FigureRule, cells: list[str]) -> Iterator[tuple[Period, int, str]]:
    """The period, the column and, where it tells the period, the heading of each figure of a row."""
    source = rule.source
    if not source.across:
        text = cells[table.where(source.period or "")]
        try:
            period = read_period(text, cumulative=source.cumulative)
        except ValueError as wrong:
            raise ValueError(f"{source.period}: {wrong}") from None
        yield period, table.where(rule.value_column or ""), ""
        return
    for column in table.spans:
        if column.period is not None and cells[column.place].strip():
            yield column.period, column.place, column.heading


def _line(place: str) -> int | None:
    return int(place) if place.isdigit() else None


def _figures_of(rule: FigureRule, candidates: Sequence[Candidate], harvest: _Harvest) -> Iterator[Found]:
    """The figures of a rule, by period; where several days of publication are given for one, one for each."""
    members = rule.sum.values if rule.sum else ("",)
    column = rule.sum.column if rule.sum else ""
    present = {each.member for each in candidates}
    if absent := [each for each in members if each not in present]:
        said = f"{name_of(rule)}: no row of {rule.source.name} that is asked for has {column} {one_of(absent)}"
        harvest.problems.append(Problem(harvest.declared_in, rule.line, f"{said}, so the sum would lack a part"))
        return
    if mixed := _mixed_frequencies(rule, candidates):
        harvest.problems.append(Problem(candidates[0].place.file, None, mixed))
        return
    harvest.notices += _new_classifications(rule, candidates)
    marks = _marks(candidates)
    groups: dict[tuple[date, ...], list[Candidate]] = defaultdict(list)
    for each in candidates:
        own = (each.period.end, each.period.start) if rule.kind in TOTALS else (each.period.end,)
        groups[*own, each.published or date.min].append(each)
    conflicts: list[_ConflictError] = []
    for group in (groups[key] for key in sorted(groups)):
        parts: list[tuple[Candidate, Decimal]] = []
        missing = ""
        for member in members:
            rows = [each for each in group if each.member == member]
            try:
                parts += [_only_one(rule, rows, marks)] if rows else []
                missing = missing or ("" if rows else f"no row has {column} {quoted(member)}")
            except MissingValueError as wrong:
                missing = missing or str(wrong)
            except _ConflictError as wrong:
                conflicts.append(wrong)
            except InvalidInput as invalid:
                harvest.problems += invalid.problems
        if total := _total_among(parts):
            harvest.notices.append(f"{total}; is it the total of the others, so that the sum counts them twice?")
        yield Found(group[0].period, tuple(parts), missing)
    if conflicts:
        others = len(conflicts) - 1
        more = f"; so it is for {others} more {'period' if others == 1 else 'periods'}" if others else ""
        harvest.problems.append(Problem(conflicts[0].file, None, f"{conflicts[0]}{more}"))


def _mixed_frequencies(rule: FigureRule, candidates: Sequence[Candidate]) -> str:
    """Why annual figures beside monthly ones are a problem: a column tells them apart, and ``where`` does not say which are meant."""
    asked = {each.column for each in rule.conditions}
    for at, column in enumerate(candidates[0].names):
        codes: dict[str, dict[float, Candidate]] = defaultdict(dict)
        if column in asked or column in {rule.source.period, rule.value_column} or rule.source.across:
            continue
        for each in candidates:
            if each.names == candidates[0].names:
                codes[each.cells[at].strip()][round(each.period.last - each.period.first, 3)] = each
        if len(codes) > 1 and all(code.casefold() in FREQUENCIES and len(lengths) == 1 for code, lengths in codes.items()):
            found = {length: each for lengths in codes.values() for length, each in lengths.items()}
            if len(found) == len(codes):
                lines = ", ".join(f"line {each.row} is of {each.period}" for each in found.values())
                choice = f"say which in `where`, or name them, as in {{{column}: [{', '.join(codes)}]}}, where both are meant"
                return f"{name_of(rule)}: figures of several frequencies are left ({column} {one_of(codes)}; {lines}); {choice}"
    return ""


def _new_classifications(rule: FigureRule, candidates: Sequence[Candidate]) -> Iterator[str]:
    """Where the classification of the goods changes within a series: what stands before it may not be comparable."""
    ordered = sorted(candidates, key=lambda each: each.period)
    for at, column in enumerate(ordered[0].names):
        if "classification" not in column.casefold() or rule.source.across:
            continue
        rows = [(each, each.cells[at].strip()) for each in ordered if each.names == ordered[0].names]
        for (_, before), (each, now) in pairwise(rows):
            if before != now:
                yield f"{each.place}: {column} changes from {quoted(before)} to {quoted(now)} with {each.period}; is the series comparable?"


class _ConflictError(Exception):
    """More than one row is left for a figure."""

    def __init__(self, file: str, message: str) -> None:
        super().__init__(message)
        self.file = file


def _marks(candidates: Iterable[Candidate]) -> dict[int, Marks]:
    """How the amounts of each file are written."""
    texts: dict[int, tuple[str, set[str]]] = {}
    for each in candidates:
        texts.setdefault(each.file_number, (each.delimiter, set()))[1].add(each.text)
    return {number: marks_of(found, delimiter) for number, (delimiter, found) in texts.items()}


def _only_one(rule: FigureRule, rows: Sequence[Candidate], marks: dict[int, Marks]) -> tuple[Candidate, Decimal]:
    """The one row of a figure and its amount; of rows of several files that say the same, the last.

    MissingValueError where it has no amount, InvalidInput where that cannot be read, _ConflictError where several rows are left.
    """
    files = {each.file_number for each in rows}
    if len(files) < len(rows):
        raise _ConflictError(rows[0].place.file, _several_rows(rule, rows))
    amounts: list[tuple[Candidate, Decimal]] = []
    missing = ""
    for each in rows:
        try:
            amounts.append((each, _amount(rule, each, marks[each.file_number])))
        except MissingValueError as wrong:
            missing = f"{wrong} at {each.place}"
    if not amounts:
        raise MissingValueError(missing)
    if len({amount for _, amount in amounts}) > 1:
        (one, first), (other, second) = amounts[0], next(each for each in amounts if each[1] != amounts[0][1])
        said = f"{other.place} gives {second:f} for {one.period}, and {one.place} gives {first:f}; name only the newest file under `files`"
        raise _ConflictError(one.place.file, f"{said}, or say with `published:` which column tells when the figures became known")
    return amounts[-1]


def _amount(rule: FigureRule, each: Candidate, marks: Marks) -> Decimal:
    if each.doubt:
        raise InvalidInput([Problem(each.place.file, _line(each.row), each.doubt)])
    try:
        return amount_of(each.text, marks, rule.unit_text).scaleb(each.scale)
    except ValueError as wrong:
        column = "" if rule.source.across else f"{rule.value_column}: "
        raise InvalidInput([Problem(each.place.file, _line(each.row), f"{column}{wrong}")]) from None


def _several_rows(rule: FigureRule, rows: Sequence[Candidate]) -> str:
    """What to write where several rows are left: the columns in which they differ, the most telling first."""
    lines = [each.row for each in rows]
    lines = lines if len(set(lines)) > 1 else [each.place.at for each in rows]
    shown = ", ".join(lines[:_FEW]) + (", …" if len(lines) > _FEW else "")
    said = f"{len(rows)} rows ({shown}) are left for {rows[0].period}, and a figure is one row"
    unlike = _unlike_columns(rule, rows)
    if not unlike:
        return f"{name_of(rule)}: {said}; they are alike in all columns but the value: is the table given twice?"
    told = "; ".join(f"{column} has {one_of(values, _FEW + 1)}" for column, values in unlike[:2])
    column, values = unlike[0]
    total = next((each for each in values if is_total(column, each)), None)
    choice = (
        f"`where: {{{column}: {total}}}` is the total"
        if total is not None
        else f"say which in `where`, as in {{{column}: {values[0] or chr(34) * 2}}}"
    )
    return f"{name_of(rule)}: {said}: {told}; {choice}, or add members by name with `sum: {{{column}: [...]}}`"


def _unlike_columns(rule: FigureRule, rows: Sequence[Candidate]) -> list[tuple[str, list[str]]]:
    """The columns in which rows differ, with their values: codes before descriptions, amounts not at all."""
    found = []
    for at, column in enumerate(rows[0].names):
        values = list(dict.fromkeys(each.cells[at].strip() for each in rows if len(each.cells) > at))
        amounts = sum("." in each or len(each) > len("2026-11-27") for each in values if each[:1].isdigit())
        amounts = 0 if any(word in column.casefold() for word in _CODES) else amounts
        across = rule.source.across and column[:1].isdigit()
        if len(values) > 1 and column != rule.value_column and amounts * 2 <= len(values) and not across:
            found.append((column, values))
    return sorted(found, key=lambda each: max(map(len, each[1])) > _CODE)


def _total_among(parts: Sequence[tuple[Candidate, Decimal]]) -> str:
    """Which part of a sum equals all the others together; empty where none does."""
    whole = sum((amount for _, amount in parts), Decimal(0))
    for each, amount in parts:
        if len(parts) > 1 and amount and amount * 2 == whole:
            return f"{each.place}: {quoted(each.member)} is as much as the other members together"
    return ""


def _figure(rule: FigureRule, found: Found, files: Sequence[SourceFile]) -> ImportedFigure:
    source, rows = rule.source, [each for each, _ in found.parts]
    used = [each for each in files if each.name in {row.place.file for row in rows}]
    digest = shown_digest(used)
    days = [each.published for each in rows if each.published]
    members = f": {' + '.join(rule.sum.values)}" if rule.sum else ""
    return ImportedFigure(
        rule=rule,
        period=found.period,
        value=sum((amount for _, amount in found.parts), Decimal(0)),
        unit=rule.unit_text,
        origin=_origin(source, [each.place for each in rows]),
        digest=digest,
        status="; ".join(dict.fromkeys(each.status for each in rows if each.status)),
        published=max(days) if days else source.published.day,
        undated=source.published.unknown,
        note=f"from {source.name}{members} (sha256 {digest})",
        places=tuple(each.place for each in rows),
    )


def _origin(source: Source, places: Sequence[Place]) -> str:
    """Where a figure stands, as the observations keep it: the file from the folder of targets.yaml, and the lines."""
    lines: dict[str, list[str]] = {}
    for each in places:
        name = os.path.relpath(each.file, source.folder)
        lines.setdefault(each.file if name.startswith("..") else name, []).append(each.at)
    return " + ".join(f"{name}:{'+'.join(found)}" for name, found in lines.items())


def name_of(rule: FigureRule) -> str:
    """The indicator and the reporter of a rule, as messages name them."""
    return f"{rule.target} {rule.reporter}".strip()


def figure_name(rule: FigureRule, period: Period | None) -> str:
    """A figure of a rule, as messages name it: ``turnover 2024 KZ``."""
    return " ".join(filter(None, (rule.target, str(period or ""), rule.reporter)))


def _nothing_found(rule: FigureRule, paths: Sequence[Path]) -> str:
    """Which condition no row meets, with the nearest value that the files have."""
    conditions = [*rule.conditions, *([Condition(rule.sum.column, rule.sum.values)] if rule.sum else [])]
    values: list[dict[str, None]] = [{} for _ in conditions]
    for path in paths:
        table = open_table(path, rule.source, needed_columns(rule.source, [rule]), [])
        places = [table.where(each.column) for each in conditions]
        for _, cells in table.rows:
            for at, found in zip(places, values, strict=True):
                if len(found) < _DISTINCT:
                    found[cells[at].strip()] = None
    said = f"{name_of(rule)}: no row of {rule.source.name}"
    for condition, found in zip(conditions, values, strict=True):
        if not any(map(condition.admits, found)):
            asked = condition.written()
            near = "" if asked[0].isdigit() else did_you_mean(asked[0], found)
            return f"{said} has {condition.column} {one_of(asked)}; there is {one_of(found) or 'no row'}{near}"
    wanted = [f"{each.column} {one_of(each.written())}" for each in conditions]
    return f"{said} has {', '.join(wanted)} at once" if wanted else f"{said} holds a figure"
