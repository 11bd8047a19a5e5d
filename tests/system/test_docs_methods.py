"""docs/methods.md and the numbers that are printed: every measure has its formula on the page, and the formula gives the number."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from tracker.methods.official_methods import FIGURES
from tracker.methods.verdict import STATUS_OF
from tracker.model.result import MEASURES
from tracker.values.periods import MONTHS, instant

PAGE = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\d)\. (.*)$", PAGE, re.MULTILINE))
FORMULAS = dict(re.findall(r"^\| `(\w+)` \| \w+ \| `([^`]+)` \| [^|]+ \|$", PAGE, re.MULTILINE))
AS_OF = "2026-11-22"


def section(number: int) -> str:
    return re.split(r"^## ", PAGE, flags=re.MULTILINE)[number + 1]


def explained(target: str, as_of: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tracker", "explain", target, "--as-of", as_of, "--format", "json"]
    answer = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout)
    (row,) = answer["targets"]
    return dict(row)


def years(day: str) -> float:
    return instant(date.fromisoformat(day)) / MONTHS


def symbols(row: dict[str, Any], as_of: str) -> dict[str, Any]:
    """What the letters of the page stand for in one answer."""
    earliest = row["series"][0]
    before = [each["value"] for each in row["series"] if math.isclose(years(each["date"]), years(row["latest_date"]) - 1)]
    levels = {
        "B": row["baseline"],
        "L": row["latest"],
        "T": row["target"],
        "E": earliest["value"],
        "Y": (before or [None])[0],
        "C": row["ytd"],
    }
    if row["ytd_growth"] is not None:
        levels["D"] = row["ytd"] / (1 + row["ytd_growth"])
    paced = next(each for each in row["series"] if each["date"] == row["pace_since"])
    levels["P"] = paced["value"]
    times = {
        "tP": row["pace_since"],
        "tB": row["baseline_date"],
        "tL": row["latest_date"],
        "tT": row["deadline"],
        "tE": earliest["date"],
        "tA": as_of,
    }
    return {**row, **levels, **{name: day and years(day) for name, day in times.items()}, "ln": math.log}


def evaluated(formula: str, names: dict[str, Any]) -> float:
    code = formula.replace("−", "-").replace("×", "*").replace("^", "**")
    return float(eval(code, {"__builtins__": {}}, names))  # noqa: S307 - a formula of our own page


@pytest.mark.parametrize("target", ["turnover", "projects"])
def test_the_formulas_of_the_page_give_the_numbers_of_the_tracker(target: str) -> None:
    row = explained(target, AS_OF)
    names = symbols(row, AS_OF)
    checked = 0
    for key, formula in FORMULAS.items():
        if row[key] is None:
            continue
        if key.startswith("eta_"):
            assert abs(evaluated(formula, names) - years(row[key])) * 366 < 1, key  # the day on which the instant lies
        else:
            assert evaluated(formula, names) == pytest.approx(row[key], rel=1e-9, abs=1e-9), key
        checked += 1
    assert checked >= 20


def test_every_measure_that_is_printed_has_its_formula_on_the_page() -> None:
    assert list(FORMULAS) == list(MEASURES)


def test_the_sections_that_code_refers_to_are_there() -> None:
    assert SECTIONS == {
        "1": "From observations to levels",
        "2": "Measures",
        "3": "What a target can say",
        "4": "The status",
        "5": "Official methods",
        "6": "The chance that the target will be met",
    }


def test_code_and_tests_refer_to_sections_that_are_there() -> None:
    files = [file for folder in ("tracker", "tests") for file in (ROOT / folder).rglob("*.py") if file != Path(__file__)]
    cited = [number for file in files for number in re.findall(r"docs/methods\.md §(\d)", file.read_text(encoding="utf-8"))]
    assert cited
    assert set(cited) <= set(SECTIONS)


def test_every_status_stands_in_its_section() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", section(4), re.MULTILINE)) == set(STATUS_OF.values())


def test_every_official_method_stands_in_its_section_with_its_figure_and_its_source() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", section(5), re.MULTILINE)
    assert dict(rows) == FIGURES
    assert len(re.findall(r"^\| `(\w+)` \| [^|`]+ \|", section(5), re.MULTILINE)) == len(FIGURES)
