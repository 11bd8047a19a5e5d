"""targets.yaml -> a Programme of targets in their own units, or every problem of the file with its line."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from tracker.model.programme import EarlierTarget, Programme, Remark, Series, Target
from tracker.model.status_cutoffs import StatusCutoffs
from tracker.storage import files, schema, source_fields
from tracker.storage import yaml as yaml_text
from tracker.storage.compositions import composition_of, find_misfits
from tracker.storage.sources import declared_rules, declared_sources, find_source_misfits
from tracker.storage.target_forms import as_declared, contradictions, earlier_contradictions, forecasting_of, goal_fields
from tracker.values.input import amount_spellings, period_spellings
from tracker.values.languages import LANGUAGES
from tracker.values.languages.translations import localized
from tracker.values.periods import MONTHS, Period
from tracker.values.printable import did_you_mean, one_of, quoted
from tracker.values.problems import MOST_LISTED, InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from tracker.model.programme import Composition
    from tracker.storage.yaml import Document
    from tracker.values.input.amount_spellings import Amount
    from tracker.values.plain_data import Written

    Speak = Callable[[str | None], None]


def load(path: Path, speak: Speak | None = None) -> tuple[Programme, list[Problem]]:
    """Read targets.yaml: the targets that can be used, and every problem of the file with its line.

    ``speak`` is called with the language that the file names, or None, before anything is said about what the file declares.
    """
    file = files.name_of(path)
    try:
        raw = files.read_bytes(path)
    except InvalidInput as invalid:
        return _nothing_of(file, None), list(invalid.problems)
    return read(raw, file, speak)


def read(raw: bytes, file: str, speak: Speak | None = None) -> tuple[Programme, list[Problem]]:
    """Read the bytes of a targets file, as ``load`` does."""
    try:
        text = files.decode(raw, file)
        said = _language_in(text)
        if speak is not None:
            speak(said)  # what is wrong with the file is said in its language as well
        document = yaml_text.read(text, file)
    except InvalidInput as invalid:
        return _nothing_of(file, None), list(invalid.problems)
    if speak is not None and language_of(document) != said:
        speak(language_of(document))
    problems = list(document.problems)
    if not isinstance(document.data, dict):
        problems.append(Problem(file, 1, localized("nothing is declared here; the file must begin with the key `targets`")))
        return _nothing_of(file, document), problems
    declared, found = _validated(document)
    seen = {each.line for each in problems}
    problems += [each for each in found if each.line not in seen]
    written = {*document.part("targets"), *document.part("series")}
    unusable: frozenset[str] | None = frozenset(written) - set(declared.targets) - set(declared.series)
    if not isinstance(document.data.get("targets"), dict):
        unusable = None  # no row can be blamed for a target that could not be read
    programme = _programme(file, document, declared, unusable)
    problems += [
        Problem(file, document.line(where), message) for target in programme.targets.values() for where, message in _contradictions(target)
    ]
    misfits = [misfit for name, entry in declared.targets.items() for misfit in _misfits(name, entry)]
    problems += [Problem(file, document.line(where), message) for where, message in misfits]
    problems += _spans_of_years(document)
    problems += _wrong_sources(document, declared)
    problems += _wrong_forms(document, declared, complete=not programme.unusable)
    problems += [
        Problem(file, document.line(where), message) for where, message in find_misfits(declared, programme.unusable or frozenset())
    ]
    return _without(programme, {where[1] for where, _ in misfits}), problems


def _misfits(name: str, entry: schema.Declaration) -> Iterator[tuple[tuple[str, str, *tuple[str | int, ...]], str]]:
    """The path and the message of everything in the words of one target, and of its earlier ones, that does not fit together."""
    for field, message in contradictions(entry):
        yield ("targets", name, field), message
    for number, field, message in earlier_contradictions(entry):
        yield ("targets", name, "history", number, field), message


_LANGUAGE = re.compile(r"^language[ \t]*:[ \t]*([\"']?)(\w+)\1[ \t]*(?:#.*)?$", re.MULTILINE)


def _language_in(text: str) -> str | None:
    """The language that a line of the file names, also where the file is not YAML."""
    named = _LANGUAGE.search(text)
    return named[2] if named and named[2] in LANGUAGES else None


def language_of(document: Document) -> str | None:
    """The language of the answers that a file names; None where it names none that there is."""
    named = document.data.get("language") if isinstance(document.data, dict) else None
    return named.strip() if isinstance(named, str) and named.strip() in LANGUAGES else None


def _wrong_forms(document: Document, declared: schema.File, *, complete: bool) -> Iterator[Problem]:
    """Forms of units that are too few or too many for their language, and, in a ``complete`` file, those of a unit that nothing has."""
    units = [entry.unit for entry in declared.targets.values()] + [entry.unit for entry in declared.series.values()]
    units += [earlier.unit for target in declared.targets.values() for earlier in target.history]
    used = {amount_spellings.split_scale(unit)[1] for unit in units if unit}
    for unit, by_language in declared.units.items():
        if complete and unit not in used:
            said = localized("units: nothing here has the unit {unit}", unit=quoted(unit)) + did_you_mean(unit, used)
            yield Problem(document.file, document.line(("units", unit)), said)
        for code, given in by_language.items():
            plurals = LANGUAGES[code].plurals
            if len(given) not in {1, plurals}:
                said = localized(
                    "{language}: {number} forms are given, and {needed} are needed, as {example}; or write one text for all",
                    language=code,
                    number=len(given),
                    needed=plurals,
                    example=_FORMS[code],
                )
                yield Problem(document.file, document.line(("units", unit, code)), said)


_FORMS = {
    "en": "[project, projects]",
    "ru": "[проект, проекта, проектов, проекта]",  # beside 1, 2, 5 and 1.5
    "kk": "[жоба]",
    "uz": "[ta loyiha, loyiha]",
}


def _wrong_sources(document: Document, declared: schema.File) -> Iterator[Problem]:
    """What is wrong with sources and with the rules that use them."""
    unusable = frozenset(document.part("sources")) - set(declared.sources)
    return (Problem(document.file, document.line(where), message) for where, message in find_source_misfits(declared, unusable))


def _without(programme: Programme, names: set[str]) -> Programme:
    """The programme without these targets, which cannot be used, and without the compositions that need them."""
    if not names:
        return programme

    def usable(entry: Target | Series) -> bool:
        return entry.composition is None or not names & set(entry.composition.parts)

    return replace(
        programme,
        targets={
            each: entry if usable(entry) else replace(entry, composition=None)
            for each, entry in programme.targets.items()
            if each not in names
        },
        series={each: entry if usable(entry) else replace(entry, composition=None) for each, entry in programme.series.items()},
        unusable=(programme.unusable or frozenset()) | names,
    )


def _nothing_of(file: str, document: Document | None) -> Programme:
    """The programme of a file that cannot be used at all; with it, no observation is reported to lack its target."""
    return _programme(file, document, schema.File(targets={}), None)


def _validated(document: Document) -> tuple[schema.File, list[Problem]]:
    """Check the data against the schema; what has errors is reported and left out."""
    try:
        return schema.File.model_validate(document.data), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        usable = {}
        for part in ("targets", "series", "sources"):
            bad = {each["loc"][1] for each in found if each["loc"][0] == part and len(each["loc"]) > 1}
            usable[part] = {each: entry for each, entry in document.part(part).items() if each not in bad}
        return schema.File.model_validate(usable), [
            _problem(document, each, near=number < MOST_LISTED) for number, each in enumerate(found)
        ]


def _programme(file: str, document: Document | None, declared: schema.File, unusable: frozenset[str] | None) -> Programme:
    targets = {
        each: replace(_target(each, entry, declared.stale_after), forecast=forecasting_of(entry, declared.forecast))
        for each, entry in declared.targets.items()
    }
    programme = Programme(file, declared.title or "", targets, StatusCutoffs(declared.verdict.on_track, declared.verdict.at_risk), unusable)
    composed = {each: composition_of(each, declared) for each in (*declared.targets, *declared.series)}
    programme = replace(
        programme,
        units=declared.units,
        reporters=declared.reporters,
        targets={each: replace(target, composition=composed[each]) for each, target in targets.items()},
        series={each: _series(each, entry, composed[each]) for each, entry in declared.series.items() if each not in targets},
    )
    if document is None:
        return programme
    programme = replace(programme, language=language_of(document))
    sources = declared_sources(declared, file, document.line)
    programme = replace(programme, sources=sources, rules=declared_rules(declared, sources, document.line))
    cut = tuple(each._replace(target=document.key_at(each.line or 1, "targets")) for each in document.cut)
    return replace(programme, line_of=document.line, warnings=cut)


def _problem(document: Document, error: ErrorDetails, *, near: bool) -> Problem:
    """Return a pydantic error as a problem: the line of the entry, the bad value, what is allowed; with ``near`` the nearest name too."""
    path = tuple(step for step in error["loc"] if step not in {"[key]", ""})
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    model = _model_at(path[:-1])
    match error["type"]:
        case "extra_forbidden":
            names = _names(model)
            message = localized("{field} is not known here; write {allowed}", field=quoted(field), allowed=one_of(names, 24))
            message += did_you_mean(field, names) if near else ""
        case "missing":
            path = path[:-1]
            message = localized("{field} is missing", field=quoted(field))
        case "value_error":
            message = f"{field}: {error['ctx']['error']}"
        case "model_type" | "model_attributes_type" | "dict_type":
            message = localized("{field}: this must be a mapping of keys and values", field=field)
        case "tuple_type":
            message = localized("{field}: this must be a list", field=field)
        case _:
            message = f"{field}: {error['msg']}"
    return Problem(document.file, document.line(path), message)


def _model_at(path: tuple[str | int, ...]) -> type[BaseModel]:
    """Return the part of the schema that a path of keys leads to: a target, its baseline, an earlier target, or the whole file."""
    if path[:1] == ("verdict",):
        return schema.Cutoffs
    if path[:1] == ("forecast",):
        return schema.Forecast
    if path[:1] == ("series",):
        own: dict[str | int, type[BaseModel]] = {"ratio": schema.Ratio, "figures": source_fields.FigureEntry}
        return own.get(next(iter(path[2:]), ""), schema.Series)
    if path[:1] == ("sources",):
        return source_fields.SourceEntry
    if path[:1] != ("targets",):
        return schema.File
    parts: dict[str | int, type[BaseModel]] = {
        "history": schema.EarlierTarget,
        "baseline": schema.Baseline,
        "ratio": schema.Ratio,
        "remarks": schema.Remark,
        "figures": source_fields.FigureEntry,
        "forecast": schema.Forecast,
    }
    return parts.get(path[2] if len(path) > 2 else "", schema.Declaration)  # noqa: PLR2004 - targets, id, field


def _names(model: type[BaseModel]) -> list[str]:
    """The keys of a part of the schema, as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _target(each: str, entry: schema.Declaration, stale_after: float) -> Target:
    power, unit = amount_spellings.split_scale(entry.unit or "")
    unit_power = power or 0
    baseline, start = entry.baseline, entry.start.start if entry.start else None
    from_nothing = entry.kind == "cumulative" and start is not None and baseline is None
    before = start - timedelta(days=1) if from_nothing and start else None
    return Target(
        id=each,
        name=entry.name or each,
        kind=entry.kind,
        unit=unit,
        unit_power=unit_power,
        **vars(goal_fields(entry, unit_power)),
        every=entry.every,
        start=start,
        pace_years=math.nan if entry.pace is None else entry.pace,
        deadline=entry.by,
        baseline_period=baseline.period if baseline else Period(before, before) if before else None,
        baseline_value=_value(baseline.value, unit_power) if baseline else 0.0 if before else math.nan,
        milestones=tuple(sorted((moment.end, value.stated(unit_power)) for moment, value in entry.milestones.items())),
        reporter=entry.reporter,
        stale_after=entry.stale_after or stale_after,
        declared=entry.declared,
        declared_by=entry.declared_by,
        source=entry.source,
        quote=entry.quote,
        note=entry.note,
        history=tuple(_earlier_target(earlier, as_declared(earlier, entry)) for earlier in entry.history),
        group=entry.group,
        owner=entry.owner,
        remarks=tuple(sorted((Remark(each.day, each.text, each.kind) for each in entry.remarks), key=lambda remark: remark.day)),
        accept=entry.accept,
    )


