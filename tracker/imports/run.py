"""Every source that is asked for, read by the reader of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.imports.single_figures import read_figures
from tracker.model.imported import SourceReading
from tracker.values.languages.translations import localized
from tracker.values.printable import did_you_mean, quoted
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tracker.model.sources import FigureRule, Source


@dataclass(frozen=True, slots=True)
class RecordsReader:
    """Reads the records of one source: ``read`` takes the source, the rules that use it, and the name of the file that declares them.

    ``tables`` are the names of the frames that a program hands over.
    """

    read: Callable[[Source, Sequence[FigureRule], str], SourceReading]
    tables: frozenset[str] = frozenset()


def read_sources(rules: Iterable[FigureRule], declared_in: str, read_records: RecordsReader | None = None) -> tuple[SourceReading, ...]:
    """Read each source that the rules name, once, before anything is compared or written.

    InvalidInput lists the problems of all of them. Without ``read_records``, a source of records is one of these problems; so is a frame
    that is handed over and that no source reads.
    """
    used: dict[str, list[FigureRule]] = {}
    for rule in rules:
        used.setdefault(rule.source.name, []).append(rule)
    readers = {False: read_figures, True: read_records.read if read_records else _refuse_records}
    readings = tuple(readers[found[0].source.records](found[0].source, found, declared_in) for found in used.values())
    problems = list(_unread_tables(read_records.tables, [found[0].source for found in used.values()], declared_in)) if read_records else []
    problems += [each for reading in readings for each in reading.problems]
    if problems:
        raise InvalidInput(dict.fromkeys(problems))
    return readings


def _unread_tables(tables: frozenset[str], sources: Sequence[Source], declared_in: str) -> Iterator[Problem]:
    """The frames that a program hands over in vain: their source reads files, or none has such a table."""
    read = {each.table if each.table in tables else each.name for each in sources if each.table}
    of_files = {each.name: each for each in sources if not each.table}
    for name in sorted(tables - read):
        if source := of_files.get(name):
            said = localized(
                "sources: {source}: it reads `files`, so the frame in `tables` would be ignored; write `table` "
                "instead of `files`, or pass no frame",
                source=name,
            )
            yield Problem(declared_in, source.line, said)
        else:
            known = [each.table for each in sources if each.table]
            said = localized("`tables` has {table}, which is the `table` of no source that figures use", table=quoted(name))
            yield Problem(declared_in, None, said + did_you_mean(name, known))


def _refuse_records(source: Source, _: Sequence[FigureRule], declared_in: str) -> SourceReading:
    said = localized("sources: {source}: its rows are records, and no reader of records was given", source=source.name)
    return SourceReading(source, problems=(Problem(declared_in, source.line, said),))
