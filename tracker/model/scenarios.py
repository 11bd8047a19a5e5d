"""What somebody assumes of the future (``what if``): figures that nobody has observed, and the answer that they would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from tracker.model.result import TargetResult
    from tracker.values.periods import Period


ASSUMED = "assumed"
"""The ``status`` of an assumed figure, which no line of a file has."""


class Assumption(NamedTuple):
    """What is assumed of one period: an ``amount`` in the target's own unit, or a ``growth`` on the year before, as a fraction.

    ``revised`` says that it stands in the place of a figure that is on file. ``line`` is that of a file of scenarios, 0 where none.
    """

    period: Period
    amount: float | None = None
    growth: float | None = None
    revised: bool = False
    line: int = 0


class Scenario(NamedTuple):
    """Assumptions about one target that are made together, with their name (empty where they were made on the command line)."""

    name: str
    assumptions: tuple[Assumption, ...]


class AssumedFigure(NamedTuple):
    """A figure that is assumed, in the target's own unit; ``growth`` is what it was computed by, where it was.

    ``revised`` says that it stands in the place of a figure that is on file.
    """

    period: Period
    value: float
    growth: float | None
    revised: bool


@dataclass(frozen=True, slots=True)
class Assumed:
    """The figures that an answer assumes, and the day on which those on file were known.

    The answer itself is of the end of the last assumed period, where that is later.
    """

    figures: tuple[AssumedFigure, ...]
    known_on: date


class ScenarioResult(NamedTuple):
    """Where a target would stand in a scenario; the first one of a comparison assumes nothing and has no name."""

    name: str
    as_of: date
    figures: tuple[AssumedFigure, ...]
    result: TargetResult
