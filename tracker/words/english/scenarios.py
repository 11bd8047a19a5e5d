"""The texts about figures that are assumed (``what if``): whole templates with named fields."""

from __future__ import annotations

ASSUMED_TITLE = "What if: {title}"
ASSUMED_FIGURE = {
    "amount": "{period}: {amount}",
    "growth": "{period}: {amount} (growth on the year before: {growth})",
    "amount_revised": "{period}: {amount}, in place of the figure on file",
    "growth_revised": "{period}: {amount} (growth on the year before: {growth}), in place of the figure on file",
}
"""One figure that is assumed; the growth is that on the year before."""
ASSUMED_NOTE = {
    "same_day": "Assumed and not observed – {figures}. All that follows rests on it; nothing is written to a file.",
    "later_day": "Assumed and not observed – {figures}. All that follows rests on it; nothing is written to a file. The day of the answer is {day}, the end of the last assumed period; of the figures on file those count that were known {on_as_of}.",
}
ASSUMED_VERDICT = "If so: {verdict}. {reason}"
ASSUMED_CHANCE = {
    "range": "Chance: {chance}; likely between {low} and {high} {at_deadline} (80 of 100 series like this one). Past and assumed figures only.",
    "amount": "Chance: {chance}; likely {amount} {at_deadline} (80 of 100 series like this one). Past and assumed figures only.",
    "alone": "Chance: {chance}. Past and assumed figures only.",
    "range_held": "Chance that it holds {until_deadline}: {chance}; likely between {low} and {high} {at_deadline} (80 of 100 series like this one). Past and assumed figures only.",
    "alone_held": "Chance that it holds {until_deadline}: {chance}. Past and assumed figures only.",
    "amount_held": "Chance that it holds {until_deadline}: {chance}; likely {amount} {at_deadline} (80 of 100 series like this one). Past and assumed figures only.",
}
"""As ``CHANCE``, where a figure is assumed."""
ASSUMED_UNUSED = "What is assumed for {periods} cannot be used yet: {missing}."
ASSUMED_CELL = "{words} (assumed)"
"""What stands in a table and rests on an assumed figure."""
ASSUMED_SOURCE = "assumed – {figure}"
"""Among the sources of the figures."""
SCENARIOS_HEADING = "Scenarios"
SCENARIOS_CAPTION = "What the target would come to in each scenario, by assumed figures"
SCENARIO_HEADS = ("scenario", "status", "projected", "chance", "likely", "required")
SCENARIO_OBSERVED = "as observed"
SCENARIO_ASSUMES = "{scenario} ({as_of}): {figures}."
SCENARIOS_NOTE = "Assumed and not observed. Each scenario is judged at the end of its last assumed period; what is required is what remains to be done after it."
