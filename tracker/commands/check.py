"""``tracker check``: every problem of both files, as file:line: message."""

from __future__ import annotations

import typer

from tracker.commands.options import TARGETS, AsOf, ObservationsFile, Output, TargetsFile


def check(context: typer.Context, targets: TargetsFile = TARGETS, observations: ObservationsFile = None, as_of: AsOf = None, output: Output = None) -> None:
    """List every problem of both files."""
