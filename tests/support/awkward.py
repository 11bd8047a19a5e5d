"""A programme that is awkward to show: targets of all forms with long names, few and many figures, several reporters and much to say.

The first ten targets are of ten forms, the twenty-two that follow each other are all that there are, and then they come again with other
figures. Everything is written out plainly: the same number gives the same two files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from spelling import COLUMNS, month_end, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AS_OF = date(2026, 11, 22)
LATEST = 2025 * 12 + 11  # the month of the last yearly figure, counted from the year 0

_OWNERS = (
    "Ministry of Trade and Integration of the Republic of Kazakhstan",
    "Министерство цифрового развития, инноваций и аэрокосмической промышленности",
    "Statistics Agency",
)
_GROUPS = ("Trade and investment", "Қазақстан Республикасының өңірлік дамуы", "Environment")
_REMARKS = (
    {"date": "2025-11-15", "kind": "done", "text": "The border trade centre opened; the second lane follows in the spring of 2027."},
    {"date": "2026-03-02", "kind": "risk", "text": "The budget of 2027 has no line for the works, and the loan has not been signed."},
    {"date": "2026-06-30", "kind": "decision", "text": "The council decides in December 2026 whether the deadline stays."},
)
_SPEEDS = (0.55, 0.9, 0.2, 1.1, -0.3, 0.7)  # the share of the way from the first figure to the target that has been covered
_LENGTHS = (6, 12, 40, 9, 30, 4, 12, 11, 4, 16)  # of a series


@dataclass(frozen=True)
class Form:
    """A form of target: its name, its fields, where its figures begin and where they should come to, and how they are counted.

    ``step`` is the number of months between two figures; ``wobble`` the share of the way by which they swing around it; ``sizes`` is how
    many figures there are, where that is not one of the usual numbers.
    """

    id: str
    name: str
    fields: dict[str, object]
    start: float
    end: float
    step: int = 12
    wobble: float = 0.04
    digits: int = 1
    size: int | None = None
    days: bool = False
    extra: tuple[tuple[str, str], ...] = field(default=())


_FORMS = (
    Form(
        "exports",
        "Exports of processed goods of high added value to the countries of Central Asia and the Caucasus",
        {"kind": "flow", "unit": "bn USD", "target": "48", "by": 2027, "baseline": 2022, "milestones": {2024: "40.5", 2026: "45"}},
        35.1,
        48,
        size=4,
        extra=(("2024-01/2024-09", "28.1"), ("2025-01/2025-09", "29.9"), ("2026-01/2026-09", "31.2")),
    ),
    Form(
        "unemployment",
        "Unemployment rate of the population aged 15 to 74 by the method of the International Labour Organization",
        {"kind": "stock", "unit": "%", "target": "below 4.5 %", "by": 2029},
        6.1,
        4.4,
        step=3,
        digits=2,
    ),
    Form(
        "inflation",
        "Годовая инфляция потребительских цен на товары и платные услуги населению Республики Казахстан",
        {"kind": "stock", "unit": "%", "target": "within 4-6 %", "by": 2030},
        20.3,
        5.5,
        step=1,
    ),
    Form(
        "renewables",
        "Share of renewable sources in the gross final consumption of electricity, including large hydropower",
        {"kind": "stock", "unit": "%", "target": "40-45 %", "by": 2030},
        12,
        40,
    ),
    Form(
        "emissions",
        "Greenhouse gas emissions without land use, land-use change and forestry, in carbon dioxide equivalent",
        {
            "kind": "flow",
            "unit": "Mt",
            "target": "-55 %",
            "by": 2030,
            "baseline": {"period": 1990, "value": "386.3"},
            "pace": "5 years",
        },
        380,
        180,
    ),
    Form(
        "output",
        "Output of manufacturing",
        {"kind": "flow", "unit": "tn KZT", "target": "+6 % a year", "by": 2030, "baseline": 2022},
        12.4,
        19.8,
        size=4,
        digits=2,
    ),
    Form(
        "transit",
        "Transit through the Middle Corridor (Trans-Caspian International Transport Route), all containers and bulk",
        {"kind": "flow", "unit": "thousand t", "target": "at least 100", "every": "year", "from": 2014, "by": 2027},
        92,
        118,
        wobble=0.3,
        size=12,
    ),
    Form(
        "programme",
        "Қазақстан мен Өзбекстанның бірлескен инвестициялық бағдарламасы бойынша игерілген қаражаттың жиынтық көлемі",
        {"kind": "cumulative", "unit": "bn USD", "target": "150", "from": 2023, "by": 2029},
        4.2,
        7.5,
        step=3,
        size=12,
    ),
    Form(
        "agreement",
        "The agreement on the mutual recognition of electronic signatures and of electronic documents is in force",
        {"kind": "event", "by": 2026},
        0,
        0,
    ),
    Form(
        "competitiveness",
        "Place in the ranking of the competitiveness of national economies of the World Economic Forum",
        {"kind": "rank", "target": "50", "by": 2030},
        80,
        50,
        digits=0,
        size=9,
    ),
    Form(
        "projects",
        "Joint industrial projects in operation in the border regions, counted once they have delivered a first batch",
        {"kind": "stock", "unit": "projects", "target": "78", "by": 2029, "baseline": "2023-07-12"},
        30,
        78,
        digits=0,
        size=4,
        days=True,
    ),
    Form(
        "services",
        "Exports of services",
        {"kind": "flow", "unit": "mn USD", "target": "+6 % a year", "every": "year", "baseline": 2013, "by": 2028},
        310,
        700,
        wobble=0.05,
        size=13,
    ),
    Form(
        "jobs",
        "Jobs in the free economic zones",
        {"kind": "stock", "unit": "jobs", "target": "more than 15 thousand"},
        1200,
        15400,
        step=6,
        digits=0,
    ),
    Form(
        "coverage",
        "Доля домохозяйств с доступом к широкополосному интернету в сельских населённых пунктах",
        {"kind": "stock", "unit": "%", "target": "+5 pp", "by": 2030, "baseline": 2020},
        71.2,
        76.4,
        size=6,
    ),
    Form(
        "balance",
        "Core inflation within the corridor of the central bank, at the end of each quarter",
        {"kind": "stock", "unit": "%", "target": "within 2-4 %", "every": "quarter", "from": "2022-Q1", "by": 2028},
        5.1,
        3.2,
        step=3,
        wobble=0.25,
        size=16,
    ),
    Form(
        "tourists",
        "Foreign visitors who stayed for at least one night in hotels and other collective accommodation",
        {"kind": "flow", "unit": "thousand persons", "target": "double", "by": 2025, "baseline": 2016},
        4100,
        8200,
        digits=0,
        size=10,
    ),
    Form(
        "investment",
        "Investment in completed joint projects",
        {"kind": "stock", "unit": "USD", "target": "about 1.7 bn", "by": "2027-06"},
        700e6,
        1700e6,
        step=6,
        digits=0,
        size=7,
    ),
    Form(
        "tariff",
        "Simple average of the import tariffs that are applied to agricultural products under most-favoured-nation treatment",
        {"kind": "stock", "unit": "%", "target": "at most 7.25 %", "by": 2028},
        9.4,
        7.2,
        digits=2,
    ),
    Form(
        "trade-balance",
        "Balance of trade in services",
        {"kind": "flow", "unit": "bn USD", "target": "1.5", "by": 2029, "direction": "increase"},
        -3.2,
        1.5,
        wobble=0.1,
        size=12,
    ),
    Form(
        "mortality",
        "Infant mortality per live birth, as a probability, by the place of residence of the mother",
        {"kind": "stock", "unit": "deaths per birth", "target": "at most 0.0055", "by": 2030},
        0.0104,
        0.0054,
        digits=5,
    ),
    Form(
        "pilot",
        "Regions with a single window for trade",
        {"kind": "stock", "unit": "regions", "target": "20", "by": 2031},
        3,
        20,
        digits=0,
        size=1,
    ),
    Form(
        "railway",
        "Length of electrified railway",
        {"kind": "stock", "unit": "km", "target": "at least 6 000", "by": 2030},
        4217,
        6000,
        digits=0,
        size=0,
    ),
)


def write_awkward(folder: Path, number: int = 10) -> tuple[Path, Path]:
    """Write targets.yaml and observations.csv of so many awkward targets into a folder; the paths of the two."""
    entries: dict[str, dict[str, object]] = {}
    rows: list[tuple[str, ...]] = []
    for place in range(number):
        form, again = _FORMS[place % len(_FORMS)], place // len(_FORMS)
        name = form.id if not again else f"{form.id}-{again + 1}"
        entries[name] = _declared(form, place, again)
        rows.extend(_observed(name, form, place, again))
    targets, observations = folder / "targets.yaml", folder / "observations.csv"
    lines = ["version: 1", "title: An awkward programme of trade, of cooperation and of everything else", "targets:"]
    lines += [f"  {name}: {json.dumps(said, ensure_ascii=False)}" for name, said in entries.items()]
    targets.write_text("\n".join(lines) + "\n", encoding="utf-8")
    observations.write_bytes(table(COLUMNS, tuple(rows)))
    return targets, observations


def _declared(form: Form, place: int, again: int) -> dict[str, object]:
    """What targets.yaml says of a target; each has some of what can be said beside its fields."""
    said = {"name": form.name if not again else f"{form.name}, series {again + 1}", **form.fields, "reporter": "KZ"}
    if place % 3 != 1:
        said |= {"owner": _OWNERS[place % len(_OWNERS)], "group": _GROUPS[place % len(_GROUPS)]}
    if place % 4 == 0:
        said |= {"remarks": list(_REMARKS[: place % 3 + 1])}
    if place % 5 == 0:
        said |= {
            "declared": "2025-03-15",
            "declared_by": "the governments of Kazakhstan and Uzbekistan",
            "source": f"https://example.org/programme/of/cooperation/until/2030/annex/{place}/table-of-indicators.html",
            "quote": f"{form.name}: as the programme has it, with all that belongs to it (English paraphrase).",
            "note": "The annex was amended twice; the amount is that of the second amendment.",
        }
    if form.id in {"exports", "projects", "tariff"}:
        promises = {"exports": "41", "projects": "60", "tariff": "8.5"}
        said |= {"history": [{"target": promises[form.id], "by": 2024, "declared": "2021-12-06", "declared_by": "both presidents"}]}
    return said


def _observed(name: str, form: Form, place: int, again: int) -> Iterator[tuple[str, ...]]:
    """The rows of a target: those of its reporter, and of each third one those of another reporter for the last figures."""
    if form.fields["kind"] == "event":
        yield _row(name, "2025", "no", "KZ")
        if again:
            yield _row(name, "2026-03-01", "yes", "KZ")
        return
    speed = _SPEEDS[(place + again) % len(_SPEEDS)]
    size = form.size if form.size is not None else _LENGTHS[(place + 3 * again) % len(_LENGTHS)]
    periods = list(_periods(form, size))
    for nth, period in enumerate(periods):
        share = nth / max(len(periods) - 1, 1) * speed + form.wobble * ((nth * 7 + place) % 5 - 2) / 2 * (0 < nth < len(periods) - 1)
        value = form.start + (form.end - form.start) * share
        late = nth >= len(periods) - 3
        status = "provisional" if late and place % 2 else ""
        yield _row(name, period, f"{value:.{form.digits}f}", "KZ", "over" if late and place % 7 == 5 else "", status, f"{name}/{nth % 4}")
        if place % 3 == 0 and late:
            yield _row(name, period, f"{value * 0.97:.{form.digits}f}", "UZ", source="mirror")
    for period, figure in form.extra:
        yield _row(name, period, figure, "KZ", source="monthly")


def _periods(form: Form, size: int) -> Iterator[str]:
    """So many periods up to the latest one, as the file has them."""
    quarter = 3
    for back in range(size - 1, -1, -1):
        month = LATEST - back * form.step
        year, nth = divmod(month, 12)
        if form.days:
            yield f"{year - size + 4}-07-12"
        elif form.step == quarter:
            yield f"{year}-Q{nth // quarter + 1}"
        elif form.step in {1, 6}:
            yield f"{year}-{nth + 1:02}" if form.fields["kind"] == "flow" else month_end(month).isoformat()
        else:
            yield f"{year}"


def _row(name: str, period: str, value: str, reporter: str, qualifier: str = "", status: str = "", source: str = "") -> tuple[str, ...]:
    """One row of observations.csv, in the unit of its target."""
    cited = f"https://example.org/statistics/{source}.html" if source else ""
    return (name, period, value, "", qualifier, reporter, status, "", cited, "")
