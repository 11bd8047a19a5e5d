"""The sheet of charts: one native chart a target, drawn from the sheet of paths; its title says the status and follows it."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker.render.excel import colours
from tracker.render.excel.figures import order_by_attention
from tracker.render.excel.planned_path import AT, MET, MISSED, OBSERVED, OTHER_END, PLANNED, PROJECTED, REQUIRED, TARGET, binds_by_growth
from tracker.render.excel.sheet import FIRST, FIRST_DAY, serial, set_paper, shown
from tracker.render.excel.sheet_names import name_sheet
from tracker.render.excel.workings import LETTERS, chart_title
from tracker.values import languages
from tracker.values.display import dates, numbers
from tracker.words.texts import summaries, workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

    from tracker.analysis.target_detail import TargetDetail
    from tracker.render.excel.planned_path import Block
    from tracker.render.excel.sheet import Formats, Value
    from tracker.reports.progress_report import Report

_WIDTH, _HEIGHT = 470, 335  # pixels
_SLOT, _GAP = 17, 3  # rows of 20 pixels, and pixels above each chart
_ACROSS, _A_PAGE = 2, 8  # charts beside each other, and on a page of A4 upright
_SMALL = {"size": 8, "color": colours.MUTED, "bold": False}
_SCALE = 70  # percent, at which two charts are as wide as the page
_YEAR = 365.25
_PLAIN_PATTERNS = ((10, "#,##0"), (0.1, "#,##0.0#"), (1e-3, "0.0000"), (0, "0.0E+00"))
"""How amounts without the word of a scale stand beside an axis, by how large the largest one is."""
_SCALES = (12, 9, 6)
_MOST_YEARS = 9  # labels that stand beside each other without touching


class _Line(NamedTuple):
    """A line of a chart: the key of its name, its rows and their column on the sheet of paths, and how it looks."""

    name: str
    line: str
    column: str
    look: dict[str, object]


def _stroke(colour: str, dash: str, width: float = 1.75) -> dict[str, object]:
    return {"line": {"color": colour, "width": width, "dash_type": dash}, "marker": {"type": "none"}}


def _marks(shape: str, size: int, colour: str) -> dict[str, object]:
    return {"marker": {"type": shape, "size": size, "fill": {"color": colour}, "border": {"color": colour}}}


_LINES = (
    _Line("observed", OBSERVED, "observed", {"line": {"color": colours.OBSERVED, "width": 2.25}} | _marks("circle", 4, colours.OBSERVED)),
    _Line("planned", PLANNED, "linear", _stroke(colours.PLANNED, "dash", 1)),
    _Line("required", REQUIRED, "linear", _stroke(colours.REQUIRED, "dash")),
    _Line("projected", PROJECTED, "linear", _stroke(colours.OBSERVED, "round_dot", 1.5)),
    _Line("projected", PROJECTED, "compound", _stroke(colours.OBSERVED, "round_dot", 1.5)),
)
_PERIODS = (
    _Line("met", MET, "linear", {"line": {"none": True}} | _marks("circle", 7, colours.OBSERVED)),
    _Line("missed", MISSED, "linear", {"line": {"none": True}} | _marks("x", 7, colours.REQUIRED)),
)
_GOAL = {"line": {"none": True}} | _marks("diamond", 9, colours.TARGET)
_GOAL_LINE = _stroke(colours.TARGET, "long_dash")


def charts(book: Workbook, report: Report, blocks: list[Block], formats: Formats) -> None:
    """Write the sheet, what needs attention first; nothing is drawn of a target with dates that a spreadsheet does not know."""
    sheet = book.add_worksheet(name_sheet("charts"))
    sheet.hide_gridlines(2)
    sheet.set_column_pixels(0, _ACROSS - 1, _WIDTH + 4)
    sheet.write_string(
        0, 0, shown(workbook.WORKBOOK_CHARTS.format(title=report.title or summaries.UNTITLED)), formats(bold=True, font_size=14)
    )
    numbers = [number for number in order_by_attention(report) if _is_drawn(report.details[number], blocks[number])]
    for place, number in enumerate(numbers):
        detail, block = report.details[number], blocks[number]
        alt = shown(_describe(detail))
        down, across = divmod(place, _ACROSS)
        chart = _chart(book, detail, block, number)
        sheet.insert_chart(1 + down * _SLOT, across, chart, {"description": alt, "object_position": 3, "y_offset": _GAP})
    if not numbers:
        sheet.write_string(2, 0, workbook.NO_CHARTS)
    rows = max(1, math.ceil(len(numbers) / _ACROSS)) * _SLOT
    sheet.print_area(0, 0, rows, _ACROSS - 1)
    set_paper(sheet, portrait=True)
    sheet.set_print_scale(_SCALE)  # no fit to the width: charts that are cut by the end of a page cannot be read
    a_page = _A_PAGE // _ACROSS * _SLOT
    sheet.set_h_pagebreaks(list(range(1 + a_page, rows, a_page)))


def _is_drawn(detail: TargetDetail, block: Block) -> bool:
    return _drawable(block) and detail.result.goal != "event"


def _describe(detail: TargetDetail) -> str:
    """The chart in words, for who cannot see it."""
    row = detail.result
    template = workbook.WORKBOOK_CHART_ALT[bool(row.latest_period)]
    return template.format(
        name=row.name, unit=numbers.unit_name(row.unit), observed=len(detail.series), latest=dates.period(row.latest_period)
    )


def _times(block: Block) -> list[Value]:
    """What stands in the column of dates: texts for those that a spreadsheet does not know."""
    at = list(AT).index("date")
    return [row[at].value for row in block.rows if row[at].value is not None]


def _dates(block: Block) -> list[date]:
    return [each for each in _times(block) if isinstance(each, date)]


def _drawable(block: Block) -> bool:
    times = _times(block)
    return bool({OBSERVED, PLANNED, MET, MISSED} & set(block.lines)) and all(isinstance(each, date) and each >= FIRST_DAY for each in times)


def _chart(book: Workbook, detail: TargetDetail, block: Block, number: int) -> Chart:
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    assert chart is not None  # noqa: S101 - it is None for an unknown type alone
    lines = [line for line in (*_LINES, *_PERIODS, *_goal_lines(detail)) if _is_whole(detail, block, line)]
    for line in lines:
        chart.add_series(_series(block, line))
    at = {key: list(LETTERS).index(key) for key in ("chart_title", "unit")}
    row = FIRST + number
    title = {"name": ["Workings", row, at["chart_title"]], "data": [shown(chart_title(detail.result))]}
    chart.set_title(title | {"name_font": {"size": 10, "color": colours.INK, "bold": True}, "overlay": False})
    rank = detail.result.goal == "rank"
    words = workbook.WORKBOOK_CHART
    name = words["place"] if rank else words["growth"] if binds_by_growth(detail) else ["Workings", row, at["unit"]]
    chart.set_x_axis(_time_axis(_dates(block)) | ({"label_position": "high"} if rank else {}))
    chart.set_y_axis(_value_axis(block) | _LOOKS.get(detail.result.goal, {}) | {"name": name, "name_font": _SMALL} | _periods_look(detail))
    again = [place for place, line in enumerate(lines) if line.name in {before.name for before in lines[:place]}]
    chart.set_legend({"position": "bottom", "font": _SMALL, "delete_series": again})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    chart.show_hidden_data()  # the sheet of paths is hidden
    return chart


_LOOKS = {"rank": {"reverse": True, "min": 0, "num_format": "0;-0;"}}  # the first place is above, and there is no place 0


def _periods_look(detail: TargetDetail) -> dict[str, object]:
    """The axis of periods that are held against a line: from zero on, and in percent where growth is the target."""
    known = [each.value for each in detail.result.periods if each.value is not None]
    from_zero = {"min": 0} if known and min(known) >= 0 else {}
    return from_zero | ({"num_format": "0.0%"} if binds_by_growth(detail) else {})


def _goal_lines(detail: TargetDetail) -> list[_Line]:
    """The target: a mark at its deadline, lines where it has none, applies in each period or has two edges."""
    row = detail.result
    look = _GOAL if row.deadline and row.goal not in {"band", "recurring"} else _GOAL_LINE
    return [_Line("target", TARGET, "linear", look), _Line("target", OTHER_END, "linear", look)]


def _is_whole(detail: TargetDetail, block: Block, line: _Line) -> bool:
    """Whether a line can be drawn; the planned path is where it has milestones, as it is a straight line otherwise."""
    if line.line not in block.lines or (line.line == PLANNED and not detail.target.milestones):
        return False
    return line.line in {MET, MISSED, TARGET, OTHER_END} or _complete(block, line.line, line.column)


def _complete(block: Block, line: str, column: str) -> bool:
    """Whether the path is defined all along; a gap would be drawn as zero."""
    first, last = block.lines[line]
    at = list(AT).index(column)
    return all(row[at].value is not None for row in block.rows[first - block.start : last - block.start + 1])


def _series(block: Block, line: _Line) -> dict[str, object]:
    return {
        "name": workbook.WORKBOOK_CHART[line.name],
        "categories": ["Paths", *block.range(line.line, "date")],
        "values": ["Paths", *block.range(line.line, line.column)],
        **line.look,
    }


def _time_axis(dates: list[date]) -> dict[str, object]:
    """Years, marked at their ends, where the levels stand; of a short time the quarters."""
    first, last = min(dates), max(dates)
    short = last.year - first.year < 3  # noqa: PLR2004 - so few years have too few marks
    step = _YEAR / 4 if short else _YEAR * (1 + (last.year - first.year) // _MOST_YEARS)
    start = date(first.year - 1, 12, 28 if short else 31)  # quarters are of 90 to 92 days, and each mark must stay in its month
    steps = -(-((last - start).days + 1) // step)
    return {
        "name": workbook.WORKBOOK_CHART["quarters" if short else "years"],
        "name_font": _SMALL,
        "num_font": _SMALL,
        "num_format": languages.current().month_pattern if short else "yyyy",
        "min": serial(start),
        "max": float(serial(start)) + steps * step,
        "major_unit": step,
        "label_position": "low",
        "major_gridlines": {"visible": False},
        "line": {"color": colours.PLANNED},
    }


def _value_axis(block: Block) -> dict[str, object]:
    amounts = [cell.value for row in block.rows for cell in row[list(AT).index("observed") : list(AT).index("unit")]]
    largest = max((abs(each) for each in amounts if isinstance(each, int | float)), default=0)
    power = next((power for power in _SCALES if largest >= 10**power), 0)
    plain = next(pattern for least, pattern in _PLAIN_PATTERNS if largest >= least)
    pattern = f'#,##0.0{"," * (power // 3)}" {numbers.scale_word(power)}"' if power else plain
    return {
        "num_format": pattern,
        "num_font": _SMALL,
        "major_gridlines": {"visible": True, "line": {"color": colours.RULE, "width": 0.75}},
        "line": {"none": True},
    }
