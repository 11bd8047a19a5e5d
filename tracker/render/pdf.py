"""PDF: what people print and file. Typst sets it from a template, without a browser, a library of the system or a request to anywhere."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from tracker.render.pictures import sparkline, svg
from tracker.render.pictures.native_process import RefusedError, native_process, need
from tracker.render.spacing import keep_units
from tracker.reports.charts.theme import FONT
from tracker.reports.document import Chart, Text
from tracker.values import languages
from tracker.values.languages.translations import localized
from tracker.words.texts import report_headings

need("typst")

if TYPE_CHECKING:
    from datetime import date

    from tracker.render.pictures.native_process import NativeProcess
    from tracker.reports.document import Block, Document, Source
    from tracker.values.plain_data import Json, JsonObject

_LONGEST_LINK = 2000  # Typst refuses very long addresses; no server takes them either


def pdf(document: Document, when: date) -> bytes:
    """Return the document as PDF/UA-1 on A4; the same document and day give the same bytes on every machine.

    Only the fonts that come with Typst are used. Where they lack a letter (Chinese, an emoji), which PDF/UA-1 forbids,
    a box stands for it and the document is tagged, but does not claim the standard.
    """
    given = json.dumps(_data(document), ensure_ascii=False)
    with native_process(localized("the PDF cannot be made")) as worker:
        try:
            return _set(worker, given, when, "ua-1")
        except RefusedError:
            return _set(worker, given, when, None)


def _set(worker: NativeProcess, given: str, when: date, standard: str | None) -> bytes:
    template = files("tracker.render").joinpath("templates/report.typ").read_text(encoding="utf-8")
    timestamp = int(datetime.combine(when, time(), UTC).timestamp())
    worker.ask("pdf", [{"template": template, "report": given, "timestamp": timestamp, "standard": standard}])
    (made,) = worker.answer()
    return made


def _data(document: Document) -> Json:
    drawn = {each.name: svg.svg(each.wide) for each in document.charts()}
    data: JsonObject = {
        "language": languages.current().code,
        "months": "|".join(map(re.escape, (*languages.current().short_months, *languages.current().long_months))),
        "title": document.title,
        "subtitle": document.subtitle,
        "sections": [
            {"heading": each.heading, "page": each.page, "blocks": [_block(block, drawn) for block in each.blocks]}
            for each in document.sections
        ],
        "marks": document.marks,
        "sources": [asdict(each) | {"link": _link(each)} for each in document.sources],
        "footer": document.footer,
        "headings": {"marks": report_headings.MARKS_HEADING, "sources": report_headings.FOOTNOTES, "command": report_headings.COMMAND},
    }
    return svg.shown(data)


def _block(block: Block, drawn: dict[str, str]) -> JsonObject:
    if isinstance(block, Chart):
        told: JsonObject = {"title": keep_units(block.title), "alt": block.alt, "svg": _lettered(drawn[block.name])}
    else:
        told = {each.name: _plain(getattr(block, each.name)) for each in fields(block)}
    return {"kind": type(block).__name__} | told


def _plain(value: object) -> Json:
    """A field of a block as JSON has it, with every number on one line with its unit."""
    if isinstance(value, Text):
        line = value.line
        told: JsonObject = {"text": keep_units(value.text), "marks": value.marks, "cites": value.cites, "tone": value.tone}
        return told | {"svg": svg.svg(sparkline.draw(line)) if line else None, "alt": line.alt if line else ""}
    if isinstance(value, str):
        return keep_units(value)
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(each) for each in value] if isinstance(value, tuple) else cast("bool | None", value)


def _lettered(svg: str) -> str:
    """The chart with its words in the font of the text: narrower than the one they were measured in, so that nothing overlaps."""
    return svg.replace(f'font-family="{FONT}"', 'font-family="Libertinus Serif"')


def _link(source: Source) -> str | None:
    """The address in ASCII, as a PDF wants it."""
    link = quote(source.link or "", safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
    return link if 0 < len(link) <= _LONGEST_LINK else None
