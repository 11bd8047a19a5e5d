"""``tracker chart``: one picture for a slide, in the size that is asked for, or a clear message."""

from __future__ import annotations

import struct
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from conftest import HEADER, one
from drawings import find_collisions, read_drawing
from test_cli import DAY, Result, Run, folder, run

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder", "run"]  # fixtures
TITLE = "Trade turnover: 10–15 USD by 2030 at this pace, target 10 USD"


@pytest.fixture
def named(folder: Path) -> Path:
    (folder / "targets.yaml").write_text(one(name="Trade turnover", target=10, by=2030, baseline=2024, reporter="UZ"), encoding="utf-8")
    (folder / "observations.csv").write_text(HEADER + "t,2024,4,USD,,UZ,,,,\nt,2025,5,USD,,UZ,,,,\n", encoding="utf-8")
    return folder


def said(svg: str) -> str:
    return " ".join(each.text for each in read_drawing(svg).words)


@pytest.mark.parametrize(("size", "expected"), [((), (1200, 675)), (("--width", "800", "--height", "801"), (800, 801))])
def test_a_png_has_the_size_that_is_asked_for(run: Run, named: Path, size: tuple[str, ...], expected: tuple[int, int]) -> None:
    assert run("chart", "t", *DAY, "-o", "x.PNG", *size) == Result(0, "", "")
    assert struct.unpack(">II", (named / "x.PNG").read_bytes()[16:24]) == expected


def test_an_svg_has_the_title_the_chart_and_its_source(run: Run, named: Path) -> None:
    assert run("chart", "t", *DAY, "-o", "x.svg") == Result(0, "", "")
    svg = (named / "x.svg").read_text(encoding="utf-8")
    root = ET.fromstring(svg)  # noqa: S314 - it is our own
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    assert root.get("aria-label", "").startswith("Line chart of Trade turnover in USD: 4 USD (2024) to 5 USD (2025).")
    assert said(svg).startswith(TITLE)
    assert said(svg).endswith("Figures of UZ. As of 22 Nov 2026.")
    assert find_collisions(read_drawing(svg)) == []


def test_without_a_file_the_svg_is_the_answer_and_the_same_every_time(run: Run, named: Path) -> None:
    assert named.exists()
    first = run("chart", "t", *DAY)
    assert first.out.startswith("<svg ")
    assert first.out.endswith("</svg>\n")
    assert run("chart", "t", *DAY) == first


def test_it_draws_what_was_known_and_by_whom(run: Run, named: Path) -> None:
    rows = HEADER + "t,2024,4,USD,,UZ,,,,\nt,2025,5,USD,,UZ,,,,\nt,2024,3,USD,,KZ,,,,\n"
    (named / "observations.csv").write_text(rows, encoding="utf-8")
    assert "4 USD (2024)" in said(run("chart", "t", "--as-of", "2025-06-30").out)
    other = said(run("chart", "t", *DAY, "--reporter", "KZ").out)
    assert "3 USD (2024)" in other
    assert "Figures of KZ." in other


def test_a_name_without_end_leaves_the_message_whole(run: Run, named: Path) -> None:
    (named / "targets.yaml").write_text(
        one(name="Turnover of " + "many " * 60 + "things", target=10, by=2030, reporter="UZ"), encoding="utf-8"
    )
    words = said(run("chart", "t", *DAY, "--width", "500", "--height", "400").out)
    assert words.startswith("Turnover of many")
    assert "…: 10–15 USD by 2030 at this pace, target 10 USD" in words


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("t", "-o", "x.gif"), "x.gif: the name of a picture ends in .png or .svg"),
        (("t", "-o", "x"), "x: the name of a picture ends in .png or .svg"),
        (("tt",), "`tt` is not known; write `t`"),
        (("t", "--width", "399"), "Invalid value for '--width': 399 pixels; a picture takes 400 to 6000"),
        (("t", "--height", "6001"), "Invalid value for '--height': 6001 pixels; a picture takes 300 to 6000"),
        (("t", "--width", "wide"), "Invalid value for '--width'"),
        (("t", "--reporter", "all"), "a chart is about one reporter's figures"),
        (("t", "-o", "no/x.svg"), "no"),
        (("t", "--as-of", "2020-01-01"), "t: no figure is known as of 2020-01-01; there is nothing to draw"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(run: Run, named: Path, arguments: tuple[str, ...], message: str) -> None:
    before = sorted(named.iterdir())
    ended = run("chart", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err
    assert sorted(named.iterdir()) == before


def test_an_event_is_no_chart(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text("targets: {a: {kind: event, by: 2026}}\n", encoding="utf-8")
    (folder / "observations.csv").write_text("target,period,value\na,2025,yes\n", encoding="utf-8")
    assert run("chart", "a", *DAY) == Result(2, "", "a: is an event, in force or not; there is nothing to draw\n")


def test_no_picture_is_written_over_an_input(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").rename(folder / "t.svg")
    ended = run("chart", "t", "-t", "t.svg", "-o", "t.svg")
    assert (ended.code, "t.svg is an input of the tracker" in ended.err) == (2, True)


@pytest.mark.system
def test_a_png_without_its_library_says_what_to_install(folder: Path) -> None:
    code = "import sys; sys.modules['vl_convert'] = None; sys.argv = ['tracker', 'chart', 't', '-o', '{}']; from tracker.cli.main import main; main()"
    ended = subprocess.run([sys.executable, "-c", code.format("x.png")], cwd=folder, capture_output=True, text=True, check=False)
    said = 'a PNG needs vl-convert-python, which is not installed; in a clone: pip install ".[report]"\n'
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", said)
    assert subprocess.run([sys.executable, "-c", code.format("x.svg")], cwd=folder, check=False).returncode == 0
