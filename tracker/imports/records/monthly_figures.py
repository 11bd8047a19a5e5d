"""Records -> figures: the total of a flow is the sum of a month, the level of a stock the running total at its end.

Records are events (declarations, projects), and are counted or added up. Small files are read row by row; Parquet, large CSV and frames
that a program hands over are counted by an engine, with the same figures.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.imports.candidates import needed_columns
from tracker.imports.matched_files import matched_files
from tracker.imports.records.rows import later_records, say_conditions, tally_rows
from tracker.imports.records.tallies import EXACTLY, Tallies
from tracker.imports.run import RecordsReader
from tracker.model.imported import ImportedFigure, MissingFigure, SourceReading, note_import, shown_digest
from tracker.model.programme import TOTALS
from tracker.model.sources import COUNT
from tracker.storage import files
from tracker.values.display import numbers
from tracker.values.input import amount_spellings
from tracker.values.languages.translations import Counted, localized
from tracker.values.periods import MONTHS, Period
from tracker.values.printable import quoted
from tracker.values.problems import InvalidInput, Problem
from tracker.values.system_errors import explain
from tracker.values.units import is_bare_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tracker.model.imported import SourceFile
    from tracker.model.sources import FigureRule, Source

WHOLE = 64 << 20
"""Bytes of CSV files up to which records are read row by row, with their lines; larger files need an engine."""

_PARQUET = {".parquet", ".pq"}
_SHEETS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".json"}
_EARLY = 7  # days: who ends a month so long before its end may have sent only a part of it
_PLANNED = re.compile(r"plan|expect|forecast|project(?:ed|ion)|план|ожида|прогноз|жоспар|reja|режа|kutil", re.IGNORECASE)
_MOST_MONTHS = 6  # that a notice names
_GAPS = Counted(
    "{rule}: {source} has no records for {months} and {number} more months, and so no figure",
    "{rule}: {source} has no records for {months} and {number} more months, and so no figure",
    "imports/gaps",
)


@dataclass(frozen=True, slots=True)
class _Basis:
    """What figures rest on: the tallies, the files, what they are called, and the last day that is over."""

    tallies: Tallies
    files: tuple[SourceFile, ...]
    origin: str
    closed: date


def records_reader(today: date, tables: Mapping[str, object] | None = None) -> RecordsReader:
    """Return the reader of records for a day; ``tables`` are frames that a program hands over, by the name of the table or the source."""

    def read(source: Source, rules: Sequence[FigureRule], declared_in: str) -> SourceReading:
        handed = tables or {}
        return read_records(source, rules, declared_in, today, handed.get(source.table or source.name, handed.get(source.name)))

    return RecordsReader(read, frozenset(tables or ()))


def read_records(source: Source, rules: Sequence[FigureRule], declared_in: str, today: date, frame: object | None = None) -> SourceReading:
    """Return the figures that the rules find in the records of a source; with problems, where there are any, they are not to be used.

    ``frame`` are the records themselves, where a program hands them over. A month that is not over by ``today``, or by the day for which
    the source holds (``as_of``), gives no figure; neither does a month without records. A stock has a figure for the end of each month in
    which it changed and one for ``as_of``.
    """
    problems = list(_misfits(source, rules, declared_in, today))
    if problems:
        return SourceReading(source, problems=tuple(problems))
    limit = source.as_of or today
    try:
        basis = _basis(source, rules, declared_in, limit, frame)
    except InvalidInput as invalid:
        return SourceReading(source, problems=tuple(invalid.problems))
    if basis.tallies.problems:
        return SourceReading(source, basis.files, problems=basis.tallies.problems)
    figures, missing, notices = list[ImportedFigure](), list[MissingFigure](), list(basis.tallies.notices)
    notices += _early_end(source, basis) if any(rule.kind in TOTALS for rule in rules) else ()
    for number, rule in enumerate(rules):
        take = _flow if rule.kind in TOTALS else _stock
        figures += (found := list(take(number, rule, basis)))
        missing += _unfinished(number, rule, basis)
        notices += _gaps(rule, found) if rule.kind in TOTALS else ()
    return SourceReading(source, basis.files, tuple(figures), tuple(missing), (), tuple(notices), _levels(rules, basis))


def _misfits(source: Source, rules: Sequence[FigureRule], declared_in: str, today: date) -> Iterator[Problem]:
    """What would make figures that nobody means: rates, plans, records that may be counted twice, a day that has not come."""
    if source.as_of and source.as_of > today:
        yield Problem(
            declared_in,
            source.line,
            localized("as_of: {day} lies in the future; write the day to which the records refer", day=source.as_of),
        )
    if source.published.column:
        said = localized(
            "published: a record has no day of publication of its own; write a day, or leave it out to use the day of the import"
        )
        yield Problem(declared_in, source.line, said)
    if source.period and _PLANNED.search(source.period):
        said = localized(
            "period: {period} suggests planned dates; name the column with the dates on which it happened", period=quoted(source.period)
        )
        yield Problem(declared_in, source.line, said)
    for rule in rules:
        if said := _misfit(rule):
            yield Problem(declared_in, rule.line, f"{rule.name}: {said}")


def _misfit(rule: FigureRule) -> str:
    """What is wrong with a rule for records; empty where nothing is."""
    column = rule.value_column or ""
    if rule.kind == "rank" or is_bare_percent(amount_spellings.split_scale(rule.target_unit)[1]):
        return localized("rates, shares and rankings are not sums or counts of records")
    if _PLANNED.search(column) and not _PLANNED.search(rule.target):
        return localized(
            "{column} suggests plans rather than results; name the column with the results, or say in the id of the target that it "
            "is planned",
            column=quoted(column),
        )
    if rule.kind in TOTALS and rule.source.period is None:
        return localized("a {kind} is counted by month; name the column of the dates as `period`", kind=rule.kind)
    if rule.kind not in TOTALS and not rule.source.key and rule.source.table is None:
        return localized("a record listed twice would be counted twice; name with `key` the columns that identify a record")
    return ""


def _basis(source: Source, rules: Sequence[FigureRule], declared_in: str, limit: date, frame: object | None) -> _Basis:
    closed = limit if source.as_of else limit - timedelta(days=1)
    if source.table is not None:
        if frame is None:
            said = localized(
                "sources: {source}: the table {table} is passed by a program; pass it to tracker.import_ in `tables`",
                source=source.name,
                table=quoted(source.table),
            )
            raise InvalidInput([Problem(declared_in, source.line, said)])
        tallies = _by_engine(frame, localized("table {table}", table=source.table), source, rules, limit)
        return _Basis(_with_counts(tallies, source, rules, declared_in, limit), (), f"table {source.table}", closed)
    problems: list[Problem] = []
    paths = matched_files(source, declared_in, problems)
    if problems or not paths:
        raise InvalidInput(
            problems or [Problem(declared_in, source.line, localized("sources: {source}: no file is there", source=source.name))]
        )
    origin = ", ".join(source.files)
    if _is_small(paths):
        tallies, read = tally_rows(paths, source, rules, limit, declared_in)
        return _Basis(tallies, read, origin, closed)
    tallies, read = _of_files(paths, source, rules, limit)
    return _Basis(_with_counts(tallies, source, rules, declared_in, limit), read, origin, closed)


def _is_small(paths: Sequence[Path]) -> bool:
    """Whether files are read row by row; InvalidInput where some are Parquet and others are not."""
    parquet = [path for path in paths if path.suffix.casefold() in _PARQUET]
    if parquet and len(parquet) < len(paths):
        other = next(path for path in paths if path not in parquet)
        raise InvalidInput(
            [
                Problem(
                    files.name_of(other),
                    None,
                    localized("is not a Parquet file, but {file} is; declare them as two sources", file=files.name_of(parquet[0])),
                )
            ]
        )
    if parquet:
        return False
    return any(path.suffix.casefold() in _SHEETS for path in paths) or sum(map(_size, paths)) <= WHOLE


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # whoever reads it says why it cannot be read


def _by_engine(frame: object, name: str, source: Source, rules: Sequence[FigureRule], limit: date) -> Tallies:
    try:
        from tracker.imports.records.engine import tally_frame  # noqa: PLC0415 - only who needs an engine has it installed
    except ModuleNotFoundError as error:
        raise InvalidInput([Problem(name, None, _not_installed(error))]) from None
    return tally_frame(frame, name, source, rules, limit)


def _of_files(paths: Sequence[Path], source: Source, rules: Sequence[FigureRule], limit: date) -> tuple[Tallies, tuple[SourceFile, ...]]:
    """The tallies of Parquet files or of large CSV files, and the files with their digests; InvalidInput where one changes meanwhile."""
    name = files.name_of(paths[0]) if len(paths) == 1 else ", ".join(source.files)
    try:
        from tracker.imports.records import engine, locked_files  # noqa: PLC0415 - only who needs an engine has it
    except ModuleNotFoundError as error:
        raise InvalidInput([Problem(name, None, _not_installed(error))]) from None
    before = [_stamp(path) for path in paths]
    if paths[0].suffix.casefold() in _PARQUET:
        columns = list(dict.fromkeys([*needed_columns(source, rules), *source.key]))  # `count` is none, and does no harm
        opened = locked_files.open_parquet(paths, columns, keyed=bool(source.key))
    else:
        opened = locked_files.open_csv(paths, source.encoding, source.header or 1, keyed=bool(source.key))
    with opened as relation:
        digested = locked_files.digested(paths)
        tallies = engine.tally_frame(relation, name, source, rules, limit, locked_files.explain)
    changed = [path for path, stamp in zip(paths, before, strict=True) if _stamp(path) != stamp]
    if changed:
        said = localized("another program is writing to it; try again when it has ended")
        raise InvalidInput([Problem(files.name_of(path), None, said) for path in changed])
    return tallies, digested


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        about = path.stat()
    except OSError as error:
        raise InvalidInput([Problem(files.name_of(path), None, localized("cannot be read: {reason}", reason=explain(error)))]) from None
    return about.st_ino, about.st_size, about.st_mtime_ns


def _not_installed(error: ModuleNotFoundError) -> str:
    return localized('needs {library}, which is not installed; in a clone: pip install ".[data]"', library=error.name)


def _with_counts(tallies: Tallies, source: Source, rules: Sequence[FigureRule], declared_in: str, limit: date) -> Tallies:
    """Tallies of an engine with what is to be said about rules without a record, and with records that come later."""
    if tallies.problems:
        return tallies
    problems, notices = list[Problem](), list[str]()
    for number, rule in enumerate(rules):
        later = tallies.later[number]
        if later:
            notices.append(f"{rule.name}: {later_records(later, limit)}")
        elif not any(each.counts[number] for each in tallies.slices):
            asked = say_conditions(rule.conditions)
            said = (
                localized("{rule}: no record of {source} has {conditions}", rule=rule.name, source=source.name, conditions=asked)
                if asked
                else localized("{rule}: {source} has no record", rule=rule.name, source=source.name)
            )
            problems.append(Problem(declared_in, rule.line, said))
    return replace(tallies, problems=tuple(problems), notices=tuple(notices))


def _flow(number: int, rule: FigureRule, basis: _Basis) -> Iterator[ImportedFigure]:
    """The total of each month that is over and has records."""
    for month, (count, total) in _by_month(number, basis).items():
        if (period := _month(month)).end <= basis.closed:
            yield _figure(rule, period, count, total, basis)


def _by_month(number: int, basis: _Basis) -> dict[int, tuple[int, Decimal]]:
    """How many records a rule has in each month, and their sum."""
    found: dict[int, tuple[int, Decimal]] = {}
    for each in basis.tallies.slices:
        if each.month is not None and each.counts[number]:
            count, total = found.get(each.month, (0, Decimal(0)))
            found[each.month] = count + each.counts[number], EXACTLY.add(total, each.sums[number])
    return found


def _stock(number: int, rule: FigureRule, basis: _Basis) -> Iterator[ImportedFigure]:
    """The running total at the end of each month that is over and in which it changed, and on the day for which the source holds."""
    ends = [_month(month).end for month in _by_month(number, basis)]
    for end in ends:
        if end <= basis.closed and end != rule.source.as_of:
            yield _level(number, rule, end, basis)
    if rule.source.as_of and any(each.counts[number] for each in basis.tallies.slices):
        yield _level(number, rule, rule.source.as_of, basis)


def _level(number: int, rule: FigureRule, day: date, basis: _Basis) -> ImportedFigure:
    """The running total on a day; on that for which the source holds, of all its records, also of those that name only their month."""
    count, total = 0, Decimal(0)
    for each in basis.tallies.slices:
        if each.day is None or each.day <= day or day == rule.source.as_of:
            count, total = count + each.counts[number], EXACTLY.add(total, each.sums[number])
    return _figure(rule, Period(day, day), count, total, basis)


def _levels(rules: Sequence[FigureRule], basis: _Basis) -> Callable[[FigureRule, date], ImportedFigure | None]:
    """How the level of a rule on any day is found, for the observations of days on which nothing changes any more."""
    dated = all(each.month is not None for each in basis.tallies.slices)

    def level_on(rule: FigureRule, day: date) -> ImportedFigure | None:
        if not dated or day > basis.closed or rule.kind in TOTALS:
            return None
        return _level(rules.index(rule), rule, day, basis)

    return level_on


def _figure(rule: FigureRule, period: Period, count: int, total: Decimal, basis: _Basis) -> ImportedFigure:
    counted = rule.value_column == COUNT
    summed = "count" if counted else f"{'sum' if rule.kind in TOTALS else 'running total'} of {rule.value_column}"
    records = numbers.count(count, "record")
    digest = shown_digest(basis.files) if basis.files else ""
    return ImportedFigure(
        rule=rule,
        period=period,
        value=Decimal(count) if counted else _plain(total),
        unit=rule.unit_text,
        origin=basis.origin,
        digest=digest,
        published=rule.source.published.day,
        undated=rule.source.published.unknown,
        note=note_import(rule.source, f": {summed} {'of' if counted else 'over'} {records}", digest),
    )


def _plain(amount: Decimal) -> Decimal:
    """The same amount without zeros behind its last decimal, and without an exponent."""
    return Decimal(f"{EXACTLY.normalize(amount):f}")


def _month(month: int) -> Period:
    """The month that is so many months after the year 0."""
    year, before = divmod(month, MONTHS)
    return Period(date(year, before + 1, 1), date(year, before + 1, monthrange(year, before + 1)[1]))


def _unfinished(number: int, rule: FigureRule, basis: _Basis) -> Iterator[MissingFigure]:
    """The months of which records are there and which are not over; a stock of a day has that day instead."""
    if rule.source.as_of and rule.kind not in TOTALS:
        return
    for month in _by_month(number, basis):
        if (period := _month(month)).end > basis.closed:
            yield MissingFigure(
                rule,
                period,
                localized("the month is not over on {day}", day=rule.source.as_of)
                if rule.source.as_of
                else localized("the month is not over"),
            )


def _early_end(source: Source, basis: _Basis) -> Iterator[str]:
    """That the records of the last month end long before it does."""
    last = basis.tallies.ends
    if last is None:
        return
    period = _month(last.year * MONTHS + last.month - 1)
    if period.end <= basis.closed and (period.end - last).days >= _EARLY:
        yield localized(
            "{source}: the records of {period} end on day {day}; is the month complete?", source=source.name, period=period, day=last.day
        )


def _gaps(rule: FigureRule, figures: Sequence[ImportedFigure]) -> Iterator[str]:
    """The months between the first and the last figure that have no record: perhaps nothing happened, perhaps a file is missing."""
    months = {round(each.period.first) for each in figures}
    gaps = [str(_month(each)) for each in range(min(months), max(months)) if each not in months] if months else []
    if gaps:
        shown, more = ", ".join(gaps[:_MOST_MONTHS]), len(gaps) - _MOST_MONTHS
        if more > 0:
            yield _GAPS.format(more, rule=rule.name, source=rule.source.name, months=shown)
        else:
            yield localized(
                "{rule}: {source} has no records for {months}, and so no figure", rule=rule.name, source=rule.source.name, months=shown
            )
