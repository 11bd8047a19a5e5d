"""Print what the tracker costs as ratios measured in one run, each against doing nothing but what it cannot avoid.

python benchmarks/run.py [targets observations]
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import programme

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
TRACKER = str(Path(PYTHON).with_name("tracker"))
GROWTH = (10_000, 100_000, 1_000_000, 5_000_000)  # rows
BAD = 2  # the exit code of a tracker that cannot use its files
READ_AND_GROUP = """
import sys, warnings, pandas as pd
words = dict.fromkeys(["target", "period", "unit", "qualifier", "reporter", "status", "published"], "category")
with warnings.catch_warnings():
    warnings.simplefilter("error", pd.errors.ParserWarning)
    frame = pd.read_csv(sys.argv[1], dtype=words | {"value": "float64", "source": "str", "note": "str"}, keep_default_na=False,
                        na_values=[], index_col=False, encoding="utf-8-sig", on_bad_lines="error")
frame.groupby(["target", "period"], observed=True)["value"].last()
"""


class Cost(NamedTuple):
    """What a command took: seconds on the clock, and MiB of memory at most."""

    seconds: float
    memory: float


def cost(command: list[str], code: int = 0) -> Cost:
    """Run a command in the root of the project, which must end with this code, and say what it took."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(running.pid, 0)
        ended = running.returncode = os.waitstatus_to_exitcode(status)
        if ended != code:
            said.seek(0)
            raise subprocess.CalledProcessError(ended, command, stderr=said.read())
    return Cost(time.perf_counter() - began, used.ru_maxrss / 1024)


def compare(label: str, own: list[str], other: list[str], aim: float, times: int, code: int = 0) -> None:
    """Run both in turn, so that a busy machine slows both, and print the ratio of the medians; our own must end with this code."""
    cost(own, code), cost(other)  # once for the caches
    pairs = [(cost(own, code).seconds, cost(other).seconds) for _ in range(times)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{label:34} {ours:6.3f} s {theirs:6.3f} s   ratio {ours / theirs:4.2f}   aim {aim:4.2f}", flush=True)


def reports() -> None:
    """Print what a target costs in a large HTML report, against what it costs in a smaller one."""
    each = {}
    for number in (50, 200):
        with tempfile.TemporaryDirectory() as folder:
            declared, _ = programme.write(Path(folder), number, number * 100)
            command = [TRACKER, "report", "--targets", str(declared), "--output", str(Path(folder) / "report.html")]
            each[number] = statistics.median(cost(command).seconds for _ in range(3)) / number
    large, small = each[200], each[50]
    print(f"{'report, a target of 200 / of 50':34} {large:6.3f} s {small:6.3f} s   ratio {large / small:4.2f}   aim 1.20", flush=True)


def brief() -> None:
    """Print what the brief of 200 targets takes, against doing nothing but assessing them."""
    with tempfile.TemporaryDirectory() as folder:
        declared, _ = programme.write(Path(folder), 200, 20_000)
        command = [TRACKER, "report", "--brief", "--targets", str(declared), "--output", str(Path(folder) / "brief.html")]
        compare("brief of 200 targets / their status", command, status_of(declared), 2.5, 7)


def growth() -> None:
    """Print what status takes of ever larger files, with a hundred observations a target."""
    print(f"\n{'status of so many rows':34} {'seconds':>8} {'µs a row':>8} {'MiB':>6}")
    for observations in GROWTH:
        with tempfile.TemporaryDirectory() as folder:
            declared, _ = programme.write(Path(folder), observations // 100, observations)
            used = cost(status_of(declared))
        each = used.seconds / observations * 1e6
        print(f"{observations:34,} {used.seconds:8.2f} {each:8.2f} {used.memory:6.0f}", flush=True)


def status_of(declared: Path, *more: str) -> list[str]:
    """The command that answers for a programme, into a file beside it."""
    return [TRACKER, "status", "--targets", str(declared), "--output", str(declared.with_name("out")), *more]


def main() -> None:
    """Measure starting, a small programme, a large one, and ever larger ones."""
    targets, observations = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (10_000, 1_000_000)  # noqa: PLR2004
    compileall.compile_dir(ROOT / "tracker", quiet=1)  # as an installation is: an environment may forbid Python to do it by the way
    print(f"{'':34} {'tracker':>8} {'against':>8}")
    for option, aim in (("--version", 1.2), ("--help", 1.3)):
        compare(f"tracker {option} / import typer", [TRACKER, option], [PYTHON, "-c", "import typer"], aim, 21)
    for command in ("status", "summary"):
        compare(f"tracker {command} / import pandas", [TRACKER, command], [PYTHON, "-c", "import pandas"], 0.65, 15)
    with tempfile.TemporaryDirectory() as folder:
        declared, observed = programme.write(Path(folder), targets, observations)
        large = status_of(declared, "--format", "json")
        compare(f"status of {observations:,} rows / read", large, [PYTHON, "-c", READ_AND_GROUP, str(observed)], 2.2, 7)
        print(f"{'its memory':34} {cost(large).memory:6.0f} MiB                          aim  450", flush=True)
        for label, bad in programme.spoiled(observed).items():
            compare(f"{label} / none", status_of(declared, "--observations", str(bad)), status_of(declared), 2.0, 5, BAD)
    reports()
    brief()
    growth()


if __name__ == "__main__":
    main()
