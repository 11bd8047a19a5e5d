"""``tracker add`` at a terminal: what a person types, and what comes of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
import terminal
from conftest import HEADER, ROOT, one
from terminal import END, INTERRUPT

pytestmark = pytest.mark.system
TODAY = date.today()  # noqa: DTZ011 - as the tracker has it


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("targets.yaml", "observations.csv"):
        Path(name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


class Talk(Protocol):
    def __call__(self, *answers: str, command: str = "add") -> tuple[int | None, str]: ...


@pytest.fixture
def talk(folder: Path) -> Talk:
    return lambda *answers, command="add": terminal.talk(folder, command, *answers)


def declare(targets: str, observed: str) -> None:
    Path("targets.yaml").write_text(targets, encoding="utf-8")
    Path("observations.csv").write_text(observed, encoding="utf-8")


def lines() -> list[str]:
    return Path("observations.csv").read_text(encoding="utf-8").splitlines()


def test_a_figure_is_asked_for_piece_by_piece(talk: Talk, folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    code, said = talk("turnover", "", "Jan-Sep 2026", "3.9 bn", "2026-10-28", "https://example.org")
    assert code == 0
    row = "turnover,2026-01/2026-09,3.9,bn USD,,UZ,,2026-10-28,https://example.org,"
    assert (folder / "observations.csv").read_bytes() == before + f"{row}\n".encode()
    assert said.splitlines()[:15] == [
        "Which target has a new figure? Ctrl-C leaves without adding anything.",
        "",
        "  turnover    Mutual trade turnover",
        "  projects    Joint industrial projects in operation",
        "  investment  Investment in completed joint projects",
        "  jobs        Jobs created by the joint projects",
        "",
        "Target: turnover",
        "Reporter [UZ]: ",
        "Last figure: 4.97 bn USD for 2025, by UZ, published 1 Feb 2026",
        "(observations.csv:25)",
        "Period (such as 2025, Q3 2025 or Jan–Sep 2025) [Jan 2026]: Jan-Sep 2026",
        "Value (the last one was 4.97 bn USD): 3.9 bn",
        "Published (a day such as 2026-10-28, or today): 2026-10-28",
        "Source (Enter for none): https://example.org",
    ]
    assert f"observations.csv:36 added: {row}" in " ".join(said.split())
    assert max(len(line) for line in said.splitlines() if "example.org" not in line) <= 80


def test_a_question_is_answered_in_the_words_of_its_language(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_LANGUAGE", "ru")
    code, said = talk("turnover", "", "январь-сентябрь 2026", "3,9", "потом", "нет", "", "3,9", "да", "сегодня", "")
    assert code == 0
    assert lines()[-1] == f"turnover,2026-01/2026-09,3.9,USD,,UZ,,{TODAY},,"
    assert "[д/Н]: потом `потом` – не ответ; введите д (да) или н (нет) Верно ли" in " ".join(said.split())


def test_an_uzbek_y_writes_nothing(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_LANGUAGE", "uz")
    code, said = talk("turnover", "", "2026-01/2026-09", "3,9", "y", "yoʻq", "", "3,9", "ha", "2026-10-28", "")
    assert code == 0
    assert "[ha/Yoʻq]: y `y` – javob emas; ha yoki yoʻq deb yozing" in " ".join(said.split())


def test_a_typo_is_asked_about_again_with_the_nearest_ids(talk: Talk) -> None:
    code, said = talk(
        "turnovr", "TURNOVER", "UX", "n", "uz", "Sept 26", "2025-09-30", "", "many", "0.3 bn EUR", "0.3 bn", "soon", "today", ""
    )
    assert code == 0
    assert lines()[-1] == f"turnover,2026-01,0.3,bn USD,,UZ,,{TODAY},,"
    flat = " ".join(said.split())
    for message in (
        "Target: turnovr `turnovr` is not the id of a target; did you mean `turnover`? Target: TURNOVER",
        "Reporter [UZ]: UX UX is a new reporter for this target (known: UZ and KZ). Is that right? [y/N]: n Reporter [UZ]: uz",
        "`Sept 26` is not a period",
        "`2025-09-30` is not made of whole months, as the total of a flow must be; write 2024, 2024-S1",
        "`many` is not a number",
        "the unit `EUR` is not that of the target; write USD",
        "`soon` is not a day; write one such as 2026-10-28, or today",
    ):
        assert message in flat


def test_what_the_command_line_says_is_not_asked_for_and_what_is_wrong_there_is(talk: Talk) -> None:
    code, said = talk("projects", "", "", command="add project 2026-06-30 20 --published 2026-07-01")
    assert (code, lines()[-1]) == (0, "projects,2026-06-30,20,projects,,KZ,,2026-07-01,,")
    assert [word for word in ("Target:", "Reporter", "Period (", "Value (", "Published (", "Source (") if word in said] == [
        "Target:",
        "Reporter",
        "Source (",
    ]
    assert "did you mean `projects`?" in said


@pytest.mark.parametrize("answered", [0, 1, 3, 5])
def test_ctrl_c_at_any_question_writes_nothing_and_says_so(talk: Talk, folder: Path, answered: int) -> None:
    before = (folder / "observations.csv").read_bytes()
    code, said = talk(*["turnover", "", "2026-Q1", "1.2 bn", "2026-05", ""][:answered], INTERRUPT)
    assert (code, said.splitlines()[-1]) == (130, "Nothing was added.")
    assert (folder / "observations.csv").read_bytes() == before


def test_the_end_of_the_input_writes_nothing_and_says_so(talk: Talk, folder: Path) -> None:
    before = (folder / "observations.csv").read_bytes()
    code, said = talk("turnover", "", END)
    assert (code, said.splitlines()[-1]) == (2, "the input ended before every question was answered; nothing was written")
    assert (folder / "observations.csv").read_bytes() == before


def test_a_figure_of_another_size_is_confirmed(talk: Talk, folder: Path) -> None:
    """22.4 where all others are some 4 bn: asked for again unless it is meant."""
    assert folder.exists()
    code, said = talk("turnover", "", "Jan-Sep 2026", "22.4", "n", "", "3.9 bn", "today", "")
    assert (code, lines()[-1]) == (0, f"turnover,2026-01/2026-09,3.9,bn USD,,UZ,,{TODAY},,")
    flat = " ".join(said.split())
    assert "Warning: 22.4 USD is at most a tenth of the neighbouring figures; is the unit right? [unit-slip] " in flat
    assert "Is 22.4 USD for Jan–Sep 2026 right? [y/N]: n Period (such as 2025, Q3 2025 or Jan–Sep 2025) [Jan–Sep 2026]: Value" in flat
    code, said = talk("turnover", "", "2019", "4300 bn", "y", "today", "")
    assert (code, lines()[-1], said.count("[unit-slip]")) == (0, f"turnover,2019,4300,bn USD,,UZ,,{TODAY},,", 1)


def test_a_period_that_has_not_ended_is_confirmed(talk: Talk) -> None:
    code, said = talk("turnover", "", "2062", "n", "2062", "y", "5 bn", "today", "")
    assert (code, lines()[-1]) == (0, f"turnover,2062,5,bn USD,,UZ,,{TODAY},,")
    assert "2062 ends on 31 Dec 2062, which is still to come; the figure does not" in said
    assert "[future-period]" not in said
    code, said = talk("projects", "", "2062-06-30", "y", "80", "today", "")
    assert (code, lines()[-1]) == (0, f"projects,2062-06-30,80,projects,,KZ,,{TODAY},,")
    assert "  30 Jun 2062 is still to come; the figure does not count before that.\n" in said.replace("\r", "")


def test_a_figure_that_is_there_is_revised_or_another_period_is_asked_for(talk: Talk) -> None:
    code, said = talk("turnover", "", "2025", "n", "2025", "y", "5 bn", "2026-01-31", "2026-03", "")
    assert (code, lines()[-1]) == (0, "turnover,2025,5,bn USD,,UZ,,2026-03,,")
    flat = " ".join(said.split())
    assert "observations.csv:25 has 4.97 bn USD for 2025, published on 2026-02-01. Is yours a revision of it? [y/N]: n Period" in flat
    assert "published on 2026-02-01; a revision must have been published after that Published" in flat
    code, said = talk("turnover", "", "2025", "y", "5.2", "n", "", "y", "5.2 bn", "2026-04-02", "")
    assert (code, lines()[-1], said.count("[unit-slip]")) == (0, "turnover,2025,5.2,bn USD,,UZ,,2026-04-02,,", 1)
    code, said = talk("2025", "5.1 bn", "2026-04", "", command="add turnover 2021 --reporter UZ --revise")
    assert (code, lines()[-1]) == (0, "turnover,2025,5.1,bn USD,,UZ,,2026-04,,")
    assert "there is no figure for 2021 yet that could be revised" in said


def test_a_series_without_a_reporter_is_not_asked_for_one(talk: Talk) -> None:
    other = one(target=10).partition("\n")[2].replace("  t:\n", "  other:\n")
    declare(one(target=10) + other, "target,period,value,reporter\nother,2023,5,UZ\nt,2023,5,\n")
    code, said = talk("t", "", "6")
    assert (code, lines()[-1], "Reporter" in said) == (0, "t,2024,6,", False)
    assert "Last figure: 5 USD for 2023 (observations.csv:3)\nPeriod (such as 2025, Q3 2025 or Jan–Sep 2025) [2024]: " in said
    code, said = talk("other", "KZ", "", "", "6")
    assert (code, lines()[-1]) == (0, "other,2024,6,UZ")
    assert "the figures of `other` are by `UZ`, and those of two reporters are never mixed" in " ".join(said.split())


def test_what_no_other_answer_can_mend_is_said_at_once(talk: Talk) -> None:
    """A reporter beside figures that name none; figures of which no target is made."""
    series = "series:\n  c: {kind: flow, unit: USD}\n"
    declare(one(target=10) + series, "target,period,value,reporter\nt,2023,5,\n")
    code, said = talk(command="add t 2024 6 --reporter UZ")
    assert code == 2
    assert " ".join(said.split()).startswith("the figures of `t` name no reporter; leave out --reporter, or declare in targets.yaml whose")
    code, said = talk("c", "t", "", "6")
    assert (code, "no target is made of `c` yet" in said, lines()[-1]) == (0, True, "t,2024,6,")


def test_the_first_figure_of_a_folder(talk: Talk, folder: Path) -> None:
    declare(one("stock", '"%"', target="at least 30", by=2030), HEADER)
    (folder / "observations.csv").unlink()
    code, said = talk("", "2025", "25.5", "today", "")
    assert (code, lines()) == (0, [HEADER.strip(), f"t,2025,25.5,%,,,,{TODAY},,"])
    assert "Target [t]: \nThere is no figure yet.\nPeriod (such as 2025, Q3 2025 or 30 Sep 2025): 2025\nValue (in %): 25.5" in said


def test_a_next_period_that_has_not_ended_is_told_and_not_proposed(talk: Talk) -> None:
    declare(one(target=10), f"target,period,value\nt,{TODAY.year - 1},5\n")
    code, said = talk("", f"Q3 {TODAY.year - 1}", "1")
    assert (code, lines()[-1]) == (0, f"t,{TODAY.year - 1}-Q3,1")
    assert (
        f"The next one would be for {TODAY.year}, which ends on 31 Dec {TODAY.year}.\nPeriod (such as 2025, Q3 2025 or Jan–Sep 2025): "
        in said
    )


def test_an_event_and_a_place(talk: Talk) -> None:
    declare("targets:\n  law: {kind: event, by: 2027}\n  rank: {kind: rank, target: 25, by: 2030}\n", "target,period,value\n")
    code, said = talk("law", "2025-03-01", "perhaps", "yes")
    assert (code, lines()[-1]) == (0, "law,2025-03-01,1")
    assert "Has it come? (yes or no): perhaps" in said
    assert "Last figure: yes for 1 Mar 2025 (observations.csv:2)" in talk("law", END)[1]
    code, _ = talk("rank", "2024", "30.5", "", "30")
    assert (code, lines()[-1]) == (0, "rank,2024,30")


def test_a_file_with_errors_is_mended_before_anything_is_asked(talk: Talk) -> None:
    declare(one(target=10), "target,period,value,reporter\nt,2023,5,UZ\nt,2023,5,KZ\n")
    code, said = talk()
    assert (code, said.startswith("targets.yaml:2: `t` has figures by `KZ` and `UZ`; state whose figures count")) == (2, True)


def test_nothing_is_asked_with_yes(talk: Talk) -> None:
    code, said = talk(command="add turnover 2019 '4300 bn USD' --reporter UZ --published 2020 --yes")
    assert (code, "[unit-slip]" in said, lines()[-1]) == (0, True, "turnover,2019,4300,bn USD,,UZ,,2020,,")
    code, said = talk(command="add turnover --yes")
    assert (code, "'PERIOD': it is missing" in said) == (2, True)


def test_rows_that_are_suspicious_are_confirmed(talk: Talk, folder: Path) -> None:
    (folder / "new.csv").write_text(HEADER + "turnover,2019,4300,bn USD,,UZ,,2020,,\n", encoding="utf-8")
    before = lines()
    code, said = talk("n", command="add --rows new.csv")
    assert (code, "[unit-slip]\nAdd 1 row all the same? [y/N]: n\nNothing was added." in said, lines()) == (2, True, before)
    code, said = talk("y", command="add --rows new.csv")
    assert (code, said.count("[unit-slip]"), len(lines())) == (0, 1, len(before) + 1)


def test_a_dialogue_that_writes_nothing(talk: Talk) -> None:
    before = lines()
    code, said = talk("jobs", "", "2025-07-12", "4700", "today", "", command="add -n")
    assert (code, f"observations.csv:36 would be added: jobs,2025-07-12,4700,jobs,,KZ,,{TODAY},," in said) == (0, True)
    assert lines() == before


def test_the_dialogue_of_the_documentation(talk: Talk) -> None:
    page = (ROOT / "docs" / "observations.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```text\n(Which target .*?)```", page, re.DOTALL)
    answers = re.findall(r"^(?:Target|Reporter|Period|Value|Is|Published|Source)\b.*?: ?([^:\n]*|https:.*)$", shown, re.MULTILINE)
    code, said = talk(*answers)
    assert code == 0
    questions, done = shown.rstrip("\n").rsplit("\n", 1)
    assert said.startswith(f"{questions}\n")
    assert done in " ".join(said.split())
