"""A sheet of a workbook as data: a grid of typed cells; nothing here knows what the cells mean.

How a grid becomes a sheet: cells, headings that stay, widths and heights, and the page on paper.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from tracker.render.excel.colours import ACCENT, INPUT, MUTED, SHADE
from tracker.render.terminal.letters import width_of
from tracker.reports.charts import letter_widths
from tracker.values import languages
from tracker.values.input.spreadsheet import EXCEL_EPOCH
from tracker.values.languages.translations import localized
from tracker.values.periods import MONTHS, instant
from tracker.values.printable import printable
from tracker.values.problems import TrackerError
from tracker.words.texts import workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    Value = str | float | date | None
    Look = dict[str, str | float]  # by the names of XlsxWriter


class Formats(Protocol):
    """Make the format of a look; the same look is the same format."""

    def __call__(self, **look: str | float) -> Format: ...  # noqa: D102 - as above


FIRST_DAY = date(1900, 3, 1)  # earlier ones are other numbers in Excel than elsewhere, or none at all
MOST_TEXT = 32_767  # UTF-16 units, the limit of a cell
GROUPS, KEYS, HEAD, FIRST = 2, 3, 4, 5  # rows, counted from 0: groups of columns, keys for programs, headings, the first of the data


class Cell(NamedTuple):
    """A value with its kind (a key of ``NUMBERS``), its formula where it is computed, and its look.

    ``value`` is what the tracker says; beside a formula it is what viewers show that do not calculate. ``look`` is ``input`` for a number
    that a reader may change, ``muted`` for what does not count, else empty. ``pattern`` is a number format of its own, with the unit;
    ``forms`` are the same with each form of the unit, by the number of the form, where it follows the number.
    """

    value: Value = None
    kind: str = "text"
    formula: str = ""
    look: str = ""
    pattern: str = ""
    forms: Mapping[int, str] = MappingProxyType({})


class Column(NamedTuple):
    """A column: its key for programs, the key of its group, whether its texts wrap, and its width where it is fixed.

    A ``folded`` one is out of sight until somebody opens its outline; ``printed`` says whether paper has it.
    """

    key: str
    group: str = ""
    wraps: bool = False
    width: float = 0
    folded: bool = False
    printed: bool = True


@dataclass(frozen=True)
class Grid:
    """A sheet: its name, its title, a line about it, its columns and rows; ``frozen`` columns stay in sight.

    ``headings`` and ``groups`` are what people read above the columns, by the keys of these and of their groups.

    The row of keys is for programs, and seen only on a sheet of ``workings``, which is itself hidden until somebody asks for it.
    ``key`` is its name for programs where that of the sheet is in the language of the answer. ``printed_rows`` is how many rows paper
    has, where that is not all of them.
    """

    name: str
    title: str
    about: tuple[Cell, ...]
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    headings: Mapping[str, str]
    groups: Mapping[str, str] = field(default_factory=dict)
    frozen: int = 1
    filtered: bool = True
    workings: bool = False
    portrait: bool = False
    key: str = ""
    printed_rows: int | None = None


def amount(value: float | None, formula: str = "", look: str = "") -> Cell:
    """An amount in its own unit, with as many decimals as its size asks for."""
    whole = value is None or value == round(value) or abs(value) >= 1e6  # noqa: PLR2004 - of a million fractions say nothing
    kind = "amount" if whole else "fraction" if abs(value or 0) >= 0.01 else "small"  # noqa: PLR2004 - what two decimals show
    return Cell(value, kind, formula, look)


def day(when: date | None, formula: str = "", look: str = "") -> Cell:
    """A date; one that Excel does not know is text, and then no formula."""
    if when is None or when >= FIRST_DAY:
        return Cell(when, "date", formula, look)
    return Cell(when.isoformat(), "date", look=look)


def time_of(when: date) -> float:
    """The time of a date in years, on the boundary that closes the day: the end of 2024 is 2025 (docs/methods.md, notation)."""
    return instant(when) / MONTHS


def years(when: date | None, cell: str) -> Cell:
    """The time in years of the date in a cell; nothing without one."""
    if when is None:
        return Cell()
    formula = f"=YEAR({cell})+(MONTH({cell})-1+DAY({cell})/DAY(EOMONTH({cell},0)))/12"
    return Cell(time_of(when), "years", formula if when >= FIRST_DAY else "")


def same(cell: str) -> str:
    """The formula that shows what another cell shows, nothing where that is empty."""
    return f'=IF({cell}="","",{cell})'


def letters(columns: tuple[Column, ...]) -> dict[str, str]:
    """The letter of each column, by its key."""
    return {column.key: str(xl_col_to_name(at)) for at, column in enumerate(columns)}


def shown(text: str) -> str:
    """A text that a cell can hold: nothing invisible in it, and not too long."""
    text = printable(text)
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * MOST_TEXT else units[: 2 * (MOST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def serial(value: Value) -> str | float:
    """What a file holds of a value: dates are days since the end of 1899, nothing is an empty text."""
    if isinstance(value, date):
        return float((value - EXCEL_EPOCH).days)
    return "" if value is None else shown(value) if isinstance(value, str) else value


MOST_ROWS = 1_048_576
_NARROWEST, _WIDEST = 9, 46
_LINE, _MOST_LINES = 13.5, 30  # points; a row is at most 409 high
_LOOSE = 1.05  # words do not fill their lines
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
"""The number formats in English."""
_ESCAPED, _ESCAPE = re.compile("_(x[0-9a-fA-F]{4}_)"), r"_x005F_\1"  # else a result that reads so would be read as one letter
_INK = {"input": INPUT, "muted": MUTED}


def write(book: Workbook, grid: Grid, formats: Formats) -> Worksheet:
    """Write a grid as a sheet of its own: headings that stay, a filter, columns as wide as what they hold, ready for paper."""
    if FIRST + len(grid.rows) > MOST_ROWS:
        raise TrackerError(
            localized("a sheet holds {most} rows and {number} are needed; name fewer targets", most=MOST_ROWS, number=len(grid.rows))
        )
    sheet = book.add_worksheet(grid.name)
    sheet.write_string(0, 0, shown(grid.title), formats(bold=True, font_size=14))
    widths = [_width(column, grid.headings[column.key], [row[at] for row in grid.rows]) for at, column in enumerate(grid.columns)]
    _about(sheet, grid, widths, formats)
    for at, (column, width) in enumerate(zip(grid.columns, widths, strict=True)):
        sheet.set_column(at, at, width, None, {"level": 1, "hidden": True} if column.folded else {})
    _head(sheet, grid, widths, formats)
    for number, row in enumerate(grid.rows, FIRST):
        lines = max(_lines(cell, width) if column.wraps else 1 for cell, width, column in zip(row, widths, grid.columns, strict=True))
        sheet.set_row(number, _LINE * lines if lines > 1 else None)
        for at, cell in enumerate(row):
            put(sheet, number, at, cell, formats, text_wrap=grid.columns[at].wraps)
    patterned = [
        (xl_rowcol_to_cell(number, at), cell) for number, row in enumerate(grid.rows, FIRST) for at, cell in enumerate(row) if cell.pattern
    ]
    show_fractions(sheet, patterned, formats)
    for at in sorted({at for row in grid.rows for at, cell in enumerate(row) if cell.kind == "amount" and not cell.pattern}):
        _fractions_shown(sheet, at, len(grid.rows), formats)
    _page(sheet, grid)
    return sheet


def _about(sheet: Worksheet, grid: Grid, widths: list[float], formats: Formats) -> None:
    """The line about the sheet; a sentence that is longer than the page is wide takes several lines."""
    printed = [at for at, column in enumerate(grid.columns) if column.printed and not column.folded]
    said, room = grid.about[0].value, sum(widths[at] for at in printed)
    if isinstance(said, str) and not grid.workings and letter_widths.measure(said, 1.0) / letter_widths.measure("0", 1.0) > room:
        sheet.merge_range(1, 0, 1, printed[-1], shown(said), formats(text_wrap=True, valign="top", indent=0))
        sheet.set_row(1, _LINE * count_lines(said, room))
        return
    for at, cell in enumerate(grid.about):
        put(sheet, 1, at, cell, formats, indent=min(at, 1))


def put(sheet: Worksheet, row: int, at: int, cell: Cell, formats: Formats, **look: str | float) -> None:
    """Write one cell; a text is a text whatever it looks like, and stays one when somebody edits it."""
    style: Look = {"num_format": cell.pattern or _number_format(cell.kind), "valign": "vcenter"}
    style |= {"align": "left", "indent": 1} if cell.kind == "text" else {}  # away from the number before it
    style |= {"font_color": _INK[cell.look]} if cell.look else {}
    style |= look
    value = serial(cell.value)
    if cell.formula:
        sheet.write_formula(row, at, cell.formula, formats(**style), _ESCAPED.sub(_ESCAPE, value) if isinstance(value, str) else value)
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, at, value, formats(**style, quote_prefix=True))
    else:
        sheet.write_number(row, at, value, formats(**style))


def _number_format(kind: str) -> str:
    language = languages.current()
    return language.day_pattern if kind == "date" and language.code != "en" else NUMBERS[kind]


def _fractions_shown(sheet: Worksheet, at: int, count: int, formats: Formats) -> None:
    """An amount that is no whole number any more shows its decimals: 12.5 never looks like 13."""
    first = xl_rowcol_to_cell(FIRST, at)
    fraction = f"=AND(ISNUMBER({first}),ABS({first})<1E6,{first}<>ROUND({first},0))"
    rule = {"type": "formula", "criteria": fraction, "format": formats(num_format=NUMBERS["fraction"])}
    sheet.conditional_format(FIRST, at, FIRST + count - 1, at, rule)


_NUMBER = re.compile(r"#,##0(?:\.(0+))?(,*)")


def show_fractions(sheet: Worksheet, cells: Iterable[tuple[str, Cell]], formats: Formats) -> None:
    """What is shown in full shows its decimals once somebody changes it: 10.5 bn never looks like 11 bn.

    ``cells`` are amounts with their places. One that is rounded when it is written stays so.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for place, cell in cells:
        number = _NUMBER.search(cell.pattern)
        if number and isinstance(cell.value, int | float) and cell.value == round(cell.value, _last_place(number)):
            pattern = cell.forms.get(languages.current().plural(_PART), cell.pattern)
            found.setdefault((pattern, place.rstrip("0123456789")), []).append(place)
    for (pattern, _), places in found.items():
        number = _NUMBER.search(pattern)
        assert number is not None  # noqa: S101 - as above
        finer = _NUMBER.sub(f"#,##0.{number[1] or ''}00{number[2]}", pattern, count=1 if pattern.startswith("[>") else 2)
        changed = f"=AND(ISNUMBER({places[0]}),{places[0]}<>ROUND({places[0]},{_last_place(number)}))"
        rule = {"type": "formula", "criteria": changed, "format": formats(num_format=finer), "multi_range": " ".join(_join(places))}
        sheet.conditional_format(places[0], rule)