def _series(each: str, entry: schema.Series, composition: Composition | None) -> Series:
    power, unit = amount_spellings.split_scale(entry.unit)
    return Series(each, entry.name or each, entry.kind, unit, power or 0, composition)


def _value(amount: Amount | None, power: int) -> float:
    return math.nan if amount is None else amount.stated(power)


def _earlier_target(entry: schema.EarlierTarget, declared: schema.Declaration) -> EarlierTarget:
    power, unit = amount_spellings.split_scale(declared.unit or "")
    said = goal_fields(declared, power or 0)
    return EarlierTarget(
        target=said.goal,
        to=said.to,
        form=said.form,
        words=said.words,
        direction=said.direction,
        strict=said.strict,
        slack=said.slack,
        unit=unit,
        by=entry.by,
        qualifier=said.qualifier,
        declared=entry.declared,
        declared_by=entry.declared_by,
        source=entry.source,
        quote=entry.quote,
        note=entry.note,
    )


def _contradictions(target: Target) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The path and the message of each contradiction between the fields of one target."""
    start = target.baseline_period.end if target.baseline_period else None
    if target.kind == "flow" and target.baseline_period and not _twelve_months(target.baseline_period):
        yield ("targets", target.id, "baseline"), _say_no_year(target.baseline_period)
    if start and target.deadline and start >= target.deadline:
        yield (
            ("targets", target.id, "by"),
            localized("by: the deadline {deadline} is not after the baseline {start}", deadline=target.deadline, start=start),
        )
    if target.milestones and not target.deadline:
        yield ("targets", target.id, "milestones"), localized("milestones: they lead to a deadline, and none is given; add `by`")
    for day, _ in target.milestones:
        if (start and day <= start) or (target.deadline and day >= target.deadline):
            yield (
                ("targets", target.id, "milestones"),
                localized("milestones: {day} does not lie between the baseline and the deadline", day=day),
            )


def _twelve_months(span: Period) -> bool:
    """Whether a span covers twelve whole months, or is the day on which they end."""
    return span.last.is_integer() and (span.start == span.end or span.last - span.first == MONTHS)


def _say_no_year(span: Period) -> str:
    """How a span that is not twelve whole months differs from them."""
    months = span.last - span.first
    if months == MONTHS:
        return localized(
            "baseline: a flow is compared over twelve months, and {period} does not begin with a month; write a year, or the day on"
            " which twelve months end",
            period=span,
        )
    if months > MONTHS:
        return localized(
            "baseline: a flow is compared over twelve months, and {period} lasts longer; write a year, or the day on which twelve "
            "months end",
            period=span,
        )
    return localized(
        "baseline: a flow is compared over twelve months, and {period} does not last so long; write a year, or the day on which"
        " twelve months end",
        period=span,
    )


def _spans_of_years(document: Document) -> Iterator[Problem]:
    """Problems of targets whose periods, all written as months, are more likely spans of years (``2003-05``)."""
    for each, entry in document.part("targets").items():
        written = list(_periods_of(entry)) if isinstance(entry, dict) else []
        if period_spellings.spans_of_years([text for _, text in written]):
            for field, text in filter(lambda each: period_spellings.may_be_years(each[1]), written):
                message = f"{field[0]}: {period_spellings.two_readings_of_months(text)}"
                yield Problem(document.file, document.line(("targets", each, *field)), message)


def _periods_of(entry: dict[str, Written]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where a target names a period, and how it is written there."""
    for field in ("baseline", "by"):
        given = entry.get(field)
        text = given.get("period") if isinstance(given, dict) else given
        if isinstance(text, str):
            yield (field,), text.strip()
    milestones = entry.get("milestones")
    yield from ((("milestones", key), key.strip()) for key in (milestones if isinstance(milestones, dict) else {}))
