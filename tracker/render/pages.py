"""A page about one target, as text and as Markdown."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tracker.render.markdown import begin, escape, heading
from tracker.render.terminal_chart import draw
from tracker.render.text import ASCII, PROSE_WIDTH, width_of
from tracker.values.log_commands import disarm
from tracker.values.printable import printable

if TYPE_CHECKING:
    from tracker.reports.target_page import Page, Section


def text(page: Page, *, colour: bool = False, wrap: bool = False, plain: bool = False) -> str:
    """Return the page as text: ``wrap`` breaks sentences (and nothing else) at 80 columns, ``plain`` writes ASCII symbols."""
    lines = [_bold(printable(page.title), colour=colour)]
    for section in page.sections:
        lines.append("")
        if section.heading:
            lines.append(_bold(section.heading.upper(), colour=colour))
        for paragraph in section.paragraphs:
            lines += _prose(printable(paragraph), wrap=wrap)
        if section.chart:
            chart = draw(page.close, plain=plain)
            lines += ["", *chart] if chart else []
        lines += _table(section, wrap=wrap)
    said = disarm("\n".join(line.rstrip() for line in lines) + "\n")
    return said.translate(ASCII) if plain else said


def _bold(words: str, *, colour: bool) -> str:
    if not colour:
        return words
    from rich.style import Style  # noqa: PLC0415 - only a terminal pays for it

    return Style(bold=True).render(words)


def _prose(paragraph: str, *, wrap: bool, indent: str = "") -> list[str]:
    if not wrap:
        return [indent + paragraph]
    hanging = indent + "  "
    return textwrap.wrap(
        paragraph, PROSE_WIDTH, initial_indent=indent, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )


def _table(section: Section, *, wrap: bool) -> list[str]:
    """The columns beside each other, or, where that is wider than 80 columns, each row as a small block."""
    rows = [tuple(printable(cell) for cell in row) for row in section.rows]
    grid = [section.head, *rows] if any(section.head) else rows
    if not rows:
        return []
    widths = [max(width_of(row[column]) for row in grid) for column in range(len(rows[0]))]
    if sum(widths) + 2 * (len(widths) - 1) > PROSE_WIDTH:
        return [
            line
            for row in rows
            for line in (row[0], *(part for cell in row[1:] if cell for part in _prose(cell, wrap=wrap, indent="    ")))
        ]
    return ["  ".join(cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)) for row in grid]


def markdown(page: Page) -> str:
    """Return the page as Markdown; the chart stands in a block of its own, as it is."""
    lines = [f"## {heading(page.title)}"]
    for section in page.sections:
        if section.heading:
            lines += ["", f"### {heading(section.heading)}"]
        for paragraph in section.paragraphs:
            lines += ["", begin(escape(paragraph))]
        chart = draw(page.close) if section.chart else []
        if chart:
            fence = "```" + "`" * "".join(chart).count("`")  # which nothing in the chart can close
            lines += ["", f"{fence}text", *chart, fence]
        if section.rows:
            head = section.head or ("",) * len(section.rows[0])
            lines += ["", *(_row(cells) for cells in (head, (":--",) * len(head)))]
            lines += [_row(tuple(escape(cell) for cell in row)) for row in section.rows]
    return disarm("\n".join(lines) + "\n")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
