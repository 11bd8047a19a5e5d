"""A declared target with its unit, direction and baseline -> the goal that the model holds, or the contradictions in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.model.forecast import Forecasting
from tracker.values.currencies import is_money_or_people
from tracker.values.input import amount_spellings
from tracker.values.input.stated_target import CHANGES, Form, StatedTarget
from tracker.values.languages.translations import localized, translatable, translated
from tracker.values.printable import quoted
from tracker.values.units import is_percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.storage.schema import Declaration, EarlierTarget, Forecast

KIND_NEEDS = {"flow": ("unit", "target"), "stock": ("unit", "target"), "cumulative": ("unit", "target", "start"), "rank": ("target",)}
"""The fields that a target of each kind must have."""
KIND_REFUSES = {"event": ("unit", "target", "every", "pace", "milestones"), "rank": ("unit", "every")}
"""The fields that a target of a kind cannot have."""
NOT_WITH_EVERY = ("milestones", "pace")
"""The fields that a target which applies in each period cannot have."""
WRITTEN = {"start": "from"}
"""The key in the file of each field that has another name here."""
_OF_QUALIFIER = {"over": 1, "under": -1, "about": 0, None: 0}
_OF_WORD = {"increase": 1, "decrease": -1, None: 0}


@dataclass(frozen=True)
class GoalFields:
    """The fields of ``model.programme.Target`` that follow from its words."""

    direction: int
    direction_stated: bool
    form: Form
    words: str
    goal: float
    to: float
    change: float
    strict: bool
    slack: float
    qualifier: str | None


def goal_fields(entry: Declaration, unit_power: int) -> GoalFields:
    """Return the goal in the target's own unit; whether it makes sense is checked by ``contradictions``."""
    stated = entry.target or _EVENT
    qualifier = stated.qualifier or entry.qualifier
    sign = _declared(entry) or _implied(entry)
    direction = sign or _usual(entry.kind, stated)
    counted = stated.form in CHANGES
    return GoalFields(
        direction=direction,
        direction_stated=bool(sign) or entry.kind in {"event", "rank"},
        form=stated.form,
        words=stated.words,
        goal=math.nan if counted else stated.amount.stated(unit_power),
        to=stated.to.stated(unit_power) if stated.to else math.nan,
        change=_change(stated, direction) if counted else math.nan,
        strict=stated.strict or entry.qualifier in {"over", "under"},
        slack=stated.half_digit(unit_power) if qualifier == "about" and stated.form is Form.LEVEL else 0.0,
        qualifier=qualifier,
    )


def as_declared(earlier: EarlierTarget, entry: Declaration) -> Declaration:
    """An earlier target as a declaration of its own: what it does not say itself is as in ``entry``, the target of today."""
    declared = entry.model_copy(update={name: getattr(earlier, name) for name in ("target", "qualifier", "by")})
    declared = declared.model_copy(update={"unit": earlier.unit or entry.unit, "baseline": None, "forecast": None, "direction": None})
    sign = _declared(declared) or _implied(declared) or _declared(entry) or _implied(entry)
    return declared.model_copy(update={"direction": {1: "increase", -1: "decrease"}.get(sign)})


def earlier_contradictions(entry: Declaration) -> Iterator[tuple[int, str, str]]:
    """Yield the place, the field and the message of everything in an earlier target that does not fit together."""
    for number, earlier in enumerate(entry.history):
        declared, words = as_declared(earlier, entry), quoted(earlier.target.words)
        if earlier.target.form in CHANGES:
            message = localized(
                "target: {given} is counted from a baseline, and an earlier target has none; write the level that it came to",
                given=words,
            )
            yield number, "target", message
            continue
        found = [*_of_qualifier(declared, words)]
        if entry.kind == "rank":
            found += _of_a_place(earlier.target, declared)
        elif entry.kind == "cumulative":
            found += _of_a_total(earlier.target, declared)
        yield from ((number, field, message) for field, message in found)


