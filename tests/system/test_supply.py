"""What the tracker stands on: bounds for every package, and no network while it runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"dev", "engines", "fuzz", "audit"}  # extras that only who works on the tracker installs
BOUNDED = re.compile(r"[\w-]+>=(\d[\w.]*),<\d[\w.]*|trade-target-tracker\[\w+\]")
CUT = """
import socket

def cut(*_, **__):
    raise SystemExit("the network was asked for")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = cut
"""
EVERY_COMMAND = [
    ["status"],
    ["status", "-f", "json"],
    ["check"],
    ["show", "turnover"],
    ["explain", "turnover"],
    ["add", "turnover", "2026-01/2026-09", "4.1", "--dry-run", "--reporter", "UZ", "--published", "2026-11-01"],
    ["summary"],
    *(["report", "-o", f"report.{form}"] for form in ("html", "pdf", "docx", "xlsx", "md")),
    ["schema"],
    ["help", "targets"],
    ["init"],
]


def needed() -> list[str]:
    extras = [each for name, some in PROJECT["optional-dependencies"].items() if name not in OURS for each in some]
    return [*PROJECT["dependencies"], *extras]


@pytest.mark.parametrize("required", needed())
def test_every_package_that_users_get_has_both_bounds(required: str) -> None:
    assert BOUNDED.fullmatch(required.partition(";")[0])  # on whatever system it is needed


def test_the_lowest_versions_are_those_of_the_bounds() -> None:
    printed = subprocess.run([sys.executable, ROOT / ".ci" / "lowest.py"], capture_output=True, text=True, check=True).stdout
    lowest = [re.sub(r">=([\w.]+),.*", r"==\1", each) for each in needed() if ">=" in each]
    assert printed.splitlines() == lowest


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with the shipped files, where sitecustomize cuts the network off."""
    for name in ("targets.yaml", "observations.csv"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "sitecustomize.py").write_text(CUT, encoding="utf-8")
    return tmp_path


def python(folder: Path, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder / "cut"), str(ROOT)])}
    if arguments[-1] == "init":  # it writes into an empty folder
        folder = folder / "cut"
    command = [*before, sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_cut_would_be_seen(here: Path) -> None:
    ended = python(here, "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')")
    assert (ended.returncode, ended.stderr) == (1, "the network was asked for\n")


def test_no_command_misses_a_network_that_is_not_there(here: Path) -> None:
    """Below Python too, where typst and vl-convert are: in a namespace of their own that has no network."""
    alone = ("unshare", "--user", "--map-root-user", "--net")
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system gives no network namespaces")
    for command in EVERY_COMMAND:
        ended = python(here, "-m", "tracker", *command, before=alone)
        assert ended.returncode == 0, (command, ended.stderr)
