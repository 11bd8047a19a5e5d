"""A target and its levels as people say them, by the form of the target: in a sentence, in a cell of its own, in a narrow column."""

from __future__ import annotations

import math
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from tracker.values.display import ABSENT, dates, numbers
from tracker.values.input.stated_target import CHANGES, Form, StatedTarget, parse_target
from tracker.values.units import is_percent
from tracker.words.filling import fill
from tracker.words.texts import glance, phrases, prose, target_phrases

if TYPE_CHECKING:
    from datetime import date

    from tracker.model.programme import EarlierTarget
    from tracker.model.result import PeriodOutcome, TargetResult
    from tracker.values.languages.translations import Counted
    from tracker.values.periods import Period

_QUALIFIED = {"over": "more_than", "under": "below", "about": "about"}
DIRECTED = {1: "at_least", -1: "at_most", 0: ""}
"""How an amount is qualified by the direction that its words state."""
_MULTIPLES = {0.5: "half", 2.0: "double", 3.0: "triple", 4.0: "quadruple"}
_WHOLE = 1e-9  # what binary fractions may add to a place


def say_target(result: TargetResult) -> str:
    """The target within a sentence: ``at least 42.5 %``, ``40–45 %``, ``450 Mt (−55 % on 1990)``, ``rank 50``."""
    if _form(result) in CHANGES and result.target is not None:
        return target_phrases.TARGET_IN_SENTENCE.format(amount=_amount(result), change=_change_on_baseline(result))
    return _by_itself(result)


def say_earlier_target(stated: EarlierTarget) -> str:
    """An earlier target as it was stated: ``over 5 bn USD``, ``at least 40 %``, ``within 4–6 %``."""
    if not math.isnan(stated.to):
        span = numbers.target_range(stated.target, stated.to, stated.unit)
        return target_phrases.TARGET_WITHIN.format(span=span) if stated.form is Form.BAND else span
    word = stated.qualifier or DIRECTED[_limit_in(stated.words, stated.direction or 0)]
    return numbers.target(stated.target, stated.unit, word)


def tell_target(result: TargetResult) -> str:
    """The target in full, where there is room: ``−55 % on 1990: 450 Mt (−38.0 % so far)``."""
    form = _form(result)
    if form in CHANGES and result.target is not None:
        template = target_phrases.TARGET_IN_FULL[form][bool(change_so_far(result))]
        return template.format(
            amount=_amount(result),
            change=_change_on_baseline(result),
            deadline=dates.deadline(result.deadline),
            so_far=change_so_far(result),
        )
    return name_amount(result)


def name_amount(result: TargetResult) -> str:
    """What the target comes to, without what it was counted from: ``450 Mt``, ``within 4–6 %``, ``at least 42.5 %``."""
    return target_phrases.TARGET_WITHIN.format(span=_by_itself(result)) if _form(result) is Form.BAND else _by_itself(result)


def shorten_target(result: TargetResult) -> str:
    """The target in a narrow column: its amount alone, with a sign for more than, less than and about."""
    if result.target_qualifier and result.target_to is None and result.kind in {"flow", "stock", "cumulative"}:
        return numbers.target(result.target, result.unit, result.target_qualifier, short=True)
    return name_amount(result)


def sign_target(result: TargetResult) -> str:
    """The amount of the target with a sign in the place of the word before it: ``≥42.5 %``, ``4–6 %``, ``450 Mt``."""
    return _by_itself(result, signs=True)


def shorten_deadline(result: TargetResult) -> str:
    """The deadline in a narrow column, with the change that is wanted on the baseline: ``−55 % by 2030``."""
    if _form(result) not in CHANGES or result.target is None:
        return say_deadline(result)
    stated = parse_words(result)
    plain = stated is not None and stated.form is Form.RELATIVE and not stated.percent
    change = target_phrases.TIMES.format(number=numbers.factor(_stated_change(result, stated))) if stated and plain else _change(result)
    return target_phrases.CHANGE_BY[bool(result.deadline)].format(change=change, deadline=dates.deadline(result.deadline))


def say_deadline(result: TargetResult) -> str:
    """By when the target is due; for a recurring one, in which periods it applies."""
    if result.deadline is None:
        return target_phrases.DEADLINES["open"]
    name = f"each_{period_length(result)}" if result.goal == "recurring" else "by"
    return target_phrases.DEADLINES[name].format(deadline=dates.deadline(result.deadline), until_deadline=dates.until(result.deadline))


