"""Text for a person at a terminal, or in a mail from cron: the same words at any width; colour only where it is asked for.

Each target is a block: its name on a line of its own, so that no name is ever cut, and below it two lines of columns, in which what
belongs together stands one above the other (progress above the time elapsed).
"""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tracker.render.terminal_chart import draw
from tracker.values import display
from tracker.values.log_commands import disarm
from tracker.values.printable import printable
from tracker.values.problems import MOST_LISTED, listing
from tracker.words.columns import STATUS, notes, verdict_words
from tracker.words.figure_words import unused_figures
from tracker.words.one_line import standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.model.result import TargetResult
    from tracker.reports.addition import Addition, Change
    from tracker.reports.document import Block, Document, Table
    from tracker.reports.status import StatusTable
    from tracker.values.problems import Problem

PROSE_WIDTH = 80
_BAR = 6
_EIGHTHS = " ▏▎▍▌▋▊▉"
_COLUMNS = (
    ("status", ""),
    ("latest", "latest_period"),
    ("target", "deadline"),
    ("progress", "elapsed"),
    ("gap", "required_per_year"),
    ("growth", "required_growth"),
)
_RIGHT = {"gap", "growth"}
_COLOURS = {
    "reached": "bold green",
    "on_track": "green",
    "at_risk": "yellow",
    "off_track": "red",
    "missed": "bold red",
    "undetermined": "magenta",
    "awaiting": "cyan",
}
ASCII = str.maketrans(
    {
        "█": "#",
        "×": "x",
        "░": ".",
        **dict.fromkeys("▏▎▍", "."),
        **dict.fromkeys("▌▋▊▉", "="),
        "–": "-",
        "−": "-",
        "·": "-",
        "✔": "*",
        "✖": "X",
        "…": ".",
        "○": "o",
        "▲": "^",
        "◆": "!",
        "▼": "v",
    }
)


class _Styled(NamedTuple):
    """A piece of a line and how it looks."""

    text: str
    style: str = ""


_Line = list[_Styled]


def status(table: StatusTable, *, colour: bool = False, wrap: bool = False, plain: bool = False) -> str:
    """Return where each target stands.

    ``colour`` adds terminal colours, ``wrap`` breaks sentences (and nothing else) at 80 columns, ``plain`` writes ASCII symbols.
    """
    title = printable(table.title) or "Targets"
    lines: list[_Line] = [[_Styled(title, "bold"), _Styled(f", as of {display.day(table.as_of)}")], []]
    lines += _blocks(table.rows) if table.rows else [[_Styled("No targets are declared.")]]
    reasons = [(row, notes(row)) for row in table.rows]
    lines += [[]] if any(said for _, said in reasons) else []
    several = len({row.id for row in table.rows}) < len(table.rows)
    for row, said in reasons:
        label = f"{_subject(row) if several else row.id}: "
        lines += _sentence(printable(label), printable(said), wrap=wrap) if said else []
    text = disarm("\n".join(_drawn(line, colour=colour).rstrip() for line in lines) + "\n")
    return text.translate(ASCII) if plain else text


def _blocks(rows: Sequence[TargetResult]) -> list[_Line]:
    grid = [[_pair(row, *keys) for keys in _COLUMNS] for row in rows]
    heads = [(STATUS[upper].heading.upper(), STATUS[lower].heading.upper() if lower else "") for upper, lower in _COLUMNS]
    widths = [max(width_of(line) for pair in column for line in pair) for column in zip(heads, *grid, strict=True)]
    lines = [_line(heads, part, widths, "dim") for part in (0, 1)]
    for row, pairs in zip(rows, grid, strict=True):
        style = _COLOURS.get(row.status, "")
        lines.append([])
        lines.append([_Styled(printable(row.name), "bold"), _Styled(f"  {printable(_subject(row))}", "dim")])
        lines += [_line(pairs, 0, widths, "", style), _line(pairs, 1, widths, "dim")]
    return lines


def _subject(row: TargetResult) -> str:
    return f"{row.id} · {row.reporter}" if row.reporter else row.id


def _pair(row: TargetResult, upper: str, lower: str) -> tuple[str, str]:
    """The two lines of one column in one block."""
    if upper == "status":
        return verdict_words(row.status), ""
    if upper == "progress":
        return _bar(row, upper), _bar(row, lower)
    return printable(STATUS[upper].shortened(row)), printable(STATUS[lower].shortened(row))


def _bar(row: TargetResult, key: str) -> str:
    """A bar and the share that it shows, both rounded down: full only where the whole way is gone."""
    if STATUS[key].shown(row) == display.ABSENT:
        return f"{'':{_BAR}} {display.ABSENT:>6}"
    eighths = int(min(max(row.number(key) or 0.0, 0.0), 1.0) * _BAR * 8)
    whole, part = divmod(eighths, 8)
    return f"{('█' * whole + _EIGHTHS[part]).rstrip():░<{_BAR}} {STATUS[key].shown(row):>6}"


def _line(pairs: list[tuple[str, str]], part: int, widths: list[int], style: str, first_style: str = "") -> _Line:
    line = []
    for keys, pair, width in zip(_COLUMNS, pairs, widths, strict=True):
        room = " " * (width - width_of(pair[part]))
        text = room + pair[part] if keys[0] in _RIGHT else pair[part] + room
        line.append(_Styled(f"{text}  ", first_style if keys[0] == "status" and first_style else style))
    return line


