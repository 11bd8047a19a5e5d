"""What a reader of tables gives, as lists that can be compared."""

from __future__ import annotations

from tracker.storage.tabular.csv import Rows, Table


def fields_of(table: Table) -> list[list[object]]:
    """The fields of each row, in the order of the file."""
    columns = {**table.texts, "value": table.value.tolist()}
    return [list(row) for row in zip(*(columns[name] for name in table.names), strict=True)]


def rows_of(table: Table) -> list[list[object]]:
    """Each row with its line before its fields."""
    return [[line, *fields] for line, fields in zip(table.line.tolist(), fields_of(table), strict=True)]


def texts_of(rows: Rows) -> list[list[str]]:
    """The fields of each row, all of them text, in the order of the columns."""
    return [list(row) for row in zip(*rows.texts.values(), strict=True)]
