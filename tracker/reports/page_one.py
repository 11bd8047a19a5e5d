"""Page one: the headline, what needs attention and who does what next, a table of all targets, and the changes that matter most."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.analysis.attention import needs_attention, sort_by_attention
from tracker.analysis.standings import sort_standings
from tracker.reports.document import Bullets, Message, Paragraph, Section, Table, Text
from tracker.reports.trend_points import draw_sparkline
from tracker.values.display import ABSENT, dates
from tracker.words import page_one_wording as words
from tracker.words import target_prose
from tracker.words.outlook import project_briefly
from tracker.words.status_columns import TONES, name_with_reporter, verdict_words
from tracker.words.summary_wording import group_lines
from tracker.words.target_wording import is_yearly_growth, latest_period
from tracker.words.texts import glance, report_headings, target_phrases, what_changed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from tracker.analysis.standings import Standing
    from tracker.model.result import TargetResult
    from tracker.reports.document import Block
    from tracker.words.change_wording import News

_MOST_CHANGES = 3
_LATEST, _TARGET, _PROJECTED = 2, 3, 4  # the columns of figures


def page_one(
    standings: Sequence[Standing],
    as_of: date,
    since: date | None = None,
    news: Sequence[News] = (),
    sections: Collection[str] = (),
    *,
    alone: bool = False,
) -> Section:
    """Return page one; ``since`` is the day of the last report (None: there was none), and ``news`` all that has changed since.

    ``sections`` are the ids of the sections that follow, to which the names of targets lead; ``alone`` says that no page follows.
    """
    rows = [each.result for each in standings]
    ordered = sort_standings(standings)
    naming = _Naming(frozenset(sections), by_reporter=len({row.reporter for row in rows}) > 1)
    blocks: list[Block] = [Paragraph(Text(words.tell_headline(rows)), lead=True)]
    blocks += [_message(each, as_of, naming) for each in ordered if needs_attention(each.result)]
    blocks += _table(ordered, as_of, naming)
    groups = group_lines(rows)
    blocks += [Bullets(tuple(map(Text, groups)))] if groups else []
    blocks += _changes(since, as_of, rows, news, alone=alone) if since else []
    return Section("summary", report_headings.HEADINGS["summary"], tuple(blocks), page=True)


def section_id(target: str) -> str:
    """The id of the section of a target; no id of a target can clash with that of another section."""
    return f"target-{target}"


def rank_news(news: Sequence[News], rows: Sequence[TargetResult]) -> list[News]:
    """The changes by how much they matter: another status, a deadline that has passed, figures of targets that need attention, others.

    Among equals what concerns the target that needs attention most comes first, and of figures the later one in the file.
    """
    order = {row.id: place for place, row in enumerate(sort_by_attention(rows))}
    urgent = {row.id for row in rows if needs_attention(row)}
    statuses = {row.id: row.status for row in rows}

    def weight(numbered: tuple[int, News]) -> tuple[int, int, int]:
        number, each = numbered
        if each.kind == "verdict" and statuses.get(each.target) in _UNASSESSED:
            return _LAST, order.get(each.target, len(order)), -number
        return _RANKS.get((each.kind, each.target in urgent), _LAST), order.get(each.target, len(order)), -number

    return [each for _, each in sorted(enumerate(news), key=weight)]


_BOTH = (True, False)
_KINDS: tuple[tuple[tuple[str, ...], tuple[bool, ...]], ...] = (
    (("verdict",), _BOTH),
    (("passed",), _BOTH),
    (("new", "revised"), (True,)),
    (("stale",), (True,)),
    (("stated",), _BOTH),
    (("new", "revised"), (False,)),
    (("progress",), _BOTH),
)
_RANKS = {(kind, each): rank for rank, (kinds, urgent) in enumerate(_KINDS) for kind in kinds for each in urgent}
_LAST = len(_KINDS)
_UNASSESSED = {"no_data", "no_pace", "open"}
"""The statuses that assess nothing: that a target has come to one of them matters least."""


def main_changes(news: Sequence[News], rows: Sequence[TargetResult]) -> list[News]:
    """The three changes that matter most: of different targets where there are so many."""
    ranked = rank_news(news, rows)
    first_of = {each.target: each for each in reversed(ranked)}
    firsts = [each for each in ranked if first_of[each.target] is each]
    chosen = [*firsts, *(each for each in ranked if first_of[each.target] is not each)][:_MOST_CHANGES]
    return [each for each in ranked if each in chosen]


class _Naming(NamedTuple):
    """How a target is named: with a link where it has a section, and with its reporter where targets have different ones."""

    sections: frozenset[str]
    by_reporter: bool

    def name(self, row: TargetResult) -> Text:
        section = section_id(row.id)
        return Text(name_with_reporter(row) if self.by_reporter else row.name, to=section if section in self.sections else "")


def _message(standing: Standing, as_of: date, naming: _Naming) -> Message:
    row, target = standing.result, standing.target
    steps = (words.tell_owner(target), words.tell_next_step(target, as_of))
    return Message(
        name=naming.name(row),
        status=_status(row),
        said=Text(words.tell_message(row)),
        steps=tuple(Text(each) for each in steps if each),
    )


def _status(row: TargetResult) -> Text:
    return Text(verdict_words(row.status), tone=TONES[row.status])


def _table(ordered: Sequence[Standing], as_of: date, naming: _Naming) -> Iterator[Table]:
    if not ordered:
        return
    caption = report_headings.PAGE_ONE_CAPTION.format(as_of=dates.as_of(as_of))
    rows = tuple(_row(each, naming) for each in ordered)
    yield Table(caption, report_headings.PAGE_ONE_HEADS, rows, frozenset({_LATEST, _TARGET, _PROJECTED}))


def _row(standing: Standing, naming: _Naming) -> tuple[Text, ...]:
    row = standing.result
    said = target_prose.words(row)
    dated = glance.GLANCE_LATEST.format(level=said["latest"], period=dates.short_period(latest_period(row)))
    latest = dated if row.latest is not None else ABSENT
    due = _due(row).format_map(said)
    line = draw_sparkline(standing)
    trend = Text("", line=line) if line else Text(ABSENT)
    return naming.name(row), trend, Text(latest), Text(due), Text(project_briefly(row)), _status(row)


def _due(row: TargetResult) -> str:
    """The template of a target with its deadline; what grows each year says so itself."""
    if row.goal != "recurring":
        return target_phrases.DUE[bool(row.deadline)]
    return target_phrases.DUE_GROWTH if is_yearly_growth(row) else target_phrases.DUE_EACH


def _changes(since: date, as_of: date, rows: Sequence[TargetResult], news: Sequence[News], *, alone: bool) -> Iterator[Block]:
    if not news:
        yield Paragraph(Text(what_changed.NOTHING_CHANGED.format(first_day=dates.day(since), last_day=dates.day(as_of))))
        return
    chosen = main_changes(news, rows)
    yield Paragraph(Text(what_changed.MAIN_CHANGES.format(last_report_day=dates.day(since))), title=True)
    yield Bullets(tuple(Text(each.sentence) for each in chosen))
    more = len(news) - len(chosen)
    if more and not alone:
        yield Paragraph(Text(what_changed.MORE_CHANGES.format(more, str(more))), note=True)
