"""Where the words of a chart stand: never upon a mark, a line or other words; less important ones give way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

from tracker.reports.charts.letter_widths import LINE, measure, shorten, wrap
from tracker.reports.charts.picture import Area, Box, Line, Mark, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.reports.charts.picture import Place, Shape

_GAPS = (4, 9, 15, 22, 30, 40, 52, 66, 82, 100, 125, 150, 180)  # pixels between words and their mark
_NEAR = 13  # from here on a line leads from the words to their mark
_BETWEEN = 6.0  # pixels between words beside a chart
_STEP, _FAR = 6, 90  # pixels between two places that are tried, and up to which a better one is looked for
_AROUND = 2.0  # pixels that stay free around words
_WAYS = {
    "above": (0, -1),
    "below": (0, 1),
    "right": (1, 0),
    "left": (-1, 0),
    "above left": (-1, -1),
    "above right": (1, -1),
    "below left": (-1, 1),
    "below right": (1, 1),
}
_SIDES = {-1: "end", 0: "middle", 1: "start"}


@dataclass(frozen=True)
class Label:
    """Words about a place: their colour, and where they may stand, what is best first.

    One without ``must`` is left out where none of its ways has room, up to the distance that it may ``reach``.
    """

    text: str
    at: Place
    colour: str = "ink"
    ways: tuple[str, ...] = tuple(_WAYS)
    bold: bool = False
    must: bool = False
    reach: int = 4


@dataclass
class Board:
    """The room of a chart with all that is on it; words are put where nothing else is."""

    room: Box
    size: float
    widest: float
    taken: list[Box] = field(default_factory=list)
    lines: list[tuple[Place, Place]] = field(default_factory=list)

    def draw(self, shapes: Sequence[Shape]) -> None:
        """Take note of marks and lines of data, which no words may cover."""
        for shape in shapes:
            match shape:
                case Mark():
                    self.taken.append(shape.box)
                case Line(role="data"):
                    self.lines.extend(pairwise(shape.places))
                case Line() | Area() | Words():
                    pass

    def place(self, label: Label) -> list[Shape]:
        """The words, and a line to their mark where they stand apart from it; nothing where there is no room."""
        lines = wrap(label.text, self.size, self.widest, bold=label.bold)
        width = max(measure(each, self.size, bold=label.bold) for each in lines)
        height = len(lines) * LINE * self.size
        for gap in _GAPS if label.must else _GAPS[: label.reach]:
            for way in _WAYS if label.must and gap > _GAPS[0] else label.ways:
                across, down = _WAYS[way]
                box = _beside(label.at, (width, height), (across, down), gap)
                leader = self._leader(box, label.at) if gap > _NEAR else None
                if self._is_free(box) and (leader is None or (self._is_clear(*leader) and not self._crosses(*leader))):
                    return self._put(lines, box, label, leader, _SIDES[across])
        return self._place_anywhere(label, lines, (width, height)) if label.must else []

    def _place_anywhere(self, label: Label, lines: Sequence[str], wide: tuple[float, float]) -> list[Shape]:
        """The words at the place with room for them that lies nearest to their mark."""
        rows = range(int(self.room.top), int(self.room.bottom - wide[1]), _STEP)
        boxes = [
            Box(left, top, left + wide[0], top + wide[1])
            for top in rows
            for left in range(int(self.room.left), int(self.room.right - wide[0]), _STEP)
        ]
        second: tuple[Box, tuple[Place, Place]] | None = None  # the nearest one, to which a line leads across others
        for box in sorted(boxes, key=lambda each: dist(each.nearest(label.at), label.at)):
            if second and dist(box.nearest(label.at), label.at) > _FAR:
                break
            leader = self._leader(box, label.at)
            if self._is_free(box) and self._is_clear(*leader):
                if not self._crosses(*leader):
                    return self._put(lines, box, label, leader, "start")
                second = second or (box, leader)
        return self._put(lines, second[0], label, second[1], "start") if second else []

    def _is_free(self, box: Box) -> bool:
        wide = box.widened(_AROUND)
        return self.room.holds(box) and not any(map(wide.meets, self.taken)) and not any(wide.crossed_by(*each) for each in self.lines)

    def _leader(self, box: Box, at: Place) -> tuple[Place, Place]:
        """From the words to just before their mark."""
        x, y = box.nearest(at)
        along = 1 - 7 / max(dist((x, y), at), 8)
        return (x, y), (x + (at[0] - x) * along, y + (at[1] - y) * along)

    def _is_clear(self, start: Place, end: Place) -> bool:
        return not any(each.crossed_by(start, end) for each in self.taken)

    def _crosses(self, start: Place, end: Place) -> bool:
        """Whether a line from words to their mark crosses another line, so that it could lead to that."""
        return any(
            _side(start, end, one) * _side(start, end, other) < 0 and _side(one, other, start) * _side(one, other, end) < 0
            for one, other in self.lines
        )

    def _put(self, lines: Sequence[str], box: Box, label: Label, leader: tuple[Place, Place] | None, anchor: str) -> list[Shape]:
        self.taken.append(box)
        shapes: list[Shape] = []
        if leader:
            self.lines.append(leader)
            shapes.append(Line(leader, "axis", "leader", 0.75))
        return [*shapes, *write(lines, box, self.size, label.colour, anchor=anchor, bold=label.bold)]


def _side(start: Place, end: Place, at: Place) -> float:
    """On which side of a line a place lies: above zero on the one, below on the other."""
    return (end[0] - start[0]) * (at[1] - start[1]) - (end[1] - start[1]) * (at[0] - start[0])


def _beside(at: Place, wide: tuple[float, float], way: tuple[int, int], gap: float) -> Box:
    """The box of words at a place, so far from it in that way."""
    (x, y), (width, height), (across, down) = at, wide, way
    away = gap + 3  # half a mark
    slant = 0.75 if across and down else 1.0
    left = x - width / 2 if not across else x + away * slant if across > 0 else x - away * slant - width
    top = y - height / 2 if not down else y + away * slant if down > 0 else y - away * slant - height
    return Box(left, top, left + width, top + height)


def write(lines: Sequence[str], box: Box, size: float, colour: str, *, anchor: str = "start", bold: bool = False) -> Iterator[Words]:
    """Lines of words within a box."""
    x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[anchor]
    for number, line in enumerate(lines):
        yield Words(line, (x, box.top + size * (LINE * number + 0.95)), size, colour, anchor, bold)


def clear(shapes: Sequence[Shape], words: Sequence[Shape]) -> Iterator[Shape]:
    """The shapes of the axes, whose thin lines stop where words stand."""
    boxes = [box_of(each).widened(_AROUND) for each in words if isinstance(each, Words)]
    for shape in shapes:
        if isinstance(shape, Line) and shape.role == "grid":
            yield from _interrupted(shape, boxes)
        else:
            yield shape


def _interrupted(line: Line, boxes: Sequence[Box]) -> Iterator[Line]:
    (begin, height), (end, _) = line.places
    gaps = sorted((each.left, each.right) for each in boxes if each.top < height < each.bottom)
    for left, right in [*gaps, (end, end)]:
        if left > begin:
            yield replace(line, places=((begin, height), (min(left, end), height)))
        begin = max(begin, right)


def box_of(words: Words) -> Box:
    """What words cover, from the highest letter to the lowest one."""
    width = measure(words.text, words.size, bold=words.bold)
    left = words.at[0] - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    return Box(left, words.at[1] - words.size * 0.8, left + width, words.at[1] + words.size * 0.25)


@dataclass(frozen=True)
class Beside:
    """Words to the right of a chart, about a level of its last day."""

    text: str
    at: Place
    colour: str
    bold: bool = False


def stack(labels: Sequence[Beside], left: float, room: Box, size: float) -> list[Shape]:
    """The words beside a chart, each as near to its level as the others let it, with a line to it where that is further away."""
    ordered = sorted(labels, key=lambda each: each.at[1])
    most = int((room.bottom - room.top - _BETWEEN * (len(labels) - 1)) / (LINE * size))
    wide = room.right - left
    parted = [wrap(label.text, size, wide, bold=label.bold) for label in ordered]
    while sum(map(len, parted)) > most and max(map(len, parted)) > 1:
        longest = max(range(len(parted)), key=lambda each: len(parted[each]))
        parted[longest] = shorten(parted[longest], len(parted[longest]) - 1, size, wide, bold=ordered[longest].bold)
    written = list(zip(ordered, parted, strict=True))
    heights = [len(lines) * LINE * size for _, lines in written]
    tops = _apart([label.at[1] - height / 2 for (label, _), height in zip(written, heights, strict=True)], heights, room)
    shapes: list[Shape] = []
    for (label, lines), top, height in zip(written, tops, heights, strict=True):
        width = max(measure(each, size, bold=label.bold) for each in lines)
        box = Box(left, top, left + width, top + height)
        x, y = label.at
        middle = min(max(y, top + size * 0.6), top + height - size * 0.6)
        if left - x > 12 or abs(middle - y) > 1:  # noqa: PLR2004 - pixels that an eye passes over
            shapes.append(Line(((x + 8, y), (left - 3, middle)), "axis", "leader", 0.75))
        shapes.extend(write(lines, box, size, label.colour, bold=label.bold))
    return shapes


def _apart(tops: list[float], heights: list[float], room: Box) -> list[float]:
    """The upper edges of boxes below each other, moved by as little as is needed so that none meets the next one and all have room."""
    down: list[float] = []
    for top, height in zip(tops, heights, strict=True):
        least = room.top if not down else down[-1] + heights[len(down) - 1] + _BETWEEN
        down.append(max(min(top, room.bottom - height), least))
    below = room.bottom
    for at in reversed(range(len(down))):
        down[at] = min(down[at], below - heights[at])
        below = down[at] - _BETWEEN
    return down


@dataclass(frozen=True)
class KeyEntry:
    """A mark or a line with its words, for what has no label of its own."""

    text: str
    shape: str  # of a mark, or ``line``
    colour: str
    hollow: bool = False
    dash: tuple[float, ...] = ()


def key_rows(entries: Sequence[KeyEntry], size: float, width: float) -> list[list[tuple[float, KeyEntry]]]:
    """The entries in rows that fit the width, each with its place."""
    rows: list[list[tuple[float, KeyEntry]]] = []
    x = 0.0
    for entry in entries:
        wide = size * 2 + measure(entry.text, size)
        if not rows or x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += wide + size * 1.5
    return rows


def draw_key(rows: Sequence[Sequence[tuple[float, KeyEntry]]], left: float, top: float, size: float) -> Iterator[Shape]:
    """The key, from a place on downwards."""
    for number, row in enumerate(rows):
        y = top + (number + 0.6) * size * 1.5
        for x, entry in row:
            at = (left + x + size * 0.6, y)
            if entry.shape == "line":
                yield Line(((at[0] - size * 0.6, y), (at[0] + size * 0.7, y)), entry.colour, "key", 1.5, entry.dash)
            else:
                yield Mark(entry.shape, at, size * 0.33, entry.colour, entry.hollow, key=True)
            yield Words(entry.text, (left + x + size * 1.8, y + size * 0.35), size, "muted", role="axis")
