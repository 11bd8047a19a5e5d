"""What the terminal draws of a target: the points of its chart as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.charts.axes import span_of
from tracker.reports.charts.target_paths import (
    binding_ends,
    end_of,
    is_rank,
    planned_path,
    projection,
    required_path,
    target_ends,
    unit_words,
)
from tracker.reports.document import Sketch
from tracker.words.texts import charts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.analysis.target_detail import TargetDetail


def sketch(detail: TargetDetail) -> Sketch:
    """Return what the terminal draws: levels, paths and the target, or the periods of a recurring one; an event has nothing to draw."""
    row = detail.result
    if row.goal == "recurring":
        return _periods(detail)
    drawn = () if row.goal == "event" else detail.series
    planned, required = planned_path(detail), required_path(detail)
    landed = projection(detail)[-1:]
    projected = tuple(sorted({value for _, *both in landed for value in both}))
    values = [*(each.value for each in drawn), *(value for _, value in (*planned, *required)), *target_ends(detail)]
    return Sketch(
        unit=unit_words(detail),
        levels=tuple((end_of(each.date), each.value) for each in drawn),
        derived=tuple(each.derived for each in drawn),
        planned=tuple(planned),
        required=tuple(required),
        target=row.aim,
        deadline=None if row.deadline is None else end_of(row.deadline),
        sign=row.sign,
        ends=tuple(sorted(target_ends(detail))) if row.target_to is not None else (),
        band=row.goal == "band",
        first_above=is_rank(detail),
        projected=projected,
        span=_span(values, projected, places=is_rank(detail)),
        assumed=tuple(each.assumed for each in drawn),
    )


def _periods(detail: TargetDetail) -> Sketch:
    """Each period at its end with what it came to, a rate of growth in percent."""
    row, growth = detail.result, detail.result.target is None
    judged = [each for each in row.periods if each.value is not None and each.met is not None]
    known = [(each.period.end, each.value or 0.0, bool(each.met)) for each in judged]
    times, ends = 100 if growth else 1, tuple(binding_ends(detail))
    levels = tuple((end_of(day), value * times) for day, value, _ in known)
    return Sketch(
        unit=charts.CHART_GROWTH if growth else unit_words(detail),
        levels=levels,
        derived=(False,) * len(known),
        planned=(),
        required=(),
        target=None,
        deadline=None,
        sign=row.sign,
        ends=ends,
        band=True,
        kept=tuple(met for _, _, met in known),
        span=_span([*(value for _, value in levels), *ends], ()),
        assumed=tuple(min(each.lines, default=0) < 0 for each in judged),
    )


def _span(values: Sequence[float], projected: Sequence[float], *, places: bool = False) -> tuple[float, float]:
    """The part of the amounts that is drawn, from the lowest one to the highest."""
    return span_of(values, projected, places=places, room=0.0) if values else (0.0, 1.0)
