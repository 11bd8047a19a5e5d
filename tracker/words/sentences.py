"""The sentences for people: whole-sentence templates with named fields, in one place, because they will be translated.

A field is one value put into words by ``cells``; no sentence is glued from parts.


The sentences, headings and captions of reports: whole templates with named fields, as in ``narrative``, to be read and translated.
"""

from __future__ import annotations

QUALIFIED = {
    "plain": "{amount}",
    "at_least": "at least {amount}",
    "at_most": "at most {amount}",
    "more_than": "more than {amount}",
    "below": "below {amount}",
    "about": "about {amount}",
}
IMPORTED = "{place} was imported from {source}, {note}."
TARGET_IN_SENTENCE = "{amount} ({change}{base})"
TARGET_IN_FULL = {
    "relative": {False: "{change}{base}: {amount}", True: "{change}{base}: {amount} ({so_far} so far)"},
    "growth": {False: "{change}: {amount} by {deadline}", True: "{change}: {amount} by {deadline}"},
    "points": {False: "{change}{base}: {amount}", True: "{change}{base}: {amount} ({so_far} so far)"},
}
TARGET_WITHIN = "within {span}"
TARGET_RATE = "{change}"
DUE_TARGET = {True: "the {target}", False: "the target of {target}"}
BASE = {"on": " on {period}", "of": " {period}"}
CHANGE = {"relative": "{number} %", "growth": "{number} % a year", "points": "{number} pp"}
CHANGE_BY = {True: "{change} by {deadline}", False: "{change}, no deadline"}
MULTIPLES = {"half": "half of", "double": "double", "triple": "triple", "quadruple": "quadruple", "times": "{number} times"}
TIMES = "{number}x"
SO_FAR = {"percent": "{change}", "times": "{number} times"}
DEADLINES = {
    "open": "no deadline",
    "by": "by {deadline}",
    "each_year": "each year to {deadline}",
    "each_quarter": "each quarter to {deadline}",
    "each_month": "each month to {deadline}",
}
EVENT = {True: "yes", False: "not yet"}
PLACE = "place {place}"
PLACES = {1: "{number} place", 0: "{number} places"}
TOTAL = {
    "so_far": "{latest} of {target} since {start}",
    "left": "{latest} of {target} since {start}; {left} left, {per_year} a year",
}
PERIOD_WORDS = {"year": ("year", "years"), "quarter": ("quarter", "quarters"), "month": ("month", "months")}
BETWEEN = "between {low} and {high}"
TO_DATE = "to {day}"
AND = "{listed} and {last}"
AND_MORE = "{listed} and {number} more"
YEAR_TO_DATE = {
    "alone": "{period}: {amount}.",
    "more": "{period}: {amount}, {rate} more than in {before}.",
    "less": "{period}: {amount}, {rate} less than in {before}.",
    "same": "{period}: {amount}, as much as in {before}.",
}
UNUSED = {
    "one": "The figure for {periods} (line {lines}) is newer than the latest level and gives none: {missing}.",
    "many": "The figures for {periods} (lines {lines}) are newer than the latest level and give none: {missing}.",
    "one_alone": "The figure for {periods} (line {lines}) gives no level: {missing}.",
    "many_alone": "The figures for {periods} (lines {lines}) give no level: {missing}.",
}
MISSING = {1: "{periods} is missing", 0: "{periods} are missing"}
OF_ANOTHER_PART = {False: "{period}", True: "{period} of another part"}
MISSING_OF_TOTAL = "the figures since {start} leave a gap"
PERIOD_OUTCOMES = {
    "met": "kept",
    "missed": "missed",
    "unclear": "not known",
    "awaited": "awaited",
    "absent": "not on file",
    "to_come": "to come",
}
PERIODS_KEPT = "{name}: how each period ended"
AWAITED = "awaited"
TIME_LEFT = {
    "left": "As of {as_of}, the deadline is {months} away and {elapsed} of the time has elapsed ({then} at the date of the latest figure).",
    "left_now": "As of {as_of}, the deadline is {months} away and {elapsed} of the time has elapsed.",
    "only_left": "As of {as_of}, the deadline is {months} away.",
}
LEFT_MONTHS = {1: "1 month", 0: "{number} months"}
LESS_THAN_A_MONTH = "less than a month"
FROM_TODAY = {
    "up": "If nothing has changed since the latest figure, an increase of {per_year} a year is needed from now on.",
    "down": "If nothing has changed since the latest figure, a decrease of {per_year} a year is needed from now on.",
    "rank": "If nothing has changed since the latest figure, a gain of {per_year} a year is needed from now on.",
}
REASONS = {
    "no_data": "No figure was known by {as_of}.",
    "no_data_from_reporter": "No figure of {reporter} was known by {as_of}.",
    "no_data_incomplete": "Figures were known by {as_of}, but no twelve months are complete.",
    "no_target": "The target is stated relative to the baseline, and no figure is known for the baseline.",
    "reached": "{before} ({before_period}) meets the target of {target}.",
    "missed": "{after} ({after_period}) falls short of {due_target} due by the end of {deadline}.",
    "missed_then_reached": "{after} ({after_period}) fell short of {due_target} due by the end of {deadline}; it was reached later, {met_later}.",
    "undetermined_bound": "{after} ({after_period}) is a bound: it does not show whether {due_target} due by the end of {deadline} was missed.",
    "undetermined_late": "{after} ({after_period}) meets the target of {target}, but no figure is known for the deadline, the end of {deadline}.",
    "awaiting": "The deadline, the end of {deadline}, has passed and its figure is not in; the latest is {latest} ({latest_period}).",
    "open": "No deadline was stated; {progress} of the way from {baseline} to {target} has been covered.",
    "open_no_way": "No deadline was stated; the latest figure is {latest} ({latest_period}) against a target of {target}.",
    "reached_recurring": "The target of {target} was kept in each {period_word} to {deadline} ({judged} of {judged}).",
    "on_track_recurring": "The target of {target} was kept in each {period_word} on file ({judged} of {judged}); it binds in each {period_word} to {deadline}.",
    "missed_period": "The target of {target} was kept in {met} of {judged} {period_words}; missed in {missed}.",
    "undetermined_gap": "The target of {target} was kept in {met} of {judged} {period_words} that can be judged; whether it was kept in {unknown} is not known.",
    "no_pace_recurring": "No figure is known yet for any {period_word} in which the target of {target} binds.",
    "no_pace_event": "Not yet by {latest_period}; the deadline is the end of {deadline}.",
    "off_track_leaves_band": "The pace since {pace_start} leads to {landings} by the end of {deadline}, out of the target range of {target}, in which the baseline lay.",
    "no_pace": "No figure after the baseline, {baseline} ({baseline_period}), is known, so there is no pace to carry forward.",
    "no_pace_no_baseline": "No figure is known for the baseline ({baseline_period}), so there is no pace to carry forward.",
    "no_pace_before_baseline": "The latest figure ({latest_period}) is older than the baseline ({baseline_period}), so there is no pace to carry forward.",
    "no_pace_one_level": "No level before the latest figure ({latest_period}) is known from which its pace could be measured.",
    "on_track": "The pace since {pace_start} leads to at least {worse} by the end of {deadline}, against a target of {target}.",
    "on_track_decrease": "The pace since {pace_start} leads to at most {worse} by the end of {deadline}, against a target of {target}.",
    "on_track_short": "The pace since {pace_start} leads to at least {worse} by the end of {deadline}: {worst} of the way to the target of {target}, and from {on_track} on a target counts as on track.",
    "on_track_short_decrease": "The pace since {pace_start} leads to at most {worse} by the end of {deadline}: {worst} of the way to the target of {target}, and from {on_track} on a target counts as on track.",
    "off_track_decrease": "The pace since {pace_start} leads to at least {better} by the end of {deadline}, against a target of {target}.",
    "off_track_fell_back": "The baseline of {baseline} ({baseline_period}) met the target of {target}; the latest figure, {latest} ({latest_period}), does not.",
    "off_track_away": "No progress since {pace_start}: {latest} ({latest_period}) after {pace_base}; from then on {required_per_year} a year would be needed.",
    "off_track": "The pace since {pace_start} leads to at most {better} by the end of {deadline}, against a target of {target}.",
    "at_risk_by_amount": "The two paths disagree: at the same rate ({pace_growth} a year) it comes to {landing_compound} by the end of {deadline}, "
    "by the same amount each year ({pace_per_year}) only to {landing_linear}; the target is {target}.",
    "at_risk_by_rate": "The two paths disagree: by the same amount each year ({pace_per_year}) it comes to {landing_linear} by the end of {deadline}, "
    "at the same rate ({pace_growth} a year) only to {landing_compound}; the target is {target}.",
    "at_risk_one_path": "The pace since {pace_start} leads to {better} by the end of {deadline}, against a target of {target}.",
    "at_risk": "The pace since {pace_start} leads to between {lower} and {higher} by the end of {deadline}, against a target of {target}.",
}
REASONS_OF_FORM: dict[str, dict[str, str]] = {
    "band": {
        "on_track": "The pace since {pace_start} leads to {landings} by the end of {deadline}, within the target range of {target}.",
        "on_track_short": "The pace since {pace_start} leads to {landings} by the end of {deadline}: {worst} of the way to the target range of {target}, and from {on_track} on a target counts as on track.",
        "off_track": "The pace since {pace_start} leads to {landings} by the end of {deadline}, outside the target range of {target}.",
        "off_track_away": "The pace since {pace_start} leads to {landings} by the end of {deadline}, outside the target range of {target}.",
        "at_risk": "The pace since {pace_start} leads to {landings} by the end of {deadline}; the target range is {target}.",
        "at_risk_one_path": "The pace since {pace_start} leads to {landings} by the end of {deadline}; the target range is {target}.",
        "reached": "{before} ({before_period}) lies within the target range of {target}.",
        "missed": "{after} ({after_period}) lies outside the target range of {target} due by the end of {deadline}.",
        "missed_then_reached": "{after} ({after_period}) lay outside the target range of {target} due by the end of {deadline}; it was reached later, {met_later}.",
    },
    "total": {
        "on_track": "At the pace since {start} the total comes to {worse} by the end of {deadline}, against a target of {target}.",
        "on_track_short": "At the pace since {start} the total comes to {worse} by the end of {deadline}: {worst} of the target of {target}, and from {on_track} on a target counts as on track.",
        "at_risk_one_path": "At the pace since {start} the total comes to {worse} by the end of {deadline}, against a target of {target}.",
        "off_track": "At the pace since {start} the total comes to {worse} by the end of {deadline}, against a target of {target}.",
        "no_data_incomplete": "Figures were known by {as_of}, but not all since {start}, so there is no total.",
        "off_track_away": "Nothing has been added since {start}; {required_per_year} a year would be needed from then on.",
        "no_pace": "No figure since {start} is known, so there is no pace to carry forward.",
        "open": "No deadline was stated; {latest} of {target} has been reached since {start}.",
    },
    "event": {
        "no_data": "Nothing was known of it by {as_of}.",
        "no_pace": "Not yet by {latest_period}; the deadline is the end of {deadline}.",
        "no_pace_no_baseline": "Not yet by {latest_period}; the deadline is the end of {deadline}.",
        "no_pace_before_baseline": "Not yet by {latest_period}; the deadline is the end of {deadline}.",
        "reached": "Yes, as of {before_period}.",
        "missed": "Not yet by {after_period}; the deadline was the end of {deadline}.",
        "missed_then_reached": "Not yet by {after_period}; the deadline was the end of {deadline}. It came later, {met_later}.",
        "undetermined_late": "Yes, as of {after_period}, but it is not known whether it was so by the deadline, the end of {deadline}.",
        "awaiting": "The deadline, the end of {deadline}, has passed and nothing is known of that day; the latest news is of {latest_period}: {latest}.",
        "open": "No deadline was stated; not yet by {latest_period}.",
        "open_no_way": "No deadline was stated; not yet by {latest_period}.",
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
        "rise": "The increase a year must rise from {pace} to {required}.",
        "hold": "An increase of {required} a year is required; it has been {pace}.",
        "start": "An increase of {required} a year is required; there has been none.",
        "turn": "A decrease of {pace} a year must turn into an increase of {required} a year.",
    },
    ("amount", -1): {
        "rise": "The decrease a year must grow from {pace} to {required}.",
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
    "up": "An increase of {gap} is required by the end of {deadline}.",
    "down": "A decrease of {gap} is required by the end of {deadline}.",
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
NOTATION = "B is the baseline, L the latest level, E the earliest, T the target, P the level from which the pace is measured (the baseline, unless a number of years is stated); t with one of these letters is its time in years, counted at the end of its period: the year 2024 ends at 2025."
LEG = "The planned path runs over milestones. At tL it is on the leg from B1 = {first} (end of {start}) to T1 = {last} (end of {end}), and e1 = {gone} of the time of that leg has gone."
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
    "recurring": "{name}: {latest} ({latest_period}); {clause}.",
    "recurring_stale": "{name}: {latest} ({latest_period}); {clause}; figure {age} months old.",
    "total": "{name}: {total}; {clause}.",
    "total_stale": "{name}: {total}; {clause}; figure {age} months old.",
    "event": "{name}: {clause}.",
    "event_stale": "{name}: {clause}; figure {age} months old.",
}
SUMMARY_VERDICT = "{verdict}: {line}"
SUMMARY_SINCE = "Changed since {since}:"
SUMMARY_STANDS = "Where each target stands:"
CLAUSES = {
    "no_data": "no figure is known",
    "no_data_incomplete": "no twelve months are complete",
    "total_incomplete": "not all figures since {start} are known, so there is no total",
    "reached": "the target of {target} is met",
    "reached_by_then": "the target of {target} was met by the end of {deadline}",
    "missed": "the target of {target} was missed at the end of {deadline}",
    "missed_met_since": "the target of {target} was missed at the end of {deadline} and has been met since",
    "reached_recurring": "the target of {target} was kept in each {period_word} to {deadline} ({judged} of {judged})",
    "on_track_recurring": "the target of {target} was kept in each {period_word} on file ({judged} of {judged})",
    "missed_period": "the target of {target} was kept in {met} of {judged} {period_words}; missed in {missed}",
    "undetermined_gap": "the target of {target} was kept in {met} of {judged} {period_words} that can be judged; whether in {unknown} too is not known",
    "no_pace_recurring": "no figure is known yet for any {period_word} in which the target of {target} binds",
    "fell_back_band": "the baseline lay within the target range of {target} and the latest figure does not",
    "leaves_band": "the pace leads out of the target range of {target}, to {low}, by {deadline}",
    "leaves_band_between": "the pace leads out of the target range of {target}, to {low} to {high}, by {deadline}",
    "event_yes": "yes, as of {latest_period}",
    "event_yes_late": "yes, as of {latest_period}, after the deadline, the end of {deadline}",
    "event_unknown": "yes, as of {latest_period}, but it is not known whether by the end of {deadline}",
    "event_missed": "not yet by {latest_period}, and the deadline was the end of {deadline}",
    "event_open": "not yet by {latest_period}, no deadline",
    "event_awaiting": "not yet by {latest_period}, and nothing is known for the deadline, the end of {deadline}",
    "event_pending": "not yet by {latest_period}, due by the end of {deadline}",
    "undetermined": "the figures do not show whether the target of {target} was met by the end of {deadline}",
    "awaiting": "the figure for the deadline, the end of {deadline}, is not in",
    "open": "no deadline",
    "no_pace": "there is no pace to carry forward",
    "fell_back": "the baseline met the target of {target} and the latest figure does not",
    "still": "no progress since {pace_start}",
    "pace": "the pace leads to {low} by {deadline}, the target is {target}",
    "pace_between": "the pace leads to {low} to {high} by {deadline}, the target is {target}",
}


REPORT_SUBTITLE = "Progress report as of {as_of}"
STANDS = {
    "flow": {
        "way": "{name} came to {latest} ({latest_period}): {progress} of the way from {baseline} ({baseline_period}) to {target} had been covered by then, and {elapsed} of the time until the end of {deadline} had gone.",
        "way_due": "{name} came to {latest} ({latest_period}): {progress} of the way from {baseline} ({baseline_period}) to {target}, due by the end of {deadline}, has been covered.",
        "way_open": "{name} came to {latest} ({latest_period}): {progress} of the way from {baseline} ({baseline_period}) to {target} has been covered; no deadline was stated.",
        "away": "{name} came to {latest} ({latest_period}), farther from the target than the baseline of {baseline} ({baseline_period}); the target is {target} by the end of {deadline}.",
        "away_open": "{name} came to {latest} ({latest_period}), farther from the target than the baseline of {baseline} ({baseline_period}); the target is {target}, and no deadline was stated.",
        "plain": "{name} came to {latest} ({latest_period}); the target is {target} by the end of {deadline}.",
        "plain_open": "{name} came to {latest} ({latest_period}); the target is {target}, and no deadline was stated.",
        "no_target": "{name} came to {latest} ({latest_period}); the target is stated relative to a baseline that is not known.",
    },
    "stock": {
        "way": "{name} stood at {latest} ({latest_period}): {progress} of the way from {baseline} ({baseline_period}) to {target} had been covered by then, and {elapsed} of the time until the end of {deadline} had gone.",
        "way_due": "{name} stood at {latest} ({latest_period}): {progress} of the way from {baseline} ({baseline_period}) to {target}, due by the end of {deadline}, has been covered.",
        "way_open": "{name} stood at {latest} ({latest_period}): {progress} of the way from {baseline} ({baseline_period}) to {target} has been covered; no deadline was stated.",
        "away": "{name} stood at {latest} ({latest_period}), farther from the target than the baseline of {baseline} ({baseline_period}); the target is {target} by the end of {deadline}.",
        "away_open": "{name} stood at {latest} ({latest_period}), farther from the target than the baseline of {baseline} ({baseline_period}); the target is {target}, and no deadline was stated.",
        "plain": "{name} stood at {latest} ({latest_period}); the target is {target} by the end of {deadline}.",
        "plain_open": "{name} stood at {latest} ({latest_period}); the target is {target}, and no deadline was stated.",
        "no_target": "{name} stood at {latest} ({latest_period}); the target is stated relative to a baseline that is not known.",
    },
    "cumulative": {
        "way": "From {start} to the end of {latest_day} {name} came to {latest}: {progress} of the target of {target}, when {elapsed} of the time until the end of {deadline} had gone.",
        "way_due": "From {start} to the end of {latest_day} {name} came to {latest}: {progress} of the target of {target}, due by the end of {deadline}.",
        "way_open": "From {start} to the end of {latest_day} {name} came to {latest}: {progress} of the target of {target}; no deadline was stated.",
        "away": "From {start} to the end of {latest_day} {name} came to {latest}; the target is {target} by the end of {deadline}.",
        "away_open": "From {start} to the end of {latest_day} {name} came to {latest}; the target is {target}, and no deadline was stated.",
        "plain": "From {start} to the end of {latest_day} {name} came to {latest}; the target is {target} by the end of {deadline}.",
        "plain_open": "From {start} to the end of {latest_day} {name} came to {latest}; the target is {target}, and no deadline was stated.",
        "no_target": "From {start} to the end of {latest_day} {name} came to {latest}; the target is stated relative to a baseline that is not known.",
    },
    "rank": {
        "way": "{name} stood at {latest} ({latest_period}): {progress} of the way from {baseline} ({baseline_period}) to {target} had been covered by then, and {elapsed} of the time until the end of {deadline} had gone.",
        "way_due": "{name} stood at {latest} ({latest_period}): {progress} of the way from {baseline} ({baseline_period}) to {target}, due by the end of {deadline}, has been covered.",
        "way_open": "{name} stood at {latest} ({latest_period}): {progress} of the way from {baseline} ({baseline_period}) to {target} has been covered; no deadline was stated.",
        "away": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target} by the end of {deadline}.",
        "away_open": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target}, and no deadline was stated.",
        "plain": "{name} stood at {latest} ({latest_period}); the target is {target} by the end of {deadline}.",
        "plain_open": "{name} stood at {latest} ({latest_period}); the target is {target}, and no deadline was stated.",
        "no_target": "{name} stood at {latest} ({latest_period}); the target is stated relative to a baseline that is not known.",
    },
    "event": {
        "plain": "{name}: {latest} ({latest_period}); due by the end of {deadline}.",
        "plain_open": "{name}: {latest} ({latest_period}); no deadline was stated.",
    },
    "recurring": {
        "flow": "{name} came to {latest} ({latest_period}); the target of {target} binds in each {period_word} to {deadline}.",
        "stock": "{name} stood at {latest} ({latest_period}); the target of {target} binds at the end of each {period_word} to {deadline}.",
    },
}
PACE = {
    "up_rate": "Since {baseline_period} it has grown by {rate} a year ({per_year} a year on average).",
    "down_rate": "Since {baseline_period} it has fallen by {rate} a year ({per_year} a year on average).",
    "up": "Since {baseline_period} it has grown by {per_year} a year on average.",
    "down": "Since {baseline_period} it has fallen by {per_year} a year on average.",
    "still": "Since {baseline_period} it has not moved.",
    "gained": "Since {baseline_period} it has gained {per_year} a year on average.",
    "lost": "Since {baseline_period} it has lost {per_year} a year on average.",
    "total": "That is {per_year} a year on average.",
}
PACE_CARRIED = "The pace that is carried forward is the one since {pace_start}, {per_year} a year."
NEED = {
    "up_rate": "From then on, growth of {rate} a year is needed, or an increase of {per_year} each year.",
    "down_rate": "From then on, a fall of {rate} a year is needed, or a decrease of {per_year} each year.",
    "up": "From then on, an increase of {per_year} is needed each year.",
    "down": "From then on, a decrease of {per_year} is needed each year.",
    "rank": "From then on, a gain of {per_year} is needed each year.",
    "total": "What is left, {gap}, asks for {per_year} a year until the end of {deadline}.",
}
NEED_SOON = {
    "up": "From then on, an increase of {gap} is needed within {months}, a pace of {per_year} a year.",
    "down": "From then on, a decrease of {gap} is needed within {months}, a pace of {per_year} a year.",
    "rank": "From then on, a gain of {gap} is needed within {months}, a pace of {per_year} a year.",
    "total": "What is left, {gap}, is needed within {months}, a pace of {per_year} a year.",
}
MONTHS = {1: "a month", 0: "{number} months"}
SEEN = {
    "both": "Both have been seen between figures a year apart: {rate} to the end of {rate_period}, and {amount} to the end of {amount_period}.",
    "rate": "Such a rate has been seen between figures a year apart ({rate} to the end of {rate_period}), such an amount has not: the most was {amount}, to the end of {amount_period}.",
    "amount": "Such an amount has been seen between figures a year apart ({amount} to the end of {amount_period}), such a rate has not: the most was {rate}, to the end of {rate_period}.",
    "neither": "Neither has been seen between figures a year apart: the most was {rate}, to the end of {rate_period}, and {amount}, to the end of {amount_period}.",
    "so_much": "So much has been seen between figures a year apart: {amount} to the end of {amount_period}.",
    "less": "So much has not been seen between figures a year apart: the most was {amount}, to the end of {amount_period}.",
    "never_up": "No two figures a year apart show an increase.",
    "never_down": "No two figures a year apart show a decrease.",
    "never_rank": "No two figures a year apart show a gain.",
    "none": "The series holds no two exact figures a year apart with which that could be compared.",
}
POINTS = "percentage points"
LEGEND = {
    "linear": "plan, same amount each year",
    "compound": "plan, same rate each year",
    "needed": "needed from the latest figure on",
    "landing": "where the pace since the baseline leads",
    "landing_cut": "where the pace since the baseline leads (cut off at the frame)",
    "landing_recent": "where the pace of the last years leads",
    "landing_recent_cut": "where the pace of the last years leads (cut off at the frame)",
    "kept": "kept",
    "missed": "missed",
    "published": "published",
    "derived": "derived",
    "provisional": "provisional or estimated",
}
CHART_LABELS = {
    "latest": "{latest} ({latest_period})",
    "target": "target: {target} by {deadline}",
    "target_open": "target: {target}",
    "years": "end of the year",
    "target_every": "target: {target} each {every} until {deadline}",
    "target_growth": "target: {target} until {deadline}",
    "place": "place",
    "growth": "growth on the year before",
}
CHART_TITLE = "{name}: observed, planned and needed"
CHART_TITLE_PERIODS = "{name}: periods in which the target was kept or missed"
CHART_ALT_PERIODS = "Bar chart of {name}, one bar for each period: {judged} on file, {met} kept and {missed} missed. The target is {target}, in each {every}."
CHART_ALT = {
    "observed": "Line chart of {name}{in_unit}: {first} ({first_period}) to {latest} ({latest_period}).",
    "one": "Chart of {name}{in_unit}: {latest} ({latest_period}).",
    "target": "The target is {target} by the end of {deadline}.",
    "target_open": "The target is {target}; no deadline was stated.",
    "landing": "At the pace since {pace_start} it lands between {low} and {high} at the deadline.",
    "landing_one": "At the pace since {pace_start} it lands at {high} at the deadline.",
}
BULLET_TITLE = {
    "plan": "The bar is the latest level, {latest} ({latest_period}). The marks are the baseline (grey), {baseline}; the plan for that date (orange), {expected}; and the target (red), {target}.",
    "baseline": "The bar is the latest level, {latest} ({latest_period}). The marks are the baseline (grey), {baseline}, and the target (red), {target}.",
    "plain": "The bar is the latest level, {latest} ({latest_period}). The mark is the target, {target}.",
}
BULLET_ALT = "Bar of {latest}; the target is {target}."
MARKS = {
    "p": "provisional: its publisher may still revise it",
    "e": "estimated by its publisher",
    "f": "a forecast of its publisher",
    "d": "derived: the sum or difference of several published figures, none of them forecast",
    "s": "stale: older than the age from which a figure of this target counts as out of date",
}
FINAL = {"final", "definitive", "revised", "a"}
STATUS_MARKS = {"provisional": "p", "preliminary": "p", "estimated": "e", "estimate": "e", "forecast": "f"}
DEADLINES_CAPTION = "Deadlines that came closer"
FIGURES = "{name}: what was observed"
FIGURES_NEEDED = (
    "{name}: what was observed, and what the end of each year must show on the way straight from the latest figure to the target"
)
CHART_SOURCES = "Every point of the chart rests on figures of these sources."
MILESTONES = "{name}: milestones"
HINDSIGHT = "This target was stated later, on {day}; here it is judged in hindsight."
STATED_ONLY = {True: "The target is {target} by the end of {deadline}.", False: "The target is {target}."}
COUNTED = {
    "times": "The target is {change} times the baseline, {baseline} ({baseline_period}), and moves with it.",
    "percent": "The target is {change} on the baseline, {baseline} ({baseline_period}), and moves with it.",
    "growth": "The target is growth of {change} from the baseline, {baseline} ({baseline_period}), and moves with it.",
}
EARLIER = "{name}: earlier promises and how they ended"
OTHER_UNIT = "in another unit"
NOBODY = "no named reporter"
MIRROR = {
    "same": "By the figures of {reporter} the verdict is the same: {verdict}.",
    "other": "By the figures of {reporter} the verdict is another one: {verdict}. {reason}",
    "table": "{name}: the same periods by the figures of {own} and of {reporter}",
}
GROUP_COUNTS = {False: "{group} ({targets}): {counts}.", True: "{group} ({targets}, by the figures of each reporter): {counts}."}
UNGROUPED = "In no group"
BELONGING = {
    (True, True): "Group: {group}. Responsible: {owner}.",
    (True, False): "Group: {group}.",
    (False, True): "Responsible: {owner}.",
    (False, False): "",
}
REMARKS = "{name}: what was done, what is at risk and what was decided"
REMARK_WORDS = {"done": "done", "risk": "risk", "decision": "decision"}
HEADINGS = {"summary": "Summary", "notes": "Notes on method"}
HEADS = {
    "summary": ("Target", "Verdict", "Latest", "Goal", "Way gone", "Time gone", "Gap", "Growth a year", "Needed a year"),
    "deadlines": ("Target", "Due by the end of", "Months left on {since}", "Months left on {as_of}"),
    "figures": ("Period", "Observed", "Change on a year before", "Needed, same amount each year", "Needed, same rate each year"),
    "remarks": ("Date", "Kind", "Remark"),
    "milestones": ("By the end of", "Milestone", "Outcome", "Why"),
    "mirror": ("Period", "By {own}", "By {reporter}", "Difference"),
    "periods": ("Period", "Figure", "Outcome", "Lines"),
    "history": ("Promise", "Due by the end of", "Made on", "Made by", "Outcome by the figures of"),
}
DUE = {True: "{target} by {deadline}", False: "{target}, no deadline"}
DUE_EACH = "{target}, each {period_word} to {deadline}"
SUMMARY_CAPTION = "Where each target stands as of {as_of}"
SINCE_HEADING = "Since the last report, {since}"
OWN_STATUS = "as its publisher calls it"
MADE_BY = "Made with tracker {version} from {files}."
MADE_WITH = "Made with tracker {version}."
METHOD = (
    (
        "",
        "B is the baseline, L the latest level, T the target; t with one of these letters is the instant that it refers to, in years at the end of its period. What cannot be computed is left out and never put in as zero.",
    ),
    (
        "",
        "The level of a total over time (turnover) at an instant is the total of the twelve months that end there; year-to-date figures give it by addition and subtraction, without a forecast: 2024 + January–September 2025 − January–September 2024.",
    ),
    (
        "",
        "Figures of different reporters are never joined. Of several figures for one period the one published last counts; a figure counts from the day on which it was published, or from the end of its period where no day is given.",
    ),
    ("progress", "Gap = T − L. Way gone = (L − B) / (T − B), rounded down."),
    ("elapsed", "Time gone = (tL − tB) / (tT − tB), at the date of the latest figure and not of the report."),
    ("elapsed_today", "Time elapsed as of a day = (day − tB) / (tT − tB)."),
    (
        "required_per_year_from_today",
        "What is needed from a day on = (T − L) / (tT − day), if nothing has changed since the latest figure; for what is counted at a date, not over a time.",
    ),
    (
        "growth",
        "Growth a year = (L / B)^(1 / (tL − tB)) − 1, the compound annual growth rate since the baseline; as an amount, (L − B) / (tL − tB).",
    ),
    (
        "required_growth",
        "Needed a year = (T / L)^(1 / (tT − tL)) − 1, or the same amount each year, (T − L) / (tT − tL), counted from the date of the latest figure; at an instant t between, L + (T − L) × s or L × (T / L)^s with s = (t − tL) / (tT − tL).",
    ),
    (
        "landing_linear",
        "The pace since the baseline is carried to the deadline on two paths: L + (L − B) / (tL − tB) × (tT − tL) with the same amount each year, and L × (L / B)^((tT − tL) / (tL − tB)) with the same rate each year. What would be delivered as a share of what was promised, (landing − B) / (T − B), gives the verdict: on track where both paths come to {on_track} or more, off track where both stay below {at_risk}, at risk otherwise.",
    ),
    (
        "",
        "Reached: the latest figure at or before the deadline meets the target. Missed: the first figure at or after the deadline falls short. Without a deadline nothing is judged but that the target is reached.",
    ),
)
METHOD_OF_FORM = {
    "range": "Of a range, T is the end that is nearer to the baseline.",
    "band": "A target range is met anywhere between its edges. Its gap is the distance to the nearer edge, and its progress the share of the baseline's distance to it that has gone.",
    "relative": "A target that is stated as a change on the baseline is a level: T = factor × B.",
    "growth": "A target of growth a year is a level at its deadline: T = B × (1 + rate)^(tT − tB).",
    "recurring": "A target that binds in each period is judged period by period: one missed period is a miss, and no pace is carried forward.",
    "total": "A total adds up every figure since its start. It has no rate of growth, so its pace is an amount a year.",
    "event": "Of an event it is asked whether it has come about by its deadline, and nothing else.",
    "rank": "A place in a ranking is told in whole places and has no rate of growth, so its pace is a number of places a year.",
}
METHOD_PACE = (
    "Where a target states over how many years its pace is measured, that pace is carried forward in place of the one since the baseline."
)
METHOD_DECREASE = "Where a decrease is wanted, the same formulas hold; growth and what is needed are then below zero, and the gap is shown without its sign."
FOOTNOTES = "Sources"
SOURCE = "Source"
MARKS_HEADING = "Marks"
COMMAND = "This command makes the same report again:"
PAGE_OF_PAGES = "Page {page} of {pages}"
