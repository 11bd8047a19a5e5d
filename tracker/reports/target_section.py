"""One target as a section of a report: the statement, a few sentences, the charts, the figures, what others report.

The figures of one target as the tables of a report, each with its marks and the numbers of its sources.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.reports import target_page
from tracker.reports.charts.target_chart import make_chart
from tracker.reports.document import Block, Chart, Citations, Paragraph, Quote, Section, Table, Text, Verdict, list_texts
from tracker.reports.page_one import section_id
from tracker.values import languages
from tracker.values.display import ABSENT, dates, numbers
from tracker.values.languages.local_text import language_of
from tracker.values.units import is_percent
from tracker.words import chance_wording, target_prose, target_wording
from tracker.words.filling import fill
from tracker.words.marks import FINAL, STATUS_MARKS
from tracker.words.status_columns import SYMBOLS, TONES, stale, verdict_words
from tracker.words.target_wording import say_change, say_earlier_target, say_level
from tracker.words.texts import prose, report_headings, verdicts
from tracker.words.texts import scenarios as what_if
from tracker.words.timeliness_wording import unused_figures
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.programme import Programme
    from tracker.model.result import Level, Required
    from tracker.model.scenarios import ScenarioResult
    from tracker.reports.document import Source


def target_section(detail: TargetDetail, programme: Programme, sources: Citations, scenarios: Sequence[ScenarioResult] = ()) -> Section:
    """Return the section of one target, with its ``scenarios`` side by side, where there are some."""
    blocks = (
        _verdict(detail),
        *_hindsight(detail),
        *_statement(detail, sources, _place(detail, programme, "source")),
        *_prose(detail),
        *_today(detail),
        *_charts(detail),
        *chart_sources(detail, sources),
        *target_page.scenario_blocks(scenarios, what_if.SCENARIOS_CAPTION),
        *figures(detail, sources),
        *periods(detail),
        *milestones(detail),
        *_remarks(detail),
        *mirrors(detail, sources),
        *_history(detail, programme, sources),
    )
    return Section(section_id(detail.result.id), detail.result.name, blocks, page=True)


def noted_section(detail: TargetDetail, programme: Programme, scenarios: Sequence[ScenarioResult] = ()) -> Section:
    """The same where no annex follows: its marks are explained and its sources named in a note at its end."""
    sources = Citations(numbered=False)
    section = target_section(detail, programme, sources, scenarios)
    used = dict.fromkeys(mark for block in section.blocks for text in list_texts(block) for mark in text.marks)
    said = [report_headings.NOTED_MARKS.format(mark=mark, meaning=explain_mark(mark)) for mark in sorted(used)]
    named = list(dict.fromkeys(_short_source(each) for each in sources.sources()))
    if named:
        more = len(named) - _MOST_SOURCES
        said.append(report_headings.NOTED_SOURCES[more > 0].format(listed=", ".join(named[:_MOST_SOURCES]), number=more))
    notes = (Paragraph(Text(" ".join(said)), note=True),) if said else ()
    return replace(section, blocks=(*section.blocks, *notes))


def explain_mark(mark: str) -> str:
    """What a mark means; one that is not ours is a word of the publisher."""
    return report_headings.MARKS.get(mark, report_headings.OWN_STATUS)


def _short_source(source: Source) -> str:
    """A source in a list within a line: of an address its host alone."""
    return urlsplit(source.text).netloc.removeprefix("www.") if source.link else source.text


def _place(detail: TargetDetail, programme: Programme, *path: str | int) -> tuple[str, int]:
    """Where targets.yaml says something of the target."""
    return programme.file, programme.line("targets", detail.target.id, *path)


def _verdict(detail: TargetDetail) -> Verdict:
    status = detail.result.status
    word = verdicts.VERDICT_ALONE.format(symbol=SYMBOLS[status], verdict=verdicts.STATUS_WORDS[status].capitalize())
    said = [reason(detail.result), *chance_wording.tell_chance(detail.result), *stale(detail.result), *unused_figures(detail.result)]
    return Verdict(Text(word, tone=TONES[status]), Text(" ".join(said)))


def _statement(detail: TargetDetail, sources: Citations, place: tuple[str, int]) -> Iterator[Block]:
    target = detail.target
    cites = sources.cite(target.source, *place)
    stated = target_page.stated(target)
    if target.quote:
        spoken, written = language_of(target.quote), languages.current().code
        yield Quote(Text(target.quote), Text(stated, cites=cites), None if spoken == written else spoken)
    elif stated or cites:
        yield Paragraph(Text(stated or fill(prose.STATED_ONLY[bool(target.deadline)], target_prose.words(detail.result)), cites=cites))
    counted = target_wording.tell_change_on_baseline(detail.result, target_prose.baseline(detail))
    if counted:
        yield Paragraph(Text(counted))
    if target.note and not _later(detail):
        yield Paragraph(Text(target.note))
    if belonging := target_page.belonging(target):
        yield Paragraph(Text(belonging))


def _later(detail: TargetDetail) -> bool:
    """Whether the target was stated only after the day of the report."""
    return detail.target.declared is not None and detail.target.declared.end > detail.as_of


def _hindsight(detail: TargetDetail) -> Iterator[Block]:
    if _later(detail):
        yield Paragraph(Text(fill(prose.HINDSIGHT, {"on_day": dates.within(detail.target.declared)})))


def _prose(detail: TargetDetail) -> Iterator[Paragraph]:
    """Where the target stands, in sentences; of an event the reason of its status has said it all."""
    if detail.series and detail.result.kind != "event":
        yield Paragraph(Text(target_prose.target_paragraph(detail)))


def _today(detail: TargetDetail) -> Iterator[Paragraph]:
    told = target_prose.today_paragraph(detail)
    if told:
        yield Paragraph(Text(told))


def _charts(detail: TargetDetail) -> Iterator[Chart]:
    chart = make_chart(detail)
    if chart:
        yield chart


def _history(detail: TargetDetail, programme: Programme, sources: Citations) -> Iterator[Table]:
    """Earlier targets for the same indicator, and how they ended."""
    rows = []
    for each in detail.history[-_MOST_ROWS:]:
        stated = each.stated
        ended = "; ".join(f"{who}: {word}" if who else word for who, word in target_page.outcome_words(each)) or report_headings.OTHER_UNIT
        amount = say_earlier_target(stated)
        cites = sources.cite(stated.source, *_place(detail, programme, "history", each.number, "source"))
        due, made = dates.deadline(stated.by), dates.short_period(stated.declared)
        rows.append((Text(amount, cites=cites), Text(due), Text(made), Text(stated.declared_by or ABSENT), Text(ended)))
    if rows:
        caption = _shortened(report_headings.EARLIER, len(rows), len(detail.history))
        yield Table(caption, report_headings.HEADS["history"], tuple(rows))


_MOST_YEARS, _MOST_TO_COME, _MOST_ROWS = 6, 6, 6
"""Rows of a table of years observed, of years to come, and of any other one: the page of a target holds no more of each."""
_MOST_SOURCES = 5


def marks(level: Level) -> tuple[str, ...]:
    """The marks of a level: derived, and what its publisher says of it."""
    status = "" if (level.status or "").casefold() in FINAL else level.status
    own = (STATUS_MARKS.get(status.casefold(), status),) if status else ()
    return (*own, *(("d",) if level.derived else ()))


def cited(detail: TargetDetail, level: Level, sources: Citations) -> tuple[int, ...]:
    """The numbers of the sources behind a level."""
    lines, file = [part.line for part in level.made_of], detail.observations.file
    return tuple(sorted({number for line in lines for number in sources.cite(detail.observation_at[line].source, file, line)}))


def figures(detail: TargetDetail, sources: Citations) -> Iterator[Table]:
    """What was observed, the last level of each of the last years and of the baseline, and what the years to come must show."""
    last_of_year = [*{each.date.year: each for each in detail.series}.values()]
    kept_years = _last_years(last_of_year, detail)
    observed = [
        (
            Text(dates.short_period(each.period)),
            Text(
                say_level(detail.result, each.value, each.qualifier or ""),
                marks(each) + (("s",) if each is detail.series[-1] and detail.result.stale else ()),
                cited(detail, each, sources),
            ),
            Text(_change(detail, each)),
            Text(""),
            Text(""),
        )
        for each in kept_years
    ]
    to_come = [
        (
            Text(dates.deadline(each.date)),
            Text(""),
            Text(""),
            *map(Text, target_page.required_levels(detail, each)),
        )
        for each in _thinned(detail.to_come)
    ]
    head = report_headings.HEADS["figures"]
    rows = [*observed, *to_come]
    if rows:
        caption = report_headings.FIGURES_NEEDED if to_come else report_headings.FIGURES
        yield _without_empty(Table(caption, head, tuple(rows), frozenset(range(1, len(head)))))


def _last_years(years: Sequence[Level], detail: TargetDetail) -> list[Level]:
    """The last years that were observed, and the baseline where it lies before them."""
    last = list(years[-_MOST_YEARS:])
    before = [each for each in detail.series if each.date == detail.result.baseline_date and last and each.date < last[0].date]
    return [*before[:1], *last]


def _thinned(years: Sequence[Required]) -> list[Required]:
    """Of a long way every second year, or every fifth and so on, and its end."""
    step = next(each for each in (1, 2, 5, 10, 25, 50, 100, 1000) if len(years) / each <= _MOST_TO_COME)
    return [each for each in years if step == 1 or each.date.year % step == 0 or each is years[-1]]


def _shortened(caption: str, shown: int, known: int) -> str:
    """A caption that says so where not all rows are shown."""
    return caption if shown == known else report_headings.SHORTENED.format(caption=caption, shown=shown, all=known)


def _change(detail: TargetDetail, level: Level) -> str:
    before = detail.year_before(level.date)
    return "" if before is None else _apart(before, level, detail)


def _apart(one: Level, other: Level, detail: TargetDetail) -> str:
    """By how much a level differs from another one; by how much a bound does is not known, and of a yes or no nothing is."""
    row = detail.result
    amounts = is_percent(row.unit) or row.kind in {"rank", "cumulative"}
    if row.kind == "event" or one.bound or other.bound or not (amounts or one.value > 0):
        return ""
    change = other.value - one.value if amounts else other.value / one.value - 1
    return ("+" if change > 0 else "") + (say_change(row, change) if amounts else numbers.percent(change))


def chart_sources(detail: TargetDetail, sources: Citations) -> Iterator[Paragraph]:
    """The sources of the derived points, which stand in no table."""
    if any(each.derived for each in detail.series):
        numbers = {number for each in detail.series for number in cited(detail, each, sources)}
        if not numbers:
            return
        yield Paragraph(Text(report_headings.CHART_SOURCES, cites=tuple(sorted(numbers))))


def periods(detail: TargetDetail) -> Iterator[Table]:
    """The periods in each of which a recurring target applies, and how each ended."""
    rows = tuple(tuple(map(Text, row[:-1])) for row in target_page.period_rows(detail.result))  # the lines stand among the sources
    if rows:
        known = [number for number, each in enumerate(detail.result.periods) if each.value is not None]
        end = min(len(rows), (known[-1] if known else 0) + 2)  # what is known, and the period that is awaited next
        shown = rows[max(0, end - _MOST_ROWS - 2) : end]
        caption = _shortened(report_headings.PERIODS_KEPT, len(shown), len(rows))
        yield Table(caption, report_headings.HEADS["periods"], shown, frozenset({1}))


def milestones(detail: TargetDetail) -> Iterator[Table]:
    """The levels that were planned on the way, and how each ended."""
    rows = tuple(tuple(map(Text, row)) for row in target_page.milestone_rows(detail))
    if rows:
        yield _without_empty(Table(report_headings.MILESTONES, report_headings.HEADS["milestones"], rows, frozenset({1})))


def _remarks(detail: TargetDetail) -> Iterator[Table]:
    """What people noted of the target by the day of the report."""
    rows = tuple(tuple(map(Text, row)) for row in target_page.remark_rows(detail))
    shown = rows[-_MOST_ROWS:]
    if rows:
        caption = _shortened(report_headings.REMARKS, len(shown), len(rows))
        yield Table(caption, report_headings.HEADS["remarks"], shown)


def _without_empty(table: Table) -> Table:
    """The table without the columns in which nothing stands."""
    kept = [at for at in range(len(table.head)) if at == 0 or any(row[at].text for row in table.rows)]
    return Table(
        table.caption,
        tuple(table.head[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in table.rows),
        frozenset(place for place, at in enumerate(kept) if at in table.numeric),
    )


def mirrors(detail: TargetDetail, sources: Citations) -> Iterator[Block]:
    """The same periods by other reporters, and by how much they differ."""
    own = {each.date: each for each in detail.series}
    for reporter, series in detail.mirrors.items():
        both = [(own[each.date], each) for each in series if each.date in own]
        rows = tuple(_compared(detail, mine, theirs, sources) for mine, theirs in both[-_MOST_ROWS:])
        verdict, why = next((each.status, reason(each)) for each in detail.reporters if (each.reporter or "") == reporter)
        sides = {"reporter": reporter, "own": detail.result.reporter}
        named = {side: languages.reporter_name(code) or report_headings.NOBODY for side, code in sides.items()}
        yield Paragraph(
            Text(
                verdicts.MIRROR["same" if verdict == detail.result.status else "other"].format(
                    verdict=verdict_words(verdict), reason=why, **named
                )
            )
        )
        if rows:
            head = tuple(each.format_map(named) for each in report_headings.HEADS["mirror"])
            caption = _shortened(verdicts.MIRROR["table"].format(**named), len(rows), len(both))
            yield Table(caption, head, rows, frozenset({1, 2, 3}))


def _compared(detail: TargetDetail, mine: Level, theirs: Level, sources: Citations) -> tuple[Text, ...]:
    shown = [Text(_mirrored(detail, each), marks(each), cited(detail, each, sources)) for each in (mine, theirs)]
    return Text(dates.short_period(mine.period)), *shown, Text(_apart(mine, theirs, detail) or ABSENT)


def _mirrored(detail: TargetDetail, level: Level) -> str:
    """A level beside that of another reporter, rounded alike whatever the target."""
    if detail.result.kind in {"rank", "event"}:
        return say_level(detail.result, level.value)
    return numbers.amount(level.value, detail.result.unit, level.qualifier or "", digits=4)
