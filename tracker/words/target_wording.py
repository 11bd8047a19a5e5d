"""A target and its levels as people say them, by the form of the target: in a sentence, in a cell of its own, in a narrow column."""

from __future__ import annotations

import math
from datetime import timedelta
from decimal import ROUND_DOWN
from typing import TYPE_CHECKING

from tracker.values import display
from tracker.values.stated_target import CHANGES, Form, StatedTarget, parse_target
from tracker.words import sentences

if TYPE_CHECKING:
    from datetime import date

    from tracker.model.result import PeriodOutcome, TargetResult
    from tracker.values.periods import Period

_QUALIFIED = {"over": "more_than", "under": "below", "about": "about"}
_DIRECTED = {1: "at_least", -1: "at_most", 0: "plain"}
_MULTIPLES = {0.5: "half", 2.0: "double", 3.0: "triple", 4.0: "quadruple"}
_WHOLE = 1e-9  # what binary fractions may add to a place
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def say_target(of: TargetResult) -> str:
    """The target within a sentence: ``at least 42.5 %``, ``40–45 %``, ``450 Mt (−55 % on 1990)``, ``place 50``."""
    if _form(of) in CHANGES and of.target is not None:
        return sentences.TARGET_IN_SENTENCE.format(amount=_amount(of), change=_change(of), base=_base(of)).rstrip()
    return _by_itself(of)


def name_due_target(of: TargetResult) -> str:
    """The target as what was due: ``the 10 bn USD``, ``the target of at least 42.5 %``."""
    phrase = say_target(of)
    plain = of.goal == "level" and phrase == display.target(of.target, of.unit)
    return sentences.DUE_TARGET[plain].format(target=phrase)


def tell_target(of: TargetResult) -> str:
    """The target in full, where there is room: ``−55 % on 1990: 450 Mt (−38.0 % so far)``."""
    form = _form(of)
    if form in CHANGES and of.target is not None:
        template = sentences.TARGET_IN_FULL[form][bool(change_so_far(of))]
        return template.format(
            amount=_amount(of), change=_change(of), base=_base(of), deadline=display.deadline(of.deadline), so_far=change_so_far(of)
        )
    return name_amount(of)


def name_amount(of: TargetResult) -> str:
    """What the target comes to, without what it was counted from: ``450 Mt``, ``within 4–6 %``, ``at least 42.5 %``."""
    return sentences.TARGET_WITHIN.format(span=_by_itself(of)) if _form(of) is Form.BAND else _by_itself(of)


def shorten_target(of: TargetResult) -> str:
    """The target in a narrow column: its amount alone, with a sign for more than, less than and about."""
    if of.target_qualifier and of.target_to is None and of.kind in {"flow", "stock", "cumulative"}:
        return display.target(of.target, of.unit, of.target_qualifier, short=True)
    return name_amount(of)


def shorten_deadline(of: TargetResult) -> str:
    """The deadline in a narrow column, with the change that is wanted on the baseline: ``−55 % by 2030``."""
    if _form(of) not in CHANGES or of.target is None:
        return say_deadline(of)
    stated = _parsed(of)
    plain = stated is not None and stated.form is Form.RELATIVE and not stated.percent
    change = sentences.TIMES.format(number=f"{stated.amount.stated():g}") if stated and plain else _change(of)
    return sentences.CHANGE_BY[bool(of.deadline)].format(change=change, deadline=display.deadline(of.deadline))


def say_deadline(of: TargetResult) -> str:
    """By when the target is due; of a recurring one in which periods it binds."""
    if of.deadline is None:
        return sentences.DEADLINES["open"]
    name = f"each_{period_length(of)}" if of.goal == "recurring" else "by"
    return sentences.DEADLINES[name].format(deadline=display.deadline(of.deadline))


