"""A report -> a document: the head, what changed, a section a target, the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import __version__, cells, narrative, phrases, prose
from tracker.briefly import headline
from tracker.chapter import chapter, section_id
from tracker.document import Bullets, Citations, Document, Paragraph, Quote, Section, Table, Text, Verdict
from tracker.news import months_left, news
from tracker.tables import STATUS, TONES, named, until, verdict_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from tracker.changes import Changes
    from tracker.document import Block
    from tracker.news import News
    from tracker.programme import Programme, Target
    from tracker.report import Report
    from tracker.tables import Row


def written(report: Report) -> Document:
    """Return the document that every format draws."""
    sources = Citations()
    sections = [_summary(report), *_changes(report, sources)]
    sections += [chapter(each, report.programme, sources) for each in report.closeups]
    sections += [_notes(report)]
    used = {mark for section in sections for block in section.blocks for text in _texts(block) for mark in text.marks}
    return Document(
        title=report.title or narrative.UNTITLED,
        subtitle=phrases.REPORT_SUBTITLE.format(as_of=cells.day(report.as_of)),
        sections=tuple(sections),
        sources=sources.sources(),
        footer=_footer(report),
        marks={mark: phrases.MARKS.get(mark, phrases.OWN_STATUS) for mark in sorted(used)},
    )


def _summary(report: Report) -> Section:
    blocks: list[Block] = [Paragraph(Text(headline(report.rows)), lead=True)]
    if report.rows:
        rows = tuple(_line(row) for row in report.rows)
        blocks.append(
            Table(phrases.SUMMARY_CAPTION.format(as_of=cells.day(report.as_of)), phrases.HEADS["summary"], rows, frozenset(range(4, 9)))
        )
    return Section("summary", phrases.HEADINGS["summary"], tuple(blocks))


def _line(row: Row) -> tuple[Text, ...]:
    said = prose.words(row)
    latest = f"{said['latest']} ({said['latest_period']})" if row["latest"] is not None else cells.ABSENT
    marks = (("d",) if row["latest_basis"] == "derived" else ()) + (("s",) if row["stale"] else ())
    due = phrases.DUE[bool(row["deadline"])].format_map(said)
    shown = (STATUS[key].shown(row) for key in ("progress", "elapsed", "gap", "growth", "required_growth"))
    verdict = Text(verdict_words(row["status"]), tone=TONES[row["status"]])
    return Text(named(row), to=section_id(row["id"])), verdict, Text(latest, marks), Text(due), *map(Text, shown)


def _changes(report: Report, sources: Citations) -> Iterator[Section]:
    """What changed since the earlier day; that nothing did is said too."""
    changes = report.changes
    if changes is None:
        return
    since, as_of = cells.day(changes.since), cells.day(changes.as_of)
    file = report.observations.file
    items = tuple(Text(each.sentence, cites=sources.cite(each.source, file, each.line)) for each in news_of(report))
    nothing = (Paragraph(Text(narrative.NOTHING_CHANGED.format(since=since, as_of=as_of))),) if not items else ()
    blocks = (*nothing, *((Bullets(items),) if items else ()), *_deadlines(changes, report.programme))
    yield Section("changes", phrases.SINCE_HEADING.format(since=since), blocks)


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
        days = {"since": cells.day(changes.since), "as_of": cells.day(changes.as_of)}
        head = tuple(each.format_map(days) for each in phrases.HEADS["deadlines"])
        yield Table(phrases.DEADLINES_CAPTION, head, rows, frozenset({2, 3}))


def _stated(target: Target, day: date) -> bool:
    return target.declared is None or target.declared <= day


def _notes(report: Report) -> Section:
    cutoffs = {"on_track": cells.percent(report.programme.on_track), "at_risk": cells.percent(report.programme.at_risk)}
    used = [said for wanted, said in phrases.METHOD if not wanted or any(row[wanted] is not None for row in report.rows)]
    if any(close.target.direction < 0 for close in report.closeups):
        used.append(phrases.METHOD_DECREASE)
    return Section("notes", phrases.HEADINGS["notes"], (Bullets(tuple(Text(said.format(**cutoffs)) for said in used)),))


def _footer(report: Report) -> tuple[str, ...]:
    files = ", ".join(f"{name} (SHA-256 {digest})" for name, digest in report.origin.made_from)
    said = [phrases.MADE_BY.format(version=__version__, files=files) if files else phrases.MADE_WITH.format(version=__version__)]
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
