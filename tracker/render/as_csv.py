"""CSV: the keys of the contract as columns, raw values; undefined is empty."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from tracker import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.problems import Problem
    from tracker.tables import Table


def status(table: Table, keys: Sequence[str]) -> str:
    """Return a header and one line a target; the lines that a level was made from stand in one cell, apart by spaces."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([_cell(row[key]) for key in keys] for row in table.rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(map(str, value)) if isinstance(value, list) else value


def problems(found: Sequence[Problem]) -> str:
    """Return the problems of the files, one line a problem."""
    text = io.StringIO()
    writer = csv.DictWriter(text, tables.PROBLEM_KEYS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(tables.problem_rows(found))
    return text.getvalue()
