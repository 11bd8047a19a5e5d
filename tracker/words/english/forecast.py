"""The texts about the chance of a target, its range and the outturn of a year: whole templates with named fields."""

from __future__ import annotations

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
