"""The chance of docs/methods.md §6 as formulas of a spreadsheet: they follow the levels, the target and the deadline.

Which levels count, and so the degrees of freedom, is fixed here, and whether growth is counted on odds. Excel cuts the degrees of
T.DIST to a whole number; where they are none, the distribution is Wallace's, as in ``methods.forecast``.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tracker.methods import forecast as method
from tracker.render.excel.formulas import guarded
from tracker.render.excel.sheet import Cell, amount
from tracker.values.periods import MONTHS, instant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.forecast import Basis

    Cells = Mapping[str, str]

CHANCE_STEPS = ("chance_own", "chance_spread", "chance_weight", "chance_growth", "chance_deviation")
_MOST = 60  # levels in one formula, which Excel limits to 8,192 letters


def chance_cells(detail: TargetDetail, series: Sequence[str], cells: Cells) -> dict[str, Cell]:
    """Return the chance, its range and the steps to them, by key; none where there is no chance. ``series`` are the cells of all levels."""
    forecast, basis = detail.result.forecast, detail.result.forecast.basis
    if basis is None or forecast.likely is None:
        return {}
    low, mid, high = (_range(basis, side, cells) for side in (-1, 0, 1))
    return _steps(detail, basis, series, cells) | {
        "probability": Cell(_exact_probability(detail, basis), "share", _probability(detail, basis, cells)),
        "likely_low": amount(forecast.likely.low, low),
        "likely_mid": amount(forecast.likely.mid, mid),
        "likely_high": amount(forecast.likely.high, high),
    }


def _steps(detail: TargetDetail, basis: Basis, series: Sequence[str], cells: Cells) -> dict[str, Cell]:
    constants = method.FLOW if basis.series_class == "flow" else method.OTHER
    own, spread, weight = (cells[f"chance_{name}"] for name in ("own", "spread", "weight"))
    known = [series[place] for place in detail.counted]
    times = [instant(detail.series[place].date) / MONTHS for place in detail.counted]
    places = [_place(each, basis) for each in known]
    squares = "+".join(f"({_change(*pair, basis)})^2/{_number(later - first)}" for pair, (first, later) in _pairs(known, times))
    omega, span, usual = _number(constants.differing**2), _number(basis.span), _usual(detail, basis, constants, cells)
    shared = _number(constants.spread**2 / (constants.spread**2 + constants.differing**2 * basis.span))
    residual = f"MAX(0,{squares}-{span}*{own}^2)" if len(known) <= _MOST else _number(_residual(basis, constants))
    prior = _number(constants.trust * constants.spread**2)
    variance = f"({prior}+{residual}+{shared}*{span}*({own}-{usual})^2)/{_number(basis.degrees)}"
    years = f"({cells['tt']}-{cells['tl']})"
    deviation = f"SQRT({spread}^2*{years}+{years}^2*{omega}*(1-{weight}))"
    return {
        "chance_own": Cell(basis.own_growth, "years", guarded([known[0], known[-1]], "", f"({places[-1]}-{places[0]})/{span}")),
        "chance_spread": Cell(basis.spread, "years", guarded([own], "", f"SQRT({variance})")),
        "chance_weight": Cell(basis.own_weight, "years", guarded([spread], "", f"{omega}/({omega}+{spread}^2/{span})")),
        "chance_growth": Cell(basis.growth, "years", guarded([own, weight], "", f"{usual}+{weight}*({own}-{usual})")),
        "chance_deviation": Cell(basis.deviation, "years", guarded([spread, weight, cells["tt"], cells["tl"]], f"{years}>0", deviation)),
    }


def _usual(detail: TargetDetail, basis: Basis, constants: method.Constants, cells: Cells) -> str:
    """The usual growth, which for a constant of the class follows from the direction that is wanted."""
    if detail.target.forecast.usual_growth is not None:
        return _number(basis.usual_growth)
    return f"IF(N({cells['d']})<0,{_number(constants.decline)},{_number(constants.growth)})"


def _pairs(known: Sequence[str], times: Sequence[float]) -> list[tuple[tuple[str, str], tuple[float, float]]]:
    return list(zip(pairwise(known), pairwise(times), strict=True))


def _residual(basis: Basis, constants: method.Constants) -> float:
    """What the jumps of a long series come to, from the spread that they gave."""
    shared = constants.spread**2 / (constants.spread**2 + constants.differing**2 * basis.span)
    pulled = shared * basis.span * (basis.own_growth - basis.usual_growth) ** 2
    return basis.spread**2 * basis.degrees - constants.trust * constants.spread**2 - pulled


def _place(cell: str, basis: Basis) -> str:
    """A level on the scale on which growth is counted."""
    return f"LN(({cell}+0.5)/(100.5-{cell}))" if basis.odds else f"LN({cell})"


def _change(first: str, later: str, basis: Basis) -> str:
    return f"{_place(later, basis)}-{_place(first, basis)}" if basis.odds else f"LN({later}/{first})"


def _expected(basis: Basis, cells: Cells) -> str:
    """Where the series is expected at the deadline, on that scale."""
    return f"({_place(cells['l'], basis)}+{cells['chance_growth']}*({cells['tt']}-{cells['tl']}))"


def _range(basis: Basis, side: int, cells: Cells) -> str:
    """One end of the range, or its middle, as a level."""
    reach = _number(side * float(method.student_upper(np.array([basis.degrees]))[0]))
    place = f"({_expected(basis, cells)}+{reach}*{cells['chance_deviation']})"
    level = f"MIN(100,MAX(0,101/(1+EXP(-{place}))-0.5))" if basis.odds else f"EXP({place})"
    return guarded(_needed(cells), "", level)


def _needed(cells: Cells) -> list[str]:
    return [cells["l"], cells["tt"], cells["tl"], cells["chance_growth"], cells["chance_deviation"]]


def _probability(detail: TargetDetail, basis: Basis, cells: Cells) -> str:
    """The chance, kept within 0.02 and 0.98; that of a band is the chance of lying inside."""
    if detail.result.goal == "band":
        needed = [cells["from_end"], cells["to_end"]]
        upper, lower = _below_edge(cells["to_end"], basis, cells, top=True), _below_edge(cells["from_end"], basis, cells, top=False)
        found = f"{upper}-{lower}"
    else:
        needed = [cells["t"], cells["d"]]
        below = f"({_place(cells['t'], basis)}-{_expected(basis, cells)})/{cells['chance_deviation']}"
        found = _student(f"-{cells['d']}*({below})", basis)
    return guarded([*needed, *_needed(cells)], "", f"MIN({method.MOST},MAX({method.LEAST},{found}))")


def _exact_probability(detail: TargetDetail, basis: Basis) -> float | None:
    """What the formula comes to: with T.DIST it differs from Wallace's chance in the fourth decimal."""
    row = detail.result
    if not float(basis.degrees).is_integer() or row.latest is None:
        return row.forecast.probability

    def below(level: float) -> float:
        latest, place = method.to_scale(np.array([row.latest, level]), np.array([basis.odds] * 2)).tolist()
        return _whole_student((place - latest - basis.growth * basis.years) / basis.deviation, round(basis.degrees))

    if row.goal == "band" and row.target is not None and row.target_to is not None:
        top = 1.0 if basis.odds and row.target_to >= 100 else below(row.target_to)  # noqa: PLR2004 - percent
        found = top - (0.0 if row.target <= 0 else below(row.target))
    elif row.aim is None:
        return row.forecast.probability
    else:
        found = below(row.aim) if row.direction == "decrease" else 1 - below(row.aim)
    return min(method.MOST, max(method.LEAST, found))


