"""The workbook on paper: how many pages it takes in LibreOffice, what stands on the first, and that no cell is too narrow."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from awkward import AS_OF, write_awkward
from test_xlsx import opened, recalculated, row_of, soffice

import tracker
from tracker.analysis.attention import sort_by_attention
from tracker.render.excel.workbook import workbook
from tracker.reports.progress_report import Origin, Question, Report, compile_report
from tracker.words.status_columns import verdict_words

CASES = {"ten": (10, False), "brief": (12, True), "forty": (40, False)}


def awkward_report(folder: Path, number: int) -> Report:
    programme, observations = tracker.load(write_awkward(folder, number)[0])
    return compile_report(programme, observations, Question(AS_OF), Origin("tracker report -o report.xlsx"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of each case, as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("pages")
    files = []
    for name, (number, brief) in CASES.items():
        files.append(folder / f"{name}.xlsx")
        files[-1].write_bytes(workbook(awkward_report(folder, number), brief=brief))
    soffice("pdf", files, folder)
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext (poppler) is not installed")
    return {
        name: subprocess.run(
            [pdftotext, "-layout", str(folder / f"{name}.pdf"), "-"], check=True, capture_output=True, text=True
        ).stdout.split("\f")[:-1]
        for name in CASES
    }


def sheets(pages: list[str]) -> list[str]:
    """Which sheet each page is of, by its foot."""
    return [re.findall(r"^ *(\w+) +Page \d+ of \d+$", page, re.MULTILINE)[-1] for page in pages]


def test_ten_targets_take_eight_pages(pages: dict[str, list[str]]) -> None:
    seen = sheets(pages["ten"])
    assert seen == ["Dashboard", "Figures", "Charts", "Charts", "Observations", "Observations", "Report", "Notes"]


def test_a_brief_is_one_page_of_twelve_targets(pages: dict[str, list[str]]) -> None:
    assert sheets(pages["brief"]) == ["Dashboard"]


def test_forty_targets_still_have_their_headings_on_every_page(pages: dict[str, list[str]]) -> None:
    dashboards = [page for page, sheet in zip(pages["forty"], sheets(pages["forty"]), strict=True) if sheet == "Dashboard"]
    assert len(dashboards) == 2
    assert all("Projected at this pace" in page and "Responsible" in page for page in dashboards)
    assert len(pages["forty"]) <= 24


@pytest.mark.parametrize("name", CASES)
def test_no_cell_is_too_narrow_for_its_number(pages: dict[str, list[str]], name: str) -> None:
    assert [line for page in pages[name] for line in page.splitlines() if "###" in line] == []


def test_the_first_page_says_how_every_target_stands(pages: dict[str, list[str]], tmp_path: Path) -> None:
    report = awkward_report(tmp_path, 10)
    statuses = re.findall("|".join(re.escape(verdict_words(row.status)) for row in report.rows), pages["ten"][0])
    assert statuses == [verdict_words(row.status) for row in sort_by_attention(report.rows)]
    assert pages["ten"][0].lstrip().startswith(report.title)


def test_a_target_that_is_changed_on_the_sheet_of_figures_changes_the_dashboard(tmp_path: Path) -> None:
    """The workbook of one target whose target is halved says what a report on half the target says."""
    report = awkward_report(tmp_path, 1)
    file = tmp_path / "changed.xlsx"
    file.write_bytes(workbook(report))
    with_formulas = opened(file, data_only=False)
    cell = with_formulas["Figures"].cell(row_of(with_formulas, "target"), 2)
    assert cell.value == report.rows[0].target
    cell.value /= 2
    with_formulas.save(file)
    (tmp_path / "out").mkdir()
    recalculated([file], tmp_path / "out")
    seen = opened(tmp_path / "out" / "changed.xlsx")["Dashboard"]
    targets = tmp_path / "targets.yaml"
    targets.write_text(targets.read_text(encoding="utf-8").replace('"target": "48"', '"target": "24"'), encoding="utf-8")
    programme, observations = tracker.load(targets)
    row = compile_report(programme, observations, Question(AS_OF), Origin()).rows[0]
    assert row.status != report.rows[0].status
    assert (seen["B6"].value, seen["F6"].value) == (verdict_words(row.status), row.target)
