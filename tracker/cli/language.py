"""The language that a command line asks for, before anything of it has been read: also the help and a wrong option are said in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPTION, VARIABLE = "--language", "TRACKER_LANGUAGE"


def language_of_command_line(arguments: Sequence[str], environ: Mapping[str, str]) -> str | None:
    """The code that ``--language`` names, or else the variable.

    A word that is no language is passed over here, as the option itself reports it: in the language of the variable where that names one.
    """
    given, _ = split_language(arguments)
    asked = [given[-1].rpartition("=")[2] if given else "", environ.get(VARIABLE, "")]
    return next((code for code in asked if code in LANGUAGES), None)


def split_language(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options that name a language, with what they name, and all other arguments."""
    given: list[str] = []
    others: list[str] = []
    waiting = iter(arguments)
    for each in waiting:
        if each == "--":
            return given, [*others, each, *waiting]
        if each == OPTION:
            given += [each, *([code] if (code := next(waiting, None)) is not None else [])]
        else:
            (given if each.startswith(f"{OPTION}=") else others).append(each)
    return given, others


def leading_language(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options that name a language in front of everything else, and what follows."""
    number = 0
    while number < len(arguments) and arguments[number].partition("=")[0] == OPTION:
        number += 1 if "=" in arguments[number] else 2
    return list(arguments[:number]), list(arguments[number:])
