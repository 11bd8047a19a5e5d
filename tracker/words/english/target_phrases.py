"""What a target asks for, by when, who stated it and who is responsible, as it stands in cells and sentences."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

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
DUE = {True: "{target} by {deadline}", False: "{target}, no deadline"}
DUE_EACH = "{target}, {each_period} {until_deadline}"
DUE_GROWTH = "{target} {until_deadline}"
EVENT = {True: "achieved", False: "not yet achieved"}
PLACE = "rank {place}"
PLACES = Counted("{number} place", "{number} places")
TOTAL = {
    "so_far": "{latest} of {target} {since_start}",
    "left": "{latest} of {target} {since_start}; {left} left, {per_year} a year required",
}
DECLARED = {
    (True, True): "Stated {on_day} by {who}.",
    (True, False): "Stated {on_day}.",
    (False, True): "Stated by {who}.",
    (False, False): "",
}
BELONGING = {
    (True, True): "Group: {group}. Responsible: {owner}.",
    (True, False): "Group: {group}.",
    (False, True): "Responsible: {owner}.",
    (False, False): "",
}
