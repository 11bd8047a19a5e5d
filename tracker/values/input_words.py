"""The words of four languages (English, Russian, Kazakh, Uzbek) that the two files may use, each with what it stands for.

They are read, never written: months and parts of a year, percentages, missing values, and the flags that statistics offices put beside
a figure. Everything is in small letters, without a closing point.
"""

from __future__ import annotations

import math


def _numbered(*languages: str) -> dict[str, int]:
    """Words -> their place in each of the lists."""
    return {word: number for words in languages for number, word in enumerate(words.split(), 1) if word != "_"}


def _words(*languages: str) -> frozenset[str]:
    return frozenset(" ".join(languages).split())


MONTHS = _numbered(
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "_ _ _ _ _ _ _ _ sept _ _ _",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "_ февр _ _ _ _ _ _ сент _ нояб _",
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
    "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "yan fev mar apr may iyn iyl avg sen okt noy dek",
    "_ _ _ _ _ _ _ _ sentyabr oktyabr _ _",
    "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
)
"""The names and short names of the months -> their numbers."""

YEAR = _words("year год года г жыл жылы жылғы жылдың ж yil yili yilning йил йили йилнинг")
QUARTER = _words("q quarter квартал квартала кв тоқсан тоқсаны chorak choragi чорак чораги")
HALF = _words("h half полугодие полугодия жартыжылдық жартыжылдығы yarim ярим")
ORDINALS = {
    **_numbered("i ii iii iv", "і іі ііі іv", "1st 2nd 3rd 4th", "first second third fourth", "первый второй третий четвертый"),
    **_numbered("первое второе", "бірінші екінші үшінші төртінші", "birinchi ikkinchi uchinchi toʻrtinchi"),
    "четвёртый": 4,
}
"""Which part of the year: Roman numerals (also with the Ukrainian і that some keyboards give) and words."""
ORDINAL_ENDINGS = _words("st nd rd th й е ое ый ші шы inchi nchi")

PERCENT = frozenset({"%", "percent", "per cent", "pct", "процент", "процента", "процентов", "проценты", "проц", "пайыз", "foiz", "фоиз"})
"""Units that are a percentage."""

YES = _words("yes да иә ия ha ҳа")
NO = _words("no нет жоқ yoʻq йўқ")
"""Whether an event has come."""

MISSING = frozenset(
    {".", "..", "...", "…", ":", "-", "–", "—", "−", "x", "х", "×", "na", "n/a", "n.a", "n.a.", "*"}
    | {"н/д", "н.д.", "нд", "нет данных", "деректер жоқ", "д/ж", "maʼlumot yoʻq", "m/y"}
)
"""What statistics offices write where there is no figure: not available, not applicable, confidential."""

FLAGS = {
    "p": "provisional",
    "prov": "provisional",
    "prelim": "provisional",
    "e": "estimated",
    "est": "estimated",
    "b": "break in the series",
    "r": "revised",
    "rev": "revised",
    "u": "low reliability",
    "f": "forecast",
    "c": "confidential",
    "d": "definition differs",
    "i": "imputed",
    "s": "estimated by the publisher",
    "п": "provisional",
    "о": "estimated",
}
"""The letters after a figure (SDMX, Eurostat, OECD) -> what they say of it."""

FORECAST = _words(
    "f forecast forecasts forecasted projection projected planned plan",
    "прогноз прогнозный прогнозная план болжам жоспар prognoz reja",
)
"""A ``status`` under which a figure has not been observed."""

BREAK = frozenset({"b", "break", "break in series", "break in the series", "series break", "time series break", "разрыв ряда", "разрыв"})
"""A ``status`` of the first figure of a new definition: what stands before it is not comparable."""

CURRENCIES = {
    **dict.fromkeys(("$", "us$", "долл", "долл.", "долл. сша", "доллар", "долларов", "dollar"), "USD"),
    **dict.fromkeys(("€", "евро", "euro"), "EUR"),
    **dict.fromkeys(("£",), "GBP"),
    **dict.fromkeys(("₽", "руб", "руб.", "р.", "рублей"), "RUB"),
    **dict.fromkeys(("₸", "тг", "тг.", "тенге", "теңге"), "KZT"),
    **dict.fromkeys(("сум", "сўм", "soʻm", "so'm", "so‘m"), "UZS"),
}
"""The signs and words of currencies -> their codes."""


def answer(word: str) -> float:
    """Return 1 for a yes and 0 for a no; NaN for any other word."""
    text = folded(word).translate(dict.fromkeys(map(ord, "'‘’`"), "ʻ"))
    return 1.0 if text in YES else 0.0 if text in NO else math.nan


def folded(word: str) -> str:
    """A word as these tables have it."""
    return " ".join(word.casefold().split())
