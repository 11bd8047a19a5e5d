"""Text as a terminal takes it: how wide it is, where a line may break, how a long name is cut, and what ASCII has in place of a sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.render.spacing import keep_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ASCII = str.maketrans(
    {
        "█": "#",
        "×": "x",
        "░": ".",
        **dict.fromkeys("▏▎▍", "."),
        **dict.fromkeys("▌▋▊▉", "="),
        "–": "-",
        "−": "-",
        "·": "-",
        "✔": "*",
        "✖": "X",
        "…": ".",
        "○": "o",
        "▲": "^",
        "◆": "!",
        "▼": "v",
        "≥": ">=",
        "≤": "<=",
        "←": "<-",
    }
)
"""What stands for each sign on a terminal that has ASCII alone; but for the last three, it is as wide as the sign."""
# Every one of these letters and signs takes one column: Latin, Greek, Cyrillic, punctuation, currencies, arrows, blocks, braille.
_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0390-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff"
    "\u2500-\u25fc\u2714\u2716\u2717\u2800-\u28ff\ufdd0]*"
)
_IDEOGRAPH = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
# A line breaks at spaces and between two ideographs; but a number stays with its unit, a month with its year, and an id with its reporter.
_SPACES, _BREAK = r" +", f" +|(?<=[{_IDEOGRAPH}])(?=[{_IDEOGRAPH}])"
_BESIDE_DOT = re.compile("(?<=·) | (?=·)")
_HELD = "\ufdd0"  # a space at which no line breaks: no letter at all, and one column wide
_LOOSE_END = " ,;:-–—(/·"


class Styled(NamedTuple):
    """A piece of a line and how it looks."""

    text: str
    style: str = ""


Line = list[Styled]


def draw_line(line: Line, *, colour: bool) -> str:
    """Return the line as text, with the terminal's codes for its styles where colour is asked for."""
    trimmed = _trim(line)
    if not colour:
        return "".join(piece.text for piece in trimmed)
    from rich.style import Style  # noqa: PLC0415 - only a terminal pays for it

    return "".join(Style.parse(piece.style).render(piece.text) if piece.style else piece.text for piece in trimmed)


def _trim(line: Line) -> Line:
    """The line without the blanks at its end, which would be copied from the terminal with it."""
    kept = list(line)
    while kept:
        last = kept.pop()
        if text := last.text.rstrip():
            return [*kept, Styled(text, last.style)]
    return []


def to_ascii(text: str) -> str:
    """Return the text with ASCII for the signs of the tracker's own."""
    return text.translate(ASCII)


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - wide letters are rare, and rich takes its time

    return cell_len(text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return the text with spaces behind it, or before it, so that it fills so many columns."""
    room = " " * (width - width_of(text))
    return room + text if right else text + room


def wrap(text: str, width: int | None, indent: str = "", hanging: str = "  ") -> list[str]:
    """Return the lines of a paragraph, none of them wider than ``width``; one line where that is None.

    The first line begins with ``indent`` and the spaces of the text, the others with ``hanging`` as well. No line breaks within a word: one
    that is wider than a line, such as an address, goes over its end.
    """
    if width is None or width_of(indent + text) <= width:
        return [indent + text.replace(_HELD, " ")]
    said = text.lstrip(" ")
    indent += " " * (len(text) - len(said))
    lines, begun, hanging = [], indent, indent + hanging
    for gap, word in _words(_BESIDE_DOT.sub(_HELD, keep_units(said, _HELD))):
        longer = begun + gap + word
        if width_of(longer) <= width or not begun.strip():
            begun = longer
        else:
            lines.append(begun)
            begun = hanging + word
    return [line.replace(_HELD, " ") for line in [*lines, begun]]


def wrap_labelled(label: str, said: str, width: int | None, style: str = "bold") -> list[Line]:
    """Return the lines of a paragraph that begins with a label, which alone has a style."""
    lines: list[Line] = []
    left = len(label.replace(" ", ""))
    for line in wrap(label + said, width):
        at = 0
        while left and at < len(line):
            left -= line[at] != " "
            at += 1
        lines.append([Styled(line[:at], style), Styled(line[at:])] if at else [Styled(line)])
    return lines


def wrap_cells(cells: Sequence[str], width: int | None, indent: str) -> list[str]:
    """Return the lines of several cells beside each other, which break between the cells alone."""
    return wrap("  ".join(cell.replace(" ", _HELD) for cell in cells), width, indent, "")


def wrap_lines(text: str, width: int | None) -> str:
    """Return a text of many lines, of which those that are too wide go on below, farther in than they began."""
    if width is None:
        return text
    return "\n".join(part for line in text.split("\n") for part in wrap(line, width))


def cut(text: str, width: int, mark: str = "…") -> str:
    """Return a text that is wider than ``width`` without its last words, with a mark in their place."""
    if width_of(text) <= width:
        return text
    room = width - width_of(mark)
    kept = ""
    for gap, word in _words(text):
        if width_of(kept + gap + word) > room:
            break
        kept += gap + word
    return (kept.rstrip(_LOOSE_END) or _cut_word(text, room)) + mark


def _cut_word(word: str, width: int) -> str:
    """The beginning of a word, without a part of a letter that is made of several signs."""
    from rich.cells import split_graphemes  # noqa: PLC0415 - such a word is rare

    end = taken = 0
    for _, stop, cells in split_graphemes(word)[0]:
        taken += cells
        if taken > width:
            break
        end = stop
    return word[:end].rstrip()


def _words(text: str) -> Iterator[tuple[str, str]]:
    """What a line may not break within, each with the gap before it."""
    gap, start = "", 0
    for found in re.finditer(_SPACES if _NARROW.fullmatch(text) else _BREAK, text):  # few texts need the second, which takes its time
        if start < found.start():
            yield gap, text[start : found.start()]
            gap = ""
        gap, start = gap + found[0], found.end()
    if start < len(text):
        yield gap, text[start:]


def widest(texts: Iterable[str]) -> int:
    """How many columns the widest of several texts takes."""
    return max(map(width_of, texts), default=0)
