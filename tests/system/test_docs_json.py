"""docs/json.md and what the commands print: the same keys, of the types that the page says, null exactly where it says that they may be."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import HEADER, ROOT
from test_status import NASTY, NASTY_ROWS

from tracker.values import periods

PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")


class Key(NamedTuple):
    """What the page says of a key."""

    kind: str
    nullable: bool


def documented() -> dict[str, Key]:
    """Every key of the page by its path: that of the heading above its table, and its name."""
    found: dict[str, Key] = {}
    path = ""
    for line in PAGE.splitlines():
        if line.startswith("#"):
            heading = re.search(r"`([^`]+)`$", line)
            path = f"{heading[1]}." if heading else ""
        elif row := re.match(r"\| `(\w+)` \| ([a-z ]+) \| ([^|]+) \| [^|]+ \|$", line):
            assert path + row[1] not in found, f"{path}{row[1]} stands on the page twice"
            found[path + row[1]] = Key(row[2], nullable=row[3] != "never")
    return found


# ---- what is printed

EVERYTHING = """
targets:
  plan:
    {kind: flow, unit: USD, target: 100, by: 2030, baseline: 2020, milestones: {2025: 50}, declared: 2020-05-01,
     history: [{target: 40, by: 2022}, {target: 9, unit: EUR, by: 2022, qualifier: about, declared: 2019, declared_by: x, source: x, quote: x, note: x}]}
  below_zero: {kind: stock, unit: °C, target: -1, by: 2030}
  multiple: {kind: stock, unit: jobs, target: 2x, by: 2030, baseline: 2019}
  zero: {kind: stock, unit: jobs, target: 0, by: 2030, direction: decrease}
  none: {kind: stock, unit: jobs, target: 5}
  met: {kind: stock, unit: jobs, target: 5, by: 2030, direction: increase}
  unqualified: {kind: stock, unit: jobs, target: 50, by: 2030, history: [{target: 40}], milestones: {2027: 20}}
  band: {kind: stock, unit: "%", target: within 4-6, by: 2030, group: Prices, owner: Central bank, accept: {unknown-reporter: nobody else counts it},
     remarks: [{date: 2025-05-01, kind: risk, text: harvest}]}
  recurring: {kind: flow, unit: USD, target: at least 5, every: year, from: 2023, by: 2027}
  growing: {kind: flow, unit: USD, target: "+5 % a year", every: year, from: 2023, by: 2027}
  total: {kind: cumulative, unit: USD, target: 50, from: 2023, by: 2027}
  event: {kind: event, by: 2027}
  rank: {kind: rank, target: 50, by: 2027}
  made: {kind: flow, unit: "%", target: 40, by: 2030, ratio: {of: part, to: whole}}
series:
  part: {kind: flow, unit: USD}
  whole: {kind: flow, unit: USD}
