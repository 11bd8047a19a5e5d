"""DOCX: a report that is edited, signed and sent on, in Word's own styles or in those of a ministry's letterhead."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from tracker.render.pictures import png, sparkline, svg
from tracker.render.word import blocks, package
from tracker.render.word.cleaning import NO_TEMPLATE
from tracker.render.word.elements import bookmarked, clean, field, linked, paragraph, resize, run, runs, said, w
from tracker.render.word.measures import fit_section, title_height
from tracker.render.word.template import kit, left
from tracker.reports.document import Bullets, Chart, Message, Paragraph, Quote, Table, Verdict, list_texts
from tracker.values.display import dates
from tracker.values.languages.translations import translated
from tracker.values.problems import TrackerError
from tracker.words.texts import report_headings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from docx.document import Document as Opened
    from lxml.etree import _Element as Element

    from tracker.render.word.template import Kit
    from tracker.reports.document import Block, Document, Section

_LONGEST_HEADER = 80
_BREADTH = 1.15  # of the letters of a template, whose font nobody knows: as wide as Verdana is beside Arial
_SHARPNESS = 2.5  # pixels of a chart for one on the page


def docx(document: Document, when: date, template: bytes | None = None, told: Callable[[list[str]], None] = lambda _: None) -> bytes:
    """Return the document as DOCX, the same bytes for the same input; ``when`` is the day that its properties tell.

    A template is a DOCX whose letterhead, page and styles are used; the report is put where a paragraph says ``{{report}}``, else at
    its end. What of a template must not travel into a report (macros, names of authors, tracked changes) is left out, and ``told`` is
    given what that was. Raises ``TrackerError`` for a template that cannot be read.
    """
    opened, fitted, left_out = _fitted(template)
    told(left_out)
    place: Element = fitted.place
    for element in _elements(fitted, document):
        place.addprevious(element)
    if template is None:
        _framed(opened, fitted, clean(document.title), dates.day(when))
    left(fitted.place)
    return package.closed(opened, clean(document.title), when)


def _fitted(template: bytes | None) -> tuple[Opened, Kit, list[str]]:
    if template is None:
        opened = package.plain()
        return opened, kit(opened), []
    opened, left_out = package.from_template(template)
    try:
        _ = opened.core_properties
        return opened, kit(opened, _BREADTH), left_out
    except (AttributeError, LookupError, TypeError, ValueError) as wrong:  # a package of Word's whose parts are not
        raise TrackerError(translated(NO_TEMPLATE)) from wrong


def _framed(opened: Opened, fitted: Kit, title: str, day: str) -> None:
    """The header with title and day, but not above the title itself, and the number of the page below each."""
    page = opened.sections[0]
    page.different_first_page_header_footer = True
    short = title if len(title) <= _LONGEST_HEADER else f"{title[: _LONGEST_HEADER - 1]}…"
    header = paragraph(fitted, "header", *runs(fitted, short), run(fitted, w("tab")), *runs(fitted, day))
    for part, content in ((page.header, header), (page.footer, _number(fitted)), (page.first_page_footer, _number(fitted))):
        first = part.paragraphs[0]._p  # noqa: SLF001 - python-docx has no other way to its element
        first.getparent().replace(first, content)


def _number(fitted: Kit) -> Element:
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    content: list[Element] = []
    for words, name, *_ in Formatter().parse(report_headings.PAGE_OF_PAGES):
        content += [*runs(fitted, words), *([field(fitted, fields[name])] if name else [])]
    return paragraph(fitted, "footer", *content)


def _elements(fitted: Kit, document: Document) -> Iterator[Element]:
    lines = dict.fromkeys(text.line for each in document.sections for block in each.blocks for text in list_texts(block) if text.line)
    fitted.lines.update(zip(lines, png.pngs([svg.svg(sparkline.draw(each)) for each in lines], 2 * _SHARPNESS), strict=True))
    charts = document.charts()
    drawn = png.pngs([svg.svg(each.wide, paper="white") for each in charts], _SHARPNESS)
    pictures = dict(zip((each.name for each in charts), drawn, strict=True))
    yield paragraph(fitted, "title", *runs(fitted, document.title), kept=True)
    yield paragraph(fitted, "subtitle", *runs(fitted, document.subtitle), kept=True)
    for number, section in enumerate(document.sections):
        yield from _section(fitted, section, pictures, None if number else title_height(fitted, document.title))
    yield from _marks(fitted, document)
    yield from _sources(fitted, document)
    yield from _footer(fitted, document)


def _section(fitted: Kit, section: Section, pictures: dict[str, bytes], above: float | None) -> Iterator[Element]:
    """A section: one that is to fit its page is set smaller where it must be; the first one, with something above it, begins none."""
    first = above is not None
    size = fit_section(fitted, section, above or 0) if section.page else 1.0
    page = section.page and not first
    yield resize(fitted, paragraph(fitted, "heading 1", *runs(fitted, section.heading), kept=True, page=page), size)
    for block in section.blocks:
        if isinstance(block, Table):  # that of page one is split rather than moved to the next page as a whole
            yield from blocks.table(fitted, block, size, split=first and section.page)
        elif isinstance(block, Chart):
            yield from blocks.chart(fitted, block, pictures[block.name], size)
        else:
            yield from (resize(fitted, each, size) for each in _block(fitted, block))


def _block(fitted: Kit, block: Block) -> Iterator[Element]:
    match block:
        case Paragraph(lead=True):
            yield paragraph(fitted, "tracker lead", *said(fitted, block.text))
        case Paragraph(title=True):
            yield paragraph(fitted, "tracker title", *said(fitted, block.text), kept=True)
        case Paragraph(note=True):
            yield paragraph(fitted, "tracker note", *said(fitted, block.text))
        case Paragraph():
            yield paragraph(fitted, "normal", *said(fitted, block.text))
        case Verdict(word, reason):  # the reason in the colour of the text, to be read
            yield paragraph(fitted, "tracker lead", *said(fitted, word), *runs(fitted, " "), *said(fitted, reason))
        case Message():
            yield blocks.message(fitted, block)
        case Quote():
            told = block.said.text or block.said.cites
            yield paragraph(fitted, "quote", *said(fitted, block.words), kept=bool(told))
            if told:
                yield paragraph(fitted, "quote", *said(fitted, block.said))
        case Bullets():
            yield from (paragraph(fitted, "list bullet", *said(fitted, item), listed=fitted.bullets) for item in block.items)


def _marks(fitted: Kit, document: Document) -> Iterator[Element]:
    if document.marks:
        yield paragraph(fitted, "heading 1", *runs(fitted, report_headings.MARKS_HEADING), kept=True)
    for mark, meaning in document.marks.items():
        yield paragraph(fitted, "list bullet", *runs(fitted, f"{mark} – {meaning}"), listed=fitted.bullets)


def _sources(fitted: Kit, document: Document) -> Iterator[Element]:
    if document.sources:
        yield paragraph(fitted, "heading 1", *runs(fitted, report_headings.FOOTNOTES), kept=True)
    for source in document.sources:
        text = linked(fitted, source.text, source.link)
        places = runs(fitted, f" {', '.join(source.places)}", "tracker place")
        content = [*bookmarked(fitted, source.number, text), *places]
        yield paragraph(fitted, "list number", *content, listed=fitted.numbers)


def _footer(fitted: Kit, document: Document) -> Iterator[Element]:
    made, *commands = document.footer or ("",)
    yield paragraph(fitted, "tracker note", *runs(fitted, made))
    for command in commands:
        yield paragraph(fitted, "tracker note", *runs(fitted, report_headings.COMMAND), kept=True)
        yield paragraph(fitted, "tracker command", *runs(fitted, command))
