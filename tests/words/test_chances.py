from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from results import result

from tracker.model.forecast import Basis, Forecast, Outturn, Range, RequiredSeen
from tracker.values import languages
from tracker.values.periods import whole_months
from tracker.words.chance_wording import explain_absence, say_chance, show_chance, tell_chance, tell_outturn, tell_range, tell_required_seen

DEADLINE = date(2030, 12, 31)
LIKELY = Range(4.14e9, 6.58e9, 10.46e9)


def target(forecast: Forecast, **changes: Any) -> Any:
    return result(**{"deadline": DEADLINE, "status": "at_risk", "target": 10e9, "aim": 10e9, "forecast": forecast} | changes)


@pytest.mark.parametrize(
    ("forecast", "changes", "said"),
    [
        (Forecast(0.121, likely=LIKELY), {}, "Chance: about 1 in 10; likely between 4.1 and 10.5 bn USD in 2030 (80 of 100 series like this one). Past figures only."),
        (Forecast(0.03, likely=LIKELY), {"kind": "stock"}, "Chance: less than 1 in 20; likely between 4.1 and 10.5 bn USD at the end of 2030 (80 of 100 series like this one). Past figures only."),
        (Forecast(0.9, likely=LIKELY), {"status": "reached"}, "Chance that it holds to 2030: more than 8 in 10; likely between 4.1 and 10.5 bn USD in 2030 (80 of 100 series like this one). Past figures only."),
        (Forecast(0.121, bound="at_least", likely=LIKELY), {}, "Chance: at least about 1 in 10; likely between 4.1 and 10.5 bn USD in 2030 (80 of 100 series like this one). Past figures only."),
        (Forecast(0.5, likely=Range(12.2, 12.3, 12.4)), {"kind": "stock", "unit": "projects", "target": 12.0, "aim": 12.0}, "Chance: about 5 in 10; likely 12 projects at the end of 2030 (80 of 100 series like this one). Past figures only."),
        (Forecast(0.5, likely=Range(1.0, 1e20, 1e38)), {}, "Chance: about 5 in 10. Past figures only."),
        (Forecast(0.2, likely=Range(41.2, 44, 47.9)), {"kind": "stock", "unit": "%", "target": 50.0, "aim": 50.0}, "Chance: about 2 in 10; likely between 41 and 48 % at the end of 2030 (80 of 100 series like this one). Past figures only."),
        (Forecast(0.2, likely=LIKELY), {"deadline": date(2030, 6, 30)}, "Chance: about 2 in 10; likely between 4.1 and 10.5 bn USD in the year to Jun 2030 (80 of 100 series like this one). Past figures only."),
        (Forecast(absent="one_figure"), {}, "Chance: none is given, because figures of only one year are known."),
    ],
)  # fmt: skip
def test_the_sentence_about_the_chance(forecast: Forecast, changes: dict[str, Any], said: str) -> None:
    assert tell_chance(target(forecast, **changes)) == [said]


def test_an_end_that_falls_short_never_looks_like_the_target() -> None:
    assert "between 3.83 and 9.99 bn USD" in tell_chance(target(Forecast(0.1, likely=Range(3.832e9, 6.2e9, 9.993e9))))[0]


@pytest.mark.parametrize(("code", "span"), [("ru", "41–48 % (80"), ("kk", "41–48%"), ("uz", "41–48%")])
def test_a_range_in_percent_is_written_as_the_language_writes_percent(code: str, span: str) -> None:
    row = target(Forecast(0.2, likely=Range(41.2, 44, 47.9)), kind="stock", unit="%", target=50.0, aim=50.0)
    languages.use(code)
    assert span in tell_chance(row)[0]


@pytest.mark.parametrize("absent", ["switched_off", "event", "rank", "cumulative", "recurring", "not_pending"])
def test_what_the_form_of_a_target_tells_is_said_only_to_who_asks(absent: str) -> None:
    row = target(Forecast(absent=absent))
    assert (tell_chance(row), tell_range(row)) == ([], "–")
    (said,) = explain_absence(row)
    assert said.startswith("Chance: none is given")


@pytest.mark.parametrize(
    ("bound", "words"), [("", "less than 1 in 20"), ("at_least", "at least 1 in 50"), ("at_most", "less than 1 in 20")]
)
def test_a_bound_of_a_small_chance_says_what_is_known(bound: str, words: str) -> None:
    assert say_chance(Forecast(0.02, bound=bound)) == words
    assert say_chance(Forecast(absent="event")) is None


@pytest.mark.parametrize(
    ("probability", "bound", "shown"),
    [
        (0.02, "", "<1 in 20"),
        (0.02, "at_least", "≥1 in 50"),
        (0.02, "at_most", "<1 in 20"),
        (0.121, "at_least", "≥1 in 10"),
        (0.121, "at_most", "≤1 in 10"),
        (0.95, "", ">8 in 10"),
        (0.95, "at_least", ">8 in 10"),
        (0.95, "at_most", "≤49 in 50"),
    ],
)
def test_a_cell_never_turns_a_bound_round(probability: float, bound: str, shown: str) -> None:
    assert show_chance(target(Forecast(probability, bound=bound, likely=LIKELY))) == shown


