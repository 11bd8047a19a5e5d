"""``tracker explain``: where every number of one target comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.commands.options import TARGETS, AsOf, Format, ObservationsFile, Output, Reporter, TargetsFile
from tracker.commands.page import Asked, one_page

Id = Annotated[str, typer.Argument(help="The id of the target.", metavar="TARGET")]


def explain(
    context: typer.Context,
    target: Id,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: Reporter = None,
    form: Format = "text",
    output: Output = None,
) -> None:
    """Explain every number of one target: its formula filled in, the lines behind it, and what official methods say."""
    one_page("explain", context.obj, Asked(target, targets, observations, as_of, reporter, form, output))
