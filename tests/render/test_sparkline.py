"""A sparkline as a picture and as letters."""

from __future__ import annotations

import pytest

from tracker.render.pictures import sparkline
from tracker.reports.charts.picture import Area, Line, Mark
from tracker.reports.document import Sparkline

UP = Sparkline(((2020.0, 1.0), (2021.0, 2.0), (2022.0, 3.0)), (5.0,), 2030.0, (4.0, 6.0), False, "From 1 to 3.")


def like(**changes: object) -> Sparkline:
    return Sparkline(**{name: getattr(UP, name) for name in Sparkline.__dataclass_fields__} | changes)


def places(line: Sparkline) -> list[tuple[float, float]]:
    return [place for shape in sparkline.draw(line).shapes if not isinstance(shape, Mark) for place in shape.places]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line",
    [
        UP,
        like(landings=(-1000.0, 1e9)),
        like(levels=((2020.0, 3.0),)),
        like(levels=((2020.0, 5.0),), landings=(), deadline=None),
        like(levels=((2020.0, 0.0),), edges=(0.0,), landings=(0.0, 0.0)),
        like(edges=(4.0, 5.0)),
        like(edges=(), landings=()),
        like(first_above=True),
    ],
)
def test_everything_is_drawn_within_the_picture(line: Sparkline) -> None:
    assert all(0 <= x <= sparkline.WIDTH and 0 <= y <= sparkline.HEIGHT for x, y in places(line))
    assert sparkline.write(line)


def test_a_higher_level_stands_higher_and_of_places_the_first() -> None:
    rising, places_gained = (
        [shape for shape in sparkline.draw(each).shapes if isinstance(shape, Line)][-1] for each in (UP, like(first_above=True))
    )
    assert [y for _, y in rising.places] == sorted((y for _, y in rising.places), reverse=True)
    assert [y for _, y in places_gained.places] == sorted(y for _, y in places_gained.places)


def test_the_target_is_a_dashed_line_or_a_band_and_the_outcome_a_wedge() -> None:
    assert any(isinstance(shape, Line) and shape.dash and shape.colour == "target" for shape in sparkline.draw(UP).shapes)
    (wedge,) = (shape for shape in sparkline.draw(UP).shapes if isinstance(shape, Area))
    assert (wedge.colour, len(wedge.places)) == ("landing", 3)
    (band,) = (shape for shape in sparkline.draw(like(edges=(4.0, 5.0), landings=())).shapes if isinstance(shape, Area))
    assert {x for x, _ in band.places} == {0, sparkline.WIDTH}


def test_in_letters_the_blocks_are_as_high_as_the_levels_and_the_target_follows() -> None:
    assert sparkline.write(UP) == "▁▂▃ → ▇"
    assert sparkline.write(like(edges=())) == "▁▃▇"
    assert sparkline.write(like(first_above=True)) == "▇▅▃ → ▁"
    many = tuple((float(year), float(year)) for year in range(60))
    assert sparkline.write(like(levels=many, edges=(59.0,))) == "▁▁▂▂▃▃▅▅▇▇ → ▇"
