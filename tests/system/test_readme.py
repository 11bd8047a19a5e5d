"""README is a first visit: short, and what it types works with what its first command installs."""

from __future__ import annotations

import re

from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_LINES = 120


def test_the_two_commands_that_do_everything() -> None:
    commands = re.findall(r"^python3 -m venv \.venv && \.venv/bin/pip install .*$", README, re.MULTILINE)
    assert [command.split(" && ")[-1] for command in commands] == [".venv/bin/tracker status", ".venv/bin/pytest"]


def test_ci_runs_the_second_of_them() -> None:
    (pattern,) = re.findall(r"grep -m1 -E '(.*)' README\.md", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    (command,) = re.findall(pattern, README, re.MULTILINE)
    assert command.endswith(" && .venv/bin/pytest")


def test_the_command_is_on_the_path_before_it_is_typed_without_one() -> None:
    """The sessions of the pages begin with this line; without it a reader of README has no ``tracker``."""
    activated = README.index("\n. .venv/bin/activate\n")
    installed = README.index(" && .venv/bin/tracker status\n")
    first = README.index("\n$ tracker ")
    assert installed < activated < first


def test_it_is_a_first_visit() -> None:
    assert len(README.splitlines()) <= MOST_LINES
