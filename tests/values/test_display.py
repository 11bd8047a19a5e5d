from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.values.display import ABSENT, cell_patterns, dates, numbers
from tracker.values.periods import parse
from tracker.words.texts import phrases


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (4.97e9, "USD", "4.97 bn USD"),
        (10e9, "USD", "10 bn USD"),
        (217e6, "USD", "217 mn USD"),
        (15_000, "jobs", "15,000 jobs"),
        (14_999, "jobs", "14,999 jobs"),
        (999_950, "jobs", "999,950 jobs"),
        (999_999_999, "USD", "1 bn USD"),
        (1.7e12, "USD", "1.7 tn USD"),
        (123456.789, "t", "123,457 t"),
        (13.808, "projects", "13.8 projects"),
        (0.00123, "%", "0.00123 %"),
        (-5.03e9, "USD", "−5.03 bn USD"),
        (0, "jobs", "0 jobs"),
        (math.nan, "USD", "–"),
    ],
)
def test_amounts_in_units_that_people_say(value: float, unit: str, shown: str) -> None:
    assert numbers.amount(value, unit) == shown


def test_qualifiers() -> None:
    assert [numbers.amount(4500, "jobs", each) for each in ("about", "over", "under")] == [
        "about 4,500 jobs",
        "over 4,500 jobs",
        "under 4,500 jobs",
    ]


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.9996, "99.9 %"), (1.0, "100.0 %"), (0.117, "11.7 %"), (-0.0001, "−0.1 %"), (0.0, "0.0 %"), (12.5, "over 1000 %")],
)
def test_the_share_of_a_way_is_rounded_down(share: float, shown: str) -> None:
    assert numbers.share(share) == shown


@pytest.mark.parametrize(
    ("rate", "shown"), [(0.15008, "15.0 %"), (0.0004, "under 0.1 %"), (-0.0004, "above −0.1 %"), (0.0, "0.0 %"), (math.nan, "–")]
)
def test_a_rate_that_is_not_zero_is_never_shown_as_zero(rate: float, shown: str) -> None:
    assert numbers.percent(rate) == shown


@given(st.floats(0, 1, exclude_max=True))
def test_never_100_percent_by_rounding(share: float) -> None:
    assert numbers.share(share) != "100.0 %"


def number(shown: str) -> float:
    digits, _, scale = shown.partition(" ")
    return float(digits.replace(",", "")) * {"": 1, "mn": 1e6, "bn": 1e9, "tn": 1e12}[scale]


stated = st.tuples(st.integers(1, 999_999_999), st.integers(-4, 5)).map(lambda each: float(f"{each[0]}e{each[1]}"))


@given(stated, st.floats(-0.01, 0.01), st.sampled_from([1, -1]))
@example(21_929_950_000_000.0, 1e-9, -1)  # both were "21.93 tn" when a target had six digits
def test_a_level_that_does_not_come_to_its_target_never_looks_so(goal: float, apart: float, direction: int) -> None:
    level = goal * (1 + apart)
    shown, wanted = number(numbers.level(level, "", direction, goal)), number(numbers.target(goal, ""))
    if direction * (goal - level) > goal * 1e-14:
        assert direction * (min(goal, wanted, key=lambda each: direction * each) - shown) > 0


@given(st.floats(1, 1e14), st.sampled_from([1, -1]))
def test_a_level_far_from_its_target_is_rounded_to_the_nearest(level: float, direction: int) -> None:
    shown = number(numbers.level(level, "", direction, level * (1 + direction / 2)))
    assert abs(shown - level) <= level * 0.0005001


@given(st.floats(1, 1e14), st.sampled_from([1, -1]))
def test_what_is_needed_is_never_too_little(level: float, direction: int) -> None:
    assert direction * (number(numbers.enough(level, "", direction)) - level) >= -level * 1e-12


def test_a_bound_still_holds_when_it_is_rounded() -> None:
    assert numbers.amount(4.9678e9, "USD", "over") == "over 4.96 bn USD"
    assert numbers.amount(4.9612e9, "USD", "under") == "under 4.97 bn USD"
    assert numbers.level(123456.789, "", 1, 10, "over") == "over 123,456"


