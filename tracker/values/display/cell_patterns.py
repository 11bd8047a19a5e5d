"""The patterns (number formats) in which a cell of a spreadsheet shows an amount much as a report says it, and stays a number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal

from tracker.values import languages
from tracker.values.display import numbers


def number_pattern(
    value: float,
    unit: str = "",
    template: str = "{}",
    digits: int = numbers.LEVEL_DIGITS,
    apart_from: float | None = None,
    qualifier: str = "",
) -> str:
    """Return the pattern in which a spreadsheet shows an amount much as ``amount`` says it: ``#,##0.00,,," bn USD"``.

    The scale and the decimals are those of this value; where it is ``apart_from`` another one, it has as many decimals as show that. A
    number that somebody puts in its place and that is far too small for the scale is shown in full. A unit that is too long for a
    pattern is left out. Where a number format cannot tell the forms of a unit apart, it is in that of this value, with the ``qualifier``
    that the template has.
    """
    exact = numbers.rounded(value, digits, ROUND_HALF_EVEN)
    scale = numbers.power_of(exact)
    decimals = max(0, -int(exact.scaleb(-scale).normalize().as_tuple().exponent))
    while apart_from not in {None, value} and decimals < numbers.STATED_DIGITS and _comes_to(value, apart_from, scale - decimals):
        decimals += 1
    number = f"#,##0{'.' if decimals else ''}{'0' * decimals}{',' * (scale // 3)}"
    one, several = numbers.unit_words(unit, Decimal(1)), numbers.unit_words(unit, Decimal(5), scaled=scale > 0)
    if languages.current().unit_formula:
        one = several = numbers.unit_words(unit, exact.scaleb(-scale), qualifier, scaled=scale > 0)
    scaled_unit = " ".join(word for word in (numbers.scale_word(scale), several) if word)
    scaled = _in_template(template, number, scaled_unit)
    if scale and value > 0:
        scaled = f"[>={10 ** (scale - numbers.FEWEST_DIGITS)}]{scaled};{_in_template(template, '#,##0', several)}"
    elif not decimals and not scale and one != several:
        scaled = f"[=1]{_in_template(template, number, one)};{scaled}"
    else:
        scaled = f"{scaled};{_in_template(template.replace('{}', '−{}', 1), number, scaled_unit)}"
    return scaled if len(scaled) <= _LONGEST_PATTERN or not unit else number_pattern(value, "", template, digits, apart_from, qualifier)


_LONGEST_PATTERN = 255


def patterns_by_form(pattern: str, unit: str, qualifier: str = "") -> dict[int, str]:
    """Return the pattern of an amount with each form of its unit: of 1, 2, 5 and 1.5 projects in Russian.

    The keys are the numbers that ``unit_formula`` of the language gives; there is nothing where a pattern alone is right for all numbers.
    """
    language = languages.current()
    if not language.unit_formula or ',"' in pattern:
        return {}
    found = {language.plural(number): numbers.unit_words(unit, number, qualifier).replace('"', "”") for number in _OF_EACH_FORM}
    known = "|".join(map(re.escape, sorted(set(found.values()), key=len, reverse=True)))
    place = re.compile(rf' (?:{known})(?=")')
    shown = {form: place.sub(" " + words.replace("\\", r"\\"), pattern) for form, words in found.items()}
    return shown if len(set(shown.values())) > 1 else {}


_OF_EACH_FORM = (Decimal(1), Decimal(2), Decimal(5), Decimal("1.5"))
"""A number for each form that a unit may have in any language."""


def _comes_to(value: float, other: float | None, power: int) -> bool:
    """Whether a number, once it is rounded to a power of ten, is another one that it is not, or lies beyond that."""
    exact, aim = numbers.without_noise(value), numbers.without_noise(0.0 if other is None else other)
    shown = exact.quantize(Decimal(1).scaleb(power))
    return (aim - exact) * (aim - shown) <= 0


def _in_template(template: str, number: str, unit: str) -> str:
    """A number pattern between the words before and behind it, which are quoted so that nothing in them is read as a pattern."""
    before, after = template.split("{}", 1)
    words = (before, f"{numbers.space_before(unit)}{unit}{after}" if unit else after)
    quoted = [f'"{word.replace(chr(34), "”")}"' if word else "" for word in words]
    return f"{quoted[0]}{number}{quoted[1]}"
