"""Writing figures down: nothing is lost, whoever else writes and whenever the process dies."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import HEADER, one
from hypothesis import given
from hypothesis import strategies as st

from tracker.storage import files, journal, locks
from tracker.storage.tabular import csv as csv_table
from tracker.values.problems import TrackerError

ROW = {"target": "t", "period": "2025", "value": "5", "unit": "bn USD", "note": 'a "b", c'}


def appended(raw: bytes, fields: dict[str, str] = ROW) -> bytes:
    return journal.with_rows(raw, [fields], "o.csv")[0]


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (b"target,period,value,unit,note\n", b't,2025,5,bn USD,"a ""b"", c"\n'),
        (b"target,period,value,unit,note\nt,2024,4,,", b'\nt,2025,5,bn USD,"a ""b"", c"\n'),
        (b"target,period,value,unit,note\r\nt,2024,4,,\r\n", b't,2025,5,bn USD,"a ""b"", c"\r\n'),
        (b"\xef\xbb\xbfnote,Unit ,rank,value,period,target\n", b'"a ""b"", c",bn USD,,5,2025,t\n'),
    ],
)
def test_a_row_in_the_files_own_columns_and_line_ends_and_every_byte_kept(before: bytes, added: bytes) -> None:
    assert appended(before) == before + added


def test_several_rows_are_written_one_below_the_other() -> None:
    before = "target;period;value;note\r\nt;2024;4,5;".encode("utf-16")
    rows = [{"target": "t", "period": str(year), "value": "5.25", "note": "a;b"} for year in (2025, 2026)]
    content, written = journal.with_rows(before, rows, "o.csv", decimal=",")
    assert written == ['t;2025;5,25;"a;b"', 't;2026;5,25;"a;b"']
    assert content.startswith(before)
    assert content.decode("utf-16") == before.decode("utf-16") + "\r\n" + "".join(f"{row}\r\n" for row in written)
    assert journal.with_rows(before, [], "o.csv") == (before, [])


def test_fields_without_a_column_are_refused() -> None:
    with pytest.raises(TrackerError, match="the file has no column `note`; add it to the first line"):
        appended(b"target,period,value,unit\n")
    rows = [{"target": "t", "period": "2024", "value": "4"}, ROW, {**ROW, "source": "x"}]
    with pytest.raises(TrackerError, match="the file has no columns `note` and `source` and `unit`; add them to the first line"):
        journal.with_rows(b"target,period,value\n", rows, "o.csv")


@given(st.dictionaries(st.sampled_from(["target", "status", "note", "source"]), st.text(alphabet='ab ,"\n;=é', max_size=6)))
def test_what_is_appended_is_read_back(fields: dict[str, str]) -> None:
    fields = {"target": "t", "period": "2025", "value": "5.5"} | fields
    fields["target"] = fields["target"].strip() or "t"
    raw = appended(HEADER.encode(), fields)
    assert raw.startswith(HEADER.encode())
    (row,) = csv.DictReader(io.StringIO(raw.decode(), newline=""))
    assert {name: row[name] for name in fields} == fields
    table = csv_table.parse(raw, "o.csv")
    assert [table.texts[name][0] for name in ("target", "note")] == [fields["target"], fields.get("note", "")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "targets.yaml").write_text(one(target="10 bn", by=2030, reporter="UZ"), encoding="utf-8")
    (tmp_path / "observations.csv").write_text(HEADER + "t,1900,1,bn USD,,UZ,,,,\n", encoding="utf-8")
    return tmp_path


def add(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tracker", "add", *arguments, "--targets", str(folder / "targets.yaml")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.system
def test_twenty_writers_at_once(folder: Path) -> None:
    years = range(2000, 2020)
    writers = [add(folder, "t", str(year), f"{year} mn USD", "--reporter", "UZ", "--published", f"{year + 1}") for year in years]
    assert [writer.communicate(timeout=300)[1] for writer in writers] == [b""] * 20
    lines = (folder / "observations.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == [HEADER.strip(), "t,1900,1,bn USD,,UZ,,,,"]
    assert sorted(lines[2:]) == [f"t,{year},{year},mn USD,,UZ,,{year + 1},," for year in years]


def test_two_writers_of_the_same_figure_one_is_refused(folder: Path) -> None:
    writers = [add(folder, "t", "2024", f"{value} bn USD", "--reporter", "UZ", "--published", "2025") for value in (4, 5)]
    ended = [(writer.communicate(timeout=300), writer.returncode) for writer in writers]
    assert sorted(code for _, code in ended) == [0, 2]
    assert any(b"--revise adds yours as a later vintage" in err for (_, err), _ in ended)


@dataclass(frozen=True)
class Longer:
    content: bytes


def longer(raw: bytes) -> Longer:
    return Longer(raw + b"added\n")


@pytest.fixture(params=["the file", "a temporary file"])
def locked_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is locked: the file itself, or where the system has no such lock (Windows) a temporary file."""
    if request.param != "the file":
        monkeypatch.setattr(locks, "fcntl", None)
    return str(request.param)


