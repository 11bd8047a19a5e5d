"""The DOCX: its structure part by part, its templates, and whether another program reads in it what we wrote."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PYTHONPATH, ROOT, Load
from docx import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor, Twips
from test_cli import Run, folder, run
from test_status import NASTY, NASTY_ROWS

from tracker.render.word.document import docx
from tracker.render.word.elements import clean
from tracker.reports.document import Bullets, Chart, Document, Paragraph, Quote, Section, Source, Table, Text, Verdict
from tracker.reports.progress_report import Origin, Question, compile_report, write_report
from tracker.storage import observations, targets
from tracker.values.problems import TrackerError
from tracker.words.texts import report_headings, summaries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Word

__all__ = ["folder", "run"]  # the fixtures

DAY = date(2026, 11, 22)
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs u vertAlign rtl lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW tcBorders shd vAlign",
    "style": "name basedOn next qFormat pPr rPr tblPr tblStylePr",
    "sectPr": "headerReference footerReference pgSz pgMar cols titlePg",
}
"""Word calls a file broken whose elements stand in another order than its schema has them."""

HOSTILE = {
    "markup": "<script>alert(1)</script> & </w:t> &lt;",
    "cell": "a | b",
    "formula": "=cmd()",
    "rich": "[red]x[/red]",
    "place": "{{ x }} {{report}} {page}",
    "long": "Untrennbar" * 40,
    "hebrew": "שלום עולם",
    "arabic": "مرحبا (2030) بكم",
    "emoji": "🚀👩",
    "kazakh": "Қазақ тілі: ә ғ қ ң ө ұ ү һ і",
    "uzbek": "Oʻzbekiston Gʻarbiy ў қ ғ ҳ",
    "spaces": "  two  spaces ",
}


@cache
def shipped() -> Document:
    programme, _ = targets.load(ROOT / "targets.yaml")
    figures, _, _ = observations.load(ROOT / "observations.csv", programme)
    origin = Origin("tracker report --as-of 2026-11-22 -o report.docx", (("targets.yaml", "0" * 64),))
    return write_report(compile_report(programme, figures, Question(DAY, date(2025, 10, 30)), origin))


@cache
def shipped_bytes() -> bytes:
    return docx(shipped(), DAY)


def small(text: str = "ten", **more: Any) -> Document:
    """A document with every kind of block but a chart, whose words are one text."""
    said = Text(text, ("p", "s"), (1,), "warn")
    blocks = (
        Verdict(said, said),
        Paragraph(said, lead=True),
        Paragraph(said),
        Quote(said, said),
        Bullets((said,)),
        Table(text, ("a", text), ((said, said),), frozenset({1})),
    )
    source = Source(1, text, (f"{text}:1",))
    parts: dict[str, Any] = {"title": text, "subtitle": text, "footer": (text, text), "marks": report_headings.MARKS}
    return Document(**(parts | more), sections=(Section("x", text, blocks), Section("y", text, ())), sources=(source,))


def parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(packed: bytes) -> Any:
    return parse_xml(parts(packed)["word/document.xml"])


def read(packed: bytes) -> Word:
    return Opened(io.BytesIO(packed))


def said(document: Document) -> Iterator[str]:
    """Every text of a document."""
    yield from (document.title, document.subtitle, *document.footer, *(source.text for source in document.sources))
    for section in document.sections:
        yield section.heading
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield block.text.text
                case Quote():
                    yield from (block.words.text, block.said.text)
                case Bullets():
                    yield from (item.text for item in block.items)
                case Table():
                    yield from (block.caption, *block.head, *(cell.text for row in block.rows for cell in row))
                case Chart():
                    yield block.title


def words(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def text_of(packed: bytes) -> str:
    """What stands in the body, a line a paragraph."""
    return "\n".join(words(paragraph) for paragraph in body(packed).iter(qn("w:p")))


def blocks_of(kind: type) -> list[Any]:
    return [block for section in shipped().sections for block in section.blocks if isinstance(block, kind)]


def test_headings_titles_and_lists_are_in_words_own_styles() -> None:
    document = shipped()
    of: dict[str, list[str]] = {}
    for paragraph in read(shipped_bytes()).paragraphs:
        assert paragraph.style is not None
        of.setdefault(str(paragraph.style.name), []).append(paragraph.text)
    assert of["Title"] == [document.title]
    assert of["Subtitle"] == [document.subtitle]
    assert of["Heading 1"] == [
        *(section.heading for section in document.sections),
        report_headings.MARKS_HEADING,
        report_headings.FOOTNOTES,
    ]
    assert len(of["List Bullet"]) == sum(len(block.items) for block in blocks_of(Bullets)) + len(document.marks)
    assert len(of["List Number"]) == len(document.sources)
    captions = sorted([each.caption for each in blocks_of(Table)] + [each.title for each in blocks_of(Chart)])
    assert sorted(each.replace("\u00a0", " ") for each in of["Caption"]) == sorted(each.replace("\u00a0", " ") for each in captions)
    assert len(of["Quote"]) == 2 * len(blocks_of(Quote))
    assert of["Tracker Command"] == [document.footer[1]]


def test_a_table_repeats_its_head_keeps_its_rows_whole_and_aligns_numbers_right() -> None:
    found = list(body(shipped_bytes()).iter(qn("w:tbl")))
    assert len(found) == len(blocks_of(Table)) > 5
    for table, block in zip(found, blocks_of(Table), strict=True):
        rows = table.findall(qn("w:tr"))
        assert [[bool(row.xpath(f"./w:trPr/w:{flag}")) for flag in ("tblHeader", "cantSplit")] for row in rows] == [[True, True]] + [
            [False, True]
        ] * len(block.rows)
        for row in rows:
            right = [bool(cell.xpath("./w:p/w:pPr/w:jc[@w:val='right']")) for cell in row.findall(qn("w:tc"))]
            assert right == [at in block.numeric for at in range(len(block.head))]
        assert table.xpath("string(./w:tblPr/w:tblStyle/@w:val)") == "TrackerTable"
        assert table.xpath("string(./w:tblPr/w:tblLayout/@w:type)") == "fixed"


def test_a_caption_and_a_heading_stay_with_what_follows_and_a_short_table_in_one_piece() -> None:
    root = body(shipped_bytes())
    for paragraph in root.xpath(
        "//w:p[w:pPr/w:pStyle[@w:val='Heading1']] | //w:p[following-sibling::*[1][self::w:tbl]] | //w:body/w:p[.//w:drawing]"
    ):
        assert paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    first, *others = root.iter(qn("w:tbl"))
    kept = [bool(row.xpath("./w:tc/w:p/w:pPr/w:keepNext")) for row in first.findall(qn("w:tr"))]
    assert kept == [True] + [False] * (len(kept) - 1)  # that of page one is split rather than moved away as a whole
    for table in others:
        kept = [bool(row.xpath("./w:tc/w:p/w:pPr/w:keepNext")) for row in table.findall(qn("w:tr"))]
        assert kept == [True] * (len(kept) - 1) + [False]


def test_no_table_is_wider_than_the_page_and_no_short_word_is_broken() -> None:
    for table in body(shipped_bytes()).iter(qn("w:tbl")):
        across = [int(each) for each in table.xpath("./w:tblGrid/w:gridCol/@w:w")]
        assert sum(across) <= 9638
        for row in table.findall(qn("w:tr")):
            assert [int(each) for each in row.xpath("./w:tc/w:tcPr/w:tcW/@w:w")] == across
            for width, cell in zip(across, row.findall(qn("w:tc")), strict=True):
                halves = max([int(each) for each in cell.xpath("./w:p/w:pPr/w:rPr/w:sz/@w:val")], default=17)  # that of the style
                longest = max([len(word) for word in words(cell).split()], default=0)
                assert width - 120 >= longest * halves * 10 * 0.47  # an average letter is half as wide as it is high


def test_a_long_word_leaves_the_table_as_wide_as_the_page() -> None:
    table = Table("c", ("a",) * 9, (tuple(Text("W" * 500) for _ in range(9)),))
    packed = docx(Document("t", "", (Section("x", "x", (table,)),), (), ()), DAY)
    assert 9000 < sum(int(each) for each in body(packed).xpath("//w:gridCol/@w:w")) <= 9638


def test_a_chart_is_a_picture_that_is_told_in_words() -> None:
    root, files = body(shipped_bytes()), parts(shipped_bytes())
    shown = [(each.get("title"), each.get("descr")) for each in root.iter(qn("wp:docPr"))]
    lines = [(None, cell.line.alt) for block in blocks_of(Table) for row in block.rows for cell in row if cell.line]
    assert [(title and title.replace("\u00a0", " "), alt) for title, alt in shown] == lines + [
        (chart.title.replace("\u00a0", " "), chart.alt) for chart in blocks_of(Chart)
    ]
    pictures = [name for name in files if name.startswith("word/media/")]
    assert len(pictures) == len(shown) > 3
    assert all(files[name].startswith(b"\x89PNG") for name in pictures)
    targets_of = dict(re.findall(r'Id="(\w+)" [^>]*Target="media/([^"]+)"', files["word/_rels/document.xml.rels"].decode()))
    assert [targets_of[each.get(qn("r:embed"))] for each in root.iter(qn("a:blip"))] == [Path(name).name for name in pictures]
    ids = [each.get("id") for each in root.iter(qn("wp:docPr"))] + root.xpath("//w:bookmarkStart/@w:id")
    assert len(set(ids)) == len(ids)


def test_every_number_of_a_source_leads_to_it_and_every_source_to_its_address() -> None:
    document, root = shipped(), body(shipped_bytes())
    places = root.xpath("//w:bookmarkStart/@w:name")
    assert places == [f"tracker1_source_{source.number}" for source in document.sources]
    cited = root.xpath("//w:hyperlink[@w:anchor]")
    assert len(cited) > 20
    for each in cited:
        number = words(each).strip("[]")
        assert each.get(qn("w:anchor")) == f"tracker1_source_{number}" in places
        assert each.xpath("string(./w:r/w:rPr/w:rStyle/@w:val)") == "TrackerCite"
    rels = parse_xml(parts(shipped_bytes())["word/_rels/document.xml.rels"])
    links = [each.get("Target") for each in rels if each.get("TargetMode") == "External"]
    assert links == [source.link for source in document.sources if source.link]
    assert all(place in text_of(shipped_bytes()) for source in document.sources for place in source.places)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "http://[bad", "https://x.org/" + "a" * 2100, "http://"])
def test_no_link_is_made_of_what_is_unsafe_or_what_word_cannot_open(address: str) -> None:
    packed = docx(small(address), DAY)
    assert b"External" not in parts(packed)["word/_rels/document.xml.rels"]
    assert address in text_of(packed)


def test_an_address_is_written_as_word_can_open_it() -> None:
    rels = parts(docx(small('https://мвд.рф/a<b>"c|d'), DAY))["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://мвд.рф/a%3Cb%3E%22c%7Cd"' in rels


def test_the_marks_are_raised_and_explained() -> None:
    packed = docx(small(), DAY)
    raised = body(packed).xpath("//w:r[w:rPr/w:rStyle[@w:val='TrackerMark']]")
    assert {words(each) for each in raised} == {"p,s"}
    assert f"p – {report_headings.MARKS['p']}" in text_of(packed)
    assert f"s – {report_headings.MARKS['s']}" in text_of(packed)


def test_the_elements_stand_in_the_order_of_the_schema() -> None:
    for packed in (shipped_bytes(), docx(small("שלום x"), DAY)):
        for root in (
            body(packed),
            *(parse_xml(content) for name, content in parts(packed).items() if re.match(r"word/(header|footer|styles)", name)),
        ):
            for tag, order in ORDER.items():
                for each in root.iter(qn(f"w:{tag}")):
                    places = [order.split().index(child.tag.rpartition("}")[2]) for child in each]
                    assert places == sorted(places)


def test_a_page_is_a4_and_tells_title_day_and_number() -> None:
    page = read(shipped_bytes()).sections[0]
    assert (page.page_width, page.page_height) == (Twips(11906), Twips(16838))  # 21 cm, 29.7 cm
    assert page.header.paragraphs[0].text == f"{shipped().title}\t22 Nov 2026"
    assert page.different_first_page_header_footer
    assert page.first_page_header.paragraphs[0].text == ""
    for footer in (page.footer, page.first_page_footer):
        element = footer.paragraphs[0]._p  # noqa: SLF001 - fields are not in python-docx's own interface
        assert [each.strip() for each in element.xpath("./w:fldSimple/@w:instr")] == ["PAGE", "NUMPAGES"]
        assert words(element) == "Page 1 of 1"


def test_the_properties_tell_the_title_and_the_day_and_nobodys_name() -> None:
    core = read(shipped_bytes()).core_properties
    midnight = datetime(2026, 11, 22, tzinfo=UTC)
    assert (core.title, core.language, core.revision) == (shipped().title, "en-GB", 1)
    assert (core.created, core.modified, core.author, core.last_modified_by) == (midnight, midnight, "", "")
    assert b"python-docx" not in b"".join(parts(shipped_bytes()).values())
    assert b'w:lang w:val="en-GB"' in parts(shipped_bytes())["word/styles.xml"]


def _luminance(colour: str) -> float:
    linear = [((part / 255 + 0.055) / 1.055) ** 2.4 if part > 10 else part / 255 / 12.92 for part in bytes.fromhex(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_can_be_read_on_white_and_on_the_shade_of_a_verdict() -> None:
    styles = parse_xml(parts(shipped_bytes())["word/styles.xml"])
    colours = {colour for colour in styles.xpath("//w:rPr/w:color/@w:val") if colour != "auto"}
    assert len(colours) > 6
    for paper in ("FFFFFF", "F1F4F8", "EEF2F6"):
        assert all((_luminance(paper) + 0.05) / (_luminance(colour) + 0.05) >= 4.5 for colour in colours)


@pytest.mark.parametrize(
    ("tone", "style"), [("good", "TrackerGood"), ("warn", "TrackerWarn"), ("bad", "TrackerBad"), ("open", "TrackerOpen")]
)
def test_a_verdict_has_the_style_of_its_tone_and_its_reason_that_of_the_text(tone: str, style: str) -> None:
    said = Verdict(Text("◆ At risk.", tone=tone), Text("It is 4.5 of 10. So."))
    document = Document("t", "s", (Section("x", "x", (said,)),), (), ())
    lead = body(docx(document, DAY)).xpath("//w:p[w:pPr/w:pStyle[@w:val='TrackerLead']]")[0]
    found = [(words(run), run.xpath("string(./w:rPr/w:rStyle/@w:val)")) for run in lead.iter(qn("w:r"))]
    assert found == [("◆ At risk.", style), (" ", ""), ("It is 4.5 of 10. So.", "")]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_comes_out_as_itself(name: str) -> None:
    text = HOSTILE[name]
    packed = docx(small(text), DAY)
    assert text_of(packed).count(text) >= 14
    assert read(packed).sections[0].header.paragraphs[0].text.startswith(text[:70])
    assert read(packed).core_properties.title == text[:255]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb\x00", r"a\x1b[31mb\x00"),
        ("\ud800", r"\ud800"),
        ("a\u202eb\u200b", r"a\u202eb\u200b"),
        ("a\ufffeb\uffff", r"a\ufffeb\uffff"),
        ("one\ntwo\r\n\tthree", "one two three"),
        ("", ""),
    ],
)
def test_characters_that_act_or_hide_are_written_out(text: str, shown: str) -> None:
    packed = docx(small(text), DAY)
    assert clean(text) == shown
    assert shown in text_of(packed)
    assert read(packed).core_properties.title == shown


def test_letters_from_right_to_left_are_marked_as_such_and_no_others() -> None:
    runs = body(docx(small("Word שלום, עולם 2030"), DAY)).xpath("//w:p[w:pPr/w:pStyle[@w:val='Title']]/w:r")
    assert [(words(run), bool(run.xpath("./w:rPr/w:rtl"))) for run in runs] == [
        ("Word ", False),
        ("שלום, עולם", True),
        (" 2030", False),
    ]


def test_an_empty_programme_is_a_report_too(load: Load) -> None:
    programme, figures, problems = load("targets: {}\n")
    packed = docx(write_report(compile_report(programme, figures, Question(DAY, None), Origin("", ()))), DAY)
    assert (problems, summaries.NO_TARGETS in text_of(packed)) == ([], True)
    assert read(packed).tables == []


MAKE = """
import sys
from datetime import date
from test_docx import shipped
from tracker.render.word.document import docx
sys.stdout.buffer.write(docx(shipped(), date(2026, 11, 22)))
"""


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    for seed in ("1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": PYTHONPATH, "TZ": "Asia/Tashkent"}
        assert subprocess.run([sys.executable, "-c", MAKE], env=env, capture_output=True, check=True).stdout == shipped_bytes()
    with zipfile.ZipFile(io.BytesIO(shipped_bytes())) as package:
        assert {(each.date_time, each.create_system, each.external_attr) for each in package.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0, 0o600 << 16)
        }
    assert b"rsid" not in parts(shipped_bytes())["word/document.xml"]


def test_two_thousand_rows_do_not_take_minutes() -> None:
    rows = tuple(tuple(Text(f"{row}.{at}", ("p",), (1,)) for at in range(9)) for row in range(2000))
    started = datetime.now(UTC)
    packed = docx(Document("t", "", (Section("x", "x", (Table("c", ("h",) * 9, rows),)),), (Source(1, "s", ()),), ()), DAY)
    assert (datetime.now(UTC) - started).total_seconds() < 60  # about 4; through python-docx's cells it is more than 600
    assert len(body(packed).xpath("//w:tr")) == 2001


# Templates


def letterhead() -> bytes:
    """A ministry's letterhead; the place of the report is in the middle, typed in three goes."""
    word = Opened()
    page = word.sections[0]
    page.page_width, page.page_height, page.left_margin, page.right_margin = Cm(29.7), Cm(21), Cm(12), Cm(6)
    page.different_first_page_header_footer = True
    page.first_page_header.paragraphs[0].text = "MINISTRY OF TRADE"
    page.header.paragraphs[0].text = "Ministry, continued"
    page.footer.paragraphs[0].text = "1 Example Street"
    word.styles["Heading 1"].font.color.rgb = RGBColor(0x99, 0x00, 0x33)
    word.core_properties.author, word.core_properties.last_modified_by = "A. Person", "B. Person"
    word.add_paragraph("Dear Prime Minister")
    place = word.add_paragraph()
    for piece in ("{{", "report", "}}"):
        place.add_run(piece)
    word.add_paragraph("Signed")
    return saved(word)


