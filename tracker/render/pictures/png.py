"""SVG -> PNG by the library that draws it, without a browser and without a request to anywhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.render.pictures.native_process import native_process, need
from tracker.values.languages.translations import translatable, translated

need("vl_convert")

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTERS = "\x00-\u024f\u02b0-\u02ff\u0384-\u03ce\u0400-\u0513\u1e80-\u1e85\u1ea0-\u1ef9"  # Latin, Greek, Cyrillic
_FOREIGN = re.compile(
    f"[^{_LETTERS}–—‘’‚“”„•…‰′″‹›€№™←↑→↓−≈≠≤≥\u00a0\u202f]"
)  # what vl-convert's fonts may lack: ₸, Arabic, Chinese, emoji
_OWN_FONTS = {"FONTCONFIG_FILE": str(Path(__file__).parent.parent / "templates" / "fonts.conf")}
"""Lets vl-convert use the fonts that it brings along: the same on every machine, with Kazakh letters.

A copy of the same font in the system would go first, and Debian 12 has one without these letters.
"""
_FAILURE = translatable("the charts cannot be drawn")


def pngs(drawings: Sequence[str], scale: float = 1.0) -> list[bytes]:
    """Return SVG as PNG, in the library's own fonts, or in the system's where those lack a letter of the picture."""
    drawn: dict[str, bytes] = {}
    for foreign, fonts in ((False, _OWN_FONTS), (True, None)):  # fonts are looked for once a process
        some = [each for each in drawings if bool(_FOREIGN.search(each)) == foreign]
        if some:
            with native_process(translated(_FAILURE), fonts) as worker:
                worker.ask("png", [{"svg": each, "scale": scale} for each in some])
                drawn |= zip(some, worker.answer(), strict=True)
    return [drawn[each] for each in drawings]
