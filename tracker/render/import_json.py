"""The JSON of an import: what was read, the rows that were added, and what there is no figure for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.json import FORMAT, one_line
from tracker.values import languages
from tracker.values.problems import problem_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tracker.imports.reconcile import Change, Kept
    from tracker.model.imported import ImportedFigure, MissingFigure, SourceReading
    from tracker.model.sources import FigureRule
    from tracker.reports.import_report import ImportReport
    from tracker.values.periods import Period
    from tracker.values.plain_data import Json, JsonObject


def import_report(report: ImportReport) -> str:
    """Return an import as one JSON object, one line a row; amounts are in the target's own unit."""
    found = report.found
    head: JsonObject = {
        "format": FORMAT,
        "language": languages.current().code,
        "observations": report.file,
        "dry_run": report.dry_run,
        "unchanged": found.unchanged,
    }
    lists: dict[str, Iterable[Json]] = {
        "sources": map(_source, report.readings),
        "added": (_added(*each) for each in zip(found.changes, report.lines, strict=True)),
        "kept": map(_kept, found.kept),
        "missing": map(_missing, found.missing),
        "left_out": (_left_out(*each) for each in found.left_out),
        "notices": (notice for reading in report.readings for notice in reading.notices),
        "far_from_target": (_figure(each.figure.rule, each.figure.period) | {"value": each.value} for each in found.far),
        "warnings": problem_rows(report.warnings),
    }
    told = ", ".join(f'"{key}": {_lines(each)}' for key, each in lists.items())
    return f"{one_line(head)[:-1]}, {told}}}\n"


def _lines(rows: Iterable[Json]) -> str:
    lines = ",\n".join(map(one_line, rows))
    return f"[\n{lines}\n]" if lines else "[]"


def _source(reading: SourceReading) -> JsonObject:
    return {"name": reading.source.name, "files": [{"name": each.name, "sha256": each.digest} for each in reading.files]}


def _figure(rule: FigureRule, period: Period | None) -> JsonObject:
    return {"target": rule.target, "reporter": rule.reporter or None, "period": None if period is None else str(period)}


def _added(change: Change, line: int) -> JsonObject:
    figure, before = change.figure, change.before
    return _figure(figure.rule, figure.period) | {
        "value": change.value,
        "unit": figure.rule.target_unit,
        "before": before.value if before else None,
        "before_line": before.line or None if before else None,
        "line": line,
        "published": _iso(change.published),
        "status": figure.status or None,
        "source": figure.origin,
        "note": figure.note,
    }


def _kept(kept: Kept) -> JsonObject:
    return _figure(kept.rule, kept.period) | {"line": kept.line, "reason": kept.reason or None}


def _missing(missing: MissingFigure) -> JsonObject:
    return _figure(missing.rule, missing.period) | {"reason": missing.reason}


def _left_out(figure: ImportedFigure, reason: str) -> JsonObject:
    return _figure(figure.rule, figure.period) | {"source": figure.origin, "reason": reason}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
