"""What it costs to start: small questions, against loading the library that no command line of this kind can do without.

python benchmarks/start.py
"""

from __future__ import annotations

from measure import AS_OF, PYTHON, TRACKER, in_turn, print_header, print_heading, print_row, show_memory, show_seconds

COMPLETION = {"_TRACKER_COMPLETE": "complete_bash", "COMP_WORDS": "tracker sta", "COMP_CWORD": "1"}
QUESTIONS = {
    "`--version`": (["--version"], "typer"),
    "`--help`": (["--help"], "typer"),
    "completion in bash": ([], "typer"),
    "`status`": (["status", "--as-of", AS_OF], "pandas"),
    "`summary`": (["summary", "--as-of", AS_OF], "pandas"),
}


def main() -> None:
    """Ask of the programme of README, 15 times each."""
    print_heading("Starting")
    print_header("command", "tracker", "memory", "against", "seconds", "ratio")
    for name, (arguments, library) in QUESTIONS.items():
        environments = {"tracker": COMPLETION} if not arguments else {}
        commands = {"tracker": [*TRACKER, *arguments], "library": [PYTHON, "-c", f"import {library}"]}
        ways = in_turn(commands, 15, environments=environments)
        own, other = ways.costs.values()
        against = f"`import {library}`"
        print_row(name, show_seconds(own.seconds), show_memory(own.memory), against, show_seconds(other.seconds), ways.ratio("library"))


if __name__ == "__main__":
    main()
