"""The words of charts: titles, labels, keys, and charts in words for who cannot see them."""

from __future__ import annotations

CHART_TITLES = {
    "projected": "{name}: {outcome} by {deadline} at this pace, target {target}",
    "reached": "{name}: {latest} ({latest_period}), target {target} met",
    "missed": "{name}: {before} ({before_period}), target {target} by {deadline} missed",
    "due": "{name}: {latest} ({latest_period}), target {target} by {deadline}",
    "open": "{name}: {latest} ({latest_period}), target {target}, no deadline",
    "no_target": "{name}: {latest} ({latest_period})",
    "met": "{name}: target {target} met {in_each_of_periods}",
    "met_once": "{name}: target {target} met in {latest_period}, {only_period}",
    "missed_once": "{name}: target {target} missed in {latest_period}, {only_period}",
    "met_in_some": "{name}: target {target} met {in_met_periods}",
}
CHART_LABELS = {
    "latest": "{latest} ({latest_period})",
    "baseline": "{baseline} ({baseline_period})",
    "target": "target: {target} by\u00a0{deadline}",
    "target_open": "target: {target}",
    "target_every": "target: {target} {each_period} {until_deadline}",
    "target_every_open": "target: {target} {each_period}",
    "target_growth": "target: {target} {until_deadline}",
    "projected": "at this pace: {outcome}",
    "projected_beyond": "at this pace: {outcome} (beyond\u00a0the\u00a0axis)",
    "milestone": "{amount} by\u00a0{deadline}",
    "period": "{amount} ({period})",
}
"""Labels, in which no line ends at a no-break space, within a period, and between a number and its unit."""
CHART_KEY = {
    "required": "required path",
    "planned": "planned path",
    "milestone": "milestone",
    "derived": "derived",
    "provisional": "provisional or estimated",
    "kept": "met",
    "missed": "missed",
    "target": "target",
    "edges": "edges of the target",
    "projected": "at this pace",
    "projected_beyond": "at this pace, beyond the axis",
    "published": "published",
    "assumed": "assumed",
}
CHART_PLACES = "rank"
CHART_GROWTH = "growth on the year before, in %"
CHART_ALT = {
    "observed": "Line chart of {name} in {unit}: {first} ({first_period}) to {latest} ({latest_period}).",
    "observed_unitless": "Line chart of {name}: {first} ({first_period}) to {latest} ({latest_period}).",
    "one": "Chart of {name} in {unit}: {latest} ({latest_period}).",
    "one_unitless": "Chart of {name}: {latest} ({latest_period}).",
    "target": "The target is {target} {by_deadline}.",
    "target_open": "The target is {target}; no deadline was stated.",
    "projected": "At this pace, the projection for the deadline is {outcome}.",
    "periods": "Chart of {name}, one point {for_each_period}: {judged} on record, {met} met and {missed_count} missed. The target is {target}, {in_each_period}.",
}
CHART_FOOTNOTE = {"reporter": "Figures of {reporter}.", "as_of": "{as_of}."}
