"""Clean the text of a template of what must not get into a report: tracked changes, fields that fetch, objects, names, paths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tracker.values.languages.translations import translatable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TRACKED = translatable("tracked changes (accepted) and the names of their authors")
_FIELDS = translatable("fields that fetch or tell something of a machine or a person")
_ADDRESSES = translatable("pictures that lie elsewhere")
OBJECTS = translatable("embedded objects")
_SETTINGS = {
    "attachedTemplate": translatable("the path of the attached template"),
    "mailMerge": translatable("sources of a mail merge"),
    "docVars": translatable("variables of the document"),
    "saveThroughXslt": translatable("paths of files"),
    "documentProtection": translatable("the protection against changes"),
    "writeProtection": translatable("the protection against changes"),
}
_UNREPORTED = {
    "rsids",
    "rsid",
    "docId",
    "trackRevisions",
    "permStart",
    "permEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
}
_DELETED = {"del", "moveFrom", "cellIns", "cellMerge", "numberingChange"}
_MARKED = re.compile(r"\w+Change|(?:moveFrom|moveTo|customXml(?:Ins|Del|MoveFrom|MoveTo))Range(?:Start|End)")
_INSERTED = {"ins", "moveTo"}
_HOLDERS = {"drawing", "pict", "object", "altChunk", "subDoc", "numPicBullet"}  # which go with the reference that they hold
_SAFE_FIELDS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "TOC", "REF", "PAGEREF", "NOTEREF"),
    *("STYLEREF", "SEQ", "IF", "=", "SYMBOL", "TITLE", "LISTNUM", "AUTONUM", "QUOTE", "EQ", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
}
_PRIVATE_FIELDS = {
    *("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "TEMPLATE", "DOCPROPERTY", "DOCVARIABLE", "INFO"),
    *("COMMENTS", "KEYWORDS", "SUBJECT"),
}
_SAFE_ADDRESS = re.compile(r'(?i)\s*HYPERLINK\s+(\\l|"?(https?|mailto):)')


def clean(root: Element, ids: Collection[str]) -> list[str]:
    """Remove what must not get into a report, and references to relationships other than ``ids``; return what it was, in words."""
    return [*_accept_changes(root), *_clean_fields(root), *_remove_named(root), *_unbind(root), *_remove_references(root, ids)]


def _tag(element: Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _local(element: Element) -> str:
    return _tag(element).rpartition("}")[2]


def _parent(element: Element) -> Element:
    """What holds an element; raises ValueError where nothing does, which is so in no document of Word's."""
    parent = element.getparent()
    if parent is None:
        raise ValueError(element)
    return parent


