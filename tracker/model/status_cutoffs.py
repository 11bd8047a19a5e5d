"""The outcomes that part one status from another: on track, at risk, off track (docs/methods.md §4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatusCutoffs:
    """Outcomes from which a target is ``on_track``, or at least ``at_risk``; below the second it is off track.

    Where the file states none, they are those of Eurostat and Open SDG: 95 % and 60 % of the way that was to be gone.
    """

    on_track: float = 0.95
    at_risk: float = 0.60


USUAL_CUTOFFS = StatusCutoffs()
