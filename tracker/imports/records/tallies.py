"""Records counted and added up, by rule and by the month in which they fall: what a reader of rows and an engine both give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, Inexact
from typing import TYPE_CHECKING

from tracker.model.programme import TOTALS
from tracker.values import periods
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model.sources import FigureRule
    from tracker.values.problems import Problem

DECIMALS = 2
"""How many decimals a column of fractions has where its source does not say; more than it has are an error, and never rounded off."""

EXACTLY = Context(prec=100, traps=[Inexact])
"""How amounts are added: to the last digit, or not at all."""

TIME_AT, DAY_ENDS = 13, 10
"""Where a colon stands in 2024-05-17 13:05 and in 31.12.2024 13:05, and in no period; and where the day ends."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The records of one month, or of one day: how many there are for each rule, and the exact sum of their values.

    ``month`` counts months since the year 0; it is None where the source has no dates, and then there is one slice. ``day`` is the day on
    which the records fall (for a record that names only its month, the last one), None where months are not taken apart. ``counts`` and
    ``sums`` have one entry a rule; the sum of a rule that counts is 0.
    """

    month: int | None
    day: date | None
    counts: tuple[int, ...]
    sums: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Tallies:
    """What the records of a source come to.

    ``slices`` are in the order of time. ``later`` has, for each rule, the number of its records that are dated after the day for which the
    source holds: plans or errors, which are in no slice. ``ends`` is the last day of the last month on which a record of the source falls,
    whether or not a rule counts it. ``problems`` are what cannot be counted, and ``notices`` what is worth knowing.
    """

    slices: tuple[Slice, ...] = ()
    later: tuple[int, ...] = ()
    ends: date | None = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()


def is_daily(rules: Iterable[FigureRule]) -> bool:
    """Whether the days of a month are taken apart: a level may be asked for on any day, a total only for a month."""
    return any(rule.kind not in TOTALS for rule in rules)


class Ledger:
    """Where records are entered by month, or by day, for some rules."""

    def __init__(self, rules: Sequence[FigureRule]) -> None:
        """Begin with nothing."""
        self._rules, self._daily = len(rules), is_daily(rules)
        self._counts: dict[tuple[int, int], list[int]] = {}
        self._sums: dict[tuple[int, int], list[Decimal]] = {}
        self._last: dict[int, date] = {}
        self._later = [0] * len(rules)

    def enter(self, rule: int, moment: Moment, count: int, amount: Decimal) -> None:
        """Enter records of one rule, by its number: how many they are, and what they come to."""
        if not count:
            return
        if moment.late:
            self._later[rule] += count
            return
        key = self._key(moment)
        if key not in self._counts:
            self._counts[key], self._sums[key] = [0] * self._rules, [Decimal(0)] * self._rules
        self._counts[key][rule] += count
        self._sums[key][rule] = EXACTLY.add(self._sums[key][rule], amount)
        self.see(moment)

    def _key(self, moment: Moment) -> tuple[int, int]:
        month = -1 if moment.month is None else moment.month
        return month, moment.last.toordinal() if self._daily and moment.last else 0

    def see(self, moment: Moment) -> None:
        """Take note that a record falls on a day, whether or not a rule counts it: a month ends with its last record."""
        if moment.month is not None and moment.last is not None and not moment.late:
            self._last[moment.month] = max(moment.last, self._last.get(moment.month, moment.last))

    def tallies(self, problems: Iterable[Problem] = (), notices: Iterable[str] = ()) -> Tallies:
        """What was entered."""
        keys = sorted(self._counts)
        slices = tuple(
            Slice(
                None if key[0] < 0 else key[0],
                date.fromordinal(key[1]) if key[1] else None,
                tuple(self._counts[key]),
                tuple(self._sums[key]),
            )
            for key in keys
        )
        ends = self._last.get(keys[-1][0]) if keys else None
        return Tallies(slices, tuple(self._later), ends, tuple(problems), tuple(notices))


@dataclass(frozen=True, slots=True)
class Moment:
    """When records fall: in which month (None where the source has no dates), on which day at the latest, and whether after the limit."""

    month: int | None = None
    last: date | None = None
    late: bool = False


def moment_of(text: str, limit: date) -> Moment:
    """Read the written period of a record, a day or a month; ValueError, with a sentence, for what is neither."""
    if not text:
        raise ValueError(localized("the date is empty; fill it in, or exclude such records with `where`"))
    period = periods.parse(text[:DAY_ENDS] if text[TIME_AT : TIME_AT + 1] == ":" else text)
    start, end = period.start, period.end
    month = start.year * periods.MONTHS + start.month - 1
    if month != end.year * periods.MONTHS + end.month - 1:
        raise ValueError(
            localized(
                "{given} is longer than a month, and records are counted by month; exclude files and rows of longer periods",
                given=quoted(text),
            )
        )
    return Moment(month, end, start > limit)
