"""What colours mean on every sheet; each stands beside a symbol, a word or a sign, so that nothing is told by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.excel.formulas import text
from tracker.words.status_columns import TONES, verdict_words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from tracker.render.excel.sheet import Formats

INK, MUTED, RULE, ACCENT, SHADE = "#1F2933", "#616E7C", "#D9DEE4", "#0B5394", "#EAF1F8"
OBSERVED, EARLIER, REQUIRED, PLANNED, TARGET = "#0B5394", "#85AACA", "#9A4A08", "#7B8794", "#B42318"
"""The colours of the charts in the other formats, for the same things."""
INPUT = "#0000FF"
_GROUNDS = {"good": ("#DDF3E4", "#116329"), "warn": ("#FFF0C7", "#7D4E00"), "bad": ("#FDE3E5", "#A40E26"), "open": ("#ECEFF2", "#52606D")}
"""The ground and the ink of each tone; the inks are those of the report in a browser."""
_NEARLY = '"<"0%'


def mark_statuses(sheet: Worksheet, cells: str, formats: Formats) -> None:
    """The statuses as traffic lights behind their symbols and words."""
    for status, tone in TONES.items():
        ground, ink = _GROUNDS[tone]
        rule = {"type": "cell", "criteria": "==", "value": text(verdict_words(status)), "format": formats(bg_color=ground, font_color=ink)}
        sheet.conditional_format(cells, rule)


def mark_nearly_complete(sheet: Worksheet, first: str, cells: str, decimals: int, formats: Formats) -> None:
    """A share that is not complete never looks as if it were; ``first`` is the first of the cells, ``decimals`` those of the percentage."""
    nearly = f"=AND(ISNUMBER({first}),{first}<1,ROUND({first},{decimals + 2})>=1)"
    sheet.conditional_format(cells, {"type": "formula", "criteria": nearly, "format": formats(num_format=_NEARLY)})
