"""Where no line ends: between a number and its unit, within a date, a range, and the brackets of a formula."""

from __future__ import annotations

import re
from functools import cache

from tracker.values import languages

NO_BREAK = "\u00a0"
_NO_UNIT = {
    "en": "a|an|and|are|as|at|but|by|for|had|has|in|is|it|its|no|not|of|on|or|out|so|the|to|was",
    "ru": "а|без|в|во|до|за|и|из|или|к|на|не|но|о|от|по|при|с|со|у",
    "kk": "бен|да|дейін|және|мен|немесе|пен",
    "uz": "bilan|esa|ga|ham|uchun|va|yoki",
}
"""Words that may begin a line behind a number, because they belong to what follows."""
_COUNTED = "thousand|months?|years?|places?|projects?|jobs?|targets?|persons?|points?|percentage"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DIFFERENCE = r"(?:(?<=\([A-Z])|(?<=\(t[A-Z])) (?=[−/] t?[A-Z]\))|(?<=[−/]) (?=t?[A-Z]\))"  # (T − L), (tT − tL)
_ENGLISH = (
    rf"(?<=\d) (?=[%‰°]|(?!(?:{_NO_UNIT['en']})\b)[^\W\d_]{{1,3}}\b|(?:{_COUNTED})\b)"  # 10 bn, 15.6 %, 440 Mt, 12 projects, 3 Nov
    r"|(?<=\d [bmt]n) (?=[^\W\d_]{1,3}\b)"  # bn USD
    rf"|(?:{'|'.join(f'(?<={month})' for month in _MONTHS)}) (?=\d{{4}}\b)"  # Nov 2026
    rf"|(?:(?<=\bplace)|(?<=\brank)) (?=\d)|{_DIFFERENCE}"
)


def keep_units(text: str, space: str = NO_BREAK) -> str:
    """Return the text with every number on one line with its unit or its scale word, and every month with its year.

    ``space`` is what stands between them: no line ends there.
    """
    return _pairs(languages.current().code).sub(space, text)


@cache
def _pairs(code: str) -> re.Pattern[str]:
    """The spaces of a language at which no line ends."""
    if code == "en":
        return re.compile(_ENGLISH)
    units = [unit.split(" ") for unit in languages.LANGUAGES[code].units.values() if " " in unit]
    inside = [rf"(?<={re.escape(first)}) (?={re.escape(second)})" for first, second in units]  # долл. США
    number = rf"(?<=\d) (?=[%‰°]|(?!(?:{_NO_UNIT[code]})\b)[^\W\d_])"  # 10 млрд, 12 жоба, 20 марта, 2025 года
    dash = r"(?<=\S) (?=– )|(?<=–) (?=\d{4}\b)"  # no line begins with a dash; срок – 2030
    return re.compile(
        "|".join([number, *inside, dash, _DIFFERENCE, r"(?<=\b[IV]) (?=[^\W\d_])", r"(?<=\bII) (?=[^\W\d_])", r"(?<=\bIII) (?=[^\W\d_])"])
    )


def find_ranges() -> re.Pattern[str]:
    """A dash behind which no line may end, with what it joins: ``13–14 %``, ``Jan–Sep``, and in other languages ``– 2030``.

    Browsers and Typst end a line there in spite of the space that should keep it.
    """
    return _ranges(languages.current().code)


@cache
def _ranges(code: str) -> re.Pattern[str]:
    language = languages.LANGUAGES[code]
    months = "|".join(map(re.escape, (*language.short_months, *language.long_months)))
    return re.compile(rf"(?:\d[\d.,]{{0,14}}|\b(?:{months}))–[\w.,]{{0,14}}\w\b(?![.,]\d)(?:{NO_BREAK}%)?|–{NO_BREAK}\d{{4}}\b")
