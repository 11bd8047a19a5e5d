"""The styles and lists that a report is set in: those of the document where it has them, else ours."""

from __future__ import annotations

from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from tracker.render.word.package import part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document


def lists(document: Document) -> tuple[str, str]:
    """Add our two lists, of bullets and of numbers, to those of the document; return their ids."""
    ours = parse_xml(part("numbering.xml").encode())
    root = _numbering(document)
    at = 1 + max([int(each) for each in root.xpath("./w:num/@w:numId | ./w:abstractNum/@w:abstractNumId")] or [0])
    kinds, made = (ours.findall(qn(f"w:{name}")) for name in ("abstractNum", "num"))
    for number, (kind, each) in enumerate(zip(kinds, made, strict=True), at):
        kind.set(qn("w:abstractNumId"), str(number))
        each.set(qn("w:numId"), str(number))
        each.find(qn("w:abstractNumId")).set(qn("w:val"), str(number))
    _after(root, ("numPicBullet", "abstractNum"), kinds)
    _after(root, ("numPicBullet", "abstractNum", "num"), made)
    return str(at), str(at + 1)


def _after(root: Any, before: tuple[str, ...], more: list[Any]) -> None:
    """Put elements where the order that Word insists on has them: all kinds of lists before the first list."""
    at = sum(1 for each in root if each.tag in {qn(f"w:{name}") for name in before})
    root[at:at] = more


def _numbering(document: Document) -> Any:
    related = [each.target_part for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if related:
        return related[0].element
    empty = parse_xml(part("numbering.xml").encode())
    for child in list(empty):
        empty.remove(child)
    package = document.part.package
    name = PackURI("/word/numbering.xml")
    if any(each.partname == name for each in package.iter_parts()):
        name = package.next_partname("/word/numbering%d.xml")
    made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, package)
    document.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element


def styles(theirs: Any, of_lists: Mapping[str, str]) -> dict[str, str]:
    """The style ids by English name; of the styles that are missing, ours are added.

    Word writes the English name of a built-in style in every language, and an id of its own in each (``1`` for ``heading 1``).
    """
    ours = {style.get(qn("w:styleId")): style for style in parse_xml(part("styles.xml").encode()).findall(qn("w:style"))}
    known = {_named(style): style.get(qn("w:styleId")) for style in theirs.findall(qn("w:style"))}
    ids = _bases(ours, theirs, known)
    for own, style in ours.items():
        name = _named(style)
        if own not in ids and name not in known:
            known[name] = ids[own] = _free(own, set(known.values()))
            theirs.append(_fitted(style, ids, of_lists))
        ids.setdefault(own, known.get(name))
    return {_named(style)[1]: ids[own] or "" for own, style in ours.items()}


def _bases(ours: Mapping[str, Any], theirs: Any, known: Mapping[tuple[str, str], str]) -> dict[str, str | None]:
    """What stands in for our default styles, on which all others of ours are based: the document's own (LibreOffice only names them)."""
    defaults = {style.get(qn("w:type")): style.get(qn("w:styleId")) for style in theirs.findall(qn("w:style")) if _default(style)}
    return {own: defaults.get(style.get(qn("w:type"))) or known.get(_named(style)) for own, style in ours.items() if _default(style)}


def _named(style: Any) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    return style.get(qn("w:type"), "paragraph"), "" if name is None else name.get(qn("w:val"), "").casefold()


def _default(style: Any) -> bool:
    return style.get(qn("w:default")) in {"1", "true", "on"}


def _free(wanted: str, taken: set[str]) -> str:
    return next(each for number in count() if (each := f"{wanted}{number or ''}") not in taken)


def _fitted(style: Any, ids: Mapping[str, str | None], of_lists: Mapping[str, str]) -> Any:
    """One of our styles with the ids of the document that it is added to."""
    made = deepcopy(style)
    made.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
    for tag in ("basedOn", "next"):
        for each in made.findall(qn(f"w:{tag}")):
            known = ids.get(each.get(qn("w:val")))
            made.remove(each) if known is None else each.set(qn("w:val"), known)
    for each in made.iter(qn("w:numId")):
        each.set(qn("w:val"), of_lists[each.get(qn("w:val"))])
    return made


def numbered(root: Any, style: str) -> bool:
    """Whether a paragraph style, or one that it is based on, brings a list along."""
    of = {each.get(qn("w:styleId")): each for each in root.findall(qn("w:style"))}
    seen: set[str] = set()
    while style in of and style not in seen:
        seen.add(style)
        if of[style].find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return True
        based = of[style].find(qn("w:basedOn"))
        style = "" if based is None else based.get(qn("w:val"), "")
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


def looks_of_styles(root: Any) -> dict[str, Looks]:
    """How each style looks, as it says itself, through the one that it is based on, or as the whole document does."""
    of = {each.get(qn("w:styleId")): each for each in root.findall(qn("w:style"))}
    defaults = root.find(qn("w:docDefaults"))
    usual = None if defaults is None else _number(defaults, "w:rPrDefault/w:rPr/w:sz", "val")
    found: dict[str, Looks] = {}
    for style, element in of.items():
        chain = _based(of, style)
        halves = _first(chain, "w:rPr/w:sz", "val")
        if halves is None and element.get(qn("w:type"), "paragraph") == "paragraph":
            halves = usual or _WORDS_OWN
        gaps = [_first(chain, "w:pPr/w:spacing", name) or 0 for name in ("before", "after")]
        found[style] = Looks(None if halves is None else halves / 2, *gaps)
    return found


def _based(of: Mapping[str, Any], style: str) -> list[Any]:
    """A style, the one that it is based on, and so on."""
    chain: dict[str, Any] = {}
    while style in of and style not in chain:
        chain[style] = of[style]
        based = of[style].find(qn("w:basedOn"))
        style = "" if based is None else based.get(qn("w:val"), "")
    return list(chain.values())


def _first(chain: list[Any], path: str, attribute: str) -> float | None:
    return next((value for each in chain if (value := _number(each, path, attribute)) is not None), None)


def _number(element: Any, path: str, attribute: str) -> float | None:
    found = element.find("/".join(qn(each) for each in path.split("/")))
    value = "" if found is None else found.get(qn(f"w:{attribute}"), "")
    return float(value) if value.isdigit() else None
