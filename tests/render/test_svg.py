"""Pictures of charts: the same on every machine, in letters that can be read."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from conftest import PYTHONPATH

from tracker.render import svg

PRINT = """
import sys, hashlib, test_svg as t
print(hashlib.sha256(t.drawn("Қазақ") + t.svg.svg(t.words("Қазақ")).encode()).hexdigest())
"""


def words(text: str) -> dict[str, Any]:
    values = [{"text": text}]
    return {"data": {"values": values}, "mark": {"type": "text", "fontSize": 30}, "encoding": {"text": {"field": "text"}}, "width": 200}


def drawn(text: str) -> bytes:
    (picture,) = svg.pngs([words(text)])
    return picture


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
    svg.svg(words("a"))
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
    assert svg.pngs([words("ا"), words("a"), words("م"), words("a")]) == [drawn("ا"), drawn("a"), drawn("م"), drawn("a")]
    assert drawn("a") != drawn("ا")


def test_what_hides_is_written_out() -> None:
    assert "\u3164" not in svg.svg(words("jo\u3164bs"))
    assert "jo\\u3164bs" in svg.svg(words("jo\u3164bs"))