def without_unit(said: str, row: TargetResult) -> str:
    """An amount without its unit; a percentage keeps its sign."""
    if row.unit.startswith("%"):
        return said.removesuffix(row.unit[1:])
    if is_percent(row.unit):
        return said
    form = next((each for each in numbers.unit_forms(row.unit) if said.endswith(f" {each}")), "")
    return said.removesuffix(f" {form}") if form else said


def say_level(result: TargetResult, value: float | None, qualifier: str = "", *, short: bool = False) -> str:
    """A level, never rounded to where it would look as if it met the target; for an event yes or not yet, for a rank a place."""
    if value is None or math.isnan(value):
        return ABSENT
    if result.kind == "event":
        return target_phrases.EVENT[value >= 1]
    if result.kind == "rank":
        return target_phrases.PLACE.format(place=numbers.digits_of(Decimal(_worse_place(result, value))))
    return numbers.level(value, result.unit, result.sign, result.target_level, qualifier, short=short, whole=result.counts_things)


def say_projection(result: TargetResult) -> str:
    """The projection for the deadline at this pace, from one path to the other: ``8.3–10.3 bn USD``; a dash where no path is defined."""
    if result.projected is None or result.kind == "event" or result.goal == "recurring":
        return ABSENT
    low, high = result.projected
    if result.kind == "rank":
        return say_level(result, low)
    return numbers.span(low, high, result.unit, result.sign, result.target_level, whole=result.counts_things)


def say_change(result: TargetResult, amount: float | None, points: Counted | None = None, *, enough: bool = False) -> str:
    """A change a year as an amount: percentages in points, ranks in places, things in whole ones; ``enough`` is never too little."""
    if result.kind == "rank":
        return count_places(amount)
    if result.counts_things:
        return numbers.counted(amount, result.unit, enough=enough)
    return numbers.rounded_difference(amount, result.unit, points, enough=enough)


def say_gap(result: TargetResult, points: Counted | None = None) -> str:
    """How far the latest level is from the target, without a sign: percentages in points, ranks in places."""
    gap = None if result.gap is None else abs(result.gap)
    if result.kind == "rank":
        return count_places(gap)
    return numbers.rounded_difference(gap, result.unit, points, decimals=2)


def count_places(amount: float | None) -> str:
    """A number of places of a ranking: ``1 place``, ``3.8 places``."""
    if amount is None:
        return ABSENT
    return target_phrases.PLACES.format(numbers.round_counted(amount), numbers.counted(amount, ""))


def say_period_outcome(result: TargetResult, each: PeriodOutcome) -> str:
    """What a period of a recurring target came to: a level, or a rate where growth is the target."""
    if result.target is not None:
        return say_level(result, each.value, each.qualifier or "")
    return numbers.qualified(_QUALIFIED[each.qualifier] if each.qualifier else "", _rate(result, each))


def _rate(result: TargetResult, each: PeriodOutcome) -> str:
    """A rate, never rounded to where it would look as if it kept the target."""
    nearest, stated = numbers.percent(each.value), parse_words(result)
    if each.met is False and each.value is not None and stated and nearest == numbers.percent(stated.amount.stated() / 100):
        return numbers.percent(each.value, ROUND_FLOOR if each.value < stated.amount.stated() / 100 else ROUND_CEILING)
    return nearest


def last_judged(result: TargetResult) -> PeriodOutcome | None:
    """The last period of a recurring target that is on file; None where growth is the target, as its levels are given instead."""
    if result.goal != "recurring" or result.target is None:
        return None
    return next((each for each in reversed(result.periods) if each.value is not None), None)


def say_latest(result: TargetResult, *, short: bool = False) -> str:
    """The latest level; for a recurring target what its last period came to."""
    last = last_judged(result)
    if last is not None:
        return say_level(result, last.value, last.qualifier or "", short=short)
    return say_level(result, result.latest, result.latest_qualifier or "", short=short)


def latest_period(result: TargetResult) -> Period | None:
    """The period of that level."""
    last = last_judged(result)
    return last.period if last is not None else result.latest_period


def period_length(result: TargetResult) -> str:
    """How long each period of a recurring target is: year, quarter or month."""
    months = round(result.periods[0].period.last - result.periods[0].period.first) if result.periods else 0
    return {1: "month", 3: "quarter"}.get(months, "year")


