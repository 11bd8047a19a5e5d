"""Amounts as people write them: ``1.7 bn USD`` is a number, a scale and a unit.

A written number is never guessed at: what could be read in two ways (``1,234``) is refused with both readings.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.values.currencies import currency
from tracker.values.input.input_words import FLAGS, MISSING, folded
from tracker.values.input.spreadsheet import no_failure
from tracker.values.languages.translations import localized, translated
from tracker.values.printable import did_you_mean, quoted
from tracker.values.units import is_bare_percent

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker.values.arrays import Floats, Ints

# Powers of ten that people name. False friends are left out on purpose: "m" (metre, million, мың), "биллион".
SCALES = {
    word: power
    for power, words in {
        3: "k thousand thousands тыс тыс. тысяч тысяча тысячи мың ming минг",
        6: "mn mln million millions млн млн. миллион миллиона миллионов",
        9: "bn bln billion billions mlrd milliard млрд млрд. миллиард миллиарда миллиардов",
        12: "tn trn trillion trillions trln трлн трлн. триллион триллиона триллионов",
    }.items()
    for word in words.split()
}
QUALIFIERS = {
    "about": "about",
    "over": "over",
    "under": "under",
    "more than": "over",
    "almost": "under",
    "up to": "under",
    **dict.fromkeys(("около", "примерно", "порядка", "шамамен", "жуық", "taxminan"), "about"),
    **dict.fromkeys(("более", "свыше", "больше", "астам", "ortiq"), "over"),
    **dict.fromkeys(("почти", "менее", "до", "дерлік", "аз", "qariyb", "kam"), "under"),
}
LARGEST = 1e30  # no amount of anything; beyond it products run out of the range of doubles
_LAST = 22  # the last power of ten that a double holds exactly
TENS = 10.0 ** np.arange(_LAST + 1)
SPACES = " \u00a0\u2007\u2009\u202f"
_NUMBER = re.compile(
    rf"(?P<sign>[+\-\u2212]?)(?P<whole>\d{{1,3}}(?:[{SPACES}'’]\d{{3}})+|\d*)(?:(?P<mark>[.,])(?P<rest>\d*))?(?:[eE](?P<power>[+\-]?\d{{1,9}}))?",
    re.ASCII,
)
# A figure, then the mark of a footnote, a flag in brackets, or a flag without them.
_FLAGGED = re.compile(
    rf"([+\-\u2212]?\d[\d.,'’{SPACES}]*)(?:([*†‡§#]+|[¹²³⁰-⁹]+|[(\[]?\d{{1,2}}[)\]])|[(\[]\s*([^\W\d_][^()\[\]]{{0,11}})[)\]]|([^\W\d_]{{1,6}}\.?))"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A written amount: its number, the power of ten of its scale word (None without one), and its unit's own words.

    ``multiple`` marks ``2x``: a multiple of the baseline and not an amount in any unit.
    """

    digits: str
    power: int | None = None
    unit: str = ""
    multiple: bool = False

    def value(self, default_power: int = 0) -> float:
        """The number, in the unit without a scale; ``default_power`` counts where neither a scale word nor a unit was written.

        The scale goes into the decimal text before it becomes binary, so 4.97 bn is 4970000000.0 exactly.
        """
        shift = (0 if self.unit else default_power) if self.power is None else self.power
        mantissa, _, exponent = self.digits.partition("e")
        return float(f"{mantissa}e{int(exponent) + (0 if self.multiple else shift)}") + 0.0

    def stated(self, default_power: int = 0) -> float:
        """The number with the 15 significant digits that spreadsheets keep, as figures are compared: 6.050000000000001 is 6.05."""
        return float(f"{self.value(default_power):.15g}") + 0.0


