"""Many figures at once: everything or nothing, every problem with its line, in one write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import HEADER, ROOT, one
from test_cli import Result, Run, run

from tracker.storage import journal

__all__ = ["run"]  # the fixture

ROWS = HEADER + "t,2025,5,mn USD,,UZ,,2026-05,,\n# a comment\nt,2023,3,mn USD,about,UZ,,2024-08,x,\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(one(target="10 mn", by=2030, reporter="UZ"), encoding="utf-8")
    Path("observations.csv").write_text(HEADER + "t,2024,4,mn USD,,UZ,,2025-02-01,,\n", encoding="utf-8")
    return tmp_path


def added() -> list[str]:
    return Path("observations.csv").read_text(encoding="utf-8").splitlines()[2:]


def piped(rows: bytes, *arguments: str) -> Result:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-m", "tracker", "add", *arguments], input=rows, capture_output=True, check=False, env=environment
    )
    return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def test_a_reporter_whom_no_target_asks_for_is_told_of_again_in_each_further_target(run: Run, folder: Path) -> None:
    more = "  {}: {{kind: flow, unit: USD, target: 10 mn, by: 2030, reporter: UZ}}\n"
    (folder / "targets.yaml").write_text(
        one(target="10 mn", by=2030, reporter="UZ") + more.format("u") + more.format("v"), encoding="utf-8"
    )
    observed = "".join(f"{target},2024,4,mn USD,,UZ,,,,\n" for target in "tuv")
    (folder / "observations.csv").write_text(f"{HEADER}{observed}t,2024,4,mn USD,,UZB,,,,\n", encoding="utf-8")
    for target, listed in (("u", "(rows: 2, of `t` and `u`)"), ("v", "(rows: 3, of `t`, `u` and `v`)")):
        (folder / "rows.csv").write_text(f"{HEADER}{target},2024,4,mn USD,,UZB,,,,\n", encoding="utf-8")
        code, _, err = run("add", "--rows", "rows.csv")
        assert code == 0
        assert err == f"observations.csv:5: warning: no target uses the figures of `UZB` {listed}; did you mean `UZ`? [unknown-reporter]\n"


@pytest.mark.system
def test_rows_from_standard_input(folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    code, out, err = piped(ROWS.encode())
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == [
        "observations.csv:3 added: t,2025,5,mn USD,,UZ,,2026-05,,",
        "observations.csv:4 added: t,2023,3,mn USD,about,UZ,,2024-08,x,",
    ]
    assert out.count("t (t · UZ), as of ") == 1
    assert (folder / "observations.csv").read_bytes() == before + ROWS.replace("# a comment\n", "").encode()[len(HEADER) :]
    again = piped(ROWS.encode(), "--rows", "-")
    assert (again.code, again.err.splitlines()) == (
        2,
        [
            "standard input:2: observations.csv:3 has 5 mn USD for 2025, published on 2026-05-31; --revise adds yours as a later vintage",
            "standard input:4: observations.csv:4 has 3 mn USD for 2023, published on 2024-08-31; --revise adds yours as a later vintage",
        ],
    )


@pytest.mark.system
def test_without_rows_and_without_a_target_that_is_said(folder: Path) -> None:
    assert folder.exists()
    assert "'TARGET': it is missing; name a target, a period and a value, or give rows" in piped(b"").err
    assert piped(HEADER.encode()) == Result(2, "", "standard input: no rows stand below the header; nothing was added\n")


def test_rows_from_a_file_as_a_spreadsheet_saves_it(run: Run, folder: Path) -> None:
    (folder / "new.csv").write_bytes(
        "period;target;value;reporter;published;unit\r\n2025 год;t;1 500,25;UZ;28.02.2026;тыс. USD\r\n".encode("cp1251")
    )
    code, _, err = run("add", "--rows", "new.csv")
    assert (code, err) == (0, "")
    assert added() == ["t,2025 год,1500.25,тыс. USD,,UZ,,28.02.2026,,"]
    assert run("check").code == 0


def test_values_in_the_unit_of_the_target_where_the_file_has_no_column_for_it(run: Run, folder: Path) -> None:
    (folder / "observations.csv").write_text("target,period,value,reporter\nt,2023,3900000,UZ\nt,2024,4000000,UZ\n", encoding="utf-8")
    (folder / "new.csv").write_text("target,period,value,unit,reporter\nt,2025,4.35,mn USD,UZ\n", encoding="utf-8")
    assert run("add", "--rows", "new.csv").code == 0
    assert added() == ["t,2024,4000000,UZ", "t,2025,4350000,UZ"]


def test_every_problem_is_named_with_its_line_and_nothing_is_written(run: Run, folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    rows = "t,2025-Q1,1.5,mn USD,,UZ,,,,\nu,2025-Q2,2,mn USD,,UZ,,,,\nt,Jul-24,2,mn EUR,,UZ,,,,\nt,2025-Q3,..,mn USD,,UZ,,,,\n"
    (folder / "new.csv").write_text(HEADER + rows, encoding="utf-8")
    code, out, err = run("add", "--rows", "new.csv")
    assert (code, out) == (2, "")
    assert [line.split(": ")[:2] for line in err.splitlines()] == [
        ["new.csv:3", "target"],
        ["new.csv:4", "period"],
        ["new.csv:4", "unit"],
        ["new.csv:5", "warning"],
    ]
    assert (folder / "observations.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "t,2024,4.1,mn USD,,UZ,,2025-06,,\n",
            "new.csv:2: observations.csv:2 has 4 mn USD for 2024, published on 2025-02-01; --revise adds",
        ),
        (
            "t,2025,4,mn USD,,UZ,,2026-01,,\nt,2025,5,mn USD,,UZ,,2026-02,,\n",
            "new.csv:3: new.csv:2 has 4 mn USD for 2025, published on 2026-01-31; --revise adds yours as a later vintage\n",
        ),
        (
            "t,2025,4,mn USD,,UZ,,2026-01,,\nt,2025,5,mn USD,,UZ,,2026-01,,\n",
            "new.csv:3: line 2 gives another figure for the same target, period, reporter and day of publication",
        ),
    ],
)
def test_figures_that_are_there_are_refused(run: Run, folder: Path, rows: str, said: str) -> None:
    (folder / "new.csv").write_text(HEADER + rows, encoding="utf-8")
    code, out, err = run("add", "--rows", "new.csv")
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert added() == []


def test_with_revise_new_figures_and_later_vintages_are_added_together(run: Run, folder: Path) -> None:
    rows = ["t,2024,4.1,mn USD,,UZ,,2025-06,,", "t,2024,4.2,mn USD,,UZ,,2025-09,,", "t,2025,5,mn USD,,UZ,,2026-01,,"]
    (folder / "new.csv").write_text(HEADER + "\n".join(rows) + "\nt,2024,3,mn USD,,UZ,,2025-01,,\n", encoding="utf-8")
    assert run("add", "--rows", "new.csv", "--revise").err == (
        "new.csv:5: observations.csv:2 has 4 mn USD for 2024, published on 2025-02-01; a revision must have been published after that\n"
    )
    (folder / "new.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    assert run("add", "--rows", "new.csv", "--revise").code == 0
    assert added() == rows


def test_what_only_all_rows_together_have_wrong_is_named_in_their_file(run: Run, folder: Path) -> None:
    """2003-05 is a month, or years; beside 2006-08 it is rather years."""
    (folder / "observations.csv").write_text(HEADER + "t,2003-05,4,mn USD,,UZ,,,,\n", encoding="utf-8")
    (folder / "new.csv").write_text(HEADER + '\nt,2006-08,4,mn USD,,UZ,,,,"two\nlines"\n', encoding="utf-8")
    err = run("add", "--rows", "new.csv").err
    assert [line.split(": ")[0] for line in err.splitlines()] == ["new.csv:3", "observations.csv:2"]


def test_rows_by_two_reporters_where_none_is_chosen_are_refused(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text(one(target="10 mn", by=2030), encoding="utf-8")
    (folder / "new.csv").write_text(HEADER + "t,2025,5,mn USD,,KZ,,,,\n", encoding="utf-8")
    err = run("add", "--rows", "new.csv").err
    assert err.startswith("targets.yaml:2: `t` has figures by `KZ` and `UZ`; state whose figures count with `reporter:`")
    assert added() == []


def test_what_is_suspicious_is_written_and_said(run: Run, folder: Path) -> None:
    (folder / "new.csv").write_text(HEADER + "t,2022,3.9,mn USD,,UZ,,,,\nt,2023,3,USD,,UZ,,,,\n", encoding="utf-8")
    code, _, err = run("add", "--rows", "new.csv")
    assert (code, err.count("\n"), "observations.csv:4: warning: 3 USD is at most a tenth of the neighbouring figures" in err) == (
        0,
        1,
        True,
    )


def test_of_many_suspicious_rows_a_hundred_are_named(run: Run, folder: Path) -> None:
    rows = "".join(f"t,{1800 + year},4,mn USD,,UZ,,{1900 + year},,=x\n" for year in range(103))
    (folder / "new.csv").write_text(HEADER + rows, encoding="utf-8")
    code, out, err = run("add", "--rows", "new.csv")
    assert (code, err.count("[formula-text]"), err.splitlines()[-1]) == (0, 100, "… and 3 more")
    assert (out.count("added: "), out.splitlines()[100]) == (100, "… and 3 more")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--reporter", "UZ"], "every field stands in the rows; leave out what is said of one figure"),
        (["t"], "every field stands in the rows"),
    ],
)
def test_fields_beside_rows_are_refused(run: Run, folder: Path, arguments: list[str], said: str) -> None:
    (folder / "new.csv").write_text(ROWS, encoding="utf-8")
    code, _, err = run("add", *arguments, "--rows", "new.csv")
    assert (code, said in err) == (2, True)
    assert "these are the observations themselves" in run("add", "--rows", "observations.csv").err
    assert run("add", "--rows", "nowhere.csv").err == "nowhere.csv: not found\n"
    assert added() == []


def test_columns_that_the_file_lacks_are_named(run: Run, folder: Path) -> None:
    (folder / "new.csv").write_text("target,period,value,unit,reporter,page,table\nt,2025,5,mn USD,UZ,7,\n", encoding="utf-8")
    assert run("add", "--rows", "new.csv").err.startswith("observations.csv: the file has no column `page`; add it to the first line")


def test_a_full_disk_leaves_the_file_as_it_was(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / "observations.csv").read_bytes()
    (folder / "new.csv").write_text(ROWS, encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert run("add", "--rows", "new.csv").err == "observations.csv: cannot be written: no space left on device; nothing was added\n"
    assert (folder / "observations.csv").read_bytes() == before


def test_a_dry_run_of_rows_writes_nothing(run: Run, folder: Path) -> None:
    (folder / "new.csv").write_text(ROWS, encoding="utf-8")
    assert run("add", "--rows", "new.csv", "-n").out.startswith("observations.csv:3 would be added: t,2025,5")
    assert added() == []


@pytest.mark.parametrize("above", [b"target,period,value\n", b'target,period,value\r\nt,2024,"1\r\n"', b"target,period,value\rt,2024,1\r"])
def test_the_lines_on_which_rows_will_stand(above: bytes) -> None:
    rows = ["t,2025,1", 't,"20\n26",1', "t,2027,1"]
    first = {b"\n": 2, b'"': 4, b"\r": 3}[above[-1:]]
    assert journal.lines_below(above, rows, "o.csv") == [first, first + 1, first + 3]
