"""What if: figures that are assumed stand beside those on file, and the one computation of the tracker answers as if they were known.

Nothing of it is ever written. Assumed figures are by the reporter whose figures count, and known on the day of the answer. That day moves
to the end of the last assumed period where this is later; what becomes known of the files between the two days is left out, so that the
answer rests on what is known today and on what is assumed, and on nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.analysis.assessment import assess
from tracker.analysis.checks.consistency import rounding_of
from tracker.analysis.checks.undecided_targets import undecided
from tracker.analysis.reporters import find_subjects
from tracker.analysis.target_detail import detail_target
from tracker.analysis.vintages import Figures
from tracker.analysis.year_to_date import line_ranges
from tracker.model.observations import EPOCH, QUALIFIERS, UNDATED, Texts, distinct, number_figures, order_vintages
from tracker.model.programme import TOTALS
from tracker.model.scenarios import ASSUMED, Assumed, AssumedFigure, ScenarioResult
from tracker.values.display import numbers
from tracker.values.input.amount_spellings import significant
from tracker.values.languages.translations import localized, translatable, translated
from tracker.values.periods import MONTHS, whole_months
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.model.scenarios import Assumption, Scenario
    from tracker.values.arrays import Ints
    from tracker.values.periods import Period

_DIGITS = 15  # that a figure keeps


class Asked(NamedTuple):
    """A target, the day on which it is asked about, and whose figures count (None: as the target says)."""

    programme: Programme
    observations: Observations
    as_of: date
    target: str
    reporter: str | None


class _Supposed(NamedTuple):
    """Observations with what is assumed, the day of the answer, the figures, and every assumption that contradicts what is on file."""

    observations: Observations
    as_of: date
    figures: tuple[AssumedFigure, ...]
    problems: list[Problem]


def detail_scenario(asked: Asked, scenario: Scenario) -> TargetDetail:
    """Look closely at a target as if the assumed figures were known; InvalidInput where they contradict what is on file."""
    supposed = _suppose(asked, scenario, "--if")
    _refuse(supposed.problems)
    detail = detail_target(asked.programme, supposed.observations, supposed.as_of, asked.target, asked.reporter)
    return replace(detail, assumed=Assumed(supposed.figures, asked.as_of))


def compare_scenarios(asked: Asked, scenarios: Sequence[Scenario], file: str) -> tuple[ScenarioResult, ...]:
    """Where a target stands by what is on file, and would stand in each scenario of a file; InvalidInput as above, of all of them."""
    (own,) = assess(asked.programme, asked.observations, asked.as_of, asked.reporter, [asked.target])
    found, problems = [ScenarioResult("", asked.as_of, (), own)], list[Problem]()
    for scenario in scenarios:
        supposed = _suppose(asked, scenario, file)
        problems += supposed.problems
        if not supposed.problems:
            (result,) = assess(asked.programme, supposed.observations, supposed.as_of, asked.reporter, [asked.target])
            found.append(ScenarioResult(scenario.name, supposed.as_of, supposed.figures, result))
    _refuse(problems)
    return tuple(found)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise InvalidInput(problems)


def _suppose(asked: Asked, scenario: Scenario, file: str) -> _Supposed:
    """Put the assumed figures beside those that are known, the earliest first, so that a growth may be on an assumed year."""
    observations, figures, problems = _known_by(asked), list[AssumedFigure](), list[Problem]()
    day = max([asked.as_of, *(each.period.end for each in scenario.assumptions)])
    (own,) = find_subjects(asked.programme, asked.observations, asked.reporter, [asked.target])
    for each in sorted(scenario.assumptions, key=lambda each: (each.period.end, each.period.start)):
        try:
            _refuse_known(asked, observations, own.reporter, each)
            value = each.amount if each.amount is not None else _grown(asked, observations, day, each)
            _refuse_impossible(asked, observations, each.period, value)
        except ValueError as contradiction:
            problems.append(Problem(file, each.line or None, str(contradiction), target=asked.target))
            continue
        figures.append(AssumedFigure(each.period, value, each.growth, each.revised))
        observations = _with_figure(asked.programme, observations, own.target, own.reporter, figures[-1], max(asked.as_of, each.period.end))
    if not problems:
        problems += [each for each in undecided(asked.programme, observations, day, asked.reporter) if each.target == asked.target]
    return _Supposed(observations, day, tuple(figures), problems)


def _known_by(asked: Asked) -> Observations:
    """What is known of the target on the day of the question, and of what it is made of."""
    mine = asked.observations.only(list(asked.programme.targets).index(asked.target))
    return mine.known_by(asked.as_of)


def _refuse_known(asked: Asked, observations: Observations, reporter: str, each: Assumption) -> None:
    """ValueError where the period has a figure that the assumption does not revise, or none that it could revise."""
    place = list(asked.programme.targets).index(asked.target)
    mine = [row for row in map(observations.row, np.flatnonzero(observations.target == place)) if row.reporter == reporter]
    total = asked.programme.targets[asked.target].kind in TOTALS
    same = [row for row in mine if (row.period == each.period if total else row.period.end == each.period.end)]
    if same and not each.revised:
        last = max(same, key=lambda row: (row.published or row.known, row.line))
        figure = numbers.amount(last.value, last.measured_in, last.qualifier)
        if last.line < 0:
            raise ValueError(localized("{period} is assumed twice", period=each.period))
        raise ValueError(
            localized(
                "{place} has {figure} for {period}; write `revised` before yours if that is to be replaced",
                place=f"{observations.file}:{last.line}",
                figure=figure,
                period=each.period,
            )
        )
    if each.revised and not same:
        raise ValueError(localized("no figure for {period} is on file that could be revised; leave out `revised`", period=each.period))
    if not same and total and not np.isnan(known := _total(asked, observations, each.period)):
        raise ValueError(
            localized(
                "the figures on file, or what is assumed, already come to {figure} for {period}",
                figure=numbers.amount(known, asked.programme.targets[asked.target].unit),
                period=each.period,
            )
        )


def _refuse_impossible(asked: Asked, observations: Observations, span: Period, value: float) -> None:
    """ValueError where a total is assumed that is less than a known part of it, or more than a known whole that it is part of.

    So it is only where nothing is ever subtracted: no figure of the series is below zero.
    """
    target = asked.programme.targets[asked.target]
    figures, series = _figures(asked, observations, max(asked.as_of, span.end))
    own = int(series[0])
    if target.kind not in TOTALS or own < 0 or not figures.levels.adds_up(own):
        return
    if np.any(observations.value[figures.rows[figures.series == own]] < 0):
        return
    for known, more in zip(_known_beside(figures, own, span), (True, False), strict=True):
        wrong = [each for each in known if (each.total - each.rounding > value if more else each.total + each.rounding < value)]
        if wrong:
            worst = max(wrong, key=lambda each: abs(each.total - value))
            raise ValueError(
                translated(
                    _MORE_THAN_WHOLE if more else _LESS_THAN_PART,
                    part=worst.span,
                    figure=numbers.amount(worst.total, target.unit, digits=4),
                    place=_place(observations, worst.lines),
                    assumed=numbers.amount(value, target.unit, digits=4),
                    period=span,
                )
            )


_MORE_THAN_WHOLE = translatable(
    "{part} alone came to {figure} ({place}), more than the {assumed} assumed for {period}; if that figure is to be revised, assume it too"
)
_LESS_THAN_PART = translatable(
    "all of {part} came to {figure} ({place}), less than the {assumed} assumed for {period}; if that figure is to be revised, assume it too"
)


class _Known(NamedTuple):
    """The known total of a period, how far rounding can have moved it, and the lines that it rests on (below 0: assumed)."""

    span: Period
    total: float
    rounding: float
    lines: list[int]


def _known_beside(figures: Figures, series: int, span: Period) -> tuple[list[_Known], list[_Known]]:
    """The known totals of a period's parts, at the least, and of the periods that it is part of, at the most."""
    at = np.unique(figures.levels.boundaries(series)).astype(np.float64)
    inside, before, after = at[(at >= span.first) & (at <= span.last)], at[at <= span.first], at[at >= span.last]
    parts = [(first, last) for first, last in combinations(inside.tolist(), 2)]
    wholes = [(first, last) for first, last in product(before.tolist(), after.tolist())]
    return _known_totals(figures, series, parts, span, 1), _known_totals(figures, series, wholes, span, -1)


