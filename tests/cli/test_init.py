"""The first hour: an example, or a first target that is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import terminal
from conftest import HEADER
from terminal import END, INTERRUPT
from test_cli import DAY, Result, Run, run

from tracker.cli.commands import setup
from tracker.cli.commands.setup import NAMES
from tracker.storage import targets
from tracker.values.input import stated_target

__all__ = ["run"]  # the fixture


def test_init_in_an_empty_folder_makes_files_with_which_every_command_works(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init") == Result(0, "Wrote targets.yaml and observations.csv. Now: tracker status\n", "")
    assert run("check") == Result(0, "3 targets, 9 observations: no problems\n", "")
    assert [run(*command.split()).code for command in ("status", "show turnover", "explain turnover", "schema")] == [0, 0, 0, 0]
    assert run("add", "turnover", "2026-Q1", "1.2 bn USD", "--reporter", "UZ", "--published", "2026-05-20").code == 0
    written_down = Path("observations.csv").read_bytes()
    assert run("init") == Result(2, "", "targets.yaml already exists; nothing was written\n")
    Path("targets.yaml").unlink()
    assert run("init").err == "observations.csv already exists; nothing was written\n"
    assert (Path("observations.csv").read_bytes(), Path("targets.yaml").exists()) == (written_down, False)
    assert written_down.decode().splitlines(keepends=True)[0] == HEADER


def test_init_makes_the_folder_that_it_is_given(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = Path("ours", "2026")
    assert run("init", str(made)).code == 0
    assert sorted(each.name for each in made.iterdir()) == sorted(NAMES)
    assert "cd 'our targets' && tracker " in run("init", "our targets").out
    Path("file").touch()
    assert run("init", "file") == Result(2, "", "file: is a file, not a folder\n")
    below = run("init", str(Path("file", "below")))
    assert (below.code, f"{Path('file', 'below')}: this folder cannot be made: " in below.err) == (2, True)


@pytest.mark.posix
@pytest.mark.parametrize("place", ["targets.yaml", "observations.csv"])
def test_init_writes_both_files_or_none(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Whatever is in the way, a link that leads nowhere too."""
    monkeypatch.chdir(tmp_path)
    Path(place).symlink_to("nowhere")
    assert run("init") == Result(2, "", f"{place} already exists; nothing was written\n")
    Path(place).unlink()
    hardlink, made = Path.hardlink_to, list[Path]()

    def full(self: Path, target: Path) -> None:
        made.append(self)
        if self.name == place:
            raise OSError(28, "No space left on device")
        hardlink(self, target)

    monkeypatch.setattr(Path, "hardlink_to", full)
    assert run("init").err == f"{place}: cannot be written: no space left on device; nothing was changed\n"
    assert len(made) == 1 + ["targets.yaml", "observations.csv"].index(place)
    assert list(tmp_path.iterdir()) == []


