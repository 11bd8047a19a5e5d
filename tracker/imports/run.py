"""Every source that is asked for, read by the reader of its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.imports.single_figures import read_figures
from tracker.model.imported import SourceReading
from tracker.model.sources import FigureRule, Source
from tracker.values.languages.translations import localized
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

RecordsReader = Callable[[Source, Sequence[FigureRule], str], SourceReading]
"""Reads the records of one source: the source, the rules that use it, and the name of the file that declares them."""


def read_sources(rules: Iterable[FigureRule], declared_in: str, read_records: RecordsReader | None = None) -> tuple[SourceReading, ...]:
    """Read each source that the rules name, once, before anything is compared or written.

    InvalidInput lists the problems of all of them. Without ``read_records``, a source of records is one of these problems.
    """
    used: dict[str, list[FigureRule]] = {}
    for rule in rules:
        used.setdefault(rule.source.name, []).append(rule)
    readers = {False: read_figures, True: read_records or _refuse_records}
    readings = tuple(readers[found[0].source.records](found[0].source, found, declared_in) for found in used.values())
    problems = [each for reading in readings for each in reading.problems]
    if problems:
        raise InvalidInput(dict.fromkeys(problems))
    return readings


def _refuse_records(source: Source, _: Sequence[FigureRule], declared_in: str) -> SourceReading:
    said = localized("sources: {source}: its rows are records, and no reader of records was given", source=source.name)
    return SourceReading(source, problems=(Problem(declared_in, source.line, said),))
