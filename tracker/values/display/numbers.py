"""A number as people read it: an amount with its unit, a range, a difference, a share.

How much it is rounded is decided here, in every language alike; how its digits and the words around them are written is that of the
language of the answer (``values.languages``).
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import TYPE_CHECKING

from tracker.values import languages
from tracker.values.display import ABSENT
from tracker.values.languages.forms import SIGNS
from tracker.values.units import behind_percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.values.languages.translations import Counted

_OUTWARDS = {"over": ROUND_FLOOR, "under": ROUND_CEILING}
_MILLION = 1_000_000
_MOST_PERCENT = 1000
_WHOLE_DIGITS = 6  # before the decimal mark: larger amounts have a scale word
# Significant digits: of a projection, a level, a target that was computed, one that was stated.
FEWEST_DIGITS, _PROJECTED_DIGITS, LEVEL_DIGITS, GOAL_DIGITS, STATED_DIGITS = 2, 3, 4, 6, 9


def amount(  # noqa: PLR0913 - the ways in which one amount is written
    value: float | None,
    unit: str = "",
    qualifier: str = "",
    digits: int = 3,
    rounding: str = ROUND_HALF_EVEN,
    *,
    short: bool = False,
    whole: bool = False,
) -> str:
    """Return an amount as people say it: ``4.97 bn USD``, ``over 15,000 jobs``; a dash where it is absent.

    From a million on, so many significant digits and a scale word; below, whole numbers in full.
    The rounding is done once, before the scale is chosen, so that 999,999,999 is never "1000 mn"; a bound is rounded to where it still
    holds: more than 4.96 is more than 4.9, and not more than 5. A ``short`` one has a sign for its qualifier: ``>15,000 jobs``.
    A ``whole`` one counts things, of which there is no fraction: ``77 projects``.
    """
    if value is None or math.isnan(value):
        return ABSENT
    exact = rounded(value, digits, _OUTWARDS.get(qualifier, rounding), whole=whole)
    power = power_of(exact)
    scaled = exact.scaleb(-power)
    language, sign = languages.current(), "" if short else qualifier
    counted_in = " ".join(filter(None, (digits_of(scaled), scale_word(power))))
    said = language.qualified(sign, counted_in, unit_words(unit, scaled, sign, scaled=power > 0))
    return SIGNS[qualifier].format(said) if short else said


def digits_of(number: Decimal, *, zeros: bool = False) -> str:
    """Return a number in the marks of the language, without the zeros at its end: ``15 000`` or ``15,000``, ``4,97`` or ``4.97``."""
    text, language = f"{number:,f}", languages.current()
    text = text.rstrip("0").rstrip(".") if "." in text and not zeros else text
    return text.translate({ord(","): language.group, ord("."): language.decimal, ord("-"): "−"})


def digits_in_marks(number: str) -> str:
    """Return a number as the tracker has it (``-2024.5``) in the marks of the language, without groups: ``−2024,5``."""
    return number.translate({ord("."): languages.current().decimal, ord("-"): "−"})


def unit_words(unit: str, number: Decimal, qualifier: str = "", *, scaled: bool = False) -> str:
    """Return a unit as it stands with a number: in the form that was declared for it, by its usual word (USD: долл. США), or as it is."""
    language = languages.current()
    forms = languages.declared_unit(unit)
    if forms:
        return forms[min(language.unit_form(number, scaled, qualifier), len(forms) - 1)]
    if unit in language.units:
        return language.units[unit]
    return language.one(unit) if abs(number) == 1 and not scaled else unit


def unit_name(unit: str) -> str:
    """Return a unit by itself, as the name of an axis has it: in the plural, or by its usual word (``проектов``, ``долл. США``)."""
    return unit_words(unit, _MILLION_THINGS, scaled=True)


_MILLION_THINGS = Decimal(1_000_000)


def space_before(unit: str) -> str:
    """Return what stands between a number and its unit: nothing before the sign of a percentage in Kazakh and Uzbek."""
    return languages.current().qualified("", "0", unit).removeprefix("0").removesuffix(unit)


def unit_forms(unit: str) -> list[str]:
    """Return every form in which a unit may stand with a number, the longest first."""
    language = languages.current()
    forms = {*languages.declared_unit(unit), language.units.get(unit, unit), language.one(unit)}
    return sorted(forms, key=len, reverse=True)


def rounded(value: float, digits: int, rounding: str, *, whole: bool = False) -> Decimal:
    """Return an amount with so many significant digits, or in full: a whole number below a million, and the digits before its mark."""
    exact = without_noise(value)
    if abs(exact) < _MILLION and exact == exact.to_integral_value():
        return exact
    if whole and abs(exact) < _MILLION:
        return exact.quantize(Decimal(1), rounding) + 0  # without the sign of a negative zero
    kept = digits if abs(exact) >= _MILLION else max(digits, exact.adjusted() + 1)
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - kept + 1), rounding)


def without_noise(value: float) -> Decimal:
    """Return the number without the last digit of a double, which is binary noise: 0.29999999999999993 is 0.3.

    Nothing below 1 becomes 1, and a negative zero, which a product can be, is a zero.
    """
    rounded = Decimal(f"{value + 0.0:.15g}")
    return Decimal(repr(float(value))) if value < 1 <= rounded else rounded


def level(  # noqa: PLR0913 - as ``amount``
    value: float | None, unit: str, direction: int, goal: float | None, qualifier: str = "", *, short: bool = False, whole: bool = False
) -> str:
    """Return a level with four digits (a ``whole`` number of things): the nearest, but never that of its target where it falls short."""
    rounding = ROUND_HALF_EVEN
    if value is not None and goal is not None and direction * (goal - value) > 0:
        nearest, shown = rounded(value, LEVEL_DIGITS, rounding, whole=whole), rounded(goal, _digits(goal), rounding)
        if nearest >= min(Decimal(goal), shown) if direction > 0 else nearest <= max(Decimal(goal), shown):
            rounding = ROUND_FLOOR if direction > 0 else ROUND_CEILING
    return amount(value, unit, qualifier, digits=LEVEL_DIGITS, rounding=rounding, short=short, whole=whole)


def span(low: float, high: float, unit: str, direction: int, goal: float | None, *, whole: bool = False) -> str:
    """Return the range from one projected level to another, as briefly as is honest: ``8.3–10.3 bn USD``, ``12 projects``.

    Both ends have the same decimals: two significant digits of the smaller one, or three of the greater where they would else look the
    same; what still does is said once. There are more where an end that does not come to the ``goal`` would look as if it did. ``whole``
    things have no decimals.
    """
    shown, scale = _span_ends(low, high, direction, goal, whole=whole)
    scaled = [each.scaleb(-scale) for each in shown]
    texts = list(dict.fromkeys(digits_of(each, zeros=True) for each in scaled))
    numbers = digits_of(scaled[0]) if len(texts) == 1 else _range_of(texts, negative=min(shown) < 0)
    counted_in = " ".join(filter(None, (numbers, scale_word(scale))))
    return languages.current().qualified("", counted_in, unit_words(unit, scaled[-1], scaled=scale > 0))


def span_ends(low: float, high: float, unit: str, direction: int, goal: float | None, *, whole: bool = False) -> tuple[str, str]:
    """Return the two ends of ``span`` for a sentence, the lower one without scale and unit: ``8.3`` and ``10.3 bn USD``.

    Where they look the same, both are the whole amount.
    """
    shown, scale = _span_ends(low, high, direction, goal, whole=whole)
    first, last = (each.scaleb(-scale) for each in shown)
    counted_in = " ".join(filter(None, (digits_of(last, zeros=first != last), scale_word(scale))))
    end = languages.current().qualified("", counted_in, unit_words(unit, last, scaled=scale > 0))
    return (end if first == last else digits_of(first, zeros=True)), end


def _range_of(ends: list[str], *, negative: bool) -> str:
    """Two numbers with a dash; with a word or an ellipsis where one has a minus sign."""
    return (languages.current().apart if negative else "–").join(ends)


def span_scale(low: float, high: float, direction: int, goal: float | None, *, whole: bool = False) -> tuple[int, int]:
    """Return the power of ten that ``span`` divides the two ends by, and how many decimals it shows of them then; -1 of tens."""
    shown, scale = _span_ends(low, high, direction, goal, whole=whole)
    scaled = [each.scaleb(-scale) for each in shown]
    decimals = [-int(each.as_tuple().exponent) for each in scaled]
    if scaled[0] == scaled[1] and decimals[0] > 0:  # a single number has no zeros at its end
        return scale, max(0, -int(scaled[0].normalize().as_tuple().exponent))
    return scale, max(decimals)


def round_span(low: float, high: float, direction: int, goal: float | None, *, whole: bool = False) -> tuple[float, float]:
    """Return the two numbers that ``span`` shows."""
    first, last = _span_ends(low, high, direction, goal, whole=whole)[0]
    return float(first), float(last)


def _span_ends(low: float, high: float, direction: int, goal: float | None, *, whole: bool) -> tuple[list[Decimal], int]:
    """Both ends, rounded alike, and the power of ten of the scale in which they are said."""
    exact = [without_noise(low), without_noise(high)]
    sizes = [each.adjusted() for each in exact if each] or [0]
    first = max(min(sizes) - FEWEST_DIGITS, max(sizes) - _PROJECTED_DIGITS) + 1
    last = 0 if whole and max(sizes) < _WHOLE_DIGITS else max(sizes) - GOAL_DIGITS + 1
    for power in range(max(first, last), last - 1, -1):
        step = Decimal(1).scaleb(power)
        shown = [each.quantize(step, ROUND_HALF_UP) for each in exact]  # as spreadsheets round, which show the same from live numbers
        honest = not any(_looks_met(value, text, direction, goal) for value, text in zip(exact, shown, strict=True))
        if honest and (shown[0] != shown[1] or power <= max(sizes) - _PROJECTED_DIGITS + 1):
            break
    else:
        rounding = ROUND_FLOOR if direction > 0 else ROUND_CEILING
        shown = [each.quantize(step, rounding) for each in exact]
    return shown, power_of(max(map(abs, shown)))


def _looks_met(exact: Decimal, shown: Decimal, direction: int, goal: float | None) -> bool:
    return goal is not None and direction * (Decimal(goal) - exact) > 0 >= direction * (Decimal(goal) - shown)


def enough(value: float, unit: str, direction: int, finest: int | None = None, qualifier: str = "") -> str:
    """Return a level that is needed, rounded so that it is never too little: up for an increase, down for a decrease.

    It has no digit beyond the ``finest`` decimal place (-1: tenths), as far as two significant digits are left, and three of amounts
    that are known in whole tens, millions and so on.
    """
    digits = LEVEL_DIGITS
    if finest is not None and value:
        least = FEWEST_DIGITS if finest < 0 else _PROJECTED_DIGITS
        digits = min(LEVEL_DIGITS, max(least, without_noise(value).adjusted() - finest + 1))
    return amount(value, unit, qualifier, digits=digits, rounding=ROUND_CEILING if direction > 0 else ROUND_FLOOR)


def finest_place(values: Iterable[float]) -> int:
    """Return the decimal place of the last digit of the most exact of some numbers: -1 where one has tenths, 7 of 4.97 and 4.3 billion."""
    return min((int(without_noise(each).normalize().as_tuple().exponent) for each in values if each), default=0)


def round_enough(value: float, direction: int) -> tuple[float, int]:
    """Return the number that ``enough`` shows, and the decimal place of its last digit: -7 of ten millions."""
    exact = rounded(value, LEVEL_DIGITS, ROUND_CEILING if direction > 0 else ROUND_FLOOR)
    return float(exact), -int(exact.as_tuple().exponent)


def target(value: float | None, unit: str, qualifier: str = "", *, short: bool = False) -> str:
    """Return the amount of a target with so many digits that it is as it was stated; one that was computed is rounded to six."""
    return amount(value, unit, qualifier, digits=GOAL_DIGITS if value is None or math.isnan(value) else _digits(value), short=short)


def target_range(low: float, high: float, unit: str) -> str:
    """Return a target with two ends: ``40–45 %``, ``4–6 bn USD``; the scale is said once where both have the same."""
    first, last = target(low, ""), target(high, "")
    words = [f" {word}" for word in languages.current().scales.values()]
    shared = next((word for word in words if first.endswith(word) and last.endswith(word)), "")
    ends = _range_of([first.removesuffix(shared), last], negative=low < 0)
    return languages.current().qualified("", ends, unit_words(unit, without_noise(high), scaled=bool(shared)))


def _digits(goal: float) -> int:
    return STATED_DIGITS if len(without_noise(goal).normalize().as_tuple().digits) <= STATED_DIGITS else GOAL_DIGITS


def whole(number: int) -> str:
    """Return how many of something there are, in the marks of the language: ``12,345``."""
    return digits_of(Decimal(number))


def count(number: int, noun: str) -> str:
    """Return a number of things: ``1 target``, ``2 targets``."""
    return f"{number:,d} {noun}{'' if number == 1 else 's'}"


def difference(value: float | None, unit: str, points: Counted | None = None, digits: int = 3) -> str:
    """Return a difference between two amounts: 3.3 pp between two percentages, 670 mn USD between two amounts of money.

    ``points`` are the words for a number of points, where they are not the usual short one.
    """
    base = behind_percent(unit)
    if base is None:
        return amount(value, unit, digits=digits)
    return _in_points(value, amount(value, digits=digits), points, base)


def rounded_difference(value: float | None, unit: str, points: Counted | None = None, decimals: int = 1, *, enough: bool = False) -> str:
    """Return a difference without false precision: between two percentages so many decimals, never 0 where there is one.

    What must be ``enough`` is rounded away from zero. As ``difference`` for any other unit.
    """
    base = behind_percent(unit)
    if base is None or value is None or math.isnan(value):
        return difference(value, unit, points)
    exact, least = without_noise(value), Decimal(1).scaleb(-decimals)
    if 0 < abs(exact) < least / 2 and not enough:
        word = languages.current().less_than if exact > 0 else languages.current().above
        return word.format(number=_in_points(None, amount(math.copysign(float(least), value)), points, base))
    shown = float(exact.quantize(least, ROUND_UP if enough else ROUND_HALF_EVEN))
    return _in_points(shown, amount(shown, digits=STATED_DIGITS), points, base)


def _in_points(value: float | None, number: str, points: Counted | None, base: str) -> str:
    """A number of points, with the form of their word that stands with it; that of a part where no value is given."""
    if number == ABSENT:
        return number
    if points is None:
        return f"{number} {languages.current().points}{base}"
    return points.format(1 if number in _ONE else 0.5 if value is None else value, number) + base


_ONE = {"1", "−1"}


def counted(value: float | None, unit: str, *, enough: bool = False) -> str:
    """Return how many things a year: whole ones from ten on, below with one decimal; ``enough`` of them is never rounded down.

    ``14 projects`` for 13.8, ``2.3 projects`` for 2.25; a number that is not zero is never shown as zero.
    """
    if value is None or math.isnan(value):
        return ABSENT
    if abs(without_noise(value)) >= _MILLION:
        return amount(value, unit)
    return amount(round_counted(value, enough=enough), unit, digits=STATED_DIGITS)


def round_counted(value: float, *, enough: bool = False) -> float:
    """Return the number that ``counted`` shows, below a million."""
    exact, step = without_noise(value), Decimal(1) if abs(value) >= _MANY else Decimal("0.1")
    return float(exact.quantize(step, ROUND_UP if enough or 0 < abs(exact) < step else ROUND_HALF_EVEN))


def factor(value: float, *, signed: bool = False) -> str:
    """Return a factor or a change as it was stated, in the marks of the language: ``1.5``, ``+6``, ``−55``."""
    return digits_in_marks(f"{value:{'+' if signed else ''}g}")


_MANY = 10


def difference_unit(unit: str) -> str:
    """Return the unit of a difference between two amounts: ``pp of GDP`` between two percentages of it, else the unit itself."""
    base = behind_percent(unit)
    return unit if base is None else f"{languages.current().points}{base}"


def scale_of(value: float) -> int:
    """Return the power of ten in which the amount of a target is said: 9 for 4 bn, 0 below a million."""
    return power_of(rounded(value, GOAL_DIGITS, ROUND_HALF_EVEN))


def power_of(exact: Decimal) -> int:
    """Return the power of ten for which there is a word and which a number reaches; 0 below a million."""
    return max((each for each in (6, 9, 12) if exact and exact.adjusted() >= each), default=0)


def scale_word(power: int) -> str:
    """Return the word for a power of ten: ``bn`` for 9; empty for 0."""
    return languages.current().scales[power] if power else ""


def sign_template(qualifier: str) -> str:
    """Return the sign for how an amount is worded, around a place for the amount: ``>{}`` for over."""
    return SIGNS[qualifier]


def percent(share: float | None, rounding: str = ROUND_HALF_EVEN) -> str:
    """Return a share as a percentage with one decimal; a rate that is not zero is never shown as zero."""
    if share is None or math.isnan(share):
        return ABSENT
    exact = without_noise(share) * 100
    language = languages.current()
    if abs(exact) > _MOST_PERCENT:
        bound = _percentage(Decimal(_MOST_PERCENT).copy_sign(exact), zeros=False)
        return (language.more_than if exact > 0 else language.below).format(number=bound)
    rounded = exact.quantize(_TENTH, rounding)
    if rounded == 0 and exact != 0 and rounding == ROUND_HALF_EVEN:
        return (language.less_than if exact > 0 else language.above).format(number=_percentage(_TENTH.copy_sign(exact)))
    return _percentage(rounded + 0)


_TENTH = Decimal("0.1")


def _percentage(number: Decimal, *, zeros: bool = True) -> str:
    language = languages.current()
    figures = f"{number:f}" if zeros else f"{number.normalize():f}"
    return language.percent.format(number=figures.replace(".", language.decimal).replace("-", "−"))


def share(value: float | None) -> str:
    """Return the share of a way, rounded down: 99.96 % of it is 99.9 %, and 100 % only where it is so."""
    return percent(value, ROUND_FLOOR)


def less_than_all() -> str:
    """Return the sign for a share that is not known, but below the whole: ``<100 %``."""
    return languages.current().percent.format(number="<100")


def part(value: float | None) -> str:
    """Return the part of a time that has gone, to the nearest decimal; a dash outside of it, and 100 % only where it is so."""
    if value is None or not 0 <= value <= 1:
        return ABSENT
    shown = percent(value)
    return share(value) if value < 1 and shown == percent(1.0) else shown


def qualified(qualifier: str, said: str) -> str:
    """Return what has been put into words already, with the word for how it is meant: ``at least 6.0 %``."""
    return languages.current().qualified(qualifier, said, "")
