"""How recent the figures are: the year to date, what is newer and cannot be used yet, what is out of date; and the time left."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

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
STALE = "The latest figure is {age} old."
TIME_LEFT = {
    "left": "{as_of}, the deadline is {months} away and {elapsed} of the time has elapsed ({then} at the date of the latest figure).",
    "left_now": "{as_of}, the deadline is {months} away and {elapsed} of the time has elapsed.",
    "only_left": "{as_of}, the deadline is {months} away.",
}
