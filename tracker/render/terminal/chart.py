"""The way of one target drawn with letters: braille dots for the paths, one mark for each known level.

Our own small canvas: the terminal chart library that is kept (plotext 6) gave up the interface that draws into text.
"""

from __future__ import annotations

from itertools import pairwise, zip_longest
from math import ceil
from typing import TYPE_CHECKING

from tracker.values.display import numbers
from tracker.values.printable import printable
from tracker.words.texts import charts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tracker.reports.document import Sketch

    Point = tuple[float, float]

WIDTH, HEIGHT = 60, 14
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))  # of a braille letter, by column and row
_MARKS = {
    "published": "●",
    "derived": "○",
    "assumed": "□",
    "target": "◎",
    "projected": "◆",
    "kept": "●",
    "missed": "✗",
    "edges": "⠂⠂",
    "planned": "⠄⠂",
    "required": "⠒⠒",
}
_PLAIN = {
    "published": "o",
    "derived": "x",
    "assumed": "?",
    "target": "@",
    "projected": "*",
    "kept": "o",
    "missed": "x",
    "edges": "-",
    "planned": ".",
    "required": "+",
}
_BARS = {True: "|", False: "│"}
_NEVER = 1e-9
_GAP, _LONGEST_LINE = "   ", 76
_SHORTLY = 1e-4  # years: far less than a day


