"""What tracker score says, as exact text on the shipped files and on a made-up programme that has every part."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import HEADER, ROOT, Load
from drawings import find_collisions, read_drawing

import tracker
from tracker.analysis.score import Score, score
from tracker.render import csv, json, markdown
from tracker.render.pictures import svg
from tracker.render.terminal import text
from tracker.reports.charts.reliability import draw_reliability
from tracker.reports.score_page import score_page
from tracker.values import languages
from tracker.words.score_wording import describe_diagram

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent.parent / "golden"
FORMATS: dict[str, Callable[[Score], str]] = {
    "txt": lambda of: text.document(score_page(of), width=80),
    "ascii.txt": lambda of: text.document(score_page(of), plain=True),
    "md": lambda of: markdown.document(score_page(of), level=2),
    "json": json.score,
    "csv": csv.score,
    "svg": lambda of: svg.svg(draw_reliability(of), paper="white", label=describe_diagram(of)) + "\n",
}
GOALS = (("a", 150, 2014), ("a", 170, 2016), ("a", 230, 2018), ("b", 98, 2014), ("b", 130, 2016), ("b", 122, 2018))
SERIES = {
    "a": (100, 104, 112, 128, 141, 149, 167, 175, 190, 214, 231),
    "b": (90, 95, 93, 99, 104, 108, 101, 110, 119, 124, 121),
}


def shipped() -> Score:
    programme, observations = tracker.load(ROOT / "targets.yaml")
    return score(programme, observations, date(2026, 11, 22))


def made_up(load: Load) -> Score:
    """Two series with three earlier targets each, a milestone, a target that nobody dated and one that was met at once."""
    declared = "title: Made up\ntargets:\n"
    for name in SERIES:
        history = [f"{{target: {goal}, by: {by}, declared: {by - 4}-06-01}}" for each, goal, by in GOALS if each == name]
        declared += f"  {name}: {{kind: flow, unit: USD, target: 500, by: 2030, baseline: 2016, milestones: {{2018: 126}}, history: [\n"
        declared += ",\n".join([*history, "{target: 99, by: 2015}", "{target: 80, by: 2015, declared: 2011-06-01}"]) + "]}\n"
    rows = [f"{name},{year},{level},USD,,,,{year + 1}-02-15,,\n" for name, of in SERIES.items() for year, level in enumerate(of, 2010)]
    programme, observations, problems = load(declared, HEADER + "".join(rows))
    assert problems == []
    return score(programme, observations, date(2026, 11, 22))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["shipped", "made-up"])
def test_the_text_is_exactly_this(load: Load, name: str, form: str) -> None:
    written = FORMATS[form](shipped() if name == "shipped" else made_up(load))
    golden = GOLDEN / f"score-{name}.{form}"
    if os.environ.get("TRACKER_GOLDEN") == "write":
        golden.write_text(written, encoding="utf-8", newline="\n")
    assert written == golden.read_bytes().decode()


@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_no_word_of_the_diagram_lies_upon_another(load: Load, code: str) -> None:
    found = made_up(load)
    languages.use(code)
    drawn = read_drawing(FORMATS["svg"](found))
    assert find_collisions(drawn) == []
    assert [each.text for each in drawn.words if each.box.left < 0 or each.box.right > drawn.width or each.box.bottom > drawn.height] == []


def test_where_nothing_is_over_it_says_so(load: Load) -> None:
    programme, observations, _ = load("targets:\n  t: {kind: flow, unit: USD, target: 5, by: 2030}\n", HEADER + "t,2025,4,USD,,,,,,\n")
    page = score_page(score(programme, observations, date(2026, 11, 22)))
    assert [each.id for each in page.sections] == ["about"]
    assert "There is nothing to compare yet" in text.document(page)
