"""How wide text is at a terminal, and where it may break."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.render.terminal.letters import Styled, cut, draw_line, pad, to_ascii, width_of, wrap, wrap_cells, wrap_labelled, wrap_lines

TEXTS = st.lists(st.text(st.sampled_from("ab1%é中國\u0301🚀Ж"), min_size=1, max_size=9), max_size=20).map(" ".join)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_the_width_is_that_of_a_terminal(text: str) -> None:
    assert width_of(text) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "width"), [("10 bn", 5), ("Қазақстан", 9), ("中哈贸易额", 10), ("e\u0301", 1), ("▼ −0.3 …", 8), ("👩🏽‍🚀", 2)]
)
def test_widths(text: str, width: int) -> None:
    assert width_of(text) == width


@given(TEXTS, st.integers(4, 40))
def test_no_line_is_wider_and_no_word_is_broken(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    shown = " ".join(lines).split()
    assert [word for word in text.split() if not set("中國") & set(word) and word not in shown] == []
    for line in lines:
        pieces = re.split("(?<![0-9]) +|(?<=[中國])(?=[中國])", line.strip())
        assert cell_len(line) <= width or len(pieces) == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("the target is 10 bn USD by 2030", ["the target is", "  10 bn USD by", "  2030"]),
        ("it stood at 12.5 % of it", ["it stood at", "  12.5 % of it"]),
        ("known on 12 Jul 2024 only", ["known on", "  12 Jul 2024", "  only"]),
        ("exports (exports · KZ): ok", ["exports", "  (exports · KZ):", "  ok"]),
        ("see https://example.org/a/b/c now", ["see", "  https://example.org/a/b/c", "  now"]),
        ("中哈贸易额中哈贸易额", ["中哈贸易额中哈", "  贸易额"]),
        ("short", ["short"]),
        ("    = 4 − 3 and more of it", ["    = 4 − 3 and", "      more of", "      it"]),
    ],
)
def test_where_a_line_breaks(text: str, lines: list[str]) -> None:
    assert wrap(text, 15) == lines


@pytest.mark.parametrize("colour", [False, True])
def test_a_line_ends_in_no_blank(colour: bool) -> None:
    drawn = draw_line([Styled("▲ "), Styled("name   "), Styled("at risk  ", "green"), Styled("  ", "dim")], colour=colour)
    assert re.sub(r"\x1b\[[0-9;]*m", "", drawn) == "▲ name   at risk"


def test_without_a_terminal_nothing_is_broken() -> None:
    assert wrap("word " * 99, None, indent="  ") == ["  " + "word " * 99]
    assert wrap_lines("word " * 99, None) == "word " * 99


def test_each_line_of_a_text_goes_on_farther_in() -> None:
    assert (
        wrap_lines("a.csv:2: one two three\n\n  four five six seven\n", 14) == "a.csv:2: one\n  two three\n\n  four five\n    six seven\n"
    )


def test_cells_stay_whole() -> None:
    assert wrap_cells(["12 projects (2025)", "78 projects", "–"], 20, "  ") == ["  12 projects (2025)", "  78 projects  –"]


def test_a_label_may_take_several_lines() -> None:
    lines = wrap_labelled("A long label: ", "and what it says", 9)
    assert ["".join(piece.text for piece in line) for line in lines] == ["A long", "  label:", "  and", "  what it", "  says"]
    assert ["".join(piece.text for piece in line if piece.style).strip() for line in lines] == ["A long", "label:", "", "", ""]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Joint industrial projects, in operation", 39, "Joint industrial projects, in operation"),
        ("Joint industrial projects, in operation", 38, "Joint industrial projects, in…"),
        ("Joint industrial projects, in operation", 28, "Joint industrial projects…"),
        ("Joint industrial projects (all)", 28, "Joint industrial projects…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("中哈贸易额中哈", 9, "中哈贸易…"),
        ("👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀", 4, "👩🏽‍🚀…"),
        ("\u0301abc", 2, "\u0301a…"),  # an accent that stands on nothing
    ],
)
def test_a_long_text_loses_its_last_words(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@given(TEXTS, st.integers(2, 30))
def test_what_is_cut_fits_and_is_the_beginning(text: str, width: int) -> None:
    shown = cut(text, width)
    assert cell_len(shown) <= width
    assert text.startswith(shown.removesuffix("…"))


def test_padding_counts_columns() -> None:
    assert (pad("中", 4), pad("1", 3, right=True), pad("abc", 2)) == ("中  ", "  1", "abc")


def test_ascii() -> None:
    assert to_ascii("▼ ≥42.5 % – … Ж") == "v >=42.5 % - . Ж"
