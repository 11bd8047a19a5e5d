"""The figures of one target as the tables of a report, each with its marks and the numbers of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import cells, pages, phrases, prose
from tracker.document import Block, Paragraph, Table, Text
from tracker.gaps import sign
from tracker.tables import needed, period, until, verdict_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.closeup import CloseUp
    from tracker.document import Citations
    from tracker.tables import Row


_MOST_YEARS = 12


def marks(level: Row) -> tuple[str, ...]:
    """The marks of a level: derived, and what its publisher says of it."""
    status = "" if (level["status"] or "").casefold() in phrases.FINAL else level["status"]
    own = (phrases.STATUS_MARKS.get(status.casefold(), status),) if status else ()
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
                cells.level(each["value"], unit, forward, close.row["target"], each["qualifier"] or ""),
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
    head = phrases.HEADS["figures"]
    rows = [*observed, *to_come]
    kept = [at for at in range(len(head)) if at == 0 or any(row[at].text for row in rows)]
    if rows:
        caption = phrases.FIGURES_NEEDED if to_come else phrases.FIGURES
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
    points = cells.is_percent(unit)
    if prose.bound(one) or prose.bound(other) or not (points or one["value"] > 0):
        return ""
    change = other["value"] - one["value"] if points else other["value"] / one["value"] - 1
    return ("+" if change > 0 else "") + (cells.difference(change, unit) if points else cells.percent(change))


def chart_sources(close: CloseUp, sources: Citations) -> Iterator[Paragraph]:
    """The sources of the derived points, which stand in no table."""
    if any(each["basis"] == "derived" for each in close.series):
        numbers = {number for each in close.series for number in cited(close, each, sources)}
        yield Paragraph(Text(phrases.CHART_SOURCES, cites=tuple(sorted(numbers))))


def milestones(close: CloseUp) -> Iterator[Table]:
    """The levels that were planned on the way, and how each ended."""
    rows = tuple(tuple(map(Text, row)) for row in pages.milestones(close))
    if rows:
        yield Table(phrases.MILESTONES.format(name=close.row["name"]), phrases.HEADS["milestones"], rows, frozenset({1}))


def mirrors(close: CloseUp, sources: Citations) -> Iterator[Block]:
    """The same periods by other reporters, and by how much they differ."""
    own = {each["date"]: each for each in close.series}
    for reporter, series in close.mirrors.items():
        both = [(own[each["date"]], each) for each in series if each["date"] in own]
        rows = tuple(_compared(close, mine, theirs, sources) for mine, theirs in both)
        verdict, reason = next((each["status"], each["reason"]) for each in close.reporters if (each["reporter"] or "") == reporter)
        named = {"name": close.row["name"], "reporter": reporter or phrases.NOBODY, "own": close.row["reporter"] or phrases.NOBODY}
        yield Paragraph(
            Text(
                phrases.MIRROR["same" if verdict == close.row["status"] else "other"].format(
                    verdict=verdict_words(verdict), reason=reason, **named
                )
            )
        )
        if rows:
            head = tuple(each.format_map(named) for each in phrases.HEADS["mirror"])
            yield Table(phrases.MIRROR["table"].format(**named), head, rows, frozenset({1, 2, 3}))


def _compared(close: CloseUp, mine: Row, theirs: Row, sources: Citations) -> tuple[Text, ...]:
    unit = close.row["unit"]
    shown = [
        Text(cells.amount(each["value"], unit, each["qualifier"] or "", digits=4), marks(each), cited(close, each, sources))
        for each in (mine, theirs)
    ]
    return Text(period(mine["period"])), *shown, Text(_apart(mine, theirs, unit) or cells.ABSENT)
