"""The patterns in which a spreadsheet shows the numbers of a target, so that a cell reads as a report does and stays a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values import languages
from tracker.values.display import cell_patterns, numbers
from tracker.values.input.stated_target import CHANGES
from tracker.values.units import is_percent
from tracker.words.target_wording import DIRECTED, parse_words, stated_limit
from tracker.words.texts import target_phrases

if TYPE_CHECKING:
    from tracker.model.result import TargetResult

_ANYWHERE = "{}"  # where a template has its number
_PLACES = {True: 2, False: 1}  # decimals of points, and of things and places a year


def level_pattern(result: TargetResult, value: float, qualifier: str = "") -> str:
    """The pattern of a level: ``>4.9 bn USD``, ``place 47``; one that is not the target never looks like it."""
    template = numbers.sign_template(qualifier)
    if result.kind == "rank":
        return cell_patterns.number_pattern(round(value), template=template.replace(_ANYWHERE, _place()))
    digits = len(f"{abs(value):.0f}") if result.counts_things else numbers.LEVEL_DIGITS
    return cell_patterns.number_pattern(value, result.unit, template, digits, apart_from=result.target_level)


def target_pattern(result: TargetResult, value: float) -> str:
    """The pattern of the amount of a target: ``10 bn USD``, ``<4.5 %``, ``at least 100,000 t``, ``place 50``."""
    if result.kind == "rank":
        return cell_patterns.number_pattern(value, template=_place())
    template = numbers.sign_template(result.target_qualifier or "")
    if not result.target_qualifier:
        template = numbers.qualified(_stated_word(result), _ANYWHERE)
    return cell_patterns.number_pattern(value, result.unit, template, numbers.GOAL_DIGITS, qualifier=_stated_word(result))


def target_forms(result: TargetResult, pattern: str) -> dict[int, str]:
    """The pattern of the amount of a target with each form of its unit, by the number of the form."""
    return cell_patterns.patterns_by_form(pattern, result.unit, _stated_word(result))


def percent_pattern(decimals: int) -> str:
    """The pattern of a share: ``0.0 %``, with the space that the language has before the sign."""
    space = languages.current().percent.removeprefix("{number}").removesuffix("%")
    number = f"0.{'0' * decimals}" + (space if space in {"", " "} else f'"{space}"') + "%"
    return f'{number};"−"{number}'


def _stated_word(result: TargetResult) -> str:
    """The word that stands before the amount of a target where its sign does not: ``at_least``."""
    return "" if result.target_qualifier or result.kind == "rank" else DIRECTED[stated_limit(result)]


def round_counted_target(result: TargetResult) -> tuple[float, int] | None:
    """A target that is counted from its baseline as it is said, never too little, and the decimal place of its last digit.

    None where the target is not counted from its baseline, or not above zero.
    """
    stated = parse_words(result)
    if stated is None or stated.form not in CHANGES or result.target is None or result.target <= 0 or result.kind == "rank":
        return None
    return numbers.round_enough(result.target, result.sign)


def change_pattern(result: TargetResult, value: float) -> str:
    """The pattern of a difference between two levels: ``670 mn USD``, ``3.3 pp``, ``12 places``."""
    points = is_percent(result.unit)
    if points or result.counts_things or result.kind == "rank":
        value = round(value, _PLACES[points]) or value
    if result.kind == "rank":
        return cell_patterns.number_pattern(
            value, template=target_phrases.PLACES.format(_number_of_places(value), _ANYWHERE), digits=numbers.GOAL_DIGITS
        )
    return cell_patterns.number_pattern(
        value, numbers.difference_unit(result.unit), digits=numbers.GOAL_DIGITS if points or result.counts_things else 3
    )


def _number_of_places(value: float) -> int:
    """The number whose form the word for places has: that of this value where there are more forms than one and many."""
    return abs(round(value)) if languages.current().unit_formula else 0


def _place() -> str:
    return target_phrases.PLACE.format(place=_ANYWHERE)
