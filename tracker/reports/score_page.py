"""What ``tracker score`` says, as a document: by status, by chance, the Brier score, and which targets it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.document import Document, Section, Table, Text
from tracker.reports.target_page import paragraphs
from tracker.values.display import dates
from tracker.words.score_wording import name_resolved, say_met, say_outcome, say_statement, tell_brier, tell_score
from tracker.words.status_columns import verdict_words
from tracker.words.texts import chances
from tracker.words.texts import score as texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.analysis.score import Score, Tally
    from tracker.reports.document import Block

_BAR = 10  # letters of a bar


def score_page(score: Score) -> Document:
    """Return what could be said on earlier days beside what came of it."""
    names = texts.SCORE_HEADINGS
    sections = (
        Section("about", "", tuple(paragraphs(tell_score(score)))),
        Section("status", names["status"], tuple(_table("status", _by_status(score)))),
        Section("chance", names["chance"], tuple(_table("chance", _by_chance(score)))),
        Section("brier", names["brier"], tuple(paragraphs([tell_brier(score)] if score.statements else []))),
        Section("targets", names["targets"], tuple(_table("targets", _targets(score)))),
    )
    return Document(texts.SCORE_TITLE.format(as_of=dates.as_of(score.as_of)), "", tuple(each for each in sections if each.blocks))


def _table(name: str, rows: Iterable[tuple[str, ...]]) -> Iterator[Block]:
    cells = tuple(tuple(map(Text, row)) for row in rows)
    numeric = frozenset({1, 2}) if name != "targets" else frozenset[int]()
    if cells:
        yield Table("", texts.SCORE_HEADS[name], cells, numeric)


def _by_status(score: Score) -> Iterator[tuple[str, ...]]:
    return ((verdict_words(status), *_counts(tally)) for status, tally in score.by_status.items())


def _by_chance(score: Score) -> Iterator[tuple[str, ...]]:
    return ((chances.PROBABILITY_WORDS[code], *_counts(tally)) for code, tally in score.by_chance.items())


def _counts(tally: Tally) -> tuple[str, ...]:
    return say_met(tally.met, tally.statements), say_met(tally.targets_met, tally.targets), _bar(tally)


def _bar(tally: Tally) -> str:
    """The share of the statements whose target was met, as a bar."""
    full = round(_BAR * tally.met / tally.statements)
    return "█" * full + "░" * (_BAR - full)


def _targets(score: Score) -> Iterator[tuple[str, ...]]:
    """What was said of each target, a row for each time that its status was another one than before."""
    for each, said in score.by_target:
        before = None
        for one in said:
            if one.status != before:
                yield name_resolved(each), say_outcome(each), say_statement(one)
            before = one.status
