"""Targets and observations on a day -> one row a target, with every key of the JSON contract. The one computation of the tracker."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tracker.analysis.reporters import Stated, subjects
from tracker.analysis.vintages import Figures
from tracker.methods import measures as m
from tracker.methods import verdict
from tracker.methods.planned_path import Leg, leg_at_level, leg_at_time
from tracker.methods.reference_levels import Basis
from tracker.values.periods import instant
from tracker.words import verdict_reasons

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from tracker.analysis.reporters import Subject
    from tracker.methods.levels import Floats
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.values.periods import Period

MONTHS = m.MONTHS


def assess(
    programme: Programme, observations: Observations, as_of: date, reporter: str | None = None, ids: Collection[str] = ()
) -> pd.DataFrame:
    """Return where each target stands on a day: the keys of the JSON contract as columns (DESIGN; METHODS §2-3).

    Amounts are in the target's own unit, rates and shares are fractions, dates are days; what is undefined is NaN, None or NaT.
    """
    return examine(programme, observations, as_of, subjects(programme, observations, reporter, ids))[0]


def examine(programme: Programme, observations: Observations, as_of: date, asked: Sequence[Subject]) -> tuple[pd.DataFrame, Basis]:
    """Return the assessment of any subjects, and the levels that it rests on."""
    figures = Figures.of(programme, observations, as_of, np.array([each.series for each in asked], dtype=np.int64))
    basis = Basis.of(Stated.of(asked), figures)
    measured = _measured(basis, asked, as_of)
    proof = evidence(programme, basis, measured, as_of)
    cases = verdict.cases(proof).tolist()
    rows = _identity(asked, basis, proof) | {"status": [verdict.STATUS_OF[case] for case in cases]}
    rows["reason"] = verdict_reasons.reasons(cases, _facts(rows | measured, asked, basis, proof, as_of))
    rows["stale"] = measured["data_age_months"] > basis.stated.stale_after
    return pd.DataFrame(rows | measured), basis


def _measured(basis: Basis, asked: Sequence[Subject], as_of: date) -> dict[str, Any]:
    """Every measure of METHODS §2, under its key."""
    picks, stated, now = basis.figures.picks, basis.stated, basis.figures.picks.times(basis.latest)
    b, level, t, way = basis.baseline, picks.values(basis.latest), basis.target, stated.direction
    gone, left = (now - basis.baseline_time) / MONTHS, (stated.deadline - now) / MONTHS
    planned, ahead = m.still_ahead((stated.deadline - basis.baseline_time) / MONTHS), m.still_ahead(left)
    first, first_time = picks.values(picks.earliest), picks.times(picks.earliest)
    rate, amount, needed = m.growth(b, level, gone), m.per_year(b, level, gone), m.per_year(level, t, ahead)
    linear, compound = m.landing_linear(level, amount, left), m.landing_compound(b, level, gone, left)
    return {
        "gap": m.gap(t, level),
        "share": m.share(level, t),
        "progress": m.progress(b, level, t, way),
        "elapsed": m.elapsed(basis.baseline_time, now, stated.deadline),
        "growth": rate,
        "growth_per_year": amount,
        "growth_1y": m.yearly(level, picks.values(picks.at(now - MONTHS))),
        "growth_all": m.growth(first, level, (now - first_time) / MONTHS),
        "planned_growth": m.growth(b, t, planned),
        "planned_per_year": m.per_year(b, t, planned),
        "required_growth": m.growth(level, t, ahead),
        "required_per_year": needed,
        "acceleration": m.acceleration(needed, amount, way),
        **_against_plan(basis, asked, level, now),
        "landing_linear": linear,
        "landing_compound": compound,
        "outcome_linear": m.progress(b, linear, t, way),
        "outcome_compound": m.progress(b, compound, t, way),
        "eta_linear": _days_of(now + MONTHS * m.years_to_go_linear(level, t, amount, way)),
        "eta_compound": _days_of(now + MONTHS * m.years_to_go_compound(level, t, rate, way)),
        "data_age_months": instant(as_of) - now,
    }


def _against_plan(basis: Basis, asked: Sequence[Subject], level: Floats, now: Floats) -> dict[str, Floats]:
    whole = Leg(basis.baseline, basis.baseline_time, basis.target, basis.stated.deadline)
    stops = [[(instant(day), value) for day, value in each.target.milestones] for each in asked]
    line, curve = leg_at_time(whole, stops, now).expected(now)
    line_ahead, curve_ahead = leg_at_level(whole, stops, level).ahead_months(level, now)
    return {
        "expected_linear": line,
        "expected_compound": curve,
        "ahead_months_linear": line_ahead,
        "ahead_months_compound": curve_ahead,
    }


def evidence(programme: Programme, basis: Basis, measured: Mapping[str, Any], as_of: date) -> verdict.Evidence:
    """Return what the verdicts rest on; of the measures only the two outcomes count."""
    figures, stated = basis.figures, basis.stated
    marks = figures.qualifiers(basis.latest, basis.base, basis.before, basis.after)
    base = np.where(np.isnan(stated.baseline), basis.base, -1)
    return verdict.Evidence(
        target=basis.target,
        direction=stated.direction,
        deadline=stated.deadline,
        as_of=instant(as_of),
        baseline=verdict.Point(basis.baseline, basis.baseline_time, figures.picks.point(base, marks).qualifier),
        latest=figures.picks.point(basis.latest, marks),
        before=figures.picks.point(basis.before, marks),
        after=figures.picks.point(basis.after, marks),
        met_later=figures.picks.times(basis.met_later),
        observed=np.isin(figures.picks.series, figures.series),
        named=basis.stated.named,
        outcome_linear=measured["outcome_linear"],
        outcome_compound=measured["outcome_compound"],
        on_track=programme.on_track,
        at_risk=programme.at_risk,
    )


def _identity(asked: Sequence[Subject], basis: Basis, proof: verdict.Evidence) -> dict[str, Any]:
    """What was stated and what was observed, under the keys of the contract."""
    targets, figures, latest = [each.target for each in asked], basis.figures, basis.latest
    spelled = lru_cache(maxsize=None)(str)
    since, until = _baseline_periods(asked, basis), figures.periods(latest)
    return {
        "id": [each.id for each in targets],
        "name": [each.name for each in targets],
        "kind": [each.kind for each in targets],
        "unit": [each.unit for each in targets],
        "direction": ["increase" if each.direction > 0 else "decrease" for each in targets],
        "reporter": [each.reporter or None for each in asked],
        "target": basis.target,
        "target_qualifier": [each.qualifier for each in targets],
        "deadline": _dates([each.deadline for each in targets]),
        "baseline": basis.baseline,
        "baseline_period": [spelled(span) if span else None for span in since],
        "baseline_date": _dates([span.end if span else None for span in since]),
        "latest": proof.latest.value,
        "latest_period": [spelled(span) if span else None for span in until],
        "latest_date": _dates([span.end if span else None for span in until]),
        "latest_qualifier": [mark or None for mark in proof.latest.qualifier.tolist()],
        "latest_basis": figures.basis(latest),
        "latest_published": figures.published(latest).astype("datetime64[D]").astype("datetime64[s]"),
        "latest_rows": figures.lines(latest),
    }


def _baseline_periods(asked: Sequence[Subject], basis: Basis) -> list[Period | None]:
    found = basis.figures.periods(basis.base)
    return [each.target.baseline_period or own for each, own in zip(asked, found, strict=True)]


def _facts(rows: dict[str, Any], asked: Sequence[Subject], basis: Basis, proof: verdict.Evidence, as_of: date) -> dict[str, Sequence[Any]]:
    """What a reason may speak of: the row, and the levels around the deadline; periods and dates as such."""
    facts = {key: column.tolist() if isinstance(column, np.ndarray) else column for key, column in rows.items()}
    for name, place in (("latest", basis.latest), ("before", basis.before), ("after", basis.after)):
        point: verdict.Point = getattr(proof, name)
        facts |= {name: point.value.tolist(), f"{name}_qualifier": point.qualifier.tolist(), f"{name}_period": basis.figures.periods(place)}
    return facts | {
        "direction_sign": basis.stated.direction.tolist(),
        "deadline": [each.target.deadline for each in asked],
        "as_of": [as_of] * len(asked),
        "on_track": [proof.on_track] * len(asked),
        "baseline_period": _baseline_periods(asked, basis),
        "baseline_qualifier": proof.baseline.qualifier.tolist(),
        "met_later": basis.figures.periods(basis.met_later),
    }


def _dates(days: Sequence[date | None]) -> Any:
    return np.array([day and day.isoformat() for day in days], dtype="datetime64[s]")


def _days_of(months: Floats) -> Any:
    """The day that each instant belongs to, as ``periods.day_of``; NaT where it is undefined."""
    whole = np.floor(np.nan_to_num(months) - 1e-9)
    start = (whole.astype(np.int64) - 1970 * MONTHS).astype("datetime64[M]")
    first = start.astype("datetime64[D]")
    length = ((start + 1).astype("datetime64[D]") - first).astype(np.int64)
    day = first + np.floor((np.nan_to_num(months) - 1e-9 - whole) * length).astype(np.int64)
    return np.where(np.isnan(months), np.datetime64("NaT"), day).astype("datetime64[s]")
