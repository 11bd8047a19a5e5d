"""The tracker at a terminal: a person answers its questions one by one."""

from __future__ import annotations

import os
import re
import shlex
import sys
from typing import TYPE_CHECKING

import pexpect
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = re.compile(r"(?:\]|\w|\)|\?): $")
INTERRUPT, END = "\x03", "\x04"  # Ctrl-C, Ctrl-D


def talk(folder: Path, command: str, *answers: str) -> tuple[int | None, str]:
    """Answer each question of a command in turn; its exit code, and everything that stood on a terminal of 80 columns."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tracker", *shlex.split(command)],
        cwd=str(folder),
        env={**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(ROOT), "TERM": "xterm"},
        encoding="utf-8",
        timeout=20,
        dimensions=(50, 80),
    )
    said = ""
    for answer in answers:
        child.expect(QUESTION)
        said += f"{child.before}{child.after}"
        child.send(answer) if answer in {INTERRUPT, END} else child.sendline(answer)
    child.expect(pexpect.EOF)
    said += str(child.before)
    child.close()
    return child.exitstatus, said.replace("\r\n", "\n")