def _known_totals(figures: Figures, series: int, spans: list[tuple[float, float]], but: Period, side: int) -> list[_Known]:
    """The totals of some spans, without that of the period itself, and those that a bound leaves open on this side (1: at the least)."""
    spans = [each for each in spans if each != (but.first, but.last)]
    if not spans:
        return []
    first, last = (np.array(ends) for ends in zip(*spans, strict=True))
    totals = figures.levels.total(np.full(len(first), series), first, last)
    at, rows, signs = figures.levels.between(series, first, last)
    allowed = np.where(signs * side > 0, "over", "under")
    marks = figures.marks()[rows]
    lines = figures.observations.line[figures.rows[rows]]
    same = np.array([figures.observations.row(row).period == but for row in figures.rows[rows].tolist()], dtype=bool)
    open_ = np.bincount(at, same | (marks != "") & (marks != allowed), len(first)) > 0
    rounding = np.bincount(at, rounding_of(figures, rows)[rows] * (lines > 0), len(first))
    return [
        _Known(whole_months(first[n], last[n]), float(totals[n]), float(rounding[n]), sorted(set(lines[at == n].tolist())))
        for n in np.flatnonzero(~np.isnan(totals) & ~open_).tolist()
    ]


def _place(observations: Observations, lines: list[int]) -> str:
    """Where figures stand: ``observations.csv:4, 6``; and that one is assumed."""
    places = [f"{observations.file}:{', '.join(line_ranges(line for line in lines if line > 0))}"] if lines[-1] > 0 else []
    return ", ".join([*places, *([localized("assumed")] if lines[0] < 0 else [])])


