"""What the fuzzers feed, one function a reader: bytes in; nothing but an answer that keeps its promises, or a problem, may come out.

An AssertionError, or any other exception, is a finding. ``run.py`` drives these with atheris,
``tests/system/test_corpus.py`` replays the corpus.
"""

from __future__ import annotations

import math
import warnings
from datetime import date
from typing import TYPE_CHECKING

from tracker.analysis import assessment
from tracker.storage import observations, targets
from tracker.values import periods
from tracker.values.input import amount_spellings
from tracker.values.printable import printable
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme

warnings.simplefilter("error")
TODAY = date(2026, 11, 22)
DECLARED = b"""targets:
  t: {kind: flow, unit: bn USD, target: 10, by: 2030, baseline: 2024, reporter: UZ, milestones: {2027: 6.5}}
  u: {kind: stock, unit: jobs, target: 2x, baseline: 2020-06, by: 2029-06-30}
  v: {kind: stock, unit: "%", target: 5, direction: decrease}
"""
PROGRAMME, _ = targets.read(DECLARED, "t.yaml")


def period(data: bytes) -> None:
    """A period is a span of days within the calendar, and its own spelling reads back as itself."""
    periods.parse.cache_clear()  # a cached answer would hide from the fuzzer which way the text went
    try:
        span = periods.parse(data.decode("utf-8", "replace"))
    except ValueError as error:
        _is_for_people(str(error))
        return
    assert span.start <= span.end
    assert span.first < span.last
    assert periods.day_of(span.last) == span.end
    assert periods.parse(str(span)) == span


def amount(data: bytes) -> None:
    """An amount is a finite number within the range of what is counted, and that number reads back as itself."""
    amount_spellings.parse_amount.cache_clear()
    try:
        read = amount_spellings.parse_amount(data.decode("utf-8", "replace"))
    except ValueError as error:
        _is_for_people(str(error))
        return
    value = read.value()
    assert math.isfinite(value)
    assert abs(value) <= amount_spellings.LARGEST
    assert amount_spellings.parse_amount(repr(value)).value() == value
    assert read.unit == " ".join(read.unit.split())
    assert not (read.multiple and (read.unit or value <= 0))


def figures(data: bytes) -> None:
    """Observations are finite figures of declared targets, each with its line, and can be assessed; every problem has its line."""
    periods.parse.cache_clear()
    try:
        read, problems, _ = observations.read(data, "o.csv", PROGRAMME)
    except InvalidInput as invalid:
        _are_problems(invalid.problems, "o.csv", data)
        return
    _are_problems(problems, "o.csv", data)
    assert all(map(math.isfinite, read.value.tolist()))
    assert all(1 <= line <= len(data) + 1 for line in read.line.tolist())
    _can_be_assessed(PROGRAMME, read)


def declaration(data: bytes) -> None:
    """Targets can be assessed as far as they were declared well; every problem has its line."""
    for cached in (periods.parse, amount_spellings.parse_amount, amount_spellings.power_in):
        cached.cache_clear()
    programme, problems = targets.read(data, "t.yaml")
    _are_problems(problems, "t.yaml", data)
    for target in programme.targets.values():
        assert math.isfinite(target.goal) != math.isfinite(target.change)
        assert target.unit or target.kind in {"event", "rank"}
    rows = "".join(f"{each},2024,1\n{each},2025,2\n" for each in programme.targets)
    read, wrong, _ = observations.read(f"target,period,value\n{rows}".encode(), "o.csv", programme)
    assert not wrong
    if not problems:
        _can_be_assessed(programme, read)


def _can_be_assessed(programme: Programme, read: Observations) -> None:
    table = assessment.assess(programme, read, TODAY)
    assert len(table) == len(programme.targets)


def _are_problems(problems: Iterable[Problem], file: str, data: bytes) -> None:
    for each in problems:
        assert each.file == file
        assert each.line is None or 1 <= each.line <= len(data) + 1
        _is_for_people(str(each))  # as every output shows it


def _is_for_people(message: str) -> None:
    """One line of bounded length that acts on no terminal."""
    assert message == printable(message)
    assert 0 < len(message) < 2_000  # noqa: PLR2004 - a dozen words of sixty letters, and a sentence around them


HARNESSES: dict[str, Callable[[bytes], None]] = {
    "period": period,
    "amount": amount,
    "observations": figures,
    "targets": declaration,
}
