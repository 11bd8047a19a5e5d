"""Texts of targets.yaml that are missing in a language in which others are given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.values.languages import LANGUAGES
from tracker.values.languages.local_text import USUAL, LocalText
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted
from tracker.values.problems import Problem, WarningCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.model.programme import Path, Programme, Target

    Given = tuple[Path, tuple[str, ...]]  # where a text stands in the file, and the languages in which it is given; none for one text

_NOUN = re.compile("[a-z]{4,}")  # in a unit that is a word, and neither a sign nor an abbreviation


def find_missing_translations(programme: Programme) -> Iterator[Problem]:
    """One warning for each target, and one for the rest of the file, where texts lack a language that others have or that the file names.

    What is written once counts as text in the language of the file, or in English where it names none.
    """
    parts = [(each, list(_texts_of(programme, target))) for each, target in programme.targets.items()]
    parts.append(("", list(_other_texts(programme))))
    present = {programme.language, *(code for _, texts in parts for _, given in texts for code in given)}
    wanted = [code for code in LANGUAGES if code in present]
    own = (programme.language or USUAL,)
    for target, texts in parts:
        lacking = [(path, codes) for path, given in texts if (codes := [code for code in wanted if code not in (given or own)])]
        if lacking:
            fields = _list_fields(lacking)
            if target:
                said = localized("texts of {target} are missing in some languages: {fields}", target=quoted(target), fields=fields)
            else:
                said = localized("texts are missing in some languages: {fields}", fields=fields)
            yield Problem(programme.file, programme.line(*lacking[0][0]), said, WarningCode.MISSING_TRANSLATION, target)


def _texts_of(programme: Programme, target: Target) -> Iterator[Given]:
    """The texts of a target; its unit is one where it is a word whose forms are not declared."""
    yield from ((("targets", target.id, *path), _languages_of(text)) for path, text in target.texts())
    if _NOUN.search(target.unit) and target.unit not in programme.units:
        yield ("targets", target.id, "unit"), ()


def _other_texts(programme: Programme) -> Iterator[Given]:
    """The texts of a file that belong to no target."""
    if programme.title:
        yield ("title",), _languages_of(programme.title)
    yield from ((("units", unit), tuple(forms)) for unit, forms in programme.units.items())
    yield from ((("reporters", code), _languages_of(name)) for code, name in programme.reporters.items())
    yield from ((("series", each, "name"), _languages_of(series.name)) for each, series in programme.series.items())


def _languages_of(text: str) -> tuple[str, ...]:
    return tuple(text.texts) if isinstance(text, LocalText) else ()


def _list_fields(lacking: list[tuple[Path, list[str]]]) -> str:
    """The fields that lack a language, each with what it lacks: `` `name` (kk, uz), `history.quote` (ru)``."""
    found: dict[str, dict[str, None]] = {}
    for path, codes in lacking:
        below = path[2:] if path[0] == "targets" else path
        field = ".".join(step for step in below if isinstance(step, str))
        found.setdefault(field, {}).update(dict.fromkeys(codes))
    return ", ".join(f"{quoted(field)} ({', '.join(code for code in LANGUAGES if code in codes)})" for field, codes in found.items())
