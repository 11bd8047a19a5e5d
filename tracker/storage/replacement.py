"""Replace a file: its new content is first complete on disk beside it, with the owner, the group and the access rights of the old file."""

from __future__ import annotations

import errno
import os
import signal
import stat
import tempfile
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NOT_ALLOWED = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP}
"""The errors that mean that an operation is not permitted or not supported here, and not that it has failed."""
_ACCESS_LIST = "system.posix_acl_access"
_PERMISSIONS = 0o7777


@contextmanager
def undisturbed() -> Iterator[None]:
    """Defer Ctrl-C to the end of the block, so that nothing half done is left beside the file; only the main thread receives it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: received.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        for each in received[:1]:
            signal.raise_signal(each)


@contextmanager
def draft(place: Path, content: bytes) -> Iterator[tuple[Path, bool]]:
    """Write the content to a hidden file beside a place; yield that file, and whether it has the owner and access rights of the old one.

    It is removed where the block raises. OSError where the system refuses.
    """
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            alike = _take_after(place, handle, name)
            os.fsync(handle)
        yield Path(name), alike
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _take_after(place: Path, handle: int, name: str) -> bool:
    """Give a new file the owner, group, attributes and permissions of the one in its place; return whether it has them all.

    Nobody can read it who could not read the old one: where the group cannot be kept, the new group may do no more than everybody.
    """
    try:
        old = place.stat()
    except FileNotFoundError:
        Path(name).chmod(0o666 & ~_umask())
        return True
    same_group = _own(handle, -1, old.st_gid)
    same_owner = _own(handle, old.st_uid, -1)
    same_attributes = _copy_attributes(place, handle)  # the access list before the mode, which would let in more people for a moment
    mode = old.st_mode & _PERMISSIONS
    if not (same_group and same_attributes):
        mode &= ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
    Path(name).chmod(mode)
    return same_group and same_owner and same_attributes


def _own(handle: int, user: int, group: int) -> bool:
    """Give a file to a user or a group; return whether it is theirs now."""
    if os.name != "posix":
        return True
    now = os.fstat(handle)
    if user in {-1, now.st_uid} and group in {-1, now.st_gid}:
        return True
    return _allowed(lambda: os.fchown(handle, user, group))


def _copy_attributes(place: Path, handle: int) -> bool:
    """Copy the extended attributes, which include access lists; return whether all could be copied."""
    if not hasattr(os, "listxattr"):
        return True
    wanted = {name: os.getxattr(place, name) for name in _attributes(place)}
    there = {name: os.getxattr(handle, name) for name in _attributes(handle)}
    copied = [
        _allowed(lambda name=name, value=value: os.setxattr(handle, name, value))  # type: ignore[misc]
        for name, value in wanted.items()
        if there.get(name) != value
    ]
    if _ACCESS_LIST in there and _ACCESS_LIST not in wanted:  # from the folder, for new files
        os.removexattr(handle, _ACCESS_LIST)
    return all(copied)


def _attributes(file: Path | int) -> list[str]:
    try:
        return os.listxattr(file)
    except OSError as error:
        if error.errno not in NOT_ALLOWED:
            raise
        return []


def _allowed(call: Callable[[], None]) -> bool:
    try:
        call()
    except OSError as error:
        if error.errno not in NOT_ALLOWED:
            raise
        return False
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def put_in_place(drafts: Sequence[tuple[Path, Path]], *, new: bool = False) -> None:
    """Move drafts to their places, all of them or none.

    OSError where one cannot be moved; with ``new``, FileExistsError where a place is taken.
    """
    with ExitStack() as done, ExitStack() as undo:
        for number, (ready, place) in enumerate(drafts, 1):
            undone = None if number == len(drafts) else _way_back(ready, place, done)
            try:
                _move_to_new(ready, place) if new else ready.replace(place)
            except OSError as error:
                error.filename = str(place)  # names the file that could not be moved
                raise
            if undone:
                undo.callback(undone)
        undo.pop_all()


def _way_back(ready: Path, place: Path, done: ExitStack) -> Callable[[], object]:
    """Return the function that restores what stands in a place: the old file keeps a second, hidden name until all is done."""
    if not place.exists():
        return lambda: place.unlink(missing_ok=True)
    kept = ready.with_name(f"{ready.name}~")
    with suppress(OSError):  # a file system without links; then a failing rename after this one cannot be undone
        kept.hardlink_to(place)
        done.callback(_forget, kept)
    return lambda: kept.exists() and kept.replace(place)


def _forget(kept: Path) -> None:
    with suppress(OSError):
        kept.unlink()


def _move_to_new(ready: Path, place: Path) -> None:
    """Move a draft to a free place; a file that appears there meanwhile is not overwritten."""
    try:
        place.hardlink_to(ready)
    except OSError as error:
        if error.errno not in NOT_ALLOWED | {errno.ENOSYS}:
            raise
        if place.exists() or place.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        ready.replace(place)  # a file system without links
    else:
        with suppress(OSError):  # it is in its place, and its hidden name does no harm
            ready.unlink()


def settle(folder: Path) -> None:
    """Flush a folder's new entries to disk too; on Windows, where folders cannot be opened, the system does so itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
