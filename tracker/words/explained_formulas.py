"""Every measure with its formula, and the formula with the numbers of one target filled in (docs/methods.md §2)."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.methods.official_methods import FEWEST_CHANGES
from tracker.model.result import MEASURES, Kind
from tracker.values import display
from tracker.values.periods import MONTHS, instant

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
        Formula("share", "Share of the goal", "L / T", "{l} / {t}", "no level, or a target of zero"),
        Formula("progress", "Way gone", "(L − B) / (T − B)", "({l} − {b}) / ({t} − {b})", _NO_WAY),
        Formula("elapsed", "Time gone", "(tL − tB) / (tT − tB)", "({tl} − {tb}) / ({tt} − {tb})", _NO_DEADLINE),
        Formula(
            "growth",
            "Growth since the baseline",
            "(L / B)^(1 / (tL − tB)) − 1",
            "({l} / {b})^(1 / {gone}) − 1",
            f"{_NO_TIME}, or {_POSITIVE}",
        ),
        Formula("growth_per_year", "Amount a year since the baseline", "(L − B) / (tL − tB)", "({l} − {b}) / {gone}", _NO_TIME),
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
            f"{_NO_DEADLINE}, or {_POSITIVE}",
        ),
        Formula("planned_per_year", "Planned amount a year", "(T − B) / (tT − tB)", "({t} − {b}) / {planned}", _NO_DEADLINE),
        Formula(
            "required_growth",
            "Growth needed a year",
            "(T / L)^(1 / (tT − tL)) − 1",
            "({t} / {l})^(1 / {left}) − 1",
            f"{_PASSED}, or {_POSITIVE}",
        ),
        Formula("required_per_year", "Amount needed a year", "(T − L) / (tT − tL)", "({t} − {l}) / {left}", _PASSED),
        Formula(
            "acceleration",
            "Times the pace so far",
            "required_per_year / pace_per_year",
            "{required_per_year} / {pace_per_year}",
            "no movement in the wanted direction, or nothing is required",
        ),
        Formula("expected_linear", "Expected by now, same amount", "B + (T − B) × elapsed", "{b} + ({t} − {b}) × {elapsed}", _NO_DEADLINE),
        Formula(
            "expected_compound",
            "Expected by now, same rate",
            "B × (T / B)^elapsed",
            "{b} × ({t} / {b})^{elapsed}",
            f"{_NO_DEADLINE}, or {_POSITIVE}",
        ),
        Formula(
            "ahead_months_linear",
            "Months ahead, same amount",
            "12 × (time at which the straight path reaches L − tL)",
            "12 × ({met_linear} − {tl})",
            _NO_DEADLINE,
        ),
        Formula(
            "ahead_months_compound",
            "Months ahead, same rate",
            "12 × (time at which the path of equal growth reaches L − tL)",
            "12 × ({met_compound} − {tl})",
            f"{_NO_DEADLINE}, or {_POSITIVE}",
        ),
        Formula(
            "landing_linear",
            "At the deadline, same amount",
            "L + pace_per_year × (tT − tL)",
            "{l} + {pace_per_year} × {left}",
            f"{_NO_DEADLINE}, or {_NO_TIME}",
        ),
        Formula(
            "landing_compound",
            "At the deadline, same rate",
            "L × (L / P)^((tT − tL) / (tL − tP))",
            "{l} × ({l} / {p})^({left} / {paced})",
            f"{_NO_DEADLINE}, {_NO_TIME}, or {_POSITIVE}",
        ),
        Formula(
            "outcome_linear",
            "Way gone by then, same amount",
            "(landing_linear − B) / (T − B)",
            "({landing_linear} − {b}) / ({t} − {b})",
            f"no landing, or {_NO_WAY}",
        ),
        Formula(
            "outcome_compound",
            "Way gone by then, same rate",
            "(landing_compound − B) / (T − B)",
            "({landing_compound} − {b}) / ({t} − {b})",
            f"no landing, or {_NO_WAY}",
        ),
        Formula(
            "eta_linear",
            "Would be reached on, same amount",
            "tL + (T − L) / pace_per_year",
            "{tl} + ({t} − {l}) / {pace_per_year}",
            _NO_ARRIVAL,
        ),
        Formula(
            "eta_compound",
            "Would be reached on, same rate",
            "tL + ln(T / L) / ln(1 + pace_growth)",
            "{tl} + ln({t} / {l}) / ln(1 + {growth})",
            _NO_ARRIVAL,
        ),
        Formula("data_age_months", "Age of the data, months", "as-of date − tL, in months", "12 × ({now} − {tl})", "no level"),
        Formula(
            "pace_growth",
            "Growth at the pace carried forward",
            "(L / P)^(1 / (tL − tP)) − 1",
            "({l} / {p})^(1 / {paced}) − 1",
            f"{_NO_TIME}, or {_POSITIVE}",
        ),
        Formula("pace_per_year", "Amount a year at that pace", "(L − P) / (tL − tP)", "({l} − {p}) / {paced}", _NO_TIME),
        Formula("months_left", "Months left", "12 × (tT − as-of date)", "12 × ({tt} − {now})", _NO_DEADLINE),
        Formula("elapsed_today", "Time gone today", "(as-of date − tB) / (tT − tB)", "({now} − {tb}) / ({tt} − {tb})", _NO_DEADLINE),
        Formula(
            "required_per_year_from_today",
            "Amount needed a year from today",
            "(T − L) / (tT − as-of date)",
            "({t} − {l}) / ({tt} − {now})",
            "a total over time, or no deadline that lies ahead",
        ),
        Formula("ytd", "Since January", "the total from January to the end of the latest month known", "", "no figure since January"),
        Formula(
            "ytd_growth",
            "Since January, on a year before",
            "ytd / the same months of the year before − 1",
            "",
            "no figure for the same months, or one that is not above zero",
        ),
    )
}
"""Every measure in words, by its key: a new one is a kind in ``model.result.MEASURES``, a formula in ``methods`` and an entry here."""
_ON_LEGS = {"expected_linear", "expected_compound"}  # with milestones B and T are the ends of the leg on which the plan is


def fill_formulas(detail: TargetDetail) -> list[tuple[Formula, str, str]]:
    """Return each measure with the numbers filled in (empty where it is undefined), and its result in words."""
    numbers, leg = _numbers(detail), _leg(detail)
    rows = []
    for formula in FORMULAS.values():
        defined = getattr(detail.result, formula.key) is not None
        filled = formula.filled.format_map({**numbers, **(leg if formula.key in _ON_LEGS else {})})
        shown = format_measure(detail.result, formula.key) if defined else f"undefined: {formula.undefined}"
        rows.append((formula, filled if defined else "", shown))
    return rows


def format_measure(result: TargetResult, key: str) -> str:
    """Return a measure in words, with its unit; a dash where it is undefined."""
    kind = MEASURES[key]
    if kind is Kind.DATE:
        return display.day(result.day(key))
    value = result.number(key)
    if value is None:
        return display.ABSENT
    return {
        Kind.AMOUNT: lambda: display.amount(value, result.unit, digits=5),
        Kind.MONTHS: lambda: f"{value:.1f} months".replace("-", "−"),
        Kind.FACTOR: lambda: f"{value:.2f} times",
        Kind.SHARE: lambda: display.share(value),
        Kind.RATIO: lambda: display.percent(value),
        Kind.RATE: lambda: display.percent(value),
    }[kind]()


def _numbers(detail: TargetDetail) -> Mapping[str, str]:
    result, now = detail.result, _years(detail.result.latest_date)
    start, end = _years(result.baseline_date), _years(result.deadline)
    year_before = detail.year_before(result.latest_date) if result.latest_date else None
    first = detail.series[0] if detail.series else None
    amounts = {
        "t": result.target,
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
    return {key: display.amount(value, digits=5) for key, value in amounts.items()} | {key: _decimal(value) for key, value in times.items()}


def _pace_base(detail: TargetDetail) -> float | None:
    """The level from which the pace is measured: the baseline, unless the target says how many years count."""
    level = None if math.isnan(detail.target.pace_years) else detail.level("pace_base")
    return level.value if level else detail.result.baseline


def _leg(detail: TargetDetail) -> dict[str, str]:
    """The ends of the leg on which the planned path is at tL, and how much of its time is gone; nothing without milestones."""
    latest = detail.result.latest_date
    if not detail.target.milestones or latest is None or not detail.planned:
        return {}
    legs = list(pairwise(detail.planned))
    (start, first), (end, last) = next((leg for leg in legs if latest <= leg[1][0]), legs[-1])
    gone = (_years(latest) - _years(start)) / (_years(end) - _years(start))
    return {"b": display.amount(first, digits=5), "t": display.amount(last, digits=5), "elapsed": _decimal(gone)}


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
    "escap": MethodWords("10 * (L - B) / |T - B| in the wanted direction", "UN ESCAP, current status index"),
    "wri": MethodWords(
        "amount needed a year / mean yearly change of the last five years: up to 1 on track, above off track, from 2 well off track",
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
    "no_way": "The target is no level that a path leads to from a baseline.",
    "no_rates": "A place of a ranking has no rate of growth.",
    "needs_rates": "A rate of growth needs a deadline, a baseline before the latest level, and levels of one sign other than zero.",
    "deadline_passed": "The deadline has passed, so nothing is left to carry forward.",
    "needs_compound_path": "The rule needs a deadline, levels above zero, and a baseline that did not meet the target.",
    "needs_changes": "It needs {fewest} yearly changes or more; known: {known}.",
    "needs_deadline": "It needs a deadline that lies ahead.",
    "nothing_missing": "The target is met, so nothing is missing of which a miss could be a share.",
    "gap_not_known": "The latest level is a bound that only equals the target, so how much is missing is not known.",
    "wrong_way": "The mean of the last yearly changes points the wrong way.",
    "needs_baseline": "It needs a baseline that differs from the target.",
    "no_change": "The series has not changed, so no factor makes it fast enough.",
    "ratio": "Growth a year so far as a share of the growth planned.",
    "delivered": "The share of the way that growth at the same rate delivers by the deadline.",
    "miss": "The share of what is still missing that would be missing at the deadline.",
    "score": "The way gone, where 10 is the target.",
    "factor": "The amount needed each year over the mean yearly change of the last five years.",
}


def method_reason(judgement: Judgement, case: Case) -> str:
    """Return why a method says what it says, as a sentence."""
    return _METHOD_REASONS[judgement.reason].format(fewest=FEWEST_CHANGES, known=len(case.changes))
