"""observations.csv -> typed observations in the targets' own units, and which of them hold on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tracker import amounts, csvfile, periods, schema, textfile
from tracker.problems import Problem, did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tracker.periods import Period
    from tracker.targets import Programme

Ints = npt.NDArray[np.int64]
QUALIFIERS = ("", "about", "over", "under")
_EPOCH = date(1970, 1, 1).toordinal()
_UNDATED = np.iinfo(np.int64).min  # what numpy makes of NaT


@dataclass(frozen=True)
class Observations:
    """What has been observed.

    ``frame``, in the order of the file: ``line``; ``target``, ``period``, ``reporter`` and ``qualifier`` as categories; ``value`` in the
    target's own unit, without a scale; ``published`` (NaT where not given) and ``known``, the day on which the figure could first be
    known; ``first`` and ``last``, the instants between which its period lies (in months); ``status``, ``source``, ``note``.
    ``series`` numbers the pairs of a target and a reporter, ``present`` are those that occur; ``vintage`` is the order in which a later vintage of the same figure
    stands after the one that it replaces, and ``figure`` numbers the figures (one target, reporter and period). ``columns`` are
    those of the file.
    """

    file: str
    columns: tuple[str, ...]
    frame: pd.DataFrame
    periods: tuple[Period, ...]
    series: Ints
    present: Ints
    figure: Ints
    vintage: Ints

    def reporters(self) -> dict[int, dict[str, int]]:
        """For each target that has observations (its place in the programme): its reporters, each with the number of the series."""
        names = list(self.frame["reporter"].cat.categories)
        found: dict[int, dict[str, int]] = {}
        for series in self.present.tolist():
            target, name = divmod(series, len(names))
            found.setdefault(target, {})[names[name]] = series
        return found


def holding(observations: Observations, as_of: date) -> Ints:
    """Return the rows that hold on a day: of each figure the one published last, on or before that day (METHODS §1, vintages).

    A figure is known from its publication, or from the end of its period where that is later or no publication is given.
    The rows come by series and period.
    """
    known = days(observations.frame["known"])[observations.vintage]
    rows = observations.vintage[known <= as_of.toordinal() - _EPOCH]
    figure = observations.figure[rows]
    return rows[np.append(figure[1:] != figure[:-1], True)[: len(rows)]]


def days(column: pd.Series[Any]) -> Ints:
    """Return a column of dates as days since 1970; a missing date is far below every other."""
    return column.to_numpy(dtype="datetime64[D]").astype(np.int64)


def load(path: Path, programme: Programme) -> tuple[Observations, list[Problem]]:
    """Read observations.csv against the targets it observes: the usable rows, and every problem with its line.

    Raises InvalidInput only where the file cannot be read as a table at all.
    """
    file = textfile.name_of(path)
    table = csvfile.parse(textfile.read_bytes(path), file)
    frame = table.frame.assign(**{name: "" for name in csvfile.COLUMNS if name not in table.frame})
    found = _Findings(file, frame["line"].to_numpy())
    columns = _typed(frame, programme, found)
    if found.bad.any():
        good = np.flatnonzero(~found.bad)
        frame, columns = frame.iloc[good], {name: each[good] for name, each in columns.items()}
    header = tuple(name for name in table.frame.columns if name != "line")
    observations = _observations(file, header, frame, columns, found, programme)
    return observations, [*table.problems, *found.problems, *_disputed(observations)]


class _Findings:
    """Collects the problems of rows, and which rows have one."""

    def __init__(self, file: str, lines: Ints) -> None:
        self.file, self.lines = file, lines
        self.bad = np.zeros(len(lines), dtype=bool)
        self.problems: list[Problem] = []
        self.periods: tuple[Period, ...] = ()
        self.reporters: tuple[str, ...] = ()

    def refuse(self, rows: npt.NDArray[np.bool_], message: str) -> None:
        self.bad |= rows
        self.problems += [Problem(self.file, int(line), message) for line in self.lines[rows]]

    def each_word(self, column: pd.Series[Any], read: Callable[[str], Any], missing: Any) -> tuple[Ints, list[Any]]:
        """Read every distinct word of a column once: the code of each row, and what each code means."""
        codes, words = _codes(column)
        used = np.bincount(codes, minlength=len(words))
        meanings = []
        for code, word in enumerate(words):
            try:
                meanings.append(read(word.strip()) if used[code] else missing)
            except ValueError as wrong:
                meanings.append(missing)
                self.refuse(codes == code, f"{column.name}: {wrong}")
        return codes, meanings


def _codes(column: pd.Series[Any]) -> tuple[Ints, Sequence[str]]:
    categories = column.astype("category").cat
    return categories.codes.to_numpy().astype(np.int64), list(categories.categories)


def _typed(frame: pd.DataFrame, programme: Programme, found: _Findings) -> dict[str, npt.NDArray[Any]]:
    """The columns that are computed with, as numbers."""
    targets = list(programme.targets.values())
    nth = {target.id: number for number, target in enumerate(targets)}
    codes, numbers = found.each_word(frame["target"], lambda word: _known_target(word, nth, programme.unusable), 0)
    target = _meaning(codes, numbers, np.int64)
    found.bad |= target < 0  # of a target whose declaration has errors: those are reported there
    declared, target = target >= 0, np.maximum(target, 0)
    codes, spans = found.each_word(frame["period"], periods.parse, periods.parse("1000"))
    found.periods = tuple(sorted(set(spans), key=lambda span: (span.end, span.start)))
    place = {span: number for number, span in enumerate(found.periods)}
    period = _meaning(codes, [place[span] for span in spans], np.int64)
    flow = np.array([each.kind == "flow" for each in targets] or [False])[target]
    whole = np.array([span.whole_months for span in found.periods] or [False])[period]
    flow &= declared
    for code in np.unique(period[flow & ~whole]):
        span = quoted(str(found.periods[code]))
        found.refuse(
            flow & (period == code), f"period: {span} is not made of whole months, as the total of a flow must be; write {periods.FORMS}"
        )
    codes, marks = found.each_word(frame["qualifier"], lambda word: QUALIFIERS.index(schema.qualifier(word) if word else ""), 0)
    qualifier = _meaning(codes, marks, np.int64)
    codes, dates = found.each_word(frame["published"], _published, _UNDATED)
    published = _meaning(codes, dates, np.int64)
    codes, names = found.each_word(frame["reporter"], lambda word: schema.reporter_code(word) if word else "", "")
    found.reporters = tuple(sorted(set(names)))
    reporter = _meaning(codes, [found.reporters.index(name) for name in names], np.int64)
    _refuse_slipped_digits(frame, found)
    return {
        "target": target,
        "period": period,
        "value": _in_own_unit(frame, target, declared, programme, found),
        "qualifier": qualifier,
        "published": published,
        "reporter": reporter,
    }


def _meaning(codes: Ints, meanings: list[Any], kind: Any) -> npt.NDArray[Any]:
    return np.array(meanings or [""], dtype=kind)[codes] if len(codes) else np.array([], dtype=kind)


def _known_target(word: str, nth: dict[str, int], unusable: frozenset[str] | None) -> int:
    if unusable is None or word in unusable:
        return -1
    if word not in nth:
        raise ValueError(f"{quoted(word)} is not declared in the targets file, which has {one_of(nth) or 'none'}{did_you_mean(word, nth)}")
    return nth[word]


def _published(word: str) -> int:
    return periods.parse(word).end.toordinal() - _EPOCH if word else _UNDATED


def _refuse_slipped_digits(frame: pd.DataFrame, found: _Findings) -> None:
    """A bare number in the text column after the value is the rest of a decimal comma (``5,5`` read as 5), whatever the header."""
    names = [name for name in frame.columns if name != "line"]
    after = names[names.index("value") + 1 : names.index("value") + 2]
    for name in {*after} & {*csvfile.TEXTS, "status"}:
        digits = frame[name].astype("str").str.strip().str.isdigit().to_numpy(dtype=bool)
        found.refuse(digits, f"{name}: only digits after the value; is this a decimal comma? write the value with a point")


def _in_own_unit(frame: pd.DataFrame, target: Ints, declared: npt.NDArray[np.bool_], programme: Programme, found: _Findings) -> npt.NDArray[np.float64]:
    """The values in their targets' own units; each pair of a target and a written unit is read once."""
    targets = list(programme.targets.values())
    codes, words = _codes(frame["unit"])
    pairs, distinct = pd.factorize(target * max(len(words), 1) + codes)
    powers = np.zeros(len(distinct), dtype=np.int64)
    for number, pair in enumerate(distinct):
        own, word = divmod(int(pair), max(len(words), 1))
        try:
            powers[number] = amounts.power_in(targets[own].unit, words[word], targets[own].unit_power) if targets else 0
        except ValueError as wrong:
            found.refuse((pairs == number) & declared, f"unit: {wrong}")
    values = scaled(frame["value"].to_numpy(), powers[pairs])
    found.refuse(np.isinf(values), "value: too large for its unit")
    return values


