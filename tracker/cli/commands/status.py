"""``tracker status``: where each target stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from tracker.cli.inputs import Files, members, observations_of, usable
from tracker.cli.options import (
    FORMATS,
    TARGETS,
    AsOf,
    Format,
    Group,
    Ids,
    ObservationsFile,
    Output,
    Reporter,
    TargetsFile,
    day,
    known,
)
from tracker.cli.output import emit

if TYPE_CHECKING:
    from tracker.reports.status import StatusTable


def status(
    context: typer.Context,
    ids: Ids = None,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: Reporter = None,
    group: Group = None,
    form: Format = "text",
    output: Output = None,
) -> None:
    """Show the status of each target.

    The latest figure, progress, the gap, growth so far and required growth, and whether the target will be met.
    """
    when = day(as_of, context.obj.today)
    known(form, FORMATS, "--format")
    inputs = usable(Files(targets, observations, when, reporter), ids or ())
    from tracker.reports.status import status_table

    table = status_table(inputs.programme, inputs.observations, when, reporter, members(inputs.programme, ids or (), group))
    answer = _rendered(context, form, table, plain=output is None)
    emit(answer, output, [targets, observations_of(targets, observations)])


def _rendered(context: typer.Context, form: str, table: StatusTable, *, plain: bool) -> str:
    from tracker.render import csv as csv_table
    from tracker.render import json as json_format
    from tracker.render import markdown, text

    look = context.obj
    return {
        "text": lambda: text.status(table, colour=plain and look.colour, wrap=plain and look.wrap, plain=plain and look.plain),
        "json": lambda: json_format.status(table),
        "csv": lambda: (csv_table.visible if plain and look.wrap else str)(csv_table.status(table.rows)),
        "markdown": lambda: markdown.status(table),
    }[form]()
