"""One target in two or three sentences: where it stands, how fast it moves, what is needed, and whether that has been seen before."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from tracker.values import display
from tracker.values.periods import MONTHS, instant
from tracker.words import sentences
from tracker.words.columns import STATUS
from tracker.words.figure_words import time_left, year_to_date
from tracker.words.target_wording import latest_period, pace_start, period_length, say_change, say_latest, say_level, say_start, say_target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import TargetResult

_SHORTLY = 1e-6  # months


def target_paragraph(detail: TargetDetail) -> str:
    """Return the sentences, with the numbers in them; there must be a level."""
    row = detail.result
    pace = () if row.goal in {"recurring", "event"} else (*_pace(detail), *_pace_carried(row), *_need(detail))
    return " ".join([standing_sentence(detail), *pace])


def today_paragraph(detail: TargetDetail) -> str:
    """What holds on the day: the time that is left, what is needed from now on, and the year to date; empty where nothing is known."""
    needed = () if detail.result.goal in {"recurring", "event"} else _need_from_today(detail)
    return " ".join([*time_left(detail.result), *needed, *year_to_date(detail.result)])


def standing_sentence(detail: TargetDetail) -> str:
    """Where the target stands: the latest level, the share of the way and of the time."""
    row = detail.result
    fields = words(row) | {"baseline": baseline(detail), "start": say_start(row)}
    return _standing_template(row).format_map(fields)


def _standing_template(row: TargetResult) -> str:
    if row.goal == "recurring":
        return sentences.STANDS["recurring"]["flow" if row.kind == "flow" else "stock"]
    return sentences.STANDS[row.kind][_standing(row)]


def _standing(row: TargetResult) -> str:
    """The name of the template that fits: each says only what is known and makes sense."""
    if row.target is None and row.kind != "event":
        return "no_target"
    later = "" if row.deadline else "_open"
    if row.progress is None or row.only_baseline or row.kind == "event" or _is_beyond(row):
        return f"plain{later}"
    if row.progress < 0:
        return f"away{later}"
    in_time = row.elapsed is not None and 0 <= row.elapsed <= 1
    return "way" if in_time else f"way{later or '_due'}"


def _is_beyond(row: TargetResult) -> bool:
    """Whether a level has passed through a band and out of it again: then a share of the way would mislead."""
    return row.goal == "band" and row.gap is not None and row.sign * row.gap < 0


def words(row: TargetResult) -> dict[str, str]:
    """The fields of a sentence about one row of the contract; a dash where one is absent."""
    return {
        "name": row.name,
        "latest": say_latest(row),
        "latest_period": display.period(latest_period(row)),
        "latest_day": display.deadline(row.latest_date),
        "baseline": _baseline(row),
        "baseline_period": display.period(row.baseline_period),
        "target": say_target(row),
        "deadline": display.deadline(row.deadline),
        "progress": STATUS["progress"].shown(row),
        "elapsed": STATUS["elapsed"].shown(row),
        "pace_start": pace_start(row),
        "period_word": sentences.PERIOD_WORDS[period_length(row)][0],
    }


def baseline(detail: TargetDetail) -> str:
    """The baseline as it was worded; a dash where it is not known."""
    return _baseline(detail.result, detail.baseline_qualifier)


def _baseline(row: TargetResult, qualifier: str = "") -> str:
    if row.kind in {"rank", "event"}:
        return say_level(row, row.baseline)
    return display.amount(row.baseline, row.unit, qualifier, digits=4)


def _change(row: TargetResult, amount: float | None) -> str:
    """A change as an amount without its sign: of a percentage in percentage points."""
    return say_change(row, None if amount is None else abs(amount), sentences.POINTS)


def _rate(rate: float | None) -> str:
    return display.percent(None if rate is None else abs(rate))


def _rated(row: TargetResult, rate: float | None) -> str:
    """Which template says the rate too: not of a percentage, whose rate would be taken for percentage points."""
    return "" if rate is None or display.is_percent(row.unit) else "_rate"


def _pace(detail: TargetDetail) -> Iterator[str]:
    """How fast it has moved since the baseline."""
    row = detail.result
    if row.growth_per_year is None:
        return
    if row.kind in {"rank", "cumulative"}:
        yield _pace_of_kind(row)
        return
    moved = "up" if row.growth_per_year > 0 else "down" if row.growth_per_year < 0 else "still"
    rate = _rated(row, row.growth) if moved != "still" else ""
    yield sentences.PACE[moved + rate].format(
        baseline_period=display.period(row.baseline_period), rate=_rate(row.growth), per_year=_change(row, row.growth_per_year)
    )


def _pace_carried(row: TargetResult) -> Iterator[str]:
    """The pace that is carried forward, where it is not the one since the baseline."""
    if row.pace_per_year is not None and row.pace_since != row.baseline_date:
        yield sentences.PACE_CARRIED.format(pace_start=pace_start(row), per_year=say_change(row, row.pace_per_year, sentences.POINTS))


def _pace_of_kind(row: TargetResult) -> str:
    """The same of a place, which is gained or lost, and of a running total, which begins with nothing."""
    pace = row.growth_per_year or 0.0
    name = "total" if row.kind == "cumulative" else "gained" if row.sign * pace > 0 else "lost" if pace else "still"
    return sentences.PACE[name].format(baseline_period=display.period(row.baseline_period), per_year=_change(row, pace))


def _way(row: TargetResult, change: float) -> str:
    """Which template says a change that is needed: up or down; a place is gained, and a running total only grows."""
    return {"rank": "rank", "cumulative": "total"}.get(row.kind) or ("up" if change > 0 else "down")


def _need(detail: TargetDetail) -> Iterator[str]:
    """What is needed from the latest figure on, and whether as much has been seen between figures a year apart."""
    row = detail.result
    if not detail.to_come or row.required_per_year is None or row.deadline is None or row.latest_date is None:
        return
    way = _way(row, row.required_per_year)
    months = instant(row.deadline) - instant(row.latest_date)
    if months < MONTHS - _SHORTLY:
        left = math.ceil(months - _SHORTLY)
        yield sentences.NEED_SOON[way].format(
            gap=_change(row, row.gap),
            months=sentences.MONTHS.get(left, sentences.MONTHS[0]).format(number=left),
            per_year=_change(row, row.required_per_year),
        )
        return
    rate = _rated(row, row.required_growth)
    yield sentences.NEED[way + rate].format(
        rate=_rate(row.required_growth),
        per_year=_change(row, row.required_per_year),
        gap=_change(row, row.gap),
        deadline=display.deadline(row.deadline),
    )
    yield _seen(detail, row.required_per_year, row.required_growth if rate else None)


def _need_from_today(detail: TargetDetail) -> Iterator[str]:
    """What is needed from the day of the report on, if nothing has changed since the latest figure."""
    row = detail.result
    needed = row.required_per_year_from_today
    if detail.to_come and needed and row.latest_date != row.as_of:
        yield sentences.FROM_TODAY[_way(row, needed)].format(per_year=_change(row, needed))


def _seen(detail: TargetDetail, required: float, required_rate: float | None) -> str:
    """Whether the rate and the amount that are required have been seen between figures of the series a year apart."""
    row, changes, forward = detail.result, yearly_changes(detail), 1 if required > 0 else -1
    if not changes:
        return sentences.SEEN["none"]
    amount = max(changes, key=lambda each: forward * each.amount)
    if not forward * amount.amount > 0:
        return sentences.SEEN["never_rank" if row.kind == "rank" else "never_up" if forward > 0 else "never_down"]
    enough = forward * amount.amount >= forward * required
    fields = {"amount": _change(row, amount.amount), "amount_period": display.deadline(amount.day)}
    rates = [(each.rate, each.day) for each in changes if each.rate is not None]
    if required_rate is None or not rates:
        return sentences.SEEN["so_much" if enough else "less"].format_map(fields)
    rate, day = max(rates, key=lambda each: forward * each[0])
    fields |= {"rate": _rate(rate), "rate_period": display.deadline(day)}
    met = forward * rate >= forward * required_rate
    name = {(True, True): "both", (True, False): "rate", (False, True): "amount", (False, False): "neither"}[met, enough]
    return sentences.SEEN[name].format_map(fields)


class Change(NamedTuple):
    """A change between figures a year apart: the day of the later one, the amount, and the rate where it began above zero."""

    day: date
    amount: float
    rate: float | None


def yearly_changes(detail: TargetDetail) -> list[Change]:
    """Return the changes between exact levels a year apart: how much a bound has changed is not known."""
    pairs = [(each, detail.year_before(each.date)) for each in detail.series]
    return [
        Change(now.date, now.value - before.value, now.value / before.value - 1 if before.value > 0 else None)
        for now, before in pairs
        if before is not None and not now.bound and not before.bound
    ]
