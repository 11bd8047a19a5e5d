"""The programmes below examples/: every figure has its page, the key figures are arithmetic, and their reports are made."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from conftest import ROOT
from pypdf import PdfReader
from test_cli import Run, run

from tracker.storage import targets as programmes

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["run"]  # a fixture
EXAMPLES = sorted(each.parent for each in (ROOT / "examples").glob("*/targets.yaml"))
NAMES = [each.name for each in EXAMPLES]
DAY = ("--as-of", "2026-11-22")


class Go(Protocol):
    def __call__(self, name: str) -> Path: ...


@pytest.fixture
def go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Go:
    """Go into a copy of an example."""

    def into(name: str) -> Path:
        folder = tmp_path / name
        shutil.copytree(ROOT / "examples" / name, folder)
        monkeypatch.chdir(folder)
        return folder

    return into


def rows(run: Run, *arguments: str) -> dict[str, dict[str, Any]]:
    answer = run("status", *(arguments or DAY), "--format", "json")
    assert answer.code == 0, answer.err
    return {each["id"]: each for each in json.loads(answer.out)["targets"]}


# ---- what every one of them keeps


def test_these_are_the_examples() -> None:
    assert NAMES == ["czech-inflation", "eu-climate-energy", "india-russia-trade", "kazakhstan-uzbekistan"]


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_nothing(run: Run, go: Go, name: str) -> None:
    go(name)
    answer = run("check", *DAY)
    assert (answer.code, "warning:" in answer.out + answer.err) == (0, False), answer.out + answer.err


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_its_page_and_its_day(name: str) -> None:
    with (ROOT / "examples" / name / "observations.csv").open(encoding="utf-8", newline="") as file:
        figures = list(csv.DictReader(file))
    assert len(figures) >= 2
    for each in figures:
        assert each["published"], each
        table = each["source"].partition(":")[0]
        page = each["source"] if each["source"].startswith("http") else (ROOT / "examples" / name / table).read_text(encoding="utf-8")
        assert "https://" in page or "http://" in page, each


@pytest.mark.parametrize("name", NAMES)
def test_every_target_has_its_page(name: str) -> None:
    programme, problems = programmes.load(ROOT / "examples" / name / "targets.yaml")
    assert problems == []
    for each in programme.targets.values():
        for source in (each.source, *(earlier.source for earlier in each.history)):
            assert source, each.id
            assert source.startswith("https://"), each.id


@pytest.mark.parametrize("code", ["en", "ru"])
@pytest.mark.parametrize("name", NAMES)
def test_its_report_is_made(run: Run, go: Go, name: str, code: str) -> None:
    folder = go(name)
    title = json.loads(run("status", *DAY, "--language", code, "--format", "json").out)["title"]
    for file in ("report.html", "report.pdf"):
        answer = run("report", *DAY, "--language", code, "-o", file)
        assert answer.code == 0, answer.err
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert f"<title>{title}" in page
    assert "https://" in page
    pages = PdfReader(io.BytesIO((folder / "report.pdf").read_bytes())).pages
    assert len(pages) >= 2
    assert " ".join(pages[0].extract_text().split()).startswith(title)


# ---- the key figures, by arithmetic


def test_the_renewables_of_the_union(run: Run, go: Go) -> None:
    go("eu-climate-energy")
    share = rows(run)["renewables"]
    assert (share["status"], share["latest"], share["gap"]) == ("off_track", 25.2, pytest.approx(42.5 - 25.2))
    assert share["progress"] == pytest.approx((25.2 - 23) / (42.5 - 23))
    assert share["required_per_year"] == pytest.approx((42.5 - 25.2) / 6)
    # Eurostat said of the same figures on 18 December 2025: 17.3 points short, 2.9 points a year from 2025 to 2030
    assert (round(share["gap"], 1), round(share["required_per_year"], 1)) == (17.3, 2.9)


def test_a_revised_share_was_another_before(run: Run, go: Go) -> None:
    go("eu-climate-energy")
    assert [rows(run, "--as-of", day)["renewables"]["latest"] for day in ("2023-06-30", "2023-12-31", "2025-06-30")] == [21.8, 23, 24.5]


@pytest.mark.parametrize(
    ("indicator", "latest", "ceiling", "before", "beyond"),
    [("final_energy", 900, 763, 940, 18.0), ("primary_energy", 1202, 992.5, 1257, 21.1)],
)
def test_consumption_must_come_down(run: Run, go: Go, indicator: str, latest: float, ceiling: float, before: float, beyond: float) -> None:
    go("eu-climate-energy")
    energy = rows(run)[indicator]
    assert (energy["direction"], energy["status"]) == ("decrease", "at_risk")
    assert energy["progress"] == pytest.approx((before - latest) / (before - ceiling))
    assert energy["required_per_year"] == pytest.approx((ceiling - latest) / 6)
    assert energy["landing_linear"] == pytest.approx(latest + (latest - before) / 2 * 6)
    assert round(100 * (energy["share"] - 1), 1) == beyond  # percent above the target, as Eurostat said on 15 December 2025


def test_the_emissions_of_germany_fall_by_65_percent_of_1990(run: Run, go: Go) -> None:
    go("eu-climate-energy")
    emissions = rows(run)["german_emissions"]
    assert (emissions["goal"], emissions["direction"], emissions["status"]) == ("relative", "decrease", "at_risk")
    assert emissions["target"] == pytest.approx(1252 * 0.35)
    assert emissions["progress"] == pytest.approx((1252 - 648.9) / (1252 * 0.65))
    assert emissions["pace_per_year"] == pytest.approx((648.9 - 759.1) / 4)
    assert emissions["landing_linear"] == pytest.approx(648.9 + 5 * (648.9 - 759.1) / 4)
    assert round(100 * (1 - emissions["latest"] / emissions["baseline"])) == 48  # as the agency said in March 2026
    assert emissions["expected_linear"] == 661.6  # the total that the law allows for 2025 is a milestone


def test_the_cut_of_net_emissions(run: Run, go: Go) -> None:
    go("eu-climate-energy")
    cut = rows(run)["emissions_cut"]
    assert (cut["latest"], cut["progress"], cut["landing_linear"]) == (37, pytest.approx(6 / 24), pytest.approx(37 + 3 * 6))
    assert rows(run, "--as-of", "2025-06-30")["emissions_cut"]["latest_period"] == "2023"


def test_inflation_lies_in_its_band(run: Run, go: Go) -> None:
    go("czech-inflation")
    found = {day: rows(run, "--as-of", day)["inflation"] for day in ("2024-06-30", "2025-06-30", "2026-11-22")}
    assert [(each["latest"], each["status"]) for each in found.values()] == [(6.9, "open"), (3, "reached"), (2.1, "reached")]
    assert found["2024-06-30"]["gap"] == pytest.approx(3 - 6.9)
    assert (found["2026-11-22"]["target"], found["2026-11-22"]["target_to"], found["2026-11-22"]["deadline"]) == (1, 3, None)


def test_the_status_depends_on_whose_figures_count(run: Run, go: Go) -> None:
    go("india-russia-trade")
    india = rows(run)["turnover"]
    russia = rows(run, *DAY, "--reporter", "RU")["turnover"]
    assert (india["latest"], india["latest_period"], india["status"]) == (68.7e9, "2024-04/2025-03", "at_risk")
    assert india["progress"] == pytest.approx((68.7 - 65) / (100 - 65))
    assert india["growth"] == pytest.approx((68.7 / 65) ** (1 / 1.25) - 1)
    assert india["required_growth"] == pytest.approx((100 / 68.7) ** (1 / 5.75) - 1)
    assert (russia["latest"], russia["latest_qualifier"], russia["status"]) == (64e9, "about", "on_track")
    assert russia["progress"] == pytest.approx((64 - 57) / (100 - 57))


def test_the_table_gives_the_figures_that_were_imported(run: Run, go: Go) -> None:
    folder = go("india-russia-trade")
    kept = folder / "observations.csv"
    lines = kept.read_text(encoding="utf-8").splitlines(keepends=True)
    assert run("import").out.splitlines()[-1] == "nothing to add to observations.csv; 7 unchanged"
    kept.write_text("".join(each for each in lines if "trade-with-russia.csv" not in each), encoding="utf-8")
    assert run("import").code == 0
    assert kept.read_text(encoding="utf-8").splitlines(keepends=True) == lines
    amounts = {row["target"]: float(row["value"]) for row in csv.DictReader(lines) if row["period"] == "2021-04/2022-03"}
    assert amounts["turnover"] == pytest.approx(amounts["exports"] + amounts["imports"], abs=20_000)  # each rounded to 0.01 mn


def test_the_freight_has_no_deadline(run: Run, go: Go) -> None:
    go("kazakhstan-uzbekistan")
    freight = rows(run)["rail_freight"]
    assert (freight["status"], freight["deadline"], freight["latest"]) == ("open", None, 32.3e6)
    assert freight["progress"] == pytest.approx((32.3 - 20.5) / (60 - 20.5))
