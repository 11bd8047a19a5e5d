from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, Load, one

from tracker.model.forecast import Forecasting
from tracker.model.programme import Target
from tracker.model.status_cutoffs import StatusCutoffs
from tracker.storage import targets


def declared(load: Load, text: str) -> Target:
    programme, _, problems = load(text)
    assert problems == []
    return programme.targets["t"]


def refused(load: Load, text: str) -> str:
    return "\n".join(map(str, load(text)[2]))


def test_the_shipped_file() -> None:
    programme, problems = targets.load(ROOT / "targets.yaml")
    assert problems == []
    turnover, projects, investment, jobs = programme.targets.values()
    assert (turnover.goal, turnover.deadline, turnover.reporter) == (10e9, date(2030, 12, 31), "UZ")
    assert str(turnover.baseline_period) == "2024"
    assert [(each.target, each.by) for each in turnover.history] == [
        (5e9, date(2020, 12, 31)),
        (5e9, date(2022, 12, 31)),
        (10e9, date(2026, 12, 31)),
    ]
    assert (projects.goal, projects.deadline, projects.reporter) == (78, date(2029, 12, 31), "KZ")
    assert (investment.goal, investment.qualifier, investment.deadline) == (1.7e9, "about", None)
    assert (jobs.goal, jobs.qualifier, jobs.deadline) == (15_000, "over", None)
    assert all(each.source and each.quote for each in programme.targets.values())
    assert all(each.source and each.quote and each.declared for each in turnover.history)


@pytest.mark.parametrize(
    ("text", "goal"), [("10 bn", 10e9), ("10e9", 10e9), ("10 000 000 000", 10e9), ('"1,7 млрд"', 1.7e9), ("10 bn USD", 10e9)]
)
def test_amounts(load: Load, text: str, goal: float) -> None:
    assert declared(load, one(target=text)).goal == goal


def test_a_scale_in_the_declared_unit_counts_for_amounts_without_one(load: Load) -> None:
    target = declared(load, one(unit="bn USD", target=10, baseline="{period: 2024, value: 4200 mn}"))
    assert (target.unit, target.goal, target.baseline_value) == ("USD", 10e9, 4.2e9)


def test_a_multiple_of_the_baseline(load: Load) -> None:
    target = declared(load, one(target="2x"))
    assert math.isnan(target.goal)
    assert target.multiple == 2


@pytest.mark.parametrize("by", ["2030", '"2030"', "2030-12-31", "2030-12", "2030-Q4"])
def test_one_deadline_in_all_its_spellings(load: Load, by: str) -> None:
    assert declared(load, one(by=by)).deadline == date(2030, 12, 31)


def test_traps_of_yaml_are_text(load: Load) -> None:
    assert declared(load, one(reporter="NO", name="on")).reporter == "NO"
    assert load("targets: {NA: {kind: flow, unit: USD, target: 1e9}}")[0].targets["NA"].goal == 1e9


def test_defaults(load: Load) -> None:
    target = declared(load, one())
    assert (target.name, target.direction, target.deadline, target.stale_after, target.history) == ("t", 1, None, 18, ())


