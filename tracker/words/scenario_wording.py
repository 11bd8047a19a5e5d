"""What is assumed in words, and the cells of a table of scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values.display import dates, numbers
from tracker.words import chance_wording
from tracker.words.filling import fill
from tracker.words.outlook import project_briefly
from tracker.words.status_columns import STATUS, verdict_words
from tracker.words.target_wording import say_level, without_unit
from tracker.words.texts import scenarios as texts
from tracker.words.texts import verdicts
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model.result import TargetResult
    from tracker.model.scenarios import Assumed, AssumedFigure, ScenarioResult


def say_figure(figure: AssumedFigure, row: TargetResult) -> str:
    """A figure that is assumed: ``2027: 6.27 bn USD (+12.0 %)``."""
    name = ("amount" if figure.growth is None else "growth") + ("_revised" if figure.revised else "")
    fields = {"period": dates.period(figure.period), "amount": say_level(row, figure.value), "growth": numbers.percent(figure.growth)}
    return texts.ASSUMED_FIGURE[name].format_map(fields)


def say_figures(figures: Sequence[AssumedFigure], row: TargetResult) -> str:
    """All that is assumed, apart by semicolons."""
    return "; ".join(say_figure(each, row) for each in figures)


def note_assumed(assumed: Assumed, row: TargetResult) -> str:
    """What an answer assumes, and of which day it is."""
    name = "same_day" if row.as_of == assumed.known_on else "later_day"
    fields = {
        "figures": say_figures(assumed.figures, row),
        "day": dates.day(row.as_of),
        "on_as_of": dates.on_day(assumed.known_on),
    }
    return fill(texts.ASSUMED_NOTE[name], fields)


def tell_verdict(row: TargetResult) -> str:
    """The status that assumed figures would give, with its reason."""
    return fill(texts.ASSUMED_VERDICT, {"verdict": verdicts.STATUS_WORDS[row.status], "reason": reason(row)})


def mark_assumed(words: str) -> str:
    """What stands in a table and rests on an assumed figure."""
    return texts.ASSUMED_CELL.format(words=words)


def scenario_cells(scenario: ScenarioResult) -> tuple[str, ...]:
    """The cells of a scenario under ``SCENARIO_HEADS``, in the unit of the target; the first scenario is what is observed."""
    row = scenario.result
    return (
        scenario.name or texts.SCENARIO_OBSERVED,
        verdict_words(row.status),
        without_unit(project_briefly(row), row),
        chance_wording.show_chance(row),
        without_unit(chance_wording.tell_range(row), row),
        STATUS["required_growth"].shown(row),
    )


def say_assumptions(scenario: ScenarioResult) -> str:
    """What a scenario assumes, and of which day it is."""
    figures = say_figures(scenario.figures, scenario.result)
    return texts.SCENARIO_ASSUMES.format(scenario=scenario.name, as_of=dates.as_of(scenario.as_of), figures=figures)
