"""The chart of a target over time: its levels, the target, where the pace leads, and what is planned and required on the way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.reports.charts import axes, labels, target_paths
from tracker.reports.charts.labels import Beside, Board, KeyEntry, Label
from tracker.reports.charts.picture import Area, Box, Line, Mark, Picture
from tracker.words import chart_wording
from tracker.words.marks import STATUS_MARKS
from tracker.words.texts import chances, charts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import Level
    from tracker.reports.charts.axes import Scale
    from tracker.reports.charts.picture import Place, Shape
    from tracker.reports.charts.target_paths import Point
    from tracker.reports.charts.theme import Format

_MARK, _SMALL_MARK, _LATEST_MARK = 3.5, 2.4, 4.8
_MANY = 24  # levels, from which on their marks are small
_EDGE = 60  # pixels from the right edge, within which the latest level has its words beside the chart
_DASHES = {"planned": (1.5, 3.0), "required": ()}
_KEYS = ("derived", "provisional", "milestone", "required", "planned")
_KINDS = {"published": ("circle", False), "derived": ("diamond", False), "provisional": ("triangle", True)}


class Drawn(NamedTuple):
    """A picture, and what it shows without words about it."""

    picture: Picture
    unnamed: list[str]


@dataclass(frozen=True)
class _Course:
    """What is drawn, as points in time; amounts are in the unit of the axis."""

    detail: TargetDetail
    unit: str
    levels: list[Point]
    ends: list[float]
    landing: list[tuple[float, float, float]]
    fan: list[tuple[float, float, float]]
    paths: dict[str, list[Point]]
    milestones: list[Point]
    baseline: Point | None
    last: float

    @property
    def values(self) -> list[float]:
        """All amounts but the projected ones."""
        known = [*self.levels, *self.milestones, *(point for path in self.paths.values() for point in path)]
        return [*(value for _, value in known), *self.ends]

    @property
    def times(self) -> list[float]:
        """All times."""
        known = [*self.levels, *self.milestones, *(point for path in self.paths.values() for point in path)]
        return [*(time for time, _ in known), self.last]


def draw_trajectory(detail: TargetDetail, form: Format) -> Picture | None:
    """Return the chart of a target in a format; None without a level.

    What has no room for words of its own is explained in a key below the chart.
    """
    if not detail.series or detail.result.goal == "event":
        return None
    course = _course_of(detail)
    kinds = {_kind(each) for each in detail.series}
    named: list[str] = ["likely"] if course.fan else []
    named += [name for name in ("derived", "provisional") if name in kinds]
    for _ in _KEYS:
        drawn = _draw(course, form, named)
        more = [name for name in dict.fromkeys(drawn.unnamed) if name not in named]
        if not more:
            break
        named = [*named, *more]
    return drawn.picture


def _course_of(detail: TargetDetail) -> _Course:
    levels = [(target_paths.end_of(each.date), each.value) for each in detail.series]
    ends = target_paths.target_ends(detail)
    planned, required = target_paths.planned_path(detail), target_paths.required_path(detail)
    same = bool(planned and required) and (planned[0], planned[-1]) == (required[0], required[-1]) and not detail.milestones
    drawn = {"planned": [] if same else planned, "required": required}
    stones, row = target_paths.milestones(detail), detail.result
    known = [*levels, *stones, *drawn["planned"]]
    scale, unit = axes.scale_words([*(value for _, value in known), *ends], target_paths.unit_words(detail))

    def scaled(path: list[Point]) -> list[Point]:
        return [(time, value / scale) for time, value in path]

    base = row.baseline_date if row.baseline is not None and not row.only_baseline else None
    return _Course(
        detail=detail,
        unit=unit,
        levels=scaled(levels),
        ends=[each / scale for each in ends],
        landing=[(time, one / scale, other / scale) for time, one, other in target_paths.projection(detail)],
        fan=[(time, low / scale, high / scale) for time, low, high in target_paths.likely_fan(detail)],
        paths={name: scaled(path) for name, path in drawn.items()},
        milestones=scaled(stones),
        baseline=None if base is None or row.baseline is None else (target_paths.end_of(base), row.baseline / scale),
        last=max(levels[-1][0], target_paths.end_of(row.deadline or detail.as_of)),
    )


@dataclass(frozen=True)
class _Plane:
    """Where the chart stands in its picture, and which pixel a time and an amount have."""

    frame: Box
    across: Scale
    upright: Scale

    def at(self, point: Point) -> Place:
        return self.across(point[0]), self.upright(point[1])

    def path(self, points: Sequence[Point]) -> tuple[Place, ...]:
        return tuple(map(self.at, points))


def _entry(name: str) -> KeyEntry:
    """The mark or the line of a name with what it means."""
    if name == "likely":
        return KeyEntry(chances.CHART_FAN, "square", "landing")
    meaning = charts.CHART_KEY[name]
    match name:
        case "derived":
            return KeyEntry(meaning, "diamond", "observed")
        case "provisional":
            return KeyEntry(meaning, "triangle", "observed", hollow=True)
        case "milestone":
            return KeyEntry(meaning, "square", "target", hollow=True)
        case "required":
            return KeyEntry(meaning, "line", "required")
        case _:
            return KeyEntry(meaning, "line", "muted", dash=_DASHES["planned"])


def _draw(course: _Course, form: Format, named: Sequence[str]) -> Drawn:
    """The chart with a key of these names."""
    size = form.letters
    rows = labels.key_rows([_entry(name) for name in named], size, form.width - 2)
    bottom = form.height - size * 2.2 - len(rows) * size * 1.5
    plane, background = _planned_plane(course, form, bottom)
    data = [*_target_lines(course, plane), *_lines(course, plane), *_marks(course, plane)]
    board = Board(Box(plane.frame.left, size * 1.5, form.width, bottom), size, form.widest)
    board.draw(data)
    beside, within = _labels(course, plane)
    board.taken.append(Box(plane.frame.right + 9, 0, form.width + 1, form.height))
    words: list[Shape] = []
    unnamed: list[str] = []
    for name, choices in within:
        if name in named:
            continue
        placed = next(filter(None, (board.place(each) for each in choices)), [])
        if not placed and name:
            unnamed.append(name)
        elif not placed and choices[0].must:
            beside.append(Beside(choices[0].text, choices[0].at, choices[0].colour))
        words.extend(placed)
    words += labels.stack(beside, plane.frame.right + 12, Box(0, size * 1.5, form.width, bottom + size * 1.8), size)
    key = labels.draw_key(rows, 1, form.height - len(rows) * size * 1.5, size)
    return Drawn(Picture(form.width, form.height, (*labels.clear(background, words), *data, *words, *key)), unnamed)


def _planned_plane(course: _Course, form: Format, bottom: float) -> tuple[_Plane, list[Shape]]:
    """The scales with the axes that they draw."""
    size, rank = form.letters, target_paths.is_rank(course.detail)
    landed = [value for _, *both in (*course.landing, *course.fan[-1:]) for value in both]
    low, high = axes.span_of(course.values, landed, places=rank)
    top = size * 2.4
    most = max(2, int((bottom - top) / form.between))
    marks = axes.ticks(low, high, most, whole=rank or course.detail.whole)
    left = max(axes.width_of(marks, size), size * 2)
    frame = Box(left, top, form.width - (form.beside + 12 if course.ends or course.landing else size), bottom)
    calendar = course.detail.result.kind != "flow" and axes.is_calendar(course.times)
    begin, end = min(course.times), max(course.times)
    begin, end = (int(begin // 1), -int(-end // 1)) if calendar else (begin, end)
    end = end if end > begin else begin + 1
    across = axes.Scale(begin, end, frame.left + size * 0.8, frame.right - size * 0.5)
    upright = axes.Scale(low, high, frame.top, frame.bottom) if rank else axes.Scale(low, high, frame.bottom, frame.top)
    background = [
        *axes.draw_amounts(frame, upright, marks, course.unit, size, form.width),
        *axes.draw_time(frame, across, size, calendar=calendar),
    ]
    return _Plane(frame, across, upright), background


def _target_lines(course: _Course, plane: _Plane) -> Iterator[Shape]:
    """The target across the chart: a line, and of a band what lies between its two edges."""
    left, right = plane.frame.left, plane.frame.right
    heights = [plane.upright(each) for each in course.ends]
    band = course.detail.result.goal == "band"
    if band:
        top, bottom = min(heights), max(heights)
        yield Area(((left, top), (right, top), (right, bottom), (left, bottom)), "target", 0.12)
    for height in heights if band else heights[:1]:
        yield Line(((left, height), (right, height)), "target", width=1, dash=(4, 3))


def _lines(course: _Course, plane: _Plane) -> Iterator[Shape]:
    """Where the series will probably lie, the two ways on which the pace leads, the paths, and the line through the levels."""
    if course.fan:
        yield _fan(course, plane)
    if course.landing:
        yield from _projection(course, plane)
    for name, colour in (("planned", "muted"), ("required", "required")):
        path = plane.path(course.paths[name])
        if len(path) > 1:
            yield Line(path, colour, width=1.25, dash=_DASHES[name])
    if len(course.levels) > 1:
        yield Line(plane.path(course.levels), "observed", width=1.75)


def _fan(course: _Course, plane: _Plane) -> Area:
    """The range in which 80 of 100 series like this one lie, as far as the chart goes."""
    low, high = plane.upright.low, plane.upright.high
    lower = [(time, min(max(value, low), high)) for time, value, _ in course.fan]
    upper = [(time, min(max(value, low), high)) for time, _, value in course.fan]
    return Area((*plane.path(lower), *reversed(plane.path(upper))), "landing", 0.6)


def _projection(course: _Course, plane: _Plane) -> Iterator[Shape]:
    """The two paths that the pace leads to, as far as the chart goes."""
    low, high = plane.upright.low, plane.upright.high
    one = [(time, value) for time, value, _ in course.landing]
    other = [(time, value) for time, _, value in course.landing]
    for path in (one, other) if one != other else (one,):
        yield Line(plane.path(axes.within(path, low, high)), "observed", width=1.25, dash=(5, 3))
    ends = plane.path([one[-1], other[-1]])
    if abs(ends[0][1] - ends[1][1]) > 1:
        yield Line(ends, "observed", width=3)


def _marks(course: _Course, plane: _Plane) -> Iterator[Mark]:
    """Milestones, levels, and the target at its deadline; the latest level is larger than the others."""
    yield from (Mark("square", plane.at(each), 3.2, "target", hollow=True) for each in course.milestones)
    size = _SMALL_MARK if len(course.levels) > _MANY else _MARK
    for level, point in zip(course.detail.series, course.levels, strict=True):
        shape, hollow = _KINDS[_kind(level)]
        latest = point is course.levels[-1]
        yield Mark(shape, plane.at(point), _LATEST_MARK if latest else size, "observed", hollow)
    if course.detail.result.deadline:
        time = target_paths.end_of(course.detail.result.deadline)
        yield from (Mark("ring", plane.at((time, each)), 5, "target") for each in course.ends)


def _kind(level: Level) -> str:
    if level.derived:
        return "derived"
    return "provisional" if (level.status or "").casefold() in STATUS_MARKS else "published"


def _labels(course: _Course, plane: _Plane) -> tuple[list[Beside], list[tuple[str, list[Label]]]]:
    """The words beside the chart, and those within it, the most important first, each with the places where it may stand."""
    row = course.detail.result
    beside: list[Beside] = []
    if course.ends:
        height = sum(plane.upright(each) for each in course.ends) / len(course.ends)
        at = course.last if row.deadline is None else target_paths.end_of(row.deadline)
        right = plane.frame.right if row.deadline is None or plane.across(at) < plane.frame.right - 20 else plane.across(at)
        beside.append(Beside(chart_wording.label_target(row), (right, height), "target", bold=True))
    if course.landing:
        time, *both = course.landing[-1]
        beyond = any(not plane.upright.low <= value <= plane.upright.high for value in both)
        middle = sum(plane.upright(value) for value in both) / 2
        beside.append(Beside(chart_wording.label_projection(row, beyond=beyond), (plane.across(time), middle), "observed"))
    latest, text = plane.at(course.levels[-1]), chart_wording.label_latest(row)
    within: list[tuple[str, list[Label]]] = []
    if not course.landing and course.ends and latest[0] > plane.frame.right - _EDGE:
        beside.append(Beside(text, latest, "ink"))
    else:
        within.append(("", [Label(text, latest, ways=_latest_ways(row.sign, rank=row.kind == "rank"), must=True)]))
    for point, said in zip(course.milestones, chart_wording.label_milestones(course.detail), strict=True):
        within.append(("milestone", [Label(said, plane.at(point), "target")]))
    for name, colour in (("required", "required"), ("planned", "muted")):
        path = plane.path(course.paths[name])
        if len(path) > 1:
            within.append((name, [Label(charts.CHART_KEY[name], at, colour) for at in _along(path)]))
    if course.baseline:
        within.append(("", [Label(chart_wording.label_baseline(course.detail), plane.at(course.baseline), "muted")]))
    return beside, within


def _latest_ways(sign: int, *, rank: bool) -> tuple[str, ...]:
    """Where the words of the latest level stand best: away from where the target lies."""
    away, towards = ("below", "above") if sign > 0 or rank else ("above", "below")
    return (f"{away} right", away, f"{away} left", f"{towards} left", towards, "left", "right", f"{towards} right")


def _along(path: Sequence[Place]) -> Iterator[Place]:
    """Some places on a path, where its words may stand: of the only leg five, else the middles of all, the longest leg first."""
    legs = sorted(pairwise(path), key=lambda leg: leg[0][0] - leg[1][0])
    for share in (0.5, 0.35, 0.65, 0.2, 0.8) if len(legs) == 1 else (0.5,):
        yield from ((x + (to_x - x) * share, y + (to_y - y) * share) for (x, y), (to_x, to_y) in legs)
