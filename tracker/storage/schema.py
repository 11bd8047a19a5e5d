"""The shape of targets.yaml: what may be declared, field by field, checked by pydantic.

Every scalar arrives as the text that was written (``storage.yaml``), so each field is parsed here and never by the rules of YAML.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import core_schema

from tracker.model.status_cutoffs import USUAL_CUTOFFS
from tracker.storage.source_fields import Figures, SourceEntry, SourceName
from tracker.values import periods
from tracker.values.input import amount_spellings, fields
from tracker.values.input.amount_spellings import QUALIFIERS, Amount
from tracker.values.input.stated_target import CHANGES, FORMS, StatedTarget, parse_target
from tracker.values.languages import LANGUAGES
from tracker.values.languages.local_text import LocalText
from tracker.values.languages.translations import localized
from tracker.values.periods import Period
from tracker.values.printable import quoted
from tracker.values.problems import ACCEPTABLE

if TYPE_CHECKING:
    from tracker.values.plain_data import Json, JsonObject, Written

STALE_AFTER = 18.0  # months: a yearly figure and half a year's delay


def _in_unit(value: Amount, info: ValidationInfo) -> Amount:
    """An amount may repeat the target's unit; any other unit is refused."""
    _refuse_other(value, info.data.get("unit"))
    return value


def _goal_in_unit(value: StatedTarget, info: ValidationInfo) -> StatedTarget:
    for amount in (value.amount, value.to):
        _refuse_other(amount, info.data.get("unit"))
    return value


def _refuse_other(value: Amount | None, unit: str | None) -> None:
    if value is not None and unit is not None and value.unit:
        amount_spellings.power_in(amount_spellings.split_scale(unit)[1], value.unit)


def _baseline_in_unit(value: Baseline | None, info: ValidationInfo) -> Baseline | None:
    if value is not None:
        _refuse_other(value.value, info.data.get("unit"))
    return value


def _earlier_targets_in_unit(value: tuple[EarlierTarget, ...], info: ValidationInfo) -> tuple[EarlierTarget, ...]:
    for earlier in value:
        for amount in (earlier.target.amount, earlier.target.to):
            _refuse_other(amount, earlier.unit or info.data.get("unit"))
    return value


def _spelled(*examples: str | float, **more: Json) -> WithJsonSchema:
    """The JSON type of a field that is read as text: to an editor, 2030 in YAML is a number."""
    return WithJsonSchema({"type": ["string", "number"], "examples": list(examples), **more})


def _text_or_texts(value: Written, read_texts: ValidatorFunctionWrapHandler) -> str:
    """One text, or those of several languages as one; ``read_texts`` reads the mapping."""
    given = fields.one_text_or_more(value)
    return given if isinstance(given, str) else LocalText(read_texts(given))


