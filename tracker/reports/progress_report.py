"""The progress report as one document for every format: page one, what changed, a page for each target, and an annex."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.analysis.changes import find_changes
from tracker.analysis.scenarios import Asked, compare_scenarios
from tracker.analysis.standings import find_standings, sort_standings, standing_of
from tracker.analysis.target_detail import detail_target
from tracker.model.result import MEASURES
from tracker.reports.document import Bullets, Citations, Document, Paragraph, Section, Table, Text, list_texts
from tracker.reports.page_one import page_one, section_id
from tracker.reports.target_section import explain_mark, noted_section, target_section
from tracker.values.display import dates, numbers
from tracker.values.problems import InvalidInput
from tracker.words.change_wording import months_left, news
from tracker.words.texts import method_notes, report_headings, summaries, what_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date

    from tracker.analysis.changes import Changes
    from tracker.analysis.standings import Standing
    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.model.result import TargetResult
    from tracker.model.scenarios import Scenario, ScenarioResult
    from tracker.values.problems import Problem
    from tracker.words.change_wording import News

    Scenarios = Mapping[str, tuple[Scenario, ...]]


@dataclass(frozen=True)
class Question:
    """What a report is asked for: the day, the earlier day to compare with, whose figures, and which targets (none: all).

    A ``brief`` is page one alone; without its ``annex`` a report has no notes on method and no numbered sources. ``scenarios`` are those
    of a file, by target, which are set side by side in the section of the target.
    """

    as_of: date
    since: date | None = None
    reporter: str | None = None
    ids: Collection[str] = ()
    brief: bool = False
    annex: bool = True
    scenarios: Scenarios = field(default_factory=dict)
    scenario_file: str = ""


@dataclass(frozen=True)
class Origin:
    """How a report can be made again: the command, each file that was read with the first digits of its SHA-256, and the version."""

    command: str = ""
    made_from: tuple[tuple[str, str], ...] = ()
    version: str = ""


@dataclass(frozen=True)
class Report:
    """What a report tells: the targets in the order of the file, and what changed since an earlier day, where one was given.

    ``standings`` are all targets as page one has them, and ``details`` the same looked at closely, which a ``brief`` may lack.
    ``scenarios`` are what assumed figures would give, by target.
    """

    programme: Programme
    observations: Observations
    as_of: date
    standings: tuple[Standing, ...]
    details: tuple[TargetDetail, ...]
    changes: Changes | None
    origin: Origin
    brief: bool = False
    annex: bool = True
    scenarios: Mapping[str, tuple[ScenarioResult, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title of the programme."""
        return self.programme.title

    @property
    def rows(self) -> list[TargetResult]:
        """Where each target stands."""
        return [each.result for each in self.standings]


def compile_report(
    programme: Programme,
    observations: Observations,
    asked: Question,
    origin: Origin,
    counted: Callable[[Iterable[str], int], Iterable[str]] = lambda ids, _: ids,
    *,
    closely: bool | None = None,
) -> Report:
    """Look closely at each target that is asked for; ``counted`` may show somebody how far it has come.

    A brief needs no close look at any target, unless a format asks for one (``closely``).
    """
    ids = [each for each in programme.targets if not asked.ids or each in asked.ids]
    ids = ids if closely or not asked.brief else []
    details = tuple(detail_target(programme, observations, asked.as_of, each, asked.reporter) for each in counted(ids, len(ids)))
    standings = tuple(map(standing_of, details)) or find_standings(programme, observations, asked.as_of, asked.reporter, asked.ids)
    moved = None if asked.since is None else find_changes(programme, observations, asked.since, asked.as_of, asked.reporter, asked.ids)
    return Report(
        programme=programme,
        observations=observations,
        as_of=asked.as_of,
        standings=standings,
        details=details,
        changes=moved,
        origin=origin,
        brief=asked.brief,
        annex=asked.annex,
        scenarios=_compare(programme, observations, asked, ids),
    )


def _compare(
    programme: Programme, observations: Observations, asked: Question, ids: Collection[str]
) -> Mapping[str, tuple[ScenarioResult, ...]]:
    """The scenarios of each target that is told of; InvalidInput lists what contradicts the figures on file, in all of them."""
    found: dict[str, tuple[ScenarioResult, ...]] = {}
    problems: list[Problem] = []
    for each in ids:
        if each in asked.scenarios:
            question = Asked(programme, observations, asked.as_of, each, asked.reporter)
            try:
                found[each] = compare_scenarios(question, asked.scenarios[each], asked.scenario_file)
            except InvalidInput as invalid:
                problems += invalid.problems
    if problems:
        raise InvalidInput(problems)
    return found


