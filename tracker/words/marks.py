"""Which mark a figure has for the status that its publisher gives it."""

from __future__ import annotations

FINAL = {"final", "definitive", "revised", "a"}
"""What a publisher says of a figure that needs no mark."""
STATUS_MARKS = {"provisional": "p", "preliminary": "p", "estimated": "e", "estimate": "e", "forecast": "f"}
"""The mark of each word of a publisher; what it means is ``MARKS`` of ``english/report_headings``."""
