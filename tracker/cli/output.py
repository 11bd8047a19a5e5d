"""The place that an answer goes to: standard output, or a file that is not one of the inputs; and it goes there whole."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

from tracker.values.languages.translations import localized
from tracker.values.system_errors import explain

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from typing import TextIO

_USUAL_WIDTH = 80


def width_of_terminal(stream: TextIO | None) -> int | None:
    """Return how many columns a stream's terminal has (``COLUMNS`` where that is set); None where the stream is no terminal."""
    if stream is None or not stream.isatty():
        return None
    told = os.environ.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH
    except OSError:
        return _USUAL_WIDTH


def say(message: str) -> None:
    """Write a message to standard error, where nobody may listen; at a terminal it breaks between words."""
    if sys.stderr is None:
        return
    width = width_of_terminal(sys.stderr)
    if width is not None:
        from tracker.render.terminal.letters import wrap_lines

        message = wrap_lines(message, width)
    sys.stderr.write(message + "\n")


def emit(answer: str | bytes, output: Path | None, inputs: Collection[Path]) -> None:
    """Write the answer to standard output, or whole to a file that is not one of the inputs."""
    if output is None:
        _print(answer)
        return
    from tracker.storage import files

    no_input(output, inputs)
    files.write(output, answer if isinstance(answer, bytes) else answer.encode(errors="backslashreplace"))


def no_input(output: Path | None, inputs: Collection[Path]) -> None:
    """Refuse to write over one of the inputs."""
    if output and any(output.exists() and each.exists() and output.samefile(each) for each in inputs):
        raise typer.BadParameter(localized("{file} is an input of the tracker", file=output), param_hint="'--output'")


def _print(answer: str | bytes) -> None:
    """Write the whole answer to standard output; a reader that has read enough (``| head``) is no error."""
    from tracker.values.problems import TrackerError

    if sys.stdout is None:
        raise TrackerError(localized("cannot write the answer: standard output is closed"))
    try:
        sys.stdout.flush()  # what was said before stands before
        _pour(answer)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer goes nowhere
        if not isinstance(error, BrokenPipeError):
            raise TrackerError(localized("cannot write the answer: {reason}", reason=explain(error))) from None


def _pour(answer: str | bytes) -> None:
    """Write to the descriptor itself: Python's own file, where it has no buffer (PYTHONUNBUFFERED), drops what the system did not take."""
    from tracker.storage import files

    descriptor = _descriptor()
    if descriptor is not None:
        content = answer if isinstance(answer, bytes) else answer.encode(sys.stdout.encoding, sys.stdout.errors or "strict")
        files.pour(descriptor, content)
        return
    if isinstance(answer, bytes):
        sys.stdout.buffer.write(answer)
    else:
        sys.stdout.write(answer)
    sys.stdout.flush()


def _descriptor() -> int | None:
    """The descriptor of standard output; None where it is none of the system's, or a Windows terminal, which takes text alone."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError):
        return None
    return None if os.name == "nt" and sys.stdout.isatty() else descriptor
