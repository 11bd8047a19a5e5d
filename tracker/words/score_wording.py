"""The tracker's own score in words: what was said, about which target, and how it ended."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.analysis.earlier_targets import OUTCOMES
from tracker.analysis.score import FEW
from tracker.values.display import dates, numbers
from tracker.words.status_columns import verdict_words
from tracker.words.target_wording import name_amount
from tracker.words.texts import chances, verdicts
from tracker.words.texts import score as texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.score import Resolved, Score, Statement

_DIGITS = "0.001"


def tell_score(score: Score) -> Iterator[str]:
    """What was compared, how much of it there is, and whether that is enough."""
    if score.statements:
        met = sum(each.met for each in score.resolved)
        fields = {"statements": len(score.statements), "targets": len(score.resolved), "met": met}
        yield texts.SCORE_METHOD
        yield texts.SCORE_COUNTS.format(**{name: numbers.whole(number) for name, number in fields.items()})
        yield texts.SCORE_SHARED
        if score.too_few:
            yield texts.SCORE_FEW.format(number=numbers.whole(FEW))
    else:
        yield texts.SCORE_NOTHING
    if score.silent:
        yield texts.SCORE_SILENT.format(number=numbers.whole(score.silent))
    if score.undated:
        yield texts.SCORE_UNDATED.format(number=numbers.whole(score.undated))


def tell_brier(score: Score) -> str:
    """The Brier score, and how much better it is than always saying the share that was met."""
    brier = score.brier
    if brier is None:
        return texts.SCORE_NO_CHANCE
    template: str = texts.SCORE_BRIER["alike" if brier.skill is None else "skill" if brier.skill >= 0 else "worse"]
    return template.format(score=_number(brier.score), usual=_number(brier.usual), skill=numbers.percent(brier.skill))


def _number(value: float) -> str:
    return numbers.digits_of(Decimal(value).quantize(Decimal(_DIGITS)), zeros=True)


def name_resolved(each: Resolved) -> str:
    """Which target is meant: its id, what it asked for, and whether it is an earlier one or a milestone."""
    return texts.SCORE_PARTS[each.part].format(subject=each.result.id, target=name_amount(each.result))


def say_outcome(each: Resolved) -> str:
    """By when it was due, and how it ended: ``2020: missed``."""
    return texts.SCORE_ENDED.format(deadline=dates.deadline(each.deadline), outcome=verdicts.OUTCOME_WORDS[OUTCOMES[each.result.status]])


def say_statement(said: Statement) -> str:
    """What its status was on a day: ``22 Jun 2019: no pace``."""
    return texts.SCORE_SAID.format(day=dates.short_day(said.day), status=verdict_words(said.status))


def say_met(met: int, number: int) -> str:
    """How many of so many were met: ``2 of 127``."""
    return texts.SCORE_MET_OF.format(met=numbers.whole(met), number=numbers.whole(number))


def describe_diagram(score: Score) -> str:
    """The reliability diagram, for who cannot see it."""
    bins = (
        texts.SCORE_CHART_ALT_BIN.format(
            chance=chances.PROBABILITY_WORDS[code], met=numbers.whole(tally.met), number=numbers.whole(tally.statements)
        )
        for code, tally in score.by_chance.items()
    )
    return texts.SCORE_CHART_ALT.format(bins="; ".join(bins))


def note_diagram(score: Score) -> list[str]:
    """What stands below the diagram: how much it rests on, and that it is too little where it is."""
    tally = score.with_chance
    said = texts.SCORE_CHART_NOTE.format(
        statements=numbers.whole(tally.statements), targets=numbers.whole(tally.targets), as_of=dates.as_of(score.as_of)
    )
    return [said, texts.SCORE_CHART_FEW] if score.too_few else [said]
