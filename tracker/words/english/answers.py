"""What ``check`` and ``add`` say of the files."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

ERRORS = Counted("{number} error", "{number} errors")
WARNINGS = Counted("{number} warning", "{number} warnings")
FOUND = {
    "nothing": "no problems",
    "problems": "{errors}, {warnings}",
    "accepted": "{errors}, {warnings}, {number} accepted",
}
NO_PROBLEMS = "No problems."
PROBLEM_HEADS = {
    "file": "File",
    "line": "Line",
    "severity": "Severity",
    "message": "Message",
    "code": "Code",
    "target": "Target",
    "accepted": "Accepted",
}
SEVERITIES = {"error": "error", "warning": "warning", "accepted": "accepted"}
TARGETS_READ = Counted("{number} target", "{number} targets")
OBSERVATIONS_READ = Counted("{number} observation", "{number} observations")
READ = "{targets}, {observations}"
READ_WITH_GAPS = "{targets}, {observations} (rows left out: {number})"
READ_AS = "{file} was read as: {dialect}"

ADDED = "{place} added: {row}"
WOULD_BE_ADDED = "{place} would be added: {row}"
COMPARED = "{name} ({target}), {as_of}"
BEFORE = "before"
AFTER = "after"
NOTHING_CHANGES = "Nothing changes as of this day."
