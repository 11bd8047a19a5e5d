"""A sparkline as a small picture, or as the letters of a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.charts.picture import Area, Line, Mark, Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.reports.charts.picture import Shape
    from tracker.reports.document import Sparkline

WIDTH, HEIGHT = 96, 24  # pixels
_EDGE = 3  # pixels around what is drawn
_BEYOND = 0.3  # of the height, by which a projected level may stand out above or below the series and its target
_BAND = 0.3  # how dense the shading of a band is
_BLOCKS = "▁▂▃▅▇"
_MOST_BLOCKS = 10


def draw(line: Sparkline) -> Picture:
    """Return the picture: the series, its last level as a dot, the target as a dashed line or a band, what the pace leads to shaded."""
    across, upright = _scales(line)
    places = tuple((across(time), upright(value)) for time, value in line.levels)
    shapes: list[Shape] = [*_target(line, upright), *_projection(line, places[-1], across, upright)]
    shapes += [Line(places, "observed")] if len(places) > 1 else []
    return Picture(WIDTH, HEIGHT, (*shapes, Mark("circle", places[-1], 1.6, "observed")))


def write(line: Sparkline) -> str:
    """Return the line in letters: the series as blocks as high as its levels, and the target behind an arrow: ``▁▂▃ → ▇``."""
    values = _sampled([value for _, value in line.levels])
    low, high = _domain(line)
    sign = -1 if line.first_above else 1

    def block(value: float) -> str:
        share = (value - low) / (high - low)
        return _BLOCKS[round((share if sign > 0 else 1 - share) * (len(_BLOCKS) - 1))]

    target = f" → {block(line.edges[0])}" if line.edges else ""
    return "".join(map(block, values)) + target


def _sampled(values: Sequence[float]) -> list[float]:
    """So many values as there is room for, evenly chosen, with the first and the last one."""
    last = len(values) - 1
    count = min(len(values), _MOST_BLOCKS)
    return [values[round(number * last / max(1, count - 1))] for number in range(count)]


def _domain(line: Sparkline) -> tuple[float, float]:
    """The lowest and the highest of the levels and the target, which are never the same."""
    values = [*(value for _, value in line.levels), *line.edges]
    low, high = min(values), max(values)
    return (low, high) if high > low else (low - 0.5 * (abs(low) or 1), high + 0.5 * (abs(low) or 1))


def _scales(line: Sparkline) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """Where a time and a level are drawn, in pixels; a level that is far off is drawn at the edge."""
    times = [time for time, _ in line.levels] + ([] if line.deadline is None else [line.deadline])
    first, span = min(times), max(times) - min(times)
    low, high = _domain(line)
    reach = (high - low) * _BEYOND
    bottom = max(min([low, *line.landings]), low - reach)
    top = min(max([high, *line.landings]), high + reach)

    def across(time: float) -> float:
        return _EDGE + (WIDTH - 2 * _EDGE) * ((time - first) / span if span else 0.5)

    def upright(value: float) -> float:
        share = (min(max(value, bottom), top) - bottom) / (top - bottom)
        return _EDGE + (HEIGHT - 2 * _EDGE) * (share if line.first_above else 1 - share)

    return across, upright


def _target(line: Sparkline, upright: Callable[[float], float]) -> list[Shape]:
    """The target: a dashed line, or of two ends a band."""
    if not line.edges:
        return []
    top, bottom = sorted((upright(line.edges[0]), upright(line.edges[-1])))
    if len(line.edges) == 1:
        return [Line(((0, top), (WIDTH, top)), "target", width=1, dash=(3, 2))]
    bottom = max(bottom, top + 1)
    return [Area(((0, top), (WIDTH, top), (WIDTH, bottom), (0, bottom)), "target", _BAND)]


def _projection(
    line: Sparkline, last: tuple[float, float], across: Callable[[float], float], upright: Callable[[float], float]
) -> list[Shape]:
    """What lies between the two landings, as a wedge from the last level to the deadline."""
    if line.deadline is None or not line.landings or across(line.deadline) <= last[0]:
        return []
    ends = [(across(line.deadline), upright(each)) for each in (line.landings[0], line.landings[-1])]
    return [Area((last, *ends), "landing", 1), *(Line((last, end), "landing", width=1.2) for end in dict.fromkeys(ends))]
