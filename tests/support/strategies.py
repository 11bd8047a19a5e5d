"""Whole files as people write them: a world that is known in full, the pair of files that tells of it, and what is broken in files."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from reference import Stated
from spelling import COLUMNS, QUALIFIERS, SCALES, amount, instant, month_end, spellings
from world import Figure, Goal, World

START = 2015 * 12  # the month in which every world begins, counted from the year 0
LENGTHS = (1, 3, 6, 9, 12)


def year_ends(first: int, last: int) -> st.SearchStrategy[int]:
    """The last months of some years of the world."""
    return st.integers(first, last).map(lambda nth: START + nth * 12 - 1)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Any pair of valid files: what they say is consistent on the day of asking, whatever was said before or comes after."""
    as_of = draw(st.dates(date(2019, 1, 1), date(2027, 12, 31)))
    goals = [draw(declarations(f"t{number}")) for number in range(draw(st.integers(1, 3)))]
    figures, rows = [], []
    for goal in goals:
        for reporter in draw(st.sampled_from([("",), ("UZ",), ("KZ", "UZ")])):
            own = draw(flows(goal, reporter, as_of) if goal.flow else stocks(goal, reporter, as_of))
            figures += own
            rows += [draw(written(figure, goal)) for figure in own]
    declared = "targets:\n" + "".join(draw(declaration(goal)) for goal in goals)
    return World(tuple(goals), tuple(figures), as_of, declared, COLUMNS, tuple(rows))


