"""The formats of a report: each is loaded only when it is asked for, because its libraries take their time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from tracker.cli.output import say
from tracker.values.languages.translations import localized
from tracker.values.log_commands import disarm
from tracker.values.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from tracker.reports.progress_report import Report

    Render = Callable[["Report", "OutputPlace"], "str | bytes | WithPictures"]

SUFFIXES = {".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".md": "markdown", ".markdown": "markdown"}
"""The formats by the endings of their files."""

FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))


class OutputPlace(NamedTuple):
    """Where a report goes, whose letterhead it has, and what it is made from and never written over."""

    output: Path | None
    template: Path | None
    inputs: Collection[Path]


class WithPictures(NamedTuple):
    """A text and the pictures that it names, each with the file that it goes to."""

    text: bytes
    pictures: dict[Path, bytes]


def _html() -> Render:
    from tracker.render.html import html
    from tracker.reports.progress_report import write_report

    return lambda report, _: html(write_report(report))


def _markdown() -> Render:
    from tracker.cli.output import no_input
    from tracker.render import markdown
    from tracker.render.pictures import svg
    from tracker.reports.progress_report import write_report

    def render(report: Report, place: OutputPlace) -> str | WithPictures:
        document = write_report(report)
        output = place.output
        if output is None or (output.exists() and not output.is_file()):  # a pipe or a device has no place beside it
            return markdown.document(document)
        charts = document.charts()
        beside = {chart.name: output.with_name(f"{output.stem}-{chart.name}.svg") for chart in charts}
        for picture in beside.values():
            no_input(picture, place.inputs)
            _refuse_to_draw_over(picture)
        pictures = {beside[chart.name]: svg.svg(chart.wide, paper="white", label=chart.alt).encode() for chart in charts}
        text = markdown.document(document, lambda chart: quote(os.fsencode(beside[chart.name].name)))
        return WithPictures(text.encode(errors="backslashreplace"), pictures)

    return render


def _refuse_to_draw_over(picture: Path) -> None:
    """Refuse what no picture may be written over or through: nobody chose its name."""
    from tracker.storage import files
    from tracker.values.printable import quoted
    from tracker.values.problems import TrackerError

    name = files.name_of(picture)
    if picture.is_symlink():
        raise TrackerError(
            localized(
                "{file}: is a link to {place}; no picture is written through a link", file=name, place=quoted(str(picture.readlink()), 200)
            )
        )
    if picture.is_dir():
        raise TrackerError(localized("{file}: is a directory, not a file", file=name))
    if picture.exists() and not picture.is_file():
        raise TrackerError(localized("{file}: is not a regular file", file=name))


def _pdf() -> Render:
    from tracker.render.pdf import pdf
    from tracker.reports.progress_report import write_report

    return lambda report, _: pdf(write_report(report), report.as_of)


def _docx() -> Render:
    from tracker.render.word.document import docx
    from tracker.reports.progress_report import write_report
    from tracker.storage import files
    from tracker.values.problems import TrackerError

    def render(report: Report, place: OutputPlace) -> bytes:
        if place.template is None:
            return docx(write_report(report), report.as_of)
        name, template = files.name_of(place.template), files.read_bytes(place.template)
        try:
            return docx(write_report(report), report.as_of, template, lambda left_out: _tell(name, left_out))
        except TrackerError as unusable:
            raise TrackerError(f"{name}: {unusable}") from None

    return render


def _tell(template: str, left_out: list[str]) -> None:
    if left_out:
        say(disarm(printable(localized("{template}: left out of the report: {parts}", template=template, parts="; ".join(left_out)))))


def _xlsx() -> Render:
    from tracker.render.excel.workbook import workbook

    return lambda report, _: workbook(report, brief=report.brief)


RENDERERS: dict[str, Callable[[], Render]] = {"html": _html, "markdown": _markdown, "pdf": _pdf, "docx": _docx, "xlsx": _xlsx}
