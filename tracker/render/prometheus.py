"""Prometheus' text exposition format, for node_exporter's textfile collector: figures to watch and to alert on.

Amounts are in the unit of the label ``unit``, shares and rates are ratios, and a day is its last second, UTC, in Unix time: what is due
by a day is late once that second has gone. What is undefined has no sample.
"""

from __future__ import annotations

from calendar import timegm
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.values.log_commands import disarm
from tracker.values.printable import printable
from tracker.words import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.words.columns import Row, Table

_LAST_SECOND = 24 * 60 * 60 - 1
NONE = "# no target was asked for\n"


class _Metric(NamedTuple):
    """A family of samples: the key of the contract that it shows, the end of its name, and its help."""

    key: str
    name: str
    help: str


_AMOUNTS = (
    _Metric("latest", "latest", "Latest level, in the unit of the target."),
    _Metric("target", "goal", "Level that is the target, in its unit."),
    _Metric("baseline", "baseline", "Level from which progress is counted, in the unit of the target."),
    _Metric("gap", "gap", "Target minus latest level, in the unit of the target."),
    _Metric("growth_per_year", "growth_per_year", "Change a year since the baseline, in the unit of the target."),
    _Metric("required_per_year", "required_per_year", "Change a year that is needed from the latest level on, in the unit of the target."),
    _Metric("landing_linear", "landing_linear", "Level at the deadline at the same amount each year, in the unit of the target."),
    _Metric("landing_compound", "landing_compound", "Level at the deadline at the same rate each year, in the unit of the target."),
    _Metric("progress", "progress_ratio", "Share of the way from the baseline to the target."),
    _Metric("elapsed", "elapsed_ratio", "Share of the time from the baseline to the deadline, at the latest level."),
    _Metric("growth", "growth_ratio", "Growth a year since the baseline."),
    _Metric("required_growth", "required_growth_ratio", "Growth a year that is needed from the latest level on."),
    _Metric("outcome_linear", "outcome_linear_ratio", "Share of the way at the deadline, at the same amount each year."),
    _Metric("outcome_compound", "outcome_compound_ratio", "Share of the way at the deadline, at the same rate each year."),
    _Metric("stale", "stale", "Whether the latest level is older than the target allows."),
)
_DAYS = (
    _Metric("latest_date", "latest_timestamp_seconds", "End of the period of the latest level."),
    _Metric("latest_published", "published_timestamp_seconds", "Day on which the latest level became known."),
    _Metric("deadline", "deadline_timestamp_seconds", "Deadline of the target."),
    _Metric("as_of", "as_of_timestamp_seconds", "Day as of which all of this is so."),
)


def prometheus(table: Table) -> str:
    """Return every figure as a gauge, the verdict as a set of which one is 1, and the days that belong to them."""
    rows = [row | {"as_of": table.as_of.isoformat()} for row in table.rows]
    families = [
        *_family("info", "What the target is; always 1.", [(_labels(row, "name", "kind", "direction"), 1) for row in rows]),
        *_family("status", "Verdict: 1 for the status that holds, 0 for the others.", list(_statuses(rows))),
        *(line for each in _AMOUNTS for line in _family(each.name, each.help, _samples(rows, each.key))),
        *(line for each in _DAYS for line in _family(each.name, each.help, [(of, _second(day)) for of, day in _samples(rows, each.key)])),
    ]
    return "".join(f"{line}\n" for line in families) or NONE


def _family(name: str, told: str, samples: list[tuple[str, Any]]) -> Iterator[str]:
    """The lines of one family; none where it has no sample."""
    if samples:
        full = f"trade_target_{name}"
        yield f"# HELP {full} {told}"
        yield f"# TYPE {full} gauge"
        yield from (f"{full}{labels} {_number(value)}" for labels, value in samples)


def _samples(rows: list[Row], key: str) -> list[tuple[str, Any]]:
    return [(_labels(row), row[key]) for row in rows if row[key] is not None]


def _statuses(rows: list[Row]) -> Iterator[tuple[str, int]]:
    for row in rows:
        for status in sentences.STATUS_WORDS:
            yield _labels(row | {"status": status}, "status"), int(row["status"] == status)


def _labels(row: Row, *more: str) -> str:
    told = ((key, row[key] or "") for key in ("id", "reporter", "unit", *more))
    return "{" + ",".join(f'{key}="{_escaped(value)}"' for key, value in told) + "}"


def _escaped(value: str) -> str:
    """The value with what acts on a terminal or in a log written out; the format itself escapes the line end."""
    value = disarm("\n".join(map(printable, value.split("\n"))))
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return repr(float(value)).removesuffix(".0")


def _second(day: str) -> int:
    return timegm(date.fromisoformat(day).timetuple()) + _LAST_SECOND
