"""Bytes as programs save them -> UTF-8, and what they were.

A byte order mark decides; without one it is UTF-8, if it is valid UTF-8; else Windows-1251 (what Excel writes in Russian), if every byte of
it reads as plausible Cyrillic text. No other encoding is ever tried: nearly any bytes are valid Latin-1, with the wrong letters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from tracker.values.languages.translations import localized, translatable, translated
from tracker.values.printable import quoted
from tracker.values.problems import InvalidInput, Problem

_FOREIGN = {
    b"PK\x03\x04": translatable(
        "is an Excel workbook (or another zip archive) and no text; if it is a workbook, give it a name that ends in .xlsx"
    ),
    b"\xd0\xcf\x11\xe0": translatable("is an old or a protected Excel workbook and no text; save it there as .xlsx or as CSV UTF-8"),
    b"\x1f\x8b": translatable("is compressed (gzip); unpack it first"),
    codecs.BOM_UTF32_LE: translatable("is UTF-32; save it as UTF-8"),
    codecs.BOM_UTF32_BE: translatable("is UTF-32; save it as UTF-8"),
}
_CYRILLIC = "А-Яа-яЁёЎўІіЇїЄєҐґ"
# The patterns are compiled once a text is not UTF-8.
# What no text in Windows-1251 has: control characters, and the letters and signs into which text in other encodings turns.
_IMPLAUSIBLE = f"[^\t\n\r -~{_CYRILLIC}\xa0\xad§©®°±·«»–—•…‘’‚“”„‹›€№™]"
_WORD = f"[A-Za-z{_CYRILLIC}]+"
# Neither mixed with Latin letters ("Sociйtй") nor with capitals after small ones ("торговлЯ"): other encodings look like that when read
# as this one.
_GOOD_WORD = "[А-ЯЁЎІЇЄҐ]+|[А-ЯЁЎІЇЄҐ]*[а-яёўіїєґ]+"
_LOWER = "[а-яёўіїєґ]"
_SAMPLE = 100_000  # words: enough to tell
_FEW = 0.1  # the share of odd words that a plausible text may have


@dataclass(frozen=True)
class Encoding:
    """How a file is encoded: its name for people, the codec of its text, and the byte order mark before it."""

    name: str = "UTF-8"
    codec: str = "utf-8"
    mark: bytes = b""


UTF8 = Encoding()
MARKED = Encoding("UTF-8", "utf-8", codecs.BOM_UTF8)
CP1251 = Encoding("Windows-1251", "cp1251")
_UTF16 = (Encoding("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE), Encoding("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE))


class UnknownEncoding(InvalidInput):
    """A text in an encoding that is none of those which are recognised, with the byte that says so."""

    def __init__(self, problem: Problem, byte: int) -> None:
        """Keep the byte."""
        super().__init__([problem])
        self.byte = byte


def decoded(raw: bytes, file: str) -> tuple[bytes, Encoding]:
    """Return the bytes of a text as UTF-8 without a byte order mark, and how they were encoded; InvalidInput where that is not known."""
    for beginning, what in _FOREIGN.items():
        if raw.startswith(beginning):
            from tracker.storage.tabular import archives  # noqa: PLC0415 - only what is no text pays for it

            raise InvalidInput([Problem(file, None, archives.foreign(raw) or translated(what))])
    encoding = next((each for each in (MARKED, *_UTF16) if raw.startswith(each.mark)), UTF8)
    data = raw[len(encoding.mark) :] if encoding.mark else raw
    if encoding.codec != "utf-8":
        data = _from_utf16(data, encoding, file)
    elif not data.isascii():
        encoding, data = _valid(data, encoding, file)
    at = data.find(b"\0")
    if at >= 0:
        raise InvalidInput([Problem(file, _line(data, at), localized("a NUL byte; is this UTF-16, or a damaged file? save it as UTF-8"))])
    return data, encoding


def _from_utf16(data: bytes, encoding: Encoding, file: str) -> bytes:
    try:
        return data.decode(encoding.codec).encode()
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding.codec, "replace").count("\n") + 1
        raise InvalidInput([Problem(file, line, localized("begins as UTF-16 and is damaged here; save it as UTF-8"))]) from None


def _valid(data: bytes, encoding: Encoding, file: str) -> tuple[Encoding, bytes]:
    """UTF-8 as it is; else Windows-1251, where it is plausible and no byte order mark contradicts it."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        text = "" if encoding.mark else _as_cp1251(data)
        if plausible(text):
            return CP1251, text.encode()
        problem = Problem(file, _line(data, error.start), _not_utf8(data, error.start))
        raise UnknownEncoding(problem, data[error.start]) from None
    return encoding, data


def _as_cp1251(data: bytes) -> str:
    try:
        return data.decode("cp1251")
    except UnicodeDecodeError:
        return ""


def plausible(text: str) -> bool:
    """Whether a text reads as Cyrillic throughout: such letters and signs only, in words that are mostly words, and mostly small."""
    if not text or re.search(_IMPLAUSIBLE, text):
        return False
    letter, good = re.compile(f"[{_CYRILLIC}]"), re.compile(_GOOD_WORD)
    words = list(islice((found[0] for found in re.finditer(_WORD, text) if letter.search(found[0])), _SAMPLE))
    odd = sum(not good.fullmatch(word) for word in words)
    letters = "".join(words)
    whole = any(len(word) > 2 for word in words)  # noqa: PLR2004 - à, é and the like stand alone in Western texts
    return whole and odd <= _FEW * len(words) and 2 * len(re.findall(_LOWER, letters)) >= len(letters)


def _not_utf8(data: bytes, at: int) -> str:
    begins = max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1
    line = re.split(rb"[\r\n]", data[begins : begins + 1000], maxsplit=1)[0]
    reading = quoted(line.decode("cp1251", "replace"))
    return localized(
        "not UTF-8 (byte 0x{byte}), and no plain Windows-1251 either (it would read {reading}); save the file as UTF-8, in "
        "Excel as CSV UTF-8",
        byte=f"{data[at]:02x}",
        reading=reading,
    )


def _line(data: bytes, at: int) -> int:
    """The number of the line that holds a byte; line ends may be LF, CRLF or CR."""
    return len(re.findall(rb"\r\n?|\n", data[:at])) + 1
