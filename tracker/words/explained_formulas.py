"""Every measure with its formula, and the formula with the numbers of one target filled in (METHODS §2)."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.values import display
from tracker.values.periods import MONTHS, instant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.analysis.target_detail import CloseUp
    from tracker.words.columns import Row


class Formula(NamedTuple):
    """A measure: its key, its formula in the notation of METHODS, the same with fields for numbers, and when it is undefined."""

    key: str
    formula: str
    filled: str
    undefined: str


_NO_DEADLINE = "no deadline"
_PASSED = "no deadline that lies ahead"
_POSITIVE = "a level or the target is not above zero"
_NO_TIME = "no time between the baseline and the latest level"
_NO_WAY = "the baseline is the target, or already meets it"
_NO_ARRIVAL = "the series moves away from the target or past it, or would take over 50 years"

FORMULAS = (
    Formula("gap", "T − L", "{t} − {l}", "no level"),
    Formula("share", "L / T", "{l} / {t}", "no level, or a target of zero"),
    Formula("progress", "(L − B) / (T − B)", "({l} − {b}) / ({t} − {b})", _NO_WAY),
    Formula("elapsed", "(tL − tB) / (tT − tB)", "({tl} − {tb}) / ({tt} − {tb})", _NO_DEADLINE),
    Formula("growth", "(L / B)^(1 / (tL − tB)) − 1", "({l} / {b})^(1 / {gone}) − 1", f"{_NO_TIME}, or {_POSITIVE}"),
    Formula("growth_per_year", "(L − B) / (tL − tB)", "({l} − {b}) / {gone}", _NO_TIME),
    Formula("growth_1y", "L / level(tL − 1) − 1", "{l} / {y} − 1", "no level exactly one year before, or one of zero"),
    Formula("growth_all", "(L / E)^(1 / (tL − tE)) − 1", "({l} / {e})^(1 / {since}) − 1", "only one level, or one that is not above zero"),
    Formula("planned_growth", "(T / B)^(1 / (tT − tB)) − 1", "({t} / {b})^(1 / {planned}) − 1", f"{_NO_DEADLINE}, or {_POSITIVE}"),
    Formula("planned_per_year", "(T − B) / (tT − tB)", "({t} − {b}) / {planned}", _NO_DEADLINE),
    Formula("required_growth", "(T / L)^(1 / (tT − tL)) − 1", "({t} / {l})^(1 / {left}) − 1", f"{_PASSED}, or {_POSITIVE}"),
    Formula("required_per_year", "(T − L) / (tT − tL)", "({t} − {l}) / {left}", _PASSED),
    Formula(
        "acceleration",
        "required_per_year / growth_per_year",
        "{required_per_year} / {growth_per_year}",
        "no movement in the wanted direction, or nothing is required",
    ),
    Formula("expected_linear", "B + (T − B) × elapsed", "{b} + ({t} − {b}) × {elapsed}", _NO_DEADLINE),
    Formula("expected_compound", "B × (T / B)^elapsed", "{b} × ({t} / {b})^{elapsed}", f"{_NO_DEADLINE}, or {_POSITIVE}"),
    Formula("ahead_months_linear", "12 × (time at which the straight path reaches L − tL)", "12 × ({met_linear} − {tl})", _NO_DEADLINE),
    Formula(
        "ahead_months_compound",
        "12 × (time at which the path of equal growth reaches L − tL)",
        "12 × ({met_compound} − {tl})",
        f"{_NO_DEADLINE}, or {_POSITIVE}",
    ),
    Formula("landing_linear", "L + growth_per_year × (tT − tL)", "{l} + {growth_per_year} × {left}", f"{_NO_DEADLINE}, or {_NO_TIME}"),
    Formula(
        "landing_compound",
        "L × (L / B)^((tT − tL) / (tL − tB))",
        "{l} × ({l} / {b})^({left} / {gone})",
        f"{_NO_DEADLINE}, {_NO_TIME}, or {_POSITIVE}",
    ),
    Formula("outcome_linear", "(landing_linear − B) / (T − B)", "({landing_linear} − {b}) / ({t} − {b})", f"no landing, or {_NO_WAY}"),
    Formula(
        "outcome_compound", "(landing_compound − B) / (T − B)", "({landing_compound} − {b}) / ({t} − {b})", f"no landing, or {_NO_WAY}"
    ),
    Formula("eta_linear", "tL + (T − L) / growth_per_year", "{tl} + ({t} − {l}) / {growth_per_year}", _NO_ARRIVAL),
    Formula("eta_compound", "tL + ln(T / L) / ln(1 + growth)", "{tl} + ln({t} / {l}) / ln(1 + {growth})", _NO_ARRIVAL),
    Formula("data_age_months", "as-of date − tL, in months", "12 × ({now} − {tl})", "no level"),
)
_AMOUNTS = {"gap", "growth_per_year", "planned_per_year", "required_per_year"}
_AMOUNTS |= {f"{kind}_{shape}" for kind in ("expected", "landing") for shape in ("linear", "compound")}
_MONTHS = {"ahead_months_linear", "ahead_months_compound", "data_age_months"}
_DATES = {"eta_linear", "eta_compound"}
_SHARES = {"progress", "share", "outcome_linear", "outcome_compound"}
_ON_LEGS = {"expected_linear", "expected_compound"}  # with milestones B and T are the ends of the leg on which the plan is


def filled_in(close: CloseUp) -> list[tuple[Formula, str, str]]:
    """Return each measure with the numbers filled in (empty where it is undefined), and its result in words."""
    numbers = _numbers(close)
    rows = []
    for formula in FORMULAS:
        defined = close.row[formula.key] is not None
        leg = _leg(close) if formula.key in _ON_LEGS else {}
        filled = formula.filled.format_map({**numbers, **leg})
        rows.append((formula, filled if defined else "", result(close, formula.key) if defined else f"undefined: {formula.undefined}"))
    return rows


def result(close: CloseUp, key: str) -> str:
    """Return a measure in words, with its unit."""
    value = close.row[key]
    if value is None:
        return display.ABSENT
    if key in _DATES:
        return display.day(date.fromisoformat(value))
    if key in _AMOUNTS:
        return display.amount(value, close.row["unit"], digits=5)
    if key in _MONTHS:
        return f"{value:.1f} months".replace("-", "−")
    if key == "acceleration":
        return f"{value:.2f} times"
    return display.share(value) if key in _SHARES else display.percent(value)


def _numbers(close: CloseUp) -> Mapping[str, str]:
    row, now = close.row, _years(close.row["latest_date"])
    start, end = _years(row["baseline_date"]), _years(row["deadline"])
    year_before = close.year_before(row["latest_date"]) if row["latest_date"] else None
    first: Row = close.series[0] if close.series else {"value": math.nan, "date": None}
    amounts = {
        "t": row["target"],
        "l": row["latest"],
        "b": row["baseline"],
        "y": year_before and year_before["value"],
        "e": first["value"],
        **{key: row[key] for key in _AMOUNTS},
    }
    times = {
        "tl": now,
        "tb": start,
        "tt": end,
        "gone": now - start,
        "left": end - now,
        "planned": end - start,
        "since": now - _years(first["date"]),
        "now": instant(close.as_of) / MONTHS,
        "met_linear": now + (row["ahead_months_linear"] or 0) / MONTHS,
        "met_compound": now + (row["ahead_months_compound"] or 0) / MONTHS,
        "elapsed": math.nan if row["elapsed"] is None else row["elapsed"],
        "growth": math.nan if row["growth"] is None else row["growth"],
    }
    said = {key: display.ABSENT if value is None else display.amount(value, digits=5) for key, value in amounts.items()}
    return said | {key: _decimal(value) for key, value in times.items()}


def _leg(close: CloseUp) -> dict[str, str]:
    """The ends of the leg on which the planned path is at tL, and how much of its time is gone; nothing without milestones."""
    row = close.row
    if not close.target.milestones or None in {row["baseline"], row["latest_date"], row["deadline"], row["target"]}:
        return {}
    now, stops = _years(row["latest_date"]), [(instant(day) / MONTHS, value) for day, value in close.target.milestones]
    ends = (_years(row["baseline_date"]), row["baseline"]), (_years(row["deadline"]), row["target"])
    legs = list(pairwise([ends[0], *(stop for stop in stops if ends[0][0] < stop[0] < ends[1][0]), ends[1]]))
    (start, first), (end, last) = next((leg for leg in legs if now <= leg[1][0]), legs[-1])
    return {"b": display.amount(first, digits=5), "t": display.amount(last, digits=5), "elapsed": _decimal((now - start) / (end - start))}


def _years(day: str | None) -> float:
    return math.nan if day is None else instant(date.fromisoformat(day)) / MONTHS


def _decimal(value: float) -> str:
    return display.ABSENT if math.isnan(value) else f"{value:.4f}".rstrip("0").rstrip(".").replace("-", "−")
