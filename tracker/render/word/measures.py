"""How wide words are and how high blocks become, estimated: Word lays a page out itself, and a page is to hold what belongs on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from tracker.render.spacing import keep_units
from tracker.render.word.styles import attribute
from tracker.reports.charts import letter_widths
from tracker.reports.document import Bullets, Chart, Message, Paragraph, Quote, Table, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.text.paragraph import CT_P
    from lxml.etree import _Element as Element

    from tracker.render.word.template import Kit
    from tracker.reports.document import Block, Section, Text

CELL = 8.5  # points, of the letters in a table
BOLD = 1.09  # how much wider the letters of a head are
_TITLE, _TEXT, _MESSAGE, _CAPTION, _HEADING = 20.0, 10.0, 9.5, 9.0, 14.0  # points
_LINE = 1.15  # the height of a line, in sizes of its letters
_RAISED = 0.42  # of a letter's size: the width of a raised one
_SIZES = tuple(each / 40 for each in range(40, 27, -1))  # from 1 down to 0.7
_SURE = 0.94  # of the height of a page: what is estimated to take no more will fit it
_SHRINKS = 1.6  # a chart becomes smaller by this power of what its text does


def measure_text(text: str) -> float:
    """The width of a text in sizes of its letters, as Arial has them."""
    return letter_widths.measure(text, 1.0)


def measure_raised(text: Text) -> float:
    """The width of the marks and the numbers of the sources behind a text, in sizes of its letters."""
    return _RAISED * (sum(map(len, text.marks)) + sum(2 + len(str(each)) for each in text.cites))


def page_height(place: CT_P) -> float:
    """The height between the margins of the page that a place is on, in points."""
    found = place.xpath("(.//w:sectPr | following::w:sectPr)[1]")
    size, margin = (found[0].find(qn(f"w:{name}")) if found else None for name in ("pgSz", "pgMar"))

    def twips(element: Element | None, name: str, unknown: int) -> int:
        value = attribute(element, name)
        return int(value) if value.lstrip("-").isdigit() else unknown

    return (twips(size, "h", 15840) - abs(twips(margin, "top", 1440)) - abs(twips(margin, "bottom", 1440))) / 20


def title_height(kit: Kit, title: str) -> float:
    """What the title and the subtitle take above page one, and the line about how the report was made below it, in points."""
    return _paragraph(title, kit.narrowed / 20, _TITLE, 1.0) + 60


def fit_section(kit: Kit, section: Section, above: float = 0) -> float:
    """By how much a section is to be set smaller so that it fits its page, of which so many points are taken; 1 where nothing helps."""
    room, height = kit.narrowed / 20, page_height(kit.place) * _SURE / kit.breadth - above

    def takes(size: float) -> float:
        heading = _paragraph(section.heading, room, _HEADING * size) + 23 * shrink_gaps(size)
        return heading + sum(_height(block, room, size) for block in section.blocks)

    return next((size for size in _SIZES if takes(size) <= height), 1.0 if takes(_SIZES[-1]) > 2 * height else _SIZES[-1])


def shrink_chart(size: float) -> float:
    """How much smaller a chart is drawn where the text around it is set so much smaller."""
    return float(size**_SHRINKS)


def shrink_gaps(size: float) -> float:
    """How much smaller the gaps between paragraphs are where their letters are so much smaller."""
    return size * size


def _height(block: Block, room: float, size: float) -> float:
    gaps = shrink_gaps(size)
    match block:
        case Paragraph():
            return _paragraph(block.text.text, room, _TEXT * size) + (14 if block.lead else 6) * gaps + (8 if block.lead else 0)
        case Verdict():
            return _paragraph(f"{block.word.text} {block.reason.text}", room - 9, _TEXT * size) + 14 * gaps + 8
        case Message():
            said = " ".join(each.text for each in (block.name, block.status, block.said, *block.steps))
            return _paragraph(said, room - 12, _MESSAGE * size) + 5 * gaps
        case Quote():
            return sum(_paragraph(each.text, room - 34, _TEXT * size) for each in (block.words, block.said)) + 10 * gaps
        case Bullets():
            return sum(_paragraph(each.text, room - 20, _TEXT * size) + 4 * gaps for each in block.items)
        case Table():
            return _table(block, room, size)
        case Chart():
            return _chart(block, room, size)
        case _:
            return 0.0


def _paragraph(text: str, width: float, size: float, leading: float = 1.1) -> float:
    return count_lines(text, width, size) * size * _LINE * leading


def count_lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes, a word at a time."""
    lines, at = 1, 0.0
    for word in keep_units(text).split(" "):
        wide = measure_text(word) * size
        if at and at + wide > width:
            lines, at = lines + 1, 0.0
        lines += int(wide // width)
        at += wide + 0.28 * size
    return lines


def _table(block: Table, room: float, size: float) -> float:
    letters = CELL * size
    across = [each / 20 - 7 for each in column_widths(block, int(room * 20), letters)]
    rows = [[each.text for each in row] for row in block.rows]
    head = max(count_lines(text, width, letters * BOLD) for text, width in zip(block.head, across, strict=True))
    lines = [head, *(_lines(row, across, letters) for row in rows)]
    caption = _paragraph(block.caption, room, _CAPTION * size, 1.0) + 15 * shrink_gaps(size)
    least = max([LINE_HEIGHT if any(each.line for row in block.rows for each in row) else 0, letters * _LINE])
    return caption + sum(max(each * letters * _LINE, least) + 3 * shrink_gaps(size) + 1.5 for each in lines) + 8 * shrink_gaps(size)


def _lines(row: Sequence[str], across: Sequence[float], letters: float) -> int:
    return max(count_lines(text, width, letters) for text, width in zip(row, across, strict=True))


def _chart(block: Chart, room: float, size: float) -> float:
    shape = block.wide.height / block.wide.width
    return (
        min(room, BROADEST / 20) * shrink_chart(size) * shape + _paragraph(block.title, room, _CAPTION * size, 1.0) + 24 * shrink_gaps(size)
    )


BROADEST = 8788  # twentieths of a point, 15.5 cm: the letters of a chart are then as large as those of a table
_PADDING = 150  # twentieths of a point: what a cell needs beside its text
_SAFE = 1.04  # the fonts that may stand in for ours are not quite as wide
_LONGEST, _LONGEST_NUMBER, _LONGEST_HEAD = 32.0, 13.0, 16.0  # sizes of a letter: a longer text, number or half of a heading is wrapped
_WHOLE = 7.0  # a shorter text stays on one line
LINE_WIDTH, LINE_HEIGHT = 1000, 12.5  # a sparkline, in twentieths of a point, and in points
_LEAST_LETTERS = 6.0  # points


def letters_that_fit(block: Table, room: int, wanted: float = CELL) -> float:
    """The largest size of letters, up to the wanted one, at which no word of a table is broken; the least where one must be."""
    size = wanted
    while size > _LEAST_LETTERS and sum(least for least, _ in _columns(block, size)) > room:
        size -= 0.5
    return size


def column_widths(block: Table, room: int, size: float = CELL) -> list[int]:
    """How wide each column is: as its longest line needs, where all have room; else as its longest word needs and a share of the rest."""
    columns = _columns(block, size)
    least, wanted = ([width[at] for width in columns] for at in (0, 1))
    if sum(wanted) <= room:
        return _given_more(wanted, [_longest_text(block, at, size) for at in range(len(columns))], room)
    spare, more = room - sum(least), sum(wanted) - sum(least)
    if spare < 0 or not more:
        return _shrunk(least, room)
    return [low + (high - low) * spare // more for low, high in zip(least, wanted, strict=True)]


def _given_more(widths: list[int], whole: list[int], room: int) -> list[int]:
    """What is left of the room goes to the columns of sentences, whose lines would else be short on a page that is half empty."""
    more = [max(0, long - width) for long, width in zip(whole, widths, strict=True)]
    spare = min(room - sum(widths), sum(more))
    return [width + each * spare // sum(more) for width, each in zip(widths, more, strict=True)] if spare else widths


def _longest_text(block: Table, at: int, size: float) -> int:
    """How wide the longest text of a column is on one line; nothing of a column of numbers, which stand close to each other."""
    return 0 if at in block.numeric else _twips(max((_whole(row[at]) for row in block.rows), default=0.0), size)


def _shrunk(least: list[int], room: int) -> list[int]:
    """Only the broadest columns give way, so that a status or a year is not broken for the sake of a long name."""
    fair = room // len(least)
    narrow = [width for width in least if width <= fair]
    rest = (room - sum(narrow)) // max(1, len(least) - len(narrow))
    return [width if width <= fair else min(width, rest) for width in least]


def _columns(block: Table, size: float) -> list[tuple[int, int]]:
    return [
        _column(head, [row[at] for row in block.rows], size, _LONGEST_NUMBER if at in block.numeric else _LONGEST)
        for at, head in enumerate(block.head)
    ]


def _column(head: str, cells: Sequence[Text], size: float, longest: float) -> tuple[int, int]:
    """The least width of a column, and the one that it wants; a heading takes two lines or three."""
    if any(each.line for each in cells):
        return (LINE_WIDTH + _PADDING,) * 2
    words = max(map(measure_text, _words(head)), default=0.0) * BOLD
    least = max([words, *map(_unbroken, cells)])
    wanted = max(min(longest, max([words, *map(_whole, cells)])), min(_LONGEST_HEAD, _halved(head) * BOLD))
    return _twips(least, size), _twips(max(least, wanted), size)


def _halved(head: str) -> float:
    """The least width at which a heading takes two lines."""
    words = keep_units(head).split(" ")
    return min(max(measure_text(" ".join(words[:at])), measure_text(" ".join(words[at:]))) for at in range(len(words)))


def _words(text: str) -> Iterable[str]:
    """The pieces between which a line may end."""
    return keep_units(text).replace("-", "- ").split(" ")


def _whole(text: Text) -> float:
    return measure_text(keep_units(text.text)) * (BOLD if text.tone else 1) + measure_raised(text)


LONGEST_STATUS = 24  # letters


def is_status(text: Text) -> bool:
    """Whether a text is a symbol with its word, which stay on one line."""
    return bool(text.tone) and len(text.text) <= LONGEST_STATUS and not (text.text[:1].isalnum() or text.text[:1].isspace())


def _unbroken(text: Text) -> float:
    """What shall not be broken: of a short text or a status all, else of its longest word, with what is raised behind the last one."""
    whole = _whole(text)
    if whole <= _WHOLE or is_status(text):
        return whole
    return max(map(measure_text, _words(text.text)), default=0.0) * (BOLD if text.tone else 1) + min(2.0, measure_raised(text))


def _twips(width: float, size: float) -> int:
    return math.ceil(width * size * 20 * _SAFE) + _PADDING
