"""What the levels of an indicator are made of (``sum``, ``ratio``): as it is declared, and what is wrong with that."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from tracker.model.programme import Composition
from tracker.values.input import amount_spellings
from tracker.values.languages.translations import localized
from tracker.values.printable import did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.storage.schema import Declaration, File, Series

    Path = tuple[str | int, ...]
    Indicators = Mapping[str, Declaration | Series]

_FEWEST = 2  # parts of a sum


def composition_of(each: str, declared: File) -> Composition | None:
    """Return what an indicator is made of; None where it has figures of its own, or where its composition has errors."""
    composition = _stated(_entry(each, declared))
    return None if composition is None or any(_misfits(each, declared, frozenset())) else composition


def find_misfits(declared: File, unusable: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """Yield the path and the message of everything that is wrong with series and compositions.

    What is made of an indicator that is declared with errors (``unusable``) is not judged: those errors are reported already.
    """
    for each, series in declared.series.items():
        if each in declared.targets:
            yield ("series", each), localized("{series} is a target already; a series needs an id of its own", series=quoted(each))
        if series.kind not in {"flow", "stock"}:
            yield ("series", each, "kind"), localized("kind: a series is a flow or a stock, not {kind}", kind=quoted(series.kind))
    for each in _indicators(declared):
        part = "targets" if each in declared.targets else "series"
        for field, message in _misfits(each, declared, unusable):
            yield (part, each, field), f"{field}: {message}"


def _entry(each: str, declared: File) -> Declaration | Series:
    return declared.targets[each] if each in declared.targets else declared.series[each]


def _indicators(declared: File) -> Indicators:
    return {**declared.series, **declared.targets}


def _stated(entry: Declaration | Series) -> Composition | None:
    if entry.sum is not None:
        return Composition(entry.sum, ratio=False)
    return None if entry.ratio is None else Composition((entry.ratio.of, entry.ratio.to), ratio=True)


def _misfits(each: str, declared: File, unusable: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The field and the message of what is wrong with the composition of one indicator."""
    entry = _entry(each, declared)
    composition, field = _stated(entry), "sum" if entry.sum is not None else "ratio"
    if composition is None:
        return
    if entry.sum is not None and entry.ratio is not None:
        yield "ratio", localized("the levels of an indicator are a sum or a ratio, not both; remove one of them")
        return
    if entry.kind in {"event", "rank"}:
        yield field, localized("a target of the kind {kind} is not made of others; remove it", kind=entry.kind)
        return
    indicators = _indicators(declared)  # only here: all of them for each of them would grow with the square
    unknown = [part for part in composition.parts if part not in indicators and part not in unusable]
    for part in unknown:
        others = [name for name in indicators if name != each]
        if others:
            yield (
                field,
                localized("{part} is not declared; write {allowed}", part=quoted(part), allowed=one_of(others, 24))
                + did_you_mean(part, others),
            )
        else:
            yield field, localized("{part} is not declared; write it under `series`", part=quoted(part))
    if len(composition.parts) < _FEWEST or len(set(composition.parts)) < len(composition.parts):
        yield field, localized("a sum has two or more parts, and a ratio two, each of them once")
    if unknown or any(part in unusable for part in composition.parts):
        return
    circle = _circle(each, indicators)
    if circle:
        chain = reduce(lambda whole, part: localized("{whole} is made of {part}", whole=whole, part=part), map(quoted, circle))
        yield field, localized("{chain}; nothing can be made of itself", chain=chain)
    elif not composition.ratio:
        yield from _other_parts(entry, composition, indicators)


def _circle(each: str, indicators: Indicators) -> list[str]:
    """The path from an indicator through its parts back to itself; empty where there is none."""
    ways, seen = [[each]], set[str]()
    while ways:
        way = ways.pop()
        composition = _stated(indicators[way[-1]])
        for part in composition.parts if composition else ():
            if part == each:
                return [*way, part]
            if part in indicators and part not in seen:
                seen.add(part)
                ways.append([*way, part])
    return []


def _other_parts(entry: Declaration | Series, composition: Composition, indicators: Indicators) -> Iterator[tuple[str, str]]:
    """The parts that cannot be added up to this: those in other units, and those of another kind."""
    unit = amount_spellings.split_scale(entry.unit or "")[1]
    for part in composition.parts:
        other = indicators[part]
        own = amount_spellings.split_scale(other.unit or "")[1]
        if own != unit:
            yield (
                "sum",
                localized(
                    "{part} is in {unit}, and the sum is in {sum_unit}; different units are never added up",
                    part=quoted(part),
                    unit=quoted(own),
                    sum_unit=quoted(unit),
                ),
            )
        elif not _alike(entry, other):
            yield (
                "sum",
                localized(
                    "{part} is a {kind}, and the sum is a {sum_kind}; different kinds are never added up",
                    part=quoted(part),
                    kind=other.kind,
                    sum_kind=entry.kind,
                ),
            )


def _alike(entry: Declaration | Series, part: Declaration | Series) -> bool:
    """Whether a part is of the same kind as the whole; running totals must also have the same start."""
    same_start = entry.kind != "cumulative" or getattr(entry, "start", None) == getattr(part, "start", None)
    return entry.kind == part.kind and same_start
