"""The texts of the tracker's own score: what could be said on earlier days, and what came of it. Whole templates with named fields."""

from __future__ import annotations

SCORE_TITLE = "What was said and what came of it, {as_of}"
SCORE_METHOD = "For each day on which a target was stated or a figure of it became known: what could be said from the figures known then alone, and what came of it."
SCORE_COUNTS = "Statements: {statements}. Targets with a known outcome: {targets}; of these met: {met}."
SCORE_SHARED = "All statements about a target share its outcome, so targets are counted beside statements."
SCORE_FEW = "Too few targets to judge by: the outcomes of fewer than about {number} say more about these targets than about what was said."
SCORE_NOTHING = (
    "There is nothing to compare yet: of no target whose deadline has passed are both the outcome and an earlier statement known."
)
SCORE_SILENT = "Targets of which nothing could be said before their deadline: {number}."
SCORE_UNDATED = "Targets left out, because they declare neither when they were stated nor a baseline: {number}."
SCORE_HEADINGS = {
    "status": "By status, met of all",
    "chance": "By chance, met of all",
    "brier": "Brier score",
    "targets": "Targets",
}
SCORE_HEADS = {
    "status": ("status", "statements", "targets", "share met"),
    "chance": ("chance", "statements", "targets", "share met"),
    "targets": ("target", "outcome", "said"),
}
"""The share is one of the statements, drawn as a bar."""
SCORE_MET_OF = "{met} of {number}"
SCORE_ENDED = "{deadline}: {outcome}"
SCORE_SAID = "{day}: {status}"
SCORE_NO_CHANCE = "No statement gave a chance."
SCORE_BRIER = {
    "skill": "Brier score of the chances: {score} (0 is perfect; always saying 5 in 10 gives 0.25). Always saying the share that was met: {usual}. The chances save {skill} of that.",
    "worse": "Brier score of the chances: {score} (0 is perfect; always saying 5 in 10 gives 0.25). Always saying the share that was met: {usual}, which is better.",
    "alike": "Brier score of the chances: {score} (0 is perfect; always saying 5 in 10 gives 0.25). All these targets ended alike, so there is no skill to measure.",
}
SCORE_PARTS = {
    "target": "{subject}: {target}",
    "history": "{subject}: {target} (earlier target)",
    "milestone": "{subject}: {target} (milestone)",
}
SCORE_CHART_TITLE = "How often targets were met, by the chance that was given"
SCORE_CHART_NOTE = "Statements with a chance: {statements}, about targets: {targets}; {as_of}."
SCORE_CHART_FEW = "Too few targets to judge by."
SCORE_CHART_UPRIGHT = "% of the statements whose target was met"
SCORE_CHART_KEY = {
    "band": "where the words would be right",
    "met": "what came",
}
SCORE_CHART_ALT = "Reliability diagram. Of the statements with a chance so many saw their target met: {bins}."
SCORE_CHART_ALT_BIN = "{chance}: {met} of {number}"
