"""The chart of a target as a part of a document, and as a picture of its own with its title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.reports.charts import letter_widths
from tracker.reports.charts.picture import Picture, Words, moved
from tracker.reports.charts.recurring import draw_periods
from tracker.reports.charts.theme import NARROW, WIDE
from tracker.reports.charts.trajectory import draw_trajectory
from tracker.reports.document import Chart
from tracker.words import chart_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.reports.charts.theme import Format

_TITLES, _NOTE = (1.35, 1.15), 0.9  # of the letters of the chart
_SHARE, _LINES = 0.3, 4  # of the height, for the title, and its lines
_AROUND = 90  # pixels above and below a chart: for the title and the source
_EDGE = 14  # pixels around a picture of its own


def draw_chart(detail: TargetDetail, form: Format) -> Picture | None:
    """Return the chart of a target in a format; None where nothing is known that could be drawn, and of an event."""
    return draw_periods(detail, form) if detail.result.goal == "recurring" else draw_trajectory(detail, form)


def make_chart(detail: TargetDetail) -> Chart | None:
    """Return the chart with its title and its words, wide and narrow; None where there is nothing to draw."""
    wide, narrow = draw_chart(detail, WIDE), draw_chart(detail, NARROW)
    if wide is None or narrow is None:
        return None
    name = f"{detail.result.id}-chart"
    return Chart(name, chart_wording.title_chart(detail.result), chart_wording.describe_chart(detail), wide, narrow)


def draw_slide(detail: TargetDetail, width: int, height: int) -> Picture | None:
    """Return the chart with its title above it and its source below, for a picture of so many pixels; None where there is none.

    Everything is drawn in the letters that suit the wide chart, or the narrow one where there is less room, and is made larger with the
    picture: its own width and height may be smaller than those asked for, in the same proportion.
    """
    form = WIDE if width >= WIDE.width else NARROW
    enlarged = max(1.0, min(width / form.width, height / (form.height + _AROUND)))
    wide, high = width / enlarged, height / enlarged
    inner = wide - 2 * _EDGE
    title = _title(detail, form, inner, high)
    size = title[0].size
    above = _EDGE + letter_widths.height(len(title), size) + size * 0.6
    below = _EDGE + form.letters * 1.2
    drawn = draw_chart(detail, replace(form, width=inner, height=high - above - below))
    if drawn is None:
        return None
    note = Words(chart_wording.note_source(detail.result), (_EDGE, high - _EDGE), form.letters * _NOTE, "muted", role="title")
    return Picture(wide, high, (*title, *moved(drawn.shapes, _EDGE, above), note))


def _title(detail: TargetDetail, form: Format, room: float, high: float) -> list[Words]:
    """The title in lines; where it would take more than its share of the height, its letters are smaller, and then the name is shorter."""
    name = detail.result.name.split(" ")
    for kept in range(len(name), 0, -1):
        shorter = " ".join(name[:kept]) + ("…" if kept < len(name) else "")
        text = chart_wording.keep_title(replace(detail.result, name=shorter))
        for size in (form.letters * each for each in _TITLES):
            lines = letter_widths.wrap(text, size, room, bold=True)
            if len(lines) <= _LINES and letter_widths.height(len(lines), size) <= high * _SHARE:
                return _set(lines, size)
    return _set(letter_widths.shorten(lines, _LINES, size, room, bold=True), size)


def _set(lines: Sequence[str], size: float) -> list[Words]:
    return [
        Words(line, (_EDGE, _EDGE + size * (letter_widths.LINE * nth + 0.95)), size, "ink", bold=True, role="title")
        for nth, line in enumerate(lines)
    ]
