"""What could be said of targets on earlier days, beside what came of them: the tracker's own score (docs/methods.md §6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.analysis.assessment import examine, judge
from tracker.analysis.earlier_targets import OUTCOMES, earlier_subjects, milestone_subjects, stated_by
from tracker.analysis.reporters import find_subjects
from tracker.analysis.vintages import compositions, needed_series
from tracker.model.forecast import CODES, code_of
from tracker.model.observations import EPOCH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from tracker.analysis.reporters import Subject
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.model.result import TargetResult
    from tracker.values.periods import Period

SAID = ("on_track", "at_risk", "off_track", "no_pace")
"""The statuses that look ahead: every other one tells what is so already, or that nothing can be told."""
_AT_ONCE = 100_000  # figures of all days: more gain nothing
FEW = 50  # targets: the outcomes of fewer say more about these targets than about what was said of them


@dataclass(frozen=True, slots=True)
class Resolved:
    """A target whose deadline has passed and whose outcome is known.

    ``part`` is what it is to the target of its id: that target itself (``target``), an earlier one (``history``) or a milestone
    (``milestone``), and ``number`` its place among these. ``result`` is how it ended; ``stated`` the day on which it was stated, None where
    that is not declared.
    """

    part: str
    number: int
    result: TargetResult
    deadline: date
    stated: date | None

    @property
    def met(self) -> bool:
        """Whether it was met."""
        return OUTCOMES[self.result.status] == "kept"


@dataclass(frozen=True, slots=True)
class Statement:
    """What could be said of a target on an earlier day, from the figures that were known then alone.

    ``bound`` is as of ``Forecast``: a chance that rests on a bound is one itself.
    """

    of: Resolved
    day: date
    status: str
    probability: float | None
    bound: str

    @property
    def met(self) -> bool:
        """Whether the target was met in the end."""
        return self.of.met


class Tally(NamedTuple):
    """How many statements there are, about how many targets, and how many of each saw the target met."""

    statements: int
    met: int
    targets: int
    targets_met: int

    @classmethod
    def of(cls, statements: Collection[Statement]) -> Tally:
        """Count statements, and each target once."""
        about = {id(each.of): each.met for each in statements}
        return cls(len(statements), sum(each.met for each in statements), len(about), sum(about.values()))


class Brier(NamedTuple):
    """The mean squared distance of chances from outcomes (1 or 0).

    ``usual`` is what somebody gets who always says the share that was met, and ``skill`` the part of it that the chances save; None
    where all targets ended alike, so that nothing is left to save.
    """

    score: float
    usual: float
    skill: float | None


@dataclass(frozen=True)
class Score:
    """Every statement about every target whose outcome is known, by target and by day.

    ``resolved`` are the targets of which something was said, ``silent`` those that met their end without, and ``undated`` those that
    declare neither the day of their statement nor a baseline.
    """

    title: str
    as_of: date
    statements: tuple[Statement, ...]
    resolved: tuple[Resolved, ...]
    silent: int
    undated: int

    @property
    def too_few(self) -> bool:
        """Whether too few targets are resolved to judge by them."""
        return len(self.resolved) < FEW

    @property
    def by_status(self) -> Mapping[str, Tally]:
        """How often what was called on track, at risk and so on was met; only the statuses that were said."""
        return _tally(SAID, [(each.status, each) for each in self.statements])

    @property
    def by_chance(self) -> Mapping[str, Tally]:
        """The same by the chance in words, from the lowest to the highest."""
        return _tally(CODES, [(code_of(each.probability), each) for each in self.statements if each.probability is not None])

    @property
    def with_chance(self) -> Tally:
        """The statements that say a chance."""
        return Tally.of([each for each in self.statements if each.probability is not None])

    @cached_property
    def brier(self) -> Brier | None:
        """The Brier score of all chances; None without one."""
        pairs = [(each.probability, float(each.met)) for each in self.statements if each.probability is not None]
        if not pairs:
            return None
        share = sum(met for _, met in pairs) / len(pairs)
        score = sum((said - met) ** 2 for said, met in pairs) / len(pairs)
        usual = share * (1 - share)
        return Brier(score, usual, 1 - score / usual if usual else None)

    @cached_property
    def by_target(self) -> tuple[tuple[Resolved, tuple[Statement, ...]], ...]:
        """Each target with the statements about it, by day."""
        return tuple((each, tuple(said)) for each, said in groupby(self.statements, attrgetter("of")))


def _tally(names: Sequence[str], named: Iterable[tuple[str, Statement]]) -> dict[str, Tally]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for name, each in named:
        found[name].append(each)
    return {name: Tally.of(found[name]) for name in names if name in found}


class _Case(NamedTuple):
    """A target that may have been resolved, the day on which it was stated, and the last day of a baseline that it declares."""

    part: str
    number: int
    subject: Subject
    stated: date | None
    baseline: date | None

    @property
    def since(self) -> date | None:
        """The day from which something could be said: of what was stated on no known day, the end of its baseline."""
        return self.stated or self.baseline


def score(programme: Programme, observations: Observations, as_of: date, reporter: str | None = None, ids: Collection[str] = ()) -> Score:
    """Return what could be said on earlier days about every target that is resolved by a day, by its own reporter or the one given."""
    cases = [case for own in find_subjects(programme, observations, reporter, ids) for case in _cases(own, as_of)]
    resolved = _resolve(programme, observations, as_of, cases)
    dated = [(case, each) for case, each in resolved if case.since]
    said = list(_replay(programme, observations, dated))
    about = {id(each.of) for each in said}
    heard = tuple(each for _, each in dated if id(each) in about)
    order = {id(each): place for place, each in enumerate(heard)}
    statements = tuple(sorted(said, key=lambda each: (order[id(each.of)], each.day)))
    return Score(programme.title, as_of, statements, heard, len(dated) - len(heard), len(resolved) - len(dated))


def _cases(own: Subject, as_of: date) -> Iterator[_Case]:
    """The earlier targets, the milestones and the target itself, as far as their deadline has passed."""
    target = own.target
    baseline = _last_day(target.baseline_period)
    for (number, earlier), subjects in zip(stated_by(target, as_of), earlier_subjects(target, [own], as_of), strict=True):
        yield from (_Case("history", number, each, _last_day(earlier.declared), None) for each in subjects if _is_over(each, as_of))
    for number, subject in enumerate(milestone_subjects(own)):
        if _is_over(subject, as_of):
            yield _Case("milestone", number, subject, _last_day(target.declared), baseline)
    if _is_over(own, as_of):
        yield _Case("target", 0, own, _last_day(target.declared), baseline)


def _last_day(span: Period | None) -> date | None:
    return span.end if span else None


def _is_over(subject: Subject, as_of: date) -> bool:
    return subject.target.deadline is not None and subject.target.deadline < as_of


def _resolve(programme: Programme, observations: Observations, as_of: date, cases: Sequence[_Case]) -> list[tuple[_Case, Resolved]]:
    """The cases whose outcome is known, each with how it ended."""
    if not cases:
        return []
    results = examine(programme, observations, as_of, [each.subject for each in cases]).results
    return [
        (case, Resolved(case.part, case.number, result, case.subject.target.deadline or date.max, case.stated))
        for case, result in zip(cases, results, strict=True)
        if result.status in {"reached", "missed"}
    ]


def _replay(programme: Programme, observations: Observations, cases: Iterable[tuple[_Case, Resolved]]) -> Iterator[Statement]:
    """What each day with news of open targets said of them, from the vintages of that day."""
    for batch in _batches(_open_days(observations, cases)):
        found = judge(programme, observations, [each.subject for each in batch], [each.day for each in batch])
        for each, said in zip(batch, found, strict=True):
            if said.status in SAID:
                yield Statement(each.of, each.day, *said)


class _OpenDay(NamedTuple):
    """A day with news of a target that was open then, and how many figures there are of it."""

    of: Resolved
    subject: Subject
    day: date
    figures: int


def _open_days(observations: Observations, cases: Iterable[tuple[_Case, Resolved]]) -> Iterator[_OpenDay]:
    """The days on which something may have been said of each target, in their order."""
    known, made = _days_of_news(observations), compositions(observations)
    count = np.bincount(observations.series).tolist()
    for case, each in cases:
        series = needed_series({case.subject.series}, made)
        news = set().union(*(known.get(number, ()) for number in series))
        figures = sum(count[number] for number in series if 0 <= number < len(count))
        for day in sorted({*filter(None, [case.stated]), *news}):
            if case.since and case.since <= day <= each.deadline:
                yield _OpenDay(each, case.subject, day, figures)


def _batches(days: Iterable[_OpenDay]) -> Iterator[list[_OpenDay]]:
    """The days in lots that have some number of figures: few lots are fast, and a lot must fit into the memory."""
    batch, figures = list[_OpenDay](), 0
    for each in days:
        if batch and figures + each.figures > _AT_ONCE:
            yield batch
            batch, figures = [], 0
        batch.append(each)
        figures += each.figures + 1
    if batch:
        yield batch


def _days_of_news(observations: Observations) -> dict[int, set[date]]:
    """For each series the days on which one of its figures became known."""
    found: dict[int, set[date]] = defaultdict(set)
    for series, day in set(zip(observations.series.tolist(), observations.known.tolist(), strict=True)):
        found[series].add(date.fromordinal(EPOCH + day))
    return found
