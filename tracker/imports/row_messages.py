"""What to tell where a table holds more than one row for a figure, or none: the rows, the columns in which they differ, what to write."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from tracker.imports.candidates import needed_columns
from tracker.imports.tables import open_table
from tracker.model.sources import Condition
from tracker.storage.statistics_codes import FREQUENCIES, is_total
from tracker.values.currencies import ALSO_WORDS, CODES, currency
from tracker.values.input import amount_spellings
from tracker.values.languages.translations import localized
from tracker.values.printable import did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Sequence
    from pathlib import Path

    from tracker.imports.candidates import Candidate
    from tracker.model.sources import FigureRule
    from tracker.values.periods import Period

_UNITS = frozenset({"unitmeasure", "unitofmeasure", "unit", "currency", "единицаизмерения", "валюта"})
_CURRENCIES = CODES - ALSO_WORDS
"""A column of units that holds one of them says in which currency its figures are."""
_CLASSIFICATIONS = frozenset({"classificationcode", "nomenclature"})
_FEW = 4  # lines and columns that a message names
_CODE = 12  # letters of a code at most: a longer value is a description
_CODES = ("code", "код")  # what the name of a column of codes says
_DISTINCT = 10_000  # values of a column that are kept for a hint


def tell_several_rows(rule: FigureRule, rows: Sequence[Candidate]) -> str:
    """What to write where several rows are left: the columns in which they differ, the most telling first."""
    lines = [each.row for each in rows]
    lines = lines if len(set(lines)) > 1 else [each.place.at for each in rows]
    shown = ", ".join(lines[:_FEW]) + (", …" if len(lines) > _FEW else "")
    number, period = len(rows), rows[0].period
    unlike = _unlike_columns(rule, rows)
    if not unlike:
        return localized(
            "{rule}: {number} rows ({lines}) are left for {period}, but a figure is one row; they differ only in the value: is the "
            "table there twice, or another one below or beside it? keep one of them",
            rule=rule.name,
            number=number,
            lines=shown,
            period=period,
        )
    return _tell_unlike(rule.name, number, shown, period, unlike)


def _tell_unlike(rule: str, number: int, lines: str, period: Period, unlike: Sequence[tuple[str, Sequence[str]]]) -> str:
    """In which columns the rows differ, and how to write the most telling one in targets.yaml."""
    differences = "; ".join(starmap(_tell_values, unlike[:2]))
    column, values = unlike[0]
    if (total := next((each for each in values if is_total(column, each)), None)) is not None:
        return localized(
            "{rule}: {number} rows ({lines}) are left for {period}, but a figure is one row: {differences}; `where: {{{column}: "
            "{total}}}` is the total, or add members by name with `sum: {{{column}: [...]}}`",
            rule=rule,
            number=number,
            lines=lines,
            period=period,
            differences=differences,
            column=column,
            total=total,
        )
    if "" in values:
        return localized(
            "{rule}: {number} rows ({lines}) are left for {period}, but a figure is one row: {differences}; the empty cell often is"
            " the total: `where: {{{column}: {empty}}}`, or add members by name with `sum: {{{column}: [...]}}`",
            rule=rule,
            number=number,
            lines=lines,
            period=period,
            differences=differences,
            column=column,
            empty=_written(""),
        )
    return localized(
        "{rule}: {number} rows ({lines}) are left for {period}, but a figure is one row: {differences}; say which in `where`, "
        "as in {{{column}: {value}}}, or add members by name with `sum: {{{column}: [...]}}`",
        rule=rule,
        number=number,
        lines=lines,
        period=period,
        differences=differences,
        column=column,
        value=_written(values[0]),
    )


def _tell_values(column: str, values: Sequence[str]) -> str:
    return localized("{column} has {values}", column=column, values=one_of(map(_written, values), _FEW + 1))


def _written(value: str) -> str:
    """A value as it is written in targets.yaml, where an empty cell is a pair of quotes."""
    return value or '""'


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


def tell_total_among(parts: Sequence[tuple[Candidate, Decimal]]) -> str:
    """Which part of a sum equals all the others together; empty where none does."""
    whole = sum((amount for _, amount in parts), Decimal(0))
    for each, amount in parts:
        if len(parts) > 1 and amount and amount * 2 == whole:
            return localized(
                "{place}: {member} is as much as the other members together; is it the total of the others, so that the sum counts them"
                " twice?",
                place=each.place,
                member=quoted(each.member),
            )
    return ""


def tell_mixed_frequencies(rule: FigureRule, candidates: Sequence[Candidate]) -> str:
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
                lines = ", ".join(localized("line {line} is of {period}", line=each.row, period=each.period) for each in found.values())
                both = ", ".join(codes)
                return localized(
                    "{rule}: figures of several frequencies are left ({column} {codes}; {lines}); say which in `where`, or name them, as in"
                    " {{{column}: [{both}]}}, where both are meant",
                    rule=rule.name,
                    column=column,
                    codes=one_of(codes),
                    lines=lines,
                    both=both,
                )
    return ""


def tell_mixed_units(rule: FigureRule, candidates: Sequence[Candidate]) -> str:
    """Why figures in several units or currencies are a problem: a column of units differs, and no two of them are one series."""
    for column, values in _columns(candidates, _UNITS):
        units = list(dict.fromkeys(value for _, value in values))
        if len(units) > 1:
            lines = ", ".join(
                localized("line {line}", line=next(each for each, value in values if value == unit).row) for unit in units[:_FEW]
            )
            return localized(
                "{rule}: figures in several units are left ({column} {units}; {lines}); say which in `where`",
                rule=rule.name,
                column=column,
                units=one_of(map(_written, units)),
                lines=lines,
            )
    return ""


def tell_other_unit(rule: FigureRule, candidates: Sequence[Candidate]) -> str:
    """Why the unit that is declared is not that of the table: its columns of units name another currency or scale, and none the same."""
    power, unit = amount_spellings.split_scale(rule.unit_text)
    if currency(unit) not in _CURRENCIES:
        return ""
    other: tuple[str, str, str] | None = None
    for column, values in _columns(candidates, _UNITS):
        for each, value in values:
            own_power, own = amount_spellings.split_scale(value)
            if currency(own) not in _CURRENCIES:
                continue
            if currency(own) == currency(unit) and (own_power in {None, power} or rule.source.scale):
                return ""
            other = other or (column, quoted(value), each.row)
    if not other:
        return ""
    column, value, line = other
    return localized(
        "{rule}: `unit:` says {unit}, and {column} says {unit_there} (line {line}); correct `unit:`, or say in `where` which "
        "rows are meant",
        rule=rule.name,
        unit=quoted(rule.unit_text),
        column=column,
        unit_there=value,
        line=line,
    )


def tell_doubts(rule: FigureRule, candidates: Sequence[Candidate]) -> Iterator[str]:
    """What may make the figures of a series others than they look: a multiplier that is not applied, a new classification of goods."""
    for column, values in _columns(candidates, {"unitmult"}):
        power = next(((each, value) for each, value in values if value not in {"", "0"}), None)
        if power and column != rule.source.scale:
            yield localized(
                "{place}: {column} is {power} and was not applied; if the amounts are to be multiplied by it, write `scale: {column}` "
                "under the source",
                place=power[0].place,
                column=column,
                power=quoted(power[1]),
            )
    for column, values in _columns(candidates, _CLASSIFICATIONS):
        for (_, before), (each, now) in pairwise(sorted(values, key=lambda value: value[0].period)):
            if before != now:
                yield localized(
                    "{place}: {column} changes from {before} to {now} with {period}; is the series comparable?",
                    place=each.place,
                    column=column,
                    before=quoted(before),
                    now=quoted(now),
                    period=each.period,
                )


def _columns(candidates: Sequence[Candidate], names: Container[str]) -> Iterator[tuple[str, list[tuple[Candidate, str]]]]:
    """The columns of some names, in small letters without what joins words, with their values in each row."""
    for at, column in enumerate(candidates[0].names):
        if re.sub(r"[\s_]", "", column).casefold() in names:
            yield column, [(each, each.cells[at].strip()) for each in candidates if each.names == candidates[0].names]


def tell_nothing_found(rule: FigureRule, paths: Sequence[Path]) -> str:
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
    for condition, found in zip(conditions, values, strict=True):
        if not any(map(condition.admits, found)):
            return _tell_unmet(rule, condition, found)
    wanted = [f"{each.column} {one_of(each.written())}" for each in conditions]
    blank = next((each.column for each, found in zip(conditions, values, strict=True) if "" in found and "" not in each.values), "")
    if not wanted:
        return localized("{rule}: no row of {source} holds a figure", rule=rule.name, source=rule.source.name)
    said = localized(
        "{rule}: no row of {source} has {conditions} at once", rule=rule.name, source=rule.source.name, conditions=", ".join(wanted)
    )
    if not blank:
        return said
    return said + localized(
        "; {column} is empty in other rows: does a label over several rows stand in the first of them only?", column=quoted(blank)
    )


def _tell_unmet(rule: FigureRule, condition: Condition, found: Collection[str]) -> str:
    """That no row meets a condition: what there is in its column, and what of that is spelt nearly so."""
    asked = condition.written()
    near = "" if asked[0].isdigit() else did_you_mean(asked[0], found)
    if not found:
        said = localized(
            "{rule}: no row of {source} has {column} {asked}; there is no row",
            rule=rule.name,
            source=rule.source.name,
            column=condition.column,
            asked=one_of(asked),
        )
    else:
        said = localized(
            "{rule}: no row of {source} has {column} {asked}; there is {present}",
            rule=rule.name,
            source=rule.source.name,
            column=condition.column,
            asked=one_of(asked),
            present=one_of(found),
        )
    return said + near
