from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from conftest import published
from hypothesis import given
from hypothesis import strategies as st

from tracker.values.display import dates
from tracker.values.input.period_spellings import spans_of_years
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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024Q3", "2024-Q3"),
        ("2013 Q1", "2013-Q1"),
        ("Q3 2026", "2026-Q3"),
        ("2024-q3", "2024-Q3"),
        ("1Q2024", "2024-Q1"),
        ("2024-H1", "2024-S1"),
        ("2024H2", "2024-S2"),
        ("H1 2024", "2024-S1"),
        ("2024-М09", "2024-09"),  # a Cyrillic letter
        ("2024m9", "2024-09"),
        ("Jan-Sep 2026", "2026-01/2026-09"),
        ("January – September 2026", "2026-01/2026-09"),
        ("Oct 2024 - Mar 2025", "2024-10/2025-03"),
        ("2025 год", "2025"),
        ("2025 г.", "2025"),
        ("I квартал 2025 года", "2025-Q1"),
        ("за 9 месяцев 2025 года", "2025-01/2025-09"),
        ("2025-yil 9 oy", "2025-01/2025-09"),
        ("12 months 2025", "2025"),
        ("за январь 2025", "2025-01"),
        ("2-й квартал 2025 г.", "2025-Q2"),
        ("1 полугодие 2025", "2025-S1"),
        ("январь–сентябрь 2025", "2025-01/2025-09"),
        ("Январь-сентябрь 2025 г.", "2025-01/2025-09"),
        ("СЕНТЯБРЬ 2024", "2024-09"),
        ("31 декабря 2024 г.", "2024-12-31"),
        ("December 31, 2024", "2024-12-31"),
        ("2025 жылғы қаңтар–қыркүйек", "2025-01/2025-09"),
        ("2025 жылғы I тоқсан", "2025-Q1"),
        ("2025-yil", "2025"),
        ("2025-yil yanvar–sentabr", "2025-01/2025-09"),
        ("2025-yil I chorak", "2025-Q1"),
    ],
)
def test_periods_in_the_words_of_offices(text: str, written: str) -> None:
    assert str(parse(text)) == written


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", ["english", "russian", "genitive", "kazakh", "uzbek"])
def test_the_name_of_every_month_in_every_case(language: str, month: int) -> None:
    names = {
        "english": "January February March April May June July August September October November December",
        "russian": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
        "genitive": "Января Февраля Марта Апреля Мая Июня Июля Августа Сентября Октября Ноября Декабря",
        "kazakh": "Қаңтар Ақпан Наурыз Сәуір Мамыр Маусым Шілде Тамыз Қыркүйек Қазан Қараша Желтоқсан",
        "uzbek": "Yanvar Fevral Mart Aprel May Iyun Iyul Avgust Sentabr Oktabr Noyabr Dekabr",
    }
    name = names[language].split()[month - 1]
    for spelled in (name, name.lower(), name.upper()):
        assert str(parse(f"{spelled} 2024")) == str(parse(f"2024 {spelled}")) == f"2024-{month:02}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021/2022", "write 2021-04/2022-03 (with its own months) for a fiscal or school year, 2021-01/2022-12 for both years"),
        ("2021-2022", "write 2021-04/2022-03 (with its own months) for a fiscal or school year, 2021-01/2022-12 for both years"),
        ("2000/01", "write 2000-04/2001-03"),
        ("1999/00", "write 1999-04/2000-03"),
        ("2024-25", "write 2024-04/2025-03"),
        ("FY 2021/22", "write 2021-04/2022-03"),
        ("2021/2022 учебный год", "write 2021-04/2022-03"),
        (
            "FY2025",
            "write 2024-04/2025-03 (with its own months) for the fiscal year that ends in 2025, 2025-04/2026-03 for the one that begins in it",
        ),
        ("FY 25", "write 2024-04/2025-03 (with its own months)"),
        ("Fiscal year 2025", "2025-04/2026-03 for the one that begins in it"),
        ("2025 финансовый год", "2025-04/2026-03 for the one that begins in it"),
        ("2021/23", "write 2021-01/2023-12 for those years"),
        ("2021–2023", "write 2021-01/2023-12 for those years"),
        ("year to Aug 2025", "write 2024-09/2025-08 where it was published for them"),
        ("the year to December 2025", "write 2025-01/2025-12 where it was published for them"),
        ("1403", "of the Hijri calendar (solar: 2024-03-21/2025-03-20, lunar: it begins in 1982)"),
        ("1446", "lunar: it begins in 2024)"),
        ("1403-05", "of the Hijri calendar"),
        ("2566", "of the Buddhist calendar (of which it is 2023)"),
        ("Q1 2566", "of the Buddhist calendar"),
        ("2399/P93M", "of the Buddhist calendar"),
    ],
)
def test_what_has_two_readings_is_refused_with_both(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"^`") as refused:
        parse(text)
    assert str(refused.value).startswith(f"`{text}` ")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("texts", "spans"),
    [
        (["2003-05", "2006-08", "2009-11"], True),
        (["2009-10", "2010-11", "2011-12"], True),
        (["2003-05"], False),  # one alone is a month
        (["2008-12", "2009-12", "2010-12"], False),  # the level of every December
        (["2010-11", "2010-12"], False),  # two months of a year
        (["2003-05", "2006-08", "2013-01"], False),
        (["2003-M05", "2006-M08"], False),  # months, and nothing else
        (["2003-05", "2006-08", "2009"], True),
        (["2003-05", "2006"], False),
    ],
)
def test_a_series_of_months_that_are_rather_spans_of_years(texts: list[str], spans: bool) -> None:
    assert spans_of_years(texts) is spans


def test_instants_count_whole_months_and_shares_of_a_month() -> None:
    assert parse("2024").last == 2025 * 12
    assert parse("2025-01/2025-09").last == 2025 * 12 + 9
    assert parse("2025-01/2025-09").first == 2025 * 12
    assert instant(date(2024, 7, 12)) == 2024 * 12 + 6 + 12 / 31
    assert instant(date(2024, 2, 29)) == 2024 * 12 + 2


days = st.dates(
    date(1500, 1, 1), date(2396, 12, 31)
)  # years of other calendars, from 2400 on, are refused, and a span may end 31 months later


def periods_of_days(first: date, last: date) -> Period:
    return Period(first, last)


def months_around(first: date, last: date) -> Period:
    """The months of both days, up to 30 of them."""
    begin = first.year * 12 + first.month - 1
    return whole_months(begin, begin + 1 + (last.year * 12 + last.month) % 30)


@given(days, days)
def test_what_is_written_is_read_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert parse(str(period)) == period


@given(days, days, st.sampled_from([periods_of_days, months_around]))
def test_what_people_are_shown_is_read_back(one: date, other: date, span: Callable[[date, date], Period]) -> None:
    period = span(min(one, other), max(one, other))
    shown = dates.period(period)
    if shown.startswith("year to"):
        with pytest.raises(ValueError, match=f"write {period} where it was published for them"):
            parse(shown)
    else:
        assert parse(shown) == period


@given(days)
def test_an_instant_belongs_to_the_day_that_it_closes(day: date) -> None:
    assert day_of(instant(day)) == day


@given(st.integers(1001 * 12, 2999 * 12))
def test_twelve_months_end_where_they_should(month: int) -> None:
    period = whole_months(month - 12, month)
    assert (period.first, period.last) == (month - 12, month)
