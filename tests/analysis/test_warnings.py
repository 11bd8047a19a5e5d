"""Every warning has a code of its own, stands on the page, knows its target, and can be accepted by it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import HEADER, ROOT, Load, one
from test_workbook import footnoted, saved

from tracker.analysis.checks.run import find_suspicions
from tracker.storage import observations, targets
from tracker.values.problems import ACCEPTABLE, Problem, WarningCode

TODAY = date(2026, 11, 22)
C = WarningCode
QUARTERS = "".join(f"t,2024-Q{quarter},1.1,USD,,,,,,\n" for quarter in range(1, 5))
TWO = "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n"
SERIES = "series:\n  a: {kind: flow, unit: USD}\n  b: {kind: flow, unit: USD}\n"
OCCURRING: dict[WarningCode, tuple[str, str]] = {
    C.ACCEPTED_ABSENT: (one(accept="{sum-differs: revised in 2023}"), TWO),
    C.BASELINE_BEYOND_TARGET: (one(target="at most 6", baseline=2024), TWO),
    C.BASELINE_MEETS_TARGET: (one(target="at least 4", baseline=2024), TWO),
    C.EXCEEDS_WHOLE: (one(), "t,2024,4,USD,,,,,,\nt,2024-Q2,5,USD,,,,,,\n"),
    C.FOOTNOTE_MARK: (one(), "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n"),  # of a workbook, which is made of these rows
    C.FORECAST_ROW: (one(), TWO + "t,2026,6,USD,,,forecast,,,\n"),
    C.FORMULA_TEXT: (one(), TWO + "t,2023,3,USD,,,,,,=1+1\n"),
    C.FUTURE_PERIOD: (one(), TWO + "t,2062,5,USD,,,,,,\n"),
    C.JANUARY_DATE: (one("stock"), "t,2024-01-01,4,USD,,,,,,\nt,2025-01-01,5,USD,,,,,,\n"),
    C.LOST_LETTERS: (one(), TWO + "t,2023,3,USD,,,,,,Қазақстан\n"),
    C.MISSING_REPORTER: (one(reporter="UZ") + "  u: {kind: flow, unit: USD, target: 9, reporter: KZ}\n", "t,2024,4,USD,,KZ,,,,\n"),
    C.MISSING_TRANSLATION: (one(name="{en: Trade, ru: Торговля}", note="{en: As signed}"), TWO),
    C.MISSING_VALUE: (one(), TWO + "t,2023,..,USD,,,,,,\n"),
    C.PARTS_DIFFER: (one(sum="[a, b]") + SERIES, "t,2025,99,USD,,,,,,\na,2025,41,USD,,,,,,\nb,2025,41,USD,,,,,,\n"),
    C.PUBLISHED_EARLY: (one(), TWO + "t,2023,3,USD,,,,2023-06-30,,\n"),
    C.REPEATED_FIGURE: (one(), TWO + "t,2025,5,USD,,,,,,\n"),
    C.REPORTER_SPELLING: (
        one() + "  u: {kind: flow, unit: USD, target: 9, reporter: UZ}\n",
        "t,2024,4,USD,,UZB,,,,\nt,2025,5,USD,,UZB,,,,\nu,2024,4,USD,,UZ,,,,\n",
    ),
    C.RUNNING_TOTAL: (one(), "".join(f"t,{year}-Q{n},{n},USD,,,,,,\n" for year in (2024, 2025) for n in (1, 2, 3, 4))),
    C.SERIES_BREAK: (one(), "t,2023,3,USD,,,,,,\nt,2024,4,USD,,,b,,,\nt,2025,5,USD,,,,,,\n"),
    C.SHARE_OF_ONE: (one("stock", '"%"', target=40), "t,2024,0.3,,,,,,,\nt,2025,0.35,,,,,,,\n"),
    C.SHRINKING_TOTAL: (one(), "t,2025-Q1,3,USD,,,,,,\nt,2025-01/2025-04,2,USD,,,,,,\n"),
    C.SUM_DIFFERS: (one(), "t,2024,5.3,USD,,,,,,\n" + QUARTERS),
    C.TARGET_SIZE: (one(target="10 bn"), TWO),
    C.TEXT_CUT: (one(source="see #5"), TWO),
    C.UNIT_SLIP: (one(target="1000"), "t,2023,4,USD,,,,,,\nt,2024,50,USD,,,,,,\nt,2025,4,USD,,,,,,\n"),
    C.UNKNOWN_COLUMN: (one(), "target,period,value,publised\nt,2024,4,\nt,2025,5,\n"),
    C.UNKNOWN_REPORTER: (one(reporter="UZ"), "t,2024,4,USD,,UZ,,,,\nt,2024,4,USD,,UZB,,,,\n"),
    C.UNUSED_FIGURE: (one(), TWO + "t,2026-01/2026-06,3,USD,,,,,,\n"),
}


def suspicions(load: Load, declared: str, observed: str, reporter: str | None = None) -> list[Problem]:
    load(declared, observed)  # for the files, and the folder
    if "Қ" in observed:
        Path("observations.csv").write_bytes(
            (HEADER + observed).replace("t,2024,4,USD,,,,,,", "t,2024,4,USD,,,,,,Ташкент").encode("cp1251", "replace")
        )
    file = Path("observations.csv")
    if observed == OCCURRING[C.FOOTNOTE_MARK][1]:
        file = file.with_suffix(".xlsx")
        file.write_bytes(saved(["target", "period", "value"], ["t", 2024, footnoted("4", "1")], ["t", 2025, 5]))
    programme, wrong = targets.load(Path("targets.yaml"))
    figures, problems, _ = observations.load(file, programme)
    assert [*wrong, *problems] == []
    return find_suspicions(programme, figures, TODAY, reporter)


def accepting(declared: str, code: WarningCode) -> str:
    return declared.replace("    target:", f"    accept: {{{code}: known since 2025}}\n    target:", 1)


@pytest.mark.parametrize("code", OCCURRING, ids=str)
def test_each_warning_occurs_with_its_code_and_its_target(load: Load, code: WarningCode) -> None:
    found = suspicions(load, *OCCURRING[code])
    assert [(each.code, each.target) for each in found if each.code is code] == [(code, "" if code is C.UNKNOWN_COLUMN else "t")]
    assert all(str(each).endswith(f" [{each.code}]") for each in found)


@pytest.mark.parametrize("code", ACCEPTABLE, ids=str)
def test_each_warning_of_a_target_can_be_accepted_there(load: Load, code: WarningCode) -> None:
    declared, observed = OCCURRING[code]
    before = suspicions(load, declared, observed)
    after = suspicions(load, accepting(declared, code), observed)
    assert [(each.severity, each.accepted) for each in after if each.code is code] == [("accepted", "known since 2025")]
    assert [each.code for each in after if not each.accepted] == [each.code for each in before if each.code is not code]


def test_there_is_a_case_of_every_warning_and_each_is_acceptable_or_says_why_not() -> None:
    assert set(OCCURRING) == set(WarningCode)
    assert set(WarningCode) - set(ACCEPTABLE) == {C.ACCEPTED_ABSENT, C.UNKNOWN_COLUMN}


def test_each_code_is_given_in_one_place_of_the_code() -> None:
    """One code, one meaning: what is warned about in two places would be accepted in both at once. The command line only asks about them."""
    layers = [folder for folder in (ROOT / "tracker").iterdir() if folder.is_dir() and folder.name != "cli"]
    files = [file for folder in layers for file in folder.rglob("*.py") if file.name != "problems.py"]
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    given = re.findall(r"\bWarningCode\.([A-Z_]+)", source)
    assert sorted(given) == sorted(code.name for code in WarningCode)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", code) and code == code.name.lower().replace("_", "-") for code in WarningCode)


def test_each_code_stands_on_the_page_with_what_to_do() -> None:
    page = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w[^|]+) \| (\w[^|]+) \|$", page, re.MULTILINE)
    assert [code for code, _, _ in rows] == sorted(WarningCode)


def test_an_accepted_warning_of_one_target_is_not_accepted_for_another(load: Load) -> None:
    declared = one(accept="{future-period: a plan}") + "  u: {kind: flow, unit: USD, target: 10}\n"
    found = suspicions(load, declared, "t,2062,4,USD,,,,,,\nu,2062,4,USD,,,,,,\n")
    assert [(each.target, each.severity) for each in found] == [("t", "accepted"), ("u", "warning")]


def test_what_no_longer_occurs_is_said_on_its_line_and_not_of_the_figures_of_another_reporter(load: Load) -> None:
    declared = one(reporter="UZ", accept="\n      unit-slip: one contract\n      future-period: a plan")
    observed = "t,2025,4,USD,,UZ,,,,\nt,2062,4,USD,,UZ,,,,\n"
    assert list(map(str, suspicions(load, declared, observed))) == [
        "observations.csv:3: accepted: the period 2062 is in the future; the figure does not count before it has ended [future-period] (a plan)",
        "targets.yaml:8: warning: `t` accepts the warning `unit-slip`, which no longer occurs; remove it from `accept` [accepted-absent]",
    ]
    assert [each.code for each in suspicions(load, declared, observed, "UZ")] == [C.FUTURE_PERIOD]


def test_an_unknown_reporter_is_known_to_each_target_that_he_reports_on(load: Load) -> None:
    declared = one(reporter="UZ", accept="{unknown-reporter: for comparison}") + "  u: {kind: flow, unit: USD, target: 10, reporter: UZ}\n"
    rows = "".join(f"{target},{year},4,USD,,{who},,,,\n" for target in "tu" for year in (2023, 2024) for who in ("UZ", "WTO"))
    found = suspicions(load, declared, rows)
    assert [(each.line, each.target, each.severity, "(rows: 2)" in each.message) for each in found] == [
        (3, "t", "accepted", True),
        (7, "u", "warning", True),
    ]


@pytest.mark.parametrize(
    ("place", "target"),
    [("t:\n    kind: flow\n    unit: USD\n    target: 10\n    note: see #5", "t"), ("title: see #5", "")],
)
def test_a_text_that_is_cut_belongs_to_the_target_in_which_it_stands(load: Load, place: str, target: str) -> None:
    t = "t: {kind: flow, unit: USD, target: 10}"
    declared = (
        f"targets:\n  s: {{kind: flow, unit: USD, target: 10}}\n  {place if target else t}\n  u: {{kind: flow, unit: USD, target: 10}}\n"
    )
    found = suspicions(load, declared if target else f"{declared}{place}\n", "")
    assert [(each.code, each.target) for each in found] == [(C.TEXT_CUT, target)]
