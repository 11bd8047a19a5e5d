"""The reason of each status: its template of ``sentences`` with the numbers of the target filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values import display
from tracker.words.sentences import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.model.result import Point, TargetResult


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


def _level(of: TargetResult, value: float | None, qualifier: str = "") -> str:
    return display.level(value, of.unit, of.sign, of.target, qualifier)


def _point(of: TargetResult, point: Point | None) -> str:
    return display.ABSENT if point is None else _level(of, point.value, point.qualifier)


def _landing(of: TargetResult, *, best: bool) -> str:
    """The better or the worse of the two landings that are defined."""
    both = [each for each in (of.landing_linear, of.landing_compound) if each is not None]
    return _level(of, (max if best else min)(both, key=lambda each: of.sign * each))


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
    "target": lambda of: display.target(of.target, of.unit, of.target_qualifier or ""),
    "deadline": lambda of: display.deadline(of.deadline),
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