def _declared(entry: Declaration) -> int:
    """The direction that a field says, or else the verb of the target: 1 an increase, -1 a decrease, 0 where neither says one."""
    return _OF_WORD[entry.direction] or (entry.target.verb if entry.target else 0)


def _implied(entry: Declaration) -> int:
    """The direction that the words imply: 1 an increase, -1 a decrease, 0 where they imply none."""
    return (entry.target.direction if entry.target else 0) or _OF_QUALIFIER[entry.qualifier]


def _usual(kind: str, stated: StatedTarget) -> int:
    """The default direction: a decrease for a rank, otherwise an increase; 0 for a range and a band, where the baseline decides."""
    return 0 if stated.form in {Form.RANGE, Form.BAND} else -1 if kind == "rank" else 1


def _change(stated: StatedTarget, direction: int) -> float:
    """The change on the baseline: a factor, a rate a year as a fraction, or percentage points.

    Where the words give no direction, a declared decrease makes them a cut: ``на 55 %`` leaves 45 %, ``вдвое`` a half.
    """
    number = stated.amount.stated()
    if stated.form is Form.RELATIVE and not stated.direction and direction < 0:
        return (100 - number) / 100 if stated.percent else min(number, 1 / number)
    if stated.form is Form.GROWTH:
        return number / 100
    if stated.form is Form.RELATIVE and stated.percent:
        return (100 + number) / 100
    return number


def forecasting_of(entry: Declaration, of_all: Forecast | None) -> Forecasting:
    """What holds for the forecast of a target: what it says itself, else what is said of all targets of the file.

    A usual growth that is said of all is that of their currency: it counts for flows of money and people.
    """
    own, unit = entry.forecast, amount_spellings.split_scale(entry.unit or "")[1]
    if (said := own or of_all) and said.off:
        return Forecasting(off=True)
    stated = (own and own.series_class) or (of_all and of_all.series_class)
    series_class = stated or ("flow" if entry.kind == "flow" and is_money_or_people(unit) else "other")
    growth = own.usual_growth if own else None
    if growth is None and of_all and series_class == "flow":
        growth = of_all.usual_growth
    return Forecasting(series_class=series_class, usual_growth=growth)


def contradictions(entry: Declaration) -> Iterator[tuple[str, str]]:
    """Yield the field and the message of everything in a declaration that does not fit together."""
    yield from _of_kind(entry)
    stated, unit = entry.target, amount_spellings.split_scale(entry.unit or "")[1]
    if stated is None:
        return
    words = quoted(stated.words)
    yield from _of_qualifier(entry, words)
    yield from _of_direction(entry, words)
    if entry.forecast and entry.forecast.usual_growth is not None and is_percent(unit):
        yield (
            "forecast",
            localized("forecast: the unit {unit} is a percentage, of which no growth is usual; remove usual_growth", unit=quoted(unit)),
        )
    if entry.kind == "rank":
        yield from _of_a_place(stated, entry)
    elif entry.kind == "cumulative":
        yield from _of_a_total(stated, entry)
    if entry.kind not in {"rank", "cumulative"} or stated.form not in CHANGES:
        yield from _changes(stated, entry, unit)


def _of_qualifier(entry: Declaration, words: str) -> Iterator[tuple[str, str]]:
    """The qualifier is not against what the target, in these words, says itself."""
    stated = entry.target
    if stated is None:
        return
    if entry.qualifier and (stated.qualifier not in {None, entry.qualifier} or stated.direction * _OF_QUALIFIER[entry.qualifier] < 0):
        yield (
            "qualifier",
            localized("qualifier: {qualifier} contradicts the target {given}; keep one of them", qualifier=entry.qualifier, given=words),
        )
    elif entry.qualifier == "about" and stated.form in CHANGES:
        yield (
            "qualifier",
            localized(
                "qualifier: about goes with an amount, and {given} is counted from the baseline; remove it, or write the level", given=words
            ),
        )


