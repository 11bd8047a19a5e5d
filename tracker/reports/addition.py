"""A new observation: checked as ``tracker check`` would, refused where it is a duplicate, compared before and after."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis import checks
from tracker.analysis.assessment import assess
from tracker.analysis.directions import undirected
from tracker.storage import journal, observations
from tracker.values import amounts, display
from tracker.values.input_words import answer
from tracker.values.printable import quoted
from tracker.values.problems import InvalidInput, Problem, TrackerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Series, Target
    from tracker.model.result import TargetResult


@dataclass(frozen=True)
class Addition:
    """A file with one observation more: its bytes, the new row as it stands there, and what it changes on a day."""

    content: bytes
    line: int
    text: str
    warnings: tuple[Problem, ...]
    before: TargetResult
    after: TargetResult


def written(value: str, target: Target | Series, *, beside: bool) -> dict[str, str]:
    """An amount as it goes into the columns ``value`` and ``unit`` (or into ``value`` alone, in the unit that the target declares).

    ``beside`` says whether there is a column for the unit. ValueError where the amount is none, or in another unit. What is known of an
    event is yes or no, which stand in the file as 1 and 0.
    """
    if target.kind == "event":
        return _answer(value)
    amount = amounts.parse_amount(value)
    if amount.multiple:
        raise ValueError("a multiple is not an observation")
    power = amounts.power_in(target.unit, amount.unit) if amount.unit else 0
    scale = target.unit_power if amount.power is None and not amount.unit else (amount.power or 0) + power
    number = Decimal(amount.digits)
    if not beside:
        return {"value": _plain(number.scaleb(scale - target.unit_power))}
    word = {0: "", 3: "thousand", 6: "mn", 9: "bn", 12: "tn"}[scale]
    return {"value": _plain(number), "unit": f"{word} {target.unit}".strip()}


def _answer(value: str) -> dict[str, str]:
    said = float(value) if value.strip() in {"0", "1"} else answer(value)
    if math.isnan(said):
        raise ValueError(f"{quoted(value)} is neither yes nor no, and of an event nothing else is observed")
    return {"value": f"{said:g}"}


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Checked:
    """A file with one observation more that ``check`` would not refuse, read before and after it was added, and the row as it stands."""

    content: bytes
    text: str
    old: Observations
    new: Observations


def checked(raw: bytes, file: str, programme: Programme, fields: Mapping[str, str], as_of: date, *, revise: bool) -> Checked:
    """Return the file with the row added.

    InvalidInput lists what is wrong with the file as it stands or with the new row, alone or beside the others; TrackerError refuses
    a duplicate, or a revision of nothing or of something later.
    """
    _shown(fields["target"], programme)
    old, problems, dialect = observations.read(raw, file, programme)
    if problems:
        raise InvalidInput(problems)
    content, (text,) = journal.with_rows(raw, [fields], file, dialect.decimal)
    new, problems, _ = observations.read(content, file, programme)
    if len(new) > len(old):
        _refuse_duplicate(new, revise=revise)
    problems += observations.unchosen(new, programme)
    if not problems:
        problems = undirected(programme, new, as_of)
    if problems:
        raise InvalidInput(problems)
    if no_observation := set(new.warnings) - set(old.warnings):
        raise InvalidInput(no_observation)
    return Checked(content, text, old, new)


def compared(made: Checked, programme: Programme, as_of: date) -> Addition:
    """Return what the row changes, and what about it is suspicious."""
    row, file = made.new.row(len(made.new) - 1), made.new.file
    warnings = [each for each in checks.suspicions(programme, made.new, as_of) if each.file == file and each.line == row.line]
    shown = _shown(row.target, programme)
    before, after = (assess(programme, each, as_of, row.reporter or None, [shown])[0] for each in (made.old, made.new))
    return Addition(made.content, row.line, made.text, tuple(warnings), before, after)


def _shown(indicator: str, programme: Programme) -> str:
    """The target in which a figure shows; TrackerError where it shows in none."""
    shown = indicator if indicator in programme.targets else next(programme.users(indicator), None)
    if shown is None:
        raise TrackerError(f"no target is made of {quoted(indicator)} yet, so nothing would change; declare one with `sum` or `ratio`")
    return shown


def _refuse_duplicate(new: Observations, *, revise: bool) -> None:
    """The last row is a duplicate unless it is meant as a later vintage, and no revision unless there is an earlier one."""
    row = new.row(len(new) - 1)
    same = [new.row(at) for at in np.flatnonzero(new.figure[:-1] == new.figure[-1])]
    if not same:
        if revise:
            raise TrackerError(f"{new.file}: there is no figure for {row.period} yet that could be revised; leave out --revise")
        return
    dated = [each for each in same if each.published]
    last = max(dated, key=lambda each: each.published or date.min) if dated else same[-1]
    when = f"published on {last.published}" if last.published else "without a day of publication"
    amount = display.amount(last.value, last.measured_in)
    there = f"{new.file}:{last.line} has {amount} for {row.period}, {when}"
    if not revise:
        raise TrackerError(f"{there}; --revise adds yours as a later vintage")
    if row.published is None or row.published <= last.known:
        raise TrackerError(f"{there}; a revision must have been published after that")
