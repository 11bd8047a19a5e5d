"""Imported figures beside the observations that are there: which are new, which revise one, and which are no longer in their source.

A figure is compared with the latest vintage of the same target, period and reporter, as the observations would read it. What is equal
changes nothing, so that an import repeated is an import that changes nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Context
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.model.imported import is_from
from tracker.model.programme import TOTALS
from tracker.values.display import numbers
from tracker.values.input import amount_spellings
from tracker.values.input.input_words import FORECAST, folded
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted
from tracker.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from tracker.model.imported import ImportedFigure, MissingFigure, SourceReading
    from tracker.model.observations import Observation, Observations
    from tracker.model.programme import Programme
    from tracker.model.sources import FigureRule
    from tracker.values.periods import Period

_KEPT = Context(prec=15)  # significant digits, as spreadsheets and the observations keep them
FAR_FROM_TARGET = 50.0  # times its target: a figure so large was probably given a scale twice

Identity = tuple[str, str, tuple["date", ...]]


class Vintage(NamedTuple):
    """What is known of a figure: its value in the target's unit, when it was stated, and its line (0 for one that is being added)."""

    value: float
    qualifier: str
    stated: date
    line: int
    note: str
    period: Period


@dataclass(frozen=True, slots=True)
class Change:
    """A row to be added: the figure, its value in the target's unit, its day of publication, and the vintage that it revises."""

    figure: ImportedFigure
    value: float
    published: date | None
    before: Vintage | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure of the observations that its source no longer has; the reason, where the source gives one."""

    rule: FigureRule
    period: Period
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What an import would change, and what it leaves: the rows to add, in order, and how many figures are there already.

    ``missing`` are the periods without a figure, but those of figures that are ``kept``. ``left_out`` are figures that are no observations
    (their period is not over, or they are forecasts), each with the reason.
    """

    changes: tuple[Change, ...]
    unchanged: int
    kept: tuple[Kept, ...]
    missing: tuple[MissingFigure, ...]
    left_out: tuple[tuple[ImportedFigure, str], ...]
    far: tuple[Change, ...]
    problems: tuple[Problem, ...]


def reconcile(
    readings: Sequence[SourceReading], programme: Programme, observations: Observations, today: date, published: date | None
) -> Reconciliation:
    """Compare what was read with the observations.

    ``published`` is the day on which figures became known whose source does not say it; None means today. Figures that would revise
    one that was published on the same day or later are problems.
    """
    figures = [each for reading in readings for each in reading.figures]
    journal = _vintages(observations, {each.rule.target for each in figures} | {each.rule.target for each in _missing(readings)})
    figures = sorted([*figures, *_levels_again(readings, figures, journal)], key=_order)
    changes: list[Change] = []
    left_out: list[tuple[ImportedFigure, str]] = []
    problems: list[Problem] = []
    unchanged = 0
    for figure in figures:
        if reason := _no_observation(figure, today):
            left_out.append((figure, reason))
            continue
        vintages = journal.setdefault(identity(figure.rule, figure.period), [])
        day = None if figure.undated else figure.published or published or today
        value, stated = value_of(figure), day or figure.period.end
        if _is_known(vintages, value, stated):
            unchanged += 1
        elif vintages and stated <= vintages[-1].stated:
            problems.append(_refused(figure, value, stated, vintages[-1], observations.file))
        else:
            changes.append(Change(figure, value, day, vintages[-1] if vintages else None))
            vintages.append(Vintage(value, "", stated, 0, figure.note, figure.period))
    kept = tuple(_kept(readings, figures, journal))
    told = {identity(each.rule, each.period) for each in kept}
    return Reconciliation(
        tuple(changes),
        unchanged,
        kept,
        tuple(each for each in _missing(readings) if each.period is None or identity(each.rule, each.period) not in told),
        tuple(left_out),
        tuple(each for each in changes if _is_far(each, programme)),
        tuple(problems),
    )


def identity(rule: FigureRule, period: Period) -> Identity:
    """What makes two figures the same one: of a total its period, of anything else the day on which its period ends."""
    return rule.target, rule.reporter, (period.end, period.start) if rule.kind in TOTALS else (period.end,)


def value_of(figure: ImportedFigure) -> float:
    """The value in the target's own unit, exactly as the observations read the row that is written of it."""
    number = np.array([float(_plain(figure.value))])
    power = amount_spellings.power_in(figure.rule.target_unit, figure.unit, figure.rule.target_power)
    return float(amount_spellings.significant(amount_spellings.scaled(number, np.array([power])), 15)[0])


def row_of(change: Change, columns: Iterable[str]) -> dict[str, str]:
    """The fields of the row; without a column ``unit`` the value is in the unit that the target declares."""
    figure, rule = change.figure, change.figure.rule
    amount = {"value": _plain(figure.value), "unit": figure.unit}
    if "unit" not in columns:
        shift = amount_spellings.power_in(rule.target_unit, figure.unit, rule.target_power) - rule.target_power
        amount = {"value": _plain(figure.value.scaleb(shift))}
    return {
        "target": rule.target,
        "period": str(figure.period),
        **amount,
        "reporter": rule.reporter,
        "status": figure.status,
        "published": change.published.isoformat() if change.published else "",
        "source": figure.origin,
        "note": figure.note,
    }


def _plain(number: Decimal) -> str:
    """A number in plain digits, as many of them as the observations keep."""
    return amount_spellings.plain_digits(_KEPT.plus(number))


def _order(figure: ImportedFigure) -> tuple[int, str, date, date, date]:
    return figure.rule.line, figure.rule.reporter, figure.period.end, figure.period.start, figure.published or figure.period.end


