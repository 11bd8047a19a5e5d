"""New observations: checked as ``tracker check`` would, refused where they are duplicates, compared before and after."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.analysis.assessment import assess
from tracker.analysis.checks.run import find_suspicions
from tracker.analysis.checks.undecided_targets import undecided
from tracker.model.observations import EPOCH, distinct
from tracker.storage import journal, observations
from tracker.storage.tabular import csv as csv_table
from tracker.values import periods
from tracker.values.display import numbers
from tracker.values.input import amount_spellings
from tracker.values.input.amount_spellings import QUALIFIERS
from tracker.values.input.input_words import answer
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted
from tracker.values.problems import InvalidInput, Problem, TrackerError, ordered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from tracker.model.observations import Observation, Observations
    from tracker.model.programme import Programme, Series, Target
    from tracker.model.result import TargetResult
    from tracker.values.problems import WarningCode


_IN_DIGITS = re.compile(r"\d{4}[-\dAMQSTWPYD/]*")  # 2024, 2024-Q3, 2024-01/2024-09, 2024-01-01/P9M


@dataclass(frozen=True)
class NewFigures:
    """Figures to be added: what goes into the columns of each, and the file and the lines they come from (none where one was typed)."""

    rows: Sequence[Mapping[str, str]]
    file: str = ""
    lines: Sequence[int] = ()


class AddedRow(NamedTuple):
    """A new row as it stands in the file, and its line."""

    line: int
    text: str


class Change(NamedTuple):
    """A target, by one reporter's figures, before and after figures were added."""

    before: TargetResult
    after: TargetResult


@dataclass(frozen=True)
class Addition:
    """The new rows, what ``check`` would newly warn of, and what they change on a day: one entry for each target and reporter."""

    rows: tuple[AddedRow, ...]
    warnings: tuple[Problem, ...]
    changes: tuple[Change, ...]


def written(value: str, target: Target | Series, *, beside: bool) -> dict[str, str]:
    """An amount as it goes into the columns ``value`` and ``unit`` (or into ``value`` alone, in the unit that the target declares).

    ``beside`` says whether there is a column for the unit. ValueError where the amount is none, or in another unit. What is known of an
    event is yes or no, which stand in the file as 1 and 0.
    """
    if target.kind == "event":
        return _answer(value)
    amount = amount_spellings.parse_amount(value)
    if amount.multiple:
        raise ValueError(localized("a multiple is not an observation"))
    power = amount_spellings.power_in(target.unit, amount.unit) if amount.unit else 0
    scale = target.unit_power if amount.power is None and not amount.unit else (amount.power or 0) + power
    number = Decimal(amount.digits)
    if not beside:
        return {"value": amount_spellings.plain_digits(number.scaleb(scale - target.unit_power))}
    word = {0: "", 3: "thousand", 6: "mn", 9: "bn", 12: "tn"}[scale]
    return {"value": amount_spellings.plain_digits(number), "unit": f"{word} {target.unit}".strip()}


_SIGNS = {"~": "about", "≈": "about", ">": "over", "<": "under"}


def written_with_qualifier(value: str, target: Target | Series, qualifier: str, *, beside: bool) -> dict[str, str]:
    """An amount as ``written``, with the qualifier that stands before it (``over 4 bn USD``, ``~220 mn USD``) in a column of its own.

    ValueError also where it stands before it and is given beside it.
    """
    value = value.strip()
    said = next((word for word in (*sorted(QUALIFIERS, key=len, reverse=True), *_SIGNS) if value.casefold().startswith(word)), "")
    rest = value[len(said) :]
    if not said or (said in QUALIFIERS and rest[:1].strip()):
        return {"qualifier": qualifier, **written(value, target, beside=beside)}
    meaning = QUALIFIERS.get(said) or _SIGNS[said]
    if qualifier and QUALIFIERS.get(qualifier, qualifier) != meaning:
        raise ValueError(
            localized(
                "{given} says {qualifier_there}, and the qualifier is {qualifier}",
                given=quoted(value),
                qualifier_there=quoted(said),
                qualifier=quoted(qualifier),
            )
        )
    return {"qualifier": meaning, **written(rest, target, beside=beside)}


def written_period(text: str) -> str:
    """A period as it goes into the file: as it was written, or in digits where it was written in words (``Jan–Sep 2026``)."""
    try:
        return text if _IN_DIGITS.fullmatch(text.strip()) else str(periods.parse(text))
    except ValueError:  # which is said with the line on which it would stand
        return text


