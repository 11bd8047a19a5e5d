"""The names of the sheets: those that people see are of the language of the answer, those that only programs look at are fixed."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname

from tracker.words.texts import workbook

SEEN = ("dashboard", "figures", "charts", "observations", "report", "notes")
"""The keys of the sheets that people see, in their order."""


def name_sheet(key: str) -> str:
    """Return the name of a sheet that people see."""
    return workbook.SHEET_NAMES[key]


def name_sheets() -> dict[str, str]:
    """Return the names of all these sheets by their keys, which are the fields of the texts that name them."""
    return {key: name_sheet(key) for key in SEEN}


def refer_to(key: str, cells: str) -> str:
    """Return cells of one of these sheets as a formula has them; a name that is not English is quoted: ``'Показатели'!B2``."""
    return f"{quote_name(name_sheet(key))}!{cells}"


def quote_name(name: str) -> str:
    """Return the name of a sheet as a formula has it."""
    return str(quote_sheetname(name)) if name.isascii() else "'" + name.replace("'", "''") + "'"
