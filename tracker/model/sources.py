"""Where figures come from: the sources and the rules that targets.yaml declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from tracker.values.periods import Period

COUNT = "count"
"""The ``value`` of a rule that counts records instead of adding up one of their columns."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column must hold: one of ``values``, or a text that begins with one of ``beginnings`` (written ``27*``).

    Texts are compared without the spaces around them. The empty text is a value as any other: in many files it marks the total.
    """

    column: str
    values: tuple[str, ...]
    beginnings: tuple[str, ...] = ()

    def admits(self, text: str) -> bool:
        """Whether the text of a cell meets the condition."""
        text = text.strip()
        return text in self.values or text.startswith(self.beginnings)

    def written(self) -> tuple[str, ...]:
        """What is asked for, as it stands in targets.yaml."""
        return (*self.values, *(f"{each}*" for each in self.beginnings))


@dataclass(frozen=True, slots=True)
class Members:
    """The values of a column whose rows are added up, each of which must be there once."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """When the figures of a source became known: on the day that a ``column`` gives, on one ``day``, or at an ``unknown`` time.

    Where none of the three is said, they became known on the day of the import.
    """

    column: str | None = None
    day: date | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A table of somebody else, as ``sources:`` declares it; the columns are named as they are in the files.

    ``files`` are names or patterns, relative to the folder of targets.yaml (``folder``); ``table`` is the name of a frame that a
    program hands over instead. ``records`` says that each row is an event to be counted or summed, and not a published figure.
    ``across`` says that the periods are columns, ``cumulative`` that each period is counted from the first of January. ``unit`` may
    have a scale (``thousand USD``); ``scale`` is a column with a power of ten, ``status`` a column that is copied. ``as_of`` is the
    day for which a register holds, ``key`` the columns that tell its records apart, ``decimals`` how many decimals the summed column
    has. ``line`` is the line of targets.yaml on which it is declared.
    """

    name: str
    line: int
    folder: str = "."
    files: tuple[str, ...] = ()
    table: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    header: int | None = None
    records: bool = False
    across: bool = False
    cumulative: bool = False
    where: tuple[Condition, ...] = ()
    period: str | None = None
    value: str | None = None
    unit: str | None = None
    scale: str | None = None
    status: str | None = None
    published: Publication = Publication()
    as_of: date | None = None
    key: tuple[str, ...] = ()
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class FigureRule:
    """Which rows of a source are the figures of one indicator by one reporter, as its ``figures:`` declares it.

    ``reporter`` is empty where nobody is named. ``value`` and ``unit`` are those of the source where the rule has none of its own; the
    value of records may be ``COUNT``. ``line`` is the
    line of targets.yaml on which it stands.
    """

    target: str
    reporter: str
    source: Source
    line: int
    kind: str
    target_unit: str
    target_power: int
    where: tuple[Condition, ...] = ()
    sum: Members | None = None
    value: str | None = None
    unit: str | None = None

    @property
    def name(self) -> str:
        """The indicator and the reporter, as messages name them: ``turnover KZ``."""
        return f"{self.target} {self.reporter}".strip()

    def figure_name(self, period: Period | None) -> str:
        """A figure of the rule, as messages name it: ``turnover 2024 KZ``."""
        return " ".join(filter(None, (self.target, str(period or ""), self.reporter)))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of the source and those of the rule."""
        return (*self.source.where, *self.where)

    @property
    def value_column(self) -> str | None:
        """The column of the amounts, or ``COUNT``."""
        return self.value or self.source.value

    @property
    def unit_text(self) -> str:
        """The unit of the amounts in the source, with its scale; empty where neither the rule nor the source has one."""
        return self.unit or self.source.unit or ""
