"""``tracker init`` and ``tracker schema``: a pair of files to begin with, and the JSON Schema of targets.yaml for editors."""

from __future__ import annotations

import shlex
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import Language, Output  # noqa: TC001 - typer reads the annotations
from tracker.cli.output import emit
from tracker.values import languages
from tracker.values.languages.translations import localized

NAMES = ("targets.yaml", "observations.csv")


def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="The folder for the two files, made if there is none; by default the current one.", metavar="FOLDER")
    ] = Path(),
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write the example without asking, even at a terminal.")] = False,
    _language: Language = None,
) -> None:
    """Write targets.yaml and observations.csv to start from.

    Existing files are never overwritten.

    At a terminal, you are asked for your first target; otherwise the files are a commented example of three targets.
    """
    from tracker.storage import files
    from tracker.values.printable import printable
    from tracker.values.problems import TrackerError
    from tracker.words.texts import questions

    if folder.exists() and not folder.is_dir():
        raise TrackerError(localized("{folder}: is a file, not a folder", folder=folder))
    there = [name for name in NAMES if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        raise TrackerError(localized("{file} already exists; nothing was written", file=folder / there[0]))
    command, contents = _asked() if context.obj.interactive and not yes else _example()
    contents[0] = contents[0].replace(b"version: 1\n", f"version: 1\n{_language_line()}".encode(), 1)
    files.make_folder(folder)
    files.write_all({folder / name: content for name, content in zip(NAMES, contents, strict=True)}, new=True)
    if folder != Path():
        command = f"cd {shlex.quote(str(folder))} && {command}"
    said = questions.ASK_WROTE.format(targets=folder / NAMES[0], observations=folder / NAMES[1], command=command)
    emit(printable(said) + "\n", None, [])


def _language_line() -> str:
    """What makes later answers come in the language that was asked for; English needs no line."""
    code = languages.current().code
    return "" if code == "en" else f"language: {code}\n"


def _asked() -> tuple[str, list[bytes]]:
    """What is written after the questions, and the command that goes on from there."""
    from tracker.cli.dialogues.prompts import Dialogue
    from tracker.words.texts import questions

    talk = Dialogue(questions.ASK_NOTHING_WRITTEN)
    talk.tell(questions.ASK_TWO_FILES)
    if not talk.confirm(questions.ASK_BEGIN, default=True):
        return _example()
    from tracker.cli.dialogues.first_target import ask_files

    target, *texts = ask_files(talk)
    return f"tracker add {target}", [each.encode() for each in texts]


def _example() -> tuple[str, list[bytes]]:
    """The example, with its comments and names in the language of the answer, and the command that shows it."""
    starter = resources.files("tracker.cli").joinpath("starter", languages.current().code)
    return "tracker status", [starter.joinpath(name).read_bytes() for name in NAMES]


def schema(output: Output = None, _language: Language = None) -> None:
    """Print the JSON Schema of targets.yaml, for editors."""
    import json

    from tracker.storage.schema import json_schema

    emit(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", output, [])
