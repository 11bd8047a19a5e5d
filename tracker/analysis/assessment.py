"""Targets and observations on a day -> where each target stands. The one computation of the tracker (docs/methods.md §2-4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis.reporters import Subject, find_subjects, stated_columns
from tracker.analysis.results import Findings, build_results, judge_subjects
from tracker.analysis.vintages import Figures
from tracker.methods import measures as m
from tracker.methods import verdict
from tracker.methods.planned_path import Leg, leg_at_level, leg_at_time
from tracker.methods.reference_levels import ReferenceLevels
from tracker.model.programme import TOTALS
from tracker.model.result import MEASURES
from tracker.values.periods import MONTHS, instant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from tracker.analysis.results import Judgement
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.model.result import TargetResult
    from tracker.values.arrays import Floats


@dataclass(frozen=True, eq=False)
class Assessment:
    """Where the subjects stand, and what that rests on; one entry a subject in every part."""

    results: tuple[TargetResult, ...]
    references: ReferenceLevels
    figures: Figures
    evidence: verdict.Evidence


def assess(
    programme: Programme, observations: Observations, as_of: date, reporter: str | None = None, ids: Collection[str] = ()
) -> tuple[TargetResult, ...]:
    """Return where each target stands on a day: by its own reporter, by the one given, or by each that there is (``all``)."""
    return examine(programme, observations, as_of, find_subjects(programme, observations, reporter, ids)).results


def examine(programme: Programme, observations: Observations, as_of: date, subjects: Sequence[Subject]) -> Assessment:
    """Return the assessment of any subjects; several may be about the same series."""
    figures = Figures.of(programme, observations, as_of, np.array([each.series for each in subjects], dtype=np.int64))
    found = _find(programme, figures, subjects, [as_of] * len(subjects))
    return Assessment(tuple(build_results(found)), found.references, figures, found.evidence)


def judge(programme: Programme, observations: Observations, subjects: Sequence[Subject], days: Sequence[date]) -> Iterator[Judgement]:
    """Yield what ``examine`` would say of each subject on a day of its own, the status and the chance alone; many days cost as one."""
    figures = Figures.of_views(programme, observations, [(each.series, day) for each, day in zip(subjects, days, strict=True)])
    seen = [replace(each, series=view) for each, view in zip(subjects, figures.lookup.series.tolist(), strict=True)]
    return judge_subjects(_find(programme, figures, seen, days))


def _find(programme: Programme, figures: Figures, subjects: Sequence[Subject], days: Sequence[date]) -> Findings:
    """Everything that the figures say of the subjects, each on its day."""
    references = ReferenceLevels.of(stated_columns(subjects), figures.lookup, figures.marks())
    today = np.array([instant(day) for day in days], dtype=np.float64)
    measured = _undefined_for_kind(_measures(references, subjects, today), subjects)
    evidence = _evidence(programme, references, figures, measured, today)
    return Findings(subjects, references, figures, evidence, measured, days)


def _measures(at: ReferenceLevels, subjects: Sequence[Subject], today: Floats) -> dict[str, Floats]:
    """Every measure of docs/methods.md §2, under its key; the dates of arrival as instants in months."""
    lookup, stated, now = at.lookup, at.stated, at.lookup.times(at.latest)
    b, level = at.baseline, lookup.values(at.latest)
    gone, left = (now - at.baseline_time) / MONTHS, (stated.deadline - now) / MONTHS
    plan = at.plan
    planned, ahead = m.still_ahead((stated.deadline - at.baseline_time) / MONTHS), m.still_ahead(left)
    to_come = at.goals.nearest(level)
    first, first_time = lookup.values(lookup.earliest), lookup.times(lookup.earliest)
    rate, amount, needed = m.growth(b, level, gone), m.per_year(b, level, gone), m.per_year(level, to_come, ahead)
    projected = _projected(at, level, now, left)
    return {
        "gap": at.goals.gap(level),
        "share": m.share(level, at.goals.aim),
        "progress": at.goals.progress(b, level),
        "elapsed": m.elapsed(at.baseline_time, now, stated.deadline),
        "growth": rate,
        "growth_per_year": amount,
        "growth_1y": m.yearly(level, lookup.values(lookup.at(now - MONTHS))),
        "growth_all": m.growth(first, level, (now - first_time) / MONTHS),
        "planned_growth": m.growth(b, plan, planned),
        "planned_per_year": m.per_year(b, plan, planned),
        "required_growth": m.growth(level, to_come, ahead),
        "required_per_year": needed,
        "acceleration": m.acceleration(needed, projected["pace_per_year"], at.goals.forward(level)),
        **_against_plan(at, subjects, level, now),
        **projected,
        "data_age_months": today - now,
        "months_left": stated.deadline - today,
        "elapsed_today": m.elapsed_today(at.baseline_time, today, stated.deadline),
        "required_per_year_from_today": m.per_year(level, to_come, m.still_ahead((stated.deadline - today) / MONTHS)),
    }


def _projected(at: ReferenceLevels, level: Floats, now: Floats, left: Floats) -> dict[str, Floats]:
    """The pace, the levels and outcomes to which it leads at the deadline, and when it would reach the target."""
    aim, way, paced = at.goals.aim, at.goals.direction, (now - at.pace_time) / MONTHS
    rate, pace = m.growth(at.pace_base, level, paced), m.per_year(at.pace_base, level, paced)
    linear, compound = m.landing_linear(level, pace, left), m.landing_compound(at.pace_base, level, paced, left)
    return {
        "landing_linear": linear,
        "landing_compound": compound,
        "outcome_linear": at.goals.outcome(at.baseline, linear),
        "outcome_compound": at.goals.outcome(at.baseline, compound),
        "eta_linear": now + MONTHS * m.years_to_go_linear(level, aim, pace, way),
        "eta_compound": now + MONTHS * m.years_to_go_compound(level, aim, rate, way),
        "pace_growth": rate,
        "pace_per_year": pace,
    }


_RATES = ("growth", "growth_1y", "growth_all", "planned_growth", "required_growth", "pace_growth")
_COMPOUND = (*_RATES, "expected_compound", "ahead_months_compound", "landing_compound", "outcome_compound", "eta_compound")
_KEPT = {"gap", "share", "elapsed", "data_age_months", "months_left", "elapsed_today", "ytd", "ytd_growth"}


def _undefined_for_kind(measured: dict[str, Floats], subjects: Sequence[Subject]) -> dict[str, Floats]:
    """The measures, NaN where a kind of target has none: a total and a rank no rates, an event and a recurring target no pace."""
    straight = np.array([each.target.kind in {"cumulative", "rank"} for each in subjects], dtype=bool)
    paceless = np.array([each.target.kind == "event" or each.target.every is not None for each in subjects], dtype=bool)
    recurring = np.array([each.target.every is not None for each in subjects], dtype=bool)  # a period may be shorter than twelve months
    totals = np.array([each.target.kind in TOTALS for each in subjects], dtype=bool)
    for key, column in measured.items():
        undefined = (
            (totals & (key == "required_per_year_from_today"))
            | (paceless & (key not in _KEPT))
            | (straight & (key in _COMPOUND))
            | (recurring & (key in {"gap", "share"}))
        )
        measured[key] = np.where(undefined, np.nan, column)
    return measured


def measures_of_kind(target: Target) -> frozenset[str]:
    """Return the keys of the measures that a target of this kind has, whether or not its figures give them."""
    everything = {key: np.zeros(1) for key in MEASURES}
    found = _undefined_for_kind(everything, [Subject(target, "", -1)])
    return frozenset(key for key, column in found.items() if not np.isnan(column[0]))


def _against_plan(at: ReferenceLevels, subjects: Sequence[Subject], level: Floats, now: Floats) -> dict[str, Floats]:
    whole = Leg(at.baseline, at.baseline_time, at.plan, at.stated.deadline)
    stops = [[(instant(day), value) for day, value in each.target.milestones] for each in subjects]
    line, curve = leg_at_time(whole, stops, now).expected(now)
    line_ahead, curve_ahead = leg_at_level(whole, stops, level).ahead_months(level, now)
    return {
        "expected_linear": line,
        "expected_compound": curve,
        "ahead_months_linear": line_ahead,
        "ahead_months_compound": curve_ahead,
    }


def _evidence(
    programme: Programme, at: ReferenceLevels, figures: Figures, measured: Mapping[str, Floats], today: Floats
) -> verdict.Evidence:
    """What the statuses rest on; of the measures only the two outcomes count."""
    stated, lookup = at.stated, at.lookup
    marks = figures.qualifiers(at.latest, at.base, at.before, at.after)
    base = np.where(np.isnan(stated.baseline), at.base, -1)
    return verdict.Evidence(
        goals=at.goals,
        deadline=stated.deadline,
        as_of=today,
        baseline=verdict.Point(at.baseline, at.baseline_time, lookup.point(base, marks).qualifier),
        latest=lookup.point(at.latest, marks),
        before=lookup.point(at.before, marks),
        after=lookup.point(at.after, marks),
        met_later=lookup.times(at.met_later),
        observed=np.isin(lookup.series, np.append(figures.series, figures.levels.series)),
        named=stated.named,
        outcome_linear=measured["outcome_linear"],
        outcome_compound=measured["outcome_compound"],
        on_track=programme.cutoffs.on_track,
        at_risk=programme.cutoffs.at_risk,
    )
