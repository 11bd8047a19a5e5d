"""What every language needs of the code that fills in its sentences."""

from __future__ import annotations

import pytest

from tracker.values import languages
from tracker.values.display import numbers
from tracker.words.filling import fill
from tracker.words.texts import phrases


@pytest.mark.parametrize(
    ("template", "fields", "sentence"),
    [
        ("{as_of} there is none.", {"as_of": "as of 22 Nov 2026"}, "As of 22 Nov 2026 there is none."),
        ("{as_of} данных нет.", {"as_of": "по состоянию на 22 ноября 2026 года"}, "По состоянию на 22 ноября 2026 года данных нет."),
        ("{name}: none.", {"name": "eGov users"}, "eGov users: none."),
        ("Цель – {target}.", {"target": "5 млрд руб."}, "Цель – 5 млрд руб."),
        ("{text}…", {"text": "And so on..."}, "And so on...…"),
        ("{note}. {text}", {"note": "Wait .. see.", "text": "Или 5 руб.. Нет."}, "Wait .. see. Или 5 руб.. Нет."),
    ],
)
def test_a_sentence_begins_with_a_capital_letter_and_ends_with_one_full_stop(template: str, fields: dict[str, str], sentence: str) -> None:
    assert fill(template, fields) == sentence


def test_the_amount_of_a_target_stands_in_the_form_that_its_qualifier_asks_for() -> None:
    languages.use_units({"projects": {"ru": ("проект", "проекта", "проектов", "проекта"), "uz": ("ta loyiha", "loyiha"), "kk": ("жоба",)}})
    said = {}
    for code in ("en", "ru", "kk", "uz"):
        languages.use(code)
        said[code] = [numbers.target(number, "projects", word) for number, word in ((2, ""), (2, "at_least"), (21, "more_than"))]
    assert said == {
        "en": ["2 projects", "at least 2 projects", "more than 21 projects"],
        "ru": ["2 проекта", "не менее 2 проектов", "более 21 проекта"],
        "kk": ["2 жоба", "кемінде 2 жоба", "21-ден астам жоба"],
        "uz": ["2 ta loyiha", "kamida 2 ta loyiha", "21 dan ortiq loyiha"],
    }


def test_a_percentage_has_the_space_of_its_language() -> None:
    said = {}
    for code in ("en", "ru", "kk", "uz"):
        languages.use(code)
        said[code] = [numbers.amount(42.5, "%"), numbers.target_range(40, 45, "%"), numbers.amount(42.5, "% of GDP", "over")]
    assert said["en"] == ["42.5 %", "40–45 %", "over 42.5 % of GDP"]
    assert [each.replace("\u00a0", " ") for each in said["ru"]] == ["42,5 %", "40–45 %", "более 42,5 % of GDP"]
    assert [said[code][:2] for code in ("kk", "uz")] == [["42,5%", "40–45%"]] * 2


def test_each_length_of_a_period_has_every_phrase() -> None:
    lengths = {"year", "quarter", "month"}
    tables = (phrases.EACH_PERIOD, phrases.IN_EACH_PERIOD, phrases.IN_EVERY_PERIOD, phrases.AT_EACH_END, phrases.FOR_ANY_PERIOD)
    assert all(set(table) == lengths for table in tables)
    assert phrases.IN_MET_PERIODS["year"].format(1, met="1") == "in 1 of 1 year"
    assert phrases.IN_MET_OF_ASSESSED["quarter"].format(3, met="2") == "in 2 of the 3 quarters that can be assessed"
