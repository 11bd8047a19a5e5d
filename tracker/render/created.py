"""The day that a file says it was made on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

_FIRST = date(1980, 1, 1)


def stamp(as_of: date) -> datetime:
    """Return midnight of the day, UTC, or of 1980-01-01 where it is earlier.

    Zip knows no earlier day, Windows none before 1601, and the libraries that write a year below 1000 write it with three digits.
    """
    return datetime.combine(max(as_of, _FIRST), time(), UTC)
