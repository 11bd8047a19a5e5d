"""What a report needs of the document that it is written into: a place, a width, styles, lists, and ids that are not taken."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tracker.render.word.looks import lists, numbered, styles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document
    from docx.parts.document import DocumentPart

PLACE = "{{report}}"
_WIDEST = 9638  # twentieths of a point, 17 cm: what A4 holds between margins of 2 cm
_LETTER, _INCH, _PADDING = 12240, 1440, 240


@dataclass(frozen=True)
class Kit:
    """The document part, the place before which the report is put, the room across, and the style ids by English name.

    ``bullets`` is the list that a paragraph of the style of bullets must name, empty where the style has its own.
    """

    part: DocumentPart
    place: Any
    room: int
    styles: Mapping[str, str]
    bullets: str
    numbers: str
    ids: Iterator[int]
    pictures: Iterator[PackURI]


def kit(document: Document) -> Kit:
    """Find a place and everything else in a document; what it lacks is added to it."""
    body = document.element.body
    place = _place(body)
    bullets, numbers = lists(document)
    taken = [int(each) for each in body.xpath(".//wp:docPr/@id | .//w:bookmarkStart/@w:id") if each.isdigit()]
    names = {str(each.partname) for each in document.part.package.iter_parts()}
    pictures = (PackURI(name) for number in count(1) if (name := f"/word/media/report{number}.png") not in names)
    known = document.styles.element
    ids = styles(known, {"1": bullets, "2": numbers})
    own = numbered(known, ids["list bullet"])
    return Kit(document.part, place, _room(place), ids, "" if own else bullets, numbers, count(max(taken, default=0) + 1), pictures)


def _place(body: Any) -> Any:
    """The first paragraph that asks for the report, else a new one at the end; one in a text box cannot hold tables."""
    for paragraph in body.iter(qn("w:p")):
        if "".join(paragraph.text.split()) == PLACE and not any(True for _ in paragraph.iterancestors(qn("w:txbxContent"))):
            return paragraph
    place, last = OxmlElement("w:p"), body[-1] if len(body) else None
    if last is not None and last.tag == qn("w:sectPr"):
        last.addprevious(place)
    else:
        body.append(place)
    return place


def left(place: Any) -> None:
    """Take away the paragraph that held the place, but never the end of a section that it carries."""
    if place.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        place.getparent().remove(place)
    else:
        for each in [each for each in place if each.tag != qn("w:pPr")]:
            place.remove(each)


def _room(place: Any) -> int:
    """The width that the place has: of its cell, else of its column on the page."""
    cells = place.xpath("ancestor::w:tc[1]/w:tcPr/w:tcW[@w:type='dxa']")
    if cells:
        return min(_WIDEST, _twips(cells[0], "w") - _PADDING)
    found = place.xpath("(.//w:sectPr | following::w:sectPr)[1]")
    size, margin, columns = (found[0].find(qn(f"w:{name}")) if found else None for name in ("pgSz", "pgMar", "cols"))
    room = _twips(size, "w", _LETTER) - sum(_twips(margin, side, _INCH) for side in ("left", "right")) - _twips(margin, "gutter")
    beside = max(_twips(columns, "num", 1), 1)
    return min(_WIDEST, (room - _twips(columns, "space", 720) * (beside - 1)) // beside)


def _twips(element: Any, name: str, unknown: int = 0) -> int:
    value = "" if element is None else element.get(qn(f"w:{name}"), "")
    return int(value) if value.isdigit() else unknown
