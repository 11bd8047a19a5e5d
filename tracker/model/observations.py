"""observations.csv -> typed observations in the targets' own units, and which of them hold on a given day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tracker.values import input_words

if TYPE_CHECKING:
    import pandas as pd

    from tracker.storage.tabular.dialect import Dialect
    from tracker.values.periods import Period
    from tracker.values.problems import Problem

Ints = npt.NDArray[np.int64]
QUALIFIERS = ("", "about", "over", "under")
EPOCH = date(1970, 1, 1).toordinal()
UNDATED = np.iinfo(np.int64).min  # what numpy makes of NaT


@dataclass(frozen=True, slots=True)
class Observation:
    """One row of observations.csv, its value in the target's own unit; a text is empty where nothing is written."""

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
    ``warnings`` are those of the rows that hold no observation and were left out (missing values, forecasts), and of footnotes.
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
    warnings: tuple[Problem, ...] = ()

    def breaks(self) -> npt.NDArray[np.bool_]:
        """Which rows are the first of a new definition, by their ``status``: figures before one are not comparable with it."""
        words = self.frame["status"].astype("category").cat
        broken = np.array([input_words.folded(str(word)) in input_words.BREAK for word in words.categories] or [False], dtype=bool)
        return broken[words.codes.to_numpy()]

    def reporters(self) -> dict[int, dict[str, int]]:
        """For each target that has observations (its place in the programme): its reporters, each with the number of the series."""
        names = list(self.frame["reporter"].cat.categories)
        found: dict[int, dict[str, int]] = {}
        for series in self.present.tolist():
            target, name = divmod(series, len(names))
            found.setdefault(target, {})[names[name]] = series
        return found

    def row(self, at: int) -> Observation:
        """One row, by its place."""
        row = self.frame.iloc[at]
        published = None if row["published"] != row["published"] else row["published"].date()
        return Observation(
            line=int(row["line"]),
            target=str(row["target"]),
            period=self.periods[int(self.frame["period"].cat.codes.iloc[at])],
            value=float(row["value"]),
            qualifier=str(row["qualifier"]),
            reporter=str(row["reporter"]),
            unit=str(row["unit"]),
            status=str(row["status"]),
            published=published,
            published_as=str(row["published_as"]),
            known=row["known"].date(),
            source=str(row["source"]),
            note=str(row["note"]),
        )

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


def days(column: pd.Series[Any]) -> Ints:
    """Return a column of dates as days since 1970; a missing date is far below every other."""
    return column.to_numpy(dtype="datetime64[D]").astype(np.int64)
