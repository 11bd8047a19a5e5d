"""Prometheus' text exposition format, for node_exporter's textfile collector: figures to watch and to alert on.

Amounts are in the unit of the label ``unit``, shares and rates are ratios, and a day is its last second, UTC, in Unix time: what is due
by a day is late once that second has gone. What is undefined has no sample. The name of a target is in English, or as it was given first,
whatever the language of other answers, so that no series breaks off.
"""

from __future__ import annotations

from calendar import timegm
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.result import MEASURES, STATUSES, Kind
from tracker.values.languages.local_text import say_to_machines
from tracker.values.log_commands import disarm
from tracker.values.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tracker.model.result import TargetResult
    from tracker.reports.status import StatusTable

_LAST_SECOND = 24 * 60 * 60 - 1
NONE = "# no target was asked for\n"


class _Metric(NamedTuple):
    """A family of samples: the key of the contract that it shows, the end of its name, and its help."""

    key: str
    name: str
    help: str


def _figure(key: str, help_: str) -> _Metric:
    """A figure; a share or a rate is a ratio, and says so in its name as Prometheus wants it."""
    ratio = MEASURES.get(key) in {Kind.RATE, Kind.SHARE, Kind.RATIO}
    return _Metric(key, _NAMES.get(key, f"{key}_ratio" if ratio else key), help_)


_NAMES = {"target": "goal", "target_to": "goal_to"}
_FIGURES = (
    _figure("latest", "Latest level, in the unit of the target."),
    _figure("target", "Level that is the target, in its unit: of a range the nearer end, of a band the lower edge."),
    _figure("target_to", "Further end of a range or upper edge of a band that is the target, in its unit."),
    _figure("baseline", "Level from which progress is counted, in the unit of the target."),
    _figure("gap", "Target minus latest level, in the unit of the target; of a band the distance to its nearer edge."),
    _figure("growth_per_year", "Change a year since the baseline, in the unit of the target."),
    _figure("required_per_year", "Required change a year from the latest level on, in the unit of the target."),
    _figure("landing_linear", "Projected level at the deadline at a constant yearly change, in the unit of the target."),
    _figure("landing_compound", "Projected level at the deadline at a constant growth rate, in the unit of the target."),
    _figure("progress", "Progress from the baseline to the target."),
    _figure("elapsed", "Share of the time from the baseline to the deadline that had elapsed at the latest level."),
    _figure("elapsed_today", "Share of the time from the baseline to the deadline that has elapsed as of the day."),
    _figure("months_left", "Months from the day until the deadline; negative once it has passed."),
    _figure("growth", "Growth a year since the baseline."),
    _figure("required_growth", "Required growth a year from the latest level on."),
    _figure("outcome_linear", "Projected progress at the deadline at a constant yearly change."),
    _figure("outcome_compound", "Projected progress at the deadline at a constant growth rate."),
    _figure("judged_periods", "Periods on record in each of which the target applies."),
    _figure("met_periods", "Periods on record that met the target."),
    _figure("missed_periods", "Periods on record that missed the target."),
    _figure("stale", "Whether the latest level is older than the target allows."),
)
_FORECASTS = (
    _Metric("probability", "probability", "Chance that the target is met, from past figures alone; never to be added or multiplied."),
    _Metric("likely_low", "likely_low", "Level at the deadline that 10 of 100 series like this one fall below, in the unit of the target."),
    _Metric("likely_mid", "likely_mid", "Level at the deadline that half of such series fall below, in the unit of the target."),
    _Metric("likely_high", "likely_high", "Level at the deadline that 10 of 100 such series exceed, in the unit of the target."),
    _Metric("outturn", "outturn", "What the current year would come to by its figures to date, in the unit of the target."),
    _Metric("outturn_low", "outturn_low", "Amount that 10 of 100 such years fall below, in the unit of the target."),
    _Metric("outturn_high", "outturn_high", "Amount that 10 of 100 such years exceed, in the unit of the target."),
)
_DAYS = (
    _Metric("latest_date", "latest_timestamp_seconds", "End of the period of the latest level."),
    _Metric("latest_published", "published_timestamp_seconds", "Day on which the latest level became known."),
    _Metric("deadline", "deadline_timestamp_seconds", "Deadline of the target."),
    _Metric("as_of", "as_of_timestamp_seconds", "Day as of which all of this holds."),
)


def prometheus(table: StatusTable) -> str:
    """Return every figure as a gauge, the status as a set of which one is 1, and the days that belong to them."""
    rows = table.rows
    families = [
        *_family(
            "info",
            "What the target is; always 1.",
            [(_labels(row, name=say_to_machines(row.name), kind=row.kind, direction=row.direction or ""), 1) for row in rows],
        ),
        *_family("status", "Status: 1 for the one that holds, 0 for the others.", list(_statuses(rows))),
        *(line for each in _FIGURES for line in _family(each.name, each.help, _samples(rows, each.key))),
        *(line for each in _FORECASTS for line in _family(each.name, each.help, _forecasts(rows, each.key))),
        *(line for each in _DAYS for line in _family(each.name, each.help, _days(rows, each.key))),
    ]
    return "".join(f"{line}\n" for line in families) or NONE


def _family(name: str, told: str, samples: list[tuple[str, float]]) -> Iterator[str]:
    """The lines of one family; none where it has no sample."""
    if samples:
        full = f"trade_target_{name}"
        yield f"# HELP {full} {told}"
        yield f"# TYPE {full} gauge"
        yield from (f"{full}{labels} {_number(value)}" for labels, value in samples)


def _samples(rows: Sequence[TargetResult], key: str) -> list[tuple[str, float]]:
    return [(_labels(row), value) for row in rows if (value := row.number(key)) is not None]


def _forecasts(rows: Sequence[TargetResult], key: str) -> list[tuple[str, float]]:
    return [(_labels(row), value) for row in rows if (value := row.forecast.numbers[key]) is not None]


def _days(rows: Sequence[TargetResult], key: str) -> list[tuple[str, float]]:
    return [(_labels(row), _second(day)) for row in rows if (day := row.day(key)) is not None]


def _statuses(rows: Sequence[TargetResult]) -> Iterator[tuple[str, float]]:
    for row in rows:
        for status in STATUSES:
            yield _labels(row, status=status), int(row.status == status)


def _labels(row: TargetResult, **more: str) -> str:
    told = {"id": row.id, "reporter": row.reporter or "", "unit": row.unit, **more}
    return "{" + ",".join(f'{key}="{_escaped(value)}"' for key, value in told.items()) + "}"


def _escaped(value: str) -> str:
    """The value with what acts on a terminal or in a log written out; the format itself escapes the line end."""
    value = disarm("\n".join(map(printable, value.split("\n"))))
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return repr(float(value)).removesuffix(".0")


def _second(day: date) -> int:
    return timegm(day.timetuple()) + _LAST_SECOND
