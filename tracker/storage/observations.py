"""The fields of observations.csv, as they were written -> numbers, or problems; each distinct word is read once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from tracker.model.observations import (
    COLUMNS,
    EPOCH,
    QUALIFIERS,
    UNDATED,
    Codes,
    Observations,
    Texts,
    distinct,
    number_figures,
    order_vintages,
)
from tracker.storage import files
from tracker.storage.tabular import csv as csv_table
from tracker.values import periods
from tracker.values.input import amount_spellings, fields, input_words, period_spellings
from tracker.values.input.input_words import FORECAST, folded
from tracker.values.input.spreadsheet import no_failure
from tracker.values.languages.translations import localized
from tracker.values.printable import did_you_mean, join_all, join_choices, one_of, quoted
from tracker.values.problems import MOST_LISTED, Problem, WarningCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from tracker.model.programme import Programme
    from tracker.storage.tabular.csv import Table
    from tracker.storage.tabular.dialect import Dialect
    from tracker.values.arrays import Bools, Floats, Ints
    from tracker.values.periods import Period

    Meaning = TypeVar("Meaning")

# The columns that refuse what is not a unit, a reporter and so on; any other column takes every text.
_CHECKED = {"target", "period", "unit", "qualifier", "reporter", "published"}
_NOT_THERE = -1  # the place of a target that is not declared, or whose declaration has errors
_PIECE = 1 << 15  # rows that are converted at a time: intermediate results then stay in the cache
_LOST = re.compile(r"\w*\?[\u0400-\u04ff][\w?]*")


class Reading(NamedTuple):
    """A file that was read: its usable rows, every problem with its line, and how it was written down."""

    observations: Observations
    problems: list[Problem]
    dialect: Dialect


@dataclass(frozen=True)
class Typed:
    """The fields of the rows as numbers, one entry a row.

    ``target`` is a place in the programme, ``period`` one in ``periods``, ``reporter`` one in ``reporters``, ``qualifier`` one in
    QUALIFIERS; ``value`` is in the target's own unit, and ``published`` counts days since 1970 (UNDATED where not given).
    """

    target: Ints
    period: Ints
    value: Floats
    qualifier: Ints
    published: Ints
    reporter: Ints
    periods: tuple[Period, ...]
    reporters: tuple[str, ...]


class Findings:
    """The problems of the rows, and which rows have one."""

    def __init__(self, file: str, lines: Ints) -> None:
        """Begin with nothing wrong in the rows that stand on these lines."""
        self.file, self.lines = file, lines
        self.bad = np.zeros(len(lines), dtype=bool)
        self.problems: list[Problem] = []

    def good(self) -> Ints | slice:
        """The rows that have no problem; where that is all of them, in a form that copies nothing."""
        return np.flatnonzero(~self.bad) if self.bad.any() else slice(None)

    def refuse(self, rows: Bools, message: str) -> None:
        """Note one problem for each of these rows."""
        self.bad |= rows
        self.problems += [Problem(self.file, line, message) for line in self.lines[rows].tolist()]

    def refuse_each(self, codes: Codes, wrong: Mapping[int, str]) -> None:
        """Note a problem for each row whose code is wrong, with the message of that code."""
        if not wrong:
            return
        rows = np.isin(codes, list(wrong))
        self.bad |= rows
        self.problems += [
            Problem(self.file, line, wrong[code]) for line, code in zip(self.lines[rows].tolist(), codes[rows].tolist(), strict=True)
        ]

    def each_word(
        self, name: str, column: Texts, read: Callable[[str], Meaning], missing: Meaning, hint: Callable[[str], str] = lambda _: ""
    ) -> tuple[Codes, list[Meaning]]:
        """Read every distinct word of a column once: the code of each row, and what each code means.

        The hint (the nearest name) takes time, so only as many words get one as a listing shows.
        """
        column = column.in_order()
        meanings, wrong = [], dict[int, str]()
        for code, word in enumerate(column.words):
            try:
                meanings.append(read(no_failure(word.strip())))
            except ValueError as error:
                meanings.append(missing)
                wrong[code] = f"{name}: {error}{hint(word.strip()) if len(wrong) < MOST_LISTED else ''}"
        self.refuse_each(column.codes, wrong)
        return column.codes, meanings


def read_fields(table: Table, programme: Programme, findings: Findings) -> Typed:
    """Read the fields that calculations use; what cannot be read is noted in ``findings``, and its row holds a placeholder."""
    nth = {each: number for number, each in enumerate(programme.indicators)}
    target = _numbers(
        *findings.each_word(
            "target",
            table.texts["target"],
            lambda word: _known_target(word, nth, programme.unusable),
            _NOT_THERE,
            lambda word: did_you_mean(word, nth),
        )
    )
    declared = np.flatnonzero(target != _NOT_THERE)
    findings.bad |= target == _NOT_THERE  # where its declaration has errors, those are reported there
    codes, spans = findings.each_word("period", table.texts["period"], periods.parse, periods.parse("1000"))
    everything = tuple(sorted(set(spans), key=lambda span: (span.end, span.start)))
    place = {span: number for number, span in enumerate(everything)}
    period = _numbers(codes, [place[span] for span in spans])
    flow = np.zeros(len(target), dtype=bool)
    flow[declared] = programme.flows()[target[declared]]
    _refuse_parts_of_months(flow, period, everything, findings)
    qualifier = _numbers(*findings.each_word("qualifier", _texts(table, "qualifier"), _qualifier, 0))
    published = _numbers(*findings.each_word("published", _texts(table, "published"), _published, UNDATED))
    codes, names = findings.each_word("reporter", _texts(table, "reporter"), lambda word: fields.reporter_code(word) if word else "", "")
    reporters = tuple(sorted(set(names)))
    reporter = _numbers(codes, [reporters.index(name) for name in names])
    _refuse_slipped_digits(table, target, programme, findings)
    value = _in_own_unit(table, target, declared, programme, findings)
    _refuse_answers(table, target, programme, findings)
    _refuse_no_places(value, target, programme, findings)
    return Typed(target, period, value, qualifier, published, reporter, everything, reporters)


def _texts(table: Table, name: str) -> Texts:
    """A column of text; one that the file does not have is empty in every row."""
    return table.texts[name] if name in table.texts else Texts.repeated("", len(table.line))


def _statuses(table: Table) -> Texts:
    """What publishers say of the figures, the usual words of four languages as one."""
    column = _texts(table, "status")
    words = [input_words.status(word) for word in column.words]
    place = {word: code for code, word in enumerate(dict.fromkeys(words))}
    return Texts(np.array([place[word] for word in words], dtype=np.int32)[column.codes], tuple(place))


def _numbers(codes: Codes, meanings: list[int]) -> Ints:
    return np.array(meanings, dtype=np.int64)[codes]


def _known_target(word: str, nth: dict[str, int], unusable: frozenset[str] | None) -> int:
    if unusable is None or word in unusable:
        return -1
    if word not in nth:
        if not nth:
            raise ValueError(localized("{given} is not declared in the targets file, which has none", given=quoted(word)))
        raise ValueError(
            localized("{given} is not declared in the targets file, which has {allowed}", given=quoted(word), allowed=one_of(nth))
        )
    return nth[word]


def _refuse_parts_of_months(flow: Bools, period: Ints, spans: tuple[Period, ...], findings: Findings) -> None:
    wrong = {
        code: localized(
            "period: {period} is not made of whole months, as the total of a flow must be; write {forms}",
            period=quoted(str(span)),
            forms=join_choices(periods.FLOW_FORMS),
        )
        for code, span in enumerate(spans)
        if not span.whole_months
    }
    findings.refuse_each(np.where(flow, period, -1), wrong)


def _qualifier(word: str) -> int:
    return QUALIFIERS.index(fields.qualifier(word) if word else "")


def _published(word: str) -> int:
    return periods.parse(word).end.toordinal() - EPOCH if word else UNDATED


def _refuse_slipped_digits(table: Table, target: Ints, programme: Programme, findings: Findings) -> None:
    """Refuse a whole value with an amount in the text column after it: a decimal comma that was split (``5,5`` read as 5).

    The columns for units, reporters, qualifiers and dates refuse such a remainder themselves.
    """
    name = next(iter(table.names[table.names.index("value") + 1 :]), "target")
    if name in _CHECKED:
        return
    after = table.texts[name]
    digits = np.array([bool(re.match(r"\s*\d", word)) for word in after.words], dtype=bool)[after.codes]
    units = [each.unit for each in programme.indicators.values()]
    rest = np.zeros(len(target), dtype=bool)
    for row in np.flatnonzero((table.value == np.rint(table.value)) & digits).tolist():
        rest[row] = _is_amount(after[row], "" if target[row] == _NOT_THERE else units[target[row]])
    findings.refuse(
        rest,
        localized(
            "{column}: a number stands in the column after the value; if it is the rest of a decimal comma, write the value with a "
            "point, else move that column away from the value",
            column=name,
        ),
    )


def _refuse_answers(table: Table, target: Ints, programme: Programme, findings: Findings) -> None:
    """Refuse anything but yes and no (1 and 0) for an event, and yes and no for anything else."""
    kinds = np.array([each.kind == "event" for each in programme.indicators.values()] + [False], dtype=bool)
    event, answered = kinds[target], np.zeros(len(target), dtype=bool)
    answered[list(table.answers)] = True
    findings.refuse(answered & ~event & (target != _NOT_THERE), localized("value: only an event is yes or no; write a number here"))
    findings.refuse(
        event & (table.value != 0) & (table.value != 1), localized("value: an event is yes or no; write yes from the day on which it came")
    )


def _refuse_no_places(value: Floats, target: Ints, programme: Programme, findings: Findings) -> None:
    """A place in a ranking is a whole number from 1 on."""
    rank = np.array([each.kind == "rank" for each in programme.indicators.values()] + [False], dtype=bool)[target]
    if rank.any():
        findings.refuse(
            rank & ((value < 1) | (value != np.rint(value))),
            localized("value: this is not a place in a ranking; write a whole number from 1 on"),
        )


def _is_amount(text: str, unit: str) -> bool:
    try:
        amount = amount_spellings.parse_amount(text)
        amount_spellings.power_in(unit, amount.unit)
    except ValueError:
        return False
    return True


def _in_own_unit(table: Table, target: Ints, declared: Ints, programme: Programme, findings: Findings) -> Floats:
    """The values in their targets' own units; each pair of a target's unit and a written one is read once."""
    own = [(each.unit, each.unit_power) for each in programme.indicators.values()]
    kinds = list(dict.fromkeys(own))
    number_of = {kind: number for number, kind in enumerate(kinds)}
    kind = np.array([number_of[each] for each in own], dtype=np.int64)
    column = _texts(table, "unit").in_order()
    pair = kind[target[declared]] * len(column.words) + column.codes[declared]
    pairs = distinct(pair)
    codes = np.searchsorted(pairs, pair)
    powers, wrong = np.zeros(len(pairs), dtype=np.int64), {}
    for number, each in enumerate(pairs.tolist()):
        nth, word = divmod(each, len(column.words))
        unit, unit_power = kinds[nth]
        try:
            powers[number] = amount_spellings.power_in(unit, column.words[word], unit_power)
        except ValueError as error:
            wrong[number] = f"unit: {error}"
    pair_of, power = np.full(len(target), -1, dtype=np.int64), np.zeros(len(target), dtype=np.int64)
    pair_of[declared], power[declared] = codes, powers[codes]
    findings.refuse_each(pair_of, wrong)
    values = np.empty(len(target), dtype=np.float64)
    for at in range(0, len(values), _PIECE):
        piece = slice(at, at + _PIECE)
        values[piece] = amount_spellings.significant(amount_spellings.scaled(table.value[piece], power[piece]), 15)
    findings.refuse(~(np.abs(values) <= amount_spellings.LARGEST), localized("value: implausibly large; is the unit right?"))
    return values


def load(path: Path, programme: Programme) -> Reading:
    """Read observations.csv against the targets it observes.

    Raises InvalidInput only where the file cannot be read as a table at all.
    """
    return read(files.read_bytes(path), files.name_of(path), programme)


def read(raw: bytes, file: str, programme: Programme) -> Reading:
    """Read the bytes of an observations file, as ``load`` does."""
    table = csv_table.parse(raw, file)
    del raw  # a large file need not be kept
    findings = Findings(file, table.line)
    rows = read_fields(table, programme, findings)
    _refuse_spans_of_years(table, rows, findings)
    forecasts = _set_forecasts_aside(table, findings)
    observations = _observations(table, rows, findings.good(), programme)
    problems = [*table.problems, *findings.problems, *_disputed(observations)]
    left_out = [*(each for each in problems if each.warning), *forecasts]
    observations = replace(observations, warnings=(*left_out, *observations.warnings))
    return Reading(observations, [each for each in problems if not each.warning], table.dialect)


def _set_forecasts_aside(table: Table, findings: Findings) -> list[Problem]:
    """Leave out the rows whose ``status`` says that nothing has been observed yet, with a warning for each."""
    status = _texts(table, "status")
    expected = np.array([folded(word) in FORECAST for word in status.words], dtype=bool)
    rows = np.flatnonzero(expected[status.codes] & ~findings.bad) if expected.any() else np.array([], dtype=np.int64)
    findings.bad[rows] = True
    target = _texts(table, "target")
    return [
        Problem(
            findings.file,
            int(findings.lines[row]),
            localized("status: {status} is not an observation; the row does not count", status=quoted(status[row].strip())),
            WarningCode.FORECAST_ROW,
            target[row],
        )
        for row in rows.tolist()
    ]


def _refuse_spans_of_years(table: Table, rows: Typed, findings: Findings) -> None:
    """Refuse a series whose months all lie a few years after their year (``2003-05``, ``2006-08``), with both readings."""
    column = table.texts["period"]
    codes, words = column.codes, column.words
    early = np.array([period_spellings.may_be_years(word) for word in words], dtype=bool)
    if not early.any() or not len(codes):
        return
    series = rows.target * len(rows.reporters) + rows.reporter
    for each in distinct(series[early[codes]]).tolist():
        mine = series == each
        present = distinct(codes[mine].astype(np.int64)).tolist()
        if period_spellings.spans_of_years([words[code] for code in present]):
            months = [code for code in present if early[code]]
            messages = {code: f"period: {period_spellings.two_readings_of_months(words[code].strip())}" for code in months}
            findings.refuse_each(np.where(mine & ~findings.bad, codes, -1), messages)


def _observations(table: Table, rows: Typed, good: Ints | slice, programme: Programme) -> Observations:
    """The good rows: their series and figures numbered, and each figure's vintages in order."""
    target, period, reporter, published = rows.target[good], rows.period[good], rows.reporter[good], rows.published[good]
    spans, flow = rows.periods, programme.flows()[target]
    ends = np.array([span.end.toordinal() - EPOCH for span in spans], dtype=np.int64)
    known = np.maximum(published, ends[period])
    series = target * len(rows.reporters) + reporter
    figure = number_figures(series, period, spans, flow)
    return Observations(
        file=table.file,
        columns=table.names,
        line=table.line[good],
        target=target,
        period=period,
        value=rows.value[good],
        qualifier=rows.qualifier[good],
        reporter=reporter,
        published=published,
        known=known,
        unit=_texts(table, "unit").take(good),
        status=_statuses(table).take(good),
        published_as=_texts(table, "published").take(good),
        source=_texts(table, "source").take(good),
        note=_texts(table, "note").take(good),
        target_ids=tuple(programme.indicators),
        periods=spans,
        reporters=rows.reporters,
        series=series,
        present=distinct(series),
        figure=figure,
        vintage=order_vintages(published, known, figure),
        warnings=tuple(_warnings(table)),
        units=tuple(each.unit for each in programme.indicators.values()),
        compositions=programme.compositions(),
    )