@lru_cache(maxsize=65536)
def parse_amount(text: str, decimal: str = "") -> Amount:
    """Read ``10 bn``, ``10e9``, ``10 000 000 000``, ``1,7 млрд``, ``1.7 bn USD``, ``2x``.

    ``decimal`` is "," in a file whose other numbers show that a comma is its decimal mark: ``1,234`` then has one reading, and ``1.234``
    two. Raises ValueError, with a sentence for the user, where the text is no number, not finite, or ambiguous.
    """
    text = no_failure(text.strip())
    found = _NUMBER.match(text)
    if not found or not (found["whole"] or found["rest"]):
        raise ValueError(localized("{given} is not a number", given=quoted(text)))
    unit = text[found.end() :]
    if unit and (unit[0] in ".,'’_" or unit.strip().lstrip("-/:")[:1].isdigit()):
        raise ValueError(localized("{given} is not a number; write digits with a point, as in 1234.5", given=quoted(text)))
    digits = _digits(found, text, decimal)
    multiple = unit.strip().casefold() in {"x", "×"}
    power, rest = (None, "") if multiple else split_scale(unit)
    if split_scale(rest)[0] is not None:
        raise ValueError(localized("{given} names two scales", given=quoted(text)))
    if multiple and not float(digits) > 0:
        raise ValueError(localized("{given} is not a multiple; write a number above zero, as in 2x", given=quoted(text)))
    amount = Amount(digits, power, rest, multiple)
    if abs(amount.value()) > LARGEST:
        raise ValueError(
            localized("{given} is implausibly large", given=quoted(text))
            if amount.value() < math.inf
            else localized("{given} is not a finite number", given=quoted(text))
        )
    return amount


def _digits(found: re.Match[str], text: str, decimal: str) -> str:
    """The number in plain digits that float() reads, or ValueError where it has two readings."""
    doubtful = "." if decimal == "," else ","
    whole, rest = re.sub(rf"[{SPACES}'’]", "", found["whole"]), found["rest"] or ""
    if found["mark"] == doubtful and len(rest) == 3 and 1 <= len(whole) <= 3 and whole != "0":  # noqa: PLR2004 - a group has 3 digits
        raise ValueError(
            localized(
                "{given} has two readings: write {whole}{rest} or {whole}{decimal}{rest}",
                given=quoted(text),
                whole=whole,
                rest=rest,
                decimal=decimal or ".",
            )
        )
    if found["mark"] == "," and not rest:
        raise ValueError(localized("{given} ends in a comma", given=quoted(text)))
    sign = found["sign"].replace("\u2212", "-")
    return f"{sign}{whole or '0'}.{rest or '0'}e{found['power'] or 0}"


def split_scale(text: str) -> tuple[int | None, str]:
    """``bn USD`` or ``USD bn`` -> (9, "USD"); without a scale word (None, the text)."""
    words = text.split()
    if len(words) == 1 and words[0].casefold() in SCALES:
        return SCALES[words[0].casefold()], ""
    for place in (0, -1):
        if words and words[place].casefold() in SCALES:
            rest = words[1:] if place == 0 else words[:-1]
            return SCALES[words[place].casefold()], " ".join(rest)
    return None, " ".join(words)


def is_missing(text: str) -> bool:
    """Whether a value is a sign by which statistics offices say that there is none: ``..``, ``:``, ``-``, ``x``, ``n/a``, ``…``."""
    return folded(text) in MISSING


class Flagged(NamedTuple):
    """A figure with what stands behind it: the mark of a footnote, or a flag, ``bracketed`` or not, and its meaning where that is known."""

    figure: str
    mark: str
    footnote: bool
    bracketed: bool
    meaning: str


def flagged(text: str) -> Flagged | None:
    """A figure with a mark or a flag behind it (``4700¹``, ``12.3 (p)``, ``1 234e``); letters alone may also be a unit."""
    found = _FLAGGED.fullmatch(text.strip())
    if not found:
        return None
    mark = found[2] or found[3] or found[4]
    return Flagged(found[1], mark, bool(found[2]), bool(found[3]), FLAGS.get(folded(mark).rstrip("."), ""))


