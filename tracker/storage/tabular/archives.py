"""What a zip archive is, by what it holds, and how large it may grow when it is unpacked."""

from __future__ import annotations

import io
import zipfile

from tracker.values.languages.translations import localized, translatable, translated, write_number

LARGEST = 1 << 30  # bytes of XML: about a million rows
_SMALL = 4 << 20  # bytes that any archive may unpack to
_DENSEST = 250  # times: spreadsheets compress their files to a twentieth or a fortieth, a zip bomb to a thousandth
_OPENDOCUMENT = {
    "application/vnd.oasis.opendocument.spreadsheet": translatable("an OpenDocument spreadsheet (.ods)"),
    "application/vnd.oasis.opendocument.text": translatable("an OpenDocument text (.odt)"),
}
# The names of parts that tell what an archive is, and what that is.
_PARTS = {
    "xl/workbook.bin": translatable("a binary Excel workbook (.xlsb)"),
    "Index/Document.iwa": translatable("a Numbers spreadsheet or another document of iWork"),
    "Index.zip": translatable("a Numbers spreadsheet or another document of iWork"),
    "word/document.xml": translatable("a Word document (.docx)"),
    "ppt/presentation.xml": translatable("a PowerPoint presentation (.pptx)"),
}
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_BEGINNING = 4096  # bytes of a part that include its namespace


def foreign(raw: bytes) -> str:
    """What an archive is that cannot be read, and what to do; empty for an Excel workbook, and where its kind is unknown."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _kind(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return ""


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names:
        media_type = _beginning(archive, "mimetype").decode("ascii", "replace").strip()
        return _refuse(_OPENDOCUMENT.get(media_type, translatable("an OpenDocument file or an e-book")))
    for part, what in _PARTS.items():
        if part in names:
            return _refuse(what)
    if "xl/workbook.xml" in names and _STRICT in _beginning(archive, "xl/workbook.xml"):
        return localized(
            "is a Strict Open XML workbook, which cannot be read; save it in Excel as `Excel Workbook (.xlsx)`, without `Strict`"
        )
    return (
        ""
        if "[Content_Types].xml" in names
        else localized("is a zip archive and no workbook; unpack it, or save the table there as an Excel workbook (.xlsx) or as CSV UTF-8")
    )


def _refuse(what: str) -> str:
    document = translated(what)
    return localized(
        "is {document}, which cannot be read; save the table there as an Excel workbook (.xlsx) or as CSV UTF-8", document=document
    )


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_BEGINNING)


def too_large(archive: zipfile.ZipFile, size: int) -> str:
    """Why an archive of ``size`` bytes is not unpacked; empty where it may be."""
    unpacked = sum(each.file_size for each in archive.infolist())
    if unpacked > LARGEST:
        return localized("is too large to be read as a workbook; save the sheet as CSV UTF-8")
    if unpacked > max(_SMALL, _DENSEST * size):
        times = unpacked // max(size, 1)
        return localized(
            "would grow to {times} times its size when it is unpacked, more than the {most} that are allowed; save it again",
            times=write_number(times),
            most=_DENSEST,
        )
    return ""
