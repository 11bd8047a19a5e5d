"""Reporters whose figures no target counts, and targets of whose reporter there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tracker.analysis.checks.suspicious_rows import warn_of
from tracker.values.input.input_words import spelled
from tracker.values.languages.local_text import every_wording
from tracker.values.languages.translations import localized
from tracker.values.printable import and_more, did_you_mean, join_all, join_evenly, quoted
from tracker.values.problems import Problem, WarningCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme

_MOST_IDS = 4
_LONG_AND_SHORT = (3, 2)  # letters of the codes of a country


def find_unmatched_reporters(programme: Programme, observations: Observations) -> Iterator[Problem]:
    """Reporters that no target asks for or that are spelled in two ways, and targets whose reporter has no figures."""
    present = {number: list(names) for number, names in observations.series_by_target().items()}
    asked = {target.reporter or present.get(number, [""])[0] for number, target in enumerate(programme.targets.values())}
    asked |= {rule.reporter for rule in programme.rules}  # whose figures are imported is meant
    spellings = _other_spellings(programme, observations)
    hints = {name: _hint(name, asked - {""}, programme, spellings) for name in observations.reporters if name not in asked}
    yield from _find_unknown_reporters(programme, observations, hints)
    yield from _find_other_spellings(observations, {name: code for name, code in spellings.items() if name in asked})
    for number, target in enumerate(programme.targets.values()):
        others = present.get(number, [])
        if target.reporter and others and target.reporter not in others:
            message = localized(
                "{target} counts the figures of {reporter}, and there are only {others}",
                target=quoted(target.id),
                reporter=quoted(target.reporter),
                others=_named(others),
            )
            line = programme.line("targets", target.id, "reporter")
            yield Problem(programme.file, line, message, WarningCode.MISSING_REPORTER, target.id)


def _other_spellings(programme: Programme, observations: Observations) -> dict[str, str]:
    """Reporters that the targets file does not name -> the code that it has for what is probably the same one."""
    named = {target.reporter: "" for target in programme.targets.values() if target.reporter}
    named |= {rule.reporter: "" for rule in programme.rules if rule.reporter} | dict(programme.reporters)
    unnamed = [name for name in observations.reporters if name and name not in named]
    likely = {name: next((code for code, texts in named.items() if _is_same(name, code, texts)), "") for name in unnamed}
    return {name: code for name, code in likely.items() if code}


def _is_same(name: str, code: str, texts: str) -> bool:
    """Whether a reporter is probably the one with this code: in other capitals, by name, or by a code of three letters (UZB for UZ)."""
    if spelled(name) in {spelled(each) for each in (code, *every_wording(texts))}:
        return True
    lengths = (len(name), len(code)) if name.isupper() and code.isupper() and name.isascii() else ()
    return lengths == _LONG_AND_SHORT and name[0] == code[0] and code[1] in name[1:]


def _hint(name: str, asked: Collection[str], programme: Programme, spellings: Mapping[str, str]) -> str:
    """What may be meant by a reporter whose figures no target uses; nothing of one that the targets file names."""
    if not name or name in programme.reporters:
        return ""
    if name in spellings:
        return localized("; did you mean {word}?", word=quoted(spellings[name]))
    return did_you_mean(name, asked)


def _find_other_spellings(observations: Observations, spellings: Mapping[str, str]) -> Iterator[Problem]:
    """Reporters whose figures some target counts, though the targets file has another code for them; one warning a target."""
    for name, series in _rows_of(observations, spellings).items():
        for place, rows in series.items():
            message = localized(
                "the figures of {reporter} (rows: {rows}) are kept apart from those of {word}; write {word} if that is who is meant",
                reporter=quoted(name),
                rows=rows,
                word=quoted(spellings[name]),
            )
            yield warn_of(observations, observations.row(place), message, WarningCode.REPORTER_SPELLING)


def _rows_of(observations: Observations, names: Collection[str]) -> dict[str, dict[int, int]]:
    """The number of rows of each series of some reporters, by its first row."""
    if not names:
        return {}
    _, first, count = np.unique(observations.series, return_index=True, return_counts=True)
    found: dict[str, dict[int, int]] = {}
    for place, rows in zip(first.tolist(), count.tolist(), strict=True):
        if (name := observations.row(place).reporter) in names:
            found.setdefault(name, {})[place] = rows
    return found


def _find_unknown_reporters(programme: Programme, observations: Observations, hints: Mapping[str, str]) -> Iterator[Problem]:
    """One warning for each of these reporters, about all its targets; a target that accepts the warning has one of its own."""
    code = WarningCode.UNKNOWN_REPORTER
    found: dict[tuple[str, str], dict[int, int]] = {}
    for reporter, series in _rows_of(observations, hints).items():
        for place, rows in series.items():
            row = observations.row(place)
            target = programme.targets.get(row.target)
            accepting = row.target if target and code in target.accept else ""
            found.setdefault((reporter, accepting), {})[place] = rows
    for (reporter, _), series in found.items():
        subjects = [observations.row(place) for place in series]
        message = _say_unused(reporter, sum(series.values()), [row.target for row in subjects]) + hints[reporter]
        about = warn_of(observations, min(subjects, key=lambda row: row.line), message, code)
        yield about._replace(target="") if len(subjects) > 1 else about


def _say_unused(reporter: str, rows: int, targets: list[str]) -> str:
    ids = _list_ids(targets)
    if reporter and len(targets) > 1:
        return localized(
            "no target uses the figures of {reporter} (rows: {rows}, of {targets})", reporter=quoted(reporter), rows=rows, targets=ids
        )
    if reporter:
        return localized("no target uses the figures of {reporter} (rows: {rows})", reporter=quoted(reporter), rows=rows)
    if len(targets) > 1:
        return localized("no target uses the figures without a reporter (rows: {rows}, of {targets})", rows=rows, targets=ids)
    return localized("no target uses the figures without a reporter (rows: {rows})", rows=rows)


def _list_ids(ids: list[str]) -> str:
    """The first few ids: `` `a`, `b` and `c` ``, `` `a`, `b`, `c`, `d` and 196 more ``."""
    listed = [quoted(each) for each in ids[:_MOST_IDS]]
    return and_more(listed, len(ids) - _MOST_IDS) if len(ids) > _MOST_IDS else join_all(listed)


def _named(reporters: list[str]) -> str:
    return join_evenly(
        localized("those of {reporter}", reporter=quoted(name)) if name else localized("some that name no reporter") for name in reporters
    )
