"""What a terminal asks for when a figure or a target is written down, and says about the answers: templates, to be translated whole."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from tracker.values import display

if TYPE_CHECKING:
    from tracker.model.observations import Observation
    from tracker.model.programme import Programme
    from tracker.values.periods import Period

WHICH = "Which target has a new figure? Ctrl-C leaves without adding anything."
TARGET = "Target"
REPORTER = "Reporter"
PUBLISHED = "Published (a day such as 2026-10-28, or today)"
SOURCE = "Source (Enter for none)"
NEW_REPORTER = "{reporter} is a new reporter for this target (known: {reporters})."
_FUTURE = "{period} ends on {day}, which is still to come; the figure does not count before that."
_FUTURE_DAY = "{day} is still to come; the figure does not count before that."
RIGHT = "Is that right?"
REVISION = "Is yours a revision of it?"
KEEP = "Is {figure} for {period} right?"
ADD_ROWS = "Add {rows} all the same?"
NOTHING_ADDED = "Nothing was added."
TWO_FILES = (
    "Two files begin here: targets.yaml says what is to be achieved, and observations.csv what has been observed. "
    "Answer a few questions about your first target, or take an example with three targets and change it."
)
BEGIN = "Answer the questions?"
FIRST_TARGET = "Each answer is checked when you give it, and can be changed in targets.yaml later. Ctrl-C leaves without writing anything."
OUR_TARGETS = "Our targets"
TITLE = "Title of your targets"
NAME = "Name of the first target (such as Exports of services)"
ID = "Its id, for the command line"
KINDS = (
    "What is counted is a flow (a total over a period, such as exports), a stock (a level or a rate at a date, such as jobs or a share), "
    "cumulative (a total since a start), an event, or a rank (a place in a ranking)."
)
KIND = "Kind"
UNIT = "Unit (such as USD, jobs or %)"
FROM = "Added up from (such as 2025)"
STATED = {
    False: "Target, in its own words (10 bn, at least 42.5, -55 %, double)",
    True: "Place that is to be reached (such as 25)",
}
BASELINE = "Baseline, the period from which it is counted (such as 2024)"
DIRECTION = "Is an increase or a decrease wanted?"
DEADLINE = "Deadline (2030 or 30 Jun 2030; Enter for none)"
WHO_COUNTS = "Reporter whose figures count (such as UZ; Enter for none)"
STATED_WHERE = "Where the target was stated (Enter for none)"
NOTHING_WRITTEN = "Nothing was written."
WROTE = "Wrote {targets} and {observations}. Now: {command}"
HEAD = """\
# yaml-language-server: $schema=targets.schema.json
# `tracker schema -o targets.schema.json` writes the file that the line above names: editors then complete and check this one.
version: 1
"""
FURTHER = """\
    # every: year               # where it binds in each year · quarter · month up to the deadline
    # milestones: {2027: 6.5 bn}
    # stale_after: 18           # months after which a figure is out of date
    # owner: Who answers for it
    # quote: The words themselves.
"""
_MORE = "  … and {number} more"
_NO_FIGURE = {True: "There is no figure by {reporter} yet.", False: "There is no figure yet."}
_LAST = {
    (True, True): "Last figure: {figure} for {period}, by {reporter}, published {day} ({place})",
    (True, False): "Last figure: {figure} for {period}, by {reporter} ({place})",
    (False, True): "Last figure: {figure} for {period}, published {day} ({place})",
    (False, False): "Last figure: {figure} for {period} ({place})",
}
_NOT_ENDED = "The next one would be for {period}, which ends on {day}."
_PERIOD = {True: "Period (such as 2025, Q3 2025 or Jan–Sep 2025)", False: "Period (such as 2025, Q3 2025 or 30 Sep 2025)"}
_VALUE = {
    "event": "Has it come? (yes or no)",
    "rank": "Place (a whole number)",
    "like": "Value (the last one was {example})",
    "unit": "Value (in {unit})",
    "bare": "Value",
}
_ANSWER = {True: "yes", False: "no"}
_MOST = 20  # ids that are listed
WIDTH = 80  # columns, as prose has everywhere


def targets_to_choose(programme: Programme) -> str:
    """The ids that a figure may have with their names, one a line; of many, the first."""
    named = [(each, entry.name or "") for each, entry in programme.indicators.items()]
    width = max((len(each) for each, _ in named[:_MOST]), default=0)
    room = WIDTH - width - 4
    lines = [f"  {each:<{width}}  {shorten(name, room, placeholder=' …')}".rstrip() for each, name in named[:_MOST]]
    rest = len(named) - _MOST
    return "\n".join([*lines, *([_MORE.format(number=rest)] if rest > 0 else [])])


def last_figure(row: Observation | None, kind: str, reporter: str, file: str) -> str:
    """The newest figure of a series, with who published it and when, and where it stands."""
    if row is None:
        return _NO_FIGURE[bool(reporter)].format(reporter=reporter)
    return _LAST[bool(reporter), row.published is not None].format(
        figure=_ANSWER[row.value == 1] if kind == "event" else display.amount(row.value, row.measured_in, row.qualifier, digits=15),
        period=display.period(row.period),
        reporter=reporter,
        day=display.day(row.published),
        place=f"{file}:{row.line}",
    )


def still_to_come(period: Period) -> str:
    """That a period has not ended, or that a day has not come."""
    template = _FUTURE_DAY if period.start == period.end else _FUTURE
    return template.format(period=display.period(period), day=display.day(period.end))


def period_question(*, total: bool) -> str:
    """What a period is asked for with: a total has months, a level may have a day."""
    return _PERIOD[total]


def period_to_come(period: Period) -> str:
    """That the next period of a series has not ended."""
    return _NOT_ENDED.format(period=display.period(period), day=display.day(period.end))


def value_question(kind: str, unit: str, last: Observation | None) -> str:
    """What a value is asked for with: the last one as an example, else its unit."""
    form = kind if kind in _VALUE else "like" if last else "unit" if unit else "bare"
    example = display.amount(last.value, last.measured_in, digits=15).replace(",", "") if last else ""
    return _VALUE[form].format(example=example, unit=unit)
