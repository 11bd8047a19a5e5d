"""How each language writes numbers, amounts, days and periods: closed sets, the same on every machine.

The forms are those of official texts ("20 марта 2025 года", "2025 жылғы 20 наурыз", "2025-yil 20-mart") and not those of a locale
database, whose versions differ. What a user wrote (a name, a unit) is never inflected; phrases of time bring their preposition or
their ending with them. The tests compare what can be compared with CLDR.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from tracker.values.languages.local_text import say_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.values.languages.forms import Language

_HOMES = {"en": "english", "ru": "russian", "kk": "kazakh", "uz": "uzbek"}


class _Languages(Mapping[str, "Language"]):
    """The languages, each loaded when it is first asked for: a command that writes in one does not wait for the others."""

    def __init__(self) -> None:
        self._loaded: dict[str, Language] = {}

    def __getitem__(self, code: str) -> Language:
        if code not in self._loaded:
            home = _HOMES[code]
            self._loaded[code] = getattr(import_module(f"{__name__}.{home}"), home.upper())
        return self._loaded[code]

    def __iter__(self) -> Iterator[str]:
        return iter(_HOMES)

    def __len__(self) -> int:
        return len(_HOMES)

    def __contains__(self, code: object) -> bool:
        return code in _HOMES


LANGUAGES: Mapping[str, Language] = _Languages()
"""The languages of the answers, by their codes."""

_UNITS: ContextVar[Mapping[str, Mapping[str, tuple[str, ...]]]] = ContextVar("units", default=MappingProxyType({}))
_REPORTERS: ContextVar[Mapping[str, str]] = ContextVar("reporters", default=MappingProxyType({}))
_CURRENT: ContextVar[str] = ContextVar("language", default="en")
_CHOSEN: ContextVar[bool] = ContextVar("chosen", default=False)


def current() -> Language:
    """The language in which answers are written now."""
    return LANGUAGES[_CURRENT.get()]


def declared_unit(unit: str) -> tuple[str, ...]:
    """The forms that a programme declares for a unit in the language of the answer; none where it declares none."""
    return _UNITS.get().get(unit, {}).get(_CURRENT.get(), ())


def use_units(units: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
    """Say units in these forms from now on: unit -> code of a language -> its forms, as many as the language has plurals."""
    _UNITS.set(units)


def reporter_name(code: str | None) -> str:
    """What a reporter is called in the language of the answer: the name that a programme declares for the code, else the code."""
    return say_in(_REPORTERS.get().get(code or "", code or ""), _CURRENT.get())


def use_reporters(names: Mapping[str, str]) -> None:
    """Call reporters by these names from now on: code -> name, which may be given by language."""
    _REPORTERS.set(names)


def use(code: str) -> None:
    """Write answers in a language from now on, in this thread and what it starts; KeyError for one that there is not."""
    _CURRENT.set(LANGUAGES[code].code)
    _CHOSEN.set(True)


def propose(code: str) -> None:
    """Write answers in a language from now on unless ``use`` has chosen one: what a file asks for, a person may overrule."""
    if not _CHOSEN.get():
        _CURRENT.set(LANGUAGES[code].code)


def chosen() -> str | None:
    """The code of the language that was chosen, whatever a file asks for; None where nobody did."""
    return _CURRENT.get() if _CHOSEN.get() else None


def reset() -> None:
    """Write answers in English again, until somebody chooses or proposes another language."""
    _CURRENT.set("en")
    _CHOSEN.set(False)
    _UNITS.set(MappingProxyType({}))
    _REPORTERS.set(MappingProxyType({}))
