"""The catalogues of translations: complete, of the code as it is, and sound in every form."""

from __future__ import annotations

import re
import runpy
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from conftest import ROOT

from tracker.values import languages
from tracker.values.languages.translations import Counted, localized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

LOCALES = ROOT / "tracker" / "locales"
TRANSLATED = ("ru", "kk", "uz")
NUMBERS = (1, 2, 5, 21, 1.5)
MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
APOSTROPHES = re.compile(r"(?<=\w)['`\u2018\u2019](?=\w)|(?<=[og])['`\u2018\u2019]")


def catalogue(code: str) -> Catalog:
    with (LOCALES / code / "LC_MESSAGES" / "tracker.po").open("rb") as file:
        return read_po(file, locale=code)


def entries(code: str) -> Iterator[Message]:
    return (each for each in catalogue(code) if each.id)


def forms(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_catalogues_are_those_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    main = runpy.run_path(str(ROOT / ".ci" / "catalogue.py"))["main"]
    assert main("--check") == 0, capsys.readouterr().out


def test_every_field_of_a_table_is_explained_to_translators() -> None:
    explained = runpy.run_path(str(ROOT / ".ci" / "field_examples.py"))
    template = runpy.run_path(str(ROOT / ".ci" / "catalogue.py"))["template"]()
    texts = [(each.context, forms(each.id)[-1]) for each in template if each.id and not each.locations]
    tables = [(context, name) for context, text in texts for name in explained["names"](text)]
    known = explained["FIELDS"]
    assert [(context, name) for context, name in tables if name not in known and f"{context.partition('/')[0]}.{name}" not in known] == []
    unused = {name.rpartition(".")[2] for name in known} - {name for _, name in tables}
    assert unused == set()
    assert explained["explain"]("REQUIRED_SOON/up", "An increase {by_deadline}.") == [
        "{by_deadline}: a deadline, such as “by the end of 2030”"
    ]


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated(code: str) -> None:
    open_ones = [each.context or forms(each.id)[0] for each in entries(code) if each.fuzzy or not all(forms(each.string))]
    assert not open_ones


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_the_fields_of_its_original(code: str) -> None:
    wrong = [
        (each.context, form)
        for each in entries(code)
        for form in forms(each.string)
        if fields(form) != fields(forms(each.id)[-1]) and not (len(forms(each.id)) > 1 and fields(form) == fields(forms(each.id)[0]))
    ]
    assert not wrong


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_filled_text_has_no_brace_left(code: str) -> None:
    languages.use(code)
    for each in entries(code):
        original = forms(each.id)
        if len(original) > 1:
            counted = Counted(original[0], original[1], each.context or "")
            named = {name: "X" for form in original for name in fields(form)}
            filled = [counted.format(number, named.pop("number", None), **named) for number in NUMBERS]
        elif each.context is None:
            filled = [localized(original[0], **dict.fromkeys(fields(original[0]), "X"))]
        else:
            filled = [forms(each.string)[0].format(**dict.fromkeys(fields(original[0]), "X"))]
        meant = re.findall(r"[{}]", original[-1].format(**dict.fromkeys(fields(original[-1]), "X")))  # as `where: {X: X}` has them
        assert not [text for text in filled if re.findall(r"[{}]", text) != meant], each.context


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_no_latin_letter_hides_in_a_cyrillic_word(code: str) -> None:
    said = ((each.context, re.sub(r"\{\w*\}|`[^`]*`", " ", form)) for each in entries(code) for form in forms(each.string))
    assert not [(context, form) for context, form in said if MIXED.search(form)]


def test_uzbek_is_written_with_its_own_letters() -> None:
    said = ((each.context, re.sub(r"\{\w*\}|`[^`]*`", " ", form)) for each in entries("uz") for form in forms(each.string))
    assert not [(context, form) for context, form in said if APOSTROPHES.search(form)]


def test_a_rate_is_no_ratio_in_russian() -> None:
    """15.6 % is a темп прироста; as a темп роста it would be 115.6 %."""
    assert not [each.context for each in entries("ru") for form in forms(each.string) if re.search(r"темп\w* роста", form)]
