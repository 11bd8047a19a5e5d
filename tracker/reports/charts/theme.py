"""How all charts look: their colours and letters, and the sizes in which they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

# vl-convert brings the first along: the same picture on every machine. Browsers have one of the others, whose letters are as wide.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
COLOURS = {
    "ink": "#1f2933",
    "muted": "#616e7c",
    "grid": "#d9dee4",
    "axis": "#7b8794",
    "paper": "#ffffff",
    "observed": "#0b5394",
    "landing": "#a9c7e8",
    "required": "#9a4a08",
    "target": "#b42318",
}
"""The colours by their names, on white paper; a page may have others for each name."""


@dataclass(frozen=True)
class Format:
    """A size in which a chart is drawn, in pixels: of the picture, of its letters, and of the room for labels beside the chart."""

    width: float
    height: float
    letters: float
    beside: float
    between: float  # the labels of the vertical axis
    widest: float  # a label within the chart


WIDE = Format(688, 320, 12, 140, 46, 200)
NARROW = Format(343, 270, 11, 88, 44, 104)
