"""What an SVG of a chart shows, measured: the boxes of its words and marks, its lines, and where they meet."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from tracker.reports.charts.letter_widths import measure
from tracker.reports.charts.picture import Box

if TYPE_CHECKING:
    from tracker.reports.charts.picture import Place

_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Written(NamedTuple):
    """Words with what they are: ``label``, ``axis`` or ``title``."""

    text: str
    role: str
    box: Box


class Drawing(NamedTuple):
    """A picture: its size, its words, its marks, and the straight pieces of its lines of data."""

    width: float
    height: float
    words: list[Written]
    marks: list[Box]
    lines: list[tuple[Place, Place]]


def read_drawing(svg: str) -> Drawing:
    """The shapes of an SVG of ours."""
    root = ET.fromstring(svg)  # noqa: S314 - it is our own
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    shapes = [(each.tag.rpartition("}")[2], each.attrib, each.text or "") for each in root]
    words = [_written(at, text) for tag, at, text in shapes if tag == "text"]
    marks = [_box(tag, at) for tag, at, _ in shapes if at.get("class") == "mark"]
    lines = [piece for tag, at, _ in shapes if tag == "polyline" and at["class"] == "data" for piece in pairwise(_places(at["points"]))]
    return Drawing(width, height, words, marks, lines)


def _written(at: dict[str, str], text: str) -> Written:
    x, y, size = float(at["x"]), float(at["y"]), float(at["font-size"])
    width = measure(text, size, bold=at.get("font-weight") == "bold")
    left = x - width * _ANCHORS[at.get("text-anchor", "start")]
    return Written(text.replace("\u00a0", " "), at["class"], Box(left, y - size * 0.8, left + width, y + size * 0.25))


def _box(tag: str, at: dict[str, str]) -> Box:
    if tag == "circle":
        x, y, half = float(at["cx"]), float(at["cy"]), float(at["r"])
        return Box(x - half, y - half, x + half, y + half)
    across, down = zip(*_places(at["points"]), strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _places(points: str) -> list[Place]:
    return [(float(x), float(y)) for x, _, y in (each.partition(",") for each in points.split())]


def find_collisions(drawing: Drawing) -> list[str]:
    """Every label that meets other words, a mark or a line of data, and all words that leave the picture."""
    found = [f"{one.text!r} meets {other.text!r}" for one, other in combinations(drawing.words, 2) if one.box.meets(other.box)]
    for words in (each for each in drawing.words if each.role == "label"):
        found += [f"{words.text!r} covers a mark" for mark in drawing.marks if words.box.meets(mark)]
        found += [f"{words.text!r} is struck through" for line in drawing.lines if words.box.crossed_by(*line)]
    frame = Box(-0.5, -0.5, drawing.width + 0.5, drawing.height + 0.5)
    return [*found, *(f"{each.text!r} leaves the picture" for each in drawing.words if not frame.holds(each.box))]
