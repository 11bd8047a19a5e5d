"""Figures since the latest level: the year to date, and what is newer and gives no level; and the time that is left."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.analysis.year_to_date import line_ranges, merge_periods, missing_periods
from tracker.values.display import ABSENT, dates, numbers
from tracker.values.periods import MONTHS, whole_months
from tracker.words.filling import fill
from tracker.words.target_wording import since_start
from tracker.words.texts import phrases, scenarios, timeliness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model.result import TargetResult, UnusedFigure
    from tracker.values.periods import Period

_MOST_LISTED = 3
_SHORTLY = 1e-6  # months


def year_to_date(result: TargetResult) -> list[str]:
    """The total since January and its growth on the same months a year before; nothing where the year has no figure of its own yet."""
    if result.ytd is None or result.ytd_period is None:
        return []
    growth = None if result.ytd_growth_bounded else result.ytd_growth  # on a bound it would look exact
    name = "alone" if growth is None else "more" if growth > 0 else "less" if growth < 0 else "same"
    fields = {
        "period": dates.spelt_period(result.ytd_period),
        "amount": numbers.amount(result.ytd, result.unit, result.ytd_qualifier),
        "rate": numbers.percent(None if growth is None else abs(growth)),
        "within_year_before": dates.spelt_within(_year_earlier(result.ytd_period)),
    }
    return [fill(timeliness.YEAR_TO_DATE[name], fields)]


def _year_earlier(span: Period) -> Period:
    """The same months of the year before; the span ends in a month, never within one."""
    return whole_months(span.first - MONTHS, span.last - MONTHS)


def unused_figures(result: TargetResult) -> list[str]:
    """Which figures are newer than the latest level and give none, by their lines, and what is missing for one."""
    unused = [each for each in result.newer_unused if each.line > 0]
    return [*_tell_unused(result, unused), *_tell_unused_assumed(result)]


def _tell_unused_assumed(result: TargetResult) -> list[str]:
    """The same of figures that are assumed and stand on no line."""
    unused = [each for each in result.newer_unused if each.line < 0]
    periods = _listed(map(dates.spelt_period, merge_periods(each.period for each in unused)))
    return [scenarios.ASSUMED_UNUSED.format(periods=periods, missing=_missing(result, unused))] if unused else []


def _tell_unused(result: TargetResult, unused: Sequence[UnusedFigure]) -> list[str]:
    if not unused:
        return []
    name = ("one" if len(unused) == 1 else "many") + ("_alone" if result.latest is None else "")
    fields = {
        "periods": _listed(map(dates.spelt_period, merge_periods(each.period for each in unused))),
        "lines": _listed(line_ranges(each.line for each in unused)),
        "missing": _missing(result, unused),
    }
    return [fill(timeliness.UNUSED[name], fields)]


def _missing(result: TargetResult, unused: Sequence[UnusedFigure]) -> str:
    """What would make a level of them: the same months of a year before, and of the first of them the year before it."""
    if result.kind == "cumulative":
        return timeliness.MISSING_OF_TOTAL.format(since_start=since_start(result))
    there = {each.period for each in unused}  # what is there too can only be missing of another part
    missing = [timeliness.OF_ANOTHER_PART[span in there].format(period=dates.spelt_period(span)) for span in missing_periods(unused)]
    return timeliness.MISSING.format(len(missing), periods=_listed(missing))


def _listed(words: Iterable[str]) -> str:
    """The first few, and how many more there are."""
    items = list(words)
    listed, more = ", ".join(items[:_MOST_LISTED]), len(items) - _MOST_LISTED
    if more > 0:
        return phrases.AND_MORE.format(listed=listed, number=more)
    return listed if len(items) < 2 else phrases.AND.format(listed=", ".join(items[:-1]), last=items[-1])  # noqa: PLR2004 - two make a list


def time_left(result: TargetResult) -> list[str]:
    """How long there is until the deadline, and how much of the time has elapsed as of the day; nothing once it has passed."""
    if result.months_left is None or result.months_left <= 0:
        return []
    same_day = result.elapsed is None or numbers.part(result.elapsed) == ABSENT or result.latest_date == result.as_of
    name = "only_left" if result.elapsed_today is None else "left_now" if same_day else "left"
    fields = {
        "as_of": dates.as_of(result.as_of),
        "months": count_months(result.months_left),
        "elapsed": numbers.part(result.elapsed_today),
        "then": numbers.part(result.elapsed),
    }
    return [fill(timeliness.TIME_LEFT[name], fields)]


def count_months(months: float) -> str:
    """The whole months that are left."""
    whole = math.floor(months + _SHORTLY)
    return phrases.WHOLE_MONTHS.format(whole, str(whole)) if whole else phrases.LESS_THAN_A_MONTH
