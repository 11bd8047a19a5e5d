"""``tracker init``: a small commented pair of files to begin with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

NAMES = ("targets.yaml", "observations.csv")


def init(folder: Annotated[Path, typer.Argument(help="Where to put them; here by default.", metavar="FOLDER")] = Path()) -> None:
    """Write a small commented targets.yaml and observations.csv to begin with, never over files that are there."""
    from tracker.problems import TrackerError  # noqa: PLC0415 - not for --help

    if not folder.is_dir():
        raise TrackerError(f"{folder}: no such folder")
    there = [name for name in NAMES if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        raise TrackerError(f"{folder / there[0]} is there already; nothing was written")
    for name in NAMES:
        with (folder / name).open("xb") as file:
            file.write(files("tracker").joinpath("starter", name).read_bytes())
    typer.echo(f"Wrote {folder / NAMES[0]} and {folder / NAMES[1]}. Now: tracker status")
