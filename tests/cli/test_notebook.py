from __future__ import annotations

from datetime import date

import pytest
from conftest import ROOT, Load, one

import tracker
from tracker.values.problems import InvalidInput


def test_assess_gives_the_keys_of_the_contract_as_columns() -> None:
    frame = tracker.assess(ROOT / "targets.yaml", ROOT / "observations.csv", as_of="2026-11-22")
    turnover = frame.iloc[0]
    assert (turnover["id"], turnover["latest"], turnover["status"], turnover["reporter"]) == ("turnover", 4.97e9, "at_risk", "UZ")
    assert [f"{day:%Y}" for day in frame["deadline"][:2]] == ["2030", "2029"]
    again = tracker.assess(str(ROOT / "targets.yaml"), as_of=date(2026, 11, 22), reporter="all")
    assert again["reporter"].tolist() == ["UZ", "KZ", "KZ", "KZ", "KZ"]


def test_load_gives_the_programme_and_the_observations() -> None:
    programme, observations = tracker.load(ROOT / "targets.yaml")
    assert list(programme.targets) == ["turnover", "projects", "investment", "jobs"]
    assert len(observations) == 34
    frame = observations.to_frame()
    assert len(frame) == 34
    assert frame["reporter"].cat.categories.tolist() == ["KZ", "UZ"]
    assert "1000" not in frame["period"].cat.categories


def test_every_problem_of_both_files_is_in_the_exception(load: Load) -> None:
    load(one(kind="x") + "  u: {kind: flow, unit: USD, target: 1}\n", "v,2024,1,USD,,,,,,\n")
    with pytest.raises(InvalidInput, match=r"(?s)observations.csv:2: .*targets.yaml:3: kind"):
        tracker.load("targets.yaml")
    load(one(), "t,2024,1,USD,,A,,,,\nt,2024,1,USD,,B,,,,\n")
    with pytest.raises(InvalidInput, match="state whose figures count"):
        tracker.assess("targets.yaml", as_of="2026-01-01")
    load(one(), "t,2024,12,USD,,,,,,\n")
    with pytest.raises(InvalidInput, match="does not say whether an increase or a decrease is intended"):
        tracker.assess("targets.yaml", as_of="2026-01-01")


def test_a_frame_is_in_the_language_of_its_file_and_leaves_none_behind(load: Load) -> None:
    reasons = []
    for head in ("language: ru\n", "language: uz\n", ""):
        load(head + one(target=10, by=2030), "")
        reasons.append(tracker.assess("targets.yaml", as_of="2026-01-01").iloc[0]["reason"])
    assert reasons == [
        "По состоянию на 1 января 2026 года данных нет.",
        "2026-yil 1-yanvar holatiga koʻra maʼlumot yoʻq.",
        "No figure is available as of 1 Jan 2026.",
    ]


def test_a_reporter_whom_nobody_names_is_refused() -> None:
    with pytest.raises(ValueError, match="`NOBODY` is not known; write `all`, "):
        tracker.assess(ROOT / "targets.yaml", as_of="2026-11-22", reporter="NOBODY")
