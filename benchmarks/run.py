"""Measure the tracker against other ways to the same answer, as ratios in one run, and print the tables of docs/speed.md.

python benchmarks/run.py [start observations formats records chances budget editions]

Everything takes some ten minutes and 4 GiB of disk. What is compared runs in turn, so that a busy machine slows all of it.
"""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

PARTS = ("start", "observations", "formats", "records", "chances", "budget", "editions")


def main(parts: list[str]) -> None:
    """Measure the parts that are named, or all of them."""
    unknown = [each for each in parts if each not in PARTS]
    if unknown:
        raise SystemExit(f"{unknown[0]} is not one of {', '.join(PARTS)}")
    if len(parts) == 1:
        measure(parts[0])
        return
    for each in parts or PARTS:  # in a process of its own: the memory of a command is at least that of the process that starts it
        subprocess.run([sys.executable, __file__, each], check=True)


def measure(name: str) -> None:
    """Measure one part, and print its tables."""
    try:
        part = import_module(name)
    except ModuleNotFoundError as missing:
        print(f"\n{name} was not measured: {missing.name} is not installed")
    else:
        part.main()


if __name__ == "__main__":
    main(sys.argv[1:])
