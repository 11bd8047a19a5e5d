"""What ``tracker explain`` says, as a document: every number with its formula filled in and the lines behind it."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from tracker.methods.official_methods import FIGURES
from tracker.model.imported import is_imported
from tracker.reports.document import Document, Section
from tracker.reports.target_page import page_title, paragraphs, period_rows, status_sentences, table
from tracker.values.display import ABSENT, dates, numbers
from tracker.values.units import is_percent
from tracker.words import explained_chance, explained_formulas
from tracker.words.target_wording import say_level
from tracker.words.texts import chances as texts
from tracker.words.texts import formulas, headings, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.observations import Observation
    from tracker.model.result import TracedLevel
    from tracker.reports.document import Block


def audit_page(detail: TargetDetail, file: str) -> Document:
    """Return the audit trail: levels down to their lines, measures, break-even, and what official methods say."""
    names, heads = headings.PAGE_HEADINGS, headings.PAGE_HEADS
    sections = (
        Section("status", names["status"], tuple(paragraphs(status_sentences(detail)))),
        *(_level(detail, each, file) for each in detail.levels),
        Section("target", names["target"], tuple(table("", heads["measures"], _target(detail)))),
        Section("periods", names["periods"], tuple(table("", heads["periods"], period_rows(detail.result)))),
        Section("measures", names["measures"], tuple(_measure_blocks(detail))),
        Section("chance", texts.CHANCE_HEADING, tuple(_chance(detail))),
        Section("break-even", names["break-even"], tuple(paragraphs(_break_even(detail)))),
        *_methods(detail),
    )
    return Document(page_title(detail), "", tuple(each for each in sections if each.blocks))


def _chance(detail: TargetDetail) -> Iterator[Block]:
    yield from table("", texts.CHANCE_HEADS, _steps(detail))
    yield from paragraphs(explained_chance.chance_sentences(detail))


def _steps(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    for name, formula, filled, result in explained_chance.chance_steps(detail):
        yield name, formula, filled, f"= {result}" if formula else result


def _measure_blocks(detail: TargetDetail) -> Iterator[Block]:
    yield from paragraphs([formulas.NOTATION, *explained_formulas.leg_sentence(detail)])
    yield from table("", headings.PAGE_HEADS["measures"], _measures(detail))


def _measures(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    for formula, filled, shown in explained_formulas.fill_formulas(detail):
        yield formula.key, f"= {formula.formula}", f"= {filled}" if filled else "", f"= {shown}" if filled else shown


def _target(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    """How the target follows from its words; nothing of a plain level."""
    rows = (("T", explained_formulas.target_formula(detail)), (headings.MET_FROM, explained_formulas.about_formula(detail)))
    for name, row in rows:
        if row is not None:
            formula, filled, result = row
            yield name, f"= {formula}", f"= {filled}", result if result == ABSENT else f"= {result}"


def _level(detail: TargetDetail, level: TracedLevel, file: str) -> Section:
    value = _figure(detail, level.value, level.qualifier)
    said = [headings.LEVEL_SAID[level.basis].format(value=value, period=dates.period(level.period))]
    if level.basis == "derived":
        said.append(f"= {_sum(level) if level.adds_up else _quotient(detail)}")
    several = any(part.observation.target != detail.result.id for part in level.made_of)
    head = headings.PAGE_HEADS["levels_of_series" if several else "levels"]
    rows = [(line, *((name,) if several else ()), *cells) for name, line, *cells in _lines(detail, level, file)]
    blocks: tuple[Block, ...] = (*paragraphs(said), *table("", head, rows), *paragraphs(_origins(level, file)))
    return Section(level.role, headings.LEVEL_HEADINGS[level.role], blocks)


def _origins(level: TracedLevel, file: str) -> list[str]:
    """From which line of which file each imported observation came, and the digest that the file had."""
    rows = [row for part in level.made_of for row in (part.observation, *part.passed_over) if is_imported(row.source, row.note)]
    return [headings.IMPORTED.format(file_line=f"{file}:{row.line}", source=row.source, note=row.note) for row in rows]


def _sum(level: TracedLevel) -> str:
    """``2024 + 2025-01/2025-09 − 2024-01/2024-09``, with the names of the series where there are several."""
    several = len({part.observation.target for part in level.made_of}) > 1
    rows = [(part.sign, part.observation) for part in level.made_of]
    parts = [f"{'−' if sign < 0 else '+'} {f'{row.target} {row.period}' if several else row.period}" for sign, row in rows]
    return " ".join(parts).removeprefix("+ ")


def _figure(detail: TargetDetail, value: float, qualifier: str | None, unit: str | None = None) -> str:
    """A figure with the digits that a check by hand needs, in its own ``unit`` where it has another than the target."""
    if detail.result.kind in {"rank", "event"}:
        return say_level(detail.result, value)
    return numbers.amount(value, detail.result.unit if unit is None else unit, qualifier or "", digits=5)


def _quotient(detail: TargetDetail) -> str:
    """``100 × services / exports``: what a level that is no sum of figures is made of."""
    made = detail.target.composition
    assert made is not None  # noqa: S101 - a level that does not add up is made of others
    if not made.ratio:
        return " + ".join(made.parts)
    return f"{'100 × ' if is_percent(detail.target.unit) else ''}{' / '.join(made.parts)}"


def _lines(detail: TargetDetail, level: TracedLevel, file: str) -> Iterator[tuple[str, ...]]:
    """The observations behind a level, each with the vintages that it replaced."""
    for part in level.made_of:
        yield _line(detail, file, part.observation, ("−" if part.sign < 0 else "+") if level.adds_up else "", headings.LINE_USES["counts"])
        for old in part.passed_over:
            yield _line(detail, file, old, "", headings.LINE_USES["passed_over"])


def _line(detail: TargetDetail, file: str, row: Observation, sign: str, use: str) -> tuple[str, ...]:
    figure = _figure(detail, row.value, row.qualifier, row.measured_in)
    published = row.published.isoformat() if row.published else headings.PUBLISHED_WITH_PERIOD
    return row.target, f"{file}:{row.line}", sign, str(row.period), figure, published, use


def _break_even(detail: TargetDetail) -> Iterator[str]:
    now = verdicts.STATUS_WORDS[detail.result.status]
    for name, both in detail.break_even.items():
        figure, value = verdicts.FIGURE_WORDS[name], detail.result.number(name)
        turned = [(way, turn) for way, turn in both.items() if turn is not None]
        for way, turn in turned:
            up = way == "up"
            rounding = ROUND_CEILING if up else ROUND_FLOOR
            exclusive, revised, change = turn.exclusive, turn.value, turn.change
            if detail.whole and value and turn.value != int(turn.value):  # more than 14.4 things are 15 or more
                exclusive, revised = False, float(Decimal(f"{turn.value:.15g}").to_integral_value(rounding))
                change = revised / value - 1
            yield verdicts.BREAK_EVEN[way, exclusive].format(
                figure=figure,
                value=_turning_value(detail, revised, rounding),
                change=("+" if up else "") + numbers.percent(change),
                verdict=verdicts.STATUS_WORDS[turn.status],
            )
        if not turned and value is not None:
            yield (verdicts.BREAK_EVEN_NONE if value > 0 else verdicts.BREAK_EVEN_NOT_COMPUTED).format(figure=figure, verdict=now)


def _turning_value(detail: TargetDetail, value: float, rounding: str) -> str:
    if detail.result.kind == "rank":
        return say_level(detail.result, float(Decimal(f"{value:.15g}").to_integral_value(rounding)))
    return numbers.amount(value, detail.result.unit, digits=4, rounding=rounding, whole=detail.whole)


def _methods(detail: TargetDetail) -> Iterator[Section]:
    rows = []
    for name, said in detail.judgements.items():
        number = ABSENT if math.isnan(said.figure) else numbers.digits_in_marks(f"{said.figure:.3f}")
        rows.append(
            (
                name,
                formulas.METHOD_STATUSES[said.status],
                formulas.METHOD_FIGURES[FIGURES[name]].format(number=number),
                explained_formulas.method_reason(said, detail.case),
            )
        )
    yield Section("methods", headings.PAGE_HEADINGS["methods"], tuple(table("", headings.PAGE_HEADS["methods"], rows)))
    rules = ((name, rule, formulas.METHOD_SOURCES[name]) for name, rule in formulas.METHOD_RULES.items())
    yield Section("rules", headings.PAGE_HEADINGS["rules"], tuple(table("", headings.PAGE_HEADS["rules"], rules)))
