from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.values.input import spreadsheet
from tracker.values.input.amount_spellings import parse_amount
from tracker.values.periods import parse


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("31.12.2024", "2024-12-31"),
        ("1.2.2024", "2024-02-01"),
        ("31.12.2024 0:00", "2024-12-31"),
        ("2024-12-31 00:00:00", "2024-12-31"),
        ("2024-12-31T00:00:00.000", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("31/12/2024", "2024-12-31"),
        ("3/3/2024", "2024-03-03"),
        ("Dec-2024", "2024-12"),
        ("дек.2024", "2024-12"),
        ("Май 2024", "2024-05"),
        ("December 2024", "2024-12"),
        ("September 2024", "2024-09"),
        ("01.01.2024/30.09.2024", "2024-01/2024-09"),
    ],
)
def test_dates_of_spreadsheets_that_mean_one_day(text: str, period: str) -> None:
    assert str(parse(text)) == period


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("01/02/2024", "has two readings: write 2024-02-01 or 2024-01-02"),
        ("Jan-24", "it may be the month 2024-01 or a day without its year"),
        ("янв.24", "it may be the month 2024-01 or a day without its year"),
        ("45292", "looks like the number that Excel keeps for 2024-01-01: write that date"),
        ("45657,0", "looks like the number that Excel keeps for 2024-12-31"),
        ("31.02.2024", "is not a period of the calendar: 2024-02 has 29 days"),
        ("00.12.2024", "is not a period of the calendar: 2024-12 has 31 days"),
        ("13/13/2024", "is not a period of the calendar: a year has 12 months"),
        ("2024-Q5", "is not a period of the calendar: a year has 4 quarters"),
        ("2024-W53", "is not a period of the calendar: 2024 has 52 weeks"),
        ("31.12.24", "is not a period; write"),
        ("2024-12-31 13:45:00", "is not a period; write"),
        ("24-Jan", "is not a period; write"),
    ],
)
def test_dates_of_spreadsheets_that_are_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"^`") as refused:
        parse(text)
    assert str(refused.value).startswith(f"`{text}` ")
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!", "#Н/Д", "#ССЫЛКА!", "#value!"])
def test_failures_of_a_formula_are_named(text: str) -> None:
    assert spreadsheet.failed(f"{text},2024,5")
    with pytest.raises(ValueError, match="is an error of the spreadsheet; correct the formula there"):
        parse_amount(text)


def test_a_column_that_was_too_narrow_is_named() -> None:
    assert spreadsheet.failed("####;2024;5")
    assert not spreadsheet.failed("## a remark")
    with pytest.raises(ValueError, match="a column that is too narrow"):
        parse_amount("######")


@given(st.dates(date(1500, 1, 1), date(2399, 12, 31)))
def test_a_day_in_any_unambiguous_spelling(day: date) -> None:
    assert parse(f"{day.day}.{day.month:02}.{day.year}") == parse(f"{day} 00:00:00") == parse(day.isoformat())
    if day.day > 12:
        assert parse(f"{day.day}/{day.month}/{day.year}") == parse(f"{day.month}/{day.day}/{day.year}") == parse(day.isoformat())
