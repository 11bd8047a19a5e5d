"""What the shells are told when somebody presses Tab, through the protocol of each."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import typer
from conftest import HEADER, ROOT, one

from tracker.cli import completion

pytestmark = pytest.mark.system
RUN = "import sys; sys.argv[0] = 'tracker'; from tracker.__main__ import main; main()"
TARGETS = """
targets:
  exports: {kind: flow, unit: USD, target: 10, reporter: UZ, name: "Exports [of goods] $(date) 'and' services: all", group: {ru: Торговля, en: Trade}}
  jobs: {kind: stock, unit: jobs, target: 100, group: Labour market}
series:
  parts: {kind: flow, unit: USD}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(TARGETS, encoding="utf-8")
    Path("observations.csv").write_text(HEADER + "exports,2024,4,USD,,KZ,,,,\njobs,2024,4,,,$(date),,,,\n", encoding="utf-8")
    return tmp_path


def asked(shell: str, line: str, **environment: str) -> str:
    """What a shell is told about the end of a line; nothing may go to standard error, and nothing may fail."""
    words = line.split(" ")
    protocol = {
        "_TRACKER_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
    }
    ended = subprocess.run(
        [sys.executable, "-c", RUN],
        env={**os.environ, "PYTHONPATH": str(ROOT), **protocol, **environment},
        stdin=subprocess.PIPE,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    return ended.stdout.decode()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tracker show ", ["exports", "jobs"]),
        ("tracker explain e", ["exports"]),
        ("tracker status exports j", ["jobs"]),
        ("tracker report ", ["exports", "jobs"]),
        ("tracker add ", ["exports", "jobs", "parts"]),
        ("tracker add exports 2025 4 --reporter ", ["UZ", "KZ"]),
        ("tracker status --reporter ", ["UZ", "KZ", "all"]),
        *((f"tracker {command} --reporter ", ["UZ", "KZ"]) for command in ("show", "explain", "chart", "report")),
        ("tracker status --group ", ["Trade"]),
        ("tracker status --format ", ["text", "json", "csv", "markdown"]),
        ("tracker summary -f n", ["ndjson"]),
        ("tracker report --format p", ["pdf"]),
        ("tracker add --qualifier a", ["about"]),
        ("tracker status --sort ", ["attention", "file"]),
        ("tracker summary --fail-on off", ["off_track"]),
        ("tracker summary --fail-on off_track,sta", ["off_track,stale"]),
        ("tracker summary --fail-on missed,stale,m", []),
        ("tracker sh", ["show"]),
        ("tracker --reporter K", ["KZ"]),
        ("tracker -t targets.yaml --format j", ["json"]),
    ],
)
def test_the_words_of_bash(folder: Path, line: str, words: list[str]) -> None:
    assert folder.exists()
    assert asked("bash", line).split() == words


def test_the_targets_are_those_that_the_command_line_names(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "mine.yaml").write_text(one(target=10, reporter="DE"), encoding="utf-8")
    (folder / "mine.csv").write_text("period;reporter;value;target\n2024;FR;4;t\n", encoding="utf-8")
    assert asked("bash", "tracker show -t other/mine.yaml ").split() == ["t"]
    assert asked("bash", "tracker show ", TRACKER_TARGETS="other/mine.yaml").split() == ["t"]
    assert asked("bash", "tracker status -t other/mine.yaml -d mine.csv --reporter ").split() == ["DE", "FR", "all"]


def test_the_reporters_of_a_file_in_another_language(folder: Path) -> None:
    (folder / "observations.csv").write_text("показатель;период;значение;сторона\njobs;2024;4;KG\n", encoding="utf-8-sig")
    assert asked("bash", "tracker status --reporter ").split() == ["UZ", "KG", "all"]


@pytest.mark.parametrize("line", ["tracker show ", "tracker status --reporter ", "tracker status --group ", "tracker add "])
@pytest.mark.parametrize("written", [None, b"", b"targets: [", b"targets:\n  - a", b"a: \xff", b"- 1", b"{" * 100_000, b"\0"])
def test_nothing_is_completed_and_nothing_said_where_the_files_cannot_be_read(folder: Path, line: str, written: bytes | None) -> None:
    (folder / "targets.yaml").unlink()
    (folder / "observations.csv").unlink()
    if written is not None:
        (folder / "targets.yaml").write_bytes(written)
        (folder / "observations.csv").write_bytes(written)
    assert asked("bash", line).split() in ([], ["all"])


def test_what_is_no_file_keeps_nobody_waiting(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert asked("bash", "tracker show -t pipe ").split() == []
    assert asked("bash", "tracker show -t - ").split() == []


def test_the_words_of_zsh_have_the_names_beside_them(folder: Path) -> None:
    """What a name holds that a shell or its library would read as a sign of theirs is left out."""
    assert folder.exists()
    said = asked("zsh", "tracker show ")
    assert said.split("\n") == ["""_arguments '*: :(("exports":"Exports of goods date and services all\"""", '"jobs"))\'', ""]
    assert asked("zsh", "tracker summary --fail-on sta") == """_arguments '*: :(("stale"))'\n"""


def test_the_words_of_fish_have_the_names_beside_them(folder: Path) -> None:
    assert folder.exists()
    assert asked("fish", "tracker show ").splitlines() == ["exports\tExports of goods date and services all", "jobs"]
    assert asked("fish", "tracker status --format j") == asked("fish", "tracker --format j") == "json\n"


def test_the_words_of_powershell(folder: Path) -> None:
    assert folder.exists()
    assert [line.partition(":::")[0] for line in asked("powershell", "tracker show ").splitlines()] == ["exports", "jobs"]


def test_a_real_bash_completes(folder: Path) -> None:
    """The script that ``--show-completion`` prints, in a shell in which somebody has typed a line."""
    command = folder / "bin" / "tracker"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{RUN}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    typed = 'COMP_WORDS=(tracker show e); COMP_CWORD=2; _tracker_completion tracker; echo "${COMPREPLY[@]}"'
    script = f'eval "$(_TRACKER_COMPLETE=source_bash tracker)"; {typed}'
    ended = subprocess.run(
        ["bash", "-c", script],  # noqa: S607 - the shell that is completed
        env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        check=True,
    )
    assert (ended.stdout, ended.stderr) == (b"exports\n", b"")


def test_nothing_slow_is_loaded(folder: Path) -> None:
    assert folder.exists()
    code = f"{RUN.replace('main()', '')}\nimport tracker.__main__ as m\nm._leave = lambda code: print(sorted(sys.modules))\nmain()"
    for line in ("tracker show ", "tracker status --reporter ", "tracker summary --fail-on "):
        protocol = {"_TRACKER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
        ended = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT), **protocol}, capture_output=True, check=True
        )
        assert set(re.findall(r"'(pandas|numpy|rich|tracker\.storage\.schema)'", ended.stdout.decode())) == set()
        assert b"'tracker.cli.completion'" in ended.stdout


def test_a_large_file_is_read_at_its_beginning_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"exports,{1900 + year},4,USD,,R{year},,,,\n" for year in range(100))
    monkeypatch.setattr(completion, "MOST_READ", len(HEADER) + 250)
    assert len(rows) > 250
    (folder / "observations.csv").write_text(HEADER + rows, encoding="utf-8")
    context = cast("typer.Context", SimpleNamespace(params={"targets": Path("targets.yaml")}))
    found = [word for word, _ in completion.reporters(context, "")]
    assert found == ["UZ", *sorted(f"R{year}" for year in range(len(found) - 1))]
    assert 5 < len(found) < 20
