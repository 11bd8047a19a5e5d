"""The pieces of a Word document: runs, paragraphs, links, bookmarks and fields, written as elements, so that no text can act as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tracker.render.spacing import keep_units
from tracker.render.word.styles import attribute
from tracker.values import languages
from tracker.values.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from tracker.render.word.styles import Looks
    from tracker.render.word.template import Kit
    from tracker.reports.document import Text

# Letters that are written from right to left, with what stands between two of them: Word shapes such a run only where it is marked.
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_LEFTWARDS = re.compile(f"({_LETTER}+(?:[\\W\\d]+{_LETTER}+)*)")
_NOT_IN_ADDRESS = re.compile(r'[<>"{}|\\^`]')
_LONGEST_LINK = 2000  # Word refuses a file with a longer one


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of WordprocessingML."""
    made = OxmlElement(f"w:{tag}", {qn(f"w:{key}"): str(value) for key, value in attributes.items()})
    made.extend(children)
    return made


def clean(text: str) -> str:
    """The text as XML can hold it and as nobody is misled by it: on one line, with characters that act or hide written out."""
    return printable(re.sub(r"[\t\n\v\f\r]+", " ", text))


def runs(kit: Kit, text: str, style: str = "") -> Iterator[Element]:
    """The text as runs: one, unless a part of it is written from right to left."""
    for number, piece in enumerate(_LEFTWARDS.split(clean(text))):
        if piece:
            yield run(kit, _words(piece), style, leftwards=number % 2 == 1)


def run(kit: Kit, content: Element, style: str = "", *, leftwards: bool = False) -> Element:
    """A run in the language of the answer; in a template whose language is another one, Word would underline every word."""
    looks = [w("rStyle", val=kit.styles[style])] if style else []
    return w("r", w("rPr", *looks, *([w("rtl")] if leftwards else []), w("lang", val=languages.current().tag)), content)


def _words(text: str) -> Element:
    made = w("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def said(kit: Kit, text: Text) -> Iterator[Element]:
    """A text with its tone, its marks and the numbers of its sources, which lead to them."""
    yield from runs(kit, keep_units(text.text), f"tracker {text.tone}" if text.tone else "")
    yield from cited(kit, text)


def cited(kit: Kit, text: Text) -> Iterator[Element]:
    """The marks of a text as raised letters, and its sources as raised numbers; in brackets, so that no unit is raised to a power."""
    if text.marks:
        yield from runs(kit, ",".join(text.marks), "tracker mark")
    for number in text.cites:
        yield w("hyperlink", *runs(kit, f"[{number}]", "tracker cite"), anchor=f"{kit.anchors}{number}", history=1)


def bookmarked(kit: Kit, source: int, content: list[Element]) -> list[Element]:
    """The content as the place of a source, to which its numbers lead."""
    number = next(kit.ids)
    return [w("bookmarkStart", id=number, name=f"{kit.anchors}{source}"), *content, w("bookmarkEnd", id=number)]


def linked(kit: Kit, text: str, address: str | None) -> list[Element]:
    """The text as a link, where there is an address that Word can hold."""
    target = _NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), address or "")
    if not _sound(target):
        return [*runs(kit, text)]
    made = w("hyperlink", *runs(kit, text, "hyperlink"), history=1)
    made.set(qn("r:id"), kit.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return [made]


def _sound(address: str) -> bool:
    """Whether Word opens a file with this address in it."""
    try:
        return bool(urlsplit(address).hostname) and address == clean(address) and len(address) <= _LONGEST_LINK
    except ValueError:
        return False


def paragraph(
    kit: Kit, style: str, *content: Element, kept: bool = False, listed: str = "", right: bool = False, page: bool = False
) -> Element:
    """A paragraph in a style; kept together with the next one; as an item of a list; at the beginning of a page."""
    looks = [w("pStyle", val=kit.styles[style])] if kit.styles[style] else []  # a document without any style for body text is no error
    looks += [w("keepNext"), w("keepLines")] if kept else []
    looks += [w("pageBreakBefore")] if page else []
    looks += [w("numPr", w("ilvl", val=0), w("numId", val=listed))] if listed else []
    looks += [w("jc", val="right")] if right else []
    return w("p", *([w("pPr", *looks)] if looks else []), *content)


def resize(kit: Kit, element: Element, size: float) -> Element:
    """The element with all its letters, and the gaps between its paragraphs, smaller than its styles have them; as it is at 1."""
    if size == 1:
        return element
    for block in [element] if element.tag == qn("w:p") else element.iter(qn("w:p")):
        style = kit.looks_of(attribute(block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"), "val"))
        _resize_paragraph(block, style, size)
        for each in block.iter(qn("w:r")):
            _resize_run(kit, each, style.letters or _USUAL, size)
    return element


_USUAL = 10.0  # points, where no style says how large letters are
_AFTER_SPACING = tuple(qn(f"w:{name}") for name in ("ind", "contextualSpacing", "jc", "outlineLvl", "rPr"))


def _resize_paragraph(block: Element, style: Looks, size: float) -> None:
    """The gaps around a paragraph, and the mark at its end, which makes a line as high as itself."""
    looks = block.find(qn("w:pPr"))
    if looks is None:
        return
    gaps = {name: round(value * size * size) for name, value in (("before", style.before), ("after", style.after)) if value}
    if gaps and looks.find(qn("w:spacing")) is None:
        at = next((number for number, each in enumerate(looks) if each.tag in _AFTER_SPACING), len(looks))
        looks.insert(at, w("spacing", **gaps))
    halves = max(2, round((style.letters or _USUAL) * size * 2))
    looks.append(w("rPr", w("sz", val=halves), w("szCs", val=halves)))


def _resize_run(kit: Kit, element: Element, letters: float, size: float) -> None:
    looks = element.find(qn("w:rPr"))
    if looks is None:
        return
    named = looks.find(qn("w:rStyle"))
    own = kit.looks_of(attribute(named, "val")).letters
    halves = max(2, round((own or letters) * size * 2))
    at = 0 if named is None else 1
    looks[at:at] = [w("sz", val=halves), w("szCs", val=halves)]


def field(kit: Kit, instruction: str) -> Element:
    """A field that Word computes, such as ``PAGE``."""
    return w("fldSimple", run(kit, _words("1")), instr=f" {instruction} ")
