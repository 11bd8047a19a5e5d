"""Observations written in Russian, Kazakh and Uzbek, and every name that the tables of words have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ROOT, Load, one

from tracker.model.observations import COLUMNS
from tracker.storage.column_names import COLUMN_NAMES, column_name
from tracker.storage.tabular.dialect import fold
from tracker.values import currencies
from tracker.values.input import amount_spellings, fields
from tracker.values.input.input_words import NO, STATUSES, YES, decision, status

RUSSIAN = """цель;период;значение;единица;уточнение;сторона;статус;опубликовано;источник;примечание
t;2024 год;4,3;млрд долл. США;;;;;;
t;2025 год;4,97;млрд долларов США;около;;Предварительные;2026-02-01;Агентство;первая оценка
"""
ENGLISH = """target,period,value,unit,qualifier,reporter,status,published,source,note
t,2024,4.3,bn USD,,,,,,
t,2025,4.97,bn USD,about,,provisional,2026-02-01,Агентство,первая оценка
"""
ROWS = ENGLISH.partition("\n")[2]
KAZAKH = "мақсат,кезең,мән,өлшем бірлігі,нақтылау,есеп беруші,мәртебе,жарияланған,дереккөз,ескертпе\n" + ROWS.replace(
    "bn USD", "млрд АҚШ доллары"
).replace("about", "шамамен").replace("provisional", "алдын ала")
UZBEK = "maqsad,davr,qiymat,o'lchov birligi,aniqlik,hisobot beruvchi,holat,e’lon qilingan,manba,izoh\n" + ROWS.replace(
    "bn USD", "mlrd AQSh dollari"
).replace("about", "taxminan").replace("provisional", "dastlabki")


@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH, UZBEK])
def test_a_file_in_another_language_holds_the_same_observations(load: Load, text: str) -> None:
    declared = one(unit="USD", target="10 bn", by=2030)
    _, expected, _ = load(declared, ENGLISH)
    _, observations, problems = load(declared, text)
    assert problems == []
    assert [replace(observations.row(row), unit="") for row in range(2)] == [replace(expected.row(row), unit="") for row in range(2)]


def test_a_unit_in_words_is_the_currency_that_it_names_and_no_other(load: Load) -> None:
    _, _, problems = load(one(unit="долл. США", target="10 млрд", by=2030), "t,2024,4.97,bn USD,,,,,,\nt,2025,5,млрд тенге,,,,,,\n")
    assert [str(each).partition("; ")[0] for each in problems] == [
        "observations.csv:3: unit: the unit `млрд тенге` is not that of the target"
    ]


@pytest.mark.parametrize(("name", "column"), COLUMN_NAMES.items())
def test_every_name_of_a_column(name: str, column: str) -> None:
    assert column in COLUMNS
    assert (fold(f" {name.upper()} "), column_name(name.replace("ʻ", "'").replace("ʼ", "’"))) == (column, column)


@pytest.mark.parametrize("name", ["Страна", "данные"])
def test_a_country_may_be_a_partner_and_is_no_reporter(name: str) -> None:
    assert column_name(name) == name.casefold()


@pytest.mark.parametrize(("word", "meaning"), STATUSES.items())
def test_every_word_for_a_status(word: str, meaning: str) -> None:
    assert (status(word.upper()), status(meaning)) == (meaning, meaning)


def test_any_other_status_is_shown_as_it_was_written() -> None:
    assert status(" Nowcast ") == "Nowcast"


@pytest.mark.parametrize(("word", "code"), currencies.WORDS.items())
def test_every_word_for_a_currency(word: str, code: str) -> None:
    assert amount_spellings.power_in(code, f"bn {word}") == 9
    assert amount_spellings.power_in(word, code) == 0


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("около", "about"),
        ("свыше", "over"),
        ("более", "over"),
        ("почти", "under"),
        ("дерлік", "under"),
        ("ortiq", "over"),
        ("taxminan", "about"),
    ],
)
def test_qualifiers_in_four_languages(word: str, meaning: str) -> None:
    assert fields.qualifier(word) == meaning


def test_the_page_has_every_name_of_a_column() -> None:
    page = (ROOT / "docs/observations.md").read_text(encoding="utf-8")
    assert [name for name in COLUMN_NAMES if name != "status" and f"`{name}`" not in page] == []


def test_every_word_of_a_decision() -> None:
    for language in ("en", "ru", "kk", "uz"):
        assert {decision(word.upper(), language) for word in YES} == {True}
        assert {decision(word.upper(), language) for word in NO} == {False}
        assert [decision(word, language) for word in ("Yo'q", "Д", "н", "maybe")] == [False, True, False, None]


def test_a_letter_that_begins_yes_in_one_language_and_no_in_another_is_asked_about_again() -> None:
    assert [decision("y", language) for language in ("en", "ru", "kk", "uz")] == [True, True, True, None]
