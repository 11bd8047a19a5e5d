"""Targets and observations on a day -> where each target stands. The one computation of the tracker (docs/methods.md §2-4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tracker.analysis.obligations import judge_obligation
from tracker.analysis.reporters import stated_columns, subjects
from tracker.analysis.vintages import Figures
from tracker.methods import measures as m
from tracker.methods import verdict
from tracker.methods.planned_path import Leg, leg_at_level, leg_at_time
from tracker.methods.recurring import MONTHS_OF
from tracker.methods.reference_levels import ReferenceLevels
from tracker.model.result import PeriodOutcome, Point, TargetResult
from tracker.values.periods import instant, whole_months
from tracker.values.stated_target import Form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from tracker.analysis.reporters import Subject
    from tracker.methods.levels import Floats, Ints
    from tracker.methods.recurring import JudgedPeriods
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.values.periods import Period

MONTHS = m.MONTHS


@dataclass(frozen=True)
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
    return examine(programme, observations, as_of, subjects(programme, observations, reporter, ids)).results


def examine(programme: Programme, observations: Observations, as_of: date, asked: Sequence[Subject]) -> Assessment:
    """Return the assessment of any subjects; several may be about the same series."""
    figures = Figures.of(programme, observations, as_of, np.array([each.series for each in asked], dtype=np.int64))
    references = ReferenceLevels.of(stated_columns(asked), figures.lookup, figures.marks())
    measured = _undefined_for_kind(_measures(references, asked, as_of), asked)
    evidence = _evidence(programme, references, figures, measured, as_of)
    results = tuple(_results(asked, references, figures, evidence, measured, as_of))
    return Assessment(results, references, figures, evidence)


def _measures(at: ReferenceLevels, asked: Sequence[Subject], as_of: date) -> dict[str, Floats]:
    """Every measure of docs/methods.md §2, under its key; the dates of arrival as instants in months."""
    lookup, stated, now = at.lookup, at.stated, at.lookup.times(at.latest)
    b, level, t, way = at.baseline, lookup.values(at.latest), at.goals.target, at.goals.direction
    gone, left = (now - at.baseline_time) / MONTHS, (stated.deadline - now) / MONTHS
    planned, ahead = m.still_ahead((stated.deadline - at.baseline_time) / MONTHS), m.still_ahead(left)
    first, first_time = lookup.values(lookup.earliest), lookup.times(lookup.earliest)
    rate, amount, needed = m.growth(b, level, gone), m.per_year(b, level, gone), m.per_year(level, t, ahead)
    linear, compound = m.landing_linear(level, amount, left), m.landing_compound(b, level, gone, left)
    return {
        "gap": at.goals.gap(level),
        "share": m.share(level, t),
        "progress": m.progress(b, level, t, way),
        "elapsed": m.elapsed(at.baseline_time, now, stated.deadline),
        "growth": rate,
        "growth_per_year": amount,
        "growth_1y": m.yearly(level, lookup.values(lookup.at(now - MONTHS))),
        "growth_all": m.growth(first, level, (now - first_time) / MONTHS),
        "planned_growth": m.growth(b, t, planned),
        "planned_per_year": m.per_year(b, t, planned),
        "required_growth": m.growth(level, t, ahead),
        "required_per_year": needed,
        "acceleration": m.acceleration(needed, amount, way),
        **_against_plan(at, asked, level, now),
        "landing_linear": linear,
        "landing_compound": compound,
        "outcome_linear": at.goals.outcome(b, linear),
        "outcome_compound": at.goals.outcome(b, compound),
        "eta_linear": now + MONTHS * m.years_to_go_linear(level, t, amount, way),
        "eta_compound": now + MONTHS * m.years_to_go_compound(level, t, rate, way),
        "data_age_months": instant(as_of) - now,
    }


_RATES = ("growth", "growth_1y", "growth_all", "planned_growth", "required_growth")
_COMPOUND = (*_RATES, "expected_compound", "ahead_months_compound", "landing_compound", "outcome_compound", "eta_compound")
_KEPT = {"gap", "share", "elapsed", "data_age_months"}


def _undefined_for_kind(measured: dict[str, Floats], asked: Sequence[Subject]) -> dict[str, Floats]:
    """The measures without those that a kind of target does not have: a total and a rank no rates, an event and an obligation no pace."""
    straight = np.array([each.target.kind in {"cumulative", "rank"} for each in asked], dtype=bool)
    paceless = np.array([each.target.kind == "event" or each.target.every is not None for each in asked], dtype=bool)
    by_rate = np.array([each.target.every is not None and each.target.form is Form.GROWTH for each in asked], dtype=bool)
    for key, column in measured.items():
        undefined = (paceless & (key not in _KEPT)) | (straight & (key in _COMPOUND)) | (by_rate & (key in {"gap", "share"}))
        measured[key] = np.where(undefined, np.nan, column)
    return measured


def _against_plan(at: ReferenceLevels, asked: Sequence[Subject], level: Floats, now: Floats) -> dict[str, Floats]:
    whole = Leg(at.baseline, at.baseline_time, at.goals.target, at.stated.deadline)
    stops = [[(instant(day), value) for day, value in each.target.milestones] for each in asked]
    line, curve = leg_at_time(whole, stops, now).expected(now)
    line_ahead, curve_ahead = leg_at_level(whole, stops, level).ahead_months(level, now)
    return {
        "expected_linear": line,
        "expected_compound": curve,
        "ahead_months_linear": line_ahead,
        "ahead_months_compound": curve_ahead,
    }


def _evidence(programme: Programme, at: ReferenceLevels, figures: Figures, measured: Mapping[str, Floats], as_of: date) -> verdict.Evidence:
    """What the statuses rest on; of the measures only the two outcomes count."""
    stated, lookup = at.stated, at.lookup
    marks = figures.qualifiers(at.latest, at.base, at.before, at.after)
    base = np.where(np.isnan(stated.baseline), at.base, -1)
    return verdict.Evidence(
        goals=at.goals,
        deadline=stated.deadline,
        as_of=instant(as_of),
        baseline=verdict.Point(at.baseline, at.baseline_time, lookup.point(base, marks).qualifier),
        latest=lookup.point(at.latest, marks),
        before=lookup.point(at.before, marks),
        after=lookup.point(at.after, marks),
        met_later=lookup.times(at.met_later),
        observed=np.isin(lookup.series, figures.series),
        named=stated.named,
        outcome_linear=measured["outcome_linear"],
        outcome_compound=measured["outcome_compound"],
        on_track=programme.on_track,
        at_risk=programme.at_risk,
    )


def _results(
    asked: Sequence[Subject],
    at: ReferenceLevels,
    figures: Figures,
    evidence: verdict.Evidence,
    measured: Mapping[str, Floats],
    as_of: date,
) -> Iterator[TargetResult]:
    """The columns as one result a subject: NaN becomes None here and nowhere else."""
    latest, cases = evidence.latest, verdict.cases(evidence).tolist()
    judged = {n: judge_obligation(figures.levels, each) for n, each in enumerate(asked) if each.target.every}
    for n, each in enumerate(asked):
        if n in judged:
            observed = bool(evidence.observed[n])
            cases[n] = judged[n].case(evidence.as_of, float(evidence.deadline[n]), observed=observed)
        elif each.target.kind == "event" and verdict.STATUS_OF[cases[n]] in _OF_PACE:
            cases[n] = "no_pace_event"
    met = at.goals.meets(latest.value, latest.qualifier).tolist()
    stale = (measured["data_age_months"] > at.stated.stale_after).tolist()
    columns = {key: _days(column) if key.startswith("eta_") else _defined(column) for key, column in measured.items()}
    measures = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    directions, lows, highs = at.goals.direction.tolist(), _defined(at.goals.low), _defined(at.goals.high)
    others, targets, baselines, levels = _defined(at.goals.other), _defined(at.goals.target), _defined(at.baseline), _defined(latest.value)
    since, until, later = _baseline_periods(asked, at, figures), figures.periods(at.latest), figures.periods(at.met_later)
    before, after = (_points(point, figures.periods(place)) for point, place in ((evidence.before, at.before), (evidence.after, at.after)))
    baseline_marks, marks = evidence.baseline.qualifier.tolist(), latest.qualifier.tolist()
    basis, published, rows = figures.basis(at.latest), _dates(figures.published(at.latest)), figures.lines(at.latest)
    for n, subject in enumerate(asked):
        target = subject.target
        yield TargetResult(
            as_of=as_of,
            id=target.id,
            name=target.name,
            kind=target.kind,
            unit=target.unit,
            direction=_DIRECTIONS.get(directions[n]),
            reporter=subject.reporter or None,
            goal=goal_form(target),
            target=None if target.every and target.form is Form.GROWTH else lows[n] if target.form is Form.BAND else targets[n],
            target_to=highs[n] if target.form is Form.BAND else others[n],
            target_words=target.words,
            target_qualifier=target.qualifier,
            deadline=target.deadline,
            baseline=baselines[n],
            baseline_qualifier=baseline_marks[n],
            baseline_period=since[n],
            latest=levels[n],
            latest_period=until[n],
            latest_qualifier=marks[n] or None,
            latest_basis=basis[n],
            latest_published=published[n],
            latest_rows=tuple(rows[n]),
            status=verdict.STATUS_OF[cases[n]],
            case=cases[n],
            stale=stale[n],
            met=_last_kept(judged[n]) if n in judged else met[n],
            aim=targets[n],
            periods=_outcomes(judged[n], MONTHS_OF[target.every]) if target.every else (),
            before=before[n],
            after=after[n],
            met_later=later[n],
            on_track=evidence.on_track,
            **measures[n],
        )


_DIRECTIONS = {1.0: "increase", -1.0: "decrease"}
_OF_PACE = {"on_track", "at_risk", "off_track"}


_FORMS = {"cumulative": "total", "event": "event", "rank": "rank"}


def goal_form(target: Target) -> str:
    """The form of a target, as the contract names it."""
    if target.every:
        return "recurring"
    return _FORMS.get(target.kind) or ("level" if target.form is Form.POINTS else str(target.form))


def _last_kept(judged: JudgedPeriods) -> bool:
    """Whether the last period that is on file met the target."""
    kept = judged.met[~np.isnan(judged.value)]
    return bool(len(kept) and kept[-1])


def _outcomes(judged: JudgedPeriods, months: int) -> tuple[PeriodOutcome, ...]:
    found = zip(judged.end.tolist(), _defined(judged.value), judged.met.tolist(), strict=True)
    return tuple(PeriodOutcome(whole_months(end - months, end), value, met) for end, value, met in found)


def _baseline_periods(asked: Sequence[Subject], at: ReferenceLevels, figures: Figures) -> list[Period | None]:
    return [each.target.baseline_period or own for each, own in zip(asked, figures.periods(at.base), strict=True)]


def _points(point: verdict.Point, periods: Sequence[Period | None]) -> list[Point | None]:
    found = zip(point.value.tolist(), point.qualifier.tolist(), periods, strict=True)
    return [None if period is None else Point(value, mark, period) for value, mark, period in found]


def _defined(column: Floats) -> list[float | None]:
    return [None if value != value else value for value in column.tolist()]  # noqa: PLR0124 - NaN alone differs from itself


def _dates(days: Ints) -> list[date | None]:
    """Days since 1970 as dates; None where none is given."""
    found: list[date | None] = days.astype("datetime64[D]").astype(object).tolist()
    return found


def _days(months: Floats) -> list[Any]:
    """The day that each instant belongs to, as ``periods.day_of``; None where it is undefined."""
    whole = np.floor(np.nan_to_num(months) - 1e-9)
    start = (whole.astype(np.int64) - 1970 * MONTHS).astype("datetime64[M]")
    first = start.astype("datetime64[D]")
    length = ((start + 1).astype("datetime64[D]") - first).astype(np.int64)
    day = first + np.floor((np.nan_to_num(months) - 1e-9 - whole) * length).astype(np.int64)
    found: list[Any] = np.where(np.isnan(months), np.datetime64("NaT"), day).astype("datetime64[D]").astype(object).tolist()
    return found
