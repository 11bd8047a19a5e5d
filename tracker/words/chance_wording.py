"""The chance of a target in words, with its range, the reason where there is none, and how the year will come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model.forecast import CODES, band_of, code_of
from tracker.values.display import ABSENT, dates, numbers
from tracker.words.outlook import is_measured
from tracker.words.texts import chances as texts
from tracker.words.texts import scenarios

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.model.forecast import Forecast, Outturn
    from tracker.model.result import TargetResult

_TOLD = {"too_far", "one_figure", "target_is_bound", "values_not_positive", "counted"}
"""The reasons that say something of the figures and not of the form of the target, which everybody sees."""
_DIGITS = 9  # all that are left of a number that is rounded already
_FEW = 4  # figures from which it means something that none of the years was as fast


def say_chance(forecast: Forecast) -> str | None:
    """The chance in words: ``about 1 in 10``, or ``at least about 1 in 10`` where it is a bound; None where there is none."""
    code = forecast.code
    return None if code is None else _word_chance(code, forecast.bound)


def _word_chance(code: str, bound: str) -> str:
    words: dict[str, str] = texts.PROBABILITY_WORDS_OF_BOUND[bound] if bound else texts.PROBABILITY_WORDS
    return words[code]


def tell_chance(row: TargetResult, *, assumed: bool = False) -> list[str]:
    """The chance of a target and the range in which its series will probably end; or why its figures give none.

    ``assumed`` says that it rests on figures that nobody has observed.
    """
    said = _fill_chance(row, scenarios.ASSUMED_CHANCE if assumed else texts.CHANCE)
    return said or ([texts.CHANCE_ABSENT[row.forecast.absent]] if row.forecast.absent in _TOLD else [])


def tell_chance_briefly(row: TargetResult) -> list[str]:
    """The chance and the range in a list of targets, below which ``note_chances`` says once what they are; nothing where there is none."""
    return _fill_chance(row, texts.CHANCE_BRIEFLY)


def note_chances(rows: Iterable[TargetResult]) -> list[str]:
    """What the chances of a list are; nothing where no target has one."""
    return [texts.CHANCE_NOTE] if any(row.forecast.code is not None for row in rows) else []


def show_chance(row: TargetResult) -> str:
    """The chance in a narrow column: ``1 in 10``, with a sign where it is a bound; a dash where there is none."""
    code = row.forecast.code
    return ABSENT if code is None else _shorten_chance(code, row.forecast.bound)


def list_chances(forecast: Forecast) -> dict[float, str]:
    """Every chance in the words of a narrow column, by the lowest number that has them: for what says it from a live number."""
    return {band_of(code)[0]: _shorten_chance(code, forecast.bound) for code in CODES}


def _shorten_chance(code: str, bound: str) -> str:
    if (bound, code) in _BEYOND:
        return texts.CHANCE_IN_CELL_BEYOND[bound]
    said: str = texts.CHANCE_IN_CELL[code]
    return said if code in _WITH_SIGN else _BOUNDS[bound] + said


_BOUNDS = {"at_least": "≥", "at_most": "≤", "": ""}
_WITH_SIGN = {CODES[0], CODES[-1]}  # their words are bounds already
_BEYOND = {("at_least", CODES[0]), ("at_most", CODES[-1])}  # and these bounds point the other way


def _fill_chance(row: TargetResult, templates: Mapping[str, str]) -> list[str]:
    forecast = row.forecast
    chance = say_chance(forecast)
    if chance is not None and forecast.likely is not None and row.deadline is not None:
        low, high = numbers.span_ends(
            forecast.likely.low, forecast.likely.high, row.unit, row.sign, row.target_level, whole=row.counts_things
        )
        measured = is_measured(f"{low}{high}", row)
        name = ("alone" if not measured else "amount" if low == high else "range") + ("_held" if row.status == "reached" else "")
        fields = {"chance": chance, "low": low, "high": high, "amount": high, "until_deadline": dates.until(row.deadline)}
        return [templates[name].format(at_deadline=_at_deadline(row), **fields)]
    return []


def tell_chance_alone(row: TargetResult) -> list[str]:
    """The chance alone, where there is no room for its range; nothing where there is none."""
    chance = say_chance(row.forecast)
    if chance is None or row.deadline is None:
        return []
    name = "alone_held" if row.status == "reached" else "alone"
    return [texts.CHANCE[name].format(chance=chance, until_deadline=dates.until(row.deadline))]


def explain_absence(row: TargetResult) -> list[str]:
    """Why there is no chance, for who asks; nothing where there is one."""
    return [texts.CHANCE_ABSENT[row.forecast.absent]] if row.forecast.absent else []


def describe_fan(row: TargetResult) -> list[str]:
    """The range of a chart, for who cannot see it."""
    likely = row.forecast.likely
    if likely is None:
        return []
    low, high = numbers.span_ends(likely.low, likely.high, row.unit, row.sign, row.target_level, whole=row.counts_things)
    return [texts.CHART_LIKELY.format(low=low, high=high, at_deadline=_at_deadline(row))] if is_measured(f"{low}{high}", row) else []


def _at_deadline(row: TargetResult) -> str:
    """The time of the range: of a flow the year that ends with the deadline, of a stock its end."""
    if row.deadline is None:
        return ABSENT
    return dates.year_to(row.deadline) if row.kind == "flow" else dates.at_deadline(row.deadline)


def tell_range(row: TargetResult) -> str:
    """The range alone: ``4.1–10.5 bn USD``; a dash where there is none."""
    likely = row.forecast.likely
    if likely is None:
        return ABSENT
    return numbers.span(likely.low, likely.high, row.unit, row.sign, row.target_level, whole=row.counts_things)


def tell_outturn(row: TargetResult) -> list[str]:
    """What a year that is not over would come to by its figures, and the chance that it meets what is asked of it."""
    outturn = row.forecast.outturn
    if outturn is None:
        return []
    fields = _describe_outturn(outturn, row.unit) | {"chance": _outturn_chance(outturn)}
    name = "alone" if outturn.probability is None else "obligation" if row.goal == "recurring" else "milestone"
    return [texts.OUTTURN[name].format(**fields)]


def show_outturn(row: TargetResult) -> str:
    """The same in a narrow column: ``2026: 5.1–5.6 bn USD``, of a bound its amount; a dash where there is none."""
    outturn = row.forecast.outturn
    if outturn is None:
        return ABSENT
    fields = _describe_outturn(outturn, row.unit)
    return f"{fields['year']}: {fields['amount' if outturn.qualifier else 'range']}"


def _describe_outturn(outturn: Outturn, unit: str) -> dict[str, str]:
    """The year, its amount with its qualifier, and the range."""
    low, mid, high = outturn.likely
    scale, decimals = numbers.span_scale(low, high, 1, None)
    step = 10.0 ** (scale - decimals)  # the middle has the decimals of the ends
    amount = numbers.amount(round(mid / step) * step, unit, outturn.qualifier or "about", digits=_DIGITS)
    return {"year": str(outturn.year), "amount": amount, "range": numbers.span(low, high, unit, 1, None)}


def _outturn_chance(outturn: Outturn) -> str:
    return "" if outturn.probability is None else _word_chance(code_of(outturn.probability), outturn.bound)


def tell_required_seen(row: TargetResult) -> list[str]:
    """In how many of its own years the series grew as fast as is required, and by when its best growth would have to begin."""
    seen = row.forecast.required_seen
    if seen is None or row.required_growth is None:
        return []
    fields = {"required": numbers.percent(row.required_growth), "best": numbers.percent(seen.best_growth)}
    met = {"shown": numbers.whole(seen.years), "met": numbers.whole(seen.met_or_above)}
    said = [texts.REQUIRED_SEEN.format(seen.years, **met, **fields) if seen.met_or_above else texts.NEVER_AS_FAST.format(**fields)]
    basis = row.forecast.basis
    if not seen.met_or_above and basis and basis.figures >= _FEW:
        said.append(texts.NEVER_SEEN[basis.series_class])
    if seen.latest_start:
        gone = seen.latest_start.end < row.as_of
        said.append(texts.LATEST_START["past" if gone else "ahead"].format(within_month=dates.spelt_within(seen.latest_start)))
    return said
