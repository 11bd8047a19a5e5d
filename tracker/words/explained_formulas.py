"""Every measure with its formula, and the formula with the numbers of one target filled in (docs/methods.md §2)."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.methods.official_methods import FEWEST_CHANGES
from tracker.model.result import MEASURES, Kind
from tracker.values.display import ABSENT, dates, numbers
from tracker.values.input.stated_target import Form
from tracker.values.periods import MONTHS, instant
from tracker.words.texts import formulas

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.analysis.target_detail import TargetDetail
    from tracker.methods.official_methods import Case, Judgement
    from tracker.model.result import TargetResult


class Formula(NamedTuple):
    """A measure in words: its heading, its formula, the same with fields for numbers, and when it is undefined."""

    key: str
    heading: str
    formula: str
    filled: str
    undefined: str


_SYMBOLS = {
    "gap": ("T − L", "{t} − {l}"),
    "share": ("L / T", "{l} / {t}"),
    "progress": ("(L − B) / (T − B)", "({l} − {b}) / ({t} − {b})"),
    "elapsed": ("(tL − tB) / (tT − tB)", "({tl} − {tb}) / ({tt} − {tb})"),
    "growth": ("(L / B)^(1 / (tL − tB)) − 1", "({l} / {b})^(1 / {gone}) − 1"),
    "growth_per_year": ("(L − B) / (tL − tB)", "({l} − {b}) / {gone}"),
    "growth_1y": ("L / level(tL − 1) − 1", "{l} / {y} − 1"),
    "growth_all": ("(L / E)^(1 / (tL − tE)) − 1", "({l} / {e})^(1 / {since}) − 1"),
    "planned_growth": ("(T / B)^(1 / (tT − tB)) − 1", "({t} / {b})^(1 / {planned}) − 1"),
    "planned_per_year": ("(T − B) / (tT − tB)", "({t} − {b}) / {planned}"),
    "required_growth": ("(T / L)^(1 / (tT − tL)) − 1", "({t} / {l})^(1 / {left}) − 1"),
    "required_per_year": ("(T − L) / (tT − tL)", "({t} − {l}) / {left}"),
    "acceleration": ("required_per_year / pace_per_year", "{required_per_year} / {pace_per_year}"),
    "expected_linear": ("B + (T − B) × elapsed", "{b} + ({t} − {b}) × {elapsed}"),
    "expected_compound": ("B × (T / B)^elapsed", "{b} × ({t} / {b})^{elapsed}"),
    "ahead_months_linear": ("", "12 × ({met_linear} − {tl})"),
    "ahead_months_compound": ("", "12 × ({met_compound} − {tl})"),
    "landing_linear": ("L + pace_per_year × (tT − tL)", "{l} + {pace_per_year} × {left}"),
    "landing_compound": ("L × (L / P)^((tT − tL) / (tL − tP))", "{l} × ({l} / {p})^({left} / {paced})"),
    "outcome_linear": ("(landing_linear − B) / (T − B)", "({landing_linear} − {b}) / ({t} − {b})"),
    "outcome_compound": ("(landing_compound − B) / (T − B)", "({landing_compound} − {b}) / ({t} − {b})"),
    "eta_linear": ("tL + (T − L) / pace_per_year", "{tl} + ({t} − {l}) / {pace_per_year}"),
    "eta_compound": ("tL + ln(T / L) / ln(1 + pace_growth)", "{tl} + ln({t} / {l}) / ln(1 + {growth})"),
    "data_age_months": ("", "12 × ({now} − {tl})"),
    "pace_growth": ("(L / P)^(1 / (tL − tP)) − 1", "({l} / {p})^(1 / {paced}) − 1"),
    "pace_per_year": ("(L − P) / (tL − tP)", "({l} − {p}) / {paced}"),
    "months_left": ("", "12 × ({tt} − {now})"),
    "elapsed_today": ("", "({now} − {tb}) / ({tt} − {tb})"),
    "required_per_year_from_today": ("", "({t} − {l}) / ({tt} − {now})"),
    "ytd": ("", ""),
    "ytd_growth": ("", "{ytd} / {ytd_before} − 1"),
}
"""Every measure as a formula of symbols, and the same with fields for numbers; what is empty holds words, and is in ``formulas``.

