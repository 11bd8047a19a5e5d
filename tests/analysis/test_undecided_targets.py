"""Where nobody says which way is wanted and that decides, it must be declared (docs/methods.md §3)."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Assess, Load, one
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.analysis.assessment import assess
from tracker.analysis.checks.run import find_suspicions
from tracker.analysis.checks.undecided_targets import undecided

TODAY = date(2026, 11, 22)


def rows(*levels: tuple[object, object], reporter: str = "") -> str:
    return "".join(f"t,{period},{value},,,{reporter},,,,\n" for period, value in levels)


def found(load: Load, declared: str, observed: str, as_of: date = TODAY, reporter: str | None = None) -> list[str]:
    programme, figures, problems = load(declared, observed)
    assert problems == []
    return list(map(str, undecided(programme, figures, as_of, reporter)))


UNEMPLOYMENT = rows((2022, 4.9), (2025, 7))


@pytest.mark.parametrize(
    ("declared", "observed", "said"),
    [
        (
            one("stock", '"%"', target=4, by=2030, baseline=2022),
            UNEMPLOYMENT,
            (
                "targets.yaml:5: target: `4` does not say whether an increase or a decrease is intended, and the baseline of `t`, 4.9 % (31 Dec 2022), lies above it; "
                "add `direction: increase` if at least 4 % is meant, or `direction: decrease` if at most 4 % is meant"
            ),
        ),
        (
            one("stock", '"%"', target="4-6", by=2030, baseline=2022),
            UNEMPLOYMENT,
            (
                "targets.yaml:5: target: `4-6` does not say whether an increase or a decrease is intended, and the baseline of `t`, 4.9 % (31 Dec 2022), lies inside it; "
                "add `direction: increase` if it is to rise to 6 %, or `direction: decrease` if it is to fall to 4 %"
            ),
        ),
        (one(target=4, baseline="{period: 2020, value: 5}"), rows((2025, 3)), "the baseline of `t`, 5 USD (31 Dec 2020), lies above it"),
        (one(target=4, qualifier="about"), rows((2024, 5)), "the baseline of `t`, 5 USD (31 Dec 2024), lies above it"),
        (one(target=4, baseline=2020), rows((2024, 5)), "the earliest level of `t`, 5 USD (31 Dec 2024), lies above it"),
        (one(target=4, baseline=2024), rows((2024, 4), (2025, 5)), "the baseline of `t`, 4 USD (31 Dec 2024), lies exactly there"),
        (
            one(target=100, every="year", by=2030),
            rows((2022, 101), (2023, 90)),
            "first period of `t`, 101 USD (31 Dec 2022), lies above it",
        ),
        (
            one(target="40-45", every="year", by=2030),
            rows((2022, 50)),
            "`40-45` does not say whether an increase or a decrease is intended, and the first period",
        ),
    ],
)
def test_a_direction_that_must_be_declared(load: Load, declared: str, observed: str, said: str) -> None:
    errors = found(load, declared, observed)
    assert len(errors) == 1
    assert said in errors[0]
    for direction in ("increase", "decrease"):
        assert found(load, f"{declared}    direction: {direction}\n", observed) == []


@pytest.mark.parametrize(
    ("declared", "observed"),
    [
        (one(target=10, baseline=2024), rows((2024, 4), (2025, 12))),
        (one(target=4, baseline=2024), rows((2024, 4), (2025, 4))),  # met either way
        (one(target=4), ""),
        (one(target="at least 4", baseline=2024), rows((2024, 5))),
        (one(target="below 4", baseline=2024), rows((2024, 5))),
        (one(target=4, qualifier="under", baseline=2024), rows((2024, 5))),
        (one(target="40-45", baseline=2024), rows((2024, 50))),
        (one(target="40-45", baseline=2024), rows((2024, 30))),
        (one(target="within 4-6", baseline=2024), rows((2024, 5))),
        (one(target="2x", baseline=2024), rows((2024, 5))),
        (one(target=100, every="quarter", by=2030), rows(*((f"2025-Q{quarter}", 40) for quarter in range(1, 5)))),  # 160 a year
        ("targets:\n  t: {kind: rank, target: 50}\n", rows((2024, 80), (2025, 60))),
        ("targets:\n  t: {kind: rank, target: 50}\n", rows((2024, 40), (2025, 60))),
        (one("cumulative", target=150, **{"from": 2024}), rows((2024, 200))),
    ],
)
def test_a_direction_that_is_clear(load: Load, declared: str, observed: str) -> None:
    assert found(load, declared, observed) == []


def test_it_is_asked_as_of_the_day_and_of_the_reporter(load: Load) -> None:
    declared = one(target=10, baseline=2020, reporter="UZ")
    revised = "t,2020,4,,,UZ,,2021-02-01,,\nt,2020,12,,,UZ,,2024-02-01,,\nt,2020,5,,,KZ,,2021-02-01,,\n"
    assert found(load, declared, revised, date(2023, 1, 1)) == []
    assert len(found(load, declared, revised)) == 1
    assert found(load, declared, revised, reporter="KZ") == []
    assert len(found(load, declared, revised, reporter="all")) == 1


@given(target=st.integers(-3, 3), levels=st.lists(st.integers(-4, 4), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_where_nothing_is_asked_a_target_is_only_reached_by_a_rise_from_below(load: Load, target: int, levels: list[int]) -> None:
    observed = rows(*enumerate(levels, 2010))
    programme, figures, problems = load(one("stock", target=target, by=2030), observed)
    assert problems == []
    asked = bool(undecided(programme, figures, TODAY))
    assert asked == (levels[0] > target or (levels[0] == target and levels[-1] != target))
    if not asked:
        reached = assess(programme, figures, TODAY)[0].status == "reached"
        assert reached == (levels[-1] >= target and (levels[0] < target or levels[-1] == target))


def test_unemployment_of_7_never_reaches_a_target_of_under_5(assessed: Assess) -> None:
    for words in ({"target": 5, "qualifier": "under"}, {"target": "below 5"}, {"target": "at most 5"}, {"target": "less than 5 %"}):
        row = assessed(one("stock", '"%"', by=2030, baseline=2022, **words), UNEMPLOYMENT)[0]
        assert (row["direction"], row["status"]) == ("decrease", "off_track"), words


def test_exactly_the_amount_is_not_more_than_it(assessed: Assess) -> None:
    def status(unit: str, latest: object, **words: object) -> str:
        row = assessed(one("stock", unit, baseline=2020, by=2030, **words), rows((2020, 10), (2025, latest)))[0]
        return str(row["status"])

    assert status("jobs", 15000, target="more than 15 thousand") != "reached"
    assert status("jobs", 15001, target="more than 15 thousand") == "reached"
    assert status('"%"', 42.5, target=42.5, qualifier="over") != "reached"
    assert status('"%"', 42.6, target=42.5, qualifier="over") == "reached"
    assert status('"%"', 42.5, target="at least 42.5") == "reached"


@pytest.mark.parametrize("latest", [3, 4, 4.9, 5, 6, 7, 9])
def test_no_check_proposes_another_direction_than_the_words(load: Load, latest: float) -> None:
    programme, figures, _ = load(one("stock", '"%"', target="under 6", baseline=2022), rows((2022, 4.9), (2025, latest)))
    assert [each.message for each in find_suspicions(programme, figures, TODAY) if "direction:" in each.message] == []
    assert undecided(programme, figures, TODAY) == []


@pytest.mark.parametrize("words", ["halve", "double", "-50 %", "+6 % a year", "сократить вдвое"])
@pytest.mark.parametrize("baseline", [-3.2, 0])
def test_nothing_is_counted_from_a_baseline_that_is_not_above_zero(load: Load, words: str, baseline: float) -> None:
    """Half of a deficit of 3.2 bn is a smaller one, and no multiple of nothing is more: neither has met anything."""
    declared, observed = one("flow", target=words, by=2030, baseline=2022), rows((2022, baseline), (2025, -4.5))
    (said,) = found(load, declared, observed)
    assert f"target: `{words}` is counted from the baseline of `t`, " in said
    assert said.endswith("(31 Dec 2022), which is not above zero; write the level that is meant")
    programme, figures, _ = load(declared, observed)
    (row,) = assess(programme, figures, TODAY)
    assert (row.target, row.status) == (None, "no_pace")


@pytest.mark.parametrize("words", ["double", "-50 %", "+6 % a year"])
def test_a_change_on_a_baseline_above_zero_is_judged(load: Load, words: str) -> None:
    assert found(load, one("flow", target=words, by=2030, baseline=2022), rows((2022, 3.2), (2025, 4.5))) == []


def test_points_are_counted_from_any_baseline(load: Load) -> None:
    assert found(load, one("stock", '"%"', target="+5 pp", by=2030, baseline=2022), rows((2022, -3.2), (2025, 4.5))) == []
