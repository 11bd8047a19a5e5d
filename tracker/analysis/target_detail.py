"""One target in depth: where each number came from, what is required, what others say of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from tracker.analysis import provenance
from tracker.analysis.assessment import examine, measures_of_kind
from tracker.analysis.earlier_targets import earlier_outcomes, earlier_subjects, milestone_outcomes, milestone_subjects
from tracker.analysis.forecasts import counted_levels
from tracker.analysis.reporters import find_subjects
from tracker.methods import breakeven, measures, official_methods
from tracker.model.result import Required, Use
from tracker.values.input.fields import EVERY_REPORTER
from tracker.values.periods import MONTHS, instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.analysis.assessment import Assessment
    from tracker.methods.breakeven import Turn
    from tracker.methods.official_methods import Case, Judgement
    from tracker.methods.reference_levels import ReferenceLevels
    from tracker.model.observations import Observation, Observations
    from tracker.model.programme import Programme, Target
    from tracker.model.result import EarlierOutcome, Level, MilestoneOutcome, TargetResult, TracedLevel
    from tracker.model.scenarios import Assumed

_MOST_CHANGES = 200


@dataclass(frozen=True)
class TargetDetail:
    """All that is known of one target by one reporter on a day; amounts in the target's own unit.

    ``series`` are its known levels, ``roles`` the places of the latest, the baseline and so on among them; ``required`` is the level
    that the end of each year must show, ``planned`` the planned path from the baseline over the milestones to the target; ``case`` is
    what the official methods judge and ``judgements`` what they say; ``history`` are the earlier targets and ``milestones`` the levels
    on the way, and how they ended; ``reporters`` are the results by everyone's figures and ``mirrors`` every known level by those of
    the others. ``assumed`` are the figures on which all this rests although nobody has observed them (None: there are none).
    """

    target: Target
    as_of: date
    result: TargetResult
    series: tuple[Level, ...]
    roles: Mapping[str, int]
    required: tuple[Required, ...]
    planned: tuple[tuple[date, float], ...]
    case: Case
    judgements: Mapping[str, Judgement]
    history: tuple[EarlierOutcome, ...]
    milestones: tuple[MilestoneOutcome, ...]
    reporters: tuple[TargetResult, ...]
    mirrors: Mapping[str, tuple[Level, ...]]
    observations: Observations
    assessment: Assessment
    assumed: Assumed | None = None

    @cached_property
    def break_even(self) -> dict[str, dict[str, Turn | None]]:
        """The revisions of the latest level and of the baseline that change the status, searched for on first use.

        Empty where the status follows from other rules (period by period, or from a yes or no), and for a band, where what holds from
        one value on ends again at another.
        """
        if self.result.goal in {"recurring", "event", "band"}:
            return {}
        at = self.assessment.references
        pace = breakeven.Pace(float(at.pace_base[0]), float(at.pace_time[0]), by_rate="outcome_compound" in self.defined_measures)
        return breakeven.turns(self.assessment.evidence, at.stated.goals, pace, provenance.moved_together(self.assessment))

    @cached_property
    def defined_measures(self) -> frozenset[str]:
        """The measures that a target of its kind has, whether or not its figures give them."""
        return measures_of_kind(self.target)

    @cached_property
    def levels(self) -> tuple[TracedLevel, ...]:
        """What the assessment rests on, with the observations behind each level and the vintages that they replaced."""
        return provenance.trace_levels(self.observations, self.assessment, self.as_of)

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """The places of the levels on which the chance rests, among ``series``; empty without a chance."""
        return counted_levels(self.assessment) if self.result.forecast.basis else ()

    @property
    def to_come(self) -> tuple[Required, ...]:
        """What is required, as long as it can still be done; empty once the deadline has passed.

        Nothing leads step by step to a target that applies in each period, or to a yes.
        """
        if self.result.goal in {"recurring", "event"}:
            return ()
        return self.required if self.target.deadline and self.target.deadline >= self.as_of else ()

    @property
    def whole(self) -> bool:
        """Whether the target counts whole things (projects, jobs): then no level that is required is a fraction.

        A rank has whole places; of things nobody has ever stated a fraction.
        """
        return self.target.kind == "rank" or (self.result.counts_things and all(each.value == int(each.value) for each in self.series))

    @property
    def baseline_qualifier(self) -> str:
        """The word before the baseline where it is a level of the series: about, over, under or nothing."""
        baseline = (self.result.baseline_date, self.result.baseline)
        return next((each.qualifier for each in self.series if (each.date, each.value) == baseline), None) or ""

    def level(self, role: str) -> Level | None:
        """The level that plays a role in the assessment; None where there is none."""
        place = self.roles.get(role)
        return None if place is None else self.series[place]

    @cached_property
    def uses(self) -> dict[int, Use]:
        """How the assessment uses each observation of the target, by line."""
        held = set(self.assessment.figures.rows.tolist())
        return {row.line: self._use(row, held=place in held) for place, row in enumerate(self.observation_at.values())}

    def _use(self, row: Observation, *, held: bool) -> Use:
        if held:
            return Use.HOLDS if row.reporter == (self.result.reporter or "") else Use.OTHER_REPORTER
        return Use.REPLACED if row.known <= self.as_of else Use.NOT_YET_KNOWN

    def arrival(self, shape: str) -> float | None:
        """The time, in years, at which that pace reaches the target (``linear`` or ``compound``); None as for ``eta``."""
        result = self.result
        if result.day(f"eta_{shape}") is None or result.latest_date is None or result.latest is None or result.aim is None:
            return None
        years_to_go, pace = _PACES[shape]
        return instant(result.latest_date) / MONTHS + years_to_go(result.latest, result.aim, result.number(pace) or 0.0, float(result.sign))

    @cached_property
    def observation_at(self) -> dict[int, Observation]:
        """The observations of the target by their line."""
        rows = (self.observations.row(at) for at in range(len(self.observations.line)))
        return {row.line: row for row in rows}

    @cached_property
    def _level_at(self) -> dict[float, Level]:
        return {_time(each.date): each for each in self.series}

    def year_after(self, day: date) -> Level | None:
        """The level exactly a year after a day."""
        return self._level_at.get(round(_time(day) + MONTHS, _DIGITS))

    def year_before(self, day: date) -> Level | None:
        """The level exactly a year before a day."""
        return self._level_at.get(round(_time(day) - MONTHS, _DIGITS))


_PACES = {
    "linear": (measures.years_to_go_linear, "pace_per_year"),
    "compound": (measures.years_to_go_compound, "pace_growth"),
}
_DIGITS = 3  # of a time in months: far less than a day


def _time(day: date) -> float:
    return round(instant(day), _DIGITS)


def detail_target(
    programme: Programme, observations: Observations, as_of: date, target_id: str, reporter: str | None = None
) -> TargetDetail:
    """Look closely at one target, by its own reporter or by another one.

    Its earlier targets, its milestones and the other reporters are subjects of the one assessment.
    """
    observations = observations.only(list(programme.targets).index(target_id))
    (own,) = find_subjects(programme, observations, reporter, [target_id])
    everyone = find_subjects(programme, observations, EVERY_REPORTER, [target_id])
    earlier = earlier_subjects(own.target, everyone, as_of)
    stops = milestone_subjects(own)
    assessment = examine(programme, observations, as_of, [own, *everyone, *(each for group in earlier for each in group), *stops])
    results = iter(assessment.results)
    result = next(results)
    by_reporter = tuple(islice(results, len(everyone)))
    by_earlier = [list(islice(results, len(group))) for group in earlier]
    series = provenance.series_levels(observations, assessment)
    case = _case(assessment.references, result)
    return TargetDetail(
        target=own.target,
        as_of=as_of,
        result=result,
        series=series,
        roles=_places_by_role(assessment.references),
        required=() if _is_stepwise(own.target) else tuple(_required(result, case)),
        planned=_planned(own.target, result),
        case=case,
        judgements=_judgements(case, result),
        history=earlier_outcomes(own.target, by_earlier, as_of),
        milestones=tuple(milestone_outcomes(own.target, list(results), as_of)),
        reporters=by_reporter,
        mirrors={
            other.reporter: provenance.series_levels(observations, assessment, number)
            for number, other in enumerate(everyone, 1)
            if other.reporter != own.reporter
        },
        observations=observations,
        assessment=assessment,
    )


def _places_by_role(at: ReferenceLevels) -> dict[str, int]:
    first = int(at.lookup.begin[0])
    return {role: place - first for role, place in provenance.roles(at).items() if place >= 0}


def _case(at: ReferenceLevels, result: TargetResult) -> Case:
    lookup, now = at.lookup, at.lookup.times(at.latest)[:1]
    here = at.lookup.values(at.latest)[0]
    before = [lookup.level_of(0, float(now[0]) - back * MONTHS) for back in range(1, _MOST_CHANGES)]
    levels = [float(here), *takewhile(lambda level: not math.isnan(level), before)]
    return official_methods.Case(
        baseline=_or_nan(result.baseline),
        latest=_or_nan(result.latest),
        target=_or_nan(result.aim),
        direction=float(at.goals.direction[0]),
        years_gone=float(now[0] - at.baseline_time[0]) / MONTHS,
        years_left=float(at.stated.deadline[0] - now[0]) / MONTHS,
        changes=tuple(later - earlier for earlier, later in pairwise(reversed(levels))),
        met=result.met,
    )


def _judgements(case: Case, result: TargetResult) -> Mapping[str, Judgement]:
    """What the official methods say; they judge no target without one way from a baseline to a level, and a rank has no rates."""
    judged = official_methods.judge(case)
    if result.goal in {"recurring", "event"} or result.aim is None:
        return dict.fromkeys(judged, official_methods.unjudged("no_way"))
    if result.goal == "rank":
        return judged | dict.fromkeys(official_methods.OF_RATES, official_methods.unjudged("no_rates"))
    return judged


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _planned(target: Target, result: TargetResult) -> tuple[tuple[date, float], ...]:
    """The planned path: the baseline, the milestones between, and the target; nothing where one of its ends is not known.

    Nothing either where the baseline meets the target already, from which no way is left. A target that applies in each period, and one
    that is either in force or not, have none.
    """
    start, end = result.baseline_date, result.deadline
    if start is None or end is None or result.baseline is None or result.aim is None or not start < end or _is_stepwise(target):
        return ()
    if result.sign * (result.aim - result.baseline) <= 0:
        return ()
    between = [(day, value) for day, value in target.milestones if start < day < end]
    return ((start, result.baseline), *between, (end, result.aim))


def _is_stepwise(target: Target) -> bool:
    """Whether nothing leads from one level of a target to the next: each period by itself, or a yes that follows a no."""
    return target.every is not None or target.kind == "event"


def _required(result: TargetResult, case: Case) -> Iterator[Required]:
    """The level that the end of each year must show from the latest one to the target, on both shapes (docs/methods.md §2)."""
    if result.goal == "band" and result.latest is not None and result.gap is not None:  # of two edges the nearer one
        case = replace(case, target=result.latest + result.gap)
    latest, deadline = result.latest_date, result.deadline
    if latest is None or deadline is None or math.isnan(case.target) or not case.years_left > 0:
        return
    if result.met or result.only_equals:  # from a bound that only equals the target it is not known what is still missing
        return
    ends = [date(year, 12, 31) for year in range(latest.year, deadline.year + 1)]
    for day in [*(end for end in ends if latest < end < deadline), deadline]:
        share = (instant(day) - instant(latest)) / (MONTHS * case.years_left)
        linear = case.latest + (case.target - case.latest) * share
        positive = case.latest > 0 and case.target > 0 and result.kind in {"flow", "stock"}  # a total and a rank know no growth
        compound = case.latest * (case.target / case.latest) ** share if positive else None
        yield Required(day, linear, compound, awaited=day < result.as_of)
