"""The package of a Word document: opened from a template or from nothing, and closed into bytes that are always the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx

from tracker.render.created import stamp
from tracker.render.word.cleaning import NO_TEMPLATE, clean, zipped
from tracker.render.word.contents import W
from tracker.values import languages
from tracker.values.languages.translations import translated
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document

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
    "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}"><w:body><w:sectPr>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1134" w:bottom="1247" w:left="1134" w:header="624" w:footer="567" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>",
    # Without the mode, Word would open the report as a document of its version of 2007.
    "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/></w:settings>',
}
_PRIVATE = ("author", "last_modified_by", "comments", "category", "content_status", "identifier", "keywords", "subject", "version")
_ENGLISH = 'w:val="en-GB"'  # the language of our own styles and settings
_LONGEST = 255  # characters of a property


def part(name: str) -> str:
    """The text of a part that stands beside this module: ``styles.xml`` or ``numbering.xml``."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def plain() -> Document:
    """An empty document of our own: A4, our styles, no header."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, text in {**_PLAIN, "word/styles.xml": part("styles.xml")}.items():
            package.writestr(name, text.replace(_ENGLISH, f'w:val="{languages.current().tag}"'))
    return docx.Document(packed)


def from_template(template: bytes) -> tuple[Document, list[str]]:
    """Open what a report takes of a DOCX or a DOTX, and say what it leaves behind; raises ``TrackerError`` for anything else."""
    cleaned, left_out = clean(template)
    try:
        return docx.Document(io.BytesIO(cleaned)), left_out
    except Exception as wrong:  # python-docx raises a dozen kinds at a broken file
        raise TrackerError(translated(NO_TEMPLATE)) from wrong


def closed(document: Document, title: str, when: date) -> bytes:
    """The document as bytes; what tells who made it on which machine, and when, is replaced by the title and the day."""
    core = document.core_properties
    for name in _PRIVATE:
        setattr(core, name, "")
    core.title, core.language, core.revision = title[:_LONGEST], languages.current().tag, 1
    core.created = core.modified = core.last_printed = stamp(when)
    packed = io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as package:
        return zipped({name: package.read(name) for name in package.namelist()})
