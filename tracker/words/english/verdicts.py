"""The status of a target in words, the reason for it, and what would change it: other reporters' figures, or a revision."""

from __future__ import annotations

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
VERDICT = "{verdict}. {reason}"
VERDICT_ALONE = "{symbol} {verdict}."
REASONS = {
    "no_data": "No figure is available {as_of}.",
    "no_data_from_reporter": "No figure from {reporter} is available {as_of}.",
    "no_data_incomplete": "Figures are available {as_of}, but they do not cover twelve complete months.",
    "no_target": "The target is stated relative to the baseline, and no figure is available for the baseline.",
    "reached": "The target of {target} has been met: {before} ({before_period}).",
    "missed": "The target of {target} {by_deadline} was missed: {after} ({after_period}).",
    "missed_then_reached": "The target of {target} {by_deadline} was missed: {after} ({after_period}). It was met later, {met_later}.",
    "undetermined_bound": "It is not known whether the target of {target} was met {by_deadline}: the figure, {after} ({after_period}), is only a bound.",
    "undetermined_late": "It is not known whether the target of {target} was met {by_deadline}: the first figure since then, {after} ({after_period}), meets it.",
    "awaiting": "The deadline, {deadline_end}, has passed, and the figure for it is not yet available; the latest is {latest} ({latest_period}).",
    "open": "No deadline was stated; progress from {baseline} to {target} is {progress}.",
    "open_no_way": "No deadline was stated; the latest figure is {latest} ({latest_period}) against a target of {target}.",
    "reached_recurring": "The target of {target} was met {in_every_period} {until_deadline} ({judged} of {judged}).",
    "on_track_recurring": "The target of {target} was met {in_every_period} on record ({judged} of {judged}); it applies {in_each_period} {until_deadline}.",
    "missed_period": "The target of {target} was met {in_met_periods}; missed in {missed}.",
    "undetermined_gap": "The target of {target} was met {in_met_of_assessed}; not known for {unknown}.",
    "no_pace_recurring": "No figure is available yet {for_any_period} in which the target of {target} applies.",
    "no_pace_event": "Not yet achieved according to the latest report ({latest_period}); the deadline is {deadline_end}.",
    "off_track_leaves_band": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}, outside the target range of {target}, in which the baseline lay.",
    "no_pace": "No figure after the baseline, {baseline} ({baseline_period}), is available, so there is no pace to project.",
    "no_pace_no_baseline": "No figure is available for the baseline ({baseline_period}), so there is no pace to project.",
    "no_pace_before_baseline": "The latest figure ({latest_period}) is older than the baseline ({baseline_period}), so there is no pace to project.",
    "no_pace_one_level": "No figure before the latest one ({latest_period}) is available from which a pace could be measured.",
    "on_track": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}; the target is {target}.",
    "on_track_short": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}, at least {worst} of the way to the target of {target}; from {on_track} a target counts as on track.",
    "off_track_fell_back": "The baseline of {baseline} ({baseline_period}) met the target of {target}; the latest figure, {latest} ({latest_period}), does not.",
    "off_track_away": "Moving away from the target {since_pace_start}: {latest} ({latest_period}) after {pace_base}; the target is {target} {by_deadline}.",
    "off_track": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}; the target is {target}.",
    "at_risk_by_amount": "On track only if growth compounds: {landing_compound} {by_deadline} at a constant growth rate ({pace_growth} a year), but only {landing_linear} at a constant yearly increase ({pace_size}); the target is {target}.",
    "at_risk_by_rate": "On track only at a constant yearly decrease ({pace_size}): {landing_linear} {by_deadline}, but only {landing_compound} at a constant rate of decline ({pace_rate} a year); the target is {target}.",
    "at_risk_one_path": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}; the target is {target}.",
    "at_risk": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}; the target is {target}.",
}
REASONS_OF_FORM: dict[str, dict[str, str]] = {
    "band": {
        "on_track": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}, within the target range of {target}.",
        "on_track_short": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}, {worst} of the way to the target range of {target}; from {on_track} a target counts as on track.",
        "off_track": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}, outside the target range of {target}.",
        "off_track_away": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}, outside the target range of {target}.",
        "at_risk": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}; the target range is {target}.",
        "at_risk_one_path": "At the pace {since_pace_start}, the projection {for_deadline} is {projection}; the target range is {target}.",
        "at_risk_by_amount": "At a constant growth rate ({pace_growth} a year), the projection {for_deadline} is {landing_compound}; at a constant yearly change ({pace_per_year}), it is {landing_linear}; the target range is {target}.",
        "at_risk_by_rate": "At a constant yearly change ({pace_per_year}), the projection {for_deadline} is {landing_linear}; at a constant growth rate ({pace_growth} a year), it is {landing_compound}; the target range is {target}.",
        "reached": "The figure lies within the target range of {target}: {before} ({before_period}).",
        "missed": "The target range of {target} {by_deadline} was missed: {after} ({after_period}).",
        "missed_then_reached": "The target range of {target} {by_deadline} was missed: {after} ({after_period}). The target was met later, {met_later}.",
    },
    "total": {
        "on_track": "At the pace {since_start}, the projected total {at_deadline} is {projection}; the target is {target}.",
        "on_track_short": "At the pace {since_start}, the projected total {at_deadline} is {projection}, {worst} of the target of {target}; from {on_track} a target counts as on track.",
        "at_risk_one_path": "At the pace {since_start}, the projected total {at_deadline} is {projection}; the target is {target}.",
        "off_track": "At the pace {since_start}, the projected total {at_deadline} is {projection}; the target is {target}.",
        "no_data_incomplete": "Figures are available {as_of}, but not for the whole time {since_start}, so there is no total.",
        "off_track_away": "Nothing has been added {since_start}; the target is {target} {by_deadline}.",
        "no_pace": "No figure {since_start} is available, so there is no pace to project.",
        "open": "No deadline was stated; the total {since_start} is {latest} of {target}.",
    },
    "event": {
        "no_data": "No information is available {as_of}.",
        "no_pace": "Not yet achieved according to the latest report ({latest_period}); the deadline is {deadline_end}.",
        "no_pace_no_baseline": "Not yet achieved according to the latest report ({latest_period}); the deadline is {deadline_end}.",
        "no_pace_before_baseline": "Not yet achieved according to the latest report ({latest_period}); the deadline is {deadline_end}.",
        "reached": "Achieved ({before_period}).",
        "missed": "Not achieved by the deadline, {deadline_end}, according to the report for {after_period}.",
        "missed_then_reached": "Not achieved by the deadline, {deadline_end}, but later, {met_later}.",
        "undetermined_late": "Achieved ({after_period}); whether by the deadline, {deadline_end}, is not known.",
        "awaiting": "The deadline, {deadline_end}, has passed, and no report is available for that day; the latest ({latest_period}) says: {latest}.",
        "open": "Not yet achieved according to the latest report ({latest_period}); no deadline was stated.",
        "open_no_way": "Not yet achieved according to the latest report ({latest_period}); no deadline was stated.",
    },
}
"""The reasons that a form of target has instead of those that hold for all others."""
NO_PROGRESS = "No progress {since_pace_start}: still at {latest} ({latest_period}); the target is {target} {by_deadline}."
NO_PERIOD_ASSESSED = "It is not known whether the target of {target} was met in {unknown}."
OUTCOME_WORDS = {
    "kept": "met",
    "missed": "missed",
    "undetermined": "undetermined",
    "awaiting": "awaiting the figure",
    "no_data": "no data",
    "open": "not due yet",
}
NOT_DUE = "no deadline"
PERIOD_OUTCOMES = {
    "met": "met",
    "missed": "missed",
    "unclear": "not known",
    "awaited": "awaited",
    "absent": "no figure",
    "to_come": "to come",
}
VERDICT_STAYS = "The status is the same according to every other reporter."
VERDICT_TURNS = "The status would be different according to the figures of {reporters}."
MIRROR = {
    "same": "According to the figures of {reporter}, the status is the same: {verdict}.",
    "other": "According to the figures of {reporter}, the status is different: {verdict}. {reason}",
    "table": "The same periods by the figures of {own} and of {reporter}",
}
FIGURE_WORDS = {"latest": "the latest figure", "baseline": "the baseline"}
BREAK_EVEN = {
    ("up", False): "If {figure} were {value} or more ({change}), the status would be: {verdict}.",
    ("up", True): "If {figure} were more than {value} ({change}), the status would be: {verdict}.",
    ("down", False): "If {figure} were {value} or less ({change}), the status would be: {verdict}.",
    ("down", True): "If {figure} were less than {value} ({change}), the status would be: {verdict}.",
}
BREAK_EVEN_NOT_COMPUTED = "For {figure}, which is not above zero, no break-even is computed."
BREAK_EVEN_NONE = "No revision of {figure} by a factor of less than ten would change the status: {verdict}."