"""
EVERYTHING_ROWS = """\
plan,2020,10,USD,,UZ,,,,
plan,2021,12,USD,,UZ,,,,
plan,2022,15,USD,,UZ,,,,
plan,2023,20,USD,,UZ,,,,
plan,2024,25,USD,,UZ,,,,
plan,2024,26,USD,about,UZ,provisional,2025-01-31,https://example.org,
plan,2024,27,USD,over,UZ,final,2025-11-30,https://example.org,
plan,2024,28,USD,,UZ,,2025-12-05,https://example.org,
plan,2024-01/2024-06,12,USD,,UZ,,2025-01-31,,
plan,2025-01/2025-06,15,USD,about,UZ,provisional,2025-12-10,https://example.org,
below_zero,2024,-4,°C,,,,,,
below_zero,2025,-2,°C,,,,,,
multiple,2024,5,jobs,,,,,,
multiple,2025,6,jobs,,,,,,
zero,2024,5,jobs,,,,,,
zero,2025,4,jobs,,,,,,
met,2024,5,jobs,,,,,,
met,2025,6,jobs,,,,,,
unqualified,2024,5,jobs,,,,,,
unqualified,2025,6,jobs,,,,,,
band,2023,9,%,,,,,,
band,2025,7,%,,,,,,
recurring,2023,6,USD,,,,,,
recurring,2024,4,USD,,,,,,
recurring,2025-01/2025-06,4,USD,,,,,,
recurring,2024-01/2024-06,3,USD,,,,,,
recurring,2026-01/2026-05,3,USD,,,,,,
growing,2023,6,USD,,,,,,
growing,2024,7,USD,,,,,,
total,2023,6,USD,,,,,,
total,2024,7,USD,,,,,,
event,2025-01-31,no,,,,,,,
rank,2023,80,,,,,,,
rank,2025,70,,,,,,,
part,2023,3,USD,,,,,,
part,2025,4,USD,,,,,,
whole,2023,10,USD,,,,,,
whole,2025,11,USD,,,,,,
"""
PROGRAMMES = {
    "shipped": ((ROOT / "targets.yaml").read_text(encoding="utf-8"), (ROOT / "observations.csv").read_text(encoding="utf-8")),
    "golden": (NASTY, HEADER + NASTY_ROWS),
    "everything": (EVERYTHING, HEADER + EVERYTHING_ROWS),
}
DAYS = ("2025-06-30", "2026-11-22", "2031-03-01")


def ask(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tracker", *arguments]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")
    assert ended.stdout, ended.stderr
    return ended.stdout


def answers(folder: Path, ids: list[str]) -> Iterator[tuple[str, Any]]:
    """What the commands print about the programme of a folder, each answer with the path that its keys have on the page."""
    for day in DAYS:
        asked = ["--as-of", day, "--format", "json"]
        yield "", json.loads(ask(folder, "status", *asked, "--reporter", "all"))
        yield "", json.loads(ask(folder, "summary", *asked, "--since", "2025-01-01"))
    for name in ids:
        for command, day in (("show", DAYS[1]), ("explain", "2025-12-22")):
            yield "", json.loads(ask(folder, command, name, "--as-of", day, "--format", "json"))
    if "turnover" in ids:
        yield from assumed(folder)
    for line in ask(folder, "summary", "--format", "ndjson", "--as-of", DAYS[1], "--since", "2025-01-01").splitlines():
        flat = json.loads(line)
        yield "ndjson", {key: flat.pop(key) for key in ("as_of", "language", "since", "changes")}
        yield "targets[]", flat
    yield "check", json.loads(ask(folder, "check", "--format", "json"))
    yield "score", json.loads(ask(folder, "score", "--as-of", DAYS[1], "--format", "json"))


def assumed(folder: Path) -> Iterator[tuple[str, Any]]:
    """What would be so with assumed figures: one by its growth, and one that gives no level."""
    asked = ["show", "turnover", "--as-of", DAYS[1], "--format", "json"]
    yield "", json.loads(ask(folder, *asked, "--if", "2026=+5 %", "--if", "2028-03=1 bn"))
    (folder / "scenarios.yaml").write_text("turnover: {steady: {2026: 5.6 bn, 2027: +12 %}}\n", encoding="utf-8")
    yield "", json.loads(ask(folder, *asked, "--scenarios", "scenarios.yaml"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """Every value that the commands print on the programmes, by the path of its key."""
    values: dict[str, list[Any]] = defaultdict(list)
    for name, (declared, observed) in PROGRAMMES.items():
        folder = tmp_path_factory.mktemp(name)
        (folder / "targets.yaml").write_text(declared, encoding="utf-8")
        (folder / "observations.csv").write_text(observed, encoding="utf-8")
        ids = [target["id"] for target in json.loads(ask(folder, "status", "--format", "json"))["targets"]]
        for path, answer in answers(folder, ids):
            gather(path, answer, values)
    folder = tmp_path_factory.mktemp("problems")
    shutil.copy(ROOT / "targets.yaml", folder)
    (folder / "observations.csv").write_text("target,period,value\nx,2024,1,2\n", encoding="utf-8")
    gather("check", json.loads(ask(folder, "check", "--format", "json")), values)
    (folder / "observations.csv").unlink()
    gather("check", json.loads(ask(folder, "check", "--format", "json")), values)
    gather("score", scored(tmp_path_factory.mktemp("score")), values)
    gather("import", imported(tmp_path_factory.mktemp("import")), values)
    workbook(folder / "observations.xlsx")
    gather("check", json.loads(ask(folder, "check", "--format", "json", "--observations", "observations.xlsx")), values)
    return values


SCORED = """
targets:
  t: {kind: flow, unit: USD, target: 9, by: 2024, baseline: 2019, history: [{target: 8, qualifier: over, by: 2024, declared: 2020-06-01}, {target: 7, by: 2024}]}
  growing: {kind: flow, unit: USD, target: "+5 % a year", every: year, from: 2020, by: 2022, declared: 2020-06-01}
"""
SCORED_ROWS = """\
t,2019,4,USD,,,,2020-02-01,,
t,2020,5,USD,,,,2021-02-01,,
t,2021,6,USD,over,,,2022-02-01,,
t,2023,8,USD,,,,2024-02-01,,
t,2024,8.5,USD,,,,2025-02-01,,
growing,2019,4,USD,,,,2020-02-01,,
growing,2020,5,USD,,,,2021-02-01,,
growing,2021,6,USD,,,,2022-02-01,,
growing,2022,8,USD,,,,2023-02-01,,
"""


def scored(folder: Path) -> Any:
    """A score in which every key has every kind of value."""
    (folder / "targets.yaml").write_text(SCORED, encoding="utf-8")
    (folder / "observations.csv").write_text(HEADER + SCORED_ROWS, encoding="utf-8")
    return json.loads(ask(folder, "score", "--format", "json", "--as-of", DAYS[1]))


IMPORTED = """
sources:
  table: {files: "table*.csv", period: year, value: value, unit: USD, status: flag, published: day}
  undated: {files: other.csv, period: year, value: value, unit: USD, published: unknown}
