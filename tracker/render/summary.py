"""A summary for a mail, a chat and a program: one line a target."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tracker.render.markdown import begin, escape
from tracker.render.terminal.letters import ASCII, wrap_lines
from tracker.values import languages
from tracker.values.display import ABSENT, dates
from tracker.values.log_commands import disarm
from tracker.values.printable import printable
from tracker.words.chance_wording import note_chances
from tracker.words.status_columns import SYMBOLS
from tracker.words.summary_wording import group_lines, headline_of_programme, line
from tracker.words.texts import summaries, verdicts, what_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.model.result import TargetResult
    from tracker.reports.summary import Summary


def text(of: Summary, *, width: int | None = None, plain: bool = False) -> str:
    """Return the headline, what changed, and a line a target, worst first.

    ``width`` is that of a terminal, at which a line goes on below; without one it is None. ``plain`` writes ASCII for what is not.
    """
    lines = [headline_of_programme(of.table.title, of.table.as_of, of.table.rows), *group_lines(of.table.rows)]
    if of.news is not None:
        lines += ["", _since(of), *(f"- {each.sentence}" for each in of.news), "", summaries.SUMMARY_STANDS]
    for row in of.table.by_attention:
        verdict = verdicts.STATUS_WORDS[row.status]
        lines.append(summaries.SUMMARY_VERDICT.format(verdict=verdict, line=line(row)))
    lines += note_chances(of.table.rows)
    said = disarm(wrap_lines("".join(f"{printable(each)}\n" for each in lines), width))
    return said.translate(ASCII) if plain else said


def markdown(of: Summary) -> str:
    """Return the same as lists, which every chat shows, with the sign of each status."""
    blocks = [f"**{escape(headline_of_programme(of.table.title, of.table.as_of, of.table.rows))}**"]
    groups = _bullets(map(escape, group_lines(of.table.rows)))
    if groups:  # two lists need something between them, or they are read as one
        blocks += [groups, *([summaries.SUMMARY_STANDS] if of.news is None else [])]
    if of.news is not None:
        blocks += [begin(escape(_since(of))), _bullets(begin(escape(each.sentence)) for each in of.news), summaries.SUMMARY_STANDS]
    blocks.append(_bullets(_marked(row) for row in of.table.by_attention))
    blocks += map(escape, note_chances(of.table.rows))
    return disarm("\n\n".join(filter(None, blocks)) + "\n")


def _since(of: Summary) -> str:
    """What stands above the changes, or that there are none."""
    if of.news:
        return summaries.SUMMARY_SINCE.format(since_day=dates.since_day(of.since) if of.since else ABSENT)
    return what_changed.NOTHING_CHANGED.format(first_day=dates.day(of.since), last_day=dates.day(of.table.as_of))


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {each}" for each in lines)


def _marked(row: TargetResult) -> str:
    verdict = f"{SYMBOLS[row.status]} **{verdicts.STATUS_WORDS[row.status]}**"
    return summaries.SUMMARY_VERDICT.format(verdict=verdict, line=escape(line(row)))


def contract(of: Summary) -> str:
    """Return the JSON contract, as ``status`` does; with an earlier day also ``since`` and the list ``changes``."""
    from tracker.render import json as json_format  # noqa: PLC0415 - a mail pays for no JSON

    if of.news is None:
        return json_format.status(of.table)
    return json_format.status(
        of.table, since=None if of.since is None else of.since.isoformat(), changes=[each._asdict() for each in of.news]
    )


def lines(of: Summary) -> str:
    """Return one JSON object a target and line: the keys of the contract, the day, the language; with an earlier day also ``changes``."""
    from tracker.render import json as json_format  # noqa: PLC0415 - a mail pays for no JSON

    days = {"as_of": of.table.as_of.isoformat(), "language": languages.current().code}
    days |= {"since": of.since.isoformat()} if of.since else {}
    told = defaultdict[str, list[str]](list)
    for each in of.news or ():
        told[each.target].append(each.sentence)
    rows = ({**days, **json_format.target_row(row), **({} if of.news is None else {"changes": told[row.id]})} for row in of.table.rows)
    return "".join(f"{json_format.one_line(row)}\n" for row in rows)
