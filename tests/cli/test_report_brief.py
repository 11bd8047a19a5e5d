"""``tracker report --brief`` and ``--no-annex`` as a person gives them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as Opened
from openpyxl import load_workbook
from pypdf import PdfReader
from test_cli import DAY, SHIPPED, Run, folder, run

from tracker.words.texts import report_headings

__all__ = ["folder", "run"]  # fixtures
REPORT = ("report", *SHIPPED, *DAY, "--since", "2025-12-31")


def test_a_brief_is_page_one_as_markdown(run: Run) -> None:
    brief = run(*REPORT, "--brief")
    assert brief.code == 0
    assert [line for line in brief.out.splitlines() if line.startswith("#")] == [
        "# Kazakhstan–Uzbekistan trade and cooperation targets",
        f"## {report_headings.HEADINGS['summary']}",
    ]
    assert "▼ off track" in brief.out
    assert "| 8.3–10.3 bn USD |" in brief.out
    assert "\\[1\\]" not in brief.out
    assert "sources" not in brief.out.casefold()


@pytest.mark.parametrize("name", ["brief.html", "brief.pdf", "brief.docx", "brief.md"])
def test_every_format_has_a_brief_and_the_same_bytes_twice(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert run(*REPORT, "--brief", "-o", str(file)).code == 0
    first = file.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == [name]  # no picture beside it
    assert run(*REPORT, "--brief", "-o", str(file)).code == 0
    assert file.read_bytes() == first
    words = {"html": _text, "md": _text, "pdf": _of_pdf, "docx": _of_docx}[name.partition(".")[2]](first)
    assert "All 4 targets need attention" in " ".join(words.replace("\u00a0", " ").split())
    assert report_headings.HEADINGS["notes"] not in words


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")
def test_a_brief_workbook_opens_with_page_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "brief.xlsx"
    assert run(*REPORT, "--brief", "-o", str(file)).code == 0
    book = load_workbook(file)
    said = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    book.close()
    assert [sheet.sheet_state for sheet in book.worksheets].count("visible") == 1
    assert "Joint industrial projects in operation" in said


def _text(written: bytes) -> str:
    return written.decode()


def _of_pdf(written: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(written)).pages)


def _of_docx(written: bytes) -> str:
    return " ".join(paragraph.text for paragraph in Opened(io.BytesIO(written)).paragraphs)


def test_without_the_annex_nothing_refers_to_it(run: Run) -> None:
    whole, bare = run(*REPORT).out, run(*REPORT, "--no-annex").out
    assert f"## {report_headings.HEADINGS['notes']}" in whole
    assert "\\[1\\]" in whole
    for missing in (
        f"## {report_headings.HEADINGS['notes']}",
        f"## {report_headings.FOOTNOTES}",
        f"## {report_headings.MARKS_HEADING}",
        "\\[1\\]",
    ):
        assert missing not in bare
    assert "Sources: " in bare
    assert "kazpravda.kz" in bare


def test_a_report_without_its_annex_names_the_command_that_makes_it_again(run: Run) -> None:
    assert "--since 2025-12-31 --no-annex --format markdown" in run(*REPORT, "--no-annex").out
    assert "--no-annex" not in run(*REPORT).out


def test_a_page_without_an_annex_has_no_link_that_leads_nowhere(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assert run(*REPORT, "--no-annex", "-o", str(file)).code == 0
    written = file.read_text(encoding="utf-8")
    assert 'href="#marks"' not in written
    assert 'href="#source-' not in written
