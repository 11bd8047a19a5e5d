"""What is assumed of the future, as people write it: ``2026=5.6bn`` on the command line, or named scenarios in a small YAML file."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from tracker.model.programme import TOTALS
from tracker.model.scenarios import Assumption, Scenario
from tracker.storage import files
from tracker.storage import yaml as yaml_text
from tracker.values import periods
from tracker.values.input import amount_spellings
from tracker.values.input.amount_spellings import QUALIFIERS
from tracker.values.input.input_words import answer
from tracker.values.languages.translations import localized
from tracker.values.printable import did_you_mean, join_choices, one_of, quoted
from tracker.values.problems import InvalidInput, Problem
from tracker.values.units import is_bare_percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tracker.model.programme import Programme, Target
    from tracker.storage.yaml import Document
    from tracker.values.periods import Period
    from tracker.values.plain_data import Written

    Scenarios = Mapping[str, tuple[Scenario, ...]]

REVISED = "revised"
_GROWTH = re.compile(r"[+\-\u2212]")
_SIGNS = ("~", "≈", ">", "<")
_FASTEST = 100.0  # growth a year beyond which it is certainly a slip: 10,000 %


def read_option(text: str, target: Target) -> Assumption:
    """Read ``2026=5.6bn`` or ``2027=+12 %``; ValueError with a sentence for the user."""
    period, sign, value = text.partition("=")
    if not (sign and period.strip() and value.strip()):
        raise ValueError(localized("{given} is not an assumption; write a period and a figure, as in 2026=5.6bn", given=quoted(text)))
    return read_assumption(period, value, target)


def read_assumption(period: str, value: str, target: Target, line: int = 0) -> Assumption:
    """Read what is assumed of a period: an amount as people write it, or a growth on the year before; ValueError where it is neither."""
    span = _period(period, target)
    first, _, rest = value.strip().partition(" ")
    revised = first.casefold() == REVISED
    stated = rest.strip() if revised else value.strip()
    growth = _growth(stated, target)
    amount = None if growth is not None else _amount(stated, target)
    return Assumption(span, amount, growth, revised, line)


def _period(text: str, target: Target) -> Period:
    span = periods.parse(text)
    if target.kind in TOTALS and not span.whole_months:
        raise ValueError(
            localized(
                "{given} is not made of whole months, as the total of a flow must be; write {forms}",
                given=quoted(text.strip()),
                forms=join_choices(periods.FLOW_FORMS),
            )
        )
    return span


def _growth(text: str, target: Target) -> float | None:
    """The growth that is written, as a fraction; None where an amount is. It has a sign, by which it is told from an amount in percent."""
    if not _GROWTH.match(text):
        return None
    given = amount_spellings.parse_amount(text)
    if not is_bare_percent(given.unit):
        return None
    if is_bare_percent(target.unit):
        raise ValueError(localized("{given} can be percent or percentage points; write the level itself, as in 14 %", given=quoted(text)))
    if target.kind not in {"flow", "stock"}:
        raise ValueError(localized("{given} is a growth, and a target of the kind {kind} has none", given=quoted(text), kind=target.kind))
    growth = given.stated() / 100
    if not -1 < growth < _FASTEST:
        raise ValueError(localized("{given} is not a growth on the year before; write it in percent, as in +12 %", given=quoted(text)))
    return growth


def _amount(text: str, target: Target) -> float:
    """The amount in the target's own unit."""
    if target.kind == "event":
        return _answer(text)
    if text.casefold().startswith((*QUALIFIERS, *_SIGNS)):
        raise ValueError(localized("{given} is a bound or an estimate; assume one number", given=quoted(text)))
    amount = amount_spellings.parse_amount(text)
    if text.startswith("+"):
        raise ValueError(
            localized(
                "{given} has a sign, as a growth has (+12 %), and no %; write {amount} for that amount",
                given=quoted(text),
                amount=text.removeprefix("+").strip(),
            )
        )
    if amount.multiple:
        raise ValueError(localized("{given} is a multiple; assume an amount, or a growth as in +12 %", given=quoted(text)))
    if is_bare_percent(amount.unit) and not is_bare_percent(target.unit):
        raise ValueError(
            localized("{given} is not an amount in {unit}; a growth has a sign, as in +12 %", given=quoted(text), unit=target.unit)
        )
    power = amount_spellings.power_in(target.unit, amount.unit) if amount.unit else 0
    scale = target.unit_power if amount.power is None and not amount.unit else (amount.power or 0) + power
    value = float(amount_spellings.Amount(amount.digits, scale).stated())
    if abs(value) > amount_spellings.LARGEST:
        raise ValueError(localized("{given} is implausibly large", given=quoted(text)))
    if target.kind == "rank" and (value < 1 or value != int(value)):
        raise ValueError(localized("{given} is not a place in a ranking; write a whole number from 1 on", given=quoted(text)))
    return value


