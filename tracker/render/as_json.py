"""JSON: the contract of DESIGN.md, raw and unrounded, one line a target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracker import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.problems import Problem
    from tracker.tables import Table

FORMAT = 1  # a change of meaning bumps it


def status(table: Table) -> str:
    """Return the whole answer as one JSON object; what is undefined is null."""
    head = json.dumps({"format": FORMAT, "as_of": table.as_of.isoformat(), "title": table.title}, ensure_ascii=False)
    rows = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in table.rows)
    return f'{head[:-1]}, "targets": [\n{rows}\n]}}\n' if rows else f'{head[:-1]}, "targets": []}}\n'


def problems(found: Sequence[Problem], read_as: Mapping[str, str | None] | None = None) -> str:
    """Return the problems of the files as one JSON object, one line a problem; ``read_as`` is how the observations are written down."""
    head = json.dumps({"format": FORMAT, "read_as": read_as}, ensure_ascii=False)[:-1]
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in tables.problem_rows(found))
    return f'{head}, "problems": [\n{rows}\n]}}\n' if rows else f'{head}, "problems": []}}\n'
