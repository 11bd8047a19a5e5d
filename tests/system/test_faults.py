"""Faults as machines have them: each ends in the right result or in one clear line and exit 2, and no file of the user is harmed."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from conftest import HEADER, ROOT
from test_cli import DAY, TRACKER, Result, Run, folder, run

from tracker.storage import files
from tracker.values.problems import InvalidInput

__all__ = ["folder", "run"]  # the fixtures

ADD = ["add", "t", "2026", "6 USD"]
HERE = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}


def process(*command: str | Path, stdin: bytes | int | None = None, limit: tuple[int, int] | None = None, **env: str) -> Result:
    """Run a command in this folder, with one limit on what the system gives it."""
    ended = subprocess.run(
        command,
        capture_output=True,
        check=False,
        input=stdin if isinstance(stdin, bytes) else None,
        stdin=None if isinstance(stdin, bytes) else subprocess.DEVNULL if stdin is None else stdin,
        env={**HERE, **env},
        preexec_fn=(lambda: resource.setrlimit(limit[0], (limit[1], limit[1]))) if limit else None,
    )
    return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def one_line(result: Result, said: str) -> None:
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1), result
    assert said in result.err


def contents() -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in Path().iterdir() if each.is_file()}


# --- every call to the system fails once, or is the last one ---

COMMANDS = {
    "add": ["add", "t", "2023", "6 USD", "--published", "2026-02", "--source", ""],
    "add to a file of two names": ["add", "t", "2023", "6 USD", "--published", "2026-02", "--source", ""],
    "import": ["import", "--published", "2026-02-05"],
    "status": ["status", *DAY, "-o", "x.md"],
    "report": ["report", *DAY, "-o", "x.md"],
    "init": ["init"],
}
CHANGED = {
    "add": "observations.csv",
    "import": "observations.csv",
    "add to a file of two names": "observations.csv",
    "init": "targets.yaml",
}  # else x.md
SOURCES = "sources: {s: {files: table.csv, period: year, value: value, unit: USD}}\n"
IMPORTING = SOURCES + "targets: {t: {kind: flow, unit: USD, target: 10, by: 2030, direction: increase, figures: {source: s}}}\n"
HIDDEN = re.compile(r"\..*\.\w{8}~?")  # what is being made beside its place


def injected(kind: str, folder: Path, command: str) -> list[dict[str, Any]]:
    (folder / "x.md").write_text("old", encoding="utf-8")
    if command == "init":
        for name in ("targets.yaml", "observations.csv"):
            (folder / name).unlink()
    elif command == "import":
        (folder / "targets.yaml").write_text(IMPORTING, encoding="utf-8")
        (folder / "table.csv").write_text("year,value\n2021,4\n2022,5\n2023,6\n", encoding="utf-8")
        (folder / "observations.csv").write_text(HEADER + "t,2020,3,USD,,,,2021-02-01,,\n", encoding="utf-8")
    elif "two names" in command:
        (folder / "other.csv").hardlink_to(folder / "observations.csv")
    script = [sys.executable, str(ROOT / "tests" / "support" / "faulty.py"), kind, str(folder), *COMMANDS[command]]
    ended = subprocess.run(script, capture_output=True, check=True, env={**HERE, "OPENBLAS_NUM_THREADS": "1"})
    return [json.loads(line) for line in ended.stdout.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_whichever_call_to_the_system_fails_the_file_is_the_old_or_the_new_one(folder: Path, command: str) -> None:
    *struck, last = injected("fail", folder, command)
    new, changed = last["files"], CHANGED.get(command, "x.md")
    failed = [each for each in struck if each["code"]]
    old = failed[0]["files"]
    assert (last["code"], last["said"]) == (0, "")
    assert old.get(changed) != new[changed]
    needed = {"open", "close", "fsync", "write"} | (
        set() if "two names" in command else {"fdopen", "chmod" if command != "init" else "link"}
    )
    assert needed <= {each["call"] for each in failed}
    for each in failed:
        assert (each["code"], each["said"].count("\n"), "Traceback" in each["said"]) == (2, 1, False), each
        assert "input/output error" in each["said"].lower()
        assert all(content in {old.get(name), new[name]} for name, content in each["files"].items()), each
        assert old.keys() <= each["files"].keys() <= new.keys(), "no temporary file is left"
        assert each["files"] in (old, new), "all files or none"
    for each in struck:
        if each["code"] == 0:  # whoever made the call got over its failure, and a hidden file may be left where it was not removed
            assert {name: content for name, content in each["files"].items() if not HIDDEN.fullmatch(name)} == new, each


@pytest.mark.parametrize("command", ["add", "import", "status", "init"])
def test_killed_at_whichever_call_the_file_is_the_old_or_the_new_one(folder: Path, command: str) -> None:
    *killed, last = injected("kill", folder, command)
    new, changed = last["files"], CHANGED.get(command, "x.md")
    old = killed[0]["files"]
    assert old.get(changed) != new[changed]
    assert {"open", "fdopen", "fsync", "write", "close"} <= {each["call"] for each in killed}
    for each in killed:
        assert each["code"] == -9
        assert all(content in {old.get(name), new[name]} for name, content in each["files"].items() if not HIDDEN.fullmatch(name)), each
        assert old.keys() <= each["files"].keys()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_leaves_nothing_behind(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    before = contents()
    assert folder.exists()
    monkeypatch.setattr(os, "fsync", lambda _: os.kill(os.getpid(), number))
    old = {each: signal.signal(each, signal.SIG_DFL) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        assert run("status", "-o", "x") == Result(128 + number, "", "")
    finally:
        for each, handler in old.items():
            signal.signal(each, handler)
    assert contents() == before


# --- what stands where a file should be ---


def looped(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Path.mkdir, "x: is a directory, not a file\n"),
        (looped, "x: cannot be read: too many levels of symbolic links\n"),
        (lambda path: path.symlink_to("away\x1b/x"), "x: is a link to `away\\x1b/x`, which does not exist\n"),
        (lambda _: None, "x: not found\n"),
    ],
)
@pytest.mark.parametrize("option", ["--targets", "--observations"])
def test_what_is_no_file(run: Run, folder: Path, place: Callable[[Path], None], said: str, option: str) -> None:
    place(folder / "x")
    before = contents()
    for command in (["status"], ["check"], ["show", "t"], ["report"], ADD):
        result = run(*command, option, "x", *(["--observations", "observations.csv"] if option == "--targets" else []))
        assert result.code == 2
        assert said in result.out + result.err
    assert contents() == before


def test_where_nothing_can_be_written(run: Run, folder: Path) -> None:
    Path("dir").mkdir()
    (folder / "loop").symlink_to("loop")
    before = contents()
    for output, said in (
        ("dir", "is a directory"),
        ("nowhere/x", "no such file or directory"),
        ("loop", "its links form a loop"),
        ("targets.yaml/x", "not a directory"),
        ("n" * 300, "file name too long"),
        ("/proc/x", "no such file or directory"),
    ):
        result = run("status", "-o", output)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1), result
        assert said in result.err.lower()
    assert contents() == before


def test_a_file_of_the_longest_name_is_written(run: Run, folder: Path) -> None:
    assert folder.exists()
    assert run("status", "-o", "n" * 255).code == 0
    assert Path("n" * 255).read_text(encoding="utf-8")


def test_the_folder_in_which_it_runs_may_be_gone(folder: Path) -> None:
    gone = folder / "gone"
    gone.mkdir()
    ended = process("sh", "-c", f'cd "{gone}" && rmdir "{gone}" && exec "$0" -m tracker status -t "{folder}/targets.yaml"', sys.executable)
    assert (ended.code, ended.err) == (0, "")


def test_a_file_that_grows_while_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "observations.csv"

    class Grows:
        def __init__(self, file: BinaryIO) -> None:
            self.fileno, self.seek, self.file = file.fileno, file.seek, file

        def read(self) -> bytes:
            raw = self.file.read()
            with path.open("ab") as more:
                more.write(b"t,2026,1")
            return raw

    steady = files._steady  # noqa: SLF001 - which gets a file that somebody else writes to
    monkeypatch.setattr(files, "_steady", lambda file: steady(Grows(file)))  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="another program is writing to it; try again when it has ended"):
        files.read_bytes(path)


def test_a_file_that_changes_between_its_figures_and_its_digest(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = files.read_bytes

    def changing(path: Path) -> bytes:
        raw = read(path)
        with (folder / "observations.csv").open("ab") as file:
            file.write(b"\n")
        return raw

    monkeypatch.setattr(files, "read_bytes", changing)
    one_line(run("report"), "a file was changed while it was read; run it again")


def test_a_file_that_never_ends_or_is_too_large(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    with (folder / "large.csv").open("wb") as file:
        file.truncate((1 << 20) + 1)
    for name in ("/dev/zero", "large.csv"):
        one_line(run("status", "-d", name), f"{name}: cannot be read: it is larger than 0 GiB")


# --- standard input and output ---


@pytest.mark.parametrize("command", [["status", "-f", "json"], ["show", "t"], ["report"]])
def test_standard_input_is_one_of_the_files(folder: Path, command: list[str]) -> None:
    expected = process(*TRACKER, *command, *DAY)
    assert expected.code == 0
    for option, name in (("--targets", "targets.yaml"), ("--observations", "observations.csv")):
        given = process(*TRACKER, *command, *DAY, option, "-", stdin=(folder / name).read_bytes())
        assert given.code == 0
        shown = given.out.replace("standard input:", f"{name}:").replace("standard input (SHA", f"{name} (SHA").replace(f" {option} -", "")
        assert shown == expected.out


def test_a_problem_in_standard_input_has_its_line(folder: Path) -> None:
    assert folder.exists()
    assert process(*TRACKER, "check", "-d", "-", stdin=HEADER.encode() + b"t,2024,x\n").out.startswith("standard input:2: ")
    assert "standard input:1: " in process(*TRACKER, "-t", "-", stdin=b"\xff").err
    assert "standard input: the file is empty" in process(*TRACKER, "-d", "-").err
    one_line(
        process("sh", "-c", f'exec "{sys.executable}" -m tracker -d - <&-'), "standard input: cannot be read: standard input is closed"
    )


def test_standard_input_is_read_once_and_never_added_to(run: Run, folder: Path) -> None:
    before = contents()
    assert "standard input can be read only once; give the other file its name" in run("status", "-t", "-", "-d", "-").err
    for options in (["-d", "-"], ["-t", "-"], ["-t", "-", "-d", "observations.csv"]):
        code, out, err = run(*ADD, *options)
        assert (code, out, "nothing can be added to standard input; name the file" in err) == (2, "", True)
    assert contents() == before
    assert folder.exists()


def test_a_pipe_is_read_once_and_serves_twice(folder: Path) -> None:
    os.mkfifo("pipe")
    raw = (folder / "observations.csv").read_bytes()
    writer = threading.Thread(target=lambda: (folder / "pipe").write_bytes(raw))
    writer.start()
    ended = process(*TRACKER, "report", *DAY, "-d", "pipe")
    writer.join()
    assert (ended.code, ended.err) == (0, "")
    assert "pipe (SHA-256" in ended.out


def test_who_is_asked_for_a_file_on_a_terminal_is_told_so(folder: Path) -> None:
    assert folder.exists()
    leader, follower = pty.openpty()
    os.write(leader, b"\x04")  # Ctrl-D
    ended = process(*TRACKER, "-d", "-", stdin=follower)
    os.close(leader)
    os.close(follower)
    assert ended.code == 2
    assert ended.err.startswith("Reading from the terminal; end with Ctrl-D.\nstandard input: the file is empty")


def test_a_dash_is_standard_output(run: Run, folder: Path) -> None:
    for command in (["status"], ["report", "-f", "html"], ["schema"]):
        assert run(*command, "-o", "-") == run(*command)
    assert not (folder / "-").exists()


def test_an_answer_that_nobody_can_get_is_an_error_and_what_was_done_is_said(folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    for redirection, said in ((">&-", "standard output is closed"), (">/dev/full", "no space left on device")):
        (folder / "observations.csv").write_bytes(before)
        shell = f'exec "{sys.executable}" -m tracker "$@" {redirection}'
        for command in (["status"], ["report"]):
            one_line(process("sh", "-c", shell, "sh", *command), f"cannot write the answer: {said}")
        one_line(
            process("sh", "-c", shell, "sh", "add", "t", "2023", "6 USD", "--published", "2026", "--source", ""),
            f"the figure was added; cannot write the answer: {said}",
        )
        assert (folder / "observations.csv").read_bytes() == before + b"t,2023,6,USD,,,,2026,,\n"


def test_the_end_of_input_at_a_question(folder: Path) -> None:
    before = contents()
    leader, follower = pty.openpty()
    child = subprocess.Popen([*TRACKER, "add", "t"], stdin=follower, stdout=follower, stderr=subprocess.PIPE, env=HERE)
    os.close(follower)
    os.write(leader, b"\x04")
    assert child.communicate(timeout=60)[1].strip() == b"the input ended before every question was answered; nothing was written"
    os.close(leader)
    assert child.returncode == 2
    assert contents() == before
    assert folder.exists()
