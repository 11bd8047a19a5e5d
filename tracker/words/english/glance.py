"""The cells of the status at a glance, in which a sign stands for a word where there is little room."""

from __future__ import annotations

GLANCE_LATEST = "{level} ({period})"
GLANCE_TARGET = "{target} {deadline}"
GLANCE_CHANGE = "{target} ({change})"
GLANCE_OPEN = "{target}, {deadline}"
GLANCE_EACH = {"year": "{target} each year", "quarter": "{target} each quarter", "month": "{target} each month"}
GLANCE_SIGNS = {
    "plain": "{amount}",
    "at_least": "≥{amount}",
    "at_most": "≤{amount}",
    "more_than": ">{amount}",
    "below": "<{amount}",
    "about": "~{amount}",
}
GLANCE_FROM = "{low} or more"
GLANCE_REASON = "{name} ({subject}): "
