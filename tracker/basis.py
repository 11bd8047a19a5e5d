"""What an assessment rests on: what was stated, and which levels it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tracker.amounts import significant

if TYPE_CHECKING:
    from tracker.figures import Figures
    from tracker.forest import Floats, Ints
    from tracker.subjects import Stated


@dataclass(frozen=True)
class Basis:
    """What was stated, and the places of the levels that it is compared with; one entry a subject, instants in months."""

    stated: Stated
    figures: Figures
    latest: Ints
    base: Ints
    baseline: Floats
    baseline_time: Floats
    target: Floats
    before: Ints
    after: Ints
    met_later: Ints

    @classmethod
    def of(cls, stated: Stated, figures: Figures) -> Basis:
        """Look the levels up: the latest, the baseline, those around the deadline."""
        picks = figures.picks
        own, no_deadline = np.isnan(stated.baseline_time), np.isnan(stated.deadline)
        base = np.where(own, picks.earliest, picks.at(stated.baseline_time))
        baseline = np.where(np.isnan(stated.baseline), picks.values(base), stated.baseline)
        target = np.where(np.isnan(stated.multiple), stated.goal, significant(stated.multiple * baseline, 15))
        return cls(
            stated=stated,
            figures=figures,
            latest=picks.latest,
            base=base,
            baseline=baseline,
            baseline_time=np.where(own, picks.times(base), stated.baseline_time),
            target=target,
            before=np.where(no_deadline, picks.latest, picks.at_or_before(np.where(no_deadline, 0, stated.deadline))),
            after=picks.at_or_after(stated.deadline),
            met_later=picks.first_meeting(target, stated.direction, stated.deadline, figures.marks()),
        )
