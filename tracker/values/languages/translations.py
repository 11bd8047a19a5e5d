"""Texts for people in the language of the answer: the English is the key, gettext's catalogues hold the rest.

A template is translated whole, before its fields are filled in; what a catalogue lacks is said in English.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tracker.values import languages

LOCALES = Path(__file__).parents[2] / "locales"
DOMAIN = "tracker"
_ENGLISH = gettext.NullTranslations()


@dataclass(frozen=True, slots=True)
class Counted:
    """A text with a number in it: the English forms for one and for any other number, with the fields ``{number}`` and perhaps more."""

    one: str
    many: str
    context: str = ""

    def format(self, number: float, shown: str | None = None, **fields: str) -> str:
        """The form that stands with the number in the language of the answer; a fraction stands with the form of few."""
        whole = abs(int(number)) if float(number).is_integer() else 2
        template = catalogue().npgettext(self.context, self.one, self.many, whole)
        return template.format(number=write_number(number) if shown is None else shown, **fields)


def catalogue() -> gettext.NullTranslations:
    """The translations of the language in which answers are written now; those of English are empty."""
    return _catalogue(languages.current().code)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return _ENGLISH if code == "en" else gettext.translation(DOMAIN, LOCALES, [code])


def write_number(number: float) -> str:
    """A number of things with the marks of the language of the answer: 12,000 or 12 000."""
    text, language = f"{int(number):,}" if float(number).is_integer() else f"{number:,g}", languages.current()
    return text.translate({ord(","): language.group, ord("."): language.decimal})


def localized(template: str, /, **fields: object) -> str:
    """A sentence in the language of the answer, with its fields filled in.

    The template stands here in full, so that ``.ci/catalogue.py`` finds it; a text that is chosen from several is marked where it is
    written (``translatable``) and said with ``translated``.
    """
    return translated(template, **fields)


def translatable(text: str) -> str:
    """The same text: it belongs in the catalogue, and is said in the language of the answer later."""
    return text


def translated(template: str, /, **fields: object) -> str:
    """A text that was marked as translatable, in the language of the answer, with its fields filled in."""
    return catalogue().gettext(template).format(**fields)


class Translated:
    """The tables of texts of a module, in the language of the answer: ``texts.STALE`` is what the module has under that name.

    The path of a text in its module (``REASONS/missed``) is its context in the catalogue. Each table is translated once for each language.
    """

    def __init__(self, module: str) -> None:
        """Translate the texts of the module of this name."""
        self._module = module
        self._known: dict[tuple[str, str], object] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of the type that it has in its module
        """A text, or a table of texts, by its name."""
        code = languages.current().code
        if (code, name) not in self._known:
            self._known[code, name] = translate(getattr(import_module(self._module), name), name)
        return self._known[code, name]


def translate(value: object, path: str) -> object:
    """A text, or every text in a table, in the language of the answer; the keys of tables stay as they are."""
    if isinstance(value, str):
        return catalogue().pgettext(path, value) if value else value
    if isinstance(value, Counted):
        return Counted(value.one, value.many, path)
    if isinstance(value, Mapping):
        return {key: translate(each, f"{path}/{key}") for key, each in value.items()}
    if isinstance(value, tuple):
        parts = [translate(each, f"{path}/{number}") for number, each in enumerate(value)]
        return value._make(parts) if hasattr(value, "_make") else tuple(parts)
    return value
