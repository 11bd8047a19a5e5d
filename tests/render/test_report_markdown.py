"""The Markdown report as a CommonMark reader takes it: tables stay tables, and what data say stays text."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import Load, one
from markdown_it import MarkdownIt
from markdown_it.token import Token
from test_cli import Result, Run, folder, run
from test_progress_report import of, shipped, texts
from test_status import NASTY, NASTY_ROWS

from tracker.render import markdown
from tracker.reports.document import Document
from tracker.values.printable import printable
from tracker.words.texts import report_headings

__all__ = ["folder", "run"]  # fixtures
READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def inlines(text: str) -> list[Token]:
    return [child for token in READER.parse(text) if token.type == "inline" for child in token.children or ()]


def shown(text: str) -> str:
    """The words that a reader sees."""
    words = [child.content for child in inlines(text) if child.type in {"text", "code_inline"}]
    return " ".join(" ".join(words).split())


def tables(document: Document) -> list[int]:
    return [1 + len(block.rows) for section in document.sections for block in section.blocks if hasattr(block, "rows")]


def rows_of(text: str) -> list[int]:
    found: list[int] = []
    for token in READER.parse(text):
        if token.type == "table_open":
            found.append(0)
        found[-1:] = [found[-1] + 1] if token.type == "tr_open" else found[-1:]
    return found


def test_every_table_is_one_for_a_reader_of_commonmark() -> None:
    assert rows_of(markdown.document(shipped())) == tables(shipped())


def test_the_footnotes_are_numbered_as_they_are_cited() -> None:
    text = markdown.document(shipped())
    numbers = [int(found) for found in re.findall(r"^(\d+)\. ", text.partition(f"## {report_headings.FOOTNOTES}")[2], re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == len(shipped().sources)


def test_what_data_say_stays_text(load: Load) -> None:
    document = of(load, NASTY, NASTY_ROWS)
    text = markdown.document(document)
    kinds = {token.type for token in READER.parse(text)} | {child.type for child in inlines(text)}
    assert not kinds & {"html_block", "html_inline", "image", "code_inline", "em_open"}
    assert rows_of(text) == tables(document)
    seen = shown(text).replace(" ", "")
    for each in texts(document):
        assert "".join(printable(each.text).split()) in seen
    assert [child for child in inlines(text) if child.type == "link_open"] == []  # javascript: is no address of the web


@pytest.mark.parametrize(
    "note",
    [
        "# no heading",
        "- no list",
        "> no quote",
        "1. no list",
        "12345. no list",
        "=",
        "+ no list",
        "===",
        "    no code",
        "1) no list",
        "~~~",
        "```",
    ],
)
def test_a_text_that_begins_like_a_mark_of_markdown(load: Load, note: str) -> None:
    text = markdown.document(of(load, one(note=f'"{note}"', quote=f'"{note}"'), "t,2024,4,USD,,,,,,\n"))
    plain = markdown.document(of(load, one(note="plain", quote="plain"), "t,2024,4,USD,,,,,,\n"))
    assert [token.type for token in READER.parse(text)] == [token.type for token in READER.parse(plain)]
    assert " ".join(note.split()) in shown(text)


def test_charts_lie_beside_the_file(run: Run, folder: Path) -> None:
    assert run("report", "-o", "the report.md").code == 0
    pictures = [child.attrGet("src") for child in inlines((folder / "the report.md").read_text(encoding="utf-8")) if child.type == "image"]
    assert pictures == ["the%20report-t-chart.svg"]
    for picture in pictures:
        drawn = (folder / str(picture).replace("%20", " ")).read_text(encoding="utf-8")
        assert drawn.startswith("<svg ")
        assert 'fill="white"' in drawn


def test_without_a_file_there_is_no_picture(run: Run, folder: Path) -> None:
    assert folder.exists()
    assert "![" not in run("report").out


@pytest.mark.posix
def test_a_text_that_cannot_be_written_leaves_its_pictures_as_they_were(run: Run, folder: Path) -> None:
    assert run("report", "-o", "r.md").code == 0
    (folder / "r-t-chart.svg").write_text("old", encoding="utf-8")
    (folder / "r.md").chmod(0o444)
    assert run("report", "-o", "r.md") == Result(2, "", "r.md: is read-only; nothing was changed\n")
    assert (folder / "r-t-chart.svg").read_text(encoding="utf-8") == "old"
    (folder / "r.md").chmod(0o644)
    assert run("report", "-o", "r.md").code == 0
    assert (folder / "r-t-chart.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []


@pytest.mark.posix
def test_a_picture_is_never_written_through_a_link(run: Run, folder: Path) -> None:
    (folder / "diary").write_text("mine", encoding="utf-8")
    (folder / "r-t-chart.svg").symlink_to("diary")
    said = "r-t-chart.svg: is a link to `diary`; no picture is written through a link\n"
    assert run("report", "-o", "r.md") == Result(2, "", said)
    assert not (folder / "r.md").exists()
    (folder / "r-t-chart.svg").unlink()
    (folder / "r-t-chart.svg").hardlink_to(folder / "diary")
    assert run("report", "-o", "r.md").code == 0
    assert (folder / "diary").read_text(encoding="utf-8") == "mine"
    (folder / "r-t-chart.svg").unlink()
    os.mkfifo(folder / "r-t-chart.svg")
    assert run("report", "-o", "r.md") == Result(2, "", "r-t-chart.svg: is not a regular file\n")


@pytest.mark.parametrize("failing", [1, 2])
def test_where_a_file_does_not_come_into_its_place_all_are_put_back(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    (folder / "r-t-chart.svg").write_text("old", encoding="utf-8")
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    replace, calls = os.replace, iter(range(1, 100))

    def one_fails(source: str, place: str) -> None:
        if next(calls) == failing:
            raise OSError(28, "No space left on device")
        replace(source, place)

    monkeypatch.setattr(os, "replace", one_fails)
    ended = run("report", "-o", "r.md")
    assert (ended.code, ended.err.endswith("cannot be written: no space left on device; nothing was changed\n")) == (2, True)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_a_name_that_is_no_utf_8_is_written_out(run: Run, folder: Path) -> None:
    assert run("report", "-o", "r\udcff.md").code == 0
    text = (folder / "r\udcff.md").read_text(encoding="utf-8")
    assert "(<r%FF-t-chart.svg>)" in text
    assert r"'r\udcff.md'" in text
    assert (folder / "r\udcff-t-chart.svg").exists()
