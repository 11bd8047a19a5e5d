"""A document as CommonMark with tables; its charts are files beside it, or left out where there is no file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.render.markdown import escape
from tracker.reports.document import Bullets, Chart, Paragraph, Quote, Table, Verdict
from tracker.values.printable import printable
from tracker.words import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.reports.document import Block, Document, Text


def markdown(of: Document, place: Callable[[Chart], str] | None = None) -> str:
    """Return the text; ``place`` says where the picture of a chart lies, seen from the text."""
    lines = [f"# {_heading(of.title)}", "", escape(of.subtitle)]
    for section in of.sections:
        lines += ["", f"## {_heading(section.heading)}"]
        lines += [line for block in section.blocks for line in _block(block, place)]
    if of.marks:
        lines += ["", f"## {sentences.MARKS_HEADING}", "", *(f"- **{escape(mark)}** {escape(said)}" for mark, said in of.marks.items())]
    if of.sources:
        lines += ["", f"## {sentences.FOOTNOTES}", ""]
        lines += [f"{each.number}. {_linked(each.text, each.link)} ({escape(', '.join(each.places))})" for each in of.sources]
    lines += ["", "---", "", escape(of.footer[0]), *_command(of)]
    return "\n".join(lines) + "\n"


def _command(of: Document) -> Iterator[str]:
    if len(of.footer) > 1:
        yield from ("", sentences.COMMAND, "", f"    {printable(of.footer[1])}")


def _linked(text: str, link: str | None) -> str:
    """An address between angle brackets, which CommonMark takes as it is; where it holds a bracket, as plain text."""
    return f"<{link}>" if link and not set(link) & set("<>\\") and link.isprintable() else escape(text)


def _words(text: Text) -> str:
    marks = "".join(f" ({escape(mark)})" for mark in text.marks)
    cites = "".join(f" \\[{number}\\]" for number in text.cites)
    return f"{escape(text.text)}{marks}{cites}"


def _block(block: Block, place: Callable[[Chart], str] | None) -> Iterator[str]:
    match block:
        case Paragraph(text, lead):
            yield from ("", f"**{_words(text)}**" if lead else _started(_words(text)))
        case Verdict(word, reason):
            yield from ("", f"**{_words(word)}** {_words(reason)}")
        case Quote(words, said):
            yield from ("", f"> {_started(_words(words))}", *((">", f"> {_words(said)}") if said.text or said.cites else ()))
        case Bullets(items):
            yield from ("", *(f"- {_started(_words(item))}" for item in items))
        case Table():
            yield from ("", f"**{escape(block.caption)}**", "", *_table(block))
        case Chart() if place:
            yield from ("", f"![{escape(block.alt)}](<{place(block)}>)", "", f"*{escape(block.title)}*")


def _heading(text: str) -> str:
    """A heading whose end is not taken for a closing mark."""
    return re.sub(r"#+$", lambda marks: "\\#" * len(marks[0]), escape(text))


def _started(text: str) -> str:
    """Text whose beginning makes no heading, list or quote of the line."""
    numbered = re.match(r"\d+(?=[.)])", text)
    if numbered:
        return f"{numbered[0]}\\{text[numbered.end() :]}"
    return f"\\{text}" if text[:1] in {"#", "-", "+", "=", ">"} else text


def _table(block: Table) -> Iterator[str]:
    yield _row([escape(word) for word in block.head])
    yield _row(["--:" if at in block.numeric else ":--" for at in range(len(block.head))])
    for row in block.rows:
        yield _row([_words(cell) for cell in row])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
