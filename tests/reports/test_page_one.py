"""Page one: what needs attention, in which order, who does what next, and the changes that matter most."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from awkward import AS_OF, write_awkward
from conftest import ROOT, Load
from results import result

import tracker
from tracker.analysis.standings import Standing, find_standings, standing_of
from tracker.analysis.target_detail import detail_target
from tracker.reports.document import Bullets, Document, Message, Paragraph, Section, Table, list_texts
from tracker.reports.page_one import main_changes, rank_news
from tracker.reports.progress_report import Origin, Question, compile_report, write_report
from tracker.reports.trend_points import draw_sparkline
from tracker.values import periods
from tracker.words import page_one_wording
from tracker.words.change_wording import News
from tracker.words.texts import page_one as texts
from tracker.words.texts import verdicts, what_changed

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme

SHIPPED = date(2026, 11, 22)


def written(files: tuple[Programme, Observations], **asked: object) -> Document:
    question = Question(SHIPPED, **asked)  # type: ignore[arg-type]
    return write_report(compile_report(*files, question, Origin("tracker report", (("targets.yaml", "abc"),), "1")))


@pytest.fixture
def awkward(tmp_path: Path) -> tuple[Programme, Observations]:
    targets, observations = write_awkward(tmp_path, 12)
    return tracker.load(targets, observations)


def shipped() -> tuple[Programme, Observations]:
    return tracker.load(ROOT / "targets.yaml")


def blocks(section: Section, kind: type) -> list[object]:
    return [block for block in section.blocks if isinstance(block, kind)]


def test_page_one_comes_first_and_the_body_follows_in_its_order() -> None:
    document = written(shipped(), since=date(2025, 12, 31))
    first, *rest = document.sections
    (table,) = (block for block in first.blocks if isinstance(block, Table))
    assert [section.id for section in rest] == ["changes", *(row[0].to for row in table.rows), "notes"]
    assert all(section.page for section in document.sections)


def test_a_message_says_why_a_target_needs_attention_and_only_of_such_a_target(awkward: tuple[Programme, Observations]) -> None:
    first = written(awkward).sections[0]
    messages = [block for block in first.blocks if isinstance(block, Message)]
    assert [each.status.text[2:] for each in messages] == ["missed", "missed", "off track", "off track", "off track", "at risk"]
    assert {each.name.text for each in messages} < {target.name for target in awkward[0].targets.values()}
    assert all(each.said.text.endswith(".") for each in messages)


def test_the_table_has_every_target_with_its_line_and_its_outcome(awkward: tuple[Programme, Observations]) -> None:
    (table,) = (block for block in written(awkward).sections[0].blocks if isinstance(block, Table))
    assert len(table.rows) == 12
    drawn = {row[0].text: row[1].line for row in table.rows}
    assert [name[:13] for name, line in drawn.items() if line is None] == ["The agreement"]
    projected = {row[0].text: row[4].text for row in table.rows}
    assert projected["Output of manufacturing"] == "26–31 tn KZT"
    assert [row[4].text for row in table.rows if row[5].text[2:] == "missed"] == ["–", "–"]
    assert [row[4].text for row in table.rows if row[5].text[2:] == "reached"] == ["62–95 %", "rank 27"]  # their deadlines lie ahead
    assert [row[3].text for row in table.rows if row[0].text == "Exports of services"] == ["+6 % a year to 2028"]


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        ([], "No targets are declared."),
        (["off_track"], "The target is off track."),
        (["on_track", "on_track", "reached"], "None of the 3 targets needs attention: 2 are on track and 1 has been reached."),
        (["at_risk", "missed"], "All 2 targets need attention: 1 was missed and 1 is at risk."),
        (["on_track", "at_risk"], "1 of 2 targets needs attention: 1 is at risk. Of the others, 1 is on track."),
        (
            ["open", "awaiting", "at_risk", "at_risk"],
            "3 of 4 targets need attention: 2 are at risk and 1 awaits its final figure. Of the others, 1 has no deadline.",
        ),
    ],
)
def test_the_headline_is_a_sentence(statuses: list[str], sentence: str) -> None:
    assert page_one_wording.tell_headline([result(status=each) for each in statuses]) == sentence


def test_a_figure_that_is_out_of_date_and_an_event_to_come_are_told_as_such() -> None:
    rows = [result(status="open", stale=True), result(status="no_pace", kind="event")]
    assert page_one_wording.tell_headline(rows) == (
        "1 of 2 targets needs attention: 1 has only an out-of-date figure. Of the others, 1 is pending."
    )


def test_every_status_has_its_words_in_the_headline() -> None:
    assert set(verdicts.STATUS_WORDS) < set(texts.HEADLINE_STANDS)


REMARKED = """
targets:
  t:
    name: Trade
    kind: flow
    unit: USD
    target: 10
    by: 2030
    baseline: 2024
    owner: Ministry of Trade
    remarks:
      - {date: 2026-01-05, kind: done, text: The protocol was signed.}
      - {date: 2026-02-05, kind: decision, text: The council decides in May.}
      - {date: 2026-03-05, kind: risk, text: The loan has not been signed.}
      - {date: 2026-04-05, kind: done, text: The road was opened.}
