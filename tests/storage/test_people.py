"""What belongs to people in targets.yaml: group, owner, remarks, and the warnings that are known."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Load, one
from test_schema import wrong

from tracker.model.programme import Remark
from tracker.values.input.fields import REMARK_KINDS, remark_kind

REMARKS = """
      - {date: 2026-05, text: The protocol was signed, kind: done}
      - {date: 2025-03-01, text: Wagons are short, kind: risk}
      - {date: 2026, text: Open a second crossing, kind: decision}"""


def test_group_owner_and_remarks_by_day(load: Load) -> None:
    text = one(group="Trade", owner="Department of Trade", remarks=REMARKS)
    programme, _, problems = load(text + "  u: {kind: flow, unit: USD, target: 1}\n")
    assert (problems, wrong(text)) == ([], [])
    target = programme.targets["t"]
    assert (target.group, target.owner, dict(target.accept)) == ("Trade", "Department of Trade", {})
    assert target.remarks == (
        Remark(date(2025, 3, 1), "Wagons are short", "risk"),
        Remark(date(2026, 5, 31), "The protocol was signed", "done"),
        Remark(date(2026, 12, 31), "Open a second crossing", "decision"),
    )
    other = programme.targets["u"]
    assert (other.group, other.owner, other.remarks) == (None, None, ())
    assert programme.groups == ("Trade",)


def test_a_remark_is_there_from_its_own_day_on(load: Load) -> None:
    target = load(one(remarks=REMARKS))[0].targets["t"]
    days = (date(2025, 2, 28), date(2025, 3, 1), date(2026, 5, 30), date(2026, 5, 31), date(2030, 1, 1))
    assert [len(target.remarks_by(day)) for day in days] == [0, 1, 1, 2, 3]


def test_accepted_warnings_have_their_reason(load: Load) -> None:
    text = one(accept="{unit-slip: one large contract, future-period: 'a plan, so far'}")
    programme, _, problems = load(text)
    assert (problems, wrong(text)) == ([], [])
    assert programme.targets["t"].accept == {"unit-slip": "one large contract", "future-period": "a plan, so far"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"accept": "{unit-slp: x}"}, "targets.yaml:6: unit-slp: `unit-slp` is not the code of a warning that can be accepted; write `"),
        ({"accept": "{unit-slp: x}"}, "; did you mean `unit-slip`?"),
        ({"accept": "{accepted-absent: x}"}, "`accepted-absent` is not the code of a warning that can be accepted"),
        ({"accept": "{unknown-column: x}"}, "`unknown-column` is not the code of a warning that can be accepted"),
        ({"accept": "{unit-slip: }"}, "targets.yaml:6: `unit-slip` is empty"),
        ({"accept": "[unit-slip]"}, "targets.yaml:6: accept: this must be a mapping"),
        ({"accept": "unit-slip"}, "targets.yaml:6: accept: this must be a mapping"),
        ({"remarks": "signed"}, "targets.yaml:6: remarks: this must be a list"),
        ({"remarks": "[{date: 2026, text: x}]"}, "targets.yaml:6: `kind` is missing"),
        ({"remarks": "[{text: x, kind: done}]"}, "targets.yaml:6: `date` is missing"),
        ({"remarks": "[{date: 2026, kind: done}]"}, "targets.yaml:6: `text` is missing"),
        ({"remarks": "[{date: 2026-13, text: x, kind: done}]"}, "targets.yaml:6: date: `2026-13` is not a period of the calendar"),
        (
            {"remarks": "[{date: 2026, text: x, kind: riks}]"},
            "kind: `riks` is not known; write `done`, `risk` or `decision`; did you mean `risk`?",
        ),
        (
            {"remarks": "[{date: 2026, txt: x, kind: risk}]"},
            "`txt` is not known here; write `date`, `text` or `kind`; did you mean `text`?",
        ),
        ({"group": "[a, b]"}, "targets.yaml:6: group: this must be one text, or one for each language, and not a list"),
        ({"owner": ""}, "targets.yaml:6: `owner` is empty"),
    ],
)
def test_what_is_refused_with_its_line(load: Load, fields: dict[str, object], said: str) -> None:
    assert said in "\n".join(map(str, load(one(**fields))[2]))
    assert wrong(one(**fields)) or "2026-13" in str(fields)  # a schema knows no calendar


def test_the_kinds_of_a_remark_are_those_of_the_model() -> None:
    assert tuple(map(remark_kind, REMARK_KINDS)) == REMARK_KINDS
