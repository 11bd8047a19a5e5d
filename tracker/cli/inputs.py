"""The two files that a command reads, and whether they can answer what was asked."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import typer

from tracker.cli.options import TARGETS, known
from tracker.values.languages.translations import localized, translated

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.storage.tabular.dialect import Dialect
    from tracker.values.problems import Problem

OBSERVATIONS = "observations.csv"


class Inputs(NamedTuple):
    """What could be used of the two files, every error in them, and how the observations are written down."""

    programme: Programme
    observations: Observations
    problems: list[Problem]
    dialect: Dialect


def known_reporter(reporter: str | None, observations: Observations) -> None:
    """Refuse a reporter whom the observations do not name."""
    from tracker.values.input.fields import EVERY_REPORTER

    if reporter:
        known(reporter, [EVERY_REPORTER, *filter(None, observations.reporters)], "--reporter")


class Files(NamedTuple):
    """The two files, the day on which they are asked, and whose figures count (None: as the targets say)."""

    targets: Path
    observations: Path | None
    as_of: date
    reporter: str | None = None


def usable(files: Files, ids: Collection[str], not_every: str | None = None) -> Inputs:
    """Read both files for an answer: InvalidInput for any error in them, a usage error for a target or a reporter that they do not name.

    ``not_every`` says why the answer cannot be had for every reporter at once (``--reporter all``), where it cannot.
    """
    inputs, reporter = read(files), files.reporter
    from tracker.values.input.fields import EVERY_REPORTER
    from tracker.values.problems import InvalidInput

    if inputs.problems:
        raise InvalidInput(inputs.problems)
    for each in ids:
        known(each, inputs.programme.targets, "TARGET")
    if reporter == EVERY_REPORTER and not_every:
        raise typer.BadParameter(translated(not_every), param_hint="'--reporter'")
    known_reporter(reporter, inputs.observations)
    return inputs


def members(programme: Programme, ids: Collection[str], group: str | None) -> Collection[str]:
    """Return the ids that are asked for, of one group where it is named; a usage error where that leaves none."""
    if group is None:
        return ids
    called = programme.group_named(group)
    if called is None:
        known(group, programme.groups, "--group")
    found = [each.id for each in programme.targets.values() if each.group == called and (not ids or each.id in ids)]
    if not found:
        from tracker.values.printable import quoted

        raise typer.BadParameter(
            localized("none of the targets that are named belongs to the group {group}", group=quoted(group)), param_hint="'--group'"
        )
    return found


def read(files: Files) -> Inputs:
    """Read both files, and note every error in them; InvalidInput where the observations cannot be read at all.

    That the direction of a target must be declared depends on its figures, so it is found only once there is no other error.
    """
    from tracker.analysis.checks.undecided_targets import undecided
    from tracker.storage import observations as observed
    from tracker.values.problems import InvalidInput

    refuse_nothing_there(files.targets)
    path = observations_of(files.targets, files.observations)
    _one_stream(files.targets, path)
    programme, wrong = load_targets(files.targets)
    if not_begun(files.targets, path):
        from tracker.values.problems import Problem

        raise InvalidInput([*wrong, Problem(str(path), None, localized("not found; `tracker add` begins it with the first figure"))])
    try:
        figures, problems, dialect = observed.load(path, programme)
    except InvalidInput as invalid:
        raise InvalidInput([*wrong, *invalid.problems]) from None
    mixed = [] if files.reporter else observed.unchosen(figures, programme)
    found = [*wrong, *problems, *mixed]
    return Inputs(programme, figures, found or undecided(programme, figures, files.as_of, files.reporter), dialect)


def load_targets(path: Path) -> tuple[Programme, list[Problem]]:
    """Read targets.yaml for an answer: what it says in the language that was chosen, or that it names, and every error in it."""
    from tracker.storage import targets as declared
    from tracker.words.answer_language import propose_language, say_in_current_language

    programme, wrong = declared.load(path, propose_language)
    return say_in_current_language(programme), wrong


def _one_stream(targets: Path, observations: Path) -> None:
    """Standard input can be one of the files and not both; who is asked for a file on a terminal is told so."""
    from tracker.storage.files import STDIN

    if targets == observations == STDIN:
        raise typer.BadParameter(
            localized("standard input can be read only once; give the other file its name"), param_hint="'--observations'"
        )
    if STDIN in {targets, observations} and sys.stdin is not None and sys.stdin.isatty():
        typer.echo(localized("Reading from the terminal; end with Ctrl-D."), err=True)


def refuse_nothing_there(targets: Path) -> None:
    """Say how to begin where the folder has no targets yet, and none was named; TrackerError."""
    if targets != TARGETS or targets.exists() or targets.is_symlink():
        return
    from tracker.values.printable import did_you_mean
    from tracker.values.problems import TrackerError

    with suppress(OSError):  # which is said where the file is read
        if not did_you_mean(targets.name, [each.name for each in targets.absolute().parent.iterdir() if each.is_file()]):
            raise TrackerError(
                localized("{file}: not found; `tracker init` writes an example to start from, and `tracker add` adds figures", file=targets)
            )


def not_begun(targets: Path, observations: Path) -> bool:
    """Whether the observations that stand beside the targets have not been begun.

    Not where a file of nearly that name is there, which is probably meant.
    """
    from tracker.values.printable import did_you_mean

    path = observations
    if path != observations_of(targets, None) or path.exists() or path.is_symlink() or not targets.is_file():
        return False
    return not did_you_mean(path.name, [each.name for each in path.parent.iterdir() if each.is_file()])


def observations_of(targets: Path, observations: Path | None) -> Path:
    """Return the file of the observations: the one given, or the one beside the targets."""
    return observations or targets.parent / OBSERVATIONS
