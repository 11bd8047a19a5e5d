from __future__ import annotations

from datetime import date

import pytest
from conftest import HEADER, ROOT, Load, one

from tracker.analysis.checks.run import find_suspicions
from tracker.storage import observations, targets

TODAY = date(2026, 11, 22)


def warned(load: Load, declared: str, observed: str) -> list[str]:
    programme, figures, problems = load(declared, observed)
    assert problems == []
    found = find_suspicions(programme, figures, TODAY)
    assert all(each.warning for each in found)
    return [str(each) for each in found]


def years(*values: float, unit: str = "bn USD") -> str:
    return "".join(f"t,{2025 - len(values) + 1 + n},{value},{unit},,,,,,\n" for n, value in enumerate(values))


def test_the_shipped_files_raise_no_suspicion() -> None:
    programme, _ = targets.load(ROOT / "targets.yaml")
    figures, _, _ = observations.load(ROOT / "observations.csv", programme)
    assert find_suspicions(programme, figures, TODAY) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            (4.1, 4.2, 4300, 4.4),
            "observations.csv:4: warning: 4.3 tn USD is at least ten times the neighbouring figures; is the unit right?",
        ),
        (
            (4.1, 4.2, 0.0043, 4.4),
            "observations.csv:4: warning: 4.3 mn USD is at most a tenth of the neighbouring figures; is the unit right?",
        ),
        ((4.1, 4.2, 44), "observations.csv:4: warning: 44 bn USD is at least ten times"),
        ((4.1, 44), "observations.csv:3: warning: 44 bn USD is at least ten times"),
        ((4100, 4.2, 4.3), "observations.csv:2: warning: 4.1 tn USD is at least ten times"),
    ],
)
def test_a_slip_of_the_unit(load: Load, values: tuple[float, ...], said: str) -> None:
    found = warned(load, one(target="4.2 tn", by=2030), years(*values))
    assert len(found) == 1
    assert found[0].startswith(said)


@pytest.mark.parametrize("values", [(4.1, 4.2, 9.9, 4.4), (0, 4.2, 0, 4.4), (1, 12, 14), (-4.0, 4.1, -4.2)])
def test_what_is_no_slip(load: Load, values: tuple[float, ...]) -> None:
    assert warned(load, one(target="100 bn", by=2030), years(*values)) == []


def test_months_are_compared_with_years_by_the_month(load: Load) -> None:
    observed = "t,2024,12,USD,,,,,,\nt,2025-01,1,USD,,,,,,\nt,2025-02,1,USD,,,,,,\nt,2025-01/2025-09,9.5,USD,,,,,,\n"
    assert warned(load, one(target=100), observed) == [
        (
            "observations.csv:5: warning: the figures of `t` for 2025-01/2025-09 (lines 3–5) are newer than its latest level and cannot be used yet; "
            "missing: 2024-01/2024-09 [unused-figure]"
        )
    ]


def test_figures_that_are_newer_than_the_latest_level_and_give_none(load: Load) -> None:
    newer = "t,2025,7,USD,,,,,,\nt,2026-01/2026-09,1,USD,,,,,,\n"
    assert warned(load, one(target=10), newer) == [
        (
            "observations.csv:3: warning: the figure of `t` for 2026-01/2026-09 (line 3) is newer than its latest level and cannot be used yet; "
            "missing: 2025-01/2025-09 [unused-figure]"
        )
    ]
    assert warned(load, one(target=10), newer + "t,2025-01/2025-09,5,USD,,,,,,\n") == []
    assert warned(load, one(target=10), "t,2026-Q1,1,USD,,,,,,\n") == [
        "observations.csv:2: warning: the figure of `t` for 2026-Q1 (line 2) cannot be used yet; missing: 2025, 2025-Q1 [unused-figure]"
    ]


