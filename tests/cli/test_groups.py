"""Groups, owners and remarks from targets.yaml to every answer."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import HEADER
from test_cli import Run, run

__all__ = ["run"]  # the fixture

DAY = ["--as-of", "2026-11-22"]
TARGETS = """\
title: Ministry
targets:
  trade:
    kind: flow
    unit: USD
    target: at least 10
    by: 2030
    group: Trade & transit
    owner: Department of Trade
    remarks:
      - {date: 2026-05-03, text: The protocol was signed, kind: done}
      - {date: 2025-03-01, text: Wagons are short, kind: risk}
      - {date: 2027-01-01, text: Open a second crossing, kind: decision}
  jobs: {kind: stock, unit: jobs, target: at least 100, by: 2030, group: Labour}
  skills: {kind: stock, unit: people, target: at least 5, by: 2030, group: Labour, owner: Ms Karimova}
  other: {kind: stock, unit: things, target: at least 5, by: 2030}
"""
ROWS = "trade,2024,4\ntrade,2025,5\njobs,2024,10\njobs,2025,90\nskills,2024,1\nskills,2025,6\nother,2025,1\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(TARGETS, encoding="utf-8")
    Path("observations.csv").write_text("target,period,value\n" + ROWS, encoding="utf-8")
    return tmp_path


def ids(answer: str) -> list[str]:
    return [row["id"] for row in json.loads(answer)["targets"]]


@pytest.mark.parametrize("command", ["status", "summary"])
def test_one_group(run: Run, here: Path, command: str) -> None:
    assert here.exists()
    asked = [command, *DAY, "-f", "json"]
    assert ids(run(*asked).out) == ["trade", "jobs", "skills", "other"]
    assert ids(run(*asked, "--group", "Labour").out) == ["jobs", "skills"]
    assert ids(run(*asked, "skills", "trade", "--group", "Labour").out) == ["skills"]
    code, out, err = run(*asked, "--group", "Labor")
    assert (code, out) == (2, "")
    assert "'--group': `Labor` is not known; write `Trade & transit` or `Labour`; did you mean `Labour`?" in err
    code, out, err = run(*asked, "trade", "other", "--group", "Labour")
    assert (code, out) == (2, "")
    assert "none of the targets that are named belongs to the group `Labour`" in err


def test_no_group_is_declared(run: Run, here: Path) -> None:
    (here / "targets.yaml").write_text("targets: {other: {kind: stock, unit: things, target: 5}}\n", encoding="utf-8")
    (here / "observations.csv").write_text("target,period,value\nother,2025,1\n", encoding="utf-8")
    assert "`Labour` is not known; none is declared" in run("status", "--group", "Labour").err
    assert "group" not in run("summary", *DAY).out


def test_only_what_is_of_the_group_makes_a_summary_fail_or_tells_of_changes(run: Run, here: Path) -> None:
    assert here.exists()
    assert run("summary", *DAY, "--fail-on", "no_pace").code == 1
    assert run("summary", *DAY, "--fail-on", "no_pace", "--group", "Labour").code == 0
    answer = json.loads(run("summary", *DAY, "--since", "2025-06-30", "--group", "Labour", "-f", "json").out)
    assert {each["target"] for each in answer["changes"]} == {"jobs", "skills"}


def test_counts_by_group(run: Run, here: Path) -> None:
    lines = run("summary", *DAY).out.splitlines()
    assert lines[:4] == [
        "4 targets: 1 no pace, 2 on track, 1 reached. Ministry, as of 22 Nov 2026.",
        "Trade & transit (1 target): 1 on track.",
        "Labour (2 targets): 1 on track, 1 reached.",
        "Not in a group (1 target): 1 no pace.",
    ]
    assert len(lines) == 9
    markdown = run("summary", *DAY, "-f", "markdown").out
    assert "\n\n- Trade \\& transit (1 target): 1 on track.\n- Labour (2 targets): 1 on track, 1 reached.\n" in markdown
    assert "no pace.\n\nStatus of each target:\n\n- " in markdown  # two lists with nothing between them are one
    report = run("report", *DAY).out
    assert "\n- Labour (2 targets): 1 on track, 1 reached.\n" in report
    by_two = "".join(f"{line},{who}\n" for line in ROWS.splitlines() for who in ("A", "B"))
    (here / "observations.csv").write_text("target,period,value,reporter\n" + by_two, encoding="utf-8")
    of_each = run("summary", *DAY, "--reporter", "all").out
    assert "Labour (2 targets, by the figures of each reporter): 2 on track, 2 reached." in of_each


def test_the_contract_has_group_and_owner(run: Run, here: Path) -> None:
    assert here.exists()
    rows = json.loads(run("status", *DAY, "-f", "json").out)["targets"]
    expected = [("Trade & transit", "Department of Trade"), ("Labour", None), ("Labour", "Ms Karimova"), (None, None)]
    assert [(row["group"], row["owner"]) for row in rows] == expected
    table = list(csv.DictReader(io.StringIO(run("status", *DAY, "-f", "csv").out)))
    assert [(row["group"], row["owner"]) for row in table] == [(group or "", owner or "") for group, owner in expected]
    lines = [json.loads(line) for line in run("summary", *DAY, "-f", "ndjson").out.splitlines()]
    assert [(row["group"], row["owner"]) for row in lines] == expected


def test_remarks_are_shown_from_their_day_on(run: Run, here: Path) -> None:
    assert here.exists()
    text = run("show", "trade", *DAY).out
    assert "Group: Trade & transit. Responsible: Department of Trade.\n" in text
    assert "REMARKS\n1 Mar 2025  risk  Wagons are short\n3 May 2026  done  The protocol was signed\n" in text
    assert "second crossing" not in text
    answer = json.loads(run("show", "trade", *DAY, "-f", "json").out)["targets"][0]
    assert answer["remarks"] == [
        {"date": "2025-03-01", "kind": "risk", "text": "Wagons are short"},
        {"date": "2026-05-03", "kind": "done", "text": "The protocol was signed"},
    ]
    assert "REMARKS" not in run("show", "trade", "--as-of", "2025-02-28").out
    assert "| 1 Jan 2027 | decision | Open a second crossing |" in run("show", "trade", "--as-of", "2027-01-01", "-f", "markdown").out
    other = run("show", "other", *DAY).out
    assert ("REMARKS" in other, "Group" in other, "Responsible" in other) == (False, False, False)
    assert "\nResponsible: Ms Karimova.\n" not in other


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")
def test_reports_and_the_workbook_have_them(run: Run, here: Path) -> None:
    report = run("report", *DAY).out
    assert r"Group: Trade \& transit. Responsible: Department of Trade." in report
    assert "\nGroup: Labour.\n" in report
    assert "| 3 May 2026 | done | The protocol was signed |" in report
    assert "second crossing" not in report
    openpyxl = pytest.importorskip("openpyxl")
    assert run("report", *DAY, "-o", "r.xlsx").code == 0
    book = openpyxl.load_workbook(here / "r.xlsx")
    rows = [[cell.value for cell in row] for row in book["Figures"].iter_rows()]
    figures = {row[0]: row[1:] for row in rows if row[0] is not None}
    assert list(zip(figures[""], figures["Group"], figures["Responsible"], strict=True)) == [
        ("other", None, None),
        ("trade", "Trade & transit", "Department of Trade"),
        ("jobs", "Labour", None),
        ("skills", "Labour", "Ms Karimova"),
    ]
    told = [cell.value for row in book["Report"].iter_rows() for cell in row]
    assert "The protocol was signed" in told
    assert "Open a second crossing" not in told


def test_the_directions_that_must_be_declared_stop_every_command(run: Run, here: Path) -> None:
    (here / "targets.yaml").write_text("targets:\n  t: {kind: stock, unit: '%', target: 4, by: 2030, baseline: 2022}\n", encoding="utf-8")
    (here / "observations.csv").write_text(HEADER + "t,2022,4.9,,,,,,,\nt,2025,7,,,,,,,\n", encoding="utf-8")
    said = (
        "targets.yaml:2: target: `4` does not say whether an increase or a decrease is intended, and the baseline of `t`, 4.9 % (31 Dec 2022), lies above it; "
        "add `direction: increase` if at least 4 % is meant, or `direction: decrease` if at most 4 % is meant\n"
    )
    before = (here / "observations.csv").read_bytes()
    added = ["add", "t", "2024", "6 %", "--published", "2025-01-01", "--source", ""]
    for command in (["status"], ["summary"], ["show", "t"], ["explain", "t"], ["report"], ["summary", "--fail-on", "missed"], added):
        assert run(*command, *([] if command is added else DAY)) == (2, "", said), command
    assert run("check", *DAY) == (2, said + "1 target, 2 observations: 1 error, 0 warnings\n", "")
    assert (here / "observations.csv").read_bytes() == before


def test_unemployment_of_7_against_below_5_makes_a_summary_fail(run: Run, here: Path) -> None:
    (here / "observations.csv").write_text(HEADER + "t,2022,4.9,,,,,,,\nt,2025,7,,,,,,,\n", encoding="utf-8")
    for words in ("target: 5, qualifier: under", "target: below 5"):
        declared = f"targets:\n  t: {{kind: stock, unit: '%', {words}, by: 2030, baseline: 2022}}\n"
        (here / "targets.yaml").write_text(declared, encoding="utf-8")
        assert run("summary", *DAY, "--fail-on", "missed,off_track").code == 1
        code, out, _ = run("check", *DAY)
        assert (code, "[baseline-beyond-target]" in out, "direction: increase" in out) == (1, True, False)
