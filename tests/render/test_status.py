"""One exact text per format on three literal cases; TRACKER_GOLDEN=write puts down what is there now, to be read before it is kept."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, Results, one, records

from tracker.render import csv as csv_table
from tracker.render import json as json_format
from tracker.render import markdown
from tracker.render.terminal import text as text_format
from tracker.render.terminal.glance import glance
from tracker.reports.status import StatusTable, status_table
from tracker.storage import observations, targets

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent.parent / "golden"
TODAY = date(2026, 11, 22)

NASTY = """
title: "[red]Title[/red] | <script>alert(1)</script> \\e[2J"
targets:
  NA:
    name: "=HYPERLINK(0) | `x` *y* <b>z</b> \\e[31m\\u202Eright-to-left 🚀 қазақ\\nline two"
    kind: flow
    unit: "|$&"
    target: 10
    by: 2030
    reporter: NO
  wide:
    name: 中哈贸易额
    kind: stock
    unit: 个项目
    target: 2x
    by: 2030-06-30
    direction: increase
  falling: {name: A decrease from below zero, kind: stock, unit: °C, target: -10, by: 2030-03-20, direction: decrease, qualifier: under}
"""
NASTY_ROWS = """\
NA,2024,1e-7,,,NO,,,javascript:alert(1),=cmd()
NA,2025,123456.789,,over,NO,,,,
wide,2024-12-31,12,个项目,,,,,,
wide,2025-12-31,24,个项目,,,,,,
falling,2024-01-31,-1,°C,,,,,,
falling,2025-01-31,-3,°C,about,,,,,
"""


def usual() -> StatusTable:
    programme, _ = targets.load(ROOT / "targets.yaml")
    figures, _, _ = observations.load(ROOT / "observations.csv", programme)
    return status_table(programme, figures, TODAY, "all")


@pytest.fixture
def table(request: pytest.FixtureRequest, results: Results) -> StatusTable:
    if request.param == "usual":
        return usual()
    if request.param == "empty":
        return StatusTable("", TODAY, results("targets: {}\n"))
    return StatusTable("[red]Title[/red] | <script>alert(1)</script> \x1b[2J", TODAY, results(NASTY, NASTY_ROWS))


FORMATS: dict[str, Callable[[StatusTable], str]] = {
    "txt": glance,
    "80.txt": lambda table: glance(table, width=80),
    "100.txt": lambda table: glance(table, width=100),
    "200.txt": lambda table: glance(table, width=200),
    "ascii.txt": lambda table: glance(table, width=100, plain=True),
    "colour.txt": lambda table: glance(table, width=80, colour=True),
    "full.txt": text_format.status,
    "full.80.txt": lambda table: text_format.status(table, width=80),
    "full.ascii.txt": lambda table: text_format.status(table, plain=True),
    "full.colour.txt": lambda table: text_format.status(table, colour=True, width=80),
    "json": json_format.status,
    "csv": lambda table: csv_table.status(table.rows),
    "md": markdown.status,
    "full.md": lambda table: markdown.status(table, full=True),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("table", ["usual", "empty", "nasty"], indirect=True)
def test_the_exact_text(table: StatusTable, name: str, request: pytest.FixtureRequest) -> None:
    case = request.node.callspec.params["table"]
    file = GOLDEN / f"status-{case}.{name}"
    text = FORMATS[name](table)
    if os.environ.get("TRACKER_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8", newline="")
    assert text == file.read_bytes().decode()


@pytest.mark.parametrize("table", ["usual", "nasty"], indirect=True)
def test_nothing_in_the_data_acts_on_a_terminal(table: StatusTable) -> None:
    for text in (text_format.status(table), glance(table), glance(table, width=80), glance(table, width=100)):
        assert all(character == "\n" or character.isprintable() for character in text)
    assert "\x1b" not in markdown.status(table) + markdown.status(table, full=True)


def test_the_shipped_table_fits_80_columns() -> None:
    assert max(map(len, text_format.status(usual(), width=80).splitlines())) <= 80


@pytest.mark.parametrize("table", ["usual", "empty", "nasty"], indirect=True)
def test_json_and_csv_say_the_same_unrounded(table: StatusTable) -> None:
    answer = json.loads(json_format.status(table), parse_constant=pytest.fail)
    assert (answer["format"], answer["as_of"], answer["targets"]) == (2, "2026-11-22", records(table.rows))
    rows = list(csv.DictReader(io.StringIO(csv_table.status(table.rows))))
    assert [[_cell(value) for value in row.values()] for row in answer["targets"]] == [list(row.values()) for row in rows]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return (
        f"'{text}" if isinstance(value, str) and text.startswith(("=", "+", "-")) else text
    )  # as a spreadsheet marks text that is no formula


@pytest.mark.parametrize("table", ["usual", "nasty"], indirect=True)
@pytest.mark.parametrize(("full", "bars"), [(False, 8), (True, 13)])
def test_every_line_of_the_markdown_table_has_as_many_cells(table: StatusTable, full: bool, bars: int) -> None:
    lines = [line for line in markdown.status(table, full=full).splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in lines} == {bars}


def test_99_96_percent_is_never_100(results: Results) -> None:
    rows = results(one(target="10 bn", by=2030, baseline="{period: 2024, value: 0}"), "t,2025,9.996,bn USD,,,,,,\n")
    text = text_format.status(StatusTable("", TODAY, rows))
    assert "99.9 %" in text
    assert "9.996 bn USD" in text
    assert "4 mn USD" in text
    assert "100.0 %" not in text


def test_a_target_that_is_met_shows_its_margin_as_no_gap(results: Results) -> None:
    rows = results(one(target="10 bn", by=2030, baseline=2020), "t,2020,5,bn USD,,,,,,\nt,2025,11,bn USD,,,,,,\n")
    cells = text_format.status(StatusTable("", TODAY, rows)).split()
    assert ("none" in cells, "reached" in cells) == (True, True)


def test_a_long_name_is_broken_between_words_and_amounts_a_year_have_no_false_precision(results: Results) -> None:
    name = "Unemployment rate of the population aged 15 to 74 by the method of the International Labour Organization"
    declared = one("stock", '"%"', target="below 4.5", by=2029, baseline=2022, name=name)
    rows = results(declared, "target,period,value,unit\nt,2022,6,%\nt,2025,4.57,%\n")
    said = text_format.status(StatusTable("", date(2026, 11, 22), rows), width=80)
    assert "\nUnemployment rate of the population aged 15 to 74 by the method of the\n  International Labour Organization  t\n" in said
    (block,) = (line for line in said.splitlines() if line.endswith("−0.1 pp"))
    assert block.split()[-4:] == ["−0.1", "pp", "−0.1", "pp"]
    declared = one("rank", "", target=50, by=2030, baseline=2017).replace("    unit: \n", "")
    rows = results(declared, "target,period,value\nt,2017,80\nt,2025,47\n")
    assert text_format.status(StatusTable("", date(2026, 11, 22), rows)).splitlines()[6].endswith("  −4.1")


def test_json_and_csv_say_that_an_outturn_is_a_bound(results: Results) -> None:
    declared = one(target=20, by=2030, baseline=2023, milestones="{2026: 9}")
    figures = {"2023": 4, "2024": 5, "2025": 6, "2024-01/2024-06": 2, "2025-01/2025-06": 3}
    observed = "".join(f"t,{period},{value},USD,,,,,,\n" for period, value in figures.items())
    for qualifier, bound in (("", None), ("over", "at_least"), ("under", "at_most")):
        (result,) = results(declared, observed + f"t,2026-01/2026-06,4,USD,{qualifier},,,,,\n")
        row = json_format.target_row(result)
        assert (row["outturn_bound"], row["outturn_probability_bound"]) == (bound, bound)  # an increase is asked for
        head, line = csv.reader(csv_table.status([result]).splitlines())
        assert dict(zip(head, line, strict=True))["outturn_bound"] == (bound or "")
