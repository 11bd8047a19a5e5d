"""One target as a section of a report: the statement, a few sentences, the charts, the figures, what others report.

The figures of one target as the tables of a report, each with its marks and the numbers of its sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports import target_page
from tracker.reports.charts import bullet, trajectory
from tracker.reports.document import Block, Chart, Paragraph, Quote, Section, Table, Text, Verdict
from tracker.values import display
from tracker.words import sentences, target_prose, target_wording
from tracker.words.columns import SYMBOLS, TONES, stale, verdict_words
from tracker.words.figure_words import unused_figures
from tracker.words.target_wording import name_amount, say_change, say_level, say_projection
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.programme import Programme
    from tracker.model.result import Level, Required
    from tracker.reports.document import Citations


def target_section(detail: TargetDetail, programme: Programme, sources: Citations) -> Section:
    """Return the section of one target."""
    blocks = (
        _verdict(detail),
        *_hindsight(detail),
        *_statement(detail, sources, _place(detail, programme, "source")),
        *((Paragraph(Text(target_prose.target_paragraph(detail))),) if detail.series else ()),
        *_today(detail),
        *_charts(detail),
        *chart_sources(detail, sources),
        *figures(detail, sources),
        *periods(detail),
        *milestones(detail),
        *_remarks(detail),
        *mirrors(detail, sources),
        *_history(detail, programme, sources),
    )
    return Section(section_id(detail.result.id), detail.result.name, blocks)


def section_id(target: str) -> str:
    """The id of the section of a target; no id of a target can clash with that of another section."""
    return f"target-{target}"


def _place(detail: TargetDetail, programme: Programme, *path: str | int) -> tuple[str, int]:
    """Where targets.yaml says something of the target."""
    return programme.file, programme.line("targets", detail.target.id, *path)


def _verdict(detail: TargetDetail) -> Verdict:
    status = detail.result.status
    word = sentences.VERDICT_ALONE.format(symbol=SYMBOLS[status], verdict=sentences.STATUS_WORDS[status].capitalize())
    said = [reason(detail.result), *stale(detail.result), *unused_figures(detail.result)]
    return Verdict(Text(word, tone=TONES[status]), Text(" ".join(said)))


def _statement(detail: TargetDetail, sources: Citations, place: tuple[str, int]) -> Iterator[Block]:
    target = detail.target
    cites = sources.cite(target.source, *place)
    stated = target_page.stated(target)
    if target.quote:
        yield Quote(Text(target.quote), Text(stated, cites=cites))
    elif stated or cites:
        yield Paragraph(
            Text(stated or sentences.STATED_ONLY[bool(target.deadline)].format_map(target_prose.words(detail.result)), cites=cites)
        )
    counted = target_wording.tell_change_on_baseline(detail.result, target_prose.baseline(detail))
    if counted:
        yield Paragraph(Text(counted))
    if target.note and not _later(detail):
        yield Paragraph(Text(target.note))
    if belonging := target_page.belonging(target):
        yield Paragraph(Text(belonging))


def _later(detail: TargetDetail) -> bool:
    """Whether the target was stated only after the day of the report."""
    return detail.target.declared is not None and detail.target.declared > detail.as_of


def _hindsight(detail: TargetDetail) -> Iterator[Block]:
    if _later(detail):
        yield Paragraph(Text(sentences.HINDSIGHT.format(day=display.day(detail.target.declared))))


def _today(detail: TargetDetail) -> Iterator[Paragraph]:
    told = target_prose.today_paragraph(detail)
    if told:
        yield Paragraph(Text(told))


def _charts(detail: TargetDetail) -> Iterator[Chart]:
    way, bar = trajectory.trajectory(detail), bullet.bullet(detail)
    row, said = detail.result, target_prose.words(detail.result) | {"baseline": target_prose.baseline(detail)}
    said |= {"target": name_amount(row)}
    if way:
        title = sentences.CHART_TITLE_PERIODS if row.goal == "recurring" else sentences.CHART_TITLE
        yield Chart(f"{row.id}-way", title.format_map(said), " ".join(_way_in_words(detail, said)), way)
    if bar:
        planned = bullet.planned(detail)
        said |= {"expected": display.amount(round(planned) if planned and detail.whole else planned, row.unit, digits=4)}
        kind = "plan" if planned is not None else "plain" if row.baseline is None else "baseline"
        yield Chart(f"{row.id}-bar", sentences.BULLET_TITLE[kind].format_map(said), sentences.BULLET_ALT.format_map(said), bar)


def _way_in_words(detail: TargetDetail, said: dict[str, str]) -> Iterator[str]:
    """The chart in words, for who cannot see it."""
    row = detail.result
    if row.goal == "recurring":
        yield _periods_in_words(detail, said)
        return
    first = detail.series[0]
    said = said | {
        "in_unit": f" in {row.unit}" if row.unit else "",
        "first": say_level(row, first.value, first.qualifier or ""),
        "first_period": display.period(first.period),
    }
    yield sentences.CHART_ALT["observed" if len(detail.series) > 1 else "one"].format_map(said)
    if row.target is not None:
        yield sentences.CHART_ALT["target" if row.deadline else "target_open"].format_map(said)
    projection = say_projection(row)
    if detail.to_come and projection != display.ABSENT:
        yield sentences.CHART_ALT["landing"].format_map(said | {"projection": projection})


def _periods_in_words(detail: TargetDetail, said: dict[str, str]) -> str:
    row = detail.result
    counts = {"judged": row.judged_periods, "met": row.met_periods, "missed": row.missed_periods}
    return sentences.CHART_ALT_PERIODS.format_map(said | counts | {"every": detail.target.every})


def _history(detail: TargetDetail, programme: Programme, sources: Citations) -> Iterator[Table]:
    """Earlier targets for the same indicator, and how they ended."""
    rows = []
    for each in detail.history:
        stated = each.stated
        ended = "; ".join(f"{who}: {word}" if who else word for who, word in target_page.outcome_words(each)) or sentences.OTHER_UNIT
        amount = display.target(stated.target, stated.unit, stated.qualifier or "")
        cites = sources.cite(stated.source, *_place(detail, programme, "history", each.number, "source"))
        due, made = display.deadline(stated.by), display.day(stated.declared)
        rows.append((Text(amount, cites=cites), Text(due), Text(made), Text(stated.declared_by or display.ABSENT), Text(ended)))
    if rows:
        yield Table(sentences.EARLIER.format(name=detail.result.name), sentences.HEADS["history"], tuple(rows))


_MOST_YEARS = 12


def marks(level: Level) -> tuple[str, ...]:
    """The marks of a level: derived, and what its publisher says of it."""
    status = "" if (level.status or "").casefold() in sentences.FINAL else level.status
    own = (sentences.STATUS_MARKS.get(status.casefold(), status),) if status else ()
    return (*own, *(("d",) if level.derived else ()))


def cited(detail: TargetDetail, level: Level, sources: Citations) -> tuple[int, ...]:
    """The numbers of the sources behind a level."""
    lines, file = [part.line for part in level.made_of], detail.observations.file
    return tuple(sorted({number for line in lines for number in sources.cite(detail.observation_at[line].source, file, line)}))


def figures(detail: TargetDetail, sources: Citations) -> Iterator[Table]:
    """What was observed, the last level of each year, and what the end of each year to come must show."""
    last_of_year = {each.date.year: each for each in detail.series}.values()
    observed = [
        (
            Text(display.period(each.period)),
            Text(
                say_level(detail.result, each.value, each.qualifier or ""),
                marks(each) + (("s",) if each is detail.series[-1] and detail.result.stale else ()),
                cited(detail, each, sources),
            ),
            Text(_change(detail, each)),
            Text(""),
            Text(""),
        )
        for each in last_of_year
    ]
    to_come = [
        (
            Text(display.deadline(each.date)),
            Text(""),
            Text(""),
            *map(Text, target_page.required_levels(detail, each)),
        )
        for each in _thinned(detail.to_come)
    ]
    head = sentences.HEADS["figures"]
    rows = [*observed, *to_come]
    kept = [at for at in range(len(head)) if at == 0 or any(row[at].text for row in rows)]
    if rows:
        caption = sentences.FIGURES_NEEDED if to_come else sentences.FIGURES
        shown = tuple(tuple(row[at] for at in kept) for row in rows)
        yield Table(caption.format(name=detail.result.name), tuple(head[at] for at in kept), shown, frozenset(range(1, len(kept))))


def _thinned(years: Sequence[Required]) -> list[Required]:
    """Of a long way every fifth year, and its end."""
    return [each for each in years if len(years) <= _MOST_YEARS or each.date.year % 5 == 0 or each is years[-1]]


def _change(detail: TargetDetail, level: Level) -> str:
    before = detail.year_before(level.date)
    return "" if before is None else _apart(before, level, detail)


def _apart(one: Level, other: Level, detail: TargetDetail) -> str:
    """By how much a level differs from another one; by how much a bound does is not known, and of a yes or no nothing is."""
    row = detail.result
    amounts = display.is_percent(row.unit) or row.kind in {"rank", "cumulative"}
    if row.kind == "event" or one.bound or other.bound or not (amounts or one.value > 0):
        return ""
    change = other.value - one.value if amounts else other.value / one.value - 1
    return ("+" if change > 0 else "") + (say_change(row, change) if amounts else display.percent(change))


def chart_sources(detail: TargetDetail, sources: Citations) -> Iterator[Paragraph]:
    """The sources of the derived points, which stand in no table."""
    if any(each.derived for each in detail.series):
        numbers = {number for each in detail.series for number in cited(detail, each, sources)}
        if not numbers:
            return
        yield Paragraph(Text(sentences.CHART_SOURCES, cites=tuple(sorted(numbers))))


def periods(detail: TargetDetail) -> Iterator[Table]:
    """The periods in each of which a recurring target applies, and how each ended."""
    rows = tuple(tuple(map(Text, row)) for row in target_page.period_rows(detail.result))
    if rows:
        yield Table(sentences.PERIODS_KEPT.format(name=detail.result.name), sentences.HEADS["periods"], rows, frozenset({1}))


def milestones(detail: TargetDetail) -> Iterator[Table]:
    """The levels that were planned on the way, and how each ended."""
    rows = tuple(tuple(map(Text, row)) for row in target_page.milestone_rows(detail))
    if rows:
        yield Table(sentences.MILESTONES.format(name=detail.result.name), sentences.HEADS["milestones"], rows, frozenset({1}))


def _remarks(detail: TargetDetail) -> Iterator[Table]:
    """What people noted of the target by the day of the report."""
    rows = tuple(tuple(map(Text, row)) for row in target_page.remark_rows(detail))
    if rows:
        yield Table(sentences.REMARKS.format(name=detail.result.name), sentences.HEADS["remarks"], rows)


def mirrors(detail: TargetDetail, sources: Citations) -> Iterator[Block]:
    """The same periods by other reporters, and by how much they differ."""
    own = {each.date: each for each in detail.series}
    for reporter, series in detail.mirrors.items():
        both = [(own[each.date], each) for each in series if each.date in own]
        rows = tuple(_compared(detail, mine, theirs, sources) for mine, theirs in both)
        verdict, why = next((each.status, reason(each)) for each in detail.reporters if (each.reporter or "") == reporter)
        named = {"name": detail.result.name, "reporter": reporter or sentences.NOBODY, "own": detail.result.reporter or sentences.NOBODY}
        yield Paragraph(
            Text(
                sentences.MIRROR["same" if verdict == detail.result.status else "other"].format(
                    verdict=verdict_words(verdict), reason=why, **named
                )
            )
        )
        if rows:
            head = tuple(each.format_map(named) for each in sentences.HEADS["mirror"])
            yield Table(sentences.MIRROR["table"].format(**named), head, rows, frozenset({1, 2, 3}))


def _compared(detail: TargetDetail, mine: Level, theirs: Level, sources: Citations) -> tuple[Text, ...]:
    shown = [Text(_mirrored(detail, each), marks(each), cited(detail, each, sources)) for each in (mine, theirs)]
    return Text(display.period(mine.period)), *shown, Text(_apart(mine, theirs, detail) or display.ABSENT)


def _mirrored(detail: TargetDetail, level: Level) -> str:
    """A level beside that of another reporter, rounded alike whatever the target."""
    if detail.result.kind in {"rank", "event"}:
        return say_level(detail.result, level.value)
    return display.amount(level.value, detail.result.unit, level.qualifier or "", digits=4)
