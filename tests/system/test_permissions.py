"""Who owns a file, who may read it and under which names it stands: all of that outlives an `add`, and an answer widens none of it."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import one
from test_cli import Run, run
from test_faults import HERE

from tracker.storage import files, journal
from tracker.values.problems import TrackerError

__all__ = ["run"]  # the fixture

TEAM, ANN, BEN = 3000, 1111, 2222
ACCESS, DEFAULT = "system.posix_acl_access", "system.posix_acl_default"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has files of other users")


@dataclass(frozen=True)
class Longer:
    content: bytes


def add(path: Path) -> None:
    journal.append(path, lambda raw: Longer(raw + b"added\n"))


def access_list(*others: tuple[int, int]) -> bytes:
    """The owner may read and write, the group nothing, and other users (by number) what is said here."""
    nobody = (1 << 32) - 1
    entries = [(1, 6, nobody), *((2, may, user) for user, may in others), (4, 0, nobody), (16, 6, nobody), (32, 0, nobody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


@contextmanager
def user(number: int) -> Iterator[None]:
    """Act as a user of the team."""
    groups = os.getgroups()
    os.setgroups([TEAM])
    os.setegid(number)
    os.seteuid(number)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A file in a folder that everybody can come to."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        path = Path(name) / "file.csv"
        path.write_bytes(b"old\n")
        yield path


def set_attribute(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"this file system has no {name}: {error}")


@as_root
def test_owner_group_and_mode_stay(shared: Path) -> None:
    os.chown(shared, ANN, TEAM)
    shared.chmod(0o2664)
    for write in (add, lambda path: files.write(path, b"new\n")):
        write(shared)
        about = shared.stat()
        assert (about.st_uid, about.st_gid, about.st_mode & 0o7777) == (ANN, TEAM, 0o2664)


def test_access_lists_and_attributes_stay(shared: Path) -> None:
    shared.chmod(0o640)
    set_attribute(shared, ACCESS, access_list((3333, 4)))
    set_attribute(shared, "user.from", b"the ministry")
    mode = shared.stat().st_mode
    for write in (add, lambda path: files.write(path, b"new\n")):
        write(shared)
        assert os.getxattr(shared, ACCESS) == access_list((3333, 4))
        assert os.getxattr(shared, "user.from") == b"the ministry"
        assert shared.stat().st_mode == mode


def test_the_list_that_a_folder_gives_to_new_files_lets_nobody_read_an_old_one(shared: Path) -> None:
    shared.chmod(0o640)
    set_attribute(shared.parent, DEFAULT, access_list((3333, 6)))
    add(shared)
    assert ACCESS not in os.listxattr(shared)
    assert shared.stat().st_mode & 0o777 == 0o640


def test_two_names_of_one_file_stay_two_names(shared: Path) -> None:
    other = shared.with_name("other.csv")
    other.hardlink_to(shared)
    add(shared)
    assert other.read_bytes() == shared.read_bytes() == b"old\nadded\n"
    assert other.samefile(shared)


@as_root
@pytest.mark.parametrize("mode", [0o2775, 0o3777, 0o755])  # a folder of the team, one in which nobody removes another's files, a closed one
def test_two_users_of_one_group_can_both_add(shared: Path, mode: int) -> None:
    os.chown(shared, ANN, TEAM)
    shared.chmod(0o660)
    os.chown(shared.parent, 0, TEAM)
    shared.parent.chmod(mode)
    for number in (ANN, BEN, ANN):
        with user(number):
            add(shared)
    about = shared.stat()
    assert (about.st_uid, about.st_gid, about.st_mode & 0o777) == (ANN, TEAM, 0o660)
    assert shared.read_bytes() == b"old\n" + b"added\n" * 3
    assert [each.name for each in shared.parent.iterdir()] == ["file.csv"]


@as_root
def test_who_may_not_write_does_not(shared: Path) -> None:
    shared.parent.chmod(0o777)
    shared.chmod(0o644)
    for write in (add, lambda path: files.write(path, b"new\n")):
        with user(BEN), pytest.raises(TrackerError, match="cannot be written: permission denied; nothing was changed"):
            write(shared)
    assert shared.read_bytes() == b"old\n"


@as_root
def test_an_answer_over_the_file_of_another_group_lets_nobody_more_read_it(shared: Path) -> None:
    """The user is not of that group, so that the new file cannot be; what the group could do is not given to his own."""
    os.chown(shared, ANN, 4444)
    shared.parent.chmod(0o777)
    shared.chmod(0o662)
    with user(BEN):
        files.write(shared, b"new\n")
    about = shared.stat()
    assert (about.st_gid, about.st_mode & 0o777) == (BEN, 0o622)


def test_a_folder_in_which_nothing_can_be_made(shared: Path) -> None:
    shared.parent.chmod(0o555)
    powers = "import ctypes; [ctypes.CDLL(None).prctl(24, each, 0, 0, 0) for each in (1, 2)]"
    script = f"{powers}; from pathlib import Path; from test_permissions import add; add(Path({str(shared)!r}))"
    path = os.pathsep.join(sys.path)
    subprocess.run([sys.executable, "-c", script], check=True, env={**HERE, "PYTHONPATH": path})
    assert shared.read_bytes() == b"old\nadded\n"
    shared.parent.chmod(0o755)


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".csv")
    path.write_bytes(b"old\n")
    add(path)
    assert path.read_bytes() == b"old\nadded\n"


def test_a_file_that_is_mounted_by_itself(shared: Path) -> None:
    target = shared.with_name("mounted.csv")
    target.touch()
    script = "from pathlib import Path; import sys; from test_permissions import add; add(Path(sys.argv[1]))"
    ended = subprocess.run(
        ["unshare", "--mount", "sh", "-c", 'mount --bind "$1" "$2" && exec "$0" -c "$3" "$2"', sys.executable, shared, target, script],  # noqa: S607
        capture_output=True,
        check=False,
        env={**HERE, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if b"unshare" in ended.stderr or b"mount" in ended.stderr.partition(b"Traceback")[0]:
        pytest.skip("nothing can be mounted here")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert shared.read_bytes() == b"old\nadded\n"


@pytest.mark.parametrize("place", ["pipe", "/dev/null", "/dev/stdin"])
def test_what_is_no_ordinary_file_is_refused_at_once(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(one(), encoding="utf-8")
    os.mkfifo("pipe")
    code, out, err = run("add", "t", "2024", "5", "-d", place)
    assert (code, out, err) == (2, "", f"{place}: is not a regular file, and nothing can be added to it\n")


@pytest.mark.parametrize("target", ["precious", "missing"])
def test_a_link_where_other_versions_had_their_lock_harms_nothing(tmp_path: Path, target: str) -> None:
    path, precious = tmp_path / "file.csv", tmp_path / "precious"
    path.write_bytes(b"old\n")
    precious.write_bytes(b"precious")
    (tmp_path / ".file.csv.lock").symlink_to(target)
    add(path)
    assert (precious.read_bytes(), path.read_bytes()) == (b"precious", b"old\nadded\n")
    assert not (tmp_path / "missing").exists()
