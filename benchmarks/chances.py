"""What ten thousand chances cost: the step that finds them, and a whole answer with and without them.

python benchmarks/chances.py [targets]
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from unittest.mock import patch

import programme
from measure import AS_OF, in_turn, print_header, print_heading, print_row, question, show_memory, show_ratio, show_seconds

from tracker.analysis import forecasts, results
from tracker.analysis.assessment import assess
from tracker.storage import observations, targets

if TYPE_CHECKING:
    from tracker.model.forecast import Forecast

TARGETS, ROWS, TIMES = 10_000, 80, 5


def time_step(declared: Path, observed: Path) -> tuple[float, float, int]:
    """The seconds of the step and of the whole assessment around it, in this process, and how many chances were found."""
    stated, _ = targets.load(declared)
    figures, _, _ = observations.load(observed, stated)
    steps, wholes, found = list[float](), list[float](), 0
    forecast = forecasts.forecast_subjects

    def timed(findings: results.Findings, statuses: list[str]) -> list[Forecast]:
        began = time.perf_counter()
        chances = forecast(findings, statuses)
        steps.append(time.perf_counter() - began)
        return chances

    with patch.object(results, "forecast_subjects", timed):
        for _ in range(TIMES):
            began = time.perf_counter()
            answers = assess(stated, figures, date.fromisoformat(AS_OF))
            wholes.append(time.perf_counter() - began)
            found = sum(each.forecast.probability is not None for each in answers)
    return median(steps), median(wholes), found


def without_chances(declared: Path) -> Path:
    """The same targets with their chances switched off."""
    text = declared.read_text(encoding="utf-8")
    switched_off = declared.with_name("without.yaml")
    switched_off.write_text(text.replace("    by: 2030\n", "    by: 2030\n    forecast: off\n"), encoding="utf-8")
    return switched_off


def main(number: int = TARGETS) -> None:
    """Measure the step, and then the answer as a user has it."""
    print_heading("Chances")
    with tempfile.TemporaryDirectory(prefix="chances-") as folder:
        declared, observed = programme.write(Path(folder), number, number * ROWS)
        step, whole, found = time_step(declared, observed)
        files = ["--observations", str(observed), "--format", "json"]
        commands = {"with": question(declared, *files), "without": question(without_chances(declared), *files)}
        ways = in_turn(commands, TIMES)
    print_header(f"{found:,} chances of {number:,} targets", "seconds", "memory", "ratio")
    print_row("the step / the assessment around it", show_seconds(step), "", show_ratio(step / whole))
    used = ways.costs["with"]
    print_row("`status` / without chances", show_seconds(used.seconds), show_memory(used.memory), ways.ratio("without"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
