from __future__ import annotations

from datetime import date

import pytest
from conftest import published
from hypothesis import given
from hypothesis import strategies as st

from tracker.values.periods import Period, day_of, instant, parse, whole_months


@pytest.mark.parametrize("case", published("periods_sdmx.csv"), ids=lambda case: case["text"])
def test_sdmx_spellings(case: dict[str, str]) -> None:
    period = parse(case["text"])
    assert (period.start.isoformat(), period.end.isoformat()) == (case["exp_start"], case["exp_end_inclusive"])


@pytest.mark.parametrize(
    ("text", "start", "end", "written"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        (" 2024 ", "2024-01-01", "2024-12-31", "2024"),
        ("2024-S1", "2024-01-01", "2024-06-30", "2024-S1"),
        ("2024-T3", "2024-09-01", "2024-12-31", "2024-09/2024-12"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "2024-Q4"),
        ("2024-M09", "2024-09-01", "2024-09-30", "2024-09"),
        ("202402", "2024-02-01", "2024-02-29", "2024-02"),
        ("2024-01/2024-09", "2024-01-01", "2024-09-30", "2024-01/2024-09"),
        ("2024-01/2024-12", "2024-01-01", "2024-12-31", "2024"),
        ("2024-04/2025-03", "2024-04-01", "2025-03-31", "2024-04/2025-03"),
        ("2022/2024", "2022-01-01", "2024-12-31", "2022-01/2024-12"),
        ("2024-Q1/2024-Q3", "2024-01-01", "2024-09-30", "2024-01/2024-09"),
        ("2024-01-01/2024-09-30", "2024-01-01", "2024-09-30", "2024-01/2024-09"),
        ("2025-01-01T00:00:00/P9M", "2025-01-01", "2025-09-30", "2025-01/2025-09"),
        ("2024-01-01/P1Y", "2024-01-01", "2024-12-31", "2024"),
        ("2024-01-01/P2W", "2024-01-01", "2024-01-14", "2024-01-01/2024-01-14"),
        ("2024-09-30", "2024-09-30", "2024-09-30", "2024-09-30"),
    ],
)
def test_spellings(text: str, start: str, end: str, written: str) -> None:
    period = parse(text)
    assert (period.start.isoformat(), period.end.isoformat(), str(period)) == (start, end, written)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            "24",
            "2024-13",
            "2024-Q5",
            "2024-S3",
            "2024-T4",
            "2024-02-30",
            "2023-W53",
            "0024",
            "3000",
            "2024/",
            "/2024",
            "2024-09/2024-01",
        ],
        "Jan-24",
        "янв.24",
        "45292",
        "2024-1",
        "2024-9-1",
        "2024–09",
        "٢٠٢٤",
        "2024-01-15/P2M",
        "2024-01-01/P0M",
        "2024 09",
        "20240930",
        "2024-01-01/P999Y",
    ],
)
def test_what_is_no_period_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match=r"period|begins|ends after|no time|first of its month") as refused:
        parse(text)
    assert f"`{text}`" in str(refused.value)


def test_instants_count_whole_months_and_shares_of_a_month() -> None:
    assert parse("2024").last == 2025 * 12
    assert parse("2025-01/2025-09").last == 2025 * 12 + 9
    assert parse("2025-01/2025-09").first == 2025 * 12
    assert instant(date(2024, 7, 12)) == 2024 * 12 + 6 + 12 / 31
    assert instant(date(2024, 2, 29)) == 2024 * 12 + 2


days = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(days, days)
def test_what_is_written_is_read_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert parse(str(period)) == period


@given(days)
def test_an_instant_belongs_to_the_day_that_it_closes(day: date) -> None:
    assert day_of(instant(day)) == day


@given(st.integers(1001 * 12, 2999 * 12))
def test_twelve_months_end_where_they_should(month: int) -> None:
    period = whole_months(month - 12, month)
    assert (period.first, period.last) == (month - 12, month)
