"""A text that a user gave in several languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

_Text = TypeVar("_Text", bound="str | None")
USUAL = "en"
"""The language in which a text is said where it lacks the one that is asked for."""


class LocalText(str):
    """A text that is given in several languages, as it reads in one of them: to whoever shows it, it is that text.

    ``texts`` are all of them by the codes of their languages, as they were given, and ``language`` is the code of the one that is said:
    the one that was asked for, else English, else the first that was given.
    """

    __slots__ = ("language", "texts")

    language: str
    texts: Mapping[str, str]

    def __new__(cls, texts: Mapping[str, str], language: str = USUAL) -> Self:
        """Say the text in a language, or in the nearest there is; at least one text must be given."""
        code = next(each for each in (language, USUAL, *texts) if each in texts)
        text = super().__new__(cls, texts[code])
        text.language, text.texts = code, texts
        return text

    def __getnewargs__(self) -> tuple[Mapping[str, str], str]:  # type: ignore[override]  # what a copy is made from
        """What a copy is made from."""
        return self.texts, self.language


def say_in(text: _Text, language: str) -> _Text:
    """A text in a language, where it is given in several; else as it is."""
    return LocalText(text.texts, language) if isinstance(text, LocalText) else text  # type: ignore[return-value]  # a LocalText is a str


def say_to_machines(text: str) -> str:
    """A text that stays the same whatever the language of the answer: in English, or as it was given first."""
    return str(say_in(text, USUAL))


def every_wording(text: str) -> tuple[str, ...]:
    """The text in each of its languages."""
    return tuple(text.texts.values()) if isinstance(text, LocalText) else (text,)


def language_of(text: str | None) -> str | None:
    """The code of the language in which a text is said; None where nothing tells it."""
    return text.language if isinstance(text, LocalText) else None
