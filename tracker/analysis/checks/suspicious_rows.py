"""Rows of the observations that are suspicious by themselves: texts like formulas, days that come too early, figures given twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from tracker.model.observations import UNDATED
from tracker.values.languages.translations import localized
from tracker.values.periods import instant
from tracker.values.printable import quoted
from tracker.values.problems import Problem, WarningCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.model.observations import Observation, Observations, Texts

_FORMULA_SIGNS = ("=", "@", "+", "-", "＝", "＠", "＋", "－", "\t", "\r")
_FORMULA = re.compile(r"[=@＝＠\t\r]|[-+－＋](?!\s|[\d\s.,]*%?$)")  # a sign before a space or a mere number runs nothing


def find_formulas(observations: Observations) -> Iterator[Problem]:
    """Texts that a spreadsheet would compute, or run, when it opens the file."""
    for name in ("status", "source", "note"):
        column: Texts = getattr(observations, name)
        suspect = np.array([word.startswith(_FORMULA_SIGNS) and bool(_FORMULA.match(word)) for word in column.words], dtype=bool)
        for at in np.flatnonzero(suspect[column.codes]) if suspect.any() else ():
            message = localized(
                "{column}: {given} begins like a formula, and a spreadsheet would run it on opening the file; begin it with a word",
                column=name,
                given=quoted(column[at]),
            )
            yield warn_of(observations, observations.row(at), message, WarningCode.FORMULA_TEXT)


def find_early_dates(observations: Observations, as_of: date) -> Iterator[Problem]:
    """Periods in the future, and figures published before their period had ended."""
    ahead = observations.last > instant(as_of)
    early = (observations.published != UNDATED) & (observations.published < observations.known) & ~ahead
    for at in np.flatnonzero(ahead):
        row = observations.row(at)
        message = localized("the period {period} is in the future; the figure does not count before it has ended", period=row.period)
        yield warn_of(observations, row, message, WarningCode.FUTURE_PERIOD)
    for at in np.flatnonzero(early):
        row = observations.row(at)
        message = localized(
            "published on {published}, before its period {period} had ended; the figure does not count before that",
            published=row.published,
            period=row.period,
        )
        yield warn_of(observations, row, message, WarningCode.PUBLISHED_EARLY)


def find_repeated(observations: Observations) -> Iterator[Problem]:
    """Vintages that repeat the one before: the same figure of the same day, twice."""
    order = observations.vintage
    columns = [observations.figure, observations.known, observations.published, observations.value]
    same = np.all([column[order][1:] == column[order][:-1] for column in columns], axis=0)
    for at in np.flatnonzero(same):
        message = localized("the same figure is already on line {line}", line=observations.line[order[at]])
        yield warn_of(observations, observations.row(order[at + 1]), message, WarningCode.REPEATED_FIGURE)


def warn_of(observations: Observations, row: Observation, message: str, code: WarningCode) -> Problem:
    """A warning about one row, with its line and its target."""
    return Problem(observations.file, row.line, message, code, row.target)
