"""Texts in several languages: which one is said, and that they are texts to everybody else."""

from __future__ import annotations

import copy
import json
import pickle
from typing import TYPE_CHECKING

import pytest

from tracker.values.languages.local_text import LocalText, every_wording, language_of, say_in, say_to_machines

if TYPE_CHECKING:
    from collections.abc import Callable

TRADE = {"ru": "Торговля", "en": "Trade", "kk": "Сауда"}


@pytest.mark.parametrize(
    ("texts", "asked", "said"),
    [
        (TRADE, "kk", "kk"),
        (TRADE, "uz", "en"),
        ({"ru": "Торговля", "kk": "Сауда"}, "uz", "ru"),
        ({"kk": "Сауда", "ru": "Торговля"}, "en", "kk"),
    ],
)
def test_what_is_missing_is_said_in_english_or_as_it_was_given_first(texts: dict[str, str], asked: str, said: str) -> None:
    text = say_in(LocalText(texts), asked)
    assert (text, language_of(text)) == (texts[said], said)


def test_it_can_be_said_in_another_language_again() -> None:
    text = say_in(say_in(say_in(LocalText(TRADE), "ru"), "uz"), "kk")
    assert (text, say_to_machines(text), every_wording(text)) == ("Сауда", "Trade", ("Торговля", "Trade", "Сауда"))


def test_one_text_stays_as_it_is_in_every_language() -> None:
    assert (say_in("Trade", "ru"), say_in(None, "ru")) == ("Trade", None)
    assert (say_to_machines("Trade"), every_wording("Trade"), language_of("Trade"), language_of(None)) == ("Trade", ("Trade",), None, None)


def test_to_whoever_shows_it_it_is_a_text() -> None:
    text = LocalText(TRADE, "kk")
    assert text == "Сауда"
    assert hash(text) == hash("Сауда")
    assert json.dumps({"name": text}, ensure_ascii=False) == '{"name": "Сауда"}'


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])  # noqa: S301 - our own
def test_a_copy_knows_the_other_languages_too(again: Callable[[LocalText], LocalText]) -> None:
    text = again(LocalText(TRADE, "kk"))
    assert (text, language_of(text), say_in(text, "ru")) == ("Сауда", "kk", "Торговля")
