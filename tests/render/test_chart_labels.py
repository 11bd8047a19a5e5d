"""The labels of forty awkward charts, measured: none meets another one or a mark, in any size."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from awkward import AS_OF, write_awkward
from conftest import Load
from drawings import Drawing, find_collisions, read_drawing
from hypothesis import HealthCheck, given, settings
from strategies import worlds
from world import World

from tracker.analysis.target_detail import TargetDetail, detail_target
from tracker.render.pictures import svg
from tracker.reports.charts.picture import Words
from tracker.reports.charts.picture_size import LEAST
from tracker.reports.charts.target_chart import draw_chart, draw_slide
from tracker.reports.charts.theme import NARROW, WIDE
from tracker.storage import observations, targets
from tracker.values import languages
from tracker.words import chart_wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.reports.charts.picture import Picture

FORTY = 40
DRAWN: dict[str, Callable[[TargetDetail], Picture | None]] = {
    "wide": lambda detail: draw_chart(detail, WIDE),
    "narrow": lambda detail: draw_chart(detail, NARROW),
    "slide": lambda detail: draw_slide(detail, 1200, 675),
    "high": lambda detail: draw_slide(detail, 700, 1600),
    "least": lambda detail: draw_slide(detail, *LEAST),
}


@pytest.fixture(scope="module")
def details(tmp_path_factory: pytest.TempPathFactory) -> list[TargetDetail]:
    declared, observed = write_awkward(tmp_path_factory.mktemp("awkward"), FORTY)
    return detailed(declared, observed)


def detailed(declared: Path, observed: Path) -> list[TargetDetail]:
    programme, wrong = targets.load(declared)
    figures, problems, _ = observations.load(observed, programme)
    assert (wrong, problems) == ([], [])
    return [detail_target(programme, figures, AS_OF, each) for each in programme.targets]


def drawings(details: list[TargetDetail], size: str) -> dict[str, tuple[TargetDetail, Drawing]]:
    pictures = {each.target.id: (each, DRAWN[size](each)) for each in details}
    return {name: (detail, read_drawing(svg.svg(picture))) for name, (detail, picture) in pictures.items() if picture}


@pytest.mark.parametrize("size", DRAWN)
def test_no_label_meets_another_one_or_a_mark_and_all_stay_in_the_picture(details: list[TargetDetail], size: str) -> None:
    drawn = drawings(details, size)
    assert len(drawn) == FORTY - 3  # two events, and a target without a figure
    assert {name: find_collisions(drawing) for name, (_, drawing) in drawn.items()} == {name: [] for name in drawn}


@pytest.mark.parametrize("size", DRAWN)
def test_the_target_and_the_latest_figure_are_always_named(details: list[TargetDetail], size: str) -> None:
    for detail, drawing in drawings(details, size).values():
        said = " ".join(each.text for each in drawing.words if each.role == "label")
        assert "target: " in said
        latest = detail.result.latest_period
        assert chart_wording.label_latest(detail.result).replace("\u00a0", " ") in said or (
            detail.result.periods and str(latest)[:4] in said
        )


@pytest.mark.parametrize("size", DRAWN)
def test_whatever_has_no_label_is_in_the_key(details: list[TargetDetail], size: str) -> None:
    for detail, drawing in drawings(details, size).values():
        said = " ".join(each.text for each in drawing.words)
        if detail.to_come and detail.result.goal != "recurring":
            assert "required path" in said
        if detail.milestones:
            milestone = next(iter(chart_wording.label_milestones(detail))).replace("\u00a0", " ")
            assert milestone in said or "milestone" in said


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ({"unit": "t"}, ("0", "0")),
        ({"unit": "t"}, ("5", "5")),
        ({"unit": "t"}, ("-5", "-5.00001")),
        ({"unit": "t"}, ("0.0000000012", "0.0000000013")),
        ({"unit": "t"}, ("999999999999999", "1")),
        ({"unit": "tonnes of equivalent carbon dioxide per inhabitant of each of the seventeen regions"}, ("3", "5")),
        ({"unit": "kilotonnesofcarbondioxideequivalentperinhabitantandyear"}, ("3", "5")),
        ({"unit": "吨二氧化碳当量"}, ("3", "5")),
        ({"unit": "%", "target": "within 4-4.01 %"}, ("3", "5")),
        ({"unit": "t", "by": 2200}, ("3", "5")),
        ({"unit": "t", "by": "2025-01-31", "kind": "stock"}, ("3", "5")),
    ],
)
@pytest.mark.parametrize("size", DRAWN)
def test_extremes_are_drawn_too(load: Load, fields: dict[str, object], values: tuple[str, str], size: str) -> None:
    said = {"kind": "flow", "target": "10", "by": 2030, "direction": "increase", "name": "T"} | fields
    said = {key: each for key, each in said.items() if key != "direction" or "within" not in str(said["target"])}
    programme, figures, problems = load(
        f"targets: {{t: {json.dumps(said)}}}", "".join(f"t,{2023 + n},{each},,,,,,,\n" for n, each in enumerate(values))
    )
    assert problems == []
    picture = DRAWN[size](detail_target(programme, figures, AS_OF, "t"))
    assert picture is not None
    assert find_collisions(read_drawing(svg.svg(picture))) == []


@given(worlds())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_label_meets_another_one_whatever_the_figures(world: World) -> None:
    programme, wrong = targets.read(world.declared.encode(), "t.yaml")
    figures, problems, _ = observations.read(world.observed(), "o.csv", programme)
    assert (wrong, problems) == ([], [])
    for detail in (detail_target(programme, figures, world.as_of, each) for each in programme.targets):
        for draw in DRAWN.values():
            picture = draw(detail)
            assert picture is None or find_collisions(read_drawing(svg.svg(picture))) == []


def test_the_measure_finds_what_collides() -> None:
    words = '<text class="label" x="{x}" y="20" font-size="12">five</text>'
    svg = '<svg viewBox="0 0 100 40">{}</svg>'
    assert find_collisions(read_drawing(svg.format(words.format(x=1) + words.format(x=40)))) == []
    assert find_collisions(read_drawing(svg.format(words.format(x=1) + words.format(x=10)))) == ["'five' meets 'five'"]
    assert find_collisions(read_drawing(svg.format(words.format(x=90)))) == ["'five' leaves the picture"]
    mark = '<circle class="mark" cx="5" cy="18" r="3"/>'
    assert find_collisions(read_drawing(svg.format(words.format(x=1) + mark))) == ["'five' covers a mark"]
    line = '<polyline class="data" points="0,0 50,40"/>'
    assert find_collisions(read_drawing(svg.format(words.format(x=10) + line))) == ["'five' is struck through"]


@pytest.mark.parametrize("code", ["en", "ru", "kk", "uz"])
def test_no_line_of_a_title_parts_an_amount_or_begins_with_a_dash(details: list[TargetDetail], code: str) -> None:
    languages.use(code)
    never_first = ("– ", "%", *(f"{scale} " for scale in languages.current().scales.values()))
    titles = [shape.text for detail in details for shape in shapes_of(DRAWN["slide"](detail)) if shape.role == "title"]
    assert len(titles) > FORTY
    assert [line for line in titles if line.startswith(never_first)] == []


def shapes_of(picture: Picture | None) -> list[Words]:
    return [] if picture is None else [each for each in picture.shapes if isinstance(each, Words)]
