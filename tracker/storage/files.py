"""Reading a user's text file whole, and saying in one line why it cannot be read.

Bytes after bytes as one file.
"""

from __future__ import annotations

import io
import mmap
import os
import signal
import stat
import sys
import tempfile
import threading
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from tracker.values.printable import did_you_mean, quoted
from tracker.values.problems import InvalidInput, Problem, TrackerError

STDIN = Path("-")
LARGEST = 1 << 30  # bytes: some ten million observations; /dev/zero never ends
ROOM = 5  # times its size is what a file takes at least; asked for at once, since pandas ends the process where it runs out half way
_streamed: dict[tuple[int, int] | None, bytes] = {}  # by device and node; None is standard input

if TYPE_CHECKING:
    from collections.abc import Iterator


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
        raise InvalidInput([Problem(name_of(path), None, "is larger than the memory of this machine")]) from None
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
        raise OSError(None, "standard input is closed")
    return sys.stdin.buffer


def _poured(stream: BinaryIO) -> bytes:
    """Everything that comes out of a stream, which need not end."""
    pieces = []
    while piece := stream.read(1 << 20):
        pieces.append(piece)
        if len(pieces) > LARGEST >> 20:
            raise OSError(None, f"it is larger than {LARGEST >> 30} GiB")
    return b"".join(pieces)


def _steady(file: BinaryIO) -> bytes:
    """The bytes of a file that nobody writes meanwhile: a figure half written down would be another figure."""
    before = os.fstat(file.fileno())
    if before.st_size > LARGEST:
        raise OSError(None, f"it is larger than {LARGEST >> 30} GiB")
    raw = file.read()
    after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise OSError(None, "another program is writing to it; try again when it has ended")
    return raw


def _why(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return f"is a link to {quoted(str(path.readlink()), 200)}, which is not there"
        try:
            beside = [each.name for each in path.parent.iterdir() if each.is_file()]
        except OSError:
            return f"the folder {path.parent} is not there"
        return f"not found{did_you_mean(path.name, beside)}"
    if isinstance(error, IsADirectoryError):
        return "is a directory, not a file"
    said = error.strerror or str(error)
    return f"cannot be read: {said[:1].lower()}{said[1:]}"


def decode(raw: bytes, file: str) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark; InvalidInput names the first line that is not UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InvalidInput([Problem(file, line, f"not UTF-8 (byte 0x{raw[error.start]:02x}); save the file as UTF-8")]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InvalidInput([Problem(file, line, "a NUL byte; is this UTF-16, or a damaged file? save it as UTF-8")])
    return text


def name_of(path: Path) -> str:
    """The path as messages show it: relative to here where that is shorter."""
    if path == STDIN:
        return "standard input"
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, FileNotFoundError):  # elsewhere, or nowhere: the folder in which we are may have been removed
        return str(path)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: complete on disk beside its place before it takes it, and the folder after.

    A link is written through, and the permissions of a file that was there are kept. TrackerError where the system refuses; the old
    file is then as it was.
    """
    if path.exists() and not path.is_file():
        _pour(path, content)
        return
    try:
        place = path.resolve()
    except RuntimeError:  # how Python 3.11 and 3.12 say that links lead in a circle
        raise TrackerError(f"{name_of(path)}: cannot be written: its links lead in a circle") from None
    if place.exists() and not place.stat().st_mode & 0o222:
        raise TrackerError(f"{name_of(path)}: is read-only; nothing was changed")
    try:
        with _undisturbed():
            _replace(place, content)
    except OSError as error:
        raise TrackerError(f"{name_of(path)}: cannot be written: {(error.strerror or str(error)).lower()}; nothing was changed") from None
    try:
        _settle(place.parent)
    except OSError as error:
        raise TrackerError(f"{name_of(path)}: written, but not confirmed to be on disk: {(error.strerror or str(error)).lower()}") from None


def _replace(place: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_umask())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait, so that nothing half done is left beside the file; it reaches no other thread than the main one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        for each in came[:1]:
            signal.raise_signal(each)


def _pour(path: Path, content: bytes) -> None:
    """Write into what is there and no regular file (a pipe, /dev/null): it is never replaced."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise TrackerError(f"{name_of(path)}: cannot be written: {(error.strerror or str(error)).lower()}") from None


def _settle(folder: Path) -> None:
    """Have the folder's new entry on disk too; where folders cannot be opened (Windows) the system sees to it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Joined(io.RawIOBase):
    """Bytes after bytes as one file, without a copy of either."""

    def __init__(self, *parts: bytes | memoryview) -> None:
        """Begin at the first part."""
        self.parts = [memoryview(part) for part in parts]

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, room: Any) -> int:
        """Fill the room as far as one part reaches; 0 at the end."""
        while self.parts and not self.parts[0]:
            del self.parts[0]
        if not self.parts:
            return 0
        size = min(len(room), len(self.parts[0]))
        room[:size], self.parts[0] = self.parts[0][:size], self.parts[0][size:]
        return size
