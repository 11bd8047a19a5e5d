"""Published figures in a table: of each rule, one row a period, or the named members of a sum, each of them once.

Nothing is ever added up that was not named. Where more than one row is left for a period, that is a problem, which names the columns in
which the rows differ.
"""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker.imports.candidates import MOST_KEPT, Candidate, Harvest, line_of, read_file
from tracker.imports.cell_values import MissingValueError, amount_of, marks_of
from tracker.imports.matched_files import matched_files
from tracker.imports.row_messages import (
    tell_doubts,
    tell_mixed_frequencies,
    tell_mixed_units,
    tell_nothing_found,
    tell_other_unit,
    tell_several_rows,
    tell_total_among,
)
from tracker.model.imported import ImportedFigure, MissingFigure, SourceReading, note_import, shown_digest
from tracker.model.programme import TOTALS
from tracker.values.languages.translations import Counted, localized, write_number
from tracker.values.printable import one_of, printable, quoted
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tracker.imports.cell_values import Marks
    from tracker.model.imported import Place, SourceFile
    from tracker.model.sources import FigureRule, Source
    from tracker.values.periods import Period
_SAME = Counted("{problem}; the same in {number} more period", "{problem}; the same in {number} more periods", "imports/same")


class Found(NamedTuple):
    """One figure of a rule as it was found: its candidates, the rows of one period, or the reason why there is none."""

    period: Period
    parts: tuple[tuple[Candidate, Decimal], ...]
    missing: str


def read_figures(source: Source, rules: Sequence[FigureRule], declared_in: str) -> SourceReading:
    """Return the figures that the rules find in a source; with problems, where there are any, the figures are not to be used."""
    harvest = Harvest(source, declared_in, rules, candidates=[[] for _ in rules])
    paths = matched_files(source, declared_in, harvest.problems)
    for number, path in enumerate(paths):
        try:
            read_file(path, number, harvest)
        except InvalidInput as invalid:
            harvest.problems += invalid.problems
        if harvest.kept > MOST_KEPT:
            said = localized(
                "sources: {source}: more than {most} rows are left, and each figure is one row; say which in `where`",
                source=source.name,
                most=write_number(MOST_KEPT),
            )
            harvest.problems.append(Problem(declared_in, source.line, said))
            break
    figures: list[ImportedFigure] = []
    missing: list[MissingFigure] = []
    if not harvest.problems:
        for rule, candidates in zip(rules, harvest.candidates, strict=True):
            if not candidates:
                harvest.problems.append(Problem(declared_in, rule.line, tell_nothing_found(rule, paths)))
                continue
            for found in _figures_of(rule, candidates, harvest):
                if found.missing:
                    missing.append(MissingFigure(rule, found.period, found.missing))
                else:
                    figures.append(_figure(rule, found, harvest.files))
    return SourceReading(
        source, tuple(harvest.files), tuple(figures), tuple(missing), tuple(dict.fromkeys(harvest.problems)), tuple(harvest.notices)
    )


def _figures_of(rule: FigureRule, candidates: Sequence[Candidate], harvest: Harvest) -> Iterator[Found]:
    """The figures of a rule, by period; where several days of publication are given for one, one for each."""
    if unfit := _unfit(rule, candidates, harvest.declared_in):
        harvest.problems.append(unfit)
        return
    harvest.notices += tell_doubts(rule, candidates)
    marks = _marks(candidates)
    groups: dict[tuple[date, ...], list[Candidate]] = defaultdict(list)
    for each in candidates:
        own = (each.period.end, each.period.start) if rule.kind in TOTALS else (each.period.end,)
        groups[*own, each.published or date.min].append(each)
    conflicts: list[_ConflictError] = []
    for group in (groups[key] for key in sorted(groups)):
        try:
            found = _found(rule, group, marks)
        except _ConflictError as wrong:
            conflicts.append(wrong)
        except InvalidInput as invalid:
            harvest.problems += invalid.problems
        else:
            if total := tell_total_among(found.parts):
                harvest.notices.append(total)
            yield found
    if conflicts:
        others = len(conflicts) - 1
        said = _SAME.format(others, problem=str(conflicts[0])) if others else str(conflicts[0])
        harvest.problems.append(Problem(conflicts[0].file, None, said))