def remove(element: Element) -> None:
    """Take an element away from what holds it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _accept_changes(root: Element) -> Iterator[str]:
    """What was inserted stays; what was deleted goes, as do the authors and dates of the changes."""
    marked = [each for each in root.iter(f"{{{W}}}*") if _local(each) in _DELETED | _INSERTED or _MARKED.fullmatch(_local(each))]
    gone = [_parent(_parent(each)) for each in marked if _local(each) == "del" and _local(_parent(each)) == "trPr"]
    gone += [_parent(each) for each in root.iter(f"{{{W}}}tcPr") if each.find(f"{{{W}}}cellDel") is not None]
    for each in marked:
        _unwrap(each) if _local(each) in _INSERTED else remove(each)
    for each in gone:
        remove(each)
    for table in [each for each in root.iter(f"{{{W}}}tbl") if each.find(f".//{{{W}}}tr") is None]:
        remove(table)
    if marked or gone:
        yield _TRACKED


@dataclass
class _Field:
    """A field, whose code, surrounding marks and shown text lie in runs."""

    marks: list[Element] = field(default_factory=list)
    hidden: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    code: str = ""
    shows: bool = False


def _clean_fields(root: Element) -> Iterator[str]:
    """Reduce a field that fetches something to its text, and one that reveals a person or a machine to nothing."""
    unsafe = [each for each in _fields(root) if not _safe(each.code)]
    for each in unsafe:
        private = _name(each.code) in _PRIVATE_FIELDS
        for element in (*each.marks, *each.hidden):
            _unwrap(element) if _local(element) == "fldSimple" else remove(element)
        for element in each.result if private else ():
            element.text = ""
    if unsafe:
        yield _FIELDS


def _fields(root: Element) -> Iterator[_Field]:
    for each in root.iter(f"{{{W}}}fldSimple"):
        yield _Field([each], [], list(each.iter(f"{{{W}}}t")), each.get(f"{{{W}}}instr", ""))
    open_fields: list[_Field] = []
    for each in root.iter(*(f"{{{W}}}{name}" for name in ("fldChar", "instrText", "t"))):
        kind = each.get(f"{{{W}}}fldCharType")
        if kind == "begin":
            open_fields.append(_Field([each]))
        elif open_fields and kind == "end":
            open_fields[-1].marks.append(each)
            yield open_fields.pop()
        elif open_fields:
            _note(open_fields, each, kind)
    yield from (replace(each, hidden=[]) for each in open_fields)  # one without an end would take in all that follows


def _note(open_fields: list[_Field], element: Element, kind: str | None) -> None:
    inner = open_fields[-1]
    if kind == "separate":
        inner.shows = True
        inner.marks.append(element)
    elif _local(element) == "instrText":
        inner.code += element.text or ""
        inner.marks.append(element)
    else:
        for each in open_fields:
            (each.result if each.shows else each.hidden).append(element)


def _name(code: str) -> str:
    return next(iter(code.split()), "").upper()


def _safe(code: str) -> bool:
    return _name(code) in _SAFE_FIELDS or code.lstrip().startswith("=") or bool(_SAFE_ADDRESS.match(code)) or not code.strip()


def _remove_named(root: Element) -> Iterator[str]:
    """Remove settings, marks and attributes that reveal a person, a path or an earlier revision."""
    for each in list(root.iter("{*}*")):
        name = _local(each)
        if name in _SETTINGS or name in _UNREPORTED:
            remove(each)
        if name in _SETTINGS:
            yield _SETTINGS[name]
        if name in {"object", "control"} and _tag(each).startswith(f"{{{W}}}"):
            remove(each)
            yield OBJECTS
        for key in each.attrib:
            if key.rpartition("}")[2].startswith("rsid") or key in {f"{{{W}}}author", f"{{{W}}}initials"}:
                del each.attrib[key]


def _unbind(root: Element) -> Iterator[str]:
    """Empty content that shows a property of the document, such as its author, and bind none to data that are left out."""
    for each in list(root.iter("{*}dataBinding")):
        if "ropert" in each.get(f"{{{W}}}xpath", "") + each.get(f"{{{W}}}prefixMappings", ""):
            for text in _parent(_parent(each)).iter(f"{{{W}}}t"):
                text.text = ""
            yield _FIELDS
        remove(each)


def _remove_references(root: Element, ids: Collection[str]) -> Iterator[str]:
    """Remove what refers to a relationship that is not kept, with the picture or object that it belongs to, and addresses in VML."""
    for each in list(root.iter("{*}*")):
        lost = [key for key, value in each.attrib.items() if key.startswith(_R) and value not in ids]
        kept = [key for key, value in each.attrib.items() if key.startswith(_R) and value in ids]
        if lost and not kept:
            _let_go(each)
        for key in lost:
            del each.attrib[key]
        if _tag(each).startswith(("{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:")):
            yield from _without_addresses(each)


def _without_addresses(element: Element) -> Iterable[str]:
    found = [
        key for key, value in element.attrib.items() if key.rpartition("}")[2] in {"src", "href", "althref"} and not value.startswith("#")
    ]
    for key in found:
        del element.attrib[key]
    return [_ADDRESSES] if found else []


def _let_go(element: Element) -> None:
    if _local(element) == "hyperlink":
        _unwrap(element)
        return
    outer = next((each for each in element.iterancestors() if _local(each) in _HOLDERS), element)
    own = _local(element).startswith("hlink") or _local(element) == "svgBlip"  # the picture itself stays
    remove(element if own else outer)
