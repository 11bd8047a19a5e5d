"""``tracker check``: every problem of both files, as file:line: message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from tracker.cli.inputs import Files, known_reporter, observations_of, read
from tracker.cli.options import FORMATS, TARGETS, AsOf, Format, Language, ObservationsFile, Output, Reporter, TargetsFile, day, known
from tracker.cli.output import emit, say

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tracker.storage.tabular.dialect import Dialect
    from tracker.values.problems import Problem

CANNOT_RUN, WARNED = 2, 1


def check(
    context: typer.Context,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: Reporter = None,
    form: Format = "text",
    output: Output = None,
    _language: Language = None,
) -> None:
    """List every problem of both files, with file and line.

    Exit codes: 0 no problem, 1 warnings that are not accepted, 2 errors.
    """
    known(form, FORMATS, "--format")
    problems, counted, dialect = _found(targets, observations, reporter, day(as_of, context.obj.today))
    from tracker.words.texts import answers

    read_as = dialect.spoken() if dialect else ""
    said = answers.READ_AS.format(file=observations_of(targets, observations).name, dialect=read_as) if read_as else ""
    from tracker.render import csv as csv_table
    from tracker.render import json as json_format
    from tracker.render import markdown
    from tracker.render.terminal import text as text_format
    from tracker.values.log_commands import disarm
    from tracker.values.printable import printable

    text = {
        "text": lambda: text_format.problems(problems, counted, said, context.obj.width if output is None else None),
        "json": lambda: json_format.problems(problems, dialect.named() if dialect else None),
        "csv": lambda: (csv_table.visible if output is None and context.obj.wrap else str)(csv_table.problems(problems)),
        "markdown": lambda: markdown.problems(problems, said),
    }[form]()
    if said and form == "csv":  # its rows are problems and nothing else
        say(disarm(printable(said)))
    emit(text, output, [targets, observations_of(targets, observations)])
    found = {each.severity for each in problems}
    raise typer.Exit(CANNOT_RUN if "error" in found else WARNED if "warning" in found else 0)


def _found(targets: Path, observations: Path | None, reporter: str | None, when: date) -> tuple[list[Problem], str, Dialect | None]:
    """The problems, how much was read, and how it is written; suspicions only once there are no errors."""
    from tracker.values.problems import InvalidInput
    from tracker.words.texts import answers

    try:
        inputs = read(Files(targets, observations, when, reporter))
    except InvalidInput as invalid:
        return list(invalid.problems), "", None
    read_rows = inputs.observations
    left_out = {each.line for each in read_rows.warnings} - set(read_rows.line.tolist())
    counted = (answers.READ_WITH_GAPS if left_out else answers.READ).format(
        targets=answers.TARGETS_READ.format(len(inputs.programme.targets)),
        observations=answers.OBSERVATIONS_READ.format(len(read_rows)),
        number=len(left_out),
    )
    if inputs.problems:
        return [*inputs.problems, *read_rows.warnings], counted, inputs.dialect
    from tracker.analysis.checks.run import find_suspicions

    known_reporter(reporter, inputs.observations)
    return find_suspicions(inputs.programme, inputs.observations, when, reporter), counted, inputs.dialect
