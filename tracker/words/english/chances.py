"""The texts about the chance of a target, its range and the outturn of a year: whole templates with named fields."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

PROBABILITY_WORDS = {
    "under_1_in_20": "less than 1 in 20",
    "about_1_in_10": "about 1 in 10",
    "about_2_in_10": "about 2 in 10",
    "about_3_in_10": "about 3 in 10",
    "about_4_in_10": "about 4 in 10",
    "about_5_in_10": "about 5 in 10",
    "about_6_in_10": "about 6 in 10",
    "about_7_in_10": "about 7 in 10",
    "about_8_in_10": "about 8 in 10",
    "over_8_in_10": "more than 8 in 10",
}
"""A chance in words, by its code: tenths with the words of a count, which readers of every language take alike."""
PROBABILITY_WORDS_OF_BOUND = {
    "at_least": {
        "under_1_in_20": "at least 1 in 50",
        "about_1_in_10": "at least about 1 in 10",
        "about_2_in_10": "at least about 2 in 10",
        "about_3_in_10": "at least about 3 in 10",
        "about_4_in_10": "at least about 4 in 10",
        "about_5_in_10": "at least about 5 in 10",
        "about_6_in_10": "at least about 6 in 10",
        "about_7_in_10": "at least about 7 in 10",
        "about_8_in_10": "at least about 8 in 10",
        "over_8_in_10": "more than 8 in 10",
    },
    "at_most": {
        "under_1_in_20": "less than 1 in 20",
        "about_1_in_10": "at most about 1 in 10",
        "about_2_in_10": "at most about 2 in 10",
        "about_3_in_10": "at most about 3 in 10",
        "about_4_in_10": "at most about 4 in 10",
        "about_5_in_10": "at most about 5 in 10",
        "about_6_in_10": "at most about 6 in 10",
        "about_7_in_10": "at most about 7 in 10",
        "about_8_in_10": "at most about 8 in 10",
        "over_8_in_10": "at most 49 in 50",
    },
}
"""The same where the latest figure is a bound, and so the chance."""
CHANCE = {
    "range": "Chance: {chance}; likely between {low} and {high} {at_deadline} (80 of 100 series like this one). Past figures only.",
    "amount": "Chance: {chance}; likely {amount} {at_deadline} (80 of 100 series like this one). Past figures only.",
    "alone": "Chance: {chance}. Past figures only.",
    "range_held": "Chance that it holds {until_deadline}: {chance}; likely between {low} and {high} {at_deadline} (80 of 100 series like this one). Past figures only.",
    "alone_held": "Chance that it holds {until_deadline}: {chance}. Past figures only.",
    "amount_held": "Chance that it holds {until_deadline}: {chance}; likely {amount} {at_deadline} (80 of 100 series like this one). Past figures only.",
}
"""The chance of a target with its range, unless that is beyond all measure; both ends have the same scale, the lower one without it."""
CHANCE_BRIEFLY = {
    "range": "Chance: {chance}; likely between {low} and {high} {at_deadline}.",
    "amount": "Chance: {chance}; likely {amount} {at_deadline}.",
    "alone": "Chance: {chance}.",
    "range_held": "Chance that it holds {until_deadline}: {chance}; likely between {low} and {high} {at_deadline}.",
    "alone_held": "Chance that it holds {until_deadline}: {chance}.",
    "amount_held": "Chance that it holds {until_deadline}: {chance}; likely {amount} {at_deadline}.",
}
"""The same in a list of many targets, below which ``CHANCE_NOTE`` stands once."""
CHANCE_NOTE = "Chances and likely ranges come from past figures only; of 100 series like these, 80 end within their range."
CHANCE_IN_CELL = {
    "under_1_in_20": "<1 in 20",
    "about_1_in_10": "1 in 10",
    "about_2_in_10": "2 in 10",
    "about_3_in_10": "3 in 10",
    "about_4_in_10": "4 in 10",
    "about_5_in_10": "5 in 10",
    "about_6_in_10": "6 in 10",
    "about_7_in_10": "7 in 10",
    "about_8_in_10": "8 in 10",
    "over_8_in_10": ">8 in 10",
}
"""The chance in a narrow column."""
CHANCE_IN_CELL_BEYOND = {
    "at_least": "≥1 in 50",
    "at_most": "≤49 in 50",
}
"""A bound of which its word says nothing: at least a chance that is below 1 in 20, or at most one that is above 8 in 10."""
CHANCE_ABSENT = {
    "switched_off": "Chance: none is given, because the declaration of the target switches it off.",
    "event": "Chance: none is given for an event, because past figures say nothing of when it comes about.",
    "rank": "Chance: none is given for a place in a ranking.",
    "cumulative": "Chance: none is given for a running total.",
    "recurring": "Chance: none is given for a target that applies in each period.",
    "not_pending": "Chance: none is given, because no deadline lies ahead for which a figure is still to come.",
    "too_far": "Chance: none is given, because the deadline lies more than 10 years after the latest figure.",
    "one_figure": "Chance: none is given, because figures of only one year are known.",
    "target_is_bound": "Chance: none is given for a target of exactly 0 or 100 %.",
    "values_not_positive": "Chance: none is given, because a figure or the target is not above zero.",
    "counted": "Chance: none is given, because a count of things needs at least four figures.",
}
OUTTURN = {
    "alone": "By the figures to date, {year} would come to {amount} ({range}).",
    "milestone": "By the figures to date, {year} would come to {amount} ({range}); chance that it meets its milestone: {chance}.",
    "obligation": "By the figures to date, {year} would come to {amount} ({range}); chance that it meets the target: {chance}.",
}
"""What a year that is not over would come to."""
NEVER_AS_FAST = "No single year on record was as fast as is required ({required} a year); the best was {best}."
REQUIRED_SEEN = Counted(
    "As fast as is required ({required} a year): {met} of {number} year on record; the best was {best}.",
    "As fast as is required ({required} a year): {met} of {number} years on record; the best was {best}.",
)
NEVER_SEEN = {
    "flow": "Of the targets for money or people that required more than any single year on record, about 1 in 8 were met.",
    "other": "Of the targets that required more than any single year on record, about 1 in 20 were met.",
}
LATEST_START = {
    "ahead": "At the best rate on record, the change would have to start {within_month} at the latest.",
    "past": "At the best rate on record, the change would have had to start {within_month} at the latest.",
}
"""The last month in which the best growth ever seen would still arrive in time: to come, or gone by on the day of the answer."""
CHANCE_CELLS = {
    "probability": "Chance that the target is met",
    "likely_low": "Likely, lower end (80 of 100)",
    "likely_mid": "Likely, middle",
    "likely_high": "Likely, upper end (80 of 100)",
    "chance_own": "growth of the series (μ)",
    "chance_spread": "spread a year (s)",
    "chance_weight": "weight of its growth (w)",
    "chance_growth": "expected growth (m)",
    "chance_deviation": "spread by the deadline (S)",
}
"""The headings of a workbook for the chance and the steps to it."""
CHART_FAN = "where 80 of 100 series like this one lie"
CHART_LIKELY = "Likely between {low} and {high} {at_deadline} (80 of 100 series like this one)."
CHANCE_HEADING = "Chance"
CHANCE_HEADS = ("step", "formula", "with the numbers", "result")
CHANCE_STEPS = {
    "figures": "levels that count",
    "class": "compared with",
    "usual": "usual growth",
    "years": "years of the levels",
    "own": "growth of the series",
    "spread": "spread a year",
    "weight": "weight of its growth",
    "growth": "expected growth",
    "ahead": "years ahead",
    "deviation": "spread by then",
    "degrees": "degrees of freedom",
    "distance": "distance to go",
    "range": "80 of 100",
    "chance": "chance",
}
CHANCE_FIGURES = "one a year, {since}"
CHANCE_CLASSES = {"flow": "flows of money and people", "other": "other indicators"}
CHANCE_USUAL = {"constant": "a constant of the class", "stated": "as declared"}
CHANCE_SPREAD = "√((ν0 s0² + RSS + q τ (μ − m0)²) / (ν0 + k))"
CHANCE_RANGE = "zn + m h ∓ S F⁻¹(0.9), as levels"
CHANCE_SCALES = {
    "log": "Growth is counted on logarithms; F is Student’s t. Constants {constants}.",
    "odds": "Growth is counted on the log odds of the percentage; F is Student’s t. Constants {constants}.",
}
CHANCE_UNKNOWN = "It knows past figures only, no contracts and no new policy. Chances are never added or multiplied over targets: what happens to one series happens to others on the same day."