Text = Annotated[str, BeforeValidator(fields.text), _spelled(minLength=1)]
LanguageCode = Annotated[Text, AfterValidator(fields.language), WithJsonSchema({"enum": list(LANGUAGES)})]
_BY_LANGUAGE: JsonObject = {"type": "object", "additionalProperties": False, "minProperties": 1}
_ONE_TEXT: JsonObject = {"type": ["string", "number"], "minLength": 1}
_TEXT_OR_TEXTS: list[Json] = [_ONE_TEXT, {**_BY_LANGUAGE, "properties": dict.fromkeys(LANGUAGES, _ONE_TEXT)}]
_WORDING: JsonObject = {"anyOf": _TEXT_OR_TEXTS}
Wording = Annotated[
    str,
    GetPydanticSchema(
        lambda _, handler: core_schema.no_info_wrap_validator_function(_text_or_texts, handler.generate_schema(dict[LanguageCode, Text]))
    ),
    WithJsonSchema(_WORDING),
]
"""A text for readers: one, or one for each language."""
PluralForms = Annotated[tuple[Text, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]
UnitForms = Annotated[
    dict[LanguageCode, PluralForms],
    WithJsonSchema(
        {
            **_BY_LANGUAGE,
            "properties": {
                code: {"anyOf": [_ONE_TEXT, {"type": "array", "items": _ONE_TEXT, "minItems": each.plurals, "maxItems": each.plurals}]}
                for code, each in LANGUAGES.items()
            },
        }
    ),
]
Id = Annotated[Text, AfterValidator(fields.target_id), WithJsonSchema({"type": "string", "pattern": f"^{fields.ID.pattern}$"})]
Reporter = Annotated[Text, AfterValidator(fields.reporter_code), _spelled("UZ", "KZ")]
Qualifier = Annotated[Text, AfterValidator(fields.qualifier), WithJsonSchema({"enum": list(QUALIFIERS)})]
Unit = Annotated[Text, AfterValidator(fields.unit), _spelled("USD", "bn USD", "jobs")]
UnscaledUnit = Annotated[Text, AfterValidator(fields.unscaled_unit), WithJsonSchema({"type": "string"})]
Moment = Annotated[Period, BeforeValidator(lambda value: periods.parse(fields.text(value))), _spelled(2024, "2024-Q3", "2024-01/2024-09")]
SomeTime = Annotated[Period, BeforeValidator(lambda value: periods.parse(fields.text(value))), _spelled(2025, "2025-03", "2025-03-15")]
MomentKey = Annotated[Moment, WithJsonSchema({"type": "string"})]
Day = Annotated[date, BeforeValidator(lambda value: fields.last_day(fields.text(value))), _spelled(2030, "2030-06", "2030-06-30")]
_Goal = Annotated[StatedTarget, BeforeValidator(lambda value: parse_target(fields.text(value))), AfterValidator(_goal_in_unit)]
Goal = Annotated[_Goal, _spelled(*(example for each in FORMS for example in each.examples))]
EarlierGoal = Annotated[_Goal, _spelled(*(example for each in FORMS if each.form not in CHANGES for example in each.examples))]
Value = Annotated[
    Amount, BeforeValidator(fields.amount), AfterValidator(_in_unit), AfterValidator(fields.one_amount), _spelled("4.2 bn", 12)
]
Share = Annotated[float, BeforeValidator(lambda value: fields.share(fields.text(value))), _spelled(0.95, exclusiveMinimum=0, maximum=1)]
Months = Annotated[float, BeforeValidator(lambda value: fields.months(fields.text(value))), _spelled(18, exclusiveMinimum=0)]
RemarkKind = Annotated[Literal["done", "risk", "decision"], BeforeValidator(lambda value: fields.remark_kind(fields.text(value)))]
KnownWarning = Annotated[
    Text, AfterValidator(fields.warning_code), WithJsonSchema({"type": "string", "enum": [str(each) for each in ACCEPTABLE]})
]
Kind = Annotated[Literal["flow", "stock", "cumulative", "event", "rank"], BeforeValidator(lambda value: fields.kind(fields.text(value)))]
Every = Annotated[Literal["year", "quarter", "month"], BeforeValidator(lambda value: fields.every(fields.text(value)))]
Years = Annotated[float, BeforeValidator(lambda value: fields.years(fields.text(value))), _spelled("5 years", exclusiveMinimum=0)]
Direction = Annotated[Literal["increase", "decrease"], BeforeValidator(lambda value: fields.direction(fields.text(value)))]


SeriesClass = Annotated[Literal["flow", "other"], BeforeValidator(lambda value: fields.series_class(fields.text(value)))]
Rate = Annotated[float, BeforeValidator(lambda value: fields.rate(fields.text(value))), _spelled("3 %", "-2 %", pattern="%")]


class _Entry(BaseModel):
    # Built on first use, as one schema from File down, instead of once more for each part.
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Baseline(_Entry):
    """Where the way begins: a period of the series, or a period with its own value."""

    period: Moment
    value: Value | None = None


_BASELINE = {
    "anyOf": [
        {"type": ["string", "number"]},
        {
            "type": "object",
            "properties": {"period": {"type": ["string", "number"]}, "value": {"type": ["string", "number"]}},
            "required": ["period"],
            "additionalProperties": False,
        },
    ]
}


class EarlierTarget(_Entry):
    """An earlier target for the same indicator."""

    unit: Unit | None = Field(None, description="Its unit, where it differs.")
    target: EarlierGoal = Field(description="The earlier target, in its own words, unless it is counted from a baseline.")
    by: Day | None = Field(None, description="Its deadline.")
    qualifier: Qualifier | None = Field(None, description="How it was worded: about, over or under.")
    declared: SomeTime | None = Field(None, description="When it was stated, as exactly as that is known.")
    declared_by: Wording | None = Field(None, description="Who stated it.")
    source: Text | None = Field(None, description="Where it was stated.")
    quote: Wording | None = Field(None, description="The original wording.")
    note: Wording | None = None


class Ratio(_Entry):
    """One indicator divided by another: exports of services, of all exports."""

    of: Id = Field(description="The indicator that is divided.")
    to: Id = Field(description="The indicator by which it is divided.")


class Forecast(_Entry):
    """What past figures are compared with to say how likely a target is."""

    off: ClassVar[bool] = False
    series_class: SeriesClass | None = Field(
        None, alias="class", description="flow: the series is compared with flows of money and people; other: with other indicators."
    )
    usual_growth: Rate | None = Field(None, description="How fast such series usually grow, in percent a year: 3 %.")


class NoForecast(Forecast):
    """The word ``off``: no chance is told."""

    off: ClassVar[bool] = True


def _forecast(value: Written) -> Written | NoForecast:
    """A forecast that is switched off by the one word ``off``, or what is written of it."""
    if isinstance(value, str):
        if value.strip().casefold() != "off":
            raise ValueError(localized("{given} is not known; write off, or {{class: flow, usual_growth: 3 %}}", given=quoted(value)))
        return NoForecast()
    return value


_FORECAST = {
    "anyOf": [
        {"enum": ["off", False]},  # which of them it is depends on the version of YAML that an editor speaks
        {
            "type": "object",
            "properties": {
                "class": {"enum": ["flow", "other"]},
                "usual_growth": {"type": "string", "pattern": "%", "examples": ["3 %", "-2 %"]},
            },
            "additionalProperties": False,
        },
    ]
}
Forecasting = Annotated[Forecast | None, BeforeValidator(_forecast), WithJsonSchema(_FORECAST)]
Sum = Annotated[tuple[Id, ...], WithJsonSchema({"type": "array", "items": {"type": "string"}, "minItems": 2, "uniqueItems": True})]


class Series(_Entry):
    """An indicator without a target of its own, of which targets are made."""

    unit: Unit = Field(description="The unit of its figures.")
    kind: Annotated[Kind, WithJsonSchema({"enum": ["flow", "stock"]})] = Field(
        description="flow: a total over a period; stock: a level at a date."
    )
    name: Wording | None = Field(None, description="Its name, as reports print it.")
    sum: Sum | None = Field(None, description="The indicators that it is the sum of, by the same reporter.")
    ratio: Ratio | None = Field(None, description="The two indicators that it is the ratio of, by the same reporter.")
    figures: Figures = Field(default_factory=dict, description="By reporter: which rows of a source are its figures.")
    note: Wording | None = None


class Remark(_Entry):
    """What a person notes about a target on a day."""

    day: Day = Field(alias="date", description="The date of the remark; reports as of an earlier date leave it out.")
    text: Wording = Field(description="The remark itself.")
    kind: RemarkKind = Field(description="done: what was done; risk: what is at risk; decision: what was or must be decided.")


class Declaration(_Entry):
    """One target as it was officially stated."""

    # The unit comes first, because the amounts below are read in it.
    unit: Unit | None = Field(None, description="The unit of all its amounts; an event and a rank have none.")
    kind: Kind = Field(
        description="flow: a total over a period; stock: a level at a date; cumulative: a total since `from`; event; rank: a place."
    )
    target: Goal | None = Field(
        None, description="The target as it was stated: 10 bn, at least 42.5, below 5, 40-45, within 4-6, 2x, -55 %, +6 % a year."
    )
    name: Wording | None = Field(None, description="Its name, as reports print it.")
    by: Day | None = Field(None, description="The deadline: a period or a date, read as its last day; leave it out where none was stated.")
    baseline: Annotated[Baseline | None, BeforeValidator(fields.baseline), AfterValidator(_baseline_in_unit), WithJsonSchema(_BASELINE)] = (
        Field(None, description="The starting point: a period of the series, or a period with its own value; left out: the earliest level.")
    )
    reporter: Reporter | None = Field(None, description="Whose figures count; those of others are shown beside them.")
    qualifier: Qualifier | None = Field(None, description="How the target was worded: about, over or under.")
    direction: Direction | None = Field(
        None, description="Whether an increase or a decrease is intended, where the wording of the target does not say."
    )
    every: Every | None = Field(None, description="The target applies in each year, quarter or month up to the deadline.")
    start: Moment | None = Field(
        None, alias="from", description="The date from which a total is added up, or from which a recurring target applies."
    )
    pace: Years | None = Field(None, description="The number of past years whose pace is projected; left out: all since the baseline.")
    sum: Sum | None = Field(None, description="The indicators that it is the sum of, by the same reporter.")
    ratio: Ratio | None = Field(None, description="The two indicators that it is the ratio of; in percent where the unit is %.")
    milestones: Annotated[dict[MomentKey, Value], BeforeValidator(fields.distinct_periods)] = Field(
        default_factory=dict, description="Interim levels, each due at the end of its period."
    )
    stale_after: Months | None = Field(None, description="Months after which a figure is out of date.")
    declared: SomeTime | None = Field(None, description="When the target was stated, as exactly as that is known.")
    declared_by: Wording | None = Field(None, description="Who stated it.")
    source: Text | None = Field(None, description="Where it was stated.")
    quote: Wording | None = Field(None, description="The original wording.")
    note: Wording | None = None
    history: Annotated[tuple[EarlierTarget, ...], AfterValidator(_earlier_targets_in_unit)] = Field(
        (), description="Earlier targets for the same indicator, kept as they were stated."
    )
    group: Wording | None = Field(None, description="The heading under which it is counted and filtered, such as a department.")
    owner: Wording | None = Field(None, description="Who is responsible for it.")
    remarks: tuple[Remark, ...] = Field((), description="Dated notes: what was done, what is at risk, what must be decided.")
    figures: Figures = Field(default_factory=dict, description="By reporter: which rows of a source are its figures.")
    forecast: Forecasting = Field(
        None, description="off: no chance is told; or the class of its series and their usual growth, where they differ from the rule."
    )
    accept: dict[KnownWarning, Text] = Field(
        default_factory=dict, description="Warnings of `tracker check` that are accepted, by code, each with the reason."
    )


class Cutoffs(_Entry):
    """The outcomes from which a target is on track, or at least at risk and not off track."""

    on_track: Share = USUAL_CUTOFFS.on_track
    at_risk: Share = USUAL_CUTOFFS.at_risk

    @model_validator(mode="after")
    def _ordered(self) -> Cutoffs:
        if self.at_risk > self.on_track:
            raise ValueError(
                localized("at_risk ({at_risk}) lies above on_track ({on_track})", at_risk=self.at_risk, on_track=self.on_track)
            )
        return self


class File(_Entry):
    """The whole of targets.yaml."""

    version: Annotated[int, BeforeValidator(lambda value: fields.version(fields.text(value)))] = 1
    language: LanguageCode | None = Field(None, description="The language of the answers; --language wins over it.")
    title: Wording | None = None
    units: dict[UnscaledUnit, UnitForms] = Field(
        default_factory=dict, description="The forms of units by language: in Russian beside 1, 2, 5 and 1.5 of a thing."
    )
    reporters: dict[Reporter, Wording] = Field(default_factory=dict, description="The names of reporters, by their codes.")
    verdict: Cutoffs = Cutoffs()
    stale_after: Months = STALE_AFTER
    forecast: Forecasting = Field(None, description="The same for all targets that do not say it themselves.")
    targets: dict[Id, Declaration]
    series: dict[Id, Series] = Field(
        default_factory=dict, description="Indicators without a target of their own, from which others are computed."
    )
    sources: dict[SourceName, SourceEntry] = Field(
        default_factory=dict, description="Tables of others, from which `tracker import` takes figures."
    )


def json_schema() -> JsonObject:
    """Return the JSON Schema of targets.yaml; every field that it names is one that the tracker reads."""
    from tracker.storage.editor_schema import add_forms, part_of  # noqa: PLC0415 - only editors ask for it

    described = _strict(File.model_json_schema())
    named = described | {"$defs": part_of(described, "$defs") | {"Wording": _WORDING}}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **add_forms(named)}


def _strict(part: JsonObject) -> JsonObject:
    """Refuse null in fields that may be left out, and keys that are not ids."""
    part = {key: _strict_value(each) for key, each in part.items() if not (key == "default" and each is None) and each != []}
    some = [each for each in cast("list[JsonObject]", part.get("anyOf", [])) if each != {"type": "null"}]
    if some == _TEXT_OR_TEXTS:
        return {**{key: each for key, each in part.items() if key != "anyOf"}, "$ref": "#/$defs/Wording"}
    if len(some) == 1:
        return {**{key: each for key, each in part.items() if key != "anyOf"}, **some[0]}
    return {**part, "additionalProperties": False} if "patternProperties" in part else part


def _strict_value(value: Json) -> Json:
    if isinstance(value, list):
        return [_strict_value(each) for each in value]
    return _strict(value) if isinstance(value, dict) else value
