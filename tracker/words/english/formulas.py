"""The measures in words, for ``explain`` and the workbook: headings, formulas that hold words, why one is undefined; official methods."""

from __future__ import annotations

from tracker.values.languages.translations import Counted

MEASURE_HEADINGS = {
    "gap": "Gap",
    "share": "Share of the target",
    "progress": "Progress",
    "elapsed": "Time elapsed",
    "growth": "Growth since the baseline",
    "growth_per_year": "Change a year since the baseline",
    "growth_1y": "Growth over the last year",
    "growth_all": "Growth over the whole series",
    "planned_growth": "Planned growth",
    "planned_per_year": "Planned change a year",
    "required_growth": "Required growth a year",
    "required_per_year": "Required change a year",
    "acceleration": "Required change over the pace so far",
    "expected_linear": "Planned by now, constant yearly change",
    "expected_compound": "Planned by now, constant growth rate",
    "ahead_months_linear": "Months ahead, constant yearly change",
    "ahead_months_compound": "Months ahead, constant growth rate",
    "landing_linear": "Projection, constant yearly change",
    "landing_compound": "Projection, constant growth rate",
    "outcome_linear": "Projected progress, constant yearly change",
    "outcome_compound": "Projected progress, constant growth rate",
    "eta_linear": "Date of meeting the target, constant yearly change",
    "eta_compound": "Date of meeting the target, constant growth rate",
    "data_age_months": "Age of the data, months",
    "pace_growth": "Growth at the projected pace",
    "pace_per_year": "Change a year at the projected pace",
    "months_left": "Months left",
    "elapsed_today": "Time elapsed today",
    "required_per_year_from_today": "Required change a year from today",
    "ytd": "Since January",
    "ytd_growth": "Since January, on a year earlier",
}
WORDED_FORMULAS = {
    "ahead_months_linear": "12 × (time at which the straight path reaches L − tL)",
    "ahead_months_compound": "12 × (time at which the path of constant growth reaches L − tL)",
    "data_age_months": "as-of date − tL, in months",
    "months_left": "12 × (tT − as-of date)",
    "elapsed_today": "(as-of date − tB) / (tT − tB)",
    "required_per_year_from_today": "(T − L) / (tT − as-of date)",
    "ytd": "the total from January to the latest month known",
    "ytd_growth": "ytd / the same months of the year before − 1",
}
"""Formulas in which words stand; those of symbols alone are the same in every language."""
WORDED_FORMULAS_ON_LEGS = {
    "ahead_months_linear": "12 × (time at which the path of straight legs reaches L − tL)",
    "ahead_months_compound": "12 × (time at which the path of evenly growing legs reaches L − tL)",
}
WORDED_FORMULAS_OF_BAND = {
    "gap": "the nearer edge − L, 0 inside",
    "progress": "1 − |gap| / |T − B|, 1 inside",
    "required_growth": "(the nearer edge / L)^(1 / (tT − tL)) − 1",
    "required_per_year": "(the nearer edge − L) / (tT − tL)",
    "required_per_year_from_today": "(the nearer edge − L) / (tT − as-of date)",
    "outcome": "1 where {landing} lies within the band, else (landing − B) / (T − B), and beyond the band 1 − |landing − far edge| / |T − B|",
}
FILLED_IN = {
    "ytd": "the total of {ytd_months}",
    "outcome_inside": "1, because {low} ≤ {landing} ≤ {high}",
    "outcome_outside": "0, because {landing} lies outside {low} to {high} and B within",
}
"""The same with the numbers of a target."""
UNDEFINED = "undefined: {reason}"
WHY_UNDEFINED = {
    "no_level": "no level",
    "no_level_or_no_target": "no level, or a target of zero",
    "no_way": "the baseline is the target, or already meets it",
    "no_deadline": "no deadline",
    "no_time": "no time between the baseline and the latest level",
    "no_time_or_not_positive": "no time between the baseline and the latest level, or a level or the target is not above zero",
    "no_year_before": "no level exactly one year before, or one of zero",
    "no_series": "only one level, or one that is not above zero",
    "no_planned_growth": "no deadline, a level or the target is not above zero, or the baseline is the target, or already meets it",
    "no_plan": "no deadline, or the baseline is the target, or already meets it",
    "passed": "no deadline that lies ahead",
    "passed_or_not_positive": "no deadline that lies ahead, or a level or the target is not above zero",
    "no_movement": "no movement towards the target, or nothing is required",
    "no_deadline_or_time": "no deadline, or no time between the baseline and the latest level",
    "no_projected_growth": "no deadline, no time between the baseline and the latest level, or a level or the target is not above zero",
    "no_outcome": "no projection, or the baseline is the target, or already meets it",
    "no_arrival": "the series moves away from the target or past it, or would take over 50 years",
    "total_or_passed": "a total over time, or no deadline that lies ahead",
    "no_year_to_date": "no figure since January",
    "no_same_months": "no figure for the same months, or one that is not above zero",
    "recurring": "a target that applies in each period is assessed period by period",
    "event": "an event has no pace",
    "within_band": "the baseline lies within the band, so there is no distance to cover",
    "total": "a running total has no growth rate",
    "rank": "a place has no growth rate",
}
TARGET_FORMULAS = {
    "relative": ("factor × B", "{change} × {base}"),
    "growth": ("B × (1 + rate)^(tT − tB)", "{base} × {factor}^{years}"),
    "points": ("B + points", "{base} + {change}"),
    "points_down": ("B + points", "{base} − {size}"),
    "range": ("the end that is nearer to B", "of {low} and {high}, from {base}"),
    "band": ("the edge that is nearer to B", "of {low} and {high}, from {base}"),
    "no_edge": ("no edge to reach: B lies within the band", "{low} ≤ {base} ≤ {high}"),
}
"""How a target follows from its words: the formula, and the same with its numbers."""
ABOUT_FORMULAS = {
    1: ("T − half a unit of its last digit", "{target} − {slack}"),
    -1: ("T + half a unit of its last digit", "{target} + {slack}"),
}
"""From where on a level counts as about the target, by the direction that is wanted."""
MEASURED_MONTHS = Counted("{number} months", "{number} months")
MEASURED_TIMES = Counted("{number} times", "{number} times")
METHOD_RULES = {
    "open_sdg": "growth / planned growth: from 0.95 on track, from 0.60 acceleration needed, from 0 limited, below deterioration",
    "un_progress_chart": "compound outcome at the deadline: from 0.95 on track, from 0.10 fair, below stagnation or regression",
    "destatis": "miss at the mean of the last five yearly changes: below 5 % sun, up to 20 % cloud, above overcast, wrong way thunderstorm",
    "escap": "10 * (L - B) / |T - B| in the intended direction",
    "wri": "required change a year / mean yearly change of the last five years: up to 1 on track, above off track, from 2 well off track",
}
METHOD_SOURCES = {
    "open_sdg": "Open SDG sdg-build, sdg/ProgressMeasure.py; Eurostat, monitoring of the SDGs",
    "un_progress_chart": "UN DESA, SDG Progress Chart 2023, technical note",
    "destatis": "Federal Statistical Office of Germany, indicator report on the sustainable development strategy",
    "escap": "UN ESCAP, current status index",
    "wri": "World Resources Institute, State of Climate Action",
}
METHOD_FIGURES = {
    "ratio": "ratio {number}",
    "outcome": "outcome {number}",
    "miss": "miss {number}",
    "score": "score {number}",
    "factor": "factor {number}",
}
METHOD_STATUSES = {
    "met": "met",
    "on_track": "on track",
    "acceleration_needed": "acceleration needed",
    "limited": "limited",
    "deterioration": "deterioration",
    "fair": "fair",
    "stagnation_or_regression": "stagnation or regression",
    "sun": "sun",
    "cloud": "cloud",
    "overcast": "overcast",
    "thunderstorm": "thunderstorm",
    "reached": "reached",
    "regressed": "regressed",
    "progressing": "progressing",
    "wrong_direction": "wrong direction",
    "off_track": "off track",
    "well_off_track": "well off track",
    "not_assessed": "not assessed",
}
"""What the official methods say, in words."""
METHOD_REASONS = {
    "met_whatever_the_trend": "The latest level meets the target, whatever the trend.",
    "met": "The latest level meets the target.",
    "no_way": "The target is not a level with a path from the baseline.",
    "no_rates": "A place in a ranking has no growth rate.",
    "needs_rates": "A growth rate needs a deadline, a baseline before the latest level, and levels of one sign other than zero.",
    "deadline_passed": "The deadline has passed, so there is nothing left to project.",
    "needs_compound_path": "The rule needs a deadline, levels above zero, and a baseline that did not meet the target.",
    "needs_changes": "It needs {fewest} yearly changes or more; known: {known}.",
    "needs_deadline": "It needs a deadline that lies ahead.",
    "nothing_missing": "The target is met, so there is no gap of which a miss could be a share.",
    "gap_not_known": "The latest level is a bound that only equals the target, so the size of the gap is not known.",
    "wrong_way": "The mean of the last yearly changes points the wrong way.",
    "needs_baseline": "It needs a baseline that differs from the target.",
    "no_change": "The series has not changed, so no multiple of its pace is fast enough.",
    "ratio": "Growth a year so far as a share of planned growth.",
    "delivered": "Projected progress at the deadline at a constant growth rate.",
    "miss": "The share of today’s gap that would remain at the deadline.",
    "score": "Progress, where 10 is the target.",
    "factor": "The required change a year over the mean yearly change of the last five years.",
}
NOTATION = "B is the baseline, L the latest level, E the earliest, T the target, P the level from which the pace is measured (the baseline, unless a number of years is stated); t with one of these letters is its time in years, counted at the end of its period: the year 2024 ends at 2025."
LEG = "The planned path runs through the milestones. At tL it is on the leg from B1 = {first_level} (end of {leg_start}) to T1 = {last_level} (end of {leg_end}); e1 = {gone} of the time of that leg has elapsed."
APPROXIMATELY = "{exact} ≈ {rounded}"
