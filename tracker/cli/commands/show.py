"""``tracker show`` and ``tracker explain``: one target in depth, and where every number of it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tracker.cli import completion
from tracker.cli.inputs import Files, observations_of, usable
from tracker.cli.options import (
    FORMATS,
    TARGETS,
    AsOf,
    Format,
    Language,
    ObservationsFile,
    OneReporter,
    Output,
    Surroundings,
    TargetsFile,
    day,
    known,
)
from tracker.cli.output import emit
from tracker.values.translations import translatable

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.analysis.target_detail import TargetDetail
    from tracker.reports.document import Document


Id = Annotated[str, typer.Argument(help="The id of the target.", metavar="TARGET", autocompletion=completion.targets)]
_ONE_REPORTER = translatable("a page is based on the figures of one reporter and shows those of the others beside them")


class Asked(NamedTuple):
    """What was asked on the command line."""

    target: str
    targets: Path
    observations: Path | None
    as_of: str | None
    reporter: str | None
    form: str
    output: Path | None


def one_page(name: str, look: Surroundings, asked: Asked) -> None:
    """Write the page of that name about the target that was asked for."""
    when = day(asked.as_of, look.today)
    known(asked.form, FORMATS, "--format")
    inputs = usable(Files(asked.targets, asked.observations, when, asked.reporter), [asked.target], _ONE_REPORTER)
    from tracker.analysis.target_detail import detail_target
    from tracker.reports import audit_page, target_page
    from tracker.storage import files

    path = observations_of(asked.targets, asked.observations)
    detail = detail_target(inputs.programme, inputs.observations, when, asked.target, asked.reporter)
    page = {"show": target_page.target_page, "explain": audit_page.audit_page}[name](detail, files.name_of(path))
    emit(_rendered(asked, look, detail, page, inputs.programme.title), asked.output, [asked.targets, path])


def _rendered(asked: Asked, look: Surroundings, detail: TargetDetail, page: Document, title: str) -> str:
    from tracker.render import csv as csv_table
    from tracker.render import json as json_format
    from tracker.render import markdown, text

    here = asked.output is None
    return {
        "text": lambda: text.document(page, colour=here and look.colour, width=look.width if here else None, plain=here and look.plain),
        "json": lambda: json_format.detail(title, detail),
        "csv": lambda: (csv_table.visible if here and look.wrap else str)(csv_table.status([detail.result])),
        "markdown": lambda: markdown.document(page, level=2),
    }[asked.form]()


def show(
    context: typer.Context,
    target: Id,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: OneReporter = None,
    form: Format = "text",
    output: Output = None,
    _language: Language = None,
) -> None:
    """Show one target in depth.

    Chart, key figures, required path, earlier targets, figures of other reporters, and sources.
    """
    one_page("show", context.obj, Asked(target, targets, observations, as_of, reporter, form, output))


def explain(
    context: typer.Context,
    target: Id,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: OneReporter = None,
    form: Format = "text",
    output: Output = None,
    _language: Language = None,
) -> None:
    """Explain every number of one target.

    Its formula, the figures used, their lines in the file, and the results of official methods.
    """
    one_page("explain", context.obj, Asked(target, targets, observations, as_of, reporter, form, output))
