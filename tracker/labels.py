"""The words on a chart, and where they stand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker import phrases, prose
from tracker.gaps import sign
from tracker.looks import AT, HEIGHT, INK, PAPER, TARGET, WIDTH, points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.closeup import CloseUp
    from tracker.curves import Point
    from tracker.looks import Spec
    from tracker.tables import Row

    Said = tuple[str, Point, Spec]  # words, their mark, and where they stand beside it

_LINE, _TOUCHING = 24, 8  # pixels: of a line of words beside its mark, and of a line that goes through the mark itself
_LETTER, _LONGEST, _MARK = 6.5, 380, 10  # pixels
_MOST = 1.4  # how much longer an axis may become for the sake of words


def latest(close: CloseUp, at: Point, across: Point, upright: Point) -> tuple[Said, float]:
    """The latest level in words beside its mark, where no way leads, and the end of the horizontal axis, which must have room for them.

    They stand to the right, and to the left where the pace leads back; ``across`` and ``upright`` are where the axes begin and end.
    """
    row, text = close.row, phrases.CHART_LABELS["latest"].format_map(prose.words(close.row))
    (begin, end), room = across, min(_LETTER * len(text), _LONGEST) + _MARK
    pixel = WIDTH / (end - begin)
    stretched = (at[0] * WIDTH - begin * room) / (WIDTH - room)
    space = (at[0] - begin) * pixel > room
    back = bool(close.to_come) and row["landing_linear"] is not None and (row["landing_linear"] - at[1]) * sign(row) < 0
    left = space and (back or ((end - at[0]) * pixel < room and (stretched - begin) > _MOST * (end - begin)))
    below = _below(row, at[1], *upright)
    place = {"align": "right", "dx": -6} if left else {"align": "left", "dx": 6}
    place |= {"dy": 10 if below else -10, "baseline": "top" if below else "bottom", "colour": INK}
    return (text, at, place), end if left else max(end, stretched)


def _below(row: Row, level: float, low: float, high: float) -> bool:
    """Whether words stand below their mark: where the ways lead upwards, unless the axis or the target would be in their way."""
    pixel = HEIGHT / (high - low)
    deep = (level - low) * pixel <= _LINE
    below = sign(row) > 0 and not deep
    apart = math.inf if row["target"] is None else (level - row["target"]) * pixel * (1 if below else -1)
    return not below and not deep if _TOUCHING < apart < _LINE else below


def goal(close: CloseUp, span: Point) -> Iterator[Said]:
    """The target in words, at the beginning, where no way has come to it yet."""
    if close.row["target"] is not None:
        said = phrases.CHART_LABELS["target" if close.row["deadline"] else "target_open"].format_map(prose.words(close.row))
        place = {"align": "left", "dx": 10, "dy": -9, "baseline": "middle", "weight": "bold", "colour": TARGET}
        yield said, (span[0], close.row["target"]), place


def words(said: list[Said], scale: float) -> Spec:
    """Words beside their marks, with an edge of the paper's colour around them, so that no line strikes them through."""
    plain = [{**points([at], scale)["values"][0], "weight": "normal", **place, "text": text} for text, at, place in said]
    values = [*({**each, "colour": PAPER, "edge": PAPER} for each in plain), *plain]
    placed = {key: {"expr": f"datum.{key}"} for key in ("align", "baseline", "dx", "dy")}
    return {
        "data": {"values": values},
        "mark": {
            "type": "text",
            "fontSize": 12,
            "strokeWidth": 4,
            "strokeJoin": "round",
            "limit": _LONGEST if any(_LETTER * len(text) > _LONGEST for text, _, _ in said) else 0,  # to limit them takes time
            "fontWeight": {"expr": "datum.weight"},
            **placed,
        },
        "encoding": {
            **AT,
            "text": {"field": "text"},
            "fill": {"field": "colour", "scale": None},
            "stroke": {"field": "edge", "scale": None},
        },
    }
