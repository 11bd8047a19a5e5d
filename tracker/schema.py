"""The shape of targets.yaml: what may be declared, field by field, checked by pydantic.

Every scalar arrives as the text that was written (yamltext), so each field reads its own text and no other reading can slip in.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from tracker import amounts, periods
from tracker.amounts import QUALIFIERS, Amount
from tracker.periods import Period
from tracker.problems import did_you_mean, one_of, quoted

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
EVERY_REPORTER = "all"
ON_TRACK, AT_RISK, STALE_AFTER = 0.95, 0.60, 18.0  # Eurostat's and Open SDG's cut-offs; a yearly figure and half a year's delay


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("nothing is written here" if value is None or value == "" else "this must be one text, not a list or a mapping")
    return value.strip()


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        hint = "" if value.isascii() else "; it has letters that are not Latin"
        raise ValueError(f"{quoted(value)} cannot be an id: write letters a-z, digits, dot, dash, underscore, 64 at most{hint}")
    return value


def reporter_code(value: str) -> str:
    """Return who reports, as written; ValueError where that cannot be a reporter (a bare number is a slipped decimal comma)."""
    if not any(map(str.isalpha, value)) or value.casefold() == EVERY_REPORTER:
        raise ValueError(f"{quoted(value)} cannot be a reporter: write a code with letters, such as UZ")
    return value


def _word(value: str, allowed: dict[str, str]) -> str:
    word = allowed.get(" ".join(value.casefold().split()))
    if word is None:
        raise ValueError(f"{quoted(value)} is not known; write {one_of(allowed)}{did_you_mean(value, allowed)}")
    return word


def qualifier(value: str) -> str:
    """Return about, over or under; ValueError for any other wording."""
    return _word(value, QUALIFIERS)


def _direction(value: str) -> str:
    return _word(value, {"increase": "increase", "decrease": "decrease"})


def _kind(value: str) -> str:
    return _word(value, {"flow": "flow", "stock": "stock"})


def _last_day(value: str) -> date:
    return periods.parse(value).end


def _unit(value: str) -> str:
    if not amounts.split_scale(value)[1]:
        raise ValueError(f"{quoted(value)} is a scale and not a unit; write for example bn USD")
    return " ".join(value.split())


def _number(value: str) -> float:
    amount = amounts.parse_amount(value)
    if amount.multiple or amount.unit:
        raise ValueError(f"{quoted(value)} is not a plain number")
    return amount.value()


def _share(value: str) -> float:
    number = _number(value)
    if not 0 < number <= 1:
        raise ValueError(f"{quoted(value)} is not a share; write a number above 0 and up to 1, such as 0.95")
    return number


def _positive(value: str) -> float:
    number = _number(value.removesuffix("months"))
    if number <= 0:
        raise ValueError(f"{quoted(value)} is not a number of months above 0")
    return number


def _amount(value: Any) -> Amount:
    return amounts.parse_amount(_text(value))


def _in_unit(value: Amount, info: ValidationInfo) -> Amount:
    """An amount may repeat the target's unit; any other unit is refused."""
    unit = info.data.get("unit")
    if unit is not None and value.unit:
        amounts.power_in(amounts.split_scale(unit)[1], value.unit)
    return value


def _one_amount(value: Amount) -> Amount:
    if value.multiple:
        raise ValueError("a multiple of the baseline can only be the target itself")
    return value


def _baseline(value: Any) -> Any:
    return {"period": value} if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_text)]
Id = Annotated[Text, AfterValidator(_id)]
Reporter = Annotated[Text, AfterValidator(reporter_code)]
Qualifier = Annotated[Text, AfterValidator(qualifier)]
Moment = Annotated[Period, BeforeValidator(lambda value: periods.parse(_text(value)))]
Day = Annotated[date, BeforeValidator(lambda value: _last_day(_text(value)))]
Goal = Annotated[Amount, BeforeValidator(_amount), AfterValidator(_in_unit)]
Value = Annotated[Goal, AfterValidator(_one_amount)]
Share = Annotated[float, BeforeValidator(lambda value: _share(_text(value)))]
Months = Annotated[float, BeforeValidator(lambda value: _positive(_text(value)))]


class _Entry(BaseModel):
    # Built on first use, as one schema from File down, and not once more for each part.
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Baseline(_Entry):
    """Where the way begins: a period of the series, or a period with its own value."""

    period: Moment
    value: Value | None = None


class Promise(_Entry):
    """An earlier promise of the same thing."""

    unit: Annotated[Text, AfterValidator(_unit)] | None = None
    target: Value
    by: Day | None = None
    qualifier: Qualifier | None = None
    declared: Day | None = None
    source: Text | None = None
    quote: Text | None = None
    note: Text | None = None


class Declaration(_Entry):
    """One target as it was officially stated."""

    unit: Annotated[Text, AfterValidator(_unit)]  # first, so that the amounts below can be read in it
    kind: Annotated[Literal["flow", "stock"], BeforeValidator(lambda value: _kind(_text(value)))]
    target: Goal
    name: Text | None = None
    by: Day | None = None
    baseline: Annotated[Baseline | None, BeforeValidator(_baseline)] = None
    reporter: Reporter | None = None
    qualifier: Qualifier | None = None
    direction: Annotated[Literal["increase", "decrease"], BeforeValidator(lambda value: _direction(_text(value)))] = "increase"
    milestones: dict[Moment, Value] = Field(default_factory=dict)
    stale_after: Months | None = None
    declared: Day | None = None
    source: Text | None = None
    quote: Text | None = None
    note: Text | None = None
    history: tuple[Promise, ...] = ()


class Cutoffs(_Entry):
    """The outcomes from which a target is on track, or at least at risk and not off track."""

    on_track: Share = ON_TRACK
    at_risk: Share = AT_RISK


def _version(value: str) -> int:
    number = _number(value)
    if number > 1:
        raise ValueError(f"this file is written for a newer tracker (version {value}); upgrade the tracker")
    if number != 1:
        raise ValueError(f"{quoted(value)} is not a version; write 1")
    return 1


class File(_Entry):
    """The whole of targets.yaml."""

    version: Annotated[int, BeforeValidator(lambda value: _version(_text(value)))] = 1
    title: Text | None = None
    verdict: Cutoffs = Cutoffs()
    stale_after: Months = STALE_AFTER
    targets: dict[Id, Declaration]
