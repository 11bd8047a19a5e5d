"""``tracker`` and ``python -m tracker``: how the process begins, before there is a ``cli`` that says what is wrong."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; where it cannot even be loaded (no memory, no file descriptors, half an installation) say so in one line."""
    try:
        from tracker.cli import main as run  # noqa: PLC0415 - only now can it be said why it fails
    except (ImportError, OSError, MemoryError) as error:
        sys.exit(_failed(error))
    run()


def _failed(error: BaseException) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"the tracker cannot be loaded: {str(error) or 'there is not enough memory'}\n")
    return 2


if __name__ == "__main__":
    main()
