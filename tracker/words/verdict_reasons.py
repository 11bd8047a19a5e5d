"""The reason of each status: its template of ``sentences`` with the numbers of the target filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values import display
from tracker.values.periods import MONTHS, instant
from tracker.words import sentences
from tracker.words.sentences import REASONS, REASONS_OF_FORM
from tracker.words.target_wording import (
    latest_period,
    name_due_target,
    pace_start,
    period_length,
    say_change,
    say_latest,
    say_level,
    say_period_outcome,
    say_start,
    say_target,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.model.result import PeriodOutcome, Point, TargetResult

_MOST_LISTED = 5


def reason(result: TargetResult) -> str:
    """Return why a target stands as it does: one sentence with the numbers in it."""
    sentence = _template(result).format_map(_Fields(result))
    return sentence[:1].upper() + sentence[1:]


def _template(result: TargetResult) -> str:
    """The reason of the case: that of the form of the target, else that of a decrease, else the usual one."""
    of_form = REASONS_OF_FORM.get(result.goal, {})
    decrease = f"{result.case}_decrease"
    return of_form.get(result.case) or REASONS[decrease if result.sign < 0 and decrease in REASONS else result.case]


class _Fields:
    """The fields of one target, each put into words only when a template asks for it."""

    def __init__(self, result: TargetResult) -> None:
        self.result = result

    def __getitem__(self, field: str) -> str:
        return FIELDS[field](self.result)


def _point(of: TargetResult, point: Point | None) -> str:
    return display.ABSENT if point is None else say_level(of, point.value, point.qualifier)


def _landing(of: TargetResult, *, best: bool) -> str:
    """The better or the worse of the two landings that are defined."""
    both = [each for each in (of.landing_linear, of.landing_compound) if each is not None]
    return say_level(of, (max if best else min)(both, key=lambda each: of.sign * each))


def landings(of: TargetResult) -> tuple[str, str]:
    """Where the two paths lead, the lower one first; the same twice where there is but one, and dashes where there is none."""
    both = sorted(each for each in (of.landing_linear, of.landing_compound) if each is not None)
    if not both:
        return display.ABSENT, display.ABSENT
    return say_level(of, both[0]), say_level(of, both[-1])


def _both_landings(of: TargetResult) -> str:
    low, high = landings(of)
    return low if low == high else sentences.BETWEEN.format(low=low, high=high)


def _pace_base(of: TargetResult) -> str:
    """The level from which the pace is measured: the baseline, unless the target says how many years count."""
    if of.pace_since is None or of.pace_since == of.baseline_date or of.latest_date is None or of.pace_per_year is None:
        return say_level(of, of.baseline, of.baseline_qualifier)
    years = (instant(of.latest_date) - instant(of.pace_since)) / MONTHS
    return say_level(of, None if of.latest is None else of.latest - of.pace_per_year * years)


def missed_periods(of: TargetResult) -> str:
    """The last few periods in which a recurring target was missed, with what they came to: ``2024: 96,700 t``."""
    return _listed([f"{display.period(each.period)}: {say_period_outcome(of, each)}" for each in of.periods if _is_missed(each)])


def _is_missed(each: PeriodOutcome) -> bool:
    return each.value is not None and not each.met


def _unknown_periods(of: TargetResult) -> str:
    """The periods that are over and of which no figure is known."""
    return _listed([display.period(each.period) for each in of.periods if each.value is None and each.period.end < of.as_of])


def _listed(items: list[str]) -> str:
    """The last few of a list, and how many more there are."""
    listed = ", ".join(items[-_MOST_LISTED:])
    more = len(items) - _MOST_LISTED
    return listed if more <= 0 else sentences.AND_MORE.format(listed=listed, number=more)


def _period_words(of: TargetResult, number: int) -> str:
    one, many = sentences.PERIOD_WORDS[period_length(of)]
    return one if number == 1 else many


FIELDS: dict[str, Callable[[TargetResult], str]] = {
    "latest": say_latest,
    "before": lambda of: _point(of, of.before),
    "after": lambda of: _point(of, of.after),
    "baseline": lambda of: say_level(of, of.baseline, of.baseline_qualifier),
    "landing_linear": lambda of: say_level(of, of.landing_linear),
    "landing_compound": lambda of: say_level(of, of.landing_compound),
    "latest_period": lambda of: display.period(latest_period(of)),
    "before_period": lambda of: display.period(of.before and of.before.period),
    "after_period": lambda of: display.period(of.after and of.after.period),
    "baseline_period": lambda of: display.period(of.baseline_period),
    "target": say_target,
    "due_target": name_due_target,
    "start": say_start,
    "landings": _both_landings,
    "deadline": lambda of: display.deadline(of.deadline),
    "judged": lambda of: str(of.judged_periods),
    "met": lambda of: str(of.met_periods),
    "missed": missed_periods,
    "unknown": _unknown_periods,
    "period_word": lambda of: _period_words(of, 1),
    "period_words": lambda of: _period_words(of, of.judged_periods or 0),
    "met_later": lambda of: display.within(of.met_later),
    "reporter": lambda of: of.reporter or "",
    "as_of": lambda of: display.day(of.as_of),
    "progress": lambda of: display.share(of.progress),
    "on_track": lambda of: display.percent(of.on_track),
    "worst": lambda of: display.share(min(each for each in (of.outcome_linear, of.outcome_compound) if each is not None)),
    "pace_growth": lambda of: display.percent(of.pace_growth),
    "pace_per_year": lambda of: say_change(of, of.pace_per_year),
    "pace_start": pace_start,
    "pace_base": _pace_base,
    "required_per_year": lambda of: say_change(of, of.required_per_year),
    "worse": lambda of: _landing(of, best=False),
    "better": lambda of: _landing(of, best=True),
    "lower": lambda of: _landing(of, best=of.sign < 0),
    "higher": lambda of: _landing(of, best=of.sign > 0),
}
_OBLIGATION = ("judged", "met", "missed", "unknown", "period_word", "period_words")


def obligation_fields(of: TargetResult) -> dict[str, str]:
    """The fields of a target that binds in each period; none of any other."""
    return {name: FIELDS[name](of) for name in _OBLIGATION} if of.goal == "recurring" else {}
