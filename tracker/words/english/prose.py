"""The paragraph about a target in a report: where it stands, and how the target was stated."""

from __future__ import annotations

STANDS = {
    "flow": {
        "way": "{name} came to {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} was {progress} when {elapsed} of the time to {deadline_end} had elapsed.",
        "way_due": "{name} came to {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} {by_deadline} is {progress}.",
        "way_open": "{name} came to {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} is {progress}; no deadline was stated.",
        "away": "{name} came to {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target} {by_deadline}.",
        "away_open": "{name} came to {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target}, and no deadline was stated.",
        "plain": "{name} came to {latest} ({latest_period}); the target is {target} {by_deadline}.",
        "plain_open": "{name} came to {latest} ({latest_period}); the target is {target}, and no deadline was stated.",
        "no_target": "{name} came to {latest} ({latest_period}); the target is stated relative to a baseline that is not known.",
    },
    "stock": {
        "way": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} was {progress} when {elapsed} of the time to {deadline_end} had elapsed.",
        "way_due": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} {by_deadline} is {progress}.",
        "way_open": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} is {progress}; no deadline was stated.",
        "away": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target} {by_deadline}.",
        "away_open": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target}, and no deadline was stated.",
        "plain": "{name} stood at {latest} ({latest_period}); the target is {target} {by_deadline}.",
        "plain_open": "{name} stood at {latest} ({latest_period}); the target is {target}, and no deadline was stated.",
        "no_target": "{name} stood at {latest} ({latest_period}); the target is stated relative to a baseline that is not known.",
    },
    "cumulative": {
        "way": "{name} came to {latest} {from_start_to_latest}: {progress} of the target of {target}, when {elapsed} of the time to {deadline_end} had elapsed.",
        "way_due": "{name} came to {latest} {from_start_to_latest}: {progress} of the target of {target}, due {by_deadline}.",
        "way_open": "{name} came to {latest} {from_start_to_latest}: {progress} of the target of {target}; no deadline was stated.",
        "away": "{name} came to {latest} {from_start_to_latest}; the target is {target} {by_deadline}.",
        "away_open": "{name} came to {latest} {from_start_to_latest}; the target is {target}, and no deadline was stated.",
        "plain": "{name} came to {latest} {from_start_to_latest}; the target is {target} {by_deadline}.",
        "plain_open": "{name} came to {latest} {from_start_to_latest}; the target is {target}, and no deadline was stated.",
        "no_target": "{name} came to {latest} {from_start_to_latest}; the target is stated relative to a baseline that is not known.",
    },
    "rank": {
        "way": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} was {progress} when {elapsed} of the time to {deadline_end} had elapsed.",
        "way_due": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} {by_deadline} is {progress}.",
        "way_open": "{name} stood at {latest} ({latest_period}): progress from {baseline} ({baseline_period}) to the target of {target} is {progress}; no deadline was stated.",
        "away": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target} {by_deadline}.",
        "away_open": "{name} stood at {latest} ({latest_period}), further from the target than the baseline of {baseline} ({baseline_period}); the target is {target}, and no deadline was stated.",
        "plain": "{name} stood at {latest} ({latest_period}); the target is {target} {by_deadline}.",
        "plain_open": "{name} stood at {latest} ({latest_period}); the target is {target}, and no deadline was stated.",
        "no_target": "{name} stood at {latest} ({latest_period}); the target is stated relative to a baseline that is not known.",
    },
    "event": {
        "plain": "{name}: {latest} ({latest_period}); due {by_deadline}.",
        "plain_open": "{name}: {latest} ({latest_period}); no deadline was stated.",
    },
    "recurring": {
        "flow": "{name} came to {latest} ({latest_period}); the target of {target} applies {in_each_period} {until_deadline}.",
        "stock": "{name} stood at {latest} ({latest_period}); the target of {target} applies {at_each_end} {until_deadline}.",
    },
}
NEARLY = "under 100 %"
STATED_ONLY = {True: "The target is {target} {by_deadline}.", False: "The target is {target}."}
COUNTED = {
    "half": "The target is half of the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "double": "The target is double the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "triple": "The target is triple the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "quadruple": "The target is quadruple the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "times": "The target is {number} times the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "above": "The target is {change} above the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "below": "The target is {change} below the baseline, {baseline} ({baseline_period}), and is revised with it.",
    "growth": "The target is growth of {change} from the baseline, {baseline} ({baseline_period}), and is revised with it.",
}
HINDSIGHT = "This target was stated later, {on_day}; it is assessed here in hindsight."
