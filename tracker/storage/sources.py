"""``sources:`` and ``figures:`` of targets.yaml as typed declarations, and what contradicts what in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.model.sources import COUNT, FigureRule, Source
from tracker.storage.statistics_codes import PART_OF, is_total
from tracker.values.input import amount_spellings
from tracker.values.languages.translations import localized
from tracker.values.printable import did_you_mean, one_of, quoted
from tracker.values.units import is_bare_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.model.sources import Members
    from tracker.storage.schema import Declaration, File, Series
    from tracker.storage.source_fields import FigureEntry, SourceEntry

    KeyPath = tuple[str | int, ...]
    LineOf = Callable[[KeyPath], int]
    Misfit = tuple[KeyPath, str]

_ONLY_RECORDS = ("as_of", "key", "decimals", "table")
_ONLY_FIGURES = ("cumulative", "scale", "periods", "status")


def declared_sources(declared: File, file: str, line: LineOf) -> dict[str, Source]:
    """The sources of a targets file, by name."""
    return {name: _source(name, entry, str(Path(file).parent), line) for name, entry in declared.sources.items()}


def declared_rules(declared: File, sources: dict[str, Source], line: LineOf) -> tuple[FigureRule, ...]:
    """The rules by which figures are taken, in the order of the file; those that cannot be used are left out."""
    return tuple(
        _rule((part, each, "figures", reporter), entry, indicator, sources[entry.source], line)
        for part, each, indicator in _indicators(declared)
        for reporter, entry in indicator.figures.items()
        if entry.source in sources and not any(_rule_misfits((part, each, "figures", reporter), entry, indicator, declared))
    )


def find_source_misfits(declared: File, unusable: frozenset[str]) -> Iterator[Misfit]:
    """Yield the path and the message of everything that is wrong with sources and with the rules that use them.

    ``unusable`` are the sources that are declared with errors, which are reported already.
    """
    for name, source in declared.sources.items():
        yield from _source_misfits(("sources", name), source)
    for part, each, indicator in _indicators(declared):
        for reporter, entry in indicator.figures.items():
            if entry.source not in unusable:
                yield from _rule_misfits((part, each, "figures", reporter), entry, indicator, declared)


def _indicators(declared: File) -> Iterator[tuple[str, str, Declaration | Series]]:
    yield from (("targets", each, entry) for each, entry in declared.targets.items())
    yield from (("series", each, entry) for each, entry in declared.series.items())


def _source(name: str, entry: SourceEntry, folder: str, line: LineOf) -> Source:
    return Source(
        name=name,
        line=line(("sources", name)),
        folder=folder,
        files=entry.files or (),
        table=entry.table,
        encoding=entry.encoding,
        sheet=entry.sheet,
        header=entry.header,
        records=entry.rows == "records",
        across=entry.periods is not None,
        cumulative=entry.cumulative,
        where=entry.where,
        period=entry.period,
        value=entry.value,
        unit=entry.unit,
        scale=entry.scale,
        status=entry.status,
        published=entry.published,
        as_of=entry.as_of,
        key=entry.key,
        decimals=entry.decimals,
    )


def _rule(path: KeyPath, entry: FigureEntry, indicator: Declaration | Series, source: Source, line: LineOf) -> FigureRule:
    power, unit = amount_spellings.split_scale(indicator.unit or "")
    return FigureRule(
        target=str(path[1]),
        reporter=str(path[-1]),
        source=source,
        line=line(path),
        kind=indicator.kind,
        target_unit=unit,
        target_power=power or 0,
        where=entry.where,
        sum=entry.sum,
        value=entry.value,
        unit=entry.unit,
    )


def _source_misfits(path: KeyPath, entry: SourceEntry) -> Iterator[Misfit]:
    records = entry.rows == "records"
    if not entry.files and not entry.table:
        yield path, localized("`files` is missing: say where the table is")
    if entry.files and entry.table:
        yield (*path, "table"), localized("table: the rows come from files or from a table that a program hands over; remove one of them")
    for field in _ONLY_FIGURES if records else _ONLY_RECORDS:
        if getattr(entry, field) not in {None, (), False}:
            yield (
                (*path, field),
                localized("{field}: this is for figures, each of which is a row; remove it", field=field)
                if records
                else localized("{field}: this is for records; remove it, or write `rows: records`", field=field),
            )
    if entry.periods:
        for field in ("period", "value"):
            if getattr(entry, field):
                yield (
                    (*path, field),
                    localized("{field}: where the periods are columns, no column holds the {field}; remove it", field=field),
                )
    elif not entry.period and not (records and entry.as_of):
        yield (
            path,
            localized("`period` is missing: name the column of the dates, or the day of the register as `as_of`")
            if records
            else localized("`period` is missing: name the column of the periods, or `periods: across` where the periods are columns"),
        )


def _rule_misfits(path: KeyPath, entry: FigureEntry, indicator: Declaration | Series, declared: File) -> Iterator[Misfit]:
    source = declared.sources.get(entry.source)
    if source is None:
        if declared.sources:
            said = localized(
                "source: {source} is not declared; write {allowed}", source=quoted(entry.source), allowed=one_of(declared.sources, 24)
            )
            yield (*path, "source"), said + did_you_mean(entry.source, declared.sources)
        else:
            yield (*path, "source"), localized("source: {source} is not declared; write it under `sources`", source=quoted(entry.source))
        return
    if indicator.kind == "event":
        yield path, localized("figures: an event is recorded with `tracker add`, and not taken from a table; take them away")
        return
    records = source.rows == "records"
    value = entry.value or source.value
    if source.periods and entry.value:
        yield (*path, "value"), localized("value: where the periods are columns, no column holds the value; remove it")
    elif not source.periods and not value:
        yield (
            path,
            localized("`value` is missing; name the column of the amounts here or in the source, or write {count}", count=COUNT)
            if records
            else localized("`value` is missing; name the column of the amounts here or in the source"),
        )
    if source.cumulative and indicator.kind not in {"flow", "cumulative"}:
        yield (
            path,
            localized(
                "figures: the periods of {source} are cumulative, and a {kind} is not a total; remove one of them",
                source=quoted(entry.source),
                kind=indicator.kind,
            ),
        )
    yield from _unit_misfits(path, entry, source, indicator)
    yield from _overlaps(path, entry, source)
    if entry.sum is not None:
        yield from _sum_misfits((*path, "sum"), entry.sum, indicator, records=records)


def _unit_misfits(path: KeyPath, entry: FigureEntry, source: SourceEntry, indicator: Declaration | Series) -> Iterator[Misfit]:
    """A unit is never guessed, and never converted."""
    own, text = amount_spellings.split_scale(indicator.unit or "")[1], entry.unit or source.unit or ""
    if not own and not text:
        return
    place = (*path, "unit") if entry.unit else path
    if not text:
        yield (
            place,
            localized(
                "`unit` is missing: say in which unit the amounts are, such as {unit}, here or in {source}",
                unit=indicator.unit,
                source=quoted(entry.source),
            ),
        )
        return
    try:
        amount_spellings.power_in(own, text)
    except ValueError as wrong:
        yield place, f"unit: {wrong}"


def _overlaps(path: KeyPath, entry: FigureEntry, source: SourceEntry) -> Iterator[Misfit]:
    """Columns that are asked for twice, of which one condition would silently not count."""
    asked = {each.column for each in source.where}
    for each in entry.where:
        if each.column in asked:
            yield (
                (*path, "where", each.column),
                localized(
                    "where: {column} is asked for in {source} too; keep one of them",
                    column=quoted(each.column),
                    source=quoted(entry.source),
                ),
            )
    asked |= {each.column for each in entry.where}
    if entry.sum is not None and entry.sum.column in asked:
        yield (
            (*path, "sum"),
            localized(
                "sum: {column} stands in `where` too; keep it in `sum`, whose members must all be there", column=quoted(entry.sum.column)
            ),
        )


def _sum_misfits(path: KeyPath, members: Members, indicator: Declaration | Series, *, records: bool) -> Iterator[Misfit]:
    if records:
        yield path, localized("sum: records are added up in any case; write the members as a list in `where`")
        return
    if indicator.kind == "rank" or is_bare_percent(amount_spellings.split_scale(indicator.unit or "")[1]):
        yield path, localized("sum: rates, shares and places in a ranking are never added up; remove it")
    for each in members.values:
        if is_total(members.column, each):
            yield (
                path,
                localized(
                    "sum: {member} of {column} is itself a total, and adding it to its parts would count them twice",
                    member=quoted(each),
                    column=quoted(members.column),
                ),
            )
    present = {each.casefold() for each in members.values}
    for each in members.values:
        whole = PART_OF.get(each.casefold())
        if whole in present and "flow" in members.column.casefold():
            yield (
                path,
                localized(
                    "sum: {member} is part of {whole}, and adding both would count it twice",
                    member=quoted(each),
                    whole=quoted(whole.upper()),
                ),
            )
