"""The files of a source: those that its names and patterns find, each an ordinary file in the place that is named."""

from __future__ import annotations

import os
import re
import stat
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.storage import files
from tracker.values.languages.translations import localized, write_number
from tracker.values.printable import quoted
from tracker.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.model.sources import Source

MOST_FILES = 10_000
_PATTERN = set("*?[")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+]+:/")


def matched_files(source: Source, declared_in: str, problems: list[Problem]) -> list[Path]:
    """Return the files of a source, each once, by name; what cannot be a table is noted as a problem.

    A pattern finds files and no folders, and none through a link that leads out of the folder it names: such a file may be anything.
    A name that is written in full is followed wherever it leads.
    """
    found: dict[Path, None] = {}
    for written in source.files:
        if unnamed := _names_no_file(source.name, written):
            problems.append(Problem(declared_in, source.line, unnamed))
            continue
        for path in _matches(source, written, declared_in, problems):
            if problem := _unusable(path, written):
                problems.append(Problem(files.name_of(path), None, problem))
            else:
                found[path] = None
    return list(found)


def _names_no_file(name: str, written: str) -> str:
    """Why a name can be that of no file; empty where it may be one."""
    if written == "-":
        return localized(
            "sources: {source}: {given} is standard input, which cannot be read a second time; save the table as a file",
            source=name,
            given=quoted(written),
        )
    if _ADDRESS.match(written):
        return localized(
            "sources: {source}: {given} is an address; download the table, and name the file", source=name, given=quoted(written)
        )
    return (
        localized("sources: {source}: {given} has a NUL character in it; write the name of a file", source=name, given=quoted(written))
        if "\0" in written
        else ""
    )


def _matches(source: Source, written: str, declared_in: str, problems: list[Problem]) -> Iterator[Path]:
    """The files of a name or of a pattern; why a pattern cannot be used is added to the problems."""
    if not _PATTERN & set(written):
        yield Path(source.folder) / written
        return
    listed: list[Path] = []
    refused = _refuse_deep(source.name, written)
    if not refused:
        try:
            listed = sorted(islice((each for each in _glob(Path(source.folder), written) if not each.is_dir()), MOST_FILES + 1))
        except (OSError, ValueError, NotImplementedError) as error:
            refused = localized(
                "sources: {source}: {given} cannot be searched for: {reason}", source=source.name, given=quoted(written), reason=error
            )
        else:
            refused = _refuse_number(source.name, written, len(listed))
    if refused:
        problems.append(Problem(declared_in, source.line, refused))
    else:
        yield from listed


def _refuse_deep(source: str, written: str) -> str:
    if "**" not in written:
        return ""
    return localized("sources: {source}: {given} searches folders within folders; write each folder", source=source, given=quoted(written))


def _refuse_number(source: str, written: str, number: int) -> str:
    """Why so many files cannot be read; empty where they can."""
    if not number:
        return localized("sources: {source}: no file matches {given}", source=source, given=quoted(written))
    if number <= MOST_FILES:
        return ""
    return localized(
        "sources: {source}: {given} matches more than {most} files; write a narrower pattern",
        source=source,
        given=quoted(written),
        most=write_number(MOST_FILES),
    )


def _glob(folder: Path, written: str) -> Iterator[Path]:
    """The matches of a pattern below a folder; an absolute pattern begins at its own root."""
    pattern = Path(written)
    if pattern.is_absolute():
        return Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))
    return folder.glob(written)


def _unusable(path: Path, written: str) -> str:
    """Why a file is not read; empty where it is. Nothing is opened here: a pipe would wait for whoever writes into it."""
    if _PATTERN & set(written) and path.is_symlink():
        place = Path(os.path.realpath(path))
        if not place.is_relative_to(os.path.realpath(path.parent)):
            return localized(
                "is a link that leads out of its folder, to {place}; name that file itself under `files`", place=quoted(str(place), 200)
            )
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""  # whoever reads it says why it cannot be read
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return ""
    return localized("is a pipe or a device, not a file; save the table as a file")
