"""One field, from the text that was written to what it means; ValueError, with a sentence for the user, where it means nothing."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tracker.values import periods
from tracker.values.input import amount_spellings
from tracker.values.input.amount_spellings import QUALIFIERS, Amount
from tracker.values.languages import LANGUAGES
from tracker.values.languages.translations import localized
from tracker.values.printable import did_you_mean, one_of, quoted
from tracker.values.problems import ACCEPTABLE
from tracker.values.units import is_bare_percent

if TYPE_CHECKING:
    from datetime import date

    from tracker.values.plain_data import Written

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
EVERY_REPORTER = "all"
_FASTEST = 10.0  # a growth of 1,000 % a year is a slip
REMARK_KINDS = ("done", "risk", "decision")
"""What a remark records: what was done, what is at risk, what has been or must be decided."""


def text(value: Written) -> str:
    """One text, without the spaces around it."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(
            localized("nothing is written here")
            if value is None or value == ""
            else localized("this must be one text, not a list or a mapping")
        )
    return value.strip()


def language(value: str) -> str:
    """The code of a language in which the tracker answers."""
    if value not in LANGUAGES:
        raise ValueError(localized("{word} is not a language of the answers; write {codes}", word=quoted(value), codes=one_of(LANGUAGES)))
    return value


def one_text_or_more(value: Written) -> str | dict[str, Written]:
    """One text, or a mapping of texts by language, which is returned as it is."""
    match value:
        case dict():
            if not value:
                raise ValueError(localized("nothing is written here"))
            return value
        case list():
            raise ValueError(localized("this must be one text, or one for each language, and not a list"))
        case _:
            return text(value)


def target_id(value: str) -> str:
    """The id of a target: 64 Latin letters, digits, dots, dashes and underscores at most."""
    if not ID.fullmatch(value):
        said = localized("{given} cannot be an id: write letters a-z, digits, dot, dash, underscore, 64 at most", given=quoted(value))
        raise ValueError(said if value.isascii() else said + localized("; it has letters that are not Latin"))
    return value


def reporter_code(value: str) -> str:
    """Return who reports, as written; ValueError where that cannot be a reporter (a bare number is a slipped decimal comma)."""
    if not any(map(str.isalpha, value)) or value.casefold() == EVERY_REPORTER:
        raise ValueError(localized("{given} cannot be a reporter: write a code with letters, such as UZ", given=quoted(value)))
    return value


def word(value: str, allowed: dict[str, str]) -> str:
    """What one of the allowed words stands for."""
    meaning = allowed.get(" ".join(value.casefold().split()))
    if meaning is None:
        raise ValueError(
            localized("{given} is not known; write {allowed}", given=quoted(value), allowed=one_of(allowed)) + did_you_mean(value, allowed)
        )
    return meaning


def qualifier(value: str) -> str:
    """Return about, over or under; ValueError for any other wording."""
    return word(value, QUALIFIERS)


def direction(value: str) -> str:
    """Increase or decrease."""
    return word(value, {"increase": "increase", "decrease": "decrease"})


def kind(value: str) -> str:
    """Flow, stock, cumulative, event or rank."""
    return word(value, {each: each for each in ("flow", "stock", "cumulative", "event", "rank")})


def every(value: str) -> str:
    """The period in each of which a target applies: year, quarter or month."""
    return word(value, {each: each for each in ("year", "quarter", "month")})


def remark_kind(value: str) -> str:
    """What a remark records: done, risk or decision."""
    return word(value, {each: each for each in REMARK_KINDS})


def warning_code(value: str) -> str:
    """The code of a warning of ``tracker check`` that a target can accept."""
    if value not in {*ACCEPTABLE}:
        said = localized(
            "{given} is not the code of a warning that can be accepted; write {allowed}",
            given=quoted(value),
            allowed=one_of(ACCEPTABLE, len(ACCEPTABLE)),
        )
        raise ValueError(said + did_you_mean(value, ACCEPTABLE))
    return value


def years(value: str) -> float:
    """A number of years above 0."""
    given = number(value.removesuffix("years").removesuffix("year"))
    if given <= 0:
        raise ValueError(localized("{given} is not a number of years above 0; write for example 5 years", given=quoted(value)))
    return given


def rate(value: str) -> float:
    """A growth a year in percent, as a fraction: ``3 %``, ``-2 % a year``."""
    given = amount_spellings.parse_amount(value.removesuffix("a year"))
    found = given.stated() / 100
    if not is_bare_percent(given.unit) or not -1 < found < _FASTEST:
        raise ValueError(localized("{given} is not a growth a year; write it in percent, as in 3 %", given=quoted(value)))
    return found


def series_class(value: str) -> str:
    """What a series is compared with: flows of money and people, or others."""
    return word(value, {each: each for each in ("flow", "other")})


def last_day(value: str) -> date:
    """The last day of a period or a date."""
    return periods.parse(value).end


def unit(value: str) -> str:
    """A unit, with or without a scale."""
    rest = amount_spellings.split_scale(value)[1]
    if not rest:
        raise ValueError(localized("{given} is a scale and not a unit; write for example bn USD", given=quoted(value)))
    if amount_spellings.split_scale(rest)[0] is not None:
        raise ValueError(localized("{given} names two scales", given=quoted(value)))
    return " ".join(value.split())


def unscaled_unit(value: str) -> str:
    """A unit without a scale, as its forms are declared."""
    scale, rest = amount_spellings.split_scale(unit(value))
    if scale is not None:
        raise ValueError(localized("{unit} has a scale; write the unit alone, as {rest}", unit=quoted(value), rest=quoted(rest)))
    return rest


def number(value: str) -> float:
    """A plain number."""
    amount = amount_spellings.parse_amount(value)
    if amount.multiple or amount.unit:
        raise ValueError(localized("{given} is not a plain number", given=quoted(value)))
    return amount.value()


def share(value: str) -> float:
    """A number above 0 and up to 1."""
    given = number(value)
    if not 0 < given <= 1:
        raise ValueError(localized("{given} is not a share; write a number above 0 and up to 1, such as 0.95", given=quoted(value)))
    return given


def months(value: str) -> float:
    """A number of months above 0."""
    given = number(value.removesuffix("months"))
    if given <= 0:
        raise ValueError(localized("{given} is not a number of months above 0", given=quoted(value)))
    return given


def amount(value: Written) -> Amount:
    """An amount as people write it."""
    return amount_spellings.parse_amount(text(value))


def distinct_periods(value: Written) -> Written:
    """Two spellings of one period would silently be one milestone."""
    if isinstance(value, dict):
        ends = Counter(periods.parse(each).end for each in value)
        for end in (end for end, levels in ends.items() if levels > 1):
            raise ValueError(localized("{end} has two levels", end=end))
    return value


def one_amount(value: Amount) -> Amount:
    """An amount that is no multiple of the baseline."""
    if value.multiple:
        raise ValueError(localized("a multiple of the baseline can only be the target itself"))
    return value


def baseline(value: Written) -> Written:
    """A baseline written as its period alone, or as a period with its value."""
    return {"period": value} if isinstance(value, str) else value


def version(value: str) -> int:
    """The version of the format: 1."""
    given = number(value)
    if given > 1:
        raise ValueError(localized("this file is written for a newer tracker (version {given}); upgrade the tracker", given=value))
    if given != 1:
        raise ValueError(localized("{given} is not a version; write 1", given=quoted(value)))
    return 1
