"""Appends to observations.csv: one row, under a lock, complete on disk before it takes the place of the old file.

Every byte that stood there stays; the new row follows the file's own columns, line ends and last line.
"""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from tracker import csvfile, textfile
from tracker.problems import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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
            f"{textfile.name_of(path)}: another program has been writing to it for {PATIENCE:.0f} seconds; nothing was added"
        ) from None
    except OSError as error:
        raise TrackerError(f"{textfile.name_of(path)}: cannot be locked for writing: {error.strerror}; nothing was added") from None
    try:
        yield
    finally:
        lock.release()


def with_row(raw: bytes, fields: Mapping[str, str], file: str) -> tuple[bytes, str]:
    """Return the file with one row more, in its own column order and line ends, and that row; columns that are not given stay empty.

    TrackerError where a field is given for which the file has no column.
    """
    names = csvfile.header(raw, file)
    strange = [name for name, field in fields.items() if field and name not in names]
    if strange:
        raise TrackerError(f"{file}: the file has no column `{strange[0]}`; add it to the first line (and a comma to every other)")
    end = b"\r\n" if b"\r\n" in raw else b"\r" if b"\r" in raw and b"\n" not in raw else b"\n"
    line = io.StringIO()
    csv.writer(line, delimiter=csvfile.DELIMITER, lineterminator="\r\n").writerow([fields.get(name, "") for name in names])
    missing = b"" if raw.endswith((b"\n", b"\r")) else end
    row = line.getvalue().removesuffix("\r\n")
    return raw + missing + row.encode() + end, row
