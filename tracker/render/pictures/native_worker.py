"""The process in which a native library draws: it answers requests from standard input until that closes.

It is started by its path, imports nothing of the tracker, and uses no network. One line of JSON is one request: a kind and a list of
arguments. The answer is one line of JSON and the bytes of what was drawn, or an error in words.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable

_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def main() -> None:
    """Serve the process at the other end of the pipes, and end with it."""
    _end_with_parent()
    _leave_no_core()
    sys.path[:] = json.loads(sys.argv[1])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints does not belong among the answers
    for request in sys.stdin.buffer:
        _answer(answers, **json.loads(request))


def _end_with_parent() -> None:
    """Linux ends this process with the one that started it, even in the middle of a drawing; elsewhere the end of the pipe does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the tracker, and its end ends us
    if sys.platform != "linux":
        return
    with suppress(ImportError, OSError, AttributeError):
        import ctypes  # noqa: PLC0415 - some builds of Python lack it

        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)


def _leave_no_core() -> None:
    """A library that aborts leaves no image of its memory in the user's folder."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows lacks it

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _answer(answers: BinaryIO, kind: str, arguments: list[dict[str, object]]) -> None:
    made: list[bytes] = []
    head: dict[str, object]
    try:
        draw = _KINDS[kind]
        made = [draw(**each) for each in arguments]
        head = {"sizes": [len(each) for each in made]}
    except BaseException as error:  # noqa: BLE001 - a panic in Rust does not raise an Exception
        made, head = [], {"error": str(error) or type(error).__name__}
    answers.write(json.dumps(head).encode() + b"\n")
    answers.writelines(made)
    answers.flush()


def _png(svg: str, scale: float) -> bytes:
    import vl_convert  # noqa: PLC0415 - each process needs one of the libraries

    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def _pdf(template: str, report: str, timestamp: int, standard: str | None) -> bytes:
    import typst  # noqa: PLC0415 - as above

    made = typst.compile(
        template.encode(),
        sys_inputs={"report": report},
        ignore_system_fonts=True,
        pdf_standards=standard,  # type: ignore[arg-type]  # typst lists the names that it takes
        timestamp=timestamp,
    )
    return bytes(made)


_KINDS: dict[str, Callable[..., bytes]] = {"png": _png, "pdf": _pdf}

if __name__ == "__main__":
    main()
