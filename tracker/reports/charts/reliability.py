"""The reliability diagram: for each chance in words, how many of its statements saw their target met."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.model.forecast import CODES, band_of
from tracker.reports.charts import axes, labels, letter_widths
from tracker.reports.charts.labels import KeyEntry
from tracker.reports.charts.picture import Area, Box, Line, Mark, Picture, Words
from tracker.words.score_wording import note_diagram, say_met
from tracker.words.texts import chances
from tracker.words.texts import score as texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.score import Score
    from tracker.reports.charts.picture import Shape

_WIDTH, _HEIGHT = 760.0, 480.0
_TITLE, _SIZE, _SMALL = 16.0, 12.0, 10.5  # letters of the title, of the axes, and within a column
_EDGE = 14.0
_LEAST, _MOST = 4.0, 10.0  # half the width of a mark: of one statement, and of very many
_HUNDRED = 100


def draw_reliability(score: Score) -> Picture:
    """Return the diagram: a column for each chance in words, shaded where the words would be right, with a mark at what came."""
    title = letter_widths.wrap(texts.SCORE_CHART_TITLE, _TITLE, _WIDTH - 2 * _EDGE, bold=True)
    top = _EDGE + letter_widths.height(len(title), _TITLE)
    left, right = _EDGE + _SIZE * 3.2, _WIDTH - _EDGE
    wide = (right - left) / len(CODES)
    named = [letter_widths.wrap(chances.PROBABILITY_WORDS[code], _SMALL, wide - 3) for code in CODES]
    note = letter_widths.wrap(" ".join(note_diagram(score)), _SIZE * 0.9, _WIDTH - 2 * _EDGE)
    below = _SIZE * (2 + 1.2 * max(map(len, named)) + 2.2) + letter_widths.height(len(note), _SIZE) + _EDGE
    frame = Box(left, top + _SIZE * 4.4, right, _HEIGHT - below)
    shapes: list[Shape] = [
        *labels.write(title, Box(_EDGE, _EDGE, _WIDTH, top), _TITLE, "ink", bold=True),
        Words(texts.SCORE_CHART_UPRIGHT, (_EDGE, top + _SIZE * 1.4), _SIZE, "muted", role="axis"),
        *axes.draw_amounts(frame, axes.Scale(0, _HUNDRED, frame.bottom, frame.top), axes.ticks(0, _HUNDRED, 5), "", _SIZE, _WIDTH),
        Line(((left, frame.bottom), (right, frame.bottom)), "axis", "axis", 1),
        *(shape for place, code in enumerate(CODES) for shape in _column(code, score, _column_box(frame, place, wide))),
        *(shape for place, lines in enumerate(named) for shape in _names(lines, frame.left + (place + 0.5) * wide, frame.bottom)),
        *_key(_HEIGHT - _EDGE - letter_widths.height(len(note), _SIZE) - _SIZE * 2.2),
        *_note(note),
    ]
    return Picture(_WIDTH, _HEIGHT, tuple(shapes))


def _column_box(frame: Box, place: int, wide: float) -> Box:
    return Box(frame.left + place * wide, frame.top, frame.left + (place + 1) * wide, frame.bottom)


def _column(code: str, score: Score, box: Box) -> Iterator[Shape]:
    """A chance in words: the part of the scale that it stands for, and what came of its statements."""
    upright = axes.Scale(0, _HUNDRED, box.bottom, box.top)
    low, high = (upright(_HUNDRED * edge) for edge in band_of(code))
    yield Area(((box.left, low), (box.right, low), (box.right, high), (box.left, high)), "landing", 0.5)
    tally = score.by_chance.get(code)
    if tally:
        at = (box.left + box.right) / 2, upright(_HUNDRED * tally.met / tally.statements)
        size = min(_MOST, _LEAST * (1 + math.sqrt(tally.statements)) / 2)
        yield Mark("circle", at, size, "observed")
        yield Words(say_met(tally.met, tally.statements), (at[0], at[1] - size - _SIZE * 0.5), _SMALL, "ink", "middle")


def _names(lines: tuple[str, ...], middle: float, bottom: float) -> Iterator[Shape]:
    for nth, line in enumerate(lines):
        yield Words(line, (middle, bottom + _SIZE * (2 + 1.2 * nth)), _SMALL, "muted", "middle", role="axis")


def _key(top: float) -> Iterator[Shape]:
    key = texts.SCORE_CHART_KEY
    entries = [KeyEntry(key["met"], "circle", "observed"), KeyEntry(key["band"], "square", "landing")]
    return labels.draw_key(labels.key_rows(entries, _SIZE, _WIDTH - 2 * _EDGE), _EDGE, top, _SIZE)


def _note(lines: tuple[str, ...]) -> Iterator[Shape]:
    """How much the diagram rests on."""
    for nth, line in enumerate(reversed(lines)):
        yield Words(line, (_EDGE, _HEIGHT - _EDGE - nth * _SIZE * letter_widths.LINE), _SIZE * 0.9, "muted", role="title")
