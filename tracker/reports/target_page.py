"""What ``tracker show`` says of one target, as a document: where it stands, what is required, what others say, where figures come from."""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING

from tracker.analysis.year_to_date import line_ranges
from tracker.reports.charts.terminal_points import sketch
from tracker.reports.document import Document, Paragraph, Section, Table, Text
from tracker.values import languages
from tracker.values.display import ABSENT, dates, numbers
from tracker.values.printable import join_all
from tracker.words import chance_wording, scenario_wording, target_prose
from tracker.words.filling import fill
from tracker.words.status_columns import STATUS, format_required, required, stale
from tracker.words.target_wording import (
    change_so_far,
    name_amount,
    say_change,
    say_earlier_target,
    say_level,
    say_period_outcome,
    shorten_deadline,
    total_sentence,
)
from tracker.words.texts import headings, report_headings, target_phrases, verdicts
from tracker.words.texts import scenarios as what_if
from tracker.words.timeliness_wording import count_months, unused_figures, year_to_date
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.programme import Target
    from tracker.model.result import EarlierOutcome, Level, Outcome, Required, TargetResult
    from tracker.model.scenarios import ScenarioResult
    from tracker.reports.document import Block

_MONTHS_IN_TENTHS = 10  # from so many months on, a tenth would be false precision


def target_page(detail: TargetDetail, file: str, scenarios: Sequence[ScenarioResult] = ()) -> Document:
    """Return the page that a person looks at; ``file`` is the name of the observations.

    Where there are ``scenarios``, they stand side by side below the chart.
    """
    blocks: dict[str, Iterator[Block]] = {
        "scenarios": scenario_blocks(scenarios),
        "statement": paragraphs(_statement(detail)),
        "remarks": table("", (), remark_rows(detail)),
        "figures": table("", (), _key_figures(detail)),
        "periods": table("", headings.PAGE_HEADS["periods"], period_rows(detail.result)),
        "growth": chain(
            table("", headings.PAGE_HEADS["growth"], _growth(detail)), paragraphs(chance_wording.tell_required_seen(detail.result))
        ),
        "required": table("", headings.PAGE_HEADS["required"], _required(detail)),
        "milestones": table("", headings.PAGE_HEADS["milestones"], milestone_rows(detail)),
        "history": table("", headings.PAGE_HEADS["history"], _history(detail)),
        "reporters": _reporters(detail),
        "sources": paragraphs(_sources(detail, file)),
    }
    sections = (
        Section("status", "", (*paragraphs(status_sentences(detail)), sketch(detail))),
        *(
            Section(key, {"scenarios": what_if.SCENARIOS_HEADING, **headings.PAGE_HEADINGS}[key], tuple(each))
            for key, each in blocks.items()
        ),
    )
    return Document(page_title(detail), "", tuple(each for each in sections if each.blocks))


def paragraphs(sentences: Iterable[str]) -> Iterator[Paragraph]:
    """Each sentence as a paragraph of its own."""
    return (Paragraph(Text(each)) for each in sentences)