def _missing(readings: Iterable[SourceReading]) -> tuple[MissingFigure, ...]:
    return tuple(each for reading in readings for each in reading.missing)


def _vintages(observations: Observations, targets: set[str]) -> dict[Identity, list[Vintage]]:
    """The vintages of every figure of some targets, the latest last."""
    wanted = np.array([each in targets for each in observations.target_ids], dtype=bool)
    found: dict[Identity, list[Vintage]] = {}
    rows = observations.vintage[wanted[observations.target[observations.vintage]]] if len(observations) else []
    for at in rows:
        row = observations.row(at)
        vintage = Vintage(row.value, row.qualifier, row.published or row.known, row.line, row.note, row.period)
        for key in _keys(row):
            found.setdefault(key, []).append(vintage)
    return found


def _keys(row: Observation) -> tuple[Identity, Identity]:
    """The figure that a row is where it is a total, and where it is not: whoever looks it up knows which."""
    return (row.target, row.reporter, (row.period.end, row.period.start)), (row.target, row.reporter, (row.period.end,))


def _is_known(vintages: Sequence[Vintage], value: float, stated: date) -> bool:
    """Whether a figure is the latest vintage, or an earlier one that was stated on the same day."""
    latest = bool(vintages) and (vintages[-1].value, vintages[-1].qualifier) == (value, "")
    return latest or any((each.value, each.qualifier, each.stated) == (value, "", stated) for each in vintages)


def _no_observation(figure: ImportedFigure, today: date) -> str:
    if any(folded(each) in FORECAST for each in figure.status.split(";")):
        return localized("its status is {status}", status=quoted(figure.status))
    return localized("its period has not ended") if figure.period.end > today else ""


def _refused(figure: ImportedFigure, value: float, stated: date, latest: Vintage, file: str) -> Problem:
    unit = figure.rule.target_unit
    there, here = unlike_amounts(latest.value, value, unit, latest.qualifier)
    place = f"{figure.places[0]}" if figure.places else figure.origin
    dated = figure.published is not None or figure.undated
    said = (
        localized(
            "{amount} for {figure} was published on {day}, and {place} gives {other} as published on {other_day}; is this an older "
            "download?",
            amount=there,
            figure=figure.rule.figure_name(figure.period),
            day=latest.stated,
            place=place,
            other=here,
            other_day=stated,
        )
        if dated
        else localized(
            "{amount} for {figure} was published on {day}, and {place} gives {other} as published on {other_day}; say when this "
            "became known with --published, or correct the line if it was wrong",
            amount=there,
            figure=figure.rule.figure_name(figure.period),
            day=latest.stated,
            place=place,
            other=here,
            other_day=stated,
        )
    )
    return Problem(file, latest.line or None, said)


def unlike_amounts(one: float, other: float, unit: str, qualifier: str = "") -> tuple[str, str]:
    """Two amounts, the first perhaps qualified, with the fewest digits, four or more, that show the difference between them."""
    for digits in range(4, 16):
        shown = numbers.amount(one, unit, digits=digits), numbers.amount(other, unit, digits=digits)
        if shown[0] != shown[1] or one == other:
            return numbers.amount(one, unit, qualifier, digits=digits) if qualifier else shown[0], shown[1]
    return f"{one!r} {unit}".strip(), f"{other!r} {unit}".strip()


def _kept(
    readings: Sequence[SourceReading], figures: Sequence[ImportedFigure], journal: Mapping[Identity, Sequence[Vintage]]
) -> Iterable[Kept]:
    """The figures that were imported from a source which no longer has them."""
    present = {identity(each.rule, each.period) for each in figures}
    reasons = {identity(each.rule, each.period): each.reason for each in _missing(readings) if each.period is not None}
    rules = {(rule.target, rule.reporter): rule for rule in (each.rule for each in figures)}
    for (target, reporter, span), vintages in journal.items():
        rule = rules.get((target, reporter))
        if rule is None or (rule.source.records and rule.source.period is None):
            continue  # a register without dates holds for its own day only
        if (target, reporter, span) in present or (len(span) > 1) != (rule.kind in TOTALS):
            continue
        latest = vintages[-1]
        if is_from(rule.source, latest.note):
            yield Kept(rule, latest.period, latest.line, reasons.get((target, reporter, span), ""))


def _levels_again(
    readings: Sequence[SourceReading], figures: Sequence[ImportedFigure], journal: Mapping[Identity, Sequence[Vintage]]
) -> Iterable[ImportedFigure]:
    """The levels on days that were imported before, and on which nothing changed any more: a project that is gone changes them too."""
    present = {identity(each.rule, each.period) for each in figures}
    rules = {
        (each.rule.target, each.rule.reporter): (each.rule, reading.level_on)
        for reading in readings
        for each in reading.figures
        if reading.level_on and each.rule.kind not in TOTALS
    }
    for (target, reporter, span), vintages in journal.items():
        rule, level_on = rules.get((target, reporter), (None, None))
        if rule is None or level_on is None or len(span) > 1 or (target, reporter, span) in present:
            continue
        if is_from(rule.source, vintages[-1].note) and (level := level_on(rule, span[0])) is not None:
            yield level


def _is_far(change: Change, programme: Programme) -> bool:
    target = programme.targets.get(change.figure.rule.target)
    if target is None or target.kind == "rank":
        return False
    goal = max((abs(each) for each in (target.goal, target.to) if not math.isnan(each)), default=0.0)
    return goal > 0 and abs(change.value) > FAR_FROM_TARGET * goal
