"""How the process ends when it is not let to end by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from tracker.storage import files

SUMMARY = [sys.executable, "-m", "tracker", "summary"]
HERE = {**os.environ, "PYTHONPATH": str(ROOT)}


def test_ctrl_c_while_libraries_load_ends_it_quietly() -> None:
    command = [sys.executable, "-X", "importtime", *SUMMARY[1:], "--targets", str(ROOT / "targets.yaml")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=HERE) as process:
        assert process.stderr
        while b"numpy" not in process.stderr.readline():  # its parts come in while pandas loads
            pass
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert all(line.startswith(b"import time:") for line in err.splitlines()[:-1]), err


def test_ctrl_c_while_it_reads_ends_it_quietly(tmp_path: Path) -> None:
    targets = tmp_path / "targets.yaml"
    os.mkfifo(targets)
    process = subprocess.Popen([*SUMMARY, "--targets", targets], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=HERE)
    with process, targets.open("wb"):  # which opens only when the tracker reads
        process.send_signal(signal.SIGINT)
        assert (*process.communicate(timeout=60), process.returncode) == (b"", b"", 130)


def test_ctrl_c_waits_until_a_file_is_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "out", b"new")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"out": b"new"}


def full(tmp_path: Path, before: str) -> subprocess.CompletedProcess[str]:
    """Write a summary where something stands already and there is no room; a shell does something before."""
    (tmp_path / "targets.prom").write_text("old", encoding="utf-8")
    command = f'{before}; exec {" ".join(SUMMARY)} --targets {ROOT}/targets.yaml -f prometheus --fail-on off_track -o "$1/targets.prom"'
    return subprocess.run(["bash", "-c", command, "bash", tmp_path], capture_output=True, check=False, encoding="utf-8", env=HERE)  # noqa: S607


def test_no_room_leaves_the_old_file_and_is_no_breach(tmp_path: Path) -> None:
    """A limit on the size of files is to a program what a full disk is, and every machine has it."""
    ended = full(tmp_path, "ulimit -f 1")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "targets.prom: cannot be written: file too large; nothing was changed" in ended.stderr
    assert {each.name: each.read_text(encoding="utf-8") for each in tmp_path.iterdir()} == {"targets.prom": "old"}


MOUNT = "mount -t tmpfs -o size=8k tmpfs"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    if subprocess.run(["sh", "-c", f"unshare --mount {MOUNT} /mnt"], capture_output=True, check=False).returncode:  # noqa: S607
        pytest.skip("this machine allows no small disk; the limit on files is tested without it")
    command = f'{MOUNT} "$1" && cd "$1" && echo old > f && {{ {" ".join(SUMMARY)} --targets {ROOT}/targets.yaml -f prometheus -o f; echo $?; ls -A; cat f; }}'
    ended = subprocess.run(
        ["unshare", "--mount", "sh", "-c", command, "sh", tmp_path],  # noqa: S607
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=HERE,
    )
    assert (ended.stdout, ended.stderr) == ("2\nf\nold\n", "f: cannot be written: no space left on device; nothing was changed\n")
