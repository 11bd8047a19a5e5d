"""What has changed since a day: figures, statuses, deadlines."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

SINCE_HEADING = "Since the last report, {last_report_day}"
MAIN_CHANGES = "Main changes since the last report, {last_report_day}"
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
MORE_CHANGES = Counted("{number} more change is listed in the next section.", "{number} more changes are listed in the next section.")