def _of_direction(entry: Declaration, words: str) -> Iterator[tuple[str, str]]:
    """The direction is not against what the target, in these words, or its qualifier asks for."""
    implied = (entry.target.verb if entry.target else 0) or _implied(entry)
    if entry.target is None or not entry.direction or not implied or _OF_WORD[entry.direction] == implied:
        return
    wording = words if entry.target.direction or entry.target.verb else f"`qualifier: {entry.qualifier}`"
    yield (
        "direction",
        localized(
            "direction: {direction} contradicts {wording}, which asks for an increase; remove one of them",
            direction=entry.direction,
            wording=wording,
        )
        if implied > 0
        else localized(
            "direction: {direction} contradicts {wording}, which asks for a decrease; remove one of them",
            direction=entry.direction,
            wording=wording,
        ),
    )


def _of_a_place(stated: StatedTarget, entry: Declaration) -> Iterator[tuple[str, str]]:
    """A place is a whole number from 1 on, or two of them; words that compare do not say whether they mean the number or the place."""
    words, ends = quoted(stated.words), [each for each in (stated.amount, stated.to) if each]
    if stated.form not in {Form.LEVEL, Form.RANGE}:
        yield (
            "target",
            localized(
                "target: {given} is not a place; write the place alone, as in 50, which that place or a better one meets", given=words
            ),
        )
    elif any(each.unit for each in ends):
        yield "target", localized("target: {given} has a unit, and a place has none; remove it", given=words)
    elif not all(each.stated() >= 1 and each.stated().is_integer() for each in ends):
        yield "target", localized("target: {given} is not a place; write a whole number from 1 on", given=words)
    elif stated.direction or stated.verb or entry.qualifier in {"over", "under"}:
        field, said = ("target", words) if stated.direction or stated.verb else ("qualifier", quoted(entry.qualifier or ""))
        yield (
            field,
            localized(
                "{field}: {given} has two readings of a place, because a better one is a smaller number; write {amount} alone, which "
                "that place or a better one meets",
                field=field,
                given=said,
                amount=f"{stated.amount.stated():g}",
            ),
        )


def _of_a_total(stated: StatedTarget, entry: Declaration) -> Iterator[tuple[str, str]]:
    """A running total begins at 0, only grows, and comes to one amount."""
    if stated.form is not Form.LEVEL:
        yield (
            "target",
            localized("target: {given} is not one amount, as a running total needs; write that amount", given=quoted(stated.words)),
        )
    elif (_declared(entry) or _implied(entry)) < 0:
        field = "target" if stated.direction or stated.verb else "direction" if entry.direction else "qualifier"
        yield (
            field,
            localized(
                "{field}: a running total only grows, so that it would keep below a limit from its first figure on; to limit each year,"
                " write `kind: flow` with `every: year`",
                field=field,
            ),
        )
    if entry.baseline and entry.baseline.value and entry.baseline.value.stated():
        yield "baseline", localized("baseline: a running total begins at 0 at the start of `from`; remove the value of the baseline")


_COUNTED_ONCE = {
    "year": translatable(
        "every: {given} is counted once from the baseline; write what is meant in each year: a level, a range, a band, or a rate "
        "such as +6 % a year"
    ),
    "quarter": translatable(
        "every: {given} is counted once from the baseline; write what is meant in each quarter: a level, a range, a band, or a rate "
        "such as +6 % a year"
    ),
    "month": translatable(
        "every: {given} is counted once from the baseline; write what is meant in each month: a level, a range, a band, or a rate "
        "such as +6 % a year"
    ),
}


