"""The sheet that tells the report in words: the same sections, sentences, tables and footnotes as in the other formats.

The headings and what is said first under each are seen at once and printed; the rest is folded below them, for whoever opens the outline.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.render.excel.colours import ACCENT, SHADE
from tracker.render.excel.sheet import set_paper, shown
from tracker.render.excel.sheet_names import name_sheet
from tracker.reports.document import Bullets, Chart, Message, Paragraph, Quote, Table, Verdict
from tracker.reports.progress_report import write_report
from tracker.words.texts import report_headings, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from tracker.render.excel.sheet import Formats, Look
    from tracker.reports.document import Block, Text
    from tracker.reports.progress_report import Report

_COLUMNS = 9  # of the widest table
_WIDTH = 17  # letters
_LETTERS = 165  # of a paragraph across all columns
_SPARE = 3  # letters of a line that words leave empty
_HEIGHT = 13.5  # points of a line


def story(book: Workbook, report: Report, formats: Formats) -> None:
    """Add the sheet."""
    sheet = book.add_worksheet(name_sheet("report"))
    sheet.set_column(0, 0, 2 * _WIDTH)
    sheet.set_column(1, _COLUMNS - 1, _WIDTH)
    sheet.hide_gridlines(2)
    sheet.outline_settings(symbols_below=False)
    set_paper(sheet, portrait=True)
    for row, (cells, look) in enumerate(_lines(report)):
        _write(sheet, row, cells, look, formats)


_LOOKS: dict[str, Look] = {
    "title": {"bold": True, "font_size": 16},
    "subtitle": {},
    "heading": {"bold": True, "font_size": 12, "valign": "bottom", "font_color": ACCENT},
    "caption": {"bold": True, "italic": True},
    "head": {"bold": True, "bg_color": SHADE, "text_wrap": True, "valign": "bottom"},
    "row": {"text_wrap": True, "valign": "top", "bottom": 4},
    "lead": {"text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "said": {"italic": True, "text_wrap": True, "valign": "top", "indent": 1},
}


_IN_SIGHT = {"title", "subtitle", "heading", "lead"}


def _write(sheet: Worksheet, row: int, cells: list[str], look: str, formats: Formats) -> None:
    """Write one line: the cells of a table, or one text across all columns, as high as it needs."""
    across, style = look not in {"head", "row"}, formats(**_LOOKS[look])
    if across and cells:
        sheet.merge_range(row, 0, row, _COLUMNS - 1, "", style)
    rooms = [_LETTERS] if across else [2 * _WIDTH, *[_WIDTH] * (_COLUMNS - 1)]
    lines = max((math.ceil(len(text) / (room - _SPARE)) for text, room in zip(cells, rooms, strict=False)), default=1)
    height = _HEIGHT * (lines + (look in {"title", "heading"}))  # no program makes room for a wrapped text by itself
    sheet.set_row(row, height, None, {} if look in _IN_SIGHT else {"level": 1, "hidden": True})
    for at, text in enumerate(cells):
        if text:
            sheet.write_string(row, at, shown(text), style)
        else:
            sheet.write_blank(row, at, None, style)


def _lines(report: Report) -> Iterator[tuple[list[str], str]]:
    document = write_report(report)
    yield [document.title], "title"
    yield [document.subtitle], "subtitle"
    yield [workbook.WORKBOOK["folded"]], "subtitle"
    for section in document.sections:
        yield [], "text"
        yield [section.heading], "heading"
        for block in section.blocks:
            yield from _block(block)
    yield [], "text"
    for mark, said in document.marks.items():
        yield [f"{mark}: {said}"], "text"
    yield [report_headings.FOOTNOTES], "heading"
    for source in document.sources:
        yield [f"[{source.number}] {source.text} ({', '.join(source.places)})"], "text"


def _block(block: Block) -> Iterator[tuple[list[str], str]]:
    match block:
        case Paragraph(text, lead):
            yield [_said(text)], "lead" if lead else "text"
        case Verdict(word, reason):
            yield [f"{_said(word)} {_said(reason)}"], "lead"
        case Message(name, status, said, steps):
            yield [" ".join([f"{name.text}: {status.text}.", said.text, *(each.text for each in steps)])], "text"
        case Quote(words, said):
            yield [_said(words)], "said"
            yield [_said(said)], "said"
        case Bullets(items):
            for item in items:
                yield [f"• {_said(item)}"], "text"
        case Table():
            yield [block.caption], "caption"
            yield list(block.head), "head"
            for row in block.rows:
                yield [_said(cell) for cell in row], "row"
        case Chart():
            yield [f"{block.title} {block.alt}"], "said"


def _said(text: Text) -> str:
    """The text with its marks and the numbers of its sources."""
    marks = "".join(f" ({mark})" for mark in text.marks)
    return text.text + marks + "".join(f" [{number}]" for number in text.cites)
