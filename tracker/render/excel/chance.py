"""The chance of docs/methods.md §6 as formulas of a spreadsheet: they follow the levels, the target and the deadline.

Which levels count, and so the degrees of freedom, is fixed here. Excel cuts the degrees of T.DIST to a whole number; where they are none,
the same distribution is that of a beta.
"""

from __future__ import annotations

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
        "probability": Cell(forecast.probability, "share", _probability(detail, basis, cells)),
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
    omega, span, usual = _number(constants.differing**2), _number(basis.span), _number(basis.usual_growth)
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
        needed = [cells["t"]]
        below = f"({_place(cells['t'], basis)}-{_expected(basis, cells)})/{cells['chance_deviation']}"
        found = _student(below if detail.result.direction == "decrease" else f"-({below})", basis)
    return guarded([*needed, *_needed(cells)], "", f"MIN({method.MOST},MAX({method.LEAST},{found}))")


def _below_edge(edge: str, basis: Basis, cells: Cells, *, top: bool) -> str:
    """The chance of lying below an edge; one at 0 or 100 % bounds nothing."""
    open_ = (f"{edge}>=100" if top else f"{edge}<=0") if basis.odds or not top else "FALSE"
    within = _student(f"({_place(edge, basis)}-{_expected(basis, cells)})/{cells['chance_deviation']}", basis)
    return f"IF({open_},{1 if top else 0},{within})"


def _student(t: str, basis: Basis) -> str:
    """The distribution of Student's t."""
    if float(basis.degrees).is_integer():
        return f"_xlfn.T.DIST({t},{basis.degrees:.0f},TRUE)"
    degrees = _number(basis.degrees)
    tail = f"_xlfn.BETA.DIST({degrees}/({degrees}+({t})^2),{_number(basis.degrees / 2)},0.5,TRUE)/2"
    return f"IF(({t})<0,{tail},1-{tail})"


def _number(value: float) -> str:
    return f"{value:.12g}"