def _of_kind(entry: Declaration) -> Iterator[tuple[str, str]]:
    """What each kind needs, and what it cannot have."""
    for field in KIND_NEEDS.get(entry.kind, ()):
        if getattr(entry, field) is None:
            yield (
                "kind",
                localized(
                    "{field} is missing: a target of the kind {kind} needs it", field=quoted(WRITTEN.get(field, field)), kind=entry.kind
                ),
            )
    for field in KIND_REFUSES.get(entry.kind, ()):
        if getattr(entry, field):
            yield field, localized("{field}: a target of the kind {kind} has none; remove it", field=field, kind=entry.kind)
    if entry.every and entry.by is None:
        yield "every", localized("every: it applies in each period up to a deadline, and none is given; add `by`")
    if entry.every and (any(getattr(entry, field) for field in NOT_WITH_EVERY) or entry.kind == "cumulative"):
        yield "every", localized("every: a target that applies in each period has no milestones, no pace and no running total")
    if entry.every and entry.target and entry.target.form in {Form.RELATIVE, Form.POINTS}:
        yield "every", translated(_COUNTED_ONCE[entry.every], given=quoted(entry.target.words))
    if entry.every and entry.by and entry.start and entry.start.start > entry.by:
        yield (
            "from",
            localized(
                "from: it begins on {start}, after the deadline {deadline}; change one of them", start=entry.start.start, deadline=entry.by
            ),
        )
    if entry.start and not (entry.every or entry.kind == "cumulative"):
        yield "from", localized("from: only a target of the kind cumulative, or one with `every`, begins somewhere")


_EVENT = StatedTarget("in force", Form.LEVEL, amount_spellings.Amount("1e0"), direction=1)


def _changes(stated: StatedTarget, entry: Declaration, unit: str) -> Iterator[tuple[str, str]]:
    """What a change on the baseline needs, and where it has two readings."""
    words, percentage = quoted(stated.words), is_percent(unit)
    if stated.form not in CHANGES:
        return
    if stated.percent and stated.form is not Form.POINTS and percentage:
        number = stated.amount.stated() * (-1 if not stated.direction and _declared(entry) < 0 else 1)
        if stated.form is Form.RELATIVE:
            points = f"{number:+g} pp"
            yield (
                "target",
                localized(
                    "target: {given} of a percentage has two readings: write {points} for points, or the level that is meant",
                    given=words,
                    points=points,
                ),
            )
        else:
            yield (
                "target",
                localized(
                    "target: {given} of a percentage has two readings: write the level for points, or the level that is meant", given=words
                ),
            )
    if stated.form is Form.POINTS and not percentage:
        yield (
            "target",
            localized(
                "target: {given} is in percentage points, and the unit {unit} is not a percentage; write the level",
                given=words,
                unit=quoted(unit),
            ),
        )
    needs_baseline = (stated.percent or stated.form is Form.POINTS) and not (entry.every and stated.form is Form.GROWTH)
    if entry.baseline is None and needs_baseline:
        yield "target", localized("target: {given} is counted from a baseline, and none is declared; add `baseline`", given=words)
    if stated.form is Form.GROWTH and entry.by is None:
        yield "target", localized("target: {given} leads to a deadline, and none is given; add `by`", given=words)
    if stated.form is Form.RELATIVE and not stated.direction:
        yield from _undirected_change(stated, entry)


def _undirected_change(stated: StatedTarget, entry: Declaration) -> Iterator[tuple[str, str]]:
    """A change without a direction of its own, against the direction that is declared."""
    words, number, way = quoted(stated.words), stated.amount.stated(), _declared(entry)
    if not way:
        yield (
            "direction",
            localized(
                "target: {given} does not say whether it is an increase or a decrease; add `direction: increase` or `direction: decrease`",
                given=words,
            ),
        )
    elif way < 0 and stated.percent and number >= 100:  # noqa: PLR2004 - nothing can fall by more than all of it
        yield "target", localized("target: {given} is a fall by all of it or more; write the level, such as 0", given=words)
    elif way > 0 and not stated.percent and number < 1:
        yield "target", localized("target: {given} is not an increase; write a number above 1, or `direction: decrease`", given=words)
