"""The reason of each verdict: its template of ``narrative`` with the numbers of the target filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.values import display
from tracker.words.sentences import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Facts = Mapping[str, Sequence[Any]]


class _Fields:
    """The fields of one target, each put into words only when a template asks for it."""

    def __init__(self, facts: Facts, at: int) -> None:
        self.facts, self.at = facts, at

    def __getitem__(self, field: str) -> str:
        return FIELDS[field](self)

    def raw(self, key: str) -> Any:
        """The fact itself."""
        return self.facts[key][self.at]

    def defined(self, *keys: str) -> list[float]:
        """The facts that are defined."""
        return [value for value in map(self.raw, keys) if value == value]  # noqa: PLR0124 - NaN

    def level(self, key: str) -> str:
        """A level, with its qualifier where it has one."""
        qualifier = self.raw(f"{key}_qualifier") if f"{key}_qualifier" in self.facts else ""
        return display.level(self.raw(key), self.raw("unit"), self.raw("direction_sign"), self.raw("target"), qualifier or "")

    def landing(self, *, best: bool) -> str:
        """The better or the worse of the two landings that are defined."""
        sign = self.raw("direction_sign")
        both = self.defined("landing_linear", "landing_compound")
        chosen = max(both, key=lambda each: sign * each) if best else min(both, key=lambda each: sign * each)
        return display.level(chosen, self.raw("unit"), sign, self.raw("target"))


def _level(key: str) -> Callable[[_Fields], str]:
    return lambda each: each.level(key)


def _period(key: str) -> Callable[[_Fields], str]:
    return lambda each: display.period(each.raw(key))


FIELDS: dict[str, Callable[[_Fields], str]] = {
    **{key: _level(key) for key in ("latest", "before", "after", "baseline", "landing_linear", "landing_compound")},
    **{key: _period(key) for key in ("latest_period", "before_period", "after_period", "baseline_period")},
    "target": lambda each: display.target(each.raw("target"), each.raw("unit"), each.raw("target_qualifier") or ""),
    "deadline": lambda each: display.deadline(each.raw("deadline")),
    "met_later": lambda each: display.within(each.raw("met_later")),
    "reporter": lambda each: each.raw("reporter"),
    "as_of": lambda each: display.day(each.raw("as_of")),
    "progress": lambda each: display.share(each.raw("progress")),
    "on_track": lambda each: display.percent(each.raw("on_track")),
    "worst": lambda each: display.share(min(each.defined("outcome_linear", "outcome_compound"))),
    "growth": lambda each: display.percent(each.raw("growth")),
    "growth_per_year": lambda each: display.difference(each.raw("growth_per_year"), each.raw("unit")),
    "required_per_year": lambda each: display.difference(each.raw("required_per_year"), each.raw("unit")),
    "worse": lambda each: each.landing(best=False),
    "lower": lambda each: each.landing(best=each.raw("direction_sign") < 0),
    "higher": lambda each: each.landing(best=each.raw("direction_sign") > 0),
    "better": lambda each: each.landing(best=True),
}


def reasons(cases: Sequence[str], facts: Facts) -> list[str]:
    """Return the reason of each verdict: one sentence with the numbers in it."""
    signs = facts["direction_sign"]
    names = [f"{case}_decrease" if signs[at] < 0 and f"{case}_decrease" in REASONS else case for at, case in enumerate(cases)]
    said = (REASONS[name].format_map(_Fields(facts, at)) for at, name in enumerate(names))
    return [each[:1].upper() + each[1:] for each in said]
