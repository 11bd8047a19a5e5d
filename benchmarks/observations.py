"""What a programme of a million and of ten million observations costs, against a script for pandas and one for SQL with the same answer.

python benchmarks/observations.py [observations ...]

All three start as processes of their own, read the same two files and write an answer; the numbers of the answers must be equal.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import programme
from measure import AS_OF, PYTHON, in_turn, print_header, print_heading, print_row, question, show_memory, show_seconds

TARGETS, FEWEST = 10_000, 100  # and how many figures each has at least
COUNTS = (1_000_000, 10_000_000)
MEASURES = ("latest", "gap", "progress", "growth", "required_growth")
OTHERS = {"pandas": "a pandas script", "duckdb": "SQL in DuckDB"}
BAD = 2  # the exit code of a tracker that cannot use its files


def compare(folder: Path, observations: int, times: int) -> None:
    """Ask all ways in turn and print what each took."""
    declared, observed = programme.write(folder, min(TARGETS, observations // FEWEST), observations)
    commands = {"tracker": question(declared, "--format", "json")}
    for package in filter(find_spec, OTHERS):
        script = Path(__file__).parent / "others" / f"with_{package}.py"
        commands[OTHERS[package]] = [PYTHON, str(script), str(declared), str(observed), AS_OF, str(folder / package)]
    ways = in_turn(commands, times)
    for package in filter(find_spec, OTHERS):
        check_answer(folder / "out", folder / package)
    for name, used in ways.costs.items():
        ratio = "" if name == "tracker" else ways.ratio(name)
        print_row(f"{observations:,}", name, show_seconds(used.seconds), show_memory(used.memory), ratio)


def check_answer(ours: Path, theirs: Path) -> None:
    """End where the numbers of another answer are not the tracker's."""
    own = {each["id"]: each for each in json.loads(ours.read_text(encoding="utf-8"))["targets"]}
    with theirs.open(encoding="utf-8") as table:
        rows = {row["id"]: row for row in csv.DictReader(table)}
    if own.keys() != rows.keys():
        raise SystemExit(f"{theirs.name} answers for {len(rows):,} targets, the tracker for {len(own):,}")
    for name, row in rows.items():
        equal = all(math.isclose(own[name][key], float(row[key]), rel_tol=1e-9, abs_tol=1e-12) for key in MEASURES)
        if not equal or own[name]["status"] != row["status"]:
            raise SystemExit(
                f"{name}: {theirs.name} says {row}, the tracker { ({key: own[name][key] for key in row if key in own[name]}) }"
            )


def refuse(folder: Path) -> None:
    """Print what it takes to refuse a file of a million rows with one bad line, against answering from the good one."""
    declared, observed = programme.write(folder, TARGETS, COUNTS[0])
    print_header("one bad line in 1,000,000", "refused", "answered from the good file", "ratio")
    for label, bad in programme.spoiled(observed).items():
        refusal = question(declared, "--observations", str(bad))
        ways = in_turn({"refused": refusal, "answered": question(declared)}, 3, codes={"refused": BAD})
        print_row(label.removeprefix("one "), *(show_seconds(used.seconds) for used in ways.costs.values()), ways.ratio("answered"))


def main(counts: tuple[int, ...] = COUNTS) -> None:
    """Measure ever larger programmes, and then bad ones."""
    print_heading("Observations")
    print_header("observations of 10,000 targets", "asked with", "seconds", "memory", "tracker / this")
    for observations in counts:
        with tempfile.TemporaryDirectory(prefix="observations-") as folder:
            compare(Path(folder), observations, 5 if observations <= COUNTS[0] else 3)
    for package, name in OTHERS.items():
        if not find_spec(package):
            print(f"{name} was not asked: {package} is not installed")
    print()
    with tempfile.TemporaryDirectory(prefix="observations-") as folder:
        refuse(Path(folder))


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or COUNTS)
