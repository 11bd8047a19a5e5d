"""Uzbek in the Latin script: "4,97 mlrd AQSh dollari", "2025-yil III chorak", "2030-yil oxiriga borib".

The letters oʻ and gʻ have U+02BB and the glottal stop has U+02BC, as the texts of laws write them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values.languages.forms import Language, Shape, deadline_shape, join_unit, quarter_of, shape_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tracker.values.periods import Period

_MONTHS = ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avgust", "sentabr", "oktabr", "noyabr", "dekabr"]
_SHORT = ("yan.", "fev.", "mart", "apr.", "may", "iyun", "iyul", "avg.", "sen.", "okt.", "noy.", "dek.")


def _qualified(qualifier: str, number: str, unit: str) -> str:
    if unit == "%" and qualifier in _BEHIND:  # read as one word with the number: foizdan
        return _BEHIND[qualifier].format(f"{number}%")
    if qualifier in _BEFORE:
        return _BEFORE[qualifier].format(join_unit(number, unit))
    return f"{_BEHIND[qualifier].format(number)} {unit}".rstrip()


_BEFORE = {"": "{}", "about": "taxminan {}", "at_least": "kamida {}", "at_most": "koʻpi bilan {}"}
_BEHIND = {"over": "{} dan ortiq", "more_than": "{} dan ortiq", "under": "{} dan kam", "below": "{} dan kam"}


def _plural(number: Decimal) -> int:
    """Whether the counter "ta" stands between a number and what is counted: it does not behind a fraction."""
    return 0 if number == number.to_integral_value() else 1


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]


def _long_day(day: date) -> str:
    return f"{day.year}-yil {day.day}-{_month(day)}"


def _short_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _long_period(span: Period) -> str:
    first, last, year = _month(span.start), _month(span.end), span.end.year
    match shape_of(span):
        case Shape.DAY:
            return _long_day(span.start)
        case Shape.DAYS:
            return f"{_long_day(span.start)} – {_long_day(span.end)}"
        case Shape.MONTH:
            return f"{year}-yil {last}"
        case Shape.QUARTER:
            return f"{year}-yil {quarter_of(span)} chorak"
        case Shape.YEAR:
            return f"{year}-yil"
        case Shape.TRAILING:
            return f"{year}-yil {last}gacha boʻlgan 12 oy"
        case Shape.MONTHS:
            return f"{year}-yil {first}–{last}"
        case Shape.LONG:
            return f"{span.start.year}-yil {first} – {year}-yil {last}"


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
            return f"{year} {quarter_of(span)} chorak"
        case Shape.YEAR:
            return str(year)
        case Shape.TRAILING:
            return f"{year} {last} gacha 12 oy"
        case Shape.MONTHS:
            return f"{year} {first}–{last}"
        case Shape.LONG:
            return f"{span.start.year} {first} – {year} {last}"


def _within(span: Period) -> str:
    match shape_of(span):
        case Shape.DAY | Shape.MONTH | Shape.QUARTER | Shape.YEAR | Shape.MONTHS:
            return f"{_long_period(span)}da"
        case Shape.TRAILING:
            return f"{_long_period(span)} ichida"
        case _:
            return f"{_long_period(span)} oraligʻida"


def _since(span: Period) -> str:
    match shape_of(span):
        case Shape.YEAR:
            return f"{span.end.year}-yildan beri"
        case Shape.QUARTER:
            return f"{span.end.year}-yil {quarter_of(span)} chorakdan beri"
        case Shape.DAY | Shape.DAYS:
            return f"{_long_day(span.end)}dan beri"
        case _:
            return f"{span.end.year}-yil {_month(span.end)}dan beri"


def _by(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return f"{day.year}-yil oxiriga borib"
        case Shape.MONTH:
            return f"{day.year}-yil {_month(day)} oxiriga borib"
        case _:
            return f"{_long_day(day)}ga borib"


def _end_of(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return f"{day.year}-yil oxiri"
        case Shape.MONTH:
            return f"{day.year}-yil {_month(day)} oxiri"
        case _:
            return _long_day(day)


def _moment(day: date) -> str:
    """A deadline as a noun to which an ending is put: "2030-yil", "2030-yil iyun"."""
    match deadline_shape(day):
        case Shape.YEAR:
            return f"{day.year}-yil"
        case Shape.MONTH:
            return f"{day.year}-yil {_month(day)}"
        case _:
            return _long_day(day)


def _from_to(start: date, end: date) -> str:
    return f"{start.year}-yil {_month(start)}dan {_end_of(end)}gacha"


def _year_to(day: date) -> str:
    return f"{_moment(day)}da" if deadline_shape(day) is Shape.YEAR else f"{_moment(day)}gacha boʻlgan 12 oy ichida"


def _short_deadline(day: date) -> str:
    match deadline_shape(day):
        case Shape.YEAR:
            return str(day.year)
        case Shape.MONTH:
            return f"{day.year} {_SHORT[day.month - 1]}"
        case _:
            return _short_day(day)


UZBEK = Language(
    code="uz",
    name="oʻzbekcha",
    tag="uz-Latn-UZ",
    reviewed=False,
    decimal=",",
    group="\u00a0",
    percent="{number}%",
    points="f. b.",
    scales={3: "ming", 6: "mln", 9: "mlrd", 12: "trln"},
    long_months=tuple(_MONTHS),
    short_months=_SHORT,
    plurals=2,
    plural=_plural,
    unit_form=lambda number, scaled, qualifier: 1 if scaled or qualifier in _BEHIND else _plural(number),
    unit_formula="IF({n}=INT({n}),0,1)",
    units={"USD": "AQSh dollari", "EUR": "yevro", "RUB": "rubl", "KZT": "tenge", "UZS": "soʻm"},
    one=str,
    qualified=_qualified,
    apart=" … ",
    more_than="{number} dan ortiq",
    less_than="{number} dan kam",
    above="{number} dan yuqori",
    below="{number} dan past",
    day_pattern="dd.mm.yyyy",
    month_pattern="mm.yyyy",
    long_day=_long_day,
    short_day=_short_day,
    long_period=_long_period,
    short_period=_short_period,
    within=_within,
    since=_since,
    by=_by,
    for_end=lambda day: f"{_end_of(day)}ga",
    at_end=lambda day: f"{_end_of(day)}ga",
    until=lambda day: f"{_moment(day)}gacha",
    from_to=_from_to,
    year_to=_year_to,
    spelt_period=_long_period,
    spelt_within=_within,
    spelt_since=_since,
    end_of=_end_of,
    arrival=lambda day, near: f"{day.year}-yil {_month(day)}da" if near else f"{day.year}-yilda",
    short_deadline=_short_deadline,
    on=lambda day: f"{_long_day(day)}da",
    as_of=lambda day: f"{_long_day(day)} holatiga koʻra",
)
