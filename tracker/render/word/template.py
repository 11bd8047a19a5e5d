"""What a report needs of the document that it is written into: a place, a width, styles, lists, and ids that are not taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from docx.opc.packuri import PackURI
from docx.oxml.ns import qn

from tracker.render.word.contents import remove
from tracker.render.word.styles import NO_LOOKS, attribute, lists, looks_of_styles, numbered, styles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document
    from docx.oxml.document import CT_Body
    from docx.oxml.text.paragraph import CT_P
    from docx.parts.document import DocumentPart
    from lxml.etree import _Element as Element

    from tracker.render.word.styles import Looks
    from tracker.reports.document import Sparkline

PLACE = "{{report}}"
_WIDEST = 9638  # twentieths of a point, 17 cm: what A4 holds between margins of 2 cm
_LETTER, _INCH, _PADDING = 12240, 1440, 240


@dataclass(frozen=True)
class Kit:
    """The document part, the place before which the report is put, the room across, and the style ids by English name.

    ``bullets`` is the list that a paragraph of the style of bullets must name, empty where the style has its own; ``anchors`` is how the
    names of our bookmarks begin, ``lines`` are the pictures of sparklines, and ``looks`` how large letters and gaps are by the id
    of a style. ``breadth`` is how much wider than those of Arial its letters may be.
    """

    part: DocumentPart
    place: CT_P
    room: int
    styles: Mapping[str, str]
    bullets: str
    numbers: str
    anchors: str
    ids: Iterator[int]
    pictures: Iterator[PackURI]
    looks: Mapping[str, Looks]
    lines: dict[Sparkline, bytes] = field(default_factory=dict)
    breadth: float = 1.0

    @property
    def narrowed(self) -> int:
        """The room across as it would be if the letters of the document were those of Arial."""
        return int(self.room / self.breadth)

    def looks_of(self, style: str) -> Looks:
        """How large the letters of a style and the gaps around it are."""
        return self.looks.get(style, NO_LOOKS)


def kit(document: Document, breadth: float = 1.0) -> Kit:
    """Find a place and everything else in a document; what it lacks is added to it."""
    body, known = document.element.body, document.styles.element
    place = _place(body)
    bullets, numbers = lists(document)
    ids = styles(known, {"1": bullets, "2": numbers})
    return Kit(
        part=document.part,
        place=place,
        room=_room(place),
        styles=ids,
        bullets="" if numbered(known, ids["list bullet"]) else bullets,
        numbers=numbers,
        anchors=_anchors(body),
        ids=_ids(body),
        pictures=_pictures(document),
        looks=looks_of_styles(known),
        breadth=breadth,
    )


def _anchors(body: CT_Body) -> str:
    """How no bookmark begins yet: an earlier report of ours may be the template."""
    names = " ".join(body.xpath(".//w:bookmarkStart/@w:name"))
    return next(each for number in count(1) if (each := f"tracker{number}_source_") not in names)


def _ids(body: CT_Body) -> Iterator[int]:
    """The numbers after those of all pictures and bookmarks."""
    taken = [int(each) for each in body.xpath(".//wp:docPr/@id | .//w:bookmarkStart/@w:id") if each.isdigit()]
    return count(max(taken, default=0) + 1)


def _pictures(document: Document) -> Iterator[PackURI]:
    """The names that no part has."""
    taken = {str(each.partname) for each in document.part.package.iter_parts()}
    return (PackURI(name) for number in count(1) if (name := f"/word/media/report{number}.png") not in taken)


def _place(body: CT_Body) -> CT_P:
    """The first paragraph that asks for the report, else a new one at the end; one in a text box cannot hold tables."""
    paragraphs: list[CT_P] = body.xpath(".//w:p[not(ancestor::w:txbxContent)]")
    asking = next((each for each in paragraphs if "".join(each.text.split()) == PLACE), None)
    return body.add_p() if asking is None else asking


def left(place: CT_P) -> None:
    """Take away the paragraph that held the place, but never the end of a section that it carries."""
    if place.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        remove(place)
    else:
        for each in [each for each in place if each.tag != qn("w:pPr")]:
            place.remove(each)


def _room(place: CT_P) -> int:
    """The width that the place has: of its cell, else of its column on the page."""
    cells = place.xpath("ancestor::w:tc[1]/w:tcPr/w:tcW[@w:type='dxa']")
    if cells:
        return min(_WIDEST, _twips(cells[0], "w") - _PADDING)
    found = place.xpath("(.//w:sectPr | following::w:sectPr)[1]")
    size, margin, columns = (found[0].find(qn(f"w:{name}")) if found else None for name in ("pgSz", "pgMar", "cols"))
    room = _twips(size, "w", _LETTER) - sum(_twips(margin, side, _INCH) for side in ("left", "right")) - _twips(margin, "gutter")
    beside = max(_twips(columns, "num", 1), 1)
    return min(_WIDEST, (room - _twips(columns, "space", 720) * (beside - 1)) // beside)


def _twips(element: Element | None, name: str, unknown: int = 0) -> int:
    value = attribute(element, name)
    return int(value) if value.isdigit() else unknown
