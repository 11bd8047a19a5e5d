"""Russian: "4,97 млрд долл. США", "III квартал 2025 года", "к концу 2030 года"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values.languages.forms import Language, Shape, deadline_shape, quarter_of, shape_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tracker.values.periods import Period

_MONTHS = ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"]
_OF_MONTH = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
_IN_MONTH = ["январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре"]
_SHORT = ("янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек.")
_QUALIFIERS = {
    "": "",
    "about": "около",
    "over": "более",
    "under": "менее",
    "at_least": "не менее",
    "at_most": "не более",
    "more_than": "более",
    "below": "менее",
}
_TEN, _HUNDRED, _FEW, _TEENS = 10, 100, (2, 3, 4), range(11, 15)


def _plural(number: Decimal) -> int:
    """CLDR's one, few, many and other: 1 проект, 2 проекта, 5 проектов, 2,5 проекта."""
    if number != number.to_integral_value():
        return 3
    whole = abs(int(number))
    if whole % _HUNDRED in _TEENS:
        return 2
    return 0 if whole % _TEN == 1 else 1 if whole % _TEN in _FEW else 2


_UNIT_FORMULA = (
    "IF({n}<>INT({n}),3,IF(AND(MOD({n},100)>10,MOD({n},100)<15),2,IF(MOD({n},10)=1,0,IF(AND(MOD({n},10)>1,MOD({n},10)<5),1,2))))"
)
"""The same as a formula of a spreadsheet."""


def _unit_form(number: Decimal, scaled: bool, qualifier: str) -> int:
    """5 млн проектов; около 21 проекта, более 2 проектов: the genitive, which is the form of a fraction, or that of many."""
    if scaled:
        return 2
    form = _plural(number)
    return {0: 3, 1: 2}.get(form, form) if qualifier else form


def _qualified(qualifier: str, number: str, unit: str) -> str:
    return " ".join(filter(None, (_QUALIFIERS[qualifier], number, unit)))


def _long_day(day: date) -> str:
    return f"{day.day} {_OF_MONTH[day.month - 1]} {day.year} года"


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
            return f"{last} {year} года"
        case Shape.QUARTER:
            return f"{quarter_of(span)} квартал {year} года"
        case Shape.YEAR:
            return f"{year} год"
        case Shape.TRAILING:
            return f"12 месяцев по {last} {year} года"
        case Shape.MONTHS:
            return f"{first}–{last} {year} года"
        case Shape.LONG:
            return f"{first} {span.start.year} года – {last} {year} года"


def _short_period(span: Period) -> str:
    first, last, year = _SHORT[span.start.month - 1], _SHORT[span.end.month - 1], span.end.year
    match shape_of(span):
        case Shape.DAY:
            return _short_day(span.start)
        case Shape.DAYS:
            return f"{_short_day(span.start)}–{_short_day(span.end)}"
        case Shape.MONTH:
            return f"{last} {year}"
        case Shape.QUARTER:
            return f"{quarter_of(span)} кв. {year}"
        case Shape.YEAR:
            return str(year)
        case Shape.TRAILING:
            return f"12 мес. по {last} {year}"
        case Shape.MONTHS:
            return f"{first}–{last} {year}"
        case Shape.LONG:
            return f"{first} {span.start.year} – {last} {year}"


def _within(span: Period) -> str:
    first, last, year = _IN_MONTH[span.start.month - 1], _IN_MONTH[span.end.month - 1], span.end.year
    match shape_of(span):
        case Shape.DAY:
            return _long_day(span.start)
        case Shape.DAYS:
            return f"в период с {_long_day(span.start)} по {_long_day(span.end)}"
        case Shape.MONTH:
            return f"в {last} {year} года"
        case Shape.QUARTER:
            return f"{'во' if quarter_of(span) == 'II' else 'в'} {quarter_of(span)} квартале {year} года"
        case Shape.YEAR:
            return f"в {year} году"
        case Shape.TRAILING:
            return f"за {_long_period(span)}"
        case Shape.MONTHS:
            return f"в {first}–{last} {year} года"
        case Shape.LONG:
            return f"за период: {_long_period(span)}"


