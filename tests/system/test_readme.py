"""README is a session on the shipped files: its commands are run and must print what stands below them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped files, in which ``tracker`` is the one under test."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("targets.yaml", "observations.csv"):
        shutil.copy(ROOT / name, folder)
    (folder / "bin").mkdir()
    command = folder / "bin" / "tracker"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m tracker "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def session(block: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_session(folder: Path, number: int) -> None:
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    for command, expected in session(BLOCKS[number]):
        ended = subprocess.run(  # noqa: S602 - the commands of our own README, as a reader types them
            command, shell=True, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        assert ended.stdout + ended.stderr == expected, command


def test_the_notebook(folder: Path) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    (expected,) = re.findall(r"^```text\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    ended = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert ended.stdout == expected


def test_there_is_a_session() -> None:
    assert len(BLOCKS) >= 4


def test_the_two_commands_that_do_everything() -> None:
    commands = re.findall(r"^python3 -m venv \.venv && \.venv/bin/pip install .*$", README, re.MULTILINE)
    assert [command.split(" && ")[-1] for command in commands] == [".venv/bin/tracker status", ".venv/bin/pytest"]
