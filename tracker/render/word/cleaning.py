"""Clean a template of what must not get into a report: what runs, what lies elsewhere, and who wrote and changed the template."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from tracker.render.word import contents
from tracker.values.languages.translations import localized, translatable, translated
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

NO_TEMPLATE = translatable(
    "the template is not a Word document (.docx or .dotx) that can be read; "
    "a .doc or .docm file, or one with a password, must be saved as a plain .docx first"
)
LARGEST, LARGEST_XML, MOST_PARTS = 64 << 20, 24 << 20, 2000  # bytes once unpacked, of which XML; files in the package
_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {
    "officeDocument": "document",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "fontTable": "fonts",
}
_KEPT = {*_ROOTS, "theme", "font", "image", "hyperlink"}
"""Kinds of relationships that a letterhead needs; everything else is left out."""
_SAFE_LINK = re.compile(r"(?i)(https?|mailto):")
_MACROS = translatable("macros")
_PROPERTIES = translatable("the properties of the document (authors, company, custom properties)")
_COMMENTS = translatable("comments and the names of their authors")
_LEFT_OUT = {
    "vbaProject": _MACROS,
    "wordVbaData": _MACROS,
    "keyMapCustomizations": _MACROS,
    "attachedToolbars": _MACROS,
    "attachedTemplate": translatable("the path of the attached template"),
    "oleObject": contents.OBJECTS,
    "package": contents.OBJECTS,
    "control": contents.OBJECTS,
    "chart": contents.OBJECTS,
    "aFChunk": contents.OBJECTS,
    "subDocument": contents.OBJECTS,
    "comments": _COMMENTS,
    "people": _COMMENTS,
    "core-properties": _PROPERTIES,
    "extended-properties": _PROPERTIES,
    "custom-properties": _PROPERTIES,
    "customXml": translatable("custom XML data"),
    "glossaryDocument": translatable("building blocks"),
    "printerSettings": translatable("printer settings"),
    "mailMergeSource": translatable("sources of a mail merge"),
    "mailMergeHeaderSource": translatable("sources of a mail merge"),
}
_UNREPORTED = {"webSettings", "stylesWithEffects", "thumbnail"}  # reveal nothing about anybody


@dataclass
class _Package:
    """The files of a template, what is kept of them, and what is left out (a dict, for its order)."""

    files: dict[str, bytes]
    types: dict[str, str]
    kept: dict[str, bytes] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)


def clean(template: bytes) -> tuple[bytes, list[str]]:
    """Return the template as a DOCX that holds only what a letterhead needs, and what was left out of it, in words.

    Tracked changes are accepted. Raises ``TrackerError`` for a file that is not a Word document, is broken, or unpacks to more than 64 MiB.
    """
    try:
        files = _unpack(template)
        package = _Package(files, _content_types(files[_CONTENT_TYPES]))
        _keep(package, "", "")
        package.kept[_CONTENT_TYPES] = _write_types(package)
        return zipped(package.kept), [translated(each) for each in package.left_out]
    except (TrackerError, MemoryError):
        raise
    except Exception as wrong:  # lxml and zipfile raise a dozen kinds at a broken file
        raise TrackerError(translated(NO_TEMPLATE)) from wrong


def _unpack(template: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        entries = [each for each in package.infolist() if not each.is_dir()]
        xml = sum(each.file_size for each in entries if each.filename.endswith((".xml", ".rels")))
        if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > LARGEST or xml > LARGEST_XML:
            raise TrackerError(
                localized(
                    "the template unpacks to more than {most} MiB ({most_text} MiB of text) or {most_parts} parts; a letterhead needs less",
                    most=LARGEST >> 20,
                    most_text=LARGEST_XML >> 20,
                    most_parts=MOST_PARTS,
                )
            )
        return {each.filename: package.read(each) for each in entries}


def _parse(content: bytes) -> Element:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if root.getroottree().docinfo.doctype:  # which no part of a package may have; its entities would be read from elsewhere
        raise TrackerError(translated(NO_TEMPLATE))
    return root


def _content_types(content: bytes) -> dict[str, str]:
    """The content types by the name of a part or by ``.extension``."""
    types = {}
    for each in _parse(content):
        if each.tag == f"{{{_TYPES}}}Override":
            types[each.attrib["PartName"].lstrip("/").casefold()] = each.attrib["ContentType"]
        elif each.tag == f"{{{_TYPES}}}Default":
            types[f".{each.get('Extension')}".casefold()] = each.attrib["ContentType"]
    return types


def _type_of(package: _Package, name: str) -> str:
    found = package.types.get(name.casefold()) or package.types.get(posixpath.splitext(name)[1].casefold(), "")
    return found.replace(".template.main+xml", ".document.main+xml")  # a DOTX as the document that Word would make of it


def _write_types(package: _Package) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    for extension, kind in (("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    for name in package.kept:
        if not name.endswith(".rels"):
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=_type_of(package, name))
    return _serialised(root)


def _serialised(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _keep(package: _Package, part: str, kind: str) -> None:
    """Keep a part (``""``: the package itself), cleaned, and all that it needs."""
    if part in package.kept:
        return
    package.kept[part] = b""  # parts may refer to each other in a circle
    ids = _keep_relationships(package, part)
    if part == "":
        del package.kept[part]
        return
    content = package.files[part]
    if _type_of(package, part).endswith(("+xml", "/xml")):
        root = _parse(content)
        if kind in _ROOTS and root.tag != f"{{{contents.W}}}{_ROOTS[kind]}":
            raise TrackerError(translated(NO_TEMPLATE))
        package.left_out |= dict.fromkeys(contents.clean(root, ids))
        content = _serialised(root)
    package.kept[part] = content


def _keep_relationships(package: _Package, part: str) -> set[str]:
    """Keep those relationships of a part that a letterhead needs, with what they lead to; return their ids."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package.files:
        return set()
    root = _parse(package.files[path])
    ids = set()
    for each in list(root):
        kind = str(each.get("Type", "")).rpartition("/")[2]
        if each.tag == f"{{{_RELATIONSHIPS}}}Relationship" and (target := _target(package, each, folder, kind)) is not None:
            ids.add(each.attrib["Id"])
            if target:
                _keep(package, target, kind)
        else:
            root.remove(each)
    package.kept[path] = _serialised(root)
    return ids


def _target(package: _Package, relationship: Element, folder: str, kind: str) -> str | None:
    """The part that a relationship leads to, empty for a web address; None where it is left out, which is noted."""
    target = str(relationship.get("Target", ""))
    if relationship.get("TargetMode") == "External":
        if kind == "hyperlink" and _SAFE_LINK.match(target):
            return ""
        package.left_out.setdefault(
            {"hyperlink": translatable("links to files"), "image": translatable("pictures that lie elsewhere")}.get(kind) or _describe(kind)
        )
        return None
    name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    if kind in _KEPT and name in package.files and _type_of(package, name) != "image/svg+xml":
        return name
    if kind == "image":
        package.left_out.setdefault(translatable("pictures as SVG (those that stand in for them are kept)"))
    elif kind not in _UNREPORTED and kind not in _KEPT:
        package.left_out.setdefault(_describe(kind))
    return None


def _describe(kind: str) -> str:
    known: Iterator[str] = (words for name, words in _LEFT_OUT.items() if kind == name or kind.startswith(f"{name}E"))  # commentsExtended
    return next(known, translatable("parts that a letterhead does not need"))


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive that reveals neither the time nor the machine of its making."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980, as no other day is given
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(entry, content)
    return packed.getvalue()