def test_a_writer_that_does_not_let_go_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked_by: str) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    path = tmp_path / "file.csv"
    path.write_bytes(b"old\n")
    with locks.lock(path), pytest.raises(TrackerError, match=r"file\.csv: another program has been writing to it for 0 seconds"):
        journal.append(path, longer)
    assert (locked_by, path.read_bytes()) == (locked_by, b"old\n")
    journal.append(path, longer)
    assert path.read_bytes() == b"old\nadded\n"


def test_nothing_stands_beside_the_file_and_nothing_is_left(tmp_path: Path, locked_by: str) -> None:
    path, beside = tmp_path / "file.csv", list[str]()
    path.write_bytes(b"old\n")

    def compose(raw: bytes) -> Longer:
        beside.extend(each.name for each in tmp_path.iterdir())
        return longer(raw)

    journal.append(path, compose)
    assert (locked_by, beside) == (locked_by, ["file.csv"])
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"file.csv": b"old\nadded\n"}


def saves_in_place(path: Path) -> None:
    path.write_bytes(b"other\n")


def saves_by_renaming(path: Path) -> None:
    (path.parent / "new").write_bytes(b"other\n")
    (path.parent / "new").replace(path)


def appends(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"other\n")


OTHERS = {saves_in_place: b"other\nadded\n", saves_by_renaming: b"other\nadded\n", appends: b"old\nother\nadded\n"}


@pytest.mark.parametrize(("other", "found"), OTHERS.items(), ids=lambda each: getattr(each, "__name__", ""))
@pytest.mark.parametrize("names", [1, 2])
def test_what_another_program_writes_meanwhile_is_read_again(
    tmp_path: Path, locked_by: str, other: Callable[[Path], None], found: bytes, names: int
) -> None:
    path, read = tmp_path / "file.csv", list[bytes]()
    path.write_bytes(b"old\n")
    if names == 2:
        (tmp_path / "other.csv").hardlink_to(path)

    def compose(raw: bytes) -> Longer:
        read.append(raw)
        if len(read) == 1:
            other(path)
        return longer(raw)

    assert (locked_by, journal.append(path, compose).content) == (locked_by, found)
    assert (len(read), read[0], path.read_bytes()) == (2, b"old\n", found)


def test_a_file_that_never_holds_still_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "TRIES_FOR", 0.2)
    path, read = tmp_path / "file.csv", list[bytes]()
    path.write_bytes(b"")

    def compose(raw: bytes) -> Longer:
        read.append(raw)
        appends(path)
        return longer(raw)

    with pytest.raises(TrackerError, match=r"file\.csv: another program keeps writing to it; nothing was added; try again"):
        journal.append(path, compose)
    assert path.read_bytes() == b"other\n" * len(read)


def test_what_is_written_between_the_comparison_and_the_renaming_is_carried_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, replace = tmp_path / "file.csv", Path.replace

    def late(ready: Path, place: Path) -> Path:
        appends(path)
        return replace(ready, place)

    path.write_bytes(b"old\n")
    monkeypatch.setattr(Path, "replace", late)
    journal.append(path, longer)
    assert path.read_bytes() == b"old\nadded\nother\n"


