"""Levels that are made of those of other indicators: sums and ratios of series, by one reporter, at one instant."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import records

from tracker.analysis.assessment import assess
from tracker.analysis.checks.run import find_suspicions
from tracker.analysis.target_detail import detail_target
from tracker.model.observations import Observations
from tracker.model.programme import Programme
from tracker.storage import observations, targets

AS_OF = date(2026, 11, 22)
DECLARED = """\
series:
  exports: {kind: flow, unit: bn USD}
  imports: {kind: flow, unit: bn USD}
  services: {kind: flow, unit: mn USD}
targets:
  turnover: {kind: flow, unit: bn USD, sum: [exports, imports], target: 10, by: 2030, baseline: 2023, reporter: UZ}
  share: {kind: stock, unit: "%", ratio: {of: services, to: exports}, target: at least 25, by: 2030, reporter: UZ}
  yearly: {kind: flow, unit: bn USD, sum: [exports, imports], target: at least 4, every: year, from: 2023, by: 2027, reporter: UZ}
"""


def loaded(rows: str, declared: str = DECLARED) -> tuple[Programme, Observations]:
    programme, wrong = targets.read(declared.encode(), "t.yaml")
    assert wrong == []
    text = "target,period,value,unit,qualifier,reporter,published\n" + "".join(f"{row}\n" for row in rows.split())
    figures, problems, _ = observations.read(text.encode(), "o.csv", programme)
    assert problems == []
    return programme, figures


def results(rows: str, as_of: date = AS_OF, declared: str = DECLARED, reporter: str | None = None) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in records(assess(*loaded(rows, declared), as_of, reporter))}


BOTH = "exports,2023,2.1,,,UZ, imports,2023,1.2,,,UZ, exports,2025,2.8,,,UZ, imports,2025,1.6,,,UZ,"


def test_a_sum_is_derived_and_names_the_lines_of_all_its_parts() -> None:
    row = results(BOTH)["turnover"]
    assert (row["latest"], row["latest_basis"], row["latest_rows"]) == (4.4e9, "derived", [4, 5])
    assert (str(row["latest_period"]), row["baseline"]) == ("2025", 3.3e9)


def test_the_sum_of_year_to_date_figures_follows_from_the_edges_of_each_part() -> None:
    parts = {"exports": ("2.5", "1.8", "2.0"), "imports": ("1.4", "1.0", "1.3")}
    rows = " ".join(
        f"{part},2024,{year},,,UZ, {part},2024-01/2024-09,{before},,,UZ, {part},2025-01/2025-09,{now},,,UZ,"
        for part, (year, before, now) in parts.items()
    )
    row = results(rows)["turnover"]
    assert (row["latest"], str(row["latest_date"])) == (4.4e9, "2025-09-30")  # 2.5 + 2.0 - 1.8 and 1.4 + 1.3 - 1.0
    assert row["ytd"] == 3.3e9
    assert row["ytd_growth"] == pytest.approx(3.3 / 2.8 - 1)
    (level,) = (each for each in detail_target(*loaded(rows), AS_OF, "turnover").levels if each.role == "latest")
    assert sorted((each.observation.line, each.sign) for each in level.made_of) == [(2, 1), (3, -1), (4, 1), (5, 1), (6, -1), (7, 1)]


def test_a_ratio_of_money_in_a_unit_of_per_cent() -> None:
    row = results("services,2025,640,,,UZ, exports,2025,2.5,,,UZ,")["share"]
    assert (row["latest"], row["latest_rows"], row["status"]) == (25.6, [2, 3], "reached")


def test_a_ratio_in_another_unit_is_no_percentage() -> None:
    row = results("services,2025,640,,,UZ, exports,2025,2.5,,,UZ,", declared=DECLARED.replace('"%"', "times"))["share"]
    assert row["latest"] == 0.256


def test_a_ratio_by_zero_is_undefined() -> None:
    row = results("services,2024,500,,,UZ, exports,2024,2.5,,,UZ, services,2025,640,,,UZ, exports,2025,0,,,UZ,")["share"]
    assert (row["latest"], str(row["latest_period"])) == (20.0, "2024")


def test_parts_at_other_instants_and_of_other_reporters_are_never_joined() -> None:
    assert results("exports,2024,2.1,,,UZ, imports,2025,1.2,,,UZ,")["turnover"]["latest"] is None
    assert results("exports,2025,2.1,,,UZ, imports,2025,1.2,,,KZ,")["turnover"]["latest"] is None
    rows = results(f"{BOTH} exports,2025,3.0,,,KZ, imports,2025,1.7,,,KZ,", reporter="KZ")
    assert rows["turnover"]["latest"] == 4.7e9


def test_every_reporter_of_all_parts_reports_the_whole() -> None:
    programme, figures = loaded(f"{BOTH} exports,2025,3.0,,,KZ, imports,2025,1.7,,,KZ, exports,2025,9,,,RU,")
    rows = records(assess(programme, figures, AS_OF, "all", ["turnover"]))
    assert [(row["reporter"], row["latest"]) for row in rows] == [("UZ", 4.4e9), ("KZ", 4.7e9)]


def test_the_vintages_of_the_day_count() -> None:
    rows = f"{BOTH} exports,2025,3.0,,,UZ,2026-09-01"
    assert results(rows, date(2026, 8, 31))["turnover"]["latest"] == 4.4e9
    assert results(rows, date(2026, 9, 1))["turnover"]["latest"] == 4.6e9


@pytest.mark.parametrize(
    ("exports", "imports", "services", "of_sum", "of_ratio"),
    [
        ("over", "", "", "over", "under"),
        ("under", "", "", "under", "over"),
        ("over", "under", "", "about", "under"),
        ("", "about", "over", "about", "over"),
        ("over", "", "over", "over", "about"),
    ],
)
def test_the_qualifiers_of_a_whole_follow_from_those_of_its_parts(
    exports: str, imports: str, services: str, of_sum: str, of_ratio: str
) -> None:
    rows = results(f"exports,2025,2.8,,{exports},UZ, imports,2025,1.6,,{imports},UZ, services,2025,640,,{services},UZ,")
    assert (rows["turnover"]["latest_qualifier"], rows["share"]["latest_qualifier"]) == (of_sum, of_ratio)


def test_a_published_whole_counts_and_is_told_where_its_parts_differ_by_more_than_rounding() -> None:
    rows = f"{BOTH} turnover,2025,4.7,,,UZ, turnover,2023,3.2,,,UZ,"
    row = results(rows)["turnover"]
    assert (row["latest"], row["latest_basis"], row["latest_rows"]) == (4.7e9, "stated", [6])
    said = [str(each) for each in find_suspicions(*loaded(rows), AS_OF) if "parts" in each.message]
    begins = "o.csv:6: warning: 2025 of `turnover` is 4.7 bn USD, but its parts on lines 4, 5 give 4.4 bn USD, "
    assert said == [f"{begins}a difference of 300 mn USD, more than rounding explains; the published figure is used [parts-differ]"]


def test_a_published_ratio_is_compared_within_the_rounding_of_both_parts() -> None:
    parts = "services,2025,640,,,UZ, services,2024,633,,,UZ, exports,2025,2.8,,,UZ,"  # between 639.5 / 2.85 and 640.5 / 2.75

    def told(share: str) -> int:
        return sum(" give " in each.message for each in find_suspicions(*loaded(f"{parts} share,2025,{share},,,UZ,"), AS_OF))

    assert (told("22.5"), told("23.3"), told("22.3"), told("23.4")) == (0, 0, 1, 1)


def test_each_year_of_a_sum_is_judged_by_itself() -> None:
    row = results(f"{BOTH} exports,2024,2.5,,,UZ, imports,2024,1.4,,,UZ,")["yearly"]
    assert (row["status"], row["judged_periods"], row["met_periods"], row["missed_periods"]) == ("missed", 3, 1, 2)


def test_figures_of_the_parts_that_give_no_level_are_told() -> None:
    rows = f"{BOTH} exports,2026-01/2026-06,1.5,,,UZ, imports,2026-01/2026-06,0.9,,,UZ,"
    assert results(rows)["turnover"]["newer_unused"] == [6, 7]


def test_a_sum_may_be_part_of_a_ratio() -> None:
    declared = DECLARED.replace("of: services, to: exports", "of: exports, to: turnover")
    row = results(BOTH, declared=declared)["share"]
    assert row["latest"] == pytest.approx(100 * 2.8 / 4.4, rel=1e-13)
    assert row["latest_rows"] == [4, 5]


def test_a_sum_of_fractions_is_what_people_write() -> None:
    declared = DECLARED.replace("bn USD", "t").replace("mn USD", "t")
    assert results("exports,2025,0.1,,,UZ, imports,2025,0.2,,,UZ,", declared=declared)["turnover"]["latest"] == 0.3


SUM = "[exports, imports], target: 10"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (SUM, "[exports, import], target: 10", "6: sum: `import` is not declared; write `exports`, `imports`, `services`, `share` or "),
        (SUM, "[exports, share], target: 10", "6: sum: `share` is in `%`, and the sum is in `USD`; different units are never added up"),
        (SUM, "[exports], target: 10", "6: sum: a sum has two or more parts, and a ratio two, each of them once"),
        (SUM, "[exports, exports], target: 10", "6: sum: a sum has two or more parts, and a ratio two, each of them once"),
        (SUM, "[exports, turnover], target: 10", "6: sum: `turnover` is made of `turnover`; nothing can be made of itself"),
        ("target: at least 25", "sum: [a, b], target: 25", "7: ratio: the levels of an indicator are a sum or a ratio, not both; "),
        (
            "imports: {kind: flow",
            "imports: {kind: stock",
            "6: sum: `imports` is a stock, and the sum is a flow; different kinds are never ",
        ),
        ("imports: {kind: flow", "imports: {kind: event", "3: kind: a series is a flow or a stock, not `event`"),
        ("  services:", "  turnover:", "4: `turnover` is a target already; a series needs an id of its own"),
        (
            "imports: {",
            "imports: {by: 2030, ",
            "3: `by` is not known here; write `unit`, `kind`, `name`, `sum`, `ratio`, `figures` or `note`",
        ),
        ("imports: {kind: flow, unit: bn USD}", "imports: {kind: flow}", "3: `unit` is missing"),
    ],
)
def test_what_cannot_be_made_is_refused_at_its_line(old: str, new: str, said: str) -> None:
    _, wrong = targets.read(DECLARED.replace(old, new, 1).encode(), "t.yaml")
    assert [each for each in map(str, wrong) if each.startswith(f"t.yaml:{said}")], list(map(str, wrong))


def test_a_part_that_is_nearly_declared_is_named() -> None:
    _, wrong = targets.read(DECLARED.replace("[exports, imports]", "[exports, importz]", 1).encode(), "t.yaml")
    assert [str(each).rpartition("; ")[2] for each in wrong] == ["did you mean `imports`?"]


def test_a_circle_is_told_with_the_way_round() -> None:
    circle = DECLARED.replace("[exports, imports], target: 10", "[exports, yearly], target: 10")
    circle = circle.replace("[exports, imports], target: at least 4", "[imports, turnover], target: at least 4")
    _, wrong = targets.read(circle.encode(), "t.yaml")
    assert list(map(str, wrong)) == [
        "t.yaml:6: sum: `turnover` is made of `yearly` is made of `turnover`; nothing can be made of itself",
        "t.yaml:8: sum: `yearly` is made of `turnover` is made of `yearly`; nothing can be made of itself",
    ]


def test_parts_with_scales_of_their_own_may_be_added_up() -> None:
    declared = DECLARED.replace("[exports, imports], target: 10", "[exports, services], target: 10")
    assert results("exports,2025,2.8,,,UZ, services,2025,640,,,UZ,", declared=declared)["turnover"]["latest"] == 3.44e9


def test_a_part_that_is_declared_with_errors_is_reported_once() -> None:
    _, wrong = targets.read(DECLARED.replace("imports: {kind: flow", "imports: {kind: flo").encode(), "t.yaml")
    assert [each.line for each in wrong] == [3]


def test_the_sheet_of_levels_computes_sums_and_ratios(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(DECLARED, encoding="utf-8")
    (tmp_path / "o.csv").write_text(
        "target,period,value,reporter\nexports,2025,2.8,UZ\nimports,2025,1.6,UZ\nservices,2025,640,UZ\n",
        encoding="utf-8",
    )
    files = [f"--targets={tmp_path / 't.yaml'}", f"--observations={tmp_path / 'o.csv'}", "--as-of=2026-11-22"]
    report = [sys.executable, "-m", "tracker", "report", *files, "-f", "xlsx", "-o", str(tmp_path / "r.xlsx")]
    subprocess.run(report, check=True, capture_output=True)
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    named = {row[0].row: row[1].value for row in book["Observations"].iter_rows(min_row=6)}
    levels = {row[0].value: row for row in book["Levels"].iter_rows(min_row=6)}
    assert levels["turnover"][10].value == "line 2 + line 3"
    assert str(levels["turnover"][5].value).startswith("=ROUND(Observations!F")
    ratio = re.fullmatch(r"=100\*Observations!F(\d+)/Observations!F(\d+)", str(levels["share"][5].value))
    assert ratio is not None
    assert [named[int(row)] for row in ratio.groups()] == ["services", "exports"]


def test_a_figure_of_a_part_is_added_and_told(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(DECLARED.replace(", reporter: UZ", ""), encoding="utf-8")
    csv = tmp_path / "o.csv"
    csv.write_text("target,period,value\nexports,2025,2.8\n", encoding="utf-8")
    files = [f"--targets={tmp_path / 't.yaml'}", f"--observations={csv}"]
    added = subprocess.run(
        [sys.executable, "-m", "tracker", "add", "imports", "2025", "1.6", *files], check=True, capture_output=True, encoding="utf-8"
    )
    assert "turnover" in added.stdout
    assert csv.read_text(encoding="utf-8").endswith("imports,2025,1.6\n")
    told = subprocess.run(
        [sys.executable, "-m", "tracker", "summary", *files, "--as-of=2026-11-22", "--since=2025-06-30"],
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert "- imports: a new figure for 2025, 1.6 bn USD" in told.stdout


def test_an_indicator_of_which_nothing_is_made_cannot_be_added_to_unseen(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("series:\n  a: {kind: flow, unit: t}\ntargets: {}\n", encoding="utf-8")
    (tmp_path / "o.csv").write_text("target,period,value\n", encoding="utf-8")
    command = ["add", "a", "2025", "1", f"--targets={tmp_path / 't.yaml'}", f"--observations={tmp_path / 'o.csv'}"]
    ended = subprocess.run([sys.executable, "-m", "tracker", *command], check=False, capture_output=True, encoding="utf-8")
    assert (ended.returncode, "no target is made of `a` yet" in ended.stderr) == (2, True)
