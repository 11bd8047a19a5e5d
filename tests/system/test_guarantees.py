"""The page of promises: each names tests that exist, and those about the whole tool are kept here."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

PAGE = (ROOT / "docs" / "guarantees.md").read_text(encoding="utf-8")
PROMISES = re.findall(r"^- \*\*.*?(?=\n- \*\*|\n\n|\Z)", PAGE, re.MULTILINE | re.DOTALL)
NAMED = re.findall(r"`(\w+/test_\w+)::(test_\w+)`", PAGE)


@cache
def defined_in(module: str) -> set[str]:
    body = ast.parse((ROOT / "tests" / f"{module}.py").read_text(encoding="utf-8")).body
    return {each.name for each in body if isinstance(each, ast.FunctionDef)}


@pytest.mark.parametrize("promise", PROMISES, ids=lambda each: re.sub(r"\W+", "_", each)[:40])
def test_each_promise_names_its_tests(promise: str) -> None:
    assert re.search(r"`\w+/test_\w+::test_\w+`", promise)


@pytest.mark.parametrize(("module", "name"), NAMED)
def test_each_named_test_is_there(module: str, name: str) -> None:
    assert name in defined_in(module)


def test_the_page_is_complete_and_can_be_found() -> None:
    assert len(PROMISES) >= 25
    assert "](docs/guarantees.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


WATCHED = """
import json, os, sys
asked, written = [], []
def watch(event, arguments):
    if event == "subprocess.Popen" and arguments[0] == sys.executable and any(str(each).endswith("native_worker.py") for each in arguments[1]):
        return  # our own process, which draws and asks for no address
    if event.startswith("socket.") or event in ("urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect", "subprocess.Popen", "os.system"):
        asked.append(f"{event} {arguments}")
    elif event == "open" and isinstance(arguments[0], (str, bytes)) and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR) and arguments[0] != os.devnull:
        written.append(os.fsdecode(arguments[0]))
    elif event == "os.rename":
        written.append(os.fsdecode(arguments[1]))
sys.dont_write_bytecode = True
sys.addaudithook(watch)
from tracker.cli.main import main
try:
    main()
except SystemExit as leaving:
    code = leaving.code
print(json.dumps([code, asked, written]), file=sys.stderr)
"""
ADD = ["add", "projects", "2026-06-30", "20", "--reporter", "KZ", "--published", "2026-07-01", "--source", ""]


@pytest.mark.parametrize(
    ("command", "allowed"),
    [
        (["status"], ""),
        (["check"], ""),
        (["show", "turnover"], ""),
        (["explain", "turnover"], ""),
        (["report", "turnover", "-f", "html"], ""),
        (["report", "turnover", "-o", "x.md"], r"(\.)?x(-turnover-\w+\.svg|\.md)(\.\w+)?"),
        (["report", "turnover", "-o", "x.pdf"], r"(\.)?x\.pdf(\.\w+)?"),
        (["report", "turnover", "-o", "x.docx"], r"(\.)?x\.docx(\.\w+)?"),
        (["report", "turnover", "-o", "x.xlsx"], r"(\.)?x\.xlsx(\.\w+)?"),
        ([*ADD, "--dry-run"], ""),
        (ADD, r"\.?observations\.csv(\.\w+)?"),
    ],
    ids=lambda each: " ".join(each[:5]) if isinstance(each, list) else "",
)
def test_it_asks_no_network_and_writes_nothing_but_what_it_was_told_to(tmp_path: Path, command: list[str], allowed: str) -> None:
    for name in ("targets.yaml", "observations.csv"):
        shutil.copy(ROOT / name, tmp_path)
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, *command],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    code, asked, written = json.loads(ended.stderr)
    assert (code, asked) == (0, [])
    assert [each for each in written if not re.fullmatch(allowed, Path(each).name)] == []
    assert bool(written) == bool(allowed), "the watcher sees what is written"
