"""Native libraries draw in a process of their own: where memory or threads run out they abort, and the tracker goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tracker.values.languages.translations import localized
from tracker.values.problems import TrackerError
from tracker.values.system_errors import explain_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import NoReturn

    from tracker.values.plain_data import Json

_WORKER = str(Path(__file__).with_name("native_worker.py"))

_LONGEST_REASON = 200  # letters; what follows quotes the specification


class RefusedError(Exception):
    """The library refuses to draw this, with a reason, and goes on running."""


class NativeProcess:
    """A process that draws, started once for many requests; ``failure`` begins every message about it."""

    def __init__(self, failure: str, environment: Mapping[str, str] | None = None) -> None:
        """Start it in a process group of its own: Ctrl-C at a terminal reaches only the tracker. TrackerError where it cannot start."""
        self.failure = failure
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                [sys.executable, "-I", "-S", "-B", _WORKER, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # where a library that aborts prints its stack
                env=os.environ | (environment or {}),
                process_group=0 if os.name == "posix" else None,
                creationflags=0 if os.name == "posix" else 0x200,  # CREATE_NEW_PROCESS_GROUP
            )
        except OSError as error:
            raise TrackerError(f"{failure}: {explain_alone(error)}") from None
        assert self._process.stdin is not None  # noqa: S101 - both are pipes
        assert self._process.stdout is not None  # noqa: S101
        self._requests: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout

    def ask(self, kind: str, arguments: Sequence[Mapping[str, Json]]) -> None:
        """Send a request; its answer must be read before the next one is sent."""
        request = json.dumps({"kind": kind, "arguments": arguments}).encode() + b"\n"
        with suppress(OSError):  # its end is noticed where the answer is read
            self._requests.write(request)
            self._requests.flush()

    def answer(self) -> list[bytes]:
        """Return what was drawn; RefusedError where the library gives a reason, TrackerError where the process has ended."""
        answers = self._answers
        line = answers.readline()
        head = json.loads(line) if line.endswith(b"\n") else self._ended()
        if "error" in head:
            raise RefusedError(head["error"])
        drawn = [answers.read(size) for size in head["sizes"]]
        return drawn if [*map(len, drawn)] == head["sizes"] else self._ended()

    def _ended(self) -> NoReturn:
        code = self._process.wait()
        failure = self.failure
        how = signal.Signals(-code).name if -code in set(signal.Signals) else localized("exit code {code}", code=code)
        raise TrackerError(
            localized(
                "{failure}: the process that draws has ended ({how}); a limit on memory (ulimit -v), threads or open files may be the "
                "cause",
                failure=failure,
                how=how,
            )
        )

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for stream in (self._requests, self._answers):
            with suppress(OSError):  # what was not sent yet goes nowhere
                stream.close()
        self._process.wait()


@contextmanager
def native_process(failure: str, environment: Mapping[str, str] | None = None) -> Iterator[NativeProcess]:
    """Yield a process that draws and end it afterwards; a refusal that nobody handles becomes a TrackerError of one line."""
    started = NativeProcess(failure, environment)
    try:
        yield started
    except RefusedError as refused:
        reason = " ".join(str(refused).split())
        raise TrackerError(f"{failure}: {reason[:_LONGEST_REASON]}") from None
    finally:
        started.end()


def need(library: str) -> None:
    """Raise ModuleNotFoundError where a library is not installed, without loading it here."""
    if find_spec(library) is None:
        raise ModuleNotFoundError(f"No module named {library!r}", name=library)
