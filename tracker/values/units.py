"""Units that are percentages, in any of the languages that are read."""

from __future__ import annotations

from tracker.values.input.input_words import PERCENT, folded


def is_percent(unit: str) -> bool:
    """Whether amounts of a unit are percentages (``%``, ``% of GDP``, ``процент``), whose differences are percentage points."""
    return behind_percent(unit) is not None


def behind_percent(unit: str) -> str | None:
    """What a percentage is of (`` of GDP``), nothing where that is not written; None for any other unit."""
    if unit.startswith("%"):
        return unit.removeprefix("%")
    words = unit.split()
    found = next((length for length in (2, 1) if folded(" ".join(words[:length])) in PERCENT), None)
    return None if found is None else " ".join(["", *words[found:]])


def is_bare_percent(unit: str) -> bool:
    """Whether a unit says percent and nothing more, which a share (``5 %``) has and ``% of GDP`` has not."""
    return folded(unit) in PERCENT
