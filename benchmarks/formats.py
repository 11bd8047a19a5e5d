"""What 200 targets cost in every format, against nothing but assessing them.

python benchmarks/formats.py [targets]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import programme
from measure import AS_OF, PYTHON, TRACKER, in_turn, print_header, print_heading, print_row, show_memory, show_seconds

TARGETS = 200
REPORTS = ("md", "html", "pdf", "docx", "xlsx")
ANSWERS = ("json", "csv", "markdown")
ASSESS = "import sys, tracker; tracker.assess(sys.argv[1], sys.argv[2], as_of=sys.argv[3])"


def questions(declared: Path, observed: Path) -> dict[str, list[str]]:
    """All commands by their names: the assessment alone first, through the functions for notebooks."""
    files = ["--targets", str(declared), "--as-of", AS_OF]

    def ask(command: str, extension: str, *more: str) -> list[str]:
        return [*TRACKER, command, *files, *more, "--output", str(declared.with_name(f"{command}{len(more)}.{extension}"))]

    return {
        "the assessment alone": [PYTHON, "-c", ASSESS, str(declared), str(observed), AS_OF],
        "`summary`": ask("summary", "txt"),
        "`summary --format prometheus`": ask("summary", "prom", "--format", "prometheus"),
        "`status`": ask("status", "txt"),
        **{f"`status --format {each}`": ask("status", each, "--format", each) for each in ANSWERS},
        **{f"`report` as {each}": ask("report", each) for each in REPORTS},
        **{f"`report --brief` as {each}": ask("report", each, "--brief") for each in ("html", "docx")},
    }


def size(command: list[str]) -> str:
    """How large the answer is."""
    answer = Path(command[-1])
    return f"{answer.stat().st_size / 1024:,.0f} KiB" if answer.is_file() else ""


def main(targets: int = TARGETS) -> None:
    """Write each format three times, in turn."""
    print_heading("Formats")
    print_header(f"{targets} targets", "seconds", "memory", "size", "this / the assessment")
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        commands = questions(*programme.write(Path(folder), targets, targets * 100))
        alone = next(iter(commands))
        for name, command in commands.items():
            ways = in_turn({name: command, "alone": commands[alone]}, 3)
            ratio = "" if name == alone else ways.ratio("alone")
            used = ways.costs[name]
            print_row(name, show_seconds(used.seconds), show_memory(used.memory), size(command), ratio)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
