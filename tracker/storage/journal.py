"""Appends to observations.csv: rows, under a lock, complete on disk before it takes the place of the old file.

Every byte that stood there stays, also those that another program writes meanwhile; new rows are written as the file is: its columns,
delimiter, decimal mark, line ends and encoding. Of several rows all are added, or none.
"""

from __future__ import annotations

import errno
import os
import re
import time
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, TypeVar

from tracker.storage import files, locks, replacement
from tracker.storage.tabular import dialect, encodings
from tracker.values.languages.translations import localized, translated
from tracker.values.printable import join_evenly, quoted
from tracker.values.problems import TrackerError
from tracker.values.system_errors import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tracker.storage.tabular.dialect import Header

TRIES_FOR = 10.0  # seconds, where another program writes to the file again and again
_LINE_END = re.compile(rb"\r\n|\n|\r")
_NO_REPLACEMENT = replacement.NOT_ALLOWED | {errno.EBUSY, errno.EXDEV, errno.EROFS}  # a mounted file, a closed or a sticky folder


class Longer(Protocol):
    """What is made of a file that gets longer."""

    @property
    def content(self) -> bytes:
        """The bytes of the whole file, which begin with those that it had."""


T = TypeVar("T", bound=Longer)


def refuse_special(path: Path) -> None:
    """TrackerError where a path leads to a pipe or a device, which cannot be read and then written to."""
    if files.is_special(path):
        raise TrackerError(localized("{file}: is not a regular file, and nothing can be added to it", file=files.name_of(path)))


def append(path: Path, compose: Callable[[bytes], T]) -> T:
    """Lengthen a file to what ``compose`` makes of its bytes, with every other writer kept out, and return that.

    What a program that knows of no lock writes meanwhile is not lost: the file is compared with what was read right before it is written,
    and read and composed again where it is another. TrackerError where it never holds still, or cannot be written; it is then as it was.
    """
    refuse_special(path)
    place = path.resolve()
    name = files.name_of(path)
    try:
        until = time.monotonic() + TRIES_FOR
        while time.monotonic() < until:
            files.refuse_read_only(path, place)
            with locks.lock(place) as handle:
                raw = files.read_bytes(path)
                longer = compose(raw)
                with replacement.undisturbed():
                    if _commit(place, handle, raw, longer.content):
                        return longer
    except TimeoutError:
        raise TrackerError(
            localized(
                "{file}: another program has been writing to it for {seconds} seconds; nothing was added",
                file=name,
                seconds=f"{locks.PATIENCE:.0f}",
            )
        ) from None
    except OSError as error:
        raise TrackerError(localized("{file}: cannot be written: {reason}; nothing was added", file=name, reason=explain(error))) from None
    raise TrackerError(localized("{file}: another program keeps writing to it; nothing was added; try again when it has ended", file=name))


def _commit(place: Path, handle: int | None, raw: bytes, content: bytes) -> bool:
    """Write the longer file, unless it has become another than the one that was read.

    It is replaced whole where the new file can be all that the old one is; else (a second name, another owner, a folder in which
    nothing can be made) the end is written to the file itself.
    """
    if handle is None or place.stat().st_nlink == 1:
        try:
            with replacement.draft(place, content) as (ready, alike):
                if alike or handle is None:
                    return _replace(place, handle, raw, ready)
                ready.unlink()
        except OSError as error:
            if handle is None or error.errno not in _NO_REPLACEMENT:
                raise
    return _extend(place, handle, raw, content[len(raw) :])


def _replace(place: Path, handle: int | None, raw: bytes, ready: Path) -> bool:
    """Put the new file in place, right after the old one has been compared."""
    seen = place.stat()
    same = place.read_bytes() == raw and (handle is None or os.path.samestat(seen, os.fstat(handle)))
    if not same or _stamp(place.stat()) != _stamp(seen):
        ready.unlink()
        return False
    ready.replace(place)
    try:
        replacement.settle(place.parent)
    except OSError as error:
        raise TrackerError(
            localized(
                "{file}: the file was written, but is not confirmed to be on disk: {reason}",
                file=files.name_of(place),
                reason=explain(error),
            )
        ) from None
    finally:
        if handle is not None and _stamp(os.fstat(handle)) != _stamp(seen):
            _carry_over(place, _all_of(handle), raw)
    return True


def _stamp(about: os.stat_result) -> tuple[int, int, int]:
    return about.st_ino, about.st_size, about.st_mtime_ns


def _carry_over(place: Path, late: bytes, raw: bytes) -> None:
    """Add to the new file what another program wrote to the old one between the comparison and the renaming."""
    if not late.startswith(raw):
        raise TrackerError(
            localized(
                "{file}: the file was written, but another program saved it at the same moment; check that everything it saved is there",
                file=files.name_of(place),
            )
        )
    try:
        with place.open("ab") as file:
            file.write(late[len(raw) :])
    except OSError as error:
        raise TrackerError(
            localized(
                "{file}: the file was written, but not what another program wrote at the same moment: {reason}",
                file=files.name_of(place),
                reason=explain(error),
            )
        ) from None


