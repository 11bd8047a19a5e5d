"""``tracker show``: one target in depth, to look at."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.commands.options import TARGETS, AsOf, Format, ObservationsFile, Output, Reporter, TargetsFile
from tracker.commands.page import Asked, one_page

Id = Annotated[str, typer.Argument(help="The id of the target.", metavar="TARGET")]


def show(
    context: typer.Context,
    target: Id,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: Reporter = None,
    form: Format = "text",
    output: Output = None,
) -> None:
    """Show one target in depth: chart, what the end of each year must show, earlier promises, other reporters, sources."""
    one_page("show", context.obj, Asked(target, targets, observations, as_of, reporter, form, output))
