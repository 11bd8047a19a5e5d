"""What changed between two days, as sentences: for reports and summaries."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tracker.values import display
from tracker.values.periods import instant
from tracker.words import sentences
from tracker.words.columns import age, nan, period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.analysis.changes import Changes
    from tracker.model.programme import Target
    from tracker.words.columns import Row


_SHORTLY = 1e-9  # months


class News(NamedTuple):
    """One change: its kind (``new``, ``revised``, ``confirmed``, ``verdict``, …), its target, the sentence, and the line it rests on."""

    kind: str
    target: str
    sentence: str
    line: int | None = None
    source: str | None = None


def news(changes: Changes, targets: Mapping[str, Target]) -> list[News]:
    """Return every change, by target in the order of the programme; that a deadline came closer is only time."""
    found = [
        *(_stated(targets[each]) for each in changes.stated),
        *(_figure(each, targets[each["target"]]) for each in changes.figures),
        *(one for each in changes.targets for one in _moved(each, targets[each["target"]], changes)),
        *(_passed(targets[each["target"]]) for each in changes.deadlines if each["passed"]),
    ]
    order = {target: place for place, target in enumerate(targets)}
    return sorted(found, key=lambda each: order[each.target])


def _stated(target: Target) -> News:
    day = display.day(target.declared) if target.declared else display.ABSENT
    return News("stated", target.id, sentences.CHANGES["stated"].format(name=target.name, day=day))


def _figure(figure: Row, target: Target) -> News:
    old = figure["was"]
    same = old is not None and (old["value"], old["qualifier"]) == (figure["value"], figure["qualifier"])
    kind = "new" if old is None else "confirmed" if same else "revised"
    said = sentences.CHANGES[f"{kind}_by" if figure["reporter"] else kind].format(
        name=target.name,
        value=_amount(figure, target),
        old=_amount(old, target) if old else "",
        period=period(figure["period"]),
        day=period(figure["published"]) if figure["published"] else sentences.UNDATED,
        reporter=figure["reporter"],
    )
    return News(kind, target.id, said, figure["line"], figure["source"])


def _amount(figure: Row, target: Target) -> str:
    return display.amount(figure["value"], target.unit, figure["qualifier"] or "", digits=4)


def _moved(moved: Row, target: Target, changes: Changes) -> Iterator[News]:
    """What moved in the row of a target: its verdict, the share of the way, whether its figure is stale."""
    if "status" in moved:
        before, after = (sentences.STATUS_WORDS[moved["status"][when]] if moved["status"][when] else "" for when in ("before", "after"))
        yield News("verdict", target.id, sentences.CHANGES["verdict"].format(name=target.name, before=before, after=after))
    if "stale" in moved:
        kind = "stale" if moved["stale"]["after"] else "fresh"
        yield News(kind, target.id, sentences.CHANGES[kind].format(name=target.name, age=age(moved["data_age_months"])))
    way = moved.get("progress")
    if way and None not in way.values():
        before, after = (display.share(nan(way[when])) for when in ("before", "after"))
        if before != after:
            said = sentences.CHANGES["away" if nan(way["after"]) < 0 else "progress"].format(
                name=target.name, before=before, after=after, since=display.day(changes.since)
            )
            yield News("progress", target.id, said)


def _passed(target: Target) -> News:
    due = display.deadline(target.deadline) if target.deadline else display.ABSENT
    return News("passed", target.id, sentences.CHANGES["passed"].format(name=target.name, deadline=due))


def months_left(deadline: str, day: date) -> str:
    """The whole months from a day to a deadline."""
    return f"{math.floor(instant(date.fromisoformat(deadline)) - instant(day) + _SHORTLY)}"