def _answer(value: str) -> dict[str, str]:
    said = float(value) if value.strip() in {"0", "1"} else answer(value)
    if math.isnan(said):
        raise ValueError(localized("{given} is neither yes nor no; nothing else is recorded of an event", given=quoted(value)))
    return {"value": f"{said:g}"}


def figures_of(raw: bytes, file: str, programme: Programme, columns: Collection[str]) -> NewFigures:
    """Read figures to be added from a table with the header of the observations.

    ``columns`` are those of the file that they are added to; where it has none for the unit, values are written in the unit that the
    target declares. InvalidInput lists every row that is no observation, with its line; TrackerError where there is no row at all.
    """
    found, problems, _ = observations.read(raw, file, programme)
    if problems or found.warnings:  # what is left out of an answer is not added either
        raise InvalidInput([*problems, *found.warnings])
    table = csv_table.parse(raw, file)
    if not len(table.line):
        raise TrackerError(localized("{file}: no rows stand below the header; nothing was added", file=file))
    names = [name for name in table.names if name != "value"]
    rows = []
    for at, value in enumerate(table.value.tolist()):
        fields = {name: table.texts[name][at].strip() for name in names}
        number = amount_spellings.plain_digits(Decimal(repr(value)))
        if fields.get("unit") and "unit" not in columns:
            indicator = programme.indicators[fields["target"]]
            fields |= {"unit": "", **written(f"{number} {fields['unit']}", indicator, beside=False)}
        else:
            fields["value"] = number
        rows.append(fields)
    return NewFigures(rows, file, table.line.tolist())


@dataclass(frozen=True)
class Checked:
    """A file with new rows that ``check`` would not refuse: as it was read before and after they were added, and the rows."""

    content: bytes
    rows: tuple[AddedRow, ...]
    old: Observations
    new: Observations


def checked(raw: bytes, file: str, programme: Programme, figures: NewFigures, as_of: date, *, revise: bool) -> Checked:
    """Return the file with the rows added, which then has no error.

    InvalidInput lists what is wrong with the file as it stands, or with a new row, alone or beside the others; a row that comes from a
    file is named by its line there. TrackerError refuses a duplicate, and a revision of nothing or of something later. With ``revise``
    a row may be a later vintage of a figure that is there; a single one must be.
    """
    for each in dict.fromkeys(fields["target"] for fields in figures.rows):
        shown_in(each, programme)
    old, problems, dialect = observations.read(raw, file, programme)
    if problems:
        raise InvalidInput(problems)
    content, texts = journal.with_rows(raw, figures.rows, file, dialect.decimal)
    rows = tuple(AddedRow(*each) for each in zip(journal.lines_below(raw, texts, file), texts, strict=True))
    new, problems, _ = observations.read(content, file, programme)
    origin = _Origin(figures, {row.line: number for number, row in enumerate(rows)})
    duplicates = list(_duplicates(new, rows[0].line, origin, revise=revise))
    refused = {(each.file, each.line) for each in duplicates}
    problems = [each for each in map(origin.named, problems) if (each.file, each.line) not in refused]
    if duplicates and not figures.file:
        raise TrackerError(duplicates[0].message)
    problems += [*duplicates, *observations.unchosen(new, programme)]
    if not problems:
        problems = _undirected_ever(programme, new, as_of)
    if problems:
        raise InvalidInput(problems)
    if no_observation := set(new.warnings) - set(old.warnings):
        raise InvalidInput(map(origin.named, no_observation))
    return Checked(content, rows, old, new)


def _undirected_ever(programme: Programme, new: Observations, as_of: date) -> list[Problem]:
    """The targets whose direction must be declared on the day, or on a later one, on which another figure becomes known."""
    later = [date.fromordinal(EPOCH + each) for each in distinct(new.known).tolist() if EPOCH + each > as_of.toordinal()]
    return next(filter(None, (undecided(programme, new, day) for day in (as_of, *later))), [])


@dataclass(frozen=True)
class _Origin:
    """Where the new rows come from, by their lines in the file that they are added to."""

    figures: NewFigures
    number: Mapping[int, int]

    def named(self, problem: Problem) -> Problem:
        """A problem of a new row, at the place where a person finds it."""
        number = self.number.get(problem.line or 0)
        if number is None or not self.figures.file:
            return problem
        return problem._replace(file=self.figures.file, line=self.figures.lines[number])


