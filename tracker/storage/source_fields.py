"""The fields of ``sources:`` and ``figures:`` in targets.yaml, each read from its own text and checked by pydantic."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, WithJsonSchema

from tracker.model.sources import Condition, Members, Publication
from tracker.values import periods
from tracker.values.input import fields
from tracker.values.languages.translations import localized, write_number
from tracker.values.printable import quoted

if TYPE_CHECKING:
    from tracker.values.plain_data import Written

ENCODINGS = {"utf-8": "utf-8", "latin-1": "latin-1", "windows-1251": "cp1251", "windows-1252": "cp1252", "utf-16": "utf-16"}
"""The encodings that a source may name, each with its codec."""

_SCALAR = {"type": ["string", "number", "boolean"]}
_OF_A_RULE = frozenset({"where", "sum"})
_LAST_HEADER, _MOST_DECIMALS = 1000, 9


def _texts(value: Written) -> tuple[str, ...]:
    """One text or a list of texts, the empty one among them: in many tables it marks the total."""
    given = value if isinstance(value, list) else [value]
    texts = tuple(each.strip() for each in given if isinstance(each, str))
    if not given or len(texts) < len(given):
        if None in given or not given:
            raise ValueError(localized('no value is given; write "" for an empty cell'))
        raise ValueError(localized("this must be one text or a list of texts"))
    for each, times in Counter(texts).items():
        if times > 1:
            raise ValueError(localized("{given} is listed twice", given=quoted(each)))
    return texts


def _names(value: Written) -> tuple[str, ...]:
    """One name or a list of names."""
    texts = _texts(value)
    if not all(texts):
        raise ValueError(localized("nothing is written here"))
    return texts


def _conditions(value: Written) -> tuple[Condition, ...]:
    if not isinstance(value, dict):
        raise ValueError(localized("this must be a mapping of columns and values, such as {{flowCode: X}}"))  # noqa: TRY004 - pydantic collects these
    return tuple(_condition(column.strip(), given) for column, given in value.items())


def _condition(column: str, value: Written) -> Condition:
    try:
        texts = _texts(value)
    except ValueError as wrong:
        raise ValueError(f"{quoted(column)}: {wrong}") from None
    if "*" in texts:
        raise ValueError(localized("{column}: `*` admits every value; leave the column out", column=quoted(column)))
    starred = [each for each in texts if "*" in each]
    if any(each.index("*") != len(each) - 1 for each in starred):
        raise ValueError(localized("{column}: a `*` stands only at the end, as in 27*", column=quoted(column)))
    return Condition(column, tuple(each for each in texts if each not in starred), tuple(each[:-1] for each in starred))


def _members(value: Written) -> Members:
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError(localized("write one column with its members, such as {{flowCode: [M, X]}}"))
    (column, given), *_ = value.items()
    members = _texts(given)
    if len(members) == 1:
        raise ValueError(localized("{column}: a sum has two members or more; put a single one into `where`", column=quoted(column)))
    if any("*" in each for each in members):
        raise ValueError(
            localized("{column}: each member of a sum is written in full, so that one that is not there is noticed", column=quoted(column))
        )
    return Members(column.strip(), members)


def _publication(value: Written) -> Publication:
    text = fields.text(value)
    if text == "unknown":
        return Publication(unknown=True)
    try:
        return Publication(day=periods.parse(text).end)
    except ValueError:
        return Publication(column=text)


def _truth(value: Written) -> bool:
    return fields.word(fields.text(value), {"true": "true", "false": ""}) == "true"


def _encoding(value: str) -> str:
    return ENCODINGS[fields.word(value, {each: each for each in ENCODINGS} | {"latin1": "latin-1", "iso-8859-1": "latin-1"})]


def _whole(value: Written, least: int, most: int) -> int:
    text = fields.text(value)
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII) or not least <= int(text) <= most:
        raise ValueError(
            localized("{given} is not a whole number from {least} to {most}", given=quoted(text), least=least, most=write_number(most))
        )
    return int(text)


def _rules(value: Written) -> Written:
    """``{source: NAME, …}`` where nobody is named as reporter is the rule of the reporter ""."""
    if isinstance(value, dict) and "source" not in value and any(key in _OF_A_RULE or isinstance(each, str) for key, each in value.items()):
        raise ValueError(localized("`source` is missing; name the source, as in {{source: NAME}} or {{KZ: {{source: NAME}}}}"))
    return {"": value} if isinstance(value, dict) and isinstance(value.get("source"), str) else value


def _reporter(value: str) -> str:
    return value and fields.reporter_code(value.strip())


Text = Annotated[str, BeforeValidator(fields.text), WithJsonSchema({"type": ["string", "number"], "minLength": 1})]
Column = Annotated[Text, WithJsonSchema({"type": "string", "minLength": 1})]
Columns = Annotated[
    tuple[str, ...],
    BeforeValidator(_names),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
Where = Annotated[
    tuple[InstanceOf[Condition], ...],
    BeforeValidator(_conditions),
    WithJsonSchema({"type": "object", "additionalProperties": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]}}),
]
Sum = Annotated[
    InstanceOf[Members],
    BeforeValidator(_members),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": {"type": "array", "items": _SCALAR, "minItems": 2, "uniqueItems": True},
        }
    ),
]
Unit = Annotated[Text, AfterValidator(fields.unit), WithJsonSchema({"type": "string", "examples": ["USD", "thousand USD"]})]
Published = Annotated[InstanceOf[Publication], BeforeValidator(_publication), WithJsonSchema({"type": ["string", "number"]})]
Day = Annotated[date, BeforeValidator(lambda value: fields.last_day(fields.text(value))), WithJsonSchema({"type": ["string", "number"]})]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Encoding = Annotated[Text, AfterValidator(_encoding), WithJsonSchema({"enum": list(ENCODINGS)})]
Line = Annotated[
    int, BeforeValidator(lambda value: _whole(value, 1, _LAST_HEADER)), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 1000})
]
Decimals = Annotated[
    int,
    BeforeValidator(lambda value: _whole(value, 0, _MOST_DECIMALS)),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": _MOST_DECIMALS}),
]
Rows = Annotated[
    Literal["figures", "records"],
    BeforeValidator(lambda value: fields.word(fields.text(value), {"figures": "figures", "records": "records"})),
]
Across = Annotated[Literal["across"], BeforeValidator(lambda value: fields.word(fields.text(value), {"across": "across"}))]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class SourceEntry(_Entry):
    """A table that somebody else keeps, from which `tracker import` takes figures."""

    files: Columns | None = Field(None, description="A file, a pattern such as trade/*.csv, or a list of them; relative to this file.")
    table: Text | None = Field(None, description="The name of a table that a program hands over instead of files.")
    encoding: Encoding | None = Field(None, description="Only where the file is neither UTF-8 nor Windows-1251.")
    sheet: Text | None = Field(None, description="The sheet of a workbook, where it has several.")
    header: Line | None = Field(None, description="The line of the columns' names; found by these names where it is left out.")
    rows: Rows = Field("figures", description="figures: each row is a published figure; records: each row is an event to count or sum.")
    periods: Across | None = Field(None, description="across: the periods are columns.")
    cumulative: Truth = Field(False, description="Each period is counted from 1 January: 2024-Q3 is January to September.")
    where: Where = Field((), description="What columns must hold: a value, a list of values, or a beginning such as 27*.")
    period: Column | None = Field(None, description="The column of the periods.")
    value: Column | None = Field(None, description="The column of the amounts; of records also `count`.")
    unit: Unit | None = Field(None, description="The unit of the amounts, with its scale: thousand USD.")
    scale: Column | None = Field(None, description="A column with a power of ten by which the amounts are multiplied.")
    status: Column | None = Field(None, description="A column that is copied into `status`.")
    published: Published = Field(
        Publication(), description="A column, a date, or `unknown`: when the figures became known; left out, the day of the import."
    )
    as_of: Day | None = Field(None, description="The day for which a register holds.")
    key: Columns = Field((), description="The columns that tell the records of a register apart.")
    decimals: Decimals | None = Field(None, description="How many decimals the summed column has; 2 where it is left out.")


class FigureEntry(_Entry):
    """Which rows of a source are the figures of an indicator by one reporter."""

    source: Text = Field(description="The name of the source under `sources`.")
    where: Where = Field((), description="What columns must hold, beside what the source itself asks for.")
    sum: Sum | None = Field(None, description="One column and its members, which are added up and must all be there: {flowCode: [M, X]}.")
    value: Column | None = Field(None, description="The column of the amounts, where it is another than that of the source; or `count`.")
    unit: Unit | None = Field(None, description="The unit of the amounts, where it is another than that of the source.")


Figures = Annotated[dict[Annotated[str, AfterValidator(_reporter)], FigureEntry], BeforeValidator(_rules)]
SourceName = Annotated[Text, AfterValidator(fields.target_id), WithJsonSchema({"type": "string", "pattern": f"^{fields.ID.pattern}$"})]
