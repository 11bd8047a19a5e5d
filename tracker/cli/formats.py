"""The formats of a report: each is loaded only when it is asked for, because its libraries take their time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from tracker.render.svg import Counted
    from tracker.reports.progress_report import Report

    Render = Callable[["Report", "Place"], str | bytes]


class Place(NamedTuple):
    """Where a report goes, whose letterhead it has, who shows how far it has come, and what it is made from and never written over."""

    output: Path | None
    template: Path | None
    counted: Counted
    inputs: Collection[Path]


def _html() -> Render:
    from tracker.render.html import html
    from tracker.reports.progress_report import write_report

    return lambda report, place: html(write_report(report), place.counted)


def _markdown() -> Render:
    from tracker.render import markdown, svg
    from tracker.reports.progress_report import write_report

    def render(report: Report, place: Place) -> str:
        document = write_report(report)
        output = place.output
        if output is None:
            return markdown.document(document)
        charts = document.charts()
        names = {chart.name: f"{output.stem}-{chart.name}.svg" for chart in charts}
        drawn = svg.svgs([chart.spec | {"background": "white"} for chart in charts], place.counted)
        _pictures(output, dict(zip(names.values(), drawn, strict=True)), place.inputs)
        return markdown.document(document, lambda chart: quote(names[chart.name]))

    return render


def _pictures(output: Path, pictures: dict[str, str], inputs: Collection[Path]) -> None:
    """Write the pictures first: a text never refers to one that is not there; and none of them where one cannot be written."""
    from tracker.cli.output import no_input
    from tracker.storage import files
    from tracker.values.problems import TrackerError

    for name in pictures:
        no_input(output.with_name(name), inputs)
        if output.with_name(name).is_dir():
            raise TrackerError(f"{output.with_name(name)}: is a directory, not a file")
    for name, svg in pictures.items():
        files.write(output.with_name(name), svg.encode())


def _pdf() -> Render:
    from tracker.render.pdf import pdf
    from tracker.reports.progress_report import write_report

    return lambda report, place: pdf(write_report(report), report.as_of, place.counted)


def _docx() -> Render:
    from tracker.render.word.document import docx
    from tracker.reports.progress_report import write_report
    from tracker.storage import files

    def render(report: Report, place: Place) -> bytes:
        template = None if place.template is None else files.read_bytes(place.template)
        return docx(write_report(report), report.as_of, template)

    return render


def _xlsx() -> Render:
    from tracker.render.excel.workbook import workbook

    return lambda report, _: workbook(report)


RENDERERS: dict[str, Callable[[], Render]] = {"html": _html, "markdown": _markdown, "pdf": _pdf, "docx": _docx, "xlsx": _xlsx}
