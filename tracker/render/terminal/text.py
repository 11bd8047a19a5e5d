"""Text for a person at a terminal, or in a mail from cron: the same words at any width; colour only where it is asked for.

In the full table of ``status`` each target is a block: its name on a line of its own, so that no name is ever cut, and below it two lines
of columns, in which what belongs together stands one above the other (progress above the time elapsed). ``width`` is that of the
terminal, at which sentences go on in the next line; without a terminal it is None, and each sentence is one line. Where the columns are
wider than the terminal, the unit of a target stands once, beside its name (not in English, whose words are short).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tracker.render.terminal.letters import ASCII, Line, Styled, draw_line, pad, widest, wrap, wrap_labelled, wrap_lines
from tracker.values import languages
from tracker.values.display import ABSENT, dates, numbers
from tracker.values.log_commands import disarm
from tracker.values.printable import printable, say_more
from tracker.values.problems import MOST_LISTED, listing
from tracker.values.units import is_percent
from tracker.words.chance_wording import note_chances
from tracker.words.status_columns import STATUS, notes, verdict_words
from tracker.words.summary_wording import standing
from tracker.words.target_wording import without_unit
from tracker.words.texts import answers, summaries
from tracker.words.timeliness_wording import unused_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.model.result import TargetResult
    from tracker.reports.addition import Addition, Change
    from tracker.reports.document import Block, Document, Sketch, Table
    from tracker.reports.status import StatusTable
    from tracker.values.problems import Problem

PROSE_WIDTH = 80
"""How wide the columns of a page may be where there is no terminal."""
_GAP = "  "
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
_AMOUNTS = {"latest", "target", "gap", "growth"}
STATUS_COLOURS = {
    "reached": "bold green",
    "on_track": "green",
    "at_risk": "yellow",
    "off_track": "red",
    "missed": "bold red",
    "undetermined": "magenta",
    "awaiting": "cyan",
}


def status(table: StatusTable, *, colour: bool = False, width: int | None = None, plain: bool = False) -> str:
    """Return where each target stands, with all columns: ``status --full``.

    ``colour`` adds terminal colours, ``width`` breaks names and sentences (and nothing else) at so many columns, ``plain`` writes ASCII
    symbols.
    """
    title = printable(table.title) or summaries.UNTITLED
    lines: list[Line] = [*wrap_labelled(title, f", {dates.as_of(table.as_of)}", width), []]
    lines += _blocks(table.rows, width) if table.rows else [[Styled(summaries.NO_TARGETS)]]
    several = len({row.id for row in table.rows}) < len(table.rows)
    said = [
        line
        for row in table.rows
        if notes(row)
        for line in wrap_labelled(printable(f"{_subject(row) if several else row.id}: "), printable(notes(row)), width)
    ]
    said += [line for note in note_chances(table.rows) for line in wrap_labelled("", note, width)]
    text = disarm("\n".join(draw_line(line, colour=colour) for line in [*lines, *([[]] if said else []), *said]) + "\n")
    return text.translate(ASCII) if plain else text


def _blocks(rows: Sequence[TargetResult], width: int | None) -> list[Line]:
    heads = [(STATUS[upper].heading.upper(), STATUS[lower].heading.upper() if lower else "") for upper, lower in _COLUMNS]
    grid, widths = _grid(rows, heads, united=True)
    fits = width is None or sum(widths) + len(_GAP) * (len(widths) - 1) <= width
    united = fits or languages.current().code == "en"  # a table in English keeps its form, on which others may rely
    if not united:
        grid, widths = _grid(rows, heads, united=False)
    lines = [_line(heads, part, widths, "dim") for part in (0, 1)]
    for row, pairs in zip(rows, grid, strict=True):
        style = STATUS_COLOURS.get(row.status, "")
        lines.append([])
        name = wrap_labelled(printable(row.name if united else _name_with_unit(row)), f"  {printable(_subject(row))}", width)
        lines += [[Styled(piece.text, piece.style or "dim") for piece in line] for line in name]
        lines += [_line(pairs, 0, widths, "", style), _line(pairs, 1, widths, "dim")]
    return lines


def _grid(rows: Sequence[TargetResult], heads: list[tuple[str, str]], *, united: bool) -> tuple[list[list[tuple[str, str]]], list[int]]:
    """The cells of each target, whose amounts have their units where they are ``united``, and how wide each column is."""
    grid = [[_pair(row, *keys, united=united) for keys in _COLUMNS] for row in rows]
    return grid, [widest(line for pair in column for line in pair) for column in zip(heads, *grid, strict=True)]


def _name_with_unit(row: TargetResult) -> str:
    return f"{row.name}, {numbers.unit_name(row.unit)}" if row.unit and not is_percent(row.unit) else row.name


def _subject(row: TargetResult) -> str:
    return f"{row.id} · {languages.reporter_name(row.reporter)}" if row.reporter else row.id


def _pair(row: TargetResult, upper: str, lower: str, *, united: bool) -> tuple[str, str]:
    """The two lines of one column in one block."""
    if upper == "status":
        return verdict_words(row.status), ""
    if upper == "progress":
        return _bar(row, upper), _bar(row, lower)
    said = [STATUS[key].shortened(row) for key in (upper, lower)]
    amount, below = said if united or upper not in _AMOUNTS else [without_unit(said[0], row), said[1]]
    return printable(amount), printable(below)


def _bar(row: TargetResult, key: str) -> str:
    """A bar and the share that it shows, both rounded down: full only where the whole way is gone."""
    if STATUS[key].shown(row) == ABSENT:
        return f"{'':{_BAR}} {ABSENT:>6}"
    eighths = int(min(max(row.number(key) or 0.0, 0.0), 1.0) * _BAR * 8)
    whole, part = divmod(eighths, 8)
    return f"{('█' * whole + _EIGHTHS[part]).rstrip():░<{_BAR}} {STATUS[key].shown(row):>6}"


def _line(pairs: list[tuple[str, str]], part: int, widths: list[int], style: str, first_style: str = "") -> Line:
    line = []
    for keys, pair, width in zip(_COLUMNS, pairs, widths, strict=True):
        text = pad(pair[part], width, right=keys[0] in _RIGHT)
        line.append(Styled(f"{text}  ", first_style if keys[0] == "status" and first_style else style))
    return line


def problems(found: Sequence[Problem], counted: str, assumed: str = "", width: int | None = None) -> str:
    """Return the problems as file:line: message, and below them what was assumed, and how many there are in how much."""
    counts = Counter(each.severity for each in found)
    template = answers.FOUND["accepted" if counts["accepted"] else "problems" if found else "nothing"]
    errors, warnings = answers.ERRORS.format(counts["error"]), answers.WARNINGS.format(counts["warning"])
    summary = template.format(errors=errors, warnings=warnings, number=counts["accepted"])
    assumptions = [printable(assumed)] if assumed else []
    lines = [*listing(found), *assumptions, f"{counted}: {summary}" if counted else summary]
    return disarm(wrap_lines("\n".join(lines) + "\n", width))


_CHANGED = ("latest", "latest_period", "progress", "gap", "growth", "required_growth", "status")


def added(addition: Addition, file: str, as_of: date, *, dry_run: bool, width: int | None = None) -> str:
    """Return what was added and where, and the figures of each target before and after.

    ``width`` is as for a document; a row that was added stays on its line, as it stands in the file.
    """
    done = answers.WOULD_BE_ADDED if dry_run else answers.ADDED
    lines = [done.format(place=f"{file}:{row.line}", row=row.text) for row in addition.rows[:MOST_LISTED]]
    rest = len(addition.rows) - MOST_LISTED
    lines += [say_more(rest)] if rest > 0 else []
    for change in addition.changes:
        lines += ["", *(part for line in _compared(change, as_of) for part in wrap(printable(line), width))]
    return disarm("\n".join(map(printable, lines)) + "\n")


def _compared(change: Change, as_of: date) -> list[str]:
    """The figures of a target before and after, with a mark where they differ."""
    row = change.after
    lines = [answers.COMPARED.format(name=row.name, target=_subject(row), as_of=dates.as_of(as_of))]
    shown = [(STATUS[key].heading, STATUS[key].shown(change.before), STATUS[key].shown(row)) for key in _CHANGED]
    grid = [("", answers.BEFORE, answers.AFTER), *shown]
    widths = [widest(line[column] for line in grid) for column in (0, 1)]
    for heading, before, after in grid:
        mark = "" if before == after or heading == "" else "  *"
        lines.append(f"{pad(heading, widths[0])}  {pad(before, widths[1])}  {after}{mark}".rstrip())
    if change.before == change.after:
        lines.append(answers.NOTHING_CHANGES)
    return [*lines, *standing(row), *unused_figures(row)]


def lines(told: Iterable[str], *, plain: bool = False) -> str:
    """Return sentences as lines of text, in which nothing acts on a terminal or a log; ``plain`` writes ASCII symbols."""
    return "".join(f"{sentence(each, plain=plain)}\n" for each in told)


def sentence(told: str, *, plain: bool = False) -> str:
    """Return one sentence as it may be shown."""
    shown = disarm(printable(told))
    return shown.translate(ASCII) if plain else shown


def document(of: Document, *, colour: bool = False, width: int | None = None, plain: bool = False) -> str:
    """Return a document as text: ``width`` breaks sentences (and nothing else) at so many columns, ``plain`` writes ASCII symbols."""
    lines = _heading(printable(of.title), colour=colour, width=width)
    for section in of.sections:
        lines.append("")
        if section.heading:
            lines += _heading(section.heading.upper(), colour=colour, width=width)
        lines += [line for block in section.blocks for line in _block(block, width=width, plain=plain)]
    text = disarm("\n".join(line.rstrip() for line in lines) + "\n")
    return text.translate(ASCII) if plain else text


def _block(block: Block, *, width: int | None, plain: bool) -> list[str]:
    from tracker.reports.document import Bullets, Chart, Message, Paragraph, Quote, Sketch, Table, Verdict  # noqa: PLC0415 - only a page pays for it

    match block:
        case Paragraph(text):
            return wrap(printable(text.text), width)
        case Table():
            return _table(block, width)
        case Sketch():
            return _chart(block, width, plain=plain)
        case Bullets(items):
            return [line for item in items for line in wrap(printable(f"- {item.text}"), width)]
        case Verdict(word, reason):
            return wrap(printable(f"{word.text} {reason.text}"), width)
        case Message(name, status, said):
            return wrap(printable(f"{name.text}: {status.text}. {said.text}"), width)
        case Quote(words, said):
            return [line for each in (words, said) if each.text for line in wrap(printable(each.text), width)]
        case Chart():
            return wrap(printable(block.alt), width)


def _chart(sketch: Sketch, width: int | None, *, plain: bool) -> list[str]:
    """The chart with its unit above and its legend below; nothing where the terminal is narrower than the chart."""
    from tracker.render.terminal.chart import draw  # noqa: PLC0415 - only a page pays for it

    chart = draw(sketch, plain=plain)
    if not chart or (width is not None and widest(chart[1:-1]) > width):
        return []
    return ["", *wrap(chart[0], width), *chart[1:-1], *wrap(chart[-1], width)]


def _heading(words: str, *, colour: bool, width: int | None) -> list[str]:
    return [draw_line([Styled(line, "bold")], colour=colour) for line in wrap(words, width)]


def _table(table: Table, width: int | None) -> list[str]:
    """The columns beside each other, or, where that is wider than the terminal, each row as a small block."""
    rows = [tuple(printable(cell.text) for cell in row) for row in table.rows]
    grid = [table.head, *rows] if any(table.head) else rows
    widths = [widest(row[column] for row in grid) for column in range(len(rows[0]))] if rows else []
    if sum(widths) + len(_GAP) * (len(widths) - 1) <= (width or PROSE_WIDTH):
        return [_GAP.join(map(pad, row, widths)) for row in grid]
    return [
        line
        for row in rows
        for line in (*wrap(row[0], width), *(part for cell in row[1:] if cell for part in wrap(cell, width, indent="    ")))
    ]