A new measure is a kind in ``model.result.MEASURES``, a formula in ``methods``, an entry here and its words in ``english/formulas``.
"""
_WHY_UNDEFINED = {
    "gap": "no_level",
    "share": "no_level_or_no_target",
    "progress": "no_way",
    "elapsed": "no_deadline",
    "growth": "no_time_or_not_positive",
    "growth_per_year": "no_time",
    "growth_1y": "no_year_before",
    "growth_all": "no_series",
    "planned_growth": "no_planned_growth",
    "planned_per_year": "no_plan",
    "required_growth": "passed_or_not_positive",
    "required_per_year": "passed",
    "acceleration": "no_movement",
    "expected_linear": "no_plan",
    "expected_compound": "no_planned_growth",
    "ahead_months_linear": "no_plan",
    "ahead_months_compound": "no_planned_growth",
    "landing_linear": "no_deadline_or_time",
    "landing_compound": "no_projected_growth",
    **dict.fromkeys(("outcome_linear", "outcome_compound"), "no_outcome"),
    **dict.fromkeys(("eta_linear", "eta_compound"), "no_arrival"),
    "data_age_months": "no_level",
    "pace_growth": "no_time_or_not_positive",
    "pace_per_year": "no_time",
    "months_left": "no_deadline",
    "elapsed_today": "no_deadline",
    "required_per_year_from_today": "total_or_passed",
    "ytd": "no_year_to_date",
    "ytd_growth": "no_same_months",
}
"""When a measure is undefined, as a key of ``formulas.WHY_UNDEFINED``."""
_ON_LEGS = {
    "expected_linear": ("B1 + (T1 − B1) × e1", "{b1} + ({t1} − {b1}) × {e1}"),
    "expected_compound": ("B1 × (T1 / B1)^e1", "{b1} × ({t1} / {b1})^{e1}"),
    "ahead_months_linear": ("", "12 × ({met_linear} − {tl})"),
    "ahead_months_compound": ("", "12 × ({met_compound} − {tl})"),
}
"""The formulas of a plan with milestones, by measure: B1 and T1 are the ends of the leg on which it is at tL, e1 the time elapsed on it."""
_OF_BAND = {
    "gap": "{edge} − {l}",
    "progress": "1 − |{gap}| / |{t} − {b}|",
    "required_growth": "({edge} / {l})^(1 / {left}) − 1",
    "required_per_year": "({edge} − {l}) / {left}",
    "required_per_year_from_today": "({edge} − {l}) / ({tt} − {now})",
}
"""The numbers of the formulas of a band, whose formulas all hold words."""
_TO_GO = {
    *("share", "progress", "planned_growth", "planned_per_year", "expected_linear", "expected_compound"),
    *("ahead_months_linear", "ahead_months_compound", "eta_linear", "eta_compound"),
}
"""The measures of the way from the baseline to the target."""
_WITHOUT_PATH, _WITHOUT_RATES = {"recurring", "event"}, {"total", "rank"}
_DIFFERENCES = {"gap", "growth_per_year", "planned_per_year", "required_per_year", "pace_per_year", "required_per_year_from_today"}
"""The amounts by which one level differs from another: of percentages they are points."""
_OF_TIME = {"elapsed", "data_age_months", "months_left", "elapsed_today", "ytd", "ytd_growth"}
"""The measures that need no level, baseline or pace."""


def formula_of(key: str) -> Formula:
    """A measure in words, by its key."""
    symbols, filled = _SYMBOLS[key]
    return Formula(
        key=key,
        heading=formulas.MEASURE_HEADINGS[key],
        formula=symbols or formulas.WORDED_FORMULAS[key],
        filled=filled or formulas.FILLED_IN[key],
        undefined=formulas.WHY_UNDEFINED[_WHY_UNDEFINED[key]],
    )


def fill_formulas(detail: TargetDetail) -> list[tuple[Formula, str, str]]:
    """Return each measure with the numbers filled in (empty where it is undefined), and its result in words."""
    result, figures = detail.result, _numbers(detail)
    rows = []
    for key in _SYMBOLS:
        if result.kind == "event" and key in {"gap", "share"}:  # there is no amount between yes and no
            continue
        formula = _formula(detail, key, has_legs="b1" in figures)
        defined = getattr(result, key) is not None
        filled = _fill(formula.filled, figures) if defined else ""
        shown = format_measure(result, key) if defined else formulas.UNDEFINED.format(reason=formula.undefined)
        rows.append((formula, filled, shown))
    return rows


def _fill(formula: str, figures: Mapping[str, str]) -> str:
    """A formula with its numbers; one below zero stands in brackets behind a sign: ``1 + (−0.04)``."""

    def shown(found: re.Match[str]) -> str:
        sign, number = found[1] or "", figures[found[2]]
        return f"{sign}({number})" if sign and number.startswith("−") else sign + number

    return re.sub(r"([+−×/^] ?)?\{(\w+)\}", shown, formula)


def _formula(detail: TargetDetail, key: str, *, has_legs: bool) -> Formula:
    """The formula of a measure as it holds for the target: with milestones on one leg, for a band to its nearer edge."""
    result, formula = detail.result, formula_of(key)
    if has_legs and key in _ON_LEGS:
        symbols, filled = _ON_LEGS[key]
        formula = formula._replace(formula=symbols or formulas.WORDED_FORMULAS_ON_LEGS[key], filled=filled)
    elif result.goal == "band" and key in _OF_BAND:
        formula = formula._replace(formula=formulas.WORDED_FORMULAS_OF_BAND[key], filled=_OF_BAND[key])
    elif result.goal == "band" and key.startswith("outcome_"):
        landing = key.replace("outcome", "landing")
        filled = _outcome_of_band(result, result.number(landing))
        said = formulas.WORDED_FORMULAS_OF_BAND["outcome"].format(landing=landing)
        formula = formula._replace(formula=said, filled=filled.replace("{landing}", f"{{{landing}}}"))
    why = _undefined(result, key)
    return formula._replace(undefined=formulas.WHY_UNDEFINED[why]) if why else formula


def _undefined(result: TargetResult, key: str) -> str | None:
    """Why a form of target has no such measure at all, as a key of ``formulas.WHY_UNDEFINED``; None where it has one."""
    goal = result.goal
    if key in _OF_TIME:
        return None
    if goal == "band" and result.direction is None and key in _TO_GO:
        return "within_band"
    rate = key.endswith("_compound") or MEASURES[key] is Kind.RATE
    return goal if goal in _WITHOUT_PATH or (rate and goal in _WITHOUT_RATES) else None


def _outcome_of_band(result: TargetResult, landing: float | None) -> str:
    """The template of the numbers of an outcome of a band: inside it, short of it or beyond it."""
    low, high = sorted((result.target or 0.0, result.target_to or 0.0))
    if landing is None or low <= landing <= high:
        return formulas.FILLED_IN["outcome_inside"]
    if result.direction is None:
        return formulas.FILLED_IN["outcome_outside"]
    beyond = landing > high if result.direction == "increase" else landing < low
    return "1 − |{landing} − {far}| / |{t} − {b}|" if beyond else "({landing} − {b}) / ({t} − {b})"


def leg_sentence(detail: TargetDetail) -> list[str]:
    """On which leg of a plan with milestones the expected level lies; nothing without milestones."""
    leg = _leg(detail)
    if leg is None:
        return []
    unit = detail.result.unit
    fields = {
        "first_level": numbers.amount(leg.first, unit, digits=5),
        "last_level": numbers.amount(leg.last, unit, digits=5),
        "leg_start": dates.deadline(leg.start),
        "leg_end": dates.deadline(leg.end),
        "gone": _decimal(leg.gone),
    }
    return [formulas.LEG.format_map(fields)]


def target_formula(detail: TargetDetail) -> tuple[str, str, str] | None:
    """How the target follows from what was stated: the formula, the same with the numbers, and the result; None of a plain level."""
    target, result = detail.target, detail.result
    if result.baseline is None or result.kind == "event" or target.every:
        return None
    change = target.change
    name = {Form.POINTS: "points_down" if change < 0 else "points"}.get(target.form, target.form.value)
    name = "no_edge" if result.goal == "band" and result.direction is None else name
    if name not in formulas.TARGET_FORMULAS or (name != "no_edge" and result.aim is None):
        return None
    formula, filled = formulas.TARGET_FORMULAS[name]
    said_numbers = {
        "base": _amount(result.baseline),
        "years": _decimal(_years(result.deadline) - _years(result.baseline_date)),
        "low": _amount(target.goal),
        "high": _amount(target.to),
        "change": numbers.digits_in_marks(f"{change:g}"),
        "size": numbers.digits_in_marks(f"{abs(change):g}"),
        "factor": numbers.digits_in_marks(f"{1 + change:g}"),
    }
    said = ABSENT if name == "no_edge" else numbers.amount(result.aim, result.unit, digits=5)
    return formula, filled.format_map(said_numbers), said


def about_formula(detail: TargetDetail) -> tuple[str, str, str] | None:
    """From where on a level counts as "about" the target; None where the amount was not stated so."""
    target, result = detail.target, detail.result
    if not target.slack or result.aim is None:
        return None
    met = numbers.amount(result.aim - result.sign * target.slack, result.unit, digits=6)
    formula, filled = formulas.ABOUT_FORMULAS[1 if result.sign > 0 else -1]
    return formula, filled.format(target=_amount(result.aim), slack=_amount(target.slack)), met


def _amount(value: float | None) -> str:
    return numbers.amount(value, digits=5)


def format_measure(result: TargetResult, key: str) -> str:
    """Return a measure in words, with its unit; a dash where it is undefined."""
    kind = MEASURES[key]
    if kind is Kind.DATE:
        return dates.day(result.day(key))
    value = result.number(key)
    if value is None:
        return ABSENT
    return {
        Kind.AMOUNT: lambda: _amount_in_words(result, key, value),
        Kind.MONTHS: lambda: formulas.MEASURED_MONTHS.format(round(value, 1), numbers.digits_in_marks(f"{value:.1f}")),
        Kind.FACTOR: lambda: formulas.MEASURED_TIMES.format(round(value, 2), numbers.digits_in_marks(f"{value:.2f}")),
        Kind.SHARE: lambda: numbers.share(value),
        Kind.RATIO: lambda: numbers.percent(value),
        Kind.RATE: lambda: numbers.percent(value),
    }[kind]()


def _amount_in_words(result: TargetResult, key: str, value: float) -> str:
    """An amount with five digits; of things, the whole number beside a fraction of one."""
    exact = (numbers.difference if key in _DIFFERENCES else numbers.amount)(value, result.unit, digits=5)
    if not result.counts_things or value == int(value):
        return exact
    rounded = numbers.amount(value, result.unit, whole=True)
    return formulas.APPROXIMATELY.format(exact=numbers.amount(value, digits=5), rounded=rounded)


def _numbers(detail: TargetDetail) -> Mapping[str, str]:
    result, now = detail.result, _years(detail.result.latest_date)
    start, end = _years(result.baseline_date), _years(result.deadline)
    year_before = detail.year_before(result.latest_date) if result.latest_date else None
    first = detail.series[0] if detail.series else None
    amounts = {
        "t": result.aim,
        "edge": _nearer_edge(result),
        "far": result.target if result.aim == result.target_to else result.target_to,
        "low": result.target,
        "high": result.target_to,
        "ytd_before": None if result.ytd is None or result.ytd_growth is None else result.ytd / (1 + result.ytd_growth),
        "l": result.latest,
        "b": result.baseline,
        "y": year_before.value if year_before else None,
        "e": first.value if first else None,
        "p": _pace_base(detail),
        **{key: result.number(key) for key, kind in MEASURES.items() if kind is Kind.AMOUNT},
    }
    times = {
        "tl": now,
        "tb": start,
        "tt": end,
        "gone": now - start,
        "left": end - now,
        "planned": end - start,
        "since": now - _years(first.date if first else None),
        "now": instant(detail.as_of) / MONTHS,
        "met_linear": now + (result.ahead_months_linear or 0) / MONTHS,
        "met_compound": now + (result.ahead_months_compound or 0) / MONTHS,
        "elapsed": math.nan if result.elapsed is None else result.elapsed,
        "growth": math.nan if result.pace_growth is None else result.pace_growth,
        "paced": now - _years(result.pace_since),
    }
    words = {"ytd_months": dates.spelt_period(result.ytd_period) if result.ytd_period else ""}
    leg = _leg(detail)
    if leg is not None:
        words |= {"b1": _amount(leg.first), "t1": _amount(leg.last), "e1": _decimal(leg.gone)}
    return {key: _amount(value) for key, value in amounts.items()} | {key: _decimal(value) for key, value in times.items()} | words


def _nearer_edge(result: TargetResult) -> float | None:
    """The edge of a band that is nearer to the latest level, or that level itself within the band."""
    return None if result.latest is None or result.gap is None else result.latest + result.gap


def _pace_base(detail: TargetDetail) -> float | None:
    """The level from which the pace is measured: the baseline, unless the target says how many years count."""
    level = None if math.isnan(detail.target.pace_years) else detail.level("pace_base")
    return level.value if level else detail.result.baseline


class _Leg(NamedTuple):
    """A leg of a plan with milestones: from a level on a day to another one, and how much of its time is gone at tL."""

    start: date
    first: float
    end: date
    last: float
    gone: float


def _leg(detail: TargetDetail) -> _Leg | None:
    """The leg on which the planned path is at tL; None without milestones."""
    latest = detail.result.latest_date
    if not detail.target.milestones or latest is None or not detail.planned:
        return None
    legs = list(pairwise(detail.planned))
    (start, first), (end, last) = next((leg for leg in legs if latest <= leg[1][0]), legs[-1])
    return _Leg(start, first, end, last, (_years(latest) - _years(start)) / (_years(end) - _years(start)))


def _years(day: date | None) -> float:
    return math.nan if day is None else instant(day) / MONTHS


def _decimal(value: float) -> str:
    return ABSENT if math.isnan(value) else numbers.digits_in_marks(f"{value:.4f}".rstrip("0").rstrip("."))


def method_reason(judgement: Judgement, case: Case) -> str:
    """Return why a method says what it says, as a sentence."""
    return formulas.METHOD_REASONS[judgement.reason].format(fewest=FEWEST_CHANGES, known=len(case.changes))
