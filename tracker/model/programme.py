"""What targets.yaml declares, as data: a Programme of targets, each in its own unit."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from tracker.model.forecast import AS_USUAL, Forecasting
from tracker.values.languages.local_text import LocalText, every_wording, say_in
from tracker.values.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from tracker.model.sources import FigureRule, Source
    from tracker.model.status_cutoffs import StatusCutoffs
    from tracker.values.arrays import Bools, Floats
    from tracker.values.input.stated_target import Form
    from tracker.values.problems import Problem

    Path = tuple[str | int, ...]  # of keys and positions


KINDS = ("flow", "stock", "cumulative", "event", "rank")
TOTALS = {"flow", "cumulative"}
"""The kinds whose observations are totals over periods."""


@dataclass(frozen=True, slots=True)
class EarlierTarget:
    """An earlier target for the same indicator; the amount in the unit in which it was stated, without a scale.

    ``target`` is the level, or the lower end of a range or band, and ``to`` the upper one, else NaN; all else is as in ``Target``.
    """

    target: float
    to: float
    form: Form
    words: str
    direction: int
    strict: bool
    slack: float
    unit: str
    by: date | None
    qualifier: str | None
    declared: Period | None
    declared_by: str | None
    source: str | None
    quote: str | None
    note: str | None

    def in_language(self, code: str) -> EarlierTarget:
        """The same with its texts in a language."""
        return replace(self, declared_by=say_in(self.declared_by, code), quote=say_in(self.quote, code), note=say_in(self.note, code))


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person noted about a target on a day; ``kind`` is one of ``values.input.fields.REMARK_KINDS``."""

    day: date
    text: str
    kind: str

    def in_language(self, code: str) -> Remark:
        """The same with its text in a language."""
        return replace(self, text=say_in(self.text, code))


@dataclass(frozen=True, slots=True)
class Composition:
    """What the levels of an indicator are made of: the sum of its ``parts``, or the first of two divided by the second."""

    parts: tuple[str, ...]
    ratio: bool


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator without a target of its own, of which targets are made; the fields are those of a target."""

    id: str
    name: str
    kind: str
    unit: str
    unit_power: int
    composition: Composition | None
    start: None = None
    reporter: None = None

    def in_language(self, code: str) -> Series:
        """The same with its name in a language."""
        return replace(self, name=say_in(self.name, code))


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it was stated, every amount in ``unit`` without a scale.

    ``form`` says how it was stated and ``words`` in which words. ``goal`` is the level, or the lower end of a range or band, and ``to`` the
    upper one; ``change`` is the factor of the baseline, the rate a year or the points where it was stated so. What was not stated is NaN.
    ``strict`` means that the amount itself is not enough, and a level within ``slack`` of it is still "about" it.
    ``direction`` is +1 where an increase is wanted, -1 where a decrease is, and 0 where the baseline of a range or band tells;
    ``direction_stated`` says whether the declaration, the words or the kind tell, so that +1 is not merely what is usual.
    ``every`` is the period (year, quarter, month) in each of which it applies, ``start`` the first day that counts: of a recurring target
    or of one that is added up. The pace that is carried forward is that of the last ``pace_years``, or since the baseline (NaN).
    ``baseline_value`` is NaN where the baseline is a level of the series. ``unit_power`` is the power of ten of a scale that the
    declared unit had (9 for ``bn USD``): it counts where an amount is written with no unit of its own. ``composition`` says what its
    levels are made of, where they are made of those of other indicators.
    ``forecast`` is what was said of its forecast.
    ``group`` and ``owner`` are the heading that it is reported under and who answers for it; ``remarks`` come by day. ``accept`` holds
    the codes of the warnings that are known, each with the reason for which it is accepted.
    """

    id: str
    name: str
    kind: str
    unit: str
    unit_power: int
    direction: int
    direction_stated: bool
    form: Form
    words: str
    goal: float
    to: float
    change: float
    strict: bool
    slack: float
    qualifier: str | None
    every: str | None
    start: date | None
    pace_years: float
    deadline: date | None
    baseline_period: Period | None
    baseline_value: float
    milestones: tuple[tuple[date, float], ...]
    reporter: str | None
    stale_after: float
    declared: Period | None
    declared_by: str | None
    source: str | None
    quote: str | None
    note: str | None
    history: tuple[EarlierTarget, ...]
    group: str | None
    owner: str | None
    remarks: tuple[Remark, ...]
    accept: Mapping[str, str]
    composition: Composition | None = None
    forecast: Forecasting = AS_USUAL

    def texts(self) -> Iterator[tuple[Path, str]]:
        """What is written for readers, each with where it stands below the target; remarks, which come by day here, stand in a list."""
        for field_name in ("name", "declared_by", "quote", "note", "group", "owner"):
            if text := getattr(self, field_name):
                yield (field_name,), text
        for number, earlier in enumerate(self.history):
            for field_name in ("declared_by", "quote", "note"):
                if text := getattr(earlier, field_name):
                    yield ("history", number, field_name), text
        yield from ((("remarks",), remark.text) for remark in self.remarks)

    def in_language(self, code: str) -> Target:
        """The same with its texts in a language, as far as they are given in it."""
        if not any(isinstance(text, LocalText) for _, text in self.texts()):
            return self
        return replace(
            self,
            name=say_in(self.name, code),
            declared_by=say_in(self.declared_by, code),
            quote=say_in(self.quote, code),
            note=say_in(self.note, code),
            history=tuple(each.in_language(code) for each in self.history),
            group=say_in(self.group, code),
            owner=say_in(self.owner, code),
            remarks=tuple(each.in_language(code) for each in self.remarks),
        )

    def remarks_by(self, day: date) -> tuple[Remark, ...]:
        """The remarks that had been made by the end of a day, the oldest first."""
        return tuple(each for each in self.remarks if each.day <= day)

    @property
    def multiple(self) -> float | None:
        """The factor of the baseline, where the target is stated as a multiple of it or as a change on it."""
        return self.change if self.form == "relative" else None


