"""One writer at a time: the data file itself is locked, so no lock file is needed, and whoever may write to the file may lock it.

A lock file would have to stay (removing it lets two writers in), would get into git, would keep out the second user of a group, and
could not be created in a folder that is not writable, nor beside a file whose name is as long as names can be. Windows, which has no
such lock, gets one among the user's temporary files: nothing ever stands beside the data, also where a process dies.
"""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows, where a locked file cannot be replaced
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 60.0  # seconds: longer than any other writer needs
_PAUSE = 0.02  # seconds between two attempts


@contextmanager
def lock(place: Path) -> Iterator[int | None]:
    """Keep every other writer of this file out, and yield the file, open for reading and appending (on Windows None).

    TimeoutError where another writer holds the lock for longer than PATIENCE; OSError where the file may not be written to.
    """
    if fcntl is None:
        with _lock_elsewhere(place):
            yield None
        return
    handle = _locked(place)
    try:
        yield handle
    finally:
        os.close(handle)


def _locked(place: Path) -> int:
    until = time.monotonic() + PATIENCE
    while True:
        handle = os.open(place, os.O_RDWR | os.O_APPEND)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), place.stat()):
                return handle  # else the writer before has replaced the file, and the new one must be locked
        except BlockingIOError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(_PAUSE)


@contextmanager
def _lock_elsewhere(place: Path) -> Iterator[None]:
    """Lock a temporary file that stands for the place, which filelock removes afterwards: Windows removes no file that is still open.

    The temporary files are each user's own, so two users of a shared folder do not wait for each other there; what one of them writes is
    still not lost, because the file is compared with what was read right before it is replaced.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only Windows has to have it

    name = sha256(os.path.normcase(place).encode(errors="surrogatepass")).hexdigest()[:16]
    elsewhere = FileLock(Path(tempfile.gettempdir()) / f"tracker-{name}.lock", timeout=PATIENCE)
    try:
        elsewhere.acquire()
    except Timeout:
        raise TimeoutError from None
    try:
        yield
    finally:
        elsewhere.release()
