"""What a reader makes of hostile input costs no more than its size."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tracker.storage.tabular import csv as csv_table
from tracker.storage.tabular.encodings import plausible
from tracker.values.input import amount_spellings, fields
from tracker.values.plain_data import Written
from tracker.values.printable import did_you_mean
from tracker.values.problems import InvalidInput

SECONDS = 3.0  # each took eight seconds or more; now each is far below one


@contextmanager
def within(seconds: float = SECONDS) -> Iterator[None]:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds


def test_a_long_run_of_latin_letters_in_windows_1251() -> None:
    with within():
        assert plausible("Торговля " * 10 + "a" * 200_000)
        assert not plausible("a" * 200_000)


def test_a_header_of_very_many_columns_is_refused_in_one_line() -> None:
    header = ",".join(["target", "period", "value", *(f"c{number}" for number in range(40_000))])
    with within(), pytest.raises(InvalidInput) as refused:
        csv_table.parse(f"{header}\n".encode(), "o.csv")
    assert str(refused.value).startswith(
        "o.csv:1: the header has 40,003 columns, more than the 1,000 that are read; keep target, period, value"
    )


def test_many_unknown_names_beside_many_long_ones() -> None:
    allowed = [f"{number * 7919:064b}".replace("0", "a").replace("1", "b") for number in range(400)]
    with within():
        for each in allowed[:100]:
            did_you_mean(f"{each[:-1]}x", allowed)


def test_the_nearest_of_many_names_is_still_found() -> None:
    names = [f"turnover-{number}" for number in range(500)] + ["investment"]
    assert did_you_mean("invesment", names) == "; did you mean `investment`?"
    assert did_you_mean("turnovr-77", names) == "; did you mean `turnover-77`?"
    assert did_you_mean("target", ["age"]) == ""
    assert did_you_mean("tx", ["ty", "other"]) == "; did you mean `ty`?"


def test_many_wrong_long_units() -> None:
    with within():
        for number in range(8000):
            with pytest.raises(ValueError, match="not that of the target"):
                amount_spellings.power_in("USD " * 30, f"{number} {'unit ' * 30}")


def test_very_many_milestones() -> None:
    milestones: dict[str, Written] = {
        f"{year}-{month:02}-{day:02}": "1" for year in range(1600, 1760) for month in range(1, 13) for day in range(1, 29)
    }
    with within():
        assert fields.distinct_periods(milestones) == milestones
        with pytest.raises(ValueError, match="1600-01-31 has two levels"):
            fields.distinct_periods({**milestones, "1600-01": "1", "1600-01-31": "1"})
