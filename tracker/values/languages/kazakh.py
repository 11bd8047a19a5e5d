"""Kazakh: "4,97 млрд АҚШ доллары", "2025 жылғы III тоқсан", "2030 жылдың соңына қарай"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.values.languages.forms import Language, Shape, deadline_shape, join_unit, quarter_of, shape_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tracker.values.periods import Period


def _of_months(words: str) -> tuple[str, ...]:
    """One form of each month, from January on."""
    return tuple(words.split())


_MONTHS = _of_months("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан")
_OF_MONTH = _of_months(
    "қаңтардың ақпанның наурыздың сәуірдің мамырдың маусымның шілденің тамыздың қыркүйектің қазанның қарашаның желтоқсанның"
)
_TO_MONTH = _of_months("қаңтарға ақпанға наурызға сәуірге мамырға маусымға шілдеге тамызға қыркүйекке қазанға қарашаға желтоқсанға")
_IN_MONTH = _of_months("қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда")
_FROM_MONTH = _of_months(
    "қаңтардан ақпаннан наурыздан сәуірден мамырдан маусымнан шілдеден тамыздан қыркүйектен қазаннан қарашадан желтоқсаннан"
)
_FRONT = {4, 7, 9}  # сәуірде, шілдеде, қыркүйекте: the months with front vowels, whose endings have them too
_SHORT = ("қаң.", "ақп.", "нау.", "сәу.", "мам.", "мау.", "шіл.", "там.", "қыр.", "қаз.", "қар.", "жел.")

# The ablative ending of a number, by the last word with which it is read.
_OF_DIGIT = ["ден", "ден", "ден", "тен", "тен", "тен", "дан", "ден", "ден", "дан"]
_OF_TEN = ["_", "нан", "дан", "дан", "тан", "ден", "тан", "тен", "нен", "нан"]
_OF_POWER = {2: "ден", 3: "нан"}  # жүз, мың
_OF_SCALE = {"мың": "нан", "млн": "нан", "млрд": "тан", "трлн": "нан"}


def ablative(number: str) -> str:
    """A number in figures with its ending, before "астам" (more than) and "аз" (less than): ``78-ден``, ``4 млрд-тан``."""
    if number.endswith("%"):
        return f"{number}-дан"
    scale = number.rpartition(" ")[2]
    if scale in _OF_SCALE:
        return f"{number}-{_OF_SCALE[scale]}"
    digits = re.split(r"\D", re.sub(r"[\s\u00a0]", "", number))[-1]
    kept = digits.rstrip("0")
    zeros = len(digits) - len(kept)
    if not kept:
        ending = _OF_DIGIT[0]
    elif zeros == 0:
        ending = _OF_DIGIT[int(kept[-1])]
    elif zeros == 1:
        ending = _OF_TEN[int(kept[-1])]
    else:
        ending = _OF_POWER[2 if zeros == 2 else 3]  # noqa: PLR2004 - hundreds, then thousands
    return f"{number}-{ending}"


def _qualified(qualifier: str, number: str, unit: str) -> str:
    if qualifier in _BEFORE:
        return f"{_BEFORE[qualifier]} {join_unit(number, unit)}".lstrip()
    word = "астам" if qualifier in {"over", "more_than"} else "аз"
    if unit == "%":  # read as one word with the number: пайыздан
        return f"{ablative(f'{number}%')} {word}"
    return f"{ablative(number)} {word} {unit}".rstrip()


_BEFORE = {"": "", "about": "шамамен", "at_least": "кемінде", "at_most": "ең көбі"}
"""The qualifiers that stand before a number; the others ask for its ablative."""


def _plural(_: Decimal) -> int:
    return 0


def _long_day(day: date, months: tuple[str, ...] = _MONTHS) -> str:
    return f"{day.year} жылғы {day.day} {months[day.month - 1]}"


def _short_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _long_period(span: Period) -> str:
    first, last, year = _MONTHS[span.start.month - 1], _MONTHS[span.end.month - 1], span.end.year
    match shape_of(span):
        case Shape.DAY:
            return _long_day(span.start)
        case Shape.DAYS:
            return f"{_long_day(span.start)} – {_long_day(span.end)}"
        case Shape.MONTH:
            return f"{year} жылғы {last}"
        case Shape.QUARTER:
            return f"{year} жылғы {quarter_of(span)} тоқсан"
        case Shape.YEAR:
            return f"{year} жыл"
        case Shape.TRAILING:
            return f"{year} жылғы {_TO_MONTH[span.end.month - 1]} дейінгі 12 ай"
        case Shape.MONTHS:
            return f"{year} жылғы {first}–{last}"
        case Shape.LONG:
            return f"{span.start.year} жылғы {first} – {year} жылғы {last}"


def _short_period(span: Period) -> str:
    first, last, year = _SHORT[span.start.month - 1], _SHORT[span.end.month - 1], span.end.year
    match shape_of(span):
        case Shape.DAY:
            return _short_day(span.start)
        case Shape.DAYS:
            return f"{_short_day(span.start)}–{_short_day(span.end)}"
        case Shape.MONTH:
            return f"{year} {last}"
        case Shape.QUARTER:
            return f"{year} {quarter_of(span)} тоқ."
        case Shape.YEAR:
            return str(year)
        case Shape.TRAILING:
            return f"{year} {last} дейін 12 ай"
        case Shape.MONTHS:
            return f"{year} {first}–{last}"
        case Shape.LONG:
            return f"{span.start.year} {first} – {year} {last}"


def _within(span: Period) -> str:
    first, year = _MONTHS[span.start.month - 1], span.end.year
    match shape_of(span):
        case Shape.DAY:
            return _long_day(span.start, _IN_MONTH)
        case Shape.MONTH:
            return f"{year} жылғы {_IN_MONTH[span.end.month - 1]}"
        case Shape.QUARTER:
            return f"{year} жылғы {quarter_of(span)} тоқсанда"
        case Shape.YEAR:
            return f"{year} жылы"
        case Shape.TRAILING:
            return f"{_long_period(span)} ішінде"
        case Shape.MONTHS:
            return f"{year} жылғы {first}–{_IN_MONTH[span.end.month - 1]}"
        case _:
            return f"{_long_period(span)} аралығында"


def _since(span: Period) -> str:
    match shape_of(span):
        case Shape.YEAR:
            return f"{span.end.year} жылдан бері"
        case Shape.QUARTER:
            return f"{span.end.year} жылғы {quarter_of(span)} тоқсаннан бері"
        case Shape.DAY | Shape.DAYS:
            return f"{_long_day(span.end, _FROM_MONTH)} бері"
        case _:
            return f"{span.end.year} жылғы {_FROM_MONTH[span.end.month - 1]} бері"


def _by(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return f"{day.year} жылдың соңына қарай"
        case Shape.MONTH:
            return f"{day.year} жылғы {_OF_MONTH[day.month - 1]} соңына қарай"
        case _:
            return f"{_long_day(day, _TO_MONTH)} қарай"


def _end_of(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return f"{day.year} жылдың соңы"
        case Shape.MONTH:
            return f"{day.year} жылғы {_OF_MONTH[day.month - 1]} соңы"
        case _:
            return _long_day(day)


def _until(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return f"{day.year} жылға дейін"
        case Shape.MONTH:
            return f"{day.year} жылғы {_TO_MONTH[day.month - 1]} дейін"
        case _:
            return f"{_long_day(day, _TO_MONTH)} дейін"


def _to_end(day: date) -> str:
    """Towards a moment: "2030 жылдың соңына"."""
    return _by(day).removesuffix(" қарай")


def _from_to(start: date, end: date) -> str:
    return f"{start.year} жылғы {_FROM_MONTH[start.month - 1]} {_to_end(end)} дейін"


def _year_to(day: date) -> str:
    if deadline_shape(day) is Shape.YEAR:
        return f"{day.year} жылы"
    month = deadline_shape(day) is Shape.MONTH
    end = f"{day.year} жылғы {_TO_MONTH[day.month - 1]}" if month else _long_day(day, _TO_MONTH)
    return f"{end} дейінгі 12 ай ішінде"


def _short_deadline(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return str(day.year)
        case Shape.MONTH:
            return f"{day.year} {_SHORT[day.month - 1]}"
        case _:
            return _short_day(day)


def _as_of(day: date) -> str:
    ending = "гі" if day.month in _FRONT else "ғы"
    return f"{_long_day(day, _IN_MONTH)}{ending} жағдай бойынша"


KAZAKH = Language(
    code="kk",
    name="қазақша",
    tag="kk-KZ",
    reviewed=False,
    decimal=",",
    group="\u00a0",
    percent="{number}%",
    points="п. т.",
    scales={3: "мың", 6: "млн", 9: "млрд", 12: "трлн"},
    long_months=_MONTHS,
    short_months=_SHORT,
    plurals=1,
    plural=_plural,
    unit_form=lambda _number, _scaled, _qualifier: 0,
    unit_formula="",
    units={"USD": "АҚШ доллары", "EUR": "еуро", "RUB": "рубль", "KZT": "теңге", "UZS": "сум"},
    one=str,
    qualified=_qualified,
    apart=" … ",
    more_than="{number} шегінен жоғары",
    less_than="{number} шегінен төмен",
    above="{number} шегінен жоғары",
    below="{number} шегінен төмен",
    day_pattern="dd.mm.yyyy",
    month_pattern="mm.yyyy",
    long_day=_long_day,
    short_day=_short_day,
    long_period=_long_period,
    short_period=_short_period,
    within=_within,
    since=_since,
    by=_by,
    for_end=_to_end,
    at_end=_to_end,
    until=_until,
    from_to=_from_to,
    year_to=_year_to,
    spelt_period=_long_period,
    spelt_within=_within,
    spelt_since=_since,
    end_of=_end_of,
    arrival=lambda day, near: f"{day.year} жылғы {_IN_MONTH[day.month - 1]}" if near else f"{day.year} жылы",
    short_deadline=_short_deadline,
    on=lambda day: _long_day(day, _IN_MONTH),
    as_of=_as_of,
)
