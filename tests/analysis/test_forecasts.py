from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from conftest import Assess, Results, one
from results import result

from tracker.methods import forecast as method
from tracker.model.forecast import NO_FORECAST, Forecast, code_of
from tracker.words.timeliness_wording import year_to_date

AS_OF = "2026-03-31"


def rows(*levels: tuple[str, float | str], unit: str = "USD", **marks: str) -> str:
    """Observations of the target t, by one reporter."""
    return "".join(f"t,{period},{level},{unit},{marks.get('qualifier', '')},,,,,\n" for period, level in levels)


GROWING = (("2021", 4), ("2022", 4.5), ("2023", 5), ("2024", 5.6), ("2025", 6.2))


def forecast_of(results: Results, declared: str, observed: str, as_of: str = AS_OF) -> Forecast:
    (found,) = results(declared, observed, as_of)
    return found.forecast


def target(**fields: Any) -> str:
    return one(**{"target": 10, "by": 2030, **fields})


# ---- the reasons for which there is no chance


@pytest.mark.parametrize(
    ("declared", "observed", "reason"),
    [
        (target(forecast="off"), rows(*GROWING), "switched_off"),
        ("targets: {t: {kind: event, by: 2030}}\n", "t,2025-01-31,no,,,,,,,\n", "event"),
        ("targets: {t: {kind: rank, target: 50, by: 2030}}\n", "t,2024,80,,,,,,,\nt,2025,70,,,,,,,\n", "rank"),
        (target(kind="cumulative", target=50, **{"from": 2021}), rows(*GROWING), "cumulative"),
        (target(target="at least 5", every="year"), rows(*GROWING), "recurring"),
        (target(), "", "not_pending"),
        (one(target=10), rows(*GROWING), "not_pending"),
        (target(by=2025, baseline=2021), rows(*GROWING), "not_pending"),
        (target(by=2025, baseline=2021), rows(*GROWING[:-1]), "not_pending"),
        (target(by=2025, target=5, baseline=2021), rows(*GROWING[:-1]), "not_pending"),
        (target(target="2x", baseline=2019), rows(*GROWING), "not_pending"),
        (target(by=2036), rows(*GROWING), "too_far"),
        (target(), rows(("2025", 4)), "one_figure"),
        (target(), rows(("2024", -1), ("2025", 4)), "values_not_positive"),
        (target(), rows(("2024", 0), ("2025", 4)), "values_not_positive"),
        (target(target=0, direction="decrease"), rows(*GROWING), "values_not_positive"),
        (target(kind="stock", unit='"%"', target=100), rows(*GROWING, unit="%"), "target_is_bound"),
        (target(kind="stock", unit='"%"', target=0, direction="decrease"), rows(*GROWING, unit="%"), "target_is_bound"),
        (target(kind="stock", unit="projects", target=78), rows(("2024", 12), ("2025", 14), unit="projects"), "counted"),
    ],
)
def test_every_reason_for_which_there_is_no_chance(results: Results, declared: str, observed: str, reason: str) -> None:
    found = forecast_of(results, declared, observed)
    assert (found.absent, found.probability, found.likely, found.basis, found.code) == (reason, None, None, None, None)


@pytest.mark.parametrize(
    ("declared", "observed", "status"),
    [
        (target(), rows(*GROWING), "at_risk"),
        (target(baseline=2021, target=9), rows(*GROWING), "on_track"),
        (target(target=60), rows(*GROWING), "off_track"),
        (target(baseline=2025), rows(*GROWING), "no_pace"),
        (target(target=6), rows(*GROWING), "reached"),
        (target(by=2035), rows(*GROWING), "off_track"),
        (target(kind="stock", unit='"%"', target=50), rows(("2024", 0), ("2025", 4), unit="%"), "off_track"),
        (
            target(kind="stock", unit="projects", target=78),
            rows(("2022", 9), ("2023", 12), ("2024", 12), ("2025", 14), unit="projects"),
            "off_track",
        ),
        (target(kind="stock", unit="projects", target=78), rows(("2024", 12.5), ("2025", 14), unit="projects"), "off_track"),
    ],
)
def test_where_there_is_a_chance(results: Results, declared: str, observed: str, status: str) -> None:
    (found,) = results(declared, observed, AS_OF)
    assert (found.status, found.forecast.absent) == (status, None) or found.status in {"on_track", "at_risk", "off_track"}
    assert found.forecast.probability is not None
    assert method.LEAST <= found.forecast.probability <= method.MOST
    assert found.forecast.likely is not None
    assert found.forecast.likely.low < found.forecast.likely.mid < found.forecast.likely.high


