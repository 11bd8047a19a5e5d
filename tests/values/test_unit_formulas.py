"""The rule for the plural as a formula of a spreadsheet says the same as the language itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tracker.values import languages
from tracker.values.display import cell_patterns
from tracker.values.languages import LANGUAGES

RULED = {code: language for code, language in LANGUAGES.items() if language.unit_formula}


def computed(formula: str, number: Decimal) -> int:
    """A formula of a spreadsheet, of the few functions that these have, for a number."""
    functions: dict[str, Any] = {
        "IF": lambda condition, yes, no: yes if condition else no,
        "AND": lambda *conditions: all(conditions),
        "MOD": lambda dividend, divisor: dividend % divisor,
        "INT": lambda value: value // 1,
        "N": number,
    }
    return int(eval(formula.format(n="N").replace("<>", "!=").replace("=", "==").replace("!==", "!="), functions))  # noqa: S307 - our own


@pytest.mark.parametrize("code", RULED)
def test_the_formula_gives_the_form_of_every_number(code: str) -> None:
    language = RULED[code]
    numbers = [*map(Decimal, range(1200)), *(Decimal(each) for each in ("0.5", "1.5", "21.1", "1000000", "15021"))]
    assert [computed(language.unit_formula, each) for each in numbers] == [language.plural(each) for each in numbers]


def test_languages_without_a_formula_tell_one_from_others_or_have_one_form() -> None:
    for language in LANGUAGES.values():
        if not language.unit_formula:
            assert language.plurals == 1 or [language.plural(Decimal(each)) for each in (1, 2, 21, 101)] == [0, 1, 1, 1]


@pytest.mark.parametrize("form", ["\\", r"\1", r"\g<0>", r"\u20bd", "{0}"])
def test_a_form_of_a_unit_stands_in_a_pattern_as_it_was_written(form: str) -> None:
    languages.use_units({"projects": {"ru": (form, "проекта", "проектов", "проекта")}})
    languages.use("ru")
    patterns = cell_patterns.patterns_by_form(cell_patterns.number_pattern(5, "projects"), "projects")
    assert patterns[0] == f'#,##0" {form}";"−"#,##0" {form}"'
