"""The chart of a target that applies in each period: a point a period, met or missed, and how far it lies from what was stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.reports.charts import axes, labels, target_paths
from tracker.reports.charts.labels import Beside, Board, KeyEntry, Label
from tracker.reports.charts.picture import Area, Box, Line, Mark, Picture
from tracker.values.display import numbers
from tracker.words import chart_wording
from tracker.words.texts import charts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import PeriodOutcome
    from tracker.reports.charts.axes import Scale
    from tracker.reports.charts.picture import Shape
    from tracker.reports.charts.theme import Format
    from tracker.values.periods import Period

_ROOM = 0.14  # of the amounts, free above and below: for the words at the worst period and at the best one
_MARK, _SMALL_MARK = 4.2, 3.0
_MANY = 24  # periods, from which on their marks are small


class _Judged(NamedTuple):
    """A period with what it came to: its middle in time, the amount in the unit of the axis, and whether that meets the target."""

    time: float
    value: float
    met: bool
    outcome: PeriodOutcome


def draw_periods(detail: TargetDetail, form: Format) -> Picture | None:
    """Return a point for each period, hollow where the target was missed, with a line from what was stated; None where none is judged.

    The axis shows the data and does not begin at zero: the lines begin at the target, and their length is by how much it was missed or
    met.
    """
    growth, row = detail.result.target is None, detail.result
    known = [each for each in row.periods if each.value is not None and each.met is not None]
    if not known:
        return None
    ends = target_paths.binding_ends(detail)
    values = [(each.value or 0.0) * (100 if growth else 1) for each in known]
    scale, unit = (1.0, charts.CHART_GROWTH) if growth else axes.scale_words([*values, *ends], numbers.unit_name(row.unit))
    judged = [_Judged(_middle(each.period), value / scale, bool(each.met), each) for each, value in zip(known, values, strict=True)]
    ends, size = [each / scale for each in ends], form.letters
    entries = [_entry(met=met) for met in (True, False) if any(each.met == met for each in judged)]
    rows = labels.key_rows(entries, size, form.width - 2)
    bottom = form.height - size * 2.2 - len(rows) * size * 1.5
    frame, across, upright, background = _plane(detail, judged, ends, unit, form, bottom)
    data = [*_stated(frame, upright, ends), *_points(judged, across, upright, ends)]
    right = Box(0, size * 1.5, form.width, bottom + size * 1.8)
    at = frame.right, sum(map(upright, ends)) / len(ends)
    words = labels.stack([Beside(chart_wording.label_target(row), at, "target", bold=True)], frame.right + 12, right, size)
    board = Board(Box(frame.left, size * 1.5, frame.right + 6, bottom), size, form.widest)
    board.draw(data)
    for label in _named(detail, judged, across, upright, ends):
        words.extend(board.place(label))
    key = labels.draw_key(rows, 1, form.height - len(rows) * size * 1.5, size)
    return Picture(form.width, form.height, (*labels.clear(background, words), *data, *words, *key))


def _entry(*, met: bool) -> KeyEntry:
    """The mark of a period that met the target, or missed it, with what it means."""
    if met:
        return KeyEntry(charts.CHART_KEY["kept"], "circle", "observed")
    return KeyEntry(charts.CHART_KEY["missed"], "circle", "target", hollow=True)


def _middle(period: Period) -> float:
    return (target_paths.end_of(period.start) + target_paths.end_of(period.end)) / 2


def _plane(
    detail: TargetDetail, judged: Sequence[_Judged], ends: Sequence[float], unit: str, form: Format, bottom: float
) -> tuple[Box, Scale, Scale, list[Shape]]:
    """The frame and its scales, with the axes; time runs from the first period to the last one in which it applies and can be drawn."""
    size, top = form.letters, form.letters * 2.4
    low, high = axes.span_of([*(each.value for each in judged), *ends], [], room=_ROOM)
    marks = axes.ticks(low, high, max(2, int((bottom - top) / form.between)))
    frame = Box(max(axes.width_of(marks, size), size * 2), top, form.width - form.beside - 12, bottom)
    begin, end = min(each.time for each in judged) // 1, -(-max(each.time for each in judged) // 1)
    if detail.result.deadline:
        end = max(end, min(target_paths.end_of(detail.result.deadline), end + (end - begin)))
    across = axes.Scale(begin, -(-end // 1), frame.left + size * 0.5, frame.right)
    upright = axes.Scale(low, high, frame.bottom, frame.top)
    background = [
        *axes.draw_amounts(frame, upright, marks, unit, size, form.width),
        *axes.draw_time(frame, across, size, calendar=True),
    ]
    return frame, across, upright, background


def _stated(frame: Box, upright: Scale, ends: Sequence[float]) -> Iterator[Shape]:
    """The line that each period is compared with; of a band its two edges with what lies between them."""
    heights = [upright(each) for each in ends]
    if len(heights) > 1:
        (top, bottom), (left, right) = sorted(heights), (frame.left, frame.right)
        yield Area(((left, top), (right, top), (right, bottom), (left, bottom)), "target", 0.12)
    for height in heights:
        yield Line(((frame.left, height), (frame.right, height)), "target", width=1.25, dash=(4, 3))


def _points(judged: Sequence[_Judged], across: Scale, upright: Scale, ends: Sequence[float]) -> Iterator[Shape]:
    """Each period: a line from the target to what it came to, and its mark."""
    size = _SMALL_MARK if len(judged) > _MANY else _MARK
    places = [(across(each.time), upright(each.value)) for each in judged]
    for each, (x, y) in zip(judged, places, strict=True):
        edge = upright(min(max(each.value, ends[0]), ends[-1]))
        if abs(edge - y) > size:
            yield Line(((x, edge), (x, y)), "observed" if each.met else "target", width=2)
    for each, place in zip(judged, places, strict=True):
        yield Mark("circle", place, size, "observed" if each.met else "target", hollow=not each.met)


def _named(detail: TargetDetail, judged: Sequence[_Judged], across: Scale, upright: Scale, ends: Sequence[float]) -> Iterator[Label]:
    """The words about the latest period, then about those that were missed, the last one first."""
    latest = judged[-1]
    for each in [latest, *(other for other in reversed(judged[:-1]) if not other.met)]:
        above = each.value >= sum(ends) / len(ends)
        ways = ("above", "above left", "above right") if above else ("below", "below left", "below right")
        named = each is latest
        yield Label(
            chart_wording.label_period(detail.result, each.outcome, dated=named),
            (across(each.time), upright(each.value)),
            "ink" if each.met else "target",
            ways if named else ways[:1],
            must=named,
            reach=2,
        )
