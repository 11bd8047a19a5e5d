"""Texts, units and names of reporters by language in targets.yaml: how they are read, what is refused, and what is missing."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from conftest import Load, one
from hypothesis import given
from hypothesis import strategies as st
from test_schema import wrong

from tracker.analysis.checks.run import find_suspicions
from tracker.storage import targets
from tracker.values.languages import LANGUAGES
from tracker.values.problems import WarningCode

FULL = """\
language: ru
title: {en: Targets, ru: Цели}
units:
  projects: {en: [project, projects], ru: [проект, проекта, проектов, проекта], kk: жоба, uz: [ta loyiha, loyiha]}
reporters: {KZ: {en: Kazakhstan, ru: Казахстан}, UZ: Uzbekistan}
targets:
  t:
    kind: stock
    unit: projects
    target: 10
    name: {en: Plants, ru: Заводы}
    quote: {ru: Десять заводов, en: Ten plants}
    note: {en: As signed, ru: Как подписано}
    declared_by: {en: the ministry, ru: министерство}
    group: {en: Industry, ru: Промышленность}
    owner: {en: Ms Karimova, ru: Каримова}
    remarks: [{date: 2026-05, text: {en: Signed, ru: Подписано}, kind: done}, {date: 2026-01, text: {ru: Задержка}, kind: risk}]
    history: [{target: 5, quote: {en: Five, ru: Пять}, note: {ru: Впервые}, declared_by: {en: both, ru: обе}}]
series:
  s: {kind: flow, unit: USD, name: {en: Exports, ru: Экспорт}}
