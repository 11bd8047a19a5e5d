"""Parquet and large CSV files opened in a DuckDB that is locked to them, their columns as they are or as text, and their digests.

Nothing is inferred: a sniffer reads 15/09/26 as 26 September 2015 without a word. Nothing else can be reached: no other file, no network,
no extension, and no setting can be changed afterwards.
"""

from __future__ import annotations

import csv
import os
import re
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import duckdb

from tracker.model.imported import SourceFile
from tracker.storage import files
from tracker.values.languages.translations import localized
from tracker.values.printable import printable, quoted
from tracker.values.problems import InvalidInput, Problem
from tracker.values.system_errors import explain as explain_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from duckdb import DuckDBPyConnection, DuckDBPyRelation

T = TypeVar("T")

WHOLE = 64 << 20
"""Bytes of all files of a source up to which each is digested whole; above, of Parquet only name, size and footer are."""

MEMORY = "300MB"
"""What DuckDB may take to count and add up; telling apart by ``key`` may take ``KEY_MEMORY``."""

KEY_MEMORY = "4GB"
_THREADS = 4  # each takes memory of its own; more hardly help
_MAGIC, _TAIL = b"PAR1", 8
_DELIMITERS = ",;\t|"
_LONGEST_HEADER = 1 << 20
_PIECE = 1 << 20


@contextmanager
def open_parquet(paths: Sequence[Path], columns: Sequence[str], *, keyed: bool) -> Iterator[DuckDBPyRelation]:
    """Open Parquet files as one table; InvalidInput where one cannot be read, or has a column of another type than the first one has."""
    problems = [problem for path in paths if (problem := _not_parquet(path))]
    if problems:
        raise InvalidInput(problems)
    with closing(_locked(paths, keyed=keyed)) as connection:
        _refuse_other_types(connection, paths, columns)
        yield _asked(paths, lambda: connection.read_parquet(list(map(_place, paths))))


@contextmanager
def open_csv(paths: Sequence[Path], encoding: str | None, header: int, *, keyed: bool) -> Iterator[DuckDBPyRelation]:
    """Open CSV files with the same header as one table of texts."""
    heads = {path: _head(path, encoding, header) for path in paths}
    delimiter, names = next(iter(heads.values()))
    for path, head in heads.items():
        if head != (delimiter, names):
            said = localized(
                "its columns are not those of {file}: {columns}",
                file=files.name_of(paths[0]),
                columns=", ".join(map(quoted, islice(head[1], 12))),
            )
            raise InvalidInput([Problem(files.name_of(path), header, said)])
    with closing(_locked(paths, keyed=keyed)) as connection:
        yield _asked(
            paths,
            lambda: connection.read_csv(
                list(map(_place, paths)),
                auto_detect=False,
                header=False,
                skiprows=header,
                columns=dict.fromkeys(names, "VARCHAR"),
                delimiter=delimiter,
                quotechar='"',
                escapechar='"',
                force_not_null=list(names),
            ),
        )


