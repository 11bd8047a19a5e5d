"""What the words of a target do not go with: its unit, its kind, its direction, what it lacks; each with its line and what to write."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from conftest import one

from tracker.storage.targets import read
from tracker.values.input.stated_target import Form

if TYPE_CHECKING:
    from conftest import Assess


def problems(fields: str) -> list[str]:
    return [str(each) for each in read(f"targets:\n  t: {{{fields}}}\n".encode(), "t.yaml")[1]]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            'kind: stock, unit: "%", target: +5 %, by: 2030, baseline: 2020',
            "target: `+5 %` of a percentage has two readings: write +5 pp for points, or the level that is meant",
        ),
        (
            'kind: stock, unit: "%", target: -5 %, by: 2030, baseline: 2020',
            "target: `-5 %` of a percentage has two readings: write -5 pp for points, or the level that is meant",
        ),
        (
            'kind: stock, unit: "%", target: +6 % a year, by: 2030, baseline: 2020',
            "target: `+6 % a year` of a percentage has two readings: write the level for points, or the level that is meant",
        ),
        (
            'kind: stock, unit: "%", target: reduce by 5 %, by: 2030, baseline: 2020',
            "target: `reduce by 5 %` of a percentage has two readings: write -5 pp for points, or the level that is meant",
        ),
        (
            "kind: rank, target: raise to 50, by: 2030",
            (
                "target: `raise to 50` has two readings of a place, because a better one is a smaller number; write 50 alone, which that place or a "
                "better one meets"
            ),
        ),
        (
            "kind: flow, unit: USD, target: сократить вдвое, direction: increase, baseline: 2020",
            "direction: increase contradicts `сократить вдвое`, which asks for a decrease; remove one of them",
        ),
        (
            "kind: cumulative, unit: USD, target: reduce to 5, from: 2020",
            (
                "target: a running total only grows, so that it would keep below a limit from its first figure on; to limit each year, write "
                "`kind: flow` with `every: year`"
            ),
        ),
        (
            "kind: flow, unit: USD, target: reduce by 120 %, baseline: 2020",
            "target: `reduce by 120 %` is a fall by all of it or more; write the level, such as 0",
        ),
        ("kind: stock, unit: jobs, target: 2030-12", "target: `2030-12` is a date, not an amount; the deadline belongs in `by`"),
        ('kind: stock, unit: "%", target: within 6-4', "target: `within 6-4` begins above its end; write the smaller amount first"),
        (
            "kind: flow, unit: USD, target: 100, every: year",
            "every: it applies in each period up to a deadline, and none is given; add `by`",
        ),
        (
            "kind: flow, unit: Mt, target: -55 %, by: 2030",
            "target: `-55 %` is counted from a baseline, and none is declared; add `baseline`",
        ),
        (
            "kind: flow, unit: Mt, target: +6 % a year, by: 2030",
            "target: `+6 % a year` is counted from a baseline, and none is declared; add `baseline`",
        ),
        (
            "kind: flow, unit: Mt, target: +6 % a year, baseline: 2020",
            "target: `+6 % a year` leads to a deadline, and none is given; add `by`",
        ),
        (
            "kind: flow, unit: USD, target: 50 %",
            "target: the unit `%` is not that of the target; write USD, thousand USD, mn USD or bn USD",
        ),
        ("kind: rank, target: 5 %", "target: `5 %` has a unit, and a place has none; remove it"),
        (
            "kind: flow, unit: USD, target: +5 pp, baseline: 2020",
            "target: `+5 pp` is in percentage points, and the unit `USD` is not a percentage; write the level",
        ),
        (
            'kind: stock, unit: "%", target: below 5, direction: increase',
            "direction: increase contradicts `below 5`, which asks for a decrease; remove one of them",
        ),
        (
            'kind: stock, unit: "%", target: 5, qualifier: under, direction: increase',
            "direction: increase contradicts `qualifier: under`, which asks for a decrease; remove one of them",
        ),
        (
            "kind: stock, unit: jobs, target: more than 15 thousand, qualifier: under",
            "qualifier: under contradicts the target `more than 15 thousand`; keep one of them",
        ),
        (
            "kind: flow, unit: USD, target: вдвое, baseline: 2020",
            "target: `вдвое` does not say whether it is an increase or a decrease; add `direction: increase` or `direction: decrease`",
        ),
        (
            "kind: flow, unit: USD, target: на 50 %, baseline: 2020",
            "target: `на 50 %` does not say whether it is an increase or a decrease; add `direction: increase` or `direction: decrease`",
        ),
        (
            "kind: flow, unit: USD, target: на 120 %, baseline: 2020, direction: decrease",
            "target: `на 120 %` is a fall by all of it or more; write the level, such as 0",
        ),
        (
            "kind: flow, unit: USD, target: 0.5 times, baseline: 2020, direction: increase",
            "target: `0.5 times` is not an increase; write a number above 1, or `direction: decrease`",
        ),
        (
            "kind: flow, unit: USD, target: 2x, qualifier: under, baseline: 2020",
            "qualifier: under contradicts the target `2x`; keep one of them",
        ),
        (
            "kind: flow, unit: USD, target: 2x, qualifier: about, baseline: 2020",
            "qualifier: about goes with an amount, and `2x` is counted from the baseline; remove it, or write the level",
        ),
        (
            "kind: flow, unit: USD, target: at most 2x, direction: increase, baseline: 2020",
            "direction: increase contradicts `at most 2x`, which asks for a decrease; remove one of them",
        ),
        ("kind: flow, unit: USD, by: 2030", "`target` is missing: a target of the kind flow needs it"),
        ("kind: flow, target: 10", "`unit` is missing: a target of the kind flow needs it"),
        ("kind: cumulative, unit: USD, target: 10", "`from` is missing: a target of the kind cumulative needs it"),
        ("kind: event, target: 1", "target: a target of the kind event has none; remove it"),
        ("kind: event, unit: jobs", "unit: a target of the kind event has none; remove it"),
        ("kind: rank, target: 50, unit: places", "unit: a target of the kind rank has none; remove it"),
        (
            "kind: flow, unit: USD, target: 10, every: year, by: 2030, pace: 5 years",
            "every: a target that applies in each period has no milestones, no pace and no running total",
        ),
        (
            "kind: flow, unit: USD, target: 10, from: 2024",
            "from: only a target of the kind cumulative, or one with `every`, begins somewhere",
        ),
        (
            "kind: flow, unit: t, target: double, every: year, by: 2030, baseline: 2020",
            "every: `double` is counted once from the baseline; write what is meant in each year: a level, a range, a band, or a rate such as +6 % a year",
        ),
        (
            "kind: flow, unit: t, target: +50 %, every: year, by: 2030, baseline: 2020",
            "every: `+50 %` is counted once from the baseline; write what is meant in each year: a level, a range, a band, or a rate such as +6 % a year",
        ),
        (
            "kind: flow, unit: t, target: -50 %, every: year, by: 2030, baseline: 2020",
            "every: `-50 %` is counted once from the baseline; write what is meant in each year: a level, a range, a band, or a rate such as +6 % a year",
        ),
        (
            'kind: stock, unit: "%", target: +5 pp, every: year, by: 2030, baseline: 2020',
            "every: `+5 pp` is counted once from the baseline; write what is meant in each year: a level, a range, a band, or a rate such as +6 % a year",
        ),
        (
            "kind: rank, target: at least 50",
            "target: `at least 50` has two readings of a place, because a better one is a smaller number; write 50 alone, which that place or a better one meets",
        ),
        (
            "kind: rank, target: не ниже 50",
            "target: `не ниже 50` has two readings of a place, because a better one is a smaller number; write 50 alone, which that place or a better one meets",
        ),
        (
            "kind: rank, target: above 50",
            "target: `above 50` has two readings of a place, because a better one is a smaller number; write 50 alone, which that place or a better one meets",
        ),
        (
            "kind: rank, target: at most 50",
            "target: `at most 50` has two readings of a place, because a better one is a smaller number; write 50 alone, which that place or a better one meets",
        ),
        (
            "kind: rank, target: below 50",
            "target: `below 50` has two readings of a place, because a better one is a smaller number; write 50 alone, which that place or a better one meets",
        ),
        (
            "kind: rank, target: 50, qualifier: over",
            "qualifier: `over` has two readings of a place, because a better one is a smaller number; write 50 alone, which that place or a better one meets",
        ),
        ("kind: rank, target: 2.5", "target: `2.5` is not a place; write a whole number from 1 on"),
        ("kind: rank, target: 0", "target: `0` is not a place; write a whole number from 1 on"),
        ("kind: rank, target: -3", "target: `-3` is not a place; write a whole number from 1 on"),
        ("kind: rank, target: 0-5", "target: `0-5` is not a place; write a whole number from 1 on"),
        ("kind: rank, target: 1.5-3", "target: `1.5-3` is not a place; write a whole number from 1 on"),
        (
            "kind: rank, target: within 4-6, baseline: 2020",
            "target: `within 4-6` is not a place; write the place alone, as in 50, which that place or a better one meets",
        ),
        (
            "kind: rank, target: double, baseline: 2020",
            "target: `double` is not a place; write the place alone, as in 50, which that place or a better one meets",
        ),
        (
            "kind: rank, target: -50 %, baseline: 2020",
            "target: `-50 %` is not a place; write the place alone, as in 50, which that place or a better one meets",
        ),
        (
            "kind: rank, target: +6 % a year, baseline: 2020",
            "target: `+6 % a year` is not a place; write the place alone, as in 50, which that place or a better one meets",
        ),
        (
            "kind: rank, target: +5 pp, baseline: 2020",
            "target: `+5 pp` is not a place; write the place alone, as in 50, which that place or a better one meets",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: 40-45",
            "target: `40-45` is not one amount, as a running total needs; write that amount",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: within 40-45",
            "target: `within 40-45` is not one amount, as a running total needs; write that amount",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: double",
            "target: `double` is not one amount, as a running total needs; write that amount",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: +50 %",
            "target: `+50 %` is not one amount, as a running total needs; write that amount",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: +6 % a year",
            "target: `+6 % a year` is not one amount, as a running total needs; write that amount",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: +5 pp",
            "target: `+5 pp` is not one amount, as a running total needs; write that amount",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: at most 150",
            "target: a running total only grows, so that it would keep below a limit from its first figure on; to limit each year, write `kind: flow` with `every: year`",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: below 150",
            "target: a running total only grows, so that it would keep below a limit from its first figure on; to limit each year, write `kind: flow` with `every: year`",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: 150, direction: decrease",
            "direction: a running total only grows, so that it would keep below a limit from its first figure on; to limit each year, write `kind: flow` with `every: year`",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: 150, qualifier: under",
            "qualifier: a running total only grows, so that it would keep below a limit from its first figure on; to limit each year, write `kind: flow` with `every: year`",
        ),
        (
            "kind: cumulative, unit: t, from: 2024, by: 2029, target: 150, baseline: {period: 2023, value: 7}",
            "baseline: a running total begins at 0 at the start of `from`; remove the value of the baseline",
        ),
        (
            "kind: flow, unit: t, target: 100, every: year, from: 2024, by: 2019",
            "from: it begins on 2024-01-01, after the deadline 2019-12-31; change one of them",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_write(fields: str, said: str) -> None:
    assert problems(fields) == [f"t.yaml:2: {said}"]


@pytest.mark.parametrize(
    ("fields", "direction", "goal", "to", "change", "strict", "slack"),
    [
        ("kind: flow, unit: bn USD, target: 10", 1, 10e9, math.nan, math.nan, False, 0),
        ("kind: flow, unit: bn USD, target: about 1.7", 1, 1.7e9, math.nan, math.nan, False, 0.05e9),
        ("kind: flow, unit: bn USD, target: about 1.7, direction: decrease", -1, 1.7e9, math.nan, math.nan, False, 0.05e9),
        ("kind: flow, unit: USD, target: 1.7 bn, qualifier: about", 1, 1.7e9, math.nan, math.nan, False, 0.05e9),
        ("kind: stock, unit: jobs, target: more than 15 thousand", 1, 15e3, math.nan, math.nan, True, 0),
        ("kind: stock, unit: jobs, target: 15 thousand, qualifier: over", 1, 15e3, math.nan, math.nan, True, 0),
        ("kind: stock, unit: jobs, target: 5, qualifier: under", -1, 5, math.nan, math.nan, True, 0),
        ('kind: stock, unit: "%", target: below 5 %', -1, 5, math.nan, math.nan, True, 0),
        ('kind: stock, unit: "%", target: 40-45 %', 0, 40, 45, math.nan, False, 0),
        ('kind: stock, unit: "%", target: 40-45, direction: decrease', -1, 40, 45, math.nan, False, 0),
        ('kind: stock, unit: "%", target: within 4-6', 0, 4, 6, math.nan, False, 0),
        ("kind: flow, unit: Mt, target: -55 %, baseline: 1990", -1, math.nan, math.nan, 0.45, False, 0),
        ("kind: flow, unit: Mt, target: на 55 %, baseline: 1990, direction: decrease", -1, math.nan, math.nan, 0.45, False, 0),
        ("kind: flow, unit: Mt, target: на 50 %, baseline: 1990, direction: increase", 1, math.nan, math.nan, 1.5, False, 0),
        ("kind: flow, unit: Mt, target: вдвое, baseline: 1990, direction: decrease", -1, math.nan, math.nan, 0.5, False, 0),
        ("kind: flow, unit: Mt, target: вдвое, baseline: 1990, direction: increase", 1, math.nan, math.nan, 2, False, 0),
        ("kind: flow, unit: Mt, target: +6 % a year, baseline: 2020, by: 2030", 1, math.nan, math.nan, 0.06, False, 0),
        ('kind: stock, unit: "%", target: +5 pp, baseline: 2020', 1, math.nan, math.nan, 5, False, 0),
        ("kind: rank, target: 50", -1, 50, math.nan, math.nan, False, 0),
        ("kind: rank, target: 10-20", 0, 10, 20, math.nan, False, 0),
        ("kind: cumulative, unit: t, from: 2024, target: more than 150", 1, 150, math.nan, math.nan, True, 0),
        ("kind: cumulative, unit: t, from: 2024, target: 150, baseline: {period: 2023, value: 0}", 1, 150, math.nan, math.nan, False, 0),
        ("kind: rank, target: 50, direction: increase", 1, 50, math.nan, math.nan, False, 0),
        ("kind: event, by: 2026", 1, 1, math.nan, math.nan, False, 0),
        ("kind: flow, unit: Mt, target: +6 % a year, every: year, by: 2030", 1, math.nan, math.nan, 0.06, False, 0),
    ],
)
def test_what_the_words_come_to(fields: str, direction: int, goal: float, to: float, change: float, strict: bool, slack: float) -> None:
    programme, wrong = read(f"targets:\n  t: {{{fields}}}\n".encode(), "t.yaml")
    assert wrong == []
    target = programme.targets["t"]
    found = (target.direction, target.goal, target.to, target.change, target.strict, target.slack)
    assert found == pytest.approx((direction, goal, to, change, strict, slack), rel=1e-15, nan_ok=True)


def test_every_form_is_one_that_a_declaration_can_say() -> None:
    words = {
        Form.LEVEL: "10",
        Form.RANGE: "40-45",
        Form.BAND: "within 4-6",
        Form.RELATIVE: "double",
        Form.GROWTH: "+6 % a year",
        Form.POINTS: "+5 pp",
    }
    assert set(words) == set(Form)
    for form, said in words.items():
        unit = '"%"' if form is Form.POINTS else "t"
        programme, wrong = read(
            f"targets:\n  t: {{kind: stock, unit: {unit}, target: {said}, by: 2030, baseline: 2020}}\n".encode(), "t.yaml"
        )
        assert (wrong, programme.targets["t"].form, programme.targets["t"].words) == ([], form, said)


def test_a_target_that_does_not_fit_is_left_out_and_known_to_be_there() -> None:
    programme, wrong = read(b"targets:\n  t: {kind: flow, target: 10}\n  u: {kind: flow, unit: t, target: 10, sum: [t, v]}\n", "t.yaml")
    assert (list(programme.targets), programme.unusable) == (["u"], frozenset({"t"}))
    assert len(wrong) >= 1
    assert programme.targets["u"].composition is None


@pytest.mark.parametrize(
    ("words", "latest", "met"),
    [
        ("at most 6 % a year", 17.9, True),  # 10 grows to 17.908 by 2030
        ("at most 6 % a year", 18, False),
        ("at least 6 % a year", 17.9, False),
        ("at least 6 % a year", 18, True),
        ("at most 2x", 20, True),
        ("at most 2x", 20.1, False),
        ("below 2x", 20, False),
        ("more than double", 20, False),
        ("more than double", 20.1, True),
        ("at least 0.5x", 5, True),
        ("at least 0.5x", 4.9, False),
        ("at most +50 %", 15, True),
        ("at most +50 %", 15.1, False),
    ],
)
def test_a_limit_that_is_counted_from_the_baseline_is_kept_on_its_own_side(assessed: Assess, words: str, latest: float, met: bool) -> None:
    (row,) = assessed(one("stock", "t", target=words, by=2030, baseline=2020), f"t,2020,10,,,,,,,\nt,2030,{latest},,,,,,,\n", "2031-06-01")
    assert row["status"] == ("reached" if met else "missed")


@pytest.mark.parametrize(("direction", "latest", "met"), [("decrease", 4.5, True), ("decrease", 4.6, False), ("increase", 15.5, True)])
def test_a_change_by_at_least_so_much_goes_the_declared_way(assessed: Assess, direction: str, latest: float, met: bool) -> None:
    declared = one("stock", "t", target="by at least 55 %", direction=direction, by=2030, baseline=2020)
    (row,) = assessed(declared, f"t,2020,10,,,,,,,\nt,2030,{latest},,,,,,,\n", "2031-06-01")
    assert row["status"] == ("reached" if met else "missed")


@pytest.mark.parametrize(
    ("words", "latest", "status"),
    [
        ("at most 6 % a year", 10.6, "on_track"),
        ("at most 6 % a year", 10.7, "missed"),
        ("not more than 6 % a year", 10.2, "on_track"),
        ("below 6 % a year", 10.6, "missed"),
        ("more than 6 % a year", 10.6, "missed"),
        ("at least 6 % a year", 10.6, "on_track"),
    ],
)
def test_a_limit_of_the_growth_of_each_year_is_kept_on_its_own_side(assessed: Assess, words: str, latest: float, status: str) -> None:
    declared = one("stock", "t", target=words, every="year", by=2030, baseline=2024)
    (row,) = assessed(declared, f"t,2024,10,,,,,,,\nt,2025,{latest},,,,,,,\n")
    assert row["status"] == status


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ("target: double", "target: `double` is counted from a baseline, and an earlier target has none; write the level that it came to"),
        ("target: -5 %", "target: `-5 %` is counted from a baseline, and an earlier target has none; write the level that it came to"),
        ("target: at least 4, qualifier: under", "qualifier: under contradicts the target `at least 4`; keep one of them"),
    ],
)
def test_what_an_earlier_target_cannot_say(earlier: str, said: str) -> None:
    found = read(f"targets:\n  t:\n    kind: flow\n    unit: t\n    target: 9\n    history:\n      - {{{earlier}}}\n".encode(), "t.yaml")[1]
    assert [str(each) for each in found] == [f"t.yaml:7: {said}"]


def test_an_earlier_place_is_a_whole_number() -> None:
    (found,) = problems("kind: rank, target: 20, by: 2030, history: [{target: at most 25}]")
    assert "has two readings of a place" in found