_PART = Decimal("1.5")


def show_forms(sheet: Worksheet, cells: Iterable[tuple[str, Cell]], formats: Formats) -> None:
    """The unit of a number follows it once somebody changes it, where a number format cannot do that: 21 проект, 22 проекта, 25 проектов.

    ``cells`` are amounts with their places.
    """
    found: dict[tuple[str, str], list[tuple[str, Cell]]] = defaultdict(list)
    for place, cell in cells:
        if cell.forms and _NUMBER.search(cell.pattern):
            found[cell.pattern, place.rstrip("0123456789")].append((place, cell))
    for (pattern, _), alike in found.items():
        number, (first, cell) = _NUMBER.search(pattern), alike[0]
        assert number is not None  # noqa: S101 - as above
        which = languages.current().unit_formula.format(n=f"ROUND(ABS({first}),{_last_place(number)})")
        for form, shown_so in cell.forms.items():
            if shown_so != pattern:
                rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({first}),{which}={form})", "format": formats(num_format=shown_so)}
                sheet.conditional_format(first, rule | {"multi_range": " ".join(_join([place for place, _ in alike]))})


def _join(places: list[str]) -> Iterator[str]:
    """The ranges of cells of one column, as few as there are: F6:F20 F22."""
    letters = places[0].rstrip("0123456789")
    rows = [int(place.removeprefix(letters)) for place in places]
    for _, run in groupby(enumerate(rows), lambda each: each[1] - each[0]):
        found = [row for _, row in run]
        yield f"{letters}{found[0]}:{letters}{found[-1]}" if len(found) > 1 else f"{letters}{found[0]}"


