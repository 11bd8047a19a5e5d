"""How wide a text is in the letters of the charts, so that labels can be placed where they have room."""

from __future__ import annotations

import math
from functools import lru_cache
from unicodedata import east_asian_width

# In thousandths of the size, of Liberation Sans; Arial, Helvetica and Arimo are as wide.
_GROUPS: tuple[tuple[int, str], ...] = (
    (188, "′"),
    (191, "'"),
    (223, "ijlįĵĺļłſіј‘’‚"),
    (260, "|¦"),
    (278, " !,./:;I[\\]ft·ÌÍÎÏìíîïĨĩĪīĬĭĮİıţŧІЇї"),
    (292, "ľ"),
    (334, "()-`r{}¡¨²³´¸¹ŀŕŗř“”„"),
    (351, "•"),
    (355, '"″'),
    (365, "гѓ"),
    (366, "º"),
    (371, "ª"),
    (375, "ť"),
    (390, "*"),
    (400, "°"),
    (412, "ґ"),
    (438, "кќ"),
    (444, "ĳ"),
    (459, "зт"),
    (470, "^"),
    (489, "Ґ"),
    (500, "JcksvxyzçýÿćĉċčĴķĸśŝşšŷźżžЈсухѕў↑↓"),
    (511, "эє"),
    (521, "чь"),
    (532, "в"),
    (538, "¶"),
    (542, "ЃГпя"),
    (549, "±÷≈≠≤≥"),
    (553, "¯нџ"),
    (557, "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþāăąđēĕėęěĝğġģĥħĹĻĽĿŁńņňŋōŏőũūŭůűųаеорѐёђћ–€"),
    (559, "ийѝ"),
    (573, "бц"),
    (577, "µ"),
    (583, "ЌК"),
    (584, "+<=>~¬×дл−"),
    (605, "ŉЗ"),
    (611, "FTZ¿ßøŢŤŦŹŻŽТ"),
    (615, "ď"),
    (625, "ъ"),
    (636, "ЎУ"),
    (657, "БЛЬ"),
    (667, "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĔĖĘĚĶŚŜŞŠŶŸЀЅАВЕРХЧ"),
    (668, "Ё"),
    (669, "ж"),
    (678, "Д"),
    (688, "м"),
    (719, "ЄЏИЙПЭы"),
    (723, "CDHNRUwÇÐÑÙÚÛÜĆĈĊČĎĐĤĦŃŅŇŔŖŘŨŪŬŮŰŲŵЍНСЯ"),
    (724, "Ŋ"),
    (735, "Ĳ"),
    (737, "©®"),
    (740, "Ц"),
    (750, "ю"),
    (761, "Ф"),
    (778, "GOQÒÓÔÕÖØĜĞĠĢŌŎŐО"),
    (792, "Ъ"),
    (803, "ш"),
    (813, "њ"),
    (823, "фщ"),
    (834, "Mm¼½¾М"),
    (855, "Ћ"),
    (865, "Ђ"),
    (886, "Ы"),
    (890, "%æ"),
    (907, "љ"),
    (917, "Ш"),
    (924, "Ж"),
    (938, "Щ"),
    (944, "WœŴ"),
    (1000, "ÆŒ—…‰←→"),
    (1011, "ЊЮ"),
    (1016, "@"),
    (1058, "Љ"),
    (1073, "№"),
)
_WIDTHS = {letter: width for width, letters in _GROUPS for letter in letters} | {"\u00a0": 278, "\u202f": 278}
_UNKNOWN = {"W": 1000, "F": 1000}  # Chinese, Japanese and Korean letters are square
_LARGE, _SMALL = 800, 630  # of other letters, which come from a font that nobody knows: rather too wide than too narrow
_BOLD = 1.12
LINE = 1.2  # the height of a line, of the size
_ELLIPSIS, _KEPT = "…", "\u00a0"


@lru_cache(maxsize=65536)
def measure(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line in pixels; of bold letters it is an upper bound."""
    return sum(map(_width, text)) * size / 1000 * (_BOLD if bold else 1.0)


def _width(letter: str) -> int:
    known = _WIDTHS.get(letter)
    return known if known is not None else _UNKNOWN.get(east_asian_width(letter)) or (_LARGE if letter.isupper() else _SMALL)


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit the room, in pixels; what is kept together is parted, and a word broken, only where it is wider."""
    if any(measure(each, size, bold=bold) > room for each in text.split(" ") if _KEPT in each):
        text = text.replace(_KEPT, " ")
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.extend(_broken(word, size, room, bold=bold))
    return tuple(lines)


def _broken(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    """A word, in as many parts as it needs."""
    parts = [""]
    for letter in word:
        if parts[-1] and measure(parts[-1] + letter, size, bold=bold) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def shorten(lines: tuple[str, ...], most: int, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """At most so many lines, in pixels of room; what is left out is shown by an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1].removesuffix(_ELLIPSIS).rstrip()
    while last and measure(last + _ELLIPSIS, size, bold=bold) > room:
        last = last[:-1].rstrip()
    return (*lines[: most - 1], last + _ELLIPSIS)


def height(lines: int, size: float) -> float:
    """The height of so many lines in whole pixels."""
    return math.ceil(lines * LINE * size)
