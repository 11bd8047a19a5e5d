"""What codes mean in the tables of statistics offices (UN Comtrade, WITS, Eurostat, SDMX): totals, parts of others, frequencies."""

from __future__ import annotations

from tracker.values.input.input_words import folded

_TOTALS = frozenset(
    {
        *("w00", "w0", "w1", "wld", "world", "g001", "total", "_t", "all", "all products", "all countries", "c00"),
        *("всего", "итого", "мир", "весь мир", "jami", "барлығы"),
    }
)
"""What marks a total, folded: the world, all products, all customs procedures."""

_WITH_ZERO_AS_TOTAL = {"partnercode", "partner2code", "moscode", "motcode"}
"""Columns of UN Comtrade in which 0 is the total."""

PART_OF = {"rx": "x", "rm": "m", "dx": "x", "fm": "m"}
"""Trade flows that others contain, and which: re-exports and domestic exports are exports."""

FREQUENCIES = frozenset({*"aqmswdhy", "annual", "yearly", "quarterly", "monthly", "year", "quarter", "month", "год", "квартал", "месяц"})
"""What columns of frequencies hold, in small letters."""


def is_total(column: str, value: str) -> bool:
    """Whether a value of a column is known to stand for the total of the others."""
    return folded(value) in _TOTALS or (value == "0" and column.strip().casefold() in _WITH_ZERO_AS_TOTAL)
