"""Where the levels of one target came from: the observations behind each, and the vintages that those replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tracker.methods.breakeven import Moves
from tracker.model.observations import EPOCH
from tracker.model.result import Ingredient, Level, SignedLine, TracedLevel
from tracker.values.periods import MONTHS

if TYPE_CHECKING:
    from datetime import date

    from tracker.analysis.assessment import Assessment
    from tracker.analysis.vintages import Figures
    from tracker.methods.reference_levels import ReferenceLevels
    from tracker.model.observations import Observations
    from tracker.values.arrays import Ints

ROLES = ("latest", "baseline", "pace_base", "a_year_before", "earliest", "at_or_before_deadline", "at_or_after_deadline")
"""What a level may be to an assessment; a level of several roles is told under the first."""


def roles(at: ReferenceLevels, subject: int = 0) -> dict[str, int]:
    """Return the places of the levels that an assessment rests on, by role; -1 where there is none."""
    lookup = at.lookup
    a_year_before = lookup.at(lookup.times(at.latest) - MONTHS)
    places = (at.latest, at.base, at.pace, a_year_before, lookup.earliest, at.before, at.after)
    return {role: int(place[subject]) for role, place in zip(ROLES, places, strict=True)}


def trace_levels(observations: Observations, assessment: Assessment, as_of: date) -> tuple[TracedLevel, ...]:
    """Return each level that the assessment of the first subject rests on, with the observations that make it."""
    named: dict[int, str] = {}
    for role, place in roles(assessment.references).items():
        if place >= 0:
            named.setdefault(place, role)
    return tuple(_trace(observations, assessment.figures, role, place, as_of) for place, role in named.items())


def moved_together(assessment: Assessment) -> Moves:
    """Return by how much the latest level, the baseline and the level from which the pace is measured move with one another.

    A level moves alone where an observation that is only its own can be revised; where the other one is made of all its observations
    too, a revision of the first of them moves both.
    """
    at, levels_of = assessment.references, assessment.figures.levels
    latest, baseline, pace = (_signs(levels_of.made_of(place[:1])) for place in (at.latest, at.base, at.pace))
    if not np.isnan(at.stated.baseline[0]):
        baseline = {}
    own_pace = not np.isnan(at.stated.pace_years[0])  # else it is measured from the baseline, which may be declared and no level
    return Moves(
        latest_with_baseline=_moves(baseline, latest),
        baseline_with_latest=_moves(latest, baseline),
        pace_with_baseline=_moves(baseline, pace) if own_pace else 1.0,
        pace_with_latest=_moves(latest, pace if own_pace else baseline),
    )


def _signs(made: tuple[Ints, Ints, Ints]) -> dict[int, int]:
    _, rows, signs = made
    return dict(zip(rows.tolist(), signs.tolist(), strict=True))


def _moves(revised: dict[int, int], other: dict[int, int]) -> float:
    if not revised or set(revised) - set(other):
        return 0.0
    row = min(revised)
    return other[row] / revised[row]


def _trace(observations: Observations, figures: Figures, role: str, place: int, as_of: date) -> TracedLevel:
    """A level with the observations that make it, and the vintages that those replaced."""
    at = np.array([place])
    (span,), (kind,) = figures.periods(at), figures.basis(at)
    assert span is not None  # noqa: S101 - there is a level at this place
    assert kind is not None  # noqa: S101
    _, rows, signs = figures.levels.made_of(at)
    adds_up = _adds_up(figures, place)
    signs = signs if adds_up else np.ones_like(signs)
    made = [_ingredient(observations, int(row), int(sign), as_of) for row, sign in zip(figures.rows[rows], signs, strict=True)]
    made.sort(key=lambda each: (-each.sign, str(each.observation.period), each.observation.line))
    qualifier = str(figures.qualifiers(at)[place]) or None
    return TracedLevel(role, span, float(figures.levels.value[place]), qualifier, kind, tuple(made), adds_up)


def _adds_up(figures: Figures, place: int) -> bool:
    """Whether a level is the sum of its observations, and no ratio."""
    return not figures.levels.composed[place] or figures.levels.adds_up(int(figures.levels.series[place]))


def _ingredient(observations: Observations, row: int, sign: int, as_of: date) -> Ingredient:
    """One observation, and those of the same figure that were known by the day and do not count."""
    same = np.flatnonzero((observations.figure == observations.figure[row]) & (observations.known <= as_of.toordinal() - EPOCH))
    passed = sorted((each for each in same.tolist() if each != row), key=lambda each: int(observations.line[each]))
    return Ingredient(sign, observations.row(row), tuple(map(observations.row, passed)))


def series_levels(observations: Observations, assessment: Assessment, subject: int = 0) -> tuple[Level, ...]:
    """Return every known level of one of the subjects, the oldest first, with the lines that make it and what they say of themselves."""
    lookup, figures = assessment.references.lookup, assessment.figures
    places = np.arange(lookup.begin[subject], lookup.end[subject])
    values, marks = figures.levels.value[places].tolist(), figures.qualifiers(places)[places].tolist()
    made, adds_up = _made_of(observations, figures, places), [_adds_up(figures, place) for place in places.tolist()]
    found = zip(values, figures.periods(places), figures.basis(places), marks, made, adds_up, strict=True)
    return tuple(
        Level(
            span,
            value,
            mark or None,
            basis,
            next(filter(None, (status for _, status in lines)), None),
            tuple(line if whole else SignedLine(1, line.line) for line, _ in lines),
            whole,
        )
        for value, span, basis, mark, lines, whole in found
        if span is not None and basis is not None
    )


def _made_of(observations: Observations, figures: Figures, places: Ints) -> list[list[tuple[SignedLine, str]]]:
    """For each level the lines behind it, each with its status: what is added comes first."""
    at, rows, signs = figures.levels.made_of(places)
    found: list[list[tuple[SignedLine, str]]] = [[] for _ in places]
    for place, sign, row in zip(at.tolist(), signs.tolist(), figures.rows[rows].tolist(), strict=True):
        found[place].append((SignedLine(sign, int(observations.line[row])), observations.status[row]))
    return [sorted(each, key=lambda made: (-made[0].sign, made[0].line)) for each in found]
