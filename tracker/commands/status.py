"""``tracker status``: where each target stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from tracker.commands.inputs import observations_of, usable
from tracker.commands.options import (
    FORMATS,
    TARGETS,
    AsOf,
    Format,
    Ids,
    ObservationsFile,
    Output,
    Reporter,
    TargetsFile,
    day,
    emit,
    known,
)

if TYPE_CHECKING:
    from tracker.tables import Table


def status(
    context: typer.Context,
    ids: Ids = None,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: Reporter = None,
    form: Format = "text",
    output: Output = None,
) -> None:
    """Show where each target stands: gap, progress, growth needed and so far, and whether it will be met."""
    when = day(as_of, context.obj.today)
    known(form, FORMATS, "--format")
    inputs = usable(targets, observations, reporter, ids or ())
    from tracker.assessment import assess  # noqa: PLC0415 - pandas is not for --help
    from tracker.tables import Table, records  # noqa: PLC0415

    frame = assess(inputs.programme, inputs.observations, when, reporter, ids or ())
    table = Table(inputs.programme.title, when, records(frame))
    emit(
        _rendered(context, form, table, list(frame.columns), plain=output is None),
        output,
        [targets, observations_of(targets, observations)],
    )


def _rendered(context: typer.Context, form: str, table: Table, keys: list[str], *, plain: bool) -> str:
    from tracker.render import as_csv, as_json, as_markdown, as_text  # noqa: PLC0415

    look = context.obj
    return {
        "text": lambda: as_text.status(table, colour=plain and look.colour, wrap=plain and look.wrap, plain=plain and look.plain),
        "json": lambda: as_json.status(table),
        "csv": lambda: (as_csv.visible if plain and look.wrap else str)(as_csv.status(table, keys)),
        "markdown": lambda: as_markdown.status(table),
    }[form]()
