"""One cell of somebody else's table: an exact amount, a power of ten, a day of publication."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker.storage.tabular import numbers
from tracker.values import periods
from tracker.values.input import amount_spellings
from tracker.values.input.input_words import FLAGS, folded
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted
from tracker.values.units import is_bare_percent

if TYPE_CHECKING:
    from collections.abc import Collection

_GROUPED = re.compile(r"\s*[+\-\u2212]?\d{1,3}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)\s*", re.ASCII)
_COMMA_DECIMAL = re.compile(r"\s*[+\-\u2212]?\d+,(?:\d\d?|\d{4,})\s*", re.ASCII)
_DOTTED = re.compile(r"\s*[+\-\u2212]?\d{1,3}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)\s*", re.ASCII)
_POINT_DECIMAL = re.compile(r"\s*[+\-\u2212]?\d+\.(?:\d\d?|\d{4,})\s*", re.ASCII)
_BILLION = "b"  # a flag, and short for billion
_POWER = re.compile(r"[+-]?\d{1,2}", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})", re.ASCII)
_DAY_FIRST = {"LAST UPDATE"}  # Eurostat's column, in which 05/09/26 is 5 September
_LARGEST_POWER = 15


class MissingValueError(Exception):
    """A cell holds no figure; the text says why."""


class Marks(NamedTuple):
    """What the amounts of a file show of how they are written: a decimal comma, and commas or points between thousands."""

    decimal: str
    thousands: str


def marks_of(texts: Collection[str], delimiter: str) -> Marks:
    """Tell from all the amounts that a rule finds in a file how commas are meant; nothing where they do not say."""
    commas, points = any(map(_GROUPED.fullmatch, texts)), any(map(_DOTTED.fullmatch, texts))
    if commas and not points and not any(map(_COMMA_DECIMAL.fullmatch, texts)):
        return Marks("", ",")
    if points and not commas and not any(map(_POINT_DECIMAL.fullmatch, texts)):
        return Marks(",", ".")
    return Marks(numbers.decimal_mark(texts, delimiter), "")


def split_flag(text: str) -> tuple[str, str]:
    """The figure in a cell without the footnote mark behind it, and what a flag says of it (``12.3 p``: provisional).

    What may also be a part of the figure, as in ``12.31)``, or a scale, as in ``4.2 b``, stays where it is, to be refused.
    """
    found = amount_spellings.flagged(text)
    if found is None:
        return text, ""
    if found.footnote:
        apart = not found.mark[0].isdecimal() or found.figure[-1].isspace()
        return (found.figure.strip(), "") if apart else (text, "")
    known = found.meaning and (found.bracketed or folded(found.mark) != _BILLION)
    return (found.figure.strip(), found.meaning) if known else (text, "")


def amount_of(text: str, marks: Marks, unit: str) -> Decimal:
    """The amount in a cell, exactly.

    MissingValueError where the cell is empty, confidential or a sign for a missing value; ValueError, with a sentence for the user, where
    it is no number, has two readings, or names a scale or a unit that its source does not.
    """
    text = text.strip()
    if not text:
        raise MissingValueError(localized("the value is empty"))
    sign, _, flag = text.partition(" ")
    marked = flag if amount_spellings.is_missing(sign) and folded(flag) in FLAGS else text  # `: c`, as Eurostat writes it
    if FLAGS.get(folded(marked).strip("()[]")) == "confidential":
        raise MissingValueError(localized("the value is confidential ({given})", given=quoted(text)))
    if amount_spellings.is_missing(text) or marked is not text:
        raise MissingValueError(localized("{given} stands for a missing value", given=quoted(text)))
    amount_spellings.refuse_flag(text)
    amount = amount_spellings.parse_amount(text.replace(marks.thousands, "") if marks.thousands else text, marks.decimal)
    own = amount_spellings.split_scale(unit)[1]
    same = amount.unit in {"", own} or (is_bare_percent(amount.unit) and is_bare_percent(own))
    if amount.multiple or amount.power is not None or not same:
        raise ValueError(
            localized(
                "{given} has a scale or a unit beside the number, and `unit:` says {unit}; correct `unit:`",
                given=quoted(text),
                unit=quoted(unit),
            )
        )
    return Decimal(amount.digits)


def power_of(text: str) -> int:
    """The power of ten in a cell of the column that ``scale:`` names; an empty cell is none."""
    text = text.strip()
    if not text:
        return 0
    if not _POWER.fullmatch(text) or abs(int(text)) > _LARGEST_POWER:
        raise ValueError(
            localized("scale: {given} is not a power of ten from -{largest} to {largest}", given=quoted(text), largest=_LARGEST_POWER)
        )
    return int(text)


def day_of(text: str, column: str) -> date:
    """The day of publication in a cell, without the time; a month or a year counts from its last day."""
    bare = re.split(r"[T ](?=\d{1,2}:)", text.strip(), maxsplit=1)[0]
    if not bare:
        raise ValueError(
            localized("{column}: no day of publication is given; write a date under `published:`, or leave it out", column=column)
        )
    found = _SLASHED.fullmatch(bare)
    if found is None or len(found[3]) == len("2026"):
        try:
            return periods.parse(bare).end
        except ValueError as wrong:
            raise ValueError(f"{column}: {wrong}") from None
    return _short_day(bare, int(found[1]), int(found[2]), 2000 + int(found[3]), column)


def _short_day(text: str, first: int, second: int, year: int, column: str) -> date:
    """A date with a year of two digits, which only a part above 12 or the column itself tells to begin with the day."""
    twelve = 12
    readings = []
    for month, day in ((second, first), (first, second)):
        try:
            readings.append(date(year, month, day))
        except ValueError:
            continue
    if not readings:
        raise ValueError(localized("{column}: {given} is not a date", column=column, given=quoted(text)))
    if len(set(readings)) > 1 and column not in _DAY_FIRST and max(first, second) <= twelve:
        raise ValueError(
            localized(
                "{column}: {given} has two readings; write `published: {one}` or `published: {other}` under its source",
                column=column,
                given=quoted(text),
                one=readings[0],
                other=readings[1],
            )
        )
    return readings[0]
