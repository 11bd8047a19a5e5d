"""How each language writes numbers, amounts, days and periods: closed sets, the same on every machine.

The forms are those of official texts ("20 марта 2025 года", "2025 жылғы 20 наурыз", "2025-yil 20-mart") and not those of a locale
database, whose versions differ. What a user wrote (a name, a unit) is never inflected; phrases of time bring their preposition or
their ending with them. The tests compare what can be compared with CLDR.
"""

from __future__ import annotations

from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING

from tracker.values.languages.english import ENGLISH
from tracker.values.languages.kazakh import KAZAKH
from tracker.values.languages.russian import RUSSIAN
from tracker.values.languages.uzbek import UZBEK
from tracker.values.local_text import say_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.values.languages.forms import Language

LANGUAGES: dict[str, Language] = {language.code: language for language in (ENGLISH, RUSSIAN, KAZAKH, UZBEK)}
"""The languages of the answers, by their codes."""

_UNITS: ContextVar[Mapping[str, Mapping[str, tuple[str, ...]]]] = ContextVar("units", default=MappingProxyType({}))
_REPORTERS: ContextVar[Mapping[str, str]] = ContextVar("reporters", default=MappingProxyType({}))
_CURRENT: ContextVar[Language] = ContextVar("language", default=ENGLISH)
_CHOSEN: ContextVar[bool] = ContextVar("chosen", default=False)


def current() -> Language:
    """The language in which answers are written now."""
    return _CURRENT.get()


def declared_unit(unit: str) -> tuple[str, ...]:
    """The forms that a programme declares for a unit in the language of the answer; none where it declares none."""
    return _UNITS.get().get(unit, {}).get(current().code, ())


def use_units(units: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
    """Say units in these forms from now on: unit -> code of a language -> its forms, as many as the language has plurals."""
    _UNITS.set(units)


def reporter_name(code: str | None) -> str:
    """What a reporter is called in the language of the answer: the name that a programme declares for the code, else the code."""
    return say_in(_REPORTERS.get().get(code or "", code or ""), current().code)


def use_reporters(names: Mapping[str, str]) -> None:
    """Call reporters by these names from now on: code -> name, which may be given by language."""
    _REPORTERS.set(names)


def use(code: str) -> None:
    """Write answers in a language from now on, in this thread and what it starts; KeyError for one that there is not."""
    _CURRENT.set(LANGUAGES[code])
    _CHOSEN.set(True)


def propose(code: str) -> None:
    """Write answers in a language from now on unless ``use`` has chosen one: what a file asks for, a person may overrule."""
    if not _CHOSEN.get():
        _CURRENT.set(LANGUAGES[code])


def chosen() -> str | None:
    """The code of the language that was chosen, whatever a file asks for; None where nobody did."""
    return current().code if _CHOSEN.get() else None


def reset() -> None:
    """Write answers in English again, until somebody chooses or proposes another language."""
    _CURRENT.set(ENGLISH)
    _CHOSEN.set(False)
    _UNITS.set(MappingProxyType({}))
    _REPORTERS.set(MappingProxyType({}))
