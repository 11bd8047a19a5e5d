"""A whole programme in a headline, and each target in one line."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

UNTITLED = "Targets"
NO_TARGETS = "No targets are declared."
REPORT_COUNTS = "{targets}: {counts}."
COUNTED_TARGETS = Counted("{number} target", "{number} targets")
COUNTED_STATUS = "{number} {status}"
GROUP_COUNTS = {False: "{group} ({targets}): {counts}.", True: "{group} ({targets}, by the figures of each reporter): {counts}."}
UNGROUPED = "Not in a group"
SUMMARY_COUNTS_OF_EACH = "{targets}, by the figures of each reporter: {counts}."
SUMMARY_HEADLINE = "{counts} {title}, {as_of}."
SUMMARY_LINES = {
    "figure": "{name}: {latest} ({latest_period}), {measures}; {clause}.",
    "figure_stale": "{name}: {latest} ({latest_period}), {measures}; {clause}; latest figure {age} old.",
    "latest": "{name}: {latest} ({latest_period}); {clause}.",
    "latest_stale": "{name}: {latest} ({latest_period}); {clause}; latest figure {age} old.",
    "none": "{name}: {clause}.",
    "total": "{name}: {total}; {clause}.",
    "total_stale": "{name}: {total}; {clause}; latest figure {age} old.",
    "event": "{name}: {clause}.",
    "event_stale": "{name}: {clause}; latest figure {age} old.",
}
SUMMARY_MEASURES = {
    "progress": "progress {progress}",
    "rate": "growth {growth} a year",
    "amount": "change {growth} a year",
    "required": "required {required} a year",
}
CLAUSES = {
    "no_data": "no figure is available",
    "no_data_incomplete": "no twelve months are complete",
    "total_incomplete": "the figures {since_start} are incomplete, so there is no total",
    "reached": "the target of {target} is met",
    "reached_by_then": "the target of {target} was met {by_deadline}",
    "missed": "the target of {target} {by_deadline} was missed",
    "missed_met_since": "the target of {target} {by_deadline} was missed and has been met since",
    "reached_recurring": "the target of {target} was met {in_every_period} {until_deadline} ({judged} of {judged})",
    "on_track_recurring": "the target of {target} was met {in_every_period} on record ({judged} of {judged})",
    "missed_period": "the target of {target} was met {in_met_periods}; missed in {missed}",
    "undetermined_gap": "the target of {target} was met {in_met_of_assessed}; not known for {unknown}",
    "undetermined_gap_alone": "it is not known whether the target of {target} was met in {unknown}",
    "no_pace_recurring": "no figure is available yet {for_any_period} in which the target of {target} applies",
    "fell_back_band": "the baseline was within the target range of {target}, and the latest figure is not",
    "leaves_band": "at this pace {projection} by {deadline}, outside the target range of {target}",
    "event_yes": "achieved ({latest_period})",
    "event_yes_late": "achieved ({latest_period}), after the deadline, {deadline_end}",
    "event_unknown": "achieved ({latest_period}); whether {by_deadline} is not known",
    "event_missed": "not achieved by the deadline, {deadline_end}",
    "event_open": "not yet achieved ({latest_period}), no deadline",
    "event_awaiting": "not yet achieved ({latest_period}); no report is available for the deadline, {deadline_end}",
    "event_pending": "not yet achieved ({latest_period}), due {by_deadline}",
    "undetermined": "the figures do not show whether the target of {target} was met {by_deadline}",
    "awaiting": "the figure for the deadline, {deadline_end}, is not yet available",
    "open": "no deadline",
    "no_pace": "no pace to project",
    "fell_back": "the baseline met the target of {target}, and the latest figure does not",
    "still": "no progress {since_pace_start}",
    "away": "moving away from the target {since_pace_start}",
    "pace": "at this pace {projection} by {deadline}, target {target}",
}
SUMMARY_VERDICT = "{verdict}: {line}"
SUMMARY_SINCE = "Changed {since_day}:"
SUMMARY_STANDS = "Status of each target:"