def test_a_save_between_the_comparison_and_the_renaming_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, replace = tmp_path / "file.csv", Path.replace

    def late(ready: Path, place: Path) -> Path:
        saves_in_place(path)
        return replace(ready, place)

    path.write_bytes(b"old\n")
    monkeypatch.setattr(Path, "replace", late)
    with pytest.raises(TrackerError, match="the file was written, but another program saved it at the same moment"):
        journal.append(path, longer)


def test_adds_beside_a_script_that_appends_lose_nothing(folder: Path) -> None:
    """Neither knows of the other: the script takes no lock. However slow the machine is, its months are of years that can be meant."""
    path, written, adds = folder / "observations.csv", 0, 6

    def row(number: int) -> str:
        return f"t,{1600 + number // 12}-{number % 12 + 1:02},7,bn USD,,KZ,,,,\n"

    for year in range(2000, 2000 + adds):
        with add(folder, "t", str(year), "2 bn USD", "--reporter", "UZ", "--published", f"{year + 1}") as process:
            while process.poll() is None:
                with path.open("a", encoding="utf-8") as file:
                    file.write(row(written))
                written += 1
                time.sleep(0.05)
            assert (process.returncode, process.communicate()[1]) == (0, b"")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [f"{line}\n" for line in lines if ",KZ," in line] == list(map(row, range(written)))
    assert len(lines) == 2 + written + adds


DIES = """
import os, signal, sys, tempfile
from pathlib import Path
from tracker.storage import files
steps = int(sys.argv[2])
def dying(call):
    def counted(*arguments, **named):
        global steps
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        steps -= 1
        return call(*arguments, **named)
    return counted
class Torn:
    def __init__(self, file): self.file = file
    def __enter__(self): return self
    def __exit__(self, *_): self.file.close()
    def __getattr__(self, name): return dying(getattr(self.file, name))
    @dying
    def _half(self, content): self.file.write(content[: len(content) // 2]); self.file.flush()
    def write(self, content):
        self._half(content)
        dying(self.file.write)(content[len(content) // 2 :])
opened = os.fdopen
tempfile.mkstemp = dying(tempfile.mkstemp)
os.fdopen = dying(lambda *arguments: Torn(opened(*arguments)))
os.fsync = dying(os.fsync)
Path.chmod = dying(Path.chmod)
Path.replace = dying(Path.replace)
files.write(Path(sys.argv[1]), b"new" * 10_000)
"""


@pytest.mark.posix
def test_killed_at_every_step_the_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    old, new = b"old" * 10_000, b"new" * 10_000
    found, steps = [], 0
    while True:
        file = tmp_path / "file"
        file.write_bytes(old)
        ended = subprocess.run([sys.executable, "-c", DIES, str(file), str(steps)], check=False)
        found.append(file.read_bytes())
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL
        steps += 1
    assert steps >= 7
    assert found[0] == old
    assert found[-1] == new
    assert all(content in {old, new} for content in found)
    assert found == sorted(found, key=lambda content: content == new)  # once new, always new


@pytest.mark.parametrize("step", ["mkstemp", "fdopen", "fsync", "chmod", "replace"])
def test_a_fault_of_the_system_at_any_step_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "mkstemp":
        monkeypatch.setattr(tempfile, "mkstemp", full)
    elif step in {"chmod", "replace"}:
        monkeypatch.setattr(Path, step, full)
    else:
        monkeypatch.setattr(os, step, full)
    with pytest.raises(TrackerError, match="cannot be written: no space left on device; nothing was changed"):
        files.write(file, b"new")
    assert file.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.posix
def test_a_read_only_file(folder: Path) -> None:
    (folder / "observations.csv").chmod(0o444)
    _, err = add(folder, "t", "2024", "4 bn USD", "--reporter", "UZ", "--published", "2025").communicate()
    assert err.endswith(b"observations.csv: is read-only; nothing was changed\n")


@pytest.mark.posix
def test_permissions_and_links_are_kept(folder: Path) -> None:
    real = folder / "elsewhere.csv"
    (folder / "observations.csv").rename(real)
    (folder / "observations.csv").symlink_to(real)
    real.chmod(0o640)
    assert add(folder, "t", "2024", "4 bn USD", "--reporter", "UZ", "--published", "2025").communicate()[1] == b""
    assert (folder / "observations.csv").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.read_text(encoding="utf-8").endswith("t,2024,4,bn USD,,UZ,,2025,,\n")
