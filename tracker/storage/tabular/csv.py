"""observations.csv -> the fields as they were written, with the line of each row.

Two readers that give the same table. The strict one takes the rows one by one and names the line of each that cannot be cut into the
header's fields; it reads small files alone. pandas, in ``large_csv``, is fast and lenient and has the first word on large files; wherever
its leniency could have misread a field, the strict reader reads again, and its word counts.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tracker.model.observations import Texts
from tracker.storage.files import Joined
from tracker.storage.tabular import encodings, numbers
from tracker.storage.tabular.dialect import LONGEST_FIELD, PLAIN, SEPARATED, TYPED, Dialect, Header, Lines, Row, header, is_workbook
from tracker.values.languages.translations import localized, translated, write_number
from tracker.values.printable import printable, quoted
from tracker.values.problems import Problem, ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tracker.values.arrays import Floats, Ints


SMALL = 2 << 20  # bytes, some 30,000 rows: they are read strictly in the time that it takes to import pandas
_BLOCK = 1 << 20  # bytes that are read strictly where something is wrong with one of them: a few thousand rows


@dataclass(frozen=True)
class Table:
    """The rows of a file, in its order: ``line`` is the line of each, ``value`` its value, a finite number.

    ``names`` are the columns of the file, ``texts`` all of them but the value, by name; ``answers`` are the places of the rows whose value
    was written as yes or no.
    """

    file: str
    names: tuple[str, ...]
    line: Ints
    value: Floats
    texts: Mapping[str, Texts]
    problems: tuple[Problem, ...] = ()
    dialect: Dialect = PLAIN
    answers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rows:
    """Rows whose fields are all still text: the line of each, and the columns by name."""

    line: Ints
    texts: dict[str, Texts]

    @classmethod
    def of(cls, names: Sequence[str], rows: Iterable[Row]) -> Rows:
        """Make columns of the fields of each row."""
        given = list(rows)
        columns = zip(*(fields for _, fields in given), strict=True) if given else [()] * len(names)
        lines = np.fromiter((line for line, _ in given), dtype=np.int64, count=len(given))
        return cls(lines, {name: Texts.of(column) for name, column in zip(names, columns, strict=True)})


def parse(raw: bytes, file: str) -> Table:
    """Read the bytes of a CSV file or a workbook; InvalidInput where it has no usable header or cannot be cut into rows at all.

    A file of at most SMALL bytes is read by the strict reader alone.
    """
    if is_workbook(file):
        return _of_workbook(raw, file)
    data, encoding = encodings.decoded(raw, file)
    head = header(data, file)
    written = Dialect(encoding, head.delimiter, header=head.stands)
    if len(data) > SMALL and head.delimiter == ",":
        from tracker.storage.tabular import large_csv  # noqa: PLC0415 - small files need no pandas

        numeric = large_csv.read_numeric(large_csv.Lines(data, head.begins, len(data)), head)
        if numeric is not None:
            texts, value = numeric
            return Table(file, tuple(head.names), np.arange(head.line, head.line + len(value)), value, texts, (), written)
    problems: list[Problem] = []
    strict = len(data) <= SMALL
    rows = read_strictly(data, head, file, problems) if strict else _joined(head.names, list(_blocks(data, head, file, problems)))
    return _numbered(rows, file, problems, replace(written, decimal=numbers.decimal_mark(rows.texts["value"].words, head.delimiter)))


def _of_workbook(raw: bytes, file: str) -> Table:
    from tracker.storage.tabular import workbook  # noqa: PLC0415 - only workbooks pay for it

    problems: list[Problem] = []
    sheet = workbook.read(raw, file, problems)
    return _numbered(Rows.of(sheet.names, sheet.rows), file, problems, Dialect(sheet=sheet.title, header=sheet.header))


def _numbered(rows: Rows, file: str, problems: list[Problem], dialect: Dialect) -> Table:
    """The rows whose value is a number, as one."""
    value, unit, answers = numbers.read(rows.texts, rows.line, dialect.decimal, file, problems)
    texts = {name: column for name, column in rows.texts.items() if name != "value"} | ({"unit": unit} if unit else {})
    names, good = tuple(rows.texts), ~np.isnan(value)
    if not good.all():
        texts = {name: column.take(good) for name, column in texts.items()}
    return Table(
        file, names, rows.line[good], value[good], texts, tuple(ordered(problems)), dialect, tuple(np.flatnonzero(answers[good]).tolist())
    )


def names_of(raw: bytes, file: str) -> list[str]:
    """The names of the columns of a CSV file; InvalidInput as ``parse``."""
    return header(encodings.decoded(raw, file)[0], file).names


def read_strictly(data: bytes, head: Header, file: str, problems: list[Problem]) -> Rows:
    """The rows, read by the strict reader alone."""
    rows = records(lines_from(data, head.begins, head.line), head, file, problems, len(data) - head.begins)
    return Rows.of(head.names, fitting(rows, head, file, problems))


def _blocks(data: bytes, head: Header, file: str, problems: list[Problem]) -> Iterator[Rows]:
    """The rows in parts; only those that pandas may misread are read strictly, so that one bad line costs little.

    Each begins where a row begins: below a block that pandas could read, because none of its rows is longer than a line; below
    another, where the strict reader has ended its last row.
    """
    from tracker.storage.tabular import large_csv  # noqa: PLC0415 - small files need no pandas

    begins, line = head.begins, head.line
    while begins < len(data):
        ends = data.find(b"\n", begins + _BLOCK) + 1 or len(data)
        texts = large_csv.read_texts(large_csv.Lines(data, begins, ends), head)
        if texts is not None:
            yield Rows(np.arange(line, line + len(texts["value"])), texts)
            begins, line = ends, line + data.count(b"\n", begins, ends)
            continue
        lines = lines_from(data, begins, line)
        rows = records(lines, head, file, problems, ends - begins)
        yield Rows.of(head.names, fitting(rows, head, file, problems))
        begins, line = begins + lines.size, lines.following


def _joined(names: Sequence[str], parts: Sequence[Rows]) -> Rows:
    """The parts, one after another."""
    if not parts:
        return Rows.of(names, [])
    texts = {name: _concatenate([part.texts[name] for part in parts]) for name in names}
    return Rows(np.concatenate([part.line for part in parts]), texts)


def _concatenate(parts: Sequence[Texts]) -> Texts:
    place: dict[str, int] = {}
    codes = []
    for part in parts:
        code_of = [place.setdefault(word, len(place)) for word in part.words]
        codes.append(np.array(code_of, dtype=np.int64)[part.codes])
    return Texts(np.concatenate(codes), tuple(place))


def lines_from(data: bytes | memoryview, begins: int, number: int) -> Lines:
    """The lines of a UTF-8 text from a byte on; the first has this number."""
    return Lines(io.TextIOWrapper(io.BufferedReader(Joined(memoryview(data)[begins:])), encoding="utf-8", newline=""), number)


def records(lines: Lines, head: Header, file: str, problems: list[Problem], size: int) -> Iterator[Row]:
    """Each row that is not blank, with the line on which it begins, until ``size`` bytes have been read."""
    reader = csv.reader(lines, delimiter=head.delimiter, strict=True)
    while lines.size < size:
        lines.fresh = True
        try:
            fields = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            problems.append(Problem(file, lines.begins, _unreadable(error)))
            reader = csv.reader(lines, delimiter=head.delimiter, strict=True)  # goes on below
            continue
        if any(map(str.strip, fields)):
            yield lines.begins, fields
    if head.names[0] not in TYPED:
        problems.extend(_doubtful(lines, head, file))


def _unreadable(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return localized("a quote is opened here and never closed")
    if "field limit" in str(error):
        return localized(
            "a field of more than {most} characters; is a quote opened here and never closed?", most=write_number(LONGEST_FIELD)
        )
    return localized("not readable as CSV: {reason}", reason=printable(str(error)))


def _doubtful(lines: Lines, head: Header, file: str) -> Iterator[Problem]:
    """Comments that could be rows, because their first column may hold any text."""
    for number, comment in lines.comments:
        if comment.count(head.delimiter) >= len(head.names) - 1:
            yield Problem(
                file,
                number,
                localized(
                    "{comment} is a comment or a row; put its first field in quotes where it is a row, else remove it",
                    comment=quoted(comment.rstrip()),
                ),
            )


def fitting(rows: Iterable[Row], head: Header, file: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows that have the header's fields; empty ones after the last are dropped, as spreadsheets write them."""
    width = len(head.names)
    for line, fields in rows:
        while len(fields) > width and not fields[-1].strip():
            fields.pop()
        if len(fields) == width:
            yield line, fields
        else:
            problems.append(Problem(file, line, _ragged(fields, head)))


def _ragged(fields: list[str], head: Header) -> str:
    number, expected = len(fields), len(head.names)
    at = head.names.index("value")
    if head.delimiter != ",":
        separated = translated(SEPARATED[head.delimiter])
        return localized(
            "{number} fields where the header has {expected}, {separated}: {fields}",
            number=number,
            expected=expected,
            separated=separated,
            fields=quoted(head.delimiter.join(fields)),
        )
    if len(fields) > at + 1 and fields[at].strip().lstrip("+-").isdigit() and fields[at + 1].strip().isdigit():
        pair = f"{fields[at]},{fields[at + 1]}"
        return localized(
            '{number} fields where the header has {expected}; if {pair} is a decimal comma, write {decimal} or "{text}"',
            number=number,
            expected=expected,
            pair=quoted(pair),
            decimal=printable(pair.replace(",", ".")),
            text=printable(pair),
        )
    return localized(
        "{number} fields where the header has {expected}: {fields}", number=number, expected=expected, fields=quoted(",".join(fields))
    )
