"""``tracker init`` and ``tracker schema``: a small pair of files to begin with, and the JSON Schema of targets.yaml for editors."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import Output  # noqa: TC001 - typer reads the annotations
from tracker.cli.output import emit

NAMES = ("targets.yaml", "observations.csv")


def init(folder: Annotated[Path, typer.Argument(help="Where to put them; here by default.", metavar="FOLDER")] = Path()) -> None:
    """Write an example targets.yaml and observations.csv to start from; existing files are never overwritten."""
    from tracker.storage import files
    from tracker.values.printable import printable
    from tracker.values.problems import TrackerError

    if not folder.is_dir():
        raise TrackerError(f"{folder}: no such folder")
    there = [name for name in NAMES if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        raise TrackerError(f"{folder / there[0]} is there already; nothing was written")
    starter = resources.files("tracker.cli").joinpath("starter")
    files.write_all({folder / name: starter.joinpath(name).read_bytes() for name in NAMES}, new=True)
    emit(printable(f"Wrote {folder / NAMES[0]} and {folder / NAMES[1]}. Now: tracker status") + "\n", None, [])


def schema(output: Output = None) -> None:
    """Print the JSON Schema of targets.yaml, with which editors complete and check the file."""
    import json

    from tracker.storage.schema import json_schema

    emit(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", output, [])
