"""What a terminal asks for when a figure or a target is written down, and says about the answers."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

ASK_WHICH = "Which target has a new figure? Ctrl-C leaves without adding anything."
ASK_TARGET = "Target"
ASK_REPORTER = "Reporter"
ASK_PUBLISHED = "Published (a day such as 2026-10-28, or today)"
ASK_SOURCE = "Source (Enter for none)"
ASK_NEW_REPORTER = "{reporter} is a new reporter for this target (known: {reporters})."
ASK_FUTURE = "{period} ends on {day}, which is still to come; the figure does not count before that."
ASK_FUTURE_DAY = "{day} is still to come; the figure does not count before that."
ASK_RIGHT = "Is that right?"
ASK_REVISION = "Is yours a revision of it?"
ASK_KEEP = "Is {figure} for {period} right?"
ASK_ADD_ROWS = Counted("Add {number} row all the same?", "Add {number} rows all the same?")
ASK_NOTHING_ADDED = "Nothing was added."
ASK_TWO_FILES = "Two files begin here: targets.yaml says what is to be achieved, and observations.csv what has been observed. Answer a few questions about your first target, or take an example with three targets and change it."
ASK_BEGIN = "Answer the questions?"
ASK_FIRST_TARGET = (
    "Each answer is checked when you give it, and can be changed in targets.yaml later. Ctrl-C leaves without writing anything."
)
ASK_OUR_TARGETS = "Our targets"
ASK_TITLE = "Title of your targets"
ASK_NAME = "Name of the first target (such as Exports of services)"
ASK_ID = "Its id, for the command line"
ASK_KINDS = "What is counted is a flow (a total over a period, such as exports), a stock (a level or a rate at a date, such as jobs or a share), cumulative (a total since a start), an event, or a rank (a place in a ranking)."
ASK_KIND = "Kind"
ASK_UNIT = "Unit (such as USD, jobs or %)"
ASK_FROM = "Added up from (such as 2025)"
ASK_STATED = {
    False: "Target, in its own words (10 bn, at least 42.5, -55 %, double)",
    True: "Place that is to be reached (such as 25)",
}
ASK_BASELINE = "Baseline, the period from which it is counted (such as 2024)"
ASK_DIRECTION = "Is an increase or a decrease wanted?"
ASK_DEADLINE = "Deadline (2030 or 30 Jun 2030; Enter for none)"
ASK_WHO_COUNTS = "Reporter whose figures count (such as UZ; Enter for none)"
ASK_STATED_WHERE = "Where the target was stated (Enter for none)"
ASK_NOTHING_WRITTEN = "Nothing was written."
ASK_WROTE = "Wrote {targets} and {observations}. Now: {command}"
ASK_HEAD = "`tracker schema -o targets.schema.json` writes the file that the line above names: editors then complete and check this one."
"""The first comment of a new ``targets.yaml``."""
ASK_FURTHER = {
    "every": "where it binds in each year · quarter · month up to the deadline",
    "stale_after": "months after which a figure is out of date",
    "owner": "Who answers for it",
    "quote": "The words themselves.",
}
"""Comments in a new ``targets.yaml`` on what else may be said of a target, by the name of the field."""
ASK_MORE = "  … and {number} more"
ASK_NO_FIGURE = {True: "There is no figure by {reporter} yet.", False: "There is no figure yet."}
ASK_LAST = {
    (True, True): "Last figure: {figure} for {period}, by {reporter}, published {day} ({place})",
    (True, False): "Last figure: {figure} for {period}, by {reporter} ({place})",
    (False, True): "Last figure: {figure} for {period}, published {day} ({place})",
    (False, False): "Last figure: {figure} for {period} ({place})",
}
ASK_NOT_ENDED = "The next one would be for {period}, which ends on {day}."
ASK_PERIOD = {True: "Period (such as 2025, Q3 2025 or Jan–Sep 2025)", False: "Period (such as 2025, Q3 2025 or 30 Sep 2025)"}
ASK_VALUE = {
    "event": "Has it come? (yes or no)",
    "rank": "Place (a whole number)",
    "like": "Value (the last one was {example})",
    "unit": "Value (in {unit})",
    "bare": "Value",
}
ASK_ANSWER = {True: "yes", False: "no"}
ASK_WARNED = "Warning: {message} [{code}]"
ASK_THERE = "{place} has {figure}."