def is_yearly_growth(result: TargetResult) -> bool:
    """Whether a target is growth in each year, which its own words say: ``+6 % a year``."""
    return result.goal == "recurring" and result.target is None and period_length(result) == "year"


PERIOD_PHRASES = (
    *("each_period", "in_each_period", "in_every_period", "at_each_end", "for_any_period", "for_each_period", "only_period"),
    *("in_met_periods", "in_met_of_assessed", "in_each_of_periods"),
)
"""The phrases of time about the periods of a recurring target, which are fields of its sentences."""


def period_phrases(result: TargetResult) -> dict[str, str]:
    """Each of these phrases for a target: ``each year``, ``in 2 of 3 years``."""
    length, judged = period_length(result), result.judged_periods or 0
    alone, counted = PERIOD_PHRASES[:-3], PERIOD_PHRASES[-3:]
    said: dict[str, str] = {name: getattr(phrases, name.upper())[length] for name in alone}
    met = str(result.met_periods)
    return said | {name: getattr(phrases, name.upper())[length].format(judged, str(judged), met=met) for name in counted}


def total_start(result: TargetResult) -> date | None:
    """The day from which a total is added up: the one after its baseline."""
    return None if result.baseline_date is None else result.baseline_date + timedelta(days=1)


def since_start(result: TargetResult) -> str:
    """The month of that day: ``since January 2024``."""
    start = total_start(result)
    return ABSENT if start is None else dates.since_month(start)


def from_start_to_latest(result: TargetResult) -> str:
    """The time of a running total: ``from January 2024 to the end of 2025``."""
    start = total_start(result)
    return ABSENT if start is None or result.latest_date is None else dates.from_to(start, result.latest_date)


def since_pace_start(result: TargetResult) -> str:
    """From when the pace that is carried forward is measured: the baseline, unless the target says how many years count."""
    if result.pace_since is None or result.pace_since == result.baseline_date:
        return dates.since(result.baseline_period)
    return dates.since_deadline(result.pace_since)


def say_total(result: TargetResult, *, pending: bool) -> str:
    """How far a running total has come; where it is ``pending`` also what is left of it, and what each year to come must bring."""
    name = "left" if pending and not result.met and result.required_per_year is not None else "so_far"
    return target_phrases.TOTAL[name].format(
        latest=numbers.level(result.latest, "", result.sign, result.target, result.latest_qualifier or ""),
        target=_by_itself(result),
        since_start=since_start(result),
        left=numbers.amount(result.gap, result.unit),
        per_year=say_change(result, result.required_per_year, enough=True),
    )


def total_sentence(result: TargetResult, *, pending: bool) -> str:
    """The same as a sentence."""
    return fill("{total}.", {"total": say_total(result, pending=pending)})


def _form(result: TargetResult) -> Form | None:
    """The form of the words; None of an event, and of words that are not those of a target."""
    if result.kind == "event" or (result.goal == "level" and not result.target_words):
        return None
    stated = parse_words(result)
    return stated.form if stated else None


def parse_words(result: TargetResult) -> StatedTarget | None:
    """The target as its words state it; None where they cannot be read, as those of an event."""
    return _parse(result.target_words)


def _parse(words: str) -> StatedTarget | None:
    try:
        return parse_target(words)
    except ValueError:
        return None


def _by_itself(result: TargetResult, *, signs: bool = False) -> str:
    """A target that is not counted from its baseline, with a word or a sign before its amount; as it was stated where there is none."""
    if result.kind == "event":
        return target_phrases.EVENT[True]
    if result.target is None:
        if _form(result) is not Form.GROWTH:
            return result.target_words
        return numbers.qualified(_qualify(result), target_phrases.TARGET_RATE.format(change=_change(result)))
    if result.target_to is not None:
        low, high = sorted((result.target, result.target_to))
        return numbers.target_range(low, high, result.unit)
    return glance.GLANCE_SIGNS[_qualify(result) or "plain"].format(amount=_amount(result, "")) if signs else _amount(result)


