"""Tables that are no observations and may be pasted in their place: with the periods across, or with a year and a value in each row.

What is told is how targets.yaml reads them: as a source of their own, from which figures are imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.values import periods
from tracker.values.input_words import column_name
from tracker.values.printable import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

_PERIODS = {
    *("period", "year", "years", "date", "month", "quarter", "time", "time_period", "refyear"),
    *("год", "годы", "дата", "месяц", "жыл", "yil", "йил"),
}
_VALUES = {"value", "values", "obs_value", "amount", "primaryvalue", "сумма", "стоимость", "сома", "summa"}
_FEWEST = 2  # columns that are periods: a single one may be anything


def advice(fields: Sequence[str], file: str) -> str:
    """How a table with this header is read; empty where it is neither of the two."""
    names = [" ".join(each.split()) for each in fields]
    across = [each for each in names if _is_period(each)]
    if len(across) >= _FEWEST:
        label = next((each for each in names if each and each not in across), "")
        where = f", where: {{{label}: …}}" if label else ""
        shape = f"its periods are columns ({quoted(across[0])}, {quoted(across[1])}, …)"
        return _told(shape, "periods: across", where, file)
    if "target" in map(column_name, names):
        return ""
    period = next((each for each in names if column_name(each) in _PERIODS), None)
    value = next((each for each in names if column_name(each) in _VALUES), None)
    if period is None or value is None:
        return ""
    return _told("it names no target", f"period: {period}, value: {value}", "", file)


def _told(shape: str, columns: str, where: str, file: str) -> str:
    table = f"table{Path(file).suffix or '.csv'}"
    source = f"`sources: {{table: {{files: {table}, {columns}, unit: …}}}}`"
    rule = f"`figures: {{source: table{where}}}`"
    said = f"this is a table, not a list of observations: {shape}; rename it to {table}, write {source} and, under its target,"
    return f"{said} {rule} into the targets file, and run `tracker import`"


def _is_period(name: str) -> bool:
    if not any(map(str.isdigit, name)):
        return False
    try:
        periods.parse(name)
    except ValueError:
        return False
    return True
