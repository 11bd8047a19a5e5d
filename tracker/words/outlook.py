"""What is ahead of a target: the outcome that its pace leads to, and what would have to change for the target to be met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values.display import ABSENT, dates, numbers
from tracker.values.periods import MONTHS, instant
from tracker.values.units import is_percent
from tracker.words.filling import fill
from tracker.words.target_wording import say_change, say_gap, say_level, say_projection
from tracker.words.texts import glance, paces
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from tracker.model.result import TargetResult

_BEHIND = ("off_track", "at_risk")
_SHORTLY = 1e-6  # months
_LONGEST_OUTCOME = 32  # letters of a range beside its unit


def project_outcome(result: TargetResult) -> str:
    """The outcome at the deadline at this pace, from one path to the other: ``8.3–10.3 bn USD``; a dash where none is defined.

    Nothing is projected of a target that has ended.
    """
    return ABSENT if has_ended(result) else say_projection(result)


def project_briefly(result: TargetResult) -> str:
    """The projected outcome for a cell of a table: of a range that reaches beyond all measure its lower end alone, ``4 bn USD or more``."""
    outcome = project_outcome(result)
    return outcome if is_measured(outcome, result) else glance.GLANCE_FROM.format(low=say_lower_end(result))


def is_measured(outcome: str, result: TargetResult) -> bool:
    """Whether a projected outcome is short enough to be read as an amount."""
    return len(outcome) - len(numbers.unit_name(result.unit)) <= _LONGEST_OUTCOME


def say_lower_end(result: TargetResult) -> str:
    """The lower end of the projected outcome, of a target with a pace."""
    return say_level(result, result.projected[0] if result.projected else None)


def has_ended(result: TargetResult) -> bool:
    """Whether the latest figure is that of the deadline or of a later day, so that no pace is carried forward any more."""
    return result.deadline is not None and result.latest_date is not None and result.latest_date >= result.deadline


def project_scale(result: TargetResult) -> tuple[int, int]:
    """The power of ten that ``project_outcome`` divides its amounts by, and its decimals, for what shows the same from live numbers."""
    low, high = result.projected or (0.0, 0.0)
    return (0, 0) if result.kind == "rank" else numbers.span_scale(low, high, result.sign, result.target_level, whole=result.counts_things)


def round_projection(result: TargetResult) -> tuple[float, float]:
    """The two numbers that ``project_outcome`` shows, of a target with a pace."""
    low, high = result.projected or (0.0, 0.0)
    return numbers.round_span(low, high, result.sign, result.target_level, whole=result.counts_things)


def outlook(result: TargetResult) -> str:
    """Where a target stands and what must change, as page one says it: the reason of the status, and what is required."""
    return " ".join([reason(result), *require_change(result)])


def require_change(result: TargetResult) -> list[str]:
    """What the pace must become for the target to be met, beside what it has been; nothing where a target is not behind.

    It is said as growth a year of a flow, and as an amount a year of all else: a stock, a percentage, a rank, a running total.
    """
    if result.status not in _BEHIND or result.required_per_year is None:
        return []
    fields = {"gap": say_gap(result), "by_deadline": dates.by_deadline(result.deadline)}
    if _is_due_soon(result):
        return [fill(paces.REQUIRED_SOON["up" if result.required_per_year > 0 else "down"], fields)]
    rated = result.kind == "flow" and not is_percent(result.unit) and None not in {result.required_growth, result.pace_growth}
    rated = rated and result.case != "at_risk_by_amount"  # there growth is fast enough, and the increase a year is what falls short
    measure = "rate" if rated else "rank" if result.kind == "rank" else "amount"
    pace, required = (result.pace_growth, result.required_growth) if measure == "rate" else (result.pace_per_year, result.required_per_year)
    if pace is None or required is None:
        return []
    forward = 1 if required > 0 else -1

    def say(value: float, *, enough: bool = False) -> str:
        return numbers.percent(abs(value)) if measure == "rate" else say_change(result, abs(value), enough=enough)

    said = say(pace), say(required, enough=True)
    template = paces.REQUIRED[measure, forward][_turn(forward * pace, forward * required, same=said[0] == said[1])]
    return [fill(template, {"pace": said[0], "required": said[1]})]


def _turn(pace: float, required: float, *, same: bool) -> str:
    """How the pace must change, where both are counted in the direction that is required."""
    if pace == 0:
        return "start"
    if pace < 0:
        return "turn"
    return "hold" if same or pace >= required else "rise"


def _is_due_soon(result: TargetResult) -> bool:
    """Whether less than a year lies between the latest figure and the deadline, so that nothing can be said of a year."""
    if result.deadline is None or result.latest_date is None:
        return False
    return instant(result.deadline) - instant(result.latest_date) < MONTHS - _SHORTLY
