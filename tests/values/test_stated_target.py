"""The wordings of a target in English, Russian, Kazakh and Uzbek, and what is refused because it has two readings or none."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from tracker.values.input.stated_target import BEFORE, BEHIND, CHANGES, FORMS, MULTIPLES, VERBS_BEFORE, VERBS_BEHIND, Form, parse_target

AT_LEAST, MORE, AT_MOST, LESS = (1, False), (1, True), (-1, False), (-1, True)


@pytest.mark.parametrize(
    ("words", "amount", "says"),
    [
        ("10 bn", 10e9, (0, False)),
        ("78", 78, (0, False)),
        ("-5", -5, (0, False)),
        ("at least 42.5", 42.5, AT_LEAST),
        ("At Least 42.5 %", 42.5, AT_LEAST),
        ("not less than 42.5", 42.5, AT_LEAST),
        ("no less than 42.5", 42.5, AT_LEAST),
        ("no fewer than 100", 100, AT_LEAST),
        ("not fewer than 100", 100, AT_LEAST),
        ("more than 15 thousand", 15e3, MORE),
        ("over 15 thousand", 15e3, MORE),
        ("above 15", 15, MORE),
        ("at most 5", 5, AT_MOST),
        ("not more than 5", 5, AT_MOST),
        ("no more than 5", 5, AT_MOST),
        ("below 5", 5, LESS),
        ("under 5", 5, LESS),
        ("less than 5", 5, LESS),
        ("fewer than 5", 5, LESS),
        ("не менее 42,5", 42.5, AT_LEAST),
        ("не меньше 42,5 %", 42.5, AT_LEAST),
        ("более 15 тыс.", 15e3, MORE),
        ("более чем 15 тыс.", 15e3, MORE),
        ("свыше 15 тыс.", 15e3, MORE),
        ("не более 5 %", 5, AT_MOST),
        ("менее 5", 5, LESS),
        ("ниже 5 %", 5, LESS),
        ("кемінде 42,5", 42.5, AT_LEAST),
        ("42,5-тен кем емес", 42.5, AT_LEAST),
        ("15 мыңнан астам", 15e3, MORE),
        ("14,7 мыңнан астам", 14.7e3, MORE),
        ("78-ден астам", 78, MORE),
        ("2,1 млрд-тан астам", 2.1e9, MORE),
        ("5-тен аспайтын", 5, AT_MOST),
        ("5 %-дан төмен", 5, LESS),
        ("5-тен аз", 5, LESS),
        ("kamida 42,5", 42.5, AT_LEAST),
        ("42,5 dan kam emas", 42.5, AT_LEAST),
        ("145 dan ortiq", 145, MORE),
        ("22 mingdan ortiq", 22e3, MORE),
        ("koʻpi bilan 5", 5, AT_MOST),
        ("ko'pi bilan 5", 5, AT_MOST),
        ("5 dan oshmaydigan", 5, AT_MOST),
        ("5 dan kam", 5, LESS),
        ("5 % dan past", 5, LESS),
    ],
)
def test_a_level_and_what_is_said_of_it(words: str, amount: float, says: tuple[int, bool]) -> None:
    read = parse_target(words)
    assert (read.form, read.amount.value(), (read.direction, read.strict), read.about) == (Form.LEVEL, amount, says, False)


@pytest.mark.parametrize(
    ("words", "half"),
    [
        ("about 1.7 bn", 0.05e9),
        ("around 1.70 bn", 0.005e9),
        ("approximately 40", 0.5),
        ("около 1,7 млрд", 0.05e9),
        ("шамамен 1,7 млрд", 0.05e9),
        ("1,7 млрд-қа жуық", 0.05e9),
        ("taxminan 1,7 mlrd", 0.05e9),
        ("1,7 mlrd ga yaqin", 0.05e9),
    ],
)
def test_about_is_half_of_the_last_digit_that_was_written(words: str, half: float) -> None:
    read = parse_target(words)
    assert (read.form, read.about, read.strict, read.direction, read.half_digit()) == (Form.LEVEL, True, False, 0, half)


@pytest.mark.parametrize(
    ("words", "form", "low", "high"),
    [
        ("40-45", Form.RANGE, 40, 45),
        ("40–45 %", Form.RANGE, 40, 45),
        ("40 to 45", Form.RANGE, 40, 45),
        ("from 40 to 45", Form.RANGE, 40, 45),
        ("от 40 до 45", Form.RANGE, 40, 45),
        ("1.5-2 bn", Form.RANGE, 1.5e9, 2e9),
        ("500 mn - 2 bn", Form.RANGE, 0.5e9, 2e9),
        ("1 000-2 000", Form.RANGE, 1000, 2000),
        ("-2 to -1", Form.RANGE, -2, -1),
        ("-2 to 1", Form.RANGE, -2, 1),
        ("within 4-6", Form.BAND, 4, 6),
        ("within 4 - 6 %", Form.BAND, 4, 6),
        ("between 4 and 6", Form.BAND, 4, 6),
        ("within -1 to 1", Form.BAND, -1, 1),
        ("в пределах 4-6 %", Form.BAND, 4, 6),
        ("в коридоре 4-6 %", Form.BAND, 4, 6),
        ("4-6 % аралығында", Form.BAND, 4, 6),
        ("4-6 % шегінде", Form.BAND, 4, 6),
        ("4-6 % oraligʻida", Form.BAND, 4, 6),
        ("4-6 oralig'ida", Form.BAND, 4, 6),
    ],
)
def test_a_range_and_a_band(words: str, form: Form, low: float, high: float) -> None:
    read = parse_target(words)
    assert read.to is not None
    assert (read.form, read.amount.value(), read.to.value(), read.direction) == (form, low, high, 0)


@pytest.mark.parametrize(
    ("words", "number", "direction"),
    [
        ("2x", 2, 1),
        ("0.5x", 0.5, -1),
        ("double", 2, 1),
        ("triple", 3, 1),
        ("halve", 0.5, -1),
        ("2 times", 2, 0),
        ("вдвое", 2, 0),
        ("удвоить", 2, 1),
        ("в 2 раза", 2, 0),
        ("в 1,5 раза", 1.5, 0),
        ("екі есе", 2, 0),
        ("2 есе", 2, 0),
        ("ikki baravar", 2, 0),
        ("3 baravar", 3, 0),
    ],
)
def test_a_multiple_of_the_baseline(words: str, number: float, direction: int) -> None:
    read = parse_target(words)
    assert (read.form, read.percent, read.amount.value(), read.direction) == (Form.RELATIVE, False, number, direction)


@pytest.mark.parametrize(
    ("words", "form", "number", "direction"),
    [
        ("+50 %", Form.RELATIVE, 50, 1),
        ("-55 %", Form.RELATIVE, -55, -1),
        ("−55 %", Form.RELATIVE, -55, -1),
        ("by 50 %", Form.RELATIVE, 50, 0),
        ("на 50 %", Form.RELATIVE, 50, 0),
        ("+6 % a year", Form.GROWTH, 6, 1),
        ("6% per year", Form.GROWTH, 6, 1),
        ("-3 % p.a.", Form.GROWTH, -3, -1),
        ("+6 % в год", Form.GROWTH, 6, 1),
        ("ежегодно +6 %", Form.GROWTH, 6, 1),
        ("жылына +6 %", Form.GROWTH, 6, 1),
        ("yiliga +6 foiz", Form.GROWTH, 6, 1),
        ("+5 pp", Form.POINTS, 5, 1),
        ("-2 percentage points", Form.POINTS, -2, -1),
        ("+5 п. п.", Form.POINTS, 5, 1),
        ("+5 процентных пунктов", Form.POINTS, 5, 1),
        ("+5 п. т.", Form.POINTS, 5, 1),
        ("+5 пайыздық тармақ", Form.POINTS, 5, 1),
        ("+5 f. b.", Form.POINTS, 5, 1),
        ("+5 foiz band", Form.POINTS, 5, 1),
    ],
)
def test_a_change_on_the_baseline(words: str, form: Form, number: float, direction: int) -> None:
    read = parse_target(words)
    assert (read.form, read.percent, read.amount.value(), read.direction) == (form, True, number, direction)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2030-12", "`2030-12` is a date, not an amount; the deadline belongs in `by`"),
        ("2030-12-31", "`2030-12-31` is a date, not an amount; the deadline belongs in `by`"),
        ("2030-Q4", "`2030-Q4` is a date, not an amount; the deadline belongs in `by`"),
        ("45-40", "`45-40` begins above its end; write the smaller amount first"),
        ("within 6-4", "`within 6-4` begins above its end; write the smaller amount first"),
        ("within 5", "`within 5` names no two edges; write for example within 4-6"),
        ("at least 40-45", "`at least 40-45` has two readings: write 40-45, or the one amount that is meant"),
        ("-6 -4", "`-6 -4` has two readings: write -6 to 4 or -6 to -4"),
        ("+10 bn", "`+10 bn` has two readings: write 10 bn for that level, or the level that is meant"),
        ("+0 %", "`+0 %` is not a change; write the level instead"),
        ("0 % a year", "`0 % a year` is not growth; write a level instead"),
        ("10 bn a year", "`10 bn a year` is not a rate a year; write for example +6 % a year, or a level with `every: year`"),
        ("-100 %", "`-100 %` is a fall by all of it or more; write the level, such as 0"),
        ("by 5 pp", "`by 5 pp` does not say whether an increase or a decrease is intended; write +5 pp or -5 pp"),
        ("about 2x", "`about 2x` has no last digit to round to, as an amount has; write 2x, or the level that is meant"),
        ("about double", "`about double` has no last digit to round to, as an amount has; write double, or the level that is meant"),
        (
            "about 6 % a year",
            "`about 6 % a year` has no last digit to round to, as an amount has; write 6 % a year, or the level that is meant",
        ),
        ("about +50 %", "`about +50 %` has no last digit to round to, as an amount has; write +50 %, or the level that is meant"),
        ("by about 50 %", "`by about 50 %` has no last digit to round to, as an amount has; write by 50 %, or the level that is meant"),
        ("within 2x", "`within 2x` names no two edges; write for example within 4-6"),
        ("at least halve", "`at least halve` has two readings: write at most 0.5x or at least 0.5x"),
        (
            "by at most 50 %",
            "`by at most 50 %` does not say what it limits; write by at least 50 %, or at most 1.5x for a ceiling",
        ),
        ("1,234", "`1,234` has two readings: write 1234 or 1.234"),
        ("soon", "`soon` is not a number"),
        *(
            (
                f"{change}{rest}",
                (
                    f"`{change}{rest}` names a year; write {change}, and below it `baseline: 2020` where it is counted from that year, or "
                    "`by: 2020` where that is the deadline"
                ),
            )
            for change, rest in [
                ("double", " 2020"),
                ("double", " by 2020"),
                ("+50 %", " on 2020"),
                ("-55 %", ", compared with 2020 levels"),
                ("+5 pp", " since 2020"),
                ("удвоить", " к 2020 году"),
                ("-55 %", " от уровня 2020 года"),
            ]
        ),
    ],
)
def test_what_has_two_readings_or_none_is_refused(words: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as refused:
        parse_target(words)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("words", "form", "number", "says"),
    [
        ("at most 6 % a year", Form.GROWTH, 6, AT_MOST),
        ("not more than 6 % a year", Form.GROWTH, 6, AT_MOST),
        ("below 6 % a year", Form.GROWTH, 6, LESS),
        ("more than 6 % a year", Form.GROWTH, 6, MORE),
        ("at least -3 % a year", Form.GROWTH, -3, AT_LEAST),
        ("не более 6 % в год", Form.GROWTH, 6, AT_MOST),
        ("at most 2x", Form.RELATIVE, 2, AT_MOST),
        ("at least 0.5x", Form.RELATIVE, 0.5, AT_LEAST),
        ("below 2x", Form.RELATIVE, 2, LESS),
        ("at least double", Form.RELATIVE, 2, AT_LEAST),
        ("more than double", Form.RELATIVE, 2, MORE),
        ("at most 2 times", Form.RELATIVE, 2, AT_MOST),
        ("более чем в 2 раза", Form.RELATIVE, 2, MORE),
        ("2 еседен астам", Form.RELATIVE, 2, MORE),
        ("by at least 55 %", Form.RELATIVE, 55, (0, False)),
        ("at least by 55 %", Form.RELATIVE, 55, (0, False)),
        ("не менее на 55 %", Form.RELATIVE, 55, (0, False)),
        ("at least +50 %", Form.RELATIVE, 50, AT_LEAST),
        ("more than +50 %", Form.RELATIVE, 50, MORE),
        ("at most +50 %", Form.RELATIVE, 50, AT_MOST),
        ("at most +5 pp", Form.POINTS, 5, AT_MOST),
        ("at least -3 %", Form.LEVEL, -3, AT_LEAST),
    ],
)
def test_words_that_compare_say_which_way_a_change_is_wanted(words: str, form: Form, number: float, says: tuple[int, bool]) -> None:
    read = parse_target(words)
    assert (read.form, read.amount.value(), (read.direction, read.strict), read.about) == (form, number, says, False)


def test_every_wording_of_the_table_is_read() -> None:
    for wording, phrases in BEFORE.items():
        for phrase in phrases.split("|"):
            read = parse_target(f"{phrase} 4-6" if wording.band else f"{phrase} 5")
            assert (read.direction, read.strict, read.about, read.form is Form.BAND) == tuple(wording), phrase
    for wording, phrases in BEHIND.items():
        for phrase in phrases.split("|"):
            read = parse_target(f"4-6 {phrase}" if wording.band else f"5 {phrase}")
            assert (read.direction, read.strict, read.about, read.form is Form.BAND) == tuple(wording), phrase
    assert {parse_target(each).form for each in MULTIPLES} == {Form.RELATIVE}


def test_every_verb_of_the_table_is_read() -> None:
    for way, verbs in VERBS_BEFORE.items():
        for verb in verbs.split("|"):
            to, by = ("to", "by 20 %") if verb.isascii() else ("до", "на 20 %")
            level = parse_target(f"{verb} {to} 5")
            assert (level.form, level.amount.value(), level.direction, level.verb, level.words) == (Form.LEVEL, 5, 0, way, f"{verb} {to} 5")
            if way:
                change = parse_target(f"{verb} {by}")
                assert (change.form, change.amount.value(), change.direction, change.verb) == (Form.RELATIVE, 20, 0, way)
    for way, verbs in VERBS_BEHIND.items():
        for verb in verbs.split("|"):
            assert (parse_target(f"5 мыңға дейін {verb}").form, parse_target(f"5 minggacha {verb}").verb) == (Form.LEVEL, way)
            if way:
                assert (parse_target(f"20 %-ға {verb}").form, parse_target(f"20 foizga {verb}").verb) == (Form.RELATIVE, way)


@pytest.mark.parametrize(
    ("words", "form", "number", "direction", "verb"),
    [
        ("increase to at least 42.5 %", Form.LEVEL, 42.5, 1, 1),
        ("reduce to 40-45 %", Form.RANGE, 40, 0, -1),
        ("cut by half", Form.RELATIVE, 0.5, -1, -1),
        ("reduction of 55 %", Form.RELATIVE, 55, 0, -1),
        ("reduce by 3 % a year", Form.GROWTH, -3, -1, -1),
        ("рост не менее 6 % в год", Form.GROWTH, 6, 1, 1),
        ("рост на 6 % в год", Form.GROWTH, 6, 1, 1),
        ("повысить на 5 п. п.", Form.POINTS, 5, 1, 1),
        ("увеличить в 1,5 раза", Form.RELATIVE, 1.5, 0, 1),
        ("увеличить не менее чем на 50 %", Form.RELATIVE, 50, 0, 1),
        ("сократить вдвое", Form.RELATIVE, 2, 0, -1),
        ("достичь 10 млрд", Form.LEVEL, 10e9, 0, 0),
        ("жылына 6 %-ға арттыру", Form.GROWTH, 6, 1, 1),
        ("10 mlrd dollarga yetkazish", Form.LEVEL, 10e9, 0, 0),
        ("ikki baravar ko'paytirish", Form.RELATIVE, 2, 0, 1),
    ],
)
def test_a_verb_says_the_direction_and_to_or_by_says_what_the_number_is(
    words: str, form: Form, number: float, direction: int, verb: int
) -> None:
    read = parse_target(words)
    assert (read.form, read.amount.value(), read.direction, read.verb, read.words) == (form, number, direction, verb, words)
    assert (read.form in CHANGES) == (form in CHANGES)


@pytest.mark.parametrize(
    "words",
    [
        "increase 50 %",
        "увеличить 50 %",
        "reduce to at least 5",
        "reach double",
        "сократить не менее чем вдвое",
        "reduce reduce by 5 %",
        "reach " * 3000 + "5",
    ],
)
def test_a_verb_with_two_readings_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="has two readings: write the change, such as"):
        parse_target(words)


@pytest.mark.parametrize(
    ("words", "says"),
    [(">= 42.5 %", AT_LEAST), ("≥42.5", AT_LEAST), ("<=5", AT_MOST), ("≤ 5", AT_MOST), (">15 thousand", MORE), ("<5 %", LESS)],
)
def test_a_sign_says_what_its_words_do(words: str, says: tuple[int, bool]) -> None:
    read = parse_target(words)
    assert (read.form, read.direction, read.strict, read.limit, read.words) == (Form.LEVEL, *says, True, words)


@pytest.mark.parametrize(("words", "amount"), [("up to 10 bn", "10 bn"), ("до 10 млрд", "10 млрд")])
def test_up_to_has_two_readings(words: str, amount: str) -> None:
    with pytest.raises(ValueError, match=f"has two readings: write {amount} for that level, or at most {amount} for a ceiling"):
        parse_target(words)


def test_any_number_of_years_is_no_target() -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_target("double" + " 2020" * 3000)


def coded(words: list[str]) -> str:
    return ", ".join(f"`{each}`" for each in words)


def test_the_page_has_the_forms_and_the_wordings_that_are_read() -> None:
    page = (ROOT / "docs" / "declaring.md").read_text(encoding="utf-8").splitlines()
    begin = page.index("| written | form (`goal`) | met when |") + 2
    assert page[begin : begin + len(FORMS)] == [f"| {coded(list(each.examples))} | {each.form} | {each.met} |" for each in FORMS]
    begin = page.index("| means | written |") + 2
    wordings = []
    for each in BEFORE:
        amount = "4-6" if each.band else "5"
        wordings.append([f"{word} {amount}" for word in BEFORE[each].split("|")] + [f"{amount} {word}" for word in BEHIND[each].split("|")])
    assert [row.split(" | ")[1].removesuffix(" |") for row in page[begin : begin + len(BEFORE)]] == list(map(coded, wordings))
    begin = page.index("| verb | written |") + 2
    verbs = [coded([*VERBS_BEFORE[way].split("|"), *(f"… {verb}" for verb in VERBS_BEHIND[way].split("|"))]) for way in VERBS_BEFORE]
    assert [row.split(" | ")[1].removesuffix(" |") for row in page[begin : begin + len(verbs)]] == verbs


def test_every_example_of_a_form_is_of_that_form() -> None:
    assert {each.form for each in FORMS} == set(Form)
    assert [(each, parse_target(each).form) for entry in FORMS for each in entry.examples] == [
        (each, entry.form) for entry in FORMS for each in entry.examples
    ]


@pytest.mark.parametrize(
    ("words", "direction", "strict"), [("не менее чем вдвое", 1, False), ("не более чем в 2 раза", -1, False), ("более чем вдвое", 1, True)]
)
def test_the_than_of_a_comparison_is_no_part_of_the_amount(words: str, direction: int, strict: bool) -> None:
    stated = parse_target(words)
    assert (stated.form, stated.amount.value(), stated.direction, stated.strict) == (Form.RELATIVE, 2, direction, strict)