def _extend(place: Path, handle: int, raw: bytes, rows: bytes) -> bool:
    """Write rows at the end of the file itself, and take it away again where not all of it could be written."""
    if _all_of(handle) != raw or not os.path.samestat(place.stat(), os.fstat(handle)):
        return False
    try:
        files.pour(handle, rows)
        os.fsync(handle)
    except BaseException:
        _take_back(place, handle, raw, rows)
        raise
    return os.path.samestat(place.stat(), os.fstat(handle))  # else another program has put a new file in its place meanwhile


def _take_back(place: Path, handle: int, raw: bytes, rows: bytes) -> None:
    """Remove the beginning of what was to be added, unless another program has written behind it."""
    try:
        if rows.startswith(_all_of(handle).removeprefix(raw)):
            os.ftruncate(handle, len(raw))
    except OSError as error:
        raise TrackerError(
            localized(
                "{file}: a part of what was to be added cannot be removed: {reason}; look at the last lines",
                file=files.name_of(place),
                reason=explain(error),
            )
        ) from None


def _all_of(handle: int) -> bytes:
    with open(handle, "rb", closefd=False) as file:
        file.seek(0)
        return file.read()


def with_rows(raw: bytes, rows: Sequence[Mapping[str, str]], file: str, decimal: str = "") -> tuple[bytes, list[str]]:
    """Return the file with these rows more, written as the file is, and each of them as it stands there.

    A row has the file's columns, delimiter, quotes, line ends and encoding; a column that is not given stays empty. ``decimal`` is ","
    where the numbers of the file have a decimal comma. TrackerError where a field is given for which the file has no column, or a letter
    that its encoding does not have.
    """
    data, encoding = encodings.decoded(raw, file)
    head = dialect.header(data, file)
    if strange := sorted({name for fields in rows for name, field in fields.items() if field} - set(head.names)):
        raise TrackerError(_say_strange(strange, head, file))
    quoting, end = _quoting(data, head), _line_end(data, head)
    written = [_row(_cells(fields, head, decimal), quoting, head) for fields in rows]
    missing = "" if data.endswith((b"\n", b"\r")) or not rows else end
    try:
        return raw + (missing + "".join(row + end for row in written)).encode(encoding.codec), written
    except UnicodeEncodeError as error:
        raise TrackerError(
            localized(
                "{file}: the file is {encoding}, which has no {letter}; save it as UTF-8 first; nothing was added",
                file=file,
                encoding=encoding.name,
                letter=quoted(error.object[error.start]),
            )
        ) from None


def _say_strange(strange: list[str], head: dialect.Header, file: str) -> str:
    """That the file has no column for some fields."""
    separator = translated(dialect.DELIMITERS[head.delimiter])
    if len(strange) == 1:
        return localized(
            "{file}: the file has no column {column}; add it to the first line (and {separator} to every other)",
            file=file,
            column=quoted(strange[0]),
            separator=separator,
        )
    return localized(
        "{file}: the file has no columns {columns}; add them to the first line (and {separator} to every other)",
        file=file,
        columns=join_evenly(map(quoted, strange)),
        separator=separator,
    )


def lines_below(raw: bytes, rows: Sequence[str], file: str) -> list[int]:
    """The lines on which rows stand that are written below what a file holds; a row with a line break in a field takes several."""
    data, _ = encodings.decoded(raw, file)
    above = len(_LINE_END.findall(data)) + (not data.endswith((b"\n", b"\r")))
    return [1 + above + breaks for breaks in accumulate((1 + len(_LINE_END.findall(row.encode())) for row in rows[:-1]), initial=0)]


def _cells(fields: Mapping[str, str], head: Header, decimal: str) -> list[str]:
    """What stands in each column of a row."""
    given = {**fields, "value": fields.get("value", "").replace(".", decimal or ".")}
    return [given.get(name, "") for name in head.names] + [""] * head.spare


def _row(fields: list[str], quoting: set[str], head: Header) -> str:
    """One line of fields, in quotes where their column has them, or where they need them."""
    names = [*head.names, *[""] * head.spare]
    needed = re.compile(f'[{head.delimiter}"\r\n]')
    written = [
        '"{}"'.format(field.replace('"', '""')) if name in quoting or needed.search(field) else field
        for name, field in zip(names, fields, strict=True)
    ]
    if written[0].startswith("#"):  # it would be a comment
        written[0] = f'"{written[0]}"'
    return head.delimiter.join(written)


def _quoting(data: bytes, head: Header) -> set[str]:
    """The columns whose fields stand in quotes although they need none: all, all but the value, or none."""
    lines = data.rstrip(b"\r\n").replace(b"\r", b"\n").rsplit(b"\n", 1)
    quotes = [line.count(b'"') // 2 for line in (data[: head.begins], lines[-1])]
    if quotes[1] >= len(head.names):
        return {*head.names, ""}
    return set(head.names) - {"value"} if min(quotes) >= len(head.names) - 1 else set()


def _line_end(data: bytes, head: Header) -> str:
    """How the header ends, or the first line, where the header has no end."""
    found = re.search(rb"(\r\n|\n|\r)\Z", data[: head.begins]) or _LINE_END.search(data)
    return found[0].decode() if found else "\n"