def saved(word: Word) -> bytes:
    packed = io.BytesIO()
    word.save(packed)
    return packed.getvalue()


def changed(packed: bytes, **edits: tuple[str, str]) -> bytes:
    """A package with one replacement (a regular expression and what for) per part; parts are named by their stem."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts(packed).items():
            pattern, new = edits.get(Path(name).name.partition(".")[0].strip("[]"), ("", ""))
            package.writestr(name, re.sub(pattern, new, content.decode(), flags=re.DOTALL) if pattern else content)
    return made.getvalue()


def test_a_report_stands_in_its_place_on_the_letterhead() -> None:
    packed = docx(shipped(), DAY, letterhead())
    lines = text_of(packed).splitlines()
    assert (lines[0], lines[1], lines[-1]) == ("Dear Prime Minister", shipped().title, "Signed")
    assert "{{report}}" not in lines
    page = read(packed).sections[0]
    assert page.first_page_header.paragraphs[0].text == "MINISTRY OF TRADE"
    assert (page.header.paragraphs[0].text, page.footer.paragraphs[0].text) == ("Ministry, continued", "1 Example Street")
    before, after = parts(letterhead()), parts(packed)
    assert {name: before[name] for name in before if "header" in name or "footer" in name} == {
        name: after[name] for name in after if "header" in name or "footer" in name
    }
    assert page.page_width == Twips(16838)
    assert read(packed).styles["Heading 1"].font.color.rgb == RGBColor(0x99, 0x00, 0x33)
    core = read(packed).core_properties
    assert (core.author, core.last_modified_by, core.title) == ("", "", shipped().title)
    assert b"Person" not in b"".join(after.values())


def test_tables_and_charts_keep_to_the_room_that_a_template_has() -> None:
    root = body(docx(shipped(), DAY, letterhead()))
    room = 11.7 / 2.54 * 1440
    assert max(sum(int(each) for each in table.xpath("./w:tblGrid/w:gridCol/@w:w")) for table in root.iter(qn("w:tbl"))) <= room
    assert max(int(each.get("cx")) for each in root.iter(qn("wp:extent"))) <= Cm(11.7)


def test_a_template_without_a_place_has_the_report_at_its_end() -> None:
    word = Opened()
    word.add_paragraph("First")
    word.add_paragraph("{{report}} and more")
    lines = text_of(docx(small("ten"), DAY, saved(word))).splitlines()
    assert lines[:3] == ["First", "{{report}} and more", "ten"]
    last = body(docx(small("ten"), DAY, saved(word))).find(qn("w:body"))[-1]
    assert last.tag == qn("w:sectPr")


def test_a_place_that_ends_a_section_leaves_the_section() -> None:
    word = Opened()
    word.add_section()
    word.paragraphs[-1].text = "{{ report }}"
    root = body(docx(small(), DAY, saved(word)))
    assert len(root.xpath("//w:sectPr")) == 2
    assert "{{" not in words(root)


def test_a_place_in_a_cell_is_no_wider_than_the_cell() -> None:
    word = Opened()
    word.add_table(1, 2).rows[0].cells[0].paragraphs[0].text = "{{report}}"
    root = body(docx(shipped(), DAY, saved(word)))
    assert len(root.xpath("//w:tc//w:p[w:pPr/w:pStyle[@w:val='Heading1']]")) == len(shipped().sections) + 2
    cell = int(root.xpath("//w:tbl/w:tblGrid/w:gridCol/@w:w")[0])
    assert max(sum(int(each) for each in table.xpath("./w:tblGrid/w:gridCol/@w:w")) for table in root.xpath("//w:tc//w:tbl")) < cell < 5000
    assert root.xpath("//w:tc")[0][-1].tag == qn("w:p")  # Word refuses a cell that ends with a table


@pytest.mark.parametrize("lists", [True, False])
def test_a_template_of_a_russian_word_without_captions_is_completed(lists: bool) -> None:
    word = Opened(io.BytesIO(letterhead()))
    for style in word.styles.element.findall(qn("w:style")):
        if style.get(qn("w:styleId")) in {"Caption", "Quote", "ListBullet", "Subtitle"}:
            word.styles.element.remove(style)
        if style.get(qn("w:styleId")) == "Heading1":
            style.set(qn("w:styleId"), "1")
    if not lists:
        del word.part.rels[next(key for key, each in word.part.rels.items() if each.reltype.endswith("/numbering"))]
    packed = docx(shipped(), DAY, saved(word))
    root, files = body(packed), parts(packed)
    styles, numbering = parse_xml(files["word/styles.xml"]), parse_xml(files["word/numbering.xml"])
    assert len(root.xpath("//w:pStyle[@w:val='1']")) == len(shipped().sections) + 2
    used = {*root.xpath("//w:pStyle/@w:val"), *root.xpath("//w:rStyle/@w:val"), *root.xpath("//w:tblStyle/@w:val")}
    assert used <= set(styles.xpath("./w:style/@w:styleId"))
    assert styles.xpath("./w:style[w:name/@w:val='caption']/w:basedOn/@w:val") == ["Normal"]
    assert [each.tag for each in numbering] == sorted(each.tag for each in numbering)

    def looks(number: str) -> str:
        kind = numbering.xpath(f"string(./w:num[@w:numId='{number}']/w:abstractNumId/@w:val)")
        return str(numbering.xpath(f"string(./w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[1]/w:lvlText/@w:val)"))

    assert [looks(each) for each in styles.xpath("./w:style[w:name/@w:val='List Bullet']//w:numId/@w:val")] == ["•"]
    assert {looks(each) for each in root.xpath("//w:numId/@w:val")} == {"%1."}


def test_a_template_of_libreoffice_which_flags_no_default_styles_lends_its_font_all_the_same() -> None:
    packed = docx(small(), DAY, changed(letterhead(), styles=(r' w:default="1"', "")))
    styles = parse_xml(parts(packed)["word/styles.xml"])
    assert styles.xpath("./w:style[w:name/@w:val='Tracker Lead']/w:basedOn/@w:val") == ["Normal"]
    assert len(body(packed).xpath("//w:p[w:pPr/w:pStyle[@w:val='Normal']]")) == 1


def test_a_character_style_of_the_same_name_is_no_paragraph_style() -> None:
    word = Opened()
    word.styles.add_style("Tracker Lead", WD_STYLE_TYPE.CHARACTER).element.set(qn("w:styleId"), "Wrong")
    assert not body(docx(small(), DAY, saved(word))).xpath("//w:pStyle[@w:val='Wrong']")


def test_a_report_that_serves_as_a_template_holds_two_reports() -> None:
    packed = docx(shipped(), DAY, shipped_bytes())
    root = body(packed)
    pictures = len(blocks_of(Chart)) + sum(cell.line is not None for block in blocks_of(Table) for row in block.rows for cell in row)
    assert len(root.xpath("//wp:docPr")) == 2 * pictures == len([name for name in parts(packed) if "media" in name])
    ids = root.xpath("//wp:docPr/@id") + root.xpath("//w:bookmarkStart/@w:id")
    assert len(set(ids)) == len(ids)
    assert len(set(root.xpath("//w:bookmarkStart/@w:name"))) == 2 * len(shipped().sources)
    assert len(parse_xml(parts(packed)["word/styles.xml"]).findall(qn("w:style"))) == len(
        parse_xml(parts(shipped_bytes())["word/styles.xml"]).findall(qn("w:style"))
    )


def test_a_dotx_is_used_like_a_docx() -> None:
    dotx = changed(letterhead(), Content_Types=(r"document\.main\+xml", "template.main+xml"))
    assert parts(docx(small(), DAY, dotx)) == parts(docx(small(), DAY, letterhead()))


def _zip(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return made.getvalue()


BAD = {
    "empty": b"",
    "no zip": bytes(range(256)) * 8,
    "an old .doc": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500,
    "a zip of anything": _zip(readme="x"),
    "a truncated docx": letterhead()[:-300],
    "no document.xml": changed(letterhead(), Content_Types=(r"document\.main\+xml", "nothing+xml")),
    "a docm": changed(
        letterhead(),
        Content_Types=(r"application/vnd\.openxml[^\"]*document\.main\+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    ),
    "broken XML": changed(letterhead(), document=("</w:body>", "")),
    "another root": changed(letterhead(), document=(r"<w:body>.*</w:body>", "")),
}


@pytest.mark.parametrize("name", BAD)
def test_a_template_that_is_none_is_said_in_one_line(name: str) -> None:
    with pytest.raises(TrackerError, match=r"^the template is not a Word document \(\.docx or \.dotx\)") as raised:
        docx(small(), DAY, BAD[name])
    assert "\n" not in str(raised.value)


def test_a_template_that_cannot_be_used_is_named(run: Run, tmp_path: Path) -> None:
    template = tmp_path / "letterhead.docx"
    template.write_bytes(b"no package")
    refused = run(
        "report",
        "--targets",
        str(ROOT / "targets.yaml"),
        "--as-of",
        "2026-11-22",
        "--template",
        str(template),
        "-o",
        str(tmp_path / "report.docx"),
    )
    assert refused.err.startswith(f"{template}: the template is not a Word document (.docx or .dotx)")
    assert refused.code == 2


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_template_gives_a_report_or_a_clear_error(seed: int) -> None:
    chance, files = random.Random(seed), parts(letterhead())  # noqa: S311 - the same damage each time
    name = chance.choice(
        ["[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"]
    )
    at = chance.randrange(len(files[name]) - 200)
    files[name] = files[name][:at] + files[name][at + chance.randrange(1, 200) :]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for each, content in files.items():
            package.writestr(each, content)
    try:
        assert "ten" in text_of(docx(small(), DAY, made.getvalue()))
    except TrackerError as error:
        assert "template" in str(error)  # noqa: PT017 - either outcome is right


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARAGRAPHS = """
<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="Secret A" w:date="2020-01-01T00:00:00Z"/></w:rPr></w:pPr>
<w:ins w:id="2" w:author="Secret A"><w:r><w:t>inserted</w:t></w:r></w:ins><w:del w:id="3" w:author="Secret B"><w:r><w:delText>secret deleted</w:delText></w:r></w:del></w:p>
<w:p w:rsidR="00AB12CD"><w:r><w:rPr><w:b/><w:rPrChange w:id="4" w:author="Secret C"><w:rPr/></w:rPrChange></w:rPr><w:t>bold</w:t></w:r>
<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>
<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>row that stays</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:trPr><w:del w:id="5" w:author="Secret D"/></w:trPr><w:tc><w:p><w:r><w:t>secret row</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDEPICTURE "http://secret.example/x.png" \\d </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>what it showed</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Secret E</w:t></w:r></w:fldSimple><w:fldSimple w:instr=" PAGE "><w:r><w:t>41</w:t></w:r></w:fldSimple></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO </w:instrText></w:r><w:r><w:instrText>secret-calc</w:instrText></w:r></w:p>
<w:p><w:hyperlink r:id="web"><w:r><w:t>our web page</w:t></w:r></w:hyperlink><w:hyperlink r:id="share"><w:r><w:t>our share</w:t></w:r></w:hyperlink></w:p>
<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="remote" src="http://secret.example/y.png"/></v:shape></w:pict></w:r></w:p>
<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="secret" r:id="ole"/></w:object></w:r></w:p>
<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]"/></w:sdtPr><w:sdtContent><w:r><w:t>Secret F</w:t></w:r></w:sdtContent></w:sdt></w:p>
"""
RELATED = {
    "web": ("hyperlink", "https://stat.example/", "External"),
    "share": ("hyperlink", "file://secret-server/share", "External"),
    "remote": ("image", "http://secret.example/y.png", "External"),
    "ole": ("oleObject", "embeddings/oleObject1.bin", "Internal"),
    "vba": ("vbaProject", "vbaProject.bin", "Internal"),
    "notes": ("comments", "comments.xml", "Internal"),
    "tpl": ("attachedTemplate", "file:///C:/Users/secret/Normal.dotm", "External"),
}


def infected() -> bytes:
    """A letterhead with everything that must not travel."""
    files = parts(letterhead())
    body = files["word/document.xml"].decode().replace("<w:body>", f'<w:body xmlns:r="{OFFICE}">{PARAGRAPHS}', 1)
    rels = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for key, (kind, target, mode) in RELATED.items()
    )
    settings = files["word/settings.xml"].decode()
    more = f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="tpl"/><w:mailMerge><w:query w:val="secret"/></w:mailMerge><w:trackRevisions/>'
    files |= {
        "word/document.xml": body.encode(),
        "word/_rels/document.xml.rels": files["word/_rels/document.xml.rels"].replace(
            b"</Relationships>", f"{rels}</Relationships>".encode()
        ),
        "word/settings.xml": re.sub("(<w:settings[^>]*>)", lambda found: found[1] + more, settings).encode(),
        "word/_rels/settings.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>'.encode(),
        "word/vbaProject.bin": b"secret macro",
        "word/embeddings/oleObject1.bin": b"secret object",
        "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Secret G"/></w:comments>'.encode(),
        "docProps/app.xml": b"<Properties><Manager>Secret H</Manager></Properties>",
    }
    return packed_of(files)


def packed_of(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return made.getvalue()


def test_nothing_of_a_template_travels_that_runs_lies_elsewhere_or_names_a_person() -> None:
    told: list[str] = []
    packed = docx(small(), DAY, infected(), told.extend)
    files = parts(packed)
    everything = b"".join([*files.values(), *map(str.encode, files)])
    for word in (
        b"ecret",
        b"vbaProject",
        b"oleObject",
        b"comments",
        b"attachedTemplate",
        b"rsid",
        b"w:ins ",
        b"w:del ",
        b"rPrChange",
        b"mailMerge",
    ):
        assert word not in everything, word
    text = text_of(packed)
    for kept in ("inserted", "bold", "row that stays", "what it showed", "our web page", "our share", "Signed", "41"):
        assert kept in text
    assert set(re.findall(rb'Target="([^"]*)" TargetMode="External"', everything)) == {b"https://stat.example/"}
    assert {
        "macros",
        "embedded objects",
        "comments and the names of their authors",
        "the path of the attached template",
        "pictures that lie elsewhere",
        "links to files",
        "tracked changes (accepted) and the names of their authors",
        "sources of a mail merge",
        "the properties of the document (authors, company, custom properties)",
    } <= set(told)
    assert read(packed).sections[0].first_page_header.paragraphs[0].text == "MINISTRY OF TRADE"


def test_a_clean_letterhead_is_said_to_lose_only_its_properties() -> None:
    told: list[str] = []
    docx(small(), DAY, docx(small(), DAY, letterhead()), told.extend)
    assert told == ["the properties of the document (authors, company, custom properties)"]


def test_the_command_says_on_standard_error_what_a_template_loses(run: Run, folder: Path) -> None:
    (folder / "letter\u202e.docx").write_bytes(infected())
    code, out, err = run("report", "-o", "x.docx", "--template", "letter\u202e.docx")
    assert (code, out, err.count("\n")) == (0, "", 1)
    assert err.startswith("letter\\u202e.docx: left out of the report: ")
    assert "macros" in err


@pytest.mark.parametrize("size", [(1 << 20, 65), (1 << 24, 5)], ids=["many", "large"])
def test_a_template_that_unpacks_to_more_than_a_letterhead_needs_is_refused_unread(size: tuple[int, int]) -> None:
    length, count = size
    bomb = parts(letterhead()) | {f"word/media/{number}.bin": bytes(length) for number in range(count)}
    packed = packed_of(bomb)
    assert len(packed) < 200_000
    with pytest.raises(TrackerError, match=r"^the template unpacks to more than 64 MiB [^\n]+$"):
        docx(small(), DAY, packed)


@pytest.mark.parametrize("name", ["word/numbering.xml", "word/styles.xml", "word/settings.xml", "word/document.xml", "docProps/core.xml"])
def test_a_part_of_another_kind_is_one_line_or_does_not_matter(name: str) -> None:
    packed = packed_of(parts(letterhead()) | {name: b"<x/>"})
    if name.startswith("docProps"):
        assert "ten" in text_of(docx(small(), DAY, packed))
        return
    with pytest.raises(TrackerError, match=r"^the template is not a Word document"):
        docx(small(), DAY, packed)


def test_an_entity_of_a_template_is_never_read() -> None:
    document = parts(letterhead())["word/document.xml"]
    at = document.index(b"<w:document")
    entity = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(TrackerError, match=r"^the template is not a Word document"):
        docx(small(), DAY, packed_of(parts(letterhead()) | {"word/document.xml": document[:at] + entity + document[at:]}))


@pytest.mark.parametrize("day", [date(1, 1, 1), date(999, 12, 31), date(1979, 12, 31)])
def test_a_day_that_other_programs_do_not_know_is_no_property(day: date) -> None:
    core = parts(docx(small(), day))["docProps/core.xml"].decode()
    assert set(re.findall(r'W3CDTF">([^<]*)', core)) == {"1980-01-01T00:00:00Z"}


# Another program


def nasty(load: Load) -> Document:
    programme, figures, problems = load(NASTY, NASTY_ROWS)
    assert problems == []
    return write_report(compile_report(programme, figures, Question(DAY, date(2025, 10, 30)), Origin("", ())))


def test_libreoffice_reads_every_figure(load: Load, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice (soffice) is not installed: nobody else has read the DOCX")
    hostile = nasty(load)
    reports = {
        "shipped": (shipped(), None),
        "letter": (shipped(), letterhead()),
        "nasty": (hostile, None),
        "small": (small(HOSTILE["arabic"]), None),
    }
    for name, (document, template) in reports.items():
        (tmp_path / f"{name}.docx").write_bytes(docx(document, DAY, template))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    asked: list[str | Path] = [
        soffice,
        home,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
        *sorted(tmp_path.glob("*.docx")),
    ]
    subprocess.run(asked, check=True, capture_output=True, timeout=180)
    for name, (document, _) in reports.items():
        shown = " ".join((tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").split())
        missing = [each for each in said(document) if " ".join(clean(each).split()) not in shown]
        assert missing == []
