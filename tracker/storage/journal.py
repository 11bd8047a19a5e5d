"""Appends to observations.csv: one row, under a lock, complete on disk before it takes the place of the old file.

Every byte that stood there stays; the new row is written as the file is: its columns, delimiter, decimal mark, line ends and encoding.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from tracker.storage import files
from tracker.storage.tabular import dialect, encodings
from tracker.values.printable import quoted
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tracker.storage.tabular.dialect import Header

PATIENCE = 60.0  # seconds: longer than any other writer needs


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Keep every other writer of this file out; TrackerError where one does not let go, or the folder cannot be written to.

    The lock is an empty file beside the data (``.observations.csv.lock``). It stays there: removing it would let two writers in.
    """
    path = path.resolve()
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise TrackerError(
            f"{files.name_of(path)}: another program has been writing to it for {PATIENCE:.0f} seconds; nothing was added"
        ) from None
    except OSError as error:
        raise TrackerError(f"{files.name_of(path)}: cannot be locked for writing: {error.strerror}; nothing was added") from None
    try:
        yield
    finally:
        lock.release()


def with_row(raw: bytes, fields: Mapping[str, str], file: str, decimal: str = "") -> tuple[bytes, str]:
    """Return the file with one row more, written as the file is, and that row; columns that are not given stay empty.

    The row has the file's columns, delimiter, quotes, line ends and encoding; ``decimal`` is "," where its numbers have a decimal comma.
    TrackerError where a field is given for which the file has no column, or a letter that its encoding does not have.
    """
    data, encoding = encodings.decoded(raw, file)
    head = dialect.header(data, file)
    strange = [name for name, field in fields.items() if field and name not in head.names]
    if strange:
        mark = dialect.DELIMITERS[head.delimiter]
        raise TrackerError(f"{file}: the file has no column `{strange[0]}`; add it to the first line (and {mark} to every other)")
    given = {**fields, "value": fields.get("value", "").replace(".", decimal or ".")}
    row = _row([given.get(name, "") for name in head.names] + [""] * head.spare, _quoting(data, head), head)
    end = _line_end(data, head)
    missing = "" if data.endswith((b"\n", b"\r")) else end
    try:
        return raw + (missing + row + end).encode(encoding.codec), row
    except UnicodeEncodeError as error:
        said = f"{file}: the file is {encoding.name}, which has no {quoted(error.object[error.start])}"
        raise TrackerError(f"{said}; save it as UTF-8 first; nothing was added") from None


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
    found = re.search(rb"(\r\n|\n|\r)\Z", data[: head.begins]) or re.search(rb"\r\n|\n|\r", data)
    return found[0].decode() if found else "\n"
