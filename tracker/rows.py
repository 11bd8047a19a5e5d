"""The fields of observations.csv, as they were written -> numbers, or problems; each distinct word is read once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tracker import amounts, csvfile, periods, schema
from tracker.problems import Problem, did_you_mean, one_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
        columns: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
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

    def each_word(self, column: pd.Series[Any], read: Callable[[str], Any], missing: Any) -> tuple[Ints, list[Any]]:
        """Read every distinct word of a column once: the code of each row, and what each code means."""
        codes, words = _codes(column)
        meanings = []
        for code, word in enumerate(words):
            try:
                meanings.append(read(word.strip()))
            except ValueError as wrong:
                meanings.append(missing)
                self.refuse(codes == code, f"{column.name}: {wrong}")
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
    codes, numbers = found.each_word(frame["target"], lambda word: _known_target(word, nth, programme.unusable), 0)
    target = _meaning(codes, numbers, np.int64)
    found.bad |= target < 0  # of a target whose declaration has errors: those are reported there
    declared, target = target >= 0, np.maximum(target, 0)
    codes, spans = found.each_word(frame["period"], periods.parse, periods.parse("1000"))
    everything = tuple(sorted(set(spans), key=lambda span: (span.end, span.start)))
    place = {span: number for number, span in enumerate(everything)}
    period = _meaning(codes, [place[span] for span in spans], np.int64)
    flow = np.array([each.kind == "flow" for each in targets] or [False])[target]
    whole = np.array([span.whole_months for span in everything] or [False])[period]
    flow &= declared
    for code in np.unique(period[flow & ~whole]):
        span = quoted(str(everything[code]))
        found.refuse(
            flow & (period == code), f"period: {span} is not made of whole months, as the total of a flow must be; write {periods.FORMS}"
        )
    codes, marks = found.each_word(frame["qualifier"], lambda word: QUALIFIERS.index(schema.qualifier(word) if word else ""), 0)
    qualifier = _meaning(codes, marks, np.int64)
    codes, dates = found.each_word(frame["published"], _published, UNDATED)
    published = _meaning(codes, dates, np.int64)
    codes, names = found.each_word(frame["reporter"], lambda word: schema.reporter_code(word) if word else "", "")
    reporters = tuple(sorted(set(names)))
    reporter = _meaning(codes, [reporters.index(name) for name in names], np.int64)
    _refuse_slipped_digits(frame, found)
    value = _in_own_unit(frame, target, declared, programme, found)
    return Typed(target, period, value, qualifier, published, reporter, everything, reporters)


def _meaning(codes: Ints, meanings: list[Any], kind: Any) -> npt.NDArray[Any]:
    return np.array(meanings or [""], dtype=kind)[codes] if len(codes) else np.array([], dtype=kind)


def _known_target(word: str, nth: dict[str, int], unusable: frozenset[str] | None) -> int:
    if unusable is None or word in unusable:
        return -1
    if word not in nth:
        raise ValueError(f"{quoted(word)} is not declared in the targets file, which has {one_of(nth) or 'none'}{did_you_mean(word, nth)}")
    return nth[word]


def _published(word: str) -> int:
    return periods.parse(word).end.toordinal() - EPOCH if word else UNDATED


def _refuse_slipped_digits(frame: pd.DataFrame, found: Findings) -> None:
    """A bare number in the text column after the value is the rest of a decimal comma (``5,5`` read as 5), whatever the header."""
    names = [name for name in frame.columns if name != "line"]
    after = names[names.index("value") + 1 : names.index("value") + 2]
    for name in {*after} & {*csvfile.TEXTS, "status"}:
        digits = frame[name].astype("str").str.strip().str.isdigit().to_numpy(dtype=bool)
        found.refuse(digits, f"{name}: only digits after the value; is this a decimal comma? write the value with a point")


def _in_own_unit(
    frame: pd.DataFrame, target: Ints, declared: npt.NDArray[np.bool_], programme: Programme, found: Findings
) -> npt.NDArray[np.float64]:
    """The values in their targets' own units; each pair of a target and a written unit is read once."""
    targets = list(programme.targets.values())
    codes, words = _codes(frame["unit"])
    pairs, distinct = pd.factorize(target * max(len(words), 1) + codes)
    powers = np.zeros(len(distinct), dtype=np.int64)
    for number, pair in enumerate(distinct):
        own, word = divmod(int(pair), max(len(words), 1))
        try:
            powers[number] = amounts.power_in(targets[own].unit, words[word], targets[own].unit_power) if targets else 0
        except ValueError as wrong:
            found.refuse((pairs == number) & declared, f"unit: {wrong}")
    values = scaled(frame["value"].to_numpy(), powers[pairs])
    found.refuse(np.isinf(values), "value: too large for its unit")
    return values


def scaled(values: npt.NDArray[np.float64], powers: Ints) -> npt.NDArray[np.float64]:
    """Return the values times powers of ten, as if the scale had been written into their decimal text.

    4.35 * 100 is 434.99999999999994 in binary; rounding to the 15 digits that every double keeps gives the 435 of the paper.
    """
    with np.errstate(over="ignore"):
        return np.where(powers != 0, amounts.significant(values * amounts.TENS[powers], 15), values)
