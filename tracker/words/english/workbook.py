"""What stands in a workbook beside the report itself: headings of sheets and charts, notes, and how to work with it."""

from __future__ import annotations

WORKBOOK = {
    "as_of": "{as_of}",
    "figures": "{title}: figures {as_of}",
    "on_track": "On track from",
    "at_risk": "At risk from",
    "change": "Blue figures may be changed, here and on the sheet {observations}; all others follow. The sheet {notes} explains them.",
    "projected": "Projected: the outcome at the deadline at the pace so far, from one path (a constant yearly increase) to the other (a constant growth rate).",
    "live": "This page follows the sheet {observations}: change a blue figure there, and the status, the progress and the projection change with it.",
    "folded": "The tables and the details are folded: open the outline on the left (or press 2 above it) to read the whole report.",
    "brief": "This page is computed on hidden sheets: right-click the tab and choose Unhide to see them.",
}
WORKBOOK_HEADS = {
    "name": "Indicator",
    "status": "Status",
    "trend": "Trend",
    "latest": "Latest",
    "period": "Period",
    "target": "Target",
    "deadline": "Deadline",
    "progress": "Progress",
    "projected": "Projected at this pace",
    "owner": "Responsible",
}
WORKBOOK_GROUPS = {
    "target": "The target",
    "observed": "Observed",
    "progress": "Distance to the target",
    "growth": "Growth a year",
    "required": "Required from the latest figure on",
    "plan": "Against the plan",
    "projected": "Projected at this pace",
    "chance": "How likely, by past figures alone",
    "time": "Time and data",
}
WORKBOOK_CHART = {
    "planned": "Planned path",
    "required": "Required path",
    "projected": "Projected at this pace",
    "observed": "Observed",
    "met": "Met",
    "missed": "Missed",
    "target": "Target",
    "place": "place",
    "growth": "growth a year",
    "quarters": "end of quarter",
    "years": "end of year",
}
OBSERVATIONS_HEADS = {
    "line": "Line in the file",
    "target": "Target",
    "reporter": "Reporter",
    "period": "Period",
    "end": "End of the period",
    "value": "Value",
    "unit": "Unit",
    "qualifier": "Qualifier",
    "status": "Status",
    "published": "Published",
    "holds": "On the as-of date",
    "as_reported": "Value as reported",
    "source": "Source",
    "note": "Note",
}
LEVELS_HEADS = {
    "target": "Target",
    "reporter": "Reporter",
    "period": "Period",
    "date": "End of the period",
    "time": "Time in years",
    "value": "Level",
    "unit": "Unit",
    "qualifier": "Qualifier",
    "basis": "Basis",
    "status": "Status",
    "made_of": "Made of the lines",
}
PATHS_HEADS = {
    "target": "Target",
    "line": "Line",
    "date": "Date",
    "time": "Time in years",
    "observed": "Observed",
    "linear": "Constant yearly change",
    "compound": "Constant growth rate",
    "unit": "Unit",
    "comes_to_latest": "Plan has reached the latest level",
    "reached_linear": "Reaches it at, constant yearly change",
    "reached_compound": "Reaches it at, constant growth rate",
}
NOTES_HEADS = {
    "subject": "Subject",
    "place": "Where",
    "text": "What it says",
    "undefined": "Empty where",
}
WORKINGS_HEADS = {
    "id": "Id",
    "name": "Name",
    "status": "Status",
    "reason": "Reason",
    "reporter": "Reporter",
    "unit": "Unit",
    "direction": "Direction",
    "goal": "Form",
    "target_words": "In its own words",
    "target": "Target (T)",
    "target_to": "Target, other end",
    "target_qualifier": "Target, qualifier",
    "deadline": "Deadline",
    "group": "Group",
    "owner": "Responsible",
    "baseline": "Baseline (B)",
    "baseline_period": "Baseline, period",
    "baseline_date": "Baseline, end of period",
    "latest": "Latest (L)",
    "latest_period": "Latest, period",
    "latest_date": "Latest, end of period",
    "latest_qualifier": "Latest, qualifier",
    "latest_basis": "Latest, basis",
    "judged_periods": "Periods on record",
    "met_periods": "Periods met",
    "missed_periods": "Periods missed",
    "stale": "Out of date",
    "from_end": "Lower end or edge",
    "to_end": "Upper end or edge",
    "change": "Change on the baseline",
    "slack": "Tolerance of a target worded as about",
    "aim": "Target level used (T)",
    "d": "Direction (d)",
    "tb": "tB",
    "tl": "tL",
    "tt": "tT",
    "y": "Level a year earlier",
    "p": "Level from which the pace is measured (P)",
    "tp": "tP",
    "e": "Earliest level (E)",
    "te": "tE",
    "before": "Level at or before the deadline",
    "after": "Level at or after the deadline",
    "arrival_linear": "Arrival, same amount",
    "arrival_compound": "Arrival, same rate",
    "stale_after": "Out of date after, months",
    "projected_low": "Projected, lower end",
    "projected_high": "Projected, upper end",
    "projected_decimals": "Decimals of the projection",
    "unit_of_one": "Unit of one",
    "unit_of_few": "Unit of two",
    "unit_of_part": "Unit of one and a half",
    "reported_reason": "Reason as reported",
    "chart_title": "Title of the chart",
}
WORKINGS_GROUPS = {
    "target": "Target",
    "stated": "As it was stated",
    "observed": "Observed",
    "way": "Progress",
    "growth": "Growth a year so far",
    "plan": "As planned",
    "required": "Required from the latest figure on",
    "ahead": "Against the plan",
    "projected": "Projected at this pace",
    "chance": "How likely, by past figures alone",
    "data": "The data",
    "workings": "Workings: times in years",
    "today": "As of the day of the report",
    "pace": "The pace that is projected",
}
WORKINGS_ABOUT = {"as_of": "As of", "now": "in years:", "on_track": "on track from", "at_risk": "at risk from"}
CHANGED_SINCE = "The figures were changed after this report was made."
BASES = {"stated": "stated", "derived": "derived"}
"""Whether the latest level is one observation or follows from several."""
OUT_OF_DATE = "out of date"
OBSERVATION_USES = {
    "holds": "counts",
    "other_reporter": "another reporter",
    "replaced": "replaced by a later figure",
    "not_yet_known": "not known yet",
}
SHEET_NAMES = {
    "dashboard": "Dashboard",
    "figures": "Figures",
    "charts": "Charts",
    "observations": "Observations",
    "report": "Report",
    "notes": "Notes",
}
"""The tabs of the sheets that people see: at most 31 letters each, and none of [ ] : * ? / \\ in them."""
OBSERVATION_QUALIFIERS = {"about": "about", "over": "over", "under": "under"}
OBSERVATION_STATUSES = {
    "provisional": "provisional",
    "estimated": "estimated",
    "forecast": "forecast",
    "revised": "revised",
    "final": "final",
}
SHEET_TITLES = {"observations": "Observations", "levels": "Levels", "paths": "Paths", "notes": "Notes"}
SHEET_ABOUT = {
    "observations": "Every observation of these targets, in the target's own unit. Change a blue value and all sheets follow. Grey observations do not count on the as-of date, or not for this target.",
    "levels": "The levels that follow from the observations: a flow is the total of twelve months to the date, a stock the state on it.",
    "paths": "The lines of the charts. Between two points the path of a constant yearly change is a straight line, and that of a constant growth rate a curve; the last columns show when a plan with milestones reaches the latest level.",
    "notes": "What this workbook says, and how it was made. The meaning of each figure stands below; it is not printed.",
}
LINE_OF_FILE = "line {line}"
PAGE = "Page &P of &N"
"""The foot of each page: ``&P`` is its number and ``&N`` the number of all."""
WORKBOOK_NOTES = {
    "live": "Change a blue figure on the sheet {observations} (or a blue target, baseline or cut-off on the sheet {figures}) and the dashboard, the measures, the statuses and the charts follow. Which figures hold on the as-of date, which level is the latest and which lie around a deadline was fixed when the workbook was made: add new observations to the file and produce a new report from it.",
    "recalculate": "Excel recalculates by itself. LibreOffice shows the figures as the tracker computed them and recalculates what depends on a changed cell; to recalculate everything choose Data, Calculate, Recalculate Hard (Ctrl+Shift+F9).",
    "hidden": "Everything is computed on three hidden sheets: Workings (a row a target, a column a measure), Levels and Paths (what charts draw). To see them, right-click the tab of any sheet and choose Unhide. Programs find each table by its name: data_workings, data_levels, data_paths and data_observations begin with a row of keys and a row of headings.",
    "fixed": "Recurring targets and events were assessed period by period when the workbook was made; their status, the periods met and missed, and the figures of the year to date do not follow a change.",
    "empty": "An undefined figure is an empty cell, never zero; the last column of this sheet says when a figure is undefined.",
    "colours": "Blue: a figure that may be changed. Grey: an observation that does not count on the as-of day, or not for this target. Yellow: an observation that was changed since the report.",
    "worded": "about, over (more than) and under (almost, up to) are the words of the source. A bound that only equals the target does not meet it.",
    "status": "The status projects the pace since the baseline to the deadline in two ways: at a constant yearly change and at a constant growth rate.",
    "cut_offs": "On track where every projection reaches {on_track} of the way, off track where every one stays below {at_risk}; the cut-offs are at the top of the sheet {figures}.",
}
STATUS_MEANINGS = {
    "reached": "The level at or before the deadline meets the target.",
    "on_track": "Both projections reach enough of the target.",
    "at_risk": "Between the two, or the two projections differ.",
    "off_track": "Both projections reach too little, or the series moves away from the target.",
    "missed": "The first level at or after the deadline does not meet the target.",
    "undetermined": "The level at the deadline is a bound, or is not known while a later one meets the target.",
    "awaiting": "The deadline has passed and the figure for it is not yet available.",
    "open": "No deadline was stated.",
    "no_pace": "Only the baseline is available.",
    "no_data": "No level is available on the as-of date.",
}
COLUMN_MEANINGS = {
    "status": "The status from the cells of this row; the rules are on the sheet {notes}.",
    "reporter": "Whose figures count.",
    "direction": "Whether an increase or a decrease is intended.",
    "goal": "The form in which the target was stated: a level, a range, a band, relative to the baseline, growth a year and so on.",
    "target_words": "The words in which the target was stated.",
    "target": "The target in its own unit: the nearer end of a range, the lower edge of a band, or the result of a change on the baseline.",
    "target_to": "The further end of a range, or the upper edge of a band.",
    "judged_periods": "Of a target that applies in each period: how many periods are on record.",
    "met_periods": "How many of them met the target.",
    "missed_periods": "How many of them missed it.",
    "from_end": "The lower end of a range, or the lower edge of a band.",
    "to_end": "The upper end of a range, or the upper edge of a band.",
    "change": "The factor on the baseline, the growth a year or the percentage points, where the target was stated in this way.",
    "slack": "Half a unit of the last digit that was stated: a level this close meets a target worded as about.",
    "aim": "The level that the measures refer to: of a range or a band the end nearer to the baseline.",
    "deadline": "The last day of the period stated.",
    "group": "The group of the target.",
    "owner": "Who is responsible for the target.",
    "baseline": "The level from which progress is measured: as declared, or the earliest.",
    "latest": "The last level known on the as-of date; it refers to the end of its period, not to that day.",
    "latest_basis": "stated: one observation; derived: a sum of several (sheet Levels).",
    "stale": "Whether the latest figure is older than the target allows.",
    "reason": "The reason for the status as reported; it disappears where figures have been changed.",
    "d": "+1 where an increase is intended, -1 where a decrease is, empty where the baseline lies inside a band.",
    "tb": "The time of the baseline, in years: the year 2024 ends at 2025.",
    "tl": "The time that the latest level refers to.",
    "tt": "The time of the deadline.",
    "y": "The level exactly one year before the latest.",
    "e": "The first level of the series.",
    "te": "The time of the first level.",
    "before": "The level that can reach the target: the latest at or before the deadline, or the latest where there is no deadline.",
    "after": "The level that can miss the target: the first at or after the deadline.",
    "arrival_linear": "The time at which the target would be met at a constant yearly change.",
    "arrival_compound": "The time at which the target would be met at a constant growth rate.",
    "stale_after": "The age in months from which the data are out of date.",
}
NOTE_SUBJECTS = {
    "live": "Changing a figure",
    "fixed": "What is fixed",
    "hidden": "How it is computed",
    "recalculate": "Recalculating",
    "empty": "Empty cells",
    "colours": "Colours",
    "worded": "Qualifiers",
    "status": "Status",
    "cut_offs": "Cut-offs",
    "notation": "Notation",
    "made_from": "Made from",
    "made_by": "Made by",
    "as_of": "As of",
    "version": "Version of the tracker",
}
COLUMN_OF_SHEET = "{sheet}, column {column}"
CELL_OF_SHEET = "{sheet}, {cell}"
CELLS_OF_SHEET = "{sheet}, {first} and {second}"
WORKBOOK_CHARTS = "{title}: charts"
NO_CHARTS = "No target has figures to draw."
WORKBOOK_CHART_ALT = {
    True: "Chart of {name}, in {unit}: observed levels ({observed} in all, the latest for {latest}), the outcome projected at this pace in two ways, the required path, and the target. The numbers are on the sheet Paths.",
    False: "Chart of {name}, in {unit}: observed levels ({observed} in all, the latest for no period), the outcome projected at this pace in two ways, the required path, and the target. The numbers are on the sheet Paths.",
}
"""A chart in words, with the period of the latest level, where there is one."""
