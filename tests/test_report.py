"""What a report says: its sections, its sentences, its footnotes; and the command that writes it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, Load, one
from test_cli import Result, Run, folder, run

import tracker
from tracker import charts, narrative, prose
from tracker.briefly import headline
from tracker.closeup import close_up
from tracker.document import Bullets, Chart, Paragraph, Quote, Table
from tracker.report import Origin, Question, compiled
from tracker.tables import SYMBOLS, TONES
from tracker.writing import marks_used, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.document import Block, Document, Text

__all__ = ["folder", "run"]  # fixtures
TODAY, BEFORE = date(2026, 11, 22), date(2025, 10, 30)


def shipped(since: date | None = BEFORE, as_of: date = TODAY) -> Document:
    return written(
        compiled(*tracker.load(ROOT / "targets.yaml"), Question(as_of, since), Origin("tracker report", (("targets.yaml", "abc"),)))
    )


def of(load: Load, declared: str, observed: str, since: date | None = None) -> Document:
    programme, observations, problems = load(declared, observed)
    assert problems == []
    return written(compiled(programme, observations, Question(TODAY, since), Origin()))


def texts(document: Document) -> Iterator[Text]:
    for section in document.sections:
        for block in section.blocks:
            yield from words_of(block)


def words_of(block: Block) -> list[Text]:
    match block:
        case Paragraph():
            return [block.text]
        case Quote():
            return [block.words, block.said]
        case Bullets():
            return list(block.items)
        case Table():
            return [cell for row in block.rows for cell in row]
        case Chart():
            return []


def table(document: Document, caption: str) -> list[list[str]]:
    (found,) = (block for section in document.sections for block in section.blocks if isinstance(block, Table) and caption in block.caption)
    return [[cell.text for cell in row] for row in found.rows]


def said(load: Load, observed: str, **fields: object) -> str:
    programme, observations, problems = load(one(name="Trade", **fields), observed)
    assert problems == []
    return prose.said(close_up(programme, observations, TODAY, "t"))


def test_the_sections_stand_in_their_order() -> None:
    document = shipped()
    assert [section.heading for section in document.sections] == [
        "Summary",
        "Since the last report, 30 Oct 2025",
        "Mutual trade turnover",
        "Joint industrial projects in operation",
        "Investment in completed joint projects",
        "Jobs created by the joint projects",
        "Notes on method",
    ]
    assert (document.title, document.subtitle) == (
        "Kazakhstan–Uzbekistan trade and cooperation targets",
        "Progress report as of 22 Nov 2026",
    )
    assert [section.id for section in shipped(None).sections][:2] == ["summary", "target-turnover"]


def test_the_summary() -> None:
    document = shipped()
    assert document.sections[0].blocks[0] == Paragraph(next(texts(document)), lead=True)
    assert next(texts(document)).text == "4 targets: 1 off track, 1 at risk, 2 open."
    assert table(document, "Where each target stands")[0] == [
        "Mutual trade turnover (UZ)",
        "◆ at risk",
        "4.97 bn USD (2025)",
        "10 bn USD by 2030",
        "11.7 %",
        "16.6 %",
        "5.03 bn USD",
        "15.6 %",
        "15.0 %",
    ]


def test_every_verdict_has_a_place_in_the_headline_a_tone_and_a_symbol() -> None:
    for status, word in narrative.STATUS_WORDS.items():
        assert headline([{"status": status}]) == f"1 target: 1 {word}."
        assert SYMBOLS[status]
        assert TONES[status] in {"good", "warn", "bad", "open"}
    assert headline([]) == "No targets are declared."


def test_the_figures_of_the_years_and_what_the_years_to_come_must_show() -> None:
    rows = table(shipped(), "Mutual trade turnover: what was observed")
    assert [row[0] for row in rows] == ["2018", "2020", "2022", *map(str, range(2023, 2031))]
    assert rows[5] == ["2025", "4.97 bn USD", "15.6 %", "", ""]  # 4.97 / 4.3 - 1
    assert rows[6] == ["2026", "", "", "5.976 bn USD", "5.716 bn USD"]  # 4.97 + 1.006; 4.97 * (10 / 4.97) ** (1 / 5), both rounded up
    assert rows[-1][3:] == ["10 bn USD", "10 bn USD"]


def test_things_that_are_counted_are_needed_whole(load: Load) -> None:
    document = of(load, one("stock", "jobs", target=10, by=2028), "t,2024,1,jobs,,,,,,\nt,2025,3,jobs,,,,,,\n")
    assert [row[3:] for row in table(document, "what was observed")[2:]] == [
        ["6 jobs", "5 jobs"],
        ["8 jobs", "7 jobs"],
        ["10 jobs", "10 jobs"],
    ]
    document = of(load, one("stock", "jobs", target=1, by=2028, direction="decrease"), "t,2024,12,jobs,,,,,,\nt,2025,10,jobs,,,,,,\n")
    assert [row[3:] for row in table(document, "what was observed")[2:]] == [
        ["7 jobs", "4 jobs"],
        ["4 jobs", "2 jobs"],
        ["1 jobs", "1 jobs"],
    ]


def test_mirror_figures_and_by_how_much_they_differ() -> None:
    document = shipped()
    assert table(document, "the same periods by the figures of UZ and of KZ") == [
        ["2022", "4.6 bn USD", "5 bn USD", "+8.7 %"],
        ["2023", "4.39 bn USD", "4.5 bn USD", "+2.5 %"],
        ["2024", "4.3 bn USD", "over 4 bn USD", "–"],  # by how much a bound differs is not known
    ]
    assert any(text.text.startswith("By the figures of KZ the verdict is another one: ○ no pace. No figure") for text in texts(document))


def test_earlier_promises_and_how_they_ended() -> None:
    assert table(shipped(), "earlier promises") == [
        ["5 bn USD", "2020", "14 Mar 2018", "both governments", "UZ: missed; KZ: undetermined"],
        ["5 bn USD", "2022", "26 Nov 2021", "Kazakhstan's prime minister", "UZ: missed; KZ: kept"],
        ["10 bn USD", "2026", "6 Dec 2021", "both presidents", "UZ: open; KZ: open"],
    ]


def test_every_source_that_is_cited_stands_below_with_its_lines_and_no_other() -> None:
    document = shipped()
    cited = {number for text in texts(document) for number in text.cites}
    assert cited == {source.number for source in document.sources} == set(range(1, len(document.sources) + 1))
    latest = next(source for source in document.sources if "observations.csv:25" in source.places)
    assert (latest.text, latest.link) == ("https://ru.trend.az/casia/uzbekistan/4148431.html",) * 2
    lines = (ROOT / "observations.csv").read_text(encoding="utf-8").splitlines()
    for source in document.sources:
        for place in source.places:
            name, line = place.split(":")
            said = lines if name == "observations.csv" else (ROOT / name).read_text(encoding="utf-8").splitlines()
            assert source.text in said[int(line) - 1]


@pytest.mark.parametrize(
    ("source", "link"), [("javascript:alert(1)", False), ("https://a b", False), ("data:text/html,x", False), ("HTTPS://a", True)]
)
def test_only_addresses_of_the_web_become_links(load: Load, source: str, link: bool) -> None:
    document = of(load, one(), f't,2024,4,USD,,,,,"{source}",\n')
    assert [(each.text, each.link) for each in document.sources] == [(source, source if link else None)]


def test_marks_stand_where_the_figure_stands_and_are_explained_once(load: Load) -> None:
    rows = "t,2023,3,USD,,,Provisional,2024-02-01,,\nt,2024,4,USD,,,low reliability,2025-02-01,,\n"
    rows += "t,2023-01/2023-03,1,USD,,,,,,\nt,2024-01/2024-03,1,USD,,,,,,\nt,2025-01/2025-03,2,USD,,,e,,,\n"
    document = of(load, one(by=2030), rows)
    figures = next(block for block in document.sections[1].blocks if isinstance(block, Table))
    assert [(row[0].text, row[1].marks) for row in figures.rows[:3]] == [
        ("2023", ("p",)),
        ("2024", ("low reliability",)),
        ("year to Mar 2025", ("low reliability", "d", "s")),
    ]
    assert set(marks_used(document)) == {"p", "low reliability", "d", "s"}


def test_the_notes_name_the_formulas_that_were_used_and_no_other(load: Load) -> None:
    without = " ".join(text.text for text in texts(of(load, one(), "t,2024,4,USD,,,,,,\n")))
    assert "Needed a year" not in without
    assert "carried to the deadline" not in without
    usual = " ".join(text.text for text in texts(shipped()))
    assert "Needed a year = (T / L)^(1 / (tT − tL)) − 1" in usual
    assert "95.0 %" in usual


def test_that_nothing_changed_is_said(load: Load) -> None:
    document = of(load, one(by=2030), "t,2024,4,USD,,,,,,\n", date(2026, 11, 1))
    assert [text.text for text in words_of(document.sections[1].blocks[0])] == [
        "Nothing changed between 1 Nov 2026 and 22 Nov 2026: no figure became known or was revised, no verdict turned and no deadline passed."
    ]
    assert table(document, "Deadlines that came closer") == [["t", "2030", "50", "49"]]


@pytest.mark.parametrize(
    ("observed", "fields", "expected"),
    [
        (
            "t,2023,4,USD,,,,,,\nt,2024,4.4,USD,,,,,,\nt,2025,4.84,USD,,,,,,\n",
            {"by": 2030},
            (
                "Trade came to 4.84 USD (2025): 14.0 % of the way from 4 USD (2023) to 10 USD has been covered, and 28.5 % of the time until the end of 2030 "
                "has gone. Since 2023 it has grown by 10.0 % a year (0.42 USD a year on average). From now on growth of 15.6 % a year is needed, or 1.03 USD "
                "more each year. So much within twelve months has not been seen in this series: the best was 10.0 % to the end of 2024."
            ),
        ),
        (
            "t,2024,20,USD,,,,,,\nt,2025,15,USD,,,,,,\n",
            {"by": 2030, "direction": "decrease"},
            (
                "Trade came to 15 USD (2025): 50.0 % of the way from 20 USD (2024) to 10 USD has been covered, and 16.6 % of the time until the end of 2030 "
                "has gone. Since 2024 it has fallen by 25.0 % a year (5 USD a year on average). From now on a fall of 7.8 % a year is needed, or 1 USD less "
                "each year. So much within twelve months has been seen in this series before: −25.0 % to the end of 2025."
            ),
        ),
        (
            "t,2024,-2,USD,,,,,,\nt,2025,-2,USD,,,,,,\n",
            {"by": 2030},
            (
                "Trade came to −2 USD (2025): 0.0 % of the way from −2 USD (2024) to 10 USD has been covered, and 16.6 % of the time until the end of 2030 "
                "has gone. Since 2024 it has not moved. From now on 2.4 USD more is needed each year. So much within twelve months has not been seen in this "
                "series: the best was 0 USD to the end of 2025."
            ),
        ),
        ("t,2025,4,USD,over,,,,,\n", {}, "Trade came to over 4 USD (2025); the target is 10 USD, and no deadline was stated."),
        (
            "t,2025,4,USD,,,,,,\n",
            {"kind": "stock", "by": 2030},
            (
                "Trade stood at 4 USD (2025); the target is 10 USD by the end of 2030. From now on growth of 20.1 % a year is needed, or 1.2 USD more each "
                "year. The series holds no two figures a year apart with which that could be compared."
            ),
        ),
    ],
)
def test_what_is_said_of_a_target(load: Load, observed: str, fields: dict[str, object], expected: str) -> None:
    assert said(load, observed, **fields) == expected


def test_no_template_asks_for_a_field_that_nobody_gives() -> None:
    named = {"name", "latest", "latest_period", "progress", "baseline", "baseline_period", "target", "elapsed", "deadline"}
    for kinds in narrative.STANDS.values():
        for template in kinds.values():
            assert set(re.findall(r"{(\w+)}", template)) <= named


def test_a_chart_of_one_level_of_none_and_of_a_landing_far_away(load: Load) -> None:
    programme, observations, _ = load(one(by=2030), "t,2024,0.001,USD,,,,,,\nt,2025,5,USD,,,,,,\n")
    spec = charts.trajectory(close_up(programme, observations, TODAY, "t"))
    assert spec is not None
    domain = next(layer["encoding"]["y"]["scale"]["domain"] for layer in spec["layer"] if "y" in layer["encoding"])
    assert domain[1] < 20  # the landing would be at 6e18
    programme, observations, _ = load(one(by=2030), "")
    assert charts.trajectory(close_up(programme, observations, TODAY, "t")) is None
    assert charts.bullet(close_up(programme, observations, TODAY, "t")) is None


def test_the_command_picks_the_format_by_the_name_and_says_what_is_wrong(run: Run, folder: Path) -> None:
    assert run("report", "-o", "r.md") == Result(0, "", "")
    assert (folder / "r.md").read_text(encoding="utf-8").startswith("# Targets\n")
    assert sorted(each.name for each in folder.glob("*.svg")) == ["r-t-bar.svg", "r-t-way.svg"]
    for arguments, said in {
        ("-o", "r.txt"): "the name of a report ends in .html",
        ("-o", "r.html", "-f", "pdf"): "pdf contradicts the name of r.html",
        ("-f", "htm"): "did you mean `html`?",
        ("--since", "2999-01-01"): "is later than the as-of date",
        ("--since", "then"): "Invalid value for '--since': 'then' is not a day",
        ("--template", "x.docx"): "a template is a DOCX and the report is markdown",
        ("--reporter", "all"): "a report counts one reporter's figures",
        ("nobody",): "`nobody` is not known; write `t`",
        ("-o", "targets.yaml", "-f", "markdown"): "targets.yaml is an input of the tracker",
    }.items():
        code, out, err = run("report", *arguments)
        assert (code, out) == (2, ""), arguments
        assert said in err
    assert (folder / "targets.yaml").read_text(encoding="utf-8").startswith("targets:")
    assert not list(folder.glob("targets-*.svg"))


def test_the_command_that_makes_the_report_again(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    for name in ("targets.yaml", "observations.csv"):
        (folder / name).rename(folder / "sub" / name)
    code, out, _ = run(
        "report", "t", "-t", "sub/targets.yaml", "--as-of", "2026-11-22", "--since", "2026-01-01", "--reporter", "", "-f", "markdown"
    )
    command = re.search(r"^    (tracker report .*)$", out, re.MULTILINE)
    assert code == 0
    assert command
    assert command[1] == "tracker report t --targets sub/targets.yaml --as-of 2026-11-22 --since 2026-01-01 --format markdown"
    assert run(*command[1].split()[1:]).out == out
    absolute = run("report", "-t", str(folder / "sub" / "targets.yaml"), "--as-of", "2026-11-22").out
    assert str(folder) not in absolute
    assert "tracker report --targets targets.yaml --as-of 2026-11-22 --format markdown" in absolute