class _Canvas:
    """Letters, each of two by four dots; a mark takes the whole letter."""

    def __init__(self) -> None:
        self.dots = [[0] * WIDTH for _ in range(HEIGHT)]
        self.marks: dict[tuple[int, int], str] = {}

    def dot(self, x: float, y: float) -> tuple[int, int]:
        """Set the dot at a place between 0 and 1; the letter that it belongs to."""
        column, row = round(x * (2 * WIDTH - 1)), round((1 - y) * (4 * HEIGHT - 1))
        self.dots[row // 4][column // 2] |= _DOTS[column % 2][row % 4]
        return row // 4, column // 2

    def lines(self, *, plain: bool) -> list[str]:
        """The canvas as text."""
        blank = " "
        return [
            "".join(
                self.marks.get((row, column)) or (blank if plain or not bits else chr(0x2800 + bits)) for column, bits in enumerate(letters)
            )
            for row, letters in enumerate(self.dots)
        ]


def draw(sketch: Sketch, *, plain: bool = False) -> list[str]:
    """Return the lines of the chart, or none where there are not two instants to draw; ``plain`` keeps to ASCII."""
    paths = {"planned": sketch.planned, "required": sketch.required}
    points = [*sketch.levels, *(point for path in paths.values() for point in path)]
    if len({x for x, _ in points}) < 2:  # noqa: PLR2004 - one instant is no way
        return []
    instants = [x for x, _ in points] + ([] if sketch.deadline is None else [sketch.deadline])
    low_x, high_x = min(instants), max(instants)  # a deadline may lie before everything that is known
    bottom, top = reversed(sketch.span) if sketch.first_above else sketch.span
    canvas = _Canvas()

    def place(x: float, y: float) -> tuple[int, int]:
        return canvas.dot((x - low_x) / max(high_x - low_x, _NEVER), (y - bottom) / (top - bottom or _NEVER))

    if sketch.band:
        _draw_edges(canvas, sketch, place, (low_x, high_x), plain=plain)
    _draw_paths(canvas, paths, place, plain=plain)
    _draw_marks(canvas, sketch, place, _PLAIN if plain else _MARKS, high_x)
    framed = _framed(canvas.lines(plain=plain), bottom, top, plain=plain, whole=sketch.first_above)
    margin = " " * (len(framed[0].partition(_BARS[plain])[0]) + 1)
    return [printable(sketch.unit), *framed, margin + _years(low_x, high_x), *_legend(sketch, paths, plain=plain)]


def _draw_edges(canvas: _Canvas, sketch: Sketch, place: Callable[[float, float], tuple[int, int]], across: Point, *, plain: bool) -> None:
    """The line of a target that holds all along, or the two edges of a band."""
    for value in sketch.ends:
        for step in range(0, 2 * WIDTH, 2):
            letter = place(across[0] + (across[1] - across[0]) * step / (2 * WIDTH - 1), value)
            if plain:
                canvas.marks[letter] = _PLAIN["edges"]


def _draw_paths(
    canvas: _Canvas, paths: Mapping[str, Sequence[Point]], place: Callable[[float, float], tuple[int, int]], *, plain: bool
) -> None:
    for name, path in paths.items():
        for nth, (x, y) in enumerate(_along(path)):
            if name == "required" or nth % 3 == 0:
                letter = place(x, y)
                if plain:
                    canvas.marks[letter] = _PLAIN[name]


def _draw_marks(
    canvas: _Canvas, sketch: Sketch, place: Callable[[float, float], tuple[int, int]], marks: Mapping[str, str], last: float
) -> None:
    """The target and the levels; one that only comes near to the target is drawn beside it."""
    last = last if sketch.deadline is None else sketch.deadline
    for value in sketch.projected:
        canvas.marks[place(last, min(max(value, sketch.span[0]), sketch.span[1]))] = marks["projected"]
    at = None if sketch.target is None else place(last, sketch.target)
    if sketch.target is not None:
        for end in sketch.ends or (sketch.target,):
            canvas.marks[place(last, end)] = marks["target"]
    away = sketch.sign * (-1 if sketch.first_above else 1)
    names = [("kept" if met else "missed") for met in sketch.kept] or ["derived" if each else "published" for each in sketch.derived]
    names = ["assumed" if assumed else name for assumed, name in zip_longest(sketch.assumed, names)]
    for (time, value), name in zip(sketch.levels, names, strict=True):
        row, column = place(time, value)
        if sketch.target is not None and (row, column) == at and (value - sketch.target) * sketch.sign < 0:
            row = min(max(row + away, 0), HEIGHT - 1)
        canvas.marks[row, column] = marks[name]


def _along(path: Sequence[Point]) -> Iterator[Point]:
    """Points detail enough to make a line."""
    for (x, y), (to_x, to_y) in pairwise(path):
        steps = 4 * WIDTH
        for step in range(steps + 1):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps


def _framed(lines: list[str], bottom: float, top: float, *, plain: bool, whole: bool) -> list[str]:
    """The lines with the amounts of the top, the middle and the bottom beside them."""
    bar = _BARS[plain]
    values = {0: top, (HEIGHT - 1) // 2: (top + bottom) / 2, HEIGHT - 1: bottom}
    labels = {row: numbers.amount(round(value) if whole else value) for row, value in values.items()}
    width = max(map(len, labels.values()))
    return [f"{labels.get(row, ''):>{width}} {bar}{line}".rstrip() for row, line in enumerate(lines)]


def _years(low: float, high: float) -> str:
    """The years at whose ends the chart begins and ends; an instant on their boundary still belongs to the year that it closes."""
    return f"{ceil(low - _SHORTLY)}{ceil(high - _SHORTLY):>{WIDTH - 4}}"


def _legend(sketch: Sketch, paths: Mapping[str, Sequence[Point]], *, plain: bool) -> list[str]:
    """What the marks mean that are drawn, in lines that fit below the chart."""
    marks, lines = _PLAIN if plain else _MARKS, [""]
    for mark, words in _meanings(sketch, paths):
        entry = f"{marks[mark]} {charts.CHART_KEY[words]}"
        longer = f"{lines[-1]}{_GAP}{entry}" if lines[-1] else entry
        lines[-1:] = [longer] if len(longer) <= _LONGEST_LINE else [lines[-1], entry]
    return lines


def _meanings(sketch: Sketch, paths: Mapping[str, Sequence[Point]]) -> Iterator[tuple[str, str]]:
    """The marks that are drawn, each with what it means."""
    assumed = [("assumed", "assumed")] if any(sketch.assumed) else []
    if sketch.kept:
        yield from (("kept", "kept"), ("missed", "missed"), *assumed, ("edges", "target"))
        return
    yield "published", "published"
    if any(sketch.derived):
        yield "derived", "derived"
    yield from assumed
    yield "target", "target"
    if sketch.band:
        yield "edges", "edges"
    if sketch.projected:
        yield "projected", "projected_beyond" if sketch.beyond else "projected"
    yield from ((name, name) for name, path in paths.items() if path)
