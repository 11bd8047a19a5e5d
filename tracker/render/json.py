"""JSON: the contract (docs/json.md), raw and unrounded, one line a target."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING

from tracker.methods.official_methods import FIGURES
from tracker.model.forecast import FORECAST_KEYS, Forecast, band_of
from tracker.model.result import MEASURES, Kind
from tracker.values import languages
from tracker.values.log_commands import BRACKETED
from tracker.values.printable import escaped
from tracker.values.problems import problem_rows
from tracker.words.chance_wording import say_chance
from tracker.words.explained_formulas import method_reason
from tracker.words.verdict_reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tracker.analysis.score import Score, Statement
    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.observations import Observation
    from tracker.model.result import EarlierOutcome, Level, MilestoneOutcome, PeriodOutcome, Required, TargetResult, TracedLevel
    from tracker.model.scenarios import AssumedFigure, ScenarioResult
    from tracker.reports.status import StatusTable
    from tracker.values.periods import Period
    from tracker.values.plain_data import Json, JsonObject
    from tracker.values.problems import Problem

FORMAT = 2  # a change of meaning bumps it
KEYS = (
    *("id", "name", "kind", "unit", "direction", "reporter", "target", "target_qualifier", "deadline"),
    *("baseline", "baseline_period", "baseline_date"),
    *("latest", "latest_period", "latest_date", "latest_qualifier", "latest_basis", "latest_published", "latest_rows"),
    *("status", "reason", "stale"),
    *MEASURES,
    *("goal", "target_to", "target_words", "judged_periods", "met_periods", "missed_periods"),
    *("pace_since", "ytd_period", "newer_unused", "group", "owner"),
    *FORECAST_KEYS,
)
"""The keys of the contract, in their order."""
STATEMENT_KEYS = (
    *("id", "part", "number", "reporter", "target", "target_qualifier", "unit", "stated", "deadline"),
    *("day", "status", "probability", "probability_bound", "probability_words", "met"),
)
"""The keys of what could be said on an earlier day, in their order."""
_STATED = ("id", "name", "kind", "unit", "direction", "reporter", "target", "target_qualifier")


def status(table: StatusTable, **more: Json) -> str:
    """Return the whole answer as one JSON object; what is undefined is null. Of what is ``more``, lists stand behind the targets."""
    return _answer(table.as_of, table.title, map(target_row, table.rows), more)


def detail(title: str, of: TargetDetail, scenarios: Sequence[ScenarioResult] = ()) -> str:
    """Return one target in depth: its keys of the contract and everything around them, and its ``scenarios``, where there are some."""
    return _answer(of.as_of, title, [detail_row(of)], {"scenarios": list(map(scenario_row, scenarios))} if scenarios else {})


def scenario_row(scenario: ScenarioResult) -> JsonObject:
    """Return where a target would stand in a scenario, under the keys of the contract."""
    head: JsonObject = {"scenario": scenario.name or None, "as_of": _iso(scenario.as_of), "assumed": _assumed(scenario.figures)}
    return head | target_row(scenario.result)


def _assumed(figures: Iterable[AssumedFigure]) -> Json:
    return [{"period": str(each.period), "value": each.value, "growth": each.growth, "revised": each.revised} for each in figures]


def target_row(result: TargetResult) -> JsonObject:
    """Return a result under the keys of the contract; days and periods in ISO."""
    row: JsonObject = {key: getattr(result, key) for key in _STATED}
    row |= {"deadline": _iso(result.deadline), "baseline": result.baseline}
    row |= {"baseline_period": _text(result.baseline_period), "baseline_date": _iso(result.baseline_date)}
    row |= {"latest": result.latest, "latest_period": _text(result.latest_period), "latest_date": _iso(result.latest_date)}
    row |= {"latest_qualifier": result.latest_qualifier, "latest_basis": result.latest_basis}
    row |= {"latest_published": _iso(result.latest_published), "latest_rows": [each for each in result.latest_rows if each > 0]}
    row |= {"status": result.status, "reason": reason(result), "stale": result.stale}
    row |= {key: _iso(result.day(key)) if kind is Kind.DATE else result.number(key) for key, kind in MEASURES.items()}
    row |= {key: getattr(result, key) for key in ("goal", "target_to", "target_words", "judged_periods", "met_periods", "missed_periods")}
    row |= {"pace_since": _iso(result.pace_since), "ytd_period": _text(result.ytd_period)}
    row |= {"newer_unused": [each.line for each in result.newer_unused if each.line > 0]}
    return row | {"group": result.group, "owner": result.owner} | _forecast(result.forecast)


def _forecast(forecast: Forecast) -> JsonObject:
    outturn = forecast.outturn
    found: JsonObject = {"probability_words": say_chance(forecast), "probability_absent": forecast.absent, **forecast.numbers}
    found |= {"outturn_bound": outturn and outturn.amount_bound}
    found |= {"outturn_probability_bound": (outturn.bound or None) if outturn and outturn.probability is not None else None}
    return {key: found[key] for key in FORECAST_KEYS}


def detail_row(of: TargetDetail) -> JsonObject:
    """Return a target in depth as plain values."""
    return (
        target_row(of.result)
        | _forecast_basis(of.result.forecast)
        | {
            "levels": [_traced_level(each) for each in of.levels],
            "series": [_level(each) for each in of.series],
            "needed": [_required(each) for each in of.required],
            "methods": {
                name: {
                    FIGURES[name]: None if math.isnan(said.figure) else said.figure,
                    "status": said.status,
                    "reason": method_reason(said, of.case),
                }
                for name, said in of.judgements.items()
            },
            "break_even": {
                name: {way: asdict(turn) if turn else None for way, turn in both.items()} for name, both in of.break_even.items()
            },
            "history": [_earlier(each) for each in of.history],
            "milestones": [_milestone(each) for each in of.milestones],
            "reporters": [target_row(each) for each in of.reporters],
            "periods": [_period(each) for each in of.result.periods],
            "remarks": [{"date": _iso(each.day), "kind": each.kind, "text": each.text} for each in of.target.remarks_by(of.as_of)],
            "assumed": _assumed(of.assumed.figures) if of.assumed else [],
            "known_on": _iso(of.assumed.known_on if of.assumed else of.as_of),
            "unused": [
                {"line": _line(each.line), "period": str(each.period), "missing": list(map(str, each.missing))}
                for each in of.result.newer_unused
            ],
        }
    )


def _forecast_basis(forecast: Forecast) -> JsonObject:
    basis, seen = forecast.basis, forecast.required_seen
    return {
        "probability_basis": basis
        and {
            "class": basis.series_class,
            "figures": basis.figures,
            "since": _iso(basis.since),
            "span": basis.span,
            "years": basis.years,
            "scale": "odds" if basis.odds else "log",
            "usual_growth": basis.usual_growth,
            "own_growth": basis.own_growth,
            "own_weight": basis.own_weight,
            "expected_growth": basis.growth,
            "spread": basis.spread,
            "deviation": basis.deviation,
            "degrees": basis.degrees,
            "constants": basis.constants,
        },
        "required_seen": seen
        and {
            "years": seen.years,
            "met_or_above": seen.met_or_above,
            "best_growth": seen.best_growth,
            "latest_start": _text(seen.latest_start),
        },
    }


def _traced_level(level: TracedLevel) -> JsonObject:
    return {
        "role": level.role,
        "value": level.value,
        "qualifier": level.qualifier,
        "period": str(level.period),
        "date": _iso(level.period.end),
        "basis": level.basis,
        "made_of": [
            {"sign": each.sign}
            | _observation(each.observation)
            | {"source": each.observation.source or None, "passed_over": [_observation(old) for old in each.passed_over]}
            for each in level.made_of
        ],
    }


def _observation(row: Observation) -> JsonObject:
    return {
        "series": row.target,
        "line": _line(row.line),
        "period": str(row.period),
        "value": row.value,
        "qualifier": row.qualifier or None,
        "status": row.status or None,
        "published": _iso(row.published),
    }


def _level(level: Level) -> JsonObject:
    return {
        "date": _iso(level.date),
        "period": str(level.period),
        "value": level.value,
        "qualifier": level.qualifier,
        "basis": level.basis,
        "status": level.status,
        "made_of": [{"sign": each.sign, "line": _line(each.line)} for each in level.made_of],
    }


def _period(each: PeriodOutcome) -> JsonObject:
    return {
        "period": str(each.period),
        "value": each.value,
        "qualifier": each.qualifier,
        "met": each.met,
        "lines": [line for line in each.lines if line > 0],
    }


def _required(each: Required) -> JsonObject:
    return {"date": _iso(each.date), "linear": each.linear, "compound": each.compound, "awaited": each.awaited}


def _earlier(each: EarlierOutcome) -> JsonObject:
    stated = each.stated
    return {
        "number": each.number,
        "target": stated.target,
        "target_to": None if math.isnan(stated.to) else stated.to,
        "target_words": stated.words,
        "unit": stated.unit,
        "qualifier": stated.qualifier,
        "by": _iso(stated.by),
        "declared": _iso(stated.declared.end if stated.declared else None),
        "declared_by": stated.declared_by,
        "source": stated.source,
        "quote": stated.quote,
        "note": stated.note,
        "outcomes": [{"reporter": result.reporter, "outcome": outcome, "reason": reason(result)} for outcome, result in each.outcomes],
    }


def _milestone(each: MilestoneOutcome) -> JsonObject:
    outcome, result = each.ended
    return {"target": each.target, "by": _iso(each.by), "outcome": outcome, "reason": reason(result) if outcome != "open" else ""}


def _line(line: int) -> int | None:
    """A line of the file; an assumed figure has none."""
    return line if line > 0 else None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _text(period: Period | None) -> str | None:
    return None if period is None else str(period)


def _answer(as_of: date, title: str, rows: Iterable[JsonObject], more: Mapping[str, Json]) -> str:
    head: JsonObject = {"format": FORMAT, "as_of": as_of.isoformat(), "title": title, "language": languages.current().code}
    head |= {key: each for key, each in more.items() if not isinstance(each, list)}
    lists: dict[str, Iterable[Json]] = {"targets": rows, **{key: each for key, each in more.items() if isinstance(each, list)}}
    return _with_lists(head, lists)


def _with_lists(head: JsonObject, lists: Mapping[str, Iterable[Json]]) -> str:
    """An object that ends with lists, which have one line an item."""
    told = ", ".join(f'"{key}": {_lines(each)}' for key, each in lists.items())
    return f"{one_line(head)[:-1]}, {told}}}\n"


def _lines(rows: Iterable[Json]) -> str:
    """A list with one line an item."""
    lines = ",\n".join(map(one_line, rows))
    return f"[\n{lines}\n]" if lines else "[]"


def score(of: Score) -> str:
    """Return what could be said on earlier days and what came of it, one line a statement."""
    head: JsonObject = {"format": FORMAT, "as_of": of.as_of.isoformat(), "title": of.title, "language": languages.current().code}
    head |= {"resolved": len(of.resolved), "silent": of.silent, "undated": of.undated, "too_few": of.too_few}
    head |= {"brier": of.brier and of.brier._asdict()}
    lists: dict[str, Iterable[Json]] = {
        "by_status": [{"status": status} | tally._asdict() for status, tally in of.by_status.items()],
        "by_chance": [_chance_band(code) | tally._asdict() for code, tally in of.by_chance.items()],
        "statements": list(map(statement_row, of.statements)),
    }
    return _with_lists(head, lists)


def _chance_band(code: str) -> JsonObject:
    low, high = band_of(code)
    return {"probability_words": say_chance(Forecast(low)), "low": low, "high": high}


def statement_row(said: Statement) -> JsonObject:
    """Return a statement under its keys; days in ISO."""
    of, result = said.of, said.of.result
    row: JsonObject = {"id": result.id, "part": of.part, "number": of.number, "reporter": result.reporter}
    row |= {"target": result.target, "target_qualifier": result.target_qualifier, "unit": result.unit}
    row |= {"stated": _iso(of.stated), "deadline": _iso(of.deadline), "day": _iso(said.day), "status": said.status}
    row |= {"probability": said.probability, "probability_bound": said.bound or None}
    return row | {"probability_words": say_chance(Forecast(said.probability, bound=said.bound)), "met": said.met}


def problems(found: Iterable[Problem], read_as: Mapping[str, str | None] | None = None) -> str:
    """Return the problems of the files as one JSON object, one line a problem; ``read_as`` is how the observations are written down."""
    head = one_line({"format": FORMAT, "language": languages.current().code, "read_as": read_as})[:-1]
    return f'{head}, "problems": {_lines(problem_rows(list(found)))}}}\n'


def one_line(value: Json) -> str:
    """JSON on one line, in which what could act on a terminal or in a log is escaped: the same text to a program."""
    text = escaped(json.dumps(value, ensure_ascii=False, allow_nan=False), lambda sign: json.dumps(sign)[1:-1])
    return BRACKETED.sub(lambda found: f"\\u0023{found[0][1:]}", text)
