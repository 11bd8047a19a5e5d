"""Whole files: valid ones give the figures of the slow reference, broken ones give problems or a result, never a traceback."""

from __future__ import annotations

import io
import math
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import faults
import pytest
import strategies
from conftest import records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import Stated, Way, judged, measures, months_ahead, total_between, totals
from spelling import instant, table
from strategies import LEVELS
from world import Figure, Goal, World

from tracker.analysis.assessment import assess
from tracker.cli import main
from tracker.storage import observations, targets

COMMANDS = [
    ["status", "--reporter", "all"],
    ["check"],
    ["show", "t0"],
    ["explain", "t0"],
    ["summary", "--since", "400d"],
    ["score"],
    ["chart", "t0"],
    ["report", "-f", "markdown"],
]
HALF = settings(max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


def rows_of(world: World, observed: bytes) -> dict[tuple[str, str], dict[str, Any]]:
    programme, wrong = targets.read(world.declared.encode(), "t.yaml")
    assert wrong == []
    figures, problems, _ = observations.read(observed, "o.csv", programme)
    assert problems == []
    found = records(assess(programme, figures, world.as_of, "all"))
    return {(row["id"], row["reporter"] or ""): row for row in found}


def known_levels(world: World, goal: Goal, reporter: str) -> dict[float, tuple[float, str]]:
    """docs/methods.md §1, slowly: of each figure the vintage that holds, and the levels that these give."""
    holding: dict[tuple[int, date], Figure] = {}
    for figure in sorted(world.figures, key=lambda each: each.stated):
        if (figure.target, figure.reporter) == (goal.id, reporter) and figure.known <= world.as_of:
            holding[figure.first, figure.end] = figure
    if not goal.flow:
        return {instant(figure.end): (figure.value, figure.qualifier) for figure in holding.values()}
    edges = [(figure.first, round(instant(figure.end)), figure.value) for figure in holding.values()]
    if goal.start:
        begin = goal.start.year * 12
        totals_ = {time: total_between(edges, begin, time) for edge in edges for time in edge[:2] if time > begin}
        marks = {edge[1]: figure.qualifier for edge, figure in zip(edges, holding.values(), strict=True) if edge[0] == begin}
        return {float(time): (value, marks.get(time, "")) for time, value in totals_.items() if value is not None}
    marks = {edge[1]: figure.qualifier for edge, figure in zip(edges, holding.values(), strict=True) if edge[1] - edge[0] == 12}
    return {float(time): (float(value), marks.get(time, "")) for time, value in totals(edges).items()}


def way_of(world: World, goal: Goal, reporter: str) -> Way:
    deadline, start = (None if day is None else instant(day) for day in (goal.deadline, goal.baseline_day))
    stops = tuple((instant(day), float(value)) for day, value in goal.milestones)
    levels = known_levels(world, goal, reporter)
    strict = LEVELS.get(goal.wording, (0, False))[1]
    stated = Stated(amount=goal.target, direction=goal.direction, strict=strict)
    if goal.to is not None:
        stated = Stated("band" if goal.wording == "within" else "range", goal.target, goal.to, direction=0)
    if goal.multiple is not None:
        stated = Stated("relative", change=float(goal.multiple) if goal.direction > 0 else 1 / goal.multiple, direction=goal.direction)
    kind = "cumulative" if goal.start else "flow" if goal.flow else "stock"
    base: float | None = goal.baseline
    if goal.start and start is None:
        start, base = goal.start.year * 12.0, 0.0
    return Way(stated, deadline, start, base, levels, instant(world.as_of), stops, kind)


@given(strategies.worlds())
@HALF
def test_valid_files_give_the_figures_of_the_slow_reference(world: World) -> None:
    rows = rows_of(world, world.observed())
    for goal in world.goals:
        reporters = {figure.reporter for figure in world.figures if figure.target == goal.id}
        for reporter in reporters:
            row, way = rows[goal.id, reporter], way_of(world, goal, reporter)
            expected = measures(way) | ({} if way.milestones else months_ahead(way))
            sizes = [row["latest"], row["baseline"], row["target"], *(value for _, value in way.milestones)]
            size = max((abs(value) for value in sizes if value is not None), default=0)
            for key, value in expected.items():
                if value is None:
                    assert row[key] is None, key
                    continue
                # A day's growth raised to a year's: the error of the exponent counts as often as the result has powers of e.
                powers = max(1.0, math.log(abs(value))) if value and key not in AMOUNTS else 1.0
                allowed = 1e-9 * (size if key in AMOUNTS else 1)
                assert row[key] == pytest.approx(value, rel=1e-9 * powers, abs=allowed), key
            assert row["status"] == judged(way, expected)


AMOUNTS = {
    "gap",
    "pace_per_year",
    "required_per_year_from_today",
    "growth_per_year",
    "planned_per_year",
    "required_per_year",
    "expected_linear",
    "expected_compound",
    "landing_linear",
}


@given(strategies.worlds(), st.data())
@FEW
def test_rows_and_columns_may_stand_in_any_order(world: World, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(world.header))))
    rows = data.draw(st.permutations(world.rows))
    mixed = table(tuple(world.header[at] for at in order), tuple(tuple(row[at] for at in order) for row in rows))
    assert [without_lines(row) for row in rows_of(world, mixed).values()] == [
        without_lines(row) for row in rows_of(world, world.observed()).values()
    ]


def without_lines(row: dict[str, Any]) -> dict[str, Any]:
    return {key: len(value) if key in {"latest_rows", "newer_unused"} else value for key, value in row.items()}


def run(arguments: list[str]) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["tracker", *arguments]
    try:
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as leaving:
            main.main()
    finally:
        sys.argv = before
    assert isinstance(leaving.value.code, int)
    return leaving.value.code, out.getvalue(), err.getvalue()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@given(world=strategies.worlds(), data=st.data())
@FEW
def test_broken_files_give_problems_or_a_result(here: Path, world: World, data: st.DataObject) -> None:
    declared, observed = data.draw(faults.broken(world))
    (here / "targets.yaml").write_bytes(declared)
    (here / "observations.csv").write_bytes(observed)
    for command in COMMANDS:
        code, out, err = run([*command, "--as-of", world.as_of.isoformat()])
        told = f"{command}: {code}\n{err}{out}"
        assert "Traceback" not in err, told
        assert code in {0, 1, 2}, told
        assert code != 2 or PLACED.search(err + out), told


# file:line, a file that cannot be read at all, or (of one target) that t0 is not declared any more or has nothing to draw
PLACED = re.compile(r"^(targets\.yaml|observations\.csv)(:\d+)?: |is not known; |^t0: .*nothing to draw$", re.MULTILINE)