def compared(made: Checked, programme: Programme, as_of: date) -> Addition:
    """Return what the rows change, and what is suspicious that was not so without them."""
    shown: dict[str, dict[str, None]] = {}
    for at in np.flatnonzero(made.new.line >= made.rows[0].line).tolist():
        row = made.new.row(at)
        shown.setdefault(row.reporter, {})[shown_in(row.target, programme)] = None
    changes = []
    for reporter, targets in shown.items():
        before, after = (assess(programme, each, as_of, reporter or None, list(targets)) for each in (made.old, made.new))
        changes += [Change(*pair) for pair in zip(before, after, strict=True)]
    return Addition(made.rows, tuple(_new_suspicions(made, programme, as_of)), tuple(changes))


def _new_suspicions(made: Checked, programme: Programme, as_of: date) -> list[Problem]:
    """What ``check`` warns of now and did not before, in the order of the files."""
    found = find_suspicions(programme, made.new, as_of)
    known = {_place(each) for each in find_suspicions(programme, made.old, as_of)} if found else set()
    return ordered([each for each in found if _place(each) not in known])


def _place(warning: Problem) -> tuple[str, int | None, WarningCode | None, str]:
    """What tells a warning from others; one about several targets is another one as soon as it is about more of them."""
    return warning.file, warning.line, warning.code, warning.target or warning.message


def shown_in(indicator: str, programme: Programme) -> str:
    """The target in which a figure shows; TrackerError where it shows in none."""
    shown = indicator if indicator in programme.targets else next(programme.users(indicator), None)
    if shown is None:
        raise TrackerError(
            localized(
                "no target is made of {indicator} yet, so nothing would change; declare one with `sum` or `ratio`",
                indicator=quoted(indicator),
            )
        )
    return shown


def _duplicates(new: Observations, first: int, origin: _Origin, *, revise: bool) -> Iterator[Problem]:
    """The new rows, from a line on, whose figure is there already, unless they are meant as later vintages and are later.

    A single row that is meant as a later vintage must have an earlier one.
    """
    for at in np.flatnonzero(new.line >= first).tolist():
        row = new.row(at)
        same = [new.row(each) for each in np.flatnonzero(new.figure[:at] == new.figure[at])]
        earlier = [each for each in same if each.line < first] if revise else same
        message = _refusal(new.file, row, earlier, origin, revise=revise, alone=not origin.figures.file)
        if message:
            yield origin.named(Problem(new.file, row.line, message))


def _refusal(file: str, row: Observation, same: list[Observation], origin: _Origin, *, revise: bool, alone: bool) -> str:
    """Why a row cannot be added beside earlier ones of its figure; nothing where it can."""
    if not same:
        return (
            localized("{file}: there is no figure for {period} to revise yet; omit --revise", file=file, period=row.period)
            if revise and alone
            else ""
        )
    last = last_vintage(same)
    there = origin.named(Problem(file, last.line, ""))
    place, figure = f"{there.file}:{there.line}", stated(last)
    if not revise:
        return localized("{place} has {figure}; --revise adds yours as a later vintage", place=place, figure=figure)
    if row.published is None or row.published <= last.known:
        return localized("{place} has {figure}; a revision must have been published after that", place=place, figure=figure)
    return ""


def reporters_of(figures: Observations, programme: Programme, indicator: str) -> list[str]:
    """Who has reported an indicator, without figures that name nobody."""
    number = list(programme.indicators).index(indicator)
    return [each for each in figures.series_by_target().get(number, ()) if each]


def series_of(figures: Observations, programme: Programme, indicator: str, reporter: str) -> list[Observation]:
    """The figures of an indicator by one reporter, in the order of the file."""
    if reporter not in figures.reporters:
        return []
    place = list(programme.indicators).index(indicator)
    mine = (figures.target == place) & (figures.reporter == figures.reporters.index(reporter))
    return [figures.row(each) for each in np.flatnonzero(mine)]


def last_figure(rows: Sequence[Observation]) -> Observation | None:
    """The figure with the newest period, in its last vintage; None where there is no figure."""
    if not rows:
        return None
    newest = max(rows, key=lambda each: (each.period.end, each.line)).period
    return last_vintage([each for each in rows if each.period == newest])


def last_vintage(same: Sequence[Observation]) -> Observation:
    """The vintage of a figure that was published last; where none says when, the one that stands last."""
    dated = [each for each in same if each.published]
    return max(dated, key=lambda each: each.published or date.min) if dated else same[-1]


def stated(row: Observation) -> str:
    """A figure with its period and its publication: ``4.97 bn USD for 2025, published on 2026-02-01``."""
    amount = numbers.amount(row.value, row.measured_in)
    if row.published:
        return localized("{amount} for {period}, published on {day}", amount=amount, period=row.period, day=row.published)
    return localized("{amount} for {period}, without a date of publication", amount=amount, period=row.period)
