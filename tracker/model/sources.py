"""Where figures come from: the sources and the rules that targets.yaml declares, and the figures that an import takes by them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from decimal import Decimal

    from tracker.values.periods import Period
    from tracker.values.problems import Problem

COUNT = "count"
"""The ``value`` of a rule that counts records instead of adding up one of their columns."""

_IMPORTED = re.compile(r"from [A-Za-z0-9][\w.-]*[: ]")

SHORT = 12
"""How many letters of a digest are shown and written down."""


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: the file, and its line and the column or the entry where it is needed (``3``, ``21[2024 Dec]``)."""

    file: str
    at: str

    def __str__(self) -> str:
        """``data/x.csv:3``."""
        return f"{self.file}:{self.at}"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name, and the digest (SHA-256, hexadecimal) of its bytes."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class ImportedFigure:
    """One figure that a rule found.

    ``value`` is exact and in ``unit`` (``thousand USD``; empty for an event). ``published`` is None where the import says it
    (``Publication()``); ``undated`` says that it shall stay empty. ``origin`` goes into the column ``source`` of the observations
    (``data/x.csv:3``), and ``note`` into ``note``; ``digest`` is that of the file or files. ``places`` are where it stands, for messages.
    """

    rule: FigureRule
    period: Period
    value: Decimal
    unit: str
    origin: str
    digest: str
    status: str = ""
    published: date | None = None
    undated: bool = False
    note: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A period for which a rule finds rows and no figure, with the reason (``the value is empty at data/x.csv:7``)."""

    rule: FigureRule
    period: Period | None
    reason: str


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What one source gave to the rules that use it.

    ``problems`` without a code are errors, and with one of them nothing is imported; ``notices`` are sentences about what
    is worth knowing (a total that looks like the sum of the other rows, a month whose records end early), each with its place.
    ``level_on`` finds the level of a rule on a day that is no figure of its own, where the source knows it: a register in which nothing
    changed on that day any more still says what the level was.
    """

    source: Source
    files: tuple[SourceFile, ...] = ()
    figures: tuple[ImportedFigure, ...] = ()
    missing: tuple[MissingFigure, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    level_on: Callable[[FigureRule, date], ImportedFigure | None] | None = None


def note_import(source: Source, said: str, digest: str) -> str:
    """What the column ``note`` says of a figure that was imported: from which source, ``said`` of it, and the digest of its files."""
    return f"from {source.name}{said}" + (f" (sha256 {digest})" if digest else "")


def is_from(source: Source, note: str) -> bool:
    """Whether a note says that its figure was imported from a source."""
    return note.startswith((f"from {source.name}:", f"from {source.name} "))


def is_imported(source: str, note: str) -> bool:
    """Whether an observation was imported, by what its columns ``source`` and ``note`` say: a source and a digest, or a table."""
    return bool(_IMPORTED.match(note)) and ("sha256" in f"{source} {note}" or source.startswith("table "))


def shown_digest(files: Iterable[SourceFile]) -> str:
    """One digest for the files of a source, short: that of the file, or of the list of names and digests where there are several."""
    from hashlib import sha256  # noqa: PLC0415 - only imports pay for it

    listed = sorted(files, key=lambda each: each.name)
    if len(listed) == 1:
        return listed[0].digest[:SHORT]
    return sha256("".join(f"{each.name}\0{each.digest}\n" for each in listed).encode()).hexdigest()[:SHORT]
