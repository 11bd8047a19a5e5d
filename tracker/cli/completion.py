"""What a shell completes: ids, reporters and groups from the targets file that the command line names, and the words of options.

A shell asks at every press of Tab. So nothing slow is loaded (no numpy, no schema), a large file of observations is read only at its
beginning, and whatever goes wrong completes nothing and prints nothing. What is completed goes through the shell, so a word is
offered only where nothing in it means anything to one.
"""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping

    from tracker.values.plain_data import Written

Items = list[tuple[str, str]]

MOST_READ = 1 << 20  # bytes of a file: some 15,000 observations, which takes a few hundredths of a second
_EVERY_REPORTER = "all"
_PLAIN = re.compile(r"[\w.+-]+")
_MARKS = re.compile(r"[^\w.,%–-]+")  # of a name; the library that shows it reads some of them as markup, and the shell others
_INDICATORS = ("targets", "series")


def name_the_command(environment: MutableMapping[str, str], own: Collection[str]) -> None:
    """Complete ``tracker --reporter`` as ``tracker status --reporter``, which it means; ``own`` are the options of no command."""
    for name in ("COMP_WORDS", "_TYPER_COMPLETE_ARGS"):  # what has been typed, in bash and in the other shells
        found = re.match(r"(\s*\S+\s+)(-\S*)(?=\s)", environment.get(name, ""))
        if found and found[2] not in own:
            environment[name] = f"{found[1]}status {environment[name][found.end(1) :]}"
            if name == "COMP_WORDS" and environment.get("COMP_CWORD", "").isdecimal():
                environment["COMP_CWORD"] = str(int(environment["COMP_CWORD"]) + 1)


def complete_at_first_tab() -> None:
    """Let the script for zsh complete when it is first loaded too: the library's own only defines how, and the first Tab does nothing."""
    with suppress(ImportError, AttributeError, KeyError):  # in another version it may have another name, or no fault
        from typer import _completion_shared

        script = _completion_shared._completion_scripts["zsh"]  # noqa: SLF001 - there is no other way in
        if "funcstack" not in script:
            first = '[[ ${funcstack[1]} = _%(prog_name)s ]] && %(complete_func)s "$@"\n'
            _completion_shared._completion_scripts["zsh"] = script + first  # noqa: SLF001


def targets(ctx: typer.Context, incomplete: str) -> Items:
    """The ids of the targets, with their names."""
    return _fitting(incomplete, lambda: _named(ctx, ("targets",)))


def indicators(ctx: typer.Context, incomplete: str) -> Items:
    """The ids of everything that may be observed, with their names."""
    return _fitting(incomplete, lambda: _named(ctx, _INDICATORS))


def reporters(ctx: typer.Context, incomplete: str) -> Items:
    """The reporters that the targets ask for, and those of the observations."""
    return _fitting(incomplete, lambda: ((each, "") for each in _reporters(ctx)))


def reporters_or_all(ctx: typer.Context, incomplete: str) -> Items:
    """The same for a question, which may be about every reporter at once."""
    return _fitting(incomplete, lambda: ((each, "") for each in (*_reporters(ctx), _EVERY_REPORTER)))


def groups(ctx: typer.Context, incomplete: str) -> Items:
    """The groups that targets are declared in."""
    return _fitting(incomplete, lambda: ((_usual(entry.get("group")), "") for entry in _entries(ctx, ("targets",)).values()))


def conditions(ctx: typer.Context, incomplete: str) -> Items:  # noqa: ARG001 - typer passes it by name
    """The words of ``--fail-on``, also behind others and a comma."""
    from tracker.reports.alerts import CONDITIONS

    before, comma, word = incomplete.rpartition(",")
    given = before.split(",")
    return [(f"{before}{comma}{each}", "") for each in CONDITIONS if each.startswith(word) and each not in given]


def topics(ctx: typer.Context, incomplete: str) -> Items:
    """The topics of ``tracker help``, and the commands, whose help it prints too."""
    from tracker.cli.commands.help_ import TOPICS

    commands: Any = ctx.parent
    return _fitting(incomplete, lambda: ((each, "") for each in (*TOPICS, *commands.command.commands)))


def words(*allowed: str) -> Callable[[str], Items]:
    """A completion of an option that takes one of a few words."""

    def complete(incomplete: str) -> Items:
        return [(each, "") for each in allowed if each.startswith(incomplete)]

    return complete


def _fitting(incomplete: str, found: Callable[[], Iterable[tuple[str, str]]]) -> Items:
    """The words that begin as the one that is being typed; none where they cannot be found."""
    with suppress(Exception):
        fitting = {word: said for word, said in found() if word.startswith(incomplete) and _PLAIN.fullmatch(word)}
        return list(fitting.items())
    return []


def _entries(ctx: typer.Context, parts: Iterable[str]) -> dict[str, dict[str, Written]]:
    """What the targets file declares, by id, as it is written."""
    from tracker.storage import yaml

    declared = yaml.read(_beginning(ctx.params["targets"]), "")
    return {each: entry for part in parts for each, entry in declared.part(part).items() if isinstance(entry, dict)}


def _named(ctx: typer.Context, parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for each, entry in _entries(ctx, parts).items():
        yield each, _MARKS.sub(" ", _usual(entry.get("name")))


def _usual(text: Written) -> str:
    """A text as it is written; in English, or else as it is given first, where it is given by language."""
    return str(text.get("en") or next(iter(text.values()), "") if isinstance(text, dict) else text or "")


def _reporters(ctx: typer.Context) -> list[str]:
    """Who is declared to count, then who reports; either without the other where a file cannot be read."""
    found: dict[str, None] = {}
    with suppress(Exception):
        found |= dict.fromkeys(str(entry["reporter"]) for entry in _entries(ctx, ("targets",)).values() if entry.get("reporter"))
    with suppress(Exception):
        beside = Path(ctx.params["targets"]).parent / "observations.csv"
        found |= dict.fromkeys(sorted(_observed(_beginning(ctx.params.get("observations") or beside))))
    return list(found)


def _observed(text: str) -> set[str]:
    """The column ``reporter`` of a table, without its last line, which may be cut off."""
    from tracker.storage.column_names import column_name

    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(("#", "sep="))]
    delimiter = max(",;\t", key=lines[0].count)
    rows = list(csv.reader(lines, delimiter=delimiter))
    place = list(map(column_name, rows[0])).index("reporter")
    return {row[place].strip() for row in rows[1:-1] if len(row) > place} | ({rows[-1][place].strip()} if len(text) < MOST_READ else set())


def _beginning(path: Path) -> str:
    """The text of a file, as far as it is read; OSError for what is no file, which would keep the shell waiting."""
    if not Path(path).is_file():
        raise OSError
    with Path(path).open("rb") as file:
        return file.read(MOST_READ).decode("utf-8-sig", errors="ignore")