def _unfit(rule: FigureRule, candidates: Sequence[Candidate], declared_in: str) -> Problem | None:
    """Why the rows of a rule cannot be its figures, whatever they hold: a member never occurs, or frequencies or units are mixed."""
    present = {each.member for each in candidates}
    if rule.sum and (absent := [each for each in rule.sum.values if each not in present]):
        said = localized(
            "{rule}: no row of {source} that is asked for has {column} {members}, so the sum would lack a part",
            rule=rule.name,
            source=rule.source.name,
            column=rule.sum.column,
            members=one_of(absent),
        )
        return Problem(declared_in, rule.line, said)
    mixed = tell_mixed_frequencies(rule, candidates) or tell_mixed_units(rule, candidates) or tell_other_unit(rule, candidates)
    return Problem(candidates[0].place.file, None, mixed) if mixed else None


def _found(rule: FigureRule, group: Sequence[Candidate], marks: dict[int, Marks]) -> Found:
    """The figure of one period: its only row, or each member of its sum; or the first reason why there is none."""
    parts: list[tuple[Candidate, Decimal]] = []
    missing = ""
    for member in rule.sum.values if rule.sum else ("",):
        rows = [each for each in group if each.member == member]
        if not rows:
            missing = missing or localized(
                "no row has {column} {member}", column=rule.sum.column if rule.sum else "", member=quoted(member)
            )
            continue
        try:
            parts.append(_only_one(rule, rows, marks))
        except MissingValueError as wrong:
            missing = missing or str(wrong)
    return Found(group[0].period, tuple(parts), missing)


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
    """The one row of a figure and its amount; of rows of several files, or of columns of one row, that say the same, the last.

    MissingValueError where it has no amount, InvalidInput where that cannot be read, _ConflictError where several rows are left.
    """
    files, lines = {each.file_number for each in rows}, {(each.file_number, each.row) for each in rows}
    if len(files) < len(lines if rule.source.across else rows):
        raise _ConflictError(rows[0].place.file, tell_several_rows(rule, rows))
    amounts: list[tuple[Candidate, Decimal]] = []
    missing = ""
    for each in rows:
        try:
            amounts.append((each, _amount(rule, each, marks[each.file_number])))
        except MissingValueError as wrong:
            missing = localized("{problem} at {place}", problem=wrong, place=each.place)
    if not amounts:
        raise MissingValueError(missing)
    if len({amount for _, amount in amounts}) > 1:
        (one, first), (other, second) = amounts[0], next(each for each in amounts if each[1] != amounts[0][1])
        if one.file_number == other.file_number:
            raise _ConflictError(one.place.file, tell_several_rows(rule, [one, other]))
        said = localized(
            "{place} gives {second} for {period}, and {other_place} gives {first}; name only the newest file under `files`, or say "
            "with `published:` which column tells when the figures became known",
            place=other.place,
            second=f"{second:f}",
            period=one.period,
            other_place=one.place,
            first=f"{first:f}",
        )
        raise _ConflictError(one.place.file, said)
    return amounts[-1]


def _amount(rule: FigureRule, each: Candidate, marks: Marks) -> Decimal:
    if each.doubt:
        raise InvalidInput([Problem(each.place.file, line_of(each.row), each.doubt)])
    try:
        return amount_of(each.text, marks, rule.unit_text).scaleb(each.scale)
    except ValueError as wrong:
        column = "" if rule.source.across else f"{rule.value_column}: "
        raise InvalidInput([Problem(each.place.file, line_of(each.row), f"{column}{wrong}")]) from None


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
        note=note_import(source, members, digest),
        places=tuple(each.place for each in rows),
    )


def _origin(source: Source, places: Sequence[Place]) -> str:
    """Where a figure stands, as the observations keep it: the file from the folder of targets.yaml, and the lines."""
    lines: dict[str, list[str]] = {}
    for each in places:
        name = os.path.relpath(each.file, source.folder)
        lines.setdefault(each.file if name.startswith("..") else name, []).append(each.at)
    return printable(" + ".join(f"{name}:{'+'.join(found)}" for name, found in lines.items()))
