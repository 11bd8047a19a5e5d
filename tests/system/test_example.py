"""docs/example is what the tracker writes of the shipped files today, in English and in Russian; TRACKER_GOLDEN=write writes it anew,
to be looked at.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Browser, started
from conftest import ROOT
from PIL import Image, ImageChops, ImageStat
from test_cli import Run, run

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["run"]  # a fixture
EXAMPLE = ROOT / "docs" / "example"
FOLDERS = {"en": EXAMPLE, "ru": EXAMPLE / "ru"}
COMMAND = ("report", "--as-of", "2026-11-22", "--since", "2025-12-31")
SCREEN = (1280, 900)
COARSE = (160, 112)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from started()


def compare(made: Path, kept: Path) -> None:
    if os.environ.get("TRACKER_GOLDEN") == "write":
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made.read_bytes())
    assert made.read_bytes() == kept.read_bytes(), f"{kept.name} is out of date"


@pytest.mark.parametrize("code", FOLDERS)
def test_the_example_is_up_to_date(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.chdir(ROOT)
    for name in ("report.html", "report.md"):
        assert run(*COMMAND, "--language", code, "-o", str(tmp_path / name)).code == 0
    written = {each.name for each in tmp_path.iterdir()}
    for name in written:
        compare(tmp_path / name, FOLDERS[code] / name)
    assert {each.name for each in FOLDERS[code].iterdir() if each.is_file()} - {"report.png"} == written


def test_the_picture_of_its_first_screen_is_up_to_date(browser: Browser) -> None:
    browser.open(EXAMPLE / "report.html", *SCREEN)
    seen, kept = browser.picture(), EXAMPLE / "report.png"
    if os.environ.get("TRACKER_GOLDEN") == "write":
        kept.write_bytes(seen)
    now, then = (Image.open(io.BytesIO(each)).convert("L") for each in (seen, kept.read_bytes()))
    assert now.size == then.size == SCREEN
    differs = ImageStat.Stat(ImageChops.difference(now.resize(COARSE), then.resize(COARSE))).mean[0]
    assert differs < 4  # of 255: letters of another font, and no other words
