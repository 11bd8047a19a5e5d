"""The sheet of what changed since the last report; there is none where nobody asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import cells, narrative
from tracker.render.excel.grid import Cell, Column, Grid
from tracker.writing import news_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.news import News
    from tracker.report import Report

_COLUMNS = (
    Column("target", "Target", width=18),
    Column("kind", "Kind", width=12),
    Column("sentence", "What changed", wraps=True, width=90),
    Column("line", "Line", width=8),
    Column("source", "Source", width=60),
)


def changes(report: Report) -> Iterator[Grid]:
    """The changes, one a row, in the words of the other formats."""
    moved = report.changes
    if moved is None:
        return
    rows = [_row(each) for each in news_of(report)]
    since, as_of = cells.day(moved.since), cells.day(moved.as_of)
    about = "" if rows else narrative.NOTHING_CHANGED.format(since=since, as_of=as_of)
    yield Grid("Changes", narrative.SINCE_HEADING.format(since=since), (Cell(about),), _COLUMNS, rows, filtered=bool(rows))


def _row(each: News) -> tuple[Cell, ...]:
    return Cell(each.target), Cell(each.kind), Cell(each.sentence), Cell(each.line, "whole"), Cell(each.source)