def table(caption: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[Table]:
    """A table of plain words; none where it has no row."""
    cells = tuple(tuple(map(Text, row)) for row in rows)
    if cells:
        yield Table(caption, head, cells)


def page_title(detail: TargetDetail) -> str:
    """The name, the id, the reporter and the day."""
    row = detail.result
    subject = f"{row.id} · {languages.reporter_name(row.reporter)}" if row.reporter else row.id
    title: str = headings.PAGE_TITLE.format(name=row.name, subject=subject, as_of=dates.as_of(detail.as_of))
    return what_if.ASSUMED_TITLE.format(title=title) if detail.assumed else title


def scenario_blocks(scenarios: Sequence[ScenarioResult], caption: str = "") -> Iterator[Block]:
    """The scenarios of a target as a table, with what is observed in its first row, and what each of them assumes.

    In a report the table has a ``caption``, and what is assumed stands in a note below it.
    """
    if scenarios:
        said = [what_if.SCENARIOS_NOTE, *map(scenario_wording.say_assumptions, scenarios[1:])]
        yield from table(caption, what_if.SCENARIO_HEADS, map(scenario_wording.scenario_cells, scenarios))
        yield from [Paragraph(Text(" ".join(said)), note=True)] if caption else paragraphs(said)


def status_sentences(detail: TargetDetail) -> tuple[str, ...]:
    """The status with its reason, how likely it is that the target is met, what is wrong with its data, and the year to date."""
    row, assumed = detail.result, detail.assumed
    verdict = fill(verdicts.VERDICT, {"verdict": verdicts.STATUS_WORDS[row.status], "reason": reason(row)})
    return (
        *([scenario_wording.note_assumed(assumed, row), scenario_wording.tell_verdict(row)] if assumed else [verdict]),
        *chance_wording.tell_chance(row, assumed=assumed is not None),
        *stale(row),
        *unused_figures(row),
        *([total_sentence(row, pending=bool(detail.to_come))] if row.goal == "total" and row.latest is not None else []),
        *year_to_date(row),
        *chance_wording.tell_outturn(row),
    )


def _statement(detail: TargetDetail) -> Iterator[str]:
    target = detail.target
    return filter(None, (target.quote, stated(target), target.source, target.note, belonging(target)))


def stated(target: Target) -> str:
    """When and by whom the target was stated, as far as that is declared."""
    on_day = dates.within(target.declared) if target.declared else ""
    return fill(target_phrases.DECLARED[bool(on_day), bool(target.declared_by)], {"on_day": on_day, "who": target.declared_by or ""})


def belonging(target: Target) -> str:
    """Which group the target is in and who answers for it, as far as that is declared."""
    return target_phrases.BELONGING[bool(target.group), bool(target.owner)].format(group=target.group, owner=target.owner)


def remark_rows(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    """The remarks that had been made by the day of the answer: the day, the kind, the words."""
    for each in detail.target.remarks_by(detail.as_of):
        yield dates.short_day(each.day), report_headings.REMARK_WORDS[each.kind], each.text


def _key_figures(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    row, names, notes = detail.result, headings.KEY_FIGURES, headings.KEY_FIGURE_NOTES
    shown = {key: column.shown(row) for key, column in STATUS.items()}
    period = shown["latest_period"]
    period = notes["derived"].format(period=period) if row.latest_basis == "derived" else period
    yield names["latest"], shown["latest"], _marked(period, detail.level("latest"))
    yield names["target"], name_amount(row), shorten_deadline(row)
    if change_so_far(row):
        yield names["so_far"], change_so_far(row), notes["so_far"].format(since_baseline=dates.since(row.baseline_period))
    yield names["baseline"], target_prose.baseline(detail), _marked(dates.short_period(row.baseline_period), detail.level("baseline"))
    if row.goal not in {"recurring", "event"}:
        needed = say_change(row, row.required_per_year, enough=True) if row.kind == "rank" else shown["required_per_year"]
        yield names["gap"], shown["gap"], notes["required"].format(per_year=needed) if detail.to_come else ""
        gone = notes["elapsed"].format(elapsed=shown["elapsed"]) if row.elapsed is not None else ""
        yield names["progress"], shown["progress"], gone
    yield from _time_left(row)
    yield from _on_both_paths(detail)


def _marked(words: str, level: Level | None) -> str:
    """The words about a level, with a mark where nobody has observed it."""
    return scenario_wording.mark_assumed(words) if level and level.assumed else words


def _on_both_paths(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    """How far a target is ahead of its plan, and where the pace leads, at a constant yearly change and at a constant growth rate."""
    row, names = detail.result, headings.KEY_FIGURES
    for shape, words in headings.CONSTANT.items():
        months = row.number(f"ahead_months_{shape}")
        if months is not None and row.progress is not None:  # without a way there is nothing to be ahead on
            yield names["against_plan"], _ahead(months), words
    for shape, words in headings.CONSTANT.items() if detail.to_come else ():
        landing, outcome = row.number(f"landing_{shape}"), row.number(f"outcome_{shape}")
        if landing is not None:
            said = words if outcome is None else headings.CONSTANT_WITH_PROGRESS[shape].format(progress=numbers.share(outcome))
            yield names["projected"], say_level(row, landing), said
    for shape, words in headings.CONSTANT.items() if detail.to_come else ():
        arrival = row.day(f"eta_{shape}")
        if arrival is not None:
            yield names["met"], dates.projected(arrival, row.as_of), words


def _time_left(row: TargetResult) -> Iterator[tuple[str, ...]]:
    """How long there is from the day of the page on; the time elapsed at the date of the latest figure stands beside the progress."""
    if row.months_left is not None and row.months_left > 0:
        note = headings.KEY_FIGURE_NOTES["elapsed_today"]
        known = row.elapsed_today is not None
        gone = note.format(on_day=dates.on_day(row.as_of), elapsed=numbers.part(row.elapsed_today)) if known else ""
        yield headings.KEY_FIGURES["time_left"], count_months(row.months_left), gone


def _ahead(months: float) -> str:
    size = round(abs(months), 1)
    decimals = 1 if size < _MONTHS_IN_TENTHS else 0
    return headings.AHEAD[months >= 0].format(round(size, decimals), numbers.digits_in_marks(f"{size:.{decimals}f}"))


def _growth(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    row, names = detail.result, headings.GROWTH_ROWS
    if row.goal in {"recurring", "event"} or (not detail.series and row.planned_per_year is None):
        return
    positive = all(each.value > 0 for each in detail.series)  # a rate between others misleads: from −3 to −2 is no fall by a third
    since = names["baseline"].format(period=dates.period(row.baseline_period))
    yield names["last_year"], numbers.percent(row.growth_1y) if positive else ABSENT, ""
    yield since, numbers.percent(row.growth), say_change(row, row.growth_per_year)
    if row.pace_since is not None and row.pace_since != row.baseline_date:
        paced = names["pace"].format(since_day=dates.since_day(row.pace_since))
        yield paced, numbers.percent(row.pace_growth), say_change(row, row.pace_per_year)
    if detail.series:
        yield names["series"].format(since_first=dates.since(detail.series[0].period)), numbers.percent(row.growth_all), ""
    yield names["planned"], numbers.percent(row.planned_growth), say_change(row, row.planned_per_year)
    amount = say_change(row, row.required_per_year, enough=True) if detail.to_come else ""
    yield names["required"], required(row, numbers.percent(row.required_growth)), amount
    if detail.to_come and row.required_per_year_from_today is not None and row.latest_date != row.as_of:
        yield names["required_today"], ABSENT, say_change(row, row.required_per_year_from_today, enough=True)


def _required(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    for each in detail.to_come:
        yield dates.deadline(each.date), *required_levels(detail, each)


def required_levels(detail: TargetDetail, each: Required) -> tuple[str, str]:
    """The two levels that a day must show; of a day that has passed it is only said that its figure is awaited."""
    if each.awaited:
        return headings.AWAITED, ""
    if detail.result.kind in {"rank", "cumulative"}:
        return _required_level(detail, each.linear), ""
    return _required_level(detail, each.linear), _required_level(detail, each.compound)


def _required_level(detail: TargetDetail, level: float | None) -> str:
    if detail.result.kind == "rank" and level is not None:
        return say_level(detail.result, float(_place(detail.result, level)))
    result = detail.result
    known = (result.latest, result.baseline, result.target, result.target_to)
    finest = numbers.finest_place(each for each in known if each is not None)
    return format_required(level, result, whole=detail.whole, finest=finest)


def _place(row: TargetResult, level: float) -> int:
    """The place that is good enough for a level of the path."""
    return row.sign * math.ceil(row.sign * level - 1e-9)


def period_rows(row: TargetResult) -> Iterator[tuple[str, ...]]:
    """The periods of a recurring target that have begun or have a figure: what each came to, whether that met the target, and its lines."""
    known = [each.period.end for each in row.periods if each.value is not None]
    last = max(known, default=None)
    for each in row.periods:
        over = each.period.end < row.as_of
        late = last is None or each.period.end > last
        judged = {True: "met", False: "missed", None: "unclear"}[each.met]
        name = judged if each.value is not None else "to_come" if not over else "awaited" if late else "absent"
        value = ABSENT if each.value is None else say_period_outcome(row, each)
        assumed = min(each.lines, default=0) < 0
        lines = ", ".join(line_ranges(line for line in each.lines if line > 0))
        yield dates.short_period(each.period), _or_assumed(value, assumed=assumed), verdicts.PERIOD_OUTCOMES[name], lines


def _or_assumed(words: str, *, assumed: bool) -> str:
    return scenario_wording.mark_assumed(words) if assumed else words


def _decided_by_assumed(detail: TargetDetail, by: date | None, ended: Outcome) -> bool:
    """Whether it is known only by assumed figures how something ended that was to be met by a day."""
    if detail.assumed is None or by is None or ended.result.reporter != detail.result.reporter:
        return False
    return by > detail.assumed.known_on and ended.outcome in {"kept", "missed"}


def milestone_rows(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    """The levels that were planned on the way: the end by which, the amount, how it ended, and why."""
    for each in detail.milestones:
        outcome, result = each.ended
        why = reason(result) if outcome != "open" else ""
        amount = say_level(result, each.target) if result.kind == "rank" else numbers.target(each.target, detail.result.unit)
        said = _or_assumed(verdicts.OUTCOME_WORDS[outcome], assumed=_decided_by_assumed(detail, each.by, each.ended))
        yield dates.deadline(each.by), amount, said, why


def _history(detail: TargetDetail) -> Iterator[tuple[str, ...]]:
    for each in detail.history:
        stated = each.stated
        by = headings.EARLIER_DUE[bool(stated.by)].format(deadline=dates.deadline(stated.by))
        declared = dates.short_period(stated.declared) if stated.declared else ""
        assumed = [_decided_by_assumed(detail, stated.by, ended) for ended in each.outcomes] or [False]
        for (who, outcome), late in zip(outcome_words(each) or [("", headings.EARLIER_UNIT)], assumed, strict=True):
            amount = say_earlier_target(stated)
            yield amount, by, declared, who, _or_assumed(outcome, assumed=late)


def outcome_words(earlier: EarlierOutcome) -> list[tuple[str, str]]:
    """How an earlier target ended, in a word, by the figures of each reporter."""
    undated = {"open": verdicts.NOT_DUE} if earlier.stated.by is None else {}
    return [
        (languages.reporter_name(result.reporter), undated.get(outcome, verdicts.OUTCOME_WORDS[outcome]))
        for outcome, result in earlier.outcomes
    ]


def _reporters(detail: TargetDetail) -> Iterator[Block]:
    others = [each for each in detail.reporters if each.reporter != detail.result.reporter]
    if not others:
        return
    nobody = report_headings.NOBODY
    changed = [languages.reporter_name(each.reporter) or nobody for each in others if each.status != detail.result.status]
    yield from paragraphs([verdicts.VERDICT_TURNS.format(reporters=join_all(changed)) if changed else verdicts.VERDICT_STAYS])
    keys = ("latest", "latest_period", "progress", "status")
    rows = []
    for each in detail.reporters:
        level, *cells = (STATUS[key].shown(each) for key in keys)
        assumed = min(each.latest_rows, default=0) < 0
        rows.append((languages.reporter_name(each.reporter) or ABSENT, _or_assumed(level, assumed=assumed), *cells))
    yield from table("", headings.PAGE_HEADS["reporters"], rows)


def _sources(detail: TargetDetail, file: str) -> Iterator[str]:
    made = (part.observation for level in detail.levels for part in level.made_of)
    for line, source in sorted({(row.line, row.source or headings.SOURCE_ABSENT) for row in made if row.line > 0}):
        yield f"{file}:{line}  {source}"
    for each in detail.assumed.figures if detail.assumed else ():
        yield what_if.ASSUMED_SOURCE.format(figure=scenario_wording.say_figure(each, detail.result))
