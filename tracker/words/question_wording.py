"""What a terminal asks for when a figure or a target is written down, and says about the answers, with the figures in it."""

from __future__ import annotations

from functools import reduce
from textwrap import shorten
from typing import TYPE_CHECKING

from tracker.values import languages
from tracker.values.display import dates, numbers
from tracker.words.texts import phrases, questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model.observations import Observation
    from tracker.model.programme import Programme
    from tracker.values.periods import Period

_MOST = 20  # ids that are listed
WIDTH = 80  # columns, as prose has everywhere


def targets_to_choose(programme: Programme) -> str:
    """The ids that a figure may have with their names, one a line; of many, the first."""
    named = [(each, entry.name or "") for each, entry in programme.indicators.items()]
    width = max((len(each) for each, _ in named[:_MOST]), default=0)
    room = WIDTH - width - 4
    lines = [f"  {each:<{width}}  {shorten(name, room, placeholder=' …')}".rstrip() for each, name in named[:_MOST]]
    rest = len(named) - _MOST
    return "\n".join([*lines, *([questions.ASK_MORE.format(number=rest)] if rest > 0 else [])])


def join_reporters(codes: Sequence[str]) -> str:
    """Reporters in a sentence: ``KZ and UZ``."""
    return reduce(lambda listed, last: phrases.AND.format(listed=listed, last=last), codes)


def last_figure(row: Observation | None, kind: str, reporter: str, file: str) -> str:
    """The newest figure of a series, with who published it and when, and where it stands."""
    if row is None:
        return questions.ASK_NO_FIGURE[bool(reporter)].format(reporter=reporter)
    said = numbers.amount(row.value, row.measured_in, row.qualifier, digits=15)
    return questions.ASK_LAST[bool(reporter), row.published is not None].format(
        figure=questions.ASK_ANSWER[row.value == 1] if kind == "event" else said,
        period=dates.period(row.period),
        reporter=reporter,
        day=dates.day(row.published),
        place=f"{file}:{row.line}",
    )


def still_to_come(period: Period) -> str:
    """That a period has not ended, or that a day has not come."""
    template = questions.ASK_FUTURE_DAY if period.start == period.end else questions.ASK_FUTURE
    return template.format(period=dates.period(period), day=dates.day(period.end))


def period_question(*, total: bool) -> str:
    """What a period is asked for with: a total has months, a level may have a day."""
    return questions.ASK_PERIOD[total]


def period_to_come(period: Period) -> str:
    """That the next period of a series has not ended."""
    return questions.ASK_NOT_ENDED.format(period=dates.period(period), day=dates.day(period.end))


def value_question(kind: str, unit: str, last: Observation | None) -> str:
    """What a value is asked for with: the last one as an example, else its unit."""
    form = kind if kind in questions.ASK_VALUE else "like" if last else "unit" if unit else "bare"
    example = numbers.amount(last.value, last.measured_in, digits=15).replace(languages.current().group, "") if last else ""
    return questions.ASK_VALUE[form].format(example=example, unit=unit)
