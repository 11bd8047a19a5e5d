"""Records of small files, counted and added up row by row, with the line of each: registers in CSV, workbooks and JSON need no engine."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from tracker.imports.candidates import needed_columns
from tracker.imports.cell_values import MissingValueError, amount_of, marks_of
from tracker.imports.records.tallies import EXACTLY, Ledger, Moment, moment_of
from tracker.imports.tables import open_table
from tracker.model.imported import SourceFile
from tracker.model.sources import COUNT
from tracker.values.languages.translations import Counted, localized, write_number
from tracker.values.printable import did_you_mean, join_evenly, one_of, quoted
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from tracker.imports.cell_values import Marks
    from tracker.imports.records.tallies import Tallies
    from tracker.imports.tables import Cells, SourceTable
    from tracker.model.sources import Condition, FigureRule, Source

_DISTINCT = 10_000  # values of a column that are kept for a hint
_FEW = 4  # lines that a message names
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)  # an amount that has one reading
_MANY = 2  # records of which one may be the total of the others are more than these
_LATER = Counted("{number} record dated after {limit}, not counted", "{number} records dated after {limit}, not counted", "imports/later")


class _Row(NamedTuple):
    """A record that a rule counts: where it stands (its line, or its entry in JSON), when it was, and its amount as it is written."""

    file: str
    line: int | None
    place: str
    period: str
    amount: str
    delimiter: str


@dataclass
class _Reading:
    """What has been found so far in the files of a source."""

    source: Source
    rules: Sequence[FigureRule]
    problems: list[Problem] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    rows: list[list[_Row]] = field(default_factory=list)
    keys: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    answers: dict[Condition, dict[str, bool]] = field(default_factory=dict)
    periods: dict[str, None] = field(default_factory=dict)


def tally_rows(
    paths: Sequence[Path], source: Source, rules: Sequence[FigureRule], limit: date, declared_in: str
) -> tuple[Tallies, tuple[SourceFile, ...]]:
    """Count and add up the records of some files for each rule; records that are dated after ``limit`` are counted apart."""
    reading = _Reading(source, rules, rows=[[] for _ in rules])
    for path in paths:
        try:
            _read_file(path, reading)
        except InvalidInput as invalid:
            reading.problems += invalid.problems
    reading.problems += _repeated_keys(reading)
    ledger, notices = Ledger(rules), list[str]()
    if not reading.problems:
        moments = _Moments(source, limit, reading.problems)
        for number, (rule, rows) in enumerate(zip(rules, reading.rows, strict=True)):
            if not rows:
                reading.problems.append(Problem(declared_in, rule.line, _nothing_found(rule, reading)))
            notices += _enter(number, rule, rows, moments, ledger)
        for text in reading.periods:
            with suppress(ValueError):  # of a record that no rule counts: the others are problems already
                ledger.see(moment_of(text, limit))
    return ledger.tallies(dict.fromkeys(reading.problems), notices), tuple(reading.files)


def _read_file(path: Path, reading: _Reading) -> None:
    source = reading.source
    needed = list(dict.fromkeys([*(each for each in needed_columns(source, reading.rules) if each != COUNT), *source.key]))
    table = open_table(path, source, needed, reading.problems)
    reading.files.append(SourceFile(table.file, table.digest))
    own = _tests(table, source.where, reading)
    wanted = [_Wanted.of(table, rule, rows, reading) for rule, rows in zip(reading.rules, reading.rows, strict=True)]
    keys = [table.where(each) for each in source.key]
    dated = table.where(source.period) if source.period else None
    for place, cells in table.rows:
        if not all(test.admits(cells) for test in own):
            continue
        if dated is not None:
            reading.periods[cells[dated].strip()] = None
        if keys:
            reading.keys.setdefault(tuple(cells[at].strip() for at in keys), []).append(f"{table.file}:{place}")
        for each in wanted:
            if all(test.admits(cells) for test in each.tests):
                each.rows.append(_row(table, each, place, cells, reading))


def _tests(table: SourceTable, conditions: Sequence[Condition], reading: _Reading) -> list[_Test]:
    return [_Test(table.where(each.column), each, reading.answers.setdefault(each, {})) for each in conditions]


class _Test(NamedTuple):
    """What a column of a table must hold, each distinct text compared once; the texts are kept for a hint where none is the right one."""

    at: int
    condition: Condition
    answers: dict[str, bool]

    def admits(self, cells: Cells) -> bool:
        """Whether a row meets the condition."""
        text = cells[self.at]
        answer = self.answers.get(text)
        if answer is None:
            answer = self.condition.admits(text)
            if answer or len(self.answers) < _DISTINCT:
                self.answers[text] = answer
        return answer


class _Wanted(NamedTuple):
    """What a rule asks of the rows of a table: its tests, where the period and the amount stand (-1: nowhere), and the rows it found."""

    tests: list[_Test]
    period: int
    amount: int
    rows: list[_Row]

    @classmethod
    def of(cls, table: SourceTable, rule: FigureRule, rows: list[_Row], reading: _Reading) -> _Wanted:
        """The same for one rule."""
        period = table.where(rule.source.period) if rule.source.period else -1
        amount = -1 if rule.value_column in {None, COUNT} else table.where(rule.value_column or "")
        return cls(_tests(table, rule.where, reading), period, amount, rows)


def _row(table: SourceTable, wanted: _Wanted, place: str, cells: Cells, reading: _Reading) -> _Row:
    """A record as a rule sees it; a cell that cannot be used, such as a merged one, is a problem."""
    line = int(place) if place.isdigit() else None
    if table.doubts:
        for at in dict.fromkeys((-1, wanted.period, wanted.amount)):
            if doubt := table.doubts.get((place, at)):
                reading.problems.append(Problem(table.file, line, doubt))
    period = "" if wanted.period < 0 else cells[wanted.period].strip()
    amount = "" if wanted.amount < 0 else cells[wanted.amount].strip()
    return _Row(table.file, line, place, period, amount, table.delimiter)


def _repeated_keys(reading: _Reading) -> Iterator[Problem]:
    """Records with the same key, or with none, as the total at the end of a list."""
    columns = join_evenly(map(quoted, reading.source.key))
    for key, places in reading.keys.items():
        file, _, at = places[0].rpartition(":")
        line = int(at) if at.isdigit() else None
        if not any(key):
            said = localized(
                "{columns} is empty, which identifies a record; is this row a total? exclude it with `where`, or fill it in",
                columns=columns,
            )
            yield Problem(file, line, said)
        elif len(places) > 1:
            others = ", ".join(places[1 : _FEW + 1]) + (", …" if len(places) > _FEW + 1 else "")
            shown = ", ".join(map(quoted, key))
            yield Problem(
                file,
                line,
                localized(
                    "{key} stands in {columns} again at {places}; exclude all but one of these records with `where`",
                    key=shown,
                    columns=columns,
                    places=others,
                ),
            )


class _Moments:
    """When records fall, each written period read once."""

    def __init__(self, source: Source, limit: date, problems: list[Problem]) -> None:
        self._column, self.limit, self.problems = source.period, limit, problems
        self._read: dict[str, Moment | str] = {}

    def find(self, row: _Row) -> Moment | None:
        """When a record falls; None, and a problem, where its period cannot be read."""
        if self._column is None:
            return Moment()
        if row.period not in self._read:
            try:
                self._read[row.period] = moment_of(row.period, self.limit)
            except ValueError as wrong:
                self._read[row.period] = str(wrong)
        found = self._read[row.period]
        if isinstance(found, str):
            self.problems.append(Problem(row.file, row.line, f"{self._column}: {found}"))
            return None
        return found


def _enter(number: int, rule: FigureRule, rows: Sequence[_Row], moments: _Moments, ledger: Ledger) -> Iterator[str]:
    """Enter the records of a rule; yield what is worth knowing about them."""
    largest, whole, counted, later = Decimal(0), Decimal(0), 0, list[str]()
    place = ""
    for row, amount in _amounts(rule, rows, moments):
        moment = moments.find(row)
        if moment is None:
            continue
        ledger.enter(number, moment, 1, amount)
        if moment.late:
            later.append(f"{row.file}:{row.place}")
            continue
        whole, counted = EXACTLY.add(whole, amount), counted + 1
        if amount > largest:
            largest, place = amount, f"{row.file}:{row.place}"
    if counted > _MANY and largest and largest * 2 == whole:
        yield localized(
            "{place}: this record equals the sum of the other {number} of {rule}; is it their total?",
            place=place,
            number=write_number(counted - 1),
            rule=rule.name,
        )
    if later:
        shown = ", ".join(later[:_FEW]) + (", …" if len(later) > _FEW else "")
        yield f"{rule.name}: {later_records(len(later), moments.limit)} ({shown})"


def later_records(count: int, limit: date) -> str:
    """That records are dated after the day for which their source holds."""
    return _LATER.format(count, limit=str(limit))


def _amounts(rule: FigureRule, rows: Sequence[_Row], moments: _Moments) -> Iterator[tuple[_Row, Decimal]]:
    """The records with their amounts, exactly; 0 where they are counted. What is no amount is a problem."""
    if rule.value_column == COUNT:
        yield from ((row, Decimal(0)) for row in rows)
        return
    texts: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        texts.setdefault((row.file, row.delimiter), set()).add(row.amount)
    marks = {file: marks_of(found, delimiter) for (file, delimiter), found in texts.items()}
    for row in rows:
        try:
            yield row, _amount(rule, row, marks[row.file])
        except MissingValueError as wrong:
            said = localized("{column}: {reason}; fill it in, or exclude such records with `where`", column=rule.value_column, reason=wrong)
            moments.problems.append(Problem(row.file, row.line, said))
        except ValueError as wrong:
            moments.problems.append(Problem(row.file, row.line, f"{rule.value_column}: {wrong}"))


def _amount(rule: FigureRule, row: _Row, marks: Marks) -> Decimal:
    plain = not marks.decimal and _PLAIN.fullmatch(row.amount)
    amount = Decimal(row.amount) if plain else amount_of(row.amount, marks, rule.unit_text)
    decimals = rule.source.decimals
    if decimals is not None and amount != round(amount, decimals):
        raise ValueError(
            localized("{amount} has more than the {decimals} decimals that `decimals` says", amount=quoted(row.amount), decimals=decimals)
        )
    return amount


def _nothing_found(rule: FigureRule, reading: _Reading) -> str:
    """Which condition no record meets, with the values that there are."""
    for condition in rule.conditions:
        answers = reading.answers.get(condition, {})
        if not any(answers.values()):
            found = dict.fromkeys(text.strip() for text in answers)
            wanted = condition.written()
            if not found:
                return localized(
                    "{rule}: no record of {source} has {column} {asked}; there is no record",
                    rule=rule.name,
                    source=rule.source.name,
                    column=condition.column,
                    asked=one_of(wanted),
                )
            said = localized(
                "{rule}: no record of {source} has {column} {asked}; there is {present}",
                rule=rule.name,
                source=rule.source.name,
                column=condition.column,
                asked=one_of(wanted),
                present=one_of(list(found)),
            )
            return said + did_you_mean(wanted[0], found)
    return localized(
        "{rule}: no record of {source} has {conditions}",
        rule=rule.name,
        source=rule.source.name,
        conditions=say_conditions(rule.conditions),
    )


def say_conditions(conditions: Iterable[Condition]) -> str:
    """What records must hold: ``status `done` with year `2024```."""
    asked = [f"{each.column} {one_of(each.written())}" for each in conditions]
    return reduce(lambda first, other: localized("{first} with {other}", first=first, other=other), asked) if asked else ""
