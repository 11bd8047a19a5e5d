"""The blocks of a document as elements: a table that repeats its head and keeps its rows whole, a chart that is told in words."""

from __future__ import annotations

import struct
import unicodedata
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tracker.render.word.elements import clean, paragraph, run, runs, said, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.render.word.template import Kit
    from tracker.reports.document import Chart, Table, Text

_LETTER, _PADDING = 98, 140  # twentieths of a point: a letter of 8.5 pt, and what a cell needs beside its text
_BOLD = 1.2  # how much wider the letters of the head are, in the widest of the fonts that may stand in for ours
_WORD, _LINE = 16, 44  # letters: a longer word is broken, a longer text wrapped
_WHOLE = 12  # letters: a shorter text stays on one line
_SHORT = 14  # rows: a table that is no longer is never split between pages
_BROADEST = 8788  # twentieths of a point, 15.5 cm: the letters of a chart are then as large as those of a table
_EMU = 635  # per twentieth of a point


def table(kit: Kit, block: Table) -> Iterator[Any]:
    """The caption, kept with its table, and a gap after it, without which Word would join two tables."""
    across = widths(block, kit.room)
    yield paragraph(kit, "caption", *runs(kit, block.caption), kept=True)
    rows = [_row(kit, block, row, across, kept=len(block.rows) <= _SHORT and row is not block.rows[-1]) for row in block.rows]
    grid = w("tblGrid", *(w("gridCol", w=width) for width in across))
    yield w("tbl", _properties(kit, block, sum(across)), grid, _head(kit, block, across), *rows)
    yield paragraph(kit, "tracker gap")


def _properties(kit: Kit, block: Table, width: int) -> Any:
    looks = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    return w(
        "tblPr",
        w("tblStyle", val=kit.styles["tracker table"]),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),  # a long word breaks in its cell instead of widening it
        w("tblLook", val="0620", **looks),
        w("tblCaption", val=clean(block.caption)),
    )


def _head(kit: Kit, block: Table, across: list[int]) -> Any:
    cells = [
        _cell(width, paragraph(kit, "tracker head", *runs(kit, text), kept=True, right=at in block.numeric))
        for at, (text, width) in enumerate(zip(block.head, across, strict=True))
    ]
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _row(kit: Kit, block: Table, row: tuple[Text, ...], across: list[int], *, kept: bool) -> Any:
    cells = [
        _cell(width, paragraph(kit, "tracker cell", *said(kit, text), kept=kept, right=at in block.numeric))
        for at, (text, width) in enumerate(zip(row, across, strict=True))
    ]
    return w("tr", w("trPr", w("cantSplit")), *cells)


def _cell(width: int, content: Any) -> Any:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), content)


def widths(block: Table, room: int) -> list[int]:
    """How wide each column is: as its longest line needs, where all have room; else as its longest word needs and a share of the rest."""
    columns = [_column(head, [row[at] for row in block.rows]) for at, head in enumerate(block.head)]
    least, wanted = ([width[at] for width in columns] for at in (0, 1))
    if sum(wanted) <= room:
        return wanted
    spare, more = room - sum(least), sum(wanted) - sum(least)
    if spare < 0 or not more:
        return _shrunk(least, room)
    return [low + (high - low) * spare // more for low, high in zip(least, wanted, strict=True)]


def _shrunk(least: list[int], room: int) -> list[int]:
    """Only the broadest columns give way, so that a status or a year is not broken for the sake of a long name."""
    fair = room // len(least)
    narrow = [width for width in least if width <= fair]
    rest = (room - sum(narrow)) // max(1, len(least) - len(narrow))
    return [width if width <= fair else min(width, rest) for width in least]


def _column(head: str, cells: list[Text]) -> tuple[int, int]:
    """The least width of a column, and the one that it wants; a heading takes two lines or three."""
    texts = [each.text + "," * (sum(map(len, each.marks)) + 2 * len(each.cites)) for each in cells]  # raised ones are smaller
    words = int(max(map(_letters, head.split()), default=0) * _BOLD)
    least = min(_WORD, max([words, *map(_unbroken, texts)]))
    wanted = min(_LINE, max([words, int(_letters(head) * _BOLD) // 2, *map(_letters, texts)]))
    return _twips(least), _twips(max(least, wanted))


def _unbroken(text: str) -> int:
    """The letters that shall not be broken: of a short text all, else of its longest word."""
    whole = _letters(text)
    return whole if whole <= _WHOLE else max(map(_letters, text.split()), default=0)


def _letters(text: str) -> int:
    """The width of a text in letters: Chinese ones count for two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in clean(text))


def _twips(letters: int) -> int:
    return letters * _LETTER + _PADDING


def chart(kit: Kit, block: Chart, png: bytes) -> Iterator[Any]:
    """The picture, with its words for who cannot see it, and the title below it: LibreOffice would not keep one above with its picture."""
    yield paragraph(kit, "tracker picture", run(kit, _picture(kit, block, png)), kept=True)
    title = paragraph(kit, "caption", *runs(kit, block.title))
    title[0].extend((w("keepNext", val=0), w("keepLines"), w("spacing", before=60, after=300)))  # the style would keep it with what follows
    yield title


def _picture(kit: Kit, block: Chart, png: bytes) -> Any:
    """The picture across the room, as part of the package; python-docx would look through all earlier ones first."""
    made = Part(next(kit.pictures), CONTENT_TYPE.PNG, png, kit.part.package)
    across, down = struct.unpack(">II", png[16:24])
    width = min(kit.room, _BROADEST) * _EMU
    inline = parse_xml(_INLINE.format(width=width, height=width * down // across))
    number = next(kit.ids)
    shown = {"id": str(number), "name": f"Chart {number}", "descr": clean(block.alt), "title": clean(block.title)}
    for key, value in shown.items():
        inline.find(qn("wp:docPr")).set(key, value)
    next(inline.iter(qn("a:blip"))).set(qn("r:embed"), kit.part.relate_to(made, RELATIONSHIP_TYPE.IMAGE))
    return w("drawing", inline)


_INLINE = f"""<wp:inline {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="{{width}}" cy="{{height}}"/><wp:docPr/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{{width}}" cy="{{height}}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline>"""
