"""The column ``value``: numbers as people write them -> floats, each plain word once; what is not plain is read row by row.

Whether a comma marks decimals is asked of the whole column, never of one number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from tracker.values import amounts
from tracker.values.printable import quoted
from tracker.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    import pandas as pd

_SPACES = "".join(amounts.SPACES)
_WHOLE = rf"[+\-\u2212]?(?:\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+|\d{{1,30}})"
# Numbers that have one reading by their form, without a mark and with either; three digits behind a mark may be thousands.
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


def numbers(frame: pd.DataFrame, decimal: str, file: str, problems: list[Problem]) -> pd.DataFrame:
    """Return the rows whose value is a number, as one; a scale or a unit beside the number joins the column ``unit``."""
    words, codes = frame["value"].cat.categories, frame["value"].cat.codes.to_numpy()
    known = [float(word.translate(_AS_FLOAT)) if _PLAIN[decimal].fullmatch(word) else np.nan for word in words]
    found = np.array([*known, np.nan])[codes] + 0.0
    plain = ~np.isnan(found)
    units = _odd(frame[~plain], decimal, found, np.flatnonzero(~plain), file, problems)
    frame = frame.assign(value=found)
    if units:
        unit = frame["unit"].to_numpy(dtype=object)
        unit[list(units)] = list(units.values())
        frame["unit"] = unit
        frame["unit"] = frame["unit"].astype("str").astype("category")
    return frame if plain.all() else frame[~np.isnan(found)]


def _odd(
    frame: pd.DataFrame, decimal: str, found: npt.NDArray[np.float64], places: npt.NDArray[np.intp], file: str, problems: list[Problem]
) -> dict[int, str]:
    """Read the rows whose value is not plain into their places; return the units that change, by the place of their row."""
    beside = frame["unit"].to_numpy(dtype=object) if "unit" in frame else [None] * len(frame)
    changed: dict[int, str] = {}
    rows = zip(places.tolist(), frame.index.tolist(), frame["value"].to_numpy(dtype=object), beside, strict=True)
    for place, line, written, unit in rows:
        if amounts.is_missing(written):
            problems.append(
                Problem(file, line, f"value: {quoted(written)} stands for a missing value; the row does not count", warning=True)
            )
            continue
        try:
            amounts.refuse_flag(written, letters=unit is None or bool(amounts.split_scale(unit)[1]))
            number, whole = _value(written, unit or "", decimal)
            if unit is None and whole:
                raise ValueError(f"{quoted(whole)} belongs in a column `unit`")  # noqa: TRY301 - told as the others are
        except ValueError as wrong:
            problems.append(Problem(file, line, f"value: {wrong}"))
            continue
        found[place] = number
        if unit is not None and whole != unit:
            changed[place] = whole
    return changed


def _value(written: str, unit: str, decimal: str) -> tuple[float, str]:
    """A written value and the unit beside it -> the number and the whole of its unit (``4,2 bn`` and ``USD``: 4.2, ``bn USD``)."""
    if not written.strip():
        raise ValueError("nothing is written here; write `..` where there is no figure")
    amount = amounts.parse_amount(written, decimal)
    if amount.multiple:
        raise ValueError(f"{quoted(written)} is a multiple and not an observation")
    if amount.power is None and not amount.unit:
        return amounts.Amount(amount.digits).value(), unit
    power, own = amounts.split_scale(unit)
    if amount.power is None and amounts.is_percentage(amount.unit) and amounts.is_percentage(own):
        return amounts.Amount(amount.digits).value(), unit  # both say percent
    if (amount.power is not None and power is not None) or (amount.unit and own):
        raise ValueError(f"{quoted(written)} and the unit {quoted(unit)} both name a scale or a unit; keep one of them")
    scale = next((word for word, each in amounts.SCALES.items() if each == amount.power), "")
    return amounts.Amount(amount.digits).value(), " ".join(word for word in (scale, amount.unit, unit.strip()) if word)
