"""Where no line may end."""

from __future__ import annotations

import pytest

from tracker.render.spacing import find_ranges, keep_units
from tracker.values import languages


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("came to 4.97 bn USD (2025)", "came to 4.97~bn~USD (2025)"),
        ("growth of 15.6 % a year", "growth of 15.6~% a year"),
        ("0.923 pp", "0.923~pp"),
        ("440 Mt and 17 tn KZT", "440~Mt and 17~tn~KZT"),
        ("12 projects (20 Mar 2025)", "12~projects (20~Mar~2025)"),
        ("year to Sep 2026", "year to Sep~2026"),
        ("place 47", "place~47"),
        ("rank 47", "rank~47"),
        ("20 months old", "20~months old"),
        ("5 млн тенге", "5~млн тенге"),
        ("from 15 to 74 by the method", "from 15 to 74 by the method"),
        ("in 2025 and 2026", "in 2025 and 2026"),
        ("in 2025, as before", "in 2025, as before"),
        ("-3 °C", "-3~°C"),
        ("(T − L) / (tT − tL), (L / B)^s", "(T~−~L) / (tT~−~tL), (L~/~B)^s"),
        ("at 50 % (A − 1)", "at 50~% (A − 1)"),
    ],
)
def test_a_number_stays_with_its_unit_and_a_month_with_its_year(text: str, kept: str) -> None:
    assert keep_units(text) == kept.replace("~", "\u00a0")
    assert keep_units(text).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("ru", "4,97 млрд долл. США (2025 год)", "4,97~млрд долл.~США (2025~год)"),
        ("ru", "20 марта 2025 года и 12 проектов", "20~марта 2025~года и 12~проектов"),
        ("ru", "с 15 до 74 в 2025 году", "с 15 до 74 в 2025~году"),
        ("ru", "III квартал 2025 года", "III~квартал 2025~года"),
        ("kk", "4,97 млрд АҚШ доллары, 12 жоба", "4,97~млрд АҚШ~доллары, 12~жоба"),
        ("kk", "2025 жылғы 20 наурыз", "2025~жылғы 20~наурыз"),
        ("ru", "цель – 78 проектов, срок – 2030", "цель~– 78~проектов, срок~–~2030"),
        ("uz", "4,97 mlrd AQSh dollari, 12 ta loyiha", "4,97~mlrd AQSh~dollari, 12~ta loyiha"),
    ],
)
def test_so_it_does_in_other_languages(code: str, text: str, kept: str) -> None:
    languages.use(code)
    assert keep_units(text) == kept.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("the projection is 13–14 %, outside 4–6 %", ["13–14 %", "4–6 %"]),
        ("at this pace: 8.3–10.3 bn USD", ["8.3–10.3"]),
        ("a new figure for Jan–Sep 2026", ["Jan–Sep"]),
        ("2024 + January–September 2025", ["January–September"]),
        ("Kazakhstan–Uzbekistan trade", []),
        ("Jan 2023 – Dec 2025", []),
    ],
)
def test_a_range_is_one_word(text: str, ranges: list[str]) -> None:
    assert find_ranges().findall(keep_units(text)) == [each.replace(" %", "\u00a0%") for each in ranges]


@pytest.mark.parametrize(
    ("code", "text", "ranges"),
    [
        ("ru", "цель – 78 проектов, срок – 2030; январь–сентябрь", ["– 2030", "январь–сентябрь"]),
        ("kk", "мерзім – 2030 жылдың соңы", ["– 2030"]),
    ],
)
def test_in_other_languages_a_year_stays_with_its_dash(code: str, text: str, ranges: list[str]) -> None:
    languages.use(code)
    assert find_ranges().findall(keep_units(text)) == [each.replace(" ", "\u00a0") for each in ranges]