def test_months_that_do_not_add_up_to_their_year(load: Load) -> None:
    quarters = "t,2024-Q1,1.0,bn USD,,,,,,\nt,2024-Q2,1.0,bn USD,,,,,,\nt,2024-Q3,1.0,bn USD,,,,,,\nt,2024-Q4,1.9,bn USD,,,,,,\n"
    found = warned(load, one(target="10 bn"), "t,2024,4.2,bn USD,,,,,,\n" + quarters)
    assert found == [
        "observations.csv:2: warning: 2024 is 4.2 bn USD, but lines 3, 4, 5, 6 add up to 4.9 bn USD, a difference of 700 mn USD, more than rounding explains [sum-differs]"
    ]
    assert warned(load, one(target="10 bn"), "t,2024,4.7,bn USD,,,,,,\n" + quarters) == []
    assert warned(load, one(target="10 bn"), "t,2024,4.2,bn USD,over,,,,,\n" + quarters) == []


def test_reporters_that_nobody_asked_for(load: Load) -> None:
    observed = "t,2024,4,USD,,UZB,,,,\nt,2024,4,USD,,UZBE,,,,\nt,2025,4,USD,,UZBE,,,,\n"
    assert warned(load, one(target=10, reporter="UZB"), observed) == [
        "observations.csv:3: warning: no target uses the figures of `UZBE` (rows: 2); did you mean `UZB`? [unknown-reporter]"
    ]
    assert warned(load, one(target=10), "t,2024,4,USD,,UZ,,,,\n") == []
    assert warned(load, one(target=10, reporter="KZ"), "t,2024,4,USD,,UZ,,,,\n")[-1] == (
        "targets.yaml:6: warning: `t` counts the figures of `KZ`, and there are only those of `UZ` [missing-reporter]"
    )


NAMED = "reporters: {UZ: {en: Uzbekistan, ru: Узбекистан}, KZ: Kazakhstan}\n"


@pytest.mark.parametrize(
    ("spelling", "hint"),
    [
        ("UZB", "; did you mean `UZ`?"),
        ("uz", "; did you mean `UZ`?"),
        ("uzbekistan", "; did you mean `UZ`?"),
        ("Узбекистан", "; did you mean `UZ`?"),
        ("WTO secretariat", ""),
        ("KZ", ""),
        ("XX", ""),
    ],
)
def test_a_reporter_in_another_spelling_is_said_with_the_code_that_counts(load: Load, spelling: str, hint: str) -> None:
    declared = NAMED + one(reporter="UZ") + "  u: {kind: flow, unit: USD, target: 10, reporter: UZ}\n"
    observed = f"t,2024,4,USD,,UZ,,,,\nu,2024,4,USD,,UZ,,,,\nt,2025,4,USD,,{spelling},,,,\nu,2025,4,USD,,{spelling},,,,\n"
    found = [each for each in warned(load, declared, observed) if "unknown-reporter" in each]
    said = f"no target uses the figures of `{spelling}` (rows: 2, of `t` and `u`){hint}"
    assert found == [f"observations.csv:4: warning: {said} [unknown-reporter]"]


@pytest.mark.parametrize("spelling", ["UZB", "uz", "Узбекистан"])
def test_another_spelling_is_said_also_where_a_target_without_a_reporter_counts_it(load: Load, spelling: str) -> None:
    declared = NAMED + one(reporter="UZ") + "  u: {kind: flow, unit: USD, target: 10}\n"
    observed = f"t,2024,4,USD,,UZ,,,,\nt,2025,5,USD,,{spelling},,,,\nu,2024,4,USD,,{spelling},,,,\n"
    said = f"the figures of `{spelling}` (rows: 1) are kept apart from those of `UZ`; write `UZ` if that is who is meant"
    found = [each for each in warned(load, declared, observed) if "-reporter]" in each or "[reporter-" in each]
    assert found == [f"observations.csv:{line}: warning: {said} [reporter-spelling]" for line in (3, 4)]


def test_a_reporter_that_the_targets_file_names_is_no_other_spelling(load: Load) -> None:
    declared = "reporters: {AUT: Austria}\n" + one(reporter="AU") + "  u: {kind: flow, unit: USD, target: 10}\n"
    observed = "t,2024,4,USD,,AU,,,,\nt,2025,5,USD,,AUT,,,,\nu,2024,4,USD,,AUT,,,,\n"
    assert [each for each in warned(load, declared, observed) if "-reporter]" in each or "[reporter-" in each] == []


