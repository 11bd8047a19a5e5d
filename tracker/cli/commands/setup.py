"""``tracker init`` and ``tracker schema``: a small pair of files to begin with, and the JSON Schema of targets.yaml for editors."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import Output, emit

NAMES = ("targets.yaml", "observations.csv")


def init(folder: Annotated[Path, typer.Argument(help="Where to put them; here by default.", metavar="FOLDER")] = Path()) -> None:
    """Write a small commented targets.yaml and observations.csv to begin with, never over files that are there."""
    from tracker.values.problems import TrackerError

    if not folder.is_dir():
        raise TrackerError(f"{folder}: no such folder")
    there = [name for name in NAMES if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        raise TrackerError(f"{folder / there[0]} is there already; nothing was written")
    for name in NAMES:
        with (folder / name).open("xb") as file:
            file.write(files("tracker.cli").joinpath("starter", name).read_bytes())
    from tracker.values.printable import printable

    typer.echo(printable(f"Wrote {folder / NAMES[0]} and {folder / NAMES[1]}. Now: tracker status"))


def schema(output: Output = None) -> None:
    """Print the JSON Schema of targets.yaml; editors complete and check the file with it."""
    import json

    from tracker.storage.schema import json_schema

    emit(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", output, [])