def _stated(published: Ints, known: Ints) -> Ints:
    """The day on which each figure was published, or the end of its period where no publication is given."""
    return np.where(published == UNDATED, known, published)


def _disputed(observations: Observations) -> Iterator[Problem]:
    """The same figure given twice on the same day with different values or qualifiers: neither is the later vintage."""
    order = observations.vintage
    for at in range(0, len(order), _PIECE):
        yield from _disputed_rows(observations, order[at : at + _PIECE + 1])


def _disputed_rows(observations: Observations, order: Ints) -> Iterator[Problem]:
    """The same among some of the rows, of which those of a figure follow each other."""
    figure = observations.figure[order]
    revised = np.flatnonzero(figure[1:] == figure[:-1])
    before, after = order[revised], order[revised + 1]
    stated = [_stated(observations.published[rows], observations.known[rows]) for rows in (before, after)]
    other = (observations.value[before] != observations.value[after]) | (observations.qualifier[before] != observations.qualifier[after])
    disputed = (stated[0] == stated[1]) & other
    lines = (observations.line[rows[disputed]].tolist() for rows in (before, after))
    for earlier, later in zip(*lines, strict=True):
        yield Problem(
            observations.file,
            later,
            localized(
                "line {line} gives another figure for the same target, period, reporter and day of publication; give the one that holds"
                " a later `published`",
                line=earlier,
            ),
        )


