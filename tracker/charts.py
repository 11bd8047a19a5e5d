"""Charts as Vega-Lite specifications: data and what each mark means; a renderer draws them.

The horizontal axis counts years at their ends: the year 2024 ends at 2024, January-September 2025 at 2024.75.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import curves, phrases, prose
from tracker.looks import ABOVE, INK, LANDING, NEEDED, OBSERVED, PLANNED, TARGET, framed, points, shown

if TYPE_CHECKING:
    from tracker.closeup import CloseUp
    from tracker.curves import Point
    from tracker.looks import Spec
    from tracker.tables import Row

_SOME = 1e-9
_MIDDLE = 0.7
_NEAR = 0.09


def trajectory(close: CloseUp) -> Spec | None:
    """The way of a target: what was observed, what was planned, what is needed, and where the pace leads; None without a level."""
    if not close.series:
        return None
    paths = curves.paths(close)
    levels = [(curves.end_of(each["date"]), each["value"]) for each in close.series]
    goal = close.row["target"]
    last = curves.end_of(close.row["deadline"]) if close.row["deadline"] else curves.end_of(close.as_of.isoformat())
    values = [value for _, value in levels] + [value for path in paths.values() for _, value in path] + ([] if goal is None else [goal])
    scale, unit = curves.scale(values, close.row["unit"])
    span = min([levels[0][0], last, *(path[0][0] for path in paths.values())]), max(last, levels[-1][0])
    landing = curves.landing(close)
    low, high = curves.domain(values, [value for _, one, other in landing for value in (one, other)])
    cut = any(not low <= value <= high for _, one, other in landing for value in (one, other))
    layers = [
        _band(landing, scale, cut=cut),
        _lines(paths, scale),
        *_observed(close, span, scale, lowest=(levels[-1][1] - low) / max(high - low, _SOME) < _NEAR),
        *_goal(close, span, last, scale),
    ]
    upright = {"title": unit, "domain": [low / scale, high / scale]}
    return _with_axes([each for each in layers if each], _year_axis(span), upright, height=260)


_AT = {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
_STYLES = {
    "linear": {"color": PLANNED, "strokeDash": [6, 3]},
    "compound": {"color": PLANNED, "strokeDash": [2, 3]},
    "needed": {"color": NEEDED, "strokeDash": [1, 0]},
}
_KINDS = {"published": "circle", "derived": "diamond", "provisional": "triangle-up"}


def _lines(paths: dict[str, list[Point]], scale: float) -> Spec | None:
    if not paths:
        return None
    names = [phrases.LEGEND[name] for name in paths]
    drawn = zip(names, paths.values(), strict=True)
    values = [{**point, "path": name} for name, path in drawn for point in points(path, scale)["values"]]
    legend = {"title": None, "symbolType": "stroke", "symbolSize": 300, "symbolStrokeWidth": 2}
    looks = [_STYLES[name] for name in paths]

    def told(key: str) -> Spec:
        return {"field": "path", "scale": {"domain": names, "range": [look[key] for look in looks]}, "legend": legend}

    return {
        "data": {"values": values},
        "mark": {"type": "line", "strokeWidth": 2, "clip": True},
        "encoding": {**_AT, "color": told("color"), "strokeDash": told("strokeDash")},
    }


def _band(landing: list[tuple[float, float, float]], scale: float, *, cut: bool) -> Spec | None:
    """Where the pace leads: a band between the two shapes, or a line where both agree or only one is defined."""
    if not landing:
        return None
    values = [{"x": round(x, 6), "y": shown(one / scale), "y2": shown(other / scale)} for x, one, other in landing]
    named = {"datum": phrases.LEGEND["landing_cut" if cut else "landing"], "scale": {"range": [LANDING]}}
    legend = {"title": None, "symbolType": "square"}
    line = {"color": LANDING, "strokeWidth": 2.5}
    return {
        "data": {"values": values},
        "mark": {"type": "area", "clip": True, "opacity": 0.55, "line": line},
        "encoding": {**_AT, "y2": {"field": "y2"}, "fill": named | {"legend": legend}},
    }


def _kind(level: Row) -> str:
    if level["basis"] == "derived":
        return "derived"
    return "provisional" if (level["status"] or "").casefold() in phrases.STATUS_MARKS else "published"


def _observed(close: CloseUp, span: Point, scale: float, *, lowest: bool) -> list[Spec]:
    levels = [(curves.end_of(each["date"]), each["value"]) for each in close.series]
    kinds = [_kind(each) for each in close.series]
    known = [kind for kind in _KINDS if kind in kinds]
    marks = zip(points(levels, scale)["values"], kinds, strict=True)
    said = phrases.CHART_LABELS["latest"].format_map(prose.words(close.row))
    below = close.row["direction"] == "increase" and not lowest  # the ways lead upwards, and the axis has its own words
    place = _beside(levels[-1][0], span) | {"dy": 10 if below else -10, "baseline": "top" if below else "bottom"}
    return [
        {"data": points(levels, scale), "mark": {"type": "line", "color": OBSERVED, "strokeWidth": 1.5, "opacity": 0.5}, "encoding": _AT},
        {
            "data": {"values": [{**point, "kind": phrases.LEGEND[kind]} for point, kind in marks]},
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1, "color": OBSERVED},
            "encoding": {
                **_AT,
                "shape": {
                    "field": "kind",
                    "scale": {"domain": [phrases.LEGEND[kind] for kind in known], "range": [_KINDS[kind] for kind in known]},
                    "legend": {"title": None, "symbolFillColor": OBSERVED, "symbolStrokeColor": OBSERVED},
                },
            },
        },
        _words(said, levels[-1], scale, INK, place),
    ]


def _beside(x: float, span: Point) -> Spec:
    """Words stand to the right of their mark, where there is room; else to its left."""
    right = (x - span[0]) / max(span[1] - span[0], _SOME) < _MIDDLE
    return {"align": "left" if right else "right", "dx": 6 if right else -6}


def _goal(close: CloseUp, span: Point, last: float, scale: float) -> list[Spec]:
    """The target as a line across, and as a mark at its deadline."""
    row = close.row
    if row["target"] is None:
        return []
    at = [(last, row["target"])]
    said = phrases.CHART_LABELS["target" if row["deadline"] else "target_open"].format_map(prose.words(row))
    rule = {"data": points(at, scale), "mark": {"type": "rule", "color": TARGET, "strokeDash": [3, 3], "opacity": 0.7}}
    layers = [rule | {"encoding": {"y": _AT["y"]}}]
    if row["deadline"]:
        layers.append(rule | {"encoding": {"x": _AT["x"]}})
        layers.append(
            {
                "data": points(at, scale),
                "mark": {"type": "point", "shape": "cross", "filled": True, "size": 130, "color": TARGET, "opacity": 1},
                "encoding": _AT,
            }
        )
    place = {"align": "left", "dx": 2, "dy": -9, "fontWeight": "bold"}  # at the beginning, where no way has come to the target yet
    return [*layers, _words(said, (span[0], row["target"]), scale, TARGET, place)]


def _words(text: str, at: Point, scale: float, colour: str, more: Spec) -> Spec:
    return {
        "data": points([at], scale),
        "mark": {"type": "text", "text": text, "color": colour, "fontSize": 12, "limit": 380, **more},
        "encoding": _AT,
    }


def _year_axis(span: Point) -> Spec:
    first, last = span
    whole = range(int(first // 1), int(-(-last // 1)) + 1)
    step = max(1, len(whole) // 12)
    return {
        "title": phrases.CHART_LABELS["years"],
        "domain": [min(first, whole[0]) - 0.25, max(last, whole[-1]) + 0.25],
        "values": list(whole)[::-1][::step][::-1],
    }


def _with_axes(layers: list[Spec], x: Spec, y: Spec, height: int) -> Spec:
    """The layers with their axes, and the look that all charts share."""
    across = {
        "scale": {"domain": x["domain"], "nice": False, "zero": False},
        "axis": {"title": x["title"], "format": "d", "values": x["values"], "grid": False},
    }
    up = {"scale": {"domain": y["domain"], "nice": False}, "axis": {"title": y["title"], "tickCount": 6} | ABOVE}
    for layer in layers:
        layer["encoding"] = {key: each | (across if key == "x" else up if key == "y" else {}) for key, each in layer["encoding"].items()}
    return framed(layers, height)