def test_a_published_figure_is_the_same_wherever_it_stands() -> None:
    assert numbers.level(36.438e9, "USD", 1, 41e9) == numbers.amount(36.438e9, "USD", digits=4) == "36.44 bn USD"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2025", "2025"),
        ("2025-Q3", "Q3 2025"),
        ("2025-09", "Sep 2025"),
        ("2025-S1", "Jan–Jun 2025"),
        ("2025-01/2025-09", "Jan–Sep 2025"),
        ("2024-10/2025-09", "year to Sep 2025"),
        ("2024-11/2025-03", "Nov 2024 – Mar 2025"),
        ("2025-03-20", "20 Mar 2025"),
        ("2020-W53", "28 Dec 2020 – 3 Jan 2021"),
    ],
)
def test_periods_in_words(text: str, shown: str) -> None:
    assert dates.period(parse(text)) == shown


def test_deadlines_as_they_were_said() -> None:
    assert [dates.deadline(date(*each)) for each in ((2030, 12, 31), (2030, 6, 30), (2030, 3, 20))] == ["2030", "Jun 2030", "20 Mar 2030"]


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("%", "3.3 pp"),
        ("percent", "3.3 pp"),
        ("PCT", "3.3 pp"),
        ("USD", "3.3 USD"),
        ("% of GDP", "3.3 pp of GDP"),
        ("процент", "3.3 pp"),
        ("пайыз", "3.3 pp"),
        ("foiz", "3.3 pp"),
        ("per cent of GDP", "3.3 pp of GDP"),
    ],
)
def test_percentages_differ_by_percentage_points(unit: str, shown: str) -> None:
    assert numbers.difference(3.3, unit) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2025", "in 2025"), ("2025-Q3", "in Q3 2025"), ("2024-10/2025-09", "in the year to Sep 2025"), ("2025-03-20", "on 20 Mar 2025")],
)
def test_the_time_of_an_event(text: str, shown: str) -> None:
    assert dates.within(parse(text)) == shown


def test_a_number_of_things() -> None:
    assert [numbers.count(number, "target") for number in (0, 1, 2, 1000)] == ["0 targets", "1 target", "2 targets", "1,000 targets"]


@pytest.mark.parametrize(("value", "shown"), [(1, "1 percentage point"), (-1, "−1 percentage point"), (1.2, "1.2 percentage points")])
def test_one_point_is_no_points(value: float, shown: str) -> None:
    assert numbers.difference(value, "%", phrases.POINTS) == shown
    assert numbers.difference(value, "% of GDP", phrases.POINTS) == f"{shown} of GDP"
    assert numbers.difference(None, "%") == ABSENT


@pytest.mark.parametrize(
    ("value", "unit", "pattern"),
    [
        (4.97e9, "USD", '[>=10000000]#,##0.00,,," bn USD";#,##0" USD"'),
        (17_580_000, "t", '[>=10000]#,##0.00,," mn t";#,##0" t"'),
        (43.5, "bn USD", '#,##0.0" bn USD";"−"#,##0.0" bn USD"'),
        (78, "jobs", '[=1]#,##0" job";#,##0" jobs"'),
        (78, "kt", '#,##0" kt";"−"#,##0" kt"'),
        (-3e9, "USD", '#,##0,,," bn USD";"−"#,##0,,," bn USD"'),
        (0, "", '#,##0;"−"#,##0'),
        (2.5, 'a "unit"', '#,##0.0" a ”unit”";"−"#,##0.0" a ”unit”"'),
        (2.5, "x" * 250, '#,##0.0;"−"#,##0.0'),
    ],
)
def test_the_pattern_of_a_number(value: float, unit: str, pattern: str) -> None:
    assert cell_patterns.number_pattern(value, unit) == pattern


def test_a_pattern_tells_a_number_from_another_one() -> None:
    assert cell_patterns.number_pattern(9.99996, apart_from=10).split(";")[0] == "#,##0.00000"
    assert cell_patterns.number_pattern(10, apart_from=10).split(";")[0] == "#,##0"


@pytest.mark.parametrize(
    ("low", "high", "goal", "scale"),
    [
        (8.3e9, 10.3e9, 1e10, (9, 1)),
        (12, 12, 78, (0, 0)),
        (150, 157.7, 200, (0, -1)),
        (2.25, 2.25, 10, (0, 2)),
        (9.96, 9.99, 10, (0, 2)),
    ],
)
def test_a_range_is_shown_in_this_scale(low: float, high: float, goal: float, scale: tuple[int, int]) -> None:
    power, decimals = numbers.span_scale(low, high, 1, goal)
    assert (power, decimals) == scale
    ends = [f"{round(each / 10**power / 10**-decimals + 1e-9) * 10.0**-decimals:,.{max(0, decimals)}f}" for each in (low, high)]
    assert numbers.span(low, high, "", 1, goal).split()[0] == "–".join(dict.fromkeys(ends))


