"""The period that ``tracker add`` proposes, from the periods on file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.next_period import next_period
from tracker.values import periods


def after(*texts: str, total: bool = True) -> str:
    found = next_period([periods.parse(each) for each in texts], total=total)
    return str(found)


@pytest.mark.parametrize(
    ("there", "following"),
    [
        (["2024", "2024-01/2024-08", "2025-01/2025-08"], "2025-01/2025-09"),
        (["2024", "2024-01/2024-10", "2025-01", "2025-01/2025-08"], "2025-01/2025-09"),
        (["2024", "2025-01/2025-11"], "2025"),
        (["2024-Q1", "2024-S1", "2024-01/2024-09", "2024", "2025-Q1"], "2025-S1"),
        (["2024-Q1", "2024-S1", "2024-01/2024-09", "2024", "2025-01/2025-09"], "2025"),
        (["2024-S1", "2024", "2025-S1"], "2025"),
        (["2024-S1", "2024-S2"], "2025-S1"),
        (["2023", "2024", "2025"], "2026"),
        (["2023", "2024-01", "2024-01/2024-02", "2024"], "2025-01"),
        (["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023"], "2024-Q1"),
        (["2024-01/2024-09", "2024", "2025"], "2026"),
        (["2025-11", "2025-12"], "2026-01"),
        (["2025-01"], "2025-02"),
        (["2025-Q3"], "2025-Q4"),
        (["2024-01", "2024-01/2024-02", "2025-01"], "2025-01/2025-02"),
        (["2023-07/2024-06", "2024-07/2025-06"], "2025-07/2026-06"),
        (["2023-07/2024-06", "2024-07/2024-10"], "2024-07/2024-11"),
        (["2025-01/2025-02"], "2025-Q1"),
        (["2024", "2024-01/2025-06"], "2024-01/2025-12"),
        (["2024-01/2025-03", "2024-01/2025-06", "2025-Q1"], "2024-01/2025-09"),
        (["2024-Q3", "2024-Q4", "2024"], "2025"),
        (["2020-01/2022-12"], "2023-01/2025-12"),
        ([], "None"),
        (["2025-01-01/2025-01-15"], "None"),
    ],
)
def test_the_total_that_follows(there: list[str], following: str) -> None:
    assert after(*there) == following


@pytest.mark.parametrize(
    ("there", "following"),
    [
        (["2025-06-30", "2025-09-30"], "2025-12-31"),
        (["2025-11-30", "2025-12-31"], "2026-01-31"),
        (["2024-06-15", "2024-07-15"], "2024-08-15"),
        (["2024-07-12", "2025-03-20"], "None"),
        (["2025-12-30", "2026-01-30"], "None"),
        (["2025-03-20"], "None"),
        (["2024", "2025"], "2026"),
        (["2025-Q1", "2025-Q2"], "2025-Q3"),
        (["2025-01", "2025-02"], "2025-03"),
    ],
)
def test_the_level_that_follows(there: list[str], following: str) -> None:
    assert after(*there, total=False) == following


SPANS = st.builds(lambda first, length: periods.whole_months(first, first + length), st.integers(24000, 24400), st.integers(1, 30))


@given(st.lists(SPANS, min_size=1, max_size=12), st.booleans())
def test_what_follows_is_new_and_ends_later(there: list[periods.Period], total: bool) -> None:
    following = next_period(there, total=total)
    assert following is not None
    assert following.end > max(each.end for each in there)
    assert following.whole_months
