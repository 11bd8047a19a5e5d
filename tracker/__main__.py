"""``tracker`` and ``python -m tracker``: how the process begins and ends, around ``cli``."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line; Ctrl-C ends it quietly, also while libraries load, which would make an error of their own of the exception."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # and not ignored, as after nohup
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    from tracker.cli import main as run  # noqa: PLC0415 - only now

    try:
        run()
    except SystemExit as leaving:
        _leave(leaving.code if isinstance(leaving.code, int) else 0)


def _leave(code: int) -> NoReturn:
    """End the process without taking the libraries apart object by object, which takes as long as half of loading them."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # closed, or nobody reads any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
