"""How figures get into the observations, whoever has given them: the file as it is, the write, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.cli.inputs import load_targets, not_begun
from tracker.cli.output import emit, say
from tracker.values.languages.translations import localized
from tracker.values.problems import InvalidInput, TrackerError, listing

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from tracker.cli.options import Surroundings
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.reports.addition import Checked, NewFigures


class Typed(NamedTuple):
    """What the command line says of one figure; None where it says nothing."""

    target: str | None
    period: str | None
    value: str | None
    reporter: str | None
    published: str | None
    source: str | None
    qualifier: str | None
    status: str | None
    note: str | None

    def others(self) -> dict[str, str]:
        """The texts that say something about the figure and are not checked."""
        given = {"source": self.source, "status": self.status, "note": self.note}
        return {name: text for name, text in given.items() if text}


class Destination(NamedTuple):
    """The two files, and how figures are written to the second."""

    targets: Path
    path: Path
    revise: bool
    dry_run: bool


class There(NamedTuple):
    """What the two files say, and the columns of the second."""

    programme: Programme
    figures: Observations
    columns: Collection[str]


def read_both(place: Destination) -> There:
    """Read both files, which must have no errors."""
    from tracker.storage import files
    from tracker.storage import observations as observed
    from tracker.storage.tabular import csv as csv_table

    raw, name = contents(place), files.name_of(place.path)
    programme, wrong = load_targets(place.targets)
    figures, problems, _ = observed.read(raw, name, programme)
    if wrong or problems:
        raise InvalidInput([*wrong, *problems])
    return There(programme, figures, csv_table.names_of(raw, name))


def contents(place: Destination) -> bytes:
    """The bytes of the observations; a header where they stand beside the targets and have not been begun."""
    from tracker.storage import files

    return _header() if not_begun(place.targets, place.path) else files.read_bytes(place.path)


def _header() -> bytes:
    from tracker.model.observations import COLUMNS

    return f"{','.join(COLUMNS)}\n".encode()


def try_out(place: Destination, programme: Programme, figures: NewFigures, look: Surroundings) -> Checked:
    """Check figures beside all others, and write nothing; InvalidInput and TrackerError where they cannot be added."""
    from tracker.reports import addition
    from tracker.storage import files

    return addition.checked(contents(place), files.name_of(place.path), programme, figures, look.today, revise=place.revise)


def write(place: Destination, programme: Programme, figures: NewFigures, look: Surroundings, *, warned: bool = False) -> None:
    """Check figures beside all others, write them, and say what they changed; and what is suspicious, unless that was said before."""
    from tracker.render.terminal import text
    from tracker.reports import addition
    from tracker.storage import files, journal

    name = files.name_of(place.path)

    def compose(raw: bytes) -> addition.Checked:
        return addition.checked(raw, name, programme, figures, look.today, revise=place.revise)

    if place.dry_run:
        made = compose(contents(place))
    else:
        if not_begun(place.targets, place.path):
            compose(_header())
            files.write_all({place.path: _header()}, new=True)
        made = journal.append(place.path, compose)
    added = addition.compared(made, programme, look.today)
    for line in () if warned else listing(added.warnings):
        say(line)
    _tell(text.added(added, name, look.today, dry_run=place.dry_run, width=look.width), len(made.rows), dry_run=place.dry_run)


def _tell(answer: str, count: int, *, dry_run: bool) -> None:
    """Print what was done; where that cannot be printed, who reads the error must know that it was done."""
    try:
        emit(answer, None, [])
    except TrackerError as error:
        if dry_run:
            raise
        said = (
            localized("the figure was added; {reason}", reason=error)
            if count == 1
            else localized("the figures were added; {reason}", reason=error)
        )
        raise TrackerError(said) from None
