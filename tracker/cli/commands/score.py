"""``tracker score``: what could be said on earlier days, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import completion
from tracker.cli.inputs import Files, observations_of, usable
from tracker.cli.options import (
    FORMATS,
    TARGETS,
    AsOf,
    Ids,
    Language,
    ObservationsFile,
    OneReporter,
    Output,
    Surroundings,
    TargetsFile,
    day,
    known,
)
from tracker.cli.output import emit
from tracker.values.languages.translations import localized, translatable

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.analysis.score import Score

_FORMATS = (*FORMATS, "svg")
_ONE_REPORTER = translatable("a target is counted once, by the figures of one reporter")
ScoreFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="text, json, csv, markdown, or svg for the reliability diagram; by default as the name of the file ends, else text.",
        metavar="FORMAT",
        autocompletion=completion.words(*_FORMATS),
    ),
]


def score(
    context: typer.Context,
    ids: Ids = None,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: OneReporter = None,
    form: ScoreFormat = None,
    output: Output = None,
    _language: Language = None,
) -> None:
    """Compare what could be said on earlier days with what came of it.

    This covers every earlier target, milestone and target whose deadline has passed, by status and by chance. Each day is judged
    by the figures known then.
    """
    look, when = context.obj, day(as_of, context.obj.today)
    chosen = known(form or _format_of(output), _FORMATS, "--format")
    inputs = usable(Files(targets, observations, when, reporter), ids or (), _ONE_REPORTER)
    from tracker.analysis.score import score as score_targets

    found = score_targets(inputs.programme, inputs.observations, when, reporter, ids or ())
    answer = _drawn(found) if chosen == "svg" else _rendered(look, chosen, found, here=output is None)
    emit(answer, output, [targets, observations_of(targets, observations)])


def _format_of(output: Path | None) -> str:
    """The format that the name of the file asks for."""
    endings = {".svg": "svg", ".json": "json", ".csv": "csv", ".md": "markdown"}
    return endings.get(output.suffix.lower(), "text") if output else "text"


def _rendered(look: Surroundings, form: str, score: Score, *, here: bool) -> str:
    from tracker.render import csv as csv_table
    from tracker.render import json as json_format
    from tracker.render import markdown
    from tracker.render.terminal import text
    from tracker.reports.score_page import score_page

    return {
        "text": lambda: text.document(
            score_page(score), colour=here and look.colour, width=look.width if here else None, plain=here and look.plain
        ),
        "json": lambda: json_format.score(score),
        "csv": lambda: (csv_table.visible if here and look.wrap else str)(csv_table.score(score)),
        "markdown": lambda: markdown.document(score_page(score), level=2),
    }[form]()


def _drawn(score: Score) -> str:
    from tracker.render.pictures import svg
    from tracker.reports.charts.reliability import draw_reliability
    from tracker.values.problems import TrackerError
    from tracker.words.score_wording import describe_diagram

    if score.brier is None:
        raise TrackerError(localized("no statement gave a chance; there is nothing to draw"))
    return svg.svg(draw_reliability(score), paper="white", label=describe_diagram(score)) + "\n"