def say_level(of: TargetResult, value: float | None, qualifier: str = "", *, short: bool = False) -> str:
    """A level, never rounded to where it would look as if it met the target; of an event yes or not yet, of a rank a place."""
    if value is None or math.isnan(value):
        return display.ABSENT
    if of.kind == "event":
        return sentences.EVENT[value >= 1]
    if of.kind == "rank":
        return sentences.PLACE.format(place=f"{_worse_place(of, value):,d}")
    return display.level(value, of.unit, of.sign, of.target if of.aim is None else of.aim, qualifier, short=short)


def say_change(of: TargetResult, amount: float | None, points: str = "pp") -> str:
    """A change between two levels, as an amount: of percentages in points, of ranks in places."""
    if of.kind == "rank":
        return count_places(amount)
    return display.difference(amount, of.unit, points)


def count_places(amount: float | None) -> str:
    """A number of places of a ranking: ``1 place``, ``3.8 places``."""
    if amount is None:
        return display.ABSENT
    return sentences.PLACES[1 if abs(amount) == 1 else 0].format(number=display.amount(amount))


def say_period_outcome(of: TargetResult, each: PeriodOutcome) -> str:
    """What a period of a recurring target came to: a level, or a rate where growth is what binds."""
    return display.percent(each.value) if of.target is None else say_level(of, each.value)


def last_judged(of: TargetResult) -> PeriodOutcome | None:
    """The last period of a recurring target that is on file; None where growth is what binds, as its levels are given instead."""
    if of.goal != "recurring" or of.target is None:
        return None
    return next((each for each in reversed(of.periods) if each.value is not None), None)


def say_latest(of: TargetResult, *, short: bool = False) -> str:
    """The latest level; of a recurring target what its last period came to."""
    last = last_judged(of)
    if last is not None:
        return say_level(of, last.value, short=short)
    return say_level(of, of.latest, of.latest_qualifier or "", short=short)


def latest_period(of: TargetResult) -> Period | None:
    """The period of that level."""
    last = last_judged(of)
    return last.period if last is not None else of.latest_period


def period_length(of: TargetResult) -> str:
    """How long each period of a recurring target is: year, quarter or month."""
    months = round(of.periods[0].period.last - of.periods[0].period.first) if of.periods else 0
    return {1: "month", 3: "quarter"}.get(months, "year")


def say_start(of: TargetResult) -> str:
    """The month from which a total is added up: the one after its baseline."""
    return display.ABSENT if of.baseline_date is None else month_and_year(of.baseline_date + timedelta(days=1))


def pace_start(of: TargetResult) -> str:
    """From when the pace that is carried forward is measured: the baseline, unless the target says how many years count."""
    if of.pace_since is None or of.pace_since == of.baseline_date:
        return display.period(of.baseline_period)
    return display.deadline(of.pace_since)


def say_total(of: TargetResult, *, pending: bool) -> str:
    """How far a running total has come; where it is ``pending`` also what is left of it, and what each year to come must bring."""
    name = "left" if pending and not of.met and of.required_per_year is not None else "so_far"
    return sentences.TOTAL[name].format(
        latest=display.level(of.latest, "", of.sign, of.target, of.latest_qualifier or ""),
        target=_by_itself(of),
        start=say_start(of),
        left=display.amount(of.gap, of.unit),
        per_year=display.amount(of.required_per_year, of.unit),
    )


