"""What is assumed, as people write it: on the command line, and in a file of named scenarios."""

from __future__ import annotations

import pytest
from conftest import one

from tracker.model.programme import Programme, Target
from tracker.model.scenarios import Assumption
from tracker.storage import scenarios, targets
from tracker.values import periods
from tracker.values.problems import InvalidInput

DECLARED = """\
targets:
  exports: {kind: flow, unit: bn USD, target: 10, by: 2030}
  share: {kind: stock, unit: "%", target: at least 40, by: 2030}
  place: {kind: rank, target: 50, by: 2030}
  treaty: {kind: event, by: 2030}
"""


def programme(declared: str = DECLARED) -> Programme:
    found, wrong = targets.read(declared.encode(), "targets.yaml")
    assert wrong == []
    return found


def target(name: str) -> Target:
    return programme().targets[name]


@pytest.mark.parametrize(
    ("of", "text", "period", "value"),
    [
        ("exports", "2026=5.6bn", "2026", 5.6e9),
        ("exports", "2026 = 5,6 млрд USD", "2026", 5.6e9),
        ("exports", "2026=5.6", "2026", 5.6e9),
        ("exports", "2026=-3 mn", "2026", -3e6),
        ("exports", "2026-Q3=1400 mn USD", "2026-Q3", 1.4e9),
        ("exports", "January–September 2026=4 bn", "2026-01/2026-09", 4e9),
        ("share", "2026=14 %", "2026", 14.0),
        ("share", "2026=-2", "2026", -2.0),
        ("place", "2026=60", "2026", 60.0),
        ("treaty", "2026-05-01=yes", "2026-05-01", 1.0),
        ("treaty", "2026=нет", "2026", 0.0),
    ],
)
def test_an_amount_is_read_in_the_unit_of_the_target(of: str, text: str, period: str, value: float) -> None:
    assert scenarios.read_option(text, target(of)) == Assumption(periods.parse(period), value)


@pytest.mark.parametrize(
    ("text", "rate"), [("2027=+12 %", 0.12), ("2027=+12%", 0.12), ("2027=-5.5 %", -0.055), ("2027=−5,5 %", -0.055), ("2027=+0 %", 0.0)]
)
def test_a_growth_has_a_sign(text: str, rate: float) -> None:
    assert scenarios.read_option(text, target("exports")) == Assumption(periods.parse("2027"), growth=rate)


def test_a_figure_is_meant_to_replace_one_on_file_where_it_says_so() -> None:
    assert scenarios.read_option("2025=revised 5.1 bn", target("exports")) == Assumption(periods.parse("2025"), 5.1e9, revised=True)


@pytest.mark.parametrize(
    ("of", "text", "message"),
    [
        ("exports", "=5.6bn", "`=5.6bn` is not an assumption; write a period and a figure, as in 2026=5.6bn"),
        ("exports", "5.6bn", "`5.6bn` is not an assumption; write a period and a figure, as in 2026=5.6bn"),
        ("exports", "2026=", "`2026=` is not an assumption; write a period and a figure, as in 2026=5.6bn"),
        ("exports", "2026-13=5", "`2026-13` is not a period of the calendar"),
        ("exports", "2026-05-01=5", "`2026-05-01` is not made of whole months, as the total of a flow must be"),
        ("exports", "2026=over 5 bn", "`over 5 bn` is a bound or an estimate; assume one number"),
        ("exports", "2026=~5 bn", "`~5 bn` is a bound or an estimate; assume one number"),
        ("exports", "2026=2x", "`2x` is a multiple; assume an amount"),
        ("exports", "2026=12 %", "`12 %` is not an amount in USD; a growth has a sign"),
        ("exports", "2026=+12", "`\\+12` has a sign, as a growth has (.+), and no %; write 12 for that amount"),
        ("place", "2026=+5", "`\\+5` has a sign, as a growth has (.+), and no %; write 5 for that amount"),
        ("exports", "2026=5 EUR", "the unit `EUR` is not that of the target"),
        ("exports", "2026=much", "`much` is not a number"),
        ("exports", "2026=9e35", "`9e35` is implausibly large"),
        ("exports", "2026=9e25", "`9e25` is implausibly large"),
        ("exports", "2026=-100 %", "`-100 %` is not a growth on the year before"),
        ("exports", "2026=+99999 %", "is not a growth on the year before"),
        ("share", "2026=+2 %", "`\\+2 %` can be percent or percentage points; write the level itself"),
        ("share", "2026=-2 %", "`-2 %` can be percent or percentage points; write the level itself"),
        ("place", "2026=+2 %", "`\\+2 %` is a growth, and a target of the kind rank has none"),
        ("place", "2026=1.5", "`1.5` is not a place in a ranking"),
        ("treaty", "2026=3", "`3` is neither yes nor no"),
    ],
)
def test_what_is_no_assumption_is_refused(of: str, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        scenarios.read_option(text, target(of))


def test_a_file_has_the_scenarios_of_each_target_in_their_order() -> None:
    text = "exports:\n  steady: {2026: 5.6 bn, 2027: +12 %}\n  slow:\n    2026: 5.2 bn\nshare: {up: {2026: 14 %}}\n"
    found = scenarios.read(text.encode(), "s.yaml", programme())
    assert {name: [each.name for each in of] for name, of in found.items()} == {"exports": ["steady", "slow"], "share": ["up"]}
    assert found["exports"][0].assumptions == (
        Assumption(periods.parse("2026"), 5.6e9, line=2),
        Assumption(periods.parse("2027"), growth=0.12, line=2),
    )
    assert found["exports"][1].assumptions[0].line == 4


WRONG = """\
exprts:
  a: {2026: 5}
exports:
  fast: 4
  slow: {2026: 5 xx, 2026-13: 3}
  late: {2027: }
  deep: {2027: {a: 1}}
share: 3
place:
  b:
    2026: 1.5
"""


def test_everything_that_is_wrong_with_a_file_is_listed_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        scenarios.read(WRONG.encode(), "s.yaml", programme())
    assert str(refused.value).splitlines() == [
        "s.yaml:1: `exprts` is not a target; write `exports`, `share`, `place` or `treaty`; did you mean `exports`?",
        "s.yaml:4: `fast`: write periods with their figures below it",
        "s.yaml:5: the unit `xx` is not that of the target; write USD, thousand USD, mn USD or bn USD",
        "s.yaml:5: `2026-13` is not a period of the calendar: a year has 12 months",
        "s.yaml:6: `2027` is empty; write its value or leave the line out",
        "s.yaml:7: `2027`: write one figure, as in 5.6 bn",
        "s.yaml:8: share: write the names of scenarios below it, each with its figures",
        "s.yaml:11: `1.5` is not a place in a ranking; write a whole number from 1 on",
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "5\n", "{}\n"])
def test_a_file_without_a_scenario_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="no scenario stands here; write the id of a target, and its scenarios below"):
        scenarios.read(text.encode(), "s.yaml", programme(one(by=2030)))
