from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from test_cli import Run, run

import tracker
from tracker.cli.main import surroundings
from tracker.values.problems import TrackerError

__all__ = ["run"]  # the fixture

DECLARED = """\
sources:
  bulletin: {files: trade.csv, period: year, value: value, unit: mn USD}
targets:
  exports: {kind: flow, unit: bn USD, target: 10, by: 2030, figures: {KZ: {source: bulletin, where: {flow: X}}}}
  imports: {kind: flow, unit: bn USD, target: 10, by: 2030, figures: {KZ: {source: bulletin, where: {flow: M}}}}
  jobs: {kind: stock, unit: jobs, target: 10, by: 2030}
"""
TABLE = "year,flow,value\n2023,X,4300\n2024,X,4400\n2024,M,2000\n"
HEADER = "target,period,value,unit,reporter,status,published,source,note\n"
UNTIL = ["--published", "2026-01-05"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"targets.yaml": DECLARED, "trade.csv": TABLE, "observations.csv": HEADER}.items():
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def journal() -> list[str]:
    return Path("observations.csv").read_text(encoding="utf-8").splitlines()[1:]


def digest() -> str:
    import hashlib  # noqa: PLC0415 - the digest as another program computes it

    return hashlib.sha256(Path("trade.csv").read_bytes()).hexdigest()


def test_what_is_new_is_appended_and_a_second_import_changes_nothing(run: Run, folder: Path) -> None:
    code, out, err = run("import", *UNTIL)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"bulletin: 1 file, sha256 {digest()[:12]}",
        "+ exports 2023 KZ: 4.3 bn USD ← trade.csv:2",
        "+ exports 2024 KZ: 4.4 bn USD ← trade.csv:3",
        "+ imports 2024 KZ: 2 bn USD ← trade.csv:4",
        "3 rows added to observations.csv (3 new, 0 revised); 0 unchanged",
    ]
    assert journal()[0] == f"exports,2023,4300,mn USD,KZ,,2026-01-05,trade.csv:2,from bulletin (sha256 {digest()[:12]})"
    before = (folder / "observations.csv").stat()
    code, out, _ = run("import")
    assert (code, out.splitlines()[-1]) == (0, "nothing to add to observations.csv; 3 unchanged")
    assert (folder / "observations.csv").stat() == before
    assert run("check").code == 0


def test_a_revision_is_a_later_vintage_and_what_vanished_is_kept(run: Run, folder: Path) -> None:
    run("import", *UNTIL)
    (folder / "trade.csv").write_text("year,flow,value\n2024,X,4400.0001\n2024,M,..\n2025,M,2100\n", encoding="utf-8")
    code, out, _ = run("import", "--published", "2026-02-05")
    assert code == 0
    assert out.splitlines()[1:] == [
        "~ exports 2024 KZ: 4.4000001 bn USD, was 4.4 bn USD (under 0.1 %; observations.csv:3) ← trade.csv:2",
        "+ imports 2025 KZ: 2.1 bn USD ← trade.csv:4",
        "exports 2023 KZ: no longer in bulletin; observations.csv:2 is kept",
        "imports 2024 KZ: no figure in bulletin (`..` stands for a missing value at trade.csv:3); observations.csv:4 is kept",
        "2 rows added to observations.csv (1 new, 1 revised); 0 unchanged",
    ]
    assert len(journal()) == 5
    explained = run("explain", "exports", "--as-of", "2026-03-01").out
    assert f"observations.csv:5 was imported from trade.csv:2, from bulletin (sha256 {digest()[:12]})." in explained
    assert "observations.csv:3 was imported from trade.csv:3, from bulletin (sha256 " in explained


