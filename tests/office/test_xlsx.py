"""The workbook: LibreOffice recalculates it, and its live formulas say what the tracker says, before and after figures are changed."""

from __future__ import annotations

import csv
import io
import math
import os
import random
import re
import shutil
import subprocess
import warnings
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from conftest import HEADER, ROOT, records

import tracker
from tracker.analysis.attention import sort_by_attention
from tracker.model.result import URGENCY
from tracker.render.excel import colours, planned_path, workbook
from tracker.render.excel import dashboard as xlsx_dashboard
from tracker.render.excel import formulas as xlsx_formulas
from tracker.render.excel import observations as xlsx_data
from tracker.render.excel import sheet as xlsx_grid
from tracker.render.excel import sheet as xlsx_sheet
from tracker.render.excel.planned_path import AT
from tracker.render.excel.sheet_names import SEEN as SEEN_KEYS
from tracker.render.excel.sheet_names import name_sheet
from tracker.render.excel.workings import COLUMNS, LETTERS, cells_of, headings
from tracker.reports.document import Table
from tracker.reports.progress_report import Origin, Question, Report, compile_report, write_report
from tracker.storage import observations as observed
from tracker.storage import targets
from tracker.values import languages
from tracker.values.problems import TrackerError
from tracker.words.answer_language import say_in_current_language
from tracker.words.chance_wording import show_chance, show_outturn
from tracker.words.english.verdicts import STATUS_WORDS
from tracker.words.english.workbook import CHANGED_SINCE
from tracker.words.outlook import project_outcome
from tracker.words.status_columns import verdict_words
from tracker.words.texts import workbook as workbook_texts
from tracker.words.verdict_reasons import reason

