"""The chance that a target will be met, and where its series is likely to end up (docs/methods.md §6): from past figures alone.

The growth of a series is moved towards the growth that is usual, the more so the fewer and the more jumpy its figures are. How much it
has jumped from year to year says how far it may end up from that path. Everything is a column with one entry a target, times are in
years, levels in the unit of the target, growth a year on the scale of the series: logarithms, or log odds for a percentage.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from tracker.values.arrays import Bools, Floats, Ints

CONSTANTS = "2026-11"
"""The version of the constants: another one gives other chances without any new figure."""
LEAST, MOST = 0.02, 0.98  # a chance is kept within them: the past of a series knows nothing better
FARTHEST = 10.0  # years: farther ahead the method was never tried
_HALF = 0.5  # of a percent: so that 0 % and 100 % have log odds
_UPPER = 1.2815515655446004  # nine tenths of a normal distribution lie below: with the tenth at the other end, 80 of 100 futures


class Constants(NamedTuple):
    """What is usual for a class of series, fitted on 5,500 of them.

    ``growth`` is the usual growth a year and ``decline`` the same where a decrease is wanted, ``differing`` how much the lasting growth
    of series differs, ``spread`` the usual jump from year to year, and ``trust`` for how many years of its own it counts.
    """

    growth: float
    decline: float
    differing: float
    spread: float
    trust: float


FLOW = Constants(growth=0.055, decline=-0.055, differing=0.015, spread=0.17, trust=3.0)
OTHER = Constants(growth=0.010, decline=0.0, differing=0.025, spread=0.05, trust=0.5)


@dataclass(frozen=True, eq=False)
class Known:
    """The known levels of all targets, one after the other: target n has those from ``begin[n]`` to ``begin[n + 1]``, by time."""

    begin: Ints
    time: Floats
    level: Floats

    @property
    def count(self) -> Ints:
        """How many levels each target has."""
        return np.diff(self.begin)

    @property
    def owner(self) -> Ints:
        """The target of each level."""
        return np.repeat(np.arange(len(self.begin) - 1), self.count)

    def all(self, what: Bools) -> Bools:
        """For each target, whether something holds of all its levels."""
        counter: Bools = np.bincount(self.owner[~what], minlength=len(self.begin) - 1) == 0
        return counter

    def first(self, column: Floats) -> Floats:
        """The first entry of each target in a column with one entry a level; NaN for a target without levels."""
        return np.append(column, np.nan)[np.where(self.count > 0, self.begin[:-1], len(column))]

    def last(self, column: Floats) -> Floats:
        """The last entry of each target in such a column."""
        return np.append(column, np.nan)[np.where(self.count > 0, self.begin[1:] - 1, len(column))]


@dataclass(frozen=True, eq=False)
class Drift:
    """How a series moves, and how surely that is known; all NaN where it has fewer than two levels or one of them has no scale.

    ``place`` is its latest level on the scale, ``own`` the growth a year that its levels show over ``years``, ``usual`` the usual one,
    ``weight`` what its own growth counts, ``growth`` the one that is expected. ``spread`` is the jump from year to year, ``degrees`` the
    degrees of freedom of Student's t, ``unsure`` how much of the expected growth stays unknown, as a variance.
    """

    percent: Bools
    place: Floats
    years: Floats
    own: Floats
    usual: Floats
    weight: Floats
    growth: Floats
    spread: Floats
    degrees: Floats
    unsure: Floats

    def expected(self, ahead: Floats) -> Floats:
        """Where the series is expected so many years ahead, on its scale."""
        return self.place + self.growth * ahead

    def deviation(self, ahead: Floats) -> Floats:
        """How far from there it may end up: the scale of Student's t; NaN unless the time lies ahead."""
        return np.sqrt(np.where(ahead > 0, self.spread**2 * ahead + ahead**2 * self.unsure, np.nan))

    def below(self, level: Floats, ahead: Floats) -> Floats:
        """The chance that the series lies below a level so many years ahead; infinite levels are allowed."""
        with np.errstate(all="ignore"):
            return student((to_scale(level, self.percent) - self.expected(ahead)) / self.deviation(ahead), self.degrees)

    def likely(self, ahead: Floats) -> tuple[Floats, Floats, Floats]:
        """The levels between which 80 of 100 futures lie so many years ahead, with the middle between them: low, middle, high."""
        middle, reach = self.expected(ahead), self.deviation(ahead) * student_upper(self.degrees)
        low, mid, high = (to_level(each, self.percent) for each in (middle - reach, middle, middle + reach))
        return low, mid, high


