"""``tracker import``: take the figures of targets from the files that targets.yaml names, and append what is new or revised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.commands.add import refuse_workbook
from tracker.cli.inputs import load_targets, observations_of
from tracker.cli.options import TARGETS, Ids, Language, ObservationsFile, TargetsFile, day, known
from tracker.cli.output import emit
from tracker.values.languages.translations import localized
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from tracker.model.imported import SourceReading
    from tracker.model.programme import Programme
    from tracker.model.sources import FigureRule
    from tracker.reports.import_report import ImportReport

FORMATS = ("text", "json")


def import_(
    context: typer.Context,
    ids: Ids = None,
    published: Annotated[
        str | None,
        typer.Option(
            "--published", help="The day on which figures became known, if their source does not say; today by default.", metavar="DATE"
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Show what would change without writing anything.")] = False,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    form: Annotated[str, typer.Option("--format", "-f", help="text or json.", metavar="FORMAT")] = "text",
    _language: Language = None,
) -> None:
    """Take figures from the files that `sources` names.

    What is new or revised is appended; everything else is kept.
    """
    from tracker.reports import import_report

    known(form, FORMATS, "--format")
    stated = None if published is None else day(published, context.obj.today, "--published")
    path = observations_of(targets, observations)
    _refuse_streams(targets, path)
    programme = _declared(targets)
    rules = _asked(programme, ids or [])
    readings = _readings(programme, rules, context.obj.today)
    report = import_report.write_import(path, programme, readings, context.obj.today, stated, dry_run=dry_run)
    try:
        emit(_told(report, form, plain=context.obj.plain), None, [])
    except TrackerError as error:
        if dry_run:
            raise
        raise TrackerError(localized("the figures were added; {reason}", reason=error)) from None


def _refuse_streams(targets: Path, path: Path) -> None:
    from tracker.storage import files, journal

    if files.STDIN in {targets, path}:
        raise typer.BadParameter(
            localized("standard input cannot be imported into; name the file"), param_hint="'--targets' / '--observations'"
        )
    journal.refuse_special(path)
    refuse_workbook(path)


def _declared(targets: Path) -> Programme:
    from tracker.values.problems import InvalidInput

    programme, problems = load_targets(targets)
    if problems:
        raise InvalidInput(problems)
    return programme


def _asked(programme: Programme, ids: Sequence[str]) -> tuple[FigureRule, ...]:
    """The rules of the targets that are asked for, of all where none is; an error where there is no rule."""
    from tracker.words.import_report_wording import say_nothing_declared

    for each in ids:
        known(each, programme.indicators, "TARGET")
    without = [each for each in ids if all(rule.target != each for rule in programme.rules)]
    if without or not programme.rules:
        raise TrackerError(f"{programme.file}: {say_nothing_declared(without)}")
    return tuple(rule for rule in programme.rules if not ids or rule.target in ids)


def _readings(programme: Programme, rules: Sequence[FigureRule], today: date) -> tuple[SourceReading, ...]:
    from tracker.imports.records.monthly_figures import records_reader
    from tracker.imports.run import read_sources

    return read_sources(rules, programme.file, records_reader(today))


def _told(report: ImportReport, form: str, *, plain: bool) -> str:
    """What is told of an import; what is worth a look goes to standard error."""
    from tracker.render import import_json
    from tracker.render.terminal import text
    from tracker.reports import import_report

    for notice in import_report.import_notices(report):
        typer.echo(text.sentence(notice, plain=plain), err=True)
    return import_json.import_report(report) if form == "json" else text.lines(import_report.import_lines(report), plain=plain)