TODAY = date(2026, 11, 22)
AWKWARD = """
title: "=SUM(1) <script>"
stale_after: 24
targets:
  falling: {kind: stock, unit: kt, target: 40, by: 2030, baseline: 2020, direction: decrease}
  below_zero: {kind: stock, unit: °C, target: -10, by: 2030-03-20, direction: decrease, qualifier: under}
  deficit: {kind: flow, unit: USD, target: -1 bn, by: 2029, direction: increase}
  from_nothing: {kind: flow, unit: USD, target: 10 bn, by: 2030, baseline: {period: 2024, value: 0}}
  own_baseline: {kind: flow, unit: bn USD, target: 9, by: 2030-06, baseline: {period: 2023, value: 4.2}}
  started_at_zero: {kind: stock, unit: jobs, target: 50, by: 2029}
  stages: {kind: stock, unit: jobs, target: 200, by: 2030, baseline: 2020, milestones: {2023: 110, 2027: 170}}
  there_and_back: {kind: stock, unit: jobs, target: 200, by: 2030, baseline: 2020, milestones: {2022: 90, 2024: 90, 2025-06: 150}}
  down_in_stages: {kind: stock, unit: kt, target: 10, by: 2030, baseline: 2020, direction: decrease, milestones: {2023: 60, 2028: 0}}
  ahead_of_stages: {kind: stock, unit: jobs, target: 20, by: 2030, milestones: {2027: 14}, baseline: {period: 2020, value: 10}}
  stages_without_data: {kind: stock, unit: jobs, target: 20, by: 2030, milestones: {2027: 14}, baseline: {period: 2020, value: 10}}
  doubled: {kind: flow, unit: USD, target: 2x, by: 2029, baseline: 2024}
  doubled_from_unknown: {kind: flow, unit: USD, target: 1.5x, by: 2029, baseline: 2019}
  doubled_and_over: {kind: flow, unit: USD, target: 2x, by: 2024, baseline: 2019}
  unlimited: {kind: stock, unit: jobs, target: 15000, qualifier: over}
  over_and_reached: {kind: flow, unit: USD, target: 5 bn, by: 2024}
  over_and_missed: {kind: flow, unit: USD, target: 6 bn, by: 2024}
  over_and_late: {kind: flow, unit: USD, target: 5 bn, by: 2023}
  over_and_unclear: {kind: flow, unit: USD, target: 6 bn, by: 2024}
  over_and_unknown: {kind: stock, unit: USD, target: 6 bn, by: 2024-06}
  over_and_awaited: {kind: flow, unit: USD, target: 6 bn, by: 2025}
  fallen_and_missed: {kind: stock, unit: kt, target: 5, by: 2024, direction: decrease}
  almost: {kind: stock, unit: jobs, target: 10, by: 2028}
  more_than: {kind: stock, unit: kt, target: 10, by: 2028, direction: decrease}
  nothing_known: {kind: flow, unit: USD, target: 10 bn, by: 2030, reporter: XX}
  half_a_year: {kind: flow, unit: USD, target: 10 bn, by: 2030}
  one_level: {kind: stock, unit: jobs, target: 10, by: 2030}
  older_than_baseline: {kind: stock, unit: jobs, target: 10, by: 2030, baseline: {period: 2026-06, value: 4}}
  begun_too_late: {kind: stock, unit: jobs, target: 10, by: 2023}
  fell_back: {kind: stock, unit: jobs, target: 10, by: 2030}
  no_way: {kind: stock, unit: jobs, target: 10, by: 2030}
  flat: {kind: stock, unit: jobs, target: 10, by: 2030}
  away: {kind: stock, unit: jobs, target: 10, by: 2030}
  slow: {kind: stock, unit: jobs, target: 1000, by: 2030}
  year_to_date: {kind: flow, unit: bn USD, target: 10, by: 2030, baseline: 2023, reporter: UZ}
  quarters: {kind: flow, unit: tiny, target: 4e-7, by: 2030-09-15}
  days: {kind: stock, unit: jobs, target: 100, by: 2030-02-28, baseline: 2024-02-29}
  long_ago: {kind: stock, unit: jobs, target: 100, by: 2030, baseline: 1899, milestones: {1950: 20}}
  more_than_is_strict: {kind: stock, unit: jobs, target: more than 15 thousand, by: 2024, baseline: 2020}
  strict_and_over: {kind: stock, unit: jobs, target: more than 15 thousand, by: 2024, baseline: 2020}
  not_below: {kind: stock, unit: "%", target: below 5, by: 2024, baseline: 2020}
  at_least: {kind: stock, unit: "%", target: at least 42.5, by: 2024, baseline: 2020}
  about_enough: {kind: stock, unit: bn USD, target: about 1.7, by: 2024, baseline: 2020}
  about_too_little: {kind: stock, unit: bn USD, target: about 1.7, by: 2024, baseline: 2020}
  about_in_binary: {kind: stock, unit: kt, target: about 0.2, by: 2024, baseline: 2020}  # 0.2 - 0.05 is a little more than 0.15
  about_down: {kind: stock, unit: kt, target: about 0.3, by: 2024, baseline: 2020, direction: decrease}
  range_up: {kind: stock, unit: "%", target: 40-45, by: 2030, baseline: 2020}
  range_down: {kind: stock, unit: "%", target: 40-45, by: 2030, baseline: 2020}
  range_inside: {kind: stock, unit: "%", target: 40-45, by: 2030, baseline: 2020, direction: decrease}
  range_late: {kind: stock, unit: "%", target: 40-45, by: 2024, baseline: 2020}
  range_unknown: {kind: stock, unit: "%", target: 40-45, by: 2030, baseline: 2019}
  band_from_above: {kind: stock, unit: "%", target: within 4-6, by: 2030, baseline: 2022}
  band_from_below: {kind: flow, unit: bn USD, target: within 4-6, by: 2030, baseline: 2022}
  band_overshot: {kind: stock, unit: "%", target: within 4-6, by: 2030, baseline: 2022}
  band_kept: {kind: stock, unit: "%", target: within 4-6, by: 2030, baseline: 2022}
  band_left: {kind: stock, unit: "%", target: within 4-6, by: 2030, baseline: 2022}
  band_missed: {kind: stock, unit: "%", target: within 4-6, by: 2024, baseline: 2022}
  band_edge: {kind: stock, unit: "%", target: within 4-6, by: 2024, baseline: 2022}
  band_over: {kind: stock, unit: "%", target: within 4-6, by: 2024, baseline: 2022}
  band_open: {kind: stock, unit: "%", target: within 4-6}
  fewer: {kind: stock, unit: Mt, target: -55 %, by: 2030, baseline: 1990}
  half_more: {kind: flow, unit: bn USD, target: +50 %, by: 2024, baseline: 2020}
  growing: {kind: flow, unit: bn USD, target: +6 % a year, by: 2030-06, baseline: 2020}
  shrinking: {kind: stock, unit: kt, target: -3 % a year, by: 2030, baseline: 2020}
  points: {kind: stock, unit: "%", target: +5 pp, by: 2030, baseline: 2020}
  points_down: {kind: stock, unit: "%", target: -2.5 pp, by: 2024, baseline: 2020}
  yearly: {kind: flow, unit: thousand t, target: at least 100, every: year, from: 2022, by: 2027}
  yearly_band: {kind: stock, unit: "%", target: within 4-6, every: year, from: 2022, by: 2024}
  yearly_growth: {kind: flow, unit: bn USD, target: +6 % a year, every: year, by: 2027, baseline: 2022}
  quarterly: {kind: stock, unit: "%", target: within 4-6, every: quarter, from: 2024, by: 2026}
  total: {kind: cumulative, unit: bn USD, target: 150, from: 2024, by: 2029}
  place: {kind: rank, target: 50, by: 2030, baseline: 2020}
  in_force: {kind: event, by: 2026}
  awaited: {kind: event, by: 2027}
  lately: {kind: stock, unit: jobs, target: 100, by: 2030, baseline: 2010, pace: 3 years}
  lately_in_band: {kind: stock, unit: kt, target: within 40-60, by: 2030, baseline: 2010, pace: 3 years}
  lately_alone: {kind: stock, unit: jobs, target: 100, by: 2030, baseline: {period: 2020, value: 4}, pace: 3 years}
  hostile: {name: "=HYPERLINK(0)|<b>&\\e[31m \\u202Eعربي 🚀 _x0041_ Figures!A1", kind: stock, unit: "=cmd()", target: 3, by: 2030}
"""
AWKWARD_ROWS = """\
falling,2020,100,,,,,,,
falling,2025,80,,about,,,,,
below_zero,2024-01-31,-1,,,,,,,
below_zero,2025-01-31,-3,,about,,,,,
deficit,2023,-4,bn USD,,,,,,
deficit,2025,-3,bn USD,,,,,,
from_nothing,2025,9.996,bn USD,,,,,,
own_baseline,2024,4.9,,,,,,,
own_baseline,2025,5.1,,,,,,,
started_at_zero,2022,0,,,,,,,
started_at_zero,2024,20,,,,,,,
started_at_zero,2025,21,,,,,,,
stages,2020,100,,,,,,,
stages,2024,120,,,,,,,
there_and_back,2020,100,,,,,,,
there_and_back,2023,94,,,,,,,
down_in_stages,2020,100,,,,,,,
down_in_stages,2025,45,,,,,,,
ahead_of_stages,2025,30,,,,,,,
doubled,2024,4.2,bn USD,,,,,,
doubled,2025,4.97,bn USD,,,,,,
doubled_from_unknown,2024,4.2,bn USD,,,,,,
doubled_from_unknown,2025,5.2,bn USD,,,,,,
doubled_and_over,2019,2,bn USD,,,,,,
doubled_and_over,2024,3.9,bn USD,,,,,,
unlimited,2024-07-12,4500,,about,,,,,
unlimited,2025-07-12,5500,,,,,,,
over_and_reached,2020,3,bn USD,,,,,,
over_and_reached,2024,5.1,bn USD,,,,,,
over_and_reached,2025,4.9,bn USD,,,,,,
over_and_missed,2020,3,bn USD,,,,,,
over_and_missed,2024,5.1,bn USD,,,,,,
over_and_late,2020,3,bn USD,,,,,,
over_and_late,2023,4.1,bn USD,,,,,,
over_and_late,2025,5.3,bn USD,,,,,,
over_and_unclear,2020,3,bn USD,,,,,,
over_and_unclear,2024,4,bn USD,over,,,,,
over_and_unknown,2020,3,bn USD,,,,,,
over_and_unknown,2025,7,bn USD,,,,,,
over_and_awaited,2020,3,bn USD,,,,,,
over_and_awaited,2024,7.5,bn USD,under,,,,,
over_and_awaited,2024-01/2024-06,2.5,bn USD,,,,,,
fallen_and_missed,2020,9,,,,,,,
fallen_and_missed,2024,6,,under,,,,,
almost,2020,4,,,,,,,
almost,2025,10,,under,,,,,
more_than,2020,40,,,,,,,
more_than,2025,10,,over,,,,,
half_a_year,2025-01/2025-06,2,bn USD,,,,,,
one_level,2025,4,,,,,,,
older_than_baseline,2025,3,,,,,,,
begun_too_late,2024,3,,,,,,,
begun_too_late,2025,4,,,,,,,
fell_back,2020,12,,,,,,,
fell_back,2025,9,,,,,,,
no_way,2020,10,,,,,,,
no_way,2025,8,,under,,,,,
flat,2020,4,,,,,,,
flat,2025,4,,,,,,,
away,2020,4,,,,,,,
away,2025,3,,,,,,,
slow,2020,4,,,,,,,
slow,2025,5,,,,,,,
year_to_date,2023,4.2,bn USD,,UZ,,2024-01-20,,
year_to_date,2023,4.25,bn USD,,UZ,,2024-06-20,,revised
year_to_date,2023-01/2023-09,2.9,bn USD,,UZ,,,,
year_to_date,2024,4.4,bn USD,,UZ,provisional,,,
year_to_date,2024-01/2024-09,3.1,bn USD,about,UZ,,,,
year_to_date,2025-01/2025-09,3.4,bn USD,,UZ,,,,
year_to_date,2025-01/2025-09,3.7,bn USD,,UZ,,2027-01,,not known yet
year_to_date,2024,4.9,bn USD,,KZ,,,,
quarters,2024-Q1,1e-7,,,,,,,
quarters,2024-Q2,1.1e-7,,,,,,,
quarters,2024-Q3,3e-8,,,,,,,
quarters,2024-Q4,0.3e-7,,,,,,,
quarters,2025-Q1,1.4e-7,,,,,,,
days,2024-02-29,10,,,,,,,
days,2025-02-28,20,,,,,,,
days,2026-03-17,31,,,,,,,
long_ago,1899,5,,,,,,,
long_ago,2025,70,,,,,,,
more_than_is_strict,2020,10000,,,,,,,
more_than_is_strict,2024,15000,,,,,,,
strict_and_over,2020,10000,,,,,,,
strict_and_over,2024,15000,,over,,,,,
not_below,2020,9,,,,,,,
not_below,2024,5,,,,,,,
at_least,2020,30,,,,,,,
at_least,2024,42.5,,,,,,,
about_enough,2020,1,,,,,,,
about_enough,2024,1.65,,,,,,,
about_too_little,2020,1,,,,,,,
about_too_little,2024,1.64999,,,,,,,
about_in_binary,2020,0.1,,,,,,,
about_in_binary,2024,0.15,,,,,,,
about_down,2020,1,,,,,,,
about_down,2024,0.35,,,,,,,
range_up,2020,30,,,,,,,
range_up,2025,36,,,,,,,
range_down,2020,60,,,,,,,
range_down,2025,47,,,,,,,
range_inside,2020,44,,,,,,,
range_inside,2025,43,,,,,,,
range_late,2020,30,,,,,,,
range_late,2024,39,,over,,,,,
range_unknown,2025,36,,,,,,,
band_from_above,2022,9,,,,,,,
band_from_above,2025,7.5,,,,,,,
band_from_below,2022,2,,,,,,,
band_from_below,2025,2.9,,,,,,,
band_overshot,2022,9,,,,,,,
band_overshot,2025,6.5,,,,,,,
band_kept,2022,5,,,,,,,
band_kept,2025,6.2,,,,,,,
band_left,2022,5,,,,,,,
band_left,2025,6.01,,under,,,,,
band_missed,2022,9,,,,,,,
band_missed,2024,3.9,,,,,,,
band_edge,2022,9,,,,,,,
band_edge,2024,6,,over,,,,,
band_over,2022,9,,,,,,,
band_over,2024,6.5,,under,,,,,
band_open,2022,9,,,,,,,
band_open,2024,6,,,,,,,
fewer,1990,1000,,,,,,,
fewer,2024,620,,,,,,,
half_more,2020,4,bn USD,,,,,,
half_more,2024,6,bn USD,,,,,,
growing,2020,10,bn USD,,,,,,
growing,2025,14,bn USD,,,,,,
shrinking,2020,100,,,,,,,
shrinking,2025,90,,,,,,,
points,2020,10,,,,,,,
points,2025,13,,,,,,,
points_down,2020,10,,,,,,,
points_down,2024,7.5,,,,,,,
yearly,2022,101,,,,,,,
yearly,2023,104,,,,,,,
yearly,2024,96.7,,,,,,,
yearly_band,2022,5,,,,,,,
yearly_band,2023,6,,,,,,,
yearly_band,2024,4,,,,,,,
yearly_growth,2022,10,bn USD,,,,,,
yearly_growth,2023,10.7,bn USD,,,,,,
yearly_growth,2024,11.5,bn USD,,,,,,
quarterly,2024-Q1,5,,,,,,,
quarterly,2024-Q2,6.5,,,,,,,
quarterly,2024-Q3,5.5,,,,,,,
quarterly,2025-Q1,3,,,,,,,
quarterly,2025-Q2,4,,,,,,,
total,2024,20,bn USD,,,,,,
total,2025,24,bn USD,,,,,,
place,2020,80,,,,,,,
place,2025,69,,,,,,,
in_force,2026-03-01,yes,,,,,,,
awaited,2025,no,,,,,,,
lately,2010,10,,,,,,,
lately,2019,30,,,,,,,
lately,2025,60,,,,,,,
lately_in_band,2010,10,,,,,,,
lately_in_band,2019,30,,,,,,,
lately_in_band,2025,35,,,,,,,
lately_alone,2025,50,,,,,,,
hostile,2024,1,=cmd(),,,,,=HYPERLINK(1),=cmd()
hostile,2025,2,=cmd(),over,,[red],,,[red]
"""
MEASURES = [column.key for column in COLUMNS if column.key in xlsx_formulas.LIVE and not column.key.startswith("arrival")]
LEVELS = ["target", "target_to", "baseline", "latest"]
FIXED = [
    "yearly",
    "quarterly",
    "yearly_band",
    "yearly_growth",
    "in_force",
    "awaited",
]  # judged when the workbook is made: periods are no cells
SEEN = ["Dashboard", "Figures", "Charts", "Observations", "Report", "Notes"]
HIDDEN = ["Workings", "Levels", "Paths"]
SHEETS = SEEN + HIDDEN


