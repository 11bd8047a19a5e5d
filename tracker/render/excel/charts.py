"""The sheet of charts: one native chart a target, drawn from the sheet of paths."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.render.excel.figures import LETTERS
from tracker.render.excel.planned_path import AT, MET, MISSED, OBSERVED, OTHER_END, PLANNED, REQUIRED, TARGET, binds_by_growth
from tracker.render.excel.sheet import FIRST, FIRST_DAY, serial, shown

if TYPE_CHECKING:
    from tracker.analysis.target_detail import TargetDetail
    from tracker.render.excel.planned_path import Block
    from tracker.render.excel.sheet import Formats
    from tracker.reports.progress_report import Report

TITLE = "Charts"
NOTHING = "No target has figures to draw."
ALT_TEXT = (
    "Chart of {name}, in {unit}: observed levels ({observed} in all, the latest for {latest}), the planned path and the required path, "
    "each at a constant yearly change and at a constant growth rate, and the target. The numbers are on the sheet Paths."
)
_WIDTH, _HEIGHT, _ROWS = 980, 540, 28  # one chart a page
_YEAR = 365.25
_SCALES = ((1e12, '#,##0.0,,,," tn"'), (1e9, '#,##0.0,,," bn"'), (1e6, '#,##0.0,," mn"'), (10, "#,##0"), (0.1, "#,##0.0#"), (0, "0.0E+00"))
_MOST_YEARS = 14  # labels that stand beside each other without touching


class _Line(NamedTuple):
    name: str
    line: str
    column: str
    look: dict[str, Any]


def _stroke(colour: str, dash: str, width: float = 1.75) -> dict[str, Any]:
    return {"line": {"color": colour, "width": width, "dash_type": dash}, "marker": {"type": "none"}}


def _marks(shape: str, size: int, colour: str) -> dict[str, Any]:
    return {"marker": {"type": shape, "size": size, "fill": {"color": colour}, "border": {"color": colour}}}


_BLUE, _GREY, _ORANGE, _GREEN, _RED = "#1F4E79", "#7F7F7F", "#C55A11", "#548235", "#C00000"
_LINES = (
    _Line("Planned, constant yearly change", PLANNED, "linear", _stroke(_GREY, "dash")),
    _Line("Planned, constant growth rate", PLANNED, "compound", _stroke(_GREY, "round_dot")),
    _Line("Required, constant yearly change", REQUIRED, "linear", _stroke(_ORANGE, "dash")),
    _Line("Required, constant growth rate", REQUIRED, "compound", _stroke(_ORANGE, "round_dot")),
    _Line("Observed", OBSERVED, "observed", {"line": {"color": _BLUE, "width": 2.25}} | _marks("circle", 6, _BLUE)),
)
_PERIODS = (
    _Line("Met", MET, "linear", {"line": {"none": True}} | _marks("circle", 9, _GREEN)),
    _Line("Missed", MISSED, "linear", {"line": {"none": True}} | _marks("x", 9, _RED)),
)
_GOAL = {"line": {"none": True}} | _marks("diamond", 11, _GREEN)
_GOAL_LINE = _stroke(_GREEN, "long_dash")


def charts(book: Any, report: Report, blocks: list[Block], formats: Formats) -> None:
    """Write the sheet; a target without anything to draw, or with dates that a spreadsheet does not know, has no chart."""
    sheet = book.add_worksheet(TITLE)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, shown(f"{report.title or 'Targets'}: {TITLE.lower()}"), formats(bold=True, font_size=14))
    pairs = zip(report.details, blocks, strict=True)
    drawn = [(number, detail, block) for number, (detail, block) in enumerate(pairs) if _drawable(block) and detail.result.goal != "event"]
    for place, (number, detail, block) in enumerate(drawn):
        alt = shown(ALT_TEXT.format(name=detail.result.name, unit=detail.result.unit, observed=len(detail.series), latest=_latest(detail)))
        sheet.insert_chart(
            1 + place * _ROWS, 0, _chart(book, detail, block, number), {"description": alt, "object_position": 3, "y_offset": 5}
        )
    if not drawn:
        sheet.write_string(2, 0, NOTHING)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, max(1, len(drawn)) * _ROWS, _WIDTH // 64)
    sheet.set_h_pagebreaks([1 + place * _ROWS for place in range(1, len(drawn))])
    sheet.set_footer("&L&A&RPage &P of &N")


def _latest(detail: TargetDetail) -> str:
    return str(detail.result.latest_period or "no period")


def _dates(block: Block) -> list[Any]:
    at = list(AT).index("date")
    return [row[at].value for row in block.rows]


def _drawable(block: Block) -> bool:
    dates = _dates(block)
    return bool({OBSERVED, PLANNED, MET, MISSED} & set(block.lines)) and all(isinstance(each, date) and each >= FIRST_DAY for each in dates)


def _chart(book: Any, detail: TargetDetail, block: Block, number: int) -> Any:
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    for line in _LINES:
        if line.line in block.lines and _complete(block, line.line, line.column):
            chart.add_series(_series(block, line))
    for line in (*_PERIODS, *_goal_lines(detail)):
        if line.line in block.lines:
            chart.add_series(_series(block, line))
    at = {key: list(LETTERS).index(key) for key in ("name", "unit")}
    row = FIRST + number
    chart.set_title({"name": ["Figures", row, at["name"]], "name_font": {"size": 14, "color": _BLUE}, "overlay": False})
    rank = detail.result.goal == "rank"
    name = "place" if rank else "growth a year" if binds_by_growth(detail) else ["Figures", row, at["unit"]]
    chart.set_x_axis(_time_axis(_dates(block)) | ({"label_position": "high"} if rank else {}))
    chart.set_y_axis(_value_axis(block) | _LOOKS.get(detail.result.goal, {}) | {"name": name} | _periods_look(detail))
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    return chart


_LOOKS = {"rank": {"reverse": True, "min": 0, "num_format": "0;-0;"}}  # the first place is above, and there is no place 0


def _periods_look(detail: TargetDetail) -> dict[str, Any]:
    """The axis of periods that are held against a line: from zero on, and in per cent where growth is the target."""
    known = [each.value for each in detail.result.periods if each.value is not None]
    from_zero = {"min": 0} if known and min(known) >= 0 else {}
    return from_zero | ({"num_format": "0.0%"} if binds_by_growth(detail) else {})


def _goal_lines(detail: TargetDetail) -> list[_Line]:
    """The target: a mark at its deadline, lines where it has none, applies in each period or has two edges."""
    row = detail.result
    look = _GOAL if row.deadline and row.goal not in {"band", "recurring"} else _GOAL_LINE
    if row.target_to is None:
        return [_Line("Target", TARGET, "linear", look)]
    if row.goal == "range":
        return [_Line("Target, nearer end", TARGET, "linear", look), _Line("Target, further end", OTHER_END, "linear", look)]
    return [_Line("Target, lower edge", TARGET, "linear", look), _Line("Target, upper edge", OTHER_END, "linear", look)]


def _complete(block: Block, line: str, column: str) -> bool:
    """Whether the path is defined all along; a gap would be drawn as zero."""
    first, last = block.lines[line]
    at = list(AT).index(column)
    return all(row[at].value is not None for row in block.rows[first - block.start : last - block.start + 1])


def _series(block: Block, line: _Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "categories": ["Paths", *block.range(line.line, "date")],
        "values": ["Paths", *block.range(line.line, line.column)],
        **line.look,
    }


def _time_axis(dates: list[date]) -> dict[str, Any]:
    """Years, marked at their ends, where the levels stand; of a short time the quarters."""
    first, last = min(dates), max(dates)
    short = last.year - first.year < 3  # noqa: PLR2004 - so few years have too few marks
    step = _YEAR / 4 if short else _YEAR * (1 + (last.year - first.year) // _MOST_YEARS)
    start = date(first.year - 1, 12, 28 if short else 31)  # quarters are of 90 to 92 days, and each mark must stay in its month
    steps = -(-((last - start).days + 1) // step)
    return {
        "name": "end of quarter" if short else "end of year",
        "num_format": "mmm yyyy" if short else "yyyy",
        "min": serial(start),
        "max": float(serial(start)) + steps * step,
        "major_unit": step,
        "label_position": "low",
        "major_gridlines": {"visible": False},
        "line": {"color": _GREY},
    }


def _value_axis(block: Block) -> dict[str, Any]:
    numbers = [cell.value for row in block.rows for cell in row[list(AT).index("observed") : list(AT).index("unit")]]
    largest = max((abs(each) for each in numbers if isinstance(each, int | float)), default=0)
    pattern = next(pattern for scale, pattern in _SCALES if largest >= scale)
    return {
        "num_format": pattern,
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9", "width": 0.75}},
        "line": {"none": True},
    }
