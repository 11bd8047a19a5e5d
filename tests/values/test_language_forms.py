"""How each language writes numbers, days and periods: read by people here, and compared with CLDR where CLDR has the same form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel import Locale, numbers
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from tracker.values.languages import LANGUAGES
from tracker.values.languages.forms import Language, Shape, shape_of
from tracker.values.languages.kazakh import ablative
from tracker.values.periods import parse

CODES = sorted(LANGUAGES)
SPANS = ["2025", "2025-Q2", "2025-01/2025-09", "2025-03", "2024-10/2025-09", "2025-03-02", "2023-05/2025-02", "2025-03-01/2025-03-15"]
SHAPES = [Shape.YEAR, Shape.QUARTER, Shape.MONTHS, Shape.MONTH, Shape.TRAILING, Shape.DAY, Shape.LONG, Shape.DAYS]
PROSE = {
    "en": [
        "2025",
        "Q2 2025",
        "Jan–Sep 2025",
        "Mar 2025",
        "year to Sep 2025",
        "2 Mar 2025",
        "May 2023 – Feb 2025",
        "1 Mar 2025 – 15 Mar 2025",
    ],
    "ru": [
        *("2025 год", "II квартал 2025 года", "январь–сентябрь 2025 года", "март 2025 года", "12 месяцев по сентябрь 2025 года"),
        *("2 марта 2025 года", "май 2023 года – февраль 2025 года", "1 марта 2025 года – 15 марта 2025 года"),
    ],
    "kk": [
        *("2025 жыл", "2025 жылғы II тоқсан", "2025 жылғы қаңтар–қыркүйек", "2025 жылғы наурыз", "2025 жылғы қыркүйекке дейінгі 12 ай"),
        *("2025 жылғы 2 наурыз", "2023 жылғы мамыр – 2025 жылғы ақпан", "2025 жылғы 1 наурыз – 2025 жылғы 15 наурыз"),
    ],
    "uz": [
        *("2025-yil", "2025-yil II chorak", "2025-yil yanvar–sentabr", "2025-yil mart", "2025-yil sentabrgacha boʻlgan 12 oy"),
        *("2025-yil 2-mart", "2023-yil may – 2025-yil fevral", "2025-yil 1-mart – 2025-yil 15-mart"),
    ],
}
SINCE = {
    "en": ["since 2025", "since Q2 2025"],
    "ru": [
        "с 2025 года",
        "со II квартала 2025 года",
        "с сентября 2025 года",
        "с марта 2025 года",
        "с сентября 2025 года",
        "со 2 марта 2025 года",
    ],
    "kk": ["2025 жылдан бері", "2025 жылғы II тоқсаннан бері", "2025 жылғы қыркүйектен бері", "2025 жылғы наурыздан бері"],
    "uz": ["2025-yildan beri", "2025-yil II chorakdan beri", "2025-yil sentabrdan beri", "2025-yil martdan beri"],
}
DEADLINES = {
    "en": ["by the end of 2030", "by the end of June 2030", "by 2 September 2030"],
    "ru": ["к концу 2030 года", "к концу июня 2030 года", "ко 2 сентября 2030 года"],
    "kk": ["2030 жылдың соңына қарай", "2030 жылғы маусымның соңына қарай", "2030 жылғы 2 қыркүйекке қарай"],
    "uz": ["2030-yil oxiriga borib", "2030-yil iyun oxiriga borib", "2030-yil 2-sentabrga borib"],
}
DAYS = (date(2030, 12, 31), date(2030, 6, 30), date(2030, 9, 2))


@pytest.mark.parametrize("code", CODES)
def test_periods_and_deadlines_as_official_texts_write_them(code: str) -> None:
    language, spans = LANGUAGES[code], [parse(span) for span in SPANS]
    assert [shape_of(span) for span in spans] == SHAPES
    assert [language.long_period(span) for span in spans] == PROSE[code]
    assert [language.since(span) for span in spans][: len(SINCE[code])] == SINCE[code]
    assert [language.by(day) for day in DAYS] == DEADLINES[code]


def test_a_day_of_each_language() -> None:
    day = date(2026, 11, 22)
    assert [LANGUAGES[code].as_of(day) for code in ("en", "kk", "ru", "uz")] == [
        "as of 22 Nov 2026",
        "2026 жылғы 22 қарашадағы жағдай бойынша",
        "по состоянию на 22 ноября 2026 года",
        "2026-yil 22-noyabr holatiga koʻra",
    ]
    assert LANGUAGES["kk"].as_of(date(2026, 9, 2)) == "2026 жылғы 2 қыркүйектегі жағдай бойынша"
    assert {LANGUAGES[code].short_day(day) for code in ("kk", "ru", "uz")} == {"22.11.2026"}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *(
            (str(number), f"{number}-{ending}")
            for number, ending in enumerate(["ден", "ден", "ден", "тен", "тен", "тен", "дан", "ден", "ден", "дан", "нан", "ден"])
        ),
        *(("20", "20-дан"), ("40", "40-тан"), ("60", "60-тан"), ("78", "78-ден"), ("80", "80-нен"), ("90", "90-нан")),
        *(("100", "100-ден"), ("1\u00a0000", "1\u00a0000-нан"), ("15\u00a0000", "15\u00a0000-нан"), ("200\u00a0000", "200\u00a0000-нан")),
        *(("4,97", "4,97-ден"), ("4 млрд", "4 млрд-тан"), ("1,7 млн", "1,7 млн-нан"), ("2 трлн", "2 трлн-нан")),
    ],
)
def test_a_kazakh_number_takes_the_ending_of_its_last_word(number: str, said: str) -> None:
    assert ablative(number) == said


TIMES = {
    "en": [
        *("for the end of 2030", "for the end of June 2030", "for 2 September 2030"),
        *("at the end of 2030", "at the end of June 2030", "on 2 September 2030"),
        *("to 2030", "to Jun 2030", "to 2 Sep 2030"),
        *("in 2030", "in the year to Jun 2030", "in the year to 2 Sep 2030"),
        *("from May 2023 to the end of 2030", "from May 2023 to the end of June 2030", "from May 2023 to 2 September 2030"),
    ],
    "ru": [
        *("на конец 2030 года", "на конец июня 2030 года", "на 2 сентября 2030 года"),
        *("на конец 2030 года", "на конец июня 2030 года", "на 2 сентября 2030 года"),
        *("по 2030 год", "по июнь 2030 года", "по 2 сентября 2030 года"),
        *("в 2030 году", "за 12 месяцев по июнь 2030 года", "за 12 месяцев по 2 сентября 2030 года"),
        *("с мая 2023 года по декабрь 2030 года", "с мая 2023 года по июнь 2030 года", "с мая 2023 года по 2 сентября 2030 года"),
    ],
    "kk": [
        *("2030 жылдың соңына", "2030 жылғы маусымның соңына", "2030 жылғы 2 қыркүйекке"),
        *("2030 жылдың соңына", "2030 жылғы маусымның соңына", "2030 жылғы 2 қыркүйекке"),
        *("2030 жылға дейін", "2030 жылғы маусымға дейін", "2030 жылғы 2 қыркүйекке дейін"),
        *("2030 жылы", "2030 жылғы маусымға дейінгі 12 ай ішінде", "2030 жылғы 2 қыркүйекке дейінгі 12 ай ішінде"),
        "2023 жылғы мамырдан 2030 жылдың соңына дейін",
        "2023 жылғы мамырдан 2030 жылғы маусымның соңына дейін",
        "2023 жылғы мамырдан 2030 жылғы 2 қыркүйекке дейін",
    ],
    "uz": [
        *("2030-yil oxiriga", "2030-yil iyun oxiriga", "2030-yil 2-sentabrga"),
        *("2030-yil oxiriga", "2030-yil iyun oxiriga", "2030-yil 2-sentabrga"),
        *("2030-yilgacha", "2030-yil iyungacha", "2030-yil 2-sentabrgacha"),
        *("2030-yilda", "2030-yil iyungacha boʻlgan 12 oy ichida", "2030-yil 2-sentabrgacha boʻlgan 12 oy ichida"),
        *("2023-yil maydan 2030-yil oxirigacha", "2023-yil maydan 2030-yil iyun oxirigacha", "2023-yil maydan 2030-yil 2-sentabrgacha"),
    ],
}


@pytest.mark.parametrize("code", CODES)
def test_phrases_of_time_bring_their_preposition(code: str) -> None:
    language, start = LANGUAGES[code], date(2023, 5, 1)
    said = [phrase(day) for phrase in (language.for_end, language.at_end, language.until, language.year_to) for day in DAYS]
    assert [*said, *(language.from_to(start, day) for day in DAYS)] == TIMES[code]


def test_only_english_spells_its_months_out_within_a_sentence() -> None:
    months = parse("2025-01/2025-09")
    assert LANGUAGES["en"].spelt_period(months) == "January–September 2025"
    assert LANGUAGES["en"].spelt_within(months) == "in January–September 2025"
    assert LANGUAGES["en"].spelt_since(parse("2025-01")) == "since January 2025"
    assert LANGUAGES["en"].spelt_within(parse("2025")) == "in 2025"
    others = [LANGUAGES[code] for code in ("kk", "ru", "uz")]
    assert [each.spelt_period(months) for each in others] == [each.long_period(months) for each in others]
    assert [each.spelt_since(months) for each in others] == [each.since(months) for each in others]


def test_amounts_of_targets_are_qualified_too() -> None:
    words = ("at_least", "at_most", "more_than", "below")
    said = {code: [LANGUAGES[code].qualified(word, "78", "%") for word in words] for code in CODES}
    assert said == {
        "en": ["at least 78 %", "at most 78 %", "more than 78 %", "below 78 %"],
        "kk": ["кемінде 78%", "ең көбі 78%", "78%-дан астам", "78%-дан аз"],
        "ru": ["не менее 78 %", "не более 78 %", "более 78 %", "менее 78 %"],
        "uz": ["kamida 78%", "koʻpi bilan 78%", "78% dan ortiq", "78% dan kam"],
    }


def test_qualified_amounts() -> None:
    said = {code: [LANGUAGES[code].qualified(word, "78", "USD") for word in ("", "about", "over", "under")] for code in CODES}
    assert said == {
        "en": ["78 USD", "about 78 USD", "over 78 USD", "under 78 USD"],
        "kk": ["78 USD", "шамамен 78 USD", "78-ден астам USD", "78-ден аз USD"],
        "ru": ["78 USD", "около 78 USD", "более 78 USD", "менее 78 USD"],
        "uz": ["78 USD", "taxminan 78 USD", "78 dan ortiq USD", "78 dan kam USD"],
    }


# ---- beside CLDR


def other_apostrophes(text: str) -> str:
    return text.replace("\u2018", "\u02bb").replace("\u2019", "\u02bc")


@pytest.mark.parametrize("code", ["ru", "kk", "uz"])
def test_the_names_of_the_months_are_those_of_cldr(code: str) -> None:
    locale = Locale.parse("uz_Latn" if code == "uz" else code)
    months = [other_apostrophes(locale.months["stand-alone"]["wide"][month]).casefold() for month in range(1, 13)]
    language = LANGUAGES[code]
    assert [month for number, month in enumerate(months, 1) if month not in language.long_period(parse(f"2025-{number:02}"))] == []
    if code == "ru":  # the genitive, as it stands in a date
        days = [date(2025, month, 5) for month in range(1, 13)]
        assert [format_date(day, "d MMMM y", locale=locale) + " года" for day in days] == [language.long_day(day) for day in days]


@pytest.mark.parametrize("code", ["ru", "kk", "uz"])
def test_the_marks_and_the_scale_words_are_those_of_cldr(code: str) -> None:
    locale = Locale.parse("uz_Latn" if code == "uz" else code)
    language = LANGUAGES[code]
    assert (numbers.get_decimal_symbol(locale), numbers.get_group_symbol(locale)) == (language.decimal, language.group)
    words = {power: numbers.format_compact_decimal(10**power, locale=locale).split("\u00a0")[-1] for power in (3, 6, 9, 12)}
    assert {power: word.rstrip(".") for power, word in words.items()} == {
        power: word.rstrip(".") for power, word in language.scales.items()
    }
    assert numbers.format_percent(Decimal("0.156"), "#,##0.0%", locale=locale).replace("\u00a0", "") == "15,6%"


@given(st.one_of(st.integers(0, 10_000).map(Decimal), st.decimals(0, 1000, places=2)))
def test_the_russian_plural_is_that_of_cldr(number: Decimal) -> None:
    form = LANGUAGES["ru"].plural(number)
    whole = number == number.to_integral_value()
    assert ("one", "few", "many", "other")[form] == (Locale.parse("ru").plural_form(int(number)) if whole else "other")


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from(CODES))
def test_the_year_and_the_day_stand_in_every_form(day: date, code: str) -> None:
    language: Language = LANGUAGES[code]
    for form in (language.long_day, language.short_day, language.on, language.as_of):
        assert str(day.year) in form(day)
        assert str(day.day) in form(day)
    assert all(str(day.year) in form(day) for form in (language.by, language.end_of, language.short_deadline))
