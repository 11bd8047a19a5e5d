"""Print what the tracker costs as ratios measured in one run, each against doing nothing but what it cannot avoid.

python benchmarks/run.py [targets observations]
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import programme

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
TRACKER = str(Path(PYTHON).with_name("tracker"))
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


def seconds(command: list[str], code: int = 0) -> float:
    """Run a command in the root of the project, which must end with this code, and say how long it took."""
    began = time.perf_counter()
    ended = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE if code else None)
    if ended.returncode != code:
        raise subprocess.CalledProcessError(ended.returncode, command, stderr=ended.stderr)
    return time.perf_counter() - began


def compare(label: str, own: list[str], other: list[str], aim: float, times: int, code: int = 0) -> None:
    """Run both in turn, so that a busy machine slows both, and print the ratio of the medians; our own must end with this code."""
    seconds(own, code), seconds(other)  # once for the caches
    pairs = [(seconds(own, code), seconds(other)) for _ in range(times)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{label:34} {ours:6.3f} s {theirs:6.3f} s   ratio {ours / theirs:4.2f}   aim {aim:4.2f}", flush=True)


def reports() -> None:
    """Print what a target costs in a large HTML report, against what it costs in a smaller one."""
    each = {}
    for number in (50, 200):
        with tempfile.TemporaryDirectory() as folder:
            declared, _ = programme.write(Path(folder), number, number * 100)
            command = [TRACKER, "report", "--targets", str(declared), "--output", str(Path(folder) / "report.html")]
            each[number] = statistics.median(seconds(command) for _ in range(3)) / number
    large, small = each[200], each[50]
    print(f"{'report, a target of 200 / of 50':34} {large:6.3f} s {small:6.3f} s   ratio {large / small:4.2f}   aim 1.20", flush=True)


def main() -> None:
    """Measure starting, a small programme and a large one."""
    targets, observations = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (10_000, 1_000_000)  # noqa: PLR2004
    print(f"{'':34} {'tracker':>8} {'against':>8}")
    for option in ("--version", "--help"):
        compare(f"tracker {option} / import typer", [TRACKER, option], [PYTHON, "-c", "import typer"], 1.3, 21)
    imports = "import typer, rich.table, yaml, pandas"
    for command in ("status", "summary"):
        compare(f"tracker {command} / its imports", [TRACKER, command], [PYTHON, "-c", imports], 1.25, 15)
    with tempfile.TemporaryDirectory() as folder:
        declared, observed = programme.write(Path(folder), targets, observations)
        large = [TRACKER, "status", "--targets", str(declared), "--format", "json", "--output", os.path.join(folder, "out")]  # noqa: PTH118
        compare(f"status of {observations:,} rows / read", large, [PYTHON, "-c", READ_AND_GROUP, str(observed)], 2.5, 7)
        good = [TRACKER, "status", "--targets", str(declared), "--output", os.path.join(folder, "out")]  # noqa: PTH118
        for label, bad in programme.spoiled(observed).items():
            compare(f"{label} / none", [*good, "--observations", str(bad)], good, 2.0, 5, BAD)
    reports()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'most memory of any of them':34} {most:6.0f} MiB                          aim 1024")


if __name__ == "__main__":
    main()