def fan(latest: float, drift: Drift, years: Floats) -> tuple[Floats, Floats]:
    """The ends of the range in which 80 of 100 series lie, at so many years after the latest level of one: lower and upper.

    ``drift`` is that of the one series; where no time has passed, both ends are the latest level.
    """
    repeated = Drift(*(np.repeat(column, len(years)) for column in vars(drift).values()))
    low, _, high = repeated.likely(years)
    return np.where(years > 0, low, latest), np.where(years > 0, high, latest)


def usual_growth(flow: Bools, direction: Floats) -> Floats:
    """The growth a year that is usual for a series of its class, where an increase or a decrease (-1) is wanted."""
    down = direction < 0
    return np.where(flow, np.where(down, FLOW.decline, FLOW.growth), np.where(down, OTHER.decline, OTHER.growth))


def estimate(known: Known, percent: Bools, flow: Bools, usual: Floats) -> Drift:
    """Estimate the drift of each series from its levels; ``flow`` says which class it is compared with, ``usual`` how that grows."""
    differing = np.where(flow, FLOW.differing, OTHER.differing) ** 2
    spread, trust = (np.where(flow, FLOW.spread, OTHER.spread) ** 2, np.where(flow, FLOW.trust, OTHER.trust))
    z = to_scale(known.level, percent[known.owner])
    with np.errstate(all="ignore"):
        first, last, changes = known.first(z), known.last(z), np.maximum(known.count - 1, 0)
        years = known.last(known.time) - known.first(known.time)
        own = (last - first) / years
        residual = np.maximum(_squares(known, z) - years * own**2, 0.0)  # a sum of squares, but for what binary fractions take off
        shared = spread / (spread + differing * years)
        variance = (trust * spread + residual + shared * years * (own - usual) ** 2) / (trust + changes)
        weight = differing / (differing + variance / years)
    growth = usual + weight * (own - usual)
    return Drift(percent, last, years, own, usual, weight, growth, np.sqrt(variance), trust + changes, differing * (1 - weight))


def _squares(known: Known, z: Floats) -> Floats:
    """The sum of the squared changes of each series, each divided by the years that it took."""
    same = known.owner[1:] == known.owner[:-1]
    change, years = np.diff(z)[same], np.diff(known.time)[same]
    sums = np.bincount(known.owner[1:][same], weights=change**2 / years, minlength=len(known.begin) - 1)
    return sums.astype(np.float64)


def chance(drift: Drift, target: Floats, ahead: Floats, direction: Floats) -> Floats:
    """The chance that a series comes to its target so many years ahead: F(d (m h - (z(T) - zn)) / S)."""
    below = drift.below(target, ahead)
    return kept(np.where(direction < 0, below, 1 - below))


def chance_within(drift: Drift, low: Floats, high: Floats, ahead: Floats) -> Floats:
    """The chance that it lies between two levels then: F at the upper less F at the lower one."""
    return kept(drift.below(high, ahead) - drift.below(low, ahead))


def kept(probability: Floats) -> Floats:
    """A chance, kept within 0.02 and 0.98."""
    return np.clip(probability, LEAST, MOST)


