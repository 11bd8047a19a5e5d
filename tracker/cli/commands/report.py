"""``tracker report``: one progress report, in five formats."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tracker import __version__
from tracker.cli import completion
from tracker.cli.formats import FORMATS, RENDERERS, SUFFIXES, OutputPlace, WithPictures
from tracker.cli.inputs import OBSERVATIONS, Files, observations_of, usable
from tracker.cli.options import (
    TARGETS,
    AsOf,
    Ids,
    Language,
    ObservationsFile,
    OneReporter,
    Output,
    Scenarios,
    Since,
    TargetsFile,
    day,
    earlier,
    known,
)
from tracker.cli.output import emit, no_input
from tracker.cli.progress_bar import Watched
from tracker.values import languages
from tracker.values.languages.translations import localized, translatable
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from tracker.cli.formats import Render
    from tracker.cli.inputs import Inputs
    from tracker.model.scenarios import Scenario
    from tracker.reports.progress_report import Report

PACKAGES = {"docx": "python-docx", "vl_convert": "vl-convert-python"}
TEXT = ("html", "markdown")
_ONE_REPORTER = translatable("a report is based on the figures of one reporter and shows those of the others beside them")

ReportFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="html, pdf, docx, xlsx or markdown; by default from the name of the file.",
        metavar="FORMAT",
        autocompletion=completion.words(*FORMATS),
    ),
]
Brief = Annotated[bool, typer.Option("--brief", help="Page one alone: what needs attention, and a table of all targets.")]
NoAnnex = Annotated[bool, typer.Option("--no-annex", help="Leave out the notes on methods, the marks and the numbered sources.")]
Template = Annotated[
    Path | None, typer.Option("--template", help="A Word file (.docx) with your letterhead and styles.", metavar="FILE", readable=False)
]


class Asked(NamedTuple):
    """What was asked on the command line."""

    ids: list[str]
    targets: Path
    observations: Path
    as_of: date
    since: date | None
    reporter: str | None
    form: str
    template: Path | None
    output: Path | None
    brief: bool = False
    annex: bool = True
    language: str | None = None
    scenarios: Path | None = None

    @property
    def read(self) -> tuple[Path, ...]:
        """The files with what the report tells of."""
        return (self.targets, self.observations, *filter(None, (self.scenarios,)))

    def command(self) -> str:
        """The command that makes the same report again, in the folder of the files."""
        said = ["tracker", "report", *self.ids]
        if self.targets != TARGETS:
            said += ["--targets", _beside(self.targets)]
        if self.observations != self.targets.parent / OBSERVATIONS:
            said += ["--observations", _beside(self.observations)]
        said += ["--as-of", self.as_of.isoformat()]
        said += ["--since", self.since.isoformat()] if self.since else []
        said += ["--reporter", self.reporter] if self.reporter else []
        said += ["--brief"] if self.brief else []
        said += [] if self.annex else ["--no-annex"]
        said += ["--scenarios", _beside(self.scenarios)] if self.scenarios else []
        said += ["--template", _beside(self.template)] if self.template else []
        said += ["--language", self.language] if self.language else []
        named = self.output is not None and SUFFIXES.get(self.output.suffix.lower()) == self.form
        said += [] if named else ["--format", self.form]
        said += ["--output", self.output.name] if self.output else []
        return shlex.join(said)


def _beside(path: Path) -> str:
    """A path that tells nothing of somebody's machine."""
    return path.name if path.is_absolute() else path.as_posix()


def _called(path: Path) -> str:
    from tracker.storage.files import STDIN

    return localized("standard input") if path == STDIN else path.name


def report(
    context: typer.Context,
    ids: Ids = None,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    since: Since = None,
    reporter: OneReporter = None,
    form: ReportFormat = None,
    template: Template = None,
    output: Output = None,
    brief: Brief = False,
    no_annex: NoAnnex = False,
    scenarios: Scenarios = None,
    _language: Language = None,
) -> None:
    """Write a progress report as HTML, PDF, Word, Excel or Markdown.

    The figures and sentences are the same in each format. Page one says what needs attention, and each target has a page of its own;
    --brief writes page one alone. With --scenarios the page of a target says what assumed figures would give.
    """
    look, when, chosen = context.obj, day(as_of, context.obj.today), _format(form, output)
    if chosen not in TEXT and output is None and not look.binary:
        said = localized("a terminal cannot show {format}; write it to a file with -o", format=chosen)
        raise typer.BadParameter(said, param_hint="'--format'")
    asked = Asked(
        ids=ids or [],
        targets=targets,
        observations=observations_of(targets, observations),
        as_of=when,
        since=earlier(since, when),
        reporter=reporter,
        form=chosen,
        template=template,
        output=output,
        brief=brief,
        annex=not no_annex,
        language=languages.chosen(),
        scenarios=scenarios,
    )
    _refuse_combinations(asked)
    inputs = [*asked.read, *([template] if template else [])]
    _refuse_place(output, inputs)
    render = _renderer(chosen)
    told = _compiled_at_once(asked, Files(targets, observations, when, reporter), Watched(look.watched))
    _write(render(told, OutputPlace(output, template, inputs)), output, inputs)