def refuse_flag(text: str, *, letters: bool = True) -> None:
    """ValueError where a flag stands behind a figure (``12.3 (p)``, ``1 234e``, ``4700¹``), with where it belongs.

    A letter alone may be a unit as well; ``letters`` says that it can be none, because a unit is written elsewhere, or nowhere.
    """
    found = flagged(text)
    if not found:
        return
    figure, mark = found.figure.strip(), quoted(found.mark)
    if found.footnote:
        raise ValueError(
            localized(
                "{given} has a footnote mark, {mark}, behind the figure; write {figure}, and the footnote in `note`",
                given=quoted(text),
                mark=mark,
                figure=figure,
            )
        )
    if not found.bracketed and (not found.meaning or not letters):
        return
    if found.meaning:
        raise ValueError(
            localized(
                "{given} has a flag ({meaning}) behind the figure; write {figure}, and {mark} in the column `status`",
                given=quoted(text),
                meaning=translated(found.meaning),
                figure=figure,
                mark=mark,
            )
        )
    raise ValueError(
        localized(
            "{given} has a flag behind the figure; write {figure}, and {mark} in the column `status`",
            given=quoted(text),
            figure=figure,
            mark=mark,
        )
    )


@lru_cache(maxsize=65536)
def power_in(unit: str, written: str, default_power: int = 0) -> int:
    """Return the power of ten that turns a number written with this unit into the target's own unit.

    Nothing written means the unit as it was declared (``default_power``). Raises ValueError for any other unit:
    another currency is never converted.
    """
    power, rest = split_scale(written)
    if not written.strip():
        return default_power
    if rest not in {"", unit} and currency(rest) != currency(unit) and not (is_bare_percent(rest) and is_bare_percent(unit)):
        if folded(rest) in FLAGS:
            raise ValueError(
                localized(
                    "{given} is not a unit but a flag ({meaning}); write it in the column `status`",
                    given=quoted(rest),
                    meaning=translated(FLAGS[folded(rest)]),
                )
            )
        if not unit:
            raise ValueError(localized("{given} is a unit, and this target has none; remove it", given=quoted(written)))
        said = localized(
            "the unit {given} is not that of the target; write {unit}, thousand {unit}, mn {unit} or bn {unit}",
            given=quoted(written),
            unit=unit,
        )
        raise ValueError(said + did_you_mean(rest, [unit]))
    return 0 if power is None else power


def plain_digits(number: Decimal) -> str:
    """A number as a file has it: plain digits, without an exponent and without zeros behind its last decimal."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def significant(values: Floats, digits: int, size: Floats | None = None) -> Floats:
    """Return the values rounded to so many significant decimal digits of ``size`` (of themselves, where none is given).

    It takes away what binary fractions add: 4.2 + 3.4 - 2.9 is 4.699999999999999 in binary and 4.7 on paper.
    """
    of = np.abs(values if size is None else size)
    with np.errstate(all="ignore"):
        power = np.floor(np.log10(of))
        power -= (power >= 0) & (power <= _LAST) & (of < TENS[np.clip(np.nan_to_num(power), 0, _LAST).astype(np.int64)])
        places = digits - 1 - power  # the logarithm of 999999999999999 itself is rounded up to 15
    exact = np.isfinite(places) & (np.abs(places) <= _LAST)
    whole = np.where(exact, places, 0).astype(np.int64)
    up, down = TENS[np.maximum(whole, 0)], TENS[np.maximum(-whole, 0)]
    return np.where(exact, np.rint(values / down * up) / up * down, values) + 0.0


def scaled(values: Floats, powers: Ints) -> Floats:
    """Return the values times powers of ten, as if the scale had been written into their decimal text.

    4.35 * 100 is 434.99999999999994 in binary; rounding to the 15 digits that every double keeps gives the 435 of the paper.
    """
    with np.errstate(all="ignore"):
        return np.where(powers != 0, significant(values * TENS[powers], 15), values)
