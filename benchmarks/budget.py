"""How far yearly targets are reached, asked of hledger's budget report (Debian's package hledger) and of the tracker.

python benchmarks/budget.py [observations ...]

The figures are months of 1,000 flows. In the journal each is a transaction, and each target a yearly budget, so the report has the figure
of the last year as a percentage of the target: the tracker's `share`. The percentages must be equal.
"""

from __future__ import annotations

import csv
import json
import random
import shutil
import sys
import tempfile
from pathlib import Path

from measure import in_turn, print_header, print_heading, print_row, question, show_memory, show_seconds

TARGETS, LAST = 1_000, 2025
COUNTS = (12_000, 96_000)
CENTS = 100


def write(folder: Path, observations: int) -> tuple[Path, Path]:
    """The same programme twice: targets.yaml with observations.csv, and a journal."""
    chance = random.Random(1)  # noqa: S311 - figures for a benchmark
    years = observations // TARGETS // 12
    declared, journal = folder / "targets.yaml", folder / "budget.journal"
    with declared.open("w") as out, journal.open("w") as book, (folder / "observations.csv").open("w") as table:
        out.write("targets:\n")
        table.write("target,period,value,unit\n")
        book.write(f"~ yearly from {LAST}-01-01 to {LAST + 1}-01-01\n")
        aims = [chance.randint(1_000_000, 9_000_000) for _ in range(TARGETS)]
        for number, aim in enumerate(aims):
            out.write(f"  t{number:04}: {{kind: flow, unit: USD, target: {aim}, by: 2030, direction: increase}}\n")
            book.write(f"    t{number:04}  {aim} USD\n")
        book.write("    world\n\n")
        for year in range(LAST - years + 1, LAST + 1):
            for month in range(1, 13):
                for number in range(TARGETS):
                    cents = chance.randint(1_000_000, 50_000_000)
                    value = f"{cents // CENTS}.{cents % CENTS:02}"
                    table.write(f"t{number:04},{year}-{month:02},{value},USD\n")
                    book.write(f"{year}-{month:02}-15 figure\n    t{number:04}  {value} USD\n    world\n\n")
    return declared, journal


def check_percentages(ours: Path, theirs: Path) -> None:
    """End where the budget report has another percentage than the tracker."""
    shares = {each["id"]: each["share"] * 100 for each in json.loads(ours.read_text(encoding="utf-8"))["targets"]}
    with theirs.open(encoding="utf-8") as table:
        rows = [row for row in csv.reader(table) if row and row[0] in shares]
    if len(rows) != len(shares):
        raise SystemExit(f"the budget report has {len(rows):,} of {len(shares):,} targets")
    for name, actual, budget in rows:
        percentage = float(actual.split()[0]) / float(budget.split()[0]) * 100
        if abs(percentage - shares[name]) > 1e-9 * percentage:
            raise SystemExit(f"{name}: {percentage} % in the budget report, {shares[name]} % by the tracker")


def compare(folder: Path, observations: int) -> None:
    """Ask both in turn, and print what each took."""
    declared, journal = write(folder, observations)
    report = ["hledger", "-f", str(journal), "balance", "--budget", "-Y", "-p", str(LAST), "-O", "csv", "-o", str(folder / "budget.csv")]
    ways = in_turn({"tracker": question(declared, "--format", "json"), "hledger": report}, 3)
    check_percentages(declared.with_name("out"), folder / "budget.csv")
    for name, used in ways.costs.items():
        ratio = "" if name == "tracker" else ways.ratio(name)
        print_row(f"{observations:,}", name, show_seconds(used.seconds), show_memory(used.memory), ratio)


def main(counts: tuple[int, ...] = COUNTS) -> None:
    """Measure ever more figures of the same targets."""
    print_heading("Budget report")
    if not shutil.which("hledger"):
        print("hledger was not asked: it is not installed")
        return
    print_header(f"figures of {TARGETS:,} targets", "asked with", "seconds", "memory", "tracker / this")
    for observations in counts:
        with tempfile.TemporaryDirectory(prefix="budget-") as folder:
            compare(Path(folder), observations)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or COUNTS)
