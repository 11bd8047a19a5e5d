"""What an assessment found, as columns -> one result a subject: NaN becomes None here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tracker.analysis.forecasts import find_chances, forecast_subjects
from tracker.analysis.obligations import judge_obligation
from tracker.analysis.year_to_date import find_bounds, find_unused_figures, total_years_to_date
from tracker.methods import verdict
from tracker.methods.measures import growth
from tracker.methods.recurring import MONTHS_OF
from tracker.model.result import PeriodOutcome, Point, TargetResult, UnusedFigure
from tracker.values.input.stated_target import Form
from tracker.values.periods import MONTHS, day_of, whole_months

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from tracker.analysis.reporters import Subject
    from tracker.analysis.vintages import Figures
    from tracker.analysis.year_to_date import YearToDate
    from tracker.methods.recurring import JudgedPeriods
    from tracker.methods.reference_levels import ReferenceLevels
    from tracker.model.programme import Target
    from tracker.values.arrays import Bools, Floats, Ints
    from tracker.values.periods import Period

    Columns = dict[str, Sequence[Any]]


@dataclass(frozen=True, eq=False)
class Findings:
    """All that an assessment found of its subjects, each on one of ``days``; one entry a subject in every column."""

    subjects: Sequence[Subject]
    references: ReferenceLevels
    figures: Figures
    evidence: verdict.Evidence
    measured: Mapping[str, Floats]
    days: Sequence[date]

    @cached_property
    def to_date(self) -> YearToDate:
        """What each flow came to since January; not every answer needs it."""
        return total_years_to_date(self.figures.levels, self.references.lookup.series)


class Judgement(NamedTuple):
    """What is said of a subject: its status, and its chance, which may be a bound (as of ``Forecast``)."""

    status: str
    probability: float | None
    bound: str


def build_results(findings: Findings) -> Iterator[TargetResult]:
    """Yield one result a subject, in their order."""
    columns: Columns = {
        "as_of": findings.days,
        **_stated(findings),
        **_baseline(findings),
        **_latest(findings),
        **_status(findings),
        **_around_deadline(findings),
        **{key: _days(column) if key.startswith("eta_") else _defined(column) for key, column in findings.measured.items()},
        **_paces(findings),
        **_to_date(findings),
    }
    columns["newer_unused"] = [
        _outside(figures, periods) for figures, periods in zip(columns["newer_unused"], columns["periods"], strict=True)
    ]
    columns["forecast"] = forecast_subjects(findings, columns["status"])
    for values in zip(*columns.values(), strict=True):
        yield TargetResult(**dict(zip(columns, values, strict=True)))


def judge_subjects(findings: Findings) -> Iterator[Judgement]:
    """Yield the status and the chance of each subject, without the rest of its result."""
    statuses = _status(findings)["status"]
    for status, (probability, bound) in zip(statuses, find_chances(findings, statuses), strict=True):
        yield Judgement(status, probability, bound)


def _outside(figures: tuple[UnusedFigure, ...], periods: tuple[PeriodOutcome, ...]) -> tuple[UnusedFigure, ...]:
    """The figures that lie in no period of a recurring target; within one they count without a level of twelve months."""
    spans = [each.period for each in periods]
    return tuple(each for each in figures if not any(span.start <= each.period.start and each.period.end <= span.end for span in spans))


def _stated(findings: Findings) -> Columns:
    """What was stated, and what it comes to."""
    targets, goals = [each.target for each in findings.subjects], findings.references.goals
    aims, others, lows, highs = (_defined(column) for column in (goals.aim, goals.other, goals.low, goals.high))
    amounts = zip(targets, aims, lows, others, highs, strict=True)
    shown = [_amounts(target, aim, low, other, high) for target, aim, low, other, high in amounts]
    return {
        "id": [each.id for each in targets],
        "name": [each.name for each in targets],
        "kind": [each.kind for each in targets],
        "unit": [each.unit for each in targets],
        "direction": [_DIRECTIONS.get(sign) for sign in goals.direction.tolist()],
        "reporter": [each.reporter or None for each in findings.subjects],
        "goal": [goal_form(each) for each in targets],
        "target": [amount for amount, _ in shown],
        "target_to": [to for _, to in shown],
        "target_words": [each.words for each in targets],
        "target_qualifier": [each.qualifier for each in targets],
        "deadline": [each.deadline for each in targets],
        "aim": aims,
        "group": [each.group for each in targets],
        "owner": [each.owner for each in targets],
    }


_DIRECTIONS = {1.0: "increase", -1.0: "decrease"}
_FORMS = {"cumulative": "total", "event": "event", "rank": "rank"}


def goal_form(target: Target) -> str:
    """The form of a target, as the contract names it."""
    if target.every:
        return "recurring"
    return _FORMS.get(target.kind) or ("level" if target.form is Form.POINTS else str(target.form))


def _amounts(
    target: Target, aim: float | None, low: float | None, other: float | None, high: float | None
) -> tuple[float | None, float | None]:
    """The amount of a target and its other end: for a band its edges in their order, for a yearly growth none."""
    if target.every and target.form is Form.GROWTH:
        return None, None
    return (low, high) if target.form is Form.BAND else (aim, other)


def _baseline(findings: Findings) -> Columns:
    own = findings.figures.periods(findings.references.base)
    return {
        "baseline": _defined(findings.references.baseline),
        "baseline_qualifier": findings.evidence.baseline.qualifier.tolist(),
        "baseline_period": [each.target.baseline_period or period for each, period in zip(findings.subjects, own, strict=True)],
    }


def _latest(findings: Findings) -> Columns:
    figures, places, latest = findings.figures, findings.references.latest, findings.evidence.latest
    return {
        "latest": _defined(latest.value),
        "latest_period": figures.periods(places),
        "latest_qualifier": [mark or None for mark in latest.qualifier.tolist()],
        "latest_basis": figures.basis(places),
        "latest_published": _dates(figures.published(places)),
        "latest_rows": list(map(tuple, figures.lines(places))),
        "newer_unused": find_unused_figures(figures, findings.references.lookup, places),
    }


_DECIDED = {"reached", "missed"}
_OF_PACE = {"on_track", "at_risk", "off_track", "no_pace"}


def _status(findings: Findings) -> Columns:
    """The statuses; a recurring target is judged period by period, and an event has no pace."""
    evidence, latest = findings.evidence, findings.evidence.latest
    cases: list[str] = verdict.cases(evidence).tolist()
    met = findings.references.goals.meets(latest.value, latest.qualifier).tolist()
    periods: list[tuple[PeriodOutcome, ...]] = [()] * len(cases)
    after = findings.figures.periods(findings.references.after)
    for n, subject in enumerate(findings.subjects):
        target = subject.target
        if target.every:
            judged = judge_obligation(findings.figures, subject)
            cases[n] = judged.case(float(evidence.as_of[n]), float(evidence.deadline[n]), observed=bool(evidence.observed[n]))
            periods[n], met[n] = _outcomes(judged, MONTHS_OF[target.every], findings.figures), judged.last_kept
        elif target.kind == "event" and verdict.STATUS_OF[cases[n]] in _OF_PACE:
            cases[n] = "no_pace_event"
        elif cases[n] == "undetermined_late" and target.kind == "event" and _began_late(target, after[n]):
            cases[n] = "missed_then_reached"
    statuses = [verdict.STATUS_OF[case] for case in cases]
    old = findings.measured["data_age_months"] > findings.references.stated.stale_after
    return {
        "status": statuses,
        "case": cases,
        "met": met,
        "periods": periods,
        "stale": (old & ~_settled(findings, statuses)).tolist(),
        "on_track": [evidence.on_track] * len(cases),
    }


def _began_late(target: Target, period: Period | None) -> bool:
    """Whether an event is dated after its deadline: its `yes` has the date on which it came into force."""
    return period is not None and target.deadline is not None and period.start > target.deadline


def _settled(findings: Findings, statuses: Sequence[str]) -> Bools:
    """Where no newer figure can change the status: an event has happened, or the figure of the deadline or a later one has decided."""
    decided = np.array([status in _DECIDED for status in statuses], dtype=bool)
    events = np.array([each.target.kind == "event" for each in findings.subjects], dtype=bool)
    return decided & (events | findings.evidence.after.known)


def _outcomes(judged: JudgedPeriods, months: int, figures: Figures) -> tuple[PeriodOutcome, ...]:
    answers = [True if met else False if missed else None for met, missed in zip(judged.met.tolist(), judged.missed.tolist(), strict=True)]
    lines = [tuple(sorted(figures.observations.line[figures.rows[each]].tolist())) for each in judged.rows]
    found = zip(judged.end.tolist(), _defined(judged.value), judged.qualifier.tolist(), answers, lines, strict=True)
    return tuple(PeriodOutcome(whole_months(end - months, end), value, word or None, met, at) for end, value, word, met, at in found)


def _around_deadline(findings: Findings) -> Columns:
    at, figures, evidence = findings.references, findings.figures, findings.evidence
    return {
        "before": _points(evidence.before, figures.periods(at.before)),
        "after": _points(evidence.after, figures.periods(at.after)),
        "met_later": figures.periods(at.met_later),
    }


def _paces(findings: Findings) -> Columns:
    """From when the pace is measured."""
    return {
        "pace_since": [None if time != time else day_of(time) for time in findings.references.pace_time.tolist()],  # noqa: PLR0124 - NaN
    }


def _to_date(findings: Findings) -> Columns:
    """What the flows came to since January, and which months of the year are in."""
    to_date, flow = findings.to_date, np.array([each.target.kind == "flow" for each in findings.subjects], dtype=bool)
    bounds = find_bounds(findings.figures, findings.references.lookup.series, to_date)
    total = _defined(np.where(flow, to_date.total, np.nan))
    spans = zip(total, to_date.first.tolist(), to_date.last.tolist(), strict=True)
    return {
        "ytd": total,
        "ytd_growth": _defined(np.where(flow, growth(to_date.before, to_date.total, np.ones(len(flow))), np.nan)),
        "ytd_qualifier": bounds.qualifier,
        "ytd_growth_bounded": bounds.growth,
        "ytd_period": [None if known is None else whole_months(first, last) for known, first, last in spans],
    }


def _points(point: verdict.Point, periods: Sequence[Period | None]) -> list[Point | None]:
    findings = zip(point.value.tolist(), point.qualifier.tolist(), periods, strict=True)
    return [None if period is None else Point(value, mark, period) for value, mark, period in findings]


def _defined(column: Floats) -> list[float | None]:
    return [None if value != value else value for value in column.tolist()]  # noqa: PLR0124 - NaN alone differs from itself


def _dates(days: Ints) -> list[date | None]:
    """Days since 1970 as dates; None where none is given."""
    found: list[date | None] = days.astype("datetime64[D]").astype(object).tolist()
    return found


def _days(months: Floats) -> list[date | None]:
    """The day that each instant belongs to, as ``periods.day_of``; None where it is undefined."""
    whole = np.floor(np.nan_to_num(months) - 1e-9)
    start = (whole.astype(np.int64) - 1970 * MONTHS).astype("datetime64[M]")
    first = start.astype("datetime64[D]")
    length = ((start + 1).astype("datetime64[D]") - first).astype(np.int64)
    day = first + np.floor((np.nan_to_num(months) - 1e-9 - whole) * length).astype(np.int64)
    found: list[date | None] = np.where(np.isnan(months), np.datetime64("NaT"), day).astype("datetime64[D]").astype(object).tolist()
    return found