NOWHERE = Origin()


def made(declared: str, rows: str, folder: Path, as_of: date = TODAY, origin: Origin = NOWHERE) -> Report:
    (folder / "targets.yaml").write_text(declared, encoding="utf-8")
    (folder / "observations.csv").write_text(rows, encoding="utf-8")
    programme, wrong = targets.load(folder / "targets.yaml")
    figures, problems, _ = observed.load(folder / "observations.csv", programme)
    assert wrong + problems == []
    programme = say_in_current_language(programme)
    return compile_report(programme, figures, Question(as_of), origin)


TEXTS = {
    "shipped": ((ROOT / "targets.yaml").read_text(encoding="utf-8"), (ROOT / "observations.csv").read_text(encoding="utf-8"), TODAY),
    "earlier": (
        (ROOT / "targets.yaml").read_text(encoding="utf-8"),
        (ROOT / "observations.csv").read_text(encoding="utf-8"),
        date(2025, 12, 22),
    ),
    "awkward": (AWKWARD, HEADER + AWKWARD_ROWS, TODAY),
}
CHANGES = {"same": None, "other": (1, 0.2, 2.5), "signs": (2, -2.0, 2.0)}
CASES = [(name, change) for name in TEXTS for change in CHANGES if (name, change) != ("earlier", "signs")]


def changed(report: Report, change: str) -> dict[int, float]:
    """Another value for every line of the file; now and then zero, but of a place always another place."""
    spread = CHANGES[change]
    if spread is None:
        return {}
    dice = random.Random(spread[0])  # noqa: S311 - the same on every day
    yes_or_no = {detail.result.id for detail in report.details if detail.result.goal == "event"}
    cited = {line: row for detail in report.details if detail.result.id not in yes_or_no for line, row in detail.observation_at.items()}
    places = {detail.result.id for detail in report.details if detail.result.kind == "rank"}
    values = {line: row.value * dice.choice([0, *(dice.uniform(*spread[1:]) for _ in range(9))]) for line, row in cited.items()}
    return {line: max(1.0, round(abs(value))) if cited[line].target in places else float(f"{value:.7g}") for line, value in values.items()}


