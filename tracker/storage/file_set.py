"""Several files that belong together (a text and its pictures): all of them are written, or none is."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.storage import files
from tracker.values.printable import quoted
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def write_together(text: tuple[Path, bytes], beside: Mapping[Path, bytes]) -> None:
    """Write a text and the files beside it, which take their places once all of them are complete on disk.

    A link of the text's name is written through; one of a name beside it, which nobody chose, is refused. TrackerError where a file cannot
    be written; all are then as they were. Only a kill or a power cut between two renames can leave some old and some new.
    """
    contents = {**beside, text[0]: text[1]}
    for path in beside:
        _refuse_other(path)
    staged: dict[Path, Path] = {}
    path = text[0]
    try:
        places = {each: each.resolve() if each == text[0] else each for each in contents}
        for path, place in places.items():
            _refuse_read_only(path, place)
            staged[place] = _stage(place, contents[path])
        with files._undisturbed():  # noqa: SLF001 - Ctrl-C waits for the renames, as for that of a single file
            _swap(staged)
    except RuntimeError:  # how Python 3.11 and 3.12 say that links lead in a circle
        raise TrackerError(f"{files.name_of(path)}: cannot be written: its links lead in a circle") from None
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise TrackerError(f"{files.name_of(path)}: cannot be written: {said}; nothing was changed") from None
    finally:
        _remove(staged.values())
    _settle(text[0], {place.parent for place in staged})


def _settle(path: Path, folders: Iterable[Path]) -> None:
    try:
        for folder in folders:
            files._settle(folder)  # noqa: SLF001 - as for a single file
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise TrackerError(f"{files.name_of(path)}: written, but not confirmed to be on disk: {said}") from None


def _refuse_other(path: Path) -> None:
    """Refuse what no picture may be written over or through."""
    name = files.name_of(path)
    if path.is_symlink():
        raise TrackerError(f"{name}: is a link to {quoted(str(path.readlink()), 200)}; no picture is written through a link")
    if path.is_dir():
        raise TrackerError(f"{name}: is a directory, not a file")
    if path.exists() and not path.is_file():
        raise TrackerError(f"{name}: is no ordinary file")


def _refuse_read_only(path: Path, place: Path) -> None:
    if place.exists() and not place.stat().st_mode & 0o222:
        raise TrackerError(f"{files.name_of(path)}: is read-only; nothing was changed")


def _stage(place: Path, content: bytes) -> Path:
    """The content, complete on disk beside its place, with the permissions that it will have there."""
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~files._umask())  # noqa: SLF001 - as a single file
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _swap(staged: Mapping[Path, Path]) -> None:
    """Put each in its place; where that fails half way, put back what was there."""
    kept: dict[Path, Path | None] = {}
    try:
        for place, new in staged.items():
            kept[place] = _keep(place, new.with_name(f"{new.name}~")) if place.exists() else None
            new.replace(place)
    except BaseException:
        for place, old in kept.items():
            if old is not None:
                old.replace(place)
                old.unlink(missing_ok=True)  # two names of one file are both left by a rename
            elif not staged[place].exists():
                place.unlink(missing_ok=True)
        raise
    _remove(old for old in kept.values() if old is not None)


def _keep(place: Path, old: Path) -> Path:
    """Give the file in a place a second name; where the file system allows none, that is its only name for a moment."""
    try:
        old.hardlink_to(place)
    except OSError:
        place.rename(old)
    return old


def _remove(paths: Iterable[Path]) -> None:
    for each in paths:
        with suppress(OSError):  # it is hidden, and no reason to say that nothing was written
            each.unlink(missing_ok=True)
