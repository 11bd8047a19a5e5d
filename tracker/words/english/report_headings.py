"""The headings and captions of a report, the heads of its tables, its marks, and what stands at its end."""

from __future__ import annotations

REPORT_SUBTITLE = "Progress report {as_of}"
HEADINGS = {"summary": "Summary", "notes": "Notes on methods"}
PAGE_ONE_CAPTION = "All targets {as_of}, those that need attention first"
PAGE_ONE_HEADS = ("Indicator", "Trend", "Latest", "Target", "Projected", "Status")
DEADLINES_CAPTION = "Time left to each deadline"
FIGURES = "Observed figures"
FIGURES_NEEDED = "Observed figures and required path"
CHART_SOURCES = "Sources:"
PERIODS_KEPT = "The target in each period"
MILESTONES = "Milestones"
EARLIER = "Earlier targets and their outcome"
OTHER_UNIT = "in another unit"
NOBODY = "no named reporter"
REMARKS = "What was done, what is at risk and what was decided"
REMARK_WORDS = {"done": "done", "risk": "risk", "decision": "decision"}
HEADS = {
    "deadlines": ("Indicator", "Deadline", "Months left {on_since}", "Months left {on_as_of}"),
    "figures": (
        "Period",
        "Observed",
        "Change on a year earlier",
        "Required at a constant yearly change",
        "Required at a constant growth rate",
    ),
    "remarks": ("Date", "Kind", "Remark"),
    "milestones": ("By", "Milestone", "Outcome", "Reason"),
    "mirror": ("Period", "Figures of {own}", "Figures of {reporter}", "Difference"),
    "periods": ("Period", "Figure", "Outcome"),
    "history": ("Earlier target", "Deadline", "Stated on", "Stated by", "Outcome by the figures of"),
}
SHORTENED = "{caption} (the last {shown} of {all})"
MARKS_HEADING = "Marks"
MARKS = {
    "p": "provisional: the publisher may revise it",
    "e": "estimated by the publisher",
    "f": "forecast by the publisher",
    "d": "derived: the sum or difference of published figures, none of them a forecast",
    "s": "out of date: older than this target allows",
}
OWN_STATUS = "the publisher’s own status"
NOTED_MARKS = "{mark} – {meaning}."
FOOTNOTES = "Sources"
SOURCE = "Source"
NOTED_SOURCES = {False: "Sources: {listed}.", True: "Sources: {listed} and {number} more."}
COMMAND = "To produce this report again:"
MADE_BY = "Made with tracker {version} from {files}."
MADE_WITH = "Made with tracker {version}."
PAGE_OF_PAGES = "Page {page} of {pages}"