def test_a_dry_run_writes_nothing_and_one_target_can_be_named(run: Run, folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    code, out, _ = run("import", "imports", "-n", *UNTIL)
    assert (code, out.splitlines()[1:]) == (
        0,
        ["+ imports 2024 KZ: 2 bn USD ← trade.csv:4", "1 row would be added to observations.csv (1 new, 0 revised); 0 unchanged"],
    )
    assert (folder / "observations.csv").read_bytes() == before


def test_a_figure_is_known_from_today_where_nobody_says_otherwise(run: Run, folder: Path) -> None:
    assert folder.exists()
    out = run("import", "-n").out
    assert "published" not in out.replace("--published", "")
    assert out.splitlines()[-1].endswith(", the day of the import; use --published to give another date.")


def test_a_day_of_publication_that_is_still_to_come_is_told(run: Run, folder: Path) -> None:
    assert folder.exists()
    code, _, err = run("import", "-n", "--published", "2099-01-31")
    assert code == 0
    said = "published on 2099-01-31, which is still to come, and not counted before that day (and 2 more figures); is the date right?"
    assert err.splitlines()[0] == f"exports 2023 KZ: {said}"
    assert "still to come" not in run("import", "-n", *UNTIL).err


def test_periods_without_a_figure_are_told_in_few_lines(run: Run, folder: Path) -> None:
    rows = "".join(f"{year},X,..\n" for year in range(2016, 2023))
    (folder / "trade.csv").write_text(TABLE + rows, encoding="utf-8")
    told = [each for each in run("import", "exports", "-n").out.splitlines() if "no figure" in each]
    assert told[-1] == "exports KZ: no figure for 4 more periods either"
    assert len(told) == 4


def test_figures_that_are_kept_are_told_in_few_lines(run: Run, folder: Path) -> None:
    (folder / "trade.csv").write_text(TABLE + "".join(f"{year},X,4000\n" for year in range(2015, 2023)), encoding="utf-8")
    run("import", "exports", *UNTIL)
    (folder / "trade.csv").write_text("year,flow,value\n2024,X,4400\n", encoding="utf-8")
    told = [each for each in run("import", "exports", "-n", *UNTIL).out.splitlines() if "no longer" in each]
    assert told[-1] == "exports KZ: 6 more figures kept that bulletin no longer has"
    assert len(told) == 4


def test_nothing_is_written_where_anything_is_wrong(run: Run, folder: Path) -> None:
    (folder / "trade.csv").write_text(TABLE + "2025,X,abc\n2025,M,1,2\n20x6,M,3\n", encoding="utf-8")
    before = (folder / "observations.csv").read_bytes()
    code, out, err = run("import")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "trade.csv:6: 4 fields where the header has 3; is the line broken, or the file cut off?",
        "trade.csv:7: year: `20x6` is not a period; write 2024, 2024-S1, 2024-Q3, 2024-09, 2024-01/2024-09 or 2024-09-30",
    ]
    assert (folder / "observations.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["jobs"], "targets.yaml: `jobs` does not say where its figures come from; declare `figures`"),
        (["export"], "Invalid value for 'TARGET': `export` is not known; write `exports`, `imports` or `jobs`; did you mean `exports`?"),
        (["--published", "soon"], "Invalid value for '--published': 'soon' is not a date; write it as 2026-11-22"),
        (["--format", "csv"], "`csv` is not known; write `text` or `json`"),
        (["--observations", "-"], "standard input cannot be imported into; name the file"),
        (["--observations", "x.xlsx"], "x.xlsx: is a workbook, to which nothing can be added"),
        (["--observations", "none.csv"], "none.csv: not found"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, folder: Path, arguments: list[str], said: str) -> None:
    assert folder.exists()
    code, out, err = run("import", *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_nothing_is_declared(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text("targets: {t: {kind: stock, unit: jobs, target: 1}}\n", encoding="utf-8")
    code, _, err = run("import")
    assert (code, err) == (2, "targets.yaml: no target says where its figures come from; declare `sources` and `figures`\n")


def test_the_answer_for_programs_has_every_digit(run: Run, folder: Path) -> None:
    assert folder.exists()
    answer = json.loads(run("import", "exports", *UNTIL, "--format", "json").out)
    assert answer["sources"] == [{"name": "bulletin", "files": [{"name": "trade.csv", "sha256": digest()}]}]
    assert answer["added"][1] == {
        "target": "exports",
        "reporter": "KZ",
        "period": "2024",
        "value": 4.4e9,
        "unit": "USD",
        "before": None,
        "before_line": None,
        "line": 3,
        "published": "2026-01-05",
        "status": None,
        "source": "trade.csv:3",
        "note": f"from bulletin (sha256 {digest()[:12]})",
    }


def test_what_is_worth_a_look_goes_to_standard_error(run: Run, folder: Path) -> None:
    (folder / "trade.csv").write_text("year,flow,value\n2023,M,3\n2024,M,600000\n", encoding="utf-8")
    code, _, err = run("import", "imports", *UNTIL)
    assert code == 0
    assert err.splitlines()[0] == (
        "imports 2024 KZ: 600 bn USD is more than 50 times the target; was a scale applied twice, or `unit` said too large? (trade.csv:3)"
    )
    assert "observations.csv:3: warning:" in err


def test_the_folder_of_the_targets_is_where_files_are_and_provenance_does_not_depend_on_the_caller(run: Run, folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    os.chdir(folder / "elsewhere")
    code, _, _ = run("import", "--targets", "../targets.yaml", *UNTIL)
    assert code == 0
    os.chdir(folder)
    assert journal()[0].split(",")[7] == "trade.csv:2"


@pytest.mark.posix
def test_no_other_command_opens_a_file_of_a_source(run: Run, folder: Path) -> None:
    run("import", *UNTIL)
    (folder / "trade.csv").unlink()
    os.mkfifo(folder / "trade.csv")  # whoever opened it would wait for ever
    for command in (["status"], ["show", "exports"], ["explain", "exports"], ["summary"], ["check"], ["report", "--format", "markdown"]):
        assert run(*command, "--as-of", "2026-03-01").code in {0, 1}
    code, _, err = run("import")
    assert (code, err) == (2, "trade.csv: is a pipe or a device, not a file; save the table as a file\n")


def test_whoever_does_not_import_pays_nothing_for_it(folder: Path) -> None:
    script = "import sys, tracker.cli.main as m\nsys.argv[1:] = ['status']\ntry: m.main()\nexcept SystemExit: pass\n"
    script += "print([name for name in sys.modules if name.startswith('tracker.imports') or name in {'duckdb', 'narwhals'}])"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"


def test_a_terminal_without_letters_beyond_ascii_gets_signs_that_it_has(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.exists()
    monkeypatch.setattr("tracker.cli.main.surroundings", lambda: surroundings()._replace(plain=True))
    assert run("import", *UNTIL).out.splitlines()[1] == "+ exports 2023 KZ: 4.3 bn USD <- trade.csv:2"


def test_after_a_hundred_notices_the_rest_is_counted(run: Run, folder: Path) -> None:
    across = DECLARED.replace("period: year, value: value", "periods: across")
    (folder / "targets.yaml").write_text(across, encoding="utf-8")
    headings = ",".join(f"growth {number} of 2024" for number in range(150))
    (folder / "trade.csv").write_text(f"flow,2024,{headings}\nX,4400{',1' * 150}\n", encoding="utf-8")
    code, out, err = run("import", "exports", "-n", *UNTIL)
    assert (code, len(out.splitlines())) == (0, 3)
    assert err.splitlines()[99:] == ["trade.csv: the column `growth 99 of 2024` is not a period and is left out", "… and 50 more"]


@pytest.mark.posix
def test_a_program_is_told_what_cannot_be_written_to(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    for name, said in {"pipe.csv": "is not a regular file", "o.xlsx": "is a workbook, to which nothing can be added"}.items():
        with pytest.raises(TrackerError, match=f"{name}: {said}"):
            tracker.import_(folder / "targets.yaml", folder / name)
