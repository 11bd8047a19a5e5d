"""Where an answer goes, and that it gets there whole."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from test_cli import DAY, SHIPPED, TRACKER, Run, folder, run
from test_faults import HERE, process

from tracker.cli.output import width_of_terminal
from tracker.storage import files
from tracker.values.problems import TrackerError

__all__ = ["folder", "run"]  # the fixtures

STATUS = [*TRACKER, "status", *SHIPPED, *DAY]


@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", *(["/proc/self/fd/1"] if Path("/proc").exists() else []), "out"])
def test_what_stands_in_a_log_stays_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Standard output is a file that is appended to, or written to from where it stands."""
    monkeypatch.chdir(tmp_path)
    Path("out").symlink_to("/dev/stdout")
    answer = process(*STATUS).out
    for mode in ("ab", "r+b"):
        Path("log").write_text("precious\n", encoding="utf-8")
        with Path("log").open(mode) as log:
            log.seek(0, os.SEEK_END)
            subprocess.run([*STATUS, "-o", place], check=True, stdout=log, env=HERE)
        assert Path("log").read_text(encoding="utf-8") == "precious\n" + answer
    assert Path("out").is_symlink()


def test_any_descriptor_that_it_was_given(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("precious\n", encoding="utf-8")
    ended = process("sh", "-c", 'exec "$@" 3>>"$0"', log, *STATUS, "-o", "/dev/fd/3")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert log.read_text(encoding="utf-8") == "precious\n" + process(*STATUS).out
    assert process(*STATUS, "-o", "/dev/fd/77").err == "/dev/fd/77: cannot be written: bad file descriptor\n"


def test_a_pipe_with_a_name_stays_one(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen([*STATUS, "-o", tmp_path / "pipe"], env=HERE) as writer:
        assert (tmp_path / "pipe").read_text(encoding="utf-8") == process(*STATUS).out
        assert writer.wait(60) == 0
    assert (tmp_path / "pipe").is_fifo()


def test_a_reader_that_has_read_enough_is_no_error(tmp_path: Path) -> None:
    assert tmp_path.exists()
    for options in ("", "-o /dev/stdout"):
        ended = process("bash", "-c", f'"$@" {options} | true; exit ${{PIPESTATUS[0]}}', "sh", *STATUS)
        assert (ended.code, ended.err) == (0, "")


def large(folder: Path) -> None:
    (folder / "targets.yaml").write_text(
        "targets:\n" + "".join(f"  t{n}: {{kind: stock, unit: USD, target: {n + 1}}}\n" for n in range(200)), encoding="utf-8"
    )
    (folder / "observations.csv").write_text("target,period,value\n", encoding="utf-8")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_answer_for_which_there_is_no_room_is_an_error(folder: Path, unbuffered: str) -> None:
    """A limit on the size of files takes half of a write, and refuses the next, as a full disk does."""
    large(folder)
    for command in (["status", "-f", "json"], ["summary", "-f", "ndjson"], ["report", "-f", "html"]):
        shell = 'trap "" XFSZ; ulimit -f 64; exec "$@" > out'
        ended = process("bash", "-c", shell, "sh", *TRACKER, *command, *DAY, PYTHONUNBUFFERED=unbuffered)
        assert (ended.code, ended.err) == (2, "cannot write the answer: file too large\n"), command
        assert Path("out").stat().st_size == 64 << 10


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("options", [[], ["-o", "/dev/stdout"]])
def test_a_slow_reader_of_a_pipe_that_does_not_wait_gets_all(folder: Path, unbuffered: str, options: list[str]) -> None:
    large(folder)
    command = [*TRACKER, "status", "-f", "json", *DAY]
    expected = process(*command).out.encode()
    assert len(expected) > 3 * 65536
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETFL, os.O_NONBLOCK)
    with subprocess.Popen([*command, *options], stdout=writing, env={**HERE, "PYTHONUNBUFFERED": unbuffered}) as writer:
        os.close(writing)
        time.sleep(1)
        with os.fdopen(reading, "rb") as stream:
            assert stream.read() == expected
        assert writer.wait(60) == 0


def test_a_write_of_which_the_system_takes_a_part_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, content[:7]))
    with (tmp_path / "out").open("wb") as file:
        files.pour(file.fileno(), b"0123456789" * 5)
    assert (tmp_path / "out").read_bytes() == b"0123456789" * 5


def test_several_files_are_all_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, third = (tmp_path / name for name in ("old", "new", "third"))
    old.write_bytes(b"old")
    replace, refused = Path.replace, old

    def full(self: Path, target: Path) -> Path:
        if target == refused and not self.name.endswith("~"):  # the name that an old file keeps until all is done
            raise OSError(28, "No space left on device")
        return replace(self, target)

    for refused in (old, new, third):
        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(TrackerError, match=f"{refused.name}: cannot be written: no space left on device; nothing was changed"):
            files.write_all({old: b"1", new: b"2", third: b"3"})
        assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"old": b"old"}
    monkeypatch.setattr(Path, "replace", replace)
    files.write_all({old: b"1", new: b"2", third: b"3"})
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"old": b"1", "new": b"2", "third": b"3"}


def test_standard_output_may_be_no_file_of_the_system(run: Run, folder: Path) -> None:
    """As in a notebook, where it is a place for text alone."""
    assert folder.exists()
    script = "import io, sys; out = sys.stdout = io.StringIO(); from tracker.cli import main\ntry: main.main()\nexcept SystemExit: pass\n"
    ended = process(sys.executable, "-c", f"{script}sys.__stdout__.write(out.getvalue())", "status", *DAY, "-f", "json")
    assert (ended.code, ended.out) == (0, run("status", *DAY, "-f", "json").out)


@pytest.mark.parametrize(("columns", "size", "width"), [("", 97, 97), ("64", 97, 64), ("wide", 97, 97), ("0", 97, 97), ("", 0, 80)])
def test_the_width_of_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: str, size: int, width: int) -> None:
    """COLUMNS comes first, as in every program; a terminal that does not know its width has 80 columns."""
    monkeypatch.setenv("COLUMNS", columns)
    there, here = pty.openpty()
    fcntl.ioctl(here, termios.TIOCSWINSZ, struct.pack("HHHH", 24, size, 0, 0))
    with os.fdopen(here, "w", encoding="utf-8") as stream:
        assert width_of_terminal(stream) == width
    os.close(there)


def test_what_is_no_terminal_has_no_width(tmp_path: Path) -> None:
    with (tmp_path / "file").open("w", encoding="utf-8") as stream:
        assert width_of_terminal(stream) is None
    assert width_of_terminal(None) is None
