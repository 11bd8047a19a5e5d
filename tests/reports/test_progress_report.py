"""What a report says: its sections, its sentences, its footnotes; and the command that writes it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, Load, one
from drawings import find_collisions, read_drawing
from results import result
from test_cli import Result, Run, folder, run

import tracker
from tracker.analysis.target_detail import detail_target
from tracker.render.pictures import svg
from tracker.reports.charts.target_chart import draw_chart
from tracker.reports.charts.theme import NARROW, WIDE, Format
from tracker.reports.document import Paragraph, Table, list_texts
from tracker.reports.page_one import section_id
from tracker.reports.progress_report import Origin, Question, compile_report, write_report
from tracker.words import target_prose
from tracker.words.chart_wording import label_latest
from tracker.words.status_columns import STATUS, SYMBOLS, TONES
from tracker.words.summary_wording import headline
from tracker.words.texts import prose, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.reports.document import Document, Text

__all__ = ["folder", "run"]  # fixtures
TODAY, BEFORE = date(2026, 11, 22), date(2025, 10, 30)


def shipped(since: date | None = BEFORE, as_of: date = TODAY) -> Document:
    return write_report(
        compile_report(*tracker.load(ROOT / "targets.yaml"), Question(as_of, since), Origin("tracker report", (("targets.yaml", "abc"),)))
    )


def of(load: Load, declared: str, observed: str, since: date | None = None) -> Document:
    programme, observations, problems = load(declared, observed)
    assert problems == []
    return write_report(compile_report(programme, observations, Question(TODAY, since), Origin()))


def texts(document: Document) -> Iterator[Text]:
    for section in document.sections:
        for block in section.blocks:
            yield from list_texts(block)


def table(document: Document, caption: str, target: str = "") -> list[list[str]]:
    """The one table whose caption begins so; where several targets have such a one, that of a target."""
    sections = [each for each in document.sections if not target or each.id == section_id(target)]
    (found,) = (each for section in sections for each in section.blocks if isinstance(each, Table) and each.caption.startswith(caption))
    return [[cell.text for cell in row] for row in found.rows]


def said(load: Load, observed: str, **fields: object) -> str:
    programme, observations, problems = load(one(name="Trade", **fields), observed)
    assert problems == []
    return target_prose.target_paragraph(detail_target(programme, observations, TODAY, "t"))


def test_the_sections_stand_in_their_order() -> None:
    document = shipped()
    assert [section.heading for section in document.sections] == [
        "Summary",
        "Since the last report, 30 Oct 2025",
        "Joint industrial projects in operation",
        "Mutual trade turnover",
        "Jobs created by the joint projects",
        "Investment in completed joint projects",
        "Notes on methods",
    ]
    assert (document.title, document.subtitle) == (
        "Kazakhstan–Uzbekistan trade and cooperation targets",
        "Progress report as of 22 Nov 2026",
    )
    assert [section.id for section in shipped(None).sections][:2] == ["summary", "target-projects"]


def test_the_summary() -> None:
    document = shipped()
    assert document.sections[0].blocks[0] == Paragraph(next(texts(document)), lead=True)
    said = "All 4 targets need attention: 1 is off track, 1 is at risk and 2 have only out-of-date figures."
    assert next(texts(document)).text == said
    assert table(document, "All targets as of")[1] == [
        "Mutual trade turnover (UZ)",
        "",  # a line is drawn there
        "4.97 bn USD (2025)",
        "10 bn USD by 2030",
        "8.3–10.3 bn USD",
        "◆ at risk",
    ]


def test_every_verdict_has_a_place_in_the_headline_a_tone_and_a_symbol() -> None:
    for status, word in verdicts.STATUS_WORDS.items():
        assert headline([result(status=status)]) == f"1 target: 1 {word}."
        assert SYMBOLS[status]
        assert TONES[status] in {"good", "warn", "bad", "open"}
    assert headline([]) == "No targets are declared."


def test_the_figures_of_the_years_and_what_the_years_to_come_must_show() -> None:
    rows = table(shipped(), "Observed figures", "turnover")
    assert [row[0] for row in rows] == ["2018", "2020", "2022", *map(str, range(2023, 2031))]
    assert rows[5] == ["2025", "4.97 bn USD", "+15.6 %", "", ""]  # 4.97 / 4.3 - 1
    assert rows[6] == ["2026", "", "", "5.98 bn USD", "5.72 bn USD"]  # 4.97 + 1.006; 4.97 * (10 / 4.97) ** (1 / 5), both rounded up
    assert rows[-1][3:] == ["10 bn USD", "10 bn USD"]


def test_things_that_are_counted_are_needed_whole(load: Load) -> None:
    document = of(load, one("stock", "jobs", target=10, by=2028), "t,2024,1,jobs,,,,,,\nt,2025,3,jobs,,,,,,\n")
    assert [row[3:] for row in table(document, "Observed figures")[2:]] == [
        ["6 jobs", "5 jobs"],
        ["8 jobs", "7 jobs"],
        ["10 jobs", "10 jobs"],
    ]
    document = of(load, one("stock", "jobs", target=1, by=2028, direction="decrease"), "t,2024,12,jobs,,,,,,\nt,2025,10,jobs,,,,,,\n")
    assert [row[3:] for row in table(document, "Observed figures")[2:]] == [
        ["7 jobs", "4 jobs"],
        ["4 jobs", "2 jobs"],
        ["1 job", "1 job"],
    ]


def test_mirror_figures_and_by_how_much_they_differ() -> None:
    document = shipped()
    assert table(document, "The same periods by the figures of UZ and of KZ") == [
        ["2022", "4.6 bn USD", "5 bn USD", "+8.7 %"],
        ["2023", "4.39 bn USD", "4.5 bn USD", "+2.5 %"],
        ["2024", "4.3 bn USD", "over 4 bn USD", "–"],  # by how much a bound differs is not known
    ]
    assert any(
        text.text.startswith("According to the figures of KZ, the status is different: ○ no pace. No figure") for text in texts(document)
    )


def test_earlier_targets_and_how_they_ended() -> None:
    assert table(shipped(), "Earlier targets") == [
        ["5 bn USD", "2020", "14 Mar 2018", "both governments", "UZ: missed; KZ: undetermined"],
        ["5 bn USD", "2022", "26 Nov 2021", "Kazakhstan's prime minister", "UZ: missed; KZ: met"],
        ["10 bn USD", "2026", "6 Dec 2021", "both presidents", "UZ: not due yet; KZ: not due yet"],
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
    assert set(document.marks) == {"p", "low reliability", "d", "s"}


def test_the_notes_name_the_formulas_that_were_used_and_no_other(load: Load) -> None:
    without = " ".join(text.text for text in texts(of(load, one(), "t,2024,4,USD,,,,,,\n")))
    assert "Required growth a year" not in without
    assert "carried to the deadline" not in without
    usual = " ".join(text.text for text in texts(shipped()))
    assert "Required growth a year = (T / L)^(1 / (tT − tL)) − 1" in usual
    assert "95.0 %" in usual


def test_that_nothing_changed_is_said(load: Load) -> None:
    document = of(load, one(by=2030), "t,2024,4,USD,,,,,,\n", date(2026, 11, 1))
    assert [text.text for text in list_texts(document.sections[1].blocks[0])] == [
        "Nothing changed between 1 Nov 2026 and 22 Nov 2026: no figure was published or revised, no status changed and no deadline passed."
    ]
    assert table(document, "Time left to each deadline") == [["t", "2030", "49", "49"]]


WAY = "Trade came to {} ({}): progress from {} to the target of 10 USD was {} when {} of the time to the end of 2030 had elapsed."


@pytest.mark.parametrize(
    ("observed", "fields", "expected"),
    [
        (
            "t,2023,4,USD,,,,,,\nt,2024,4.4,USD,,,,,,\nt,2025,4.84,USD,,,,,,\n",
            {"by": 2030},
            WAY.format("4.84 USD", "2025", "4 USD (2023)", "14.0 %", "28.6 %")
            + " Since 2023 it has grown by 10.0 % a year on average, an increase of 0.42 USD a year. "
            "From the latest figure on, meeting the target requires growth of 15.6 % a year, or an increase of 1.03 USD each year. "
            "Neither has been recorded: the fastest growth was 10.0 %, in 2024, and the largest increase 0.44 USD, in 2025.",
        ),
        (
            "t,2024,20,USD,,,,,,\nt,2025,15,USD,,,,,,\n",
            {"by": 2030, "direction": "decrease"},
            WAY.format("15 USD", "2025", "20 USD (2024)", "50.0 %", "16.7 %")
            + " Since 2024 it has fallen by 25.0 % a year on average, a decrease of 5 USD a year. "
            "From the latest figure on, meeting the target requires a fall of 7.8 % a year, or a decrease of 1 USD each year. "
            "A fall this fast has been recorded (25.0 % in 2025), and so has a decrease this large (5 USD in 2025).",
        ),
        (
            "t,2024,-2,USD,,,,,,\nt,2025,-2,USD,,,,,,\n",
            {"by": 2030},
            WAY.format("−2 USD", "2025", "−2 USD (2024)", "0.0 %", "16.7 %")
            + " It has not changed since 2024. From the latest figure on, meeting the target requires an increase of 2.4 USD a year. "
            "No increase within a year has been recorded.",
        ),
        (
            "t,2022,1,USD,,,,,,\nt,2023,2,USD,,,,,,\nt,2024,5,USD,over,,,,,\nt,2025,5.5,USD,,,,,,\n",  # from 2 to "over 5" is no exact change
            {"by": 2030, "baseline": 2024},
            WAY.format("5.5 USD", "2025", "over 5 USD (2024)", "10.0 %", "16.7 %")
            + " Since 2024 it has grown by 10.0 % a year on average, an increase of 0.5 USD a year. "
            "From the latest figure on, meeting the target requires growth of 12.7 % a year, or an increase of 0.9 USD each year. Growth this fast has been recorded (100.0 % in 2023), and so has an increase this large (1 USD in 2023).",
        ),
        (
            "t,2020,1,%,,,,,,\nt,2024,2,%,,,,,,\nt,2025,4,%,,,,,,\n",
            {"by": 2030, "unit": '"%"', "kind": "stock"},
            (
                "Trade stood at 4 % (2025): progress from 1 % (2020) to the target of 10 % was 33.3 % when 50.0 % of "
                "the time to the end of 2030 had elapsed. "
                "Since 2020 it has risen by 0.6 percentage points a year on average. From the latest figure on, meeting the target requires an increase of 1.2 percentage points a year. "
                "An increase this large has been recorded (2 percentage points in 2025)."
            ),
        ),
        (
            "t,2024,5,USD,,,,,,\nt,2025,4,USD,,,,,,\n",
            {},
            (
                "Trade came to 4 USD (2025), further from the target than the baseline of 5 USD (2024); the target is 10 USD, and no deadline was stated. Since "
                "2024 it has fallen by 20.0 % a year on average, a decrease of 1 USD a year."
            ),
        ),
        (
            "t,2020,5,USD,,,,,,\nt,2025,9,USD,,,,,,\n",
            {"by": 2023},
            (
                "Trade came to 9 USD (2025): progress from 5 USD (2020) to the target of 10 USD by the end of 2023 is 80.0 %. Since 2020 it has grown by "
                "12.5 % a year on average, an increase of 0.8 USD a year."
            ),
        ),
        (  # once the deadline has passed nothing can be asked for any more
            "t,2020,5,USD,,,,,,\nt,2022,9,USD,,,,,,\n",
            {"by": 2023},
            (
                "Trade came to 9 USD (2022): progress from 5 USD (2020) to the target of 10 USD was 80.0 % when 66.7 % of the time to the end of 2023 "
                "had elapsed. Since 2020 it has grown by 34.2 % a year on average, an increase of 2 USD a year."
            ),
        ),
        (
            "t,2025,9,USD,,,,,,\n",
            {"target": "2x", "baseline": 2020, "by": 2030},
            "Trade came to 9 USD (2025); the target is stated relative to a baseline that is not known.",
        ),
        ("t,2025,4,USD,over,,,,,\n", {}, "Trade came to over 4 USD (2025); the target is 10 USD, and no deadline was stated."),
        (
            "t,2025,4,USD,,,,,,\n",
            {"kind": "stock", "by": 2030},
            (
                "Trade stood at 4 USD (2025); the target is 10 USD by the end of 2030. From the latest figure on, meeting the target requires growth of 20.1 % a year, or an increase of 1.2 USD "
                "each year. The series has no two exact figures a year apart to compare this with."
            ),
        ),
    ],
)
def test_what_is_said_of_a_target(load: Load, observed: str, fields: dict[str, object], expected: str) -> None:
    assert said(load, observed, **fields) == expected


def test_such_a_rate_or_such_an_amount_alone(load: Load) -> None:
    rows = "t,2019,1,USD,,,,,,\nt,2020,1.5,USD,,,,,,\nt,2024,4.3,USD,,,,,,\nt,2025,4.97,USD,,,,,,\n"
    assert said(load, rows, by=2030, baseline=2024).endswith(
        "Growth this fast has been recorded (50.0 % in 2020), but no increase this large: the largest was 0.67 USD, in 2025."
    )
    rows = "t,2023,20,USD,,,,,,\nt,2024,23,USD,,,,,,\nt,2025,2,USD,,,,,,\n"
    assert said(load, rows, by=2030, target=16, baseline=2023).endswith(
        "An increase this large has been recorded (3 USD in 2024), but no growth this fast: the fastest was 15.0 %, in 2024."
    )


def test_a_bound_has_no_change_and_its_gap_is_a_bound(load: Load) -> None:
    declared, observed = one(by=2030, target="10 bn"), "t,2024,4.5,bn USD,,,,,,\nt,2025,4,bn USD,over,,,,,\n"
    document = of(load, declared, observed)
    assert table(document, "Observed figures")[1][:2] == ["2025", "over 4 bn USD"]
    assert all("%" not in cell for cell in table(document, "Observed figures")[1])
    programme, observations, _ = load(declared, observed)
    assert STATUS["gap"].shown(detail_target(programme, observations, TODAY, "t").result) == "<6 bn USD"


def test_milestones_and_how_they_ended(load: Load) -> None:
    rows = "t,2024,40,USD,,,,,,\nt,2025,45,USD,,,,,,\n"
    document = of(load, one(by=2030, target=100, baseline=2024, milestones="{2025: 60, 2027: 80}"), rows)
    assert table(document, "Milestones") == [
        ["2025", "60 USD", "missed", "The target of 60 USD by the end of 2025 was missed: 45 USD (2025)."],
        ["2027", "80 USD", "not due yet", ""],
    ]


def test_with_less_than_a_year_left_no_amount_each_year_is_asked_for(load: Load) -> None:
    rows = "t,2023-12-31,2,USD,,,,,,\nt,2026-06-30,7,USD,,,,,,\n"
    stated = one(kind="stock", name="Trade", by=2026, target=14, baseline="2023-12-31")
    programme, observations, _ = load(stated, rows)
    told = target_prose.target_paragraph(detail_target(programme, observations, TODAY, "t"))
    assert told.endswith(
        "From the latest figure on, meeting the target requires an increase of 7 USD within 6 months, a pace of 14 USD a year."
    )
    nearly = one(kind="stock", name="Trade", by="2026-07-31", target=14, baseline="2023-12-31")
    programme, observations, _ = load(nearly, rows)
    assert "meeting the target requires an increase of 7 USD within 1 month, a pace of 84 USD a year." in target_prose.target_paragraph(
        detail_target(programme, observations, date(2026, 7, 15), "t")
    )


def test_percentages_differ_by_points_in_every_table(load: Load) -> None:
    declared = one(unit='"%"', by=2029, target=40, baseline=2021)
    observed = "t,2021,29.5,%,,,,,,\nt,2024,35.1,%,,,,,,\nt,2025,36.7,%,,,,,,\n"
    document = of(load, declared, observed)
    programme, observations, _ = load(declared, observed)
    row = detail_target(programme, observations, TODAY, "t").result
    assert [STATUS[key].shown(row) for key in ("gap", "growth", "required_growth")] == ["3.3 pp", "1.8 pp", "0.9 pp"]
    assert [each[2] for each in table(document, "Observed figures")][:3] == ["", "", "+1.6 pp"]


def test_a_multiple_is_told_and_about_stays_with_the_baseline(load: Load) -> None:
    document = of(load, one(target="3x", by=2030, baseline=2024, name="Trade"), "t,2024,4,USD,about,,,,,\nt,2025,5,USD,,,,,,\n")
    said = [text.text for text in texts(document)]
    assert "The target is triple the baseline, about 4 USD (2024), and is revised with it." in said
    assert any("progress from about 4 USD (2024) to the target of 12 USD" in each for each in said)


def test_what_a_year_must_bring_is_told_until_its_figure_is_in(load: Load) -> None:
    document = of(load, one(kind="stock", by=2027, baseline=2022), "t,2022-12-31,2,USD,,,,,,\nt,2024-12-31,4,USD,,,,,,\n")
    assert [row[0] for row in table(document, "Observed figures")] == ["31 Dec 2022", "31 Dec 2024", "2025", "2026", "2027"]


def test_a_target_that_was_stated_meanwhile_has_no_months_left_before(load: Load) -> None:
    document = of(load, one(by=2030, declared="2026-06-01"), "t,2024,4,USD,,,,,,\n", date(2026, 1, 1))
    assert not [block for block in document.sections[1].blocks if isinstance(block, Table)]


WORDS = {
    "late": (one(by=2024, baseline=2020), "t,2020,2,USD,,,,,,\nt,2025,5,USD,,,,,,\n"),
    "early": (one(by=2030, baseline=2020), "t,2020,2,USD,,,,,,\nt,2021,3,USD,,,,,,\n"),
    "back": (one(by=2030, baseline=2020), "t,2020,6,USD,,,,,,\nt,2025,5,USD,,,,,,\n"),
    "back at once": (one(by=2035, target=200, baseline=2024), "t,2024,150,USD,,,,,,\nt,2025,120,USD,,,,,,\n"),
    "long": (
        one(by=2026, unit="inhabitants of the region of Turkestan with clean water", target=200),
        "t,2020,5,,,,,,,\nt,2025,9,,,,,,,\n",
    ),
    "old": (one(unit="km of railways in all of the country", target=5000), "t,1990,1000,,,,,,,\nt,2025,4000,,,,,,,\n"),
    "met": (one(by=2030, direction="decrease", target=5), "t,2020,50,USD,,,,,,\nt,2025,3,USD,,,,,,\n"),
    "nothing": (one(by=2030, direction="decrease", target=0), "t,2020,50,USD,,,,,,\nt,2025,0,USD,,,,,,\n"),
    "near": (one(by=2030, target=10), "t,2020,5,USD,,,,,,\nt,2025,9.9,USD,,,,,,\n"),
    "above": (one(by=2030, target=10), "t,2020,5,USD,,,,,,\nt,2025,10.5,USD,,,,,,\n"),
}


@pytest.mark.parametrize("case", WORDS)
@pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_words_of_the_latest_figure_stay_in_the_picture_and_off_all_else(load: Load, case: str, form: Format) -> None:
    programme, observations, problems = load(*WORDS[case])
    assert problems == []
    detail = detail_target(programme, observations, TODAY, "t")
    picture = draw_chart(detail, form)
    assert picture is not None
    drawing = read_drawing(svg.svg(picture))
    assert find_collisions(drawing) == []
    said = " ".join(each.text for each in drawing.words if each.role == "label")
    assert label_latest(detail.result).replace("\u00a0", " ") in said


def test_a_report_of_a_day_before_the_target_was_stated_says_so(load: Load) -> None:
    document = of(load, one(declared="2027-03-01", note="Known only later.", quote="Ten."), "t,2024,4,USD,,,,,,\n")
    words = [text.text for text in texts(document)]
    assert "This target was stated later, on 1 Mar 2027; it is assessed here in hindsight." in words
    assert "Known only later." not in words


def test_no_template_asks_for_a_field_that_nobody_gives() -> None:
    named = {"name", "latest", "latest_period", "progress", "baseline", "baseline_period", "target", "elapsed", "deadline", "deadline_end"}
    named |= {"by_deadline", "from_start_to_latest", "until_deadline", "in_each_period", "at_each_end"}
    for kinds in prose.STANDS.values():
        for template in kinds.values():
            assert set(re.findall(r"{(\w+)}", template)) <= named


def test_the_command_picks_the_format_by_the_name_and_says_what_is_wrong(run: Run, folder: Path) -> None:
    assert run("report", "-o", "r.md") == Result(0, "", "")
    assert (folder / "r.md").read_text(encoding="utf-8").startswith("# Targets\n")
    assert sorted(each.name for each in folder.glob("*.svg")) == ["r-t-chart.svg"]
    for arguments, said in {
        ("-o", "r.txt"): "the name of a report ends in .html",
        ("-o", "r.html", "-f", "pdf"): "pdf contradicts the name of r.html",
        ("-f", "htm"): "did you mean `html`?",
        ("--since", "2999-01-01"): "is later than the as-of date",
        ("--since", "then"): "Invalid value for '--since': 'then' is not a date",
        ("--template", "x.docx"): "a template is a DOCX and the report is markdown",
        ("--reporter", "all"): "a report is based on the figures of one reporter",
        ("nobody",): "`nobody` is not known; write `t`",
        ("-o", "targets.yaml", "-f", "markdown"): "targets.yaml is an input of the tracker",
    }.items():
        code, out, err = run("report", *arguments)
        assert (code, out) == (2, ""), arguments
        assert said in err
    assert (folder / "targets.yaml").read_text(encoding="utf-8").startswith("targets:")
    assert not list(folder.glob("targets-*.svg"))


def test_pictures_are_never_written_over_an_input_or_half(run: Run, folder: Path) -> None:
    (folder / "targets.yaml").rename(folder / "r-t-chart.svg")
    code, _, err = run("report", "-t", "r-t-chart.svg", "-o", "r.md")
    assert (code, "r-t-chart.svg is an input of the tracker" in err) == (2, True)
    (folder / "q-t-chart.svg").mkdir()
    for name, said in (
        ("q.md", "q-t-chart.svg: is a directory"),
        ("no/r.md", "the folder no does not exist"),
        ("q-t-chart.svg", "is a directory"),
    ):
        code, _, err = run("report", "-t", "r-t-chart.svg", "-f", "markdown", "-o", name)
        assert (code, said in err) == (2, True), err
    assert sorted(each.name for each in folder.iterdir()) == ["observations.csv", "q-t-chart.svg", "r-t-chart.svg"]


@pytest.mark.parametrize(
    ("module", "form", "package"),
    [("typst", "pdf", "typst"), ("docx", "docx", "python-docx"), ("vl_convert", "docx", "vl-convert-python"), ("jinja2", "html", "jinja2")],
)
def test_a_package_that_is_not_installed_is_named(folder: Path, module: str, form: str, package: str) -> None:
    code = f"import sys; sys.modules['{module}'] = None; sys.argv = ['tracker', 'report', '-f', '{form}']; from tracker.cli.main import main; main()"
    ended = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f'a report as {form} needs {package}, which is not installed; in a clone: pip install ".[report]"\n'


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
    assert run("report", "t", "-t", "sub/targets.yaml", "--as-of", "2026-11-22", "-o", "sub/r.md").code == 0
    assert "tracker report t --targets sub/targets.yaml --as-of 2026-11-22 --output r.md" in (folder / "sub" / "r.md").read_text(
        encoding="utf-8"
    )
    absolute = run("report", "-t", str(folder / "sub" / "targets.yaml"), "--as-of", "2026-11-22").out
    assert str(folder) not in absolute
    assert "tracker report --targets targets.yaml --as-of 2026-11-22 --format markdown" in absolute


def test_of_a_long_way_few_years_are_told(load: Load) -> None:
    rows = table(of(load, one(by="2063"), "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n"), "Observed figures")
    assert [row[0] for row in rows] == ["2024", "2025", "2030", "2040", "2050", "2060", "2063"]
    rows = table(of(load, one(by="2033"), "t,2024,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n"), "Observed figures")
    assert [row[0] for row in rows] == ["2024", "2025", "2026", "2028", "2030", "2032", "2033"]


def test_of_a_long_series_the_last_years_and_the_baseline_are_told(load: Load) -> None:
    observed = "".join(f"t,{year},{year - 1990},USD,,,,,,\n" for year in range(2001, 2026))
    rows = table(of(load, one(by=2027, target=50, baseline=2010), observed), "Observed figures")
    assert [row[0] for row in rows] == ["2010", *map(str, range(2020, 2028))]


def test_on_the_page_of_a_target_no_table_repeats_its_name() -> None:
    document = shipped()
    named = {each.heading for each in document.sections if each.id.startswith("target-")}
    captions = [block.caption for section in document.sections for block in section.blocks if isinstance(block, Table)]
    assert len(captions) > len(named) == 4
    assert not [each for each in captions for name in named if name in each]


def test_an_event_is_told_once(load: Load) -> None:
    said = paragraphs(of(load, "targets: {t: {name: Agreement in force, kind: event, by: 2028}}\n", "t,2025,no,,,,,,,\n"), "t")
    assert [each for each in said if "not yet achieved" in each.casefold()] == []


def test_what_is_required_from_today_on_is_not_repeated_where_it_is_the_same(load: Load) -> None:
    declared = one("stock", '"%"', target="below 4.5", by=2028, baseline=2020)
    same, other = (paragraphs(of(load, declared, f"t,2020,6.1,%,,,,,,\nt,2025,{latest},%,,,,,,\n"), "t") for latest in ("4.6", "6"))
    assert ["required decrease is now" in " ".join(each) for each in (same, other)] == [False, True]


def test_a_target_of_growth_is_growth_without_a_sign(load: Load) -> None:
    said = paragraphs(of(load, one(target="+6 % a year", by=2030, baseline=2022), "t,2022,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n"), "t")
    assert "The target is growth of 6 % a year from the baseline, 4 USD (2022), and is revised with it." in said


@pytest.mark.parametrize(
    ("stated", "said"),
    [("-55 %", "55 % below"), ("+5 %", "5 % above"), ("double", "double"), ("halve", "half of"), ("2.5x", "2.5 times")],
)
def test_a_target_relative_to_its_baseline_is_said_as_people_do(load: Load, stated: str, said: str) -> None:
    declared = one(target=f'"{stated}"', by=2030, baseline=2022)
    told = paragraphs(of(load, declared, "t,2022,4,USD,,,,,,\nt,2025,5,USD,,,,,,\n"), "t")
    assert f"The target is {said} the baseline, 4 USD (2022), and is revised with it." in told


def test_a_path_is_as_exact_as_the_figures_that_it_leads_from_and_to(load: Load) -> None:
    document = of(load, one("stock", '"%"', target="at most 6", by=2028, baseline=2022), "t,2022,20.3,%,,,,,,\nt,2025,17.3,%,,,,,,\n")
    assert [row[-2:] for row in table(document, "Observed figures")[2:]] == [
        ["13.5 %", "12.1 %"],  # 17.3 - 11.3 / 3; 17.3 * (6 / 17.3) ** (1 / 3) = 12.15, rounded down
        ["9.7 %", "8.5 %"],
        ["6 %", "6 %"],
    ]
    rows = table(of(load, one("stock", "t", target=300, by=2027, baseline=2022), "t,2022,100,t,,,,,,\nt,2025,110,t,,,,,,\n"), "Observed")
    assert rows[2][-2] == "205 t"  # round hundreds do not make the path coarse


def paragraphs(document: Document, target: str) -> list[str]:
    (section,) = (each for each in document.sections if each.id == section_id(target))
    return [each.text.text for each in section.blocks if isinstance(each, Paragraph)]
