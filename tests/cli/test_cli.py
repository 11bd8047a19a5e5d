"""The command line as a person, a pipe and a script meet it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

import pexpect
import pytest
from conftest import HEADER, ROOT, one

from tracker import __version__
from tracker.cli import main
from tracker.values import languages

TRACKER = [sys.executable, "-m", "tracker"]
SHIPPED = ["--targets", str(ROOT / "targets.yaml")]
DAY = ["--as-of", "2026-11-22"]


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *arguments: str) -> Result: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the tracker in this process."""
    for name in ("TRACKER_TARGETS", "TRACKER_OBSERVATIONS", "TRACKER_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Result:
        languages.reset()
        monkeypatch.setattr(sys, "argv", ["tracker", *arguments])
        with pytest.raises(SystemExit) as leaving:
            main.main()
        assert isinstance(leaving.value.code, int)
        return Result(leaving.value.code, *capfd.readouterr())

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder with a good pair of files."""
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(one(target=10, by=2030, baseline=2024), encoding="utf-8")
    Path("observations.csv").write_text(HEADER + "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n", encoding="utf-8")
    return tmp_path


def test_tracker_alone_is_status(run: Run, folder: Path) -> None:
    assert folder.exists()
    assert run() == run("status")
    assert run(*DAY, "-f", "csv") == run("status", *DAY, "-f", "csv")
    assert run().code == 0


def test_the_answer_goes_to_stdout_and_nothing_to_stderr(run: Run) -> None:
    code, out, err = run("status", *SHIPPED, *DAY)
    assert (code, err) == (0, "")
    assert out.startswith(
        "4 targets: 1 off track, 1 at risk, 2 open. Kazakhstan–Uzbekistan trade and cooperation targets, as of 22 Nov 2026.\n"
    )
    assert (
        "\n◆ Mutual trade turnover                   4.97 bn USD (2025)         10 bn USD by 2030            11.7 %  8.3–10.3 bn USD  1 in 10  at risk\n"
        in out
    )
    full = run("status", "--full", *SHIPPED, *DAY).out
    assert "turnover · UZ\n◆ at risk    4.97 bn USD  10 bn USD     ▋░░░░░ 11.7 %   5.03 bn USD    15.6 %\n" in full
    assert "GAP" not in out


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json"])
@pytest.mark.parametrize("full", [(), ("--full",)])
def test_people_read_the_worst_first_and_programs_the_order_of_the_file(run: Run, form: str, full: tuple[str, ...]) -> None:
    """turnover is at risk and stands first in the file; projects is off track."""
    asked = ("status", "turnover", "projects", *SHIPPED, *DAY, "-f", form, *full)
    by = {order: run(*asked, "--sort", order).out for order in ("attention", "file")}
    turnover, projects = "Mutual trade turnover", "Joint industrial projects"
    assert by["file"].index(turnover) < by["file"].index(projects)
    assert by["attention"].index(turnover) > by["attention"].index(projects)
    assert run(*asked).out == by["file" if form in {"csv", "json"} else "attention"]


def test_an_order_that_is_not_known(run: Run) -> None:
    code, out, err = run("status", *SHIPPED, "--sort", "fiel")
    assert (code, out) == (2, "")
    assert "'--sort': `fiel` is not known; write `attention` or `file`; did you mean `file`?" in err


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_every_format_to_stdout_and_to_a_file(run: Run, tmp_path: Path, form: str) -> None:
    printed = run("status", *SHIPPED, *DAY, "--format", form)
    assert printed.code == 0
    file = tmp_path / "out"
    assert run("status", *SHIPPED, *DAY, "--format", form, "--output", str(file)) == Result(0, "", "")
    assert file.read_text(encoding="utf-8") == printed.out


def test_json_of_one_target_by_another_reporter_on_a_past_day(run: Run) -> None:
    answer = json.loads(run("status", "turnover", *SHIPPED, "--as-of", "2025-12-22", "--reporter", "KZ", "-f", "json").out)
    assert answer["as_of"] == "2025-12-22"
    assert [(row["id"], row["reporter"], row["latest"]) for row in answer["targets"]] == [("turnover", "KZ", 4e9)]


@pytest.mark.parametrize(
    "command",
    [
        [],
        *(
            [name]
            for name in ("status", "show", "explain", "chart", "report", "summary", "score", "check", "add", "import", "init", "schema")
        ),
    ],
)
def test_help_has_no_words_for_programmers_and_no_cut_sentence(run: Run, command: list[str]) -> None:
    code, out, _ = run(*command, "--help")
    assert code == 0
    usage, *lines = out.splitlines()
    assert usage.startswith("Usage: ")
    assert [line for line in lines if re.search(r"<\w", line) or line.endswith("...")] == []


def test_version_and_help(run: Run) -> None:
    assert run("--version") == Result(0, f"tracker {__version__}\n", "")
    for arguments in (["--help"], ["-h"], ["status", "--help"], ["check", "-h"]):
        code, out, err = run(*arguments)
        assert (code, err, out.startswith("Usage: ")) == (0, "", True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["status", "turnovr"], "`turnovr` is not known; write `turnover`, `projects`, `investment` or `jobs`; did you mean `turnover`?"),
        (["--format", "jsn"], "`jsn` is not known; write `text`, `json`, `csv` or `markdown`; did you mean `json`?"),
        (["--as-of", "2026-13-01"], "'2026-13-01' is not a date; write it as 2026-11-22"),
        (["--as-of", "31.12.2026"], "is not a date"),
        (["--as-of", "today"], "is not a date"),
        (["--reporter", "XX"], "`XX` is not known; write `all`, `KZ` or `UZ`"),
        (["stauts"], "No such command 'stauts'"),
        (["--nope"], "No such option"),
        (["check", "--format", "xml"], "`xml` is not known"),
    ],
)
def test_usage_errors_exit_2_and_say_what_is_allowed(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str) -> None:
    monkeypatch.chdir(ROOT)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_errors_of_both_files_exit_2_in_every_command(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text(one(target="x") + "  u: {kind: flow, unit: USD, target: 1}\n", encoding="utf-8")
    (folder / "observations.csv").write_text(HEADER + "v,2024,1,USD,,,,,,\n", encoding="utf-8")
    expected = [
        "observations.csv:2: target: `v` is not declared in the targets file, which has `u`",
        "targets.yaml:5: target: `x` is not a number",
    ]
    assert run("status") == Result(2, "", "\n".join(expected) + "\n")
    assert run("check") == Result(2, "\n".join([*expected, "1 target, 0 observations: 2 errors, 0 warnings"]) + "\n", "")


def test_a_file_that_is_missing_or_empty(run: Run, folder: Path) -> None:
    (folder / "observations.csv").rename(folder / "observation.csv")
    assert run() == Result(2, "", "observations.csv: not found; did you mean `observation.csv`?\n")
    (folder / "observation.csv").unlink()
    assert run() == Result(2, "", "observations.csv: not found; `tracker add` begins it with the first figure\n")
    assert run("-d", "mine.csv").err == "mine.csv: not found\n"
    (folder / "observations.csv").touch()
    assert run().err.startswith("observations.csv: the file is empty; its first line must be target,period,value")
    (folder / "observations.csv").write_text(HEADER, encoding="utf-8")
    assert "no data" in run().out
    (folder / "targets.yaml").unlink()
    assert run() == Result(
        2, "", "targets.yaml: not found; `tracker init` writes an example to start from, and `tracker add` adds figures\n"
    )
    (folder / "target.yaml").touch()
    assert run() == Result(2, "", "targets.yaml: not found; did you mean `target.yaml`?\n")
    assert run("--targets", "elsewhere.txt").err.startswith("elsewhere.txt: not found\n")


def test_check_exits_0_on_nothing_1_on_warnings_2_on_errors(run: Run, folder: Path) -> None:
    assert run("check") == Result(0, "1 target, 2 observations: no problems\n", "")
    with (folder / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("t,2062,5,USD,,,,,,\n")
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert out.splitlines()[0].startswith("observations.csv:4: warning: the period 2062 is in the future")
    assert run("status").code == 0
    assert json.loads(run("check", "-f", "json").out)["problems"][0]["severity"] == "warning"
    assert run("check", "-f", "csv").out.splitlines()[1].startswith("observations.csv,4,warning,")
    assert "| observations.csv | 4 | warning |" in run("check", "-f", "markdown").out


def test_several_reporters_need_a_choice(run: Run, folder: Path) -> None:
    with (folder / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("t,2025,6,USD,,KZ,,,,\n")
    code, _, err = run()
    assert code == 2
    assert err.startswith(
        "targets.yaml:2: `t` has figures by `KZ`, and others that name no reporter; state whose figures count with `reporter:`"
    )
    assert run("--reporter", "KZ").code == 0
    assert json.loads(run("--reporter", "all", "-f", "json").out)["targets"][1]["latest"] == 6


def test_the_environment_names_the_files(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run("status", *SHIPPED, *DAY)
    monkeypatch.chdir("/")
    monkeypatch.setenv("TRACKER_TARGETS", str(ROOT / "targets.yaml"))
    assert run(*DAY) == expected
    monkeypatch.setenv("TRACKER_OBSERVATIONS", str(folder / "nope.csv"))
    assert run(*DAY).code == 2


@pytest.mark.posix
def test_an_input_is_never_written_over(run: Run, folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    (folder / "link.csv").symlink_to("observations.csv")
    for name in ("observations.csv", "./targets.yaml", "link.csv"):
        code, _, err = run("--output", name)
        assert (code, "is an input of the tracker" in err) == (2, True)
    assert (folder / "observations.csv").read_bytes() == before


@pytest.mark.posix
def test_a_file_is_written_whole_or_not_at_all(run: Run, folder: Path) -> None:
    target = folder / "real" / "out.txt"
    target.parent.mkdir()
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    (folder / "link.txt").symlink_to(target)
    assert run("-o", "link.txt").code == 0
    assert (folder / "link.txt").is_symlink()
    assert "t" in target.read_text(encoding="utf-8")
    assert target.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in target.parent.iterdir()] == ["out.txt"]
    code, _, err = run("-o", "nowhere/out.txt")
    assert code == 2
    assert "nowhere" in err
    assert "cannot be written: no such file or directory; nothing was changed" in err


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*TRACKER, *arguments], capture_output=True, check=False, env={**os.environ, **environment})


@pytest.mark.system
def test_head_ends_it_quietly() -> None:
    command = f"{sys.executable} -m tracker {' '.join(SHIPPED + DAY)} | head -1; exit ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, check=False)  # noqa: S607 - bash is on every machine that has a pipe
    assert (ended.returncode, ended.stderr) == (0, b"")
    read, write = os.pipe()
    os.close(read)
    ended_early = subprocess.run([*TRACKER, *SHIPPED, "-f", "json"], stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (ended_early.returncode, ended_early.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([*TRACKER, *SHIPPED], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (2, b"cannot write the answer: no space left on device\n")


def terminal(columns: int, *arguments: str, **environment: str) -> str:
    environment = {**os.environ, "TERM": "xterm", **environment}
    child = pexpect.spawn(
        sys.executable, ["-m", "tracker", *arguments, *SHIPPED, *DAY], dimensions=(60, columns), env=environment, encoding="utf-8"
    )
    text: str = child.read()
    child.close()
    assert child.exitstatus == 0
    return text.replace("\r\n", "\n")


@pytest.mark.system
def test_on_a_terminal_there_is_colour_and_no_line_is_wider_than_it() -> None:
    assert "\x1b[33m◆\x1b[0m" in terminal(120)
    piped = process(*SHIPPED, *DAY).stdout.decode()
    for columns in (40, 80, 100, 120, 200):
        plain = terminal(columns, NO_COLOR="1")
        assert "\x1b" not in plain
        assert max(map(len, plain.splitlines())) <= columns
        assert terminal(columns, TERM="dumb") == plain
        assert " ".join(plain.split()).partition("(projects")[2] == " ".join(piped.split()).partition("(projects")[2]  # the reasons
    assert terminal(150, NO_COLOR="1").split() == piped.split()
    assert terminal(80, "--full", NO_COLOR="1").split() == process("--full", *SHIPPED, *DAY).stdout.decode().split()


WIDE = """targets:
  t: {kind: stokc, unit: jobs, target: more than a lot of things, by: 2030, surprising: 3}
"""


@pytest.mark.system
@pytest.mark.parametrize(
    "command",
    [
        ["status", "-t", "wide.yaml"],
        ["check", "-t", "wide.yaml"],
        ["status", "turnovr", *SHIPPED],
        ["status", "--as-of", "yesterday", *SHIPPED],
        ["summary", *SHIPPED, *DAY],
        ["show", "turnover", *SHIPPED, *DAY],
        ["explain", "projects", *SHIPPED, *DAY],
        ["add", "turnover", "2026", "many more than anybody would have thought", *SHIPPED, "--yes"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_at_a_terminal_no_message_breaks_within_a_word(tmp_path: Path, command: list[str]) -> None:
    """What is said at a terminal is what is said without one, with line breaks between words, and each place still begins a line."""
    (tmp_path / "wide.yaml").write_text(WIDE, encoding="utf-8")
    here = {**os.environ, "TERM": "dumb", "PYTHONPATH": str(ROOT)}
    piped = subprocess.run([*TRACKER, *command], cwd=tmp_path, env=here, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = piped.stdout.decode()
    for columns in (60, 80):
        child = pexpect.spawn(TRACKER[0], [*TRACKER[1:], *command], cwd=tmp_path, dimensions=(60, columns), env=here, encoding="utf-8")
        shown = child.read().replace("\r\n", "\n")
        child.close()
        assert child.exitstatus == piped.returncode
        assert [line for line in shown.splitlines() if len(line) > columns and "://" not in line and " " in line.strip()] == []
        if command[0] != "show" and (command[0] != "explain" or columns == 80):  # tables that are too wide become blocks
            assert shown.split() == said.split()
        starts = [line.partition(": ")[0] for line in said.splitlines() if ".yaml:" in line]
        assert [line.partition(": ")[0] for line in shown.splitlines() if ".yaml:" in line] == starts


def test_python_m_and_the_start_without_pandas() -> None:
    code = "import sys; from tracker.cli import main; assert not {'pandas', 'numpy', 'yaml', 'pydantic', 'rich'} & set(sys.modules), sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("command", ["status", "summary"])
def test_a_short_answer_loads_nothing_of_other_files_and_formats(command: str) -> None:
    code = "import sys, tracker.__main__ as m; m._leave = lambda code: print(sorted(sys.modules)); m.main()"
    ended = subprocess.run([sys.executable, "-c", code, command], cwd=ROOT, capture_output=True, check=True)
    elsewhere = r"'(pandas|rich|tracker\.storage\.tabular\.(?:workbook|large_csv|archives|other_shapes)"
    elsewhere += r"|tracker\.(?:render\.(?:json|csv|prometheus|sparkline)|reports\.charts\.\w+|storage\.(?:journal|locks|editor_schema)|model\.imported))'"
    assert re.findall(elsewhere, ended.stdout.decode()) == []
    assert b"'tracker.reports.status'" in ended.stdout


@pytest.mark.posix
def test_a_pipe_or_device_is_written_into_and_never_replaced(run: Run, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], cwd=folder, stdout=subprocess.PIPE)  # noqa: S607 - any cat
    assert run("-o", "pipe").code == 0
    assert b"as of" in reader.communicate()[0]
    assert (folder / "pipe").is_fifo()
    assert run("-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()
    assert "is a directory" in run("-o", ".").err
    (folder / "circle").symlink_to("circle")
    assert run("-o", "circle") == Result(2, "", "circle: cannot be written: its links form a loop\n")


def test_check_by_another_reporter(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run("check", "--reporter", "KZ").code == 0
    code, _, err = run("check", "--reporter", "XX")
    assert (code, "`XX` is not known; write `all`, `KZ` or `UZ`" in err) == (2, True)


@pytest.mark.system
def test_a_terminal_of_another_encoding_shows_what_it_can() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "TERM": "xterm", "NO_COLOR": "1"}
    for form in ("text", "json", "markdown"):
        child = pexpect.spawn(sys.executable, ["-m", "tracker", *SHIPPED, *DAY, "-f", form], env=environment, encoding="latin-1")
        assert "Traceback" not in child.read()
        child.close()
        assert child.exitstatus == 0


@pytest.mark.system
def test_closed_streams() -> None:
    for redirection, expected in (("2>&-", 2), (">&-", 2)):
        command = f"{sys.executable} -m tracker --targets nowhere.yaml {redirection}"
        assert subprocess.run(["bash", "-c", command], check=False, capture_output=True).returncode == expected  # noqa: S607
