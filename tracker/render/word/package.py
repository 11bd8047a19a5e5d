"""The package of a Word document: opened from a template or from nothing, and closed into bytes that are always the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx

from tracker.render.created import stamp
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document

NO_TEMPLATE = (
    "the template is not a Word document (.docx or .dotx) that can be read; "
    "a .doc or .docm file, or one with a password, must be saved as a plain .docx first"
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PLAIN = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body><w:sectPr>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1134" w:bottom="1247" w:left="1134" w:header="624" w:footer="567" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>",
    # Without the mode, Word would open the report as a document of its version of 2007.
    "word/settings.xml": f'<w:settings xmlns:w="{_W}"><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/></w:settings>',
}
_PRIVATE = ("author", "last_modified_by", "comments", "category", "content_status", "identifier", "keywords", "subject", "version")
_LONGEST = 255  # characters of a property


def part(name: str) -> str:
    """The text of a part that stands beside this module: ``styles.xml`` or ``numbering.xml``."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def plain() -> Document:
    """An empty document of our own: A4, our styles, no header."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, text in {**_PLAIN, "word/styles.xml": part("styles.xml")}.items():
            package.writestr(name, text)
    return docx.Document(packed)


def from_template(template: bytes) -> Document:
    """Open a DOCX, or a DOTX as the document that Word would make of it; raises ``TrackerError`` for anything else."""
    try:
        return docx.Document(io.BytesIO(_as_document(template)))
    except Exception as wrong:  # python-docx, lxml and zipfile raise a dozen kinds at a broken file
        raise TrackerError(NO_TEMPLATE) from wrong


def _as_document(template: bytes) -> bytes:
    """A DOTX differs from a DOCX in the content type of its main part, and python-docx opens only the one."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        names = {each.filename: package.read(each) for each in package.infolist()}
    types = names["[Content_Types].xml"]
    return _zipped({**names, "[Content_Types].xml": types.replace(b".template.main+xml", b".document.main+xml")})


def closed(document: Document, title: str, when: date) -> bytes:
    """The document as bytes; what tells who made it on which machine, and when, is replaced by the title and the day."""
    core = document.core_properties
    for name in _PRIVATE:
        setattr(core, name, "")
    core.title, core.language, core.revision = title[:_LONGEST], "en-GB", 1
    core.created = core.modified = core.last_printed = stamp(when)
    packed = io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def _zipped(files: dict[str, bytes]) -> bytes:
    """A zip that tells nothing of the clock or of the machine."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980, as no other day is given
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(entry, content)
    return packed.getvalue()
