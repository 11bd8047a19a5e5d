"""Charts as Vega-Lite specifications: data and what each mark means; a renderer draws them.

The horizontal axis counts years at their ends: the year 2024 ends at 2024, January-September 2025 at 2024.75.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.reports.charts import scales_and_labels
from tracker.reports.charts.recurring import periods_chart
from tracker.reports.charts.theme import ABOVE, AT, HEIGHT, LANDING, LINKED, NEEDED, OBSERVED, PLANNED, TARGET, framed, points, shown
from tracker.words import sentences

if TYPE_CHECKING:
    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import Level
    from tracker.reports.charts.theme import Point, Spec

_MOST_YEARS = 14  # that have room beside each other
_TARGET, _OWN = "target", "observed"  # in no legend: the first has its words, the second its marks


def trajectory(detail: TargetDetail) -> Spec | None:
    """The path of a target: what was observed, planned and required, and what is projected; None without a level.

    Of a target that applies in each period the periods are drawn; an event is yes or no, which no chart shows better than its words.
    """
    if detail.result.goal == "recurring":
        return periods_chart(detail)
    if not detail.series or detail.result.goal == "event":
        return None
    paths = scales_and_labels.paths(detail)
    levels = [(scales_and_labels.end_of(each.date), each.value) for each in detail.series]
    goals = scales_and_labels.goal_ends(detail)
    last = scales_and_labels.end_of(detail.result.deadline) if detail.result.deadline else scales_and_labels.end_of(detail.as_of)
    values = [value for _, value in levels] + [value for path in paths.values() for _, value in path] + goals
    scale, unit = scales_and_labels.scale(values, scales_and_labels.unit_words(detail))
    span = min([levels[0][0], last, *(path[0][0] for path in paths.values())]), max(last, levels[-1][0])
    landing = scales_and_labels.landing(detail)
    landed = [value for _, one, other in landing for value in (one, other)]
    rank = scales_and_labels.is_rank(detail)
    low, high = scales_and_labels.places([*values, *landed]) if rank else scales_and_labels.domain(values, landed)
    cut = any(not low <= value <= high for value in landed)
    begin, end, years = _years(span)
    latest, end = scales_and_labels.latest(detail, levels[-1], (begin, end), (low, high))
    across, upright = _axis(begin, end, years), _amounts(unit, (low / scale, high / scale), first_above=rank)
    marks = [(last, goal / scale) for goal in goals]
    layers = [
        _between_edges(marks, across["scale"]["domain"]) if detail.result.goal == "band" else None,
        _band(landing, scale),
        _rules(marks, across["scale"]["domain"], upright["scale"]["domain"], deadline=bool(detail.result.deadline)),
        _lines(paths, levels, _landing_name(detail, cut=cut) if landing else None, scale),
        _points(detail, levels, marks if detail.result.deadline else [], scale),
        scales_and_labels.words([latest, *scales_and_labels.goal(detail, span)], scale),
    ]
    return framed([_with_axes(each, across, upright) for each in layers if each], height=HEIGHT)


def _landing_name(detail: TargetDetail, *, cut: bool) -> str:
    """The name in the legend of where the pace leads: since the baseline, or of the last years where those were stated."""
    recent = not math.isnan(detail.target.pace_years)
    return f"landing{'_recent' if recent else ''}{'_cut' if cut else ''}"


def _between_edges(edges: list[Point], across: list[float]) -> Spec:
    """What lies between the two edges of a band."""
    low, high = sorted(value for _, value in edges)
    values = [{"x": shown(across[0]), "x2": shown(across[1]), "y": shown(low), "y2": shown(high)}]
    mark = {"type": "rect", "color": TARGET, "opacity": 0.1}
    return {"data": {"values": values}, "mark": mark, "encoding": {**AT, "x2": {"field": "x2"}, "y2": {"field": "y2"}}}


_STYLES = {
    "linear": (PLANNED, [6, 3]),
    "compound": (PLANNED, [2, 3]),
    "needed": (NEEDED, [1, 0]),
    "landing": (LANDING, [1, 0]),
    "landing_cut": (LANDING, [1, 0]),
    "landing_recent": (LANDING, [1, 0]),
    "landing_recent_cut": (LANDING, [1, 0]),
    "observed": (LINKED, [1, 0]),
}
_KINDS = {"published": "circle", "derived": "diamond", "provisional": "triangle-up"}


def _lines(paths: dict[str, list[Point]], levels: list[Point], band: str | None, scale: float) -> Spec:
    """The ways, and a line from each level to the next, with the legend of these and of the band.

    They share one layer and one legend, as each of these takes longer to draw than its lines.
    """
    named = [*paths, *([band] if band else [])]
    names = [sentences.LEGEND[name] for name in named]
    drawn = {sentences.LEGEND[name]: path for name, path in paths.items()} | {_OWN: levels}
    values = [{**point, "path": name} for name, path in drawn.items() for point in points(path, scale)["values"]]
    legend = (
        {"title": None, "symbolType": "stroke", "symbolSize": 300, "symbolStrokeWidth": 2, "columns": 2, "values": names} if names else None
    )
    looks = [_STYLES[name] for name in (*named, "observed")]
    told = {
        channel: {"field": "path", "scale": {"domain": [*names, _OWN], "range": [look[at] for look in looks]}, "legend": legend}
        for at, channel in enumerate(("color", "strokeDash"))
    }
    return {"data": {"values": values}, "mark": {"type": "line", "strokeWidth": 2, "clip": True}, "encoding": AT | told}


def _band(landing: list[tuple[float, float, float]], scale: float) -> Spec | None:
    """Where the pace leads: a band between the two shapes, whose outline is all of it where both agree or only one is defined."""
    if not landing:
        return None
    values = [{"x": round(x, 6), "y": shown(one / scale), "y2": shown(other / scale)} for x, one, other in landing]
    mark = {"type": "area", "clip": True, "fill": LANDING, "fillOpacity": 0.55, "stroke": LANDING, "strokeWidth": 2}
    return {"data": {"values": values}, "mark": mark, "encoding": {**AT, "y2": {"field": "y2"}}}


def _kind(level: Level) -> str:
    if level.derived:
        return "derived"
    return "provisional" if (level.status or "").casefold() in sentences.STATUS_MARKS else "published"


def _points(detail: TargetDetail, levels: list[Point], goals: list[Point], scale: float) -> Spec:
    """The levels, each marked by its kind, and the target at its deadline; of a range or a band both ends."""
    kinds = [_kind(each) for each in detail.series]
    known = [kind for kind in _KINDS if kind in kinds]
    marks = zip(points(levels, scale)["values"], kinds, strict=True)
    values = [{**point, "kind": sentences.LEGEND[kind], "size": 60, "colour": OBSERVED} for point, kind in marks]
    values += [{**point, "kind": _TARGET, "size": 130, "colour": TARGET} for point in points(goals, 1)["values"]]
    names = [sentences.LEGEND[kind] for kind in known]
    return {
        "data": {"values": values},
        "mark": {"type": "point", "filled": True, "opacity": 1},
        "encoding": {
            **AT,
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "color": {"field": "colour", "scale": None},
            "shape": {
                "field": "kind",
                "scale": {"domain": [*names, _TARGET], "range": [*(_KINDS[kind] for kind in known), "cross"]},
                "legend": {"title": None, "symbolFillColor": OBSERVED, "symbolStrokeWidth": 0, "symbolSize": 60, "values": names},
            },
        },
    }


def _rules(goals: list[Point], across: list[float], upright: list[float], *, deadline: bool) -> Spec | None:
    """The target as a line across, or each of its two ends, and its deadline as a line upwards."""
    if not goals:
        return None
    lines = [(across[0], value, across[1], value) for _, value in goals]
    lines += [(goals[0][0], upright[0], goals[0][0], upright[1])] if deadline else []
    values = [{"x": shown(x), "y": shown(y), "x2": shown(x2), "y2": shown(y2)} for x, y, x2, y2 in lines]
    mark = {"type": "rule", "color": TARGET, "strokeDash": [3, 3], "opacity": 0.7}
    return {"data": {"values": values}, "mark": mark, "encoding": {**AT, "x2": {"field": "x2"}, "y2": {"field": "y2"}}}


def _years(span: Point) -> tuple[float, float, list[int]]:
    """Where the horizontal axis begins and ends, and the years that it names."""
    first, last = span
    whole = range(int(first // 1), int(-(-last // 1)) + 1)
    step = -(-len(whole) // _MOST_YEARS)
    return min(first, whole[0]) - 0.25, max(last, whole[-1]) + 0.25, list(whole)[::-1][::step][::-1]


def _axis(begin: float, end: float, years: list[int]) -> Spec:
    """The horizontal axis."""
    named = {"title": sentences.CHART_LABELS["years"], "values": years, "format": "d", "grid": False, "labelOverlap": False}
    return {"scale": {"domain": [begin, end], "nice": False, "zero": False}, "axis": named}


def _amounts(unit: str, ends: Point, *, first_above: bool = False) -> Spec:
    """The vertical axis; of places the first stands above."""
    scale = {"domain": list(ends), "nice": False} | ({"reverse": True} if first_above else {})
    axis = {"title": unit, "tickCount": 6, "labelOverlap": False} | ABOVE
    axis |= {"values": scales_and_labels.place_ticks(ends[1])} if first_above else {}
    return {"scale": scale, "axis": axis}


def _with_axes(layer: Spec, across: Spec, upright: Spec) -> Spec:
    more = {"x": across, "y": upright}
    return layer | {"encoding": {key: each | more.get(key, {}) for key, each in layer["encoding"].items()}}
