"""What an import takes from the sources by their rules: figures, with the place of each, and what an observation says of its origin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from decimal import Decimal

    from tracker.model.sources import FigureRule, Source
    from tracker.values.periods import Period
    from tracker.values.problems import Problem

_IMPORTED = re.compile(r"from [A-Za-z0-9][\w.-]*[: ]")

SHORT = 12
"""How many letters of a digest are shown and written down."""


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
