"""One target as a section of a report: the statement, a few sentences, the charts, the figures, what others report.

The figures of one target as the tables of a report, each with its marks and the numbers of its sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports import target_page
from tracker.reports.charts import bullet, trajectory
from tracker.reports.document import Block, Chart, Paragraph, Quote, Section, Table, Text, Verdict
from tracker.values import display
from tracker.words import sentences, target_prose
from tracker.words.columns import SYMBOLS, TONES, nan, needed, period, sign, stale, told, until, verdict_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.analysis.target_detail import CloseUp
    from tracker.model.programme import Programme
    from tracker.reports.document import Citations
    from tracker.words.columns import Row


def chapter(close: CloseUp, programme: Programme, sources: Citations) -> Section:
    """Return the section of one target."""
    blocks = (
        _verdict(close),
        *_hindsight(close),
        *_statement(close, sources, _place(close, programme, "source")),
        *((Paragraph(Text(target_prose.said(close))),) if close.series else ()),
        *_charts(close),
        *chart_sources(close, sources),
        *figures(close, sources),
        *milestones(close),
        *mirrors(close, sources),
        *_history(close, programme, sources),
    )
    return Section(section_id(close.row["id"]), close.row["name"], blocks)


def section_id(target: str) -> str:
    """The id of the section of a target; no id of a target can clash with that of another section."""
    return f"target-{target}"


def _place(close: CloseUp, programme: Programme, *path: str | int) -> tuple[str, int]:
    """Where targets.yaml says something of the target."""
    return programme.file, programme.line("targets", close.target.id, *path)


def _verdict(close: CloseUp) -> Verdict:
    status = close.row["status"]
    word = sentences.VERDICT_ALONE.format(symbol=SYMBOLS[status], verdict=sentences.STATUS_WORDS[status].capitalize())
    return Verdict(Text(word, tone=TONES[status]), Text(" ".join([close.row["reason"], *stale(close.row)])))


def _statement(close: CloseUp, sources: Citations, place: tuple[str, int]) -> Iterator[Block]:
    target = close.target
    cites = sources.cite(target.source, *place)
    stated = target_page.stated(target)
    if target.quote:
        yield Quote(Text(target.quote), Text(stated, cites=cites))
    elif stated or cites:
        yield Paragraph(Text(stated or sentences.STATED_ONLY[bool(target.deadline)].format_map(target_prose.words(close.row)), cites=cites))
    if target.multiple and close.row["baseline"] is not None:
        fields = target_prose.words(close.row) | {"multiple": f"{target.multiple:g}", "baseline": close.baseline}
        yield Paragraph(Text(sentences.MULTIPLE.format_map(fields)))
    if target.note and not _later(close):
        yield Paragraph(Text(target.note))


def _later(close: CloseUp) -> bool:
    """Whether the target was stated only after the day of the report."""
    return close.target.declared is not None and close.target.declared > close.as_of


def _hindsight(close: CloseUp) -> Iterator[Block]:
    if _later(close):
        yield Paragraph(Text(sentences.HINDSIGHT.format(day=told(str(close.target.declared)))))


def _charts(close: CloseUp) -> Iterator[Chart]:
    way, bar = trajectory.trajectory(close), bullet.bullet(close)
    row, said = close.row, target_prose.words(close.row) | {"baseline": close.baseline}
    if way:
        yield Chart(f"{row['id']}-way", sentences.CHART_TITLE.format_map(said), " ".join(_way_in_words(close, said)), way)
    if bar:
        planned = bullet.planned(close)
        said |= {"expected": display.amount(nan(round(planned) if planned and close.whole else planned), row["unit"], digits=4)}
        kind = "plan" if planned is not None else "plain" if row["baseline"] is None else "baseline"
        yield Chart(f"{row['id']}-bar", sentences.BULLET_TITLE[kind].format_map(said), sentences.BULLET_ALT.format_map(said), bar)


def _way_in_words(close: CloseUp, said: dict[str, str]) -> Iterator[str]:
    """The chart in words, for who cannot see it."""
    row, first = close.row, close.series[0]
    said = said | {
        "unit": row["unit"],
        "first": display.amount(first["value"], row["unit"], first["qualifier"] or "", digits=4),
        "first_period": period(first["period"]),
    }
    yield sentences.CHART_ALT["observed" if len(close.series) > 1 else "one"].format_map(said)
    if row["target"] is not None:
        yield sentences.CHART_ALT["target" if row["deadline"] else "target_open"].format_map(said)
    low, high = target_prose.landings(row)
    if close.to_come and low != display.ABSENT:
        yield sentences.CHART_ALT["landing" if low != high else "landing_one"].format_map(said | {"low": low, "high": high})


def _history(close: CloseUp, programme: Programme, sources: Citations) -> Iterator[Table]:
    """Earlier promises of the same thing, and how they ended."""
    rows = []
    for promise in close.history:
        outcomes = [(each["reporter"] or "", target_page.outcome(promise, each["outcome"])) for each in promise["outcomes"]]
        said = "; ".join(f"{who}: {word}" if who else word for who, word in outcomes) or sentences.OTHER_UNIT
        amount = display.target(promise["target"], promise["unit"], promise["qualifier"] or "")
        due = until(promise["by"])
        made = told(promise["declared"])
        cites = sources.cite(promise["source"], *_place(close, programme, "history", promise["number"], "source"))
        rows.append((Text(amount, cites=cites), Text(due), Text(made), Text(promise["declared_by"] or display.ABSENT), Text(said)))
    if rows:
        yield Table(
            sentences.EARLIER.format(name=close.row["name"]),
            sentences.HEADS["history"],
            tuple(rows),
        )


_MOST_YEARS = 12


def marks(level: Row) -> tuple[str, ...]:
    """The marks of a level: derived, and what its publisher says of it."""
    status = "" if (level["status"] or "").casefold() in sentences.FINAL else level["status"]
    own = (sentences.STATUS_MARKS.get(status.casefold(), status),) if status else ()
    return (*own, *(("d",) if level["basis"] == "derived" else ()))


def cited(close: CloseUp, level: Row, sources: Citations) -> tuple[int, ...]:
    """The numbers of the sources behind a level."""
    lines, file = [part["line"] for part in level["made_of"]], close.observations.file
    return tuple(sorted({number for line in lines for number in sources.cite(close.cited[line]["source"], file, line)}))


def figures(close: CloseUp, sources: Citations) -> Iterator[Table]:
    """What was observed, the last level of each year, and what the end of each year to come must show."""
    unit, forward = close.row["unit"], sign(close.row)
    last_of_year = {each["date"][:4]: each for each in close.series}.values()
    observed = [
        (
            Text(period(each["period"])),
            Text(
                display.level(each["value"], unit, forward, close.row["target"], each["qualifier"] or ""),
                marks(each) + (("s",) if each is close.series[-1] and close.row["stale"] else ()),
                cited(close, each, sources),
            ),
            Text(_change(close, each)),
            Text(""),
            Text(""),
        )
        for each in last_of_year
    ]
    to_come = [
        (
            Text(until(each["date"])),
            Text(""),
            Text(""),
            *(Text(needed(each[shape], close.row, whole=close.whole)) for shape in ("linear", "compound")),
        )
        for each in _thinned(close.to_come)
    ]
    head = sentences.HEADS["figures"]
    rows = [*observed, *to_come]
    kept = [at for at in range(len(head)) if at == 0 or any(row[at].text for row in rows)]
    if rows:
        caption = sentences.FIGURES_NEEDED if to_come else sentences.FIGURES
        shown = tuple(tuple(row[at] for at in kept) for row in rows)
        yield Table(caption.format(name=close.row["name"]), tuple(head[at] for at in kept), shown, frozenset(range(1, len(kept))))


def _thinned(years: list[Row]) -> list[Row]:
    """Of a long way every fifth year, and its end."""
    return [each for each in years if len(years) <= _MOST_YEARS or int(each["date"][:4]) % 5 == 0 or each is years[-1]]


def _change(close: CloseUp, level: Row) -> str:
    before = close.year_before(level["date"])
    return "" if before is None else _apart(before, level, close.row["unit"])


def _apart(one: Row, other: Row, unit: str) -> str:
    """By how much a level differs from another one; by how much a bound does is not known."""
    points = display.is_percent(unit)
    if target_prose.bound(one) or target_prose.bound(other) or not (points or one["value"] > 0):
        return ""
    change = other["value"] - one["value"] if points else other["value"] / one["value"] - 1
    return ("+" if change > 0 else "") + (display.difference(change, unit) if points else display.percent(change))


def chart_sources(close: CloseUp, sources: Citations) -> Iterator[Paragraph]:
    """The sources of the derived points, which stand in no table."""
    if any(each["basis"] == "derived" for each in close.series):
        numbers = {number for each in close.series for number in cited(close, each, sources)}
        yield Paragraph(Text(sentences.CHART_SOURCES, cites=tuple(sorted(numbers))))


def milestones(close: CloseUp) -> Iterator[Table]:
    """The levels that were planned on the way, and how each ended."""
    rows = tuple(tuple(map(Text, row)) for row in target_page.milestones(close))
    if rows:
        yield Table(sentences.MILESTONES.format(name=close.row["name"]), sentences.HEADS["milestones"], rows, frozenset({1}))


def mirrors(close: CloseUp, sources: Citations) -> Iterator[Block]:
    """The same periods by other reporters, and by how much they differ."""
    own = {each["date"]: each for each in close.series}
    for reporter, series in close.mirrors.items():
        both = [(own[each["date"]], each) for each in series if each["date"] in own]
        rows = tuple(_compared(close, mine, theirs, sources) for mine, theirs in both)
        verdict, reason = next((each["status"], each["reason"]) for each in close.reporters if (each["reporter"] or "") == reporter)
        named = {"name": close.row["name"], "reporter": reporter or sentences.NOBODY, "own": close.row["reporter"] or sentences.NOBODY}
        yield Paragraph(
            Text(
                sentences.MIRROR["same" if verdict == close.row["status"] else "other"].format(
                    verdict=verdict_words(verdict), reason=reason, **named
                )
            )
        )
        if rows:
            head = tuple(each.format_map(named) for each in sentences.HEADS["mirror"])
            yield Table(sentences.MIRROR["table"].format(**named), head, rows, frozenset({1, 2, 3}))


def _compared(close: CloseUp, mine: Row, theirs: Row, sources: Citations) -> tuple[Text, ...]:
    unit = close.row["unit"]
    shown = [
        Text(display.amount(each["value"], unit, each["qualifier"] or "", digits=4), marks(each), cited(close, each, sources))
        for each in (mine, theirs)
    ]
    return Text(period(mine["period"])), *shown, Text(_apart(mine, theirs, unit) or display.ABSENT)
