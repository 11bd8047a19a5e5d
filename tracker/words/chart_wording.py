"""The words of a chart: the title that tells its message, its labels, and the chart in words for who cannot see it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tracker.values import languages
from tracker.values.display import ABSENT, dates, numbers
from tracker.words import target_prose
from tracker.words.chance_wording import describe_fan
from tracker.words.filling import fill
from tracker.words.outlook import project_outcome
from tracker.words.target_wording import is_yearly_growth, name_amount, say_level, say_period_outcome
from tracker.words.texts import charts
from tracker.words.verdict_reasons import obligation_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.result import PeriodOutcome, TargetResult

_NO_BREAK = "\u00a0"
_PERIODS = {"baseline_period", "deadline", "latest_period", "period", "until_deadline"}
"""Fields of labels within which no line ends."""


def title_chart(result: TargetResult) -> str:
    """The message of the chart in one line, with the name of the target."""
    return charts.CHART_TITLES[_message(result)].format_map(_fields(result))


def keep_title(result: TargetResult) -> str:
    """The same for lines of a picture: an amount stays on one line, and no line begins with a dash."""
    title = title_chart(result)
    kept = title if result.kind == "rank" else _keep_numbers(title, result)
    return _DASH.sub(lambda found: found[0].replace(" ", _NO_BREAK), kept)


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
    return result.deadline is not None and result.deadline >= result.as_of and project_outcome(result) != ABSENT


def _fields(result: TargetResult) -> dict[str, str]:
    point = result.before or result.after
    known = target_prose.words(result) | obligation_fields(result)
    return known | {
        "target": name_amount(result),
        "outcome": project_outcome(result),
        "before": ABSENT if point is None else say_level(result, point.value, point.qualifier),
        "before_period": dates.period(point and point.period),
        "unit": numbers.unit_name(result.unit),
        "missed_count": str(result.missed_periods),
    }


def _label(name: str, result: TargetResult, fields: Mapping[str, str]) -> str:
    """A label, of which a period, and a number with its unit, stay on one line; no line begins with a dash."""
    kept = {key: said.replace(" ", _NO_BREAK) if key in _PERIODS else _keep_numbers(said, result) for key, said in fields.items()}
    return _DASH.sub(lambda found: found[0].replace(" ", _NO_BREAK), charts.CHART_LABELS[name].format_map(kept))


_DASH = re.compile(r" –(?: (?=\d{4}\b))?")
"""A dash with the space before it, and with that before a year."""


def _keep_numbers(said: str, result: TargetResult) -> str:
    """An amount, of which no line ends between a number, the word of its scale and the first word of its unit."""
    if result.kind == "rank":
        return said.replace(" ", _NO_BREAK)
    return _numbers(languages.current().code).sub(lambda found: found[0].replace(" ", _NO_BREAK), said)


@cache
def _numbers(code: str) -> re.Pattern[str]:
    """Numbers of a language with what belongs on their line, and the second number of a range with the word before it."""
    language = languages.LANGUAGES[code]
    apart, scales = re.escape(language.apart.strip()), "|".join(map(re.escape, language.scales.values()))
    return re.compile(rf"(?<!\S){apart} \S*\d\S*|\d (?!{apart} )(?:(?:{scales}) )?\S+")


def label_latest(result: TargetResult) -> str:
    """The latest level with its period."""
    return _label("latest", result, _fields(result))


def label_baseline(detail: TargetDetail) -> str:
    """The level from which progress is measured, with its period."""
    return _label("baseline", detail.result, _fields(detail.result) | {"baseline": target_prose.baseline(detail)})


def label_target(result: TargetResult) -> str:
    """The target with its deadline; one that binds in each period, with these."""
    name = "target"
    if result.goal == "recurring":
        name = "target_growth" if result.deadline and is_yearly_growth(result) else "target_every"
    return _label(name if result.deadline else f"{name}_open", result, _fields(result))


def label_projection(result: TargetResult, *, beyond: bool) -> str:
    """What the pace leads to by the deadline, and whether that lies beyond what the axis shows."""
    return _label("projected_beyond" if beyond else "projected", result, _fields(result))


def label_milestones(detail: TargetDetail) -> list[str]:
    """Each level that is planned on the way, with the day by which."""
    return [
        _label("milestone", detail.result, {"amount": say_level(detail.result, each.target), "deadline": dates.deadline(each.by)})
        for each in detail.milestones
    ]


def label_period(result: TargetResult, outcome: PeriodOutcome, *, dated: bool) -> str:
    """What a period came to, and which one it is."""
    amount = say_period_outcome(result, outcome)
    return _label("period", result, {"amount": amount, "period": dates.period(outcome.period)}) if dated else amount


def describe_chart(detail: TargetDetail) -> str:
    """The chart in full sentences, for who cannot see it; there must be a level, or a period that is judged."""
    return " ".join(_sentences(detail))


def _sentences(detail: TargetDetail) -> Iterator[str]:
    result = detail.result
    if result.goal == "recurring":
        yield fill(charts.CHART_ALT["periods"], _fields(result))
        return
    first = detail.series[0]
    fields = _fields(result) | {
        "first": say_level(result, first.value, first.qualifier or ""),
        "first_period": dates.period(first.period),
    }
    name = "observed" if len(detail.series) > 1 else "one"
    yield fill(charts.CHART_ALT[name if result.unit else f"{name}_unitless"], fields)
    if result.target is not None:
        yield fill(charts.CHART_ALT["target" if result.deadline else "target_open"], fields)
    if is_projected(result):
        yield fill(charts.CHART_ALT["projected"], fields)
    yield from describe_fan(result)


def note_source(result: TargetResult) -> str:
    """Whose figures a chart shows, and of which day it is."""
    fields = {"reporter": languages.reporter_name(result.reporter), "as_of": dates.as_of(result.as_of)}
    return " ".join(fill(charts.CHART_FOOTNOTE[name], fields) for name, words in fields.items() if words)
