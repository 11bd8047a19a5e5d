"""Every measure with its formula, and the formula with the numbers of one target filled in (docs/methods.md §2)."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.methods.official_methods import FEWEST_CHANGES
from tracker.model.result import MEASURES, Kind
from tracker.values import display
from tracker.values.periods import MONTHS, instant
from tracker.values.stated_target import Form
from tracker.words.texts import sentences

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


_NO_DEADLINE = "no deadline"
_PASSED = "no deadline that lies ahead"
_POSITIVE = "a level or the target is not above zero"
_NO_TIME = "no time between the baseline and the latest level"
_NO_WAY = "the baseline is the target, or already meets it"
_NO_ARRIVAL = "the series moves away from the target or past it, or would take over 50 years"

FORMULAS = {
    each.key: each
    for each in (
        Formula("gap", "Gap", "T − L", "{t} − {l}", "no level"),
        Formula("share", "Share of the target", "L / T", "{l} / {t}", "no level, or a target of zero"),
        Formula("progress", "Progress", "(L − B) / (T − B)", "({l} − {b}) / ({t} − {b})", _NO_WAY),
        Formula("elapsed", "Time elapsed", "(tL − tB) / (tT − tB)", "({tl} − {tb}) / ({tt} − {tb})", _NO_DEADLINE),
        Formula(
            "growth",
            "Growth since the baseline",
            "(L / B)^(1 / (tL − tB)) − 1",
            "({l} / {b})^(1 / {gone}) − 1",
            f"{_NO_TIME}, or {_POSITIVE}",
        ),
        Formula("growth_per_year", "Change a year since the baseline", "(L − B) / (tL − tB)", "({l} − {b}) / {gone}", _NO_TIME),
        Formula(
            "growth_1y",
            "Growth over the last year",
            "L / level(tL − 1) − 1",
            "{l} / {y} − 1",
            "no level exactly one year before, or one of zero",
        ),
        Formula(
            "growth_all",
            "Growth over the whole series",
            "(L / E)^(1 / (tL − tE)) − 1",
            "({l} / {e})^(1 / {since}) − 1",
            "only one level, or one that is not above zero",
        ),
        Formula(
            "planned_growth",
            "Planned growth",
            "(T / B)^(1 / (tT − tB)) − 1",
            "({t} / {b})^(1 / {planned}) − 1",
            f"{_NO_DEADLINE}, {_POSITIVE}, or {_NO_WAY}",
        ),
        Formula(
            "planned_per_year", "Planned change a year", "(T − B) / (tT − tB)", "({t} − {b}) / {planned}", f"{_NO_DEADLINE}, or {_NO_WAY}"
        ),
        Formula(
            "required_growth",
            "Required growth a year",
            "(T / L)^(1 / (tT − tL)) − 1",
            "({t} / {l})^(1 / {left}) − 1",
            f"{_PASSED}, or {_POSITIVE}",
        ),
        Formula("required_per_year", "Required change a year", "(T − L) / (tT − tL)", "({t} − {l}) / {left}", _PASSED),
        Formula(
            "acceleration",
            "Required change over the pace so far",
            "required_per_year / pace_per_year",
            "{required_per_year} / {pace_per_year}",
            "no movement towards the target, or nothing is required",
        ),
        Formula(
            "expected_linear",
            "Planned by now, constant yearly change",
            "B + (T − B) × elapsed",
            "{b} + ({t} − {b}) × {elapsed}",
            f"{_NO_DEADLINE}, or {_NO_WAY}",
        ),
        Formula(
            "expected_compound",
            "Planned by now, constant growth rate",
            "B × (T / B)^elapsed",
            "{b} × ({t} / {b})^{elapsed}",
            f"{_NO_DEADLINE}, {_POSITIVE}, or {_NO_WAY}",
        ),
        Formula(
            "ahead_months_linear",
            "Months ahead, constant yearly change",
            "12 × (time at which the straight path reaches L − tL)",
            "12 × ({met_linear} − {tl})",
            f"{_NO_DEADLINE}, or {_NO_WAY}",
        ),
        Formula(
            "ahead_months_compound",
            "Months ahead, constant growth rate",
            "12 × (time at which the path of constant growth reaches L − tL)",
            "12 × ({met_compound} − {tl})",
            f"{_NO_DEADLINE}, {_POSITIVE}, or {_NO_WAY}",
        ),
        Formula(
            "landing_linear",
            "Projection, constant yearly change",
            "L + pace_per_year × (tT − tL)",
            "{l} + {pace_per_year} × {left}",
            f"{_NO_DEADLINE}, or {_NO_TIME}",
        ),
        Formula(
            "landing_compound",
            "Projection, constant growth rate",
            "L × (L / P)^((tT − tL) / (tL − tP))",
            "{l} × ({l} / {p})^({left} / {paced})",
            f"{_NO_DEADLINE}, {_NO_TIME}, or {_POSITIVE}",
        ),
        Formula(
            "outcome_linear",
            "Projected progress, constant yearly change",
            "(landing_linear − B) / (T − B)",
            "({landing_linear} − {b}) / ({t} − {b})",
            f"no projection, or {_NO_WAY}",
        ),
        Formula(
            "outcome_compound",
            "Projected progress, constant growth rate",
            "(landing_compound − B) / (T − B)",
            "({landing_compound} − {b}) / ({t} − {b})",
            f"no projection, or {_NO_WAY}",
        ),
        Formula(
            "eta_linear",
            "Date of meeting the target, constant yearly change",
            "tL + (T − L) / pace_per_year",
            "{tl} + ({t} − {l}) / {pace_per_year}",
            _NO_ARRIVAL,
        ),
        Formula(
            "eta_compound",
            "Date of meeting the target, constant growth rate",
            "tL + ln(T / L) / ln(1 + pace_growth)",
            "{tl} + ln({t} / {l}) / ln(1 + {growth})",
            _NO_ARRIVAL,
        ),
        Formula("data_age_months", "Age of the data, months", "as-of date − tL, in months", "12 × ({now} − {tl})", "no level"),
        Formula(
            "pace_growth",
            "Growth at the projected pace",
            "(L / P)^(1 / (tL − tP)) − 1",
            "({l} / {p})^(1 / {paced}) − 1",
            f"{_NO_TIME}, or {_POSITIVE}",
        ),
        Formula("pace_per_year", "Change a year at the projected pace", "(L − P) / (tL − tP)", "({l} − {p}) / {paced}", _NO_TIME),
        Formula("months_left", "Months left", "12 × (tT − as-of date)", "12 × ({tt} − {now})", _NO_DEADLINE),
        Formula("elapsed_today", "Time elapsed today", "(as-of date − tB) / (tT − tB)", "({now} − {tb}) / ({tt} − {tb})", _NO_DEADLINE),
        Formula(
            "required_per_year_from_today",
            "Required change a year from today",
            "(T − L) / (tT − as-of date)",
            "({t} − {l}) / ({tt} − {now})",
            "a total over time, or no deadline that lies ahead",
        ),
        Formula(
            "ytd",
            "Since January",
            "the total from January to the latest month known",
            "the total of {ytd_months}",
            "no figure since January",
        ),
        Formula(
            "ytd_growth",
            "Since January, on a year earlier",
            "ytd / the same months of the year before − 1",
            "{ytd} / {ytd_before} − 1",
            "no figure for the same months, or one that is not above zero",
        ),
    )
}
"""Every measure in words, by its key: a new one is a kind in ``model.result.MEASURES``, a formula in ``methods`` and an entry here."""
_ON_LEGS = {
    "expected_linear": ("B1 + (T1 − B1) × e1", "{b1} + ({t1} − {b1}) × {e1}"),
    "expected_compound": ("B1 × (T1 / B1)^e1", "{b1} × ({t1} / {b1})^{e1}"),
    "ahead_months_linear": ("12 × (time at which the path of straight legs reaches L − tL)", "12 × ({met_linear} − {tl})"),
    "ahead_months_compound": ("12 × (time at which the path of evenly growing legs reaches L − tL)", "12 × ({met_compound} − {tl})"),
}
"""The formulas of a plan with milestones, by measure: B1 and T1 are the ends of the leg on which it is at tL, e1 the time elapsed on it."""
_OF_BAND = {
    "gap": ("the nearer edge − L, 0 inside", "{edge} − {l}"),
    "progress": ("1 − |gap| / |T − B|, 1 inside", "1 − |{gap}| / |{t} − {b}|"),
    "required_growth": ("(the nearer edge / L)^(1 / (tT − tL)) − 1", "({edge} / {l})^(1 / {left}) − 1"),
    "required_per_year": ("(the nearer edge − L) / (tT − tL)", "({edge} − {l}) / {left}"),
    "required_per_year_from_today": ("(the nearer edge − L) / (tT − as-of date)", "({edge} − {l}) / ({tt} − {now})"),
}
_OUTCOME_OF_BAND = (
    "1 where {landing} lies within the band, else (landing − B) / (T − B), and beyond the band 1 − |landing − far edge| / |T − B|"
)
_WITHOUT_PATH = {
    "recurring": "a target that applies in each period is assessed period by period",
    "event": "an event has no pace",
}
_WITHIN_BAND = "the baseline lies within the band, so there is no distance to cover"
_TO_GO = {
    *("share", "progress", "planned_growth", "planned_per_year", "expected_linear", "expected_compound"),
    *("ahead_months_linear", "ahead_months_compound", "eta_linear", "eta_compound"),
}
"""The measures of the way from the baseline to the target."""
_WITHOUT_RATES = {"total": "a running total has no growth rate", "rank": "a place has no growth rate"}
_DIFFERENCES = {"gap", "growth_per_year", "planned_per_year", "required_per_year", "pace_per_year", "required_per_year_from_today"}
"""The amounts by which one level differs from another: of percentages they are points."""
_OF_TIME = {"elapsed", "data_age_months", "months_left", "elapsed_today", "ytd", "ytd_growth"}
"""The measures that need no level, baseline or pace."""


def fill_formulas(detail: TargetDetail) -> list[tuple[Formula, str, str]]:
    """Return each measure with the numbers filled in (empty where it is undefined), and its result in words."""
    result, numbers = detail.result, _numbers(detail)
    rows = []
    for key in FORMULAS:
        if result.kind == "event" and key in {"gap", "share"}:  # there is no amount between yes and no
            continue
        formula = _formula(detail, key, has_legs="b1" in numbers)
        defined = getattr(result, key) is not None
        filled = formula.filled.format_map(numbers) if defined else ""
        rows.append((formula, filled, format_measure(result, key) if defined else f"undefined: {formula.undefined}"))
    return rows


def _formula(detail: TargetDetail, key: str, *, has_legs: bool) -> Formula:
    """The formula of a measure as it holds for the target: with milestones on one leg, for a band to its nearer edge."""
    result, formula = detail.result, FORMULAS[key]
    if has_legs and key in _ON_LEGS:
        formula = formula._replace(formula=_ON_LEGS[key][0], filled=_ON_LEGS[key][1])
    elif result.goal == "band" and key in _OF_BAND:
        formula = formula._replace(formula=_OF_BAND[key][0], filled=_OF_BAND[key][1])
    elif result.goal == "band" and key.startswith("outcome_"):
        landing = key.replace("outcome", "landing")
        filled = _outcome_of_band(result, result.number(landing))
        formula = formula._replace(formula=_OUTCOME_OF_BAND.format(landing=landing), filled=filled.replace("{landing}", f"{{{landing}}}"))
    return formula._replace(undefined=_undefined(result, key) or formula.undefined)


def _undefined(result: TargetResult, key: str) -> str | None:
    """Why a form of target has no such measure at all; None where it has one."""
    goal = result.goal
    if key in _OF_TIME:
        return None
    if goal == "band" and result.direction is None and key in _TO_GO:
        return _WITHIN_BAND
    rate = key.endswith("_compound") or MEASURES[key] is Kind.RATE
    return _WITHOUT_PATH.get(goal) or (_WITHOUT_RATES.get(goal) if rate else None)


def _outcome_of_band(result: TargetResult, landing: float | None) -> str:
    """The template of the numbers of an outcome of a band: inside it, short of it or beyond it."""
    low, high = sorted((result.target or 0.0, result.target_to or 0.0))
    if landing is None or low <= landing <= high:
        return "1, because {low} ≤ {landing} ≤ {high}"
    if result.direction is None:
        return "0, because {landing} lies outside {low} to {high} and B within"
    beyond = landing > high if result.direction == "increase" else landing < low
    return "1 − |{landing} − {far}| / |{t} − {b}|" if beyond else "({landing} − {b}) / ({t} − {b})"


def leg_sentence(detail: TargetDetail) -> list[str]:
    """On which leg of a plan with milestones the expected level lies; nothing without milestones."""
    leg = _leg(detail)
    if leg is None:
        return []
    unit = detail.result.unit
    fields = {
        "first": display.amount(leg.first, unit, digits=5),
        "last": display.amount(leg.last, unit, digits=5),
        "start": display.deadline(leg.start),
        "end": display.deadline(leg.end),
        "gone": _decimal(leg.gone),
    }
    return [sentences.LEG.format_map(fields)]


def target_formula(detail: TargetDetail) -> tuple[str, str, str] | None:
    """How the target follows from what was stated: the formula, the same with the numbers, and the result; None of a plain level."""
    target, result = detail.target, detail.result
    if result.baseline is None or result.kind == "event" or target.every:
        return None
    base, years = _amount(result.baseline), _decimal(_years(result.deadline) - _years(result.baseline_date))
    low, high = _amount(target.goal), _amount(target.to)
    found = {
        Form.RELATIVE: ("factor × B", f"{target.change:g} × {base}"),
        Form.GROWTH: ("B × (1 + rate)^(tT − tB)", f"{base} × {1 + target.change:g}^{years}"),
        Form.POINTS: ("B + points", f"{base} + {target.change:g}".replace("+ -", "− ")),
        Form.RANGE: ("the end that is nearer to B", f"of {low} and {high}, from {base}"),
        Form.BAND: ("the edge that is nearer to B", f"of {low} and {high}, from {base}"),
    }.get(target.form)
    if result.goal == "band" and result.direction is None:
        return "no edge to reach: B lies within the band", f"{low} ≤ {base} ≤ {high}", display.ABSENT
    return None if found is None or result.aim is None else (*found, display.amount(result.aim, result.unit, digits=5))


def about_formula(detail: TargetDetail) -> tuple[str, str, str] | None:
    """From where on a level counts as "about" the target; None where the amount was not stated so."""
    target, result = detail.target, detail.result
    if not target.slack or result.aim is None:
        return None
    sign = "−" if result.sign > 0 else "+"
    met = display.amount(result.aim - result.sign * target.slack, result.unit, digits=6)
    return f"T {sign} half a unit of its last digit", f"{_amount(result.aim)} {sign} {_amount(target.slack)}", met


def _amount(value: float | None) -> str:
    return display.amount(value, digits=5)


def format_measure(result: TargetResult, key: str) -> str:
    """Return a measure in words, with its unit; a dash where it is undefined."""
    kind = MEASURES[key]
    if kind is Kind.DATE:
        return display.day(result.day(key))
    value = result.number(key)
    if value is None:
        return display.ABSENT
    return {
        Kind.AMOUNT: lambda: _amount_in_words(result, key, value),
        Kind.MONTHS: lambda: f"{value:.1f} months".replace("-", "−"),
        Kind.FACTOR: lambda: f"{value:.2f} times".replace("-", "−"),
        Kind.SHARE: lambda: display.share(value),
        Kind.RATIO: lambda: display.percent(value),
        Kind.RATE: lambda: display.percent(value),
    }[kind]()


def _amount_in_words(result: TargetResult, key: str, value: float) -> str:
    """An amount with five digits; of things, the whole number beside a fraction of one."""
    exact = (display.difference if key in _DIFFERENCES else display.amount)(value, result.unit, digits=5)
    if not result.counts_things or value == int(value):
        return exact
    rounded = display.amount(value, result.unit, whole=True)
    return sentences.APPROXIMATELY.format(exact=display.amount(value, digits=5), rounded=rounded)


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
    words = {"ytd_months": display.spelt_period(result.ytd_period) if result.ytd_period else ""}
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
    return display.ABSENT if math.isnan(value) else f"{value:.4f}".rstrip("0").rstrip(".").replace("-", "−")


class MethodWords(NamedTuple):
    """An official method in words: its rule and its source."""

    rule: str
    source: str


METHODS = {
    "open_sdg": MethodWords(
        "growth / planned growth: from 0.95 on track, from 0.60 acceleration needed, from 0 limited, below deterioration",
        "Open SDG sdg-build, sdg/ProgressMeasure.py; Eurostat, monitoring of the SDGs",
    ),
    "un_progress_chart": MethodWords(
        "compound outcome at the deadline: from 0.95 on track, from 0.10 fair, below stagnation or regression",
        "UN DESA, SDG Progress Chart 2023, technical note",
    ),
    "destatis": MethodWords(
        "miss at the mean of the last five yearly changes: below 5 % sun, up to 20 % cloud, above overcast, wrong way thunderstorm",
        "Federal Statistical Office of Germany, indicator report on the sustainable development strategy",
    ),
    "escap": MethodWords("10 * (L - B) / |T - B| in the intended direction", "UN ESCAP, current status index"),
    "wri": MethodWords(
        "required change a year / mean yearly change of the last five years: up to 1 on track, above off track, from 2 well off track",
        "World Resources Institute, State of Climate Action",
    ),
}
METHOD_STATUSES = {
    "met": "met",
    "on_track": "on track",
    "acceleration_needed": "acceleration needed",
    "limited": "limited",
    "deterioration": "deterioration",
    "fair": "fair",
    "stagnation_or_regression": "stagnation or regression",
    "sun": "sun",
    "cloud": "cloud",
    "overcast": "overcast",
    "thunderstorm": "thunderstorm",
    "reached": "reached",
    "regressed": "regressed",
    "progressing": "progressing",
    "wrong_direction": "wrong direction",
    "off_track": "off track",
    "well_off_track": "well off track",
    "not_assessed": "not assessed",
}
"""What the official methods say, in words."""
_METHOD_REASONS = {
    "met_whatever_the_trend": "The latest level meets the target, whatever the trend.",
    "met": "The latest level meets the target.",
    "no_way": "The target is not a level with a path from the baseline.",
    "no_rates": "A place in a ranking has no growth rate.",
    "needs_rates": "A growth rate needs a deadline, a baseline before the latest level, and levels of one sign other than zero.",
    "deadline_passed": "The deadline has passed, so there is nothing left to project.",
    "needs_compound_path": "The rule needs a deadline, levels above zero, and a baseline that did not meet the target.",
    "needs_changes": "It needs {fewest} yearly changes or more; known: {known}.",
    "needs_deadline": "It needs a deadline that lies ahead.",
    "nothing_missing": "The target is met, so there is no gap of which a miss could be a share.",
    "gap_not_known": "The latest level is a bound that only equals the target, so the size of the gap is not known.",
    "wrong_way": "The mean of the last yearly changes points the wrong way.",
    "needs_baseline": "It needs a baseline that differs from the target.",
    "no_change": "The series has not changed, so no multiple of its pace is fast enough.",
    "ratio": "Growth a year so far as a share of planned growth.",
    "delivered": "Projected progress at the deadline at a constant growth rate.",
    "miss": "The share of today’s gap that would remain at the deadline.",
    "score": "Progress, where 10 is the target.",
    "factor": "The required change a year over the mean yearly change of the last five years.",
}


def method_reason(judgement: Judgement, case: Case) -> str:
    """Return why a method says what it says, as a sentence."""
    return _METHOD_REASONS[judgement.reason].format(fewest=FEWEST_CHANGES, known=len(case.changes))
