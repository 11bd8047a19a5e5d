"""Which levels of a target say how likely it is, and the reason where none do (docs/methods.md §6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis.outturns import find_outturns
from tracker.methods import forecast as method
from tracker.methods.levels import SAME
from tracker.model.forecast import Basis, Forecast, Range, RequiredSeen
from tracker.values.periods import MONTHS, day_of, whole_months
from tracker.values.units import is_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.analysis.assessment import Assessment
    from tracker.analysis.reporters import Subject
    from tracker.analysis.results import Findings
    from tracker.analysis.vintages import Figures
    from tracker.methods.goals import Goals
    from tracker.methods.reference_levels import LevelLookup
    from tracker.values.arrays import Bools, Floats, Ints
    from tracker.values.periods import Period

_OF_FORM = {"event", "rank", "cumulative"}
_PENDING = {"on_track", "at_risk", "off_track", "no_pace"}
_FEW = 4  # figures of a count: fewer say nothing of a handful of things
_LONGEST = 50.0  # years: an earlier start says nothing


@dataclass(frozen=True, eq=False)
class _Case:
    """What a forecast is made from; one entry a subject in every column, but in ``known`` and ``odds``.

    ``level`` is the latest level, ``ahead`` the years from it to the deadline, ``low`` and ``high`` the edges of a band; ``percent`` says
    that growth is counted on log odds.
    """

    known: method.Known
    goals: Goals
    level: Floats
    deadline: Floats
    ahead: Floats
    low: Floats
    high: Floats
    flow: Bools
    percent: Bools
    drift: method.Drift


def forecast_subjects(findings: Findings, statuses: Sequence[str]) -> list[Forecast]:
    """Return what the past figures of each subject say, given the status of each."""
    case = _case_of(findings)
    absent = _reasons(findings, case, statuses)
    outturns = find_outturns(findings, case.drift)
    seen = _required_seen(findings, case)
    bounds = _bounds(findings)
    likely = [column.tolist() for column in case.drift.likely(case.ahead)]
    chances = _chances(case).tolist()
    bases = _bases(case)
    found = []
    for n, reason in enumerate(absent):
        if reason:
            told = seen[n] if reason in _STILL_ASKED else None
            found.append(Forecast(absent=reason, required_seen=told, outturn=outturns.get(n)))
        else:
            ends = Range(likely[0][n], likely[1][n], likely[2][n])
            found.append(Forecast(chances[n], None, bounds[n], ends, bases[n], seen[n], outturns.get(n)))
    return found


def find_chances(findings: Findings, statuses: Sequence[str]) -> list[tuple[float | None, str]]:
    """Return the chance of each subject and whether it is a bound, as ``forecast_subjects``, without what stands beside it there."""
    case = _case_of(findings)
    found = zip(_reasons(findings, case, statuses), _chances(case).tolist(), _bounds(findings), strict=True)
    return [(None, "") if absent else (probability, bound) for absent, probability, bound in found]


_STILL_ASKED = {"too_far", "target_is_bound", "counted"}  # what the series has shown is told without a chance too


def _case_of(findings: Findings) -> _Case:
    at, subjects = findings.references, findings.subjects
    goals, deadline, latest = at.goals, at.stated.deadline, findings.evidence.latest
    known = choose_levels(at.lookup, np.where(np.isnan(deadline), latest.time, deadline), _breaks(findings.figures, at.lookup.series))
    low, high = (np.where(goals.band, edge, goals.target) for edge in (goals.low, goals.high))
    inside = known.all((known.level >= 0) & (known.level <= 100))  # noqa: PLR2004 - percent
    percent = _of_unit(subjects, is_percent) & inside & (low >= 0) & (high <= 100)  # noqa: PLR2004
    flow = np.array([each.target.forecast.series_class == "flow" for each in subjects], dtype=bool)
    stated = np.array([np.nan if (own := each.target.forecast.usual_growth) is None else own for each in subjects], dtype=np.float64)
    usual = np.where(np.isnan(stated), method.usual_growth(flow, goals.direction), np.log1p(stated))
    return _Case(
        known=known,
        goals=goals,
        level=latest.value,
        deadline=deadline,
        ahead=(deadline - latest.time) / MONTHS,
        low=low,
        high=high,
        flow=flow,
        percent=percent,
        drift=method.estimate(known, percent, flow, usual),
    )


def choose_levels(lookup: LevelLookup, anchor: Floats, since: Floats) -> method.Known:
    """Choose the levels of each target: of each year counted back from its anchor the last one, and none from before ``since``."""
    owner, place = _chosen(lookup, anchor, since)
    begin = np.append(0, np.cumsum(np.bincount(owner, minlength=len(anchor)))).astype(np.int64)
    return method.Known(begin, lookup.levels.time[place] / MONTHS, lookup.levels.value[place])


def counted_levels(assessment: Assessment) -> tuple[int, ...]:
    """The places of the levels that the chance of the first subject rests on, among all of its series."""
    at = assessment.references
    anchor = np.where(np.isnan(at.stated.deadline), at.lookup.times(at.latest), at.stated.deadline)
    owner, place = _chosen(at.lookup, anchor, _breaks(assessment.figures, at.lookup.series))
    return tuple((place[owner == 0] - at.lookup.begin[0]).tolist())


def _chosen(lookup: LevelLookup, anchor: Floats, since: Floats) -> tuple[Ints, Ints]:
    """For each level that is chosen, its target and its place."""
    count = lookup.end - lookup.begin
    owner = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(owner)) + np.repeat(lookup.begin - (np.cumsum(count) - count), count)
    time = lookup.levels.time[place]
    year = np.floor((anchor[owner] - time + SAME) / MONTHS)
    last = np.append((owner[1:] != owner[:-1]) | (year[1:] != year[:-1]), True)[: len(owner)]
    last &= time >= since[owner] - SAME
    return owner[last], place[last]


def _breaks(figures: Figures, series: Ints) -> Floats:
    """The instant from which the levels of each series are comparable with its latest one; minus infinity where it was never broken.

    A total over twelve months is so once all of them lie behind the break.
    """
    observations = figures.observations
    broken = observations.breaks()[figures.rows]
    since: dict[int, float] = {}
    rows = figures.rows[broken]
    kinds = np.isin(observations.target[rows], np.flatnonzero(figures.totals))
    ends = np.where(kinds, observations.first[rows] + MONTHS, observations.last[rows]) if len(rows) else np.array([])
    for each, end in zip(figures.series[broken].tolist(), ends.tolist(), strict=True):
        since[each] = max(end, since.get(each, end))
    for whole, made in figures.levels.compositions.items():
        since[whole] = max((since.get(part, -np.inf) for part in (whole, *made.parts)), default=-np.inf)
    return np.array([since.get(each, -np.inf) for each in series.tolist()], dtype=np.float64)


def _of_unit(subjects: Sequence[Subject], holds: Callable[[str], bool]) -> Bools:
    """Whether something holds of the unit of each subject; asked once for each unit."""
    units = [each.target.unit for each in subjects]
    answers = {unit: holds(unit) for unit in set(units)}
    return np.array([answers[unit] for unit in units], dtype=bool)


def _reasons(findings: Findings, case: _Case, statuses: Sequence[str]) -> list[str]:
    """Why there is no chance; empty where there is one."""
    given = np.array([_reason_of_form(each, status) for each, status in zip(findings.subjects, statuses, strict=True)], dtype="<U12")
    reached = np.array([status == "reached" for status in statuses], dtype=bool)
    to_come = (case.ahead > SAME) & ~np.isnan(case.goals.target) & ~(reached & (case.deadline < findings.evidence.as_of))
    band = case.goals.band
    whole = case.known.all(case.known.level == np.rint(case.known.level)) & (case.goals.target == np.rint(case.goals.target))
    stock = np.array([each.target.kind == "stock" for each in findings.subjects], dtype=bool) & ~_of_unit(findings.subjects, is_percent)
    at_end = ~band & ((case.goals.target == 0) | (case.goals.target == 100))  # noqa: PLR2004 - percent
    positive = case.percent | (case.known.all(case.known.level > 0) & (case.high > 0) & (band | (case.low > 0)))
    reasons = (
        (given != "", given),
        (~to_come, "not_pending"),
        (case.ahead > method.FARTHEST + SAME, "too_far"),
        (case.known.count < 2, "one_figure"),  # noqa: PLR2004
        (case.percent & at_end, "target_is_bound"),
        (~positive, "values_not_positive"),
        (stock & whole & (case.known.count < _FEW), "counted"),
    )
    found: list[str] = np.select([where for where, _ in reasons], [reason for _, reason in reasons], default="").tolist()
    return found


def _reason_of_form(subject: Subject, status: str) -> str:
    target = subject.target
    if target.forecast.off:
        return "switched_off"
    if target.kind in _OF_FORM:
        return target.kind
    if target.every:
        return "recurring"
    return "" if status in _PENDING or status == "reached" else "not_pending"


def _chances(case: _Case) -> Floats:
    one_sided = method.chance(case.drift, case.goals.target, case.ahead, case.goals.direction)
    if not case.goals.band.any():
        return one_sided
    least, most = np.where(case.percent, 0.0, np.finfo(float).tiny), np.where(case.percent, 100.0, np.inf)
    low, high = np.where(case.low <= least, -np.inf, case.low), np.where(case.high >= most, np.inf, case.high)
    return np.where(case.goals.band, method.chance_within(case.drift, low, high, case.ahead), one_sided)


def _bounds(findings: Findings) -> list[str]:
    """Whether a chance is a bound, because the latest figure is one."""
    goals, marks = findings.references.goals, findings.evidence.latest.qualifier
    forward = np.where(goals.band, 0.0, goals.direction)
    side = np.where(marks == "over", forward, np.where(marks == "under", -forward, 0.0))
    found: list[str] = np.select([side > 0, side < 0], ["at_least", "at_most"], default="").tolist()
    return found


def _bases(case: _Case) -> list[Basis]:
    drift, first = case.drift, case.known.first(case.known.time).tolist()
    day = {time: day_of(time * MONTHS) for time in set(first) if time == time}  # noqa: PLR0124 - NaN, of a target without levels
    columns = (drift.usual, drift.own, drift.weight, drift.growth, drift.spread, drift.deviation(case.ahead), drift.degrees)
    return list(
        map(
            Basis,
            ("flow" if flow else "other" for flow in case.flow.tolist()),
            case.known.count.tolist(),
            (day.get(time, date.min) for time in first),
            drift.years.tolist(),
            case.ahead.tolist(),
            *(column.tolist() for column in columns),
            case.percent.tolist(),
            repeat(method.CONSTANTS),
        )
    )


def _required_seen(findings: Findings, case: _Case) -> list[RequiredSeen | None]:
    """How often each series grew as fast as is required; None where nothing is, or where no two levels lie exactly a year apart."""
    known, owner = case.known, case.known.owner
    forward, size = case.goals.forward(case.level), len(case.level)
    with np.errstate(all="ignore"):
        growth = known.level[1:] / known.level[:-1] - 1
    a_year = (owner[1:] == owner[:-1]) & (np.abs(np.diff(known.time) - 1) < SAME) & (known.level[1:] > 0) & (known.level[:-1] > 0)
    owner, growth = owner[1:][a_year], growth[a_year]
    required, gain = findings.measured["required_growth"], growth * forward[owner]
    years = np.bincount(owner, minlength=size)
    met = np.bincount(owner[gain >= (required * forward)[owner] - 1e-12], minlength=size)
    best = np.full(size, -np.inf)
    np.maximum.at(best, owner, gain)
    rate = np.where(years > 0, best, np.nan) * forward
    needed = ~np.isnan(required) & (forward * (case.goals.nearest(case.level) - case.level) > 0) & (years > 0)
    starts = _latest_starts(case, rate)
    columns = zip(needed.tolist(), years.tolist(), met.tolist(), rate.tolist(), starts, strict=True)
    return [RequiredSeen(count, kept, fastest, start) if wanted else None for wanted, count, kept, fastest, start in columns]


def _latest_starts(case: _Case, rate: Floats) -> list[Period | None]:
    """The last month in which the best growth on record would still arrive; None where it leads away, or would take too long."""
    with np.errstate(all="ignore"):
        years = np.log(case.goals.nearest(case.level) / case.level) / np.log1p(rate)
        month = np.floor(case.deadline - years * MONTHS - 1e-9)
    sensible = (years > 0) & (years <= _LONGEST)
    months = np.where(sensible, month, -1).tolist()
    period = {at: whole_months(at, at + 1) for at in set(months) if at >= 0}
    return [period.get(at) for at in months]
