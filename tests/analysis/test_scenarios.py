"""What if: an assumed figure gives the answer that observing it would give, and contradicts nothing that is on file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import HEADER, ROOT, Load, one
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import tracker
from tracker.analysis.assessment import assess
from tracker.analysis.scenarios import Asked, compare_scenarios, detail_scenario
from tracker.model.scenarios import Assumption, Scenario
from tracker.render.json import target_row
from tracker.storage import observations, targets
from tracker.values import periods
from tracker.values.problems import InvalidInput

if TYPE_CHECKING:
    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.model.result import TargetResult

AS_OF = date(2026, 11, 22)


def supposed(load: Load, declared: str, observed: str, *assumptions: Assumption, reporter: str | None = None) -> TargetDetail:
    programme, figures, problems = load(declared, observed)
    assert problems == []
    return detail_scenario(Asked(programme, figures, AS_OF, "t", reporter), Scenario("", assumptions))


def amount(period: str, value: float) -> Assumption:
    return Assumption(periods.parse(period), value)


def growth(period: str, rate: float) -> Assumption:
    return Assumption(periods.parse(period), growth=rate)


def said(result: TargetResult) -> dict[str, object]:
    """All that is said of a target; of an assumed figure there is no line."""
    return {key: value for key, value in target_row(result).items() if key not in {"latest_rows", "newer_unused"}}


# ---- the same as observing it

PERIODS = ("2022", "2023", "2024", "2025", "2024-Q1", "2025-Q1", "2026-Q1", "2024-01/2024-09", "2025-01/2025-09", "2026-01/2026-09", "2026")
DECLARED = {
    "flow": one(by=2030, baseline=2022),
    "stock": one("stock", "jobs", by=2030, baseline=2022),
    "recurring": one(target="at least 5", every="year", **{"from": 2022}, by=2027),
    "total": one("cumulative", by=2030, **{"from": 2022}),
}


def read(declared: str, rows: list[tuple[str, int]]) -> tuple[Programme, Observations]:
    programme, wrong = targets.read(declared.encode(), "targets.yaml")
    lines = "".join(f"t,{period},{value},,,,,,,\n" for period, value in rows)
    figures, problems, _ = observations.read((HEADER + lines).encode(), "observations.csv", programme)
    assume(not problems)
    assert wrong == []
    return programme, figures


@settings(max_examples=150)
@given(
    kind=st.sampled_from(sorted(DECLARED)),
    rows=st.lists(st.tuples(st.sampled_from(PERIODS), st.integers(1, 20)), min_size=1, max_size=8, unique_by=lambda row: row[0]),
    later=st.integers(0, 3),
    as_of=st.dates(date(2025, 1, 1), date(2027, 6, 30)),
)
def test_assuming_what_is_observed_later_gives_the_same_answer(kind: str, rows: list[tuple[str, int]], later: int, as_of: date) -> None:
    on_file, assumed = rows[: len(rows) - later], rows[len(rows) - later :]
    as_of = max([as_of, *(periods.parse(period).end for period, _ in on_file)])
    programme, figures = read(DECLARED[kind], on_file)
    scenario = Scenario("", tuple(amount(*row) for row in assumed))
    try:
        detail = detail_scenario(Asked(programme, figures, as_of, "t", None), scenario)
    except InvalidInput:  # what is on file gives the total of a period that is assumed
        assume(False)
    programme, everything = read(DECLARED[kind], rows)
    day = max([as_of, *(each.period.end for each in scenario.assumptions)])
    (observed,) = assess(programme, everything, day)
    assert detail.as_of == day
    assert said(detail.result) == said(observed)


def test_an_assumption_leaves_the_observations_as_they_were(load: Load) -> None:
    programme, figures, _ = load(one(by=2030), "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n")
    before = (len(figures), figures.value.tolist(), figures.periods, figures.line.tolist())
    detail_scenario(Asked(programme, figures, AS_OF, "t", None), Scenario("", (amount("2026", 6),)))
    assert (len(figures), figures.value.tolist(), figures.periods, figures.line.tolist()) == before


# ---- the day of the answer


def test_the_day_moves_to_the_end_of_the_last_assumed_period(load: Load) -> None:
    observed = "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n"
    detail = supposed(load, one(by=2030), observed, amount("2027", 7), amount("2026", 6))
    assert detail.as_of == date(2027, 12, 31)
    assert detail.assumed is not None
    assert detail.assumed.known_on == AS_OF
    assert [str(each.period) for each in detail.assumed.figures] == ["2026", "2027"]
    past = supposed(load, one(by=2030), "t,2023,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n", amount("2024", 4.5))
    assert past.as_of == AS_OF


def test_what_becomes_known_between_the_two_days_does_not_count(load: Load) -> None:
    observed = "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\nt,2025,9,USD,,,,2027-02-01,,\n"
    detail = supposed(load, one(by=2030), observed, amount("2027", 7))
    assert [each.value for each in detail.series] == [4, 5, 7]


def test_a_deadline_that_is_assumed_ends_the_target(load: Load) -> None:
    observed = "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n"
    assert supposed(load, one(by=2030), observed, amount("2030", 10)).result.status == "reached"
    assert supposed(load, one(by=2030), observed, amount("2030", 9)).result.status == "missed"


# ---- growth on the year before


def test_growth_is_on_the_same_months_of_the_year_before_and_may_follow_an_assumed_year(load: Load) -> None:
    observed = "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\nt,2025-01/2025-06,2,USD,,,,,,\n"
    detail = supposed(load, one(by=2030), observed, growth("2027", 0.1), growth("2026", 0.2))
    assert detail.assumed is not None
    assert [each.value for each in detail.assumed.figures] == [6.0, 6.6]
    half = supposed(load, one(by=2030), observed, growth("2026-01/2026-06", 0.5))
    assert half.result.ytd == 3
    assert half.result.latest == 6  # 5 - 2 + 3
    other = supposed(load, one(by=2030), observed, growth("2026-07/2026-12", 0.5))  # 5 - 2 of the year before
    assert other.assumed is not None
    assert other.assumed.figures[0].value == 4.5


def test_growth_of_a_stock_is_on_the_level_a_year_before(load: Load) -> None:
    detail = supposed(
        load, one("stock", "jobs", target=100, by=2030), "t,2024-12-31,40,,,,,,,\nt,2025-12-31,50,,,,,,,\n", growth("2026", 0.12)
    )
    assert detail.result.latest == 56


@pytest.mark.parametrize(
    ("observed", "message"),
    [
        (
            "t,2023,4,USD,,,,,,\nt,2024,5,USD,,,,,,\n",
            "no figure for the year before 2026 is known, on which it could grow; write the amount",
        ),
        ("t,2024,4,USD,,,,,,\nt,2025,5,USD,over,,,,,\n", "the figure of the year before 2026 is only a bound; write the amount itself"),
        ("t,2024,4,USD,,,,,,\nt,2025,0,USD,,,,,,\n", "the figure of the year before 2026 is not above zero; write the amount itself"),
        ("", "no figure for the year before 2026 is known"),
    ],
)
def test_growth_needs_a_number_to_grow_from(load: Load, observed: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        supposed(load, one(by=2030), observed, growth("2026", 0.1))


# ---- what is on file


def test_a_figure_on_file_is_replaced_only_where_that_is_meant(load: Load) -> None:
    observed = "t,2024,4,USD,,,,2025-02-01,,\nt,2025,5,USD,,,,2026-02-01,,\n"
    with pytest.raises(
        InvalidInput, match=r"observations.csv:3 has 5 USD for 2025; write `revised` before yours if that is to be replaced"
    ):
        supposed(load, one(by=2030), observed, amount("2025", 6))
    revised = supposed(load, one(by=2030), observed, amount("2025", 6)._replace(revised=True))
    assert [each.value for each in revised.series] == [4, 6]
    with pytest.raises(InvalidInput, match="no figure for 2026 is on file that could be revised; leave out `revised`"):
        supposed(load, one(by=2030), observed, amount("2026", 6)._replace(revised=True))


def test_a_period_whose_total_follows_from_others_cannot_be_assumed(load: Load) -> None:
    observed = "t,2025-01/2025-06,2,USD,,,,,,\nt,2025-07/2025-12,3,USD,,,,,,\n"
    with pytest.raises(InvalidInput, match="the figures on file, or what is assumed, already come to 5 USD for 2025"):
        supposed(load, one(by=2030), observed, amount("2025", 6))
    with pytest.raises(InvalidInput, match="2026 is assumed twice"):
        supposed(load, one(by=2030), observed, amount("2026", 6), amount("2026-01/2026-12", 7))


@pytest.mark.parametrize(
    ("observed", "assumed", "message"),
    [
        (
            "t,2025,5,USD,,,,,,\nt,2026-01/2026-09,3.9,USD,,,,,,\n",
            [amount("2026", 3)],
            r"2026-01/2026-09 alone came to 3.9 USD \(observations.csv:3\), more than the 3 USD assumed for 2026; if that figure is to be",
        ),
        ("t,2025,5,USD,,,,,,\nt,2026-Q2,2,USD,over,,,,,\n", [amount("2026", 1)], r"2026-Q2 alone came to 2 USD \(observations.csv:3\)"),
        (
            "t,2025,5,USD,,,,,,\nt,2026-01,2.5,USD,,,,,,\nt,2026-02,2.5,USD,,,,,,\n",
            [amount("2026", 3)],
            r"2026-01/2026-02 alone came to 5 USD \(observations.csv:3–4\)",
        ),
        ("t,2026-01/2026-09,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n", [growth("2026", -0.5)], "more than the 2.5 USD assumed for 2026"),
        (
            "t,2025,5,USD,,,,,,\n",
            [amount("2025-01/2025-06", 7)],
            r"all of 2025 came to 5 USD \(observations.csv:2\), less than the 7 USD assumed for 2025-S1",
        ),
        (
            "t,2025,5.01,USD,,,,,,\nt,2025-01/2025-09,3.5,USD,,,,,,\n",
            [amount("2025-11", 2)],
            r"all of 2025-Q4 came to 1.51 USD \(observations.csv:2–3\), less than the 2 USD assumed for 2025-11",
        ),
        (
            "t,2025,5,USD,,,,,,\n",
            [amount("2026-S1", 4), amount("2026", 3)],
            r"2026-S1 alone came to 4 USD \(assumed\), more than the 3 USD assumed for 2026",
        ),
        (
            "t,2025,5,USD,,,,,,\nt,2025-01/2025-09,3.5,USD,,,,,,\n",
            [amount("2025", 3)._replace(revised=True)],
            "2025-01/2025-09 alone came to 3.5 USD",
        ),
    ],
)
def test_a_total_that_its_known_parts_or_its_known_whole_rule_out_is_refused(
    load: Load, observed: str, assumed: list[Assumption], message: str
) -> None:
    with pytest.raises(InvalidInput, match=message):
        supposed(load, one(by=2030), observed, *assumed)


@pytest.mark.parametrize(
    ("observed", "assumed"),
    [
        ("t,2025,5,USD,,,,,,\nt,2026-01/2026-09,3.9,USD,,,,,,\n", [amount("2026", 4)]),
        ("t,2025,5,USD,,,,,,\nt,2026-01/2026-09,3.9,USD,,,,,,\n", [amount("2026", 3.87)]),  # 3.9 may be 3.86
        ("t,2025,5,USD,,,,,,\nt,2026-01/2026-09,3.9,USD,about,,,,,\n", [amount("2026", 3)]),
        ("t,2025,5,USD,over,,,,,\n", [amount("2025-01/2025-06", 7)]),
        ("t,2025,5,USD,,,,,,\nt,2024,-5,USD,,,,,,\nt,2026-01/2026-09,3.9,USD,,,,,,\n", [amount("2026", 3)]),  # a balance can fall
        (
            "t,2025,5,USD,,,,,,\nt,2026-01/2026-09,3.9,USD,,,,,,\n",
            [amount("2026", 3), amount("2026-01/2026-09", 2)._replace(revised=True)],
        ),
    ],
)
def test_a_total_that_is_possible_beside_the_known_ones_is_assumed(load: Load, observed: str, assumed: list[Assumption]) -> None:
    assert supposed(load, one(by=2030), observed, *assumed).assumed is not None


def test_a_period_of_a_running_total_is_told_from_others_that_end_with_it(load: Load) -> None:
    observed = "t,2024,4,USD,,,,,,\nt,2025-12,1,USD,,,,,,\n"
    assert supposed(load, one("cumulative", by=2030, **{"from": 2024}), observed, amount("2025", 6)).result.latest == 10
    with pytest.raises(InvalidInput, match="2025-12 alone came to 1 USD"):
        supposed(load, one("cumulative", by=2030, **{"from": 2024}), observed, amount("2025", 0.4))


def test_it_is_by_the_reporter_whose_figures_count(load: Load) -> None:
    observed = "t,2024,4,USD,,UZ,,,,\nt,2025,5,USD,,UZ,,,,\nt,2024,3,USD,,KZ,,,,\nt,2025,3.5,USD,,KZ,,,,\n"
    detail = supposed(load, one(by=2030, reporter="UZ"), observed, amount("2026", 6))
    assert {each.reporter: each.latest for each in detail.reporters} == {"UZ": 6, "KZ": 3.5}
    other = supposed(load, one(by=2030, reporter="UZ"), observed, amount("2026", 4), reporter="KZ")
    assert {each.reporter: each.latest for each in other.reporters} == {"UZ": 5, "KZ": 4}


def test_a_target_without_any_figure_can_be_given_some(load: Load) -> None:
    detail = supposed(load, one(by=2030, reporter="UZ"), "", amount("2024", 4), amount("2025", 5))
    assert (detail.result.reporter, detail.result.latest, detail.result.status) == ("UZ", 5, "on_track")


def test_an_event_can_be_assumed(load: Load) -> None:
    detail = supposed(load, "targets: {t: {kind: event, by: 2028}}\n", "t,2025-01-31,no,,,,,,,\n", amount("2027-05-01", 1))
    assert detail.result.status == "reached"


def test_a_sum_can_be_assumed_as_a_whole(load: Load) -> None:
    declared = one(by=2030, sum="[a, b]") + "series: {a: {kind: flow, unit: USD}, b: {kind: flow, unit: USD}}\n"
    observed = "".join(f"{part},{year},2,USD,,,,,,\n" for part in "ab" for year in (2024, 2025))
    assert supposed(load, declared, observed, growth("2026", 0.5)).result.latest == 6
    with pytest.raises(InvalidInput, match="already come to 4 USD for 2025"):
        supposed(load, declared, observed, amount("2025", 5))


def test_a_direction_that_must_be_declared_is_asked_for(load: Load) -> None:
    with pytest.raises(InvalidInput, match="does not say whether an increase or a decrease is intended"):
        supposed(load, one(by=2030, baseline=2024), "t,2025,5,USD,,,,,,\n", amount("2024", 12))


# ---- side by side


def test_scenarios_stand_behind_what_is_observed() -> None:
    programme, figures = tracker.load(ROOT / "targets.yaml")
    scenarios = [Scenario("steady", (amount("2026", 5.6e9), growth("2027", 0.12))), Scenario("slow", (amount("2026", 5.2e9),))]
    found = compare_scenarios(Asked(programme, figures, AS_OF, "turnover", None), scenarios, "s.yaml")
    (own,) = assess(programme, figures, AS_OF, None, ["turnover"])
    assert [(each.name, each.as_of) for each in found] == [("", AS_OF), ("steady", date(2027, 12, 31)), ("slow", date(2026, 12, 31))]
    assert found[0].result == own
    assert [each.result.latest for each in found] == [4.97e9, 6.272e9, 5.2e9]


def test_what_contradicts_the_file_is_listed_for_all_scenarios_at_once() -> None:
    programme, figures = tracker.load(ROOT / "targets.yaml")
    scenarios = [Scenario("a", (amount("2025", 5e9)._replace(line=2),)), Scenario("b", (growth("2030", 0.1)._replace(line=4),))]
    with pytest.raises(InvalidInput) as refused:
        compare_scenarios(Asked(programme, figures, AS_OF, "turnover", None), scenarios, "s.yaml")
    assert [(each.file, each.line) for each in refused.value.problems] == [("s.yaml", 2), ("s.yaml", 4)]
