from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import HEADER, ROOT, one
from test_cli import Result, Run, run

from tracker.reports.addition import written
from tracker.storage.targets import load

__all__ = ["run"]  # the fixture

UZ = ["--reporter", "UZ", "--published", "2026-10-20"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("targets.yaml", "observations.csv"):
        Path(name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


def lines() -> list[str]:
    return Path("observations.csv").read_text(encoding="utf-8").splitlines()


def test_a_figure_is_written_down_and_what_it_changes_is_shown(run: Run, folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    code, out, err = run(
        "add", "projects", "2026-06-30", "20 projects", "--reporter", "KZ", "--published", "2026-07-01", "--source", "https://x"
    )
    assert (code, err) == (0, "")
    row = "projects,2026-06-30,20,projects,,KZ,,2026-07-01,https://x,"
    assert (folder / "observations.csv").read_bytes() == before + row.encode() + b"\n"
    shown = out.splitlines()
    assert shown[0] == f"observations.csv:36 added: {row}"
    assert shown[2].startswith("Joint industrial projects in operation (projects · KZ), as of ")
    assert [line.split() for line in shown[3:6]] == [
        ["before", "after"],
        ["Latest", "12", "projects", "20", "projects", "*"],
        ["Period", "20", "Mar", "2025", "30", "Jun", "2026", "*"],
    ]
    assert run("check").code == 0


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    code, out, _ = run("add", "turnover", "2026-01/2026-09", "4.1 bn USD", *UZ, "--dry-run")
    assert (code, out.splitlines()[0]) == (0, "observations.csv:36 would be added: turnover,2026-01/2026-09,4.1,bn USD,,UZ,,2026-10-20,,")
    assert (folder / "observations.csv").read_bytes() == before


def test_a_duplicate_is_refused_and_a_revision_is_a_later_vintage(run: Run, folder: Path) -> None:
    assert folder.exists()
    there = "observations.csv:25 has 4.97 bn USD for 2025, published on 2026-02-01"
    assert run("add", "turnover", "2025", "5 bn USD", *UZ) == Result(2, "", f"{there}; --revise adds yours as a later vintage\n")
    early = ["--reporter", "UZ", "--published", "2026-02-01", "--revise"]
    assert run("add", "turnover", "2025", "5 bn USD", *early) == Result(2, "", f"{there}; a revision must have been published after that\n")
    assert run("add", "turnover", "2021", "5 bn USD", *UZ, "--revise").err == (
        "observations.csv: there is no figure for 2021 to revise yet; omit --revise\n"
    )
    assert len(lines()) == 35
    assert run("add", "turnover", "2025", "5 bn USD", *UZ, "--revise").code == 0
    assert lines()[-1] == "turnover,2025,5,bn USD,,UZ,,2026-10-20,,"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["turnovr", "2025", "5 bn USD", *UZ], "did you mean `turnover`?"),
        (["turnover", "Jul-24", "5 bn USD", *UZ], "observations.csv:36: period: `Jul-24` is not a period"),
        (["turnover", "2024-09-30", "5 bn USD", *UZ], "observations.csv:36: period: `2024-09-30` is not made of whole months"),
        (["turnover", "2026-Q1", "5 bn EUR", *UZ], "the unit `EUR` is not that of the target"),
        (["turnover", "2026-Q1", "1,234 bn USD", *UZ], "`1,234 bn USD` has two readings"),
        (["turnover", "2026-Q1", "2x", *UZ], "a multiple is not an observation"),
        (["turnover", "2026-Q1", "5 bn USD", *UZ, "--qualifier", "circa"], "observations.csv:36: qualifier: `circa` is not known"),
        (["turnover", "2026-Q1", "5 bn USD", "--reporter", "UZ"], "'--published': it is missing"),
        (["turnover", "2026-Q1", "5 bn USD", "--published", "2026"], "'--reporter': it is missing (the target counts the figures of UZ)"),
        (["turnover", "2026-Q1"], "'VALUE': it is missing"),
        (["--reporter", "UZ"], "'TARGET': it is missing; name a target, a period and a value, or give rows"),
        (["turnover", "2026-Q1", "over 5 bn USD", *UZ, "--qualifier", "about"], "says `over`, and the qualifier is `about`"),
        (["turnover", "year to Aug 2025", "5 bn USD", *UZ], "observations.csv:36: period: `year to Aug 2025` names twelve months"),
    ],
)
def test_what_check_would_refuse_is_refused_and_nothing_is_written(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    before = (folder / "observations.csv").read_bytes()
    code, out, err = run("add", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert (folder / "observations.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("period", "value", "row"),
    [
        ("Jan-Sep 2026", "4.1 bn USD", "turnover,2026-01/2026-09,4.1,bn USD,,"),
        ("Jan–Sep 2026", "over 4 bn USD", "turnover,2026-01/2026-09,4,bn USD,over,"),
        ("Q3 2026", "~1.2 bn USD", "turnover,2026-Q3,1.2,bn USD,about,"),
        ("Sep 2026", ">400 mn USD", "turnover,2026-09,400,mn USD,over,"),
        ("2026-01-01/P9M", "almost 4.1 bn", "turnover,2026-01-01/P9M,4.1,bn USD,under,"),
    ],
)
def test_what_the_tracker_prints_is_taken_back(run: Run, folder: Path, period: str, value: str, row: str) -> None:
    assert folder.exists()
    assert run("add", "turnover", period, value, *UZ).code == 0
    assert lines()[-1].startswith(row)
    assert run("check").code < 2


def test_a_file_with_errors_is_mended_first(run: Run, folder: Path) -> None:
    with (folder / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("turnover,2026,z,bn USD,,UZ,,,,\n")
    code, _, err = run("add", "turnover", "2026-Q1", "1 bn USD", *UZ)
    assert (code, err) == (2, "observations.csv:36: value: `z` is not a number\n")


def test_what_is_suspicious_is_written_and_said(run: Run, folder: Path) -> None:
    assert folder.exists()
    code, _, err = run("add", "turnover", "2019", "4300 bn USD", *UZ)
    assert (code, err) == (
        0,
        "observations.csv:36: warning: 4.3 tn USD is at least ten times the neighbouring figures; is the unit right? [unit-slip]\n",
    )


def test_a_file_without_a_column_for_units(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text(one(target="10 bn"), encoding="utf-8")
    (folder / "observations.csv").write_text("period,value,target\n2024,4200000000,t\n", encoding="utf-8")
    assert run("add", "t", "2025", "4,97 млрд").code == 0
    assert lines()[-1] == "2025,4970000000,t"
    assert "the file has no column `reporter`" in run("add", "t", "2026", "5 bn", "--reporter", "UZ").err


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ("4.1 bn USD", {"value": "4.1", "unit": "bn USD"}),
        ("4,10 млрд", {"value": "4.1", "unit": "bn USD"}),
        ("USD 4", None),
        ("4", {"value": "4", "unit": "bn USD"}),
        ("4 USD", {"value": "4", "unit": "USD"}),
        ("4 200 mn", {"value": "4200", "unit": "mn USD"}),
        ("4e9 USD", {"value": "4000000000", "unit": "USD"}),
        ("-0.50 thousand USD", {"value": "-0.5", "unit": "thousand USD"}),
    ],
)
def test_an_amount_in_the_columns_of_the_file(tmp_path: Path, value: str, fields: dict[str, str] | None) -> None:
    (tmp_path / "t.yaml").write_text(one(unit="bn USD"), encoding="utf-8")
    target = load(tmp_path / "t.yaml")[0].targets["t"]
    if fields is None:
        with pytest.raises(ValueError, match="is not a number"):
            written(value, target, beside=True)
    else:
        assert written(value, target, beside=True) == fields


def test_a_scale_in_the_declared_unit_and_no_column_for_units(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text(one(unit="mn USD", target=10), encoding="utf-8")
    for value, cell in (("7 mn USD", "7"), ("7", "7"), ("7000000 USD", "7"), ("0.007 bn", "7")):
        (folder / "observations.csv").write_text("target,period,value\nt,2024,5\n", encoding="utf-8")
        assert run("add", "t", "2025", value).code == 0
        assert lines()[-1] == f"t,2025,{cell}"


def test_an_empty_option_is_a_missing_one(run: Run, folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    assert "'--reporter': it is missing" in run("add", "turnover", "2026-Q1", "1 bn USD", "--reporter", "", "--published", "2026").err
    assert "'--published': it is missing" in run("add", "turnover", "2026-Q1", "1 bn USD", "--reporter", "UZ", "--published", " ").err
    assert (folder / "observations.csv").read_bytes() == before


def test_a_note_of_several_lines_is_shown_whole(run: Run, folder: Path) -> None:
    assert folder.exists()
    out = run("add", "turnover", "2026-Q1", "1 bn USD", *UZ, "--note", "one\ntwo, three\u2028four").out
    assert out.splitlines()[0].endswith('2026-10-20,,"one\\ntwo, three\\u2028four"')


def test_a_figure_below_zero(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text(one(target=10), encoding="utf-8")
    (folder / "observations.csv").write_text("target,period,value\nt,2024,-5\n", encoding="utf-8")
    assert run("add", "t", "2025", "-3.5 USD").code == 0
    assert lines()[-1] == "t,2025,-3.5"


@pytest.mark.parametrize(
    ("figure", "row"), [("-5 bn USD", "-5,bn USD"), ("-5mn USD", "-5,mn USD"), ("-.5 thousand USD", "-0.5,thousand USD")]
)
def test_no_letter_of_a_figure_below_zero_is_an_option(run: Run, folder: Path, figure: str, row: str) -> None:
    (folder / "targets.yaml").write_text(one(target=10), encoding="utf-8")
    (folder / "observations.csv").write_text("target,period,value,unit\nt,2024,-5,USD\n", encoding="utf-8")
    assert run("add", "t", "2025", figure).code == 0
    assert lines()[-1] == f"t,2025,{row}"


def test_an_option_that_there_is_not_is_no_value(run: Run, folder: Path) -> None:
    assert folder.exists()
    assert "No such option: --revised" in run("add", "turnover", "2026-Q1", "1 bn USD", *UZ, "--revised").err


def test_a_forecast_is_not_added(run: Run, folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    code, out, err = run("add", "turnover", "2026-Q1", "1 bn USD", *UZ, "--status", "forecast")
    assert (code, out) == (2, "")
    assert "status: `forecast` is not an observation; the row does not count" in err
    assert (folder / "observations.csv").read_bytes() == before


def test_what_a_spreadsheet_would_run_is_written_and_said(run: Run, folder: Path) -> None:
    assert folder.exists()
    code, _, err = run("add", "turnover", "2026-Q1", "1 bn USD", *UZ, "--note", "=cmd|'/c calc'!A0")
    assert (code, err.count("[formula-text]\n")) == (0, 1)
    assert err.startswith("observations.csv:36: warning: note: `=cmd|'/c calc'!A0` begins like a formula")


NAMED = "target,period,value,reporter\n"


@pytest.mark.parametrize(
    ("observed", "reporter", "said"),
    [
        ("t,2024,5,UZ\n", ["--reporter", "KZ"], "`t` has figures by `KZ` and `UZ`; state whose figures count with `reporter:`"),
        ("t,2024,5,\n", ["--reporter", "KZ"], "`t` has figures by `KZ`, and others that name no reporter; state whose figures count"),
    ],
)
def test_a_row_after_which_check_would_fail_is_not_written(run: Run, folder: Path, observed: str, reporter: list[str], said: str) -> None:
    (folder / "targets.yaml").write_text(one(target=10), encoding="utf-8")
    (folder / "observations.csv").write_text(NAMED + observed, encoding="utf-8")
    for dry in ([], ["--dry-run"]):
        code, out, err = run("add", "t", "2025", "6", *reporter, *dry)
        assert (code, out) == (2, "")
        assert err.startswith(f"targets.yaml:2: {said}")
    assert (folder / "observations.csv").read_text(encoding="utf-8") == NAMED + observed
    assert run("check").code == 0


def test_who_reported_it_is_asked_for_only_where_the_figures_of_this_target_have_reporters(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text(
        one(target=10) + one(target=10).partition("\n")[2].replace("  t:\n", "  other:\n"), encoding="utf-8"
    )
    (folder / "observations.csv").write_text(NAMED + "other,2024,5,UZ\nt,2024,5,\n", encoding="utf-8")
    assert run("add", "t", "2025", "6").code == 0
    assert lines()[-1] == "t,2025,6,"
    assert "'--reporter': it is missing" in run("add", "other", "2025", "6").err


def test_the_observations_are_begun_with_the_first_figure(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text(one(target=10), encoding="utf-8")
    (folder / "observations.csv").unlink()
    figure = ["t", "2025", "6 USD", "--published", "2026-02"]
    assert run("add", *figure, "--dry-run").out.startswith("observations.csv:2 would be added: t,2025,6,USD,,,,2026-02,,\n")
    assert "`x` is not a number" in run("add", "t", "2025", "x").err
    assert not (folder / "observations.csv").exists()
    assert run("add", *figure).code == 0
    assert (folder / "observations.csv").read_text(encoding="utf-8") == HEADER + "t,2025,6,USD,,,,2026-02,,\n"
    (folder / "observations.csv").rename(folder / "observation.csv")
    assert run("add", *figure) == Result(2, "", "observations.csv: not found; did you mean `observation.csv`?\n")


def test_a_row_after_which_check_would_fail_on_a_later_day_is_not_written(run: Run, folder: Path) -> None:
    """Once the figure of 2019 counts, the target lies below where it began, and nothing says which way is wanted."""
    (folder / "targets.yaml").write_text(one(target=10, by=2030), encoding="utf-8")
    before = HEADER + "t,2024,5,USD,,,,,,\n"
    (folder / "observations.csv").write_text(before, encoding="utf-8")
    code, out, err = run("add", "t", "2019", "20 USD", "--published", "2999")
    assert (code, out) == (2, "")
    assert "direction" in err
    assert (folder / "observations.csv").read_text(encoding="utf-8") == before
