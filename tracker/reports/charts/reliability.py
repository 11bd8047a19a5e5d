"""The reliability diagram: for each chance in words, how many of its statements saw their target met."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.model.forecast import CODES, band_of
from tracker.reports.charts import axes, labels, letter_widths
from tracker.reports.charts.labels import KeyEntry
from tracker.reports.charts.picture import Area, Box, Line, Mark, Picture, Words
from tracker.values import display
from tracker.words.score_wording import note_diagram
from tracker.words.texts import forecast as chances
from tracker.words.texts import score as texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.score import Score
    from tracker.reports.charts.axes import Scale
    from tracker.reports.charts.picture import Shape

_WIDTH, _HEIGHT, _SIZE = 760.0, 480.0, 12.0
_EDGE = 14.0
_LEAST, _MOST = 4.0, 10.0  # half the width of a mark: of one statement, and of very many
_HUNDRED = 100


def draw_reliability(score: Score) -> Picture:
    """Return the diagram: a column for each chance in words, shaded where the words would be right, with a mark at what came."""
    title = letter_widths.wrap(texts.SCORE_CHART_TITLE, _SIZE * 1.35, _WIDTH - 2 * _EDGE, bold=True)
    top = _EDGE + letter_widths.height(len(title), _SIZE * 1.35)
    frame = Box(_EDGE + _SIZE * 3.2, top + _SIZE * 4.4, _WIDTH - _EDGE, _HEIGHT - _EDGE - _SIZE * 8.8)
    upright = axes.Scale(0, _HUNDRED, frame.bottom, frame.top)
    shapes: list[Shape] = [
        *labels.write(title, Box(_EDGE, _EDGE, _WIDTH, top), _SIZE * 1.35, "ink", bold=True),
        Words(texts.SCORE_CHART_UPRIGHT, (_EDGE, top + _SIZE * 1.4), _SIZE, "muted", role="axis"),
        *axes.draw_amounts(frame, upright, axes.ticks(0, _HUNDRED, 5), "", _SIZE, _WIDTH),
        *_columns(score, frame, upright),
        *_below(score),
    ]
    return Picture(_WIDTH, _HEIGHT, tuple(shapes))


def _columns(score: Score, frame: Box, upright: Scale) -> Iterator[Shape]:
    """The chances in words from left to right, each with the part of the scale that it stands for, and what came of its statements."""
    wide = (frame.right - frame.left) / len(CODES)
    yield Line(((frame.left, frame.bottom), (frame.right, frame.bottom)), "axis", "axis", 1)
    found = score.by_chance
    for place, code in enumerate(CODES):
        left, middle = frame.left + place * wide, frame.left + (place + 0.5) * wide
        low, high = (upright(_HUNDRED * edge) for edge in band_of(code))
        right = left + wide
        yield Area(((left, low), (right, low), (right, high), (left, high)), "landing", 0.5)
        for nth, line in enumerate(letter_widths.wrap(chances.PROBABILITY_WORDS[code], _SIZE - 1, wide - 6)):
            yield Words(line, (middle, frame.bottom + _SIZE * (2.0 + 1.2 * nth)), _SIZE - 1, "muted", "middle", role="axis")
        if code in found:
            tally = found[code]
            at = middle, upright(_HUNDRED * tally.met / tally.statements)
            size = min(_MOST, _LEAST * math.sqrt(tally.statements) / 2 + _LEAST / 2)
            said = texts.SCORE_CHART_BIN.format(met=display.whole(tally.met), number=display.whole(tally.statements))
            yield Mark("circle", at, size, "observed")
            yield Words(said, (middle, at[1] - size - _SIZE * 0.5), _SIZE, "ink", "middle")


def _below(score: Score) -> Iterator[Shape]:
    """The key, and how much the diagram rests on."""
    key = texts.SCORE_CHART_KEY
    entries = [KeyEntry(key["met"], "circle", "observed"), KeyEntry(key["band"], "square", "landing")]
    rows = labels.key_rows(entries, _SIZE, _WIDTH - 2 * _EDGE)
    yield from labels.draw_key(rows, _EDGE, _HEIGHT - _EDGE - _SIZE * 4.2, _SIZE)
    yield Words(" ".join(note_diagram(score)), (_EDGE, _HEIGHT - _EDGE), _SIZE * 0.9, "muted", role="title")
