"""Every measure and every verdict against docs/methods.md read aloud: one target at a time, with plain numbers, slowly."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pytest
from conftest import records
from hypothesis import given
from hypothesis import strategies as st
from reference import Way, judged, measures, months_ahead

from tracker.analysis.assessment import assess
from tracker.methods import verdict
from tracker.storage.observations import read
from tracker.storage.schema import File
from tracker.storage.targets import _programme


class Case(NamedTuple):
    """A target and the levels of its series at the ends of years."""

    direction: str
    target: float
    deadline: int | None
    baseline: int | None
    levels: dict[int, float]
    as_of: int


def way(case: Case) -> Way:
    known = {(year + 1) * 12.0: (value, "") for year, value in case.levels.items() if year <= case.as_of}
    ends = [None if year is None else (year + 1) * 12.0 for year in (case.deadline, case.baseline)]
    direction = 1 if case.direction == "increase" else -1
    return Way(direction, case.target, ends[0], ends[1], None, known, (case.as_of + 1) * 12.0)


def computed(case: Case) -> dict[str, Any]:
    declared: dict[str, Any] = {"kind": "stock", "unit": "x", "target": repr(case.target), "direction": case.direction}
    declared |= {key: str(value) for key, value in (("by", case.deadline), ("baseline", case.baseline)) if value is not None}
    programme = _programme("t.yaml", None, File.model_validate({"targets": {"t": declared}}), frozenset())
    rows = "".join(f"t,{year},{value!r}\n" for year, value in case.levels.items())
    figures, problems, _ = read(f"target,period,value\n{rows}".encode(), "o.csv", programme)
    assert problems == []
    return records(assess(programme, figures, date(case.as_of, 12, 31)))[0]


amounts = st.one_of(st.sampled_from([0.0, 1.0, 10.0, 50.0, 95.0, 100.0]), st.floats(-50, 500).map(lambda value: round(value, 1)))
cases = st.builds(
    Case,
    st.sampled_from(["increase", "decrease"]),
    amounts,
    st.one_of(st.none(), st.integers(2021, 2030)),
    st.one_of(st.none(), st.integers(2015, 2020)),
    st.dictionaries(st.integers(2015, 2029), amounts, max_size=8),
    st.integers(2018, 2030),
).filter(lambda case: case.deadline is None or not case.levels or case.deadline > min(case.levels))


@given(cases)
def test_the_same_measures_and_the_same_verdict(case: Case) -> None:
    row, expected = computed(case), measures(way(case)) | months_ahead(way(case))
    for key, value in expected.items():
        if value is None:
            assert row[key] is None, key
        else:
            assert row[key] == pytest.approx(value, rel=1e-9, abs=1e-9), key
    assert row["status"] == judged(way(case), expected)


def test_the_reference_reaches_every_status() -> None:
    rng = np.random.default_rng(7)
    seen = set()
    for _ in range(3000):
        years = rng.choice(np.arange(2015, 2030), size=rng.integers(0, 8), replace=False).tolist()
        levels = {int(year): float(rng.integers(1, 200)) for year in years}
        case = Case(
            "increase", 100.0, int(rng.integers(2021, 2031)) if rng.random() < 0.9 else None, None, levels, int(rng.integers(2018, 2031))
        )
        seen.add(judged(way(case), measures(way(case))))
    assert seen == set(verdict.STATUS_OF.values())