def _since(span: Period) -> str:
    match shape_of(span):
        case Shape.YEAR:
            return f"с {span.end.year} года"
        case Shape.QUARTER:
            return f"{'со' if quarter_of(span) == 'II' else 'с'} {quarter_of(span)} квартала {span.end.year} года"
        case Shape.DAY | Shape.DAYS:
            return f"{'со' if span.end.day == 2 else 'с'} {_long_day(span.end)}"  # noqa: PLR2004 - "со 2 марта": со второго
        case _:
            return f"с {_OF_MONTH[span.end.month - 1]} {span.end.year} года"


def _by(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return f"к концу {day.year} года"
        case Shape.MONTH:
            return f"к концу {_OF_MONTH[day.month - 1]} {day.year} года"
        case _:
            return f"{'ко' if day.day == 2 else 'к'} {_long_day(day)}"  # noqa: PLR2004 - "ко 2 марта": ко второму


def _end_of(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return f"конец {day.year} года"
        case Shape.MONTH:
            return f"конец {_OF_MONTH[day.month - 1]} {day.year} года"
        case _:
            return _long_day(day)


def _until(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return f"по {day.year} год"
        case Shape.MONTH:
            return f"по {_MONTHS[day.month - 1]} {day.year} года"
        case _:
            return f"по {_long_day(day)}"


def _from_to(start: date, end: date) -> str:
    last = _long_day(end) if deadline_shape(end) is Shape.DAY else f"{_MONTHS[end.month - 1]} {end.year} года"
    return f"с {_OF_MONTH[start.month - 1]} {start.year} года по {last}"


def _year_to(day: date) -> str:
    return f"в {day.year} году" if deadline_shape(day) is Shape.YEAR else f"за 12 месяцев {_until(day)}"


def _short_deadline(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return str(day.year)
        case Shape.MONTH:
            return f"{_SHORT[day.month - 1]} {day.year}"
        case _:
            return _short_day(day)


RUSSIAN = Language(
    code="ru",
    name="русский",
    tag="ru-RU",
    reviewed=True,
    decimal=",",
    group="\u00a0",
    percent="{number}\u00a0%",
    points="п. п.",
    scales={3: "тыс.", 6: "млн", 9: "млрд", 12: "трлн"},
    long_months=tuple(_MONTHS),
    short_months=_SHORT,
    plurals=4,
    plural=_plural,
    unit_form=_unit_form,
    unit_formula=_UNIT_FORMULA,
    units={"USD": "долл. США", "EUR": "евро", "RUB": "руб.", "KZT": "тенге", "UZS": "сумов", "GBP": "ф. ст.", "CNY": "юаней"},
    one=str,
    qualified=_qualified,
    apart=" … ",
    more_than="более {number}",
    less_than="менее {number}",
    above="выше {number}",
    below="ниже {number}",
    day_pattern="dd.mm.yyyy",
    month_pattern="mm.yyyy",
    long_day=_long_day,
    short_day=_short_day,
    long_period=_long_period,
    short_period=_short_period,
    within=_within,
    since=_since,
    by=_by,
    for_end=lambda day: f"на {_end_of(day)}",
    at_end=lambda day: f"на {_end_of(day)}",
    until=_until,
    from_to=_from_to,
    year_to=_year_to,
    spelt_period=_long_period,
    spelt_within=_within,
    spelt_since=_since,
    end_of=_end_of,
    arrival=lambda day, near: f"в {_IN_MONTH[day.month - 1]} {day.year} года" if near else f"в {day.year} году",
    short_deadline=_short_deadline,
    on=_long_day,
    as_of=lambda day: f"по состоянию на {_long_day(day)}",
)
