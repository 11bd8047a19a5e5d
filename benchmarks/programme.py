"""Write a programme of any size, with the mix of figures that statistics offices publish. The figures are made up and say so."""

from __future__ import annotations

import random
import sys
from itertools import islice
from pathlib import Path

YEARS = range(2018, 2026)


def write(folder: Path, targets: int = 10_000, observations: int = 1_000_000, seed: int = 1) -> tuple[Path, Path]:
    """Write targets.yaml and observations.csv into a folder; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - figures for a benchmark
    declared, observed = folder / "targets.yaml", folder / "observations.csv"
    each = observations // targets
    with declared.open("w", encoding="utf-8") as out:
        out.write("version: 1\ntitle: A made-up programme\ntargets:\n")
        for number in range(targets):
            kind, unit = ("flow", "USD") if number % 4 else ("stock", "jobs")
            out.write(f"  t{number:05}:\n    name: Target {number}\n    kind: {kind}\n    unit: {unit}\n")
            out.write(f"    target: {5 + number % 10} bn\n    by: 2030\n    baseline: 2020\n    reporter: UZ\n")
    with observed.open("w", encoding="utf-8") as out:
        out.write("target,period,value,unit,qualifier,reporter,status,published,source,note\n")
        for number in range(targets):
            rows = _flow(chance, each) if number % 4 else _stock(chance, each)
            unit = "mn USD" if number % 4 else "thousand jobs"
            for period, value, published in rows:
                out.write(f"t{number:05},{period},{value:.1f},{unit},,UZ,,{published},https://example.org/{period[:4]},\n")
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


def _flow(chance: random.Random, count: int) -> list[tuple[str, float, str]]:
    """Years, quarters, months and year-to-date figures of one series that agree with each other, some of them revised later."""
    rows: list[tuple[str, float, str]] = []
    for year in YEARS:
        months = [chance.uniform(200, 400) for _ in range(12)]
        rows.append((f"{year}", sum(months), f"{year + 1}-02-15"))
        rows += [(f"{year}-Q{q + 1}", sum(months[3 * q : 3 * q + 3]), f"{year + 1}-02-15") for q in range(4)]
        rows += [(f"{year}-01/{year}-{m:02}", sum(months[:m]), f"{year + 1}-01-15") for m in (6, 9)]
        rows += [(f"{year}-{m + 1:02}", months[m], f"{year + 1}-01-15") for m in range(3)]
    while len(rows) < count:
        period, value, published = chance.choice(rows)
        rows.append((period, value * 1.01, f"{int(published[:4]) + 1}-{chance.randint(3, 12):02}-{chance.randint(1, 28):02}"))
    return rows[:count]


def _stock(chance: random.Random, count: int) -> list[tuple[str, float, str]]:
    """A level at the end of each month, growing."""
    level, rows = 100.0, []
    for month in range(count):
        level *= chance.uniform(1.0, 1.03)
        year, nth = divmod(month, 12)
        rows.append((f"{2018 + year}-{nth + 1:02}", level, f"{2019 + year}-{nth + 1:02}-20"))
    return rows


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
