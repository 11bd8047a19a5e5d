"""The headings of the tables of ``status`` and of the pages of ``show`` and ``explain``, with what stands in their rows."""

from __future__ import annotations

STATUS_HEADS = {
    "status": "Status",
    "latest": "Latest",
    "latest_period": "Period",
    "target": "Target",
    "deadline": "Deadline",
    "progress": "Progress",
    "elapsed": "Time elapsed",
    "gap": "Gap",
    "required_per_year": "A year",
    "growth": "Growth",
    "required_growth": "Required",
}
"""The columns of the full table of ``status``."""
GLANCE_HEADS = {
    "name": "Indicator",
    "latest": "Latest",
    "target": "Target",
    "progress": "Progress",
    "projected": "Projected",
    "status": "Status",
}
"""The columns of ``status`` at a glance."""