def _sentence(label: str, said: str, *, wrap: bool) -> list[_Line]:
    if not wrap:
        return [[_Styled(label, "bold"), _Styled(said)]]
    lines = textwrap.wrap(label + said, PROSE_WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return [[_Styled(label, "bold"), _Styled(lines[0][len(label) :])], *([_Styled(line)] for line in lines[1:])]


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - wide letters are rare, and rich takes its time

    return cell_len(text)


def _drawn(line: _Line, *, colour: bool) -> str:
    if not colour:
        return "".join(piece.text for piece in line)
    from rich.style import Style  # noqa: PLC0415 - only a terminal pays for it

    return "".join(Style.parse(piece.style).render(piece.text) if piece.style else piece.text for piece in line)


def problems(found: Sequence[Problem], counted: str, assumed: str = "") -> str:
    """Return the problems as file:line: message, and below them what was assumed, and how many there are in how much."""
    counts = Counter(each.severity for each in found)
    accepted = f", {counts['accepted']} accepted" if counts["accepted"] else ""
    summary = (
        f"{display.count(counts['error'], 'error')}, {display.count(counts['warning'], 'warning')}{accepted}" if found else "no problems"
    )
    assumptions = [printable(assumed)] if assumed else []
    return disarm("\n".join([*listing(found), *assumptions, f"{counted}: {summary}" if counted else summary]) + "\n")


_CHANGED = ("latest", "latest_period", "progress", "gap", "growth", "required_growth", "status")


def added(addition: Addition, file: str, as_of: date, *, dry_run: bool, wrap: bool = False) -> str:
    """Return what was added and where, and the figures of each target before and after; ``wrap`` as for a document."""
    done = "would be added" if dry_run else "added"
    lines = [f"{file}:{row.line} {done}: {row.text}" for row in addition.rows[:MOST_LISTED]]
    rest = len(addition.rows) - MOST_LISTED
    lines += [f"… and {rest} more"] if rest > 0 else []
    for change in addition.changes:
        lines += ["", *_compared(change, as_of, wrap=wrap)]
    return disarm("\n".join(map(printable, lines)) + "\n")


def _compared(change: Change, as_of: date, *, wrap: bool) -> list[str]:
    """The figures of a target before and after, with a mark where they differ."""
    row = change.after
    lines = [f"{row.name} ({_subject(row)}), as of {display.day(as_of)}"]
    shown = [(STATUS[key].heading, STATUS[key].shown(change.before), STATUS[key].shown(row)) for key in _CHANGED]
    grid = [("", "before", "after"), *shown]
    widths = [max(width_of(line[column]) for line in grid) for column in (0, 1)]
    for heading, before, after in grid:
        mark = "" if before == after or heading == "" else "  *"
        lines.append(
            f"{heading}{' ' * (widths[0] - width_of(heading))}  {before}{' ' * (widths[1] - width_of(before))}  {after}{mark}".rstrip()
        )
    if change.before == change.after:
        lines.append("Nothing changes as of this day.")
    return [*lines, *(line for each in (*standing(row), *unused_figures(row)) for line in _prose(each, wrap=wrap))]


def document(of: Document, *, colour: bool = False, wrap: bool = False, plain: bool = False) -> str:
    """Return a document as text: ``wrap`` breaks sentences (and nothing else) at 80 columns, ``plain`` writes ASCII symbols."""
    lines = [_bold(printable(of.title), colour=colour)]
    for section in of.sections:
        lines.append("")
        if section.heading:
            lines.append(_bold(section.heading.upper(), colour=colour))
        lines += [line for block in section.blocks for line in _block(block, wrap=wrap, plain=plain)]
    text = disarm("\n".join(line.rstrip() for line in lines) + "\n")
    return text.translate(ASCII) if plain else text


def _block(block: Block, *, wrap: bool, plain: bool) -> list[str]:
    from tracker.reports.document import Bullets, Chart, Paragraph, Quote, Sketch, Table, Verdict  # noqa: PLC0415 - only a page pays for it

    match block:
        case Paragraph(text):
            return _prose(printable(text.text), wrap=wrap)
        case Table():
            return _table(block, wrap=wrap)
        case Sketch():
            chart = draw(block, plain=plain)
            return ["", *chart] if chart else []
        case Bullets(items):
            return [line for item in items for line in _prose(printable(f"- {item.text}"), wrap=wrap)]
        case Verdict(word, reason):
            return _prose(printable(f"{word.text} {reason.text}"), wrap=wrap)
        case Quote(words, said):
            return [line for each in (words, said) if each.text for line in _prose(printable(each.text), wrap=wrap)]
        case Chart():
            return _prose(printable(block.alt), wrap=wrap)


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


def _table(table: Table, *, wrap: bool) -> list[str]:
    """The columns beside each other, or, where that is wider than 80 columns, each row as a small block."""
    rows = [tuple(printable(cell.text) for cell in row) for row in table.rows]
    grid = [table.head, *rows] if any(table.head) else rows
    widths = [max(width_of(row[column]) for row in grid) for column in range(len(rows[0]))] if rows else []
    if sum(widths) + 2 * (len(widths) - 1) > PROSE_WIDTH:
        return [
            line
            for row in rows
            for line in (row[0], *(part for cell in row[1:] if cell for part in _prose(cell, wrap=wrap, indent="    ")))
        ]
    return ["  ".join(cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)) for row in grid]
