"""Writing figures down: nothing is lost, whoever else writes and whenever the process dies."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from conftest import HEADER, one
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from tracker.storage import files, journal
from tracker.storage.tabular import csv as csv_table
from tracker.values.problems import TrackerError

ROW = {"target": "t", "period": "2025", "value": "5", "unit": "bn USD", "note": 'a "b", c'}


def appended(raw: bytes, fields: dict[str, str] = ROW) -> bytes:
    return journal.with_row(raw, fields, "o.csv")[0]


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


def test_a_field_without_a_column_is_refused() -> None:
    with pytest.raises(TrackerError, match="the file has no column `note`"):
        appended(b"target,period,value,unit\n")


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


def test_a_writer_that_does_not_let_go_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PATIENCE", 0.1)
    path = folder / "observations.csv"
    with (
        FileLock(folder / ".observations.csv.lock"),
        pytest.raises(TrackerError, match="another program has been writing to it"),
        journal.writing(path),
    ):
        pass


DIES = """
import os, signal, sys
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
files.tempfile.mkstemp = dying(files.tempfile.mkstemp)
files.os.fdopen = dying(lambda *arguments: Torn(opened(*arguments)))
files.os.fsync = dying(os.fsync)
Path.chmod = dying(Path.chmod)
Path.replace = dying(Path.replace)
files.write(Path(sys.argv[1]), b"new" * 10_000)
"""


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


def test_a_read_only_file_and_folder(folder: Path) -> None:
    (folder / "observations.csv").chmod(0o444)
    _, err = add(folder, "t", "2024", "4 bn USD", "--reporter", "UZ", "--published", "2025").communicate()
    assert err.endswith(b"observations.csv: is read-only; nothing was changed\n")
    (folder / "observations.csv").chmod(0o644)
    if os.geteuid() == 0:
        return  # root writes into a read-only folder
    folder.chmod(0o555)
    _, err = add(folder, "t", "2024", "4 bn USD", "--reporter", "UZ", "--published", "2025").communicate()
    folder.chmod(0o755)
    assert b"cannot be locked for writing" in err


def test_permissions_and_links_are_kept(folder: Path) -> None:
    real = folder / "elsewhere.csv"
    (folder / "observations.csv").rename(real)
    (folder / "observations.csv").symlink_to(real)
    real.chmod(0o640)
    assert add(folder, "t", "2024", "4 bn USD", "--reporter", "UZ", "--published", "2025").communicate()[1] == b""
    assert (folder / "observations.csv").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.read_text(encoding="utf-8").endswith("t,2024,4,bn USD,,UZ,,2025,,\n")
