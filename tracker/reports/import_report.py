"""An import: the observations with the new rows, checked as ``tracker check`` would, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.analysis.checks.run import find_suspicions
from tracker.analysis.checks.undecided_targets import undecided
from tracker.imports.reconcile import Reconciliation, reconcile, row_of
from tracker.storage import files, journal, observations
from tracker.storage.tabular import encodings
from tracker.storage.tabular.dialect import is_workbook
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted, say_more
from tracker.values.problems import MOST_LISTED, InvalidInput, Problem, TrackerError
from tracker.words import import_report_wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from tracker.model.imported import SourceReading
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme


@dataclass(frozen=True)
class CheckedImport:
    """The bytes of the observations with the rows of an import, and what it changes; read anew with them where there are any."""

    content: bytes
    found: Reconciliation
    lines: tuple[int, ...]
    new: Observations


@dataclass(frozen=True)
class ImportReport:
    """What is told of an import: what was read, what it found, the line of each new row, and which of them look suspicious.

    ``today`` is the day of the import, ``default`` the day from which a figure is known whose source does not say it, ``stated`` whether
    the user has said so.
    """

    file: str
    readings: tuple[SourceReading, ...]
    found: Reconciliation
    lines: tuple[int, ...]
    warnings: tuple[Problem, ...]
    today: date
    default: date
    stated: bool
    dry_run: bool

    def __str__(self) -> str:
        """What ``tracker import`` prints, and before it what is worth a look."""
        return "\n".join([*import_notices(self), *import_lines(self)])


def write_import(
    path: Path, programme: Programme, readings: Sequence[SourceReading], today: date, published: date | None, *, dry_run: bool
) -> ImportReport:
    """Check the new figures beside the others, append them unless this is a dry run, and return what is told of it.

    InvalidInput and TrackerError as ``checked_import``; nothing is then written.
    """

    def compose(raw: bytes) -> CheckedImport:
        return checked_import(raw, files.name_of(path), programme, readings, today, published)

    _refuse_unwritable(path)
    made = compose(files.read_bytes(path))
    if made.lines and not dry_run:
        made = journal.append(path, compose)
    return import_report(made, readings, programme, today, published, dry_run=dry_run)


def _refuse_unwritable(path: Path) -> None:
    """TrackerError where nothing can be appended to the observations: a pipe would be waited for, and a workbook is no text."""
    journal.refuse_special(path)
    if is_workbook(path.name):
        raise TrackerError(
            localized(
                "{file}: is a workbook, to which nothing can be added; save its sheet as CSV UTF-8 and import into that",
                file=files.name_of(path),
            )
        )


def checked_import(
    raw: bytes, file: str, programme: Programme, readings: Sequence[SourceReading], today: date, published: date | None
) -> CheckedImport:
    """Return the observations with every new row.

    InvalidInput lists what is wrong with the file as it stands, with a figure that may not replace what is there, or with the new rows
    beside the others; TrackerError where the file lacks a column that they need. Nothing is written.
    """
    old, problems, dialect = observations.read(raw, file, programme)
    if problems:
        raise InvalidInput(problems)
    found = reconcile(readings, programme, old, today, published)
    if found.problems:
        raise InvalidInput(found.problems)
    rows = [row_of(each, old.columns) for each in found.changes]
    _refuse_lacking_columns(rows, old)
    content, _ = journal.with_rows(raw, rows, file, dialect.decimal)
    if not rows:
        return CheckedImport(raw, found, (), old)
    new, problems, _ = observations.read(content, file, programme)
    problems += observations.unchosen(new, programme)
    problems = problems or _undirected(programme, new, found, today)
    problems = problems or [each for each in new.warnings if each not in set(old.warnings)]
    if problems:
        raise InvalidInput(_at_their_sources(problems, found, raw, file))
    return CheckedImport(content, found, tuple(new.line[len(old) :].tolist()), new)


def _at_their_sources(problems: Sequence[Problem], found: Reconciliation, raw: bytes, file: str) -> Iterator[Problem]:
    """The problems, those of rows that were to be added at the places from which the figures come: the rows themselves are not there."""
    ends = len(encodings.decoded(raw, file)[0].splitlines())
    for problem in problems:
        nth = (problem.line or 0) - ends - 1
        if problem.file != file or not 0 <= nth < len(found.changes):
            yield problem
            continue
        figure = found.changes[nth].figure
        said = f"{figure.rule.figure_name(figure.period)}: {problem.message}"
        place = figure.places[0] if figure.places else None
        line = int(place.at) if place and place.at.isdigit() else None
        yield Problem(place.file if place else figure.rule.source.name, line, said)


def _undirected(programme: Programme, new: Observations, found: Reconciliation, today: date) -> list[Problem]:
    """Targets of which the new figures leave open which way is wanted; figures out of proportion may be the reason, and are told before."""
    problems = undecided(programme, new, today)
    far = [each for each in found.far if problems and each.figure.places]
    return [*(Problem(each.figure.places[0].file, None, import_report_wording.say_far(each)) for each in far), *problems]


def _refuse_lacking_columns(rows: Sequence[dict[str, str]], old: Observations) -> None:
    """TrackerError that names every column at once: an import without provenance could not be audited."""
    needed = dict.fromkeys(name for row in rows for name, field in row.items() if field)
    lacking = [each for each in needed if each not in old.columns]
    if lacking:
        if len(lacking) == 1:
            raise TrackerError(
                localized(
                    "{file}: needs the column {column} for imported figures; add it to the first line",
                    file=old.file,
                    column=quoted(lacking[0]),
                )
            )
        raise TrackerError(
            localized(
                "{file}: needs the columns {columns} for imported figures; add them to the first line",
                file=old.file,
                columns=", ".join(lacking),
            )
        )


def import_report(
    made: CheckedImport, readings: Sequence[SourceReading], programme: Programme, today: date, published: date | None, *, dry_run: bool
) -> ImportReport:
    """Return what is told of an import that was checked."""
    file, lines = made.new.file, set(made.lines)
    suspicions = find_suspicions(programme, made.new, today) if lines else []
    warnings = tuple(each for each in suspicions if each.file == file and each.line in lines and not each.accepted)
    return ImportReport(file, tuple(readings), made.found, made.lines, warnings, today, published or today, published is not None, dry_run)


def import_lines(report: ImportReport) -> list[str]:
    """The report as lines of text: what was read, each change, what there is no figure for, and how much was added."""
    found, file = report.found, report.file
    return [
        *import_report_wording.say_sources(report.readings),
        *(import_report_wording.say_change(each, file, report.default) for each in found.changes),
        *import_report_wording.say_missing(found.missing),
        *(import_report_wording.say_left_out(*each) for each in found.left_out),
        *import_report_wording.say_kept(found.kept, file),
        *import_report_wording.say_done(found, file, report.default, stated=report.stated, dry_run=report.dry_run),
    ]


def import_notices(report: ImportReport) -> list[str]:
    """What is worth a look before it is believed: for standard error."""
    notices = [each for reading in report.readings for each in reading.notices]
    later = import_report_wording.say_later(report.found.changes, report.today)
    told = [*notices, *later, *map(import_report_wording.say_far, report.found.far), *map(str, report.warnings)]
    rest = len(told) - MOST_LISTED
    return [*told[:MOST_LISTED], say_more(rest)] if rest > 0 else told
