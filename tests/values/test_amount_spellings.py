from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.values.input.amount_spellings import (
    SCALES,
    is_missing,
    parse_amount,
    plain_digits,
    power_in,
    refuse_flag,
    significant,
    split_scale,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 bn", 10 * 10**9),
        ("10e9", 10 * 10**9),
        ("1.0E+3", 1000),
        ("10 000 000 000", 10 * 10**9),
        ("10\u00a0000\u202f000", 10 * 10**6),
        ("10'000", 10_000),
        ("1,7 млрд", 1.7 * 10**9),
        ("1.7 bn USD", 1.7 * 10**9),
        ("1.7 USD bn", 1.7 * 10**9),
        ("1.7bn", 1.7 * 10**9),
        ("15 thousand", 15_000),
        ("15 мың", 15_000),
        ("3 mlrd", 3 * 10**9),
        ("0,217", 0.217),
        ("12,3456", 12.3456),
        ("−5", -5),
        ("+5", 5),
        (".5", 0.5),
        ("5.", 5),
        ("5 %", 5),
        ("1e-400", 0),
    ],
)
def test_written_amounts(text: str, value: float) -> None:
    assert parse_amount(text).value() == value


def test_the_scale_goes_into_the_decimal_text() -> None:
    assert parse_amount("4.97 bn").value() == 4970000000.0
    assert parse_amount("4.35 thousand").value() == 4350.0


def test_a_multiple_is_no_amount() -> None:
    amount = parse_amount("2x")
    assert (amount.multiple, amount.value(9)) == (True, 2.0)


def test_the_scale_of_the_declared_unit_counts_only_where_none_is_written() -> None:
    assert parse_amount("10").value(9) == 10e9
    assert parse_amount("10 mn").value(9) == 10e6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,234", "write 1234 or 1.234"),
        ("15,000", "write 15000 or 15.000"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "point"),
        ("12,34,5", "point"),
        ("1_000", "point"),
        ("1 2345", "point"),
        ("12 34", "point"),
        ("5,", "comma"),
        ("1e400", "not a finite number"),
        ("nan", "not a number"),
        ("TRUE", "not a number"),
        ("", "not a number"),
        ("-", "not a number"),
        ("١٢٣", "not a number"),
        ("$5", "not a number"),
    ],
)
def test_what_is_ambiguous_or_no_number_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_amount(text)


def test_too_large_with_its_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        parse_amount("1e300 tn")


@pytest.mark.parametrize("word", SCALES)
def test_every_scale_word_on_either_side(word: str) -> None:
    assert split_scale(f"{word} USD") == split_scale(f"USD {word.upper()}") == (SCALES[word], "USD")


@pytest.mark.parametrize(
    ("written", "power"), [("bn USD", 9), ("USD bn", 9), ("USD", 0), ("thousand USD", 3), ("bn", 9), ("", 6), (" ", 6)]
)
def test_units_with_a_scale(written: str, power: int) -> None:
    assert power_in("USD", written, default_power=6) == power


@pytest.mark.parametrize("written", ["EUR", "bn EUR", "USd", "m USD", "5", "bn bn USD", "USD a year"])
def test_another_unit_is_never_converted(written: str) -> None:
    with pytest.raises(ValueError, match="not that of the target"):
        power_in("USD", written)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3), st.sampled_from(["", "\u00a0", "\u202f", "'", " "]), st.booleans())
def test_a_number_reads_back_in_every_style(number: Decimal, mark: str, comma: bool) -> None:
    whole, _, rest = f"{abs(number):,f}".replace(",", mark).partition(".")
    sign = "-" if number < 0 else ""
    rest += "0"  # a comma and three digits would have two readings
    assert parse_amount(f"{sign}{whole}{',' if comma else '.'}{rest}").value() == float(number)


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.sampled_from([0, 3, 6, 9, 12]))
def test_scaling_columns_agrees_with_scaling_text(number: Decimal, power: int) -> None:
    column = significant(np.array([float(number)]) * 10.0**power, 15)
    assert column[0] == pytest.approx(parse_amount(f"{number}e{power}").value(), rel=2e-16, abs=0)


def test_binary_noise_is_taken_away() -> None:
    assert significant(np.array([4.2 + 3.4 - 2.9, 4.35 * 100, 0.1 + 0.2]), 12).tolist() == [4.7, 435.0, 0.3]
    assert significant(np.array([0.0, 1e300, -7.0]), 12).tolist() == [0.0, 1e300, -7.0]


def test_fifteen_digits_count_on_paper_and_in_columns() -> None:
    assert parse_amount("6.050000000000001").stated() == 6.05
    assert parse_amount("19.300000000000004").stated() == 19.3
    noisy = np.array([6.050000000000001, 19.300000000000004, 999999999999999.0, 99999.9999999999, -0.30000000000000004])
    assert significant(noisy, 15).tolist() == [6.05, 19.3, 999999999999999.0, 99999.9999999999, -0.3]


@given(st.floats(-1e15, 1e15).map(lambda number: float(f"{number:.15g}")).filter(lambda number: abs(number) > 1e-7 or number == 0))
def test_what_has_fifteen_digits_stays_as_it_is(number: float) -> None:
    assert significant(np.array([number]), 15)[0] == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12.3 (p)", "has a flag (provisional) behind the figure; write 12.3, and `p` in the column `status`"),
        ("1 234e", "has a flag (estimated) behind the figure; write 1 234, and `e` in the column `status`"),
        ("1240 b", "has a flag (break in the series) behind the figure; write 1240, and `b` in the column `status`"),
        ("12.3 [new]", "has a flag behind the figure; write 12.3, and `new` in the column `status`"),
        ("12.3*", "has a footnote mark, `*`, behind the figure; write 12.3, and the footnote in `note`"),
        ("4700¹", "has a footnote mark, `¹`, behind the figure"),
        ("4700 1)", "has a footnote mark, `1)`, behind the figure"),
    ],
)
def test_a_flag_behind_a_figure_is_named_with_where_it_belongs(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="behind the figure") as refused:
        refuse_flag(text)
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["1.7 bn", "5 %", "12 km", "3 млрд", "1e5", "12", "1 234,5", "5 t"])
def test_a_scale_or_a_unit_is_no_flag(text: str) -> None:
    refuse_flag(text)


@pytest.mark.parametrize("text", ["..", ":", "-", "–", "x", "X", "n/a", "N/A", "NA", "...", "…", "н/д"])
def test_signs_of_a_missing_value(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize("text", ["", "0", "2x", "-5", "#N/A", "TRUE"])
def test_what_is_no_sign_of_a_missing_value(text: str) -> None:
    assert not is_missing(text)


@pytest.mark.parametrize("unit", ["%", "percent", "процент", "процентов", "пайыз", "foiz"])
def test_percentages_of_every_language_are_one_unit(unit: str) -> None:
    assert power_in("%", unit) == power_in(unit, "%") == 0


def test_a_flag_in_the_place_of_a_unit_is_named() -> None:
    with pytest.raises(ValueError, match=r"`p` is not a unit but a flag \(provisional\); write it in the column `status`"):
        power_in("persons", "p")


@pytest.mark.parametrize(
    ("number", "digits"),
    [("4.10", "4.1"), ("4.00", "4"), ("400", "400"), ("4E+2", "400"), ("1E-7", "0.0000001"), ("0.0", "0"), ("-0.50", "-0.5")],
)
def test_plain_digits_have_no_exponent_and_no_idle_zeros(number: str, digits: str) -> None:
    assert plain_digits(Decimal(number)) == digits
