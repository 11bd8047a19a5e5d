from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.imports.matched_files import matched_files
from tracker.model.sources import Source
from tracker.values.problems import Problem


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for name in ("b.csv", "a.csv", "note.txt"):
        (tmp_path / "data" / name).touch()
    return tmp_path


def found(*written: str) -> tuple[list[str], list[str]]:
    problems: list[Problem] = []
    paths = matched_files(Source("s", 3, files=written), "targets.yaml", problems)
    return [each.as_posix() for each in paths], list(map(str, problems))


def test_names_and_patterns_find_each_file_once_in_order(folder: Path) -> None:
    assert found("data/*.csv", "data/a.csv") == (["data/a.csv", "data/b.csv"], [])
    assert found(f"{folder}/data/[ab].csv")[0] == [f"{folder}/data/a.csv", f"{folder}/data/b.csv"]
    (folder / "data" / "c.csv").mkdir()
    assert found("data/*.csv")[0] == ["data/a.csv", "data/b.csv"]


def test_a_pattern_that_finds_nothing_is_a_problem(folder: Path) -> None:
    assert folder.exists()
    assert found("data/*.parquet") == ([], ["targets.yaml:3: sources: s: no file matches `data/*.parquet`"])
    assert found("/**/*.csv") == ([], ["targets.yaml:3: sources: s: `/**/*.csv` searches folders within folders; write each folder"])


@pytest.mark.posix
def test_a_pipe_is_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "data" / "pipe.csv")
    said = "data/pipe.csv: is a pipe or a device, not a file; save the table as a file"
    assert found("data/p*.csv") == ([], [said])
    assert found("data/pipe.csv") == ([], [said])
    assert found("/dev/zero") == ([], ["/dev/zero: is a pipe or a device, not a file; save the table as a file"])


@pytest.mark.posix
def test_a_pattern_does_not_follow_a_link_out_of_its_folder(folder: Path) -> None:
    (folder / "secret.csv").touch()
    (folder / "data" / "out.csv").symlink_to("../secret.csv")
    (folder / "data" / "in.csv").symlink_to("a.csv")
    paths, problems = found("data/*.csv")
    assert paths == ["data/a.csv", "data/b.csv", "data/in.csv"]
    assert problems == [
        f"data/out.csv: is a link that leads out of its folder, to `{folder}/secret.csv`; name that file itself under `files`"
    ]
    assert found("data/out.csv") == (["data/out.csv"], [])


def test_a_pattern_finds_at_most_so_many_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.exists()
    monkeypatch.setattr("tracker.imports.matched_files.MOST_FILES", 1)
    assert found("data/*.csv") == ([], ["targets.yaml:3: sources: s: `data/*.csv` matches more than 1 files; write a narrower pattern"])