@pytest.mark.parametrize(
    ("code", "shown"), [("ru", ["≥1 из 50", "<1 из 20"]), ("kk", ["≥50-ден 1", "20-дан <1"]), ("uz", ["≥50 tadan 1", "20 tadan <1"])]
)
def test_nor_does_it_in_other_languages(code: str, shown: list[str]) -> None:
    languages.use(code)
    assert [show_chance(target(Forecast(0.02, bound=bound, likely=LIKELY))) for bound in ("at_least", "at_most")] == shown


def outturn(low: float, mid: float, high: float, probability: float | None = None) -> Forecast:
    return Forecast(outturn=Outturn(2026, Range(low, mid, high), probability, 9, 3.6e9, 0.7, 5, 5.1e9))


@pytest.mark.parametrize(
    ("forecast", "goal", "said"),
    [
        (outturn(4.8e9, 5.12e9, 5.4e9), "level", "By the figures to date, 2026 would come to about 5.1 bn USD (4.8–5.4 bn USD)."),
        (outturn(5.08e9, 5.12e9, 5.16e9), "level", "By the figures to date, 2026 would come to about 5.1 bn USD (5.1–5.2 bn USD)."),
        (outturn(4.8e9, 5.12e9, 5.4e9, 0.31), "level", "By the figures to date, 2026 would come to about 5.1 bn USD (4.8–5.4 bn USD); chance that it meets its milestone: about 3 in 10."),
        (outturn(4.8e9, 5.12e9, 5.4e9, 0.86), "recurring", "By the figures to date, 2026 would come to about 5.1 bn USD (4.8–5.4 bn USD); chance that it meets the target: more than 8 in 10."),
    ],
)  # fmt: skip
def test_how_the_year_will_come_out(forecast: Forecast, goal: str, said: str) -> None:
    assert tell_outturn(target(forecast, goal=goal)) == [said]
    assert tell_outturn(target(Forecast())) == []


def basis(series_class: str, figures: int) -> Basis:
    return Basis(series_class, figures, date(2018, 12, 31), 7, 5, 0.055, 0.07, 0.07, 0.056, 0.14, 0.33, 8, odds=False, constants="2026-11")


@pytest.mark.parametrize(
    ("seen", "found", "said"),
    [
        (RequiredSeen(3, 1, 0.156, whole_months(24314, 24315)), basis("flow", 6), ["As fast as is required (15.0 % a year): 1 of 3 years on record; the best was 15.6 %.", "At the best rate on record, the change would have had to start in March 2026 at the latest."]),
        (RequiredSeen(3, 1, 0.156, whole_months(24322, 24323)), basis("flow", 6), ["As fast as is required (15.0 % a year): 1 of 3 years on record; the best was 15.6 %.", "At the best rate on record, the change would have to start in November 2026 at the latest."]),
        (RequiredSeen(3, 0, 0.05, None), basis("flow", 6), ["No single year on record was as fast as is required (15.0 % a year); the best was 5.0 %.", "Of the targets for money or people that required more than any single year on record, about 1 in 8 were met."]),
        (RequiredSeen(3, 0, 0.05, None), basis("other", 4), ["No single year on record was as fast as is required (15.0 % a year); the best was 5.0 %.", "Of the targets that required more than any single year on record, about 1 in 20 were met."]),
        (RequiredSeen(1, 1, 0.16, None), basis("other", 2), ["As fast as is required (15.0 % a year): 1 of 1 year on record; the best was 16.0 %."]),
        (RequiredSeen(1, 0, 0.05, None), basis("other", 3), ["No single year on record was as fast as is required (15.0 % a year); the best was 5.0 %."]),
    ],
)  # fmt: skip
def test_what_would_have_to_be_true(seen: RequiredSeen, found: Basis, said: list[str]) -> None:
    assert tell_required_seen(target(Forecast(0.1, basis=found, required_seen=seen), required_growth=0.15)) == said
    assert tell_required_seen(target(Forecast(0.1))) == []


@pytest.mark.parametrize(("code", "words"), [("ru", ("больший", "наибольш")), ("kk", ("жоғары",)), ("uz", ("yuqori",))])
def test_the_best_decrease_is_in_no_language_the_greatest_number(code: str, words: tuple[str, ...]) -> None:
    languages.use(code)
    for met in (0, 3):
        seen = RequiredSeen(4, met, -0.129, whole_months(24322, 24323))
        said = " ".join(tell_required_seen(target(Forecast(0.1, required_seen=seen), required_growth=-0.088)))
        assert "−12,9" in said
        assert not any(word in said for word in words)
