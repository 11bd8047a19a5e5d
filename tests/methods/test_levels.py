from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import totals

from tracker.methods.levels import Levels, levels
from tracker.values.periods import parse


class Edge(NamedTuple):
    series: int
    first: int
    last: int
    value: float


def of(edges: list[Edge]) -> Levels:
    columns = [np.array(column) for column in zip(*edges, strict=True)] if edges else [np.array([])] * 4
    series, first, last, value = columns
    return levels(series.astype(np.int64), first.astype(float), last.astype(float), value.astype(float), np.ones(len(edges), dtype=bool))


def flow(*figures: tuple[str, float]) -> Levels:
    periods = [(parse(text), value) for text, value in figures]
    return of([Edge(0, int(period.first), int(period.last), value) for period, value in periods])


def shown(known: Levels) -> dict[float, float]:
    return dict(zip(known.time.tolist(), known.value.tolist(), strict=True))


def rows_of(known: Levels, place: int) -> list[int]:
    _, rows, signs = known.made_of(np.array([place]))
    return [int(sign * (row + 1)) for row, sign in zip(rows, signs, strict=True)]


END_2024 = parse("2024").last


def test_year_to_date_figures_make_a_level() -> None:
    known = flow(("2024", 4.2), ("2024-01/2024-09", 2.9), ("2025-01/2025-09", 3.4))
    assert shown(known) == {END_2024: 4.2, END_2024 + 9: 4.7}
    assert known.stated.tolist() == [True, False]
    assert (rows_of(known, 0), rows_of(known, 1)) == ([1], [1, -2, 3])


@pytest.mark.parametrize(
    "figures",
    [
        [("2024-Q1", 1.1), ("2024-Q2", 1.0), ("2024-Q3", 0.9), ("2024-Q4", 1.2)],
        [(f"2024-{month:02}", 0.35) for month in range(1, 13)],
        [("2024-S1", 2.0), ("2024-Q3", 1.0), ("2024-10/2024-12", 1.2)],
        [("2024-04/2025-03", 4.4), ("2025-Q1", 1.2), ("2024-Q1", 1.0)],
    ],
)
def test_a_year_out_of_its_parts(figures: list[tuple[str, float]]) -> None:
    known = flow(*figures)
    at = known.time.tolist().index(END_2024)
    assert known.value[at] == pytest.approx(4.2, rel=1e-12)
    assert not known.stated[at]


def test_a_fiscal_year_is_a_stated_level() -> None:
    known = flow(("2024-04/2025-03", 4.4))
    assert (shown(known), known.stated.tolist()) == ({END_2024 + 3: 4.4}, [True])


def test_stated_beats_derived() -> None:
    known = flow(("2024-Q1", 1), ("2024-Q2", 1), ("2024-Q3", 1), ("2024-Q4", 1), ("2024", 4.2))
    assert (shown(known)[END_2024], known.stated.tolist()) == (4.2, [True])


def test_figures_that_are_not_joined_give_no_level() -> None:
    assert shown(flow(("2024-Q1", 1), ("2024-Q3", 1), ("2025-Q1", 2))) == {}


def test_binary_noise_never_decides() -> None:
    assert shown(flow(("2024", 4.2), ("2024-01/2024-09", 2.9), ("2025-01/2025-09", 3.4)))[END_2024 + 9] == 4.7
    assert shown(flow(*[(f"2024-{month:02}", 0.1) for month in range(1, 13)]))[END_2024] == 1.2


def test_the_chain_is_short_where_months_and_years_to_date_stand_beside_each_other() -> None:
    months = [(f"{year}-{month:02}", 1.0) for year in (2024, 2025) for month in range(1, 10)]
    known = flow(("2024", 12.0), ("2024-01/2024-09", 9.0), ("2025-01/2025-09", 9.0), *months)
    assert rows_of(known, known.time.tolist().index(END_2024 + 9)) == [1, -2, 3]


