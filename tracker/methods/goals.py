"""What a target asks for, whatever its form (docs/methods.md §3): the level it comes to, and whether another level meets it.

Everything here is a column with one entry a target, in the target's own unit; NaN where nothing was stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tracker.methods import measures
from tracker.values.input.amount_spellings import significant
from tracker.values.input.stated_target import Form
from tracker.values.periods import MONTHS

if TYPE_CHECKING:
    from tracker.methods.verdict import Words
    from tracker.values.arrays import Bools, Floats, Ints

_DIGITS = 15  # of a stated figure: they decide whether a level equals a target


@dataclass(frozen=True, eq=False)
class StatedGoals:
    """Targets as they were stated.

    ``amount`` is the level, the lower end of a range or the lower edge of a band, ``to`` its upper end or edge. ``change`` is the factor
    of the baseline of a relative target, the rate a year of a growth, the points of a change in points. ``direction`` is +1 or -1, and 0
    where only the baseline tells. ``strict`` means that the amount itself is not enough, and ``slack`` how far from it is still "about".
    """

    form: Words
    amount: Floats
    to: Floats
    change: Floats
    direction: Floats
    strict: Bools
    slack: Floats

    def take(self, places: Ints) -> StatedGoals:
        """Return the goals at these places, which may repeat."""
        return StatedGoals(*(column[places] for column in vars(self).values()))

    def resolve(self, baseline: Floats, baseline_time: Floats, deadline: Floats) -> Goals:
        """Return what the targets come to from their baselines; times in months."""
        years = (deadline - baseline_time) / MONTHS
        above_zero = np.where(baseline > 0, baseline, np.nan)  # nothing can be a multiple of another baseline
        with np.errstate(all="ignore"):
            compounded = significant(above_zero * (1 + self.change) ** years, _DIGITS)
        relative, shifted = significant(self.change * above_zero, _DIGITS), significant(baseline + self.change, _DIGITS)
        level = np.select(
            [self.form == Form.RELATIVE, self.form == Form.GROWTH, self.form == Form.POINTS], [relative, compounded, shifted], self.amount
        )
        spans, band = np.isin(self.form, (Form.RANGE, Form.BAND)), self.form == Form.BAND
        inside = spans & (baseline >= self.amount) & (baseline <= self.to)
        implied = np.where(spans, np.where(baseline > self.to, -1.0, np.where(band & inside, np.nan, 1.0)), self.direction)
        direction = np.where((self.direction == 0) | (band & inside), implied, self.direction)
        farther = spans & ((direction < 0) ^ (inside & ~band))  # where a range holds the baseline, the end ahead counts
        near, far = np.where(farther, self.to, level), np.where(farther, level, self.to)
        return Goals(near, np.where(spans, far, np.nan), direction, band, self.strict, self.slack)


@dataclass(frozen=True, eq=False)
class Goals:
    """The levels that targets come to.

    ``target`` is the level that all measures refer to (for a range or a band, the end nearer to the baseline), ``other`` the other
    end; ``direction`` is +1, -1, or NaN where the baseline lies inside a band; ``band`` marks what has two edges.
    """

    target: Floats
    other: Floats
    direction: Floats
    band: Bools
    strict: Bools
    slack: Floats

    def take(self, places: Ints) -> Goals:
        """Return the goals at these places, which may repeat."""
        return Goals(*(column[places] for column in vars(self).values()))

    @property
    def low(self) -> Floats:
        """The least level that may meet each target; minus infinity where only a decrease is asked for."""
        one_sided = np.where(self.direction > 0, significant(self.target - self.slack, _DIGITS), -np.inf)
        return np.where(self.band, np.fmin(self.target, self.other), one_sided)

    @property
    def high(self) -> Floats:
        """The highest level that may meet each target; infinity where only an increase is asked for."""
        one_sided = np.where(self.direction < 0, significant(self.target + self.slack, _DIGITS), np.inf)
        return np.where(self.band, np.fmax(self.target, self.other), one_sided)

    def meets(self, level: Floats, qualifier: Words) -> Bools:
        """Whether each level, as its ``qualifier`` words it, meets its target: the one rule of every command.

        L >= T for an increase, L <= T for a decrease, between the edges of a band. A strict target is not met by its own amount ("more
        than 15,000" needs more than 15,000), and a bound on the wrong side of its number does not meet what it only equals: "almost 10"
        is not 10. The digits of a stated figure decide: 6.050000000000001 is 6.05.
        """
        low, high, level = self.low, self.high, significant(level, _DIGITS)
        enough = (level > low) | ((level == low) & (qualifier != "under") & (~self.strict | (qualifier == "over")))
        not_too_much = (level < high) | ((level == high) & (qualifier != "over") & (~self.strict | (qualifier == "under")))
        met: Bools = enough & not_too_much & ~np.isnan(self.target) & (self.band | (self.direction != 0))
        return met

    def proves_miss(self, level: Floats, qualifier: Words) -> Bools:
        """Whether a level that does not meet its target shows that it was missed: "more than 4" may be anything above 4."""
        short = level < self.low
        unproven: Bools = np.where(short | (~self.band & (self.direction > 0)), qualifier == "over", qualifier == "under")
        return ~unproven

    def gap(self, level: Floats) -> Floats:
        """What is missing: T - L; for a band the distance to its nearer edge, 0 inside."""
        return measures.gap(self.nearest(level), level)

    def nearest(self, level: Floats) -> Floats:
        """The level still to be reached: T; for a band the edge nearer to each level, or the level itself inside."""
        inside = np.where(np.isnan(level), np.nan, np.fmin(np.fmax(level, self.low), self.high))
        return np.where(self.band, inside, self.target)

    def forward(self, level: Floats) -> Floats:
        """Which way each level has to move: +1 or -1; from beyond a band back to it, and 0 inside."""
        return np.where(self.band, np.sign(self.nearest(level) - level), self.direction)

    @property
    def aim(self) -> Floats:
        """The level that paths lead to from the baseline; NaN where the baseline lies inside a band."""
        return np.where(np.isnan(self.direction), np.nan, self.target)

    def progress(self, baseline: Floats, level: Floats) -> Floats:
        """The share of the way from the baseline that a level has gone; for a band the share of the baseline's distance that has closed.

        Inside a band it is 1, and beyond its far edge it falls again. Undefined where the baseline meets the target already.
        """
        with np.errstate(all="ignore"):
            of_band = 1 - np.abs(self.gap(level)) / np.abs(self.gap(baseline))
        one_sided = measures.progress(baseline, level, self.target, self.direction)
        return np.where(self.band, np.where(np.isfinite(of_band), of_band, np.nan), one_sided)

    def outcome(self, baseline: Floats, landing: Floats) -> Floats:
        """What a landing delivers as a share of the distance to the target: its progress.

        For a band that holds the baseline it is 1 where the landing lies inside too, else 0.
        """
        inside = np.where((landing >= self.low) & (landing <= self.high), 1.0, 0.0)
        kept = self.band & np.isnan(self.direction)
        return np.where(kept, np.where(np.isnan(landing), np.nan, inside), self.progress(baseline, landing))
