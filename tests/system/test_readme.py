"""README is a first visit: short, and what it types works with what its first command installs."""

from __future__ import annotations

import re

import yaml
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_LINES = 135


def test_the_two_commands_that_do_everything() -> None:
    commands = re.findall(r"^python3 -m venv \.venv && \.venv/bin/pip install .*$", README, re.MULTILINE)
    assert [command.split(" && ")[-1] for command in commands] == [".venv/bin/tracker status", ".venv/bin/pytest"]


def test_ci_runs_the_second_of_them() -> None:
    (pattern,) = re.findall(r"grep -m1 -E '(.*)' README\.md", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    (command,) = re.findall(pattern, README, re.MULTILINE)
    assert command.endswith(" && .venv/bin/pytest")


def test_the_command_is_on_the_path_before_it_is_typed_without_one() -> None:
    """The sessions of the pages begin with this line; without it a reader of README has no ``tracker``. The first screen only shows what comes."""
    activated = README.index("\n. .venv/bin/activate\n")
    installed = README.index(" && .venv/bin/tracker status\n")
    first = README.index("\n$ tracker ", README.index("\n## Install\n"))
    assert installed < activated < first


def test_it_is_a_first_visit() -> None:
    assert len(README.splitlines()) <= MOST_LINES


def test_the_workflow_runs_the_lanes_that_contributing_names() -> None:
    """All of it where ``.ci/run`` has its programs, and the contributor's lane on the systems that users have."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    jobs = {name: (job, [step["run"] for step in job["steps"] if "run" in step]) for name, job in workflow["jobs"].items()}
    assert jobs["everything"][1] == [".ci/run"]
    lane = re.search(
        r"^\| contributor \| `\.venv/bin/(pytest .*?)` \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert lane
    assert jobs["contributor"][1][-1] == f"python -m {lane[1]}"
    assert jobs["contributor"][0]["strategy"]["matrix"]["os"] == ["windows-latest", "macos-latest"]
