from __future__ import annotations

import numpy as np
import pytest

from tracker.methods.planned_path import Leg, leg_at_level, leg_at_time

# from 4 at month 0 over 8 at month 24 to 16 at month 72
WHOLE = Leg(np.array([4.0]), np.array([0.0]), np.array([16.0]), np.array([72.0]))
STOPS = [[(24.0, 8.0)]]


@pytest.mark.parametrize(
    ("month", "line", "curve"), [(0, 4, 4), (12, 6, 4 * 2**0.5), (24, 8, 8), (48, 12, 8 * 2**0.5), (72, 16, 16), (96, 20, 8 * 2**1.5)]
)
def test_the_level_that_the_planned_path_shows(month: float, line: float, curve: float) -> None:
    now = np.array([month], dtype=float)
    shown = leg_at_time(WHOLE, STOPS, now).expected(now)
    assert [float(each[0]) for each in shown] == pytest.approx([line, curve])


@pytest.mark.parametrize(("level", "month"), [(2, -12), (4, 0), (6, 12), (8, 24), (12, 48), (16, 72), (20, 96)])
def test_when_the_planned_path_reaches_a_level(level: float, month: float) -> None:
    at = np.array([level], dtype=float)
    line, _ = leg_at_level(WHOLE, STOPS, at).ahead_months(at, np.array([0.0]))
    assert line[0] == pytest.approx(month)


def test_a_falling_path() -> None:
    fall = Leg(np.array([16.0]), np.array([0.0]), np.array([4.0]), np.array([72.0]))
    at = np.array([6.0])
    line, curve = leg_at_level(fall, [[(24.0, 8.0)]], at).ahead_months(at, np.array([48.0]))
    assert (line[0], round(float(curve[0]), 6)) == (0.0, round(24 + 48 * np.log(6 / 8) / np.log(4 / 8) - 48, 6))


def test_a_path_without_milestones_or_without_an_end_stays_whole() -> None:
    endless = Leg(np.array([4.0]), np.array([0.0]), np.array([16.0]), np.array([np.nan]))
    assert leg_at_time(WHOLE, [[]], np.array([48.0])).expected(np.array([48.0]))[0][0] == 12
    assert np.isnan(leg_at_time(endless, STOPS, np.array([48.0])).expected(np.array([48.0]))[0][0])


def test_a_level_milestone_and_one_outside_the_path() -> None:
    flat = Leg(np.array([4.0]), np.array([0.0]), np.array([16.0]), np.array([72.0]))
    at = np.array([6.0])
    assert leg_at_level(flat, [[(24.0, 4.0)]], at).ahead_months(at, np.array([0.0]))[0][0] == 24 + 48 * (6 - 4) / (16 - 4)
    late = Leg(np.array([6.0]), np.array([36.0]), np.array([16.0]), np.array([72.0]))
    assert leg_at_time(late, [[(24.0, 8.0)]], np.array([54.0])).expected(np.array([54.0]))[0][0] == 11


def test_a_plan_that_ends_before_it_begins_is_none() -> None:
    past = Leg(np.array([4.0]), np.array([72.0]), np.array([16.0]), np.array([24.0]))
    assert np.isnan(past.ahead_months(np.array([6.0]), np.array([80.0]))).all()
