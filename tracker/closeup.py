"""One target in depth: where each number came from, what is needed, what others say of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from tracker import assessment, breakeven, methods
from tracker.periods import MONTHS, day_of, instant
from tracker.subjects import Subject, subjects
from tracker.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.assessment import Basis
    from tracker.observations import Observations
    from tracker.programme import Programme, Promise, Target
    from tracker.tables import Row

# The verdict on an earlier promise at its own deadline, in the words of one who made it.
OUTCOMES = {"reached": "kept", "missed": "missed", "undetermined": "undetermined", "awaiting": "awaiting", "no_data": "no_data"}
OPEN = "open"


@dataclass(frozen=True)
class CloseUp:
    """All that is known of one target by one reporter on a day; amounts in the target's own unit, everything fit for JSON.

    ``row`` are the keys of the contract, ``levels`` what the assessment rests on with the observations behind it, ``series`` every known
    level, ``needed`` the level that the end of each year must show, ``methods`` the official ones, ``break_even`` the revisions that
    change the verdict, ``history`` the earlier promises and how they ended, ``reporters`` the same target by everyone's figures.
    """

    target: Target
    as_of: date
    row: Row
    levels: list[Row]
    series: list[Row]
    needed: list[Row]
    methods: dict[str, Row]
    break_even: dict[str, dict[str, Row | None]]
    history: list[Row]
    reporters: list[Row]

    def detail(self) -> Row:
        """The row and everything around it, for machines."""
        return self.row | {
            name: getattr(self, name) for name in ("levels", "series", "needed", "methods", "break_even", "history", "reporters")
        }


def close_up(programme: Programme, observations: Observations, as_of: date, each: str, reporter: str | None = None) -> CloseUp:
    """Look closely at one target, by its own reporter or by another one."""
    (subject,) = subjects(programme, observations, reporter, [each])
    frame, basis = assessment.examine(programme, observations, as_of, [subject])
    (row,) = records(frame)
    evidence = assessment.evidence(
        programme, basis, {name: frame[name].to_numpy() for name in ("outcome_linear", "outcome_compound")}, as_of
    )
    case = _case(basis, row)
    return CloseUp(
        target=subject.target,
        as_of=as_of,
        row=row,
        levels=[level for role, place in _places(basis) for level in _told(observations, basis, role, place, as_of)],
        series=_series(basis),
        needed=_needed(basis, case, subject.target.deadline),
        methods={name: _judged(name, said) for name, said in methods.judged(case).items()},
        break_even={
            name: {way: None if turn is None else vars(turn) for way, turn in both.items()}
            for name, both in breakeven.turns(evidence, float(basis.stated.multiple[0])).items()
        },
        history=list(_history(programme, observations, as_of, subject)),
        reporters=records(assessment.assess(programme, observations, as_of, "all", [each])),
    )


def _case(basis: Basis, row: Row) -> methods.Case:
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
    return methods.Case(
        baseline=_number(row["baseline"]),
        latest=_number(row["latest"]),
        target=_number(row["target"]),
        direction=float(basis.stated.direction[0]),
        years_gone=float(now[0] - basis.baseline_time[0]) / MONTHS,
        years_left=float(basis.stated.deadline[0] - now[0]) / MONTHS,
        changes=tuple(changes),
    )


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def _judged(name: str, said: methods.Judgement) -> Row:
    figure = None if math.isnan(said.figure) else said.figure
    return {methods.METHODS[name].figure: figure, "status": said.status, "reason": said.reason}


def _places(basis: Basis) -> Iterator[tuple[str, int]]:
    """The levels that the assessment rests on, each once, under the first of its roles."""
    picks = basis.figures.picks
    a_year_before = picks.at(picks.times(basis.latest) - MONTHS)
    seen = set()
    for role, place in (
        ("latest", basis.latest),
        ("baseline", basis.base),
        ("a_year_before", a_year_before),
        ("earliest", picks.earliest),
        ("at_or_before_deadline", basis.before),
        ("at_or_after_deadline", basis.after),
    ):
        if place[0] >= 0 and place[0] not in seen:
            seen.add(place[0])
            yield role, int(place[0])


def _told(observations: Observations, basis: Basis, role: str, place: int, as_of: date) -> Iterator[Row]:
    """A level with the observations that make it, and the vintages that those replaced."""
    figures, at = basis.figures, np.array([place])
    (span,), (kind,) = figures.periods(at), figures.basis(at)
    assert span is not None  # noqa: S101 - there is a level at this place
    _, rows, signs = figures.levels.made_of(at)
    made = [_ingredient(observations, int(row), int(sign), as_of) for row, sign in zip(figures.rows[rows], signs, strict=True)]
    made.sort(key=lambda each: (-each["sign"], each["period"]))
    value = float(figures.levels.value[place])
    qualifier = str(figures.qualifiers(at)[place]) or None
    yield {
        "role": role,
        "value": value,
        "qualifier": qualifier,
        "period": str(span),
        "date": span.end.isoformat(),
        "basis": kind,
        "made_of": made,
    }


def _ingredient(observations: Observations, row: int, sign: int, as_of: date) -> Row:
    """One observation, as it stands in the file, and the ones that it replaced."""
    frame = observations.frame
    older = np.flatnonzero((observations.figure == observations.figure[row]) & (frame["known"].dt.date <= as_of).to_numpy())
    passed = sorted((each for each in older.tolist() if each != row), key=lambda each: int(frame["line"].iloc[each]))
    return {
        "sign": sign,
        **_cited(observations, row),
        "source": frame["source"].iloc[row] or None,
        "passed_over": [_cited(observations, each) for each in passed],
    }


def _cited(observations: Observations, row: int) -> Row:
    each = observations.frame.iloc[row]
    published = None if each["published"] != each["published"] else f"{each['published']:%Y-%m-%d}"
    return {
        "line": int(each["line"]),
        "period": str(each["period"]),
        "value": float(each["value"]),
        "qualifier": each["qualifier"] or None,
        "status": each["status"] or None,
        "published": published,
    }


def _series(basis: Basis) -> list[Row]:
    """Every known level, the oldest first."""
    picks, figures = basis.figures.picks, basis.figures
    places = np.arange(picks.begin[0], picks.end[0])
    values, times, kinds = figures.levels.value[places].tolist(), figures.levels.time[places].tolist(), figures.basis(places)
    spans = figures.periods(places)
    return [
        {"date": day_of(time).isoformat(), "period": str(span), "value": value, "basis": kind}
        for time, span, value, kind in zip(times, spans, values, kinds, strict=True)
    ]


def _needed(basis: Basis, case: methods.Case, deadline: date | None) -> list[Row]:
    """The level that the end of each year must show from the latest one to the target, on both shapes (METHODS §2)."""
    if deadline is None or math.isnan(case.latest) or not case.years_left > 0 or case.met:
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


def _history(programme: Programme, observations: Observations, as_of: date, subject: Subject) -> Iterator[Row]:
    """Each earlier promise with its outcome at its own deadline, by every reporter."""
    known = subjects(programme, observations, "all", [subject.target.id])
    for promise in subject.target.history:
        if promise.declared and promise.declared > as_of:
            continue
        told = {
            "target": promise.target,
            "unit": promise.unit,
            "by": promise.by and promise.by.isoformat(),
            "declared": promise.declared and promise.declared.isoformat(),
            "source": promise.source,
            "quote": promise.quote,
            "note": promise.note,
        }
        yield told | {"outcomes": _outcomes(programme, observations, as_of, known, promise)}


def _outcomes(programme: Programme, observations: Observations, as_of: date, known: list[Subject], promise: Promise) -> list[Row]:
    if promise.unit != known[0].target.unit:
        return []
    asked = [replace(each, target=_promised(each.target, promise)) for each in known]
    rows = records(assessment.examine(programme, observations, as_of, asked)[0])
    return [{"reporter": row["reporter"], "outcome": OUTCOMES.get(row["status"], OPEN), "reason": row["reason"]} for row in rows]


def _promised(target: Target, promise: Promise) -> Target:
    """The target as it was promised then."""
    return replace(
        target,
        goal=promise.target,
        multiple=None,
        qualifier=promise.qualifier,
        deadline=promise.by,
        baseline_period=None,
        baseline_value=math.nan,
        milestones=(),
    )
