"""Dates as spreadsheets show and save them -> ISO dates, where they can mean one day only; ValueError, with every reading, where not."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.values.input.input_words import MONTHS
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted

# The values by which spreadsheets say that a formula has failed, in English and in Russian.
_ERROR = re.compile(
    r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!"
    r"|Н/Д|ССЫЛКА!|ДЕЛ/0!|ЗНАЧ!|ИМЯ\?|ЧИСЛО!|ПУСТО!)",
    re.IGNORECASE,
)
_NARROW = re.compile(r"##+(?=\s*(?:$|[,;\t\"]))")
_MIDNIGHT = r"(?:[ T]+0?0:00(?::00(?:\.0+)?)?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d){_MIDNIGHT}", re.ASCII)
_DOTS = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}){_MIDNIGHT}", re.ASCII)
_SLASHES = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_MIDNIGHT}", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:[.,]0+)?", re.ASCII)
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,12})[.]?[-. ](\d\d|\d{4})")
EXCEL_EPOCH = date(1899, 12, 30)  # Excel counts days from here, for every day after February 1900
_MONTHS_IN_A_YEAR = 12


def failed(text: str) -> bool:
    """Whether a spreadsheet wrote that a formula has failed (``#N/A``) or that its column was too narrow (``####``)."""
    return bool(_ERROR.match(text) or _NARROW.match(text))


def no_failure(text: str) -> str:
    """Return the text; ValueError where it is a failure of the spreadsheet that wrote it."""
    if _ERROR.fullmatch(text.strip()):
        raise ValueError(localized("{given} is an error of the spreadsheet; correct the formula there", given=quoted(text)))
    if _NARROW.fullmatch(text.strip()):
        raise ValueError(
            localized(
                "{given} is what a spreadsheet saves of a column that is too narrow; widen it there and save again", given=quoted(text)
            )
        )
    return text


def iso(text: str) -> str:
    """``31.12.2024``, ``12/31/2024``, ``2024-12-31 00:00:00`` -> ``2024-12-31``, ``Dec-2024`` -> ``2024-12``; any other text as it is.

    Dots are day first everywhere; slashes only where the numbers say so. ValueError for what has two readings (``01/02/2024``,
    ``Jan-24``) and for the bare number of a day (``45292``).
    """
    if found := _ISO.fullmatch(text):
        return "-".join(found.groups())
    if found := _DOTS.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _SLASHES.fullmatch(text):
        return _of_slashes(text, *found.groups())
    if found := _SERIAL.fullmatch(text):
        day = EXCEL_EPOCH + timedelta(days=int(found[1]))
        raise ValueError(
            localized(
                "{given} is not a period; it looks like the number that Excel keeps for {day}: write that date", given=quoted(text), day=day
            )
        )
    if (found := _MONTH_YEAR.fullmatch(text)) and (month := MONTHS.get(found[1].casefold())):
        return _of_month(text, month, found[2])
    return text


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"


def _of_slashes(text: str, one: str, other: str, year: str) -> str:
    """The day, where one of the numbers can be no month, or both are the same."""
    if int(one) != int(other) and max(int(one), int(other)) <= _MONTHS_IN_A_YEAR:
        raise ValueError(
            localized(
                "{given} has two readings: write {one} or {other}",
                given=quoted(text),
                one=_day(year, other, one),
                other=_day(year, one, other),
            )
        )
    return _day(year, other, one) if int(one) > _MONTHS_IN_A_YEAR else _day(year, one, other)


def _of_month(text: str, month: int, number: str) -> str:
    """The month, where its year is written in full: Excel shows both January 2024 and (of a year) the 24th as ``Jan-24``."""
    if len(number) == len("2024"):
        return f"{number}-{month:02}"
    raise ValueError(
        localized(
            "{given} is not a period: it may be the month 20{number}-{month} or a day without its year; write one of them in full",
            given=quoted(text),
            number=number,
            month=f"{month:02}",
        )
    )