def test_what_the_whole_file_may_change(load: Load) -> None:
    programme, _, problems = load("stale_after: 12 months\nverdict: {on_track: 0.9, at_risk: 0.5}\ntitle: T\nversion: 1\n" + one())
    assert problems == []
    assert (programme.cutoffs, programme.title, programme.targets["t"].stale_after) == (StatusCutoffs(0.9, 0.5), "T", 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (one(target="1,234".join('""')), "targets.yaml:5: target: `1,234` has two readings: write 1234 or 1.234"),
        (
            one(target="10 bn EUR"),
            "targets.yaml:5: target: the unit `EUR` is not that of the target; write USD, thousand USD, mn USD or bn USD",
        ),
        (one(target=".inf"), "targets.yaml:5: target: `.inf` is not a number"),
        (one(target="1.0e+400"), "targets.yaml:5: target: `1.0e+400` is not a finite number"),
        (one(target="[1]"), "targets.yaml:5: target: this must be one text"),
        (one(baseline="2x"), "targets.yaml:6: period: `2x` is not a period"),
        (one(milestones="{2027: 2x}"), "targets.yaml:6: 2027: a multiple of the baseline can only be the target itself"),
        (
            one(kind="flo"),
            "targets.yaml:3: kind: `flo` is not known; write `flow`, `stock`, `cumulative`, `event` or `rank`; did you mean `flow`?",
        ),
        (one(unit="bn"), "targets.yaml:4: unit: `bn` is a scale and not a unit"),
        (one(by="2030-02-30"), "targets.yaml:6: by: `2030-02-30` is not a period of the calendar"),
        (one(by=""), "targets.yaml:6: `by` is empty"),
        (one(direction="up"), "targets.yaml:6: direction: `up` is not known; write `increase` or `decrease`"),
        (one(qualifier="circa"), "targets.yaml:6: qualifier: `circa` is not known"),
        (one(reporter="12"), "targets.yaml:6: reporter: `12` cannot be a reporter"),
        (one(reporter="all"), "targets.yaml:6: reporter: `all` cannot be a reporter"),
        (one(base_line="2024"), "targets.yaml:6: `base_line` is not known here"),
        (one(base_line="2024"), "did you mean `baseline`?"),
        (one(history="[{target: 5, until: 2020}]"), "`until` is not known here; write `unit`, `target`, `by`"),
        (one(history="5"), "targets.yaml:6: history: this must be a list"),
        (one(by=2024, baseline=2024), "targets.yaml:6: by: the deadline 2024-12-31 is not after the baseline 2024-12-31"),
        (one(milestones="{2027: 5}"), "targets.yaml:6: milestones: they lead to a deadline, and none is given"),
        (one(by=2030, baseline=2024, milestones="{2031: 5}"), "milestones: 2031-12-31 does not lie between"),
        (one(baseline="2024-01/2024-09"), "targets.yaml:6: baseline: a flow is compared over twelve months"),
        (one().replace("    target: 10\n", ""), "targets.yaml:3: `target` is missing: a target of the kind flow needs it"),
        ("targets:\n  t: 5\n", "targets.yaml:2: t: this must be a mapping"),
        ("targets:\n  a b: {kind: flow, unit: USD, target: 1}\n", "targets.yaml:2: a b: `a b` cannot be an id"),
        ("targets:\n  кz: {kind: flow, unit: USD, target: 1}\n", "letters that are not Latin"),
        ("targets: {}\nversion: 2\n", "written for a newer tracker"),
        ("targets: {}\nverdict: {on_track: 95}\n", "targets.yaml:2: on_track: `95` is not a share"),
        (one(forecast="on"), "targets.yaml:6: forecast: `on` is not known; write off, or {class: flow, usual_growth: 3 %}"),
        (one(forecast="[1]"), "targets.yaml:6: forecast: this must be a mapping"),
        (one(forecast="{usual: 3 %}"), "targets.yaml:6: `usual` is not known here; write `class` or `usual_growth`"),
        (one(forecast="{class: flows}"), "targets.yaml:6: class: `flows` is not known; write `flow` or `other`; did you mean `flow`?"),
        (one(forecast="{usual_growth: 3}"), "targets.yaml:6: usual_growth: `3` is not a growth a year; write it in percent, as in 3 %"),
        (one(forecast="{usual_growth: -100 %}"), "targets.yaml:6: usual_growth: `-100 %` is not a growth a year"),
        (
            one(unit='"%"', forecast="{usual_growth: 3 %}"),
            "targets.yaml:6: forecast: the unit `%` is a percentage, of which no growth is usual",
        ),
        ("forecast: {usual: 3 %}\ntargets: {}\n", "targets.yaml:1: `usual` is not known here; write `class` or `usual_growth`"),
        ("- a\n", "targets.yaml:1: nothing is declared here"),
        ("", "targets.yaml:1: nothing is declared here"),
        ("target: {}\n", "targets.yaml:1: `target` is not known here; write `version`"),
    ],
)
def test_what_is_refused_with_its_line(load: Load, text: str, said: str) -> None:
    assert said in refused(load, text)


def test_all_problems_at_once(load: Load) -> None:
    said = refused(
        load,
        "titel: x\n" + one(kind="x", target="y", by="z", qualifier="w") + "  u: {kind: flow, unit: USD, target: 1, name: a, name: b}\n",
    )
    assert sorted(line.partition(" ")[0] for line in said.splitlines()) == [f"targets.yaml:{n}:" for n in (1, 4, 6, 7, 8, 9)]


def test_the_targets_without_errors_are_still_there(load: Load) -> None:
    programme, _, problems = load(
        one(kind="x") + "  u: {kind: flow, unit: USD, target: 1}\n", "t,2024,1,USD,,,,,,\nu,2024,1,USD,,,,,,\nv,2024,1,USD,,,,,,\n"
    )
    assert (list(programme.targets), programme.unusable) == (["u"], frozenset({"t"}))
    assert [str(each).partition(": ")[0] for each in problems] == ["targets.yaml:3", "observations.csv:4"]


