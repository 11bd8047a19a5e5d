"""Where a target stands on a day: the contract of every machine format, typed.

Amounts are in the target's own unit, rates and shares are fractions, spans are in months; None is what is undefined. ``docs/json.md``
lists the keys as programs see them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.forecast import NO_FORECAST
from tracker.values.units import is_percent

if TYPE_CHECKING:
    from datetime import date

    from tracker.model.forecast import Forecast
    from tracker.model.observations import Observation
    from tracker.model.programme import EarlierTarget
    from tracker.values.periods import Period

_CODE = 3  # letters of a currency
_MILLION = 1_000_000  # from here on amounts are rounded to a scale anyway


class Kind(StrEnum):
    """What a measure is, and so how it is rounded, worded and formatted."""

    AMOUNT = "amount"  # in the target's own unit
    RATE = "rate"  # growth a year, a fraction
    SHARE = "share"  # of a target, a fraction that is rounded down: never complete unless it is
    RATIO = "ratio"  # of two spans of time, a fraction
    FACTOR = "factor"  # how many times
    MONTHS = "months"
    DATE = "date"


MEASURES: dict[str, Kind] = {
    "gap": Kind.AMOUNT,
    "share": Kind.SHARE,
    "progress": Kind.SHARE,
    "elapsed": Kind.RATIO,
    "growth": Kind.RATE,
    "growth_per_year": Kind.AMOUNT,
    "growth_1y": Kind.RATE,
    "growth_all": Kind.RATE,
    "planned_growth": Kind.RATE,
    "planned_per_year": Kind.AMOUNT,
    "required_growth": Kind.RATE,
    "required_per_year": Kind.AMOUNT,
    "acceleration": Kind.FACTOR,
    "expected_linear": Kind.AMOUNT,
    "expected_compound": Kind.AMOUNT,
    "ahead_months_linear": Kind.MONTHS,
    "ahead_months_compound": Kind.MONTHS,
    "landing_linear": Kind.AMOUNT,
    "landing_compound": Kind.AMOUNT,
    "outcome_linear": Kind.SHARE,
    "outcome_compound": Kind.SHARE,
    "eta_linear": Kind.DATE,
    "eta_compound": Kind.DATE,
    "data_age_months": Kind.MONTHS,
    "pace_growth": Kind.RATE,
    "pace_per_year": Kind.AMOUNT,
    "months_left": Kind.MONTHS,
    "elapsed_today": Kind.RATIO,
    "required_per_year_from_today": Kind.AMOUNT,
    "ytd": Kind.AMOUNT,
    "ytd_growth": Kind.RATE,
}
"""Every measure of a target with its kind, in the order of the contract."""

STATUSES = ("no_data", "reached", "missed", "undetermined", "awaiting", "open", "no_pace", "on_track", "off_track", "at_risk")
URGENCY = ("missed", "off_track", "at_risk", "awaiting", "undetermined", "no_data", "no_pace", "open", "on_track", "reached")
"""The statuses, what needs attention first."""


class Use(StrEnum):
    """What an observation is to a target on the day of an assessment."""

    HOLDS = "holds"
    OTHER_REPORTER = "other_reporter"  # it holds, and another reporter's figures count
    REPLACED = "replaced"  # by a later vintage
    NOT_YET_KNOWN = "not_yet_known"


class Point(NamedTuple):
    """A known level around a deadline: its value, the word before it (``about``, ``over``, ``under`` or nothing), its period."""

    value: float
    qualifier: str
    period: Period


class UnusedFigure(NamedTuple):
    """A figure newer than the latest level that cannot be used yet: its line, its period, and the periods that are missing for a level."""

    line: int
    period: Period
    missing: tuple[Period, ...]


class PeriodOutcome(NamedTuple):
    """One period in which a recurring target applies: what it came to (a rate, where growth is the target), and whether that meets it.

    ``met`` is None without a figure, and where the figure is a bound that shows neither. ``lines`` are those of the observations behind it.
    """

    period: Period
    value: float | None
    qualifier: str | None
    met: bool | None
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TargetResult:
    """Where one target stands by the figures of one reporter on a day.

    ``case`` is the rule by which the status was found (``methods.verdict.STATUS_OF``), ``met`` whether the latest level meets the target.
    ``goal`` is the form of the target, ``target`` the amount that was stated (the lower edge of a band, the nearer end of a range) and
    ``target_to`` the other end; ``aim`` is the level that the measures are counted to, which of a band may be either edge.
    ``pace_since`` is the day from which the pace that is carried forward is measured; ``newer_unused`` are figures that are newer than
    the latest level and give none.
    ``group`` and ``owner`` are as declared; ``forecast`` is what the past figures say of the future.
    ``periods`` are those in each of which a recurring target applies.
    ``before`` is the last level at or before the deadline (the latest, without one), ``after`` the first at or after it, and
    ``met_later`` the period of the first level after the deadline that meets the target. ``on_track`` is the cut-off that was used.
    """

    as_of: date
    id: str
    name: str
    kind: str
    unit: str
    direction: str | None
    reporter: str | None
    goal: str
    target: float | None
    target_to: float | None
    target_words: str
    target_qualifier: str | None
    deadline: date | None
    baseline: float | None
    baseline_qualifier: str
    baseline_period: Period | None
    latest: float | None
    latest_period: Period | None
    latest_qualifier: str | None
    latest_basis: str | None
    latest_published: date | None
    latest_rows: tuple[int, ...]
    status: str
    case: str
    stale: bool
    met: bool
    aim: float | None
    periods: tuple[PeriodOutcome, ...]
    before: Point | None
    after: Point | None
    met_later: Period | None
    on_track: float
    gap: float | None
    share: float | None
    progress: float | None
    elapsed: float | None
    growth: float | None
    growth_per_year: float | None
    growth_1y: float | None
    growth_all: float | None
    planned_growth: float | None
    planned_per_year: float | None
    required_growth: float | None
    required_per_year: float | None
    acceleration: float | None
    expected_linear: float | None
    expected_compound: float | None
    ahead_months_linear: float | None
    ahead_months_compound: float | None
    landing_linear: float | None
    landing_compound: float | None
    outcome_linear: float | None
    outcome_compound: float | None
    eta_linear: date | None
    eta_compound: date | None
    data_age_months: float | None
    pace_growth: float | None
    pace_per_year: float | None
    pace_since: date | None
    months_left: float | None
    elapsed_today: float | None
    required_per_year_from_today: float | None
    ytd: float | None
    ytd_growth: float | None
    ytd_period: Period | None
    newer_unused: tuple[UnusedFigure, ...]
    group: str | None
    owner: str | None
    forecast: Forecast = NO_FORECAST
    ytd_qualifier: str = ""
    ytd_growth_bounded: bool = False

    @property
    def sign(self) -> int:
        """Which way is forward: 1 where more of the indicator is wanted (or neither way, inside a band), -1 where less."""
        return -1 if self.direction == "decrease" else 1

    @property
    def target_level(self) -> float | None:
        """The level with which others are compared: the one aimed at, of a range the nearer end; else the amount as it was stated."""
        return self.target if self.aim is None else self.aim

    @property
    def counts_things(self) -> bool:
        """Whether whole things are counted (projects, jobs), so that no level is a fraction.

        Their unit is a word (not USD, kt, %, °C or points), and the target, the baseline and the latest level are whole numbers.
        """
        unit, values = self.unit, (self.target, self.target_to, self.baseline, self.latest)
        word = len(unit) > _CODE and unit.islower() and not is_percent(unit) and not unit.startswith("point")
        return word and all(value is None or (value == int(value) and 0 <= value < _MILLION) for value in values)

    @property
    def judged_periods(self) -> int | None:
        """How many periods of a recurring target can be judged."""
        return sum(each.met is not None for each in self.periods) if self.goal == "recurring" else None

    @property
    def met_periods(self) -> int | None:
        """How many periods of a recurring target met it."""
        return sum(each.met is True for each in self.periods) if self.goal == "recurring" else None

    @property
    def missed_periods(self) -> int | None:
        """How many periods of a recurring target fell short of it."""
        return sum(each.met is False for each in self.periods) if self.goal == "recurring" else None

    @property
    def baseline_date(self) -> date | None:
        """The last day of the baseline's period."""
        return self.baseline_period.end if self.baseline_period else None

    @property
    def latest_date(self) -> date | None:
        """The last day of the period of the latest level."""
        return self.latest_period.end if self.latest_period else None

    @property
    def projected(self) -> tuple[float, float] | None:
        """The lower and the higher end of the outcome at this pace, on the two paths; None where neither is defined.

        A straight path of a number of things may lead below zero, where there is nothing: it ends at 0.
        """
        ends = [each for each in (self.landing_linear, self.landing_compound) if each is not None]
        if not ends:
            return None
        low, high = (max(0.0, end) if self.counts_things else end for end in (min(ends), max(ends)))
        return low, high

    @property
    def only_equals(self) -> bool:
        """Whether the latest level is a bound that only equals the target: "almost 10" is not 10, and what is missing is not known."""
        return self.gap == 0 and not self.met

    @property
    def only_baseline(self) -> bool:
        """Whether no level is known after the baseline."""
        return self.latest_date == self.baseline_date

    def number(self, key: str) -> float | None:
        """A measure that is a number, by its key."""
        value: float | None = getattr(self, key)
        return value

    def day(self, key: str) -> date | None:
        """A measure that is a date, by its key."""
        value: date | None = getattr(self, key)
        return value


