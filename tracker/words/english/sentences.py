"""The sentences, headings and captions for people: whole templates with named fields, in one place, because they will be translated.

A field is one value put into words by ``values.display`` or ``words.target_wording``; no sentence is glued from parts.
"""

from __future__ import annotations

from tracker.values.translations import Counted

IMPORTED = "{file_line} was imported from {source}, {note}."
TARGET_IN_SENTENCE = "{amount} ({change})"
TARGET_IN_FULL = {
    "relative": {False: "{change}: {amount}", True: "{change}: {amount} ({so_far} so far)"},
    "growth": {False: "{change}: {amount} by {deadline}", True: "{change}: {amount} by {deadline}"},
    "points": {False: "{change}: {amount}", True: "{change}: {amount} ({so_far} so far)"},
}
TARGET_WITHIN = "within {span}"
TARGET_RATE = "{change}"
CHANGE = {"relative": "{number} %", "growth": "{number} % a year", "points": "{number} pp"}
CHANGE_BY = {True: "{change} by {deadline}", False: "{change}, no deadline"}
CHANGE_ON_BASELINE = {
    "relative": "{number} % on {baseline_period}",
    "growth": "{number} % a year",
    "points": "{number} pp on {baseline_period}",
    "half": "half of {baseline_period}",
    "double": "double {baseline_period}",
    "triple": "triple {baseline_period}",
    "quadruple": "quadruple {baseline_period}",
    "times": "{number} times {baseline_period}",
}
TIMES = "{number}x"
TIMES_SO_FAR = Counted("{number} times", "{number} times")
DEADLINES = {
    "open": "no deadline",
    "by": "by {deadline}",
    "each_year": "each year {until_deadline}",
    "each_quarter": "each quarter {until_deadline}",
    "each_month": "each month {until_deadline}",
}
EVENT = {True: "achieved", False: "not yet achieved"}
PLACE = "rank {place}"
PLACES = Counted("{number} place", "{number} places")
TOTAL = {
    "so_far": "{latest} of {target} {since_start}",
    "left": "{latest} of {target} {since_start}; {left} left, {per_year} a year required",
}
# Of a target that applies in each period: the phrases of time that its sentences have as fields, by the length of a period.
EACH_PERIOD = {"year": "each year", "quarter": "each quarter", "month": "each month"}
IN_EACH_PERIOD = {"year": "in each year", "quarter": "in each quarter", "month": "in each month"}
IN_EVERY_PERIOD = {"year": "in every year", "quarter": "in every quarter", "month": "in every month"}
AT_EACH_END = {"year": "at the end of each year", "quarter": "at the end of each quarter", "month": "at the end of each month"}
FOR_ANY_PERIOD = {"year": "for any year", "quarter": "for any quarter", "month": "for any month"}
FOR_EACH_PERIOD = {"year": "for each year", "quarter": "for each quarter", "month": "for each month"}
ONLY_PERIOD = {"year": "the only year on record", "quarter": "the only quarter on record", "month": "the only month on record"}
IN_MET_PERIODS = {
    "year": Counted("in {met} of {number} year", "in {met} of {number} years"),
    "quarter": Counted("in {met} of {number} quarter", "in {met} of {number} quarters"),
    "month": Counted("in {met} of {number} month", "in {met} of {number} months"),
}
IN_MET_OF_ASSESSED = {
    "year": Counted("in {met} of the {number} year that can be assessed", "in {met} of the {number} years that can be assessed"),
    "quarter": Counted("in {met} of the {number} quarter that can be assessed", "in {met} of the {number} quarters that can be assessed"),
    "month": Counted("in {met} of the {number} month that can be assessed", "in {met} of the {number} months that can be assessed"),
}
IN_EACH_OF_PERIODS = {
    "year": Counted("in each of {number} year", "in each of {number} years"),
    "quarter": Counted("in each of {number} quarter", "in each of {number} quarters"),
    "month": Counted("in each of {number} month", "in each of {number} months"),
}
AND = "{listed} and {last}"
AND_MORE = "{listed} and {number} more"
AND_EARLIER = {
    "year": Counted("{listed} and {number} earlier year", "{listed} and {number} earlier years"),
    "quarter": Counted("{listed} and {number} earlier quarter", "{listed} and {number} earlier quarters"),
    "month": Counted("{listed} and {number} earlier month", "{listed} and {number} earlier months"),
}
PERIOD_OUTCOME = "{period} ({amount})"
YEAR_TO_DATE = {
    "alone": "{period}: {amount}.",
    "more": "{period}: {amount}, {rate} more than {within_year_before}.",
    "less": "{period}: {amount}, {rate} less than {within_year_before}.",
    "same": "{period}: {amount}, as much as {within_year_before}.",
}
UNUSED = {
    "one": "The figure for {periods} (line {lines}) is newer than the latest level and cannot be used yet: {missing}.",
    "many": "The figures for {periods} (lines {lines}) are newer than the latest level and cannot be used yet: {missing}.",
    "one_alone": "The figure for {periods} (line {lines}) cannot be used yet: {missing}.",
    "many_alone": "The figures for {periods} (lines {lines}) cannot be used yet: {missing}.",
}
MISSING = Counted("{periods} is missing", "{periods} are missing")
OF_ANOTHER_PART = {False: "{period}", True: "{period} of another part"}
MISSING_OF_TOTAL = "the figures {since_start} leave a gap"
PERIOD_OUTCOMES = {
    "met": "met",
    "missed": "missed",
    "unclear": "not known",
    "awaited": "awaited",
    "absent": "no figure",
    "to_come": "to come",
}
PERIODS_KEPT = "The target in each period"
AWAITED = "awaited"
TIME_LEFT = {
    "left": "{as_of}, the deadline is {months} away and {elapsed} of the time has elapsed ({then} at the date of the latest figure).",
    "left_now": "{as_of}, the deadline is {months} away and {elapsed} of the time has elapsed.",
    "only_left": "{as_of}, the deadline is {months} away.",
}
WHOLE_MONTHS = Counted("{number} month", "{number} months")
LESS_THAN_A_MONTH = "less than a month"
FROM_TODAY = {
    "up": "If nothing has changed since the latest figure, the required increase is now {per_year} a year.",
    "down": "If nothing has changed since the latest figure, the required decrease is now {per_year} a year.",
    "rank": "If nothing has changed since the latest figure, the required gain is now {per_year} a year.",
}
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
REQUIRED: dict[tuple[str, int], dict[str, str]] = {
    ("rate", 1): {
        "rise": "Growth must rise from {pace} to {required} a year.",
        "hold": "Growth of {required} a year is required; it has been {pace}.",
        "start": "Growth of {required} a year is required; there has been none.",
        "turn": "A decline of {pace} a year must turn into growth of {required} a year.",
    },
    ("rate", -1): {
        "rise": "The decline must quicken from {pace} to {required} a year.",
        "hold": "A decline of {required} a year is required; it has been {pace}.",
        "start": "A decline of {required} a year is required; there has been none.",
        "turn": "Growth of {pace} a year must turn into a decline of {required} a year.",
    },
    ("amount", 1): {
        "rise": "The yearly increase must rise from {pace} to {required}.",
        "hold": "An increase of {required} a year is required; it has been {pace}.",
        "start": "An increase of {required} a year is required; there has been none.",
        "turn": "A decrease of {pace} a year must turn into an increase of {required} a year.",
    },
    ("amount", -1): {
        "rise": "The yearly decrease must rise from {pace} to {required}.",
        "hold": "A decrease of {required} a year is required; it has been {pace}.",
        "start": "A decrease of {required} a year is required; there has been none.",
        "turn": "An increase of {pace} a year must turn into a decrease of {required} a year.",
    },
    ("rank", 1): {
        "rise": "The yearly gain must rise from {pace} to {required}.",
        "hold": "A gain of {required} a year is required; it has been {pace}.",
        "start": "A gain of {required} a year is required; there has been none.",
        "turn": "A loss of {pace} a year must turn into a gain of {required} a year.",
    },
}
REQUIRED["rank", -1] = REQUIRED["rank", 1]
REQUIRED_SOON = {
    "up": "An increase of {gap} is required {by_deadline}.",
    "down": "A decrease of {gap} is required {by_deadline}.",
}
NO_PROGRESS = "No progress {since_pace_start}: still at {latest} ({latest_period}); the target is {target} {by_deadline}."
NO_PERIOD_ASSESSED = "It is not known whether the target of {target} was met in {unknown}."
STALE = "The latest figure is {age} old."
VERDICT = "{verdict}. {reason}"
VERDICT_ALONE = "{symbol} {verdict}."
DECLARED = {
    (True, True): "Stated {on_day} by {who}.",
    (True, False): "Stated {on_day}.",
    (False, True): "Stated by {who}.",
    (False, False): "",
}
VERDICT_STAYS = "The status is the same according to every other reporter."
VERDICT_TURNS = "The status would be different according to the figures of {reporters}."
NOTATION = "B is the baseline, L the latest level, E the earliest, T the target, P the level from which the pace is measured (the baseline, unless a number of years is stated); t with one of these letters is its time in years, counted at the end of its period: the year 2024 ends at 2025."
LEG = "The planned path runs through the milestones. At tL it is on the leg from B1 = {first_level} (end of {leg_start}) to T1 = {last_level} (end of {leg_end}); e1 = {gone} of the time of that leg has elapsed."
BREAK_EVEN = {
    ("up", False): "If {figure} were {value} or more ({change}), the status would be: {verdict}.",
    ("up", True): "If {figure} were more than {value} ({change}), the status would be: {verdict}.",
    ("down", False): "If {figure} were {value} or less ({change}), the status would be: {verdict}.",
    ("down", True): "If {figure} were less than {value} ({change}), the status would be: {verdict}.",
}
BREAK_EVEN_NOT_COMPUTED = "For {figure}, which is not above zero, no break-even is computed."
BREAK_EVEN_NONE = "No revision of {figure} by a factor of less than ten would change the status: {verdict}."
APPROXIMATELY = "{exact} ≈ {rounded}"
FIGURE_WORDS = {"latest": "the latest figure", "baseline": "the baseline"}
OUTCOME_WORDS = {
    "kept": "met",
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
COUNTED_TARGETS = Counted("{number} target", "{number} targets")
COUNTED_STATUS = "{number} {status}"
CHANGES = {
    "verdict": "{name}: the status changed from {old_status} to {new_status}.",
    "progress": "{name}: progress is now {new_progress}; {on_since} it was {old_progress}.",
    "away": "{name}: the latest figure is further from the target than the baseline; progress is now {new_progress}; {on_since} it was {old_progress}.",
    "stated": "{name} was stated as a target {on_day}.",
    "stale": "{name}: the latest figure is now out of date; it is {age} old.",
    "fresh": "{name}: the latest figure is no longer out of date.",
    "passed": "{name}: the deadline, {deadline_end}, has passed.",
}
FIGURE_CHANGES: dict[str, dict[tuple[bool, bool], str]] = {
    "new": {
        (True, True): "{name}: a new figure for {period}, {value} (published: {day}; figures of {reporter}).",
        (True, False): "{name}: a new figure for {period}, {value} (published: {day}).",
        (False, True): "{name}: a new figure for {period}, {value} (figures of {reporter}).",
        (False, False): "{name}: a new figure for {period}, {value}.",
    },
    "revised": {
        (True, True): "{name}: the figure for {period} was revised from {old} to {value} (published: {day}; figures of {reporter}).",
        (True, False): "{name}: the figure for {period} was revised from {old} to {value} (published: {day}).",
        (False, True): "{name}: the figure for {period} was revised from {old} to {value} (figures of {reporter}).",
        (False, False): "{name}: the figure for {period} was revised from {old} to {value}.",
    },
    "confirmed": {
        (
            True,
            True,
        ): "{name}: the figure for {period}, {value}, was published again without a change (published: {day}; figures of {reporter}).",
        (True, False): "{name}: the figure for {period}, {value}, was published again without a change (published: {day}).",
        (False, True): "{name}: the figure for {period}, {value}, was published again without a change (figures of {reporter}).",
        (False, False): "{name}: the figure for {period}, {value}, was published again without a change.",
    },
}
"""By what is known of a figure beside its amount: whether its day of publication is, and whose it is."""
NOTHING_CHANGED = (
    "Nothing changed between {first_day} and {last_day}: no figure was published or revised, no status changed and no deadline passed."
)
UNTITLED = "Targets"
NO_GAP = "none"
NEARLY = "under 100 %"
NO_TARGETS = "No targets are declared."
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
SUMMARY_VERDICT = "{verdict}: {line}"
SUMMARY_SINCE = "Changed {since_day}:"
SUMMARY_STANDS = "Status of each target:"
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


REPORT_SUBTITLE = "Progress report {as_of}"
STANDS = {
    "flow": {
        "way": "{name} came to {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} was {progress} when {elapsed} of the time to {deadline_end} had elapsed.",
        "way_due": "{name} came to {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} {by_deadline} is {progress}.",
        "way_open": "{name} came to {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} is {progress}; no deadline was stated.",
        "away": "{name} came to {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target} {by_deadline}.",
        "away_open": "{name} came to {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target}, and no deadline was stated.",
        "plain": "{name} came to {latest} ({latest_period}); the target is {target} {by_deadline}.",
        "plain_open": "{name} came to {latest} ({latest_period}); the target is {target}, and no deadline was stated.",
        "no_target": "{name} came to {latest} ({latest_period}); the target is stated relative to a baseline that is not known.",
    },
    "stock": {
        "way": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} was {progress} when {elapsed} of the time to {deadline_end} had elapsed.",
        "way_due": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} {by_deadline} is {progress}.",
        "way_open": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} is {progress}; no deadline was stated.",
        "away": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target} {by_deadline}.",
        "away_open": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target}, and no deadline was stated.",
        "plain": "{name} stood at {latest} ({latest_period}); the target is {target} {by_deadline}.",
        "plain_open": "{name} stood at {latest} ({latest_period}); the target is {target}, and no deadline was stated.",
        "no_target": "{name} stood at {latest} ({latest_period}); the target is stated relative to a baseline that is not known.",
    },
    "cumulative": {
        "way": "{name} came to {latest} {from_start_to_latest}: {progress} of the target of {target}, when {elapsed} of the time to {deadline_end} had elapsed.",
        "way_due": "{name} came to {latest} {from_start_to_latest}: {progress} of the target of {target}, due {by_deadline}.",
        "way_open": "{name} came to {latest} {from_start_to_latest}: {progress} of the target of {target}; no deadline was stated.",
        "away": "{name} came to {latest} {from_start_to_latest}; the target is {target} {by_deadline}.",
        "away_open": "{name} came to {latest} {from_start_to_latest}; the target is {target}, and no deadline was stated.",
        "plain": "{name} came to {latest} {from_start_to_latest}; the target is {target} {by_deadline}.",
        "plain_open": "{name} came to {latest} {from_start_to_latest}; the target is {target}, and no deadline was stated.",
        "no_target": "{name} came to {latest} {from_start_to_latest}; the target is stated relative to a baseline that is not known.",
    },
    "rank": {
        "way": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} was {progress} when {elapsed} of the time to {deadline_end} had elapsed.",
        "way_due": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} {by_deadline} is {progress}.",
        "way_open": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} is {progress}; no deadline was stated.",
        "away": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target} {by_deadline}.",
        "away_open": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target}, and no deadline was stated.",
        "plain": "{name} stood at {latest} ({latest_period}); the target is {target} {by_deadline}.",
        "plain_open": "{name} stood at {latest} ({latest_period}); the target is {target}, and no deadline was stated.",
        "no_target": "{name} stood at {latest} ({latest_period}); the target is stated relative to a baseline that is not known.",
    },
    "event": {
        "plain": "{name}: {latest} ({latest_period}); due {by_deadline}.",
        "plain_open": "{name}: {latest} ({latest_period}); no deadline was stated.",
    },
    "recurring": {
        "flow": "{name} came to {latest} ({latest_period}); the target of {target} applies {in_each_period} {until_deadline}.",
        "stock": "{name} stood at {latest} ({latest_period}); the target of {target} applies {at_each_end} {until_deadline}.",
    },
}
PACE = {
    "up_rate": "{since_baseline} it has grown by {rate} a year on average, an increase of {per_year} a year.",
    "down_rate": "{since_baseline} it has fallen by {rate} a year on average, a decrease of {per_year} a year.",
    "up": "{since_baseline} it has risen by {per_year} a year on average.",
    "down": "{since_baseline} it has fallen by {per_year} a year on average.",
    "still": "It has not changed {since_baseline}.",
    "gained": "{since_baseline} it has gained {per_year} a year on average.",
    "lost": "{since_baseline} it has lost {per_year} a year on average.",
    "total": "That is {per_year} a year on average.",
}
PACE_CARRIED = "The projection continues the pace {since_pace_start}, {per_year} a year."
NEED = {
    "up_rate": "From the latest figure on, meeting the target requires growth of {rate} a year, or an increase of {per_year} each year.",
    "down_rate": "From the latest figure on, meeting the target requires a fall of {rate} a year, or a decrease of {per_year} each year.",
    "up": "From the latest figure on, meeting the target requires an increase of {per_year} a year.",
    "down": "From the latest figure on, meeting the target requires a decrease of {per_year} a year.",
    "rank": "From the latest figure on, meeting the target requires a gain of {per_year} a year.",
    "total": "What remains, {gap}, requires {per_year} a year until {deadline_end}.",
}
NEED_SOON = {
    "up": "From the latest figure on, meeting the target requires an increase of {gap} {within_months}, a pace of {per_year} a year.",
    "down": "From the latest figure on, meeting the target requires a decrease of {gap} {within_months}, a pace of {per_year} a year.",
    "rank": "From the latest figure on, meeting the target requires a gain of {gap} {within_months}, a pace of {per_year} a year.",
    "total": "What remains, {gap}, is required {within_months}, a pace of {per_year} a year.",
}
WITHIN_MONTHS = Counted("within {number} month", "within {number} months")
RECORDED = {
    "up": {
        "both": "Growth this fast has been recorded ({rate} {rate_year}), and so has an increase this large ({amount} {amount_year}).",
        "rate": "Growth this fast has been recorded ({rate} {rate_year}), but no increase this large: the largest was {amount}, {amount_year}.",
        "amount": "An increase this large has been recorded ({amount} {amount_year}), but no growth this fast: the fastest was {rate}, {rate_year}.",
        "neither": "Neither has been recorded: the fastest growth was {rate}, {rate_year}, and the largest increase {amount}, {amount_year}.",
        "so_much": "An increase this large has been recorded ({amount} {amount_year}).",
        "less": "No increase this large has been recorded: the largest was {amount}, {amount_year}.",
        "never": "No increase within a year has been recorded.",
    },
    "down": {
        "both": "A fall this fast has been recorded ({rate} {rate_year}), and so has a decrease this large ({amount} {amount_year}).",
        "rate": "A fall this fast has been recorded ({rate} {rate_year}), but no decrease this large: the largest was {amount}, {amount_year}.",
        "amount": "A decrease this large has been recorded ({amount} {amount_year}), but no fall this fast: the fastest was {rate}, {rate_year}.",
        "neither": "Neither has been recorded: the fastest fall was {rate}, {rate_year}, and the largest decrease {amount}, {amount_year}.",
        "so_much": "A decrease this large has been recorded ({amount} {amount_year}).",
        "less": "No decrease this large has been recorded: the largest was {amount}, {amount_year}.",
        "never": "No decrease within a year has been recorded.",
    },
    "rank": {
        "so_much": "A gain this large has been recorded ({amount} {amount_year}).",
        "less": "No gain this large has been recorded: the largest was {amount}, {amount_year}.",
        "never": "No gain within a year has been recorded.",
    },
    "total": {
        "so_much": "As much has been added within a year ({amount} {amount_year}).",
        "less": "As much has not been added within any year: the most was {amount}, {amount_year}.",
        "never": "Nothing has been added within any year on record.",
    },
}
"""Whether a change as fast or as large as the required one has been recorded between figures a year apart, by the way it goes."""
RECORDED_NOTHING = "The series has no two exact figures a year apart to compare this with."
POINTS = Counted("{number} percentage point", "{number} percentage points")
MARKS = {
    "p": "provisional: the publisher may revise it",
    "e": "estimated by the publisher",
    "f": "forecast by the publisher",
    "d": "derived: the sum or difference of published figures, none of them a forecast",
    "s": "out of date: older than this target allows",
}
DEADLINES_CAPTION = "Time left to each deadline"
FIGURES = "Observed figures"
FIGURES_NEEDED = "Observed figures and required path"
CHART_SOURCES = "Sources:"
MILESTONES = "Milestones"
HINDSIGHT = "This target was stated later, {on_day}; it is assessed here in hindsight."
STATED_ONLY = {True: "The target is {target} {by_deadline}.", False: "The target is {target}."}
COUNTED = {
    "half": "The target is half of the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "double": "The target is double the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "triple": "The target is triple the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "quadruple": "The target is quadruple the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "times": "The target is {number} times the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "above": "The target is {change} above the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "below": "The target is {change} below the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "growth": "The target is growth of {change} from the baseline, {baseline} ({baseline_period}), and is revised with it.",
}
EARLIER = "Earlier targets and their outcome"
OTHER_UNIT = "in another unit"
NOBODY = "no named reporter"
MIRROR = {
    "same": "According to the figures of {reporter}, the status is the same: {verdict}.",
    "other": "According to the figures of {reporter}, the status is different: {verdict}. {reason}",
    "table": "The same periods by the figures of {own} and of {reporter}",
}
GROUP_COUNTS = {False: "{group} ({targets}): {counts}.", True: "{group} ({targets}, by the figures of each reporter): {counts}."}
UNGROUPED = "Not in a group"
BELONGING = {
    (True, True): "Group: {group}. Responsible: {owner}.",
    (True, False): "Group: {group}.",
    (False, True): "Responsible: {owner}.",
    (False, False): "",
}
REMARKS = "What was done, what is at risk and what was decided"
REMARK_WORDS = {"done": "done", "risk": "risk", "decision": "decision"}
HEADINGS = {"summary": "Summary", "notes": "Notes on methods"}
HEADS = {
    "summary": ("Indicator", "Status", "Latest", "Target", "Progress", "Time elapsed", "Gap", "Growth a year", "Required a year"),
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
DUE = {True: "{target} by {deadline}", False: "{target}, no deadline"}
DUE_EACH = "{target}, {each_period} {until_deadline}"
DUE_GROWTH = "{target} {until_deadline}"
SINCE_HEADING = "Since the last report, {last_report_day}"
OWN_STATUS = "the publisher’s own status"
MADE_BY = "Made with tracker {version} from {files}."
MADE_WITH = "Made with tracker {version}."
METHOD = {
    "notation": "B is the baseline, L the latest level and T the target; t with one of these letters is the instant it refers to, in years, at the end of its period. What cannot be computed is left out, never entered as zero.",
    "levels": "The level at an instant of an amount that accrues over time, such as trade turnover, is the total of the twelve months that end there. Year-to-date figures give it by addition and subtraction, without a forecast: 2024 + January–September 2025 − January–September 2024.",
    "reporters": "Figures of different reporters are never combined. Of several figures for one period, the one published last counts. A figure counts from the day of its publication, or from the end of its period where no day is given.",
    "progress": "Gap = T − L. Progress = (L − B) / (T − B), rounded down.",
    "elapsed": "Time elapsed = (tL − tB) / (tT − tB), at the date of the latest figure, not of the report.",
    "elapsed_today": "Time elapsed as of a day = (day − tB) / (tT − tB).",
    "required_per_year_from_today": "Required change a year from a day on = (T − L) / (tT − day), if nothing has changed since the latest figure; for a level at a date, not for a total over a period.",
    "growth": "Growth a year = (L / B)^(1 / (tL − tB)) − 1, the compound annual growth rate since the baseline; as an amount, (L − B) / (tL − tB).",
    "required_growth": "Required growth a year = (T / L)^(1 / (tT − tL)) − 1; as a constant yearly change, (T − L) / (tT − tL). Both count from the date of the latest figure. The required path at an instant t between is L + (T − L) × s or L × (T / L)^s with s = (t − tL) / (tT − tL).",
    "landing_linear": "The pace since the baseline is projected to the deadline in two ways: L + (L − B) / (tL − tB) × (tT − tL) at a constant yearly change, and L × (L / B)^((tT − tL) / (tL − tB)) at a constant growth rate. The projected progress, (projection − B) / (T − B), gives the status: on track where both projections reach {on_track} or more, off track where both stay below {at_risk}, at risk otherwise.",
    "outcome": "Reached: the latest figure at or before the deadline meets the target. Missed: the first figure at or after the deadline does not. Without a deadline the only assessment is whether the target has been reached.",
}
"""The notes on methods: those of a measure stand where some target has it, the others always."""
METHOD_OF_FORM = {
    "range": "Of a range, T is the end nearer to the baseline.",
    "band": "A target range is met anywhere between its edges. Its gap is the distance to the nearer edge, and its progress the share of the distance between the baseline and that edge that has been covered.",
    "relative": "A target stated as a change on the baseline is a level: T = factor × B.",
    "growth": "A target of growth a year is a level at its deadline: T = B × (1 + rate)^(tT − tB).",
    "recurring": "A target that applies in each period is assessed period by period: one missed period is a miss, and no pace is projected.",
    "total": "A total adds up all figures since its start. It has no growth rate, so its pace is an amount a year.",
    "event": "For an event, the only question is whether it has happened by its deadline.",
    "rank": "A place in a ranking is a whole number and has no growth rate, so its pace is a number of places a year.",
}
METHOD_PACE = "Where a target states the number of years over which its pace is measured, that pace is projected instead of the pace since the baseline."
METHOD_DECREASE = "Where a decrease is intended, the same formulas apply; growth and required growth are then below zero, and the gap is shown without its sign."
FOOTNOTES = "Sources"
SOURCE = "Source"
MARKS_HEADING = "Marks"
COMMAND = "To produce this report again:"
PAGE_OF_PAGES = "Page {page} of {pages}"

# Status at a glance: the cells of its lines, in which a sign stands for a word where there is little room.
GLANCE_LATEST = "{level} ({period})"
GLANCE_TARGET = "{target} {deadline}"
GLANCE_CHANGE = "{target} ({change})"
GLANCE_OPEN = "{target}, {deadline}"
GLANCE_EACH = {"year": "{target} each year", "quarter": "{target} each quarter", "month": "{target} each month"}
GLANCE_SIGNS = {
    "plain": "{amount}",
    "at_least": "≥{amount}",
    "at_most": "≤{amount}",
    "more_than": ">{amount}",
    "below": "<{amount}",
    "about": "~{amount}",
}
GLANCE_FROM = "{low} or more"
GLANCE_REASON = "{name} ({subject}): "

# --- page one of a report ---

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
PAGE_ONE_HEADS = ("Indicator", "Trend", "Latest", "Target", "Projected", "Status")
PAGE_ONE_CAPTION = "All targets {as_of}, those that need attention first"
MAIN_CHANGES = "Main changes since the last report, {last_report_day}"
MORE_CHANGES = Counted("{number} more change is listed in the next section.", "{number} more changes are listed in the next section.")
SHORTENED = "{caption} (the last {shown} of {all})"
NOTED_MARKS = "{mark} – {meaning}."
NOTED_SOURCES = {False: "Sources: {listed}.", True: "Sources: {listed} and {number} more."}