"""
ROWS = "t,2024,4,USD,,,,,,\nt,2025,4.1,USD,,,,,,\n"


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 1, 1), ""),
        (date(2026, 1, 31), "Done by 5 Jan 2026: The protocol was signed."),
        (date(2026, 2, 28), "Decision of 5 Feb 2026: The council decides in May."),
        (date(2026, 11, 22), "Risk noted on 5 Mar 2026: The loan has not been signed."),
    ],
)
def test_the_next_step_is_the_latest_decision_or_risk_else_what_was_done_last(load: Load, day: date, step: str) -> None:
    programme, _, problems = load(REMARKED, ROWS)
    assert problems == []
    assert page_one_wording.tell_next_step(programme.targets["t"], day) == step


def test_a_message_names_who_is_responsible_and_the_next_step(load: Load) -> None:
    programme, figures, _ = load(REMARKED, ROWS)
    (message,) = blocks(written((programme, figures)).sections[0], Message)
    assert isinstance(message, Message)
    assert [each.text for each in message.steps] == [
        "Responsible: Ministry of Trade.",
        "Risk noted on 5 Mar 2026: The loan has not been signed.",
    ]


def test_a_long_remark_is_cut_at_a_word(load: Load) -> None:
    programme, _, _ = load(REMARKED.replace("The loan has not been signed.", "word " * 100), ROWS)
    told = page_one_wording.tell_next_step(programme.targets["t"], SHIPPED)
    assert told.endswith("word…")
    assert len(told) < 250


def test_an_address_in_a_remark_is_left_to_the_page_of_the_target(load: Load) -> None:
    noted = "The loan has not been signed (https://example.org/a-long/address)."
    programme, _, _ = load(REMARKED.replace("The loan has not been signed.", noted), ROWS)
    assert page_one_wording.tell_next_step(programme.targets["t"], SHIPPED).endswith(": The loan has not been signed.")


def test_reporters_are_named_only_where_they_differ() -> None:
    table = next(block for block in written(shipped()).sections[0].blocks if isinstance(block, Table))
    assert [row[0].text[-4:] for row in table.rows] == ["(KZ)", "(UZ)", "(KZ)", "(KZ)"]
    table = next(block for block in written(shipped(), ids=["projects", "jobs"]).sections[0].blocks if isinstance(block, Table))
    assert [row[0].text for row in table.rows] == ["Joint industrial projects in operation", "Jobs created by the joint projects"]


# The changes that matter most


def news(*kinds: tuple[str, str]) -> list[News]:
    return [News(kind, target, f"{target} {kind} {number}") for number, (kind, target) in enumerate(kinds)]


def test_a_status_comes_before_a_figure_and_that_of_what_needs_attention_before_others() -> None:
    rows = [result(id="fine", status="on_track"), result(id="risk", status="at_risk"), result(id="off", status="off_track")]
    kinds = [
        ("new", "fine"),
        ("progress", "off"),
        ("new", "risk"),
        ("revised", "off"),
        ("stale", "risk"),
        ("passed", "fine"),
        ("verdict", "fine"),
    ]
    ranked = rank_news(news(*kinds), rows)
    assert [(each.kind, each.target) for each in ranked] == [
        ("verdict", "fine"),
        ("passed", "fine"),
        ("revised", "off"),
        ("new", "risk"),
        ("stale", "risk"),
        ("new", "fine"),
        ("progress", "off"),
    ]


def test_that_a_target_has_come_to_be_unassessed_matters_least() -> None:
    rows = [result(id="event", status="no_pace"), result(id="fine", status="on_track")]
    ranked = rank_news(news(("verdict", "event"), ("progress", "fine"), ("verdict", "fine")), rows)
    assert [each.target for each in ranked] == ["fine", "fine", "event"]


def test_three_changes_are_told_of_different_targets_where_there_are_so_many() -> None:
    rows = [result(id="off", status="off_track"), result(id="risk", status="at_risk"), result(id="fine", status="on_track")]
    many = news(("new", "off"), ("new", "off"), ("new", "off"), ("new", "risk"), ("confirmed", "fine"))
    assert [each.sentence for each in main_changes(many, rows)] == ["off new 2", "risk new 3", "fine confirmed 4"]
    assert [each.sentence for each in main_changes(many[:3], rows)] == ["off new 2", "off new 1", "off new 0"]


def test_page_one_tells_three_changes_and_the_body_all() -> None:
    document = written(shipped(), since=date(2025, 12, 31))
    told = [len(each.items) for section in document.sections[:2] for each in section.blocks if isinstance(each, Bullets)]
    assert told == [3, 5]
    assert what_changed.MORE_CHANGES.format(2) in [text.text for block in document.sections[0].blocks for text in list_texts(block)]
    brief = written(shipped(), since=date(2025, 12, 31), brief=True)
    assert not any(isinstance(block, Paragraph) and block.note for block in brief.sections[0].blocks)


def test_that_nothing_changed_is_said() -> None:
    document = written(shipped(), since=date(2026, 11, 20), brief=True)
    said = [text.text for block in document.sections[0].blocks for text in list_texts(block)]
    assert what_changed.NOTHING_CHANGED.format(first_day="20 Nov 2026", last_day="22 Nov 2026") in said


# A brief, and a report without its annex


def test_a_brief_is_page_one_and_nothing_else(awkward: tuple[Programme, Observations]) -> None:
    brief, whole = written(awkward, brief=True), written(awkward)
    assert [section.id for section in brief.sections] == ["summary"]
    assert (brief.sources, brief.marks) == ((), {})
    assert len(brief.footer) == 1
    unlinked = [[(text.text, text.line) for text in list_texts(block)] for block in brief.sections[0].blocks]
    assert unlinked == [[(text.text, text.line) for text in list_texts(block)] for block in whole.sections[0].blocks]
    assert not any(text.to for block in brief.sections[0].blocks for text in list_texts(block))


def test_a_brief_looks_at_no_target_closely_unless_a_format_asks_for_it() -> None:
    programme, figures = shipped()
    asked = Question(SHIPPED, brief=True)
    assert compile_report(programme, figures, asked, Origin()).details == ()
    assert len(compile_report(programme, figures, asked, Origin(), closely=True).details) == 4


def test_all_targets_at_once_stand_as_each_looked_at_closely(awkward: tuple[Programme, Observations]) -> None:
    found = find_standings(*awkward, AS_OF)
    for each in found:
        closely = standing_of(detail_target(*awkward, AS_OF, each.target.id))
        assert each.result == closely.result
        assert [amount for _, amount in each.levels] == [amount for _, amount in closely.levels]
        assert [time for time, _ in each.levels] == pytest.approx([time for time, _ in closely.levels])


def test_without_the_annex_nothing_is_numbered_and_marks_and_sources_stand_below_each_target(
    awkward: tuple[Programme, Observations],
) -> None:
    document = written(awkward, annex=False)
    assert (document.sources, document.marks) == ((), {})
    assert "notes" not in [section.id for section in document.sections]
    for section in document.sections:
        texts = [text for block in section.blocks for text in list_texts(block)]
        assert not any(text.cites for text in texts)
        for mark in {mark for text in texts for mark in text.marks}:
            assert f"{mark} – " in texts[-1].text
    renewables = next(section for section in document.sections if section.id == "target-renewables")
    note = renewables.blocks[-1]
    assert isinstance(note, Paragraph)
    assert note.note
    assert note.text.text.endswith("Sources: example.org.")


# Lines


def standing(**changes: object) -> Standing:
    programme, _ = shipped()
    return Standing(programme.targets["turnover"], result(**changes), ((2024.0, 3.0), (2025.0, 4.0)))


def test_a_line_has_the_series_the_target_and_what_the_pace_leads_to() -> None:
    line = draw_sparkline(standing(status="at_risk", deadline=date(2030, 12, 31), landing_linear=9.0, landing_compound=12.0, latest=4.0))
    assert line is not None
    assert (line.levels, line.edges, line.deadline, line.landings) == (((2024.0, 3.0), (2025.0, 4.0)), (10.0,), 2031.0, (9.0, 12.0))
    assert line.alt == "From 3 USD to 4 USD."


def test_nothing_is_projected_for_a_target_that_has_ended() -> None:
    line = draw_sparkline(standing(latest_period=periods.parse("2025"), deadline=date(2025, 12, 31), landing_linear=9.0))
    assert line is not None
    assert line.landings == ()


def test_an_event_and_a_target_without_figures_have_no_line() -> None:
    assert draw_sparkline(standing(kind="event")) is None
    assert draw_sparkline(standing()._replace(levels=())) is None


def test_a_range_has_two_edges_and_a_long_series_only_its_last_levels() -> None:
    many = tuple((float(year), float(year)) for year in range(1900, 2000))
    line = draw_sparkline(standing(goal="band", target=4.0, target_to=6.0)._replace(levels=many))
    assert line is not None
    assert (line.edges, len(line.levels), line.levels[-1]) == ((4.0, 6.0), 60, (1999.0, 1999.0))