def number_width(cell: Cell) -> int:
    """How many letters a number with a pattern of its own takes; 0 for anything else. A number that does not fit is a row of hashes."""
    number = _NUMBER.search(cell.pattern)
    if number is None or not isinstance(cell.value, int | float):
        return 0
    words = "".join(re.findall(r'"([^"]*)"', cell.pattern.split(";")[0]))
    return len(f"{cell.value / 1000 ** len(number[2]):,.{len(number[1] or '')}f}") + width_of(words)


def _last_place(number: re.Match[str]) -> int:
    """The decimal place of the last digit that a pattern shows: -8 of tenths of a billion."""
    return len(number[1] or "") - 3 * len(number[2])


def _head(sheet: Worksheet, grid: Grid, widths: list[float], formats: Formats) -> None:
    group = formats(bold=True, font_color=ACCENT, bottom=1, bottom_color=ACCENT)
    head: Look = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": SHADE, "bottom": 1, "bottom_color": ACCENT}
    keys = formats(font_size=8, font_color=MUTED)
    seen = ""
    for at, column in enumerate(grid.columns):
        if column.group:
            sheet.write_string(GROUPS, at, "" if column.group == seen else grid.groups[column.group], group)
            seen = column.group
        numbers = any(isinstance(row[at].value, int | float) for row in grid.rows)
        look = head | ({"align": "right"} if numbers else {"align": "left", "indent": 1})
        sheet.write_string(HEAD, at, grid.headings[column.key], formats(**look))
        sheet.write_string(KEYS, at, column.key, keys)
    lines = max(
        max(count_lines(grid.headings[column.key], width - _FILTER), _count_by_words(grid.headings[column.key], width - _FILTER))
        for column, width in zip(grid.columns, widths, strict=True)
    )
    sheet.set_row(HEAD, _LINE * lines + 3)
    sheet.set_row(KEYS, None, None, {"hidden": not grid.workings})


