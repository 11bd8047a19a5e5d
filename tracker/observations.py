"""observations.csv -> typed observations in the targets' own units, and which of them hold on a given day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tracker import csvfile, textfile
from tracker.problems import Problem, one_of, quoted
from tracker.rows import EPOCH, QUALIFIERS, UNDATED, Findings, Ints, Typed, typed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from tracker.dialect import Dialect
    from tracker.periods import Period
    from tracker.programme import Programme


@dataclass(frozen=True)
class Observations:
    """What has been observed.

    ``frame``, in the order of the file: ``line``; ``target``, ``period``, ``reporter`` and ``qualifier`` as categories; ``value`` in the
    target's own unit, without a scale; ``published`` (NaT where not given) and ``known``, the day on which the figure could first be
    known; ``first`` and ``last``, the instants between which its period lies (in months); ``unit`` and
    ``published_as`` as they were written, ``status``, ``source``, ``note``.

    ``columns`` are those of the file, ``periods`` what the categories of ``period`` mean. ``series`` numbers the pairs of a target and a
    reporter, ``present`` are those that occur; ``figure`` numbers the figures (one target, reporter and period), and ``vintage`` is the
    order of the rows in which a later vintage of a figure stands after the one that it replaces. ``dialect`` is how the file was read.
    """

    file: str
    columns: tuple[str, ...]
    frame: pd.DataFrame
    periods: tuple[Period, ...]
    series: Ints
    present: Ints
    figure: Ints
    vintage: Ints
    dialect: Dialect

    def reporters(self) -> dict[int, dict[str, int]]:
        """For each target that has observations (its place in the programme): its reporters, each with the number of the series."""
        names = list(self.frame["reporter"].cat.categories)
        found: dict[int, dict[str, int]] = {}
        for series in self.present.tolist():
            target, name = divmod(series, len(names))
            found.setdefault(target, {})[names[name]] = series
        return found

    def only(self, target: int) -> Observations:
        """The observations of one target (by its place in the programme), so that a close look costs the same in a large file."""
        mine = self.frame["target"].cat.codes.to_numpy() == target
        place = np.cumsum(mine) - 1
        return replace(
            self,
            frame=self.frame[mine].reset_index(drop=True),
            series=self.series[mine],
            present=np.unique(self.series[mine]),
            figure=self.figure[mine],
            vintage=place[self.vintage[mine[self.vintage]]],
        )


def holding(observations: Observations, as_of: date) -> Ints:
    """Return the rows that hold on a day: of each figure the one published last, on or before that day (METHODS §1, vintages).

    A figure is known from its publication, or from the end of its period where that is later or no publication is given.
    The rows come by series and period.
    """
    known = days(observations.frame["known"])[observations.vintage]
    rows = observations.vintage[known <= as_of.toordinal() - EPOCH]
    figure = observations.figure[rows]
    last: npt.NDArray[np.bool_] = np.append(figure[1:] != figure[:-1], True)[: len(rows)]
    return rows[last]


def days(column: pd.Series[Any]) -> Ints:
    """Return a column of dates as days since 1970; a missing date is far below every other."""
    return column.to_numpy(dtype="datetime64[D]").astype(np.int64)


def load(path: Path, programme: Programme) -> tuple[Observations, list[Problem]]:
    """Read observations.csv against the targets it observes: the usable rows, and every problem with its line.

    Raises InvalidInput only where the file cannot be read as a table at all.
    """
    return read(textfile.read_bytes(path), textfile.name_of(path), programme)


def read(raw: bytes, file: str, programme: Programme) -> tuple[Observations, list[Problem]]:
    """Read the bytes of such a file, as ``load``."""
    table = csvfile.parse(raw, file)
    frame = table.frame.assign(**{name: "" for name in csvfile.COLUMNS if name not in table.frame})
    found = Findings(file, frame.index.to_numpy())
    rows = typed(frame, programme, found)
    if found.bad.any():
        frame, rows = frame[~found.bad], rows.only(~found.bad)
    observations = _observations(table, frame, rows, programme)
    return observations, [*table.problems, *found.problems, *_disputed(observations)]


def _observations(table: csvfile.Table, texts: pd.DataFrame, rows: Typed, programme: Programme) -> Observations:
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
