"""The blocks of a document as elements: a table that repeats its head and keeps its rows whole, a chart that is told in words."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tracker.render.spacing import NO_BREAK, keep_units
from tracker.render.word.elements import clean, paragraph, resize, run, runs, said, w
from tracker.render.word.measures import BROADEST, CELL, LINE_WIDTH, column_widths, is_status, letters_that_fit, shrink_chart, shrink_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from tracker.render.word.template import Kit
    from tracker.reports.document import Chart, Message, Table, Text

_SHORT = 14  # rows: a table that is no longer is never split between pages
_EMU = 635  # per twentieth of a point
_TONES = {"good": "1B6E3C", "warn": "8A5300", "bad": "B42318", "open": "7B8794"}


def table(kit: Kit, block: Table, size: float = 1.0, *, split: bool = False) -> Iterator[Element]:
    """The caption, kept with its table, and a gap after it, without which Word would join two tables.

    The letters are made smaller where else a word would be broken; a table that may be ``split`` is not kept in one piece.
    """
    letters = letters_that_fit(block, kit.narrowed, CELL * size)
    across = [int(width * kit.breadth) for width in column_widths(block, kit.narrowed, letters)]
    yield resize(kit, paragraph(kit, "caption", *runs(kit, keep_units(block.caption)), kept=True), size)
    whole = len(block.rows) <= _SHORT and not split
    rows = [_row(kit, block, row, across, kept=whole and row is not block.rows[-1]) for row in block.rows]
    grid = w("tblGrid", *(w("gridCol", w=width) for width in across))
    made = w("tbl", _properties(kit, block, sum(across)), grid, _head(kit, block, across), *rows)
    yield resize(kit, made, letters / CELL)
    yield paragraph(kit, "tracker gap")


def message(kit: Kit, block: Message) -> Element:
    """What must be known of one target, as one paragraph beside a line in the colour of its status."""
    heads = [*runs(kit, keep_units(block.name.text), "tracker name"), *runs(kit, " ")]
    steps = [each for step in block.steps for each in (*runs(kit, " "), *runs(kit, keep_units(step.text), "tracker step"))]
    made = paragraph(kit, "tracker message", *heads, *said(kit, _unbroken(block.status)), *runs(kit, ". "), *said(kit, block.said), *steps)
    line = w("left", val="single", sz=18, space=6, color=_TONES.get(block.status.tone, _TONES["open"]))
    made[0].insert(1, w("pBdr", line))
    return made


def _properties(kit: Kit, block: Table, width: int) -> Element:
    looks = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    return w(
        "tblPr",
        w("tblStyle", val=kit.styles["tracker table"]),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),  # a long word breaks in its cell instead of widening it
        w("tblLook", val="0620", **looks),
        w("tblCaption", val=clean(block.caption)),
    )


def _head(kit: Kit, block: Table, across: list[int]) -> Element:
    cells = [
        _cell(width, paragraph(kit, "tracker head", *runs(kit, keep_units(text)), kept=True, right=at in block.numeric))
        for at, (text, width) in enumerate(zip(block.head, across, strict=True))
    ]
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _row(kit: Kit, block: Table, row: tuple[Text, ...], across: list[int], *, kept: bool) -> Element:
    cells = [
        _cell(width, paragraph(kit, "tracker cell", *_content(kit, text), kept=kept, right=at in block.numeric))
        for at, (text, width) in enumerate(zip(row, across, strict=True))
    ]
    return w("tr", w("trPr", w("cantSplit")), *cells)


def _content(kit: Kit, text: Text) -> Iterator[Element]:
    if text.line is None:
        yield from said(kit, _unbroken(text))
    else:
        yield run(kit, _picture(kit, kit.lines[text.line], LINE_WIDTH, text.line.alt))


def _unbroken(text: Text) -> Text:
    """A status, a symbol with its word, which stays on one line."""
    return replace(text, text=text.text.replace(" ", NO_BREAK)) if is_status(text) else text


def _cell(width: int, content: Element) -> Element:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), content)


def chart(kit: Kit, block: Chart, png: bytes, size: float = 1.0) -> Iterator[Element]:
    """The picture, with its words for who cannot see it, and the title below it: LibreOffice would not keep one above with its picture."""
    width = int(min(kit.room, BROADEST) * shrink_chart(size))
    yield paragraph(kit, "tracker picture", run(kit, _picture(kit, png, width, block.alt, block.title)), kept=True)
    title = paragraph(kit, "caption", *runs(kit, keep_units(block.title)))
    title[0].extend(
        (w("keepNext", val=0), w("keepLines"), w("spacing", before=60, after=round(240 * shrink_gaps(size))))
    )  # the style would keep it with what follows
    yield resize(kit, title, size)


def _picture(kit: Kit, png: bytes, width: int, alt: str, title: str = "") -> Element:
    """A picture so many twentieths of a point wide, as part of the package; python-docx would look through all earlier ones first."""
    made = Part(next(kit.pictures), CONTENT_TYPE.PNG, png, kit.part.package)
    across, down = struct.unpack(">II", png[16:24])
    inline = parse_xml(_INLINE.format(width=width * _EMU, height=width * _EMU * down // across))
    number = next(kit.ids)
    shown = {"id": str(number), "name": f"Chart {number}", "descr": clean(alt)} | ({"title": clean(title)} if title else {})
    next(inline.iter(qn("wp:docPr"))).attrib.update(shown)
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