def _answer(text: str) -> float:
    said = float(text) if text in {"0", "1"} else answer(text)
    if math.isnan(said):
        raise ValueError(localized("{given} is neither yes nor no; nothing else is recorded of an event", given=quoted(text)))
    return said


def load(path: Path, programme: Programme) -> Scenarios:
    """Read a file of scenarios: for each target that it names its scenarios, in the order of the file.

    InvalidInput lists everything that is wrong with it.
    """
    return read(files.read_bytes(path), files.name_of(path), programme)


def read(raw: bytes, file: str, programme: Programme) -> Scenarios:
    """Read the bytes of a file of scenarios, as ``load`` does."""
    document = yaml_text.read(files.decode(raw, file), file)
    problems = list(document.problems)
    seen = {each.line for each in problems}
    found: dict[str, tuple[Scenario, ...]] = {}
    if not isinstance(document.data, dict) or not document.data:
        raise InvalidInput(
            [*problems, Problem(file, 1, localized("no scenario stands here; write the id of a target, and its scenarios below"))]
        )
    for target, named in document.data.items():
        wrong = list(_misnamed(document, target, named, programme))
        scenarios = () if wrong else tuple(_scenarios(document, programme.targets[target], document.part(target), wrong))
        problems += [each for each in wrong if each.line not in seen]
        found[target] = scenarios
    if problems:
        raise InvalidInput(problems)
    return found


def _misnamed(document: Document, target: str, named: Written, programme: Programme) -> Iterator[Problem]:
    """A target that is not declared, and one below which no scenarios stand."""
    line = document.line((target,))
    if target not in programme.targets:
        said = localized("{given} is not a target; write {allowed}", given=quoted(target), allowed=one_of(programme.targets))
        yield Problem(document.file, line, said + did_you_mean(target, programme.targets))
    elif not isinstance(named, dict):
        yield Problem(
            document.file, line, localized("{target}: write the names of scenarios below it, each with its figures", target=target)
        )


def _scenarios(document: Document, target: Target, named: Mapping[str, Written], wrong: list[Problem]) -> Iterator[Scenario]:
    for name, figures in named.items():
        line = document.line((target.id, name))
        if not isinstance(figures, dict):
            wrong.append(
                Problem(document.file, line, localized("{scenario}: write periods with their figures below it", scenario=quoted(name)))
            )
            continue
        yield Scenario(name, tuple(_assumptions(document, target, name, figures, wrong)))


def _assumptions(
    document: Document, target: Target, name: str, figures: Mapping[str, Written], wrong: list[Problem]
) -> Iterator[Assumption]:
    for period, value in figures.items():
        line = document.line((target.id, name, period))
        try:
            if not isinstance(value, str):
                raise ValueError(localized("{period}: write one figure, as in 5.6 bn", period=quoted(period)))  # noqa: TRY301, TRY004
            yield read_assumption(period, value, target, line)
        except ValueError as error:
            wrong.append(Problem(document.file, line, str(error)))