def to_scale(level: Floats, percent: Bools) -> Floats:
    """A level on the scale on which series grow: its logarithm, or the log odds of a percentage; NaN where it has none."""
    with np.errstate(all="ignore"):
        odds = np.log((level + _HALF) / (100 + _HALF - level))
        return np.where(np.isneginf(level), -np.inf, np.where(np.isposinf(level), np.inf, np.where(percent, odds, _logarithm(level))))


def _logarithm(level: Floats) -> Floats:
    return np.where(level > 0, np.log(level), np.nan)


def to_level(place: Floats, percent: Bools) -> Floats:
    """The level at a place on that scale; a percentage stays within 0 and 100."""
    with np.errstate(all="ignore"):
        share = 1 / (1 + np.exp(-place))
        found = np.where(percent, np.clip((100 + 2 * _HALF) * share - _HALF, 0.0, 100.0), np.exp(place))
    return np.where(np.isfinite(found), found, np.nan)


def student(t: Floats, degrees: Floats) -> Floats:
    """The distribution of Student's t, by Wallace's formula (1959), which needs no table; off by 0.0034 at most from 1.5 degrees on."""
    with np.errstate(all="ignore"):
        normal = np.sign(t) * (8 * degrees + 1) / (8 * degrees + 3) * np.sqrt(degrees * np.log1p(t**2 / degrees))
    return (1 + _erf(normal / math.sqrt(2))) / 2


def student_upper(degrees: Floats) -> Floats:
    """The t below which 90 of 100 values lie: the inverse of Wallace's formula."""
    stretched = _UPPER * (8 * degrees + 3) / (8 * degrees + 1)
    return np.sqrt(degrees * np.expm1(stretched**2 / degrees))


_ERF = np.frompyfunc(math.erf, 1, 1)


def _erf(values: Floats) -> Floats:
    found: Any = _ERF(values)
    return np.asarray(found, dtype=np.float64)


class YearSoFar(NamedTuple):
    """A flow in a year that is not over.

    ``months`` of the year are known and came to ``total``; the months up to then and the last ones of the year before came to
    ``trailing``; in earlier years those months had ``share`` of the year, NaN where that is not known.
    """

    months: Floats
    total: Floats
    share: Floats
    trailing: Floats


class Outturn(NamedTuple):
    """What a year would come to, on the logarithmic scale: the middle, and the scale and degrees of Student's t around it."""

    middle: Floats
    deviation: Floats
    degrees: Floats

    def likely(self) -> tuple[Floats, Floats, Floats]:
        """The totals between which 80 of 100 such years end, with the middle between them: low, middle, high."""
        reach = self.deviation * student_upper(self.degrees)
        with np.errstate(all="ignore"):
            low, mid, high = np.exp(self.middle - reach), np.exp(self.middle), np.exp(self.middle + reach)
        return low, mid, high

    def within(self, low: Floats, high: Floats) -> Floats:
        """The chance that the year's total lies between two amounts, of which either may be infinite."""
        upper, lower = (self._below(each) for each in (high, low))
        return kept(upper - lower)

    def _below(self, amount: Floats) -> Floats:
        with np.errstate(all="ignore"):
            place = np.where(amount <= 0, -np.inf, np.log(amount))
            return student((place - self.middle) / self.deviation, self.degrees)


def outturn(year: YearSoFar, drift: Drift) -> Outturn:
    """What a year would come to from the months that are known; where their share of a year is not known, the trailing twelve months."""
    gone = year.months / 12
    with np.errstate(all="ignore"):
        scaled = np.where(year.total > 0, np.log(year.total / year.share), np.nan)
        trailing = np.where(year.trailing > 0, np.log(year.trailing), np.nan)
    mixed = np.sqrt(gone) * scaled + (1 - np.sqrt(gone)) * (trailing + (1 - gone) * drift.growth)
    middle = np.where(np.isnan(year.share), trailing, mixed)
    return Outturn(middle, (1 - gone) * drift.spread, drift.degrees)