def test_the_example_has_an_increase_a_decrease_and_a_percentage_and_says_what_is_invented(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--yes").code == 0
    rows = json.loads(run("status", "-f", "json", "--as-of", "2026-03-31").out)["targets"]
    assert [(row["id"], row["direction"], row["unit"], row["status"]) for row in rows] == [
        ("turnover", "increase", "USD", "at_risk"),
        ("clearance", "decrease", "hours", "on_track"),
        ("processed", "increase", "%", "off_track"),
    ]
    assert [row["id"] for row in rows if "(invented)" in row["name"]] == ["clearance", "processed"]
    assert Path("targets.yaml").read_text(encoding="utf-8").count("source: invented for this example") == 2


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


FLOW = ["", "Our exports", "Exports of services", "", "flow", "USD", "10 bn", "", "2030", "UZ", "https://example.org"]


@pytest.mark.system
def test_a_first_target_is_asked_for_at_a_terminal(empty: Path) -> None:
    code, said = terminal.talk(empty, "init", *FLOW)
    assert code == 0
    assert said.splitlines()[-1] == "Wrote targets.yaml and observations.csv. Now: tracker add exports-of-services"
    assert max(map(len, said.splitlines())) <= 80
    assert Path("observations.csv").read_text(encoding="utf-8") == HEADER
    written = Path("targets.yaml").read_text(encoding="utf-8")
    assert written.split("    #")[0].split("\n", 2)[2] == (
        "version: 1\ntitle: Our exports\n\ntargets:\n  exports-of-services:\n    name: Exports of services\n    kind: flow\n    unit: USD\n"
        '    target: 10 bn\n    direction: increase\n    by: 2030\n    reporter: UZ\n    source: "https://example.org"\n'
    )
    programme, problems = targets.load(Path("targets.yaml"))
    assert (problems, list(programme.targets)) == ([], ["exports-of-services"])
    code, said = terminal.talk(empty, "add", "", "", "2025", "7 bn", "2026-02", "")
    assert (code, Path("observations.csv").read_text(encoding="utf-8")) == (
        0,
        HEADER + "exports-of-services,2025,7,bn USD,,UZ,,2026-02,,\n",
    )
    code, said = terminal.talk(empty, "init")
    assert (code, said) == (2, "targets.yaml already exists; nothing was written\n")


@pytest.mark.system
@pytest.mark.parametrize(
    ("answers", "declared"),
    [
        (
            [
                "",
                "Б: #1",
                "Доля, %",
                "доля",
                "share",
                "stok",
                "stock",
                "bn",
                "%",
                "many",
                "below 5 USD",
                "below 5",
                "soon",
                "30 Jun 2029",
                "7",
                "",
                "",
            ],
            'title: "Б: #1"\n\ntargets:\n  share:\n    name: Доля, %\n    kind: stock\n    unit: "%"\n    target: below 5\n    by: 2029-06-30\n',
        ),
        (
            ["", "T", "Law", "", "event", "2027", "", ""],
            "title: T\n\ntargets:\n  law:\n    name: Law\n    kind: event\n    by: 2027\n",
        ),
        (
            ["", "T", "Place", "", "rank", "0", "25", "", "", ""],
            "title: T\n\ntargets:\n  place:\n    name: Place\n    kind: rank\n    target: 25\n",
        ),
        (
            ["", "T", "Funds", "", "cumulative", "mn USD", "Jan 2025", "500 mn", "2029", "", ""],
            "title: T\n\ntargets:\n  funds:\n    name: Funds\n    kind: cumulative\n    unit: mn USD\n    from: 2025-01\n    target: 500 mn\n    by: 2029\n",
        ),
        (
            ["", "T", "Waste", "", "stock", "t", "100", "less", "decrease", "", "", ""],
            "title: T\n\ntargets:\n  waste:\n    name: Waste\n    kind: stock\n    unit: t\n    target: 100\n    direction: decrease\n",
        ),
        (
            ["", "T", "Costs", "", "flow", "USD", "-55 %", "", "the base", "2019", "2030", "", "null"],
            'title: T\n\ntargets:\n  costs:\n    name: Costs\n    kind: flow\n    unit: USD\n    target: "-55 %"\n    baseline: 2019\n    by: 2030\n    source: "null"\n',
        ),
        (
            ["", "T", "Trade", "", "flow", "USD", "+6 % a year", "2024", "", "2030", "", ""],
            'title: T\n\ntargets:\n  trade:\n    name: Trade\n    kind: flow\n    unit: USD\n    target: "+6 % a year"\n    baseline: 2024\n    by: 2030\n',
        ),
    ],
)
def test_every_answer_is_checked_when_it_is_given(empty: Path, answers: list[str], declared: str) -> None:
    code, said = terminal.talk(empty, "init", *answers)
    assert (code, "Traceback" in said) == (0, False)
    written = Path("targets.yaml").read_text(encoding="utf-8")
    assert written.partition("version: 1\n")[2].split("    #")[0] == declared
    assert targets.load(Path("targets.yaml"))[1] == []


@pytest.mark.system
@pytest.mark.parametrize("answered", [0, 1, 6, 10])
def test_who_leaves_writes_nothing(empty: Path, answered: int) -> None:
    code, said = terminal.talk(empty, "init", *FLOW[:answered], INTERRUPT)
    assert (code, said.splitlines()[-1]) == (130, "Nothing was written.")
    code, _ = terminal.talk(empty, "init", *FLOW[:answered], END)
    assert (code, list(empty.iterdir())) == (2, [])


@pytest.mark.system
def test_who_wants_no_questions_gets_the_example(empty: Path) -> None:
    (empty / "own").mkdir()
    code, said = terminal.talk(empty, "init own", "n")
    assert (code, said.splitlines()[-1]) == (0, "Wrote own/targets.yaml and own/observations.csv. Now: cd own && tracker status")
    code, said = terminal.talk(empty, "init --yes")
    assert (code, said) == (0, "Wrote targets.yaml and observations.csv. Now: tracker status\n")
    assert [(empty / name).read_bytes() for name in NAMES] == [(empty / "own" / name).read_bytes() for name in NAMES]


def test_files_begun_in_a_language_are_answered_in_it(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--language", "kk").code == 0
    assert "version: 1\nlanguage: kk\n" in Path("targets.yaml").read_text(encoding="utf-8")
    assert json.loads(run("status", *DAY, "-f", "json").out)["language"] == "kk"
    assert run("check", *DAY).code == 0


def example_in(code: str) -> tuple[str, list[str]]:
    """The example in a language as text, and the comments in it."""
    text = (Path(setup.__file__).parent.parent / "starter" / code / "targets.yaml").read_text(encoding="utf-8")
    return text, [line.split("# ", 1)[1] for line in text.splitlines() if "# " in line]


@pytest.mark.parametrize("code", ["ru", "kk", "uz"])
def test_the_example_speaks_the_language_that_was_asked_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--language", code).code == 0
    assert (run("check").code, run("status").code) == (0, 0)
    written, _ = targets.load(Path("targets.yaml"))
    english, _ = targets.read(example_in("en")[0].encode(), "targets.yaml")
    assert written.language == code
    assert [(each.id, each.goal, each.deadline) for each in written.targets.values()] == [
        (each.id, each.goal, each.deadline) for each in english.targets.values()
    ]
    (_, english_comments), (_, comments) = example_in("en"), example_in(code)
    assert len(comments) == len(english_comments)
    same = [one for one, other in zip(comments, english_comments, strict=True) if one == other]
    assert all(each.startswith(("yaml-language-server", "milestones: ", "  - {")) for each in same)


@pytest.mark.parametrize("code", ["en", "ru", "kk", "uz"])
def test_the_wordings_that_the_example_names_are_read(code: str) -> None:
    [comment] = [each for each in example_in(code)[1] if "40-45" in each]
    wordings = comment.split(": ", 1)[1].split(" · ")
    assert len(wordings) == 8
    for each in wordings:
        stated_target.parse_target(each)
