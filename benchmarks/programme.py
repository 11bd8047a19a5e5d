"""Write a programme of any size, with the mix of figures that statistics offices publish. The figures are made up and say so."""

from __future__ import annotations

import random
import sys
from itertools import islice
from pathlib import Path

YEARS = range(2018, 2026)
BASELINE = 2020
Row = tuple[str, float, str]  # a period, its value, and the day of publication


def write(folder: Path, targets: int = 10_000, observations: int = 1_000_000, seed: int = 1) -> tuple[Path, Path]:
    """Write targets.yaml and observations.csv into a folder; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - figures for a benchmark
    declared, observed = folder / "targets.yaml", folder / "observations.csv"
    each = observations // targets
    with declared.open("w", encoding="utf-8") as out, observed.open("w", encoding="utf-8") as table:
        out.write("version: 1\ntitle: A made-up programme\ntargets:\n")
        table.write("target,period,value,unit,qualifier,reporter,status,published,source,note\n")
        for number in range(targets):
            flow = number % 4 != 0
            kind, unit, scaled = ("flow", "USD", "mn USD") if flow else ("stock", "jobs", "thousand jobs")
            rows, baseline = (_flow if flow else _stock)(chance, each)
            aim = baseline * (1 + chance.uniform(0.02, 0.12)) ** (2030 - BASELINE)
            out.write(f"  t{number:05}:\n    name: Target {number}\n    kind: {kind}\n    unit: {unit}\n")
            out.write(f"    target: {aim:.0f} {scaled.split()[0]}\n    by: 2030\n    baseline: {BASELINE}\n    reporter: UZ\n")
            table.writelines(
                f"t{number:05},{period},{value:.1f},{scaled},,UZ,,{published},https://example.org/{period[:4]},\n"
                for period, value, published in rows
            )
    return declared, observed


def spoiled(observed: Path) -> dict[str, Path]:
    """Copies of the observations with one bad line in the middle, of each kind that there is: a bad number, a bad row, an open quote."""
    with observed.open(encoding="utf-8") as lines:
        middle = sum(1 for _ in lines) // 2
    with observed.open(encoding="utf-8") as lines:
        target, period, value, *rest = next(islice(lines, middle, None)).rstrip("\n").split(",")
    bad = {
        "one bad value": [target, period, "abc", *rest],
        "one bad row": [target, period, value, *rest, "more"],
        "one open quote": [target, period, value, *rest[:-1], '"open'],
    }
    found = {}
    for label, fields in bad.items():
        found[label] = observed.with_name(f"{label}.csv")
        with observed.open(encoding="utf-8") as lines, found[label].open("w", encoding="utf-8") as out:
            out.writelines(",".join(fields) + "\n" if at == middle else line for at, line in enumerate(lines))
    return found


def _flow(chance: random.Random, count: int) -> tuple[list[Row], float]:
    """The last year to date, then years, quarters, months and other years to date that agree with each other, and the baseline."""
    level, growth = chance.uniform(200, 400), chance.uniform(-0.02, 0.15)
    months = {year: [level * (1 + growth) ** (year - 2018) * chance.uniform(0.9, 1.1) for _ in range(12)] for year in [*YEARS, 2026]}
    rows = [(f"2026-01/2026-{m:02}", sum(months[2026][:m]), f"2026-{m + 1:02}-15") for m in (6, 9)]
    for year in reversed(YEARS):
        rows.append((f"{year}", sum(months[year]), f"{year + 1}-02-15"))
        rows += [(f"{year}-01/{year}-{m:02}", sum(months[year][:m]), f"{year + 1}-01-15") for m in (6, 9)]
        rows += [(f"{year}-Q{q + 1}", sum(months[year][3 * q : 3 * q + 3]), f"{year + 1}-02-15") for q in range(4)]
        rows += [(f"{year}-{m + 1:02}", months[year][m], f"{year + 1}-01-15") for m in range(3)]
    return _revised(chance, rows, count), sum(months[BASELINE])


def _stock(chance: random.Random, count: int) -> tuple[list[Row], float]:
    """A level at the end of each month, the last one first, and the baseline."""
    level, growth, rows = chance.uniform(50, 150), chance.uniform(-0.001, 0.012), list[Row]()
    for month in range(12 * len(YEARS)):
        level *= 1 + growth + chance.uniform(-0.005, 0.005)
        year, nth = divmod(month, 12)
        rows.append((f"{2018 + year}-{nth + 1:02}", level, f"{2019 + year}-01-20"))
    return _revised(chance, rows[::-1], count), rows[12 * (BASELINE - 2018) + 11][1]


def _revised(chance: random.Random, rows: list[Row], count: int) -> list[Row]:
    """So many rows: all that fit, and then revisions of them in later years."""
    first = len(rows)
    while len(rows) < count:
        period, value, published = rows[chance.randrange(first)]
        rows.append((period, value * 1.01, f"{int(published[:4]) + 1}-{chance.randint(3, 12):02}-{chance.randint(1, 28):02}"))
    return rows[:count]


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
