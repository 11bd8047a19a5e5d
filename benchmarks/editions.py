"""What this edition costs against an earlier one, both with the packages that are installed here.

python benchmarks/editions.py [commit]

The earlier one is taken out of the repository into a folder that is removed afterwards; without git there is nothing to compare with.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import programme
from measure import AS_OF, PYTHON, ROOT, in_turn, print_header, print_heading, print_row, show_memory, show_seconds

FIRST = "7f5533f"  # the last commit of the first edition, 0.1.0


def take_out(commit: str, folder: Path) -> bool:
    """Unpack a commit; False where there is none."""
    try:
        packed = subprocess.run(["git", "archive", "--format=tar", commit], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        return False
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    return True


def questions(folder: Path) -> dict[str, tuple[list[str], int]]:
    """What is asked of both editions, which must read the same files, and how often."""
    day = ["--as-of", AS_OF]
    shipped = ["--targets", str(folder / "earlier" / "targets.yaml"), *day]
    large, _ = programme.write(folder / "large", 10_000, 1_000_000)
    middle, _ = programme.write(folder / "middle", 200, 20_000)
    output = ["--output", str(folder / "out")]
    return {
        "`--version`": (["--version"], 11),
        "`status`": (["status", *shipped], 11),
        "`summary`": (["summary", *shipped], 11),
        "`status` of 1,000,000 observations": (["status", "--targets", str(large), *day, "--format", "json", *output], 3),
        "`report` of 200 targets as html": (["report", "--targets", str(middle), *day, "--output", str(folder / "out.html")], 3),
    }


def main(commit: str = FIRST) -> None:
    """Ask both in turn."""
    print_heading("Editions")
    with tempfile.TemporaryDirectory(prefix="editions-") as name:
        folder = Path(name)
        earlier = folder / "earlier"
        if not take_out(commit, earlier):
            print(f"{commit} was not asked: it is not in this repository")
            return
        print_header("", "this edition", "memory", "the earlier one", "memory", "ratio")
        environments = {"earlier": {"PYTHONPATH": str(earlier)}}
        for asked, (arguments, times) in questions(folder).items():
            command = [PYTHON, "-m", "tracker", *arguments]
            ways = in_turn({"this": command, "earlier": command}, times, environments=environments, folders={"earlier": earlier})
            cells = (each for used in ways.costs.values() for each in (show_seconds(used.seconds), show_memory(used.memory)))
            print_row(asked, *cells, ways.ratio("earlier"))


if __name__ == "__main__":
    main(*sys.argv[1:])