def _amount(result: TargetResult, qualifier: str | None = None) -> str:
    """The amount with the word before it; one that is counted from a baseline is rounded so that it is never too little."""
    assert result.target is not None  # noqa: S101 - callers have checked
    stated, word = parse_words(result), _qualify(result) if qualifier is None else qualifier
    if result.kind == "rank":
        return numbers.qualified(word, target_phrases.PLACE.format(place=numbers.target(result.target, "")))
    if stated is not None and stated.form in CHANGES:
        return numbers.enough(result.target, result.unit, result.sign, qualifier=word)
    return numbers.target(result.target, result.unit, word)


def _qualify(result: TargetResult) -> str:
    """How the amount is qualified."""
    if result.target_qualifier:
        return _QUALIFIED[result.target_qualifier]
    return "" if result.kind in {"event", "rank"} else DIRECTED[stated_limit(result)]


def stated_limit(result: TargetResult) -> int:
    """Which way the words of a target limit it: 1 of ``at least 42.5 %``, -1 of ``at most 2x``, 0 where they only give the amount."""
    return _limit_in(result.target_words, result.sign)


def _limit_in(words: str, declared: int) -> int:
    stated = _parse(words)
    return 0 if stated is None or not stated.limit else stated.direction or declared


def _change(result: TargetResult) -> str:
    """The change in the words of the target, without what it is counted on: ``−55 %``, ``+6 % a year``, ``+5 pp``."""
    stated = parse_words(result)
    if stated is None:
        return result.target_words
    number = numbers.factor(_stated_change(result, stated), signed=True)
    return target_phrases.CHANGE[stated.form].format(number=number)


def _change_on_baseline(result: TargetResult) -> str:
    """The change with what it is counted on: ``−55 % on 1990``, ``double 2019``; a growth a year is counted on nothing else."""
    stated = parse_words(result)
    if stated is None:
        return result.target_words
    number, since = _stated_change(result, stated), dates.period(result.baseline_period)
    if stated.form is Form.RELATIVE and not stated.percent:
        return target_phrases.CHANGE_ON_BASELINE[_multiple(number)].format(number=numbers.factor(number), baseline_period=since)
    return target_phrases.CHANGE_ON_BASELINE[stated.form].format(number=numbers.factor(number, signed=True), baseline_period=since)


def _multiple(number: float) -> str:
    """Which word says a multiple, as a key of the tables of ``sentences``."""
    return _MULTIPLES.get(number, "times")


def _stated_change(result: TargetResult, stated: StatedTarget) -> float:
    """The number of a change, as the direction has it that stands beside words without one: ``на 55 %`` may be a cut."""
    number = stated.amount.stated()
    if stated.direction or result.sign > 0 or stated.form is not Form.RELATIVE:
        return number
    return -number if stated.percent else min(number, 1 / number)


def tell_change_on_baseline(result: TargetResult, baseline: str) -> str | None:
    """How the target follows from its baseline, which is given in words; None where it does not."""
    stated = parse_words(result) if _form(result) in CHANGES and result.goal != "recurring" else None
    if stated is None or result.baseline is None:
        return None
    fields = {"baseline": baseline, "baseline_period": dates.period(result.baseline_period)}
    number = _stated_change(result, stated)
    if stated.form is Form.RELATIVE and not stated.percent:
        return fill(prose.COUNTED[_multiple(number)], fields | {"number": numbers.factor(number)})
    change = _change(result)
    name = "growth" if stated.form is Form.GROWTH else "below" if change.startswith("−") else "above"
    change = change if name == "growth" and change.startswith("−") else change.removeprefix("+").removeprefix("−")
    return fill(prose.COUNTED[name], fields | {"change": change})


def change_so_far(result: TargetResult) -> str:
    """How much of a relative target has come about: ``−38.0 %``, ``1.5 times``, never rounded up; empty for any other."""
    stated = parse_words(result)
    if (
        stated is None
        or stated.form is not Form.RELATIVE
        or result.only_baseline
        or not result.baseline
        or result.latest is None
        or result.baseline < 0
    ):
        return ""
    factor = result.latest / result.baseline
    if not stated.percent:
        times = math.floor(factor * 100 + _WHOLE) / 100
        return target_phrases.TIMES_SO_FAR.format(times, numbers.factor(times))
    change = numbers.percent(factor - 1, ROUND_DOWN)
    return f"+{change}" if factor > 1 else change


def _worse_place(result: TargetResult, value: float) -> int:
    return math.floor(value + _WHOLE) if result.direction == "increase" else math.ceil(value - _WHOLE)
