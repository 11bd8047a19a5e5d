"""The fields of observations.csv, as they were written -> numbers, or problems; each distinct word is read once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tracker.model.observations import EPOCH, QUALIFIERS, UNDATED, Ints, Observations, days
from tracker.storage import files
from tracker.storage.tabular import csv as csv_table
from tracker.values import amounts, fields, period_words, periods
from tracker.values.input_words import FORECAST, folded
from tracker.values.printable import did_you_mean, one_of, quoted
from tracker.values.problems import MOST_LISTED, Problem
from tracker.values.spreadsheet import no_failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tracker.model.programme import Programme
    from tracker.values.periods import Period


@dataclass(frozen=True)
class Typed:
    """The fields of the rows as numbers, one entry a row.

    ``target`` is a place in the programme, ``period`` one in ``periods``, ``reporter`` one in ``reporters``, ``qualifier`` one in
    QUALIFIERS; ``value`` is in the target's own unit, and ``published`` counts days since 1970 (UNDATED where not given).
    """

    target: Ints
    period: Ints
    value: npt.NDArray[np.float64]
    qualifier: Ints
    published: Ints
    reporter: Ints
    periods: tuple[Period, ...]
    reporters: tuple[str, ...]

    def only(self, rows: npt.NDArray[np.bool_]) -> Typed:
        """Return some of the rows."""
        columns: dict[str, Any] = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        some: dict[str, Any] = {name: column[rows] for name, column in columns.items() if isinstance(column, np.ndarray)}
        return replace(self, **some)


class Findings:
    """The problems of the rows, and which rows have one."""

    def __init__(self, file: str, lines: Ints) -> None:
        """Begin with nothing wrong in the rows that stand on these lines."""
        self.file, self.lines = file, lines
        self.bad = np.zeros(len(lines), dtype=bool)
        self.problems: list[Problem] = []

    def refuse(self, rows: npt.NDArray[np.bool_], message: str) -> None:
        """Note one problem for each of these rows."""
        self.bad |= rows
        self.problems += [Problem(self.file, int(line), message) for line in self.lines[rows]]

    def refuse_each(self, codes: Ints, wrong: Mapping[int, str]) -> None:
        """Note a problem for each row whose code is wrong, with the message of that code."""
        rows = np.isin(codes, list(wrong))
        self.bad |= rows
        self.problems += [
            Problem(self.file, line, wrong[code]) for line, code in zip(self.lines[rows].tolist(), codes[rows].tolist(), strict=True)
        ]

    def each_word(
        self, column: pd.Series[Any], read: Callable[[str], Any], missing: Any, hint: Callable[[str], str] = lambda _: ""
    ) -> tuple[Ints, list[Any]]:
        """Read every distinct word of a column once: the code of each row, and what each code means.

        The hint (the nearest name) takes time, so only as many words get one as a listing shows.
        """
        codes, words = _codes(column)
        meanings, wrong = [], dict[int, str]()
        for code, word in enumerate(words):
            try:
                meanings.append(read(no_failure(word.strip())))
            except ValueError as error:
                meanings.append(missing)
                wrong[code] = f"{column.name}: {error}{hint(word.strip()) if len(wrong) < MOST_LISTED else ''}"
        self.refuse_each(codes, wrong)
        return codes, meanings


def _codes(column: pd.Series[Any]) -> tuple[Ints, Sequence[str]]:
    """The number of the word in each row, and the words that occur."""
    categories = column.astype("category").cat
    codes, words = categories.codes.to_numpy(), list(categories.categories)
    used = np.flatnonzero(np.bincount(codes, minlength=len(words)))
    renumbered = np.zeros(len(words), dtype=np.int64)
    renumbered[used] = np.arange(len(used))
    return renumbered[codes], [words[code] for code in used]


def typed(frame: pd.DataFrame, programme: Programme, found: Findings) -> Typed:
    """Read the fields that are computed with; what cannot be read is noted in ``found``, and its row holds a stand-in."""
    targets = list(programme.targets.values())
    nth = {target.id: number for number, target in enumerate(targets)}
    codes, numbers = found.each_word(
        frame["target"], lambda word: _known_target(word, nth, programme.unusable), 0, lambda word: did_you_mean(word, nth)
    )
    target = _meaning(codes, numbers, np.int64)
    found.bad |= target < 0  # of a target whose declaration has errors: those are reported there
    declared, target = target >= 0, np.maximum(target, 0)
    codes, spans = found.each_word(frame["period"], periods.parse, periods.parse("1000"))
    everything = tuple(sorted(set(spans), key=lambda span: (span.end, span.start)))
    place = {span: number for number, span in enumerate(everything)}
    period = _meaning(codes, [place[span] for span in spans], np.int64)
    flow = programme.flows()[target]
    whole = np.array([span.whole_months for span in everything] or [False])[period]
    flow &= declared
    parts = np.where(flow & ~whole, period, -1)
    said = "period: {} is not made of whole months, as the total of a flow must be; write " + periods.FLOW_FORMS
    found.refuse_each(parts, {code: said.format(quoted(str(everything[code]))) for code in np.unique(parts).tolist() if code >= 0})
    codes, marks = found.each_word(frame["qualifier"], lambda word: QUALIFIERS.index(fields.qualifier(word) if word else ""), 0)
    qualifier = _meaning(codes, marks, np.int64)
    codes, dates = found.each_word(frame["published"], _published, UNDATED)
    published = _meaning(codes, dates, np.int64)
    codes, names = found.each_word(frame["reporter"], lambda word: fields.reporter_code(word) if word else "", "")
    reporters = tuple(sorted(set(names)))
    reporter = _meaning(codes, [reporters.index(name) for name in names], np.int64)
    _refuse_slipped_digits(frame, target, programme, found)
    value = _in_own_unit(frame, target, declared, programme, found)
    return Typed(target, period, value, qualifier, published, reporter, everything, reporters)


def _meaning(codes: Ints, meanings: list[Any], kind: Any) -> npt.NDArray[Any]:
    return np.array(meanings or [""], dtype=kind)[codes] if len(codes) else np.array([], dtype=kind)


def _known_target(word: str, nth: dict[str, int], unusable: frozenset[str] | None) -> int:
    if unusable is None or word in unusable:
        return -1
    if word not in nth:
        raise ValueError(f"{quoted(word)} is not declared in the targets file, which has {one_of(nth) or 'none'}")
    return nth[word]


def _published(word: str) -> int:
    return periods.parse(word).end.toordinal() - EPOCH if word else UNDATED


def _refuse_slipped_digits(frame: pd.DataFrame, target: Ints, programme: Programme, found: Findings) -> None:
    """A whole value and behind it, in a column for text, an amount: that is a decimal comma (``5,5`` read as 5), whatever the header.

    The columns for units, reporters, qualifiers and dates refuse such a rest themselves.
    """
    names = list(frame.columns)
    name = next(iter(names[names.index("value") + 1 :]), "target")
    if name in csv_table.WORDS and name != "status":
        return
    after, value = frame[name].astype("str"), frame["value"].to_numpy()
    targets = list(programme.targets.values())
    rest = np.zeros(len(frame), dtype=bool)
    for row in np.flatnonzero((value == np.rint(value)) & after.str.match(r"\s*\d").to_numpy(dtype=bool)):
        rest[row] = _is_amount(after.iloc[row], targets[target[row]].unit if targets else "")
    said = f"{name}: a number stands in the column after the value; if it is the rest of a decimal comma, write the value with a point, "
    found.refuse(rest, said + "else move that column away from the value")


def _is_amount(text: str, unit: str) -> bool:
    try:
        amount = amounts.parse_amount(text)
        amounts.power_in(unit, amount.unit)
    except ValueError:
        return False
    return True


def _in_own_unit(
    frame: pd.DataFrame, target: Ints, declared: npt.NDArray[np.bool_], programme: Programme, found: Findings
) -> npt.NDArray[np.float64]:
    """The values in their targets' own units; each pair of a target and a written unit is read once."""
    targets = list(programme.targets.values())
    codes, words = _codes(frame["unit"])
    pairs, distinct = pd.factorize(target * max(len(words), 1) + codes)
    powers, wrong = np.zeros(len(distinct), dtype=np.int64), {}
    for number, pair in enumerate(distinct):
        own, word = divmod(int(pair), max(len(words), 1))
        try:
            powers[number] = amounts.power_in(targets[own].unit, words[word], targets[own].unit_power) if targets else 0
        except ValueError as error:
            wrong[number] = f"unit: {error}"
    found.refuse_each(np.where(declared, pairs, -1), wrong)
    values = amounts.significant(amounts.scaled(frame["value"].to_numpy(), powers[pairs]), 15)
    found.refuse(~(np.abs(values) <= amounts.LARGEST), "value: larger than anything that is counted; is the unit right?")
    return values


