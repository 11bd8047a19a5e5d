"""The chance of a target in words, with its range, the reason where there is none, and how the year will come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.words.texts import forecast as texts

if TYPE_CHECKING:
    from tracker.model.forecast import Forecast


def say_chance(forecast: Forecast) -> str | None:
    """The chance in words: ``about 1 in 10``, or ``at least about 1 in 10`` where it is a bound; None where there is none."""
    code = forecast.code
    if code is None:
        return None
    words: dict[str, str] = texts.PROBABILITY_WORDS_OF_BOUND[forecast.bound] if forecast.bound else texts.PROBABILITY_WORDS
    return words[code]
