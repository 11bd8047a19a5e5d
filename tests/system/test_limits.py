"""What a machine does not give: permission, room on the disk, memory, descriptors, a home, the right day."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, one
from test_cli import DAY, SHIPPED, TRACKER, Result, Run, folder, run
from test_faults import ADD, HERE, contents, one_line, process

__all__ = ["folder", "run"]  # the fixtures

# --- what the machine does not give ---

# Root may do everything; without these two powers the permissions of files hold for root too.
UNPRIVILEGED = """
import ctypes, os, sys
if os.geteuid() == 0:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(24, 1, 0, 0, 0) or libc.prctl(24, 2, 0, 0, 0):
        sys.exit("prctl")
os.execv(sys.executable, [sys.executable, "-m", "tracker", *sys.argv[1:]])
"""


def unprivileged(*arguments: str) -> Result:
    ended = process(sys.executable, "-c", UNPRIVILEGED, *arguments)
    if ended.err == "prctl\n" and not os.environ.get("CI"):
        pytest.skip("root cannot lay down its powers here")
    return ended


def test_what_may_not_be_read_or_written(folder: Path) -> None:
    before = contents()
    try:
        for path, mode, command, said in (
            ("observations.csv", 0o000, ["status"], "observations.csv: cannot be read: permission denied"),
            ("targets.yaml", 0o000, ["status"], "targets.yaml: cannot be read: permission denied"),
            (
                "observations.csv",
                0o444,
                [*ADD, "--published", "2026", "--source", ""],
                "observations.csv: is read-only; nothing was changed",
            ),
            (".", 0o555, ["status", "-o", "x"], "x: cannot be written: permission denied; nothing was changed"),
            (".", 0o555, ["init"], "argets.yaml"),
        ):
            Path(path).chmod(mode)
            one_line(unprivileged(*command), said)
            folder.chmod(0o755)
            Path(path).chmod(0o755 if path == "." else 0o644)
            assert contents() == before
    finally:
        folder.chmod(0o755)


def small_disk(folder: Path, options: str, command: str) -> Result:
    """Run a shell command in the folder, which for it is a disk of its own with the files of the folder."""
    script = f'cp * /mnt && mount -t tmpfs -o size=16k tmpfs "$1" && cp /mnt/* "$1" && cd "$1" && {options} && {command}'
    ended = process("unshare", "--mount", "sh", "-c", f"mount -t tmpfs tmpfs /mnt && {script}", "sh", folder)
    if not ended.out and not os.environ.get("CI"):
        pytest.skip("this machine allows no small disk")
    return ended


def test_a_full_disk(folder: Path) -> None:
    before = (folder / "observations.csv").read_text(encoding="utf-8")
    add = f"{sys.executable} -m tracker add t 2026 '6 USD' --published 2026 --source ''"
    ended = small_disk(folder, "{ cat /dev/zero > fill 2>/dev/null; true; }", f"{{ {add}; echo $?; ls -A; cat observations.csv; }}")
    assert ended.err == "observations.csv: cannot be written: no space left on device; nothing was added\n"
    assert ended.out == f"2\nfill\nobservations.csv\ntargets.yaml\n{before}"


def test_a_read_only_disk(folder: Path) -> None:
    add = f"{sys.executable} -m tracker add t 2026 '6 USD' --published 2026 --source ''"
    status = f"{sys.executable} -m tracker status -o x"
    ended = small_disk(folder, 'cd / && mount -o remount,ro "$1" && cd "$1"', f"{{ {add}; echo $?; {status}; echo $?; ls -A; }}")
    assert ended.out == "2\n2\nobservations.csv\ntargets.yaml\n"
    said = "cannot be written: read-only file system; nothing was changed"
    assert ended.err.splitlines() == [f"observations.csv: {said}", f"x: {said}"]


def test_a_limit_on_the_size_of_files(folder: Path) -> None:
    with (folder / "observations.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"t,{year},5,USD,,,,,,{'x' * 90}\n" for year in range(1900, 2000))
    before = contents()
    add = [*ADD, "--published", "2026", "--source", ""]
    one_line(
        process(*TRACKER, *add, limit=(resource.RLIMIT_FSIZE, 4096)),
        "observations.csv: cannot be written: file too large; nothing was added",
    )
    assert contents() == before


def test_few_file_descriptors(folder: Path) -> None:
    assert folder.exists()
    for command in (["status", *DAY], [*ADD, "--published", "2026", "--source", "", "-n"]):
        assert process(*TRACKER, *command, limit=(resource.RLIMIT_NOFILE, 6)) == process(*TRACKER, *command)


def test_memory_for_nothing_but_the_interpreter(folder: Path) -> None:
    assert folder.exists()
    one_line(process(*TRACKER, "status", limit=(resource.RLIMIT_AS, 60 << 20)), "the tracker cannot be loaded: ")


def test_more_data_than_memory(folder: Path) -> None:
    """Where it runs out depends on the machine; wherever it does, it is one line, or there was enough."""
    row = "t,{}-{:02},{},USD,,R{},,,https://x,\n"
    (folder / "targets.yaml").write_text(one(target="at least 10"), encoding="utf-8")
    with (folder / "observations.csv").open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(row.format(1900 + n // 12 % 120, n % 12 + 1, n % 97 + 1, n // 1440) for n in range(150_000))
    ended = [process(*TRACKER, "status", "--reporter", "R1", limit=(resource.RLIMIT_AS, size << 20)) for size in (160, 240, 2000)]
    for each in ended[:-1]:
        assert each.code == 0 or ((each.code, each.err.count("\n")) == (2, 1) and "memory" in each.err), each
    assert [ended[0].code, ended[-1].code] == [2, 0]


# --- where and when it runs ---


@pytest.mark.parametrize(
    "command",
    [["status"], ["show", "turnover"], ["summary"], ["report", "turnover", "-f", "html"], ["explain", "turnover", "--language", "kk"]],
    ids=lambda each: each[0],
)
def test_the_same_bytes_wherever_it_runs(command: list[str], tmp_path: Path) -> None:
    arguments = [*TRACKER, *command, *SHIPPED, *DAY]
    expected = process(*arguments, TERM="xterm", LANG="en_US.UTF-8", HOME=str(Path.home()))
    assert expected.code == 0
    environments: tuple[dict[str, Any], ...] = (
        {"LANG": "C", "LC_ALL": "C", "TERM": "dumb", "COLUMNS": "0"},
        {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "LC_ALL": "POSIX"},
        {"HOME": "/dev/null", "LANG": "tr_TR.UTF-8", "LANGUAGE": "ru:uz", "TZ": "nowhere"},
        {"COLUMNS": "40", "FORCE_COLOR": "1", "PYTHONIOENCODING": "ascii", "PYTHONHASHSEED": "7"},
    )
    for environment in environments:
        assert process(*arguments, **environment) == expected
    assert "\x1b" not in expected.out
    assert process(*arguments, "-o", str(tmp_path / "out")).code == 0
    written = (tmp_path / "out").read_text(encoding="utf-8")
    assert written.replace(" --output out", "") == expected.out  # a report says how it was made


@pytest.mark.parametrize("day", ["0001-01-01", "1970-01-01", "2010-06-30", "9999-12-31"])
def test_a_clock_far_from_the_data(run: Run, day: str) -> None:
    for command in (["status"], ["status", "--reporter", "all"], ["show", "turnover"], ["explain", "turnover"]):
        for form in ("text", "json", "csv", "markdown"):
            code, out, err = run(*command, *SHIPPED, "--as-of", day, "-f", form)
            assert (code, err) == (0, "")
            assert "nan" not in out.casefold().replace("finance", "")
    statuses = {row["status"] for row in json.loads(run("status", *SHIPPED, "--as-of", day, "-f", "json").out)["targets"]}
    assert (statuses == {"no_data"}) == (day != "9999-12-31")
    for form in ("html", "markdown", "docx", "xlsx"):
        assert (run("report", "turnover", *SHIPPED, "--as-of", day, "-f", form, "-o", os.devnull).code, form) == (0, form)
    assert run("check", *SHIPPED, "--as-of", day).code in {0, 1}


def test_writers_of_one_answer(folder: Path) -> None:
    """Whoever is last wins, and wins whole."""
    wanted = {process(*TRACKER, "status", "--as-of", f"{year}-06-30").out.encode() for year in (2025, 2026)}
    days = ("2025-06-30", "2026-06-30") * 2
    writers = [subprocess.Popen([*TRACKER, "status", "--as-of", day, "-o", "x"], cwd=folder, env=HERE) for day in days]
    assert [each.wait(timeout=120) for each in writers] == [0] * 4
    assert (folder / "x").read_bytes() in wanted
    assert sorted(contents()) == ["observations.csv", "targets.yaml", "x"]
