"""A progress report as data: every target looked at closely, and what changed since an earlier day. Each format is made from this.

A report -> a document: the head, what changed, a section a target, the notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.analysis.changes import changes
from tracker.analysis.target_detail import close_up
from tracker.reports.document import Bullets, Citations, Document, Paragraph, Quote, Section, Table, Text, Verdict
from tracker.reports.target_section import chapter, section_id
from tracker.values import display
from tracker.words import sentences, target_prose
from tracker.words.change_sentences import months_left, news
from tracker.words.columns import STATUS, TONES, named, until, verdict_words
from tracker.words.one_line import headline

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from tracker.analysis.changes import Changes
    from tracker.analysis.target_detail import CloseUp
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Target
    from tracker.reports.document import Block
    from tracker.words.change_sentences import News
    from tracker.words.columns import Row


@dataclass(frozen=True)
class Question:
    """What a report is asked for: the day, the earlier day to compare with, whose figures, and which targets (none: all)."""

    as_of: date
    since: date | None = None
    reporter: str | None = None
    ids: Collection[str] = ()


@dataclass(frozen=True)
class Origin:
    """How a report can be made again: the command, and each file that was read with the first digits of its SHA-256."""

    command: str = ""
    made_from: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Report:
    """What a report tells: the targets in their order, and what changed since an earlier day, where one was given."""

    programme: Programme
    observations: Observations
    as_of: date
    closeups: tuple[CloseUp, ...]
    changes: Changes | None
    origin: Origin

    @property
    def title(self) -> str:
        """The title of the programme."""
        return self.programme.title

    @property
    def rows(self) -> list[Row]:
        """The keys of the contract, one row a target."""
        return [each.row for each in self.closeups]


def compiled(
    programme: Programme,
    observations: Observations,
    asked: Question,
    origin: Origin,
    counted: Callable[[Iterable[str], int], Iterable[str]] = lambda ids, _: ids,
) -> Report:
    """Look closely at each target that is asked for; ``counted`` may show somebody how far it has come."""
    ids = [each for each in programme.targets if not asked.ids or each in asked.ids]
    moved = None if asked.since is None else changes(programme, observations, asked.since, asked.as_of, asked.reporter, asked.ids)
    return Report(
        programme=programme,
        observations=observations,
        as_of=asked.as_of,
        closeups=tuple(close_up(programme, observations, asked.as_of, each, asked.reporter) for each in counted(ids, len(ids))),
        changes=moved,
        origin=origin,
    )


def written(report: Report) -> Document:
    """Return the document that every format draws."""
    sources = Citations()
    sections = [_summary(report), *_changes(report, sources)]
    sections += [chapter(each, report.programme, sources) for each in report.closeups]
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
    if report.rows:
        rows = tuple(_line(row) for row in report.rows)
        blocks.append(
            Table(
                sentences.SUMMARY_CAPTION.format(as_of=display.day(report.as_of)), sentences.HEADS["summary"], rows, frozenset(range(4, 9))
            )
        )
    return Section("summary", sentences.HEADINGS["summary"], tuple(blocks))


def _line(row: Row) -> tuple[Text, ...]:
    said = target_prose.words(row)
    latest = f"{said['latest']} ({said['latest_period']})" if row["latest"] is not None else display.ABSENT
    marks = (("d",) if row["latest_basis"] == "derived" else ()) + (("s",) if row["stale"] else ())
    due = sentences.DUE[bool(row["deadline"])].format_map(said)
    shown = (STATUS[key].shown(row) for key in ("progress", "elapsed", "gap", "growth", "required_growth"))
    verdict = Text(verdict_words(row["status"]), tone=TONES[row["status"]])
    return Text(named(row), to=section_id(row["id"])), verdict, Text(latest, marks), Text(due), *map(Text, shown)


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
    return [] if report.changes is None else news(report.changes, report.programme.targets)


def _deadlines(changes: Changes, programme: Programme) -> Iterator[Table]:
    """The deadlines that lie ahead, and how many months are left and were left then."""
    if changes.since == changes.as_of:
        return
    rows = tuple(
        (
            Text(programme.targets[each["target"]].name),
            Text(until(each["deadline"])),
            *(Text(months_left(each["deadline"], day)) for day in (changes.since, changes.as_of)),
        )
        for each in changes.deadlines
        if not each["passed"] and _stated(programme.targets[each["target"]], changes.since)
    )
    if rows:
        days = {"since": display.day(changes.since), "as_of": display.day(changes.as_of)}
        head = tuple(each.format_map(days) for each in sentences.HEADS["deadlines"])
        yield Table(sentences.DEADLINES_CAPTION, head, rows, frozenset({2, 3}))


def _stated(target: Target, day: date) -> bool:
    return target.declared is None or target.declared <= day


def _notes(report: Report) -> Section:
    cutoffs = {"on_track": display.percent(report.programme.on_track), "at_risk": display.percent(report.programme.at_risk)}
    used = [said for wanted, said in sentences.METHOD if not wanted or any(row[wanted] is not None for row in report.rows)]
    if any(close.target.direction < 0 for close in report.closeups):
        used.append(sentences.METHOD_DECREASE)
    return Section("notes", sentences.HEADINGS["notes"], (Bullets(tuple(Text(said.format(**cutoffs)) for said in used)),))


def _footer(report: Report) -> tuple[str, ...]:
    files = ", ".join(f"{name} (SHA-256 {digest})" for name, digest in report.origin.made_from)
    said = [sentences.MADE_BY.format(version=__version__, files=files) if files else sentences.MADE_WITH.format(version=__version__)]
    return (*said, *((report.origin.command,) if report.origin.command else ()))


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
