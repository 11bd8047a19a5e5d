"""``tracker add``: add observations, safely, and show what they changed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import completion
from tracker.cli.adding import Destination, Typed, read_both, write
from tracker.cli.inputs import observations_of, refuse_nothing_there
from tracker.cli.options import TARGETS, Language, ObservationsFile, TargetsFile, known
from tracker.values.languages.translations import localized

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tracker.cli.options import Surroundings
    from tracker.model import programme as declared


Target = Annotated[str | None, typer.Argument(help="The id of the target.", metavar="TARGET", autocompletion=completion.indicators)]
Period = Annotated[str | None, typer.Argument(help='2025, 2025-Q3, "Jan-Sep 2025", 2025-09-30, …', metavar="PERIOD")]
Value = Annotated[str | None, typer.Argument(help='The figure with its unit: "4.1 bn USD".', metavar="VALUE")]
Rows = Annotated[
    Path | None,
    typer.Option("--rows", help="Add every row of this file, or none; - is standard input.", metavar="FILE", readable=False),
]
ReportedBy = Annotated[
    str | None, typer.Option("--reporter", help="Who reported the figure.", metavar="CODE", autocompletion=completion.reporters)
]
Published = Annotated[str | None, typer.Option("--published", help="The date of publication.", metavar="DATE")]
Source = Annotated[str | None, typer.Option("--source", help="The publication or address it comes from.", metavar="TEXT")]
Qualifier = Annotated[
    str | None,
    typer.Option("--qualifier", help="about, over or under.", metavar="WORD", autocompletion=completion.words("about", "over", "under")),
]
Status = Annotated[str | None, typer.Option("--status", help="Status of the figure, such as provisional.", metavar="TEXT")]
Note = Annotated[str | None, typer.Option("--note", help="A note of your own.", metavar="TEXT")]
Revise = Annotated[bool, typer.Option("--revise", help="Enter a revision of a figure that is on file.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Show what would change without writing anything.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing, even at a terminal.")]


def add(
    context: typer.Context,
    target: Target = None,
    period: Period = None,
    value: Value = None,
    rows: Rows = None,
    reporter: ReportedBy = None,
    published: Published = None,
    source: Source = None,
    qualifier: Qualifier = None,
    status: Status = None,
    note: Note = None,
    revise: Revise = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    _language: Language = None,
) -> None:
    """Check an observation, add it to the file and show what changes.

    At a terminal, you are asked for what is missing. Rows with the header of the observations are added together: tracker add < rows.csv
    """
    place = Destination(targets, observations_of(targets, observations), revise, dry_run)
    _refuse_destination(place)
    look: Surroundings = context.obj._replace(interactive=context.obj.interactive and not yes)
    typed = Typed(target, period, value, reporter, published, source, qualifier, status, note)
    if rows is None and typed.target is None:
        rows = _standard_input()
    if rows is not None:
        _add_rows(place, rows, typed, look)
    elif look.interactive:
        from tracker.cli.dialogues import add_figure

        add_figure.ask_and_add(place, typed, look)
    else:
        _add_typed(place, typed, look)


def _refuse_destination(place: Destination) -> None:
    """Refuse files to which nothing can be added, before anything is asked."""
    from tracker.storage import files, journal

    if files.STDIN in {place.targets, place.path}:
        raise typer.BadParameter(
            localized("nothing can be added to standard input; name the file"), param_hint="'--targets' / '--observations'"
        )
    refuse_nothing_there(place.targets)
    journal.refuse_special(place.path)
    refuse_workbook(place.path)


def _standard_input() -> Path | None:
    """Standard input as the file of the rows, where it is no terminal and has any."""
    if sys.stdin is None or sys.stdin.isatty():
        return None
    from tracker.storage import files

    return files.STDIN if files.read_bytes(files.STDIN).strip() else None


def _add_rows(place: Destination, rows: Path, typed: Typed, look: Surroundings) -> None:
    """Add every row of a table, or none; who sits at a terminal is asked where something is suspicious."""
    from tracker.reports import addition
    from tracker.storage import files

    if any(each is not None for each in typed):
        raise typer.BadParameter(localized("every field stands in the rows; leave out what is said of one figure"), param_hint="'--rows'")
    if rows.exists() and place.path.exists() and rows.samefile(place.path):
        raise typer.BadParameter(localized("these are the observations themselves"), param_hint="'--rows'")
    there = read_both(place)
    figures = addition.figures_of(files.read_bytes(rows), files.name_of(rows), there.programme, there.columns)
    if look.interactive and not place.dry_run:
        from tracker.cli.dialogues import add_figure

        add_figure.confirm_rows(place, there.programme, figures, look)
        write(place, there.programme, figures, look, warned=True)
    else:
        write(place, there.programme, figures, look)


def _add_typed(place: Destination, typed: Typed, look: Surroundings) -> None:
    """Add the figure of a command line that says everything."""
    from tracker.reports import addition

    if typed.target is None or not typed.target.strip():
        raise typer.BadParameter(
            localized("it is missing; name a target, a period and a value, or give rows of observations on standard input"),
            param_hint="'TARGET'",
        )
    programme, figures, columns = read_both(place)
    chosen = programme.indicators[known(typed.target, programme.indicators, "TARGET")]
    fields = {"target": chosen.id, "period": addition.written_period(_needed("PERIOD", typed.period))}
    fields |= _amount(_needed("VALUE", typed.value), chosen, columns, typed.qualifier)
    if typed.reporter is not None and typed.reporter.strip():
        fields["reporter"] = typed.reporter
    elif chosen.reporter or addition.reporters_of(figures, programme, chosen.id):
        raise typer.BadParameter(_missing(chosen.reporter), param_hint="'--reporter'")
    if "published" in columns or typed.published:
        fields["published"] = _needed("--published", typed.published)
    write(place, programme, addition.NewFigures([fields | typed.others()]), look)


def _needed(name: str, given: str | None) -> str:
    if given is None or not given.strip():
        raise typer.BadParameter(_missing(), param_hint=f"'{name}'")
    return given


def _missing(reporter: str | None = None) -> str:
    return (
        localized("it is missing (the target counts the figures of {reporter})", reporter=reporter)
        if reporter
        else localized("it is missing")
    )


def _amount(value: str, target: declared.Target | declared.Series, columns: Collection[str], qualifier: str | None) -> Mapping[str, str]:
    from tracker.reports import addition

    try:
        return addition.written_with_qualifier(value, target, qualifier or "", beside="unit" in columns)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong), param_hint="'VALUE'") from None


def refuse_workbook(path: Path) -> None:
    """TrackerError where the observations are a workbook."""
    from tracker.storage import files
    from tracker.storage.tabular.dialect import is_workbook
    from tracker.values.problems import TrackerError

    if is_workbook(path.name):
        raise TrackerError(
            localized(
                "{file}: is a workbook, to which nothing can be added; type the row into it, or save its sheet as CSV UTF-8 and add to "
                "that",
                file=files.name_of(path),
            )
        )
