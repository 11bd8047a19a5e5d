"""What is wrong with the input: one problem, many problems, and how a bad word is shown and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.values.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_LISTED = 100


class Problem(NamedTuple):
    """One thing that is wrong (or, as a warning, suspicious) in one place of one file; a line counts from 1."""

    file: str
    line: int | None
    message: str
    warning: bool = False

    def __str__(self) -> str:
        """``file:line: message``, which editors jump to."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return printable(f"{place}: {'warning: ' if self.warning else ''}{self.message}")


class TrackerError(Exception):
    """The one base of what the tracker raises on purpose: a sentence for the user, exit code 2."""

    def shown(self) -> str:
        """The sentence as a terminal may show it, on one line whatever it names."""
        return printable(str(self))


class InvalidInput(TrackerError):  # noqa: N818 - named for what it is
    """Files that cannot be used as they stand, with every problem found in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; the text of the exception is their listing."""
        self.problems = tuple(problems)
        super().__init__("\n".join(listing(self.problems)))

    def shown(self) -> str:
        """The listing: each of its lines is printable already."""
        return str(self)


def listing(problems: Sequence[Problem]) -> list[str]:
    """One line a problem, by file and line; after a hundred the rest is only counted."""
    lines = [str(each) for each in ordered(problems)[:MOST_LISTED]]
    rest = len(problems) - len(lines)
    return [*lines, f"… and {rest} more"] if rest else lines


def ordered(problems: Sequence[Problem]) -> list[Problem]:
    """The problems by file and line."""
    return sorted(problems, key=lambda each: (each.file, each.line or 0))


PROBLEM_KEYS = ("file", "line", "severity", "message")


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, str | int | None]]:
    """Return problems as rows with the keys of the contract, in the order of the files."""
    return [
        dict(zip(PROBLEM_KEYS, (each.file, each.line, "warning" if each.warning else "error", each.message), strict=True))
        for each in ordered(problems)
    ]