def test_series_are_never_joined() -> None:
    known = of([Edge(0, 24288, 24300, 4.2), Edge(0, 24288, 24297, 2.9), Edge(1, 24300, 24309, 3.4)])
    assert list(zip(known.series.tolist(), known.time.tolist(), strict=True)) == [(0, 24300)]


def test_a_stock_is_its_observation() -> None:
    known = levels(np.array([0, 0]), np.array([1.5, 3.0]), np.array([1.75, 15.0]), np.array([7.0, 8.0]), np.array([False, False]))
    assert (known.time.tolist(), known.value.tolist(), known.stated.tolist()) == ([1.75, 15.0], [7.0, 8.0], [True, True])


def test_nothing_observed() -> None:
    assert shown(of([])) == {}


def reference(edges: list[Edge]) -> dict[tuple[int, int], Fraction]:
    by_series = {series: [edge[1:] for edge in edges if edge.series == series] for series in {edge.series for edge in edges}}
    return {(series, time): value for series, own in by_series.items() for time, value in totals(own).items()}


@st.composite
def consistent(draw: st.DrawFn) -> list[Edge]:
    """Any mix of years, quarters, months and year-to-date ranges of series whose months are known, in any order."""
    edges = []
    for series in range(draw(st.integers(1, 3))):
        months = draw(st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
        firsts, lengths = st.integers(0, len(months) - 1), st.sampled_from([1, 2, 3, 6, 9, 12])
        for first, length in draw(st.sets(st.tuples(firsts, lengths), max_size=25)):
            if first + length > len(months):
                continue
            edges.append(Edge(series, 24000 + first, 24000 + first + length, sum(months[first : first + length])))
    return draw(st.permutations(edges))


@given(consistent())
@settings(max_examples=300)
def test_the_same_levels_as_the_slow_reference(edges: list[Edge]) -> None:
    known = of(edges)
    expected = reference(edges)
    assert {(s, int(t)): v for s, t, v in zip(known.series.tolist(), known.time.tolist(), known.value.tolist(), strict=True)} == {
        place: float(value) for place, value in expected.items()
    }


@given(consistent())
def test_each_level_is_the_sum_of_the_rows_that_it_names(edges: list[Edge]) -> None:
    known = of(edges)
    at, rows, signs = known.made_of(np.arange(len(known.time)))
    sums = (
        np.bincount(at, weights=signs * np.array([edge.value for edge in edges])[rows], minlength=len(known.time))
        if len(at)
        else known.value
    )
    assert sums.tolist() == known.value.tolist()
    assert np.bincount(at, minlength=len(known.time)).tolist() == [len(rows[at == n]) or 1 for n in range(len(known.time))]


@given(st.data())
def test_the_order_of_the_rows_never_matters_even_where_figures_contradict_each_other(data: st.DataObject) -> None:
    spans = data.draw(st.sets(st.tuples(st.integers(24000, 24030), st.sampled_from([1, 3, 9, 12])), min_size=1, max_size=20))
    edges = [Edge(0, first, first + length, data.draw(st.integers(0, 1000)) / 10) for first, length in sorted(spans)]
    assert shown(of(data.draw(st.permutations(edges)))) == shown(of(edges))


def test_whole_numbers_are_summed_exactly() -> None:
    months = [62_345_678_901_231 + 7 * n for n in range(120)]
    known = of([Edge(0, 24000 + n, 24001 + n, value) for n, value in enumerate(months)])
    assert [int(each) for each in known.value] == [sum(months[n : n + 12]) for n in range(109)]


def test_ties_go_to_the_longest_period() -> None:
    # from January both ways lead to July: a half-year, and two quarters
    known = flow(
        ("2024-S1", 6.0), ("2024-Q1", 3.0), ("2024-Q2", 3.0), ("2024-S2", 6.0), ("2025-Q1", 4.0), ("2025-Q2", 4.0), ("2025-S1", 8.0)
    )
    assert rows_of(known, known.time.tolist().index(END_2024)) == [1, 4]
    assert rows_of(known, known.time.tolist().index(END_2024 + 6)) == [4, 7]
