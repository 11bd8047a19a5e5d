"""How a year that is not over will come out, from its figures to date (docs/methods.md §6): never a level, only told beside one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tracker.analysis.obligations import demand_of_year
from tracker.methods import forecast as method
from tracker.model.forecast import Outturn, Range
from tracker.values.periods import MONTHS
from tracker.values.units import is_percent

if TYPE_CHECKING:
    from tracker.analysis.results import Findings
    from tracker.analysis.year_to_date import YearToDate
    from tracker.methods.levels import Levels
    from tracker.model.programme import Target
    from tracker.values.arrays import Bools, Floats, Ints

_MOST, _FEWEST = 5, 2  # years whose months say what share of a year they are


def find_outturns(findings: Findings, drift: method.Drift) -> dict[int, Outturn]:
    """Return what the year of each subject would come to, by its place; only where figures of a year that is not over are known."""
    to_date, lookup = findings.to_date, findings.references.lookup
    wanted = np.flatnonzero(_can_be_told(findings))
    if not len(wanted):
        return {}
    places = lookup.at(to_date.last)
    trailing, marks = lookup.values(places), findings.figures.qualifiers(places)
    forward = np.where(findings.references.goals.band, 0.0, findings.references.goals.direction)
    shares = _shares(findings.figures.levels, lookup.series[wanted], _taken(to_date, wanted))
    year = method.YearSoFar((to_date.last - to_date.first)[wanted], to_date.total[wanted], shares.mean, trailing[wanted])
    found = method.outturn(year, method.Drift(*(column[wanted] for column in vars(drift).values())))
    low, mid, high = found.likely()
    chances = _chances(findings, found, wanted)
    return {
        int(at): Outturn(
            year=int(to_date.first[at]) // MONTHS,
            likely=Range(float(low[n]), float(mid[n]), float(high[n])),
            probability=None if np.isnan(chances[n]) else float(chances[n]),
            months=int(year.months[n]),
            total=float(year.total[n]),
            share=None if np.isnan(shares.mean[n]) else float(shares.mean[n]),
            share_years=int(shares.years[n]),
            trailing=float(year.trailing[n]),
            qualifier=(mark := _bound_of(str(marks[places[at]]) if places[at] >= 0 else "")),
            bound=_BOUNDS.get((mark, float(forward[at])), ""),
        )
        for n, at in enumerate(wanted.tolist())
        if np.isfinite(high[n])
    }


_BOUNDS = {("over", 1.0): "at_least", ("under", -1.0): "at_least", ("over", -1.0): "at_most", ("under", 1.0): "at_most"}


def _bound_of(qualifier: str) -> str:
    """What says that an amount is a bound: an estimate is none."""
    return qualifier if qualifier in {"over", "under"} else ""


def _can_be_told(findings: Findings) -> Bools:
    """Which subjects are flows with figures of a year that is not over, and no forecast that is switched off."""
    there = ~np.isnan(findings.to_date.total)
    there[there] = [_adds_up(findings.subjects[at].target) for at in np.flatnonzero(there).tolist()]
    return there


def _adds_up(target: Target) -> bool:
    """Whether the year is the sum of its months: a ratio of two flows is none."""
    ratio = target.composition is not None and target.composition.ratio
    return target.kind == "flow" and not ratio and not is_percent(target.unit) and not target.forecast.off


def _taken(to_date: YearToDate, places: Ints) -> YearToDate:
    return type(to_date)(*(column[places] for column in to_date))


class _Shares(NamedTuple):
    """The mean share that the months of a year to date had in earlier years, NaN where too few are known, and of how many years."""

    mean: Floats
    years: Ints


def _shares(levels: Levels, series: Ints, to_date: YearToDate) -> _Shares:
    total, years = np.zeros(len(series)), np.zeros(len(series), dtype=np.int64)
    first, last = to_date.first - MONTHS, to_date.last - MONTHS
    begin = float(levels.forest.time.min())  # there is a total, so there are boundaries
    while first.max() >= begin:
        part, whole = levels.total(series, first, last), levels.total(series, first, first + MONTHS)
        with np.errstate(all="ignore"):
            share = part / whole
        counts = (share > 0) & np.isfinite(share) & (years < _MOST)
        total[counts] += share[counts]
        years += counts
        if (years >= _MOST).all():
            break
        first, last = first - MONTHS, last - MONTHS
    return _Shares(np.where(years >= _FEWEST, total / np.maximum(years, 1), np.nan), years)


def _chances(findings: Findings, found: method.Outturn, wanted: Ints) -> Floats:
    """The chance that each year meets what is asked of it; NaN where nothing is."""
    low, high = np.full(len(wanted), np.nan), np.full(len(wanted), np.nan)
    direction = findings.references.goals.direction
    for n, at in enumerate(wanted.tolist()):
        subject = findings.subjects[at]
        if subject.target.every or subject.target.milestones:
            asked = demand_of_year(findings.figures, subject, float(findings.to_date.first[at]), float(direction[at]))
            if asked:
                low[n], high[n] = asked
    return found.within(low, high)