@st.composite
def declarations(draw: st.DrawFn, name: str) -> Goal:
    """A target: increase or decrease, with or without deadline, baseline (of the series or its own), milestones, a multiple."""
    power = draw(st.sampled_from(list(SCALES)))
    sizes = st.integers(-20, 3000).map(lambda size: size * 10 ** max(power - 2, 0))
    start = draw(st.none() | (year_ends(1, 3) | st.integers(START, START + 40)).map(month_end))
    deadline = draw(st.none() | (year_ends(4, 9) | st.integers(START + 45, START + 110)).map(month_end))
    multiple = draw(st.none() | st.integers(2, 4)) if start else None
    flow = draw(st.booleans())
    total = flow and multiple is None and draw(st.integers(0, 3)) == 0
    way = 1 if total else draw(st.sampled_from([1, -1]))  # a running total only grows, and comes to one amount
    wordings = ["", *(words for words, (says, _) in LEVELS.items() if says == way), *([] if total else ["to", "within"])]
    wording = "" if multiple else draw(st.sampled_from(wordings))
    amount_ = draw(sizes) if multiple is None else None
    stops = draw(st.dictionaries(st.integers(START + 41, START + 44).map(month_end), sizes, max_size=2)) if deadline else {}
    return Goal(
        id=name,
        flow=flow,
        power=power,
        direction=way,
        target=amount_,
        multiple=multiple,
        deadline=deadline,
        baseline_day=start,
        baseline=draw(st.none() | (st.just(0) if total else sizes)) if start else None,
        milestones=tuple(sorted(stops.items())),
        wording=wording,
        to=None if amount_ is None or wording not in {"to", "within"} else amount_ + draw(st.integers(1, 300)) * 10 ** max(power - 2, 0),
        start=date(START // 12, 1, 1) if total else None,
    )


@st.composite
def declaration(draw: st.DrawFn, goal: Goal) -> str:
    """Its lines in targets.yaml, in any order, each amount with its own scale or in that of the unit."""

    def says(value: int) -> str:
        power = draw(st.sampled_from([goal.power, *SCALES]))
        if draw(st.booleans()):
            return amount(value, goal.power)
        return f"{amount(value, power)} {draw(st.sampled_from(SCALES[power]))} USD".replace("  ", " ")

    word = draw(st.sampled_from(SCALES[goal.power]))
    lines = {
        "kind": "cumulative" if goal.start else "flow" if goal.flow else "stock",
        "unit": draw(st.sampled_from([f"{word} USD", f"USD {word}"])).strip(),
        "reporter": "UZ",
    }
    # "2x" asks for an increase, "2 times" does not say: with a decrease it is a half
    multiple = f"{goal.multiple}{'x' if goal.direction > 0 and draw(st.booleans()) else draw(st.sampled_from([' times', ' есе']))}"
    low = says(goal.target or 0)
    span = f"{'within ' * (goal.wording == 'within')}{amount(goal.target or 0, goal.power)} to {amount(goal.to or 0, goal.power)}"
    lines["target"] = multiple if goal.multiple else span if goal.to is not None else f"{goal.wording} {low}".strip()
    if goal.to is None:
        lines["direction"] = "increase" if goal.direction > 0 else "decrease"
    if goal.start:
        lines["from"] = f"{goal.start.year}"
    if goal.deadline:
        lines["by"] = draw(st.sampled_from([f"{goal.deadline}", f"{goal.deadline:%Y-%m}"]))
    if goal.baseline_day:
        value = "" if goal.baseline is None else f", value: {says(goal.baseline)}"
        lines["baseline"] = f"{{period: {goal.baseline_day}{value}}}"
    if goal.milestones:
        lines["milestones"] = "{" + ", ".join(f"{day}: {says(value)}" for day, value in goal.milestones) + "}"
    ordered = draw(st.permutations(sorted(lines.items())))
    return f"  {goal.id}:\n" + "".join(f"    {key}: {value}\n" for key, value in ordered)


@st.composite
def flows(draw: st.DrawFn, goal: Goal, reporter: str, as_of: date) -> list[Figure]:
    """Any mix of months, quarters, halves, year-to-date figures, years and fiscal years of a series whose months are known.

    A qualifier stands only where all figures last a year: which chain a level is derived by, and so its qualifier, is free elsewhere.
    """
    months = draw(st.lists(st.integers(-5, 300), min_size=24, max_size=84))
    yearly = draw(st.booleans())
    lengths = st.just(12) if yearly else st.sampled_from(LENGTHS)
    firsts = st.sampled_from([*range(0, len(months), 12), *range(0, len(months), 3), *range(len(months))])
    spans = draw(st.sets(st.tuples(firsts, lengths), max_size=14))
    found = []
    for first, length in sorted(spans):
        if first + length <= len(months):
            value = sum(months[first : first + length]) * 10 ** max(goal.power - 2, 0)
            qualifier = draw(st.sampled_from(list(QUALIFIERS))) if yearly else ""
            end = month_end(START + first + length - 1)
            found += draw(vintages(Figure(goal.id, reporter, START + first, end, value, qualifier, None), as_of))
    return found


@st.composite
def stocks(draw: st.DrawFn, goal: Goal, reporter: str, as_of: date) -> list[Figure]:
    """Levels at any days."""
    found = []
    days = year_ends(1, 10).map(month_end) | st.integers(START, START + 110).map(month_end) | st.dates(date(2015, 1, 1), date(2026, 1, 1))
    for day in sorted(draw(st.sets(days, max_size=8))):
        value = draw(st.integers(-20, 3000)) * 10 ** max(goal.power - 2, 0)
        figure = Figure(goal.id, reporter, 0, day, value, draw(st.sampled_from(list(QUALIFIERS))), None)
        found += draw(vintages(figure, as_of))
    return found


@st.composite
def vintages(draw: st.DrawFn, true: Figure, as_of: date) -> list[Figure]:
    """The figure that holds, before it what was said earlier, behind it what will be said: neither counts on the day of asking."""
    delay = draw(st.none() | st.integers(-30, 400))
    holds = _as(true, true.value, None if delay is None else true.end + timedelta(days=delay))
    found = [holds]
    if holds.known <= as_of:
        before = [holds.stated - timedelta(days=days) for days in draw(st.sets(st.integers(1, 300), max_size=2))]
        found += [_as(true, draw(st.integers(0, 99)), day) for day in before]
        if draw(st.booleans()):
            found.append(_as(true, draw(st.integers(0, 99)), max(as_of, holds.stated) + timedelta(days=draw(st.integers(1, 300)))))
    return found


def _as(true: Figure, value: int, published: date | None) -> Figure:
    return Figure(true.target, true.reporter, true.first, true.end, value, true.qualifier, published)


@st.composite
def written(draw: st.DrawFn, figure: Figure, goal: Goal) -> tuple[str, ...]:
    """The cells of its row."""
    power = draw(st.sampled_from(list(SCALES)))
    word = draw(st.sampled_from(SCALES[power]))
    unit = draw(st.sampled_from(["", f"{word} USD", f"USD {word}", f" {word}  USD "])) if word else draw(st.sampled_from(["", "USD"]))
    value = amount(figure.value, power if unit else goal.power)
    if goal.flow:
        length = round(instant(figure.end)) - figure.first
        period = draw(st.sampled_from(spellings(figure.first, length)))
    else:
        whole = instant(figure.end).is_integer()
        period = draw(st.sampled_from([str(figure.end), *([f"{figure.end:%Y-%m}"] if whole else [])]))
    qualifier = draw(st.sampled_from(QUALIFIERS[figure.qualifier]))
    note = draw(st.sampled_from(["", "a, b", 'say "so"', "two\nlines", "Ўзбекистон"]))
    published = figure.published.isoformat() if figure.published else ""
    return (figure.target, period, value, unit, qualifier, figure.reporter, draw(st.sampled_from(["", "final"])), published, "", note)


LEVELS = {"at least": (1, False), "not less than": (1, False), "more than": (1, True), "at most": (-1, False), "below": (-1, True)}
DIRECTIONS = {1: "increase", -1: "decrease"}
FORMS = ("plain", "worded", "about", "range", "band", "relative", "growth", "points")


@st.composite
def stated_targets(draw: st.DrawFn, forms: tuple[str, ...] = FORMS, kind: str = "stock") -> tuple[dict[str, str], Stated]:
    """A target in its own words, as the fields of its declaration, and what it says."""
    form, way = draw(st.sampled_from(forms)), draw(st.sampled_from([1, -1]))
    number = draw(st.integers(1, 2000)) * 1.0 if kind == "rank" else draw(st.integers(-50, 2000)) / draw(st.sampled_from([1, 10]))
    declared = {"direction": DIRECTIONS[way]}
    match form:
        case "plain":
            return {"target": f"{number:g}", **declared}, Stated(amount=number, direction=way)
        case "worded":
            words = draw(st.sampled_from(list(LEVELS)))
            return {"target": f"{words} {number:g}"}, Stated(amount=number, direction=LEVELS[words][0], strict=LEVELS[words][1])
        case "about":
            decimals = draw(st.integers(0, 2))
            slack = 0.5 / 10**decimals
            return {"target": f"about {number:.{decimals}f}", **declared}, Stated(
                amount=float(f"{number:.{decimals}f}"), direction=way, slack=slack
            )
        case "range" | "band":
            to, said = number + draw(st.integers(1, 300)), "within " if form == "band" else ""
            return {"target": f"{said}{number:g} to {to:g}"}, Stated(form, number, to, direction=0)
        case "relative":
            percent = draw(st.integers(1, 99)) * way
            fields = draw(st.sampled_from([{"target": f"{percent:+d} %"}, {"target": f"на {abs(percent)} %", **declared}]))
            return fields, Stated(form, change=(100 + percent) / 100, direction=way)
        case "growth":
            percent = draw(st.integers(1, 30)) * way
            return {"target": f"{percent:+d} % a year"}, Stated(form, change=percent / 100, direction=way)
        case _:
            points = draw(st.integers(1, 90)) * way
            return {"target": f"{points:+d} pp", "unit": "%"}, Stated("points", change=float(points), direction=way)