def _width(column: Column, heading: str, cells: list[Cell]) -> float:
    """The width that shows every number whole; long texts wrap or run on."""
    if column.width:
        return column.width
    words = [max(len(word), math.ceil(letter_widths.measure(word, 1.0) / letter_widths.measure("0", 1.0))) for word in heading.split()]
    widest = max([*words, len(column.key) * 0.75, *(_length(cell) for cell in cells), _NARROWEST])
    return min(widest, _WIDEST) + 3


def _lines(cell: Cell, width: float) -> int:
    """How many lines a text that wraps takes; not every program works that out itself."""
    return min(_MOST_LINES, count_lines(shown(cell.value), width)) if isinstance(cell.value, str) else 1


def count_lines(text: str, width: float) -> int:
    """How many lines a text takes in so many letters, as no program makes room for it by itself."""
    letters = width_of(text)
    return 1 if letters <= width else math.ceil(letters * _LOOSE / width)


_FILTER = 3  # letters: its button


def measure_letters(text: str) -> float:
    """The width of a text in digits, as a sheet counts its columns, by the widths of its letters."""
    return letter_widths.measure(text, 1.0) / letter_widths.measure("0", 1.0)


def _count_by_words(text: str, width: float) -> int:
    """The same, a word at a time and by the widths of the letters."""
    return len(letter_widths.wrap(text, 1.0, width * letter_widths.measure("0", 1.0)))


def _length(cell: Cell) -> float:
    if isinstance(cell.value, float | int):
        decimals = 2 if cell.kind == "fraction" else 0
        return len(f"{cell.value:,.{decimals}f}") if cell.kind in {"amount", "fraction"} else _NARROWEST
    return width_of(cell.value) if isinstance(cell.value, str) else _NARROWEST


def _page(sheet: Worksheet, grid: Grid) -> None:
    sheet.freeze_panes(FIRST, grid.frozen)
    if grid.filtered:
        sheet.autofilter(HEAD, 0, HEAD + len(grid.rows), len(grid.columns) - 1)
    if grid.workings:
        sheet.hide()
    printed = [at for at, column in enumerate(grid.columns) if column.printed]
    rows = len(grid.rows) if grid.printed_rows is None else grid.printed_rows
    if not grid.workings:
        sheet.print_area(0, 0, HEAD + max(1, rows), printed[-1])
    sheet.repeat_rows(GROUPS, HEAD)
    set_paper(sheet, portrait=grid.portrait)


def set_paper(sheet: Worksheet, *, portrait: bool = False, wide: int = 1, tall: int = 0) -> None:
    """A4, so many pages wide and (0: as many as it takes) tall, with narrow margins, the name of the sheet and the number of the page."""
    (sheet.set_portrait if portrait else sheet.set_landscape)()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(wide, tall)
    sheet.set_footer(f"&L&A&R{workbook.PAGE}")
