"""Targets of which the figures show that they cannot be judged as they are declared (docs/methods.md §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.analysis.obligations import judge_obligation
from tracker.analysis.reporters import find_subjects, stated_columns
from tracker.analysis.vintages import Figures
from tracker.methods.reference_levels import ReferenceLevels
from tracker.values.display import dates, numbers
from tracker.values.input.amount_spellings import significant
from tracker.values.input.stated_target import Form
from tracker.values.languages.translations import translatable, translated
from tracker.values.periods import day_of
from tracker.values.printable import quoted
from tracker.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.analysis.reporters import Subject
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.values.arrays import Floats

_DIGITS = 15  # of a stated figure: they decide whether a level equals a target


class _Start(NamedTuple):
    """The level that a target sets out from: what it is called, its value, its day, and whether a later level differs from it."""

    name: str
    value: float
    day: date
    moved: bool


def undecided(programme: Programme, observations: Observations, as_of: date, reporter: str | None = None) -> list[Problem]:
    """Return an error for each target whose direction must be declared, or whose change has nothing to be counted from, as of a day.

    ``10 bn`` from a baseline of 4 bn is an increase. From a baseline of 12 bn it is a decrease to 10 bn or a floor that must hold, and
    the wrong reading would call a failure a success; the same holds for a range that the baseline lies in. Where the baseline is not on
    file, the earliest level counts, and for a target that applies in each period the first period on file.

    ``double``, ``-50 %`` and ``+6 % a year`` say nothing of a baseline that is not above zero: half a deficit is a smaller one.
    """
    asked = [
        each for each in find_subjects(programme, observations, reporter, ()) if _lacks_direction(each.target) or _is_rate(each.target)
    ]
    starts = _starts(programme, observations, as_of, asked)
    found = {subject.target.id: _problem(programme, subject.target, start) for subject, start in starts}
    return list(found.values())


def _lacks_direction(target: Target) -> bool:
    return not target.direction_stated and target.form in {Form.LEVEL, Form.RANGE}


def _is_rate(target: Target) -> bool:
    """Whether a target is a multiple of its baseline, or a change on it in percent."""
    return target.form in {Form.RELATIVE, Form.GROWTH} and not target.every


def _starts(programme: Programme, observations: Observations, as_of: date, subjects: list[Subject]) -> Iterator[tuple[Subject, _Start]]:
    """The subjects that cannot be judged from where they start, each with that start."""
    if not subjects:
        return
    figures = Figures.of(programme, observations, as_of, np.array([each.series for each in subjects], dtype=np.int64), alone=True)
    at = ReferenceLevels.of(stated_columns(subjects), figures.lookup, figures.marks())
    declared = ~np.isnan(at.baseline)
    value = significant(np.where(declared, at.baseline, at.lookup.values(at.lookup.earliest)), _DIGITS)
    time = np.where(declared, at.baseline_time, at.lookup.times(at.lookup.earliest))
    moved = at.lookup.values(at.latest) != value
    for number, subject in enumerate(subjects):
        if subject.target.every:
            judged = judge_obligation(figures, subject)
            start = _first_period(judged.end, judged.value)
        elif np.isnan(value[number]):
            start = None
        else:
            name = translatable("baseline") if declared[number] else translatable("earliest level")
            start = _Start(name, float(value[number]), day_of(float(time[number])), bool(moved[number]))
        if start and _decides(subject.target, start):
            yield subject, start


def _first_period(end: Floats, value: Floats) -> _Start | None:
    """The first period on file of a target that applies in each."""
    known = np.flatnonzero(~np.isnan(value))
    if not len(known):
        return None
    first = known[0]
    return _Start(translatable("first period"), float(value[first]), day_of(float(end[first])), bool((value[known] != value[first]).any()))


def _decides(target: Target, start: _Start) -> bool:
    """Whether the two directions may judge the target differently, seen from its start, or nothing can be counted from it."""
    if _is_rate(target):
        return start.value <= 0
    if target.form is Form.RANGE and not target.every:
        return target.goal <= start.value <= target.to
    return start.value > target.goal or (start.value == target.goal and start.moved)


_INSIDE = translatable(
    "target: {given} does not say whether an increase or a decrease is intended, and the {start} of {target}, {level} ({day}), lies "
    "inside it; add `direction: increase` if it is to rise to {to}, or `direction: decrease` if it is to fall to {goal}"
)
_ABOVE = translatable(
    "target: {given} does not say whether an increase or a decrease is intended, and the {start} of {target}, {level} ({day}), lies "
    "above it; add `direction: increase` if at least {goal} is meant, or `direction: decrease` if at most {goal} is meant"
)
_THERE = translatable(
    "target: {given} does not say whether an increase or a decrease is intended, and the {start} of {target}, {level} ({day}), lies "
    "exactly there; add `direction: increase` if at least {goal} is meant, or `direction: decrease` if at most {goal} is meant"
)


_NOT_ABOVE_ZERO = translatable(
    "target: {given} is counted from the {start} of {target}, {level} ({day}), which is not above zero; write the level that is meant"
)


def _problem(programme: Programme, target: Target, start: _Start) -> Problem:
    goal, to, level = (numbers.amount(each, target.unit, digits=6) for each in (target.goal, target.to, start.value))
    beyond = _ABOVE if start.value > target.goal else _THERE
    template = _INSIDE if target.form is Form.RANGE and not target.every else _NOT_ABOVE_ZERO if _is_rate(target) else beyond
    message = translated(
        template,
        given=quoted(target.words),
        start=translated(start.name),
        target=quoted(target.id),
        level=level,
        day=dates.day(start.day),
        goal=goal,
        to=to,
    )
    return Problem(programme.file, programme.line("targets", target.id, "target"), message, target=target.id)