OF_ALL = "forecast: {usual_growth: 12 %}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (one(), Forecasting(series_class="flow")),
        (one(kind="stock"), Forecasting()),
        (one(unit="туристов"), Forecasting(series_class="flow")),
        (one(unit="yoʻlovchilar"), Forecasting(series_class="flow")),
        (one(unit="yo'lovchilar"), Forecasting(series_class="flow")),
        (one(unit="адам"), Forecasting(series_class="flow")),
        (one(unit="mn US dollars"), Forecasting(series_class="flow")),
        (one(unit="kt"), Forecasting()),
        (one(forecast="off"), Forecasting(off=True)),
        (one(forecast="{class: other}"), Forecasting()),
        (one(unit="kt", forecast="{class: flow, usual_growth: -2 % a year}"), Forecasting(series_class="flow", usual_growth=-0.02)),
        (OF_ALL + one(), Forecasting(series_class="flow", usual_growth=0.12)),
        (OF_ALL + one(kind="stock"), Forecasting()),
        (OF_ALL + one(forecast="{usual_growth: 3 %}"), Forecasting(series_class="flow", usual_growth=0.03)),
        (OF_ALL + one(forecast="off"), Forecasting(off=True)),
        ("forecast: off\n" + one(), Forecasting(off=True)),
        ("forecast: off\n" + one(forecast="{class: flow}"), Forecasting(series_class="flow")),
        ("forecast: {class: other}\n" + one(), Forecasting()),
    ],
)
def test_what_a_chance_rests_on(load: Load, text: str, expected: Forecasting) -> None:
    assert declared(load, text).forecast == expected


def test_a_missing_file_and_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yml").touch()
    assert str(targets.load(Path("targets.yaml"))[1][0]) == "targets.yaml: not found; did you mean `targets.yml`?"
    assert str(targets.load(tmp_path)[1][0]) == ".: is a directory, not a file"
    assert "the folder nowhere does not exist" in str(targets.load(Path("nowhere/targets.yaml"))[1][0])


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_bytes("targets: {}\ntitle: Сауда\n".encode("cp1251"))
    assert "t.yaml:2: not UTF-8 (byte 0xd1)" in str(targets.load(tmp_path / "t.yaml")[1][0])
    (tmp_path / "t.yaml").write_bytes("\ufefftargets: {}\n".encode())
    assert targets.load(tmp_path / "t.yaml")[1] == []


@pytest.mark.parametrize("unit", ["USD", "bn USD"])
def test_an_amount_that_names_the_bare_unit_has_no_scale(load: Load, unit: str) -> None:
    text = one(
        unit=unit,
        target="500 USD",
        baseline="{period: 2024, value: 4 USD}",
        by=2030,
        milestones="{2027: 100 USD}",
        history="[{target: 5 USD}]",
    )
    target = declared(load, text)
    assert (target.goal, target.baseline_value, target.milestones[0][1], target.history[0].target) == (500, 4, 100, 5)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"baseline": "{period: 2024, value: 4 bn EUR}"}, "targets.yaml:6: baseline: the unit `EUR` is not that of the target"),
        ({"history": "[{target: 5 bn EUR}]"}, "targets.yaml:6: history: the unit `EUR` is not that of the target"),
        ({"by": 2030, "milestones": "{2027: 5 bn EUR}"}, "the unit `EUR` is not that of the target"),
        ({"by": 2030, "milestones": "{2027: 5, 2027-12: 6}"}, "milestones: 2027-12-31 has two levels"),
        ({"by": 2030, "milestones": "{2027: 5, 2027-A1: 6}"}, "milestones: 2027-12-31 has two levels"),
        ({"target": "5 bn thousand"}, "target: `5 bn thousand` names two scales"),
        ({"target": "0x"}, "target: `0x` is not a multiple"),
        ({"target": "-2x"}, "target: `-2x` is not a multiple"),
        ({"target": "1e31"}, "target: `1e31` is implausibly large"),
    ],
)
def test_amounts_that_would_be_misread(load: Load, fields: dict[str, object], said: str) -> None:
    assert said in refused(load, one(**fields))


def test_a_promise_may_have_another_unit(load: Load) -> None:
    promise = declared(load, one(history="[{target: 5 bn EUR, unit: EUR}]")).history[0]
    assert (promise.target, promise.unit) == (5e9, "EUR")


def test_cutoffs_that_cross(load: Load) -> None:
    assert "at_risk (0.9) lies above on_track (0.5)" in refused(load, "verdict: {on_track: 0.5, at_risk: 0.9}\n" + one())


def test_an_id_with_nothing_behind_it_is_one_problem(load: Load) -> None:
    problems = load("targets:\n  t:\n", "t,2024,5,USD,,,,,,\n")[2]
    assert [str(each) for each in problems] == ["targets.yaml:2: `t` is empty; write its value or leave the line out"]


def test_a_comma_within_braces_ends_a_value_and_the_message_says_so(load: Load) -> None:
    text = "targets:\n  t: {kind: flow, name: Exports, imports, unit: USD, target: 1,234}\n  u: {kind: flow, unit, target: 5}\n"
    _, _, problems = load(text, "")
    said = "has no value; if the comma before it belongs to a value, put that value in quotes"
    assert [str(each) for each in problems] == [
        f'targets.yaml:2: `imports` {said}: name: "Exports, imports"',
        f'targets.yaml:2: `234` {said}: target: "1,234"',
        f'targets.yaml:3: `unit` {said}: kind: "flow, unit"',
        "targets.yaml:3: `unit` is missing: a target of the kind flow needs it",
    ]
