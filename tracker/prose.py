"""What is said of one target in two or three sentences: where it stands, how fast it moves, what is needed, and whether that was seen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker import cells, narrative
from tracker.periods import MONTHS, instant
from tracker.tables import STATUS, nan, period, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.closeup import CloseUp
    from tracker.tables import Row

_SAME = 1e-4  # months: far less than a day


def said(close: CloseUp) -> str:
    """Return the sentences, with the numbers in them; there must be a level."""
    return " ".join([stands(close), *_pace(close), *_need(close)])


def stands(close: CloseUp) -> str:
    """Where the target stands: the latest level, the share of the way and of the time."""
    row = close.row
    way = row["progress"] is not None and row["latest_date"] != row["baseline_date"]
    name = ("way" if way else "plain") + ("" if row["deadline"] else "_open")
    return narrative.STANDS[row["kind"]][name].format_map(words(row))


def words(row: Row) -> dict[str, str]:
    """The fields of a sentence about one row of the contract; a dash where one is absent."""
    sign = 1 if row["direction"] == "increase" else -1
    return {
        "name": row["name"],
        "latest": cells.level(nan(row["latest"]), row["unit"], sign, row["latest_qualifier"] or ""),
        "latest_period": period(row["latest_period"]),
        "baseline": cells.amount(nan(row["baseline"]), row["unit"], digits=4),
        "baseline_period": period(row["baseline_period"]),
        "target": goal(row),
        "deadline": until(row["deadline"]),
        "progress": STATUS["progress"].shown(row),
        "elapsed": STATUS["elapsed"].shown(row),
    }


def goal(row: Row) -> str:
    """The target as it was worded."""
    return cells.amount(nan(row["target"]), row["unit"], row["target_qualifier"] or "", digits=6)


def _pace(close: CloseUp) -> Iterator[str]:
    """How fast it has moved since the baseline."""
    row = close.row
    if row["growth_per_year"] is None:
        return
    moved = "up" if row["growth_per_year"] > 0 else "down" if row["growth_per_year"] < 0 else "still"
    rate = "_rate" if row["growth"] is not None and moved != "still" else ""
    yield narrative.PACE[moved + rate].format(
        baseline_period=period(row["baseline_period"]),
        rate=cells.percent(abs(nan(row["growth"]))),
        per_year=cells.amount(abs(row["growth_per_year"]), row["unit"]),
    )


def _need(close: CloseUp) -> Iterator[str]:
    """What is needed from now on, and whether as much has been seen within twelve months."""
    row = close.row
    if not close.needed or row["required_per_year"] is None:
        return
    way = "up" if row["direction"] == "increase" else "down"
    rate = "_rate" if row["required_growth"] is not None else ""
    yield narrative.NEED[way + rate].format(
        rate=cells.percent(abs(nan(row["required_growth"]))), per_year=cells.amount(abs(row["required_per_year"]), row["unit"])
    )
    best = best_year(close)
    if best is None:
        yield narrative.SEEN["none"]
        return
    shown = cells.percent(best.rate) if best.rate is not None else cells.amount(best.amount, row["unit"])
    yield narrative.SEEN["seen" if best.enough else "unseen"].format(best=shown, best_period=cells.deadline(best.day))


def year_before(close: CloseUp, level: Row) -> Row | None:
    """The level exactly a year before another one."""
    wanted = instant(date.fromisoformat(level["date"])) - MONTHS
    return next((each for each in close.series if abs(instant(date.fromisoformat(each["date"])) - wanted) < _SAME), None)


class Best(NamedTuple):
    """The best twelve months of a series: the day on which they ended, the change as an amount and as a rate, and whether it is enough."""

    day: date
    amount: float
    rate: float | None
    enough: bool


def best_year(close: CloseUp) -> Best | None:
    """Return the twelve months with the change that is most wanted; None where no two levels lie a year apart.

    Changes are compared as rates where the requirement is a rate and every level is above zero, else as amounts.
    """
    row, pairs = close.row, [(each, year_before(close, each)) for each in close.series]
    known = [(now, before) for now, before in pairs if before is not None]
    if not known:
        return None
    rated = row["required_growth"] is not None and all(before["value"] > 0 and now["value"] > 0 for now, before in known)
    sign = 1 if row["direction"] == "increase" else -1

    def change(pair: tuple[Row, Row]) -> float:
        now, before = pair
        return float(now["value"] / before["value"] - 1 if rated else now["value"] - before["value"])

    best = max(known, key=lambda pair: sign * change(pair))
    needed = row["required_growth"] if rated else row["required_per_year"]
    return Best(
        day=date.fromisoformat(best[0]["date"]),
        amount=best[0]["value"] - best[1]["value"],
        rate=change(best) if rated else None,
        enough=sign * change(best) >= sign * needed,
    )
