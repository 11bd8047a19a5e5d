"""Page one of a report in words: the headline as a sentence, who is responsible for a target, and its next step."""

from __future__ import annotations

import re
from collections import Counter
from textwrap import shorten
from typing import TYPE_CHECKING

from tracker.analysis.attention import needs_attention
from tracker.model.result import URGENCY
from tracker.values.display import dates
from tracker.words.chance_wording import tell_chance_alone
from tracker.words.filling import fill
from tracker.words.outlook import outlook
from tracker.words.status_columns import stale
from tracker.words.target_wording import say_latest, say_level
from tracker.words.texts import page_one, phrases, summaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tracker.model.programme import Remark, Target
    from tracker.model.result import TargetResult

_ACTED_ON = {"missed", "off_track", "at_risk", "awaiting"}
_OUT_OF_DATE, _PENDING = "out_of_date", "pending"
_LONGEST_REMARK = 200  # letters; the page of the target has the whole
_STEPS = ("decision", "risk")
_ADDRESS = re.compile(r"\s*\(https?://[^\s()]+\)")


def tell_headline(rows: Sequence[TargetResult]) -> str:
    """How many targets need attention and why, and how the others stand: ``2 of 4 targets need attention: 1 is off track, …``."""
    if not rows:
        return summaries.NO_TARGETS
    if len(rows) == 1:
        return page_one.HEADLINE_ONE[_standing(rows[0])]
    urgent = [row for row in rows if needs_attention(row)]
    others = [row for row in rows if not needs_attention(row)]
    number, fields = len(rows), {"urgent": str(len(urgent)), "how": _counts(urgent), "others": _counts(others)}
    name = "none" if not urgent else "one" if len(urgent) == 1 else "some" if others else "all"
    told = [page_one.HEADLINE[name].format(number, str(number), **fields)]
    return " ".join([*told, *([fill(page_one.HEADLINE_OTHERS, fields)] if urgent and others else [])])


def _standing(row: TargetResult) -> str:
    """The status, or that only the age of the latest figure asks for attention; an event that has not come about yet is pending."""
    if needs_attention(row) and row.status not in _ACTED_ON:
        return _OUT_OF_DATE
    return _PENDING if row.kind == "event" and row.status == "no_pace" else row.status


def _counts(rows: Iterable[TargetResult]) -> str:
    """How many stand how, worst first, as clauses: ``1 is off track and 2 are at risk``."""
    counts = Counter(map(_standing, rows))
    clauses = [
        page_one.HEADLINE_STANDS[each].format(counts[each], str(counts[each]))
        for each in (*URGENCY, _PENDING, _OUT_OF_DATE)
        if counts[each]
    ]
    return phrases.AND.format(listed=", ".join(clauses[:-1]), last=clauses[-1]) if len(clauses) > 1 else "".join(clauses)


def tell_message(row: TargetResult) -> str:
    """What must be known of a target that needs attention: why, what must change, how likely that is, and that its figure is old."""
    return " ".join([outlook(row), *tell_chance_alone(row), *stale(row)])


def tell_owner(target: Target) -> str:
    """Who is responsible, where that is declared."""
    return page_one.OWNER.format(owner=target.owner) if target.owner else ""


def tell_next_step(target: Target, day: date) -> str:
    """The latest decision or risk that had been noted by a day, else the latest thing done; empty where nothing was."""
    remarks = target.remarks_by(day)
    step = next((each for each in reversed(remarks) if each.kind in _STEPS), remarks[-1] if remarks else None)
    return "" if step is None else _tell_remark(step)


def _tell_remark(remark: Remark) -> str:
    text = shorten(_ADDRESS.sub("", remark.text), _LONGEST_REMARK, placeholder="…")  # the page of the target has all of it
    return page_one.NEXT_STEP[remark.kind].format(day=dates.day(remark.day), on_day=dates.on_day(remark.day), text=text)


def tell_line(row: TargetResult, levels: Sequence[tuple[float, float]]) -> str:
    """What a sparkline shows, for who cannot see it."""
    return page_one.LINE_ALT.format(first=say_level(row, levels[0][1]), latest=say_latest(row))