def digested(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """The files with their digests: of all bytes where they are few or texts, else of name, size and footer, which has counts and bounds.

    A digest of 2 GB costs nearly as much as counting its records. InvalidInput where a file cannot be read, or holds a NUL byte as a text.
    """
    whole = sum(path.stat().st_size for path in paths) <= WHOLE
    return tuple(
        SourceFile(files.name_of(path), _digest_of_footer(path) if not whole and is_parquet(path) else _digest(path)) for path in paths
    )


def is_parquet(path: Path) -> bool:
    """Whether a file is read as Parquet, by its name."""
    return path.suffix.casefold() in {".parquet", ".pq"}


def explain(error: Exception) -> Problem | None:
    """What an error of DuckDB says of a line of a CSV file, as a problem; None for any other error."""
    said = str(error)
    line = re.search(r"CSV Error on Line: (\d+)", said)
    file = re.search(r"^  file = (.+)$", said, re.MULTILINE)
    if not line or not file:
        return None
    expected = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", said)
    if expected:
        message = localized("{number} fields, and the header has {expected} columns", number=expected[2], expected=expected[1])
    elif "unterminated quote" in said:
        message = localized("a quote is opened and never closed")
    elif "not utf-8" in said:
        message = localized("not UTF-8; save the file as UTF-8")
    else:
        message = localized("is not readable as CSV: {reason}", reason=printable(said.splitlines()[2][:200]))
    return Problem(files.name_of(Path(file[1])), int(line[1]), message)


def _locked(paths: Sequence[Path], *, keyed: bool) -> DuckDBPyConnection:
    """A DuckDB that can read these files and nothing else; a time with a zone falls into the day that it has in UTC, on every machine."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": min(_THREADS, os.cpu_count() or 1),
            "memory_limit": KEY_MEMORY if keyed else MEMORY,
            "temp_directory": "",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "python_enable_replacements": "false",
            "preserve_insertion_order": "false",
        },
    )
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET allowed_paths = ?", [list(map(_place, paths))])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _place(path: Path) -> str:
    """Where a file stands, as DuckDB is told; InvalidInput where DuckDB would read the name as a pattern."""
    place = str(path.resolve())
    if sign := next((each for each in "*?[" if each in place), None):
        said = localized("its name contains {sign}, which DuckDB reads as a pattern; rename the file", sign=quoted(sign))
        raise InvalidInput([Problem(files.name_of(path), None, said)])
    return place


def _not_parquet(path: Path) -> Problem | None:
    """What is wrong with a file that does not end as Parquet does; its footer is not looked into."""
    try:
        _footer(path)
    except OSError as error:
        return Problem(files.name_of(path), None, localized("cannot be read: {reason}", reason=explain_system(error)))
    except ValueError as error:
        return Problem(files.name_of(path), None, str(error))
    return None


def _footer(path: Path) -> bytes:
    """The footer of a Parquet file: its schema, and where its columns lie, with their counts and bounds."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < len(_MAGIC) + _TAIL or file.read(len(_MAGIC)) != _MAGIC:
            raise ValueError(localized("is not a Parquet file"))
        file.seek(size - _TAIL)
        tail = file.read(_TAIL)
        length = int.from_bytes(tail[:4], "little")
        if tail[4:] != _MAGIC or length > size - len(_MAGIC) - _TAIL:
            raise ValueError(localized("is not a complete Parquet file; was it copied or written to its end?"))
        file.seek(size - _TAIL - length)
        return file.read(length)


def _digest_of_footer(path: Path) -> str:
    return sha256(f"{path.name}\0{path.stat().st_size}\0".encode() + _footer(path)).hexdigest()


def _digest(path: Path) -> str:
    """The digest of all bytes; a text without NUL bytes."""
    digest, line, text = sha256(), 1, not is_parquet(path)
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                if text and (at := piece.find(b"\0")) >= 0:
                    line += piece.count(b"\n", 0, at)
                    raise InvalidInput(
                        [Problem(files.name_of(path), line, localized("a NUL byte; is this UTF-16, or a damaged file? save it as UTF-8"))]
                    )
                digest.update(piece)
                line += piece.count(b"\n") if text else 0
    except OSError as error:
        raise InvalidInput(
            [Problem(files.name_of(path), None, localized("cannot be read: {reason}", reason=explain_system(error)))]
        ) from None
    return digest.hexdigest()


def _refuse_other_types(connection: DuckDBPyConnection, paths: Sequence[Path], columns: Sequence[str]) -> None:
    """InvalidInput where a file lacks a column that is asked for, or has another type of it than the first file.

    DuckDB takes the types of the first file, and makes 12 of 12.7 where that has whole numbers. What none of the files has is reported
    once, by whoever asks for it.
    """
    first = _place(paths[0])
    types = _types(connection, paths, set(columns))
    problems = []
    for path in paths[1:]:
        here = types.get(_place(path), {})
        for column, kind in types.get(first, {}).items():
            if here.get(column) != kind:
                first_file = files.name_of(paths[0])
                said = (
                    localized(
                        "{column} is {other_kind} here, and {kind} in {file}",
                        column=quoted(column),
                        other_kind=here[column],
                        kind=kind,
                        file=first_file,
                    )
                    if column in here
                    else localized("{column} is not there, and {kind} in {file}", column=quoted(column), kind=kind, file=first_file)
                )
                problems.append(Problem(files.name_of(path), None, said))
    if problems:
        raise InvalidInput(problems)


def _types(connection: DuckDBPyConnection, paths: Sequence[Path], columns: set[str]) -> dict[str, dict[str, str]]:
    """The types of some columns by file, in DuckDB's words."""
    found: dict[str, dict[str, str]] = {}
    places = list(map(_place, paths))
    asked = ("file_name", "name", "duckdb_type")
    for file, name, kind in _asked(paths, lambda: connection.table_function("parquet_schema", [places]).select(*asked).fetchall()):
        if name in columns and kind:
            found.setdefault(file, {})[name] = kind
    return found


def _asked(paths: Sequence[Path], ask: Callable[[], T]) -> T:
    """What DuckDB answers; InvalidInput where it cannot read a file."""
    try:
        return ask()
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        named = next((path for path in paths if str(path.resolve()) in str(error)), paths[0])
        raise InvalidInput(
            [Problem(files.name_of(named), None, localized("cannot be read: {reason}", reason=printable(first[:300])))]
        ) from None


def _head(path: Path, encoding: str | None, header: int) -> tuple[str, tuple[str, ...]]:
    """The delimiter of a CSV file and the names of its columns, which stand on the line of this number."""
    name = files.name_of(path)
    if encoding:
        said = localized("is larger than the {most} MiB that are read in {encoding}; save it as UTF-8", most=WHOLE >> 20, encoding=encoding)
        raise InvalidInput([Problem(name, None, said)])
    with path.open("rb") as file:
        lines = [file.readline(_LONGEST_HEADER) for _ in range(header)]
    if any(b"\r" in line.rstrip(b"\r\n") for line in lines):
        said = localized("its lines end with a carriage return alone (CR), as on old Macs; save it with line feeds (LF or CRLF)")
        raise InvalidInput([Problem(name, None, said)])
    try:
        text = lines[-1].decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise InvalidInput([Problem(name, header, localized("not UTF-8; save the file as UTF-8"))]) from None
    delimiter = max(_DELIMITERS, key=text.count)
    try:
        names = tuple(each.strip() for each in next(csv.reader([text], delimiter=delimiter), ()))
    except csv.Error as error:
        raise InvalidInput([Problem(name, header, localized("not readable as CSV: {reason}", reason=printable(str(error))))]) from None
    if not all(names) or len({each.casefold() for each in names}) < len(names):
        raise InvalidInput([Problem(name, header, localized("a column has no name, or the same one as another; give each its own"))])
    return delimiter, names
