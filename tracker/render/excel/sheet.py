"""How a grid becomes a sheet: cells, headings that stay, widths and heights, and the page on paper."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from tracker.problems import TrackerError
from tracker.render.as_text import width_of
from tracker.render.excel.grid import FIRST, HEAD, KEYS, serial, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.render.excel.grid import Cell, Column, Grid

    Formats = Callable[..., Any]

MOST_ROWS = 1_048_576
_NARROWEST, _WIDEST = 9, 46
_LINE, _MOST_LINES = 15, 27  # points; a row is at most 409 high
_LOOSE = 1.15  # words do not fill their lines
NUMBERS = {
    "text": "General",
    "amount": "#,##0",
    "fraction": "#,##0.00",
    "small": "0.00E+00",
    "share": "0.00%",
    "times": "0.00",
    "months": "0.0",
    "years": "0.0000",
    "whole": "0",
    "date": "yyyy-mm-dd",
}
_INK = {"input": "#0000FF", "muted": "#7F7F7F"}


def write(book: Any, grid: Grid, formats: Formats) -> Any:
    """Write a grid as a sheet of its own: headings that stay, a filter, columns as wide as what they hold, ready for paper."""
    if FIRST + len(grid.rows) > MOST_ROWS:
        raise TrackerError(f"a sheet holds {MOST_ROWS} rows and {len(grid.rows)} are needed; name fewer targets")
    sheet = book.add_worksheet(grid.name)
    sheet.write_string(0, 0, shown(grid.title), formats(bold=True, font_size=14))
    for at, cell in enumerate(grid.about):
        put(sheet, 1, at, cell, formats, indent=min(at, 1))
    _head(sheet, grid, formats)
    widths = [_width(column, [row[at] for row in grid.rows]) for at, column in enumerate(grid.columns)]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for number, row in enumerate(grid.rows, FIRST):
        lines = max(_lines(cell, width) if column.wraps else 1 for cell, width, column in zip(row, widths, grid.columns, strict=True))
        sheet.set_row(number, _LINE * lines if lines > 1 else None)
        for at, cell in enumerate(row):
            put(sheet, number, at, cell, formats, text_wrap=grid.columns[at].wraps)
    for at in sorted({at for row in grid.rows for at, cell in enumerate(row) if cell.kind == "amount"}):
        _fractions_shown(sheet, at, len(grid.rows), formats)
    _page(sheet, grid)
    return sheet


def put(sheet: Any, row: int, at: int, cell: Cell, formats: Formats, **look: Any) -> None:
    """Write one cell; a text is a text whatever it looks like, and stays one when somebody edits it."""
    style: dict[str, Any] = {"num_format": NUMBERS[cell.kind], "valign": "vcenter"}
    style |= {"align": "left", "indent": 1} if cell.kind == "text" else {}  # away from the number before it
    style |= {"font_color": _INK[cell.look]} if cell.look else {}
    style |= look
    value = serial(cell.value)
    if cell.formula:
        sheet.write_formula(row, at, cell.formula, formats(**style), value)
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, at, value, formats(**style, quote_prefix=True))
    else:
        sheet.write_number(row, at, value, formats(**style))


def _fractions_shown(sheet: Any, at: int, count: int, formats: Formats) -> None:
    """An amount that is no whole number any more shows its decimals: 12.5 never looks like 13."""
    first = xl_rowcol_to_cell(FIRST, at)
    fraction = f"=AND(ISNUMBER({first}),ABS({first})<1E6,{first}<>ROUND({first},0))"
    rule = {"type": "formula", "criteria": fraction, "format": formats(num_format=NUMBERS["fraction"])}
    sheet.conditional_format(FIRST, at, FIRST + count - 1, at, rule)


def _head(sheet: Any, grid: Grid, formats: Formats) -> None:
    group = formats(bold=True, font_color="#1F4E79", bottom=1, bottom_color="#1F4E79")
    head = formats(bold=True, text_wrap=True, valign="bottom", bg_color="#DDEBF7", border=1, border_color="#BFBFBF")
    keys = formats(font_size=8, font_color="#7F7F7F", bg_color="#F2F2F2", border=1, border_color="#BFBFBF")
    seen = ""
    for at, column in enumerate(grid.columns):
        if column.group:
            sheet.write_string(HEAD - 1, at, "" if column.group == seen else column.group, group)
            seen = column.group
        sheet.write_string(HEAD, at, column.heading, head)
        sheet.write_string(KEYS, at, column.key, keys)
    sheet.set_row(HEAD, 45)


def _width(column: Column, cells: list[Cell]) -> float:
    """The width that shows every number whole; long texts wrap or run on."""
    if column.width:
        return column.width
    words = [len(word) for word in column.heading.split()]
    widest = max([*words, len(column.key) * 0.75, *(_length(cell) for cell in cells), _NARROWEST])
    return min(widest, _WIDEST) + 3


def _lines(cell: Cell, width: float) -> int:
    """How many lines a text that wraps takes; not every program works that out itself."""
    return min(_MOST_LINES, math.ceil(width_of(shown(cell.value)) * _LOOSE / width)) if isinstance(cell.value, str) else 1


def _length(cell: Cell) -> float:
    if isinstance(cell.value, float | int):
        decimals = 2 if cell.kind == "fraction" else 0
        return len(f"{cell.value:,.{decimals}f}") if cell.kind in {"amount", "fraction"} else _NARROWEST
    return width_of(cell.value) if isinstance(cell.value, str) else _NARROWEST


def _page(sheet: Any, grid: Grid) -> None:
    sheet.freeze_panes(FIRST, grid.frozen)
    if grid.filtered:
        sheet.autofilter(KEYS, 0, KEYS + len(grid.rows), len(grid.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(grid.pages_wide, 0)
    sheet.repeat_rows(HEAD - 1, KEYS)
    if grid.pages_wide > 1:
        sheet.repeat_columns(0, grid.frozen - 1)
    sheet.set_footer("&L&A&RPage &P of &N")
