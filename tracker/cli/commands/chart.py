"""``tracker chart``: the chart of one target as a picture, for a slide or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.commands.show import Id  # noqa: TC001 - typer reads it
from tracker.cli.inputs import Files, observations_of, usable
from tracker.cli.options import TARGETS, AsOf, Language, ObservationsFile, OneReporter, Output, TargetsFile, day
from tracker.cli.output import emit, no_input
from tracker.reports.charts import picture_size
from tracker.values.languages.translations import localized, translatable
from tracker.values.printable import join_choices
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.analysis.target_detail import TargetDetail
    from tracker.reports.charts.picture import Picture

SUFFIXES = {".png": "png", ".svg": "svg"}
_ONE_REPORTER = translatable("a chart is about one reporter's figures")
Width = Annotated[int, typer.Option("--width", help="The width of the picture in pixels.", metavar="PIXELS")]
Height = Annotated[int, typer.Option("--height", help="Its height in pixels.", metavar="PIXELS")]


def chart(
    context: typer.Context,
    target: Id,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: OneReporter = None,
    width: Width = picture_size.USUAL[0],
    height: Height = picture_size.USUAL[1],
    output: Output = None,
    _language: Language = None,
) -> None:
    """Draw the chart of one target as a picture for a slide.

    The name of the file ends in .png or .svg; without a file, SVG goes to standard output.
    """
    when = day(as_of, context.obj.today)
    form = _format(output)
    _check_size(width, height)
    path = observations_of(targets, observations)
    no_input(output, [targets, path])
    inputs = usable(Files(targets, observations, when, reporter), [target], _ONE_REPORTER)
    from tracker.analysis.target_detail import detail_target
    from tracker.reports.charts.target_chart import draw_slide
    from tracker.words.chart_wording import describe_chart

    detail = detail_target(inputs.programme, inputs.observations, when, target, reporter)
    picture = draw_slide(detail, width, height)
    if picture is None:
        raise TrackerError(_nothing_drawn(detail))
    emit(_rendered(picture, (width, height), form, describe_chart(detail)), output, [targets, path])


def _format(output: Path | None) -> str:
    """The format that the name of the file asks for; SVG without a file."""
    if output is None:
        return "svg"
    form = SUFFIXES.get(output.suffix.lower())
    if form is None:
        raise typer.BadParameter(
            localized("{file}: the name of a picture ends in {endings}", file=output.name, endings=join_choices(list(SUFFIXES))),
            param_hint="'--output'",
        )
    return form


def _check_size(width: int, height: int) -> None:
    for option, pixels, least, most in zip(("--width", "--height"), (width, height), picture_size.LEAST, picture_size.MOST, strict=True):
        if not least <= pixels <= most:
            raise typer.BadParameter(
                localized("{pixels} pixels; a picture takes {least} to {most}", pixels=pixels, least=least, most=most),
                param_hint=f"'{option}'",
            )


def _nothing_drawn(detail: TargetDetail) -> str:
    """Why there is no chart."""
    if detail.result.kind == "event":
        return localized("{target}: is an event, in force or not; there is nothing to draw", target=detail.target.id)
    return localized("{target}: no figure is known as of {as_of}; there is nothing to draw", target=detail.target.id, as_of=detail.as_of)


def _rendered(picture: Picture, size: tuple[int, int], form: str, words: str) -> str | bytes:
    from tracker.render.pictures import svg

    drawn = svg.svg(picture, size, paper="white", label=words)
    if form == "svg":
        return drawn + "\n"
    try:
        from tracker.render.pictures import png
    except ModuleNotFoundError as missing:
        if missing.name != "vl_convert":
            raise
        said = localized('a PNG needs vl-convert-python, which is not installed; in a clone: pip install ".[report]"')
        raise TrackerError(said) from None
    (made,) = png.pngs([drawn])
    return made