def _first_line(_: Path) -> int:
    return 1


@dataclass(frozen=True, slots=True)
class Programme:
    """What targets.yaml declares: the targets in their order, by id, and the cut-offs of the status.

    ``series`` are the indicators without a target; in columns of observations they are numbered behind the targets (``indicators``).
    ``unusable`` are the ids that are declared with errors; None where the file could not be read as declarations at all.
    ``line_of`` finds the line of the file on which the entry at a path of keys and positions stands; ``warnings`` are what looked
    suspicious in the file when it was read. ``sources`` are the tables of others, and ``rules`` say which of their rows are figures.

    ``language`` is that of the answers, where the file names one. ``units`` are the forms of units, by the codes of the languages, and
    ``reporters`` the names of reporters by their codes. Texts that are given in several languages are ``LocalText``; they are said in
    English, or as they were given first, until the programme is put ``in_language``.
    """

    file: str
    title: str
    targets: Mapping[str, Target]
    cutoffs: StatusCutoffs
    unusable: frozenset[str] | None = frozenset()
    line_of: Callable[[Path], int] = _first_line
    warnings: tuple[Problem, ...] = ()
    series: Mapping[str, Series] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    rules: tuple[FigureRule, ...] = ()
    language: str | None = None
    units: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    reporters: Mapping[str, str] = field(default_factory=dict)

    def in_language(self, code: str) -> Programme:
        """The same with every text in a language, as far as it is given in it."""
        return replace(
            self,
            title=say_in(self.title, code),
            targets={each: target.in_language(code) for each, target in self.targets.items()},
            series={each: series.in_language(code) for each, series in self.series.items()},
            reporters={each: say_in(name, code) for each, name in self.reporters.items()},
        )

    @property
    def indicators(self) -> dict[str, Target | Series]:
        """Everything that may be observed, by id: the targets, then the series without a target."""
        return {**self.targets, **self.series}

    def compositions(self) -> dict[int, tuple[tuple[int, ...], bool]]:
        """The indicators whose levels are made of others, parts first: the places of their parts, and whether they are divided."""
        indicators = self.indicators
        place = {each: number for number, each in enumerate(indicators)}
        found: dict[int, tuple[tuple[int, ...], bool]] = {}

        def add(each: str) -> None:
            made = indicators[each].composition
            if made is not None and place[each] not in found:
                for part in made.parts:
                    add(part)
                found[place[each]] = (tuple(place[part] for part in made.parts), made.ratio)

        for each in indicators:
            add(each)
        return found

    def users(self, series: str) -> Iterator[str]:
        """The targets that are made of an indicator, directly or through another one."""
        indicators = self.indicators

        def uses(each: str) -> bool:
            made = indicators[each].composition
            return made is not None and any(part == series or uses(part) for part in made.parts)

        return (each for each in self.targets if uses(each))

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that the targets are declared in, in the order of the file."""
        return tuple(dict.fromkeys(target.group for target in self.targets.values() if target.group))

    def group_named(self, name: str) -> str | None:
        """The group that has a name in any of its languages, as it is called now."""
        return next((group for group in self.groups if name in every_wording(group)), None)

    def line(self, *path: str | int) -> int:
        """The line of targets.yaml on which an entry stands."""
        return self.line_of(path)

    def flows(self) -> Bools:
        """Which indicators are totals over periods, in their order."""
        return np.array([each.kind in TOTALS for each in self.indicators.values()], dtype=bool)

    def starts(self) -> Floats:
        """The instant from which each indicator is added up, in months; NaN for all others."""
        starts = [each.start if each.kind == "cumulative" else None for each in self.indicators.values()]
        return np.array([math.nan if day is None else Period(day, day).first for day in starts], dtype=np.float64)
