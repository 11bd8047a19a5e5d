"""The official methods on the same data (METHODS §4): each with its own figure, its own word, and its source.

A report can then quote the method that its reader knows. A case that a method cannot judge is ``not_assessed``, and the reason says
why; peers' stand-ins for a zero (0.001) are not copied.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.methods import measures as m

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NOT_ASSESSED = "not_assessed"
YEARS = 5  # of yearly changes that the German and the WRI method look back on
FEWEST_CHANGES = 4


@dataclass(frozen=True)
class Case:
    """What the methods judge: levels in the target's own unit, spans in years, ``direction`` +1 for an increase and -1 for a decrease.

    ``changes`` are the yearly changes of the series up to the latest level, the last one last, as far back as they are known.
    """

    baseline: float
    latest: float
    target: float
    direction: float
    years_gone: float
    years_left: float
    changes: Sequence[float] = ()

    @property
    def met(self) -> bool:
        """Whether the latest level meets the target."""
        return self.direction * (self.latest - self.target) >= 0

    @property
    def mean_change(self) -> float:
        """The mean of the last yearly changes, NaN where there are fewer than four."""
        last = self.changes[-YEARS:]
        return sum(last) / len(last) if len(last) >= FEWEST_CHANGES else math.nan


class Judgement(NamedTuple):
    """What a method says of a case: its figure (NaN where it has none), its word, and why."""

    figure: float
    status: str
    reason: str


@dataclass(frozen=True)
class Method:
    """An official method: the name of its figure, its rule in words, its source, and how it judges."""

    figure: str
    rule: str
    source: str
    judge: Callable[[Case], Judgement]


def _unjudged(reason: str, figure: float = math.nan) -> Judgement:
    return Judgement(figure, NOT_ASSESSED, reason)


def _no_deadline(case: Case) -> bool:
    return math.isnan(case.years_left)


def open_sdg(case: Case) -> Judgement:
    """The rate of growth so far over the planned one, as Open SDG (Statistics Canada) and Eurostat band it."""
    planned = m.growth(case.baseline, case.target, case.years_gone + case.years_left)
    so_far = m.growth(case.baseline, case.latest, case.years_gone)
    if case.baseline < 0 and case.latest < 0 and case.target < 0:  # two negative levels have a rate; it falls where the level rises
        planned, so_far = (m.growth(-case.baseline, -each, years) for each, years in _ends(case))
    sign = -1 if case.baseline < 0 else 1
    ratio = sign * case.direction * so_far / abs(planned) if planned else math.nan
    if case.met:
        return Judgement(ratio, "met", "The latest level meets the target, whatever the trend.")
    if math.isnan(ratio):
        return _unjudged("A rate of growth needs a deadline, a baseline before the latest level, and levels of one sign other than zero.")
    return Judgement(ratio, _band(ratio, ((0.95, "on_track"), (0.60, "acceleration_needed"), (0.0, "limited")), "deterioration"), _RATIO)


def _ends(case: Case) -> tuple[tuple[float, float], tuple[float, float]]:
    return (case.target, case.years_gone + case.years_left), (case.latest, case.years_gone)


def un_progress_chart(case: Case) -> Judgement:
    """What growth at the same rate would deliver by the deadline, as a share of the way (UN DESA 2023)."""
    landing = m.landing_compound(case.baseline, case.latest, case.years_gone, case.years_left)
    ratio = m.progress(case.baseline, landing, case.target, case.direction)
    if case.years_left < 0:
        return _unjudged("The deadline has passed, so nothing is left to carry forward.")
    if math.isnan(ratio):
        return _unjudged("The rule needs a deadline, levels above zero, and a baseline that did not meet the target.")
    return Judgement(ratio, _band(ratio, ((0.95, "on_track"), (0.10, "fair")), "stagnation_or_regression"), _DELIVERED)


def destatis(case: Case) -> Judgement:
    """The miss that the mean of the last yearly changes leads to, as a share of what is still missing (German indicator report)."""
    change = case.mean_change
    if math.isnan(change):
        return _unjudged(f"It needs {FEWEST_CHANGES} yearly changes or more; known: {len(case.changes)}.")
    if _no_deadline(case) or case.years_left <= 0:
        return _unjudged("It needs a deadline that lies ahead.")
    if case.met:
        return _unjudged("The target is met, so nothing is missing of which a miss could be a share.")
    miss = (case.target - case.latest - change * case.years_left) / (case.target - case.latest)
    if case.direction * change < 0:
        return Judgement(miss, "thunderstorm", "The mean of the last yearly changes points the wrong way.")
    return Judgement(miss, "sun" if miss < 0.05 else "cloud" if miss <= 0.20 else "overcast", _MISS)  # noqa: PLR2004 - the report's own bands


def escap(case: Case) -> Judgement:
    """The way gone on a scale on which 10 is the target (UN ESCAP, current status index)."""
    way = abs(case.target - case.baseline)
    score = 10 * case.direction * (case.latest - case.baseline) / way if way else math.nan
    if math.isnan(score):
        return _unjudged("It needs a baseline that differs from the target.")
    return Judgement(score, "reached" if case.met else "regressed" if score < 0 else "progressing", _SCORE)


def wri(case: Case) -> Judgement:
    """How many times faster than over the last five years the series must move (State of Climate Action)."""
    required, change = m.per_year(case.latest, case.target, m.still_ahead(case.years_left)), case.mean_change
    if math.isnan(change):
        return _unjudged(f"It needs {FEWEST_CHANGES} yearly changes or more; known: {len(case.changes)}.")
    if math.isnan(required):
        return _unjudged("It needs a deadline that lies ahead.")
    if case.met:
        return Judgement(math.nan, "met", "The latest level meets the target.")
    if case.direction * change < 0:
        return Judgement(required / change, "wrong_direction", "The mean of the last yearly changes points the wrong way.")
    if change == 0:
        return _unjudged("The series has not changed, so no factor makes it fast enough.")
    factor = required / change
    return Judgement(factor, "well_off_track" if factor >= 2 else "off_track" if factor > 1 else "on_track", _FACTOR)  # noqa: PLR2004


def _band(value: float, bands: Sequence[tuple[float, str]], below: str) -> str:
    return next((word for least, word in bands if value >= least), below)


_RATIO = "Growth a year so far as a share of the growth planned."
_DELIVERED = "The share of the way that growth at the same rate delivers by the deadline."
_MISS = "The share of what is still missing that would be missing at the deadline."
_SCORE = "The way gone, where 10 is the target."
_FACTOR = "The amount needed each year over the mean yearly change of the last five years."

METHODS = {
    "open_sdg": Method(
        "ratio",
        "growth / planned growth: from 0.95 on track, from 0.60 acceleration needed, from 0 limited, below deterioration",
        "Open SDG sdg-build, sdg/ProgressMeasure.py; Eurostat, monitoring of the SDGs",
        open_sdg,
    ),
    "un_progress_chart": Method(
        "ratio",
        "compound outcome at the deadline: from 0.95 on track, from 0.10 fair, below stagnation or regression",
        "UN DESA, SDG Progress Chart 2023, technical note",
        un_progress_chart,
    ),
    "destatis": Method(
        "miss",
        "miss at the mean of the last five yearly changes: below 5 % sun, up to 20 % cloud, above overcast, wrong way thunderstorm",
        "Federal Statistical Office of Germany, indicator report on the sustainable development strategy",
        destatis,
    ),
    "escap": Method("score", "10 * (L - B) / |T - B| in the wanted direction", "UN ESCAP, current status index", escap),
    "wri": Method(
        "factor",
        "amount needed a year / mean yearly change of the last five years: up to 1 on track, above off track, from 2 well off track",
        "World Resources Institute, State of Climate Action",
        wri,
    ),
}


def judged(case: Case) -> dict[str, Judgement]:
    """Return what each official method says of a case."""
    return {name: method.judge(case) for name, method in METHODS.items()}
