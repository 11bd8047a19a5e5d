"""The fields of observations.csv, as they were written -> numbers, or problems; each distinct word is read once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tracker import amounts, csvfile, fields, periods
from tracker.exceldates import no_failure
from tracker.problems import MOST_LISTED, Problem, did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker.periods import Period
    from tracker.programme import Programme

Ints = npt.NDArray[np.int64]
QUALIFIERS = ("", "about", "over", "under")
EPOCH = date(1970, 1, 1).toordinal()
UNDATED = np.iinfo(np.int64).min  # what numpy makes of NaT


@dataclass(frozen=True)
class Typed:
    """The fields of the rows as numbers, one entry a row.

    ``target`` is a place in the programme, ``period`` one in ``periods``, ``reporter`` one in ``reporters``, ``qualifier`` one in
    QUALIFIERS; ``value`` is in the target's own unit, and ``published`` counts days since 1970 (UNDATED where not given).
    """

    target: Ints
    period: Ints
    value: npt.NDArray[np.float64]
    qualifier: Ints
    published: Ints
    reporter: Ints
    periods: tuple[Period, ...]
    reporters: tuple[str, ...]

    def only(self, rows: npt.NDArray[np.bool_]) -> Typed:
        """Return some of the rows."""
        columns: dict[str, Any] = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        some: dict[str, Any] = {name: column[rows] for name, column in columns.items() if isinstance(column, np.ndarray)}
        return replace(self, **some)


class Findings:
    """The problems of the rows, and which rows have one."""

    def __init__(self, file: str, lines: Ints) -> None:
        """Begin with nothing wrong in the rows that stand on these lines."""
        self.file, self.lines = file, lines
        self.bad = np.zeros(len(lines), dtype=bool)
        self.problems: list[Problem] = []

    def refuse(self, rows: npt.NDArray[np.bool_], message: str) -> None:
        """Note one problem for each of these rows."""
        self.bad |= rows
        self.problems += [Problem(self.file, int(line), message) for line in self.lines[rows]]

    def refuse_each(self, codes: Ints, wrong: Mapping[int, str]) -> None:
        """Note a problem for each row whose code is wrong, with the message of that code."""
        rows = np.isin(codes, list(wrong))
        self.bad |= rows
        self.problems += [
            Problem(self.file, line, wrong[code]) for line, code in zip(self.lines[rows].tolist(), codes[rows].tolist(), strict=True)
        ]

    def each_word(
        self, column: pd.Series[Any], read: Callable[[str], Any], missing: Any, hint: Callable[[str], str] = lambda _: ""
    ) -> tuple[Ints, list[Any]]:
        """Read every distinct word of a column once: the code of each row, and what each code means.

        The hint (the nearest name) takes time, so only as many words get one as a listing shows.
        """
        codes, words = _codes(column)
        meanings, wrong = [], dict[int, str]()
        for code, word in enumerate(words):
            try:
                meanings.append(read(no_failure(word.strip())))
            except ValueError as error:
                meanings.append(missing)
                wrong[code] = f"{column.name}: {error}{hint(word.strip()) if len(wrong) < MOST_LISTED else ''}"
        self.refuse_each(codes, wrong)
        return codes, meanings


def _codes(column: pd.Series[Any]) -> tuple[Ints, Sequence[str]]:
    """The number of the word in each row, and the words that occur."""
    categories = column.astype("category").cat
    codes, words = categories.codes.to_numpy(), list(categories.categories)
    used = np.flatnonzero(np.bincount(codes, minlength=len(words)))
    renumbered = np.zeros(len(words), dtype=np.int64)
    renumbered[used] = np.arange(len(used))
    return renumbered[codes], [words[code] for code in used]


def typed(frame: pd.DataFrame, programme: Programme, found: Findings) -> Typed:
    """Read the fields that are computed with; what cannot be read is noted in ``found``, and its row holds a stand-in."""
    targets = list(programme.targets.values())
    nth = {target.id: number for number, target in enumerate(targets)}
    codes, numbers = found.each_word(
        frame["target"], lambda word: _known_target(word, nth, programme.unusable), 0, lambda word: did_you_mean(word, nth)
    )
    target = _meaning(codes, numbers, np.int64)
    found.bad |= target < 0  # of a target whose declaration has errors: those are reported there
    declared, target = target >= 0, np.maximum(target, 0)
    codes, spans = found.each_word(frame["period"], periods.parse, periods.parse("1000"))
    everything = tuple(sorted(set(spans), key=lambda span: (span.end, span.start)))
    place = {span: number for number, span in enumerate(everything)}
    period = _meaning(codes, [place[span] for span in spans], np.int64)
    flow = programme.flows()[target]
    whole = np.array([span.whole_months for span in everything] or [False])[period]
    flow &= declared
    parts = np.where(flow & ~whole, period, -1)
    said = "period: {} is not made of whole months, as the total of a flow must be; write " + periods.FORMS
    found.refuse_each(parts, {code: said.format(quoted(str(everything[code]))) for code in np.unique(parts).tolist() if code >= 0})
    codes, marks = found.each_word(frame["qualifier"], lambda word: QUALIFIERS.index(fields.qualifier(word) if word else ""), 0)
    qualifier = _meaning(codes, marks, np.int64)
    codes, dates = found.each_word(frame["published"], _published, UNDATED)
    published = _meaning(codes, dates, np.int64)
    codes, names = found.each_word(frame["reporter"], lambda word: fields.reporter_code(word) if word else "", "")
    reporters = tuple(sorted(set(names)))
    reporter = _meaning(codes, [reporters.index(name) for name in names], np.int64)
    _refuse_slipped_digits(frame, target, programme, found)
    value = _in_own_unit(frame, target, declared, programme, found)
    return Typed(target, period, value, qualifier, published, reporter, everything, reporters)


def _meaning(codes: Ints, meanings: list[Any], kind: Any) -> npt.NDArray[Any]:
    return np.array(meanings or [""], dtype=kind)[codes] if len(codes) else np.array([], dtype=kind)


def _known_target(word: str, nth: dict[str, int], unusable: frozenset[str] | None) -> int:
    if unusable is None or word in unusable:
        return -1
    if word not in nth:
        raise ValueError(f"{quoted(word)} is not declared in the targets file, which has {one_of(nth) or 'none'}")
    return nth[word]


def _published(word: str) -> int:
    return periods.parse(word).end.toordinal() - EPOCH if word else UNDATED


def _refuse_slipped_digits(frame: pd.DataFrame, target: Ints, programme: Programme, found: Findings) -> None:
    """A whole value and behind it, in a column for text, an amount: that is a decimal comma (``5,5`` read as 5), whatever the header.

    The columns for units, reporters, qualifiers and dates refuse such a rest themselves.
    """
    names = list(frame.columns)
    name = next(iter(names[names.index("value") + 1 :]), "target")
    if name in csvfile.WORDS and name != "status":
        return
    after, value = frame[name].astype("str"), frame["value"].to_numpy()
    targets = list(programme.targets.values())
    rest = np.zeros(len(frame), dtype=bool)
    for row in np.flatnonzero((value == np.rint(value)) & after.str.match(r"\s*\d").to_numpy(dtype=bool)):
        rest[row] = _is_amount(after.iloc[row], targets[target[row]].unit if targets else "")
    said = f"{name}: a number stands in the column after the value; if it is the rest of a decimal comma, write the value with a point, "
    found.refuse(rest, said + "else move that column away from the value")


def _is_amount(text: str, unit: str) -> bool:
    try:
        amount = amounts.parse_amount(text)
        amounts.power_in(unit, amount.unit)
    except ValueError:
        return False
    return True


def _in_own_unit(
    frame: pd.DataFrame, target: Ints, declared: npt.NDArray[np.bool_], programme: Programme, found: Findings
) -> npt.NDArray[np.float64]:
    """The values in their targets' own units; each pair of a target and a written unit is read once."""
    targets = list(programme.targets.values())
    codes, words = _codes(frame["unit"])
    pairs, distinct = pd.factorize(target * max(len(words), 1) + codes)
    powers, wrong = np.zeros(len(distinct), dtype=np.int64), {}
    for number, pair in enumerate(distinct):
        own, word = divmod(int(pair), max(len(words), 1))
        try:
            powers[number] = amounts.power_in(targets[own].unit, words[word], targets[own].unit_power) if targets else 0
        except ValueError as error:
            wrong[number] = f"unit: {error}"
    found.refuse_each(np.where(declared, pairs, -1), wrong)
    values = amounts.scaled(frame["value"].to_numpy(), powers[pairs])
    found.refuse(~(np.abs(values) <= amounts.LARGEST), "value: larger than anything that is counted; is the unit right?")
    return values