class SignedLine(NamedTuple):
    """A line of the file that a level is made of: 1 where its figure is added and -1 where it is taken off."""

    sign: int
    line: int


@dataclass(frozen=True, slots=True)
class Level:
    """A known level of a series; ``status`` is what the publisher says of it, ``made_of`` the lines behind it, what is added first.

    ``adds_up`` says whether it is their sum; a ratio of two levels is not.
    """

    period: Period
    value: float
    qualifier: str | None
    basis: str
    status: str | None
    made_of: tuple[SignedLine, ...]
    adds_up: bool = True

    @property
    def date(self) -> date:
        """The day on which it is reached: the last of its period."""
        return self.period.end

    @property
    def bound(self) -> bool:
        """Whether it is only a bound (over, under): then nothing can be said of its changes."""
        return self.qualifier in {"over", "under"}

    @property
    def derived(self) -> bool:
        """Whether it is a sum of several observations and no observation itself."""
        return self.basis == "derived"

    @property
    def assumed(self) -> bool:
        """Whether an assumed figure is among what it is made of: those stand on no line of a file."""
        return any(each.line < 0 for each in self.made_of)


@dataclass(frozen=True, slots=True)
class Ingredient:
    """An observation that a level is made of, with the vintages that it replaced."""

    sign: int
    observation: Observation
    passed_over: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class TracedLevel:
    """A level that an assessment rests on, by its role, with every observation behind it; ``adds_up`` as of ``Level``."""

    role: str
    period: Period
    value: float
    qualifier: str | None
    basis: str
    made_of: tuple[Ingredient, ...]
    adds_up: bool = True


class Required(NamedTuple):
    """The level that a day must show for the target to be met, on both shapes; None where a shape is undefined.

    ``awaited`` means that the day has passed and its figure is not in: no demand can be made of it any more.
    """

    date: date
    linear: float
    compound: float | None
    awaited: bool = False


class Outcome(NamedTuple):
    """How an earlier target or a milestone ended by the figures of one reporter: kept, missed, open, …; the result says why."""

    outcome: str
    result: TargetResult


class EarlierOutcome(NamedTuple):
    """An earlier target with its place in the file, and how it ended by each reporter's figures (none where its unit is another)."""

    number: int
    stated: EarlierTarget
    outcomes: tuple[Outcome, ...]


class MilestoneOutcome(NamedTuple):
    """A level that was planned on the way, the day by which, and how it ended."""

    target: float
    by: date
    ended: Outcome
