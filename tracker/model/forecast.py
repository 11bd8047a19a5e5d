"""What the past of a series says of its future (docs/methods.md §6), typed: the chance of a target, its range, the year's outturn.

Amounts are in the target's own unit; growth a year is on the scale of the series: logarithms, or log odds for a percentage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from tracker.values.periods import Period

FORECAST_KEYS = (
    *("probability", "probability_words", "probability_absent", "likely_low", "likely_mid", "likely_high"),
    *("outturn", "outturn_low", "outturn_high", "outturn_year", "outturn_probability"),
    *("outturn_bound", "outturn_probability_bound"),
)
"""The keys of the contract under which a forecast stands, in their order."""
FORECAST_TEXTS = {"probability_words", "probability_absent", "outturn_bound", "outturn_probability_bound"}
"""Those of them that are no numbers."""
UNLIKELY = 0.2  # below it a monitor is told (``--fail-on unlikely``)

_BANDS = (0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85)
CODES = ("under_1_in_20", *(f"about_{tenths}_in_10" for tenths in range(1, len(_BANDS))), "over_8_in_10")
"""The chances in words, from the lowest to the highest, as codes."""


class Forecasting(NamedTuple):
    """What holds for the forecast of a target: that it is ``off``, or what its series is compared with.

    ``series_class`` is ``flow`` (of money or people) or ``other``, ``usual_growth`` the rate a year that is usual instead.
    """

    off: bool = False
    series_class: str = "other"
    usual_growth: float | None = None


AS_USUAL = Forecasting()


class Range(NamedTuple):
    """The ends between which 80 of 100 futures lie, and the middle between them."""

    low: float
    mid: float
    high: float


class Basis(NamedTuple):
    """How a chance was found: every number of docs/methods.md §6.

    ``figures`` levels since ``since``, which span ``span`` years, show ``own_growth`` a year. It has ``own_weight`` beside the
    ``usual_growth`` of the class; ``growth`` is the one that is expected for the ``years`` ahead. ``spread`` is the jump from year to
    year, ``deviation`` how far the series may end up from the expected path by the deadline, and ``degrees`` the degrees of freedom of
    Student's t. ``odds`` means that growth is counted on log odds.
    """

    series_class: str
    figures: int
    since: date
    span: float
    years: float
    usual_growth: float
    own_growth: float
    own_weight: float
    growth: float
    spread: float
    deviation: float
    degrees: float
    odds: bool
    constants: str


class RequiredSeen(NamedTuple):
    """How the required growth compares with what the series has shown.

    In ``met_or_above`` of its ``years`` it grew as fast as is required; ``best_growth`` is the fastest of them, and ``latest_start`` the
    month by which that growth would have to begin; None where it would lead nowhere.
    """

    years: int
    met_or_above: int
    best_growth: float
    latest_start: Period | None


class Outturn(NamedTuple):
    """What a year would come to from its first ``months``; ``probability`` is the chance that it meets what is asked of it.

    Where one of their figures is a bound, the year comes to ``over`` or ``under`` that amount by ``qualifier``, and the chance is one
    too: ``at_least`` or ``at_most``, by ``bound``. Those months came to ``total`` and had ``share`` of a year, the mean of
    ``share_years`` years; None where that is not known. ``trailing`` is the total of the twelve months up to then.
    """

    year: int
    likely: Range
    probability: float | None
    months: int
    total: float
    share: float | None
    share_years: int
    trailing: float
    qualifier: str = ""
    bound: str = ""

    @property
    def amount_bound(self) -> str | None:
        """Whether the year comes to ``at_least`` or ``at_most`` its amount; None where that is no bound."""
        return {"over": "at_least", "under": "at_most"}.get(self.qualifier)


class Forecast(NamedTuple):
    """What the past figures of a target say; ``absent`` is the reason for which they say no chance.

    Where the latest figure is a bound, the chance is one too: ``at_least`` or ``at_most``, by ``bound``.
    """

    probability: float | None = None
    absent: str | None = None
    bound: str = ""
    likely: Range | None = None
    basis: Basis | None = None
    required_seen: RequiredSeen | None = None
    outturn: Outturn | None = None

    @property
    def code(self) -> str | None:
        """The chance in words, as a code: ``about_1_in_10``, and so on; the lower end of a band belongs to its word."""
        return None if self.probability is None else code_of(self.probability)

    @property
    def numbers(self) -> dict[str, float | None]:
        """Every number of the contract, under its key."""
        low, mid, high = self.likely or (None, None, None)
        ends = self.outturn.likely if self.outturn else (None, None, None)
        return {
            "probability": self.probability,
            "likely_low": low,
            "likely_mid": mid,
            "likely_high": high,
            "outturn": ends[1],
            "outturn_low": ends[0],
            "outturn_high": ends[2],
            "outturn_year": self.outturn and self.outturn.year,
            "outturn_probability": self.outturn and self.outturn.probability,
        }

    @property
    def unlikely(self) -> bool:
        """Whether the target is met less often than in one of five cases; a lower bound of a chance shows that not."""
        return self.probability is not None and self.probability < UNLIKELY and self.bound != "at_least"


NO_FORECAST = Forecast(absent="not_pending")


def code_of(probability: float) -> str:
    """The code of a chance: ``under_1_in_20``, ``about_1_in_10`` to ``about_8_in_10``, ``over_8_in_10``."""
    tenths = sum(probability >= edge for edge in _BANDS)
    return CODES[tenths]


def band_of(code: str) -> tuple[float, float]:
    """The chances that a code stands for, from its lower end up to its upper one."""
    place = CODES.index(code)
    edges = (0.0, *_BANDS, 1.0)
    return edges[place], edges[place + 1]
