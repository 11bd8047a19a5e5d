"""What is wrong with the input: one problem, many problems, and how a bad word is shown and mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_LISTED = 100

# What stands between two of these joins them: Arabic, Indic and other scripts that write joined letters, and emoji.
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1800-\u18af\u2190-\u2bff\ua800-\uabff\ufe0f\U0001f000-\U0001faff"
# Control characters act on the reader's terminal; marks of direction turn text around; what nobody sees makes two words look like one.
# Kept are a joiner where letters or emoji are joined and a variation selector (FE0E, FE0F) behind a sign; XML may not hold fffe, ffff.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d"
    "\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    f"|(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])|(?<![#*0-9\u00a9\u00ae\u203c-\u32ff\U0001f000-\U0001faff])[\ufe0e\ufe0f]"
)
"""Every character that acts, turns text around, or hides."""


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


class InvalidInput(TrackerError):  # noqa: N818 - named for what it is, as DESIGN.md has it
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


def printable(text: str) -> str:
    r"""Return the text with every character that could act on a terminal written out (``\x1b``)."""
    return UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def quoted(text: str, most: int = 60) -> str:
    """Return a user's own word as messages show it: in backquotes, printable, cut when it is very long."""
    shown = text if len(text) <= most else text[: most - 1] + "…"
    return f"`{printable(shown)}`"


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """``; did you mean `turnover`?`` where an allowed word is near, else nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only errors pay for it

    by_folded = {each.casefold(): each for each in allowed}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6 if len(word) > 3 else 0.5)  # noqa: PLR2004 - of a code of two letters one may be wrong
    return f"; did you mean {quoted(by_folded[near[0]])}?" if near else ""


def one_of(allowed: Iterable[str], most: int = 12) -> str:
    """The allowed words, listed for a message: ```a`, `b` or `c```."""
    listed = list(allowed)
    words = [quoted(each) for each in listed[:most]]
    if len(listed) > most:
        return f"{', '.join(words)} and {len(listed) - most} more"
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
