"""The texts for people in the language of the answer.

``verdicts.REASONS`` is what ``english/verdicts.py`` has under that name, translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.words.english import (
        answers,
        chances,
        charts,
        formulas,
        glance,
        headings,
        import_report,
        method_notes,
        paces,
        page_one,
        phrases,
        prose,
        questions,
        report_headings,
        scenarios,
        score,
        summaries,
        target_phrases,
        timeliness,
        verdicts,
        what_changed,
        workbook,
    )
else:
    from tracker.values.languages.translations import Translated

    answers = Translated("tracker.words.english.answers")
    chances = Translated("tracker.words.english.chances")
    charts = Translated("tracker.words.english.charts")
    formulas = Translated("tracker.words.english.formulas")
    glance = Translated("tracker.words.english.glance")
    headings = Translated("tracker.words.english.headings")
    import_report = Translated("tracker.words.english.import_report")
    method_notes = Translated("tracker.words.english.method_notes")
    paces = Translated("tracker.words.english.paces")
    page_one = Translated("tracker.words.english.page_one")
    phrases = Translated("tracker.words.english.phrases")
    prose = Translated("tracker.words.english.prose")
    questions = Translated("tracker.words.english.questions")
    report_headings = Translated("tracker.words.english.report_headings")
    scenarios = Translated("tracker.words.english.scenarios")
    score = Translated("tracker.words.english.score")
    summaries = Translated("tracker.words.english.summaries")
    target_phrases = Translated("tracker.words.english.target_phrases")
    timeliness = Translated("tracker.words.english.timeliness")
    verdicts = Translated("tracker.words.english.verdicts")
    what_changed = Translated("tracker.words.english.what_changed")
    workbook = Translated("tracker.words.english.workbook")

__all__ = [
    "answers",
    "chances",
    "charts",
    "formulas",
    "glance",
    "headings",
    "import_report",
    "method_notes",
    "paces",
    "page_one",
    "phrases",
    "prose",
    "questions",
    "report_headings",
    "scenarios",
    "score",
    "summaries",
    "target_phrases",
    "timeliness",
    "verdicts",
    "what_changed",
    "workbook",
]
