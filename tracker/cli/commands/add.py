"""``tracker add``: append one observation, safely, and show what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.inputs import observations_of
from tracker.cli.options import TARGETS, ObservationsFile, TargetsFile, known
from tracker.cli.output import emit
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme, Series, Target


def add(
    context: typer.Context,
    target: Annotated[str | None, typer.Argument(help="The id of the target.", metavar="TARGET")] = None,
    period: Annotated[str | None, typer.Argument(help="2025, 2025-Q3, 2025-01/2025-09, 2025-09-30, …", metavar="PERIOD")] = None,
    value: Annotated[str | None, typer.Argument(help='The figure with its unit: "4.1 bn USD".', metavar="VALUE")] = None,
    reporter: Annotated[str | None, typer.Option("--reporter", help="Who reported the figure.", metavar="CODE")] = None,
    published: Annotated[str | None, typer.Option("--published", help="The date of publication.", metavar="DATE")] = None,
    source: Annotated[str | None, typer.Option("--source", help="The publication or address it comes from.")] = None,
    qualifier: Annotated[str, typer.Option("--qualifier", help="about, over or under.")] = "",
    status: Annotated[str, typer.Option("--status", help="Status of the figure, such as provisional.")] = "",
    note: Annotated[str, typer.Option("--note", help="A note of your own.")] = "",
    revise: Annotated[bool, typer.Option("--revise", help="Enter a revision of a figure that is on file.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Show what would change without writing anything.")] = False,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
) -> None:
    """Check an observation, append it to the file and show what it changes."""
    from tracker.storage import files, journal
    from tracker.storage.tabular import csv as csv_table

    path = observations_of(targets, observations)
    if files.STDIN in {targets, path}:
        raise typer.BadParameter("standard input cannot be added to; name the file", param_hint="'--targets' / '--observations'")
    journal.refuse_special(path)
    refuse_workbook(path)
    programme, figures = _read(targets, path)
    ask = _Ask(interactive=context.obj.interactive)
    chosen = programme.indicators[known(ask("TARGET", target), programme.indicators, "TARGET")]
    columns = csv_table.names_of(files.read_bytes(path), files.name_of(path))
    fields = {"target": chosen.id, "period": ask("PERIOD", period)} | _amount(ask("VALUE", value), chosen, columns)
    fields |= {"qualifier": qualifier, "reporter": _reporter(ask, reporter, chosen, programme, figures)}
    if "published" in columns or published:
        fields["published"] = ask("--published", published)
    if "source" in columns or source:
        fields["source"] = ask("--source", source, optional=True)
    fields |= {"status": status, "note": note}
    _append(path, programme, fields, context.obj.today, revise=revise, dry_run=dry_run)


def _append(path: Path, programme: Programme, fields: Mapping[str, str], today: date, *, revise: bool, dry_run: bool) -> None:
    """Check the observation beside the others, write it, and say what it changed."""
    from tracker.render import text
    from tracker.reports import addition
    from tracker.storage import files, journal

    name = files.name_of(path)

    def compose(raw: bytes) -> addition.Checked:
        return addition.checked(raw, name, programme, fields, today, revise=revise)

    made = compose(files.read_bytes(path)) if dry_run else journal.append(path, compose)
    prepared = addition.compared(made, programme, today)
    for warning in prepared.warnings:
        typer.echo(str(warning), err=True)
    _tell(text.added(prepared, name, today, dry_run=dry_run), dry_run=dry_run)


def _tell(answer: str, *, dry_run: bool) -> None:
    """Print what was done; where that cannot be printed, who reads the error must know that it was done."""
    try:
        emit(answer, None, [])
    except TrackerError as error:
        raise TrackerError(str(error) if dry_run else f"the figure was added; {error}") from None


def refuse_workbook(path: Path) -> None:
    """TrackerError where the observations are a workbook."""
    from tracker.storage import files
    from tracker.storage.tabular import workbook
    from tracker.values.problems import TrackerError

    if workbook.named(path.name):
        said = "is a workbook, to which nothing can be added; type the row into it, or save its sheet as CSV UTF-8 and add to that"
        raise TrackerError(f"{files.name_of(path)}: {said}")


def _read(targets: Path, path: Path) -> tuple[Programme, Observations]:
    """Both files, which must have no errors."""
    import tracker

    return tracker.load(targets, path)


class _Ask:
    """Asks for what is missing on a terminal; without one its absence is an error."""

    def __init__(self, *, interactive: bool) -> None:
        self.interactive = interactive

    def __call__(self, name: str, given: str | None, default: str | None = None, *, optional: bool = False) -> str:
        if given is not None and (given.strip() or optional):
            return given
        if self.interactive:
            answer: str = typer.prompt(name.lstrip("-").lower(), default="" if optional else default, show_default=bool(default))
            return answer
        if optional:
            return ""
        hint = f" (the target counts the figures of {default})" if default else ""
        raise typer.BadParameter(f"it is missing{hint}", param_hint=f"'{name}'")


def _reporter(ask: _Ask, given: str | None, target: Target | Series, programme: Programme, figures: Observations) -> str:
    """Who reported it: asked for where the figures of this indicator have reporters, and nowhere else."""
    number = list(programme.indicators).index(target.id)
    if target.reporter or any(figures.series_by_target().get(number, ())):
        return ask("--reporter", given, target.reporter)
    return given or ""


def _amount(value: str, target: Target | Series, columns: list[str]) -> dict[str, str]:
    from tracker.reports import addition

    try:
        return addition.written(value, target, beside="unit" in columns)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong), param_hint="'VALUE'") from None
