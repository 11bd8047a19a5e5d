"""One value as people read it. Machine formats never come here: they write raw values."""

ABSENT = "–"
"""What stands where there is no value."""
