"""Tab pressed in the shells themselves, after ``tracker --install-completion`` was typed in them."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pexpect
import pytest
from conftest import HEADER, ROOT
from test_completion import RUN, TARGETS

pytestmark = pytest.mark.system

TAB = "\t"
PROMPT = "READY> "
STARTED = {  # how each is begun, and the file in the home folder that it reads first, with the prompt
    "bash": (["--noprofile", "-i"], ".bashrc", f"PS1='{PROMPT}'\n"),
    "zsh": (["-i"], ".zshrc", f"PS1='{PROMPT}'\nunsetopt PROMPT_CR PROMPT_SP\n"),
    "fish": (["-i"], ".config/fish/config.fish", f"function fish_prompt; echo -n '{PROMPT}'; end\nset -g fish_greeting\n"),
}
TYPED = [
    ("tracker sho{tab}", "show"),
    ("tracker explain e{tab}", "explain exports"),
    ("tracker status exports j{tab}", "status exports jobs"),
    ("tracker status --reporter K{tab}", "status --reporter KZ"),
    ("tracker --reporter U{tab}", "--reporter UZ"),
    ("tracker status --format ma{tab}", "status --format markdown"),
    ("tracker summary --fail-on off_track,sta{tab}", "summary --fail-on off_track,stale"),
    ("tracker help obs{tab}", "help observations"),
    ("tracker status --la{tab}u{tab}", "status --language uz"),
]


@pytest.fixture(params=STARTED)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A shell, with a home folder of its own in which the two files lie and a ``tracker`` says what it was called with."""
    name = str(request.param)
    if not shutil.which(name):
        if os.environ.get("CI"):
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")
    _, first, said = STARTED[name]
    (tmp_path / first).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / first).write_text(said, encoding="utf-8")
    (tmp_path / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "observations.csv").write_text(HEADER + "exports,2024,4,USD,,KZ,,,,\n", encoding="utf-8")
    command = tmp_path / "bin" / "tracker"
    command.parent.mkdir()
    command.write_text(
        f"""#!/bin/sh
if [ -z "$_TRACKER_COMPLETE" ] && [ "$1" != --install-completion ]; then echo "called with: $*."; exit; fi
exec {sys.executable} -c "{RUN}" "$@"
""",
        encoding="utf-8",
    )
    command.chmod(0o755)
    return name


def start(shell: str, home: Path) -> pexpect.spawn[str]:
    """A shell at a terminal, that waits for the first line."""
    environment = {
        "HOME": str(home),
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }
    child = pexpect.spawn(shell, STARTED[shell][0], cwd=str(home), env=environment, encoding="utf-8", timeout=30, dimensions=(40, 200))
    child.expect_exact(PROMPT)
    return child


def test_tab_completes_once_it_is_installed(shell: str, tmp_path: Path) -> None:
    child = start(shell, tmp_path)
    child.sendline("tracker --install-completion")
    child.expect_exact("completion installed in")
    child.expect_exact(PROMPT)
    child.sendline("exit")
    child.expect(pexpect.EOF)
    child.close()
    child = start(shell, tmp_path)
    for line, meant in TYPED:
        child.sendline(line.format(tab=TAB))
        child.expect(r"called with: ([^\r\n]*)\.\r?\n")
        assert isinstance(child.match, re.Match)
        assert child.match.group(1) == meant
    child.sendline("exit")
    child.expect(pexpect.EOF)
    child.close()
    assert not (tmp_path / "date").exists()
