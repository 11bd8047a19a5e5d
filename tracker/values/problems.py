"""What is wrong with the input: one problem, and many problems with their listing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker.values.languages.translations import localized
from tracker.values.printable import printable, say_more

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_LISTED = 100


class WarningCode(StrEnum):
    """The stable name of each warning; ``docs/warnings.md`` says what each one means and what to do about it."""

    ACCEPTED_ABSENT = "accepted-absent"
    BASELINE_BEYOND_TARGET = "baseline-beyond-target"
    BASELINE_MEETS_TARGET = "baseline-meets-target"
    EXCEEDS_WHOLE = "exceeds-whole"
    FOOTNOTE_MARK = "footnote-mark"
    FORECAST_ROW = "forecast-row"
    FORMULA_TEXT = "formula-text"
    FUTURE_PERIOD = "future-period"
    JANUARY_DATE = "january-date"
    LOST_LETTERS = "lost-letters"
    MISSING_REPORTER = "missing-reporter"
    MISSING_TRANSLATION = "missing-translation"
    MISSING_VALUE = "missing-value"
    PARTS_DIFFER = "parts-differ"
    PUBLISHED_EARLY = "published-early"
    REPEATED_FIGURE = "repeated-figure"
    REPORTER_SPELLING = "reporter-spelling"
    RUNNING_TOTAL = "running-total"
    SERIES_BREAK = "series-break"
    SHARE_OF_ONE = "share-of-one"
    SHRINKING_TOTAL = "shrinking-total"
    SUM_DIFFERS = "sum-differs"
    TARGET_SIZE = "target-size"
    TEXT_CUT = "text-cut"
    UNIT_SLIP = "unit-slip"
    UNKNOWN_COLUMN = "unknown-column"
    UNKNOWN_REPORTER = "unknown-reporter"
    UNUSED_FIGURE = "unused-figure"


ACCEPTABLE = tuple(each for each in WarningCode if each not in {WarningCode.ACCEPTED_ABSENT, WarningCode.UNKNOWN_COLUMN})
"""The warnings that a target can declare as known: those that concern a target, and not what it declares as known."""


class Problem(NamedTuple):
    """One thing that is wrong in one place of one file or, where it has a code, suspicious; a line counts from 1.

    ``target`` is the id of the target that it concerns, empty where it concerns the file or several targets; ``accepted`` is the
    reason for which that target declares the warning as known.
    """

    file: str
    line: int | None
    message: str
    code: WarningCode | None = None
    target: str = ""
    accepted: str = ""

    @property
    def warning(self) -> bool:
        """Whether it is only suspicious: errors have no code."""
        return self.code is not None

    @property
    def severity(self) -> str:
        """``error``, ``warning``, or ``accepted`` for a warning that its target declares as known."""
        return "error" if self.code is None else "accepted" if self.accepted else "warning"

    def __str__(self) -> str:
        """``file:line: message``, which editors jump to; a warning ends in its code, an accepted one in the reason."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        if self.code is None:
            return printable(f"{place}: {self.message}")
        if self.accepted:
            return printable(
                localized(
                    "{place}: accepted: {warning} [{code}] ({reason})",
                    place=place,
                    warning=self.message,
                    code=self.code,
                    reason=self.accepted,
                )
            )
        return printable(localized("{place}: warning: {warning} [{code}]", place=place, warning=self.message, code=self.code))


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
    return [*lines, say_more(rest)] if rest else lines


def ordered(problems: Sequence[Problem]) -> list[Problem]:
    """The problems by file and line."""
    return sorted(problems, key=lambda each: (each.file, each.line or 0))


PROBLEM_KEYS = ("file", "line", "severity", "message", "code", "target", "accepted")


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, str | int | None]]:
    """Return problems as rows with the keys of the contract, in the order of the files."""
    return [
        {key: value if value is not None and value != "" else None for key, value in zip(PROBLEM_KEYS, _cells(each), strict=True)}
        for each in ordered(problems)
    ]


def _cells(problem: Problem) -> tuple[str | int | None, ...]:
    code = None if problem.code is None else str(problem.code)
    return problem.file, problem.line, problem.severity, problem.message, code, problem.target, problem.accepted
