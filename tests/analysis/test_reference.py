"""Every measure and every verdict against docs/methods.md read aloud: one target at a time, with plain numbers, slowly."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pytest
from conftest import records
from hypothesis import assume, event, given
from hypothesis import strategies as st
from reference import Aim, Stated, Way, aim, judged, judged_periods, measures, months_ahead, periods
from strategies import FORMS, stated_targets

from tracker.analysis.assessment import assess
from tracker.methods import verdict
from tracker.storage.observations import read
from tracker.storage.targets import read as read_targets

END = 12.0


class Case(NamedTuple):
    """A target and the levels of its series at the ends of years, each with its qualifier."""

    declared: dict[str, str]
    stated: Stated
    deadline: int | None
    baseline: int | None
    levels: dict[int, tuple[float, str]]
    as_of: int
    kind: str = "stock"
    pace: int | None = None


def way(case: Case) -> Way:
    known = {(year + 1) * END: level for year, level in case.levels.items() if year <= case.as_of}
    ends = [None if year is None else (year + 1) * END for year in (case.deadline, case.baseline)]
    return Way(case.stated, ends[0], ends[1], None, known, (case.as_of + 1) * END, kind=case.kind, pace=case.pace)


def computed(case: Case, **more: str) -> dict[str, Any]:
    fields = {"kind": case.kind, "unit": "x", **case.declared, **more}
    fields |= {key: str(value) for key, value in (("by", case.deadline), ("baseline", case.baseline)) if value is not None}
    fields |= {"pace": f"{case.pace} years"} if case.pace else {}
    if case.kind in {"rank", "event"}:
        del fields["unit"]
    text = "targets:\n  t:\n" + "".join(f"    {key}: '{value}'\n" for key, value in fields.items())
    programme, wrong = read_targets(text.encode(), "t.yaml")
    assert wrong == [], text
    rows = "".join(f"t,{year},{value!r},{mark}\n" for year, (value, mark) in case.levels.items())
    figures, problems, _ = read(f"target,period,value,qualifier\n{rows}".encode(), "o.csv", programme)
    assert problems == []
    return records(assess(programme, figures, date(case.as_of, 12, 31)))[0]


MARKS = st.sampled_from(["", "", "", "about", "over", "under"])
NUMBERS = st.one_of(st.sampled_from([0.0, 1.0, 10.0, 50.0, 95.0, 100.0]), st.floats(-50, 500).map(lambda value: round(value, 1)))
PLACES = st.integers(1, 500).map(float)


@st.composite
def cases(draw: st.DrawFn, forms: tuple[str, ...] = FORMS, kind: str = "stock") -> Case:
    """A target of any form; its levels may meet it exactly."""
    declared, stated = draw(stated_targets(forms, kind))
    counted = stated.form in {"relative", "growth", "points"}
    deadline = draw(st.none() | st.integers(2021, 2030)) or (2025 if stated.form == "growth" else None)
    baseline = draw(st.none() | st.integers(2015, 2020)) or (2016 if counted else None)
    as_of = draw(st.integers(2018, 2030))
    exact = [each for each in (stated.amount, stated.to) if each is not None]
    numbers = PLACES if kind == "rank" else NUMBERS
    amounts = numbers | st.sampled_from(exact) if exact else numbers
    levels = draw(st.dictionaries(st.integers(2015, 2029), st.tuples(amounts, MARKS), max_size=8))
    pace = draw(st.none() | st.integers(1, 8))
    assume(deadline is None or not levels or deadline > min(levels))
    return Case(declared, stated, deadline, baseline, levels, as_of, kind, pace)


def assert_the_same(row: dict[str, Any], case: Case) -> None:
    one = way(case)
    expected = measures(one) | months_ahead(one)
    for key, value in expected.items():
        assert row[key] == (None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)), key
    status = judged(one, expected)
    event(f"{case.declared['target'] if case.kind == 'event' else case.stated.form} {status}")
    assert row["status"] == status


@given(cases())
def test_the_same_measures_and_the_same_verdict(case: Case) -> None:
    assert_the_same(computed(case), case)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_by_itself(form: str) -> None:
    @given(cases((form,)))
    def same(case: Case) -> None:
        row = computed(case)
        assert row["goal"] == {"plain": "level", "worded": "level", "about": "level", "points": "level"}.get(form, form)
        assert_the_same(row, case)

    same()


@given(cases(("plain",), "rank"))
def test_a_rank_goes_straight_and_has_no_rates(case: Case) -> None:
    assert_the_same(computed(case), case)


@given(cases(("plain",), "rank"))
def test_a_place_is_better_the_smaller_it_is_unless_it_is_said(case: Case) -> None:
    case = case._replace(declared={"target": case.declared["target"]}, stated=case.stated._replace(direction=-1))
    assert_the_same(computed(case), case)


@given(cases(("plain",)), st.dictionaries(st.integers(2015, 2029), st.sampled_from([0.0, 1.0]), max_size=6))
def test_an_event_is_in_force_or_not(case: Case, levels: dict[int, float]) -> None:
    marked = {year: (value, "") for year, value in levels.items()}
    case = Case({}, Stated(amount=1.0), case.deadline, None, marked, case.as_of, "event")
    assume(case.deadline is None or not levels or case.deadline > min(levels))
    one, row = way(case), computed(case)
    assert row["goal"] == "event"
    status = judged(one, measures(one))
    assert row["status"] == ("missed" if status == "undetermined" else status)  # the years after a deadline begin after it
    assert {key: row[key] for key, value in measures(one).items() if value is None} == {
        key: None for key, value in measures(one).items() if value is None
    }


# ---- what binds in each year


@given(cases(("plain", "worded", "about", "range", "band")), st.none() | st.integers(2015, 2022))
def test_each_year_is_judged_by_itself(case: Case, begin: int | None) -> None:
    plain = {year: (value, "") for year, (value, _) in case.levels.items()}
    case = case._replace(deadline=case.deadline or 2025, levels=plain, pace=None, kind="stock")
    if begin and case.deadline is not None:
        assume(begin <= case.deadline)
    row = computed(case, every="year", **({"from": str(begin)} if begin else {}))
    one = way(case)._replace(baseline_time=None, baseline=None, kind="recurring")
    known = {round(time): value for time, (value, _) in one.levels.items()}
    first = begin * 12 if begin else (case.baseline + 1) * 12 if case.baseline else min(known, default=0) - 12
    spans = periods(first, one.deadline or 0.0, 12) if begin or case.baseline or known else []
    goal = aim(one._replace(levels={}))
    assert goal is not None
    values = [known.get(end) for _, end in spans]
    assert row["status"] == judged_periods(goal, values, one, observed=bool(known))
    assert row["judged_periods"] == sum(value is not None for value in values)
    for key in ("landing_linear", "outcome_linear", "outcome_compound", "growth", "pace_per_year", "required_per_year", "progress"):
        assert row[key] is None, key


@given(cases(("growth",)))
def test_each_years_growth_is_judged_by_itself(case: Case) -> None:
    plain = {year: (value, "") for year, (value, _) in case.levels.items()}
    case = case._replace(levels=plain, pace=None)
    row, one = computed(case, every="year"), way(case)._replace(kind="recurring")
    known = {round(time): value for time, (value, _) in one.levels.items()}
    rate = case.stated.change or 0.0
    goal = Aim(rate, case.stated.direction, rate if rate > 0 else -np.inf, np.inf if rate > 0 else rate, band=False, strict=False)
    spans = periods(((case.baseline or 0) + 1) * 12, one.deadline or 0.0, 12)
    values = [
        known[end] / known[end - 12] - 1 if end in known and known.get(end - 12, 0.0) > 0 else None for _, end in spans
    ]  # fmt: skip
    assume(all(value is None or abs(value - rate) > 1e-12 for value in values))
    assert row["status"] == judged_periods(goal, values, one, observed=bool(known))


def test_the_reference_reaches_every_status() -> None:
    rng = np.random.default_rng(7)
    seen = set()
    for _ in range(3000):
        years = rng.choice(np.arange(2015, 2030), size=rng.integers(0, 8), replace=False).tolist()
        levels = {int(year): (float(rng.integers(1, 200)), "") for year in years}
        deadline = int(rng.integers(2021, 2031)) if rng.random() < 0.9 else None
        case = Case({}, Stated(amount=100.0), deadline, None, levels, int(rng.integers(2018, 2031)))
        seen.add(judged(way(case), measures(way(case))))
    assert seen == set(verdict.STATUS_OF.values())
