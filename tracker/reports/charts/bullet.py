"""The bullet graph of a target, as a Vega-Lite specification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.charts import scales_and_labels
from tracker.reports.charts.theme import MUTED, NEEDED, OBSERVED, TARGET, framed, points, shown

if TYPE_CHECKING:
    from tracker.analysis.target_detail import TargetDetail
    from tracker.reports.charts.theme import Spec


def planned(detail: TargetDetail) -> float | None:
    """What the plan asks for at the date of the latest level; nothing where no plan reaches that date."""
    row = detail.result
    return row.expected_linear if row.elapsed is not None and 0 <= row.elapsed <= 1 else None


def bullet(detail: TargetDetail) -> Spec | None:
    """A bar from zero to the latest level, with the baseline, the plan for its date and the target as marks (S. Few's bullet graph)."""
    row = detail.result
    if row.latest is None or row.target is None:
        return None
    marks = [(row.baseline, MUTED), (planned(detail), NEEDED), (row.target, TARGET)]
    known = [(value, colour) for value, colour in marks if value is not None]
    values = [row.latest, *(value for value, _ in known)]
    scale, unit = scales_and_labels.scale(values, row.unit)
    low, high = min(0.0, *values) / scale, max(0.0, *values) / scale
    room = (high - low) * 0.02
    domain = [low - room if low < 0 else low, high + room]
    x = {"field": "x", "type": "quantitative", "scale": {"domain": domain, "nice": False}, "axis": {"title": unit, "tickCount": 5}}
    bar = {"data": points([(row.latest / scale, 0)], 1), "mark": {"type": "bar", "color": OBSERVED, "height": 14}, "encoding": {"x": x}}
    ticks = {
        "data": {"values": [{"x": shown(value / scale), "colour": colour} for value, colour in known]},
        "mark": {"type": "tick", "thickness": 4, "size": 30, "opacity": 1},
        "encoding": {"x": x, "color": {"field": "colour", "type": "nominal", "scale": None}},
    }
    return framed([bar, ticks], height=34)