# ---- which levels count


def figures(found: Forecast) -> tuple[int, date]:
    assert found.basis is not None
    return found.basis.figures, found.basis.since


def test_one_level_a_year_counts_the_last_one_in_each_year_counted_back_from_the_deadline(results: Results) -> None:
    monthly = "".join(f"t,{2022 + n // 12}-{n % 12 + 1:02},{1 + n / 100},USD,,,,,,\n" for n in range(45))  # to September 2025
    found = forecast_of(results, target(), monthly)
    assert figures(found) == (4, date(2022, 12, 31))  # 2022, 2023, 2024 and the twelve months to September 2025
    found = forecast_of(results, target(by="2030-09-30"), monthly)
    assert figures(found) == (3, date(2023, 9, 30))  # the twelve months to each September


def test_a_level_of_nine_months_counts_its_own_time(results: Results) -> None:
    observed = rows(("2023", 4), ("2024", 4.2), ("2024-01/2024-09", 2.9), ("2025-01/2025-09", 3.4))
    found = forecast_of(results, target(), observed)
    assert found.basis is not None
    assert found.basis.years == pytest.approx(5.25)
    assert found.basis.own_growth == pytest.approx(math.log(4.7 / 4) / 1.75)


def test_levels_before_a_break_do_not_count(results: Results) -> None:
    broken = "t,2019,90,USD,,,,,,\n" + rows(*GROWING).replace("t,2022,4.5,USD,,,", "t,2022,4.5,USD,,,b")
    assert figures(forecast_of(results, target(), broken)) == (4, date(2022, 12, 31))
    only_latest = rows(*GROWING).replace("t,2025,6.2,USD,,,", "t,2025,6.2,USD,,,b")
    assert forecast_of(results, target(), only_latest).absent == "one_figure"


def test_a_total_counts_once_all_its_months_lie_behind_the_break(results: Results) -> None:
    monthly = "".join(f"t,{2022 + n // 12}-{n % 12 + 1:02},1,USD,,,{'b' if n == 18 else ''},,,\n" for n in range(48))
    assert figures(forecast_of(results, target(), monthly)) == (2, date(2024, 12, 31))


def test_a_break_of_a_part_breaks_the_whole(results: Results) -> None:
    declared = target(sum="[a, b]") + "series:\n  a: {kind: flow, unit: USD}\n  b: {kind: flow, unit: USD}\n"
    parts = "".join(
        f"{part},{year},{2 + year % 10},USD,,,{'b' if (part, year) == ('b', 2023) else ''},,,\n"
        for part in "ab"
        for year in range(2020, 2026)
    )
    assert figures(forecast_of(results, declared, parts)) == (3, date(2023, 12, 31))


# ---- forms of a target


def test_a_band_has_the_chance_of_lying_inside(results: Results) -> None:
    observed = rows(("2022", 9), ("2023", 8), ("2024", 7.5), ("2025", 7), unit="%")
    inside = forecast_of(results, target(kind="stock", unit='"%"', target="within 4-6"), observed)
    below = forecast_of(results, target(kind="stock", unit='"%"', target="at most 6"), observed)
    wide = forecast_of(results, target(kind="stock", unit='"%"', target="within 0-100"), observed)
    assert inside.probability is not None
    assert below.probability is not None
    assert inside.probability < below.probability
    assert wide.probability == method.MOST  # an edge at 0 or 100 % bounds nothing


def test_of_a_range_the_nearer_end_counts(results: Results) -> None:
    observed = rows(*GROWING)
    assert forecast_of(results, target(target="9-12"), observed).probability == forecast_of(results, target(target=9), observed).probability


