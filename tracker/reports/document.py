"""A document as data: sections of paragraphs, tables and charts, whose words are already chosen; one renderer per format draws them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any


@dataclass(frozen=True)
class Text:
    """A piece of text; what it may carry: marks (``p`` for provisional), the numbers of its sources, a tone, the section it leads to.

    The tone is that of a status (``good``, ``warn``, ``bad`` or ``open``); the symbol and the word stand in the text, so that a
    status is never told by colour alone.
    """

    text: str
    marks: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()
    tone: str = ""
    to: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a leading one stands out."""

    text: Text
    lead: bool = False


@dataclass(frozen=True)
class Verdict:
    """The symbol and the word of a status, with its tone, and the sentences that give the reason."""

    word: Text
    reason: Text


@dataclass(frozen=True)
class Quote:
    """Words as they were said, and who said them when."""

    words: Text
    said: Text


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Table:
    """A table: its caption, the headings, and rows whose first cell names them; the columns in ``numeric`` are aligned right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Chart:
    """A chart: a name fit for a file, a title, what it shows in words, and its Vega-Lite specification."""

    name: str
    title: str
    alt: str
    spec: dict[str, Any] = field(hash=False)


@dataclass(frozen=True)
class Sketch:
    """A chart that can be drawn with letters: known levels, the paths, and the target; times are years at their ends (2024 ends at 2024).

    ``derived`` says of each level whether it is a sum of several observations; ``sign`` is 1 where an increase is wanted, else -1. A
    target without a deadline has no time of its own.
    ``ends`` are the two ends of a range or a band, the lower one first, or the line of a target that applies in each period; a ``band``
    holds all along, a range at the deadline. ``kept`` says of each period of a recurring target whether it met it, and ``first_above``
    that the levels are places, of which the first stands above.
    """

    unit: str
    levels: tuple[tuple[float, float], ...]
    derived: tuple[bool, ...]
    planned: tuple[tuple[float, float], ...]
    required: tuple[tuple[float, float], ...]
    target: float | None
    deadline: float | None
    sign: int
    ends: tuple[float, ...] = ()
    band: bool = False
    kept: tuple[bool, ...] = ()
    first_above: bool = False


Block = Paragraph | Verdict | Quote | Bullets | Table | Chart | Sketch


@dataclass(frozen=True)
class Section:
    """A section with an id that a link can lead to; a heading may be empty."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Source:
    """A numbered footnote: what is cited (a link where it is an address), and which lines of the files cite it."""

    number: int
    text: str
    places: tuple[str, ...]

    @property
    def link(self) -> str | None:
        """The address, where the text is one that is safe to follow."""
        return self.text if self.text.lower().startswith(("https://", "http://")) and not any(map(str.isspace, self.text)) else None


@dataclass(frozen=True)
class Document:
    """A whole document; ``footer`` says how it was made, ``marks`` what each mark means that stands anywhere in it."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = ()
    footer: tuple[str, ...] = ()
    marks: dict[str, str] = field(default_factory=dict, hash=False)

    def charts(self) -> list[Chart]:
        """The charts, in their order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Chart)]


class Citations:
    """Numbers sources in the order in which they are first cited; the same source has one number."""

    def __init__(self) -> None:
        """Begin with none."""
        self._cited: dict[str, tuple[int, dict[tuple[str, int | None], None]]] = {}

    def cite(self, source: str | None, file: str, line: int | None) -> tuple[int, ...]:
        """Return the number of a source that is cited for a line of a file; nothing where no source was given.

        Of the file only its name is told: where it lies on somebody's machine is nobody's business.
        """
        if not source:
            return ()
        number, places = self._cited.setdefault(source, (len(self._cited) + 1, {}))
        places[file, line] = None
        return (number,)

    def sources(self) -> tuple[Source, ...]:
        """All that were cited."""
        return tuple(
            Source(number, text, tuple(dict.fromkeys(f"{PurePath(file).name}:{line}" for file, line in places)))
            for text, (number, places) in self._cited.items()
        )
