"""A large table in CSV, read by pandas: fast, and None wherever its leniency may have read something other than what was written."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from tracker.model.observations import Texts
from tracker.storage.files import Joined
from tracker.storage.tabular.dialect import DELIMITERS
from tracker.values.input import amount_spellings

if TYPE_CHECKING:
    from tracker.storage.tabular.dialect import Header
    from tracker.values.arrays import Floats

# A field in quotes, from the quote at its beginning to the one after which the next field or line begins.
_QUOTED = {mark: re.compile(rf'"(?<![^{mark}\n]")[^"\n]*(?:""[^"\n]*)*"(?=[{mark}\r\n]|\Z)'.encode()) for mark in DELIMITERS}
_LETTER = "x"
_PIECE = 1 << 18  # bytes that are counted at a time: they stay in the cache
_OPENED = {mark: re.compile(rf'"(?<![^{mark}\n]")'.encode()) for mark in DELIMITERS}


class Lines(NamedTuple):
    """Whole lines of a text, by their first byte and the one after them, without a copy."""

    data: bytes
    begins: int
    ends: int

    def __contains__(self, mark: object) -> bool:
        """Whether these bytes occur in them."""
        return isinstance(mark, bytes) and self.data.find(mark, self.begins, self.ends) >= 0

    def count(self, mark: bytes) -> int:
        """How often one byte occurs in them."""
        whole = np.frombuffer(self.data, dtype=np.uint8)[self.begins : self.ends]
        return sum(int(np.count_nonzero(whole[at : at + _PIECE] == ord(mark))) for at in range(0, len(whole), _PIECE))

    def begin_with(self, mark: bytes) -> bool:
        """Whether one of them begins so."""
        return mark in self and (self.data.startswith(mark, self.begins, self.ends) or b"\n" + mark in self)

    def end_with(self, mark: bytes) -> bool:
        """Whether the last of them ends so."""
        return self.data.endswith(mark, self.begins, self.ends)

    def view(self) -> memoryview:
        """Their bytes."""
        return memoryview(self.data)[self.begins : self.ends]


def read_texts(lines: Lines, head: Header) -> dict[str, Texts] | None:
    """Lines below a header as columns of text, by name; None where that may not be what was written."""
    frame = _read(lines, head, numeric=False)
    return None if frame is None else {name: _texts(frame[name]) for name in head.names}


def read_numeric(lines: Lines, head: Header) -> tuple[dict[str, Texts], Floats] | None:
    """The same where every value is a plain number: the columns of text, and the values; None also where one is not."""
    frame = _read(lines, head, numeric=True)
    if frame is None or not len(frame):
        return None
    value = frame["value"].to_numpy(dtype=np.float64) + 0.0
    if not (np.abs(value) <= amount_spellings.LARGEST).all():
        return None
    return {name: _texts(frame.pop(name)) for name in head.names if name != "value"}, value


def _texts(column: pd.Series[Any]) -> Texts:
    """The column as words in alphabetical order, without the letter of the extra first row where the file does not have it."""
    held: Any = column.array  # and not column.cat: that makes a cycle, which would stay in memory
    codes, words = held.codes, list(held.categories)
    letter = words.index(_LETTER)
    if not (codes == letter).any():
        del words[letter]
        codes = codes - (codes > letter)
    return Texts(codes, tuple(words))


def _read(lines: Lines, head: Header, *, numeric: bool) -> pd.DataFrame | None:
    """The lines as a table, the columns of text as categories."""
    if any("\n" in name or "\r" in name for name in head.names) or lines.begin_with(b"#"):
        return None
    if _bare_carriage_return(lines) or _stray_quotes(lines, head.delimiter):
        return None
    spare = [f"\n{number}" for number in range(head.spare)]
    frame = _parsed(lines, [*head.names, *spare], head.delimiter, numeric=numeric)
    if frame is None or (numeric and frame["value"].dtype.kind not in "iuf") or not _same_shape(lines, frame, head.delimiter):
        return None
    frame = frame.iloc[1:]
    if any((frame[name] != "").any() for name in spare) or not all(map(str.strip, frame["target"].cat.categories)):
        return None
    return frame


def _bare_carriage_return(lines: Lines) -> bool:
    return b"\r" in lines and lines.count(b"\r") != lines.data.count(b"\r\n", lines.begins, lines.ends)


def _stray_quotes(lines: Lines, delimiter: str) -> bool:
    """Whether there is a quote that strict CSV refuses and pandas drops: text after a quote that closes a field ("x"y, ""5, "x,"y)."""
    return b'"' in lines and bool(_OPENED[delimiter].search(_QUOTED[delimiter].sub(b"", lines.view())))


def _parsed(lines: Lines, names: list[str], delimiter: str, *, numeric: bool) -> pd.DataFrame | None:
    types = {name: "category" for name in names if name != "value" or not numeric}
    # A row of letters above the others keeps pandas from reading a column of years, all of them digits, as numbers (02024 as 2024).
    letters = delimiter.join("0" if name not in types else "" if name.startswith("\n") else _LETTER for name in names)
    body = io.BufferedReader(Joined(letters.encode() + b"\n", lines.view()), 1 << 20)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            warnings.simplefilter("error", pd.errors.DtypeWarning)
            return pd.read_csv(
                body, sep=delimiter, names=names, header=None, dtype=types, keep_default_na=False, na_values=[], index_col=False
            )
    except (ValueError, pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.DtypeWarning):
        return None


def _same_shape(lines: Lines, frame: pd.DataFrame, delimiter: str) -> bool:
    """Whether each row is one line and has every field: pandas silently fills up a short row."""
    count = lines.count(b"\n") + (not lines.end_with(b"\n"))
    texts = [frame[name] for name in frame if frame[name].dtype.kind not in "iuf"]
    inside = sum(_delimiters(column, delimiter) for column in texts) if b'"' in lines else 0
    return count == len(frame) - 1 and lines.count(delimiter.encode()) - inside == (len(frame.columns) - 1) * count


def _delimiters(column: pd.Series[str], delimiter: str) -> int:
    """How many delimiters stand inside the fields of a column."""
    counts = np.array([word.count(delimiter) for word in column.cat.categories], dtype=np.int64)
    return int(counts[column.cat.codes.to_numpy()].sum())
