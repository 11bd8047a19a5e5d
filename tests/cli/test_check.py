"""``tracker check``: codes and accepted warnings in every format, and the exit code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import HEADER, one
from test_cli import Run, run

__all__ = ["run"]  # the fixture

FUTURE = "observations.csv:3: {}: the period 2062 is in the future; the figure does not count before it has ended [future-period]{}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("observations.csv").write_text(HEADER + "t,2024,4,USD,,,,,,\nt,2062,5,USD,,,,,,\n", encoding="utf-8")
    return tmp_path


def declare(**fields: object) -> None:
    Path("targets.yaml").write_text(one(**fields), encoding="utf-8")


def test_a_warning_ends_in_its_code_and_check_with_1(run: Run, here: Path) -> None:
    assert here.exists()
    declare()
    assert run("check") == (1, FUTURE.format("warning", "") + "1 target, 2 observations: 0 errors, 1 warning\n", "")


def test_check_ends_with_0_where_only_accepted_warnings_are_left(run: Run, here: Path) -> None:
    assert here.exists()
    declare(accept="{future-period: the plan of the ministry}")
    said = FUTURE.format("accepted", " (the plan of the ministry)")
    assert run("check") == (0, said + "1 target, 2 observations: 0 errors, 0 warnings, 1 accepted\n", "")
    row = json.loads(run("check", "-f", "json").out)["problems"][0]
    keys = ("severity", "code", "target", "accepted")
    assert [row[key] for key in keys] == ["accepted", "future-period", "t", "the plan of the ministry"]
    assert [next(csv.DictReader(io.StringIO(run("check", "-f", "csv").out)))[key] for key in keys] == [row[key] for key in keys]
    assert "| accepted | the period 2062" in run("check", "-f", "markdown").out
    assert "| future-period | t | the plan of the ministry |" in run("check", "-f", "markdown").out


def test_another_warning_beside_an_accepted_one_is_still_one(run: Run, here: Path) -> None:
    with (here / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("t,2023,5,USD,,,,2023-06-30,,\n")
    declare(accept="{future-period: the plan of the ministry}")
    code, out, _ = run("check")
    assert (code, out.splitlines()[-1]) == (1, "1 target, 3 observations: 0 errors, 1 warning, 1 accepted")


def test_an_accepted_warning_that_no_longer_occurs_is_a_warning(run: Run, here: Path) -> None:
    (here / "observations.csv").write_text(HEADER + "t,2024,4,USD,,,,,,\n", encoding="utf-8")
    declare(accept="{future-period: the plan of the ministry}")
    said = "targets.yaml:6: warning: `t` accepts the warning `future-period`, which no longer occurs; remove it from `accept` [accepted-absent]\n"
    assert run("check") == (1, said + "1 target, 1 observation: 0 errors, 1 warning\n", "")


def test_an_unknown_code_is_an_error_with_the_nearest_name(run: Run, here: Path) -> None:
    assert here.exists()
    declare(accept="{future-perod: x}")
    code, out, _ = run("check")
    assert (code, "targets.yaml:6: future-perod: `future-perod` is not the code" in out, "did you mean `future-period`?" in out) == (
        2,
        True,
        True,
    )


def test_a_reason_does_nothing_to_a_terminal(run: Run, here: Path) -> None:
    assert here.exists()
    declare(accept='{future-period: "a\\e[2J\\u202eb"}')
    code, out, _ = run("check")
    assert (code, out.splitlines()[0]) == (0, FUTURE.format("accepted", r" (a\x1b[2J\u202eb)").rstrip("\n"))


def test_an_error_has_no_code(run: Run, here: Path) -> None:
    assert here.exists()
    declare(target="x")
    row = json.loads(run("check", "-f", "json").out)["problems"][0]
    assert (row["severity"], row["code"], row["accepted"]) == ("error", None, None)


def test_adding_a_figure_shows_its_accepted_warning_as_such(run: Run, here: Path) -> None:
    (here / "observations.csv").write_text(HEADER + "t,2024,4,USD,,,,,,\n", encoding="utf-8")
    declare(accept="{future-period: the plan of the ministry}")
    code, _, err = run("add", "t", "2062", "5 USD", "--published", "2063", "--source", "")
    assert (code, err) == (0, FUTURE.format("accepted", " (the plan of the ministry)"))