def month_and_year(day: date) -> str:
    """``January 2024``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def spell_period(span: Period) -> str:
    """A period within a sentence, with the months spelt out: ``January–September 2026``."""
    if not span.whole_months or span.start.year != span.end.year or round(span.last - span.first) == len(_MONTHS):
        return display.period(span)
    if span.start.month == span.end.month:
        return month_and_year(span.end)
    return f"{_MONTHS[span.start.month - 1]}–{month_and_year(span.end)}"


def _form(of: TargetResult) -> Form | None:
    """The form of the words; None of an event, and of words that are not those of a target."""
    if of.kind == "event" or (of.goal == "level" and not of.target_words):
        return None
    stated = _parsed(of)
    return stated.form if stated else None


def _parsed(of: TargetResult) -> StatedTarget | None:
    try:
        return parse_target(of.target_words)
    except ValueError:
        return None


def _by_itself(of: TargetResult) -> str:
    """A target that is not counted from its baseline; the words as they were stated where there is no amount."""
    if of.kind == "event":
        return sentences.EVENT[True]
    if of.target is None:
        form = _form(of)
        return sentences.TARGET_RATE.format(change=_change(of)) if form is Form.GROWTH else of.target_words
    if of.target_to is not None:
        low, high = sorted((of.target, of.target_to))
        return f"{display.target(low, '')}–{display.target(high, of.unit)}"
    return _amount(of)


def _amount(of: TargetResult) -> str:
    """The amount with the word before it; one that is counted from a baseline is rounded so that it is never too little."""
    assert of.target is not None  # noqa: S101 - callers have checked
    stated = _parsed(of)
    word = _QUALIFIED[of.target_qualifier] if of.target_qualifier else "plain"
    if word == "plain" and stated is not None and stated.form is Form.LEVEL and of.kind not in {"event", "rank"}:
        word = _DIRECTED[stated.direction]
    if of.kind == "rank":
        amount = sentences.PLACE.format(place=display.target(of.target, ""))
    elif stated is not None and stated.form in CHANGES:
        amount = display.enough(of.target, of.unit, of.sign)
    else:
        amount = display.target(of.target, of.unit)
    return sentences.QUALIFIED[word].format(amount=amount)


def _change(of: TargetResult) -> str:
    """The change on the baseline in the words of the target: ``−55 %``, ``double``, ``+6 % a year``, ``+5 pp``."""
    stated = _parsed(of)
    if stated is None:
        return of.target_words
    number = stated.amount.stated()
    if stated.form is Form.RELATIVE and not stated.percent:
        return sentences.MULTIPLES.get(_MULTIPLES.get(number, ""), sentences.MULTIPLES["times"]).format(number=f"{number:g}")
    signed = (f"{number:+g}" if stated.direction or number < 0 else f"{number:g}").replace("-", "−")
    return sentences.CHANGE[stated.form].format(number=signed)


def tell_change_on_baseline(of: TargetResult, baseline: str) -> str | None:
    """How the target follows from its baseline, which is given in words; None where it does not."""
    stated = _parsed(of) if _form(of) in CHANGES and of.goal != "recurring" else None
    if stated is None or of.baseline is None:
        return None
    times = stated.form is Form.RELATIVE and not stated.percent
    name = "times" if times else "growth" if stated.form is Form.GROWTH else "percent"
    change = f"{stated.amount.stated():g}" if times else _change(of)
    return sentences.COUNTED[name].format(change=change, baseline=baseline, baseline_period=display.period(of.baseline_period))


def _base(of: TargetResult) -> str:
    """What the change is counted on, behind its number: ``on 1990``; empty for a growth a year."""
    stated = _parsed(of)
    if stated is None or stated.form is Form.GROWTH:
        return ""
    name = "on" if stated.percent else "of"
    return sentences.BASE[name].format(period=display.period(of.baseline_period))


def change_so_far(of: TargetResult) -> str:
    """How much of a relative target has come about: ``−38.0 %``, ``1.5 times``, never rounded up; empty for any other."""
    stated = _parsed(of)
    if stated is None or stated.form is not Form.RELATIVE or of.only_baseline or not of.baseline or of.latest is None or of.baseline < 0:
        return ""
    factor = of.latest / of.baseline
    if not stated.percent:
        return sentences.SO_FAR["times"].format(number=f"{math.floor(factor * 100 + _WHOLE) / 100:g}")
    change = display.percent(factor - 1, ROUND_DOWN)
    return sentences.SO_FAR["percent"].format(change=f"+{change}" if factor > 1 else change)


def _worse_place(of: TargetResult, value: float) -> int:
    return math.floor(value + _WHOLE) if of.direction == "increase" else math.ceil(value - _WHOLE)
