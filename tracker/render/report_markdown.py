"""A document as CommonMark with tables; its charts are files beside it, or left out where there is no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.markdown import begin, escape, heading
from tracker.reports.document import Bullets, Chart, Paragraph, Quote, Table, Verdict
from tracker.values.log_commands import disarm
from tracker.values.printable import printable
from tracker.words import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.reports.document import Block, Document, Text


def markdown(of: Document, place: Callable[[Chart], str] | None = None) -> str:
    """Return the text; ``place`` says where the picture of a chart lies, seen from the text."""
    lines = [f"# {heading(of.title)}", "", begin(escape(of.subtitle))]
    for section in of.sections:
        lines += ["", f"## {heading(section.heading)}"]
        lines += [line for block in section.blocks for line in _block(block, place)]
    if of.marks:
        lines += ["", f"## {sentences.MARKS_HEADING}", "", *(f"- **{escape(mark)}** {escape(said)}" for mark, said in of.marks.items())]
    if of.sources:
        lines += ["", f"## {sentences.FOOTNOTES}", ""]
        lines += [f"{each.number}. {_linked(each.text, each.link)} ({escape(', '.join(each.places))})" for each in of.sources]
    lines += ["", "---", "", begin(escape(of.footer[0])), *_command(of)]
    return disarm("\n".join(lines) + "\n")


def _command(of: Document) -> Iterator[str]:
    if len(of.footer) > 1:
        yield from ("", sentences.COMMAND, "", f"    {printable(of.footer[1])}")


def _linked(text: str, link: str | None) -> str:
    """An address between angle brackets, which CommonMark takes as it is; where it holds one, or a command to a log, as plain text."""
    plain = not link or set(link) & set("<>\\") or not link.isprintable() or disarm(link) != link
    return begin(escape(text)) if plain else f"<{link}>"


def _words(text: Text) -> str:
    marks = "".join(f" ({escape(mark)})" for mark in text.marks)
    cites = "".join(f" \\[{number}\\]" for number in text.cites)
    return f"{escape(text.text)}{marks}{cites}"


def _block(block: Block, place: Callable[[Chart], str] | None) -> Iterator[str]:
    match block:
        case Paragraph(text, lead):
            yield from ("", f"**{_words(text)}**" if lead else begin(_words(text)))
        case Verdict(word, reason):
            yield from ("", f"**{_words(word)}** {_words(reason)}")
        case Quote(words, said):
            yield from ("", f"> {begin(_words(words))}", *((">", f"> {begin(_words(said))}") if said.text or said.cites else ()))
        case Bullets(items):
            yield from ("", *(f"- {begin(_words(item))}" for item in items))
        case Table():
            yield from ("", f"**{escape(block.caption)}**", "", *_table(block))
        case Chart() if place:
            yield from ("", f"![{escape(block.alt)}](<{place(block)}>)", "", f"*{escape(block.title)}*")


def _table(block: Table) -> Iterator[str]:
    yield _row([escape(word) for word in block.head])
    yield _row(["--:" if at in block.numeric else ":--" for at in range(len(block.head))])
    for row in block.rows:
        yield _row([_words(cell) for cell in row])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
