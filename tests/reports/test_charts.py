"""The chart of each form of a target: what is drawn, and what is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import Load

from tracker.analysis.target_detail import TargetDetail, detail_target
from tracker.render import svg
from tracker.render.terminal_chart import HEIGHT, draw
from tracker.reports.charts import bullet, scales_and_labels, trajectory
from tracker.reports.charts.terminal_sketch import sketch
from tracker.reports.charts.theme import OBSERVED, PAPER
from tracker.reports.document import Chart, Citations
from tracker.reports.target_section import target_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.reports.charts.theme import Spec

TODAY = date(2026, 11, 22)
FORMS = {
    "band": ('{kind: stock, unit: "%", target: within 4-6, by: 2030, baseline: 2022}', "t,2022,9\nt,2025,6.4\n"),
    "range": ('{kind: stock, unit: "%", target: 40-45, by: 2030, baseline: 2020}', "t,2020,60\nt,2025,47\n"),
    "yearly": ("{kind: flow, unit: t, target: 100, every: year, from: 2022, by: 2026}", "t,2022,101\nt,2023,104\nt,2024,96.7\n"),
    "yearly growth": ("{kind: flow, unit: t, target: +6 % a year, every: year, by: 2026}", "t,2022,100\nt,2023,110\nt,2024,112\n"),
    "yearly band": ('{kind: stock, unit: "%", target: within 4-6, every: year, from: 2022, by: 2025}', "t,2022,5\nt,2023,7\n"),
    "total": ("{kind: cumulative, unit: USD, target: 150, from: 2024, by: 2029}", "t,2024,20\nt,2025,24\n"),
    "rank": ("{kind: rank, target: 50, by: 2030, baseline: 2020}", "t,2020,80\nt,2025,69\n"),
    "event": ("{kind: event, by: 2026}", "t,2025,0\nt,2026-03-01,1\n"),
    "decrease": ("{kind: stock, unit: Mt, target: -55 %, by: 2030, baseline: 1990}", "t,1990,1000\nt,2024,620\n"),
}


def detailed(load: Load, form: str) -> TargetDetail:
    declared, rows = FORMS[form]
    programme, observations, problems = load(f"targets: {{t: {declared}}}\n", "target,period,value\n" + rows)
    assert problems == []
    return detail_target(programme, observations, TODAY, "t")


def chart(load: Load, form: str) -> Spec:
    spec = trajectory.trajectory(detailed(load, form))
    assert spec is not None
    return spec


def layers(spec: Spec) -> Iterator[Spec]:
    for layer in spec["layer"]:
        yield from layers(layer) if "layer" in layer else [layer]


def marks(spec: Spec, kind: str) -> list[dict[str, Any]]:
    """The data of all layers with a mark of this kind."""
    return [each for layer in layers(spec) if layer["mark"]["type"] == kind for each in layer["data"]["values"]]


def said(spec: Spec) -> set[str]:
    return {each["text"] for each in marks(spec, "text")}


def test_a_band_is_shaded_between_its_edges_and_named_by_both(load: Load) -> None:
    spec = chart(load, "band")
    (between,) = marks(spec, "rect")
    assert (between["y"], between["y2"]) == (4, 6)
    assert {(each["y"], each["y2"]) for each in marks(spec, "rule")} >= {(4, 4), (6, 6)}
    assert {each["y"] for each in marks(spec, "point") if each["kind"] == "target"} == {4, 6}
    assert "target: within 4–6 % by 2030" in said(spec)
    planned = [each["y"] for each in marks(spec, "line") if each["path"] == "planned path, constant yearly change"]
    assert planned == [9, 6]  # to the edge that lies nearer to the baseline
    needed = [each["y"] for each in marks(spec, "line") if each["path"] == "required path"]
    assert needed[-1] == 6


def test_a_range_is_drawn_with_its_further_end(load: Load) -> None:
    spec = chart(load, "range")
    assert marks(spec, "rect") == []
    assert {each["y"] for each in marks(spec, "point") if each["kind"] == "target"} == {40, 45}
    assert "target: 40–45 % by 2030" in said(spec)
    assert [each["y"] for each in marks(spec, "line") if each["path"] == "planned path, constant yearly change"] == [60, 45]


def test_each_period_is_met_or_missed_and_no_way_leads_from_one_to_the_next(load: Load) -> None:
    spec = chart(load, "yearly")
    assert [(each["period"], each["y"], each["kept"]) for each in marks(spec, "bar")] == [
        ("2022", 101, "met"),
        ("2023", 104, "met"),
        ("2024", 96.7, "missed"),
    ]
    assert [each["y"] for each in marks(spec, "rule")] == [100]
    assert marks(spec, "line") + marks(spec, "area") == []
    assert "target: 100 t each year until 2026" in said(spec)
    bars = next(layer for layer in layers(spec) if layer["mark"]["type"] == "bar")
    assert bars["encoding"]["x"]["scale"]["domain"] == ["2022", "2023", "2024", "2025", "2026"]
    assert bars["encoding"]["fill"]["scale"]["range"] == [OBSERVED, PAPER]  # a missed one is hollow: nobody needs the colour


def test_where_growth_is_the_target_the_growth_is_drawn(load: Load) -> None:
    spec = chart(load, "yearly growth")
    assert [(each["period"], each["y"], each["kept"]) for each in marks(spec, "bar")] == [
        ("2023", pytest.approx(0.1), "met"),
        ("2024", pytest.approx(0.018181818), "missed"),
    ]
    assert [each["y"] for each in marks(spec, "rule")] == [0.06]
    assert "target: +6 % a year until 2026" in said(spec)


def test_a_band_that_binds_each_year_is_shaded(load: Load) -> None:
    spec = chart(load, "yearly band")
    assert [(each["y"], each["y2"]) for each in marks(spec, "rect")] == [(4, 6)]
    assert [each["kept"] for each in marks(spec, "bar")] == ["met", "missed"]


@pytest.mark.parametrize("form", ["total", "rank"])
def test_a_total_and_a_rank_have_no_path_of_constant_growth(load: Load, form: str) -> None:
    spec = chart(load, form)
    assert {each["path"] for each in marks(spec, "line")} == {
        "observed",
        "planned path, constant yearly change",
        "required path",
        "projection, at the pace since the baseline",
    } - {"projection, at the pace since the baseline"}
    assert all(each["y"] == each["y2"] for each in marks(spec, "area"))


def test_the_first_place_stands_above(load: Load) -> None:
    spec = chart(load, "rank")
    axis = next(layer["encoding"]["y"] for layer in layers(spec) if "y" in layer["encoding"])
    assert axis["scale"]["reverse"] is True
    low, high = axis["scale"]["domain"]
    assert 0 < 1 - low < high - 80 + 1 < 10
    assert axis["axis"]["title"] == "rank"
    assert axis["axis"]["values"][0] == 1
    latest = next(each for each in marks(spec, "text") if each["text"] == "rank 69 (2025)")
    assert latest["baseline"] == "top"  # below its mark: better places lie above it


@pytest.mark.parametrize(("last", "ticks"), [(3, [1, 2, 3]), (80, [1, 20, 40, 60, 80]), (191.5, [1, 50, 100, 150])])
def test_the_places_that_an_axis_names(last: float, ticks: list[int]) -> None:
    assert scales_and_labels.place_ticks(last) == ticks


def test_an_event_has_nothing_to_draw(load: Load) -> None:
    detail = detailed(load, "event")
    assert trajectory.trajectory(detail) is None
    assert bullet.bullet(detail) is None
    assert draw(sketch(detail)) == []


def test_the_bar_of_a_band_has_both_edges_and_what_lies_between(load: Load) -> None:
    spec = bullet.bullet(detailed(load, "band"))
    assert spec is not None
    assert [(each["x"], each["x2"]) for each in marks(spec, "rect")] == [(4, 6)]
    assert {each["x"] for each in marks(spec, "tick")} >= {4, 6, 9}


@pytest.mark.parametrize("form", ["rank", "yearly", "event"])
def test_where_a_bar_would_mislead_there_is_none(load: Load, form: str) -> None:
    assert bullet.bullet(detailed(load, form)) is None


@pytest.mark.parametrize(
    ("form", "alt"),
    [
        ("band", "Line chart of t in %: 9 % (2022) to 6.4 % (2025). The target is within 4–6 % by the end of 2030."),
        ("rank", "Line chart of t: rank 80 (2020) to rank 69 (2025). The target is rank 50 by the end of 2030."),
        ("yearly", "Bar chart of t, one bar for each period: 3 on record, 2 met and 1 missed. The target is 100 t, in each year."),
    ],
)
def test_who_cannot_see_the_chart_reads_what_it_shows(load: Load, form: str, alt: str) -> None:
    declared, rows = FORMS[form]
    programme, _, _ = load(f"targets: {{t: {declared}}}\n", "target,period,value\n" + rows)
    section = target_section(detailed(load, form), programme, Citations())
    first = next(block for block in section.blocks if isinstance(block, Chart))
    assert first.alt.startswith(alt)


def test_a_chart_says_whose_pace_it_carries_forward(load: Load) -> None:
    declared = "targets: {t: {kind: stock, unit: jobs, target: 100, by: 2030, baseline: 2010, pace: 3 years}}\n"
    programme, observations, _ = load(declared, "target,period,value\nt,2010,10\nt,2019,30\nt,2025,60\n")
    spec = trajectory.trajectory(detail_target(programme, observations, TODAY, "t"))
    assert spec is not None
    names = next(layer["encoding"]["color"]["legend"]["values"] for layer in layers(spec) if layer["mark"]["type"] == "line")
    assert names[-1] == "projection, at the pace of recent years"


@pytest.mark.parametrize("form", set(FORMS) - {"event"})
def test_the_chart_library_draws_each_form(load: Load, form: str) -> None:
    picture = svg.svg(chart(load, form))
    assert picture.startswith("<svg")
    assert "NaN" not in picture
    assert len(picture) > 3000


@pytest.mark.parametrize("plain", [False, True])
def test_the_terminal_draws_the_edges_of_a_band(load: Load, plain: bool) -> None:
    lines = draw(sketch(detailed(load, "band")), plain=plain)
    edge, goal = ("-", "@") if plain else ("⠂", "◎")
    canvas = [line.partition("|" if plain else "│")[2] for line in lines[1 : HEIGHT + 1]]
    assert sum(line.endswith(goal) for line in canvas) == 2
    if plain:
        assert sum(line.count(edge) > 20 for line in canvas) == 2
    assert "edges of the target" in lines[-1]


@pytest.mark.parametrize("plain", [False, True])
def test_the_terminal_marks_each_period(load: Load, plain: bool) -> None:
    lines = draw(sketch(detailed(load, "yearly")), plain=plain)
    kept, missed = ("o", "x") if plain else ("●", "✗")
    canvas = "".join(line.partition("|" if plain else "│")[2] for line in lines[1 : HEIGHT + 1])
    assert (canvas.count(kept), canvas.count(missed)) == (2, 1)
    assert lines[-1].startswith(f"{kept} met   {missed} missed")
    assert all(line.isascii() for line in lines) == plain


def test_the_terminal_has_the_first_place_above(load: Load) -> None:
    lines = draw(sketch(detailed(load, "rank")), plain=True)
    assert lines[0] == "rank"
    assert lines[1].split("|")[0].strip() == "1"
    assert lines[HEIGHT].split("|")[0].strip() == "80"


def test_a_deadline_that_no_path_leads_to_is_drawn_too(load: Load) -> None:
    """It has passed, and no level is known for the baseline: nothing else reaches so far."""
    declared = "targets: {t: {kind: stock, unit: jobs, target: 9, by: 2018, baseline: 2015}}\n"
    programme, observations, _ = load(declared, "target,period,value\nt,2016,3\nt,2017,4\n")
    lines = draw(sketch(detail_target(programme, observations, TODAY, "t")), plain=True)
    assert lines[1].endswith("@")
    assert lines[-2].split() == ["2016", "2018"]
