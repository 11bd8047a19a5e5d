"""Markdown (CommonMark with tables): what people paste into a chat or keep in git."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.values import display
from tracker.values.log_commands import disarm
from tracker.values.printable import printable
from tracker.values.problems import PROBLEM_KEYS, problem_rows
from tracker.words.columns import STATUS, named, notes, verdict_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.values.problems import Problem
    from tracker.words.columns import Row, Table

_ACTIVE = re.compile(r"([\\`*_\[\]<>|~$&])|(@)(?=(?<!\w@)\w|(?:all|channel|everyone|here)\b)")
_BLOCK = re.compile(r"[#\-+>:]|\d+(?=[.)](?:\s|$))")
_LEFT = {"status", "latest_period", "deadline"}


def status(table: Table) -> str:
    """Return a table with one line a target, and below it the reasons as a list."""
    head = ["Target", *(column.heading for column in STATUS.values())]
    rule = [":--", *(":--" if key in _LEFT else "--:" for key in STATUS)]
    rows = [[_name(row), *(_cell(row, key) for key in STATUS)] for row in table.rows]
    lines = [f"**{escape(table.title or 'Targets')}**, as of {display.day(table.as_of)}", ""]
    lines += [f"| {' | '.join(cell)} |" for cell in (head, rule, *rows)]
    reasons = [f"- **{_name(row)}**: {escape(sentence)}" for row in table.rows for sentence in [notes(row)] if sentence]
    return disarm("\n".join([*lines, *([""] if reasons else []), *reasons]) + "\n")


def escape(text: str) -> str:
    """Return text that Markdown shows as it is, on one line; an ``@`` that would call somebody in a chat is an entity."""
    return _ACTIVE.sub(lambda found: f"\\{found[1]}" if found[1] else "&#64;", " ".join(printable(text).split()))


def begin(escaped: str) -> str:
    """Return escaped text for the beginning of a line, of an item or of a quote, where a mark would make a heading or a list of it."""
    mark = _BLOCK.match(escaped)
    if mark is None:
        return escaped
    at = mark.end() if mark[0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def heading(text: str) -> str:
    """Return text as a heading shows it: marks at its end do not close it."""
    return re.sub(r"#+$", lambda marks: "\\#" * len(marks[0]), escape(text))


def _name(row: Row) -> str:
    return escape(named(row))


def _cell(row: Row, key: str) -> str:
    shown = STATUS[key].shown(row)
    return verdict_words(row["status"]) if key == "status" else escape(shown)


def problems(found: Sequence[Problem], assumed: str = "") -> str:
    """Return the problems of the files as a table, and above it what was assumed."""
    head = [key.capitalize() for key in PROBLEM_KEYS]
    rows = [[escape("" if cell is None else str(cell)) for cell in row.values()] for row in problem_rows(found)]
    above = f"{begin(escape(assumed))}\n\n" if assumed else ""
    table = "".join(f"| {' | '.join(cells)} |\n" for cells in (head, [":--"] * len(head), *rows))
    return disarm(above + (table if rows else "No problems.\n"))
