"""What a command costs, two of them in turn, and the tables of docs/speed.md."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
TRACKER = [str(Path(PYTHON).with_name("tracker"))]
AS_OF = "2026-11-22"  # the day of all questions, so that the same is asked whenever a benchmark runs
SECONDS, TENTHS = 10, 1


class Cost(NamedTuple):
    """What a command took: seconds on the clock, and MiB of memory at most."""

    seconds: float
    memory: float


class Ways(NamedTuple):
    """The same done in several ways, by their names: what each took at the median, and how far the first one's ratio to each went."""

    costs: dict[str, Cost]
    ratios: dict[str, list[float]]

    def ratio(self, other: str) -> str:
        """How often the seconds of the other one the first way took: the median of the pairs, and their range."""
        return show_pairs(self.ratios[other])


def cost(command: Sequence[str], code: int = 0, folder: Path = ROOT, more: Mapping[str, str] | None = None) -> Cost:
    """Run a command with the tracker of this checkout, which must end with this code, and say what it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(more or {})}
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(running.pid, 0)
        seconds = time.perf_counter() - began
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode != code:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} ended with {running.returncode}: {said.read().decode()[-2000:]}")
    return Cost(seconds, used.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Sequence[str]], times: int, **different: Mapping[str, Any]) -> Ways:
    """Run all commands one after another, so often, so that a busy machine slows all of them; the first one is what is compared.

    What differs between them is given by name: `codes`, `folders` and `environments`.
    """
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    codes, folders, environments = (different.get(key, {}) for key in ("codes", "folders", "environments"))
    for _ in range(times):
        for name, command in commands.items():
            runs[name].append(cost(command, codes.get(name, 0), folders.get(name, ROOT), environments.get(name)))
    own = next(iter(runs.values()))
    middle = {name: Cost(*(statistics.median(column) for column in zip(*found, strict=True))) for name, found in runs.items()}
    return Ways(middle, {name: [a.seconds / b.seconds for a, b in zip(own, found, strict=True)] for name, found in runs.items()})


def question(declared: Path, *more: str) -> list[str]:
    """The command that says where the targets of a programme stand, into a file beside it."""
    return [*TRACKER, "status", "--targets", str(declared), "--as-of", AS_OF, "--output", str(declared.with_name("out")), *more]


def show_pairs(ratios: Sequence[float]) -> str:
    """The median of the ratios of pairs, and their range."""
    return f"{show_ratio(statistics.median(ratios))} ({show_ratio(min(ratios))}–{show_ratio(max(ratios))})"


def show_ratio(ratio: float) -> str:
    """A ratio with as many digits as it has to say something."""
    return f"{ratio:.2f}" if ratio < SECONDS else f"{ratio:.0f}"


def show_seconds(seconds: float) -> str:
    """Seconds with as many digits as they have to say something."""
    return f"{seconds:.0f} s" if seconds >= SECONDS else f"{seconds:.1f} s" if seconds >= TENTHS else f"{seconds:.2f} s"


def show_memory(memory: float) -> str:
    """Memory in MiB, or in GiB where it is much."""
    return f"{memory:,.0f} MiB"


def print_heading(words: str) -> None:
    """Begin a part of the answer."""
    print(f"\n### {words}\n", flush=True)


def print_header(*columns: str) -> None:
    """Begin a table: the first column has words, the others numbers."""
    print_row(*columns)
    print_row("---", *("---:" for _ in columns[1:]))


def print_row(*cells: str) -> None:
    """A row of a table, as soon as it is known."""
    print("| " + " | ".join(cells) + " |", flush=True)
