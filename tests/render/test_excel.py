"""The workbook as a file: its first sheet, a brief one, what programs find in it, and that nothing of it breaks at an odd programme."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from awkward import AS_OF, write_awkward

import tracker
from tracker.analysis.attention import sort_by_attention
from tracker.render.excel.sheet import Cell, measure_letters, number_width
from tracker.render.excel.workbook import workbook
from tracker.reports.progress_report import Origin, Question, Report, compile_report
from tracker.values import languages
from tracker.words import summary_wording
from tracker.words.chance_wording import show_chance, show_outturn
from tracker.words.outlook import project_outcome
from tracker.words.status_columns import verdict_words

if TYPE_CHECKING:
    pass


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    programme, observations = tracker.load(write_awkward(tmp_path_factory.mktemp("awkward"), 22)[0])
    return compile_report(programme, observations, Question(AS_OF), Origin())


def opened(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about what it does not read
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def formulas(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        texts = [file.read(name).decode() for name in file.namelist() if name.endswith(".xml")]
    return [found for text in texts for found in re.findall(r"<(?:c:|xm:)?f>([^<]*)</(?:c:|xm:)?f>", text)]


def test_the_workbook_opens_on_a_dashboard_with_what_needs_attention_first(report: Report) -> None:
    book = opened(workbook(report))
    assert book.active.title == "Dashboard"
    rows = list(book["Dashboard"].iter_rows(min_row=6, max_row=5 + len(report.rows), values_only=True))
    ordered = sort_by_attention(report.rows)
    assert [(row[0], row[1], *row[8:]) for row in rows] == [
        (each.name, verdict_words(each.status), project_outcome(each), show_chance(each), show_outturn(each), each.owner or "–")
        for each in ordered
    ]
    assert book["Dashboard"]["A3"].value == summary_wording.headline(report.rows)


@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_no_word_of_a_heading_of_the_dashboard_is_broken(report: Report, code: str) -> None:
    languages.use(code)
    sheet = opened(workbook(report)).worksheets[0]
    groups = list(sheet.column_dimensions.values())  # neighbours of one width are one entry
    for cell in filter(lambda each: each.value, sheet[5]):
        width = next(each.width for each in groups if each.min <= cell.column <= each.max)
        assert max(map(measure_letters, cell.value.split())) * 1.1 + 1 <= width, cell.value


def test_nobody_meets_a_row_of_keys_first(report: Report) -> None:
    for sheet in opened(workbook(report)).worksheets:
        keys = [
            row
            for row in range(1, 7)
            if "latest_period" in {cell.value for cell in sheet[row]} or "as_reported" in {cell.value for cell in sheet[row]}
        ]
        assert all(sheet.row_dimensions[row].hidden or sheet.sheet_state == "hidden" for row in keys), sheet.title


@pytest.mark.parametrize("brief", [False, True])
def test_programs_find_each_table_by_its_name(report: Report, *, brief: bool) -> None:
    book = opened(workbook(report, brief=brief))
    first = {"data_workings": "id", "data_levels": "target", "data_paths": "target", "data_observations": "line"}
    for name, key in first.items():
        ((sheet, cells),) = book.defined_names[name].destinations
        rows = list(book[sheet][cells.replace("$", "")])
        assert rows[0][0].value == key
        assert all(isinstance(cell.value, str) for cell in rows[1])
        assert rows[2][0].value is not None
        assert book[sheet].max_row == rows[-1][0].row


def test_a_brief_workbook_is_the_dashboard_and_what_computes_it(report: Report) -> None:
    data = workbook(report, brief=True)
    book = opened(data)
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == ["Dashboard"]
    assert book.sheetnames == ["Dashboard", "Observations", "Workings", "Levels", "Paths"]
    whole = opened(workbook(report))
    for row in range(1, 6 + len(report.rows)):
        assert [cell.value for cell in book["Dashboard"][row]] == [cell.value for cell in whole["Dashboard"][row]]
    named = {found for formula in formulas(data) for found in re.findall(r"\b([A-Z][a-z]+)!", formula)}
    assert named == set(book.sheetnames) - {"Dashboard"}


def test_a_brief_workbook_has_the_same_bytes_each_time(report: Report) -> None:
    assert workbook(report, brief=True) == workbook(report, brief=True)


def test_every_trend_is_evenly_spaced_and_has_every_level(report: Report) -> None:
    """What is drawn in a cell has no axis of dates, so that a year without a figure must be an empty cell."""
    with zipfile.ZipFile(io.BytesIO(workbook(report))) as file:
        ranges = re.findall(r"<xm:f>Paths!E(\d+):E(\d+)</xm:f>", file.read("xl/worksheets/sheet1.xml").decode())
    rows = list(opened(workbook(report))["Paths"].iter_rows(values_only=True))
    details = {detail.result.id: detail for detail in report.details}
    drawn = {}
    for first, last in ranges:
        found = rows[int(first) - 1 : int(last)]
        drawn[found[0][0]] = [row[4] for row in found]
        known = [(row[2].date(), row[4]) for row in found if row[4] is not None]
        assert known == [(level.date, pytest.approx(level.value)) for level in details[found[0][0]].series]
    assert set(drawn) == {each for each, detail in details.items() if len(detail.series) > 1 and detail.result.kind != "event"}
    assert None in drawn["exports"]  # its last figure is of nine months after the one before
    assert min(len(values) for values in drawn.values()) == 8  # fewer would be columns as wide as the cell
    assert all(values[-1] is not None for values in drawn.values())


def test_a_chart_draws_the_projection_to_where_it_comes(report: Report) -> None:
    book = opened(workbook(report))
    rows = [row for row in book["Paths"].iter_rows(min_row=6, values_only=True) if row[1] == "projected"]
    assert rows
    for detail in report.details:
        row, mine = detail.result, [each for each in rows if each[0] == detail.result.id]
        if mine:
            assert (mine[0][2].date(), mine[0][5]) == (row.latest_date, pytest.approx(row.latest))
            assert (mine[-1][2].date(), mine[-1][5]) == (row.deadline, pytest.approx(row.landing_linear))
            assert mine[-1][6] == (None if row.landing_compound is None else pytest.approx(row.landing_compound))


@pytest.mark.parametrize(
    ("pattern", "value", "width"),
    [
        ('#,##0.0" bn USD"', 43.5, len("43.5 bn USD")),
        ('[>=10000000]">"#,##0.00,,," bn USD";">"#,##0" USD"', 4.97e9, len(">4.97 bn USD")),
        ("0.0 %", 0.5, 0),
    ],
)
def test_a_number_takes_as_many_letters_as_it_shows(pattern: str, value: float, width: int) -> None:
    assert number_width(Cell(value, pattern=pattern)) == width
