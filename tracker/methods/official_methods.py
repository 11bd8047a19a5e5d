"""Official methods on the same data (docs/methods.md §5): each with its own figure and its own word.

A report can then quote the method that its reader knows. A case that a method cannot judge is ``not_assessed``, with the reason; the
stand-ins of peers for a zero (0.001) are not copied. Rules, sources and reasons are put into words in ``words.explained_formulas``.
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
OF_RATES = ("open_sdg", "un_progress_chart")
"""The methods that compare rates of growth."""


@dataclass(frozen=True)
class Case:
    """What the methods judge: levels in the target's own unit, spans in years, ``direction`` +1 for an increase and -1 for a decrease.

    ``changes`` are the yearly changes of the series up to the latest level, the last one last, as far back as they are known; ``met``
    says whether the latest level meets the target, by the rule of the status.
    """

    baseline: float
    latest: float
    target: float
    direction: float
    years_gone: float
    years_left: float
    changes: Sequence[float] = ()
    met: bool = False

    @property
    def mean_change(self) -> float:
        """The mean of the last yearly changes, NaN where there are fewer than four."""
        last = self.changes[-YEARS:]
        return sum(last) / len(last) if len(last) >= FEWEST_CHANGES else math.nan


class Judgement(NamedTuple):
    """What a method says of a case: its figure (NaN where it has none), its word, and the reason, a key of the words for it."""

    figure: float
    status: str
    reason: str


def unjudged(reason: str, figure: float = math.nan) -> Judgement:
    """Return that a method cannot judge a case, and why."""
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
        return Judgement(ratio, "met", "met_whatever_the_trend")
    if math.isnan(ratio):
        return unjudged("needs_rates")
    return Judgement(ratio, _band(ratio, ((0.95, "on_track"), (0.60, "acceleration_needed"), (0.0, "limited")), "deterioration"), "ratio")


def _ends(case: Case) -> tuple[tuple[float, float], tuple[float, float]]:
    return (case.target, case.years_gone + case.years_left), (case.latest, case.years_gone)


def un_progress_chart(case: Case) -> Judgement:
    """The projected progress at the deadline at a constant growth rate (UN DESA 2023)."""
    landing = m.landing_compound(case.baseline, case.latest, case.years_gone, case.years_left)
    ratio = m.progress(case.baseline, landing, case.target, case.direction)
    if case.years_left < 0:
        return unjudged("deadline_passed")
    if math.isnan(ratio):
        return unjudged("needs_compound_path")
    return Judgement(ratio, _band(ratio, ((0.95, "on_track"), (0.10, "fair")), "stagnation_or_regression"), "delivered")


def destatis(case: Case) -> Judgement:
    """The miss that the mean of the last yearly changes leads to, as a share of what is still missing (German indicator report)."""
    change = case.mean_change
    if math.isnan(change):
        return unjudged("needs_changes")
    if _no_deadline(case) or case.years_left <= 0:
        return unjudged("needs_deadline")
    if case.met:
        return unjudged("nothing_missing")
    if case.latest == case.target:
        return unjudged("gap_not_known")
    miss = (case.target - case.latest - change * case.years_left) / (case.target - case.latest)
    if case.direction * change < 0:
        return Judgement(miss, "thunderstorm", "wrong_way")
    return Judgement(miss, "sun" if miss < 0.05 else "cloud" if miss <= 0.20 else "overcast", "miss")  # noqa: PLR2004 - the report's own bands


def escap(case: Case) -> Judgement:
    """Progress on a scale on which 10 is the target (UN ESCAP, current status index)."""
    way = abs(case.target - case.baseline)
    score = 10 * case.direction * (case.latest - case.baseline) / way if way else math.nan
    if math.isnan(score):
        return unjudged("needs_baseline")
    return Judgement(score, "reached" if case.met else "regressed" if score < 0 else "progressing", "score")


def wri(case: Case) -> Judgement:
    """How many times faster than over the last five years the series must move (State of Climate Action)."""
    required, change = m.per_year(case.latest, case.target, m.still_ahead(case.years_left)), case.mean_change
    if math.isnan(change):
        return unjudged("needs_changes")
    if math.isnan(required):
        return unjudged("needs_deadline")
    if case.met:
        return Judgement(math.nan, "met", "met")
    if case.latest == case.target:
        return unjudged("gap_not_known")
    if case.direction * change < 0:
        return Judgement(required / change, "wrong_direction", "wrong_way")
    if change == 0:
        return unjudged("no_change")
    factor = required / change
    return Judgement(factor, "well_off_track" if factor >= 2 else "off_track" if factor > 1 else "on_track", "factor")  # noqa: PLR2004


def _band(value: float, bands: Sequence[tuple[float, str]], below: str) -> str:
    return next((word for least, word in bands if value >= least), below)


FIGURES = {"open_sdg": "ratio", "un_progress_chart": "ratio", "destatis": "miss", "escap": "score", "wri": "factor"}
"""The name of the figure of each method."""

_JUDGES: dict[str, Callable[[Case], Judgement]] = {
    "open_sdg": open_sdg,
    "un_progress_chart": un_progress_chart,
    "destatis": destatis,
    "escap": escap,
    "wri": wri,
}


def judge(case: Case) -> dict[str, Judgement]:
    """Return what each official method says of a case."""
    return {name: judged(case) for name, judged in _JUDGES.items()}