"""


def texts_in(code: str, load: Load) -> list[str | None]:
    programme, _, problems = load(FULL)
    assert problems == []
    said = programme.in_language(code)
    target = said.targets["t"]
    earlier, reporters = target.history[0], list(said.reporters.values())
    own = [said.title, target.name, target.quote, target.note, target.declared_by, target.group, target.owner]
    return [
        *own,
        *(each.text for each in target.remarks),
        earlier.quote,
        earlier.note,
        earlier.declared_by,
        said.series["s"].name,
        *reporters,
    ]


def test_every_text_is_said_in_the_language_that_is_asked_for(load: Load) -> None:
    assert wrong(FULL) == []
    own = ["Цели", "Заводы", "Десять заводов", "Как подписано", "министерство", "Промышленность", "Каримова"]
    assert texts_in("ru", load) == [*own, "Задержка", "Подписано", "Пять", "Впервые", "обе", "Экспорт", "Казахстан", "Uzbekistan"]
    own = ["Targets", "Plants", "Ten plants", "As signed", "the ministry", "Industry", "Ms Karimova"]
    english = [*own, "Задержка", "Signed", "Five", "Впервые", "both", "Exports", "Kazakhstan", "Uzbekistan"]
    assert texts_in("en", load) == texts_in("kk", load) == english


def test_the_language_the_forms_of_units_and_the_groups(load: Load) -> None:
    programme = load(FULL)[0]
    assert programme.language == "ru"
    assert programme.units["projects"] == {
        "en": ("project", "projects"),
        "ru": ("проект", "проекта", "проектов", "проекта"),
        "kk": ("жоба",),
        "uz": ("ta loyiha", "loyiha"),
    }
    assert [programme.in_language("ru").group_named(each) for each in ("Industry", "Промышленность", "Trade")] == ["Промышленность"] * 2 + [
        None
    ]


@pytest.mark.parametrize(
    ("text", "named"), [(FULL, "ru"), (FULL.replace("language: ru", "version: 1"), None), (FULL.replace(": ru", ": de"), None)]
)
def test_the_language_is_told_before_anything_is_said_of_the_file(text: str, named: str | None) -> None:
    told: list[str | None] = []
    programme, _ = targets.read(text.encode(), "targets.yaml", told.append)
    assert told == [named]
    assert programme.language == named


def test_a_file_with_errors_still_has_its_language() -> None:
    programme, problems = targets.read(FULL.replace("target: 10", "target: ten").encode(), "targets.yaml")
    assert (len(problems), programme.language) == (1, "ru")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("language: de", "targets.yaml:6: language: `de` is not a language of the answers; write `en`, `ru`, `kk` or `uz`"),
        ("title:\n  en: A\n  de: B", "targets.yaml:8: de: `de` is not a language of the answers; write `en`, `ru`, `kk` or `uz`"),
        ("title:\n  en: A\n  ru:", "targets.yaml:8: `ru` is empty"),
        ("title:\n  en: A\n  ru: ''", "targets.yaml:8: ru: nothing is written here"),
        ("title:\n  en: A\n  ru: [B]", "targets.yaml:8: ru: this must be one text, not a list or a mapping"),
        ("title: {}", "targets.yaml:6: title: nothing is written here"),
        ("title: [A]", "targets.yaml:6: title: this must be one text, or one for each language, and not a list"),
        ("units: {USD: dollars}", "targets.yaml:6: USD: this must be a mapping of keys and values"),
        ("units:\n  USD:\n    de: $", "targets.yaml:8: de: `de` is not a language of the answers"),
        (
            "units:\n  USD:\n    en: dollar\n    ru: [доллар, доллара]",
            "targets.yaml:9: ru: 2 forms are given, and 4 are needed, as [проект, проекта, проектов, проекта]; or write one text for all",
        ),
        ("units:\n  USD:\n    en: [a, b, c]", "targets.yaml:8: en: 3 forms are given, and 2 are needed, as [project, projects]"),
        ("units:\n  bn USD: {en: dollars}", "targets.yaml:7: bn USD: `bn USD` has a scale; write the unit alone, as `USD`"),
        ("units:\n  US: {en: dollars}", "targets.yaml:7: units: nothing here has the unit `US`; did you mean `USD`?"),
        ("reporters: {'12': {ru: Казахстан}}", "targets.yaml:6: 12: `12` cannot be a reporter"),
    ],
)
def test_what_is_refused_with_its_line(load: Load, place: str, said: str) -> None:
    text = f"{one()}{place}\n"
    assert said in "\n".join(map(str, load(text)[2]))
    assert wrong(text) or "bn USD" in place or "  US:" in place or "12" in place  # a schema knows neither scales nor who reports


def missing(load: Load, declared: str) -> list[str]:
    programme, figures, problems = load(declared)
    assert problems == []
    found = find_suspicions(programme.in_language("kk"), figures, date(2026, 11, 22))
    return [f"{each.line}: {each.message}" for each in found if each.code is WarningCode.MISSING_TRANSLATION]


def test_what_is_missing_is_warned_of_once_for_each_target_and_once_for_the_rest(load: Load) -> None:
    assert missing(load, FULL) == [
        (
            "11: texts of `t` are missing in some languages: `name` (kk, uz), `declared_by` (kk, uz), `quote` (kk, uz), `note` (kk, uz), "
            "`group` (kk, uz), `owner` (kk, uz), `history.declared_by` (kk, uz), `history.quote` (kk, uz), `history.note` (en, kk, uz), "
            "`remarks` (en, kk, uz)"
        ),
        "2: texts are missing in some languages: `title` (kk, uz), `reporters.KZ` (kk, uz), `reporters.UZ` (en, kk, uz), `series.s.name` (kk, uz)",
    ]


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        (one(name="Plants", note="Both"), []),  # nothing is given by language
        ("language: ru\n" + one(name="Заводы"), []),  # what is written once is in the language of the file
        (one(name="{en: Plants}", note="Both"), []),
        (one(name="{en: Plants, ru: Заводы}", note="Both"), ["7: texts of `t` are missing in some languages: `note` (ru)"]),
        (one("stock", "projects", name="{en: Plants, ru: Заводы}"), ["4: texts of `t` are missing in some languages: `unit` (ru)"]),
        (one("stock", "kWh", name="{en: Energy, ru: Энергия}"), []),  # an abbreviation is no word
        ("language: ru\n" + one(name="{en: Plants}"), ["7: texts of `t` are missing in some languages: `name` (ru)"]),
    ],
)
def test_which_languages_are_wanted(load: Load, declared: str, found: list[str]) -> None:
    assert missing(load, declared) == found


WORDS = st.text("abc мтқʻ'\"%{}#:,0-", min_size=1).filter(lambda text: bool(text.strip()))
FIELDS = ("name", "quote", "note", "declared_by", "group", "owner")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, WORDS)), WORDS, st.sampled_from(list(LANGUAGES)))
def test_a_text_given_in_one_language_alone_is_the_same_as_one_text(fields: dict[str, str], remark: str, code: str) -> None:
    target = {"kind": "flow", "unit": "USD", "target": "10"}
    plain: dict[str, object] = {**target, **fields, "remarks": [{"date": "2026", "text": remark, "kind": "risk"}]}
    mapped: dict[str, object] = {**target, **{key: {"en": text} for key, text in fields.items()}}
    mapped["remarks"] = [{"date": "2026", "text": {"en": remark}, "kind": "risk"}]
    read = [targets.read(yaml.safe_dump({"targets": {"t": each}}, allow_unicode=True).encode(), "") for each in (plain, mapped)]
    assert [problems for _, problems in read] == [[], []]
    one_text, by_language = (programme.in_language(code).targets for programme, _ in read)
    assert one_text == by_language
