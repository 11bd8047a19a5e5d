"""docs/languages.md: what it says of values, of an entry and of terms in doubt is what the languages and the catalogues have."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from conftest import ROOT

from tracker.values import languages
from tracker.values.display import numbers
from tracker.values.periods import parse

PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
CODES = ("en", "ru", "kk", "uz")
YEAR, DAY = date(2030, 12, 31), date(2025, 3, 20)
VALUES: dict[str, Callable[[], str]] = {
    "an amount": lambda: numbers.amount(4.97e9, "USD"),
    "a percentage": lambda: numbers.percent(0.156),
    "a difference of percentages": lambda: numbers.amount(1.5, numbers.difference_unit("%")),
    "a day in a sentence": lambda: languages.current().long_day(DAY),
    "a day in a table": lambda: languages.current().short_day(DAY),
    "months of a year": lambda: languages.current().long_period(parse("2025-01/2025-09")),
    "a quarter": lambda: languages.current().long_period(parse("2025-Q3")),
    "twelve months": lambda: languages.current().long_period(parse("2024-10/2025-09")),
    "a deadline": lambda: languages.current().by(YEAR),
    "a beginning": lambda: languages.current().since(parse("2024")),
}


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    section = re.split(rf"^#+ {heading}$", PAGE, flags=re.MULTILINE)[1]
    table = re.findall(r"^\|(.*)\|$", re.split(r"^#", section, flags=re.MULTILINE)[0], re.MULTILINE)
    return [[cell.strip() for cell in line.split(" |")] for line in table[2:]]


def catalogue(code: str) -> str:
    return (ROOT / "tracker" / "locales" / code / "LC_MESSAGES" / "tracker.po").read_text(encoding="utf-8")


def test_values_are_written_as_the_page_says() -> None:
    shown = {name: cells for name, *cells in rows("How values are written")}
    assert set(shown) == set(VALUES)
    for column, code in enumerate(CODES):
        languages.use(code)
        written = {name: write().replace("\u00a0", " ").replace("\u202f", " ") for name, write in VALUES.items()}
        assert {name: cells[column] for name, cells in shown.items()} == written


def test_the_entry_that_is_shown_stands_in_the_catalogue() -> None:
    (entry,) = re.findall(r"^```po\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert f"\n{entry}" in catalogue("ru")


@pytest.mark.parametrize(("heading", "code"), [("Kazakh", "kk"), ("Uzbek", "uz")])
def test_a_term_in_doubt_is_one_that_is_used(heading: str, code: str) -> None:
    languages.use(code)
    formed = [
        languages.current().long_period(parse("2024-10/2025-09")),
        languages.current().by(YEAR),
        numbers.amount(15e3, "", "more_than"),
    ]
    said = " ".join([catalogue(code), *formed]).replace("\u00a0", " ").casefold()
    terms = [each for _, now, *_ in rows(heading) for each in re.split(r", | \((.*)\)", now) if each]
    assert len(terms) > 20
    assert [each for each in terms if each.removesuffix(" жұмыс орны").casefold() not in said] == []
