"""The names that the columns of the observations may have, in four languages."""

from __future__ import annotations

from tracker.values.input.input_words import spelled

COLUMN_NAMES = {
    **dict.fromkeys(("цель", "показатель", "мақсат", "көрсеткіш", "maqsad", "koʻrsatkich"), "target"),
    **dict.fromkeys(("период", "кезең", "davr"), "period"),
    **dict.fromkeys(("значение", "мән", "мәні", "qiymat", "qiymati"), "value"),
    **dict.fromkeys(("единица", "единица измерения", "ед. изм.", "өлшем бірлігі", "бірлік", "oʻlchov birligi", "birlik"), "unit"),
    **dict.fromkeys(("уточнение", "нақтылау", "aniqlik"), "qualifier"),
    **dict.fromkeys(("отчитывающаяся сторона", "сторона", "есеп беруші тарап", "есеп беруші", "тарап"), "reporter"),
    **dict.fromkeys(("hisobot beruvchi tomon", "hisobot beruvchi", "tomon"), "reporter"),
    **dict.fromkeys(("статус", "мәртебе", "holat", "status"), "status"),
    **dict.fromkeys(("опубликовано", "дата публикации", "жарияланған", "eʼlon qilingan"), "published"),
    **dict.fromkeys(("источник", "дереккөз", "manba"), "source"),
    **dict.fromkeys(("примечание", "ескертпе", "ескерту", "izoh"), "note"),
}
"""The names of the columns of observations in Russian, Kazakh and Uzbek -> the names that the tracker uses."""

_SPELLED = {spelled(name): meaning for name, meaning in COLUMN_NAMES.items()}


def column_name(name: str) -> str:
    """The name of a column of observations as the tracker has it, from any of the languages; any other name in small letters."""
    text = name.strip().casefold()
    return _SPELLED.get(spelled(text), text)
