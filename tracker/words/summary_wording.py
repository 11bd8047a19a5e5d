"""Many targets in one headline, and each in one line, for readers who have time for a glance only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tracker.model.result import URGENCY
from tracker.values.display import ABSENT, dates
from tracker.values.units import is_percent
from tracker.words import chance_wording, target_prose, target_wording, timeliness_wording
from tracker.words.filling import fill
from tracker.words.status_columns import STATUS, age, name_with_reporter, required
from tracker.words.texts import summaries, verdicts
from tracker.words.verdict_reasons import has_no_period_assessed, has_stood_still, obligation_fields, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.model.result import TargetResult


def headline(rows: Sequence[TargetResult], targets: int | None = None) -> str:
    """How many targets stand how, what needs attention first: ``4 targets: 1 off track, 1 at risk, 2 open.``.

    ``targets`` is how many targets the rows are about, where several reporters have a row each.
    """
    if not rows:
        return summaries.NO_TARGETS
    number = len(rows) if targets is None else targets
    template = summaries.REPORT_COUNTS if number == len(rows) else summaries.SUMMARY_COUNTS_OF_EACH
    return template.format(targets=_targets(number), counts=_counts(rows))


def headline_of_programme(title: str, as_of: date, rows: Sequence[TargetResult]) -> str:
    """The headline with the title of the programme and the day: ``4 targets: 1 off track, 3 open. Trade targets, as of 22 Nov 2026.``."""
    counts = headline(rows, len({row.id for row in rows}))
    return summaries.SUMMARY_HEADLINE.format(counts=counts, title=title or summaries.UNTITLED, as_of=dates.as_of(as_of))


def _targets(number: int) -> str:
    return summaries.COUNTED_TARGETS.format(number, str(number))


def _counts(rows: Iterable[TargetResult]) -> str:
    counts = Counter(row.status for row in rows)
    words = ((counts[status], verdicts.STATUS_WORDS[status]) for status in URGENCY if counts[status])
    return ", ".join(summaries.COUNTED_STATUS.format(number=number, status=status) for number, status in words)


def group_lines(rows: Sequence[TargetResult]) -> list[str]:
    """How many targets of each group stand how, a line a group in the order of the file; none where no group is declared."""
    groups: dict[str | None, list[TargetResult]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    if not any(groups):
        return []
    return [_group_line(group, groups[group]) for group in sorted(groups, key=lambda group: group is None)]  # what is in none comes last


def _group_line(group: str | None, rows: Sequence[TargetResult]) -> str:
    number = len({row.id for row in rows})
    template = summaries.GROUP_COUNTS[number != len(rows)]
    return template.format(group=group or summaries.UNGROUPED, targets=_targets(number), counts=_counts(rows))


def line(row: TargetResult) -> str:
    """One target in one line: its latest figure, progress, growth so far and required, as far as they are defined, reason and chance."""
    measures = _measures(row)
    fields = target_prose.words(row) | {
        "name": name_with_reporter(row),
        "measures": ", ".join(measures),
        "clause": clause(row),
        "age": age(row.data_age_months),
        "total": target_wording.say_total(row, pending=row.status != "awaiting"),
    }
    told = (*chance_wording.tell_chance_briefly(row), *chance_wording.tell_outturn(row))
    return " ".join(
        [fill(summaries.SUMMARY_LINES[_kind(row, measured=bool(measures))], fields), *told, *timeliness_wording.unused_figures(row)]
    )


def _measures(row: TargetResult) -> list[str]:
    """Progress, growth so far and what is required, each as far as it is defined."""
    rated = row.growth is not None and not is_percent(row.unit)
    shown = {
        "progress": target_prose.words(row)["progress"],
        "growth": STATUS["growth"].shown(row),
        "required": _required(row),
    }
    templates = {"progress": "progress", "growth": "rate" if rated else "amount", "required": "required"}
    return [summaries.SUMMARY_MEASURES[templates[key]].format(**{key: words}) for key, words in shown.items() if words != ABSENT]


def standing(row: TargetResult) -> list[str]:
    """What no column says of where a target stands: which periods were kept, what is left of a total; empty for any other target."""
    if row.goal == "recurring":
        return [reason(row)]
    if row.goal == "total" and row.latest is not None:
        return [target_wording.total_sentence(row, pending=row.status != "awaiting")]
    return []


def _kind(row: TargetResult, *, measured: bool) -> str:
    """Which line: a target that applies in each period, a total and an event have one of their own."""
    if row.latest is None and (row.goal != "recurring" or target_wording.last_judged(row) is None):
        return "none"
    name = row.goal if row.goal in {"total", "event"} else "figure" if measured and row.goal != "recurring" else "latest"
    return f"{name}_stale" if row.stale else name


def _required(row: TargetResult) -> str:
    """The required growth a year: a rate, or an amount where there is no rate."""
    if row.required_growth is not None:
        return STATUS["required_growth"].shown(row)
    return required(row, target_wording.say_change(row, row.required_per_year, enough=True))


def clause(row: TargetResult) -> str:
    """Why a target has its status, as one clause; the reason of the contract is the whole sentence."""
    fields = target_prose.words(row) | obligation_fields(row)
    fields |= {"projection": target_wording.say_projection(row), "since_start": target_wording.since_start(row)}
    return summaries.CLAUSES[_clause_name(row)].format_map(fields)


def _clause_name(row: TargetResult) -> str:
    if row.kind == "event":
        return _event_clause(row)
    if row.case in summaries.CLAUSES and row.goal == "recurring":
        return f"{row.case}_alone" if has_no_period_assessed(row) else row.case
    if row.status == "reached":
        late = row.deadline is not None and row.latest_date is not None and row.latest_date > row.deadline
        return "reached_by_then" if late else "reached"
    if row.status == "missed":
        return "missed_met_since" if row.met else "missed"
    if row.goal == "band" and row.case in _OF_BAND:
        return _OF_BAND[row.case]
    if row.case == "off_track_away" and not has_stood_still(row):
        return "away" if row.goal != "total" else "still"
    if row.case == "no_data_incomplete":
        return "total_incomplete" if row.goal == "total" else row.case
    return _CLAUSES.get(row.case, "pace" if row.status in {"on_track", "at_risk", "off_track"} else row.status)


def _event_clause(row: TargetResult) -> str:
    if row.latest is None:
        return row.status
    if row.met:
        return {"reached": "event_yes", "missed": "event_yes_late"}.get(row.status, "event_unknown")
    return {"missed": "event_missed", "open": "event_open", "awaiting": "event_awaiting"}.get(row.status, "event_pending")


_OF_BAND = {"off_track_fell_back": "fell_back_band", "off_track_away": "pace"}
_CLAUSES = {"off_track_fell_back": "fell_back", "off_track_away": "still", "off_track_leaves_band": "leaves_band"}
