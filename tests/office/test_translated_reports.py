"""Reports in Russian, Kazakh and Uzbek as a browser, Typst and LibreOffice set them: they fit, and no word is broken."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from awkward import AS_OF, write_awkward
from browser import Browser, started
from conftest import ROOT
from pypdf import PdfReader
from test_html import COLLISIONS
from test_pages import converted, words_of_tables

import tracker
from tracker.render.html import html
from tracker.render.pdf import pdf
from tracker.render.word.document import docx
from tracker.reports.progress_report import Origin, Question, compile_report, write_report
from tracker.values import languages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.reports.document import Document

CODES = ["ru", "kk", "uz"]
TAGS = {"ru": "ru-RU", "kk": "kk-KZ", "uz": "uz-Latn-UZ"}
TARGETS = 10


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from started()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    write_awkward(folder, TARGETS)
    return folder


@cache
def written(code: str, folder: Path) -> Document:
    """The report of the targets in a folder, in a language; it is the language of the test from now on."""
    languages.use(code)
    return write_report(compile_report(*tracker.load(folder / "targets.yaml"), Question(AS_OF), Origin("tracker report", (), "1")))


def page_of(code: str, folder: Path, into: Path) -> Path:
    document = written(code, folder)
    languages.use(code)
    file = into / "report.html"
    file.write_text(html(document), encoding="utf-8")
    return file


SCROLLED = """
return [...document.querySelectorAll('main *')].filter(each => !each.closest('svg') && each.clientWidth
  && each.scrollWidth > each.clientWidth + 1 && ['auto', 'scroll', 'hidden'].includes(getComputedStyle(each).overflowX)
  && getComputedStyle(each).position !== 'absolute' && !each.closest('thead')).map(each => each.outerHTML.slice(0, 100))
"""


@pytest.mark.parametrize("width", [375, 1100])
@pytest.mark.parametrize("code", CODES)
def test_the_report_fits_a_browser_without_scrolling(browser: Browser, code: str, width: int, tmp_path: Path) -> None:
    browser.open(page_of(code, ROOT, tmp_path), width)
    assert browser.run("return document.documentElement.lang") == code
    assert browser.run("return document.scrollingElement.scrollWidth") <= width
    assert browser.run(SCROLLED) == []
    assert browser.run(COLLISIONS) == []


@pytest.mark.parametrize(("code", "width"), [("ru", 1280), ("kk", 375), ("uz", 1280)])
def test_the_charts_of_awkward_targets_fit_a_browser(browser: Browser, folder: Path, code: str, width: int, tmp_path: Path) -> None:
    browser.open(page_of(code, folder, tmp_path), width)
    assert browser.run(COLLISIONS) == []
    assert browser.run(SCROLLED) == []
    assert browser.violations() == []


def split_words(document: Document, pages: list[str]) -> set[str]:
    """The words of tables that stand in one piece on no page; of Kazakh and Uzbek letters not every program says what they are."""
    seen = " ".join(pages)
    known = {
        word for word in words_of_tables(document) if re.fullmatch("[а-яА-Яa-zA-Z]{5,}", word) and "fi" not in word
    }  # one letter in fonts
    return {word for word in known if word not in seen}


@pytest.mark.parametrize("code", CODES)
def test_a_pdf_says_its_language_and_breaks_no_word(folder: Path, code: str) -> None:
    for place in (ROOT, folder):
        document = written(code, place)
        languages.use(code)
        printed = PdfReader(io.BytesIO(pdf(document, AS_OF)))
        root: Any = printed.root_object
        assert root["/Lang"] == code
        assert split_words(document, [page.extract_text() for page in printed.pages]) == set()
        assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_a_document_of_word_says_its_language_and_breaks_no_word(folder: Path, code: str, tmp_path: Path) -> None:
    document = written(code, folder)
    languages.use(code)
    packed = docx(document, AS_OF)
    assert split_words(document, converted(packed, tmp_path)) == set()
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        styles, settings, text = (file.read(f"word/{name}.xml").decode() for name in ("styles", "settings", "document"))
    assert f'w:lang w:val="{TAGS[code]}"' in styles
    assert f'w:themeFontLang w:val="{TAGS[code]}"' in settings
    assert set(re.findall('<w:lang w:val="(.*?)"', text)) == {TAGS[code]}
