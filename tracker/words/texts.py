"""The texts for people in the language of the answer.

``sentences.STALE`` is what ``english/sentences.py`` has under that name, translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.words.english import (
        answers,
        charts,
        dialogue,
        forecast,
        formulas,
        headings,
        imports,
        scenarios,
        score,
        sentences,
        workbook,
    )
else:
    from tracker.values.translations import Translated

    answers = Translated("tracker.words.english.answers")
    charts = Translated("tracker.words.english.charts")
    dialogue = Translated("tracker.words.english.dialogue")
    forecast = Translated("tracker.words.english.forecast")
    formulas = Translated("tracker.words.english.formulas")
    headings = Translated("tracker.words.english.headings")
    imports = Translated("tracker.words.english.imports")
    scenarios = Translated("tracker.words.english.scenarios")
    score = Translated("tracker.words.english.score")
    sentences = Translated("tracker.words.english.sentences")
    workbook = Translated("tracker.words.english.workbook")

__all__ = [
    "answers",
    "charts",
    "dialogue",
    "forecast",
    "formulas",
    "headings",
    "imports",
    "scenarios",
    "score",
    "sentences",
    "workbook",
]