@pytest.mark.parametrize(
    ("declared", "qualifier", "bound"),
    [
        (target(), "over", "at_least"),
        (target(), "under", "at_most"),
        (target(), "about", ""),
        (target(target="at most 3"), "over", "at_most"),
        (target(target="at most 3"), "under", "at_least"),
        (target(target="within 7-9"), "over", ""),
    ],
)
def test_a_bound_as_the_latest_figure_makes_a_bound_of_the_chance(results: Results, declared: str, qualifier: str, bound: str) -> None:
    observed = rows(*GROWING[:-1]) + rows(GROWING[-1], qualifier=qualifier)
    assert forecast_of(results, declared, observed).bound == bound


def test_the_class_and_the_usual_growth_as_declared(results: Results) -> None:
    observed = rows(*GROWING)
    chances = {}
    for stated in ("{class: flow}", "{class: other}", "{usual_growth: 12 %}", "{usual_growth: -5 %}"):
        found = forecast_of(results, target(forecast=stated), observed)
        assert found.basis is not None
        chances[stated] = (found.basis.series_class, found.basis.usual_growth, found.probability)
    assert chances["{class: flow}"][:2] == ("flow", 0.055)
    assert chances["{class: other}"][:2] == ("other", 0.010)
    assert chances["{usual_growth: 12 %}"][1] == pytest.approx(math.log(1.12))
    faster, usual, slower = (chances[stated][2] for stated in ("{usual_growth: 12 %}", "{class: flow}", "{usual_growth: -5 %}"))
    assert faster is not None
    assert usual is not None
    assert slower is not None
    assert faster > usual > slower


def test_a_decrease_is_compared_with_series_that_should_fall(results: Results) -> None:
    found = forecast_of(results, target(target="at most 3"), rows(*GROWING))
    assert found.basis is not None
    assert found.basis.usual_growth == -0.055


def test_percentages_grow_on_their_odds(results: Results) -> None:
    found = forecast_of(results, target(kind="stock", unit='"%"', target=99), rows(("2023", 90), ("2024", 95), ("2025", 97), unit="%"))
    assert found.basis is not None
    assert found.basis.odds
    assert found.likely is not None
    assert found.likely.high < 100
    above = forecast_of(results, target(kind="stock", unit='"%"', target=120), rows(("2024", 90), ("2025", 97), unit="%"))
    assert above.basis is not None
    assert not above.basis.odds


# ---- in words


@pytest.mark.parametrize(
    ("probability", "code"),
    [
        (0.02, "under_1_in_20"),
        (0.0499, "under_1_in_20"),
        (0.05, "about_1_in_10"),
        (0.1499, "about_1_in_10"),
        (0.15, "about_2_in_10"),
        (0.5, "about_5_in_10"),
        (0.8499, "about_8_in_10"),
        (0.85, "over_8_in_10"),
        (0.98, "over_8_in_10"),
    ],
)
def test_the_lower_end_belongs_to_the_word(probability: float, code: str) -> None:
    assert code_of(probability) == code


def test_the_keys_of_the_shipped_example(assessed: Assess) -> None:
    turnover = "t,2018,3,bn USD,about,,,,,\nt,2020,3,bn USD,,,,,,\nt,2022,4.6,bn USD,,,,,,\nt,2023,4.39,bn USD,,,,,,\nt,2024,4.3,bn USD,,,,,,\nt,2025,4.97,bn USD,,,,,,\n"
    (row,) = assessed(target(target="10 bn", baseline=2024), turnover)
    assert round(row["probability"], 3) == 0.121
    assert [round(row[f"likely_{end}"] / 1e9, 2) for end in ("low", "mid", "high")] == [4.14, 6.58, 10.45]
    assert (row["probability_words"], row["probability_absent"]) == ("about 1 in 10", None)
    assert row["outturn"] is None


# ---- what would have to be true


def seen(results: Results, declared: str, observed: str) -> Any:
    return forecast_of(results, declared, observed).required_seen


