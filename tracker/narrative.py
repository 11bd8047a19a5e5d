"""The sentences for people: whole-sentence templates with named fields, in one place, because they will be translated.

A field is one value put into words by ``cells``; no sentence is glued from parts.
"""

from __future__ import annotations

REASONS = {
    "no_data": "No figure was known by {as_of}.",
    "no_data_from_reporter": "No figure of {reporter} was known by {as_of}.",
    "no_data_incomplete": "Figures were known by {as_of}, but no twelve months are complete.",
    "no_target": "The target is a multiple of the baseline, and no figure is known for the baseline.",
    "reached": "{before} ({before_period}) meets the target of {target}.",
    "missed": "{after} ({after_period}) falls short of the {target} due by the end of {deadline}.",
    "missed_then_reached": "{after} ({after_period}) fell short of the {target} due by the end of {deadline}; it was reached later, {met_later}.",
    "undetermined_bound": "{after} ({after_period}) is a bound: it does not show whether the {target} due by the end of {deadline} was missed.",
    "undetermined_late": "{after} ({after_period}) meets the target of {target}, but no figure is known for the deadline, the end of {deadline}.",
    "awaiting": "The deadline, the end of {deadline}, has passed and its figure is not in; the latest is {latest} ({latest_period}).",
    "open": "No deadline was stated; {progress} of the way from {baseline} to {target} has been covered.",
    "open_no_way": "No deadline was stated; the latest figure is {latest} ({latest_period}) against a target of {target}.",
    "no_pace": "No figure after the baseline, {baseline} ({baseline_period}), is known, so there is no pace to carry forward.",
    "no_pace_no_baseline": "No figure is known for the baseline ({baseline_period}), so there is no pace to carry forward.",
    "no_pace_before_baseline": "The latest figure ({latest_period}) is older than the baseline ({baseline_period}), so there is no pace to carry forward.",
    "on_track": "The pace since {baseline_period} leads to {worse} at least by the end of {deadline}, against a target of {target}.",
    "on_track_decrease": "The pace since {baseline_period} leads to {worse} at most by the end of {deadline}, against a target of {target}.",
    "on_track_short": "The pace since {baseline_period} leads to {worse} at least by the end of {deadline}: {worst} of the way to the target of {target}, and from {on_track} on a target counts as on track.",
    "on_track_short_decrease": "The pace since {baseline_period} leads to {worse} at most by the end of {deadline}: {worst} of the way to the target of {target}, and from {on_track} on a target counts as on track.",
    "off_track_decrease": "The pace since {baseline_period} leads to {better} at least by the end of {deadline}, against a target of {target}.",
    "off_track_fell_back": "The baseline of {baseline} ({baseline_period}) met the target of {target}; the latest figure, {latest} ({latest_period}), does not.",
    "off_track_away": "No progress since {baseline_period}: {latest} ({latest_period}) after {baseline}; from then on {required_per_year} a year would be needed.",
    "off_track": "The pace since {baseline_period} leads to {better} at most by the end of {deadline}, against a target of {target}.",
    "at_risk_by_amount": "The two paths disagree: at the same rate ({growth} a year) it comes to {landing_compound} by the end of {deadline}, "
    "by the same amount each year ({growth_per_year}) only to {landing_linear}; the target is {target}.",
    "at_risk_by_rate": "The two paths disagree: by the same amount each year ({growth_per_year}) it comes to {landing_linear} by the end of {deadline}, "
    "at the same rate ({growth} a year) only to {landing_compound}; the target is {target}.",
    "at_risk_one_path": "The pace since {baseline_period} leads to {better} by the end of {deadline}, against a target of {target}.",
    "at_risk": "The pace since {baseline_period} leads to between {lower} and {higher} by the end of {deadline}, against a target of {target}.",
}
STALE = "The latest figure is {age} months old."
VERDICT = "{verdict}. {reason}"
VERDICT_ALONE = "{symbol} {verdict}."
DECLARED = {
    (True, True): "Stated on {day} by {who}.",
    (True, False): "Stated on {day}.",
    (False, True): "Stated by {who}.",
    (False, False): "",
}
VERDICT_STAYS = "The verdict is the same by the figures of every other reporter."
VERDICT_TURNS = "The verdict would be another one by the figures of {reporters}."
NOTATION = "B is the baseline, L the latest level, E the earliest, T the target; t with one of these letters is its time in years, counted at the end of its period: the year 2024 ends at 2025."
BREAK_EVEN = {
    ("up", False): "If {figure} were {value} or more ({change}), the verdict would be: {verdict}.",
    ("up", True): "If {figure} were more than {value} ({change}), the verdict would be: {verdict}.",
    ("down", False): "If {figure} were {value} or less ({change}), the verdict would be: {verdict}.",
    ("down", True): "If {figure} were less than {value} ({change}), the verdict would be: {verdict}.",
}
BREAK_EVEN_NOT_COMPUTED = "For {figure}, which is not above zero, no break-even is computed."
BREAK_EVEN_NONE = "No revision of {figure} by less than ten times would change the verdict: {verdict}."
FIGURE_WORDS = {"latest": "the latest figure", "baseline": "the baseline"}
OUTCOME_WORDS = {
    "kept": "kept",
    "missed": "missed",
    "undetermined": "undetermined",
    "awaiting": "awaiting the figure",
    "no_data": "no data",
    "open": "not due yet",
}
NOT_DUE = "no deadline"
STATUS_WORDS = {
    "no_data": "no data",
    "reached": "reached",
    "missed": "missed",
    "undetermined": "undetermined",
    "awaiting": "awaiting",
    "open": "open",
    "no_pace": "no pace",
    "on_track": "on track",
    "off_track": "off track",
    "at_risk": "at risk",
}
REPORT_COUNTS = "{targets}: {counts}."
COUNTED_TARGETS = {1: "1 target", 0: "{number} targets"}
CHANGES = {
    "new": "{name}: a new figure for {period}, {value} (published: {day}).",
    "new_by": "{name}: a new figure for {period}, {value} (published: {day}; figures of {reporter}).",
    "revised": "{name}: the figure for {period} was revised from {old} to {value} (published: {day}).",
    "revised_by": "{name}: the figure for {period} was revised from {old} to {value} (published: {day}; figures of {reporter}).",
    "confirmed": "{name}: the figure for {period}, {value}, was published again without a change (published: {day}).",
    "confirmed_by": "{name}: the figure for {period}, {value}, was published again without a change (published: {day}; figures of {reporter}).",
    "verdict": "{name}: the verdict turned from {before} to {after}.",
    "progress": "{name}: {after} of the way has been covered, after {before} on {since}.",
    "away": "{name}: it stands farther from the target than at its baseline ({after} of the way, after {before} on {since}).",
    "stated": "{name} was stated as a target on {day}.",
    "stale": "{name}: the latest figure has gone stale; it is {age} months old.",
    "fresh": "{name}: the latest figure is no longer stale.",
    "passed": "{name}: the deadline, the end of {deadline}, has passed.",
}
UNDATED = "no day given"
NOTHING_CHANGED = (
    "Nothing changed between {since} and {as_of}: no figure became known or was revised, no verdict turned and no deadline passed."
)
UNTITLED = "Targets"
NO_GAP = "none"
NO_TARGETS = "No targets are declared."
SUMMARY_COUNTS_OF_EACH = "{targets}, by the figures of each reporter: {counts}."
SUMMARY_HEADLINE = "{counts} {title}, as of {as_of}."
SUMMARY_LINES = {
    "figure": "{name}: {latest} ({latest_period}), way gone {progress}, growth {growth}, needed {needed} a year; {clause}.",
    "stale": "{name}: {latest} ({latest_period}), way gone {progress}, growth {growth}, needed {needed} a year; {clause}; figure {age} months old.",
    "none": "{name}: {clause}.",
}
SUMMARY_VERDICT = "{verdict}: {line}"
SUMMARY_SINCE = "Changed since {since}:"
SUMMARY_STANDS = "Where each target stands:"
CLAUSES = {
    "no_data": "no figure is known",
    "reached": "the target of {target} is met",
    "reached_by_then": "the target of {target} was met by the end of {deadline}",
    "missed": "the target of {target} was missed at the end of {deadline}",
    "missed_met_since": "the target of {target} was missed at the end of {deadline} and has been met since",
    "undetermined": "the figures do not show whether the target of {target} was met by the end of {deadline}",
    "awaiting": "the figure for the deadline, the end of {deadline}, is not in",
    "open": "no deadline",
    "no_pace": "there is no pace to carry forward",
    "fell_back": "the baseline met the target of {target} and the latest figure does not",
    "still": "no progress since {baseline_period}",
    "pace": "the pace leads to {low} by {deadline}, the target is {target}",
    "pace_between": "the pace leads to {low} to {high} by {deadline}, the target is {target}",
}
