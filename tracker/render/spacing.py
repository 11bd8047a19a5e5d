"""Spaces at which no line ends: between a number and its unit, and within a date."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
_NO_UNIT = "a|an|and|are|as|at|but|by|for|had|has|in|is|it|its|no|not|of|on|or|out|so|the|to|was"
_COUNTED = "thousand|months?|years?|places?|projects?|jobs?|targets?|persons?|points?|percentage"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PAIRS = re.compile(
    rf"(?<=\d) (?=[%‰°]|(?!(?:{_NO_UNIT})\b)[^\W\d_]{{1,3}}\b|(?:{_COUNTED})\b)"  # 10 bn, 15.6 %, 440 Mt, 12 projects, 3 Nov
    r"|(?<=\d [bmt]n) (?=[^\W\d_]{1,3}\b)"  # bn USD
    rf"|(?:{'|'.join(f'(?<={month})' for month in _MONTHS)}) (?=\d{{4}}\b)"  # Nov 2026
    r"|(?:(?<=\bplace)|(?<=\brank)) (?=\d)"
)


RANGES = re.compile(rf"(?:\d[\d.,]{{0,14}}|\b(?:{'|'.join(_MONTHS)}))–[\w.,]{{0,14}}\w\b(?![.,]\d)(?:{NO_BREAK}%)?")
"""What is said from one end to the other, of which no line may end behind the dash: ``13–14 %``, ``Jan–Sep``."""


def keep_units(text: str, space: str = NO_BREAK) -> str:
    """Return the text with every number on one line with its unit or its scale word, and every month with its year.

    ``space`` is what stands between them: no line ends there.
    """
    return _PAIRS.sub(space, text)
