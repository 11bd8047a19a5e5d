from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Load, one
from jsonschema import Draft202012Validator
from test_cli import Run, run

from tracker.storage.schema import json_schema

__all__ = ["run"]  # the fixture

SHIPPED_SCHEMA = ROOT / "tracker" / "storage" / "targets.schema.json"


class Loader(yaml.SafeLoader):
    """YAML as editors read it: dates are text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def wrong(text: str) -> list[str]:
    schema: dict[str, Any] = json_schema()
    Draft202012Validator.check_schema(schema)
    return [each.json_path for each in Draft202012Validator(schema).iter_errors(yaml.load(text, Loader))]  # noqa: S506 - a safe loader


@pytest.mark.parametrize("file", [ROOT / "targets.yaml", ROOT / "tracker" / "cli" / "starter" / "targets.yaml"], ids=["shipped", "starter"])
def test_the_files_that_ship_are_as_their_schema_says_and_refer_to_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert wrong(text) == []
    assert "# yaml-language-server: $schema=" in text


def test_the_shipped_schema_is_what_the_command_prints(run: Run) -> None:
    printed = run("schema")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out == SHIPPED_SCHEMA.read_text(encoding="utf-8")
    first = (ROOT / "targets.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert (ROOT / first.split("$schema=")[1]).resolve() == SHIPPED_SCHEMA
    assert json.loads(printed.out)["$schema"].startswith("https://json-schema.org/")


GOOD = [
    one(),
    one(
        target="10 bn",
        by="2030-12-31",
        baseline="{period: 2024, value: 4.2 bn}",
        milestones="{2027: 6.5 bn}",
        history="[{target: 5, by: 2020}]",
    ),
    "version: 1\nverdict: {on_track: 0.9}\nstale_after: 12\n" + one(qualifier="about", direction="decrease", stale_after=24, note="x"),
]
BAD = [
    one(kind="flo"),
    one(base_line=2024),
    one(qualifier="circa"),
    one(direction="up"),
    one(by=""),
    one(history="5"),
    one(history="[{by: 2020}]"),
    one(baseline="{value: 4}"),
    one(target="[1]"),
    "targets: []\n",
    "targets: {'a b': {kind: flow, unit: USD, target: 1}}\n",
    "version: 1\n",
    "targets: {}\nverdict: {on_track: 95}\n",
    "targets: {}\ntitel: x\n",
]


@pytest.mark.parametrize("text", GOOD + BAD)
def test_editor_and_tracker_agree(load: Load, text: str) -> None:
    assert bool(wrong(text)) == bool(load(text)[2]) == (text in BAD)
