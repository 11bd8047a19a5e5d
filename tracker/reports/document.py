"""A document as data: sections of paragraphs, tables and charts, whose words are already chosen; one renderer per format draws them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.reports.charts.picture import Picture


@dataclass(frozen=True)
class Sparkline:
    """A series drawn as large as a word: its levels, and what they are compared with; times are in years.

    ``edges`` are the amount of the target, or the two ends of a range or a band, the lower one first.
    ``landings`` are the levels that the pace leads to at the ``deadline``, the lower one first. ``first_above`` says that the levels are
    places, of which the first stands above, and ``alt`` what the line shows in words.
    """

    levels: tuple[tuple[float, float], ...]
    edges: tuple[float, ...]
    deadline: float | None
    landings: tuple[float, ...]
    first_above: bool
    alt: str


@dataclass(frozen=True)
class Text:
    """A piece of text; what it may carry: marks (``p`` for provisional), the numbers of its sources, a tone, the section it leads to.

    The tone is that of a status (``good``, ``warn``, ``bad`` or ``open``); the symbol and the word stand in the text, so that a
    status is never told by colour alone. A cell may hold a ``line`` in place of words.
    """

    text: str
    marks: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()
    tone: str = ""
    to: str = ""
    line: Sparkline | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a leading one stands out, a title stands above what follows, and a note is set small."""

    text: Text
    lead: bool = False
    title: bool = False
    note: bool = False


@dataclass(frozen=True)
class Verdict:
    """The symbol and the word of a status, with its tone, and the sentences that give the reason."""

    word: Text
    reason: Text


@dataclass(frozen=True)
class Message:
    """What must be known of one target: its name, its status, one sentence or two, and who does what next."""

    name: Text
    status: Text
    said: Text
    steps: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Quote:
    """Words as they were said, and who said them when; ``language`` is the code of theirs where it is not that of the document."""

    words: Text
    said: Text
    language: str | None = None


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
    """A chart: a name fit for a file, its message as a title, its words for who cannot see it, and its picture on a page and a phone."""

    name: str
    title: str
    alt: str
    wide: Picture
    narrow: Picture


@dataclass(frozen=True)
class Sketch:
    """A chart that can be drawn with letters: known levels, the paths, and the target; times are years at their ends (2024 ends at 2024).

    ``derived`` says of each level whether it is a sum of several observations; ``sign`` is 1 where an increase is wanted, else -1. A
    target without a deadline has no time of its own.
    ``ends`` are the two ends of a range or a band, the lower one first, or the line of a target that applies in each period; a ``band``
    holds all along, a range at the deadline. ``kept`` says of each period of a recurring target whether it met it, and ``first_above``
    that the levels are places, of which the first stands above. ``projected`` are the levels to which the pace leads by the deadline,
    and ``span`` is the part of the amounts that is drawn; what is projected beyond it is drawn at its edge. ``assumed`` says of each
    level whether it rests on a figure that nobody has observed.
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
    projected: tuple[float, ...] = ()
    span: tuple[float, float] = (0.0, 1.0)
    assumed: tuple[bool, ...] = ()

    @property
    def beyond(self) -> bool:
        """Whether a level to which the pace leads lies beyond what is drawn."""
        return any(not self.span[0] <= each <= self.span[1] for each in self.projected)


Block = Paragraph | Verdict | Message | Quote | Bullets | Table | Chart | Sketch


@dataclass(frozen=True)
class Section:
    """A section with an id that a link can lead to; a heading may be empty. One of its own ``page`` begins one and is to fit it."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    page: bool = False


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


def list_texts(block: Block) -> tuple[Text, ...]:
    """Every text of a block, in the order in which it is read."""
    match block:
        case Paragraph():
            return (block.text,)
        case Verdict():
            return (block.word, block.reason)
        case Message():
            return (block.name, block.status, block.said, *block.steps)
        case Quote():
            return (block.words, block.said)
        case Bullets():
            return block.items
        case Table():
            return tuple(cell for row in block.rows for cell in row)
        case Chart() | Sketch():
            return ()


class Citations:
    """Numbers sources in the order in which they are first cited; the same source has one number.

    Where they are not ``numbered``, nothing that is said has a number, and the sources are only collected.
    """

    def __init__(self, *, numbered: bool = True) -> None:
        """Begin with none."""
        self.numbered = numbered
        self._cited: dict[str, tuple[int, dict[tuple[str, int | None], None]]] = {}

    def cite(self, source: str | None, file: str, line: int | None) -> tuple[int, ...]:
        """Return the number of a source that is cited for a line of a file; nothing where no source was given.

        Of the file only its name is told: where it lies on somebody's machine is nobody's business.
        """
        if not source:
            return ()
        number, places = self._cited.setdefault(source, (len(self._cited) + 1, {}))
        places[file, line] = None
        return (number,) if self.numbered else ()

    def sources(self) -> tuple[Source, ...]:
        """All that were cited."""
        return tuple(
            Source(
                number, text, tuple(f"{file}:{line}" for file, line in sorted({(PurePath(file).name, line or 0) for file, line in places}))
            )
            for text, (number, places) in self._cited.items()
        )
