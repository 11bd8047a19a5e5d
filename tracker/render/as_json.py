"""JSON: the contract of DESIGN.md, raw and unrounded, one line a target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracker import tables
from tracker.problems import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tracker.problems import Problem
    from tracker.tables import Table

FORMAT = 1  # a change of meaning bumps it


def status(table: Table) -> str:
    """Return the whole answer as one JSON object; what is undefined is null."""
    head = _line({"format": FORMAT, "as_of": table.as_of.isoformat(), "title": table.title})
    rows = ",\n".join(map(_line, table.rows))
    return f'{head[:-1]}, "targets": [\n{rows}\n]}}\n' if rows else f'{head[:-1]}, "targets": []}}\n'


def problems(found: Sequence[Problem]) -> str:
    """Return the problems of the files as one JSON object, one line a problem."""
    rows = ",\n".join(map(_line, tables.problem_rows(found)))
    return f'{{"format": {FORMAT}, "problems": [\n{rows}\n]}}\n' if rows else f'{{"format": {FORMAT}, "problems": []}}\n'


def _line(value: Any) -> str:
    """JSON on one line, in which what could act on a terminal is escaped: the same text to a program."""
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], json.dumps(value, ensure_ascii=False, allow_nan=False))
