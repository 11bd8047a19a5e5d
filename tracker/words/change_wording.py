"""What changed between two days, as sentences: for reports and summaries."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from tracker.values import languages, periods
from tracker.values.display import dates, numbers
from tracker.values.periods import instant
from tracker.words.filling import fill
from tracker.words.status_columns import age
from tracker.words.texts import target_phrases, verdicts, what_changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.analysis.changes import Changes, MovedTarget, NewFigure
    from tracker.model.observations import Observation
    from tracker.model.programme import Programme, Series, Target


_SHORTLY = 1e-9  # months


class News(NamedTuple):
    """One change: its kind (``new``, ``revised``, ``confirmed``, ``verdict``, …), its target, the sentence, and the line it rests on."""

    kind: str
    target: str
    sentence: str
    line: int | None = None
    source: str | None = None


def news(changes: Changes, programme: Programme) -> list[News]:
    """Return every change, by indicator in the order of the programme; that a deadline came closer is only time."""
    targets, indicators = programme.targets, programme.indicators
    found = [
        *(_stated(targets[each]) for each in changes.stated),
        *(_new_figure(each, indicators[each.figure.target]) for each in changes.figures),
        *(one for each in changes.targets for one in _moved(each, changes.since)),
        *(_passed(targets[each.target]) for each in changes.due if each.passed),
    ]
    order = {target: place for place, target in enumerate(indicators)}
    return sorted(found, key=lambda each: order[each.target])


def _stated(target: Target) -> News:
    return News("stated", target.id, what_changed.CHANGES["stated"].format(name=target.name, on_day=dates.within(target.declared)))


def _new_figure(new: NewFigure, target: Target | Series) -> News:
    figure, old = new
    same = old is not None and (old.value, old.qualifier) == (figure.value, figure.qualifier)
    kind = "new" if old is None else "confirmed" if same else "revised"
    template = what_changed.FIGURE_CHANGES[kind][bool(figure.published_as), bool(figure.reporter)]
    fields = {
        "name": target.name,
        "value": _amount(figure, target),
        "old": _amount(old, target) if old else "",
        "period": dates.period(figure.period),
        "day": dates.period(periods.parse(figure.published_as)) if figure.published_as else "",
        "reporter": languages.reporter_name(figure.reporter),
    }
    sentence = fill(template, fields)
    return News(kind, target.id, sentence, figure.line, figure.source or None)


def _amount(figure: Observation, target: Target | Series) -> str:
    if target.kind == "event":
        return target_phrases.EVENT[figure.value >= 1]
    if target.kind == "rank":
        return target_phrases.PLACE.format(place=numbers.amount(figure.value))
    return numbers.amount(figure.value, figure.measured_in, figure.qualifier, digits=4)


def _moved(moved: MovedTarget, since: date) -> Iterator[News]:
    """What moved in the result of a target: its status, the share of the way, whether its figure is out of date."""
    before, now = moved
    name = now.name
    if moved.moved("status"):
        words = [verdicts.STATUS_WORDS[each.status] if each else "" for each in (before, now)]
        yield News("verdict", now.id, what_changed.CHANGES["verdict"].format(name=name, old_status=words[0], new_status=words[1]))
    if moved.moved("stale"):
        kind = "stale" if now.stale else "fresh"
        yield News(kind, now.id, what_changed.CHANGES[kind].format(name=name, age=age(now.data_age_months)))
    if before is None or before.progress is None or now.progress is None:
        return
    then, here = numbers.share(before.progress), numbers.share(now.progress)
    if then != here:
        template = what_changed.CHANGES["away" if now.progress < 0 else "progress"]
        yield News("progress", now.id, template.format(name=name, old_progress=then, new_progress=here, on_since=dates.on_day(since)))


def _passed(target: Target) -> News:
    due = dates.deadline_end(target.deadline)
    return News("passed", target.id, what_changed.CHANGES["passed"].format(name=target.name, deadline_end=due))


def months_left(deadline: date, day: date) -> str:
    """The whole months from a day to a deadline."""
    return f"{math.floor(instant(deadline) - instant(day) + _SHORTLY)}"
