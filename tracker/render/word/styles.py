"""The styles and lists that a report is set in: those of the document where it has them, else ours."""

from __future__ import annotations

from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from tracker.render.word.package import part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml.etree import _Element as Element


def attribute(element: Element | None, name: str, unknown: str = "") -> str:
    """An attribute of WordprocessingML, or what is to be taken where there is no such element or attribute."""
    return unknown if element is None else element.get(qn(f"w:{name}"), unknown)


def _by_id(root: Element) -> dict[str, Element]:
    """The styles of a document by their ids."""
    return {name: each for each in root.findall(qn("w:style")) if (name := attribute(each, "styleId"))}


def lists(document: Document) -> tuple[str, str]:
    """Add our two lists, of bullets and of numbers, to those of the document; return their ids."""
    ours = parse_xml(part("numbering.xml").encode())
    root = _numbering(document)
    at = 1 + max([int(each) for each in root.xpath("./w:num/@w:numId | ./w:abstractNum/@w:abstractNumId")] or [0])
    kinds, made = (ours.findall(qn(f"w:{name}")) for name in ("abstractNum", "num"))
    for number, (kind, each) in enumerate(zip(kinds, made, strict=True), at):
        kind.set(qn("w:abstractNumId"), str(number))
        each.set(qn("w:numId"), str(number))
        for kind_of in each.iterchildren(qn("w:abstractNumId")):
            kind_of.set(qn("w:val"), str(number))
    _after(root, ("numPicBullet", "abstractNum"), kinds)
    _after(root, ("numPicBullet", "abstractNum", "num"), made)
    return str(at), str(at + 1)


def _after(root: Element, before: tuple[str, ...], more: Sequence[Element]) -> None:
    """Put elements where the order that Word insists on has them: all kinds of lists before the first list."""
    at = sum(1 for each in root if each.tag in {qn(f"w:{name}") for name in before})
    root[at:at] = more


def _numbering(document: Document) -> BaseOxmlElement:
    related = [each.target_part for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if related:
        found: BaseOxmlElement = related[0].element
        return found
    empty = parse_xml(part("numbering.xml").encode())
    for child in list(empty):
        empty.remove(child)
    package = document.part.package
    name = PackURI("/word/numbering.xml")
    if any(each.partname == name for each in package.iter_parts()):
        name = package.next_partname("/word/numbering%d.xml")
    document.part.relate_to(NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, package), RELATIONSHIP_TYPE.NUMBERING)
    return empty


def styles(theirs: Element, of_lists: Mapping[str, str]) -> dict[str, str]:
    """The style ids by English name; of the styles that are missing, ours are added.

    Word writes the English name of a built-in style in every language, and an id of its own in each (``1`` for ``heading 1``).
    """
    ours = _by_id(parse_xml(part("styles.xml").encode()))
    known = {_named(style): attribute(style, "styleId") for style in theirs.findall(qn("w:style"))}
    ids = _bases(ours, theirs, known)
    for own, style in ours.items():
        name = _named(style)
        if own not in ids and name not in known:
            known[name] = ids[own] = _free(own, set(known.values()))
            theirs.append(_fitted(style, ids, of_lists))
        ids.setdefault(own, known.get(name, ""))
    return {_named(style)[1]: ids[own] for own, style in ours.items()}


def _bases(ours: Mapping[str, Element], theirs: Element, known: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """What stands in for our default styles, on which all others of ours are based: the document's own (LibreOffice only names them)."""
    defaults = {attribute(style, "type"): attribute(style, "styleId") for style in theirs.findall(qn("w:style")) if _default(style)}
    return {own: defaults.get(attribute(style, "type")) or known.get(_named(style), "") for own, style in ours.items() if _default(style)}


def _named(style: Element) -> tuple[str, str]:
    return attribute(style, "type", "paragraph"), attribute(style.find(qn("w:name")), "val").casefold()


def _default(style: Element) -> bool:
    return attribute(style, "default") in {"1", "true", "on"}


def _free(wanted: str, taken: set[str]) -> str:
    return next(each for number in count() if (each := f"{wanted}{number or ''}") not in taken)


def _fitted(style: Element, ids: Mapping[str, str], of_lists: Mapping[str, str]) -> Element:
    """One of our styles with the ids of the document that it is added to."""
    made = deepcopy(style)
    made.set(qn("w:styleId"), ids[attribute(style, "styleId")])
    for tag in ("basedOn", "next"):
        for each in made.findall(qn(f"w:{tag}")):
            known = ids.get(attribute(each, "val"))
            each.set(qn("w:val"), known) if known else made.remove(each)
    for each in made.iter(qn("w:numId")):
        each.set(qn("w:val"), of_lists[attribute(each, "val")])
    return made


def numbered(root: Element, style: str) -> bool:
    """Whether a paragraph style, or one that it is based on, brings a list along."""
    of = _by_id(root)
    seen: set[str] = set()
    while style in of and style not in seen:
        seen.add(style)
        if of[style].find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return True
        style = attribute(of[style].find(qn("w:basedOn")), "val")
    return False


class Looks(NamedTuple):
    """How large the letters of a style are, in points (None where a style of characters does not say), and the gaps around a paragraph.

    The gaps are in twentieths of a point.
    """

    letters: float | None
    before: float
    after: float


NO_LOOKS = Looks(None, 0, 0)
_WORDS_OWN = 20.0  # half-points: what Word takes where nothing is said


def looks_of_styles(root: Element) -> dict[str, Looks]:
    """How each style looks, as it says itself, through the one that it is based on, or as the whole document does."""
    of = _by_id(root)
    defaults = root.find(qn("w:docDefaults"))
    usual = None if defaults is None else _number(defaults, "w:rPrDefault/w:rPr/w:sz", "val")
    found: dict[str, Looks] = {}
    for style, element in of.items():
        chain = _based(of, style)
        halves = _first(chain, "w:rPr/w:sz", "val")
        if halves is None and attribute(element, "type", "paragraph") == "paragraph":
            halves = usual or _WORDS_OWN
        gaps = [_first(chain, "w:pPr/w:spacing", name) or 0 for name in ("before", "after")]
        found[style] = Looks(None if halves is None else halves / 2, *gaps)
    return found


def _based(of: Mapping[str, Element], style: str) -> list[Element]:
    """A style, the one that it is based on, and so on."""
    chain: dict[str, Element] = {}
    while style in of and style not in chain:
        chain[style] = of[style]
        style = attribute(of[style].find(qn("w:basedOn")), "val")
    return list(chain.values())


def _first(chain: list[Element], path: str, name: str) -> float | None:
    return next((value for each in chain if (value := _number(each, path, name)) is not None), None)


def _number(element: Element, path: str, name: str) -> float | None:
    value = attribute(element.find("/".join(qn(each) for each in path.split("/"))), name)
    return float(value) if value.isdigit() else None
