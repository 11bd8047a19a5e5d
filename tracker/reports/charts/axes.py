"""The two axes of a chart: which part of time and of the amounts it shows, and what stands beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.reports.charts.letter_widths import measure, shorten, wrap
from tracker.reports.charts.picture import Line, Words
from tracker.values.display import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.reports.charts.picture import Box, Shape

_MOST_YEARS = 400  # steps of years that are tried
_STEPS = (1, 2, 2.5, 5, 10, 20)
_FROM_ZERO = 0.6  # an axis begins at zero where the data take up so much of the way from there
_WHOLE = 1.25  # a projection is drawn whole where it makes the axis longer by no more than this
_BEYOND = 0.6  # beyond that it is cut off at so much above and below the other amounts
_ROOM = 0.07  # above and below what is drawn
_NEVER = 1e-9
_SHARE, _MOST_DIGITS = 1e-3, 330  # what a double may be off, and the digits that it may have


@dataclass(frozen=True)
class Scale:
    """Which pixel an amount or a time has."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel; what lies outside is drawn at the edge."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * min(max(share, 0.0), 1.0)


def span_of(values: Sequence[float], landed: Sequence[float], *, places: bool = False, room: float = _ROOM) -> tuple[float, float]:
    """The part of the amounts that a chart shows: all values, and a projection as far as it does not dwarf them; never empty.

    Zero is shown where it is near, and where it is not, the axis begins where the data do. ``places`` never begin before the first one.
    ``room`` is what stays free above and below, as a part of the whole.
    """
    low, high = min(values), max(values)
    if low > 0 and not places and high - low >= _FROM_ZERO * high:
        low = 0.0
    if high < 0 and high - low >= _FROM_ZERO * -low:
        high = 0.0
    width = (high - low) or abs(high) * 0.2 or 1.0
    low, high = (low, high) if high > low else (low - width / 2, high + width / 2)
    lowest, highest = min([low, *landed]), max([high, *landed])
    if highest - lowest > (high - low) * (1 + _WHOLE):
        beyond = (high - low) * _BEYOND
        lowest, highest = max(lowest, low - beyond), min(highest, high + beyond)
    least, most = lowest, highest
    pad = (most - least) * room
    least = least if least == 0 else 0.0 if least > 0 and least < pad else least - pad
    return (max(least, 1 - pad / 2) if places else least), (most if most == 0 else most + pad)


def within(path: Sequence[tuple[float, float]], low: float, high: float) -> list[tuple[float, float]]:
    """The part of a path from its beginning to where it leaves the amounts between two, which it begins within."""
    kept: list[tuple[float, float]] = []
    for time, value in path:
        if low <= value <= high:
            kept.append((time, value))
            continue
        if kept and kept[-1][1] != value:
            before, last = kept[-1]
            edge = high if value > high else low
            kept.append((before + (time - before) * (edge - last) / (value - last), edge))
        break
    return kept


def scale_words(values: Sequence[float], unit: str) -> tuple[float, str]:
    """A power of ten that makes readable axis labels, and the unit with its scale word."""
    largest = max(map(abs, values))
    power = next((power for power in (12, 9, 6) if largest >= 10**power), 0)
    return 10.0**power, f"{numbers.scale_word(power)} {unit}".strip()


def ticks(low: float, high: float, most: int, *, whole: bool = False) -> list[tuple[float, str]]:
    """Round amounts between two, at most so many, each with its text; of ``whole`` things no fraction."""
    rough = (high - low) / max(most, 1)
    power = math.floor(math.log10(rough))
    step = next(each for each in (factor * 10.0**power for factor in _STEPS) if each >= rough * (1 - _NEVER))
    step = max(round(step), 1.0) if whole else step
    decimals = next(digits for digits in range(_MOST_DIGITS) if abs(step * 10**digits - round(step * 10**digits)) < step * _SHARE)
    first, last = math.ceil(low / step - _NEVER), math.floor(high / step + _NEVER)
    return [
        (place * step, numbers.digits_of(Decimal(f"{place * step + 0.0:.{decimals}f}"), zeros=True)) for place in range(first, last + 1)
    ]


def is_calendar(times: Sequence[float]) -> bool:
    """Whether years are shown as spans of time, because something stands within one; else each is a point, at its end."""
    return any(abs(each - round(each)) > 1e-3 for each in times)  # noqa: PLR2004 - less than a day


def draw_time(frame: Box, across: Scale, size: float, *, calendar: bool) -> Iterator[Shape]:
    """The line of time below the frame, with as many years as have room: each below its span, or below its end."""
    yield Line(((frame.left, frame.bottom), (frame.right, frame.bottom)), "axis", "axis", 1)
    first, last = math.ceil(across.low - _NEVER), math.floor(across.high + _NEVER)
    if calendar:
        year = abs(across(first + 1) - across(first)) if last > first else frame.right - frame.left
        if year >= 5:  # noqa: PLR2004 - pixels between two ticks
            for edge in range(first, last + 1):
                yield _tick(frame, across(edge), size)
    wide = measure("2000", size) + size * 0.8
    named = range(first + 1, last + 1) if calendar else range(first, last + 1)
    years = [(each, across(each - 0.5 if calendar else each)) for each in named]
    for year, at in _thinned(years, wide):
        if not calendar:
            yield _tick(frame, at, size)
        yield Words(str(year), (at, frame.bottom + size * 1.6), size, "muted", "middle", role="axis")


def _tick(frame: Box, at: float, size: float) -> Line:
    return Line(((at, frame.bottom), (at, frame.bottom + size * 0.35)), "axis", "axis", 1)


def _thinned(years: Sequence[tuple[int, float]], wide: float) -> list[tuple[int, float]]:
    """The years that have room beside each other: each, every second, every fifth or every tenth one, and so on."""
    if len(years) < 2:  # noqa: PLR2004 - one needs none beside it
        return list(years)
    apart = years[1][1] - years[0][1]
    step = next((each for each in (1, 2, 5, 10, 20, 50, 100, 200) if each * apart >= wide), _MOST_YEARS)
    return [(year, at) for year, at in years if year % step == 0] or [years[-1]]


def draw_amounts(frame: Box, upright: Scale, named: Sequence[tuple[float, str]], unit: str, size: float, wide: float) -> Iterator[Shape]:
    """Thin lines across at round amounts, with their texts to the left; the unit above them, as far as the picture is wide."""
    for value, text in named:
        at = upright(value)
        yield Line(((frame.left, at), (frame.right, at)), "axis" if value == 0 else "grid", "grid", 1)
        yield Words(text, (frame.left - size * 0.6, at + size * 0.35), size, "muted", "end", role="axis")
    if unit:
        (text,) = shorten(wrap(unit, size, wide), 1, size, wide)
        yield Words(text, (0, size), size, "muted", role="axis")


def width_of(named: Sequence[tuple[float, str]], size: float) -> float:
    """The room that the texts of the amounts need to the left of the frame."""
    return max((measure(text, size) for _, text in named), default=0.0) + size * 0.9
