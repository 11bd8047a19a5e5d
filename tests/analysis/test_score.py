"""What could be said on earlier days, from the vintages of each day alone, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from awkward import write_awkward
from conftest import ROOT, Load, one
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import worlds

import tracker
from tracker.analysis.assessment import assess, examine, judge
from tracker.analysis.reporters import find_subjects
from tracker.analysis.score import FEW, Resolved, Score, Statement, Tally, score
from tracker.model.forecast import CODES, band_of, code_of
from tracker.values.input.fields import EVERY_REPORTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from world import World

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme

AS_OF = date(2026, 11, 22)
LEVELS = {2014: 100, 2015: 110, 2016: 121, 2017: 133, 2018: 146, 2019: 161, 2020: 177}


def rows(levels: Mapping[int, float], reporter: str = "", target: str = "t") -> str:
    """A figure a year, published in the February after it."""
    return "".join(f"{target},{year},{level},USD,,{reporter},,{year + 1}-02-15,,\n" for year, level in levels.items())


def declared(*history: str, **fields: object) -> str:
    return one(target=900, by=2030, baseline=2020, **fields) + f"    history: [{', '.join(f'{{{each}}}' for each in history)}]\n"


class Said(NamedTuple):
    part: str
    day: str
    status: str
    met: bool


def scored(load: Load, targets: str, observed: str, as_of: date = AS_OF, reporter: str | None = None) -> Score:
    programme, observations, problems = load(targets, observed)
    assert problems == []
    return score(programme, observations, as_of, reporter)


def brier(of: Score) -> list[float | None]:
    """The Brier score as a list, empty without one."""
    return list(of.brier or ())


def said(of: Score) -> list[Said]:
    return [Said(each.of.part, each.day.isoformat(), each.status, each.met) for each in of.statements]


# ---- the shipped files, by hand


def test_the_shipped_files_say_what_the_uzbek_figures_gave_at_the_time() -> None:
    """5 bn was declared for 2020 in March 2018, before any figure, and for 2022 in November 2021, when 2018 alone was known.

    The figure of 2020 (3 bn, as in 2018) became known in the course of 2021: then there was a pace, of nothing.
    """
    programme, observations = tracker.load(ROOT / "targets.yaml")
    found = score(programme, observations, AS_OF)
    assert [(each.of.number, each.of.deadline.year, each.day.isoformat(), each.status, each.met) for each in found.statements] == [
        (0, 2020, "2019-06-22", "no_pace", False),
        (1, 2022, "2021-11-26", "no_pace", False),
        (1, 2022, "2021-12-31", "off_track", False),
    ]
    chances = [each.probability for each in found.statements]
    assert chances == [None, None, pytest.approx(0.0687, abs=5e-5)]
    assert brier(found) == [pytest.approx(0.0687**2, abs=1e-5), 0.0, None]
    assert (len(found.resolved), found.silent, found.undated, found.too_few) == (2, 0, 0, True)


def test_another_reporter_may_tell_another_story() -> None:
    """Kazakhstan counted 5 bn in 2022; its figure of 2017 alone was known before."""
    programme, observations = tracker.load(ROOT / "targets.yaml")
    found = score(programme, observations, AS_OF, "KZ")
    assert said(found) == [Said("history", "2021-11-26", "no_pace", met=True)]
    assert found.brier is None


# ---- which targets, and which days


def test_each_day_on_which_a_figure_became_known_counts_from_the_statement_to_the_deadline(load: Load) -> None:
    found = scored(load, declared("target: 146, by: 2018, declared: 2016-05-01"), rows(LEVELS))
    assert said(found) == [
        Said("history", "2016-05-01", "at_risk", met=True),
        Said("history", "2017-02-15", "at_risk", met=True),
        Said("history", "2018-02-15", "on_track", met=True),
    ]


def test_milestones_and_the_target_itself_count_once_they_are_over(load: Load) -> None:
    targets = one(target=200, by=2019, baseline=2014, declared="2016-05-01", milestones="{2017: 120}")
    found = scored(load, targets, rows(LEVELS))
    assert {(each.of.part, each.of.deadline.year, each.met) for each in found.statements} == {
        ("milestone", 2017, True),
        ("target", 2019, False),
    }
    assert [each.part for each in found.resolved] == ["milestone", "target"]
    open_yet = scored(load, targets, rows(LEVELS), date(2019, 12, 31))
    assert [each.part for each in open_yet.resolved] == ["milestone"]


def test_without_a_day_of_statement_the_baseline_tells_when_a_target_began(load: Load) -> None:
    found = scored(load, one(target=200, by=2019, baseline=2016), rows(LEVELS))
    assert found.statements[0].day == date(2017, 2, 15)
    assert (found.resolved[0].stated, found.undated) == (None, 0)


@pytest.mark.parametrize(
    ("targets", "silent", "undated"),
    [
        (declared("target: 146, by: 2018"), 0, 1),
        (declared("target: 146, by: 2018, declared: 2018-12-01"), 0, 0),
        (declared("target: 146, by: 2018, declared: 2012-01-01"), 0, 0),
        (declared("target: 90, by: 2018, declared: 2015-05-01"), 1, 0),
        (declared("target: 146, unit: EUR, by: 2018, declared: 2016-05-01"), 0, 0),
        (declared("target: 146, declared: 2016-05-01"), 0, 0),
        (declared("target: 146, by: 2027, declared: 2016-05-01"), 0, 0),
    ],
)
def test_what_does_not_count_is_counted(load: Load, targets: str, silent: int, undated: int) -> None:
    found = scored(load, targets, rows(LEVELS))
    assert (found.silent, found.undated) == (silent, undated)


def test_a_target_that_was_declared_later_is_no_earlier_one_yet(load: Load) -> None:
    targets = declared("target: 146, by: 2018, declared: 2021-05-01")
    assert scored(load, targets, rows(LEVELS), date(2021, 4, 30)).resolved == ()


def test_what_is_reached_already_is_no_statement(load: Load) -> None:
    found = scored(load, declared("target: 130, by: 2019, declared: 2016-05-01"), rows(LEVELS))
    assert [each.day.year for each in found.statements] == [2016, 2017]


def test_a_bound_as_the_outcome_decides_nothing(load: Load) -> None:
    observed = rows({year: LEVELS[year] for year in range(2014, 2018)}) + "t,2018,140,USD,over,,,2019-02-15,,\n"
    assert scored(load, declared("target: 146, by: 2018, declared: 2016-05-01"), observed).resolved == ()


def test_news_of_the_parts_is_news_of_the_whole(load: Load) -> None:
    targets = (
        "series:\n  a: {kind: flow, unit: USD}\n  b: {kind: flow, unit: USD}\n"
        "targets:\n  t: {kind: flow, unit: USD, target: 400, by: 2019, baseline: 2016, declared: 2016-05-01, sum: [a, b]}\n"
        "  other: {kind: flow, unit: USD, target: 400, by: 2030}\n"
    )
    observed = rows(LEVELS, target="a") + rows(LEVELS, target="b").replace("-02-15", "-03-15")
    found = scored(load, targets, observed)
    days = ["2016-05-01", "2017-02-15", "2017-03-15", "2018-02-15", "2018-03-15", "2019-02-15", "2019-03-15"]
    assert [each.day.isoformat() for each in found.statements] == days


# ---- no statement knows the future


class Row(NamedTuple):
    year: int
    level: int
    published: date

    def line(self) -> str:
        return f"t,{self.year},{self.level},USD,,,,{self.published},,\n"


@st.composite
def files(draw: st.DrawFn) -> tuple[list[Row], date]:
    """The figures of ten years, some of them revised, and a day between."""
    found = []
    for year in range(2009, 2020):
        published = date(year + 1, 1, 1) + timedelta(days=draw(st.integers(0, 700)))
        for _ in range(draw(st.integers(1, 2))):
            found.append(Row(year, draw(st.integers(80, 160)), published))
            published += timedelta(days=draw(st.integers(1, 700)))
    return found, date(2011, 1, 1) + timedelta(days=draw(st.integers(0, 2900)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files())
def test_figures_that_are_published_later_change_no_statement(load: Load, drawn: tuple[list[Row], date]) -> None:
    """What is said of a day is what the files of that day say, cut off there."""
    found, cut = drawn
    history = [f"target: {goal}, by: {by}, declared: {by - 4}-05-01" for goal, by in ((120, 2014), (140, 2016), (110, 2018))]
    programme, observations, problems = load(declared(*history), "".join(each.line() for each in found))
    assert problems == []
    whole = score(programme, observations, AS_OF)
    early = [each for each in whole.statements if each.day <= cut]
    if not early:
        return
    last = early[-1]
    alone = one(target=last.of.result.target, by=last.of.deadline.year)
    shown = [each.line() for each in found if max(each.published, date(each.year, 12, 31)) <= last.day]
    programme, observations, _ = load(alone, "".join(shown))
    (then,) = assess(programme, observations, last.day)
    assert (then.status, then.forecast.probability) == (last.status, last.probability)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files())
def test_a_statement_stays_when_figures_are_added(load: Load, drawn: tuple[list[Row], date]) -> None:
    found, cut = drawn
    targets = declared("target: 120, by: 2014, declared: 2010-05-01")
    outcome = Row(2014, 100, date(2015, 1, 1))
    known = [each for each in found if each.published <= cut and each.year != outcome.year] + [outcome]
    before = {each.day: each for each in scored(load, targets, "".join(each.line() for each in known)).statements}
    later = [*known, *(each for each in found if each.published > cut and each.year != outcome.year)]
    after = {each.day: each for each in scored(load, targets, "".join(each.line() for each in later)).statements}
    for day, each in before.items():
        if day <= cut:
            assert (after[day].status, after[day].probability) == (each.status, each.probability)


# ---- many days at once are as each day by itself


def as_each_day_by_itself(programme: Programme, observations: Observations, days: Iterable[date]) -> list[str]:
    """Judge everybody on all days at once, compare that with one assessment a day, and return the statuses."""
    everyone = find_subjects(programme, observations, EVERY_REPORTER, ())
    pairs = [(subject, day) for subject in everyone for day in days]
    together = list(judge(programme, observations, [subject for subject, _ in pairs], [day for _, day in pairs]))
    alone = [examine(programme, observations, day, [subject]).results[0] for subject, day in pairs]
    assert together == [(each.status, each.forecast.probability, each.forecast.bound) for each in alone]
    return [each.status for each in together]


def test_every_form_of_target_is_judged_on_many_days_as_on_each(tmp_path: Path) -> None:
    programme, observations = tracker.load(write_awkward(tmp_path, 44)[0])
    days = [date(year, month, 15) for year in (2016, 2021, 2023, 2026, 2031) for month in (2, 7, 11)]
    found = as_each_day_by_itself(programme, observations, days)
    assert set(found) >= {"on_track", "at_risk", "off_track", "no_pace", "no_data", "reached", "missed", "awaiting", "open"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds())
def test_revised_figures_are_judged_on_many_days_as_on_each(load: Load, world: World) -> None:
    programme, observations, _ = load(world.declared, world.observed().decode())
    as_each_day_by_itself(programme, observations, sorted({each.known for each in world.figures})[-12:])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files())
def test_sums_of_sums_are_judged_on_many_days_as_on_each(load: Load, drawn: tuple[list[Row], date]) -> None:
    found, _ = drawn
    goal = "kind: flow, unit: USD, target: 400, by: 2019, baseline: 2012"
    targets = (
        f"series:\n  a: {{kind: flow, unit: USD}}\n  b: {{kind: flow, unit: USD}}\ntargets:\n  t: {{{goal}}}\n  ab: {{{goal}, sum: [a, b]}}\n"
        f"  abt: {{{goal}, sum: [ab, t]}}\n  of: {{kind: stock, unit: '%', target: 60, by: 2019, baseline: 2012, ratio: {{of: ab, to: t}}}}\n"
    )
    names = ("a", "b", "t")
    lines = [each.line().replace("t,", f"{name},", 1) for n, each in enumerate(found) for name in names if n % 5 or name != "b"]
    programme, observations, problems = load(targets, "".join(lines))
    assert problems == []
    as_each_day_by_itself(programme, observations, sorted({each.published for each in found}))


def test_lots_of_days_say_what_all_at_once_say(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = one(target=200, by=2019, baseline=2014, declared="2016-05-01", milestones="{2017: 120, 2018: 160}")
    at_once = said(scored(load, targets, rows(LEVELS)))
    monkeypatch.setattr("tracker.analysis.score._AT_ONCE", 10)
    assert said(scored(load, targets, rows(LEVELS))) == at_once


# ---- counting


def statements(*chances: tuple[int, float | None, bool], load: Load) -> Score:
    """Statements of the targets with these numbers: the chance, and whether the target was met."""
    (kept,) = assess(*load(one(target=1, by=2020), rows(LEVELS))[:2], AS_OF)
    (missed,) = assess(*load(one(target=999, by=2020), rows(LEVELS))[:2], AS_OF)
    about = {n: Resolved("history", n, kept if met else missed, date(2020, 12, 31), date(2015, 1, 1)) for n, _, met in chances}
    told = tuple(Statement(about[n], date(2016, 1, 1), "at_risk", chance, "") for n, chance, _ in chances)
    return Score("", AS_OF, told, tuple(about.values()), 0, 0)


def test_statements_and_targets_are_counted_beside_each_other(load: Load) -> None:
    found = statements((0, 0.1, False), (0, 0.14, False), (1, 0.15, True), (2, 0.9, True), (3, None, False), load=load)
    assert found.by_status == {"at_risk": Tally(5, 2, 4, 2)}
    assert list(found.by_chance.items()) == [
        ("about_1_in_10", Tally(2, 0, 1, 0)),
        ("about_2_in_10", Tally(1, 1, 1, 1)),
        ("over_8_in_10", Tally(1, 1, 1, 1)),
    ]
    assert found.with_chance == Tally(4, 2, 3, 2)
    assert [(each.number, len(about)) for each, about in found.by_target] == [(0, 2), (1, 1), (2, 1), (3, 1)]


def test_the_brier_score_is_the_mean_squared_distance(load: Load) -> None:
    found = statements((0, 0.2, False), (1, 0.6, True), (2, 0.5, False), (3, 0.9, True), load=load)
    assert brier(found) == [pytest.approx((0.04 + 0.16 + 0.25 + 0.01) / 4), 0.25, pytest.approx(1 - 0.115 / 0.25)]
    assert brier(statements((0, 0.2, False), load=load)) == [pytest.approx(0.04), 0.0, None]
    assert statements((0, None, False), load=load).brier is None


def test_fifty_targets_are_enough(load: Load) -> None:
    enough = statements(*((n, 0.5, False) for n in range(FEW)), load=load)
    assert not enough.too_few
    assert statements(*((n, 0.5, False) for n in range(FEW - 1)), load=load).too_few


def test_every_chance_lies_in_the_band_of_its_words() -> None:
    assert len(CODES) == len(set(CODES)) == 10
    for code in CODES:
        low, high = band_of(code)
        assert code_of(low) == code
        assert code_of(high - 1e-9) == code
    assert [band_of(code)[0] for code in CODES[1:]] == [band_of(code)[1] for code in CODES[:-1]]
