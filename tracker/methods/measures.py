"""Levels -> measures (docs/methods.md §2): one small function a formula, the same on a number and on a column.

Amounts are in the target's own unit, times and spans in years, rates per year, shares as fractions of 1. ``direction`` is +1 where an
increase is wanted and -1 where a decrease is. An undefined result is NaN, on numbers and on columns alike; it is never 0 and never
made from a small stand-in. Each function is undefined where one of its arguments is, and where its own words say so.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import numpy as np

from tracker.values.arrays import Floats

if TYPE_CHECKING:
    from collections.abc import Callable

Number = TypeVar("Number", float, Floats)
P = ParamSpec("P")
R = TypeVar("R")

FARTHEST = 50.0  # years: beyond them a date of arrival says nothing (docs/methods.md §2)


def _measure(formula: Callable[P, R]) -> Callable[P, R]:
    """Let a formula work on numbers and columns, with NaN for what is undefined or no finite number."""

    @wraps(formula)
    def evaluate(*args: P.args, **kwargs: P.kwargs) -> R:
        columns = [np.asarray(each, dtype=np.float64) for each in args]
        absent = np.any([np.isnan(column) for column in np.broadcast_arrays(*columns)], axis=0)  # else 1 ** NaN would be 1
        with np.errstate(all="ignore"):
            result = np.asarray(cast("Any", formula)(*columns, **kwargs), dtype=np.float64)
        finite = np.where(np.isfinite(result) & ~absent, result, np.nan)
        return cast("R", finite if finite.ndim else float(finite))

    return evaluate


def _where(defined: Any, value: Any) -> Any:  # noqa: ANN401 - numbers or columns, as numpy has it
    return np.where(defined, value, np.nan)


@_measure
def gap(target: Number, latest: Number) -> Number:
    """What is still missing: T - L."""
    return target - latest


@_measure
def share(latest: Number, target: Number) -> Number:
    """The latest level as a share of the target: L / T. Undefined where T = 0."""
    return latest / target


@_measure
def progress(baseline: Number, level: Number, target: Number, direction: Number) -> Number:
    """The share of the way from the baseline that a level has gone: (L - B) / (T - B).

    Undefined where T = B, and where B already meets T: there the share would grow as things get worse.
    It is also the outcome of a landing level (the rule of the UN's SDG Progress Chart 2023).
    """
    return cast("Number", _where(direction * (target - baseline) > 0, (level - baseline) / (target - baseline)))


@_measure
def elapsed_today(start: Number, today: Number, deadline: Number) -> Number:
    """The share of the time that has gone by a day, kept within 0 and 1; undefined unless the deadline lies after the start."""
    share: Number = _where(deadline > start, np.clip((today - start) / (deadline - start), 0.0, 1.0))
    return share


@_measure
def elapsed(start: Number, now: Number, end: Number) -> Number:
    """The share of the time that is gone: (tL - tB) / (tT - tB). Undefined without a deadline or where tT <= tB."""
    return cast("Number", _where(end > start, (now - start) / (end - start)))


@_measure
def growth(first: Number, last: Number, years: Number) -> Number:
    """Compound annual growth rate: (last / first)^(1 / years) - 1. Undefined where a value is <= 0 or no time lies between.

    With the latest level and the target it is the growth required from then on, with the baseline and the target the planned one.
    """
    return cast("Number", _where((first > 0) & (last > 0) & (years != 0), (last / first) ** (1 / years) - 1))


@_measure
def per_year(first: Number, last: Number, years: Number) -> Number:
    """The change a year: (last - first) / years. Undefined where no time lies between."""
    return cast("Number", _where(years != 0, (last - first) / years))


@_measure
def still_ahead(years: Number) -> Number:
    """The years that are left until the deadline. Undefined once they are over (and without a deadline), as all that is required is."""
    return cast("Number", _where(years > 0, years))


@_measure
def yearly(last: Number, year_before: Number) -> Number:
    """Growth over the last year: L / level(tL - 1) - 1. Undefined without a level exactly one year before, or where that is 0."""
    return last / year_before - 1


@_measure
def acceleration(required: Number, so_far: Number, direction: Number) -> Number:
    """How many times the yearly amount so far the required one is. Undefined where the series does not move in the wanted direction."""
    return cast("Number", _where(direction * so_far > 0, required / so_far))


@_measure
def on_line(baseline: Number, target: Number, gone: Number) -> Number:
    """The level that the straight path shows when so much of its time is gone: B + (T - B) * elapsed."""
    return baseline + (target - baseline) * gone


@_measure
def on_curve(baseline: Number, target: Number, gone: Number) -> Number:
    """The level that the path of constant growth shows then: B * (T / B)^elapsed. Undefined where a value is <= 0."""
    return cast("Number", _where((baseline > 0) & (target > 0), baseline * (target / baseline) ** gone))


@_measure
def reached_on_line(baseline: Number, target: Number, level: Number) -> Number:
    """The share of its time after which the straight path reaches a level. Undefined where T = B."""
    return (level - baseline) / (target - baseline)


@_measure
def reached_on_curve(baseline: Number, target: Number, level: Number) -> Number:
    """The share of its time after which the path of constant growth reaches a level. Undefined where T = B or a value is <= 0."""
    positive = (baseline > 0) & (target > 0) & (level > 0)
    return cast("Number", _where(positive, np.log(level / baseline) / np.log(target / baseline)))


@_measure
def ahead_months(start: Number, end: Number, reached: Number, now: Number) -> Number:
    """How many months ahead of a path the latest level is: the time at which the path reaches L - tL; negative means behind.

    Here the instants are in months, so that whole months stay whole.
    """
    return start + (end - start) * reached - now


@_measure
def landing_linear(latest: Number, yearly_amount: Number, years: Number) -> Number:
    """The level at the deadline at a constant yearly change: L + growth_per_year * (tT - tL)."""
    return latest + yearly_amount * years


@_measure
def landing_compound(baseline: Number, latest: Number, years_gone: Number, years: Number) -> Number:
    """The level at the deadline if growth stays the same: L * (L / B)^((tT - tL) / (tL - tB)). Undefined where a value is <= 0."""
    defined = (baseline > 0) & (latest > 0) & (years_gone != 0)
    return cast("Number", _where(defined, latest * (latest / baseline) ** (years / years_gone)))


@_measure
def years_to_go_linear(latest: Number, target: Number, yearly_amount: Number, direction: Number) -> Number:
    """The years until a constant yearly change reaches T. Undefined where L is past T or moves away from it, or over 50 years off."""
    years = (target - latest) / yearly_amount
    return cast("Number", _where((direction * (target - latest) >= 0) & (years >= 0) & (years <= FARTHEST), years))


@_measure
def years_to_go_compound(latest: Number, target: Number, rate: Number, direction: Number) -> Number:
    """The years until constant growth reaches T. Undefined as on the straight path, and where a value is <= 0."""
    years = np.log(target / latest) / np.log1p(rate)
    towards = (latest > 0) & (target > 0) & (direction * (target - latest) >= 0)
    return cast("Number", _where(towards & (years >= 0) & (years <= FARTHEST), years))