def test_a_target_that_is_counted_is_rounded_so_that_it_is_never_too_little() -> None:
    assert numbers.round_enough(19.7637, 1) == (19.77, 2)
    assert numbers.round_enough(173.835, -1) == (173.8, 1)
    assert numbers.round_enough(12_345_678, 1) == (12_350_000, -4)


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("projects", "1 project"),
        ("joint projects in operation", "1 joint project in operation"),
        ("companies", "1 company"),
        ("branches", "1 branch"),
        ("tonnes per hectare", "1 tonne per hectare"),
        ("series", "1 series"),
        ("bus", "1 bus"),
        ("kts", "1 kts"),
        ("USD", "1 USD"),
        ("проекта", "1 проекта"),
    ],
)
def test_one_thing_is_not_said_in_the_plural(unit: str, one: str) -> None:
    assert numbers.amount(1, unit) == one
    assert numbers.amount(1e6, unit) == f"1 mn {unit}"
    assert numbers.amount(21, unit) == f"21 {unit}"


@pytest.mark.parametrize(
    ("value", "said", "enough"),
    [
        (13.808, "14 projects", "14 projects"),
        (10.2, "10 projects", "11 projects"),
        (7.25, "7.2 projects", "7.3 projects"),
        (1.0, "1 project", "1 project"),
        (0.02, "0.1 projects", "0.1 projects"),
        (-13.2, "−13 projects", "−14 projects"),
        (math.nan, "–", "–"),
    ],
)
def test_things_a_year_are_whole_and_never_too_few_of_what_is_required(value: float, said: str, enough: str) -> None:
    assert (numbers.counted(value, "projects"), numbers.counted(value, "projects", enough=True)) == (said, enough)


@given(st.floats(0.001, 1e5), st.booleans())
def test_what_is_required_is_never_too_little_and_never_nothing(value: float, up: bool) -> None:
    signed = value if up else -value
    for shown in (numbers.counted(signed, "", enough=True), numbers.rounded_difference(signed, "%", enough=True).removesuffix(" pp")):
        assert abs(float(shown.replace("−", "-").replace(",", ""))) >= value * (1 - 1e-14)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-0.0857, "−0.1 pp"), (0.002, "under 0.1 pp"), (-0.002, "above −0.1 pp"), (3.125, "3.1 pp"), (1.04, "1 pp"), (0, "0 pp")],
)
def test_points_have_one_decimal_and_are_never_none_by_rounding(value: float, shown: str) -> None:
    assert numbers.rounded_difference(value, "%") == shown


def test_one_percentage_point() -> None:
    assert numbers.rounded_difference(1.04, "%", phrases.POINTS) == "1 percentage point"
    assert numbers.rounded_difference(0.25, "% of GDP", decimals=2) == "0.25 pp of GDP"


@pytest.mark.parametrize(("level", "shown"), [(9.96, "9 jobs"), (157.7, "158 jobs"), (10.4, "10 jobs")])
def test_a_level_of_things_is_whole_and_looks_no_better_than_it_is(level: float, shown: str) -> None:
    assert numbers.level(level, "jobs", 1, 10 if level < 100 else 200, whole=True) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"), [(40, 45, "40–45 USD"), (4e9, 6e9, "4–6 bn USD"), (500e6, 2e9, "500 mn–2 bn USD"), (-2, 3, "−2 to 3 USD")]
)
def test_a_target_with_two_ends_says_its_scale_once(low: float, high: float, shown: str) -> None:
    assert numbers.target_range(low, high, "USD") == shown


def test_a_deadline_in_a_sentence() -> None:
    days = (date(2030, 12, 31), date(2030, 6, 30), date(2030, 9, 15), None)
    assert [dates.deadline_end(each) for each in days] == ["the end of 2030", "the end of June 2030", "15 September 2030", "–"]


def test_a_projected_day_is_no_more_exact_than_a_projection() -> None:
    today = date(2026, 11, 22)
    said = [dates.projected(each, today) for each in (date(2027, 5, 2), date(2028, 11, 30), date(2028, 12, 1), date(2040, 5, 2), None)]
    assert said == ["in May 2027", "in November 2028", "in 2028", "in 2040", "–"]


def test_a_negative_zero_is_shown_as_zero() -> None:
    assert (numbers.amount(-0.0, "%"), numbers.target(-0.0, "USD"), numbers.level(-0.0, "USD", 1, 0.0)) == ("0 %", "0 USD", "0 USD")
