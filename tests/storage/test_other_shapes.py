from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from test_cli import Run, run

from tracker.storage.tabular import csv as csv_table
from tracker.storage.tabular import other_shapes
from tracker.values.problems import InvalidInput

__all__ = ["run"]  # the fixture
TARGETS = "targets:\n  exports: {kind: flow, unit: mn USD, target: 10, by: 2030}\n"


@pytest.mark.parametrize(
    ("header", "source", "rule"),
    [
        ("Country,2023,2024 Dec", "{files: table.csv, periods: across, unit: …}", "{source: table, where: {Country: …}}"),
        ("Страна;2024 год;I квартал 2025 года", "{files: table.csv, periods: across, unit: …}", "{source: table, where: {Страна: …}}"),
        ("2023,2024", "{files: table.csv, periods: across, unit: …}", "{source: table}"),
        ("target,2023,2024", "{files: table.csv, periods: across, unit: …}", "{source: table, where: {target: …}}"),
        ("Показатель;2024 год;2025 год", "{files: table.csv, periods: across, unit: …}", "{source: table, where: {Показатель: …}}"),
        ("Year,Value", "{files: table.csv, period: Year, value: Value, unit: …}", "{source: table}"),
        ("Год;Сумма", "{files: table.csv, period: Год, value: Сумма, unit: …}", "{source: table}"),
        ("REF_AREA,TIME_PERIOD,OBS_VALUE", "{files: table.csv, period: TIME_PERIOD, value: OBS_VALUE, unit: …}", "{source: table}"),
    ],
)
def test_a_table_of_another_shape_is_told_how_it_is_read(header: str, source: str, rule: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        csv_table.parse(f"{header}\n1,2,3\n".encode(), "observations.csv")
    (problem,) = refused.value.problems
    assert problem.message.startswith("this is a table, not a list of observations: ")
    assert problem.message.endswith(
        f"; rename it to table.csv, write `sources: {{table: {source}}}` and, under its target, `figures: {rule}` into the targets file, and run `tracker import`"
    )


@pytest.mark.parametrize("header", ["target,period,amount", "period,value,2024", "a,b", "target,2023", "tarbet,period,vale"])
def test_any_other_header_is_told_what_it_lacks(header: str) -> None:
    assert (other_shapes.advice(header.split(","), "x.csv") == "") == (header != "period,value,2024")


def test_what_is_told_reads_the_table(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(TARGETS, encoding="utf-8")
    Path("observations.csv").write_text("Year,Value\n2024,5\n2025,6\n", encoding="utf-8")
    told = run("status").err
    sources, figures = (told.split(f"`{key}: ")[1].split("`")[0].replace("…", "mn USD") for key in ("sources", "figures"))
    declared = yaml.safe_load(TARGETS)
    declared["sources"] = yaml.safe_load(sources)
    declared["targets"]["exports"]["figures"] = yaml.safe_load(figures)
    Path("observations.csv").rename("table.csv")
    Path("targets.yaml").write_text(yaml.safe_dump(declared), encoding="utf-8")
    Path("observations.csv").write_text("target,period,value,unit,published,source,note\n", encoding="utf-8")
    assert run("import").out.splitlines()[1:3] == ["+ exports 2024: 5 mn USD ← table.csv:2", "+ exports 2025: 6 mn USD ← table.csv:3"]
