"""Every step by which a chance was found (docs/methods.md §6), with its numbers: for ``explain``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.methods import forecast as method
from tracker.values.display import dates, numbers
from tracker.words.chance_wording import explain_absence, say_chance, tell_range, tell_required_seen
from tracker.words.texts import chances as texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.forecast import Basis
    from tracker.model.result import TargetResult


class Step(NamedTuple):
    """One step: what it is, its formula, the same with its numbers behind "=", or where its value is from, and what it comes to."""

    name: str
    formula: str
    filled: str
    result: str


def chance_steps(detail: TargetDetail) -> list[Step]:
    """Return the steps from the levels that count to the chance; none where there is no chance."""
    row, basis = detail.result, detail.result.forecast.basis
    return [] if basis is None else [*_of_levels(detail, basis), *_of_growth(basis), *_of_chance(row, basis)]


def chance_sentences(detail: TargetDetail) -> list[str]:
    """Return what must be known beside the steps, up to what the method does not know; or why there is no chance."""
    row, basis = detail.result, detail.result.forecast.basis
    if basis is None:
        return explain_absence(row)
    scale = texts.CHANCE_SCALES["odds" if basis.odds else "log"].format(constants=basis.constants)
    return [scale, *tell_required_seen(row), texts.CHANCE_UNKNOWN]


def _of_levels(detail: TargetDetail, basis: Basis) -> Iterator[Step]:
    names = texts.CHANCE_STEPS
    first = next((each.period for each in detail.series if each.date == basis.since), None)
    since = texts.CHANCE_FIGURES.format(since=dates.since(first) if first else dates.day(basis.since))
    stated = detail.target.forecast.usual_growth is not None
    yield Step(names["figures"], "n", since, numbers.whole(basis.figures))
    yield Step(names["class"], "", "", texts.CHANCE_CLASSES[basis.series_class])
    yield Step(names["usual"], "m0", texts.CHANCE_USUAL["stated" if stated else "constant"], _number(basis.usual_growth))


def _of_growth(basis: Basis) -> Iterator[Step]:
    names, constants = texts.CHANCE_STEPS, method.FLOW if basis.series_class == "flow" else method.OTHER
    usual, own, weight, spread = map(_number, (basis.usual_growth, basis.own_growth, basis.own_weight, basis.spread))
    omega, span = _number(constants.differing), _number(basis.span)
    difference = f"{own} {_added(-basis.usual_growth)}"
    yield Step(names["years"], "τ = tn − t1", "", span)
    yield Step(names["own"], "μ = (zn − z1) / τ", f"= {_number(basis.own_growth * basis.span)} / {span}", own)
    yield Step(names["spread"], f"s = {texts.CHANCE_SPREAD}", f"s0 = {_number(constants.spread)}, ν0 = {_number(constants.trust)}", spread)
    yield Step(names["weight"], "w = ω² / (ω² + s² / τ)", f"= {omega}² / ({omega}² + {spread}² / {span})", weight)
    yield Step(names["growth"], "m = m0 + w (μ − m0)", f"= {usual} + {weight} × ({difference})", _number(basis.growth))


def _of_chance(row: TargetResult, basis: Basis) -> Iterator[Step]:
    names, constants = texts.CHANCE_STEPS, method.FLOW if basis.series_class == "flow" else method.OTHER
    spread, years, weight = map(_number, (basis.spread, basis.years, basis.own_weight))
    omega, deviation = _number(constants.differing), _number(basis.deviation)
    filled = f"= √({spread}² × {years} + {years}² × {omega}² × (1 − {weight}))"
    yield Step(names["ahead"], "h = tT − tL", "", years)
    yield Step(names["deviation"], "S = √(s² h + h² ω² (1 − w))", filled, deviation)
    yield Step(names["degrees"], "ν = ν0 + k", f"= {_number(constants.trust)} + {basis.figures - 1}", _number(basis.degrees))
    reach = _number(float(method.student_upper(np.array([basis.degrees]))[0]))
    drift = _number(basis.growth * basis.years)
    yield Step(names["range"], texts.CHANCE_RANGE, f"= {drift} ∓ {deviation} × {reach}", tell_range(row))
    distance = _distance(row, basis, row.aim)
    probability = _number(row.forecast.probability or 0.0, 3)
    chance = f"{probability}: {say_chance(row.forecast)}"
    if row.goal == "band" or distance is None:
        upper, lower = (_below_edge(row, basis, edge) for edge in (row.target_to, row.target))
        filled = f"= {upper} − {lower}" if row.goal == "band" else ""
        yield Step(names["chance"], "F((z(T2) − zn − m h) / S) − F((z(T1) − zn − m h) / S)", filled, chance)
        return
    sign = "−" if row.direction == "decrease" else ""
    yield Step(names["distance"], "z(T) − zn", "", _number(distance))
    filled = f"= F({sign}({drift} {_added(-distance)}) / {deviation})"
    yield Step(names["chance"], "F(d (m h − (z(T) − zn)) / S)", filled, chance)


def _below_edge(row: TargetResult, basis: Basis, edge: float | None) -> str:
    """The share of futures below an edge of a band, in numbers: none below 0, all below 100 %."""
    if edge is None or edge <= 0:
        return "0"
    distance = _distance(row, basis, edge)
    if distance is None or (basis.odds and edge >= 100):  # noqa: PLR2004 - percent
        return "1"
    return f"F(({_number(distance)} {_added(-basis.growth * basis.years)}) / {_number(basis.deviation)})"


def _distance(row: TargetResult, basis: Basis, aim: float | None) -> float | None:
    """How far a level lies from the latest one on the scale on which growth is counted."""
    if aim is None or row.latest is None:
        return None
    ends = method.to_scale(np.array([row.latest, aim]), np.array([basis.odds, basis.odds]))
    found = float(ends[1] - ends[0])
    return found if math.isfinite(found) else None


def _number(value: float, digits: int = 4) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return numbers.digits_in_marks("0" if text == "-0" else text)


def _added(value: float) -> str:
    """A number as it is added: ``+ 0.05`` or ``− 0.05``."""
    return f"{'−' if math.copysign(1, value) < 0 else '+'} {_number(abs(value))}"
