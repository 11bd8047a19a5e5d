"""The HTML report as a browser shows it: alone, readable on a phone and on paper, and harmless whatever the data say."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from awkward import AS_OF, write_awkward
from browser import Browser, started
from conftest import ROOT, Load, one
from pypdf import PdfReader
from test_progress_report import of, shipped, texts
from test_status import NASTY, NASTY_ROWS

import tracker
from tracker.render.html import html
from tracker.reports.document import Paragraph, Section, Source, Table, Text
from tracker.reports.progress_report import Origin, Question, compile_report, write_report
from tracker.values.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from started()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("html") / "report.html"
    file.write_text(html(shipped()), encoding="utf-8")
    return file


@pytest.fixture
def nasty(load: Load, tmp_path: Path) -> Path:
    file = tmp_path / "nasty.html"
    file.write_text(html(of(load, NASTY, NASTY_ROWS)), encoding="utf-8")
    return file


def test_it_asks_for_nothing_and_complains_of_nothing(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.requests() == [page.as_uri()]
    assert browser.complaints() == []
    assert browser.run("return document.title") == "Kazakhstan–Uzbekistan trade and cooperation targets. Progress report as of 22 Nov 2026"


@pytest.mark.parametrize("width", [1280, 375])
def test_every_chart_is_seen_and_has_words(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width)
    drawn = browser.run(
        "return [...document.querySelectorAll('figure.chart svg')].filter(svg => svg.checkVisibility()).map(svg => {"
        "const box = svg.getBoundingClientRect();"
        "return [box.width, box.height, svg.getAttribute('role'), svg.getAttribute('aria-label'), svg.querySelectorAll('.mark').length]})"
    )
    assert len(drawn) == 4  # one for each target
    for wide, high, role, label, marks in drawn:
        assert (wide > 400) == (width > 400)
        assert high > 200
        assert wide <= width
        assert role == "img"
        assert marks > 0
        assert label.endswith(".")
    assert drawn[1][3].startswith("Line chart of Mutual trade turnover in USD: about 3 bn USD (2018) to 4.97 bn USD (2025).")
    ids = browser.run("return [...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))


COLLISIONS = """
const found = [];
for (const svg of document.querySelectorAll('figure.chart svg')) {
  if (!svg.checkVisibility()) continue;
  const cut = each => { const b = each.getBBox(); return {l: b.x + 1, r: b.x + b.width - 1, t: b.y + b.height * .15, b: b.y + b.height * .85}; };
  const meet = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
  const texts = [...svg.querySelectorAll('text')], marks = [...svg.querySelectorAll('.mark')].map(cut);
  const boxes = texts.map(cut), frame = svg.viewBox.baseVal;
  texts.forEach((text, at) => {
    const box = boxes[at], said = text.textContent;
    if (box.l < -2 || box.r > frame.width + 2 || box.t < 0 || box.b > frame.height) found.push(said + ' leaves the picture');
    texts.forEach((other, place) => { if (place > at && meet(box, boxes[place])) found.push(said + ' meets ' + other.textContent); });
    if (text.matches('.label') && marks.some(mark => meet(box, mark))) found.push(said + ' covers a mark');
  });
}
return found;
"""


@pytest.mark.parametrize("width", [1280, 375])
def test_no_label_of_forty_awkward_charts_meets_another_one_as_a_browser_sets_it(browser: Browser, tmp_path: Path, width: int) -> None:
    programme, observations = tracker.load(*write_awkward(tmp_path, 40))
    page = tmp_path / "awkward.html"
    page.write_text(html(write_report(compile_report(programme, observations, Question(AS_OF, None), Origin()))), encoding="utf-8")
    browser.open(page, width)
    assert browser.run("return [...document.querySelectorAll('figure.chart svg')].filter(svg => svg.checkVisibility()).length") == 37
    assert browser.run(COLLISIONS) == []
    assert browser.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (375, "light")])
def test_everybody_can_read_it(browser: Browser, page: Path, width: int, scheme: str) -> None:
    browser.open(page, width, scheme=scheme)
    assert browser.violations() == []


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_sticks_out_of_the_page(browser: Browser, page: Path, nasty: Path, width: int) -> None:
    for each in (page, nasty):
        browser.open(each, width)
        assert browser.run("return document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 375])
def test_a_table_of_three_columns_fits_a_phone_whatever_its_words(browser: Browser, tmp_path: Path, width: int) -> None:
    rows = [
        ("20.11.2025", "risk", f"It is told at (https://example.org/{'tovarooborot' * 6}) in full."),
        ("18.02.2026", "done", "Nothing."),
    ]
    table = Table("Remarks", ("Date", "Kind", "Remark"), tuple(tuple(map(Text, row)) for row in rows))
    short = Table("Figures", ("Period", "Observed", "Change"), ((Text("20.11.2025"), Text("x" * 40), Text("y" * 30)),))
    page = tmp_path / "page.html"
    page.write_text(html(replace(shipped(), sections=(Section("s", "S", (table, short)),))), encoding="utf-8")
    browser.open(page, width)
    assert browser.run("return document.scrollingElement.scrollWidth") <= width
    lines = browser.run(
        "return [...document.querySelectorAll('tbody th')].map(each => { const all = document.createRange();"
        " all.selectNodeContents(each); return new Set([...all.getClientRects()].map(box => box.top)).size })"
    )
    assert lines == [1, 1, 1]  # no day is broken


def test_no_line_begins_with_the_number_of_a_source(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    told = tuple(Paragraph(Text(f"Stated by both {'x' * letters}.", cites=(1, 22))) for letters in range(1, 33))
    page.write_text(html(replace(shipped(), sections=(Section("s", "S", told),))), encoding="utf-8")
    browser.open(page, 375)
    alone = browser.run("""return [...document.querySelectorAll('section#s p')].filter(each => {
      const text = each.firstChild, last = document.createRange();
      last.setStart(text, text.textContent.trimEnd().length - 1); last.setEnd(text, text.textContent.trimEnd().length);
      return each.querySelector('sup').getBoundingClientRect().left < last.getBoundingClientRect().left;
    }).length""")
    assert alone == 0


def test_it_prints_on_a4(browser: Browser, page: Path) -> None:
    browser.open(page, scheme="dark")
    printed = PdfReader(io.BytesIO(browser.printed()))
    width, height = printed.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)
    assert 6 <= len(printed.pages) <= 11
    text = " ".join(normalize("NFKC", " ".join(each.extract_text() for each in printed.pages)).split())  # fonts draw ff as one letter
    for said in (
        "All 4 targets need attention: 1 is off track, 1 is at risk",
        "Observed figures and required path",
        "5.98 bn USD",
        "Sources",
    ):
        assert said in text


def test_every_text_of_the_report_is_on_the_page_as_it_is(browser: Browser, nasty: Path, load: Load) -> None:
    browser.open(nasty)
    seen = " ".join(browser.run("return document.body.textContent").replace("\u00a0", " ").split())
    document = of(load, NASTY, NASTY_ROWS)
    assert "<script>alert(1)</script> \\x1b[2J" in seen
    for text in texts(document):
        assert " ".join(printable(text.text).split()) in seen
    assert browser.run("return document.querySelectorAll('script, b, img, [onerror], a[href^=javascript]').length") == 0
    assert browser.complaints() == []
    assert browser.requests() == [nasty.as_uri()]


def test_a_link_leads_only_to_the_web() -> None:
    assert Source(1, "https://a/'\"><script>", ()).link
    document = shipped()
    written = html(document)
    hrefs = re.findall(r'href="([^"]*)"', written)
    assert {href[:8] for href in hrefs if not href.startswith("#")} <= {"https://", "http://w"}
    named = set(re.findall(r' id="([^"]*)"', written))
    assert {href[1:] for href in hrefs if href.startswith("#")} <= named


def test_the_same_report_has_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tracker", "report", "-t", str(ROOT / "targets.yaml"), "--as-of", "2026-11-22", "-f", "html"]
    written = {
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")
    }
    assert len(written) == 1


def test_what_data_say_in_a_chart_stays_as_it_is(load: Load) -> None:
    written = html(of(load, one(unit='"#0b5394 role=x"'), "t,2024,4,#0b5394 role=x,,,,,,\nt,2025,5,#0b5394 role=x,,,,,,\n"))
    assert re.search("target:[ \u00a0]10[ \u00a0]#0b5394[ \u00a0]role=x", re.sub("<[^>]*>", " ", written).replace("  ", " "))
    assert 'fill="#' not in written


def test_a_number_is_not_parted_from_its_unit(load: Load) -> None:
    page = html(of(load, one(name="Trade", by=2030, target="10 bn"), "t,2024,4,bn USD,,,,,,\nt,2025,5,bn USD,,,,,,\n"))
    assert "came to 5\u00a0bn\u00a0USD (2025)" in page
    assert "25.0\u00a0%" in page
    assert not re.search(
        r">[^<]*[0-9] (bn|%)", re.sub(r"<svg.*?</svg>|<figcaption>.*?</figcaption>|<section id=.notes.*", "", page, flags=re.DOTALL)
    )
