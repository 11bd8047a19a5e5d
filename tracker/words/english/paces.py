"""How fast a series has moved, how fast it must move from now on, and whether it ever did."""

from __future__ import annotations

PACE = {
    "up_rate": "{since_baseline} it has grown by {rate} a year on average, an increase of {per_year} a year.",
    "down_rate": "{since_baseline} it has fallen by {rate} a year on average, a decrease of {per_year} a year.",
    "up": "{since_baseline} it has risen by {per_year} a year on average.",
    "down": "{since_baseline} it has fallen by {per_year} a year on average.",
    "still": "It has not changed {since_baseline}.",
    "gained": "{since_baseline} it has gained {per_year} a year on average.",
    "lost": "{since_baseline} it has lost {per_year} a year on average.",
    "total": "That is {per_year} a year on average.",
}
PACE_CARRIED = "The projection continues the pace {since_pace_start}, {per_year} a year."
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
        "rise": "The yearly increase must rise from {pace} to {required}.",
        "hold": "An increase of {required} a year is required; it has been {pace}.",
        "start": "An increase of {required} a year is required; there has been none.",
        "turn": "A decrease of {pace} a year must turn into an increase of {required} a year.",
    },
    ("amount", -1): {
        "rise": "The yearly decrease must rise from {pace} to {required}.",
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
    "up": "An increase of {gap} is required {by_deadline}.",
    "down": "A decrease of {gap} is required {by_deadline}.",
}
NEED = {
    "up_rate": "From the latest figure on, meeting the target requires growth of {rate} a year, or an increase of {per_year} each year.",
    "down_rate": "From the latest figure on, meeting the target requires a fall of {rate} a year, or a decrease of {per_year} each year.",
    "up": "From the latest figure on, meeting the target requires an increase of {per_year} a year.",
    "down": "From the latest figure on, meeting the target requires a decrease of {per_year} a year.",
    "rank": "From the latest figure on, meeting the target requires a gain of {per_year} a year.",
    "total": "What remains, {gap}, requires {per_year} a year until {deadline_end}.",
}
NEED_SOON = {
    "up": "From the latest figure on, meeting the target requires an increase of {gap} {within_months}, a pace of {per_year} a year.",
    "down": "From the latest figure on, meeting the target requires a decrease of {gap} {within_months}, a pace of {per_year} a year.",
    "rank": "From the latest figure on, meeting the target requires a gain of {gap} {within_months}, a pace of {per_year} a year.",
    "total": "What remains, {gap}, is required {within_months}, a pace of {per_year} a year.",
}
FROM_TODAY = {
    "up": "If nothing has changed since the latest figure, the required increase is now {per_year} a year.",
    "down": "If nothing has changed since the latest figure, the required decrease is now {per_year} a year.",
    "rank": "If nothing has changed since the latest figure, the required gain is now {per_year} a year.",
}
RECORDED = {
    "up": {
        "both": "Growth this fast has been recorded ({rate} {rate_year}), and so has an increase this large ({amount} {amount_year}).",
        "rate": "Growth this fast has been recorded ({rate} {rate_year}), but no increase this large: the largest was {amount}, {amount_year}.",
        "amount": "An increase this large has been recorded ({amount} {amount_year}), but no growth this fast: the fastest was {rate}, {rate_year}.",
        "neither": "Neither has been recorded: the fastest growth was {rate}, {rate_year}, and the largest increase {amount}, {amount_year}.",
        "so_much": "An increase this large has been recorded ({amount} {amount_year}).",
        "less": "No increase this large has been recorded: the largest was {amount}, {amount_year}.",
        "never": "No increase within a year has been recorded.",
    },
    "down": {
        "both": "A fall this fast has been recorded ({rate} {rate_year}), and so has a decrease this large ({amount} {amount_year}).",
        "rate": "A fall this fast has been recorded ({rate} {rate_year}), but no decrease this large: the largest was {amount}, {amount_year}.",
        "amount": "A decrease this large has been recorded ({amount} {amount_year}), but no fall this fast: the fastest was {rate}, {rate_year}.",
        "neither": "Neither has been recorded: the fastest fall was {rate}, {rate_year}, and the largest decrease {amount}, {amount_year}.",
        "so_much": "A decrease this large has been recorded ({amount} {amount_year}).",
        "less": "No decrease this large has been recorded: the largest was {amount}, {amount_year}.",
        "never": "No decrease within a year has been recorded.",
    },
    "rank": {
        "so_much": "A gain this large has been recorded ({amount} {amount_year}).",
        "less": "No gain this large has been recorded: the largest was {amount}, {amount_year}.",
        "never": "No gain within a year has been recorded.",
    },
    "total": {
        "so_much": "As much has been added within a year ({amount} {amount_year}).",
        "less": "As much has not been added within any year: the most was {amount}, {amount_year}.",
        "never": "Nothing has been added within any year on record.",
    },
}
"""Whether a change as fast or as large as the required one has been recorded between figures a year apart, by the way it goes."""
RECORDED_NOTHING = "The series has no two exact figures a year apart to compare this with."
