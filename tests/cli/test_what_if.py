"""``--if`` and ``--scenarios`` as a person and a script meet them: marked as assumed everywhere, and nothing is written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import ROOT
from test_cli import DAY, SHIPPED, Run, run

__all__ = ["run"]  # the fixture

ASKED = ["show", "turnover", *SHIPPED, *DAY]
IF = ["--if", "2026=5.6bn", "--if", "2027=+12 %"]
SCENARIOS = "turnover:\n  steady: {2026: 5.6 bn, 2027: +12 %}\n  slow: {2026: 5.2 bn}\n"


@pytest.fixture
def scenarios(tmp_path: Path) -> list[str]:
    file = tmp_path / "scenarios.yaml"
    file.write_text(SCENARIOS, encoding="utf-8")
    return ["--scenarios", str(file)]


def test_assumed_figures_are_marked_wherever_they_show(run: Run) -> None:
    code, out, err = run(*ASKED, *IF)
    assert (code, err) == (0, "")
    assert out.startswith("What if: Mutual trade turnover (turnover · UZ), as of 31 Dec 2027\n")
    for said in (
        "Assumed and not observed – 2026: 5.6 bn USD; 2027: 6.272 bn USD (growth on the year before: 12.0 %).",
        "of the figures on file those count that were known on 22 Nov 2026.",
        "If so: at risk.",
        "Past and assumed figures only.",
        "□ assumed",
        "2027 (assumed)",
        "missed (assumed)",
        "6.272 bn USD (assumed)",
        "assumed – 2026: 5.6 bn USD\n",
    ):
        assert said in out
    assert "observations.csv:-" not in out


def test_json_and_csv_say_what_is_assumed(run: Run) -> None:
    answer = json.loads(run(*ASKED, *IF, "-f", "json").out)
    (target,) = answer["targets"]
    assert (answer["as_of"], target["known_on"]) == ("2027-12-31", "2026-11-22")
    assert target["assumed"] == [
        {"period": "2026", "value": 5.6e9, "growth": None, "revised": False},
        {"period": "2027", "value": 6.272e9, "growth": 0.12, "revised": False},
    ]
    assert target["latest_rows"] == []
    assert [(each["status"], each["made_of"][0]["line"]) for each in target["series"][-2:]] == [("assumed", None)] * 2
    (row,) = csv.DictReader(io.StringIO(run(*ASKED, *IF, "-f", "csv").out))
    assert (row["scenario"], row["as_of"], row["assumed"]) == ("if", "2027-12-31", "2026=5600000000 2027=6272000000")


def test_an_assumed_figure_that_gives_no_level_is_named(run: Run) -> None:
    out = run(*ASKED, "--if", "2028-03=1 bn").out
    assert "What is assumed for March 2028 cannot be used yet: " in out
    assert "line -" not in out


def test_assumed_periods_of_a_recurring_target_and_milestones_are_marked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    declared = "targets:\n  t: {kind: flow, unit: USD, target: at least 5, every: year, from: 2024, by: 2027}\n"
    declared += "  m: {kind: flow, unit: USD, target: 10, by: 2030, baseline: 2024, milestones: {2027: 7}}\n"
    Path("targets.yaml").write_text(declared, encoding="utf-8")
    Path("observations.csv").write_text("target,period,value\nt,2024,6\nt,2025,4\nm,2024,4\nm,2025,5\n", encoding="utf-8")
    out = run("show", "t", *DAY, "--if", "2026=6").out
    assert "6 USD (assumed)" in out
    assert "□ assumed" in out
    out = run("show", "m", *DAY, "--if", "2027=8").out
    assert "met (assumed)" in out


def test_scenarios_stand_side_by_side(run: Run, scenarios: list[str]) -> None:
    code, out, err = run(*ASKED, *scenarios)
    assert (code, err) == (0, "")
    table = out[out.index("SCENARIOS\n") :].splitlines()[1:5]
    assert [line[:11].strip() for line in table] == ["scenario", "as observed", "steady", "slow"]
    assert "steady (as of 31 Dec 2027): 2026: 5.6 bn USD; 2027: 6.272 bn USD (growth on the year before: 12.0 %)." in out
    assert "| slow | ▼ off track |" in run(*ASKED, *scenarios, "-f", "markdown").out
    answer = json.loads(run(*ASKED, *scenarios, "-f", "json").out)
    assert [each["scenario"] for each in answer["scenarios"]] == [None, "steady", "slow"]
    assert answer["scenarios"][1]["probability"] == json.loads(run(*ASKED, *IF, "-f", "json").out)["targets"][0]["probability"]
    rows = list(csv.DictReader(io.StringIO(run(*ASKED, *scenarios, "-f", "csv").out)))
    assert [each["status"] for each in rows] == ["at_risk", "at_risk", "off_track"]


def test_a_report_has_the_scenarios_of_the_targets_that_the_file_names(run: Run, scenarios: list[str]) -> None:
    code, out, _ = run("report", *SHIPPED, *DAY, *scenarios)
    assert code == 0
    assert out.count("**What the target would come to in each scenario, by assumed figures**") == 1
    assert "| steady | ◆ at risk |" in out
    assert "--scenarios scenarios.yaml" in out
    assert "scenarios.yaml (SHA-256 " in out


def test_nothing_is_written(run: Run, scenarios: list[str]) -> None:
    files = [ROOT / "targets.yaml", ROOT / "observations.csv", Path(scenarios[1])]
    before = [(each.read_bytes(), each.stat().st_mtime_ns) for each in files]
    run(*ASKED, *IF)
    run(*ASKED, *scenarios)
    run("report", *SHIPPED, *DAY, *scenarios)
    assert [(each.read_bytes(), each.stat().st_mtime_ns) for each in files] == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--if", "2025=5bn"],
            "--if: observations.csv:25 has 4.97 bn USD for 2025; write `revised` before yours if that is to be replaced",
        ),
        (["--if", "2026=2x", "--if", "foo"], "--if: `2x` is a multiple; assume an amount, or a growth as in +12 %\n--if: `foo` is not an"),
        (["--if", "2026=5bn", "--scenarios", "x.yaml"], "give figures with --if or a file of scenarios, not both"),
        (["--scenarios", "x.yaml"], "x.yaml: not found"),
    ],
)
def test_what_cannot_be_assumed_is_refused(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*ASKED, *arguments)
    assert (code, out) == (2, "")
    assert message in err.replace(f"{ROOT}/", "")


def test_a_file_without_the_target_is_refused(run: Run, scenarios: list[str]) -> None:
    code, _, err = run("show", "jobs", *SHIPPED, *DAY, *scenarios)
    assert code == 2
    assert "no scenario of `jobs` stands here, but of `turnover`" in err
    assert run("report", "jobs", *SHIPPED, *DAY, *scenarios).code == 2
    assert run("report", "--brief", *SHIPPED, *DAY, *scenarios).code == 2


def test_a_report_lists_all_that_contradicts_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("turnover:\n  a: {2025: 5 bn}\ninvestment:\n  b: {2040: +5 %}\n", encoding="utf-8")
    code, _, err = run("report", *SHIPPED, *DAY, "--scenarios", str(file))
    assert code == 2
    assert [line.split("s.yaml:")[1][:2] for line in err.splitlines()] == ["2:", "4:"]