def _whole_student(t: float, degrees: int) -> float:
    """Student's t of a whole number of degrees above 1, exactly (Abramowitz and Stegun, 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(degrees))
    odd = degrees % 2
    term, total = (math.cos(angle), math.cos(angle)) if odd else (1.0, 1.0)
    for power in range(2 + odd, degrees - 1, 2):
        term *= (power - 1) / power * math.cos(angle) ** 2
        total += term
    share = 2 / math.pi * (angle + math.sin(angle) * total) if odd else math.sin(angle) * total
    return (1 + share) / 2


def _below_edge(edge: str, basis: Basis, cells: Cells, *, top: bool) -> str:
    """The chance of lying below an edge; one at 0 or 100 % bounds nothing."""
    open_ = (f"{edge}>=100" if top else f"{edge}<=0") if basis.odds or not top else "FALSE"
    within = _student(f"({_place(edge, basis)}-{_expected(basis, cells)})/{cells['chance_deviation']}", basis)
    return f"IF({open_},{1 if top else 0},{within})"


def _student(t: str, basis: Basis) -> str:
    """The distribution of Student's t."""
    if float(basis.degrees).is_integer():
        return f"_xlfn.T.DIST({t},{basis.degrees:.0f},TRUE)"
    degrees, stretch = _number(basis.degrees), _number((8 * basis.degrees + 1) / (8 * basis.degrees + 3))
    return f"NORMSDIST(SIGN({t})*{stretch}*SQRT({degrees}*LN(1+({t})^2/{degrees})))"


def _number(value: float) -> str:
    return f"{value:.12g}"
