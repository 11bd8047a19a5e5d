"""A file read whole and written whole, and one line that says why it cannot be."""

from __future__ import annotations

import io
import mmap
import os
import select
import stat
import sys
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tracker.storage import replacement
from tracker.values.languages.translations import localized
from tracker.values.printable import did_you_mean, quoted
from tracker.values.problems import InvalidInput, Problem, TrackerError
from tracker.values.system_errors import explain

STDIN = Path("-")
LARGEST = 1 << 30  # bytes: some ten million observations; /dev/zero never ends
ROOM = 5  # times its size is what a file takes at least; asked for at once, since pandas ends the process where it runs out half way
_NO_TERMINAL = getattr(os, "O_NOCTTY", 0)  # a terminal that is written to does not become that of the process
_READINGS = 3  # of a file that changes while it is read
_MOST_LINKS = 40  # as many as the system follows
_streamed: dict[tuple[int, int] | None, bytes] = {}  # by device and node; None is standard input

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import WriteableBuffer


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; InvalidInput says what is wrong with the path.

    A pipe and standard input (``-``) can be read only once: who asks again is given the same bytes.
    """
    try:
        raw = _content(path)
        _make_room(ROOM * len(raw))
    except OSError as error:
        raise InvalidInput([Problem(name_of(path), None, _why(path, error))]) from None
    except MemoryError:
        raise InvalidInput([Problem(name_of(path), None, localized("is larger than the memory of this machine"))]) from None
    return raw


def _make_room(size: int) -> None:
    """Raise MemoryError where the process may not have so many bytes; none of them is touched, so that they cost no time."""
    try:
        mmap.mmap(-1, max(size, 1)).close()
    except OSError:
        raise MemoryError from None


def _content(path: Path) -> bytes:
    about = None if path == STDIN else path.stat()
    if about and not stat.S_ISFIFO(about.st_mode):
        with path.open("rb") as file:
            return _steady(file) if stat.S_ISREG(about.st_mode) else _poured(file)
    pipe = about and (about.st_dev, about.st_ino)
    if pipe not in _streamed:
        with nullcontext(_standard_input()) if pipe is None else path.open("rb") as stream:
            _streamed[pipe] = _poured(stream)
    return _streamed[pipe]


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise OSError(None, localized("standard input is closed"))
    return sys.stdin.buffer


def _poured(stream: BinaryIO) -> bytes:
    """Everything that comes out of a stream, which need not end."""
    pieces = []
    while piece := stream.read(1 << 20):
        pieces.append(piece)
        if len(pieces) > LARGEST >> 20:
            raise OSError(None, localized("it is larger than {most} GiB", most=LARGEST >> 30))
    return b"".join(pieces)


def _steady(file: BinaryIO) -> bytes:
    """The bytes of a file that nobody writes meanwhile: a figure half written down would be another figure."""
    for _ in range(_READINGS):
        before = os.fstat(file.fileno())
        if before.st_size > LARGEST:
            raise OSError(None, localized("it is larger than {most} GiB", most=LARGEST >> 30))
        raw = file.read()
        after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return raw
        file.seek(0)
    raise OSError(None, localized("another program is writing to it; try again when it has ended"))


def _why(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return localized("is a link to {place}, which does not exist", place=quoted(str(path.readlink()), 200))
        try:
            beside = [each.name for each in path.parent.iterdir() if each.is_file()]
        except OSError:
            return localized("the folder {folder} does not exist", folder=path.parent)
        return localized("not found") + did_you_mean(path.name, beside)
    if isinstance(error, IsADirectoryError):
        return localized("is a directory, not a file")
    return localized("cannot be read: {reason}", reason=explain(error))


def decode(raw: bytes, file: str) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark; InvalidInput names the first line that is not UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            [Problem(file, line, localized("not UTF-8 (byte 0x{byte}); save the file as UTF-8", byte=f"{raw[error.start]:02x}"))]
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InvalidInput([Problem(file, line, localized("a NUL byte; is this UTF-16, or a damaged file? save it as UTF-8"))])
    return text


def name_of(path: Path) -> str:
    """The path as messages show it: relative to here where that is shorter."""
    if path == STDIN:
        return localized("standard input")
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, FileNotFoundError):  # elsewhere, or nowhere: the folder in which we are may have been removed
        return str(path)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: complete on disk beside its place before it takes it, and the folder after.

    A link is written through, and who owns a file that was there and who may read it stays as far as the system lets it. What is no
    ordinary file (a pipe, a terminal, ``/dev/stdout``) is written to and never replaced. TrackerError where the system refuses; the old
    file is then as it was.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes], *, new: bool = False) -> None:
    """Write several files as ``write`` does, all of them or none; where they are to be ``new``, nothing may stand in their places."""
    special = {path: content for path, content in contents.items() if is_special(path)}
    places = {path: _place(path) for path in contents if path not in special}
    at = next(iter(contents))
    try:
        with replacement.undisturbed(), ExitStack() as drafts:
            ready = []
            for at, place in places.items():
                ready.append((drafts.enter_context(replacement.draft(place, contents[at]))[0], place))
            replacement.put_in_place(ready, new=new)
    except OSError as error:
        at = next((path for path, place in places.items() if error.filename == str(place)), at)
        if isinstance(error, FileExistsError):
            raise TrackerError(localized("{file}: is there already; nothing was changed", file=name_of(at))) from None
        raise TrackerError(
            localized("{file}: cannot be written: {reason}; nothing was changed", file=name_of(at), reason=explain(error))
        ) from None
    for path, content in special.items():
        _pour_into(path, content)
    try:
        for folder in {place.parent: None for place in places.values()}:
            replacement.settle(folder)
    except OSError as error:
        raise TrackerError(
            localized("{file}: written, but not confirmed to be on disk: {reason}", file=name_of(at), reason=explain(error))
        ) from None


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where there is none; TrackerError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(localized("{folder}: this folder cannot be made: {reason}", folder=folder, reason=explain(error))) from None


def _place(path: Path) -> Path:
    """Where a file stands, behind all links; TrackerError where they lead nowhere, or where it may not be written."""
    try:
        place = path.resolve()
    except RuntimeError:  # how Python 3.11 and 3.12 say that links lead in a circle
        raise TrackerError(localized("{file}: cannot be written: its links form a loop", file=name_of(path))) from None
    if place.is_file():
        refuse_read_only(path, place)
    return place


def refuse_read_only(path: Path, place: Path) -> None:
    """TrackerError where a file is read-only, for everybody (root does not write to it either) or for this user."""
    if not place.stat().st_mode & 0o222:
        raise TrackerError(localized("{file}: is read-only; nothing was changed", file=name_of(path)))
    try:
        os.close(os.open(place, os.O_WRONLY))
    except OSError as error:
        raise TrackerError(
            localized("{file}: cannot be written: {reason}; nothing was changed", file=name_of(path), reason=explain(error))
        ) from None


def is_special(path: Path) -> bool:
    """Whether a path leads to what is not a regular file, or to what this process was given open (``/dev/stdout``, ``/dev/fd/3``)."""
    return _descriptor(path) is not None or (path.exists() and not path.is_file() and not path.is_dir())


def _descriptor(path: Path) -> int | None:
    """The descriptor of this process that a path leads to, through whatever links; None where it leads elsewhere."""
    for _ in range(_MOST_LINKS):
        folder = os.path.realpath(path.parent)
        if path.name.isdecimal() and folder in {"/dev/fd", f"/proc/{os.getpid()}/fd"}:
            return int(path.name)
        if not path.is_symlink():
            return None
        path = Path(folder) / path.readlink()
    return None


def _pour_into(path: Path, content: bytes) -> None:
    """Write into what is there; who reads from a pipe and has read enough is no error."""
    descriptor = _descriptor(path)
    try:
        handle = os.open(path, os.O_WRONLY | _NO_TERMINAL) if descriptor is None else os.dup(descriptor)
        try:
            pour(handle, content)
        finally:
            os.close(handle)
    except BrokenPipeError:
        pass
    except OSError as error:
        raise TrackerError(localized("{file}: cannot be written: {reason}", file=name_of(path), reason=explain(error))) from None


def pour(handle: int, content: bytes) -> None:
    """Write all of it: the system may take less at a time, and what takes nothing at the moment is waited for."""
    rest = memoryview(content)
    while rest:
        try:
            rest = rest[os.write(handle, rest) :]
        except BlockingIOError:
            select.select([], [handle], [])


class Joined(io.RawIOBase):
    """Bytes after bytes as one file, without a copy of either."""

    def __init__(self, *parts: bytes | memoryview) -> None:
        """Begin at the first part."""
        self.parts = [memoryview(part) for part in parts]

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the room as far as one part reaches; 0 at the end."""
        room = memoryview(buffer)
        while self.parts and not self.parts[0]:
            del self.parts[0]
        if not self.parts:
            return 0
        size = min(len(room), len(self.parts[0]))
        room[:size], self.parts[0] = self.parts[0][:size], self.parts[0][size:]
        return size
