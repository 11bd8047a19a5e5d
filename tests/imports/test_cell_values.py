from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracker.imports.cell_values import MissingValueError, amount_of, day_of, marks_of, power_of, split_flag


@pytest.mark.parametrize(
    ("texts", "delimiter", "unit", "amounts"),
    [
        (["111397908371"], ",", "USD", [111397908371]),
        (["  100956.37"], ",", "mn USD", [Decimal("100956.37")]),
        (["3071,6", "702,9"], ",", "mn USD", [Decimal("3071.6"), Decimal("702.9")]),
        (["1,234", "12,4"], ";", "%", [Decimal("1.234"), Decimal("12.4")]),
        (["1,234", "1,234,567"], ",", "USD", [1234, 1234567]),
        (["1,234", "5,678.9"], ",", "USD", [1234, Decimal("5678.9")]),
        (["1 234 567,8"], ";", "USD", [Decimal("1234567.8")]),
        (["1.234.567,5", "6.225"], ";", "USD", [Decimal("1234567.5"), 6225]),
        (["6804128143.0", "1.5e3", "−4"], "", "USD", [6804128143, 1500, -4]),
        (["42.5%", "42.5 %"], "", "%", [Decimal("42.5"), Decimal("42.5")]),
        (["0.1", "0.2"], "", "USD", [Decimal("0.1"), Decimal("0.2")]),
    ],
)
def test_an_amount_is_exact(texts: list[str], delimiter: str, unit: str, amounts: list[Decimal]) -> None:
    assert [amount_of(each, marks_of(texts, delimiter), unit) for each in texts] == amounts


@pytest.mark.parametrize("text", ["", " ", "..", ":", "-", "…", "x", "n/a", "c", "(C)", ": c", ": u"])
def test_what_stands_for_no_figure_is_never_zero(text: str) -> None:
    with pytest.raises(MissingValueError):
        amount_of(text, marks_of([text], ","), "USD")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,234", "`1,234` has two readings: write 1234 or 1.234"),
        ("4.2 bn", "`4.2 bn` has a scale or a unit beside the number, and `unit:` says `USD`; correct `unit:`"),
        ("4 EUR", "`4 EUR` has a scale or a unit beside the number, and `unit:` says `USD`; correct `unit:`"),
        ("12.3 (p)", "`12.3 (p)` has a flag (provisional) behind the figure"),
        ("Всего", "`Всего` is not a number"),
        ("inf", "`inf` is not a number"),
        ("1e400", "`1e400` is not a finite number"),
    ],
)
def test_what_is_no_plain_amount_is_told(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        amount_of(text, marks_of([text], ","), "USD")
    assert str(refused.value).startswith(said)


def test_a_power_of_ten() -> None:
    assert [power_of(each) for each in ("3", " 6 ", "", "-2", "0")] == [3, 6, 0, -2, 0]
    for wrong in ("thousands", "99", "1.5", "3 "[:1] * 3):
        with pytest.raises(ValueError, match="is not a power of ten"):
            power_of(wrong)


@pytest.mark.parametrize(
    ("text", "column", "day"),
    [
        ("2026-04-05", "day", date(2026, 4, 5)),
        ("2026-04-05T10:00:00", "day", date(2026, 4, 5)),
        ("2026-04-05 10:00", "day", date(2026, 4, 5)),
        ("15/09/26 11:00:00", "LAST UPDATE", date(2026, 9, 15)),
        ("05/09/26 11:00:00", "LAST UPDATE", date(2026, 9, 5)),
        ("15/09/26", "day", date(2026, 9, 15)),
        ("09/15/26", "day", date(2026, 9, 15)),
        ("05/05/26", "day", date(2026, 5, 5)),
        ("31.12.2025", "day", date(2025, 12, 31)),
        ("2025-11", "day", date(2025, 11, 30)),
    ],
)
def test_a_day_of_publication(text: str, column: str, day: date) -> None:
    assert day_of(text, column) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("05/09/26", "day: `05/09/26` has two readings; write `published: 2026-09-05` or `published: 2026-05-09` under its source"),
        ("05/09/2026", "day: `05/09/2026`"),
        ("40/09/26", "day: `40/09/26` is not a date"),
        ("", "day: no day of publication is given; write a date under `published:`, or leave it out"),
        ("soon", "day: `soon` is not a period"),
    ],
)
def test_a_day_with_two_readings_or_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        day_of(text, "day")
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "figure", "says"),
    [
        ("703.9*", "703.9", ""),
        ("703.9 1)", "703.9", ""),
        ("1 234¹", "1 234", ""),
        ("703.91)", "703.91)", ""),  # 703.91 or 703.9 with a first footnote
        ("5.1 p", "5.1", "provisional"),
        ("5.2 (e)", "5.2", "estimated"),
        ("7 f", "7", "forecast"),
        ("4.2 b", "4.2 b", ""),  # a break in the series, or billion
        ("4.2 (b)", "4.2", "break in the series"),
        ("4.2 t", "4.2 t", ""),
        ("8 (abc)", "8 (abc)", ""),
        ("(c)", "(c)", ""),
    ],
)
def test_a_mark_behind_a_figure_is_taken_apart_where_it_can_be_nothing_else(text: str, figure: str, says: str) -> None:
    assert split_flag(text) == (figure, says)


@pytest.mark.parametrize("texts", [["1.234.567,5", "6.25"], ["1.234.567,5", "1,234,567.5"]])
def test_points_between_thousands_are_not_read_where_others_mark_decimals(texts: list[str]) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        amount_of(texts[0], marks_of(texts, ";"), "USD")
