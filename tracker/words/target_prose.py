"""One target in two or three sentences: where it stands, how fast it moves, what is required, and whether that has been recorded before."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from tracker.values.display import dates, numbers
from tracker.values.periods import MONTHS, instant
from tracker.values.units import is_percent
from tracker.words.chance_wording import tell_outturn
from tracker.words.filling import fill
from tracker.words.status_columns import STATUS
from tracker.words.target_wording import (
    from_start_to_latest,
    latest_period,
    period_phrases,
    say_change,
    say_gap,
    say_latest,
    say_level,
    say_target,
    since_pace_start,
)
from tracker.words.texts import paces, phrases, prose
from tracker.words.timeliness_wording import time_left, year_to_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import Level, TargetResult

_SHORTLY = 1e-6  # months


def target_paragraph(detail: TargetDetail) -> str:
    """Return the sentences, with the numbers in them; there must be a level."""
    result = detail.result
    pace = () if result.goal in {"recurring", "event"} else (*_pace(detail), *_pace_carried(result), *_need(detail))
    return " ".join([standing_sentence(detail), *pace])


def today_paragraph(detail: TargetDetail) -> str:
    """What holds on the day: the time that is left, what is needed from now on, and the year to date; empty where nothing is known."""
    needed = () if detail.result.goal in {"recurring", "event"} else _need_from_today(detail)
    return " ".join([*time_left(detail.result), *needed, *year_to_date(detail.result), *tell_outturn(detail.result)])


def standing_sentence(detail: TargetDetail) -> str:
    """Where the target stands: the latest level, the progress and the time elapsed."""
    result = detail.result
    fields = words(result) | {"baseline": baseline(detail), "from_start_to_latest": from_start_to_latest(result)}
    return fill(_standing_template(result), fields)


def _standing_template(result: TargetResult) -> str:
    if result.goal == "recurring":
        return prose.STANDS["recurring"]["flow" if result.kind == "flow" else "stock"]
    return prose.STANDS[result.kind][_standing(result)]


def _standing(result: TargetResult) -> str:
    """The name of the template that fits: each says only what is known and makes sense."""
    if result.target is None and result.kind != "event":
        return "no_target"
    later = "" if result.deadline else "_open"
    if result.progress is None or result.only_baseline or result.kind == "event" or _is_beyond(result):
        return f"plain{later}"
    if result.progress < 0:
        return f"away{later}"
    in_time = result.elapsed is not None and 0 <= result.elapsed < 1
    return "way" if in_time else f"way{later or '_due'}"


def _is_beyond(result: TargetResult) -> bool:
    """Whether a level has passed through a band and out of it again: then a share of the way would mislead."""
    return result.goal == "band" and result.gap is not None and result.sign * result.gap < 0


def words(result: TargetResult) -> dict[str, str]:
    """The fields of a sentence about one row of the contract; a dash where one is absent."""
    return {
        "name": result.name,
        "latest": say_latest(result),
        "latest_period": dates.period(latest_period(result)),
        "baseline": _baseline(result),
        "baseline_period": dates.period(result.baseline_period),
        "target": say_target(result),
        "deadline": dates.deadline(result.deadline),
        "deadline_end": dates.deadline_end(result.deadline),
        "by_deadline": dates.by_deadline(result.deadline),
        "until_deadline": dates.until(result.deadline),
        "progress": _progress(result),
        "elapsed": STATUS["elapsed"].shown(result),
        "since_pace_start": since_pace_start(result),
        **(period_phrases(result) if result.goal == "recurring" else {}),
    }


def _progress(result: TargetResult) -> str:
    """Progress within a sentence, where a sign for less than reads badly."""
    return prose.NEARLY if result.only_equals and not result.only_baseline else STATUS["progress"].shown(result)


def baseline(detail: TargetDetail) -> str:
    """The baseline as it was worded; a dash where it is not known."""
    return _baseline(detail.result, detail.baseline_qualifier)


def _baseline(result: TargetResult, qualifier: str = "") -> str:
    if result.kind in {"rank", "event"}:
        return say_level(result, result.baseline)
    return numbers.amount(result.baseline, result.unit, qualifier, digits=4)


def _change(result: TargetResult, amount: float | None) -> str:
    """A change as an amount without its sign; for a percentage in percentage points."""
    return say_change(result, None if amount is None else abs(amount), phrases.POINTS)


def _required(result: TargetResult, amount: float) -> str:
    """A change a year that is required, without its sign and never too little."""
    return say_change(result, abs(amount), phrases.POINTS, enough=True)


def _rate(rate: float | None) -> str:
    return numbers.percent(None if rate is None else abs(rate))


def _rated(result: TargetResult, rate: float | None) -> str:
    """Which template says the rate too: not of a percentage, whose rate would be taken for percentage points."""
    return "" if rate is None or is_percent(result.unit) else "_rate"


def _pace(detail: TargetDetail) -> Iterator[str]:
    """How fast it has moved since the baseline."""
    result = detail.result
    if result.growth_per_year is None:
        return
    if result.kind in {"rank", "cumulative"}:
        yield _pace_of_kind(result)
        return
    moved = "up" if result.growth_per_year > 0 else "down" if result.growth_per_year < 0 else "still"
    rate = _rated(result, result.growth) if moved != "still" else ""
    yield fill(
        paces.PACE[moved + rate],
        {
            "since_baseline": dates.since(result.baseline_period),
            "rate": _rate(result.growth),
            "per_year": _change(result, result.growth_per_year),
        },
    )


def _pace_carried(result: TargetResult) -> Iterator[str]:
    """The pace that is carried forward, where it is not the one since the baseline."""
    if result.pace_per_year is not None and result.pace_since != result.baseline_date:
        per_year = say_change(result, result.pace_per_year, phrases.POINTS)
        yield fill(paces.PACE_CARRIED, {"since_pace_start": since_pace_start(result), "per_year": per_year})


def _pace_of_kind(result: TargetResult) -> str:
    """The same for a place, which is gained or lost, and for a running total, which begins with nothing."""
    pace = result.growth_per_year or 0.0
    name = "total" if result.kind == "cumulative" else "gained" if result.sign * pace > 0 else "lost" if pace else "still"
    return fill(paces.PACE[name], {"since_baseline": dates.since(result.baseline_period), "per_year": _change(result, pace)})


def _way(result: TargetResult, change: float) -> str:
    """Which template says a change that is needed: up or down; a place is gained, and a running total only grows."""
    return {"rank": "rank", "cumulative": "total"}.get(result.kind) or ("up" if change > 0 else "down")


def _need(detail: TargetDetail) -> Iterator[str]:
    """What is required from the latest figure on, and whether as much has been recorded between figures a year apart."""
    result = detail.result
    if not detail.to_come or result.required_per_year is None or result.deadline is None or result.latest_date is None:
        return
    way = _way(result, result.required_per_year)
    months = instant(result.deadline) - instant(result.latest_date)
    if months < MONTHS - _SHORTLY:
        left = math.ceil(months - _SHORTLY)
        fields = {
            "gap": say_gap(result, phrases.POINTS),
            "within_months": phrases.WITHIN_MONTHS.format(left, str(left)),
            "per_year": _required(result, result.required_per_year),
        }
        yield fill(paces.NEED_SOON[way], fields)
        return
    rate = _rated(result, result.required_growth)
    fields = {
        "rate": _rate(result.required_growth),
        "per_year": _required(result, result.required_per_year),
        "gap": say_gap(result, phrases.POINTS),
        "deadline_end": dates.deadline_end(result.deadline),
    }
    yield fill(paces.NEED[way + rate], fields)
    yield from _recorded(detail, result.required_per_year, result.required_growth if rate else None)


def _need_from_today(detail: TargetDetail) -> Iterator[str]:
    """What is needed from the day of the report on, if nothing has changed since the latest figure."""
    result = detail.result
    needed = result.required_per_year_from_today
    if (
        detail.to_come
        and needed
        and result.latest_date != result.as_of
        and _required(result, needed) != _required(result, result.required_per_year or 0.0)
    ):
        yield paces.FROM_TODAY[_way(result, needed)].format(per_year=_required(result, needed))


def _recorded(detail: TargetDetail, required: float, required_rate: float | None) -> Iterator[str]:
    """Whether the required rate and amount have been recorded between figures of the series a year apart.

    Nothing is said where they have not been between exact figures, but a bound proves that there was more than between these.
    """
    result, forward = detail.result, 1 if required > 0 else -1
    changes, proven = yearly_changes(detail), proven_changes(detail, forward)
    templates = paces.RECORDED[_way(result, required)]
    if not changes:
        yield paces.RECORDED_NOTHING
        return
    amount = max(changes, key=lambda each: forward * each.amount)
    enough = forward * amount.amount >= forward * required
    rates = [(each.rate, each.day) for each in changes if each.rate is not None]
    rate, day = max(rates, key=lambda each: forward * each[0], default=(0.0, amount.day))
    rated = required_rate is not None and bool(rates)
    met = required_rate is not None and rated and forward * rate >= forward * required_rate
    more = any(forward * each.amount > forward * amount.amount for each in proven)
    faster = any(each.rate is not None and forward * each.rate > forward * rate for each in proven)
    if (more and not enough) or (rated and faster and not met):
        return
    if not forward * amount.amount > 0:
        yield templates["never"]
        return
    fields = {"amount": _change(result, amount.amount), "amount_year": dates.year_to(amount.day)}
    if not rated:
        yield fill(templates["so_much" if enough else "less"], fields)
        return
    fields |= {"rate": _rate(rate), "rate_year": dates.year_to(day)}
    name = {(True, True): "both", (True, False): "rate", (False, True): "amount", (False, False): "neither"}[met, enough]
    yield fill(templates[name], fields)


class Change(NamedTuple):
    """A change between figures a year apart: the day of the later one, the amount, and the rate where it began above zero."""

    day: date
    amount: float
    rate: float | None


def yearly_changes(detail: TargetDetail) -> list[Change]:
    """Return the changes between exact levels a year apart: how much a bound has changed is not known.

    The first year of a running total is one of them: it begins at nothing.
    """
    changes = [_change_between(now, before) for now, before in _a_year_apart(detail) if not now.bound and not before.bound]
    result = detail.result
    if result.kind == "cumulative" and result.baseline is not None and result.baseline_date is not None:
        first = detail.year_after(result.baseline_date)
        if first is not None and not first.bound:
            changes.insert(0, Change(first.date, first.value - result.baseline, None))
    return changes


def proven_changes(detail: TargetDetail, forward: int) -> list[Change]:
    """Return the changes to or from a bound, each of which was at least so large: to "over 5" an increase, to "under 5" a decrease."""
    later, earlier = ("over", "under") if forward > 0 else ("under", "over")
    return [
        _change_between(now, before)
        for now, before in _a_year_apart(detail)
        if (now.bound or before.bound) and now.qualifier in {None, later} and before.qualifier in {None, earlier}
    ]


def _a_year_apart(detail: TargetDetail) -> list[tuple[Level, Level]]:
    return [(each, before) for each in detail.series if (before := detail.year_before(each.date)) is not None]


def _change_between(now: Level, before: Level) -> Change:
    return Change(now.date, now.value - before.value, now.value / before.value - 1 if before.value > 0 else None)
