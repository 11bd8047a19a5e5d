"""The chart of each form of a target: what is drawn, where, and in which words."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from conftest import Load
from drawings import find_collisions, read_drawing

from tracker.analysis.target_detail import TargetDetail, detail_target
from tracker.render.pictures import svg
from tracker.render.terminal.chart import HEIGHT, draw
from tracker.reports.charts import axes, target_paths
from tracker.reports.charts.picture import Area, Box, Line, Mark, Words
from tracker.reports.charts.target_chart import draw_chart, draw_slide, make_chart
from tracker.reports.charts.terminal_points import sketch
from tracker.reports.charts.theme import NARROW, WIDE
from tracker.values import languages
from tracker.words.chart_wording import describe_chart
from tracker.words.texts import chances, charts

if TYPE_CHECKING:
    from tracker.reports.charts.picture import Picture, Place

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
    "level": ("{kind: flow, unit: USD, target: 10 bn, by: 2030, baseline: 2024}", "t,2024,4300000000\nt,2025,4970000000\n"),
    "reached": ("{kind: stock, unit: jobs, target: 10, by: 2030, baseline: 2020}", "t,2020,4\nt,2025,12\n"),
    "missed": ("{kind: stock, unit: jobs, target: 10, by: 2024, baseline: 2020}", "t,2020,4\nt,2024,8\n"),
    "open": ("{kind: stock, unit: jobs, target: more than 10}", "t,2024-07-12,4\n"),
    "once": ("{kind: flow, unit: t, target: 100, every: year, from: 2022, by: 2026}", "t,2022,90\n"),
    "figures after the deadline": ("{kind: flow, unit: USD, target: 10, by: 2023}", "t,2022,3\nt,2025,5\n"),
    "a deadline before all figures": ("{kind: flow, unit: USD, target: 10, by: 2020}", "t,2022,3\nt,2025,5\n"),
    "a decrease to nothing": ("{kind: stock, unit: t, target: 0, by: 2030, direction: decrease}", "t,2020,50\nt,2025,0\n"),
    "milestones": (
        "{kind: stock, unit: jobs, target: 100, by: 2030, baseline: 2020, milestones: {2023: 40, 2027: 70}}",
        "t,2020,10\nt,2025,60\n",
    ),
}


def detailed(load: Load, form: str) -> TargetDetail:
    return detail_of(load, *FORMS[form])


def detail_of(load: Load, declared: str, rows: str) -> TargetDetail:
    header = "target,period,value,status\n" if rows.count(",") > 2 * rows.count("\n") else "target,period,value\n"
    programme, observations, problems = load(f"targets: {{t: {declared}}}\n", header + rows)
    assert problems == []
    return detail_target(programme, observations, TODAY, "t")


def chart(load: Load, form: str) -> Picture:
    return drawn(detailed(load, form))


def drawn(detail: TargetDetail) -> Picture:
    picture = draw_chart(detail, WIDE)
    assert picture is not None
    return picture


def marks(picture: Picture, shape: str) -> list[Mark]:
    return [each for each in picture.shapes if isinstance(each, Mark) and each.shape == shape and not each.key]


def lines(picture: Picture, colour: str) -> list[Line]:
    return [each for each in picture.shapes if isinstance(each, Line) and each.role == "data" and each.colour == colour]


def areas(picture: Picture, colour: str) -> list[Area]:
    return [each for each in picture.shapes if isinstance(each, Area) and each.colour == colour]


def said(picture: Picture, role: str = "label") -> str:
    """All words of a kind, in their order."""
    words = [each.text for each in picture.shapes if isinstance(each, Words) and each.role == role]
    return " ".join(words).replace("\u00a0", " ")


def axis(picture: Picture, anchor: str) -> list[tuple[float, Place]]:
    """The numbers that an axis names, and where: those of the amounts end, those of the years have their middle there."""
    words = [each for each in picture.shapes if isinstance(each, Words) and (each.role, each.anchor) == ("axis", anchor)]
    return [(float(each.text.replace(",", "").replace("−", "-")), each.at) for each in words]


def amount(picture: Picture, y: float) -> float:
    """The amount at a height, by the texts beside the axis."""
    (one, (_, low)), *_, (other, (_, high)) = axis(picture, "end")
    size = next(each.size for each in picture.shapes if isinstance(each, Words) and each.anchor == "end" and each.role == "axis")
    return one + (other - one) * (y + size * 0.35 - low) / (high - low)


def year(picture: Picture, x: float) -> float:
    """The time at a place, in the years that the axis names."""
    (one, (left, _)), *_, (other, (right, _)) = axis(picture, "middle")
    return one + (other - one) * (x - left) / (right - left)


def amounts(picture: Picture, places: tuple[Place, ...]) -> list[float]:
    return [round(amount(picture, y), 2) + 0.0 for _, y in places]


def test_a_band_is_shaded_between_its_edges_and_named_by_both(load: Load) -> None:
    picture = chart(load, "band")
    (between,) = areas(picture, "target")
    assert amounts(picture, between.places) == [6, 6, 4, 4]
    assert [amounts(picture, each.places) for each in lines(picture, "target")] == [[4, 4], [6, 6]]
    assert amounts(picture, tuple(each.at for each in marks(picture, "ring"))) == [4, 6]
    assert "target: within 4–6 % by 2030" in said(picture)
    assert amounts(picture, lines(picture, "muted")[0].places) == [9, 6]  # to the edge that lies nearer to the baseline
    assert amounts(picture, lines(picture, "required")[0].places)[-1] == 6


def test_a_range_is_drawn_with_its_further_end(load: Load) -> None:
    picture = chart(load, "range")
    assert areas(picture, "target") == []
    assert amounts(picture, tuple(each.at for each in marks(picture, "ring"))) == [45, 40]
    assert "target: 40–45 % by 2030" in said(picture)
    assert amounts(picture, lines(picture, "muted")[0].places) == [60, 45]


def test_each_period_is_met_or_missed_and_no_way_leads_from_one_to_the_next(load: Load) -> None:
    picture = chart(load, "yearly")
    points = marks(picture, "circle")
    assert [(round(amount(picture, each.at[1]), 2), round(year(picture, each.at[0])), each.hollow) for each in points] == [
        (101, 2022, False),
        (104, 2023, False),
        (96.7, 2024, True),
    ]
    assert [year(picture, each.at[0]) for each in points] == pytest.approx([2022, 2023, 2024], abs=0.002)  # in the middle of each
    stated, *_ = lines(picture, "target")
    assert amounts(picture, stated.places) == [100, 100]
    stems = [*lines(picture, "observed"), *lines(picture, "target")[1:]]
    assert [amounts(picture, each.places)[0] for each in stems] == [100, 100, 100]
    assert all(each.places[0][0] == each.places[1][0] for each in stems)
    assert "target: 100 t each year to 2026" in said(picture)
    assert "96.7 t (2024)" in said(picture)
    assert said(picture, "axis").endswith("met missed")  # nobody needs the colour: a missed one is hollow


def test_the_worst_period_is_named(load: Load) -> None:
    declared = "{kind: flow, unit: t, target: at least 100, every: year, from: 2020, by: 2027}"
    missed = {2020: 92, 2021: 97.2, 2022: 86.8, 2023: 103, 2024: 104, 2025: 106}
    observed = "".join(f"t,{period},{amount}\n" for period, amount in missed.items())
    assert "86.8 t" in said(drawn(detail_of(load, declared, observed)))


def test_where_growth_binds_the_growth_is_drawn(load: Load) -> None:
    picture = chart(load, "yearly growth")
    assert amounts(picture, tuple(each.at for each in marks(picture, "circle"))) == [10, round(100 * (112 / 110 - 1), 2)]
    assert [each.hollow for each in marks(picture, "circle")] == [False, True]
    assert amounts(picture, lines(picture, "target")[0].places) == [6, 6]
    assert "target: +6 % a year to 2026" in said(picture)
    assert charts.CHART_GROWTH in said(picture, "axis")


def test_a_band_that_binds_each_year_is_shaded(load: Load) -> None:
    picture = chart(load, "yearly band")
    (between,) = areas(picture, "target")
    assert amounts(picture, between.places) == [6, 6, 4, 4]
    assert [each.hollow for each in marks(picture, "circle")] == [False, True]


@pytest.mark.parametrize(("form", "landed"), [("total", [132]), ("rank", [58]), ("level", [8.32, 10.253])])
def test_the_pace_leads_to_the_deadline_on_two_lines(load: Load, form: str, landed: list[float]) -> None:
    """A total and a rank have no constant rate of growth: one path leads to the deadline."""
    picture = chart(load, form)
    projected = [each for each in lines(picture, "observed") if each.dash]
    ends = [amounts(picture, each.places)[-1] for each in projected]
    assert ends == pytest.approx(landed, abs=0.1)


def test_the_range_of_the_chance_is_the_one_fan_of_the_chart(load: Load) -> None:
    detail = detailed(load, "level")
    picture = drawn(detail)
    (fan,) = areas(picture, "landing")
    likely = detail.result.forecast.likely
    assert likely is not None
    right, left = max(x for x, _ in fan.places), min(x for x, _ in fan.places)
    ends = {round(amount(picture, y), 1) for x, y in fan.places if x == right}
    assert ends == {round(likely.low / 1e9, 1), round(likely.high / 1e9, 1)}
    (latest,) = {round(amount(picture, y), 2) for x, y in fan.places if x == left}
    assert latest == pytest.approx((detail.result.latest or 0) / 1e9, abs=0.02)
    assert chances.CHART_FAN in said(picture, "axis")
    assert "(80 of 100 series like this one)" in describe_chart(detail)


@pytest.mark.parametrize("form", ["total", "rank"])
def test_without_a_chance_there_is_no_fan(load: Load, form: str) -> None:
    picture = chart(load, form)
    assert areas(picture, "landing") == []
    assert chances.CHART_FAN not in said(picture, "axis")


def test_a_fan_ends_where_the_chart_ends(load: Load) -> None:
    rows = "t,2022-12-31,1\nt,2023-12-31,9\nt,2024-12-31,2\nt,2025-12-31,8\n"
    picture = drawn(detail_of(load, "{kind: stock, unit: USD, target: 12, by: 2035, forecast: {class: flow}}", rows))
    (fan,) = areas(picture, "landing")
    assert all(0 <= y <= picture.height for _, y in fan.places)


def test_a_number_of_things_is_projected_nowhere_below_zero(load: Load) -> None:
    """From 40 to 10 in two years is 15 a year less, and would be 80 below zero in 2030; of an amount of money it would be so."""
    rows = "t,2022-12-31,40\nt,2024-12-31,10\n"
    things, money = (
        target_paths.projection(detail_of(load, f"{{kind: stock, unit: {unit}, target: 30, by: 2030, direction: increase}}", rows))
        for unit in ("projects", "USD")
    )
    assert things[-1][1] == 0
    assert money[-1][1] == pytest.approx(10 - 6 * 15)
    assert min(line for _, line, _ in things) == 0


def test_a_projection_that_would_dwarf_the_rest_leaves_the_picture(load: Load) -> None:
    declared = "{kind: flow, unit: USD, target: 10, by: 2030, baseline: 2024}"
    picture = drawn(detail_of(load, declared, "t,2024,0.001\nt,2025,5\n"))
    assert axis(picture, "end")[-1][0] < 20  # at a constant rate it would come to 1.6e19
    beyond = [each for each in lines(picture, "observed") if each.dash][-1]
    assert beyond.places[-1][0] < lines(picture, "target")[0].places[-1][0] - 50  # it ends where it leaves the picture
    assert "beyond the axis" in said(picture)


@pytest.mark.parametrize(
    ("landed", "span"), [([60, 140], (60, 140)), ([35, 135], (35, 135)), ([40, 300], (40, 150)), ([-500, 120], (40, 120))]
)
def test_a_likely_range_is_drawn_whole_where_it_leaves_room_for_the_data(landed: list[float], span: tuple[float, float]) -> None:
    """Cut off just short of its edge it would look as if it ended there."""
    assert axes.span_of([70, 120], landed, room=0) == pytest.approx(span)


def test_the_first_place_stands_above(load: Load) -> None:
    picture = chart(load, "rank")
    assert said(picture, "axis").startswith(" ".join(f"{place:.0f}" for place, _ in axis(picture, "end")))
    heights = [y for _, (_, y) in axis(picture, "end")]
    assert heights == sorted(heights)
    first, latest = marks(picture, "circle")
    assert latest.at[1] < first.at[1]  # rank 69 above rank 80
    assert all(place == int(place) >= 1 for place, _ in axis(picture, "end"))
    assert "rank 69 (2025)" in said(picture)


def test_an_axis_shows_the_data_and_zero_only_where_it_is_near(load: Load) -> None:
    far = drawn(detail_of(load, "{kind: stock, unit: USD, target: 48, by: 2030, baseline: 2024}", "t,2024,40\nt,2025,42\n"))
    assert axis(far, "end")[0][0] >= 38
    near = drawn(detail_of(load, "{kind: stock, unit: USD, target: 48, by: 2030, baseline: 2024}", "t,2024,10\nt,2025,14\n"))
    assert axis(near, "end")[0][0] == 0


@pytest.mark.parametrize(
    ("low", "high", "most", "whole", "texts"),
    [
        (0.0, 10.0, 5, False, ["0", "2", "4", "6", "8", "10"]),
        (0.0, 10.0, 4, False, ["0.0", "2.5", "5.0", "7.5", "10.0"]),
        (-3.4, 1.8, 4, False, ["−2", "0"]),
        (45.0, 84.0, 5, True, ["50", "60", "70", "80"]),
        (0.2, 2.9, 6, True, ["1", "2"]),
        (0.0041, 0.0106, 4, False, ["0.006", "0.008", "0.010"]),
        (9990.0, 10210.0, 3, False, ["10,000", "10,100", "10,200"]),
    ],
)
def test_the_amounts_that_an_axis_names(low: float, high: float, most: int, whole: bool, texts: list[str]) -> None:
    assert [text for _, text in axes.ticks(low, high, most, whole=whole)] == texts


def test_a_day_of_july_stands_where_july_is(load: Load) -> None:
    picture = drawn(
        detail_of(load, "{kind: stock, unit: jobs, target: 30, by: 2030, baseline: 2023-07-12}", "t,2023-07-12,4\nt,2025-03-20,9\n")
    )
    july, march = marks(picture, "circle")
    middle_of_year = 0.5  # where its name stands
    assert year(picture, july.at[0]) == pytest.approx(2023 - middle_of_year + (6 + 12 / 31) / 12, abs=0.005)
    assert year(picture, march.at[0]) == pytest.approx(2025 - middle_of_year + (2 + 20 / 31) / 12, abs=0.005)


def test_a_year_of_a_flow_stands_above_its_name(load: Load) -> None:
    picture = chart(load, "level")
    assert [year(picture, each.at[0]) for each in marks(picture, "circle")] == pytest.approx([2024, 2025], abs=0.005)


def test_milestones_are_marked_and_named_on_the_planned_path(load: Load) -> None:
    picture = chart(load, "milestones")
    assert [(round(year(picture, each.at[0]), 2), round(amount(picture, each.at[1]), 2)) for each in marks(picture, "square")] == [
        (2023, 40),
        (2027, 70),
    ]
    (planned,) = lines(picture, "muted")
    assert list(planned.places[1:3]) == [each.at for each in marks(picture, "square")]
    assert "70 jobs by 2027" in said(picture)


def test_a_figure_that_was_not_published_as_it_is_has_a_mark_of_its_own_and_a_key(load: Load) -> None:
    declared = "{kind: flow, unit: t, target: 20, by: 2030, baseline: 2024}"
    rows = "t,2024,4,\nt,2024-01/2024-06,2,\nt,2025-01/2025-06,3,\nt,2025,6,provisional\n"
    picture = drawn(detail_of(load, declared, rows))
    assert (len(marks(picture, "circle")), len(marks(picture, "diamond")), len(marks(picture, "triangle"))) == (1, 1, 1)
    assert said(picture, "axis").endswith("derived provisional or estimated")


def test_what_has_no_room_for_words_is_explained_in_the_key(load: Load) -> None:
    """Nine milestones beside each other are marked, and the key says what the marks are."""
    stones = ", ".join(f"{year}: {10 * (year - 2020)}" for year in range(2021, 2030))
    declared = f"{{kind: stock, unit: jobs, target: 100, by: 2030, baseline: 2020, milestones: {{{stones}}}}}"
    detail = detail_of(load, declared, "t,2020,1\nt,2025,45\n")
    narrow = draw_chart(detail, NARROW)
    assert narrow is not None
    assert len(marks(narrow, "square")) == 9
    assert said(narrow, "axis").count("milestone") == 1
    assert "10 jobs by 2021" not in said(narrow)


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("level", "t: 8.3–10.3 bn USD by 2030 at this pace, target 10 bn USD"),
        ("rank", "t: rank 58 by 2030 at this pace, target rank 50"),
        ("reached", "t: 12 jobs (2025), target 10 jobs met"),
        ("missed", "t: 8 jobs (2024), target 10 jobs by 2024 missed"),
        ("open", "t: 4 jobs (12 Jul 2024), target more than 10 jobs, no deadline"),
        ("yearly", "t: target 100 t met in 2 of 3 years"),
        ("once", "t: target 100 t missed in 2022, the only year on record"),
        ("yearly growth", "t: target +6 % a year met in 1 of 2 years"),
    ],
)
def test_the_title_tells_the_message(load: Load, form: str, title: str) -> None:
    made = make_chart(detailed(load, form))
    assert made is not None
    assert made.title == title


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("rank", ["target: rank\u00a050 by\u00a02030"]),
        ("level", ["target: 10\u00a0bn\u00a0USD", "by\u00a02030"]),
        ("yearly growth", ["target: +6\u00a0% a year", "to\u00a02026"]),
    ],
)
def test_an_amount_and_a_deadline_stay_on_one_line(load: Load, form: str, lines: list[str]) -> None:
    words = [each.text for each in chart(load, form).shapes if isinstance(each, Words) and (each.colour, each.bold) == ("target", True)]
    assert words == lines


def test_where_no_pace_is_known_the_title_tells_what_is_due(load: Load) -> None:
    made = make_chart(detail_of(load, "{kind: stock, unit: jobs, target: 10, by: 2030}", "t,2025,4\n"))
    assert made is not None
    assert made.title == "t: 4 jobs (2025), target 10 jobs by 2030"


@pytest.mark.parametrize(
    ("form", "alt"),
    [
        ("band", "Line chart of t in %: 9 % (2022) to 6.4 % (2025). The target is within 4–6 % by the end of 2030."),
        ("rank", "Line chart of t: rank 80 (2020) to rank 69 (2025). The target is rank 50 by the end of 2030."),
        ("open", "Chart of t in jobs: 4 jobs (12 Jul 2024). The target is more than 10 jobs; no deadline was stated."),
        ("yearly", "Chart of t, one point for each year: 3 on record, 2 met and 1 missed. The target is 100 t, in each year."),
    ],
)
def test_who_cannot_see_the_chart_reads_what_it_shows(load: Load, form: str, alt: str) -> None:
    made = make_chart(detailed(load, form))
    assert made is not None
    assert made.alt.startswith(alt)
    assert made.alt.endswith(".")


@pytest.mark.parametrize(("declared", "rows"), [FORMS["event"], ("{kind: stock, unit: t, target: 1, by: 2030}", "")])
def test_where_nothing_is_known_nothing_is_drawn(load: Load, declared: str, rows: str) -> None:
    detail = detail_of(load, declared, rows)
    assert make_chart(detail) is None
    assert draw_slide(detail, 1200, 675) is None
    assert draw(sketch(detail)) == []


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"event"}))
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_everything_drawn_lies_within_the_picture_and_no_words_collide(load: Load, form: str, size: object) -> None:
    picture = draw_chart(detailed(load, form), WIDE if size is WIDE else NARROW)
    assert picture is not None
    frame = Box(0, 0, picture.width, picture.height).widened(1)
    for shape in picture.shapes:
        places = shape.places if isinstance(shape, Line | Area) else (shape.at,)
        assert all(frame.holds(Box(x, y, x, y)) for x, y in places), shape
    for line in (each for each in picture.shapes if isinstance(each, Line)):
        assert all(one != other for one, other in pairwise(line.places)) or len(set(line.places)) == 1
    assert find_collisions(read_drawing(svg.svg(picture))) == []


@pytest.mark.parametrize("code", ["ru", "kk", "uz"])
@pytest.mark.parametrize("form", sorted(set(FORMS) - {"event"}))
def test_no_words_collide_and_no_english_is_left_in_another_language(load: Load, form: str, code: str) -> None:
    languages.use(code)
    detail = detailed(load, form)
    for picture in (draw_chart(detail, WIDE), draw_chart(detail, NARROW), draw_slide(detail, 1200, 675)):
        assert picture is not None
        assert find_collisions(read_drawing(svg.svg(picture))) == []
        words = " ".join(each.text for each in picture.shapes if isinstance(each, Words))
        assert re.findall(r"\d\.\d|\d,\d{3}", words) == []  # the marks of English numbers
        assert set(re.findall("[A-Za-z]{2,}", words)) <= {"jobs", "Mt"} or code == "uz"


@pytest.mark.parametrize("plain", [False, True])
def test_the_terminal_draws_the_edges_of_a_band(load: Load, plain: bool) -> None:
    lines = draw(sketch(detailed(load, "band")), plain=plain)
    edge, goal = ("-", "@") if plain else ("⠂", "◎")
    canvas = [line.partition("|" if plain else "│")[2] for line in lines[1 : HEIGHT + 1]]
    assert sum(line.endswith(goal) for line in canvas) == 2
    if plain:
        assert sum(line.count(edge) > 20 for line in canvas) == 2
    assert "edges of the target" in " ".join(lines[HEIGHT + 2 :])
    assert max(map(len, lines)) <= 80


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
    assert lines[1].split("|")[0].strip() == "50"
    assert lines[HEIGHT].split("|")[0].strip() == "80"


def test_a_deadline_that_no_path_leads_to_is_drawn_too(load: Load) -> None:
    """It has passed, and no level is known for the baseline: nothing else reaches so far."""
    declared = "targets: {t: {kind: stock, unit: jobs, target: 9, by: 2018, baseline: 2015}}\n"
    programme, observations, _ = load(declared, "target,period,value\nt,2016,3\nt,2017,4\n")
    lines = draw(sketch(detail_target(programme, observations, TODAY, "t")), plain=True)
    assert lines[1].endswith("@")
    assert lines[-2].split() == ["2016", "2018"]
