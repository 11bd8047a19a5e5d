"""Pictures as SVG and PNG: the same on every machine, in letters that can be read."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from conftest import PYTHONPATH

from tracker.render.pictures import png, svg
from tracker.reports.charts.letter_widths import measure, shorten, wrap
from tracker.reports.charts.picture import Area, Line, Mark, Picture, Words
from tracker.reports.charts.theme import COLOURS

if TYPE_CHECKING:
    from tracker.reports.charts.picture import Shape

PRINT = """
import hashlib, test_svg as t
print(hashlib.sha256(t.drawn("Қазақ") + t.svg.svg(t.words("Қазақ")).encode()).hexdigest())
"""


def words(text: str) -> Picture:
    return Picture(200, 40, (Words(text, (5, 30), 30, "ink"),))


def drawn(text: str) -> bytes:
    (picture,) = png.pngs([svg.svg(words(text), paper="white")])
    return picture


def test_every_shape_is_written() -> None:
    shapes: tuple[Shape, ...] = (
        Area(((0, 0), (10, 0), (10, 5)), "landing", 0.5),
        Line(((1, 2), (3, 4.567)), "observed", width=1.25, dash=(5, 3)),
        *(Mark(shape, (9, 9), 4, "target", hollow=True) for shape in ("circle", "diamond", "triangle", "square", "ring")),
        Words("4–6 % & <more>", (1, 20), 12, "ink", "end", bold=True),
    )
    root = ET.fromstring(svg.svg(Picture(50, 40, shapes), (100, 80), label='A "chart"'))  # noqa: S314 - it is our own
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("100", "80", "0 0 50 40")
    assert (root.get("role"), root.get("aria-label")) == ("img", 'A "chart"')
    names = [each.tag.rpartition("}")[2] for each in root]
    assert names == ["polygon", "polyline", "circle", "polygon", "polygon", "polygon", "circle", "circle", "text"]
    assert root[1].attrib["points"] == "1,2 3,4.57"
    assert (root[1].get("stroke"), root[1].get("stroke-dasharray")) == (COLOURS["observed"], "5 3")
    assert (root[8].text, root[8].get("text-anchor"), root[8].get("font-weight")) == ("4–6 % & <more>", "end", "bold")


def test_a_page_has_its_own_colours() -> None:
    written = svg.svg(words("a"), colours=dict.fromkeys(COLOURS, "var(--x)"))
    assert 'fill="var(--x)"' in written
    assert "#" not in written


def palettes() -> dict[str, dict[str, str]]:
    """The colours of charts: on white paper, and on a page that is light or dark."""
    style = (Path(png.__file__).parent.parent / "templates" / "report.css").read_text(encoding="utf-8")
    light, dark, *_ = (dict(re.findall(r"--chart-(\w+): (#\w+)", each)) for each in style.split("@media"))
    return {"paper": COLOURS, "light": light, "dark": dark}


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("page", ["paper", "light", "dark"])
def test_words_and_lines_stand_out_from_the_paper(page: str) -> None:
    colours = palettes()[page]
    assert set(colours) == set(COLOURS)
    paper = luminance(colours["paper"])

    def contrast(name: str) -> float:
        dark, light = sorted((paper, luminance(colours[name])))
        return (light + 0.05) / (dark + 0.05)

    assert {name: contrast(name) for name in ("ink", "muted", "observed", "required", "target") if contrast(name) < 4.5} == {}
    assert contrast("axis") >= 3


@pytest.mark.parametrize("size", [(400, 300), (1200, 675), (1201, 333)])
def test_a_png_has_exactly_the_size_that_is_asked_for(size: tuple[int, int]) -> None:
    (picture,) = png.pngs([svg.svg(words("a"), size, paper="white")])
    assert struct.unpack(">II", picture[16:24]) == size


@pytest.mark.system
def test_the_fonts_of_the_system_make_no_difference(tmp_path: Path) -> None:
    nothing = tmp_path / "fonts.conf"
    nothing.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8")
    here = sha256(drawn("Қазақ") + svg.svg(words("Қазақ")).encode()).hexdigest()
    for more in ({}, {"FONTCONFIG_FILE": str(nothing)}):
        done = subprocess.run(
            [sys.executable, "-c", PRINT], env=os.environ | {"PYTHONPATH": PYTHONPATH} | more, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == here


@pytest.mark.parametrize("before", [None, "/somewhere/fonts.conf"])
def test_the_environment_is_left_as_it_was(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    if before:
        monkeypatch.setenv("FONTCONFIG_FILE", before)
    drawn("a")
    assert os.environ.get("FONTCONFIG_FILE") == before


@pytest.mark.parametrize(("one", "other"), [("ә", "ө"), ("Қ", "Ң"), ("ў", "ҳ"), ("Ω", "Σ"), ("≥", "≤"), ("№", "€")])
def test_letters_are_no_boxes(one: str, other: str) -> None:
    """Of letters that a font lacks all look the same."""
    assert drawn(one) != drawn(other)


@pytest.mark.system
@pytest.mark.parametrize(("one", "other"), [("ا", "م"), ("₸", "₽"), ("₂", "₃"), ("Ա", "Բ")])
def test_letters_that_our_fonts_lack_are_those_of_the_system(one: str, other: str) -> None:
    if not os.environ.get("CI") and drawn(one) == drawn(other):
        pytest.skip(f"no font of this machine has {one} and {other}")
    assert drawn(one) != drawn(other)


@pytest.mark.system
def test_charts_with_strange_letters_keep_their_place() -> None:
    several = [svg.svg(words(each), paper="white") for each in ("ا", "a", "م", "a")]
    assert png.pngs(several) == [drawn("ا"), drawn("a"), drawn("م"), drawn("a")]
    assert drawn("a") != drawn("ا")


@pytest.mark.parametrize(("hidden", "shown"), [("jo\u3164bs", "jo\\u3164bs"), ("two\nlines", "two lines"), ("a\x00b", "a\\x00b")])
def test_what_hides_is_written_out(hidden: str, shown: str) -> None:
    written = svg.svg(words(hidden))
    assert hidden not in written
    assert shown in written


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert measure("", 12) == 0
    assert measure("2030", 10) == pytest.approx(4 * 5.57)
    assert measure("2030", 20) == pytest.approx(2 * measure("2030", 10))
    assert measure("Жыл", 10) > measure("жыл", 10) > measure("іл", 10)
    assert measure("中", 10) == 10
    assert measure("2030", 10, bold=True) > measure("2030", 10)


def test_a_text_is_wrapped_at_its_words_and_what_belongs_together_stays_so() -> None:
    assert wrap("one two three", 10, measure("one two", 10)) == ("one two", "three")
    assert wrap("one two", 10, 1000) == ("one two",)
    assert wrap("about 4\u00a0bn", 10, measure("about 4", 10)) == ("about", "4\u00a0bn")
    assert wrap("4\u00a0bn", 10, measure("bn", 10)) == ("4", "bn")  # where it is wider than the room it is parted all the same
    assert "".join(wrap("electrification", 10, 20)) == "electrification"
    assert all(measure(each, 10) <= 20 for each in wrap("electrification", 10, 20))
    assert shorten(("a", "b", "c"), 2, 10, 100) == ("a", "b…")
    assert shorten(("a", "b…"), 1, 10, 100) == ("a…",)
    assert shorten(("one two", "three"), 1, 10, measure("one…", 10)) == ("one…",)
