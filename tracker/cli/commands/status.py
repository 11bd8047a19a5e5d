"""``tracker status``: where each target stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import completion
from tracker.cli.inputs import Files, members, observations_of, usable
from tracker.cli.options import (
    FORMATS,
    TARGETS,
    AsOf,
    Format,
    Group,
    Ids,
    Language,
    ObservationsFile,
    Output,
    Reporter,
    Surroundings,
    TargetsFile,
    day,
    known,
)
from tracker.cli.output import emit

if TYPE_CHECKING:
    from tracker.reports.status import StatusTable

ORDERS = ("attention", "file")
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        help="attention: targets that need it first; file: in the order of targets.yaml, the default of csv and json.",
        metavar="ORDER",
        autocompletion=completion.words(*ORDERS),
    ),
]
Full = Annotated[bool, typer.Option("--full", help="Show all columns, in text and Markdown; csv and json always have them.")]


def status(
    context: typer.Context,
    ids: Ids = None,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: Reporter = None,
    group: Group = None,
    sort: Sort = None,
    full: Full = False,
    form: Format = "text",
    output: Output = None,
    _language: Language = None,
) -> None:
    """Show the status of each target at a glance.

    Each target has one line, the worst first: the latest figure, the target, progress, the projected outcome and the chance. --full adds
    the gap, time elapsed and growth.
    """
    when = day(as_of, context.obj.today)
    known(form, FORMATS, "--format")
    order = known(sort or ("file" if form in {"csv", "json"} else "attention"), ORDERS, "--sort")
    inputs = usable(Files(targets, observations, when, reporter), ids or ())
    from tracker.reports.status import status_table

    table = status_table(inputs.programme, inputs.observations, when, reporter, members(inputs.programme, ids or (), group))
    if order == "attention":
        table = replace(table, rows=tuple(table.by_attention))
    answer = _rendered(context.obj, form, table, here=output is None, full=full)
    emit(answer, output, [targets, observations_of(targets, observations)])


def _rendered(look: Surroundings, form: str, table: StatusTable, *, here: bool, full: bool) -> str:
    match form:  # each format loads what it needs itself
        case "json":
            from tracker.render import json as json_format

            return json_format.status(table)
        case "csv":
            from tracker.render import csv as csv_table

            return (csv_table.visible if here and look.wrap else str)(csv_table.status(table.rows))
        case "markdown":
            from tracker.render import markdown

            return markdown.status(table, full=full)
    from tracker.render.terminal import glance, text

    show = text.status if full else glance.glance
    return show(table, colour=here and look.colour, width=look.width if here else None, plain=here and look.plain)
