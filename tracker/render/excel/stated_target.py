"""The target of a row: what was stated as input cells, and the level it comes to as a formula over the baseline.

A change on the baseline moves with it, and for a range or a band the end that counts and the direction follow from it (docs/methods.md §3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.excel.formulas import guarded
from tracker.render.excel.sheet import Cell, amount
from tracker.values.input.stated_target import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.analysis.target_detail import TargetDetail

    Cells = Mapping[str, str]

SPANS = {Form.RANGE, Form.BAND}
_CHANGES = {
    Form.RELATIVE: ("b", "{b}>0", "{change}*{b}"),
    Form.GROWTH: ("b tb tt", "{b}>0", "{b}*(1+{change})^({tt}-{tb})"),
    Form.POINTS: ("b", "", "{b}+{change}"),
}
"""The cells that a change on the baseline needs beside itself, what must hold, and the level that it comes to."""
_KINDS = {Form.RELATIVE: "times", Form.GROWTH: "share"}


def target_cells(detail: TargetDetail, cells: Cells) -> dict[str, Cell]:
    """Return the cells of what was stated, by key: the amounts, the level that counts (``aim``), and which way is wanted."""
    form = detail.target.form
    found = _span(detail, cells) if form in SPANS else _change(detail, cells) if form in _CHANGES else _level(detail, cells)
    slack = detail.target.slack
    return found | {"slack": amount(slack, look="input") if slack else Cell()}


def _level(detail: TargetDetail, cells: Cells) -> dict[str, Cell]:
    return {
        "target": amount(detail.result.target, look="" if detail.result.goal == "event" else "input"),
        "aim": amount(detail.result.aim, f"={cells['target']}"),
        **_declared_direction(detail, cells),
    }


def _change(detail: TargetDetail, cells: Cells) -> dict[str, Cell]:
    """A change on the baseline; where it applies in every period, the rate itself is all that was stated."""
    form, change = detail.target.form, detail.target.change
    stated = {"change": Cell(change, _KINDS[form], look="input") if form in _KINDS else amount(change, look="input")}
    stated |= _declared_direction(detail, cells)
    if detail.target.every and form is Form.GROWTH:
        return stated
    needs, holds, formula = _CHANGES[form]
    comes_to = guarded([cells["change"], *(cells[each] for each in needs.split())], holds.format_map(cells), formula.format_map(cells))
    aim = amount(detail.result.aim, f"={cells['target']}")
    return stated | {"target": amount(detail.result.target, comes_to), "aim": aim}


def _declared_direction(detail: TargetDetail, cells: Cells) -> dict[str, Cell]:
    row = detail.result
    return {"direction": Cell(row.direction), "d": Cell(row.sign, "whole", f'=IF({cells["direction"]}="increase",1,-1)')}


def _span(detail: TargetDetail, cells: Cells) -> dict[str, Cell]:
    """Two ends; the one reached first from the baseline counts (docs/methods.md §3)."""
    target, row, band = detail.target, detail.result, detail.target.form is Form.BAND
    inside = "AND(ISNUMBER({b}),{b}>={from_end},{b}<={to_end})"
    ahead = "IF(AND(ISNUMBER({b}),{b}>{to_end}),-1,1)" if not target.direction else str(target.direction)
    direction = f'=IF({inside},"",{ahead})' if band else f"={ahead}"
    aim = '=IF({d}="","",IF({d}<0,{to_end},{from_end}))' if band else f"=IF((N({{d}})<0)<>{inside},{{to_end}},{{from_end}})"
    other = "=IF({aim}={from_end},{to_end},{from_end})"
    direction_name = '=IF({d}="","",IF({d}>0,"increase","decrease"))'
    return {
        "from_end": amount(target.goal, look="input"),
        "to_end": amount(target.to, look="input"),
        "target": amount(row.target, ("={from_end}" if band else "={aim}").format_map(cells)),
        "target_to": amount(row.target_to, ("={to_end}" if band else other).format_map(cells)),
        "aim": amount(row.aim, aim.format_map(cells)),
        "direction": Cell(row.direction, formula=direction_name.format_map(cells)),
        "d": Cell(row.sign if row.direction else None, "whole", direction.format_map(cells)),
    }
