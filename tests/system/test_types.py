"""Whoever calls the tracker from a program or a notebook is told by a type checker what every call takes and gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

NOTEBOOK = """
import datetime

import tracker
from tracker.values.problems import InvalidInput

programme, observations = tracker.load("targets.yaml", "observations.csv")
reveal_type(tracker.load)
reveal_type(tracker.assess)
reveal_type(tracker.import_)
reveal_type((programme.file, programme.title, programme.series, programme.warnings))
for name, target in programme.targets.items():
    reveal_type((name, target.name, target.kind, target.unit, target.deadline, target.goal, target.milestones, target.remarks))
reveal_type(observations.to_frame())
reveal_type(tracker.assess("targets.yaml", as_of=datetime.date(2026, 11, 22), reporter="all"))
report = tracker.import_("targets.yaml", tables={"customs": object()}, published="2026-11-22", dry_run=True)
reveal_type((str(report), report.file, report.lines, report.warnings, report.readings))
for change in report.found.changes:
    reveal_type((change.value, change.published, change.before, change.figure))
reveal_type(report.found.missing)
try:
    tracker.load("targets.yaml")
except InvalidInput as error:
    reveal_type([(each.file, each.line, each.message, each.code) for each in error.problems])
"""
_OF_NUMPY = "tuple[Any, ...]"  # the shape of an array, which numpy leaves open


def test_a_notebook_sees_precise_types(tmp_path: Path) -> None:
    (tmp_path / "notebook.py").write_text(NOTEBOOK, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent", "--cache-dir=cache", "notebook.py"]
    told = subprocess.run(command, cwd=tmp_path, env={**os.environ, "MYPYPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    revealed = [line for line in told.stdout.splitlines() if "Revealed type" in line]
    assert len(revealed) == NOTEBOOK.count("reveal_type(")
    assert [line for line in revealed if re.search(r"\b(Any|Unknown)\b", line.replace(_OF_NUMPY, ""))] == []
    assert (ROOT / "tracker" / "py.typed").is_file()  # without it a type checker would look at nothing that is installed