def write_report(report: Report) -> Document:
    """Return the document that every format draws.

    It begins with page one; unless it is a brief, a page for each target follows, worst first, and the annex.
    """
    sources = Citations(numbered=report.annex)
    body = () if report.brief else tuple(_body(report, sources))
    annexed = report.annex and not report.brief
    sections = (_page_one(report, [each.id for each in body]), *body, *((_notes(report),) if annexed else ()))
    used = {mark for section in sections for block in section.blocks for text in list_texts(block) for mark in text.marks}
    return Document(
        title=report.title or summaries.UNTITLED,
        subtitle=report_headings.REPORT_SUBTITLE.format(as_of=dates.as_of(report.as_of)),
        sections=sections,
        sources=sources.sources() if annexed else (),
        footer=_footer(report),
        marks={mark: explain_mark(mark) for mark in sorted(used)} if annexed else {},
    )


def _page_one(report: Report, sections: Collection[str]) -> Section:
    since = None if report.changes is None else report.changes.since
    return page_one(report.standings, report.as_of, since, news_of(report), sections, alone=report.brief)


def _body(report: Report, sources: Citations) -> Iterator[Section]:
    """What changed, and each target on a page of its own, in the order of page one."""
    yield from _changes(report, sources)
    details = {section_id(each.result.id): each for each in report.details}
    for standing in sort_standings(report.standings):
        detail = details[section_id(standing.result.id)]
        scenarios = report.scenarios.get(detail.target.id, ())
        if report.annex:
            yield target_section(detail, report.programme, sources, scenarios)
        else:
            yield noted_section(detail, report.programme, scenarios)


def _changes(report: Report, sources: Citations) -> Iterator[Section]:
    """What changed since the earlier day; that nothing did is said too."""
    changes = report.changes
    if changes is None:
        return
    since, as_of = dates.day(changes.since), dates.day(changes.as_of)
    file = report.observations.file
    items = tuple(Text(each.sentence, cites=sources.cite(each.source, file, each.line)) for each in news_of(report))
    nothing = (Paragraph(Text(what_changed.NOTHING_CHANGED.format(first_day=since, last_day=as_of))),) if not items else ()
    blocks = (*nothing, *((Bullets(items),) if items else ()), *_deadlines(changes, report.programme))
    yield Section("changes", what_changed.SINCE_HEADING.format(last_report_day=since), blocks, page=True)


def news_of(report: Report) -> list[News]:
    """What changed since the earlier day, as sentences; nothing where none was given."""
    return [] if report.changes is None else news(report.changes, report.programme)


def _deadlines(changes: Changes, programme: Programme) -> Iterator[Table]:
    """The deadlines that lie ahead, and how many months are left and were left then."""
    if changes.since == changes.as_of:
        return
    rows = tuple(
        (
            Text(programme.targets[each.target].name),
            Text(dates.deadline(each.deadline)),
            *(Text(months_left(each.deadline, day)) for day in (changes.since, changes.as_of)),
        )
        for each in changes.due
        if not each.passed and _stated(programme.targets[each.target], changes.since)
    )
    if rows:
        days = {"on_since": dates.on_day(changes.since), "on_as_of": dates.on_day(changes.as_of)}
        head = tuple(each.format_map(days) for each in report_headings.HEADS["deadlines"])
        yield Table(report_headings.DEADLINES_CAPTION, head, rows, frozenset({2, 3}))


def _stated(target: Target, day: date) -> bool:
    return target.declared is None or target.declared.end <= day


def _notes(report: Report) -> Section:
    cutoffs = {"on_track": numbers.percent(report.programme.cutoffs.on_track), "at_risk": numbers.percent(report.programme.cutoffs.at_risk)}
    unused = {key for key in MEASURES if all(getattr(row, key) is None for row in report.rows)}
    used = [said for key, said in method_notes.METHOD.items() if key not in unused]
    goals = {row.goal for row in report.rows}
    used += [said for goal, said in method_notes.METHOD_OF_FORM.items() if goal in goals]
    if any(row.pace_since != row.baseline_date for row in report.rows):
        used.append(method_notes.METHOD_PACE)
    if any(row.direction == "decrease" for row in report.rows):
        used.append(method_notes.METHOD_DECREASE)
    return Section(
        "notes", report_headings.HEADINGS["notes"], (Bullets(tuple(Text(said.format(**cutoffs)) for said in used)),), page=bool(report.rows)
    )


def _footer(report: Report) -> tuple[str, ...]:
    origin = report.origin
    files = ", ".join(f"{name} (SHA-256 {digest})" for name, digest in origin.made_from)
    template = report_headings.MADE_BY if files else report_headings.MADE_WITH
    made = template.format(version=origin.version, files=files)
    return (made, origin.command) if origin.command and not report.brief else (made,)
