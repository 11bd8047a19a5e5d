"""Status at a glance over an awkward programme: it fits every terminal, cuts nothing but names, and says below what it has cut."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from awkward import AS_OF, write_awkward
from conftest import Results, one
from rich.cells import cell_len

from tracker.render.terminal.glance import glance
from tracker.reports.status import StatusTable, status_table
from tracker.storage import observations, targets
from tracker.words.glance_wording import GLANCE

if TYPE_CHECKING:
    from pathlib import Path

WIDTHS = (80, 100, 120, 200)
SYMBOL = re.compile("[✔✖·?…○▲◆▼] ")
TEN, ALL = 10, 44

FIGURES = ("latest", "target", "progress", "projected")  # on the second line of a target


@pytest.fixture(scope="module", params=[(TEN, None), (ALL, None), (ALL, "all")], ids=["ten", "all", "of each reporter"])
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> StatusTable:
    number, reporter = request.param
    return awkward(tmp_path_factory.mktemp("awkward"), number, reporter)


def awkward(folder: Path, number: int, reporter: str | None = None) -> StatusTable:
    declared, observed = write_awkward(folder, number)
    programme, _ = targets.load(declared)
    figures, _, _ = observations.load(observed, programme)
    table = status_table(programme, figures, AS_OF, reporter)
    return replace(table, rows=tuple(table.by_attention))


def parts(text: str) -> tuple[str, list[str], list[str]]:
    """The headline on one line, the headings with the lines of the targets, and the lines of the reasons without the note on chances."""
    head, lines, *reasons = text.split("\n\n")
    said = [each for each in reasons if not each.startswith("Chances ")]
    return " ".join(head.split()), lines.splitlines(), "".join(said).splitlines()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(table: StatusTable, width: int) -> None:
    for plain in (False, True):
        assert [line for line in glance(table, width=width, plain=plain).splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_target_takes_one_line_and_two_on_a_narrow_terminal(table: StatusTable, width: int) -> None:
    _, lines, _ = parts(glance(table, width=width))
    each = 1 if width >= 100 else 2
    assert len(lines) == each * (len(table.rows) + 1)
    begun = [line for line in lines[each:] if not line.startswith(" ")]
    assert len(begun) == len(table.rows)
    assert all(SYMBOL.match(line) for line in begun)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_name_is_cut_between_words_and_no_other_cell_is_cut(table: StatusTable, width: int) -> None:
    _, lines, _ = parts(glance(table, width=width))
    one_each = width >= 100
    for nth, row in enumerate(table.rows):
        shown = lines[nth + 1][2:] if one_each else " ".join(lines[2 * nth + 2 : 2 * nth + 4])
        columns = [column for column in GLANCE if column.key != "chance" or "CHANCE" in lines[0]]
        for column in columns:
            assert any(wording in shown for wording in column.wordings(row)), (column.key, shown)
        name = shown if one_each else re.split(r" {2,}", shown, maxsplit=len(columns) - len(FIGURES))[-1]
        kept, mark, rest = name.partition("…")
        if mark:
            assert row.name.startswith(kept)
            assert row.name[len(kept)] in " ," or " " not in kept  # a first word that is wider than the column
            assert f"({row.reporter})" in rest or len({each.id for each in table.rows}) == len(table.rows)
        else:
            assert name.startswith(row.name)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_reasons_have_the_whole_names_and_break_between_words(table: StatusTable, width: int) -> None:
    head, _, reasons = parts(glance(table, width=width))
    whole_head, _, whole = parts(glance(table))
    assert (head, "\n".join(reasons).split()) == (whole_head, "\n".join(whole).split())
    assert len(whole) == len([line for line in reasons if not line.startswith("  ")])
    behind = [row for row in table.rows if row.status not in {"on_track", "reached"}]
    several = len({row.id for row in table.rows}) < len(table.rows)
    for row in behind:
        assert any(
            line.startswith(f"{row.name} ({row.id} · {row.reporter}): " if several else f"{row.name} ({row.id}): ") for line in whole
        )


def test_columns_stand_below_their_headings(table: StatusTable) -> None:
    _, lines, _ = parts(glance(table, width=120))
    starts = [cell_len(lines[0].partition(heading)[0]) for heading in ("LATEST", "TARGET", "PROJECTED", "STATUS")]
    for line in lines[1:]:
        at, gaps = 0, set()
        for letter in line:
            at += cell_len(letter)
            gaps |= {at} if letter == " " else set()
        assert set(starts) <= gaps


def test_ten_targets_take_some_30_lines_of_120_columns(tmp_path: Path) -> None:
    """Nine of the ten names have a hundred letters; with names of fifty the reasons are shorter too."""
    table = awkward(tmp_path, TEN)
    assert len(glance(table, width=120).splitlines()) <= 31
    shorter = replace(table, rows=tuple(replace(row, name=row.name[:50]) for row in table.rows))
    assert len(glance(shorter, width=120).splitlines()) <= 29


def test_without_a_terminal_nothing_is_cut_and_no_line_is_wrapped(table: StatusTable) -> None:
    head, lines, reasons = parts(glance(table))
    assert all(any(row.name in line for line in lines) for row in table.rows)
    assert glance(table).startswith(f"{head}\n")
    assert len(reasons) == len([line for line in reasons if any(line.startswith(f"{row.name} (") for row in table.rows)])
    short = replace(table, rows=tuple(replace(row, name=row.id) for row in table.rows))
    assert max(map(cell_len, parts(glance(short))[1])) <= 150


@pytest.mark.parametrize("width", [1, 20, 40, 60])
def test_on_a_narrower_terminal_only_what_cannot_break_goes_over_its_end(table: StatusTable, width: int) -> None:
    text = glance(table, width=width)
    assert "".join(parts(text)[2]).split() != []
    if width >= 40:
        assert [line for line in text.splitlines() if cell_len(line) > width] == []


WIDE = """
targets:
  wide: {name: 中哈贸易额与所有其他双边合作项目的总额以及更多内容的一个很长的名称 中哈贸易额与所有其他双边合作项目, kind: flow, unit: 个项目, target: 10, by: 2030}
  joined: {name: "👨‍👩‍👧‍👦 families 👩🏽‍🚀 and e\u0301te\u0301 e\u0301 with everything that emoji and combining marks can do to the width of a line", kind: flow, unit: families, target: 10, by: 2030}
  turned: {name: "\\u202Eturned around\\u2066 \\e[31m and coloured by a name that is long enough to be cut at each of the usual widths", kind: flow, unit: USD, target: 10, by: 2030}
  letters: {name: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzender, kind: flow, unit: "million tonnes of carbon dioxide equivalent", target: 10, by: 2030}