def load(path: Path, programme: Programme) -> tuple[Observations, list[Problem]]:
    """Read observations.csv against the targets it observes: the usable rows, and every problem with its line.

    Raises InvalidInput only where the file cannot be read as a table at all.
    """
    return read(files.read_bytes(path), files.name_of(path), programme)


def read(raw: bytes, file: str, programme: Programme) -> tuple[Observations, list[Problem]]:
    """Read the bytes of such a file, as ``load``."""
    table = csv_table.parse(raw, file)
    frame = table.frame.assign(**{name: "" for name in csv_table.COLUMNS if name not in table.frame})
    found = Findings(file, frame.index.to_numpy())
    rows = typed(frame, programme, found)
    _refuse_spans_of_years(frame, rows, found)
    warnings = _set_forecasts_aside(frame, found)
    if found.bad.any():
        frame, rows = frame[~found.bad], rows.only(~found.bad)
    observations = _observations(table, frame, rows, programme)
    problems = [*table.problems, *found.problems, *_disputed(observations)]
    warnings = [*(each for each in problems if each.warning), *warnings]
    return replace(observations, warnings=tuple(warnings)), [each for each in problems if not each.warning]


def _set_forecasts_aside(frame: pd.DataFrame, found: Findings) -> list[Problem]:
    """Leave out the rows whose ``status`` says that nothing has been observed yet, with a warning for each."""
    codes, words = _codes(frame["status"])
    expected = np.array([folded(word) in FORECAST for word in words] or [False], dtype=bool)
    rows = expected[codes] & ~found.bad if len(codes) else np.zeros(0, dtype=bool)
    found.bad |= rows
    said = "status: {} is no observation; the row does not count"
    return [
        Problem(found.file, line, said.format(quoted(words[code].strip())), warning=True)
        for line, code in zip(found.lines[rows].tolist(), codes[rows].tolist(), strict=True)
    ]