def test_how_often_the_series_grew_as_fast_as_is_required(results: Results) -> None:
    turnover = rows(("2018", 3), ("2020", 3), ("2022", 4.6), ("2023", 4.39), ("2024", 4.3), ("2025", 4.97))
    found = seen(results, target(baseline=2024), turnover)
    assert (found.years, found.met_or_above, str(found.latest_start)) == (3, 1, "2026-03")
    assert found.best_growth == pytest.approx(4.97 / 4.3 - 1)


def test_of_a_decrease_the_fastest_fall_counts(results: Results) -> None:
    found = seen(results, target(target="at most 2"), rows(("2022", 9), ("2023", 8), ("2024", 6), ("2025", 5.5)))
    assert (found.years, found.met_or_above) == (3, 1)
    assert found.best_growth == pytest.approx(-0.25)
    assert str(found.latest_start) == "2027-06"


@pytest.mark.parametrize(
    ("declared", "observed"),
    [
        (target(target=6), rows(*GROWING)),  # nothing is required any more
        (target(), rows(("2022", 4), ("2025", 5))),  # no two levels a year apart
        (target(forecast="off"), rows(*GROWING)),
        (one(target=10), rows(*GROWING)),
    ],
)
def test_where_nothing_is_required_nothing_is_compared(results: Results, declared: str, observed: str) -> None:
    assert seen(results, declared, observed) is None


def test_a_series_that_never_grew_has_no_latest_start(results: Results) -> None:
    found = seen(results, target(), rows(("2024", 6), ("2025", 5)))
    assert (found.years, found.met_or_above, found.latest_start) == (1, 0, None)


# ---- the outturn of the year

YEARS = (("2022", 5), ("2023", 5.5), ("2024", 6.3), ("2025", 6.6))
TO_JUNE = (("2023-01/2023-06", 2.4), ("2024-01/2024-06", 2.9), ("2025-01/2025-06", 3.0), ("2026-01/2026-06", 3.3))


def outturn(results: Results, declared: str, observed: str, as_of: str = "2026-08-31") -> Any:
    return forecast_of(results, declared, observed, as_of).outturn


def test_the_year_comes_out_as_its_months_say_the_more_of_them_are_known(results: Results) -> None:
    (row,) = results(target(), rows(*YEARS, *TO_JUNE), "2026-08-31")
    found, basis = row.forecast.outturn, row.forecast.basis
    assert found is not None
    assert basis is not None
    share = (2.4 / 5.5 + 2.9 / 6.3 + 3.0 / 6.6) / 3
    trailing = 6.6 + 3.3 - 3.0
    expected = math.sqrt(0.5) * math.log(3.3 / share) + (1 - math.sqrt(0.5)) * (math.log(trailing) + 0.5 * basis.growth)
    assert (found.year, found.months, found.share_years) == (2026, 6, 3)
    assert (found.total, found.share, found.trailing) == pytest.approx((3.3, share, trailing))
    assert math.log(found.likely.mid) == pytest.approx(expected)
    assert found.probability is None  # nothing is asked of 2026
    assert row.latest == pytest.approx(6.9)  # the outturn is no level


def test_of_five_years_the_last_ones_count(results: Results) -> None:
    observed = "".join(
        f"t,{year},{10 + year % 7},USD,,,,,,\nt,{year}-01/{year}-06,{4 + year % 7 / 2},USD,,,,,,\n" for year in range(2015, 2026)
    )
    found = outturn(results, target(target=50), observed + rows(("2026-01/2026-06", 6)))
    assert found.share_years == 5
    assert found.share == pytest.approx(sum((4 + year % 7 / 2) / (10 + year % 7) for year in range(2021, 2026)) / 5)


def test_with_one_year_of_its_months_the_trailing_twelve_stay(results: Results) -> None:
    found = outturn(results, target(), rows(*YEARS, *TO_JUNE[2:]))
    assert (found.share, found.share_years) == (None, 1)
    assert found.likely.mid == pytest.approx(6.9)


