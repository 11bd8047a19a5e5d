"""The chart of a target that applies in each period: a bar a period, kept or missed, against the line or the band that was stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.reports.charts import scales_and_labels
from tracker.reports.charts.theme import ABOVE, HEIGHT, INK, OBSERVED, PAPER, TARGET, WIDTH, framed, shown
from tracker.values import display
from tracker.words import sentences, target_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.reports.charts.theme import Spec

_MOST_LABELS = 14  # of periods that have room beside each other
_ROOM = 0.12  # of the height, above the bars: for the words of the target


def binding_ends(detail: TargetDetail) -> list[float]:
    """What applies in each period: an amount, the two edges of a band, or a rate of growth; the lower one first."""
    row = detail.result
    if row.target is None:
        return [detail.target.change]
    return sorted(each for each in (row.target, row.target_to) if each is not None)


def periods_chart(detail: TargetDetail) -> Spec | None:
    """Return a bar for each period, hollow where it was missed; none where no period is on file."""
    row = detail.result
    known = [(each.period, each.value, each.met) for each in row.periods if each.value is not None and each.met is not None]
    if not known:
        return None
    ends = binding_ends(detail)
    values = [value for _, value, _ in known]
    growth = row.target is None
    scale, unit = (1.0, sentences.CHART_LABELS["growth"]) if growth else scales_and_labels.scale([*values, *ends], row.unit)
    low, high = min(0.0, *values, *ends) / scale, max(0.0, *values, *ends) / scale
    room = ((high - low) or 1.0) * _ROOM
    names = [display.period(each.period) for each in row.periods]
    axis = {"title": unit, "tickCount": 6, "labelOverlap": False} | ABOVE | ({"format": "~%"} if growth else {})
    y = {"scale": {"domain": [low - room if low < 0 else low, high + room], "nice": False}, "axis": axis}
    across = {"title": None, "labelAngle": 0, "values": names[:: -(-len(names) // _MOST_LABELS)]}
    x = {"field": "period", "type": "ordinal", "sort": None, "scale": {"domain": names, "paddingInner": 0.45}, "axis": across}
    bars = [
        {"period": display.period(period), "y": shown(value / scale), "kept": sentences.LEGEND["kept" if met else "missed"]}
        for period, value, met in known
    ]
    layers = [_edges([each / scale for each in ends], y), _bars(bars, x, y)]
    if len(names) <= _MOST_LABELS:
        layers.append(
            _amounts([{**bar, "text": _value_text(value, growth=growth)} for bar, (_, value, _) in zip(bars, known, strict=True)], x, y)
        )
    return framed([*layers, _words(detail, ends[-1] / scale, y)], height=HEIGHT)


def _value_text(value: float, *, growth: bool) -> str:
    return display.percent(value) if growth else display.amount(value, digits=4)


def _edges(ends: Sequence[float], y: Spec) -> Spec:
    """The line that each period is compared with; for a band its two edges with what lies between them."""
    low, high = shown(ends[0]), shown(ends[-1])
    at: dict[str, Any] = {"y": {"field": "y", "type": "quantitative"} | y, "x": {"value": 0}, "x2": {"value": WIDTH}}
    rules = {
        "data": {"values": [{"y": shown(each)} for each in ends]},
        "mark": {"type": "rule", "color": TARGET, "strokeDash": [3, 3], "strokeWidth": 1.5},
        "encoding": at,
    }
    if low == high:
        return rules
    between = {
        "data": {"values": [{"y": low, "y2": high}]},
        "mark": {"type": "rect", "color": TARGET, "opacity": 0.12},
        "encoding": at | {"y2": {"field": "y2"}},
    }
    return {"layer": [between, rules]}


def _bars(bars: list[dict[str, Any]], x: Spec, y: Spec) -> Spec:
    """The bars: full where the period met the target, hollow where it did not, so that no colour is needed to tell."""
    names = [sentences.LEGEND[name] for name in ("kept", "missed")]
    legend = {"title": None, "symbolType": "square", "symbolSize": 140, "symbolStrokeWidth": 2, "symbolOpacity": 1}
    kind = {"field": "kept", "type": "nominal"}
    return {
        "data": {"values": bars},
        "mark": {"type": "bar", "strokeWidth": 2},
        "encoding": {
            "x": x,
            "y": {"field": "y", "type": "quantitative", "stack": None} | y,
            "fill": kind | {"scale": {"domain": names, "range": [OBSERVED, PAPER]}, "legend": legend},
            "stroke": kind | {"scale": {"domain": names, "range": [OBSERVED, TARGET]}, "legend": legend},
        },
    }


def _amounts(bars: list[dict[str, Any]], x: Spec, y: Spec) -> Spec:
    """The amount of each period at the foot of its bar."""
    inside = {"expr": f"datum.kept === '{sentences.LEGEND['kept']}' ? '{PAPER}' : '{INK}'"}
    mark = {"type": "text", "baseline": "bottom", "dy": -6, "fontSize": 11, "fill": inside}
    return {
        "data": {"values": bars},
        "mark": mark,
        "encoding": {"x": x, "y": {"datum": 0, "type": "quantitative"} | y, "text": {"field": "text"}},
    }


def _words(detail: TargetDetail, at: float, y: Spec) -> Spec:
    """The target in its words, above the line that it is; an edge of the paper's colour keeps it legible."""
    fields = target_prose.words(detail.result) | {"target": scales_and_labels.goal_words(detail), "every": detail.target.every or ""}
    text = sentences.CHART_LABELS["target_growth" if detail.result.target is None else "target_every"].format_map(fields)
    mark = {"type": "text", "align": "right", "baseline": "bottom", "dy": -5, "fontSize": 12, "fontWeight": "bold"}
    values = [{"y": shown(at), "text": text, "colour": PAPER, "edge": PAPER}, {"y": shown(at), "text": text, "colour": TARGET}]
    return {
        "data": {"values": values},
        "mark": mark | {"strokeWidth": 4, "strokeJoin": "round", "limit": WIDTH},
        "encoding": {
            "x": {"value": WIDTH},
            "y": {"field": "y", "type": "quantitative"} | y,
            "text": {"field": "text"},
            "fill": {"field": "colour", "scale": None},
            "stroke": {"field": "edge", "scale": None},
        },
    }
