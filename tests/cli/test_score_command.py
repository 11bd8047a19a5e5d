"""``tracker score``: every format, the picture by the name of the file, and what cannot be answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from test_cli import DAY, SHIPPED, Result, Run, folder, run

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder", "run"]  # fixtures


def test_it_says_what_came_of_the_earlier_targets(run: Run) -> None:
    code, out, err = run("score", *SHIPPED, *DAY)
    assert (code, err) == (0, "")
    assert out.startswith("What was said and what came of it, as of 22 Nov 2026\n")
    assert "\nStatements: 3. Targets with a known outcome: 2; of these met: 0.\n" in out
    assert "\nToo few targets to judge by: " in out


def test_only_the_targets_that_are_named_count(run: Run) -> None:
    assert json.loads(run("score", "projects", *SHIPPED, *DAY, "-f", "json").out)["statements"] == []
    assert len(json.loads(run("score", "turnover", *SHIPPED, *DAY, "-f", "json").out)["statements"]) == 3
    assert len(json.loads(run("score", *SHIPPED, *DAY, "-f", "json", "--reporter", "KZ").out)["statements"]) == 1
    assert json.loads(run("score", *SHIPPED, "--as-of", "2020-12-31", "-f", "json").out)["statements"] == []


@pytest.mark.parametrize(
    ("name", "begins"), [("x.svg", "<svg "), ("x.json", '{"format": 2'), ("x.csv", "id,part,"), ("x.md", "## What"), ("x.txt", "What was")]
)
def test_the_name_of_the_file_says_the_format(run: Run, folder: Path, name: str, begins: str) -> None:
    assert run("score", *SHIPPED, *DAY, "-o", name) == Result(0, "", "")
    assert (folder / name).read_text(encoding="utf-8").startswith(begins)


def test_a_format_that_is_named_counts_more_than_the_name_of_the_file(run: Run, folder: Path) -> None:
    assert run("score", *SHIPPED, *DAY, "-o", "x.svg", "-f", "csv").code == 0
    assert (folder / "x.svg").read_text(encoding="utf-8").startswith("id,part,")


def test_the_picture_has_words_for_who_cannot_see_it(run: Run) -> None:
    svg = run("score", *SHIPPED, *DAY, "--format", "svg").out
    label = ET.fromstring(svg).get("aria-label")  # noqa: S314 - it is our own
    assert label == "Reliability diagram. Of the statements with a chance so many saw their target met: about 1 in 10: 0 of 1."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--reporter", "all"), "a target is counted once, by the figures of one reporter"),
        (("--format", "svg", "projects"), "no statement gave a chance; there is nothing to draw"),
        (("--format", "pdf"), "write `text`, `json`, `csv`, `markdown` or `svg`"),
        (("turnver",), "did you mean `turnover`?"),
    ],
)
def test_what_cannot_be_answered_is_said(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run("score", *SHIPPED, *DAY, *arguments)
    assert (code, out) == (2, "")
    assert message in err