def scaled(values: npt.NDArray[np.float64], powers: Ints) -> npt.NDArray[np.float64]:
    """Return the values times powers of ten, as if the scale had been written into their decimal text.

    4.35 * 100 is 434.99999999999994 in binary; rounding to the 15 digits that every double keeps gives the 435 of the paper.
    """
    with np.errstate(over="ignore"):
        return np.where(powers != 0, amounts.significant(values * amounts.TENS[powers], 15), values)


def _observations(
    file: str, header: tuple[str, ...], rows: pd.DataFrame, columns: dict[str, npt.NDArray[Any]], found: _Findings, programme: Programme
) -> Observations:
    target, period, published, reporter = (columns[name] for name in ("target", "period", "published", "reporter"))
    spans, names = found.periods, found.reporters
    ends = np.array([span.end.toordinal() - _EPOCH for span in spans] or [0], dtype=np.int64)
    known = np.maximum(published, ends[period])
    series = target * max(len(names), 1) + reporter
    flow = np.array([each.kind == "flow" for each in programme.targets.values()] or [False])[target]
    # A period given for a stock means the level at its end, so 2024 and 2024-12-31 are the same figure.
    figure = series * 2 * len(spans) + np.where(flow, len(spans) + period, np.searchsorted(ends, ends[period]) if len(spans) else 0)
    frame = pd.DataFrame(
        {
            "line": rows["line"].to_numpy(),
            "target": pd.Categorical.from_codes(target, categories=list(programme.targets)),
            "period": pd.Categorical.from_codes(period, categories=[str(span) for span in spans]),
            "value": columns["value"],
            "qualifier": pd.Categorical.from_codes(columns["qualifier"], categories=list(QUALIFIERS)),
            "reporter": pd.Categorical.from_codes(reporter, categories=list(names)),
            "published": published.astype("datetime64[D]").astype("datetime64[s]"),
            "known": known.astype("datetime64[D]").astype("datetime64[s]"),
            "first": np.array([span.first for span in spans] or [0.0])[period],
            "last": np.array([span.last for span in spans] or [0.0])[period],
            **{name: rows[name].to_numpy() for name in ("status", "source", "note")},
        }
    )
    stated = _stated(frame)
    vintage = np.argsort(figure * (int(np.ptp(stated)) + 1 if len(stated) else 1) + stated, kind="stable")
    return Observations(file, header, frame, spans, series, np.unique(series), figure, vintage)


def _stated(frame: pd.DataFrame) -> Ints:
    """The day on which each figure was published, or the end of its period where no publication is given."""
    published = days(frame["published"])
    return np.where(published == _UNDATED, days(frame["known"]), published)


def _disputed(observations: Observations) -> Iterator[Problem]:
    """The same figure given twice on the same day with different values: none of the two is the later vintage."""
    frame, order = observations.frame, observations.vintage
    figure, stated, value = observations.figure[order], _stated(frame)[order], frame["value"].to_numpy()[order]
    same = (figure[1:] == figure[:-1]) & (stated[1:] == stated[:-1]) & (value[1:] != value[:-1])
    for at in np.flatnonzero(same):
        earlier, later = (frame.iloc[order[at + step]] for step in (0, 1))
        yield Problem(
            observations.file,
            int(later["line"]),
            f"line {earlier['line']} gives another value for the same target, period, reporter and day of publication; "
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
