"""One target as a section of a report: the statement, a few sentences, the charts, the figures, what others report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import cells, charts, narrative, pages, prose
from tracker.document import Block, Chart, Paragraph, Quote, Section, Table, Text
from tracker.tables import SYMBOLS, TONES, nan, needed, period, told, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.closeup import CloseUp
    from tracker.document import Citations
    from tracker.programme import Programme
    from tracker.tables import Row


def chapter(close: CloseUp, programme: Programme, sources: Citations) -> Section:
    """Return the section of one target."""
    blocks = (
        _verdict(close),
        *_hindsight(close),
        *_statement(close, sources, _place(close, programme, "source")),
        *((Paragraph(Text(prose.said(close))),) if close.series else ()),
        *_charts(close),
        *_chart_sources(close, sources),
        *_figures(close, sources),
        *_milestones(close),
        *_mirrors(close, sources),
        *_history(close, programme, sources),
    )
    return Section(section_id(close.row["id"]), close.row["name"], blocks, tone=TONES[close.row["status"]])


def section_id(target: str) -> str:
    """The id of the section of a target; no id of a target can clash with that of another section."""
    return f"target-{target}"


def _place(close: CloseUp, programme: Programme, *path: str | int) -> tuple[str, int]:
    """Where targets.yaml says something of the target."""
    return programme.file, programme.line("targets", close.target.id, *path)


def verdict_words(status: str) -> str:
    """A verdict as its symbol and its word."""
    return f"{SYMBOLS[status]} {narrative.STATUS_WORDS[status]}"


def _verdict(close: CloseUp) -> Paragraph:
    status = close.row["status"]
    said = " ".join(pages.verdict(close))
    return Paragraph(Text(f"{SYMBOLS[status]} {said}", tone=TONES[status]), lead=True)


def _statement(close: CloseUp, sources: Citations, place: tuple[str, int]) -> Iterator[Block]:
    target = close.target
    cites = sources.cite(target.source, *place)
    stated = pages.stated(target)
    if target.quote:
        yield Quote(Text(target.quote), Text(stated, cites=cites))
    elif stated or cites:
        yield Paragraph(Text(stated or narrative.STATED_ONLY[bool(target.deadline)].format_map(prose.words(close.row)), cites=cites))
    if target.note and not _later(close):
        yield Paragraph(Text(target.note))


def _later(close: CloseUp) -> bool:
    """Whether the target was stated only after the day of the report."""
    return close.target.declared is not None and close.target.declared > close.as_of


def _hindsight(close: CloseUp) -> Iterator[Block]:
    if _later(close):
        yield Paragraph(Text(narrative.HINDSIGHT.format(day=told(str(close.target.declared)))))


def _charts(close: CloseUp) -> Iterator[Chart]:
    way, bar = charts.trajectory(close), charts.bullet(close)
    row, said = close.row, prose.words(close.row)
    if way:
        yield Chart(f"{row['id']}-way", narrative.CHART_TITLE.format_map(said), " ".join(_way_in_words(close, said)), way)
    if bar:
        planned = charts.planned(close)
        said |= {"expected": cells.amount(nan(round(planned) if planned and close.whole else planned), row["unit"], digits=4)}
        kind = "plan" if planned is not None else "plain" if row["baseline"] is None else "baseline"
        yield Chart(f"{row['id']}-bar", narrative.BULLET_TITLE[kind].format_map(said), narrative.BULLET_ALT.format_map(said), bar)


def _way_in_words(close: CloseUp, said: dict[str, str]) -> Iterator[str]:
    """The chart in words, for who cannot see it."""
    row, first = close.row, close.series[0]
    said = said | {
        "unit": row["unit"],
        "first": cells.amount(first["value"], row["unit"], first["qualifier"] or "", digits=4),
        "first_period": period(first["period"]),
    }
    yield narrative.CHART_ALT["observed" if len(close.series) > 1 else "one"].format_map(said)
    if row["target"] is not None:
        yield narrative.CHART_ALT["target" if row["deadline"] else "target_open"].format_map(said)
    landings = sorted(row[key] for key in ("landing_linear", "landing_compound") if row[key] is not None)
    if close.to_come and landings:
        sign = 1 if row["direction"] == "increase" else -1
        low, high = (cells.level(each, row["unit"], sign) for each in (landings[0], landings[-1]))
        yield narrative.CHART_ALT["landing" if low != high else "landing_one"].format_map(said | {"low": low, "high": high})


def marks(level: Row) -> tuple[str, ...]:
    """The marks of a level: derived, and what its publisher says of it."""
    status = "" if (level["status"] or "").casefold() in narrative.FINAL else level["status"]
    own = (narrative.STATUS_MARKS.get(status.casefold(), status),) if status else ()
    return (*own, *(("d",) if level["basis"] == "derived" else ()))


def cited(close: CloseUp, level: Row, sources: Citations) -> tuple[int, ...]:
    """The numbers of the sources behind a level."""
    lines, file = [part["line"] for part in level["made_of"]], close.observations.file
    return tuple(sorted({number for line in lines for number in sources.cite(close.cited[line]["source"], file, line)}))


def _figures(close: CloseUp, sources: Citations) -> Iterator[Table]:
    """What was observed, the last level of each year, and what the end of each year to come must show."""
    unit, sign = close.row["unit"], 1 if close.row["direction"] == "increase" else -1
    last_of_year = {each["date"][:4]: each for each in close.series}.values()
    observed = [
        (
            Text(period(each["period"])),
            Text(
                cells.level(each["value"], unit, sign, each["qualifier"] or ""),
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
        for each in close.to_come
        if each["date"] >= close.as_of.isoformat()
    ]
    head = ("Period", "Observed", "Change on a year before", "Needed, same amount each year", "Needed, same rate each year")
    rows = [*observed, *to_come]
    kept = [at for at in range(len(head)) if at == 0 or any(row[at].text for row in rows)]
    if rows:
        caption = narrative.FIGURES_NEEDED if to_come else narrative.FIGURES
        shown = tuple(tuple(row[at] for at in kept) for row in rows)
        yield Table(caption.format(name=close.row["name"]), tuple(head[at] for at in kept), shown, frozenset(range(1, len(kept))))


def _change(close: CloseUp, level: Row) -> str:
    before = prose.year_before(close, level)
    if before is None or not before["value"] > 0 or prose.bound(level) or prose.bound(before):
        return ""  # by how much a bound has changed is not known
    return _signed(level["value"] / before["value"] - 1)


def _signed(change: float) -> str:
    return ("+" if change > 0 else "") + cells.percent(change)


def _chart_sources(close: CloseUp, sources: Citations) -> Iterator[Paragraph]:
    """The sources of the derived points, which stand in no table."""
    if any(each["basis"] == "derived" for each in close.series):
        numbers = {number for each in close.series for number in cited(close, each, sources)}
        yield Paragraph(Text(narrative.CHART_SOURCES, cites=tuple(sorted(numbers))))


def _milestones(close: CloseUp) -> Iterator[Table]:
    """The levels that were planned on the way, and how each ended."""
    rows = tuple(
        (
            Text(until(each["by"])),
            Text(cells.amount(each["target"], close.row["unit"], digits=6)),
            Text(narrative.OUTCOME_WORDS[each["outcome"]]),
            Text(each["reason"]),
        )
        for each in close.milestones
    )
    if rows:
        yield Table(
            narrative.MILESTONES.format(name=close.row["name"]), ("By the end of", "Milestone", "Outcome", "Why"), rows, frozenset({1})
        )


def _mirrors(close: CloseUp, sources: Citations) -> Iterator[Block]:
    """The same periods by other reporters, and by how much they differ."""
    own = {each["date"]: each for each in close.series}
    for reporter, series in close.mirrors.items():
        both = [(own[each["date"]], each) for each in series if each["date"] in own]
        rows = tuple(_compared(close, mine, theirs, sources) for mine, theirs in both)
        verdict, reason = next((each["status"], each["reason"]) for each in close.reporters if (each["reporter"] or "") == reporter)
        named = {"name": close.row["name"], "reporter": reporter or narrative.NOBODY, "own": close.row["reporter"] or narrative.NOBODY}
        yield Paragraph(
            Text(
                narrative.MIRROR["same" if verdict == close.row["status"] else "other"].format(
                    verdict=verdict_words(verdict), reason=reason, **named
                )
            )
        )
        if rows:
            head = ("Period", f"By {named['own']}", f"By {named['reporter']}", "Difference")
            yield Table(narrative.MIRROR["table"].format(**named), head, rows, frozenset({1, 2, 3}))


def _compared(close: CloseUp, mine: Row, theirs: Row, sources: Citations) -> tuple[Text, ...]:
    unit = close.row["unit"]
    shown = [
        Text(cells.amount(each["value"], unit, each["qualifier"] or "", digits=4), marks(each), cited(close, each, sources))
        for each in (mine, theirs)
    ]
    exact = mine["value"] > 0 and not prose.bound(mine) and not prose.bound(theirs)
    differs = theirs["value"] / mine["value"] - 1 if exact else float("nan")
    return Text(period(mine["period"])), *shown, Text(_signed(differs))


def _history(close: CloseUp, programme: Programme, sources: Citations) -> Iterator[Table]:
    """Earlier promises of the same thing, and how they ended."""
    rows = []
    for promise in close.history:
        outcomes = [(each["reporter"] or "", pages.outcome(promise, each["outcome"])) for each in promise["outcomes"]]
        said = "; ".join(f"{who}: {word}" if who else word for who, word in outcomes) or narrative.OTHER_UNIT
        amount = cells.amount(promise["target"], promise["unit"], promise["qualifier"] or "", digits=6)
        due = until(promise["by"])
        made = told(promise["declared"])
        cites = sources.cite(promise["source"], *_place(close, programme, "history", promise["number"], "source"))
        rows.append((Text(amount, cites=cites), Text(due), Text(made), Text(promise["declared_by"] or cells.ABSENT), Text(said)))
    if rows:
        yield Table(
            narrative.EARLIER.format(name=close.row["name"]),
            ("Promise", "Due by the end of", "Made on", "Made by", "Outcome by the figures of"),
            tuple(rows),
        )
