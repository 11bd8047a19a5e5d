"""What an added figure changes, for the forms of target of which no column tells it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import HEADER, Load
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tracker.cli import inputs
from tracker.render.terminal import text
from tracker.reports import addition
from tracker.storage import targets
from tracker.values.problems import InvalidInput, TrackerError

TODAY = date(2026, 11, 22)


def added(load: Load, declared: str, observed: str, **fields: str) -> str:
    programme, _, problems = load(f"targets:\n  t: {{{declared}}}\n", observed)
    assert problems == []
    raw = (HEADER + observed).encode()
    made = addition.checked(raw, "observations.csv", programme, addition.NewFigures([{"target": "t", **fields}]), TODAY, revise=False)
    return text.added(addition.compared(made, programme, TODAY), "observations.csv", TODAY, dry_run=True)


def test_a_figure_that_gives_no_level_is_named(load: Load) -> None:
    said = added(load, "kind: flow, unit: USD, target: 10, by: 2030", "t,2025,7,,,,,,,\n", period="2026-01/2026-09", value="1")
    assert said.splitlines()[-1] == (
        "The figure for January–September 2026 (line 3) is newer than the latest level and cannot be used yet: January–September 2025 is missing."
    )


def test_a_period_that_is_missed_is_told(load: Load) -> None:
    declared = "kind: flow, unit: USD, target: at least 10, every: year, from: 2024, by: 2027"
    said = added(load, declared, "t,2024,11,,,,,,,\n", period="2025", value="9")
    assert said.splitlines()[-1] == "The target of at least 10 USD was met in 1 of 2 years; missed in 2025 (9 USD)."


def test_what_is_left_of_a_total_is_told(load: Load) -> None:
    said = added(load, "kind: cumulative, unit: USD, target: 50, from: 2024, by: 2029", "t,2024,10,,,,,,,\n", period="2025", value="20")
    assert said.splitlines()[-1] == "30 of 50 USD since January 2024; 20 USD left, 5 USD a year required."


def test_an_event_is_added_as_yes_or_no(load: Load) -> None:
    programme, _, _ = load("targets:\n  t: {kind: event, by: 2027}\n", "")
    target = programme.targets["t"]
    assert [addition.written(each, target, beside=True) for each in ("yes", "No", "1")] == [{"value": "1"}, {"value": "0"}, {"value": "1"}]
    with pytest.raises(ValueError, match="neither yes nor no"):
        addition.written("2", target, beside=True)
    assert "Latest    not yet achieved  achieved  *" in added(
        load, "kind: event, by: 2027", "t,2025,0,,,,,,,\n", period="2026-03-01", value="1"
    )


DECLARED = st.sampled_from(
    [
        "kind: flow, unit: USD, target: 10, by: 2030",
        "kind: flow, unit: USD, target: 10, by: 2030, reporter: UZ",
        "kind: stock, unit: USD, target: 10-20, by: 2030",
        "kind: stock, unit: USD, target: at least 10, by: 2030, baseline: 2020",
        "kind: rank, target: 3, by: 2030",
        "kind: event, by: 2030",
    ]
)
ROW = st.fixed_dictionaries(
    {
        "period": st.sampled_from(["2019", "2020", "2021", "2022", "2023", "2024", "2020-Q1", "2003-05", "2006-08", "2028"]),
        "value": st.sampled_from(["1", "2", "5", "15", "30"]),
        "reporter": st.sampled_from([*[""] * 12, "UZ", "KZ"]),
        "published": st.sampled_from([*[""] * 4, "2021", "2025-05-01", "2031"]),
        "status": st.sampled_from([*[""] * 10, "provisional", "forecast"]),
    }
)


ROWS = st.one_of(st.lists(ROW, min_size=1, max_size=5, unique_by=lambda row: row["period"]), st.lists(ROW, min_size=1, max_size=4))


@given(DECLARED, ROWS, st.integers(0, 3), st.booleans())
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_whatever_was_added_check_finds_no_error_today_and_later(
    tmp_path: Path, declared: str, rows: list[dict[str, str]], cut: int, revise: bool
) -> None:
    there, more = (rows[:cut], rows[cut:]) if cut < len(rows) else ([], rows)
    files = [tmp_path / "targets.yaml", tmp_path / "observations.csv"]
    names = ["period", "value", "reporter", "published", "status", "target"]
    files[0].write_text(f"targets:\n  t: {{{declared}}}\n", encoding="utf-8")
    raw = "".join(f"{','.join(row)}\n" for row in [names, *([*row.values(), "t"] for row in there)]).encode()
    files[1].write_bytes(raw)
    programme, _ = targets.load(files[0])
    figures = addition.NewFigures([{**row, "target": "t"} for row in more], "new.csv" if len(more) > 1 else "", range(2, 2 + len(more)))
    try:
        made = addition.checked(raw, "observations.csv", programme, figures, TODAY, revise=revise)
    except TrackerError as refused:
        event("refused" if isinstance(refused, InvalidInput) else "refused as a duplicate or a revision")
        return
    event("added")
    files[1].write_bytes(made.content)
    assert made.content.startswith(raw)
    assert len(made.new) == len(made.old) + len(more)
    for day in (TODAY, date(2032, 1, 1)):
        assert inputs.read(inputs.Files(files[0], files[1], day)).problems == []
    assert len(addition.compared(made, programme, TODAY).rows) == len(more)