targets:
  t: {kind: flow, unit: USD, target: 10, by: 2030, figures: {source: table, where: {who: A}}}
  u: {kind: flow, unit: USD, target: 10, by: 2030, figures: {KZ: {source: table, where: {who: B}}, UZ: {source: table, where: {who: C}}}, reporter: KZ}
  v: {kind: flow, unit: USD, target: 10, by: 2030, figures: {KZ: {source: undated, sum: {who: [A, B]}}}}
"""
TABLE = """\
who,year,value,flag,day,2020/21
A,2020,5,,2026-01-05,
A,2020,6,p,2026-02-05,
A,2021,7000,,2026-02-05,
A,2022,,,2026-02-05,
A,2035,9,,2026-02-05,
A,2019,..,,2026-02-05,
C,2019,c,,2026-02-05,
B,2020,5,,2026-02-05,
B,2021,,,2026-02-05,
B,2036,5,f,2026-02-05,
C,2020,900,,2026-02-05,
C,2021,9,,2026-02-05,
"""
JOURNAL = """\
target,period,value,unit,reporter,status,published,source,note
t,2020,4,USD,,,2025-01-01,x,
t,2022,4,USD,,,2025-01-01,table.csv:9,from table (sha256 000000000000)
u,2019,4,USD,KZ,,2025-01-01,table.csv:9,from table (sha256 000000000000)
u,2021,4,USD,KZ,,2025-01-01,table.csv:9,from table (sha256 000000000000)
"""


def imported(folder: Path) -> Any:
    """The answer of an import in which every key has every kind of value."""
    files = {"targets.yaml": IMPORTED, "table.csv": TABLE, "other.csv": "who,year,value\nA,2020,5\nB,2020,5\n", "observations.csv": JOURNAL}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return json.loads(ask(folder, "import", "--dry-run", "--format", "json"))


def workbook(file: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("target", "period", "value", "reporter"), ("jobs", "2025-12-31", 4700, "KZ")):
        book.active.append(row)
    book.save(file)


def gather(path: str, value: Any, values: dict[str, list[Any]]) -> None:
    """Put every value of an answer under the path of its key, as the headings of the page write it."""
    for key, inner in value.items():
        here = f"{path}.{key}" if path else key
        values[same(here)].append(inner)
        nested = [(f"{here}[]", each) for each in inner] if isinstance(inner, list) else [(here, inner)]
        for inside, each in nested:
            if isinstance(each, dict):
                gather(same(inside), each, values)


def same(path: str) -> str:
    """The path under which the page describes an object that stands in several places."""
    path = re.sub(r"^targets\[\]\.reporters\[\]|^scenarios\[\](?=\.(?!(?:scenario|as_of|assumed)$))", "targets[]", path)
    return re.sub(r"\.break_even\.(latest|baseline)\.(up|down)\.", ".break_even.latest.up.", path).replace(
        ".break_even.baseline.", ".break_even.latest."
    )


# ---- the comparison


def parses(reading: Callable[[str], Any]) -> Callable[[Any], bool]:
    def allowed(value: Any) -> bool:
        return isinstance(value, str) and str(reading(value)) == value

    return allowed


def number(value: Any) -> bool:
    return isinstance(value, float)


def integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def list_of(allowed: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(allowed, value))


KINDS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("amount", "rate", "share", "ratio", "months"), number),
    "integer": integer,
    "text": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "day": parses(date.fromisoformat),
    "period": parses(periods.parse),
    "lines": list_of(integer),
    "text list": list_of(lambda value: isinstance(value, str)),
    "list": list_of(lambda value: isinstance(value, dict)),
    "object": lambda value: isinstance(value, dict),
}


def test_every_key_that_is_printed_is_on_the_page_and_every_key_of_the_page_is_printed(printed: dict[str, list[Any]]) -> None:
    assert sorted(printed) == sorted(documented())


def test_every_value_is_of_the_type_that_the_page_says(printed: dict[str, list[Any]]) -> None:
    page = documented()
    wrong = [
        (path, page[path].kind, value)
        for path in printed.keys() & page.keys()
        for value in printed[path]
        if value is not None and not KINDS[page[path].kind](value)
    ]
    assert wrong == []


def test_a_key_is_null_somewhere_if_and_only_if_the_page_says_that_it_may_be(printed: dict[str, list[Any]]) -> None:
    page = documented()
    null = {path: any(value is None for value in printed[path]) for path in printed.keys() & page.keys()}
    assert {path: found for path, found in null.items() if found != page[path].nullable} == {}


def test_the_csv_has_the_keys_of_a_target(tmp_path: Path) -> None:
    for name in ("targets.yaml", "observations.csv"):
        shutil.copy(ROOT / name, tmp_path)
    header = ask(tmp_path, "status", "--format", "csv").splitlines()[0].split(",")
    statements = ask(tmp_path, "score", "--format", "csv").splitlines()[0].split(",")
    assert statements == re.findall(
        r"^\| `(\w+)` \|", PAGE[PAGE.index("### `score.statements[]`") : PAGE.index("## The answer of `check`")], re.MULTILINE
    )
    further = PAGE.index("### Further keys of")
    assert header == re.findall(r"^\| `(\w+)` \|", PAGE[PAGE.index("## A target") : further], re.MULTILINE)
