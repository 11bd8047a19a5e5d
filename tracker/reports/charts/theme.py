"""How all charts look: their colours, letters, axes and legends, as parts of a Vega-Lite specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    Spec = dict[str, Any]
    Point = tuple[float, float]  # a time in years at their ends, and an amount

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# vl-convert brings the first along, with Cyrillic and Kazakh letters: the same picture on every machine. Browsers have one of the others.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK, MUTED, GRID = "#1f2933", "#616e7c", "#d9dee4"
OBSERVED, PLANNED, NEEDED, LANDING, TARGET = "#0b5394", "#7b8794", "#b45309", "#a9c7e8", "#b42318"
LINKED = "#85aaca"  # observed, at half its strength
PAPER = "#ffffff"
WIDTH, HEIGHT = 640, 260  # pixels; a bar is less high
AT: dict[str, Any] = {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
ABOVE = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -8, "titleX": 0, "titleLimit": 600}
_CONFIG: dict[str, Any] = {
    "background": "transparent",
    "aria": False,  # a whole chart has its words; a label for each mark only makes it twice as large
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": MUTED,
        "titleColor": MUTED,
        "gridColor": GRID,
        "domainColor": PLANNED,
        "tickColor": PLANNED,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 0,  # to cut a word, it is measured three times more; these are short
    },
    "legend": {
        "orient": "bottom",
        "labelColor": INK,
        "labelFontSize": 12,
        "labelLimit": 0,
        "columns": 3,
        "columnPadding": 40,
        "rowPadding": 2,
        "offset": 4,
        "layout": {"bottom": {"anchor": "start", "direction": "vertical", "margin": 4}},
    },
}


def points(path: Iterable[Point], scale: float) -> Spec:
    """Points as data; rounded so that a change in the last digit of a double moves no mark."""
    return {"values": [{"x": round(x, 6), "y": shown(y / scale)} for x, y in path]}


def shown(value: float) -> float:
    """A value as charts have it: nine digits are far finer than a line."""
    return float(f"{value:.9g}")


def framed(layers: list[Spec], height: int) -> Spec:
    """The layers as a whole specification."""
    return {"$schema": SCHEMA, "width": WIDTH, "height": height, "padding": 4, "layer": layers, "config": _CONFIG}
