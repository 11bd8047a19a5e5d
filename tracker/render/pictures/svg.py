"""Pictures of charts as SVG: each shape with the colours that a page has for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tracker.reports.charts.picture import Area, Line, Mark, Words
from tracker.reports.charts.theme import COLOURS, FONT
from tracker.values.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.reports.charts.picture import Picture, Place, Shape
    from tracker.values.plain_data import Json
_LINE_END = re.compile(r"\s*[\t\n\r]\s*")
_POLYGONS = {
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "triangle": ((0, -1.1), (1.1, 0.9), (-1.1, 0.9)),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
}


def svg(
    picture: Picture,
    size: tuple[int, int] | None = None,
    *,
    colours: Mapping[str, str] = COLOURS,
    paper: str | None = None,
    label: str | None = None,
) -> str:
    """Return a picture as SVG; the same picture gives the same text.

    ``size`` is how large it is shown, in pixels; ``paper`` the colour behind it, which is transparent without one; ``label`` are its
    words for who cannot see it.
    """
    width, height = size or (_number(picture.width), _number(picture.height))
    named = f' role="img" aria-label={quoteattr(_text(label))}' if label else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg"{named} width="{width}" height="{height}"'
        f' viewBox="0 0 {_number(picture.width)} {_number(picture.height)}" font-family="{FONT}">'
    )
    behind = [f'<rect width="100%" height="100%" fill="{paper}"/>'] if paper else []
    return "".join([head, *behind, *(_shape(each, colours) for each in picture.shapes), "</svg>"])


def _shape(shape: Shape, colours: Mapping[str, str]) -> str:
    match shape:
        case Line():
            return _line(shape, colours[shape.colour])
        case Area(places, colour, opacity):
            return f'<polygon class="area" points="{_points(places)}" fill="{colours[colour]}" fill-opacity="{opacity:g}"/>'
        case Mark():
            return _mark(shape, colours)
        case Words():
            return _words(shape, colours[shape.colour])


def _line(line: Line, colour: str) -> str:
    dash = f' stroke-dasharray="{" ".join(map(_number, line.dash))}"' if line.dash else ""
    return (
        f'<polyline class="{line.role}" points="{_points(line.places)}" fill="none" stroke="{colour}"'
        f' stroke-width="{_number(line.width)}" stroke-linejoin="round"{dash}/>'
    )


def _mark(mark: Mark, colours: Mapping[str, str]) -> str:
    (x, y), size, colour = mark.at, mark.size, colours[mark.colour]
    role = "key" if mark.key else "mark"
    inside = colours["paper"] if mark.hollow or mark.shape == "ring" else colour
    look = f'class="{role}" fill="{inside}" stroke="{colour}" stroke-width="1.5"'
    if mark.shape in _POLYGONS:
        return f'<polygon {look} points="{_points([(x + across * size, y + down * size) for across, down in _POLYGONS[mark.shape]])}"/>'
    circle = f'<circle {look} cx="{_number(x)}" cy="{_number(y)}" r="{_number(size)}"/>'
    point = f'<circle class="{role}" fill="{colour}" cx="{_number(x)}" cy="{_number(y)}" r="{_number(size * 0.45)}"/>'
    return circle + point if mark.shape == "ring" else circle


def _words(words: Words, colour: str) -> str:
    anchor = f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    bold = ' font-weight="bold"' if words.bold else ""
    x, y = map(_number, words.at)
    return (
        f'<text class="{words.role}" x="{x}" y="{y}" font-size="{_number(words.size)}" fill="{colour}"{anchor}{bold}>'
        f"{escape(_text(words.text))}</text>"
    )


def _points(places: Iterable[Place]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in places)


def _number(value: float) -> str:
    """A hundredth of a pixel is far finer than a line, and a change in the last digit of a double moves nothing."""
    return f"{round(value, 2) + 0.0:g}" if abs(value) < 1000 else f"{value:.0f}"  # noqa: PLR2004 - of which g has no hundredths


def _text(text: str | None) -> str:
    """A text on one line and printable: what XML does not know, and what acts unseen, is written out."""
    return printable(_LINE_END.sub(" ", text or ""))


def shown(value: Json) -> Json:
    """Return data with each of its texts on one line and printable: one character that XML does not know aborts a native library."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {_text(key): shown(each) for key, each in value.items()}
    return [shown(each) for each in value] if isinstance(value, list | tuple | set | frozenset) else value
