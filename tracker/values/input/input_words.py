"""The words of four languages (English, Russian, Kazakh, Uzbek) that the two files may use, each with what it stands for.

They are read, never written: months and parts of a year, percentages, missing values, and the flags that statistics offices put beside
a figure. Everything is in small letters, without a closing point.
"""

from __future__ import annotations

import math

from tracker.values.languages.translations import translatable


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
QUARTER = _words("q quarter квартал квартала кв тоқсан тоқсаны тоқ chorak choragi чорак чораги")
HALF = _words("h half полугодие полугодия жартыжылдық жартыжылдығы yarim ярим")
MONTH_COUNT = _words("month months месяц месяца месяцев мес ай oy ой")
"""How many months since January: 9 месяцев 2025 года."""
BEFORE_PERIODS = _words("за в for")
"""What may stand before a period and says nothing."""
ORDINALS = {
    **_numbered("i ii iii iv", "і іі ііі іv", "1st 2nd 3rd 4th", "first second third fourth", "первый второй третий четвертый"),
    **_numbered("первое второе", "бірінші екінші үшінші төртінші", "birinchi ikkinchi uchinchi toʻrtinchi"),
    "четвёртый": 4,
}
"""Which part of the year: Roman numerals (also with the Ukrainian і that some keyboards give) and words."""
ORDINAL_ENDINGS = _words("st nd rd th й е ое ый ші шы inchi nchi")

PERCENT = frozenset({"%", "percent", "per cent", "pct", "процент", "процента", "процентов", "проценты", "проц", "пайыз", "foiz", "фоиз"})
"""Units that are a percentage."""

PEOPLE = _words(
    "people person persons passenger passengers tourist tourists visitor visitors migrant migrants student students worker workers",
    "человек человека люди людей лицо лица лиц чел пассажир пассажира пассажиры пассажиров турист туриста туристы туристов",
    "посетитель посетителя посетители посетителей мигрант мигранта мигранты мигрантов студент студента студенты студентов",
    "работник работника работники работников рабочий рабочие рабочих",
    "адам адамдар тұлға тұлғалар жолаушы жолаушылар туристер келуші келушілер мигранттар студенттер",
    "жұмысшы жұмысшылар қызметкер қызметкерлер",
    "kishi kishilar odam odamlar shaxs shaxslar yoʻlovchi yoʻlovchilar turist turistlar sayyoh sayyohlar tashrifchi tashrifchilar",
    "migrant migrantlar talaba talabalar ishchi ishchilar xodim xodimlar",
    "киши одам одамлар шахс йўловчи йўловчилар сайёҳ сайёҳлар талаба талабалар ишчи ишчилар ходим ходимлар",
)
"""Units that count people: a flow of them is compared with other flows of money and people (docs/methods.md §6)."""

YES = _words("yes да иә ия ha ҳа")
NO = _words("no нет жоқ yoʻq йўқ")
"""Whether an event has come."""
TODAY = _words("today сегодня бүгін bugun")

MISSING = frozenset(
    {".", "..", "...", "…", ":", "-", "–", "—", "−", "x", "х", "×", "na", "n/a", "n.a", "n.a.", "*"}
    | {"н/д", "н.д.", "нд", "нет данных", "деректер жоқ", "д/ж", "maʼlumot yoʻq", "m/y"}
)
"""What statistics offices write where there is no figure: not available, not applicable, confidential."""

FLAGS = {
    "p": translatable("provisional"),
    "prov": translatable("provisional"),
    "prelim": translatable("provisional"),
    "e": translatable("estimated"),
    "est": translatable("estimated"),
    "b": translatable("break in the series"),
    "r": translatable("revised"),
    "rev": translatable("revised"),
    "u": translatable("low reliability"),
    "f": translatable("forecast"),
    "c": translatable("confidential"),
    "d": translatable("definition differs"),
    "i": translatable("imputed"),
    "s": translatable("estimated by the publisher"),
    "п": translatable("provisional"),
    "о": translatable("estimated"),
}
"""The letters after a figure (SDMX, Eurostat, OECD) -> what they say of it."""

FORECAST = _words(
    "f forecast forecasts forecasted projection projected planned plan",
    "прогноз прогнозный прогнозная план болжам жоспар prognoz reja",
)
"""A ``status`` under which a figure has not been observed."""

BREAK = frozenset({"b", "break", "break in series", "break in the series", "series break", "time series break", "разрыв ряда", "разрыв"})
"""A ``status`` of the first figure of a new definition: what stands before it is not comparable."""

STATUSES = {
    **dict.fromkeys(("provisional", "preliminary"), "provisional"),
    **dict.fromkeys(("предварительные", "предварительное", "предварительный", "предварительные данные", "предв", "предв."), "provisional"),
    **dict.fromkeys(("алдын ала", "алдын ала деректер", "dastlabki", "dastlabki maʼlumotlar"), "provisional"),
    **dict.fromkeys(("estimated", "estimate", "оценка", "оценочные", "бағалау", "baholash"), "estimated"),
    **dict.fromkeys(("revised", "уточнённые", "уточненные", "пересмотренные", "қайта қаралған", "qayta koʻrib chiqilgan"), "revised"),
    **dict.fromkeys(("final", "окончательные", "түпкілікті", "yakuniy"), "final"),
}
"""What publishers say of a figure -> the word that the tracker shows; any other status is shown as it was written."""


def answer(word: str) -> float:
    """Return 1 for a yes and 0 for a no; NaN for any other word."""
    text = spelled(word)
    return 1.0 if text in YES else 0.0 if text in NO else math.nan


def status(word: str) -> str:
    """What a publisher says of a figure, in the tracker's word where it is a usual one."""
    return STATUSES.get(folded(word), _STATUSES.get(spelled(word), word.strip()))


def decision(word: str, language: str) -> bool | None:
    """Whether a question was answered with yes or no, in words of four languages or by their first letter; None for anything else.

    In Uzbek "y" alone is no answer: it may begin the Uzbek no (yoʻq) or the English yes.
    """
    text, said = folded(word), answer(word)
    if said == 1 or text in {"y", "д", "и", "h"} - ({"y"} if language == "uz" else set()):
        return True
    return False if said == 0 or text in {"n", "н", "ж"} else None


def counts_people(unit: str) -> bool:
    """Whether a unit counts people, in one of the four languages."""
    return spelled(unit).removesuffix(".") in PEOPLE


def folded(word: str) -> str:
    """A word as these tables have it."""
    return " ".join(word.casefold().split())


def spelled(word: str) -> str:
    """A folded word of which every apostrophe is the same letter: Uzbek is typed with half a dozen of them."""
    return folded(word).translate(_APOSTROPHES)


_APOSTROPHES = dict.fromkeys(map(ord, "'‘’`ʼ"), "ʻ")
_STATUSES = {spelled(name): meaning for name, meaning in STATUSES.items()}