@pytest.mark.parametrize(
    ("declared", "chance"),
    [
        (target(milestones="{2026: 7.26}"), 0.5),
        (target(milestones="{2026: 3}"), 0.98),
        (target(milestones="{2026: 15}"), 0.02),
        (target(milestones="{2027: 8}"), None),
        (target(milestones="{2026-06: 8}"), None),
        (one(target="at least 7.26", every="year", by=2030), 0.5),
        (one(target="at most 7.26", every="year", by=2030), 0.5),
        (one(target="within 1-15", every="year", by=2030), 0.96),
        (one(target="+1 % a year", every="year", by=2030), 0.8),
        (one(target="at least 7.26", every="year", by=2025), None),
        (one(target="at least 7.26", every="quarter", by=2030), None),
        (one(target="at least 7.26", every="year", by=2030, **{"from": 2027}), None),
    ],
)
def test_the_chance_that_the_year_meets_what_is_asked_of_it(results: Results, declared: str, chance: float | None) -> None:
    found = outturn(results, declared, rows(*YEARS, *TO_JUNE))
    assert found is not None
    if chance is None:
        assert found.probability is None
    else:
        assert found.probability == pytest.approx(chance, abs=0.15)


@pytest.mark.parametrize(
    ("declared", "observed"),
    [
        (target(), rows(*YEARS)),  # no figure of this year
        (target(forecast="off"), rows(*YEARS, *TO_JUNE)),
        (target(kind="cumulative", target=90, **{"from": 2022}), rows(*YEARS, *TO_JUNE)),
        (target(), rows(*YEARS, TO_JUNE[-1])),  # no twelve months up to June
        (target(), rows(TO_JUNE[-2], TO_JUNE[-1], YEARS[-1])[: -len("t,2025,6.6,USD,,,,,,\n")]),
    ],
)
def test_where_no_outturn_can_be_told(results: Results, declared: str, observed: str) -> None:
    assert outturn(results, declared, observed) is None


@pytest.mark.parametrize(
    ("target_words", "qualifier", "bound"),
    [
        ("at least 8", "over", "at_least"),
        ("at least 8", "under", "at_most"),
        ("at most 3", "over", "at_most"),
        ("at most 3", "under", "at_least"),
    ],
)
def test_an_outturn_from_a_bound_is_one(results: Results, target_words: str, qualifier: str, bound: str) -> None:
    declared = target(target=target_words, every="year")
    exact = rows(*YEARS, *TO_JUNE)
    marked = exact.replace("t,2026-01/2026-06,3.3,USD,,", f"t,2026-01/2026-06,3.3,USD,{qualifier},")
    assert marked != exact
    found, plain = outturn(results, declared, marked), outturn(results, declared, exact)
    assert (found.qualifier, found.bound, found.likely) == (qualifier, bound, plain.likely)
    assert (plain.amount_bound, found.amount_bound) == (None, {"over": "at_least", "under": "at_most"}[qualifier])
    assert (plain.qualifier, plain.bound) == ("", "")


def test_a_year_to_date_that_is_a_bound_says_so_and_has_no_exact_growth(results: Results) -> None:
    observed = rows(*YEARS, *TO_JUNE)
    (own,) = results(target(), observed.replace("t,2026-01/2026-06,3.3,USD,,", "t,2026-01/2026-06,3.3,USD,over,"), "2026-08-31")
    (before,) = results(target(), observed.replace("t,2025-01/2025-06,3.0,USD,,", "t,2025-01/2025-06,3.0,USD,over,"), "2026-08-31")
    (exact,) = results(target(), observed, "2026-08-31")
    assert [each.ytd_qualifier for each in (own, before, exact)] == ["over", "", ""]
    assert year_to_date(own) == ["January–June 2026: over 3.3 USD."]
    assert year_to_date(before) == ["January–June 2026: 3.3 USD."]
    assert year_to_date(exact)[0].startswith("January–June 2026: 3.3 USD, ")


def test_the_outturn_needs_no_deadline(results: Results) -> None:
    assert outturn(results, one(target=10), rows(*YEARS, *TO_JUNE)).year == 2026


def test_the_result_without_files_has_no_forecast() -> None:
    assert result().forecast == NO_FORECAST
