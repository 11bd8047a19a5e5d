"""The labels of forty awkward charts, measured: none meets another one or a mark, in any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from awkward import AS_OF, write_awkward
from drawings import Drawing, find_collisions, read_drawing

from tracker.analysis.target_detail import TargetDetail, detail_target
from tracker.render import svg
from tracker.reports.charts.target_chart import LEAST, draw_chart, draw_slide
from tracker.reports.charts.theme import NARROW, WIDE
from tracker.storage import observations, targets
from tracker.words import chart_words

if TYPE_CHECKING:
    from pathlib import Path

FORTY = 40
DRAWN = {
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
        assert chart_words.label_latest(detail.result).replace("\u00a0", " ") in said or (detail.result.periods and str(latest)[:4] in said)


@pytest.mark.parametrize("size", DRAWN)
def test_whatever_has_no_label_is_in_the_key(details: list[TargetDetail], size: str) -> None:
    for detail, drawing in drawings(details, size).values():
        said = " ".join(each.text for each in drawing.words)
        if detail.to_come and detail.result.goal != "recurring":
            assert "required path" in said
        if detail.milestones:
            milestone = next(iter(chart_words.label_milestones(detail))).replace("\u00a0", " ")
            assert milestone in said or "milestone" in said


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
