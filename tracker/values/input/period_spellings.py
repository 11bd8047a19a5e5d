"""Periods in words, as offices and people write them (``I квартал 2025 года``, ``Jan-Sep 2026``) -> the spelling of SDMX.

A text is read as a row of kinds (Y a year, m a month, q the word quarter, c the word months, n a number), and a few rows have a
meaning. What has two readings (fiscal years, other calendars) is refused with both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.values.input import input_words
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_LOOK_ALIKE = str.maketrans("МмТтАаНһ", "MmTtAaHh")  # Cyrillic letters that a keyboard gives for the Latin ones
_CODE = re.compile(r"(\d{4})[- ]?([A-Za-zА-Яа-я])[- ]?(\d{1,2})", re.ASCII)
_TOKEN = re.compile(r"([^\W\d_]+|\d+|-)[\s.,]*")
_MOST = 60  # characters: longer than any period in words
_MONTHS_IN_A_YEAR = 12
_WORDS = (
    ("", input_words.YEAR),
    ("q", input_words.QUARTER),
    ("h", input_words.HALF),
    ("c", input_words.MONTH_COUNT),
    ("-", frozenset({"-"})),
)
_FISCAL = re.compile(r"(?:FY\s*)?(\d{4})\s*([-/‐‑‒–—−])\s*(\d{4}|\d\d)(?:\s+[^\d/]*)?", re.ASCII | re.IGNORECASE)
_FISCAL_YEAR = re.compile(r"(?:FY|(?:fiscal|financial) year)\s*(\d{4}|\d\d)|(\d{4}) (?:финансовый|бюджетный) год", re.ASCII | re.IGNORECASE)
_PLAIN_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_YEAR_TO = re.compile(r"(?:the\s+)?year\s+to\s+(.+)", re.IGNORECASE)
_FEW_YEARS = 9  # the longest span of years that an average is written for
_EARLY_YEARS = range(1300, 1500)  # of the solar and the lunar Hijri calendar
_LATE_YEARS = range(2400, 2700)  # of the Buddhist calendar
_SOLAR_HIJRI, _BUDDHIST = 621, 543  # years between the calendars
_LUNAR_YEAR, _LUNAR_HIJRI = 354.36707 / 365.2425, 621.5775  # a lunar year in years, and when the first began


def sdmx(text: str) -> str:
    """``2024Q3``, ``Q3 2026``, ``H1 2024``, ``I квартал 2025 года``, ``Jan-Sep 2026`` -> ``2024-Q3`` …; any other text as it is."""
    if len(text) > _MOST or text.isdigit():
        return text
    if found := _CODE.fullmatch(text):
        return _of_code(text, *found.groups())
    kinds, words = _kinds(text.translate(_DASHES))
    build = _MEANINGS.get(kinds)
    return build(words) if build else text


def _of_code(text: str, year: str, letter: str, number: str) -> str:
    letter = letter.translate(_LOOK_ALIKE).upper()
    if letter in "MW" and len(number) < len("09"):
        return f"{year}-{letter}0{number}" if letter == "M" else text
    return f"{year}-{'S' if letter == 'H' else letter}{number}" if letter in "AQSTHMW" else text


def _kinds(text: str) -> tuple[str, dict[str, list[int]]]:
    """The kinds of the words of a text, without those that only say `year`, and the numbers of each; no kinds where a word is unknown."""
    numbers: dict[str, list[int]] = {"Y": [], "m": [], "n": []}
    kinds, at, named = "", 0, False
    while at < len(text) and (found := _TOKEN.match(text, at)):
        at, word = found.end(), found[1].casefold()
        kind, number = _kind(word, kinds)
        named = named or word in input_words.YEAR
        kinds = kinds + kind if kind else kinds.removesuffix("-")  # 2025-yil, 2-й
        if kind in numbers:
            numbers[kind].append(number)
    if at < len(text) or "?" in kinds:
        return "", numbers
    if kinds not in _MEANINGS:
        kinds = kinds.replace("n-m", "nm")  # 20-mart
    if kinds not in _MEANINGS:
        kinds = re.sub(r"(?<=\w)-(?=[Yqhn])|(?<=[Yqhn])-(?=\w)", "", kinds)
    return (f"{kinds}y" if kinds == "Y" and named else kinds), numbers


def _kind(word: str, before: str) -> tuple[str, int]:
    if word.isdigit():
        return ("Y" if len(word) == len("2024") else "n" if len(word) <= len("31") else "?"), int(word)
    if word in input_words.MONTHS:
        return "m", input_words.MONTHS[word]
    if word in input_words.ORDINALS:
        return "n", input_words.ORDINALS[word]
    if word in input_words.ORDINAL_ENDINGS and before.rstrip("-")[-1:] in {"n", "Y"}:
        return "", 0
    if word in input_words.BEFORE_PERIODS and not before:
        return "", 0
    for kind, words in _WORDS:
        if word in words:
            return kind, 0
    return "?", 0


def _part(letter: str) -> Callable[[dict[str, list[int]]], str]:
    return lambda numbers: f"{numbers['Y'][0]}-{letter}{numbers['n'][0]}"


def _month(numbers: dict[str, list[int]]) -> str:
    return f"{numbers['Y'][0]}-{numbers['m'][0]:02}"


def _months(numbers: dict[str, list[int]]) -> str:
    year, (first, last) = numbers["Y"][0], numbers["m"]
    return f"{year}-{first:02}/{year}-{last:02}"


def _months_of_two_years(numbers: dict[str, list[int]]) -> str:
    (begin, end), (first, last) = numbers["Y"], numbers["m"]
    return f"{begin}-{first:02}/{end}-{last:02}"


def _since_january(numbers: dict[str, list[int]]) -> str:
    year, months = numbers["Y"][0], numbers["n"][0]
    return f"{year}-01/{year}-{months:02}"


def _days(numbers: dict[str, list[int]]) -> str:
    (begin, end), (first, last), days = numbers["Y"], numbers["m"], numbers["n"]
    return f"{begin}-{first:02}-{days[0]:02}/{end}-{last:02}-{days[1]:02}"


def _day(numbers: dict[str, list[int]]) -> str:
    return f"{numbers['Y'][0]}-{numbers['m'][0]:02}-{numbers['n'][0]:02}"


_MEANINGS: dict[str, Callable[[dict[str, list[int]]], str]] = {
    "Yy": lambda numbers: str(numbers["Y"][0]),
    "mY": _month,
    "Ym": _month,
    "m-mY": _months,
    "Ym-m": _months,
    **dict.fromkeys(("mY-mY", "Ym-Ym"), _months_of_two_years),
    **dict.fromkeys(("nmY", "Ynm"), _day),  # 20 марта 2025 года, 2025 жылғы 20 наурыз
    **dict.fromkeys(("nmY-nmY", "Ynm-Ynm"), _days),
    "mnY": _day,
    **dict.fromkeys(("ncY", "Ync"), _since_january),
    **dict.fromkeys(("nqY", "qnY", "Yqn", "Ynq"), _part("Q")),
    **dict.fromkeys(("nhY", "hnY", "Yhn", "Ynh"), _part("S")),
}


def _refuse_fiscal_year(text: str) -> None:
    """ValueError for a fiscal year with one number: it may be the year in which it begins, or the one in which it ends."""
    if found := _FISCAL_YEAR.fullmatch(text):
        number = found[1] or found[2]
        year = int(number) + (2000 if len(number) == len("25") else 0)
        raise ValueError(
            localized(
                "{given} has two readings: write {ending} (with its own months) for the fiscal year that ends in {year}, {beginning} for "
                "the one that begins in it",
                given=quoted(text),
                ending=f"{year - 1}-04/{year}-03",
                year=str(year),
                beginning=f"{year}-04/{year + 1}-03",
            )
        )


def refuse_two_readings(text: str) -> None:
    """ValueError, with both readings, for two years in a row (``2021/2022``, ``2000/01``, ``2021-2022``, ``2024-25``) and ``FY2025``."""
    _refuse_fiscal_year(text)
    found = _FISCAL.fullmatch(text)
    if not found:
        return
    year, mark, number = int(found[1]), found[2], int(found[3])
    short = len(found[3]) == len("25")
    last = year // 100 * 100 + number + (100 if number < year % 100 else 0) if short else number
    if short and mark == "-" and 1 <= number <= _MONTHS_IN_A_YEAR:
        return  # a month; whether these are spans of years is decided for a whole series (``spans_of_years``)
    if last == year + 1:
        raise ValueError(
            localized(
                "{given} has two readings: write {fiscal} (with its own months) for a fiscal or school year, {years} for both years",
                given=quoted(text),
                fiscal=f"{year}-04/{last}-03",
                years=f"{year}-01/{last}-12",
            )
        )
    if year < last <= year + _FEW_YEARS and (short or mark != "/"):
        raise ValueError(
            localized(
                "{given} is not a period; write {years} for those years, or the year or month that is meant",
                given=quoted(text),
                years=f"{year}-01/{last}-12",
            )
        )


def refuse_derived_year(text: str) -> None:
    """ValueError for ``year to Aug 2025``, as the tracker calls a total of twelve months, with the months that may be meant."""
    found = _YEAR_TO.fullmatch(text)
    last = _PLAIN_MONTH.fullmatch(sdmx(found[1])) if found else None
    if last:
        year, month = int(last[1]), int(last[2])
        first = f"{year}-01" if month == _MONTHS_IN_A_YEAR else f"{year - 1}-{month + 1:02}"
        raise ValueError(
            localized(
                "{given} names twelve months for which the tracker may have derived the figure; write {months} where it was published "
                "for them",
                given=quoted(text),
                months=f"{first}/{last[0]}",
            )
        )


def refuse_other_calendar(text: str, year: int) -> None:
    """ValueError for a year that another calendar counts (1403, 2566)."""
    if year in _EARLY_YEARS:
        solar, lunar = year + _SOLAR_HIJRI, int(year * _LUNAR_YEAR + _LUNAR_HIJRI)
        raise ValueError(
            localized(
                "{given} may be a year of the Hijri calendar (solar: {solar}, lunar: it begins in {lunar}); write years of the "
                "Gregorian calendar, such as 2024",
                given=quoted(text),
                solar=f"{solar}-03-21/{solar + 1}-03-20",
                lunar=lunar,
            )
        )
    if year in _LATE_YEARS:
        raise ValueError(
            localized(
                "{given} may be a year of the Buddhist calendar (of which it is {gregorian}); write years of the Gregorian calendar, "
                "such as 2024",
                given=quoted(text),
                gregorian=year - _BUDDHIST,
            )
        )


def may_be_years(text: str) -> bool:
    """Whether a month may be a span of years: ``2003-05``, and not ``2013-05``."""
    found = _PLAIN_MONTH.fullmatch(text.strip())
    return found is not None and 0 < int(found[2]) - int(found[1]) % 100 <= _FEW_YEARS


def spans_of_years(texts: list[str]) -> bool:
    """Whether the months of a series are more likely spans of years: ``2003-05``, ``2006-08``, ``2009-11``.

    Each lies a few years after its own year, the years differ, and so do the months: the level of every December would be written with
    one month, and a monthly series has several months of a year.
    """
    distinct = {text.strip() for text in texts if _PLAIN_MONTH.fullmatch(text.strip())}
    if len(distinct) <= 1 or not all(map(may_be_years, distinct)):
        return False
    years, months = ({text[part] for text in distinct} for part in (slice(4), slice(5, 7)))
    return len(years) == len(months) == len(distinct)


def two_readings_of_months(text: str) -> str:
    """What to write instead of ``2003-05`` where it may be the years 2003 to 2005."""
    year, month = int(text[:4]), int(text[5:])
    last = year // 100 * 100 + month
    month_form, both = f"{year}-M{month:02}", f"{year}-01/{last}-12"
    if last == year + 1:
        return localized(
            "{given} has two readings: write {month_form} for the month, {fiscal} (with its own months) for a fiscal or school "
            "year, {both} for the years {year} to {last}",
            given=quoted(text),
            month_form=month_form,
            fiscal=f"{year}-04/{last}-03",
            both=both,
            year=year,
            last=last,
        )
    return localized(
        "{given} has two readings: write {month_form} for the month, {both} for the years {year} to {last}",
        given=quoted(text),
        month_form=month_form,
        both=both,
        year=year,
        last=last,
    )
