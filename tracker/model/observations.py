"""observations.csv -> typed observations in the targets' own units, as numpy columns with one entry a row."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, SupportsIndex

import numpy as np
import numpy.typing as npt

from tracker.values.input import input_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from tracker.values.arrays import Bools, Floats, Ints
    from tracker.values.periods import Period
    from tracker.values.problems import Problem

Codes = npt.NDArray[np.signedinteger[Any]]  # of any width: a column of few words needs one byte a row
REQUIRED = ("target", "period", "value")
COLUMNS = (*REQUIRED, "unit", "qualifier", "reporter", "status", "published", "source", "note")
QUALIFIERS = ("", "about", "over", "under")
EPOCH = date(1970, 1, 1).toordinal()
UNDATED = np.iinfo(np.int64).min  # what numpy makes of NaT


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """A column of texts, each distinct one kept once: the text of row n is ``words[codes[n]]``."""

    codes: Codes
    words: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """Make a column of one text a row."""
        words = sorted(set(texts))
        place = {word: code for code, word in enumerate(words)}
        return cls(np.fromiter(map(place.__getitem__, texts), dtype=np.int32, count=len(texts)), tuple(words))

    @classmethod
    def repeated(cls, text: str, count: int) -> Texts:
        """Make a column that holds the same text in every row."""
        return cls(np.zeros(count, dtype=np.int8), (text,))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.codes)

    def __getitem__(self, at: SupportsIndex) -> str:
        """The text of one row."""
        return self.words[int(self.codes[at])]

    def __iter__(self) -> Iterator[str]:
        """Every text, in the order of the rows."""
        return map(self.words.__getitem__, self.codes.tolist())

    def take(self, rows: npt.NDArray[Any] | slice) -> Texts:
        """The column of some of the rows, by their places or by a mask."""
        return Texts(self.codes[rows], self.words)

    def in_order(self) -> Texts:
        """The same texts with the words in alphabetical order, and only those that occur."""
        occurs = np.flatnonzero(np.bincount(self.codes, minlength=len(self.words))).tolist()
        if len(occurs) == len(self.words) and all(one < other for one, other in zip(self.words, self.words[1:], strict=False)):
            return self
        occurs.sort(key=self.words.__getitem__)
        renumbered = np.zeros(len(self.words), dtype=self.codes.dtype)  # no wider: large files have many rows
        renumbered[occurs] = np.arange(len(occurs))
        return Texts(renumbered[self.codes], tuple(self.words[code] for code in occurs))


@dataclass(frozen=True, slots=True)
class Observation:
    """One row of observations.csv, its value in the target's own unit (``measured_in``); a text is empty where nothing is written."""

    line: int
    target: str
    period: Period
    value: float
    qualifier: str
    reporter: str
    unit: str
    status: str
    published: date | None
    published_as: str
    known: date
    source: str
    note: str
    measured_in: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Observations:
    """What has been observed: columns with one entry a row, in the order of the file.

    ``line`` is the line of the file. ``target`` is a place in the programme (and in ``target_ids``), ``period`` one in ``periods``,
    ``reporter`` one in ``reporters``, ``qualifier`` one in QUALIFIERS. ``value`` is in the target's own unit, without a scale.
    ``published`` (UNDATED where not given) and ``known``, the day on which the figure could first be known, are days since 1970.
    ``unit``, ``status``, ``published_as``, ``source`` and ``note`` are texts as they were written.

    ``columns`` are those of the file. ``series`` numbers the pairs of a target and a reporter, ``present`` are those that occur;
    ``figure`` numbers the figures (one target, reporter and period), and ``vintage`` is the order of the rows in which a later vintage
    of a figure stands after the one that it replaces. ``warnings`` are what looked suspicious in the file when it was read.
    ``units`` are those of the indicators, and ``compositions`` says which of these are made of others (``Programme.compositions``).
    """

    file: str
    columns: tuple[str, ...]
    line: Ints
    target: Ints
    period: Ints
    value: Floats
    qualifier: Ints
    reporter: Ints
    published: Ints
    known: Ints
    unit: Texts
    status: Texts
    published_as: Texts
    source: Texts
    note: Texts
    target_ids: tuple[str, ...]
    periods: tuple[Period, ...]
    reporters: tuple[str, ...]
    series: Ints
    present: Ints
    figure: Ints
    vintage: Ints
    warnings: tuple[Problem, ...] = ()
    units: tuple[str, ...] = ()
    compositions: Mapping[int, tuple[tuple[int, ...], bool]] = field(default_factory=dict)

    def breaks(self) -> Bools:
        """Which rows are the first of a new definition, by their ``status``: figures before one are not comparable with it."""
        broken = np.array([input_words.folded(word) in input_words.BREAK for word in self.status.words], dtype=bool)
        return broken[self.status.codes] if len(broken) else np.zeros(len(self), dtype=bool)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.line)

    @property
    def first(self) -> Floats:
        """The instants at which the periods begin, in months."""
        return _column([span.first for span in self.periods])[self.period]

    @property
    def last(self) -> Floats:
        """The instants at which the periods end, in months."""
        return _column([span.last for span in self.periods])[self.period]

    def series_by_target(self) -> dict[int, dict[str, int]]:
        """For each indicator that has figures (its place in the programme): its reporters, each with the number of the series.

        Who reports all the parts of an indicator reports the indicator too.
        """
        found: dict[int, dict[str, int]] = {}
        for series in self.present.tolist():
            target, reporter = divmod(series, len(self.reporters))
            found.setdefault(target, {})[self.reporters[reporter]] = series
        for whole, (parts, _) in self.compositions.items():
            everyone = [set(found.get(part, ())) for part in parts]
            for name in sorted(set.intersection(*everyone)):
                found.setdefault(whole, {})[name] = whole * len(self.reporters) + self.reporters.index(name)
        return found

    def row(self, at: SupportsIndex) -> Observation:
        """One row, by its place."""
        return Observation(
            line=int(self.line[at]),
            target=self.target_ids[self.target[at]],
            period=self.periods[self.period[at]],
            value=float(self.value[at]),
            qualifier=QUALIFIERS[self.qualifier[at]],
            reporter=self.reporters[self.reporter[at]],
            unit=self.unit[at],
            status=self.status[at],
            published=None if self.published[at] == UNDATED else _day(self.published[at]),
            published_as=self.published_as[at],
            known=_day(self.known[at]),
            source=self.source[at],
            note=self.note[at],
            measured_in=self.units[self.target[at]],
        )

    def only(self, *targets: int) -> Observations:
        """The observations of some targets (by their places in the programme) and of all that they are made of.

        So a close look costs the same in a large file.
        """
        wanted = set(targets)
        for whole, (parts, _) in reversed(list(self.compositions.items())):
            wanted |= set(parts) if whole in wanted else set()
        return self._some(np.isin(self.target, sorted(wanted)))

    def known_by(self, day: date) -> Observations:
        """The observations that are known on a day."""
        return self._some(self.known <= day.toordinal() - EPOCH)

    def _some(self, mine: Bools) -> Observations:
        """Some of the rows, in their order."""
        place = np.cumsum(mine) - 1
        return replace(
            self,
            **self._columns(mine),
            series=self.series[mine],
            present=distinct(self.series[mine]),
            figure=self.figure[mine],
            vintage=place[self.vintage[mine[self.vintage]]],
        )

    def _columns(self, rows: Bools) -> dict[str, Any]:
        """Every column that says what stands in a row, of some of the rows."""
        numbering = {"series", "present", "figure", "vintage"}
        columns = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in numbering}
        texts = {name: column.take(rows) for name, column in columns.items() if isinstance(column, Texts)}
        return texts | {name: column[rows] for name, column in columns.items() if isinstance(column, np.ndarray)}

    def to_frame(self) -> pd.DataFrame:
        """Return the observations as a DataFrame for notebooks, one row an observation.

        ``target``, ``period``, ``qualifier``, ``reporter`` and the texts are categories, ``published`` (NaT where not given) and
        ``known`` dates; ``first`` and ``last`` are the instants between which the period lies, in months.
        """
        import pandas as pd  # noqa: PLC0415 - only notebooks pay for it

        def category(codes: Codes, words: Iterable[object]) -> pd.Categorical[str]:
            return pd.Categorical.from_codes(codes, categories=pd.Index([str(word) for word in words], dtype="str"))

        return pd.DataFrame(
            {
                "line": self.line,
                "target": category(self.target, self.target_ids),
                "period": category(self.period, self.periods),
                "value": self.value,
                "qualifier": category(self.qualifier, QUALIFIERS),
                "reporter": category(self.reporter, self.reporters),
                "published": self.published.astype("datetime64[D]").astype("datetime64[s]"),
                "known": self.known.astype("datetime64[D]").astype("datetime64[s]"),
                "first": self.first,
                "last": self.last,
                "unit": category(self.unit.codes, self.unit.words),
                "status": category(self.status.codes, self.status.words),
                "source": list(self.source),
                "note": list(self.note),
                "published_as": category(self.published_as.codes, self.published_as.words),
            }
        )


def number_figures(series: Ints, period: Ints, spans: Sequence[Period], flow: Bools) -> Ints:
    """Number the figure of each row by its series and its period, of ``spans`` in the order of their ends.

    A period given for a stock means the level at its end, so 2024 and 2024-12-31 are the same figure.
    """
    ends = np.array([span.end.toordinal() - EPOCH for span in spans], dtype=np.int64)
    return series * (2 * len(spans)) + np.where(flow, len(spans) + period, np.searchsorted(ends, ends)[period])


def order_vintages(published: Ints, known: Ints, figure: Ints) -> Ints:
    """The rows by figure, and of each figure by the day of publication, or the end of the period where none is given."""
    return np.lexsort((np.where(published == UNDATED, known, published), figure))


def distinct(numbers: Ints) -> Ints:
    """The distinct ones of some numbers, in order."""
    ordered = np.sort(numbers)
    new: Bools = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    return ordered[new]  # and not np.unique, which imports the masked arrays of numpy


def _column(values: Sequence[float]) -> Floats:
    return np.array(values, dtype=np.float64)


def _day(since_1970: np.int64) -> date:
    return date.fromordinal(EPOCH + int(since_1970))