"""
WIDE_ROWS = "wide,2025,1,\njoined,2025,1,\nturned,2025,1,\nletters,2025,1,\n"


@pytest.mark.parametrize("width", WIDTHS)
def test_wide_joined_and_turned_letters(results: Results, width: int) -> None:
    text = glance(StatusTable("中哈", AS_OF, results(WIDE, "target,period,value,unit\n" + WIDE_ROWS)), width=width)
    assert [line for line in text.splitlines() if cell_len(line) > width and " " in line.strip()] == []  # one word in a reason is wider
    assert all(character == "\n" or character.isprintable() or character == "\u200d" for character in text)
    assert "\\u202eturned" in text


def test_a_projection_beyond_all_measure_is_told_by_its_lower_end(results: Results) -> None:
    """From 1e-7 to 100,000 USD in a year: the same growth would lead to a number of fifty digits in four years."""
    rows = results(one(target="10 mn", by=2029, baseline=2024), "t,2024,1e-7,USD,,,,,,\nt,2025,100000,USD,,,,,,\n")
    assert 100_000 + 4 * (100_000 - 1e-7) < 500_001
    assert "  500,000 USD or more  " in glance(StatusTable("", AS_OF, rows))


@pytest.mark.parametrize(
    ("declared", "figures", "cells"),
    [
        (one("stock", '"% of GDP"', target="at least 42.5", by=2030), "t,2024,40,\nt,2025,41,\n", ("41 % of GDP (2025)", "at least 42.5 % of GDP by 2030")),
        (one("flow", "USD", target="more than 15 bn"), "t,2025,4 bn,\n", ("4 bn USD (2025)", ">15 bn USD, no deadline")),
        (one("event", by=2027).replace("    unit: USD\n    target: 10\n", ""), "t,2025,no,\n", ("not yet achieved (2025)", "achieved by 2027")),
        (one("flow", "t", target="at most 9", every="quarter", by=2027), "t,2025-Q1,8,\n", ("8 t (Q1 2025)", "at most 9 t each quarter to 2027")),
        (one("stock", "Mt", target="-55 %", by=2030, baseline=1990), "t,1990,100,\nt,2025,70,\n", ("70 Mt (2025)", "45 Mt (−55 % by 2030)")),
        (one("flow", "USD", target="+6 % a year", every="year", baseline=2023, by=2028), "t,2023,100,\nt,2024,107,\n", ("107 USD (2024)", "+6 % a year to 2028")),
    ],
)  # fmt: skip
def test_the_cells_of_each_form(results: Results, declared: str, figures: str, cells: tuple[str, str]) -> None:
    (row,) = results(declared, "target,period,value,unit\n" + figures)
    assert tuple(column.shown(row) for column in GLANCE if column.key in {"latest", "target"}) == cells


@pytest.mark.parametrize(
    ("stated", "brief"),
    [("within 4-6", "4–6 % by 2030"), ("at most 12", "≤12 % by 2030"), ("below 4.5", "<4.5 % by 2030"), ("about 7", "~7 % by 2030")],
)
def test_where_room_is_scarce_signs_stand_for_words(results: Results, stated: str, brief: str) -> None:
    (row,) = results(one("stock", '"%"', target=stated, by=2030), "target,period,value,unit\nt,2025,5,%\n")
    target = next(column.wordings(row) for column in GLANCE if column.key == "target")
    assert target[-2] == brief


def test_where_room_is_scarce_the_unit_goes_from_the_target_first(results: Results) -> None:
    (row,) = results(
        one("flow", "mn USD", target="at least 42.5", by=2030), "t,2024-01/2024-12,40,mn USD,,,,,,\nt,2025-01/2025-12,41,mn USD,,,,,,\n"
    )
    latest, target, *_ = (column.wordings(row) for column in GLANCE)
    assert target[-1] == "≥42.5 mn by 2030"
    assert latest[-1] == "41 mn (2025)"