@pytest.mark.parametrize(
    ("number", "listed"), [(2, "`t0` and `t1`"), (4, "`t0`, `t1`, `t2` and `t3`"), (6, "`t0`, `t1`, `t2`, `t3` and 2 more")]
)
def test_a_reporter_whom_no_target_asks_for_is_named_once(load: Load, number: int, listed: str) -> None:
    declared = "targets:\n" + "".join(f"  t{each}: {{kind: flow, unit: USD, target: 10, reporter: UZ}}\n" for each in range(number))
    observed = "".join(f"t{each},{year},4,USD,,{who},,,,\n" for each in range(number) for year in (2023, 2024) for who in ("UZ", "UZB"))
    assert warned(load, declared, observed) == [
        f"observations.csv:3: warning: no target uses the figures of `UZB` (rows: {2 * number}, of {listed}); did you mean `UZ`? [unknown-reporter]"
    ]


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        (
            one(target=5, baseline=2024, direction="increase"),
            "targets.yaml:5: warning: the increase of `t` to 5 USD lies below its baseline of 6 USD; is one of them wrong? [baseline-beyond-target]",
        ),
        (
            one(target="below 7", baseline=2024),
            "targets.yaml:5: warning: the decrease of `t` to 7 USD lies above its baseline of 6 USD; is one of them wrong? [baseline-beyond-target]",
        ),
        (
            one(target=7, qualifier="under", baseline=2024),
            "targets.yaml:5: warning: the decrease of `t` to 7 USD lies above its baseline of 6 USD; is one of them wrong? [baseline-beyond-target]",
        ),
        (
            one(target=6, baseline=2024),
            "targets.yaml:6: warning: the baseline of `t` (2024), 6 USD, already meets its target [baseline-meets-target]",
        ),
    ],
)
def test_baselines_from_which_there_is_no_way(load: Load, declared: str, said: str) -> None:
    assert warned(load, declared, "t,2024,6,USD,,,,,,\nt,2025,6,USD,,,,,,\n") == [said]


@pytest.mark.parametrize(
    "declared",
    [
        one(target=5, baseline=2024),  # it must say which way, which is an error of its own
        one(target="within 4-8", baseline=2024),
        one(target="5-8", baseline=2024),
        one(target="below 6", baseline=2024),  # 6 is not below 6
        one(target="at least 6", every="year", by=2030),
    ],
)
def test_a_baseline_that_is_no_matter_for_a_warning(load: Load, declared: str) -> None:
    assert warned(load, declared, "t,2024,6,USD,,,,,,\nt,2025,6,USD,,,,,,\n") == []


def test_dates_that_cannot_be_right(load: Load) -> None:
    assert warned(load, one(target=10), "t,2062,4,USD,,,,2026-01-01,,\nt,2025,4,USD,,,,2025-06-30,,\n") == [
        "observations.csv:2: warning: the period 2062 is in the future; the figure does not count before it has ended [future-period]",
        "observations.csv:3: warning: published on 2025-06-30, before its period 2025 had ended; the figure does not count before that [published-early]",
    ]


def test_the_same_figure_twice(load: Load) -> None:
    observed = "t,2024,4,USD,,,,2025-01-01,,\nt,2024-A1,4,USD,,,,2025-01-01,,\nt,2024,4,USD,,,,2025-02-01,,\n"
    assert warned(load, one(target=10), observed) == ["observations.csv:3: warning: the same figure is already on line 2 [repeated-figure]"]


def test_a_column_that_is_nearly_one_that_counts(load: Load) -> None:
    observed = "target,period,publised,rank,value\nt,2024,2025,1,4\n"
    assert warned(load, one(target=10), observed) == [
        "observations.csv:1: warning: the column `publised` is ignored; did you mean `published`? [unknown-column]"
    ]


def test_nothing_declared_and_nothing_observed(load: Load) -> None:
    assert warned(load, "targets: {}\n", "") == []


