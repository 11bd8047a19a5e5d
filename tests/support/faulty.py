"""Runs a command again and again, and each time lets a later call to the system fail, until there is none so late.

``python faulty.py fail|kill FOLDER ARGUMENT…`` prints one JSON object a run: which call it was (none in the last run, in which nothing
fails), how the command ended, what it said, and what the folder holds afterwards. The folder is put back before each run, hard links too.
What was loaded once is there in every run: each is a fork. How often a library calls the system, and whether it gets over a failure, is
its own affair: a run that ends well although a call has failed is a run as any other.
"""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any, Self

from tracker.cli.main import main as run_tracker

CALLS = ("open", "fdopen", "fsync", "replace", "chmod", "fchown", "fstat", "close", "write", "link", "unlink", "listxattr", "getxattr")


class Faults:
    """Counts the calls; the one whose turn it is fails, or kills the process."""

    def __init__(self, turn: int, kind: str, here: Path) -> None:
        self.turn, self.kind, self.here, self.name = turn, kind, here, ""

    def due(self, name: str) -> bool:
        self.turn -= 1
        if self.turn == 0:
            (self.here / "call").write_text(name, encoding="utf-8")
        return self.turn == 0

    def strike(self) -> None:
        if self.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **named: Any) -> Any:
            if self.due(name):
                if name == "close":
                    call(*arguments)  # Linux frees the descriptor even where closing fails
                if name == "write":
                    call(arguments[0], arguments[1][: len(arguments[1]) // 2])
                self.strike()
            made = call(*arguments, **named)
            return Torn(made, self) if name == "fdopen" else made

        return instead


class Torn:
    """A file of which a failing write has written the half."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self.file, self.faults = file, faults

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, content: bytes) -> None:
        if self.faults.due("write"):
            self.file.write(content[: len(content) // 2])
            self.file.flush()
            self.faults.strike()
        self.file.write(content)


def run(arguments: list[str], faults: Faults, say: Path) -> int:
    """Run the command in a fork; what it says goes to a file."""
    child = os.fork()
    if not child:
        for stream in (1, 2):
            os.dup2(os.open(say / str(stream), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        for name in CALLS:
            setattr(os, name, faults.wrapped(name, getattr(os, name)))
        sys.argv = ["tracker", *arguments]
        try:
            run_tracker()
        except SystemExit as leaving:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(leaving.code if isinstance(leaving.code, int) else 99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def load(arguments: list[str]) -> None:
    """Run the command once, so that each fork finds everything loaded."""
    sys.argv = ["tracker", *arguments]
    with redirect_stdout(io.StringIO()), suppress(SystemExit):
        run_tracker()


class Folder:
    """A folder that can be put back as it was."""

    def __init__(self, path: Path) -> None:
        self.path, self.files, self.links = path, dict[Path, bytes](), dict[Path, Path]()
        first = dict[int, Path]()
        for each in sorted(path.iterdir()):
            if each.stat().st_ino in first:
                self.links[each] = first[each.stat().st_ino]
            else:
                self.files[each] = each.read_bytes()
                first[each.stat().st_ino] = each

    def put_back(self) -> None:
        shutil.rmtree(self.path)
        self.path.mkdir()
        os.chdir(self.path)
        for path, content in self.files.items():
            path.write_bytes(content)
        for path, other in self.links.items():
            path.hardlink_to(other)


def main(kind: str, folder: Path, *arguments: str) -> None:
    """Run until there is no call left that could fail."""
    tempfile._get_candidate_names()  # type: ignore[attr-defined]  # noqa: SLF001 - it is seeded before the forks, not in each
    os.chdir(folder)
    before = Folder(folder)
    load(list(arguments))
    with tempfile.TemporaryDirectory() as say:
        turn, call = 0, "before"
        while call:
            turn += 1
            before.put_back()
            code = run(list(arguments), Faults(turn, kind, Path(say)), Path(say))
            struck = Path(say) / "call"
            call = struck.read_text(encoding="utf-8") if struck.exists() else ""
            struck.unlink(missing_ok=True)
            told = {
                "call": call,
                "code": code,
                "said": (Path(say) / "2").read_text(encoding="utf-8"),
                "files": {each.name: each.read_bytes().decode() for each in sorted(folder.iterdir())},
            }
            sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
