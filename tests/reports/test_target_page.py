"""The pages of show and explain, as exact text on the shipped files, and as what must hold of any."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, Load, one
from test_cli import DAY, SHIPPED, Result, Run, run

import tracker
from tracker.analysis.scenarios import Asked, compare_scenarios, detail_scenario
from tracker.analysis.target_detail import TargetDetail, detail_target
from tracker.model.result import MEASURES
from tracker.model.scenarios import Assumption, Scenario
from tracker.render import markdown
from tracker.render.terminal import text
from tracker.render.terminal.chart import HEIGHT, WIDTH, draw
from tracker.render.terminal.glance import glance
from tracker.render.terminal.letters import width_of
from tracker.reports.audit_page import audit_page
from tracker.reports.charts.terminal_points import sketch
from tracker.reports.document import Citations, Document, Paragraph, Table
from tracker.reports.status import status_table
from tracker.reports.target_page import _history, stated, target_page
from tracker.reports.target_section import chart_sources
from tracker.values import languages
from tracker.values.periods import parse
from tracker.words import explained_formulas

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.reports.document import Block

__all__ = ["run"]  # the fixture

GOLDEN = Path(__file__).parent.parent / "golden"
PAGES = {"show": target_page, "explain": audit_page}


def shipped(target: str, as_of: str = "2026-11-22") -> TargetDetail:
    programme, observations = tracker.load(ROOT / "targets.yaml")
    return detail_target(programme, observations, date.fromisoformat(as_of), target)


def of(load: Load, declared: str, observed: str) -> TargetDetail:
    programme, observations, problems = load(declared, observed)
    assert problems == []
    return detail_target(programme, observations, date(2026, 11, 22), "t")


FORMATS: dict[str, Callable[[Document], str]] = {
    "txt": lambda page: text.document(page, width=80),
    "ascii.txt": lambda page: text.document(page, plain=True),
    "md": lambda page: markdown.document(page, level=2),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("name", "target", "as_of"), [("show", "turnover", "2026-11-22"), ("show", "jobs", "2026-11-22"), ("explain", "turnover", "2025-12-22")]
)
def test_the_exact_page(name: str, target: str, as_of: str, form: str) -> None:
    page = FORMATS[form](PAGES[name](shipped(target, as_of), "observations.csv"))
    file = GOLDEN / f"{name}-{target}.{form}"
    if os.environ.get("TRACKER_GOLDEN") == "write":
        file.write_text(page, encoding="utf-8", newline="")
    assert page == file.read_bytes().decode()


@pytest.mark.parametrize("code", ["ru", "kk", "uz"])
@pytest.mark.parametrize("width", [80, 100])
def test_no_answer_in_another_language_is_wider_than_its_terminal(code: str, width: int) -> None:
    languages.use(code)
    programme, observations = tracker.load(ROOT / "targets.yaml")
    table = status_table(programme, observations, date(2026, 11, 22))
    said = [text.status(table, width=width), glance(table, width=width)]
    said += [text.document(page(shipped("turnover"), "observations.csv"), width=width) for page in PAGES.values()]
    assert [line for answer in said for line in answer.splitlines() if width_of(line) > width and "://" not in line] == []


WHAT_IF = Scenario("steady", (Assumption(parse("2026"), 5.6e9), Assumption(parse("2027"), growth=0.12)))


def asked() -> Asked:
    return Asked(*tracker.load(ROOT / "targets.yaml"), date(2026, 11, 22), "turnover", None)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["if", "scenarios"])
def test_the_exact_page_of_what_is_assumed(name: str, form: str) -> None:
    compared = compare_scenarios(asked(), [WHAT_IF], "s.yaml")
    pages = {
        "if": lambda: target_page(detail_scenario(asked(), WHAT_IF), "observations.csv"),
        "scenarios": lambda: target_page(shipped("turnover"), "observations.csv", compared),
    }
    page, file = FORMATS[form](pages[name]()), GOLDEN / f"show-turnover-{name}.{form}"
    if os.environ.get("TRACKER_GOLDEN") == "write":
        file.write_text(page, encoding="utf-8", newline="")
    assert page == file.read_bytes().decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("target", ["turnover", "projects", "investment", "jobs"])
def test_nothing_but_addresses_is_wider_than_80_columns(name: str, target: str) -> None:
    lines = text.document(PAGES[name](shipped(target), "observations.csv"), width=80).splitlines()
    assert [line for line in lines if len(line) > 80 and "://" not in line] == []


def test_a_number_below_zero_stands_in_brackets_behind_a_sign(load: Load) -> None:
    programme, observations, _ = load(
        one("stock", "Mt", target=40, by=2030, direction="decrease"), "target,period,value,unit\nt,2022,80,Mt\nt,2024,60,Mt\n"
    )
    filled = {
        formula.key: said
        for formula, said, _ in explained_formulas.fill_formulas(detail_target(programme, observations, date(2026, 11, 22), "t"))
    }
    assert filled["eta_linear"] == "2025 + (40 − 60) / (−10)"
    assert filled["eta_compound"] == "2025 + ln(40 / 60) / ln(1 + (−0.134))"
    assert not any(sign + "−" in said for said in filled.values() for sign in ("+ ", "− ", "/ ", "× ", "^"))


def test_every_measure_is_explained_with_its_formula_and_its_numbers() -> None:
    detail = shipped("turnover")
    explained = {formula.key: (filled, said) for formula, filled, said in explained_formulas.fill_formulas(detail)}
    assert list(explained) == list(MEASURES)
    assert explained["required_growth"] == ("(10 bn / 4.97 bn)^(1 / 5) − 1", "15.0 %")
    assert explained["required_per_year"] == ("(10 bn − 4.97 bn) / 5", "1.006 bn USD")
    assert explained["growth_all"] == ("(4.97 bn / 3 bn)^(1 / 7) − 1", "7.5 %")
    assert explained["elapsed"] == ("(2026 − 2025) / (2031 − 2025)", "16.7 %")


def test_a_difference_of_percentages_is_explained_in_points(load: Load) -> None:
    declared = one("stock", '"%"', target="at most 5", by=2030, baseline=2020)
    detail = of(load, declared, "t,2020,9,%,,,,,,\nt,2024,6.2,%,,,,,,\n")
    explained = {formula.key: said for formula, _, said in explained_formulas.fill_formulas(detail)}
    differences = ("gap", "growth_per_year", "planned_per_year", "required_per_year", "pace_per_year", "required_per_year_from_today")
    assert {explained[key].split(" ")[1] for key in differences} == {"pp"}
    assert (explained["gap"], explained["required_per_year"], explained["landing_linear"]) == ("−1.2 pp", "−0.2 pp", "2 %")


def test_a_chart_without_sources_says_nothing_of_them(load: Load) -> None:
    observed = "t,2024,4,USD,,,,,,\nt,2024-01/2024-09,3,USD,,,,,,\nt,2025-01/2025-09,3.5,USD,,,,,,\n"
    detail = of(load, one(by=2030), observed)
    assert any(each.derived for each in detail.series)
    assert list(chart_sources(detail, Citations())) == []


@pytest.mark.parametrize("target", ["turnover", "projects"])
def test_the_filled_in_formulas_give_the_figures_of_the_contract(target: str) -> None:
    detail = shipped(target)
    scale = {"bn": 1e9, "mn": 1e6}
    for formula, filled, _ in explained_formulas.fill_formulas(detail):
        if filled and not formula.key.startswith(("eta", "ahead", "data_age")):
            python = filled.replace("−", "-").replace("×", "*").replace("^", "**").replace(",", "")
            python = re.sub(r"([\d.]+) (bn|mn)", lambda found: str(float(found[1]) * scale[found[2]]), python)
            assert eval(python) == pytest.approx(detail.result.number(formula.key), rel=2e-3, abs=1e-9), formula.key  # noqa: S307 - our own formulas


def test_what_is_undefined_says_why() -> None:
    said = {formula.key: words for formula, _, words in explained_formulas.fill_formulas(shipped("jobs"))}
    assert said["elapsed"] == "undefined: no deadline"
    assert said["growth_1y"] == "undefined: no level exactly one year before, or one of zero"


def test_with_milestones_the_ends_of_the_leg_are_filled_in(load: Load) -> None:
    programme, observations, _ = load(one(target=16, by=2030, milestones="{2026: 8}"), "t,2024,4,USD,,,,,,\nt,2025,6,USD,,,,,,\n")
    said = {
        formula.key: words
        for formula, *words in explained_formulas.fill_formulas(detail_target(programme, observations, date(2026, 11, 22), "t"))
    }
    assert said["expected_linear"] == ["4 + (8 − 4) × 0.5", "6 USD"]
    detail = detail_target(programme, observations, date(2026, 11, 22), "t")
    assert {formula.formula for formula, *_ in explained_formulas.fill_formulas(detail) if formula.key == "expected_linear"} == {
        "B1 + (T1 − B1) × e1"
    }
    assert explained_formulas.leg_sentence(detail) == [
        "The planned path runs through the milestones. At tL it is on the leg from B1 = 4 USD (end of 2024) to T1 = 8 USD (end of 2026); e1 = 0.5 of the time of that leg has elapsed."
    ]


@pytest.mark.parametrize("as_of", ["2026-11-22", "2025-12-22", "2025-06-30"])
def test_a_break_even_is_rounded_to_the_side_on_which_it_holds(as_of: str) -> None:
    detail = shipped("turnover", as_of)
    (section,) = (each for each in audit_page(detail, "o.csv").sections if each.heading == "Break-even")
    turned = [(way, turn.value) for both in detail.break_even.values() for way, turn in both.items() if turn is not None]
    said = [each.text.text for each in section.blocks if isinstance(each, Paragraph) and each.text.text.startswith("If ")]
    assert len(said) == len(turned) > 0
    for sentence, (way, value) in zip(said, turned, strict=True):
        found = re.search(r"([\d.]+) (bn|mn)", sentence)
        assert found is not None
        shown = float(found[1]) * {"bn": 1e9, "mn": 1e6}[found[2]]
        assert shown >= value if way == "up" else shown <= value


@pytest.mark.parametrize("plain", [False, True])
def test_the_chart_has_a_mark_for_the_target_the_projection_and_for_both_kinds_of_level(plain: bool) -> None:
    lines = draw(sketch(shipped("turnover")), plain=plain)
    assert (len(lines), lines[0]) == (HEIGHT + 4, "USD")
    target, published, derived, projected = "@ox*" if plain else "◎●○◆"
    canvas = [line.partition("|" if plain else "│")[2] for line in lines[1 : HEIGHT + 1]]
    assert [row.rstrip()[-1] for row in canvas if len(row.rstrip()) == WIDTH] == [
        target,
        projected,
    ]  # which hides the better one, near to it
    assert max(map(len, canvas)) <= WIDTH
    assert {published, derived} <= set("".join(canvas))
    assert "".join(canvas).count(published) == 5
    assert lines[HEIGHT + 1].split() == ["2018", "2030"]
    words = ["published", "derived", "target", "at this pace", "planned path", "required path"]
    assert re.findall(r"[a-z]{2,}(?: [a-z]+)*", " ".join(lines[-2:])) == words
    assert all(line.isascii() for line in lines) == plain


@pytest.mark.parametrize(("last", "row"), [(9.8, 1), (10, 0), (10.02, 0)])
def test_a_level_beside_the_goal_does_not_hide_it(load: Load, last: float, row: int) -> None:
    programme, observations, _ = load(one(by=2025), f"t,2020,5,USD,,,,,,\nt,2025,{last},USD,,,,,,\n")
    lines = draw(sketch(detail_target(programme, observations, date(2026, 6, 30), "t")))[1:]
    assert lines[row].endswith("●")
    assert ("◎" in lines[0]) == (last < 10)


def test_the_page_tells_of_milestones(load: Load) -> None:
    programme, observations, _ = load(one(target=16, by=2030, milestones="{2025: 8}"), "t,2024,4,USD,,,,,,\nt,2025,6,USD,,,,,,\n")
    said = text.document(target_page(detail_target(programme, observations, date(2026, 6, 30), "t"), "observations.csv"))
    assert "MILESTONES" in said
    assert "The target of 8 USD by the end of 2025 was missed: 6 USD (2025)." in " ".join(said.split())


def test_nothing_to_draw_is_not_drawn() -> None:
    assert draw(sketch(shipped("jobs"))) == []
    assert draw(sketch(shipped("turnover", "2010-01-01"))) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_commands(run: Run, name: str, tmp_path: Path) -> None:
    page = run(name, "turnover", *SHIPPED, *DAY)
    assert (page.code, page.err) == (0, "")
    answer = json.loads(run(name, "turnover", *SHIPPED, *DAY, "-f", "json").out)
    (row,) = answer["targets"]
    assert answer["format"] == 2
    assert set(row) >= {"methods", "needed", "history", "levels", "break_even", "reporters", "series", "latest_rows"}
    assert list(row["methods"]["open_sdg"]) == ["ratio", "status", "reason"]
    assert list(row["needed"][0]) == ["date", "linear", "compound", "awaited"]
    assert run(name, "turnover", *SHIPPED, *DAY, "-f", "markdown").out.startswith("## Mutual trade turnover")
    assert run(name, "turnover", *SHIPPED, *DAY, "-f", "csv").out.startswith("id,name,kind")
    assert run(name, "turnover", *SHIPPED, *DAY, "-o", str(tmp_path / "page")) == Result(0, "", "")
    assert (tmp_path / "page").read_text(encoding="utf-8") == page.out
    assert "did you mean `turnover`?" in run(name, "turnovr", *SHIPPED).err
    assert run(name, "turnover", *SHIPPED, "--reporter", "all").code == 2
    assert "turnover · KZ" in run(name, "turnover", *SHIPPED, *DAY, "--reporter", "KZ").out


def test_a_nasty_target_is_shown_as_itself(load: Load) -> None:
    declared = one(name='"[red]x[/red] | <b> \\e[2J"', quote='"| `code` \\u202E"', source="javascript:alert(1)")
    programme, observations, problems = load(declared, "t,2024,4,USD,,,,,=cmd(),\nt,2025,5,USD,,,,,,\n")
    assert problems == []
    detail = detail_target(programme, observations, date(2026, 11, 22), "t")
    for page in (target_page(detail, "o.csv"), audit_page(detail, "o.csv")):
        for written in (text.document(page), markdown.document(page)):
            assert all(character == "\n" or character.isprintable() for character in written)
        assert "[red]x[/red] | <b> \\x1b[2J" in text.document(page)
        assert "\\[red\\]x\\[/red\\] \\| \\<b\\>" in markdown.document(page)


def shown(load: Load, declared: str, observed: str) -> dict[str, list[tuple[str, ...]]]:
    programme, observations, problems = load(declared, observed)
    assert problems == []
    page = target_page(detail_target(programme, observations, date(2026, 11, 22), "t"), "o.csv")
    return {section.heading: [row for block in section.blocks for row in rows_of(block)] for section in page.sections}


def rows_of(block: Block) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in block.rows] if isinstance(block, Table) else []


def test_a_plan_without_a_way_shows_nothing_ahead_of_it(load: Load) -> None:
    rows = shown(load, one(target=10, by=2030, baseline=2020), "t,2020,12,USD,,,,,,\nt,2025,9,USD,,,,,,\n")["Key figures"]
    assert "Against plan" not in [row[0] for row in rows]
    assert all("– of the way" not in row[2] for row in rows)


def test_growth_between_levels_below_zero_is_not_shown_as_a_rate(load: Load) -> None:
    rows = shown(load, one(target=10), "t,2024,-3,USD,,,,,,\nt,2025,-2,USD,,,,,,\n")["Growth a year"]
    assert rows[0] == ("over the last year", "–", "")


@pytest.mark.parametrize(
    ("language", "declared", "said"),
    [
        ("en", "2014", "Stated in 2014."),
        ("en", "2014-05", "Stated in May 2014."),
        ("en", "2014-05-31", "Stated on 31 May 2014."),
        ("ru", "2014", "Заявлено в 2014 году."),
        ("kk", "2014", "2014 жылы"),
        ("uz", "2014", "2014-yilda"),
    ],
)
def test_the_time_of_a_statement_is_as_exact_as_it_was_declared(load: Load, language: str, declared: str, said: str) -> None:
    programme, figures, _ = load(one(by=2030, declared=declared), "t,2025,4,USD,,,,,,\n")
    languages.use(language)
    page = " ".join(stated(detail_target(programme, figures, date(2026, 1, 1), "t").target).split())
    assert said in page
    assert "31" not in page or declared.endswith("31")


def test_an_earlier_target_is_dated_as_exactly_as_it_was_declared(load: Load) -> None:
    history = "[{target: 5, by: 2020, declared: 2014}, {target: 6, by: 2022, declared: 2015-03}]"
    programme, figures, _ = load(one(by=2030, history=history), "t,2025,4,USD,,,,,,\n")
    rows = list(_history(detail_target(programme, figures, date(2026, 1, 1), "t")))
    assert [row[2] for row in rows] == ["2014", "Mar 2015"]


def test_a_target_without_figures_of_its_reporter_shows_no_table_of_dashes_and_names_the_others(load: Load) -> None:
    figures = "t,2020-12-31,10,jobs,,,,,,\nt,2024-12-31,30,jobs,,,,,,\nt,2024-12-31,35,jobs,,UZ,,,,\n"
    detail = of(load, "targets:\n  t: {kind: stock, unit: jobs, target: 100, by: 2030, baseline: 2020, reporter: KZ}\n", figures)
    page = target_page(detail, "observations.csv")
    assert "growth" not in [section.id for section in page.sections]
    assert "according to the figures of no named reporter and UZ." in text.document(page)
