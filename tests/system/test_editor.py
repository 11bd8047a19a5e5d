"""Editors: a real YAML language server checks and completes targets.yaml with the schema that ships."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from language_server import LanguageServer, started

from tracker.storage import targets
from tracker.storage.editor_schema import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = ROOT / "tracker" / "storage" / "targets.schema.json"
HEAD = f"# yaml-language-server: $schema={SCHEMA.as_uri()}\n"
WRONG = {
    "a kind that there is not": ("targets:\n  t:\n    kind: flo\n    unit: USD\n    target: 5\n", 4, '"flow", "stock", "cumulative"'),
    "a field that there is not": ("targets:\n  t:\n    kind: flow\n    unit: USD\n    target: 5\n    base_line: 2020\n", 7, "base_line"),
    "a direction that is none": ("targets:\n  t:\n    kind: flow\n    unit: USD\n    target: 5\n    direction: up\n", 7, '"decrease"'),
    "a period that is none": (
        "targets:\n  t:\n    kind: flow\n    unit: USD\n    target: 5\n    by: 2030\n    every: week\n",
        8,
        '"year", "quarter", "month"',
    ),
    "a date as a target": ("targets:\n  t:\n    kind: flow\n    unit: USD\n    target: 2030-12\n", 6, "A date is not an amount"),
    "a list as a target": ("targets:\n  t:\n    kind: flow\n    unit: USD\n    target: [1]\n", 6, "string, number"),
    "a flow without a unit": ("targets:\n  t:\n    kind: flow\n    target: 5\n", 3, '"unit"'),
    "a total from nowhere": ("targets:\n  t:\n    kind: cumulative\n    unit: USD\n    target: 5\n", 3, '"from"'),
    "an event with a unit": ("targets:\n  t:\n    kind: event\n    by: 2030\n    unit: USD\n", 6, "unit is not allowed"),
    "a rank in every year": (
        "targets:\n  t:\n    kind: rank\n    target: 5\n    by: 2030\n    every: year\n",
        7,
        "every is not allowed",
    ),
    "every year without an end": ("targets:\n  t:\n    kind: flow\n    unit: USD\n    target: 5\n    every: year\n", 3, '"by"'),
    "a beginning of nothing": ("targets:\n  t:\n    kind: flow\n    unit: USD\n    target: 5\n    from: 2024\n", 7, "from is not allowed"),
    "a change on no baseline": ("targets:\n  t:\n    kind: stock\n    unit: Mt\n    target: -55 %\n", 3, '"baseline"'),
    "a baseline at no time": (
        "targets:\n  t:\n    kind: stock\n    unit: Mt\n    target: 5\n    baseline: {value: 4}\n",
        7,
        '"period"',
    ),
    "a share above one": ("targets: {}\nverdict:\n  on_track: 95\n", 4, "maximum of 1"),
    "an empty field": ("targets:\n  t:\n    kind: flow\n    unit: USD\n    target: 5\n    by:\n", 7, "string, number"),
    "a field twice": ("targets:\n  t:\n    kind: flow\n    unit: USD\n    target: 5\n    unit: EUR\n", 7, "unique"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    yield from started()


@pytest.mark.parametrize(
    "file",
    [ROOT / "targets.yaml", *sorted((ROOT / "tracker" / "cli" / "starter").glob("*/targets.yaml"))],
    ids=["shipped", *(f"starter-{code}" for code in ("en", "kk", "ru", "uz"))],
)
def test_it_accepts_what_ships(server: LanguageServer, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "targets.yaml"  # the starter names a schema that ``tracker init`` writes beside it
    copy.write_text(HEAD + file.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    assert server.problems(copy) == []


def test_it_finds_the_schema_that_the_shipped_file_names(server: LanguageServer) -> None:
    assert server.problems(ROOT / "targets.yaml") == []
    text = (ROOT / "targets.yaml").read_text(encoding="utf-8").split("\n")
    line = next(number for number, each in enumerate(text) if each.startswith("    kind: "))
    assert server.completions(ROOT / "targets.yaml", line, len("    kind: ")) == ["flow", "stock", "cumulative", "event", "rank"]


def test_it_accepts_one_of_each_form(server: LanguageServer, tmp_path: Path) -> None:
    file = tmp_path / "forms.yaml"
    entries = [f"  {name}:\n" + "".join(f"    {key}: {value!r}\n" for key, value in fields.items()) for name, (_, fields) in FORMS.items()]
    file.write_text(HEAD + "targets:\n" + "".join(entries), encoding="utf-8")
    assert targets.load(file)[1] == []
    assert server.problems(file) == []


@pytest.mark.parametrize("case", WRONG)
def test_it_marks_what_is_wrong_at_its_line(server: LanguageServer, tmp_path: Path, case: str) -> None:
    text, line, said = WRONG[case]
    file = tmp_path / "wrong.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    ((marked, message),) = server.problems(file)
    assert marked == line
    assert said in message
    assert targets.load(file)[1] != []  # and the tracker refuses it too


def completed(server: LanguageServer, file: Path, text: str) -> list[str]:
    """What it proposes at the end of a text."""
    file.write_text(HEAD + text, encoding="utf-8")
    lines = (HEAD + text).split("\n")
    return server.completions(file, len(lines) - 1, len(lines[-1]))


def test_it_completes_each_form(server: LanguageServer, tmp_path: Path) -> None:
    start = "targets:\n  t:\n    "
    assert set(FORMS) <= set(completed(server, tmp_path / "1.yaml", start))
    assert completed(server, tmp_path / "2.yaml", f"{start}kind: ") == ["flow", "stock", "cumulative", "event", "rank"]
    assert completed(server, tmp_path / "3.yaml", f"{start}every: ") == ["year", "quarter", "month"]
    proposed = completed(server, tmp_path / "4.yaml", f"{start}target: ")
    assert {"at least 10", "more than 15 thousand", "below 5", "40-45", "within 4-6", "double", "-55 %", "+6 % a year"} <= set(proposed)
