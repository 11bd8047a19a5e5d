"""The column ``value``: numbers as people write them -> floats, each plain word once; what is not plain is read row by row.

Whether a comma marks decimals is decided for the whole column, never for one number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from tracker.model.observations import Texts
from tracker.values.input import amount_spellings
from tracker.values.input.input_words import answer
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted
from tracker.values.problems import Problem, WarningCode
from tracker.values.units import is_bare_percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.values.arrays import Bools, Floats, Ints

_SPACES = "".join(amount_spellings.SPACES)
_WHOLE = rf"[+\-\u2212]?(?:\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+|\d{{1,30}})"
# Numbers whose form has one reading, without a mark and with either; three digits after a mark may be thousands.
_PLAIN = {
    "": re.compile(rf"{_WHOLE}(?:\.\d+|,(?:\d\d?|\d{{4,}}))?", re.ASCII),
    ",": re.compile(rf"{_WHOLE}(?:,\d+|\.(?:\d\d?|\d{{4,}}))?", re.ASCII),
}
_AS_FLOAT = str.maketrans({",": ".", "\u2212": "-", **dict.fromkeys(_SPACES + "'’")})
_DECIMALS = r"(?:\d*{mark}(?:\d\d?|\d{{4,}})|(?:0|\d{{4,}}|\d{{1,3}}(?:[{spaces}'’]\d{{3}})+){mark}\d+)(?![\d.,'’])"
_COMMA, _POINT = (
    re.compile(rf"^\s*[+\-\u2212]?{_DECIMALS.format(mark=mark, spaces=_SPACES)}", re.ASCII | re.MULTILINE) for mark in (",", r"\.")
)


def decimal_mark(words: Iterable[str], delimiter: str) -> str:
    """Return "," where the distinct values of a file show that a comma marks their decimals, else nothing.

    They show it where commas do not separate the fields, some value has a comma that cannot stand before thousands, and none has such a
    point.
    """
    if delimiter == ",":
        return ""
    text = "\n".join(words)
    return "," if "," in text and _COMMA.search(text) and not _POINT.search(text) else ""


def read(texts: Mapping[str, Texts], lines: Ints, decimal: str, file: str, problems: list[Problem]) -> tuple[Floats, Texts | None, Bools]:
    """Return the column ``value`` as numbers, NaN where one cannot be read, and the column ``unit``, where there is one.

    A scale or a unit beside a number joins the unit of its row. A yes or a no is read as 1 or 0, and the last array marks their
    rows, since only an event may have them.
    """
    column, unit = texts["value"], texts.get("unit")
    plain = [float(word.translate(_AS_FLOAT)) if _PLAIN[decimal].fullmatch(word) else np.nan for word in column.words]
    answers = np.array([answer(word) for word in column.words], dtype=np.float64)
    known = np.where(np.isnan(answers), np.array(plain, dtype=np.float64), answers)
    found: Floats = known[column.codes] + 0.0
    odd, joined = np.flatnonzero(np.isnan(found)).tolist(), {}
    for row in odd:
        beside, written = None if unit is None else unit[row], column[row]
        if amount_spellings.is_missing(written):
            message = localized("value: {given} stands for a missing value; the row does not count", given=quoted(written))
            problems.append(Problem(file, int(lines[row]), message, WarningCode.MISSING_VALUE, texts["target"][row]))
            continue
        try:
            amount_spellings.refuse_flag(written, letters=beside is None or bool(amount_spellings.split_scale(beside)[1]))
            found[row], whole = _value(written, beside, decimal)
        except ValueError as wrong:
            problems.append(Problem(file, int(lines[row]), f"value: {wrong}"))
            continue
        if whole != beside:
            joined[row] = whole
    return found, _replaced(unit, joined) if unit and joined else unit, ~np.isnan(answers)[column.codes]


def _replaced(column: Texts, texts: Mapping[int, str]) -> Texts:
    """The column with other texts in some of the rows."""
    every = list(column)
    for row, text in texts.items():
        every[row] = text
    return Texts.of(every)


def _value(written: str, beside: str | None, decimal: str) -> tuple[float, str]:
    """A written value and the unit beside it -> the number and the whole of its unit (``4,2 bn`` and ``USD``: 4.2, ``bn USD``).

    ``beside`` is None where the file has no column for units; a unit or a scale in the value is then refused.
    """
    if not written.strip():
        raise ValueError(localized("no value is given; write `..` where there is no figure"))
    amount = amount_spellings.parse_amount(written, decimal)
    if amount.multiple:
        raise ValueError(localized("{given} is a multiple and not an observation", given=quoted(written)))
    unit = beside or ""
    if amount.power is None and not amount.unit:
        return amount_spellings.Amount(amount.digits).value(), unit
    power, own = amount_spellings.split_scale(unit)
    if amount.power is None and is_bare_percent(amount.unit) and is_bare_percent(own):
        return amount_spellings.Amount(amount.digits).value(), unit  # both say percent
    if (amount.power is not None and power is not None) or (amount.unit and own):
        raise ValueError(
            localized("{given} and the unit {unit} both name a scale or a unit; keep one of them", given=quoted(written), unit=quoted(unit))
        )
    scale = next((word for word, each in amount_spellings.SCALES.items() if each == amount.power), "")
    whole = " ".join(word for word in (scale, amount.unit, unit.strip()) if word)
    if beside is None:
        own = next((word for word in written.split() if word.casefold() in amount_spellings.SCALES), scale)  # as the user calls it
        raise ValueError(localized("{whole} belongs in a column `unit`", whole=quoted(f"{own} {amount.unit}".strip())))
    return amount_spellings.Amount(amount.digits).value(), whole
