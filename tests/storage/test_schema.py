from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Load, one
from jsonschema import Draft202012Validator
from test_cli import Run, run

from tracker.model.programme import KINDS
from tracker.storage.editor_schema import EXAMPLES, FORMS, part_of
from tracker.storage.schema import json_schema
from tracker.values.input.stated_target import Form

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


@pytest.mark.parametrize(
    "file",
    [ROOT / "targets.yaml", *sorted((ROOT / "tracker" / "cli" / "starter").glob("*/targets.yaml"))],
    ids=["shipped", *(f"starter-{code}" for code in ("en", "kk", "ru", "uz"))],
)
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
    *(yaml.safe_dump({"targets": {"t": fields}}) for _, fields in FORMS.values()),
    one(target="-3 % a year", by=2030, baseline=2020),
    one(target="+6 % a year", every="year", by=2030),
    one(target="не менее 42,5", unit="jobs"),
    one(target="within 4-6", every="quarter", by=2030),
    one(forecast="off"),
    one(forecast="{class: other, usual_growth: -2 %}"),
    "forecast: {usual_growth: 12 %}\n" + one(),
    "forecast: off\n" + one(),
    "version: 1\nverdict: {on_track: 0.9}\nstale_after: 12\n" + one(qualifier="about", direction="decrease", stale_after=24, note="x"),
]
BAD = [
    one(kind="flo"),
    one(base_line=2024),
    one(forecast="on"),
    one(forecast="{class: flows}"),
    one(forecast="{usual_growth: 3}"),
    one(forecast="{usual: 3 %}"),
    "forecast: 5\n" + one(),
    one(qualifier="circa"),
    one(direction="up"),
    one(by=""),
    one(history="5"),
    one(history="[{by: 2020}]"),
    one(baseline="{value: 4}"),
    one(target="[1]"),
    one(target="2030-12"),
    one(target="2030-Q4"),
    one(target="-55 %"),
    one(target="+5 pp", unit='"%"'),
    one(target="+6 % a year", baseline=2020),
    one(every="week", by=2030),
    one(every="year"),
    one(every="year", by=2030, pace="5 years"),
    one(every="year", by=2030, milestones="{2027: 4}"),
    one(kind="cumulative"),
    one(kind="cumulative", **{"from": 2024, "every": "year", "by": 2029}),
    one(kind="event"),
    one(kind="rank"),
    one(**{"from": 2024}),
    "targets: {t: {kind: flow, target: 5}}\n",
    "targets: {t: {kind: stock, unit: jobs}}\n",
    "targets: []\n",
    "targets: {'a b': {kind: flow, unit: USD, target: 1}}\n",
    "version: 1\n",
    "targets: {}\nverdict: {on_track: 95}\n",
    "targets: {}\ntitel: x\n",
]


@pytest.mark.parametrize("text", GOOD + BAD)
def test_editor_and_tracker_agree(load: Load, text: str) -> None:
    assert bool(wrong(text)) == bool(load(text)[2]) == (text in BAD)


def test_editors_complete_each_form_that_there_is(load: Load) -> None:
    """One declaration of each form, of each kind, and one that binds in each period."""
    programme, _, problems = load(yaml.safe_dump({"targets": {name: fields for name, (_, fields) in FORMS.items()}}))
    assert problems == []
    targets = programme.targets.values()
    assert {each.form for each in targets} == set(Form)
    assert {each.kind for each in targets} == set(KINDS)
    assert any(each.every for each in targets)
    declaration: Any = part_of(json_schema(), "$defs", "Declaration")
    assert [each["label"] for each in declaration["defaultSnippets"]] == list(FORMS)
    assert declaration["properties"]["target"]["examples"] == EXAMPLES
    for field in ("kind", "every"):
        chosen = declaration["properties"][field]
        assert len(chosen["enum"]) == len(set(chosen["enumDescriptions"]))
