"""A picture as data: lines, areas, marks and words at their places, in pixels from the upper left corner; a renderer writes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    Place = tuple[float, float]


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes have a point in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether the other box lies within this one."""
        return self.left <= other.left and self.top <= other.top and other.right <= self.right and other.bottom <= self.bottom

    def widened(self, by: float) -> Box:
        """The box with so much room around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def nearest(self, place: Place) -> Place:
        """The point of the box that lies nearest to a place."""
        return min(max(place[0], self.left), self.right), min(max(place[1], self.top), self.bottom)

    def crossed_by(self, start: Place, end: Place) -> bool:
        """Whether a straight line passes through the box."""
        (x, y), (to_x, to_y) = start, end
        if max(x, to_x) <= self.left or min(x, to_x) >= self.right or max(y, to_y) <= self.top or min(y, to_y) >= self.bottom:
            return False
        across, down = to_x - x, to_y - y
        if not across or not down:
            return True
        corners = [(self.left, self.top), (self.left, self.bottom), (self.right, self.top), (self.right, self.bottom)]
        sides = [across * (corner_y - y) - down * (corner_x - x) for corner_x, corner_y in corners]
        return min(sides) < 0 < max(sides)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through these places; ``role`` is what it is: ``grid``, ``axis``, ``data`` or ``leader`` (from words to their mark)."""

    places: tuple[Place, ...]
    colour: str
    role: str = "data"
    width: float = 1.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """What lies within these places, shaded."""

    places: tuple[Place, ...]
    colour: str
    opacity: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at a place: a ``circle``, ``diamond``, ``triangle``, ``square`` or ``ring`` (a circle around a point).

    ``size`` is half its width; a ``hollow`` one shows the paper. A ``key`` explains marks and is none itself.
    """

    shape: str
    at: Place
    size: float
    colour: str
    hollow: bool = False
    key: bool = False

    @property
    def box(self) -> Box:
        """What it covers."""
        (x, y), half = self.at, self.size + 0.75
        return Box(x - half, y - half, x + half, y + half)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words: ``at`` is where its baseline begins, has its middle (``anchor``) or ends; ``role`` is ``label`` or ``axis``."""

    text: str
    at: Place
    size: float
    colour: str
    anchor: str = "start"
    bold: bool = False
    role: str = "label"


Shape = Line | Area | Mark | Words


@dataclass(frozen=True)
class Picture:
    """A whole picture; what comes first lies below."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def moved(shapes: Iterable[Shape], right: float, down: float) -> tuple[Shape, ...]:
    """The shapes, so many pixels further to the right and down."""
    return tuple(_moved(each, right, down) for each in shapes)


def _moved(shape: Shape, right: float, down: float) -> Shape:
    match shape:
        case Line(places=places) | Area(places=places):
            return replace(shape, places=tuple((x + right, y + down) for x, y in places))
        case Mark(at=(x, y)) | Words(at=(x, y)):
            return replace(shape, at=(x + right, y + down))
