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
    Assumed,
    Format,
    Language,
    ObservationsFile,
    OneReporter,
    Output,
    Scenarios,
    Surroundings,
    TargetsFile,
    day,
    known,
)
from tracker.cli.output import emit
from tracker.values.languages.translations import localized, translatable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from tracker.analysis.target_detail import TargetDetail
    from tracker.cli.inputs import Inputs
    from tracker.model.scenarios import ScenarioResult
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
    assumed: Sequence[str] = ()
    scenarios: Path | None = None


class Answer(NamedTuple):
    """A target looked at closely, its page, and its scenarios side by side, where there are some."""

    title: str
    detail: TargetDetail
    page: Document
    scenarios: tuple[ScenarioResult, ...] = ()


def one_page(name: str, look: Surroundings, asked: Asked) -> None:
    """Write the page of that name about the target that was asked for."""
    when = day(asked.as_of, look.today)
    known(asked.form, FORMATS, "--format")
    inputs = usable(Files(asked.targets, asked.observations, when, asked.reporter), [asked.target], _ONE_REPORTER)
    from tracker.analysis.target_detail import detail_target
    from tracker.reports import audit_page, target_page
    from tracker.storage import files

    path, title = observations_of(asked.targets, asked.observations), inputs.programme.title
    name_of_file = files.name_of(path)
    if asked.assumed:
        detail = _supposed(asked, when, inputs)
        answer = Answer(title, detail, target_page.target_page(detail, name_of_file))
    else:
        detail = detail_target(inputs.programme, inputs.observations, when, asked.target, asked.reporter)
        compared = _compared(asked, when, inputs) if asked.scenarios else ()
        explained = name == "explain"
        page = audit_page.audit_page(detail, name_of_file) if explained else target_page.target_page(detail, name_of_file, compared)
        answer = Answer(title, detail, page, compared)
    emit(_rendered(asked, look, answer), asked.output, [asked.targets, path, *([asked.scenarios] if asked.scenarios else [])])


def _supposed(asked: Asked, when: date, inputs: Inputs) -> TargetDetail:
    """The target as it would stand with the figures that are assumed on the command line; InvalidInput lists what is wrong."""
    from tracker.analysis import scenarios as analysed
    from tracker.model.scenarios import Scenario
    from tracker.storage.scenarios import read_option
    from tracker.values.problems import InvalidInput, Problem

    read, problems = [], []
    for text in asked.assumed:
        try:
            read.append(read_option(text, inputs.programme.targets[asked.target]))
        except ValueError as error:
            problems.append(Problem("--if", None, str(error)))
    if problems:
        raise InvalidInput(problems)
    question = analysed.Asked(inputs.programme, inputs.observations, when, asked.target, asked.reporter)
    return analysed.detail_scenario(question, Scenario("", tuple(read)))


def _compared(asked: Asked, when: date, inputs: Inputs) -> tuple[ScenarioResult, ...]:
    """The scenarios of a file side by side; TrackerError where it has none for the target."""
    from tracker.analysis import scenarios as analysed
    from tracker.storage import files
    from tracker.storage import scenarios as named
    from tracker.values.printable import join_all, quoted
    from tracker.values.problems import TrackerError

    path = asked.scenarios
    assert path is not None  # noqa: S101 - asked for only then
    file, found = files.name_of(path), named.load(path, inputs.programme)
    if asked.target not in found:
        there = join_all(list(map(quoted, found)))
        raise TrackerError(
            localized("{file}: no scenario of {target} stands here, but of {there}", file=file, target=quoted(asked.target), there=there)
        )
    question = analysed.Asked(inputs.programme, inputs.observations, when, asked.target, asked.reporter)
    return analysed.compare_scenarios(question, found[asked.target], file)


def _rendered(asked: Asked, look: Surroundings, answer: Answer) -> str:
    from tracker.render import json as json_format
    from tracker.render import markdown
    from tracker.render.terminal import text

    here = asked.output is None
    return {
        "text": lambda: text.document(
            answer.page, colour=here and look.colour, width=look.width if here else None, plain=here and look.plain
        ),
        "json": lambda: json_format.detail(answer.title, answer.detail, answer.scenarios),
        "csv": lambda: _table(answer, visible=here and look.wrap),
        "markdown": lambda: markdown.document(answer.page, level=2),
    }[asked.form]()


def _table(answer: Answer, *, visible: bool) -> str:
    """The answer as CSV: what is assumed has its own columns."""
    from tracker.model.scenarios import ScenarioResult
    from tracker.render import csv as csv_table

    detail, rows = answer.detail, answer.scenarios
    if detail.assumed:
        rows = (ScenarioResult("if", detail.as_of, detail.assumed.figures, detail.result),)
    told = csv_table.scenarios(rows) if rows else csv_table.status([detail.result])
    return csv_table.visible(told) if visible else told


def show(
    context: typer.Context,
    target: Id,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    reporter: OneReporter = None,
    form: Format = "text",
    output: Output = None,
    assumed: Assumed = None,
    scenarios: Scenarios = None,
    _language: Language = None,
) -> None:
    """Show one target in depth.

    The answer has a chart, key figures, the required path, earlier targets, the figures of other reporters, and sources. --if says what
    assumed figures would give, and --scenarios sets several scenarios side by side. Nothing is written to the files.
    """
    if assumed and scenarios:
        raise typer.BadParameter(localized("give figures with --if or a file of scenarios, not both"), param_hint="'--scenarios'")
    one_page("show", context.obj, Asked(target, targets, observations, as_of, reporter, form, output, assumed or (), scenarios))


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

    For each number: its formula, the figures used, and their lines in the file. The results of official methods follow.
    """
    one_page("explain", context.obj, Asked(target, targets, observations, as_of, reporter, form, output))
