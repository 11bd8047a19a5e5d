"""The language of an answer, and what the targets file says in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values import languages
from tracker.values.languages.local_text import USUAL

if TYPE_CHECKING:
    from tracker.model.programme import Programme


def propose_language(named: str | None) -> None:
    """Answer in the language that a file names, in English where it names none, unless a person has chosen one."""
    languages.propose(named or USUAL)


def say_in_current_language(programme: Programme) -> Programme:
    """The programme with its texts in the language of the answer; its units and reporters are called as it declares from now on."""
    languages.use_units(programme.units)
    languages.use_reporters(programme.reporters)
    return programme.in_language(languages.current().code)
