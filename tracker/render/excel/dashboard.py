"""The dashboard: the page on which the workbook opens, a row a target with what needs attention first, all of it live."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.result import URGENCY
from tracker.render.excel import colours
from tracker.render.excel.figures import order_by_attention
from tracker.render.excel.formulas import text
from tracker.render.excel.sheet import (
    FIRST,
    HEAD,
    Cell,
    count_lines,
    measure_letters,
    number_width,
    put,
    set_paper,
    show_forms,
    show_fractions,
    shown,
)
from tracker.render.excel.sheet_names import name_sheet, name_sheets
from tracker.render.excel.workings import cells_of
from tracker.values import languages
from tracker.values.display import ABSENT, cell_patterns, dates, numbers
from tracker.values.input.stated_target import Form
from tracker.values.units import is_percent
from tracker.words import number_patterns, summary_wording, target_wording
from tracker.words.chance_wording import list_chances, show_outturn
from tracker.words.filling import fill
from tracker.words.outlook import project_outcome, project_scale
from tracker.words.status_columns import STATUS, verdict_words
from tracker.words.texts import summaries, target_phrases, verdicts, workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import TargetResult
    from tracker.render.excel.sheet import Formats, Look
    from tracker.reports.progress_report import Report

_WIDTHS = {
    "name": 42,
    "status": 15,
    "trend": 18,
    "latest": 17,
    "period": 15,
    "target": 18,
    "deadline": 14,
    "progress": 10,
    "projected": 23,
    "chance": 12,
    "outturn": 20,
    "owner": 28,
}
COLUMNS = tuple(_WIDTHS)
_AT = {key: at for at, key in enumerate(COLUMNS[: COLUMNS.index("outturn")])}  # what stands in the same place on every dashboard
_LETTER = {key: "ABCDEFGHIJ"[at] for key, at in _AT.items()}
_RIGHT = ("latest", "target", "progress", "projected", "chance", "outturn")
_LINE, _LEAST = 13, 2  # points of a line, lines of a row
_WIDEST = 28
_BOLD = 0.88  # of a line: bold letters are wider
_FOOT = 0.25  # of the range of a percentage, that its lowest column may be seen
_COMMA = ", "
_NOISE = 6  # decimals further than the last one that is shown, where binary fractions may leave something
ONE_PAGE = 16  # targets that one page holds in letters that can be read


class RowPlace(NamedTuple):
    """The cells of a target in the workings, by key, and the range of what its trend is drawn from (empty: nothing)."""

    cells: Mapping[str, str]
    trend: str


def places(trends: list[str]) -> list[RowPlace]:
    """The places of the targets in the order of the file, from the ranges of their trends."""
    return [RowPlace({key: f"Workings!{cell}" for key, cell in cells_of(number).items()}, trend) for number, trend in enumerate(trends)]


def dashboard(
    book: Workbook, report: Report, rows: list[Mapping[str, Cell]], where: list[RowPlace], formats: Formats, *, brief: bool
) -> None:
    """Write the sheet, which stands first; a ``brief`` one is all that a reader sees."""
    sheet = book.add_worksheet(name_sheet("dashboard"))
    sheet.hide_gridlines(2)
    order = order_by_attention(report)
    lines = [_cells(report.details[number], rows[number], where[number]) for number in order]
    widths = {key: _width(key, lines) for key in columns_of(report)}
    for at, width in enumerate(widths.values()):
        sheet.set_column(at, at, width)
    _title(sheet, report, formats)
    _head(sheet, widths, formats)
    amounts: list[tuple[str, Cell]] = []
    for row, (number, cells) in enumerate(zip(order, lines, strict=True), FIRST):
        _row(sheet, row, cells, widths, formats)
        amounts += [(f"{_LETTER[key]}{row + 1}", cells[key]) for key in ("latest", "target")]
        if where[number].trend:
            sheet.add_sparkline(row, _AT["trend"], _sparkline(where[number], report.details[number]))
    show_fractions(sheet, amounts, formats)
    show_forms(sheet, amounts, formats)
    _mark(sheet, len(order), formats)
    said = ("projected", "chance", *(["outturn"] if "outturn" in widths else []), "brief" if brief else "live")
    last = _foot(sheet, FIRST + len(order) + 1, said, len(widths) - 1, formats)
    sheet.freeze_panes(FIRST, 1)
    sheet.repeat_rows(HEAD)
    sheet.print_area(0, 0, last, len(widths) - 1)
    set_paper(sheet, tall=1 if len(order) <= ONE_PAGE else 0)


def _title(sheet: Worksheet, report: Report, formats: Formats) -> None:
    as_of = fill(workbook.WORKBOOK["as_of"], {"as_of": dates.as_of(report.as_of)})
    sheet.write_string(0, 0, shown(report.title or summaries.UNTITLED), formats(bold=True, font_size=18, font_color=colours.INK))
    sheet.write_string(1, 0, as_of, formats(font_color=colours.MUTED))
    put(sheet, 2, 0, _counts(report), formats, bold=True, indent=0, font_size=12)


def columns_of(report: Report) -> tuple[str, ...]:
    """The columns that the sheet has: one in which no target would have anything would only make the letters of the page smaller."""
    empty = set() if any(row.forecast.outturn for row in report.rows) else {"outturn"}
    empty |= set() if any(row.owner for row in report.rows) else {"owner"}
    return tuple(key for key in COLUMNS if key not in empty)


def _head(sheet: Worksheet, widths: Mapping[str, float], formats: Formats) -> None:
    for at, key in enumerate(widths):
        look: Look = (
            {"align": "right", "indent": 1} if key in _RIGHT else {"align": "center"} if key == "trend" else {"indent": int(key != "name")}
        )
        head = formats(bold=True, font_color="#FFFFFF", bg_color=colours.ACCENT, valign="vcenter", text_wrap=True, **look)
        sheet.write_string(HEAD, at, workbook.WORKBOOK_HEADS[key], head)
    lines = max(count_lines(workbook.WORKBOOK_HEADS[key], (width - 1) * _BOLD) for key, width in widths.items())
    sheet.set_row(HEAD, _LINE * max(_LEAST, lines))


def _counts(report: Report) -> Cell:
    """How many targets stand how, counted over the statuses below."""
    if not report.rows:
        return Cell(summaries.NO_TARGETS)
    found = f"${_LETTER['status']}${FIRST + 1}:${_LETTER['status']}${FIRST + len(report.rows)}"
    counted = "&".join(_count(found, status) for status in URGENCY)
    number = len(report.rows)
    targets = summaries.COUNTED_TARGETS.format(number, str(number))
    before, after = summaries.REPORT_COUNTS.format(targets=targets, counts="{}").split("{}")
    return Cell(summary_wording.headline(report.rows), formula=f"={text(before)}&MID({counted},{len(_COMMA) + 1},999)&{text(after)}")


def _count(found: str, status: str) -> str:
    """How many stand so, behind a comma; nothing where none does."""
    counted = f"COUNTIF({found},{text(verdict_words(status))})"
    before, after = summaries.COUNTED_STATUS.format(number="{}", status=verdicts.STATUS_WORDS[status]).split("{}")
    return f'IF({counted}=0,"",{text(_COMMA + before)}&{counted}&{text(after)})'


def _cells(detail: TargetDetail, workings: Mapping[str, Cell], place: RowPlace) -> dict[str, Cell]:
    result = detail.result
    return {
        "name": Cell(result.name),
        "status": Cell(verdict_words(result.status), formula=f"={place.cells['status']}"),
        "latest": _latest(detail, workings["latest"], place),
        "period": Cell(STATUS["latest_period"].shortened(result)),
        "target": _target(detail, place),
        "deadline": Cell(target_wording.shorten_deadline(result)),
        "progress": _progress(workings["progress"], place) if not result.only_baseline else Cell(ABSENT),
        "projected": _projected(result, place),
        "chance": _chance(result, workings.get("probability", Cell()), place),
        "outturn": Cell(show_outturn(result), formula=f"={place.cells['outturn_words']}"),
        "owner": Cell(result.owner or ABSENT),
    }


def _width(key: str, lines: list[dict[str, Cell]]) -> float:
    """The width of a column in letters, for each word of its heading and for numbers up to some length; longer ones are written smaller."""
    longest = max((len(str(cells[key].value)) if key == "outturn" else number_width(cells.get(key, Cell())) for cells in lines), default=0)
    heading = max(map(measure_letters, workbook.WORKBOOK_HEADS[key].split())) / _BOLD + 2
    return max(_WIDTHS[key], min(_WIDEST, longest + 3), heading)


def _row(sheet: Worksheet, at: int, cells: Mapping[str, Cell], widths: Mapping[str, float], formats: Formats) -> None:
    line: Look = {"bottom": 1, "bottom_color": colours.RULE}
    sheet.write_blank(at, _AT["trend"], None, formats(**line))
    for column, key in enumerate(widths):
        if key == "trend":
            continue
        cell = cells[key]
        look: Look = {"align": "right", "indent": 1} if key in _RIGHT else {}
        look |= {"bold": True, "indent": 0} if key == "name" else {"bold": True} if key == "status" else {}
        look |= {"shrink": True} if number_width(cell) else {"text_wrap": True}
        put(sheet, at, column, cell, formats, font_color=colours.INK, **look, **line)
    texts = {key: cell.value for key, cell in cells.items() if key in widths and isinstance(cell.value, str)}
    lines = max(count_lines(text, widths[key] * (_BOLD if key == "name" else 1)) for key, text in texts.items())
    sheet.set_row(at, min(409, _LINE * max(_LEAST, lines) + 4))


def _sparkline(place: RowPlace, detail: TargetDetail) -> dict[str, object]:
    """The series as columns, the last one dark; LibreOffice 7.4 prints no lines in cells, and crashes at an axis of dates."""
    look = {"type": "column", "last_point": True, "series_color": colours.EARLIER, "last_color": colours.OBSERVED, "show_hidden": True}
    return {"range": place.trend, "min": _foot_of_columns(detail), **look}


def _foot_of_columns(detail: TargetDetail) -> float:
    """Where the columns of a trend begin: at zero, so that they are as long as their amounts; those of a percentage a little below it."""
    values = [level.value for level in detail.series]
    lowest, highest = min(values), max(values)
    if lowest >= 0 and not is_percent(detail.result.unit):
        return 0.0
    return lowest - (highest - lowest) * _FOOT


def _latest(detail: TargetDetail, cell: Cell, place: RowPlace) -> Cell:
    """The latest level; of a target that binds in each period what its last one came to, which need not be a level."""
    result = detail.result
    judged = target_wording.last_judged(result)
    if judged is not None and judged.value is not None and judged.value != result.latest:
        return _level(result, Cell(judged.value), number_patterns.level_pattern(result, judged.value, judged.qualifier or ""))
    if result.latest is None or result.kind == "event":
        return Cell(target_wording.say_latest(result, short=True))
    pattern = number_patterns.level_pattern(result, result.latest, result.latest_qualifier or "")
    return _level(result, cell._replace(formula=f"={place.cells['latest']}"), pattern)


def _level(result: TargetResult, cell: Cell, pattern: str) -> Cell:
    return cell._replace(pattern=pattern, forms=cell_patterns.patterns_by_form(pattern, result.unit))


def _target(detail: TargetDetail, place: RowPlace) -> Cell:
    result = detail.result
    if result.target is None or result.kind == "event":
        return Cell(target_wording.shorten_target(result))
    if result.target_to is not None:
        return _span(detail, place)
    cell, counted = place.cells["target"], number_patterns.round_counted_target(result)
    if counted is None:
        return _amount_of_target(result, result.target, f"={cell}")
    value, places = counted
    rounded = f"ROUND{'UP' if result.sign > 0 else 'DOWN'}(ROUND({cell},{places + _NOISE}),{places})"
    return _amount_of_target(result, value, f'=IF({cell}="","",{rounded})')


def _amount_of_target(result: TargetResult, value: float, formula: str) -> Cell:
    pattern = number_patterns.target_pattern(result, value)
    return Cell(value, formula=formula, pattern=pattern, forms=number_patterns.target_forms(result, pattern))


def _span(detail: TargetDetail, place: RowPlace) -> Cell:
    """Both ends of a range or a band: ``40–45 %``."""
    low, high = sorted((detail.target.goal, detail.target.to))
    (low_formula, low_word), (high_formula, high_word) = _end(low, place.cells["from_end"]), _end(high, place.cells["to_end"])
    before, after = (target_phrases.TARGET_WITHIN if detail.target.form is Form.BAND else "{span}").split("{span}")
    dash = f'IF({place.cells["from_end"]}<0,{text(languages.current().apart)},"–")'
    behind = [f"&{text(word)}" if word else "" for word in ("" if low_word == high_word else low_word, high_word)]
    unit = f"&{text(numbers.space_before(detail.result.unit))}&{place.cells['unit']}" if detail.result.unit else ""
    formula = f"={text(before)}&{low_formula}{behind[0]}&{dash}&{high_formula}{behind[1]}{unit}&{text(after)}"
    return Cell(target_wording.shorten_target(detail.result), formula=formula)


def _end(value: float, cell: str) -> tuple[str, str]:
    """One end as a formula of its number (``4``, ``42.5``, ``15,000``), and the word of its scale."""
    scale = numbers.scale_of(value)
    number = f"({cell}/1E{scale})" if scale else cell
    said = f'SUBSTITUTE(IF({number}=ROUND({number},0),FIXED({number},0),{number}&""),"-","−")'
    return said, f" {numbers.scale_word(scale)}" if scale else ""


def _progress(cell: Cell, place: RowPlace) -> Cell:
    """The progress in percent with one decimal, rounded down: 99.96 % is 99.9 %, and 100 % only where it is so."""
    if cell.value is None and not cell.formula:
        return Cell(ABSENT)
    progress = place.cells["progress"]
    formula = f'=IF({progress}="","{ABSENT}",INT(ROUND({progress}*1000,9))/1000)'
    shown = math.floor(round(cell.value * 1000, 9)) / 1000 if isinstance(cell.value, int | float) else ABSENT
    return Cell(shown, "share", formula, pattern=number_patterns.percent_pattern(1))


def _projected(result: TargetResult, place: RowPlace) -> Cell:
    """The outcome at this pace from one path to the other, as text over live numbers: ``8.3–10.3 bn USD``."""
    said = project_outcome(result)
    if said == ABSENT:
        return Cell(said)
    low, high, decimals = (place.cells[f"projected_{name}"] for name in ("low", "high", "decimals"))
    if result.kind == "rank":
        before, after = target_phrases.PLACE.split("{place}")
        whole = f"-INT(1E-9-{low})" if result.direction == "decrease" else f"INT({low}+1E-9)"
        return Cell(said, formula=f'=IF({low}="","{ABSENT}",{text(before)}&FIXED({whole},0)&{text(after)})')
    scale, _ = project_scale(result)
    first, last = (f"FIXED({end}/1E{scale},{decimals})" for end in (low, high))
    dash = f'IF({low}<0,{text(languages.current().apart)},"–")'
    word = f"&{text(f' {numbers.scale_word(scale)}')}" if scale else ""
    form = place.cells["unit"] if scale else _unit_of(first, last, f"ABS(ROUND({high},{decimals}))", place)
    unit = f"&{text(numbers.space_before(result.unit))}&{form}" if result.unit else ""
    said_ends = f'SUBSTITUTE(IF({first}={last},{first},{first}&{dash}&{last}),"-","−")'
    return Cell(said, formula=f'=IF({low}="","{ABSENT}",{said_ends}{word}{unit})')


def _chance(result: TargetResult, probability: Cell, place: RowPlace) -> Cell:
    """The chance in words, as in every other format, from the number that the workings compute."""
    if not isinstance(probability.value, float):
        return Cell(ABSENT)
    words, cell = list_chances(result.forecast), place.cells["probability"]
    lowest, said = ",".join(f"{number:g}" for number in words), ",".join(map(text, words.values()))
    formula = f'=IF({cell}="",{text(ABSENT)},LOOKUP({cell},{{{lowest}}},{{{said}}}))'
    return Cell(words[max(number for number in words if number <= probability.value)], formula=formula)


def _unit_of(first: str, last: str, number: str, place: RowPlace) -> str:
    """The form of the unit that stands with the ends of an outcome, as it is shown and as a number."""
    one, unit = place.cells["unit_of_one"], place.cells["unit"]
    formula = languages.current().unit_formula
    if not formula:
        return f'IF(AND({first}={last},OR({first}="1",{first}="-1")),{one},{unit})'
    more = languages.current().plurals > 2  # noqa: PLR2004 - as ``workings.FORMS``
    forms = (one, place.cells["unit_of_few"], unit, place.cells["unit_of_part"]) if more else (one, unit)
    return f"CHOOSE(1+{formula.format(n=number)},{','.join(forms)})"


def _mark(sheet: Worksheet, count: int, formats: Formats) -> None:
    last = FIRST + max(1, count)
    colours.mark_statuses(sheet, f"{_LETTER['status']}{FIRST + 1}:{_LETTER['status']}{last}", formats)


def _foot(sheet: Worksheet, at: int, notes: tuple[str, ...], last: int, formats: Formats) -> int:
    """What must be known to read the page; the last row that it takes."""
    look = formats(font_color=colours.MUTED, font_size=9, text_wrap=True, valign="top")
    for said in notes:
        sheet.merge_range(at, 0, at, last, workbook.WORKBOOK[said].format_map(name_sheets()), look)
        at += 1
    return at - 1
