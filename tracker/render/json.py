"""JSON: the contract of DESIGN.md, raw and unrounded, one line a target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tracker.values.log_commands import BRACKETED
from tracker.values.printable import UNSEEN
from tracker.values.problems import problem_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.values.problems import Problem
    from tracker.words.columns import Table

FORMAT = 1  # a change of meaning bumps it


def status(table: Table, **more: Any) -> str:
    """Return the whole answer as one JSON object; what is undefined is null. Of what is ``more``, lists stand behind the targets."""
    lists = {"targets": table.rows} | {key: each for key, each in more.items() if isinstance(each, list)}
    head = {"format": FORMAT, "as_of": table.as_of.isoformat(), "title": table.title}
    head |= {key: each for key, each in more.items() if key not in lists}
    told = ", ".join(f'"{key}": {_listed(each)}' for key, each in lists.items())
    return f"{one_line(head)[:-1]}, {told}}}\n"


def _listed(rows: Sequence[dict[str, Any]]) -> str:
    """A list with one line an item."""
    lines = ",\n".join(map(one_line, rows))
    return f"[\n{lines}\n]" if lines else "[]"


def problems(found: Sequence[Problem], read_as: Mapping[str, str | None] | None = None) -> str:
    """Return the problems of the files as one JSON object, one line a problem; ``read_as`` is how the observations are written down."""
    head = one_line({"format": FORMAT, "read_as": read_as})[:-1]
    return f'{head}, "problems": {_listed(problem_rows(found))}}}\n'


def one_line(value: Any) -> str:
    """JSON on one line, in which what could act on a terminal or in a log is escaped: the same text to a program."""
    told = UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], json.dumps(value, ensure_ascii=False, allow_nan=False))
    return BRACKETED.sub(lambda found: f"\\u0023{found[0][1:]}", told)