def rewritten(report: Report, rows: str, values: dict[int, float]) -> str:
    """The same file with other values, in the targets' own units."""
    table = list(csv.reader(io.StringIO(rows)))
    units = {line: detail.result.unit for detail in report.details for line in detail.observation_at}
    for line, value in values.items():
        table[line - 1][2:4] = [repr(value), units[line]]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue()


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def tampered(data: bytes, report: Report, values: dict[int, float]) -> bytes:
    """The workbook with other observations, and with a wrong result beside every formula."""
    texts = parts(data)
    place = {line: row for rows in xlsx_data.places(report) for line, row in rows.items()}
    sheet = f"xl/worksheets/sheet{SHEETS.index('Observations') + 1}.xml"
    for line, value in values.items():
        texts[sheet], count = re.subn(
            rf'(<c r="{xlsx_data.VALUE}{place[line]}"[^>]*>)<v>[^<]*</v>', rf"\g<1><v>{value!r}</v>", texts[sheet]
        )
        assert count == 1
    for name in texts:
        if name.startswith("xl/worksheets/"):
            texts[name] = re.sub(r"</f><v>[^<]*</v>", "</f><v>7</v>", texts[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in texts.items():
            file.writestr(name, text)
    return out.getvalue()


def opened(file: Path | io.BytesIO, *, data_only: bool = True) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about what it does not read
        return openpyxl.load_workbook(file, data_only=data_only)


ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-US</value></prop></item></oor:items>
"""


def recalculated(files: list[Path], folder: Path) -> None:
    """Let LibreOffice open, recalculate and save workbooks, all in one run."""
    soffice("xlsx", files, folder)


def soffice(form: str, files: list[Path], folder: Path, locale: str = "en-US") -> None:
    """Let a LibreOffice with the marks of a country open and recalculate workbooks and write them in another form, all in one run."""
    office = shutil.which("soffice")
    if office is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice (soffice) is not installed")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS.replace("en-US", locale), encoding="utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Report, Report, Any]]:
    """For each case the report that the workbook was made of, the one it must now agree with, and what LibreOffice shows."""
    folder = tmp_path_factory.mktemp("books")
    (folder / "out").mkdir()
    cases, files = {}, []
    asked = {name: made(*text[:2], folder, text[2]) for name, text in TEXTS.items()}
    for name, change in CASES:
        (declared, rows, as_of), before = TEXTS[name], asked[name]
        values = changed(before, change)
        after = made(declared, rewritten(before, rows, values), folder, as_of) if values else before
        files.append(folder / f"{name}-{change}.xlsx")
        files[-1].write_bytes(tampered(workbook.workbook(before), before, values))
        cases[name, change] = before, after
    recalculated(files, folder / "out")
    return {case: (*both, opened(folder / "out" / f"{'-'.join(case)}.xlsx")) for case, both in cases.items()}


def shown(sheet: Any, key: str, number: int) -> Any:
    return plain(sheet[f"{LETTERS[key]}{xlsx_grid.FIRST + number + 1}"].value)


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return None if value == "" else value


def expected(row: dict[str, Any], key: str) -> Any:
    if key == "status":
        return verdict_words(row[key])
    return (workbook_texts.OUT_OF_DATE if row[key] else None) if key == "stale" else row[key]


def agrees(seen: Any, value: Any, size: float) -> bool:
    if isinstance(value, int | float) and isinstance(seen, int | float):
        return bool(seen == pytest.approx(value, rel=1e-9, abs=1e-11 * size))
    return bool(seen == value)


def disagreements(sheet: Any, report: Report, keys: list[str]) -> list[Any]:
    found = []
    for number, row in enumerate(records(report.rows)):
        amounts = [abs(row[key]) for key in LEVELS if row[key] is not None]
        for key in keys:
            seen, value = shown(sheet, key, number), expected(row, key)
            if not agrees(seen, value, max([1, *amounts])):
                found.append((row["id"], key, seen, value))
    return found


@pytest.mark.parametrize(("name", "change"), CASES)
def test_libreoffice_computes_what_the_tracker_says(books: Any, name: str, change: str) -> None:
    before, after, book = books[name, change]
    assert disagreements(book["Workings"], after, [*LEVELS, *MEASURES, "direction"]) == []
    assert [each for each in disagreements(book["Workings"], after, ["status"]) if each[0] not in FIXED] == []
    assert [each for each in disagreements(book["Workings"], before, ["status"]) if each[0] in FIXED] == []
    if change != "same":
        assert len(disagreements(book["Workings"], before, MEASURES)) > len(before.details)  # that something moved at all


@pytest.mark.parametrize(("name", "change"), CASES)
def test_the_chance_follows_every_change(books: Any, name: str, change: str) -> None:
    """Within 0.004, as the tracker has Student's t by Wallace's formula and a workbook has it exactly."""
    before, after, book = books[name, change]
    compared = 0
    for number, new in enumerate(records(after.rows)):
        scales = [each.forecast.basis and each.forecast.basis.odds for each in (before.rows[number], after.rows[number])]
        if None in scales or scales[0] != scales[1]:  # whether growth is counted on odds is fixed
            continue
        compared += 1
        seen = {key: shown(book["Workings"], key, number) for key in ("probability", "likely_low", "likely_mid", "likely_high")}
        assert seen["probability"] == pytest.approx(new["probability"], abs=0.004), new["id"]
        for end in ("likely_low", "likely_mid", "likely_high"):
            assert seen[end] == pytest.approx(new[end], rel=1e-8), new["id"]
    assert compared or change != "same"


@pytest.mark.parametrize(("name", "change"), CASES)
def test_no_cell_shows_an_error(books: Any, name: str, change: str) -> None:
    sheets = books[name, change][2].worksheets
    cells = [(sheet.title, cell.coordinate, cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 1000
    assert [each for each in cells if str(each[2]).startswith(("#", "Err:"))] == []


@pytest.mark.parametrize(("name", "change"), CASES)
def test_the_levels_follow_from_the_observations(books: Any, name: str, change: str) -> None:
    _, after, book = books[name, change]
    values = [(detail.result.id, str(each.date), each.value) for detail in after.details for each in detail.series]
    column = {column.key: at for at, column in enumerate(xlsx_data.KNOWN)}
    seen = [[plain(cell) for cell in row] for row in book["Levels"].iter_rows(min_row=xlsx_grid.FIRST + 1, values_only=True)]
    assert [(row[column["target"]], row[column["date"]]) for row in seen] == [each[:2] for each in values]
    assert [row[column["value"]] for row in seen] == pytest.approx([each[2] for each in values], rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(("name", "change"), CASES)
def test_what_is_needed_follows_too(books: Any, name: str, change: str) -> None:
    before, after, book = books[name, change]
    compared = 0
    for old, new in zip(before.details, after.details, strict=True):
        if old.required and new.required:
            seen = [(row["date"], row["linear"], row["compound"]) for row in drawn(book, new.result.id, "required")[1:]]
            assert [each[0] for each in seen] == [str(each.date) for each in new.required]
            for at in (1, 2):
                want = [each[at] for each in new.required]
                assert [each[at] for each in seen] == (pytest.approx(want, rel=1e-9) if None not in want else want)
            compared += 1
    assert compared or change != "same"


def drawn(book: Any, target: str, line: str) -> list[dict[str, Any]]:
    rows = [dict(zip(AT, map(plain, row), strict=False)) for row in book["Paths"].iter_rows(min_row=xlsx_grid.FIRST + 1, values_only=True)]
    return [row for row in rows if (row["target"], row["line"]) == (target, line)]


def test_each_line_of_a_chart_is_one_run_of_rows(awkward: Report) -> None:
    """A series of a chart is a range: rows of two lines may not alternate."""
    column, row = list(AT).index("line"), xlsx_grid.FIRST + 1
    for number, detail in enumerate(awkward.details):
        made_of = planned_path.block(detail, cells_of(number), ["Levels!A1"] * len(detail.series), row)
        for line, (first, last) in made_of.lines.items():
            assert [cells[column].value for cells in made_of.rows[first - row : last - row + 1]] == [line] * (last - first + 1)
            assert sum(cells[column].value == line for cells in made_of.rows) == last - first + 1
        row += len(made_of.rows)


def test_the_periods_of_a_recurring_target_are_drawn_as_met_or_missed(books: Any) -> None:
    _, _, book = books["awkward", "same"]
    points = {line: [(row["date"], row["linear"]) for row in drawn(book, "quarterly", line)] for line in ("met", "missed")}
    assert points == {
        "met": [("2024-03-31", 5), ("2024-09-30", 5.5), ("2025-06-30", 4)],
        "missed": [("2024-06-30", 6.5), ("2025-03-31", 3)],
    }
    assert [row["linear"] for row in drawn(book, "quarterly", "target")] == [4, 4]
    assert [row["linear"] for row in drawn(book, "quarterly", "other end")] == [6, 6]
    assert [row["linear"] for row in drawn(book, "yearly_growth", "met")] == pytest.approx([0.07, 11.5 / 10.7 - 1])
    assert drawn(book, "yearly_growth", "observed") == []


def test_the_planned_path_goes_through_the_milestones(books: Any) -> None:
    _, _, book = books["awkward", "same"]
    points = {row["date"][:4]: (row["linear"], row["compound"]) for row in drawn(book, "stages", "planned")}
    assert list(points) == [str(year) for year in range(2020, 2031)]
    assert points["2021"] == pytest.approx((100 + 10 / 3, 100 * 1.1 ** (1 / 3)))
    assert points["2023"] == (110, 110)
    assert points["2025"] == pytest.approx((140, 110 * (170 / 110) ** 0.5))
    assert points["2030"] == (200, 200)
    down = {row["date"][:4]: (row["linear"], row["compound"]) for row in drawn(book, "down_in_stages", "planned")}
    assert [down["2023"], down["2028"], down["2030"]] == [(60, 60), (0, None), (10, None)]  # no growth leads to zero or from it


def test_every_status_is_among_the_cases(books: Any) -> None:
    """Else a status could be wrong in the workbook without any test seeing it."""
    seen = {row.status for name, change in CASES for row in books[name, change][1].rows}
    assert seen == set(STATUS_WORDS)
    turned = [1 for case in CASES for old, new in zip(books[case][0].rows, books[case][1].rows, strict=True) if old.status != new.status]
    assert len(turned) > 20


def test_the_reason_gives_way_where_figures_were_changed(books: Any) -> None:
    same, other = (books["shipped", change] for change in ("same", "other"))
    assert [shown(same[2]["Workings"], "reason", at) for at in range(4)] == [reason(row) for row in same[0].rows]
    assert [shown(other[2]["Workings"], "reason", at) for at in range(4)] == [CHANGED_SINCE] * 4


def dashboard(book: Any) -> list[dict[str, Any]]:
    """The rows of the dashboard, in its order."""
    sheet = book.worksheets[0]
    heads = {workbook_texts.WORKBOOK_HEADS[key]: key for key in xlsx_dashboard.COLUMNS}
    columns = [heads[cell.value] for cell in sheet[xlsx_grid.HEAD + 1]]
    return [dict(zip(columns, row, strict=True)) for row in sheet.iter_rows(min_row=xlsx_grid.FIRST + 1, values_only=True) if row[1]]


@pytest.mark.parametrize(("name", "change"), CASES)
def test_the_dashboard_follows_every_change(books: Any, name: str, change: str) -> None:
    before, after, book = books[name, change]
    order, results = [row.id for row in sort_by_attention(before.rows)], {row.id: row for row in after.rows}
    fixed = {row.id: row for row in before.rows if row.id in FIXED}
    seen = dict(zip(order, dashboard(book), strict=True))
    assert [row["name"] for row in seen.values()] == [xlsx_grid.shown(results[each].name) for each in order]
    assert {each: row["status"] for each, row in seen.items()} == {
        each: verdict_words(fixed.get(each, results[each]).status) for each in order
    }
    for each, row in seen.items():
        progress = None if results[each].only_baseline else results[each].progress
        assert row["progress"] == ("–" if progress is None else pytest.approx(math.floor(round(progress * 1000, 9)) / 1000))
    counts = Counter(row["status"] for row in seen.values())
    told = ", ".join(f"{counts[verdict_words(status)]} {STATUS_WORDS[status]}" for status in URGENCY if counts[verdict_words(status)])
    assert book["Dashboard"]["A3"].value.endswith(f": {told}.")


@pytest.mark.parametrize("name", TEXTS)
def test_the_projection_reads_as_in_a_report(books: Any, name: str) -> None:
    report, _, book = books[name, "same"]
    for row, result in zip(dashboard(book), sort_by_attention(report.rows), strict=True):
        assert row["projected"] == project_outcome(result)


@pytest.mark.parametrize("name", TEXTS)
def test_the_chance_and_the_outturn_read_as_in_a_report(books: Any, name: str) -> None:
    report, _, book = books[name, "same"]
    for row, result in zip(dashboard(book), sort_by_attention(report.rows), strict=True):
        assert (row["chance"], row.get("outturn", "–")) == (show_chance(result), show_outturn(result))


@pytest.mark.parametrize(("name", "change"), [case for case in CASES if case[1] != "same"])
def test_the_chance_on_the_dashboard_follows_every_change(books: Any, name: str, change: str) -> None:
    """It is the word of the number that the workings come to; an outturn, which does not follow, is left out."""
    before, _, book = books[name, change]
    number, compared = {row.id: at for at, row in enumerate(before.rows)}, 0
    for made_of, row in zip(sort_by_attention(before.rows), dashboard(book), strict=True):
        chance = shown(book["Workings"], "probability", number[made_of.id])
        said = "–" if chance is None else show_chance(replace(made_of, forecast=made_of.forecast._replace(probability=chance)))
        assert row["chance"] == said
        compared += said != show_chance(made_of)
        assert row.get("outturn", "–") in ("–", show_outturn(made_of))
    assert compared or name == "shipped"


def test_an_outturn_is_left_out_once_a_figure_was_changed(tmp_path: Path) -> None:
    declared = "targets: {t: {kind: flow, unit: bn USD, target: 10, by: 2030}}"
    figures = {"2023": 4.0, "2024": 4.4, "2025": 4.8, "2024-01/2024-09": 3.2, "2025-01/2025-09": 3.5, "2026-01/2026-09": 3.9}
    report = made(declared, HEADER + "".join(f"t,{period},{value},bn USD,,,,,,\n" for period, value in figures.items()), tmp_path)
    (tmp_path / "out").mkdir()
    files = [tmp_path / "same.xlsx", tmp_path / "other.xlsx"]
    stored, line = workbook.workbook(report), int(next(iter(changed(report, "other"))))
    for file, values in zip(files, ({}, {line: 5.0}), strict=True):
        file.write_bytes(tampered(stored, report, values))
    recalculated(files, tmp_path / "out")
    same, other = (dashboard(opened(tmp_path / "out" / file.name))[0] for file in files)
    assert same["outturn"] == show_outturn(report.rows[0])
    assert re.fullmatch(r"2026: \d\.\d–\d\.\d bn USD", same["outturn"])
    assert other["outturn"] == "–"


@pytest.mark.parametrize(("name", "change"), [case for case in CASES if case[1] != "same"])
def test_a_projection_that_was_changed_never_looks_as_if_it_came_to_the_target(books: Any, name: str, change: str) -> None:
    """The two ends as numbers, in the scale that is written behind them."""
    before, after, book = books[name, change]
    results, compared = {row.id: row for row in after.rows}, 0
    for made_of, row in zip(sort_by_attention(before.rows), dashboard(book), strict=True):
        result = results[made_of.id]
        ends = result.projected
        if ends and made_of.counts_things:  # what was counted in whole things when the workbook was made stays so
            ends = max(0.0, ends[0]), max(0.0, ends[1])
        numbers = re.findall(r"−?[\d,]+(?:\.\d+)?", row["projected"].removesuffix(result.unit))
        if not ends or not numbers or result.kind == "rank":
            continue
        scale = {"mn": 1e6, "bn": 1e9, "tn": 1e12}.get(row["projected"].removesuffix(result.unit).split()[-1], 1)
        told = [float(number.replace("−", "-").replace(",", "")) * scale for number in numbers]
        for end, value in ((ends[0], told[0]), (ends[-1], told[-1])):
            assert value == pytest.approx(end, abs=0.5 * 10 ** (math.floor(math.log10(max(abs(end), scale))) + 1))
            if result.aim is not None and result.direction and result.sign * (result.aim - end) > 1e-9 * abs(result.aim):
                assert result.sign * (result.aim - value) > 0
        compared += 1
    assert compared or change != "same"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Report:
    made_from = (("targets.yaml", "0123456789ab"),)
    return made(*TEXTS["shipped"][:2], tmp_path_factory.mktemp("shipped"), origin=Origin("tracker report -o r.xlsx", made_from))


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return made(*TEXTS["awkward"][:2], tmp_path_factory.mktemp("awkward"))


def test_a_viewer_that_does_not_calculate_shows_the_same(shipped: Report, awkward: Report) -> None:
    for report in (shipped, awkward):
        book = opened(io.BytesIO(workbook.workbook(report)))
        assert disagreements(book["Workings"], report, [*LEVELS, *MEASURES, "status", "reason"]) == []


def test_what_is_told_as_it_was_stated(shipped: Report) -> None:
    sheet = opened(io.BytesIO(workbook.workbook(shipped)))["Workings"]
    keys = ["id", "name", "reporter", "unit", "direction", "goal", "target_words", "target_qualifier", "deadline"]
    keys += [f"{level}_{what}" for level in ("baseline", "latest") for what in ("period", "date")] + ["latest_qualifier", "latest_basis"]
    assert disagreements(sheet, shipped, keys) == []
    assert isinstance(sheet[f"{LETTERS['deadline']}6"].value, datetime)
    assert isinstance(sheet[f"{LETTERS['eta_linear']}6"].value, datetime)
    assert {key for key in records(shipped.rows)[0] if key not in LETTERS} == {
        *("kind", "latest_published", "latest_rows", "pace_since", "ytd_period", "newer_unused"),
        *("probability_words", "probability_absent"),
        *("outturn", "outturn_low", "outturn_high", "outturn_year", "outturn_probability"),
        *("outturn_bound", "outturn_probability_bound"),
    }


def test_the_same_report_gives_the_same_bytes(shipped: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook.workbook(shipped)
    monkeypatch.setenv("TZ", "Asia/Almaty")
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert workbook.workbook(shipped) == first
    core = parts(first)["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-22T00:00:00Z"}
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {each.date_time[0] for each in file.infolist()} == {1980}


def test_no_text_of_the_data_runs(awkward: Report) -> None:
    texts = parts(workbook.workbook(awkward))
    formulas = [found for name, text in texts.items() for found in re.findall(r"<(?:c:)?f>([^<]*)</(?:c:)?f>", text)]
    assert len(formulas) > 1000
    assert [each for each in formulas if re.search(r"cmd|HYPERLINK|SUM\(1|red", each)] == []
    assert not [name for name in texts if re.search(r"external|hyperlink", name, re.IGNORECASE) or "<hyperlink" in texts[name]]
    sheet = opened(io.BytesIO(workbook.workbook(awkward)))["Workings"]
    number = [row.id for row in awkward.rows].index("hostile")
    assert shown(sheet, "name", number) == "=HYPERLINK(0)|<b>&\\x1b[31m \\u202eعربي 🚀 _x0041_ Figures!A1"
    assert sheet[f"{LETTERS['unit']}{xlsx_grid.FIRST + number + 1}"].data_type == "s"
    assert sheet["A1"].value == "=SUM(1) <script>"


def test_every_part_is_well_formed(awkward: Report) -> None:
    for text in parts(workbook.workbook(awkward)).values():
        ET.fromstring(text)  # noqa: S314 - our own


def test_the_status_is_a_word_beside_its_colour(shipped: Report) -> None:
    texts = parts(workbook.workbook(shipped))
    for sheet in ("Dashboard", "Figures"):
        rules = re.findall(
            r'<cfRule type="cellIs"[^>]*><formula>"(.*?)"</formula>', texts[f"xl/worksheets/sheet{SHEETS.index(sheet) + 1}.xml"]
        )
        assert sorted(rules) == sorted(verdict_words(status) for status in STATUS_WORDS)


def test_what_looks_like_the_whole_way_and_is_not(tmp_path: Path) -> None:
    declared = "targets: {t: {kind: flow, unit: USD, target: 10 bn, by: 2030, baseline: {period: 2024, value: 0}}}"
    report = made(declared, HEADER + "t,2025,9.99996,bn USD,,,,,,\n", tmp_path)
    data = workbook.workbook(report)
    row = row_of(opened(io.BytesIO(data)), "progress")
    texts = parts(data)
    assert f"AND(ISNUMBER(B{row}),B{row}&lt;1,ROUND(B{row},4)&gt;=1)" in texts["xl/worksheets/sheet2.xml"]
    assert "&quot;&lt;&quot;0%" in texts["xl/styles.xml"]
    assert opened(io.BytesIO(data))["Dashboard"]["H6"].value == 0.999


def row_of(book: Any, key: str) -> int:
    """The row of a figure on the sheet of figures."""
    return next(int(row[0].row) for row in book["Figures"].iter_rows() if row[0].value == headings()[key])


def test_a_whole_number_that_is_changed_to_a_fraction_shows_it(shipped: Report) -> None:
    texts = parts(workbook.workbook(shipped))
    cell = f"{xlsx_data.VALUE}6"
    rule = f"AND(ISNUMBER({cell}),{cell}&lt;&gt;ROUND({cell},0))"
    assert rule in texts[f"xl/worksheets/sheet{SHEETS.index('Observations') + 1}.xml"]


def test_headings_stay_and_sheets_are_ready_for_paper(shipped: Report) -> None:
    book = opened(io.BytesIO(workbook.workbook(shipped)))
    assert book.sheetnames == SHEETS
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "hidden"] == HIDDEN
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        upright = sheet.title in {"Charts", "Observations", "Report", "Notes"}
        assert sheet.page_setup.orientation == ("portrait" if upright else "landscape")
        assert sheet.sheet_properties.pageSetUpPr is None or sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.title == "Charts"
        if sheet.title not in {"Charts", "Report"}:
            assert sheet.freeze_panes.endswith("6")
            assert sheet.print_title_rows.endswith("$5")
        if sheet.title in {"Observations", *HIDDEN}:
            assert sheet.auto_filter.ref.startswith("A5:")
            assert sheet.row_dimensions[4].hidden == (sheet.title not in HIDDEN)  # the keys for programs
    assert book["Workings"]["G6"].number_format == "General"
    assert {book["Workings"][f"{LETTERS[key]}6"].number_format for key in ("target", "gap", "required_per_year")} == {"#,##0"}
    assert {book["Workings"][f"{LETTERS[key]}6"].number_format for key in ("progress", "required_growth")} == {"0.00%"}


def test_an_amount_that_is_shown_in_full_shows_its_decimals_once_it_is_changed(shipped: Report) -> None:
    """The target of 10 bn USD on the sheet of figures, and what the dashboard shows of it."""
    data = workbook.workbook(shipped)
    texts, target = parts(data), f"C{row_of(opened(io.BytesIO(data)), 'target')}"
    assert f"AND(ISNUMBER({target}),{target}&lt;&gt;ROUND({target},-9))" in texts["xl/worksheets/sheet2.xml"]
    assert "AND(ISNUMBER(F7),F7&lt;&gt;ROUND(F7,-9))" in texts["xl/worksheets/sheet1.xml"]
    assert "[&gt;=10000000]#,##0.00,,,&quot; bn USD&quot;;#,##0&quot; USD&quot;" in texts["xl/styles.xml"]


def test_a_chart_says_what_it_shows(shipped: Report) -> None:
    texts = parts(workbook.workbook(shipped))
    assert len([name for name in texts if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]) == 4
    alts = re.findall(r' descr="([^"]*)"', texts["xl/drawings/drawing1.xml"])
    assert len(alts) == 4
    assert alts[1].startswith("Chart of Mutual trade turnover, in USD: observed levels (12 in all, the latest for 2025)")
    chart = texts["xl/charts/chart2.xml"]
    names = ["Observed", "Required path", "Projected at this pace", "Projected at this pace", "Target"]
    assert re.findall(r"<c:ser>.*?<c:v>(.*?)</c:v>", chart) == names
    assert re.findall(r'<c:legendEntry><c:idx val="(\d)"/><c:delete val="1"/>', chart) == ["3"]  # one entry for both paths of the pace
    assert f"Workings!${LETTERS['chart_title']}$6" in chart
    assert "<c:v>◆ at risk – Mutual trade turnover</c:v>" in chart
    assert 'c:legendPos val="b"' in chart
    assert '<c:plotVisOnly val="1"/>' not in chart  # what it draws stands on a hidden sheet


def test_what_does_not_count_is_grey_and_said(shipped: Report) -> None:
    book = opened(io.BytesIO(workbook.workbook(shipped)))
    keys = [column.key for column in xlsx_data.OBSERVED]
    rows = [dict(zip(keys, row, strict=True)) for row in book["Observations"].iter_rows(min_row=6)]
    said = {row["line"].value: row["holds"].value for row in rows}
    assert (said[21], said[20], said[30], len(said)) == ("counts", "replaced by a later figure", "another reporter", 34)
    for row in rows:
        grey = row["value"].font.color.rgb == f"FF{colours.MUTED[1:]}"
        assert grey == (row["holds"].value != "counts")
    line = next(row for row in rows if row["line"].value == 20)
    assert (line["value"].value, line["published"].value.date(), line["end"].value.date()) == (4.2e9, date(2025, 1, 21), date(2024, 12, 31))


def test_the_notes_explain_every_measure_and_how_the_workbook_was_made(shipped: Report) -> None:
    rows = list(opened(io.BytesIO(workbook.workbook(shipped)))["Notes"].iter_rows(min_row=6, values_only=True))
    places = {row[1]: row[2] for row in rows}
    for key in MEASURES:
        assert places[f"Workings, column {LETTERS[key]}"]
    assert places[f"Workings, column {LETTERS['progress']}"] == "(L − B) / (T − B)"
    texts = [row[2] for row in rows]
    assert "tracker report -o r.xlsx" in texts
    assert "SHA-256 0123456789ab…" in texts


def test_a_report_without_targets_or_figures(tmp_path: Path) -> None:
    for declared in ("targets: {}\n", "targets: {t: {kind: stock, unit: jobs, target: 5, by: 2030}}\n"):
        book = opened(io.BytesIO(workbook.workbook(made(declared, HEADER, tmp_path))))
        assert book["Charts"]["A3"].value == "No target has figures to draw."
        assert book["Workings"]["C6"].value in {None, "· no data"}


def test_a_text_that_no_cell_can_hold() -> None:
    assert xlsx_grid.shown("a" * 32_767) == "a" * 32_767
    assert xlsx_grid.shown("a" * 32_768) == "a" * 32_766 + "…"
    assert xlsx_grid.shown("🚀" * 20_000) == "🚀" * 16_383 + "…"
    assert xlsx_grid.shown("\x00\ufffe\x1b[31m") == "\\x00\\ufffe\\x1b[31m"


def test_more_rows_than_a_sheet_has(shipped: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "MOST_ROWS", 20)
    with pytest.raises(TrackerError, match="name fewer targets"):
        workbook.workbook(shipped)


@pytest.mark.parametrize("name", TEXTS)
def test_every_cell_of_every_sheet_was_written_with_its_result(books: Any, name: str) -> None:
    report, _, book = books[name, "same"]
    assert differences(opened(io.BytesIO(workbook.workbook(report))), book) == []


def differences(stored: Any, computed: Any) -> list[Any]:
    """The cells that a program computes otherwise than they were written."""
    differ = []
    for sheet in stored.worksheets:
        for row in sheet.iter_rows():
            differ += [
                (sheet.title, cell.coordinate, cell.value, seen)
                for cell in row
                if not agrees(seen := plain(computed[sheet.title][cell.coordinate].value), plain(cell.value), 1e-3)
            ]
    return differ


def test_the_report_stands_in_words_on_a_sheet_of_its_own() -> None:
    programme, figures = tracker.load(ROOT / "targets.yaml")
    told = compile_report(programme, figures, Question(TODAY, date(2025, 12, 31)), NOWHERE)
    sheet = opened(io.BytesIO(workbook.workbook(told)))["Report"]
    said = [" ".join(str(cell) for cell in row if cell not in {None, ""}) for row in sheet.values]
    assert said[0] == "Kazakhstan–Uzbekistan trade and cooperation targets"
    assert "• Mutual trade turnover: a new figure for 2025, 4.97 bn USD (published: 1 Feb 2026; figures of UZ). [1]" in said
    document = write_report(told)
    for section in document.sections:
        assert section.heading in said
        for block in section.blocks:
            for row in block.rows if isinstance(block, Table) else ():
                assert any(row[0].text in line and row[-1].text in line for line in said)
    assert sum(line.startswith("[") for line in said) == len(document.sources)


IN_LANGUAGES = {"ru": "ru-RU", "kk": "kk-KZ", "uz": "uz-UZ"}
UNITS = """\
units:
  jobs: {ru: [место, места, мест, места], kk: орын, uz: [ta oʻrin, oʻrin]}
  kt: {ru: тыс. т, kk: мың т, uz: ming t}
"""


@pytest.mark.parametrize("code", IN_LANGUAGES)
def test_a_workbook_in_another_language_computes_the_same(code: str, tmp_path: Path) -> None:
    """LibreOffice recalculates it as somebody of that country has it, before and after observations were changed."""
    languages.use(code)
    before = made(UNITS + AWKWARD, HEADER + AWKWARD_ROWS, tmp_path)
    values = changed(before, "other")
    after = made(UNITS + AWKWARD, rewritten(before, HEADER + AWKWARD_ROWS, values), tmp_path)
    stored, files = workbook.workbook(before), [tmp_path / "same.xlsx", tmp_path / "other.xlsx"]
    (tmp_path / "out").mkdir()
    for file, each in zip(files, ({}, values), strict=True):
        file.write_bytes(tampered(stored, before, each))
    soffice("xlsx", files, tmp_path / "out", IN_LANGUAGES[code])
    same, other = (opened(tmp_path / "out" / file.name) for file in files)
    assert differences(opened(io.BytesIO(stored)), same) == []
    assert same.sheetnames == [*map(name_sheet, SEEN_KEYS), *HIDDEN]
    keys = [*LEVELS, *MEASURES, "direction"]
    assert disagreements(other["Workings"], after, keys) == []
    assert [each for each in disagreements(other["Workings"], after, ["status"]) if each[0] not in FIXED] == []
    for row, result in zip(dashboard(same), sort_by_attention(before.rows), strict=True):
        assert row["projected"] == project_outcome(result)
        assert (row["chance"], row.get("outturn", "–")) == (show_chance(result), show_outturn(result))


def test_a_unit_follows_a_number_that_is_changed(tmp_path: Path) -> None:
    """By conditional formats: 21 место, 22 места, 25 мест, 2,5 места."""
    languages.use("ru")
    declared = UNITS.partition("  kt:")[0] + "targets: {t: {kind: stock, unit: jobs, target: at least 31, by: 2030}}\n"
    rows = "t,2024,4,jobs,,,,,,\nt,2025,22,jobs,,,,,,\n"
    data = workbook.workbook(made(declared, HEADER + rows, tmp_path))
    sheet = opened(io.BytesIO(data), data_only=False).worksheets[0]
    assert sheet["D6"].number_format.startswith('#,##0" места"')
    assert sheet["F6"].number_format.startswith('"не менее "#,##0" места"')  # of 31: the genitive
    rules = [(str(found.sqref), rule) for found in sheet.conditional_formatting for rule in found.rules]
    formats = {
        (cells, rule.formula[0][-2:-1]): rule.dxf.numFmt.formatCode.partition(";")[0]
        for cells, rule in rules
        if rule.dxf and rule.dxf.numFmt and "MOD" in rule.formula[0]
    }
    assert formats["D6", "0"] == '#,##0" место"'
    assert formats["D6", "2"] == '#,##0" мест"'
    assert formats["F6", "2"] == '"не менее "#,##0" мест"'
    assert any(rule.dxf and rule.dxf.numFmt and rule.dxf.numFmt.formatCode.startswith('#,##0.00" места"') for _, rule in rules)


def test_the_names_of_sheets_can_be_names_of_sheets() -> None:
    for code in languages.LANGUAGES:
        languages.use(code)
        names = [*map(name_sheet, SEEN_KEYS), *HIDDEN]
        assert len({name.casefold() for name in names}) == len(names)
        assert [name for name in names if len(name) > 31 or re.search(r"[\[\]:*?/\\']", name)] == []


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_no_english_word_is_left_on_the_pages_for_people(code: str, tmp_path: Path) -> None:
    """But for the ids, the addresses and the notes of the files, and what is called by a name: a file, a program, a hidden sheet."""
    languages.use(code)
    data = workbook.workbook(made(*TEXTS["shipped"][:2], tmp_path))
    book = opened(io.BytesIO(data))
    people = [book[name_sheet(key)] for key in ("dashboard", "figures", "charts")]
    said = {str(cell.value) for sheet in people for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    said |= {each for name, text in parts(data).items() if "/charts/" in name for each in re.findall("<(?:a:t|c:v)>(.*?)</", text)}
    notes = book[name_sheet("notes")].iter_rows(min_row=6, max_row=27, max_col=3, values_only=True)
    said |= {str(each) for row in notes for each in row if each} | {str(cell.value) for cell in book[name_sheet("observations")][5]}
    named = {"Workings", "Levels", "Paths", "Excel", "LibreOffice", "Recalculate", "Hard", "Ctrl", "Shift", "data", "workings", "levels"}
    named |= {"paths", "observations", "tracker", "report", "xlsx"}
    assert {word for text in said for word in re.findall("[A-Za-z]{3,}", text)} - named == set()