def _refuse_combinations(asked: Asked) -> None:
    """A usage error for options that contradict each other."""
    if asked.template and asked.form != "docx":
        said = localized("a template is a DOCX and the report is {format}", format=asked.form)
        raise typer.BadParameter(said, param_hint="'--template'")
    if asked.scenarios and asked.brief:
        raise typer.BadParameter(localized("page one has no scenarios; leave out --brief"), param_hint="'--scenarios'")


def _refuse_place(output: Path | None, inputs: Collection[Path]) -> None:
    """Refuse a file that is an input, or that cannot be written where it is to stand, before anything is computed."""
    no_input(output, inputs)
    if output and not output.parent.is_dir():
        raise TrackerError(localized("{file}: the folder {folder} does not exist", file=output, folder=output.parent))
    if output and output.is_dir():
        raise TrackerError(localized("{file}: is a directory, not a file", file=output))


def _compiled_at_once(asked: Asked, files: Files, watched: Watched) -> Report:
    """The report; TrackerError where a file has changed meanwhile, because its digest would be that of other figures."""
    stamps = _stamps(asked)
    told = _compiled(asked, usable(files, asked.ids, _ONE_REPORTER), watched)
    if _stamps(asked) != stamps:
        raise TrackerError(localized("a file was changed while it was read; run it again"))
    return told


def _write(answer: str | bytes | WithPictures, output: Path | None, inputs: Collection[Path]) -> None:
    """Put the report where it goes, with the pictures that stand beside it; on standard output it has none."""
    if not isinstance(answer, WithPictures):
        emit(answer, output, inputs)
    elif output:
        from tracker.storage import files

        files.write_all({**answer.pictures, output: answer.text})


def _format(form: str | None, output: Path | None) -> str:
    """The format that is asked for, by its name or by that of the file."""
    by_name = SUFFIXES.get(output.suffix.lower()) if output else None
    if form is None:
        if output and not by_name:
            said = localized(
                "{file}: the name of a report ends in {endings}; or give --format", file=output.name, endings=", ".join(SUFFIXES)
            )
            raise typer.BadParameter(said, param_hint="'--output'")
        return by_name or "markdown"
    known(form, FORMATS, "--format")
    if by_name and by_name != form:
        raise typer.BadParameter(localized("{format} contradicts the name of {file}", format=form, file=output), param_hint="'--format'")
    return form


def _compiled(asked: Asked, inputs: Inputs, watched: Watched) -> Report:
    from tracker.reports.progress_report import Origin, Question, compile_report

    origin = Origin(asked.command(), tuple((_called(path), _digest(path)) for path in asked.read), __version__)
    named = _named(asked.scenarios, inputs, asked.ids) if asked.scenarios else {}
    file = _called(asked.scenarios) if asked.scenarios else ""
    question = Question(asked.as_of, asked.since, asked.reporter, asked.ids, asked.brief, asked.annex, named, file)
    closely = not asked.brief or asked.form == "xlsx"  # the formulas of a workbook rest on every figure, also those of page one
    return compile_report(inputs.programme, inputs.observations, question, origin, watched, closely=closely)


def _named(path: Path, inputs: Inputs, ids: list[str]) -> Mapping[str, tuple[Scenario, ...]]:
    """The scenarios of a file; TrackerError where it has none of a target that is told of."""
    from tracker.storage import scenarios
    from tracker.values.printable import join_all, quoted

    found = scenarios.load(path, inputs.programme)
    if ids and not set(ids) & set(found):
        raise TrackerError(
            localized(
                "{file}: no scenario of {target} stands here, but of {there}",
                file=path.name,
                target=join_all(list(map(quoted, ids))),
                there=join_all(list(map(quoted, found))),
            )
        )
    return found


def _stamps(asked: Asked) -> list[tuple[int, int, int] | None]:
    stats = [path.stat() if path.is_file() else None for path in asked.read]
    return [each and (each.st_ino, each.st_size, each.st_mtime_ns) for each in stats]


def _digest(path: Path) -> str:
    from hashlib import sha256

    from tracker.storage import files

    return sha256(files.read_bytes(path)).hexdigest()[:12]


def _renderer(form: str) -> Render:
    """The renderer of a format; TrackerError where the packages that it needs are not installed."""
    try:
        return RENDERERS[form]()
    except ImportError as missing:
        name = (missing.name or "").partition(".")[0]
        if name == "tracker":
            raise
        if isinstance(missing, ModuleNotFoundError):
            library = PACKAGES.get(name, name)
            raise TrackerError(
                localized(
                    'a report as {format} needs {library}, which is not installed; in a clone: pip install ".[report]"',
                    format=form,
                    library=library,
                )
            ) from None
        raise TrackerError(
            localized(
                'a report as {format} needs {library}: {reason}; in a clone: pip install ".[report]"',
                format=form,
                library=name,
                reason=missing,
            )
        ) from None
