"""One target in depth: where each number came from, what is needed, what others say of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.analysis import assessment, earlier_targets, provenance
from tracker.analysis.reporters import subjects
from tracker.methods import breakeven, official_methods
from tracker.values import display
from tracker.values.periods import MONTHS, day_of, instant
from tracker.words.columns import nan, records

if TYPE_CHECKING:
    from tracker.methods.reference_levels import Basis
    from tracker.methods.verdict import Evidence
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.words.columns import Row


_DIGITS = 3  # of a time in months: far less than a day
_CODE = 3  # letters of a currency
_MILLION = 1_000_000  # from here on amounts are rounded to a scale anyway


@dataclass(frozen=True)
class CloseUp:
    """All that is known of one target by one reporter on a day; amounts in the target's own unit, everything fit for JSON.

    ``row`` are the keys of the contract, ``series`` every known level, ``needed`` the level that the end of each year must show,
    ``methods`` the official ones, ``history`` the earlier promises and ``milestones`` the levels on the way, and how they ended,
    ``reporters`` the same target by everyone's figures and ``mirrors`` every known level by those of the others.
    """

    target: Target
    as_of: date
    row: Row
    series: list[Row]
    needed: list[Row]
    methods: dict[str, Row]
    history: list[Row]
    milestones: list[Row]
    reporters: list[Row]
    mirrors: dict[str, list[Row]]
    observations: Observations
    basis: Basis
    evidence: Evidence

    @cached_property
    def break_even(self) -> dict[str, dict[str, Row | None]]:
        """The revisions of the latest level and of the baseline that change the verdict; only who asks pays for the search."""
        turns = breakeven.turns(self.evidence, float(self.basis.stated.multiple[0]), *provenance.moved_together(self.basis))
        return {name: {way: None if turn is None else vars(turn) for way, turn in both.items()} for name, both in turns.items()}

    @cached_property
    def levels(self) -> list[Row]:
        """What the assessment rests on, with the observations behind each level and the vintages that they replaced."""
        return provenance.levels(self.observations, self.basis, self.as_of)

    @property
    def to_come(self) -> list[Row]:
        """What is needed, as long as it can still be done: once the deadline has passed there is nothing to ask for."""
        return self.needed if self.target.deadline and self.target.deadline >= self.as_of else []

    @property
    def whole(self) -> bool:
        """Whether the target counts whole things (projects, jobs): then no level that is needed is a fraction.

        Things are a stock whose unit is a word (not USD, %, °C or percent) and of which nobody has ever stated a fraction.
        """
        values = [self.row["target"], *(each["value"] for each in self.series)]
        unit = self.target.unit
        word = len(unit) > _CODE and unit.islower() and not display.is_percent(unit) and not unit.startswith("point")
        counted = all(value is not None and value == int(value) and 0 <= value < _MILLION for value in values)
        return self.target.kind == "stock" and word and counted

    @property
    def baseline(self) -> str:
        """The baseline as it was worded; a dash where it is not known."""
        same = (each for each in self.series if (each["date"], each["value"]) == (self.row["baseline_date"], self.row["baseline"]))
        qualifier: str = next((each["qualifier"] for each in same), None) or ""
        return display.amount(nan(self.row["baseline"]), self.row["unit"], qualifier, digits=4)

    @cached_property
    def cited(self) -> dict[int, Row]:
        """The observations of the target by their line, as they stand in the file."""
        return provenance.cited(self.observations)

    @cached_property
    def _by_time(self) -> dict[float, Row]:
        return {round(instant(date.fromisoformat(each["date"])), _DIGITS): each for each in self.series}

    def year_before(self, day: str) -> Row | None:
        """The level exactly a year before a day."""
        return self._by_time.get(round(instant(date.fromisoformat(day)) - MONTHS, _DIGITS))

    def detail(self) -> Row:
        """The row and everything around it, for machines."""
        return self.row | {
            name: getattr(self, name)
            for name in ("levels", "series", "needed", "methods", "break_even", "history", "milestones", "reporters")
        }


def close_up(programme: Programme, observations: Observations, as_of: date, each: str, reporter: str | None = None) -> CloseUp:
    """Look closely at one target, by its own reporter or by another one."""
    observations = observations.only(list(programme.targets).index(each))
    (subject,) = subjects(programme, observations, reporter, [each])
    frame, basis = assessment.examine(programme, observations, as_of, [subject])
    (row,) = records(frame)
    evidence = assessment.evidence(
        programme, basis, {name: frame[name].to_numpy() for name in ("outcome_linear", "outcome_compound")}, as_of
    )
    case = _case(basis, row)
    all_subjects = subjects(programme, observations, "all", [each])
    alone = all_subjects == [subject]
    everyone, side_by_side = (frame, basis) if alone else assessment.examine(programme, observations, as_of, all_subjects)
    return CloseUp(
        target=subject.target,
        as_of=as_of,
        row=row,
        series=provenance.series(observations, basis),
        needed=_needed(basis, case, subject.target.deadline),
        methods={name: _judged(name, said) for name, said in official_methods.judged(case).items()},
        history=list(earlier_targets.history(programme, observations, as_of, subject)),
        milestones=list(earlier_targets.milestones(programme, observations, as_of, subject)),
        reporters=records(everyone) if not alone else [row],
        mirrors={
            other.reporter: provenance.series(observations, side_by_side, number)
            for number, other in enumerate(all_subjects)
            if other.reporter != subject.reporter
        },
        observations=observations,
        basis=basis,
        evidence=evidence,
    )


def _case(basis: Basis, row: Row) -> official_methods.Case:
    picks = basis.figures.picks
    now = picks.times(basis.latest)
    changes: list[float] = []
    here = float(picks.values(basis.latest)[0])
    for back in range(1, 200):
        before = float(picks.values(picks.at(now - back * MONTHS))[0])
        if math.isnan(before):
            break
        changes.insert(0, here - before)
        here = before
    return official_methods.Case(
        baseline=nan(row["baseline"]),
        latest=nan(row["latest"]),
        target=nan(row["target"]),
        direction=float(basis.stated.direction[0]),
        years_gone=float(now[0] - basis.baseline_time[0]) / MONTHS,
        years_left=float(basis.stated.deadline[0] - now[0]) / MONTHS,
        changes=tuple(changes),
    )


def _judged(name: str, said: official_methods.Judgement) -> Row:
    figure = None if math.isnan(said.figure) else said.figure
    return {official_methods.METHODS[name].figure: figure, "status": said.status, "reason": said.reason}


def _needed(basis: Basis, case: official_methods.Case, deadline: date | None) -> list[Row]:
    """The level that the end of each year must show from the latest one to the target, on both shapes (METHODS §2)."""
    if deadline is None or math.isnan(case.latest) or math.isnan(case.target) or not case.years_left > 0 or case.met:
        return []
    latest = float(basis.figures.picks.times(basis.latest)[0])
    ends = [date(year, 12, 31) for year in range(day_of(latest).year, deadline.year + 1)]
    days = [day for day in ends if latest < instant(day) < instant(deadline)] + [deadline]
    rows = []
    for day in days:
        share = (instant(day) - latest) / (MONTHS * case.years_left)
        linear = case.latest + (case.target - case.latest) * share
        compound = case.latest * (case.target / case.latest) ** share if case.latest > 0 and case.target > 0 else None
        rows.append({"date": day.isoformat(), "linear": linear, "compound": compound})
    return rows
