"""``tracker`` and ``python -m tracker``: how the process begins and ends, around ``cli``."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

CANNOT_RUN, INTERRUPTED = 2, 130


def main() -> NoReturn:
    """Run the command line; Ctrl-C ends it quietly, also while libraries load, which would make an error of their own of the exception.

    Where it cannot even be loaded (no memory, no file descriptors, half an installation) that is said in one line.
    """
    gc.disable()  # a short life: collecting while libraries load and files are read costs time and frees nothing
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # and not ignored, as after nohup
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    try:
        from tracker.cli.main import main as run  # noqa: PLC0415 - only now can it be said why it fails
    except (ImportError, OSError, MemoryError) as error:
        sys.exit(_failed(error))
    try:
        run()
    except SystemExit as leaving:
        _leave(leaving.code if isinstance(leaving.code, int) else 0)


def _failed(error: BaseException) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"the tracker cannot be loaded: {str(error) or 'there is not enough memory'}\n")
    return CANNOT_RUN


def _leave(code: int) -> NoReturn:
    """End the process without taking the libraries apart object by object, which takes as long as half of loading them."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # closed, or nobody reads any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