def _figures(asked: Asked, observations: Observations, day: date) -> tuple[Figures, Ints]:
    (own,) = find_subjects(asked.programme, observations, asked.reporter, [asked.target])
    series = np.array([own.series], dtype=np.int64)
    return Figures.of(asked.programme, observations, day, series), series


def _total(asked: Asked, observations: Observations, span: Period) -> float:
    """What a flow came to in a period; NaN where that is not known."""
    figures, series = _figures(asked, observations, max(asked.as_of, span.end))
    return float(figures.levels.total(series, np.array([span.first]), np.array([span.last]))[0]) if series[0] >= 0 else np.nan


def _grown(asked: Asked, observations: Observations, day: date, each: Assumption) -> float:
    """The figure of a growth on the same period of the year before; ValueError where that is not known."""
    target, growth = asked.programme.targets[asked.target], each.growth or 0.0
    figures, series = _figures(asked, observations, day)
    first, last = each.period.first - MONTHS, each.period.last - MONTHS
    if target.kind == "flow":
        before = float(figures.levels.total(series, np.array([first]), np.array([last]))[0]) if series[0] >= 0 else np.nan
        _, rows, _ = figures.levels.between(int(series[0]), np.array([first]), np.array([last]))
    else:
        before = figures.lookup.level_of(0, last)
        _, rows, _ = figures.levels.made_of(figures.lookup.at(np.array([last])))
    if np.isnan(before):
        raise ValueError(
            localized(
                "no figure for the year before {period} is known, on which it could grow; write the amount itself", period=each.period
            )
        )
    if any(QUALIFIERS[code] in {"over", "under"} for code in observations.qualifier[figures.rows[rows]].tolist()):
        raise ValueError(localized("the figure of the year before {period} is only a bound; write the amount itself", period=each.period))
    if before <= 0:
        raise ValueError(localized("the figure of the year before {period} is not above zero; write the amount itself", period=each.period))
    return float(significant(np.array([before * (1 + growth)]), _DIGITS)[0])


def _with_figure(
    programme: Programme, observations: Observations, target: Target, reporter: str, figure: AssumedFigure, known: date
) -> Observations:
    """The observations with one more row, on a line that no file has (below 0)."""
    place = list(programme.indicators).index(target.id)
    spans = tuple(sorted({*observations.periods, figure.period}, key=lambda span: (span.end, span.start)))
    reporters = tuple(sorted({*observations.reporters, reporter}))
    moved = np.array([spans.index(each) for each in observations.periods], dtype=np.int64)
    named = np.array([reporters.index(each) for each in observations.reporters], dtype=np.int64)
    targets = np.append(observations.target, place)
    period = np.append(moved[observations.period], spans.index(figure.period))
    reported = np.append(named[observations.reporter], reporters.index(reporter))
    series = targets * len(reporters) + reported
    published = np.append(observations.published, UNDATED)
    known_on = np.append(observations.known, known.toordinal() - EPOCH)
    numbered = number_figures(series, period, spans, programme.flows()[targets])
    return replace(
        observations,
        line=np.append(observations.line, min(0, int(observations.line.min(initial=0))) - 1),
        target=targets,
        period=period,
        value=np.append(observations.value, figure.value),
        qualifier=np.append(observations.qualifier, 0),
        reporter=reported,
        published=published,
        known=known_on,
        unit=_one_more(observations.unit, ""),
        status=_one_more(observations.status, ASSUMED),
        published_as=_one_more(observations.published_as, ""),
        source=_one_more(observations.source, ""),
        note=_one_more(observations.note, ""),
        periods=spans,
        reporters=reporters,
        series=series,
        present=distinct(series),
        figure=numbered,
        vintage=order_vintages(published, known_on, numbered),
    )


def _one_more(column: Texts, text: str) -> Texts:
    return Texts.of([*column, text])
