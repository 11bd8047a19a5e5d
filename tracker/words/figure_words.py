"""Figures since the latest level: the year to date, and what is newer and gives no level; and the time that is left."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.analysis.year_to_date import line_ranges, merge_periods, missing_periods
from tracker.values import display
from tracker.values.periods import MONTHS, whole_months
from tracker.words import sentences
from tracker.words.target_wording import say_start, spell_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model.result import TargetResult, UnusedFigure
    from tracker.values.periods import Period

_MOST_LISTED = 3
_SHORTLY = 1e-6  # months


def year_to_date(of: TargetResult) -> list[str]:
    """The total since January and its growth on the same months a year before; nothing where the year has no figure of its own yet."""
    if of.ytd is None or of.ytd_period is None:
        return []
    growth = of.ytd_growth
    name = "alone" if growth is None else "more" if growth > 0 else "less" if growth < 0 else "same"
    fields = {
        "period": spell_period(of.ytd_period),
        "amount": display.amount(of.ytd, of.unit),
        "rate": display.percent(None if growth is None else abs(growth)),
        "before": spell_period(_year_earlier(of.ytd_period)),
    }
    return [sentences.YEAR_TO_DATE[name].format_map(fields)]


def _year_earlier(span: Period) -> Period:
    """The same months of the year before; the span ends in a month, never within one."""
    return whole_months(span.first - MONTHS, span.last - MONTHS)


def unused_figures(of: TargetResult) -> list[str]:
    """Which figures are newer than the latest level and give none, by their lines, and what is missing for one."""
    unused = of.newer_unused
    if not unused:
        return []
    name = ("one" if len(unused) == 1 else "many") + ("_alone" if of.latest is None else "")
    fields = {
        "periods": _listed(map(spell_period, merge_periods(each.period for each in unused))),
        "lines": _listed(line_ranges(each.line for each in unused)),
        "missing": _missing(of, unused),
    }
    return [sentences.UNUSED[name].format_map(fields)]


def _missing(of: TargetResult, unused: Sequence[UnusedFigure]) -> str:
    """What would make a level of them: the same months of a year before, and of the first of them the year before it."""
    if of.kind == "cumulative":
        return sentences.MISSING_OF_TOTAL.format(start=say_start(of))
    missing = [spell_period(span) for span in missing_periods(unused)]
    return sentences.MISSING[1 if len(missing) == 1 else 0].format(periods=_listed(missing))


def _listed(words: Iterable[str]) -> str:
    """The first few, and how many more there are."""
    items = list(words)
    listed, more = ", ".join(items[:_MOST_LISTED]), len(items) - _MOST_LISTED
    if more > 0:
        return sentences.AND_MORE.format(listed=listed, number=more)
    return listed if len(items) < 2 else sentences.AND.format(listed=", ".join(items[:-1]), last=items[-1])  # noqa: PLR2004 - two make a list


def time_left(of: TargetResult) -> list[str]:
    """How long there is until the deadline, and how much of the time has gone as of the day; nothing once it has passed."""
    if of.months_left is None or of.months_left <= 0:
        return []
    same_day = of.elapsed is None or display.part(of.elapsed) == display.ABSENT or of.latest_date == of.as_of
    name = "only_left" if of.elapsed_today is None else "left_now" if same_day else "left"
    fields = {
        "as_of": display.day(of.as_of),
        "months": count_months(of.months_left),
        "elapsed": display.part(of.elapsed_today),
        "then": display.part(of.elapsed),
    }
    return [sentences.TIME_LEFT[name].format_map(fields)]


def count_months(months: float) -> str:
    """The whole months that are left."""
    whole = math.floor(months + _SHORTLY)
    return sentences.LEFT_MONTHS.get(whole, sentences.LEFT_MONTHS[0]).format(number=whole) if whole else sentences.LESS_THAN_A_MONTH
