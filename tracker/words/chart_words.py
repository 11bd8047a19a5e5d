"""The words of a chart: the title that tells its message, its labels, and the chart in words for who cannot see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.values import display
from tracker.words import target_prose
from tracker.words.filling import fill
from tracker.words.outlook import project_outcome
from tracker.words.target_wording import is_yearly_growth, name_amount, say_level, say_period_outcome
from tracker.words.verdict_reasons import obligation_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import PeriodOutcome, TargetResult

_KEPT = re.compile(r"\([^()]*\)|\b(?:by|to|rank) \S+( \d+)?|\d (?!by\b|to\b)(?:(?:bn|mn|tn) )?\S+")  # what stays on one line

TITLES = {
    "projected": "{name}: {outcome} by {deadline} at this pace, target {target}",
    "reached": "{name}: {latest} ({latest_period}), target {target} met",
    "missed": "{name}: {before} ({before_period}), target {target} by {deadline} missed",
    "due": "{name}: {latest} ({latest_period}), target {target} by {deadline}",
    "open": "{name}: {latest} ({latest_period}), target {target}, no deadline",
    "no_target": "{name}: {latest} ({latest_period})",
    "met": "{name}: target {target} met {in_each_of_periods}",
    "met_once": "{name}: target {target} met in {latest_period}, {only_period}",
    "missed_once": "{name}: target {target} missed in {latest_period}, {only_period}",
    "met_in_some": "{name}: target {target} met {in_met_periods}",
}
LABELS = {
    "latest": "{latest} ({latest_period})",
    "baseline": "{baseline} ({baseline_period})",
    "target": "target: {target} by {deadline}",
    "target_open": "target: {target}",
    "target_every": "target: {target} {each_period} {until_deadline}",
    "target_every_open": "target: {target} {each_period}",
    "target_growth": "target: {target} {until_deadline}",
    "projected": "at this pace: {outcome}",
    "projected_beyond": "at this pace: {outcome} (beyond the axis)",
    "milestone": "{amount} by {deadline}",
    "period": "{amount} ({period})",
}
KEY = {
    "required": "required path",
    "planned": "planned path",
    "milestone": "milestone",
    "derived": "derived",
    "provisional": "provisional or estimated",
    "kept": "met",
    "missed": "missed",
    "target": "target",
    "edges": "edges of the target",
    "projected": "at this pace",
    "projected_beyond": "at this pace, beyond the axis",
    "published": "published",
}
PLACE = "rank"
GROWTH = "growth on the year before, in %"
ALT = {
    "observed": "Line chart of {name} in {unit}: {first} ({first_period}) to {latest} ({latest_period}).",
    "observed_unitless": "Line chart of {name}: {first} ({first_period}) to {latest} ({latest_period}).",
    "one": "Chart of {name} in {unit}: {latest} ({latest_period}).",
    "one_unitless": "Chart of {name}: {latest} ({latest_period}).",
    "target": "The target is {target} {by_deadline}.",
    "target_open": "The target is {target}; no deadline was stated.",
    "projected": "At this pace, the projection for the deadline is {outcome}.",
    "periods": "Chart of {name}, one point {for_each_period}: {judged} on record, {met} met and {missed_count} missed. The target is {target}, {in_each_period}.",  # noqa: E501 - a sentence stands on one line
}
FOOTNOTE = {"reporter": "Figures of {reporter}.", "as_of": "{as_of}."}


def title_chart(result: TargetResult) -> str:
    """The message of the chart in one line, with the name of the target."""
    return TITLES[_message(result)].format_map(_fields(result))


def _message(result: TargetResult) -> str:
    """Which title fits."""
    if result.goal == "recurring":
        return _periods_message(result)
    if result.target is None:
        return "no_target"
    if result.status in {"reached", "missed"}:
        return result.status
    if result.deadline is None:
        return "open"
    return "projected" if is_projected(result) else "due"


def _periods_message(result: TargetResult) -> str:
    judged, met = result.judged_periods, result.met_periods
    if judged == 1:
        return "met_once" if met else "missed_once"
    return "met" if judged == met else "met_in_some"


def is_projected(result: TargetResult) -> bool:
    """Whether a pace leads to the deadline, which is still to come."""
    return result.deadline is not None and result.deadline >= result.as_of and project_outcome(result) != display.ABSENT


def _fields(result: TargetResult) -> dict[str, str]:
    point = result.before or result.after
    known = target_prose.words(result) | obligation_fields(result)
    return known | {
        "target": name_amount(result),
        "outcome": project_outcome(result),
        "before": display.ABSENT if point is None else say_level(result, point.value, point.qualifier),
        "before_period": display.period(point and point.period),
        "unit": result.unit,
        "missed_count": str(result.missed_periods),
    }


def _label(name: str, fields: Mapping[str, str]) -> str:
    """A label, of which an amount, a deadline and what stands in brackets stay on one line."""
    return _KEPT.sub(_keep, LABELS[name].format_map(fields))


def _keep(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\u00a0")


def label_latest(result: TargetResult) -> str:
    """The latest level with its period."""
    return _label("latest", _fields(result))


def label_baseline(detail: TargetDetail) -> str:
    """The level from which progress is measured, with its period."""
    return _label("baseline", _fields(detail.result) | {"baseline": target_prose.baseline(detail)})


def label_target(result: TargetResult) -> str:
    """The target with its deadline; one that binds in each period, with these."""
    name = "target"
    if result.goal == "recurring":
        name = "target_growth" if result.deadline and is_yearly_growth(result) else "target_every"
    return _label(name if result.deadline else f"{name}_open", _fields(result))


def label_projection(result: TargetResult, *, beyond: bool) -> str:
    """What the pace leads to by the deadline, and whether that lies beyond what the axis shows."""
    return _label("projected_beyond" if beyond else "projected", _fields(result))


def label_milestones(detail: TargetDetail) -> list[str]:
    """Each level that is planned on the way, with the day by which."""
    return [
        _label("milestone", {"amount": say_level(detail.result, each.target), "deadline": display.deadline(each.by)})
        for each in detail.milestones
    ]


def label_period(result: TargetResult, outcome: PeriodOutcome, *, dated: bool) -> str:
    """What a period came to, and which one it is."""
    amount = say_period_outcome(result, outcome)
    return _label("period", {"amount": amount, "period": display.period(outcome.period)}) if dated else amount


def describe_chart(detail: TargetDetail) -> str:
    """The chart in full sentences, for who cannot see it; there must be a level, or a period that is judged."""
    return " ".join(_sentences(detail))


def _sentences(detail: TargetDetail) -> Iterator[str]:
    result = detail.result
    if result.goal == "recurring":
        yield ALT["periods"].format_map(_fields(result))
        return
    first = detail.series[0]
    fields = _fields(result) | {
        "first": say_level(result, first.value, first.qualifier or ""),
        "first_period": display.period(first.period),
    }
    name = "observed" if len(detail.series) > 1 else "one"
    yield ALT[name if result.unit else f"{name}_unitless"].format_map(fields)
    if result.target is not None:
        yield ALT["target" if result.deadline else "target_open"].format_map(fields)
    if is_projected(result):
        yield ALT["projected"].format_map(fields)


def note_source(result: TargetResult) -> str:
    """Whose figures a chart shows, and of which day it is."""
    fields = {"reporter": result.reporter or "", "as_of": display.as_of(result.as_of)}
    return " ".join(fill(FOOTNOTE[name], fields) for name, words in fields.items() if words)
