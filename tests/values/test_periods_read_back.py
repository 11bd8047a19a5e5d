"""A period that the tracker writes in one of its languages can be written into a file."""

from __future__ import annotations

import pytest

from tracker.values import periods
from tracker.values.languages import LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text", ["2025", "2025-S1", "2025-Q3", "2025-03", "2025-01/2025-09", "2024-10/2025-03", "2025-03-20"])
def test_a_period_is_read_as_it_is_written(code: str, text: str) -> None:
    span = periods.parse(text)
    assert {periods.parse(write(span)) for write in (LANGUAGES[code].long_period, LANGUAGES[code].short_period)} == {span}


@pytest.mark.parametrize("code", LANGUAGES)
def test_so_are_days_that_are_spelt_out(code: str) -> None:
    span = periods.parse("2025-03-20/2025-04-02")
    assert periods.parse(LANGUAGES[code].long_period(span)) == span
