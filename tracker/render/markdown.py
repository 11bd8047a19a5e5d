"""Markdown (CommonMark with tables): what people paste into a chat or keep in git."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.values.log_commands import disarm
from tracker.values.printable import printable
from tracker.values.problems import PROBLEM_KEYS, problem_rows
from tracker.words.chance_wording import note_chances
from tracker.words.glance_wording import list_columns
from tracker.words.status_columns import STATUS, name_with_reporter, notes, verdict_words
from tracker.words.summary_wording import headline_of_programme
from tracker.words.texts import answers, headings, report_headings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tracker.model.result import TargetResult
    from tracker.reports.document import Block, Chart, Document, Sketch, Sparkline, Table, Text
    from tracker.reports.status import StatusTable
    from tracker.values.problems import Problem

_ACTIVE = re.compile(r"([\\`*_\[\]<>|~$&])|(@)(?=(?<!\w@)\w|(?:all|channel|everyone|here)\b)")
_SPACES = re.compile(r"[ \t\n\v\f\r]+")  # but no space at which no line ends
_BLOCK = re.compile(r"[#\-+>:]|\d+(?=[.)](?:\s|$))")
_LEFT = {"status", "latest_period", "deadline"}


def status(table: StatusTable, *, full: bool = False) -> str:
    """Return a table with one line a target, with the columns of the glance or in ``full`` with all, and below it the reasons as a list."""
    columns = _all_columns() if full else _glance_columns(table.rows)
    head = [headings.GLANCE_HEADS["name"], *(column.heading for column in columns)]
    rule = [":--", *("--:" if column.numeric else ":--" for column in columns)]
    rows = [[_name(row), *(escape(column.shown(row)) for column in columns)] for row in table.rows]
    lines = [f"**{begin(escape(headline_of_programme(table.title, table.as_of, table.rows)))}**", ""]
    lines += [f"| {' | '.join(cell)} |" for cell in (head, rule, *rows)]
    reasons = [f"- **{_name(row)}**: {escape(sentence)}" for row in table.rows for sentence in [notes(row)] if sentence]
    noted = [line for note in note_chances(table.rows) for line in ("", escape(note))]
    return disarm("\n".join([*lines, *([""] if reasons else []), *reasons, *noted]) + "\n")


class _Shown(NamedTuple):
    """One column of the table."""

    heading: str
    numeric: bool
    shown: Callable[[TargetResult], str]


def _all_columns() -> list[_Shown]:
    return [_Shown(column.heading, key not in _LEFT, _show_status if key == "status" else column.shown) for key, column in STATUS.items()]


def _glance_columns(rows: Sequence[TargetResult]) -> list[_Shown]:
    return [_Shown(each.heading, each.numeric, _show_status if each.key == "status" else each.shown) for each in list_columns(rows)]


def _show_status(row: TargetResult) -> str:
    return verdict_words(row.status)


def escape(text: str) -> str:
    """Return text that Markdown shows as it is, on one line; an ``@`` that would call somebody in a chat is an entity."""
    return _ACTIVE.sub(lambda found: f"\\{found[1]}" if found[1] else "&#64;", _SPACES.sub(" ", printable(text)).strip(" "))


def begin(escaped: str) -> str:
    """Return escaped text for the beginning of a line, of an item or of a quote, where a mark would make a heading or a list of it."""
    mark = _BLOCK.match(escaped)
    if mark is None:
        return escaped
    at = mark.end() if mark[0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def heading(text: str) -> str:
    """Return text as a heading shows it: marks at its end do not close it."""
    return re.sub(r"#+$", lambda marks: "\\#" * len(marks[0]), escape(text))


def _name(row: TargetResult) -> str:
    return escape(name_with_reporter(row))


def problems(found: Sequence[Problem], assumed: str = "") -> str:
    """Return the problems of the files as a table, and above it what was assumed."""
    head = [answers.PROBLEM_HEADS[key] for key in PROBLEM_KEYS]
    said = [row | {"severity": answers.SEVERITIES[str(row["severity"])]} for row in problem_rows(found)]
    rows = [[escape("" if cell is None else str(cell)) for cell in row.values()] for row in said]
    above = f"{begin(escape(assumed))}\n\n" if assumed else ""
    table = "".join(f"| {' | '.join(cells)} |\n" for cells in (head, [":--"] * len(head), *rows))
    return disarm(above + (table if rows else f"{answers.NO_PROBLEMS}\n"))


def document(of: Document, place: Callable[[Chart], str] | None = None, level: int = 1) -> str:
    """Return a document; ``place`` says where the picture of a chart lies, seen from the text, and ``level`` is that of its title.

    A chart without such a place is left out; what can be drawn with letters stands in a block of its own.
    """
    title, below = "#" * level, "#" * (level + 1)
    lines = [f"{title} {heading(of.title)}", *(["", begin(escape(of.subtitle))] if of.subtitle else [])]
    for section in of.sections:
        lines += ["", f"{below} {heading(section.heading)}"] if section.heading else []
        lines += [line for block in section.blocks for line in _block(block, place)]
    if of.marks:
        marks = (f"- **{escape(mark)}** {escape(meaning)}" for mark, meaning in of.marks.items())
        lines += ["", f"{below} {report_headings.MARKS_HEADING}", "", *marks]
    if of.sources:
        lines += ["", f"{below} {report_headings.FOOTNOTES}", ""]
        lines += [f"{each.number}. {_linked(each.text, each.link)} ({escape(', '.join(each.places))})" for each in of.sources]
    lines += ["", "---", "", begin(escape(of.footer[0])), *_command(of)] if of.footer else []
    return disarm("\n".join(lines) + "\n")


def _command(of: Document) -> Iterator[str]:
    if len(of.footer) > 1:
        yield from ("", report_headings.COMMAND, "", f"    {printable(of.footer[1])}")


def _linked(text: str, link: str | None) -> str:
    """An address between angle brackets, which CommonMark takes as it is; where it holds a bracket, as plain text."""
    plain = not link or set(link) & set("<>\\") or not link.isprintable() or disarm(link) != link
    return begin(escape(text)) if plain else f"<{link}>"


def _words(text: Text) -> str:
    marks = "".join(f" ({escape(mark)})" for mark in text.marks)
    cites = "".join(f" \\[{number}\\]" for number in text.cites)
    return f"{escape(text.text) if text.line is None else _sparkline(text.line)}{marks}{cites}"


def _block(block: Block, place: Callable[[Chart], str] | None) -> Iterator[str]:
    from tracker.reports.document import Bullets, Chart, Message, Paragraph, Quote, Sketch, Table, Verdict  # noqa: PLC0415 - only a page pays for it

    match block:
        case Paragraph(text):
            yield from ("", f"**{_words(text)}**" if block.lead or block.title else begin(_words(text)))
        case Message(name, status, said, steps):
            yield from ("", " ".join([f"**{_words(name)}** – {_words(status)}.", _words(said), *map(_words, steps)]))
        case Verdict(word, reason):
            yield from ("", f"**{_words(word)}** {_words(reason)}")
        case Quote(words, said):
            yield from ("", f"> {begin(_words(words))}", *((">", f"> {begin(_words(said))}") if said.text or said.cites else ()))
        case Bullets(items):
            yield from ("", *(f"- {begin(_words(item))}" for item in items))
        case Table():
            yield from ("", *([f"**{escape(block.caption)}**", ""] if block.caption else []), *_table(block))
        case Sketch():
            yield from _sketch(block)
        case Chart() if place:
            yield from ("", f"![{escape(block.alt)}](<{place(block)}>)", "", f"*{escape(block.title)}*")


def _table(block: Table) -> Iterator[str]:
    head = block.head or ("",) * len(block.rows[0])
    yield _row([escape(word) for word in head])
    yield _row(["--:" if at in block.numeric else ":--" for at in range(len(head))])
    for row in block.rows:
        yield _row([_words(cell) for cell in row])


def _sparkline(line: Sparkline) -> str:
    from tracker.render.pictures import sparkline  # noqa: PLC0415 - only a report pays for it

    return sparkline.write(line)


def _sketch(block: Sketch) -> Iterator[str]:
    """A drawing of letters, as it is, in a fence which nothing in it can close."""
    from tracker.render.terminal.chart import draw  # noqa: PLC0415 - only a page pays for it

    drawing = draw(block)
    if drawing:
        fence = "```" + "`" * "".join(drawing).count("`")
        yield from ("", f"{fence}text", *drawing, fence)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
