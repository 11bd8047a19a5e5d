"""Page one of a report: its headline, who is responsible for a target, and the next step."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

HEADLINE_ONE = {
    "missed": "The target was missed.",
    "off_track": "The target is off track.",
    "at_risk": "The target is at risk.",
    "awaiting": "The target awaits its final figure.",
    "undetermined": "The target cannot be determined.",
    "no_data": "The target has no data.",
    "no_pace": "The target has too few figures to be assessed.",
    "open": "The target has no deadline.",
    "on_track": "The target is on track.",
    "reached": "The target has been reached.",
    "pending": "The target is pending.",
    "out_of_date": "The target has only an out-of-date figure.",
}
HEADLINE = {
    "none": Counted("None of the {number} targets needs attention: {others}.", "None of the {number} targets needs attention: {others}."),
    "one": Counted("1 of {number} targets needs attention: {how}.", "1 of {number} targets needs attention: {how}."),
    "some": Counted("{urgent} of {number} targets need attention: {how}.", "{urgent} of {number} targets need attention: {how}."),
    "all": Counted("All {number} targets need attention: {how}.", "All {number} targets need attention: {how}."),
}
HEADLINE_OTHERS = "Of the others, {others}."
HEADLINE_STANDS = {
    "missed": Counted("{number} was missed", "{number} were missed"),
    "off_track": Counted("{number} is off track", "{number} are off track"),
    "at_risk": Counted("{number} is at risk", "{number} are at risk"),
    "awaiting": Counted("{number} awaits its final figure", "{number} await their final figures"),
    "undetermined": Counted("{number} cannot be determined", "{number} cannot be determined"),
    "no_data": Counted("{number} has no data", "{number} have no data"),
    "no_pace": Counted("{number} has too few figures to be assessed", "{number} have too few figures to be assessed"),
    "open": Counted("{number} has no deadline", "{number} have no deadline"),
    "on_track": Counted("{number} is on track", "{number} are on track"),
    "reached": Counted("{number} has been reached", "{number} have been reached"),
    "pending": Counted("{number} is pending", "{number} are pending"),
    "out_of_date": Counted("{number} has only an out-of-date figure", "{number} have only out-of-date figures"),
}
OWNER = "Responsible: {owner}."
NEXT_STEP = {
    "decision": "Decision of {day}: {text}",
    "risk": "Risk noted {on_day}: {text}",
    "done": "Done by {day}: {text}",
}
LINE_ALT = "From {first} to {latest}."