def test_figures_that_stay_where_they_jumped_to(load: Load) -> None:
    found = warned(load, one(target="10 tn", by=2030, baseline=2022), years(3.9, 4.6, 4.39, 4300, 4970))
    assert [each.partition(" is ")[0] for each in found] == ["observations.csv:5: warning: 4.3 tn USD"]


def test_a_target_in_quite_another_size_than_its_figures(load: Load) -> None:
    assert warned(load, one(target="10 bn", by=2030), years(3900, 4600, unit="USD")) == [
        "targets.yaml:5: warning: the target of `t`, 10 bn USD, differs widely in size from its latest figure, 4,600 USD; is a unit wrong? [target-size]"
    ]


def test_sources_that_round_differently_agree(load: Load) -> None:
    observed = "t,2025-01,313.5,mn USD,,,,,,\nt,2025-02,0.3,bn USD,,,,,,\nt,2025-01/2025-02,0.65,bn USD,,,,,,\n"
    assert warned(load, one(target="10 bn"), observed) == [
        "observations.csv:3: warning: the figures of `t` for 2025-01/2025-02 (lines 2–4) cannot be used yet; missing: 2024, 2024-01/2024-02 [unused-figure]"
    ]


def test_more_months_that_bring_less(load: Load) -> None:
    unused = "observations.csv:3: warning: the figures of `t` for 2025-01/2025-04 (lines 2–3) cannot be used yet; missing: 2024, 2024-01/2024-04 [unused-figure]"
    assert warned(load, one(target=5000), "t,2025-01/2025-03,900,USD,,,,,,\nt,2025-01/2025-04,850,USD,,,,,,\n") == [
        unused,
        "observations.csv:3: warning: 2025-01/2025-04 is 850 USD, less than the 900 USD of 2025-Q1 on line 2, which it includes [shrinking-total]",
    ]
    assert warned(load, one(target=5000), "t,2025-01/2025-03,900,USD,over,,,,,\nt,2025-01/2025-04,850,USD,,,,,,\n") == [unused]


def test_rows_that_name_no_reporter(load: Load) -> None:
    assert warned(load, one(target=10, reporter="UZ"), "t,2024,4,USD,,,,,,\n") == [
        "observations.csv:2: warning: no target uses the figures without a reporter (rows: 1) [unknown-reporter]",
        "targets.yaml:6: warning: `t` counts the figures of `UZ`, and there are only some that name no reporter [missing-reporter]",
    ]


def test_every_one_of_many_contradictions_is_told(load: Load) -> None:
    months = [f"t,{1900 + year}-{month:02},{1 + (year * month) % 7},USD,,,,,,\n" for year in range(120) for month in range(1, 13)]
    quarters = [f"t,{1900 + year}-Q{quarter},50,USD,,,,,,\n" for year in range(120) for quarter in range(1, 5)]
    found = warned(load, one(target=1000), "".join(months + quarters))
    assert sum("add up to" in each for each in found) == 480


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A0", "=1+1", "@SUM(A1)", "+cmd|x", "-2+3+cmd|x", "-A1", "＝1+1"])
@pytest.mark.parametrize("column", [6, 8, 9])
def test_a_text_that_a_spreadsheet_would_run(load: Load, text: str, column: int) -> None:
    fields = ["t", "2025", "4", "USD", "", "", "", "", "", ""]
    fields[column] = text
    name = HEADER.strip().split(",")[column]
    said = f"{name}: `{text}` begins like a formula, and a spreadsheet would run it on opening the file; begin it with a word"
    assert warned(load, one(target=10, by=2030), ",".join(fields) + "\n") == [f"observations.csv:2: warning: {said} [formula-text]"]


@pytest.mark.parametrize("text", ["-5", "+3.5 %", "- see page 4", "−2", "a=1", "-", "https://x/?a=1", "1-2"])
def test_a_text_that_runs_nothing(load: Load, text: str) -> None:
    assert warned(load, one(target=10, by=2030), f"t,2025,4,USD,,,,,,{text}\n") == []
