"""Where the levels of one target came from: the observations behind each, and the vintages that those replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tracker.model.observations import EPOCH
from tracker.values.periods import MONTHS, day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.methods.levels import Ints
    from tracker.methods.reference_levels import Basis
    from tracker.model.observations import Observations
    from tracker.words.columns import Row


def levels(observations: Observations, basis: Basis, as_of: date) -> list[Row]:
    """Return each level that the assessment of the first subject rests on, with the observations that make it."""
    return [level for role, place in _places(basis) for level in _told(observations, basis, role, place, as_of)]


def moved_together(basis: Basis) -> tuple[float, float]:
    """Return by how much the latest level moves with a revision of the baseline, and the baseline with one of the latest level.

    A level moves alone where an observation that is only its own can be revised; where the other one is made of all its observations
    too, a revision of the first of them moves both.
    """
    levels_of = basis.figures.levels
    latest, baseline = (_signs(levels_of.made_of(place[:1])) for place in (basis.latest, basis.base))
    if not np.isnan(basis.stated.baseline[0]):
        baseline = {}
    return _moves(baseline, latest), _moves(latest, baseline)


def _signs(made: tuple[Ints, Ints, Ints]) -> dict[int, int]:
    _, rows, signs = made
    return dict(zip(rows.tolist(), signs.tolist(), strict=True))


def _moves(revised: dict[int, int], other: dict[int, int]) -> float:
    if not revised or set(revised) - set(other):
        return 0.0
    row = min(revised)
    return other[row] / revised[row]


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
    older = np.flatnonzero((observations.figure == observations.figure[row]) & (observations.known <= as_of.toordinal() - EPOCH))
    passed = sorted((each for each in older.tolist() if each != row), key=lambda each: int(observations.line[each]))
    return {
        "sign": sign,
        **_cited(observations, row),
        "source": observations.source[row] or None,
        "passed_over": [_cited(observations, each) for each in passed],
    }


def _cited(observations: Observations, row: int) -> Row:
    each = observations.row(row)
    return {
        "line": each.line,
        "period": str(each.period),
        "value": each.value,
        "qualifier": each.qualifier or None,
        "status": each.status or None,
        "published": each.published and each.published.isoformat(),
    }


def series(observations: Observations, basis: Basis, subject: int = 0) -> list[Row]:
    """Every known level of one of the subjects, the oldest first, with the lines that make it and what they say of themselves."""
    picks, figures = basis.figures.picks, basis.figures
    places = np.arange(picks.begin[subject], picks.end[subject])
    values, times = figures.levels.value[places].tolist(), figures.levels.time[places].tolist()
    marks = figures.qualifiers(places)[places].tolist()
    told = zip(values, times, figures.periods(places), figures.basis(places), marks, _made_of(observations, basis, places), strict=True)
    return [
        {
            "date": day_of(time).isoformat(),
            "period": str(span),
            "value": value,
            "qualifier": mark or None,
            "basis": kind,
            "status": next((each["status"] for each in made if each["status"]), None),
            "made_of": [{"sign": each["sign"], "line": each["line"]} for each in made],
        }
        for value, time, span, kind, mark, made in told
    ]


def _made_of(observations: Observations, basis: Basis, places: Ints) -> list[list[Row]]:
    """For each level the observations behind it: what is added comes first."""
    at, rows, signs = basis.figures.levels.made_of(places)
    cited = basis.figures.rows[rows]
    lines, texts = observations.line[cited].tolist(), observations.status.take(cited)
    found: list[list[Row]] = [[] for _ in places]
    for place, sign, line, status in zip(at.tolist(), signs.tolist(), lines, texts, strict=True):
        found[place].append({"sign": sign, "line": line, "status": status or None})
    return [sorted(each, key=lambda row: (-row["sign"], row["line"])) for each in found]


def cited(observations: Observations) -> dict[int, Row]:
    """Every observation by its line, as it stands in the file."""
    found = {}
    for at in range(len(observations)):
        each = observations.row(at)
        found[each.line] = {
            "line": each.line,
            "published": each.published and each.published.isoformat(),
            "period": str(each.period),
            "value": each.value,
            "unit": each.unit,
            "qualifier": each.qualifier,
            "reporter": each.reporter,
            "status": each.status,
            "source": each.source,
            "note": each.note,
        }
    return found
