"""The progress report: every target looked at closely and what changed since an earlier day, as one document for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.analysis.changes import find_changes
from tracker.analysis.target_detail import detail_target
from tracker.reports.document import Bullets, Citations, Document, Paragraph, Quote, Section, Table, Text, Verdict
from tracker.reports.target_section import section_id, target_section
from tracker.values import display
from tracker.words import sentences, target_prose
from tracker.words.change_sentences import months_left, news
from tracker.words.columns import STATUS, TONES, name_with_reporter, verdict_words
from tracker.words.one_line import group_lines, headline

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from tracker.analysis.changes import Changes
    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.model.result import TargetResult
    from tracker.reports.document import Block
    from tracker.words.change_sentences import News


@dataclass(frozen=True)
class Question:
    """What a report is asked for: the day, the earlier day to compare with, whose figures, and which targets (none: all)."""

    as_of: date
    since: date | None = None
    reporter: str | None = None
    ids: Collection[str] = ()


@dataclass(frozen=True)
class Origin:
    """How a report can be made again: the command, each file that was read with the first digits of its SHA-256, and the version."""

    command: str = ""
    made_from: tuple[tuple[str, str], ...] = ()
    version: str = ""


@dataclass(frozen=True)
class Report:
    """What a report tells: the targets in their order, and what changed since an earlier day, where one was given."""

    programme: Programme
    observations: Observations
    as_of: date
    details: tuple[TargetDetail, ...]
    changes: Changes | None
    origin: Origin

    @property
    def title(self) -> str:
        """The title of the programme."""
        return self.programme.title

    @property
    def rows(self) -> list[TargetResult]:
        """Where each target stands."""
        return [each.result for each in self.details]


def compile_report(
    programme: Programme,
    observations: Observations,
    asked: Question,
    origin: Origin,
    counted: Callable[[Iterable[str], int], Iterable[str]] = lambda ids, _: ids,
) -> Report:
    """Look closely at each target that is asked for; ``counted`` may show somebody how far it has come."""
    ids = [each for each in programme.targets if not asked.ids or each in asked.ids]
    moved = None if asked.since is None else find_changes(programme, observations, asked.since, asked.as_of, asked.reporter, asked.ids)
    return Report(
        programme=programme,
        observations=observations,
        as_of=asked.as_of,
        details=tuple(detail_target(programme, observations, asked.as_of, each, asked.reporter) for each in counted(ids, len(ids))),
        changes=moved,
        origin=origin,
    )


def write_report(report: Report) -> Document:
    """Return the document that every format draws."""
    sources = Citations()
    sections = [_summary(report), *_changes(report, sources)]
    sections += [target_section(each, report.programme, sources) for each in report.details]
    sections += [_notes(report)]
    used = {mark for section in sections for block in section.blocks for text in _texts(block) for mark in text.marks}
    return Document(
        title=report.title or sentences.UNTITLED,
        subtitle=sentences.REPORT_SUBTITLE.format(as_of=display.day(report.as_of)),
        sections=tuple(sections),
        sources=sources.sources(),
        footer=_footer(report),
        marks={mark: sentences.MARKS.get(mark, sentences.OWN_STATUS) for mark in sorted(used)},
    )


def _summary(report: Report) -> Section:
    blocks: list[Block] = [Paragraph(Text(headline(report.rows)), lead=True)]
    groups = group_lines(report.rows)
    if groups:
        blocks.append(Bullets(tuple(map(Text, groups))))
    if report.rows:
        rows = tuple(_line(row) for row in report.rows)
        blocks.append(
            Table(
                sentences.SUMMARY_CAPTION.format(as_of=display.day(report.as_of)), sentences.HEADS["summary"], rows, frozenset(range(4, 9))
            )
        )
    return Section("summary", sentences.HEADINGS["summary"], tuple(blocks))


def _line(row: TargetResult) -> tuple[Text, ...]:
    said = target_prose.words(row)
    latest = f"{said['latest']} ({said['latest_period']})" if row.latest is not None else display.ABSENT
    marks = (("d",) if row.latest_basis == "derived" else ()) + (("s",) if row.stale else ())
    due = (sentences.DUE_EACH if row.goal == "recurring" else sentences.DUE[bool(row.deadline)]).format_map(said)
    shown = (STATUS[key].shown(row) for key in ("progress", "elapsed", "gap", "growth", "required_growth"))
    verdict = Text(verdict_words(row.status), tone=TONES[row.status])
    return Text(name_with_reporter(row), to=section_id(row.id)), verdict, Text(latest, marks), Text(due), *map(Text, shown)


def _changes(report: Report, sources: Citations) -> Iterator[Section]:
    """What changed since the earlier day; that nothing did is said too."""
    changes = report.changes
    if changes is None:
        return
    since, as_of = display.day(changes.since), display.day(changes.as_of)
    file = report.observations.file
    items = tuple(Text(each.sentence, cites=sources.cite(each.source, file, each.line)) for each in news_of(report))
    nothing = (Paragraph(Text(sentences.NOTHING_CHANGED.format(since=since, as_of=as_of))),) if not items else ()
    blocks = (*nothing, *((Bullets(items),) if items else ()), *_deadlines(changes, report.programme))
    yield Section("changes", sentences.SINCE_HEADING.format(since=since), blocks)


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
            Text(display.deadline(each.deadline)),
            *(Text(months_left(each.deadline, day)) for day in (changes.since, changes.as_of)),
        )
        for each in changes.due
        if not each.passed and _stated(programme.targets[each.target], changes.since)
    )
    if rows:
        days = {"since": display.day(changes.since), "as_of": display.day(changes.as_of)}
        head = tuple(each.format_map(days) for each in sentences.HEADS["deadlines"])
        yield Table(sentences.DEADLINES_CAPTION, head, rows, frozenset({2, 3}))


def _stated(target: Target, day: date) -> bool:
    return target.declared is None or target.declared <= day


def _notes(report: Report) -> Section:
    cutoffs = {"on_track": display.percent(report.programme.on_track), "at_risk": display.percent(report.programme.at_risk)}
    used = [said for wanted, said in sentences.METHOD if not wanted or any(getattr(row, wanted) is not None for row in report.rows)]
    goals = {row.goal for row in report.rows}
    used += [said for goal, said in sentences.METHOD_OF_FORM.items() if goal in goals]
    if any(row.pace_since != row.baseline_date for row in report.rows):
        used.append(sentences.METHOD_PACE)
    if any(row.direction == "decrease" for row in report.rows):
        used.append(sentences.METHOD_DECREASE)
    return Section("notes", sentences.HEADINGS["notes"], (Bullets(tuple(Text(said.format(**cutoffs)) for said in used)),))


def _footer(report: Report) -> tuple[str, ...]:
    origin = report.origin
    files = ", ".join(f"{name} (SHA-256 {digest})" for name, digest in origin.made_from)
    template = sentences.MADE_BY if files else sentences.MADE_WITH
    made = template.format(version=origin.version, files=files)
    return (made, origin.command) if origin.command else (made,)


def _texts(block: Block) -> Iterable[Text]:
    match block:
        case Table():
            return [cell for row in block.rows for cell in row]
        case Bullets():
            return block.items
        case Paragraph():
            return [block.text]
        case Verdict():
            return [block.word, block.reason]
        case Quote():
            return [block.words, block.said]
        case _:
            return []
