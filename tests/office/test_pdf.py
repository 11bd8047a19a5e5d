"""The report as PDF: what stands in it, how it is tagged, and that neither data nor machine changes how it is made."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from conftest import PYTHONPATH, ROOT, Load
from pypdf import PdfReader
from test_status import NASTY, NASTY_ROWS

import tracker
from tracker.render.pdf import pdf
from tracker.reports.charts.picture import Picture, Words
from tracker.reports.document import Bullets, Chart, Document, Paragraph, Quote, Section, Source, Table, Text, Verdict
from tracker.reports.progress_report import Origin, Question, compile_report, write_report
from tracker.values.printable import printable
from tracker.words.texts import report_headings

TODAY, BEFORE = date(2026, 11, 22), date(2025, 10, 30)
MADE = Origin("tracker report --as-of 2026-11-22", (("targets.yaml", "abc"),))
KAZAKH = "Тауар айналымы, Қазақстан — Өзбекстан Ә Ғ Қ Ң Ө Ұ Ү Һ ә ғ қ ң ө ұ ү һ і Oʻzbekiston maʼlumoti"
ACTIVE = [
    "#set page(width: 1cm)",
    "$x$",
    "<script>alert(1)</script>",
    "a|b",
    "=cmd()",
    "[red]x[/red]",
    "*bold* _it_ `raw`",
    "@label <label>",
    "// /* */",
]
A4 = (595, 842)
BODY = range(48, 788)  # points from the bottom, between the page number and the running title


@cache
def shipped() -> Document:
    programme, figures = tracker.load(ROOT / "targets.yaml", ROOT / "observations.csv")
    return write_report(compile_report(programme, figures, Question(TODAY, BEFORE), MADE))


@cache
def shipped_pdf() -> bytes:
    return pdf(shipped(), TODAY)


def small(*blocks: Any, sources: tuple[Source, ...] = (), title: str = "Title") -> Document:
    return Document(title, "As of today", (Section("s", "Heading", blocks),), sources, ())


def drawing_of(words: str) -> Chart:
    picture = Picture(400, 40, (Words(words, (5, 20), 12, "ink"),))
    return Chart("c", "A chart", "What it shows", picture, picture)


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def text_of(made: bytes) -> str:
    """What stands between the running titles and the page numbers."""
    parts: list[str] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if int(cm[1] * tm[4] + cm[3] * tm[5] + cm[5]) in BODY:
            parts.append(text)

    for page in read(made).pages:
        page.extract_text(visitor_text=visit)
    return "".join(parts)


def squeezed(text: str) -> str:
    """Without white space: a line may end anywhere in a long word."""
    return "".join(text.split())


def elements(made: bytes) -> list[Any]:
    """All structure elements in reading order."""
    found, waiting = [], [read(made).root_object["/StructTreeRoot"]["/K"]]  # type: ignore[index]  # pypdf's objects are of any kind
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict):
            found += [each] if "/S" in each else []
            waiting += [each["/K"]] if "/K" in each and not isinstance(each["/K"], int) else []
    return found


def addresses(made: bytes) -> list[str]:
    notes = [note.get_object() for page in read(made).pages for note in page.get("/Annots", [])]
    return [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]


def texts(document: Document) -> list[str]:
    """Every text of a document."""
    said = [document.title, document.subtitle, *document.footer, *document.marks.values()]
    said += [report_headings.COMMAND] if document.footer[1:] else []
    for section in document.sections:
        said.append(section.heading)
        for block in section.blocks:
            match block:
                case Paragraph():
                    said.append(block.text.text)
                case Verdict():
                    said += [block.word.text, block.reason.text]
                case Quote():
                    said += [block.words.text, block.said.text]
                case Bullets():
                    said += [each.text for each in block.items]
                case Table():
                    said += [block.caption, *block.head, *(cell.text for row in block.rows for cell in row)]
                case Chart():
                    said.append(block.title)
    return said + [part for source in document.sources for part in (source.text, *source.places)]


def missing(document: Document, made: bytes) -> list[str]:
    text = squeezed(text_of(made))
    return [each for each in texts(document) if squeezed(printable(re.sub(r"\s+", " ", each))) not in text]


def test_every_text_of_the_shipped_report_is_in_it() -> None:
    assert missing(shipped(), shipped_pdf()) == []
    assert missing(small(Paragraph(Text("never said"))), shipped_pdf()) == ["Title", "As of today", "Heading", "never said"]


def test_each_page_is_a4_and_carries_its_number_and_the_date() -> None:
    pages = read(shipped_pdf()).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {A4}
    said = [page.extract_text() for page in pages]
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(said, 1))
    assert [text.count(shipped().subtitle) for text in said] == [1] * len(pages)
    assert [shipped().title in text for text in said] == [True] * len(pages)


def test_it_is_tagged_as_pdf_ua_asks() -> None:
    root: Any = read(shipped_pdf()).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(shipped_pdf()).metadata["/Title"] == shipped().title  # type: ignore[index]  # there is metadata, or this fails
    assert b"<pdfuaid:part>1<" in shipped_pdf()


def test_tables_charts_and_headings_are_real_ones() -> None:
    blocks = [block for section in shipped().sections for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    found = elements(shipped_pdf())
    kinds = [each["/S"] for each in found]
    assert kinds.count("/Table") == len(tables)
    assert kinds.count("/TH") == sum(len(table.head) for table in tables)
    assert kinds.count("/TD") == sum(len(row) for table in tables for row in table.rows)
    lines = [cell.line.alt for table in tables for row in table.rows for cell in row if cell.line]
    charts = [block.alt for block in blocks if isinstance(block, Chart)]
    assert [each["/Alt"] for each in found if each["/S"] == "/Figure"] == lines + charts
    headings = [*(section.heading for section in shipped().sections), report_headings.MARKS_HEADING, report_headings.FOOTNOTES]
    assert [each.title for each in read(shipped_pdf()).outline] == headings  # type: ignore[union-attr]  # one level, so no lists
    assert kinds.count("/H1") == len(headings)


def test_sources_can_be_followed_and_are_linked_from_where_they_are_cited() -> None:
    assert set(addresses(shipped_pdf())) == {source.link for source in shipped().sources if source.link}
    cited = small(
        Bullets((Text("a", cites=(2,)), Text("b", marks=("p",), cites=(1, 2)))), sources=(Source(1, "x", ()), Source(2, "y", ("f:7",)))
    )
    inner: Any = read(pdf(cited, TODAY)).pages[0]["/Annots"]
    assert len(inner) == 3
    assert "b p,1,2" in text_of(pdf(cited, TODAY)).replace("\u202f", " ").replace("\n", "")


@pytest.mark.parametrize("source", ["javascript:alert(1)", "file:///etc/passwd", "https://e.org/" + "x" * 9000, "https://e.org/a b"])
def test_what_is_no_safe_address_is_only_text(source: str) -> None:
    made = pdf(small(sources=(Source(1, source, ()),)), TODAY)
    assert addresses(made) == []
    assert squeezed(source) in squeezed(text_of(made))


def test_an_address_is_written_in_ascii() -> None:
    made = pdf(small(sources=(Source(1, "https://қаз.kz/ә?q=%20'\"(", ()),)), TODAY)
    assert addresses(made) == ["https://%D2%9B%D0%B0%D0%B7.kz/%D3%99?q=%20'%22("]
    assert "https://қаз.kz/ә" in text_of(made)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(shipped(), TODAY) == shipped_pdf()
    assert pdf(shipped(), BEFORE) != shipped_pdf()


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    code = "import test_pdf, hashlib; print(hashlib.sha256(test_pdf.shipped_pdf()).hexdigest())"
    other = os.environ | {"PYTHONPATH": PYTHONPATH, "TZ": "Asia/Almaty", "LC_ALL": "C", "HOME": str(tmp_path), "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", code], env=other, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(shipped_pdf()).hexdigest()


def test_only_the_fonts_of_typst_are_used() -> None:
    pages: Any = read(shipped_pdf()).pages
    fonts = {str(font.get_object()["/BaseFont"]).partition("+")[2] for page in pages for font in page["/Resources"]["/Font"].values()}
    assert {name.partition("-")[0] for name in fonts} == {"LibertinusSerif", "DejaVuSansMono"}


def test_kazakh_and_uzbek_letters_show_everywhere() -> None:
    word = Text(KAZAKH)
    table = Table(KAZAKH, (KAZAKH, "n"), ((word, word),), frozenset({1}))
    document = small(
        Paragraph(word), Paragraph(word, lead=True), Verdict(word, word), Quote(word, word), Bullets((word,)), table, title=KAZAKH
    )
    made = pdf(document, TODAY)
    assert missing(document, made) == []
    assert b"<pdfuaid:part>1<" in made


def test_the_words_of_a_chart_can_be_found() -> None:
    assert KAZAKH in text_of(pdf(small(drawing_of(KAZAKH)), TODAY))


def test_the_words_of_a_chart_are_no_wider_than_what_they_were_measured_with() -> None:
    fonts: set[str] = set()

    def visit(text: str, _cm: Any, _tm: Any, font: Any, _size: Any) -> None:
        fonts.update([str(font["/BaseFont"]).partition("+")[2]] if "Ж" in text else [])

    read(pdf(small(drawing_of("Ж")), TODAY)).pages[0].extract_text(visitor_text=visit)
    assert fonts == {"LibertinusSerif-Regular-Identity-H"}


@pytest.mark.parametrize("words", ACTIVE)
def test_what_looks_like_code_comes_out_as_itself(words: str) -> None:
    text = Text(words, marks=(words,))
    table = Table(words, (words, "n"), ((text, text),), frozenset({1}))
    document = small(Paragraph(text), Quote(text, text), Bullets((text,)), table, drawing_of(words), title=words)
    made = pdf(document, TODAY)
    assert missing(document, made) == []
    assert text_of(made).count(words[:6]) >= 9
    assert b"<pdfuaid:part>1<" in made


def test_a_nasty_programme_is_printed(load: Load) -> None:
    programme, figures, problems = load(NASTY, NASTY_ROWS)
    assert problems == []
    document = write_report(compile_report(programme, figures, Question(TODAY, BEFORE), Origin()))
    made = pdf(document, TODAY)
    drawable = [each for each in missing(document, made) if not re.search("[🚀中个]", each)]
    assert drawable == []
    assert read(made).root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]  # pypdf's objects are of any kind


@pytest.mark.parametrize("lacking", ["🚀", "中哈贸易额", "ⵣ"])  # many a system has a font with the last
def test_letters_that_no_font_has_lose_no_neighbour(lacking: str) -> None:
    made = pdf(small(Paragraph(Text(f"before {lacking} after")), drawing_of(f"left {lacking} right")), TODAY)
    assert all(word in text_of(made) for word in ("before", "after", "left", "right"))
    assert read(made).root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]  # pypdf's objects are of any kind
    assert b"pdfuaid" not in made


def test_right_to_left_words_show() -> None:
    assert "English" in text_of(pdf(small(Paragraph(Text("عربي English עברית"))), TODAY))


@pytest.mark.parametrize("unseen", ["\x00", "\x1b[2J", "\u202e", "\ufffe", "\uffff", "\ud800"])
def test_control_characters_are_written_out(unseen: str) -> None:
    text = text_of(
        pdf(small(Paragraph(Text(f"a{unseen}b")), drawing_of(f"c{unseen}d"), sources=(Source(1, f"https://e.org/{unseen}", ()),)), TODAY)
    )
    assert f"a{printable(unseen)}b" in text
    assert f"c{printable(unseen)}d" in text


def test_a_new_line_in_a_text_is_a_space() -> None:
    assert "one two three" in text_of(pdf(small(Paragraph(Text("one\ntwo \r\n three"))), TODAY))


@pytest.mark.parametrize("where", ["title", "heading", "paragraph", "cell", "head", "caption", "source", "bullet", "mark"])
def test_a_word_too_long_for_its_place_is_broken(where: str) -> None:
    word = "W" * 150
    text = Text(word)
    blocks: dict[str, Any] = {
        "paragraph": Paragraph(text),
        "cell": Table("t", tuple("abcdefghi"), ((text, *[Text("1,000 USD")] * 7, text),), frozenset(range(1, 9))),
        "head": Table("t", (word, "n"), ((Text("x"), Text("1")),)),
        "caption": Table(word, ("x", "n"), ((Text("x"), Text("1")),)),
        "bullet": Bullets((text,)),
        "mark": Table("t", ("x", "n"), ((Text("x"), Text("1", marks=(word,))),), frozenset({1})),
    }
    document = small(
        *([blocks[where]] if where in blocks else []), sources=(Source(1, f"https://{word}", ()),) if where == "source" else ()
    )
    sections = (Section("s", word, ()),) if where == "heading" else document.sections
    made = pdf(Document(word if where == "title" else "T", "s", sections, document.sources, ()), TODAY)
    assert word in squeezed(text_of(made))
    assert "W" * 60 not in text_of(made)


def test_a_table_over_several_pages_repeats_its_head() -> None:
    rows = tuple((Text(f"row {number}"), Text(f"{number},000")) for number in range(200))
    document = small(Table("Long", ("Which one", "How much"), rows, frozenset({1})))
    made = pdf(document, TODAY)
    pages = [page.extract_text() for page in read(made).pages]
    assert len(pages) > 3
    assert all("Which one" in page for page in pages)
    assert missing(document, made) == []


def test_a_cell_longer_than_a_page_is_continued_on_the_next() -> None:
    document = small(Table("Long", ("Which", "What"), ((Text("a"), Text("many words " * 2000)),)))
    made = pdf(document, TODAY)
    said = text_of(made)  # a head that is repeated may stand between the two words
    assert (said.count("many"), said.count("words")) == (2000, 2000)


def test_figures_are_aligned_right() -> None:
    table = Table("t", ("Which", "Count"), ((Text("a"), Text("7")), (Text("b"), Text("123,456"))), frozenset({1}))
    places: dict[str, float] = {}

    def visit(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        places[text.strip()] = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]

    read(pdf(small(table), TODAY)).pages[0].extract_text(visitor_text=visit)
    assert places["7"] > places["123,456"] + 15
    assert places["a"] == places["b"]


def test_a_programme_without_targets_is_a_report_too(load: Load) -> None:
    programme, figures, _ = load("targets: {}\n")
    document = write_report(compile_report(programme, figures, Question(TODAY), Origin()))
    made = pdf(document, TODAY)
    assert missing(document, made) == []
    assert len(read(made).pages) == 1
    assert b"<pdfuaid:part>1<" in made


def test_each_colour_of_a_verdict_can_be_read_on_white() -> None:
    template = files("tracker.render").joinpath("templates/report.typ").read_text(encoding="utf-8")
    colours = dict(re.findall(r'(good|warn|bad|open): rgb\("#(\w{6})"\)', template))
    assert set(colours) == {"good", "warn", "bad", "open"}
    assert min(1.05 / (_luminance(colour) + 0.05) for colour in colours.values()) >= 4.5


def _luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_title_that_is_too_long_for_the_margin_ends_at_a_word() -> None:
    title = (
        "Targets of trade and of cooperation between the many countries of the region" + ", of transit and of everything else beside" * 3
    )
    words = Paragraph(Text("What stands on a page."))
    document = Document(title, "As of today", (Section("s", "First", (words,)), Section("t", "Second", (words,), page=True)), (), ())
    shown = read(pdf(document, TODAY)).pages[1].extract_text().split("…")[0]
    assert 40 < len(shown) < len(title)
    assert title.startswith(f"{shown} ")
