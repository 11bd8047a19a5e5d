"""What a summary says, in every format, when it says nothing, and with what exit code it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import HEADER, ROOT, Load, Results, one
from test_cli import DAY, SHIPPED, Result, Run, folder, run
from test_status import GOLDEN, NASTY, NASTY_ROWS, TODAY, usual

from tracker.model.result import URGENCY
from tracker.render import prometheus, summary
from tracker.reports.status import StatusTable
from tracker.reports.summary import Summary, summarised
from tracker.storage import observations, targets
from tracker.words.summary_wording import clause, line
from tracker.words.texts import verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["folder", "run"]

BEFORE = date(2025, 11, 20)
MADE = ("of each", "since", "nothing", "empty", "nasty")
FORMATS: dict[str, Callable[[Summary], str]] = {
    "txt": summary.text,
    "ascii.txt": lambda of: summary.text(of, plain=True),
    "md": summary.markdown,
    "json": summary.contract,
    "ndjson": summary.lines,
    "prom": lambda of: prometheus.prometheus(of.table),
}


def shipped(since: date | None) -> Summary:
    programme, _ = targets.load(ROOT / "targets.yaml")
    figures, _, _ = observations.load(ROOT / "observations.csv", programme)
    return summarised(programme, figures, TODAY, since, None, [])


@pytest.fixture
def made(request: pytest.FixtureRequest, load: Load) -> Summary:
    if request.param == "of each":
        return Summary(usual())
    if request.param in {"since", "nothing"}:
        return shipped(BEFORE if request.param == "since" else date(2026, 11, 8))
    programme, figures, _ = load("targets: {}\n") if request.param == "empty" else load(NASTY, NASTY_ROWS)
    return summarised(programme, figures, TODAY, None if request.param == "empty" else BEFORE, None, [])


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("made", MADE, indirect=True)
def test_the_exact_text(made: Summary, name: str, request: pytest.FixtureRequest) -> None:
    file = GOLDEN / f"summary-{request.node.callspec.params['made'].replace(' ', '-')}.{name}"
    text = FORMATS[name](made)
    if os.environ.get("TRACKER_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8", newline="")
    assert text == file.read_bytes().decode()


@pytest.mark.parametrize("made", MADE, indirect=True)
def test_there_is_a_line_a_target_the_worst_first_and_nothing_acts_on_a_terminal(made: Summary) -> None:
    said = summary.text(made)
    assert all(character == "\n" or character.isprintable() for character in said)
    told, _, _ = said.partition("\nChances ")  # what they are is said once below
    lines = told.splitlines()[-len(made.table.rows) :] if made.table.rows else []
    words = {verdicts.STATUS_WORDS[status]: place for place, status in enumerate(URGENCY)}
    places = [words[each.split(":")[0]] for each in lines]
    assert (len(places), places) == (len(made.table.rows), sorted(places))


def test_without_an_earlier_day_the_json_is_that_of_status(run: Run) -> None:
    assert run("summary", *SHIPPED, *DAY, "-f", "json") == run("status", *SHIPPED, *DAY, "-f", "json")


def test_json_and_ndjson_say_what_changed(run: Run) -> None:
    since = ["--since", "2025-11-20"]
    answer = json.loads(run("summary", *SHIPPED, *DAY, *since, "-f", "json").out, parse_constant=pytest.fail)
    assert (answer["format"], answer["as_of"], answer["since"]) == (2, "2026-11-22", "2025-11-20")
    assert answer["changes"][0] == {
        "kind": "revised",
        "target": "turnover",
        "sentence": "Mutual trade turnover: the figure for 2024 was revised from 4.2 bn USD to 4.3 bn USD (published: Nov 2025; figures of UZ).",
        "line": 21,
        "source": observed(21)["source"],
    }
    assert [each["kind"] for each in answer["changes"]] == ["revised", "new", "new", "progress", "stale", "stale", "stale"]
    rows = [json.loads(line) for line in run("summary", *SHIPPED, *DAY, *since, "-f", "ndjson").out.splitlines()]
    assert [{key: row[key] for key in row if key not in {"as_of", "language", "since", "changes"}} for row in rows] == answer["targets"]
    assert {row["as_of"] for row in rows} == {"2026-11-22"}
    assert [len(row["changes"]) for row in rows] == [4, 1, 1, 1]
    assert "changes" not in json.loads(run("summary", "jobs", *SHIPPED, *DAY, "-f", "ndjson").out)


def observed(number: int) -> dict[str, str]:
    import csv  # noqa: PLC0415

    rows = (ROOT / "observations.csv").read_text(encoding="utf-8").splitlines()
    return next(csv.DictReader([rows[0], rows[number - 1]]))


CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "reached": ({"target": 10, "by": 2030}, "t,2024,4,USD,,,,,,\nt,2025,11,USD,,,,,,\n", "the target of 10 USD is met"),
    "reached by then": (
        {"target": 10, "by": 2025},
        "t,2024,4,USD,,,,,,\nt,2025,11,USD,,,,,,\nt,2026,9,USD,,,,,,\n",
        "the target of 10 USD was met by the end of 2025",
    ),
    "missed": (
        {"target": 10, "by": 2025},
        "t,2024,4,USD,,,,,,\nt,2025,9,USD,,,,,,\n",
        "the target of 10 USD by the end of 2025 was missed",
    ),
    "missed, met since": (
        {"target": 10, "by": 2025},
        "t,2024,4,USD,,,,,,\nt,2025,9,USD,,,,,,\nt,2026,10,USD,,,,,,\n",
        "the target of 10 USD by the end of 2025 was missed and has been met since",
    ),
    "undetermined": (
        {"target": 10, "by": 2025},
        "t,2024,4,USD,,,,,,\nt,2025,9,USD,over,,,,,\n",
        "the figures do not show whether the target of 10 USD was met by the end of 2025",
    ),
    "awaiting": ({"target": 10, "by": 2025}, "t,2024,4,USD,,,,,,\n", "the figure for the deadline, the end of 2025, is not yet available"),
    "no data": ({"target": 10, "by": 2030}, "", "no figure is available"),
    "open": ({"target": 10}, "t,2024,4,USD,,,,,,\nt,2025,9,USD,,,,,,\n", "no deadline"),
    "no pace": ({"target": 10, "by": 2030}, "t,2024,4,USD,,,,,,\n", "no pace to project"),
    "fell back": (
        {"target": 10, "by": 2030},
        "t,2024,11,USD,,,,,,\nt,2025,9,USD,,,,,,\n",
        "the baseline met the target of 10 USD, and the latest figure does not",
    ),
    "still": ({"target": 10, "by": 2030}, "t,2024,4,USD,,,,,,\nt,2025,4,USD,,,,,,\n", "no progress since 2024"),
    "away": ({"target": 10, "by": 2030}, "t,2024,4,USD,,,,,,\nt,2025,3,USD,,,,,,\n", "moving away from the target since 2024"),
    "on track": (
        {"target": 10, "by": 2030},
        "t,2024,4,USD,,,,,,\nt,2025,6,USD,,,,,,\n",
        "at this pace 16–46 USD by 2030, target 10 USD",
    ),
    "one path": (
        {"target": 10, "by": 2030},
        "t,2024,0,USD,,,,,,\nt,2025,2,USD,,,,,,\n",
        "at this pace 12 USD by 2030, target 10 USD",
    ),
    "a decrease": (
        {"target": 1, "by": 2030, "direction": "decrease"},
        "t,2024,8,USD,,,,,,\nt,2025,7.5,USD,,,,,,\n",
        "at this pace 5.0–5.4 USD by 2030, target 1 USD",
    ),
    "no baseline": ({"target": "2x", "by": 2030, "baseline": 2023}, "t,2025,3,USD,,,,,,\n", "no pace to project"),
}


@pytest.mark.parametrize("case", CASES)
def test_every_verdict_has_its_clause(results: Results, case: str) -> None:
    declared, figures, expected = CASES[case]
    (row,) = results(one(**declared), figures, as_of="2027-06-30")
    assert clause(row) == expected
    assert line(row).startswith("t: ")


def test_what_is_needed_is_an_amount_where_there_is_no_rate_and_nothing_where_the_target_is_met(results: Results) -> None:
    (row,) = results(one(target=10, by=2030), "t,2024,-2,USD,,,,,,\nt,2025,0,USD,,,,,,\n")
    assert "change 2 USD a year, required 2 USD a year" in line(row)
    (row,) = results(one(target=10, by=2030), "t,2024,4,USD,,,,,,\nt,2025,11,USD,,,,,,\n")
    assert "required" not in line(row)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("", 0),
        ("--fail-on off_track", 1),
        ("--fail-on at_risk", 1),
        ("--fail-on missed,no_data --fail-on reached", 0),
        ("--fail-on missed,no_data --fail-on open", 1),
        ("--fail-on missed,off_track", 1),
        ("--fail-on stale", 1),
        ("turnover --fail-on stale", 0),
        ("turnover --fail-on off_track,open", 0),
        ("turnover --fail-on at_risk", 1),
        ("--reporter all --fail-on no_pace", 1),
        ("--fail-on changed --since 2025-11-20", 1),
        ("--fail-on changed --since 2w", 0),
        ("--fail-on changed --since 0d", 0),
        ("jobs --fail-on changed --since 2026-01-20", 0),
        ("turnover --fail-on changed --since 2026-01-20", 1),
    ],
)
def test_the_exit_code_is_as_asked_and_the_answer_is_the_same(run: Run, arguments: str, code: int) -> None:
    words = arguments.split()
    asked = run("summary", *SHIPPED, *DAY, *words)
    assert (asked.code, asked.err) == (code, "")
    plain = [word for at, word in enumerate(words) if word != "--fail-on" and words[at - 1] != "--fail-on"]
    assert run("summary", *SHIPPED, *DAY, *plain) == Result(0, asked.out, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--fail-on", "off-track"],
            "`off-track` is not known; write `no_data`, `reached`, `missed`, `undetermined`, `awaiting`, `open`, `no_pace`, `on_track`, `off_track`, `at_risk`, `stale`, `unlikely` or `changed`; did you mean `off_track`?",
        ),
        (["--fail-on", "off_track,"], "`` is not known"),
        (["--fail-on", "stael"], "did you mean `stale`?"),
        (["--fail-on", "changed"], "`changed` needs a day to compare with; give it with --since"),
        (["--quiet"], "--quiet needs --since or --fail-on"),
        (["--since", "7"], "'7' is not a date; write it as 2026-11-22, 7d or 2w"),
        (["--since", "-7d"], "is not a date"),
        (["--since", "999999w"], "is not a date"),
        (["--since", "2026-11-23"], "2026-11-23 is later than the as-of date, 2026-11-22"),
        (["--since", "7d", "--reporter", "all"], "changes are listed by the figures of one reporter"),
        (["--since", "7d", "-f", "prometheus"], "Prometheus has no place for sentences"),
        (["--fail-on", "stale", "-q", "-f", "prometheus"], "treats missing figures as a fault"),
        (["--format", "csv"], "`csv` is not known; write `text`, `json`, `ndjson`, `markdown` or `prometheus`"),
        (["turnovr"], "did you mean `turnover`?"),
        (["--reporter", "XX"], "`XX` is not known"),
    ],
)
def test_usage_errors_are_exit_code_2(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run("summary", *SHIPPED, *DAY, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_an_error_never_looks_like_a_breach(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["summary", "--fail-on", "off_track,at_risk,stale,missed", "--quiet"]
    (folder / "observations.csv").write_text(HEADER + "t,2024,z,USD,,,,,,\n", encoding="utf-8")
    code, out, err = run(*asked)
    assert (code, out) == (2, "")
    assert err.startswith("observations.csv:2: value: `z` is not a number")
    (folder / "observations.csv").unlink()
    assert run(*asked) == Result(2, "", "observations.csv: not found; `tracker add` begins it with the first figure\n")
    monkeypatch.setattr("tracker.cli.commands.summary.usable", lambda *_: 1 / 0)
    code, out, err = run(*asked)
    assert (code, out, err.splitlines()[-1]) == (2, "", "ZeroDivisionError: division by zero")


@pytest.mark.parametrize(
    ("arguments", "silent"),
    [
        ("--since 2w", True),
        ("--since 2025-11-20", False),
        ("--fail-on missed", True),
        ("--fail-on off_track", False),
        ("--fail-on missed --since 2w", True),
        ("--fail-on missed --since 2025-11-20", False),
        ("--fail-on off_track --since 2w", False),
        ("--fail-on changed --since 2w", True),
    ],
)
def test_quiet_says_nothing_when_nothing_changed_and_nothing_is_so(run: Run, tmp_path: Path, arguments: str, silent: bool) -> None:
    asked = ["summary", *SHIPPED, *DAY, *arguments.split()]
    loud = run(*asked)
    expected = Result(loud.code, "" if silent else loud.out, "")
    assert run(*asked, "--quiet") == expected
    file = tmp_path / "out"
    file.write_text("of last week", encoding="utf-8")
    assert run(*asked, "-q", "-o", str(file)) == Result(loud.code, "", "")
    assert file.read_text(encoding="utf-8") == expected.out


def test_time_alone_is_news_where_it_turns_something(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").write_text(one(target=10, by="2025-12", baseline=2023, stale_after=12), encoding="utf-8")
    (folder / "observations.csv").write_text(HEADER + "t,2023,4,USD,,,,,,\nt,2024,5,USD,,,,,,\n", encoding="utf-8")
    code, out, _ = run("summary", "--as-of", "2026-01-05", "--since", "1w", "-q", "--fail-on", "changed")
    assert code == 1
    assert out.splitlines()[2:6] == [
        "Changed since 29 Dec 2025:",
        "- t: the status changed from off track to awaiting.",
        "- t: the latest figure is now out of date; it is 12 months old.",
        "- t: the deadline, the end of 2025, has passed.",
    ]
    assert run("summary", "--as-of", "2026-01-12", "--since", "1w", "-q", "--fail-on", "changed") == Result(0, "", "")


def test_a_week_begins_at_the_end_of_its_first_day_so_that_weeks_neither_overlap_nor_gape(run: Run, folder: Path) -> None:
    rows = [f"t,2025-{month:02},0.5,USD,,,,2026-03-{day:02},,\n" for month, day in enumerate(range(1, 13), 1)]
    (folder / "observations.csv").write_text(HEADER + "".join(rows), encoding="utf-8")

    def told(as_of: str, since: str) -> list[str]:
        answer = json.loads(run("summary", "--as-of", as_of, "--since", since, "-f", "json").out)
        return [each["sentence"] for each in answer["changes"] if each["kind"] == "new"]

    weeks = [*told("2026-03-04", "7d"), *told("2026-03-11", "7d"), *told("2026-03-18", "7d")]
    assert weeks == told("2026-03-18", "3w")
    assert len(set(weeks)) == len(rows)
    assert told("2026-03-11", "1w") == told("2026-03-11", "2026-03-04")


def test_nothing_that_is_not_needed_is_loaded() -> None:
    code = (
        "import sys; from tracker.cli import main; sys.argv = ['tracker', 'summary', '--since', '52w', '--targets', sys.argv[1]]\n"
        "try: main.main()\nexcept SystemExit: pass\n"
        "unwanted = {'jinja2', 'vl_convert', 'docx', 'typst', 'xlsxwriter', 'rich', 'tracker.reports.document', 'tracker.reports.target_section', 'tracker.analysis.target_detail'}\n"
        "print(unwanted & set(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(ROOT / "targets.yaml")], capture_output=True, check=True)
    assert ended.stderr == b"set()\n"


def test_prometheus_figures_are_those_of_the_contract(run: Run) -> None:
    rows = json.loads(run("summary", *SHIPPED, *DAY, "--reporter", "all", "-f", "json").out)["targets"]
    text = run("summary", *SHIPPED, *DAY, "--reporter", "all", "-f", "prometheus").out
    samples = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    for row in rows:
        labels = f'id="{row["id"]}",reporter="{row["reporter"]}",unit="{row["unit"]}"'

        def sample(name: str, labels: str = labels) -> float | None:
            found = samples.get(f"trade_target_{name}{{{labels}}}")
            return None if found is None else float(found)

        same: dict[str, Any] = {
            "latest": "latest",
            "target": "goal",
            "progress": "progress_ratio",
            "required_growth": "required_growth_ratio",
        }
        assert {key: sample(name) for key, name in same.items()} == {key: row[key] for key in same}
        held = [status for status in verdicts.STATUS_WORDS if samples[f'trade_target_status{{{labels},status="{status}"}}'] == "1"]
        assert held == [row["status"]]
        assert sample("stale") == row["stale"]
    assert "nan" not in text.casefold()
    # date -u -d '2026-01-01' +%s, less one second
    assert samples['trade_target_latest_timestamp_seconds{id="turnover",reporter="UZ",unit="USD"}'] == str(1767225600 - 1)


def test_prometheus_of_no_target_is_a_comment() -> None:
    assert prometheus.prometheus(StatusTable("", TODAY, ())) == prometheus.NONE


@pytest.mark.posix
def test_a_reader_that_has_read_enough_changes_no_exit_code() -> None:
    command = f"{sys.executable} -m tracker summary {' '.join(SHIPPED + DAY)} --fail-on off_track | head -1; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, check=False, encoding="utf-8")  # noqa: S607 - any bash
    assert ended.stdout.splitlines()[0].startswith("4 targets: 1 off track, 1 at risk, 2 open.")
    assert (ended.stdout.splitlines()[1], ended.stderr) == ("1", "")
    read, write = os.pipe()
    os.close(read)
    early = subprocess.run([sys.executable, "-m", "tracker", "summary", *SHIPPED], stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (early.returncode, early.stderr) == (0, b"")


@pytest.mark.parametrize(("target", "code"), [("10 bn", 1), ("5 bn", 0)])
def test_a_monitor_is_told_what_is_unlikely(run: Run, tmp_path: Path, target: str, code: int) -> None:
    (tmp_path / "targets.yaml").write_text(one(target=target, by=2030, baseline=2024), encoding="utf-8")
    rows = "target,period,value,unit\nt,2022,4.6,bn USD\nt,2023,4.39,bn USD\nt,2024,4.3,bn USD\nt,2025,4.4,bn USD\n"
    (tmp_path / "observations.csv").write_text(rows, encoding="utf-8")
    assert run("summary", "--targets", str(tmp_path / "targets.yaml"), *DAY, "--fail-on", "unlikely").code == code
