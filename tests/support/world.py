"""A world that is known in full, and the pair of files that tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelling import table


@dataclass(frozen=True)
class Figure:
    """One observation: the months of a flow, or the day of a stock; the value in the target's own unit; when it was published."""

    target: str
    reporter: str
    first: int
    end: date
    value: int
    qualifier: str
    published: date | None

    @property
    def stated(self) -> date:
        """The day that orders its vintages."""
        return self.published or self.end

    @property
    def known(self) -> date:
        """The day from which it is known."""
        return max(self.stated, self.end)


@dataclass(frozen=True)
class Goal:
    """One target as it is declared; amounts in its own unit, days as they are read.

    ``wording`` stands before the amount, ``to`` is the other end of a range or edge of a band, and from ``start`` on a total is added up.
    """

    id: str
    flow: bool
    power: int
    direction: int
    target: int | None
    multiple: int | None
    deadline: date | None
    baseline_day: date | None
    baseline: int | None
    milestones: tuple[tuple[date, int], ...]
    wording: str = ""
    to: int | None = None
    start: date | None = None


@dataclass(frozen=True)
class World:
    """What is true, on which day it is asked, and the two files that say so."""

    goals: tuple[Goal, ...]
    figures: tuple[Figure, ...]
    as_of: date
    declared: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def observed(self) -> bytes:
        """observations.csv."""
        return table(self.header, self.rows)