def _refuse_spans_of_years(frame: pd.DataFrame, rows: Typed, found: Findings) -> None:
    """Refuse a series whose months all lie a few years after their year (``2003-05``, ``2006-08``), with both readings."""
    codes, words = _codes(frame["period"])
    early = np.array([period_words.may_be_years(word) for word in words] or [False], dtype=bool)
    if not len(codes) or not early.any():
        return
    series = rows.target * max(len(rows.reporters), 1) + rows.reporter
    for each in np.unique(series[early[codes]]):
        mine = series == each
        present = np.unique(codes[mine]).tolist()
        if period_words.spans_of_years([words[code] for code in present]):
            months = [code for code in present if early[code]]
            said = {code: f"period: {period_words.two_readings_of_months(words[code].strip())}" for code in months}
            found.refuse_each(np.where(mine & ~found.bad, codes, -1), said)


def _observations(table: csv_table.Table, texts: pd.DataFrame, rows: Typed, programme: Programme) -> Observations:
    """Number the series and the figures, and put each figure's vintages in order."""
    target, period, spans, names = rows.target, rows.period, rows.periods, rows.reporters
    ends = np.array([span.end.toordinal() - EPOCH for span in spans] or [0], dtype=np.int64)
    known = np.maximum(rows.published, ends[period])
    series = target * max(len(names), 1) + rows.reporter
    flow = programme.flows()[target]
    # A period given for a stock means the level at its end, so 2024 and 2024-12-31 are the same figure.
    figure = series * 2 * len(spans) + np.where(flow, len(spans) + period, np.searchsorted(ends, ends[period]) if len(spans) else 0)
    frame = pd.DataFrame(
        {
            "line": texts.index.to_numpy(),
            "target": _category(target, list(programme.targets)),
            "period": _category(period, [str(span) for span in spans]),
            "value": rows.value,
            "qualifier": _category(rows.qualifier, list(QUALIFIERS)),
            "reporter": _category(rows.reporter, list(names)),
            "published": rows.published.astype("datetime64[D]").astype("datetime64[s]"),
            "known": known.astype("datetime64[D]").astype("datetime64[s]"),
            "first": np.array([span.first for span in spans] or [0.0])[period],
            "last": np.array([span.last for span in spans] or [0.0])[period],
            **{name: texts[name].array for name in ("unit", "status", "source", "note")},
            "published_as": texts["published"].array,
        },
        copy=False,
    )
    vintage = np.lexsort((_stated(frame), figure))
    header = tuple(table.frame.columns)
    return Observations(table.file, header, frame, spans, series, np.unique(series), figure, vintage, table.dialect)


def _category(codes: Ints, categories: list[str]) -> pd.Categorical[str]:
    return pd.Categorical.from_codes(codes, categories=pd.Index(categories))


def _stated(frame: pd.DataFrame) -> Ints:
    """The day on which each figure was published, or the end of its period where no publication is given."""
    published = days(frame["published"])
    return np.where(published == UNDATED, days(frame["known"]), published)


def _disputed(observations: Observations) -> Iterator[Problem]:
    """The same figure given twice on the same day with different values or qualifiers: none of the two is the later vintage."""
    frame, order = observations.frame, observations.vintage
    figure, stated = observations.figure[order], _stated(frame)[order]
    value, qualifier = frame["value"].to_numpy()[order], frame["qualifier"].cat.codes.to_numpy()[order]
    other = (value[1:] != value[:-1]) | (qualifier[1:] != qualifier[:-1])
    same = (figure[1:] == figure[:-1]) & (stated[1:] == stated[:-1]) & other
    lines = frame["line"].to_numpy()[order]
    for earlier, later in zip(lines[:-1][same].tolist(), lines[1:][same].tolist(), strict=True):
        yield Problem(
            observations.file,
            later,
            f"line {earlier} gives another figure for the same target, period, reporter and day of publication; "
            "give the one that holds a later `published`",
        )


def unchosen(observations: Observations, programme: Programme) -> list[Problem]:
    """Return an error for each target that names no reporter while its observations have several: they are never mixed."""
    reporters = observations.reporters()
    return [
        Problem(
            programme.file,
            programme.line("targets", target.id),
            f"{quoted(target.id)} has figures from {one_of([name or 'nobody named' for name in reporters[number]])}; "
            "say whose count with `reporter:` (or --reporter on the command line)",
        )
        for number, target in enumerate(programme.targets.values())
        if target.reporter is None and len(reporters.get(number, ())) > 1
    ]
