"""The reason of each status: its template of ``sentences`` with the numbers of the target filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values import languages
from tracker.values.display import ABSENT, dates, numbers
from tracker.values.periods import MONTHS, instant
from tracker.words.filling import fill
from tracker.words.target_wording import (
    PERIOD_PHRASES,
    latest_period,
    period_length,
    period_phrases,
    say_change,
    say_latest,
    say_level,
    say_period_outcome,
    say_projection,
    say_target,
    since_pace_start,
    since_start,
)
from tracker.words.texts import phrases, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.model.result import PeriodOutcome, Point, TargetResult

_MOST_LISTED = 5


def reason(result: TargetResult) -> str:
    """Return why a target has its status: one sentence with the numbers in it."""
    return fill(_template(result), _Fields(result))


def _template(result: TargetResult) -> str:
    """The reason of the case: that of the form of the target, else the usual one."""
    if has_no_period_assessed(result):
        return verdicts.NO_PERIOD_ASSESSED
    if has_stood_still(result):
        return verdicts.NO_PROGRESS
    return verdicts.REASONS_OF_FORM.get(result.goal, {}).get(result.case) or verdicts.REASONS[result.case]


def has_stood_still(result: TargetResult) -> bool:
    """Whether the level is where it was when the pace began to be measured; a total that has not grown says so in its own words."""
    return result.case == "off_track_away" and not result.pace_per_year and result.goal not in {"total", "band"}


def has_no_period_assessed(result: TargetResult) -> bool:
    """Whether no period of a recurring target can be assessed, so that none is counted."""
    return result.case == "undetermined_gap" and not result.judged_periods


class _Fields:
    """The fields of one target, each put into words only when a template asks for it."""

    def __init__(self, result: TargetResult) -> None:
        self.result = result

    def __getitem__(self, field: str) -> str:
        return FIELDS[field](self.result)


def _point(result: TargetResult, point: Point | None) -> str:
    return ABSENT if point is None else say_level(result, point.value, point.qualifier)


def _pace_base(result: TargetResult) -> str:
    """The level from which the pace is measured: the baseline, unless the target says how many years count."""
    if result.pace_since is None or result.pace_since == result.baseline_date or result.latest_date is None or result.pace_per_year is None:
        return say_level(result, result.baseline, result.baseline_qualifier)
    years = (instant(result.latest_date) - instant(result.pace_since)) / MONTHS
    return say_level(result, None if result.latest is None else result.latest - result.pace_per_year * years)


def missed_periods(result: TargetResult) -> str:
    """The last few periods in which a recurring target was missed, with what they came to: ``2024 (96,700 t)``."""
    missed = [
        phrases.PERIOD_OUTCOME.format(period=dates.period(each.period), amount=say_period_outcome(result, each))
        for each in result.periods
        if _is_missed(each)
    ]
    return _list_last(result, missed)


def _is_missed(each: PeriodOutcome) -> bool:
    return each.met is False


def _unknown_periods(result: TargetResult) -> str:
    """The periods that are over and of which it is not known whether they kept the target."""
    return _list_last(result, [dates.period(each.period) for each in result.periods if each.met is None and each.period.end < result.as_of])


def _list_last(result: TargetResult, periods: list[str]) -> str:
    """The last few of these periods, and how many there are before them."""
    earlier = len(periods) - _MOST_LISTED
    if earlier > 0:
        listed = ", ".join(periods[-_MOST_LISTED:])
        return phrases.AND_EARLIER[period_length(result)].format(earlier, str(earlier), listed=listed)
    return periods[0] if len(periods) == 1 else phrases.AND.format(listed=", ".join(periods[:-1]), last=periods[-1]) if periods else ""


def _period_phrase(name: str) -> Callable[[TargetResult], str]:
    return lambda result: period_phrases(result)[name]


FIELDS: dict[str, Callable[[TargetResult], str]] = {
    "latest": say_latest,
    "before": lambda result: _point(result, result.before),
    "after": lambda result: _point(result, result.after),
    "baseline": lambda result: say_level(result, result.baseline, result.baseline_qualifier),
    "landing_linear": lambda result: say_level(result, result.landing_linear),
    "landing_compound": lambda result: say_level(result, result.landing_compound),
    "latest_period": lambda result: dates.period(latest_period(result)),
    "before_period": lambda result: dates.period(result.before and result.before.period),
    "after_period": lambda result: dates.period(result.after and result.after.period),
    "baseline_period": lambda result: dates.period(result.baseline_period),
    "target": say_target,
    "since_start": since_start,
    "projection": say_projection,
    "deadline": lambda result: dates.deadline(result.deadline),
    "deadline_end": lambda result: dates.deadline_end(result.deadline),
    "by_deadline": lambda result: dates.by_deadline(result.deadline),
    "for_deadline": lambda result: dates.for_deadline(result.deadline),
    "at_deadline": lambda result: dates.at_deadline(result.deadline),
    "until_deadline": lambda result: dates.until(result.deadline),
    "judged": lambda result: str(result.judged_periods),
    "met": lambda result: str(result.met_periods),
    "missed": missed_periods,
    "unknown": _unknown_periods,
    **{name: _period_phrase(name) for name in PERIOD_PHRASES},
    "met_later": lambda result: dates.within(result.met_later),
    "reporter": lambda result: languages.reporter_name(result.reporter),
    "as_of": lambda result: dates.as_of(result.as_of),
    "progress": lambda result: numbers.share(result.progress),
    "on_track": lambda result: numbers.percent(result.on_track),
    "worst": lambda result: numbers.share(min(each for each in (result.outcome_linear, result.outcome_compound) if each is not None)),
    "pace_growth": lambda result: numbers.percent(result.pace_growth),
    "pace_rate": lambda result: numbers.percent(None if result.pace_growth is None else abs(result.pace_growth)),
    "pace_size": lambda result: say_change(result, None if result.pace_per_year is None else abs(result.pace_per_year)),
    "pace_per_year": lambda result: say_change(result, result.pace_per_year),
    "since_pace_start": since_pace_start,
    "pace_base": _pace_base,
}
_OBLIGATION = ("judged", "met", "missed", "unknown", *PERIOD_PHRASES)


def obligation_fields(result: TargetResult) -> dict[str, str]:
    """The fields of a target that applies in each period; none of any other."""
    return {name: FIELDS[name](result) for name in _OBLIGATION} if result.goal == "recurring" else {}
