"""The bullet graph of a target, as a Vega-Lite specification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.charts import scales_and_labels
from tracker.reports.charts.theme import MUTED, NEEDED, OBSERVED, TARGET, framed, points, shown

if TYPE_CHECKING:
    from tracker.analysis.target_detail import TargetDetail
    from tracker.reports.charts.theme import Spec

_WITHOUT_BAR = {"rank", "event", "recurring"}


def planned(detail: TargetDetail) -> float | None:
    """What the plan asks for at the date of the latest level; nothing where no plan reaches that date."""
    row = detail.result
    return row.expected_linear if row.elapsed is not None and 0 <= row.elapsed <= 1 else None


def bullet(detail: TargetDetail) -> Spec | None:
    """A bar from zero to the latest level, with the baseline, the plan for its date and the target as marks (S. Few's bullet graph).

    A range and a band have a mark at each end; a bar of places would be the longer the worse they are, an event has no amount, and of a
    target that applies in each period the periods are drawn instead.
    """
    row = detail.result
    if row.latest is None or row.target is None or row.goal in _WITHOUT_BAR:
        return None
    ends = scales_and_labels.goal_ends(detail)
    marks = [(row.baseline, MUTED), (planned(detail), NEEDED), *((end, TARGET) for end in ends)]
    known = [(value, colour) for value, colour in marks if value is not None]
    values = [row.latest, *(value for value, _ in known)]
    scale, unit = scales_and_labels.scale(values, row.unit)
    low, high = min(0.0, *values) / scale, max(0.0, *values) / scale
    room = (high - low) * 0.02
    domain = [low - room if low < 0 else low, high + room]
    x = {"field": "x", "type": "quantitative", "scale": {"domain": domain, "nice": False}, "axis": {"title": unit, "tickCount": 5}}
    bar = {"data": points([(row.latest / scale, 0)], 1), "mark": {"type": "bar", "color": OBSERVED, "height": 14}, "encoding": {"x": x}}
    between = {
        "data": {"values": [{"x": shown(min(ends) / scale), "x2": shown(max(ends) / scale)}]},
        "mark": {"type": "rect", "color": TARGET, "opacity": 0.15},
        "encoding": {"x": x, "x2": {"field": "x2"}},
    }
    ticks = {
        "data": {"values": [{"x": shown(value / scale), "colour": colour} for value, colour in known]},
        "mark": {"type": "tick", "thickness": 4, "size": 30, "opacity": 1},
        "encoding": {"x": x, "color": {"field": "colour", "type": "nominal", "scale": None}},
    }
    return framed([*([between] if row.goal == "band" else []), bar, ticks], height=34)
