"""Tables that are no observations and may be pasted in their place: with the periods across, or with a year and a value in each row.

What is told is how targets.yaml reads them: as a source of their own, from which figures are imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.storage.column_names import column_name
from tracker.values import periods
from tracker.values.languages.translations import localized
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
        table, source, rule = _lines("periods: across", where, file)
        return localized(
            "this is a table, not a list of observations: its periods are columns ({first}, {second}, …); rename it to {table}, "
            "write {source} and, under its target, {rule} into the targets file, and run `tracker import`",
            first=quoted(across[0]),
            second=quoted(across[1]),
            table=table,
            source=source,
            rule=rule,
        )
    if "target" in map(column_name, names):
        return ""
    period = next((each for each in names if column_name(each) in _PERIODS), None)
    value = next((each for each in names if column_name(each) in _VALUES), None)
    if period is None or value is None:
        return ""
    table, source, rule = _lines(f"period: {period}, value: {value}", "", file)
    return localized(
        "this is a table, not a list of observations: it names no target; rename it to {table}, write {source} and, under its "
        "target, {rule} into the targets file, and run `tracker import`",
        table=table,
        source=source,
        rule=rule,
    )


def _lines(columns: str, where: str, file: str) -> tuple[str, str, str]:
    """The name that the table gets, its source, and the rule of a target."""
    table = f"table{Path(file).suffix or '.csv'}"
    source = f"`sources: {{table: {{files: {table}, {columns}, unit: …}}}}`"
    return table, source, f"`figures: {{source: table{where}}}`"


def _is_period(name: str) -> bool:
    if not any(map(str.isdigit, name)):
        return False
    try:
        periods.parse(name)
    except ValueError:
        return False
    return True
