"""What the JSON Schema for editors adds to the fields of a target: what each kind needs and cannot have, and an example of each form.

Editors offer ``FORMS`` as snippets; the rules are those by which ``target_forms`` refuses a declaration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tracker.storage.target_forms import KIND_NEEDS, KIND_REFUSES, NOT_WITH_EVERY, WRITTEN

if TYPE_CHECKING:
    from tracker.values.plain_data import Json, JsonObject

KINDS = {
    "flow": "A total over a period, such as exports in a year.",
    "stock": "A level at a date, such as jobs or a share.",
    "cumulative": "A total that is added up since `from`.",
    "event": "Something that is in force or not; it has no target and no unit.",
    "rank": "A place, of which the first is the best; it has no unit.",
}
PERIODS = {
    "year": "The target applies in each year.",
    "quarter": "The target applies in each quarter.",
    "month": "The target applies in each month.",
}
FORMS: dict[str, tuple[str, dict[str, str | int]]] = {
    "level": ("At least so much by a deadline", {"kind": "flow", "unit": "bn USD", "target": "at least 10", "by": 2030}),
    "strict": ("More than so much by a deadline", {"kind": "stock", "unit": "jobs", "target": "more than 15 thousand", "by": 2030}),
    "decrease": ("Below so much by a deadline", {"kind": "stock", "unit": "%", "target": "below 5", "by": 2030}),
    "about": ("About so much by a deadline", {"kind": "flow", "unit": "bn USD", "target": "about 1.7", "by": 2030}),
    "range": ("A range by a deadline", {"kind": "stock", "unit": "%", "target": "40-45", "by": 2030}),
    "band": ("A band to stay within", {"kind": "stock", "unit": "%", "target": "within 4-6", "by": 2030}),
    "relative": ("A change on the baseline", {"kind": "stock", "unit": "Mt", "target": "-55 %", "by": 2030, "baseline": 1990}),
    "multiple": ("A multiple of the baseline", {"kind": "flow", "unit": "bn USD", "target": "double", "by": 2030, "baseline": 2020}),
    "growth": ("A growth a year", {"kind": "flow", "unit": "bn USD", "target": "+6 % a year", "by": 2030, "baseline": 2020}),
    "points": ("Percentage points on the baseline", {"kind": "stock", "unit": "%", "target": "+5 pp", "by": 2030, "baseline": 2020}),
    "recurring": (
        "So much in every year",
        {"kind": "flow", "unit": "t", "target": "at least 100", "every": "year", "from": 2024, "by": 2030},
    ),
    "total": ("So much in total", {"kind": "cumulative", "unit": "bn USD", "target": 150, "from": 2024, "by": 2029}),
    "event": ("In force by a deadline", {"kind": "event", "by": 2026}),
    "rank": ("Among the first", {"kind": "rank", "target": 50, "by": 2030}),
}
"""One declaration of each form, with its description."""
EXAMPLES = [*dict.fromkeys(fields["target"] for _, fields in FORMS.values() if "target" in fields), "10 bn", "2x", "+50 %"]
# The only wordings that a pattern recognises beyond doubt: a change on a baseline, a rate a year, a date.
_CHANGE = r"^\s*[+−-]\s*[\d.,]+\s*(%|pp)\s*$"
_RATE = r"%\s*(a|per|each) year\s*$"
_NO_DATE = r"^(?!\s*(1[89]|2[01])\d\d-((0[1-9]|1[0-2])(-\d\d)?|[Qq][1-4]|[Ss][12])\s*$)"
_DATE_MESSAGE = "A date is not an amount; the deadline belongs in `by`."


def add_forms(schema: JsonObject) -> JsonObject:
    """Return the schema of the whole file, completed with what editors need to know about the forms of a target."""
    declaration, series = part_of(schema, "$defs", "Declaration"), part_of(schema, "$defs", "Series")
    fields, of_series = part_of(declaration, "properties"), part_of(series, "properties")
    described: JsonObject = {
        "kind": _chosen(part_of(fields, "kind"), KINDS),
        "every": _chosen(part_of(fields, "every"), PERIODS),
        "figures": _by_reporter(part_of(fields, "figures")),
        "target": part_of(fields, "target") | {"examples": EXAMPLES, "pattern": _NO_DATE, "patternErrorMessage": _DATE_MESSAGE},
    }
    completed = {
        "Declaration": declaration | {"properties": fields | described, "allOf": _rules(), "defaultSnippets": _snippets()},
        "Series": series | {"properties": of_series | {"figures": _by_reporter(part_of(of_series, "figures"))}},
    }
    return schema | {"$defs": part_of(schema, "$defs") | completed}


def part_of(schema: JsonObject, *path: str) -> JsonObject:
    """Return what stands in a schema at a path of keys, which is a schema or a mapping of some."""
    for key in path:
        schema = cast("JsonObject", schema[key])
    return schema


def _by_reporter(field: JsonObject) -> JsonObject:
    """The rules of an indicator: by reporter, or one alone where nobody is named."""
    rule = field["additionalProperties"]
    kept = {key: each for key, each in field.items() if key not in {"additionalProperties", "type"}}
    return kept | {"anyOf": [rule, {"type": "object", "additionalProperties": rule, "minProperties": 1}]}


def _chosen(field: JsonObject, meanings: dict[str, str]) -> JsonObject:
    """A field that takes one of a few words, with the meaning of each."""
    return field | {"enumDescriptions": [meanings[word] for word in cast("list[str]", field["enum"])]}


def _snippets() -> list[Json]:
    return [{"label": name, "description": description, "body": fields} for name, (description, fields) in FORMS.items()]


def _rules() -> list[Json]:
    """The rules between fields, each as a condition and what then holds."""
    rules: list[Json] = []
    for kind in KINDS:
        needed, refused = (_written(fields.get(kind, ())) for fields in (KIND_NEEDS, KIND_REFUSES))
        rules.append(_rule(_is_kind(kind), needed, refused))
    rules += [
        _rule({"required": ["every"]}, ["by"], []),
        _rule({"anyOf": [*({"required": [field]} for field in NOT_WITH_EVERY), _is_kind("cumulative")]}, [], ["every"]),
        _rule({"not": {"anyOf": [{"required": ["every"]}, _is_kind("cumulative")]}}, [], ["from"]),
        _rule(_worded(_CHANGE), ["baseline"], []),
        _rule(_worded(_RATE), ["by"], []),
    ]
    return rules


def _is_kind(kind: str) -> JsonObject:
    return {"properties": {"kind": {"const": kind}}, "required": ["kind"]}


def _worded(pattern: str) -> JsonObject:
    return {"properties": {"target": {"type": "string", "pattern": pattern}}, "required": ["target"]}


def _rule(condition: JsonObject, needed: list[str], refused: list[str]) -> JsonObject:
    needs: JsonObject = {"required": needed} if needed else {}
    refuses: JsonObject = {"properties": dict.fromkeys(refused, False)} if refused else {}
    return {"if": condition, "then": needs | refuses}


def _written(fields: tuple[str, ...]) -> list[str]:
    """The fields under the keys that people write."""
    return [WRITTEN.get(field, field) for field in fields]
