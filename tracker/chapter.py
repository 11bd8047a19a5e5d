"""One target as a section of a report: the statement, a few sentences, the charts, the figures, what others report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import bullets, cells, charts, exhibits, narrative, pages, phrases, prose
from tracker.document import Block, Chart, Paragraph, Quote, Section, Table, Text, Verdict
from tracker.tables import SYMBOLS, TONES, nan, period, stale, told, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.closeup import CloseUp
    from tracker.document import Citations
    from tracker.programme import Programme


def chapter(close: CloseUp, programme: Programme, sources: Citations) -> Section:
    """Return the section of one target."""
    blocks = (
        _verdict(close),
        *_hindsight(close),
        *_statement(close, sources, _place(close, programme, "source")),
        *((Paragraph(Text(prose.said(close))),) if close.series else ()),
        *_charts(close),
        *exhibits.chart_sources(close, sources),
        *exhibits.figures(close, sources),
        *exhibits.milestones(close),
        *exhibits.mirrors(close, sources),
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
    word = narrative.VERDICT_ALONE.format(symbol=SYMBOLS[status], verdict=narrative.STATUS_WORDS[status].capitalize())
    return Verdict(Text(word, tone=TONES[status]), Text(" ".join([close.row["reason"], *stale(close.row)])))


def _statement(close: CloseUp, sources: Citations, place: tuple[str, int]) -> Iterator[Block]:
    target = close.target
    cites = sources.cite(target.source, *place)
    stated = pages.stated(target)
    if target.quote:
        yield Quote(Text(target.quote), Text(stated, cites=cites))
    elif stated or cites:
        yield Paragraph(Text(stated or phrases.STATED_ONLY[bool(target.deadline)].format_map(prose.words(close.row)), cites=cites))
    if target.multiple and close.row["baseline"] is not None:
        fields = prose.words(close.row) | {"multiple": f"{target.multiple:g}", "baseline": close.baseline}
        yield Paragraph(Text(phrases.MULTIPLE.format_map(fields)))
    if target.note and not _later(close):
        yield Paragraph(Text(target.note))


def _later(close: CloseUp) -> bool:
    """Whether the target was stated only after the day of the report."""
    return close.target.declared is not None and close.target.declared > close.as_of


def _hindsight(close: CloseUp) -> Iterator[Block]:
    if _later(close):
        yield Paragraph(Text(phrases.HINDSIGHT.format(day=told(str(close.target.declared)))))


def _charts(close: CloseUp) -> Iterator[Chart]:
    way, bar = charts.trajectory(close), bullets.bullet(close)
    row, said = close.row, prose.words(close.row) | {"baseline": close.baseline}
    if way:
        yield Chart(f"{row['id']}-way", phrases.CHART_TITLE.format_map(said), " ".join(_way_in_words(close, said)), way)
    if bar:
        planned = bullets.planned(close)
        said |= {"expected": cells.amount(nan(round(planned) if planned and close.whole else planned), row["unit"], digits=4)}
        kind = "plan" if planned is not None else "plain" if row["baseline"] is None else "baseline"
        yield Chart(f"{row['id']}-bar", phrases.BULLET_TITLE[kind].format_map(said), phrases.BULLET_ALT.format_map(said), bar)


def _way_in_words(close: CloseUp, said: dict[str, str]) -> Iterator[str]:
    """The chart in words, for who cannot see it."""
    row, first = close.row, close.series[0]
    said = said | {
        "unit": row["unit"],
        "first": cells.amount(first["value"], row["unit"], first["qualifier"] or "", digits=4),
        "first_period": period(first["period"]),
    }
    yield phrases.CHART_ALT["observed" if len(close.series) > 1 else "one"].format_map(said)
    if row["target"] is not None:
        yield phrases.CHART_ALT["target" if row["deadline"] else "target_open"].format_map(said)
    low, high = prose.landings(row)
    if close.to_come and low != cells.ABSENT:
        yield phrases.CHART_ALT["landing" if low != high else "landing_one"].format_map(said | {"low": low, "high": high})


def _history(close: CloseUp, programme: Programme, sources: Citations) -> Iterator[Table]:
    """Earlier promises of the same thing, and how they ended."""
    rows = []
    for promise in close.history:
        outcomes = [(each["reporter"] or "", pages.outcome(promise, each["outcome"])) for each in promise["outcomes"]]
        said = "; ".join(f"{who}: {word}" if who else word for who, word in outcomes) or phrases.OTHER_UNIT
        amount = cells.target(promise["target"], promise["unit"], promise["qualifier"] or "")
        due = until(promise["by"])
        made = told(promise["declared"])
        cites = sources.cite(promise["source"], *_place(close, programme, "history", promise["number"], "source"))
        rows.append((Text(amount, cites=cites), Text(due), Text(made), Text(promise["declared_by"] or cells.ABSENT), Text(said)))
    if rows:
        yield Table(
            phrases.EARLIER.format(name=close.row["name"]),
            phrases.HEADS["history"],
            tuple(rows),
        )
