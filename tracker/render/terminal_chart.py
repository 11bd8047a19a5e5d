"""The way of one target drawn with letters: braille dots for the paths, one mark for each known level.

Our own small canvas: the terminal chart library that is kept (plotext 6) gave up the interface that draws into text.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from tracker.reports.charts import scales_and_labels
from tracker.values import display
from tracker.values.printable import printable
from tracker.words.columns import sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.target_detail import CloseUp
    from tracker.reports.charts.scales_and_labels import Point

WIDTH, HEIGHT = 60, 14
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))  # of a braille letter, by column and row
_MARKS = {"stated": "●", "derived": "○", "goal": "◎"}
_PLAIN = {"stated": "o", "derived": "x", "goal": "@", "planned": ".", "needed": "+"}
_BARS = {True: "|", False: "│"}
_NEVER = 1e-9
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


def draw(close: CloseUp, *, plain: bool = False) -> list[str]:
    """Return the lines of the chart, or none where there are not two instants to draw; ``plain`` keeps to ASCII."""
    known = scales_and_labels.paths(close)
    paths = {"planned": known.get("linear", []), "needed": known.get("needed", [])}
    levels = [(scales_and_labels.end_of(each["date"]), each["value"], each["basis"]) for each in close.series]
    points = [*((time, value) for time, value, _ in levels), *(point for path in paths.values() for point in path)]
    if len({x for x, _ in points}) < 2:  # noqa: PLR2004 - one instant is no way
        return []
    goal = close.row["target"]
    instants = [x for x, _ in points] + ([scales_and_labels.end_of(close.row["deadline"])] if close.row["deadline"] else [])
    low_x, high_x = min(instants), max(instants)  # a deadline may lie before everything that is known
    values = [y for _, y in points] + ([goal] if goal is not None else [])
    low_y, high_y = min(0.0, *values), max(0.0, *values)
    canvas = _Canvas()

    def place(x: float, y: float) -> tuple[int, int]:
        return canvas.dot((x - low_x) / max(high_x - low_x, _NEVER), (y - low_y) / max(high_y - low_y, _NEVER))

    marks = _PLAIN if plain else _MARKS
    for name, path in paths.items():
        for nth, (x, y) in enumerate(_along(path)):
            if name == "needed" or nth % 3 == 0:
                letter = place(x, y)
                if plain:
                    canvas.marks[letter] = _PLAIN[name]
    at = None if goal is None else place(scales_and_labels.end_of(close.row["deadline"]) if close.row["deadline"] else high_x, goal)
    if at:
        canvas.marks[at] = marks["goal"]
    for time, value, basis in levels:
        row, column = place(time, value)
        if (row, column) == at and (value - goal) * sign(close.row) < 0:  # beside the goal that it only comes near to
            row = min(max(row + sign(close.row), 0), HEIGHT - 1)
        canvas.marks[row, column] = marks[basis]
    framed = _framed(canvas.lines(plain=plain), low_y, high_y, plain=plain)
    margin = " " * (len(framed[0].partition(_BARS[plain])[0]) + 1)
    return [printable(close.row["unit"]), *framed, margin + _years(low_x, high_x), _legend(paths, marks, plain=plain)]


def _along(path: list[Point]) -> Iterator[Point]:
    """Points close enough to make a line."""
    for (x, y), (to_x, to_y) in pairwise(path):
        steps = 4 * WIDTH
        for step in range(steps + 1):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps


def _framed(lines: list[str], low: float, high: float, *, plain: bool) -> list[str]:
    """The lines with the amounts of the top, the middle and the bottom beside them."""
    bar = _BARS[plain]
    labels = {0: display.amount(high), (HEIGHT - 1) // 2: display.amount((high + low) / 2), HEIGHT - 1: display.amount(low)}
    width = max(map(len, labels.values()))
    return [f"{labels.get(row, ''):>{width}} {bar}{line}".rstrip() for row, line in enumerate(lines)]


def _years(low: float, high: float) -> str:
    """The years at whose ends the chart begins and ends; an instant on their boundary still belongs to the year that it closes."""
    return f"{ceil(low - _SHORTLY)}{ceil(high - _SHORTLY):>{WIDTH - 4}}"


def _legend(paths: dict[str, list[Point]], marks: dict[str, str], *, plain: bool) -> str:
    names = {"planned": "." if plain else "⠄⠂", "needed": "+" if plain else "⠒⠒"}
    said = [f"{marks['stated']} stated", f"{marks['derived']} derived", f"{marks['goal']} goal"]
    said += [f"{names[name]} {word}" for name, word in (("planned", "as planned"), ("needed", "needed")) if paths[name]]
    return "   ".join(said)