def _warnings(table: Table) -> Iterator[Problem]:
    """What looks suspicious in how the file is written."""
    missing = [name for name in COLUMNS if name not in table.names]
    for name in table.names:  # columns that are ignored although their names are nearly those of columns that count
        hint = did_you_mean(name, missing) if name not in COLUMNS else ""
        if hint:
            yield Problem(
                table.file,
                table.dialect.header,
                localized("the column {column} is ignored", column=quoted(name)) + hint,
                WarningCode.UNKNOWN_COLUMN,
            )
    if table.dialect.encoding.codec == "cp1251":
        yield from _lost_letters(table)


def _lost_letters(table: Table) -> Iterator[Problem]:
    """Words of a file in a legacy encoding that a program wrote with ``?`` for letters that the encoding lacks (Ә, Қ, Ҳ)."""
    target = _texts(table, "target")
    for name in ("status", "source", "note"):
        column = _texts(table, name)
        lost = {code: found[0] for code, word in enumerate(column.words) if (found := _LOST.search(word))}
        for row in np.flatnonzero(np.isin(column.codes, list(lost))).tolist():
            message = localized(
                "{column}: {lost}: letters that Windows-1251 does not have were lost when this was saved as `?`; save it as UTF-8 from "
                "where they are still there",
                column=name,
                lost=quoted(lost[int(column.codes[row])]),
            )
            yield Problem(table.file, int(table.line[row]), message, WarningCode.LOST_LETTERS, target[row])


def _say_unchosen(target: str, reporters: Iterable[str]) -> str:
    """That a target has figures by several: ``by `KZ` and `UZ```, ``by `KZ`, and others that name no reporter``."""
    named = join_all([quoted(name) for name in reporters if name])
    if all(reporters):
        return localized(
            "{target} has figures by {reporters}; state whose figures count with `reporter:` (or --reporter on the command line)",
            target=quoted(target),
            reporters=named,
        )
    return localized(
        "{target} has figures by {reporters}, and others that name no reporter; state whose figures count with `reporter:` (or "
        "--reporter on the command line)",
        target=quoted(target),
        reporters=named,
    )


def unchosen(observations: Observations, programme: Programme) -> list[Problem]:
    """Return an error for each target that names no reporter while its observations have several: they are never mixed."""
    reporters = observations.series_by_target()
    return [
        Problem(
            programme.file,
            programme.line("targets", target.id),
            _say_unchosen(target.id, reporters[number]),
        )
        for number, target in enumerate(programme.targets.values())
        if target.reporter is None and len(reporters.get(number, ())) > 1
    ]
