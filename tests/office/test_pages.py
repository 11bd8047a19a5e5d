"""Page one and the pages of the targets as Typst, LibreOffice and a browser set them: what belongs on a page fits it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from awkward import AS_OF, write_awkward
from browser import Browser, need, started
from conftest import ROOT
from docx import Document as Opened
from docx.oxml import parse_xml
from docx.shared import Cm, Pt
from pypdf import PdfReader

import tracker
from tracker.render.html import html
from tracker.render.pdf import pdf
from tracker.render.word.document import docx
from tracker.render.word.measures import BOLD, CELL, column_widths, count_lines, letters_that_fit
from tracker.reports.document import Table, Text
from tracker.reports.progress_report import Origin, Question, compile_report, write_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.reports.document import Document

TARGETS = 12
SINCE = AS_OF.replace(month=1)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("awkward")
    write_awkward(folder, 22)
    return folder


def written(folder: Path, number: int = TARGETS, since: date | None = SINCE, **asked: object) -> Document:
    programme, figures = tracker.load(folder / "targets.yaml")
    ids = [*programme.targets][:number]
    question = Question(AS_OF, since, None, ids, **asked)  # type: ignore[arg-type]
    return write_report(compile_report(programme, figures, question, Origin("tracker report", (("targets.yaml", "abc"),), "1")))


def pages_of(printed: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(printed)).pages]


def converted(packed: bytes, folder: Path) -> list[str]:
    """The pages that LibreOffice makes of a DOCX."""
    office = shutil.which("soffice")
    need(office, "LibreOffice")
    (folder / "report.docx").write_bytes(packed)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return pages_of((folder / "report.pdf").read_bytes())


def squeezed(text: str) -> str:
    return "".join(text.split())


def begins(page: str, heading: str) -> bool:
    """Whether a section begins on a page, below the running title; of Kazakh letters not every program says what they are."""
    return known_letters(heading) in known_letters(page)[: 250 + len(known_letters(heading))]


def known_letters(text: str) -> str:
    return re.sub("[^a-zA-Zа-яА-Я]", "", text)


def test_a_brief_of_twelve_awkward_targets_is_one_page_of_pdf(files: Path) -> None:
    brief = written(files, brief=True)
    (page,) = pages_of(pdf(brief, AS_OF))
    for block in brief.sections[0].blocks:
        if isinstance(block, Table):
            assert all(squeezed(row[0].text) in squeezed(page) for row in block.rows)


def test_a_brief_of_twelve_awkward_targets_is_one_page_of_word(files: Path, tmp_path: Path) -> None:
    (page,) = converted(docx(written(files, brief=True), AS_OF), tmp_path)
    assert "Page 1 of 1" in page


def test_a_brief_of_the_shipped_targets_is_one_page_in_the_usual_letters() -> None:
    programme, figures = tracker.load(ROOT / "targets.yaml")
    brief = write_report(compile_report(programme, figures, Question(AS_OF, SINCE, brief=True), Origin()))
    assert len(pages_of(pdf(brief, AS_OF))) == 1
    root = parse_xml(zipfile.ZipFile(io.BytesIO(docx(brief, AS_OF))).read("word/document.xml"))
    assert root.xpath("//w:sz") == []


def test_each_target_begins_a_page_of_pdf_and_fits_it(files: Path) -> None:
    document = written(files, 22, None)
    pages = pages_of(pdf(document, AS_OF))
    places = places_of(document, pages)
    assert places == list(range(places[0], places[0] + 22))


def places_of(document: Document, pages: list[str]) -> list[int]:
    """The page on which each target begins, counted from 0; page one may have its name further up."""
    body = [section for section in document.sections if section.id.startswith("target-")]
    return [max((number for number, page in enumerate(pages) if begins(page, each.heading)), default=-1) for each in body]


def test_each_target_begins_a_page_of_word_and_fits_it(files: Path, tmp_path: Path) -> None:
    document = written(files, 22, None)
    pages = converted(docx(document, AS_OF), tmp_path)
    places = places_of(document, pages)
    assert places == list(range(places[0], places[0] + 22))


def letterhead() -> bytes:
    """A template whose head takes a good part of the first page."""
    word = Opened()
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.different_first_page_header_footer = True
    page.first_page_header.paragraphs[0].text = "REPUBLIC OF EXAMPLE"
    for line in ("Ministry of Trade", "1 Example Street", "Our reference: 17/3"):
        word.add_paragraph(line).paragraph_format.space_after = Pt(30)
    word.add_paragraph("{{report}}")
    packed = io.BytesIO()
    word.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize("number", [4, TARGETS])
def test_the_first_page_of_a_letterhead_has_the_title_and_the_summary(files: Path, tmp_path: Path, number: int) -> None:
    document = written(files, number)
    first = converted(docx(document, AS_OF, letterhead()), tmp_path)[0]
    for said in ("REPUBLIC OF EXAMPLE", "Our reference: 17/3", document.title, document.subtitle, document.sections[0].heading):
        assert squeezed(said) in squeezed(first)
    headline = document.sections[0].blocks[0]
    assert squeezed(headline.text.text) in squeezed(first)  # type: ignore[union-attr]
    assert "Indicator" in first


def words_of_tables(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (word for row in block.rows for cell in row for word in cell.text.split())


def test_no_word_is_split_in_a_table_of_word(files: Path, tmp_path: Path) -> None:
    document = written(files, 22)
    pages = converted(docx(document, AS_OF), tmp_path)
    words = {word for page in pages for word in page.replace("\u00a0", " ").split()}
    broken = {each for each in words_of_tables(document) if len(each) > 4 and each not in words and not any(each in word for word in words)}
    assert {each for each in broken if each.isascii() and "-" not in each} == set()


def test_the_letters_of_a_table_become_smaller_before_a_word_is_split() -> None:
    word = "Internationalisation"
    table = Table("t", tuple("abcdefg"), (tuple(Text(word) for _ in range(7)),))
    assert letters_that_fit(table, 20_000) == 8.5
    size = letters_that_fit(table, 10_500)
    assert 6 < size < 8.5
    assert sum(column_widths(table, 10_500, size)) <= 10_500


def test_a_column_of_sentences_takes_what_is_left_of_the_page() -> None:
    told = "The loan for the second track has been signed, and the first works have begun on both sides of the border. " * 2
    table = Table("", ("Date", "Kind", "Remark"), ((Text("20.11.2025"), Text("risk"), Text(told)),))
    assert 10_300 < sum(column_widths(table, 10_500)) <= 10_500
    day, kind, _ = column_widths(table, 10_500)
    assert (day, kind) == tuple(column_widths(Table("", ("Date", "Kind"), ((Text("20.11.2025"), Text("risk")),)), 10_500))


def test_a_heading_takes_two_lines_and_not_three() -> None:
    head = "Требуется при постоянном темпе прироста"
    table = Table("", ("Год", head), ((Text("2026"), Text("5,72")),), frozenset({1}))
    assert count_lines(head, column_widths(table, 10_500)[1] / 20 - 7, CELL * BOLD) == 2


def test_columns_in_which_nothing_stands_are_left_out(files: Path) -> None:
    for section in written(files, 22).sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for at in range(1, len(block.head)):
                    assert any(row[at].text or row[at].line for row in block.rows), block.caption


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from started()


@cache
def page_of(folder: Path) -> Path:
    file = folder / "report.html"
    file.write_text(html(written(folder, 22, None)), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [320, 375, 768, 900, 1280])
def test_nothing_of_an_awkward_report_is_cut_off_or_scrolled_sideways(browser: Browser, files: Path, width: int) -> None:
    browser.open(page_of(files), width)
    assert browser.run("return document.scrollingElement.scrollWidth") <= width
    cut = browser.run(
        "return [...document.querySelectorAll('main *')].filter(each => !each.closest('svg') && each.getClientRects().length"
        " && getComputedStyle(each).position !== 'absolute' && !each.closest('thead')"
        f" && (each.getBoundingClientRect().right > {width} || each.scrollWidth > each.clientWidth + 1 && each.clientWidth"
        " && ['auto', 'scroll', 'hidden'].includes(getComputedStyle(each).overflowX))).map(each => each.outerHTML.slice(0, 100))"
    )
    assert cut == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_everybody_can_read_an_awkward_report(browser: Browser, files: Path, width: int, scheme: str) -> None:
    browser.open(page_of(files), width, scheme=scheme)
    assert browser.violations() == []


def test_a_brief_is_one_page_of_a_browser_and_each_target_begins_one(browser: Browser, files: Path, tmp_path: Path) -> None:
    brief = tmp_path / "brief.html"
    brief.write_text(html(written(files, brief=True)), encoding="utf-8")
    browser.open(brief)
    assert len(pages_of(browser.printed())) == 1
    document = written(files, 22, None)
    browser.open(page_of(files))
    pages = pages_of(browser.printed())
    places = places_of(document, pages)
    assert places == list(range(places[0], places[0] + 22))
