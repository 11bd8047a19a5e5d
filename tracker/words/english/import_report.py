"""What an import found and would change."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

IMPORT_SOURCE = Counted("{source}: {number} file, sha256 {digest}", "{source}: {number} files, sha256 {digest}")
IMPORT_HANDED_OVER = "{source}: table {table}, passed by a program"
IMPORT_NEW = "+ {figure}: {amount} ← {origin}"
IMPORT_REVISED = "~ {figure}: {amount}, was {before} ({change}; {file}:{line}) ← {origin}"
IMPORT_REVISED_TWICE = "~ {figure}: {amount}, was {before} ({change}) ← {origin}"
IMPORT_PUBLISHED = {True: "{line} (published {day})", False: "{line} (published with its period)"}
"""A line of a figure, with the day of its publication, which may be that of its period."""
IMPORT_MISSING = "{figure}: no figure; {reason}"
IMPORT_MISSING_MORE = Counted("{rule}: no figure for {number} more period either", "{rule}: no figure for {number} more periods either")
IMPORT_KEPT = "{figure}: no longer in {source}; {file}:{line} is kept"
IMPORT_KEPT_REASON = "{figure}: no figure in {source} ({reason}); {file}:{line} is kept"
IMPORT_KEPT_MORE = Counted(
    "{rule}: {number} more figure kept that {source} no longer has", "{rule}: {number} more figures kept that {source} no longer has"
)
IMPORT_LEFT_OUT = "{figure}: left out, because {reason} ({origin})"
IMPORT_FAR = "{figure}: {amount} is more than {times} times the target; was a scale applied twice, or `unit` said too large? ({origin})"
IMPORT_LATER = "{figure}: published on {day}, which is still to come, and not counted before that day; is the date right?"
IMPORT_LATER_MORE = Counted(
    "{figure}: published on {day}, which is still to come, and not counted before that day (and {number} more figure); is the date right?",
    "{figure}: published on {day}, which is still to come, and not counted before that day (and {number} more figures); is the date right?",
)
IMPORT_DONE = {
    True: Counted(
        "{number} row would be added to {file} ({new} new, {revised} revised); {unchanged} unchanged",
        "{number} rows would be added to {file} ({new} new, {revised} revised); {unchanged} unchanged",
    ),
    False: Counted(
        "{number} row added to {file} ({new} new, {revised} revised); {unchanged} unchanged",
        "{number} rows added to {file} ({new} new, {revised} revised); {unchanged} unchanged",
    ),
}
"""How many rows an import adds, by whether it only shows them."""
IMPORT_NOTHING = "nothing to add to {file}; {unchanged} unchanged"
IMPORT_KNOWN = "Known from {day}, the day of the import; use --published to give another date."
IMPORT_UNDECLARED = {
    True: "{names} does not say where its figures come from; declare `figures`",
    False: "no target says where its figures come from; declare `sources` and `figures`",
}
"""Why nothing can be imported, by whether targets were asked for."""
