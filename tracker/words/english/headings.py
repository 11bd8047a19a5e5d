"""The headings of the tables of ``status`` and of the pages of ``show`` and ``explain``, with what stands in their rows."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

STATUS_HEADS = {
    "status": "Status",
    "latest": "Latest",
    "latest_period": "Period",
    "target": "Target",
    "deadline": "Deadline",
    "progress": "Progress",
    "elapsed": "Time elapsed",
    "gap": "Gap",
    "required_per_year": "A year",
    "growth": "Growth",
    "required_growth": "Required",
}
"""The columns of the full table of ``status``."""
GLANCE_HEADS = {
    "name": "Indicator",
    "latest": "Latest",
    "target": "Target",
    "progress": "Progress",
    "projected": "Projected",
    "chance": "Chance",
    "status": "Status",
}
"""The columns of ``status`` at a glance."""
PAGE_TITLE = "{name} ({subject}), {as_of}"
"""What stands above a page about one target; the subject is its id and its reporter."""
PAGE_HEADINGS = {
    "statement": "As it was stated",
    "remarks": "Remarks",
    "figures": "Key figures",
    "periods": "Period by period",
    "growth": "Growth a year",
    "required": "Required path",
    "milestones": "Milestones",
    "history": "Earlier targets",
    "reporters": "Figures of other reporters",
    "sources": "Sources of the figures",
    "status": "Status",
    "target": "T, the target",
    "measures": "Measures",
    "break-even": "Break-even",
    "methods": "Official methods on the same data",
    "rules": "Their rules",
}
LEVEL_HEADINGS = {
    "latest": "L, the latest level",
    "baseline": "B, the baseline",
    "pace_base": "P, the level from which the pace is measured",
    "a_year_before": "The level a year before",
    "earliest": "E, the earliest level",
    "at_or_before_deadline": "The last level at or before the deadline",
    "at_or_after_deadline": "The first level at or after the deadline",
}
PAGE_HEADS = {
    "periods": ("period", "figure", "outcome", "lines"),
    "growth": ("", "rate", "amount"),
    "required": ("end of", "constant yearly change", "constant growth rate"),
    "milestones": ("by", "milestone", "outcome", "reason"),
    "history": ("target", "deadline", "stated on", "figures of", "outcome"),
    "reporters": ("reporter", "latest", "period", "progress", "status"),
    "measures": ("measure", "formula", "with the numbers", "result"),
    "levels": ("line", "", "period", "figure", "published", ""),
    "levels_of_series": ("line", "series", "", "period", "figure", "published", ""),
    "methods": ("method", "says", "figure", "why"),
    "rules": ("method", "rule", "source"),
}
"""The heads of the tables of both pages."""
KEY_FIGURES = {
    "latest": "Latest",
    "target": "Target",
    "so_far": "So far",
    "baseline": "Baseline",
    "gap": "Gap",
    "progress": "Progress",
    "time_left": "Time left",
    "against_plan": "Against plan",
    "projected": "Projected",
    "met": "Target met",
}
KEY_FIGURE_NOTES = {
    "derived": "{period}, derived",
    "so_far": "{since_baseline}",
    "required": "{per_year} a year required",
    "elapsed": "time elapsed by then: {elapsed}",
    "elapsed_today": "time elapsed {on_day}: {elapsed}",
}
CONSTANT = {"linear": "constant yearly change", "compound": "constant growth rate"}
CONSTANT_WITH_PROGRESS = {
    "linear": "constant yearly change: progress {progress}",
    "compound": "constant growth rate: progress {progress}",
}
AHEAD = {
    True: Counted("{number} months ahead", "{number} months ahead"),
    False: Counted("{number} months behind", "{number} months behind"),
}
GROWTH_ROWS = {
    "last_year": "over the last year",
    "baseline": "since the baseline, {period}",
    "pace": "at the pace that is projected, {since_day}",
    "series": "over the whole series, {since_first}",
    "planned": "as planned",
    "required": "required from the latest figure on",
    "required_today": "required from today on, if nothing has changed",
}
EARLIER_DUE = {True: "by {deadline}", False: "no deadline"}
EARLIER_UNIT = "another unit"
SOURCE_ABSENT = "no source given"
LEVEL_SAID = {
    "stated": "{value} ({period}), stated",
    "derived": "{value} ({period}), derived",
}
MET_FROM = "met from"
LINE_USES = {"counts": "counts", "passed_over": "passed over"}
PUBLISHED_WITH_PERIOD = "end of period"
NO_GAP = "none"
AWAITED = "awaited"
IMPORTED = "{file_line} was imported from {source}, {note}."
