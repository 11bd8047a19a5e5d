"""What is said of one target in two or three sentences: where it stands, how fast it moves, what is needed, and whether that was seen."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker.values import display
from tracker.values.periods import MONTHS, instant
from tracker.words import sentences
from tracker.words.columns import STATUS, nan, period, sign, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.target_detail import CloseUp
    from tracker.words.columns import Row

_SHORTLY = 1e-6  # months


def said(close: CloseUp) -> str:
    """Return the sentences, with the numbers in them; there must be a level."""
    return " ".join([stands(close), *_pace(close), *_need(close)])


def stands(close: CloseUp) -> str:
    """Where the target stands: the latest level, the share of the way and of the time."""
    row = close.row
    name = _standing(row)
    return sentences.STANDS[row["kind"]][name].format_map(words(row) | {"baseline": close.baseline})


def _standing(row: Row) -> str:
    """Which of the templates holds: each says only what is known and makes sense."""
    if row["target"] is None:
        return "no_target"
    later = "" if row["deadline"] else "_open"
    if row["progress"] is None or row["latest_date"] == row["baseline_date"]:
        return f"plain{later}"
    if row["progress"] < 0:
        return f"away{later}"
    in_time = row["elapsed"] is not None and 0 <= row["elapsed"] <= 1
    return "way" if in_time else f"way{later or '_due'}"


def words(row: Row) -> dict[str, str]:
    """The fields of a sentence about one row of the contract; a dash where one is absent."""
    return {
        "name": row["name"],
        "latest": display.level(nan(row["latest"]), row["unit"], sign(row), row["target"], row["latest_qualifier"] or ""),
        "latest_period": period(row["latest_period"]),
        "baseline": display.amount(nan(row["baseline"]), row["unit"], digits=4),
        "baseline_period": period(row["baseline_period"]),
        "target": goal(row),
        "deadline": until(row["deadline"]),
        "progress": STATUS["progress"].shown(row),
        "elapsed": STATUS["elapsed"].shown(row),
    }


def landings(row: Row) -> tuple[str, str]:
    """Where the two paths lead, the lower one first; the same twice where there is but one, and dashes where there is none."""
    both = sorted(each for each in (row["landing_linear"], row["landing_compound"]) if each is not None) or [nan(None)]
    low, high = (display.level(each, row["unit"], sign(row), row["target"]) for each in (both[0], both[-1]))
    return low, high


def goal(row: Row) -> str:
    """The target as it was worded."""
    return display.target(nan(row["target"]), row["unit"], row["target_qualifier"] or "")


def _change(row: Row, amount: float) -> str:
    """A change as an amount: of a percentage in percentage points."""
    return display.difference(abs(amount), row["unit"], sentences.POINTS)


def _rated(row: Row, rate: float | None) -> str:
    """Which template says the rate too: not of a percentage, whose rate would be taken for percentage points."""
    return "" if rate is None or display.is_percent(row["unit"]) else "_rate"


def _pace(close: CloseUp) -> Iterator[str]:
    """How fast it has moved since the baseline."""
    row = close.row
    if row["growth_per_year"] is None:
        return
    moved = "up" if row["growth_per_year"] > 0 else "down" if row["growth_per_year"] < 0 else "still"
    rate = _rated(row, row["growth"]) if moved != "still" else ""
    yield sentences.PACE[moved + rate].format(
        baseline_period=period(row["baseline_period"]),
        rate=display.percent(abs(nan(row["growth"]))),
        per_year=_change(row, row["growth_per_year"]),
    )


def _need(close: CloseUp) -> Iterator[str]:
    """What is needed from the latest figure on, and whether as much has been seen between figures a year apart."""
    row = close.row
    if not close.to_come or row["required_per_year"] is None:
        return
    way = "up" if sign(row) > 0 else "down"
    months = instant(date.fromisoformat(row["deadline"])) - instant(date.fromisoformat(row["latest_date"]))
    if months < MONTHS - _SHORTLY:
        left = math.ceil(months - _SHORTLY)
        yield sentences.NEED_SOON[way].format(
            gap=_change(row, row["gap"]),
            months=sentences.MONTHS.get(left, sentences.MONTHS[0]).format(number=left),
            per_year=_change(row, row["required_per_year"]),
        )
        return
    rate = _rated(row, row["required_growth"])
    yield sentences.NEED[way + rate].format(
        rate=display.percent(abs(nan(row["required_growth"]))), per_year=_change(row, row["required_per_year"])
    )
    yield _seen(close, way, rated=bool(rate))


def _seen(close: CloseUp, way: str, *, rated: bool) -> str:
    """Whether the rate and the amount that are needed have been seen between figures of the series a year apart."""
    row, changes, forward = close.row, yearly_changes(close), sign(close.row)
    if not changes:
        return sentences.SEEN["none"]
    amount = max(changes, key=lambda each: forward * each.amount)
    if not forward * amount.amount > 0:
        return sentences.SEEN[f"never_{way}"]
    enough = forward * amount.amount >= forward * row["required_per_year"]
    said = {"amount": _change(row, amount.amount), "amount_period": display.deadline(amount.day)}
    rates = [each for each in changes if each.rate is not None]
    if not (rated and rates):
        return sentences.SEEN["so_much" if enough else "less"].format_map(said)
    rate = max(rates, key=lambda each: forward * nan(each.rate))
    said |= {"rate": display.percent(abs(nan(rate.rate))), "rate_period": display.deadline(rate.day)}
    met = forward * nan(rate.rate) >= forward * row["required_growth"]
    name = {(True, True): "both", (True, False): "rate", (False, True): "amount", (False, False): "neither"}[met, enough]
    return sentences.SEEN[name].format_map(said)


class Change(NamedTuple):
    """A change between figures a year apart: the day of the later one, the amount, and the rate where it began above zero."""

    day: date
    amount: float
    rate: float | None


def yearly_changes(close: CloseUp) -> list[Change]:
    """Return the changes between exact levels a year apart: how much a bound has changed is not known."""
    pairs = [(each, close.year_before(each["date"])) for each in close.series]
    return [
        Change(
            day=date.fromisoformat(now["date"]),
            amount=now["value"] - before["value"],
            rate=now["value"] / before["value"] - 1 if before["value"] > 0 else None,
        )
        for now, before in pairs
        if before is not None and not bound(now) and not bound(before)
    ]


def bound(level: Row) -> bool:
    """Whether a level is a bound (over, under) and no figure that others could be compared with."""
    return level["qualifier"] in {"over", "under"}
