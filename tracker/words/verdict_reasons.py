"""The reason of each status: its template of ``sentences`` with the numbers of the target filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values import display
from tracker.words.sentences import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.model.result import PeriodOutcome, Point, TargetResult


def reason(result: TargetResult) -> str:
    """Return why a target stands as it does: one sentence with the numbers in it."""
    decrease = f"{result.case}_decrease"
    name = decrease if result.sign < 0 and decrease in REASONS else result.case
    sentence = REASONS[name].format_map(_Fields(result))
    return sentence[:1].upper() + sentence[1:]


class _Fields:
    """The fields of one target, each put into words only when a template asks for it."""

    def __init__(self, result: TargetResult) -> None:
        self.result = result

    def __getitem__(self, field: str) -> str:
        return FIELDS[field](self.result)


def target_words(of: TargetResult) -> str:
    """The target as people say it: its amount in its unit, a span with both ends, else its own words."""
    if of.target is None:
        return of.target_words
    amount = display.target(of.target, of.unit, of.target_qualifier or "")
    if of.target_to is None:
        return amount
    low, high = sorted((of.target, of.target_to))
    return f"{display.target(low, '')}–{display.target(high, of.unit)}"


def _level(of: TargetResult, value: float | None, qualifier: str = "") -> str:
    return display.level(value, of.unit, of.sign, of.target, qualifier)


def _point(of: TargetResult, point: Point | None) -> str:
    return display.ABSENT if point is None else _level(of, point.value, point.qualifier)


def _landing(of: TargetResult, *, best: bool) -> str:
    """The better or the worse of the two landings that are defined."""
    both = [each for each in (of.landing_linear, of.landing_compound) if each is not None]
    return _level(of, (max if best else min)(both, key=lambda each: of.sign * each))


def _period_outcome(of: TargetResult, each: PeriodOutcome) -> str:
    value = display.percent(each.value) if of.target is None else _level(of, each.value)
    return f"{display.period(each.period)}: {value}"


def _period_word(of: TargetResult, number: int) -> str:
    months = round(of.periods[0].period.last - of.periods[0].period.first) if of.periods else 0
    one, many = {1: ("month", "months"), 3: ("quarter", "quarters")}.get(months, ("year", "years"))
    return one if number == 1 else many


FIELDS: dict[str, Callable[[TargetResult], str]] = {
    "latest": lambda of: _level(of, of.latest, of.latest_qualifier or ""),
    "before": lambda of: _point(of, of.before),
    "after": lambda of: _point(of, of.after),
    "baseline": lambda of: _level(of, of.baseline, of.baseline_qualifier),
    "landing_linear": lambda of: _level(of, of.landing_linear),
    "landing_compound": lambda of: _level(of, of.landing_compound),
    "latest_period": lambda of: display.period(of.latest_period),
    "before_period": lambda of: display.period(of.before and of.before.period),
    "after_period": lambda of: display.period(of.after and of.after.period),
    "baseline_period": lambda of: display.period(of.baseline_period),
    "target": target_words,
    "deadline": lambda of: display.deadline(of.deadline),
    "judged": lambda of: str(of.judged_periods),
    "met": lambda of: str(of.met_periods),
    "missed": lambda of: ", ".join(_period_outcome(of, each) for each in of.periods if each.value is not None and not each.met),
    "unknown": lambda of: ", ".join(display.period(each.period) for each in of.periods if each.value is None),
    "period_word": lambda of: _period_word(of, 1),
    "period_words": lambda of: _period_word(of, of.judged_periods or 0),
    "met_later": lambda of: display.within(of.met_later),
    "reporter": lambda of: of.reporter or "",
    "as_of": lambda of: display.day(of.as_of),
    "progress": lambda of: display.share(of.progress),
    "on_track": lambda of: display.percent(of.on_track),
    "worst": lambda of: display.share(min(each for each in (of.outcome_linear, of.outcome_compound) if each is not None)),
    "growth": lambda of: display.percent(of.growth),
    "growth_per_year": lambda of: display.difference(of.growth_per_year, of.unit),
    "required_per_year": lambda of: display.difference(of.required_per_year, of.unit),
    "worse": lambda of: _landing(of, best=False),
    "better": lambda of: _landing(of, best=True),
    "lower": lambda of: _landing(of, best=of.sign < 0),
    "higher": lambda of: _landing(of, best=of.sign > 0),
}
