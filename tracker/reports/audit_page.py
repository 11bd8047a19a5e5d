"""The audit trail of one target, as a page: every number with its formula filled in and the lines behind it."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import TYPE_CHECKING, Any

from tracker.methods import official_methods
from tracker.reports.target_page import Page, Section, title, verdict
from tracker.values import display
from tracker.words import explained_formulas, sentences
from tracker.words.columns import period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.target_detail import CloseUp
    from tracker.words.columns import Row


def explain(close: CloseUp, file: str) -> Page:
    """Return the audit trail: every number with its formula filled in and the lines behind it, and the official methods."""
    parts = (
        Section("Verdict", verdict(close)),
        *(_level(close, each, file) for each in close.levels),
        Section(
            "Measures",
            (sentences.NOTATION,),
            ("measure", "formula", "with the numbers", "result"),
            tuple(_steps(formula, filled, said) for formula, filled, said in explained_formulas.filled_in(close)),
        ),
        Section("Break-even", tuple(_break_even(close))),
        *_methods(close),
    )
    return Page(title(close), close, tuple(each for each in parts if each.paragraphs or each.rows))


def _steps(formula: explained_formulas.Formula, filled: str, said: str) -> tuple[str, ...]:
    return formula.key, f"= {formula.formula}", f"= {filled}" if filled else "", f"= {said}" if filled else said


_ROLES = {
    "latest": "L, the latest level",
    "baseline": "B, the baseline",
    "a_year_before": "The level a year before",
    "earliest": "E, the earliest level",
    "at_or_before_deadline": "The last level at or before the deadline",
    "at_or_after_deadline": "The first level at or after the deadline",
}


def _level(close: CloseUp, level: Row, file: str) -> Section:
    unit = close.row["unit"]
    value = display.amount(level["value"], unit, level["qualifier"] or "", digits=5)
    said = [f"{value} ({period(level['period'])}), {level['basis']}"]
    if level["basis"] == "derived":
        said.append(f"= {_sum(level)}")
    rows = []
    for part in level["made_of"]:
        rows.append(_line(file, part, unit, "−" if part["sign"] < 0 else "+", "counts"))
        rows += [_line(file, old, unit, "", "passed over") for old in part["passed_over"]]
    return Section(_ROLES[level["role"]], tuple(said), ("line", "", "period", "figure", "published", ""), tuple(rows))


def _sum(level: Row) -> str:
    """``2024 + 2025-01/2025-09 − 2024-01/2024-09``."""
    parts = [f"{'−' if part['sign'] < 0 else '+'} {part['period']}" for part in level["made_of"]]
    return " ".join(parts).removeprefix("+ ")


def _line(file: str, part: Row, unit: str, sign: str, use: str) -> tuple[str, ...]:
    figure = display.amount(part["value"], unit, part["qualifier"] or "", digits=5)
    return f"{file}:{part['line']}", sign, part["period"], figure, part["published"] or "end of period", use


def _break_even(close: CloseUp) -> Iterator[str]:
    now = sentences.STATUS_WORDS[close.row["status"]]
    for name, both in close.break_even.items():
        figure, value = sentences.FIGURE_WORDS[name], close.row[name]
        turned = [(way, turn) for way, turn in both.items() if turn is not None]
        for way, turn in turned:
            up = way == "up"
            yield sentences.BREAK_EVEN[way, turn["exclusive"]].format(
                figure=figure,
                value=display.amount(turn["value"], close.row["unit"], digits=4, rounding=ROUND_CEILING if up else ROUND_FLOOR),
                change=("+" if up else "") + display.percent(turn["change"]),
                verdict=sentences.STATUS_WORDS[turn["status"]],
            )
        if not turned and value is not None:
            yield (sentences.BREAK_EVEN_NONE if value > 0 else sentences.BREAK_EVEN_NOT_COMPUTED).format(figure=figure, verdict=now)


def _methods(close: CloseUp) -> tuple[Section, ...]:
    rows = []
    for name, said in close.methods.items():
        figure: Any = said[official_methods.METHODS[name].figure]
        number = display.ABSENT if figure is None else f"{figure:.3f}".replace("-", "−")
        rows.append((name, said["status"].replace("_", " "), f"{official_methods.METHODS[name].figure} {number}", said["reason"]))
    rules = tuple((name, each.rule, each.source) for name, each in official_methods.METHODS.items())
    return (
        Section("Official methods on the same data", head=("method", "says", "figure", "why"), rows=tuple(rows)),
        Section("Their rules", head=("method", "rule", "source"), rows=rules),
    )
